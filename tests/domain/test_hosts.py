"""Hosts: the step that follows from the programme, the one that is stated, what happened."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import strategies
from visitplanner.domain import edits, hosts
from visitplanner.domain.due import Urgency
from visitplanner.domain.office import parse_relative
from visitplanner.domain.people import Contact, HostEvent, Organisation
from visitplanner.domain.programme import Item, Journey, Place, Room, Stop
from visitplanner.domain.renewal import Renewal, new_from
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import ContactRole, HostEventKind, HostStep, ItemKind, Status
from visitplanner.errors import PlanError

FIRST = date(2026, 5, 4)
TODAY = date(2026, 4, 1)


def item(code: str, host: str, status: Status = Status.CONFIRMED, **more: Any) -> Item:
    return Item(code=code, title=code, day=FIRST, host_organisation=host, status=status, **more)


def plan(*items: Item | Journey, **more: Any) -> Visit:
    fields: dict[str, Any] = {
        "stops": (Stop(city="Turin", arrive=FIRST, leave=FIRST),),
        "organisations": tuple(Organisation(id=n, name=n) for n in ("Alpha", "Beta")),
        "items": tuple(one for one in items if isinstance(one, Item)),
        "journeys": tuple(one for one in items if isinstance(one, Journey)),
    }
    return Visit(**(fields | more))


def only(visit: Visit) -> hosts.Host:
    (found,) = hosts.hosts(visit)
    return found


@pytest.mark.parametrize(
    ("statuses", "step"),
    [
        ((Status.IDEA,), HostStep.IDEA),
        ((Status.REQUESTED,), HostStep.ASKED),
        ((Status.OTHER,), HostStep.ASKED),
        ((Status.TENTATIVE,), HostStep.AGREED),
        ((Status.CONFIRMED,), HostStep.CONFIRMED),
        ((Status.CONFIRMED, Status.REQUESTED), HostStep.ASKED),
        ((Status.CONFIRMED, Status.TENTATIVE, Status.CONFIRMED), HostStep.AGREED),
        ((Status.CONFIRMED, Status.IDEA), HostStep.CONFIRMED),
    ],
)
def test_the_step_follows_from_the_least_certain_entry(
    statuses: tuple[Status, ...], step: HostStep
) -> None:
    found = only(plan(*(item(f"A{n}", "alpha", status) for n, status in enumerate(statuses))))
    assert (found.step, found.stated) == (step, False)
    assert len(found.entries) == len(statuses)


def test_a_cancelled_entry_makes_no_host() -> None:
    assert hosts.hosts(plan(item("A", "Alpha", Status.CANCELLED))) == ()


def test_carriers_restaurants_and_hotels_are_hosts_too() -> None:
    lunch = Item(code="L", kind=ItemKind.MEAL, place="Trattoria", day=FIRST)
    coach = Journey(code="C", carrier="Bus & Co", depart_day=FIRST)
    nights: dict[str, Any] = {"check_in": FIRST, "check_out": FIRST + timedelta(days=1)}
    names = ("Trattoria", "Bus & Co", "Hotel Po", "Nobody")
    visit = plan(
        lunch,
        coach,
        organisations=tuple(Organisation(name=name) for name in names),
        places=(Place(name="Trattoria"),),
        rooms=(
            Room(hotel="Hotel Po", **nights),
            Room(hotel="Hotel Po", confirmation="7", **nights),
        ),
    )
    found = {host.organisation.name: host for host in hosts.hosts(visit)}
    assert list(found) == ["Trattoria", "Bus & Co", "Hotel Po"]
    assert found["Hotel Po"].step is HostStep.ASKED
    assert found["Hotel Po"].rooms == visit.rooms
    assert found["Bus & Co"].entries == (coach,)


def test_a_stated_step_wins_and_is_dated() -> None:
    visit = plan(item("A", "Alpha"))
    asked = hosts.set_step(visit, "Alpha", HostStep.ASKED, TODAY)
    agreed = hosts.set_step(asked, "Alpha", HostStep.AGREED, TODAY + timedelta(days=3))
    back = hosts.set_step(agreed, "Alpha", HostStep.ASKED, TODAY + timedelta(days=5))
    host = only(back)
    assert (host.step, host.stated) == (HostStep.ASKED, True)
    assert [str(event) for event in host.organisation.host_log] == [
        "2026-04-01 asked",
        "2026-04-04 agreed",
        "2026-04-06 asked",
    ]
    assert hosts.days_of_steps(host.organisation) == {
        HostStep.ASKED: TODAY + timedelta(days=5),
        HostStep.AGREED: TODAY + timedelta(days=3),
    }
    assert back.items == visit.items


def test_a_step_that_is_stated_already_changes_nothing() -> None:
    visit = hosts.set_step(plan(), "Alpha", HostStep.IDEA, TODAY)
    assert hosts.set_step(visit, "Alpha", HostStep.IDEA, TODAY) is visit
    assert only(visit).stated


def test_only_organisations_are_followed() -> None:
    one = item("A", "Alpha")
    with pytest.raises(PlanError, match="Only organisations"):
        hosts.set_step(plan(one), one.id, HostStep.ASKED, TODAY)


def test_notes_are_kept_and_empty_ones_refused() -> None:
    visit = hosts.note(plan(), "Beta", HostEventKind.CALL, "prefers\nCatalan", TODAY)
    (event,) = only(visit).organisation.host_log
    assert event == HostEvent(day=TODAY, kind=HostEventKind.CALL, text="prefers Catalan")
    assert only(visit).step is HostStep.IDEA
    with pytest.raises(PlanError, match="Write what was said"):
        hosts.note(visit, "Beta", HostEventKind.NOTE, "  ", TODAY)


# --- What is to be done --------------------------------------------------------------------------


def test_what_was_written_down_is_to_be_done() -> None:
    due = parse_relative("T-1w")
    visit = edits.change(plan(), "Alpha", next_action="Send the pack", next_due=due)
    found = hosts.action(visit, only(visit), TODAY)
    assert found == hosts.Action("Send the pack", date(2026, 4, 27), Urgency.LATER)
    late = hosts.action(visit, only(visit), date(2026, 4, 28))
    assert late is not None
    assert late.urgency is Urgency.OVERDUE


@pytest.mark.parametrize(("days", "silent"), [(9, 0), (10, 10), (12, 12)])
def test_who_does_not_answer_is_overdue(days: int, silent: int) -> None:
    visit = hosts.set_step(plan(), "Alpha", HostStep.ASKED, TODAY - timedelta(days=days))
    found = hosts.action(visit, only(visit), TODAY)
    assert (found.silent if found else 0) == silent


def test_nobody_waits_for_an_answer_once_the_visit_has_begun() -> None:
    visit = plan(item("A", "Alpha", Status.REQUESTED, asked_on=date(2026, 3, 1)))
    assert hosts.asked_on(only(visit)) == date(2026, 3, 1)
    assert hosts.action(visit, only(visit), TODAY) is not None
    assert hosts.action(visit, only(visit), FIRST) is None


def test_what_is_done_goes_into_the_history() -> None:
    visit = edits.change(plan(), "Alpha", next_action="Call them", next_due=TODAY)
    done = hosts.finish_action(visit, "Alpha", TODAY)
    one = only(done).organisation
    assert (one.next_action, one.next_due) == ("", None)
    assert one.host_log == (HostEvent(day=TODAY, kind=HostEventKind.NOTE, text="Call them"),)
    assert hosts.finish_action(done, "Alpha", TODAY) is done


def test_confirming_leaves_ideas_and_others_alone() -> None:
    visit = plan(
        item("A", "Alpha", Status.REQUESTED),
        item("B", "Alpha", Status.IDEA),
        item("C", "Beta", Status.REQUESTED),
    )
    changed = hosts.confirm_entries(visit, "Alpha")
    statuses = [one.status for one in changed.items]
    assert statuses == [Status.CONFIRMED, Status.IDEA, Status.REQUESTED]


# --- Who -----------------------------------------------------------------------------------------


def test_contacts_named_by_entries_come_first() -> None:
    def contact(name: str, organisation: str, role: ContactRole, mail: str = "") -> Contact:
        return Contact(name=name, organisation=organisation, role=role, email=mail)

    visit = plan(
        item("A", "Alpha", host_contact="Named"),
        item("B", "Alpha", host_contact="Guest"),
        contacts=(
            contact("Press", "Alpha", ContactRole.PRESS, "p@example.org"),
            contact("Silent", "Alpha", ContactRole.OTHER),
            contact("Host", "Alpha", ContactRole.HOST),
            contact("Named", "Alpha", ContactRole.OTHER),
            contact("Guest", "Beta", ContactRole.SPEAKER),
            contact("Stranger", "Beta", ContactRole.HOST),
        ),
    )
    found = [one.name for one in hosts.contacts_of(visit, only(visit))]
    assert found == ["Named", "Host", "Press", "Silent", "Guest"]


def test_hosts_without_a_record_are_named_once_and_can_be_added() -> None:
    visit = plan(item("A", "Gamma"), item("B", "gamma"), item("C", "Delta", Status.CANCELLED))
    assert hosts.unlisted_hosts(visit) == ("Gamma",)
    added = hosts.add_unlisted(visit)
    assert hosts.unlisted_hosts(added) == ()
    assert [one.name for one in added.organisations] == ["Alpha", "Beta", "Gamma"]


def test_a_new_visit_begins_with_its_hosts_afresh() -> None:
    visit = hosts.set_step(plan(item("A", "Alpha")), "Alpha", HostStep.THANKED, TODAY)
    visit = edits.change(visit, "Alpha", next_action="Call", next_due=TODAY)
    again = new_from(visit, Renewal("Again"))
    host = only(again)
    assert not hosts.is_followed(host.organisation)
    assert host.step is HostStep.IDEA


# --- Whatever happens ----------------------------------------------------------------------------


@settings(max_examples=60)
@given(strategies.visits(), st.data())
def test_whatever_is_done_nothing_noted_is_lost(visit: Visit, data: st.DataObject) -> None:
    if not visit.organisations:
        return
    one = data.draw(st.sampled_from(visit.organisations))
    step = data.draw(st.sampled_from(HostStep))
    changed = hosts.set_step(visit, one.id, step, TODAY)
    new = next(o for o in changed.organisations if o.id == one.id)
    assert new.host_step is step
    assert new.host_log[: len(one.host_log)] == one.host_log
    assert len(new.host_log) - len(one.host_log) == (one.host_step is not step)
    host = hosts.host_of(changed, one.id)
    assert host is not None
    assert host.step is step
    others = [o for o in changed.organisations if o.id != one.id]
    assert others == [o for o in visit.organisations if o.id != one.id]
    for name in ("items", "journeys", "rooms", "contacts", "delegates", "tasks", "budget"):
        assert getattr(changed, name) == getattr(visit, name)
