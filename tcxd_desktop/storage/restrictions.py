"""Whose data may only be kept, by decision, and whose was erased."""

import json
from collections.abc import Iterable

from tcxd_desktop.domain.personal_data import Restriction
from tcxd_desktop.domain.units import Decision
from tcxd_desktop.storage.work import Reading, Work

_COLUMNS = "r.id, r.person_id, p.birth_name, r.since, r.until, r.reason, r.paper_number,"
_PAPER = " r.paper_on, r.paper_issuer"


def restricted(reading: Reading, ids: Iterable[int] | None = None) -> dict[int, str]:
    """Return (id, name) of those whose data is restricted now, of ``ids`` or of everybody."""
    found: dict[int, str] = dict(
        reading.all(
            "SELECT DISTINCT p.id, p.birth_name FROM restriction r JOIN person p"
            " ON p.id = r.person_id WHERE r.until = ''"
        )
    )
    if ids is None or not found:
        return found
    return {number: found[number] for number in ids if number in found}


def erased(reading: Reading, ids: Iterable[int]) -> set[int]:
    """Return those of ``ids`` whose data was erased by decision."""
    rows = reading.all(
        "SELECT e.person_id FROM erasure e JOIN json_each(?) w ON w.value = e.person_id",
        (json.dumps(list(ids)),),
    )
    return {int(row[0]) for row in rows}


def of(reading: Reading, person_id: int | None = None) -> list[Restriction]:
    """Return every restriction, of one person or of all, the newest first."""
    where, values = ("", ()) if person_id is None else (" WHERE r.person_id = ?", (person_id,))
    rows = reading.all(
        f"SELECT {_COLUMNS}{_PAPER} FROM restriction r JOIN person p ON p.id = r.person_id"
        f"{where} ORDER BY r.id DESC",
        values,
    )
    return [
        Restriction(number, person, name, since, until, reason, Decision(*paper))
        for number, person, name, since, until, reason, *paper in rows
    ]


def add(work: Work, person_id: int, since: str, reason: str, decision: Decision) -> int:
    """Restrict the data of a person from ISO ``since``."""
    work.touch("person")
    return work.add(
        "restriction",
        {
            "person_id": person_id,
            "since": since,
            "reason": reason,
            "paper_number": decision.number,
            "paper_on": decision.on,
            "paper_issuer": decision.issuer,
        },
    )


def lift(work: Work, person_id: int, until: str) -> int:
    """End the restrictions of a person; return how many there were."""
    work.touch("person")
    return work.change("restriction", {"person_id": person_id, "until": ""}, {"until": until})
