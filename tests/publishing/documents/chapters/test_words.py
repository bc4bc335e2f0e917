"""Whose words stand on a paper: ours all go through the catalogue, others' are left alone."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from tests.publishing.documents.chapters.papers import (
    PACKS,
    edition,
    pack,
    personal,
    sample,
    texts,
)
from visitplanner import i18n
from visitplanner.domain.base import Entity
from visitplanner.domain.visit import Visit
from visitplanner.publishing.documents import model
from visitplanner.publishing.documents.chapters.spoken import DRIVER
from visitplanner.publishing.documents.papers import PAPERS
from visitplanner.publishing.phrasing import Phrasing, phrasing

_LETTERS = re.compile(r"[^\W\d_]+")
_ALWAYS = {"UTC", "CET", "WET", "EET", "h", "min", "geo", "tel"}
_FIRST, _LAST = "\ue000", "\ue001"  # letters of nobody's


class _Marked(gettext.NullTranslations):
    """A translator that leaves the source text between two marks."""

    def gettext(self, message: str) -> str:
        return f"{_FIRST}{message}{_LAST}" if message else ""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return self.gettext(message)


def _outside(text: str) -> str:
    """What of a text is between no marks; a mark on one side reaches to the end of the text."""
    depth, kept = 0, []
    for letter in text:
        depth += (letter == _FIRST) - (letter == _LAST)
        if not depth and letter != _LAST:
            kept.append(letter)
    return "".join(kept)


def _typed(value: object) -> Iterator[str]:
    """Every word that somebody typed into the visit."""
    if isinstance(value, str):
        yield from _LETTERS.findall(value)
    elif isinstance(value, tuple):
        for row in value:
            yield from _typed(row)
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _typed(getattr(value, name))


def _known_names(visit: Visit, phrases: Phrasing) -> set[str]:
    """Words that come from the tables of languages and countries, not from our catalogue."""
    names = [phrases.country(row.country) for row in visit.organisations]
    names += [phrases.country(row.nationality) for row in visit.delegates]
    tags = {tag for row in visit.delegates for tag in row.languages}
    tags |= {tag for row in visit.contacts for tag in row.languages}
    names += [phrases.language_name(tag) for tag in (*tags, "en", "es")]
    return {word for name in names for word in _LETTERS.findall(name)}


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> Phrasing:
    phrases = phrasing("en")
    monkeypatch.setattr(phrases, "t", _Marked())
    return phrases


@pytest.mark.parametrize("audience", [*PACKS, "P04", "P13"])
def test_every_word_of_ours_goes_through_the_catalogue(audience: str, marked: Phrasing) -> None:
    document = pack(sample(), audience) if audience in PACKS else personal(sample(), audience)
    others = set(_typed(sample())) | _known_names(sample(), marked) | _ALWAYS
    others |= {word for text in DRIVER.values() for word in _LETTERS.findall(text)}
    initials = {card.initials for card in _cards(document)}
    others |= {word for town in _towns(document) for word in _LETTERS.findall(town)}
    stray = {
        (word, text)
        for text in texts(document)
        for word in _LETTERS.findall(_outside(text))
        if word not in others | initials and len(word) > 2
    }
    assert stray == set()


def _towns(document: model.Document) -> list[str]:
    """What stands on a map for orientation, from the list of towns."""
    maps = (b for p in document.parts for b in p.blocks if isinstance(b, model.RouteMap))
    return [town.name for shown in maps for town in shown.towns]


def _cards(document: model.Document) -> list[model.PersonCard]:
    found = [b for p in document.parts for b in p.blocks if isinstance(b, model.PersonCards)]
    return [card for block in found for card in block.cards]


# --- Spanish ------------------------------------------------------------------------------------


def _english_only() -> set[str]:
    """Messages whose Spanish is another text."""
    spanish = i18n.translator("es")
    catalogue = getattr(spanish, "_catalog", {})
    messages = {key for key in catalogue if isinstance(key, str) and key}
    assert len(messages) > 200
    plain = {text for text in messages if "{" not in text and "\x04" not in text}
    also_spanish = {str(text).casefold() for text in catalogue.values()}  # "Mar" is a Tuesday, too
    return {t for t in plain if spanish.gettext(t) != t and t.casefold() not in also_spanish}


@pytest.mark.parametrize("audience", [*PACKS, *(d.code for d in sample().delegates if d.active)])
def test_a_spanish_paper_has_no_english_label(audience: str) -> None:
    if audience in PACKS:
        document = pack(sample(), audience, "es")
    else:
        document = personal(sample(), audience, "es")
    typed = {text for row in sample().records() for text in _fields(row)}
    english = _english_only() - typed - {sample().organiser}
    parts = {piece for text in texts(document) for piece in re.split(r" · |, |\n", text)}
    assert parts & english == set()


def _fields(row: Entity) -> Iterator[str]:
    for name in type(row).model_fields:
        value = getattr(row, name)
        for text in value if isinstance(value, tuple) else (value,):
            if isinstance(text, str):
                yield from re.split(r" · |, |\n", str(text))


def test_an_unknown_language_reads_english() -> None:
    document = PAPERS["briefing-pack"].build(edition(sample(), "delegate", "xx"))
    assert "Programme at a glance" in set(texts(document))
