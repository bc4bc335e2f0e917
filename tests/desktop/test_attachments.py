"""Files that are dropped, pasted and taken off in the window."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Shelf, by_code, settle
from visitplanner.desktop.panels.attachments import AttachmentStrip
from visitplanner.desktop.views.base import Context
from visitplanner.domain.attachment import Use
from visitplanner.domain.visit import Visit


@pytest.fixture
def strip(qtbot: QtBot, context: Context) -> Iterator[AttachmentStrip]:
    made = AttachmentStrip(context)
    yield made
    settle(qtbot)
    made.deleteLater()


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "IMG <1> & more.jpg"
    Image.new("RGB", (90, 60), (40, 90, 160)).save(path)
    return path


def drop(strip: AttachmentStrip, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    strip.dropEvent(
        QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def test_a_dropped_photo_is_shown_kept_and_undone(
    strip: AttachmentStrip, context: Context, plan: Visit, photo: Path, qtbot: QtBot, shelf: Shelf
) -> None:
    document, person = context.document, by_code(plan, "P02")
    assert strip.isHidden()
    document.select([person.id])
    assert not strip.isHidden()
    drop(strip, photo)
    settle(qtbot)
    (one,) = by_code(document.visit, "P02").attachments
    assert one.name == photo.name
    assert shelf.attached_files[one.digest]
    (button,) = strip.buttons
    assert button.accessibleName().startswith("IMG <1> & more.jpg, ")
    assert not button.icon().isNull()
    document.undo_stack.undo()
    assert strip.buttons == []
    document.undo_stack.redo()
    assert len(strip.buttons) == 1
    strip.take_off(one)
    assert by_code(document.visit, "P02").attachments == ()


def test_what_is_no_picture_is_refused_in_a_sentence(
    strip: AttachmentStrip, context: Context, plan: Visit, tmp_path: Path, qtbot: QtBot
) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"nothing of the kind")
    document = context.document
    document.select([by_code(plan, "P02").id])
    with qtbot.waitSignal(strip.refused) as said:
        drop(strip, broken)
    assert said.args is not None
    assert "broken.png" in said.args[0]
    assert document.visit == plan


def test_items_have_no_files(strip: AttachmentStrip, context: Context, plan: Visit) -> None:
    context.document.select([by_code(plan, "A1").id])
    assert strip.isHidden()


def test_a_picture_is_pasted(
    strip: AttachmentStrip, context: Context, plan: Visit, qtbot: QtBot, shelf: Shelf
) -> None:
    mime = QMimeData()
    assert not strip.take_pasted(mime)
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    mime.setImageData(image)
    context.document.select([by_code(plan, "P02").id])
    assert strip.take_pasted(mime)
    settle(qtbot)
    (one,) = by_code(context.document.visit, "P02").attachments
    assert Image.open(io.BytesIO(shelf.attached_files[one.digest])).size == (30, 20)


def test_the_button_pastes_or_says_what_to_copy(
    strip: AttachmentStrip, context: Context, plan: Visit, qtbot: QtBot
) -> None:
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    context.document.select([by_code(plan, "P02").id])
    QGuiApplication.clipboard().setImage(image)
    strip.paste()
    settle(qtbot)
    assert len(by_code(context.document.visit, "P02").attachments) == 1
    QGuiApplication.clipboard().setText("words")
    with qtbot.waitSignal(strip.refused) as said:
        strip.paste()
    assert said.args == ["Copy a picture or a file first, then paste it here."]


def test_a_file_can_be_used_for_papers_or_not(
    strip: AttachmentStrip, context: Context, plan: Visit, qtbot: QtBot
) -> None:
    image = QImage(30, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    mime = QMimeData()
    mime.setImageData(image)
    context.document.select([by_code(plan, "P02").id])
    strip.take_pasted(mime)
    settle(qtbot)
    (button,) = strip.buttons
    assert button.accessibleName().startswith("Photo: Picture.png")
    menu = button.menu()
    assert menu is not None
    uses = next(a.menu() for a in menu.actions() if a.text() == "Use as")
    assert isinstance(uses, QMenu)
    assert [(a.text(), a.isChecked()) for a in uses.actions()] == [
        ("Photo", True),
        ("Not for papers", False),
    ]
    uses.actions()[1].trigger()
    (one,) = by_code(context.document.visit, "P02").attachments
    assert one.use is Use.OTHER


def test_it_says_where_a_file_is_that_no_program_opens(
    strip: AttachmentStrip,
    context: Context,
    plan: Visit,
    photo: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[Path] = []
    opens = [False, True]

    def no_viewer(url: QUrl) -> bool:
        asked.append(Path(url.toLocalFile()))
        return opens.pop(0)

    monkeypatch.setattr(QDesktopServices, "openUrl", no_viewer)
    context.document.select([by_code(plan, "P02").id])
    drop(strip, photo)
    settle(qtbot)
    (one,) = by_code(context.document.visit, "P02").attachments
    said: list[str] = []
    strip.refused.connect(said.append)
    strip.open(one)
    (text,) = said
    assert photo.name in text
    assert str(asked[0].parent) in text
    assert asked[0].is_file()
    strip.open(one)  # there is one now
    assert len(asked) == 2
    assert len(said) == 1
