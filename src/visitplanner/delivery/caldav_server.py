"""Where a calendar server (RFC 4791) is.

Nothing but https is spoken to servers, except to one on this very machine.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from visitplanner.delivery.problems import DeliveryProblem
from visitplanner.domain.base import clean_line

_ADDRESS: Final = re.compile(r"[!-~]{1,2000}")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True)
class CalendarServer:
    """Where calendars are kept.

    Attributes:
        url: Its address, that of the account or of the server; https except on this machine.
        user: Who logs in; empty for a server that asks for no password.

    Raises:
        DeliveryProblem: that is no address that can be used.
    """

    url: str
    user: str = ""

    def __post_init__(self) -> None:
        shown = clean_line(self.url)[:80]
        try:
            parts = urlsplit(self.url)
            host, _port = parts.hostname, parts.port
        except ValueError:
            host = None
        if not host or not _ADDRESS.fullmatch(self.url) or parts.query or parts.fragment:
            raise DeliveryProblem(
                f"“{shown}” is no address of a calendar server: correct it, as in"
                " https://dav.example.org/."
            )
        if parts.username is not None or parts.password is not None:
            raise DeliveryProblem(
                f"The address of the calendar server {host} has a name or password in it:"
                " leave that out and say who the user is."
            )
        if not is_safe(self.url):
            raise DeliveryProblem(
                f"The address of the calendar server {host} is not encrypted:"
                " it must begin with https://."
            )
        if _CONTROL.search(self.user) or ":" in self.user:  # RFC 7617, section 2
            raise DeliveryProblem("A calendar server's user has no colon in the name: correct it.")

    @property
    def host(self) -> str:
        """Its name."""
        return urlsplit(self.url).hostname or ""

    @property
    def account(self) -> str:
        """By what its password is kept."""
        return f"caldav:{self.user}@{self.host}"


def is_safe(url: str) -> bool:
    """Whether nobody on the way can listen."""
    parts = urlsplit(url)
    return parts.scheme == "https" or (parts.scheme == "http" and _is_here(parts.hostname or ""))


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
