"""Text inside a document: plain strings, or runs where a part of a line differs.

Every string in the model is text as somebody typed it. It is never markup: `<b>` prints as `<b>`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """How a run of text differs from its surroundings."""

    PLAIN = "plain"
    STRONG = "strong"
    """SemiBold; times and names inside a sentence."""
    MUTED = "muted"
    ACCENT = "accent"
    """SemiBold in rust: warnings and changes only."""
    FOREIGN = "foreign"
    """A sentence in another language, italic."""
    STRUCK = "struck"
    """No longer valid; struck through. Say "was" in words beside it."""
    MAP_NUMBER = "map number"
    """The number of a place on the map, white in a navy circle ("1", "H")."""
    SMALL = "small"
    """Seven-point rust mark beside a word, such as "v2"."""


class Icon(StrEnum):
    """The small pictures. The word beside an icon carries the meaning, never the icon alone."""

    SESSION = "session"
    SITE_VISIT = "site visit"
    MEAL = "meal"
    SOCIAL = "social"
    FREE_TIME = "free time"
    BRIEFING = "briefing"
    NOTE = "note"
    WALK = "walk"
    TAXI = "taxi"
    COACH = "coach"
    MINIBUS = "minibus"
    METRO = "metro"
    TRAM = "tram"
    TRAIN = "train"
    FLIGHT = "flight"
    FERRY = "ferry"
    CAR = "car"
    NIGHT = "night"
    PLACE = "place"
    PHONE = "phone"
    MAIL = "mail"
    WARNING = "warning"
    STEP_FREE = "step free"
    PEOPLE = "people"
    CHANGED = "changed"
    ARROW = "arrow"


class Sign(StrEnum):
    """Marks for lists that people read or fill in with a pen."""

    NIGHT = "night"
    """A navy square: sleeps here this night."""
    TICK_BOX = "tick box"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line.

    Attributes:
        text: What is printed.
        role: How it differs from its surroundings.
        target: Where a click leads: `mailto:…`, `tel:…`, `geo:…`, `https:…`, or `#key` for the
            part or block with that key. Empty: nowhere. Other schemes are drawn without a link.
        language: BCP 47, where it differs from the document's; for those who have it read out.
    """

    text: str
    role: Role = Role.PLAIN
    target: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Value(Run):
    """A count, a day or a time: a spreadsheet keeps the value, all others print the text."""

    value: int | dt.date | dt.time | None = None


@dataclass(frozen=True, slots=True)
class PageRef:
    """The page number of the part or block with this key; linked. Empty if there is none."""

    key: str
    role: Role = Role.PLAIN


@dataclass(frozen=True, slots=True)
class Symbol:
    """An icon or a sign on the line."""

    sign: Icon | Sign


Inline = Run | PageRef | Symbol
Text = str | tuple[Inline, ...]
"""What a line or paragraph says. A plain string is one plain run. `\\n` breaks the line."""


def plain(text: Text) -> str:
    """The words of a text without roles, links, symbols and page numbers."""
    if isinstance(text, str):
        return text
    return "".join(piece.text for piece in text if isinstance(piece, Run))
