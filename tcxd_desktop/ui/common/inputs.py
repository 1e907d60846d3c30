"""What every input field can do; lines and texts. Safe with Vietnamese typing.

A field never touches its text while it is being typed. It reads, checks and tidies when it is
left (or told to ``commit``), because a typing program works by sending Backspace and typing again.
"""

from typing import Any

from PySide6.QtCore import QEvent, QMetaMethod, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.facts import Value
from tcxd_desktop.domain.text import clean_block, clean_line
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.breaking import in_two
from tcxd_desktop.ui.common.tab_order import ENTRY, focus_next

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_PLAIN = {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}


class Field(QWidget):
    """An input with a value: what every field can do."""

    changed = Signal()
    """The user changed it (not ``set_value``)."""
    editing_done = Signal()
    """It was left, or committed, after the user had changed it."""
    repeat_wanted = Signal(str)
    """Ctrl+D: take the value of the previous record; with the field's key."""
    help_wanted = Signal(str)
    """F1 or focus asks for *cách ghi*; with the field's key."""
    focused = Signal(str)
    """The field was entered; with its key."""
    problem_changed = Signal(object)
    """Problem or ``None``."""
    walk_wanted = Signal(int)
    """Inside a table: +1 next cell, -1 previous, 0 stay (give up the change)."""

    def __init__(self, key: str = "", *, name: str = "", parent: QWidget | None = None) -> None:
        """Make an empty field.

        Args:
            key: name of the record field it holds.
            name: what a screen reader calls it.
            parent: owner.
        """
        super().__init__(parent)
        self.key = key
        self.name = name
        self.ask_where = False
        """Enter and Tab do not go on by themselves, but ask by ``walk_wanted``."""
        self._problem: Problem | None = None
        self._touched = False
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.current().px(6))

    def stand_in_cell(self) -> None:
        """Be the editor of a cell: Enter and Tab walk cells instead of fields."""
        self.ask_where = True
        # A view gives an editor the keyboard itself. Elsewhere a proxy would lead Tab astray,
        # once the entry was put at another place of the chain than the field around it.
        self.setFocusProxy(self.entries()[0])

    def setFocus(  # noqa: N802 - Qt's name
        self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason
    ) -> None:
        """Give the keyboard to the first entry."""
        entries = self.entries()
        if entries:
            entries[0].setFocus(reason)
        else:
            super().setFocus(reason)

    def value(self) -> Value:
        """Return what it holds: of text it cannot read, the last value it could."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show ``value``; takes back any problem."""
        raise NotImplementedError

    def commit(self) -> None:
        """Read and tidy what was typed, as if the field were left."""

    def text(self) -> str:
        """Return what it shows."""
        return ""

    def set_text(self, text: str) -> None:
        """Show ``text`` as if typed, without reading it."""

    def set_read_only(self, *, on: bool) -> None:
        """Let it be read, copied and focused but not changed."""
        raise NotImplementedError

    def problem(self) -> Problem | None:
        """Return what is wrong with the typed text, if anything."""
        return self._problem

    def set_problem(self, problem: Problem | None) -> None:
        """Show the field as wrong, or as right again."""
        if problem is self._problem:
            return
        self._problem = problem
        for entry in self.entries():
            theme.set_mark(entry, "state", "bad" if problem is not None else "")
        self.problem_changed.emit(problem)

    def entries(self) -> list[QWidget]:
        """Return the widgets that take the keyboard, in order."""
        return []

    def _adopt(self, entry: QWidget) -> None:
        entry.setProperty(ENTRY, "yes")
        entry.installEventFilter(self)
        entry.setAccessibleName(self.name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Handle the keys every field shares."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event)
        if event.type() == QEvent.Type.FocusIn and isinstance(event, QFocusEvent):
            self.focused.emit(self.key)
        if (
            event.type() == QEvent.Type.FocusOut
            and isinstance(event, QFocusEvent)
            and event.reason()
            not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason)
        ):
            self._on_left(watched)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        key, modifiers = event.key(), event.modifiers()
        if key in _ENTER:
            return self._on_enter(event)
        if key == Qt.Key.Key_F1 and modifiers in _PLAIN:
            told = self.isSignalConnected(QMetaMethod.fromSignal(self.help_wanted))
            self.help_wanted.emit(self.key)
            return told  # where nobody tells how it is filled the key rises to the help
        if key == Qt.Key.Key_D and modifiers == Qt.KeyboardModifier.ControlModifier:
            self.repeat_wanted.emit(self.key)
            return True
        if not self.ask_where:
            return False
        steps = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1, Qt.Key.Key_Escape: 0}
        if key in steps:
            self.walk_wanted.emit(steps[Qt.Key(key)])
            return True
        return False

    def _on_enter(self, event: QKeyEvent) -> bool:
        if event.modifiers() not in _PLAIN:
            event.ignore()  # Shift+Enter and Ctrl+Enter rise to the page: save
            return True
        if self.ask_where:
            self.walk_wanted.emit(1)
        else:
            self.commit()
            if not focus_next(self):
                event.ignore()  # the last field of a dialog: its main button
        return True

    def _on_left(self, entry: QObject) -> None:
        self.commit()

    def _done(self) -> None:
        if self._touched:
            self._touched = False
            self.editing_done.emit()

    @Slot()
    def _on_edited(self) -> None:
        self._touched = True
        self.changed.emit()


def commit_open_edit() -> None:
    """Finish the edit that has the keyboard: call before saving, closing or changing pages."""
    QGuiApplication.inputMethod().commit()
    widget = QApplication.focusWidget()
    while widget is not None:
        if isinstance(widget, Field):
            widget.commit()
            return
        widget = widget.parentWidget()


class LineField(Field):
    """One line of text; spaces and Unicode form are tidied when it is left."""

    def __init__(self, key: str = "", *, name: str = "", parent: QWidget | None = None) -> None:
        """Make an empty field."""
        super().__init__(key, name=name, parent=parent)
        self._value: Value = self._read("")
        self.edit = QLineEdit()
        self._row.addWidget(self.edit)
        self._adopt(self.edit)
        self.edit.textEdited.connect(self._on_edited)

    def value(self) -> Value:
        """Return what it holds."""
        self._take()
        return self._value

    def set_value(self, value: Any) -> None:
        """Show ``value``."""
        self._value = value
        self._touched = False
        self.edit.setText(self._show(value))
        self.edit.setCursorPosition(0)
        self.set_problem(None)

    def commit(self) -> None:
        """Read and tidy what was typed."""
        self._take()
        if self._problem is None:
            shown = self._show(self._value)
            if shown != self.edit.text():
                self.edit.setText(shown)
        self._done()

    def text(self) -> str:
        """Return what it shows."""
        return self.edit.text()

    def set_text(self, text: str) -> None:
        """Show ``text`` as if typed."""
        self.edit.setText(text)
        self._touched = True

    def set_read_only(self, *, on: bool) -> None:
        """Let it be read and copied but not changed."""
        self.edit.setReadOnly(on)

    def set_placeholder(self, text: str) -> None:
        """Show a faint example while it is empty."""
        self.edit.setPlaceholderText(text)

    def entries(self) -> list[QWidget]:
        """Return the line."""
        return [self.edit]

    def _take(self) -> None:
        if not self._touched:
            return
        try:
            self._value = self._read(self.edit.text())
        except Problem as problem:
            self.set_problem(problem)
        else:
            self.set_problem(None)

    def _read(self, typed: str) -> Value:
        return clean_line(typed)

    def _show(self, value: Any) -> str:
        return str(value or "")


class TextField(Field):
    """Text of several lines; Enter makes a new line, Tab leaves."""

    def __init__(
        self, key: str = "", *, lines: int = 4, name: str = "", parent: QWidget | None = None
    ) -> None:
        """Make an empty field ``lines`` high."""
        super().__init__(key, name=name, parent=parent)
        self.edit = QPlainTextEdit()
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(self.edit.fontMetrics().lineSpacing() * lines + 14)
        self._row.addWidget(self.edit)
        self._adopt(self.edit)
        self._quiet = False
        self.edit.textChanged.connect(self._on_text)

    def value(self) -> Value:
        """Return the text, tidied."""
        return clean_block(self.edit.toPlainText())

    def set_value(self, value: Any) -> None:
        """Show ``value``."""
        self._quiet = True
        self.edit.setPlainText(str(value or ""))
        self._quiet = False
        self._touched = False
        self.set_problem(None)

    def commit(self) -> None:
        """Tell that editing is done; the text itself is tidied where it is read."""
        self._done()

    def text(self) -> str:
        """Return what it shows."""
        return self.edit.toPlainText()

    def set_read_only(self, *, on: bool) -> None:
        """Let it be read and copied but not changed."""
        # Qt's own property; unlike a line, a text box does not look at its style again by itself.
        theme.set_mark(self.edit, "readOnly", on)

    def entries(self) -> list[QWidget]:
        """Return the text box."""
        return [self.edit]

    def _on_enter(self, event: QKeyEvent) -> bool:
        if event.modifiers() in _PLAIN:
            return False
        return super()._on_enter(event)

    @Slot()
    def _on_text(self) -> None:
        if not self._quiet:
            self._on_edited()


class FlagField(Field):
    """Yes or no."""

    def __init__(
        self, key: str = "", *, text: str = "", name: str = "", parent: QWidget | None = None
    ) -> None:
        """Make an unchecked box that says ``text``."""
        super().__init__(key, name=name or text, parent=parent)
        self._text = text
        self.box = QCheckBox(text)
        self._row.addWidget(self.box)
        self._row.addStretch()
        self._adopt(self.box)
        self.box.clicked.connect(self._on_clicked)

    def value(self) -> Value:
        """Return whether it is checked."""
        return self.box.isChecked()

    def set_value(self, value: Any) -> None:
        """Check or uncheck."""
        self.box.setChecked(bool(value))
        self._touched = False

    def text(self) -> str:
        """Return ``x`` when it is checked."""
        return "x" if self.box.isChecked() else ""

    def set_read_only(self, *, on: bool) -> None:
        """Let it be seen but not changed."""
        self.box.setEnabled(not on)

    def entries(self) -> list[QWidget]:
        """Return the box."""
        return [self.box]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say long words in two lines where there is little room."""
        super().resizeEvent(event)
        whole = self.box.fontMetrics().horizontalAdvance(self._text) + theme.current().px(40)
        shown = self._text if whole <= self.width() else in_two(self._text)
        if self.box.text() != shown:
            self.box.setText(shown)
            self.box.setAccessibleName(self.box.accessibleName() or self._text)
            QTimer.singleShot(0, self, self.updateGeometry)

    @Slot()
    def _on_clicked(self) -> None:
        self._on_edited()
        self._done()
