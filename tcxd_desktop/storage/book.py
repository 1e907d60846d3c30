"""Reading the access book: its lines by conditions, whom they concern, what they changed."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tcxd_desktop.domain.book import FOOTPRINTS, PEOPLE, PERSON, BookEntry, unpacked
from tcxd_desktop.domain.dossier import SEALED_FIELDS
from tcxd_desktop.domain.history import Change
from tcxd_desktop.domain.text import fold
from tcxd_desktop.storage.work import Reading
from tcxd_desktop.wording.acts import act_name
from tcxd_desktop.wording.book import SEALED_VALUE

_COLUMNS = (
    "a.id, a.at, a.clock, a.account, a.actor, a.use_case, a.permission, a.note, a.purpose,"
    " a.copies, a.people"
)
_AT_ONCE = 4000
_IDS_AT_ONCE = 500
_NAMED = 6
"""People a line of a list names."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Lines asked for; what is empty does not filter."""

    since: str = ""
    """UTC moment, inclusive."""
    until: str = ""
    """UTC moment, exclusive."""
    account: int = 0
    use_cases: tuple[str, ...] = ()
    """Use cases, ``*`` for any ending; each is an *or*."""
    without: tuple[str, ...] = ()
    person_id: int = 0
    words: tuple[str, ...] = ()
    """Folded; all of them must be found."""


@dataclass(slots=True)
class _Conditions:
    parts: list[str] = field(default_factory=list)
    values: list[str | int] = field(default_factory=list)

    def add(self, part: str, *values: str | int) -> None:
        self.parts.append(part)
        self.values.extend(values)


def _where(reading: Reading, wanted: Wanted) -> _Conditions:
    made = _Conditions(["1"])
    if wanted.since:
        made.add("a.at >= ?", wanted.since)
    if wanted.until:
        made.add("a.at < ?", wanted.until)
    if wanted.account:
        made.add("a.account = ?", wanted.account)
    if wanted.use_cases:
        some = " OR ".join("a.use_case GLOB ?" for _ in wanted.use_cases)
        made.add(f"({some})", *wanted.use_cases)
    for pattern in wanted.without:
        made.add("a.use_case NOT GLOB ?", pattern)
    if wanted.person_id:
        many = lines_of_many(reading, wanted.person_id)
        marks = ",".join("?" * len(many))
        made.add(
            "(EXISTS (SELECT 1 FROM act_change c WHERE c.act_id = a.id AND +c.subject = ?"
            f" AND c.subject_id = ?) OR a.id IN ({marks}))",
            PERSON, wanted.person_id, *many,
        )  # fmt: skip
    return made


def lines_of_many(reading: Reading, person_id: int) -> dict[int, str]:
    """Return lines about many people this one is among, with what was done to them."""
    rows = reading.all("SELECT act_id, field, new FROM act_change WHERE subject = ?", (PEOPLE,))
    return {
        int(act): str(name)
        for act, name, ids in rows
        if any(person_id in some for some in unpacked(ids))
    }


def entries(reading: Reading, wanted: Wanted, limit: int, offset: int) -> list[BookEntry]:
    """Return lines, newest first."""
    made = _where(reading, wanted)
    if wanted.words:
        found = _searched(reading, made, wanted.words)
        ids = [number for place, number in enumerate(_until(found, offset + limit, limit))
               if place >= offset]  # fmt: skip
        return _by_ids(reading, ids)
    rows = reading.all(
        f"SELECT {_COLUMNS} FROM act a WHERE {' AND '.join(made.parts)}"
        " ORDER BY a.id DESC LIMIT ? OFFSET ?",
        (*made.values, limit, offset),
    )
    return _named(reading, rows)


def _until(found: Iterator[int], last: int, limit: int) -> Iterator[int]:
    for place, number in enumerate(found):
        if limit >= 0 and place >= last:
            return
        yield number


def count(reading: Reading, wanted: Wanted) -> int:
    """Return how many lines there would be."""
    made = _where(reading, wanted)
    if wanted.words:
        return sum(1 for _ in _searched(reading, made, wanted.words))
    row = reading.one(f"SELECT count(*) FROM act a WHERE {' AND '.join(made.parts)}", made.values)
    return int(row[0]) if row else 0


def _searched(reading: Reading, made: _Conditions, words: Sequence[str]) -> Iterator[int]:
    """Yield the numbers of lines that have all words, newest first: SQLite cannot fold."""
    about = _lines_naming(reading, words)
    last = 2**62
    while True:
        rows = reading.all(
            "SELECT a.id, a.actor, a.use_case, a.note, a.purpose FROM act a"
            f" WHERE {' AND '.join(made.parts)} AND a.id < ? ORDER BY a.id DESC LIMIT ?",
            (*made.values, last, _AT_ONCE),
        )
        for number, actor, use_case, note, purpose in rows:
            text = fold(f"{actor} {act_name(use_case)} {note} {purpose}")
            if number in about or all(word in text for word in words):
                yield int(number)
        if len(rows) < _AT_ONCE:
            return
        last = rows[-1][0]


def _lines_naming(reading: Reading, words: Sequence[str]) -> set[int]:
    """Return the lines about people whose name or number has all words."""
    like = " AND ".join("p.search LIKE ?" for _ in words)
    values = [f"%{word}%" for word in words]
    found = {
        int(row[0])
        for row in reading.all(
            "SELECT DISTINCT c.act_id FROM act_change c JOIN person p ON p.id = c.subject_id"
            f" WHERE c.subject = 'person' AND {like}",
            values,
        )
    }
    named = [int(row[0]) for row in reading.all(f"SELECT p.id FROM person p WHERE {like}", values)]
    for act, ids in reading.all("SELECT act_id, new FROM act_change WHERE subject = ?", (PEOPLE,)):
        ranges = unpacked(ids)
        if any(number in some for number in named for some in ranges):
            found.add(int(act))
    return found


def _by_ids(reading: Reading, ids: Sequence[int]) -> list[BookEntry]:
    found: list[BookEntry] = []
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        marks = ",".join("?" * len(some))
        rows = reading.all(
            f"SELECT {_COLUMNS} FROM act a WHERE a.id IN ({marks}) ORDER BY a.id DESC", some
        )
        found.extend(_named(reading, rows))
    return found


def _named(reading: Reading, rows: Sequence[Sequence[Any]]) -> list[BookEntry]:
    """Return rows as lines, each with the names of the first people it concerns."""
    people: dict[int, list[int]] = {}
    for start in range(0, len(rows), _IDS_AT_ONCE):
        some = [row[0] for row in rows[start : start + _IDS_AT_ONCE]]
        marks = ",".join("?" * len(some))
        # The plus keeps SQLite from going through every change of every member instead.
        for act, person in reading.all(
            "SELECT DISTINCT act_id, subject_id FROM act_change"
            f" WHERE act_id IN ({marks}) AND +subject = ? ORDER BY act_id, position",
            (*some, PERSON),
        ):
            people.setdefault(int(act), []).append(int(person))
    wanted = {person for found in people.values() for person in found[:_NAMED]}
    known = _names_of(reading, sorted(wanted))
    return [_entry(row, people.get(row[0], []), known) for row in rows]


def _names_of(reading: Reading, ids: Sequence[int]) -> dict[int, str]:
    rows = reading.all(
        "SELECT p.id, p.birth_name FROM json_each(?) w JOIN person p ON p.id = w.value",
        (json.dumps(ids),),
    )
    return {int(number): str(name) for number, name in rows}


def _entry(row: Sequence[Any], people: Sequence[int], known: Mapping[int, str]) -> BookEntry:
    number, at, clock, account, actor, use_case, permission, note, purpose, copies, told = row
    named = tuple((person, known.get(person, "")) for person in people[:_NAMED])
    return BookEntry(
        number, at, clock, account, actor, use_case, permission, note, purpose, copies,
        told or len(people), named,
    )  # fmt: skip


def changes(reading: Reading, act_id: int) -> list[Change]:
    """Return what a line changed; values of sealed fields only for those who hold them."""
    old, new, apart = "c.old", "c.new", ""
    if reading.sealed:
        old, new = "coalesce(v.old, c.old)", "coalesce(v.new, c.new)"
        apart = " LEFT JOIN act_value v ON v.act_id = c.act_id AND v.position = c.position"
    rows = reading.all(
        f"SELECT c.subject, c.subject_id, c.field, {old}, {new} FROM act_change c{apart}"
        " WHERE c.act_id = ? ORDER BY c.position",
        (act_id,),
    )
    return [_hidden(Change(*row), sealed=reading.sealed) for row in rows]


def _hidden(change: Change, *, sealed: bool) -> Change:
    if sealed or change.subject != PERSON or change.field not in SEALED_FIELDS:
        return change
    return Change(change.subject, change.subject_id, change.field, SEALED_VALUE, SEALED_VALUE)


def about(reading: Reading, wanted: Wanted) -> dict[int, list[tuple[str, int]]]:
    """Return (field, person) of every line asked for, in the order of the line."""
    made = _where(reading, wanted)
    rows = reading.all(
        "SELECT DISTINCT c.act_id, c.subject, c.subject_id, c.field, c.new FROM act a"
        " JOIN act_change c ON c.act_id = a.id"
        f" WHERE {' AND '.join(made.parts)} AND +c.subject IN (?, ?)"
        " ORDER BY c.act_id, c.position",
        (*made.values, PERSON, PEOPLE),
    )
    found: dict[int, list[tuple[str, int]]] = {}
    for act, subject, number, name, new in rows:
        people = [number] if subject == PERSON else [n for some in unpacked(new) for n in some]
        found.setdefault(int(act), []).extend((str(name), int(person)) for person in people)
    return found


def names(reading: Reading) -> dict[int, tuple[str, str]]:
    """Return (name, số lý lịch) of every record by id."""
    rows = reading.all("SELECT id, birth_name, dossier_no FROM person")
    return {int(number): (str(name), str(given)) for number, name, given in rows}


def prints(reading: Reading) -> dict[int, tuple[str, int, int, str]]:
    """Return (form, people, copies, purpose) of every print by its line.

    Lines of the program's first version have these only here.
    """
    rows = reading.all("SELECT act_id, form, people, copies, purpose FROM printed")
    return {int(row[0]): (str(row[1]), int(row[2]), int(row[3]), str(row[4])) for row in rows}


def actors(reading: Reading) -> list[tuple[int, str]]:
    """Return (account, name) of everybody who left a line, by name as it was last."""
    rows = reading.all(
        "SELECT account, actor FROM act WHERE id IN (SELECT max(id) FROM act GROUP BY account)"
        " ORDER BY account"
    )
    return [(int(account), str(name)) for account, name in rows]


def first_line(reading: Reading, person_id: int, use_case: str = "*") -> int:
    """Return the first line about a person, or 0."""
    row = reading.one(
        "SELECT min(c.act_id) FROM act_change c JOIN act a ON a.id = c.act_id"
        " WHERE c.subject = ? AND c.subject_id = ? AND a.use_case GLOB ?",
        (PERSON, person_id, use_case),
    )
    return int(row[0]) if row and row[0] else 0


def lines(reading: Reading) -> int:
    """Return how many lines the book has."""
    row = reading.one("SELECT count(*) FROM act")
    return int(row[0]) if row else 0


_TOLD = ("unit", "number", "office", "meeting", "template", "period")
"""Subjects whose values say nothing about a person: the printed book has them."""


def fields(reading: Reading, wanted: Wanted) -> dict[int, list[tuple[str, str, str]]]:
    """Return (subject, field, value) of what the lines asked for changed, in their order.

    Values only of what is no person's.
    Words are not looked for: the caller asks for lines it has found already.
    """
    made = _where(reading, wanted)
    marks = ", ".join("?" * len(_TOLD))
    found: dict[int, list[tuple[str, str, str]]] = {}
    for act, subject, name, value in reading.all(
        "SELECT DISTINCT c.act_id, c.subject, c.field,"
        f" CASE WHEN c.subject IN ({marks}) THEN coalesce(nullif(c.new, ''), c.old) ELSE '' END"
        " FROM act a JOIN act_change c"
        f" ON c.act_id = a.id WHERE {' AND '.join(made.parts)} ORDER BY c.act_id, c.position",
        (*_TOLD, *made.values),
    ):
        if name not in FOOTPRINTS:
            found.setdefault(int(act), []).append((str(subject), str(name), str(value)))
    return found
