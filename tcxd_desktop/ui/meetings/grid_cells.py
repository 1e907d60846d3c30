"""Draws the cells of a sheet and opens a field inside the one that is typed in."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.cells import draw_badge
from tcxd_desktop.ui.common.choices import ChoiceField
from tcxd_desktop.ui.common.inputs import Field, LineField
from tcxd_desktop.ui.common.tab_order import ENTRY
from tcxd_desktop.ui.meetings.grid_model import HEAD, SHOWN, Index, SheetModel
from tcxd_desktop.ui.meetings.grid_sheet import Shown

ROW_HEIGHT = 31
_PAD = 6
_CHOICE_WIDE, _TEXT_WIDE = 150, 300
"""Least room to type in: a theme or a place is longer than its column."""
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_STEPS = {
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Return: "enter",
    Qt.Key.Key_Enter: "enter",
    Qt.Key.Key_Tab: "right",
    Qt.Key.Key_Backtab: "left",
}
_STILL_HERE = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
)
"""Reasons of losing the keyboard after which it comes back to the cell."""


class SheetCells(QStyledItemDelegate):
    """One field a cell; Enter, Tab and the arrows up and down take what was typed and go on."""

    walked = Signal(str)
    """``enter``, ``up``, ``down``, ``left``, ``right``; empty after Esc."""
    repeat_wanted = Signal()
    typed = Signal()
    """A cell is being typed in."""

    def __init__(self, model: SheetModel, view: QTableView) -> None:
        """Draw and edit cells of ``model``."""
        super().__init__(view)
        self._model, self._view = model, view
        self._step = ""
        """Where to go once the field has taken a choice from its list."""

    # --- editing --------------------------------------------------------------------------------

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return a line, with a list below it where the column has choices."""
        column = self._model.column_of(index)
        name = column.title.replace("\n", " ") if column is not None else ""
        made: LineField
        if column is not None and column.choices is not None:
            made = ChoiceField(column.key, choices=column.choices, name=name, parent=parent)
        else:
            made = LineField(column.key if column else "", name=name, parent=parent)
        made.stand_in_cell()
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.setAutoFillBackground(True)
        made.edit.setAlignment(index.data(Qt.ItemDataRole.TextAlignmentRole))
        made.repeat_wanted.connect(self.repeat_wanted)
        made.changed.connect(self.typed)
        made.walk_wanted.connect(self._walker(made))
        for entry in made.entries():
            theme.mark(entry, "cell")
            entry.installEventFilter(self)
        return made

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show what stands in the cell, readable or not."""
        if isinstance(editor, LineField):
            editor.edit.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        """Hand over what was typed; the sheet reads it."""
        if isinstance(editor, LineField):
            self._model.write(index, " ".join(editor.text().split()))

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Fill the cell, and go beyond it where what is typed needs the room."""
        place = QRect(option.rect)
        column = self._model.column_of(index)
        if column is not None and column.align == "left":
            least = _TEXT_WIDE if column.choices is None else _CHOICE_WIDE
            place.setWidth(max(place.width(), theme.current().px(least)))
            view = editor.parentWidget()
            if view is not None and place.right() >= view.width():
                place.moveRight(view.width() - 1)
        editor.setGeometry(place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go on by the keys of a spreadsheet; take a cell that was left by the mouse."""
        if event.type() == QEvent.Type.InputMethod and isinstance(watched, LineField):
            # A composition that began on the table goes to the cell's field, not to its line.
            QCoreApplication.sendEvent(watched.edit, event)
            return True
        if not watched.property(ENTRY):
            # Keys the line left to the page would close the cell a second time.
            return event.type() != QEvent.Type.KeyPress and super().eventFilter(watched, event)
        field = _field_of(watched)
        if field is None:
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(field, event)
        if (
            event.type() == QEvent.Type.FocusOut
            and isinstance(event, QFocusEvent)
            and event.reason() not in _STILL_HERE
            and self._view.indexWidget(self._view.currentIndex()) is field
        ):
            self._take(field)
        return False

    def _on_key(self, field: LineField, event: QKeyEvent) -> bool:
        """Handle a key of the field in hand; what is false goes on to the field itself."""
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        listing = _list_open(field)
        if key == Qt.Key.Key_Escape and not listing:
            self._give_up(field)
            return True
        step = _STEPS.get(key, "")
        shift = modifiers == Qt.KeyboardModifier.ShiftModifier
        if not step or not (modifiers in _PLAIN or (shift and step == "left")):
            return False
        if isinstance(field, ChoiceField) and (listing or step in ("up", "down")):
            self._step = step
            return False
        self._go(field, step)
        return True

    def _walker(self, field: LineField) -> Callable[[int], None]:
        def walk(by: int) -> None:
            if by:
                self._go(field, self._step or ("right" if by > 0 else "left"))
            else:
                self._give_up(field)

        return walk

    def _go(self, field: LineField, step: str) -> None:
        self._step = ""
        self._take(field)
        self.walked.emit(step)

    def _give_up(self, field: LineField) -> None:
        self.closeEditor.emit(field, QAbstractItemDelegate.EndEditHint.NoHint)
        self.walked.emit("")

    def _take(self, field: LineField) -> None:
        self.commitData.emit(field)
        self.closeEditor.emit(field, QAbstractItemDelegate.EndEditHint.NoHint)

    # --- drawing --------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell: soft lines, the cursor as a ring, what is wrong in red."""
        painter.save()
        head = index.data(HEAD)
        if head is not None:
            self._paint_head(painter, option, index, str(head))
        else:
            shown = index.data(SHOWN)
            self._paint_ground(painter, option, index, shown)
            self._paint_text(painter, option, index, shown)
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Show what is wrong with a cell, else the text that does not fit."""
        if event.type() == QEvent.Type.ToolTip and not index.data(Qt.ItemDataRole.ToolTipRole):
            text = str(index.data() or "")
            room = option.rect.width() - 2 * theme.current().px(_PAD)
            if QFontMetrics(option.font).horizontalAdvance(text) > room:
                QToolTip.showText(event.globalPos(), text, view)
                return True
        return super().helpEvent(event, view, option, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row."""
        return QSize(theme.current().px(60), theme.current().line(ROW_HEIGHT))

    def _paint_head(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, text: str
    ) -> None:
        look = theme.current()
        painter.fillRect(option.rect, look.color("bg"))
        painter.setPen(QPen(look.color("line"), 1))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        font = QFont(option.font)
        font.setPointSizeF(font.pointSizeF() * 0.9)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(look.color("muted"))
        pad = look.px(_PAD)
        room = option.rect.adjusted(pad, 0, -pad, 0)
        metrics, mode = QFontMetrics(font), Qt.TextElideMode.ElideRight
        lines = [metrics.elidedText(line, mode, room.width()) for line in text.split("\n")]
        align = index.data(Qt.ItemDataRole.TextAlignmentRole) or Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, align, "\n".join(lines))

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, shown: Shown
    ) -> None:
        look, rect = theme.current(), option.rect
        ground = _ground(shown, selected=bool(option.state & QStyle.StateFlag.State_Selected))
        if ground is not None:
            painter.fillRect(rect, ground)
        painter.setPen(QPen(look.color("soft_line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        if self._view.hasFocus() and self._view.currentIndex() == index:
            painter.setPen(QPen(look.color("accent"), 2))
            painter.drawRect(QRect(rect).adjusted(1, 1, -1, -1))

    def _paint_text(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, shown: Shown
    ) -> None:
        look = theme.current()
        pad = look.px(_PAD)
        room = option.rect.adjusted(pad, 0, -pad, 0)
        if shown.side:
            room = _paint_side(painter, option, room, shown)
        align = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole) or 0)
        if shown.badge and shown.text:
            draw_badge(painter, room, shown.text, shown.badge, align)
            return
        ink = "accent" if shown.wrong else "warn" if shown.warned else "text"
        faint = ink == "text" and (shown.why_not or shown.proposed)
        painter.setPen(look.color("muted" if faint else ink))
        font = QFont(option.font)
        if shown.proposed:
            font.setItalic(True)
        elif shown.fresh and not shown.wrong:
            font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        text = shown.text.replace("\n", " ")
        text = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, align | Qt.TextFlag.TextSingleLine, text)


def _paint_side(
    painter: QPainter, option: QStyleOptionViewItem, room: QRect, shown: Shown
) -> QRect:
    """Draw small text at the left, where the main text leaves room; returns what is left."""
    look = theme.current()
    font = QFont(option.font)
    font.setPointSizeF(font.pointSizeF() * 0.82)
    wide = QFontMetrics(font).horizontalAdvance(shown.side) + look.px(3)
    if wide + QFontMetrics(option.font).horizontalAdvance(shown.text) > room.width():
        return room
    painter.setFont(font)
    painter.setPen(look.color("muted"))
    place = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(room, place | Qt.TextFlag.TextSingleLine, shown.side)
    return room.adjusted(wide, 0, 0, 0)


def _ground(shown: Shown, *, selected: bool) -> QColor | None:
    look = theme.current()
    for is_so, token in (
        (bool(shown.wrong), "accent_soft"),
        (bool(shown.warned), "warn_soft"),
        (selected, "selection"),
        (bool(shown.why_not), "bg"),
    ):
        if is_so:
            return look.color(token)
    return None


def _field_of(watched: QObject) -> LineField | None:
    widget: QObject | None = watched
    while widget is not None and not isinstance(widget, Field):
        widget = widget.parent()
    return widget if isinstance(widget, LineField) else None


def _list_open(field: LineField) -> bool:
    return isinstance(field, ChoiceField) and field.list_open()
