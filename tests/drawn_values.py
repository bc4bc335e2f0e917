"""Hypothesis strategies for single values: texts in every script, clock changes, odd names."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from functools import cache
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from visitplanner.domain.base import FIRST_YEAR, LAST_YEAR, clean_line
from visitplanner.domain.programme import ForeignEvent
from visitplanner.domain.times import Edge, Fold, Moment

T = TypeVar("T")

ODD_TEXTS = (
    "",
    " ",
    "=1+1",
    "@SUM(A1)",
    "-2",
    "<b>bold</b> & <para>",
    "Ærøskøbing – “quoted” …",
    "Żółć, Ğüneş, Ørsted",
    "Αθήνα",
    "Київ",
    "北京",
    "القاهرة",
    "👩‍👩‍👧 🇪🇺",
    "e\u0301",  # a letter and its accent, apart
    "\u202eright to left\u202c",
    "zero\u200bwidth",
    "non\u00a0breaking",
    "line\u2028separator",
    "..\\..\\etc/passwd",
    "CON.txt",
    "a\x00b\x07c\x1bd",
    "%s {0} {name} ${PATH}",
    "\ufeffmark",
    "ﬁ ß İ ı",
    "x" * 300,
)
ZONES = (
    "Europe/Madrid",
    "Europe/London",
    "Atlantic/Canary",
    "America/New_York",
    "America/St_Johns",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",  # its clocks change by half an hour
    "Pacific/Chatham",
    "UTC",
)
CITIES = ("Barcelona", "Valencia", "A Coruña", "München", "Nowhere", "")
CODES = ("A01", "P01", "P02", "p02", "T3", "Ω1", "")
NAMES = ("Hotel Exemple", "Musterfrau", "Erika Mustermann", "CEEC", "CEEC ", "unknown place", "")

CLOCK_CHANGES = (
    date(2017, 10, 29),  # back in Europe
    date(2018, 3, 25),  # forward in Europe
    date(2017, 11, 5),  # back in America
    date(2024, 2, 29),
)


# --- Values --------------------------------------------------------------------------------------


@cache
def texts() -> SearchStrategy[str]:
    """Text of any kind, before the types clean it."""
    alphabet = st.characters(codec="utf-8")
    return st.sampled_from(ODD_TEXTS) | st.text(alphabet, max_size=40)


def short_lists(values: SearchStrategy[T]) -> SearchStrategy[tuple[T, ...]]:
    """None to three values."""
    return st.lists(values, max_size=3).map(tuple)


@cache
def days() -> SearchStrategy[date]:
    """Days that a plan may have; near each other, on clock changes, and at the ends of time."""
    near = st.dates(date(2017, 11, 1), date(2017, 11, 12))
    anywhere = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
    return near | st.sampled_from(CLOCK_CHANGES) | anywhere


@cache
def clocks() -> SearchStrategy[time]:
    """Wall-clock times to the minute; 2:30 often, as it may happen twice or never."""
    return st.sampled_from([time(2, 30), time(0, 0), time(23, 59)]) | st.times().map(
        lambda clock: clock.replace(second=0, microsecond=0)
    )


@cache
def zones() -> SearchStrategy[str]:
    """Time zones, and none."""
    return st.sampled_from((*ZONES, ""))


@cache
def folds() -> SearchStrategy[Fold | None]:
    """The pass of an ambiguous time, or no choice."""
    return st.sampled_from([None, 0, 1])


@cache
def moments() -> SearchStrategy[Moment]:
    """Wall-clock times in a zone."""
    walls = st.builds(datetime.combine, days(), clocks())
    return st.builds(Moment, wall=walls, zone=st.sampled_from(ZONES), fold=folds())


@cache
def instants() -> SearchStrategy[datetime]:
    """Aware times to the microsecond, as the clocks of the world give them."""
    offsets = st.integers(-12 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))
    first, last = (datetime(year, 1, 1, tzinfo=UTC).replace(tzinfo=None) for year in (2015, 2030))
    return st.datetimes(first, last, timezones=offsets)


@cache
def edges() -> SearchStrategy[Edge]:
    """The first or last moment of a stay."""
    return st.builds(Edge, day=days(), clock=st.none() | clocks())


@cache
def codes() -> SearchStrategy[str]:
    """Workbook IDs, some of them used by others too."""
    return st.sampled_from(CODES) | texts()


@cache
def names() -> SearchStrategy[str]:
    """Names that other rows may refer to, and names that nothing has."""
    return st.sampled_from(NAMES) | texts()


@cache
def who_rules() -> SearchStrategy[str]:
    """Rules of who takes part, as people type them."""
    usual = [
        "all",
        "",
        "all except P01; group: Energy",
        "P01, P02",
        "except",
        "group:",
        ";\u00a0;a",
    ]
    return st.sampled_from(usual) | texts()


@cache
def amounts() -> SearchStrategy[Decimal]:
    """Amounts and quantities, their zeros behind the point included."""
    return st.decimals(-(10**6), 10**9, places=2) | st.sampled_from(
        [Decimal("1E+3"), Decimal("-0")]
    )


def maybe(values: SearchStrategy[T]) -> SearchStrategy[T | None]:
    """The values, or none."""
    return st.none() | values


def foreign_events() -> SearchStrategy[ForeignEvent]:
    """Events of other people's calendars."""
    marks = st.sampled_from(["title 0a1b2c3d 4e5f6a7b", "when 00000000 ffffffff"])
    return st.builds(
        ForeignEvent,
        uid=texts().map(clean_line).filter(bool),
        recurrence=st.sampled_from(["", "20270511", "20270511T0900"]),
        calendar=texts(),
        marks=short_lists(marks),
    )
