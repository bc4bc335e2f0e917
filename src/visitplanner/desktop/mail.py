"""Drafts that the user's own mail program opens; nothing is sent from here. No Qt.

The texts name what the host knows already: its own entries, counts, never anybody's data.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from visitplanner.desktop import wording as w
from visitplanner.desktop.wording import _, plural
from visitplanner.domain.hosts import Host
from visitplanner.domain.people import Contact
from visitplanner.domain.programme import Item
from visitplanner.domain.queries import Entry, attendees
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import HostStep

MOST_LINES: Final = 8
LONGEST: Final = 1900
"""Windows hands no longer address over to a program."""
_ADDRESS = re.compile(r"[^\s@<>\"(),:;?&%]+@[^\s@<>\"(),:;?&%]+")


@dataclass(frozen=True)
class Draft:
    """A mail that is not sent yet."""

    to: str
    subject: str
    body: str

    @property
    def url(self) -> str:
        """The draft as an address of the scheme `mailto` (RFC 6068), short enough for all systems.

        Line ends are CR LF as section 5 asks; what is too long is cut at the end of a line.
        """
        head = f"mailto:{quote(address(self.to), safe='@')}?subject={quote(self.subject[:200])}"
        lines, body = self.body.split("\n"), ""
        for line in lines:
            longer = f"{body}{'%0D%0A' if body else ''}{quote(line)}"
            if len(head) + len("&body=") + len(longer) > LONGEST:
                break
            body = longer
        return f"{head}&body={body}"


def address(text: str) -> str:
    """The address, or nothing where the text is none: it becomes part of a link."""
    return text.strip() if _ADDRESS.fullmatch(text.strip()) else ""


def _entry_line(visit: Visit, entry: Entry) -> str:
    if isinstance(entry, Item):
        day, clock, name = entry.day, entry.start, entry.title or entry.kind.value
        end = entry.end
    else:
        day, clock, end = entry.depart_day, entry.depart, entry.arrive
        name = " – ".join(filter(None, (entry.origin, entry.destination)))
    people = len(attendees(visit, entry))
    times = "–".join(filter(None, (w.clock(clock), w.clock(end))))
    count = plural("{count} person", "{count} people", people) if people else ""
    return w.joined(name, w.day_full(day) if day else "", times, count, by=", ")


def _opening(step: HostStep) -> str:
    match step:
        case HostStep.IDEA:
            return _("We are planning a visit and would like to ask whether you could receive us:")
        case HostStep.ASKED:
            return _("We wrote to you about the following, and would be glad to hear from you:")
        case HostStep.CONFIRMED | HostStep.THANKED:
            return _("Thank you for receiving us:")
        case _:
            return _("Thank you for agreeing to receive us:")


def draft(visit: Visit, host: Host, contact: Contact, missing: Sequence[str] = ()) -> Draft:
    """A mail to a host that fits the step it is at.

    Args:
        visit: the plan.
        host: the host.
        contact: to whom it goes.
        missing: what is still needed from them, each in a few words.
    """
    lines = [_("Dear {name},").format(name=contact.name or host.organisation.name), ""]
    lines += [_opening(host.step), ""]
    lines += [f"- {_entry_line(visit, entry)}" for entry in host.entries[:MOST_LINES]]
    if missing and host.step is not HostStep.THANKED:
        lines += ["", _("What we still need from you:"), ""]
        lines += [f"- {one}" for one in missing[:MOST_LINES]]
    lines += ["", _("Kind regards,"), visit.organiser]
    subject = w.joined(
        visit.title, w.day_range(visit.first_day, visit.last_day, year=True), by=", "
    )
    return Draft(contact.email, subject or _("Our visit"), "\n".join(lines).rstrip())
