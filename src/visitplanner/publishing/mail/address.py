"""Addresses that mail can be sent to, with names that cannot be anything but names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from visitplanner.domain.base import clean_line
from visitplanner.errors import VisitPlannerError
from visitplanner.planning.email_addresses import is_address

_LONGEST_NAME = 120
# They turn round the letters that follow, so that one name looks like another; the last is nothing.
_UNSEEN = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff]")
_SEPARATORS = re.compile(r"[;,\n]+")


def header_text(text: str, most: int) -> str:
    """`text` as a header may show it: on one line, the right way round, not endless."""
    line = clean_line(_UNSEEN.sub("", text))
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


@dataclass(frozen=True)
class Address:
    """Somebody's mailbox.

    Attributes:
        name: Whose it is, for people; may be empty.
        address: `user@example.org`, by RFC 5322; other than ASCII letters are allowed.

    Raises:
        VisitPlannerError: no mail can be sent to such an address.
    """

    name: str
    address: str

    def __post_init__(self) -> None:
        if not is_address(self.address):
            shown = clean_line(self.address)[:80]
            raise VisitPlannerError(f"No mail can be sent to “{shown}”: correct the address.")
        object.__setattr__(self, "name", header_text(self.name, _LONGEST_NAME))

    @property
    def local(self) -> str:
        """What stands before the last @."""
        return self.address.rpartition("@")[0]

    @property
    def domain(self) -> str:
        """What stands after it, as the network knows it: `xn--…` where it has other letters."""
        domain = self.address.rpartition("@")[2]
        return domain.lower() if domain.isascii() else _ascii_domain(self.address)

    @property
    def wire(self) -> str:
        """The address as it stands in headers and as servers take it."""
        return f"{self.local}@{self.domain}"

    @property
    def international(self) -> bool:
        """Whether a server must know RFC 6531 (SMTPUTF8) to take it: the user has other letters."""
        return not self.local.isascii()


def _ascii_domain(address: str) -> str:
    from email_validator import validate_email

    return validate_email(address, check_deliverability=False, strict=True).ascii_domain


def addresses_in(text: str, name: str = "") -> tuple[Address, ...]:
    """The usable addresses of a field, which may hold several parted by `;` or `,`."""
    parts = (part.strip() for part in _SEPARATORS.split(text))
    found = dict.fromkeys(part for part in parts if is_address(part))
    return tuple(Address(name, part) for part in found)


def parse(text: str, name: str = "") -> Address | None:
    """The first usable address of a field, or None."""
    return next(iter(addresses_in(text, name)), None)


def distinct(addresses: tuple[Address, ...]) -> tuple[Address, ...]:
    """The addresses, each mailbox once, as it was named first."""
    found: dict[str, Address] = {}
    for address in addresses:
        found.setdefault(address.wire.casefold(), address)
    return tuple(found.values())
