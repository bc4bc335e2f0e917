"""The rows of a paper's day pages, as they are compared with a calendar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from visitplanner.publishing.documents import model

_CLOCK: Final = re.compile(r"(\d\d:\d\d)(?:\s\+(\d+))?")
_DAY: Final = re.compile(r"day-(\d{4}-\d\d-\d\d)")
_LEAVES, _ARRIVES, _CROWD = 4, 6, 7
"""Columns of the table of single people's journeys (`chapters.travel.single_legs`)."""


@dataclass(frozen=True)
class Row:
    """A row of a day as it is printed.

    Attributes:
        day: The day it stands under.
        start: Its first time, such as "09:00"; empty for a whole day or where it is not known.
        end: Its second time, with the days that it is later (“00:30 +1”); empty if none; None where
            the row does not print it.
        title: What it is called.
        later: Whether it began on an earlier day, under which its row with its event stands.
    """

    day: date
    start: str
    end: str | None
    title: str
    later: bool = False


def printed_rows(document: model.Document) -> tuple[Row, ...]:
    """The rows of the day pages, in their order."""
    return tuple(row for part in document.parts for row in _rows_of(part))


def printed_days(document: model.Document) -> frozenset[date]:
    """The days that a document has pages or headings of."""
    return frozenset(day for part in document.parts for day in _days_of(part))


def _rows_of(part: model.Part) -> Iterator[Row]:
    day = _day(part.key)
    for block in part.blocks:
        if isinstance(block, model.Heading):
            day = _day(block.key) or day
        elif day:
            yield from _rows(block, day)


def _days_of(part: model.Part) -> Iterator[date]:
    """The days that a part has pages or headings of."""
    headings = (block.key for block in part.blocks if isinstance(block, model.Heading))
    yield from (day for key in (part.key, *headings) if (day := _day(key)))


def _day(key: str) -> date | None:
    found = _DAY.fullmatch(key)
    return date.fromisoformat(found[1]) if found else None


def _rows(block: model.Block, day: date) -> Iterator[Row]:
    match block:
        case model.ItemRow():
            start, end = _clock(block.time), _clock(block.until)
            for body in block.bodies:
                yield Row(day, start, end, body.title, block.later)
                yield from (Row(day, _clock(r.time), None, r.name) for r in body.rides)
        case model.TransferLine():
            yield Row(day, _clock(block.time), _clock(block.until), block.title)
        case model.Ticket():
            yield Row(day, _clock(block.depart.time), _clock(block.arrive.time), block.title)
        case model.Table() if len(block.columns) == _CROWD:
            for row in block.rows:
                cells = [model.plain(cell) for cell in row.cells]
                yield Row(day, _clock(cells[_LEAVES]), _clock(cells[_ARRIVES]), cells[_CROWD - 2])
        case _:
            pass


def _clock(text: str) -> str:
    """The time in a text of a row: `09:00` of `to 09:00`, `00:30 +1`."""
    found = _CLOCK.search(text)
    if not found:
        return ""
    return found[1] + (f" +{found[2]}" if found[2] else "")
