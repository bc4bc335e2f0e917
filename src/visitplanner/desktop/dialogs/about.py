"""Who made what this program stands on, and the sheet of shortcuts."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QWidget,
)

from visitplanner.desktop.widgets.controls import label, push_button
from visitplanner.desktop.widgets.room import column_in, open_at
from visitplanner.desktop.wording import _


def credits() -> str:  # noqa: A001 - the word of the trade
    """The libraries, data and fonts, with their licences."""
    from visitplanner.planning import airports, gazetteer

    lines = (
        _("Visit Planner is free software under the Apache License 2.0."),
        "",
        gazetteer.ATTRIBUTION,
        airports.ATTRIBUTION,
        _("Icons: Phosphor, MIT License"),
        _("Fonts: Source Sans 3 and Noto Serif, SIL Open Font License 1.1"),
        _("Window: Qt for Python (PySide6), LGPL 3.0"),
        _("Plan: pydantic, MIT License"),
        _("Papers: reportlab, BSD License; pikepdf, MPL 2.0; pypdfium2, Apache License 2.0"),
        _("Pictures: Pillow, MIT-CMU License; spelling: spylls, MPL 2.0"),
        _("Calendars: icalendar, BSD License; time zones: IANA, public domain"),
        _("Spreadsheets: openpyxl, MIT License; Word files: python-docx, MIT License"),
        _("Names of countries and languages: Unicode CLDR by Babel, BSD License"),
        _("Command line: typer, MIT License; folders: platformdirs, MIT License"),
    )
    return "\n".join(lines)


class AboutDialog(QDialog):
    """Version, licence, credits."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        from visitplanner import __version__

        self.setWindowTitle(_("About Visit Planner"))
        open_at(self, 520, 440)
        column = column_in(self)
        column.addWidget(label(_("Visit Planner"), "title"))
        column.addWidget(label(_("Version {number}").format(number=__version__), "small"))
        words = QPlainTextEdit(credits())
        words.setReadOnly(True)
        words.setAccessibleName(_("Licences and credits"))
        column.addWidget(words, 1)
        column.addSpacing(6)
        row = QHBoxLayout()
        row.addStretch(1)
        close = push_button(_("Close"), self.accept, primary=True)
        row.addWidget(close)
        column.addLayout(row)
        close.setFocus()
        self.finished.connect(lambda _code: self.deleteLater())
