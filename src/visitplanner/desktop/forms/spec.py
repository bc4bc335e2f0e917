"""What a form shows of each type: every field of the plan's types, with its label and its kind.

The kind follows from the type of the field, so that a field that is added to the plan appears in
its form at once, under "More", until the table below gives it a better place. No Qt.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from enum import Enum, StrEnum, auto
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import AfterValidator
from pydantic.fields import FieldInfo

from visitplanner.desktop.wording import _, capitalised
from visitplanner.domain.base import Entity, clean_text
from visitplanner.domain.office import RelativeDue, Task
from visitplanner.domain.people import Contact, Delegate, HostEvent, Organisation, Window
from visitplanner.domain.programme import Alert, Item, Journey, Place, Room, Stop, TravelTime
from visitplanner.domain.times import Edge, ZoneName
from visitplanner.domain.visit import COLLECTIONS, Visit
from visitplanner.domain.who import WhoText


class Kind(Enum):
    """What is typed into a field."""

    LINE = auto()
    TEXT = auto()
    CHOICE = auto()
    FLAG = auto()
    MAYBE = auto()  # yes, no, or not known
    DAY = auto()
    CLOCK = auto()
    COUNT = auto()
    NUMBER = auto()
    AMOUNT = auto()
    LINES = auto()
    ZONE = auto()
    WHO = auto()
    EDGE = auto()
    FOLD = auto()
    ALERTS = auto()
    WINDOWS = auto()
    DAYS = auto()
    DUE = auto()
    HOST_LOG = auto()


@dataclass(frozen=True)
class Field:
    """One field of a form."""

    name: str
    label: str
    kind: Kind
    choices: type[StrEnum] | None = None
    source: str = ""
    """What completes it: `places`, `organisations`, `contacts`, `people`, `ends`, `cities` …"""
    hint: str = ""
    optional: bool = False
    """A word need not be chosen."""
    names_record: bool = False
    """Other records refer to this text: it is taken over when it is finished, not while typing."""


@dataclass(frozen=True)
class Section:
    """Some rows of a form; a row with several fields stands on one line."""

    title: str
    rows: tuple[tuple[Field, ...], ...]
    folded: bool = False


_HIDDEN = frozenset(
    {"id", "namespace", "waivers", "chapters", "attachments", "foreign", *COLLECTIONS}
)
_SOURCES: Mapping[tuple[type[Entity], str], str] = {
    (Item, "place"): "places",
    (Item, "alternative_place"): "places",
    (Item, "alternative_contact"): "contacts",
    (Item, "menu"): "diets",
    (TravelTime, "origin"): "ends",
    (TravelTime, "destination"): "ends",
    (Item, "city"): "cities",
    (Item, "host_organisation"): "organisations",
    (Item, "host_contact"): "contacts",
    (Item, "language"): "languages",
    (Journey, "origin"): "ends",
    (Journey, "destination"): "ends",
    (Journey, "carrier"): "organisations",
    (Journey, "contact"): "contacts",
    (Delegate, "organisation"): "organisations",
    (Delegate, "diet"): "diets",
    (Delegate, "access_needs"): "access",
    (Delegate, "groups"): "groups",
    (Delegate, "document_language"): "languages",
    (Room, "hotel"): "places",
    (Room, "occupants"): "people",
    (Contact, "organisation"): "organisations",
    (Place, "city"): "cities",
    (Visit, "head"): "people",
    (Visit, "rapporteur"): "people",
    (Visit, "organiser"): "organisations",
}
_NAMES = frozenset(
    {
        (Place, "name"),
        (Organisation, "name"),
        (Contact, "name"),
        (Stop, "city"),
        (Delegate, "code"),
        (Item, "code"),
        (Journey, "code"),
    }
)
_LABELS: Mapping[str, str] = {
    "code": "ID",
    "end_day": "Days later",
    "start_fold": "Clock change, start",
    "end_fold": "Clock change, end",
    "depart_fold": "Clock change, departure",
    "arrive_fold": "Clock change, arrival",
    "zone": "Time zone",
    "origin": "From",
    "origin_zone": "From zone",
    "destination": "To",
    "destination_zone": "To zone",
    "depart_day": "Leaves",
    "arrive_day": "Arrives",
    "host_organisation": "Host",
    "host_contact": "Contact",
    "internal_notes": "Internal",
    "email": "E-mail",
    "family_name": "Family name",
    "native_name": "Native script",
    "passport_name": "As in passport",
    "home_zone": "Home zone",
    "serious_allergy": "Serious allergy",
    "step_free": "Step-free",
    "gate_list": "Wants passport names",
    "registers": "Registers guests",
    "cut_off": "Leaves without you at",
    "kind": "Kind",
    "start": "Time",
    "end": "to",
    "day": "Day",
    "who": "Who",
}
_OWN_LABELS: Mapping[tuple[type[Entity], str], str] = {
    (Visit, "code"): "Code",  # of its files and papers; entries and people have an ID
    (Journey, "depart"): "at",
    (Journey, "arrive"): "at",
    (Stop, "arrive"): "Arrives",
    (Stop, "leave"): "Leaves",
    (Place, "local_name"): "Local name",
    (Place, "check_out"): "Check-out time",
    (Item, "menu"): "Menu covers",
    (Item, "plan_b"): "Plan B",
    (Organisation, "available"): "Available as a host",
    (Organisation, "host_step"): "Step as a host",
    (Organisation, "host_log"): "History as a host",
    (Organisation, "next_due"): "By",
    (Journey, "via"): "Stops on the way",
    (Visit, "buffer"): "Minutes to spare on every way",
    (Visit, "longest_day"): "Longest day, in hours",
    (Visit, "shortest_night"): "Shortest night, in hours",
    (Visit, "working_days_asked"): "Working days on site",
    (Visit, "distance_asked"): "Distance, in km",
    (Visit, "practical"): "Practical information",
    (Visit, "duplex"): "Both sides",
    (Visit, "economy"): "Save ink",
    (Visit, "accent"): "Accent colour",
}
_HINTS: Mapping[str, str] = {
    "internal_notes": "Only staff see this",
    "speaking_points": "For the head; only staff see this",
    "background": "The places and the subject",
    "practical": "Money, plugs, tipping, weather",
    "protocol": "Whom to greet how, dress, gifts",
    "accent": "#1F3A5F",
    "second_language": "Labels in it too",
    "plan_b": "Only staff see this",
    "notes": "Delegates read this in their pack",
    "prepare": "What people should prepare",
    "who": "all, group: Energy, P04 …",
    "due": "2017-10-20 or T-6w",
    "zone": "From the city",
    "alternative_place": "For plan B",
    "alternative_contact": "For plan B",
    "menu": "vegan; gluten-free … (empty: not known)",
    "asked_on": "When the host was first asked",
    "available": "2027-05-11 10:00-12:00, or 10:00-12:00",
    "next_action": "Send the host pack",
    "next_due": "2017-10-20 or T-6w",
    "host_log": "2027-03-01 asked: by mail",
    "signed_lists": "Days whose attendance sheet is back",
    "buffer": "15",
    "longest_day": "9",
    "shortest_night": "9",
    "option_until": "Held until then without confirmation",
    "via": "Where the coach stops",
}
_HINTED = (Item, Journey, Task, Stop, Organisation, Room, Visit)
_ITEM_ROWS = (
    "title;kind;status;day;start end;zone;place;city;host_organisation;host_contact;language"
)
_LAYOUT: Mapping[type[Entity], tuple[tuple[str, str], ...]] = {
    # (title, rows); rows are parted by `;`, fields of one row by a space; `-` begins folded.
    Item: (
        (
            "",
            _ITEM_ROWS,
        ),
        ("", "who;extra_covers;optional"),
        ("", "prepare;notes;internal_notes;speaking_points"),
        (
            "-More",
            "menu;asked_on;code;plan_b;alternative_place;alternative_contact;end_day;start_fold;end_fold",
        ),
    ),
    Journey: (
        ("", "kind mode;carrier;number;status"),
        ("", "origin;depart_day;depart;origin_zone;destination;arrive_day;arrive;destination_zone"),
        ("", "who;seats;wheelchair_spaces;step_free;via"),
        ("", "meeting_point;meeting_time;cut_off;contact;booking_reference;notes"),
        ("-More", "code;depart_fold;arrive_fold"),
    ),
    Delegate: (
        ("Name", "given_name;family_name;preferred_name;native_name;form_of_address;code"),
        ("Work", "organisation;job_title;role;groups;status"),
        ("Reach", "email;mobile;languages;document_language;home_zone"),
        ("Stay", "joins;leaves"),
        ("Needs", "diet;serious_allergy;avoid;access_needs"),
        ("Consent", "photo_consent;share_contact;health_consent"),
        ("Emergency", "emergency_contact;emergency_phone"),
        ("Travel document", "passport_name;nationality;document_valid_until"),
        ("Profile", "bio;offers;seeks;interests"),
    ),
    Stop: (("", "city;country;zone;arrive;leave;notes;alerts"),),
    Organisation: (
        ("", "name;kind;country;city;website;profile"),
        ("As a host", "host_step;next_action;next_due;gate_list;available;host_log"),
    ),
    Room: (("", "hotel;kind;occupants;check_in;check_out;accessible;confirmation;option_until"),),
    Visit: (
        ("", "title;code;organiser;head;rapporteur;emergency_phone;languages"),
        ("", "purpose;objectives"),
        ("Paper", "paper_size;duplex;economy;accent;second_language"),
        ("Texts", "background;practical;protocol"),
        ("Funding", "project;funding_programme;funding_statement;disclaimer;currency;budget_limit"),
        ("Asked by the funder", "working_days_asked;distance_asked;signed_lists"),
        ("Limits", "buffer;longest_day;shortest_night"),
    ),
}


def _union_members(annotation: Any) -> tuple[Any, ...]:
    if get_origin(annotation) in (Union, types.UnionType):
        return get_args(annotation)
    return (annotation,)


def _plain(annotation: Any) -> Any:
    """The type without `Annotated`."""
    return get_args(annotation)[0] if hasattr(annotation, "__metadata__") else annotation


def _validators(annotation: Any) -> set[Any]:
    return {
        m.func for m in getattr(annotation, "__metadata__", ()) if isinstance(m, AfterValidator)
    }


_WHO_RULES = _validators(WhoText)
_ZONE_RULES = _validators(ZoneName)
_LISTS: Mapping[Any, Kind] = {
    Alert: Kind.ALERTS,
    Window: Kind.WINDOWS,
    date: Kind.DAYS,
    HostEvent: Kind.HOST_LOG,
}
_SIMPLE: Mapping[Any, Kind] = {
    str: Kind.LINE,
    int: Kind.COUNT,
    float: Kind.NUMBER,
    Decimal: Kind.AMOUNT,
    date: Kind.DAY,
    time: Kind.CLOCK,
    Edge: Kind.EDGE,
}


def kind_of(info: FieldInfo) -> Kind:
    """What kind of field a declared field of the plan makes."""
    members = _union_members(info.annotation)
    plain = [_plain(member) for member in members]
    rules = {m.func for m in info.metadata if isinstance(m, AfterValidator)}
    rules = rules.union(*(_validators(member) for member in members))
    if RelativeDue in plain:
        return Kind.DUE
    if bool in plain:
        return Kind.MAYBE if type(None) in plain else Kind.FLAG
    if any(get_origin(member) is Literal for member in plain):
        return Kind.FOLD
    if any(get_origin(member) is tuple for member in plain):
        inner = _plain(get_args(next(m for m in plain if get_origin(m) is tuple))[0])
        return _LISTS.get(inner, Kind.LINES)
    if any(isinstance(member, type) and issubclass(member, StrEnum) for member in plain):
        return Kind.CHOICE
    if rules & _WHO_RULES:
        return Kind.WHO
    if rules & _ZONE_RULES:
        return Kind.ZONE
    if clean_text in rules:
        return Kind.TEXT
    return next(_SIMPLE[member] for member in plain if member in _SIMPLE)


@cache
def field_of(kind: type[Entity], name: str) -> Field:
    """The field of a form for one field of a type."""
    info = kind.model_fields[name]
    plain = [_plain(member) for member in _union_members(info.annotation)]
    choices = next((m for m in plain if isinstance(m, type) and issubclass(m, StrEnum)), None)
    return Field(
        name=name,
        label=_(
            _OWN_LABELS.get((kind, name))
            or _LABELS.get(name)
            or capitalised(name.replace("_", " "))
        ),
        kind=kind_of(info),
        choices=choices,
        source=_SOURCES.get((kind, name), ""),
        hint=_(_HINTS[name]) if name in _HINTS and kind in _HINTED else "",
        optional=choices is not None and type(None) in plain,
        names_record=(kind, name) in _NAMES,
    )


@cache
def sections(kind: type[Entity]) -> tuple[Section, ...]:
    """The form of a type: every field it has, those the layout forgets at the end."""
    found: list[Section] = []
    used: set[str] = set(_HIDDEN)
    for title, rows in _LAYOUT.get(kind, ()):
        fields = tuple(tuple(field_of(kind, n) for n in row.split()) for row in rows.split(";"))
        used |= {field.name for row in fields for field in row}
        found.append(Section(_(title.removeprefix("-")), fields, folded=title.startswith("-")))
    rest = [name for name in kind.model_fields if name not in used]
    if rest:
        title = _("More") if found else ""
        found.append(Section(title, tuple((field_of(kind, n),) for n in rest), folded=bool(found)))
    return tuple(found)


def fields(kind: type[Entity]) -> dict[str, Field]:
    """Every field of a type's form, by name."""
    return {f.name: f for section in sections(kind) for row in section.rows for f in row}
