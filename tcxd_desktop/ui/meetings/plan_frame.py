"""What the full pages of a month stand on: head, sheet of cells, keys, leaving, keeping up."""

from collections.abc import Callable
from typing import Any, ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import allowed, theme
from tcxd_desktop.ui.common.beginning import begin_at
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.draft_bar import UNDECIDED, DraftBar
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.layers import Layer
from tcxd_desktop.ui.common.listing import ruled
from tcxd_desktop.ui.meetings.draft_keeper import DraftKeeper
from tcxd_desktop.ui.meetings.grid_sheet import Sheet
from tcxd_desktop.ui.meetings.grid_view import CellLine, SheetView
from tcxd_desktop.ui.meetings.plan_parts import SAVES, PageHead, button, footer
from tcxd_desktop.wording.formats import show_number
from tcxd_desktop.wording.periods import period_text

_CHANGED_SINCE = "của bản nháp không dùng được nữa: đã có người ghi khác sau đó."
_KEPT = " · đã giữ nháp "


class SheetPage(Layer):
    """A month typed in as a spreadsheet. What is typed is never lost to what others write."""

    subjects: ClassVar[frozenset[str]] = frozenset()
    """Which writes concern it."""
    title: ClassVar[str] = ""
    what: ClassVar[str] = ""
    """What may be unsaved, before the month."""
    keys: ClassVar[str] = ""
    """Said below the sheet."""
    draft_kind: ClassVar[type[Any]] = object
    """The record a draft of it is kept as."""

    def __init__(
        self, desk: Desk, jobs: Jobs, changes: Changes, parent: QWidget | None = None
    ) -> None:
        """Build the page; ``open`` fills it."""
        super().__init__(parent)
        self._desk, self._jobs = desk, jobs
        self.period = ""
        """The month that is shown."""
        self._stale = False
        self._offered: Any = None
        """A draft that fits, until the user says whether to use it."""
        self.sheet = self._sheet()
        self.drafts = DraftKeeper(desk, jobs, self._unsaved, self)
        self.draft_bar = DraftBar()
        self.head = PageHead(self.title)
        self.table = SheetView(self.sheet, name=self.title)
        self.line = CellLine(self.table, self.keys)
        self.save_button = theme.primary(
            button("Lưu", self.save, tip="Ctrl+S, Shift+Enter hoặc Ctrl+Enter")
        )
        ruled(self, self.head, main=self.table, foot=footer(self.line))
        begin_at(self, self.table)
        self._build()
        self.head.add_bar(self.draft_bar)
        self._connect(changes)

    def _connect(self, changes: Changes) -> None:
        self.head.back.connect(self.leave)
        self.head.month.wanted.connect(self._on_month)
        self.table.said.connect(self.head.notice.say)
        self.table.model_.edited.connect(self._on_changed)
        self.table.typed.connect(self.drafts.start)
        self.drafts.kept.connect(self._on_kept)
        self.drafts.failed.connect(self.head.notice.show_problem)
        self.draft_bar.used.connect(self._on_used)
        self.draft_bar.dropped.connect(self._on_dropped)
        changes.written.connect(self._on_written)
        self._take_key(QKeySequence(QKeySequence.StandardKey.Save), self.save)
        self._take_key(QKeySequence("Ctrl+PgUp"), self.head.month.go_back)
        self._take_key(QKeySequence("Ctrl+PgDown"), self.head.month.go_on)

    def open(self, period: str) -> None:
        """Show a month (``2026-11``)."""
        self.period = period
        self.unsaved_name = f"{self.what} {period_text(period)}"
        self.head.notice.clear()
        self.head.month.show_period(period)
        self.read()
        self._begin()
        self.offer_draft()

    def offer_draft(self) -> None:
        """Offer what was typed here before and not saved; else let it be typed in."""
        self.drafts.watch(self._draft_key())
        found = self.drafts.find(self.draft_kind)
        self._offered = self._fitting(found[0]) if found is not None else None
        self.table.setEnabled(self._offered is None)
        if found is not None and self._offered is not None:
            self.draft_bar.offer(found[1], f"{show_number(self._lines(self._offered))} dòng")
            self.draft_bar.use.setFocus()
        else:
            self.draft_bar.hide()
            self.table.setFocus()

    def read(self) -> None:
        """Read what is stored; what was typed and not saved is given up."""
        self._stale = False
        self._read()
        self.table.reset_rows()
        self._say()

    def unsaved(self) -> bool:
        """Tell whether leaving would lose something."""
        self.table.commit()
        return self.sheet.dirty()

    def discard(self) -> None:
        """Throw away what is typed and not saved."""
        self.drafts.drop()
        self.read()

    def keep_draft(self) -> Problem | None:
        """Keep what is typed and not saved, now; returns what stood in the way."""
        return self.drafts.flush()

    @Slot()
    def save(self) -> bool:
        """Write what changed; false where something has to be mended first."""
        raise NotImplementedError

    def showEvent(self, event: QShowEvent) -> None:
        """Read again what was written while nobody looked."""
        super().showEvent(event)
        self._keep_up()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Esc; save with Shift+Enter and Ctrl+Enter."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() in SAVES:
            self.save()
        else:
            super().keyPressEvent(event)

    def _sheet(self) -> Sheet[Any]:
        """Return the empty sheet."""
        raise NotImplementedError

    def _build(self) -> None:
        """Make buttons and put them into the head."""

    def _read(self) -> None:
        """Fill the sheet."""

    def _begin(self) -> None:
        """Put the cursor where the work begins."""
        self.table.stand_first()

    def _draft_key(self) -> str:
        """Return what drafts of the sheet shown are kept under."""
        raise NotImplementedError

    def _draft(self) -> object | None:
        """Return what is typed and not saved as a record."""
        raise NotImplementedError

    def _fitting(self, draft: Any) -> Any:
        """Return what of a draft can still be used, or ``None``."""
        raise NotImplementedError

    def _use(self, draft: Any) -> None:
        """Type a draft that fits into the sheet again."""
        raise NotImplementedError

    def _lines(self, draft: Any) -> int:
        """Return how many lines a draft has."""
        raise NotImplementedError

    def _may(self, permission: Permission) -> bool:
        """Tell whether the account may write and no draft waits; says so where not."""
        if self._offered is not None:
            self.head.notice.say(UNDECIDED, "warn")
            self.draft_bar.use.setFocus()
            return False
        return allowed.told(self.head.notice, self._desk, permission)

    @Slot()
    def _say(self) -> None:
        """Say in the head how things stand."""

    @Slot()
    def _on_changed(self) -> None:
        """Say how things stand after something was typed, and keep it soon."""
        self._say()
        self.drafts.start()

    def _unsaved(self, resting: bool) -> object | None:  # noqa: FBT001 - a callback
        if self._offered is not None:
            return None
        if not resting:
            self.table.commit()
        return self._draft()

    @Slot()
    def _on_kept(self) -> None:
        status = self.head.status.whole().partition(_KEPT)[0]
        if self.sheet.dirty() or self.table.typing():
            self.head.say(f"{status}{_KEPT}{self._desk.clock():%H:%M}", self.head.warned.whole())

    @Slot()
    def _on_used(self) -> None:
        # What is stored may have been read again since the draft was offered.
        asked, self._offered = self._offered, None
        if asked is None:
            return
        fitting = self._fitting(asked)
        gone = self._lines(asked)
        if fitting is not None:
            self._use(fitting)
            gone -= self._lines(fitting)
        self.table.setEnabled(True)
        self.table.reset_rows()
        self.head.notice.clear()
        if gone:
            self.head.notice.say(f"{show_number(gone)} dòng {_CHANGED_SINCE}", "warn")
        self._on_changed()
        self.table.setFocus()

    @Slot()
    def _on_dropped(self) -> None:
        self._offered = None
        self.drafts.drop()
        self.head.notice.clear()
        self.table.setEnabled(True)
        self.table.setFocus()

    def _take_key(self, keys: QKeySequence, act: Callable[[], object]) -> None:
        shortcut = QShortcut(keys, self, act)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _stop_at(self, row: int, column: int) -> None:
        """Stand on a cell that keeps the sheet from being saved, and say why."""
        self.table.stand(row, column)
        self.table.setFocus()
        self.head.notice.say(self.sheet.shown(row, column).said, "bad")

    def _keep_up(self) -> None:
        typing = self.table.typing() or self.sheet.dirty()
        if self._stale and self.period and self.isVisible() and not typing:
            self.read()

    @Slot()
    def leave(self) -> None:
        """Go back; who stays goes on in the sheet."""
        if self.may_leave():
            self.left.emit()
        else:
            self.table.setFocus()

    @Slot(str)
    def _on_month(self, period: str) -> None:
        if self.may_leave():
            self.open(period)

    @Slot(object)
    def _on_written(self, subjects: frozenset[str]) -> None:
        if subjects & self.subjects:
            self._stale = True
            self._keep_up()
