"""Beside the preview: one line in full. What it changes, whom it is about, its cells."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.dossier import TABLES
from tcxd_desktop.domain.imports import Candidate, Difference, Outcome, RowPreview
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import icons, theme
from tcxd_desktop.ui.common.cards import Scroll, card, text_label
from tcxd_desktop.ui.imports import words
from tcxd_desktop.ui.imports.cells_card import CellsCard
from tcxd_desktop.ui.imports.state import ImportState
from tcxd_desktop.wording.imports import OUTCOME

NEW_PERSON = 0
_AS_READ = "Đúng như đã đọc"
_NEW = "Người mới, chưa có hồ sơ"


class RowDetail(QWidget):
    """Shows one line; each decision is told by a signal."""

    matched = Signal(int, int)
    """Line, and the person it is about; 0 for somebody new."""
    cell_switched = Signal(int, str, bool)
    """Line, target, whether it is written."""
    mended = Signal()
    """A cell was given other text."""
    person_wanted = Signal(int)

    def __init__(self, desk: Desk, state: ImportState) -> None:
        """Start without a line."""
        super().__init__()
        look = theme.current()
        theme.panel(self)
        self.setAccessibleName("Dòng đang đứng")
        self._codes, self._state = desk.codes, state
        self.row: RowPreview | None = None
        self.candidates: list[QRadioButton] = []
        self.takes: dict[str, QCheckBox] = {}
        self.cells: CellsCard | None = None
        self.name = text_label("", role="title")
        self.badge = theme.badge("")
        self.line = theme.muted(QLabel())
        head = QHBoxLayout()
        head.setSpacing(look.px(8))
        head.addWidget(self.badge)
        head.addWidget(self.line, 1)
        self.area = Scroll("Dòng đang đứng")
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(14), look.px(10), look.px(10), look.px(8))
        column.setSpacing(look.px(4))
        column.addWidget(self.name)
        column.addLayout(head)
        column.addWidget(self.area, 1)

    def show_row(self, row: RowPreview | None, against: RowPreview | None = None) -> None:
        """Show a line.

        Args:
            row: the line; ``None``: nothing.
            against: what it would do to the record the user chose for it.
        """
        self.row = row
        self.area.clear()
        self.candidates.clear()
        self.takes.clear()
        self.cells = None
        self.badge.setVisible(row is not None)
        self.name.setText((row.row.name or "(không có tên)") if row is not None else "")
        self.line.setText(words.full_line(row.row.line) if row is not None else "")
        if row is None:
            return
        theme.set_badge(self.badge, OUTCOME[row.outcome], words.TONES[row.outcome])
        self._reasons(row)
        if row.outcome is Outcome.DOUBTFUL:
            self._whom(row)
        self._differences(row, against or row)
        parts = [self._new_facts, self._cells]
        if row.outcome is Outcome.ERROR:
            parts.reverse()  # what is to be mended is seen without scrolling
        for part in parts:
            part(row)
        self.area.column.addStretch(1)

    def take_focus(self) -> None:
        """Begin at the question of the line, or at its first cell that is wrong."""
        first = self.cells.first_wrong() if self.cells is not None else None
        target: QWidget = (
            next(iter(self.candidates), None) or first or next(iter(self.takes.values()), self.area)
        )
        target.setFocus(Qt.FocusReason.TabFocusReason)

    # --- parts ------------------------------------------------------------------------------------

    def _reasons(self, row: RowPreview) -> None:
        told = words.reasons(row)
        if not told:
            return
        frame, inside = card()
        for text, kind in told:
            label = text_label(text, role="message")
            tone = words.NOTE_TONES[kind] if kind is not None else words.TONES[row.outcome]
            theme.set_mark(label, "tone", tone)
            inside.addWidget(label)
        self.area.column.addWidget(frame)

    def _whom(self, row: RowPreview) -> None:
        frame, inside = card("Dòng này là ai?")
        group = QButtonGroup(frame)
        chosen = self._state.picked.match.get(row.row.line)
        for number, one in enumerate(row.candidates, start=1):
            self._candidate(inside, group, number, one)
        as_read = not row.candidates
        text = f"0. {_AS_READ if as_read else _NEW}"
        value = row.person_id if as_read else NEW_PERSON
        self._radio(inside, group, text, value)
        for radio in self.candidates:
            if chosen is not None and radio.property("person") == chosen:
                radio.setChecked(True)
        hint = theme.hint(QLabel("Trên bảng: phím 0–9 để chọn, phím cách để bỏ dòng."))
        hint.setWordWrap(True)
        inside.addWidget(hint)
        self.area.column.addWidget(frame)

    def _candidate(
        self, inside: QVBoxLayout, group: QButtonGroup, number: int, one: Candidate
    ) -> None:
        look = theme.current()
        told = " · ".join(part for part in (one.birth, one.unit) if part)
        self._radio(inside, group, f"{number}. {one.name}", one.person_id)
        self.candidates[-1].setAccessibleDescription(f"{told}. {'; '.join(one.reasons)}")
        below = QVBoxLayout()
        below.setContentsMargins(look.px(26), 0, 0, look.px(4))
        below.setSpacing(look.px(1))
        below.addWidget(text_label(told, role="muted"))
        below.addWidget(
            text_label(f"{one.score}/100 điểm giống: {'; '.join(one.reasons)}", role="hint")
        )
        look_at = theme.mark(QPushButton("Xem hồ sơ"), "link")
        look_at.setAccessibleName(f"Xem hồ sơ {one.name}")
        look_at.clicked.connect(partial(self.person_wanted.emit, one.person_id))
        line = QHBoxLayout()
        line.addWidget(look_at)
        line.addStretch(1)
        below.addLayout(line)
        inside.addLayout(below)

    def _radio(self, inside: QVBoxLayout, group: QButtonGroup, text: str, person: int) -> None:
        radio = QRadioButton(text)
        radio.setProperty("person", person)
        group.addButton(radio)
        radio.clicked.connect(partial(self._on_radio, person))
        inside.addWidget(radio)
        self.candidates.append(radio)

    def _differences(self, row: RowPreview, shown: RowPreview) -> None:
        if not shown.differences:
            return
        look = theme.current()
        frame, inside = card("Khác với hồ sơ đang có")
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(8))
        grid.setVerticalSpacing(look.px(6))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        place = 0
        for title, column in (("Đang có", 0), ("Trong tệp", 1)):
            grid.addWidget(theme.caption(QLabel(title)), place, column)
        for difference in shown.differences:
            place += 1
            grid.addWidget(self._take(row, difference), place, 0, 1, 2)
            place += 1
            old = text_label(difference.old or words.EMPTY, role="muted")
            new = text_label(difference.new or words.EMPTY)
            if difference.field not in TABLES:
                grid.addWidget(old, place, 0)
                grid.addWidget(new, place, 1)
                continue
            for title, label in (("Đang có", old), ("Sẽ là", new)):
                grid.addWidget(theme.caption(QLabel(title)), place, 0, 1, 2)
                grid.addWidget(label, place + 1, 0, 1, 2)
                place += 2
        inside.addLayout(grid)
        self.area.column.addWidget(frame)

    def _take(self, row: RowPreview, difference: Difference) -> QWidget:
        name = words.target_name(difference.field)
        if difference.locked:
            look = theme.current()
            line = QWidget()
            inside = QHBoxLayout(line)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.setSpacing(look.px(6))
            mark = QLabel()
            ratio = self.devicePixelRatioF()
            mark.setPixmap(icons.pixmap("lock", look.px(13), "muted", ratio))
            inside.addWidget(mark)
            inside.addWidget(text_label(f"{name}: không ghi", role="muted"), 1)
            return line
        box = QCheckBox(name)
        off = difference.field in self._state.picked.off
        box.setChecked(not off and (row.row.line, difference.field) not in self._off_cells())
        box.setEnabled(not off)
        box.setToolTip("Cột này đã tắt ở nút Cột được ghi" if off else "Ghi giá trị trong tệp")
        box.setAccessibleName(f"Ghi {name}: {difference.old or words.EMPTY} thành {difference.new}")
        box.toggled.connect(partial(self.cell_switched.emit, row.row.line, difference.field))
        self.takes[difference.field] = box
        return box

    def _off_cells(self) -> set[tuple[int, str]]:
        return self._state.picked.off_cells

    def _new_facts(self, row: RowPreview) -> None:
        if row.differences or row.outcome is Outcome.SAME:
            return
        told = list(words.told_facts(row.row, self._codes))
        tables = list(words.told_tables(row.row, self._codes))
        if not told and not tables:
            return
        frame, inside = card("Nội dung của dòng")
        inside.addLayout(_pairs(told))
        for name, text in tables:
            inside.addWidget(theme.caption(QLabel(name)))
            inside.addWidget(text_label(text))
        self.area.column.addWidget(frame)

    def _cells(self, row: RowPreview) -> None:
        self.cells = CellsCard(self._state, row)
        self.cells.mended.connect(self.mended)
        self.area.column.addWidget(self.cells)

    def _on_radio(self, person: int) -> None:
        if self.row is not None:
            self.matched.emit(self.row.row.line, person)


def _pairs(told: Sequence[tuple[str, str]]) -> QGridLayout:
    """Return names and values side by side; names are long here, so both wrap."""
    look = theme.current()
    grid = QGridLayout()
    grid.setHorizontalSpacing(look.px(8))
    grid.setVerticalSpacing(look.px(5))
    for column, share in enumerate((9, 10)):
        grid.setColumnStretch(column, share)
    for place, (name, value) in enumerate(told):
        top = Qt.AlignmentFlag.AlignTop
        for column, label in enumerate((text_label(name, role="muted"), text_label(value))):
            label.setAlignment(top)
            grid.addWidget(label, place, column)
    return grid
