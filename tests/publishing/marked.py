"""A plan in which every private field holds a word of its own, and who may find which.

The table is written down by hand from the rules of the house, not derived from the types it tests.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, time
from typing import Any

from visitplanner.domain.attachment import Attachment, MediaType, Use
from visitplanner.domain.chapters import ChapterChoice
from visitplanner.domain.office import BudgetLine, Task
from visitplanner.domain.people import Contact, Delegate, HostEvent, Organisation
from visitplanner.domain.privacy import Audience
from visitplanner.domain.programme import (
    Alert,
    ForeignEvent,
    Item,
    Journey,
    Place,
    Room,
    Stop,
    TravelTime,
)
from visitplanner.domain.times import Edge
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import (
    ContactRole,
    DelegateRole,
    ItemKind,
    JourneyKind,
    Mode,
    Registration,
    RoomKind,
    Status,
)
from visitplanner.domain.waivers import Waiver

DAY, LAST = date(2026, 5, 4), date(2026, 5, 6)
ZONE = "Europe/Madrid"
MARK = re.compile(r"zq(?:(?!zq|qz)[a-z])+qz")
EVERYBODY_CODES = ("PA", "PB", "PC", "PH", "PS", "PY", "PW")

PERSONAL_TEXT = (
    "passport_name",
    "email",
    "mobile",
    "nationality",
    "avoid",
    "bio",
    "offers",
    "seeks",
    "emergency_contact",
    "emergency_phone",
)
PERSONAL_LISTS = ("diet", "access_needs", "interests")


def _file(name: str) -> tuple[Attachment, ...]:
    return (Attachment(digest="0" * 64, name=name, media=MediaType.PDF),)


def _picture(name: str, use: Use) -> Attachment:
    return Attachment(digest="1" * 64, name=name, media=MediaType.JPEG, use=use)


def mark(field: str, owner: str) -> str:
    """The word that stands in one field of one record and nowhere else."""
    return f"zq{field.replace('_', '')}x{owner.lower()}qz"


def marks_in(text: str) -> set[str]:
    """All such words in a text."""
    return set(MARK.findall(text))


def _person(code: str, **more: Any) -> Delegate:
    values: dict[str, Any] = {name: mark(name, code) for name in PERSONAL_TEXT}
    values |= {name: (mark(name, code),) for name in PERSONAL_LISTS}
    values |= {
        "given_name": mark("given", code),
        "family_name": mark("family", code),
        "organisation": mark("employer", code),
        "job_title": mark("job", code),
        "joins": Edge(day=DAY),
        "leaves": Edge(day=LAST),
        "status": Registration.CONFIRMED,
        "attachments": (*_file(mark("file", code)), _picture(mark("photo", code), Use.PHOTO)),
    }
    return Delegate(code=code, **values | more)


_AGREED = {"share_contact": True, "photo_consent": True}


def marked_visit() -> Visit:
    """Seven active people with different consents, one cancelled, and a mark in every field."""
    return Visit(
        title="Marked",
        code="MARK",
        head="PH",
        emergency_phone="+34 600 000 000",
        languages=("en",),
        background=mark("background", "visit"),
        practical=mark("practical", "visit"),
        protocol=mark("protocol", "visit"),
        stops=(
            Stop(
                city="Barcelona",
                country="ES",
                zone=ZONE,
                arrive=DAY,
                leave=LAST,
                notes=mark("notes", "stop"),
                alerts=(Alert(day=DAY, text=mark("alert", "stop")),),
            ),
        ),
        items=(_item("I1", 9, host="Host One"), *_special_items()),
        journeys=_journeys(),
        delegates=(
            _person("PA", **_AGREED),
            _person("PB"),
            _person("PC", share_contact=True),
            _person("PH", role=DelegateRole.HEAD),
            _person("PS", role=DelegateRole.STAFF),
            _person("PY", serious_allergy=True, health_consent=True),
            _person("PW", serious_allergy=True),
            _person("PX", status=Registration.CANCELLED, **_AGREED),
        ),
        rooms=tuple(_room(code) for code in ("PA", "PB")),
        places=_places(),
        organisations=_organisations(),
        contacts=_contacts(),
        tasks=(Task(title=mark("title", "task"), owner=mark("owner", "task")),),
        budget=(BudgetLine(heading=mark("heading", "budget"), item=mark("item", "budget")),),
        travel_times=(TravelTime(origin="Venue", source=mark("source", "traveltime")),),
        waivers=(
            Waiver(
                code="no-meal",
                subjects=("PA",),
                inputs="",
                reason=mark("reason", "waiver"),
                name=mark("name", "waiver"),
            ),
        ),
        chapters=(
            ChapterChoice(
                paper="briefing-pack",
                audience=Audience.DELEGATE,
                order=(mark("order", "chapters"),),
                left_out=(mark("leftout", "chapters"),),
            ),
        ),
    )


def _organisations() -> tuple[Organisation, ...]:
    return (
        Organisation(
            name="Host One",
            host_log=(HostEvent(day=DAY, text=mark("log", "hostone")),),
            next_action=mark("action", "hostone"),
            attachments=(
                *_file(mark("file", "hostone")),
                _picture(mark("logo", "hostone"), Use.LOGO),
            ),
        ),
        Organisation(name="Host Two"),
    )


def _contacts() -> tuple[Contact, ...]:
    return (
        Contact(
            name=mark("name", "contact"),
            organisation="Host One",
            role=ContactRole.HOST,
            email=mark("email", "contact"),
            phone=mark("phone", "contact"),
            notes=mark("notes", "contact"),
        ),
    )


def _item(code: str, hour: int, *, host: str = "", **more: Any) -> Item:
    owner = "item" + {"I1": "one", "I2": "two"}.get(code, code[1:].lower())
    values: dict[str, Any] = {
        "title": f"Item {code}",
        "host_contact": mark("name", "contact") if host == "Host One" else "",
        "notes": mark("notes", owner),
        "prepare": mark("prepare", owner),
        "internal_notes": mark("internal", owner),
        "speaking_points": mark("speaking", owner),
        "plan_b": mark("planb", owner),
        "alternative_place": mark("alternative", owner),
        "alternative_contact": mark("othercontact", owner),
        "menu": (mark("menu", owner),),
        "foreign": ForeignEvent(
            uid=mark("uid", owner),
            recurrence=mark("recurrence", owner),
            calendar=mark("calendar", owner),
            marks=(mark("marks", owner),),
        ),
        "who": "all",
        "place": "Venue",
    } | more
    return Item(
        code=code,
        day=DAY,
        start=time(hour),
        end=time(hour + 1),
        zone=ZONE,
        city="Barcelona",
        host_organisation=host,
        **values,
    )


def _special_items() -> tuple[Item, ...]:
    idea = mark("title", "idea")
    return (
        _item("IIdea", 11, title=idea, status=Status.IDEA),
        _item("IMeal", 13, kind=ItemKind.MEAL, place="Restaurant", title="Lunch"),
        Item(code="Tray", title=mark("title", "tray"), who="all"),
    )


def _journey(code: str, hour: int, who: str, **more: Any) -> Journey:
    owner = {"J1": "own", "J2": "group"}[code]
    return Journey(
        code=code,
        kind=JourneyKind.LEG,
        mode=Mode.TRAIN,
        carrier=f"Carrier {code}",
        number=mark("number", owner),
        via=(mark("via", owner),),
        origin="Venue",
        destination="Hotel One",
        origin_zone=ZONE,
        destination_zone=ZONE,
        depart_day=DAY,
        depart=time(hour),
        arrive=time(hour, 30),
        who=who,
        booking_reference=mark("booking", owner),
        notes=mark("notes", owner),
        meeting_point=mark("meeting", owner),
        attachments=_file(mark("ticket", owner)),
        **more,
    )


def _journeys() -> tuple[Journey, ...]:
    return (_journey("J1", 15, "PB"), _journey("J2", 17, "all", contact="The Driver"))


def _room(code: str) -> Room:
    return Room(
        hotel="Hotel One",
        kind=RoomKind.SINGLE,
        occupants=(code,),
        check_in=DAY,
        check_out=LAST,
        confirmation=mark("confirmation", code),
    )


def _places() -> tuple[Place, ...]:
    names = ("Venue", "Restaurant", "Hotel One")
    return tuple(
        Place(
            name=name,
            city="Barcelona",
            phone=mark("phone", name.replace(" ", "").lower()),
            email=mark("placemail", name.replace(" ", "").lower()),
            notes=mark("notes", name.replace(" ", "").lower()),
            attachments=(
                *_file(mark("file", name.replace(" ", "").lower())),
                _picture(mark("plan", name.replace(" ", "").lower()), Use.PLAN),
            ),
        )
        for name in names
    )


# --- who may find what --------------------------------------------------------------------------

_NAMES = ("given", "family", "employer", "job")
_CONTACT = ("email", "mobile")
_PROFILE = ("bio", "offers", "seeks", "interests")
_DIET = ("diet", "avoid")
_PRIVATE = (
    "file",
    "passportname",
    "nationality",
    "emergencycontact",
    "emergencyphone",
    "accessneeds",
)
_ITEMS = ("itemone", "itemmeal")
_TEXTS = ("background", "practical", "protocol")


def _of(fields: Iterable[str], *owners: str) -> set[str]:
    return {mark(field, owner) for owner in owners for field in fields}


def everything() -> set[str]:
    """Every mark of the plan."""
    return marks_in(marked_visit().model_dump_json())


def readable(audience: Audience, person: str = "") -> set[str]:
    """The marks that an audience (for delegates: a person, or nobody in particular) may find."""
    if audience in (Audience.HEAD, Audience.STAFF):
        return everything()
    return _BY_AUDIENCE[audience](person) | _of(_TEXTS, "visit")


def provided(audience: Audience) -> set[str]:
    """The marks that reach an audience as what it must provide, counted and without names."""
    access = _of(("accessneeds",), *EVERYBODY_CODES)
    if audience is Audience.CATERER:
        return access | _of(_DIET, *EVERYBODY_CODES)
    return access if audience in (Audience.HOST, Audience.HOTEL, Audience.DRIVER) else set()


def _delegate(person: str) -> set[str]:
    found = _of(_NAMES, *EVERYBODY_CODES) | _of(_CONTACT + _PROFILE, "PA", "PC")
    found |= _of(("photo",), "PA") | _of(("logo",), "hostone")
    found |= _of(("notes", "prepare"), *_ITEMS) | _of(("name", "email", "phone"), "contact")
    found |= _of(("number", "via", "notes", "meeting"), "group")
    found |= _of(("phone", "plan"), "venue", "restaurant", "hotelone")
    found |= _of(("notes", "alert"), "stop")
    if person:
        own = ("photo", *_CONTACT, *_PROFILE, *_DIET, *_PRIVATE)
        found |= _of(own, person) | _of(("booking", "ticket"), "group")
        found |= _of(("confirmation",), person) if person in ("PA", "PB") else set()
    if person == "PB":
        found |= _of(("number", "via", "notes", "meeting", "booking", "ticket"), "own")
    return found


def _host(_: str) -> set[str]:
    found = _of(_NAMES, *EVERYBODY_CODES) | _of(_PROFILE, "PA", "PC")
    found |= _of(_CONTACT, "PH", "PS") | _of(("name",), "contact")
    found |= _of(("photo",), "PA") | _of(("logo",), "hostone")
    return found | _of(("phone", "plan"), "venue")


def _hotel(_: str) -> set[str]:
    found = _of(_NAMES, "PA", "PB") | _of(_CONTACT, "PS")
    found |= _of(("confirmation",), "PA", "PB") | _of(("number", "via"), "own", "group")
    return found | _of(("phone", "plan"), "venue", "hotelone")


def _caterer(_: str) -> set[str]:
    found = _of(_NAMES + _DIET, "PY") | _of(_CONTACT, "PS")
    return found | _of(("phone", "plan"), "restaurant")


def _driver(_: str) -> set[str]:
    found = _of(_NAMES, *EVERYBODY_CODES) | _of(_CONTACT, "PH", "PS")
    found |= _of(("number", "via", "notes", "meeting", "booking"), "group")
    return found | _of(("phone", "plan"), "venue", "hotelone")


def _public(_: str) -> set[str]:
    return _of(("photo", *_NAMES, *_PROFILE), "PA") | _of(("logo",), "hostone")


_BY_AUDIENCE = {
    Audience.DELEGATE: _delegate,
    Audience.HOST: _host,
    Audience.HOTEL: _hotel,
    Audience.CATERER: _caterer,
    Audience.DRIVER: _driver,
    Audience.PUBLIC: _public,
}
BODIES = {
    Audience.HOST: "Host One",
    Audience.HOTEL: "Hotel One",
    Audience.CATERER: "Restaurant",
    Audience.DRIVER: "The Driver",
}
