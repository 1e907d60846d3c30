"""The place of *Chuyển sinh hoạt* in the window: the board, and full pages in front of it."""

import importlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Slot

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.transfer_papers import TransferJob
from tcxd_desktop.domain.transfers import BoardColumn
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.layers import Layer, LayeredPage
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
_TAKES = {".goi": PACKAGES, ".bien-nhan": PACKAGES, ".the": CARDS}
"""Ending of a file to the page that takes it; every other is a record, or a picture of one."""
_PRINTS = ("print_dialog", "TransferPrintDialog")
_CALIBRATES = ("calibration_dialog", "CalibrationDialog")


class TransfersWorkspace(LayeredPage):
    """Shows the board; a case and other full pages lie over it, *back* takes them away."""

    title = "Chuyển sinh hoạt"
    icon = "arrow-right-left"

    def __init__(self, desk: Desk, jobs: Jobs, changes: Changes) -> None:
        """Build the board; the other pages are built when they are first wanted."""
        self.board = BoardPage(desk, jobs, changes)
        super().__init__(self.board)
        self._desk, self._jobs, self._changes = desk, jobs, changes
        self.board.case_wanted.connect(self.open_case)
        self.board.move_wanted.connect(self._on_move)
        self.board.override_wanted.connect(self._on_override)
        self.board.tool_wanted.connect(self._on_tool)
        self.board.paper_wanted.connect(self.print_papers)

    def make(self, key: str) -> Layer:
        """Build a full page: ``case``, ``edit``, ``collective`` …."""
        made: Layer = _named(*_CLASSES[key])(self._desk, self._jobs, self._changes)
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
        return made

    def tell(self, problem: Problem) -> None:
        """Say on the board why a page could not be opened."""
        self.board.notice.show_problem(problem)

    def returned(self, key: str) -> None:
        """Have the board seen again, the cursor on the case that was open."""
        self.board.fill()
        if key == CASE:
            self.board.point_at(int(self.over(CASE).case_id))
        self.board.table.setFocus()

    @Slot(int)
    def open_case(self, transfer_id: int) -> None:
        """Open a case."""
        self.show_over(CASE, lambda page: page.open(transfer_id))

    @Slot(int)
    def edit_case(self, transfer_id: int) -> None:
        """Mend the data of a case."""
        self.show_over(EDIT, lambda page: page.open_case(transfer_id))

    @Slot(int)
    def open_new(self, person_id: int = 0) -> None:
        """Begin a case, of somebody where that is known."""
        self.show_over(EDIT, lambda page: page.open_new(person_id))

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
        elif self.leave_all():
            self.board.choose_tab(BoardColumn.LATE)

    def open_file(self, file: Path) -> None:
        """Take a file another office sent, as if it had been dropped on the page for its kind."""
        key = _TAKES.get(file.suffix.lower(), RECEIVE)
        self.show_over(key, _open)
        if self.shown == key:
            self.over(key).take_file(file)

    @Slot(object)
    def print_papers(self, job: TransferJob) -> None:
        """Let the user choose and preview papers."""
        try:
            dialog = _named(*_PRINTS)(self._desk, self._jobs, job, self)
        except Problem as problem:
            self.tell(problem)
            return
        dialog.exec()

    @Slot()
    def receive(self) -> None:
        """Take in a record another office sends."""
        self.show_over(RECEIVE, _open)

    @Slot()
    def calibrate(self) -> None:
        """Measure where the words go on the blanks."""
        _named(*_CALIBRATES)(self._desk, self._jobs, self).exec()

    def record(self) -> int:
        """Return the case that is open."""
        return int(self.over(CASE).case_id) if self.shown == CASE else 0

    def return_to(self, record: int) -> None:
        """Open a case again; one that is not there any more is passed over."""
        self.open_case(record)

    @Slot(str)
    def _on_tool(self, key: str) -> None:
        acts: dict[str, Callable[[], None]] = {
            "new": self.open_new,
            "receive": self.receive,
            "calibrate": self.calibrate,
            "collective": partial(self.show_over, COLLECTIVE, _open),
            "stock": partial(self.show_over, STOCK, _open),
            "cards": partial(self.show_over, CARDS, _open),
            "registers": partial(self.show_over, REGISTERS, _open),
            "packages": partial(self.show_over, PACKAGES, _open),
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
            self.take_off()
        self.status_wanted.emit(f"Đã lưu {self._desk.clock():%H:%M}")
        self.open_case(transfer_id)


def _open(page: Any) -> None:
    page.open()


def _named(module: str, name: str) -> Any:
    """Return a class of this package: the board does not wait for the other pages."""
    return getattr(importlib.import_module(f"tcxd_desktop.ui.transfers.{module}"), name)
