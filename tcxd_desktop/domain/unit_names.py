"""Names of organisations in sheets: unique on the way out, recognised on the way in."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from types import MappingProxyType

from tcxd_desktop.domain.text import fold
from tcxd_desktop.domain.units import Unit

SEPARATOR = " – "
_FORMER = "(trước đây)"
"""After the name of a unit that is no more, where another has it now."""
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

    def __init__(
        self, units: Iterable[Unit], past: Mapping[int, str] = MappingProxyType({})
    ) -> None:
        """Know ``units`` as they stand on one day, and the last names of those that are no more.

        Args:
            units: of the day.
            past: names of others by id; where a unit of the day has the name, it is that one.
        """
        self._units = {unit.id: unit for unit in units}
        self._past = {number: name for number, name in past.items() if number not in self._units}
        self._asked: dict[str, tuple[int, ...]] = {}

    @cached_property
    def labels(self) -> Mapping[int, str]:
        """The name of each unit; of those with a namesake, followed by the unit above."""
        counts = Counter(fold(unit.name) for unit in self._units.values())
        found = {
            unit.id: unit.name if counts[fold(unit.name)] == 1 else self._with_parent(unit)
            for unit in self._units.values()
        }
        taken = {fold(label) for label in found.values()} | set(counts)
        for number, name in sorted(self._past.items()):
            label, turn = name, 1
            while fold(label) in taken:
                label = f"{name} {_FORMER}" if turn == 1 else f"{name} {_FORMER[:-1]} {turn})"
                turn += 1
            taken.add(fold(label))
            found[number] = label
        return found

    @cached_property
    def _known(self) -> Mapping[str, tuple[int, ...]]:
        found: dict[str, list[int]] = defaultdict(list)
        for unit in self._units.values():
            names = {fold(unit.name), _key(unit.name), _key(self._with_parent(unit))}
            if unit.code:
                names.add(fold(unit.code))
            for name in names:
                found[name].append(unit.id)
        for number in self._past:
            found.setdefault(_key(self.labels[number]), []).append(number)
        return {name: tuple(ids) for name, ids in found.items()}

    def find(self, written: str) -> tuple[int, ...]:
        """Return the units ``written`` may mean: none, the one, or several of one name."""
        found = self._asked.get(written)
        if found is None:
            plain = fold(written)
            found = self._known.get(plain) or self._known.get(_key(written), ())
            self._asked[written] = found
        return found

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
