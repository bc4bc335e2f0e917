"""The closed vocabularies of a plan, in the words of the workbook.

A word that none of them has is kept as `OTHER` and named at import.
"""

from __future__ import annotations

from enum import StrEnum


class ItemKind(StrEnum):
    """What an item of the programme is."""

    SESSION = "session"
    SITE_VISIT = "site visit"
    MEAL = "meal"
    SOCIAL_EVENT = "social event"
    FREE_TIME = "free time"
    BRIEFING = "briefing"
    NOTE = "note"
    OTHER = "other"


class Status(StrEnum):
    """How sure an item or a journey is."""

    IDEA = "idea"
    REQUESTED = "requested"
    TENTATIVE = "tentative"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"
    OTHER = "other"

    @property
    def counts(self) -> bool:
        """Whether it is part of the plan; a cancelled one counts nowhere."""
        return self is not Status.CANCELLED

    @property
    def tentative(self) -> bool:
        """Whether papers and calendars mark it as not yet certain."""
        return self not in (Status.CONFIRMED, Status.CANCELLED)


class JourneyKind(StrEnum):
    """A leg goes between cities, a transfer moves within one."""

    LEG = "leg"
    TRANSFER = "transfer"
    OTHER = "other"


class Mode(StrEnum):
    """How a journey is made."""

    WALK = "walk"
    TAXI = "taxi"
    COACH = "coach"
    MINIBUS = "minibus"
    METRO = "metro"
    TRAM = "tram"
    TRAIN = "train"
    FLIGHT = "flight"
    FERRY = "ferry"
    CAR = "car"
    OTHER = "other"


class RoomKind(StrEnum):
    """The type of a hotel room; in `OWN` the person arranges the bed."""

    SINGLE = "single"
    SINGLE_USE_DOUBLE = "single use double"
    DOUBLE = "double"
    TWIN = "twin"
    TRIPLE = "triple"
    APARTMENT = "apartment"
    OWN = "own"
    OTHER = "other"

    @property
    def beds(self) -> int | None:
        """How many people sleep in it, or None where that is not fixed."""
        return _BEDS.get(self)


_BEDS = {
    RoomKind.SINGLE: 1,
    RoomKind.SINGLE_USE_DOUBLE: 1,
    RoomKind.DOUBLE: 2,
    RoomKind.TWIN: 2,
    RoomKind.TRIPLE: 3,
}


class DelegateRole(StrEnum):
    """A person's part in the delegation."""

    HEAD = "head of delegation"
    DEPUTY = "deputy head"
    RAPPORTEUR = "rapporteur"
    DELEGATE = "delegate"
    SPEAKER = "speaker"
    INTERPRETER = "interpreter"
    STAFF = "staff"
    OTHER = "other"


class ContactRole(StrEnum):
    """What a contact is to the visit."""

    HOST = "host"
    SPEAKER = "speaker"
    DRIVER = "driver"
    HOTEL = "hotel"
    CATERER = "caterer"
    INTERPRETER = "interpreter"
    PRESS = "press"
    EMERGENCY = "emergency"
    OTHER = "other"


class HostStep(StrEnum):
    """How far a host has been brought, in the order of the steps."""

    IDEA = "idea"
    ASKED = "asked"
    AGREED = "agreed"
    BRIEFED = "briefed"
    CONFIRMED = "confirmed"
    THANKED = "thanked"

    @property
    def next(self) -> HostStep | None:
        """The step that comes after it; None after the last."""
        steps = list(HostStep)
        place = steps.index(self) + 1
        return steps[place] if place < len(steps) else None


class HostEventKind(StrEnum):
    """What happened with a host: a step was reached, or somebody spoke or wrote."""

    IDEA = "idea"
    ASKED = "asked"
    AGREED = "agreed"
    BRIEFED = "briefed"
    CONFIRMED = "confirmed"
    THANKED = "thanked"
    CALL = "call"
    MAIL = "mail"
    NOTE = "note"

    @property
    def step(self) -> HostStep | None:
        """The step that was reached; None where somebody only spoke or wrote."""
        return next((step for step in HostStep if step.value == self.value), None)


class PaperSize(StrEnum):
    """What papers are printed on."""

    A4 = "A4"
    LETTER = "Letter"


class Registration(StrEnum):
    """Where a person's registration stands."""

    INVITED = "invited"
    REGISTERED = "registered"
    CONFIRMED = "confirmed"
    WAITING = "waiting"
    CANCELLED = "cancelled"
    OTHER = "other"

    @property
    def active(self) -> bool:
        """Active people take part: neither cancelled nor on the waiting list."""
        return self is not Registration.CANCELLED and self is not Registration.WAITING


USUAL_DIETS = (
    "vegetarian",
    "vegan",
    "lactose-free",
    "gluten-free",
    "halal",
    "kosher",
    "no pork",
    "no fish",
    "pescatarian",
)
USUAL_ACCESS_NEEDS = (
    "step-free",
    "wheelchair space",
    "hearing loop",
    "large print",
    "assistance dog",
    "sign language",
)
WHEELCHAIR_WORDS = ("wheelchair", "silla de ruedas")
"""An access need that contains one of these takes a wheelchair space in a vehicle."""
