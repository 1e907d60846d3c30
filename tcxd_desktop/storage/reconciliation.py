"""Rounds of reconciliation: what sources say, what was decided, what the upper level was asked."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from tcxd_desktop.domain.dossier import FACTS
from tcxd_desktop.domain.reconciliation import (
    Decided,
    Entry,
    Request,
    Round,
    Source,
    Verdict,
)
from tcxd_desktop.domain.record_text import dump, load
from tcxd_desktop.domain.standing import Activity
from tcxd_desktop.storage.rows import Cell, value
from tcxd_desktop.storage.work import Reading, Work

ROUND, ENTRY, VERDICT = "recon", "recon_entry", "recon_verdict"
"""Subjects of the access book."""
_ROUND = "SELECT id, version, content FROM recon_round"
_ENTRY = (
    "SELECT id, version, round_id, source, coalesce(person_id, 0), line, name, content, printed,"
    " keyed, keyed_again, actor, doubt FROM recon_entry"
)
_VERDICT = (
    "SELECT id, version, round_id, coalesce(person_id, 0), coalesce(entry_id, 0), field, decided,"
    ' content, "on", actor, coalesce(request_id, 0) FROM recon_verdict'
)
_REQUEST = 'SELECT id, round_id, number, "on", content FROM recon_request'


class Member(NamedTuple):
    """Đảng viên thuộc đợt: whoever is in the list of a chi bộ on a day."""

    id: int
    version: int
    name: str
    sort_key: str
    birth: str
    unit_id: int | None
    admitted: bool
    citizen_id: str
    card_no: str


# --- rounds ---------------------------------------------------------------------------------------


def _round_values(told: Round) -> dict[str, Cell]:
    return {
        "name": told.name,
        "opened": told.opened,
        "closed": told.closed,
        "content": dump(told),
    }


def _round(row: Sequence[Any]) -> Round:
    found = load(Round, row[2])
    return Round(**{**_parts(found), "id": row[0], "version": row[1]})


def _parts(record: Any) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__dataclass_fields__}


def add_round(work: Work, told: Round) -> int:
    """Write a new round and return its id."""
    work.touch(ROUND)
    return work.add("recon_round", {"version": 1, **_round_values(told)})


def change_round(work: Work, told: Round) -> bool:
    """Write a round over the one with its version; ``False``: it was written since."""
    key: dict[str, Cell] = {"id": told.id, "version": told.version}
    work.touch(ROUND)
    return bool(
        work.change("recon_round", key, {"version": told.version + 1, **_round_values(told)})
    )


def read_round(reading: Reading, round_id: int) -> Round | None:
    """Return one round."""
    row = reading.one(f"{_ROUND} WHERE id = ?", (round_id,))
    return None if row is None else _round(row)


def rounds(reading: Reading) -> list[Round]:
    """Return every round: those that run first, then the newest."""
    return [_round(row) for row in reading.all(f"{_ROUND} ORDER BY closed <> '', id DESC")]


# --- what sources say -----------------------------------------------------------------------------


def _entry_values(told: Entry) -> dict[str, Cell]:
    return {
        "round_id": told.round_id,
        "source": told.source.value,
        "person_id": told.person_id or None,
        "line": told.line,
        "name": told.name,
        "content": json.dumps([dict(told.values), dict(told.asked)], ensure_ascii=False),
        "printed": told.printed,
        "keyed": told.keyed,
        "keyed_again": told.keyed_again,
        "actor": told.actor,
        "doubt": told.doubt,
    }


def _entry(row: Sequence[Any]) -> Entry:
    values, asked = json.loads(row[7])
    return Entry(
        id=row[0],
        version=row[1],
        round_id=row[2],
        source=Source(row[3]),
        person_id=row[4],
        line=row[5],
        name=row[6],
        values=values,
        asked=asked,
        printed=row[8],
        keyed=row[9],
        keyed_again=row[10],
        actor=row[11],
        doubt=row[12],
    )


def add_entry(work: Work, told: Entry) -> int:
    """Write what a source says of somebody, and return its id."""
    work.touch(ENTRY)
    return work.add("recon_entry", {"version": 1, **_entry_values(told)})


def add_entries(work: Work, told: Sequence[Entry]) -> None:
    """Write what a source says of many people."""
    row = work.one("SELECT coalesce(max(id), 0) FROM recon_entry")
    first = (row[0] if row else 0) + 1
    work.add_many(
        "recon_entry",
        [
            {"id": number, "version": 1, **_entry_values(one)}
            for number, one in enumerate(told, first)
        ],
    )
    work.touch(ENTRY)


def change_entry(work: Work, told: Entry) -> bool:
    """Write an entry over the one with its version; ``False``: it was written since."""
    key: dict[str, Cell] = {"id": told.id, "version": told.version}
    work.touch(ENTRY)
    return bool(
        work.change("recon_entry", key, {"version": told.version + 1, **_entry_values(told)})
    )


def remove_entry(work: Work, entry_id: int) -> None:
    """Take away what a source said, and what was decided about that line alone."""
    for one in verdicts_of_entry(work, entry_id):
        remove_verdict(work, one.id)
    work.remove("recon_entry", {"id": entry_id})
    work.touch(ENTRY)


def read_entry(reading: Reading, entry_id: int) -> Entry | None:
    """Return one entry."""
    row = reading.one(f"{_ENTRY} WHERE id = ?", (entry_id,))
    return None if row is None else _entry(row)


def entries(
    reading: Reading,
    round_id: int,
    *,
    source: Source | None = None,
    person_id: int | None = None,
    nobody: bool = False,
) -> list[Entry]:
    """Return what sources say in a round, in the order it came in.

    Args:
        reading: the open files.
        round_id: the round.
        source: only this one; ``None``: all.
        person_id: only of this person; ``None``: of everybody.
        nobody: only lines nobody here fits.
    """
    where, values = "round_id = ?", list[Cell]([round_id])
    if nobody:
        where += " AND person_id IS NULL"
    if source is not None:
        where += " AND source = ?"
        values.append(source.value)
    if person_id is not None:
        where += " AND person_id = ?"
        values.append(person_id)
    return [_entry(row) for row in reading.all(f"{_ENTRY} WHERE {where} ORDER BY id", values)]


# --- verdicts -------------------------------------------------------------------------------------

_TOLD = ("value", "ours", "theirs", "basis")


def _verdict_values(told: Verdict) -> dict[str, Cell]:
    content: dict[str, Any] = {name: getattr(told, name) for name in _TOLD}
    content |= {"source": told.source.value, "said": dict(told.said)}
    return {
        "round_id": told.round_id,
        "person_id": told.person_id or None,
        "entry_id": told.entry_id or None,
        "field": told.field,
        "decided": told.decided.value,
        "content": json.dumps(content, ensure_ascii=False),
        "on": told.on,
        "actor": told.actor,
        "request_id": told.request_id or None,
    }


def _verdict(row: Sequence[Any]) -> Verdict:
    content = json.loads(row[7])
    return Verdict(
        id=row[0],
        version=row[1],
        round_id=row[2],
        person_id=row[3],
        entry_id=row[4],
        field=row[5],
        decided=Decided(row[6]),
        source=Source(content["source"]),
        said=content["said"],
        **{name: content[name] for name in _TOLD},
        on=row[8],
        actor=row[9],
        request_id=row[10],
    )


def add_verdict(work: Work, told: Verdict) -> int:
    """Write a decision and return its id."""
    work.touch(VERDICT)
    return work.add("recon_verdict", {"version": 1, **_verdict_values(told)})


def change_verdict(work: Work, told: Verdict) -> bool:
    """Write a decision over the one with its version; ``False``: it was written since."""
    key: dict[str, Cell] = {"id": told.id, "version": told.version}
    work.touch(VERDICT)
    return bool(
        work.change("recon_verdict", key, {"version": told.version + 1, **_verdict_values(told)})
    )


def remove_verdict(work: Work, verdict_id: int) -> None:
    """Take a decision away."""
    work.remove("recon_verdict", {"id": verdict_id})
    work.touch(VERDICT)


def read_verdict(reading: Reading, verdict_id: int) -> Verdict | None:
    """Return one decision."""
    row = reading.one(f"{_VERDICT} WHERE id = ?", (verdict_id,))
    return None if row is None else _verdict(row)


def verdicts(reading: Reading, round_id: int, *, person_id: int | None = None) -> list[Verdict]:
    """Return what was decided in a round, or about one person in it."""
    where, values = "round_id = ?", list[Cell]([round_id])
    if person_id is not None:
        where += " AND person_id = ?"
        values.append(person_id)
    return [_verdict(row) for row in reading.all(f"{_VERDICT} WHERE {where} ORDER BY id", values)]


def verdicts_of_entry(reading: Reading, entry_id: int) -> list[Verdict]:
    """Return what was decided about a line of the central list nobody fits."""
    return [_verdict(row) for row in reading.all(f"{_VERDICT} WHERE entry_id = ?", (entry_id,))]


# --- requests -------------------------------------------------------------------------------------


def add_request(work: Work, told: Request) -> int:
    """Write that the upper level was asked, and return the id of the request."""
    content = json.dumps([list(told.verdicts), told.snapshot], ensure_ascii=False)
    work.touch(ROUND)
    return work.add(
        "recon_request",
        {"round_id": told.round_id, "number": told.number, "on": told.on, "content": content},
    )


def remove_request(work: Work, request_id: int) -> None:
    """Take a request back; no decision may stand in it any more."""
    work.remove("recon_request", {"id": request_id})
    work.touch(ROUND)


def _request(row: Sequence[Any]) -> Request:
    numbers, snapshot = json.loads(row[4])
    return Request(row[0], row[1], row[2], row[3], tuple(numbers), snapshot)


def requests(reading: Reading, round_id: int) -> list[Request]:
    """Return the requests of a round, oldest first."""
    rows = reading.all(f"{_REQUEST} WHERE round_id = ? ORDER BY id", (round_id,))
    return [_request(row) for row in rows]


def read_request(reading: Reading, request_id: int) -> Request | None:
    """Return one request."""
    row = reading.one(f"{_REQUEST} WHERE id = ?", (request_id,))
    return None if row is None else _request(row)


# --- our side -------------------------------------------------------------------------------------


def members(
    reading: Reading,
    day: str,
    units: Collection[int] | None = None,
    person_id: int | None = None,
) -> list[Member]:
    """Return who is in the list on ISO ``day``, in name order.

    Args:
        reading: the open files.
        day: ISO.
        units: chi bộ they stand in; ``None``: any.
        person_id: only this one.
    """
    # Whoever is only temporarily here stands in the list of another office.
    where, values = "", list[Cell]([day, Activity.TEMPORARY_HERE.value])
    if units is not None:
        where += " AND s.unit_id IN (SELECT value FROM json_each(?))"
        values.append(json.dumps(sorted(units)))
    if person_id is not None:
        where += " AND p.id = ?"
        values.append(person_id)
    rows = reading.all(
        "SELECT p.id, p.version, p.birth_name, p.name_key, coalesce(p.birth_date, ''), s.unit_id,"
        " p.ceremony_date IS NOT NULL OR p.decision_date IS NOT NULL, p.citizen_id, p.card_no"
        " FROM person p JOIN standing s ON s.person_id = p.id AND s.since <= ?1 AND ?1 < s.until"
        f" WHERE s.leaving = '' AND s.activity <> ?2 AND p.void_reason = ''{where}"
        " ORDER BY p.name_key, p.id",
        values,
    )
    return [Member._make(row)._replace(admitted=bool(row[6])) for row in rows]


def held(
    reading: Reading, names: Sequence[str], ids: Iterable[int]
) -> dict[int, Mapping[str, Any]]:
    """Return values of open fields of records by person and field.

    Args:
        reading: the open files.
        names: fields of the dossier, none sealed.
        ids: of whom.
    """
    if not names:
        return {number: {} for number in ids}
    kinds = [FACTS[name].kind for name in names]
    rows = reading.all(
        f"SELECT p.id, {', '.join('p.' + name for name in names)} FROM json_each(?) w"
        " JOIN person p ON p.id = w.value",
        (json.dumps(list(ids)),),
    )
    return {
        row[0]: {
            name: value(kind, cell) for name, kind, cell in zip(names, kinds, row[1:], strict=True)
        }
        for row in rows
    }
