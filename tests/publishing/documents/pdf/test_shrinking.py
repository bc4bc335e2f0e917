"""Pages that would be nearly empty, and what stays together."""

from __future__ import annotations

import dataclasses

from tests.publishing.documents.pdf.demo_people import cards
from tests.publishing.documents.pdf.test_pages import document, filler, item
from tests.publishing.documents.pdf.watch import drawn as pages
from visitplanner.publishing.documents import model as m
from visitplanner.publishing.documents.pdf import fonts
from visitplanner.publishing.documents.pdf.boxes import Box
from visitplanner.publishing.documents.pdf.builders import build
from visitplanner.publishing.documents.pdf.engine import render_pdf
from visitplanner.publishing.documents.pdf.pager import Pager
from visitplanner.publishing.documents.pdf.setting import Setting
from visitplanner.publishing.documents.pdf.shrinking import boxes_of, closeness
from visitplanner.publishing.documents.pdf.styles import PORTRAIT


def _day(count: int) -> m.Document:
    return document(*(item(f"{n:02d}:00", f"item-{n}", "a note", "another") for n in range(count)))


def _boxes_at_full_size(part: m.Part) -> list[Box]:
    return build(part, Setting(m.Words(), frozenset()), PORTRAIT.text_width)


def _boxes_as_set(part: m.Part) -> list[Box]:
    setting = Setting(m.Words(), frozenset())
    step = closeness([part], setting, lambda _, close: boxes_of(part, setting, close))
    return boxes_of(part, setting, step)


def _pages_of(part: m.Part, boxes: list[Box]) -> int:
    pager = Pager()
    pager.part(part, boxes)
    return len(pager.finished())


def test_a_sheet_that_spills_by_a_little_is_set_smaller() -> None:
    fonts.load()
    parts = [_day(count).parts[0] for count in range(8, 24)]
    plain = [_pages_of(part, _boxes_at_full_size(part)) for part in parts]
    set_so = [_pages_of(part, _boxes_as_set(part)) for part in parts]
    spilling = plain.index(2)
    assert set_so[spilling] == 1
    assert 2 in set_so  # and not for ever
    assert all(few <= many for few, many in zip(set_so, plain, strict=True))


def test_a_sheet_that_fits_keeps_its_size() -> None:
    fonts.load()
    part = _day(5).parts[0]
    heights = [box.height for box in _boxes_as_set(part)]
    assert heights == [box.height for box in _boxes_at_full_size(part)]


def test_the_night_is_never_parted_from_its_day() -> None:
    night = m.NightLine("Night", "Grand Hotel")
    for lines in range(40, 54):
        found = pages(document(filler(lines), item("20:00", "Dinner"), night, filler(9)))
        at = next(i for i, text in enumerate(found) if "Grand Hotel" in text)
        assert "Dinner" in found[at], lines


def test_a_part_that_is_better_apart_starts_a_page() -> None:
    first, second = document(filler(30)).parts[0], document(filler(30)).parts[0]
    follows = dataclasses.replace(second, new_page=False)
    made = document()
    broken = dataclasses.replace(made, parts=(first, follows))
    whole = dataclasses.replace(made, parts=(first, dataclasses.replace(follows, together=True)))
    assert pages(broken)[0].count("line 0") == 2
    assert pages(whole)[0].count("line 0") == 1
    assert pages(whole)[1].count("line 29") == 1


def test_short_parts_that_belong_together_share_a_page() -> None:
    part = document(filler(12)).parts[0]
    follows = dataclasses.replace(part, new_page=False, together=True)
    made = dataclasses.replace(document(), parts=(part, follows))
    assert len(pages(made)) == 1


def test_cards_with_little_on_them_do_not_need_a_page_for_the_last_two() -> None:
    bare = tuple(
        dataclasses.replace(card, pairs=(), contact="", withheld="", latin="")
        for card in (*cards(), *cards(), *cards())
    )[:12]
    assert len(bare) == 12
    assert len(pages(document(m.Heading("All"), m.PersonCards(bare)))) == 1


def test_what_follows_on_the_same_pages_is_set_as_close() -> None:
    rows = tuple(m.TableRow((f"row {n}",)) for n in range(36))
    first = document(m.Table((m.Column("Rows"),), rows)).parts[0]
    follows = dataclasses.replace(document(filler(6)).parts[0], new_page=False)
    plain = _pages_of(first, _boxes_at_full_size(first))
    assert plain == 1
    assert len(pages(dataclasses.replace(document(), parts=(first, follows)))) == 1
    longer = dataclasses.replace(document(filler(30)).parts[0], new_page=False)
    assert len(pages(dataclasses.replace(document(), parts=(first, longer)))) == 2


def test_a_page_shares_with_a_last_one_that_would_look_left_over() -> None:
    rows = tuple(m.TableRow((f"row {n:03d}",)) for n in range(52))
    found = pages(document(m.Table((m.Column("Rows"),), rows)))
    assert len(found) == 2
    assert found[1].count("row ") >= 12
    assert found[0].count("row ") > found[1].count("row ")


def test_a_part_that_starts_on_the_next_page_is_found_there() -> None:
    first = document(filler(50)).parts[0]
    cards = m.PersonCards(cards_of(6))
    follows = dataclasses.replace(
        document(m.Heading("Cards"), cards).parts[0], new_page=False, title="Cards"
    )
    made = dataclasses.replace(document(), parts=(first, follows))
    spans = render_pdf(made).spans
    found = pages(made)
    assert spans[1][0] == 1 + next(i for i, text in enumerate(found) if "Cards" in text)


def cards_of(count: int) -> tuple[m.PersonCard, ...]:
    return tuple((*cards(), *cards(), *cards())[:count])
