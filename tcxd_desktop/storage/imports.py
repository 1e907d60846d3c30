"""Imports that were written: what they did, what stood there before, and saved ways of reading."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tcxd_desktop.domain.dossier import FACTS, TABLES, Dossier
from tcxd_desktop.domain.imports import ImportProfile, ImportRun, RunState
from tcxd_desktop.domain.record_text import dump, load
from tcxd_desktop.storage.rows import Cell, cell, columns, from_row, to_row, value
from tcxd_desktop.storage.work import Reading, Work

SUBJECT = "import"
NEW, CHANGED = "new", "changed"
_RUN = (
    "SELECT id, version, at, actor, file_name, file_hash, layout, profile, state, created, changed,"
    " same, skipped, new_units, undo_reason, undone_at FROM import_run"
)
_NO_PERSON: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class WrittenRow:
    """Một người được ghi trong một lần nhập."""

    person_id: int
    line: int
    kind: str
    version: int
    """Of the record, right after it was written."""
    before: str = ""
    """What changed as it stood before; see :func:`before`."""


def _run(row: Sequence[Any]) -> ImportRun:
    names = ("id", "version", "at", "actor", "file_name", "file_hash", "layout", "profile")
    counts = ("created", "changed", "same", "skipped")
    return ImportRun(
        **dict(zip(names, row, strict=False)),
        **dict(zip(counts, row[9:13], strict=True)),
        state=RunState(row[8]),
        new_units=tuple(json.loads(row[13] or "[]")),
        undo_reason=row[14],
        undone_at=row[15],
    )


def add(work: Work, run: ImportRun, sealed: int = 0) -> int:
    """Write that an import was done, and return its id.

    Args:
        work: the transaction.
        run: what was done.
        sealed: of how many people it changed sealed items.
    """
    work.touch(SUBJECT)
    return work.add(
        "import_run",
        {
            "version": 1,
            "at": run.at,
            "actor": run.actor,
            "state": run.state.value,
            "file_name": run.file_name,
            "file_hash": run.file_hash,
            "layout": run.layout,
            "profile": run.profile,
            "created": run.created,
            "changed": run.changed,
            "same": run.same,
            "skipped": run.skipped,
            "sealed": sealed,
            "new_units": json.dumps(list(run.new_units)) if run.new_units else "",
        },
    )


def add_rows(
    work: Work, run_id: int, rows: Sequence[WrittenRow], sealed: Mapping[int, str]
) -> None:
    """Write whom an import touched; ``sealed`` is what sealed items were before, by person."""
    work.add_many(
        "import_row",
        [
            {
                "run_id": run_id,
                "person_id": row.person_id,
                "line": row.line,
                "kind": row.kind,
                "version": row.version,
                "before": row.before,
            }
            for row in rows
        ],
    )
    if sealed:
        work.add_many(
            "sealed_import_row",
            [
                {"run_id": run_id, "person_id": person, "before": text}
                for person, text in sealed.items()
            ],
        )


def runs(reading: Reading) -> list[ImportRun]:
    """Return every import, newest first."""
    return [_run(row) for row in reading.all(f"{_RUN} ORDER BY id DESC")]


def read(reading: Reading, run_id: int) -> ImportRun | None:
    """Return one import."""
    row = reading.one(f"{_RUN} WHERE id = ?", (run_id,))
    return None if row is None else _run(row)


def rows(reading: Reading, run_id: int) -> list[WrittenRow]:
    """Return whom an import wrote, in the order of the file."""
    found = reading.all(
        "SELECT person_id, line, kind, version, before FROM import_row WHERE run_id = ?"
        " ORDER BY line, person_id",
        (run_id,),
    )
    return [WrittenRow(*row) for row in found]


def has_sealed(reading: Reading, run_id: int) -> bool:
    """Tell whether an import changed sealed items, also to whoever does not hold them."""
    row = reading.one("SELECT sealed FROM import_run WHERE id = ?", (run_id,))
    return bool(row and row[0])


def sealed_before(reading: Reading, run_id: int) -> dict[int, str]:
    """Return what sealed items of people were before an import; needs the compartment."""
    return dict(
        reading.all("SELECT person_id, before FROM sealed_import_row WHERE run_id = ?", (run_id,))
    )


def mark_undone(work: Work, run: ImportRun, reason: str, at: str) -> bool:
    """Write that an import was taken back; ``False`` if someone else changed it since."""
    work.touch(SUBJECT)
    key: dict[str, Cell] = {"id": run.id, "version": run.version}
    values: dict[str, Cell] = {
        "version": run.version + 1,
        "state": RunState.UNDONE.value,
        "undo_reason": reason,
        "undone_at": at,
    }
    return bool(work.change("import_run", key, values))


def carry(work: Work, versions: Mapping[int, tuple[int, int]]) -> None:
    """Let earlier imports know that records are again as they left them, under other versions.

    All that lies before moves by as much: what stands below is found when its turn comes.

    Args:
        work: the transaction.
        versions: by person, the version a record had when it was as it is again, and has now.
    """
    told = json.dumps([[person, was] for person, (was, _) in versions.items()])
    for run_id, person, version in work.all(
        "SELECT r.run_id, r.person_id, r.version FROM json_each(?1) w JOIN import_row r"
        " ON r.person_id = w.value ->> 0 AND r.version <= w.value ->> 1"
        " JOIN import_run i ON i.id = r.run_id AND i.state = ?2",
        (told, RunState.DONE.value),
    ):
        was, now = versions[person]
        key: dict[str, Cell] = {"run_id": run_id, "person_id": person}
        work.change("import_row", key, {"version": version + now - was})


def written_of(reading: Reading, file_hash: str) -> dict[int, int]:
    """Return by line whom imports of one and the same file wrote, the newest that still holds."""
    found = reading.all(
        "SELECT r.line, r.person_id FROM import_run i JOIN import_row r ON r.run_id = i.id"
        " WHERE i.file_hash = ?1 AND ?1 <> '' AND i.state = ?2 ORDER BY i.id",
        (file_hash, RunState.DONE.value),
    )
    return dict(found)


# --- what stood there before ----------------------------------------------------------------------


def before(old: Dossier, names: Iterable[str], *, sealed: bool, central: str | None = None) -> str:
    """Return fields and tables of a dossier as text, to be put back by :func:`put_back`.

    Args:
        old: as it stood.
        names: fields and tables that change.
        sealed: those of the sealed compartment, or the others.
        central: the number in the central system, where it changes.
    """
    fields: dict[str, Cell] = {}
    tables: dict[str, list[list[Cell]]] = {}
    for name in names:
        meta = FACTS.get(name) or TABLES[name]
        if meta.sealed != sealed:
            continue
        if name in FACTS:
            fields[name] = cell(FACTS[name].kind, getattr(old, name))
        else:
            tables[name] = [list(to_row(row).values()) for row in getattr(old, name)]
    kept: dict[str, object] = {"fields": fields, "tables": tables}
    if central is not None:
        kept["central"] = central
    elif not fields and not tables:
        return ""
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def central_before(text: str) -> str | None:
    """Return the number in the central system that stood there; ``None``: it did not change."""
    return json.loads(text).get("central") if text else None


def numbers_before(text: str, names: Collection[str]) -> dict[str, str]:
    """Return those of the named fields that would come back with something in them."""
    fields = json.loads(text)["fields"] if text else {}
    return {name: str(fields[name]) for name in names if fields.get(name)}


def put_back(now: Dossier, text: str) -> Dossier:
    """Return a dossier with what :func:`before` kept in its place again."""
    if not text:
        return now
    kept = json.loads(text)
    told: dict[str, Any] = {
        name: value(FACTS[name].kind, one) for name, one in kept["fields"].items()
    }
    for name, lines in kept["tables"].items():
        record = TABLES[name].record
        width = len(columns(record))
        # A newer program may have added columns at the end of a record.
        full = ([*line, *[None] * (width - len(line))][:width] for line in lines)
        told[name] = tuple(from_row(record, line) for line in full)
    return replace(now, **told)


# --- what later rests on it -----------------------------------------------------------------------

_USES: Mapping[str, str] = {
    "meeting": "SELECT person_id FROM meeting_attendance",
    "assignment": "SELECT person_id FROM upper_assignment",
    "supplement": "SELECT person_id FROM supplement",
    "number": "SELECT person_id FROM number_issued",
    "loan": "SELECT person_id FROM loan",
    "restriction": "SELECT person_id FROM restriction",
    "transfer": "SELECT person_id FROM transfer WHERE person_id IS NOT NULL",
    "collective": "SELECT person_id FROM collective_member",
    "recon": "SELECT person_id FROM recon_entry WHERE person_id IS NOT NULL"
             " UNION SELECT person_id FROM recon_verdict WHERE person_id IS NOT NULL",
    "merge": "SELECT kept_id FROM person_merge WHERE undone_at = ''"
             " UNION SELECT gone_id FROM person_merge WHERE undone_at = ''",
}  # fmt: skip
"""What a record of a member may be part of, and who is; words in ``wording.imports``."""


def uses(reading: Reading, person_ids: Collection[int]) -> list[tuple[int, str]]:
    """Return (person, what) for each thing kept about people beside their dossiers."""
    wanted = json.dumps(sorted(person_ids))
    return [
        (int(row[0]), what)
        for what, sql in _USES.items()
        for row in reading.all(
            f"SELECT DISTINCT u.person_id FROM (SELECT 0 AS person_id UNION {sql}) u"
            " JOIN json_each(?) w ON w.value = u.person_id",
            (wanted,),
        )
    ]


def people_state(reading: Reading, run_id: int) -> dict[int, tuple[str, int, str]]:
    """Return name, version and reason of voiding of whom an import wrote."""
    found = reading.all(
        "SELECT p.id, p.birth_name, p.version, p.void_reason FROM import_row r"
        " JOIN person p ON p.id = r.person_id WHERE r.run_id = ?",
        (run_id,),
    )
    return {row[0]: (row[1], row[2], row[3]) for row in found}


def later_units(
    reading: Reading, unit_ids: Collection[int], without: Collection[int] = _NO_PERSON
) -> dict[int, str]:
    """Return the name of each unit somebody else stands or stood in, or that has units below.

    Args:
        without: people who do not count.
    """
    found: dict[int, str] = {}
    for unit_id in unit_ids:
        row = reading.one(
            "SELECT (SELECT name FROM unit_step WHERE unit_id = ?1 ORDER BY since DESC LIMIT 1),"
            " EXISTS (SELECT 1 FROM person_events e JOIN person p ON p.id = e.person_id"
            "   WHERE e.unit_id = ?1 AND p.void_reason = '' AND e.person_id NOT IN"
            "   (SELECT value FROM json_each(?2)))"
            " OR EXISTS (SELECT 1 FROM person_party_posts o JOIN person p ON p.id = o.person_id"
            "   WHERE o.unit_id = ?1 AND p.void_reason = '' AND o.person_id NOT IN"
            "   (SELECT value FROM json_each(?2)))"
            " OR EXISTS (SELECT 1 FROM unit_step WHERE parent_id = ?1)"
            " OR EXISTS (SELECT 1 FROM meeting WHERE unit_id = ?1)"
            " OR (SELECT count(*) FROM unit_step WHERE unit_id = ?1) <> 1",
            (unit_id, json.dumps(sorted(without))),
        )
        if row and row[1]:
            found[unit_id] = str(row[0] or "")
    return found


# --- what matching asks ---------------------------------------------------------------------------


def columns_of(
    reading: Reading, names: Sequence[str], ids: Sequence[int] | None = None
) -> dict[int, tuple[Any, ...]]:
    """Return version and columns of living records by id, of some or of all: to compare with."""
    asked = "".join(f', p."{name}"' for name in names)
    some, values = ("", ()) if ids is None else (_SOME, (json.dumps(list(ids)),))
    rows = reading.all(
        f"SELECT p.id, p.version{asked} FROM person p WHERE p.void_reason = ''{some}", values
    )
    return {row[0]: row[1:] for row in rows}


_SOME = " AND p.id IN (SELECT value FROM json_each(?))"


def names_of(reading: Reading, ids: Sequence[int]) -> dict[int, str]:
    """Return the names of people."""
    sql = f"SELECT p.id, p.birth_name FROM person p WHERE 1{_SOME}"
    return dict(reading.all(sql, (json.dumps(list(ids)),)))


def stands(reading: Reading, day: str) -> dict[int, tuple[int | None, str, str]]:
    """Return the unit, activity and leaving of everybody as at ISO ``day``."""
    rows = reading.all(
        "SELECT person_id, unit_id, activity, leaving FROM standing WHERE since <= ? AND ? < until",
        (day, day),
    )
    return {row[0]: (row[1], row[2], row[3]) for row in rows}


def numbers_held(reading: Reading, names: Sequence[str]) -> dict[str, dict[str, int]]:
    """Return who holds each number of identity, by the number's field."""
    return {
        name: dict(
            reading.all(f"SELECT {name}, id FROM person WHERE {name} <> '' AND void_reason = ''")
        )
        for name in names
    }


def central_numbers(reading: Reading, person_ids: Collection[int] | None = None) -> dict[int, str]:
    """Return the number members have in the central system, of some or of all."""
    if person_ids is None:
        return dict(reading.all("SELECT person_id, number FROM central_number"))
    return dict(
        reading.all(
            "SELECT person_id, number FROM central_number"
            " JOIN json_each(?) w ON w.value = person_id",
            (json.dumps(sorted(person_ids)),),
        )
    )


def set_central_numbers(work: Work, numbers: Mapping[int, str]) -> None:
    """Write the numbers people have in the central system; ``""`` takes one away."""
    for person_id in numbers:
        work.remove("central_number", {"person_id": person_id})
    work.add_many(
        "central_number",
        [{"person_id": one, "number": number} for one, number in numbers.items() if number],
    )


# --- saved ways of reading ------------------------------------------------------------------------


def profiles(reading: Reading) -> list[ImportProfile]:
    """Return the saved ways of reading, by name."""
    rows = reading.all("SELECT content FROM import_profile ORDER BY name")
    return [load(ImportProfile, row[0]) for row in rows]


def save_profile(work: Work, profile: ImportProfile) -> None:
    """Write a way of reading under its name, in place of an older one."""
    drop_profile(work, profile.name)
    work.add("import_profile", {"name": profile.name, "content": dump(profile)})
    work.touch("import_profile")


def drop_profile(work: Work, name: str) -> None:
    """Take a way of reading away."""
    work.remove("import_profile", {"name": name})
    work.touch("import_profile")
