"""The columns of a foreign sheet: what each is taken in as, in which letters it is written."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.imports import ColumnChoice, SheetMap
from tcxd_desktop.domain.sheet import Book, Encoding
from tcxd_desktop.domain.targets import choices
from tcxd_desktop.office import import_files
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.beginning import begin_at
from tcxd_desktop.ui.common.beside import Beside
from tcxd_desktop.ui.common.cards import text_label
from tcxd_desktop.ui.common.choices import ChoiceField
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.ui.common.sheet_grid import column_name
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.ui.common.target_choices import NOT_TAKEN, TargetChoices
from tcxd_desktop.wording.problems import sentence
from tcxd_desktop.wording.sheets import target_label

Samples = Sequence[tuple[str, str]]
"""Text as the file has it, and as it is read."""
ENCODINGS: tuple[tuple[str, Encoding | None], ...] = (
    ("Theo phông chữ của từng ô", None),
    ("Unicode, giữ nguyên", Encoding.UNICODE),
    ("TCVN3 (phông .Vn…)", Encoding.TCVN3),
    ("TCVN3 chữ hoa (phông .Vn…H)", Encoding.TCVN3_CAPITALS),
    ("VNI (phông VNI-…)", Encoding.VNI),
)


@dataclass(frozen=True, slots=True)
class Line:
    """Một cột của tệp trong bảng ghép cột."""

    choice: ColumnChoice
    samples: Samples
    twice: str = ""
    """Letter of another column with the same target."""

    @property
    def state(self) -> str:
        """How sure it is."""
        if self.twice:
            return f"Trùng cột {self.twice}"
        if not self.choice.target:
            return NOT_TAKEN
        return "Nhận ra" if self.choice.sure else "Xem lại"

    @property
    def tone(self) -> str:
        """Of its state."""
        return {"Nhận ra": "ok", "Xem lại": "warn", NOT_TAKEN: "plain"}.get(self.state, "bad")

    @property
    def sample(self) -> str:
        """The first text that says something, as it is read."""
        return next((after for _, after in self.samples if after), "")

    @property
    def converted(self) -> bool:
        """Whether its letters are read otherwise than they are written."""
        return any(before != after for before, after in self.samples)


_COLUMNS: tuple[Column[Line], ...] = (
    Column("letter", "Cột", lambda line: column_name(line.choice.column), align="center", width=46,
           muted=True, sortable=False),
    Column("heading", "Tiêu đề trong tệp",
           lambda line: line.choice.heading or "(không có tiêu đề)", width=180, sortable=False),
    Column("sample", "Ví dụ", lambda line: line.sample.replace("\n", " ⏎ "), width=120, muted=True,
           sortable=False),
    Column("target", "Nhập vào",
           lambda line: target_label(line.choice.target) if line.choice.target else "—",
           width=220, sortable=False),
    Column("state", "Trạng thái", lambda line: line.state, tone=lambda line: line.tone,
           width=104, sortable=False),
)  # fmt: skip
_TARGET = 3
_SAMPLES: tuple[Column[tuple[str, str]], ...] = (
    Column("before", "Trong tệp", lambda pair: pair[0].replace("\n", " ⏎ "), width=140, muted=True,
           sortable=False),
    Column("after", "Đọc là", lambda pair: pair[1].replace("\n", " ⏎ "), width=140,
           sortable=False),
)  # fmt: skip


class ColumnTable(Table[Line]):
    """Columns as lines; Enter or F2 opens the target of one, Delete leaves it out."""

    target_chosen = Signal(int, str)
    """Column and target."""
    said = Signal(str)
    """Why what was typed is no target."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(
            _COLUMNS, identity=lambda line: line.choice.column, name="Các cột của tệp",
            key="imports.columns",
        )  # fmt: skip
        theme.mark(self, "boxed")
        self.setSortingEnabled(False)
        self.targets = TargetChoices(())
        self._field: ChoiceField | None = None
        self.opened.connect(self.edit_target)

    @property
    def field(self) -> ChoiceField | None:
        """The field that is open."""
        return self._field

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with F2, leave out with Delete."""
        line = self.current_record()
        if event.key() == Qt.Key.Key_F2 and line is not None:
            self.edit_target()
        elif event.key() == Qt.Key.Key_Delete and line is not None:
            self.target_chosen.emit(line.choice.column, "")
        else:
            super().keyPressEvent(event)

    @Slot()
    def edit_target(self) -> None:
        """Open the field of the current line inside its cell."""
        line = self.current_record()
        if line is None:
            return
        self.close_field()
        made = ChoiceField("target", choices=self.targets, name="Nhập vào")
        made.stand_in_cell()
        made.setAutoFillBackground(True)
        theme.mark(made.edit, "cell")
        made.set_value(line.choice.target)
        made.walk_wanted.connect(partial(self._on_walked, line.choice.column))
        made.editing_done.connect(partial(self._on_done, line.choice.column))
        index = self.rows.index(self.currentIndex().row(), _TARGET)
        self.setIndexWidget(index, made)
        self._field = made
        made.setFocus()
        made.edit.selectAll()

    def close_field(self) -> None:
        """Take the open field away, without what was typed in it."""
        made, self._field = self._field, None
        if made is not None:
            made.close_list()
            made.hide()
            made.deleteLater()

    def _on_walked(self, column: int, by: int) -> None:
        made = self._field
        if made is None:
            return
        if by:
            made.commit()
            problem = made.problem()
            if problem is not None:
                self.said.emit(sentence(problem))
                return
        self._take(column, keep=bool(by))
        self.setFocus()
        row = self.currentIndex().row()
        if by:
            self.select_place(max(row + by, 0))

    def _on_done(self, column: int) -> None:
        """Take what was chosen when the field is left by mouse."""
        if self._field is not None and self._field.problem() is None:
            QTimer.singleShot(0, self, partial(self._take_late, column, self._field))

    def _take_late(self, column: int, made: ChoiceField) -> None:
        if made is self._field:
            self._take(column, keep=True)

    def _take(self, column: int, *, keep: bool) -> None:
        made = self._field
        if made is None:
            return
        value = str(made.value() or "")
        self.close_field()
        if keep:
            self.target_chosen.emit(column, value)


class SheetMappingView(QWidget):
    """Columns of one sheet at the left; samples and letters of the current one beside them."""

    changed = Signal()
    """The user changed a column; ask ``sheet_map``."""
    said = Signal(str)
    """Something to tell, such as why a text is no target."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a sheet."""
        super().__init__(parent)
        self._book = Book("", ())
        self._map = SheetMap("", (-1, -1), ())
        self._samples: dict[tuple[int, Encoding | None], Samples] = {}
        self.table = ColumnTable()
        self.letters = QComboBox()
        for text, _ in ENCODINGS:
            self.letters.addItem(text)
        self.letters.setAccessibleName("Bảng mã của chữ trong cột")
        self.samples: Table[tuple[str, str]] = Table(
            _SAMPLES, identity=lambda pair: pair, name="Chữ trước và sau khi đọc"
        )
        theme.mark(self.samples, "boxed")
        self.samples.setSortingEnabled(False)
        self._build()
        self.table.current_changed.connect(self._on_current)
        self.table.target_chosen.connect(self.choose_target)
        self.table.said.connect(self.said)
        self.letters.activated.connect(self._on_letters)
        begin_at(self, self.table)

    def show_map(self, book: Book, sheet_map: SheetMap) -> None:
        """Show how a sheet of ``book`` is read; the cursor begins at what is to be looked at."""
        again = book is self._book and sheet_map.sheet == self._map.sheet
        if (
            book is not self._book
            or sheet_map.sheet != self._map.sheet
            or (sheet_map.head != self._map.head)
        ):
            self._samples.clear()
        self._book, self._map = book, sheet_map
        self.table.close_field()
        self.table.targets = TargetChoices(one.key for one in choices(sheet_map.table))
        self.table.show_records(self.lines())
        if not again or self.table.current_record() is None:
            unsure = (line for line in self.lines() if line.tone in ("warn", "bad"))
            first = next(unsure, None)
            if first is None or not self.table.select(first.choice.column):
                self.table.select_first()
        self._on_current()

    def sheet_map(self) -> SheetMap:
        """Return how the sheet is read, with what was chosen."""
        return self._map

    def lines(self) -> list[Line]:
        """Return every column with its samples."""
        twice = doubles(self._map.columns)
        return [
            Line(choice, self._samples_of(choice), twice.get(choice.column, ""))
            for choice in self._map.columns
        ]

    @Slot(int, str)
    def choose_target(self, column: int, target: str) -> None:
        """Take a column in as ``target``."""
        self._put(column, target=target, sure=True)

    def choose_letters(self, column: int, encoding: Encoding | None) -> None:
        """Read the letters of a column as ``encoding``."""
        self._put(column, encoding=encoding)

    def _put(self, column: int, **changes: object) -> None:
        columns = tuple(
            replace(choice, **changes) if choice.column == column else choice  # type: ignore[arg-type] # fields of ColumnChoice
            for choice in self._map.columns
        )
        if columns == self._map.columns:
            return
        self._map = replace(self._map, columns=columns)
        self.table.show_records(self.lines())
        self._on_current()
        self.changed.emit()

    def _samples_of(self, choice: ColumnChoice) -> Samples:
        key = choice.column, choice.encoding
        if key not in self._samples:
            self._samples[key] = import_files.samples(self._book, self._map, choice.column)
        return self._samples[key]

    def _build(self) -> None:
        look = theme.current()
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(look.px(12), 0, 0, 0)
        column.setSpacing(look.px(6))
        self.name = text_label("", role="heading")
        caption = theme.caption(QLabel("Bảng mã chữ"))
        caption.setBuddy(self.letters)
        self.told = text_label("", role="hint")
        for widget in (self.name, caption, self.letters, self.told):
            column.addWidget(widget)
        column.addWidget(self.samples, 1)
        row = QVBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.sides = Beside(self.table, side)
        self.sides.setHandleWidth(0)
        row.addWidget(self.sides)

    @Slot()
    def _on_current(self) -> None:
        line = self.table.current_record()
        self.letters.setEnabled(line is not None)
        if line is None:
            self.name.setText("")
            self.told.setText("")
            self.samples.show_records(())
            return
        heading = line.choice.heading or "(không có tiêu đề)"
        self.name.setText(f"Cột {column_name(line.choice.column)}: {heading}")
        place = next(n for n, (_, one) in enumerate(ENCODINGS) if one == line.choice.encoding)
        self.letters.setCurrentIndex(place)
        self.told.setText(
            "Chữ trong cột được chuyển sang Unicode. Hãy xem cột Đọc là có đúng không."
            if line.converted
            else "Chữ trong cột được giữ nguyên."
        )
        self.samples.show_records(tuple(dict.fromkeys(line.samples)))

    @Slot(int)
    def _on_letters(self, place: int) -> None:
        line = self.table.current_record()
        if line is not None:
            self.choose_letters(line.choice.column, ENCODINGS[place][1])


def doubles(columns: Sequence[ColumnChoice]) -> dict[int, str]:
    """Return the columns whose target another has too, with the letter of that one."""
    first: dict[str, int] = {}
    found: dict[int, str] = {}
    for choice in columns:
        target = choice.target
        if not target:
            continue
        if target in first:
            found[choice.column] = column_name(first[target])
            found.setdefault(first[target], column_name(choice.column))
        else:
            first[target] = choice.column
    return found
