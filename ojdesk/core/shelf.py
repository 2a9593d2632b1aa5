"""Where saved works stand: taken down, put back, and the last good copies of each kept elsewhere."""

import contextlib
import hashlib
import logging
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ojdesk.core.files.gate import content_of
from ojdesk.core.save import WORK_ENDING, save, sweep
from ojdesk.core.saved import MAX_SIZE, Damaged, SavedWork, pack, unpack
from ojdesk.core.work import Refused

_log = logging.getLogger(__name__)

#: Copies of each work.
_KEPT = 3
#: Letters of a work's name in that of the folder with its copies.
_MOST_OF_NAME = 50


@dataclass(frozen=True)
class Copy:
    """A copy that can be read, and when it was saved."""

    path: Path
    saved: datetime


class Broken(Damaged):
    """A saved work that is damaged, and the newest of its copies that is not, if there is one."""

    def __init__(self, sentence: str, copy: Copy | None) -> None:
        super().__init__(sentence)
        self.copy = copy


def take_down(path: Path, copies: Path) -> tuple[SavedWork, str]:
    """Opens a work.

    Args:
        path: The file, which is left as it is.
        copies: The folder with the copies of all works.

    Returns:
        The work, and the SHA-256 of the file's content.

    Raises:
        Broken: It is damaged.
        Refused: It cannot be read, or is none.
    """
    content = content_of(path, MAX_SIZE)
    try:
        return unpack(content, path), digest_of(content)
    except Damaged as damaged:
        raise Broken(str(damaged), newest_copy(path, copies)) from damaged


def put_back(path: Path, work: SavedWork, copies: Path, known: set[str] | None) -> str:
    """Saves a work, and a copy of it in another folder.

    Args:
        path: Where.
        work: What.
        copies: The folder with the copies of all works.
        known: The SHA-256 of what may be there now and be replaced, and from now on of this too; None when the user has
            said to replace whatever is there.

    Returns:
        The SHA-256 of the new content.

    Raises:
        RuntimeError: It could not be opened again, and so does not take the place of what can be.
        Refused: It could not be saved, or someone else has saved there meanwhile; what is there is untouched.
    """
    content = pack(work)
    digest = digest_of(content)
    _try_out(content, path)
    if known is not None and _is_there(path) and digest_of(content_of(path, MAX_SIZE)) not in known:
        raise Refused(
            f"{path.name} har sparats av någon annan sedan du öppnade det, och skrivs inte över. "
            "Spara ditt arbete med ett annat namn."
        )
    if known is not None:
        known.add(digest)  # a disc may fail after the move
    sweep(path)
    save(path, content)
    _keep_copy(path, content, copies)
    return digest


def _try_out(content: bytes, path: Path) -> None:
    try:
        unpack(content, path)
    except Refused as refused:
        raise RuntimeError("a work would not open again") from refused


def newest_copy(path: Path, copies: Path) -> Copy | None:
    """The newest copy of the work at `path` that can be read."""
    for copy in reversed(_copies_of(path, copies)):
        with contextlib.suppress(Refused, OSError):
            unpack(content_of(copy, MAX_SIZE), path)
            return Copy(copy, datetime.fromtimestamp(copy.stat().st_mtime).astimezone())
    return None


def digest_of(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return True  # whoever goes on to read it is told what is wrong


def _keep_copy(path: Path, content: bytes, copies: Path) -> None:
    """Keeps one more copy and no more than a few. The work itself is saved: that this fails is no reason to say so."""
    try:
        before = _copies_of(path, copies)
        # Counted, and not named by time: clocks are put back.
        number = int(before[-1].stem) + 1 if before else 1
        save(_folder_of(path, copies) / f"{number:06}{WORK_ENDING}", content)
        for old in before[: len(before) + 1 - _KEPT]:
            old.unlink(missing_ok=True)
    except (Refused, OSError) as trouble:
        _log.warning("no copy kept: %s", type(trouble.__cause__ or trouble).__name__)


def _copies_of(path: Path, copies: Path) -> list[Path]:
    """The copies of the work at `path`, oldest first."""
    found = [it for it in _folder_of(path, copies).glob(f"*{WORK_ENDING}") if it.stem.isdecimal()]
    return sorted(found, key=lambda it: int(it.stem))


def _folder_of(path: Path, copies: Path) -> Path:
    # Works of the same name in different folders are different works.
    digest = digest_of(str(path.absolute()).encode("utf-8", "surrogateescape"))
    return copies / f"{path.stem[:_MOST_OF_NAME]}-{digest[:12]}"
