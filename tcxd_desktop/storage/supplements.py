"""The yearly round of phiếu bổ sung: who handed in, and the snapshots compared with."""

import json
from collections.abc import Mapping, Sequence

from tcxd_desktop.storage.work import Reading, Work

_AT_ONCE = 500


def states(reading: Reading, year: int, person_id: int | None = None) -> dict[int, tuple[str, str]]:
    """Return (handed in, confirmed) ISO days by person for a year, of all or of one."""
    sql = "SELECT person_id, handed_in, confirmed FROM supplement WHERE year = ?"
    if person_id is None:
        rows = reading.all(sql, (year,))
    else:
        rows = reading.all(f"{sql} AND person_id = ?", (year, person_id))
    return {int(person): (str(handed), str(confirmed)) for person, handed, confirmed in rows}


def snapshots(
    reading: Reading, year: int, person_ids: Sequence[int], *, of_year: bool = False
) -> dict[int, tuple[int, str]]:
    """Return year and text of the latest confirmed snapshot before ``year``, by person.

    Args:
        of_year: the snapshot confirmed for ``year`` itself instead.
    """
    latest = "?2" if of_year else (
        "(SELECT max(year) FROM supplement t WHERE t.person_id = s.person_id"
        " AND t.year < ?2 AND t.confirmed <> '')"
    )  # fmt: skip
    found: dict[int, tuple[int, str]] = {}
    for start in range(0, len(person_ids), _AT_ONCE):
        some = json.dumps(list(person_ids[start : start + _AT_ONCE]))
        found.update(
            (person, (of, text))
            for person, of, text in reading.all(
                "SELECT s.person_id, s.year, s.snapshot FROM json_each(?1) wanted"
                " JOIN supplement s ON s.person_id = wanted.value"
                f" WHERE s.confirmed <> '' AND s.year = {latest}",
                (some, year),
            )
        )
    return found


def sealed_snapshots(reading: Reading, years: Mapping[int, int]) -> dict[int, str]:
    """Return the sealed part of the snapshots of some people, each of its year, for holders."""
    if not reading.sealed:
        return {}
    rows = reading.all(
        "SELECT s.person_id, s.snapshot FROM json_each(?1) wanted"
        " JOIN sealed_supplement s ON s.person_id = wanted.key AND s.year = wanted.value",
        (json.dumps(years),),
    )
    return {int(person): str(text) for person, text in rows}


def mark_sealed(work: Work, person_id: int, year: int, snapshot: str) -> None:
    """Keep the sealed part of a snapshot, or none, over the one before."""
    if not work.sealed:
        return
    work.remove("sealed_supplement", {"person_id": person_id, "year": year})
    if snapshot:
        work.add("sealed_supplement", {"person_id": person_id, "year": year, "snapshot": snapshot})


def mark(work: Work, person_id: int, year: int, **values: str) -> None:
    """Write ``handed_in``, ``confirmed`` or ``snapshot`` of a person's year."""
    if not work.change("supplement", {"person_id": person_id, "year": year}, values):
        work.add("supplement", {"person_id": person_id, "year": year, **values})
    work.touch("supplement")
