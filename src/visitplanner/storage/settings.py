"""What the program remembers from one day to the next, apart from visits.

One JSON file in the user's settings folder. A file that cannot be read is kept beside it, and the
program starts as on its first day: settings never keep anybody from working.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from visitplanner.domain.base import Line
from visitplanner.errors import FileProblem
from visitplanner.storage import atomic, folders, limits
from visitplanner.storage.locks import FileLock
from visitplanner.storage.refusal import Refusal

FILE_NAME: Final = "settings.json"
MAX_RECENT: Final = 20
"""How many files that are not pinned are remembered."""
MAX_REMINDED: Final = 100
"""Of how many visits it is remembered when somebody was last reminded of what is due."""
_MAX_SIZE = 4 * limits.MIB


class Theme(StrEnum):
    """The colours of the window."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class _Remembered(BaseModel):
    """A value of the settings; what a newer program has added to it is kept."""

    model_config = ConfigDict(frozen=True, extra="allow")


class RecentFile(_Remembered):
    """A visit that was opened here: where it is, what it is called, and when that was.

    `detail` is where and when it takes place, in the words in which it was shown.
    """

    path: Path
    title: Line = ""
    opened_at: AwareDatetime | None = None
    pinned: bool = False
    detail: Line = ""


class TableLook(_Remembered):
    """How the user has arranged the columns of a table, by their keys; widths in pixels."""

    order: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    widths: dict[str, int] = Field(default_factory=dict)


class MailAccount(_Remembered):
    """Where the user hands in mail, and from whom it is; the password is in the keychain.

    `tls` is encrypted from the first byte, otherwise as soon as the server has said that it can.
    `per_minute` is how many mails at most leave within a minute.
    """

    host: Line = ""
    port: int = Field(default=587, ge=1, le=65535)
    tls: bool = False
    user: Line = ""
    sender_name: Line = ""
    sender: Line = ""
    per_minute: int = Field(default=20, ge=1, le=600)


class CalendarAccount(_Remembered):
    """The calendar server of the user; the password is in the keychain."""

    url: Line = ""
    user: Line = ""


class Settings(_Remembered):
    """Everything that is remembered; immutable, each change gives new settings.

    `recent` is in the order in which to show it: pinned ones first, then the latest first.
    `window_geometry` and `window_state` are Qt's own, in Base64. `language` is empty where that of
    the system is meant.
    """

    recent: tuple[RecentFile, ...] = ()
    last_folder: Path | None = None
    theme: Theme = Theme.SYSTEM
    language: str = ""
    user_name: Line = ""
    window_geometry: str = Field(default="", max_length=100_000)
    window_state: str = Field(default="", max_length=100_000)
    tables: dict[str, TableLook] = Field(default_factory=dict)
    shown_panes: dict[str, dict[str, bool]] = Field(default_factory=dict)
    shortcuts: dict[str, str] = Field(default_factory=dict)
    text_size: int = Field(default=0, ge=-2, le=4)
    tips_read: bool = False
    reminded: dict[str, date] = Field(default_factory=dict)
    mail_account: MailAccount = MailAccount()
    calendar_account: CalendarAccount = CalendarAccount()

    def with_reminder(self, visit_id: str, day: date) -> Settings:
        """After somebody was reminded of what is due in a visit; the latest are remembered."""
        kept = {one: when for one, when in self.reminded.items() if one != visit_id}
        latest = list(kept.items())[-MAX_REMINDED + 1 :]
        return self.model_copy(update={"reminded": {**dict(latest), visit_id: day}})

    def with_recent(
        self, path: Path, title: str, opened_at: datetime, detail: str = ""
    ) -> Settings:
        """After a visit was opened or saved: it leads the list, and its folder is the last one."""
        path = path.absolute()
        if not _is_text(path):
            return self
        pinned = any(file.pinned for file in self.recent if file.path == path)
        newest = RecentFile(
            path=path, title=title, opened_at=opened_at, pinned=pinned, detail=detail
        )
        others = [file for file in self.recent if file.path != path]
        return self._with((newest, *others), path.parent)

    def with_pinned(self, path: Path, *, pinned: bool) -> Settings:
        """With one of the recent files pinned to the top of the list, or no longer."""
        changed = [
            file.model_copy(update={"pinned": pinned}) if file.path == path.absolute() else file
            for file in self.recent
        ]
        return self._with(changed, self.last_folder)

    def with_table(self, key: str, look: TableLook | None) -> Settings:
        """With the columns of a table arranged like that; None: as on the first day."""
        tables = {name: held for name, held in self.tables.items() if name != key}
        if look is not None:
            tables[key] = look
        return self.model_copy(update={"tables": tables})

    def _with(
        self, recent: list[RecentFile] | tuple[RecentFile, ...], last: Path | None
    ) -> Settings:
        pinned = [file for file in recent if file.pinned]
        others = [file for file in recent if not file.pinned][:MAX_RECENT]
        return self.model_copy(update={"recent": (*pinned, *others), "last_folder": last})


def load(path: Path | None = None) -> Settings:
    """The settings at `path` (the user's by default); fresh ones if there are none, or damaged."""
    with suppress(FileProblem, OSError):  # not to be read today; perhaps tomorrow
        file = path or folders.config() / FILE_NAME
        if file.exists():
            return _read(file)
    return Settings()


def _read(file: Path) -> Settings:
    raw = atomic.read_bytes(file, _MAX_SIZE)
    try:
        limits.check_json(raw, file.name)
        return Settings.model_validate(json.loads(raw))
    except (Refusal, ValueError):  # ValidationError is a ValueError
        file.replace(file.with_suffix(".damaged.json"))
        return Settings()


def save(settings: Settings, path: Path | None = None) -> None:
    """Write the settings.

    Raises:
        FileProblem: they could not be written; work can go on without.
    """
    try:
        file = path or folders.config() / FILE_NAME
    except OSError as failure:
        raise FileProblem(
            f"The settings cannot be kept, as there is no folder for them ({failure.strerror}): "
            "look whether your disk is full or protected."
        ) from failure
    atomic.write_bytes(file, settings.model_dump_json(indent=1).encode(), private=True)


def update(change: Callable[[Settings], Settings], path: Path | None = None) -> Settings:
    """Read the settings, change them, write them; nothing another window wrote gets lost.

    Raises:
        FileProblem: they could not be written.
    """
    lock = None
    with suppress(OSError):
        lock = FileLock.take(folders.data("locks") / "settings.lock", timeout=2)
    try:
        settings = change(load(path))
        save(settings, path)
    finally:
        if lock:
            lock.release()
    return settings


def _is_text(path: Path) -> bool:
    """Whether a path can be written as text; a name in a broken encoding cannot."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return True
