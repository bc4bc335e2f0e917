"""Files that are no good are refused in one sentence, and stay as they are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.storage.files import parts_of, refusal, rewrite
from tests.storage.samples import plan
from visitplanner.domain.programme import Item
from visitplanner.domain.schema import FORMAT
from visitplanner.errors import FileProblem
from visitplanner.storage import container, content, limits
from visitplanner.storage.container import MIMETYPE, Part
from visitplanner.storage.refusal import Refusal
from visitplanner.storage.visitfile import Opened, load, save

Json = dict[str, Any]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is empty: fetch it again, or open an earlier copy of it."),
        (b"Hello", "is not a visit file: choose a .visit file, or import a plan workbook."),
        (b"PK\x03\x04 and then", "ends too early: copy or download it again"),
    ],
)
def test_what_is_no_visit(tmp_path: Path, data: bytes, sentence: str) -> None:
    (tmp_path / "a.visit").write_bytes(data)
    assert sentence in refusal(tmp_path / "a.visit")


def test_a_workbook(sample_workbook: Path) -> None:
    assert "is an Office document, not a visit: import it if it is a plan" in refusal(
        sample_workbook
    )


def test_a_cut_off_file(saved: Opened) -> None:
    data = saved.path.read_bytes()
    saved.path.write_bytes(data[: len(data) * 2 // 3])
    assert "ends too early" in refusal(saved.path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match=r"“no.visit” is not in the folder"):
        load(tmp_path / "no.visit")


def test_a_file_that_is_too_large(saved: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_FILE", 100)
    assert "is too large" in refusal(saved.path)


def with_visit_json(path: Path, raw: bytes) -> None:
    rewrite(path, parts_of(path) | {"visit.json": raw})


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "not valid JSON"),
        (b"nonsense", "not valid JSON"),
        (b'{"format": 1', "unbalanced"),
        (b'{"format": 1,}', "not valid JSON"),
        (b'{"format": 1, "title": "\xff"}', "not valid JSON"),
        (b'{"format": 1, "title": NaN}', "not valid JSON"),
        (b'{"format": 1, "title": "\\ud800"}', "not valid JSON"),
        (b'{"format": ' + b"9" * 5000 + b"}", "not valid JSON"),
        (b"[" * 100_000, "nested too deeply"),
        (b"[]", "not a JSON object"),
        (b"{}", "its format number is missing"),
        (b'{"format": "1"}', "its format number is missing"),
        (b'{"format": true}', "its format number is missing"),
        (b'{"format": -1}', "its format number is missing"),
        (b'{"format": 1}', "id: missing"),
    ],
)
def test_json_that_is_no_plan(saved: Opened, raw: bytes, sentence: str) -> None:
    with_visit_json(saved.path, raw)
    found = refusal(saved.path)
    assert found.startswith("“north.visit” is damaged (visit.json: ")
    assert sentence in found
    assert found.endswith(": open an earlier copy of it.")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": 5}, "title: input should be a valid string"),
        ({"published": -1}, "the number of its last version is none"),
        ({"published": True}, "the number of its last version is none"),
        ({"published": "2"}, "the number of its last version is none"),
        ({"published": 10**9}, "the number of its last version is none"),
        ({"unknown": 5}, "unknown: extra inputs are not permitted"),
        ({"namespace": None}, "namespace"),
        ({"items": {}}, "items: input should be a valid tuple"),
        ({"items": [5]}, "items, row 1: input should be"),
        ({"items": [{"title": "no id"}]}, "items, row 1, id: missing"),
        ({"items": [{"id": ""}]}, "items, row 1, id"),
        ({"items": [{"id": "a"}, {"id": "a"}]}, "the internal id a is used twice"),
        ({"items": [{"id": "a", "start": "25:10"}]}, "items, row 1, start"),
        ({"items": [{"id": "a", "day": "9999-01-01"}]}, "the year 9999 is not between"),
        ({"items": [{"id": "a", "zone": "Mars/Base"}]}, "is not a time zone"),
        ({"items": [{"id": "a", "zone": "../../etc/passwd"}]}, "is not a time zone"),
        ({"items": [{"id": "a", "kind": "party"}]}, "items, row 1, kind"),
        ({"items": [{"id": "a", "e\nvil\x1b": 1}]}, "items, row 1, e vil"),
        ({"places": [{"id": "a", "latitude": 91}]}, "places, row 1, latitude"),
        ({"places": [{"id": "a", "latitude": 1e999}]}, "not valid JSON"),
        ({"budget": [{"id": "a", "actual": "NaN"}]}, "budget, row 1, actual"),
    ],
)
def test_values_that_are_no_good(saved: Opened, changes: Json, sentence: str) -> None:
    document = json.loads(parts_of(saved.path)["visit.json"]) | changes
    with_visit_json(saved.path, json.dumps(document).encode())
    found = refusal(saved.path)
    assert sentence in found
    assert len(found) < 400


def test_a_plan_of_too_many_records(saved: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_RECORDS", 50)
    assert "is too large (visit.json: more than 50 entries)" in refusal(saved.path)


LONG = ["x"] * (limits.MAX_BREADTH + 1)


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"languages": LONG}, "the plan"),
        (dict.fromkeys((f"x{n}" for n in range(len(LONG))), 1), "the plan"),
        ({"delegates": [{"id": "a", "groups": LONG}]}, "delegates, row 1"),
        ({"delegates": [{"id": "a", "joins": dict.fromkeys(map(str, range(1001)))}]}, "row 1"),
        ({"stops": [{"id": "a", "alerts": [{"day": "2017-11-06", "text": LONG}]}]}, "stops, row 1"),
    ],
)
def test_lists_that_are_far_too_long(saved: Opened, changes: Json, place: str) -> None:
    """Each wrong value in them would cost time and memory, and we only tell of one."""
    document = json.loads(parts_of(saved.path)["visit.json"]) | changes
    with_visit_json(saved.path, json.dumps(document).encode())
    assert f"{place}: more than 1,000 entries" in refusal(saved.path)


def test_reading_ends_at_the_first_row_that_is_wrong() -> None:
    class Rows(list[Any]):
        def __iter__(self) -> Iterator[Any]:
            yield from ({"id": "a"}, {"id": "b", "day": "never"})
            raise AssertionError("read on")

    with pytest.raises(Refusal, match="items, row 2, day"):
        content.decode_rows(Item, Rows(), "visit.json", "items")


def test_an_attachment_that_has_changed(saved: Opened) -> None:
    rewrite(saved.path, parts_of(saved.path) | {"attachments/" + "0" * 64: b"other"})
    assert "its content has changed" in refusal(saved.path)


def test_parts_that_we_do_not_know(saved: Opened) -> None:
    rewrite(saved.path, parts_of(saved.path) | {"run.exe": b"MZ"})
    assert "holds a part that does not belong to a visit (run.exe)" in refusal(saved.path)


JUNK: list[Any] = [
    None,
    True,
    -1,
    1e300,
    "",
    "x" * 9,
    "2017-02-30",
    "24:01",
    [],
    [[]],
    {},
    {"a": 1},
]


@settings(max_examples=60)
@given(st.data())
def test_any_json_gives_a_plan_or_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """One value somewhere in a good plan is exchanged for junk."""
    document = json.loads(content.encode(plan(people=1, items=1)))
    holder: Any = document
    while True:
        keys = list(holder) if isinstance(holder, dict) else range(len(holder))
        key = data.draw(st.sampled_from(keys))
        inner = holder[key]
        if not isinstance(inner, dict | list) or not inner or data.draw(st.booleans()):
            break
        holder = inner
    junk: list[Any] = [
        None,
        True,
        -1,
        1e300,
        "",
        "x" * 9,
        "2017-02-30",
        "24:01",
        [],
        [[]],
        {},
        {"a": 1},
    ]
    holder[key] = data.draw(st.sampled_from(junk))
    file = container.pack(
        [Part.of("mimetype", MIMETYPE), Part.of("visit.json", json.dumps(document).encode())]
    )
    path = tmp_path_factory.mktemp("junk") / "a.visit"
    path.write_bytes(file)
    try:
        load(path)
    except FileProblem:
        refusal(path)


# --- Newer formats -------------------------------------------------------------------------------


def newer(path: Path, changes: Json, parts: dict[str, bytes] | None = None) -> None:
    """Turn a file into one that a later program might write."""
    document = json.loads(parts_of(path)["visit.json"])
    document |= {"format": FORMAT + 1, "needs": "Visit Planner 2.3"} | changes
    head = {"format": document.pop("format"), "needs": document.pop("needs")}
    raw = json.dumps(head | document).encode()
    rewrite(path, parts_of(path) | {"visit.json": raw} | (parts or {}))


def test_a_newer_file_is_open_for_reading_only(saved: Opened) -> None:
    items = [{"id": "i", "title": "Walk", "mood": "sunny", "weather": {"wind": 3}}]
    others = {"weather/1.json": b"{}", "x.sealed": b""}
    newer(saved.path, {"items": items, "weather": [1]}, others)
    before = saved.path.read_bytes()
    opened = load(saved.path)
    assert (opened.read_only, opened.format, opened.migrated_from) == (True, FORMAT + 1, None)
    assert opened.dossier.visit.items == (Item(id="i", title="Walk"),)
    assert opened.dossier.versions == saved.dossier.versions
    assert opened.notice == (
        "“north.visit” needs Visit Planner 2.3 or later: it is open for reading only."
    )
    for path in (saved.path, saved.path.with_name("copy.visit")):
        with pytest.raises(FileProblem, match=r"needs Visit Planner 2.3 or later: update"):
            save(opened.dossier, path, opened=opened, overwrite=True)
    assert saved.path.read_bytes() == before


@pytest.mark.parametrize(
    ("changes", "needs"),
    [
        ({"items": [{"id": "a", "kind": "seance"}]}, "Visit Planner 2.3 or later"),
        ({"items": {"rows": []}}, "Visit Planner 2.3 or later"),
        ({"namespace": [], "needs": 7}, "a newer version of Visit Planner"),
    ],
)
def test_a_newer_file_that_we_cannot_read(saved: Opened, changes: Json, needs: str) -> None:
    newer(saved.path, changes)
    assert refusal(saved.path) == f"“north.visit” needs {needs}: open it with that."


def test_a_newer_file_is_not_trusted_either(saved: Opened) -> None:
    newer(saved.path, {}, {"../evil": b""})
    assert "forbidden name" in refusal(saved.path)
