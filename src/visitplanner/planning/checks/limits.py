"""What the organiser of a visit allows for, and the day from which a visit is judged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from visitplanner.domain.visit import Visit


@dataclass(frozen=True, slots=True)
class Limits:
    """What the organiser allows for; the usual where nothing was said.

    Attributes:
        buffer: Minutes added to every estimate of a way.
        buffer_stated: The organiser has asked for that buffer.
        longest_day: Minutes of programme in one day.
        shortest_night: Minutes from the end of one day's programme to the start of the next.
    """

    buffer: int
    buffer_stated: bool
    longest_day: int
    shortest_night: int


def limits_of(visit: Visit) -> Limits:
    """What the organiser of a visit allows for; the usual where nothing was said."""
    return Limits(
        buffer=15 if visit.buffer is None else visit.buffer,
        buffer_stated=visit.buffer is not None,
        longest_day=60 * (9 if visit.longest_day is None else visit.longest_day),
        shortest_night=60 * (9 if visit.shortest_night is None else visit.shortest_night),
    )


def judged_from(visit: Visit, today: date | None) -> date | None:
    """The day from which a visit is judged: `today`, or the eve of its first day once it is over.

    Without `today` it is that eve as well.
    """
    first, last = visit.first_day, visit.last_day
    if first is None or last is None:
        return today
    if today is None or today > last:
        return first - timedelta(days=1)
    return today
