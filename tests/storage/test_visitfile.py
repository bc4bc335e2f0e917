"""Visit files: what is saved comes back, byte for byte where it has not changed."""

from __future__ import annotations

import json
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from tests.storage.files import parts_of, rewrite
from tests.storage.samples import dossier, plan
from tests.strategies import dossiers
from visitplanner.domain.edits import change
from visitplanner.domain.programme import Item
from visitplanner.domain.schema import FORMAT, NEEDS, SCHEMA_FILE, schema_text
from visitplanner.domain.versions import Dossier
from visitplanner.domain.visit import Visit
from visitplanner.errors import FileProblem
from visitplanner.resources import path as resource
from visitplanner.storage import content, limits
from visitplanner.storage.container import MIMETYPE, Part
from visitplanner.storage.visitfile import Opened, load, save

Json = dict[str, Any]


@settings(max_examples=25)
@given(dossiers())
def test_what_is_saved_comes_back(tmp_path_factory: pytest.TempPathFactory, it: Dossier) -> None:
    folder = tmp_path_factory.mktemp("visits")
    first = save(it, folder / "a.visit")
    opened = load(folder / "a.visit")
    assert opened.dossier == it
    assert (opened.sha256, opened.format) == (first.sha256, FORMAT)
    assert not opened.read_only
    assert opened.migrated_from is None
    assert opened.notice is None
    again = save(opened.dossier, folder / "b.visit", opened=opened)
    afresh = save(it, folder / "c.visit")
    assert first.sha256 == again.sha256 == afresh.sha256, "the same dossier, other bytes"


def test_the_hash_is_that_of_the_file(saved: Opened) -> None:
    assert saved.sha256 == sha256(saved.path.read_bytes()).hexdigest()
    assert load(saved.path).sha256 == saved.sha256


def test_what_the_file_looks_like(saved: Opened) -> None:
    parts = parts_of(saved.path)
    assert list(parts) == ["mimetype", "visit.json", "versions/1.json", "versions/2.json"]
    assert parts["mimetype"] == MIMETYPE
    assert parts["visit.json"].startswith(f'{{"format":{FORMAT},"needs":"{NEEDS}",'.encode())
    with zipfile.ZipFile(saved.path) as archived:
        assert archived.infolist()[0].compress_type == zipfile.ZIP_STORED
    assert Visit.model_validate(content.without_head(json.loads(parts["visit.json"]))) == plan()


def test_the_schema_describes_the_file(saved: Opened) -> None:
    schema = json.loads(schema_text())
    document = json.loads(parts_of(saved.path)["visit.json"])
    assert schema["properties"].keys() == document.keys()
    assert set(schema["required"]) <= document.keys()
    shipped = resource("schema", SCHEMA_FILE).read_text(encoding="utf-8")
    assert shipped == schema_text(), "the schema that is shipped is not that of the types"


def test_saving_again_and_again(saved: Opened) -> None:
    for number in range(3):
        visit = change(saved.dossier.visit, "visit", title=f"Title {number}")
        saved = save(saved.dossier.with_visit(visit), saved.path, opened=saved)
        assert load(saved.path).dossier.visit.title == f"Title {number}"


def test_attachments_stay_byte_for_byte(tmp_path: Path) -> None:
    data = bytes(range(256)) * 40
    picture = Part.of(f"attachments/{sha256(data).hexdigest()}", data)
    carrier = Opened(dossier(), Path("-"), "", parts={picture.name: picture})
    save(carrier.dossier, tmp_path / "a.visit", opened=carrier)
    opened = load(tmp_path / "a.visit")
    visit = change(opened.dossier.visit, "visit", title="Other")
    save(opened.dossier.with_visit(visit), opened.path, opened=opened)
    save(opened.dossier, tmp_path / "copy.visit", opened=opened)
    for name in ("a.visit", "copy.visit"):
        assert parts_of(tmp_path / name)[picture.name] == data


def test_a_published_version_is_carried_as_it_is(saved: Opened) -> None:
    """Byte for byte as it was packed, even if another program has packed it."""
    parts = parts_of(saved.path)
    parts["versions/1.json"] = json.dumps(json.loads(parts["versions/1.json"]), indent=3).encode()
    rewrite(saved.path, parts)
    opened = load(saved.path)
    visit = change(opened.dossier.visit, "visit", title="Other")
    save(opened.dossier.with_visit(visit), opened.path, opened=opened)
    assert parts_of(saved.path)["versions/1.json"] == parts["versions/1.json"]


@pytest.mark.parametrize(
    ("cut", "sentence", "following"),
    [
        ((2,), "version 2 was published and is not there any more", 3),
        ((1,), "version 1 was published and is not there any more", 3),
        ((1, 2), "versions 1 and 2 were published and are not there any more", 3),
    ],
)
def test_the_number_of_a_version_that_was_cut_out_is_never_given_again(
    saved: Opened, cut: tuple[int, ...], sentence: str, following: int
) -> None:
    names = {f"versions/{number}.json" for number in cut}
    rewrite(saved.path, {n: part for n, part in parts_of(saved.path).items() if n not in names})
    opened = load(saved.path)
    assert opened.dossier.last_number == 2
    assert opened.notice == (
        f"“north.visit”: {sentence}: the next is version {following}, told against those that are "
        "left."
    )
    visit = change(opened.dossier.visit, "visit", title="Other")
    again = save(opened.dossier.with_visit(visit), opened.path, opened=opened)
    assert again.dossier.lost == load(saved.path).dossier.lost == cut


def test_a_version_that_was_replaced_is_written_anew(saved: Opened) -> None:
    opened = load(saved.path)
    version = opened.dossier.versions[0].model_copy(update={"note": "Other"})
    save(opened.dossier.with_version(version), opened.path, opened=opened)
    found = load(saved.path).dossier
    assert [v.note for v in found.versions] == ["Other", "Times"]
    assert found.versions[0] == version


def test_versions_are_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    save(dossier(people=2, items=2, versions=12, events=1), tmp_path / "a.visit")
    numbers = [version.number for version in load(tmp_path / "a.visit").dossier.versions]
    assert numbers == list(range(1, 13))


def test_files_that_were_unpacked_and_packed_again_open(saved: Opened) -> None:
    parts = parts_of(saved.path)
    rewrite(saved.path, dict(reversed(parts.items())) | {"versions/": b""})
    assert load(saved.path).dossier == saved.dossier


def test_a_byte_order_mark_does_no_harm(saved: Opened) -> None:
    parts = parts_of(saved.path)
    rewrite(saved.path, parts | {"visit.json": b"\xef\xbb\xbf" + parts["visit.json"]})
    assert load(saved.path).dossier == saved.dossier


# --- Saving --------------------------------------------------------------------------------------


def test_an_existing_file_is_only_replaced_if_allowed(saved: Opened) -> None:
    before = saved.path.read_bytes()
    other = dossier(people=1)
    with pytest.raises(FileProblem, match=r"“north.visit” is already in the folder"):
        save(other, saved.path)
    assert saved.path.read_bytes() == before
    save(other, saved.path, overwrite=True)
    assert load(saved.path).dossier == other


def test_a_plan_that_would_not_open_again_is_not_saved(saved: Opened) -> None:
    """Edits build plans without validating them: a mistake in one must not cost the file."""
    item = saved.dossier.visit.items[0]
    broken = saved.dossier.visit.model_copy(update={"items": (item, item)})
    before = saved.path.read_bytes()
    with pytest.raises(FileProblem, match=r"it would not open again.*used twice"):
        save(saved.dossier.with_visit(broken), saved.path, opened=saved)
    assert saved.path.read_bytes() == before


def test_a_plan_beyond_the_limits_is_not_saved(
    saved: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = saved.path.read_bytes()
    monkeypatch.setattr(limits, "MAX_PART", limits.MAX_PART | {"visit.json": 1000})
    with pytest.raises(FileProblem, match=r"too large \(visit.json\): shorten the plan"):
        save(saved.dossier, saved.path, opened=saved)
    assert saved.path.read_bytes() == before


def test_ten_thousand_characters_of_one_letter(tmp_path: Path) -> None:
    items = tuple(Item(id=f"i{n}", notes="a" * 10_000) for n in range(300))
    it = Dossier(visit=Visit(items=items))
    save(it, tmp_path / "a.visit")
    assert load(tmp_path / "a.visit").dossier == it
