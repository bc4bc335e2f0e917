"""The styles of our Word files: who changes a style changes the whole document.

Calibri is in every Word since 2007; other programs have a font of the same widths for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from visitplanner.publishing.colours import accent, tint
from visitplanner.publishing.documents.word.xml import Element, el

if TYPE_CHECKING:
    from visitplanner.publishing.documents.model import Document

FONT: Final = "Calibri"
RUST, GREY, INK, WARM, LINE = "A23B14", "59636E", "1B2430", "FBEEE6", "C9D0D8"
WHITE: Final = "FFFFFF"
TABLE: Final = "VisitTable"


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a document, as six hexadecimal figures.

    Attributes:
        accent: The one colour.
        pale: Its palest tint, as a ground.
        field: The ground of large fields: the accent, or white to save ink.
        on_field: The colour of text on that.
    """

    accent: str
    pale: str
    field: str
    on_field: str


def palette(document: Document) -> Palette:
    """The colours that a document asks for."""
    colour = accent(document.setup.accent)
    if document.setup.economy:
        return Palette(colour, tint(colour, 0.95), WHITE, colour)
    return Palette(colour, tint(colour, 0.92), colour, WHITE)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph style: sizes and spaces in points, colours as hexadecimal figures."""

    name: str
    size: float = 10.5
    colour: str = INK
    bold: bool = False
    before: float = 0
    after: float = 3
    line: float = 1.08
    based: str = "Normal"
    keep: bool = False
    level: int | None = None
    ground: str = ""
    edge: str = ""
    number: int = 0
    indent: float = 0
    italic: bool = False


def _paragraphs(colours: Palette) -> tuple[_Paragraph, ...]:
    navy = colours.accent
    return (
        _Paragraph("Title", 34, colours.on_field, bold=True, after=6, line=0.98, keep=True),
        _Paragraph("Subtitle", 15, colours.on_field, after=0),
        _Paragraph(
            "heading 1", 21, navy, bold=True, before=20, after=9, line=1.0, keep=True, level=0
        ),
        _Paragraph("heading 2", 13.5, navy, bold=True, before=14, after=4, keep=True, level=1),
        _Paragraph("heading 3", 11, navy, bold=True, before=9, after=2, keep=True, level=2),
        _Paragraph("List Bullet", number=1, indent=14, after=2),
        _Paragraph("List Number", number=2, indent=18, after=2),
        _Paragraph("caption", 8.5, GREY, after=3),
        _Paragraph("toc 1", 11, navy, bold=True, before=5, after=0),
        _Paragraph("toc 2", 10.5, INK, after=0, indent=14),
        _Paragraph("header", 8.5, GREY, after=0),
        _Paragraph("footer", 8.5, GREY, after=0),
        _Paragraph("Lead", 11, INK, after=1, keep=True),
        _Paragraph("Figure", 20, navy, bold=True, after=0, line=1.0),
        _Paragraph("Muted Text", 9.5, GREY, after=2),
        _Paragraph("Warning Text", 10.5, RUST, bold=True, after=3),
        _Paragraph("Kicker", 10.5, RUST, bold=True, after=2, keep=True),
        _Paragraph("Callout", before=3, after=4, ground=colours.pale, edge=navy, indent=6),
        _Paragraph("Callout Warning", before=3, after=4, ground=WARM, edge=RUST, indent=6),
        _Paragraph("Time", 11, navy, bold=True, after=0),
        _Paragraph("Time Note", 9, GREY, after=0),
        _Paragraph("Label", 9.5, GREY, after=0),
        _Paragraph("Table Text", 9.5, after=1.5, line=1.03),
        _Paragraph("Table Heading", 9, navy, bold=True, after=0, line=1.0, keep=True),
        _Paragraph("Write Line", 10, LINE, after=0, before=10),
        _Paragraph("Gap", 3, after=0, line=1.0),
    )


@dataclass(frozen=True, slots=True)
class _Run:
    name: str
    colour: str = ""
    bold: bool = False
    italic: bool = False
    ground: str = ""
    struck: bool = False
    size: float = 0
    underline: bool = False


def _runs(colours: Palette) -> tuple[_Run, ...]:
    return (
        _Run("Strong", bold=True),
        _Run("Emphasis", italic=True),
        _Run("Muted", GREY),
        _Run("Warning", RUST, bold=True),
        _Run("Struck", struck=True),
        _Run("Map Number", WHITE, bold=True, ground=colours.accent, size=8.5),
        _Run("Change Mark", RUST, bold=True, size=7.5),
        _Run("Kicker Line", RUST, bold=True, size=10.5),
        _Run("Aside", GREY, size=10),
        _Run("Hyperlink", colours.accent, underline=True),
    )


def style_id(name: str) -> str:
    """The id of a style by its name: `heading 1` is `Heading1`."""
    return "".join(word[:1].upper() + word[1:] for word in name.split())


def write_styles(root: Element, language: str, colours: Palette) -> None:
    """Put our styles in place of those of the template."""
    for child in list(root):
        root.remove(child)
    root.append(_defaults(language))
    root.append(
        el(
            "style",
            el("name", val="Normal"),
            el("qFormat"),
            type="paragraph",
            default=1,
            styleId="Normal",
        )
    )
    root.append(
        el(
            "style",
            el("name", val="Default Paragraph Font"),
            el("semiHidden"),
            type="character",
            default=1,
            styleId="DefaultParagraphFont",
        )
    )
    root.extend(_paragraph(style, colours) for style in _paragraphs(colours))
    root.extend(_character(style) for style in _runs(colours))
    root.append(_plain_table())
    root.append(_table(colours))


def _defaults(language: str) -> Element:
    fonts = el("rFonts", ascii=FONT, hAnsi=FONT, cs=FONT, eastAsia=FONT)
    lang = el("lang", val=language, eastAsia=language)
    run = el("rPr", fonts, el("color", val=INK), el("sz", val=21), el("szCs", val=21), lang)
    space = el("spacing", before=0, after=60, line=259, lineRule="auto")
    return el("docDefaults", el("rPrDefault", run), el("pPrDefault", el("pPr", space)))


def _paragraph(style: _Paragraph, colours: Palette) -> Element:
    del colours
    known = style.name[0].islower() or style.name in ("Title", "Subtitle", "List Bullet")
    borders = None
    if style.edge:
        borders = el("pBdr", el("left", val="single", sz=24, space=6, color=style.edge))
    numbered = None
    if style.number:
        numbered = el("numPr", el("numId", val=style.number))
    indent = round(style.indent * 20)
    place = el("ind", left=indent, hanging=indent if style.number else None) if indent else None
    look = el(
        "pPr",
        el("keepNext") if style.keep else None,
        el("keepLines") if style.keep else None,
        numbered,
        borders,
        el("shd", val="clear", color="auto", fill=style.ground) if style.ground else None,
        el(
            "spacing",
            before=round(style.before * 20),
            after=round(style.after * 20),
            line=round(style.line * 240),
            lineRule="auto",
        ),
        place,
        el("outlineLvl", val=style.level) if style.level is not None else None,
    )
    return el(
        "style",
        el("name", val=style.name),
        el("basedOn", val=style_id(style.based)),
        None if known else el("uiPriority", val=20),
        el("qFormat"),
        look,
        _letters(style.bold, style.italic, style.colour, style.size),
        type="paragraph",
        styleId=style_id(style.name),
        customStyle=None if known or style.name == "List Number" else 1,
    )


def _letters(bold: bool, italic: bool, colour: str, size: float) -> Element:
    half = round(size * 2) if size else None
    return el(
        "rPr",
        el("b") if bold else None,
        el("bCs") if bold else None,
        el("i") if italic else None,
        el("color", val=colour) if colour else None,
        el("sz", val=half) if half else None,
        el("szCs", val=half) if half else None,
    )


def _character(style: _Run) -> Element:
    look = _letters(style.bold, style.italic, style.colour, style.size)
    if style.struck:
        look.insert(0, el("strike"))
    if style.underline:
        look.append(el("u", val="single"))
    if style.ground:
        look.append(el("shd", val="clear", color="auto", fill=style.ground))
    return el(
        "style",
        el("name", val=style.name),
        el("basedOn", val="DefaultParagraphFont"),
        el("qFormat"),
        look,
        type="character",
        styleId=style_id(style.name),
    )


def _margins(side: int, above: int) -> Element:
    return el(
        "tblCellMar",
        el("top", w=above, type="dxa"),
        el("left", w=side, type="dxa"),
        el("bottom", w=above, type="dxa"),
        el("right", w=side, type="dxa"),
    )


def _plain_table() -> Element:
    """The table of every document, without lines."""
    return el(
        "style",
        el("name", val="Normal Table"),
        el("uiPriority", val=99),
        el("semiHidden"),
        el("unhideWhenUsed"),
        el("tblPr", el("tblInd", w=0, type="dxa"), _margins(0, 0)),
        type="table",
        default=1,
        styleId="TableNormal",
    )


def _table(colours: Palette) -> Element:
    """Lists: hairlines between the rows, a line in the accent under the head."""
    hair = {"val": "single", "sz": 4, "space": 0, "color": LINE}
    heavy = {"val": "single", "sz": 10, "space": 0, "color": colours.accent}
    head = el(
        "tblStylePr",
        el("rPr", el("b"), el("color", val=colours.accent)),
        el("tcPr", el("tcBorders", el("bottom", **heavy))),
        type="firstRow",
    )
    return el(
        "style",
        el("name", val="Visit Table"),
        el("basedOn", val="TableNormal"),
        el("uiPriority", val=40),
        el("qFormat"),
        el(
            "tblPr",
            el("tblBorders", el("bottom", **hair), el("insideH", **hair)),
            _margins(70, 50),
        ),
        head,
        type="table",
        customStyle=1,
        styleId=TABLE,
    )
