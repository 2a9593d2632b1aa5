"""The rules of the house, held by reading the code."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "ojdesk"
FILES = sorted(PACKAGE.rglob("*.py"))
QT = ("PySide6", "shiboken6")


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path, *, at_top: bool = False) -> Iterator[str]:
    """The modules that a file imports; with `at_top`, only those imported as soon as the file is."""
    tree = ast.parse(path.read_text("utf-8"))
    nodes = tree.body if at_top else ast.walk(tree)
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def under(module: str, *parents: str) -> bool:
    return any(module == parent or module.startswith(parent + ".") for parent in parents)


def offences(inside: str, *forbidden: str) -> list[str]:
    return [
        f"{module_name(path)} imports {module}"
        for path in FILES
        if under(module_name(path), inside)
        for module in imports(path)
        if under(module, *forbidden) and not under(module, module_name(path))
    ]


def test_there_is_something_to_check() -> None:
    assert len(FILES) > 50
    assert any(under(module, *QT) for path in FILES for module in imports(path))


def test_the_core_knows_neither_qt_nor_the_gui() -> None:
    assert offences("ojdesk.core", *QT, "ojdesk.gui", "ojdesk.__main__") == []


def test_the_gui_does_not_know_the_command_line() -> None:
    assert offences("ojdesk.gui", "ojdesk.__main__") == []


def test_the_reader_imports_nothing_of_ours() -> None:
    reader = "ojdesk.core.files.reader"
    files = [path for path in FILES if under(module_name(path), reader)]
    assert files
    assert [it for path in files for it in imports(path) if under(it, "ojdesk") and not under(it, reader)] == []


def test_reading_files_does_not_know_what_is_made_of_them() -> None:
    later = ("dataset", "editions", "compare", "choice", "report", "tidy")
    files = [path for path in FILES if under(module_name(path), "ojdesk.core.files")]
    assert files
    forbidden = [f"ojdesk.core.{name}" for name in later]
    assert [(path.stem, it) for path in files for it in imports(path) if under(it, *forbidden)] == []


def test_report_writers_know_nothing_of_the_domain() -> None:
    domain = tuple(f"ojdesk.core.{name}" for name in ("dataset", "compare", "choice", "files", "catalogue", "units"))
    folder = PACKAGE / "core" / "report"
    formats = [path.stem for path in folder.glob("*.py") if module_name(path) in set(imports(folder / "formats.py"))]
    # A template is read, not written. The others have parts beside them.
    stems = {*formats, "pieces", "slide", "excel"} - {"template"}
    writers = [path for stem in sorted(stems) for path in folder.glob(f"{stem}*.py")]
    assert {"word", "pdf", "excel", "slides", "slide_charts"} <= {path.stem for path in writers}
    for writer in writers:
        assert [it for it in imports(writer) if under(it, *domain)] == [], writer


@pytest.mark.parametrize("view", [path.stem for path in (PACKAGE / "gui" / "views").glob("*.py")])
def test_views_know_neither_each_other_nor_the_window(view: str) -> None:
    path = PACKAGE / "gui" / "views" / f"{view}.py"
    stems = {it.stem for it in path.parent.glob("*.py")} - {view, "view", "__init__"}
    others = [f"ojdesk.gui.views.{stem}" for stem in stems]
    forbidden = (*others, "ojdesk.gui.window", "ojdesk.gui.desk", "ojdesk.gui.actions", "ojdesk.gui.application")
    assert [it for it in imports(path) if under(it, *forbidden)] == []


def test_charts_know_no_views_and_no_workspace() -> None:
    assert offences("ojdesk.gui.charts", "ojdesk.gui.views", "ojdesk.gui.workspace", "ojdesk.gui.window") == []


def test_the_workspace_alone_announces_a_change() -> None:
    assigned = [
        node
        for path in FILES
        if path.stem != "workspace"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call)
    ]
    announcing = {ast.unparse(it.targets[0]) for it in assigned if ast.unparse(it.value).startswith("Signal(")}
    assert announcing
    assert not announcing & {"dataset_changed", "choice_changed", "changed"}


def test_the_first_paint_waits_for_nothing_heavy() -> None:
    """What the start page needs, directly or through our own files, brings no pandas along."""
    heavy, seen, waiting = [], set(), ["ojdesk.gui.application"]
    paths = {module_name(path): path for path in FILES}
    while waiting:
        name = waiting.pop()
        if name in seen or name not in paths:
            continue
        seen.add(name)
        for module in imports(paths[name], at_top=True):
            if under(module, "pandas", "numpy", "typst", "docx", "pptx", "xlsxwriter"):
                heavy.append(f"{name} imports {module}")
            waiting.append(module)
    assert "ojdesk.gui.window" in seen
    assert heavy == []


def test_nothing_of_ours_opens_a_connection() -> None:
    network = ("socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "webbrowser", "PySide6.QtNetwork")
    assert [(path.stem, it) for path in FILES for it in imports(path) if under(it, *network)] == []


def calls(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call))


def test_files_are_written_in_one_place() -> None:
    """But for the note of a crash, which is written when nothing of ours may run any more."""

    def writes(call: ast.Call) -> bool:
        name = ast.unparse(call.func).split(".")[-1]
        modes = (set(str(it.value)) for it in call.args if isinstance(it, ast.Constant))
        return name in {"write_text", "write_bytes", "copyfile"} or (
            name == "open" and any(it & {*"wax+"} for it in modes)
        )

    writing = {module_name(path) for path in FILES if any(map(writes, calls(path)))}
    assert writing == {"ojdesk.core.save", "ojdesk.gui.crash"}


def test_colours_are_named_in_the_palette_alone() -> None:
    with_colours = {
        module_name(path)
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and re.search(r"#[0-9a-fA-F]{6}\b", str(node.value))
    }
    assert with_colours == {"ojdesk.core.palette"}


def test_no_group_of_a_pattern_is_possessive() -> None:
    """Python before 3.11.5, which Debian 12 has, lets such a group match where it does not."""
    strings = (
        (path.name, node.value)
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes)
    )
    signs = (")?+", ")++", ")*+", "(?>")
    found = [
        name for name, text in strings if any(it in (text if isinstance(text, str) else repr(text)) for it in signs)
    ]
    assert found == []


def test_the_frozen_program_is_left_nothing_out_that_it_imports() -> None:
    spec = ast.parse((ROOT / "packaging" / "ojdesk.spec").read_text("utf-8"))
    (excluded,) = (
        ast.literal_eval(it.value)
        for it in spec.body
        if isinstance(it, ast.Assign) and ast.unparse(it.targets[0]) == "EXCLUDED"
    )
    imported = {name for path in (ROOT / "ojdesk").rglob("*.py") for name in imports(path)}
    assert {"sqlite3", "pyarrow"} <= imported
    # pyarrow is for those who go on in other tools; the program asks whether it is there.
    assert {name for name in imported if under(name, *excluded)} == {"pyarrow", "pyarrow.parquet"}


# How a change is made -----------------------------------------------------------------------------------------------


EVERYTHING = [*FILES, *(ROOT / "tests").rglob("*.py"), *(ROOT / "packaging").rglob("*.py")]


def test_no_file_is_long() -> None:
    assert [path.name for path in EVERYTHING if len(path.read_text("utf-8").splitlines()) > 400] == []


def test_names_say_what_a_thing_is() -> None:
    named = [path.stem for path in EVERYTHING]
    for path in EVERYTHING:
        tree = ast.parse(path.read_text("utf-8"))
        named += [it.name for it in ast.walk(tree) if isinstance(it, ast.ClassDef | ast.FunctionDef)]
    empty = re.compile(r"(?:^|_)(?:manager|helper|util|base)s?(?:_|$)|(?:Manager|Helper|Util|Base)s?(?![a-z])")
    assert [it for it in named if empty.search(it)] == []


def test_no_test_sleeps() -> None:
    waits = ("sleep", "qWait", "qSleep", "msleep")
    tests = [path for path in (ROOT / "tests").rglob("*.py") if path.name != Path(__file__).name]
    assert len(tests) > 80
    names = [(path.name, ast.unparse(it.func)) for path in tests for it in calls(path)]
    assert [it for it in names if it[1].split(".")[-1] in waits or it[1] == "qtbot.wait"] == []


def test_tests_mirror_the_package() -> None:
    folders = {path.parent.relative_to(ROOT / "tests") for path in (ROOT / "tests").rglob("test_*.py")}
    beside = {Path(), Path("packaging")}
    # A module that is tried in many ways has a folder, as a package has.
    assert [
        str(it) for it in folders - beside if not (PACKAGE / it).is_dir() and not (PACKAGE / f"{it}.py").is_file()
    ] == []


def project() -> str:
    return (ROOT / "pyproject.toml").read_text("utf-8")


def test_warnings_fail() -> None:
    pytest_options = tomllib.loads(project())["tool"]["pytest"]["ini_options"]
    assert pytest_options["filterwarnings"] == ["error"]
    assert pytest_options["qt_log_level_fail"] == "WARNING"
    assert pytest_options["xfail_strict"] is True


def test_every_package_has_a_reason_and_a_lock() -> None:
    def plain(name: str) -> str:
        return re.sub(r"[-_.]+", "-", re.split(r"[=<>~!\[ ]", name)[0]).lower()

    read = tomllib.loads(project())
    needed = read["project"]["dependencies"]
    lock = (ROOT / "packaging" / "constraints.txt").read_text("utf-8").splitlines()
    locked = {plain(it) for it in lock if "==" in it}
    assert {plain(it) for it in (*needed, *read["dependency-groups"]["dev"])} - locked == set()
    lines = project().splitlines()
    bare = [it for it in needed if not lines[lines.index(f'  "{it}",') - 1].strip().startswith("# ")]
    assert bare == []


def test_the_commands_need_nothing_but_python() -> None:
    commands = imports(ROOT / "packaging" / "dev.py", at_top=True)
    assert {it.split(".")[0] for it in commands} - sys.stdlib_module_names == set()
