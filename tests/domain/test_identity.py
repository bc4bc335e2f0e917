"""Who is who from one version to the next."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from visitplanner.domain import edits
from visitplanner.domain.identity import first_names, id_now, is_another, settled, told_apart
from visitplanner.domain.people import Delegate
from visitplanner.domain.privacy import Audience
from visitplanner.domain.programme import Place
from visitplanner.domain.versions import Dossier, Recipient, SentFile, Version
from visitplanner.domain.visit import Visit

CARL = Delegate(id="a", code="P05", given_name="Carl", family_name="Otto")


def named(given: str, family: str) -> Delegate:
    return CARL.model_copy(update={"given_name": given, "family_name": family})


@pytest.mark.parametrize(
    ("given", "family", "another"),
    [
        ("Gina", "Neu", True),
        ("Carl", "Neu", False),  # married
        ("Gina", "Otto", False),
        ("CARL", "Otto-Neu", False),
        ("Otto", "Carl", False),  # the columns were swapped
        ("Carl Otto", "", False),
        ("", "Carl Otto", False),
        ("", "", False),
        ("Gina", "", True),
    ],
)
def test_somebody_else_keeps_neither_name(given: str, family: str, another: bool) -> None:
    assert is_another(CARL, named(given, family)) is another
    assert is_another(named(given, family), CARL) is another


def published(visit: Visit, *before: Version) -> tuple[Version, ...]:
    at = datetime(2026, 1, len(before) + 1, tzinfo=UTC)
    apart = told_apart(Dossier(visit=visit, versions=before))
    return (*before, Version(number=len(before) + 1, at=at, visit=apart))


def typed(visit: Visit, given: str, family: str) -> Visit:
    return edits.change(visit, "a", given_name=given, family_name=family)


def ids(visit: Visit, versions: tuple[Version, ...]) -> list[str]:
    return [one.id for one in told_apart(Dossier(visit=visit, versions=versions)).delegates]


def test_each_who_was_typed_over_another_has_an_id_of_their_own_for_good() -> None:
    carl = Visit(delegates=(CARL,))
    gina, hugo = typed(carl, "Gina", "Neu"), typed(carl, "Hugo", "Alt")
    first = published(carl)
    (her,) = ids(gina, first)
    assert her != "a"
    second = published(gina, *first)
    assert ids(gina, second) == [her]
    assert ids(typed(gina, "Gina", "Neumann"), second) == [her], "a name spelt otherwise"
    (his,) = ids(hugo, second)
    assert his not in {"a", her}
    third = published(hugo, *second)
    assert ids(hugo, third) == [his]
    assert ids(carl, third) == ["a"], "Carl is back"


def test_nothing_is_made_anew_where_nobody_is_another() -> None:
    visit = Visit(delegates=(CARL,))
    versions = published(visit)
    spelt = typed(visit, "Karl", "Otto")
    assert told_apart(Dossier(visit=spelt, versions=versions)) is spelt
    gina = Dossier(visit=typed(visit, "Gina", "Neu"), versions=versions)
    (person,) = settled(gina).visit.delegates
    assert (person.name, id_now(gina, "a")) == ("Gina Neu", person.id)
    assert id_now(gina, "b") == "b"


def test_who_is_entered_anew_is_who_they_were() -> None:
    versions = published(Visit(delegates=(CARL,)))
    anew = CARL.model_copy(update={"id": "b", "avoid": "nuts"})
    assert ids(Visit(delegates=(anew,)), versions) == ["a"]
    for other in (
        anew.model_copy(update={"family_name": "Neu"}),  # who may be of the same family
        anew.model_copy(update={"code": "P06"}),
    ):
        assert ids(Visit(delegates=(other,)), versions) == ["b"]
    assert ids(Visit(delegates=(CARL, anew)), versions) == ["a", "b"]
    twice = anew.model_copy(update={"id": "c"})
    assert ids(Visit(delegates=(twice, anew)), versions) == ["c", "b"]
    nobody = anew.model_copy(update={"code": ""})
    first = published(Visit(delegates=(nobody.model_copy(update={"id": "a"}),)))
    assert ids(Visit(delegates=(nobody,)), first) == ["b"]


class Unread(Version):
    """A version whose plan lies in a file still."""

    def __getattribute__(self, name: str) -> Any:
        if name == "visit":
            pytest.fail("the plan of an old version was read")
        return super().__getattribute__(name)


def test_the_plans_of_older_versions_are_read_only_where_it_matters() -> None:
    carl = Visit(delegates=(CARL,), places=(Place(name="Ritz"),))
    host = Recipient(audience=Audience.HOTEL, name="ritz")
    file = SentFile(recipient=host, kind="rooming-list", language="en", path="", sha256="")
    at = datetime(2026, 1, 1, tzinfo=UTC)
    old = Unread(number=1, at=at, visit=carl, files=(file,))
    latest = Version(number=2, at=at, visit=carl, files=(file,))
    spelt = edits.change(carl, "a", given_name="Karl")
    dossier = Dossier.model_construct(visit=spelt, versions=(old, latest), published=0)
    assert settled(dossier) is dossier
    assert first_names(dossier) == {}
