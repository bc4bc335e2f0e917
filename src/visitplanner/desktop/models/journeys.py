"""Legs and transfers as a table, with a row before each day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt

from visitplanner.desktop import icons
from visitplanner.desktop import wording as w
from visitplanner.desktop.document import Document
from visitplanner.desktop.models.columns import Column, field_column, field_edit, field_text
from visitplanner.desktop.models.table import TableModel
from visitplanner.desktop.models.vehicles import load_of
from visitplanner.desktop.qt import override
from visitplanner.desktop.timeline.facts import cities_on
from visitplanner.desktop.wording import _, plural
from visitplanner.domain import edits, moves
from visitplanner.domain.programme import Journey
from visitplanner.domain.queries import attendees, sort_key
from visitplanner.domain.times import Moment, zone_label
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import Mode, Status
from visitplanner.errors import PlanError

if TYPE_CHECKING:
    from visitplanner.planning.way_times import WayTime

DAY_KEY = "day:"
_NO_DAY = "none"


# --- Cells ---------------------------------------------------------------------------------------


def _readable(reader: Callable[[str], Any], text: str) -> Any:
    from visitplanner.desktop.forms.values import Refused

    try:
        return reader(text)
    except Refused as refused:
        raise PlanError(str(refused)) from refused


def _edit_departure(visit: Visit, journey: Journey, text: str) -> Visit:
    """The journey keeps its time on the way; see `moves.move_journey`."""
    from visitplanner.desktop.forms.values import read_clock

    clock = _readable(read_clock, text)
    if clock and journey.depart_day:
        return moves.move_journey(visit, journey.id, journey.depart_day, clock)
    return edits.change(visit, journey.id, depart=clock)


def _edit_arrival(visit: Visit, journey: Journey, text: str) -> Visit:
    """`21:20`, or `01:20 +1` where that is on a later day."""
    from visitplanner.desktop.forms.values import read_end

    clock, days = _readable(read_end, text)
    fields: dict[str, Any] = {"arrive": clock}
    if days is not None and journey.depart_day:
        ordinal = journey.depart_day.toordinal() + days
        fields["arrive_day"] = date.fromordinal(ordinal) if days else None
    return edits.change(visit, journey.id, **fields)


def _arrival(journey: Journey) -> str:
    text = w.clock(journey.arrive)
    if text and journey.arrive_day and journey.depart_day:
        days = (journey.arrive_day - journey.depart_day).days
        return f"{text} +{days}" if days > 0 else text
    return text


def _zone(journey: Journey, moment: Moment | None) -> str:
    """The letters of the zone of one end, where those of the two differ."""
    ends = journey.departs, journey.arrives
    if moment is None or ends[0] is None or ends[1] is None:
        return ""
    labels = zone_label(ends[0]), zone_label(ends[1])
    return zone_label(moment) if labels[0] != labels[1] else ""


def _takes(_visit: Visit, journey: Journey) -> str:
    minutes = journey.minutes
    return w.length(minutes) if minutes is not None else ""


def _number(_visit: Visit, journey: Journey) -> str:
    return w.joined(journey.carrier, journey.number, by=" ")


def _who(visit: Visit, journey: Journey) -> str:
    return str(len(attendees(visit, journey))) if journey.who else ""


def _rule(visit: Visit, journey: Journey) -> str:
    from visitplanner.desktop.forms.names import shown
    from visitplanner.desktop.forms.spec import field_of

    return shown(field_of(Journey, "who"), journey.who, visit)


def _seats(visit: Visit, journey: Journey) -> str:
    if journey.seats is None:
        return ""
    load = load_of(visit, journey)
    if not load.over:
        return str(journey.seats)
    return _("{people} of {seats}").format(people=load.people, seats=journey.seats)


def _seats_icon(visit: Visit, journey: Journey) -> tuple[str, str] | None:
    return ("warning-octagon-fill", "error") if load_of(visit, journey).over else None


def _status_icon(_visit: Visit, journey: Journey) -> tuple[str, str]:
    token = "ok" if journey.status is Status.CONFIRMED else "muted"
    return icons.STATES[journey.status], token


def estimate_words(estimate: WayTime | None) -> str:
    """`est. 15–25 min`, `20 min by the timetable`; empty where nobody can say."""
    if estimate is None:
        return ""
    if estimate.timed:
        length = w.length(estimate.low)
        if not estimate.source:
            return _("timed: {length}").format(length=length)
        return _("{length} by {source}").format(length=length, source=estimate.source)
    if estimate.high < 60:
        return _("est. {low}–{high} min").format(low=estimate.low, high=estimate.high)
    low, high = w.length(estimate.low), w.length(estimate.high)
    return _("est. {low} to {high}").format(low=low, high=high)


# --- Columns -------------------------------------------------------------------------------------


def _way_columns() -> tuple[Column, ...]:
    return (
        Column(
            "mode",
            _("How"),
            lambda _v, j: w.capitalised(j.mode.value),
            104,
            icon=lambda _v, j: (icons.of_entry(j), icons.color_of_entry(j)),
            edit=field_edit("mode"),
            edit_text=field_text("mode"),
            choices=Mode,
            bold=True,
            names=("mode", "how"),
        ),
        Column(
            "departs",
            _("Leaves"),
            lambda _v, j: w.joined(w.clock(j.depart), _zone(j, j.departs), by=" "),
            88,
            sort=lambda _v, j: (j.depart or time.max, j.code),
            edit=_edit_departure,
            edit_text=lambda j: w.clock(j.depart),
        ),
        field_column(Journey, "origin", 140, names=("from", "origin")),
        Column(
            "arrives",
            _("Arrives"),
            lambda _v, j: w.joined(_arrival(j), _zone(j, j.arrives), by=" "),
            88,
            sort=lambda _v, j: (j.arrive_day or j.depart_day or date.max, j.arrive or time.max),
            edit=_edit_arrival,
            edit_text=_arrival,
        ),
        field_column(Journey, "destination", 140, names=("to", "destination")),
    )


def _people_columns() -> tuple[Column, ...]:
    return (
        Column(
            "who",
            _("Who"),
            _who,
            100,
            sort=lambda v, j: len(attendees(v, j)),
            second=_rule,
            edit=field_edit("who"),
            edit_words=_rule,
            filter=_names,
        ),
        Column(
            "seats",
            _("Seats"),
            _seats,
            96,
            sort=lambda _v, j: j.seats or 0,
            icon=_seats_icon,
            edit=field_edit("seats"),
            edit_text=field_text("seats"),
        ),
        Column(
            "status",
            _("Status"),
            lambda _v, j: w.capitalised(j.status.value),
            112,
            icon=_status_icon,
            edit=field_edit("status"),
            edit_text=field_text("status"),
            choices=Status,
        ),
    )


def _names(visit: Visit, journey: Journey) -> str:
    """What the filter reads: the rule, and everybody who rides."""
    people = attendees(visit, journey)
    return " ".join((_rule(visit, journey), *(f"{p.name} {p.code}" for p in people)))


def _other_columns() -> tuple[Column, ...]:
    return (
        Column(
            "number",
            _("Number"),
            _number,
            120,
            edit=field_edit("number"),
            edit_text=field_text("number"),
        ),
        field_column(Journey, "booking_reference", 110, names=("booking",)),
        field_column(Journey, "kind", 90, shown=False),
        field_column(Journey, "carrier", 130, shown=False),
        field_column(Journey, "wheelchair_spaces", 90, shown=False),
        field_column(Journey, "meeting_point", 140, shown=False),
        field_column(Journey, "contact", 130, shown=False),
        field_column(Journey, "code", 70, shown=False, names=("id", "code")),
    )


class JourneysModel(TableModel):
    """All legs and transfers by day; sorting is within the days."""

    collection = "journeys"
    watched = ("delegates", "places", "stops")

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        self.estimates: Mapping[str, WayTime] = {}
        takes = Column(
            "takes",
            _("Takes"),
            _takes,
            154,
            sort=lambda _v, j: j.minutes or 0,
            second=lambda _v, j: estimate_words(self.estimates.get(j.id)),
        )
        shown = (*_way_columns(), takes, *_people_columns(), self.problems_column(130))
        super().__init__(document, (*shown, *_other_columns()), parent)
        self.follow()

    @override
    def records(self, visit: Visit) -> Sequence[Journey]:
        return sorted(visit.journeys, key=sort_key)

    def show_estimates(self, found: Mapping[str, WayTime]) -> None:
        """Take what each way takes."""
        old, self.estimates = self.estimates, found
        changed = [one for one in old.keys() | found.keys() if old.get(one) != found.get(one)]
        if changed:
            self._say_changed(changed)

    @override
    def arranged(self, visit: Visit, records: Sequence[Any]) -> list[str]:
        by_day: dict[date | None, list[str]] = {}
        for journey in records:
            by_day.setdefault(journey.depart_day, []).append(journey.id)
        keys: list[str] = []
        for day in sorted(by_day, key=lambda d: d or date.max):
            keys += [DAY_KEY + (day.isoformat() if day else _NO_DAY), *by_day[day]]
        return keys

    @override
    def other_data(self, key: str, column: int, role: int) -> Any:
        if column or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        name = key.removeprefix(DAY_KEY)
        if name == _NO_DAY:
            return _("Without a day")
        day = datetime.fromisoformat(name).date()
        visit = self._document.visit
        count = sum(journey.depart_day == day for journey in visit.journeys)
        journeys = plural("{count} journey", "{count} journeys", count)
        return w.joined(w.day_full(day), cities_on(visit, day), journeys)
