"""Runs, links and fields. What people typed is text: it never becomes a field or markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from visitplanner.publishing.documents import model as m
from visitplanner.publishing.documents.word.styles import style_id
from visitplanner.publishing.documents.word.xml import Element, clean, el

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from docx.opc.part import Part

_ROLES: Final = {
    m.Role.STRONG: "Strong",
    m.Role.MUTED: "Muted",
    m.Role.ACCENT: "Warning",
    m.Role.FOREIGN: "Emphasis",
    m.Role.STRUCK: "Struck",
    m.Role.MAP_NUMBER: "Map Number",
    m.Role.SMALL: "Change Mark",
}
_SCHEMES: Final = re.compile(r"(?:mailto:|tel:|geo:|https://)[^\s\x00-\x20]", re.IGNORECASE)
_LONGEST: Final = 2000
"""Word calls a file broken in which a link is longer than 2,079 letters."""
_HEBREW_OR_ARABIC: Final = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+"
_FROM_THE_RIGHT: Final = re.compile(f"({_HEBREW_OR_ARABIC}(?:[ ,.\u00a0-]+{_HEBREW_OR_ARABIC})*)")
_SIGNS: Final = {m.Sign.NIGHT: "■", m.Sign.TICK_BOX: "☐"}


class Writer:
    """Writes text into one part of the file.

    Attributes:
        part: Where its links are kept.
        bookmarks: The name of the bookmark of each key.
        titles: What stands at each key, said in place of a page number.
        language: Of the document.
        ink: A colour for all text, where the ground asks for it.
    """

    def __init__(
        self, part: Part, bookmarks: Mapping[str, str], titles: Mapping[str, str], language: str
    ) -> None:
        self.part = part
        self.bookmarks = bookmarks
        self.titles = titles
        self.language = language
        self.ink = ""
        self._open: set[str] = set()
        self._links: dict[str, str] = {}

    def inlines(self, text: m.Text, style: str = "") -> Iterator[Element]:
        """The elements of a text."""
        pieces = (m.Run(text),) if isinstance(text, str) else text
        for piece in pieces:
            if isinstance(piece, m.Run):
                yield from self._linked(piece, style)
            elif isinstance(piece, m.PageRef):
                title = self.titles.get(piece.key, "")
                yield from self._linked(m.Run(f"“{title}”", target=f"#{piece.key}"), style)
            elif isinstance(piece.sign, m.Sign):
                yield from self.runs(_SIGNS[piece.sign], style)

    def runs(self, text: str, style: str = "", language: str = "") -> Iterator[Element]:
        """Runs of plain text; what is read from the right is one of its own."""
        for number, piece in enumerate(_FROM_THE_RIGHT.split(clean(text))):
            if piece:
                yield _run(piece, self._look(style, language, from_right=number % 2 == 1))

    def _look(self, style: str, language: str, *, from_right: bool) -> Element:
        other = language if language and language != self.language else ""
        look = el(
            "rPr",
            el("rStyle", val=style_id(style)) if style else None,
            el("color", val=self.ink) if self.ink else None,
            el("rtl") if from_right else None,
            el("lang", val=other, bidi=other) if other else None,
        )
        return look if len(look) else None

    def _linked(self, run: m.Run, style: str) -> Iterator[Element]:
        style = _ROLES.get(run.role, style)
        anchor = self.bookmarks.get(run.target[1:]) if run.target.startswith("#") else None
        address = _address(run.target)
        pieces = list(self.runs(run.text, style, run.language))
        if not pieces or not (anchor or address):
            yield from pieces
            return
        link = el("hyperlink", *pieces, anchor=anchor, history=1)
        if address:
            link.set(qn("r:id"), self._relation(address))
            if not style and not self.ink:
                for piece in self._underlined(run):
                    link.append(piece)
                for piece in pieces:
                    link.remove(piece)
        yield link

    def _underlined(self, run: m.Run) -> list[Element]:
        return list(self.runs(run.text, "Hyperlink", run.language))

    def _relation(self, address: str) -> str:
        if address not in self._links:
            self._links[address] = self.part.relate_to(
                address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True
            )
        return self._links[address]

    def paragraph(
        self, text: m.Text, style: str = "", *, align: m.Align = m.Align.LEFT, key: str = ""
    ) -> Element:
        """A paragraph with a style; `key` sets the bookmark that links lead to."""
        look = el("pPr", el("pStyle", val=style_id(style)) if style else None)
        if align is not m.Align.LEFT:
            look.append(el("jc", val="right" if align is m.Align.RIGHT else "center"))
        made = el("p", look if len(look) else None)
        made.extend(self.bookmarked(key, list(self.inlines(text))))
        return made

    def bookmarked(self, key: str, inside: list[Element]) -> list[Element]:
        """Elements with the bookmark of a key around them, the first time that it is met."""
        name = self.bookmarks.get(key) if key else None
        if name is None or name in self._open:
            return inside
        self._open.add(name)
        number = len(self._open)
        return [
            el("bookmarkStart", id=number, name=name),
            *inside,
            el("bookmarkEnd", id=number),
        ]


def _run(text: str, look: Element) -> Element:
    made = el("r", look)
    for number, line in enumerate(text.split("\n")):
        if number:
            made.append(el("br"))
        if line:
            words = el("t")
            words.text = line
            words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            made.append(words)
    return made


def _address(target: str) -> str:
    """An address that may be a link, in ASCII; nothing for any other."""
    address = clean(target).strip()
    if not _SCHEMES.match(address):
        return ""
    safe = quote(address, safe="%:/?#[]@!$&'()*+,;=~")
    return safe if len(safe) <= _LONGEST else ""


def field(instruction: str, shown: str) -> list[Element]:
    """A field of our own, such as PAGE, with what it shows until it is worked out."""
    code = el("instrText")
    code.text = f" {instruction} "
    code.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return [
        el("r", el("fldChar", fldCharType="begin")),
        el("r", code),
        el("r", el("fldChar", fldCharType="separate")),
        _run(shown, None),
        el("r", el("fldChar", fldCharType="end")),
    ]
