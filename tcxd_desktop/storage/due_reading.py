"""What duties are told from, read for the whole office at once."""

from typing import NamedTuple

from tcxd_desktop.storage.work import Reading

_HERE = (
    "s.since <= ?1 AND ?1 < s.until AND s.leaving = '' AND s.activity <> 'tam_thoi_tai_day'"
    " AND s.unit_id IS NOT NULL"
)
"""Who is of the list on ISO ``?1`` and not a guest."""
_VOID = "SELECT id FROM person WHERE void_reason <> ''"
"""The few voided records are named apart: joining would read every wide row."""


class ExemptionRow(NamedTuple):
    """Một lần miễn công tác và sinh hoạt đảng của người đang có trong danh sách."""

    person_id: int
    name: str
    unit_id: int
    position: int
    since: str
    until: str
    ground: str


class RoundRow(NamedTuple):
    """Đợt phiếu bổ sung của một chi bộ."""

    unit_id: int
    members: int
    confirmed: int
    handed_in: int
    """Of those not confirmed."""


def exemptions(reading: Reading, day: str) -> list[ExemptionRow]:
    """Return every exemption of whoever is of the list on ISO ``day``; dates as they are kept."""
    rows = reading.all(
        "SELECT e.person_id, p.birth_name, s.unit_id, e.position, coalesce(e.since, ''),"
        " coalesce(e.until, ''), e.ground FROM person_exemptions e"
        " JOIN person p ON p.id = e.person_id AND p.void_reason = ''"
        f" JOIN standing s ON s.person_id = e.person_id AND {_HERE}"
        " ORDER BY e.person_id, e.position",
        (day,),
    )
    return list(map(ExemptionRow._make, rows))


def supplement_round(reading: Reading, year: int, day: str) -> list[RoundRow]:
    """Return how far the round of a year is in each chi bộ, of its members on ISO ``day``."""
    rows = reading.all(
        "SELECT s.unit_id, count(*), sum(coalesce(t.confirmed, '') <> ''),"
        " sum(coalesce(t.handed_in, '') <> '' AND t.confirmed = '')"
        " FROM standing s LEFT JOIN supplement t ON t.person_id = s.person_id AND t.year = ?2"
        f" WHERE {_HERE} AND s.person_id NOT IN ({_VOID}) GROUP BY s.unit_id ORDER BY s.unit_id",
        (day, year),
    )
    return list(map(RoundRow._make, rows))


def units_of(reading: Reading, person_ids: list[int], day: str) -> dict[int, int]:
    """Return the chi bộ of some people on ISO ``day``."""
    marks = ",".join("?" * len(person_ids))
    rows = reading.all(
        "SELECT person_id, unit_id FROM standing WHERE since <= ? AND ? < until"
        f" AND unit_id IS NOT NULL AND person_id IN ({marks})",
        (day, day, *person_ids),
    )
    return {int(person): int(unit) for person, unit in rows}


def began(reading: Reading) -> str:
    """Return the day the office's book begins, ISO: duties from before are not ours."""
    row = reading.one("SELECT at FROM act ORDER BY id LIMIT 1")
    return str(row[0])[:10] if row else ""
