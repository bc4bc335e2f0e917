"""The edition of each file of a version, and what it changes for its reader."""

from __future__ import annotations

from dataclasses import replace

from visitplanner.domain.base import same_name
from visitplanner.domain.identity import as_called_now
from visitplanner.domain.index import index
from visitplanner.domain.privacy import Audience
from visitplanner.domain.versions import Recipient
from visitplanner.domain.visit import Visit
from visitplanner.publishing.changes.compare import changes_between
from visitplanner.publishing.changes.marks import marks_of
from visitplanner.publishing.changes.model import Change
from visitplanner.publishing.edition import Edition, Issue, make_edition
from visitplanner.publishing.frame import Frame
from visitplanner.publishing.phrasing import phrasing
from visitplanner.publishing.readership import Reader
from visitplanner.publishing.recipients import Output

_BODIES = frozenset({Audience.HOST, Audience.HOTEL, Audience.CATERER, Audience.DRIVER})


def edition_of(frame: Frame, output: Output) -> Edition:
    """What the reader of a file may see at the version that is made, with what it changes.

    Somebody who no longer takes part reads what they may see of the plan that they hold.
    """
    recipient, language = output.recipient, output.language
    changes = changes_of(frame, recipient, language)
    marks = marks_of(changes, frame.number, phrasing(language))
    edition = unmarked(frame, output)
    return replace(edition, changes=changes, marks=marks)


def unmarked(frame: Frame, output: Output, visit: Visit | None = None) -> Edition:
    """What the reader of a file may see of a visit (None: the plan), without a word on changes."""
    recipient, language = output.recipient, output.language
    edition = edition_for(frame, visit or frame.dossier.visit, recipient, language)
    if visit is None and recipient.person and edition.person is None:
        edition = _last_own(frame, recipient, language) or edition
    return replace(edition, about=output.about)


def _last_own(frame: Frame, recipient: Recipient, language: str) -> Edition | None:
    """What somebody could see of the last published plan in which they took part."""
    for version in reversed(frame.dossier.versions):
        if version.number < frame.number:
            edition = edition_for(frame, version.visit, recipient, language)
            if edition.person:
                return edition
    return None


def changes_of(frame: Frame, recipient: Recipient, language: str) -> tuple[Change, ...]:
    """What a version changes for a recipient since the one that they hold."""

    def compare() -> tuple[Change, ...]:
        held = frame.held(recipient)
        old = edition_for(frame, held.visit, recipient, language) if held else None
        new = edition_for(frame, frame.dossier.visit, recipient, language)
        return changes_between(old, new, frame.at, phrasing(language))

    return frame.once(("changes", recipient.key, language), compare)


def edition_for(frame: Frame, visit: Visit, recipient: Recipient, language: str) -> Edition:
    """What a recipient may see of a visit, as if it were issued with this version."""

    def make() -> Edition:
        plan = _as_called_now(frame, visit, recipient)
        reader, issue = reader_of(plan, recipient), _issue(frame, recipient)
        edition = make_edition(plan, reader, language, issue)
        known_as = frame.known_as.get((recipient.audience, same_name(recipient.name or "")))
        return replace(edition, known_as=known_as) if known_as and reader.body else edition

    return frame.once(("edition", id(visit), recipient.key, language), make)


def _as_called_now(frame: Frame, visit: Visit, recipient: Recipient) -> Visit:
    """An earlier plan by the present name of the host, hotel, caterer or driver who reads it."""
    present = frame.dossier.visit
    if visit is present or recipient.audience not in _BODIES:
        return visit
    return as_called_now(visit, present, recipient)


def _issue(frame: Frame, recipient: Recipient) -> Issue:
    held = frame.held(recipient)
    return Issue(frame.number, frame.at, held.number if held else None, held.at if held else None)


def reader_of(visit: Visit, recipient: Recipient) -> Reader:
    """Who reads what a recipient gets."""
    body = recipient.name if recipient.audience in _BODIES else None
    asked = bool(body) and _asks_for_identity(visit, recipient.audience, body or "")
    return Reader(recipient.audience, recipient.person, body, asked_for_identity=asked)


def _asks_for_identity(visit: Visit, audience: Audience, name: str) -> bool:
    """Whether a host keeps a gate list, or a hotel registers its guests."""
    if audience is Audience.HOST:
        host = index(visit).organisation(name)
        return bool(host and host.gate_list)
    hotel = index(visit).place(name) if audience is Audience.HOTEL else None
    return bool(hotel and hotel.registers)
