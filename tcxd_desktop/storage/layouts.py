"""Layouts the office changed or made, as the text of their files."""

from tcxd_desktop.storage.work import Reading, Work

SUBJECT = "layout"


def every(reading: Reading) -> dict[str, str]:
    """Return the texts by key."""
    return {
        str(key): str(content)
        for key, content in reading.all("SELECT key, content FROM sheet_layout ORDER BY key")
    }


def one(reading: Reading, key: str) -> str:
    """Return the text of one, or nothing."""
    row = reading.one("SELECT content FROM sheet_layout WHERE key = ?", (key,))
    return "" if row is None else str(row[0])


def keep(work: Work, key: str, content: str, day: str) -> None:
    """Write a layout over the one before."""
    if not work.change("sheet_layout", {"key": key}, {"content": content, "on": day}):
        work.add("sheet_layout", {"key": key, "content": content, "on": day})
    work.touch(SUBJECT)


def drop(work: Work, key: str) -> None:
    """Remove a layout."""
    work.remove("sheet_layout", {"key": key})
    work.touch(SUBJECT)
