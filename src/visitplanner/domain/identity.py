"""Who is who from one version to the next.

A delegate is known again by an internal id, which survives every edit. Where both names of a row
were replaced since it was published last, the row is of somebody else: the one who stood there
holds papers, and must hear that they no longer take part; the other has got nothing yet.

Somebody who was taken out and entered anew, with the same ID and name, is who they were.

A host, hotel, caterer or driver is known by name. Where the record of that name got one that is
much the same, it is the same house: what it got by its old name, it holds by the new one.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from visitplanner.domain import edits
from visitplanner.domain.base import alike, same_name
from visitplanner.domain.index import index
from visitplanner.domain.people import Contact, Delegate, Organisation
from visitplanner.domain.privacy import Audience
from visitplanner.domain.programme import Place
from visitplanner.domain.versions import (
    Delivery,
    Dossier,
    Recipient,
    SentCalendar,
    SentFile,
    Version,
)
from visitplanner.domain.visit import Visit
from visitplanner.i18n import N_

Body = Organisation | Place | Contact
_RECORDS: Final[Mapping[Audience, tuple[type[Body], ...]]] = MappingProxyType(
    {
        Audience.HOST: (Organisation,),
        Audience.HOTEL: (Place,),
        Audience.CATERER: (Place,),
        Audience.DRIVER: (Contact, Organisation),
    }
)
"""By which records the bodies of an audience are known."""


def is_another(before: Delegate, after: Delegate) -> bool:
    """Whether a row that was of one person is of another: neither of the names was kept.

    A name spelt otherwise, a new family name, or names that changed columns are the same person's;
    so is a row that had no name yet.
    """
    names = (before.given_name, after.given_name), (before.family_name, after.family_name)
    if any(same_name(was) == same_name(now) for was, now in names):
        return False
    was, now = _words(before), _words(after)
    return not (was <= now or now <= was)


LEFT_OVER: Final = MappingProxyType(
    {
        N_("e-mail and phone"): ("email", "mobile"),
        N_("consents"): ("photo_consent", "share_contact", "health_consent"),
        N_("diet and allergies"): ("diet", "serious_allergy", "avoid"),
        N_("access needs"): ("access_needs",),
        N_("nationality and passport"): ("passport_name", "nationality", "document_valid_until"),
        N_("emergency contact"): ("emergency_contact", "emergency_phone"),
        N_("files"): ("attachments",),
        N_("profile"): ("bio", "offers", "seeks"),
    }
)
"""What is somebody's own, by what it is called."""


def left_over(before: Delegate, after: Delegate) -> tuple[str, ...]:
    """What of somebody is still there under the name of another, who was typed over them.

    Nothing where the row is the same person's; else of `LEFT_OVER` what is not empty and the same.
    """
    if not is_another(before, after):
        return ()

    def kept(name: str) -> bool:
        value = getattr(after, name)
        return bool(value) and value == getattr(before, name)

    return tuple(label for label, names in LEFT_OVER.items() if any(map(kept, names)))


def _words(person: Delegate) -> frozenset[str]:
    return frozenset(same_name(f"{person.given_name} {person.family_name}").split())


def settled(dossier: Dossier) -> Dossier:
    """The dossier as the next version is worked out from it; never to be saved.

    Everybody who was typed over somebody else has a new id (`told_apart`). It follows from the
    versions alone, so it is the same at every publish, and versions that were recorded with it know
    the person again. What hosts, hotels, caterers and drivers got by a name that was spelt
    otherwise since is noted under their present one.
    """
    visit = told_apart(dossier)
    versions = tuple(_with_names(version, names) for version, names in _names_since(dossier))
    if visit is dossier.visit and all(map(_is, versions, dossier.versions)):
        return dossier
    return dossier.model_copy(update={"visit": visit, "versions": versions})


def _is(one: object, other: object) -> bool:
    return one is other


def told_apart(dossier: Dossier) -> Visit:
    """The plan of a dossier with a new id for everybody who was typed over somebody else.

    Who was entered anew has the id that they had.
    """
    visit, latest = dossier.visit, dossier.latest
    if latest is None or _all_stayed(latest.visit, visit):
        return visit  # nearly always; older versions need not be read for it
    known = {
        person.id: (version.number, person)
        for version in dossier.versions
        for person in version.visit.delegates
    }
    people = _returned([_as_known(person, known) for person in visit.delegates], known)
    if all(one is person for one, person in zip(people, visit.delegates, strict=True)):
        return visit
    return visit.model_copy(update={"delegates": people})


def _all_stayed(then: Visit, now: Visit) -> bool:
    """Whether everybody was there, as who they are."""
    known = {person.id: person for person in then.delegates}
    before = ((known.get(person.id), person) for person in now.delegates)
    return all(was and (was is person or not is_another(was, person)) for was, person in before)


def _as_known(person: Delegate, known: dict[str, tuple[int, Delegate]]) -> Delegate:
    """Somebody under an id that was not another's when it was published last."""
    while person.id in known:
        number, before = known[person.id]
        if not is_another(before, person):
            break
        fresh = uuid.uuid5(uuid.NAMESPACE_OID, f"{person.id}/{number}").hex
        person = person.model_copy(update={"id": fresh})
    return person


def _returned(
    people: Iterable[Delegate], known: Mapping[str, tuple[int, Delegate]]
) -> tuple[Delegate, ...]:
    """The people, those who had been taken out and are there once more under their former id."""
    people = tuple(people)
    present = {person.id for person in people}
    gone = {_called(one): one.id for _, one in known.values() if one.code and one.id not in present}
    new = [_called(one) for one in people if one.id not in known]

    def back(person: Delegate) -> Delegate:
        key = _called(person)
        if person.id in known or key not in gone or new.count(key) > 1:
            return person
        return person.model_copy(update={"id": gone[key]})

    return tuple(map(back, people)) if gone and new else people


def _called(person: Delegate) -> tuple[str, ...]:
    return tuple(map(same_name, (person.code, person.given_name, person.family_name)))


def id_now(dossier: Dossier, person_id: str) -> str:
    """The id that somebody of the plan has in `settled`; another id stays as it is."""
    pairs = zip(dossier.visit.delegates, told_apart(dossier).delegates, strict=True)
    return next((now.id for was, now in pairs if was.id == person_id), person_id)


# --- bodies -------------------------------------------------------------------------------------

_Names = dict[tuple[Audience, str], str]


def first_names(dossier: Dossier) -> Mapping[tuple[Audience, str], str]:
    """By which name a body got something first, where that is spelt otherwise now.

    Bodies are given by their audience and their present name in comparable form (`same_name`).
    """
    found, steps = _Names(), _names_since(dossier)
    if not any(names for _, names in steps):
        return found
    for version, names in steps:
        for who in dict.fromkeys(file.recipient for file in version.files if file.recipient.name):
            name = who.name or ""
            present = names.get((who.audience, same_name(name)), name)
            found.setdefault((who.audience, same_name(present)), name)
    return {key: name for key, name in found.items() if same_name(name) != key[1]}


def former_names(dossier: Dossier, recipient: Recipient) -> tuple[str, ...]:
    """By which names a host, hotel, caterer or driver was published before, the last one first."""
    key, found = same_name(recipient.name or ""), dict[str, str]()
    if recipient.audience not in _RECORDS or recipient.person or not key:
        return ()
    for version in reversed(dossier.versions):
        for (audience, old), name in _renamed(version.visit, dossier.visit).items():
            if audience is recipient.audience and same_name(name) == key != old:
                found.setdefault(old, old)
    return tuple(found)


def _names_since(dossier: Dossier) -> list[tuple[Version, _Names]]:
    """The versions with what the bodies of each are called now, where they are spelt otherwise."""
    if not _has_old_names(dossier):
        return [(version, {}) for version in dossier.versions]
    later, names, found = dossier.visit, _Names(), list[tuple[Version, _Names]]()
    for version in reversed(dossier.versions):
        step = _renamed(version.visit, later)
        later = version.visit
        following = {key: names.get((key[0], same_name(new)), new) for key, new in step.items()}
        names = {**names, **following}
        found.append((version, names))
    return found[::-1]


def _has_old_names(dossier: Dossier) -> bool:
    """Whether somebody got something by a name that no record bears now."""
    present = {
        (audience, same_name(row.name))
        for audience, kinds in _RECORDS.items()
        for kind in kinds
        for row in _of(dossier.visit, kind)
    }
    got = (file.recipient for version in dossier.versions for file in version.files)
    return any(
        who.audience in _RECORDS and (who.audience, same_name(who.name or "")) not in present
        for who in got
    )


def _renamed(then: Visit, now: Visit) -> _Names:
    """The bodies that are spelt otherwise in the later of two plans."""
    if then is now:
        return {}
    found: _Names = {}
    for audience, kinds in _RECORDS.items():
        for kind in reversed(kinds):
            present = {record.id: record.name for record in _of(now, kind)}
            taken = set(map(same_name, present.values()))
            for record in _of(then, kind):
                name, old = present.get(record.id, ""), same_name(record.name)
                if old not in taken and alike(old, same_name(name)):
                    found[audience, old] = name
    return found


def _of(visit: Visit, kind: type[Body]) -> tuple[Body, ...]:
    if kind is Place:
        return visit.places
    return visit.contacts if kind is Contact else visit.organisations


def _with_names(version: Version, names: _Names) -> Version:
    """The version as if its files had gone out under the present names."""

    def present(who: Recipient) -> Recipient:
        name = names.get((who.audience, same_name(who.name or "")))
        return who if name is None or who.person else who.model_copy(update={"name": name})

    if not names or all(present(file.recipient) is file.recipient for file in version.files):
        return version
    fields = {name: getattr(version, name) for name in Version.model_fields}
    for name in ("files", "calendars", "deliveries"):
        rows = ((row, present(row.recipient)) for row in fields[name])
        fields[name] = tuple(
            row if who is row.recipient else row.model_copy(update=_readdressed(row, who))
            for row, who in rows
        )
    return Version.model_construct(**fields)


def _readdressed(row: SentFile | SentCalendar | Delivery, who: Recipient) -> dict[str, object]:
    """What is another in a row of a ledger; a list of a hotel is also about the hotel."""
    if isinstance(row, SentFile) and row.about and row.about == row.recipient.name:
        return {"recipient": who, "about": who.name}
    return {"recipient": who}


def as_called_now(then: Visit, now: Visit, recipient: Recipient) -> Visit:
    """An earlier plan in which a body bears the name that it has now."""
    name = same_name(recipient.name or "")
    for kind in _RECORDS.get(recipient.audience, ()) if name else ():
        for record in _of(now, kind):
            was = index(then).by_id.get(record.id) if same_name(record.name) == name else None
            if isinstance(was, kind) and was.name and same_name(was.name) != name:
                return edits.change(then, was.id, name=record.name)
    return then
