"""Sections: the size of the pages, their margins, head and foot."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, Any, Final

from docx.oxml.ns import qn

from visitplanner.domain.vocabulary import PaperSize
from visitplanner.publishing.documents import model as m
from visitplanner.publishing.documents.word.styles import LINE
from visitplanner.publishing.documents.word.text import Writer, field
from visitplanner.publishing.documents.word.xml import Element, el, mm

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docx.parts.document import DocumentPart

_SIZES: Final = {PaperSize.A4: (210.0, 297.0), PaperSize.LETTER: (215.9, 279.4)}
_INNER, _OUTER, _TOP, _BOTTOM = 22.0, 20.0, 24.0, 22.0
_EDGE: Final = 12.0
"""Of head and foot from the edge of the sheet."""


class Family(Enum):
    """Pages that look alike."""

    COVER = auto()
    PORTRAIT = auto()
    LANDSCAPE = auto()
    SHEET = auto()
    """Without a head."""


def family_of(part: m.Part) -> Family:
    """The family of a part's pages."""
    if any(isinstance(block, m.Cover) for block in part.blocks):
        return Family.COVER
    across = (m.Glance, m.Certificate, m.TentCard)
    if part.page in _ACROSS or any(isinstance(block, across) for block in part.blocks):
        return Family.LANDSCAPE
    return Family.PORTRAIT if part.page is m.Page.PORTRAIT else Family.SHEET


_ACROSS: Final = frozenset({m.Page.LANDSCAPE, m.Page.A3})


class Pages:
    """The pages of a document: one head and one foot serve all their sections."""

    def __init__(self, part: DocumentPart, document: m.Document, titles: Mapping[str, str]) -> None:
        self._document = document
        self._titles = titles
        self._part = part
        foot, head = document.furniture, document.furniture.head_left
        left = " · ".join(filter(None, (foot.foot_left, foot.replaces)))
        self._head = self._frame("header", head)
        self._no_head = self._frame("header")
        self._feet = {
            family: self._frame("footer", left, foot.foot_centre, family)
            for family in (Family.PORTRAIT, Family.LANDSCAPE)
        }
        self._no_foot = self._frame("footer")

    def width(self, family: Family) -> int:
        """How wide the text is, in twentieths of a point."""
        return mm(self._size(family)[0] - _INNER - _OUTER)

    def _size(self, family: Family) -> tuple[float, float]:
        wide, high = _SIZES[self._document.setup.size]
        return (high, wide) if family is Family.LANDSCAPE else (wide, high)

    def section(self, family: Family) -> Element:
        """The properties of a section."""
        wide, high = self._size(family)
        cover = family is Family.COVER
        foot = self._feet.get(family, self._feet[Family.PORTRAIT])
        headed = family in (Family.PORTRAIT, Family.LANDSCAPE)
        return el(
            "sectPr",
            _reference("header", self._head if headed else self._no_head),
            _reference("footer", self._no_foot if cover else foot),
            el("type", val="nextPage"),
            el(
                "pgSz",
                w=mm(wide),
                h=mm(high),
                orient="landscape" if family is Family.LANDSCAPE else None,
            ),
            el(
                "pgMar",
                top=mm(_TOP if headed else 20.0),
                right=mm(_OUTER),
                bottom=mm(_BOTTOM),
                left=mm(_INNER),
                header=mm(_EDGE),
                footer=mm(_EDGE),
                gutter=0,
            ),
        )

    def _frame(
        self, kind: str, left: str = "", centre: str = "", family: Family = Family.PORTRAIT
    ) -> str:
        """A head or foot with its words; the id by which sections name it."""
        header = kind == "header"
        package: Any = self._part
        part, name = package.add_header_part() if header else package.add_footer_part()
        root = part.element
        for child in list(root):
            root.remove(child)
        writer = Writer(part, {}, self._titles, self._document.language)
        if not left and not centre:
            root.append(writer.paragraph("", kind))
            return str(name)
        line = el("top" if kind == "footer" else "bottom", val="single", sz=4, space=4, color=LINE)
        made = writer.paragraph(left, kind)
        made[0].append(el("pBdr", line))
        if kind == "footer":
            tabs = el("tabs", el("tab", val="right", pos=self.width(family)))
            made[0].append(tabs)
            rest = [el("r", el("br")), *writer.runs(centre)] if centre else []
            made.extend([el("r", el("tab")), *field("PAGE", "1")])
            made.extend([*writer.runs(" / "), *field("NUMPAGES", "1"), *rest])
        root.append(made)
        return str(name)


def _reference(kind: str, name: str) -> Element:
    made = el(f"{kind}Reference", type="default")
    made.set(qn("r:id"), name)
    return made
