"""Which release of the time zone rules is in use."""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Iterator
from pathlib import Path

import pytest

from visitplanner.planning import zone_rules


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    zone_rules.release.cache_clear()
    yield
    zone_rules.release.cache_clear()


def test_this_computer_has_one() -> None:
    assert re.fullmatch(r"20\d\d[a-z]+", zone_rules.release())


@pytest.mark.parametrize(
    ("name", "content", "release"),
    [
        ("tzdata.zi", "# version 2024a\n# This zic input file\n", "2024a"),
        ("+VERSION", "2025b\n", "2025b"),
        ("tzdata.zi", "# no version here\n", ""),
        ("other", "2024a", ""),
    ],
)
def test_the_rules_of_the_system_come_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: str, release: str
) -> None:
    (tmp_path / name).write_text(content, encoding="ascii")
    monkeypatch.setattr(zoneinfo, "TZPATH", (str(tmp_path / "missing"), str(tmp_path)))
    assert zone_rules.release() == release


def test_without_rules_of_the_system_the_package_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    import tzdata  # type: ignore[import-untyped]

    monkeypatch.setattr(zoneinfo, "TZPATH", ())
    assert zone_rules.release() == tzdata.IANA_VERSION
