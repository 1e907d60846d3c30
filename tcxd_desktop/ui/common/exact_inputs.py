"""Input fields with a strict form: dates, numbers of identity, numbers, amounts."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QRegularExpression, Qt
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QWidget

from tcxd_desktop.domain.dates import PartialDate, parse_date, parse_future_date
from tcxd_desktop.domain.errors import WholeDateProblem
from tcxd_desktop.domain.facts import Value
from tcxd_desktop.domain.numbers import identity_digits
from tcxd_desktop.ui.common.inputs import LineField
from tcxd_desktop.ui.common.reading import read_money, read_number
from tcxd_desktop.wording.formats import show_date, show_money, show_number


class DateField(LineField):
    """A date as papers write it: whole, month, year, or *khoảng*."""

    def __init__(
        self,
        key: str = "",
        *,
        today: date,
        future: bool = False,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Make an empty field; ``future`` lets the date lie ahead."""
        self._today = today
        self._parse: Callable[..., PartialDate | None] = parse_future_date if future else parse_date
        super().__init__(key, name=name, parent=parent)
        self.edit.setMaxLength(40)
        self.edit.setToolTip("Gõ 5/3/62, 05031962, 3/1962, 1962 hoặc khoảng 1962")

    def whole(self) -> date | None:
        """Return the day, or ``None`` where nothing is typed.

        Raises:
            Problem: what was typed is no date, or not a whole one.
        """
        value, problem = self.value(), self.problem()
        if problem is not None:
            raise problem
        if value is None:
            return None
        exact = value.exact if isinstance(value, PartialDate) else None
        if exact is None:
            raise WholeDateProblem(value, field=self.key)
        return exact

    def _read(self, typed: str) -> Value:
        return self._parse(typed, today=self._today, field=self.key if typed else "")

    def _show(self, value: Any) -> str:
        return show_date(value)


class DigitsField(LineField):
    """A number of identity: digits with their zeros, length checked when it is left."""

    def __init__(
        self,
        key: str = "",
        *,
        lengths: tuple[int, ...] = (),
        kind: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Make an empty field.

        Args:
            key: name of the record field.
            lengths: allowed lengths.
            kind: what number it is, as ``BadNumberProblem`` names it; the key if empty.
            name: what a screen reader calls it.
            parent: owner.
        """
        self._lengths = lengths
        self._kind = kind or key
        super().__init__(key, name=name, parent=parent)
        self.edit.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.edit.setValidator(
            QRegularExpressionValidator(QRegularExpression(r"[0-9 .\-]*"), self.edit)
        )

    def _read(self, typed: str) -> Value:
        return (
            identity_digits(typed, self._lengths, kind=self._kind, field=self.key) if typed else ""
        )


class NumberField(LineField):
    """A number with a decimal comma."""

    def __init__(self, key: str = "", *, name: str = "", parent: QWidget | None = None) -> None:
        """Make an empty field."""
        super().__init__(key, name=name, parent=parent)
        self.edit.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        self.edit.setAlignment(Qt.AlignmentFlag.AlignRight)

    def _read(self, typed: str) -> Value:
        return read_number(typed, name=self.key) if typed else None

    def _show(self, value: Any) -> str:
        return show_number(value) if isinstance(value, Decimal | int) else ""


class MoneyField(NumberField):
    """An amount in đồng, grouped when it is left."""

    def _read(self, typed: str) -> Value:
        return read_money(typed, name=self.key) if typed else None

    def _show(self, value: Any) -> str:
        return show_money(value)
