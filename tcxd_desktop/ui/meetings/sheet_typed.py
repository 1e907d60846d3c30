"""What is typed into a cell of points ⇄ an entry. No Qt.

The number typed is always the points, as papers have them; only where occurrences are counted
(deductions, bonus, penalty) it is how many times. ``k`` says *không đánh giá*.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

from tcxd_desktop.domain.meeting_errors import NotApplicablePointsProblem
from tcxd_desktop.domain.score_sheets import Entry
from tcxd_desktop.domain.score_templates import Adjustment, Item, Method
from tcxd_desktop.domain.text import clean_line, fold
from tcxd_desktop.ui.common.reading import read_number
from tcxd_desktop.wording.formats import show_number

_OUT = {"k", "kdg", "khong danh gia"}
_MOST_TIMES = 1000


def cleared(entry: Entry) -> Entry:
    """Return an entry that tells nothing but its note: the proposal of the facts counts again."""
    return Entry(note=entry.note)


def read_item(entry: Entry, typed: str, item: Item, step: Decimal) -> Entry:
    """Return the entry that ``typed`` makes on an item without items below it.

    Raises:
        NotApplicablePointsProblem: these points cannot be given here.
        NotANumberProblem: no number.
    """
    text = clean_line(typed)
    if not text:
        return cleared(entry)
    if fold(text) in _OUT:
        return replace(cleared(entry), not_applicable=True)
    return _READ.get(item.method, _points)(cleared(entry), text, item, step)


def read_times(entry: Entry, typed: str, adjustment: Adjustment) -> Entry:
    """Return the entry that ``typed`` makes on a bonus or penalty.

    Raises:
        NotApplicablePointsProblem, NotANumberProblem.
    """
    text = clean_line(typed)
    if not text:
        return cleared(entry)
    return replace(cleared(entry), times=_count(text, adjustment.id))


def read_points(entry: Entry, typed: str, name: str, most: Decimal) -> Entry:
    """Return the entry of a group or the whole sheet, as a paper shows only these.

    Raises:
        NotApplicablePointsProblem, NotANumberProblem.
    """
    text = clean_line(typed)
    if not text:
        return cleared(entry)
    value = _number(text, name)
    if not 0 <= value <= most:
        raise NotApplicablePointsProblem(text, _range(most), field=name)
    return replace(cleared(entry), points=value)


def asked(item: Item, step: Decimal) -> str:
    """Return what may be typed on an item, in words."""
    if item.method is Method.BINARY:
        return f"{show_number(item.max)} (đạt) hoặc 0 (không đạt)"
    if item.method is Method.LEVELS:
        points = dict.fromkeys(show_number(level.points) for level in item.levels)
        return "một trong các điểm " + "; ".join(points)
    if item.method is Method.DEDUCT:
        return "số lần phải trừ, ví dụ 0, 1, 2"
    return _range(item.max, step if item.method is Method.RANGE else Decimal(0))


def pick_level(entry: Entry, number: int) -> Entry:
    """Return the entry that picks a level by its place."""
    return replace(cleared(entry), level=number)


def full(entry: Entry, item: Item) -> Entry:
    """Return the entry of an item that is met altogether."""
    if item.method is Method.BINARY:
        return replace(cleared(entry), met=True)
    if item.method is Method.DEDUCT:
        return replace(cleared(entry), times=0)
    best = [number for number, level in enumerate(item.levels) if level.points == item.max]
    if item.method is Method.LEVELS and best:
        return pick_level(entry, best[0])
    return replace(cleared(entry), points=item.max)


def none(entry: Entry, item: Item) -> Entry:
    """Return the entry of an item that is not met at all: its lowest level, or 0 points."""
    if item.method is Method.BINARY:
        return replace(cleared(entry), met=False)
    if item.method is Method.LEVELS and item.levels:
        lowest = min(range(len(item.levels)), key=lambda number: item.levels[number].points)
        return pick_level(entry, lowest)
    return replace(cleared(entry), points=Decimal(0))


def _binary(entry: Entry, text: str, item: Item, step: Decimal) -> Entry:
    value = _number(text, item.id)
    if value not in (0, 1, item.max):
        raise NotApplicablePointsProblem(text, asked(item, step), field=item.id)
    return replace(entry, met=value != 0)


def _levels(entry: Entry, text: str, item: Item, step: Decimal) -> Entry:
    value = _number(text, item.id)
    found = [number for number, level in enumerate(item.levels) if level.points == value]
    if not found:
        raise NotApplicablePointsProblem(text, asked(item, step), field=item.id)
    return replace(entry, level=found[0])


def _deduct(entry: Entry, text: str, item: Item, _step: Decimal) -> Entry:
    return replace(entry, times=_count(text, item.id))


def _points(entry: Entry, text: str, item: Item, step: Decimal) -> Entry:
    value = _number(text, item.id)
    every = step if item.method is Method.RANGE else Decimal(0)
    apart = every > 0 and value != item.max and value % every
    if not 0 <= value <= item.max or apart:
        raise NotApplicablePointsProblem(text, asked(item, step), field=item.id)
    return replace(entry, points=value)


_READ: Mapping[Method, Callable[[Entry, str, Item, Decimal], Entry]] = {
    Method.BINARY: _binary,
    Method.LEVELS: _levels,
    Method.DEDUCT: _deduct,
}


def _number(text: str, field: str) -> Decimal:
    return read_number(text, name=field) or Decimal(0)


def _count(text: str, field: str) -> int:
    value = _number(text, field)
    if value != value.to_integral_value() or not 0 <= value <= _MOST_TIMES:
        raise NotApplicablePointsProblem(text, "số lần, ví dụ 0, 1, 2", field=field)
    return int(value)


def _range(most: Decimal, step: Decimal = Decimal(0)) -> str:
    by = f", mỗi bước {show_number(step)}" if step > 0 else ""
    return f"từ 0 đến {show_number(most)}{by}"
