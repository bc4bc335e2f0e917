"""A delay in words, to copy into a message."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from visitplanner.domain.times import Moment
from visitplanner.i18n import N_
from visitplanner.planning.calls import ROLE_LABELS, Call
from visitplanner.planning.checks.wording import Words

if TYPE_CHECKING:
    from visitplanner.planning.ripple import Move, Ripple


def text(ripple: Ripple, words: Words) -> str:
    """What is late, the new times, what breaks, and whom to call, as lines."""
    blocks = [
        [_headline(ripple, words)],
        list(_times(ripple, words)),
        list(_trouble(ripple, words)),
        list(_calls(ripple, words)),
    ]
    return "\n\n".join("\n".join(lines) for lines in blocks if lines)


def _headline(ripple: Ripple, words: Words) -> str:
    entry = words.quoted(words.title(ripple.entry))
    return words.gettext(
        "{entry} is {minutes} late.", entry=entry, minutes=words.length(ripple.minutes)
    )


def _times(ripple: Ripple, words: Words) -> Iterator[str]:
    if not ripple.moves:
        yield words.gettext("Nothing moves.")
        return
    yield words.gettext("New times")
    day = None
    for move in ripple.moves:
        if move.begins.wall.date() != day:
            day = move.begins.wall.date()
            yield f"  {words.day(day)}"
        yield f"  {_move(move, words)}"
    if ripple.may_shorten:
        names = [words.quoted(words.title(item)) for item in ripple.may_shorten]
        yield words.gettext("{entries} could be shorter instead.", entries=words.some(names))


def _move(move: Move, words: Words) -> str:
    title = words.title(move.entry)
    old, new = _span(move.begins, move.ends, words), _span(move.new_begins, move.new_ends, words)
    day = move.new_begins.wall.date()
    if day != move.begins.wall.date():
        new = f"{words.day(day)} {new}"
    return f"{old} → {new}  {title}"


def _span(begins: Moment, ends: Moment | None, words: Words) -> str:
    first = words.clock(begins.wall.time())
    return f"{first}–{words.clock(ends.wall.time())}" if ends else first


def _trouble(ripple: Ripple, words: Words) -> Iterator[str]:
    grave = [p for p in ripple.problems.appearing if p.severity.rank < 2]
    if not ripple.breaks and not grave:
        return
    yield words.gettext("What breaks")
    for one in ripple.breaks:
        yield f"  {one.message} {one.fix}"
    for problem in grave:
        yield f"  {problem.message}{f' {problem.fix}' if problem.fix else ''}"


def _calls(ripple: Ripple, words: Words) -> Iterator[str]:
    if not ripple.calls:
        return
    yield words.gettext("Whom to call, in this order")
    for number, call in enumerate(ripple.calls, start=1):
        yield f"  {number}. {_whom(call, words)}: {call.message}"


def _whom(call: Call, words: Words) -> str:
    role = words.phrase(ROLE_LABELS[call.role])
    phone = call.phone or words.phrase(N_("no phone number in the plan"))
    return f"{call.name} ({role}), {phone}" if call.name else f"{role}, {phone}"
