"""Distances and bare travelling times, against what timetables and maps say."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visitplanner.planning import gazetteer
from visitplanner.planning.distance import (
    MODES,
    RAIL_KMH,
    ROAD_FACTOR,
    estimate_minutes,
    great_circle_km,
)

# Minutes of the usual fastest direct train, of free-flow driving, and from gate to gate.
RAIL = """
Barcelona/ES Valencia/ES 175; Lisbon/PT Porto/PT 180; Copenhagen/DK Odense/DK 75
Athens/GR Thessaloniki/GR 285; Madrid/ES Barcelona/ES 160; Paris/FR Lyon/FR 120
Paris/FR Brussels/BE 82; Brussels/BE Amsterdam/NL 113; Berlin/DE Munich/DE 240
Hamburg/DE Berlin/DE 108; Rome/IT Milan/IT 185; Rome/IT Florence/IT 93; Warsaw/PL Kraków/PL 145
Warsaw/PL Łódź/PL 80; Vienna/AT Budapest/HU 158; Vienna/AT Prague/CZ 240; Prague/CZ Brno/CZ 152
Stockholm/SE Gothenburg/SE 188; Oslo/NO Bergen/NO 405; Helsinki/FI Tampere/FI 97
Sofia/BG Plovdiv/BG 150; Bucharest/RO Cluj-Napoca/RO 570; Zagreb/HR Split/HR 370
London/GB Edinburgh/GB 262; Dublin/IE Cork/IE 155; Lyon/FR Saint-Étienne/FR 47
Amsterdam/NL 's-Hertogenbosch/NL 58; Zurich/CH Geneva/CH 163; Milan/IT Bologna/IT 65
Madrid/ES Valencia/ES 112; Copenhagen/DK Aarhus/DK 170; Vilnius/LT Kaunas/LT 75
Sofia/BG Burgas/BG 400; Barcelona/ES Girona/ES 38; Frankfurt am Main/DE Köln/DE 68
Lille/FR Paris/FR 62; Warsaw/PL Gdańsk/PL 160; Budapest/HU Debrecen/HU 155
Ljubljana/SI Maribor/SI 115; Turin/IT Milan/IT 60"""
ROAD = """
Barcelona/ES Valencia/ES 210; Lisbon/PT Porto/PT 180; Copenhagen/DK Odense/DK 100
Athens/GR Thessaloniki/GR 295; Madrid/ES Valencia/ES 215; Sofia/BG Plovdiv/BG 95
Sofia/BG Thessaloniki/GR 215; Nicosia/CY Limassol/CY 60; Reykjavík/IS Akureyri/IS 280
Kraków/PL Łódź/PL 175; Lyon/FR Saint-Étienne/FR 60; Bucharest/RO Cluj-Napoca/RO 420
Zagreb/HR Split/HR 235; Vienna/AT Budapest/HU 150; Riga/LV Tallinn/EE 255
Vilnius/LT Kaunas/LT 75; Oslo/NO Bergen/NO 425; Eindhoven/NL 's-Hertogenbosch/NL 35
Turin/IT Milan/IT 105; Dublin/IE Cork/IE 155; Hamburg/DE Berlin/DE 180; Athens/GR Pátra/GR 140
Naples/IT Rome/IT 145; Paris/FR Lyon/FR 270"""
AIR = """
Barcelona/ES Athens/GR 170; Lisbon/PT Copenhagen/DK 220; Barcelona/ES Sofia/BG 165
Copenhagen/DK Athens/GR 190; Madrid/ES Kraków/PL 185; Reykjavík/IS Copenhagen/DK 185
Paris/FR Lisbon/PT 150; Nicosia/CY Athens/GR 105; Helsinki/FI Brussels/BE 160
Thessaloniki/GR Athens/GR 55; Dublin/IE Barcelona/ES 155; Valencia/ES Paris/FR 130
Warsaw/PL Brussels/BE 130; Rome/IT Sofia/BG 110; Berlin/DE Barcelona/ES 160"""
PAIR = re.compile(r"([^/;\n]+)/([A-Z]{2}) ([^/;\n]+)/([A-Z]{2}) (\d+)")

HOME = ("ES", "ES")
kilometres = st.floats(0, 20_000, allow_nan=False, allow_subnormal=False)
country = st.sampled_from([*RAIL_KMH, *ROAD_FACTOR, "CY", "XX"])
modes = st.sampled_from(sorted(MODES))


def km_between(one: str, country: str, other: str, other_country: str) -> float:
    towns = gazetteer.default()
    a, b = towns.find(one.strip(), (country,)), towns.find(other, (other_country,))
    assert a is not None
    assert b is not None
    assert (a.country, b.country) == (country, other_country)
    return great_circle_km(a.latitude, a.longitude, b.latitude, b.longitude)


def shares(pairs: str, mode: str) -> list[float]:
    """Real minutes as a share of the estimate, for every pair."""
    found = []
    for one, home, other, away, minutes in PAIR.findall(pairs):
        km = km_between(one, home, other, away)
        estimate = estimate_minutes(mode, km, countries=(home, away), in_town=False)
        found.append(int(minutes) / estimate)
    return sorted(found)


@pytest.mark.parametrize(
    ("mode", "pairs", "count", "least", "most"),
    [
        ("train", RAIL, 40, 0.7, 1.6),
        ("car", ROAD, 24, 0.7, 1.5),
        ("taxi", ROAD, 24, 0.7, 1.5),
        ("coach", ROAD, 24, 0.7, 1.4),
        ("minibus", ROAD, 24, 0.7, 1.4),
        ("flight", AIR, 15, 0.9, 1.15),
    ],
)
def test_real_journeys_lie_within_the_band(
    mode: str, pairs: str, count: int, least: float, most: float
) -> None:
    found = shares(pairs, mode)
    assert len(found) == count
    assert least < found[0]
    assert found[-1] < most
    assert 0.85 < found[count // 2] < 1.15


@pytest.mark.parametrize(
    ("mode", "km", "airport", "planned"),
    [
        ("walk", 0.42, False, 20),  # hotel to the office in Barcelona
        ("taxi", 5.3, False, 25),  # office to the laboratory at the edge of town
        ("coach", 2.2, False, 35),  # hotel to the station
        ("taxi", 12.0, True, 40),  # Barcelona airport to the centre
        ("coach", 13.7, True, 40),  # Valencia harbour to the airport
    ],
)
def test_ordinary_transfers_are_not_called_impossible(
    mode: str, km: float, planned: float, *, airport: bool
) -> None:
    bare = estimate_minutes(mode, km, countries=HOME, in_town=True, airport=airport)
    assert 0 < 0.7 * bare < planned


@pytest.mark.parametrize(
    ("mode", "km", "airport", "minutes"),
    [
        ("walk", 1.5, False, 26),
        ("taxi", 4.0, False, 21.2),
        ("coach", 10.0, False, 36.8),
        ("car", 10.0, True, 28.1),
        ("car", 65.0, True, 97.6),
        ("metro", 8.0, False, 23.5),
        ("tram", 8.0, False, 36.8),
        ("train", 15.0, False, 30),
        ("ferry", 82.0, False, 130.3),  # Tallinn to Helsinki sails in 2 h
    ],
)
def test_in_town(mode: str, km: float, minutes: float, *, airport: bool) -> None:
    found = estimate_minutes(mode, km, countries=HOME, in_town=True, airport=airport)
    assert found == pytest.approx(minutes, abs=0.05)


def test_the_country_sets_the_speed_of_trains_and_long_roads() -> None:
    def minutes(mode: str, *countries: str) -> float:
        return estimate_minutes(mode, 200, countries=(countries[0], countries[1]), in_town=False)

    assert (
        minutes("train", "FR", "FR") < minutes("train", "FR", "RO") < minutes("train", "RO", "RO")
    )
    assert minutes("train", "RO", "FR") == minutes("train", "FR", "RO")
    assert minutes("car", "ES", "FR") < minutes("car", "ES", "NO") == minutes("car", "NO", "NO")
    assert minutes("flight", "NO", "RO") == minutes("flight", "FR", "FR") == 50


SPEEDS = (
    "AT 125 BE 165 BG 68 CH 105 CZ 100 DE 155 DK 120 EE 95 ES 190 FI 120 FR 215 GB 150 GR 105 HR 72"
    " HU 105 IE 105 IT 185 LT 95 LV 75 NL 115 NO 85 PL 125 PT 120 RO 60 RS 70 SE 150 SI 75 SK 90"
    " CY 90 XX 90"
)
"""Of the fastest direct trains, in km/h along the track; 90 where nothing is known."""


def test_trains_have_the_speed_of_their_country() -> None:
    speeds = {code: int(kmh) for code, kmh in re.findall(r"(\w\w) (\d+)", SPEEDS)}
    assert set(RAIL_KMH) == set(speeds) - {"CY", "XX"}
    for code, kmh in speeds.items():
        minutes = estimate_minutes("train", 300, countries=(code, code), in_town=False)
        assert 300 * 1.22 / (minutes - 8) * 60 == pytest.approx(kmh), code


def test_roads_have_the_speed_of_their_country() -> None:
    slow = dict.fromkeys(("NO", "IS"), 0.78)
    slow |= dict.fromkeys(("AL", "BA", "BG", "EE", "LV", "ME", "RO"), 0.88)
    for code in {*slow, *RAIL_KMH}:
        for mode, share in (("car", 1.0), ("taxi", 1.0), ("coach", 0.9), ("minibus", 0.9)):
            minutes = estimate_minutes(mode, 300, countries=(code, code), in_town=False)
            kmh = 300 * 1.25 / (minutes - 8) * 60
            assert kmh == pytest.approx(98 * share * slow.get(code, 1.0)), (code, mode)


@pytest.mark.parametrize(
    ("mode", "km", "minutes"),
    [
        ("car", 60, 8 + 1.25 * 60 / 98 * 60),
        ("car", 20, 8 + 1.25 * 20 / 74 * 60),
        ("train", 180, 8 + 1.22 * 180 / 190 * 60),
        ("train", 40, 8 + 1.22 * 40 / (190 * 0.65) * 60),
        ("flight", 800, 35 + 60),
        ("ferry", 45, 10 + 66),
    ],
)
def test_short_hops_are_slower(mode: str, km: float, minutes: float) -> None:
    assert estimate_minutes(mode, km, countries=HOME, in_town=False) == pytest.approx(minutes)


def test_a_coach_is_slower_than_a_car_between_cities_and_as_fast_in_town() -> None:
    def minutes(mode: str, *, in_town: bool) -> float:
        return estimate_minutes(mode, 9, countries=HOME, in_town=in_town)

    assert minutes("coach", in_town=False) > minutes("car", in_town=False)
    assert minutes("coach", in_town=True) == minutes("car", in_town=True)


@given(modes, kilometres, kilometres, country, country, st.booleans(), st.booleans())
def test_farther_takes_longer(
    mode: str, km: float, more: float, home: str, away: str, in_town: bool, airport: bool
) -> None:
    def minutes(distance: float) -> float:
        return estimate_minutes(
            mode, distance, countries=(home, away), in_town=in_town, airport=airport
        )

    near, far = sorted((km, more))
    assert 0 <= minutes(near) <= minutes(far) < math.inf
    assert minutes(near + 1) > minutes(near)
    assert near == 0 or minutes(near) > 0


@pytest.mark.parametrize("km", [-1.0, math.nan, math.inf])
def test_a_distance_must_be_one(km: float) -> None:
    with pytest.raises(ValueError, match="not a distance"):
        estimate_minutes("walk", km, countries=HOME, in_town=True)


@pytest.mark.parametrize("mode", ["other", "", "Train"])
def test_an_unknown_mode_is_refused(mode: str) -> None:
    with pytest.raises(ValueError, match="not a mode of travel"):
        estimate_minutes(mode, 1, countries=HOME, in_town=True)


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        ((0, 0), (0, 180), 20015.1),
        ((90, 0), (-90, 77), 20015.1),
        ((41.3888, 2.159), (39.4699, -0.3763), 303),
        ((48.8566, 2.3522), (51.5074, -0.1278), 344),
        ((0, 179.5), (0, -179.5), 111.2),
    ],
)
def test_known_distances(one: tuple[float, float], other: tuple[float, float], km: float) -> None:
    assert great_circle_km(*one, *other) == pytest.approx(km, rel=0.003)


latitudes = st.floats(-90, 90)
longitudes = st.floats(-180, 180)


@given(latitudes, longitudes, latitudes, longitudes)
def test_distance_is_the_same_both_ways_and_within_half_the_globe(
    latitude: float, longitude: float, other_latitude: float, other_longitude: float
) -> None:
    there = great_circle_km(latitude, longitude, other_latitude, other_longitude)
    back = great_circle_km(other_latitude, other_longitude, latitude, longitude)
    assert there == pytest.approx(back, abs=1e-6)
    assert 0 <= there < 20_016
    assert great_circle_km(latitude, longitude, latitude, longitude) == 0
