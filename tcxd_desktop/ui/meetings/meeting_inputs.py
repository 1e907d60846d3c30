"""Boxes of the meeting editor: times, days near a month, people of the roll, counts."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QWidget

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.errors import NotANumberProblem
from tcxd_desktop.domain.facts import Value
from tcxd_desktop.domain.meetings import Attendance
from tcxd_desktop.domain.text import clean_line, fold
from tcxd_desktop.domain.times import parse_day, parse_time
from tcxd_desktop.ui.common.exact_inputs import NumberField
from tcxd_desktop.ui.common.inputs import LineField
from tcxd_desktop.ui.common.reading import Choice, Choices
from tcxd_desktop.wording.formats import show_date


class TimeField(LineField):
    """A time of the day; its value is ``HH:MM`` or empty."""

    def __init__(self, key: str = "", *, name: str = "", parent: QWidget | None = None) -> None:
        """Make an empty field."""
        super().__init__(key, name=name, parent=parent)
        self.edit.setMaxLength(20)
        self.edit.setToolTip("Gõ 1930, 19:30, 19h30 hoặc 730")

    def _read(self, typed: str) -> Value:
        return parse_time(typed, field=self.key)


class DayField(LineField):
    """A whole day near a month; its value is a PartialDate that is exact, or ``None``."""

    def __init__(
        self, key: str = "", *, today: date, name: str = "", parent: QWidget | None = None
    ) -> None:
        """Make an empty field."""
        self._today = today
        self.period = ""
        """``YYYY-MM``: the month a bare day belongs to."""
        super().__init__(key, name=name, parent=parent)
        self.edit.setMaxLength(40)
        self.edit.setToolTip("Gõ 6 (ngày 6 của tháng này), 6/10, 061026 hoặc 06/10/2026")

    def iso(self) -> str:
        """Return the day as ISO text, or nothing."""
        value = self.value()
        return str(value) if isinstance(value, PartialDate) else ""

    def _read(self, typed: str) -> Value:
        return parse_day(typed, period=self.period, today=self._today, field=self.key)

    def _show(self, value: Any) -> str:
        return show_date(value)


class CountField(NumberField):
    """How many: a whole number; empty is none."""

    def _read(self, typed: str) -> Value:
        value = super()._read(typed)
        if isinstance(value, Decimal) and (value != value.to_integral_value() or value < 0):
            raise NotANumberProblem(clean_line(typed), field=self.key)
        return value

    def count(self) -> int:
        """Return the number, 0 where nothing is typed."""
        value = self.value()
        return int(value) if isinstance(value, Decimal | int) else 0


class PeopleChoices(Choices):
    """People to choose from by name without tone marks, or by their number on the sheet.

    The value is the id of the record; of somebody outside the list it is the name, typed in full.
    """

    id = "person"

    def __init__(self, people: Sequence[tuple[int, str]], *, numbered: bool = False) -> None:
        """Offer ``people``: (id, name), in the order of the sheet.

        Args:
            people: whom to offer.
            numbered: whether their place is a way to name them.
        """
        self.nothing = ""
        self.free = not people
        self._people = [
            (Choice(number, name, f"số {place}" if numbered else ""), str(place))
            for place, (number, name) in enumerate(people, 1)
        ]
        self._numbered = numbered

    @classmethod
    def of_roll(cls, roll: Sequence[Attendance]) -> "PeopleChoices":
        """Return the members of a roll."""
        return cls([(row.person_id, row.name) for row in roll], numbered=True)

    def matches(self, typed: str) -> list[Choice]:
        """Return who has every typed word in the name, or that number."""
        wanted = fold(clean_line(typed))
        if self._numbered and wanted.isdigit():
            return [choice for choice, place in self._people if place == wanted]
        words = wanted.split()
        return [c for c, _ in self._people if all(word in fold(c.label) for word in words)]

    def find(self, typed: str) -> Choice | None:
        """Return the one person the text names: number, whole name, or how one name ends."""
        wanted = fold(clean_line(typed))
        if self._numbered and wanted.isdigit():
            return next((choice for choice, place in self._people if place == wanted), None)
        exact = [c for c, _ in self._people if fold(c.label) == wanted]
        ends = [c for c, _ in self._people if f" {fold(c.label)}".endswith(f" {wanted}")]
        found = exact or ends
        return found[0] if len(found) == 1 else None

    def read(self, typed: str, *, name: str = "") -> str | int | None:
        """Return whom the text names; a whole name nobody here has is somebody else's.

        Raises:
            NotInListProblem: a single word nobody, or more than one, is called by.
        """
        text = clean_line(typed)
        if " " in text and self.find(text) is None and not self.matches(text):
            return text
        return super().read(typed, name=name)

    def label(self, value: Value) -> str:
        """Return the name of a person; other text stands for itself."""
        if isinstance(value, int):
            return next((c.label for c, _ in self._people if c.value == value), "")
        return str(value or "")
