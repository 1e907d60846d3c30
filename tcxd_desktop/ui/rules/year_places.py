"""Where the days of a year stand on the sheet of twelve months. No widgets."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

WEEKS, DAYS = 6, 7
"""Weeks of a month on the sheet; days of a week."""
_LEAST_WIDE, _LEAST_HIGH = 176, 148
"""What a month needs."""
_GAP, _HEAD, _WEEK = 14, 22, 18
"""Between months, of the name of a month, of the names of its days."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Tờ lịch một năm: the measures of twelve months in a room."""

    year: int
    width: float
    height: float
    scale: float = 1.0

    @property
    def across(self) -> int:
        """How many months stand in a row."""
        need = _LEAST_WIDE * self.scale
        room = int((self.width + self._gap) // (need + self._gap))
        return next((n for n in (4, 3, 2) if n <= room), 1)

    @property
    def least_height(self) -> int:
        """How high the sheet has to be at its width."""
        rows = 12 // self.across
        return round(rows * _LEAST_HIGH * self.scale + (rows - 1) * self._gap)

    @property
    def month_width(self) -> float:
        """How wide a month is."""
        return (self.width - self._gap * (self.across - 1)) / self.across

    @property
    def month_height(self) -> float:
        """How high a month is, with its names."""
        rows = 12 // self.across
        return (self.height - self._gap * (rows - 1)) / rows

    @property
    def day_size(self) -> tuple[float, float]:
        """Width and height of a day."""
        rest = self.month_height - (_HEAD + _WEEK) * self.scale
        return self.month_width / DAYS, max(rest, 1.0) / WEEKS

    @property
    def _gap(self) -> float:
        return _GAP * self.scale

    def month_at(self, month: int) -> tuple[float, float]:
        """Return the corner of a month."""
        row, column = divmod(month - 1, self.across)
        return column * (self.month_width + self._gap), row * (self.month_height + self._gap)

    def names(self, month: int) -> tuple[float, float, float, float]:
        """Return place and size of the name of a month."""
        left, top = self.month_at(month)
        return left, top, self.month_width, _HEAD * self.scale

    def weekday(self, month: int, place: int) -> tuple[float, float, float, float]:
        """Return place and size of the name of a day of the week."""
        left, top = self.month_at(month)
        wide = self.day_size[0]
        return left + place * wide, top + _HEAD * self.scale, wide, _WEEK * self.scale

    def day(self, day: date) -> tuple[float, float, float, float]:
        """Return place and size of a day."""
        left, top = self.month_at(day.month)
        wide, high = self.day_size
        week, place = divmod(day.day - 1 + day.replace(day=1).weekday(), DAYS)
        top += (_HEAD + _WEEK) * self.scale
        return left + place * wide, top + week * high, wide, high

    def hit(self, x: float, y: float) -> date | None:
        """Return the day at a point, if one stands there."""
        column = int(x // (self.month_width + self._gap))
        month = int(y // (self.month_height + self._gap)) * self.across + column + 1
        if not (0 <= column < self.across and 1 <= month <= 12):
            return None
        first = date(self.year, month, 1)
        days = (first + timedelta(days=n) for n in range(month_end(first).day))
        return next((day for day in days if _inside(self.day(day), x, y)), None)

    def days(self) -> Iterator[date]:
        """Give every day of the year."""
        first, last = date(self.year, 1, 1), date(self.year, 12, 31)
        yield from (first + timedelta(days=n) for n in range((last - first).days + 1))


def _inside(box: tuple[float, float, float, float], x: float, y: float) -> bool:
    left, top, wide, high = box
    return left <= x < left + wide and top <= y < top + high


def moved(day: date, months: int) -> date:
    """Return the same day of another month of the year, or its last."""
    month = min(max(day.month + months, 1), 12)
    return day.replace(month=month, day=min(day.day, monthrange(day.year, month)[1]))


def month_end(day: date) -> date:
    """Return the last day of its month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def stepped(day: date, days: int) -> date:
    """Return a day so many further on, inside its year."""
    found = day + timedelta(days=days)
    return found if found.year == day.year else day
