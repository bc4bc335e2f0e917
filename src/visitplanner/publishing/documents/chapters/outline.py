"""The chapters of a paper: their names, who may have them, and how a choice of them is printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from visitplanner.domain.chapters import arranged, choice_for
from visitplanner.domain.privacy import Audience
from visitplanner.publishing.documents.chapters.draft import Draft

if TYPE_CHECKING:
    from visitplanner.domain.chapters import ChapterChoice
    from visitplanner.publishing.documents.model import Part
    from visitplanner.publishing.edition import Edition

CONTENTS = "contents"
"""The chapter that lists the others."""


@dataclass(frozen=True)
class Chapter:
    """A chapter of a paper.

    Attributes:
        key: The stable name by which plans speak of it.
        title: What it is called, in English, to be translated.
        make: Writes it; nothing where it would be empty.
        opens: It opens the paper, for it says for whom it is and what may not be done with it:
            it is never left out and never moved.
        readers: The audiences that may have it.
    """

    key: str
    title: str
    make: Callable[[Draft], tuple[Part, ...]]
    opens: bool = False
    readers: frozenset[Audience] = frozenset(Audience)


def in_order(chapters: Sequence[Chapter], choice: ChapterChoice) -> tuple[Chapter, ...]:
    """All chapters of a paper in the order that was chosen, those left out included."""
    by_key = {chapter.key: chapter for chapter in chapters}
    opening = [chapter.key for chapter in chapters if chapter.opens]
    return tuple(by_key[key] for key in arranged(list(by_key), choice.order, opening))


def is_printed(chapter: Chapter, choice: ChapterChoice) -> bool:
    """Whether a paper has a chapter."""
    if choice.audience not in chapter.readers:
        return False
    return chapter.opens or chapter.key not in choice.left_out


def printed(
    edition: Edition, paper: str, chapters: Sequence[Chapter], *, numbered: bool = True
) -> tuple[Draft, tuple[Part, ...]]:
    """The draft of a paper and its parts from front to back, each with the name of its chapter.

    Args:
        edition: What the reader may see.
        paper: The kind of paper.
        chapters: Its chapters in their usual order.
        numbered: Whether places bear numbers, as far as there is a chapter that explains them.
    """
    choice = choice_for(edition.chapters, paper, edition.audience)
    chosen = [one for one in in_order(chapters, choice) if is_printed(one, choice)]
    draft = Draft(edition, numbered=numbered, chapters=frozenset(one.key for one in chosen))
    made = {one.key: _parts(one, draft) for one in chosen if one.key != CONTENTS}
    draft.listed = any(part.in_contents for parts in made.values() for part in parts)
    made |= {one.key: _parts(one, draft) for one in chosen if one.key == CONTENTS}
    return draft, tuple(part for one in chosen for part in made[one.key])


def _parts(chapter: Chapter, draft: Draft) -> tuple[Part, ...]:
    return tuple(replace(part, chapter=chapter.key) for part in chapter.make(draft))
