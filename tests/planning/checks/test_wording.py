from __future__ import annotations

from datetime import date

import pytest

from tests.planning.checks.plans import MADRID, PEOPLE, SOFIA, changed, item, journey, plan, stop
from visitplanner.domain.programme import Stop
from visitplanner.domain.vocabulary import ItemKind, Mode
from visitplanner.planning.checks.compiled import Plan, minute_of, moment_at
from visitplanner.planning.checks.ground import Way
from visitplanner.planning.checks.sentence import Text, capital
from visitplanner.planning.checks.wording import Words


@pytest.fixture
def words() -> Words:
    return Words(Plan(plan()))


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(0, "0 min"), (59, "59 min"), (60, "1 h"), (65, "1 h 05"), (200, "3 h 20")],
)
def test_lengths(words: Words, minutes: int, text: str) -> None:
    assert words.length(minutes) == text


@pytest.mark.parametrize(
    ("minutes", "mode", "text"),
    [
        (1, Mode.WALK, "5–10 min"),
        (16, Mode.TAXI, "15–25 min"),
        (60, Mode.TAXI, "60–90 min"),
        (61, Mode.TRAIN, "1–1½ h"),
        (128, Mode.TRAIN, "2–3 h"),
        (75, Mode.FLIGHT, "75–85 min"),
        (166, Mode.FLIGHT, "3–3½ h"),
        (170, Mode.FLIGHT, "3–3½ h"),
        (600, Mode.COACH, "10–15 h"),
    ],
)
def test_estimates_are_bands(words: Words, minutes: float, mode: Mode, text: str) -> None:
    assert words.about(minutes, mode) == text


@pytest.mark.parametrize(
    ("km", "text"), [(0.02, "100 m"), (0.68, "700 m"), (1.2, "1 km"), (302.6, "303 km")]
)
def test_distances(words: Words, km: float, text: str) -> None:
    assert words.distance(Way(km)) == text


def test_lists(words: Words) -> None:
    assert words.listed([]) == ""
    assert words.listed(["A", "B", "C", "D"]) == "A, B, C and D"
    assert words.either(["A"]) == "A"
    assert words.either(["A", "B", "C"]) == "A, B or C"
    assert words.either([]) == ""
    assert words.some(["A", "B", "C", "D", "E"]) == "A, B, C and 2 others"


def test_days(words: Words) -> None:
    days = [words.day(date(2026, month, 6)) for month in range(1, 13)]
    assert " ".join(days) == (
        "Tue 6 Jan Fri 6 Feb Fri 6 Mar Mon 6 Apr Wed 6 May Sat 6 Jun Mon 6 Jul Thu 6 Aug Sun 6 Sep"
        " Tue 6 Oct Fri 6 Nov Sun 6 Dec"
    )


def test_a_day_in_another_year_than_the_visit_says_so(words: Words) -> None:
    assert words.day(date(2027, 11, 10)) == "Wed 10 Nov 2027"
    assert words.day(date(2025, 11, 10)) == "Mon 10 Nov 2025"
    assert words.dated(date(2026, 11, 10)) == "Tue 10 Nov 2026"
    assert words.dated(date(2025, 11, 10)) == "Mon 10 Nov 2025"
    over_new_year = stop(first=date(2026, 12, 30), last=date(2027, 1, 2))
    both = Words(Plan(plan(over_new_year)))
    assert both.day(date(2026, 12, 31)) == "Thu 31 Dec"
    assert both.day(date(2027, 1, 1)) == "Fri 1 Jan"
    assert Words(Plan(plan(Stop(city="Barcelona")))).day(date(2025, 11, 10)) == "Mon 10 Nov"


def test_titles(words: Words) -> None:
    assert words.title(item("A1", title="", kind=ItemKind.MEAL)) == "Meal"
    assert words.title(journey("T1", mode=Mode.OTHER, destination="Port")) == "Journey to Port"
    assert words.title(journey("T1", destination="")) == "Coach to Barcelona"
    assert words.title(journey("T1", destination="", origin="")) == "Coach to T1"
    assert words.title(journey("", destination="", origin="")) == "Coach to ?"


def test_people_without_a_name_are_called_by_their_id() -> None:
    people = (PEOPLE[0], changed(PEOPLE[1], given_name="", family_name=""))
    words = Words(Plan(plan(people=people)))
    assert words.people(0b11) == "Ana Ruiz and P02"


def test_a_minute_and_back() -> None:
    # 02:30 comes twice on 25 October 2026: at 00:30 and at 01:30 of UTC.
    first = 60 * 24 * (date(2026, 10, 25) - date(1970, 1, 1)).days + 30
    for minute, fold in ((first, 0), (first + 60, 1)):
        moment = moment_at(minute, MADRID)
        assert (moment.wall.hour, moment.wall.minute, moment.fold) == (2, 30, fold)
        assert minute_of(moment) == minute
    words = Words(Plan(plan()))
    assert words.both(first, MADRID, SOFIA) == "02:30 CEST (03:30 EEST)"
    assert words.pair((first, MADRID), (first, SOFIA)) == ("02:30 CEST", "03:30 EEST")
    assert words.pair((first, MADRID), (first, MADRID)) == ("02:30", "02:30")


@pytest.mark.parametrize(
    ("text", "begun"),
    [
        ("by taxi", "By taxi"),
        ("a", "A"),
        ("éclair", "Éclair"),
        ("eMobility", "EMobility"),
        ("By taxi", "By taxi"),
        ("5 min", "5 min"),
        ("“talk”", "“talk”"),
        ("", ""),
    ],
)
def test_a_sentence_begins_with_a_capital(text: str, begun: str) -> None:
    assert capital(Text.of(text, text, {})) == begun
