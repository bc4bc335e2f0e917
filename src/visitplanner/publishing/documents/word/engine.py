"""Draws a document as a Word file with real styles, to be corrected and restyled by hand."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

import docx
from docx.oxml.ns import qn

from visitplanner.publishing.documents import model as m
from visitplanner.publishing.documents.plainer import Entry, Line, plainer
from visitplanner.publishing.documents.word.blocks import Setter
from visitplanner.publishing.documents.word.package import (
    packed,
    write_numbering,
    write_properties,
    write_settings,
)
from visitplanner.publishing.documents.word.pages import Family, Pages, family_of
from visitplanner.publishing.documents.word.styles import palette, write_styles
from visitplanner.publishing.documents.word.text import Writer
from visitplanner.publishing.documents.word.xml import Element, el

if TYPE_CHECKING:
    from collections.abc import Iterator

    from visitplanner.publishing.documents.plainer import Basic


@dataclass(frozen=True, slots=True)
class _Chapter:
    """A part with its key, its pages and what it says."""

    key: str
    part: m.Part
    family: Family
    blocks: tuple[Basic, ...]


def render_docx(document: m.Document, pictures: m.Pictures = m.no_pictures) -> bytes:
    """A document as a Word file (ECMA-376). The same document gives the same bytes.

    Args:
        document: What is said.
        pictures: Where the bytes of its pictures come from.
    """
    chapters = list(_chapters(document))
    titles = dict(_titles(chapters))
    bookmarks = {key: f"_Ref{number:06}" for number, key in enumerate(titles, 1)}
    file = docx.Document()
    colours = palette(document)
    write_styles(file.styles.element, document.language or "en", colours)
    write_settings(file.settings.element, document)
    pages = Pages(file.part, document, titles)
    writer = Writer(file.part, bookmarks, titles, document.language)
    entries = [(c.key, c.part) for c in chapters if c.part.in_contents and c.part.title]
    setter = Setter(file.part, writer, colours, pictures, entries)
    body = file.element.body
    for child in list(body):
        body.remove(child)
    body.extend(_body(chapters, setter, pages))
    write_numbering(file.part.numbering_part.element, setter.lists)
    write_properties(file, document)
    return packed(file)


def _chapters(document: m.Document) -> Iterator[_Chapter]:
    for number, part in enumerate(document.parts, 1):
        key = part.key or f"part-{number}"
        yield _Chapter(key, part, family_of(part), plainer(part, document.words))


def _titles(chapters: list[_Chapter]) -> Iterator[tuple[str, str]]:
    """What stands at each key that links can lead to."""
    for chapter in chapters:
        yield chapter.key, chapter.part.title
    for chapter in chapters:
        for block in _every(chapter.blocks):
            if isinstance(block, m.Heading) and block.key:
                yield block.key, block.text
            elif isinstance(block, Line) and block.key:
                yield block.key, m.plain(block.text)
            elif isinstance(block, Entry) and block.key:
                yield block.key, m.plain(block.time)


def _every(blocks: tuple[Basic, ...]) -> Iterator[Basic]:
    for block in blocks:
        yield block
        for cell in getattr(block, "cells", ()):
            yield from _every(cell)


def _body(chapters: list[_Chapter], setter: Setter, pages: Pages) -> Iterator[Element]:
    """All sections; the properties of all but the last stand in the paragraph that ends them."""
    runs = [(f, list(run)) for f, run in groupby(chapters, key=lambda chapter: chapter.family)]
    for number, (family, together) in enumerate(runs):
        for place, chapter in enumerate(together):
            yield from _opened(chapter, setter, pages.width(family), new_page=place > 0)
        if number < len(runs) - 1:
            look = el("pPr", el("pStyle", val="Gap"), pages.section(family))
            yield el("p", look)
    yield pages.section(runs[-1][0] if runs else Family.SHEET)


def _opened(chapter: _Chapter, setter: Setter, width: int, *, new_page: bool) -> Iterator[Element]:
    """A chapter with the bookmark of its key at its first paragraph, on a page of its own."""
    made = setter.set(chapter.blocks, width)
    if not made:
        return
    first = made[0]
    if not first.tag.endswith("}p"):
        first = setter.gap()
        made.insert(0, first)
    mark = setter.writer.bookmarked(chapter.key, [])
    for place, element in enumerate(mark, 1):
        first.insert(place, element)
    if chapter.part.new_page:
        if new_page:
            first[0].insert(1, el("pageBreakBefore"))
        if first[0].find(qn("w:spacing")) is None:
            first[0].append(el("spacing", before=0))
    yield from made
