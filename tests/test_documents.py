"""What README, ARCHITECTURE and CONTRIBUTING say is so."""

import ast
import doctest
import re
from functools import cache
from pathlib import Path

import pytest
from markdown_it.tree import SyntaxTreeNode

from ojdesk.core.manual.book import parser

ROOT = Path(__file__).resolve().parents[1]
PAGES = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md")
#: What is made by a command, and words that stand for another.
MADE = re.compile(r"^(?:out|dist|\.venv)\b|^/|[A-Z]{4}|…|\*|enkat-2025")
ENDINGS = (".py", ".toml", ".csv", ".md", ".typ", ".json", ".txt", ".spec", ".yml", ".pptx", ".nsi")


def text(page: str) -> str:
    return (ROOT / page).read_text("utf-8")


def words(page: str) -> list[str]:
    """What stands in backticks, outside of blocks of code."""
    return [it.content for it in SyntaxTreeNode(parser().parse(text(page))).walk() if it.type == "code_inline"]


@cache
def paths() -> frozenset[str]:
    """Every file and folder, as it may be named: from the top, or from inside the package."""
    folders = ("ojdesk", "packaging", "resources", "tests", ".github", ".ci")
    found = [it for folder in folders for it in (ROOT / folder).rglob("*") if "__pycache__" not in it.parts]
    named = [it.relative_to(ROOT).as_posix() for it in (*found, *ROOT.glob("*.*"), *map(ROOT.joinpath, folders))]
    return frozenset(named) | {it.removeprefix("ojdesk/") for it in named}


@cache
def names() -> frozenset[str]:
    """Whatever has a name in the code: functions, classes, fields, modules, and words that are values or keys."""
    found = {part for path in paths() for part in Path(path).with_suffix("").parts}
    for path in (it for folder in ("ojdesk", "tests", "packaging") for it in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.FunctionDef() | ast.ClassDef():
                    found.add(node.name)
                case ast.Name() | ast.arg():
                    found.add(node.id if isinstance(node, ast.Name) else node.arg)
                case ast.Attribute():
                    found.add(node.attr)
                case ast.Constant(value=str() as said) if said.isidentifier():
                    found.add(said)
    return frozenset(found)


def commands() -> set[str]:
    """What `packaging/dev.py` can do."""
    tree = ast.parse(text("packaging/dev.py"))
    tables = [it.value for it in tree.body if isinstance(it, ast.AnnAssign) and isinstance(it.value, ast.Dict)]
    return {str(key.value) for it in tables for key in it.keys if isinstance(key, ast.Constant)}


@pytest.mark.parametrize("page", PAGES)
def test_what_is_named_exists(page: str) -> None:
    found = [it for it in words(page) if not MADE.search(it) and " " not in it]
    wanted = [it for it in found if "/" in it or it.endswith(ENDINGS)]
    lost = [it for it in wanted if not any(f"/{path}".endswith(f"/{it.rstrip('/')}") for path in paths())]
    tests = [it for it in found if it.startswith("test_") and not it.endswith(".py")]
    lost += [it for it in tests if it not in names()]
    assert lost == []


def test_every_name_of_the_code_is_one() -> None:
    plain = [re.sub(r"[(:\[].*$|^\.+", "", it) for it in words("ARCHITECTURE.md") if not MADE.search(it)]
    named = [it for it in plain if re.fullmatch(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*", it) and not it.endswith(ENDINGS)]
    assert len(named) > 80
    outside = {"mypy", "ojdesk", "enkät", "lock"}
    assert [it for it in named if it not in outside and not set(it.split(".")) <= names()] == []


@pytest.mark.parametrize("page", PAGES)
def test_commands_that_are_named_exist(page: str) -> None:
    named = set(re.findall(r"packaging/dev\.py ([a-z-]+)", text(page)))
    assert named
    assert named - commands() == set()


def test_every_command_is_told_of() -> None:
    told = " ".join(map(text, PAGES))
    assert [it for it in commands() if not re.search(rf"dev\.py {it}\b|`{it}[` \[]", told)] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: str) -> None:
    nodes = [*SyntaxTreeNode(parser().parse(text(page))).walk()]
    links = [str(it.attrs.get("href") or it.attrs["src"]) for it in nodes if it.type in {"link", "image"}]
    assert [it for it in links if not (ROOT / it.partition("#")[0]).is_file()] == []


def test_every_module_is_in_a_room() -> None:
    table = text("ARCHITECTURE.md").partition("| room |")[2].partition("\n## ")[0]
    rooms = re.findall(r"`([\w./]+)`", table.replace("`core/", "`ojdesk/core/").replace("`gui/", "`ojdesk/gui/"))
    whole = [it for it in rooms if it.endswith("/")]
    alone = {Path(it).name for it in rooms if it.endswith(".py")}
    modules = [it for it in paths() if it.startswith("ojdesk/") and it.endswith(".py") and "__init__" not in it]
    assert len(modules) > 150
    homeless = [it for it in modules if f"{Path(it).parent.as_posix()}/" not in whole and Path(it).name not in alone]
    assert homeless == []


def test_the_walk_of_a_cell_is_true() -> None:
    """Runs what ARCHITECTURE.md shows, from the file to the sentence."""
    done = doctest.testfile(str(ROOT / "ARCHITECTURE.md"), module_relative=False, encoding="utf-8")
    assert done.attempted > 30
    assert done.failed == 0


def test_the_two_accessibility_texts_lack_the_same() -> None:
    lacking = []
    for page in ("packaging/tillganglighet.md", "resources/manual/tillganglighet.md"):
        above, _, below = text(page).partition("## Det som brister\n\n")
        assert above
        lines = [re.sub(r"^(?:\d\.|-) | \(11[\d.]+\)", "", it) for it in below.splitlines() if it]
        assert len(lines) > 3
        lacking.append(lines)
    assert lacking[0] == lacking[1]


def test_the_tests_of_the_accessibility_statement_are_there() -> None:
    named = re.findall(r"`(\w+)(…?)`", text("packaging/tillganglighet.md"))
    assert len(named) > 15
    there = {it for it in names() if it.startswith("test_")}

    def is_there(name: str, cut: str) -> bool:
        return any(it.startswith(f"test_{name}") and (cut or it == f"test_{name}") for it in there)

    assert [name for name, cut in named if not is_there(name, cut)] == []
