"""Whatever happens to the bytes of a workbook, there is a result or one sentence."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_STORED

import pytest

from tests.importing.workbook.books import SAMPLE, packed, parts
from visitplanner.errors import FileProblem
from visitplanner.importing.workbook import ImportResult, read_plan

ROUNDS = 25


def _flipped(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 3, 30))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(data: bytes, chance: random.Random) -> bytes:
    first, last = sorted(chance.randrange(len(data)) for _ in range(2))
    return data[:first] + data[last:] if chance.random() < 0.5 else data[:last]


def _repeated(data: bytes, chance: random.Random) -> bytes:
    first, last = sorted(chance.randrange(len(data)) for _ in range(2))
    return data[:last] + data[first:]


DAMAGES = (_flipped, _cut, _repeated)


def survives(path: Path, data: bytes) -> ImportResult | str:
    path.write_bytes(data)
    try:
        return read_plan(path)
    except FileProblem as problem:
        return str(problem)


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_to_the_file(
    tmp_path: Path, damage: Callable[[bytes, random.Random], bytes]
) -> None:
    chance, data = random.Random(7), SAMPLE.read_bytes()
    outcomes = [survives(tmp_path / "x.xlsx", damage(data, chance)) for _ in range(ROUNDS)]
    sentences = [outcome for outcome in outcomes if isinstance(outcome, str)]
    assert sentences
    assert all(sentence.startswith("x.xlsx ") for sentence in sentences)


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_to_the_parts(
    tmp_path: Path, damage: Callable[[bytes, random.Random], bytes]
) -> None:
    chance, contents = random.Random(11), parts(SAMPLE.read_bytes())
    names = [name for name in contents if name.endswith((".xml", ".rels"))]
    for _ in range(ROUNDS):
        name = chance.choice(names)
        survives(
            tmp_path / "x.xlsx",
            packed(contents | {name: damage(contents[name], chance)}, ZIP_STORED),
        )


MARKS = (b"<", b">", b'"', b"/>", b"<v>", b"</c>", b'r="', b's="', b't="', b"A1", b"-1", b"9" * 40)


def test_damage_to_the_markup(tmp_path: Path) -> None:
    """Well-formed more often than not: attributes and values are exchanged for one another."""
    chance, contents = random.Random(13), parts(SAMPLE.read_bytes())
    names = [name for name in contents if "sheet" in name or "styles" in name or "workbook" in name]
    taken = 0
    for _ in range(2 * ROUNDS):
        name = chance.choice(names)
        words = contents[name].split(b'"')
        for _ in range(chance.choice((1, 5))):
            words[chance.randrange(len(words))] = chance.choice((*MARKS, chance.choice(words)))
        damaged = packed(contents | {name: b'"'.join(words)}, ZIP_STORED)
        taken += isinstance(survives(tmp_path / "x.xlsx", damaged), ImportResult)
    assert taken


def test_parts_that_are_missing(tmp_path: Path) -> None:
    contents = parts(SAMPLE.read_bytes())
    for name in contents:
        rest = {other: data for other, data in contents.items() if other != name}
        survives(tmp_path / "x.xlsx", packed(rest, ZIP_STORED))


def test_a_file_is_never_written_to(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(SAMPLE.read_bytes())
    path.chmod(0o444)
    before = path.stat()
    read_plan(path)
    after = path.stat()
    assert (after.st_mtime_ns, after.st_size) == (before.st_mtime_ns, before.st_size)
    assert path.read_bytes() == SAMPLE.read_bytes()
    assert [other.name for other in tmp_path.iterdir()] == ["x.xlsx"]
