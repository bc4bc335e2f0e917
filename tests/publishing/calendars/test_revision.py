"""Issues of one calendar after another: what a calendar program needs to follow."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.publishing.calendars.examples import CANARY, NOW, at, event, events
from tests.publishing.calendars.reading import read
from visitplanner.domain.times import Moment
from visitplanner.domain.versions import CalendarEvent, SentEvent
from visitplanner.publishing.calendars.content import carried, digest, is_over
from visitplanner.publishing.calendars.revision import revise
from visitplanner.publishing.calendars.writer import write_calendar

PREFIX = "CANCELLED: "
LATER = NOW + timedelta(days=1)
AFTERWARDS = datetime(2017, 12, 1, tzinfo=UTC)
Issue = tuple[SentEvent, ...]


def first(*some: CalendarEvent, now: datetime = NOW) -> Issue:
    return revise((), some, now, PREFIX)


def then(issue: Issue, *some: CalendarEvent, now: datetime = LATER, prefix: str = PREFIX) -> Issue:
    return revise(issue, some, now, prefix)


def by_uid(issue: Issue) -> dict[str, SentEvent]:
    assert len({sent.event.uid for sent in issue}) == len(issue)
    return {sent.event.uid: sent for sent in issue}


def changed(some: CalendarEvent, **fields: Any) -> CalendarEvent:
    return some.model_copy(update=fields)


def test_a_first_issue() -> None:
    late = event("b", start=at("2017-11-09 09:00"))
    early = event("c", start=at("2017-11-08 08:30", CANARY))
    issue = first(late, early)
    assert [sent.event for sent in issue] == [carried(early), carried(late)]
    for sent in issue:
        assert (sent.sequence, sent.created, sent.modified) == (0, NOW, NOW)
        assert sent.digest == digest(sent.event)


def test_what_has_not_changed_is_carried_over_untouched() -> None:
    a, b = event("a"), event("b")
    issue = first(a, b)
    again = then(issue, a, changed(b, summary="Other"))
    assert by_uid(again)["a"] is by_uid(issue)["a"]


@pytest.mark.parametrize(
    "fields",
    [
        {"summary": "Other"},
        {"start": at("2017-11-08 09:30")},
        {"end": at("2017-11-08 12:00")},
        {"location": "Town Hall"},
        {"description": "New"},
        {"status": "TENTATIVE"},
        {"busy": False},
        {"url": "https://example.org"},
        {"categories": ("Meal",)},
        {"latitude": 1.0, "longitude": 2.0},
    ],
    ids="-".join,
)
def test_every_visible_change_raises_the_sequence(fields: dict[str, Any]) -> None:
    (sent,) = then(first(event()), changed(event(), **fields))
    assert (sent.sequence, sent.created, sent.modified) == (1, NOW, LATER)
    assert sent.event == changed(event(), **fields)
    assert sent.digest == digest(sent.event)


@pytest.mark.parametrize(
    "fields",
    [
        {"start": at("2017-11-08 09:00", fold=1)},
        {"url": "www.example.org"},
        {"latitude": 5.0},
        {"categories": ("",)},
    ],
    ids="-".join,
)
def test_what_no_calendar_shows_is_no_change(fields: dict[str, Any]) -> None:
    issue = first(event())
    assert then(issue, changed(event(), **fields)) == issue


def test_an_older_program_may_have_computed_another_digest() -> None:
    issue = tuple(sent.model_copy(update={"digest": "old"}) for sent in first(event()))
    assert then(issue, event()) == issue


@pytest.mark.parametrize("how", ["gone", "cancelled", "cancelled and edited"])
def test_an_event_that_is_off_is_marked_once_and_kept(how: str) -> None:
    a, b = event("a", summary="Dinner; harbour"), event("b")
    off = {
        "gone": (),
        "cancelled": (changed(a, status="CANCELLED"),),
        "cancelled and edited": (changed(a, status="CANCELLED", summary="Dinner, was fun"),),
    }[how]
    issue = then(first(a, b), *off, b)
    sent = by_uid(issue)["a"]
    assert sent.event == changed(
        a, summary="CANCELLED: Dinner; harbour", status="CANCELLED", busy=False
    )
    assert (sent.sequence, sent.created, sent.modified) == (1, NOW, LATER)
    for days in (2, 20, 200):
        assert then(issue, *off, b, now=NOW + timedelta(days=days), prefix="CANCELADO:") == issue


def test_an_event_that_is_on_again_keeps_its_uid() -> None:
    off = then(first(event()))
    (on,) = then(off, event(), now=NOW + timedelta(days=2))
    assert on.event == event()
    assert (on.sequence, on.created, on.modified) == (2, NOW, NOW + timedelta(days=2))


def test_a_cancelled_event_that_nobody_got_is_not_sent() -> None:
    assert first(event(status="CANCELLED")) == ()


def test_what_is_over_stays_as_it_was_sent() -> None:
    past, ahead = event("a"), event("b", start=date(2017, 12, 1))
    issue = first(past, ahead)
    edited = changed(past, summary="Other")
    for wanted in ((edited, ahead), (changed(past, status="CANCELLED"), ahead), (ahead,)):
        assert then(issue, *wanted, now=AFTERWARDS) == issue
    off = then(issue, ahead)
    assert then(off, past, ahead, now=AFTERWARDS) == off


def test_an_event_that_was_put_off_is_not_over() -> None:
    put_off = event("a", start=at("2017-12-02 09:00"))
    (sent,) = then(first(event("a")), put_off, now=AFTERWARDS)
    assert (sent.event, sent.sequence) == (put_off, 1)
    brought_forward = then((sent,), event("a"), now=AFTERWARDS + timedelta(hours=1))
    assert brought_forward[0].sequence == 2


def test_an_event_under_way_may_still_change() -> None:
    (sent,) = then(first(event()), now=datetime(2017, 11, 8, 8, 30, tzinfo=UTC))
    assert sent.event.status == "CANCELLED"


def test_times_of_issues_are_utc_to_the_second_and_never_go_back() -> None:
    here = datetime.fromisoformat("2017-10-02T10:30:15.75+02:00")
    (sent,) = first(event(), now=here)
    assert sent.created == sent.modified == datetime(2017, 10, 2, 8, 30, 15, tzinfo=UTC)
    assert sent.created.utcoffset() == timedelta(0)
    assert sent.created.microsecond == 0
    for now in (sent.modified, sent.modified - timedelta(days=3)):
        (again,) = then((sent,), event(summary="Other"), now=now)
        assert again.modified == sent.modified + timedelta(seconds=1)


def test_what_cannot_be() -> None:
    with pytest.raises(ValueError, match="time zone"):
        first(event(), now=NOW.replace(tzinfo=None))
    with pytest.raises(ValueError, match="twice"):
        first(event(), event())
    issue = first(event())
    with pytest.raises(ValueError, match="twice"):
        then(issue + issue)


UIDS = "abcd"
words = st.sampled_from(["", "one", "two;"])
plans = st.lists(events(st.sampled_from(UIDS), words), max_size=4, unique_by=lambda each: each.uid)
# Around the dates of the events, so that some are over, with clocks that are put back now and then.
times = st.datetimes(datetime(2016, 12, 1), datetime(2019, 1, 31), timezones=st.just(UTC))  # noqa: DTZ001


@given(st.lists(st.tuples(plans, times), min_size=1, max_size=6))
def test_issues_in_a_row(history: list[tuple[list[CalendarEvent], datetime]]) -> None:
    issue: Issue = ()
    for wanted, now in history:
        following = revise(issue, wanted, now, PREFIX)
        old, new = by_uid(issue), by_uid(following)
        assert old.keys() <= new.keys(), "no calendar program forgets an event"
        for uid, sent in old.items():
            check_step(sent, new[uid], now)
        for uid in new.keys() - old.keys():
            assert new[uid].sequence == 0
            assert new[uid].event.status != "CANCELLED"
        live = {each.uid: carried(each) for each in wanted if each.status != "CANCELLED"}
        for uid, sent in new.items():
            if not is_over(sent.event, now):
                assert sent.event == live.get(uid, sent.event)
                assert (sent.event.status == "CANCELLED") == (uid not in live)
        assert revise(following, wanted, now, PREFIX) == following, "a second pass changes nothing"
        assert revise(following, wanted[::-1], now, PREFIX) == following, "nor does the order"
        issue = following


def check_step(old: SentEvent, new: SentEvent, now: datetime) -> None:
    assert new.created == old.created
    if new == old:
        return
    assert new.sequence == old.sequence + 1
    assert new.modified > old.modified
    assert new.modified >= now.replace(microsecond=0)
    assert new.digest != old.digest
    assert not (is_over(old.event, now) and is_over(new.event, now))
    if new.event.status == "CANCELLED":
        assert old.event.status != "CANCELLED"
        assert new.event.summary == f"{PREFIX}{old.event.summary}".strip()
        assert not new.event.busy


@given(plans, plans, st.sets(st.sampled_from(UIDS)))
def test_untouched_events_are_the_same_bytes(
    before: list[CalendarEvent], after: list[CalendarEvent], kept: set[str]
) -> None:
    issue = first(*before)
    assume(issue)
    still = [sent.event for sent in issue if sent.event.uid in kept]
    following = then(issue, *still, *(each for each in after if each.uid not in kept))
    old, new = (written(some) for some in (issue, following))
    for sent in issue:
        uid = sent.event.uid
        if by_uid(following)[uid] != sent:
            assert new[uid] != old[uid]
        elif not zones_of(sent.event) & WITHOUT_A_RULE:
            assert new[uid] == old[uid]


# Whether their times are local or in UTC may change as the dates of others do; see test_writer.
WITHOUT_A_RULE = {"Africa/Cairo", "America/Santiago"}


def zones_of(some: CalendarEvent) -> set[str]:
    return {when.zone for when in (some.start, some.end) if isinstance(when, Moment)}


def written(issue: Issue) -> dict[str, list[str]]:
    parts = read(write_calendar(None, issue)).every("VEVENT")
    return {part["UID"].value: part.source for part in parts}
