"""Whether something typed as an e-mail address is one, without asking the network.

What is right at a glance is told by a pattern; the library is loaded for the others alone.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_LOCAL: Final = r"[A-Za-z0-9_%+-]+(?:\.[A-Za-z0-9_%+-]+)*"
_LABEL: Final = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_PLAIN: Final = re.compile(rf"{_LOCAL}@(?:{_LABEL}\.)+(?P<top>[A-Za-z]{{2,24}})")
_LONGEST_LOCAL, _LONGEST = 64, 254
"""RFC 5321, sections 4.5.3.1.1 and 4.5.3.1.3 (the path includes its angle brackets)."""

# RFC 6761, 6762 and 7686: names under which no mail arrives. Those for examples are let through.
_SPECIAL: Final = frozenset({"arpa", "invalid", "local", "localhost", "onion", "test"})

_BRACKETED: Final = re.compile(r"<([^<>]+)>")
_AT: Final = re.compile(r"\s*[(\[{]\s*at\s*[)\]}]\s*", re.IGNORECASE)
_DOT: Final = re.compile(r"\s*[(\[{]\s*dot\s*[)\]}]\s*", re.IGNORECASE)
_SLIPS: Final = ((re.compile("@{2,}"), "@"), (re.compile(r"\.{2,}"), "."), (re.compile(",+"), "."))
_SEPARATORS: Final = re.compile(r"[;,\s]+")


@lru_cache(maxsize=8192)
def is_address(text: str) -> bool:
    """Whether mail can be sent to `text`: one address by RFC 5322, of a domain with a dot."""
    plain = _PLAIN.fullmatch(text)
    if plain and plain["top"].lower() not in _SPECIAL and "--" not in text:
        return text.index("@") <= _LONGEST_LOCAL and len(text) <= _LONGEST
    return _by_the_book(text)


def _by_the_book(text: str) -> bool:
    from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(text, check_deliverability=False, strict=True)
    except EmailNotValidError:
        return False
    return True


def wrong_addresses(text: str) -> tuple[str, ...]:
    """What in a field is no address; several in one field are fine if parted by `;` or `,`."""
    if not text or is_address(text):
        return ()
    parts = [part for part in _SEPARATORS.split(text) if part]
    if len(parts) > 1 and all(part.count("@") == 1 for part in parts):
        return tuple(part for part in parts if not is_address(part))
    return (text,)


def meant_address(text: str) -> str | None:
    """The address that was plainly meant by one with a slip in it, such as `ana@@example.org`."""
    bracketed = _BRACKETED.search(text)
    address = bracketed[1] if bracketed else text
    address = address.strip(" '\"<>.,;:").removeprefix("mailto:")
    address = "".join(_DOT.sub(".", _AT.sub("@", address)).split())
    for slip, correct in _SLIPS:
        address = slip.sub(correct, address)
    return address if address != text and is_address(address) else None
