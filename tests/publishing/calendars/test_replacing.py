"""What readers are told to do with a new issue."""

from __future__ import annotations

import pytest

from visitplanner.publishing.calendars.replacing import (
    Client,
    advice,
    general_advice,
    replacing,
)

NAME = "Visit {0} – Erika"


def test_every_program_has_its_advice() -> None:
    found = replacing("en", NAME)
    assert [one.key for one in found] == list(Client)
    assert len({one.client for one in found}) == len(Client)
    for one in found:
        assert 2 <= len(one.steps) <= 4
        assert all(step.endswith((".", "twice.")) for step in one.steps)


@pytest.mark.parametrize("client", list(Client))
def test_programs_that_do_not_update_lose_the_old_calendar_first(client: Client) -> None:
    """Only those that were seen to match events by UID may import into the calendar they have."""
    said = advice(client, "en", NAME)
    text = " ".join(said.steps)
    if client in (Client.APPLE_MAC, Client.GOOGLE_WEB, Client.EVOLUTION):
        assert said.updates
        assert f"the calendar “{NAME}”" in text
        assert "delete" not in text.casefold()
    elif client is not Client.GMAIL:
        assert not said.updates
        assert "delete" in text.casefold()


def test_the_general_advice_is_the_safe_one() -> None:
    assert general_advice("en", NAME).endswith(
        f"delete the calendar “{NAME}” and import the new file."
    )
