"""Characters that no font of the papers has, and the entries of the plan that they stand in."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from visitplanner.domain.visit import TYPE_NAMES, natural_key
from visitplanner.errors import code_point
from visitplanner.publishing.coverage import uncovered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from visitplanner.domain.base import Entity
    from visitplanner.domain.visit import Visit
    from visitplanner.publishing.documents.pdf.pen import MissingGlyph

_MOST: Final = 3
"""So many entries are named for one field, and characters; of the others it is said how many."""
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


def explained(papers: Iterable[tuple[str, Iterable[MissingGlyph]]], visit: Visit) -> Iterator[str]:
    """A sentence for each field with characters that papers print as their codes, and which do.

    Args:
        papers: What each paper is called, and what its drawing reported; the only one needs no
            name.
        visit: The plan that they were made of.
    """
    drawn: dict[str, list[tuple[str, int]]] = {}
    for name, glyphs in papers:
        for glyph in glyphs:
            drawn.setdefault(glyph.character, []).append((name, glyph.page))
    fields: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
    for found in unprinted(visit) if drawn else ():
        if found.character in drawn:
            signs, records = fields.setdefault(found.field, ({}, {}))
            signs[found.character], records[found.record] = None, None
    for field, (signs, records) in fields.items():
        yield _sentence(tuple(signs), f" in {field} of {_listed(records)}", drawn)
    known = {sign for signs, _ in fields.values() for sign in signs}
    for sign in drawn:
        if sign not in known:
            yield _sentence((sign,), "", drawn)


def _sentence(
    signs: tuple[str, ...], where: str, drawn: Mapping[str, Iterable[tuple[str, int]]]
) -> str:
    papers: dict[str, int] = {}
    for sign in signs:
        for name, page in drawn[sign]:
            papers[name] = min(page, papers.get(name, page))
    name, page = next(iter(papers.items()))
    on = f"on page {page} of {name}" if name else f"on page {page}"
    if len(papers) > 1:
        on = f"in {len(papers)} papers, such as {on}"
    printed = "it is printed as its code" if len(signs) == 1 else "they are printed as their codes"
    return f"No font has {_listed(map(_named, signs))}{where}; {printed} {on}."


def _named(sign: str) -> str:
    """A character with its code; alone the code of one that would not be seen, or do mischief."""
    if not sign.isprintable():
        return code_point(sign)
    carrier = "\u25cc" if unicodedata.category(sign).startswith("M") else ""
    return f"{carrier}{sign} (U+{ord(sign):04X})"


def _listed(names: Iterable[str]) -> str:
    """A few names, and how many more there are."""
    named = tuple(dict.fromkeys(names))
    rest = len(named) - _MOST
    more = f" and {rest} more" if rest > 0 else ""
    return f"{', '.join(named[:_MOST])}{more}"


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
