"""Splitting people into groups: each rule, its words, the edit, and what never happens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import pytest

from tests.planning.checks.plans import WEDNESDAY, edge, item, plan
from visitplanner.domain.people import Delegate
from visitplanner.domain.programme import Place
from visitplanner.domain.queries import attendees
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import DelegateRole, ItemKind, Registration
from visitplanner.errors import PlanError
from visitplanner.planning.groups import Rule, apply_split, split, what_if

HEAD, DEPUTY = DelegateRole.HEAD, DelegateRole.DEPUTY
RAPPORTEUR, STAFF = DelegateRole.RAPPORTEUR, DelegateRole.STAFF


def person(number: int, **fields: Any) -> Delegate:
    code = f"P{number:02d}"
    return Delegate(id=code, code=code, given_name="Ann", family_name=f"No{number}", **fields)


def party(*fields: dict[str, Any]) -> Visit:
    people = tuple(person(n, **some) for n, some in enumerate(fields, start=1))
    return plan(item("A1", "09:00", "10:00"), people=people)


def of(visit: Visit, by: Rule, **options: Any) -> dict[str, str]:
    """The groups of a split by name, as `1 2 3`."""
    found = split(visit, by, **options)
    return {group.name: numbers(group.people) for group in found.groups}


def numbers(codes: Iterable[str]) -> str:
    return " ".join(str(int(code[1:])) for code in codes)


def reasons(visit: Visit, by: Rule, **options: Any) -> list[tuple[str, ...]]:
    return [group.reasons for group in split(visit, by, **options).groups]


# --- Size and leaders ----------------------------------------------------------------------------


def test_by_size_people_follow_one_another() -> None:
    visit = party(*[{}] * 7)
    assert of(visit, Rule.SIZE) == {"Group A": "1 2 3 4", "Group B": "5 6 7"}
    assert of(visit, Rule.SIZE, groups=3) == {
        "Group A": "1 2 3", "Group B": "4 5", "Group C": "6 7",
    }  # fmt: skip
    assert of(visit, Rule.SIZE, largest=3) == of(visit, Rule.SIZE, groups=3)
    assert of(visit, Rule.SIZE, largest=6) == of(visit, Rule.SIZE, groups=2)


def test_each_group_has_somebody_who_leads() -> None:
    visit = party({}, {"role": STAFF}, {"role": DEPUTY}, {"role": HEAD}, {"role": RAPPORTEUR}, {})
    found = split(visit, Rule.SIZE, groups=3)
    assert [(g.leader, numbers(g.people)) for g in found.groups] == [
        ("P04", "1 4"), ("P03", "2 3"), ("P05", "5 6"),
    ]  # fmt: skip
    assert [group.reasons for group in found.groups] == [
        ("Ann No4 leads it, as head of the delegation.",),
        ("Ann No3 leads it, as deputy head.",),
        ("Ann No5 leads it, as rapporteur.",),
    ]
    assert found.unmet == ()
    four = split(visit, Rule.SIZE, groups=4)
    assert four.groups[3].reasons == ("Ann No2 leads it, for the staff.",)
    five = split(visit, Rule.SIZE, groups=5)
    assert five.unmet == ("Nobody in Group E can lead it: name a deputy.",)
    assert five.groups[4].leader is None


def test_the_head_of_the_visit_is_the_one_its_field_names() -> None:
    visit = party({"role": HEAD}, {}, {}, {}).model_copy(update={"head": "P04"})
    found = split(visit, Rule.SIZE)
    assert [group.leader for group in found.groups] == ["P04", None]


def test_only_those_who_take_part_are_split() -> None:
    visit = party({}, {"status": Registration.CANCELLED}, {}, {})
    assert of(visit, Rule.SIZE) == {"Group A": "1 3", "Group B": "4"}
    visit = plan(item("A1", "09:00", "10:00", who="P01; P04"), people=visit.delegates)
    found = of(visit, Rule.SIZE, item_id=visit.items[0].id)
    assert found == {"Group A": "1", "Group B": "4"}


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (
            {"groups": 2, "largest": 2},
            "Say either how many groups, or how large a group may be, not both.",
        ),
        ({"groups": 1}, "There are 3 people: ask for 2 to 3 groups."),
        ({"groups": 4}, "There are 3 people: ask for 2 to 3 groups."),
        ({"largest": 0}, "There are 3 people: a group may have 1 to 2 of them."),
        ({"largest": 3}, "There are 3 people: a group may have 1 to 2 of them."),
    ],
)
def test_what_cannot_be_asked(options: dict[str, Any], sentence: str) -> None:
    with pytest.raises(PlanError) as refused:
        split(party({}, {}, {}), Rule.SIZE, **options)
    assert str(refused.value) == sentence


def test_there_must_be_people() -> None:
    for visit, sentence in (
        (party(), "Nobody takes part: there is nobody to split."),
        (party({}), "Only one person takes part: there is nobody to split."),
    ):
        with pytest.raises(PlanError) as refused:
            split(visit, Rule.SIZE)
        assert str(refused.value) == sentence
    visit = party({}, {})
    with pytest.raises(PlanError, match=r"^Only the people of an item can be split\.$"):
        split(visit, Rule.SIZE, item_id=visit.delegates[0].id)


# --- Names ---------------------------------------------------------------------------------------


def test_names_of_other_groups_are_passed_over() -> None:
    visit = party({"groups": ("group a",)}, {}, {}, {"groups": ("Group C",)})
    assert of(visit, Rule.SIZE) == {"Group B": "1 2", "Group D": "3 4"}


def test_a_group_of_the_same_people_keeps_its_name() -> None:
    visit = party({"groups": ("Group A",)}, {"groups": ("Group A",)}, {}, {})
    assert of(visit, Rule.SIZE) == {"Group A": "1 2", "Group B": "3 4"}


def test_a_topic_that_a_rule_cannot_name_is_no_name() -> None:
    visit = party(*[{"interests": ("all, except cars",)}] * 2, *[{"interests": ("Ports",)}] * 2)
    assert of(visit, Rule.INTEREST) == {"Group A": "1 2", "Ports": "3 4"}


# --- Language ------------------------------------------------------------------------------------


def spoken(*languages: str) -> Visit:
    return party(*[{"languages": tuple(text.split())} for text in languages])


def test_everybody_speaks_the_language_of_the_group() -> None:
    visit = spoken("es", "fr en", "es en", "fr", "es", "fr")
    assert of(visit, Rule.LANGUAGE) == {"Group A": "1 3 5", "Group B": "2 4 6"}
    assert reasons(visit, Rule.LANGUAGE) == [
        ("The language of the group is es.",),
        ("The language of the group is fr.",),
    ]


def test_one_language_for_all_gives_even_groups_of_those_who_share_another() -> None:
    visit = spoken("es en", "fr en", "es en", "fr en-GB")
    assert of(visit, Rule.LANGUAGE) == {"Group A": "1 3", "Group B": "2 4"}
    assert reasons(visit, Rule.LANGUAGE)[0] == ("The language of the group is en.",)


def test_few_left_out_count_more_than_even_sizes() -> None:
    visit = spoken("en", "en", "en", "en", "fr")
    assert of(visit, Rule.LANGUAGE) == {"Group A": "1 2 3 4", "Group B": "5"}
    found = split(spoken("en", "en", "fr", "de", "en", "en"), Rule.LANGUAGE)
    assert sorted(len(group.people) for group in found.groups) == [2, 4]
    assert found.unmet[0] == (
        "Ann No3 does not speak de, the language of the group: an interpreter is needed."
    )


def test_of_languages_that_suit_all_those_are_taken_that_make_groups_even() -> None:
    visit = spoken("en", "en", "en", "en", "en", "es fr", "es fr", "es en")
    assert of(visit, Rule.LANGUAGE) == {"Group A": "1 2 3 4 5", "Group B": "6 7 8"}
    assert reasons(visit, Rule.LANGUAGE)[1] == ("The language of the group is es.",)


def test_languages_are_tried_until_sizes_are_even() -> None:
    """German and French would leave groups of four and two; French and Spanish do not."""
    visit = spoken("en de", "de es", "de es", "fr es", "fr en", "de en")
    found = split(visit, Rule.LANGUAGE)
    assert [len(group.people) for group in found.groups] == [3, 3]
    assert not [text for text in found.unmet if "speak" in text]


def test_several_who_speak_no_language_of_a_group_are_named_together() -> None:
    found = split(spoken("en", "en", "en", "en", "fr", "el"), Rule.LANGUAGE, groups=2)
    assert len(found.unmet) == 3
    one = split(spoken("en", "en", "en", "en el", "bg", "fr", "lv"), Rule.LANGUAGE)
    assert one.unmet[0] == (
        "Ann No6 and Ann No7 do not speak bg, the language of the group: an interpreter is needed."
    )


def test_of_whom_nothing_is_known_fits_everywhere() -> None:
    found = split(spoken("es", "", "es", ""), Rule.LANGUAGE)
    assert sorted(len(group.people) for group in found.groups) == [2, 2]
    assert found.unmet[0] == "Nothing is said about the languages of Ann No2 and Ann No4."
    with pytest.raises(PlanError, match=r"^Nothing is said about anybody's languages: enter them"):
        split(spoken("", ""), Rule.LANGUAGE)


def test_more_groups_are_made_until_none_is_too_large() -> None:
    visit = spoken("en", "en", "en", "en", "fr", "fr")
    assert sorted(map(len, of(visit, Rule.LANGUAGE, largest=3).values())) == [3, 3, 3]


# --- Organisation --------------------------------------------------------------------------------


def staff_of(*organisations: str) -> Visit:
    return party(*[{"organisation": name} for name in organisations])


def test_colleagues_stay_together() -> None:
    visit = staff_of("A", "B", "a", "C", "B", "C", "")
    found = split(visit, Rule.ORGANISATION)
    assert [numbers(group.people) for group in found.groups] == ["1 3 4 6", "2 5 7"]
    assert reasons(visit, Rule.ORGANISATION) == [("Together: A and C.",), ("Together: B.",)]


def test_uneven_sizes_are_explained() -> None:
    found = split(staff_of("A", "A", "A", "A", "B"), Rule.ORGANISATION)
    assert [numbers(group.people) for group in found.groups] == ["1 2 3 4", "5"]
    assert found.unmet[0] == "Groups have from 1 to 4 people, since colleagues stay together."
    even = split(staff_of("A", "A", "A", "B", "B"), Rule.ORGANISATION)
    assert [text for text in even.unmet if "colleagues" in text] == []


def test_an_organisation_that_is_too_large_is_parted() -> None:
    found = split(staff_of("A", "A", "A", "B"), Rule.ORGANISATION, largest=2)
    assert [numbers(group.people) for group in found.groups] == ["1 2", "3 4"]
    assert found.unmet[0] == "A has 3 people, more than 2: they are parted."


def test_more_groups_than_organisations_cannot_be() -> None:
    visit = staff_of("A", "A", "B", "B")
    found = split(visit, Rule.ORGANISATION, groups=3)
    assert len(found.groups) == 2
    assert "There are 2 groups only." in found.unmet
    with pytest.raises(PlanError, match=r"^Everybody is of one organisation: spread it"):
        split(staff_of("A", "A"), Rule.ORGANISATION)


def test_colleagues_are_spread() -> None:
    visit = staff_of("A", "A", "A", "B", "B", "C")
    found = split(visit, Rule.SPREAD, groups=3)
    for group in found.groups:
        assert len(group.people) == 2
    where = {one: n for n, group in enumerate(found.groups) for one in group.people}
    assert len({where["P01"], where["P02"], where["P03"]}) == 3
    assert where["P04"] != where["P05"]
    assert found.groups[0].reasons == ("2 organisations are in it.",)
    assert reasons(staff_of("", "", ""), Rule.SPREAD) == [(), ()]


def test_leaders_of_one_organisation_are_spread_too() -> None:
    fields = [{"organisation": "A", "role": role} for role in (HEAD, DEPUTY)]
    fields += [{"organisation": "A"}] * 2 + [{"organisation": "B"}] * 2
    found = split(party(*fields), Rule.SPREAD)
    assert [group.leader for group in found.groups] == ["P01", "P02"]
    for group in found.groups:
        assert Counter(visit_of(fields)[one] for one in group.people) == {"A": 2, "B": 1}


def test_people_change_groups_until_sizes_are_even() -> None:
    """Where leaders keep their colleagues away, more than one person has to move."""
    organisations = ("D", "A", "", "C", "C", "", "", "", "", "B")
    roles = {1: DEPUTY, 3: HEAD, 4: HEAD, 6: STAFF, 7: STAFF}
    fields = [
        {"organisation": name} | ({"role": roles[n]} if n in roles else {})
        for n, name in enumerate(organisations)
    ]
    found = split(party(*fields), Rule.SPREAD, groups=5)
    assert [len(group.people) for group in found.groups] == [2] * 5


def visit_of(fields: list[dict[str, Any]]) -> dict[str, str]:
    return {f"P{n:02d}": some["organisation"] for n, some in enumerate(fields, start=1)}


# --- Interest ------------------------------------------------------------------------------------


def test_a_group_for_each_topic_that_people_share() -> None:
    visit = party(
        {"interests": ("Wind", "Ports")},
        {"interests": ("wind",)},
        {"interests": ("Ports",)},
        {"interests": ("Rail",)},
        {"interests": ("Ports", "Wind")},
    )
    found = split(visit, Rule.INTEREST)
    assert {g.name: numbers(g.people) for g in found.groups} == {"Wind": "1 2 4", "Ports": "3 5"}
    assert found.unmet[0] == "No group has a topic that interests Ann No4."


def test_more_groups_than_topics_divide_the_largest() -> None:
    visit = party(*[{"interests": ("Wind",)}] * 4, {"interests": ("Rail",)})
    assert of(visit, Rule.INTEREST, groups=3) == {"Wind": "1 2", "Rail": "5", "Wind 2": "3 4"}
    visit = party(*[{"interests": ("Wind",)}] * 5, *[{"interests": ("Rail",)}] * 2)
    many = split(visit, Rule.INTEREST, groups=5)
    assert [g.name for g in many.groups] == ["Wind", "Rail", "Wind 2", "Wind 3", "Wind 4"]


def test_groups_stand_for_interests_that_nobody_states() -> None:
    visit = party({"groups": ("Energy",)}, {"groups": ("Water",)}, {"groups": ("Energy",)}, {})
    found = split(visit, Rule.INTEREST)
    assert {g.name: numbers(g.people) for g in found.groups} == {
        "Energy": "1 3",
        "Water 2": "2 4",  # Water is P02 alone, wherever else the plan invites it
    }
    assert found.groups[0].reasons == ("2 people in it are interested in Energy.",)
    assert found.groups[1].reasons == ("1 person in it is interested in Water.",)
    assert found.unmet[0] == "Nothing is said that suits Ann No4 to a topic: any group will do."


def test_words_of_what_people_offer_or_seek_count_where_nothing_else_is_known() -> None:
    visit = party(
        {"interests": ("Offshore wind",)},
        {"interests": ("Rail",)},
        {"seeks": "Partners for OFFSHORE platforms"},
        {"offers": "Railway sleepers"},
        {"offers": "A rail test track", "groups": ("Energy",)},
        {"offers": "A rail test track"},
    )
    found = {g.name: numbers(g.people) for g in split(visit, Rule.INTEREST).groups}
    assert found == {"Offshore wind": "1 3 4", "Rail": "2 5 6"}


def test_without_any_interest_there_is_no_split_by_it() -> None:
    with pytest.raises(PlanError, match=r"^Nothing is said about anybody's interests: enter them"):
        split(party({}, {}), Rule.INTEREST)


# --- The edit ------------------------------------------------------------------------------------


def test_an_item_becomes_parallel() -> None:
    visit = party({}, {}, {"groups": ("Guests",)}, {})
    meal = item("M1", "12:00", "13:00", title="Lunch", kind=ItemKind.MEAL, extra_covers=3)
    visit = visit.model_copy(update={"items": (meal, *visit.items)})
    found = split(visit, Rule.SIZE, item_id=meal.id)
    after = apply_split(visit, found, meal.id)
    assert [(row.code, row.title, row.who) for row in after.items] == [
        ("M1", "Lunch: Group A", "group: Group A"),
        ("M1b", "Lunch: Group B", "group: Group B"),
        ("A1", "Item A1", "all"),
    ]
    first, second = after.items[:2]
    assert first.id == meal.id != second.id
    assert (first.extra_covers, second.extra_covers) == (3, 0)
    assert (second.start, second.end, second.kind) == (meal.start, meal.end, meal.kind)
    assert [d.groups for d in after.delegates] == [
        ("Group A",), ("Group A",), ("Guests", "Group B"), ("Group B",),
    ]  # fmt: skip
    again = apply_split(after, found, after.items[2].id)
    assert [row.title for row in again.items[2:]] == ["Item A1: Group A", "Item A1: Group B"]
    assert again.delegates == after.delegates


def test_the_people_of_an_item_stay_the_same() -> None:
    """Somebody named takes part before joining; a member of the group need not be at the item."""
    people = (
        person(1), person(2, joins=edge(WEDNESDAY)), person(3), person(4),
    )  # fmt: skip
    visit = plan(
        item("A1", "09:00", "10:00", who="P01; P02; P03"),
        item("A2", "09:00", "10:00", day=WEDNESDAY),
        people=people,
    )
    found = split(visit, Rule.SIZE, item_id=visit.items[1].id)
    after = apply_split(visit, found, visit.items[0].id)
    assert [row.who for row in after.items[:2]] == [
        "group: Group A; P02", "group: Group B except P04",
    ]  # fmt: skip
    assert [numbers(p.code for p in attendees(after, row)) for row in after.items[:2]] == [
        "1 2",
        "3",
    ]


def test_nobody_is_lost() -> None:
    visit = plan(
        item("A1", "09:00", "10:00", who="P01; P02", title="Talk"),
        item("A2", "09:00", "10:00"),
        item("A3", "09:00", "10:00", who="P01; P02; P03"),
        item("A4", "09:00", "10:00", who=""),
        people=tuple(person(n) for n in range(1, 8)),
    )
    found = split(visit, Rule.SIZE, item_id=visit.items[0].id)
    again = "in none of the groups: split again."
    for number, sentence in (
        (1, f"Ann No3, Ann No4, Ann No5 and 2 others take part in “Item A2” and are {again}"),
        (2, f"Ann No3 takes part in “Item A3” and is {again}"),
        (3, "Nobody takes part in “Item A4”: there is nobody to split."),
    ):
        with pytest.raises(PlanError) as refused:
            apply_split(visit, found, visit.items[number].id)
        assert str(refused.value) == sentence
    with pytest.raises(PlanError, match=r"^Only an item can be made parallel\.$"):
        apply_split(visit, found, visit.delegates[0].id)


def test_a_group_without_anybody_there_has_no_item() -> None:
    visit = plan(
        item("A1", "09:00", "10:00"),
        item("A2", "11:00", "12:00", who="P01; P02"),
        people=tuple(person(n) for n in range(1, 5)),
    )
    after = apply_split(visit, split(visit, Rule.SIZE), visit.items[1].id)
    assert [row.title for row in after.items] == ["Item A1", "Item A2: Group A"]


def test_people_who_cannot_be_told_apart_are_not_guessed() -> None:
    twins = tuple(
        Delegate(id=f"t{n}", given_name="Ann", family_name="Lee", groups=groups)
        for n, groups in enumerate([("X",), (), ()])
    )
    visit = plan(item("A1", "09:00", "10:00", who="group: X"), people=twins)
    with pytest.raises(PlanError) as refused:
        apply_split(visit, split(visit, Rule.SIZE), visit.items[0].id)
    assert str(refused.value) == "Group A cannot be told apart from others: give everybody an ID."


def test_what_if() -> None:
    """A hall that is too small for everybody is large enough for a part."""
    hall = Place(name="Hall", city="Barcelona", capacity=3)
    visit = plan(
        item("A1", "09:00", "10:00", place="Hall"),
        hall,
        people=tuple(person(n) for n in range(1, 7)),
    )
    found = split(visit, Rule.SIZE)
    effect = what_if(visit, found, [visit.items[0].id])
    assert [problem.code for problem in effect.disappearing] == ["venue-too-small"]
    assert effect.as_json()["disappearing"][0]["code"] == "venue-too-small"
    assert what_if(visit, found, []).disappearing == ()


def test_as_json() -> None:
    visit = party({"role": HEAD}, {}, {})
    document = split(visit, Rule.SIZE).as_json(visit)
    assert document == {
        "by": "size",
        "groups": [
            {
                "name": "Group A",
                "people": ["P01", "P02"],
                "leader": "P01",
                "reasons": ["Ann No1 leads it, as head of the delegation."],
            },
            {"name": "Group B", "people": ["P03"], "leader": None, "reasons": []},
        ],
        "unmet": ["Nobody in Group B can lead it: name a deputy."],
    }
