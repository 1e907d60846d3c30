"""Rows of other features that are about a person: they follow the record that stays."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from tcxd_desktop.domain.collective import CollectiveState
from tcxd_desktop.domain.merging import Moved
from tcxd_desktop.domain.transfers import TERMINAL
from tcxd_desktop.storage.rows import Cell
from tcxd_desktop.storage.work import Reading, Work

_DUTY: Final = "exemption:"
"""How the keys of duties about a person begin; see ``storage.transfer_people``."""


@dataclass(frozen=True, slots=True)
class Belongs:
    """Bảng có dòng gắn với một người: when a row may become another's."""

    table: str
    key: tuple[str, ...]
    """Columns that tell its rows, without the person."""
    rival: tuple[str, ...] = ()
    """Columns that, with the person, there may be one row of."""
    against: str = ""
    """Table the rivals stand in, where it is another."""
    where: str = ""
    column: str = "person_id"

    @property
    def kind(self) -> str:
        """Name it is counted under."""
        return self.table if self.column == "person_id" else f"{self.table}.{self.column}"


_OPEN_ROUND = "round_id IN (SELECT id FROM recon_round WHERE closed = '')"
BELONGS: Final = (
    Belongs("meeting_attendance", ("meeting_id",), ("meeting_id",)),
    *(Belongs("meeting", ("id",), column=who) for who in ("chair_id", "secretary_id", "upper_id")),
    Belongs("resolution_task", ("id",), column="owner_id"),
    Belongs("upper_assignment", ("id",), ("unit_id", "since")),
    # What is sealed of a yearly snapshot goes where its open part goes.
    Belongs("sealed_supplement", ("year",), ("year",), against="supplement"),
    Belongs("supplement", ("year",), ("year",)),
    Belongs("number_issued", ("number", "symbol")),
    Belongs("restriction", ("id",)),
    Belongs("loan", ("id",)),
    Belongs("transfer", ("id",)),
    Belongs("collective_member", ("collective_id",), ("collective_id",)),
    # The figures of a closed round are frozen; so is whom they were about.
    Belongs("recon_entry", ("id",), ("round_id", "source"), where=_OPEN_ROUND),
    Belongs("recon_verdict", ("id",), ("round_id", "field"), where=_OPEN_ROUND),
)  # fmt: skip
"""What follows a record; a test names every table that does not."""
_SEALED: Final = frozenset({"sealed_supplement"})
_VERSIONED: Final = frozenset({"meeting", "transfer", "recon_entry", "recon_verdict"})
"""Whoever has such a row open must not write the old person back."""


def belongings(reading: Reading, gone_id: int, kept_id: int) -> dict[str, tuple[list[Moved], int]]:
    """Return, by kind, the rows that would move from one record to the other, and how many stay."""
    found: dict[str, tuple[list[Moved], int]] = {}
    for one in BELONGS:
        if one.table in _SEALED and not reading.sealed:
            continue
        moves, stays = _rows(reading, one, gone_id, kept_id)
        if moves or stays:
            found[one.kind] = (moves, stays)
    marks = list(_marks(reading, gone_id, kept_id))
    if marks:
        found["due_mark"] = (marks, 0)
    return found


def _rows(reading: Reading, one: Belongs, gone: int, kept: int) -> tuple[list[Moved], int]:
    names = ", ".join(f't."{name}"' for name in one.key)
    where = f" AND t.{one.where}" if one.where else ""
    taken = "0"
    if one.rival:
        same = " AND ".join(f'r."{name}" = t."{name}"' for name in one.rival)
        rivals = one.against or one.table
        taken = f'EXISTS (SELECT 1 FROM "{rivals}" r WHERE r."{one.column}" = ?2 AND {same})'
    rows = reading.all(
        f'SELECT {taken}, {names} FROM "{one.table}" t WHERE t."{one.column}" = ?1{where}'
        f" AND ?2 <> ?1 ORDER BY {names}",
        (gone, kept),
    )
    moves = [
        Moved(one.table, tuple(zip(one.key, key, strict=True)), one.column, gone, kept)
        for held, *key in rows
        if not held
    ]
    return moves, len(rows) - len(moves)


def _marks(reading: Reading, gone: int, kept: int) -> Iterator[Moved]:
    """Yield marks of duties about a person, where the other has none of the same duty."""
    start = f"{_DUTY}{gone}:"
    for number, key in reading.all(
        'SELECT id, "key" FROM due_mark WHERE substr("key", 1, ?) = ?', (len(start), start)
    ):
        told = f"{_DUTY}{kept}:{key.removeprefix(start)}"
        if reading.one('SELECT 1 FROM due_mark WHERE "key" = ?', (told,)) is None:
            yield Moved("due_mark", (("id", number),), "key", key, told)


def move(work: Work, rows: Iterable[Moved]) -> None:
    """Give rows to the other person."""
    for one in rows:
        key: dict[str, Cell] = dict(one.key)
        values: dict[str, Cell] = {one.column: one.new}
        if one.table in _VERSIONED:
            values["version"] = _version(work, one.table, key["id"]) + 1
        elif one.table == "meeting_attendance":
            version = _version(work, "meeting", key["meeting_id"]) + 1
            work.change("meeting", {"id": key["meeting_id"]}, {"version": version})
        work.change(one.table, {**key, one.column: one.old}, values)
        # The record it came to is another now too: its digest goes into the book.
        work.change(one.table, {**key, one.column: one.new}, {one.column: one.new})
        work.touch(_TOUCHED.get(one.table, "person"))


def _version(reading: Reading, table: str, number: Cell) -> int:
    row = reading.one(f"SELECT version FROM {table} WHERE id = ?", (number,))
    return int(row[0]) if row else 0


_TOUCHED: Final[Mapping[str, str]] = {
    "meeting_attendance": "meeting", "meeting": "meeting", "resolution_task": "meeting",
    "upper_assignment": "assignment", "supplement": "supplement", "number_issued": "number",
    "loan": "loan", "transfer": "transfer", "collective_member": "collective",
    "recon_entry": "recon", "recon_verdict": "recon", "due_mark": "due",
}  # fmt: skip


def back(rows: Iterable[Moved]) -> list[Moved]:
    """Return the moves that take some others back."""
    return [Moved(one.table, one.key, one.column, one.new, one.old) for one in rows]


def lost(reading: Reading, rows: Iterable[Moved]) -> int:
    """Return how many rows that were moved do not stand where they were moved to any more."""
    return sum(_gone(reading, one) for one in rows)


def _gone(reading: Reading, one: Moved) -> bool:
    if one.table in _SEALED and not reading.sealed:
        return False
    names = (*(name for name, _ in one.key), one.column)
    where = " AND ".join(f'"{name}" = ?' for name in names)
    values = (*(value for _, value in one.key), one.new)
    return reading.one(f'SELECT 1 FROM "{one.table}" WHERE {where}', values) is None


# --- what stands in the way -----------------------------------------------------------------------


def open_cases(reading: Reading, person_id: int) -> int:
    """Return how many transfers of a person are under way."""
    marks = ",".join("?" * len(TERMINAL))
    row = reading.one(
        "SELECT count(*) FROM transfer WHERE person_id = ? AND void_reason = ''"
        f" AND state NOT IN ({marks})",
        (person_id, *sorted(TERMINAL)),
    )
    return int(row[0]) if row else 0


def drafted_plans(reading: Reading, person_id: int) -> int:
    """Return how many drafts of collective transfers name a person."""
    row = reading.one(
        "SELECT count(DISTINCT c.id) FROM collective c, json_each(c.content, '$.moves') m"
        " WHERE c.state = ? AND m.value ->> 'person_id' = ?",
        (CollectiveState.DRAFT.value, person_id),
    )
    return int(row[0]) if row else 0


def drafts(reading: Reading, person_ids: Collection[int]) -> set[int]:
    """Return those whose dossier has unsaved work."""
    rows = reading.all(
        "SELECT d.person_id FROM draft d JOIN json_each(?) w ON w.value = d.person_id",
        (json.dumps(sorted(person_ids)),),
    )
    return {int(row[0]) for row in rows}
