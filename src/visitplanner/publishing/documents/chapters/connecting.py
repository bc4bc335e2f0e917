"""From and to what passengers change, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from visitplanner.domain.vocabulary import Mode
from visitplanner.i18n import N_
from visitplanner.publishing.documents.chapters.text import listed

if TYPE_CHECKING:
    from visitplanner.domain.people import Delegate
    from visitplanner.publishing.documents.chapters.draft import Draft
    from visitplanner.publishing.provisions import Connection

_ARRIVES: Final[Mapping[Mode, str]] = {
    Mode.TRAIN: N_("train arrives {time}"),
    Mode.FLIGHT: N_("flight lands {time}"),
    Mode.FERRY: N_("ferry arrives {time}"),
    Mode.COACH: N_("coach arrives {time}"),
}
_LEAVES: Final[Mapping[Mode, str]] = {
    Mode.TRAIN: N_("train leaves {time}"),
    Mode.FLIGHT: N_("flight leaves {time}"),
    Mode.FERRY: N_("ferry leaves {time}"),
    Mode.COACH: N_("coach leaves {time}"),
}


def connection_words(draft: Draft, changes: Iterable[Connection]) -> str:
    """`flight lands 14:00`, `train leaves 18:00`."""
    return listed(*(_words(draft, change) for change in changes))


def _words(draft: Draft, change: Connection, *, call: bool = False) -> str:
    t, clock = draft.t, draft.phrases.clock
    known = (_ARRIVES if change.arriving else _LEAVES).get(change.mode)
    other = t.gettext("arrives {time}") if change.arriving else t.gettext("leaves {time}")
    words = (t.gettext(known) if known else other).format(time=clock(change.clock))
    if not (call and change.last_call):
        return words
    last = t.gettext("last call {time}").format(time=clock(change.last_call))
    return listed(words, last)


def shared(
    draft: Draft,
    people: Sequence[Delegate],
    changes: Mapping[str, tuple[Connection, ...]],
    *,
    arriving: bool,
) -> str:
    """What all passengers come from, or go on with; nothing if they differ."""
    found = {
        next((one for one in changes.get(person.id, ()) if one.arriving is arriving), None)
        for person in people
    }
    alone = found.pop() if len(found) == 1 else None
    return _words(draft, alone, call=True) if alone else ""
