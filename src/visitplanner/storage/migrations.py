"""Bringing files of older formats up to ours, one step at a time.

A step is a pure function from the whole content of a file in format n to that in format n + 1. The
content is plain JSON, `{"visit": {…}, "versions": [{…}, …]}`, without the head of `visit.json`. A
step never changes what it is given, never asks the clock, and is never edited once released: a
mistake in one is put right by the next format. `tests/data/formats/` keeps a file of every format.

To bring in format n + 1: change the types, raise `domain.schema.FORMAT`, write the step here, save
the sample as a new fixture.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Final

from visitplanner.domain.schema import FORMAT
from visitplanner.storage.content import Json
from visitplanner.storage.refusal import damaged

Step = Callable[[Json], Json]


def migrated(content: Json, number: int) -> Json:
    """The content of a file in format `number`, in our format.

    Raises:
        Refusal: the content is not what that format says.
    """
    for step in range(number, FORMAT):
        try:
            content = STEPS[step](content)
        except (AttributeError, KeyError, TypeError, ValueError) as broken:
            raise damaged("visit.json", f"not a plan of format {number}") from broken
    return content


def _on_plans(content: Json, step: Step) -> Json:
    """`step` applied to the plan and to the snapshot in each version."""
    versions = [{**version, "visit": step(version["visit"])} for version in content["versions"]]
    return {"visit": step(content["visit"]), "versions": versions}


# --- Format 0: the draft from before the first release -------------------------------------------
# People were `people` with a `phone`, a stop had `from` and `to`, and an item began and ended at
# one ISO date and time each, or on a day. It knew neither journeys nor versions.


def _from_0(content: Json) -> Json:
    return _on_plans(content, _plan_from_0)


def _plan_from_0(plan: Json) -> Json:
    kept = {name: value for name, value in plan.items() if name != "people"}
    return kept | {
        "stops": [_renamed(stop, {"from": "arrive", "to": "leave"}) for stop in plan["stops"]],
        "items": [_item_from_0(item) for item in plan["items"]],
        "delegates": [_renamed(person, {"phone": "mobile"}) for person in plan["people"]],
    }


def _item_from_0(item: Json) -> Json:
    kept = {name: value for name, value in item.items() if name not in ("starts", "ends")}
    day, start = _split(item["starts"])
    last, end = _split(item["ends"])
    end_day = (last - day).days if day and last else 0
    return kept | {
        "day": day and day.isoformat(),
        "start": start,
        "end": end,
        "end_day": end_day,
    }


def _split(moment: str | None) -> tuple[date | None, str | None]:
    """Day and clock of `2017-11-06T09:00`; without a time there is no clock."""
    if moment is None:
        return None, None
    parsed = datetime.fromisoformat(moment)
    return parsed.date(), parsed.strftime("%H:%M") if "T" in moment else None


def _renamed(record: Json, names: Mapping[str, str]) -> dict[str, Any]:
    return {names.get(name, name): value for name, value in record.items()}


STEPS: Final[Mapping[int, Step]] = MappingProxyType({0: _from_0})
"""The step that leads out of each older format."""
