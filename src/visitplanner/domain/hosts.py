"""The hosts of a visit: how far each has been brought, what comes next, what has happened.

A host is an organisation that receives or carries the delegation in the programme, or that somebody
has begun to follow as one. Its step is the one that was stated; where none was, it follows from the
status of what it does in the programme.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from visitplanner.domain.base import same_name
from visitplanner.domain.due import Urgency, due_day, urgency
from visitplanner.domain.edits import add, change
from visitplanner.domain.index import index
from visitplanner.domain.people import Contact, HostEvent, Organisation
from visitplanner.domain.programme import Item, Journey, Room
from visitplanner.domain.queries import Entry, all_entries, is_booked, sort_key
from visitplanner.domain.records import find
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ContactRole, HostEventKind, HostStep, Status
from visitplanner.errors import PlanError

PATIENCE: Final = 10
"""After so many days without an answer a host that was asked is reminded."""

_STEPS: Final[Mapping[Status, HostStep]] = {
    Status.IDEA: HostStep.IDEA,
    Status.REQUESTED: HostStep.ASKED,
    Status.OTHER: HostStep.ASKED,
    Status.TENTATIVE: HostStep.AGREED,
    Status.CONFIRMED: HostStep.CONFIRMED,
}
_ORDER: Final = list(HostStep)


@dataclass(frozen=True)
class Host:
    """A host as it stands.

    Attributes:
        organisation: its record.
        entries: what it does in the programme, in order of time; what is cancelled left out.
        rooms: the rooms it has as a hotel.
        step: how far it has been brought.
        stated: whether somebody has said so; else it follows from the entries.
    """

    organisation: Organisation
    entries: tuple[Entry, ...]
    rooms: tuple[Room, ...]
    step: HostStep
    stated: bool


@dataclass(frozen=True)
class Action:
    """What is to be done about a host.

    Attributes:
        text: what was written down; empty where nothing was.
        day: by when; for a host that does not answer, the day on which it was asked.
        urgency: where that stands.
        silent: for how many days a host that was asked has not answered; 0 otherwise.
    """

    text: str
    day: date | None
    urgency: Urgency
    silent: int = 0


def host_name(entry: Entry) -> str:
    """The organisation that an entry names as its host or carrier."""
    return entry.carrier if isinstance(entry, Journey) else entry.host_organisation


def _by_host(visit: Visit) -> Mapping[str, list[Entry]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    known = {same_name(one.name) for one in visit.organisations if one.name}
    for entry in all_entries(visit):
        if not entry.status.counts:
            continue
        names = {same_name(host_name(entry))}
        if isinstance(entry, Item):
            names |= {same_name(entry.place)} & known  # a restaurant is named as the place alone
        for name in names - {""}:
            found[name].append(entry)
    return found


def implied_step(entries: tuple[Entry, ...], rooms: tuple[Room, ...] = ()) -> HostStep:
    """The step that follows from the plan: that of the least certain entry or room.

    Mere ideas do not hold back a host with whom something else is settled. A room is certain once
    the hotel has given a number for it.
    """
    steps = [_STEPS[entry.status] for entry in entries if entry.status in _STEPS]
    steps += [HostStep.CONFIRMED if room.confirmation else HostStep.ASKED for room in rooms]
    firm = [step for step in steps if step is not HostStep.IDEA]
    return min(firm or steps, key=_ORDER.index, default=HostStep.IDEA)


_PARTS: Final = ("organisations", "items", "journeys", "rooms", "delegates")
"""The parts of a visit on which its hosts depend."""


class _Last:
    """The hosts that were asked for last: those of a plan and its next edit are mostly the same."""

    found: tuple[Visit, tuple[Host, ...]] | None = None


def hosts(visit: Visit) -> tuple[Host, ...]:
    """The hosts in the order of the list of organisations."""
    last = _Last.found  # taken once and stored whole: another thread may ask at the same time
    if last is None or any(getattr(last[0], n) is not getattr(visit, n) for n in _PARTS):
        last = _Last.found = visit, _hosts(visit)
    return last[1]


def _hosts(visit: Visit) -> tuple[Host, ...]:
    by_host = _by_host(visit)
    known = {same_name(one.name) for one in visit.organisations}
    hotels: dict[str, list[Room]] = defaultdict(list)
    for room in visit.rooms:
        hotel = same_name(room.hotel)
        if hotel in known and is_booked(visit, room):
            hotels[hotel].append(room)
    found = []
    for one in visit.organisations:
        key = same_name(one.name)
        entries = tuple(sorted(by_host.get(key, ()), key=sort_key))
        rooms = tuple(hotels[key]) if key in hotels and key else ()
        if entries or rooms or is_followed(one):
            step = one.host_step or implied_step(entries, rooms)
            found.append(Host(one, entries, rooms, step, one.host_step is not None))
    return tuple(found)


def is_followed(organisation: Organisation) -> bool:
    """Whether somebody has written down anything about an organisation as a host."""
    one = organisation
    return bool(one.host_step or one.host_log or one.next_action or one.next_due)


def host_of(visit: Visit, organisation_id: str) -> Host | None:
    """The host with that internal id, or None where it is none."""
    return next((host for host in hosts(visit) if host.organisation.id == organisation_id), None)


def unlisted_hosts(visit: Visit) -> tuple[str, ...]:
    """Hosts of items that the list of organisations does not have, as first written."""
    known = {same_name(one.name) for one in visit.organisations}
    found: dict[str, str] = {}
    for item in visit.items:
        name = same_name(item.host_organisation)
        if name and name not in known and item.status.counts:
            found.setdefault(name, item.host_organisation)
    return tuple(found.values())


def add_unlisted(visit: Visit) -> Visit:
    """The visit with an organisation for each host that has none yet."""
    for name in unlisted_hosts(visit):
        visit = add(visit, Organisation(name=name))
    return visit


def contacts_of(visit: Visit, host: Host) -> tuple[Contact, ...]:
    """The people to talk to: those whom its entries name, then hosts, then who has an address."""
    key, ix = same_name(host.organisation.name), index(visit)
    named: dict[str, Contact] = {}
    for entry in host.entries:
        name = entry.contact if isinstance(entry, Journey) else entry.host_contact
        contact = ix.contact(name)
        if contact is not None and same_name(host_name(entry)) == key:
            named.setdefault(contact.id, contact)
    own = [one for one in visit.contacts if key and same_name(one.organisation) == key]
    rest = [one for one in own if one.id not in named]
    rest.sort(key=lambda one: (one.role is not ContactRole.HOST, not (one.email or one.phone)))
    theirs = [one for one in named.values() if same_name(one.organisation) in ("", key)]
    others = [one for one in named.values() if same_name(one.organisation) not in ("", key)]
    return (*theirs, *rest, *others)


def days_of_steps(organisation: Organisation) -> dict[HostStep, date | None]:
    """For each step that was noted down, the day on which it was last reached."""
    found: dict[HostStep, date | None] = {}
    for event in organisation.host_log:
        if event.kind.step is not None:
            found[event.kind.step] = event.day
    return found


def asked_on(host: Host) -> date | None:
    """The day on which a host was asked: as noted down, else the first that its items name."""
    noted = days_of_steps(host.organisation).get(HostStep.ASKED)
    days = [e.asked_on for e in host.entries if isinstance(e, Item) and e.asked_on]
    return noted or min(days, default=None)


def action(visit: Visit, host: Host, today: date) -> Action | None:
    """What is to be done about a host; None where nothing is.

    That is what was written down; else, of a host that was asked `PATIENCE` days ago or more and
    has not answered before the visit has begun, that it has not.
    """
    one = host.organisation
    first = visit.first_day
    if one.next_action or one.next_due:
        day = due_day(one.next_due, first)
        return Action(one.next_action, day, urgency(day, today))
    asked = asked_on(host)
    if host.step is not HostStep.ASKED or asked is None or (first is not None and first <= today):
        return None
    silent = (today - asked).days
    return Action("", asked, Urgency.OVERDUE, silent) if silent >= PATIENCE else None


# --- verbs ---------------------------------------------------------------------------------------


def _organisation(visit: Visit, record_id: str) -> Organisation:
    found = find(visit, record_id)
    if not isinstance(found, Organisation):
        raise PlanError("Only organisations are followed as hosts.")
    return found


def set_step(visit: Visit, record_id: str, step: HostStep, on: date) -> Visit:
    """Say how far a host has been brought, and note down that it was on that day.

    Nothing that was noted before is lost; a step that is stated already changes nothing.

    Raises:
        PlanError: there is no such organisation.
    """
    one = _organisation(visit, record_id)
    if one.host_step is step:
        return visit
    event = HostEvent(day=on, kind=HostEventKind(step.value))
    return change(visit, record_id, host_step=step, host_log=(*one.host_log, event))


def set_steps(visit: Visit, record_ids: tuple[str, ...], step: HostStep, on: date) -> Visit:
    """The same for several hosts, as one edit."""
    for one in record_ids:
        visit = set_step(visit, one, step, on)
    return visit


def note(visit: Visit, record_id: str, kind: HostEventKind, text: str, on: date) -> Visit:
    """Note down that somebody called or wrote, or anything else.

    Raises:
        PlanError: there is no such organisation, or nothing to note down.
    """
    one = _organisation(visit, record_id)
    if not text.strip():
        raise PlanError("Write what was said.")
    event = HostEvent(day=on, kind=kind, text=text)
    return change(visit, record_id, host_log=(*one.host_log, event))


def finish_action(visit: Visit, record_id: str, on: date) -> Visit:
    """Note down that what was to be done is done; nothing is then to be done.

    Raises:
        PlanError: there is no such organisation.
    """
    one = _organisation(visit, record_id)
    if not one.next_action and not one.next_due:
        return visit
    log = one.host_log
    if one.next_action:
        log = (*log, HostEvent(day=on, kind=HostEventKind.NOTE, text=one.next_action))
    return change(visit, record_id, host_log=log, next_action="", next_due=None)


def confirm_entries(visit: Visit, record_id: str) -> Visit:
    """Mark as confirmed what a host does in the programme and has been asked for."""
    host = host_of(visit, record_id)
    for entry in open_entries(host) if host else ():
        visit = change(visit, entry.id, status=Status.CONFIRMED)
    return visit


def open_entries(host: Host) -> tuple[Entry, ...]:
    """What a host does in the programme and is not confirmed there; mere ideas left out."""
    sure = (Status.CONFIRMED, Status.IDEA)
    return tuple(entry for entry in host.entries if entry.status not in sure)
