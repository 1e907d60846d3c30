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
_TAKEN_BACK = (
    "SELECT DISTINCT subject_id FROM act_change WHERE subject = ?1"
    " AND subject_id NOT IN (SELECT id FROM due_mark)"
)
"""Marks of duties that were taken back: there is no row left to tell."""


def named(connection: Any) -> set[tuple[str, int]]:
    """Return (subject, id) of transfers, letters and marks in which somebody was erased."""
    found = {
        (subject, int(row[0]))
        for subject, sql in _NAMED
        for row in connection.execute(sql, (ERASED,))
    }
    gone = connection.execute(_TAKEN_BACK, (records.DUE,))
    return found | {(records.DUE, int(row[0])) for row in gone}


def excused(connection: Any, erased: frozenset[int]) -> frozenset[tuple[str, int]]:
    """Return whose values may be missing from the book; nobody's where nobody was erased."""
    if not erased:
        return frozenset()
    people = {(records.PERSON, number) for number in erased}
    # A backup of an earlier version is verified as it is.
    there = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'transfer'").fetchone()
    return frozenset(people | named(connection) if there else people)
