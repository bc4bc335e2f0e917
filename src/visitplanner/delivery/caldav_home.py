"""Where on a calendar server the calendars of an account are (RFC 6764, section 6)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urljoin

from visitplanner.delivery.caldav_wire import CALDAV, DAV, Answer, Wire

_WHO: Final = (
    b'<?xml version="1.0" encoding="utf-8"?>'
    b'<propfind xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><prop>'
    b"<current-user-principal/><C:calendar-home-set/></prop></propfind>"
)
_WELL_KNOWN: Final = "/.well-known/caldav"


def home_of(wire: Wire) -> str:
    """The address below which the calendars of the account are, with a slash at its end.

    It is looked for at the address of the server, then where RFC 6764 has servers say it.

    Raises:
        DeliveryProblem: there is none, or the server cannot be used.
    """
    for url in (wire.server.url, urljoin(wire.server.url, _WELL_KNOWN)):
        answer = wire.look(url, _WHO)
        if answer.status >= 500:
            raise wire.problem(f"is out of order ({answer.status})", "try later")
        if home := _home_in(wire, answer):
            return home.rstrip("/") + "/"
    raise wire.no_caldav()


def _home_in(wire: Wire, answer: Answer) -> str | None:
    if home := _named(answer, f"{CALDAV}calendar-home-set"):
        return home
    account = _named(answer, f"{DAV}current-user-principal")
    return _named(wire.look(account, _WHO), f"{CALDAV}calendar-home-set") if account else None


def _named(answer: Answer, prop: str) -> str | None:
    """The address that a property gives."""
    for element in _elements(answer, prop):
        if href := element.findtext(f"{DAV}href"):
            return urljoin(answer.url, str(href).strip())
    return None


def _elements(answer: Answer, prop: str) -> Iterator[Any]:
    for _, there in answer.parts():
        if prop in there:
            yield there[prop]
