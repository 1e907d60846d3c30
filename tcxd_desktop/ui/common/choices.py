"""Fields that offer a list below themselves: code lists and organisations.

The list is a child of the window, never a window of its own: it takes neither focus nor keyboard
from the line, so a typing program keeps working; and the text changes only by a choice.
"""

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView, QToolButton, QWidget

from tcxd_desktop.domain.facts import Value
from tcxd_desktop.ui.common import icons, theme
from tcxd_desktop.ui.common.inputs import LineField
from tcxd_desktop.ui.common.reading import Choice, Choices

_WAIT_MS = 120
_MOST_SHOWN = 200
_ROW = 28
_TALLEST = 9
_BESIDE, _WIDEST = 24, 420
"""Room of the scroll bar beside the longest value, and the widest the list gets."""


class ChoiceList(QListView):
    """The list below a line."""

    def __init__(self, window: QWidget, line: QWidget) -> None:
        """Belong to ``window`` and stand below ``line``."""
        # It keeps no name of the window: a dialog that is left has to go at once, not when Python
        # collects cycles, because its fields are then half gone when Qt still tells them events.
        super().__init__(window)
        self._line = line
        theme.mark(self, "choices")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setAccessibleName("Danh sách để chọn")
        self._items = QStandardItemModel(self)
        self.setModel(self._items)
        self.choices: list[Choice] = []
        self.hide()

    def offer(self, choices: list[Choice], *, first: bool) -> None:
        """Show ``choices``; ``first`` puts the cursor on the best one."""
        self.choices = choices[:_MOST_SHOWN]
        self._items.clear()
        for choice in self.choices:
            text = f"{choice.label} · {choice.detail}" if choice.detail else choice.label
            self._items.appendRow(QStandardItem(text))
        if not self.choices:
            self.hide()
            return
        self._place()
        self.setCurrentIndex(self._items.index(0, 0) if first else QModelIndex())
        self.show()
        self.raise_()

    def chosen(self) -> Choice | None:
        """Return the choice under the cursor."""
        row = self.currentIndex().row()
        return self.choices[row] if self.isVisible() and row >= 0 else None

    def step(self, by: int) -> None:
        """Move the cursor."""
        row = self.currentIndex().row() + by
        row = max(0, min(len(self.choices) - 1, row))
        self.setCurrentIndex(self._items.index(row, 0))

    def _place(self) -> None:
        window = self.window()
        look = theme.current()
        top = self._line.mapTo(window, QPoint(0, 0))
        wanted = look.line(_ROW) * min(len(self.choices), _TALLEST) + look.px(9)
        below = window.height() - top.y() - self._line.height() - 4
        above = top.y() - 4
        longest = min(self.sizeHintForColumn(0) + look.px(_BESIDE), look.px(_WIDEST))
        width = max(self._line.width(), look.px(220), longest)
        left = max(0, min(top.x(), window.width() - width - 4))
        if wanted <= below or below >= above:
            place = QRect(left, top.y() + self._line.height() + 2, width, min(wanted, below))
        else:
            height = min(wanted, above)
            place = QRect(left, top.y() - height - 2, width, height)
        self.setGeometry(place)


class ChoiceField(LineField):
    """A line with a list of matches below it."""

    def __init__(
        self,
        key: str = "",
        *,
        choices: Choices,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Make an empty field over ``choices``."""
        self._choices = choices
        super().__init__(key, name=name, parent=parent)
        self._list: ChoiceList | None = None
        self._wait = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._wait.timeout.connect(self._offer_typed)
        self.edit.textEdited.connect(self._on_typed)
        self.edit.setToolTip("Gõ không dấu để tìm; phím ↓ mở danh sách")
        self._button = QToolButton(self.edit)
        theme.mark(self._button, "arrow")
        self._button.setIcon(icons.icon("chevron-down", "muted"))
        self._button.setCursor(Qt.CursorShape.ArrowCursor)
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.setAccessibleName(f"Mở danh sách {name}".strip())
        self._button.clicked.connect(self.open_list)
        theme.mark(self.edit, "choice")

    def set_choices(self, choices: Choices) -> None:
        """Offer other values, keeping the value."""
        self._choices = choices
        self.set_value(self._value)

    @Slot()
    def open_list(self) -> None:
        """Open the whole list, with the cursor on the value it holds."""
        if self.edit.isReadOnly():
            return
        self.edit.setFocus()
        box = self._ensure_list()
        every = self._choices.matches("")
        box.offer(every, first=False)
        held = next((i for i, c in enumerate(box.choices) if c.value == self._value), -1)
        if held >= 0:
            box.step(held + 1)

    def close_list(self) -> None:
        """Close the list without a choice."""
        self._wait.stop()
        if self._list is not None:
            self._list.hide()

    def list_open(self) -> bool:
        """Tell whether the list is open."""
        return self._list is not None and self._list.isVisible()

    def offered(self) -> list[Choice]:
        """Return what the open list offers."""
        return list(self._list.choices) if self._list is not None and self.list_open() else []

    def set_read_only(self, *, on: bool) -> None:
        """Let it be read and copied but not changed."""
        super().set_read_only(on=on)
        self._button.setVisible(not on)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Place the arrow, follow the window, take a click in the list."""
        if not hasattr(self, "_wait"):
            return False  # being taken down: Qt tells of hiding when the names are gone already
        kind = event.type()
        if watched is self.edit and kind == QEvent.Type.Resize:
            side = theme.current().px(20)
            self._button.setGeometry(
                self.edit.width() - side - 4, (self.edit.height() - side) // 2, side, side
            )
        if watched is self.edit and kind in (QEvent.Type.Move, QEvent.Type.Hide):
            self.close_list()
        if self._list is not None and watched is self._list.viewport():
            return self._on_list_event(event)
        if self._list is not None and watched is self._list.parentWidget():
            if kind in (QEvent.Type.Resize, QEvent.Type.Hide, QEvent.Type.WindowDeactivate):
                self.close_list()
            return False
        return super().eventFilter(watched, event)

    def _read(self, typed: str) -> Value:
        if isinstance(held := getattr(self, "_value", None), str | int) and (
            typed == self._choices.label(held)
        ):
            return held  # two organisations may share a name: the choice made stands
        return self._choices.read(typed, name=self.key)

    def _show(self, value: Any) -> str:
        return self._choices.label(value)

    def _on_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        box = self._list
        if box is not None and box.isVisible():
            steps = {
                Qt.Key.Key_Down: 1,
                Qt.Key.Key_Up: -1,
                Qt.Key.Key_PageDown: _TALLEST,
                Qt.Key.Key_PageUp: -_TALLEST,
            }
            if key in steps:
                box.step(steps[Qt.Key(key)])
                return True
            if key == Qt.Key.Key_Escape:
                self.close_list()
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
                self._take_choice(box.chosen())
        elif key == Qt.Key.Key_Down and not self.edit.isReadOnly():
            self.open_list()
            return True
        return super()._on_key(event)

    def _on_left(self, entry: QObject) -> None:
        self.close_list()
        super()._on_left(entry)

    def _take_choice(self, choice: Choice | None) -> None:
        self.close_list()
        if choice is None:
            return
        self._value = choice.value
        self.edit.setText(choice.label)
        self._touched = True
        self.set_problem(None)
        self.changed.emit()

    def _ensure_list(self) -> ChoiceList:
        window = self.window()
        if self._list is None or self._list.parentWidget() is not window:
            self._list = ChoiceList(window, self.edit)
            self._list.viewport().installEventFilter(self)
            window.installEventFilter(self)
        return self._list

    def _on_list_event(self, event: QEvent) -> bool:
        box = self._list
        if box is None or not isinstance(event, QMouseEvent):
            return False
        index = box.indexAt(event.position().toPoint())
        if event.type() == QEvent.Type.MouseButtonRelease and index.isValid():
            box.setCurrentIndex(index)
            self._take_choice(box.chosen())
            self.commit()
            return True
        return False

    @Slot()
    def _on_typed(self) -> None:
        self._wait.start()

    @Slot()
    def _offer_typed(self) -> None:
        if QApplication.focusWidget() is not self.edit:
            return
        text = self.edit.text()
        if text.strip():
            self._ensure_list().offer(self._choices.matches(text), first=not self._choices.free)
        else:
            self.close_list()


class CodeField(ChoiceField):
    """A value of a code list, closed or open to free text."""


class UnitField(ChoiceField):
    """An organisation of the office; its value is the id."""
