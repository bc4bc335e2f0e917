"""What each record has to say for which papers, and how much it counts.

A fact without which a paper fails its reader (when, where, for whom, a number to call) counts 2,
one that is useful counts 1. What papers do without, such as a biography, a native name or a
website, is not asked for. Papers follow what study visits send out: briefing books, host packs
with names and languages, transfer orders with seats and the driver's phone, catering sheets with
menus, rooming lists with nights.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from visitplanner.i18n import N_
from visitplanner.planning.completeness.papers import Paper


@dataclass(frozen=True, slots=True)
class Need:
    """A fact that papers need.

    Attributes:
        field: The field that holds it; empty where no single one does.
        weight: What it counts: 2, 1, or 0 where it is asked for and does not count.
        papers: The papers that need it.
        sentence: What to say where it is missing, of `{it}`.
        fact: What it is called within a sentence.
    """

    field: str
    weight: int
    papers: tuple[Paper, ...]
    sentence: str
    fact: str


_TIMED: Final = (Paper.BRIEFING_PACK, Paper.PERSONAL_PACK, Paper.CALENDAR)

# --- The visit and its stops -----------------------------------------------------------------

VISIT: Final = (
    Need(
        "title",
        2,
        (
            Paper.BRIEFING_PACK,
            Paper.PERSONAL_PACK,
            Paper.ATTENDANCE_SHEET,
            Paper.PARTICIPANTS_BOOKLET,
        ),
        N_("The visit has no title."),
        N_("title"),
    ),
    Need(
        "purpose",
        1,
        (Paper.BRIEFING_PACK, Paper.HOST_PACK),
        N_("The visit has no purpose."),
        N_("purpose"),
    ),
    Need(
        "organiser",
        1,
        (Paper.BRIEFING_PACK, Paper.HOST_PACK, Paper.ATTENDANCE_SHEET),
        N_("The visit does not say who organises it."),
        N_("organiser"),
    ),
    Need(
        "emergency_phone",
        2,
        (Paper.BRIEFING_PACK, Paper.PERSONAL_PACK, Paper.PASSENGER_LIST, Paper.EMERGENCY_CARD),
        N_("The visit has no number to call in an emergency."),
        N_("emergency number"),
    ),
    Need(
        "head",
        1,
        (Paper.BRIEFING_PACK, Paper.HOST_PACK),
        N_("The visit has no head of delegation."),
        N_("head of delegation"),
    ),
)
FUNDING: Final = Need(
    "funding_statement",
    0,  # a programme that becomes known must not make a plan look worse
    (Paper.BRIEFING_PACK, Paper.ATTENDANCE_SHEET),
    N_("{programme} is named, and the visit has no funding statement to print."),
    N_("funding statement"),
)
NO_STOPS: Final = Need(
    "",
    2,
    (Paper.BRIEFING_PACK, Paper.CALENDAR),
    N_("The visit has no city and no days."),
    N_("cities and days"),
)
STOP: Final = (
    Need("city", 2, _TIMED, N_("A stop has no city."), N_("city")),
    Need(
        "arrive",
        2,
        (Paper.BRIEFING_PACK, Paper.ROOMING_LIST),
        N_("{it} has no day of arrival."),
        N_("arrival"),
    ),
    Need(
        "leave",
        2,
        (Paper.BRIEFING_PACK, Paper.ROOMING_LIST),
        N_("{it} has no day of leaving."),
        N_("departure"),
    ),
    Need("country", 1, (Paper.BRIEFING_PACK,), N_("{it} has no country."), N_("country")),
    Need("zone", 2, _TIMED, N_("{it} has no time zone."), N_("time zone")),
)

# --- Items -----------------------------------------------------------------------------------

ITEM_DAY: Final = Need("day", 2, _TIMED, N_("{it} has no day yet."), N_("day"))
ITEM_TITLE: Final = Need("title", 1, _TIMED, N_("{it} has no title."), N_("title"))
ITEM_START: Final = Need("start", 2, _TIMED, N_("{it} has no start."), N_("start"))
ITEM_END: Final = Need("end", 1, _TIMED, N_("{it} has no end."), N_("end"))
ITEM_ZONE: Final = Need(
    "zone",
    1,
    (Paper.CALENDAR,),
    N_("{it} has no time zone, since its city has none."),
    N_("time zone"),
)
ITEM_WHO: Final = Need(
    "who", 2, _TIMED, N_("{it} does not say who takes part."), N_("list of those who take part")
)
ITEM_PLACE: Final = Need("place", 2, _TIMED, N_("{it} has no place."), N_("place"))
ITEM_ADDRESS: Final = Need(
    "address",
    2,
    (Paper.BRIEFING_PACK, Paper.PERSONAL_PACK),
    N_("{it} has no address."),
    N_("address"),
)
UNLISTED: Final = Need(
    "place",
    2,
    (Paper.BRIEFING_PACK, Paper.PERSONAL_PACK),
    N_("{place}, the place of {it}, is not in the list of places and has no address."),
    N_("address"),
)
ITEM_STATUS: Final = Need("status", 2, _TIMED, N_("{it} is not confirmed."), N_("confirmation"))
ITEM_HOST: Final = Need(
    "host_organisation",
    1,
    (Paper.BRIEFING_PACK, Paper.HOST_PACK),
    N_("{it} has no host."),
    N_("host"),
)
ITEM_CONTACT: Final = Need(
    "host_contact",
    2,
    (Paper.BRIEFING_PACK, Paper.HOST_PACK),
    N_("{it} has nobody whom one could call or write to."),
    N_("name and number of a contact"),
)
ITEM_LANGUAGE: Final = Need(
    "language",
    1,
    (Paper.BRIEFING_PACK, Paper.HOST_PACK),
    N_("{it} has no language, and an interpreter comes along."),
    N_("language"),
)
ITEM_MENU: Final = Need("menu", 2, (Paper.CATERING_SHEET,), N_("{it} has no menu."), N_("menu"))
ITEM_CATERER: Final = Need(
    "phone",
    1,
    (Paper.CATERING_SHEET,),
    N_("{it} has no phone number."),
    N_("phone number"),
)
STEP_FREE: Final = Need(
    "step_free",
    0,  # somebody's need that becomes known must not make a plan look worse
    (Paper.BRIEFING_PACK, Paper.HOST_PACK),
    N_("Nobody has said whether {it} is step-free, which somebody who comes needs."),
    N_("step-free access"),
)

# --- Journeys --------------------------------------------------------------------------------

_RIDE: Final = (Paper.BRIEFING_PACK, Paper.PERSONAL_PACK, Paper.PASSENGER_LIST)
_RIDE_TIMED: Final = (
    Paper.BRIEFING_PACK,
    Paper.PERSONAL_PACK,
    Paper.CALENDAR,
    Paper.PASSENGER_LIST,
)

JOURNEY_DAY: Final = Need("depart_day", 2, _RIDE_TIMED, N_("{it} has no day yet."), N_("day"))
DEPART: Final = Need(
    "depart", 2, _RIDE_TIMED, N_("{it} has no time of departure."), N_("time of departure")
)
ARRIVE: Final = Need(
    "arrive", 1, _RIDE_TIMED, N_("{it} has no time of arrival."), N_("time of arrival")
)
ORIGIN: Final = Need(
    "origin", 2, _RIDE_TIMED, N_("{it} does not say where it begins."), N_("origin")
)
DESTINATION: Final = Need(
    "destination", 2, _RIDE_TIMED, N_("{it} does not say where it goes."), N_("destination")
)
ORIGIN_ZONE: Final = Need(
    "origin_zone", 1, (Paper.CALENDAR,), N_("{it} has no time zone at its start."), N_("time zone")
)
DESTINATION_ZONE: Final = Need(
    "destination_zone",
    1,
    (Paper.CALENDAR,),
    N_("{it} has no time zone at its end."),
    N_("time zone"),
)
JOURNEY_WHO: Final = Need(
    "who", 2, _RIDE_TIMED, N_("{it} does not say who travels."), N_("list of passengers")
)
JOURNEY_STATUS: Final = Need(
    "status", 2, _RIDE_TIMED, N_("{it} is not confirmed."), N_("confirmation")
)
NUMBER: Final = Need("number", 2, _RIDE_TIMED, N_("{it} has no number."), N_("number"))
CARRIER: Final = Need("carrier", 1, _RIDE, N_("{it} has no carrier."), N_("carrier"))
MEETING_POINT: Final = Need(
    "meeting_point", 1, _RIDE, N_("{it} has no meeting point."), N_("meeting point")
)
MEETING_TIME: Final = Need(
    "meeting_time", 1, _RIDE, N_("{it} has no meeting time."), N_("meeting time")
)
LEG_MEETING_POINT: Final = replace(MEETING_POINT, weight=0)
LEG_MEETING_TIME: Final = replace(MEETING_TIME, weight=0)
SEATS: Final = Need(
    "seats", 1, (Paper.PASSENGER_LIST,), N_("{it} does not say how many seats it has."), N_("seats")
)
DRIVER: Final = Need(
    "contact",
    2,
    (Paper.PERSONAL_PACK, Paper.PASSENGER_LIST),
    N_("{it} has no driver whom one could call."),
    N_("name and number of the driver"),
)
RIDE_ADDRESS: Final = Need(
    "address", 1, (Paper.PASSENGER_LIST,), N_("{it} has no address."), N_("address")
)

# --- People ----------------------------------------------------------------------------------

PERSON: Final = (
    Need(
        "family_name",
        2,
        (
            Paper.PERSONAL_PACK,
            Paper.HOST_PACK,
            Paper.ROOMING_LIST,
            Paper.PASSENGER_LIST,
            Paper.ATTENDANCE_SHEET,
            Paper.PARTICIPANTS_BOOKLET,
        ),
        N_("{it} has no name."),
        N_("name"),
    ),
    Need(
        "organisation",
        1,
        (Paper.HOST_PACK, Paper.ATTENDANCE_SHEET, Paper.PARTICIPANTS_BOOKLET),
        N_("{it} has no organisation."),
        N_("organisation"),
    ),
    Need(
        "job_title",
        1,
        (Paper.HOST_PACK, Paper.PARTICIPANTS_BOOKLET),
        N_("{it} has no job title."),
        N_("job title"),
    ),
    Need(
        "languages",
        1,
        (Paper.HOST_PACK,),
        N_("{it} has not said which languages to speak."),
        N_("languages"),
    ),
    Need(
        "email",
        2,
        (Paper.PERSONAL_PACK, Paper.CALENDAR, Paper.PARTICIPANTS_BOOKLET),
        N_("{it} has no e-mail address."),
        N_("e-mail address"),
    ),
    Need(
        "mobile",
        2,
        (Paper.BRIEFING_PACK, Paper.PASSENGER_LIST, Paper.EMERGENCY_CARD),
        N_("{it} has no mobile number."),
        N_("mobile number"),
    ),
    Need(
        "emergency_contact",
        1,
        (Paper.EMERGENCY_CARD,),
        N_("{it} has no emergency contact."),
        N_("emergency contact"),
    ),
    Need(
        "emergency_phone",
        1,
        (Paper.EMERGENCY_CARD,),
        N_("{it} has no number to call in an emergency."),
        N_("emergency number"),
    ),
)
ALLERGY: Final = Need(
    "avoid",
    2,
    (Paper.CATERING_SHEET,),
    N_("{it} has a serious allergy, and nobody has said to what."),
    N_("what to avoid at meals"),
)
PASSPORT: Final = Need(
    "passport_name",
    2,
    (Paper.HOST_PACK, Paper.ROOMING_LIST),
    N_("{it} has no name as in the passport."),
    N_("name as in the passport"),
)
PROFILE: Final = Need(
    "profile", 1, (Paper.PARTICIPANTS_BOOKLET,), N_("{it} has no profile."), N_("profile")
)

# --- Rooms -----------------------------------------------------------------------------------

BED: Final = Need("", 2, (Paper.PERSONAL_PACK, Paper.ROOMING_LIST), "", "")
"""Its sentences depend on how many people and nights there are."""
ROOM: Final = (
    Need(
        "hotel", 2, (Paper.PERSONAL_PACK, Paper.ROOMING_LIST), N_("{it} has no hotel."), N_("hotel")
    ),
    Need("check_in", 2, (Paper.ROOMING_LIST,), N_("{it} has no check-in."), N_("check-in")),
    Need("check_out", 2, (Paper.ROOMING_LIST,), N_("{it} has no check-out."), N_("check-out")),
    Need(
        "occupants",
        2,
        (Paper.ROOMING_LIST,),
        N_("Nobody is to sleep in {it} yet."),
        N_("occupants"),
    ),
)
HOTEL_ADDRESS: Final = Need(
    "address",
    1,
    (Paper.PERSONAL_PACK, Paper.ROOMING_LIST, Paper.EMERGENCY_CARD),
    N_("{it} has no address."),
    N_("address"),
)
HOTEL_PHONE: Final = Need(
    "phone",
    1,
    (Paper.PERSONAL_PACK, Paper.ROOMING_LIST, Paper.EMERGENCY_CARD),
    N_("{it} has no phone number."),
    N_("phone number"),
)
UNLISTED_HOTEL: Final = Need(
    "hotel",
    1,
    (Paper.PERSONAL_PACK, Paper.ROOMING_LIST, Paper.EMERGENCY_CARD),
    N_("{it} is not in the list of places and has neither address nor phone."),
    N_("address and phone number"),
)
