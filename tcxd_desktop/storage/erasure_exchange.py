"""Removing a person from imports, exports, merged records and rounds of reconciliation.

What was counted stays: how many an import wrote, how far a round is, on what paper the upper level
was asked. Who it was, and every value that stood there before, goes. A merge of theirs cannot be
taken back any more, nor an import that wrote them: what that needs is gone.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tcxd_desktop.storage import records
from tcxd_desktop.storage.erasure_meetings import Known, tree_without, without
from tcxd_desktop.storage.erasure_rows import (
    Row,
    as_json,
    changed,
    is_about,
    rows,
    unlike,
    write,
)
from tcxd_desktop.wording.book import ERASED

PERSON_TABLES = ("central_number", "export_row")
"""Rows about them that go whole, by ``person_id``."""
SEALED_TABLES = ("sealed_import_row", "sealed_merge")
_NUMBERS = ("citizen_id", "card_no", "old_citizen_id", "old_card_no")
_WORDS = ("value", "ours", "theirs", "basis")
"""What a decision tells of somebody; ``said`` is what each source told."""
_OF_A_LINE = ("birth", "unit", "number", "theirs", "wanted", "basis")
"""What a line of a request tells beside the name."""
_MERGED = (
    "WITH RECURSIVE same(id) AS (SELECT value FROM json_each(?) UNION"
    " SELECT CASE WHEN m.kept_id = same.id THEN m.gone_id ELSE m.kept_id END"
    " FROM person_merge m JOIN same ON same.id IN (m.kept_id, m.gone_id) WHERE m.undone_at = '')"
    " SELECT id FROM same ORDER BY id"
)


def one_person(connection: Any, person_ids: Collection[int]) -> list[int]:
    """Return some persons and every record that was made one with theirs."""
    found = connection.execute(_MERGED, (json.dumps(sorted(person_ids)),)).fetchall()
    return [int(row[0]) for row in found]


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Những dòng đã sửa, and which records are about the persons."""

    rows: tuple[Row, ...]
    own: frozenset[tuple[str, int]]


def clean(connection: Any, known: Sequence[Known]) -> Cleaned:
    """Remove persons from imports, exports, merges and reconciliation.

    Args:
        connection: to the main file, inside a transaction.
        known: whom; their records still hold what they are recognised by.
    """
    told = [one for one in known if one.name or one.numbers]
    ids = json.dumps(sorted(one.id for one in known))
    entries, verdicts = _entries_of(connection, known, told), set[int]()
    for number, person, entry in connection.execute(
        "SELECT id, person_id, entry_id FROM recon_verdict"
    ).fetchall():
        if entry in entries or any(person == one.id for one in known):
            verdicts.add(int(number))
    merges = {
        int(row[0])
        for row in connection.execute(
            "SELECT id FROM person_merge WHERE kept_id IN (SELECT value FROM json_each(?1))"
            " OR gone_id IN (SELECT value FROM json_each(?1))", (ids,)
        )
    }  # fmt: skip
    found = [
        *_imports(connection, known, told),
        *_exports(connection, known, told),
        *_merges(connection, told, merges),
        *_entries(connection, told, entries),
        *_verdicts(connection, told, verdicts),
        *_requests(connection, known, told, verdicts),
        *_rounds(connection, told),
    ]
    write(connection, found)
    _drop(connection, ids, told)
    own = (
        *((records.MERGE, number) for number in merges),
        *((records.RECON_ENTRY, number) for number in entries),
        *((records.RECON_VERDICT, number) for number in verdicts),
    )
    return Cleaned(tuple(found), frozenset(own))


def _drop(connection: Any, ids: str, told: Sequence[Known]) -> None:
    """Remove rows of the office as a whole: pairs that are two, ways of reading that name them."""
    connection.execute(
        "DELETE FROM distinct_pair WHERE first_id IN (SELECT value FROM json_each(?1))"
        " OR second_id IN (SELECT value FROM json_each(?1))",
        (ids,),
    )
    for name, content in connection.execute("SELECT name, content FROM import_profile").fetchall():
        if any(one.named_in(name) or one.named_in(content) for one in told):
            connection.execute("DELETE FROM import_profile WHERE name = ?", (name,))


# --- imports, exports -----------------------------------------------------------------------------


def _imports(connection: Any, known: Sequence[Known], told: Sequence[Known]) -> Iterator[Row]:
    """Yield what stood before in records of theirs, and what was said of whole imports."""
    for one in known:
        where = "WHERE person_id = ?"
        for key, cells in rows(connection, "import_row", ("before",), where, one.id):
            yield from changed("import_row", key, cells, {"before": ""})
    texts = ("file_name", "profile", "undo_reason")
    for key, cells in rows(connection, "import_run", ("version", *texts)):
        made = {name: without(cells[name], told) for name in texts}
        yield from changed("import_run", key, cells, made)


def _exports(connection: Any, known: Sequence[Known], told: Sequence[Known]) -> Iterator[Row]:
    """Yield the exports whose lines lose one, and names in files and layouts."""
    ids = {one.id for one in known}
    touched = {
        int(run)
        for run, person in connection.execute("SELECT run_id, person_id FROM export_row")
        if person in ids
    }
    for key, cells in rows(connection, "export_run", ("file_name",)):
        made = {"file_name": without(cells["file_name"], told)}
        if key["id"] in touched:
            # The same words again: the record is another now, for a line of it goes.
            yield "export_run", key, made
        else:
            yield from changed("export_run", key, cells, made)
    for key, cells in rows(connection, "sheet_layout", ("content",)):
        raw = json.loads(cells["content"])
        clean_raw = tree_without(raw, told)
        if clean_raw != raw:
            yield from changed("sheet_layout", key, cells, {"content": as_json(clean_raw)})


# --- merged records -------------------------------------------------------------------------------


def _merges(connection: Any, told: Sequence[Known], own: Collection[int]) -> Iterator[Row]:
    """Yield merges of theirs without both records, and others that name them."""
    texts = ("reason", "undo_reason")
    for key, cells in rows(connection, "person_merge", ("version", *texts, "content")):
        if key["id"] in own:
            made = {name: ERASED if cells[name] else "" for name in texts}
            made["content"] = ""
        else:
            # The records that were merged are those of somebody else; they stay as they were.
            made = {name: without(cells[name], told) for name in texts}
        yield from changed("person_merge", key, cells, made)


# --- reconciliation -------------------------------------------------------------------------------


def _entries_of(connection: Any, known: Sequence[Known], told: Sequence[Known]) -> set[int]:
    """Return what sources say of them, also lines nobody was found for."""
    ids = {one.id for one in known}
    found: set[int] = set()
    for number, person, name, content in connection.execute(
        "SELECT id, person_id, name, content FROM recon_entry"
    ).fetchall():
        if person is None:
            values = json.loads(content)[0]
            numbers = [values.get(key, "") for key in _NUMBERS]
            if any(is_about(one, name, numbers) for one in told):
                found.add(int(number))
        elif person in ids:
            found.add(int(number))
    return found


def _entries(connection: Any, told: Sequence[Known], own: Collection[int]) -> Iterator[Row]:
    columns = ("version", "name", "content", "doubt")
    for key, cells in rows(connection, "recon_entry", columns):
        if key["id"] in own:
            made = {"name": ERASED, "content": as_json([{}, {}]), "doubt": ""}
        elif cells["doubt"]:
            made = {"doubt": without(cells["doubt"], unlike(told, cells["name"]))}
        else:
            continue
        yield from changed("recon_entry", key, cells, made)


def _verdicts(connection: Any, told: Sequence[Known], own: Collection[int]) -> Iterator[Row]:
    names = dict(
        connection.execute(
            "SELECT v.id, coalesce(p.birth_name, e.name, '') FROM recon_verdict v"
            " LEFT JOIN person p ON p.id = v.person_id LEFT JOIN recon_entry e ON e.id = v.entry_id"
        ).fetchall()
    )
    for key, cells in rows(connection, "recon_verdict", ("version", "content")):
        raw = json.loads(cells["content"])
        if key["id"] in own:
            blank = {**dict.fromkeys(_WORDS, ""), "basis": ERASED, "said": {}}
        else:
            blank = {"basis": without(raw["basis"], unlike(told, names[key["id"]]))}
        if (content := {**raw, **blank}) != raw:
            made = {"content": json.dumps(content, ensure_ascii=False)}
            yield from changed("recon_verdict", key, cells, made)


def _requests(
    connection: Any, known: Sequence[Known], told: Sequence[Known], verdicts: Collection[int]
) -> Iterator[Row]:
    """Yield requests without their lines of them: the paper keeps its number and its length."""
    ids = {one.id for one in known}
    for key, cells in rows(connection, "recon_request", ("content",)):
        numbers, snapshot = json.loads(cells["content"])
        lines = [json.loads(text) for text in json.loads(snapshot or "[]")]
        made = [
            {**line, **dict.fromkeys(_OF_A_LINE, ""), "name": ERASED}
            if line["person_id"] in ids or line["verdict_id"] in verdicts
            else {**line, "basis": without(line["basis"], unlike(told, line["name"]))}
            for line in lines
        ]
        if made != lines:
            kept = [numbers, as_json([as_json(line) for line in made])]
            text = json.dumps(kept, ensure_ascii=False)
            yield from changed("recon_request", key, cells, {"content": text})


def _rounds(connection: Any, told: Sequence[Known]) -> Iterator[Row]:
    for key, cells in rows(connection, "recon_round", ("version", "name", "content")):
        raw: Mapping[str, Any] = json.loads(cells["content"])
        content = tree_without(raw, told)
        made = {"name": without(cells["name"], told), "content": cells["content"]}
        if content != raw:
            made["content"] = as_json(content)
        yield from changed("recon_round", key, cells, made)
