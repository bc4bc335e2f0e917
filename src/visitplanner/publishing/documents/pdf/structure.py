"""Writes the tree of tags into a file (ISO 32000-1, 14.7).

A paper has thousands of elements. They are written as text behind the file, as an update of it is,
and read in one go by the next pass, instead of being made one by one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from visitplanner.publishing.documents.pdf.marks import MAY_BE_EMPTY, Element, Note, literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from visitplanner.publishing.documents.pdf.marks import Marks

_TEXTS: Final = frozenset({"Summary"})
"""Attributes whose value is a text, not a name."""


class Numbers:
    """The object numbers of a file's pages, and of the annotations on each."""

    def __init__(self, pages: Sequence[int], notes: Sequence[Sequence[int]]) -> None:
        """Take the numbers, in order of pages and annotations."""
        self.pages, self.notes = pages, notes


def with_structure(data: bytes, marks: Marks, numbers: Numbers) -> tuple[bytes, int]:
    """A file with the tree of tags behind it.

    Pages and annotations do not know their place in the tree yet: the key of a page is its
    number, from 0; those of the links follow, in the order of `marks.notes`.

    Returns:
        The file, and the object number of the tree's root.
    """
    trailer, size, start = _trailer(data)
    writer = _Writer(size, marks, numbers)
    writer.write()
    if not data.endswith(b"\n"):
        data += b"\n"
    offset, pieces, entries = len(data), [data], []
    for text in writer.objects:
        encoded = text.encode("ascii")
        entries.append(f"{offset:010d} 00000 n \n")
        pieces.append(encoded)
        offset += len(encoded)
    count = len(entries)
    trailer = re.sub(r"/Size\s+\d+", f"/Size {size + count}", trailer)
    table = f"xref\n{size} {count}\n{''.join(entries)}trailer\n<< /Prev {start} {trailer} >>\n"
    pieces.append(f"{table}startxref\n{offset}\n%%EOF\n".encode("latin-1"))
    return b"".join(pieces), size


def _trailer(data: bytes) -> tuple[str, int, int]:
    """What stands in a file's trailer, its number of objects, and where its table starts."""
    tail = data[data.rindex(b"trailer") :].decode("latin-1")
    inside = tail[tail.index("<<") + 2 : tail.rindex(">>")]
    inside = re.sub(r"^%.*$", "", inside, flags=re.MULTILINE)
    size = re.search(r"/Size\s+(\d+)", inside)
    start = re.search(r"startxref\s+(\d+)", tail)
    if size is None or start is None:
        raise ValueError("a file without a table of its objects")
    return inside, int(size[1]), int(start[1])


class _Writer:
    """Numbers the elements and writes them down, parents before kids."""

    def __init__(self, first: int, marks: Marks, numbers: Numbers) -> None:
        self.first, self.marks, self.numbers = first, marks, numbers
        self.objects: list[str] = []
        self.number_of: dict[Element, int] = {}

    def write(self) -> None:
        """Root, elements, and the way back from the pages to the elements."""
        self.objects.append("")
        top = self._element(self.marks.root, self.first)
        tree = self.first + len(self.objects)
        self.objects.append(f"{tree} 0 obj\n<< /Nums [{' '.join(self._ways_back())}] >>\nendobj\n")
        keys = len(self.marks.pages) + len(self.marks.notes)
        self.objects[0] = (
            f"{self.first} 0 obj\n<< /Type /StructTreeRoot /K [{top} 0 R] "
            f"/ParentTree {tree} 0 R /ParentTreeNextKey {keys} >>\nendobj\n"
        )

    def _element(self, element: Element, parent: int) -> int:
        number = self.first + len(self.objects)
        self.number_of[element] = number
        at = len(self.objects)
        self.objects.append("")
        page, kids = self._kids(element, number)
        on = f"/Pg {self.numbers.pages[page]} 0 R " if page is not None else ""
        said = f"/K [{' '.join(kids)}] " if len(kids) != 1 else f"/K {kids[0]} "
        self.objects[at] = (
            f"{number} 0 obj\n<< /S /{element.tag} /P {parent} 0 R {on}"
            f"{said if kids else ''}{_about(element)}>>\nendobj\n"
        )
        return number

    def _kids(self, element: Element, number: int) -> tuple[int | None, list[str]]:
        """The page most of an element is on, and its kids as operands."""
        page: int | None = None
        kids: list[str] = []
        for kid in element.kids:
            if isinstance(kid, Element):
                if says_something(kid):
                    kids.append(f"{self._element(kid, number)} 0 R")
            elif isinstance(kid, Note):
                note = self.numbers.notes[kid.page][kid.index]
                on = self.numbers.pages[kid.page]
                kids.append(f"<< /Type /OBJR /Pg {on} 0 R /Obj {note} 0 R >>")
            else:
                page = kid[0] if page is None else page
                if kid[0] == page:
                    kids.append(str(kid[1]))
                else:
                    on = self.numbers.pages[kid[0]]
                    kids.append(f"<< /Type /MCR /Pg {on} 0 R /MCID {kid[1]} >>")
        return page, kids

    def _ways_back(self) -> list[str]:
        rows = [
            f"{key} [{' '.join(f'{self.number_of[element]} 0 R' for element in contents)}]"
            for key, contents in enumerate(self.marks.pages)
        ]
        notes = enumerate(self.marks.notes, len(self.marks.pages))
        return [*rows, *(f"{key} {self.number_of[note.element]} 0 R" for key, note in notes)]


def says_something(element: Element) -> bool:
    """Whether there is anything in an element, or its place must be kept."""
    return element.tag in MAY_BE_EMPTY or any(
        says_something(kid) if isinstance(kid, Element) else True for kid in element.kids
    )


def _about(element: Element) -> str:
    """Words, language and attributes of an element."""
    mark = element.mark
    if mark is None:
        return ""
    parts = []
    if mark.alt:
        parts.append(f"/Alt {literal(' '.join(mark.alt.split()))} ")
    if mark.language:
        parts.append(f"/Lang {literal(mark.language)} ")
    attributes: dict[str, object] = dict(mark.attributes or {})
    if element.box:
        attributes = {"O": "Layout", "Placement": "Block", "BBox": element.box, **attributes}
    if attributes:
        inside = " ".join(f"/{name} {_value(name, value)}" for name, value in attributes.items())
        parts.append(f"/A << {inside} >> ")
    return "".join(parts)


def _value(name: str, value: object) -> str:
    if isinstance(value, str):
        return literal(value) if name in _TEXTS else f"/{value}"
    if isinstance(value, tuple | list):
        return f"[{' '.join(_value(name, item) for item in value)}]"
    return f"{value:.2f}" if isinstance(value, float) else str(value)
