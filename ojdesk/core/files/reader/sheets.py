"""Which sheets a workbook may have."""

from collections.abc import Sequence

from ojdesk.core.files.reader.trouble import NAMESAKES, SHEETS, Trouble

MAX_SHEETS = 400
#: Merged areas of one sheet; beyond, they are an attack or an accident.
_MAX_MERGED = 50_000


def check_names(names: Sequence[str]) -> None:
    """Raises Trouble for too many sheets, or for two of one name: calamine gives the first of them for both."""
    if len(names) > MAX_SHEETS:
        raise Trouble(SHEETS)
    if len(set(names)) < len(names):
        raise Trouble(NAMESAKES)


def check_merged(areas: Sequence[object]) -> None:
    """Raises Trouble for too many merged areas."""
    if len(areas) > _MAX_MERGED:
        raise Trouble(SHEETS)
