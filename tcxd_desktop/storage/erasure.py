"""Removing everything the files hold of a person, by decision (Luật 91/2025/QH15, Điều 14).

What stays is a record without content under the same number, so that references and the ledger of
numbers hold; the lines of the access book with who, when and what was done; and the row of
``erasure`` by which an older copy is cleaned again. Digests of values removed stay in the chain,
which still verifies. What is sealed goes when the compartment is attached, else at the next
sign-in of somebody who holds it (:func:`left_in_sealed`).
"""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from tcxd_desktop.domain.book import PERSON
from tcxd_desktop.domain.dossier import TABLES
from tcxd_desktop.domain.units import Decision
from tcxd_desktop.storage import (
    erasure_book,
    erasure_exchange,
    erasure_meetings,
    erasure_prints,
    erasure_transfers,
)
from tcxd_desktop.storage.erasure_meetings import Known, words_of
from tcxd_desktop.storage.store import Store
from tcxd_desktop.storage.work import Work
from tcxd_desktop.wording.book import ERASED

FIELD = erasure_book.FIELD
"""Field of the change by which the line of an erasure says whose data it was."""
_UNTIDY = 0x54435845
"""``application_id`` of a file that is to be written anew; a power cut must not forget it."""
_TABLES = (
    *(f"person_{name}" for name, meta in TABLES.items() if not meta.sealed),
    "standing", "draft", "supplement", "restriction", "loan", "upper_assignment",
    *erasure_exchange.PERSON_TABLES,
)  # fmt: skip
_SEALED_TABLES = (
    *(f"person_{name}" for name, meta in TABLES.items() if meta.sealed),
    "person_sealed", "sealed_draft", "sealed_supplement", "act_value",
    *erasure_exchange.SEALED_TABLES,
)  # fmt: skip
_NUMBERS = ("citizen_id", "old_citizen_id", "card_no", "old_card_no", "dossier_no", "phone")
_SHORTEST = 6
"""Digits a number must have to name somebody in a text."""


@dataclass(slots=True)
class Removed:
    """Những gì đã xóa: for the paper that tells of it."""

    people: tuple[int, ...] = ()
    """Their record, and those that were made one with it."""
    papers: int = 0
    photos: int = 0
    lines: int = 0
    meetings: list[int] = field(default_factory=list)
    """Meetings whose roll or minutes named them; ``tables``: rows (table, key, values) beside."""
    tables: list[tuple[str, dict[str, Any], dict[str, Any]]] = field(default_factory=list)
    elsewhere: list[int] = field(default_factory=list)
    """Lines not about the persons that still say a name or a number."""


def erase(work: Work, store: Store, person_id: int, day: str, decision: Decision) -> Removed:
    """Remove a person inside a transaction, and enter the ledger of erasures.

    Records that were made one with theirs are the same person, and go too.

    Args:
        work: the transaction.
        store: whose transaction it is.
        person_id: whose data goes.
        day: ISO.
        decision: the paper it rests on.
    """
    with store.turn() as connection:
        people = erasure_exchange.one_person(connection, [person_id])
    for number in people:
        work.remove("erasure", {"person_id": number})
        work.add(
            "erasure",
            {
                "person_id": number,
                "on": day,
                "paper_number": decision.number,
                "paper_on": decision.on,
                "paper_issuer": decision.issuer,
            },
        )
    return again(work, store, people)


def again(work: Work, store: Store, person_ids: Collection[int]) -> Removed:
    """Remove persons of the ledger inside a transaction, whose line takes their records in."""
    for number in person_ids:
        # These tell the line which records it touches; ``apply`` does the rest.
        work.change("person", {"id": number}, {"void_reason": ERASED})
        work.remove("upper_assignment", {"person_id": number})
        if work.sealed:
            work.remove("person_sealed", {"person_id": number})
    work.touch("person")
    with store.turn() as connection:
        removed = apply(connection, person_ids)
    for number in removed.meetings:
        row = work.one("SELECT state FROM meeting WHERE id = ?", (number,))
        work.change("meeting", {"id": number}, {"state": row[0] if row else ""})
        work.touch("meeting")
    for table, key, values in removed.tables:
        work.change(table, key, values)
    return removed


def apply(connection: Any, person_ids: Iterable[int]) -> Removed:
    """Remove persons from the files of an office, whether they are there or were removed before.

    The caller's line of the access book must take in the records touched (``again`` does, or a
    new baseline). A person who is not there gets an empty record: the number must not become
    somebody else's.

    Args:
        connection: to the main file, inside a transaction; the sealed file is cleaned too where
            it is attached.
        person_ids: of the ledger.
    """
    ids = sorted(set(person_ids))
    removed = Removed(tuple(ids))
    known = [_known(connection, number) for number in ids]
    sealed = _attached(connection)
    photos = {key for number in ids for key in _photos(connection, number)}
    # Asked while their numbers are still known.
    cases = erasure_transfers.mine(connection, known)
    removed.papers = erasure_prints.clean(connection, known, cases, sealed=sealed)
    removed.tables = erasure_transfers.clean(connection, known, cases)
    exchanged = erasure_exchange.clean(connection, known)
    removed.tables += exchanged.rows
    own = erasure_transfers.records_of(connection, ids, cases) | exchanged.own
    removed.lines, removed.elsewhere = erasure_book.clean(connection, known, own)
    _drop_filters(connection, known)
    removed.meetings = erasure_meetings.clean(connection, known)
    removed.tables += erasure_meetings.clean_periods(connection, known)
    for number in ids:
        _remove_rows(connection, number, sealed=sealed)
        _empty_record(connection, number)
        connection.execute(
            'INSERT OR IGNORE INTO erasure (person_id, "on") VALUES (?, ?)', (number, "")
        )
    removed.photos = sum(_drop_photo(connection, key) for key in sorted(photos))
    for schema in _schemas(connection):
        connection.execute(f"PRAGMA {schema}.application_id={_UNTIDY}")
    return removed


def tidy(store: Store) -> None:
    """Write files anew that erased persons may have left pieces in.

    Wiping what is deleted is not enough: when SQLite moves rows between pages, copies of them can
    stay in the unused part of a page (measured: 54 pieces after 36,000 edits of six people).
    """
    with store.turn() as connection:
        for schema in _schemas(connection):
            row = connection.execute(f"PRAGMA {schema}.application_id").fetchone()
            if row[0] == _UNTIDY:
                connection.execute(f"VACUUM {schema}")
                connection.execute(f"PRAGMA {schema}.application_id=0")


def _schemas(connection: Any) -> tuple[str, ...]:
    return ("main", "sealed") if _attached(connection) else ("main",)


def left_in_sealed(connection: Any) -> list[int]:
    """Return who was erased while the sealed compartment was not at hand, and is still in it."""
    if not _attached(connection):
        return []
    erased = [int(row[0]) for row in connection.execute("SELECT person_id FROM erasure")]
    return [number for number in erased if _in_sealed(connection, number)]


def _in_sealed(connection: Any, number: int) -> bool:
    return any(
        connection.execute(
            f"SELECT 1 FROM {table} WHERE person_id = ? LIMIT 1", (number,)
        ).fetchone()
        for table in _SEALED_TABLES
    )


def _attached(connection: Any) -> bool:
    return any(row[1] == "sealed" for row in connection.execute("PRAGMA database_list"))


def _known(connection: Any, number: int) -> Known:
    names = ", ".join(("birth_name", *_NUMBERS))
    row = connection.execute(f"SELECT {names} FROM person WHERE id = ?", (number,)).fetchone()
    if row is None or row[0] == ERASED:
        return Known(number, "", ())
    numbers = tuple(text for text in row[1:] if len(text) >= _SHORTEST)
    return Known(number, words_of(row[0]).strip(), numbers, row[0])


# --- rows of the person ---------------------------------------------------------------------------


def _remove_rows(connection: Any, number: int, *, sealed: bool) -> None:
    for table in (*_TABLES, *(_SEALED_TABLES if sealed else ())):
        connection.execute(f"DELETE FROM {table} WHERE person_id = ?", (number,))


def _empty_record(connection: Any, number: int) -> None:
    """Leave a record without content; a number given on paper stays given."""
    connection.execute(
        'INSERT OR IGNORE INTO number_issued (number, symbol, person_id, "on", unit_id)'
        " SELECT CAST(substr(dossier_no, 1, 6) AS INTEGER), substr(dossier_no, 8), id, '', NULL"
        " FROM person WHERE id = ? AND length(dossier_no) > 7",
        (number,),
    )
    connection.execute("UPDATE number_issued SET unit_id = NULL WHERE person_id = ?", (number,))
    kept: dict[str, object] = {
        "birth_name": ERASED, "void_reason": ERASED, "name_key": "", "search": "", "complete": 0,
    }  # fmt: skip
    for _, name, _, _, default, _ in connection.execute("PRAGMA table_info(person)").fetchall():
        if name not in {"id", "version"}:
            kept.setdefault(name, default.strip("'") if default is not None else None)
    names = ", ".join(f'"{name}" = ?' for name in kept)
    found = connection.execute(
        f"UPDATE person SET version = version + 1, {names} WHERE id = ?", (*kept.values(), number)
    )
    if not found.rowcount:
        columns = ", ".join(f'"{name}"' for name in kept)
        marks = ", ".join("?" * (len(kept) + 2))
        connection.execute(
            f"INSERT INTO person (id, version, {columns}) VALUES ({marks})",
            (number, 1, *kept.values()),
        )


# --- pictures -------------------------------------------------------------------------------------


def _photos(connection: Any, number: int) -> set[str]:
    """Return the keys of every picture the person ever had here."""
    row = connection.execute("SELECT photo FROM person WHERE id = ?", (number,)).fetchone()
    found = {row[0]} if row and row[0] else set()
    for (text,) in connection.execute(
        "SELECT snapshot FROM supplement WHERE person_id = ? AND snapshot <> ''", (number,)
    ):
        found.add(json.loads(text).get("photo", ""))
    history = connection.execute(
        "SELECT old, new FROM act_change WHERE subject = ? AND subject_id = ? AND field = 'photo'",
        (PERSON, number),
    ).fetchall()
    for start in {text for pair in history for text in pair if text}:
        found |= {
            key
            for (key,) in connection.execute(
                "SELECT key FROM photo WHERE substr(key, 1, ?) = ?", (len(start), start)
            )
        }
    return found - {""}


def _drop_photo(connection: Any, key: str) -> int:
    """Remove a picture nobody else has; return how many were removed."""
    gone = connection.execute(
        "DELETE FROM photo WHERE key = ?1"
        " AND NOT EXISTS (SELECT 1 FROM person WHERE photo = ?1)"
        " AND NOT EXISTS (SELECT 1 FROM supplement WHERE instr(snapshot, ?1))"
        " AND NOT EXISTS (SELECT 1 FROM draft WHERE instr(content, ?1))",
        (key,),
    )
    return int(gone.rowcount)


# --- what is kept beside --------------------------------------------------------------------------


def _drop_filters(connection: Any, known: Sequence[Known]) -> None:
    for name, content in connection.execute("SELECT name, content FROM saved_filter").fetchall():
        if any(one.named_in(name) or one.named_in(content) for one in known):
            connection.execute("DELETE FROM saved_filter WHERE name = ?", (name,))
