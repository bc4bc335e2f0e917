"""What all chapters of one paper share: the edition, its words, its days, its numbered places."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cached_property
from gettext import NullTranslations

from visitplanner.domain import queries
from visitplanner.domain.base import same_name
from visitplanner.domain.index import Index
from visitplanner.domain.privacy import Audience
from visitplanner.domain.programme import Item, Journey, Place, Stop
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import JourneyKind
from visitplanner.planning import towns
from visitplanner.publishing.documents import model
from visitplanner.publishing.edition import Edition, HotelStay
from visitplanner.publishing.phrasing import Phrasing, phrasing
from visitplanner.publishing.readership import TEAM

ADDRESSES = "addresses"
"""The key of the chapter to which the numbers of places refer."""
MAPS = "maps"
"""The key of the chapter with the maps, on which the places have the same numbers."""


class Draft:
    """An edition while it is written out as one paper; the chapters read nothing else.

    Attributes:
        edition: What the reader may see, and at which version.
        phrases: How the paper's language writes dates and times.
        numbered: Whether places bear the numbers of the chapter with the addresses.
        listed: Whether the paper has chapters that the contents name; set once they are written.
    """

    def __init__(
        self, edition: Edition, *, numbered: bool = True, chapters: frozenset[str] | None = None
    ) -> None:
        self.edition = edition
        self.phrases: Phrasing = phrasing(edition.language)
        self.numbered = numbered and (chapters is None or bool(chapters & {ADDRESSES, MAPS}))
        self.listed = False
        self._chapters = chapters

    def has(self, chapter: str) -> bool:
        """Whether the paper has a chapter that others may refer to."""
        return self._chapters is None or chapter in self._chapters

    @property
    def t(self) -> NullTranslations:
        """The translator."""
        return self.phrases.t

    @property
    def visit(self) -> Visit:
        """The visit as the reader may see it."""
        return self.edition.visit

    @property
    def team(self) -> bool:
        """Whether the paper is for those who run the visit."""
        return self.edition.audience in TEAM

    @property
    def public(self) -> bool:
        """Whether the paper is for everybody."""
        return self.edition.audience is Audience.PUBLIC

    @cached_property
    def ix(self) -> Index:
        """The look-up tables of the visit."""
        return self.edition.index

    @cached_property
    def entries(self) -> tuple[queries.Entry, ...]:
        """The dated items and journeys, in order; a personal paper has its person's own."""
        return self.edition.programme

    @cached_property
    def by_day(self) -> dict[date, tuple[queries.Entry, ...]]:
        """The entries of each day that has any."""
        found: dict[date, list[queries.Entry]] = {}
        for entry in self.entries:
            if day := queries.entry_day(entry):
                found.setdefault(day, []).append(entry)
        return {day: tuple(rows) for day, rows in found.items()}

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The days of the paper: those of the visit, and others on which something happens.

        A personal paper has the days on which its person is there.
        """
        person = self.edition.person
        stay = [d for d in self.visit.days if person is None or queries.present_on(person, d)]
        return tuple(sorted({*stay, *self.by_day}))

    @cached_property
    def going_on(self) -> dict[date, tuple[Item, ...]]:
        """What began on an earlier day and goes on, by each of the paper's further days."""
        found: dict[date, list[Item]] = {}
        for item in self.items:
            for day in item.goes_on:
                found.setdefault(day, []).append(item)
        return {day: tuple(found[day]) for day in self.days if day in found}

    def on(self, day: date) -> tuple[queries.Entry, ...]:
        """What goes on since an earlier day, and the entries of a day; empty if it has none."""
        return (*self.going_on.get(day, ()), *self.by_day.get(day, ()))

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The dated items, in order."""
        return tuple(entry for entry in self.entries if isinstance(entry, Item))

    @cached_property
    def legs(self) -> tuple[Journey, ...]:
        """The dated journeys between cities, in order."""
        return tuple(e for e in self.entries if isinstance(e, Journey) and is_leg(e))

    @cached_property
    def transfers(self) -> tuple[Journey, ...]:
        """The dated journeys within a city, in order."""
        return tuple(e for e in self.entries if isinstance(e, Journey) and not is_leg(e))

    def stops_on(self, day: date) -> tuple[Stop, ...]:
        """The cities of a day in the order of travel: two where one is left for the other."""
        there = (s for s in queries.stays(self.visit) if s.arrive)
        return tuple(s for s in there if (s.arrive or day) <= day <= (s.leave or s.arrive or day))

    def countries(self, stops: Iterable[Stop]) -> tuple[str, ...]:
        """The countries of stops by their ISO codes, in the order of the stops, each once."""
        codes = (towns.country_of(stop.city, stop.country) for stop in stops)
        return tuple(dict.fromkeys(code for code in codes if code))

    @cached_property
    def zone(self) -> str:
        """The zone on whose clock versions are dated: that of the first stop that has one."""
        return next((s.zone for s in queries.stays(self.visit) if s.zone), "UTC")

    @cached_property
    def crosses_zones(self) -> bool:
        """Whether the reader's clock changes on the way, so that zones must be said."""
        return any(watch_shift(journey) for journey in (*self.legs, *self.transfers))

    def stays_on(self, night: date) -> tuple[HotelStay, ...]:
        """The group's hotels in the night that follows the day `night`."""
        return tuple(s for s in self.edition.stays if s.check_in <= night < s.check_out)

    # --- places ---------------------------------------------------------------------------------

    @cached_property
    def numbers(self) -> dict[str, str]:
        """The number of each place (by the form in which names are equal), by first appearance.

        Rooms at one address bear one number.
        """
        if not self.numbered:
            return {}
        found: dict[str, str] = {}
        spots: dict[tuple[object, ...], str] = {}
        for place in self._places_met():
            spot = _spot(place)
            found[same_name(place.name)] = spots.setdefault(spot, str(len(spots) + 1))
        return found

    def _places_met(self) -> list[Place]:
        names: list[str] = []
        for day in self.days:
            for entry in self.by_day.get(day, ()):
                if isinstance(entry, Item):
                    names.append(entry.place)
                else:
                    names += (entry.origin, entry.destination)
            names += (stay.hotel for stay in self.stays_on(day))
        places = (self.ix.place(name) for name in dict.fromkeys(names) if name)
        return [place for place in places if place and _worth_listing(place)]

    def place(self, name: str) -> model.Place | None:
        """A place as a paper prints it, or None if none was given."""
        if not name:
            return None
        record = self.ix.place(name)
        number = self.numbers.get(same_name(name), "")
        explained = ADDRESSES if self.has(ADDRESSES) else MAPS
        target = f"#{explained}" if number else ""
        return model.Place(record.name if record else name, number, target)

    def address(self, name: str) -> str:
        """The address of a place on one line, or nothing."""
        record = self.ix.place(name) if name else None
        return " ".join(record.address.split()) if record else ""


def is_leg(journey: Journey) -> bool:
    """Whether a journey goes between cities; one whose kind nobody knows counts as a transfer."""
    return journey.kind is JourneyKind.LEG


def watch_shift(journey: Journey) -> int:
    """By how many minutes a traveller sets the watch on; negative: back."""
    departs, arrives = journey.departs, journey.arrives
    if departs is None or arrives is None:
        return 0
    # What the clock of the origin shows on arrival: a clock change there is no change of place.
    there = arrives.aware.utcoffset() or timedelta()
    here = arrives.instant.astimezone(departs.aware.tzinfo).utcoffset() or timedelta()
    return round((there - here).total_seconds() / 60)


def _worth_listing(place: Place) -> bool:
    return bool(place.address or place.local_address or place.latitude is not None)


def _spot(place: Place) -> tuple[object, ...]:
    if place.address:
        return same_name(place.address), place.latitude, place.longitude
    if place.latitude is not None:
        return "", place.latitude, place.longitude
    return (place.id,)
