"""What a cell can hold once it is read, and how it is shown to people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula whose result was never stored; `text` with its `=`, empty where it is unknown."""

    text: str


@dataclass(frozen=True, slots=True)
class CellError:
    """A result that is an error of the spreadsheet, such as `#REF!`."""

    code: str


Raw = (
    str | int | float | Decimal | bool | date | datetime | time | timedelta | Formula | CellError
) | None
"""A cell as it is stored; None for an empty one."""

Written = str | int | float | date | datetime | time | None
"""What is written into a cell."""

_SHOWN = 60


def plain_text(raw: Raw) -> str:
    """A value as text, the way somebody would have typed it; dates and times as ISO 8601."""
    match raw:
        case None:
            return ""
        case bool():
            return "TRUE" if raw else "FALSE"
        case float():
            return str(int(raw)) if raw.is_integer() and abs(raw) < 1e15 else repr(raw)
        case datetime():
            shown = raw.isoformat(sep=" ", timespec="seconds")
            return shown.removesuffix(" 00:00:00").removesuffix(":00")
        case time():
            return raw.isoformat(timespec="seconds").removesuffix(":00")
        case timedelta():
            return _clock_text(raw)
        case Formula(text):
            return text
        case CellError(code):
            return code
        case _:
            return str(raw)


def _clock_text(length: timedelta) -> str:
    minutes = round(length.total_seconds() / 60)
    return f"{minutes // 60}:{minutes % 60:02d}"


def quoted(raw: Raw) -> str:
    """A value as problems quote it: on one line, cut where it is long."""
    text = " ".join(plain_text(raw).split())
    return f'"{text}"' if len(text) <= _SHOWN else f'"{text[: _SHOWN - 1]}…"'


def is_blank(raw: Raw) -> bool:
    """Whether a cell holds nothing that anybody sees."""
    return raw is None or (isinstance(raw, str) and not raw.strip())
