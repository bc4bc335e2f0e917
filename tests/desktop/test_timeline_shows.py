"""What the timeline shows: filters, folds, zones, ways, the present time, changes; and keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.desktop.conftest import MONDAY, TUESDAY, Shelf, by_code, item, settle, small_plan
from tests.desktop.timeline_rig import LEFT, block, shown
from visitplanner.desktop import theme
from visitplanner.desktop.checker import Found
from visitplanner.desktop.document import Document
from visitplanner.desktop.tasks import Tasks
from visitplanner.desktop.timeline.bands import city_bands
from visitplanner.desktop.timeline.block import Block
from visitplanner.desktop.timeline.clocks import change_words, clock_change, clocks
from visitplanner.desktop.timeline.connector import Connector, MissingWay
from visitplanner.desktop.timeline.facts import Around, describe
from visitplanner.desktop.timeline.layout import RAIL, Fold
from visitplanner.desktop.timeline.loads import day_load
from visitplanner.desktop.timeline.looks import Judged
from visitplanner.desktop.timeline.view import TimelineView
from visitplanner.desktop.timeline.words import set_words
from visitplanner.desktop.views.base import Context
from visitplanner.domain import edits, moves
from visitplanner.domain.programme import Journey, Stop
from visitplanner.domain.queries import all_entries
from visitplanner.domain.records import rebuilt
from visitplanner.domain.versions import Dossier, Version
from visitplanner.domain.visit import Visit
from visitplanner.domain.vocabulary import JourneyKind, Mode, Status
from visitplanner.planning.checks.problem import Problem, Severity
from visitplanner.planning.estimates import Estimate

Opens = Callable[[Dossier], TimelineView]


@pytest.fixture
def view(qtbot: QtBot, context: Context) -> Iterator[TimelineView]:
    with shown(qtbot, context) as made:
        yield made


def _found(*problems: Problem) -> Found:
    worst = {one: (p.severity.value, p.message) for p in problems for one in p.records}
    return Found(tuple(problems), worst, {}, {})


def _problem(code: str, severity: Severity, *records: str) -> Problem:
    return Problem(code, severity, (), records, f"{code} is a problem.")


def test_no_line_of_an_hour_runs_through_the_words_of_a_transfer(
    view: TimelineView, document: Document
) -> None:
    one = block(view, document.visit, "T1")  # from 10:40 to 11:10: its words stand at 11:00
    (line,), (glyph,) = one.words.lines, one.words.glyphs
    assert line.text
    picture = view.canvas.grab(one.geometry()).toImage()
    color = theme.color("line").name()
    y = view.canvas.scale.y(11 * 60) - one.y()
    assert glyph.y < y < glyph.y + glyph.size
    assert picture.pixelColor(picture.width() - 2, y).name() == color
    middle = range(glyph.x, line.x + 20)
    assert color not in {picture.pixelColor(x, y).name() for x in middle}


# --- Filters -------------------------------------------------------------------------------------


def test_one_person_or_group_stands_out(view: TimelineView, plan: Visit) -> None:
    view.bar.show_only("", "Green")
    assert block(view, plan, "A7").isEnabled()
    view.bar.show_only(by_code(plan, "P03").id)
    dim = block(view, plan, "A7")
    assert not dim.isEnabled()
    QTest.mouseClick(dim, LEFT)
    assert not view.document.selection
    view.bar.show_only()
    assert block(view, plan, "A7").isEnabled()


def test_someone_who_is_gone_filters_no_more(
    view: TimelineView, document: Document, plan: Visit
) -> None:
    view.bar.show_only(by_code(plan, "P03").id)
    document.edit("Delete", edits.remove, by_code(plan, "P03").id)
    assert view.bar.filter.people is None
    assert block(view, plan, "A7").isEnabled()


def test_cancelled_entries_are_counted_and_hidden(
    view: TimelineView, document: Document, plan: Visit
) -> None:
    lunch = by_code(plan, "A2")
    document.edit("Cancel", edits.set_status, lunch.id, Status.CANCELLED)
    assert view.canvas.block_of(lunch.id) is None
    assert view.bar._cancelled.text() == "1 cancelled"
    view.bar.set_cancelled(shown=True)
    struck = block(view, plan, "A2")
    assert struck.look is not None
    assert struck.look.style == "cancelled"
    assert "cancelled" in struck.accessibleName()


def test_a_long_list_of_people_is_parted_by_initials(
    document: Document, view: TimelineView, plan: Visit
) -> None:
    person = by_code(plan, "P01")
    many = [
        rebuilt(person, {"id": f"p{n}", "code": f"Q{n}", "family_name": f"{chr(65 + n % 5)}{n}"})
        for n in range(50)
    ]
    document.apply(plan.model_copy(update={"delegates": tuple(many)}), "Many")
    view.bar._fill_people()
    texts = [one.title() for one in view.bar._menu(view.bar._people).findChildren(QMenu)]
    assert texts == ["A", "B", "C", "D", "E"]


# --- Folds ---------------------------------------------------------------------------------------


def test_free_hours_fold_and_open(view: TimelineView) -> None:
    height = view.canvas.scale.height
    view.bar.set_collapse(folded=True)
    noon, siesta, night = Fold(670, 750), Fold(900, 960), Fold(1080, 1200)
    assert list(view.canvas.scale.folds) == [noon, siesta, night]
    gap, evening = view.canvas.folds[noon], view.canvas.folds[night]
    assert gap.text() == "1 h 20 free"
    assert gap.accessibleName().startswith("1 h 20 free on every day, 11:10 to 12:30")
    assert view.canvas.scale.fold_at(19 * 60) == evening.fold
    assert not view.grab().isNull()
    QTest.mouseClick(evening, LEFT)
    assert set(view.canvas.folds) == {noon, siesta}
    view.bar.set_collapse(folded=False)
    assert not view.canvas.folds
    assert view.canvas.scale.height == height


# --- Zones ---------------------------------------------------------------------------------------


def _westward() -> Visit:
    """From Rome to Lisbon on the Tuesday, an hour behind; clocks go back on the Sunday after."""
    days = [date(2026, 10, day) for day in (22, 23, 25)]
    rome, lisbon = "Europe/Rome", "Europe/Lisbon"
    flight = Journey(
        code="F",
        kind=JourneyKind.LEG,
        origin="Turin",
        destination="Lisbon",
        origin_zone=rome,
        destination_zone=lisbon,
        depart_day=days[1],
        depart=time(12),
        arrive=time(14),
        who="all",
    )
    return small_plan().model_copy(
        update={
            "stops": (
                Stop(city="Turin", zone=rome, arrive=days[0], leave=days[1]),
                Stop(city="Lisbon", zone=lisbon, arrive=days[1], leave=days[2]),
            ),
            "items": (
                item("M", "Morning", time(9), time(10), day=days[1]),
                item("E", "Evening", time(20), time(21), day=days[1], zone=lisbon, city="Lisbon"),
            ),
            "journeys": (flight,),
        }
    )


def _view_of(qtbot: QtBot, visit: Visit, shelf: Shelf, dossier: Dossier | None = None) -> Any:
    document = Document(dossier or Dossier(visit=visit))
    return shown(qtbot, Context(document, shelf, Tasks(document)))


def test_a_day_in_two_zones_has_a_second_rail(qtbot: QtBot, shelf: Shelf) -> None:
    visit = _westward()
    found = clocks(visit, visit.days)
    assert [clock.zone for clock in found] == ["Europe/Rome"] * 2 + ["Europe/Lisbon"] * 2
    assert (found[1].ahead, found[1].crossing) == (-60, 15 * 60)
    with _view_of(qtbot, visit, shelf) as view:
        morning, evening = block(view, visit, "M"), block(view, visit, "E")
        assert evening.y() == view.canvas.scale.y(21 * 60)
        assert evening.x() - morning.x() == 38
        assert not view.grab().isNull()
        wanted: list[tuple[date, int]] = []
        view.add_wanted.connect(lambda day, minute: wanted.append((day, minute)))
        view.canvas.add_wanted.emit(*view.canvas.on_own_clock(visit.days[1], 21 * 60))
        assert wanted == [(visit.days[1], 20 * 60)]


def test_a_drag_across_zones_lands_at_the_hour_that_shows(qtbot: QtBot, shelf: Shelf) -> None:
    visit = _westward()
    with _view_of(qtbot, visit, shelf) as view:
        evening = by_code(visit, "E")
        view.document.select([evening.id])
        view.nudge(1, 0)
        moved = by_code(view.document.visit, "E")
        assert (moved.day, moved.start) == (visit.days[2], time(21))
        placed = view.canvas.stretch_of(evening.id)
        assert placed is not None
        assert (placed.column, placed.start) == (2, 21 * 60)


def test_the_band_says_where_clocks_change(qtbot: QtBot, shelf: Shelf) -> None:
    assert clock_change(date(2026, 10, 25), "Europe/Lisbon") == (-60, 120)
    assert clock_change(date(2026, 3, 29), "Europe/Rome") == (60, 120)
    assert clock_change(date(2026, 5, 5), "Europe/Rome") == (0, 0)
    visit = _westward()
    sunday = clocks(visit, visit.days)[3]
    assert change_words(sunday) == "Clocks go back 1 h at 02:00"
    with _view_of(qtbot, visit, shelf) as view:
        head = view.head._heads[3]
        assert "Clocks go back 1 h at 02:00" in head.accessibleName()
        assert not view.head._change_box(3).isEmpty()
        assert view.head._change_box(2).isEmpty()


def test_a_day_of_travel_shares_its_band() -> None:
    first, second = city_bands(_westward())
    assert (first.city, first.last_part) == ("Turin", second.first_part)
    assert second.words == "Lisbon, WEST, UTC+1, 2 nights"


def test_the_head_tells_what_it_elides(view: TimelineView) -> None:
    width = view.canvas.columns.width(0)
    assert view.head.words_at(view.head.rect().topLeft()) == ""
    place = view.head._stay_box(view.head._stays[0]).center()
    assert view.head.words_at(place) == "Hotel Po, 2 rooms"
    assert place.x() > RAIL + width // 2


# --- Loads ---------------------------------------------------------------------------------------


def test_a_day_is_long_by_what_the_visit_says(view: TimelineView, document: Document) -> None:
    head = view.head._heads[0]
    assert day_load(document.visit, MONDAY).most == 600
    assert "longer" not in head.accessibleName()
    document.edit("Longest day", edits.change, document.visit.id, longest_day=4)
    assert day_load(document.visit, MONDAY).most == 240
    assert "longer than 4 h" in head.accessibleName()


# --- Ways ----------------------------------------------------------------------------------------


def test_a_transfer_says_estimate_and_verdict(view: TimelineView, plan: Visit) -> None:
    coach = by_code(plan, "T1")
    button = block(view, plan, "T1")
    assert isinstance(button, Connector)
    for severity, word, text in (
        (Severity.WARNING, "tight", "Coach 30 min, est. 45: tight"),
        (Severity.ERROR, "too short", "Coach 30 min, est. 45: too short"),
    ):
        worst = {coach.id: (severity.value, "Too little time.")}
        likely = {coach.id: Estimate(45, 55)}
        view.canvas.show_judged(Judged(worst, {coach.id: word}, likely), ())
        assert button.look is not None
        assert button.look.facts.foot.startswith(text)
        assert button.severity == severity.value
        assert word in button.accessibleName()
        assert "Too little time." in button.tip
        assert "Estimated 45–55 min." in button.tip
        assert "estimated 45–55 min" in button.accessibleName()
        button.resize(400, 15)
        assert button.words.lines[0].text == button.look.facts.foot
        assert button.words.lines[0].bold is (severity is Severity.ERROR)
        button.resize(100, 15)
        assert "est." not in button.words.lines[0].text


def test_estimates_come_in_the_background(qtbot: QtBot, document: Document, shelf: Shelf) -> None:
    from visitplanner.domain.programme import TravelTime

    stated = TravelTime(origin="Town hall", destination="Foundry hall", mode=Mode.COACH, minutes=50)
    document.apply(document.visit.model_copy(update={"travel_times": (stated,)}), "Time")
    with shown(qtbot, Context(document, shelf, Tasks(document))) as view:
        look = block(view, document.visit, "T1")
        qtbot.waitUntil(lambda: "est. 50" in look.tip, timeout=5000)
        settle(qtbot)


def test_a_missing_way_is_shown_and_asked_for(view: TimelineView, plan: Visit) -> None:
    wanted: list[str] = []
    view.action_wanted.connect(wanted.append)
    first, second = by_code(plan, "A3"), by_code(plan, "A7")
    view.show_problems(_found(_problem("no-transfer", Severity.WARNING, first.id, second.id)))
    (missing,) = [one for one in view.canvas.blocks if isinstance(one, MissingWay)]
    assert missing.words.lines[0].text == "No way there planned"
    assert missing.y() >= view.canvas.scale.y(15 * 60) - 8
    QTest.mouseClick(missing, LEFT)
    assert list(view.document.selection) == [second.id]
    QTest.mouseDClick(missing, LEFT)
    assert wanted == ["insert_transfer"]
    view.show_problems(_found())
    assert not [one for one in view.canvas.blocks if isinstance(one, MissingWay)]


def test_the_way_back_is_called_so(view: TimelineView, document: Document, plan: Visit) -> None:
    document.edit("Place", edits.change, by_code(plan, "A7").id, place="Town hall")
    first, second = by_code(document.visit, "A3"), by_code(document.visit, "A7")
    view.show_problems(_found(_problem("no-transfer", Severity.WARNING, first.id, second.id)))
    (missing,) = [one for one in view.canvas.blocks if isinstance(one, MissingWay)]
    assert missing.words.lines[0].text == "No way back planned"


def test_problems_stand_on_their_blocks(view: TimelineView, plan: Visit) -> None:
    talk = by_code(plan, "A1")
    view.show_problems(_found(_problem("room-too-small", Severity.ERROR, talk.id)))
    button = block(view, plan, "A1")
    assert [g.name for g in button.words.glyphs] == ["presentation-chart", "warning-octagon-fill"]
    assert button.accessibleName().endswith("error")
    assert button.tip.endswith("room-too-small is a problem.")


# --- Versions and the present --------------------------------------------------------------------


def test_what_has_changed_since_the_last_version_says_so(qtbot: QtBot, shelf: Shelf) -> None:
    plan = small_plan()
    version = Version(number=3, at=datetime(2026, 4, 1, tzinfo=UTC), visit=plan)
    later = moves.move_item(plan, by_code(plan, "A3").id, TUESDAY, time(9))
    with _view_of(qtbot, later, shelf, Dossier(visit=later, versions=(version,))) as view:
        changed, same = block(view, later, "A3"), block(view, later, "A1")
        assert changed.look is not None
        assert same.look is not None
        assert (changed.look.facts.since, same.look.facts.since) == ("since v3", "")
        assert changed.accessibleName().endswith("changed since version 3")
        assert "note-pencil" in [glyph.name for glyph in changed.words.glyphs]


def test_the_present_time_is_a_line(view: TimelineView) -> None:
    view.clock = lambda: datetime(2026, 5, 5, 8, 30, tzinfo=UTC)
    view.tick()
    line, canvas = view.canvas.overlay.now, view.canvas
    assert line.p1().y() == canvas.scale.y(10 * 60 + 30)
    assert canvas.columns.at(line.p1().x()) == 1
    view.clock = lambda: datetime(2026, 6, 5, 8, 30, tzinfo=UTC)
    view.tick()
    assert canvas.overlay.now.isNull()


# --- Words on blocks -----------------------------------------------------------------------------


def test_words_stay_on_their_block_whatever_its_size(view: TimelineView, plan: Visit) -> None:
    from PySide6.QtGui import QFontMetrics

    from visitplanner.desktop.timeline.type import measured

    for code in ("A1", "A2", "A7", "J1"):
        look = block(view, plan, code).look
        assert look is not None
        for width in (24, 46, 70, 99, 100, 148, 260):
            for height in (16, 29, 30, 44, 75, 200):
                words = set_words(look, width, height)
                for line in words.lines:
                    metrics = QFontMetrics(measured(line.size, bold=line.bold)[0])
                    assert line.x + metrics.horizontalAdvance(line.text) <= width
                    assert line.baseline <= height
                for glyph in words.glyphs:
                    assert 0 <= glyph.x <= width - glyph.size
                    assert -1 <= glyph.y <= height - glyph.size + 1


def test_the_bar_never_needs_more_room_than_there_is(view: TimelineView, qtbot: QtBot) -> None:
    for width in (1000, 700, 560, 430, 320):
        view.resize(width, 500)
        qtbot.wait(1)
        assert view.bar.width() == width
        for button in view.bar.findChildren(QWidget):
            if button.isVisible():
                assert button.geometry().right() < width
    assert view.bar._people.isVisible()


def test_the_words_of_two_zones_name_both() -> None:
    visit = _westward()
    spoken = describe(visit, by_code(visit, "F"), Around()).spoken
    assert "12:00 (CEST) to 14:00 (WEST)" in spoken


# --- What is kept --------------------------------------------------------------------------------


def test_an_edit_touches_only_what_it_changes(
    view: TimelineView, document: Document, plan: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown_looks: list[str] = []
    moved: list[str] = []
    codes = {row.id: row.code for row in all_entries(plan)}
    update, place = Block.update, Block.setGeometry

    def note_update(one: Block, *args: Any) -> None:
        shown_looks.append(codes[one.record_id])
        update(one, *args)

    def note_place(one: Block, *args: Any) -> None:
        moved.append(codes[one.record_id])
        place(one, *args)

    monkeypatch.setattr(Block, "update", note_update)
    monkeypatch.setattr(Block, "setGeometry", note_place)
    document.edit("Title", edits.change, by_code(plan, "J1").id, carrier="Other rail")
    assert shown_looks == ["J1"]
    assert moved == []
    shown_looks.clear()
    document.edit("Move", moves.move_journey, by_code(plan, "J1").id, TUESDAY, time(15))
    assert shown_looks == ["J1"]
    assert set(moved) == {"J1"}
    looks = [one.look for one in view.canvas.blocks]
    view.rebuild()
    assert all(one.look is look for one, look in zip(view.canvas.blocks, looks, strict=True))


def test_an_estimate_that_comes_too_late_is_dropped(
    qtbot: QtBot, document: Document, shelf: Shelf
) -> None:
    with shown(qtbot, Context(document, shelf, Tasks(document))) as view:
        estimator = view.estimator
    qtbot.waitUntil(lambda: not isValid(estimator), timeout=3000)
    estimator._take({"any": Estimate(5, 5)})
    assert "any" not in estimator.found
