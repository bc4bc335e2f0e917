"""What it costs to find a town: every name of a list, the first one once the file is open.

python3 dev.py bench -k gazetteer
"""

from __future__ import annotations

import time
from typing import Any

from visitplanner.planning.gazetteer import Gazetteer

NAMES = {
    "Barcelona": ("ES", "Europe/Madrid"),
    "Valencia": ("ES", "Europe/Madrid"),
    "València": ("ES", "Europe/Madrid"),
    "Thessaloniki": ("GR", "Europe/Athens"),
    "Θεσσαλονίκη": ("GR", "Europe/Athens"),
    "София": ("BG", "Europe/Sofia"),
    "Sofia": ("BG", "Europe/Sofia"),
    "Odense": ("DK", "Europe/Copenhagen"),
    "Kraków": ("PL", "Europe/Warsaw"),
    "Łódź": ("PL", "Europe/Warsaw"),
    "Saint-Étienne": ("FR", "Europe/Paris"),
    "St Etienne": ("FR", "Europe/Paris"),
    "'s-Hertogenbosch": ("NL", "Europe/Amsterdam"),
    "Den Bosch": ("NL", "Europe/Amsterdam"),
    "Reykjavík": ("IS", "Atlantic/Reykjavik"),
    "Nicosia": ("CY", "Asia/Nicosia"),
    "Λευκωσία": ("CY", "Asia/Nicosia"),
    "Köln": ("DE", "Europe/Berlin"),
    "Gent": ("BE", "Europe/Brussels"),
    "Liège": ("BE", "Europe/Brussels"),
}
MOST = 0.005
"""Seconds for one name."""


def _slowest(names: list[str]) -> float:
    """The slowest of these look-ups in a gazetteer that has just been opened."""
    with Gazetteer() as towns:
        towns.country("Spain")  # opens the file
        times = []
        for name in names:
            start = time.perf_counter()
            city = towns.find(name)
            times.append(time.perf_counter() - start)
            assert city is not None
            assert (city.country, city.time_zone) == NAMES[name]
    return max(times)


def test_the_first_town_asked_for(benchmark: Any) -> None:
    """Each name as the first one of a session; the figure is the slowest name."""
    # A busy machine may disturb a look-up, hence the best of five for each name.
    first = {name: min(_slowest([name]) for _ in range(5)) for name in NAMES}
    benchmark.extra_info["slowest_ms"] = round(1000 * max(first.values()), 3)
    benchmark.pedantic(_slowest, args=(["Liège"],), rounds=5)
    assert {name: seconds for name, seconds in first.items() if seconds >= MOST} == {}


def test_all_towns_in_turn(benchmark: Any) -> None:
    """The whole list; the figure is the slowest of them."""
    slowest = min(_slowest(list(NAMES)) for _ in range(5))
    benchmark.extra_info["slowest_ms"] = round(1000 * slowest, 3)
    benchmark.pedantic(_slowest, args=(list(NAMES),), rounds=5)
    assert slowest < MOST


def test_which_of_several_towns(benchmark: Any) -> None:
    """Asking for namesakes costs no more."""
    with Gazetteer() as towns:
        rivals = benchmark.pedantic(towns.rivals, args=("Valencia",), rounds=5)
        assert [town.country for town in rivals] == ["ES", "VE"]
    assert benchmark.stats.stats.median < MOST
