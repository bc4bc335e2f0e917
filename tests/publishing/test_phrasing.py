"""Dates, times and lists as papers print them."""

from __future__ import annotations

from datetime import date, time

import pytest

from visitplanner.domain.times import at
from visitplanner.publishing.phrasing import phrasing

TUESDAY = date(2017, 11, 7)


def test_english_days() -> None:
    en = phrasing("en")
    assert en.day(TUESDAY) == "Tue 7 Nov"
    assert en.long_day(TUESDAY) == "Tuesday 7 November"
    assert en.full_day(TUESDAY) == "Tuesday 7 November 2017"
    assert en.plain_date(date(2017, 10, 31)) == "31 October 2017"
    assert (en.weekday(TUESDAY), en.month(TUESDAY)) == ("Tue", "November")


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2017, 11, 5), date(2017, 11, 9), "5–9 November 2017"),
        (date(2017, 10, 30), date(2017, 11, 2), "30 October – 2 November 2017"),
        (date(2017, 12, 30), date(2018, 1, 2), "30 December 2017 – 2 January 2018"),
        (TUESDAY, TUESDAY, "7 November 2017"),
    ],
)
def test_stretches_of_days(first: date, last: date, text: str) -> None:
    assert phrasing("en").days(first, last) == text


def test_stretches_of_days_in_a_sentence() -> None:
    en = phrasing("en")
    assert en.days_in_words(date(2017, 11, 5), TUESDAY) == "5 to 7 November"
    assert en.days_in_words(date(2017, 10, 30), TUESDAY) == "30 October to 7 November"


def test_times_and_lengths() -> None:
    en = phrasing("en")
    assert en.span(time(11), time(12, 30)) == "11:00–12:30"
    assert en.span(time(22), time(0, 30), 1) == "22:00–00:30 +1"
    assert en.span(time(9), None) == "09:00"
    assert en.span(None, None) == "all day"
    assert en.to(time(10, 30)) == "to 10:30"
    assert en.to(None) == ""
    assert [en.length(m) for m in (20, 60, 200, 185)] == ["20 min", "1 h", "3 h 20", "3 h 05"]
    assert en.zone(at(TUESDAY, time(9), "Europe/Madrid")) == "CET"


def test_lists_and_names() -> None:
    en = phrasing("en")
    assert en.names(["Barcelona", "", "Valencia"]) == "Barcelona and Valencia"
    assert en.names(["A", "B", "C"]) == "A, B and C"
    assert en.names([]) == ""
    assert (
        en.languages(["es", "ca", "Klingonish dialect"]) == "Spanish, Catalan, Klingonish dialect"
    )
    assert (en.country("ES"), en.country("nowhere")) == ("Spain", "nowhere")
    assert (en.people(1), en.people(13)) == ("1 person", "13 people")


def test_spanish_is_spanish() -> None:
    es = phrasing("es")
    assert es.day(TUESDAY) == "mar 7 nov"
    assert es.long_day(TUESDAY) == "Martes 7 de noviembre"
    assert es.days(date(2017, 11, 5), date(2017, 11, 9)) == "5–9 de noviembre de 2017"
    assert es.names(["Barcelona", "Valencia"]) == "Barcelona y Valencia"
    assert es.people(13) == "13 personas"


def test_an_unknown_language_reads_english() -> None:
    assert phrasing("xx-nonsense").names(["A", "B"]) == "A and B"
