"""The papers whose completeness is measured, by the names under which they are published."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from visitplanner.i18n import N_


class Paper(StrEnum):
    """A kind of paper or file that is made of the plan."""

    BRIEFING_PACK = "briefing-pack"
    PERSONAL_PACK = "personal-pack"
    CALENDAR = "calendar"
    HOST_PACK = "host-pack"
    ROOMING_LIST = "rooming-list"
    PASSENGER_LIST = "passenger-list"
    CATERING_SHEET = "catering-sheet"
    EMERGENCY_CARD = "emergency-card"
    ATTENDANCE_SHEET = "attendance-sheet"
    PARTICIPANTS_BOOKLET = "participants-booklet"


PAPER_LABELS: Final = {
    Paper.BRIEFING_PACK: N_("Briefing pack"),
    Paper.PERSONAL_PACK: N_("Personal packs"),
    Paper.CALENDAR: N_("Calendars"),
    Paper.HOST_PACK: N_("Host packs"),
    Paper.ROOMING_LIST: N_("Rooming list"),
    Paper.PASSENGER_LIST: N_("Passenger lists"),
    Paper.CATERING_SHEET: N_("Catering sheets"),
    Paper.EMERGENCY_CARD: N_("Emergency cards"),
    Paper.ATTENDANCE_SHEET: N_("Attendance sheets"),
    Paper.PARTICIPANTS_BOOKLET: N_("Participants booklet"),
}
"""What they are called, marked for translation."""
