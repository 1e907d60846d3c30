"""Removing a person from the access book: who did what and when stays, words and values go."""

import json
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from tcxd_desktop.domain.book import FOOTPRINTS, PEOPLE, PERSON
from tcxd_desktop.storage import erasure_marks
from tcxd_desktop.storage.erasure_meetings import Known

FIELD = "erased"
"""Field of the change by which the line of an erasure says whose data it was."""
_OWN_LINES = "data.erase"
_AMONG = "subject || ':' || subject_id IN (SELECT value FROM json_each(?1))"
_OTHERS = f"subject = '{PEOPLE}' OR (subject = '{PERSON}' AND NOT {_AMONG})"
Subject = tuple[str, int]


def clean(
    connection: Any, known: Sequence[Known], own: Collection[Subject]
) -> tuple[int, list[int]]:
    """Remove old and new values, and words that are about some persons or name them.

    Args:
        connection: to the main file, inside a transaction.
        known: whom.
        own: (subject, id) of other records that are about them, cleaned already.

    Returns:
        how many lines lost their words, and which others still say a name or a number.
    """
    marked = erasure_marks.named(connection)
    theirs = {*((PERSON, one.id) for one in known), *marked.intersection(own)}
    gone, elsewhere = _lines_of(connection, known, theirs, marked)
    for number in gone:
        connection.execute(
            "UPDATE act SET note = '', purpose = '', salt = NULL WHERE id = ?", (number,)
        )
        connection.execute("UPDATE printed SET purpose = '' WHERE act_id = ?", (number,))
    connection.execute(
        f"UPDATE act_change SET old = '', new = '', salt = NULL WHERE {_AMONG}"
        " AND field NOT IN (SELECT value FROM json_each(?2))",
        (_keys(theirs), json.dumps([*sorted(FOOTPRINTS), FIELD])),
    )
    _blank_named(connection, known, marked - theirs)
    return len(gone), elsewhere


def _lines_of(
    connection: Any,
    known: Sequence[Known],
    theirs: Collection[Subject],
    marked: Collection[Subject],
) -> tuple[list[int], list[int]]:
    """Return the lines that lose their words, and others that name them."""
    beside = _lines(connection, _AMONG, _keys(marked))
    mine = _lines(connection, _AMONG, _keys(theirs))
    others = _lines(connection, _OTHERS, _keys(one for one in theirs if one[0] == PERSON))
    rows = connection.execute(
        "SELECT id, use_case, note, purpose FROM act WHERE note <> '' OR purpose <> ''"
    ).fetchall()
    gone: list[int] = []
    elsewhere: list[int] = []
    for number, use_case, note, purpose in rows:
        if use_case.startswith(_OWN_LINES):
            continue
        named = any(one.named_in(text) for one in known for text in (note, purpose) if text)
        alone = number in mine and number not in others
        # The code of a form says nothing about anybody.
        words = alone and (purpose or use_case != "printing.print")
        if (named and number in mine | beside) or words:
            gone.append(number)
        elif named:
            elsewhere.append(number)
    return gone, elsewhere


def _lines(connection: Any, where: str, keys: str) -> set[int]:
    rows = connection.execute(f"SELECT DISTINCT act_id FROM act_change WHERE {where}", (keys,))
    return {int(row[0]) for row in rows}


def _keys(found: Iterable[Subject]) -> str:
    return json.dumps(sorted(f"{subject}:{number}" for subject, number in found))


def _blank_named(connection: Any, known: Sequence[Known], marked: Collection[Subject]) -> None:
    """Take values out that name them, of records in which somebody was erased."""
    rows = connection.execute(
        f"SELECT act_id, position, old, new FROM act_change WHERE {_AMONG} AND salt IS NOT NULL",
        (_keys(marked),),
    ).fetchall()
    for act_id, position, old, new in rows:
        if any(one.named_in(text) for one in known for text in (old, new) if text):
            connection.execute(
                "UPDATE act_change SET old = '', new = '', salt = NULL"
                " WHERE act_id = ? AND position = ?",
                (act_id, position),
            )
