"""Which chapters a paper has, and in which order: what the planner chose, kept with the plan.

Chapters go by stable names such as `days` or `glance`. A choice names only what differs from the
usual paper; a chapter that it does not know (because a later program brought it) is printed where
it usually stands, and a name that no chapter has any more is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Annotated

from pydantic import Field

from visitplanner.domain.base import Record, clean_line
from visitplanner.domain.privacy import Audience

_NAME = r"^[a-z][a-z0-9-]*$"
_CHOICE = re.compile(r"([a-z][a-z0-9-]*) for ([a-z]+):\s*(.*)")
_WITHOUT = "without "

ChapterName = Annotated[str, Field(pattern=_NAME, max_length=60)]
"""The stable name of a chapter or of a kind of paper."""


class ChapterChoice(Record):
    """What was chosen for one kind of paper and one audience.

    `order` is the order of the chapters, empty for the usual one; `left_out` are those that are not
    printed.
    """

    paper: ChapterName
    audience: Audience
    order: tuple[ChapterName, ...] = ()
    left_out: tuple[ChapterName, ...] = ()

    def __str__(self) -> str:
        """One line: `briefing-pack for delegate: purpose, days; without glance, travel`."""
        without = _WITHOUT + ", ".join(self.left_out) if self.left_out else ""
        parts = (", ".join(self.order), without)
        chosen = "; ".join(part for part in parts if part)
        return f"{self.paper} for {self.audience.value}: {chosen}".strip()


def parse_choice(text: str) -> ChapterChoice:
    """A choice as `str` writes it.

    Raises:
        ValueError: it is none; the sentence says how one is written.
    """
    found = _CHOICE.fullmatch(clean_line(text))
    if not found:
        raise ValueError("write it like briefing-pack for delegate: purpose, days; without glance")
    paper, audience, rest = found.groups()
    if rest.startswith(_WITHOUT):
        rest = f";{rest}"
    order, _, without = rest.partition(";")
    without = without.strip()
    if without and not without.startswith(_WITHOUT):
        raise ValueError("after the semicolon stands without, and what is left out")
    if audience not in set(Audience):
        raise ValueError(f"“{audience}” is no audience")
    choice = ChapterChoice.model_construct(
        paper=paper,
        audience=Audience(audience),
        order=_names(order),
        left_out=_names(without.removeprefix(_WITHOUT)),
    )
    return ChapterChoice.model_validate(dict(choice))


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for part in text.split(",") if (name := part.strip()))


def choice_for(choices: Iterable[ChapterChoice], paper: str, audience: Audience) -> ChapterChoice:
    """The choice that holds for a paper: the last one made for it, else the usual one."""
    mine = [one for one in choices if one.paper == paper and one.audience is audience]
    return mine[-1] if mine else ChapterChoice(paper=paper, audience=audience)


def arranged(usual: Sequence[str], order: Iterable[str], fixed: Iterable[str] = ()) -> list[str]:
    """The chapters of a paper in the order that was chosen.

    Args:
        usual: All its chapters in their usual order.
        order: Those that were put in order; one that is missing follows the chapter that it
            usually follows.
        fixed: Those that open the paper whatever was chosen.
    """
    first = [name for name in usual if name in set(fixed)]
    known = set(usual) - set(first)
    found = [*first, *dict.fromkeys(name for name in order if name in known)]
    before = None
    for name in usual:
        if name not in found:
            found.insert(found.index(before) + 1 if before else 0, name)
        before = name
    return found
