"""A table of the dossier: shares its width, walks on by Enter, repeats the line above."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QSizePolicy,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from tcxd_desktop.domain.facts import Kind
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.breaking import in_two
from tcxd_desktop.ui.common.cell_editor import ROW_HEIGHT, CellEditor
from tcxd_desktop.ui.common.inputs import Field
from tcxd_desktop.ui.common.reading import Sources
from tcxd_desktop.ui.common.row_model import Cell, Index, RowsModel
from tcxd_desktop.ui.common.tab_order import ENTRY
from tcxd_desktop.ui.common.table_field import RowsField

_SHARE = 40
"""Width of one share, below which a table scrolls sideways."""
_LEAST = {
    Kind.DATE: 94,
    Kind.TERM: 94,
    Kind.FLAG: 54,
    Kind.NUMBER: 64,
    Kind.DIGITS: 64,
}
_LEAST_WORDS = 98
_WORDS = {Kind.LINE, Kind.OPEN_CODE, Kind.CODE, Kind.UNIT}
_MONTHS = {"jobs", "trainings", "early_years", "abroad"}
"""Tables whose dates are months: they need less room."""
_LEAST_MONTH = 76
_MOST_LINES = 8
_MANY_COLUMNS = 4
_LONG_CAPTION = 13
_LETTERS = 5
"""Letters of a caption that fit into one share."""
_TWO_LINES = 44
_TALLEST = 420
_PAD = 8
_EDITED = 250
"""A line being edited gets at least this width, whatever its column has."""


_STILL_HERE = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
)
"""Reasons of losing the keyboard after which it comes back to the cell."""


def field_of(watched: QObject) -> Field | None:
    """Return the field an entry belongs to."""
    widget: QObject | None = watched
    while widget is not None and not isinstance(widget, Field):
        widget = widget.parent()
    return widget


class _Cells(CellEditor):
    """Cell fields that can repeat the line above."""

    repeat_wanted = Signal()

    def __init__(self, model: RowsModel, parent: QWidget) -> None:
        super().__init__(model, parent)
        self._rows = model

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        made = super().createEditor(parent, option, index)
        if isinstance(made, Field):
            made.repeat_wanted.connect(self._on_repeat)
            for entry in made.entries():
                entry.installEventFilter(self)
        return made

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a cell that was left by the mouse or a shortcut, not by Enter or Tab."""
        if not watched.property(ENTRY):
            return super().eventFilter(watched, event)
        if (
            event.type() == QEvent.Type.FocusOut
            and isinstance(event, QFocusEvent)
            and event.reason() not in _STILL_HERE
        ):
            field, view = field_of(watched), self.parent()
            if isinstance(view, QTableView) and view.indexWidget(view.currentIndex()) is field:
                self.commitData.emit(field)
                self.closeEditor.emit(field, QAbstractItemDelegate.EndEditHint.NoHint)
        return False

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Give a line enough room to be read while it is typed."""
        super().updateEditorGeometry(editor, option, index)
        view = editor.parentWidget()
        if view is None or self._rows.facts[index.column()][1].kind not in _WORDS:
            return
        text = str(index.data() or "")
        wanted = option.fontMetrics.horizontalAdvance(text) + theme.current().px(40)
        wanted = min(max(wanted, theme.current().px(_EDITED)), view.width())
        place = QRect(option.rect)
        place.setWidth(max(place.width(), wanted))
        if place.right() >= view.width():
            place.moveRight(view.width() - 1)
        editor.setGeometry(place)

    @Slot()
    def _on_repeat(self) -> None:
        self.repeat_wanted.emit()


class DossierRows(RowsField):
    """Bảng trong hồ sơ.

    Further keys: Enter in the empty first cell of a new line leaves the table; Ctrl+D repeats
    the cell above.
    """

    left = Signal()
    """Enter was pressed where nothing more is to be added."""

    def __init__(
        self,
        key: str,
        record: type,
        captions: Mapping[str, str],
        sources: Sources,
        *,
        weights: Mapping[str, float],
        name: str = "",
    ) -> None:
        """Make an empty table whose columns share the width by ``weights``."""
        super().__init__(key, record, _broken(captions, weights), sources, name=name)
        self._weights = [weights.get(column, 2.0) for column, _ in self.rows.facts]
        cells = _Cells(self.rows, self)
        self.setItemDelegate(cells)
        cells.walked.connect(self._on_walked)
        cells.repeat_wanted.connect(self._on_repeat)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if any("\n" in caption for caption in self.rows.captions.values()):
            self.horizontalHeader().setFixedHeight(theme.current().line(_TWO_LINES, 2))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        model = self.rows
        for signal in (
            model.modelReset,
            model.dataChanged,
            model.rowsInserted,
            model.rowsRemoved,
            model.rowsMoved,
        ):
            signal.connect(self._fit_rows)

    def set_value(self, rows: Sequence[Any]) -> None:
        """Show records; the cursor stays only where the keyboard is."""
        row, column = self.currentIndex().row(), self.currentIndex().column()
        held = row >= 0 and self._has_keyboard()
        super().set_value(rows)
        row = min(row, self.rows.rowCount() - 1)
        self.setCurrentIndex(self.rows.index(row, column) if held else QModelIndex())

    def finish(self) -> None:
        """Take the cell in hand and stand on it again."""
        editor = self.indexWidget(self.currentIndex())
        if isinstance(editor, Field):
            self.commit()
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            self.setFocus()

    def _has_keyboard(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and (focus is self or self.isAncestorOf(focus))

    def sizeHint(self) -> QSize:
        """Be as high as its rows, up to a page."""
        bar = self.horizontalScrollBar()
        extra = bar.sizeHint().height() if bar.maximum() > 0 else 0
        rows = self.verticalHeader().length()
        tallest = theme.current().px(_TALLEST)
        return QSize(
            super().sizeHint().width(),
            min(rows, tallest) + self.horizontalHeader().height() + extra + 3,
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out."""
        super().resizeEvent(event)
        if event.oldSize().width() == event.size().width():
            return
        look = theme.current()
        facts = self.rows.facts
        least = [
            max(look.px(self._least(fact.kind)), look.px(_SHARE * weight))
            for (_, fact), weight in zip(facts, self._weights, strict=True)
        ]
        spare = max(self.viewport().width() - sum(least), 0)
        header = self.horizontalHeader()
        for column, width in enumerate(least):
            more = int(spare * self._weights[column] / sum(self._weights))
            header.resizeSection(column, width + more)
        self._fit_rows()

    def _least(self, kind: Kind) -> int:
        if self.key in _MONTHS and kind in (Kind.DATE, Kind.TERM):
            return _LEAST_MONTH
        return _LEAST.get(kind, _LEAST_WORDS)

    @Slot()
    def _fit_rows(self) -> None:
        """Let long texts go on in further lines of their row."""
        look = theme.current()
        header = self.verticalHeader()
        metrics = self.fontMetrics()
        columns = range(self.rows.columnCount())
        most = _MOST_LINES * metrics.lineSpacing()
        for row in range(self.rows.lines()):
            lines = 0
            for column in columns:
                text = str(self.rows.index(row, column).data() or "")
                room = self.columnWidth(column) - 2 * look.px(_PAD)
                if metrics.horizontalAdvance(text) > room:
                    box = QRect(0, 0, room, 10_000)
                    wrapped = metrics.boundingRect(box, Qt.TextFlag.TextWordWrap, text)
                    lines = max(lines, min(wrapped.height(), most))
            header.resizeSection(row, max(look.line(ROW_HEIGHT), lines + look.px(12)))
        self.clearSpans()
        if not self.rows.read_only and len(columns) > 1:
            self.setSpan(self.rows.lines(), 0, 1, len(columns))
        self.updateGeometry()
        if self.sizeHint().height() != self.height():
            # Told while the layout is at work it would be forgotten: tell it again afterwards.
            QTimer.singleShot(0, self, self.updateGeometry)

    def event(self, event: QEvent) -> bool:
        """Keep Alt+↑ and Alt+↓ for moving rows: the page uses them too."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.modifiers() == Qt.KeyboardModifier.AltModifier
            and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
            and self.currentIndex().row() < self.rows.lines()
            and self.state() != QAbstractItemView.State.EditingState
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Repeat with Ctrl+D; leave with Enter on the empty last line when nothing was typed."""
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_D and control:
            self._on_repeat()
            return
        super().keyPressEvent(event)

    @Slot()
    def _on_repeat(self) -> None:
        index = self.currentIndex()
        if index.row() < 1 or self.rows.read_only:
            return
        above = self.rows.cell(self.rows.index(index.row() - 1, index.column()))
        editor = self.indexWidget(index)
        if isinstance(editor, Field):
            editor.set_value(above.value)
            self.commitData(editor)
        else:
            self.rows.write(index, Cell(above.value))

    def _on_walked(self, by: int) -> None:
        index = self.currentIndex()
        if by > 0 and index.column() == 0 and self._is_new(index.row()):
            self.setFocus()
            self.rows.remove([index.row()])
            self.setCurrentIndex(self.rows.index(self.rows.lines(), 0))
            self.left.emit()
            return
        super()._on_walked(by)

    def _is_new(self, row: int) -> bool:
        """Whether a line is the last one and still says nothing."""
        if row != self.rows.lines() - 1:
            return False
        columns = range(self.rows.columnCount())
        return not any(self.rows.index(row, column).data() for column in columns)


def _broken(captions: Mapping[str, str], weights: Mapping[str, float]) -> dict[str, str]:
    """Break captions in two lines where they would be cut."""
    scale = theme.current().scale
    many = len(captions) > _MANY_COLUMNS or scale > 100
    longest = _LONG_CAPTION if many else 2 * _LONG_CAPTION
    return {
        key: in_two(text)
        if len(text) >= longest and len(text) * scale > 100 * _LETTERS * weights.get(key, 2.0)
        else text
        for key, text in captions.items()
    }
