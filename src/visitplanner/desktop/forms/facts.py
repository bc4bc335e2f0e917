"""What follows from the fields of a record, said below them and at the end of its form. No Qt."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from visitplanner.desktop import wording as w
from visitplanner.desktop.forms.sources import who_summary
from visitplanner.desktop.wording import _, plural
from visitplanner.domain.base import Entity
from visitplanner.domain.identity import is_another
from visitplanner.domain.index import index
from visitplanner.domain.office import BudgetLine, RelativeDue, Task
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Item, Journey, Place, Room, Stop
from visitplanner.domain.queries import attendees, city_at, entry_day
from visitplanner.domain.times import Moment, at, zone_label
from visitplanner.domain.versions import Version
from visitplanner.domain.visit import Visit
from visitplanner.publishing.coverage import uncovered, written_out

_NOON = 12
_NAMED = 4


def zone_line(city: str, moment: Moment) -> str:
    """`Barcelona time, CET (UTC+1)`."""
    label = zone_label(moment)
    minutes = round((moment.aware.utcoffset() or timedelta()).total_seconds() / 60)
    sign, (hours, rest) = "-" if minutes < 0 else "+", divmod(abs(minutes), 60)
    offset = f"UTC{sign}{hours}" + (f":{rest:02d}" if rest else "")
    clock = label if label == offset else f"{label} ({offset})"
    return _("{city} time, {clock}").format(city=city, clock=clock) if city else clock


def _zone_on(city: str, day: date | None, zone: str) -> str:
    from datetime import time

    return zone_line(city, at(day, time(_NOON), zone)) if day and zone else ""


def below_fields(visit: Visit, record: Entity) -> dict[str, str]:
    """For some fields of a record what follows from them."""
    match record:
        case Item():
            found = _of_item(visit, record)
        case Journey():
            found = _of_journey(visit, record)
        case Stop():
            nights = (record.leave - record.arrive).days if record.arrive and record.leave else 0
            found = {
                "zone": _zone_on("", record.arrive, record.zone),
                "leave": plural("{count} night", "{count} nights", nights) if nights > 0 else "",
            }
        case Room():
            nights = len(record.nights)
            found = {
                "check_out": plural("{count} night", "{count} nights", nights) if nights else "",
                "hotel": _of_place(index(visit).place(record.hotel)),
            }
        case Task():
            found = {"due": _due(visit, record)}
        case BudgetLine():
            planned = record.planned
            total = f"{planned:,.2f} {record.currency or visit.currency}".strip() if planned else ""
            found = {"unit_cost": _("Planned: {amount}").format(amount=total) if total else ""}
        case _:
            found = {}
    for name, text in _on_paper(record).items():
        found[name] = " ".join(filter(None, (found.get(name, ""), text)))
    return {name: text for name, text in found.items() if text}


def _on_paper(record: Entity) -> dict[str, str]:
    """For the fields with characters that no font of the papers has, how those are printed."""
    found = {}
    for name in type(record).model_fields:
        value = getattr(record, name)
        texts = value if isinstance(value, tuple) else (value,)
        missing = uncovered("\n".join(text for text in texts if isinstance(text, str)))
        said = _("{character} has no letter on paper; it prints as {code}.")
        found[name] = " ".join(
            said.format(character=character, code=written_out(character))
            for character in missing[:_NAMED]
        )
    return found


def _of_item(visit: Visit, item: Item) -> dict[str, str]:
    ix = index(visit)
    begins, minutes = item.begins, item.minutes
    contact = ix.contact(item.host_contact)
    zone = zone_line(ix.city_of(item), begins) if begins else ""
    return {
        "end": w.length(minutes) if minutes is not None and minutes > 0 else "",
        "zone": zone or _zone_on(ix.city_of(item), item.day, item.zone),
        "place": _of_place(ix.place(item.place)),
        "host_contact": w.joined(contact.phone, contact.email, by=", ") if contact else "",
        "who": who_summary(visit, item) if item.who else "",
    }


def _of_journey(visit: Visit, journey: Journey) -> dict[str, str]:
    ix = index(visit)
    departs, arrives, minutes = journey.departs, journey.arrives, journey.minutes
    return {
        "origin_zone": zone_line(city_at(ix, journey.origin), departs) if departs else "",
        "destination_zone": zone_line(city_at(ix, journey.destination), arrives) if arrives else "",
        "arrive": w.length(minutes) if minutes is not None and minutes > 0 else "",
        "who": who_summary(visit, journey) if journey.who else "",
    }


def _of_place(place: Place | None) -> str:
    if place is None:
        return ""
    seats = plural("{count} seat", "{count} seats", place.capacity) if place.capacity else ""
    access = {True: _("step-free"), False: _("with steps"), None: ""}[place.step_free]
    return w.joined(seats, access, by=", ")


def _due(visit: Visit, task: Task) -> str:
    if isinstance(task.due, RelativeDue) and visit.first_day:
        return w.day_full(task.due.on(visit.first_day))
    return ""


def reach(visit: Visit, record: Entity) -> str:
    """Whose papers an entry is in: `In 13 personal packs and calendars`."""
    if isinstance(record, Item | Journey) and entry_day(record):
        count = len(attendees(visit, record))
        if count:
            packs = plural("{count} personal pack", "{count} personal packs", count)
            calendars = plural("{count} calendar", "{count} calendars", count)
            return _("In {packs}, {calendars}").format(packs=packs, calendars=calendars)
    return ""


def since(version: Version | None, record: Entity) -> str:
    """How a record differs from the last published version; empty where it does not."""
    if version is None or isinstance(record, Visit):
        return ""
    old, number = _as_published(version, record), version.number
    if old is None:
        return _("New since version {number}").format(number=number)
    if old is record or old == record:
        return ""
    if isinstance(old, Item | Journey) and isinstance(record, Item | Journey):
        moved = _was_at(old, record)
        if moved:
            text = _("Moved since version {number}: was {when}")
            return text.format(number=number, when=moved)
    names = [n for n in type(record).model_fields if getattr(old, n, None) != getattr(record, n)]
    names = [name for name in names if name not in _UNREAD]
    if not names:
        return ""
    return _("Changed since version {number}: {fields}").format(
        number=number, fields=", ".join(map(_label(record), names[:_NAMED]))
    )


_UNREAD: Final = frozenset({"id", "foreign"})


def _as_published(version: Version, record: Entity) -> Entity | None:
    """A record in a version; of somebody who was typed over another, the one who bears the name."""
    ix = index(version.visit)
    old = ix.by_id.get(record.id)
    if not isinstance(record, Delegate):
        return old
    if isinstance(old, Delegate) and not is_another(old, record):
        return old
    same = ix.person(record.code) if record.code else None
    return None if same is None or is_another(same, record) else same


def _label(record: Entity):  # type: ignore[no-untyped-def]
    from visitplanner.desktop.forms.spec import field_of

    return lambda name: field_of(type(record), name).label.lower()


def _was_at(old: Item | Journey, new: Item | Journey) -> str:
    """When an entry was before, as far as that has changed."""
    from visitplanner.desktop.timeline.facts import time_range

    day = entry_day(old)
    times = time_range(old).replace("–", _(" to "))
    if day != entry_day(new):
        return w.joined(w.day_short(day) if day else _("not scheduled"), times, by=", ")
    return times if time_range(old) != time_range(new) else ""
