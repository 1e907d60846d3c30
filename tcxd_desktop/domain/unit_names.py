"""Names of organisations in sheets: unique on the way out, recognised on the way in."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from tcxd_desktop.domain.text import fold
from tcxd_desktop.domain.units import Unit

SEPARATOR = " – "
_SHORT = (
    (re.compile(r"\bcb\b"), "chi bo"),
    (re.compile(r"\bdb\b"), "dang bo"),
    (re.compile(r"\btdp\b"), "to dan pho"),
    (re.compile(r"\bkp\b"), "khu pho"),
)
"""Abbreviations everybody writes."""
_BETWEEN = re.compile(r"\s+[-–—]\s+|\s*[,;/(>]\s*|\s+thuoc\s+|\s+truc thuoc\s+")


class UnitNames:
    """Tên tổ chức trong tệp: one name for each unit, and the units a written name may mean."""

    def __init__(self, units: Iterable[Unit]) -> None:
        """Know ``units`` as they stand on one day."""
        self._units = {unit.id: unit for unit in units}

    @cached_property
    def labels(self) -> Mapping[int, str]:
        """The name of each unit; of those with a namesake, followed by the unit above."""
        counts = Counter(fold(unit.name) for unit in self._units.values())
        return {
            unit.id: unit.name if counts[fold(unit.name)] == 1 else self._with_parent(unit)
            for unit in self._units.values()
        }

    @cached_property
    def _known(self) -> Mapping[str, tuple[int, ...]]:
        found: dict[str, list[int]] = defaultdict(list)
        for unit in self._units.values():
            names = {fold(unit.name), _key(unit.name), _key(self._with_parent(unit))}
            if unit.code:
                names.add(fold(unit.code))
            for name in names:
                found[name].append(unit.id)
        return {name: tuple(ids) for name, ids in found.items()}

    def find(self, written: str) -> tuple[int, ...]:
        """Return the units ``written`` may mean: none, the one, or several of one name."""
        plain = fold(written)
        return self._known.get(plain) or self._known.get(_key(written), ())

    def _with_parent(self, unit: Unit) -> str:
        above = self._units.get(unit.parent_id or 0)
        return f"{unit.name}{SEPARATOR}{above.name}" if above else unit.name


def _key(written: str) -> str:
    text = fold(written).rstrip(")")
    for short, long in _SHORT:
        text = short.sub(long, text)
    parts = _BETWEEN.split(text)
    return "|".join(part.strip() for part in parts if part.strip())


class UnitNumbers:
    """Số của tổ chức viết trong tệp: the id of one that is known, a stand-in for one that is not.

    Rows of tables hold organisations by id; those a file names first are made when it is written.
    """

    def __init__(self, names: UnitNames) -> None:
        """Look names up in ``names``."""
        self._names = names
        self._pending: dict[str, int] = {}
        self.pending: dict[int, str] = {}
        """Stand-in (negative) to the name as written."""

    def number(self, written: str) -> int | None:
        """Return the id of the unit ``written`` means, a negative stand-in, or ``None`` of none."""
        if not written:
            return None
        found = self._names.find(written)
        if len(found) == 1:
            return found[0]
        key = fold(written)
        if key not in self._pending:
            number = -1 - len(self._pending)
            self._pending[key] = number
            self.pending[number] = written
        return self._pending[key]
