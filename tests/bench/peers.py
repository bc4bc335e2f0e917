"""The words of a document set by other engines: headings, paragraphs and tables, tagged.

They are reference figures. Neither engine is part of the program: the group `bench` has them.
"""

from __future__ import annotations

import html
import json
from importlib import import_module
from typing import TYPE_CHECKING, Any

from tests.publishing.documents.chapters.papers import said, texts
from visitplanner import resources
from visitplanner.publishing.documents import model as m

if TYPE_CHECKING:
    from visitplanner.publishing.documents.model import Document

_FONTS = {"Regular": 400, "SemiBold": 600}
_CSS = """
@page { size: A4; margin: 25mm 18mm 21mm 20mm; @bottom-right { content: counter(page) } }
body { font: 9.8pt/13.4pt "Source Sans 3" }
h1 { font-size: 23pt; break-before: page } h2 { font-size: 14pt }
table { width: 100%; border-collapse: collapse } th, td { text-align: left; vertical-align: top }
"""
_TYPST = """
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title, date: datetime(year: 2026, month: 1, day: 1))
#set page(paper: "a4", margin: (left: 20mm, right: 18mm, top: 25mm, bottom: 21mm), numbering: "1")
#set text(font: "Source Sans 3", size: 9.8pt, lang: "en")
#for part in data.parts {
  pagebreak(weak: true)
  heading(level: 1, part.title)
  for block in part.blocks {
    if block.kind == "h" { heading(level: 2, block.words) }
    else if block.kind == "p" { par(block.words) }
    else { table(columns: block.columns, table.header(..block.head), ..block.cells) }
  }
}
"""


def plain(document: Document) -> dict[str, Any]:
    """The document as titles, paragraphs and tables, with every word of it."""
    parts = [
        {
            "title": part.title or document.title,
            "blocks": [piece for b in part.blocks for piece in _pieces(b)],
        }
        for part in document.parts
    ]
    return {"title": document.title, "parts": parts}


def _pieces(block: m.Block) -> list[dict[str, Any]]:
    if isinstance(block, m.Heading):
        return [{"kind": "h", "words": said(block)}]
    if isinstance(block, m.Table) and block.rows:
        width = len(block.columns)
        rows = [[m.plain(cell) for cell in row.cells] for row in (*block.rows, *block.totals)]
        cells = [cell for row in rows for cell in (row + [""] * width)[:width]]
        head = [m.plain(column.heading) for column in block.columns]
        return [{"kind": "t", "columns": width, "head": head, "cells": cells}]
    return [{"kind": "p", "words": words} for words in _paragraphs(block)]


def _paragraphs(block: m.Block) -> list[str]:
    """One for each card or host, else one for the block."""
    rows = block.cards if isinstance(block, m.PersonCards) else (block,)
    joined = (" · ".join(word for word in texts(row) if word.strip()) for row in rows)
    return [words for words in joined if words]


def by_weasyprint(words: dict[str, Any]) -> bytes:
    """A tagged PDF (PDF/UA-1) of the words."""
    page = import_module("weasyprint").HTML(string=_html(words))
    made: bytes = page.write_pdf(pdf_variant="pdf/ua-1")
    return made


def _html(words: dict[str, Any]) -> str:
    folder = resources.path("fonts")
    faces = "".join(
        f'@font-face {{ font-family: "Source Sans 3"; font-weight: {weight};'
        f' src: url("{(folder / f"SourceSans3-{name}.ttf").as_uri()}") }}'
        for name, weight in _FONTS.items()
    )
    body = "".join(
        f"<h1>{html.escape(part['title'])}</h1>{''.join(map(_element, part['blocks']))}"
        for part in words["parts"]
    )
    title = html.escape(words["title"])
    head = f"<title>{title}</title><style>{faces}{_CSS}</style>"
    return f'<!doctype html><html lang="en"><head>{head}</head><body>{body}</body></html>'


def _element(block: dict[str, Any]) -> str:
    if block["kind"] != "t":
        tag = "h2" if block["kind"] == "h" else "p"
        return f"<{tag}>{html.escape(block['words'])}</{tag}>"
    width, cells = block["columns"], [html.escape(cell) for cell in block["cells"]]
    head = "".join(f"<th>{html.escape(cell)}</th>" for cell in block["head"])
    rows = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells[start : start + width])}</tr>"
        for start in range(0, len(cells), width)
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def by_typst(words: dict[str, Any]) -> bytes:
    """A tagged PDF (PDF/UA-1 and PDF/A-2a) of the words."""
    made: bytes = import_module("typst").compile(
        _TYPST.encode(),
        format="pdf",
        font_paths=[str(resources.path("fonts"))],
        sys_inputs={"data": json.dumps(words)},
        pdf_standards=["ua-1", "a-2a"],
    )
    return made
