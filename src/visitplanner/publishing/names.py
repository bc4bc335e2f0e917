"""The names of the files of a version, in the language of their papers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from gettext import NullTranslations

from visitplanner.domain.index import index
from visitplanner.domain.people import Delegate
from visitplanner.domain.privacy import Audience
from visitplanner.domain.versions import Dossier
from visitplanner.domain.visit import Visit
from visitplanner.i18n import N_
from visitplanner.publishing.filenames import file_name, person_part
from visitplanner.publishing.frame import Frame
from visitplanner.publishing.kinds import KINDS, about_code, source_of
from visitplanner.publishing.phrasing import phrasing
from visitplanner.publishing.recipients import Output, visit_languages

_AUDIENCE_LABELS: Mapping[Audience, str] = {
    Audience.DELEGATE: N_("delegates"),
    Audience.STAFF: N_("staff"),
    Audience.PUBLIC: N_("public"),
    Audience.HEAD: N_("head"),
}
"""In the names of files."""
_CALLED: Mapping[Audience, str] = {
    Audience.DELEGATE: "Delegates",
    Audience.STAFF: "Staff",
    Audience.PUBLIC: "Public",
    Audience.HEAD: "Head of delegation",
}
"""In sentences."""


def name_of(frame: Frame, output: Output) -> str:
    """The name of a file, in the language of its paper."""
    t = phrasing(output.language).t
    visit, kind = frame.dossier.visit, KINDS[output.kind]
    tag = "" if output.language == visit_languages(visit)[0] else f"[{output.language}]"
    parts = [t.gettext(KINDS[source(output)].label), *_whose(frame, output, t)]
    if not output.person:
        parts[-1] = f"{parts[-1]} {tag}".strip()
    return file_name(visit.code or visit.title, frame.number, parts, kind.suffix)


def _whose(frame: Frame, output: Output, t: NullTranslations) -> Iterator[str]:
    """For whom a file is and what it is about, as far as its kind does not say so."""
    recipient = output.recipient
    about = about_code(frame.dossier.visit, output.about)
    if recipient.person:
        yield person_part(person_name(frame, output), recipient.name or "")
    elif recipient.name:
        yield recipient.name
    elif len(KINDS[output.kind].audiences) > 1:
        yield t.gettext(_AUDIENCE_LABELS[recipient.audience])
    if about and about != recipient.name:
        yield about


def person_name(frame: Frame, output: Output) -> str:
    """What the person is called whose own a file is; also of somebody who left the plan."""
    person = _delegate(frame.dossier, output.person)
    return person.name if person else output.recipient.name or ""


def _delegate(dossier: Dossier, person_id: str | None) -> Delegate | None:
    visits: list[Visit] = [dossier.visit, *(v.visit for v in reversed(dossier.versions))]
    return next((d for visit in visits for d in visit.delegates if d.id == person_id), None)


def source(output: Output) -> str:
    """The kind of paper whose words a file has."""
    recipient = output.recipient
    return source_of(output.kind, recipient.person, recipient.name)


def label_of(frame: Frame, output: Output) -> str:
    """What a file is called while it is made, and in warnings; with the ID among namesakes."""
    recipient = output.recipient
    name = recipient.name
    if output.person:
        name = person_name(frame, output)
        if recipient.name and len(index(frame.dossier.visit).people_named(name)) > 1:
            name = f"{name} ({recipient.name})"
    name = name or _CALLED.get(recipient.audience, recipient.audience.value)
    return f"{KINDS[output.kind].label} · {name}"
