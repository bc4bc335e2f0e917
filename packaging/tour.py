# ruff: noqa: E402 - a home of its own must stand before Qt is loaded
"""Walk through the window as somebody who sees it first, with a picture of each step.

    xvfb-run -s "-screen 0 1500x1000x24" sh -c "openbox & python packaging/tour.py FOLDER"

It needs a window manager, without which keys reach no window. Everything is done with the mouse and
the keyboard, in a real window: open the sample, move the train, see what breaks, undo, paste a
person, mend a problem, publish, make a new visit.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

_HOME = tempfile.TemporaryDirectory(prefix="visitplanner-tour-")
for _name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
    os.environ[_name] = _HOME.name

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QThreadPool, QTimer
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QWidget

from visitplanner.desktop import theme
from visitplanner.desktop.desk import Desk
from visitplanner.desktop.document import Document
from visitplanner.desktop.services import Services
from visitplanner.desktop.shell import Shell
from visitplanner.desktop.views.table_page import TablePage
from visitplanner.desktop.workspace import Workspace

LEFT = Qt.MouseButton.LeftButton
WEDNESDAY = date(2017, 11, 8)
PERSON = (
    "Given name\tFamily name\tOrganisation\tE-mail\tDiet\n"
    "Ana\tNovačić\tRijeka Maritime Cluster\tana@example.org\tvegan\n"
)


class Tour:
    """One walk; each step says what it has found."""

    def __init__(self, folder: Path) -> None:
        application = QApplication.instance()
        self.application = (
            application if isinstance(application, QApplication) else QApplication([])
        )
        self.application.setStyle("Fusion")
        theme.apply(self.application, "light")
        self.folder = folder
        self.shell = Shell()
        self.shell.resize(1440, 900)
        self.shell.show()
        self.shell.activateWindow()
        QTest.qWaitForWindowActive(self.shell, 3000)
        self.desk = Desk(self.shell, Services())
        self.number = 0
        self.settle()

    # --- hands and eyes

    def settle(self) -> None:
        """Let the window come to rest."""
        for _round in range(8):
            QThreadPool.globalInstance().waitForDone(8000)
            QTest.qWait(30)

    def look(self, name: str, widget: QWidget | None = None) -> None:
        """Take a picture."""
        self.settle()
        self.number += 1
        shown = widget or self.shell
        shown.grab().save(str(self.folder / f"{self.number:02d}-{name}.png"))

    def say(self, text: str) -> None:
        """Tell what was seen."""
        sys.stdout.write(f"{self.number:02d} {text}\n")
        sys.stdout.flush()

    def key(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        """Press a key where the focus is."""
        held = Qt.KeyboardModifier.NoModifier
        for one in modifiers:
            held |= one
        QTest.keyClick(self.application.focusWidget() or self.shell, key, held)
        self.settle()

    def press(self, text: str, inside: QWidget | None = None) -> None:
        """Press the button with these words."""
        for button in (inside or self.shell).findChildren(QPushButton):
            if button.isVisible() and text in (
                button.text().replace("&", ""),
                button.accessibleName(),
            ):
                QTest.mouseClick(button, LEFT)
                self.settle()
                return
        raise RuntimeError(f"there is no button “{text}”")

    def drag(self, widget: QWidget, start: QPoint, end: QPoint) -> None:
        """Carry something from one point of the screen to another."""
        here = widget.mapFromGlobal(start)
        QTest.mousePress(widget, LEFT, pos=here)
        for step in range(1, 13):
            at = start + (end - start) * step / 12
            move = QMouseEvent(
                QEvent.Type.MouseMove,
                QPointF(widget.mapFromGlobal(at)),
                QPointF(at),
                LEFT,
                LEFT,
                Qt.KeyboardModifier.NoModifier,
            )
            self.application.sendEvent(widget, move)
            QTest.qWait(15)
        self.look("dragging")
        QTest.mouseRelease(widget, LEFT, pos=widget.mapFromGlobal(end))
        self.settle()

    @property
    def workspace(self) -> Workspace:
        """The open visit's pages and panes."""
        if self.desk.workspace is None:
            raise RuntimeError("no visit is open")
        return self.desk.workspace

    @property
    def document(self) -> Document:
        """The open visit."""
        if self.desk.document is None:
            raise RuntimeError("no visit is open")
        return self.desk.document

    def in_dialog(self, fill: Callable[[QDialog], None]) -> None:
        """Do something in the next dialog that opens."""

        def act() -> None:
            dialog = self.application.activeModalWidget()
            if isinstance(dialog, QDialog):
                fill(dialog)
            else:
                QTimer.singleShot(50, act)

        QTimer.singleShot(100, act)

    # --- the steps

    def open_sample(self) -> None:
        """From the welcome page into the sample."""
        self.look("welcome")
        self.desk.actions.by_key["sample"].trigger()
        self.settle()
        self.look("sample")
        errors = [p for p in self.workspace.found.problems if p.severity.value == "error"]
        self.say(f"the sample is open: {len(errors)} errors")

    def move_train(self) -> None:
        """Drag the Tuesday train to Wednesday at seven."""
        timeline = self.workspace.timeline
        train = next(j for j in self.document.visit.journeys if j.code == "A16")
        timeline.reveal(train.id)
        self.settle()
        block = timeline.canvas.block_of(train.id)
        if block is None:
            raise RuntimeError("the train does not show")
        start = block.mapToGlobal(QPoint(block.width() // 2, 8))
        canvas = timeline.canvas
        day = canvas.days.index(WEDNESDAY)
        x = canvas.columns.x(day) + canvas.columns.width(day) / 2
        top = canvas.mapToGlobal(QPoint(round(x), round(canvas.scale.y(7 * 60)))).y() + 8
        self.drag(block, start, QPoint(canvas.mapToGlobal(QPoint(round(x), 0)).x(), top))
        self.look("train-moved")
        moved = next(j for j in self.document.visit.journeys if j.code == "A16")
        self.say(f"the train leaves on {moved.depart_day} at {moved.depart}")
        for problem in self.workspace.found.problems:
            if problem.severity.value == "error" and problem.waived is None:
                self.say(f"   {problem.code}: {problem.message}")

    def undo(self) -> None:
        """Take it back."""
        self.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        back = next(j for j in self.document.visit.journeys if j.code == "A16")
        self.look("undone")
        self.say(f"undone: the train leaves on {back.depart_day} at {back.depart}")

    def paste_person(self) -> None:
        """Paste a row from a spreadsheet into the people."""
        self.key(Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
        page = self.workspace.page("people")
        if not isinstance(page, TablePage):
            raise TypeError("the people are no table")
        QGuiApplication.clipboard().setText(PERSON)
        page.table.view.setFocus()
        self.settle()

        def fill(dialog: QDialog) -> None:
            self.look("paste", dialog)
            dialog.accept()

        self.in_dialog(fill)
        self.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        self.settle()
        self.look("pasted")
        found = [p for p in self.document.visit.delegates if p.family_name == "Novačić"]
        self.say(f"pasted: {[(p.name, p.organisation, p.diet) for p in found]}")

    def mend(self) -> None:
        """Mend a problem with one click."""
        self.key(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
        lessons = next(i for i in self.document.visit.items if i.code == "A14")
        from datetime import time

        from visitplanner.domain import moves

        day = lessons.day
        if day is not None:
            self.document.try_edit("Move", moves.move_item, lessons.id, day, time(14))
        self.settle()
        QTest.qWait(400)
        self.settle()
        self.look("clash")
        panel = self.workspace.panel
        button = next(b for b in panel.table.findChildren(QPushButton) if b.isVisible())
        self.say(f"the first repair is “{button.accessibleName()}”")
        QTest.mouseClick(button, LEFT)
        QTest.qWait(400)
        self.look("mended")
        errors = [p.message for p in self.workspace.found.problems if p.severity.value == "error"]
        self.say(f"mended by “{self.document.undo_stack.undoText()}”: errors now {errors}")

    def publish(self) -> None:
        """Publish from the publish page."""
        path = Path(_HOME.name) / "tour.visit"
        services = self.desk.services
        opened = services.save_visit(self.document.dossier, path, None)
        self.document.mark_saved(opened)
        self.key(Qt.Key.Key_8, Qt.KeyboardModifier.ControlModifier)
        QTest.qWait(1500)
        self.look("publish-page")
        out = self.folder / "out"
        out.mkdir(exist_ok=True)

        def fill(dialog: QDialog) -> None:
            for line in dialog.findChildren(QLineEdit):
                if "older" in line.accessibleName():
                    line.setText(str(out))
            self.look("publish-dialog", dialog)
            button = next(
                b
                for b in dialog.findChildren(QPushButton)
                if b.isVisible() and b.text().startswith("Publish")
            )
            QTest.mouseClick(button, LEFT)
            self.look("publishing")
            for _wait in range(40):
                if self.application.activeModalWidget() is not dialog:
                    break
                QTest.qWait(250)
            if self.application.activeModalWidget() is dialog:
                dialog.accept()

        self.in_dialog(fill)
        self.desk.actions.by_key["publish"].trigger()
        self.settle()
        self.look("published")
        self.say(f"published: {len(list(out.rglob('*.*')))} files")

    def new_visit(self) -> None:
        """Make a visit of two cities by the wizard."""

        def fill(dialog: QDialog) -> None:
            lines = [line for line in dialog.findChildren(QLineEdit) if line.isVisible()]
            words = {
                "title": "Study visit to Portugal",
                "City 1": "Lisbon",
                "City 1, from": "10 May 2027",
                "City 1, to": "12 May 2027",
                "City 2": "Porto",
                "City 2, from": "12 May 2027",
                "City 2, to": "14 May 2027",
            }
            for line in lines:
                name = line.accessibleName()
                text = words.get(name) or (words["title"] if "itle" in name else "")
                if text:
                    line.setFocus()
                    line.selectAll()
                    QTest.keyClicks(line, text)
                    line.editingFinished.emit()
            self.look("wizard", dialog)
            dialog.accept()
            if dialog.isVisible():
                self.look("wizard-next", dialog)
                dialog.accept()

        self.in_dialog(fill)
        self.desk.actions.by_key["new"].trigger()
        self.settle()
        self.look("new-visit")
        visit = self.document.visit
        cities = [(stop.city, stop.zone, str(stop.arrive)) for stop in visit.stops]
        self.say(f"a new visit: {visit.title}, {cities}")


def main() -> int:
    """Walk."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    tour = Tour(folder)
    for step in (
        tour.open_sample,
        tour.move_train,
        tour.undo,
        tour.paste_person,
        tour.mend,
        tour.publish,
        tour.new_visit,
    ):
        step()
    tour.desk.tasks.cancel_all()
    tour.shell.may_close = None
    tour.shell.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
