"""Who is who from one version to the next: somebody typed over another's row is somebody else.

A delegate is known again by an internal id, which survives every edit. Where both names of a row
were replaced since it was published last, the row is of somebody else: the one who stood there
holds papers, and must hear that they no longer take part; the other has got nothing yet.
"""

from __future__ import annotations

import uuid

from visitplanner.domain.base import same_name
from visitplanner.domain.people import Delegate
from visitplanner.domain.versions import Dossier
from visitplanner.domain.visit import Visit


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


def _words(person: Delegate) -> frozenset[str]:
    return frozenset(same_name(f"{person.given_name} {person.family_name}").split())


def settled(dossier: Dossier) -> Dossier:
    """The dossier with a new id for everybody who was typed over somebody else.

    The id follows from the versions alone, so it is the same at every publish, and versions that
    were recorded with it know the person again.
    """
    return dossier.with_visit(told_apart(dossier))


def told_apart(dossier: Dossier) -> Visit:
    """The plan of a dossier with a new id for everybody who was typed over somebody else."""
    visit = dossier.visit
    known = {
        person.id: (version.number, person)
        for version in dossier.versions
        for person in version.visit.delegates
    }
    people = tuple(_as_known(person, known) for person in visit.delegates)
    if all(one is person for one, person in zip(people, visit.delegates, strict=True)):
        return visit
    return visit.model_copy(update={"delegates": people})


def _as_known(person: Delegate, known: dict[str, tuple[int, Delegate]]) -> Delegate:
    """Somebody under an id that was not another's when it was published last."""
    while person.id in known:
        number, before = known[person.id]
        if not is_another(before, person):
            break
        fresh = uuid.uuid5(uuid.NAMESPACE_OID, f"{person.id}/{number}").hex
        person = person.model_copy(update={"id": fresh})
    return person


def id_now(dossier: Dossier, person_id: str) -> str:
    """The id that somebody of the plan has in `settled`; another id stays as it is."""
    pairs = zip(dossier.visit.delegates, told_apart(dossier).delegates, strict=True)
    return next((now.id for was, now in pairs if was.id == person_id), person_id)
