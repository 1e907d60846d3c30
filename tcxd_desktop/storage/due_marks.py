"""What users said of duties: done with its proof, or put off with the reason."""

from dataclasses import asdict

from tcxd_desktop.domain.due import DueMark
from tcxd_desktop.storage.work import Reading, Work

SUBJECT = "due"
_FIELDS = ("key", "done_on", "proof", "postponed_to", "reason", "actor", "at")
_SELECT = f"SELECT {', '.join(_FIELDS)} FROM due_mark"


def marks(reading: Reading) -> dict[str, DueMark]:
    """Return every mark, by the key of its duty."""
    return {str(row[0]): DueMark(*map(str, row)) for row in reading.all(_SELECT)}


def mark(reading: Reading, key: str) -> DueMark | None:
    """Return the mark of a duty."""
    row = reading.one(f"{_SELECT} WHERE key = ?", (key,))
    return DueMark(*map(str, row)) if row else None


def write(work: Work, made: DueMark) -> int:
    """Write a mark over the one before; return its number."""
    work.touch(SUBJECT)
    row = work.one("SELECT id FROM due_mark WHERE key = ?", (made.key,))
    if row is None:
        return work.add("due_mark", asdict(made))
    work.change("due_mark", {"id": int(row[0])}, asdict(made))
    return int(row[0])


def remove(work: Work, key: str) -> int:
    """Take the mark of a duty out; return the number it had, 0 where there was none."""
    row = work.one("SELECT id FROM due_mark WHERE key = ?", (key,))
    if row is None:
        return 0
    work.remove("due_mark", {"id": int(row[0])})
    work.touch(SUBJECT)
    return int(row[0])
