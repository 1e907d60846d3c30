"""The place of *Chuyển sinh hoạt* in the window: the board, and full pages in front of it."""

import importlib
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedLayout, QWidget

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.transfer_papers import TransferJob
from tcxd_desktop.domain.transfers import BoardColumn
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.pages import Offer, Page
from tcxd_desktop.ui.transfers.board_page import BoardPage

CASE, EDIT, COLLECTIVE, STOCK, CARDS = "case", "edit", "collective", "stock", "cards"
RECEIVE, REGISTERS, PACKAGES = "receive", "registers", "packages"
_CLASSES = {
    CASE: ("case_page", "CasePage"),
    EDIT: ("new_case", "NewCasePage"),
    COLLECTIVE: ("collective_page", "CollectivePage"),
    STOCK: ("stock_page", "StockPage"),
    CARDS: ("cards_page", "CardsPage"),
    RECEIVE: ("receive_page", "ReceivePage"),
    REGISTERS: ("registers_page", "RegistersPage"),
    PACKAGES: ("packages_page", "PackagesPage"),
}
_PRINTS = ("print_dialog", "TransferPrintDialog")
_CALIBRATES = ("calibration_dialog", "CalibrationDialog")


class TransfersWorkspace(Page):
    """Shows the board; a case and other full pages lie over it, *back* takes them away."""

    title = "Chuyển sinh hoạt"
    icon = "arrow-right-left"

    def __init__(self, desk: Desk, jobs: Jobs, changes: Changes) -> None:
        """Build the board; the other pages are built when they are first wanted."""
        super().__init__()
        self._desk, self._jobs, self._changes = desk, jobs, changes
        self._over: dict[str, Any] = {}
        self._path: list[str] = []
        """Pages that lie over the board, the one that is seen last."""
        self.board = BoardPage(desk, jobs, changes)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.board)
        self._connect()

    def over(self, key: str) -> Any:
        """Return a full page (``case``, ``edit``, ``collective`` …), built when needed."""
        if key not in self._over:
            made = _named(*_CLASSES[key])(self._desk, self._jobs, self._changes)
            made.left.connect(self._on_left)
            for name, slot in (
                ("print_wanted", self.print_papers),
                ("person_wanted", self.person_wanted),
                ("unit_wanted", self.unit_wanted),
                ("edit_wanted", self.edit_case),
                ("said", self.status_wanted),
                ("opened", self._on_case_written),
                ("case_wanted", self.open_case),
                ("tool_wanted", self._on_tool),
            ):
                if hasattr(made, name):
                    getattr(made, name).connect(slot)
            self._stack.addWidget(made)
            self._over[key] = made
        return self._over[key]

    @property
    def shown(self) -> str:
        """Key of the page that lies on top; empty for the board."""
        return self._path[-1] if self._path else ""

    def refresh(self) -> None:
        """Read the board again."""
        self.board.refresh()

    def search(self, text: str) -> None:
        """Show the cases the words find."""
        self.board.search(text)

    @Slot(int)
    def open_case(self, transfer_id: int) -> None:
        """Open a case."""
        self._show(CASE, lambda page: page.open(transfer_id))

    @Slot(int)
    def edit_case(self, transfer_id: int) -> None:
        """Mend the data of a case."""
        self._show(EDIT, lambda page: page.open_case(transfer_id))

    @Slot(int)
    def open_new(self, person_id: int = 0) -> None:
        """Begin a case, of somebody where that is known."""
        self._show(EDIT, lambda page: page.open_new(person_id))

    def open_person(self, person_id: int) -> None:
        """Show the case of somebody that is open; else begin one."""
        number = self.board.case_of(person_id)
        if number:
            self.open_case(number)
        else:
            self.open_new(person_id)

    def open_target(self, record: int) -> None:
        """Open the case a duty is about; 0 is the board, with what is late."""
        if record:
            self.open_case(record)
        elif self._may_leave():
            self._to_board()
            self.board.choose_tab(BoardColumn.LATE)

    @Slot(object)
    def print_papers(self, job: TransferJob) -> None:
        """Let the user choose and preview papers."""
        try:
            dialog = _named(*_PRINTS)(self._desk, self._jobs, job, self)
        except Problem as problem:
            self.board.notice.show_problem(problem)
            return
        dialog.exec()

    @Slot()
    def receive(self) -> None:
        """Take in a record another office sends."""
        self._show(RECEIVE, _open)

    @Slot()
    def calibrate(self) -> None:
        """Measure where the words go on the blanks."""
        _named(*_CALIBRATES)(self._desk, self._jobs, self).exec()

    def unsaved(self) -> bool:
        """Tell whether a page holds unsaved work."""
        return any(map(_dirty, self._over.values()))

    def save(self) -> bool:
        """Save what is unsaved; the page that could not is shown."""
        for key, page in list(self._over.items()):
            if _dirty(page) and not page.save():
                self._bring(key)
                return False
        return True

    def discard(self) -> None:
        """Throw unsaved work away."""
        for page in filter(_dirty, self._over.values()):
            page.discard()

    def keep_draft(self) -> Problem | None:
        """Keep what is typed and not saved, on every page; say what hindered one of them."""
        keepers = [page for page in self._over.values() if hasattr(page, "keep_draft")]
        problems: list[Problem | None] = [page.keep_draft() for page in keepers]
        return next((problem for problem in problems if problem is not None), None)

    def record(self) -> int:
        """Return the case that is open."""
        return int(self._over[CASE].case_id) if self.shown == CASE else 0

    def return_to(self, record: int) -> None:
        """Open a case again; one that is not there any more is passed over."""
        self.open_case(record)

    def actions_offered(self) -> Sequence[Offer]:
        """Return what the board offers."""
        offers = self.board.actions_offered()
        return tuple(
            Offer(offer.title, partial(self._from_board, offer.run), offer.icon) for offer in offers
        )

    def _from_board(self, run: Callable[[], None]) -> None:
        if self._may_leave():
            self._to_board()
            run()

    def _connect(self) -> None:
        board = self.board
        board.case_wanted.connect(self.open_case)
        board.move_wanted.connect(self._on_move)
        board.override_wanted.connect(self._on_override)
        board.tool_wanted.connect(self._on_tool)
        board.paper_wanted.connect(self.print_papers)
        board.person_wanted.connect(self.person_wanted)
        board.unit_wanted.connect(self.unit_wanted)
        board.page_wanted.connect(self.page_wanted)
        board.counted.connect(self.counted)
        board.status_wanted.connect(self.status_wanted)

    @Slot(str)
    def _on_tool(self, key: str) -> None:
        acts: dict[str, Callable[[], None]] = {
            "new": self.open_new,
            "receive": self.receive,
            "calibrate": self.calibrate,
            "collective": partial(self._show, COLLECTIVE, _open),
            "stock": partial(self._show, STOCK, _open),
            "cards": partial(self._show, CARDS, _open),
            "registers": partial(self._show, REGISTERS, _open),
            "packages": partial(self._show, PACKAGES, _open),
        }
        acts[key]()

    @Slot(int, object)
    def _on_move(self, transfer_id: int, move: object) -> None:
        self.open_case(transfer_id)
        if self.shown == CASE and self.over(CASE).case_id == transfer_id:
            self.over(CASE).take(move)

    @Slot(int, object)
    def _on_override(self, transfer_id: int, block: object) -> None:
        self.open_case(transfer_id)
        if self.shown == CASE and self.over(CASE).case_id == transfer_id:
            self.over(CASE).let_pass(block)

    @Slot(int)
    def _on_case_written(self, transfer_id: int) -> None:
        """Show a case that was opened or mended, in place of the page it was typed on."""
        if self.shown in (EDIT, RECEIVE):
            self._path.pop()
        self.status_wanted.emit(f"Đã lưu {self._desk.clock():%H:%M}")
        self.open_case(transfer_id)

    def _show(self, key: str, open_it: Callable[[Any], None]) -> None:
        """Open a page over those that are open; a problem is said on the board."""
        page = self.over(key)
        if key in self._path and not page.may_leave():
            return
        try:
            open_it(page)
        except Problem as problem:
            self.board.notice.show_problem(problem)
            if not self._path:
                self._stack.setCurrentWidget(self.board)
            return
        self._bring(key)

    def _bring(self, key: str) -> None:
        if key in self._path:
            del self._path[self._path.index(key) :]
        self._path.append(key)
        page: QWidget = self._over[key]
        self._stack.setCurrentWidget(page)

    def _may_leave(self) -> bool:
        return not self._path or bool(self._over[self.shown].may_leave())

    def _to_board(self) -> None:
        self._path.clear()
        self._stack.setCurrentWidget(self.board)

    @Slot()
    def _on_left(self) -> None:
        """Go back to the page below, or the board; the cursor is on the case that was open."""
        left = self._path.pop() if self._path else ""
        if self._path:
            self._stack.setCurrentWidget(self._over[self.shown])
            return
        self._to_board()
        self.board.fill()
        if left == CASE:
            self.board.point_at(int(self._over[CASE].case_id))
        self.board.table.setFocus()


def _open(page: Any) -> None:
    page.open()


def _named(module: str, name: str) -> Any:
    """Return a class of this package: the board does not wait for the other pages."""
    return getattr(importlib.import_module(f"tcxd_desktop.ui.transfers.{module}"), name)


def _dirty(page: Any) -> bool:
    found = page.dirty
    return bool(found() if callable(found) else found)
