"""What papers, chapters and what is withheld are called in the window."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

from visitplanner.desktop import wording as w
from visitplanner.desktop.wording import _, plural
from visitplanner.domain.index import index
from visitplanner.domain.people import Delegate
from visitplanner.domain.privacy import Audience
from visitplanner.domain.programme import Item, Journey
from visitplanner.domain.queries import entry_day
from visitplanner.i18n import N_

if TYPE_CHECKING:
    from datetime import datetime

    from visitplanner.domain.visit import Visit
    from visitplanner.publishing.kinds import Subject
    from visitplanner.publishing.preview import ChapterPages
    from visitplanner.publishing.withholding import Withheld

PAPERS: Final[Mapping[str, str]] = {
    "briefing-pack": N_("Briefing pack"),
    "personal-pack": N_("Personal programme"),
    "day-sheet": N_("Day sheet"),
    "wall-grid": N_("Programme for the wall"),
    "head-brief": N_("Brief of the head of delegation"),
    "logistic-note": N_("Logistic note"),
    "participants-booklet": N_("Participants booklet"),
    "host-pack": N_("Host pack"),
    "rooming-list": N_("Rooming list"),
    "catering-sheet": N_("Catering sheet"),
    "transfer-order": N_("Transfer order"),
    "passenger-list": N_("Passenger list"),
    "run-sheet": N_("Run sheet"),
    "contact-sheet": N_("Contact sheet"),
    "attendance-sheet": N_("Attendance sheet"),
    "emergency-card": N_("Emergency card"),
    "address-cards": N_("Address cards for drivers"),
    "badges": N_("Badges"),
    "tent-cards": N_("Tent cards"),
    "certificate": N_("Certificate"),
    "evaluation-form": N_("Evaluation form"),
    "letter": N_("Letter"),
    "word": N_("Word file"),
    "workbook": N_("Lists in Excel"),
    "change-notice": N_("What changed"),
}
FILES: Final[Mapping[str, str]] = {
    **PAPERS,
    "calendar": N_("Calendar"),
    "calendar-single-events": N_("Calendar as single events"),
    "invitation": N_("Invitations"),
    "mail-draft": N_("Mail"),
}
"""What is published: papers, and what has no pages."""
_OPENS: Final[Mapping[str, tuple[str, str]]] = {
    "docx": (
        N_("Opens in Word"),
        N_("A Word file is made. The pages show the same words as a PDF has them."),
    ),
    "xlsx": (
        N_("Opens in Excel"),
        N_("A workbook is made. The pages show its sheets as a PDF has them."),
    ),
}
"""Where a file opens that has no pages, and what the pages are that are shown."""
AUDIENCES: Final[Mapping[Audience, str]] = {
    Audience.DELEGATE: N_("Delegates"),
    Audience.HEAD: N_("Head of delegation"),
    Audience.STAFF: N_("Staff"),
    Audience.HOST: N_("Hosts"),
    Audience.HOTEL: N_("Hotels"),
    Audience.CATERER: N_("Caterers"),
    Audience.DRIVER: N_("Drivers"),
    Audience.PUBLIC: N_("Public"),
}
LANGUAGES: Final[Mapping[str, str]] = {
    "en": "English",
    "es": "Español",
    "el": "Ελληνικά",
    "bg": "Български",
}
_NOT_SHOWN: Final[Mapping[Audience, str]] = {
    Audience.DELEGATE: N_("Not shown to delegates"),
    Audience.HEAD: N_("Not shown to the head of delegation"),
    Audience.STAFF: N_("Not shown to staff"),
    Audience.HOST: N_("Not shown to hosts"),
    Audience.HOTEL: N_("Not shown to hotels"),
    Audience.CATERER: N_("Not shown to caterers"),
    Audience.DRIVER: N_("Not shown to drivers"),
    Audience.PUBLIC: N_("Not shown to the public"),
}
_SAVED: Final[Mapping[Audience, str]] = {
    Audience.DELEGATE: N_("Saved for this paper, for all delegates."),
    Audience.HEAD: N_("Saved for this paper, for the head of delegation."),
    Audience.STAFF: N_("Saved for this paper, for the staff."),
    Audience.HOST: N_("Saved for this paper, for every host."),
    Audience.HOTEL: N_("Saved for this paper, for every hotel."),
    Audience.CATERER: N_("Saved for this paper, for every caterer."),
    Audience.DRIVER: N_("Saved for this paper, for every driver."),
    Audience.PUBLIC: N_("Saved for this paper, for the public."),
}
_MATTERS: Final[Mapping[str, str]] = {
    "diets": N_("Diets and allergies"),
    "access": N_("Access needs"),
    "internal": N_("Internal notes and plan B"),
    "contact": N_("Phone and e-mail"),
    "profile": N_("Profiles and interests"),
    "people": N_("People and who comes"),
    "passports": N_("Passport names and nationality"),
    "emergencies": N_("Emergency contacts"),
    "personal": N_("Consents, arrivals and departures"),
    "bookings": N_("Booking references"),
    "rooms": N_("Rooms and who shares them"),
    "money": N_("Budget"),
    "ideas": N_("Ideas and cancelled entries"),
    "entries": N_("Items and journeys of others"),
    "notes": N_("Notes on places and contacts"),
    "hosts": N_("Contacts and places not in the programme"),
    "office": N_("Tasks, limits and other planning"),
}
_MATTERS_OF_OTHERS: Final[Mapping[str, str]] = {
    "diets": N_("Diets and allergies of other people"),
    "access": N_("Access needs of other people"),
    "passports": N_("Passport names of other people"),
    "emergencies": N_("Emergency contacts of other people"),
    "rooms": N_("Rooms of other people"),
    "bookings": N_("Bookings of other people"),
}
_MOST_NAMED = 2


def not_shown(audience: Audience, name: str) -> str:
    """`Not shown to delegates`, `Not shown to Erika Mustermann`."""
    if name:
        return _("Not shown to {name}").format(name=name)
    return _(_NOT_SHOWN[audience])


def saved_for(audience: Audience) -> str:
    """For which papers the chapters are kept."""
    return _(_SAVED[audience])


def opens(kind: str) -> tuple[str, str]:
    """Where files of a kind open that have no pages, and the whole of it; nothing for a PDF."""
    short, whole = _OPENS.get(kind, ("", ""))
    return (_(short), _(whole)) if short else ("", "")


def subject(visit: Visit, found: Subject) -> str:
    """`Erika Mustermann`, `Tue 7 Nov`, `Autocares Exemple · Tue 7 Nov 16:40, Coach`."""
    ix = index(visit)
    recipient, about = found.recipient, found.about
    if recipient.person:
        person = ix.by_id.get(recipient.person)
        return person.name if isinstance(person, Delegate) else recipient.name or ""
    record = ix.by_id.get(about) if about else None
    parts = [recipient.name or ""]
    if isinstance(record, Item | Journey):
        parts.append(_entry(record))
    elif about and about != recipient.name:
        parts.append(w.day_short(date.fromisoformat(about)))
    return w.joined(*parts, by=" · ") or _("Everybody")


def _entry(record: Item | Journey) -> str:
    day = entry_day(record)
    start = record.depart if isinstance(record, Journey) else record.start
    when = w.joined(w.day_short(day) if day else "", f"{start:%H:%M}" if start else "", by=" ")
    if isinstance(record, Item):
        return w.joined(when, record.title, by=", ")
    way = w.joined(record.origin, record.destination, by=" – ")
    return w.joined(when, way, by=", ")


def withheld(line: Withheld, visit: Visit) -> tuple[str, str, str]:
    """What is withheld, how much or why, and the whole of it for a tooltip."""
    from visitplanner.publishing.withholding import Reason

    matter = line.matter.value
    title = _(_MATTERS[matter])
    if line.reason is Reason.OTHERS:
        title = _(_MATTERS_OF_OTHERS.get(matter, _MATTERS[matter]))
    if matter == "people" and line.reason is Reason.UNPLANNED:
        title = _("People who are not coming")
    if line.reason is not Reason.CONSENT:
        return title, str(line.count), title
    names = [person.name for person in visit.delegates if person.id in line.people]
    who = ", ".join(names)
    if len(names) > _MOST_NAMED:
        who = plural("{count} person", "{count} people", len(names))
    return f"{title}, {who}", _("no consent"), f"{title}: {', '.join(names)}"


def pages(chapter: ChapterPages) -> str:
    """`5–10`, `3`, or nothing."""
    if not chapter.first:
        return ""
    if chapter.first == chapter.last:
        return str(chapter.first)
    return f"{chapter.first}–{chapter.last}"


def absence(chapter: ChapterPages) -> str:
    """Why a chapter that could be there is not; nothing if it is there or was left out."""
    from visitplanner.publishing.preview import Presence

    if chapter.presence is Presence.EMPTY:
        return _("nothing yet")
    if chapter.presence is Presence.NOT_FOR_READER:
        return _("staff only") if chapter.team_only else _("not public")
    return ""


def chapter(found: ChapterPages) -> str:
    """A chapter as it is read aloud."""
    from visitplanner.publishing.preview import Presence

    on_paper = ""
    if found.presence is Presence.LEFT_OUT:
        on_paper = _("left out")
    elif found.first == found.last and found.first:
        on_paper = _("page {page}").format(page=found.first)
    elif found.first:
        on_paper = _("pages {first} to {last}").format(first=found.first, last=found.last)
    changed = _("changed since the last version") if found.changed else ""
    fixed = _("always first") if found.opens else ""
    return w.joined(_(found.title), on_paper, absence(found), fixed, changed, by=", ")


def size(length: int) -> str:
    """`0.8 MB`, `112 KB`."""
    if length >= 1_000_000:
        return f"{length / 1_000_000:.1f} MB"
    return f"{max(round(length / 1000), 1)} KB"


def day_of(moment: datetime, now: datetime) -> str:
    """`24 Oct`, with the year where it is another."""
    day = moment.astimezone(now.tzinfo).date()
    short = f"{day.day} {w.month(day)}"
    return short if day.year == now.year else f"{short} {day.year}"
