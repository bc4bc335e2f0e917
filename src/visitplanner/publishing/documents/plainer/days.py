"""Days in plainer words: items, transfers, journeys, nights, the overview."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from visitplanner.publishing.documents import model as m
from visitplanner.publishing.documents.plainer.basics import (
    Basic,
    Entry,
    Line,
    Lines,
    Shade,
    Style,
)
from visitplanner.publishing.documents.plainer.saying import (
    accent,
    each,
    joined,
    labelled,
    linked,
    mark,
    muted,
    place,
    runs,
    said,
    strong,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

Made = Iterator[Basic]


def item(row: m.ItemRow, words: m.Words) -> Made:
    """An item of the day, or the parallel groups of a time one after the other."""
    del words
    body: list[Basic] = []
    for number, one in enumerate(row.bodies):
        body += _item_body(one, row.changed if number == 0 else "")
    notes = said((row.until, Style.MUTED), (accent(row.note), Style.SMALL))
    yield Entry(row.time, tuple(body), notes, key=row.key)


def _item_body(body: m.ItemBody, changed: str) -> Iterator[Basic]:
    title = joined(strong(body.title), mark(changed), by="  ")
    yield Line(joined(title, muted(body.kind_word), by="   "), Style.LEAD)
    yield from said((place(body.place), Style.BODY), (muted(body.led_by), Style.MUTED))
    yield from each(body.paragraphs)
    yield from said(
        (labelled(body.people_label, body.people) or strong(body.people_label), Style.MUTED),
        (body.was, Style.WARNING),
    )
    for ride in body.rides:
        parts = (strong(ride.name), strong(ride.time), ride.place, ride.last_call)
        yield Line(joined(*parts, by=", "), Style.MUTED)
    if body.callout:
        yield body.callout


def transfer(line: m.TransferLine, words: m.Words) -> Made:
    """A transfer: what it is, then its moments in one line."""
    del words
    stages = joined(*map(_stage, line.stages))
    body = (
        Line(joined(strong(line.title), mark(line.changed), by="  "), Style.LEAD),
        *said((stages, Style.BODY)),
        *each(line.details, Style.MUTED),
    )
    yield Entry(line.time, body, said((line.until, Style.MUTED)), Shade.PALE)


def _stage(stage: m.Stage) -> m.Text:
    return joined(muted(stage.label), strong(stage.time), place(stage.place), by=" ")


_SHADES: Final = {
    m.Booking.WHOLE_GROUP: Shade.STRONG,
    m.Booking.PART: Shade.EDGED,
    m.Booking.NOT_BOOKED: Shade.DASHED,
}


def ticket(block: m.Ticket, words: m.Words) -> Made:
    """A journey between cities."""
    del words
    title = joined(muted(block.date), strong(block.title), mark(block.changed), by="  ")
    body = (
        Line(title, Style.LEAD),
        Line(joined(_end(block.depart), _end(block.arrive), by="  →  ")),
        *said((joined(block.length, block.aside), Style.MUTED), (joined(*block.facts), Style.BODY)),
    )
    notes = said((block.until, Style.MUTED))
    shade = _SHADES[block.booking]
    yield Entry(block.time, body, notes, shade, flush=not block.time and not notes)
    if not block.time:
        yield Lines(0.5)


def _end(end: m.TicketEnd) -> m.Text:
    return joined(strong(" ".join(filter(None, (end.time, end.zone)))), end.place, by=" ")


def night(line: m.NightLine, words: m.Words) -> Made:
    """Where the night is spent."""
    del words
    name = (*strong(line.name), *runs(line.text))
    yield Entry(line.label, (Line(name), *said((muted(line.note), Style.MUTED))), shade=Shade.PALE)


def ribbon(block: m.DayRibbon, words: m.Words) -> Made:
    """The day in one line is an ornament: the items follow."""
    del block, words
    return iter(())


def hotels(block: m.Hotels, words: m.Words) -> Made:
    """The hotels, one under the other."""
    del words
    for stay in block.stays:
        yield Line(joined(strong(stay.name), muted(stay.aside)), Style.LEAD)
        yield from said((stay.address, Style.BODY), (stay.details, Style.MUTED))
        yield Lines(0.5)


# --- the day on one page ------------------------------------------------------------------------

_WEIGHTS: Final = {
    m.Weight.PLAIN: Shade.NONE,
    m.Weight.TRANSFER: Shade.PALE,
    m.Weight.EVERYONE_TRAVELS: Shade.STRONG,
    m.Weight.SOME_TRAVEL: Shade.EDGED,
    m.Weight.NOT_BOOKED: Shade.DASHED,
}


def day_sheet(sheet: m.DaySheet, words: m.Words) -> Made:
    """A day to be read while walking."""
    del words
    yield m.Heading(f"{sheet.weekday} {sheet.number}".strip(), kicker=sheet.line)
    yield from said((muted(" · ".join(sheet.aside)), Style.MUTED))
    yield from sheet.alerts
    for row in sheet.rows:
        yield _day_row(row)
    if not sheet.rows:
        yield from said((sheet.empty, Style.BODY))
    if sheet.tomorrow:
        yield m.Heading(sheet.tomorrow, level=2)
    yield from said((sheet.next_day, Style.BODY))
    if sheet.calls:
        yield m.Table(
            (m.Column(""), m.Column("", strong=True)),
            tuple(m.TableRow((c.label, linked(c.number, c.target))) for c in sheet.calls),
        )


def _day_row(row: m.DayRow) -> Entry:
    body: list[Basic] = []
    for number, one in enumerate(row.bodies):
        marked = mark(row.changed if number == 0 else "")
        body += said(
            (joined(strong(one.title), marked, by="  "), Style.LEAD),
            (one.line, Style.BODY),
            (muted(one.more), Style.MUTED),
        )
        body += (one.chip,) if one.chip else ()
    time = joined(row.time, row.zone, by=" ")
    notes = said((row.until, Style.MUTED), (accent(row.note), Style.SMALL))
    return Entry(time, tuple(body), notes, _WEIGHTS[row.weight])


# --- the overview -------------------------------------------------------------------------------


def glance(block: m.Glance, words: m.Words) -> Made:
    """The days as the columns of a table, each with all it has from top to bottom."""
    del words
    yield m.Heading(block.title)
    for first in range(0, len(block.days), _DAYS):
        yield from _week(block, range(first, min(first + _DAYS, len(block.days))))
    yield from said((muted(block.note), Style.SMALL), (block.summary, Style.SMALL))


_DAYS: Final = 5


def _week(block: m.Glance, shown: range) -> Made:
    columns = tuple(m.Column(_day_head(block.days[day])) for day in shown)
    rows = [
        tuple(_bands(block, day) for day in shown),
        tuple(_day(block, day) for day in shown),
        tuple(_nights(block, day) for day in shown),
    ]
    table_rows = tuple(m.TableRow(row) for row in rows if any(map(runs, row)))
    yield m.Table(columns, table_rows, summary=block.summary)


def _day_head(day: m.GlanceDay) -> str:
    return "\n".join(filter(None, (f"{day.weekday} {day.number}", day.title)))


def _bands(block: m.Glance, day: int) -> m.Text:
    there = (band for band in block.bands if band.start < day + 1 and band.end > day)
    return joined(*(strong(band.text) for band in there), by="\n")


def _nights(block: m.Glance, day: int) -> m.Text:
    stays = (s for s in block.stays if s.first_day <= day < s.first_day + s.nights)
    return joined(*(muted(stay.text) for stay in stays), by="\n")


def _day(block: m.Glance, day: int) -> m.Text:
    here = sorted((b for b in block.blocks if b.day == day), key=lambda b: (b.start, b.lane))
    return joined(*(_glance_entry(one, block.legend) for one in here), by="\n")


def _glance_entry(one: m.GlanceBlock, legend: Iterable[m.LegendEntry]) -> m.Text:
    """`09:30 Title`, what matters, and what its look says in the overview."""
    looks = {
        m.LegendKey.TENTATIVE: one.tentative,
        m.LegendKey.CHANGED: one.changed,
        m.LegendKey.EVERYONE_TRAVELS: one.whole_group,
    }
    marks = [entry.text for entry in legend if looks.get(entry.key)]
    times = "–".join(filter(None, (one.time, one.end_time)))
    return joined(
        joined(strong(times), one.title, by=" "),
        *map(muted, one.lines),
        *map(accent, marks),
        by=", ",
    )
