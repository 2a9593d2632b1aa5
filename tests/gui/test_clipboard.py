"""What Word, Excel and plain text fields find on the clipboard."""

from html.parser import HTMLParser

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QTableView

from ojdesk.core.compare.overviews import overview
from ojdesk.core.dataset import Dataset
from ojdesk.core.wording.numbers import MINUS, NBSP
from ojdesk.gui.clipboard import copy_of
from ojdesk.gui.tables import Column, RowsModel
from ojdesk.gui.window import Window
from tests.gui.test_desk import EVIL
from tests.gui.user import click_head, settle


class _Table(HTMLParser):
    """Reads the rows of a table back, and every tag that is there."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.tags: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the parser's own signature
        self.tags.add(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


def copied(window: Window) -> QMimeData:
    QApplication.clipboard().clear()
    window.actions_by_name["copy"].trigger()
    return QApplication.clipboard().mimeData()


@pytest.mark.parametrize(
    ("view", "indicator"), [(1, "freda"), (1, "andel_mottagare"), (2, "freda"), (2, "belopp_per_inv")]
)
def test_a_chart_is_copied_as_sentence_table_picture_and_drawing(
    desk_window: Window, view: int, indicator: str
) -> None:
    desk_window.workspace.choose(indicator=indicator)
    desk_window.show_view(view)
    assert desk_window.desk is not None
    shown = desk_window.desk.view
    data = copied(desk_window)
    lines = data.text().split("\n")
    assert lines[0] == shown.sentence.text()
    table = _Table(data.html())
    assert table.tags <= {"p", "table", "thead", "tbody", "tr", "th", "td", "html", "head", "body", "meta"}
    assert len(table.rows) == len(lines) - 2 > 20
    assert [row.count("\t") + 1 for row in lines[2:]] == [len(row) for row in table.rows]
    image = data.imageData()
    assert isinstance(image, QImage)
    assert image.width() > 1500
    svg = bytes(data.data("image/svg+xml").data()).decode()
    assert svg.startswith("<svg")


def test_the_overview_is_copied_as_its_table(desk_window: Window, dataset: Dataset) -> None:
    data = copied(desk_window)
    lines = data.text().split("\n")
    assert lines[0].startswith("Alingsås uppfyller 6 av 15")
    found = overview(dataset, "1489", 2022)
    for row in found.rows:
        assert [line for line in lines if line.startswith(f"{row.indicator.short}\t")]
    assert "ja, men inte för alla" in data.html()


def test_the_report_is_copied_as_text(desk_window: Window) -> None:
    desk_window.workspace.choose(indicators=("freda",))
    desk_window.show_view(4)
    settle(desk_window)
    data = copied(desk_window)
    assert "Metod och källor" in data.text()
    assert "\ufffc" not in data.text()
    assert "<h2" in data.html()
    assert "<img" not in data.html()


def test_the_table_is_copied_in_the_order_in_which_it_is_seen(desk_window: Window) -> None:
    desk_window.show_view(2)
    assert desk_window.desk is not None
    view = desk_window.desk.spread
    view.toggle_table()
    table = view.findChild(QTableView)
    assert isinstance(table, QTableView)
    by_share = [line.split("\t")[0] for line in copied(desk_window).text().split("\n")[3:]]
    click_head(table, "Län")
    by_name = [line.split("\t")[0] for line in copied(desk_window).text().split("\n")[3:]]
    assert by_share[0] == "Värmlands län"
    assert by_name[0] == "Blekinge län"
    assert by_name[-1] == "Östergötlands län"
    assert len(by_name) == 21


def model_of(*texts: str) -> RowsModel[str]:
    model: RowsModel[str] = RowsModel([Column("<b>Enhet</b>", lambda it: it)])
    model.set_rows(texts)
    return model


def test_names_are_escaped_in_html_and_as_they_stand_in_text(qapp: QApplication) -> None:
    data = copy_of(model_of(EVIL), "1 < 2 & 3")
    assert EVIL in data.text()
    assert "<img" not in data.html()
    assert _Table(data.html()).rows == [["<b>Enhet</b>"], [EVIL]]
    assert "<p>1 &lt; 2 &amp; 3</p>" in data.html()


def test_figures_are_copied_so_that_a_spreadsheet_reads_them(qapp: QApplication) -> None:
    data = copy_of(model_of(f"{MINUS}6", f"1{NBSP}024", "med\ttabb"), "Så här")
    assert data.text().split("\n")[3:] == ["-6", "1 024", "med tabb"]
    assert not data.hasImage()


def test_nothing_is_copied_before_there_is_anything(window: Window) -> None:
    QApplication.clipboard().setText("mitt")
    window.copy()
    assert QApplication.clipboard().text() == "mitt"
