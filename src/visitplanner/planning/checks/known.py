"""What is known besides the plan: what was published, what was learnt, how old the zone rules are.

The callers bring it, so that checks touch no file and no clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from visitplanner.domain.programme import TravelTime
from visitplanner.domain.visit import Visit


@dataclass(frozen=True, slots=True)
class Sent:
    """The last version that people hold: its number and the plan as it was then."""

    number: int
    visit: Visit


@dataclass(frozen=True, slots=True)
class Known:
    """What is known besides the plan.

    Attributes:
        sent: The last published version; None before the first.
        travel_times: Learnt on other visits; those of the visit itself win over them.
        zone_rules: The release of the time zone rules on this computer, such as "2026a"; empty
            where that is not known.
    """

    sent: Sent | None = None
    travel_times: tuple[TravelTime, ...] = ()
    zone_rules: str = ""


NOTHING_ELSE: Final = Known()
