"""What a foreign template must not bring along, since every report that is made in it would take it to its readers."""

import re
from collections.abc import Mapping
from xml.parsers import expat

from ojdesk.core.files.reader.package import check_xml, elements
from ojdesk.core.files.reader.trouble import DAMAGED, LARGE, Trouble

CONTENT_TYPES = "[Content_Types].xml"
#: Why a template is not used, besides what workbooks are refused for.
MACROS, EMBEDDED, FETCHED = "macros", "embedded", "fetched"

#: Bytes of XML, and styles: Word itself holds some four thousand, and each is gone through for each that a report has.
_MAX_XML, _MAX_STYLES = 16_000_000, 5_000
_PROGRAMS = re.compile("macroenabled|vbaproject|vbadata|activex")
#: The last words of the kinds of relations. A chart's own figures are let through with it.
_OBJECTS = {"oleobject", "package", "control", "activexcontrolbinary", "afchunk", "subdocument"}
_CHARTS = "word/charts/"
#: A link is followed when someone clicks it; where the template and a mail merge came from is let go.
LET_GO = {"attachedTemplate", "mailMergeSource", "mailMergeHeaderSource", "mailMergeRecipientData"}
_MAY_BE_ELSEWHERE = {it.casefold() for it in LET_GO} | {"hyperlink"}
_FETCHES = re.compile(r"\s*(?:dde|ddeauto|include|includetext|includepicture|import|link|database|rd)\b", re.IGNORECASE)


def check_parts(parts: Mapping[str, bytes]) -> None:
    """Looks through a template that has been unpacked, and has not been read by any library yet.

    Raises:
        Trouble: It is damaged or harmful, or has programs, embedded files, or contents that are fetched from elsewhere.
    """
    try:
        kinds = _kinds_of(parts)
        if any(_PROGRAMS.search(it.casefold()) for it in (*parts, *kinds.values())):
            raise Trouble(MACROS)
        xml = {name: parts[name] for name in parts if _is_xml(name, kinds[name])}
        if sum(map(len, xml.values())) > _MAX_XML:
            raise Trouble(LARGE)
        for name, part in xml.items():
            check_xml(part)
            if name.casefold().endswith(".rels"):
                _check_relations(name.casefold(), part)
            else:
                _check_content(part)
    except expat.ExpatError:
        raise Trouble(DAMAGED) from None


def _kinds_of(parts: Mapping[str, bytes]) -> dict[str, str]:
    """What the directory of kinds says of each part: all that it says, since libraries differ in what they go by."""
    if CONTENT_TYPES not in parts:
        return dict.fromkeys(parts, "")
    check_xml(parts[CONTENT_TYPES])
    said: dict[str, list[str]] = {}

    def hear(_: str, attributes: dict[str, str]) -> None:
        of = attributes.get("PartName", "").lstrip("/") or f".{attributes.get('Extension', '')}"
        said.setdefault(of.casefold(), []).append(attributes.get("ContentType", ""))

    elements(parts[CONTENT_TYPES], hear)
    return {it: " ".join(said.get(it.casefold(), []) + said.get(_ending(it), [])) for it in parts}


def _ending(name: str) -> str:
    return f".{name.casefold().rpartition('.')[2]}"


def _is_xml(name: str, kind: str) -> bool:
    """Whether a library may take it for XML. A drawing in SVG is a picture to all of them."""
    is_named_so = _ending(name) in {".xml", ".rels", ".vml"}
    return is_named_so or any(it.casefold().endswith("xml") and "svg" not in it.casefold() for it in kind.split())


def _check_relations(name: str, part: bytes) -> None:
    found: list[dict[str, str]] = []
    elements(part, lambda tag, it: found.append(it) if tag == "Relationship" else None)
    for relation in found:
        kind = relation.get("Type", "").rpartition("/")[2].casefold()
        if kind in _OBJECTS and not name.startswith(_CHARTS):
            raise Trouble(EMBEDDED)
        if relation.get("TargetMode", "").casefold() == "external" and kind not in _MAY_BE_ELSEWHERE:
            raise Trouble(FETCHED)


def _check_content(part: bytes) -> None:
    """Counts styles, and reads the instructions of fields, each in one piece, however Word has parted it."""
    pieces: list[str] = []
    inside = False
    styles = 0

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal inside, styles
        local = name.rpartition(":")[2]
        inside = local == "instrText"
        styles += local == "style"
        if local == "fldChar":
            pieces.append("\n")
        for attribute, value in attributes.items() if local == "fldSimple" else ():
            if attribute.rpartition(":")[2] == "instr":
                pieces.extend(("\n", value, "\n"))

    def end(_: str) -> None:
        nonlocal inside
        inside = False

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.CharacterDataHandler = lambda text: pieces.append(text) if inside else None
    parser.Parse(part, True)  # noqa: FBT003 - takes no name
    if styles > _MAX_STYLES:
        raise Trouble(LARGE)
    if any(_FETCHES.match(it) for it in "".join(pieces).split("\n")):
        raise Trouble(FETCHED)
