"""The cells of one line, to be mended in place; the file itself is never touched."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from tcxd_desktop.domain.imports import CellNote, ColumnChoice, NoteKind, RowPreview, SheetMap
from tcxd_desktop.domain.sheet_rows import where
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.cards import text_label
from tcxd_desktop.ui.common.inputs import Field, LineField, TextField
from tcxd_desktop.ui.common.sheet_grid import column_name
from tcxd_desktop.ui.imports import words
from tcxd_desktop.ui.imports.decisions import Place
from tcxd_desktop.ui.imports.state import ImportState

_SHOW_ALL = "Sửa ô khác của dòng này…"
_DAYS = frozenset({"decision_date", "ceremony_date", "official_date"})
"""Days that must come long after birth."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Một ô của dòng, with what is said of it."""

    place: Place
    heading: str
    notes: Sequence[CellNote]

    @property
    def wrong(self) -> bool:
        """Whether the line cannot be written because of it, or waits for somebody."""
        return any(note.kind is not NoteKind.MENDED for note in self.notes)


def cells_of(state: ImportState, row: RowPreview) -> list[Cell]:
    """Return the cells of a line that are taken in and those notes are about, the wrong first."""
    notes: dict[Place, list[CellNote]] = defaultdict(list)
    headings: dict[Place, str] = {}
    one, place = _place(state, row.row.line)
    for choice in one.columns if one is not None else ():
        if choice.target:
            headings[_cell(one, place, choice.column)] = choice.heading
    for note in row.row.notes:
        told, there = _place(state, note.line or row.row.line)
        if told is None:
            continue
        for choice in told.columns:
            cell = _cell(told, there, choice.column)
            # Of two columns for one thing, such as Nam and Nữ, the one that is filled.
            exact = note.column >= 0 or note.target == choice.target
            if _means(note, choice) and (exact or state.text_at(cell)):
                headings.setdefault(cell, choice.heading)
                notes[cell].append(note)
    found = [Cell(cell, heading, notes[cell]) for cell, heading in headings.items()]
    return sorted(found, key=lambda cell: (not cell.wrong, not cell.notes))


def _means(note: CellNote, choice: ColumnChoice) -> bool:
    """Tell whether a note is about the cells of a column.

    One that is about several cells of its line names what it is about, not where: days that
    cannot follow each other are mended on either side.
    """
    if note.column >= 0:
        return choice.column == note.column
    whole = choice.target.partition(".")[0]
    return bool(note.target) and (
        note.target in {choice.target, whole} or (note.target in _DAYS and whole == "birth_date")
    )


def _place(state: ImportState, line: int) -> tuple[SheetMap | None, int]:
    """Return the sheet and the row, from 0, a line number means."""
    number, row = where(line)
    return (state.maps[number] if number < len(state.maps) else None), row - 1


def _cell(one: SheetMap | None, row: int, column: int) -> Place:
    return (one.sheet if one is not None else "", row, column)


class CellsCard(QFrame):
    """Cells something is said of; the others on request."""

    mended = Signal()

    def __init__(self, state: ImportState, row: RowPreview) -> None:
        """Show the cells of a line."""
        super().__init__()
        look = theme.current()
        theme.card(self)
        self._state = state
        self._cells = cells_of(state, row)
        self.fields: dict[Place, Field] = {}
        self._told: set[str] = set()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(look.px(11), look.px(9), look.px(11), look.px(10))
        self._column.setSpacing(look.px(6))
        self._column.addWidget(theme.heading(QLabel("Ô trong tệp")))
        self._wrong: Field | None = None
        for cell in self._cells:
            if cell.notes:
                self._add(cell)
        self.all = theme.mark(QPushButton(_SHOW_ALL), "link")
        self.all.clicked.connect(self.show_all)
        self._column.addWidget(self.all, 0, Qt.AlignmentFlag.AlignLeft)
        self.all.setVisible(len(self.fields) < len(self._cells))

    def first_wrong(self) -> QWidget | None:
        """Return the first cell that has to be mended."""
        return self._wrong

    @Slot()
    def show_all(self) -> None:
        """Show every cell of the line."""
        self.all.hide()
        before = set(self.fields)
        for cell in self._cells:
            if cell.place not in before:
                self._add(cell)
        first = next((self.fields[c.place] for c in self._cells if c.place not in before), None)
        if first is not None:
            first.setFocus()

    def _add(self, cell: Cell) -> None:
        sheet, row, column = cell.place
        text = self._state.text_at(cell.place)
        name = f"{column_name(column)}{row + 1} · {cell.heading or '(không có tiêu đề)'}"
        field: Field = TextField(lines=4, name=name) if "\n" in text else LineField(name=name)
        field.set_value(text)
        field.editing_done.connect(partial(self._on_done, cell.place, field, text))
        caption = theme.caption(QLabel(name if sheet == self._main() else f"{sheet} · {name}"))
        caption.setWordWrap(True)
        caption.setBuddy(field)
        self._column.addWidget(caption)
        self._column.addWidget(field)
        for note in cell.notes:
            if note.text in self._told:
                continue  # one note on two cells is read once, at the first
            self._told.add(note.text)
            label = text_label(note.text, role="message")
            theme.set_mark(label, "tone", words.NOTE_TONES[note.kind])
            self._column.addWidget(label)
        self.fields[cell.place] = field
        if cell.wrong and self._wrong is None:
            self._wrong = field

    def _main(self) -> str:
        return self._cells[0].place[0] if self._cells else ""

    def _on_done(self, place: Place, field: Field, before: str) -> None:
        typed = str(field.value() or "")
        if typed != self._state.picked.edits.get(place, before):
            self._state.mend(place, typed)
            self.mended.emit()
