"""The presentation before anything is said in it: wide slides, the palette as its theme, a place for each part."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import quoteattr

from lxml import etree
from pptx import Presentation
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import OpcPackage
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as PresentationType
from pptx.util import Pt

from ojdesk.core.palette import LIGHT as P
from ojdesk.core.report.blocks import Role

LANGUAGE = "sv-SE"
FONT = "Calibri"
#: The sizes of text, in points.
TITLE_SIZE, TEXT_SIZE, NAME_SIZE, SMALL_SIZE = 24, 18, 14, 12

#: What the placeholders are known by on every layout that has them.
FOOTER, NUMBER, ABOVE, TEXT, SOURCE, NOTICE = 11, 12, 13, 14, 15, 16
#: The space after a paragraph of running text, in points.
AFTER = 10

#: The palette's colours as the theme has them, so that a whole presentation changes with its theme.
ROLE_COLOURS: Final = {
    Role.OWN: MSO_THEME_COLOR.ACCENT_1,
    Role.COUNTY: MSO_THEME_COLOR.ACCENT_2,
    Role.NATION: MSO_THEME_COLOR.ACCENT_3,
    Role.GROUP: MSO_THEME_COLOR.ACCENT_4,
    Role.OTHERS: MSO_THEME_COLOR.ACCENT_5,
}
_THEME = {
    "dk1": P.text,
    "lt1": P.ground,
    "dk2": P.quiet,
    "lt2": P.rule,
    "accent1": P.own,
    "accent2": P.county,
    "accent3": P.nation,
    "accent4": P.group,
    "accent5": P.peers,
    "accent6": P.alarm,
    "hlink": P.own,
    "folHlink": P.own,
}
_TEXT, _QUIET, _RULE, _ALARM, _OWN = "tx1", "tx2", "bg2", "accent6", "accent1"


@dataclass(frozen=True)
class Box:
    """A place on a slide, in points from its upper left corner."""

    left: float
    top: float
    width: float
    height: float


_WIDE, _HIGH, _MARGIN = 960, 540, 44
_FULL = _WIDE - 2 * _MARGIN
#: Beside the message: the chart or picture. The message and the text below it share the column to the left.
COLUMN = Box(_MARGIN, 62, 316, 388)
BESIDE = Box(388, 56, _WIDE - _MARGIN - 388, 398)
#: Below the message: a table.
HEADLINE = Box(_MARGIN, 54, _FULL, 62)
BELOW = Box(_MARGIN, 122, _FULL, 336)
#: Running text under a heading.
RUNNING = Box(_MARGIN, 122, 780, 360)

#: The heading of the chapter.
ABOVE_BOX = Box(_MARGIN, 26, _FULL, 22)
#: Where it is from, and how it is read.
SOURCE_BOX = Box(_MARGIN, 460, _FULL, 34)
_FOOTER_BOX = Box(_MARGIN, 506, 800, 20)
_NUMBER_BOX = Box(_WIDE - _MARGIN - 60, 506, 60, 20)


@dataclass(frozen=True)
class _Place:
    """A placeholder: its type and number, what it is called, where it is, and how its text looks."""

    kind: str
    number: int
    name: str
    box: Box
    size: float
    colour: str = _TEXT
    bold: bool = False
    anchor: str = "t"
    side: str = "l"
    after: float = 0
    field: str = ""


_TITLE = _Place("title", 0, "Rubrik", HEADLINE, TITLE_SIZE, bold=True)
_FOOTER = _Place("ftr", FOOTER, "Sidfot", _FOOTER_BOX, SMALL_SIZE, _QUIET, anchor="ctr")
_NUMBER = _Place(
    "sldNum", NUMBER, "Bildnummer", _NUMBER_BOX, SMALL_SIZE, _QUIET, anchor="ctr", side="r", field="slidenum"
)
_ABOVE = _Place("body", ABOVE, "Kapitel", ABOVE_BOX, NAME_SIZE, _QUIET)
_SOURCE = _Place("body", SOURCE, "Källa", SOURCE_BOX, SMALL_SIZE, _QUIET, anchor="b")
_EVERYWHERE = (_FOOTER, _NUMBER)

#: The layouts by their names: what PowerPoint calls them, and what is on them in the order in which it is read.
OPENING, FIGURE, TABLE, RUNNING_TEXT = "Titelbild", "Figur", "Tabell", "Text"
_LAYOUTS: dict[str, tuple[_Place, ...]] = {
    OPENING: (
        _Place("title", 0, "Rubrik", Box(_MARGIN, 150, 800, 120), 48, bold=True, anchor="b"),
        _Place("body", TEXT, "Underrubrik", Box(_MARGIN, 282, 800, 90), 20, _QUIET, after=6),
        _Place("body", NOTICE, "Om uppgifterna", Box(_MARGIN, 400, 800, 60), TEXT_SIZE, _ALARM, bold=True),
        *_EVERYWHERE,
    ),
    FIGURE: (
        _Place("title", 0, "Rubrik", COLUMN, TITLE_SIZE, bold=True),
        _ABOVE,
        _Place("body", TEXT, "Text", COLUMN, TEXT_SIZE, _QUIET, after=6),
        _SOURCE,
        *_EVERYWHERE,
    ),
    TABLE: (_TITLE, _ABOVE, _SOURCE, *_EVERYWHERE),
    RUNNING_TEXT: (
        _TITLE,
        _ABOVE,
        _Place("body", TEXT, "Text", RUNNING, TEXT_SIZE, after=AFTER),
        *_EVERYWHERE,
    ),
}


def empty_presentation() -> PresentationType:
    """A presentation without slides: python-pptx's template with our format, theme, master and layouts."""
    presentation = Presentation()
    _count_parts(presentation.part.package)
    presentation.slide_width, presentation.slide_height = Pt(_WIDE), Pt(_HIGH)
    presentation.element.sldSz.attrib.pop("type", None)  # it says 4:3
    master = presentation.slide_master
    _dress(master.part.part_related_by(RELATIONSHIP_TYPE.THEME))
    body = _Place("body", 1, "Text", RUNNING, TEXT_SIZE, after=AFTER)
    _fill(master._element, (_TITLE, body, *_EVERYWHERE))
    layouts = list(presentation.slide_layouts)
    for layout, (name, places) in zip(layouts, _LAYOUTS.items(), strict=False):
        layout._element.attrib.pop("type", None)
        layout._element.cSld.set("name", name)
        _fill(layout._element, places)
    for layout in layouts[len(_LAYOUTS) :]:
        presentation.slide_layouts.remove(layout)
    for part in (presentation.element, master._element):
        for default in part.iter(qn("a:defRPr")):
            default.set("lang", LANGUAGE)
    _widen_notes(presentation)
    return presentation


def _count_parts(package: OpcPackage) -> None:
    """Lets parts be numbered as they come: python-pptx looks all of them through for each that is new."""
    there = {str(part.partname) for part in package.iter_parts()}
    names: dict[str, Iterator[str]] = {}

    def next_name(template: str) -> PackURI:
        if template not in names:
            numbered = (template % at for at in itertools.count(1))
            names[template] = (it for it in numbered if it not in there)
        return PackURI(next(names[template]))

    package.next_partname = next_name


def _dress(theme: object) -> None:
    """Puts the palette in the theme's colours; python-pptx knows a theme as bytes alone."""
    root = etree.fromstring(theme.blob)  # type: ignore[attr-defined]
    for name, colour in _THEME.items():
        (slot,) = root.iter(qn(f"a:{name}"))
        slot[:] = [etree.Element(qn("a:srgbClr"), val=colour.removeprefix("#").upper())]
    theme._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)  # type: ignore[attr-defined]


def _fill(sheet: object, places: tuple[_Place, ...]) -> None:
    """Gives a master or layout these placeholders and no others."""
    tree = sheet.cSld.spTree  # type: ignore[attr-defined]
    for shape in tree.findall(qn("p:sp")):
        tree.remove(shape)
    for at, place in enumerate(places, start=2):
        tree.append(parse_xml(_placeholder(place, at)))


def _placeholder(place: _Place, identity: int) -> str:
    box, bold = place.box, ' b="1"' if place.bold else ' b="0"'
    look = (
        f'<a:lvl1pPr marL="0" indent="0" algn="{place.side}"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="0"/></a:spcBef><a:spcAft><a:spcPts val="{place.after * 100:.0f}"/></a:spcAft>'
        f'<a:buNone/><a:defRPr lang="{LANGUAGE}" sz="{place.size * 100:.0f}"{bold}>'
        f'<a:solidFill><a:schemeClr val="{place.colour}"/></a:solidFill></a:defRPr></a:lvl1pPr>'
    )
    words = f'<a:r><a:rPr lang="{LANGUAGE}"/><a:t>{place.name}</a:t></a:r>'
    if place.field:
        words = (
            f'<a:fld id="{{C1FF6DA9-008F-8B48-92A6-B652298478BF}}" type="{place.field}"><a:rPr lang="{LANGUAGE}"/>'
            "<a:t>‹#›</a:t></a:fld>"
        )
    return (
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{identity}" name={quoteattr(place.name)}/>'
        '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{place.kind}" sz="quarter" idx="{place.number}"/></p:nvPr></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{Pt(box.left)}" y="{Pt(box.top)}"/><a:ext cx="{Pt(box.width)}" '
        f'cy="{Pt(box.height)}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{place.anchor}"><a:normAutofit/></a:bodyPr>'
        f"<a:lstStyle>{look}</a:lstStyle><a:p>{words}</a:p></p:txBody></p:sp>"
    )


def _widen_notes(presentation: PresentationType) -> None:
    """The small picture of the slide above its notes, as wide as the slide is."""
    for shape in presentation.notes_master.placeholders:
        if "Image" in shape.name:
            middle = shape.left + shape.width // 2
            shape.width = shape.height * _WIDE // _HIGH
            shape.left = middle - shape.width // 2
