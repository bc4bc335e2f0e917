"""What the cards and the pane of a host say, in words. No Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from visitplanner.desktop import wording as w
from visitplanner.desktop.wording import _, plural
from visitplanner.domain import hosts
from visitplanner.domain.due import Urgency
from visitplanner.domain.hosts import Action, Host
from visitplanner.domain.index import index
from visitplanner.domain.people import Contact
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.queries import attendees, covers, is_meal
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import HostEventKind, HostStep, ItemKind

STEP_ICONS = {
    HostStep.IDEA: "lightbulb",
    HostStep.ASKED: "paper-plane-tilt",
    HostStep.AGREED: "thumbs-up",
    HostStep.BRIEFED: "book-open",
    HostStep.CONFIRMED: "check-circle",
    HostStep.THANKED: "handshake",
}
EVENT_ICONS = {
    HostEventKind.CALL: "phone",
    HostEventKind.MAIL: "envelope-simple",
    HostEventKind.NOTE: "note",
}


def step_word(step: HostStep) -> str:
    """`Asked`."""
    words = {
        HostStep.IDEA: _("Idea"),
        HostStep.ASKED: _("Asked"),
        HostStep.AGREED: _("Agreed"),
        HostStep.BRIEFED: _("Briefed"),
        HostStep.CONFIRMED: _("Confirmed"),
        HostStep.THANKED: _("Thanked"),
    }
    return words[step]


def step_meaning(step: HostStep) -> str:
    """What a step means, below its name."""
    words = {
        HostStep.IDEA: _("not yet asked"),
        HostStep.ASKED: _("waiting for a yes"),
        HostStep.AGREED: _("slot and place fixed"),
        HostStep.BRIEFED: _("host pack received"),
        HostStep.CONFIRMED: _("in writing, head-count known"),
        HostStep.THANKED: _("letter sent"),
    }
    return words[step]


def mark_step(step: HostStep) -> str:
    """The words of the button that takes a host to a step."""
    words = {
        HostStep.IDEA: _("Mark as an idea"),
        HostStep.ASKED: _("Mark asked"),
        HostStep.AGREED: _("Mark agreed"),
        HostStep.BRIEFED: _("Mark briefed"),
        HostStep.CONFIRMED: _("Mark confirmed"),
        HostStep.THANKED: _("Mark thanked"),
    }
    return words[step]


def event_word(kind: HostEventKind) -> str:
    """`Asked`, `Call`."""
    words = {
        HostEventKind.CALL: _("Call"),
        HostEventKind.MAIL: _("Mail"),
        HostEventKind.NOTE: _("Note"),
    }
    return words[kind] if kind.step is None else step_word(kind.step)


def event_icon(kind: HostEventKind) -> str:
    """The glyph of something that happened."""
    return EVENT_ICONS[kind] if kind.step is None else STEP_ICONS[kind.step]


def near_day(day: date, today: date) -> str:
    """`6 Nov`; with the year where that is not the present one."""
    text = f"{day.day} {w.month(day)}"
    return text if day.year == today.year else f"{text} {day.year}"


def day_number(day: date) -> str:
    """`Mon 6`, never parted at the end of a line."""
    return f"{w.weekday(day)}\u00a0{day.day}"


def _some(words: Sequence[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return _("{some} and {last}").format(some=", ".join(words[:-1]), last=words[-1])


def _days(days: Iterable[date | None]) -> str:
    known = sorted({day for day in days if day})
    if len(known) > 3:
        return _("{first} to {last}").format(first=day_number(known[0]), last=day_number(known[-1]))
    return _some([day_number(day) for day in known])


def _kind_count(kind: ItemKind, count: int) -> str:
    match kind:
        case ItemKind.SESSION:
            return plural("{count} session", "{count} sessions", count)
        case ItemKind.SITE_VISIT:
            return plural("{count} site visit", "{count} site visits", count)
        case ItemKind.MEAL:
            return plural("{count} meal", "{count} meals", count)
        case ItemKind.SOCIAL_EVENT:
            return plural("{count} social event", "{count} social events", count)
        case ItemKind.BRIEFING:
            return plural("{count} briefing", "{count} briefings", count)
        case _:
            return plural("{count} entry", "{count} entries", count)


def what_for(visit: Visit, host: Host) -> tuple[str, str]:
    """What a host does for the visit: what or when, and for how many people."""
    items = [entry for entry in host.entries if isinstance(entry, Item)]
    rides = [entry for entry in host.entries if isinstance(entry, Journey)]
    if len(items) == 1 and not rides:
        return _one_item(visit, items[0])
    if items and not rides and all(map(is_meal, items)):
        plates = [str(covers(visit, item)) for item in items]
        return _days(item.day for item in items), _("{counts} covers").format(counts=_some(plates))
    if items or rides:
        return _several(visit, items, rides)
    return _nights(host) if host.rooms else (_("Nothing planned yet"), host.organisation.city)


def _one_item(visit: Visit, item: Item) -> tuple[str, str]:
    if item.day is None:
        minutes = w.length(item.minutes) if item.minutes else ""
        first = w.joined(item.title, minutes, by=", ")
    else:
        clock = "–".join(filter(None, (w.clock(item.start), w.clock(item.end))))
        first = w.joined(day_number(item.day), clock, by=", ")
    return first, _audience(visit, [item], item.language)


def _audience(visit: Visit, items: Sequence[Item], language: str = "") -> str:
    """`13 people, 20 seats`, of the entry with most people."""
    most = max(items, key=lambda item: len(attendees(visit, item)))
    people = len(attendees(visit, most))
    place = index(visit).place(most.place)
    seats = place.capacity if place else None
    return w.joined(
        plural("{count} person", "{count} people", people) if people else "",
        plural("{count} seat", "{count} seats", seats) if seats else "",
        language,
        by=", ",
    )


def _several(visit: Visit, items: list[Item], rides: list[Journey]) -> tuple[str, str]:
    kinds = Counter(item.kind for item in items)
    parts = [_kind_count(kind, count) for kind, count in kinds.most_common(2)]
    if rides:
        parts.append(plural("{count} journey", "{count} journeys", len(rides)))
    days = [*(item.day for item in items), *(ride.depart_day for ride in rides)]
    first = w.joined(", ".join(parts), _days(days), by=", ")
    if items:
        return first, _audience(visit, items)
    seats = max((ride.seats or 0 for ride in rides), default=0)
    people = max(len(attendees(visit, ride)) for ride in rides)
    step_free = any(ride.step_free for ride in rides)
    return first, w.joined(
        plural("{count} person", "{count} people", people) if people else "",
        plural("{count} seat", "{count} seats", seats) if seats else "",
        _("step-free") if step_free else "",
        by=", ",
    )


def _nights(host: Host) -> tuple[str, str]:
    nights = Counter(night for room in host.rooms for night in room.nights)
    rooms = plural("{count} room", "{count} rooms", len(host.rooms))
    if not nights:
        return rooms, ""
    count = plural("{count} night", "{count} nights", len(nights))
    first = _("{nights} from {day}").format(nights=count, day=day_number(min(nights)))
    most = plural("{count} room", "{count} rooms", max(nights.values()))
    return first, most


@dataclass(frozen=True)
class NextStep:
    """What is to be done about a host, in words."""

    text: str
    day: str
    urgency: Urgency


def next_step(found: Action | None, today: date) -> NextStep | None:
    """An action in words; None where there is none."""
    if found is None:
        return None
    text = found.text or _("Something to do")
    if found.silent:
        text = plural("No answer for {count} day", "No answer for {count} days", found.silent)
    return NextStep(text, near_day(found.day, today) if found.day else "", found.urgency)


def who_to_talk_to(visit: Visit, host: Host) -> Contact | None:
    """The first of those to talk to."""
    return next(iter(hosts.contacts_of(visit, host)), None)
