"""What a record looks like right now, as one digest: the chain of the access book binds it.

Pages of an encrypted file are authentic but not fresh: an old page put back opens without a word
(security.md, finding 5). So each line of the book keeps the digest of every record it touched, and
a record whose newest digest does not fit is reported.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress
from typing import Any

from tcxd_desktop.domain.dossier import TABLES

_AT_ONCE = 500
PERSON, PERSON_SEALED, UNIT, OFFICE, ACCOUNT, MEETING, TEMPLATE, PERIOD = (
    "person", "person.sealed", "unit", "office", "account", "meeting", "template", "period",
)  # fmt: skip
TRANSFER, LETTER, COLLECTIVE, DUE, CARD = "transfer", "letter", "collective", "due", "card"
IMPORT, EXPORT, MERGE = "import", "export", "merge"
RECON, RECON_ENTRY, RECON_VERDICT = "recon", "recon_entry", "recon_verdict"
WHOLE = 0
"""Id of a subject there is one of."""


@dataclass(frozen=True, slots=True)
class Part:
    """Bảng góp vào một bản ghi: its rows of one subject, and the order they are read in."""

    table: str
    key: str
    """Column that holds the subject's id; empty: the whole table belongs to it."""
    order: str


_CHILDREN = tuple(name for name, meta in TABLES.items() if not meta.sealed)
_SEALED_CHILDREN = tuple(name for name, meta in TABLES.items() if meta.sealed)
PARTS: Mapping[str, tuple[Part, ...]] = {
    PERSON: (
        Part("person", "id", "id"),
        *(Part(f"person_{name}", "person_id", "position") for name in _CHILDREN),
        Part("standing", "person_id", "since"),
        Part("supplement", "person_id", "year"),
        Part("number_issued", "person_id", "number, symbol"),
        Part("restriction", "person_id", "id"),
        Part("loan", "person_id", "id"),
        Part("central_number", "person_id", "person_id"),
    ),
    PERSON_SEALED: (
        Part("person_sealed", "person_id", "person_id"),
        *(Part(f"person_{name}", "person_id", "position") for name in _SEALED_CHILDREN),
        Part("sealed_supplement", "person_id", "year"),
        Part("sealed_import_row", "person_id", "run_id"),
        Part("sealed_merge", "person_id", "merge_id"),
    ),
    UNIT: (
        Part("unit", "id", "id"),
        Part("unit_step", "unit_id", "id"),
        Part("unit_link", "before_id", "id"),
        Part("cell_habit", "unit_id", "unit_id"),
        Part("upper_assignment", "unit_id", "id"),
        Part("period_decision", "unit_id", "period"),
    ),
    MEETING: (
        Part("meeting", "id", "id"),
        Part("meeting_attendance", "meeting_id", "person_id"),
        Part("meeting_vote", "meeting_id", "position"),
        Part("resolution_task", "meeting_id", "id"),
        Part("score_sheet", "meeting_id", "meeting_id"),
        Part("score_entry", "meeting_id", "scorer, item"),
        Part("score_result", "meeting_id", "scorer"),
    ),
    TEMPLATE: (Part("score_template", "id", "id"),),
    PERIOD: (Part("period_close", "id", "id"),),
    TRANSFER: (
        Part("transfer", "id", "id"),
        Part("transfer_step", "transfer_id", "id"),
        Part("transfer_check", "transfer_id", "item"),
        Part("register_entry", "transfer_id", "id"),
    ),
    LETTER: (Part("letter_move", "id", "id"),),
    COLLECTIVE: (
        Part("collective", "id", "id"),
        Part("collective_member", "collective_id", "person_id"),
    ),
    DUE: (Part("due_mark", "id", "id"),),
    CARD: (Part("known_office", "id", "id"),),
    IMPORT: (Part("import_run", "id", "id"), Part("import_row", "run_id", "person_id")),
    EXPORT: (Part("export_run", "id", "id"), Part("export_row", "run_id", "person_id")),
    MERGE: (Part("person_merge", "id", "id"),),
    RECON: (Part("recon_round", "id", "id"), Part("recon_request", "round_id", "id")),
    RECON_ENTRY: (Part("recon_entry", "id", "id"),),
    RECON_VERDICT: (Part("recon_verdict", "id", "id"),),
    ACCOUNT: (Part("account", "id", "id"), Part("account_key", "account_id", "since_act")),
    OFFICE: (
        Part("setting", "", "key"),
        Part("rule_adoption", "", "id"),
        Part("number_block", "", "id"),
        Part("code", "", "list, key"),
        Part("erasure", "", "person_id"),
        Part("rule_row", "", "id"),
        Part("calendar_day", "", "day"),
        Part("pack_taken", "", "id"),
        Part("calibration", "", "id"),
        Part("office_key", "", "id"),
        Part("package_seen", "", "uuid, direction"),
        Part("import_profile", "", "name"),
        Part("sheet_layout", "", "key"),
        Part("distinct_pair", "", "first_id, second_id"),
    ),
}
OWN_TABLES: Mapping[str, str] = {
    subject: parts[0].table for subject, parts in PARTS.items() if parts[0].key == "id"
}
"""The table whose every row is a record of its own, by subject."""
OWNER: Mapping[str, tuple[str, str]] = {
    part.table: (subject, part.key) for subject, parts in PARTS.items() for part in parts
}
"""Table to the subject its rows belong to and the column that says which."""


@lru_cache
def _statements(subject: str, width: int) -> tuple[tuple[bytes, str, bool], ...]:
    """Return table, statement and whether it takes the ids, of each part."""
    marks = ",".join("?" * width)
    made: list[tuple[bytes, str, bool]] = []
    for part in PARTS[subject]:
        # The key comes first, so that rows of many subjects can be told apart.
        order = ", ".join(f'"{name}"' for name in part.order.split(", "))
        key = f'"{part.key}"' if part.key else ""
        sql = (
            f'SELECT {key}, * FROM "{part.table}" WHERE {key} IN ({marks}) ORDER BY {key}, {order}'
            if key
            else f'SELECT {WHOLE}, * FROM "{part.table}" ORDER BY {order}'
        )
        made.append((part.table.encode(), sql, bool(key)))
    return tuple(made)


@lru_cache
def _present(subject: str) -> str:
    """Return the statement that tells which parts one record has rows in.

    Most members have rows in half of their tables; a save waits for each that is read in vain.
    """
    found = (
        f'EXISTS (SELECT 1 FROM "{part.table}" WHERE "{part.key}" = ?1)' for part in PARTS[subject]
    )
    return f"SELECT {', '.join(found)}"


def digests(
    connection: Any, subject: str, ids: Iterable[int], key: bytes = b""
) -> dict[int, bytes]:
    """Return the digest of each record as it stands; a record without rows has one too.

    Args:
        connection: driver connection, inside the transaction or outside.
        subject: a key of ``PARTS``.
        ids: of the records.
        key: of the sealed compartment; its digests stand where not everybody may guess.
    """
    wanted = sorted(set(ids))
    found: dict[int, bytes] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        found.update(_some(connection, subject, wanted[start : start + _AT_ONCE], key))
    return found


def _some(connection: Any, subject: str, ids: Sequence[int], key: bytes) -> dict[int, bytes]:
    made = {number: hashlib.blake2b(key=key, digest_size=32) for number in ids}
    parts = _statements(subject, len(ids))
    if len(ids) == 1 and all(keyed for _, _, keyed in parts):
        present = connection.execute(_present(subject), ids).fetchone()
        parts = tuple(compress(parts, present))
    for name, sql, keyed in parts:
        for row in connection.execute(sql, ids if keyed else ()):
            hasher = made.get(row[0])
            if hasher is not None:
                hasher.update(name)
                hasher.update(repr(row).encode())
    return {number: hasher.digest() for number, hasher in made.items()}


def sealed_key(connection: Any) -> bytes:
    """Return the key of sealed digests; the compartment must be attached."""
    return bytes(connection.execute("SELECT key FROM sealed_proof").fetchone()[0])
