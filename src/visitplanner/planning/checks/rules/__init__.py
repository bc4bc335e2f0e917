"""The rules, one module for each thing that plans go wrong in; importing them enters them."""

from visitplanner.planning.checks.rules import (
    alerts,
    beds,
    bookings,
    clock_changes,
    contacts,
    days_off,
    hosts,
    presence,
    references,
    room,
    times,
    told,
    towns,
    travel,
    windows,
)

__all__ = [
    "alerts",
    "beds",
    "bookings",
    "clock_changes",
    "contacts",
    "days_off",
    "hosts",
    "presence",
    "references",
    "room",
    "times",
    "told",
    "towns",
    "travel",
    "windows",
]
