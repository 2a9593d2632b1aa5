"""The commands, as they are typed. Without a display, and without Qt where no window is asked for."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from ojdesk import __version__
from ojdesk.__main__ import main
from ojdesk.core.peers import PeerSet, save_set
from ojdesk.core.resources import sample_files

SURVEY = next(path for path in sample_files() if "2022" in path.name and "enkat" in path.name)
REGISTER = next(path for path in sample_files() if "2023" in path.name and "register" in path.name)


def typed(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """What a user gets who types the command, in a world without a display."""
    screens = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    bare = {name: value for name, value in os.environ.items() if name not in screens}
    return subprocess.run(
        [sys.executable, "-m", "ojdesk", *arguments],
        cwd=cwd,
        env=bare | {"PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_data_in_a_shell(tmp_path: Path) -> None:
    done = typed("data", str(SURVEY), str(REGISTER), "-o", "ut.csv", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    rows = list(csv.DictReader((tmp_path / "ut.csv").read_text("utf-8").splitlines()))
    assert len(rows) == 5_232 + 11_186
    mine = next(it for it in rows if it["unit_code"] == "1489" and it["indicator_id"] == "plan_tre_manader_alla")
    assert (mine["value"], mine["status"], mine["sheet"], mine["cell"]) == ("1", "value", "Kommun", "N177")


def test_self_test_in_a_shell(tmp_path: Path) -> None:
    done = typed("self-test", "--json", cwd=tmp_path)
    facts = json.loads(done.stdout)
    assert done.returncode == 0
    assert facts["ok"] is True
    assert facts["version"] == __version__
    assert len(facts["steps"]) == 9


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a screen")
def test_a_window_without_a_screen_is_refused(tmp_path: Path) -> None:
    done = typed(str(SURVEY), cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Det finns ingen skärm")


@pytest.mark.parametrize("command", ["check", "data", "report"])
def test_no_command_but_the_windows_imports_qt(command: str, tmp_path: Path) -> None:
    extra = {"check": [], "data": ["-o", "ut.csv"], "report": ["--unit", "1489", "--indicator", "fia", "-o", "."]}
    code = (
        "import sys; from ojdesk.__main__ import main; "
        f"assert main({[command, str(SURVEY), *extra[command]]!r}) == 0; "
        "assert not [name for name in sys.modules if name.startswith('PySide6')]"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_check_says_what_was_understood(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(SURVEY)]) == 0
    said = capsys.readouterr().out
    assert "Enkätdata 2022: 5\u00a0232 resultat för riket, 21 län, 288 kommuner och 17 stadsdelar" in said
    assert "Kommun: rubriker på rad 5 och 6; 288 kommuner" in said
    assert "”..”: bortfall, filen säger" in said
    assert "16 av 16 finns i katalogen" in said


def test_a_refused_file_gives_exit_one_and_the_others_are_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "trasig.xlsx"
    broken.write_bytes(SURVEY.read_bytes()[:5000])
    for command in (["check"], ["data", "-o", str(tmp_path / "ut.csv")]):
        assert main([command[0], str(broken), str(SURVEY), *command[1:]]) == 1
        shown = capsys.readouterr()
        assert shown.err.splitlines() == [
            "trasig.xlsx är skadad eller inte helt hämtad. Hämta filen på nytt från Socialstyrelsen."
        ]
        assert shown.out
    assert len((tmp_path / "ut.csv").read_text("utf-8").splitlines()) == 5_233


def test_nothing_readable_leaves_nothing_behind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["data", str(tmp_path / "borta.xlsx"), "-o", str(tmp_path / "ut.csv")]) == 1
    assert "borta.xlsx finns inte längre" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_report_for_each_unit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--unit", "Alingsås", "0980", "--indicator", "fia", "--format", "xlsx", "--year", "2022"]
    assert main(["report", str(SURVEY), *arguments, "-o", str(tmp_path)]) == 0
    names = [Path(line).name for line in capsys.readouterr().out.splitlines()]
    assert names == ["oj-ekonomiskt-bistand_alingsas_2022.xlsx", "oj-ekonomiskt-bistand_gotland_2022.xlsx"]
    sheet = openpyxl.load_workbook(tmp_path / names[0])["Utveckling"]
    assert {row[1].value for row in sheet.iter_rows(min_row=4)} == {
        "Använder standardiserade bedömningsmetoden FIA för personer med bistånd längre än sex månader"
    }


@pytest.mark.parametrize(
    ("given", "label", "members"),
    [
        (["liknande"], "Liknande kommuner Alingsås (Kolada 2023)", 7),
        (["kommungrupp"], "Pendlingskommun nära storstad (SKR 2023), utan den egna enheten", 42),
        (["grupp.json"], "Sjuhärad", 2),
        (["Borås", "1463"], "De valda enheterna", 2),
    ],
)
def test_a_report_compares_with_the_group_that_is_asked_for(
    given: list[str], label: str, members: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_set(PeerSet("Sjuhärad", members=("1490", "1463")), tmp_path / "grupp.json")
    monkeypatch.chdir(tmp_path)
    arguments = ["--unit", "1489", "--indicator", "fia", "--format", "xlsx", "--peers", *given]
    assert main(["report", str(SURVEY), *arguments, "-o", "ut"]) == 0
    book = openpyxl.load_workbook(next((tmp_path / "ut").glob("*.xlsx")))
    assert any(label in str(row[0].value) for row in book["Gruppen"].iter_rows(max_row=3))
    assert len({row[2].value for row in book["Enheter i gruppen"].iter_rows(min_row=4)}) == members


def test_without_indicators_a_report_has_all_that_are_in_use(tmp_path: Path) -> None:
    files = [str(SURVEY), str(REGISTER)]
    assert main(["report", *files, "--unit", "1489", "--format", "xlsx", "-o", str(tmp_path)]) == 0
    sheet = openpyxl.load_workbook(next(tmp_path.glob("*.xlsx")))["Utveckling"]
    assert len({row[1].value for row in sheet.iter_rows(min_row=4)}) == 16 + 10


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--unit", "Ankeborg"], "Enheten Ankeborg finns inte i filerna."),
        (["--unit", "1489", "--indicator", "hittepå"], "Indikatorn hittepå finns inte i filerna."),
        (["--unit", "1489", "--year", "1999"], "Inget resultat för 1999 finns i filerna. De har 2022."),
        (["--unit", "1489", "--format", "odt"], "Formatet odt finns inte. Välj bland docx, pdf, pptx, xlsx."),
        (["--unit", "1489", "--peers", "Ankeborg"], "Enheten Ankeborg finns inte i filerna."),
        (["--unit", "1489", "--peers", "Skåne län"], "Skåne län svarar inte själv"),
        (["--unit", "148052", "--peers", "liknande"], "Centrum har ingen grupp av slaget liknande."),
        (["--unit", "1489", "14", "--peers", "stadsdelar"], "Alingsås har ingen grupp av slaget stadsdelar."),
        (["--unit", "1489", "--peers", "borta.json"], "borta.json gick inte att läsa."),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    arguments: list[str], sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", str(SURVEY), *arguments, "-o", str(tmp_path)]) == 1
    assert sentence in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_help_and_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as done:
        main(["--version"])
    assert done.value.code == 0
    assert capsys.readouterr().out.strip() == f"ojdesk {__version__}"
    with pytest.raises(SystemExit) as done:
        main(["report"])
    assert done.value.code == 2


def save_without_year(path: Path, answer: int) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["Öppna jämförelser, enkätdata"],
        ["Kod", "Kommun", "Väntetid för personligt nybesök"],
        ["1440", "Ale", answer],
    ):
        book.active.append(row)  # type: ignore[union-attr]
    book.save(path)


def test_a_file_that_does_not_say_its_year_is_read_with_the_one_given(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / "resultat.xlsx", tmp_path / "ut.csv"
    save_without_year(path, 1)
    assert main(["data", str(path), "-o", str(out)]) == 1
    assert "(--year-of resultat.xlsx=ÅR)" in capsys.readouterr().err
    assert main(["data", str(path), "-o", str(out), "--year-of", "resultat.xlsx=2021"]) == 0
    (cell,) = csv.DictReader(out.read_text("utf-8").splitlines())
    assert cell["year"] == "2021"


def test_a_year_is_not_given_to_the_wrong_one_of_two_files_with_one_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths, out = [tmp_path / folder / "resultat.xlsx" for folder in ("a", "b")], tmp_path / "ut.csv"
    for answer, path in enumerate(paths):
        path.parent.mkdir()
        save_without_year(path, answer)
    command = ["data", *map(str, paths), "-o", str(out)]
    assert main(command) == 1
    said = capsys.readouterr().err
    assert all(f"(--year-of {path}=ÅR)" in said for path in paths)
    assert main([*command, "--year-of", "resultat.xlsx=2021"]) == 1
    assert "kan gälla flera filer som heter resultat.xlsx" in capsys.readouterr().err
    assert main([*command, "--year-of", f"{paths[1]}=2021", "--year-of", f"{paths[0]}=2020"]) == 0
    cells = csv.DictReader(out.read_text("utf-8").splitlines())
    assert [(it["year"], it["value"]) for it in cells] == [("2020", "0"), ("2021", "1")]


@pytest.mark.parametrize("given", ["resultat.xlsx", "resultat.xlsx=²", "annan.xlsx=2021", "resultat.xlsx=nyss"])
def test_a_year_that_cannot_be_understood_is_refused(
    given: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(tmp_path / "resultat.xlsx"), "--year-of", given]) == 1
    assert (
        capsys.readouterr().err == f"--year-of {given} går inte att förstå. Skriv FIL=ÅR, där FIL är en av filerna.\n"
    )


def test_no_report_is_written_if_one_unit_is_unknown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["report", str(SURVEY), "--unit", "1489", "Järva", "--indicator", "fia", "-o", str(tmp_path)]
    assert main(given) == 1
    assert "Menade du Järfälla?" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
