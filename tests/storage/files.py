"""Looking into visit files, and spoiling them, with another zip library than ours."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from visitplanner.errors import FileProblem
from visitplanner.storage.visitfile import load


def parts_of(path: Path) -> dict[str, bytes]:
    """What any zip reader finds in a file."""
    with zipfile.ZipFile(path) as archived:
        return {name: archived.read(name) for name in archived.namelist()}


def rewrite(path: Path, parts: dict[str, bytes]) -> None:
    """Make a file of other parts, packed as other programs do."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archived:
        for name, data in parts.items():
            archived.writestr(name, data)


def refusal(path: Path) -> str:
    """The sentence with which a file is refused; it leaves the file as it is."""
    before = path.read_bytes()
    with pytest.raises(FileProblem) as problem:
        load(path)
    sentence = str(problem.value)
    assert path.name in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert path.read_bytes() == before
    return sentence
