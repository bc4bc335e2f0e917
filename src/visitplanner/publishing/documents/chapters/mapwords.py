"""The names of seas, for maps; countries and towns come from elsewhere."""

from __future__ import annotations

from typing import Final

from visitplanner.i18n import N_

SEAS: Final[tuple[tuple[str, float, float], ...]] = (
    (N_("Balearic Sea"), 40.1, 1.9),
    (N_("Alboran Sea"), 36.0, -3.3),
    (N_("Ligurian Sea"), 43.4, 8.9),
    (N_("Tyrrhenian Sea"), 39.9, 12.0),
    (N_("Adriatic Sea"), 43.0, 15.0),
    (N_("Ionian Sea"), 37.9, 18.8),
    (N_("Aegean Sea"), 38.4, 25.2),
    (N_("Mediterranean Sea"), 34.8, 18.5),
    (N_("Sea of Crete"), 35.9, 25.0),
    (N_("Sea of Marmara"), 40.7, 28.1),
    (N_("Black Sea"), 43.3, 33.5),
    (N_("Bay of Biscay"), 45.3, -4.5),
    (N_("English Channel"), 50.1, -2.2),
    (N_("Celtic Sea"), 50.2, -8.2),
    (N_("Irish Sea"), 53.8, -5.0),
    (N_("North Sea"), 56.0, 3.0),
    (N_("Norwegian Sea"), 65.8, 4.5),
    (N_("Skagerrak"), 58.0, 9.0),
    (N_("Kattegat"), 56.9, 11.4),
    (N_("Baltic Sea"), 56.6, 18.8),
    (N_("Gulf of Bothnia"), 62.0, 19.4),
    (N_("Gulf of Finland"), 59.9, 25.6),
    (N_("Gulf of Riga"), 57.7, 23.6),
    (N_("Barents Sea"), 72.0, 34.0),
    (N_("Atlantic Ocean"), 43.5, -12.5),
)
"""Seas with about their middle, in degrees north and east."""
