"""Dates, times, lengths and lists in the words of a language, as papers and calendars print them.

Times are 24-hour on the wall clock of their place. The patterns of dates are messages of the
catalogue (Unicode date patterns), so that a translation decides on order and prepositions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, time
from functools import lru_cache
from gettext import NullTranslations
from typing import TYPE_CHECKING

from visitplanner.domain.times import Moment, zone_label
from visitplanner.i18n import N_, translator

if TYPE_CHECKING:
    from babel import Locale

_MONTHS = N_("d MMMM")
_SHORT_DAY = N_("EEE d MMM")
_DASHED_SAME_MONTH = N_("{first}–{last}")
_SOUNDS_LIKE_I = re.compile(r"h?[ií](?![aeo])", re.IGNORECASE)  # Spanish: "Irún", not "hielo"


class Phrasing:
    """How one language writes what a plan says.

    Attributes:
        language: The tag, such as "en" or "es".
        t: The translator; chapters mark their own messages with `phrases.t.gettext("…")`.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self.t: NullTranslations = translator(language)

    def _date(self, day: date, pattern: str) -> str:
        from babel.dates import format_date

        text = format_date(day, self.t.gettext(pattern), locale=_locale(self.language))
        return text.replace(".", "")

    def day(self, day: date) -> str:
        """A day in a line of text or a table: `Tue 7 Nov`."""
        return self._date(day, _SHORT_DAY)

    def long_day(self, day: date) -> str:
        """A day at the head of a page: `Tuesday 7 November`."""
        return _capital(self._date(day, N_("EEEE d MMMM")))

    def full_day(self, day: date) -> str:
        """A day where the year matters: `Tuesday 7 November 2017`."""
        return _capital(self._date(day, N_("EEEE d MMMM y")))

    def plain_date(self, day: date) -> str:
        """The date of a version: `31 October 2017`."""
        return self._date(day, N_("d MMMM y"))

    def day_and_month(self, day: date) -> str:
        """A day in a sentence, without weekday and year: `24 September`."""
        return self._date(day, _MONTHS)

    def weekday(self, day: date) -> str:
        """The short name of the weekday: `Tue`."""
        return _capital(self._date(day, N_("EEE")))

    def weekday_name(self, day: date) -> str:
        """The full name of the weekday: `Tuesday`."""
        return _capital(self._date(day, N_("EEEE")))

    def month_and_year(self, day: date) -> str:
        """A month beside the number of a day: `November 2017`."""
        return _capital(self._date(day, N_("LLLL y")))

    def month(self, day: date) -> str:
        """The name of the month, as the head of a column: `November`."""
        return _capital(self._date(day, N_("LLLL")))

    def days(self, first: date, last: date, *, year: bool = True) -> str:
        """A stretch of days on a cover: `5–9 November 2017`, `30 October – 2 November 2017`."""
        if first == last:
            return self._date(first, N_("d MMMM y") if year else _MONTHS)
        ending = self._date(last, N_("d MMMM y") if year else _MONTHS)
        if (first.year, first.month) == (last.year, last.month):
            return self.t.gettext(_DASHED_SAME_MONTH).format(first=first.day, last=ending)
        same_year = first.year == last.year or not year
        start = self._date(first, _MONTHS if same_year else N_("d MMMM y"))
        return self.t.gettext("{first} – {last}").format(first=start, last=ending)

    def days_in_words(self, first: date, last: date, *, year: bool = False) -> str:
        """A stretch of days in a sentence: `5 to 7 November`, `5 to 7 November 2017`."""
        pattern = N_("d MMMM y") if year else _MONTHS
        if first == last:
            return self._date(first, pattern)
        month = (first.year, first.month) == (last.year, last.month)
        whole = pattern if first.year != last.year else _MONTHS
        start = str(first.day) if month else self._date(first, whole)
        return self._from_to(start, self._date(last, pattern))

    def short_days(self, first: date, last: date) -> str:
        """A stretch of days in a line of text: `Sun 5 to Tue 7 Nov`."""
        if first == last:
            return self.day(first)
        month = (first.year, first.month) == (last.year, last.month)
        start = self._date(first, N_("EEE d") if month else _SHORT_DAY)
        return self._from_to(start, self.day(last))

    def _from_to(self, first: str, last: str) -> str:
        return self.t.pgettext("days", "{first} to {last}").format(first=first, last=last)

    def day_of_month(self, day: date) -> str:
        """A day under the name of its month: `Sun 5`."""
        return _capital(self._date(day, N_("EEE d")))

    def short_date(self, day: date) -> str:
        """A day in a narrow column, beside its time: `7 Nov`."""
        return self._date(day, N_("d MMM"))

    def clock(self, clock: time | None, days_later: int = 0) -> str:
        """A time on the wall: `09:00`, `00:30 +1`; empty if there is none."""
        return clock.strftime("%H:%M") + _plus(days_later) if clock else ""

    def to(self, clock: time | None, days_later: int = 0) -> str:
        """The second line of a time column: `to 10:30`, `to 00:30 +1`."""
        if clock is None:
            return ""
        return self.t.gettext("to {time}").format(time=self.clock(clock, days_later))

    def span(self, start: time | None, end: time | None, days_later: int = 0) -> str:
        """A time in a block or a table: `11:00–12:30`, `22:00–00:30 +1`, `all day for 2 days`."""
        if start is None and days_later:
            days = days_later + 1
            return self.number("all day for {n} day", "all day for {n} days", days)
        if start is None:
            return self.t.gettext("all day")
        return self.clock(start) + (f"–{self.clock(end, days_later)}" if end else "")

    def span_in_words(self, start: time, end: time, days_later: int = 0) -> str:
        """A time in a sentence: `11:00 to 12:30`."""
        ending = self.clock(end, days_later)
        return self.t.pgettext("times", "{first} to {last}").format(
            first=self.clock(start), last=ending
        )

    def length(self, minutes: int) -> str:
        """A length: `20 min`, `3 h`, `3 h 20`."""
        hours, rest = divmod(abs(minutes), 60)
        if not hours:
            return self.t.gettext("{minutes} min").format(minutes=rest)
        whole = self.t.gettext("{hours} h").format(hours=hours)
        return f"{whole} {rest:02d}" if rest else whole

    def zone(self, moment: Moment) -> str:
        """The zone of a moment in letters: `CET`, `UTC+3`."""
        return zone_label(moment)

    def number(self, singular: str, plural: str, count: int) -> str:
        """A count with its noun; both forms hold `{n}` and stand in the catalogue."""
        return self.t.ngettext(singular, plural, count).format(n=count)

    def people(self, count: int) -> str:
        """`1 person`, `13 people`."""
        return self.number("{n} person", "{n} people", count)

    def nights(self, count: int) -> str:
        """`1 night`, `2 nights`."""
        return self.number("{n} night", "{n} nights", count)

    def names(self, names: Iterable[str]) -> str:
        """Names in a sentence: `Barcelona`, `Barcelona and Valencia`, `A, B and C`."""
        *others, last = [name for name in names if name] or [""]
        if not others:
            return last
        pattern = self.t.gettext("{first} and {last}")
        if _SOUNDS_LIKE_I.match(last):
            pattern = self.t.pgettext("before a name that begins with i", "{first} and {last}")
        return pattern.format(first=", ".join(others), last=last)

    def languages(self, tags: Iterable[str]) -> str:
        """Languages by name where the tag is known: `es; ca` becomes `Spanish, Catalan`."""
        return ", ".join(self.language_name(tag) for tag in tags)

    def language_name(self, tag: str) -> str:
        """The name of a language, or the tag as typed if no such language is known."""
        from babel import UnknownLocaleError

        try:
            name = _parsed(tag).get_display_name(_locale(self.language))
        except (ValueError, UnknownLocaleError, TypeError):
            return tag
        return name or tag

    def country(self, code: str) -> str:
        """The name of a country by its ISO 3166 code, or the code as typed."""
        return str(_locale(self.language).territories.get(code.strip().upper(), code))

    def currency(self, code: str) -> str:
        """The name of a currency by its ISO 4217 code: `euro`, `Bulgarian lev`."""
        from babel.numbers import get_currency_name

        return str(get_currency_name(code, locale=_locale(self.language)))


def _plus(days_later: int) -> str:
    return f" +{days_later}" if days_later else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


@lru_cache(maxsize=64)
def _locale(tag: str) -> Locale:
    from babel import Locale, UnknownLocaleError

    british = Locale("en", "GB")
    try:
        return british if tag == "en" else _parsed(tag)
    except (ValueError, UnknownLocaleError, TypeError):
        return british  # as the words of a language that nobody knows are English


def _parsed(tag: str) -> Locale:
    from babel import Locale

    return Locale.parse(tag.replace("_", "-"), sep="-")


@lru_cache(maxsize=16)
def phrasing(language: str) -> Phrasing:
    """The phrasing of a language; unknown ones read English."""
    return Phrasing(language)
