"""Words and boxes under tags: what is said, in which language, and what is not."""

from __future__ import annotations

import dataclasses
import io
from typing import TYPE_CHECKING

import pytest

from tests.publishing.documents.pdf.test_engine import small
from tests.publishing.documents.pdf.tree import read
from visitplanner.publishing.documents import model as m
from visitplanner.publishing.documents.pdf import engine, fonts
from visitplanner.publishing.documents.pdf import styles as st
from visitplanner.publishing.documents.pdf.boxes import Box, Columns, Drawing, Stack, TextBox
from visitplanner.publishing.documents.pdf.finish import clean_map
from visitplanner.publishing.documents.pdf.lines import Line
from visitplanner.publishing.documents.pdf.marks import Mark
from visitplanner.publishing.documents.pdf.pen import Pen
from visitplanner.publishing.documents.pdf.setting import Setting
from visitplanner.publishing.documents.pdf.tagging import decoration, nested, tagged, within
from visitplanner.publishing.documents.pdf.text import Look, Piece

if TYPE_CHECKING:
    pass

SENTENCE = "The group meets at the gate and goes in together, one after the other. "


def contents(*blocks: m.Block) -> list[tuple[str, list[str]]]:
    found = read(engine.render_pdf(small(*blocks)).data)
    return [(content.text, content.languages) for content in found.contents.values()]


def test_words_in_another_language_say_so() -> None:
    text = (m.Run("To the driver: "), m.Run("por favor", language="es"))
    assert contents(m.Paragraph(text)) == [("To the driver: por favor", ["es"])]


def test_lines_end_with_the_space_that_parts_their_words() -> None:
    ((said, _),) = contents(m.Paragraph(SENTENCE * 4))
    assert said == (SENTENCE * 4).strip()
    ((said, _),) = contents(m.Paragraph("one\ntwo"))
    assert said == "one two"


def test_a_hyphen_of_ours_is_a_soft_one() -> None:
    word = "Ver\u00adkehrs\u00adent\u00adwick\u00adlung und "
    ((said, _),) = contents(m.Paragraph(word * 12 + "Baden-Württemberg"))
    assert said.replace("\u00ad", "") == word.replace("\u00ad", "") * 12 + "Baden-Württemberg"
    assert "\u00ad" in said


def drawn(*boxes: Box) -> tuple[Pen, str]:
    """Boxes drawn one over the other on a page of their own."""
    from reportlab.pdfgen.canvas import Canvas

    fonts.load()
    pen = Pen(Canvas(io.BytesIO()), frozenset())
    pen.start_page(200, 200)
    for box in boxes:
        box.draw(pen, 10, 10)
    return pen, "\n".join(pen.marks.code)


def text(words: str, **more: str) -> TextBox:
    look = Look(st.Face.SANS, 10, st.Ink.INK, **more)  # type: ignore[arg-type]
    line = Line([(0.0, Piece(words, 50, look))], 50)
    return TextBox([line], st.BODY, 100)


def test_drawn_letters_may_stand_for_others() -> None:
    _, code = drawn(text("cba", actual="abc"))
    assert "/Span << /ActualText <FEFF006100620063> >> BDC" in code
    assert "(cba) Tj EMC" in code


def test_a_tagged_text_is_the_element_itself() -> None:
    pen, code = drawn(tagged(text("a"), "H1"), tagged(Stack([text("b"), text("c")]), "H2"))
    assert [kid.tag for kid in pen.marks.root.kids] == ["H1", "H2"]  # type: ignore[union-attr]
    assert code.count("/H2 <<") == 2


def test_boxes_nest_and_share() -> None:
    rows = within([nested(text(word), "LBody", "LI") for word in "ab"], "L")
    pen, _ = drawn(*rows)
    (top,) = pen.marks.root.kids
    assert [(kid.tag, kid.kids[0].tag) for kid in top.kids] == [("LI", "LBody")] * 2  # type: ignore[union-attr]


def test_a_decoration_is_not_read_out() -> None:
    pen, code = drawn(
        decoration(Columns([(0, text("a"))])),
        tagged(Drawing(5, lambda pen, x, y: text("b").draw(pen, x, y)), "Figure"),
    )
    assert pen.marks.root.kids == []
    assert code.count("BDC") == 0


def test_a_text_that_is_no_cell_is_said_nowhere_in_a_row() -> None:
    pen, _ = drawn(tagged(Stack([text("a"), tagged(text("b"), "TD")]), "TR"))
    (row,) = pen.marks.root.kids
    assert [kid.tag for kid in row.kids] == ["TD"]  # type: ignore[union-attr]


def test_a_figure_is_one_with_all_that_is_in_it() -> None:
    inside = Stack([text("a"), text("b")])
    pen, code = drawn(tagged(inside, "Figure", alt="two letters"))
    assert code.count("BDC") == 1
    (figure,) = pen.marks.root.kids
    assert figure.box == pytest.approx((10, 200 - 10 - inside.height, 149, 190), abs=1)  # type: ignore[union-attr]


def test_parts_of_a_text_share_its_element() -> None:
    setting = Setting(m.Words(), frozenset())
    fonts.load()
    box = tagged(Stack([setting.text(SENTENCE * 6, st.BODY, 100)]), "LBody")
    first, rest = box.split(60, force=False) or (box, box)
    pen, _ = drawn(first, rest)
    (element,) = pen.marks.root.kids
    assert [kid.tag for kid in element.kids] == ["P"]  # type: ignore[union-attr]


def test_a_mark_is_one_element_however_often_it_is_drawn() -> None:
    mark = Mark("P")
    pen, _ = drawn(*(dataclasses.replace(text(word), mark=mark) for word in "ab"))
    assert len(pen.marks.root.kids) == 1


def test_texts_are_set_in_their_place_in_the_setting() -> None:
    setting = Setting(m.Words(), frozenset())
    fonts.load()
    tags = [tagged(setting.text("x", st.BODY, 50), tag) for tag in ("TH", "TD")]
    pen, _ = drawn(tagged(Columns([(0, tags[0]), (50, tags[1])]), "TR"))
    (row,) = pen.marks.root.kids
    assert [kid.tag for kid in row.kids] == ["TH", "TD"]  # type: ignore[union-attr]


def test_maps_to_unicode_are_cleaned() -> None:
    rows = b"".join(b"<%02X> <%04X>\n" % (i, i) for i in range(256))
    cleaned = clean_map(b"x\n257 beginbfchar\n<00> <0000>\n" + rows + b"endbfchar\ny\n")
    assert b"<0000>" not in cleaned
    assert b"100 beginbfchar" in cleaned
    assert b"55 beginbfchar" in cleaned
    assert clean_map(b"1 beginbfchar\n<01> <1F600>\nendbfchar\n").count(b"<D83DDE00>") == 1
