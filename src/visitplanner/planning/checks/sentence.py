"""Text of the catalogue that remembers what it was made of, and how it reads in English.

What somebody accepts, they accept whatever the language it was shown in: the fingerprint of a
problem is made of the English values of its message (see `fingerprint`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from visitplanner.i18n import translator


class Text(str):
    """A text in some language.

    Attributes:
        english: The same in English.
        values: The English values of its fields, by name.
    """

    __slots__ = ("english", "values")

    english: str
    values: Mapping[str, str]

    @classmethod
    def of(cls, text: str, english: str, values: Mapping[str, str]) -> Text:
        """A text with all that is remembered of it."""
        made = cls(text)
        made.english, made.values = english, values
        return made


def english(value: object) -> str:
    """The English of a text of the catalogue; anything else is the same in every language."""
    return value.english if isinstance(value, Text) else str(value)


def joined(texts: Iterable[str], by: str) -> str:
    """Texts one after the other, which stay what they are in English."""
    parts = list(texts)
    in_english = by.join(map(english, parts))
    return Text.of(by.join(parts), in_english, {"text": in_english})


def values_of(text: str) -> tuple[str, ...]:
    """What a message says, apart from its wording: `name=value` for each field, by name.

    For a text that is not from the catalogue it is the text itself.
    """
    if not isinstance(text, Text):
        return (text,)
    return tuple(f"{name}={value}" for name, value in sorted(text.values.items()))


class Phrases:
    """The catalogue of one language, whose texts remember what they were made of."""

    def __init__(self, language: str) -> None:
        self._t = translator(language)

    def gettext(self, message: str, /, **fields: object) -> Text:
        """A message with its fields filled in."""
        return _filled(self._t.gettext(message), message, fields)

    def ngettext(self, one: str, many: str, number: int, /, **fields: object) -> Text:
        """The same for a message that depends on a number."""
        translated = self._t.ngettext(one, many, number)
        return _filled(translated, one if number == 1 else many, fields)


def _filled(translated: str, message: str, fields: Mapping[str, object]) -> Text:
    values = {name: english(value) for name, value in fields.items()}
    text = translated.format(**fields)
    return Text.of(text, text if translated is message else message.format(**values), values)


def capital(text: Text) -> Text:
    """The text as the beginning of a sentence."""
    if not text[:1].islower():
        return text
    return Text.of(text[:1].upper() + text[1:], text.english, text.values)
