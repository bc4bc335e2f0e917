"""What is not set again, and that nobody can tell from the file."""

from __future__ import annotations

import dataclasses
import random
from typing import TYPE_CHECKING, Any

import pytest

from tests.publishing.documents.pdf.demo import demo_document
from tests.publishing.documents.pdf.reading import inner_links_of, opened
from tests.publishing.documents.pdf.test_engine import small
from tests.publishing.documents.pdf.tree import read
from visitplanner.publishing.documents import model as m
from visitplanner.publishing.documents.pdf import engine
from visitplanner.publishing.documents.pdf.engine import render_pdf
from visitplanner.publishing.documents.pdf.remembered import Remembered
from visitplanner.publishing.documents.pdf.setting import Setting
from visitplanner.publishing.documents.pdf.shrinking import Step, boxes_of

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The titles of the parts that are built, with nothing remembered from before."""
    titles: list[str] = []
    build = boxes_of

    def noted(part: m.Part, setting: Setting, step: Step | None) -> Any:
        titles.append(part.title)
        return build(part, setting, step)

    engine._remembered.forget()
    monkeypatch.setattr(engine, "boxes_of", noted)
    yield titles
    engine._remembered.forget()


def afresh(document: m.Document) -> bytes:
    engine._remembered.forget()
    return render_pdf(document).data


def chapters(*titles: str) -> m.Document:
    """Chapters that each name the page of the last one."""
    parts = [
        m.Part(
            title=title,
            key=title,
            blocks=(m.Heading(title), m.Paragraph((m.Run("see "), m.PageRef(titles[-1])))),
        )
        for title in titles
    ]
    return dataclasses.replace(small(), parts=tuple(parts))


def test_only_the_part_that_has_changed_is_built_again(built: list[str]) -> None:
    document = demo_document()
    render_pdf(document)
    built.clear()
    cover, contents, glance, day, *rest = document.parts
    edited = dataclasses.replace(day, blocks=(*day.blocks, m.Paragraph("One thing more.")))
    after = dataclasses.replace(document, parts=(cover, contents, glance, edited, *rest))
    data = render_pdf(after).data
    pages_of_one_drawing = {cover.title, contents.title, glance.title}
    assert set(built) - pages_of_one_drawing == {day.title}
    assert data == afresh(after)


def test_a_page_number_that_has_moved_is_set_again(built: list[str]) -> None:
    render_pdf(chapters("one", "two", "last"))
    built.clear()
    longer = chapters("one", "two", "three", "last")
    data = render_pdf(longer).data
    assert "one" in built
    assert "4" in read(data).root.words()
    assert data == afresh(longer)


@pytest.mark.parametrize("seed", range(3))
def test_files_are_the_same_whatever_was_drawn_before(seed: int) -> None:
    chance = random.Random(seed)
    document = demo_document()
    for _ in range(3):
        parts = chance.sample(document.parts, chance.randint(2, len(document.parts)))
        drawn = dataclasses.replace(document, parts=tuple(parts))
        data = render_pdf(drawn).data
    assert data == afresh(drawn)


def test_words_that_the_engine_sets_itself_are_not_mixed_up() -> None:
    body = m.ItemBody(title="Long", kind=m.Kind.SESSION, paragraphs=("Word by word. " * 500,))
    document = small(m.ItemRow(time="11:00", bodies=(body,)))
    render_pdf(document)
    spanish = dataclasses.replace(document, words=m.Words(continued="continúa"))
    assert "continúa" in read(render_pdf(spanish).data).artifacts


def test_equal_parts_of_a_document_are_two() -> None:
    part = m.Part(title="Same", blocks=(m.Heading("Same"), m.Bullets(("one", "two"))))
    document = dataclasses.replace(small(), parts=(part, part, part))
    render_pdf(document)
    root = read(render_pdf(document).data).root
    assert [node.pages for node in root.all("H1")] == [[0], [1], [2]]
    assert len(root.all("L")) == 3


def test_a_picture_that_is_there_by_now_is_looked_for_again() -> None:
    asked: list[str] = []

    def build(part: m.Part, setting: Setting) -> list[Any]:
        del part
        asked.append(str(setting.pictures("abc")))
        return []

    remembered = Remembered()
    part = m.Part(title="One", blocks=())
    there: dict[str, bytes] = {}
    setting = Setting(m.Words(), frozenset(), pictures=there.get)

    def free(boxes: object) -> bool:
        return isinstance(boxes, list)

    for _ in range(2):
        remembered.boxes(part, setting, build, like="", free=free)
    there["abc"] = b"x"
    for _ in range(2):
        remembered.boxes(part, setting, build, like="", free=free)
    assert asked == ["None", "b'x'"]


def test_only_so_many_parts_are_remembered() -> None:
    remembered, setting = Remembered(most=2), Setting(m.Words(), frozenset())
    built: list[str] = []

    def build(part: m.Part, setting: Setting) -> list[Any]:
        del setting
        built.append(part.title)
        return []

    for title in "abacab":
        part = m.Part(title=title, blocks=())
        remembered.boxes(part, setting, build, like="", free=lambda _boxes: True)
    assert "".join(built) == "abcb"


# --- some pages ---------------------------------------------------------------------------------


def test_some_pages_alone_are_those_of_the_file() -> None:
    document = demo_document()
    whole, some = render_pdf(document), render_pdf(document, only={4, 8})
    assert some.pages == whole.pages
    assert some.spans == whole.spans
    with opened(whole.data) as all_pages, opened(some.data) as few:
        for number, (one, other) in enumerate(zip(all_pages.pages, few.pages, strict=True), 1):
            assert one.mediabox == other.mediabox
            assert (b"Tj" in other.Contents.read_bytes()) == (number in {4, 8})
    texts, shown = read(whole.data), read(some.data)
    wanted = [content.text for key, content in texts.contents.items() if key[0] in {3, 7}]
    assert [content.text for content in shown.contents.values()] == wanted


def test_links_lead_to_pages_that_are_not_drawn() -> None:
    assert inner_links_of(render_pdf(demo_document(), only={2}).data) == {3, 4, 5, 6, 7, 8}
