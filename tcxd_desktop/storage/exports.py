"""What exports read, column by column, and what they leave: runs, and what each line said."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from tcxd_desktop.domain.book import FOOTPRINTS, PEOPLE, PERSON, unpacked
from tcxd_desktop.domain.dossier import FACTS, TABLES
from tcxd_desktop.domain.exports import ExportRun
from tcxd_desktop.domain.facts import facts_of
from tcxd_desktop.domain.standing import ALWAYS, Activity
from tcxd_desktop.storage import rows
from tcxd_desktop.storage.rows import Cell
from tcxd_desktop.storage.work import Reading, Work

SUBJECT = "export"
_AT_ONCE = 5_000
_NO_LINE = ("supplement.", "restriction", "recon")
"""Changes of a record that no column of a sheet shows."""
_KEPT = 2
"""Newer lines of everybody in a run after which what the run said is forgotten: one to compare
with, and one to fall back on when the newest did not arrive."""


# --- people, column by column ---------------------------------------------------------------------


def facts(reading: Reading, ids: Sequence[int], names: Iterable[str]) -> dict[str, list[object]]:
    """Return fields of the dossier by name, each in the order of ``ids``.

    Args:
        reading: with the sealed compartment where a sealed field is among them.
        ids: of living or voided records; an id nobody has gives blanks.
        names: of ``FACTS``.
    """
    wanted = sorted(names)
    found: dict[str, list[object]] = {}
    for sealed in (False, True):
        some = [name for name in wanted if FACTS[name].sealed is sealed]
        if not some:
            continue
        table, key = ("person_sealed", "person_id") if sealed else ("person", "id")
        columns = ", ".join(f'"{name}"' for name in some)
        cells = {
            row[0]: row[1:]
            for row in _of(reading, f'SELECT {key}, {columns} FROM "{table}"', key, ids)
        }
        nobody = (None,) * len(some)
        in_order = [cells.get(person_id, nobody) for person_id in ids]
        by_column = zip(*in_order, strict=True) if ids else ((),) * len(some)
        for name, column in zip(some, by_column, strict=True):
            known = _Known(name)
            found[name] = [known[cell] for cell in column]
    return found


class _Known(dict[Any, object]):
    """Values of a column by its cells, each read once: most cells repeat others."""

    def __init__(self, name: str) -> None:
        """Read cells of a field; of whoever has no row, its blank value."""
        super().__init__()
        self._kind = FACTS[name].kind

    def __missing__(self, cell: Any) -> object:
        """Read a cell for the first time."""
        blank = cell is None and self._kind not in rows.NULLABLE
        value: object = rows.value(self._kind, "" if blank else cell)
        self[cell] = value
        return value


def table(reading: Reading, ids: Sequence[int], name: str) -> dict[int, list[object]]:
    """Return the rows of a repeating table by person, in their order."""
    record = TABLES[name].record
    columns = ", ".join(f'"{column}"' for column in facts_of(record))
    found: dict[int, list[object]] = {}
    for row in _of(
        reading,
        f'SELECT person_id, {columns} FROM "person_{name}"',
        "person_id",
        ids,
        order="person_id, position",
    ):
        found.setdefault(row[0], []).append(rows.from_row(record, row[1:]))
    return found


def central_numbers(reading: Reading, ids: Sequence[int]) -> dict[int, str]:
    """Return the numbers people have in the central system."""
    found = _of(reading, "SELECT person_id, number FROM central_number", "person_id", ids)
    return {row[0]: str(row[1]) for row in found}


def since_when(reading: Reading, ids: Sequence[int], day: str) -> dict[int, str]:
    """Return since when people who have left, or are excused, are that, as at ISO ``day``.

    A change of chi bộ or of grade in between does not count: the day is that of the leaving or of
    the excuse itself. ``""``: not known.
    """
    found: dict[int, list[tuple[str, bool, str]]] = {}
    for person_id, since, until, activity, leaving in _of(
        reading,
        "SELECT person_id, since, until, activity, leaving FROM standing",
        "person_id",
        ids,
        order="person_id, since",
    ):
        if since <= day:
            away = leaving or (activity if activity == Activity.EXEMPT.value else "")
            found.setdefault(person_id, []).append((since, day < until, away))
    return {
        person: start for person, spells in found.items() if (start := _start(spells)) is not None
    }


def _start(spells: Sequence[tuple[str, bool, str]]) -> str | None:
    """Return since when the last spell's state lasts; ``None`` for whoever is simply active."""
    if not spells or not spells[-1][1] or not spells[-1][2]:
        return None
    state, start = spells[-1][2], ALWAYS
    for since, _, away in reversed(spells):
        if away != state:
            break
        start = since
    return start


def _of(
    reading: Reading, sql: str, key: str, ids: Sequence[int], *, order: str = ""
) -> Iterable[tuple[Any, ...]]:
    """Yield the rows of people; ids go as one value, whatever their number."""
    end = f" ORDER BY {order}" if order else ""
    for start in range(0, len(ids), _AT_ONCE):
        some = json.dumps(list(ids[start : start + _AT_ONCE]))
        yield from reading.all(
            f'{sql} WHERE "{key}" IN (SELECT value FROM json_each(?)){end}', (some,)
        )


# --- who changed ----------------------------------------------------------------------------------


def changed(reading: Reading, moment: str, since: str, day: str) -> set[int]:
    """Return whose lines may differ from what they were on a day, by the access book.

    Those whose records were edited since, those whose standing changed by itself (the end of
    probation, of an excuse), and those whose chi bộ was renamed.

    Args:
        reading: where.
        moment: UTC moment the book is read from.
        since: that day, ISO.
        day: the day of the list, ISO.
    """
    told = reading.all(
        "SELECT DISTINCT c.subject, c.subject_id, c.field, CASE c.subject WHEN ? THEN c.new END"
        " FROM act a JOIN act_change c ON c.act_id = a.id"
        " WHERE a.at >= ? AND c.subject IN (?, ?)",
        (PEOPLE, moment, PERSON, PEOPLE),
    )
    found: set[int] = set()
    for subject, subject_id, name, ids in told:
        if name in FOOTPRINTS or name.startswith(_NO_LINE):
            continue
        if subject == PERSON:
            found.add(int(subject_id))
        else:
            found.update(number for some in unpacked(str(ids)) for number in some)
    moved = reading.all(
        "SELECT person_id FROM standing WHERE since >= ? AND since <= ?", (since, day)
    )
    renamed = reading.all(
        "SELECT s.person_id FROM standing s WHERE s.since <= ?1 AND ?1 < s.until AND s.unit_id IN"
        " (SELECT c.subject_id FROM act a JOIN act_change c ON c.act_id = a.id"
        " WHERE a.at >= ?2 AND c.subject = 'unit' AND c.field = 'name' AND c.old <> '')",
        (day, moment),
    )
    return found | {int(row[0]) for row in (*moved, *renamed)}


# --- what went out --------------------------------------------------------------------------------


def runs(reading: Reading, layout: str, limit: int = 50) -> list[ExportRun]:
    """Return the exports in a layout, the newest first."""
    found = reading.all(
        "SELECT id, layout, at, people, file_name, EXISTS (SELECT 1 FROM export_row x"
        " WHERE x.run_id = r.id) FROM export_run r WHERE layout = ? ORDER BY id DESC LIMIT ?",
        (layout, limit),
    )
    return [ExportRun(row[0], row[1], row[2], row[3], row[4], bool(row[5])) for row in found]


def run(reading: Reading, run_id: int) -> ExportRun | None:
    """Return one export."""
    row = reading.one(
        "SELECT id, layout, at, people, file_name, EXISTS (SELECT 1 FROM export_row x"
        " WHERE x.run_id = r.id) FROM export_run r WHERE id = ?",
        (run_id,),
    )
    return None if row is None else ExportRun(row[0], row[1], row[2], row[3], row[4], bool(row[5]))


def last_digests(reading: Reading, layout: str) -> dict[int, str]:
    """Return what each person's line said when it last went out in a layout."""
    # In order of the runs: the newest is the one that stays.
    return dict(
        reading.all(
            "SELECT x.person_id, x.digest FROM export_row x JOIN export_run r ON r.id = x.run_id"
            " WHERE r.layout = ? ORDER BY x.run_id",
            (layout,),
        )
    )


def add_run(work: Work, layout: str, at: str, file_name: str, digests: Mapping[int, str]) -> int:
    """Write an export and what its lines said; return its number."""
    values: dict[str, Cell] = {
        "layout": layout, "at": at, "people": len(digests), "file_name": file_name,
    }  # fmt: skip
    run_id = work.add("export_run", values)
    work.add_many(
        "export_row",
        [
            {"run_id": run_id, "person_id": person, "digest": digest}
            for person, digest in digests.items()
        ],
    )
    for old in _superseded(work, layout):
        work.remove("export_row", {"run_id": old})
    work.touch(SUBJECT)
    return run_id


def _superseded(reading: Reading, layout: str) -> list[int]:
    rows_of = (
        "SELECT x.run_id, x.person_id, count(*) OVER (PARTITION BY x.person_id ORDER BY x.run_id"
        " DESC) - 1 AS newer FROM export_row x JOIN export_run r ON r.id = x.run_id"
        " WHERE r.layout = ?"
    )
    found = reading.all(
        f"SELECT run_id FROM ({rows_of}) GROUP BY run_id HAVING min(newer) >= ?", (layout, _KEPT)
    )
    return [int(row[0]) for row in found]


def forget(work: Work, run_id: int) -> None:
    """Compare with an export no more: what it held did not arrive."""
    work.remove("export_row", {"run_id": run_id})
    work.touch(SUBJECT)


def people_of(reading: Reading, run_id: int) -> Collection[int]:
    """Return who was in an export, as far as it is still compared with."""
    found = reading.all("SELECT person_id FROM export_row WHERE run_id = ?", (run_id,))
    return {int(row[0]) for row in found}
