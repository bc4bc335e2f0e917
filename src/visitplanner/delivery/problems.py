"""What goes wrong between here and a server, said to people."""

from __future__ import annotations

from visitplanner.errors import VisitPlannerError


class DeliveryProblem(VisitPlannerError):
    """A server that cannot be reached, trusted or used as asked."""
