"""One column of the plan workbook: how it is read, written and explained.

The tables made of these drive reading, writing and the template alike.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass, field
from enum import Enum, StrEnum
from functools import cached_property, partial
from typing import Any

from visitplanner.importing.workbook import cells, numbers, when
from visitplanner.importing.workbook.lists import LIST, SENTENCES
from visitplanner.importing.workbook.values import Raw, Written


class Refers(Enum):
    """What a cell refers to by name."""

    CITY = "city"
    PLACE = "place"
    SPOT = "place or city"
    ORGANISATION = "organisation"
    CONTACT = "contact"
    PERSON = "person"
    WHO = "who takes part"


@dataclass(frozen=True, eq=False)
class Column:
    """A column (on the sheet Visit: a row) and the fields of a record that it speaks of.

    Attributes:
        heading: As it is written; matched without regard to case, spaces and punctuation.
        fields: Names of the record's fields; one that the record lacks is settled by its sheet.
        parse: The value of each field from a cell; raises `Doubtful`.
        show: What is written for the record.
        help: What belongs into it, for the Help sheet.
        example: What the template's example row shows.
        key: Whether it is part of the key by which `--into` finds a row again.
        words: A closed vocabulary, offered as a drop-down.
        usual: Words that are offered, while others are welcome.
        refers: What its words are looked up as; one that is not found is kept and named.
        beside: Fields of other columns: where one of them is news, what this cell says is as well,
            even if it is what it was.
        offers: The sheet whose first column is offered, while other words are welcome.
        machine: Whether it is for our reading alone: hidden, and on one line.
        style: How cells look: text, long, date, time, moment or number.
    """

    heading: str
    fields: tuple[str, ...]
    parse: Callable[[Raw], tuple[Any, ...]]
    show: Callable[[Any], Written]
    help: str
    example: Written
    _: KW_ONLY
    key: bool = False
    aliases: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    usual: tuple[str, ...] = ()
    refers: Refers | None = None
    offers: str = ""
    beside: tuple[str, ...] = ()
    machine: bool = False
    style: str = "text"
    width: int = 16

    @cached_property
    def empty(self) -> dict[str, Any]:
        """What an empty cell says of the fields."""
        return self.read(None)

    def read(self, raw: Raw) -> dict[str, Any]:
        """What a cell says of the fields.

        Raises:
            Doubtful: it could not be understood; `kept` are then the fields, if anything is kept.
        """
        try:
            return dict(zip(self.fields, self.parse(raw), strict=True))
        except cells.Doubtful as doubt:
            raise cells.changed(doubt, self._fields) from None

    def _fields(self, kept: Any) -> dict[str, Any]:
        values = kept if len(self.fields) > 1 else (kept,)
        return dict(zip(self.fields, values, strict=True))


@dataclass(frozen=True, eq=False)
class Sheet:
    """A sheet of the plan workbook: one record a row.

    Attributes:
        name: The name on the tab.
        collection: The collection of the visit that it holds; empty for the sheet Visit.
        core: Whether a plan without it is refused.
        help: What it is for.
        settle: Turns what the cells said into what the record has, and gives doubts as
            `(heading, reason)`.
    """

    name: str
    collection: str
    columns: tuple[Column, ...]
    help: str
    _: KW_ONLY
    core: bool = False
    aliases: tuple[str, ...] = ()
    settle: Callable[[dict[str, Any]], list[tuple[str, str]]] = field(default=lambda _: [])

    @property
    def keys(self) -> tuple[Column, ...]:
        """The columns that identify a row."""
        return tuple(column for column in self.columns if column.key)

    def column(self, heading: str) -> Column:
        """The column of that heading."""
        return next(column for column in self.columns if column.heading == heading)

    def column_of(self, field_name: str) -> Column:
        """The column that speaks of a field."""
        return next(column for column in self.columns if field_name in column.fields)


def _column(
    heading: str,
    name: str,
    parse: Callable[[Raw], Any],
    help_text: str,
    example: Written,
    write: Callable[[Any], Written],
    **more: Any,
) -> Column:
    """A column of one field."""
    return Column(
        heading,
        (name,),
        lambda raw: (parse(raw),),
        lambda record: write(getattr(record, name)),
        help_text,
        example,
        **more,
    )


def _as_it_is(value: Any) -> Any:
    return value


def line(heading: str, name: str, help_text: str, example: Written = None, **more: Any) -> Column:
    """Text on one line."""
    return _column(heading, name, cells.line, help_text, example, _as_it_is, **more)


def text(heading: str, name: str, help_text: str, example: Written = None, **more: Any) -> Column:
    """Text of several lines."""
    more = {"style": "long", "width": 36} | more
    return _column(heading, name, cells.text, help_text, example, _as_it_is, **more)


def several(
    heading: str, name: str, help_text: str, example: Written = None, **more: Any
) -> Column:
    """Several short values."""
    parse = partial(cells.several, separated=LIST)
    return _column(heading, name, parse, help_text, example, LIST.joined, **more)


def statements(
    heading: str, name: str, help_text: str, example: Written = None, **more: Any
) -> Column:
    """Several sentences, one a line."""
    parse = partial(cells.several, separated=SENTENCES)
    more = {"style": "long", "width": 36} | more
    return _column(heading, name, parse, help_text, example, SENTENCES.joined, **more)


def word(
    heading: str,
    name: str,
    words: type[StrEnum],
    empty: StrEnum | None,
    help_text: str,
    example: Written = None,
    **more: Any,
) -> Column:
    """A word of a closed vocabulary; `empty` is what an empty cell means."""
    offered = tuple(each.value for each in words if each.value != "other")
    parse = partial(cells.word, words=words, empty=empty)
    write: Callable[[Any], Written] = lambda value: value.value if value else None  # noqa: E731
    return _column(heading, name, parse, help_text, example, write, words=offered, **more)


def flag(heading: str, name: str, help_text: str, example: Written = None, **more: Any) -> Column:
    """Yes or no; an empty cell means no, or not known where `maybe` is set."""
    maybe = more.pop("maybe", False)

    def parse(raw: Raw) -> bool | None:
        found = cells.flag(raw)
        return found if maybe else bool(found)

    def write(value: bool | None) -> Written:
        return None if value is None else ("yes" if value else "no")

    more = {"width": 10} | more
    return _column(heading, name, parse, help_text, example, write, words=("yes", "no"), **more)


def zone(heading: str, name: str, help_text: str, example: Written = None, **more: Any) -> Column:
    """An IANA time zone; empty: from the city."""
    return _column(heading, name, cells.zone, help_text, example, _as_it_is, **more)


def email(heading: str, name: str, help_text: str, example: Written = None, **more: Any) -> Column:
    """An e-mail address."""
    more = {"width": 26} | more
    return _column(heading, name, cells.email, help_text, example, _as_it_is, **more)


def day(heading: str, name: str, help_text: str, example: Written = None, **more: Any) -> Column:
    """A date."""
    more = {"style": "date", "width": 12} | more
    return _column(heading, name, when.day, help_text, example, _as_it_is, **more)


def clock(heading: str, name: str, help_text: str, example: Written = None, **more: Any) -> Column:
    """A time of day."""
    more = {"style": "time", "width": 9} | more
    return _column(heading, name, when.clock, help_text, example, _as_it_is, **more)


def edge(heading: str, name: str, help_text: str, example: Written = None, **more: Any) -> Column:
    """A date, or a date and time."""
    more = {"style": "moment", "width": 17} | more
    return _column(heading, name, when.edge, help_text, example, when.edge_to_write, **more)


def count(heading: str, name: str, help_text: str, example: Written = None, **more: Any) -> Column:
    """A whole number; `empty` is what an empty cell means."""
    empty = more.pop("empty", None)

    def parse(raw: Raw) -> int | None:
        found = numbers.count(raw)
        return empty if found is None else found

    more = {"style": "number", "width": 10} | more
    return _column(heading, name, parse, help_text, example, _as_it_is, **more)


def amount(heading: str, name: str, help_text: str, example: Written = None, **more: Any) -> Column:
    """An exact decimal number."""
    more = {"style": "number", "width": 12} | more
    return _column(
        heading, name, numbers.amount, help_text, example, numbers.amount_to_write, **more
    )


def degrees(heading: str, name: str, limit: int, help_text: str, example: Written) -> Column:
    """A coordinate."""
    parse = partial(numbers.degrees, limit=limit)
    write = numbers.degrees_to_write
    return _column(heading, name, parse, help_text, example, write, style="number", width=11)
