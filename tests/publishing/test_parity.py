"""The proof that papers and calendars say the same: it holds for plans, and it can fail."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from types import ModuleType

import pytest
from hypothesis import given, settings

from tests.publishing.documents.chapters.papers import (
    CANARY,
    MADRID,
    SECOND,
    delegate,
    edition,
    item,
    leg,
    person,
    plan,
    sample,
    stop,
)
from tests.strategies import visits
from visitplanner.domain import queries
from visitplanner.domain.privacy import Audience
from visitplanner.domain.times import Moment, minutes_between
from visitplanner.domain.versions import CalendarEvent, SentEvent
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import JourneyKind, Mode, Status
from visitplanner.publishing.agenda import agenda
from visitplanner.publishing.calendars.events import When, when_of
from visitplanner.publishing.calendars.proving import Reading, can_spawn
from visitplanner.publishing.calendars.revision import revise
from visitplanner.publishing.calendars.writer import write_calendar
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.papers import PAPERS
from visitplanner.publishing.documents.pdf.engine import RenderedPdf, render_pdf
from visitplanner.publishing.edition import Edition, Issue, make_edition
from visitplanner.publishing.parity import (
    ParityProblem,
    order,
    printed_rows,
    prove_calendar,
    prove_many,
    prove_pages,
    prove_parity,
)
from visitplanner.publishing.readership import Reader

NOW = SECOND.at


def sent(reader: Edition) -> tuple[SentEvent, ...]:
    return revise((), agenda(reader), NOW, "CANCELLED: ")


def paper(reader: Edition) -> model.Document:
    return PAPERS["personal-pack" if reader.person else "briefing-pack"].build(reader)


def proved(reader: Edition) -> None:
    prove_parity(reader, paper(reader), sent(reader))


@cache
def of_erika() -> tuple[Edition, model.Document, tuple[SentEvent, ...]]:
    reader = edition(sample(), "delegate", person="P09")
    return reader, paper(reader), sent(reader)


@pytest.mark.parametrize("language", ["en", "es", "el", "bg"])
def test_all_readers_of_the_sample(language: str) -> None:
    visit = sample()
    for audience in ("delegate", "staff", "public"):
        proved(edition(visit, audience, language))
    for code in ("P01", "P05", "P13"):
        proved(edition(visit, "delegate", language, person=code))


def test_each_row_is_counted() -> None:
    _, document, events = of_erika()
    assert len(printed_rows(document)) == len(events) == 31
    assert len(printed_rows(paper(edition(sample(), "staff")))) == 39


def test_a_paper_of_others_has_no_rows() -> None:
    visit = sample()
    reader = make_edition(visit, Reader(Audience.HOST, body="Solartys"), "en", SECOND)
    document = PAPERS["host-pack"].build(reader)
    assert printed_rows(document) == ()
    prove_parity(reader, document, sent(reader))
    prove_parity(reader, None, sent(reader))
    with pytest.raises(ParityProblem, match="The calendar of Solartys does not show “Welcome"):
        prove_parity(reader, None, sent(reader)[1:])


# --- it holds for odd plans ---------------------------------------------------------------------


@settings(max_examples=25)
@given(visits())
def test_any_plan(visit: Visit) -> None:
    for audience in ("staff", "delegate", "public"):
        proved(edition(visit, audience))
    for someone in visit.delegates[:2]:
        reader = make_edition(visit, Reader(Audience.DELEGATE, someone.id), "en", SECOND)
        if reader.person:
            proved(reader)


def test_rows_that_rightly_have_no_event() -> None:
    visit = plan(
        stop(),
        person("P1"),
        item("No zone").model_copy(update={"zone": ""}),
        item("In the tray").model_copy(update={"day": None}),
        item("Off", status=Status.CANCELLED),
        leg("09:00", "10:00").model_copy(update={"depart": None}),
        item("Kept", "12:00", "13:00"),
    )
    reader = edition(visit, "staff")
    assert [event.summary for event in agenda(reader)] == ["Kept"]
    assert {row.title for row in printed_rows(paper(reader))} > {"No zone", "Kept"}
    proved(reader)


def test_ends_on_other_days_in_other_zones_and_nowhere() -> None:
    night = date(2017, 11, 7)
    visit = plan(
        stop(),
        person("P1"),
        item("Dinner", "22:00", "00:30", end_day=1),
        item("Backwards", "09:00", "08:00"),
        item("Open end").model_copy(update={"end": None}),
        item("All day").model_copy(update={"start": None, "end": None}),
        leg("14:10", "13:50", destination_zone=CANARY, mode=Mode.FLIGHT),
        leg("23:00", "06:00", arrive_day=night, mode=Mode.TRAIN),
        leg("16:00", "16:20", kind=JourneyKind.TRANSFER, mode=Mode.COACH),
    )
    for reader in (edition(visit, "staff"), edition(visit, "delegate", person="P1")):
        assert len(agenda(reader)) == len(printed_rows(paper(reader))) == 7
        proved(reader)


def _minutes(event: CalendarEvent) -> int:
    assert isinstance(event.start, Moment)
    assert isinstance(event.end, Moment)
    return minutes_between(event.start, event.end)


def test_an_arrival_that_says_no_end() -> None:
    """The paper prints what was entered; checks tell the planner what is wrong with it."""
    earlier = date(2017, 11, 5)
    visit = plan(
        stop(),
        person("P1"),
        leg("09:00", "12:00", arrive_day=earlier, mode=Mode.TRAIN),
        leg("10:00", "11:00", destination_zone="", mode=Mode.TRAIN),
        leg("14:10", "14:20", destination_zone=MADRID, origin_zone=CANARY, mode=Mode.FLIGHT),
        leg("15:00", "15:30", arrive_day=earlier, kind=JourneyKind.TRANSFER, mode=Mode.COACH),
    )
    for reader in (edition(visit, "staff"), edition(visit, "delegate", person="P1")):
        document, events = paper(reader), sent(reader)
        assert {_minutes(each.event) for each in events} == {1}
        prove_parity(reader, document, events)
        journeys = (leg("09:00", "12:05", mode=Mode.TRAIN), *visit.journeys[1:])
        other = visit.model_copy(update={"journeys": journeys})
        with pytest.raises(ParityProblem, match=r"at 09:00 .* no such row"):
            prove_parity(reader, paper(edition(other, "staff")), events)


def test_both_passes_of_a_doubled_hour_are_told_apart() -> None:
    day = date(2017, 10, 29)
    visit = plan(
        stop().model_copy(update={"arrive": day, "leave": day}),
        person("P1"),
        *(
            item("Night watch", "02:30", "02:45", day=day, start_fold=fold, end_fold=fold)
            for fold in (0, 1)
        ),
    )
    reader = edition(visit, "staff")
    proved(reader)
    events = sent(reader)
    prove_calendar(write_calendar("x", events), events)
    instants = {e.event.start.instant for e in events if isinstance(e.event.start, Moment)}
    assert len(instants) == 2


# --- it can fail --------------------------------------------------------------------------------


def _moved(events: tuple[SentEvent, ...]) -> tuple[SentEvent, ...]:
    first, *others = events
    start = first.event.start
    assert isinstance(start, Moment)
    event = first.event.model_copy(update={"start": start.plus(-60)})
    return (first.model_copy(update={"event": event}), *others)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_moved, "does not show “Welcome drink"),
        (lambda events: events[1:], "does not show “Welcome drink"),
        (lambda events: (*events, *sent(edition(sample(), "public"))), "does not show “"),
    ],
)
def test_a_calendar_that_differs_from_the_plan(
    spoil: Callable[[tuple[SentEvent, ...]], tuple[SentEvent, ...]], words: str
) -> None:
    reader, document, events = of_erika()
    with pytest.raises(ParityProblem, match=words):
        prove_parity(reader, document, spoil(events))


@pytest.mark.parametrize(("end", "zone"), [(0, "Europe/Athens"), (1, CANARY)])
def test_an_agenda_on_the_clock_of_another_town(
    monkeypatch: pytest.MonkeyPatch, end: int, zone: str
) -> None:
    """The same hours in another zone are another time, though every row shows them."""
    reader, document, events = of_erika()

    def elsewhere(entry: queries.Entry) -> When | None:
        when = when_of(entry)
        if when is None or not isinstance(when[0], Moment):
            return when
        there = [one.model_copy(update={"zone": zone}) for one in when]
        return (there[0], when[1]) if end == 0 else (when[0], there[1])

    monkeypatch.setattr("visitplanner.publishing.agenda.when_of", elsewhere)
    spoilt = sent(reader)
    assert [e.event.start for e in spoilt] != [e.event.start for e in events] or end
    with pytest.raises(ParityProblem, match=rf"of {zone} in .* of Europe/Madrid in"):
        prove_parity(reader, document, spoilt)


def test_an_agenda_in_the_other_pass_of_a_doubled_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    day = date(2017, 10, 29)
    night = item("Watch", "02:30", "02:45", day=day, start_fold=1, end_fold=1)
    visit = plan(stop().model_copy(update={"arrive": day, "leave": day}), person("P1"), night)
    reader = edition(visit, "staff")
    proved(reader)

    def first_pass(entry: queries.Entry) -> When | None:
        when = when_of(entry)
        assert when is not None
        return tuple(one.model_copy(update={"fold": 0}) for one in when)  # type: ignore[union-attr,return-value]

    monkeypatch.setattr("visitplanner.publishing.agenda.when_of", first_pass)
    with pytest.raises(ParityProblem, match=r"02:30 on .* but at 02:30 on .*, the second time, in"):
        proved(reader)


def _with_part(
    document: model.Document, change: Callable[[model.Part], model.Part]
) -> model.Document:
    parts = tuple(change(p) if p.key == "programme" else p for p in document.parts)
    return replace(document, parts=parts)


def test_a_row_at_another_time_without_event_or_missing() -> None:
    reader, document, events = of_erika()

    def at(old: str, new: str) -> model.Document:
        def change(part: model.Part) -> model.Part:
            blocks = tuple(
                replace(b, time=new) if isinstance(b, model.ItemRow) and b.time == old else b
                for b in part.blocks
            )
            assert blocks != part.blocks
            return replace(part, blocks=blocks)

        return _with_part(document, change)

    def doubled(part: model.Part) -> model.Part:
        rows = [b for b in part.blocks if isinstance(b, model.ItemRow)]
        return replace(part, blocks=(*part.blocks, rows[-1]))

    def without(part: model.Part) -> model.Part:
        rows = [b for b in part.blocks if isinstance(b, model.ItemRow)]
        return replace(part, blocks=tuple(b for b in part.blocks if b is not rows[0]))

    with pytest.raises(ParityProblem, match=r"“Welcome: .*” is on 2017-11-06 at 09:30 in the cal"):
        prove_parity(reader, at("09:30", "09:45"), events)
    with pytest.raises(ParityProblem, match=r"is printed on 2017-11-09 .* has no such event"):
        prove_parity(reader, _with_part(document, doubled), events)
    with pytest.raises(ParityProblem, match=r"“Welcome drink.*” .* no such row"):
        prove_parity(reader, _with_part(document, without), events)


def test_what_is_over_stays_as_it_was_sent() -> None:
    """Version 1 showed the first item at 09:00; it is moved and cancelled after it took place."""
    visit = plan(stop(), person("P1"), item("Past"), item("Later", "18:00", "19:00"))
    after = datetime(2017, 11, 6, 12, tzinfo=UTC)
    first = edition(visit, "staff")
    before = revise((), agenda(first), NOW, "X")
    for change in ({"start": time(8)}, {"status": Status.CANCELLED}, {"title": "Renamed"}):
        items = (visit.items[0].model_copy(update=change), visit.items[1])
        edited = visit.model_copy(update={"items": items})
        again = edition(edited, "staff", issue=Issue(2, after))
        events = revise(before, agenda(again), after, "X")
        assert events == before
        prove_parity(again, paper(again), events)
        early = edition(edited, "staff", issue=Issue(2, after - timedelta(days=1)))
        with pytest.raises(ParityProblem):
            prove_parity(early, paper(early), events)


# --- bytes --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (b"T203000\r\n", b"T204500\r\n", "start “"),
        (b"SUMMARY:Welcome drink", b"SUMMARY:Farewell drink", "summary “Farewell drink .*, not “W"),
        (b"STATUS:CONFIRMED", b"STATUS:TENTATIVE", "status “TENTATIVE”"),
        (b"TZID=Europe/Madrid:", b"TZID=Europe/Lisbon:", "start “"),
        (b"TZID=Europe/Madrid:", b"TZID=Nowhere/Land:", "cannot be read"),
        (b"BEGIN:VEVENT\r\nUID:", b"BEGIN:VEVENT\r\nUID:x", "has an unknown UID"),
        (b"END:VCALENDAR\r\n", b"", "cannot be read"),
    ],
)
def test_a_file_that_says_something_else(old: bytes, new: bytes, words: str) -> None:
    _, _, events = of_erika()
    data = write_calendar("x", events)
    prove_calendar(data, events)
    assert old in data
    with pytest.raises(ParityProblem, match=words):
        prove_calendar(data.replace(old, new), events)
    with pytest.raises(ParityProblem, match="The calendar of Erika was not published"):
        prove_calendar(data.replace(old, new), events, "of Erika")


def test_a_file_with_an_event_less() -> None:
    _, _, events = of_erika()
    with pytest.raises(ParityProblem, match="it has 30 events, not 31"):
        prove_calendar(write_calendar("x", events[1:]), events)


@cache
def drawn() -> RenderedPdf:
    return render_pdf(of_erika()[1])


def test_pages_are_read_back() -> None:
    _, document, _ = of_erika()
    pdf = drawn()
    prove_pages(pdf.data, document, pdf.pages)
    with pytest.raises(ParityProblem, match=f"it has {pdf.pages} pages when read back, not 1;"):
        prove_pages(pdf.data, document, 1)
    with pytest.raises(ParityProblem, match="cannot be opened"):
        prove_pages(pdf.data[:500], document, pdf.pages)
    other = paper(edition(sample(), "delegate", person=delegate(sample(), "P01").code))
    with pytest.raises(ParityProblem, match=r"“.*” of 2017-11-\d\d cannot be read on its pages"):
        prove_pages(pdf.data, other, pdf.pages)


ODD_TITLES = (
    "القاهرة abc مؤتمر 12 34",
    "שלום (CEEC 2017) Meeting 5+6 עולם",
    "Visit to שלום עולם in Barcelona",
    "\ufdf2 abc",  # a word in one sign
    "Ó\U0009ede3R+jz@",  # what no font has
    "１０:３０ ＦＵＬＬ width",
    "𝐀𝐁 math, ㎏ ① Ⅳ ½",
    "ﬁnance oﬃce, ŉ ſt",
    "Donau\u00addampf\u00adschiff\u00adfahrt",
    "北京 2017, สวัสดี, 👩‍👩‍👧 🇪🇺",
    "Two\nlines",
    "word " * 120 + "w" * 300,
)


@cache
def odd_pages() -> tuple[model.Document, RenderedPdf]:
    visit = plan(
        stop(),
        *(item(title) for title in ODD_TITLES),
        *(leg("10:00", "11:00", destination=title) for title in ODD_TITLES),
    )
    reader = edition(visit, "staff")
    document = paper(reader)
    prove_parity(reader, document, sent(reader))
    return document, render_pdf(document)


def test_odd_titles_are_read_on_pages() -> None:
    document, pdf = odd_pages()
    prove_pages(pdf.data, document, pdf.pages)


@pytest.mark.parametrize(
    ("old", "new"),
    [("Meeting", "Réunion"), ("abc", "abq"), ("R+jz", "R+jq"), ("nance", "namce"), ("www", "wvw")],
)
def test_odd_titles_that_are_not_on_pages(old: str, new: str) -> None:
    document, pdf = odd_pages()
    changed = replace(
        document,
        parts=tuple(
            replace(part, blocks=tuple(_retitled(block, old, new) for block in part.blocks))
            for part in document.parts
        ),
    )
    assert changed != document
    with pytest.raises(ParityProblem, match="cannot be read on its pages") as problem:
        prove_pages(pdf.data, changed, pdf.pages)
    assert len(str(problem.value)) < 250


def _retitled(block: model.Block, old: str, new: str) -> model.Block:
    if not isinstance(block, model.ItemRow):
        return block
    bodies = tuple(replace(b, title=b.title.replace(old, new)) for b in block.bodies)
    return replace(block, bodies=bodies)


# --- many ---------------------------------------------------------------------------------------


def _many(reading: Reading, spoilt: int | None = None, count: int = 6) -> None:
    _, _, events = of_erika()
    data = write_calendar("x", events)
    for n in range(count):
        bytes_ = data.replace(b"Welcome", b"Farewell") if n == spoilt else data
        reading.add(order(f"number {n}", bytes_, events))


@pytest.mark.parametrize("parallel", [False, True])
def test_many_files_are_read_here_or_by_other_processes(parallel: bool) -> None:
    steps: list[tuple[int, int]] = []
    with Reading(parallel=parallel, worth_it=29, chunk=29) as reading:
        _many(reading)
        assert reading.processes == (2 if parallel else 0)
        prove_many(reading, lambda done, total: steps.append((done, total)))
        assert steps[-1] == (6, 6)
        _many(reading, spoilt=4)
        with pytest.raises(ParityProblem, match="The calendar number 4 was not published"):
            prove_many(reading)
    assert reading.processes == 0


class _Stop(Exception):
    pass


@pytest.mark.parametrize("parallel", [False, True])
def test_reading_can_be_stopped(parallel: bool) -> None:
    def stop_now(done: int, total: int) -> None:
        raise _Stop

    with Reading(parallel=parallel, worth_it=29, chunk=29) as reading:
        _many(reading)
        with pytest.raises(_Stop):
            reading.finish(stop_now)
    assert reading.processes == 0


def test_a_few_files_start_no_process() -> None:
    with Reading(parallel=True) as reading:
        _many(reading)
        assert reading.processes == 0
        assert reading.finish() == []


def test_only_a_program_that_can_be_started_again_starts_processes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    main = ModuleType("__main__")
    monkeypatch.setitem(sys.modules, "__main__", main)
    assert not can_spawn(), "typed into a shell"
    main.__file__ = "visitplanner"
    assert can_spawn()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert not can_spawn()
