"""The styles of a report in Word: our own, and those that a foreign template lacks."""

from dataclasses import dataclass

from docx.document import Document as DocumentType
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from ojdesk.core.palette import LIGHT

_FONT = "Calibri"
_NORMAL_SIZE = 10.5

#: Those of the report's own kinds of text, named as the user sees them in Word.
LEAD, MESSAGE, SOURCE, FACTS, COMMENT, WARNING, CELL = (
    "Ingress",
    "Budskap",
    "Källa",
    "Faktaruta",
    "Egen kommentar",
    "Viktigt",
    "Tabelltext",
)
CONTENTS = "TOC Heading"


@dataclass(frozen=True)
class _Look:
    """Sizes and distances in points; the size is what it is beside a normal text of 10.5."""

    size: float = _NORMAL_SIZE
    colour: str = LIGHT.text
    bold: bool = False
    before: float = 0
    after: float = 4
    fill: str = ""
    rule: str = ""
    keep: bool = False


_LOOKS = {
    "Normal": _Look(after=6),
    "Title": _Look(26, bold=True, after=10),
    "Subtitle": _Look(10, LIGHT.quiet),
    "Heading 1": _Look(16, bold=True, before=18, after=6, keep=True),
    "Heading 2": _Look(13, bold=True, before=14, after=4, keep=True),
    "Heading 3": _Look(11, bold=True, before=10, after=4, keep=True),
    "Caption": _Look(9, LIGHT.quiet, after=8),
    CONTENTS: _Look(16, bold=True, before=18, after=6, keep=True),
    "toc 1": _Look(after=3),
    "toc 2": _Look(after=2),
    "toc 3": _Look(after=2),
    LEAD: _Look(13, after=8),
    MESSAGE: _Look(11.5, before=8, after=4, keep=True),
    SOURCE: _Look(9, LIGHT.quiet, after=8),
    FACTS: _Look(9.5, before=2, after=6, fill=LIGHT.panel),
    COMMENT: _Look(before=2, after=6, rule=LIGHT.own),
    WARNING: _Look(9.5, LIGHT.alarm, bold=True, after=8),
    CELL: _Look(9, before=1, after=1),
}
_TABLE_STYLES = {"Normal Table", "Table Grid"}
_INDENTS = {"toc 2": 0.5, "toc 3": 1.0}


def style_all(document: DocumentType) -> None:
    """Gives a document of our own all styles and no others that show, and says that it is in Swedish."""
    for style in list(document.styles):
        # python-docx' own template brings a hundred looks of tables; each is gone through whenever a style is set.
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in _TABLE_STYLES:
            style.delete()
    for name, look in _LOOKS.items():
        style = _style(document, name) or _add(document, name)
        style.font.name = _FONT
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(attribute), None)
        fonts.set(qn("w:cs"), _FONT)
        for letters in ("w:spacing", "w:kern"):
            for old in style.element.rPr.findall(qn(letters)):
                style.element.rPr.remove(old)
        _dress(style, look, 1)
        style.paragraph_format.line_spacing = 1.08
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "sv-SE")
        language.set(qn("w:eastAsia"), "sv-SE")


def style_missing(document: DocumentType) -> None:
    """Adds what a foreign template lacks, on the ground of its Normal; what it has stays as it is."""
    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    scale = normal.font.size.pt / _NORMAL_SIZE if normal.font.size else 1
    for name, look in _LOOKS.items():
        if _style(document, name) is None:
            _dress(_add(document, name), look, scale)
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for language in defaults.iter(qn("w:lang")) if defaults is not None else ():
        if not language.get(qn("w:val"), "").startswith("sv"):
            language.set(qn("w:val"), "sv-SE")


class Styling:
    """Gives paragraphs their styles: each is looked up once, where python-docx goes through all for every paragraph."""

    def __init__(self, document: DocumentType) -> None:
        self._document = document
        self._ids: dict[str, str | None] = {}

    def style(self, paragraph: Paragraph, name: str) -> Paragraph:
        """Gives a paragraph of the document a style by its name, and returns it."""
        if name not in self._ids:
            self._ids[name] = self._document.styles.get_style_id(name, WD_STYLE_TYPE.PARAGRAPH)
        paragraph._p.style = self._ids[name]
        return paragraph

    def add(self, text: str, name: str) -> Paragraph:
        """A paragraph at the document's end."""
        return self.style(self._document.add_paragraph(text), name)


def _style(document: DocumentType, name: str) -> ParagraphStyle | None:
    found = [it for it in document.styles if it.name == name]
    return found[0] if found and isinstance(found[0], ParagraphStyle) else None


def _add(document: DocumentType, name: str) -> ParagraphStyle:
    builtin = name not in {LEAD, MESSAGE, SOURCE, FACTS, COMMENT, WARNING, CELL}
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=builtin)
    assert isinstance(style, ParagraphStyle)
    style.base_style = document.styles["Normal"]
    style.hidden, style.quick_style = False, not builtin
    return style


def _dress(style: ParagraphStyle, look: _Look, scale: float) -> None:
    # Word counts in half points.
    style.font.size = Pt(round(look.size * scale * 2) / 2)
    style.font.bold, style.font.italic = look.bold, False
    style.font.color.rgb = rgb(look.colour)
    setting = style.paragraph_format
    setting.space_before, setting.space_after = Pt(look.before), Pt(look.after)
    setting.keep_with_next = look.keep or None
    setting.keep_together = bool(look.fill) or None
    setting.left_indent = setting.right_indent = Cm(0)
    properties = style.element.get_or_add_pPr()
    for name in ("w:pBdr", "w:shd", "w:contextualSpacing"):
        for old in properties.findall(qn(name)):
            properties.remove(old)
    if style.name in _INDENTS:
        setting.left_indent = Cm(_INDENTS[style.name])
    if look.fill:
        setting.left_indent = setting.right_indent = Cm(0.25)
        _frame(properties, dict.fromkeys(("top", "left", "bottom", "right"), (look.fill, 4, 6)))
        fill = OxmlElement("w:shd")
        for attribute, value in (("val", "clear"), ("color", "auto"), ("fill", look.fill.removeprefix("#"))):
            fill.set(qn(f"w:{attribute}"), value)
        properties.insert_element_before(fill, *_AFTER_FILL)
    if look.rule:
        setting.left_indent = Cm(0.4)
        _frame(properties, {"left": (look.rule, 18, 8)})


#: The order that Word asks for among a paragraph's properties.
_AFTER_FILL = (
    *("w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct", "w:topLinePunct"),
    *("w:autoSpaceDE", "w:autoSpaceDN", "w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind"),
    *("w:contextualSpacing", "w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment"),
    *("w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange"),
)


def _frame(properties, edges: dict[str, tuple[str, int, int]]) -> None:  # type: ignore[no-untyped-def]
    """Lines around a paragraph: colour, width in eighths of a point, distance in points."""
    frame = OxmlElement("w:pBdr")
    for edge, (colour, width, space) in edges.items():
        line = OxmlElement(f"w:{edge}")
        for attribute, value in (
            ("val", "single"),
            ("sz", str(width)),
            ("space", str(space)),
            ("color", colour.removeprefix("#")),
        ):
            line.set(qn(f"w:{attribute}"), value)
        frame.append(line)
    properties.insert_element_before(frame, "w:shd", *_AFTER_FILL)


def rgb(colour: str) -> RGBColor:
    """A colour of the palette, as python-docx takes it."""
    return RGBColor.from_string(colour.removeprefix("#").upper())
