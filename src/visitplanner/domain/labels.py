"""What kinds of items and journeys are called, marked for translation."""

from __future__ import annotations

from visitplanner.domain.vocabulary import ItemKind, Mode
from visitplanner.i18n import N_

KIND_LABELS = {
    ItemKind.SESSION: N_("Session"),
    ItemKind.SITE_VISIT: N_("Site visit"),
    ItemKind.MEAL: N_("Meal"),
    ItemKind.SOCIAL_EVENT: N_("Social event"),
    ItemKind.FREE_TIME: N_("Free time"),
    ItemKind.BRIEFING: N_("Briefing"),
    ItemKind.NOTE: N_("Note"),
    ItemKind.OTHER: N_("Programme"),
}
JOURNEY_TITLES = {
    Mode.WALK: N_("Walk to {place}"),
    Mode.TAXI: N_("Taxi to {place}"),
    Mode.COACH: N_("Coach to {place}"),
    Mode.MINIBUS: N_("Minibus to {place}"),
    Mode.METRO: N_("Metro to {place}"),
    Mode.TRAM: N_("Tram to {place}"),
    Mode.TRAIN: N_("Train to {place}"),
    Mode.FLIGHT: N_("Flight to {place}"),
    Mode.FERRY: N_("Ferry to {place}"),
    Mode.CAR: N_("Car to {place}"),
    Mode.OTHER: N_("Journey to {place}"),
}
