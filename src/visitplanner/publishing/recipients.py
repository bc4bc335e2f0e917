"""Who gets which file in which language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from visitplanner.domain import queries
from visitplanner.domain.base import clean_line, same_name
from visitplanner.domain.index import code_of, index
from visitplanner.domain.people import Delegate
from visitplanner.domain.privacy import Audience
from visitplanner.domain.versions import Dossier, Recipient
from visitplanner.domain.visit import Visit
from visitplanner.errors import VisitPlannerError
from visitplanner.i18n import SOURCE_LANGUAGE, available_languages
from visitplanner.publishing.kinds import (
    AUDIENCES,
    CALENDAR,
    CHANGE_NOTICE,
    INVITATION,
    KINDS,
    MAIL_DRAFT,
    Kind,
    Per,
    Subject,
    own_recipient,
    subjects,
)
from visitplanner.publishing.mail.address import Address
from visitplanner.publishing.mail.addresses import languages_of
from visitplanner.publishing.remembering import PerVisit

_LAST_WORD = frozenset({CHANGE_NOTICE, CALENDAR, INVITATION, MAIL_DRAFT})
"""What those get who had something before and are no longer in the plan: it takes that back."""
_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{1,8}){0,4}")  # RFC 5646, 2.1, as far as it matters here


@dataclass(frozen=True, kw_only=True)
class Request:
    """What to publish.

    Attributes:
        now: The moment of publishing, aware.
        audiences: For whom; empty: for all that have papers (or delegates, if people are named).
        people: IDs or names of delegates (or internal ids): only their own files.
        languages: Tags; empty: each recipient's own.
        kinds: Only these kinds of files; empty: all.
        note: Why this version was made.
        only_touched: Only the files of those whom the version concerns, and of what is shared
            only what says something else than before.
        author: Who publishes.
        sender: From whom mails are; None: from the member of staff whom recipients may write to.
        only: Only what these recipients get; empty: what all get.
        small_pictures: Photos and logos are made smaller, for papers that go by mail.
    """

    now: datetime
    audiences: tuple[Audience, ...] = ()
    people: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    note: str = ""
    only_touched: bool = False
    author: str = ""
    sender: Address | None = None
    only: tuple[Recipient, ...] = ()
    small_pictures: bool = False


@dataclass(frozen=True)
class Output:
    """One file to be made."""

    recipient: Recipient
    kind: str
    language: str
    about: str | None = None  # as `Edition.about`

    @property
    def person(self) -> str | None:
        """The internal id of the delegate whose own it is."""
        return self.recipient.person


def visit_languages(visit: Visit) -> tuple[str, ...]:
    """The visit's document languages, English if it names none."""
    return tuple(tag.casefold() for tag in visit.languages) or (SOURCE_LANGUAGE,)


def language_of(visit: Visit, person: Delegate | None) -> str:
    """The language of somebody's papers.

    Their document language, else the first of their languages that is a document language of the
    visit, else the first of those.
    """
    offered = visit_languages(visit)
    if person is None:
        return offered[0]
    if person.document_language:
        return person.document_language.casefold()
    return next(
        (tag.casefold() for tag in person.languages if tag.casefold() in offered), offered[0]
    )


_languages_of_bodies: PerVisit[dict[tuple[Audience, str], str]] = PerVisit(lambda _: {})
"""What was found for a visit: a body has many files."""


def language_for(visit: Visit, recipient: Recipient, person: Delegate | None) -> str:
    """The language of what a recipient gets.

    Args:
        visit: The plan.
        recipient: Who gets it; the head and bodies read in a language of their own.
        person: The delegate who is the recipient, if one is.
    """
    if recipient.audience is Audience.HEAD:
        person = index(visit).head
    if person is None and recipient.name:
        return language_of_body(visit, recipient)
    return language_of(visit, person)


def language_of_body(visit: Visit, recipient: Recipient) -> str:
    """The language of the papers of a host, hotel, caterer or driver.

    The first language of the contacts who receive them that is a document language of the visit,
    else the first of those.
    """
    offered, known = visit_languages(visit), _languages_of_bodies(visit)
    key = recipient.audience, same_name(recipient.name or "")
    if key not in known:
        tags = (tag.casefold() for tag in languages_of(visit, recipient))
        known[key] = next((tag for tag in tags if tag in offered), offered[0])
    return known[key]


def spoken(language: str, warnings: list[str]) -> str:
    """The language as a tag if there is a translation, else English and a warning."""
    tag = clean_line(language).casefold().replace("_", "-")
    if _TAG.fullmatch(tag) and tag.partition("-")[0] in available_languages():
        return tag
    warning = f"There is no translation into “{tag[:40]}”: those papers are in English."
    if warning not in warnings:
        warnings.append(warning)
    return SOURCE_LANGUAGE


def outputs(dossier: Dossier, request: Request, warnings: list[str]) -> tuple[Output, ...]:
    """Every file that the request asks for, in the order of audiences and people.

    Raises:
        VisitPlannerError: a person, audience or kind that there is not.
    """
    _refuse_unknown(request)
    visit, people = dossier.visit, _people(dossier, request)
    now = tuple(dict.fromkeys(_outputs(visit, request, people, warnings)))
    found = now + tuple(_to_former_bodies(dossier, request, now, warnings))
    chosen = {recipient.key for recipient in request.only}
    return tuple(one for one in found if one.recipient.key in chosen) if chosen else found


def _refuse_unknown(request: Request) -> None:
    for audience in request.audiences:
        if audience not in AUDIENCES:
            known = ", ".join(AUDIENCES)
            raise VisitPlannerError(f"There is no paper for “{audience}”: choose from {known}.")
    for kind in request.kinds:
        if kind not in KINDS:
            raise VisitPlannerError(f"There is no paper “{kind}”: choose from {', '.join(KINDS)}.")


def _people(dossier: Dossier, request: Request) -> tuple[Delegate, ...]:
    """The delegates who get files of their own: those named, else all who take part or did."""
    visit = dossier.visit
    known = {d.id: d for d in (*_published_delegates(dossier), *visit.delegates)}
    told = _told(dossier)
    present = {person.id for person in queries.active_people(visit)}
    due = [d for d in known.values() if d.id in present or d.id in told]
    if not request.people:
        return tuple(due)
    return tuple(_named(visit, due, reference) for reference in request.people)


def _named(visit: Visit, due: Iterable[Delegate], reference: str) -> Delegate:
    if known := next((person for person in due if person.id == reference), None):
        return known
    same = index(visit).people_named(reference)
    if len(same) > 1:
        raise VisitPlannerError(
            f"“{reference}” may be {len(same)} people: use the ID of one of them."
        )
    for person in due:
        mine = (
            person.id == same[0].id if same else same_name(code_of(person)) == same_name(reference)
        )
        if mine:
            return person
    if same:
        raise VisitPlannerError(
            f"{same[0].name} ({reference}) does not take part: nothing to publish."
        )
    raise VisitPlannerError(
        f"There is no delegate “{reference}”: use an ID such as P01 or a full name."
    )


def _told(dossier: Dossier) -> frozenset[str]:
    """The internal ids of those who hold something of their own from an earlier version."""
    return frozenset(
        file.recipient.person
        for version in dossier.versions
        for file in version.files
        if file.recipient.person
    )


def _published_delegates(dossier: Dossier) -> Iterator[Delegate]:
    for version in dossier.versions:
        yield from version.visit.delegates


def _audiences(request: Request) -> tuple[Audience, ...]:
    if request.audiences:
        return request.audiences
    return (Audience.DELEGATE,) if request.people else AUDIENCES


def _outputs(
    visit: Visit, request: Request, people: tuple[Delegate, ...], warnings: list[str]
) -> Iterator[Output]:
    for audience in _audiences(request):
        whole = not (audience is Audience.DELEGATE and request.people)
        for kind in _kinds(request) if whole else ():
            for per in kind.per(audience):
                if per is not Per.PERSON:
                    for subject in subjects(visit, audience, per):
                        yield from _in_languages(visit, request, kind, subject, warnings)
        if audience is Audience.DELEGATE:
            yield from _own_outputs(visit, request, people, warnings)


def _own_outputs(
    visit: Visit, request: Request, people: tuple[Delegate, ...], warnings: list[str]
) -> Iterator[Output]:
    """The files of single people; somebody who left gets what takes back what they hold."""
    active = {person.id for person in queries.active_people(visit)}
    for person in people:
        subject = Subject(own_recipient(person))
        for kind in _kinds(request):
            mine = Per.PERSON in kind.per(Audience.DELEGATE)
            if mine and (person.id in active or kind.name in _LAST_WORD):
                yield from _in_languages(visit, request, kind, subject, warnings, person)


def _kinds(request: Request) -> tuple[Kind, ...]:
    if request.kinds:
        return tuple(kind for kind in KINDS.values() if kind.name in request.kinds)
    return tuple(kind for kind in KINDS.values() if not kind.on_request)


def _to_former_bodies(
    dossier: Dossier, request: Request, now: Iterable[Output], warnings: list[str]
) -> Iterator[Output]:
    """What hosts, hotels, caterers and drivers get with whom nothing is planned any more."""
    if request.people:
        return
    present = {output.recipient.key for output in now}
    former: dict[tuple[Audience, str | None], Recipient] = {}
    for version in reversed(dossier.versions):
        for file in version.files:
            recipient = file.recipient
            if recipient.name and not recipient.person and recipient.key not in present:
                former.setdefault(recipient.key, recipient)
    for recipient in former.values():
        for kind in _kinds(request) if recipient.audience in _audiences(request) else ():
            if kind.name in _LAST_WORD and recipient.audience in kind.audiences:
                subject = Subject(recipient)
                yield from _in_languages(dossier.visit, request, kind, subject, warnings)


def _in_languages(
    visit: Visit,
    request: Request,
    kind: Kind,
    subject: Subject,
    warnings: list[str],
    person: Delegate | None = None,
) -> Iterator[Output]:
    """The files of one subject."""
    for language in request.languages or (language_for(visit, subject.recipient, person),):
        tag = spoken(language, warnings)
        yield Output(subject.recipient, kind.name, tag, subject.about)
