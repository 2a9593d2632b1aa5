"""What went wrong where, told without what it was about: no messages, since libraries put paths and cells in them."""

import re
import traceback
from collections.abc import Iterator
from types import TracebackType

# Where the way to a file of code begins to say something, innermost first.
_ROOTS = ("/site-packages/", "/ojdesk/")
_STANDARD = re.compile(r".*/(?:python3\.\d+|lib)/")
#: A line of faulthandler's: `  File "/home/…/window.py", line 12 in paintEvent`.
_FRAME = re.compile(r'^(\s*)File "(.*)", line (\d+) in (\S+)', re.MULTILINE)
_MODULES = re.compile(r"^Extension modules:.*", re.MULTILINE | re.DOTALL)
#: Frames of each thread that say enough.
_MOST_FRAMES = 40


def fault_place(trace: TracebackType | None) -> str:
    """The innermost place in our own code, as `ojdesk/core/compare/figures.py:120`; the log needs no more."""
    places = [code_place(it.filename, it.lineno) for it in traceback.extract_tb(trace)]
    own = [it for it in places if it.startswith("ojdesk/")] or places
    return own[-1] if own else "?"


def told(error: BaseException) -> str:
    """A fault and what led to it: kinds, numbers of the system, and places in code, the innermost last."""
    return "\n\nledde till\n\n".join("\n".join(_lines(it)) for it in reversed([*_chain(error)]))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _lines(error: BaseException) -> Iterator[str]:
    number = getattr(error, "winerror", None) or getattr(error, "errno", None)
    yield f"{type(error).__name__} {number}" if isinstance(number, int) else type(error).__name__
    for it in traceback.extract_tb(error.__traceback__)[-_MOST_FRAMES:]:
        yield f"  {code_place(it.filename, it.lineno)} i {it.name}"


def told_of_crash(trace: str) -> str:
    """The same of what faulthandler has left of a program that the system ended."""
    return _FRAME.sub(lambda it: f"{it[1]}{code_place(it[2], int(it[3]))} i {it[4]}", _MODULES.sub("", trace)).strip()


def code_place(file: str, line: int | None) -> str:
    """A line of code by its place in its package: never where somebody has installed that."""
    path = file.replace("\\", "/")
    for root in _ROOTS:
        if root in path:
            kept = root.strip("/").replace("site-packages", "")
            path = "/".join(filter(None, (kept, path.rpartition(root)[2])))
            break
    else:
        if path.startswith("/") or ":" in path:
            path = _STANDARD.sub("", path) if _STANDARD.match(path) else path.rpartition("/")[2]
    return f"{path}:{line}"
