"""Step 5: what each line would do, decided line by line or many at once. Nothing is written."""

from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.imports import Outcome, RowPreview
from tcxd_desktop.office import imports
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import dialogs, icons, theme
from tcxd_desktop.ui.common.beside import Beside
from tcxd_desktop.ui.common.elided import Elided
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.find_box import FindBox
from tcxd_desktop.ui.common.flow import flowing
from tcxd_desktop.ui.common.roomy import Roomy
from tcxd_desktop.ui.imports import words
from tcxd_desktop.ui.imports.column_switches import ColumnSwitches
from tcxd_desktop.ui.imports.frame import Step
from tcxd_desktop.ui.imports.preview_detail import RowDetail
from tcxd_desktop.ui.imports.preview_table import Finder, PreviewTable
from tcxd_desktop.ui.imports.state import ImportState
from tcxd_desktop.wording.formats import show_number
from tcxd_desktop.wording.imports import OUTCOME
from tcxd_desktop.wording.problems import sentence

_FOLLOW_MS = 40
"""The panel follows the cursor when it rests."""
_ORDER = (Outcome.ERROR, Outcome.DOUBTFUL, Outcome.NEW, Outcome.CHANGED, Outcome.SAME)
_EDITED = "Đã sửa ô trong bản xem trước. Bấm Đọc lại để xem kết quả mới; tệp gốc không đổi."


class PreviewStep(Step):
    """Chips and lines at the left, the line of the cursor in full beside them."""

    again_wanted = Signal()
    """Work the preview out anew, with the cells that were mended."""
    person_wanted = Signal(int)

    def __init__(self, desk: Desk, state: ImportState) -> None:
        """Build it."""
        super().__init__(desk, state)
        self.chips: dict[Outcome, QPushButton] = {}
        self._against: dict[tuple[int, int], RowPreview] = {}
        """What a line would do to the record chosen for it."""
        self._of = ""
        """Hash of the file that is shown."""
        self._finder = Finder()
        self.find_box = FindBox("Tìm dòng theo tên, số, chi bộ", least=110)
        self.skipped_chip = theme.chip(QPushButton())
        self.columns_button = icons.put(QPushButton("Cột được ghi"), "columns-3")
        self.many_button = QPushButton("Nhiều dòng")
        self.menu = QMenu(self.many_button)
        self.edited = Notice()
        self.left_out = Notice()
        self._told: list[str] = []
        """Lines, columns and sheets of the file that are not taken in."""
        self._noted: tuple[str, ...] = ()
        self.told = Elided()
        theme.muted(self.told)
        self.table = PreviewTable(lambda: state.decisions)
        self.detail = RowDetail(desk, state)
        self._follow = QTimer(self, singleShot=True, interval=_FOLLOW_MS)
        self._build()
        self._connect()

    def show_state(self) -> None:
        """Show the preview anew; the cursor stays on its line."""
        self._against.clear()
        self._finder.forget()
        preview = self._state.preview
        if preview is None:
            return
        self._begin_anew()
        text = words.file_words(preview)
        self.told.say(text)
        if not self._state.stale:
            self.edited.clear()
        self._show_notes(preview.notes)
        self._show_chips()
        self._on_filter()
        self._show_row()

    def take_focus(self) -> None:
        """Begin at the lines."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def enter_find(self) -> None:
        """Begin to find a line."""
        self.find_box.enter()

    @Slot()
    def next_open(self) -> None:
        """Go to the next line that hinders, also where it is filtered out now."""
        decisions = self._state.decisions
        if not any(map(decisions.hinders, self._listed())):
            self._show_all()
        rows = self._listed()
        start = self.table.currentIndex().row() + 1
        places = [*range(start, len(rows)), *range(start)]
        found = next((place for place in places if decisions.hinders(rows[place])), None)
        if found is not None:
            self.table.select_place(found)
            self.take_focus()

    def _listed(self) -> list[RowPreview]:
        model = self.table.rows
        return [model.record(place) for place in range(model.rowCount())]

    def _show_notes(self, notes: tuple[str, ...]) -> None:
        """Say what is not taken in; what was closed stays closed while it is the same."""
        if notes == self._noted:
            return
        self._noted = notes
        self._told = [note for note in notes if note not in self._state.book.notes]
        if self._told:
            # The lines are what one is here for: what is not taken in is named, and read in full
            # where it does not stand in their place.
            brief = ". ".join(note.partition(": ")[0].rstrip(".") for note in self._told)
            self.left_out.say(f"{brief}.", "warn", action="Xem")
        else:
            self.left_out.clear()

    @Slot()
    def _tell_left_out(self) -> None:
        """Say in full what is not taken in."""
        dialogs.inform(self, "\n\n".join(self._told), title="Không được nhập")

    # --- deciding ---------------------------------------------------------------------------------

    @Slot()
    def toggle(self) -> None:
        """Write the selected lines, or leave them out: as the first of them is not now."""
        rows = [row for row in self.table.selected_records() if row.outcome is not Outcome.SAME]
        if rows:
            self.leave_out((row.row.line for row in rows),
                           on=not self._state.decisions.skipped(rows[0]))  # fmt: skip

    def leave_out(self, lines: Iterable[int], *, on: bool) -> None:
        """Leave lines out, or write them."""
        if on:
            self._state.picked.skip.update(lines)
        else:
            self._state.picked.skip.difference_update(lines)
        self._decided()

    @Slot(int, int)
    def match(self, line: int, person_id: int) -> None:
        """Say whom a doubtful line is about; 0: somebody new."""
        self.match_all({line: person_id})

    def match_all(self, pairs: dict[int, int]) -> None:
        """Say whom doubtful lines are about."""
        self._state.picked.match.update(pairs)
        self._state.picked.skip.difference_update(pairs)
        self._decided()

    @Slot()
    def choose_columns(self) -> None:
        """Ask which columns are written into dossiers that exist."""
        preview = self._state.preview
        if preview is None:
            return
        counts = Counter(one.field for row in preview.rows for one in row.differences
                         if not one.locked)  # fmt: skip
        fields = list(dict.fromkeys([*preview.fields, *counts]))
        dialog = ColumnSwitches(
            [one for one in fields if one in counts], counts,
            frozenset(self._state.picked.off), self,
        )  # fmt: skip
        if dialog.exec():
            self._state.picked.off = set(dialog.off())
            self._decided()

    # --- showing ----------------------------------------------------------------------------------

    def _begin_anew(self) -> None:
        """With another file begin at its first line, with nothing filtered out."""
        source = self._state.source
        digest = source.hash if source is not None else ""
        if digest == self._of:
            return
        self._of = digest
        self.edited.clear()
        self._show_all()
        self.table.show_records(())

    def _show_all(self) -> None:
        """Filter nothing out."""
        for chip in (*self.chips.values(), self.skipped_chip):
            chip.setChecked(False)
        self.find_box.clear()
        self._on_filter()

    def _decided(self) -> None:
        self._show_chips()
        self.table.tell()
        self._show_row()
        self.changed.emit()

    def _show_chips(self) -> None:
        decisions, preview = self._state.decisions, self._state.preview
        for outcome, chip in self.chips.items():
            count = preview.count(outcome) if preview is not None else 0
            left = len(decisions.open_doubts()) if outcome is Outcome.DOUBTFUL else 0
            more = f" (còn {show_number(left)})" if left and left < count else ""
            chip.setText(f"{OUTCOME[outcome]} {show_number(count)}{more}")
            chip.setVisible(bool(count))
        skipped = len(self._state.picked.skip & {row.row.line for row in decisions.rows()})
        self.skipped_chip.setText(f"Đã bỏ {show_number(skipped)}")
        self.skipped_chip.setVisible(bool(skipped))
        if not skipped and self.skipped_chip.isChecked():
            self.skipped_chip.setChecked(False)
            self._on_filter()
        off = len(self._state.picked.off)
        self.columns_button.setText(f" Cột được ghi ({off} tắt)" if off else " Cột được ghi")

    @Slot()
    def _on_filter(self) -> None:
        decisions = self._state.decisions
        wanted = {outcome for outcome, chip in self.chips.items() if chip.isChecked()}
        rows = [row for row in decisions.rows() if not wanted or row.outcome in wanted]
        if self.skipped_chip.isChecked():
            rows = [row for row in rows if decisions.skipped(row)]
        self.table.show_records(self._finder.found(rows, self.find_box.text()))
        if self.table.current_record() is None:
            self.table.select_first()

    @Slot()
    def _show_row(self) -> None:
        self._follow.stop()
        row = self.table.current_record()
        self.detail.show_row(row, self._chosen(row) if row is not None else None)

    def _chosen(self, row: RowPreview) -> RowPreview | None:
        """Return what a line would do to the record chosen for it, where one was."""
        preview, line = self._state.preview, row.row.line
        person = self._state.picked.match.get(line)
        if preview is None or row.outcome is not Outcome.DOUBTFUL or not person:
            return None
        if (line, person) not in self._against:
            try:
                made = imports.matched(self._desk, preview, line, person)
            except Problem as problem:
                self.said.emit(sentence(problem), "bad")
                return None
            self._against[line, person] = made
        return self._against[line, person]

    @Slot(int)
    def _on_digit(self, digit: int) -> None:
        row = self.table.current_record()
        if row is None or row.outcome is not Outcome.DOUBTFUL:
            return
        people = [one.person_id for one in row.candidates]
        if digit == 0:
            self.match(row.row.line, 0 if people else row.person_id)
        elif digit <= len(people):
            self.match(row.row.line, people[digit - 1])

    @Slot(int, str, bool)
    def _on_cell(self, line: int, target: str, on: bool) -> None:  # noqa: FBT001 - a slot
        cells = self._state.picked.off_cells
        (cells.discard if on else cells.add)((line, target))
        self.changed.emit()

    @Slot()
    def _on_mended(self) -> None:
        self.edited.say(_EDITED, "warn", action="Đọc lại (F5)", closable=False)
        self.changed.emit()

    @Slot()
    def _open_menu(self) -> None:
        """Offer what can be decided about many lines, with how many each is about."""
        decisions = self._state.decisions
        sole, guessed = decisions.sole_candidates(), decisions.read_by_guess()
        doubts = {row.row.line for row in decisions.open_doubts()}
        chosen = [row.row.line for row in self.table.selected_records()
                  if row.outcome is not Outcome.SAME]  # fmt: skip
        self.menu.clear()
        leave = partial(self.leave_out, on=True)
        offers: list[tuple[str, int, Callable[[], None]]] = [
            ("Nhận người duy nhất được gợi ý, không có điểm khác", len(sole),
             partial(self.match_all, sole)),
            ("Nhận các dòng đọc theo suy đoán", len(guessed), partial(self.match_all, guessed)),
            ("Bỏ mọi dòng nghi vấn chưa quyết định", len(doubts), partial(leave, doubts)),
            ("Bỏ mọi dòng lỗi", len(decisions.error_lines()),
             partial(leave, decisions.error_lines())),
            ("Bỏ các dòng đang chọn", len(chosen), partial(leave, chosen)),
            ("Ghi lại mọi dòng đã bỏ", len(self._state.picked.skip),
             partial(self.leave_out, tuple(self._state.picked.skip), on=False)),
        ]  # fmt: skip
        for text, count, act in offers:
            action = self.menu.addAction(f"{text} ({show_number(count)})", act)
            action.setEnabled(bool(count))

    def _build(self) -> None:
        look = theme.current()
        for outcome in _ORDER:
            chip = theme.chip(QPushButton())
            chip.clicked.connect(self._on_filter)
            self.chips[outcome] = chip
        chips, _ = flowing(*self.chips.values(), self.skipped_chip, spacing=look.px(6))
        self.many_button.setMenu(self.menu)
        theme.set_mark(self.many_button, "menu", "true")
        for button in (self.columns_button, self.many_button):
            button.setAutoDefault(False)
        above = QHBoxLayout()
        above.setSpacing(look.px(8))
        above.addWidget(self.find_box, 1)
        above.addWidget(self.columns_button)
        above.addWidget(self.many_button)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(look.px(14), look.px(10), look.px(12), look.px(10))
        column.setSpacing(look.px(8))
        column.addLayout(above)
        for part in (chips, self.edited, self.left_out, self.told):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        self.sides = Beside(Roomy(left, self.table), self.detail)
        row = QVBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.sides)

    def _connect(self) -> None:
        self.menu.aboutToShow.connect(self._open_menu)
        self.columns_button.clicked.connect(self.choose_columns)
        self.skipped_chip.clicked.connect(self._on_filter)
        self.find_box.rested.connect(self._on_filter)
        self.find_box.returnPressed.connect(self._on_found)
        self.edited.acted.connect(self.again_wanted)
        self.left_out.acted.connect(self._tell_left_out)
        self._follow.timeout.connect(self._show_row)
        self.table.current_changed.connect(self._follow.start)
        self.table.toggle_wanted.connect(self.toggle)
        self.table.digit_pressed.connect(self._on_digit)
        self.table.opened.connect(self._on_opened)
        self.detail.matched.connect(self.match)
        self.detail.cell_switched.connect(self._on_cell)
        self.detail.mended.connect(self._on_mended)
        self.detail.person_wanted.connect(self.person_wanted)

    @Slot()
    def _on_found(self) -> None:
        """Go from the typed words to the lines that have them."""
        self.find_box.tell_now()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_opened(self) -> None:
        """Go from the line into its details."""
        self._show_row()
        self.detail.take_focus()
