"""The yearly round of phiếu bổ sung: who handed in, and the snapshots compared with."""

from tcxd_desktop.storage.work import Reading, Work


def states(reading: Reading, year: int) -> dict[int, tuple[str, str]]:
    """Return (handed in, confirmed) ISO days by person for a year."""
    rows = reading.all(
        "SELECT person_id, handed_in, confirmed FROM supplement WHERE year = ?", (year,)
    )
    return {int(person): (str(handed), str(confirmed)) for person, handed, confirmed in rows}


def snapshots(reading: Reading, year: int, person_ids: list[int]) -> dict[int, str]:
    """Return the latest confirmed snapshot before ``year`` of each person that has one."""
    wanted = set(person_ids)
    rows = reading.all(
        "SELECT person_id, snapshot FROM supplement WHERE year < ? AND confirmed <> ''"
        " ORDER BY person_id, year",
        (year,),
    ) if len(wanted) > 1 else reading.all(
        "SELECT person_id, snapshot FROM supplement WHERE year < ? AND confirmed <> ''"
        " AND person_id = ? ORDER BY year",
        (year, *wanted),
    )  # fmt: skip
    return {int(person): str(snapshot) for person, snapshot in rows if person in wanted}


def mark(work: Work, person_id: int, year: int, **values: str) -> None:
    """Write ``handed_in``, ``confirmed`` or ``snapshot`` of a person's year."""
    if not work.change("supplement", {"person_id": person_id, "year": year}, values):
        work.add("supplement", {"person_id": person_id, "year": year, **values})
    work.touch("supplement")
