"""What the field of a password says: that there is one already, if the keychain has it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit

from visitplanner.desktop.services import Services
from visitplanner.desktop.tasks import Task, Tasks
from visitplanner.desktop.wording import _
from visitplanner.errors import VisitPlannerError


class KeptPassword(QObject):
    """Asks off the window's thread: a keychain may take long, or ask its user first.

    What it answers holds for the account as it is set up; where another server or user is typed,
    nothing is known.
    """

    def __init__(self, field: QLineEdit, account: Sequence[QLineEdit], without: str) -> None:
        """`account` are the fields that name it; `without` is said where no password is known."""
        super().__init__(field)
        self._field, self._account, self._without = field, tuple(account), without
        self._asked: tuple[str, ...] = ()
        self._is_kept = False
        self._task: Task | None = None
        for one in self._account:
            one.textChanged.connect(lambda _text: self._say())
        self._say()

    def ask(self, named: Callable[[], str], services: Services, tasks: Tasks) -> None:
        """Ask for the account that the fields name now.

        Args:
            named: Gives the word by which the password is kept; where it raises there is none.
            services: They know the keychain.
            tasks: Where the keychain is asked.
        """
        self._asked = self._typed()
        self._task = tasks.run(
            lambda _task: services.passwords().of(named()) is not None,
            self._on_answer,
            on_error=self._on_closed,
            quiet=True,
        )

    def stop(self) -> None:
        """Wait for no answer any more."""
        if self._task is not None:
            self._task.cancel()

    def _on_answer(self, is_kept: bool) -> None:
        self._task, self._is_kept = None, is_kept
        self._say()

    def _on_closed(self, error: BaseException) -> None:
        """A keychain that is closed gives no password away, so none is promised."""
        if not isinstance(error, VisitPlannerError):
            raise error
        self._on_answer(False)

    def _typed(self) -> tuple[str, ...]:
        return tuple(one.text().strip() for one in self._account)

    def _say(self) -> None:
        known = self._is_kept and self._typed() == self._asked
        saved = _("Leave empty to use the saved one")
        self._field.setPlaceholderText(saved if known else self._without)
