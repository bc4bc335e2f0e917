"""The clock of a town where the visit does not stop."""

from __future__ import annotations

from datetime import date, time

from visitplanner.desktop.forms.clocks import change
from visitplanner.domain.programme import Item, Stop
from visitplanner.domain.visit import Visit


def test_a_namesake_in_a_country_of_the_visit_is_meant_whether_named_or_coded() -> None:
    talk = Item(day=date(2026, 11, 10), start=time(9), zone="America/Caracas")
    for country, zone in (
        ("Venezuela", "America/Caracas"),
        ("VE", "America/Caracas"),
        ("", "Europe/Madrid"),
    ):
        visit = Visit(
            stops=(Stop(city="Caracas", country=country, zone="America/Caracas"),), items=(talk,)
        )
        (moved,) = change(visit, talk.id, city="Valencia").items
        assert moved.zone == zone, country
