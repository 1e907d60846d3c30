"""Boxes only the template editor has: an expression, several ticks."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QPushButton, QSizePolicy, QWidget

from tcxd_desktop.domain.facts import Value
from tcxd_desktop.domain.text import clean_line
from tcxd_desktop.ui.common import icons, theme
from tcxd_desktop.ui.common.flow import FlowLayout
from tcxd_desktop.ui.common.inputs import Field, LineField, TextField

_AS_TYPED = str.maketrans({
    "≥": ">=", "≤": "<=", "≠": "!=", "×": "*", "÷": "/", "–": "-", "−": "-",
    "‘": "'", "’": "'", "“": '"', "”": '"',
})  # fmt: skip
"""Signs word processors and typing programs put in the place of those the language knows."""


class NoteField(TextField):
    """A short text, as high as its lines at any text size."""

    def __init__(
        self, key: str = "", *, lines: int = 2, name: str = "", parent: QWidget | None = None
    ) -> None:
        """Make an empty field ``lines`` high."""
        super().__init__(key, lines=lines, name=name, parent=parent)
        room = self.edit.fontMetrics().lineSpacing() * lines
        self.edit.setFixedHeight(room + 8 + theme.current().px(10))


class ParagraphField(NoteField):
    """One line of text that may be long: it wraps, and Enter goes on as in every other box."""

    def value(self) -> Value:
        """Return the text as one line."""
        return clean_line(self.edit.toPlainText())

    def _on_enter(self, event: QKeyEvent) -> bool:
        return Field._on_enter(self, event)  # noqa: SLF001 - past the box that makes new lines


class ExpressionField(LineField):
    """A condition or a formula: plain text, with a list of what can be put into it.

    F4, ↓ or the button opens the list; the text changes only by typing or a choice.
    """

    insert_wanted = Signal()
    """The list of figures and sentences is wanted; ``put`` takes the choice."""

    def __init__(
        self, key: str = "", *, name: str = "", button: bool = True, parent: QWidget | None = None
    ) -> None:
        """Make an empty field; in a cell there is no room for the button."""
        super().__init__(key, name=name, parent=parent)
        self.edit.setToolTip("F4 hoặc phím ↓: chọn số liệu, câu có sẵn để chèn")
        self.insert = icons.put(QPushButton("Chèn"), "plus", "muted")
        self.insert.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.insert.setAutoDefault(False)
        self.insert.setToolTip("Chọn số liệu, câu có sẵn để chèn (F4)")
        self.insert.clicked.connect(self._on_insert)
        self._with_button = button
        self._row.addWidget(self.insert)
        self.insert.setVisible(button)

    def put(self, text: str) -> None:
        """Put ``text`` where the cursor is, and take it: what it means is shown at once."""
        self.edit.setFocus()
        before = self.edit.text()[: self.edit.cursorPosition()]
        gap = " " if before and not before.endswith((" ", "(", "[", "'")) else ""
        self.edit.insert(f"{gap}{text}")
        place = self.edit.cursorPosition()
        self._on_edited()
        self.commit()
        self.edit.setCursorPosition(place)

    def set_read_only(self, *, on: bool) -> None:
        """Let it be read and copied but not changed."""
        super().set_read_only(on=on)
        self.insert.setVisible(self._with_button and not on)

    def _read(self, typed: str) -> Value:
        return clean_line(typed.translate(_AS_TYPED))

    def _on_key(self, event: QKeyEvent) -> bool:
        wanted = event.key() in (Qt.Key.Key_F4, Qt.Key.Key_Down)
        if wanted and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._on_insert()
            return True
        return super()._on_key(event)

    @Slot()
    def _on_insert(self) -> None:
        if not self.edit.isReadOnly():
            self.edit.setFocus()
            self.insert_wanted.emit()


class TicksField(Field):
    """Several of a few values; the value is a tuple in the order offered."""

    def __init__(
        self,
        key: str,
        choices: Sequence[tuple[str, str]],
        *,
        every: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Make unchecked boxes.

        Args:
            key: name of the record field it holds.
            choices: (value, label).
            every: value that stands for all of them, its box first; empty for none.
            name: what a screen reader calls it.
            parent: owner.
        """
        super().__init__(key, name=name, parent=parent)
        self._every = every
        self.boxes: dict[str, QCheckBox] = {}
        self._read_only = False
        holder = QWidget()
        flow = FlowLayout(holder, spacing=theme.current().px(4))
        for value, label in [(every, "Tất cả"), *choices] if every else choices:
            box = QCheckBox(label)
            self._adopt(box)
            box.setAccessibleName(f"{name}: {label}")
            box.clicked.connect(self._clicker(value))
            self.boxes[value] = box
            flow.addWidget(box)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        holder.setSizePolicy(policy)
        self._row.addWidget(holder)

    def value(self) -> Any:
        """Return the checked values; all of them is the one that stands for all."""
        if self._every and self.boxes[self._every].isChecked():
            return (self._every,)
        return tuple(value for value, box in self.boxes.items() if box.isChecked())

    def set_value(self, value: Any) -> None:
        """Check those of ``value``."""
        chosen = {str(one) for one in value}
        every = bool(self._every) and self._every in chosen
        for own, box in self.boxes.items():
            box.setChecked(own in chosen)
            box.setEnabled(not self._read_only and (not every or own == self._every))
        self._touched = False

    def text(self) -> str:
        """Return the labels of what is checked."""
        return ", ".join(box.text() for box in self.boxes.values() if box.isChecked())

    def set_read_only(self, *, on: bool) -> None:
        """Let it be seen but not changed."""
        self._read_only = on
        self.set_value(self.value())

    def entries(self) -> list[QWidget]:
        """Return the boxes."""
        return list(self.boxes.values())

    def _clicker(self, value: str) -> Callable[[], None]:
        def click() -> None:
            self.set_value(self.value())
            self._on_edited()
            self._done()
            self.boxes[value].setFocus()

        return click
