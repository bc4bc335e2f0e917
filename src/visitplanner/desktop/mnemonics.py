"""Letters to press in menus: each entry gets one of its own, as far as letters go. No Qt."""

from __future__ import annotations

from collections.abc import Collection, Sequence


def with_mnemonics(texts: Sequence[str], first: Collection[int] = ()) -> list[str]:
    """The words of a menu with `&` before the letter that chooses each.

    The first letter of a word comes first, then any other letter; an entry for which none is left
    has none. A `&` of the words themselves is doubled, as Qt wants it. The entries with the numbers
    in `first` choose before the others: those that nothing but their letter leads to.
    """
    taken: set[str] = set()
    places: dict[int, int] = {}
    # First all that can have the first letter of a word, so that nobody takes it for less.
    for needy, starts in ((True, True), (True, False), (False, True), (False, False)):
        for number, text in enumerate(texts):
            if number in places or (number in first) is not needy:
                continue
            place = _first_free(text, taken, starts=starts)
            if place is not None:
                places[number] = place
                taken.add(text[place].lower())
    return [_marked(text, places.get(number)) for number, text in enumerate(texts)]


def _first_free(text: str, taken: set[str], *, starts: bool) -> int | None:
    for place, letter in enumerate(text):
        begins = place == 0 or not text[place - 1].isalnum()
        if letter.isalnum() and letter.lower() not in taken and (begins or not starts):
            return place
    return None


def _marked(text: str, place: int | None) -> str:
    return "".join(
        ("&" if number == place else "") + ("&&" if letter == "&" else letter)
        for number, letter in enumerate(text)
    )


def plain(text: str) -> str:
    """The words of a menu's entry as they are read."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")
