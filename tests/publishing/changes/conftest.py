"""The sample plan."""

from __future__ import annotations

from pathlib import Path

import pytest

from visitplanner.domain.visit import Visit
from visitplanner.importing.workbook import read_plan


@pytest.fixture(scope="session")
def sample(sample_workbook: Path) -> Visit:
    return read_plan(sample_workbook).visit
