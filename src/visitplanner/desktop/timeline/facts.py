"""What the timeline says about the plan: the words on each block. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from visitplanner.desktop import wording as w
from visitplanner.desktop.timeline.conflicts import Clash
from visitplanner.desktop.timeline.loads import DayLoad, day_load
from visitplanner.desktop.wording import _, plural
from visitplanner.domain.index import index
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.queries import (
    Entry,
    attendees,
    city_at,
    covers,
    entry_day,
    is_meal,
)
from visitplanner.domain.times import Moment, zone_label
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import JourneyKind, Status

if TYPE_CHECKING:
    from visitplanner.planning.estimates import Estimate

__all__ = [
    "Around",
    "DayLoad",
    "Facts",
    "cities_on",
    "clash_words",
    "day_load",
    "describe",
    "is_connector",
    "journey_title",
    "time_range",
    "title_of",
]

LONGEST_CONNECTOR = 75
"""Minutes up to which a transfer is a line between its neighbours and no block."""
JUDGEMENTS = {"transfer-too-short": "too short", "transfer-tight": "tight"}
"""What a check found about the time of a journey, in a word."""


def cities_on(visit: Visit, day: date) -> str:
    """The cities of a day in the order of the stops: `Barcelona`, `Barcelona → Valencia`."""
    stops = [s for s in visit.stops if s.arrive and s.arrive <= day <= (s.leave or s.arrive)]
    stops.sort(key=lambda stop: stop.arrive or date.min)
    return " → ".join(dict.fromkeys(stop.city for stop in stops if stop.city))


def journey_title(visit: Visit, journey: Journey) -> str:
    """What a journey is called: `XX206, 2 people`, `Euromed to Valencia`, `Coach to CEEC`."""
    ix = index(visit)
    goal = city_at(ix, journey.destination) if journey.kind is JourneyKind.LEG else ""
    goal = goal or journey.destination
    name = journey.number or journey.carrier or w.capitalised(journey.mode.value)
    if journey.kind is not JourneyKind.LEG:
        name = w.capitalised(journey.mode.value)
    return _("{name} to {goal}").format(name=name, goal=goal) if goal else name


def title_of(visit: Visit, entry: Entry) -> str:
    """What an entry is called."""
    if isinstance(entry, Journey):
        return journey_title(visit, entry)
    return entry.title or _("Untitled {kind}").format(kind=entry.kind.value)


def time_range(entry: Entry) -> str:
    """`09:00–10:30`, each end on its own clock; `09:00` without an end."""
    if isinstance(entry, Journey):
        return "–".join(part for part in (w.clock(entry.depart), w.clock(entry.arrive)) if part)
    end = w.clock(entry.end) + (f" +{entry.end_day}" if entry.end_day and entry.end else "")
    return "–".join(part for part in (w.clock(entry.start), end) if part)


@dataclass(frozen=True)
class Around:
    """What the words on an entry depend on besides the entry.

    Attributes:
        clash: what it overlaps.
        whole: everybody is on it.
        since: the number of the published version since which it has changed, or None.
        estimate: what its way takes, or None.
        judgement: what a check says of its time, in a word.
        severity: the worst severity of its problems; empty where there is none.
        problem: that problem as a sentence.
    """

    clash: tuple[Clash, ...] = ()
    whole: bool = False
    since: int | None = None
    estimate: Estimate | None = None
    judgement: str = ""
    severity: str = ""
    problem: str = ""


NOTHING = Around()


@dataclass(frozen=True)
class Facts:
    """The words on a block, the most important first.

    Attributes:
        title: what it is called.
        lines: when, where and for how many.
        foot: what stands at the bottom of a journey, and beside a connector.
        spoken: what a screen reader says.
        when: the times alone.
        people: how many take part.
        since: `since v1` where it has changed since that version.
        more: sentences for whoever looks closer: overlaps and problems.
        shorter: what may stand in place of the foot, where that is too long, the longest first.
    """

    title: str
    lines: tuple[str, ...]
    foot: str
    spoken: str
    when: str
    people: int
    since: str = ""
    more: tuple[str, ...] = ()
    shorter: tuple[str, ...] = ()

    @property
    def tip(self) -> str:
        """Everything, for a tooltip."""
        parts = (self.title, *self.lines, self.foot, self.since, *self.more)
        return "\n".join(dict.fromkeys(part for part in parts if part))


def describe(visit: Visit, entry: Entry, around: Around = NOTHING) -> Facts:
    """What a block says and how a screen reader reads it."""
    people = len(attendees(visit, entry))
    if isinstance(entry, Journey):
        words = _describe_journey(visit, entry, people, whole=around.whole)
        if is_connector(entry):
            words = _as_connector(entry, words, around)
    else:
        words = _describe_item(visit, entry, people)
    overlaps = _overlaps(visit, around.clash)
    since = _("since v{number}").format(number=around.since) if around.since else ""
    spoken = _spoken(visit, entry, around, people, overlaps)
    more = [w.capitalised(f"{text}.") for text in overlaps]
    if around.estimate is not None and around.estimate.low < around.estimate.high:
        more.append(w.capitalised(f"{_band(around.estimate)}."))
    more += [around.problem] if around.problem else []
    return replace(words, spoken=spoken, since=since, more=tuple(more))


def _describe_item(visit: Visit, item: Item, people: int) -> Facts:
    when = time_range(item)
    if item.status is not Status.CONFIRMED:
        when = f"{w.capitalised(_(item.status.value))}, {when}"
    elif item.optional:
        when = _("{when}, optional").format(when=when)
    where = index(visit).place(item.place)
    place = where.name if where else item.place
    amount = ""
    if is_meal(item):
        amount = plural("{count} cover", "{count} covers", covers(visit, item))
    elif people:
        amount = plural("{count} person", "{count} people", people)
    return Facts(title_of(visit, item), (when, place, amount), "", "", when, people)


def _describe_journey(visit: Visit, journey: Journey, people: int, *, whole: bool) -> Facts:
    title = journey.number or journey_title(visit, journey)
    if whole or journey.kind is not JourneyKind.LEG:
        title = journey_title(visit, journey)
    elif people:
        count = plural("{count} person", "{count} people", people)
        title = f"{title}, {count}"
    two_zones = journey.origin_zone != journey.destination_zone
    lines = tuple(
        _end_line(visit, moment, where, two_zones=two_zones)
        for moment, where in (
            (journey.departs, journey.origin),
            (journey.arrives, journey.destination),
        )
    )
    foot = _minutes_words(journey)
    if journey.seats:
        seats = _("{people} of {seats} seats").format(people=people, seats=journey.seats)
        foot = w.joined(foot, seats, by=", ")
    if journey.status is not Status.CONFIRMED:
        lines = (w.capitalised(_(journey.status.value)), *lines)
    return Facts(title, lines, foot, "", time_range(journey), people)


def _minutes_words(journey: Journey) -> str:
    minutes = journey.minutes
    return w.length(minutes) if minutes is not None and minutes > 0 else ""


def _as_connector(journey: Journey, words: Facts, around: Around) -> Facts:
    """The short words of a transfer: `Coach 40 min, est. 15: tight`, `Taxi 25 min, 6 people`."""
    minutes = _minutes_words(journey)
    way = w.joined(w.capitalised(_(journey.mode.value)), minutes, by=" ")
    judged = f": {_(around.judgement)}" if around.judgement else ""
    told = way
    if around.estimate is not None:
        told = _("{way}, est. {minutes}").format(way=way, minutes=_figure(around.estimate))
    told += judged
    tail = []
    if words.people and not around.whole:
        tail.append(plural("{count} person", "{count} people", words.people))
    if journey.status is not Status.CONFIRMED:
        tail.append(_(journey.status.value))
    if around.clash:
        tail.append(_("{length} overlap").format(length=clash_words(around.clash)))
    foot = ", ".join([told, *tail])
    return replace(words, foot=foot, shorter=(told, way + judged, way, minutes or way))


def _figure(estimate: Estimate) -> str:
    """`15` below an hour, `1 h 10` from there on."""
    minutes = estimate.low
    return str(minutes) if minutes < 60 else w.length(minutes)


def _band(estimate: Estimate) -> str:
    """`estimated 15–25 min`, as the table of journeys has it; one length where it is stated."""
    low, high = estimate.low, estimate.high
    if low == high:
        return _("estimated {length}").format(length=w.length(low))
    if high < 60:
        return _("estimated {low}–{high} min").format(low=low, high=high)
    return _("estimated {low} to {high}").format(low=w.length(low), high=w.length(high))


def clash_words(clash: Sequence[Clash]) -> str:
    """The longest overlap: `30 min`."""
    return w.length(max(one.minutes for one in clash)) if clash else ""


def _end_line(visit: Visit, moment: Moment | None, where: str, *, two_zones: bool) -> str:
    if moment is None:
        return where
    if not two_zones:
        return f"{moment.wall:%H:%M} {where}"
    city = city_at(index(visit), where) or where
    return f"{moment.wall:%H:%M} {city} ({zone_label(moment)})"


def _overlaps(visit: Visit, clash: Sequence[Clash]) -> list[str]:
    ix = index(visit)
    text = _("overlaps {other} by {minutes} minutes")
    others = ((one, ix.by_id.get(one.other)) for one in clash)
    return [
        text.format(other=title_of(visit, other), minutes=one.minutes)
        for one, other in others
        if isinstance(other, Item | Journey)
    ]


def _spoken(
    visit: Visit, entry: Entry, around: Around, people: int, overlaps: Sequence[str]
) -> str:
    day = entry_day(entry)
    kind = entry.mode.value if isinstance(entry, Journey) else entry.kind.value
    when = " ".join(part for part in (w.weekday_long(day) if day else "", _times(entry)) if part)
    city = index(visit).city_of(entry) if isinstance(entry, Item) else ""
    parts = [title_of(visit, entry), _(kind), when or _("not scheduled"), city]
    if entry.status is not Status.CONFIRMED:
        parts.append(_(entry.status.value))
    parts += overlaps
    if people:
        parts.append(plural("{count} person", "{count} people", people))
    if around.estimate is not None:
        parts.append(_band(around.estimate))
    if around.judgement:
        parts.append(_(around.judgement))
    elif around.severity in ("error", "warning") and not overlaps:
        parts.append(_(around.severity))
    if around.since:
        parts.append(_("changed since version {number}").format(number=around.since))
    return ", ".join(part for part in parts if part)


def _times(entry: Entry) -> str:
    """`09:00 to 10:30`; with both zones where they differ."""
    ends = (
        (entry.departs, entry.arrives) if isinstance(entry, Journey) else (entry.begins, entry.ends)
    )
    if ends[0] and ends[1] and ends[0].zone != ends[1].zone:
        words = [f"{end.wall:%H:%M} ({zone_label(end)})" for end in ends if end]
        return _("{start} to {end}").format(start=words[0], end=words[1])
    return time_range(entry).replace("–", _(" to "))


def is_connector(entry: Entry) -> bool:
    """Whether an entry is drawn as a thin line between its neighbours."""
    if not isinstance(entry, Journey) or entry.kind is JourneyKind.LEG:
        return False
    return (entry.minutes or 0) <= LONGEST_CONNECTOR
