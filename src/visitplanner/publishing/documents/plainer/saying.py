"""Lines out of parts of lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from visitplanner.publishing.documents import model as m
from visitplanner.publishing.documents.plainer.basics import Line, Style

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def runs(text: m.Text) -> tuple[m.Inline, ...]:
    """A text as runs."""
    if isinstance(text, str):
        return (m.Run(text),) if text else ()
    return tuple(run for run in text if run != m.Run(""))


def joined(*parts: m.Text, by: str = " · ") -> m.Text:
    """The texts that say something, one after the other."""
    found: list[m.Inline] = []
    for part in parts:
        if pieces := runs(part):
            found += (m.Run(by), *pieces) if found else pieces
    return tuple(found)


def strong(text: str, target: str = "") -> m.Text:
    """A piece that stands out."""
    return (m.Run(text, m.Role.STRONG, target),) if text else ()


def muted(text: m.Text) -> m.Text:
    """A quiet piece of a line; what stands out in it keeps doing so."""
    if isinstance(text, str):
        return (m.Run(text, m.Role.MUTED),) if text else ()
    return text


def accent(text: str) -> m.Text:
    """A warning or a change."""
    return (m.Run(text, m.Role.ACCENT),) if text else ()


def mark(changed: str) -> m.Text:
    """The mark of a change."""
    return (m.Run(changed, m.Role.SMALL),) if changed else ()


def linked(text: str, target: str) -> m.Text:
    """A piece that leads somewhere."""
    return (m.Run(text, target=target),) if text else ()


def place(found: m.Place | None) -> m.Text:
    """A place with its number on the map."""
    if found is None:
        return ()
    number = (m.Run(found.number, m.Role.MAP_NUMBER), m.Run(" ")) if found.number else ()
    return (*number, *linked(found.name, found.target))


def labelled(label: str, text: m.Text) -> m.Text:
    """A label before what it says; nothing if it says nothing."""
    return joined(strong(label), text, by=" ") if runs(text) else ()


def said(*lines: tuple[m.Text, Style]) -> tuple[Line, ...]:
    """The lines that say something."""
    return tuple(Line(text, style) for text, style in lines if runs(text))


def each(texts: Iterable[m.Text], style: Style = Style.BODY) -> Iterator[Line]:
    """A line for each text that says something."""
    return (Line(text, style) for text in texts if runs(text))
