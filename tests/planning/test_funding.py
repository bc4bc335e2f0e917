from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from visitplanner import resources
from visitplanner.errors import FileProblem
from visitplanner.planning.funding import HALVED, LOST, Threshold, all_rules, rule_of


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of resources with rules of its own."""
    folder = tmp_path / "funding"
    folder.mkdir()
    monkeypatch.setattr(resources, "root", lambda: tmp_path)
    all_rules.cache_clear()
    yield folder / "rules.json"
    all_rules.cache_clear()


def _rule(name: str, valid_from: str, **fields: Any) -> dict[str, Any]:
    dated = {"valid_from": valid_from, "checked_on": "2026-01-01", "source": "page", "url": "u"}
    return {"programme": name, **dated, **fields}


def test_the_rules_that_come_with_the_program() -> None:
    (rule,) = all_rules()
    assert rule.programme == "ClusterXchange"
    assert rule.working_days == (
        Threshold(at_least=3, otherwise=LOST),
        Threshold(at_least=5, otherwise=HALVED),
    )
    assert rule.distance_km == (Threshold(at_least=200, otherwise=HALVED),)
    assert rule.url == "https://clustercollaboration.eu/clusterxchange/about"
    assert rule.source
    assert rule.checked_on >= rule.valid_from


@pytest.mark.parametrize(
    "name", ["ClusterXchange", "COSME: clusterxchange (pilot)", "CXC", "the Cluster-Xchange scheme"]
)
def test_a_programme_is_known_by_any_of_its_names(name: str) -> None:
    found = rule_of(name, date(2026, 1, 1))
    assert found is not None
    assert found.programme == "ClusterXchange"


@pytest.mark.parametrize("name", ["", "COSME Cluster Excellence Programme", "CXCO", "Erasmus+"])
def test_another_programme_is_not_guessed(name: str) -> None:
    assert rule_of(name, date(2026, 1, 1)) is None


def test_the_edition_of_the_day_counts(rules: Path) -> None:
    editions = [
        _rule("Xchange", "2024-01-01", working_days=[{"at_least": 4, "otherwise": LOST}]),
        _rule("Xchange", "2020-01-01", working_days=[{"at_least": 3, "otherwise": LOST}]),
        _rule("Other", "2026-01-01"),
    ]
    rules.write_text(json.dumps({"rules": editions}), encoding="utf-8")

    def least(day: date | None) -> int:
        found = rule_of("Xchange", day)
        assert found is not None
        return found.working_days[0].at_least

    assert least(date(2023, 12, 31)) == 3
    assert least(date(2024, 1, 1)) == 4
    assert least(None) == 4
    assert least(date(2017, 1, 1)) == 3  # older than any: the first there is
    assert rule_of("Nobody", None) is None


_WRONG = json.dumps({"rules": [_rule("X", "2020-01-01", distance_km=[{"at_least": 0}])]})


@pytest.mark.parametrize(
    "text",
    ["", "{", '{"rules": [{"programme": "X"}]}', '{"rules": [], "more": 1}', _WRONG, None],
)
def test_a_file_that_makes_no_sense_is_named(rules: Path, text: str | None) -> None:
    if text is not None:
        rules.write_text(text, encoding="utf-8")
    with pytest.raises(FileProblem, match=r"funding/rules\.json"):
        rule_of("X", None)
