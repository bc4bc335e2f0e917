"""What is missing as rows: who can answer, and below each what to ask; scores as filters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from visitplanner.desktop import wording as w
from visitplanner.desktop.plain import tooltip
from visitplanner.desktop.wording import _, plural
from visitplanner.domain.queries import active_people

if TYPE_CHECKING:
    from visitplanner.domain.visit import Visit
    from visitplanner.planning.completeness import Ask, Completeness, Missing, Paper, Score

RECORD: Final = Qt.ItemDataRole.UserRole
FIELD: Final = Qt.ItemDataRole.UserRole + 1
SIDE: Final = Qt.ItemDataRole.UserRole + 2
"""The quieter text at the right."""
DETAIL: Final = Qt.ItemDataRole.UserRole + 3
"""The quieter text behind the name."""
KEY: Final = Qt.ItemDataRole.UserRole + 4
"""What a score is of: a day (ISO), the name of a paper, or "" for all of them."""
PERCENT: Final = Qt.ItemDataRole.UserRole + 5

_ACCESSIBLE: Final = Qt.ItemDataRole.AccessibleTextRole


def fill_asks(model: QStandardItemModel, found: Completeness) -> None:
    """Show who can answer what; the organiser's own homework under one heading, at the end."""
    model.clear()
    for title, detail, due, missing in _groups(found):
        head = _row(title)
        head.setData(detail, DETAIL)
        by = _by(due, found.visit)
        head.setData(by, SIDE)
        spoken = w.joined(title, detail, by, _things(len(missing)), by=", ")
        head.setData(spoken, _ACCESSIBLE)
        for one in missing:
            row = _row(one.what)
            row.setData(one.record, RECORD)
            row.setData(one.field, FIELD)
            row.setToolTip(tooltip(one.what))
            head.appendRow(row)
        model.appendRow(head)


Group = tuple[str, str, date | None, tuple["Missing", ...]]


def _groups(found: Completeness) -> Iterator[Group]:
    from visitplanner.planning.completeness import ROLE_LABELS, Role

    own: list[Ask] = []
    for ask in found.asks:
        who = ask.answerer
        if who.role is Role.ORGANISER:
            own.append(ask)
            continue
        detail = w.joined(_(ROLE_LABELS[who.role]), who.reach)
        yield who.name or who.reach, detail, ask.due, ask.missing
    if own:
        due = min((ask.due for ask in own if ask.due), default=None)
        missing = tuple(one for ask in own for one in ask.missing)
        yield _("To find out yourself"), "", due, missing


def _by(due: date | None, visit: Visit) -> str:
    """The day, with its year where that is not the year of the visit; none once that is over."""
    first, last = visit.first_day, visit.last_day
    if due is None or first is None or last is None or due > last:
        return ""
    same = first.year == due.year
    return _("by {day}").format(day=w.day_short(due) if same else w.day_full(due))


def _things(count: int) -> str:
    return plural("{count} thing", "{count} things", count)


def unmeasured(visit: Visit) -> str:
    """Why nobody can say yet how much of the papers is there; empty where that can be said."""
    if visit.days and active_people(visit):
        return ""
    if visit.days:
        return _("Nobody takes part yet.")
    if active_people(visit):
        return _("The visit has no days yet.")
    return _("The visit has no days, and nobody takes part yet.")


def fill_papers(model: QStandardItemModel, found: Completeness) -> None:
    """Show the score of each paper, that of all together first."""
    from visitplanner.planning.completeness import PAPER_LABELS

    names = {paper.value: _(PAPER_LABELS[paper]) for paper in found.papers}
    known = not unmeasured(found.visit)
    scores = {paper.value: score if known else None for paper, score in found.papers.items()}
    _fill_scores(model, _("All papers"), found.score if known else None, names, scores)


def fill_days(model: QStandardItemModel, found: Completeness) -> None:
    """Show the score of each day."""
    names = {day.isoformat(): w.day_short(day) for day in found.days}
    known = not unmeasured(found.visit)
    scores = {day.isoformat(): score if known else None for day, score in found.days.items()}
    _fill_scores(model, _("All days"), None, names, scores)


def _fill_scores(
    model: QStandardItemModel,
    everything: str,
    whole: Score | None,
    names: dict[str, str],
    scores: Mapping[str, Score | None],
) -> None:
    """Bring the rows up to date in place, so that what is chosen stays chosen."""
    rows: list[tuple[str, str, Score | None]] = [("", everything, whole)]
    rows += [(key, names[key], score) for key, score in scores.items()]
    model.setRowCount(min(model.rowCount(), len(rows)))
    for number, (key, name, score) in enumerate(rows):
        row = model.item(number) if number < model.rowCount() else _row("")
        if row.data(KEY) != key:
            row = _row(name)
            model.setItem(number, row)
        row.setText(name)
        row.setData(key, KEY)
        row.setData(score.percent if score else None, PERCENT)
        row.setData(f"{name}, {score.percent} %" if score else name, _ACCESSIBLE)


def _row(text: str) -> QStandardItem:
    row = QStandardItem(text)
    row.setEditable(False)
    return row


def chosen_paper(key: str) -> Paper | None:
    """The paper of a row."""
    from visitplanner.planning.completeness import Paper

    return Paper(key) if key else None


def chosen_day(key: str) -> date | None:
    """The day of a row."""
    return date.fromisoformat(key) if key else None
