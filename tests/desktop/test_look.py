"""The window keeps its room: panes have their width, glyphs are as sharp as the screen."""

from __future__ import annotations

import math
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from visitplanner.desktop import icons, theme
from visitplanner.desktop.dialogs.move_visit import MoveVisitDialog
from visitplanner.desktop.dialogs.new_from import NewFromDialog
from visitplanner.desktop.document import Document
from visitplanner.desktop.forms.editors import CompletingEditor
from visitplanner.desktop.models.budget import BudgetModel
from visitplanner.desktop.models.people import PeopleModel
from visitplanner.desktop.models.rooms import RoomsModel
from visitplanner.desktop.panels.outline import Outline
from visitplanner.desktop.panels.pills import Pill, Pills, PillText
from visitplanner.desktop.views import fitting
from visitplanner.desktop.views.rooms_grid import RoomsGrid
from visitplanner.desktop.views.rooms_paint import NightHeader
from visitplanner.desktop.views.table_pane import TablePane
from visitplanner.desktop.widgets.banner import Banner
from visitplanner.desktop.widgets.card_tabs import CardTabs
from visitplanner.desktop.widgets.page_tabs import PageTabs
from visitplanner.desktop.widgets.room import open_at
from visitplanner.desktop.widgets.stack import Stack


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_glyphs_have_a_pixel_of_their_own_for_each_of_the_screen(
    qtbot: QtBot, scale: float
) -> None:
    drawn = icons.icon("plus").pixmap(QSize(16, 16), scale)
    assert drawn.size() == QSize(round(16 * scale), round(16 * scale))
    assert drawn.devicePixelRatio() == scale


def test_a_stack_asks_for_the_room_of_the_page_in_front(qtbot: QtBot) -> None:
    stack = Stack()
    qtbot.addWidget(stack)
    assert stack.minimumSizeHint().isValid()
    sizes = QSize(300, 200), QSize(80, 40)
    for size in sizes:
        page = _Page(size)
        stack.addWidget(page)
    for number, size in enumerate(sizes):
        stack.setCurrentIndex(number)
        assert stack.minimumSizeHint() == size


class _Page(QWidget):
    def __init__(self, least: QSize) -> None:
        super().__init__()
        self._least = least

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return self._least


def test_a_table_a_little_too_narrow_shows_all_its_usual_columns(
    document: Document, qtbot: QtBot
) -> None:
    pane = TablePane(document, PeopleModel(document), "People", ("", ""))
    qtbot.addWidget(pane)
    view, layout = pane.view, pane.view.layout_of_columns
    shown = layout.shown()
    whole = sum(view.table().columns[number].width for number in shown)
    pane.resize(whole - 100, 400)
    pane.show()
    qtbot.waitUntil(lambda: view.horizontalScrollBar().maximum() == 0)
    assert view.columnWidth(shown[0]) < view.table().columns[shown[0]].width
    pane.resize(whole // 3, 400)  # far too narrow: it scrolls, and what is in the columns shows
    qtbot.waitUntil(lambda: view.horizontalScrollBar().maximum() > 0)
    narrow = [view.columnWidth(number) for number in shown[:-1]]
    needed = fitting.needs(view, shown)
    short = [place for place, number in enumerate(shown[:-1]) if needed[number] <= 170]
    usual = [view.table().columns[number].width for number in shown]
    assert short
    assert all(narrow[place] == min(needed[shown[place]], usual[place]) for place in short)
    view.setColumnWidth(shown[1], 150)  # from now on they are the user's
    pane.resize(whole - 100, 400)
    qtbot.wait(5)
    assert view.columnWidth(shown[1]) == 150
    assert view.columnWidth(shown[0]) == narrow[0]


@given(
    columns=st.lists(st.tuples(st.integers(40, 400), st.integers(40, 700)), min_size=1),
    room=st.integers(0, 3000),
)
def test_columns_share_the_room_so_that_most_can_be_read(
    columns: list[tuple[int, int]], room: int
) -> None:
    usual = {n: wide for n, (wide, _need) in enumerate(columns)}
    needed = {n: need for n, (_wide, need) in enumerate(columns)}
    found = fitting.widths(usual, needed, room)
    if sum(usual.values()) <= room:
        assert sum(found.values()) <= room
        assert all(usual[n] <= found[n] <= max(usual[n], needed[n]) for n in usual)
    else:
        tight = sum(min(usual[n], needed[n]) for n in usual)
        assert all(found[n] <= usual[n] for n in usual)
        if tight <= room:  # nothing is cut
            assert room - len(usual) <= sum(found.values()) <= room
            assert all(found[n] >= min(usual[n], needed[n]) for n in usual)


def test_a_status_is_not_cut_for_the_sake_of_a_long_text() -> None:
    usual = {0: 300, 1: 110, 2: 300}
    needed = {0: 500, 1: 105, 2: 500}
    assert fitting.widths(usual, needed, 600) == {0: 247, 1: 105, 2: 247}
    assert fitting.widths(usual, needed, 900) == {0: 490, 1: 110, 2: 300}


def test_amounts_stand_at_the_right(document: Document) -> None:
    model = BudgetModel(document)
    role = Qt.ItemDataRole.TextAlignmentRole
    sides = {
        column.key: model.headerData(number, Qt.Orientation.Horizontal, role)
        for number, column in enumerate(model.columns)
    }
    assert sides["planned"] & Qt.AlignmentFlag.AlignRight
    assert sides["item"] & Qt.AlignmentFlag.AlignLeft


def test_a_dialog_opens_within_the_screen(document: Document, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    room = window.screen().availableSize()
    open_at(window, 4000, 3000)
    assert window.width() <= room.width()
    assert window.height() < room.height()  # with its title bar
    open_at(window, 300, 200)
    assert window.size() == QSize(300, 200)
    for dialog in (MoveVisitDialog(window, document.visit), NewFromDialog(window, document.visit)):
        least = dialog.minimumSizeHint()
        assert least.width() <= 940, type(dialog).__name__
        assert least.height() <= 470, type(dialog).__name__


def test_the_tabs_of_a_card_stand_closer_in_a_narrow_pane(qapp: QApplication, qtbot: QtBot) -> None:
    theme.apply(qapp, "light")
    tabs = CardTabs("Parts")
    qtbot.addWidget(tabs)
    for words in ("Programme", "Details", "Needs", "Papers", "Consent"):
        tabs.addTab(words)
    tabs.resize(400, 30)
    tabs.show()
    wide = tabs.tabRect(4).right()
    tabs.resize(264, 30)
    qtbot.wait(1)
    assert tabs.tabRect(4).right() < min(wide, 264)


def test_a_tab_has_its_place_whichever_is_chosen(qapp: QApplication, qtbot: QtBot) -> None:
    theme.apply(qapp, "light")
    tabs = PageTabs("pages", "Pages", 11)
    qtbot.addWidget(tabs)
    for words in ("Timeline", "Programme", "Journeys && rooms", "Tasks && budget", "Publish"):
        tabs.addTab(words)
    tabs.resize(700, 44)
    tabs.show()
    seen = set()
    for number in range(tabs.count()):
        tabs.setCurrentIndex(number)
        qtbot.wait(1)
        seen.add(tuple(tabs.tabRect(n).left() for n in range(tabs.count())))
    (places,) = seen
    bold = QFontMetrics(theme.font(13, weight=QFont.Weight.DemiBold))
    assert places[1] - places[0] >= bold.horizontalAdvance("Timeline") + 22


@pytest.mark.parametrize("name", ["light", "dark"])
def test_what_a_field_asks_for_can_be_read(name: str, qapp: QApplication, qtbot: QtBot) -> None:
    theme.apply(qapp, name)
    muted, quiet = theme.color("muted").name(), theme.color("line3").name()
    for field in (QLineEdit(), QPlainTextEdit()):
        qtbot.addWidget(field)
        field.ensurePolished()
        assert field.palette().placeholderText().color().name() == muted
    line = QLineEdit()
    qtbot.addWidget(line)
    line.setPlaceholderText("Filter")
    line.setEnabled(False)
    line.ensurePolished()
    assert line.palette().placeholderText().color().name() == quiet
    theme.apply(qapp, "light")


def test_fields_to_choose_from_look_alike(qapp: QApplication, qtbot: QtBot) -> None:
    theme.apply(qapp, "light")
    choice, line = QComboBox(), CompletingEditor(list, several=False)
    choice.addItem("HH")
    line.setText("HH")
    seen = []
    for field in (choice, line):
        qtbot.addWidget(field)
        field.resize(180, 28)
        seen.append(_ink(field))
    (first, caret), (other, line_caret) = seen
    assert first == other
    assert abs(caret[0] - line_caret[0]) <= 1
    assert abs(caret[1] - line_caret[1]) <= 1


def _ink(field: QWidget) -> tuple[int, tuple[int, int]]:
    """Where the words begin, and where the sign at the right begins and ends."""
    picture = field.grab().toImage()
    ground = theme.color("base").rgb()
    across = range(4, field.width() - 4)
    rows = range(6, field.height() - 6)
    inked = [x for x in across if any(picture.pixel(x, y) != ground for y in rows)]
    right = [x for x in inked if x > field.width() // 2]
    return inked[0], (right[0], right[-1])


def test_pills_beyond_two_rows_are_counted_and_named(document: Document, qtbot: QtBot) -> None:
    pills = Pills()
    qtbot.addWidget(pills)
    words = ("Registered", "Serious allergy", "Vegetarian", "Energy group", "bg, en")
    pills.show_texts(tuple(PillText(text) for text in words))
    pills.resize(150, 200)
    pills.show()
    high = pills.heightForWidth(150)
    pills.limit(2)
    assert pills.heightForWidth(150) < high
    named = [pill.accessibleName() for pill in pills.findChildren(Pill) if pill.isVisible()]
    assert ", ".join(named) == ", ".join(words)
    assert all(
        pill.geometry().bottom() < pills.heightForWidth(150)
        for pill in pills.findChildren(Pill)
        if pill.isVisible()
    )
    pills.limit(0)
    assert pills.heightForWidth(150) == high


def test_words_alone_stand_in_the_middle_of_a_pill(qtbot: QtBot) -> None:
    pill = Pill(PillText("+1"))
    qtbot.addWidget(pill)
    pill.setMaximumWidth(60)
    pill.resize(60, 22)
    pill.setAutoFillBackground(True)
    pill.show()
    picture = pill.grab().toImage()
    ground = theme.color("base").rgb()
    inked = [x for x in range(4, 56) if any(picture.pixel(x, y) != ground for y in range(4, 18))]
    assert abs(inked[0] - (59 - inked[-1])) <= 2


def test_a_radio_button_is_round_and_keeps_its_size_when_it_is_checked(qtbot: QtBot) -> None:
    button = QRadioButton("Everyone")
    qtbot.addWidget(button)
    button.show()
    option = QStyleOptionButton()
    option.initFrom(button)
    box = button.style().subElementRect(QStyle.SubElement.SE_RadioButtonIndicator, option, button)
    middle, radius = (box.width() - 1) / 2, box.width() / 2
    for checked in (False, True):
        button.setChecked(checked)
        picture = button.grab(box).toImage()
        ground = picture.pixel(0, 0)
        for y in range(box.height()):
            wide = sum(picture.pixel(x, y) != ground for x in range(box.width()))
            assert wide == pytest.approx(2 * math.sqrt(radius**2 - (y - middle) ** 2), abs=2.3)


def _dots(box: QWidget, colour: int) -> int:
    """How many pixels of the box before the words have a colour."""
    picture = box.grab().toImage()
    places = product(range(20), range(picture.height()))
    return sum(picture.pixel(x, y) == colour for x, y in places)


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton])
@pytest.mark.parametrize("on", [False, True])
def test_the_keyboard_is_seen_on_every_box_and_moves_nothing(
    name: str, kind: type[QCheckBox | QRadioButton], on: bool, qapp: QApplication, qtbot: QtBot
) -> None:
    theme.apply(qapp, name)
    try:
        window = QWidget()
        qtbot.addWidget(window)
        column = QVBoxLayout(window)
        box, other = kind("Words"), QPushButton("Other")
        box.setAutoExclusive(False)
        box.setChecked(on)
        for one in (box, other):
            column.addWidget(one)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        other.setFocus()
        ring = theme.color("ink" if on else "focus").rgb()
        without, size = _dots(box, ring), box.sizeHint()
        box.setFocus()
        assert _dots(box, ring) >= without + 30
        assert box.sizeHint() == size
    finally:
        theme.apply(qapp, "light")


def test_the_city_of_a_night_shows_over_all_nights_or_none(
    document: Document, qtbot: QtBot
) -> None:
    grid = RoomsGrid(document, RoomsModel(document))
    qtbot.addWidget(grid)
    grid.resize(900, 300)
    grid.show()
    header = grid.horizontalHeader()
    assert isinstance(header, NightHeader)
    shown = []
    for width in (220, 72):
        header.setDefaultSectionSize(width)
        header.grab()
        shown.append(header.with_cities)
    assert shown == [True, False]


def test_signs_of_trouble_stand_in_one_column_of_the_outline(
    document: Document, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    outline = Outline(document)
    qtbot.addWidget(outline)
    outline.resize(260, 400)
    days = document.visit.days
    counts = zip(days, (3, 12, 5), strict=False)
    outline.show_counts({day: {"error": count} for day, count in counts})
    outline.show()
    columns: list[int] = []
    monkeypatch.setattr(
        icons, "paint", lambda _p, name, x, *_rest: columns.append(x) if "octagon" in name else None
    )
    outline.grab()
    sides = {inner.side for row in outline._shown or () for inner in row.inside if inner.worst}
    assert len({len(side) for side in sides}) > 1
    assert len(columns) >= 3
    assert len(set(columns)) == 1


@pytest.mark.parametrize("tone", ["note", "warn", "error"])
def test_the_bar_of_a_message_is_straight_from_end_to_end(qtbot: QtBot, tone: str) -> None:
    banner = Banner("The file has changed.", tone, ())
    qtbot.addWidget(banner)
    banner.resize(400, 40)
    banner.show()
    qtbot.waitExposed(banner)
    picture, wide = banner.grab().toImage(), 3
    colors = [{picture.pixelColor(x, y).name() for y in range(40)} for x in range(wide + 3)]
    bar, ground = theme.color(tone).name(), theme.color(f"{tone}_f").name()
    assert colors == [{bar}] * wide + [{ground}] * 3
