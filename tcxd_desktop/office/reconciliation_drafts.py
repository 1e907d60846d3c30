"""A slip being keyed back that is not saved yet, kept so that it survives a crash and the lock.

Each account has its own, one for each round, under the key ``recon:slip:<round>``.
"""

from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.work_drafts import KeptDraft
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import work_drafts as stored


def keep(desk: Desk, key: str, content: str, version: int = 0) -> None:
    """Keep unsaved work over what was kept before.

    Args:
        desk: where.
        key: what is worked on.
        content: a record as text, see ``domain.record_text``.
        version: of what it was typed over.
    """
    at = desk.clock().isoformat(timespec="minutes")
    with desk.write(Permission.EDIT, "recon.draft", key) as work:
        stored.keep(work, desk.actor.account, key, KeptDraft(content, at, version))


def draft(desk: Desk, key: str, version: int = 0) -> KeptDraft | None:
    """Return the work kept under a key, unless what it was typed over has changed since."""
    with desk.read() as reading:
        kept = stored.draft(reading, desk.actor.account, key)
    return kept if kept is not None and kept.version == version else None


def drop(desk: Desk, key: str) -> None:
    """Throw kept work away; nothing is written where nothing was kept."""
    with desk.read(Permission.EDIT) as reading:
        if stored.draft(reading, desk.actor.account, key) is None:
            return
    with desk.write(Permission.EDIT, "recon.draft.drop", key) as work:
        stored.drop(work, desk.actor.account, key)
