"""What Word, Excel and plain text fields find on the clipboard."""

from html.parser import HTMLParser

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QTableView

from ojdesk.core.compare.overviews import overview
from ojdesk.core.dataset import Dataset
from ojdesk.core.export.exhibit import Exhibit, Origin, Table, cell_of
from ojdesk.core.wording.numbers import NBSP
from ojdesk.gui.clipboard import copy_of
from ojdesk.gui.window import Window
from tests.gui.test_desk import EVIL
from tests.gui.user import click_head, settle


class _Table(HTMLParser):
    """Reads the rows of a table back, and every tag that is there."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._in_cell = False
        self.tags: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the parser's own signature
        self.tags.add(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")
            self._in_cell = True

    def handle_endtag(self, tag: str) -> None:
        self._in_cell = self._in_cell and tag not in {"td", "th"}

    def handle_data(self, data: str) -> None:
        if self._in_cell:
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
    assert lines[0] == shown.heading.text()
    assert lines[1].startswith(shown.sentence.text())
    assert ("Bland kvinnor" in lines[1]) == (indicator == "andel_mottagare" and view == 1)
    table = _Table(data.html())
    assert table.tags <= {"p", "table", "thead", "tbody", "tr", "th", "td", "html", "head", "body", "meta"}
    copied_rows = [line.split("\t") for line in lines if "\t" in line]
    assert len(copied_rows) == len(table.rows) > 20
    assert [row[0] for row in copied_rows] == [row[0] for row in table.rows]
    image = data.imageData()
    assert isinstance(image, QImage)
    assert image.width() == 2100
    assert image.dotsPerMeterX() == 11811
    svg = bytes(data.data("image/svg+xml").data()).decode()
    assert svg.startswith("<svg")


def test_the_overview_is_copied_as_its_table(desk_window: Window, dataset: Dataset) -> None:
    data = copied(desk_window)
    lines = data.text().split("\n")
    assert lines[0].startswith("Alingsås uppfyller 6 av 15")
    found = overview(dataset, "1489", 2022)
    for row in found.rows:
        assert [line for line in lines if line.startswith(f"{row.indicator.area}\t{row.indicator.short}\t")]
    assert "Riket över tid" not in data.text()  # a column of small drawings
    assert "ja, men inte för alla" in data.html()
    assert data.hasImage()


def test_only_the_indicators_that_are_seen_are_copied(desk_window: Window) -> None:
    desk = desk_window.desk
    assert desk is not None
    desk.overview._filter.setCurrentIndex(1)
    exhibit = desk.overview.exhibit()
    assert exhibit is not None
    assert exhibit.picture is not None
    shown = [row[0].text for row in exhibit.tables[0].rows]
    assert 0 < len(shown) < 15
    assert "FREDA-kortfrågor" not in shown
    assert "FREDA-kortfrågor" not in exhibit.picture.svg
    assert shown[0] in exhibit.picture.svg


def test_the_picture_alone_is_copied_for_programs_that_would_take_the_table(desk_window: Window) -> None:
    desk_window.show_view(2)
    desk_window.actions_by_name["picture"].trigger()
    data = QApplication.clipboard().mimeData()
    assert data.hasImage()
    assert not data.hasHtml()
    assert not data.hasText()


def test_all_who_meet_an_indicator_are_copied_though_the_screen_has_no_room_for_them(desk_window: Window) -> None:
    desk_window.show_view(3)
    data = copied(desk_window)
    assert "Trollhättan, Ulricehamn, Vänersborg, Åmål, Öckerö" in data.text()
    assert " till\t" not in data.text()
    assert "Ändrat sedan 2021" in data.text()


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
    table = view.entry()
    assert isinstance(table, QTableView)
    by_share = counties(copied(desk_window))
    click_head(table, "Län")
    by_name = counties(copied(desk_window))
    assert by_share[0] == "Värmlands län"
    assert by_name[0] == "Blekinge län"
    assert by_name[-1] == "Östergötlands län"
    assert len(by_name) == 21


def counties(data: QMimeData) -> list[str]:
    names = [line.split("\t")[0] for line in data.text().split("\n") if line.count("\t") > 3]
    return names[1:]


def exhibit_of(*texts: str) -> Exhibit:
    table = Table("Tabell", ("<b>Enhet</b>", "Värde"), tuple((cell_of(it), cell_of("nej", 0)) for it in texts))
    return Exhibit("Titel", "", "1 < 2 & 3", (table,), None, (), (), Origin("Källa: …", (), ""), "fil")


def test_names_are_escaped_in_html_and_as_they_stand_in_text(qapp: QApplication) -> None:
    data = copy_of(exhibit_of(EVIL))
    assert EVIL in data.text()
    assert "<img" not in data.html()
    assert _Table(data.html()).rows == [["<b>Enhet</b>", "Värde"], [EVIL, "nej"]]
    assert "<p>1 &lt; 2 &amp; 3</p>" in data.html()


def test_spreadsheets_are_told_what_is_a_number_and_what_is_text(desk_window: Window) -> None:
    desk_window.workspace.choose(indicator="belopp_per_inv")
    desk_window.show_view(1)
    data = copied(desk_window)
    own = next(line for line in data.text().split("\n") if line.startswith("Alingsås\t"))
    assert own.split("\t")[-1] == "1043"
    assert f'x:num="1043" sdval="1043" sdnum="1033;">1{NBSP}043</td>' in data.html()
    assert '<th scope="row" sdnum="1033;0;@">Alingsås</th>' in data.html()


def test_nothing_is_taken_along_before_there_is_anything(window: Window, told: list[str]) -> None:
    QApplication.clipboard().setText("mitt")
    window.export.copy()
    window.export.save()
    assert QApplication.clipboard().text() == "mitt"
    assert "ingen tabell att ta med" in told[0]
