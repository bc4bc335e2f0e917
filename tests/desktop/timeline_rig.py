"""A timeline on the screen, and hands to drag on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import by_code
from visitplanner.desktop.timeline.block import Block
from visitplanner.desktop.timeline.view import TimelineView
from visitplanner.desktop.views.base import Context
from visitplanner.domain.visit import Visit

LEFT = Qt.MouseButton.LeftButton
NONE, ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@contextmanager
def shown(
    qtbot: QtBot, context: Context, width: int = 1000, height: int = 800
) -> Iterator[TimelineView]:
    """The timeline of a document, shown."""
    made = TimelineView(context)
    made.resize(width, height)
    made.show()
    qtbot.waitExposed(made)
    qtbot.wait(5)
    yield made
    made.close()
    made.deleteLater()


def block(view: TimelineView, visit: Visit, code: str) -> Block:
    """The button of an entry."""
    found = view.canvas.block_of(by_code(visit, code).id)
    assert found is not None
    return found


def drag(
    one: QWidget,
    start: QPoint,
    way: QPoint,
    *,
    drop: bool = True,
    keys: Qt.KeyboardModifier = NONE,
) -> None:
    """Press, move in three steps, and let go; the keys are held all the time."""

    def send(kind: QEvent.Type, at: QPoint, buttons: Qt.MouseButton) -> None:
        place = QPointF(at)
        button = LEFT if kind is not QEvent.Type.MouseMove else Qt.MouseButton.NoButton
        event = QMouseEvent(kind, place, QPointF(one.mapToGlobal(at)), button, buttons, keys)
        QApplication.sendEvent(one, event)

    send(QEvent.Type.MouseButtonPress, start, LEFT)
    for step in (3, 2, 1):
        send(QEvent.Type.MouseMove, start + way / step, LEFT)
    if drop:
        send(QEvent.Type.MouseButtonRelease, start + way, Qt.MouseButton.NoButton)


def hours(view: TimelineView, count: float) -> QPoint:
    """The way down by some hours."""
    return QPoint(0, round(view.canvas.scale.hour * count))


def press(one: QWidget, key: Qt.Key, keys: Qt.KeyboardModifier = NONE) -> None:
    """Press a key."""
    QTest.keyClick(one, key, keys)
