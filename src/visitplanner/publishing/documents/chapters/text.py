"""Putting lines together: parts with a dot between them, strong words, links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from visitplanner.publishing.documents.model import Callout, PageRef, Role, Run, Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from visitplanner.publishing.documents.model import Inline

_LONGEST_CALLOUT = 400  # letters; a longer text is a paragraph
_ADVICE = re.compile(
    r"(bring|prepare|wear|remember|note|carry|please bring"
    r"|traiga|traer|traed|lleve|llevar|llevad|prepare|preparar|preparad|recuerde|vista)\b[ :]*",
    re.IGNORECASE,
)
_PHONE_JUNK = re.compile(r"[^\d+]")
_MAIL = re.compile(r"[^\s@<>\"'?&]+@[^\s@<>\"'?&]+\.[^\s@<>\"'?&]+")


def dotted(*parts: str) -> str:
    """The parts that say something, with dots between them."""
    return " · ".join(part for part in parts if part)


def listed(*parts: str) -> str:
    """The parts that say something, with commas between them."""
    return ", ".join(part for part in parts if part)


def runs(text: Text) -> tuple[Inline, ...]:
    """A text as runs."""
    if isinstance(text, str):
        return (Run(text),) if text else ()
    return text


def joined(parts: Iterable[Text], between: str = " · ") -> Text:
    """Texts one after the other, without the empty ones."""
    found: list[Inline] = []
    for part in parts:
        if not (pieces := runs(part)):
            continue
        if found:
            found.append(Run(between))
        found.extend(pieces)
    return tuple(found)


def strong(text: str, target: str = "") -> Text:
    """A SemiBold piece of a line."""
    return (Run(text, Role.STRONG, target),) if text else ()


def muted(text: str) -> Text:
    """A quiet piece of a line."""
    return (Run(text, Role.MUTED),) if text else ()


def labelled(label: str, text: Text) -> Text:
    """A SemiBold label before what it says; nothing if it says nothing."""
    if not (pieces := runs(text)):
        return ()
    return (Run(label, Role.STRONG), Run(" "), *pieces)


def with_page(text: str, key: str) -> Text:
    """A sentence in which `{page}` is the page of a key."""
    before, _, after = text.partition("{page}")
    return tuple(piece for piece in (Run(before), PageRef(key), Run(after)) if piece != Run(""))


def filled(pattern: str, **values: str) -> Text:
    """A pattern whose fields are SemiBold: `filled("Meet {time}", time="17:25")`."""
    pieces: list[Inline] = []
    for piece in re.split(r"(\{\w+\})", pattern):
        value = values.get(piece[1:-1]) if piece.startswith("{") else None
        if value is not None:
            pieces.append(Run(value, Role.STRONG))
        elif piece:
            pieces.append(Run(piece))
    return tuple(pieces)


def phone_target(number: str) -> str:
    """The link that dials a number, or nothing where it is no number."""
    digits = _PHONE_JUNK.sub("", number)
    whole = digits[:1] + digits[1:].replace("+", "")
    return f"tel:{whole}" if len(whole) > 2 and _looks_like_phone(number) else ""


def _looks_like_phone(number: str) -> bool:
    return all(c.isdigit() or c in "+-–. ()/\u00a0\u202f" for c in number)


def phone(number: str) -> Text:
    """A phone number that can be clicked."""
    return (Run(number, target=phone_target(number)),) if number else ()


def mail(address: str) -> Text:
    """An e-mail address that can be clicked, if it is one."""
    if not address:
        return ()
    return (Run(address, target=f"mailto:{address}" if _MAIL.fullmatch(address) else ""),)


def contact_line(email: str, number: str) -> Text:
    """Mail and phone on one line."""
    return joined((mail(email), phone(number)))


def paragraphs(text: str) -> tuple[str, ...]:
    """Typed text as paragraphs: empty lines part them."""
    return tuple(part.strip() for part in re.split(r"\n\s*\n", text) if part.strip())


def is_advice(text: str) -> bool:
    """Whether a typed text begins by telling what to bring or prepare."""
    return bool(_ADVICE.match(text))


def fits_callout(text: str) -> bool:
    """Whether a text is short enough for a callout."""
    return 0 < len(text) <= _LONGEST_CALLOUT


def advice(word: str, text: str, *, must_know: bool = False) -> Callout:
    """A callout whose first word is the text's own ("Bring"), or else `word`."""
    found = _ADVICE.match(text)
    if not found or found.end() == len(text):
        return Callout(word, text, must_know)
    return Callout(text[: found.end()].rstrip(" "), text[found.end() :], must_know)
