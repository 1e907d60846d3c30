"""The access book: lines chained by hashes, written in the transaction they tell of.

``act.hash`` is SHA-256 over the hash before, what the line says, the digests of the values that
changed and the digests of the records as they then stood. Values and texts themselves are behind
salted digests, so that a decision can remove them and the chain still verifies (decisions 4).
"""

import hashlib
import json
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tcxd_desktop.domain.dossier import SEALED_FIELDS
from tcxd_desktop.domain.history import Change
from tcxd_desktop.storage import erasure_marks, records

SALT = 16
NO_HASH = bytes(32)
COLUMNS = (
    "at", "clock", "account", "actor", "use_case", "permission", "copies", "people",
)  # fmt: skip
"""Columns of a line that are never removed and are hashed as they stand."""
_HIDDEN = ("note", "purpose")
"""Columns a decision may blank: hashed through ``act.digest``."""


def _lengths(*parts: str) -> bytes:
    return b"".join(len(p.encode()).to_bytes(8, "big") + p.encode() for p in parts)


def value_digest(salt: bytes, *values: str) -> bytes:
    """Return the digest that stands for removable values in the chain."""
    return hashlib.sha256(salt + _lengths(*values)).digest()


def _line(row: Sequence[Any]) -> bytes:
    return json.dumps(list(row), ensure_ascii=False, separators=(",", ":")).encode()


def chained(
    before: bytes,
    head: Sequence[Any],
    digest: bytes,
    changes: Sequence[tuple[str, int, str, bytes]],
    touched: Sequence[tuple[str, int, bytes]],
) -> bytes:
    """Return the hash of a line.

    Args:
        before: hash of the line before, or ``NO_HASH``.
        head: id and the values of ``COLUMNS``.
        digest: of note and purpose.
        changes: subject, id, field and value digest, in their order.
        touched: subject, id and record digest, ascending.
    """
    made = hashlib.sha256(before)
    made.update(_line(head))
    made.update(digest)
    for subject, number, name, value in changes:
        made.update(_line((subject, number, name)))
        made.update(value)
    for subject, number, value in touched:
        made.update(_line((subject, number)))
        made.update(value)
    return made.digest()


@dataclass(slots=True)
class Line:
    """Một dòng đang ghi: collects what a transaction does until it is chained."""

    id: int
    head: tuple[Any, ...]
    digest: bytes
    changes: list[tuple[str, int, str, bytes]] = field(default_factory=list)
    touched: set[tuple[str, int]] = field(default_factory=set)


def begin(connection: Any, act: Mapping[str, Any]) -> Line:
    """Write the line of a transaction that has just begun; :func:`finish` chains it."""
    salt = secrets.token_bytes(SALT)
    digest = value_digest(salt, *(str(act[name]) for name in _HIDDEN))
    names = (*COLUMNS, *_HIDDEN)
    values = [act[name] for name in names]
    marks = ",".join("?" * (len(names) + 3))
    cursor = connection.execute(
        f"INSERT INTO act ({','.join(names)}, salt, digest, hash) VALUES ({marks})",
        (*values, salt, digest, NO_HASH),
    )
    head = (cursor.lastrowid, *(act[name] for name in COLUMNS))
    return Line(int(cursor.lastrowid), head, digest)


def change_rows(
    line: Line, changes: Sequence[Change]
) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """Return the rows of ``act_change`` and of ``act_value`` (sealed) for some changes."""
    kept: list[tuple[Any, ...]] = []
    apart: list[tuple[Any, ...]] = []
    for change in changes:
        salt = secrets.token_bytes(SALT)
        digest = value_digest(salt, change.old, change.new)
        line.changes.append((change.subject, change.subject_id, change.field, digest))
        position = len(line.changes)
        old, new = change.old, change.new
        if change.subject == records.PERSON and change.field in SEALED_FIELDS:
            apart.append((line.id, position, change.subject_id, old, new))
            old = new = ""
        kept.append(
            (line.id, position, change.subject, change.subject_id, change.field, old, new, salt,
             digest)
        )  # fmt: skip
    return kept, apart


def write_changes(
    connection: Any, kept: Sequence[tuple[Any, ...]], apart: Sequence[tuple[Any, ...]]
) -> None:
    """Write what :func:`change_rows` returned."""
    connection.executemany("INSERT INTO act_change VALUES (?,?,?,?,?,?,?,?,?)", kept)
    if apart:
        connection.executemany("INSERT INTO act_value VALUES (?,?,?,?,?)", apart)


def finish(connection: Any, line: Line) -> bytes:
    """Digest the records a line touched, chain it to the one before, and return its hash."""
    found: list[tuple[str, int, bytes]] = []
    for subject in sorted({subject for subject, _ in line.touched}):
        ids = [number for name, number in line.touched if name == subject]
        key = records.sealed_key(connection) if subject == records.PERSON_SEALED else b""
        made = records.digests(connection, subject, ids, key)
        found.extend((subject, number, made[number]) for number in sorted(made))
    connection.executemany(
        "INSERT INTO act_record (act_id, subject, subject_id, digest) VALUES (?,?,?,?)",
        [(line.id, *entry) for entry in found],
    )
    hashed = chained(before(connection, line.id), line.head, line.digest, line.changes, found)
    connection.execute("UPDATE act SET hash = ? WHERE id = ?", (hashed, line.id))
    return hashed


def before(connection: Any, act_id: int) -> bytes:
    """Return the hash of the line before, or ``NO_HASH`` where the chain begins."""
    row = connection.execute(
        "SELECT hash FROM act WHERE id < ? ORDER BY id DESC LIMIT 1", (act_id,)
    ).fetchone()
    return bytes(row[0]) if row and row[0] is not None else NO_HASH


def head(connection: Any) -> tuple[int, bytes]:
    """Return number and hash of the newest line."""
    row = connection.execute("SELECT id, hash FROM act ORDER BY id DESC LIMIT 1").fetchone()
    return (int(row[0]), bytes(row[1] or NO_HASH)) if row else (0, NO_HASH)


def begun(connection: Any) -> bool:
    """Tell whether the chain has the line that takes in every record as it stood."""
    row = connection.execute(
        "SELECT 1 FROM act WHERE hash IS NOT NULL AND use_case IN ('office.create', 'book.begin')"
        " LIMIT 1"
    ).fetchone()
    return row is not None


def hash_at(connection: Any, act_id: int) -> bytes:
    """Return the hash of one line, or nothing where there is none."""
    row = connection.execute("SELECT hash FROM act WHERE id = ?", (act_id,)).fetchone()
    return bytes(row[0]) if row and row[0] else b""


# --- verifying ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fault:
    """Chỗ không khớp: what kind, and which line or record."""

    kind: str
    """``line``, ``text``, ``value``, ``gap``, ``signature``, ``record``, ``photo``."""
    where: str


def _grouped(rows: Any) -> Iterator[tuple[int, list[tuple[Any, ...]]]]:
    """Yield rows of one line at a time; the first column is its id, ascending."""
    current = 0
    found: list[tuple[Any, ...]] = []
    for row in rows:
        if row[0] != current and found:
            yield current, found
            found = []
        current = row[0]
        found.append(row[1:])
    if found:
        yield current, found


class _Follower:
    """Gives the rows of a line, lines being asked for in ascending order."""

    def __init__(self, rows: Any) -> None:
        self._groups = _grouped(rows)
        self._next = next(self._groups, None)

    def of(self, act_id: int) -> list[tuple[Any, ...]]:
        while self._next is not None and self._next[0] < act_id:
            self._next = next(self._groups, None)
        if self._next is not None and self._next[0] == act_id:
            return self._next[1]
        return []


def verify_chain(connection: Any, erased: frozenset[int] = frozenset()) -> list[Fault]:
    """Recompute every hash; the first faults found, none when the book is whole.

    Args:
        connection: driver connection to the main file.
        erased: persons removed by decision, whose values may be missing.
    """
    changes = _Follower(
        connection.execute(
            "SELECT act_id, subject, subject_id, field, digest, salt, old, new FROM act_change"
            " ORDER BY act_id, position"
        )
    )
    touched = _Follower(
        connection.execute(
            "SELECT act_id, subject, subject_id, digest FROM act_record"
            " ORDER BY act_id, subject, subject_id"
        )
    )
    apart = _attached_values(connection)
    excused = erasure_marks.excused(connection, erased)
    faults: list[Fault] = []
    last, started, number = NO_HASH, False, 0
    names = ", ".join(COLUMNS)
    for row in connection.execute(
        f"SELECT id, {names}, note, purpose, salt, digest, hash FROM act ORDER BY id"
    ):
        act_id, hashed = row[0], row[-1]
        if hashed is None and not started:
            number = act_id
            continue  # written before the program kept a chain
        started = True
        if act_id != number + 1 and number:
            faults.append(Fault("gap", f"{number + 1}"))
        number = act_id
        own = changes.of(act_id)
        about = {(c[0], c[1]) for c in own}
        faults.extend(_text_faults(act_id, row[-5:-1], blanked=not excused.isdisjoint(about)))
        faults.extend(_value_faults(act_id, own, excused, apart))
        made = chained(
            last, row[: 1 + len(COLUMNS)], bytes(row[-2] or b""),
            [(c[0], c[1], c[2], bytes(c[3] or b"")) for c in own],
            [(t[0], t[1], bytes(t[2])) for t in touched.of(act_id)],
        )  # fmt: skip
        if made != bytes(hashed or b""):
            faults.append(Fault("line", f"{act_id}"))
        last = bytes(hashed or NO_HASH)
    return faults


def _attached_values(connection: Any) -> dict[tuple[int, int], tuple[str, str]] | None:
    attached = any(row[1] == "sealed" for row in connection.execute("PRAGMA database_list"))
    if not attached:
        return None
    rows = connection.execute("SELECT act_id, position, old, new FROM act_value")
    return {(row[0], row[1]): (row[2], row[3]) for row in rows}


def _text_faults(act_id: int, row: Sequence[Any], *, blanked: bool) -> Iterator[Fault]:
    """Only a line about somebody erased may have lost its words, and then all of them."""
    note, purpose, salt, digest = row
    if salt is None:
        if note or purpose or not blanked:
            yield Fault("text", f"{act_id}")
    elif value_digest(bytes(salt), note, purpose) != bytes(digest or b""):
        yield Fault("text", f"{act_id}")


def _value_faults(
    act_id: int,
    changes: Sequence[tuple[Any, ...]],
    excused: frozenset[tuple[str, int]],
    apart: Mapping[tuple[int, int], tuple[str, str]] | None,
) -> Iterator[Fault]:
    for position, row in enumerate(changes, start=1):
        subject, number, name, digest, salt, old, new = row
        if salt is None:
            if (subject, number) not in excused or old or new:
                yield Fault("value", f"{act_id}.{position} {name}")
            continue
        sealed = subject == records.PERSON and name in SEALED_FIELDS
        if sealed and apart is None:
            continue  # only whoever holds the sealed compartment can tell
        if sealed and apart is not None:
            old, new = apart.get((act_id, position), ("", ""))
        if value_digest(bytes(salt), old, new) != bytes(digest or b""):
            yield Fault("value", f"{act_id}.{position} {name}")


def verify_records(connection: Any, *, sealed: bool) -> list[Fault]:
    """Compare every record with the newest digest the book has of it."""
    faults: list[Fault] = []
    newest: dict[str, dict[int, bytes]] = {}
    rows = connection.execute(
        "SELECT subject, subject_id, digest, max(act_id) FROM act_record"
        " GROUP BY subject, subject_id"
    )
    for subject, number, digest, _ in rows:
        newest.setdefault(subject, {})[number] = bytes(digest)
    for subject, known in newest.items():
        if subject == records.PERSON_SEALED and not sealed:
            continue
        key = records.sealed_key(connection) if subject == records.PERSON_SEALED else b""
        now = records.digests(connection, subject, known, key)
        faults.extend(
            Fault("record", f"{subject} {number}")
            for number, digest in known.items()
            if now[number] != digest
        )
    faults += _unknown(connection, newest)
    return faults + (_unknown_sealed(connection, newest) if sealed else [])


def _unknown(connection: Any, newest: Mapping[str, Mapping[int, bytes]]) -> list[Fault]:
    """Records the book never heard of: put in behind its back, or their lines taken out."""
    faults: list[Fault] = []
    if not newest:
        return faults
    for subject, table in records.OWN_TABLES.items():
        known = newest.get(subject, {})
        ids = [int(row[0]) for row in connection.execute(f"SELECT id FROM {table}")]
        faults.extend(Fault("record", f"{subject} {number}") for number in ids
                      if number not in known)  # fmt: skip
    return faults


def _unknown_sealed(connection: Any, newest: Mapping[str, Mapping[int, bytes]]) -> list[Fault]:
    """Rows of the sealed compartment no line speaks of."""
    if not newest:
        return []
    known = newest.get(records.PERSON_SEALED, {})
    found: set[int] = set()
    for part in records.PARTS[records.PERSON_SEALED]:
        rows = connection.execute(f'SELECT DISTINCT "{part.key}" FROM "{part.table}"')
        found.update(int(row[0]) for row in rows)
    return [
        Fault("record", f"{records.PERSON_SEALED} {number}")
        for number in sorted(found)
        if number not in known
    ]


def verify_photos(connection: Any) -> list[Fault]:
    """A picture is kept under its own SHA-256."""
    return [
        Fault("photo", str(key)[:12])
        for key, jpeg in connection.execute("SELECT key, jpeg FROM photo")
        if hashlib.sha256(bytes(jpeg)).hexdigest() != key
    ]


def baseline(connection: Any, line: Line, *, sealed: bool) -> None:
    """Let a line take in every record as it stands: where the chain begins, or after an upgrade."""
    for subject, table in records.OWN_TABLES.items():
        line.touched |= {
            (subject, int(row[0])) for row in connection.execute(f"SELECT id FROM {table}")
        }
    line.touched.add((records.OFFICE, records.WHOLE))
    # The recovery sheet has keys and no account; and whose rows are gone has a record too.
    rows = connection.execute("SELECT DISTINCT account_id FROM account_key")
    line.touched |= {(records.ACCOUNT, int(row[0])) for row in rows}
    known = connection.execute("SELECT DISTINCT subject, subject_id FROM act_record")
    for subject, number in known.fetchall():
        if sealed or subject != records.PERSON_SEALED:
            line.touched.add((str(subject), int(number)))
    if sealed:
        # Also whose sealed rows are gone: the newest digest of them must say so.
        rows = connection.execute(
            "SELECT DISTINCT subject_id FROM act_record WHERE subject = ?", (records.PERSON_SEALED,)
        )
        line.touched |= {(records.PERSON_SEALED, int(row[0])) for row in rows}
        for part in records.PARTS[records.PERSON_SEALED]:
            rows = connection.execute(f'SELECT DISTINCT "{part.key}" FROM "{part.table}"')
            line.touched |= {(records.PERSON_SEALED, int(row[0])) for row in rows}
