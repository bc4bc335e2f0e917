"""From plain blocks to paragraphs and tables."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from docx.shared import Mm

from visitplanner.publishing.documents import model as m
from visitplanner.publishing.documents import plainer as p
from visitplanner.publishing.documents.plainer import Shade, Style
from visitplanner.publishing.documents.word import tables
from visitplanner.publishing.documents.word.pictures import eu_emblem, framed
from visitplanner.publishing.documents.word.styles import Palette, style_id
from visitplanner.publishing.documents.word.text import field
from visitplanner.publishing.documents.word.xml import Element, clean, el, mm

if TYPE_CHECKING:
    from docx.parts.document import DocumentPart

    from visitplanner.publishing.documents.word.text import Writer

_STYLES: Final = {
    Style.BODY: "",
    Style.TITLE: "Title",
    Style.SUBTITLE: "Subtitle",
    Style.KICKER: "Kicker",
    Style.LEAD: "Lead",
    Style.FIGURE: "Figure",
    Style.MUTED: "Muted Text",
    Style.SMALL: "caption",
    Style.WARNING: "Warning Text",
}
_TIME: Final = 24.0
"""The column of times, in millimetres."""
_LONG: Final = 900
"""Letters from which what happens at a time may be broken over two pages."""
_FIRST_NUMBER: Final = 3
"""The first free number of a list; 1 and 2 are those of the styles."""


class Setter:
    """Sets plain blocks, one below the other.

    Attributes:
        writer: Writes text.
        lists: The numbers of numbered lists that begin anew.
    """

    def __init__(
        self,
        part: DocumentPart,
        writer: Writer,
        colours: Palette,
        pictures: m.Pictures,
        entries: Sequence[tuple[str, m.Part]],
    ) -> None:
        self.part = part
        self.writer = writer
        self.colours = colours
        self.pictures = pictures
        self.entries = entries
        self.lists: list[int] = []
        self._drawn = 0
        self._set: dict[type, Callable[[Any, int], Iterable[Element]]] = {
            p.Columns: self._columns,
            p.Image: self._image,
            p.Line: self._line,
            p.Lines: self._space,
            p.Panel: self._panel,
            p.WriteLines: self._write_lines,
            m.Bullets: self._bullets,
            m.Callout: self._callout,
            m.Contents: self._contents,
            m.Heading: self._heading,
            m.PageBreak: self._break,
            m.Pairs: self._pairs,
            m.Signatures: self._signatures,
            m.Table: self._table,
        }

    def set(self, blocks: Iterable[p.Basic], width: int) -> list[Element]:
        """The elements of blocks in a column of so many twentieths of a point."""
        found: list[Element] = []
        for timed, run in groupby(blocks, key=lambda block: isinstance(block, p.Entry)):
            together = list(run)
            if timed:
                self._add(found, [self._timed(together, width)])
                continue
            for block in together:
                self._add(found, self._set[type(block)](block, width))
        return found

    def _add(self, found: list[Element], made: Iterable[Element]) -> None:
        """Append elements; tables that meet would become one, so a gap parts them."""
        for one in made:
            if found and _is_table(found[-1]) and _is_table(one):
                found.append(self.gap())
            found.append(one)

    def gap(self) -> Element:
        """As little white as a paragraph can be."""
        return el("p", el("pPr", el("pStyle", val="Gap")))

    # --- text

    def _line(self, block: p.Line, width: int) -> list[Element]:
        del width
        style = _STYLES[block.style]
        return [self.writer.paragraph(block.text, style, align=block.align, key=block.key)]

    def _heading(self, block: m.Heading, width: int) -> list[Element]:
        level = min(max(block.level, 1), 3)
        look = el("pPr", el("pStyle", val=f"Heading{level}"))
        inside: list[Element] = []
        if block.kicker:
            inside += [*self.writer.runs(block.kicker, "Kicker Line"), el("r", el("br"))]
        inside += self.writer.bookmarked(block.key, list(self.writer.runs(block.text)))
        if block.aside:
            look.append(el("tabs", el("tab", val="right", pos=width)))
            inside += [el("r", el("tab")), *self.writer.runs(block.aside, "Aside")]
        return [el("p", look, *inside)]

    def _bullets(self, block: m.Bullets, width: int) -> list[Element]:
        del width
        made = []
        number = 0
        if block.numbered:
            number = _FIRST_NUMBER + len(self.lists)
            self.lists.append(number)
        for item in block.items:
            one = self.writer.paragraph(item, "List Number" if block.numbered else "List Bullet")
            if number:
                one[0].append(el("numPr", el("ilvl", val=0), el("numId", val=number)))
            made.append(one)
        return made

    def _callout(self, block: m.Callout, width: int) -> list[Element]:
        del width
        style = "Callout Warning" if block.must_know else "Callout"
        rest = (m.Run(block.text),) if isinstance(block.text, str) else block.text
        space = " " if block.word and m.plain(rest)[:1] not in ("", " ", ",", ":", ".") else ""
        text = (m.Run(block.word, m.Role.STRONG), m.Run(space), *rest)
        ink, self.writer.ink = self.writer.ink, ""
        made = [self.writer.paragraph(text, style)]
        self.writer.ink = ink
        return made

    def _contents(self, block: m.Contents, width: int) -> list[Element]:
        """A table of contents that Word can bring up to date; until then its lines are links."""
        del width
        made = [self.writer.paragraph(block.title, "Heading 2")] if block.title else []
        lines = []
        for key, part in self.entries:
            link = (m.Run(part.title, target=f"#{key}"),)
            detail = (m.Run(f"   {part.detail}", m.Role.MUTED),) if part.detail else ()
            lines.append(self.writer.paragraph((*link, *detail), f"toc {1 + min(part.level, 1)}"))
        if not lines:
            return made
        begin, code, separate, _shown, end = field(r'TOC \o "1-1" \h \z \u', "")
        for place, element in enumerate((begin, code, separate), 1):
            lines[0].insert(place, element)
        lines[-1].append(end)
        return [*made, *lines]

    def _break(self, block: m.PageBreak, width: int) -> list[Element]:
        del block, width
        return [el("p", el("pPr", el("pStyle", val="Gap")), el("r", el("br", type="page")))]

    def _space(self, block: p.Lines, width: int) -> list[Element]:
        del width
        height = round(block.count * 240)
        spacing = el("spacing", before=0, after=0, line=max(height, 40), lineRule="exact")
        return [el("p", el("pPr", el("pStyle", val="Gap"), spacing))]

    def _write_lines(self, block: p.WriteLines, width: int) -> list[Element]:
        """Dotted lines to write on."""
        made = []
        for _ in range(block.count):
            tabs = el("tabs", el("tab", val="right", leader="dot", pos=max(width - 40, 200)))
            look = el("pPr", el("pStyle", val=style_id("Write Line")), tabs)
            made.append(el("p", look, el("r", el("tab"))))
        return made

    # --- side by side

    def _pairs(self, block: m.Pairs, width: int) -> list[Element]:
        label = min(mm(block.label_width), width // 3)
        rows = []
        for pair in block.pairs:
            left = tables.cell(label, [self.writer.paragraph(pair.label, "Label")], _room())
            text = self.writer.paragraph(pair.text)
            rows.append(tables.row([left, tables.cell(width - label, [text])]))
        return [tables.grid((label, width - label), rows), self.gap()] if rows else []

    def _columns(self, block: p.Columns, width: int) -> list[Element]:
        shares = block.shares or (1.0,) * len(block.cells)
        widths = [round(width * share / sum(shares)) for share in shares]
        shades = block.shades or (Shade.NONE,) * len(block.cells)
        cells = []
        for one, wide, shade in zip(block.cells, widths, shades, strict=True):
            looks = tables.shading(shade, self.colours) or [_room(last=one is block.cells[-1])]
            if block.ruled:
                rule = el("top", val="single", sz=10, space=0, color=self.colours.accent)
                looks = [el("tcBorders", rule), _room(70, last=one is block.cells[-1])]
            cells.append(tables.cell(wide, self.set(one, wide - 260), *looks))
        return [tables.grid(widths, [tables.row(cells)]), self.gap()]

    def _panel(self, block: p.Panel, width: int) -> list[Element]:
        return [self._boxed(block.body, block.shade, width, mm(block.height)), self.gap()]

    def _boxed(self, body: Sequence[p.Basic], shade: Shade, width: int, height: int = 0) -> Element:
        inside = self._inside(body, shade, width - (800 if height else 260))
        looks = tables.shading(shade, self.colours)
        if height:  # the field of a cover
            looks[-1] = tables.padding(400, 340)
        made = tables.cell(width, inside, *looks)
        return tables.grid((width,), [tables.row([made], height=height)])

    def _inside(self, body: Sequence[p.Basic], shade: Shade, width: int) -> list[Element]:
        ink = self.writer.ink
        if shade is Shade.STRONG:
            self.writer.ink = self.colours.on_field
        made = self.set(body, width)
        self.writer.ink = ink
        return made

    # --- times

    def _timed(self, entries: Sequence[p.Basic], width: int) -> Element:
        """Times in a narrow column, what happens beside them; white lines part the rows."""
        narrow = all(isinstance(one, p.Entry) and one.flush for one in entries)
        left = 0 if narrow else mm(_TIME)
        rows = [self._entry(one, left, width) for one in entries if isinstance(one, p.Entry)]
        widths = (width,) if narrow else (left, width - left)
        made = tables.grid(widths, rows)
        white = el("insideH", val="single", sz=36, space=0, color="FFFFFF")
        made[0].insert(1, el("tblBorders", white))
        return made

    def _entry(self, entry: p.Entry, left: int, width: int) -> Element:
        right = width - left
        inside = self._inside(entry.body, entry.shade, right - 260)
        looks = tables.shading(entry.shade, self.colours) or [tables.padding(130, 40)]
        cells = [tables.cell(right, inside, *looks)]
        if left:
            time = [self.writer.paragraph(entry.time, "Time", key=entry.key)]
            for note in entry.notes:
                style = "Time Note" if note.style is Style.MUTED else _STYLES[note.style]
                time.append(self.writer.paragraph(note.text, style))
            cells.insert(0, tables.cell(left, time, tables.padding(60, 70)))
        return tables.row(cells, split=_length(cells) > _LONG)

    # --- lists, lines, pictures

    def _table(self, block: m.Table, width: int) -> list[Element]:
        return [*tables.table(block, self.writer, width), self.gap()]

    def _signatures(self, block: m.Signatures, width: int) -> list[Element]:
        if not block.labels:
            return []
        wide, between = width // max(len(block.labels), 2) - 300, 300
        cells: list[Element] = []
        for label in block.labels:
            rule = el("tcBorders", el("top", val="single", sz=6, space=0, color="auto"))
            text = self.writer.paragraph(label, "Muted Text")
            cells += (tables.cell(wide, [text], rule, _room(40)), tables.cell(between, []))
        widths = [wide, between] * len(block.labels)
        above = el("p", el("pPr", el("keepNext"), el("spacing", before=500, after=0)))
        return [above, tables.grid(widths, [tables.row(cells)]), self.gap()]

    def _image(self, block: p.Image, width: int) -> list[Element]:
        made = self._picture(block)
        if made is None:
            return [self.writer.paragraph(block.alt, "caption")] if block.alt else []
        data, wide, high = made
        scale = min(1.0, width / mm(wide))
        inline: Any = self.part.new_pic_inline(io.BytesIO(data), Mm(wide * scale), Mm(high * scale))
        self._drawn += 1
        for known in (inline.docPr, inline.graphic.graphicData.pic.nvPicPr.cNvPr):
            known.set("id", str(self._drawn))
            known.set("name", f"Picture {self._drawn}")
            known.set("descr", clean(block.alt)[:1000])
        return [el("p", None, el("r", el("drawing", inline)))]

    def _picture(self, block: p.Image) -> tuple[bytes, float, float] | None:
        """The bytes of a picture, its width and its height."""
        if block.picture is None:
            return eu_emblem(), block.width, block.height
        data = self.pictures(block.picture.digest)
        return framed(data, block.width, block.height, fills=block.fills) if data else None


def _is_table(element: Element) -> bool:
    return str(element.tag).endswith("}tbl")


def _room(above: int = 0, *, last: bool = False) -> Element:
    """White between columns without a ground."""
    return el(
        "tcMar",
        el("top", w=above, type="dxa"),
        el("left", w=0, type="dxa"),
        el("bottom", w=above, type="dxa"),
        el("right", w=0 if last else 200, type="dxa"),
    )


def _length(cells: Iterable[Element]) -> int:
    return sum(len(words) for one in cells for words in one.itertext())
