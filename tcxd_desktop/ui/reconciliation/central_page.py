"""Danh sách cấp trên: a file of the upper level set beside the members of a round."""

import hashlib
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.imports import SheetMap
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.domain.reconciliation_views import CentralPreview, CentralRow
from tcxd_desktop.domain.sheet import Book
from tcxd_desktop.office import files, import_files, reconciliation_central, reconciliation_sources
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import dialogs, settings
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.fields import commit_open_edit
from tcxd_desktop.ui.common.file_drop import FileDrop
from tcxd_desktop.ui.common.jobs import Job, Jobs, running
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.ui.reconciliation.central_frame import COLUMNS, FILE, PEOPLE, CentralFrame
from tcxd_desktop.ui.reconciliation.central_rows import (
    GROUPS,
    Group,
    columns,
    counts,
    group_of,
    hinted,
    kept,
    only_here,
)
from tcxd_desktop.ui.reconciliation.small_dialogs import ask_doubts
from tcxd_desktop.wording.formats import show_number

_ABSENT = (
    Column[tuple[int, str]]("name", "Đảng viên danh sách không có tên", lambda one: one[1],
                            width=300),
)  # fmt: skip
_NONE_SURE = "Không nhận ra cột nào. Hãy chọn trang khác hoặc ghép cột ở bảng dưới."


class CentralPage(FileDrop, CentralFrame):
    """File, columns, lines; taken in as the central list of the round, all at once."""

    unsaved_name = "Danh sách chưa đưa vào đợt"
    taken = Signal(int)
    """The list is in; with the round."""

    def __init__(
        self, desk: Desk, jobs: Jobs, changes: Changes, parent: QWidget | None = None
    ) -> None:
        """Wait for a file."""
        super().__init__(changes, parent)
        self._desk, self._jobs = desk, jobs
        self.round_id = 0
        self._running: Job | None = None
        self._book: Book | None = None
        self._path: Path | None = None
        self._name = self._hash = ""
        self._maps: dict[str, SheetMap] = {}
        self.preview: CentralPreview | None = None
        self.matches: dict[int, int] = {}
        self.setAcceptDrops(True)
        self.absent.rows.set_columns(_ABSENT)
        self._connect()
        self.show_step(FILE)

    def open(self, round_id: int) -> None:
        """Wait for the list of a round; what was read before is thrown away."""
        self.round_id = round_id
        self.forget()

    def forget(self) -> None:
        """Begin again."""
        self._book, self.preview = None, None
        self._maps, self.matches = {}, {}
        self.notice.clear()
        self.show_step(FILE)

    def unsaved(self) -> bool:
        """Tell whether choices about lines would be lost."""
        return bool(self.matches)

    def discard(self) -> None:
        """Throw the choices away."""
        self.forget()

    def save(self) -> bool:
        """Take the list in; false when it could not be."""
        self.take()
        return not self.matches

    # --- reading ----------------------------------------------------------------------------------

    @Slot()
    def choose(self) -> None:
        """Let the user choose a file."""
        folder = settings.load().open_folder
        path = dialogs.open_file(self, "Danh sách cấp trên xuất ra", dialogs.SHEETS, folder)
        if path is not None:
            settings.change(open_folder=str(path.parent))
            self.read_file(path)

    def read_file(self, path: Path) -> None:
        """Read a file off the screens' thread; it is parsed in a process of its own."""
        if running(self._running):
            return
        self.forget()
        self._read(path)

    @Slot(str, str)
    def read_again(self, charset: str, separator: str) -> None:
        """Read the text file in another charset, or cut its lines elsewhere."""
        if self._path is not None and not running(self._running):
            self._read(self._path, charset, separator)

    def _read(self, path: Path, charset: str = "", separator: str = "") -> None:
        desk, name = self._desk, path.name

        def work(progress: Progress) -> tuple[Book, tuple[SheetMap, ...], str]:
            data = files.read_file(path)
            book = import_files.read(desk, data, name, charset, separator, progress)
            return book, import_files.suggest(desk, book), hashlib.sha256(data).hexdigest()

        self._path, self._name = path, name
        self._running = self._jobs.run(
            work, done=self._on_read, failed=self.notice.show_problem, title=f"Đang đọc {name}…"
        )

    def _on_read(self, found: tuple[Book, tuple[SheetMap, ...], str]) -> None:
        book, maps, self._hash = found
        self._book = book
        self._maps = {one.sheet: one for one in maps}
        names = [sheet.name for sheet in book.sheets]
        first = next((place for place, name in enumerate(names) if name in self._maps), 0)
        self.reading.show_book(book, first)
        self._show_sheet()
        if book.notes:
            self.notice.say("\n".join(book.notes), "warn")
        self.show_step(COLUMNS)

    @Slot()
    def _show_sheet(self) -> None:
        book, place = self._book, self.reading.sheet.currentIndex()
        if book is None or place < 0:
            return
        name = book.sheets[place].name
        if name not in self._maps:
            try:
                self._maps = {name: import_files.remap(self._desk, book, name)}
            except Problem as problem:
                self.notice.show_problem(problem)
                return
        else:
            self._maps = {name: self._maps[name]}
        self.mapping.show_map(book, self._maps[name])
        self.reading.head.show_head(self._maps[name].head, len(book.sheets[place].rows))
        self._count_columns()

    @Slot(int, int)
    def set_head(self, first: int, last: int) -> None:
        """Take rows, from 0, as the heading of the sheet; ``-1`` for none."""
        book, place = self._book, self.reading.sheet.currentIndex()
        if book is None or place < 0:
            return
        name = book.sheets[place].name
        try:
            self._maps = {name: import_files.remap(self._desk, book, name, (first, last))}
        except Problem as problem:
            self.notice.show_problem(problem)
            return
        self.notice.clear()
        self._show_sheet()

    @Slot()
    def _count_columns(self) -> None:
        shown = self.mapping.sheet_map()
        self._maps = {shown.sheet: shown}
        used = sum(bool(one.target) for one in shown.columns)
        whole = show_number(len(shown.columns))
        self.told.setText(f"{self._name}: dùng {show_number(used)}/{whole} cột")
        if not used:
            self.notice.say(_NONE_SURE, "warn")

    # --- comparing --------------------------------------------------------------------------------

    @Slot()
    def compare(self) -> None:
        """Find out whose each line is; nothing is written."""
        book = self._book
        if book is None or running(self._running):
            return
        commit_open_edit()
        parts = [
            (sheet, told) for name, told in self._maps.items()
            if (sheet := book.sheet(name)) is not None
        ]  # fmt: skip
        desk, round_id, name, digest = self._desk, self.round_id, self._name, self._hash

        def work(_progress: Progress) -> CentralPreview:
            return reconciliation_central.preview_central(desk, round_id, parts, name, digest)

        self._running = self._jobs.run(
            work, done=self._on_compared, failed=self.notice.show_problem,
            title="Đang so với đợt đối chiếu…",
        )  # fmt: skip

    def _on_compared(self, found: CentralPreview) -> None:
        self.preview, self.matches = found, {}
        self.notice.clear()
        tally = counts(found, self.matches)
        first = Group.DOUBTFUL if tally[Group.DOUBTFUL] else Group.ALL
        self.chips[first].setChecked(True)
        told = [*found.notes]
        if found.ignored:
            told.append(
                f"Bỏ qua {show_number(found.ignored)} dòng về người của chi bộ ngoài đợt này."
            )
        if told:
            self.notice.say("\n".join(told))
        self.show_step(PEOPLE)
        self._fill()

    @Slot()
    def take(self) -> None:
        """Take the list in, in place of the one before."""
        shown = self.preview
        if shown is None or running(self._running):
            return
        if not self._settled(shown):
            return
        try:
            reconciliation_sources.take_central(self._desk, self.round_id, shown, self.matches)
        except Problem as problem:
            self.notice.show_problem(problem)
            return
        self.matches = {}
        self.taken.emit(self.round_id)

    def _settled(self, shown: CentralPreview) -> bool:
        """Tell whether the list may go in: lines in doubt are two differences until matched."""
        left = counts(shown, self.matches)[Group.DOUBTFUL]
        if not left:
            return True
        answer = ask_doubts(self, left)
        if answer == "look":
            self.chips[Group.DOUBTFUL].setChecked(True)
            self._fill()
            self.take_keyboard()
        return answer == "take"

    # --- lines ------------------------------------------------------------------------------------

    @property
    def group(self) -> Group:
        """The lines looked at."""
        return next((key for key, chip in self.chips.items() if chip.isChecked()), Group.ALL)

    @Slot()
    def _on_chip(self) -> None:
        self._fill()

    def _fill(self, place: int = 0) -> None:
        """Show the lines of a group, the cursor on a row of them."""
        shown = self.preview
        if shown is None:
            return
        tally = counts(shown, self.matches)
        for group, chip in self.chips.items():
            chip.setText(f"{GROUPS[group]} {show_number(tally[group])}")
        lone = len(hinted(shown, self.matches))
        self.hints.setVisible(bool(lone))
        self.hints.setText(f"Nhận {show_number(lone)} gợi ý duy nhất")
        self.table.rows.set_columns(columns(dict(self.matches)))
        if self.group is Group.ONLY_HERE:
            absent = only_here(shown, self.matches)
            self.absent.show_records(absent)
            self.lists.setCurrentWidget(self.absent if absent else self.empty)
        else:
            self._show_lines(kept(shown, self.group, self.matches), place)
        self._look()

    def _show_lines(self, rows: Sequence[CentralRow], place: int) -> None:
        self.table.show_records(rows)
        if rows and self.table.current_record() is None:
            self.table.select_place(place)
        self.lists.setCurrentWidget(self.table if rows else self.empty)

    @Slot()
    def _look(self) -> None:
        row = self.table.current_record() if self.group is not Group.ONLY_HERE else None
        found = row.candidates if row is not None else ()
        for widget in (self.candidates, self.yes, self.no, self.reasons):
            widget.setVisible(bool(found))
        self.filler.setVisible(not found)
        if row is None:
            self.who.setText("")
            self.why.setText("")
            self.said.setText("")
            return
        self.who.setText(row.name)
        told = (row.birth, row.unit, GROUPS[group_of(row, self.matches)])
        self.said.setText(" · ".join(part for part in told if part))
        self.why.setText("\n".join(row.reasons))
        self.why.setVisible(bool(row.reasons))
        self.candidates.show_records(found)
        chosen = self.matches.get(row.key, row.person_id)
        if found and not self.candidates.select(chosen):
            self.candidates.select_first()
        self._show_reasons()

    @Slot()
    def _show_reasons(self) -> None:
        one = self.candidates.current_record()
        told = (f"Ở {one.unit}", *one.reasons) if one is not None else ()
        self.reasons.setText("\n".join(told))

    @Slot()
    def _on_yes(self) -> None:
        one = self.candidates.current_record()
        if one is not None:
            self.give(one.person_id)

    @Slot()
    def _on_no(self) -> None:
        self.give(0)

    def give(self, person_id: int) -> None:
        """Say whom the line of the cursor is about, 0 for nobody; the next line comes up."""
        row = self.table.current_record()
        if row is None or not row.candidates:
            return
        self.matches[row.key] = person_id
        self._fill(self.table.currentIndex().row())
        if self.group is Group.DOUBTFUL and not self.table.rows.rowCount():
            self.chips[Group.ALL].setChecked(True)
            self._fill()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def take_hints(self) -> None:
        """Take the only candidate of every doubtful line that has but one."""
        if self.preview is not None:
            self.matches.update(hinted(self.preview, self.matches))
            self._fill()
            if not self.table.rows.rowCount():
                self.chips[Group.ALL].setChecked(True)
                self._fill()

    # --- steps ------------------------------------------------------------------------------------

    @Slot()
    def go_on(self) -> None:
        """Do what the main button says."""
        (self.choose, self.compare, self.take)[self.step]()

    @Slot()
    def go_back(self) -> None:
        """Go back to the columns; what was chosen about lines is thrown away."""
        if self.step == PEOPLE:
            self.matches = {}
            self.show_step(COLUMNS)

    def take_file(self, path: Path) -> None:
        """Read the file that was dropped."""
        self.read_file(path)

    def _connect(self) -> None:
        self.head.back_wanted.connect(self.leave)
        self.choose_button.clicked.connect(self.choose)
        self.main.clicked.connect(self.go_on)
        self.back_step.clicked.connect(self.go_back)
        self.reading.sheet_chosen.connect(self._show_sheet)
        self.reading.head.chosen.connect(self.set_head)
        self.reading.reread_wanted.connect(self.read_again)
        self.mapping.changed.connect(self._count_columns)
        self.mapping.said.connect(partial(self.notice.say, tone="warn"))
        self._group.buttonClicked.connect(self._on_chip)
        self.table.current_changed.connect(self._look)
        self.table.opened.connect(self._on_yes)
        self.table.nobody_wanted.connect(self._on_no)
        self.candidates.opened.connect(self._on_yes)
        self.candidates.current_changed.connect(self._show_reasons)
        self.yes.clicked.connect(self._on_yes)
        self.no.clicked.connect(self._on_no)
        self.hints.clicked.connect(self.take_hints)
        self.add_keys(
            ("Ctrl+O", self.choose),
            ("Ctrl+Return", self.go_on),
            ("Ctrl+Enter", self.go_on),
            ("Alt+Left", self.go_back),
            ("Ctrl+G", self.take_hints),
        )
