"""Characters that no font of the papers has, and the entries of the plan that they stand in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from visitplanner.domain.visit import TYPE_NAMES, natural_key
from visitplanner.publishing.coverage import uncovered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from visitplanner.domain.base import Entity
    from visitplanner.domain.visit import Visit
    from visitplanner.publishing.documents.pdf.pen import MissingGlyph

_MOST: Final = 3
"""So many entries are named for one character; of the others it is said how many there are."""
_LONGEST_NAME: Final = 60


@dataclass(frozen=True, slots=True)
class Unprinted:
    """A character that is printed as its code.

    Attributes:
        character: The character.
        record: What the entry is called: "P03".
        field: Which field of it: "Given name".
    """

    character: str
    record: str
    field: str

    def __str__(self) -> str:
        """The place of it, for a message."""
        return f"{self.field} of {self.record}"


def unprinted(visit: Visit) -> Iterator[Unprinted]:
    """Every character of the plan that no font has, with the entry that it stands in."""
    for record in (visit, *visit.records()):
        for name in type(record).model_fields:
            for character in uncovered("\n".join(_texts(getattr(record, name)))):
                yield Unprinted(character, _name(record), name.replace("_", " ").capitalize())


def explained(missing: Iterable[MissingGlyph], visit: Visit) -> Iterator[str]:
    """A sentence for each character that a paper prints as its code: what, where, on which page.

    Args:
        missing: What the drawing of the paper reported.
        visit: The plan that it was made of.
    """
    glyphs = tuple(missing)
    places: dict[str, list[str]] = {}
    for found in unprinted(visit) if glyphs else ():
        places.setdefault(found.character, []).append(str(found))
    for glyph in glyphs:
        sign = f"{glyph.character} (U+{ord(glyph.character):04X})"
        where = _listed(places.get(glyph.character, ()))
        yield f"no font has {sign}{where}; it is printed as its code on page {glyph.page}."


def _listed(places: Iterable[str]) -> str:
    named = tuple(dict.fromkeys(places))
    if not named:
        return ""
    rest = len(named) - _MOST
    more = f" and {rest} more" if rest > 0 else ""
    return f" in {', '.join(named[:_MOST])}{more}"


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        yield from (one for one in value if isinstance(one, str))


def _name(record: Entity) -> str:
    kind = TYPE_NAMES[type(record)]
    name = natural_key(record)
    if len(name) > _LONGEST_NAME:
        name = f"{name[:_LONGEST_NAME].rstrip()}…"
    return f"the {kind}" if not name or kind == "visit" else name
