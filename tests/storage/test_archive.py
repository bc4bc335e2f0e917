"""Published versions are there at once and read at first use."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.storage.files import parts_of, refusal, rewrite
from tests.storage.samples import dossier, plan
from visitplanner.errors import FileProblem
from visitplanner.storage import archive, limits
from visitplanner.storage.container import Part
from visitplanner.storage.visitfile import Opened, load, save

Json = dict[str, Any]


def test_opening_reads_neither_snapshots_nor_calendars(
    saved: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    real = archive.read_member

    def noted(part: Part, name: str, **more: Any) -> Any:
        read.append(f"{part.name} {name}")
        return real(part, name, **more)

    monkeypatch.setattr(archive, "read_member", noted)
    versions = load(saved.path).dossier.versions
    assert [(v.number, v.note, len(v.files)) for v in versions] == [
        (1, "Times", 15),
        (2, "Times", 15),
    ]
    assert read == []
    assert versions[1].visit == plan()
    assert versions[1].visit is versions[1].visit
    assert read == ["versions/2.json visit"]
    assert len(versions[1].calendars) == 15
    assert read == ["versions/2.json visit", "versions/2.json calendars"]


def test_stored_versions_equal_others(saved: Opened) -> None:
    stored = load(saved.path).dossier.versions[0]
    plain = saved.dossier.versions[0]
    assert stored == plain
    assert plain == stored
    assert hash(stored) == hash(plain)
    assert stored != plain.model_copy(update={"note": "Other"})
    assert stored.__eq__(1) is NotImplemented
    assert type(archive.whole(stored)) is type(plain)
    assert archive.whole(stored).model_dump() == plain.model_dump()


def test_a_copy_of_a_stored_version_reads_on(saved: Opened) -> None:
    copy = load(saved.path).dossier.versions[0].model_copy(update={"note": "Other"})
    assert copy.visit == plan()
    assert not hasattr(copy, "nothing")


def test_members_in_another_order_are_found(saved: Opened) -> None:
    parts = parts_of(saved.path)
    for order in (sorted, lambda names: sorted(names, reverse=True)):
        version = json.loads(parts["versions/1.json"])
        turned = {name: version[name] for name in order(version)}
        rewrite(saved.path, parts | {"versions/1.json": json.dumps(turned).encode()})
        assert load(saved.path).dossier == saved.dossier


def test_a_calendar_may_have_more_events_than_a_record_has_values(tmp_path: Path) -> None:
    it = dossier(people=1, items=1, versions=1, events=limits.MAX_BREADTH + 1)
    save(it, tmp_path / "a.visit")
    assert load(tmp_path / "a.visit").dossier == it


def version_with(**changes: Any) -> Callable[[Json], Json]:
    return lambda version: version | changes


@pytest.mark.parametrize(
    ("spoil", "place"),
    [
        (version_with(number="one"), "number"),
        (version_with(number=3), "it is version 3"),
        (version_with(at="yesterday"), "at"),
        (version_with(at="2026-01-01T00:00:00"), "at"),
        (version_with(files=[{}]), "files, row 1, recipient"),
        (version_with(files={}), "files: input should be"),
        (lambda version: {"colour": "blue"} | version, "colour: extra inputs"),
        (lambda version: {"visit": version["visit"]}, "number"),
        (lambda version: [version], "not a JSON object"),
    ],
)
def test_damaged_versions_are_refused(
    saved: Opened, spoil: Callable[[Json], Json], place: str
) -> None:
    parts = parts_of(saved.path)
    spoilt = json.dumps(spoil(json.loads(parts["versions/1.json"]))).encode()
    rewrite(saved.path, parts | {"versions/1.json": spoilt})
    sentence = refusal(saved.path)
    assert sentence.startswith("“north.visit” is damaged (versions/1.json: ")
    assert place in sentence


@pytest.mark.parametrize(
    ("member", "value", "place"),
    [
        ("visit", None, "the plan is missing"),
        (
            "visit",
            {"id": "v", "namespace": "n", "items": [{"id": "i", "day": 5.5}]},
            "items, row 1, day",
        ),
        ("calendars", [{}], "row 1, recipient"),
        ("calendars", 7, "not a list"),
        ("calendars", [7], "calendars, row 1: input should be"),
        ("calendars", [{"events": [{}]}], "calendars, row 1, events, row 1, event"),
    ],
)
def test_damage_in_what_is_read_later_is_told_then(
    saved: Opened, member: str, value: object, place: str
) -> None:
    parts = parts_of(saved.path)
    version = json.loads(parts["versions/1.json"]) | {member: value}
    rewrite(saved.path, parts | {"versions/1.json": json.dumps(version).encode()})
    stored = load(saved.path).dossier.versions[0]
    with pytest.raises(
        FileProblem, match=r"“north.visit” is damaged \(versions/1\.json: "
    ) as problem:
        getattr(stored, member)
    assert place in str(problem.value)
