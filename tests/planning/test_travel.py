"""Bands, margins, what somebody has timed, and the mode that suits a way."""

from __future__ import annotations

from datetime import date

import pytest

from visitplanner.domain.programme import TravelTime
from visitplanner.domain.vocabulary import Mode
from visitplanner.planning import travel
from visitplanner.planning.travel import (
    Band,
    Durations,
    Margins,
    Timed,
    band,
    boarding,
    is_guarded,
    is_telling,
    margins,
    over_sea,
    ride,
    suggest_mode,
    timed,
)

BARCELONA, LAS_PALMAS, PALMA = (41.39, 2.16), (28.1, -15.4), (39.57, 2.65)
HELSINKI, TALLINN, DUBLIN, LONDON = (60.2, 24.9), (59.4, 24.7), (53.3, -6.3), (51.5, -0.1)
PARIS, MADRID, BELFAST = (48.9, 2.35), (40.4, -3.7), (54.6, -5.9)

# --- Bands ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mode", "minutes", "expected"),
    [
        (Mode.TAXI, 16, Band(15, 25, 5)),
        (Mode.TAXI, 1, Band(5, 10, 5)),
        (Mode.TAXI, 60, Band(60, 90, 5)),
        (Mode.TAXI, 60.1, Band(60, 90, 30)),
        (Mode.TRAIN, 125, Band(120, 180, 30)),
        (Mode.FLIGHT, 125, Band(120, 150, 30)),
        (Mode.FLIGHT, 78, Band(80, 90, 5)),
        (Mode.FLIGHT, 100, Band(90, 120, 30)),
    ],
)
def test_an_estimate_is_a_band(mode: Mode, minutes: float, expected: Band) -> None:
    assert band(mode, minutes) == expected


# --- Margins -------------------------------------------------------------------------------------


def around(
    mode: Mode,
    people: int = 5,
    *,
    km: float | None = 3.0,
    stated: bool = False,
    guarded: bool = False,
    airport: bool = False,
) -> Margins:
    return margins(
        mode,
        people,
        km=km,
        buffer=15,
        buffer_stated=stated,
        guarded=guarded,
        airport=airport,
    )


@pytest.mark.parametrize(("people", "minutes"), [(1, 10), (30, 10), (31, 20), (60, 20), (61, 30)])
def test_each_thirty_people_take_ten_minutes_to_board(people: int, minutes: int) -> None:
    assert boarding(people) == minutes
    assert around(Mode.COACH, people) == Margins(reserve=15, boarding=minutes)


def test_a_short_walk_needs_no_reserve_unless_somebody_asks_for_one() -> None:
    assert around(Mode.WALK, km=0.99).total == 0
    assert around(Mode.WALK, km=0.99, stated=True).total == 15
    assert around(Mode.WALK, km=1.0).total == 15
    assert around(Mode.WALK, km=None).total == 15
    assert around(Mode.TAXI, km=0.5).total == 15


def test_stations_airports_and_gates_take_their_time() -> None:
    assert around(Mode.TRAIN) == Margins(reserve=15, stations=25)
    assert around(Mode.FLIGHT) == Margins(reserve=15, airports=120 + 45 + 2 * 30)
    assert around(Mode.FLIGHT, airport=True) == Margins(reserve=15, airports=120 + 45)
    assert around(Mode.TAXI, guarded=True) == Margins(reserve=15, security=10)
    assert Margins(1, 2, 4, 8, 16).total == 31


def test_unless_it_is_said_no_end_is_an_airport_or_has_a_gate() -> None:
    plain = margins(Mode.FLIGHT, 5, km=900.0, buffer=15, buffer_stated=False)
    assert plain == around(Mode.FLIGHT, km=900.0)
    assert (plain.security, plain.airports) == (0, 120 + 45 + 2 * 30)


@pytest.mark.parametrize(
    ("kind", "guarded"),
    [
        ("Ministry of Energy", True),
        ("ministerio", True),
        ("power plant", True),
        ("factory", True),
        ("Embassy", True),
        ("Parlament", True),
        ("parliament", True),
        ("restaurant", False),
        ("plantation", False),
        ("venue", False),
        ("", False),
    ],
)
def test_some_kinds_of_places_have_a_gate(kind: str, guarded: bool) -> None:
    assert is_guarded(kind) is guarded


# --- The mode ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("km", "people", "in_town", "mode"),
    [
        (0.5, 13, True, Mode.WALK),
        (1.2, 13, True, Mode.WALK),
        (1.2, 13, None, Mode.WALK),
        (1.2, 13, False, Mode.COACH),
        (1.21, 13, True, Mode.COACH),
        (1.21, 8, True, Mode.TAXI),
        (1.21, 9, True, Mode.COACH),
        (45.0, 9, True, Mode.COACH),  # a town may be large
        (30.0, 2, False, Mode.TAXI),
        (30.1, 2, False, Mode.TRAIN),
        (None, 2, None, Mode.TAXI),
        (None, 20, None, Mode.COACH),
    ],
)
def test_near_by_people_walk_or_ride(
    km: float | None, people: int, in_town: bool | None, mode: Mode
) -> None:
    assert suggest_mode(km, people, in_town=in_town, countries=("ES", "ES")) is mode


def test_who_needs_step_free_ways_is_not_sent_on_foot() -> None:
    assert suggest_mode(0.5, 8, in_town=True, on_foot=False) is Mode.TAXI
    assert suggest_mode(0.5, 13, in_town=True, on_foot=False) is Mode.COACH
    assert ride(8) is Mode.TAXI
    assert ride(9) is Mode.COACH


def test_further_away_people_go_by_rail_where_that_is_quick_enough() -> None:
    assert suggest_mode(300, 13, in_town=False, countries=("ES", "ES")) is Mode.TRAIN
    # 385 km take 125 minutes by rail in Spain, in Bulgaria more than five hours.
    assert suggest_mode(385, 13, in_town=False, countries=("ES", "ES")) is Mode.TRAIN
    assert suggest_mode(385, 13, in_town=False, countries=("BG", "BG")) is Mode.FLIGHT
    # Half as much again as the estimate may not be four hours.
    assert suggest_mode(394, 13, in_town=False, countries=("ES", "ES")) is Mode.TRAIN
    assert suggest_mode(395, 13, in_town=False, countries=("ES", "ES")) is Mode.FLIGHT
    assert suggest_mode(1500, 13, in_town=False, countries=("ES", "DE")) is Mode.FLIGHT


def test_nobody_flies_a_short_way_over_land() -> None:
    slow = ("RO", "RO")
    assert suggest_mode(199, 13, in_town=False, countries=slow) is Mode.COACH
    assert suggest_mode(200, 13, in_town=False, countries=slow) is Mode.FLIGHT
    assert suggest_mode(199, 3, in_town=False, countries=slow) is Mode.TAXI


@pytest.mark.parametrize("km", [20.0, 82.0, 300.0])
def test_over_the_sea_nobody_takes_a_train(km: float) -> None:
    assert suggest_mode(km, 13, in_town=False, sea=True, countries=("FI", "EE")) is Mode.FLIGHT


@pytest.mark.parametrize(
    ("start", "end", "countries", "sea"),
    [
        (BARCELONA, LAS_PALMAS, ("ES", "ES"), True),
        (BARCELONA, PALMA, ("ES", "ES"), True),
        (PALMA, LAS_PALMAS, ("ES", "ES"), True),
        (PALMA, (39.8, 2.7), ("ES", "ES"), False),
        (BARCELONA, MADRID, ("ES", "ES"), False),
        (HELSINKI, TALLINN, ("FI", "EE"), True),
        (HELSINKI, TALLINN, ("EE", "FI"), True),
        (DUBLIN, LONDON, ("IE", "GB"), True),
        (DUBLIN, BELFAST, ("IE", "GB"), False),
        (LONDON, PARIS, ("GB", "FR"), False),
    ],
)
def test_islands_are_known(
    start: tuple[float, float], end: tuple[float, float], countries: tuple[str, str], sea: bool
) -> None:
    assert over_sea(start, end, countries) is sea
    assert over_sea(end, start, countries) is sea


@pytest.mark.parametrize(
    ("towns", "mainland"),
    [
        # Of each group of islands the outermost towns; and ports from which one goes there.
        (
            # Valverde, Los Llanos, Arrecife, Caleta de Sebo; Tarfaya
            ((27.81, -17.92), (28.66, -17.92), (28.96, -13.55), (29.23, -13.5)),
            ((27.94, -12.92),),
        ),
        # Vila do Porto, Santa Cruz das Flores, Corvo
        (((36.95, -25.15), (39.45, -31.13), (39.67, -31.11)), ()),
        # Funchal, Porto Moniz, Porto Santo; Safi
        (((32.65, -16.91), (32.87, -17.17), (33.06, -16.34)), ((32.3, -9.24),)),
        # Eivissa, Sant Francesc, Maó, Ciutadella; Dénia, Xàbia
        (
            ((38.91, 1.43), (38.7, 1.43), (39.89, 4.26), (40.0, 3.84)),
            ((38.84, 0.11), (38.79, 0.17)),
        ),
        # Cagliari, Carloforte, Olbia, Santa Teresa; Civitavecchia, and Bonifacio beyond the strait
        (
            ((39.22, 9.12), (39.14, 8.31), (40.92, 9.5), (41.24, 9.19)),
            ((42.09, 11.8), (41.39, 9.16)),
        ),
        # Ajaccio, Bonifacio, Bastia, Centuri; Piombino, Livorno, Menton
        (
            ((41.92, 8.74), (41.39, 9.16), (42.7, 9.45), (42.97, 9.37)),
            ((42.93, 10.53), (43.55, 10.31), (43.77, 7.5)),
        ),
        # Valletta, Victoria; Pozzallo
        (((35.9, 14.51), (36.04, 14.24)), ((36.73, 14.85),)),
        # Kissamos, Chania, Ierapetra, Sitia; Gytheio, Neapoli
        (
            ((35.49, 23.65), (35.51, 24.02), (35.01, 25.74), (35.21, 26.1)),
            ((36.76, 22.56), (36.51, 23.06)),
        ),
        # Rhodes, Kos
        (((36.43, 28.22), (36.89, 27.29)), ()),
        # Paphos, Limassol, Agia Napa, Rizokarpaso; Tripoli, Latakia, Anamur
        (
            ((34.77, 32.42), (34.68, 33.04), (34.99, 34.0), (35.6, 34.38)),
            ((34.43, 35.84), (35.52, 35.78), (36.08, 32.84)),
        ),
        # Vík, Ísafjörður, Kópasker, Neskaupstaður
        (((63.42, -19.0), (66.07, -23.12), (66.3, -16.45), (65.15, -13.68)), ()),
        # Sumba, Sørvágur, Viðareiði
        (((61.4, -6.7), (62.07, -7.31), (62.36, -6.53)), ()),
        # Cork, Dingle, Belmullet, Malin, Belfast; Stranraer, Holyhead, Fishguard
        (
            ((51.9, -8.47), (52.14, -10.27), (54.22, -9.99), (55.3, -7.26), (54.6, -5.93)),
            ((54.9, -5.03), (53.31, -4.63), (51.99, -4.98)),
        ),
        # Rønne, Nexø, Allinge; Ystad, Simrishamn, Kołobrzeg
        (
            ((55.1, 14.7), (55.06, 15.13), (55.28, 14.8)),
            ((55.43, 13.82), (55.56, 14.35), (54.18, 15.57)),
        ),
        # Visby, Burgsvik, Fårösund; Oskarshamn, Nynäshamn, Ventspils
        (
            ((57.64, 18.3), (57.03, 18.27), (57.86, 19.05)),
            ((57.26, 16.45), (58.9, 17.95), (57.39, 21.56)),
        ),
    ],
)
def test_of_islands_all_towns_are_known(
    towns: tuple[tuple[float, float], ...], mainland: tuple[tuple[float, float], ...]
) -> None:
    for town in towns:
        assert not over_sea(towns[0], town)
        assert over_sea(town, MADRID)
        assert all(over_sea(town, port) for port in mainland)
    assert not any(over_sea(port, MADRID) for port in mainland if port != (41.39, 9.16))


def test_from_one_island_to_another_there_is_the_sea() -> None:
    heraklion, fira, kos = (35.34, 25.14), (36.42, 25.43), (36.89, 27.29)
    assert over_sea(heraklion, fira)
    assert over_sea(heraklion, kos)


# --- What somebody has found out -----------------------------------------------------------------


def time(
    minutes: int,
    origin: str = "Sants",
    destination: str = "Office",
    noted_on: date | None = None,
) -> Timed:
    return Timed(origin, destination, Mode.TAXI, minutes, noted_on)


def test_the_way_back_takes_the_same_and_spelling_does_not_matter() -> None:
    durations = Durations([time(20)])
    assert durations.between(["office"], ["sants"])[Mode.TAXI].minutes == 20
    assert durations.between(["sants"], ["office"])[Mode.TAXI].minutes == 20
    assert not durations.between(["sants"], ["marina"])
    assert not durations.between([""], ["office"])
    assert Durations([time(20, "SANTS ", "office")]).between(["sants"], ["office"])


def test_the_newest_counts_and_of_equally_old_ones_the_last() -> None:
    old, new = date(2025, 1, 1), date(2026, 1, 1)
    found = Durations([time(20, noted_on=new), time(25, noted_on=old), time(30)])
    assert found.between(["sants"], ["office"])[Mode.TAXI].minutes == 20
    assert Durations([time(20), time(25)]).between(["sants"], ["office"])[Mode.TAXI].minutes == 25


def test_the_better_source_wins_whatever_its_age() -> None:
    found = Durations([time(20)], [time(25, noted_on=date(2026, 1, 1))])
    assert found.between(["sants"], ["office"])[Mode.TAXI].minutes == 20


def test_the_more_exact_name_wins() -> None:
    found = Durations([time(20), time(25, "Sants", "Barcelona")])
    assert found.between(["sants"], ["office", "barcelona"])[Mode.TAXI].minutes == 20
    assert found.between(["sants"], ["marina", "barcelona"])[Mode.TAXI].minutes == 25


def test_what_says_too_little_is_no_knowledge() -> None:
    rows = [
        TravelTime(origin="Sants", destination="Office", mode=Mode.TAXI, minutes=20, source="Eva"),
        TravelTime(origin="Sants", destination="Office", mode=Mode.TAXI),
        TravelTime(origin="Sants", destination="Office", mode=Mode.TAXI, minutes=0),
        TravelTime(origin="Sants", destination="Office", minutes=20),
        TravelTime(origin="Sants", mode=Mode.TAXI, minutes=20),
        TravelTime(destination="Sants", mode=Mode.TAXI, minutes=20),
    ]
    assert list(timed(rows, stated=True)) == [
        Timed("Sants", "Office", Mode.TAXI, 20, None, "Eva", stated=True)
    ]
    assert not Durations([time(20, "Sants", "sants")]).knows("sants")
    assert Durations([time(20)]).knows("elsewhere", "sants")
    assert not Durations([time(20)]).knows("elsewhere")


@pytest.mark.parametrize(
    ("mode", "minutes", "telling"),
    [
        (Mode.TAXI, 13, False),
        (Mode.TAXI, 14, True),
        (Mode.TAXI, 30, True),
        (Mode.TAXI, 31, False),  # somebody has allowed for a break
        (Mode.TRAIN, 31, True),  # that is how the train goes
    ],
)
def test_not_every_plan_says_how_long_a_way_takes(mode: Mode, minutes: int, telling: bool) -> None:
    assert is_telling(mode, minutes, estimate=20, least=14) is telling


def test_the_slowest_ride_depends_on_the_mode() -> None:
    assert (travel.slowest(Mode.FLIGHT), travel.slowest(Mode.TRAIN)) == (1.15, 1.5)
