"""Unsaved work kept so that it survives a crash, a power cut or the lock: the same for all work.

Each account has its own; every feature gives its permission and the names of its lines.
"""

from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.work_drafts import KeptDraft
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import work_drafts as stored


def keep(
    desk: Desk, permission: Permission, use_case: str, key: str, content: str, version: int
) -> None:
    """Keep unsaved work over what was kept before.

    Args:
        desk: where.
        permission: of whoever does this work.
        use_case: of the line in the access book.
        key: what is worked on.
        content: a record as text, see ``domain.record_text``.
        version: of what it was typed over.
    """
    at = desk.clock().isoformat(timespec="minutes")
    with desk.write(permission, use_case, key) as work:
        stored.keep(work, desk.actor.account, key, KeptDraft(content, at, version))


def draft(desk: Desk, permission: Permission, key: str, version: int) -> KeptDraft | None:
    """Return the work kept under a key, unless what it was typed over has changed since."""
    with desk.read(permission) as reading:
        kept = stored.draft(reading, desk.actor.account, key)
    return kept if kept is not None and kept.version == version else None


def drop(desk: Desk, permission: Permission, use_case: str, key: str) -> None:
    """Throw kept work away; nothing is written where nothing was kept."""
    with desk.read(permission) as reading:
        if stored.draft(reading, desk.actor.account, key) is None:
            return
    with desk.write(permission, use_case, key) as work:
        stored.drop(work, desk.actor.account, key)
