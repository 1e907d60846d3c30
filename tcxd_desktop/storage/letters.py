"""Calibrations of letters: one a printer and letter, as JSON text."""

from tcxd_desktop.storage.rows import Cell
from tcxd_desktop.storage.work import Reading, Work

SUBJECT = "calibration"


def contents(reading: Reading) -> list[tuple[str, str, str]]:
    """Return (printer, letter, JSON) of every calibration, by letter and printer."""
    rows = reading.all("SELECT printer, letter, content FROM calibration ORDER BY letter, printer")
    return [(str(printer), str(letter), str(text)) for printer, letter, text in rows]


def content(reading: Reading, printer: str, letter: str) -> str:
    """Return the JSON of one calibration, or ``""``."""
    row = reading.one(
        "SELECT content FROM calibration WHERE printer = ? AND letter = ?", (printer, letter)
    )
    return str(row[0]) if row else ""


def number(reading: Reading, printer: str, letter: str) -> int:
    """Return the number of a calibration, or 0."""
    row = reading.one(
        "SELECT id FROM calibration WHERE printer = ? AND letter = ?", (printer, letter)
    )
    return int(row[0]) if row else 0


def keep(work: Work, printer: str, letter: str, text: str, on: str) -> int:
    """Write a calibration over the one before; return its number."""
    found = number(work, printer, letter)
    values: dict[str, Cell] = {"content": text, "on": on}
    if found:
        work.change("calibration", {"id": found}, values)
        return found
    return work.add("calibration", {"printer": printer, "letter": letter, **values})


def drop(work: Work, printer: str, letter: str) -> int:
    """Remove a calibration; return its number, or 0 where there was none."""
    found = number(work, printer, letter)
    if found:
        work.remove("calibration", {"id": found})
    return found
