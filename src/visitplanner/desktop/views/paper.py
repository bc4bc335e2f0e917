"""The page from which papers go out: the paper as it will be, and what a publish would do."""

from __future__ import annotations

import importlib
import sys
import traceback
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QHideEvent,
    QImage,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout
from shiboken6 import isValid

from visitplanner.desktop import icons
from visitplanner.desktop.paper import rows, sheets
from visitplanner.desktop.paper.bar import PaperBar
from visitplanner.desktop.paper.options import Options
from visitplanner.desktop.paper.release import ReleasePane
from visitplanner.desktop.paper.view import PaperView
from visitplanner.desktop.qt import override
from visitplanner.desktop.steps import at_once
from visitplanner.desktop.tasks import Task
from visitplanner.desktop.views.base import Context, Page
from visitplanner.desktop.views.paper_drawn import Drawn
from visitplanner.desktop.views.paper_outlook import Foreseeing
from visitplanner.desktop.widgets.empty import EmptyState
from visitplanner.desktop.wording import _
from visitplanner.domain.arranging import arrange, usual_again
from visitplanner.domain.chapters import choice_for
from visitplanner.errors import VisitPlannerError
from visitplanner.publishing.kinds import source_of

if TYPE_CHECKING:
    from visitplanner.desktop.checker import Found
    from visitplanner.domain.versions import Dossier
    from visitplanner.domain.visit import Visit
    from visitplanner.publishing.preview import PaperRequest, Preview

DELAY_MS: Final = 600
"""How long after the last edit the paper is drawn anew."""
_DRAWS_PAPERS: Final = (
    "visitplanner.publishing.preview",
    "visitplanner.publishing.documents.papers",
)
_WIDE, _NARROW = 1340, 1040
_OPTIONS, _RELEASE = (292, 256, 234), (344, 296, 256)


class PaperPage(Page):
    """The page from which papers go out."""

    panes = frozenset()

    def __init__(self, context: Context, *, whole: bool = True) -> None:
        """What is in it is made at once, or else by `build`."""
        super().__init__(context)
        self.preview: Preview | None = None
        self._shown: PaperRequest | None = None
        self._stale = True
        self._versions = self._known_versions()
        self._drawing: Task | None = None
        self.foreseeing = Foreseeing(context)
        self._found: Found | None = None
        self._waiting: Callable[[Preview], object] | None = None
        self._loaded = all(name in sys.modules for name in _DRAWS_PAPERS)
        self._loading: Task | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(DELAY_MS)
        self._soon.timeout.connect(self.refresh)
        if whole:
            at_once(self.build())

    @override
    def build(self) -> Iterator[object]:
        self.options = Options()
        self.options.setParent(self)
        yield None
        self.release = ReleasePane()
        self.release.setParent(self)
        yield None
        self.view, self.bar = PaperView(self.context.tasks), PaperBar()
        self.trouble = EmptyState("")
        self._build()
        self._wire()
        self.options.show_visit(self.document.visit)

    @override
    def prepare(self) -> Iterator[object]:
        """Draw the signs of its panes one by one: all at the first paint would be a long one."""
        yield from super().prepare()
        for name, token, size in rows.SIGNS:
            icons.pixmap(name, token, size)
            yield None

    # --- building

    def _build(self) -> None:
        self.middle = QStackedWidget()
        self.middle.addWidget(self.view)
        self.middle.addWidget(self.trouble)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.middle, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(1)
        row.addWidget(self.options)
        row.addLayout(column, 1)
        row.addWidget(self.release)
        self._fit_panes(_WIDE)

    def _wire(self) -> None:
        options, release, view, bar = self.options, self.release, self.view, self.bar
        options.changed.connect(self._on_choice)
        options.ticked.connect(self._tick)
        options.shift_wanted.connect(self._shift)
        options.drop_wanted.connect(self._drop)
        options.chapter_wanted.connect(self.show_chapter)
        options.usual_wanted.connect(self._usual)
        release.action_wanted.connect(self.action_wanted)
        release.record_wanted.connect(self.record_wanted)
        self.foreseeing.attach(release)
        view.page_changed.connect(lambda _page: self._on_page())
        view.zoom_changed.connect(self._on_zoom)
        bar.page_wanted.connect(self.turn)
        bar.zoom_wanted.connect(view.zoom_by)
        bar.fit_wanted.connect(lambda: view.set_zoom(None))
        bar.pairs_wanted.connect(view.set_pairs)
        bar.action_wanted.connect(self.action_wanted)
        self.document.state_changed.connect(self._on_state)

    # --- following the plan

    def now(self) -> datetime:
        """The moment that papers are dated; to the hour, so that the same plan is the same file."""
        return datetime.now().astimezone().replace(minute=0, second=0, microsecond=0)

    @override
    def follow(self, before: Visit, after: Visit) -> None:
        self.options.show_visit(after)
        self._show_outline()
        self._mark_stale()
        self._soon.start()

    @override
    def show_problems(self, found: Found) -> None:
        self._found = found
        warnings = self.preview.warnings if self.preview else ()
        self.release.show_problems(found.problems, self.document.visit, warnings)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._loaded:
            self._load()
        elif self._stale and not self._soon.isActive() and self._drawing is None:
            self._show_outline()
            self.refresh()

    def _load(self) -> None:
        """Load what draws papers in the background: it is much, and needed here first."""
        if self._loading is None:
            self._loading = self.context.tasks.run(
                lambda _task: [importlib.import_module(name) for name in _DRAWS_PAPERS],
                self._on_loaded,
                quiet=True,
            )

    def _on_loaded(self, _modules: object) -> None:
        if not isValid(self):  # the visit was closed meanwhile
            return
        self._loading, self._loaded = None, True
        if self.isVisible():
            self._show_outline()
            self.refresh()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is drawn that nobody sees."""
        self._waiting = None
        self._soon.stop()
        self._stop()
        super().hideEvent(event)

    def _on_state(self) -> None:
        """A version may have been published."""
        if self._versions == self._known_versions():
            return
        self._versions = self._known_versions()
        self._stale = True
        if self.isVisible():
            self._soon.start()

    def _known_versions(self) -> list[tuple[int, datetime, int]]:
        return [(v.number, v.at, len(v.files)) for v in self.document.dossier.versions]

    def _on_choice(self) -> None:
        self._show_outline()
        self._mark_stale()
        if self.isVisible():
            self._soon.stop()
            self.refresh()

    def _mark_stale(self) -> None:
        self._stale = True
        self.bar.show_state("updating")

    # --- drawing

    @property
    def is_ready(self) -> bool:
        """Whether the paper that shows is that of the plan as it is now."""
        return self.preview is not None and not self._stale and self._drawing is None

    def when_ready(self, act: Callable[[Preview], object]) -> None:
        """Do something with the paper as soon as it is that of the plan as it is now.

        It is given up if there is no such paper, or the user goes elsewhere meanwhile.
        """
        self._waiting = None
        if self.is_ready and self.preview is not None:
            act(self.preview)
        elif self.isVisible():
            self._waiting = act
            if self._drawing is None:
                self._soon.stop()
                self.refresh()

    def request(self) -> PaperRequest:
        """The paper that is chosen."""
        from visitplanner.publishing.preview import PaperRequest

        chosen = self.options.chosen()
        return PaperRequest(
            now=self.now(),
            paper=chosen.paper,
            audience=chosen.audience,
            person=chosen.person,
            body=chosen.body,
            about=chosen.about,
            language=chosen.language,
        )

    def refresh(self) -> None:
        """Draw the paper anew in the background; what is under way for an older plan is dropped."""
        self._stop()
        self.bar.show_state("updating")
        if not self._loaded:
            self._load()
            return
        request, dossier = self.request(), self.document.dossier
        looked_at = self.view.looked_at() if request == self._shown else {}
        if looked_at:
            self._look(request, dossier, looked_at)
        else:
            self._draw(request, dossier)

    def _look(self, request: PaperRequest, dossier: Dossier, looked_at: dict[int, int]) -> None:
        """Draw the pages that are looked at, then all of the paper."""
        services, opened = self.context.services, self.document.opened

        def look(task: Task) -> tuple[int, dict[int, QImage]] | None:
            if task.cancelled:
                return None
            wanted = [page + 1 for page in looked_at]
            made = services.glimpse(dossier, request, wanted, task, opened)
            there = {page: width for page, width in looked_at.items() if page < made.pages}
            drawn = {page: sheets.draw(made.data, page, width) for page, width in there.items()}
            return made.pages, drawn

        def then(found: tuple[int, dict[int, QImage]] | None) -> None:
            if found is not None:
                self.view.show_glimpse(*found)
                self._draw(request, dossier)

        # What stops a glimpse stops the whole paper, which then says so.
        self._drawing = self.context.tasks.run(
            look, then, on_error=lambda _error: self._draw(request, dossier), quiet=True
        )

    def _draw(self, request: PaperRequest, dossier: Dossier) -> None:
        services, opened = self.context.services, self.document.opened

        def draw(task: Task) -> Drawn | None:
            if task.cancelled:
                return None
            made = services.preview(dossier, request, task, opened)
            return Drawn(made, sheets.read(made.data))

        self._drawing = self.context.tasks.run(
            draw,
            partial(self._on_drawn, request, dossier.visit),
            on_error=self._on_failed,
            quiet=True,
        )
        self.foreseeing.start(dossier, request.now)

    def _stop(self) -> None:
        self.foreseeing.stop()
        if self._drawing is not None:
            self._drawing.cancel()
        self._drawing = None

    def _on_drawn(self, request: PaperRequest, visit: Visit, drawn: Drawn | None) -> None:
        if drawn is None:  # cancelled before it began
            return
        self._drawing, self._shown = None, request
        self.preview, self._stale = drawn.preview, False
        self.view.show_sheets(drawn.sheets)
        self.middle.setCurrentWidget(self.view)
        self.bar.show_state("ready")
        self.bar.enable(there=True)
        self._show_chapters(drawn.preview)
        self.options.show_language(drawn.preview.language)
        self.options.show_total(drawn.preview, drawn.sheets.sizes)
        chosen = self.options.chosen()
        person = next((p.name for p in visit.delegates if p.id == chosen.person), "")
        reader = person or chosen.body or ""
        self.release.show_withheld(drawn.preview.withheld, visit, chosen.audience, reader)
        if self._found is not None:
            self.show_problems(self._found)
        self._on_page()
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting(drawn.preview)

    def _on_failed(self, error: BaseException) -> None:
        """Say in the place of the paper why there is none."""
        self._drawing = self._waiting = None
        self._stale = False
        self.preview = self._shown = None
        said = str(error)
        if not isinstance(error, VisitPlannerError):
            traceback.print_exception(error)
            text = _(
                "This paper cannot be drawn as the plan stands ({reason}). Take back the last"
                " change, or leave out the chapter that it concerns."
            )
            said = text.format(reason=type(error).__name__)
        self.trouble.say(said)
        self.middle.setCurrentWidget(self.trouble)
        self.bar.show_state("failed")
        self.bar.enable(there=False)
        self._show_outline()

    # --- chapters

    def _show_outline(self) -> None:
        """The chapters as they are chosen, at once; their pages come with the drawing."""
        if not self._loaded:
            return
        from visitplanner.publishing.preview import Presence, outline

        known = {one.key: one for one in self.options.model.chapters}
        found = []
        for chapter in outline(self.document.dossier, self.request()):
            before = known.get(chapter.key)
            keep = before is not None and chapter.presence is Presence.PRINTED
            stays = keep and before is not None and before.presence.value in ("printed", "empty")
            found.append(before if stays and before is not None else chapter)
        self.options.show_chapters(found, usual=self._is_usual())

    def _show_chapters(self, made: Preview) -> None:
        self.options.show_chapters(made.chapters, usual=self._is_usual())

    def _is_usual(self) -> bool:
        chosen = self.options.chosen()
        choice = choice_for(self.document.visit.chapters, self._source(), chosen.audience)
        return not (choice.order or choice.left_out)

    def _source(self) -> str:
        """The kind of paper whose chapters are chosen: a Word file has those of its PDF."""
        chosen = self.options.chosen()
        return source_of(chosen.paper, chosen.person, chosen.body)

    def _keys(self) -> list[str]:
        return [one.key for one in self.options.model.chapters]

    def _title(self, key: str) -> str:
        row = self.options.model.row_of(key)
        return _(self.options.model.chapters[row].title) if row >= 0 else key

    def _tick(self, key: str, on: bool) -> None:
        """Print a chapter, or leave it out."""
        chosen = self.options.chosen()
        now = choice_for(self.document.visit.chapters, self._source(), chosen.audience).left_out
        left_out = tuple(one for one in now if one != key) + (() if on else (key,))
        text = _("Print {chapter}") if on else _("Leave out {chapter}")
        self.document.try_edit(
            text.format(chapter=self._title(key)),
            arrange,
            self._source(),
            chosen.audience,
            left_out=left_out,
        )

    def _shift(self, key: str, steps: int) -> None:
        row = self.options.model.row_of(key)
        self._drop(key, row + (steps if steps < 0 else steps + 1))

    def _drop(self, key: str, target: int) -> None:
        """Put a chapter before the one in row `target`; the first page stays the first."""
        keys = self._keys()
        if key not in keys or self.options.model.chapters[keys.index(key)].opens:
            return
        opening = sum(one.opens for one in self.options.model.chapters)
        row = keys.index(key)
        keys.insert(min(max(target, opening), len(keys)), key)
        del keys[row + (keys.index(key) < row)]
        chosen = self.options.chosen()
        self.document.try_edit(
            _("Move {chapter}").format(chapter=self._title(key)),
            arrange,
            self._source(),
            chosen.audience,
            order=keys[opening:],
        )
        self.options.mark(key)
        self._say_place(key)

    def _say_place(self, key: str) -> None:
        """Tell those who hear the screen where a chapter stands now."""
        keys = self._keys()
        text = _("{chapter}, {place} of {count}").format(
            chapter=self._title(key), place=keys.index(key) + 1, count=len(keys)
        )
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.options.list, text))

    def _usual(self) -> None:
        chosen = self.options.chosen()
        text = _("Usual chapters again")
        self.document.try_edit(text, usual_again, self._source(), chosen.audience)

    def show_chapter(self, key: str) -> None:
        """Scroll to a chapter, if it is on paper."""
        row = self.options.model.row_of(key)
        chapter = self.options.model.chapters[row] if row >= 0 else None
        if chapter is not None and chapter.first:
            self.view.show_page(chapter.first)
            self.options.mark(key)

    # --- pages

    def turn(self, steps: int) -> None:
        """Go on or back by pages."""
        if self.view.count:
            self.view.show_page(min(max(self.view.page + steps, 1), self.view.count))

    def _on_page(self) -> None:
        self.bar.show_page(self.view.page, self.view.count)
        if self._stale:
            return
        page = self.view.page
        here = [c for c in self.options.model.chapters if c.first and c.first <= page <= c.last]
        marked = self.options.list.currentIndex().row()
        if here and self.options.model.row_of(here[-1].key) != marked:
            now = self.options.model.chapters[marked] if marked >= 0 else None
            if now not in here:
                self.options.mark(here[-1].key)

    def _on_zoom(self) -> None:
        self.bar.show_zoom(self.view.zoom, fits=self.view.fits)

    # --- size

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_panes(event.size().width())

    def _fit_panes(self, width: int) -> None:
        step = 0 if width >= _WIDE else (1 if width >= _NARROW else 2)
        self.options.setFixedWidth(_OPTIONS[step])
        self.release.set_width(_RELEASE[step])

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(_OPTIONS[-1] + _RELEASE[-1] + 370, super().minimumSizeHint().height())
