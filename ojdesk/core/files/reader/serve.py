"""The reading process itself: takes files from standard input, answers on standard output."""

import sys
from typing import Any
from xml.parsers import expat

import orjson

from ojdesk.core.files.reader.cells import Answer, sheet_answer
from ojdesk.core.files.reader.package import Package, Part
from ojdesk.core.files.reader.trouble import BROKE, CROWDED, DAMAGED, LOCKED, Trouble

#: Bytes that the process may take; a yearly file needs a tenth. On Windows, `job` holds it to them from outside.
MEMORY = 500_000_000
#: Cells with content that a file may have; a yearly file has a twentieth.
MAX_FILLED = 1_200_000
#: Bytes that an answer may have, so that the program has room for what it says.
MAX_REPLY = 60_000_000


def read_workbook(content: bytes, kind: str, parts: list[Part]) -> dict[str, Any]:
    """All sheets of a file, as plain values, or why there are none.

    Args:
        content: The file's bytes.
        kind: xlsx, xlsb, xls, ods or text.
        parts: The directory of a package; empty for what is none.
    """
    from python_calamine import CalamineError, PasswordError  # noqa: PLC0415 - fails inside

    try:
        sheets = _read(content, kind, parts)
        if sum(sheet["filled"] for sheet in sheets) > MAX_FILLED:
            raise Trouble(CROWDED)
    except Trouble as trouble:
        return {"error": trouble.reason, "cell": trouble.cell}
    except PasswordError:
        return {"error": LOCKED}
    except (CalamineError, OSError, ValueError, KeyError, expat.ExpatError):
        return {"error": DAMAGED}
    return {"sheets": sheets}


def _read(content: bytes, kind: str, parts: list[Part]) -> list[Answer]:
    # Each kind's own module is needed only when such a file comes.
    match kind:
        case "xlsx":
            from ojdesk.core.files.reader.xlsx import read_xlsx  # noqa: PLC0415

            return read_xlsx(Package(content, parts))
        case "xlsb":
            from ojdesk.core.files.reader.binary import read_xlsb  # noqa: PLC0415

            return read_xlsb(Package(content, parts), content)
        case "ods":
            from ojdesk.core.files.reader.ods import read_ods  # noqa: PLC0415

            return read_ods(Package(content, parts))
        case "xls":
            from ojdesk.core.files.reader.binary import read_xls  # noqa: PLC0415

            return read_xls(content)
        case _:
            from ojdesk.core.files.reader.text import read_text  # noqa: PLC0415

            return [sheet_answer("", read_text(content))]


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def serve() -> None:
    """Reads files from standard input and answers on standard output until the input ends."""
    _limit_memory()
    incoming, outgoing = sys.stdin.buffer, sys.stdout.buffer
    while header := incoming.readline():
        order = orjson.loads(header)
        content = incoming.read(order["size"])
        try:
            reply = orjson.dumps(read_workbook(content, order["kind"], [Part(*part) for part in order["parts"]]))
        except BaseException as trouble:  # noqa: BLE001 - a panic in the reader is no Exception
            reply = orjson.dumps({"error": BROKE, "kind": type(trouble).__name__})
        if len(reply) > MAX_REPLY:
            reply = orjson.dumps({"error": CROWDED})
        outgoing.write(b"%d\n" % len(reply))
        outgoing.write(reply)
        outgoing.flush()
