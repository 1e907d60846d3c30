"""Two records of one person become one: what stays of each, and what goes along.

Nothing is chosen for the clerk where both say something fixed and different: of such facts each
needs its basis.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.dossier import FACTS, TABLES, Dossier
from tcxd_desktop.domain.facts import Fact, Kind, Value, facts_of, is_blank
from tcxd_desktop.domain.imports import Obstacle
from tcxd_desktop.domain.same_text import same_text

CENTRAL_ID: Final = "central_id"
"""The number in the central system: kept beside the dossier, chosen like a field of it."""
_TEXTS: Final = frozenset({Kind.LINE, Kind.UPPER, Kind.TEXT})
_ONE_OF: Final = {"reviews": "year", "badges": "years"}
"""Tables with one row for each value of a column: of two such rows the kept record's stays."""
_CHOSEN_WHOLE: Final = frozenset({"events", "exemptions"})
"""Tables that say where the member stands: two lists mixed would tell a life nobody led."""
_DAYS: Final = ("since", "on", "joined", "enlisted", "year")
"""Columns rows of a table stand in order by."""


class Side(StrEnum):
    """Bên được chọn khi hai hồ sơ khác nhau."""

    OPEN = ""
    """To be chosen."""
    KEPT = "ho_so_giu"
    GONE = "ho_so_bo"
    BOTH = "ca_hai"
    """Of tables and longer texts: all of both, nothing twice."""


class MergeState(StrEnum):
    """Trạng thái của một lần gộp."""

    DONE = "da_gop"
    UNDONE = "da_tach"


@dataclass(frozen=True, slots=True)
class FieldChoice:
    """Một mục hai hồ sơ ghi khác nhau."""

    field: str
    side: Side
    kept: str = ""
    """As shown; also what the other says."""
    gone: str = ""
    locked: bool = False
    """A fixed fact both tell: needs a choice with its basis."""
    basis: str = ""
    """Căn cứ."""
    joins: bool = False
    """Whether :attr:`Side.BOTH` can be chosen."""


@dataclass(frozen=True, slots=True)
class TableChoice:
    """Một bảng hai hồ sơ ghi khác nhau."""

    table: str
    side: Side
    kept: tuple[str, ...] = ()
    """Rows as shown."""
    gone: tuple[str, ...] = ()
    both: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Belonging:
    """Những gì gắn với hồ sơ bị bỏ: how much of it moves to the record that stays."""

    kind: str
    """Table it stands in, and the column where that is not the person."""
    moves: int = 0
    stays: int = 0
    """Where the other record has its own, as two lines of one roll."""


@dataclass(frozen=True, slots=True)
class MergePlan:
    """Cách gộp hai hồ sơ."""

    kept_id: int
    gone_id: int
    kept_version: int = 0
    gone_version: int = 0
    """Of the records as they were compared: one saved since is not merged."""
    fields: tuple[FieldChoice, ...] = ()
    tables: tuple[TableChoice, ...] = ()
    belongings: tuple[Belonging, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()

    @property
    def undecided(self) -> tuple[str, ...]:
        """Fields that still need a choice, or the basis of one."""
        return tuple(
            one.field
            for one in self.fields
            if one.side is Side.OPEN or (one.locked and not one.basis.strip())
        )


@dataclass(frozen=True, slots=True)
class Moved:
    """Một dòng đã chuyển sang hồ sơ giữ lại: what taking it back needs."""

    table: str
    key: tuple[tuple[str, str | int], ...]
    """Columns that tell the row, without the one that was changed."""
    column: str
    old: str | int
    new: str | int


@dataclass(frozen=True, slots=True)
class MergeRecord:
    """Một lần gộp đã làm."""

    id: int
    version: int
    kept_id: int
    gone_id: int
    at: str
    """ISO moment, UTC."""
    actor: str
    state: MergeState
    reason: str = ""
    undo_reason: str = ""
    undone_at: str = ""
    kept_name: str = ""
    gone_name: str = ""


# --- what differs ---------------------------------------------------------------------------------


def differing_fields(kept: Dossier, gone: Dossier) -> list[FieldChoice]:
    """Return the scalar fields two records tell differently, each with what is proposed for it."""
    found: list[FieldChoice] = []
    for name, fact in FACTS.items():
        mine, theirs = getattr(kept, name), getattr(gone, name)
        if is_blank(theirs) or theirs is False or _alike(fact, mine, theirs):
            continue
        if is_blank(mine) or mine is False or _less_exact(mine, theirs):
            found.append(FieldChoice(name, Side.GONE))
            continue
        locked = fact.locked and (kept.admitted or gone.admitted) and not _less_exact(theirs, mine)
        side = Side.OPEN if locked else Side.KEPT
        found.append(FieldChoice(name, side, locked=locked, joins=fact.kind is Kind.TEXT))
    return found


def differing_tables(kept: Dossier, gone: Dossier) -> list[TableChoice]:
    """Return the repeating tables to which the other record has something to add."""
    found: list[TableChoice] = []
    for name in TABLES:
        mine, theirs = getattr(kept, name), getattr(gone, name)
        if united(name, mine, theirs) != mine:
            whole = name in _CHOSEN_WHOLE and mine
            found.append(TableChoice(name, Side.KEPT if whole else Side.BOTH))
    return found


def _alike(fact: Fact, mine: Value, theirs: Value) -> bool:
    if fact.kind in _TEXTS and isinstance(mine, str) and isinstance(theirs, str):
        return same_text(mine, theirs)
    return mine == theirs


def _less_exact(mine: object, theirs: object) -> bool:
    """Tell whether a date says the same as another, but less of it."""
    if not (isinstance(mine, PartialDate) and isinstance(theirs, PartialDate)):
        return False
    told = str(mine)
    return mine != theirs and not mine.about and str(theirs).rstrip("~").startswith(f"{told}-")


# --- rows of both ---------------------------------------------------------------------------------


def united(table: str, kept: tuple[object, ...], gone: tuple[object, ...]) -> tuple[object, ...]:
    """Return the rows of both records, nothing twice: of two rows that agree the fuller one."""
    made = list(kept)
    for row in gone:
        place = next((n for n, mine in enumerate(made) if _same_place(table, mine, row)), -1)
        if place < 0:
            made.append(row)
        elif covers(row, made[place]) and not covers(made[place], row):
            made[place] = row
    return _in_order(kept, made)


def _same_place(table: str, mine: object, theirs: object) -> bool:
    column = _ONE_OF.get(table)
    if column is not None and getattr(mine, column) == getattr(theirs, column) != "":
        return True
    return covers(mine, theirs) or covers(theirs, mine)


def covers(fuller: object, other: object) -> bool:
    """Tell whether a row says everything another of its table says."""
    return all(
        _says(fact, getattr(fuller, name), getattr(other, name))
        for name, fact in facts_of(type(other)).items()
    )


def _says(fact: Fact, mine: Value, theirs: Value) -> bool:
    if is_blank(theirs) or theirs is False:
        return True
    return _alike(fact, mine, theirs) or _less_exact(theirs, mine)


def _in_order(kept: Sequence[object], made: Sequence[object]) -> tuple[object, ...]:
    """Keep rows of a table that stood in order of days in that order."""
    for column in _DAYS:
        days = [getattr(row, column, None) for row in made]
        if all(days) and _sorted(kept, column):
            return tuple(sorted(made, key=lambda row: str(getattr(row, column))))
    return tuple(made)


def _sorted(rows: Sequence[object], column: str) -> bool:
    days = [str(getattr(row, column)) for row in rows]
    return days == sorted(days)


# --- choosing and joining -------------------------------------------------------------------------


def chosen(plan: MergePlan, name: str, side: Side, basis: str = "") -> MergePlan:
    """Return the plan with another side chosen for a field or a table."""
    return replace(
        plan,
        fields=tuple(
            replace(one, side=side, basis=basis) if one.field == name else one
            for one in plan.fields
        ),
        tables=tuple(replace(one, side=side) if one.table == name else one for one in plan.tables),
    )


def merged(kept: Dossier, gone: Dossier, plan: MergePlan) -> Dossier:
    """Return the record that stays, with what the plan takes from the other."""
    taken: dict[str, object] = {}
    for field in plan.fields:
        if field.field in FACTS and field.side in (Side.GONE, Side.BOTH):
            taken[field.field] = _taken(kept, gone, field)
    for table in plan.tables:
        rows = getattr(gone, table.table)
        if table.side is Side.GONE:
            taken[table.table] = rows
        elif table.side is Side.BOTH:
            taken[table.table] = united(table.table, getattr(kept, table.table), rows)
    return replace(kept, **taken)  # type: ignore[arg-type]  # names and values are the record's


def _taken(kept: Dossier, gone: Dossier, choice: FieldChoice) -> object:
    theirs = getattr(gone, choice.field)
    if choice.side is Side.GONE or not choice.joins:
        return theirs
    return f"{getattr(kept, choice.field)}\n{theirs}"


def bases(plan: MergePlan) -> Iterator[tuple[str, str]]:
    """Yield field and basis of every fixed fact that was decided."""
    for one in plan.fields:
        if one.locked:
            yield one.field, one.basis.strip()
