"""The zip: packed the same every time, read without trusting it."""

from __future__ import annotations

import io
import json
import struct
import tracemalloc
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.storage.samples import dossier
from visitplanner.storage import container, limits
from visitplanner.storage.container import MIMETYPE, Part, pack, unpack
from visitplanner.storage.refusal import Refusal
from visitplanner.storage.visitfile import save

NAMES = ("visit.json", "versions/1.json", "attachments/" + "a" * 64)


def zipped(
    entries: Mapping[str, bytes] | list[tuple[zipfile.ZipInfo | str, bytes]],
    method: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """A zip as another program makes it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in entries.items() if isinstance(entries, Mapping) else entries:
            archive.writestr(name, content)
    return buffer.getvalue()


def refusal(data: bytes) -> str:
    """Why `data` is refused, before anything of it is unpacked."""
    with pytest.raises(Refusal) as refused:
        unpack(data)
    return refused.value.what


# --- Packing -------------------------------------------------------------------------------------


@given(st.dictionaries(st.sampled_from(NAMES), st.binary(max_size=200)))
def test_parts_come_back(contents: dict[str, bytes]) -> None:
    data = pack(Part.of(name, content) for name, content in contents.items())
    assert {name: part.content() for name, part in unpack(data).items()} == contents
    assert pack(unpack(data).values()) == data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == contents


def test_tools_know_the_file_by_its_first_bytes() -> None:
    data = pack([Part.of("mimetype", MIMETYPE, pack=False), Part.of("visit.json", b"{}")])
    assert data[30 : 30 + 8 + len(MIMETYPE)] == b"mimetype" + MIMETYPE


def test_two_parts_of_one_name_are_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match=r"two parts are called visit\.json"):
        pack([Part.of("visit.json", b"1"), Part.of("visit.json", b"2")])


def test_text_that_packs_like_a_bomb_is_stored_unpacked_and_opens_again() -> None:
    content = b'"' + b"a" * (2 * limits.MIB) + b'"'
    parts = unpack(pack([Part.of("visit.json", content)]))
    assert parts["visit.json"].method == zipfile.ZIP_STORED
    assert parts["visit.json"].content() == content


@pytest.mark.parametrize(
    ("bound", "value"),
    [("MAX_FILE", limits.MAX_DIRECTORY + 100), ("MAX_UNPACKED", 3000), ("MAX_PARTS", 2)],
)
def test_nothing_is_packed_that_would_not_open(
    monkeypatch: pytest.MonkeyPatch, bound: str, value: int
) -> None:
    monkeypatch.setattr(limits, bound, value)
    parts = [Part.of(name, b"ab" * 600) for name in NAMES]
    with pytest.raises(Refusal, match=r"too large|more than"):
        pack(parts)


def test_a_part_beyond_its_limit_is_not_packed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_PART", {"visit.json": 10})
    with pytest.raises(Refusal, match="would become too large"):
        pack([Part.of("visit.json", b"x" * 11)])


# --- Reading what others made --------------------------------------------------------------------


def test_a_file_that_was_unpacked_and_packed_again_opens() -> None:
    entries = {"versions/": b"", "versions/1.json": b"{}", "visit.json": b"{}"}
    assert unpack(zipped(entries)).keys() == {"versions/1.json", "visit.json"}


def test_no_zip() -> None:
    assert refusal(b"") == "is empty"
    assert refusal(b"{}") == "is not a visit file"
    assert refusal(b"PK") == refusal(b"PK\x03\x04" + bytes(100)) == "ends too early"


def test_cut_off_anywhere(tmp_path: Path) -> None:
    save(dossier(), tmp_path / "a.visit")
    data = (tmp_path / "a.visit").read_bytes()
    for end in range(0, len(data), 97):
        assert refusal(data[:end]).startswith(("is empty", "is not a visit", "ends too early"))


@given(st.data())
def test_any_damage_is_refused_or_does_no_harm(data: st.DataObject) -> None:
    contents = {"visit.json": b'{"a": "' + b"abc" * 50 + b'"}', "versions/1.json": b"{}"}
    good = pack(Part.of(name, content) for name, content in contents.items())
    bad = bytearray(good)
    for _ in range(data.draw(st.integers(1, 4))):
        bad[data.draw(st.integers(0, len(bad) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = {name: part.content() for name, part in unpack(bytes(bad)).items()}
    except Refusal:
        return
    for name, content in found.items():
        assert content in contents.values(), f"{name} was changed unseen"


def test_a_flipped_bit_in_the_content_is_noticed() -> None:
    content = bytes(range(256))
    data = bytearray(pack([Part.of("visit.json", content)]))
    data[data.index(content) + 7] ^= 1
    with pytest.raises(Refusal, match="its content has changed"):
        unpack(bytes(data))["visit.json"].content()


# --- Names ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "../evil",
        "versions/../../evil",
        "/etc/passwd",
        "//server/share",
        "C:/windows",
        "C:evil",
        "a\\b",
        "..\\evil",
        "./visit.json",
        "versions//1.json",
        "a\nb",
        "a\x1b[31mb",
    ],
)
def test_names_that_lead_elsewhere(name: str) -> None:
    what = refusal(zipped({"mimetype": MIMETYPE, name: b""}))
    assert what.startswith("holds a part with a forbidden name")
    assert what.isprintable()


def test_a_name_that_hides_behind_a_nul() -> None:
    data = zipped({"visit.jsonXevil": b""}).replace(b"visit.jsonXevil", b"visit.json\0evil")
    assert refusal(data).startswith("holds a part with a forbidden name")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_the_same_name_twice() -> None:
    assert "it is there twice" in refusal(zipped([("visit.json", b"1"), ("visit.json", b"2")]))


@pytest.mark.parametrize(
    "name", ["evil.exe", "versions/0.json", "versions/1.json.bak", "attachments/short", "versions"]
)
def test_parts_that_a_visit_does_not_have(name: str) -> None:
    with pytest.raises(Refusal, match="does not belong to a visit"):
        container.check_known(unpack(zipped({name: b""})))


def test_sealed_parts_are_named_as_such() -> None:
    with pytest.raises(Refusal, match="is sealed with a passphrase"):
        container.check_known(unpack(zipped({"people.sealed": b"secret"})))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_only_the_usual_packing(method: int) -> None:
    with pytest.raises(Refusal, match="packed in a way"):
        container.check_known(unpack(zipped({"visit.json": b"{}" * 99}, method)))


def test_a_link() -> None:
    link = zipfile.ZipInfo("visit.json")
    link.external_attr = 0o120777 << 16
    assert refusal(zipped([(link, b"/etc/passwd")])).startswith("holds a link")


def test_encryption() -> None:
    data = bytearray(zipped({"visit.json": b"{}"}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    assert refusal(bytes(data)) == "is a zip with a password"


def test_other_files_that_are_zips_too() -> None:
    workbook = unpack(zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b""}))
    with pytest.raises(Refusal, match="is an Office document"):
        container.check_parts(workbook)
    with pytest.raises(Refusal, match="is a zip, but not a visit file"):
        container.check_parts(unpack(zipped({"photo.jpg": b""})))
    with pytest.raises(Refusal, match="is a zip, but not a visit file"):
        container.check_parts(unpack(zipped({"mimetype": b"application/epub+zip"})))
    with pytest.raises(Refusal, match=r"visit\.json is missing"):
        container.check_parts(unpack(zipped({"mimetype": MIMETYPE})))


# --- Bombs ---------------------------------------------------------------------------------------


def test_a_part_that_says_it_is_huge() -> None:
    data = bytearray(zipped({"visit.json": b"{}"}))
    size = struct.pack("<L", limits.max_size("visit.json") + 1)
    start = data.index(b"PK\x01\x02") + 24
    data[start : start + 4] = size
    assert "is too large (visit.json" in refusal(bytes(data))


def test_many_parts_that_are_huge_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_UNPACKED", 1000)
    entries = {f"attachments/{n:064x}": b"ab" * 100 for n in range(6)}
    assert refusal(zipped(entries)).startswith("would unpack to more than")


def test_a_part_that_is_packed_too_tightly() -> None:
    assert "packed unusually tightly" in refusal(zipped({"visit.json": bytes(2 * limits.MIB)}))


def test_a_part_that_lies_about_its_size_unpacks_no_further() -> None:
    bomb = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = bomb.compress(bytes(64 * limits.MIB)) + bomb.flush()
    part = Part("visit.json", packed, zipfile.ZIP_DEFLATED, size=1000, crc=0)
    parts = unpack(pack([part]))
    tracemalloc.start()
    try:
        with pytest.raises(Refusal, match="its content has changed"):
            parts["visit.json"].content()
        assert tracemalloc.get_traced_memory()[1] < limits.MIB
    finally:
        tracemalloc.stop()


def test_too_many_parts() -> None:
    many = {f"attachments/{n:064x}": b"" for n in range(limits.MAX_PARTS + 1)}
    assert refusal(zipped(many)) == "holds more than 5,000 parts"


def test_a_directory_that_is_longer_than_it_says() -> None:
    """zipfile reads entries until the directory ends, whatever their number is said to be."""
    data = bytearray(zipped({f"attachments/{n:064x}": b"" for n in range(20_000)}))
    end = data.rindex(b"PK\x05\x06")
    data[end + 8 : end + 12] = struct.pack("<HH", 1, 1)
    assert refusal(bytes(data)) == "holds more than 5,000 parts"


def test_the_large_kind_of_zip_is_refused() -> None:
    data = zipped({"visit.json": b"{}"})
    end = data.rindex(b"PK\x05\x06")
    locator = b"PK\x06\x07" + bytes(16)
    assert refusal(data[:end] + locator + data[end:]) == "holds more than 5,000 parts"


def test_parts_that_share_their_bytes() -> None:
    """A kernel of zeros to which thousands of entries point makes a bomb of a few bytes."""
    content = bytes(range(256)) * 8
    first = pack([Part.of("visit.json", content, pack=False)])
    body = first[: first.index(b"PK\x01\x02")]
    entry = first[len(body) : first.rindex(b"PK\x05\x06")]
    other = entry.replace(b"visit.json", b"visit.jsoX")
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 2, 2, 2 * len(entry), len(body), 0)
    assert "overlaps with another part" in refusal(body + entry + other + end)


# --- JSON ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("opening", [b"[", b'{"a":'])
def test_nesting_is_counted_before_anything_is_parsed(opening: bytes) -> None:
    closing = b"]" if opening == b"[" else b"}"
    for depth in (1, limits.MAX_DEPTH):
        limits.check_json(opening * depth + b"1" + closing * depth, "visit.json")
    for depth in (limits.MAX_DEPTH + 1, 200_000):
        with pytest.raises(Refusal, match="nested too deeply"):
            limits.check_json(opening * depth + b"1" + closing * depth, "visit.json")
        with pytest.raises(Refusal, match="unbalanced"):
            limits.check_json(opening * depth, "visit.json")


@pytest.mark.parametrize(
    ("bound", "value", "raw"),
    [
        ("MAX_BRACKETS", 3, b"[[], {}, []]"),
        ("MAX_VALUES", 3, b'["a", 1, "b", 2, 3]'),
    ],
)
def test_values_are_counted_before_anything_is_parsed(
    monkeypatch: pytest.MonkeyPatch, bound: str, value: int, raw: bytes
) -> None:
    limits.check_json(raw, "visit.json")
    monkeypatch.setattr(limits, bound, value)
    limits.check_json(b'["a,,,,,,,[[[[[[[", 1, "b"]', "visit.json")
    with pytest.raises(Refusal, match="more values than any visit has"):
        limits.check_json(raw, "visit.json")


@given(st.text(alphabet='[]{}"\\ab\n', max_size=60))
def test_brackets_in_text_do_not_count(text: str) -> None:
    limits.check_json(json.dumps({text: [text, text]}).encode(), "visit.json")


json_values = st.recursive(
    st.none() | st.text(alphabet='[]{}"\\a', max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=15,
)


@given(json_values, st.integers(0, 12))
def test_depth_is_that_of_the_brackets(value: object, most: int) -> None:
    def depth(value: Any) -> int:
        if not isinstance(value, dict | list):
            return 0
        inner = value.values() if isinstance(value, dict) else value
        return 1 + max(map(depth, inner), default=0)

    raw = json.dumps(value).encode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(limits, "MAX_DEPTH", most)
        if depth(value) <= most:
            limits.check_json(raw, "visit.json")
        else:
            with pytest.raises(Refusal):
                limits.check_json(raw, "visit.json")
