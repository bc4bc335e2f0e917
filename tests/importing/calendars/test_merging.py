"""What a second import changes, and what it leaves to those who have worked on the plan since."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from tests.importing.calendars.build import calendar, event, merged
from tests.importing.calendars.corpus_visit import VISIT
from visitplanner.domain import edits
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.records import with_rows
from visitplanner.domain.renewal import EVERYTHING, Renewal, new_from
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ItemKind, Status
from visitplanner.importing.calendars import CalendarResult, Fate, merge_calendar, read_calendar

LUNCH = event("LOCATION:Casa Exemple\\, Carrer Major 3\\, València", title="Lunch", uid="lunch")


def only(visit: Visit) -> Item:
    (item,) = visit.items
    return item


def fates(result: CalendarResult) -> list[Fate]:
    return [one.fate for one in result.outcomes]


def changed(visit: Visit, **fields: Any) -> Visit:
    return edits.change(visit, only(visit).id, **fields)


def test_an_event_becomes_an_item_for_all() -> None:
    result = merged(VISIT, calendar(LUNCH))
    item = only(result.visit)
    assert (item.code, item.title, item.day, item.start) == (
        "N01",
        "Lunch",
        date(2027, 5, 11),
        time(9),
    )
    assert (item.who, item.kind, item.status) == ("all", ItemKind.MEAL, Status.CONFIRMED)
    place = result.visit.places[-1]
    assert (place.name, place.city, place.address) == (
        "Casa Exemple",
        "Valencia",
        "Carrer Major 3, València",
    )
    assert item.place == place.name
    assert fates(result) == [Fate.NEW]
    assert result.doubts == ()


def test_known_places_and_hosts_are_found() -> None:
    line = 'ORGANIZER;CN="A. Ejemplo":MAILTO:Ana@Example.org'
    result = merged(VISIT, calendar(event(line, "LOCATION:Ajuntament\\, Valencia")))
    item = only(result.visit)
    assert (item.place, item.host_contact, item.host_organisation) == (
        "City hall",
        "Ana Ejemplo",
        "Clúster",
    )
    assert result.visit.places == VISIT.places


def test_an_organiser_whom_nobody_knows_is_noted_for_staff() -> None:
    line = "ORGANIZER;CN=Bo:mailto:bo@example.org"
    item = only(merged(VISIT, calendar(event(line))).visit)
    assert item.internal_notes == "Organiser: Bo <bo@example.org>"
    assert (item.notes, item.host_contact) == ("", "")


def test_text_links_and_online_places_are_notes() -> None:
    lines = ("DESCRIPTION:Bring\\na pen\\, please", "URL:https://x.example/1", "LOCATION:Zoom")
    item = only(merged(VISIT, calendar(event(*lines))).visit)
    assert item.notes == "Bring\na pen, please\nhttps://x.example/1\nZoom"
    assert item.place == ""


def test_what_the_calendar_changes_changes_and_the_rest_stays() -> None:
    first = merged(VISIT, calendar(LUNCH)).visit
    mine = changed(first, title="Lunch with the mayor", who="group: Energy", notes="Mine")
    later = LUNCH.replace("T090000", "T133000")
    result = merged(mine, calendar(later))
    item = only(result.visit)
    assert (item.start, item.title, item.who, item.notes) == (
        time(13, 30),
        "Lunch with the mayor",
        "group: Energy",
        "Mine",
    )
    assert fates(result) == [Fate.CHANGED]
    assert dict(result.outcomes[0].fields) == {"start": (time(9), time(13, 30))}
    assert result.doubts == ()


def test_what_both_have_changed_is_the_calendars_and_named() -> None:
    mine = changed(merged(VISIT, calendar(LUNCH)).visit, title="Mine")
    result = merged(mine, calendar(LUNCH.replace("SUMMARY:Lunch", "SUMMARY:Theirs")))
    assert only(result.visit).title == "Theirs"
    assert "its title was changed here and in the calendar" in str(result.doubts[0])
    again = merged(result.visit, calendar(LUNCH.replace("SUMMARY:Lunch", "SUMMARY:Theirs")))
    assert (fates(again), again.visit) == ([Fate.SAME], result.visit)


def test_the_same_moment_in_other_words_is_no_change() -> None:
    first = merged(VISIT, calendar(event())).visit
    mine = changed(first, start=time(8))
    result = merged(mine, calendar(event(begin="DTSTART:20270511T070000Z")))
    assert (only(result.visit).start, fates(result)) == (time(8), [Fate.SAME])


def test_a_cancelled_event_cancels_and_comes_back() -> None:
    first = merged(VISIT, calendar(LUNCH)).visit
    off = merged(first, calendar(LUNCH.replace("END:", "STATUS:CANCELLED\r\nEND:")))
    assert only(off.visit).status is Status.CANCELLED
    assert [o.item.title for o in off.cancelled] == ["Lunch"]
    back = merged(off.visit, calendar(LUNCH))
    assert only(back.visit).status is Status.CONFIRMED


def test_a_message_cancels_a_whole_series_and_misses_nothing() -> None:
    daily = event("RRULE:FREQ=DAILY;COUNT=3", uid="daily")
    first = merged(VISIT, calendar(daily, LUNCH)).visit
    assert len(first.items) == 4
    result = merged(first, calendar(event(uid="daily"), head="METHOD:CANCEL"))
    assert sum(not item.status.counts for item in result.visit.items) == 3
    assert result.kept == ()


def test_what_is_missing_is_kept_and_named_or_cancelled() -> None:
    first = merged(VISIT, calendar(LUNCH, event())).visit
    kept = merged(first, calendar(event()))
    assert kept.visit == first
    assert [o.item.title for o in kept.kept] == ["Lunch"]
    synced = merged(first, calendar(event()), sync=True)
    assert [i.title for i in synced.visit.items if not i.status.counts] == ["Lunch"]
    assert merged(synced.visit, calendar(event()), sync=True).changes == ()


def test_another_calendar_misses_nothing_of_the_first() -> None:
    first = merged(VISIT, calendar(LUNCH)).visit
    result = merged(first, calendar(event(), name="Host"), sync=True)
    assert (result.kept, result.cancelled, len(result.visit.items)) == ((), (), 2)


def test_an_event_that_cannot_be_read_any_more_is_not_missing() -> None:
    first = merged(VISIT, calendar(LUNCH, event())).visit
    broken = event(begin="DTSTART:202103206")
    result = merged(first, calendar(LUNCH, broken), sync=True)
    assert (result.kept, result.cancelled) == ((), ())


def test_an_event_that_left_the_visit_moves_and_is_named() -> None:
    first = merged(VISIT, calendar(event())).visit
    gone = event(begin="DTSTART;TZID=Europe/Madrid:20270803T090000")
    result = merged(first, calendar(gone))
    assert only(result.visit).day == date(2027, 8, 3)
    assert "outside the days of the visit" in str(result.doubts[0])


def test_a_series_that_is_put_off_keeps_its_items() -> None:
    daily = event("RRULE:FREQ=DAILY;COUNT=3", uid="daily")
    first = merged(VISIT, calendar(daily)).visit
    later = merged(first, calendar(daily.replace("T090000", "T093000")))
    assert [i.id for i in later.visit.items] == [i.id for i in first.items]
    assert fates(later) == [Fate.CHANGED] * 3
    assert later.visit.items[0].start == time(9, 30)


def test_an_answer_about_a_zone_moves_the_items_that_are_there() -> None:
    floating = calendar(event("RRULE:FREQ=DAILY;COUNT=2", begin="DTSTART:20270510T090000"))
    first = merged(VISIT, floating).visit
    read = read_calendar(floating, first, {"floating": "Atlantic/Canary"})
    result = merge_calendar(first, read)
    assert read.questions == ()
    assert [i.start for i in result.visit.items] == [time(10), time(10)]
    assert [i.id for i in result.visit.items] == [i.id for i in first.items]


@pytest.mark.parametrize(
    "title", ["Opening session: the port", "opening – session", "Openning sessions"]
)
def test_what_is_there_already_is_not_added_twice(title: str) -> None:
    there = Item(
        code="A1",
        title="Opening session",
        day=date(2027, 5, 11),
        start=time(9),
        zone="Europe/Madrid",
    )
    visit = with_rows(VISIT, items=(there,))
    data = calendar(event(title=title))
    result = merged(visit, data)
    assert (result.visit, fates(result)) == (visit, [Fate.DUPLICATE])
    assert "it is in the plan already: A1, Opening session" in str(result.doubts[0])
    read = read_calendar(data, visit)
    forced = merge_calendar(visit, read, chosen=[read.events[0].key])
    assert len(forced.visit.items) == 2


def test_a_journey_is_there_already() -> None:
    train = Journey(
        code="J1",
        destination="Las Palmas",
        depart_day=date(2027, 5, 11),
        depart=time(9),
        origin_zone="Europe/Madrid",
    )
    visit = with_rows(VISIT, journeys=(train,))
    assert fates(merged(visit, calendar(event(title="Flight to Las Palmas")))) == [Fate.DUPLICATE]
    assert fates(merged(visit, calendar(event(title="Something else")))) == [Fate.NEW]


def test_parallel_sessions_in_one_house_are_not_the_same() -> None:
    data = calendar(
        event("LOCATION:City hall", uid="a", title="Energy"),
        event("LOCATION:City hall", uid="b", title="Water"),
        event("LOCATION:City hall", uid="c", title="Water"),
    )
    assert fates(merged(VISIT, data)) == [Fate.NEW, Fate.NEW, Fate.DUPLICATE]


def test_only_what_is_ticked_is_done() -> None:
    data = calendar(LUNCH, event())
    read = read_calendar(data, VISIT)
    result = merge_calendar(VISIT, read, chosen=["lunch"])
    assert only(result.visit).title == "Lunch"
    assert [one.ticked for one in result.outcomes] == [o.key == "lunch" for o in result.outcomes]
    assert merge_calendar(VISIT, read, chosen=[]).visit is VISIT


def test_a_visit_is_read_for_without_being_changed() -> None:
    data = calendar(LUNCH)
    assert read_calendar(data, VISIT) == read_calendar(data, VISIT)
    first, second = merged(VISIT, data).visit, merged(VISIT, data).visit
    assert first == second


def test_copies_and_new_visits_come_from_no_calendar() -> None:
    first = merged(VISIT, calendar(LUNCH)).visit
    copied = edits.duplicate(first, only(first).id)
    assert [bool(item.foreign) for item in copied.items] == [True, False]
    renewed = new_from(first, Renewal("Again", EVERYTHING))
    assert only(renewed).foreign is None
