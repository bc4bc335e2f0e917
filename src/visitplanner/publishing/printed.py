"""The fields that the papers of single people and bodies print besides what touches them.

Their own times, places, rooms, vehicles, contacts and needs are told as changes; these are not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from visitplanner.domain.base import Entity
from visitplanner.domain.people import Contact, Delegate, Organisation
from visitplanner.domain.privacy import Audience
from visitplanner.domain.programme import Item, Journey, Place, Stop
from visitplanner.domain.visit import Visit
from visitplanner.i18n import N_

BODIES: Final = frozenset({Audience.HOST, Audience.HOTEL, Audience.CATERER, Audience.DRIVER})
_OWN: Final = frozenset({Audience.DELEGATE})
_WITH_HOSTS: Final = frozenset({Audience.DELEGATE, Audience.HOST})
_WITH_DRIVERS: Final = frozenset({Audience.DELEGATE, Audience.DRIVER})
_HOSTS: Final = frozenset({Audience.HOST})
_EVERYBODY: Final = BODIES | _OWN


@dataclass(frozen=True)
class Fact:
    """A field that papers of single people and bodies print.

    Attributes:
        says: What it is called; `{name}` is its record.
        readers: Those in whose own papers it stands, if they read the field at all.
    """

    says: str
    readers: frozenset[Audience] = _EVERYBODY


PRINTED: Final[Mapping[type[Entity], Mapping[str, Fact]]] = MappingProxyType(
    {
        Visit: {
            "emergency_phone": Fact(N_("the emergency phone of the visit")),
            "title": Fact(N_("the title of the visit")),
            "organiser": Fact(N_("the organiser of the visit")),
            "head": Fact(N_("the head of the delegation"), BODIES),
            "purpose": Fact(N_("the purpose of the visit"), _WITH_HOSTS),
            "objectives": Fact(N_("the objectives of the visit"), _HOSTS),
            "project": Fact(N_("the project of the visit"), _OWN),
            "funding_programme": Fact(N_("the funding programme of the visit"), _OWN),
            "funding_statement": Fact(N_("the funding statement of the visit"), _WITH_HOSTS),
        },
        Stop: {
            "notes": Fact(N_("the notes on {name}"), _OWN),
            "alerts": Fact(N_("the local alerts for {name}"), _OWN),
        },
        Item: {
            "title": Fact(N_("the title of {name}")),
            "notes": Fact(N_("the notes for delegates of {name}"), _OWN),
            "prepare": Fact(N_("what to prepare for {name}"), _OWN),
            "language": Fact(N_("the language of {name}"), _WITH_HOSTS),
            "host_organisation": Fact(N_("the host of {name}"), _OWN),
        },
        Journey: {
            "notes": Fact(N_("the notes for {name}"), _WITH_DRIVERS),
            "via": Fact(N_("the stops on the way of {name}"), _WITH_DRIVERS),
        },
        Delegate: {
            "given_name": Fact(N_("the name of {name}")),
            "family_name": Fact(N_("the name of {name}")),
            "preferred_name": Fact(N_("the name of {name}")),
            "native_name": Fact(N_("the name of {name}"), _OWN),
            "form_of_address": Fact(N_("the form of address of {name}"), _WITH_HOSTS),
            "organisation": Fact(N_("the organisation of {name}")),
            "job_title": Fact(N_("the job title of {name}"), _WITH_HOSTS),
            "email": Fact(N_("the e-mail address of {name}")),
            "mobile": Fact(N_("the mobile phone of {name}")),
            "languages": Fact(N_("the languages of {name}"), _WITH_HOSTS),
            "groups": Fact(N_("the groups of {name}"), _OWN),
            "nationality": Fact(N_("the nationality of {name}"), _OWN),
            "passport_name": Fact(N_("the name in the passport of {name}"), _OWN),
            "bio": Fact(N_("the biography of {name}"), _HOSTS),
            "emergency_contact": Fact(N_("the emergency contact of {name}"), _OWN),
            "emergency_phone": Fact(N_("the emergency contact of {name}"), _OWN),
        },
        Place: {
            "phone": Fact(N_("the phone of {name}"), _WITH_DRIVERS),
            "address": Fact(N_("the address of {name}")),
            "local_name": Fact(N_("the local name of {name}"), _WITH_DRIVERS),
            "local_address": Fact(N_("the local address of {name}"), _WITH_DRIVERS),
        },
        Organisation: {
            "name": Fact(N_("the name of {name}")),
            "website": Fact(N_("the website of {name}"), _OWN),
        },
        Contact: {
            "phone": Fact(N_("the phone of {name}")),
            "email": Fact(N_("the e-mail address of {name}")),
            "job_title": Fact(N_("the job title of {name}"), _WITH_HOSTS),
            "organisation": Fact(N_("the organisation of {name}"), _WITH_HOSTS),
        },
    }
)
"""By the type of the record, then by field."""
