"""What completeness says: scores, what is missing, and who can answer it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, Final

from visitplanner.domain.index import index
from visitplanner.domain.visit import TYPE_NAMES, Visit, natural_key
from visitplanner.i18n import N_
from visitplanner.planning.completeness.papers import Paper


class Role(StrEnum):
    """What somebody who can answer is to the visit."""

    DELEGATE = "delegate"
    HOST = "host"
    HOTEL = "hotel"
    CATERER = "caterer"
    PLACE = "place"
    CARRIER = "carrier"
    ORGANISER = "organiser"


ROLE_LABELS: Final = {
    Role.DELEGATE: N_("delegate"),
    Role.HOST: N_("host"),
    Role.HOTEL: N_("hotel"),
    Role.CATERER: N_("restaurant"),
    Role.PLACE: N_("venue"),
    Role.CARRIER: N_("carrier"),
    Role.ORGANISER: N_("organiser"),
}
"""What the roles are called, marked for translation."""

_WRITTEN_TO: Final = frozenset({Role.DELEGATE, Role.HOST})


@dataclass(frozen=True, slots=True)
class Answerer:
    """Somebody who can answer.

    Attributes:
        role: What they are to the visit.
        name: Who it is, as the plan names them; empty for the organiser, who is never asked.
        phone: Their number, or that of the place.
        email: Their address.
        record: The internal id of the delegate, contact or place; empty for the organiser.
    """

    role: Role
    name: str = ""
    phone: str = ""
    email: str = ""
    record: str = ""

    @property
    def channel(self) -> str:
        """How to ask: `e-mail` or `phone`; empty for the organiser.

        People and hosts are written to where they can be; a restaurant or a hotel is called.
        """
        if self.email and (self.role in _WRITTEN_TO or not self.phone):
            return "e-mail"
        return "phone" if self.phone else ""

    @property
    def reach(self) -> str:
        """The address or the number of that channel."""
        return self.email if self.channel == "e-mail" else self.phone

    def as_json(self) -> dict[str, Any]:
        """The answerer as plain data."""
        channel = self.channel or None
        texts = {"name": self.name, "phone": self.phone, "email": self.email}
        return {"role": self.role.value, "channel": channel} | texts


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact that the plan does not have yet.

    Attributes:
        what: What is missing, in one sentence.
        fact: The fact alone, within a sentence: `mobile number`, `menu`.
        of: Of what it is one: `“Lunch” on Tue 7 Nov`; empty for what the answerer says of himself.
        record: The internal id of the record to go to.
        field: The name of its field; empty where no single field would do.
        subjects: Everything involved, as `check --json` names it.
        days: The days of the visit it is needed on, in order.
        papers: The papers it holds back.
        answerer: Who can answer.
        due: The day by which it should be known; None where the visit has no first day.
        weight: What it counts in the scores; 0 where it is asked for and does not count.
    """

    what: str
    fact: str
    of: str
    record: str
    field: str
    subjects: tuple[str, ...]
    days: tuple[date, ...]
    papers: tuple[Paper, ...]
    answerer: Answerer
    due: date | None
    weight: int

    @property
    def day(self) -> date | None:
        """The first day it is needed on; None where it belongs to no day."""
        return self.days[0] if self.days else None


@dataclass(frozen=True, slots=True)
class Ask:
    """What one person can answer in one go.

    Attributes:
        answerer: Who can answer.
        missing: What to ask for, in the order of the days.
        due: The day by which the first of it should be known.
        text: The request in one sentence: `Ask Ana Ruiz for mobile number and job title`.
    """

    answerer: Answerer
    missing: tuple[Missing, ...]
    due: date | None
    text: str


@dataclass(frozen=True, slots=True)
class Score:
    """How much of what is needed is known, both as sums of weights."""

    known: int
    needed: int

    @property
    def percent(self) -> int:
        """From 0 to 100; 100 only where nothing is missing."""
        return self.known * 100 // self.needed if self.needed else 100


@dataclass(frozen=True)
class Completeness:
    """How complete a visit is.

    Attributes:
        visit: The visit that was looked at.
        score: That of the visit as a whole.
        days: That of each day, in order.
        papers: That of each paper that the visit needs, in the order of `Paper`.
        missing: What is missing: soonest due first, then by who can answer.
        asks: The same, put together by who can answer; what only the organiser can say comes last,
            record by record.
    """

    visit: Visit
    score: Score
    days: Mapping[date, Score]
    papers: Mapping[Paper, Score]
    missing: tuple[Missing, ...]
    asks: tuple[Ask, ...]

    def only(self, paper: Paper | None = None, day: date | None = None) -> Completeness:
        """The same with only what holds back a paper, or is needed on a day; scores stay.

        The text of an ask stays as it is: who is asked at all is asked for everything.
        """

        def wanted(one: Missing) -> bool:
            return (paper is None or paper in one.papers) and (day is None or day in one.days)

        asks = ((ask, tuple(filter(wanted, ask.missing))) for ask in self.asks)
        return replace(
            self,
            missing=tuple(filter(wanted, self.missing)),
            asks=tuple(replace(ask, missing=kept) for ask, kept in asks if kept),
        )

    def as_json(self) -> dict[str, Any]:
        """All of it as plain data, records by their type and natural key."""
        return {
            "score": self.score.percent,
            "days": [
                {"day": day.isoformat(), "score": score.percent} for day, score in self.days.items()
            ],
            "papers": [
                {"kind": paper.value, "score": score.percent}
                for paper, score in self.papers.items()
            ],
            "missing": [_missing_json(self.visit, one) for one in self.missing],
            "asks": [
                {
                    **ask.answerer.as_json(),
                    "due": ask.due.isoformat() if ask.due else None,
                    "text": ask.text,
                }
                for ask in self.asks
            ],
        }


def _missing_json(visit: Visit, one: Missing) -> dict[str, Any]:
    record = index(visit).by_id[one.record]
    return {
        "what": one.what,
        "type": TYPE_NAMES[type(record)],
        "id": natural_key(record),
        "field": one.field or None,
        "subjects": list(one.subjects),
        "days": [day.isoformat() for day in one.days],
        "papers": [paper.value for paper in one.papers],
        "answerer": one.answerer.as_json(),
        "due": one.due.isoformat() if one.due else None,
    }
