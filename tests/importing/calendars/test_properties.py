"""What holds for every file: nothing crashes, and what we write ourselves comes back as it was."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.importing.calendars.build import calendar, event, merged
from tests.importing.calendars.corpus_visit import VISIT
from tests.strategies import visits
from visitplanner.domain.programme import Item
from visitplanner.domain.records import with_rows
from visitplanner.domain.times import Moment
from visitplanner.domain.versions import CalendarEvent, SentEvent
from visitplanner.domain.visit import Visit
from visitplanner.errors import FileProblem
from visitplanner.importing.calendars import Fate, merge_calendar, read_calendar
from visitplanner.publishing.calendars.writer import write_calendar

CORPUS = [path.read_bytes() for path in sorted((Path(__file__).parent / "corpus").glob("*.ics"))]
_SLOW = settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@st.composite
def mangled(draw: st.DrawFn) -> bytes:
    """A calendar of the corpus after an accident: parts lost, doubled, changed, or of another."""
    data = bytearray(draw(st.sampled_from(CORPUS)))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(data)))
        length = draw(st.integers(0, 60))
        other = draw(st.sampled_from(CORPUS))
        begin = draw(st.integers(0, len(other)))
        data[at : at + length] = draw(
            st.one_of(
                st.just(b""),
                st.binary(max_size=20),
                st.just(other[begin : begin + 200]),
                st.sampled_from(
                    [
                        b"\r\nRRULE:FREQ=DAILY\r\n",
                        b"\nBEGIN:VEVENT\n",
                        b"\nEND:VEVENT\n",
                        b"99999999",
                    ]
                ),
            )
        )
    return bytes(data)


@_SLOW
@given(mangled())
def test_mangled_bytes_end_in_a_result_or_a_sentence(data: bytes) -> None:
    try:
        read = read_calendar(data, VISIT)
    except FileProblem:
        return
    result = merge_calendar(VISIT, read)
    Visit.model_validate(result.visit.model_dump())
    again = merged(result.visit, data)
    assert not any(one.fate in (Fate.NEW, Fate.MISSING) for one in again.outcomes)


@_SLOW
@given(st.binary(max_size=300))
def test_any_bytes_within_an_event_end_in_a_result(data: bytes) -> None:
    whole = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20270511T090000Z\n" + data
    read_calendar(whole, VISIT)


_TITLES = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=60
)


@given(_TITLES)
def test_titles_are_text(title: str) -> None:
    escaped = title.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    read = read_calendar(calendar(event(title=escaped)), VISIT)
    assert read.events[0].item.title == title


_MOMENTS = st.datetimes(datetime(2027, 5, 10), datetime(2027, 5, 14, 22)).map(  # noqa: DTZ001
    lambda wall: wall.replace(second=0, microsecond=0, minute=wall.minute // 5 * 5)
)
_ZONES = st.sampled_from(["Europe/Madrid", "Atlantic/Canary", "Europe/Sofia", "Asia/Kathmandu"])


@_SLOW
@given(st.lists(st.tuples(_MOMENTS, _ZONES, st.integers(1, 90)), min_size=1, max_size=4))
def test_our_own_calendars_give_the_same_moments(rows: list[tuple[datetime, str, int]]) -> None:
    sent, now = [], datetime(2027, 1, 1, tzinfo=UTC)
    for number, (wall, zone, minutes) in enumerate(rows):
        start = Moment(wall=wall, zone=zone)
        written = CalendarEvent(
            uid=f"own-{number}",
            summary=f"Event {number}",
            start=start,
            end=start.plus(minutes),
            status="CONFIRMED",
        )
        sent.append(
            SentEvent(event=written, sequence=0, created=now, modified=now, digest="0" * 64)
        )
    read = read_calendar(write_calendar("Ours", sent), _wide())
    assert read.all_doubts == ()
    found = {e.item.title: (_instant(e.item), e.item.minutes or 0) for e in read.events}
    assert found == {
        f"Event {n}": (Moment(wall=wall, zone=zone).instant, minutes)
        for n, (wall, zone, minutes) in enumerate(rows)
    }


def _wide() -> Visit:
    """The visit with a day more on either side, since other zones have other days."""
    first, second = VISIT.stops
    return with_rows(
        VISIT,
        stops=(
            first.model_copy(update={"arrive": date(2027, 5, 9)}),
            second.model_copy(update={"leave": date(2027, 5, 16)}),
        ),
    )


def _instant(item: Item) -> datetime:
    assert item.begins
    return item.begins.instant


@_SLOW
@given(visits(2), st.sampled_from(CORPUS))
def test_any_visit_can_be_brought_up_to_date(visit: Visit, data: bytes) -> None:
    result = merged(visit, data, sync=True)
    Visit.model_validate(result.visit.model_dump())
    codes = [row.code for row in result.visit.items if row not in visit.items and row.code]
    assert len(codes) == len(set(codes))
