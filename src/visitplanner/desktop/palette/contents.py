"""What the palette finds: the records of a plan, its notes, its problems, and the actions."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from visitplanner.desktop import wording as w
from visitplanner.desktop.palette.ranking import Entry
from visitplanner.desktop.timeline.facts import time_range, title_of
from visitplanner.desktop.wording import _
from visitplanner.domain.office import RelativeDue
from visitplanner.domain.programme import Item
from visitplanner.domain.queries import Entry as Planned
from visitplanner.domain.queries import entry_day
from visitplanner.domain.visit import Visit
from visitplanner.i18n import N_

if TYPE_CHECKING:
    from visitplanner.domain.base import Entity
    from visitplanner.domain.office import Task
    from visitplanner.planning.checks import Problem

PROGRAMME: Final = N_("Programme")
PEOPLE: Final = N_("People")
HOSTS: Final = N_("Hosts and places")
TASKS: Final = N_("Tasks")
COMMANDS: Final = N_("Commands")
NOTES: Final = N_("Notes")
PROBLEMS: Final = N_("Problems")
LATELY: Final = N_("Lately")
EVERYWHERE: Final = (PROGRAMME, PEOPLE, HOSTS, COMMANDS, TASKS, NOTES)
"""The groups that are searched where nothing says otherwise."""
PREFIXES: Final = {">": (COMMANDS,), "@": (PEOPLE,), "#": (PROBLEMS,)}
"""Signs at the beginning of a question, and the groups that it then looks in."""

RECORD, ACTION, FIELD, PROBLEM = "record", "action", "field", "problem"
"""What the key of an entry begins with, before a colon."""
_NOTES: Final = (
    ("items", "prepare", N_("preparation for {name}")),
    ("items", "notes", N_("note on {name}")),
    ("items", "internal_notes", N_("internal note on {name}")),
    ("items", "plan_b", N_("plan B of {name}")),
    ("journeys", "notes", N_("note on {name}")),
    ("stops", "notes", N_("note on {name}")),
    ("places", "notes", N_("note on {name}")),
    ("contacts", "notes", N_("note on {name}")),
)


def of_visit(visit: Visit) -> list[Entry]:
    """Everything of a plan that can be gone to."""
    return [
        *_programme(visit),
        *_people(visit),
        *_hosts(visit),
        *(_task(task) for task in visit.tasks if task.title),
        *_notes(visit),
    ]


def _line(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _programme(visit: Visit) -> Iterator[Entry]:
    from visitplanner.desktop import icons

    rows: list[Planned] = [*visit.items, *visit.journeys]
    for entry in rows:
        day = entry_day(entry)
        when = w.joined(w.day_short(day) if day else "", time_range(entry), by=", ")
        if isinstance(entry, Item):
            where = entry.place or entry.city
            hidden = [entry.code, entry.kind.value, entry.city, entry.host_organisation]
        else:
            where = _("journey by {mode}").format(mode=entry.mode.value)
            hidden = [entry.code, entry.origin, entry.destination, entry.number, entry.carrier]
        yield Entry(
            f"{RECORD}:{entry.id}",
            PROGRAMME,
            _line(title_of(visit, entry)),
            _line(w.joined(when or _("not scheduled"), where, by=", ")),
            icons.of_entry(entry),
            icons.color_of_entry(entry),
            _line(" ".join((*hidden, entry.status.value))),
        )


def _people(visit: Visit) -> Iterator[Entry]:
    for person in visit.delegates:
        hidden = (
            person.code,
            *(person.native_name, person.given_name, person.email, person.job_title),
            *person.groups,
        )
        yield Entry(
            f"{RECORD}:{person.id}",
            PEOPLE,
            _line(person.name),
            _line(w.joined(person.organisation, person.role.value, by=", ")),
            "user",
            words=_line(" ".join(hidden)),
        )


def _hosts(visit: Visit) -> Iterator[Entry]:
    for one in visit.organisations:
        detail = w.joined(one.kind or _("organisation"), one.city, by=", ")
        yield Entry(f"{RECORD}:{one.id}", HOSTS, _line(one.name), _line(detail), "handshake")
    for contact in visit.contacts:
        role = contact.job_title or contact.role.value
        detail = w.joined(role, contact.organisation, by=", ")
        hidden = " ".join((contact.email, contact.phone))
        yield Entry(
            f"{RECORD}:{contact.id}",
            HOSTS,
            _line(contact.name),
            _line(detail),
            "identification-card",
            words=_line(hidden),
        )
    for place in visit.places:
        detail = w.joined(place.kind or _("place"), place.address or place.city, by=", ")
        hidden = " ".join((place.city, place.local_name))
        yield Entry(
            f"{RECORD}:{place.id}",
            HOSTS,
            _line(place.name),
            _line(detail),
            "map-pin",
            words=_line(hidden),
        )
    for stop in visit.stops:
        detail = w.joined(_("city"), w.day_range(stop.arrive, stop.leave), by=", ")
        yield Entry(f"{RECORD}:{stop.id}", HOSTS, _line(stop.city), detail, "map-pin")


def _task(task: Task) -> Entry:
    due = "" if task.due is None else str(task.due)
    if task.due is not None and not isinstance(task.due, RelativeDue):
        due = w.day_short(task.due)
    state = _("done") if task.done else ""
    icon = "check-circle" if task.done else "list-checks"
    detail = _line(w.joined(task.owner, due, state, by=", "))
    return Entry(f"{RECORD}:{task.id}", TASKS, _line(task.title), detail, icon)


def _notes(visit: Visit) -> Iterator[Entry]:
    for collection, field, words in _NOTES:
        for record in getattr(visit, collection):
            text = _line(getattr(record, field))
            if text:
                detail = _(words).format(name=_line(_name(visit, record)))
                key = f"{FIELD}:{record.id}:{field}"
                yield Entry(key, NOTES, text, detail, "note", long=True, weight=0.6)


def _name(visit: Visit, record: Entity) -> str:
    if hasattr(record, "status") and hasattr(record, "who"):
        return title_of(visit, record)  # type: ignore[arg-type]
    return str(getattr(record, "name", "") or getattr(record, "city", ""))


def of_problems(problems: Sequence[Problem]) -> list[Entry]:
    """The problems that nobody has accepted."""
    from visitplanner.desktop import icons

    return [
        Entry(
            f"{PROBLEM}:{number}",
            PROBLEMS,
            _line(problem.message),
            "",
            icons.SEVERITIES[problem.severity.value],
            icons.SEVERITY_COLORS[problem.severity.value],
        )
        for number, problem in enumerate(problems)
        if problem.waived is None
    ]


def of_actions(rows: Iterable[tuple[str, str, str, str, str, str]]) -> list[Entry]:
    """The actions: key, words, menu, glyph, shortcut, and what else they are called."""
    return [
        Entry(
            f"{ACTION}:{key}",
            COMMANDS,
            _line(text),
            menu,
            icon or "command",
            words=words,
            keys=keys,
            weight=0.95,
        )
        for key, text, menu, icon, keys, words in rows
    ]
