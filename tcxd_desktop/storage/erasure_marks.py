"""Which records visibly lost something by a decision: their lines in the book may lack values."""

from typing import Any

from tcxd_desktop.storage import records
from tcxd_desktop.wording.book import ERASED

_NAMED = (
    (records.TRANSFER, "SELECT id FROM transfer WHERE instr(content || void_reason, ?)"),
    (records.TRANSFER, "SELECT transfer_id FROM transfer_step"
                       " WHERE instr(signer || addressed || papers || remark, ?)"),
    (records.TRANSFER, "SELECT transfer_id FROM transfer_check WHERE instr(note, ?)"),
    (records.LETTER, "SELECT id FROM letter_move"
                     " WHERE instr(who || paper || note || void_reason, ?)"),
    (records.COLLECTIVE, "SELECT id FROM collective WHERE instr(content || undo_reason, ?)"),
    (records.COLLECTIVE, "SELECT collective_id FROM collective_member WHERE instr(name, ?)"),
    (records.DUE, "SELECT id FROM due_mark WHERE instr(proof || reason, ?)"),
)  # fmt: skip
_NAMED_SINCE = (
    (records.IMPORT,
     "SELECT id FROM import_run WHERE instr(file_name || profile || undo_reason, ?)"),
    (records.EXPORT, "SELECT id FROM export_run WHERE instr(file_name, ?)"),
    (records.MERGE, "SELECT id FROM person_merge WHERE instr(reason || undo_reason, ?)"),
    # Why a record was withdrawn and brought back stands in the history of the other one as well.
    (records.PERSON, "SELECT kept_id FROM person_merge WHERE instr(reason || undo_reason, ?)"),
    (records.PERSON, "SELECT gone_id FROM person_merge WHERE instr(reason || undo_reason, ?)"),
    (records.RECON, "SELECT id FROM recon_round WHERE instr(name || content, ?)"),
    (records.RECON, "SELECT round_id FROM recon_request WHERE instr(content, ?)"),
    (records.RECON_ENTRY, "SELECT id FROM recon_entry WHERE instr(name || doubt, ?)"),
    (records.RECON_VERDICT, "SELECT id FROM recon_verdict WHERE instr(content, ?)"),
)  # fmt: skip
"""Those of tables that came later; a backup of an earlier version is verified as it is."""
_TAKEN_BACK = {records.DUE: "due_mark"}
_TAKEN_BACK_SINCE = {
    records.RECON_ENTRY: "recon_entry", records.RECON_VERDICT: "recon_verdict",
}  # fmt: skip
"""Records that may have been taken back: there is no row left to tell."""


def named(connection: Any) -> set[tuple[str, int]]:
    """Return (subject, id) of transfers, letters, marks, imports … in which somebody was erased."""
    found: set[tuple[str, int]] = set()
    for first, queries, tables in (
        ("transfer", _NAMED, _TAKEN_BACK),
        ("recon_round", _NAMED_SINCE, _TAKEN_BACK_SINCE),
    ):
        if not _there(connection, first):
            continue
        for subject, sql in queries:
            found.update((subject, int(row[0])) for row in connection.execute(sql, (ERASED,)))
        for subject, table in tables.items():
            gone = connection.execute(
                "SELECT DISTINCT subject_id FROM act_change WHERE subject = ?"
                f" AND subject_id NOT IN (SELECT id FROM {table})",
                (subject,),
            )
            found.update((subject, int(row[0])) for row in gone)
    return found


def _there(connection: Any, table: str) -> bool:
    sql = "SELECT 1 FROM sqlite_master WHERE name = ?"
    return connection.execute(sql, (table,)).fetchone() is not None


def excused(connection: Any, erased: frozenset[int]) -> frozenset[tuple[str, int]]:
    """Return whose values may be missing from the book; nobody's where nobody was erased."""
    if not erased:
        return frozenset()
    people = {(records.PERSON, number) for number in erased}
    return frozenset(people | named(connection))
