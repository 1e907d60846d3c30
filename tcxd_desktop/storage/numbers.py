"""Blocks of số lý lịch and the ledger of numbers given.

A number is used when the ledger has it, or when any dossier bears it, also one that was voided:
numbers given on paper before the program are never given again.
"""

from tcxd_desktop.domain.numbers import NumberBlock, NumberEntry, format_dossier_number
from tcxd_desktop.storage.work import Reading, Work

_USED = (
    'used (number, symbol, person_id, "on", unit_id) AS ('
    'SELECT number, symbol, person_id, "on", unit_id FROM number_issued UNION ALL '
    "SELECT CAST(substr(p.dossier_no, 1, 6) AS INTEGER), substr(p.dossier_no, 8), p.id, '', NULL"
    " FROM person p WHERE p.dossier_no <> '' AND NOT EXISTS (SELECT 1 FROM number_issued n"
    " WHERE n.number = CAST(substr(p.dossier_no, 1, 6) AS INTEGER)"
    " AND n.symbol = substr(p.dossier_no, 8)))"
)


def blocks(reading: Reading) -> list[NumberBlock]:
    """Return the blocks with how many numbers of each are used."""
    rows = reading.all(
        f"WITH {_USED} SELECT b.id, b.symbol, b.first, b.last, b.paper, count(DISTINCT u.number)"
        " FROM number_block b LEFT JOIN used u"
        " ON u.symbol = b.symbol AND u.number BETWEEN b.first AND b.last"
        " GROUP BY b.id ORDER BY b.id"
    )
    return [NumberBlock(*row) for row in rows]


def add_block(work: Work, block: NumberBlock) -> int:
    """Write a block."""
    work.touch("number")
    return work.add(
        "number_block",
        {"symbol": block.symbol, "first": block.first, "last": block.last, "paper": block.paper},
    )


def drop_block(work: Work, block_id: int) -> None:
    """Take a block back."""
    work.remove("number_block", {"id": block_id})
    work.touch("number")


def overlapping(reading: Reading, symbol: str, first: int, last: int) -> bool:
    """Tell whether a block would share numbers with one already there."""
    row = reading.one(
        "SELECT 1 FROM number_block WHERE symbol = ? AND first <= ? AND ? <= last",
        (symbol, last, first),
    )
    return row is not None


def highest(reading: Reading, block: NumberBlock) -> int:
    """Return the highest number used of a block, or the one before its first."""
    row = reading.one(
        f"WITH {_USED} SELECT max(number) FROM used WHERE symbol = ? AND number BETWEEN ? AND ?",
        (block.symbol, block.first, block.last),
    )
    return int(row[0]) if row and row[0] is not None else block.first - 1


def holder(reading: Reading, number: int, symbol: str) -> tuple[int, str] | None:
    """Return (person id, name) of whoever a number was given to or who bears it."""
    row = reading.one(
        f"WITH {_USED} SELECT p.id, p.birth_name FROM used u JOIN person p ON p.id = u.person_id"
        " WHERE u.number = ? AND u.symbol = ?",
        (number, symbol),
    )
    return (int(row[0]), str(row[1])) if row else None


def issued(reading: Reading, number: int, symbol: str) -> bool:
    """Tell whether the ledger has a number."""
    row = reading.one(
        "SELECT 1 FROM number_issued WHERE number = ? AND symbol = ?", (number, symbol)
    )
    return row is not None


def issue(work: Work, entries: list[tuple[int, str, int, str, int | None]]) -> None:
    """Write (number, symbol, person, ISO day, unit) lines of the ledger."""
    work.add_many(
        "number_issued",
        [
            {"number": number, "symbol": symbol, "person_id": person, "on": on, "unit_id": unit}
            for number, symbol, person, on, unit in entries
        ],
    )
    work.touch("number")


def ledger(reading: Reading) -> list[NumberEntry]:
    """Return every number given here or borne out of a block of ours, ascending.

    A number given before the program has no day; its unit is where the member stands now.
    """
    rows = reading.all(
        f"WITH {_USED}, latest (unit_id, name) AS (SELECT unit_id, name FROM unit_step u"
        " WHERE since = (SELECT max(since) FROM unit_step v WHERE v.unit_id = u.unit_id))"
        " SELECT u.number, u.symbol, u.person_id, p.birth_name, u.\"on\", coalesce(l.name, '')"
        " FROM used u JOIN person p ON p.id = u.person_id"
        " LEFT JOIN standing s ON u.unit_id IS NULL AND s.person_id = p.id"
        " AND s.until = '9999-12-31'"
        " LEFT JOIN latest l ON l.unit_id = coalesce(u.unit_id, s.unit_id)"
        " WHERE u.\"on\" <> '' OR EXISTS (SELECT 1 FROM number_block b"
        " WHERE b.symbol = u.symbol AND u.number BETWEEN b.first AND b.last)"
        " ORDER BY u.symbol, u.number"
    )
    return [
        NumberEntry(format_dossier_number(row[0], row[1]), row[2], row[3], row[4], row[5])
        for row in rows
    ]
