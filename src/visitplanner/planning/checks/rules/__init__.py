"""The rules, one module for each thing that plans go wrong in; importing them enters them."""

from visitplanner.planning.checks.rules import (
    beds,
    clock_changes,
    contacts,
    days_off,
    hosts,
    presence,
    references,
    room,
    times,
    travel,
)

__all__ = [
    "beds",
    "clock_changes",
    "contacts",
    "days_off",
    "hosts",
    "presence",
    "references",
    "room",
    "times",
    "travel",
]
