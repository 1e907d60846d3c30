"""Removing a person from transfers: what was numbered and counted stays, who it was goes.

A case of theirs keeps its kind, its ends, its days and the serials and register numbers it used,
so that registers have no holes and the stock of letters balances; everything that tells of the
member goes, also from arrivals written before there was a record. Lists do not show it any more.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from tcxd_desktop.storage import records
from tcxd_desktop.storage.erasure_meetings import Known, keys_of, tree_without, without
from tcxd_desktop.storage.erasure_rows import (
    Row,
    as_json,
    changed,
    is_about,
    rows,
    unlike,
    write,
)
from tcxd_desktop.storage.rows import Cell
from tcxd_desktop.storage.transfer_people import Fetch, cases_of, duties_of
from tcxd_desktop.wording.book import ERASED

_KEPT_OF_A_CASE = frozenset({"source", "target", "boxes"})
"""What a case goes on telling: between which organisations, through which boxes."""
_BLANK: Mapping[str, Mapping[str, str]] = {
    "transfer_step": dict.fromkeys(("addressed", "papers", "until", "remark"), ""),
    "transfer_check": {"note": ""},
    # Struck out stays struck out.
    "register_entry": {"void_reason": ERASED},
    "letter_move": {"who": ERASED, "paper": "", "note": "", "void_reason": ERASED},
}
"""What rows of such a case say instead; what was empty stays empty."""
_NOTES: Mapping[str, tuple[str, ...]] = {
    "transfer_step": ("signer", "addressed", "papers", "remark"),
    "transfer_check": ("note",),
    "register_entry": ("void_reason",),
    "letter_move": ("who", "paper", "note", "void_reason"),
}
"""Rows of cases, and where they may name somebody else."""
_OWNER = "transfer_id"


def mine(connection: Any, known: Sequence[Known]) -> list[int]:
    """Return the cases of some persons; asked before their records are emptied."""
    fetch = _fetch(connection)
    return sorted({number for one in known for number in cases_of(fetch, one.id)})


def _fetch(connection: Any) -> Fetch:
    def fetch(sql: str, values: Sequence[Cell]) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = connection.execute(sql, tuple(values)).fetchall()
        return found

    return fetch


def clean(connection: Any, known: Sequence[Known], cases: Collection[int]) -> list[Row]:
    """Remove persons from cases, registers, stock, collective transfers and marks of duties.

    Args:
        connection: to the main file, inside a transaction.
        known: whom.
        cases: theirs; see :func:`mine`.
    """
    told = [one for one in known if one.name or one.numbers]
    found = [row for number in sorted(cases) for row in _own(connection, number, told)]
    if told:
        found += _cases_elsewhere(connection, told, cases)
        found += _notes_elsewhere(connection, told, cases)
    found += _collectives(connection, known, told)
    found += _marks(connection, known, told, cases)
    write(connection, found)
    return found


# --- their own cases ------------------------------------------------------------------------------


def _own(connection: Any, number: int, told: Sequence[Known]) -> Iterator[Row]:
    columns = ("version", "effective", "packet", "name", "search", "content", "void_reason")
    for key, cells in rows(connection, "transfer", columns, "WHERE id = ?", number):
        content = json.loads(cells["content"])
        kept = {name: value for name, value in content.items() if name in _KEPT_OF_A_CASE}
        made = {
            "effective": "",
            "packet": "",
            "name": ERASED,
            "search": "",
            "content": as_json({"traveller": {"name": ERASED}, **kept}),
            "void_reason": ERASED,
        }
        yield from changed("transfer", key, cells, made)
    for table, blank in _BLANK.items():
        where = f"WHERE {_OWNER} = ?"
        for key, cells in rows(connection, table, tuple(blank), where, number):
            made = {name: text if cells[name] else "" for name, text in blank.items()}
            yield from changed(table, key, cells, made)
    # Others sign; a secretary who leaves signs for himself.
    for key, cells in rows(connection, "transfer_step", ("signer",), f"WHERE {_OWNER} = ?", number):
        yield from changed("transfer_step", key, cells, {"signer": without(cells["signer"], told)})


# --- where cases of others name them --------------------------------------------------------------


def _cases_elsewhere(
    connection: Any, known: Sequence[Known], cases: Collection[int]
) -> Iterator[Row]:
    columns = ("version", "name", "content", "void_reason")
    for key, cells in rows(connection, "transfer", columns):
        if key["id"] in cases:
            continue
        meant = unlike(known, cells["name"])
        raw = json.loads(cells["content"])
        told = {name: value for name, value in raw.items() if name != "traveller"}
        made = {"void_reason": without(cells["void_reason"], meant)}
        if (clean_told := tree_without(told, meant)) != told:
            made["content"] = as_json({**raw, **clean_told})
        yield from changed("transfer", key, cells, made)


def _notes_elsewhere(
    connection: Any, known: Sequence[Known], cases: Collection[int]
) -> Iterator[Row]:
    """Yield rows of other cases that name them: signers, remarks, who was given a letter."""
    names = dict(connection.execute("SELECT id, name FROM transfer").fetchall())
    for table, columns in _NOTES.items():
        keyed = _OWNER in keys_of(connection, table)
        for key, cells in rows(connection, table, columns if keyed else (_OWNER, *columns)):
            owner = key[_OWNER] if keyed else cells[_OWNER]
            if owner not in cases:
                meant = unlike(known, names.get(owner, ""))
                made = {name: without(cells[name], meant) for name in columns}
                yield from changed(table, key, cells, made)


# --- collective transfers, duties -----------------------------------------------------------------


def _collectives(connection: Any, known: Sequence[Known], told: Sequence[Known]) -> Iterator[Row]:
    ids = {one.id for one in known}
    columns = ("version", "content", "undo_reason")
    for key, cells in rows(connection, "collective", columns):
        raw = json.loads(cells["content"])
        # Of a draft: who is no member any more goes nowhere.
        moves = [one for one in raw.get("moves", ()) if one["person_id"] not in ids]
        new = [one for one in raw.get("newcomers", ()) if not any(_is(one, who) for who in told)]
        rest = {name: one for name, one in raw.items() if name not in {"moves", "newcomers"}}
        content = {**raw, **tree_without(rest, told), "moves": moves, "newcomers": new}
        made = {"undo_reason": without(cells["undo_reason"], told)}
        if content != {"moves": [], "newcomers": [], **raw}:
            made["content"] = as_json(content)
        yield from changed("collective", key, cells, made)
    for number in sorted(ids):
        where = "WHERE person_id = ?"
        for key, cells in rows(connection, "collective_member", ("name",), where, number):
            yield from changed("collective_member", key, cells, {"name": ERASED})


def _is(newcomer: Mapping[str, Any], one: Known) -> bool:
    numbers = (newcomer.get(name, "") for name in ("card_no", "citizen_id", "old_card_no"))
    return is_about(one, newcomer.get("name", ""), numbers)


def _marks(
    connection: Any, known: Sequence[Known], told: Sequence[Known], cases: Collection[int]
) -> Iterator[Row]:
    """Yield marks of their duties, whose words go whole, and others that name them."""
    theirs = _duties(connection, [one.id for one in known], cases)
    texts = ("proof", "reason")
    for key, cells in rows(connection, "due_mark", ("key", *texts)):
        if f"{cells['key']}:".startswith(theirs):
            made = {name: ERASED if cells[name] else "" for name in texts}
        else:
            made = {name: without(cells[name], told) for name in texts}
        yield from changed("due_mark", key, cells, made)


def _duties(
    connection: Any, person_ids: Collection[int], cases: Collection[int]
) -> tuple[str, ...]:
    fetch = _fetch(connection)
    return tuple({key for person in person_ids for key in duties_of(fetch, person, cases)})


def records_of(
    connection: Any, person_ids: Collection[int], cases: Collection[int]
) -> set[tuple[str, int]]:
    """Return (subject, id) of the records that are about some persons: cases, letters, marks."""
    theirs = _duties(connection, person_ids, cases)
    letters = connection.execute(
        "SELECT id FROM letter_move WHERE transfer_id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(cases)),),
    )
    # Of a mark that was taken back only the book still tells the duty.
    marks = connection.execute(
        'SELECT id, "key" FROM due_mark UNION'
        " SELECT subject_id, new FROM act_change WHERE subject = ? AND field = 'task'",
        (records.DUE,),
    ).fetchall()
    return {
        *((records.TRANSFER, number) for number in cases),
        *((records.LETTER, int(row[0])) for row in letters),
        *((records.DUE, int(n)) for n, key in marks if f"{key}:".startswith(theirs)),
    }
