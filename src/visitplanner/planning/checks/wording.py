"""How problems are put into words: names, times, lengths and lists, in one language.

A message is a sentence of the catalogue with named fields; what people typed is put into the
fields and is never read as a pattern.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from itertools import islice

from visitplanner.domain.labels import JOURNEY_TITLES, KIND_LABELS
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.times import zone_label
from visitplanner.domain.vocabulary import Mode
from visitplanner.i18n import N_
from visitplanner.planning.checks.compiled import Plan, Row, moment_at
from visitplanner.planning.checks.ground import Way
from visitplanner.planning.checks.sentence import Phrases, capital, joined
from visitplanner.planning.towns import country_name
from visitplanner.planning.travel import HALF_HOUR, band

_WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
_MONTHS = (
    *(N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun")),
    *(N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec")),
)
_BY = {
    Mode.WALK: N_("on foot"),
    Mode.TAXI: N_("by taxi"),
    Mode.COACH: N_("by coach"),
    Mode.MINIBUS: N_("by minibus"),
    Mode.METRO: N_("by metro"),
    Mode.TRAM: N_("by tram"),
    Mode.TRAIN: N_("by train"),
    Mode.FLIGHT: N_("by air"),
    Mode.FERRY: N_("by ferry"),
    Mode.CAR: N_("by road"),
    Mode.OTHER: N_("on the way"),
}
NAMED = 3
"""How many people, or entries, a message names before it counts the rest."""


class Words:
    """Puts what rules found into the words of one language.

    Attributes:
        language: The tag, such as "en" or "es".
        years: In which years the stops of the visit are; days in others are told with theirs.
    """

    def __init__(self, plan: Plan, language: str = "en") -> None:
        self.language = language
        self._t = Phrases(language)
        self._plan = plan
        self.years = _years(plan)
        # Said over and over in one check.
        self._days: dict[date, str] = {}
        self._lengths: dict[int, str] = {}
        self._quotes: dict[str, str] = {}

    def gettext(self, message: str, **fields: object) -> str:
        """A message of the catalogue with its fields filled in, as the beginning of a sentence.

        What it gives remembers the values of the fields; see `sentence`.
        """
        return capital(self._t.gettext(message, **fields))

    def ngettext(self, one: str, many: str, count: int, **fields: object) -> str:
        """The same for a message that depends on a number, which is its field `count`."""
        return capital(self._t.ngettext(one, many, count, count=count, **fields))

    def phrase(self, message: str, **fields: object) -> str:
        """A marked message within a sentence, its fields filled in."""
        return self._t.gettext(message, **fields)

    # --- Who and what ------------------------------------------------------------------------

    def person(self, person: Delegate) -> str:
        """A person's name, with the ID where two people bear it."""
        if person.code and self._plan.crowd.shares_name(person):
            return f"{person.name} ({person.code})"
        return person.name

    def people(self, people: int) -> str:
        """The people of a bit set: up to three by name, then a count of the others."""
        count = people.bit_count()
        named = islice(self._plan.crowd.members(people), NAMED)
        return self.some([self.person(person) for person in named], count)

    def some(self, names: Sequence[str], count: int | None = None) -> str:
        """Up to three names, then how many others there are; `count` is how many in all."""
        others = (len(names) if count is None else count) - NAMED
        if others <= 0:
            return self.listed(names[:NAMED])
        return self._t.ngettext(
            "{names} and {count} other",
            "{names} and {count} others",
            others,
            names=joined(names[:NAMED], ", "),
            count=others,
        )

    def listed(self, names: Sequence[str]) -> str:
        """All names: `Ana, Jan and Eva`."""
        *others, last = names or [""]
        if not others:
            return last
        return self.phrase(N_("{first} and {last}"), first=joined(others, ", "), last=last)

    def either(self, names: Sequence[str]) -> str:
        """A choice of names: `P10 or P16`."""
        *others, last = names or [""]
        if not others:
            return last
        return self.phrase(N_("{first} or {last}"), first=joined(others, ", "), last=last)

    def title(self, record: Item | Journey) -> str:
        """What an item or a journey is called: `Lunch`, `Train to Valencia`."""
        if isinstance(record, Item):
            return record.title or self.phrase(KIND_LABELS[record.kind])
        place = record.destination or record.origin or record.code or "?"
        return self.phrase(JOURNEY_TITLES[record.mode], place=place)

    def quoted(self, name: str) -> str:
        """A name in the language's quotation marks."""
        if type(name) is not str:  # a text of the catalogue, of which there are several in English
            return self.phrase(N_("“{name}”"), name=name)
        if name not in self._quotes:
            self._quotes[name] = self.phrase(N_("“{name}”"), name=name)
        return self._quotes[name]

    def entry(self, row: Row) -> str:
        """The title of a row in quotation marks."""
        return self.quoted(self.title(row.record))

    def entries(self, rows: Sequence[Row]) -> str:
        """Up to three titles in quotation marks, then how many others there are."""
        return self.some([self.entry(row) for row in rows[:NAMED]], len(rows))

    def entry_at(self, row: Row) -> str:
        """The same with its time and day, as far as they are known."""
        entry, day = self.entry(row), row.day
        if day is None:
            return entry
        if row.begins is None:
            return self.phrase(N_("{entry} on {day}"), entry=entry, day=self.day(day))
        time, day_text = self.local(row.start, row.zones[0]), self.day(day)
        return self.phrase(N_("{entry} at {time} on {day}"), entry=entry, time=time, day=day_text)

    def how_many(self, count: int) -> str:
        """`1 person`, `13 people`."""
        return self._t.ngettext("{n} person", "{n} people", count, n=count)

    def how_many_rooms(self, count: int) -> str:
        """`1 room`, `2 rooms`."""
        return self._t.ngettext("{n} room", "{n} rooms", count, n=count)

    def country(self, code: str) -> str:
        """The name of a country by its ISO 3166 code, or the code where it has none."""
        return country_name(code, self.language)

    # --- When --------------------------------------------------------------------------------

    def day(self, day: date) -> str:
        """`Tue 7 Nov`; `Wed 7 Nov 2018` where the visit is in another year."""
        if day not in self._days:
            elsewhere = bool(self.years) and day.year not in self.years
            self._days[day] = self.dated(day) if elsewhere else self._plain(day)
        return self._days[day]

    def dated(self, day: date) -> str:
        """`Tue 7 Nov 2017`, whichever year the visit is in."""
        return self.phrase(N_("{day} {year}"), day=self._plain(day), year=day.year)

    def _plain(self, day: date) -> str:
        return self.phrase(
            N_("{weekday} {day} {month}"),
            weekday=self._t.gettext(_WEEKDAYS[day.weekday()]),
            day=day.day,
            month=self._t.gettext(_MONTHS[day.month - 1]),
        )

    def clock(self, clock: time) -> str:
        """`09:30`."""
        return f"{clock:%H:%M}"

    def local(self, minute: int, zone: str) -> str:
        """The time on the clocks of a zone: `09:30`."""
        return self.clock(moment_at(minute, zone).wall.time())

    def local_day(self, minute: int, zone: str) -> str:
        """The day on the calendars of a zone: `Tue 7 Nov`."""
        return self.day(moment_at(minute, zone).wall.date())

    def both(self, minute: int, zone: str, other: str) -> str:
        """One instant in two zones: `12:30`, or `12:30 CET (13:30 EET)` where clocks differ."""
        here, there = moment_at(minute, zone), moment_at(minute, other)
        if here.wall == there.wall:
            return self.clock(here.wall.time())
        return self.phrase(
            N_("{time} {zone} ({other_time} {other_zone})"),
            time=self.clock(here.wall.time()),
            zone=zone_label(here),
            other_time=self.clock(there.wall.time()),
            other_zone=zone_label(there),
        )

    def pair(self, first: tuple[int, str], second: tuple[int, str]) -> tuple[str, str]:
        """Two instants, each on its own clock, with the zones' letters where the clocks differ."""
        moments = [moment_at(*first), moment_at(*second)]
        offsets = {moment.aware.utcoffset() for moment in moments}
        texts = [self.clock(moment.wall.time()) for moment in moments]
        if len(offsets) > 1:
            texts = [f"{text} {zone_label(m)}" for text, m in zip(texts, moments, strict=True)]
        return texts[0], texts[1]

    # --- How long and how far ------------------------------------------------------------------

    def length(self, minutes: int) -> str:
        """`20 min`, `3 h`, `3 h 20`."""
        if minutes not in self._lengths:
            self._lengths[minutes] = self._length(minutes)
        return self._lengths[minutes]

    def _length(self, minutes: int) -> str:
        hours, rest = divmod(minutes, 60)
        if not hours:
            return self.phrase(N_("{minutes} min"), minutes=rest)
        whole = self.phrase(N_("{hours} h"), hours=hours)
        return joined([whole, f"{rest:02d}"], " ") if rest else whole

    def about(self, minutes: float, mode: Mode) -> str:
        """An estimate as the band it stands for, never a single figure: `25–40 min`, `2–3 h`."""
        shown = band(mode, minutes)
        if shown.step < HALF_HOUR:
            return self.phrase(N_("{minutes} min"), minutes=f"{shown.low}–{shown.high}")
        low, high = (_halves(end // HALF_HOUR) for end in (shown.low, shown.high))
        return self.phrase(N_("{hours} h"), hours=f"{low}–{high}")

    def by(self, mode: Mode) -> str:
        """`by train`, `on foot`."""
        return self._t.gettext(_BY[mode])

    def distance(self, way: Way) -> str:
        """`700 m`, `5 km`."""
        if way.km < 1:
            return f"{max(100, round(way.km * 10) * 100)} m"
        return f"{round(way.km)} km"


def _years(plan: Plan) -> frozenset[int]:
    days = (day for stop in plan.visit.stops for day in (stop.arrive, stop.leave) if day)
    return frozenset(day.year for day in days)


def _halves(count: int) -> str:
    """Half hours in hours: `½`, `1`, `1½`."""
    whole, half = divmod(count, 2)
    return f"{whole or ''}{'½' if half else ''}"
