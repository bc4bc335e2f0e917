"""What changed since the version that a reader holds is marked in their papers."""

from __future__ import annotations

from datetime import UTC, datetime, time
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from tests.publishing.documents.chapters.papers import blocks, keys, part, sample
from visitplanner.domain import edits
from visitplanner.domain.privacy import Audience
from visitplanner.domain.versions import Dossier, Recipient, SentFile, Version
from visitplanner.domain.vocabulary import Mode, Registration, Status
from visitplanner.publishing.documents import model as m
from visitplanner.publishing.kinds import CHANGE_NOTICE
from visitplanner.publishing.recipients import Output, Request, outputs
from visitplanner.publishing.release import frame_of
from visitplanner.publishing.rendering import document_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from visitplanner.domain.visit import Visit

FIRST = datetime(2017, 9, 24, 8, tzinfo=UTC)
NOW = datetime(2017, 10, 31, 8, tzinfo=UTC)
NEW_HOTEL = "Las Arenas resort"


def record(visit: Visit, code: str) -> Any:
    rows: list[Any] = [*visit.items, *visit.journeys, *visit.delegates]
    return next(row for row in rows if row.code == code)


def change(visit: Visit, which: str, /, **fields: object) -> Visit:
    return edits.change(visit, record(visit, which).id, **fields)


@cache
def after() -> Visit:
    """A longer lunch, a coach in place of a train, a diet, and P16 in place of P13."""
    visit = change(sample(), "A14", start=time(14, 45), end=time(16, 10))
    visit = change(visit, "A12b", start=time(11, 15))
    visit = change(visit, "A16", mode=Mode.COACH, depart=time(18, 30), number="")
    visit = change(visit, "A15", meeting_point="Office gate")
    visit = change(visit, "A17", status=Status.CANCELLED)
    visit = change(visit, "P08", avoid="nuts and sesame")
    left = record(visit, "P13")
    comes = left.model_copy(
        update={"id": "p16", "code": "P16", "given_name": "Nova", "family_name": "Persona"}
    )
    visit = change(visit, "P13", status=Registration.CANCELLED)
    rooms = tuple(
        room.model_copy(
            update={"occupants": tuple("P16" if o == "P13" else o for o in room.occupants)}
        )
        for room in visit.rooms
    )
    update = {"delegates": (*visit.delegates, comes), "rooms": rooms}
    return visit.model_copy(update=update)


@cache
def held(now: Visit | None = None) -> Dossier:
    """Everybody holds the first version of the sample."""
    calendars = Request(now=FIRST, kinds=("calendar",))
    files = tuple(
        SentFile(recipient=one.recipient, kind=one.kind, language="en", path="", sha256="")
        for one in outputs(Dossier(visit=sample()), calendars, [])
    )
    version = Version(number=1, at=FIRST, visit=sample(), files=files)
    return Dossier(visit=now or after(), versions=(version,))


def made(kind: str, dossier: Dossier | None = None) -> Iterator[tuple[Output, m.Document]]:
    """All papers of a kind, with for whom they are."""
    dossier = dossier or held()
    frame = frame_of(dossier, NOW)
    for output in outputs(dossier, Request(now=NOW, kinds=(kind,), languages=("en",)), []):
        yield output, document_of(frame, output)


def of(kind: str, audience: Audience, name: str | None = None, about: str = "") -> m.Document:
    for output, document in made(kind):
        told = output.recipient
        named = name is None or name in (told.name, told.person)
        concerns = not about or output.about in (about, record(after(), about).id)
        if told.audience is audience and named and concerns:
            return document
    raise AssertionError(f"no {kind} for {audience} {name} {about}")


def row_of(document: m.Document, kind: Any, title: str) -> Any:
    for block in blocks(document, kind):
        bodies = getattr(block, "bodies", (block,))
        if any(title in body.title for body in bodies):
            return block
    raise AssertionError(title)


def tables(document: m.Document) -> Iterator[m.Table]:
    yield from blocks(document, m.Table)
    yield from (block.table for block in blocks(document, m.SheetTable))


def rows(document: m.Document) -> list[m.TableRow]:
    return [row for table in tables(document) for row in table.rows]


def said(row: m.TableRow) -> list[str]:
    return [m.plain(cell) for cell in row.cells]


def marked(document: m.Document) -> list[list[str]]:
    return [said(row) for row in rows(document) if row.changed == "v2"]


# --- days ---------------------------------------------------------------------------------------


def test_a_day_page_marks_what_moved_and_says_how_it_was() -> None:
    document = of("briefing-pack", Audience.DELEGATE)
    moved = row_of(document, m.ItemRow, "Lessons learnt")
    assert moved.changed == "v2"
    assert m.plain(moved.bodies[0].was) == "Moved in version 2: was 14:30 to 16:00."
    assert row_of(document, m.ItemRow, "Solartys members").changed == ""
    line = row_of(document, m.TransferLine, "Barcelona Sants")
    assert line.changed == "v2"
    assert "Hotel lobby" in m.plain(line.details[-1])
    ticket = row_of(document, m.Ticket, "Coach to Valencia")
    assert ticket.changed == "v2"
    assert "was 18:00" in m.plain(ticket.facts[-1])


def test_the_overview_marks_blocks_and_explains_the_mark() -> None:
    (glance, *_) = blocks(of("briefing-pack", Audience.DELEGATE), m.Glance)
    assert {block.title for block in glance.blocks if block.changed} >= {
        "Lessons learnt and action list"
    }
    assert not all(block.changed for block in glance.blocks)
    assert glance.legend[-1] == m.LegendEntry(m.LegendKey.CHANGED, "Changed in version 2")


@pytest.mark.parametrize("kind", ["day-sheet", "run-sheet", "head-brief"])
def test_sheets_of_a_day_mark_what_changed(kind: str) -> None:
    audience = {"day-sheet": Audience.DELEGATE, "run-sheet": Audience.STAFF}
    about = "" if kind == "head-brief" else "2017-11-07"
    document = next(
        document
        for output, document in made(kind)
        if output.recipient.audience is audience.get(kind, Audience.HEAD)
        and (not about or output.about == about)
    )
    if kind == "day-sheet":
        (sheet,) = blocks(document, m.DaySheet)
        found = [row.bodies[0].title for row in sheet.rows if row.changed]
        assert "Lessons learnt and action list" in found
        assert len(found) < len(sheet.rows)
    elif kind == "run-sheet":
        assert any("Moved in version 2" in " ".join(row) for row in marked(document))
        assert len(marked(document)) < len(rows(document))
    else:
        briefs = [row for row in blocks(document, m.BriefRow) if row.changed]
        assert any("was 14:30 to 16:00" in m.plain(row.where) for row in briefs)


# --- packs have a chapter -----------------------------------------------------------------------


def test_packs_begin_with_what_changed() -> None:
    for audience in (Audience.DELEGATE, Audience.STAFF, Audience.PUBLIC):
        document = of("briefing-pack", audience)
        assert keys(document)[:2] == ["cover", "changes"]
        titles = [row.title for row in blocks(document, m.ChangeRow, "changes")]
        assert "Lessons learnt and action list" in titles
        assert ("Nova Persona" in titles) is (audience is not Audience.PUBLIC)


def test_a_personal_pack_says_what_changed_for_its_reader() -> None:
    document = of("personal-pack", Audience.DELEGATE, record(after(), "P08").id)
    assert part(document, "changes").title == "What changed for you"
    titles = [row.title for row in blocks(document, m.ChangeRow, "changes")]
    assert "Needs as recorded" in titles
    other = of("personal-pack", Audience.DELEGATE, record(after(), "P09").id)
    titles = [row.title for row in blocks(other, m.ChangeRow, "changes")]
    assert "Needs as recorded" not in titles


def test_nothing_is_marked_for_those_who_hold_nothing_or_for_whom_nothing_changed() -> None:
    first = Dossier(visit=after())
    unchanged = held(change(sample(), "A14", notes="Bring a pen."))
    for dossier in (first, unchanged):
        for kind in ("briefing-pack", "rooming-list", "host-pack", "catering-sheet"):
            for _, document in made(kind, dossier):
                assert "changes" not in keys(document)
                assert [row for row in rows(document) if row.changed] == []
                for item in blocks(document, m.ItemRow):
                    assert (item.changed, m.plain(item.bodies[0].was)) == ("", "")


# --- lists --------------------------------------------------------------------------------------


def test_a_rooming_list_says_who_is_new_and_who_is_out() -> None:
    document = of("rooming-list", Audience.HOTEL, NEW_HOTEL)
    new, out = marked(document)
    assert "Persona, Nova" in new[1]
    assert new[-1] == "new"
    assert out[0] == ""
    assert out[1] == "Modelo Ejemplar, Zutana"
    assert "8 to Thu 9 Nov" in out[2]
    assert out[-1] == "out"
    (table,) = (block.table for block in blocks(document, m.SheetTable))
    assert table.columns[-1].heading == "Since v1"
    (listed,) = blocks(document, m.SheetTable)
    told = [end for end in listed.end if isinstance(end, m.Callout)]
    assert "instead of Zutana Modelo Ejemplar" in m.plain(told[0].text)


def test_people_who_leave_do_not_count_in_a_rooming_list() -> None:
    first = made("rooming-list", Dossier(visit=after()))
    before = next(d for o, d in first if o.recipient.name == NEW_HOTEL)
    now = of("rooming-list", Audience.HOTEL, NEW_HOTEL)
    (was,), (table,) = ([b.table for b in blocks(d, m.SheetTable)] for d in (before, now))
    assert [said(row) for row in table.totals] == [said(row) for row in was.totals]
    assert len(table.rows) == len(was.rows) + 1


def test_a_driver_learns_who_rides_and_who_does_not() -> None:
    visit = change(sample(), "A15", who="all except P02")
    visit = change(visit, "A07", who="P01")
    dossier = held(visit)
    ids = {code: record(visit, code).id for code in ("A15", "A07")}
    for kind in ("transfer-order", "passenger-list"):
        found = {
            o.about: d for o, d in made(kind, dossier) if o.recipient.audience is Audience.DRIVER
        }
        (out,) = marked(found[ids["A15"]])
        assert any("Testowska" in cell for cell in out)
        assert out[-1] == "out"
        many = marked(found[ids["A07"]])
        assert len(many) > 5
        assert {row[-1] for row in many} == {"out"}


def test_the_team_sees_who_rides_in_place_of_whom() -> None:
    """Who takes part no longer is in no list of people, and is out of each all the same."""
    listed = marked(of("passenger-list", Audience.STAFF, about="A24"))
    assert [(row[2], row[-1]) for row in listed] == [
        ("Persona, Nova", "new"),
        ("Modelo Ejemplar, Zutana", "out"),
    ]
    others = of("passenger-list", Audience.STAFF, about="A15")
    assert not [row for row in rows(others) if said(row)[-1] == "out"]


def test_a_host_sees_who_is_new_and_who_comes_no_longer() -> None:
    document = of("host-pack", Audience.HOST, "European Commission")
    new = [row for row in marked(document) if row[0] == "Nova Persona"]
    assert [row[-1] for row in new] == ["new"] * len(new)
    assert new
    texts = [m.plain(block.text) for block in blocks(document, m.Paragraph)]
    assert "No longer coming: Zutana Modelo Ejemplar." in texts


def test_a_kitchen_sees_which_plates_changed() -> None:
    document = of("catering-sheet", Audience.CATERER, about="A20")
    (plates,) = blocks(document, m.PlateRows)
    changed = {row.name: m.plain(row.note) for row in plates.rows if row.changed}
    assert set(changed) == {"Standard without nuts and sesame"}
    assert changed.popitem()[1].startswith("new")


def test_the_team_sees_new_people_in_its_lists() -> None:
    contacts = marked(of("contact-sheet", Audience.STAFF))
    assert [(row[0], row[-1]) for row in contacts] == [("Persona, Nova", "new")]
    cards = blocks(of("briefing-pack", Audience.DELEGATE), m.PersonCards, "delegation")
    roles = {card.name: card.role for each in cards for card in each.cards}
    assert roles["Nova Persona"] == "new in version 2"
    assert roles["Erika Mustermann"] == ""


# --- notices ------------------------------------------------------------------------------------


def test_a_notice_has_six_rows_a_page_at_most() -> None:
    visit = sample()
    for item in visit.items:
        if item.start:
            visit = edits.change(visit, item.id, place="Elsewhere")
    document = next(
        d for o, d in made(CHANGE_NOTICE, held(visit)) if o.recipient.audience is Audience.DELEGATE
    )
    run = longest = 0
    for block in document.parts[0].blocks:
        run = run + 1 if isinstance(block, m.ChangeRow) else 0
        longest = max(longest, run)
    assert longest == 6
    assert blocks(document, m.PageBreak)


def test_who_no_longer_takes_part_is_told_just_that() -> None:
    gone = Recipient(audience=Audience.DELEGATE, person=record(after(), "P13").id, name="P13")
    document = next(d for o, d in made(CHANGE_NOTICE) if o.recipient.key == gone.key)
    (lead,) = blocks(document, m.LeadPanel)
    assert m.plain(lead.text).startswith("You no longer take part in it.")
    assert blocks(document, m.ChangeRow) == []
    assert blocks(document, m.SideNote) == []


def test_a_hotel_reads_how_many_rooms_are_as_they_were() -> None:
    document = next(
        d
        for o, d in made(CHANGE_NOTICE)
        if o.recipient.name == NEW_HOTEL and o.recipient.audience is Audience.HOTEL
    )
    (kept, *_) = blocks(document, m.SideNote)
    assert (kept.title, m.plain(kept.text)) == ("Not changed", "12 rooms, 7–9 November 2017")
