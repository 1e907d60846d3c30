"""The middle of the editor: the boxes of one section, as the paper numbers them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.dossier import FACTS, TABLES, Dossier
from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.facts import Kind
from tcxd_desktop.domain.numbers import dossier_number
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.allowed import refuse
from tcxd_desktop.ui.common.fields import (
    Field,
    LabeledField,
    LineField,
    TextField,
    make_field,
)
from tcxd_desktop.ui.common.reading import Sources
from tcxd_desktop.ui.people.editor_access import Access, SealedNote
from tcxd_desktop.ui.people.editor_layout import COLUMNS, WEIGHTS, Block, Cell, Sheet
from tcxd_desktop.ui.people.editor_photo import PhotoBox
from tcxd_desktop.ui.people.editor_rows import DossierRows, field_of
from tcxd_desktop.wording.dossier import COLUMNS as HEADS
from tcxd_desktop.wording.dossier import item_title, label

_WIDEST = 920
_TWO_COLUMNS_BELOW = 560
_ONE_COLUMN_BELOW = 360
_READ_WHOLE = {Kind.LINE, Kind.UPPER, Kind.TEXT, Kind.PLACE, Kind.OPEN_CODE}
"""Kinds whose half-typed text is never wrong."""

Box = Field | DossierRows


class DossierNoField(LineField):
    """Số lý lịch: six digits and the letters of the province."""

    def _read(self, typed: str) -> str:
        return dossier_number(typed)


class Grid(QWidget):
    """Rows of boxes on six columns; narrower windows get fewer beside each other."""

    def __init__(self, rows: Sequence[Sequence[tuple[QWidget, int]]]) -> None:
        """Lay ``rows`` of (widget, span) out."""
        super().__init__()
        self._rows = rows
        self._wide = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        look = theme.current()
        self._grid.setHorizontalSpacing(look.px(12))
        self._grid.setVerticalSpacing(look.px(9))
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)
            self._grid.setColumnMinimumWidth(column, 1)
        self.arrange(COLUMNS // 2)

    def arrange(self, beside: int) -> None:
        """Put at most ``beside`` boxes beside each other."""
        if beside == self._wide:
            return
        self._wide = beside
        line = 0
        for row in self._rows:
            column = 0
            for widget, span in row:
                width = _fitted(span, beside, len(row))
                if column + width > COLUMNS:
                    line, column = line + 1, 0
                self._grid.removeWidget(widget)
                self._grid.addWidget(widget, line, column, 1, width)
                column += width
            line += 1


def _fitted(span: int, beside: int, cells: int) -> int:
    """How many of the six columns a box gets where ``beside`` boxes have room."""
    if beside == COLUMNS // 2:
        return span
    half = COLUMNS // 2
    if beside == 1:
        return COLUMNS
    return half if cells > 1 or span <= half else COLUMNS


@dataclass(frozen=True, slots=True)
class Heading:
    """A block's heading with its correction button."""

    correct: QPushButton
    fields: tuple[str, ...]


class Form(QScrollArea):
    """One section of the dossier."""

    typed = Signal(str)
    """Something is being typed in a box."""
    left = Signal(str)
    """A changed box was left."""
    entered = Signal(str)
    """A box was entered."""
    column_entered = Signal(str)
    """A column of a table is in hand, as ``table.column``."""
    help_wanted = Signal(str)
    repeat_wanted = Signal(str)
    ended = Signal()
    """Enter in the last box."""
    correction_wanted = Signal(object)
    """Fixed facts (tuple of keys) the user wants corrected."""
    said = Signal(str)
    """A calm word about what happened in a table."""

    def __init__(
        self,
        sheet: Sheet,
        sources: Sources,
        *,
        extras: Callable[[str], QWidget | None],
        access: Access,
    ) -> None:
        """Build the boxes of ``sheet``.

        Args:
            sheet: which section.
            sources: code lists, organisations, today.
            extras: gives a widget to stand below a block's table, by item, or ``None``.
            access: what the account may do here.
        """
        super().__init__()
        self.sheet = sheet
        self.boxes: dict[str, Box] = {}
        self.photo: PhotoBox | None = None
        self._frames: dict[str, LabeledField] = {}
        self._grids: list[Grid] = []
        self.headings: list[Heading] = []
        self.notes: dict[str, SealedNote] = {}
        """What stands for sealed items, by the first field each stands for."""
        self._access = access
        self._sources = sources
        self._extras = extras
        theme.mark(self, "plain")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(sheet.section.title)
        self._inner = theme.mark(QWidget(), "plain")
        self._column = QVBoxLayout()
        self._build()

    def _build(self) -> None:
        look = theme.current()
        for hidden, blocks in groupby(self.sheet.blocks, self._access.hides):
            for part in [self._sealed(list(blocks))] if hidden else map(self._block, blocks):
                self._column.addWidget(part)
        self._column.addStretch(1)
        self._column.setSpacing(look.px(16))
        self._column.setContentsMargins(0, 0, 0, 0)
        body = QWidget()
        body.setLayout(self._column)
        body.setMaximumWidth(look.px(_WIDEST))
        outer = QHBoxLayout(self._inner)
        outer.setContentsMargins(look.px(20), look.px(16), look.px(20), look.px(20))
        outer.addWidget(body, 100)
        outer.addStretch(1)
        self.setWidget(self._inner)

    def _sealed(self, blocks: Sequence[Block]) -> QWidget:
        note = SealedNote([block.title or item_title(block.item) for block in blocks])
        first = blocks[0]
        self.notes[first.tables[0] if first.tables else first.rows[0][0].field] = note
        note.installEventFilter(self)
        note.passed.connect(self._walker(note))
        return note

    def _block(self, block: Block) -> QWidget:
        frame = QWidget()
        frame.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(9))
        column.addLayout(self._heading(block))
        column.addWidget(theme.rule())
        if block.rows:
            grid = Grid([[self._cell(cell, block) for cell in row] for row in block.rows])
            self._grids.append(grid)
            column.addWidget(grid)
        for table in block.tables:
            if block.rows:
                column.addWidget(theme.caption(QLabel(label(table))))
            column.addWidget(self._table(table))
        extra = self._extras(block.item) if block.tables else None
        if extra is not None:
            column.addWidget(extra, alignment=Qt.AlignmentFlag.AlignLeft)
        return frame

    def _heading(self, block: Block) -> QHBoxLayout:
        row = QHBoxLayout()
        title = theme.heading(QLabel(block.title or item_title(block.item)))
        title.setWordWrap(True)
        row.addWidget(title, 1)
        fixed = tuple(cell.field for cells in block.rows for cell in cells if _may_lock(cell.field))
        if fixed:
            button = theme.mark(QPushButton("Đính chính…"), "link")
            button.setToolTip("Sửa thông tin đã cố định từ khi kết nạp, theo quyết định")
            button.clicked.connect(self._corrector(fixed))
            if self._access.no_correction:
                refuse(button, self._access.no_correction)
            row.addWidget(button)
            self.headings.append(Heading(button, fixed))
        return row

    def _corrector(self, fields: tuple[str, ...]) -> Callable[[], None]:
        def want() -> None:
            self.correction_wanted.emit(fields)

        return want

    def _cell(self, cell: Cell, block: Block) -> tuple[QWidget, int]:
        name = cell.field
        if name == "photo":
            self.photo = PhotoBox()
            self.photo.focused.connect(self.entered)
            self.photo.choose.installEventFilter(self)
            if self._access.frozen:
                refuse(self.photo.choose, self._access.frozen)
            return self.photo, cell.span
        fact = FACTS[name]
        field = (
            DossierNoField(name, name=label(name))
            if name == "dossier_no"
            else make_field(name, fact, self._sources, name=label(name))
        )
        field.changed.connect(self._teller(self.typed, name))
        field.editing_done.connect(self._teller(self.left, name))
        field.focused.connect(self.entered)
        field.help_wanted.connect(self.help_wanted)
        field.repeat_wanted.connect(self.repeat_wanted)
        for entry in field.entries():
            entry.installEventFilter(self)
        self.boxes[name] = field
        caption = cell.caption or label(name)
        if block.numbered:
            caption = f"{fact.item}  {caption}"
        frame = LabeledField(caption, field, hint=cell.hint)
        # Columns stay equal: a long caption gives way instead of widening its column.
        frame.caption.setMinimumWidth(1)
        frame.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        frame.caption.setToolTip(label(name))
        self._frames[name] = frame
        return frame, cell.span

    def _table(self, name: str) -> DossierRows:
        table = DossierRows(
            name,
            TABLES[name].record,
            HEADS[name],
            self._sources,
            weights=WEIGHTS.get(name, {}),
            name=label(name),
        )
        table.changed.connect(self._teller(self.left, name))
        table.focused.connect(self.entered)
        table.column_entered.connect(self.column_entered)
        table.help_wanted.connect(self.help_wanted)
        table.left.connect(self._walker(table))
        table.said.connect(self.said)
        self.boxes[name] = table
        return table

    def _teller(self, signal: Any, name: str) -> Callable[[], None]:
        def tell() -> None:
            signal.emit(name)

        return tell

    def _walker(self, entry: QWidget) -> Callable[[], None]:
        def walk() -> None:
            entries = self.entries()
            place = entries.index(entry) + 1 if entry in entries else len(entries)
            if place < len(entries):
                entries[place].setFocus(Qt.FocusReason.TabFocusReason)
            else:
                self.ended.emit()

        return walk

    def load(self, dossier: Dossier, locked: Callable[[str], bool]) -> None:
        """Show a dossier; fixed facts can be read, not changed."""
        for name, box in self.boxes.items():
            box.set_value(getattr(dossier, name))
            frame = self._frames.get(name)
            if frame is not None:
                frame.set_locked(on=locked(name))
            if self._access.frozen:
                box.set_read_only(on=True)
        for heading in self.headings:
            heading.correct.setVisible(any(locked(name) for name in heading.fields))

    def value(self, name: str) -> Any:
        """Return what a box holds; text it cannot read is then shown as wrong."""
        return self.boxes[name].value()

    def readable(self, name: str) -> bool:
        """Whether a box can be read now without judging text that is still being typed."""
        box = self.boxes[name]
        if isinstance(box, DossierRows):
            return not _inside(box)
        return FACTS[name].kind in _READ_WHOLE or not _inside(box)

    def commit(self) -> None:
        """Finish whatever is being typed in this section."""
        QGuiApplication.inputMethod().commit()
        for box in self.boxes.values():
            if _inside(box) and isinstance(box, DossierRows):
                box.finish()
            elif _inside(box):
                box.commit()

    def frame(self, name: str) -> LabeledField:
        """Return the frame of a box: its caption and its message."""
        return self._frames[name]

    def problems(self) -> list[tuple[str, Problem]]:
        """Return every box whose text cannot be read."""
        found = ((name, box.problem()) for name, box in self.boxes.items())
        return [(name, problem) for name, problem in found if problem is not None]

    def show_problem(self, name: str, problem: Problem) -> bool:
        """Say beside a box what is wrong with it; false when it has no place for it."""
        box = self.boxes.get(name)
        if not isinstance(box, Field):
            return False
        box.set_problem(problem)
        return True

    def go_to(self, name: str = "") -> None:
        """Put the keyboard into a box, or into the first that can be changed."""
        if name == "photo" and self.photo is not None:
            self._reach(self.photo)
            return
        box = self.boxes.get(name)
        if box is not None:
            self._reach(box)
            return
        entries = self.entries()
        if entries:
            entries[0].setFocus(Qt.FocusReason.TabFocusReason)
            self.ensureWidgetVisible(entries[0])

    def _reach(self, widget: QWidget) -> None:
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(widget, 20, 60)

    def entries(self) -> list[QWidget]:
        """Return what Enter stops at, in order, without what is fixed or hidden."""
        found: list[QWidget] = []
        for name in self.sheet.fields:
            found.extend(self._entries_of(name))
        return [
            entry
            for entry in found
            if not entry.isHidden() and entry.isEnabled()
            if self._access.frozen or not entry.property("readOnly")
        ]

    def _entries_of(self, name: str) -> Iterable[QWidget]:
        if name == "photo" and self.photo is not None:
            return [self.photo.choose]
        if name in self.notes:
            return [self.notes[name]]
        box = self.boxes.get(name)
        if box is None:
            return []
        return box.entries() if isinstance(box, Field) else [box]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put fewer boxes beside each other where there is less room."""
        super().resizeEvent(event)
        look = theme.current()
        width = self.viewport().width()
        beside = 3
        if width < look.px(_ONE_COLUMN_BELOW):
            beside = 1
        elif width < look.px(_TWO_COLUMNS_BELOW):
            beside = 2
        for grid in self._grids:
            grid.arrange(beside)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go on to the next section by Enter in the last box."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            return self._on_enter(watched, event)
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self.ensureWidgetVisible(watched, 0, theme.current().px(48))
        return super().eventFilter(watched, event)

    def _on_enter(self, watched: QObject, event: QKeyEvent) -> bool:
        entries = self.entries()
        if self.photo is not None and watched is self.photo.choose:
            self.ended.emit()
            return True
        field = field_of(watched)
        if field is None or isinstance(field, TextField) or not entries or entries[-1] != watched:
            return False
        handled = field.eventFilter(watched, event)
        self.ended.emit()
        return handled


def _may_lock(name: str) -> bool:
    return name in FACTS and FACTS[name].locked


def _inside(box: QWidget) -> bool:
    """Whether the keyboard is in a box."""
    focus = QApplication.focusWidget()
    return focus is not None and (focus is box or box.isAncestorOf(focus))
