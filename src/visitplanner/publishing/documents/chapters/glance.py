"""The programme at a glance: a column for each day, hours down."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from visitplanner.domain import queries
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.times import Moment, at, zone_info
from visitplanner.publishing.agenda import KIND_LABELS, service
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.daytitle import moving_leg, short_title
from visitplanner.publishing.documents.chapters.draft import is_leg
from visitplanner.publishing.documents.chapters.glancelanes import laid_out
from visitplanner.publishing.documents.chapters.people import party, party_line
from visitplanner.publishing.documents.chapters.ribbon import minutes_of_day, stretch
from visitplanner.publishing.documents.chapters.rides import days_later, to_place
from visitplanner.publishing.documents.chapters.text import dotted
from visitplanner.publishing.documents.chapters.words import (
    ITEM_ICONS,
    ITEM_KINDS,
    MODE_ICONS,
    MODE_LABELS,
    status_word,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from visitplanner.publishing.documents.chapters.draft import Draft

_SPLIT = 0.6  # where a day of moving on passes from one city to the next, as a part of its column
_COLUMNS, _MOST_COLUMNS = 247, 7  # millimetres for all days, and how many share a page
_BEFORE_TITLE, _LETTER = 19, 1.1  # millimetres: before the title of a transfer, and for a letter
_LEGEND = (
    (model.LegendKey.SESSION, {model.Kind.SESSION, model.Kind.BRIEFING}),
    (model.LegendKey.SITE_VISIT, {model.Kind.SITE_VISIT}),
    (model.LegendKey.MEAL, {model.Kind.MEAL, model.Kind.SOCIAL}),
    (model.LegendKey.TRANSFER, {model.Kind.TRANSFER}),
)


def glance_parts(draft: Draft) -> tuple[model.Part, ...]:
    """The overview; nothing where nothing has a time."""
    blocks = [block for i, day in enumerate(draft.days) for block in _day_blocks(draft, i, day)]
    if not blocks:
        return ()
    title = draft.t.gettext("Programme at a glance")
    glance = model.Glance(
        title=title,
        days=tuple(_day(draft, day) for day in draft.days),
        blocks=tuple(blocks),
        bands=_bands(draft),
        stays=_stays(draft),
        legend=_legend(draft, blocks),
        note=_note(draft),
        summary=draft.t.gettext("The same as text: see the day pages."),
    )
    return (model.Part(title=title, blocks=(glance,), page=model.Page.LANDSCAPE, key="glance"),)


def _day(draft: Draft, day: date) -> model.GlanceDay:
    whole_day = [i.title for i in draft.items if i.day == day and not i.start and i.title]
    title = ", ".join(part for part in (*whole_day, short_title(draft, day)) if part)
    return model.GlanceDay(str(day.day), draft.phrases.weekday(day), title)


# --- blocks -------------------------------------------------------------------------------------


def day_zone(draft: Draft, day: date) -> str:
    """The zone whose clock a column shows: that of most of the day's items, else of its city."""
    zones = Counter(i.zone for i in draft.items if i.day == day and i.zone and i.start)
    if zones:
        return zones.most_common(1)[0][0]
    cities = [stop.zone for stop in draft.stops_on(day) if stop.zone]
    return cities[-1] if cities else draft.zone


def _day_blocks(draft: Draft, column: int, day: date) -> tuple[model.GlanceBlock, ...]:
    zone = day_zone(draft, day)
    blocks = []
    for entry in draft.by_day.get(day, ()):
        place = _place_in_grid(entry, day, zone)
        if place is None:
            continue
        start, end = place
        if isinstance(entry, Item):
            blocks.append(_item(draft, column, entry, start, end))
        elif is_leg(entry):
            blocks.append(_leg(draft, column, entry, start, end))
        else:
            blocks.append(_transfer(draft, column, entry, (start, end)))
    return laid_out(blocks, lambda n: draft.t.gettext("… {n} more").format(n=n))


def _place_in_grid(entry: queries.Entry, day: date, zone: str) -> tuple[int, int] | None:
    """Minutes of the day at which an entry begins and ends on the clock of `zone`."""
    found = stretch(day, entry)
    starts = queries.entry_start(entry)
    if found is None or starts is None or starts.zone == zone:
        return found
    wall = starts.instant.astimezone(zone_info(zone)).replace(tzinfo=None)
    shift = minutes_of_day(day, wall) - found[0]
    return max(found[0] + shift, 0), max(found[1] + shift, 1)


def _item(draft: Draft, column: int, item: Item, start: int, end: int) -> model.GlanceBlock:
    coming = party(draft, item).label
    lines = (
        dotted(item.place, status_word(draft, item.status)),
        dotted(coming, _optional(draft, item)),
    )
    return model.GlanceBlock(
        day=column,
        start=start,
        end=end,
        kind=ITEM_KINDS[item.kind],
        title=item.title or draft.t.gettext(KIND_LABELS[item.kind]),
        time=draft.phrases.span(item.start, item.end, item.end_day),
        lines=tuple(line for line in lines if line),
        icon=None if ITEM_KINDS[item.kind] is model.Kind.SESSION else ITEM_ICONS.get(item.kind),
        tentative=item.status.tentative,
    )


def _optional(draft: Draft, item: Item) -> str:
    return draft.t.gettext("optional") if item.optional and not draft.public else ""


def _meets(entry: queries.Entry, other: queries.Entry) -> bool:
    """Whether something else goes on at the same time."""
    a, b = queries.span(entry), queries.span(other)
    return (
        entry is not other and a is not None and b is not None and a.start < b.end > b.start < a.end
    )


def _transfer(draft: Draft, column: int, j: Journey, when: tuple[int, int]) -> model.GlanceBlock:
    """A transfer: vehicle and destination; the vehicle alone where there is no room for both."""
    others = draft.by_day.get(draft.days[column], ())
    title = to_place(draft, j)
    room = _COLUMNS / min(len(draft.days), _MOST_COLUMNS) - _BEFORE_TITLE
    if len(title) * _LETTER > room or any(_meets(j, other) for other in others):
        title = draft.t.gettext(MODE_LABELS[j.mode])
    return model.GlanceBlock(
        day=column,
        start=when[0],
        end=when[1],
        kind=model.Kind.TRANSFER,
        title=title,
        time=draft.phrases.clock(j.depart),
        icon=MODE_ICONS.get(j.mode),
        tentative=j.status.tentative,
    )


def _leg(draft: Draft, column: int, j: Journey, start: int, end: int) -> model.GlanceBlock:
    phrases = draft.phrases
    whole = j.id in draft.edition.everybody
    length = phrases.length(j.minutes) if j.minutes and j.minutes > 0 else ""
    last_call = phrases.clock(j.cut_off)
    lines = (
        dotted(service(j), status_word(draft, j.status), length if whole else ""),
        "" if whole else party_line(draft, j),
        j.origin if whole else "",
        j.destination if whole else "",
        draft.t.gettext("last call {time}").format(time=last_call) if last_call else "",
    )
    span = phrases.span(j.depart, j.arrive, days_later(j))
    return model.GlanceBlock(
        day=column,
        start=start,
        end=end,
        kind=model.Kind.LEG,
        title=to_place(draft, j, city=True),
        time=span if whole else _with_zone(draft, phrases.clock(j.depart), j.departs),
        end_time="" if whole else _with_zone(draft, phrases.clock(j.arrive), j.arrives),
        lines=tuple(line for line in lines if line),
        icon=MODE_ICONS.get(j.mode),
        whole_group=whole,
        tentative=j.status.tentative,
    )


def _with_zone(draft: Draft, clock: str, moment: Moment | None) -> str:
    return f"{clock} {draft.phrases.zone(moment)}" if moment and draft.crosses_zones else clock


# --- around the grid ----------------------------------------------------------------------------


def _bands(draft: Draft) -> tuple[model.GlanceBand, ...]:
    """The cities; on a day of moving on the earlier one ends where the later one begins."""
    columns = {day: index for index, day in enumerate(draft.days)}
    bands: list[model.GlanceBand] = []
    for stop in queries.stays(draft.visit):
        days = [columns[d] for d in draft.days if stop in draft.stops_on(d)]
        if not days or not stop.city:
            continue
        start, end = float(days[0]), float(days[-1] + 1)
        if bands and bands[-1].end > start:
            cut = start + _cut(draft, draft.days[days[0]])
            bands[-1] = model.GlanceBand(bands[-1].text, bands[-1].start, cut)
            start = cut
        bands.append(model.GlanceBand(stop.city, start, max(end, start)))
    return tuple(band for band in bands if band.end > band.start)


def _cut(draft: Draft, day: date) -> float:
    leg = moving_leg(draft, day)
    return 0.4 if leg and leg.depart and leg.depart < time(12) else _SPLIT


def _stays(draft: Draft) -> tuple[model.GlanceStay, ...]:
    columns = {day: index for index, day in enumerate(draft.days)}
    stays = []
    for stay in draft.edition.stays:
        nights = [columns[d] for d in draft.days if stay in draft.stays_on(d)]
        if not nights:
            continue
        record = draft.ix.place(stay.hotel)
        name = ", ".join(p for p in (stay.hotel, record.city if record else "") if p)
        text = dotted(name, draft.phrases.nights(stay.nights))
        stays.append(model.GlanceStay(text, nights[0], nights[-1] - nights[0] + 1))
    return tuple(stays)


def _legend(draft: Draft, blocks: Iterable[model.GlanceBlock]) -> tuple[model.LegendEntry, ...]:
    t = draft.t
    shown = list(blocks)
    words = {
        model.LegendKey.SESSION: t.gettext("Session"),
        model.LegendKey.SITE_VISIT: t.gettext("Site visit"),
        model.LegendKey.MEAL: t.gettext("Meal, social event"),
        model.LegendKey.TRANSFER: t.gettext("Transfer"),
    }
    kinds = {block.kind for block in shown}
    entries = [model.LegendEntry(key, words[key]) for key, of in _LEGEND if kinds & of]
    if any(block.whole_group for block in shown):
        everyone = t.gettext("Everyone travels")
        entries.append(model.LegendEntry(model.LegendKey.EVERYONE_TRAVELS, everyone))
    if any(block.tentative for block in shown):
        tentative = t.gettext("To be confirmed")
        entries.append(model.LegendEntry(model.LegendKey.TENTATIVE, tentative))
    return tuple(entries)


def _note(draft: Draft) -> str:
    """On whose clock the grid is drawn, and how other clocks differ from it."""
    noon = {day: at(day, time(12), day_zone(draft, day)) for day in draft.days}
    letters = list(dict.fromkeys(draft.phrases.zone(moment) for moment in noon.values()))
    if len(letters) > 1:
        return draft.t.gettext("Each day is drawn on the clock of its city: {zones}.").format(
            zones=", ".join(letters)
        )
    if not draft.crosses_zones:
        return draft.t.gettext("All times {zone}.").format(zone=letters[0])
    drawn = draft.t.gettext("Drawn on {zone} time.").format(zone=letters[0])
    return " ".join((drawn, *_other_zones(draft, letters[0])))


def _other_zones(draft: Draft, home: str) -> tuple[str, ...]:
    """How the clocks at the ends of journeys differ from that of the grid."""
    t = draft.t
    shifts: dict[str, int] = {}
    for journey in (*draft.legs, *draft.transfers):
        for moment in (journey.departs, journey.arrives):
            if moment and (day := journey.depart_day):
                shifts[draft.phrases.zone(moment)] = _ahead(moment, day_zone(draft, day))
    sentences = []
    for zone, minutes in shifts.items():
        if zone == home or not minutes:
            continue
        ahead, behind = (
            t.gettext("{zone} is {length} ahead."),
            t.gettext("{zone} is {length} behind."),
        )
        pattern = ahead if minutes > 0 else behind
        sentences.append(pattern.format(zone=zone, length=draft.phrases.length(minutes)))
    return tuple(sentences)


def _ahead(moment: Moment, zone: str) -> int:
    """By how many minutes a clock is ahead of that of `zone`."""
    there: datetime = moment.instant.astimezone(zone_info(zone))
    difference = (moment.aware.utcoffset() or timedelta()) - (there.utcoffset() or timedelta())
    return round(difference.total_seconds() / 60)
