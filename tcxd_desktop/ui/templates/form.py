"""The middle of the template editor: the boxes of one node."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.score_templates import ScoreTemplate
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.cards import text_label
from tcxd_desktop.ui.common.inputs import Field
from tcxd_desktop.ui.common.tab_order import ENTRY
from tcxd_desktop.ui.templates.boxes import Box, Framed, Heading, LevelField, Part
from tcxd_desktop.ui.templates.grid import GridField
from tcxd_desktop.ui.templates.inputs import ExpressionField
from tcxd_desktop.ui.templates.overview import Overview
from tcxd_desktop.ui.templates.tools import Tools
from tcxd_desktop.ui.templates.variant_table import VariantTable
from tcxd_desktop.wording.problems import sentence

_COLUMNS = 6
_WIDEST = 760
_ONE_COLUMN_BELOW = 380


class _End(QWidget):
    """Where Enter in the last box leads to."""

    reached = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(1)
        self.setProperty(ENTRY, "yes")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the form was walked to its end."""
        super().focusInEvent(event)
        self.reached.emit()


class Form(QScrollArea):
    """Boxes over one kind of record."""

    edited = Signal(object)
    """The record as it is with a box the user changed."""
    ended = Signal()
    """Enter in the last box."""
    undo_wanted = Signal()
    redo_wanted = Signal()
    node_wanted = Signal(object)
    """Node of a line of the overview."""
    said = Signal(str)
    """A calm word about what happened in a table."""
    insert_wanted = Signal(object, str)
    """ExpressionField whose list is wanted, and what it wants."""

    def __init__(self, parts: Sequence[Part], tools: Tools, name: str) -> None:
        """Build the boxes; ``name`` is what a screen reader calls the form."""
        super().__init__()
        self.boxes: dict[str, Box] = {}
        self.frames: dict[str, Framed] = {}
        self._parts = parts
        self._tools = tools
        self._record: Any = None
        self._read_only = False
        self._said: Mapping[str, str] = {}
        self._places: list[tuple[Part, QWidget]] = []
        self._beside = 0
        theme.mark(self, "plain")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(name)
        self._grid = QGridLayout()
        self._build()

    def _build(self) -> None:
        look = theme.current()
        for row, part in enumerate(self._parts):
            made = self._heading(part) if isinstance(part, Heading) else self._box(part)
            self._places.append((part, made))
            self._grid.addWidget(made, row, 0)  # before it is shown, or it would be a window
        self._grid.setHorizontalSpacing(look.px(12))
        self._grid.setVerticalSpacing(look.px(9))
        for number in range(_COLUMNS):
            self._grid.setColumnStretch(number, 1)
            self._grid.setColumnMinimumWidth(number, 1)
        end = _End()
        end.reached.connect(self.ended)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._grid)
        column.addWidget(end)
        column.addStretch(1)
        body.setMaximumWidth(look.px(_WIDEST))
        inner = theme.mark(QWidget(), "plain")
        outer = QHBoxLayout(inner)
        outer.setContentsMargins(look.px(16), look.px(4), look.px(16), look.px(16))
        outer.addWidget(body, 100)
        outer.addStretch(1)
        self.setWidget(inner)

    def _heading(self, part: Heading) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, theme.current().px(6), 0, 0)
        column.setSpacing(theme.current().px(3))
        column.addWidget(theme.heading(QLabel(part.text)))
        if part.about:
            column.addWidget(text_label(part.about, role="hint"))
        return holder

    def _box(self, box: Box) -> QWidget:
        editor = box.make(self._tools, box.key, box.caption)
        frame = Framed(box.caption, editor)
        self.boxes[box.key] = box
        self.frames[box.key] = frame
        if isinstance(editor, Field):
            editor.editing_done.connect(lambda: self._on_done(box))
            editor.problem_changed.connect(lambda _: self._tell(box))
            editor.focused.connect(lambda _: self._on_entered(frame))
            for entry in editor.entries():
                entry.installEventFilter(self)
            if isinstance(editor, ExpressionField):
                editor.insert_wanted.connect(
                    lambda: self.insert_wanted.emit(editor, self._wanted(box))
                )
        elif isinstance(editor, GridField | VariantTable | Overview):
            editor.changed.connect(lambda: self._on_done(box))
            if isinstance(editor, Overview):
                editor.wanted.connect(self.node_wanted)
            if isinstance(editor, GridField):
                editor.said.connect(self.said)
                editor.left.connect(lambda: self._on_left(editor))
                editor.insert_wanted.connect(
                    lambda field: self.insert_wanted.emit(field, self._wanted(box))
                )
        return frame

    # --- showing ---------------------------------------------------------------------------------

    def show_record(self, record: Any, template: ScoreTemplate) -> None:
        """Show a record; boxes whose value is the same are left alone."""
        self._record = record
        self._tools.show(template, record)
        for part, widget in self._places:
            widget.setVisible(part.when(record))
        for key, box in self.boxes.items():
            if not box.when(record):
                continue
            frame = self.frames[key]
            editor: Any = frame.editor
            if box.named is not None:
                frame.rename(box.named(record))
            if isinstance(editor, LevelField):
                editor.refresh()
            value = box.value_of(record)
            if isinstance(editor, VariantTable | Overview) or box.take(editor.value()) != value:
                editor.set_value(box.show(value))
            self._tell(box)
        self._arrange()

    def show_anew(self, record: Any, template: ScoreTemplate) -> None:
        """Show another record: every box, whatever was typed in it."""
        self._record = record
        self._tools.show(template, record)
        for key, box in self.boxes.items():
            if box.when(record):
                editor: Any = self.frames[key].editor
                if isinstance(editor, LevelField):
                    editor.refresh()
                editor.set_value(box.show(box.value_of(record)))
        self.show_record(record, template)
        self.verticalScrollBar().setValue(0)

    def set_read_only(self, *, on: bool) -> None:
        """Let everything be read but not changed."""
        if on is self._read_only:
            return  # a table takes it as a new beginning
        self._read_only = on
        for frame in self.frames.values():
            editor: Any = frame.editor
            editor.set_read_only(on=on)

    def show_faults(self, said: Mapping[str, str]) -> None:
        """Say below each box what the checks found, by field."""
        self._said = said
        for box in self.boxes.values():
            self._tell(box)

    def message(self, key: str) -> str:
        """Return what stands below a box."""
        frame = self.frames[key]
        return frame.message.text() if not frame.message.isHidden() else ""

    # --- the keyboard ----------------------------------------------------------------------------

    def commit(self) -> None:
        """Finish whatever is being typed."""
        QGuiApplication.inputMethod().commit()
        for frame in self.frames.values():
            editor: Any = frame.editor
            editor.commit()

    def go_to(self, key: str = "", row: int | None = None) -> None:
        """Put the keyboard into a box, or into the first that can be changed."""
        frame = self.frames.get(key)
        if frame is None or frame.isHidden():
            frame = self._first()
        if frame is None:
            return
        frame.editor.setFocus(Qt.FocusReason.TabFocusReason)
        if isinstance(frame.editor, GridField) and row is not None:
            frame.editor.point_at(row)
        self._on_entered(frame)

    def _first(self) -> Framed | None:
        shown = (frame for frame in self.frames.values() if not frame.isHidden())
        return next(shown, None)

    def _on_entered(self, frame: Framed) -> None:
        # Told before the layout has placed a box that just came, it would scroll elsewhere.
        QTimer.singleShot(0, self, lambda: self._reveal(frame))

    def _reveal(self, frame: Framed) -> None:
        margin = theme.current().px(40)
        if frame.height() > self.viewport().height():
            top = frame.mapTo(self.viewport(), QPoint(0, 0)).y()
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + top - margin)
        else:
            self.ensureWidgetVisible(frame, 0, margin)

    def _on_left(self, grid: QWidget) -> None:
        frames = [frame for frame in self.frames.values() if not frame.isHidden()]
        place = next((n for n, frame in enumerate(frames) if frame.editor is grid), -1)
        if place + 1 < len(frames):
            frames[place + 1].editor.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.ended.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Ctrl+Z for the whole template where the box itself has nothing to take back."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            document = watched.document() if isinstance(watched, QPlainTextEdit) else watched
            if event.matches(QKeySequence.StandardKey.Undo) and not _undoes(document):
                self.undo_wanted.emit()
                return True
            if event.matches(QKeySequence.StandardKey.Redo):
                self.redo_wanted.emit()
                return True
        return super().eventFilter(watched, event)

    # --- the boxes -------------------------------------------------------------------------------

    def _wanted(self, box: Box) -> str:
        return box.wanted(self._record)

    def _on_done(self, box: Box) -> None:
        if self._record is None and box.write is None:
            return
        editor: Any = self.frames[box.key].editor
        value = box.take(editor.value())
        if value != box.value_of(self._record):
            self.edited.emit(box.put(self._record, value))

    def _tell(self, box: Box) -> None:
        frame, template = self.frames[box.key], self._tools.template
        problem = frame.editor.problem() if isinstance(frame.editor, Field) else None
        if problem is not None:
            frame.say(sentence(problem), "bad")
        elif self._said.get(box.key):
            frame.say(self._said[box.key], "bad")
        elif template is not None and box.when(self._record):
            frame.say(box.hint(self._record, template), "plain")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put fewer boxes beside each other where there is less room."""
        super().resizeEvent(event)
        self._arrange()

    @Slot()
    def _arrange(self) -> None:
        narrow = self.viewport().width() < theme.current().px(_ONE_COLUMN_BELOW)
        line = column = 0
        for part, widget in self._places:
            if widget.isHidden():
                continue
            span = _COLUMNS if isinstance(part, Heading) else part.span
            span = min(span * 2, _COLUMNS) if narrow else span
            if column + span > _COLUMNS:
                line, column = line + 1, 0
            self._grid.removeWidget(widget)
            self._grid.addWidget(widget, line, column, 1, span)
            column += span


def _undoes(typed: QObject) -> bool:
    return isinstance(typed, QLineEdit | QTextDocument) and typed.isUndoAvailable()
