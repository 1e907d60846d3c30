"""Unsaved work on meetings and scores."""

from tcxd_desktop.domain.work_drafts import KeptDraft
from tcxd_desktop.storage.rows import Cell
from tcxd_desktop.storage.work import Reading, Work


def keep(work: Work, account: int, key: str, made: KeptDraft) -> None:
    """Write a draft over the one before."""
    drop(work, account, key)
    work.add(
        "work_draft",
        {
            "account": account,
            "key": key,
            "at": made.at,
            "version": made.version,
            "content": made.content,
        },
    )


def draft(reading: Reading, account: int, key: str) -> KeptDraft | None:
    """Return the draft an account has under a key."""
    row = reading.one(
        "SELECT content, at, version FROM work_draft WHERE account = ? AND key = ?", (account, key)
    )
    return KeptDraft(*row) if row else None


def drop(work: Work, account: int, key: str) -> None:
    """Remove a draft."""
    where: dict[str, Cell] = {"account": account, "key": key}
    work.remove("work_draft", where)
