"""Canh chỉnh phôi: where the words of a letter go on the real blank, on each printer."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.letters import (
    ANY_PRINTER,
    FRONT,
    Calibration,
    Frame,
    Place,
    Shift,
)
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.office import files, letters
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import allowed, dialogs, settings
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.preview import preview
from tcxd_desktop.ui.common.printing import printer_names
from tcxd_desktop.ui.transfers.calibration_frame import CalibrationFrame
from tcxd_desktop.ui.transfers.calibration_state import CalibrationState, Selected
from tcxd_desktop.ui.transfers.measure_dialog import MeasureDialog
from tcxd_desktop.wording.letters import LETTER_SHORT, SIDE, printer_name

CALIBRATIONS: Final = "Tệp canh chỉnh phôi (*.json)"
_FILE_NAME: Final = "canh-chinh-phoi.json"
_NEED: Final = Permission.TRANSFERS


class CalibrationDialog(CalibrationFrame):
    """One letter on one printer at a time; nothing is kept before *Lưu*."""

    def __init__(
        self,
        desk: Desk,
        jobs: Jobs,
        parent: QWidget | None = None,
        *,
        letter: str = "T10",
        printer: str | None = None,
    ) -> None:
        """Open a letter; without ``printer`` the one used last."""
        super().__init__(parent)
        self._desk = desk
        self._jobs = jobs
        known = [*printer_names(), *(made.printer for made in letters.calibrations(desk))]
        chosen = settings.load().printer if printer is None else printer
        names = [ANY_PRINTER, *dict.fromkeys(name for name in (*known, chosen) if name)]
        self.fill_heads(names)
        self._load(letter, chosen)
        self._connect()

    # --- opening and keeping ---

    def _load(self, letter: str, printer: str) -> None:
        own = letters.calibration(self._desk, letter, printer)
        common = None if own else letters.calibration(self._desk, letter, ANY_PRINTER)
        begun = own or Calibration(printer, letter)
        if common is not None:
            begun = Calibration(
                printer, letter, paper=common.paper, boxes=common.boxes, fields=common.fields
            )
        self.state = CalibrationState(letters.plan(letter), begun, saved=own is not None)
        self.side = FRONT
        self.show_heads(letter, printer)
        self._refresh()

    def _refresh(self) -> None:
        self.show_state()

    def save(self) -> bool:
        """Keep what was measured; false where it could not be kept."""
        if not allowed.told(self.notice, self._desk, _NEED):
            return False
        try:
            letters.save_calibration(self._desk, self.state.made)
        except Problem as problem:
            self.notice.show_problem(problem)
            return False
        self.state.mark_saved()
        self._refresh()
        self.notice.say(f"Đã lưu canh chỉnh cho {printer_name(self.state.made.printer)}.", "ok")
        return True

    def leave_it(self) -> bool:
        """Ask about what is not saved; false: stay."""
        if not self.state.dirty:
            return True
        answer = dialogs.ask_unsaved(self, "Canh chỉnh phôi")
        return self.save() if answer == "save" else answer == "discard"

    def reject(self) -> None:
        """Leave, unless something unsaved shall be kept first."""
        if self.leave_it():
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter in a box of numbers as the end of typing, never as *Lưu*."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            return
        super().keyPressEvent(event)

    # --- signals ---

    def _connect(self) -> None:
        page, panel = self.page, self.panel
        page.picked.connect(self._on_picked)
        page.moved.connect(self._on_moved)
        page.let_go.connect(self._on_let_go)
        page.walked.connect(self._on_walked)
        page.zoom_wanted.connect(self.zoom_by)
        panel.picked.connect(self._on_picked)
        panel.shift_changed.connect(self._on_shift)
        panel.place_changed.connect(self._on_place)
        panel.frame_changed.connect(self._on_frame)
        panel.paper_changed.connect(self._on_paper)
        panel.reset_wanted.connect(self._on_reset)
        panel.measure_wanted.connect(self._on_measure)
        self.letter.activated.connect(self._on_other)
        self.printer.activated.connect(self._on_other)
        for side, chip in self.sides.items():
            chip.clicked.connect(self._side_taker(side))
        for button, act in (
            (self.undo_button, self._on_undo), (self.redo_button, self._on_redo),
            (self.take_button, self._on_take), (self.drop_button, self._on_drop),
            (self.import_button, self._on_import), (self.export_button, self._on_export),
            (self.trial_button, self._on_trial), (self.save_button, self.save),
            (self.close_button, self.reject),
        ):  # fmt: skip
            button.clicked.connect(act)
        for button in (self.drop_button, self.import_button, self.export_button,
                       self.trial_button, self.save_button):  # fmt: skip
            allowed.allow(button, self._desk, _NEED)
        for keys, act in (
            (QKeySequence.StandardKey.Undo, self._on_undo),
            (QKeySequence("Ctrl+Y"), self._on_redo),
            (QKeySequence.StandardKey.Save, self.save),
            (QKeySequence.StandardKey.Print, self._on_trial),
        ):
            QShortcut(keys, self, act)

    @Slot(object)
    def _on_picked(self, found: Selected) -> None:
        self.state.select(found.box, found.key)
        self.side = self.state.box().side
        self._refresh()

    @Slot(float, float, str)
    def _on_moved(self, dx: float, dy: float, gesture: str) -> None:
        self.state.move(dx, dy, gesture)
        self._refresh()

    @Slot()
    def _on_let_go(self) -> None:
        self.state.end_gesture()

    @Slot(int)
    def _on_walked(self, by: int) -> None:
        self.state.step(by)
        self.side = self.state.box().side
        self._refresh()

    @Slot(object)
    def _on_shift(self, shift: Shift) -> None:
        self.state.set_shift(self.side, shift)
        self._refresh()

    @Slot(object)
    def _on_place(self, place: Place) -> None:
        self.state.set_place(place)
        self._refresh()

    @Slot(object)
    def _on_frame(self, frame: Frame) -> None:
        self.state.set_frame(frame)
        self._refresh()

    @Slot(float, float)
    def _on_paper(self, wide: float, high: float) -> None:
        self.state.set_paper(wide, high)
        self._refresh()

    @Slot()
    def _on_reset(self) -> None:
        self.state.reset_selected()
        self._refresh()

    @Slot()
    def _on_undo(self) -> None:
        self.state.undo()
        self._refresh()

    @Slot()
    def _on_redo(self) -> None:
        self.state.redo()
        self._refresh()

    def _side_taker(self, side: int) -> Callable[[], None]:
        def take() -> None:
            boxes = self.state.shipped.on(side)
            if boxes:
                self.side = side
                self.state.select(boxes[0].number)
            self._refresh()

        return take

    @Slot()
    def _on_other(self) -> None:
        """Open another letter or printer."""
        letter, printer = str(self.letter.currentData()), str(self.printer.currentData())
        if self.leave_it():
            self.notice.clear()
            self._load(letter, printer)
        else:
            self.show_heads(self.state.made.letter, self.state.made.printer)

    @Slot()
    def _on_measure(self) -> None:
        dialog = MeasureDialog(self.state.layout(), self.side, self)
        if dialog.exec():
            self.state.end_gesture()
            self.state.set_shift(self.side, dialog.shift)
            self._refresh()
            self.notice.say(
                f"Đã tính độ lệch {SIDE[self.side].lower()}. Hãy in lại tờ thử để xem đã khớp chưa."
            )

    @Slot()
    def _on_take(self) -> None:
        """Offer the places measured on other printers."""
        menu = QMenu(self)
        for made in letters.calibrations(self._desk):
            if made.letter == self.state.made.letter and made.printer != self.state.made.printer:
                menu.addAction(printer_name(made.printer), self._taker(made))
        if menu.isEmpty():
            menu.addAction("Chưa có máy in nào khác đã canh giấy này").setEnabled(False)
        menu.exec(self.take_button.mapToGlobal(self.take_button.rect().bottomLeft()))

    def _taker(self, made: Calibration) -> Callable[[], None]:
        def take() -> None:
            self.state.take_places(made)
            self._refresh()

        return take

    @Slot()
    def _on_drop(self) -> None:
        """Forget the calibration of this printer."""
        made = self.state.made
        what = f"{LETTER_SHORT[made.letter]} cho {printer_name(made.printer)}"
        if not allowed.told(self.notice, self._desk, _NEED) or not dialogs.confirm(
            self, f"Bỏ canh chỉnh {what}, trở về bố cục gốc?", yes="Bỏ canh chỉnh"
        ):
            return
        try:
            letters.drop_calibration(self._desk, made.letter, made.printer)
        except Problem as problem:
            self.notice.show_problem(problem)
            return
        self._load(made.letter, made.printer)
        self.notice.say(f"Đã bỏ canh chỉnh {what}.", "ok")

    # --- test sheet, files ---

    @Slot()
    def _on_trial(self) -> None:
        made = self.state.made
        if not allowed.told(self.notice, self._desk, _NEED):
            return

        def render(_: Progress) -> bytes:
            return letters.trial_sheet(self._desk, made)

        preview(
            self, self._jobs, render, title="Tờ canh chỉnh", file_name="to-canh-chinh.pdf",
            failed=self._on_failed,
        )  # fmt: skip

    def _on_failed(self, problem: Exception) -> None:
        if isinstance(problem, Problem):
            self.notice.show_problem(problem)

    @Slot()
    def _on_import(self) -> None:
        if not allowed.told(self.notice, self._desk, _NEED) or not self.leave_it():
            return
        path = dialogs.open_file(self, "Nhập canh chỉnh phôi", CALIBRATIONS)
        if path is None:
            return
        try:
            count = letters.import_calibrations(self._desk, files.read_file(path))
        except Problem as problem:
            self.notice.show_problem(problem)
            return
        made = self.state.made
        known = [one.printer for one in letters.calibrations(self._desk)]
        self.add_printers(known)
        self._load(made.letter, made.printer)
        self.notice.say(f"Đã nhập {count} bản canh chỉnh.", "ok")

    @Slot()
    def _on_export(self) -> None:
        if not allowed.told(self.notice, self._desk, _NEED):
            return
        path = dialogs.save_file(self, "Xuất canh chỉnh phôi", _FILE_NAME, CALIBRATIONS)
        if path is None:
            return
        try:
            files.write_file(path, letters.export_calibrations(self._desk))
        except Problem as problem:
            self.notice.show_problem(problem)
            return
        self.notice.say(f"Đã xuất mọi bản canh chỉnh đã lưu ra {path.name}.", "ok")
