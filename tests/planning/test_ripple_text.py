"""A delay in words, and for other programs."""

from __future__ import annotations

from tests.planning.checks.plans import item, journey, plan
from tests.planning.test_ripple import late, train
from visitplanner.domain.vocabulary import ItemKind, Mode


def test_as_text() -> None:
    visit = train(carrier="Renfe")
    assert late(visit, "A1", 75).as_text() == (
        "“Item A1” is 1 h 15 late.\n"
        "\n"
        "New times\n"
        "  Tue 10 Nov\n"
        "  15:00–17:00 → 16:15–18:15  Item A1\n"
        "\n"
        "What breaks\n"
        "  “Train to Valencia” leaves at 18:00 on Tue 10 Nov; Ana Ruiz, Jan Novák, Eva Lind and 2"
        " others cannot be there before 18:15. Take a connection that leaves after 18:15.\n"
        "\n"
        "Whom to call, in this order\n"
        "  1. Renfe (carrier), no phone number in the plan: “Train to Valencia” at 18:00 on Tue 10"
        " Nov leaves without 5 people: what goes after 18:15?"
    )
    assert late(visit, "A1", 0).as_text() == "“Item A1” is 0 min late.\n\nNothing moves."
    assert "mar 10 nov" in late(visit, "A1", 75).as_text("es")


def test_as_text_names_what_could_be_shorter_and_calls_without_a_name() -> None:
    visit = plan(
        item("A1", "09:00", "10:00"),
        item("F1", "10:00", "11:00", kind=ItemKind.FREE_TIME),
        journey("T1", "11:00", "11:20", mode=Mode.TAXI),
    )
    lines = late(visit, "A1", 25).as_text().splitlines()
    assert "“Item F1” could be shorter instead." in lines
    assert lines[-1] == (
        "  1. driver, no phone number in the plan: “Taxi to Barcelona” on Tue 10 Nov: leave"
        " Barcelona at 11:25 instead of 11:00, with 5 people."
    )


def test_as_json() -> None:
    document = late(train(), "A1", 75).as_json()
    assert document["id"] == "A1"
    assert document["moves"] == [
        {
            "id": "A1",
            "begins": "2026-11-10T15:00+01:00",
            "ends": "2026-11-10T17:00+01:00",
            "new_begins": "2026-11-10T16:15+01:00",
            "new_ends": "2026-11-10T18:15+01:00",
        }
    ]
    (broken,) = document["breaks"]
    assert (broken["kind"], broken["id"]) == ("missed", "T1")
    assert broken["people"] == ["P01", "P02", "P03", "P04", "P05"]
    assert document["calls"][0]["about"] == ["T1"]
    assert document["problems"].keys() == {"appearing", "disappearing"}
    assert document["may_shorten"] == []
