"""The commands, as they are typed. Without a display, and without Qt where no window is asked for."""

import csv
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ojdesk import __version__
from ojdesk.__main__ import main
from ojdesk.core.choice import Choice
from ojdesk.core.files.child import READER_ARGUMENT
from ojdesk.core.files.workbook import Import
from ojdesk.core.peers import PeerSet, save_set
from ojdesk.core.report.series import Whose
from ojdesk.core.resources import sample_files
from ojdesk.core.saved import SavedWork, pack

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


def test_the_frozen_program_starts_itself_as_a_reader(tmp_path: Path) -> None:
    done = typed(READER_ARGUMENT, cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_self_test_in_a_shell(tmp_path: Path) -> None:
    done = typed("self-test", "--json", cwd=tmp_path)
    facts = json.loads(done.stdout)
    assert done.returncode == 0
    assert facts["ok"] is True
    assert facts["version"] == __version__
    names = {it["name"] for it in facts["steps"]}
    assert names >= {"Exempeldata", "Vyn Översikt", "Kartorna", "Rapporten", "Sparat arbete", "Handboken"}


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


def test_a_series_has_a_report_for_each_and_replaces_only_when_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["report", str(SURVEY), "--unit", "148052", "--indicator", "freda", "--format", "pdf"]
    command += ["--series", "stadsdelar", "-o", str(tmp_path)]
    assert main(command) == 0
    first = capsys.readouterr().out.splitlines()
    assert len(first) == len(list(tmp_path.iterdir())) == 4
    assert main([*command, "--replace"]) == 0
    assert capsys.readouterr().out.splitlines() == first
    assert main(command) == 0
    assert len(list(tmp_path.iterdir())) == 8


def test_a_series_goes_by_the_names_of_its_kinds(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["report", str(SURVEY), "--series", "?"])
    assert re.findall(r"\w+", capsys.readouterr().err.rpartition("choose from")[2]) == [*Whose]


def test_a_series_that_a_unit_has_not_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["report", str(SURVEY), "--unit", "1489", "--series", "stadsdelar", "-o", str(tmp_path)]
    assert main(command) == 1
    assert "Alingsås har ingen serie av slaget stadsdelar. Det finns län och alla." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--unit", "Ankeborg"], "Enheten Ankeborg finns inte i filerna."),
        (["--unit", "1489", "--indicator", "hittepå"], "Indikatorn hittepå finns inte i filerna."),
        (["--unit", "1489", "--year", "1999"], "Inget resultat för 1999 finns i filerna. De har 2022."),
        (["--unit", "1489", "--format", "odt"], "Formatet odt finns inte. Välj bland docx, pdf"),
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


@pytest.mark.parametrize(
    "given",
    [
        "resultat.xlsx", "resultat.xlsx=²", "annan.xlsx=2021", "resultat.xlsx=nyss", "resultat.xlsx=99999",
        "resultat.xlsx=1989", "resultat.xlsx=0", "resultat.xlsx=-2021", "resultat.xlsx=٢٠٢١", "=2021", "=",
    ],
)  # fmt: skip
def test_a_year_that_cannot_be_understood_is_refused(
    given: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(tmp_path / "resultat.xlsx"), "--year-of", given]) == 1
    assert (
        capsys.readouterr().err == f"--year-of {given} går inte att förstå. Skriv FIL=ÅR, där FIL är en av filerna.\n"
    )


ODD = st.sampled_from(
    ["", ".", "..", "-", "=", "a\0b", "\ud800", "\udcff", "x" * 5_000, "9" * 5_000, "../../x", "C:\\x", "CON",
     "NUL.json", "/dev/null", "\x1b]0;x\x07", "\u202e", "=1+1", "liknande", "@x", "1489"]
) | st.text(max_size=8)  # fmt: skip


@given(
    st.sampled_from(["check", "data", "report"]),
    st.lists(
        st.tuples(st.sampled_from(["--year-of", "--peers", "--unit", "--indicator", "--year", "--format", ""]), ODD),
        max_size=3,
    ),
)
@example("report", [("--unit", "1489"), ("--indicator", "\ud800")])
@example("report", [("--unit", "1489"), ("--peers", "x" * 5_000 + ".json")])
@example("data", [("--year-of", f"{SURVEY}={'9' * 5_000}")])
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_is_done_or_refused(no_year: Path, command: str, odd: list[tuple[str, str]]) -> None:
    """A file without its year, so that no example takes long; what is typed comes before what is needed."""
    output = {"check": [], "data": ["-o", str(no_year.parent / "ut.csv")], "report": ["-o", str(no_year.parent)]}
    arguments = [it for option, value in odd for it in (option, value) if it is value or it]
    try:
        code = main([command, str(no_year), *arguments, *output[command]])
    except SystemExit as done:
        code = int(str(done.code))
    assert code in {0, 1, 2}
    assert list(no_year.parent.glob("*.docx")) == []


@pytest.fixture
def no_year(tmp_path: Path) -> Path:
    save_without_year(tmp_path / "resultat.xlsx", 1)
    return tmp_path / "resultat.xlsx"


def test_a_file_may_be_called_what_it_likes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    odd = f"a\u202eb{'x' * 150}.csv"
    (tmp_path / odd).write_text("a;b\n1;2\n")
    assert main(["check", str(tmp_path / odd), str(tmp_path / "\x1b]0;x\x07"), str(tmp_path / ("y" * 5_000))]) == 1
    said = capsys.readouterr().err
    assert not set("\x1b\x07\u202e") & set(said)
    assert len(said.splitlines()) == 3
    assert max(map(len, said.splitlines())) < 500


def test_no_report_is_written_if_one_unit_is_unknown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["report", str(SURVEY), "--unit", "1489", "Järva", "--indicator", "fia", "-o", str(tmp_path)]
    assert main(given) == 1
    assert "Menade du Järfälla?" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


# Saved works ------------------------------------------------------------------------------------------------------


@pytest.fixture
def work(tmp_path: Path, sample: Import) -> Path:
    """Alingsås 2022 beside two others, with one indicator, saved without its workbooks."""
    choice = Choice("1489", "freda", ("freda",), 2022, peers=PeerSet("Grannarna", members=("1440", "1463")))
    readings = tuple(it for it in sample.readings if it.file == SURVEY.name)
    path = tmp_path / "nämnden.ojdesk"
    path.write_bytes(pack(SavedWork(readings, choice.to_json(), {}, ())))
    return path


def test_a_saved_work_stands_for_its_files(work: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(work)]) == 0
    assert SURVEY.name in capsys.readouterr().out
    for name, files in (("own.csv", [work]), ("both.csv", [work, REGISTER]), ("again.csv", [work, SURVEY])):
        assert main(["data", *map(str, files), "-o", str(tmp_path / name)]) == 0
    rows = {it.name: len(list(csv.DictReader(it.read_text("utf-8").splitlines()))) for it in tmp_path.glob("*.csv")}
    assert rows == {"own.csv": 5_232, "both.csv": 5_232 + 11_186, "again.csv": 5_232}


def test_what_a_saved_work_has_picked_stands_for_what_is_not_said(work: Path, tmp_path: Path) -> None:
    assert main(["report", str(work), "--format", "xlsx", "-o", str(tmp_path / "a")]) == 0
    (made,) = (tmp_path / "a").iterdir()
    assert "alingsas" in made.name
    said = " ".join(str(cell.value) for sheet in openpyxl.load_workbook(made) for row in sheet for cell in row)
    assert "Grannarna" in said
    assert "FREDA" in said
    others = ["--unit", "Lerum", "--peers", "Ale", "--indicator", "fia"]
    assert main(["report", str(work), *others, "--format", "xlsx", "-o", str(tmp_path / "b")]) == 0
    (made,) = (tmp_path / "b").iterdir()
    assert "lerum" in made.name
    said = " ".join(str(cell.value) for sheet in openpyxl.load_workbook(made) for row in sheet for cell in row)
    assert "Grannarna" not in said


def test_a_work_that_cannot_be_used_is_refused_in_one_sentence(
    work: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(work), str(work.with_stem("annat"))]) == 1
    assert capsys.readouterr().err == "Bara ett sparat arbete kan öppnas åt gången. Ange ett av dem.\n"
    work.write_bytes(work.read_bytes()[:3000])
    assert main(["check", str(work)]) == 1
    assert capsys.readouterr().err == "nämnden.ojdesk är skadad.\n"
    assert main(["report", str(SURVEY), "-o", str(tmp_path / "c")]) == 1
    assert capsys.readouterr().err.startswith("Ange vilken enhet")
