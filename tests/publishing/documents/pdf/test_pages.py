"""Where pages break."""

from __future__ import annotations

import dataclasses
import datetime as dt

from tests.publishing.documents.pdf.demo_people import cards
from tests.publishing.documents.pdf.watch import drawn as pages
from visitplanner.publishing.documents import model as m

SENTENCE = "Lorem ipsum dolor sit amet, consectetur adipiscing elit; sed do eiusmod tempor. "


def document(*blocks: m.Block) -> m.Document:
    return m.Document(
        title="T",
        language="en",
        issued=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
        parts=(m.Part(title="One", blocks=blocks),),
    )


def item(time: str, title: str, *paragraphs: str) -> m.ItemRow:
    body = m.ItemBody(title=title, kind=m.Kind.SESSION, paragraphs=paragraphs)
    return m.ItemRow(time=time, until="to later", bodies=(body,))


def filler(count: int) -> m.Paragraph:
    """A paragraph of `count` lines."""
    return m.Paragraph("\n".join(f"line {i}" for i in range(count)))


def test_a_heading_goes_along_with_what_follows_it() -> None:
    for lines in range(44, 54):
        found = pages(document(filler(lines), m.Heading("Last words", 2), filler(9)))
        heading = next(i for i, text in enumerate(found) if "Last words" in text)
        assert "line 1" in found[heading].split("Last words")[1], lines


def test_a_heading_before_a_table_takes_two_rows_along() -> None:
    rows = tuple(m.TableRow((f"row-{i}",)) for i in range(20))
    table = m.Table((m.Column("Head"),), rows)
    for lines in range(40, 54):
        found = pages(document(filler(lines), m.Heading("People", 2), table))
        heading = next(i for i, text in enumerate(found) if "People" in text)
        assert "row-1" in found[heading], lines


def test_a_short_item_stays_whole() -> None:
    for lines in range(44, 54):
        found = pages(document(filler(lines), item("09:00", "Start", "aaa bbb\nccc", "end-of-it")))
        at = next(i for i, text in enumerate(found) if "Start" in text)
        assert "end-of-it" in found[at], lines


def test_a_long_item_says_that_it_goes_on() -> None:
    found = pages(document(item("11:00", "Long", *[SENTENCE * 12] * 5)))
    assert len(found) == 2
    assert "11:00, continued" in found[1]
    assert "continued" not in found[0]


def test_a_long_item_beside_a_short_one_goes_on() -> None:
    long = m.ItemBody(title="Long", kind=m.Kind.SESSION, paragraphs=(SENTENCE * 90,))
    short = m.ItemBody(title="Short", kind=m.Kind.MEAL)
    found = pages(document(m.ItemRow(time="9:00", bodies=(long, short))))
    assert len(found) > 1
    assert sum("Short" in text for text in found) == 1
    assert "".join(found).count("eiusmod") == 90


def test_a_day_of_twenty_five_items_and_one_after_midnight() -> None:
    items = [item(f"{7 + i // 2:02d}:{30 * (i % 2):02d}", f"Item-{i}.") for i in range(25)]
    items[-1] = dataclasses.replace(items[-1], time="00:30 +1")
    text = " ".join(pages(document(m.Heading("Day", kicker="Monday"), *items)))
    assert [i for i in range(25) if f"Item-{i}." not in text] == []
    assert "00:30" in text
    assert "+1" in text


def test_six_parallel_groups_share_one_time() -> None:
    bodies = tuple(m.ItemBody(title=f"Group-{i}", kind=m.Kind.SITE_VISIT) for i in range(6))
    row = m.ItemRow(time="11:00", note="six groups", bodies=bodies, changed="v2")
    (text,) = pages(document(row))
    assert text.count("11:00") == 1
    assert text.count("v2") == 1
    assert [i for i in range(6) if f"Group-{i}" not in text] == []


def test_three_hundred_people_in_rows_of_two() -> None:
    people = [
        dataclasses.replace(card, name=f"Person-{i}.", key="")
        for i, card in enumerate(cards() * 30)
    ]
    found = pages(document(m.Heading("All"), m.PersonCards(tuple(people))))
    assert len(found) <= 28
    for index in range(0, 300, 2):
        page = next(text for text in found if f"Person-{index}." in text)
        assert f"Person-{index + 1}." in page


def test_a_table_repeats_its_head_and_keeps_its_totals_company() -> None:
    columns = (m.Column("No", 12), m.Column("Name"), m.Column("Nights", 20, align=m.Align.RIGHT))
    for count in (60, 61, 62, 63, 64):
        rows = tuple(m.TableRow((str(i), f"name-{i}.", "2")) for i in range(count))
        totals = (m.TableRow(("", "in all", str(2 * count))),)
        found = pages(document(m.Table(columns, rows, totals)))
        assert all("No Name Nights" in text for text in found)
        assert "in all" in found[-1]
        assert f"name-{count - 2}." in found[-1]


def test_a_row_higher_than_a_page_is_cut() -> None:
    row = m.TableRow(("a", SENTENCE * 200))
    found = pages(document(m.Table((m.Column("A", 20), m.Column("B")), (row,))))
    assert "".join(found).count("eiusmod") == 200
    assert all("A B" in text for text in found)


def test_the_last_page_is_worth_turning() -> None:
    for lines in range(49, 58):
        found = pages(document(*[m.Paragraph(f"Paragraph-{i}.") for i in range(lines // 1)]))
        if len(found) > 1:
            assert found[-1].count("Paragraph-") >= 3, lines


def test_lines_to_write_on_never_make_a_page() -> None:
    for lines in range(40, 54):
        found = pages(document(filler(lines), m.Notes("Notes")))
        one = pages(document(filler(lines)))
        assert len(found) == len(one)
    assert "Notes" in pages(document(filler(5), m.Notes("Notes")))[0]


def test_white_space_is_swallowed_at_the_head_of_a_page() -> None:
    found = pages(document(m.Space(500), m.Paragraph("a"), m.PageBreak(), m.PageBreak(), filler(2)))
    assert len(found) == 2


def test_a_part_may_go_on_on_the_page_before() -> None:
    first = m.Part(title="A", blocks=(m.Paragraph("first"),))
    second = m.Part(title="B", blocks=(m.Paragraph("second"),), new_page=False)
    both = dataclasses.replace(document(), parts=(first, second))
    (text,) = pages(both)
    assert "first second" in text
    apart = dataclasses.replace(both, parts=(first, dataclasses.replace(second, new_page=True)))
    assert len(pages(apart)) == 2


def test_a_kicker_stays_with_its_heading() -> None:
    for lines in range(44, 54):
        heading = m.Heading("Last words", kicker="For the team")
        found = pages(document(filler(lines), heading, filler(9)))
        assert sum("For the team Last words" in text for text in found) == 1, lines


def test_a_time_is_never_broken_in_a_narrow_column() -> None:
    columns = (m.Column("Meet", 8), m.Column("Where"), *(m.Column("", 20) for _ in range(5)))
    rows = (m.TableRow(("12:10", "Gate")), m.TableRow(("12:10 +1", "Gate")))
    (found,) = pages(document(m.Table(columns, rows)))
    assert found.count("12:10") == 2
