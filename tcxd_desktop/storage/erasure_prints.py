"""Removing a person from the kept copies of printed papers: others on them stay."""

import json
import re
import zlib
from collections.abc import Collection, Sequence
from typing import Any

from tcxd_desktop.storage.erasure_meetings import Known, without, words_of
from tcxd_desktop.storage.snapshots import blank
from tcxd_desktop.wording.book import ERASED

_OF_ONE = frozenset({"T10", "T7", "T8"})
"""Letters: every row is about the one who carries it, known here or not."""
_PLACE = re.compile(r"\d{1,6}\.?|\d{1,2}\.[a-z_]+")
"""Number of a row, or box and field of a letter."""


def clean(connection: Any, known: Sequence[Known], cases: Collection[int], *, sealed: bool) -> int:
    """Write the kept copies of printed papers anew without some persons; return how many.

    Args:
        connection: to the main file, inside a transaction.
        known: whom.
        cases: their transfers: papers of an arrival have rows under the number of its case.
        sealed: the sealed file is attached and cleaned too.
    """
    changed = 0
    prints = connection.execute(
        "SELECT id, form FROM printed WHERE snapshot IS NOT NULL"
    ).fetchall()
    whose = {one.id for one in known} | {-number for number in cases}
    for number, form in prints:
        row = connection.execute("SELECT snapshot FROM printed WHERE id = ?", (number,)).fetchone()
        text = zlib.decompress(bytes(row[0])).decode()
        if text.startswith("["):
            made, places = _without_rows(text, known, whose, whole=form in _OF_ONE), list[int]()
        else:
            made, places = _without_dossiers(text, {one.id for one in known})
        if made != text:
            changed += 1
            connection.execute(
                "UPDATE printed SET snapshot = ? WHERE id = ?",
                (zlib.compress(made.encode()), number),
            )
        if sealed and places:
            _clean_sealed(connection, number, places)
    return changed


def _without_rows(text: str, known: Sequence[Known], whose: Collection[int], *, whole: bool) -> str:
    """A list: rows of text, and since this program keeps them, whose each row is."""
    content: list[Any] = json.loads(text)
    rows: list[list[str]] = content[2]
    ids: list[int] = content[3] if len(content) > 3 else []
    # Under no number, or 0, there is only the text to go by.
    owners = [*ids, *[0] * (len(rows) - len(ids))]
    about = [
        owner in whose if owner else _names_one(row, known)
        for row, owner in zip(rows, owners, strict=False)
    ]
    if whole and any(about):
        about = [gone or not owner for gone, owner in zip(about, owners, strict=False)]
    changed = False
    named = any(one.named_in(text) for one in known)
    for place, row in enumerate(rows):
        if not about[place]:
            if named and (others := [_beside(cell, known) for cell in row]) != row:
                rows[place], changed = others, True
            continue
        first = row[0] if _is_place(row[0]) else ""
        made = [ERASED] if len(row) == 1 else [first, ERASED, *("" for _ in row[2:])]
        if made != row:
            rows[place], changed = made, True
    for place in (0, 1):
        if any(one.named_in(content[place]) for one in known):
            content[place], changed = "", True
    return json.dumps(content, ensure_ascii=False) if changed else text


def _beside(cell: str, known: Sequence[Known]) -> str:
    """Return a cell of a row about somebody else without the names it says; his own stays."""
    own = words_of(cell).strip()
    return cell if any(one.name == own for one in known) else without(cell, known)


def _is_place(cell: str) -> bool:
    """Tell whether a first cell only numbers its row; of other papers a name stands there."""
    return not cell or _PLACE.fullmatch(cell) is not None


def _names_one(row: Sequence[str], known: Sequence[Known]) -> bool:
    if len(row) == 1 or (len(row) == 2 and not row[0]):
        # A line of a paper that is no list.
        return any(one.named_in(row[-1]) for one in known)
    cells = {words_of(cell).strip() for cell in row}
    return any(one.name in cells or set(one.numbers) & set(row) for one in known if one.name)


def _without_dossiers(text: str, ids: Collection[int]) -> tuple[str, list[int]]:
    """Dossiers, one a line; an empty one keeps the place the sealed part goes by."""
    lines = text.split("\n")
    places: list[int] = []
    for place, line in enumerate(lines):
        number = json.loads(line)["id"] if line else 0
        if number in ids:
            lines[place] = blank(number)
            places.append(place)
    return "\n".join(lines), places


def _clean_sealed(connection: Any, number: int, places: Sequence[int]) -> None:
    row = connection.execute(
        "SELECT snapshot FROM sealed_printed WHERE printed_id = ?", (number,)
    ).fetchone()
    if row is None:
        return
    lines = zlib.decompress(bytes(row[0])).decode().split("\n")
    for place in places:
        lines[place] = ""
    if any(lines):
        connection.execute(
            "UPDATE sealed_printed SET snapshot = ? WHERE printed_id = ?",
            (zlib.compress("\n".join(lines).encode()), number),
        )
    else:
        connection.execute("DELETE FROM sealed_printed WHERE printed_id = ?", (number,))
