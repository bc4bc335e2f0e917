"""The proof that a reader's papers and calendar say the same, before either of them leaves.

Three things are laid side by side: the rows that a paper prints day by day, the events that follow
from the same edition, and the bytes that were written of both, read back by programs that had no
part in the writing.

- Every timed row has exactly one event with the same local start and end, and every event a row.
- What lasts several days has a row, without a time of its beginning, under each later day that the
  paper has; its event is that of the first.
- The clock of an event is that of the town of its item or journey: the same hours elsewhere are at
  another time, which no row shows.
- A row has no event where nobody knows its zone, or where a journey has no time of departure.
- What was over when the version was made stays in a calendar as it was sent (`revision.revise`),
  though the paper may show what the plan says of it now; it is not compared.
- A paper without day pages (a chapter that the user left out, a host's pack) is not compared by
  rows; the calendar is then compared with the edition alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from visitplanner.domain import queries
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.times import Moment, minutes_between
from visitplanner.domain.versions import CalendarEvent, SentEvent
from visitplanner.errors import VisitPlannerError
from visitplanner.publishing.agenda import agenda, recorded_agenda
from visitplanner.publishing.calendars.content import carried, is_over
from visitplanner.publishing.calendars.events import item_title
from visitplanner.publishing.calendars.proving import Expected, Order, difference, said
from visitplanner.publishing.documents import model
from visitplanner.publishing.edition import Edition
from visitplanner.publishing.phrasing import phrasing
from visitplanner.publishing.printedrows import Row, printed_days, printed_rows

if TYPE_CHECKING:
    from visitplanner.publishing.calendars.proving import Reading

__all__ = [
    "ParityProblem",
    "Row",
    "order",
    "printed_rows",
    "prove_calendar",
    "prove_many",
    "prove_pages",
    "prove_parity",
]

_NUMBER: Final = re.compile(r"[‹›]\s*U\s*\+(?:\s*[0-9A-F]){4,6}\s*[‹›]")
_WORD: Final = re.compile(r"[^\W\u0530-\u1dff\u2000-\uffff]+")
_LIGATURES: Final = frozenset(map(chr, range(0xFB00, 0xFB07)))
_LEFTWARDS: Final = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI"})
_LONGEST: Final = 80  # of a title in a message


class ParityProblem(VisitPlannerError):
    """A paper and a calendar of one reader differ, or a file does not say what was meant."""


# --- calendars ----------------------------------------------------------------------------------


def order(label: str, data: bytes, events: Iterable[SentEvent]) -> Order:
    """A written calendar with what must be read of it, for `Reading.add`."""
    return Order(label, data, tuple(map(_expected, events)))


def prove_calendar(data: bytes, events: Sequence[SentEvent], label: str = "") -> None:
    """Read a calendar back: every event by UID with its local times, zones, status and title.

    Args:
        data: The file.
        events: What was written.
        label: What the file is called in the sentence.

    Raises:
        ParityProblem: it says something else.
    """
    if words := difference(order(label, data, events)):
        raise _unlike(label, words)


def prove_many(reading: Reading, step: Callable[[int, int], None] | None = None) -> None:
    """Wait for calendars that are being read back.

    Args:
        reading: They were added to it, see `order`.
        step: Called with how many are done, of how many; it may raise to stop.

    Raises:
        ParityProblem: one says something else.
    """
    for label, words in reading.finish(step):
        raise _unlike(label, words)


def _unlike(label: str, words: str) -> ParityProblem:
    name = f"The calendar {label}" if label else "A calendar"
    return ParityProblem(
        f"{name} was not published: read back, {words}; please report it with the visit file."
    )


def _expected(sent: SentEvent) -> Expected:
    event = carried(sent.event)
    return Expected(event.uid, event.status, event.summary, _said(event.start), _said(event.end))


def _said(when: Moment | date) -> str:
    return said(when.aware if isinstance(when, Moment) else when)


# --- rows and events ----------------------------------------------------------------------------


def prove_parity(
    edition: Edition, document: model.Document | None, events: Sequence[SentEvent]
) -> None:
    """Compare what a reader's paper prints with what their calendar shows.

    Args:
        edition: What the reader may see; both were made from it.
        document: Their paper, as far as it has day pages; None: there is none.
        events: Their calendar as it is sent.

    Raises:
        ParityProblem: something is in one of them only, or at another time.
    """
    now, wanted = edition.issue.at, {e.uid: e for e in map(carried, agenda(edition))}
    _prove_agenda(edition, wanted, events, now)
    if document and (rows := printed_rows(document)):
        _prove_rows(edition, [row for row in rows if not row.later], wanted)
        _prove_later(edition, document, [row for row in rows if row.later])
    _prove_clocks(edition, wanted)


def _prove_rows(edition: Edition, rows: Iterable[Row], wanted: Mapping[str, CalendarEvent]) -> None:
    """Each row has its event, and each event its row."""
    lacking = _lacking(rows, wanted.values(), _endless(edition))
    reader = _reader(edition)
    if lacking.rowless:
        event = lacking.rowless[0]
        raise ParityProblem(
            f"“{event.summary}” is {_at(event)} in the calendar of {reader}, but their paper has "
            "no such row: nothing was published."
        )
    excused = Counter(_without_event(edition))
    for row in lacking.eventless:
        excused[row.day, row.start] -= 1
        if excused[row.day, row.start] < 0:
            at = f" at {row.start}" if row.start else ""
            raise ParityProblem(
                f"“{row.title}” is printed on {row.day.isoformat()}{at} for {reader}, but their "
                "calendar has no such event: nothing was published."
            )


def _prove_later(edition: Edition, document: model.Document, rows: Iterable[Row]) -> None:
    """What goes on since an earlier day has one row under each of its days, and nothing else."""
    days = printed_days(document)
    printed = Counter((row.day, row.title) for row in rows)
    meant = Counter[tuple[date, str]]()
    for entry in edition.programme:
        if isinstance(entry, Item):
            title = item_title(entry, phrasing(edition.language))
            meant.update((day, title) for day in entry.goes_on if day in days)
    for day, title in sorted({*printed, *meant}):
        if printed[day, title] != meant[day, title]:
            raise ParityProblem(
                f"“{title}” goes on to {day.isoformat()} by the plan or by the paper of "
                f"{_reader(edition)}, not by both: nothing was published."
            )


def _prove_clocks(edition: Edition, wanted: Mapping[str, CalendarEvent]) -> None:
    """Each event is when the clock of its own town shows what the plan says.

    It is worked out from the fields of the plan and the rules of zones alone.
    """
    records = {event.uid: record for record, event in recorded_agenda(edition)}
    for uid, event in wanted.items():
        entry = edition.index.by_id.get(records.get(uid, ""))
        if not isinstance(entry, Item | Journey):
            continue
        begins, ends = _clocks(entry)
        pairs = [(event.start, begins)]
        if begins and ends and ends.astimezone(UTC) > begins.astimezone(UTC):
            pairs.append((event.end, ends))
        for shown, meant in pairs:
            if isinstance(shown, Moment) and not _shows(shown, meant):
                raise ParityProblem(
                    f"“{event.summary}” is {_on_clock(shown.aware)} in the calendar of "
                    f"{_reader(edition)}, but {_on_clock(meant)} in the plan: nothing was "
                    "published."
                )


def _on_clock(when: datetime | None) -> str:
    if when is None:
        return "without a time"
    second = ", the second time," if when.fold else ""
    return f"at {when:%H:%M} on the clock of {when.tzinfo}{second}"


def _shows(shown: Moment, meant: datetime | None) -> bool:
    """Whether a moment is the one that is meant, on the same clock."""
    if meant is None or shown.zone != str(meant.tzinfo):
        return False
    return shown.aware.astimezone(UTC) == meant.astimezone(UTC)


def _clocks(entry: queries.Entry) -> tuple[datetime | None, datetime | None]:
    """When an entry begins and ends on the clocks of its towns, by its fields."""
    if isinstance(entry, Item):
        last = entry.day + timedelta(days=entry.end_day) if entry.day else None
        return (
            _clock_at(entry.day, entry.start, entry.zone, entry.start_fold),
            _clock_at(last, entry.end, entry.zone, entry.end_fold),
        )
    arrival = entry.arrive_day or entry.depart_day
    return (
        _clock_at(entry.depart_day, entry.depart, entry.origin_zone, entry.depart_fold),
        _clock_at(arrival, entry.arrive, entry.destination_zone, entry.arrive_fold),
    )


def _clock_at(day: date | None, clock: time | None, zone: str, fold: int | None) -> datetime | None:
    if day is None or clock is None or not zone:
        return None
    return datetime.combine(day, clock, ZoneInfo(zone)).replace(fold=fold or 0)


@dataclass(frozen=True)
class _Lacking:
    rowless: tuple[CalendarEvent, ...]
    eventless: tuple[Row, ...]


_Ends = Mapping[tuple[date, str], frozenset[str]]


def _lacking(rows: Iterable[Row], events: Iterable[CalendarEvent], endless: _Ends) -> _Lacking:
    """What has no partner when each event takes the row that is most like it."""
    free: dict[tuple[date, str], list[Row]] = {}
    for row in rows:
        free.setdefault((row.day, row.start), []).append(row)
    rowless = []
    for event in sorted(events, key=lambda event: event.uid):
        same = free.get(_place_in_day(event), [])
        likely = sorted(same, key=lambda row: (row.end is None, row.title not in event.summary))
        found = next((row for row in likely if _is(row, event, endless)), None)
        if found is None:
            rowless.append(event)
        else:
            same.remove(found)
    return _Lacking(tuple(rowless), tuple(row for left in free.values() for row in left))


def _place_in_day(event: CalendarEvent) -> tuple[date, str]:
    start = event.start
    return (start.wall.date(), f"{start.wall:%H:%M}") if isinstance(start, Moment) else (start, "")


def _prove_agenda(
    edition: Edition,
    wanted: Mapping[str, CalendarEvent],
    events: Sequence[SentEvent],
    now: datetime,
) -> None:
    """What is sent and not over is what follows from the edition."""
    live = {s.event.uid: carried(s.event) for s in events if s.event.status != "CANCELLED"}
    for uid in sorted({*wanted, *live}):
        meant, shown = wanted.get(uid), live.get(uid)
        if meant == shown or all(is_over(event, now) for event in (meant, shown) if event):
            continue
        told = meant or shown
        assert told is not None
        raise ParityProblem(
            f"The calendar of {_reader(edition)} does not show “{told.summary}”, {_at(told)}, as "
            "the plan has it: nothing was published."
        )


def _reader(edition: Edition) -> str:
    if edition.person:
        return edition.person.name
    return edition.body or f"the audience “{edition.audience}”"


def _at(event: CalendarEvent) -> str:
    if isinstance(event.start, Moment):
        return f"on {event.start.wall:%Y-%m-%d} at {event.start.wall:%H:%M}"
    return f"on {event.start.isoformat()}"


def _is(row: Row, event: CalendarEvent, endless: _Ends) -> bool:
    """Whether a row that begins when an event does is that event's."""
    start, end = event.start, event.end
    if not isinstance(start, Moment) or not isinstance(end, Moment):
        return event.summary.startswith(row.title)
    if row.end is None:
        return True
    later = (end.wall.date() - row.day).days
    if row.end == f"{end.wall:%H:%M}" + (f" +{later}" if later > 0 else ""):
        return True
    # An end that says nothing is a minute in a calendar; a paper prints it as it was entered.
    clock = row.end.partition(" ")[0]
    return end == start.plus(1) and clock in endless.get((row.day, row.start), ())


def _endless(edition: Edition) -> _Ends:
    """The ends that papers may print of what has none in a calendar, by day and time of its start.

    There is none, nobody knows its zone, or it is not after the start, as where the day of an
    arrival was mistyped.
    """
    found: dict[tuple[date, str], set[str]] = {}
    for entry in queries.entries(edition.visit):
        start, end = queries.entry_start(entry), queries.entry_end(entry)
        if start and (end is None or minutes_between(start, end) <= 0):
            clock = entry.end if isinstance(entry, Item) else entry.arrive
            ends = found.setdefault((start.wall.date(), f"{start.wall:%H:%M}"), {""})
            ends.add(f"{clock:%H:%M}" if clock else "")
    return {place: frozenset(ends) for place, ends in found.items()}


def _without_event(edition: Edition) -> Iterator[tuple[date, str]]:
    """The rows that rightly have no event: in no known zone, or without a time of departure."""
    for entry in queries.entries(edition.visit):
        day = queries.entry_day(entry)
        clock = entry.start if isinstance(entry, Item) else entry.depart
        known = queries.entry_start(entry) is not None
        if day and not known and not (isinstance(entry, Item) and clock is None):
            yield day, f"{clock:%H:%M}" if clock else ""


# --- pages --------------------------------------------------------------------------------------


def prove_pages(data: bytes, document: model.Document, pages: int) -> None:
    """Read a PDF back: it opens, has its pages, and each row's time and title stand on one.

    Args:
        data: The file.
        document: What it says.
        pages: How many pages it was drawn on.

    Raises:
        ParityProblem: it says something else.
    """
    rows = printed_rows(document)
    texts = _texts(data)
    if len(texts) != pages:
        raise ParityProblem(
            f"A paper was not published: it has {len(texts)} pages when read back, not {pages}; "
            "please report it with the visit file."
        )
    read = [(text, _letters(text), _before(texts, n)) for n, text in enumerate(texts)]
    for row in rows:
        starts, ends = ((clock or "").partition(" ")[0] for clock in (row.start, row.end))
        words = _pieces(row.title)
        if not any(
            all(word in said for word in words)
            and starts in text
            and (ends in text or ends in before)
            for text, said, before in read
        ):
            title = row.title[:_LONGEST]
            raise ParityProblem(
                f"A paper was not published: “{title}” of {row.day.isoformat()} cannot be read "
                "on its pages; please report it with the visit file."
            )


def _before(texts: Sequence[str], number: int) -> str:
    """The pages on which a row may have begun of which groups go on on this one."""
    return " ".join(texts[max(number - 2, 0) : number])


def _texts(data: bytes) -> list[str]:
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as broken:
        raise ParityProblem(
            "A paper was not published: it cannot be opened; please report it with the visit file."
        ) from broken
    try:
        return [_text(pdf, number) for number in range(len(pdf))]
    finally:
        pdf.close()


def _text(pdf: object, number: int) -> str:
    page = pdf[number]  # type: ignore[index]
    reader = page.get_textpage()
    try:
        return str(reader.get_text_range())
    finally:
        reader.close()
        page.close()


def _pieces(title: str) -> list[str]:
    """What must stand on a page in one piece: a title, or each word of one that runs leftwards.

    Words in our letters keep their own order among words of the other direction, but lines and
    numbers of such a text are read in another order than they were typed.
    """
    leftwards = any(unicodedata.bidirectional(c) in _LEFTWARDS for c in title)
    words = _WORD.findall(title) if leftwards else [title]
    return [letters for word in words if (letters := _letters(word))]


def _letters(text: str) -> str:
    """The letters and digits that every font of ours has and every reader puts in one order.

    Lines are broken and words hyphenated as the page wants it; other scripts run the other way or
    are drawn as other signs, and are proved by the engine, which tells what it could not draw and
    writes its number instead (`coverage`).
    """
    ours = filter(_is_ours, _NUMBER.sub("", text).casefold())
    folded = unicodedata.normalize("NFKD", "".join(ours))
    return "".join(c for c in folded if c.isalnum() and _is_ours(c))


def _is_ours(character: str) -> bool:
    """Whether it is Latin, Greek or Cyrillic, or two or three Latin letters as one sign."""
    return character < "\u0530" or "\u1e00" <= character < "\u2000" or character in _LIGATURES
