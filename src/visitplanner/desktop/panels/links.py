"""What stands in the head above a record: its name, and what a click opens."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QBoxLayout

from visitplanner.desktop import wording as w
from visitplanner.desktop.timeline.facts import title_of
from visitplanner.desktop.wording import _
from visitplanner.domain.base import Entity
from visitplanner.domain.people import Contact, Delegate, Organisation
from visitplanner.domain.programme import Item, Journey, Place
from visitplanner.domain.visit import TYPE_NAMES, Visit, natural_key


def links_of(record: Entity) -> tuple[tuple[str, str], ...]:
    """The addresses and numbers of a record, each with what opens it."""
    match record:
        case Delegate():
            address, number, site = record.email, record.mobile, ""
        case Contact():
            address, number, site = record.email, record.phone, ""
        case Place():
            address, number, site = "", record.phone, ""
        case Organisation():
            address, number, site = "", "", record.website
        case _:
            return ()
    found = [(address, f"mailto:{address}")] if "@" in address else []
    found += [(number, f"tel:{number.replace(' ', '')}")] if number else []
    found += [(site, site)] if site.startswith(("http://", "https://")) else []
    return tuple(found)


def opener(target: str) -> Callable[[], object]:
    """What opens an address with the program that the system has for it."""
    return lambda: QDesktopServices.openUrl(QUrl(target))


def name_of(visit: Visit, record: Entity) -> str:
    """What a record is called; the words for its kind where it has no name yet."""
    match record:
        case Item() | Journey():
            return title_of(visit, record)
        case Delegate():
            return record.name
        case Visit():
            return record.title or _("New visit")
    return natural_key(record) or w.capitalised(TYPE_NAMES[type(record)])


def clear(layout: QBoxLayout) -> None:
    """Throw away what stands in a line of links or buttons."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
