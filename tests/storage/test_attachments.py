"""Attached files in the visit file: kept, dropped when nothing needs them, brought back by undo."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from visitplanner.domain.attachment import Attachment, MediaType
from visitplanner.domain.attachments import attach, detach, digests
from visitplanner.domain.programme import Place
from visitplanner.domain.versions import Dossier
from visitplanner.domain.visit import Visit
from visitplanner.storage.blobs import KEPT_FOR, Blobs
from visitplanner.storage.visitfile import load, save

PICTURE = b"\xff\xd8\xff picture"
PLACE = Place(name="Town hall")


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs(tmp_path / "blobs")


@pytest.fixture
def visit(blobs: Blobs) -> Visit:
    digest = blobs.put(PICTURE)
    one = Attachment(digest=digest, name="hall.jpg", media=MediaType.JPEG, size=len(PICTURE))
    return attach(Visit(places=(PLACE,)), PLACE.id, one)


def test_an_attached_file_is_in_the_visit_file(tmp_path: Path, visit: Visit, blobs: Blobs) -> None:
    path = tmp_path / "a.visit"
    save(Dossier(visit=visit), path, blobs=blobs)
    again = load(path)
    (digest,) = digests(again.dossier.visit)
    assert again.attachment(digest) == PICTURE
    assert again.attachment("0" * 64) is None


def test_it_stays_without_the_store(tmp_path: Path, visit: Visit, blobs: Blobs) -> None:
    path = tmp_path / "a.visit"
    opened = save(Dossier(visit=visit), path, blobs=blobs)
    other = save(Dossier(visit=visit), tmp_path / "b.visit", opened=opened)
    assert other.attachment(sha256(PICTURE).hexdigest()) == PICTURE


def test_what_is_taken_off_leaves_the_file_and_undo_brings_it_back(
    tmp_path: Path, visit: Visit, blobs: Blobs
) -> None:
    path, digest = tmp_path / "a.visit", sha256(PICTURE).hexdigest()
    opened = save(Dossier(visit=visit), path, blobs=blobs)
    (tmp_path / "blobs" / digest).unlink()
    without = detach(visit, PLACE.id, digest)
    opened = save(Dossier(visit=without), path, opened=opened, blobs=blobs)
    assert load(path).attachment(digest) is None
    assert PICTURE not in path.read_bytes()
    opened = save(Dossier(visit=visit), path, opened=opened, blobs=blobs)
    assert load(path).attachment(digest) == PICTURE


def test_a_published_version_keeps_its_files(tmp_path: Path, visit: Visit, blobs: Blobs) -> None:
    from visitplanner.domain.versions import Version

    path, digest = tmp_path / "a.visit", sha256(PICTURE).hexdigest()
    version = Version(number=1, at=datetime(2026, 5, 1, tzinfo=UTC), visit=visit)
    opened = save(Dossier(visit=visit, versions=(version,)), path, blobs=blobs)
    without = detach(visit, PLACE.id, digest)
    save(Dossier(visit=without, versions=(version,)), path, opened=opened, blobs=blobs)
    assert load(path).attachment(digest) == PICTURE


def test_a_file_that_is_lost_keeps_nobody_from_saving(tmp_path: Path, visit: Visit) -> None:
    path = tmp_path / "a.visit"
    save(Dossier(visit=visit), path, blobs=Blobs(tmp_path / "nothing"))
    assert load(path).dossier.visit == visit


def test_damage_in_the_store_is_noticed(tmp_path: Path, blobs: Blobs) -> None:
    digest = blobs.put(PICTURE)
    (tmp_path / "blobs" / digest).write_bytes(b"something else")
    assert blobs.get(digest) is None
    assert blobs.put(PICTURE) == digest
    assert blobs.get(digest) == PICTURE


def test_what_is_old_is_taken_away(tmp_path: Path, blobs: Blobs) -> None:
    digest = blobs.put(PICTURE)
    age = (tmp_path / "blobs" / digest).stat().st_mtime
    blobs.sweep(age + KEPT_FOR - 10)
    assert blobs.get(digest) == PICTURE
    blobs.sweep(age + KEPT_FOR + 10)
    assert blobs.get(digest) is None


def test_what_is_attached_again_is_kept_as_long_again(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path / "blobs")
    path = tmp_path / "blobs" / blobs.put(PICTURE)
    now = path.stat().st_mtime
    os.utime(path, (now - 2 * KEPT_FOR, now - 2 * KEPT_FOR))
    blobs.put(PICTURE)
    blobs.sweep(now)
    assert blobs.get(path.name) == PICTURE
