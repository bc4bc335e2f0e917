"""What the tests of the storage share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.storage.samples import dossier
from visitplanner.storage.visitfile import Opened, save


@pytest.fixture
def saved(tmp_path: Path) -> Opened:
    """A visit of usual size, published twice and saved as `north.visit`."""
    return save(dossier(), tmp_path / "north.visit")
