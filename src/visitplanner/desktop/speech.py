"""The gettext call of the window, without loading a catalogue before the first frame."""

from __future__ import annotations

from collections.abc import Callable


class _Language:
    """What the window speaks; the source's English needs no catalogue."""

    tag = "en"
    translate: Callable[[str], str] | None = None
    translate_plural: Callable[[str, str, int], str] | None = None


def use_language(tag: str) -> None:
    """Speak the language of that tag, as far as there is a catalogue, from now on."""
    from visitplanner.i18n import closest, translator

    catalogue = translator(tag)
    _Language.tag = closest(tag)
    _Language.translate, _Language.translate_plural = catalogue.gettext, catalogue.ngettext


def language() -> str:
    """The language that the window speaks, as in `en`, `es`."""
    return _Language.tag


def _(message: str) -> str:
    """`message` in the language of the window."""
    return _Language.translate(message) if _Language.translate else message


def plural(one: str, many: str, count: int) -> str:
    """The form of a message for `count`, which it may contain as `{count}`."""
    if _Language.translate_plural:
        return _Language.translate_plural(one, many, count).format(count=count)
    return (one if count == 1 else many).format(count=count)
