"""What a column of a sheet can hold: keys shared by imports, layouts and reconciliation."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from tcxd_desktop.domain.dossier import FACTS, TABLES
from tcxd_desktop.domain.facts import Fact, Kind, facts_of


class TargetKind(StrEnum):
    """Loại mục nhận: how what a column holds is read and where it goes."""

    FACT = "fact"
    """A scalar field of the dossier."""
    PART = "part"
    """One part of a place."""
    PLACE = "place"
    """A whole place in one cell, or all of it below the province."""
    NAME = "name"
    """Họ đệm or tên, where they stand in two columns."""
    BY_SEX = "by_sex"
    """One of the two columns under *Nam | Nữ*, ticked or dated."""
    DATE_PART = "date_part"
    """Ngày, tháng or năm of a date, where they stand in columns of their own."""
    UNIT = "unit"
    STANDING = "standing"
    STANDING_ON = "standing_on"
    CENTRAL_ID = "central_id"
    ROW_KEY = "row_key"
    ORDINAL = "ordinal"
    SPLIT = "split"
    """Several facts in one cell, rows of a repeating table."""
    COLUMN = "column"
    """A column of a repeating table, in a sheet of that table."""


@dataclass(frozen=True, slots=True)
class Target:
    """Mục nhận của một cột."""

    key: str
    kind: TargetKind
    fact: Fact
    """How its text is read: kind, code list, lengths."""
    field: str = ""
    """Field of the dossier, or of the row of ``table``, it ends in."""
    part: str = ""
    """Of a place, a name, a date, or ``male``/``female``."""
    table: str = ""
    """Repeating table its rows belong to."""

    @property
    def locked(self) -> bool:
        """Whether what it holds is fixed after admission."""
        return self.fact.locked

    @property
    def sealed(self) -> bool:
        """Whether it belongs to the sealed compartment."""
        return self.fact.sealed


PLACE_PARTS: Final = ("detail", "commune", "province", "old", "country")
ADDRESS: Final = "address"
"""Part that is ``detail`` and ``commune`` in one cell: *Địa chỉ chi tiết* beside the province."""
DATE_PARTS: Final = ("day", "month", "year")
PARTED_DATES: Final = ("birth_date", "ceremony_date", "official_date")
"""Dates lists write over three columns: *Ngày | Tháng | Năm*."""
SPLIT_TABLES: Final = (
    "jobs", "trainings", "rewards", "badges", "titles", "family", "social_orgs", "introducers",
    "reviews",
)  # fmt: skip
"""Tables lists write into one cell."""
IDENTITY: Final = (
    "row_key", "central_id", "birth_name", "name.family", "name.given", "birth_date",
    "birth_date.male", "birth_date.female", "birth_date.day", "birth_date.month",
    "birth_date.year", "citizen_id", "old_citizen_id", "card_no", "old_card_no", "dossier_no",
    "unit", "ordinal",
)  # fmt: skip
"""Targets that say whom a line is about: all others of a sheet of a table are its columns."""

_NOT_IN_SHEETS = {"photo"}
_LINE = Fact("", Kind.LINE)
_OTHERS = {
    "unit": (TargetKind.UNIT, _LINE),
    "standing": (TargetKind.STANDING, _LINE),
    "standing_on": (TargetKind.STANDING_ON, Fact("", Kind.TERM)),
    "central_id": (TargetKind.CENTRAL_ID, _LINE),
    "ordinal": (TargetKind.ORDINAL, _LINE),
    "row_key": (TargetKind.ROW_KEY, _LINE),
}


def _targets() -> Iterator[Target]:
    for name, fact in FACTS.items():
        if name not in _NOT_IN_SHEETS:
            yield from _of_fact(name, fact)
    for key, (kind, fact) in _OTHERS.items():
        yield Target(key, kind, fact)
    for part in ("family", "given"):
        yield Target(f"name.{part}", TargetKind.NAME, FACTS["birth_name"], "birth_name", part)
    for name in ("birth_date", "sex"):
        for part in ("male", "female"):
            yield Target(f"{name}.{part}", TargetKind.BY_SEX, FACTS[name], name, part)
    for name in PARTED_DATES:
        for part in DATE_PARTS:
            yield Target(f"{name}.{part}", TargetKind.DATE_PART, FACTS[name], name, part)
    yield from _of_tables()


def _of_fact(name: str, fact: Fact) -> Iterator[Target]:
    if fact.kind is not Kind.PLACE:
        yield Target(name, TargetKind.FACT, fact, name)
        return
    yield Target(name, TargetKind.PLACE, fact, name)
    for part in PLACE_PARTS:
        yield Target(f"{name}.{part}", TargetKind.PART, _LINE, name, part)
    yield Target(f"{name}.{ADDRESS}", TargetKind.PLACE, fact, name, ADDRESS)


def _of_tables() -> Iterator[Target]:
    for table in SPLIT_TABLES:
        fact = Fact(TABLES[table].item, Kind.TEXT)
        yield Target(f"table:{table}", TargetKind.SPLIT, fact, table=table)
    for table, rows in TABLES.items():
        for name, fact in facts_of(rows.record).items():
            yield Target(f"{table}.{name}", TargetKind.COLUMN, fact, name, table=table)


TARGETS: Final[Mapping[str, Target]] = MappingProxyType(
    {target.key: target for target in _targets()}
)
"""Every target by key."""


def fits(key: str, table: str) -> bool:
    """Tell whether a column of a sheet can go to target ``key``.

    Args:
        key: of ``TARGETS``.
        table: the repeating table the lines of the sheet are rows of; empty: lines are members.
    """
    target = TARGETS.get(key)
    if target is None:
        return False
    if not table:
        return target.kind is not TargetKind.COLUMN
    return key in IDENTITY or (target.table == table and target.kind is TargetKind.COLUMN)


def choices(table: str = "") -> tuple[Target, ...]:
    """Return the targets a column of a sheet may go to, in the order of the dossier."""
    return tuple(target for key, target in TARGETS.items() if fits(key, table))
