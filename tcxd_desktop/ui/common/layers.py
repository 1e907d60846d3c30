"""Full pages that lie over the first page of a place in the window."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QPushButton, QStackedLayout, QWidget

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.ui.common import dialogs
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.pages import Offer, Page

_RELOAD_AFTER_MS = 120
"""Several writes in a row are one reading."""


class Layer(QWidget):
    """A page that lies over the first one. As it stands here, nothing is ever unsaved on it."""

    left = Signal()
    """The user goes back: nothing unsaved is left, or it was thrown away."""

    unsaved_name = ""
    """What may be unsaved, as the user is asked about it: ``Buổi họp``."""

    def unsaved(self) -> bool:
        """Tell whether going away would lose something; a cell being typed in counts."""
        return False

    def may_leave(self) -> bool:
        """Tell whether the page may go; asks about unsaved work."""
        if not self.unsaved():
            return True
        answer = dialogs.ask_unsaved(self, self.unsaved_name)
        if answer == "save":
            return self.save()
        if answer == "discard":
            self.discard()
        return answer == "discard"

    @Slot()
    def leave(self) -> None:
        """Go back, unless unsaved work keeps the user here."""
        if self.may_leave():
            self.left.emit()

    def save(self) -> bool:
        """Save what is unsaved; false when it could not be, with the reason shown."""
        return True

    def discard(self) -> None:
        """Throw unsaved work away."""

    def keep_draft(self) -> Problem | None:
        """Keep what is typed and not saved, now; returns what stood in the way, if anything."""
        return None

    def add_keys(self, *keys: tuple[str, Callable[[], object]]) -> None:
        """Give keys that work anywhere on the page."""
        for sequence, slot in keys:
            shortcut = QShortcut(QKeySequence(sequence), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)


class LiveLayer(Layer):
    """A layer that keeps up with what is written, and takes the keyboard when it comes up."""

    subjects: ClassVar[frozenset[str]] = frozenset()
    """Which writes concern it."""

    def __init__(self, changes: Changes, parent: QWidget | None = None) -> None:
        """Listen to ``changes``; nothing is read before the page is opened."""
        super().__init__(parent)
        self._stale = False
        self._later = QTimer(self, singleShot=True, interval=_RELOAD_AFTER_MS)
        self._later.timeout.connect(self._on_time)
        changes.written.connect(self._on_written)

    def reload(self) -> None:
        """Read again what is shown; pages do it after calling this."""
        self._stale = False

    def take_keyboard(self) -> None:
        """Put the keyboard where the work begins."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves; Enter on a button presses it."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        there = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(there, QPushButton):
            there.click()
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Be up to date, with the keyboard where the work begins."""
        super().showEvent(event)
        if self._stale:
            self.reload()
        if not event.spontaneous():
            self.take_keyboard()

    @Slot(object)
    def _on_written(self, subjects: frozenset[str]) -> None:
        if subjects & self.subjects:
            self._stale = True
            self._later.start()

    @Slot()
    def _on_time(self) -> None:
        if self._stale and self.isVisible():
            self.reload()


class LayeredPage(Page):
    """Shows its first page; others are built when first wanted, *back* takes them away."""

    def __init__(self, first: Page) -> None:
        """Show ``first``; what it asks of the window is passed on."""
        super().__init__()
        self._first = first
        self._over: dict[str, Layer] = {}
        self._path: list[str] = []
        """Pages that lie over the first, the one that is seen last."""
        self._stack = QStackedLayout(self)
        self._stack.addWidget(first)
        first.person_wanted.connect(self.person_wanted)
        first.unit_wanted.connect(self.unit_wanted)
        first.transfer_wanted.connect(self.transfer_wanted)
        first.page_wanted.connect(self.page_wanted)
        first.counted.connect(self.counted)
        first.status_wanted.connect(self.status_wanted)

    # --- what differs -----------------------------------------------------------------------------

    def make(self, key: str) -> Layer:
        """Build a page, and connect what it asks for."""
        raise NotImplementedError

    def tell(self, problem: Problem) -> None:
        """Say on the first page why another could not be opened."""
        raise NotImplementedError

    def returned(self, key: str) -> None:
        """Have the first page seen again, after this one lay over it."""

    # --- showing ----------------------------------------------------------------------------------

    def over(self, key: str) -> Any:
        """Return a full page, built when needed."""
        if key not in self._over:
            made = self.make(key)
            made.left.connect(self.go_back)
            self._stack.addWidget(made)
            self._over[key] = made
        return self._over[key]

    @property
    def shown(self) -> str:
        """Key of the page that lies on top; empty for the first page."""
        return self._path[-1] if self._path else ""

    def show_over(self, key: str, open_it: Callable[[Any], None]) -> None:
        """Open a page over those that are open; a problem is said on the first page."""
        page = self.over(key)
        if key in self._path and not page.may_leave():
            return
        try:
            open_it(page)
        except Problem as problem:
            self.tell(problem)
            if not self._path:
                self._stack.setCurrentWidget(self._first)
            return
        self._bring(key)

    def take_off(self) -> None:
        """Forget the page on top, before another is shown in its place."""
        self._path.pop()

    def leave_all(self) -> bool:
        """Show the first page, unless unsaved work keeps the user; tells whether it is shown."""
        if self._path and not self._over[self.shown].may_leave():
            return False
        self._path.clear()
        self._stack.setCurrentWidget(self._first)
        return True

    @Slot()
    def go_back(self) -> None:
        """Go back to the page below, or the first."""
        key = self._path.pop() if self._path else ""
        if self._path:
            self._see(self._over[self.shown])
        else:
            self._stack.setCurrentWidget(self._first)
            self.returned(key)

    def _bring(self, key: str) -> None:
        if key in self._path:
            del self._path[self._path.index(key) :]
        self._path.append(key)
        self._see(self._over[key])

    def _see(self, page: Layer) -> None:
        """Show a page; what took the keyboard before is not seen any more."""
        self._stack.setCurrentWidget(page)
        if self.isVisible():
            take_keyboard(page)

    def showEvent(self, event: QShowEvent) -> None:
        """Give the keyboard to the page on top: its keys are dead while an entry has it."""
        super().showEvent(event)
        if self._path and not event.spontaneous():
            take_keyboard(self._over[self.shown])

    # --- what the window asks ---------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the first page again."""
        self._first.refresh()

    def search(self, text: str) -> None:
        """Show what the words find, on the first page."""
        self._first.search(text)

    def unsaved(self) -> bool:
        """Tell whether an open page holds unsaved work."""
        return any(self._over[key].unsaved() for key in self._path)

    def save(self) -> bool:
        """Save what is unsaved; the page that could not is shown."""
        for key in tuple(self._path):
            page = self._over[key]
            if page.unsaved() and not page.save():
                self._bring(key)
                return False
        return True

    def discard(self) -> None:
        """Throw unsaved work away."""
        for key in self._path:
            if self._over[key].unsaved():
                self._over[key].discard()

    def keep_draft(self) -> Problem | None:
        """Keep what is typed and not saved, on every open page; say what hindered one of them."""
        problems = [self._over[key].keep_draft() for key in self._path]
        return next((problem for problem in problems if problem is not None), None)

    def actions_offered(self) -> Sequence[Offer]:
        """Return what the first page offers; it is shown before an offer runs."""
        offers = self._first.actions_offered()
        return tuple(
            Offer(offer.title, partial(self._from_first, offer.run), offer.icon) for offer in offers
        )

    def _from_first(self, run: Callable[[], None]) -> None:
        if self.leave_all():
            run()


def take_keyboard(page: QWidget) -> None:
    """Put the keyboard on a page, where it was there before, unless it is there already."""
    there = QApplication.focusWidget()
    if there is None or not (there is page or page.isAncestorOf(there)):
        (page.focusWidget() or page).setFocus()
