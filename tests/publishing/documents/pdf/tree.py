"""The tree of tags as a reading program finds it: every page's marked contents, put in order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pikepdf

from tests.publishing.documents.pdf.reading import opened

if TYPE_CHECKING:
    from collections.abc import Iterator

Key = tuple[int, int]
"""A marked content: page and number, from 0."""
_SHOWN = {"Tj", "TJ", "'", '"'}
_PAINTED = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "Do", "sh"} | _SHOWN


@dataclass
class Node:
    """An element: what it is called, what it says, what it holds."""

    tag: str
    text: str = ""
    alt: str = ""
    language: str = ""
    attributes: dict[str, object] = field(default_factory=dict)
    kids: list[Node] = field(default_factory=list)
    contents: list[Key] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    notes: list[tuple[int, ...]] = field(default_factory=list)
    parts: list[str | Node] = field(default_factory=list)

    def all(self, *tags: str) -> list[Node]:
        """The elements of a kind, in reading order; without a kind, all."""
        return [node for node in self._walk() if not tags or node.tag in tags]

    def words(self) -> str:
        """What it says with all it holds."""
        return " ".join(self._said().split())

    def order(self) -> list[Key]:
        """The marked contents in the order they are read."""
        own = iter(self.contents)
        kept = [[next(own)] if isinstance(part, str) else part.order() for part in self.parts]
        return [key for keys in kept for key in keys]

    def _said(self) -> str:
        said = [part if isinstance(part, str) else part._said() for part in self.parts]
        return ("" if self.text else " ").join(said)

    def _walk(self) -> Iterator[Node]:
        yield self
        for kid in self.kids:
            yield from kid._walk()


@dataclass
class Content:
    """A marked content: the tag in the page, the words, the languages it switches to."""

    tag: str
    text: str = ""
    languages: list[str] = field(default_factory=list)


@dataclass
class Reading:
    """A file as it is read out.

    Attributes:
        root: The document.
        contents: What the pages hold for it, in the order it is drawn.
        stray: Operators that are neither in an element nor in an artifact.
        artifacts: Words that are not read out.
    """

    root: Node
    contents: dict[Key, Content]
    stray: list[str]
    artifacts: list[str]


def read(data: bytes) -> Reading:
    """Read a file's tree and pages."""
    with opened(data) as pdf:
        found = Reading(Node(""), {}, [], [])
        for number, page in enumerate(pdf.pages):
            _page(found, number, page)
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        top = pdf.Root.StructTreeRoot.K
        found.root = _node(top[0], numbers, found.contents)
        return found


def _page(found: Reading, number: int, page: pikepdf.Page) -> None:
    letters = {
        str(name): _letters(font.ToUnicode.read_bytes())
        for name, font in page.resources.get("/Font", pikepdf.Dictionary()).items()
    }
    font: dict[int, str] = {}
    stack: list[tuple[str, str | None]] = []
    open_: list[Content] = []
    for instruction in pikepdf.parse_content_stream(page):
        operands, name = list(instruction.operands), str(instruction.operator)
        if name in {"BDC", "BMC"}:
            _begin(found, number, operands, stack, open_)
        elif name == "EMC":
            kind, _said = stack.pop()
            if kind == "content":
                open_.pop()
        elif name == "Tf":
            font = letters[str(operands[0])]
        if name in _PAINTED:
            shown = _shown(operands, font) if name in _SHOWN else ""
            _paint(found, shown, stack, open_, name)
    assert stack == [], "a mark is left open at the end of its page"


def _begin(
    found: Reading,
    number: int,
    operands: list[pikepdf.Object],
    stack: list[tuple[str, str | None]],
    open_: list[Content],
) -> None:
    tag = str(operands[0])[1:]
    about = operands[1] if len(operands) > 1 else pikepdf.Dictionary()
    if tag == "Artifact":
        assert not open_, "an artifact within an element"
        stack.append(("artifact", None))
    elif "/MCID" in about:
        assert not any(kind == "artifact" for kind, _ in stack), "an element within an artifact"
        content = Content(tag)
        found.contents[number, int(about.MCID)] = content
        open_.append(content)
        stack.append(("content", None))
    else:
        said = str(about.ActualText) if "/ActualText" in about else None
        if open_:
            open_[-1].text += said or ""
            if "/Lang" in about:
                open_[-1].languages.append(str(about.Lang))
        stack.append(("span", said))


def _paint(
    found: Reading,
    shown: str,
    stack: list[tuple[str, str | None]],
    open_: list[Content],
    name: str,
) -> None:
    if open_:
        if not any(said is not None for _, said in stack):
            open_[-1].text += shown
    elif any(kind == "artifact" for kind, _ in stack):
        found.artifacts += [shown] if shown else []
    else:
        found.stray.append(shown or name)


def _shown(operands: list[pikepdf.Object], font: dict[int, str]) -> str:
    codes: list[int] = []
    for operand in operands:
        parts = operand if isinstance(operand, pikepdf.Array) else [operand]
        for part in parts:
            if isinstance(part, pikepdf.String):
                codes += bytes(part)
    return "".join(font.get(code, "�") for code in codes)


def _letters(map_: bytes) -> dict[int, str]:
    pairs = re.findall(rb"<([0-9A-F]{2})> <([0-9A-F]{4,})>", map_)
    return {int(c, 16): bytes.fromhex(t.decode()).decode("utf-16-be") for c, t in pairs}


def _node(
    element: pikepdf.Object, numbers: dict[tuple[int, int], int], contents: dict[Key, Content]
) -> Node:
    node = Node(
        str(element.S)[1:],
        alt=str(element.get("/Alt", "")),
        language=str(element.get("/Lang", "")),
        attributes={str(key)[1:]: value for key, value in element.get("/A", {}).items()},
    )
    kids: Any = element.get("/K", pikepdf.Array())
    own = numbers[element.Pg.objgen] if "/Pg" in element else -1
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            _own(node, (own, int(kid)), contents)
        elif kid.get("/Type") == "/MCR":
            _own(node, (numbers[kid.Pg.objgen], int(kid.MCID)), contents)
        elif kid.get("/Type") == "/OBJR":
            node.notes.append(kid.Obj.objgen)
        else:
            assert kid.P.objgen == element.objgen, "an element that does not know its parent"
            child = _node(kid, numbers, contents)
            node.kids.append(child)
            node.parts.append(child)
            node.pages += child.pages
    return node


def _own(node: Node, key: Key, contents: dict[Key, Content]) -> None:
    content = contents[key]
    assert content.tag == node.tag, (content.tag, node.tag)
    node.contents.append(key)
    node.pages.append(key[0])
    node.text += content.text
    node.parts.append(content.text)
