"""How much each fact counts that papers need."""

from __future__ import annotations

from visitplanner.planning.completeness import needs
from visitplanner.planning.completeness.needs import Need

ALONE = {
    0: "FUNDING STEP_FREE LEG_MEETING_POINT LEG_MEETING_TIME",
    1: (
        "ITEM_TITLE ITEM_END ITEM_ZONE ITEM_HOST ITEM_LANGUAGE ITEM_CATERER ARRIVE ORIGIN_ZONE"
        " DESTINATION_ZONE CARRIER MEETING_POINT MEETING_TIME SEATS RIDE_ADDRESS PROFILE"
        " HOTEL_ADDRESS HOTEL_PHONE UNLISTED_HOTEL"
    ),
    2: (
        "NO_STOPS ITEM_DAY ITEM_START ITEM_WHO ITEM_PLACE ITEM_ADDRESS UNLISTED ITEM_STATUS"
        " ITEM_CONTACT ITEM_MENU JOURNEY_DAY DEPART ORIGIN DESTINATION JOURNEY_WHO JOURNEY_STATUS"
        " NUMBER DRIVER ALLERGY PASSPORT BED"
    ),
}
TOGETHER = {
    "VISIT": "title 2 purpose 1 organiser 1 emergency_phone 2 head 1",
    "STOP": "city 2 arrive 2 leave 2 country 1 zone 2",
    "PERSON": (
        "family_name 2 organisation 1 job_title 1 languages 1 email 2 mobile 2 emergency_contact 1"
        " emergency_phone 1"
    ),
    "ROOM": "hotel 2 check_in 2 check_out 2 occupants 2",
}


def test_what_a_paper_fails_without_counts_two_and_what_is_useful_one() -> None:
    found = {name: need.weight for name, need in vars(needs).items() if isinstance(need, Need)}
    assert found == {name: weight for weight, names in ALONE.items() for name in names.split()}
    for name, text in TOGETHER.items():
        assert " ".join(f"{need.field} {need.weight}" for need in vars(needs)[name]) == text
