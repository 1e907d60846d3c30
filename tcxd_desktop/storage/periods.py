"""Closed periods with what they said then, and what the committee decided."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from tcxd_desktop.storage.rows import Cell
from tcxd_desktop.storage.work import Reading, Work

SUBJECT = "period"


@dataclass(frozen=True, slots=True)
class Closing:
    """Một lần chốt kỳ."""

    id: int
    period: str
    closed_on: str
    closed_by: str
    note: str
    snapshot: str


@dataclass(frozen=True, slots=True)
class Decided:
    """Mức cấp ủy quyết định cho một chi bộ trong kỳ."""

    level: str
    level_label: str
    reason: str
    decided_on: str


def closed(reading: Reading, year: str) -> list[str]:
    """Return the periods of a year that are closed now."""
    rows = reading.all(
        "SELECT DISTINCT period FROM period_close"
        " WHERE reopened = '' AND period >= ? AND period < ? ORDER BY period",
        (year, f"{int(year) + 1:04d}"),
    )
    return [str(period) for (period,) in rows]


def closing(reading: Reading, period: str) -> Closing | None:
    """Return how a period is closed now, or ``None`` while it is open."""
    row = reading.one(
        "SELECT id, period, closed_on, closed_by, note, snapshot FROM period_close"
        " WHERE period = ? AND reopened = '' ORDER BY id DESC LIMIT 1",
        (period,),
    )
    if row is None:
        return None
    number, of, on, by, note, packed = row
    return Closing(number, of, on, by, note, zlib.decompress(bytes(packed)).decode())


def closed_of(reading: Reading, periods: Sequence[str]) -> str:
    """Return the first of some periods that is closed now, or ``""``."""
    marks = ", ".join("?" * len(periods))
    found = {
        row[0]
        for row in reading.all(
            f"SELECT period FROM period_close WHERE reopened = '' AND period IN ({marks})",
            periods,
        )
    }
    return next((period for period in periods if period in found), "")


def close(work: Work, period: str, closed_on: str, by: tuple[str, str], snapshot: str) -> int:
    """Keep what a period said when it was closed; ``by`` is (who, note). Return its number."""
    work.touch(SUBJECT)
    return work.add(
        "period_close",
        {
            "period": period,
            "closed_on": closed_on,
            "closed_by": by[0],
            "note": by[1],
            "snapshot": zlib.compress(snapshot.encode()),
        },
    )


def reopen(work: Work, number: int, reason: str) -> None:
    """Open a period again; what it said stays on record."""
    work.change("period_close", {"id": number}, {"reopened": reason})
    work.touch(SUBJECT)


def decided(reading: Reading, period: str) -> dict[int, Decided]:
    """Return what the committee decided in a period, by chi bộ."""
    rows = reading.all(
        "SELECT unit_id, level, level_label, reason, decided_on FROM period_decision"
        " WHERE period = ?",
        (period,),
    )
    return {int(unit): Decided(*rest) for unit, *rest in rows}


def decide(work: Work, unit_id: int, period: str, made: Decided) -> None:
    """Write what the committee decided over what it decided before; no level takes it back."""
    key: dict[str, Cell] = {"unit_id": unit_id, "period": period}
    work.remove("period_decision", key)
    if made.level:
        work.add(
            "period_decision",
            {
                **key,
                "level": made.level,
                "level_label": made.level_label,
                "reason": made.reason,
                "decided_on": made.decided_on,
            },
        )
    work.touch(SUBJECT)
