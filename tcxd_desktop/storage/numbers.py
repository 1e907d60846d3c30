"""Blocks of số lý lịch and the ledger of numbers given."""

from tcxd_desktop.domain.numbers import NumberBlock, NumberEntry, format_dossier_number
from tcxd_desktop.storage.work import Reading, Work


def blocks(reading: Reading) -> list[NumberBlock]:
    """Return the blocks with how many numbers of each are used."""
    rows = reading.all(
        "SELECT b.id, b.symbol, b.first, b.last, b.paper, (SELECT count(*) FROM number_issued n"
        " WHERE n.symbol = b.symbol AND n.number BETWEEN b.first AND b.last)"
        " FROM number_block b ORDER BY b.id"
    )
    return [NumberBlock(*row) for row in rows]


def add_block(work: Work, block: NumberBlock) -> int:
    """Write a block."""
    work.touch("number")
    return work.add(
        "number_block",
        {"symbol": block.symbol, "first": block.first, "last": block.last, "paper": block.paper},
    )


def overlapping(reading: Reading, symbol: str, first: int, last: int) -> bool:
    """Tell whether a block would share numbers with one already there."""
    row = reading.one(
        "SELECT 1 FROM number_block WHERE symbol = ? AND first <= ? AND ? <= last",
        (symbol, last, first),
    )
    return row is not None


def highest(reading: Reading, block: NumberBlock) -> int:
    """Return the highest number given out of a block, or the one before its first."""
    row = reading.one(
        "SELECT max(number) FROM number_issued WHERE symbol = ? AND number BETWEEN ? AND ?",
        (block.symbol, block.first, block.last),
    )
    return int(row[0]) if row and row[0] is not None else block.first - 1


def holder(reading: Reading, number: int, symbol: str) -> tuple[int, str] | None:
    """Return (person id, name) of whoever was given a number."""
    row = reading.one(
        "SELECT p.id, p.birth_name FROM number_issued n JOIN person p ON p.id = n.person_id"
        " WHERE n.number = ? AND n.symbol = ?",
        (number, symbol),
    )
    return (int(row[0]), str(row[1])) if row else None


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
    """Return every number given, ascending."""
    rows = reading.all(
        'SELECT n.number, n.symbol, n.person_id, p.birth_name, n."on",'
        " coalesce((SELECT name FROM unit_step u WHERE u.unit_id = n.unit_id"
        " ORDER BY since DESC LIMIT 1), '')"
        " FROM number_issued n JOIN person p ON p.id = n.person_id ORDER BY n.symbol, n.number"
    )
    return [
        NumberEntry(format_dossier_number(row[0], row[1]), row[2], row[3], row[4], row[5])
        for row in rows
    ]
