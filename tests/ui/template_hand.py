"""A clerk at the template editor: keys and clicks, counted."""

import unicodedata
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.inputs import Field

Key = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def telex(text: str) -> int:
    """Return how many keys a text takes in Telex: đ is dd, â is aa, a tone one key more."""
    letters = unicodedata.normalize("NFD", text.replace("đ", "dd").replace("Đ", "DD"))
    return len(letters)


class Hand:
    """Presses real keys on whatever has the keyboard, and clicks; counts both."""

    def __init__(self, typist: Any) -> None:
        """Start at nought."""
        self._typist = typist
        self.keys = 0
        self.letters = 0
        """Those of the keys that are text."""
        self.clicks = 0

    def focus(self) -> QWidget:
        """Return what has the keyboard, once a dialog that closed has given it back."""
        for _ in range(200):
            widget = QApplication.focusWidget()
            if widget is not None:
                return widget
            QTest.qWait(10)
        raise AssertionError

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        """Press a key; a combination counts as one."""
        for _ in range(times):
            self.keys += 1
            widget = self.focus()
            window = widget.window()
            QTest.keyClick(widget, key, modifiers)
            _give_back(window)

    def enter(self, times: int = 1) -> None:
        """Press Enter."""
        self.press(Key.Key_Return, times=times)

    def type(self, text: str) -> None:
        """Type Vietnamese over what is selected or there."""
        widget = self.focus()
        if isinstance(widget, QLineEdit | QPlainTextEdit) and _text(widget):
            self.press(Key.Key_A, CTRL)
            widget = self.focus()
        self._count(text)
        if isinstance(widget, QLineEdit | QPlainTextEdit):
            self._typist.letters(widget, text)
        else:
            assert text.isascii(), f"{text!r} typed into {widget!r}"
            for letter in text:
                QTest.keyClick(self.focus(), letter)

    def _count(self, text: str) -> None:
        self.letters += telex(text)
        self.keys += telex(text)

    def add(self, text: str) -> None:
        """Type after what is there."""
        self.press(Key.Key_End)
        self._count(text)
        self._typist.letters(self.focus(), text)

    def fill(self, *texts: str) -> None:
        """Type into one box after the other, Enter between them; empty text passes a box by."""
        for text in texts:
            if text:
                self.type(text)
            self.enter()

    def click(self, widget: QWidget) -> None:
        """Click a button."""
        self.clicks += 1
        window = widget.window()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        _give_back(window)

    def click_row(self, view: Any, index: Any) -> None:
        """Click a line of a list."""
        self.clicks += 1
        place = view.visualRect(index).center()
        QTest.mouseClick(
            view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place.x(), place.y())
        )

    def box(self) -> str:
        """Return the key of the box that has the keyboard."""
        found: QObject | None = self.focus()
        while found is not None and not isinstance(found, Field):
            if hasattr(found, "key") and isinstance(found.key, str):
                return found.key
            found = found.parent()
        return found.key if isinstance(found, Field) else ""

    def in_dialog(self, act: Callable[[Any], None]) -> None:
        """Do something in the dialog the next key or click opens."""

        def look() -> None:
            dialog, focus = QApplication.activeModalWidget(), QApplication.focusWidget()
            if not isinstance(dialog, Dialog) or focus is None or not dialog.isAncestorOf(focus):
                QTimer.singleShot(10, look)
                return
            try:
                act(dialog)
            except BaseException:
                dialog.reject()
                raise

        QTimer.singleShot(0, look)

    def insert(self, *words: str) -> None:
        """Open the list with F4, find by words without marks, take the best with Enter."""
        for text in words:

            def choose(dialog: Any, text: str = text) -> None:
                self.type(text)
                self.enter()

            self.in_dialog(choose)
            self.press(Key.Key_F4)

    def answer(self, text: str) -> Callable[[Any], None]:
        """Return what clicks the button of a question."""

        def act(dialog: Any) -> None:
            buttons = dialog.findChildren(QPushButton)
            self.click(next(one for one in buttons if one.text() == text))

        return act


def _give_back(window: QWidget) -> None:
    """Give the keyboard back to a window whose dialog closed, as window systems do."""
    if QApplication.activeModalWidget() is None and QApplication.activeWindow() is None:
        window.activateWindow()


def _text(widget: QLineEdit | QPlainTextEdit) -> str:
    return widget.text() if isinstance(widget, QLineEdit) else widget.toPlainText()
