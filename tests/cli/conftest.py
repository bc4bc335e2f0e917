"""Running commands the way a person does, in a folder of their own."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from visitplanner.__main__ import main


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)

    def command(*words: object) -> Ran:
        capsys.readouterr()
        status = main([str(word) for word in words])
        spoken = capsys.readouterr()
        return Ran(status, spoken.out, spoken.err)

    return command


@pytest.fixture(scope="session")
def _sample_file(sample_workbook: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.visit"
    assert main(["import", str(sample_workbook), "-o", str(path)]) == 0
    return path


@pytest.fixture
def sample(_sample_file: Path, tmp_path: Path) -> Path:
    """The bundled visit as a file that the test may change."""
    return Path(shutil.copy(_sample_file, tmp_path / "sample.visit"))
