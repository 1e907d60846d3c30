"""Taking in the list of the upper system: choose, look at every line, then write, or not."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.imports import ImportPreview, ImportResult, Outcome, RowPreview
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.domain.units import UnitNode
from tcxd_desktop.office import files, imports
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import dialogs, theme
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.jobs import Job, Jobs
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.ui.people.import_rows import (
    TONES,
    details,
    file_words,
    obstacles,
    result_words,
)
from tcxd_desktop.wording.formats import show_number
from tcxd_desktop.wording.people import OUTCOME

_CREATE, _OPEN = -1, 0
_COLUMNS: tuple[Column[RowPreview], ...] = (
    Column("line", "Dòng", lambda row: str(row.row.line), sort=lambda row: row.row.line,
           align="center", width=58, muted=True),
    Column("name", "Họ và tên", lambda row: row.row.name or "(không có tên)", width=190),
    Column("outcome", "Kết quả", lambda row: OUTCOME[row.outcome],
           tone=lambda row: TONES[row.outcome], width=96),
    Column("details", "Chi tiết", details, width=420, tip=details),
)  # fmt: skip
_EXPLAINED = (
    "Chọn tệp danh sách đảng viên do hệ thống cấp trên xuất ra (DS_DANGVIEN.xlsx). Chương trình"
    " đọc tệp và cho xem trước từng dòng; chưa ghi gì cho tới khi bạn bấm Ghi vào dữ liệu. Tệp"
    " gốc không bị sửa."
)


class CellChoices(QWidget):
    """For each chi bộ the office does not know: which one it is, or make it."""

    changed = Signal()

    def __init__(
        self, names: Sequence[str], nodes: Sequence[UnitNode], *, may_create: bool = True
    ) -> None:
        """Ask about ``names``; nothing is guessed.

        Args:
            names: of the chi bộ in the file.
            nodes: organisations they may be.
            may_create: new ones can be made.
        """
        super().__init__()
        look = theme.current()
        self.combos: dict[str, QComboBox] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(12))
        grid.setVerticalSpacing(look.px(6))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for row, name in enumerate(names):
            caption = QLabel(name)
            caption.setWordWrap(True)
            combo = QComboBox()
            combo.addItem("Chưa chọn…", _OPEN)
            if may_create:
                combo.addItem("Tạo mới chi bộ này", _CREATE)
            for node in nodes:
                combo.addItem(f"Là {node.unit.name}", node.unit.id)
            combo.setAccessibleName(f"Chi bộ trong tệp: {name}")
            combo.currentIndexChanged.connect(self.changed)
            caption.setBuddy(combo)
            grid.addWidget(caption, row, 0)
            grid.addWidget(combo, row, 1)
            self.combos[name] = combo
        head = QHBoxLayout()
        head.addWidget(theme.heading(QLabel("Chi bộ trong tệp chưa có trong cây tổ chức")), 1)
        self.create_all = QPushButton("Tạo mới tất cả")
        self.create_all.setAutoDefault(False)
        self.create_all.clicked.connect(self._on_create_all)
        self.create_all.setVisible(may_create)
        head.addWidget(self.create_all)
        inside = theme.mark(QWidget(), "plain")
        inside.setLayout(grid)
        scroll = theme.mark(QScrollArea(), "plain")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        scroll.setFixedHeight(min(inside.sizeHint().height() + 4, look.px(140)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(scroll)

    def open_count(self) -> int:
        """Return how many are not decided yet."""
        return sum(combo.currentData() == _OPEN for combo in self.combos.values())

    def chosen(self) -> dict[str, int | None]:
        """Return for each decided name the organisation, or ``None`` to make it."""
        found = {name: int(combo.currentData()) for name, combo in self.combos.items()}
        return {
            name: None if value == _CREATE else value
            for name, value in found.items()
            if value != _OPEN
        }

    @Slot()
    def _on_create_all(self) -> None:
        for combo in self.combos.values():
            if combo.currentData() == _OPEN:
                combo.setCurrentIndex(combo.findData(_CREATE))


class ImportDialog(Dialog):
    """Never writes without its button; ``result`` tells what was written."""

    def __init__(
        self, desk: Desk, jobs: Jobs, nodes: Sequence[UnitNode], parent: QWidget | None = None
    ) -> None:
        """Start with the choice of a file; ``nodes`` are the organisations of the office."""
        super().__init__("Nhập danh sách đảng viên", parent, width=860)
        self._desk, self._jobs, self._nodes = desk, jobs, nodes
        self._job: Job | None = None
        self._writing = False
        self.preview: ImportPreview | None = None
        self.written: ImportResult | None = None
        self.cells: CellChoices | None = None
        self.chips: dict[Outcome, QPushButton] = {}
        self._build()
        self.setAcceptDrops(True)
        px, room = theme.current().px, self.screen().availableSize()
        self.resize(min(px(920), room.width() - 40), min(px(640), room.height() - 60))
        self._show_write()

    def read_file(self, path: Path) -> None:
        """Read a file in the worker and show what each line would do."""
        self.notice.clear()
        self.state.setText(f"Đang đọc {path.name}…")
        self._stack.setCurrentIndex(0)
        self.choose_button.setEnabled(False)
        desk = self._desk

        def work(_progress: Progress) -> ImportPreview:
            return imports.preview_members(desk, files.read_file(path), path.name)

        self._job = self._jobs.run(
            work, done=self._on_preview, failed=self._on_failed, title="Đang đọc tệp…"
        )

    def accept_ready(self) -> None:
        """Nothing to check: the main button writes, then the dialog closes by itself."""

    def accept(self) -> None:
        """Write what is shown; the second press, after writing, closes."""
        if self.written is not None:
            super().accept()
        elif self.main is not None and self.main.isEnabled():
            self._write()

    def reject(self) -> None:
        """Close; what is being read is given up, what is being written is waited for."""
        if self._writing:
            return
        if self._job is not None:
            self._job.cancel()
        if self.written is not None:
            super().accept()
        else:
            super().reject()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file that is dragged in."""
        if event.mimeData().hasUrls() and not self._writing and self.written is None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read a file that is dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.read_file(paths[0])

    def _build(self) -> None:
        look = theme.current()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._start_page())
        self._stack.addWidget(self._preview_page())
        self.body.addWidget(self._stack, 1)
        self.again_button = self.add_button("Chọn tệp khác…", left=True)
        self.again_button.clicked.connect(self._on_choose)
        self.reason = theme.hint(QLabel())
        self.reason.setWordWrap(True)
        self.reason.setMinimumWidth(look.px(200))
        self._buttons.insertWidget(1, self.reason, 1)
        self.add_buttons("Ghi vào dữ liệu", cancel="Đóng")

    def _start_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setSpacing(theme.current().px(12))
        said = QLabel(_EXPLAINED)
        said.setWordWrap(True)
        self.state = theme.muted(QLabel("Có thể kéo tệp thả vào đây."))
        self.choose_button = QPushButton("Chọn tệp…")
        self.choose_button.setAutoDefault(False)
        self.choose_button.clicked.connect(self._on_choose)
        column.addWidget(said)
        column.addStretch(1)
        column.addWidget(self.choose_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.state, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        return page

    def _preview_page(self) -> QWidget:
        look = theme.current()
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        self.said = QLabel()
        self.said.setWordWrap(True)
        column.addWidget(self.said)
        chips = QHBoxLayout()
        chips.setSpacing(look.px(6))
        for outcome in Outcome:
            chip = theme.chip(QPushButton())
            chip.clicked.connect(self._on_filter)
            chip.setAutoDefault(False)
            self.chips[outcome] = chip
            chips.addWidget(chip)
        chips.addStretch(1)
        column.addLayout(chips)
        self.table: Table[RowPreview] = Table(
            _COLUMNS, identity=lambda row: row.row.line, name="Xem trước từng dòng của tệp"
        )
        theme.mark(self.table, "boxed")
        self.table.current_changed.connect(self._on_row)
        column.addWidget(self.table, 1)
        self.detail = theme.muted(QLabel())
        self.detail.setWordWrap(True)
        self.detail.setTextFormat(Qt.TextFormat.PlainText)
        self.detail.setMinimumHeight(self.detail.fontMetrics().lineSpacing() * 2)
        self.detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.detail)
        self._cells_place = QVBoxLayout()
        column.addLayout(self._cells_place)
        return page

    @Slot()
    def _on_choose(self) -> None:
        path = dialogs.open_file(self, "Chọn tệp danh sách đảng viên", dialogs.SHEETS)
        if path is not None:
            self.read_file(path)

    @Slot(object)
    def _on_preview(self, preview: ImportPreview) -> None:
        self._job = None
        self.preview = preview
        self.choose_button.setEnabled(True)
        self.said.setText(file_words(preview))
        for outcome, chip in self.chips.items():
            count = preview.count(outcome)
            chip.setText(f"{OUTCOME[outcome]} {show_number(count)}")
            chip.setChecked(False)
            chip.setVisible(bool(count))
        self._ask_cells(preview.unknown_cells)
        self._stack.setCurrentIndex(1)
        self._on_filter()
        self.table.select_first()
        self.table.setFocus()
        self._show_write()

    @Slot(object)
    def _on_failed(self, problem: Problem) -> None:
        self._job = None
        self._set_writing(on=False)
        self.choose_button.setEnabled(True)
        self.state.setText("Chọn tệp khác, hoặc sửa tệp rồi chọn lại.")
        self.notice.show_problem(problem)
        self._show_write()

    def _ask_cells(self, names: Sequence[str]) -> None:
        if self.cells is not None:
            self._cells_place.removeWidget(self.cells)
            self.cells.hide()
            self.cells.deleteLater()
            self.cells = None
        if names:
            whole = not self._desk.actor.units
            self.cells = CellChoices(names, self._nodes, may_create=whole)
            self.cells.changed.connect(self._show_write)
            self._cells_place.addWidget(self.cells)

    @Slot()
    def _on_filter(self) -> None:
        if self.preview is None:
            return
        wanted = {outcome for outcome, chip in self.chips.items() if chip.isChecked()}
        rows = [row for row in self.preview.rows if not wanted or row.outcome in wanted]
        self.table.show_records(rows)

    @Slot(object)
    def _on_row(self, row: RowPreview | None) -> None:
        self.detail.setText(f"Dòng {row.row.line}: {details(row)}" if row and details(row) else "")

    @Slot()
    def _show_write(self) -> None:
        """Enable the main button, or say why not."""
        ready = self.preview is not None and self.written is None and not self._writing
        open_cells = self.cells.open_count() if self.cells is not None else 0
        reasons = list(obstacles(self.preview, open_cells)) if self.preview else []
        self.reason.setText("\n".join(reasons) if ready else "")
        self.again_button.setVisible(ready)
        if self.main is not None:
            self.main.setEnabled(ready and not reasons)
            self.main.setToolTip("\n".join(reasons))

    def _write(self) -> None:
        preview = self.preview
        if preview is None:
            return
        cells = self.cells.chosen() if self.cells is not None else {}
        desk = self._desk
        self._set_writing(on=True)

        def work(_progress: Progress) -> ImportResult:
            return imports.apply_members(
                desk, preview, cells, guard=lambda: imports.backed_up(desk)
            )

        self._jobs.run(
            work, done=self._on_written, failed=self._on_failed, title="Đang ghi vào dữ liệu…"
        )

    def _set_writing(self, *, on: bool) -> None:
        self._writing = on
        self._stack.setEnabled(not on)
        self._show_write()

    @Slot(object)
    def _on_written(self, result: ImportResult) -> None:
        self._set_writing(on=False)
        self.written = result
        if self.cells is not None:
            self.cells.setEnabled(False)
        self.notice.say(result_words(result), "ok", closable=False)
        self._show_write()
        if self.main is not None:
            self.main.setText("Xong")
            self.main.setEnabled(True)
            self.main.setFocus()
