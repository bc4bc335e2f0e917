"""The words of the program in other languages: one catalogue for papers, problems and window.

English is the language of the source and needs no catalogue. Every other language is a compiled
gettext catalogue, `resources/locale/<language>/LC_MESSAGES/visitplanner.mo`, made from the `.po`
beside it by `python3 dev.py messages`.

A message is marked where it is written: `t.gettext("Contents")` or `t.ngettext(…)` on a translator,
or `N_("Contents")` where no translator is at hand yet, such as in a table at module level; such a
message is translated later, by `t.gettext(LABELS[key])`.
"""

from __future__ import annotations

import gettext
from functools import cache

from visitplanner import resources

DOMAIN = "visitplanner"
SOURCE_LANGUAGE = "en"


class _Catalogue(gettext.GNUTranslations):
    """A catalogue that has no answer for an empty message.

    Gettext keeps a catalogue's header as the translation of "", so that an empty label would print
    the name of the last translator.
    """

    def gettext(self, message: str) -> str:
        """The translation of `message`, or `message` itself."""
        return super().gettext(message) if message else ""


def N_(message: str) -> str:  # noqa: N802 - the name that gettext tools know
    """Mark `message` for translation and give it back as it is."""
    return message


@cache
def available_languages() -> tuple[str, ...]:
    """The languages that papers and window can be had in, English first, as in `("en", "es")`."""
    found = resources.root().glob(f"locale/*/LC_MESSAGES/{DOMAIN}.mo")
    others = {catalogue.parent.parent.name for catalogue in found} - {SOURCE_LANGUAGE}
    return (SOURCE_LANGUAGE, *sorted(others))


@cache
def translator(language: str) -> gettext.NullTranslations:
    """The translator into `language`, a tag such as `es` or `es-MX`.

    A regional tag falls back to its language, and a language without a catalogue to English.
    `available_languages` says beforehand which ones there are.
    """
    chosen = closest(language)
    if chosen == SOURCE_LANGUAGE:
        return gettext.NullTranslations()
    catalogue = resources.path("locale", chosen, "LC_MESSAGES", f"{DOMAIN}.mo")
    with catalogue.open("rb") as stream:
        return _Catalogue(stream)


def closest(language: str) -> str:
    """The available language nearest to a tag; what a user typed never becomes part of a path."""
    known = {name.lower(): name for name in available_languages()}
    words = language.strip().lower().replace("-", "_").split("_")
    for length in range(len(words), 0, -1):
        name = known.get("_".join(words[:length]))
        if name is not None:
            return name
    return SOURCE_LANGUAGE
