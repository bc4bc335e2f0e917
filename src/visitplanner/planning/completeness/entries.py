"""What is missing in items and journeys."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Final

from visitplanner.domain.base import same_name
from visitplanner.domain.programme import Item, Journey, Place
from visitplanner.domain.queries import is_meal
from visitplanner.domain.vocabulary import (
    ContactRole,
    DelegateRole,
    ItemKind,
    JourneyKind,
    Mode,
    Status,
)
from visitplanner.planning.access_needs import cannot_do_with_steps
from visitplanner.planning.checks.compiled import Row
from visitplanner.planning.completeness import needs as n
from visitplanner.planning.completeness.answers import ORGANISER
from visitplanner.planning.completeness.ledger import Subject
from visitplanner.planning.completeness.needs import Need
from visitplanner.planning.completeness.papers import Paper
from visitplanner.planning.completeness.result import Answerer
from visitplanner.planning.completeness.survey import Survey

_LOOSE: Final = frozenset({ItemKind.NOTE, ItemKind.FREE_TIME})
_HOSTED: Final = frozenset({ItemKind.SESSION, ItemKind.SITE_VISIT})
_SPOKEN: Final = _HOSTED | {ItemKind.BRIEFING}
_NUMBERED: Final = frozenset({Mode.FLIGHT, Mode.TRAIN, Mode.FERRY})
_HIRED: Final = frozenset({Mode.COACH, Mode.MINIBUS})
_DRIVEN: Final = _HIRED | {Mode.TAXI, Mode.CAR}

_MORE_PAPERS: Final = {
    **dict.fromkeys(_HOSTED, (Paper.HOST_PACK, Paper.ATTENDANCE_SHEET)),
    ItemKind.BRIEFING: (Paper.ATTENDANCE_SHEET,),
    ItemKind.MEAL: (Paper.CATERING_SHEET,),
}


@lru_cache(maxsize=256)
def _of_kind(need: Need, kind: ItemKind) -> Need:
    """A need of every item, with the papers that only items of this kind go to."""
    more = _MORE_PAPERS.get(kind, ())
    return replace(need, papers=(*need.papers, *more)) if more else need


class Entries:
    """The items and journeys of a plan; cancelled ones and mere ideas need nothing."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._plan, self._ledger, self._answers = survey.plan, survey.ledger, survey.answers
        visit = survey.plan.visit
        self._interpreted = any(
            person.active and person.role is DelegateRole.INTERPRETER for person in visit.delegates
        ) or any(contact.role is ContactRole.INTERPRETER for contact in visit.contacts)
        crowd = survey.plan.crowd
        self._step_free = crowd.those(
            p for p in visit.delegates if p.active and cannot_do_with_steps(p)
        )

    def survey(self, rows: list[Row]) -> None:
        """Count what these rows have to say, and ask for what they do not."""
        for row in rows:
            if isinstance(row.record, Item):
                self._item(row, row.record)
            else:
                self._journey(row, row.record)

    # --- Items ------------------------------------------------------------------------------

    def _item(self, row: Row, item: Item) -> None:
        self._take(row, n.ITEM_DAY, item, known=item.day is not None)
        if item.kind in _LOOSE:
            return
        if not is_meal(item):
            self._take(row, n.ITEM_TITLE, item, known=bool(item.title))
        self._take(row, n.ITEM_START, item, known=item.start is not None)
        self._take(row, n.ITEM_END, item, known=item.end is not None)
        self._take(row, n.ITEM_ZONE, item, known=bool(item.zone))
        self._take(row, n.ITEM_WHO, item, known=bool(item.who))
        self._take(row, n.ITEM_STATUS, item, known=item.status is Status.CONFIRMED)
        self._item_place(row, item)
        if item.kind in _HOSTED:
            self._item_host(row, item)
        if is_meal(item):
            self._meal(row, item)
        if self._interpreted and item.kind in _SPOKEN:
            self._take(row, n.ITEM_LANGUAGE, item, known=bool(item.language))

    def _take(self, row: Row, need: Need, item: Item, *, known: bool) -> None:
        """Count a fact of the item's own; nothing is known of one that has no day but this."""
        need = _of_kind(need, item.kind)
        dated = row.day is not None
        self._ledger.count(need, known=known and dated, day=row.day)
        if not known and (dated or need.field == n.ITEM_DAY.field):
            self._ledger.ask(need, self._survey.entry(row), self._whom(need, item), _days(row))

    def _whom(self, need: Need, item: Item) -> Answerer:
        """The host knows about his own house; who comes, and when, is for the organiser to say."""
        if need.field in ("who", "day", "zone", "host_organisation"):
            return ORGANISER
        if need.field == "menu" or is_meal(item):
            return self._answers.caterer(item)
        return self._answers.host(item)

    def _item_place(self, row: Row, item: Item) -> None:
        self._take(row, n.ITEM_PLACE, item, known=bool(item.place))
        place = self._plan.index.place(item.place)
        known = place is not None and self._survey.has_address(place)
        need = _of_kind(n.ITEM_ADDRESS, item.kind)
        self._ledger.count(need, known=known and row.day is not None, day=row.day)
        if known or not item.place or row.day is None:
            return
        whom = self._whom(need, item)
        if place is None:
            need, it = _of_kind(n.UNLISTED, item.kind), self._survey.entry(row)
            self._ledger.ask(need, it, whom, _days(row), place=item.place)
            return
        self._ledger.ask(need, self._place_of(row, place), whom, _days(row))

    def _place_of(self, row: Row, place: Place) -> Subject:
        return self._survey.place(place, *self._survey.entry(row).names)

    def _item_host(self, row: Row, item: Item) -> None:
        hosted = bool(item.host_organisation or item.host_contact)
        self._take(row, n.ITEM_HOST, item, known=hosted)
        known = self._answers.host_contact(item) is not None
        need = n.ITEM_CONTACT
        self._ledger.count(need, known=known and row.day is not None, day=row.day)
        if hosted and not known and row.day is not None:
            self._ask_for_contact(row, item)
        place = self._plan.index.place(item.place)
        if place and place.step_free is None and row.who & self._step_free and row.day is not None:
            whom = self._answers.host(item)
            self._ledger.ask(n.STEP_FREE, self._place_of(row, place), whom, _days(row))

    def _ask_for_contact(self, row: Row, item: Item) -> None:
        """Once for each host; the phone of a place is the host's only where it bears his name."""
        host = item.host_organisation or item.host_contact
        entry = self._survey.entry(row)
        subject = Subject(item.id, host, (host, *entry.names))
        own = same_name(item.place) == same_name(host)
        whom = self._answers.at_place(item.place) if own else ORGANISER
        need, key = n.ITEM_CONTACT, f"host {same_name(host)}"
        self._ledger.ask(need, subject, whom, _days(row), key=key)

    def _meal(self, row: Row, item: Item) -> None:
        self._take(row, n.ITEM_MENU, item, known=bool(item.menu))
        place = self._plan.index.place(item.place)
        contact = self._answers.caterer_contact(item) or self._answers.host_contact(item)
        known = contact is not None or bool(place and place.phone)
        self._ledger.count(n.ITEM_CATERER, known=known and row.day is not None, day=row.day)
        if place and not known and row.day is not None:
            whom = self._answers.caterer(item)
            self._ledger.ask(n.ITEM_CATERER, self._place_of(row, place), whom, _days(row))

    # --- Journeys ---------------------------------------------------------------------------

    def _journey(self, row: Row, journey: Journey) -> None:
        mode = journey.mode
        self._ride(row, n.JOURNEY_DAY, known=journey.depart_day is not None)
        self._ride(row, n.DEPART, known=journey.depart is not None)
        self._ride(row, n.ARRIVE, known=journey.arrive is not None)
        self._ride(row, n.ORIGIN, known=bool(journey.origin))
        self._ride(row, n.DESTINATION, known=bool(journey.destination))
        self._ride(row, n.ORIGIN_ZONE, known=bool(journey.origin_zone))
        self._ride(row, n.DESTINATION_ZONE, known=bool(journey.destination_zone))
        self._ride(row, n.JOURNEY_WHO, known=bool(journey.who))
        self._ride(row, n.JOURNEY_STATUS, known=journey.status is Status.CONFIRMED)
        if mode in _NUMBERED:
            self._ride(row, n.NUMBER, known=bool(journey.number))
        if mode in _NUMBERED | _HIRED:
            self._ride(row, n.CARRIER, known=bool(journey.carrier))
        self._meeting(row, journey)
        if mode in _HIRED:
            self._ride(row, n.SEATS, known=journey.seats is not None)
            self._ride(row, n.DRIVER, known=self._answers.has_drivers_phone(journey))
        if mode in _DRIVEN:
            self._ends(row, journey)

    def _ride(self, row: Row, need: Need, *, known: bool, asked: bool = True) -> None:
        dated = row.day is not None
        self._ledger.count(need, known=known and dated, day=row.day)
        if asked and not known and (dated or need is n.JOURNEY_DAY):
            whom = self._whose(row, need)
            self._ledger.ask(need, self._survey.entry(row), whom, _days(row))

    def _whose(self, row: Row, need: Need) -> Answerer:
        """The carrier knows its vehicle; who travels, from where and to where, the organiser."""
        journey = row.record
        organised = ("who", "depart_day", "origin", "destination", "carrier")
        meeting = ("meeting_point", "meeting_time")
        alone = row.who.bit_count() == 1 and need.field != "who"
        zoned = need.field.endswith("_zone")
        if isinstance(journey, Item) or zoned or need.field in meeting:
            return ORGANISER
        if need.field in organised and not alone:
            return ORGANISER
        return self._answers.carrier(row, journey)

    def _meeting(self, row: Row, journey: Journey) -> None:
        """A group has to meet somewhere; who travels to the visit on his own, nowhere.

        On a leg it does not count: whether a group travels depends on who else is in the plan.
        """
        point, time = bool(journey.meeting_point), journey.meeting_time is not None
        if journey.kind is JourneyKind.TRANSFER:
            self._ride(row, n.MEETING_POINT, known=point, asked=bool(journey.who))
            self._ride(row, n.MEETING_TIME, known=time, asked=bool(journey.who))
            return
        travelling = row.who.bit_count()
        group = travelling > 1 and travelling * 2 >= self._plan.crowd.active.bit_count()
        self._ride(row, n.LEG_MEETING_POINT, known=point, asked=group)
        self._ride(row, n.LEG_MEETING_TIME, known=time, asked=group)

    def _ends(self, row: Row, journey: Journey) -> None:
        """A driver needs the address of a place; an airport or a station he finds by its name."""
        for reference in (journey.origin, journey.destination):
            place = self._plan.index.place(reference)
            known = bool(reference) and (place is None or self._survey.has_address(place))
            dated = row.day is not None
            self._ledger.count(n.RIDE_ADDRESS, known=known and dated, day=row.day)
            if place and not known and dated:
                whom = self._answers.at_place(place.name)
                self._ledger.ask(n.RIDE_ADDRESS, self._place_of(row, place), whom, _days(row))


def _days(row: Row) -> tuple[date, ...]:
    return (row.day,) if row.day is not None else ()
