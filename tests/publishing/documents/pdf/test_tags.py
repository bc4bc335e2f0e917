"""What those hear who have a page read out: the tree of tags, read back from the file."""

from __future__ import annotations

import dataclasses
import itertools
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest

from tests.publishing.documents.chapters.papers import LANGUAGES, PACKS, pack, personal, sample
from tests.publishing.documents.pdf.demo import demo_document
from tests.publishing.documents.pdf.reading import opened
from tests.publishing.documents.pdf.test_engine import small
from tests.publishing.documents.pdf.tree import Node, Reading, read
from visitplanner.publishing.documents import model as m
from visitplanner.publishing.documents.model.pictures import no_pictures
from visitplanner.publishing.documents.pdf import engine

if TYPE_CHECKING:
    from collections.abc import Callable

SENTENCE = "The group meets at the gate and goes in together, one after the other. "
PAPERS: dict[str, Callable[[], m.Document]] = {
    "demo": demo_document,
    **{f"pack for {who}": lambda who=who: pack(sample(), who) for who in PACKS},  # type: ignore[misc]
    "pack in Spanish": lambda: pack(sample(), "staff", "es"),
    **{f"own in {tag}": lambda tag=tag: personal(sample(), "P04", tag) for tag in LANGUAGES},  # type: ignore[misc]
}


@lru_cache
def paper(name: str) -> bytes:
    return engine.render_pdf(PAPERS[name]()).data


@lru_cache
def reading(name: str) -> Reading:
    return read(paper(name))


def tree(*blocks: m.Block, words: m.Words | None = None) -> Node:
    document = small(*blocks)
    return read(
        engine.render_pdf(dataclasses.replace(document, words=words or m.Words())).data
    ).root


def levels(root: Node) -> list[int]:
    return [int(node.tag[1]) for node in root.all("H1", "H2", "H3", "H4", "H5", "H6")]


# --- every paper --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAPERS)
def test_everything_is_read_out_once_or_is_an_artifact(name: str) -> None:
    found = reading(name)
    assert found.stray == []
    told = [key for node in found.root.all() for key in node.contents]
    assert sorted(told) == sorted(found.contents)


@pytest.mark.parametrize("name", PAPERS)
def test_pages_are_read_in_the_order_they_are_drawn(name: str) -> None:
    told = reading(name).root.order()
    for page in {page for page, _ in told}:
        on_page = [number for at, number in told if at == page]
        assert on_page == sorted(on_page), page
    starts = [kid.order()[0] for kid in reading(name).root.kids]
    assert starts == sorted(starts)


@pytest.mark.parametrize("name", PAPERS)
def test_headings_skip_no_level(name: str) -> None:
    found = levels(reading(name).root)
    assert found[0] == 1
    assert len(found) > 3
    assert all(after <= before + 1 for before, after in itertools.pairwise(found))


@pytest.mark.parametrize("name", PAPERS)
def test_figures_have_words_and_a_place(name: str) -> None:
    figures = reading(name).root.all("Figure")
    assert figures or name.startswith("own"), "there is at least the emblem"
    for figure in figures:
        assert figure.alt.strip()
        left, bottom, right, top = (float(edge) for edge in figure.attributes["BBox"])  # type: ignore[attr-defined]
        assert 0 <= left < right <= 842 + 1
        assert 0 <= bottom < top <= 842 + 1


@pytest.mark.parametrize("name", PAPERS)
def test_rows_have_as_many_cells_as_there_are_columns(name: str) -> None:
    for table in reading(name).root.all("Table"):
        (head,) = table.all("THead")
        columns = len(head.kids[0].kids)
        for row in table.all("TR"):
            spans = [int(str(cell.attributes.get("ColSpan", 1))) for cell in row.kids]
            assert sum(spans) == columns
            assert {cell.tag for cell in row.kids} <= {"TH", "TD"}
        scopes = {str(cell.attributes["Scope"]) for cell in table.all("TH")}
        assert scopes <= {"/Column", "/Row"}


@pytest.mark.parametrize("name", PAPERS)
def test_links_are_around_their_words_and_say_where_they_lead(name: str) -> None:
    with opened(paper(name)) as pdf:
        notes = {n.objgen: n for page in pdf.pages for n in page.obj.get("/Annots", [])}
        assert notes
        links = reading(name).root.all("Link")
        assert all(link.text.strip() for link in links)
        assert sorted(key for link in links for key in link.notes) == sorted(notes)
        for note in notes.values():
            assert str(note.Contents).strip()
            assert int(note.F) == 4


@pytest.mark.parametrize("name", PAPERS)
def test_pages_and_links_know_their_place_in_the_tree(name: str) -> None:
    with opened(paper(name)) as pdf:
        nums = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        keys, values = [int(key) for key in nums[::2]], nums[1::2]
        assert keys == sorted(set(keys))
        assert int(pdf.Root.StructTreeRoot.ParentTreeNextKey) == keys[-1] + 1
        back = dict(zip(keys, values, strict=True))
        for page in pdf.pages:
            assert page.obj.Tabs == pikepdf.Name.S
            for number, element in enumerate(back[int(page.obj.StructParents)]):
                assert _holds(element, page.obj, number)
            for note in page.obj.get("/Annots", []):
                link = back[int(note.StructParent)]
                assert str(link.S) == "/Link"
                objects = [k for k in _kids(link) if isinstance(k, pikepdf.Dictionary)]
                assert note.objgen in [k.Obj.objgen for k in objects if "/Obj" in k]


def _kids(element: pikepdf.Object) -> list[Any]:
    kids = element.K
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _holds(element: pikepdf.Object, page: pikepdf.Object, number: int) -> bool:
    for kid in _kids(element):
        if isinstance(kid, int):
            if kid == number and element.Pg.objgen == page.objgen:
                return True
        elif kid.get("/MCID") == number and kid.Pg.objgen == page.objgen:
            return True
    return False


def test_a_file_says_what_it_keeps_to() -> None:
    with opened(paper("demo")) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert pdf.pdf_version == "1.7"
        (intent,) = pdf.Root.OutputIntents
        assert len(intent.DestOutputProfile.read_bytes()) == 588
        with pdf.open_metadata() as meta:
            assert (meta["pdfuaid:part"], meta["pdfaid:part"]) == ("1", "2")
            assert meta["pdfaid:conformance"] == "A"


def test_names_in_the_file_need_no_markup() -> None:
    document = dataclasses.replace(demo_document(), title="A <b> & B", author="C & ]]> D")
    with opened(engine.render_pdf(document).data) as pdf, pdf.open_metadata() as meta:
        assert meta["dc:title"] == "A <b> & B"
        assert meta["dc:creator"] == ["C & ]]> D"]


def test_without_tags_there_are_none() -> None:
    data = engine._render(demo_document(), no_pictures, tags=False).data
    with opened(data) as pdf:
        assert "/StructTreeRoot" not in pdf.Root
        assert b"BDC" not in pdf.pages[1].Contents.read_bytes()


# --- blocks -------------------------------------------------------------------------------------


def test_the_parts_of_a_chapter_stand_in_it() -> None:
    parts = [
        m.Part(title=title, blocks=(m.Heading(title),), level=level)
        for title, level in [("One", 0), ("One a", 1), ("One b", 1), ("Two", 0)]
    ]
    root = read(engine.render_pdf(dataclasses.replace(small(), parts=tuple(parts))).data).root
    assert [(kid.tag, kid.kids[0].text) for kid in root.kids] == [("Sect", "One"), ("Sect", "Two")]
    assert [kid.tag for kid in root.kids[0].kids] == ["H1", "Sect", "Sect"]


def test_headings_that_skip_a_level_go_only_one_deeper() -> None:
    root = tree(m.Heading("a", 3), m.Heading("b", 1), m.Heading("c", 3), m.Heading("d", 3))
    assert [(node.tag, node.text) for node in root.all("H1", "H2", "H3")] == [
        ("H1", "a"),
        ("H1", "b"),
        ("H2", "c"),
        ("H3", "d"),
    ]


def test_a_heading_without_words_is_none() -> None:
    assert levels(tree(m.Heading(""), m.Heading("a", 2))) == [1]


def test_lists_are_lists() -> None:
    root = tree(m.Bullets(("one", "two")), m.Bullets(("first",), numbered=True))
    plain, numbered = root.all("L")
    assert [kid.tag for kid in plain.kids] == ["LI", "LI"]
    assert [(kid.tag, kid.text) for kid in plain.kids[1].kids] == [("Lbl", "•"), ("LBody", "two")]
    assert str(plain.attributes["ListNumbering"]) == "/Disc"
    assert numbered.all("Lbl")[0].text == "1"
    assert str(numbered.attributes["ListNumbering"]) == "/Decimal"


def table(rows: int, **more: str) -> m.Table:
    columns = (m.Column("Name", strong=True), m.Column("Night", strong=True), m.Column("Signed"))
    cells = ("somebody", (m.Symbol(m.Sign.NIGHT),), (m.Symbol(m.Sign.TICK_BOX),))
    return m.Table(columns, (m.TableRow(cells),) * rows, **more)  # type: ignore[arg-type]


def test_a_table_over_pages_is_one_with_one_head() -> None:
    found = read(engine.render_pdf(small(table(90))).data)
    (node,) = found.root.all("Table")
    assert set(node.pages) == {0, 1, 2}
    assert [kid.tag for kid in node.kids] == ["THead", "TBody"]
    assert [cell.text for cell in node.all("THead")[0].all("TH")] == ["Name", "Night", "Signed"]
    assert len(node.all("TBody")[0].kids) == 90
    assert found.artifacts.count("Signed") == 2


def test_the_first_column_names_the_row_if_it_is_strong() -> None:
    row = tree(table(1, summary="Who sleeps where")).all("TBody")[0].kids[0]
    assert [cell.tag for cell in row.kids] == ["TH", "TD", "TD"]


@pytest.mark.parametrize(
    ("columns", "naming"),
    [
        ((m.Column("On board", signing=True), m.Column(""), m.Column("Name", strong=True)), 2),
        ((m.Column(""), m.Column("Name", strong=True), m.Column("Phone")), 1),
        ((m.Column("Day"), m.Column("Name", strong=True), m.Column("Signed")), 0),
        ((m.Column(""), m.Column("poor", signing=True), m.Column("good", signing=True)), 0),
        ((m.Column(""), m.Column("Place"), m.Column("Phone")), 0),
    ],
)
def test_a_row_is_named_after_numbers_and_ticks(columns: tuple[m.Column, ...], naming: int) -> None:
    table = m.Table(columns, (m.TableRow(("one", "two", "three")),))
    (row,) = tree(table).all("TBody")[0].kids
    heads = [index for index, cell in enumerate(row.kids) if cell.tag == "TH"]
    assert heads == [naming]


def test_numbers_and_boxes_to_tick_name_no_row() -> None:
    columns = (m.Column("On board"), m.Column(""), m.Column("Passenger"), m.Column("Seat"))
    tick = (m.Symbol(m.Sign.TICK_BOX),)
    table = m.Table(
        columns,
        (m.TableRow((tick, "1", "Ana", "")),),
        (
            m.TableRow(
                ("", "1", ""),
            ),
        ),
    )
    body = tree(table).all("TBody")[0]
    assert [[cell.tag for cell in row.kids] for row in body.kids] == [
        ["TD", "TD", "TH", "TD"],
        ["TD", "TD", "TD", "TD"],
    ]


def test_a_table_has_its_summary_and_an_empty_one_a_row() -> None:
    (node,) = tree(m.Table((m.Column("A"), m.Column("B")), (), summary="S", empty="none")).all(
        "Table"
    )
    assert str(node.attributes["Summary"]) == "S"
    (cell,) = node.all("TBody")[0].all("TD")
    assert cell.text == "none"
    assert int(str(cell.attributes["ColSpan"])) == 2


def test_signs_say_their_words() -> None:
    words = m.Words(sleeps="duerme aquí", tick_box="casilla")
    cells = tree(table(1), words=words).all("TD")
    assert [cell.text for cell in cells] == ["duerme aquí", "casilla"]


def test_empty_cells_keep_their_place() -> None:
    columns = tuple(m.Column(name) for name in "ABC")
    root = tree(m.Table(columns, (m.TableRow(("", "7")),)))
    assert [cell.text for cell in root.all("TD")] == ["", "7", ""]


def test_contents_are_links_in_lines_of_contents() -> None:
    root = reading("demo").root
    (toc,) = root.all("TOC")
    assert {kid.tag for kid in toc.kids} == {"TOCI"}
    assert toc.kids[2].words() == "5 The delegation"
    assert [link.text for link in toc.kids[2].all("Link")] == ["5", "The delegation"]


def test_a_long_paragraph_and_a_long_item_stay_one_element() -> None:
    body = m.ItemBody(title="Long", kind=m.Kind.SESSION, paragraphs=(SENTENCE * 120,))
    root = tree(
        m.Heading("a"),
        m.Paragraph(SENTENCE * 120),
        m.ItemRow(time="11:00", until="to 12:00", bodies=(body,), changed="v2"),
    )
    long = [node for node in root.all("P") if SENTENCE.strip() in node.text]
    assert [len(set(node.pages)) for node in long] == [2, 2]
    assert all(node.words() == (SENTENCE * 120).strip() for node in long)
    (item,) = root.all("Div")
    assert [kid.text for kid in item.kids[:3]] == ["v2", "11:00", "to 12:00"]
    assert len(item.kids) == 5


def test_times_and_labels_of_a_continuation_are_not_read_again() -> None:
    body = m.ItemBody(title="Long", kind=m.Kind.SESSION, paragraphs=(SENTENCE * 180,))
    row = m.ItemRow(time="11:00", bodies=(body,), changed="v2")
    found = read(engine.render_pdf(small(row)).data)
    assert {"11:00,", "continued", "v2"} <= set(found.artifacts)


def test_a_link_in_the_middle_of_a_sentence_holds_its_words() -> None:
    text = (m.Run("Write to "), m.Run("the host", target="mailto:a@b.example"), m.Run(" first."))
    (node,) = (n for n in tree(m.Paragraph(text)).all("P") if n.kids)
    assert node.words() == "Write to the host first."
    parts = [part if isinstance(part, str) else part.text for part in node.parts]
    assert [part.strip() for part in parts] == ["Write to", "the host", "first."]
    assert len(node.kids[0].notes) == 1


def test_a_link_over_two_lines_is_one_with_two_rectangles() -> None:
    text = (m.Run(SENTENCE), m.Run(SENTENCE * 2, target="https://a.example"), m.Run("End."))
    (link,) = tree(m.Paragraph(text)).all("Link")
    assert len(link.notes) in {2, 3}
    assert link.text.strip() == (SENTENCE * 2).strip()


def test_links_beside_each_other_are_two() -> None:
    text = (m.Run("one", target="tel:1"), m.Run("two", target="tel:2"))
    assert [link.text for link in tree(m.Paragraph(text)).all("Link")] == ["one", "two"]


def test_running_heads_and_feet_are_typed_and_not_read_out() -> None:
    found = reading("demo")
    assert "5 / 8" in found.artifacts
    assert "5 / 8" not in found.root.words()
    with opened(paper("demo")) as pdf:
        kinds = [
            str(mark.operands[1].Subtype)
            for mark in pikepdf.parse_content_stream(pdf.pages[3])
            if str(mark.operator) == "BDC" and str(mark.operands[0]) == "/Artifact"
        ]
    assert kinds == ["/Header", "/Footer"]


def test_the_title_comes_before_the_route_on_the_cover() -> None:
    words = [node.words() for node in reading("demo").root.kids[0].kids]
    assert words.index("Barcelona and Valencia") < words.index("5 to 7 November")


def test_a_host_is_named_before_the_facts_beside_it() -> None:
    words = reading("demo").root.words()
    assert words.index("Cluster for the internationalisation") < words.index("Kind Cluster, Barc")


def test_pictures_of_the_programme_are_figures() -> None:
    words = m.Words(day_line="El día en una línea")
    ribbon = m.DayRibbon((m.RibbonBlock(540, 600, m.Kind.SESSION, label="in it"),))
    (figure,) = tree(ribbon, words=words).all("Figure")
    assert figure.alt == "El día en una línea"


def test_the_programme_at_a_glance_is_read_day_by_day_in_full() -> None:
    late = m.GlanceBlock(
        day=0,
        start=840,
        end=850,
        kind=m.Kind.SESSION,
        title="A title that is far too long for the ten minutes that it has in the grid of days",
        time="14:00–14:10",
        lines=("Town hall",),
        tentative=True,
    )
    early = m.GlanceBlock(day=0, start=540, end=600, kind=m.Kind.MEAL, title="Breakfast")
    other = m.GlanceBlock(day=1, start=540, end=600, kind=m.Kind.SESSION, title="Workshop")
    glance = m.Glance(
        title="All days",
        days=(m.GlanceDay("5", "Sun", "Arrivals"), m.GlanceDay("6", "Mon")),
        blocks=(late, other, early),
        stays=(m.GlanceStay("Hotel", 0, 1),),
        legend=(m.LegendEntry(m.LegendKey.TENTATIVE, "to be confirmed"),),
    )
    (sect,) = tree(glance).kids
    assert [kid.tag for kid in sect.kids] == ["H1", "L", "P"]
    assert [day.tag for day in sect.kids[1].kids] == ["LI", "LI"]
    first, second = (day.kids[0] for day in sect.kids[1].kids)
    assert [node.alt for node in first.all("P")] == [
        "Sun 5 Arrivals",
        "Breakfast",
        f"14:00–14:10 {late.title}, Town hall, to be confirmed",
    ]
    assert [node.alt for node in second.all("P")] == ["Mon 6", "Workshop"]
