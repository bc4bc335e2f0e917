"""What stands around the grid of an overview: cities, hotels, legend, whose clock it shows."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from visitplanner.domain import queries
from visitplanner.domain.times import Moment, at, zone_info
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.daytitle import moving_leg
from visitplanner.publishing.documents.chapters.text import dotted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from visitplanner.publishing.documents.chapters.draft import Draft

_SPLIT = 0.6  # where a day of moving on passes from one city to the next, as a part of its column
_LEGEND = (
    (model.LegendKey.SESSION, {model.Kind.SESSION, model.Kind.BRIEFING}),
    (model.LegendKey.SITE_VISIT, {model.Kind.SITE_VISIT}),
    (model.LegendKey.MEAL, {model.Kind.MEAL, model.Kind.SOCIAL}),
    (model.LegendKey.TRANSFER, {model.Kind.TRANSFER}),
)


def day_zone(draft: Draft, day: date) -> str:
    """The zone whose clock a column shows: that of most of the day's items, else of its city."""
    zones = Counter(i.zone for i in draft.items if i.day == day and i.zone and i.start)
    if zones:
        return zones.most_common(1)[0][0]
    cities = [stop.zone for stop in draft.stops_on(day) if stop.zone]
    return cities[-1] if cities else draft.zone


def bands(draft: Draft, shown: tuple[date, ...]) -> tuple[model.GlanceBand, ...]:
    """The cities; on a day of moving on the earlier one ends where the later one begins."""
    columns = {day: index for index, day in enumerate(shown)}
    found: list[model.GlanceBand] = []
    for stop in queries.stays(draft.visit):
        days = [columns[d] for d in shown if stop in draft.stops_on(d)]
        if not days or not stop.city:
            continue
        start, end = float(days[0]), float(days[-1] + 1)
        if found and found[-1].end > start:
            cut = start + _cut(draft, shown[days[0]])
            found[-1] = model.GlanceBand(found[-1].text, found[-1].start, cut)
            start = cut
        found.append(model.GlanceBand(stop.city, start, max(end, start)))
    return tuple(band for band in found if band.end > band.start)


def _cut(draft: Draft, day: date) -> float:
    leg = moving_leg(draft, day)
    return 0.4 if leg and leg.depart and leg.depart < time(12) else _SPLIT


def stays(draft: Draft, shown: tuple[date, ...]) -> tuple[model.GlanceStay, ...]:
    """The group's hotels under their nights."""
    columns = {day: index for index, day in enumerate(shown)}
    found = []
    for stay in draft.edition.stays:
        nights = [columns[d] for d in shown if stay in draft.stays_on(d)]
        if not nights:
            continue
        record = draft.ix.place(stay.hotel)
        name = ", ".join(p for p in (stay.hotel, record.city if record else "") if p)
        text = dotted(name, draft.phrases.nights(stay.nights))
        found.append(model.GlanceStay(text, nights[0], nights[-1] - nights[0] + 1))
    return _one_bar_a_night(found)


def _one_bar_a_night(found: Iterable[model.GlanceStay]) -> tuple[model.GlanceStay, ...]:
    """Hotels that share a night share a bar: there is one line for all of them."""
    bars: list[model.GlanceStay] = []
    for stay in sorted(found, key=lambda stay: stay.first_day):
        last = bars[-1] if bars else None
        if last is None or last.first_day + last.nights <= stay.first_day:
            bars.append(stay)
            continue
        end = max(last.first_day + last.nights, stay.first_day + stay.nights)
        text = f"{last.text}; {stay.text}"
        bars[-1] = model.GlanceStay(text, last.first_day, end - last.first_day)
    return tuple(bars)


def legend(draft: Draft, blocks: Iterable[model.GlanceBlock]) -> tuple[model.LegendEntry, ...]:
    """What the signs of a grid mean; only those that occur."""
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
    if any(block.changed for block in shown):
        number = draft.edition.issue.number
        changed = t.gettext("Changed in version {number}").format(number=number)
        entries.append(model.LegendEntry(model.LegendKey.CHANGED, changed))
    return tuple(entries)


def note(draft: Draft, days: tuple[date, ...]) -> str:
    """On whose clock the grid is drawn, and how other clocks differ from it."""
    noon = {day: at(day, time(12), day_zone(draft, day)) for day in days}
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
