"""Typing a password: hidden, never tidied, with a word about Caps Lock and Vietnamese letters."""

import ctypes
import sys
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.errors import DifferentPasswordsProblem
from tcxd_desktop.domain.facts import Value
from tcxd_desktop.domain.passwords import Strength, strength
from tcxd_desktop.office import words
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.beginning import begin_at
from tcxd_desktop.ui.common.fields import Field, LabeledField

CAPS = "Phím Caps Lock đang bật."
MARKS = "Có chữ tiếng Việt có dấu: hãy xem bộ gõ đang bật hay tắt."
_CAPS_KEY = 0x14
_HINTS = (
    Qt.InputMethodHint.ImhHiddenText
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhSensitiveData
)
_STRENGTH = {
    Strength.WEAK: ("warn", "Yếu: người biết cách thì dò ra được."),
    Strength.FAIR: ("plain", "Tạm được."),
    Strength.GOOD: ("ok", "Chắc."),
}
ADVICE = "Ít nhất 8 ký tự, nên 15 trở lên. Năm tiếng bất kỳ không dấu vừa chắc vừa dễ nhớ."


class SecretField(Field):
    """A password; what is typed stays as it is."""

    warned = Signal(str)
    """What may be wrong with the keyboard, or nothing any more."""

    def __init__(self, key: str = "password", *, parent: QWidget | None = None) -> None:
        """Make an empty, hidden field."""
        super().__init__(key, parent=parent)
        self._caps = False
        self.edit = QLineEdit()
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setInputMethodHints(_HINTS)
        self._row.addWidget(self.edit)
        self._adopt(self.edit)
        self.edit.textChanged.connect(self._on_text)
        self.edit.textEdited.connect(self._on_edited)

    def secret(self) -> str:
        """Return what was typed."""
        return self.edit.text()

    def value(self) -> Value:
        """Return what was typed."""
        return self.edit.text()

    def set_value(self, value: Any) -> None:
        """Put a password in."""
        self.edit.setText(str(value or ""))
        self.set_problem(None)

    def clear(self) -> None:
        """Forget what was typed, the steps of undoing too."""
        self.edit.clear()
        self.edit.setText("")
        self.set_problem(None)

    def set_read_only(self, *, on: bool) -> None:
        """Let nobody type."""
        self.edit.setReadOnly(on)

    def set_shown(self, *, on: bool) -> None:
        """Show the letters, or hide them."""
        mode = QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password
        self.edit.setEchoMode(mode)

    def entries(self) -> list[QWidget]:
        """Return the line."""
        return [self.edit]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice Caps Lock by what the keys give."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._notice_caps(event)
        elif event.type() == QEvent.Type.FocusIn:
            self._caps = caps_lock(otherwise=self._caps)
            self._warn()
        return super().eventFilter(watched, event)

    def _notice_caps(self, event: QKeyEvent) -> None:
        letter = event.text()
        if event.key() == Qt.Key.Key_CapsLock:
            self._caps = caps_lock(otherwise=not self._caps)
        elif len(letter) == 1 and letter.isascii() and letter.isalpha():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._caps = letter.isupper() is not shifted
        else:
            return
        self._warn()

    @Slot()
    def _on_text(self) -> None:
        self.set_problem(None)
        self._warn()

    def _warn(self) -> None:
        text = self.edit.text()
        parts = [CAPS] if self._caps else []
        if any(letter.isalpha() and not letter.isascii() for letter in text):
            parts.append(MARKS)
        self.warned.emit(" ".join(parts))


class PasswordBox(LabeledField):
    """A password with its caption, its problem, and a quiet warning about the keyboard."""

    def __init__(self, caption: str, key: str = "password", *, hint: str = "") -> None:
        """Make it empty."""
        self.secret_field = SecretField(key)
        super().__init__(caption, self.secret_field, hint=hint)
        self.warning = theme.mark(QLabel(), "message")
        self.warning.setWordWrap(True)
        theme.set_mark(self.warning, "tone", "warn")
        self.warning.hide()
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)  # noqa: S101
        layout.insertWidget(layout.count() - 1, self.warning)
        self.secret_field.warned.connect(self._on_warned)

    def secret(self) -> str:
        """Return what was typed."""
        return self.secret_field.secret()

    @Slot(str)
    def _on_warned(self, text: str) -> None:
        self.warning.setText(text)
        self.warning.setVisible(bool(text))


class NewPassword(QWidget):
    """A new password, twice, with a calm word on its strength and one to suggest."""

    def __init__(self, names: Sequence[str] = (), parent: QWidget | None = None) -> None:
        """Make both boxes; ``names``: of office and user, which are no password."""
        super().__init__(parent)
        look = theme.current()
        self.names = tuple(names)
        self.first = PasswordBox("Mật khẩu mới", "password", hint=ADVICE)
        self.again = PasswordBox("Gõ lại mật khẩu", "again")
        self.shown = QCheckBox("Hiện mật khẩu")
        self.shown.toggled.connect(self._on_shown)
        self.suggest = QPushButton("Gợi ý mật khẩu")
        self.suggest.setAutoDefault(False)
        self.suggest.setToolTip("Năm tiếng bất kỳ, gõ như nhau khi bật hay tắt bộ gõ")
        self.suggest.clicked.connect(self._on_suggest)
        self.strength = theme.mark(QLabel(), "message")
        row = QHBoxLayout()
        row.setSpacing(look.px(10))
        row.addWidget(self.shown)
        row.addWidget(self.strength, 1)
        row.addWidget(self.suggest)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        column.addWidget(self.first)
        column.addWidget(self.again)
        column.addLayout(row)
        begin_at(self, self.first.secret_field)
        self.first.secret_field.edit.textChanged.connect(self._on_text)

    def checked(self, *names: str) -> str:
        """Return the password.

        Raises:
            WeakPasswordProblem: it would be guessed, or the two differ.
        """
        secret = self.first.secret()
        words.check_password(secret, (*self.names, *names))
        if secret != self.again.secret():
            raise DifferentPasswordsProblem(field="again")
        return secret

    def clear(self) -> None:
        """Forget both."""
        self.first.secret_field.clear()
        self.again.secret_field.clear()

    @Slot(bool)
    def _on_shown(self, on: bool) -> None:  # noqa: FBT001 - a slot
        self.first.secret_field.set_shown(on=on)
        self.again.secret_field.set_shown(on=on)

    @Slot()
    def _on_suggest(self) -> None:
        secret = words.suggest_password()
        self.shown.setChecked(True)
        self.first.secret_field.set_value(secret)
        self.again.secret_field.set_value(secret)
        self.first.set_hint("Hãy nhớ hoặc chép ra giấy cất riêng, rồi gõ thử ở lần đăng nhập sau.")

    @Slot(str)
    def _on_text(self, text: str) -> None:
        tone, said = _STRENGTH[strength(text)] if text else ("plain", "")
        theme.set_mark(self.strength, "tone", tone)
        self.strength.setText(said)


def caps_lock(*, otherwise: bool) -> bool:
    """Tell whether Caps Lock is on, where the system says so; else what was noticed."""
    if sys.platform == "win32":
        found = bool(ctypes.windll.user32.GetKeyState(_CAPS_KEY) & 1)
    else:
        found = otherwise
    return found
