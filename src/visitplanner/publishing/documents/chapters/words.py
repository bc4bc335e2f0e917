"""The words and pictures of closed vocabularies, and usual words that people type.

Labels are messages of the catalogue: `draft.t.gettext(ROLE_LABELS[role])`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from visitplanner.domain.base import same_name
from visitplanner.domain.labels import KIND_LABELS
from visitplanner.domain.vocabulary import (
    ContactRole,
    DelegateRole,
    ItemKind,
    Mode,
    RoomKind,
    Status,
)
from visitplanner.i18n import N_
from visitplanner.publishing.documents.model import Icon, Kind

if TYPE_CHECKING:
    from gettext import NullTranslations

    from visitplanner.domain.programme import Item
    from visitplanner.publishing.documents.chapters.draft import Draft

ITEM_KINDS: Mapping[ItemKind, Kind] = {
    ItemKind.SESSION: Kind.SESSION,
    ItemKind.SITE_VISIT: Kind.SITE_VISIT,
    ItemKind.MEAL: Kind.MEAL,
    ItemKind.SOCIAL_EVENT: Kind.SOCIAL,
    ItemKind.FREE_TIME: Kind.FREE_TIME,
    ItemKind.BRIEFING: Kind.BRIEFING,
    ItemKind.NOTE: Kind.NOTE,
    ItemKind.OTHER: Kind.SESSION,
}
ITEM_ICONS: Mapping[ItemKind, Icon] = {
    ItemKind.SESSION: Icon.SESSION,
    ItemKind.SITE_VISIT: Icon.SITE_VISIT,
    ItemKind.MEAL: Icon.MEAL,
    ItemKind.SOCIAL_EVENT: Icon.SOCIAL,
    ItemKind.FREE_TIME: Icon.FREE_TIME,
    ItemKind.BRIEFING: Icon.BRIEFING,
    ItemKind.NOTE: Icon.NOTE,
}
MODE_ICONS: Mapping[Mode, Icon] = {
    Mode.WALK: Icon.WALK,
    Mode.TAXI: Icon.TAXI,
    Mode.COACH: Icon.COACH,
    Mode.MINIBUS: Icon.MINIBUS,
    Mode.METRO: Icon.METRO,
    Mode.TRAM: Icon.TRAM,
    Mode.TRAIN: Icon.TRAIN,
    Mode.FLIGHT: Icon.FLIGHT,
    Mode.FERRY: Icon.FERRY,
    Mode.CAR: Icon.CAR,
}
BY_MODE: Mapping[Mode, str] = {
    Mode.WALK: N_("on foot"),
    Mode.TAXI: N_("by taxi"),
    Mode.COACH: N_("by coach"),
    Mode.MINIBUS: N_("by minibus"),
    Mode.METRO: N_("by metro"),
    Mode.TRAM: N_("by tram"),
    Mode.TRAIN: N_("by train"),
    Mode.FLIGHT: N_("by air"),
    Mode.FERRY: N_("by ferry"),
    Mode.CAR: N_("by car"),
}
MODE_LABELS: Mapping[Mode, str] = {
    Mode.WALK: N_("Walk"),
    Mode.TAXI: N_("Taxi"),
    Mode.COACH: N_("Coach"),
    Mode.MINIBUS: N_("Minibus"),
    Mode.METRO: N_("Metro"),
    Mode.TRAM: N_("Tram"),
    Mode.TRAIN: N_("Train"),
    Mode.FLIGHT: N_("Flight"),
    Mode.FERRY: N_("Ferry"),
    Mode.CAR: N_("Car"),
    Mode.OTHER: N_("Journey"),
}
THEN_LABELS: Mapping[Mode, str] = {
    Mode.COACH: N_("{first}, then the coach to {last}"),
    Mode.MINIBUS: N_("{first}, then the minibus to {last}"),
    Mode.TRAIN: N_("{first}, then the train to {last}"),
    Mode.FLIGHT: N_("{first}, then the flight to {last}"),
    Mode.FERRY: N_("{first}, then the ferry to {last}"),
}
"""The title of a day on which the group moves on."""
ROLE_LABELS: Mapping[DelegateRole, str] = {
    DelegateRole.HEAD: N_("Head of delegation"),
    DelegateRole.DEPUTY: N_("Deputy head"),
    DelegateRole.RAPPORTEUR: N_("Rapporteur"),
    DelegateRole.SPEAKER: N_("Speaker"),
    DelegateRole.INTERPRETER: N_("Interpreter"),
    DelegateRole.STAFF: N_("Organising team"),
}
CONTACT_LABELS: Mapping[ContactRole, str] = {
    ContactRole.HOST: N_("host"),
    ContactRole.SPEAKER: N_("speaker"),
    ContactRole.INTERPRETER: N_("interpreter"),
    ContactRole.PRESS: N_("press"),
}
ROOM_LABELS: Mapping[RoomKind, str] = {
    RoomKind.SINGLE: N_("single"),
    RoomKind.SINGLE_USE_DOUBLE: N_("single use double"),
    RoomKind.DOUBLE: N_("double"),
    RoomKind.TWIN: N_("twin"),
    RoomKind.TRIPLE: N_("triple"),
    RoomKind.APARTMENT: N_("apartment"),
    RoomKind.OWN: N_("own arrangement"),
    RoomKind.OTHER: N_("other room"),
}
STATUS_LABELS: Mapping[Status, str] = {
    Status.IDEA: N_("idea"),
    Status.REQUESTED: N_("to be confirmed"),
    Status.TENTATIVE: N_("to be confirmed"),
    Status.OTHER: N_("to be confirmed"),
}
_USUAL = {
    same_name(word): word
    for word in (
        N_("vegetarian"),
        N_("vegan"),
        N_("lactose-free"),
        N_("gluten-free"),
        N_("halal"),
        N_("kosher"),
        N_("no pork"),
        N_("no fish"),
        N_("pescatarian"),
        N_("step-free"),
        N_("wheelchair space"),
        N_("hearing loop"),
        N_("large print"),
        N_("assistance dog"),
        N_("sign language"),
        N_("cluster"),
        N_("company"),
        N_("public authority"),
        N_("research organisation"),
        N_("university"),
        N_("EU institution"),
        N_("association"),
        N_("supplier"),
    )
}


def usual(t: NullTranslations, word: str) -> str:
    """A word as somebody typed it, translated if it is one of the usual ones."""
    known = _USUAL.get(same_name(word))
    return t.gettext(known) if known else word


def said(draft: Draft, word: str) -> str:
    """A word as somebody typed it, in the language of a paper if it is one of the usual ones."""
    return usual(draft.t, word)


def said_all(draft: Draft, words: Iterable[str]) -> str:
    """Typed words in a row."""
    return ", ".join(said(draft, word) for word in words)


def capital(text: str) -> str:
    """The text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def title_of(draft: Draft, item: Item) -> str:
    """The title of an item, or its kind."""
    return item.title or draft.t.gettext(KIND_LABELS[item.kind])


def status_word(draft: Draft, status: Status) -> str:
    """How sure an entry is, in words; nothing where it is certain."""
    return draft.t.gettext(STATUS_LABELS[status]) if status in STATUS_LABELS else ""
