"""Unsaved work on meetings and scores, kept so that it survives a crash, a power cut or the lock.

Each account has its own. Keys name what is worked on: ``meeting:12``, ``new:3:2026-10``,
``sheet:12:tu_cham``, ``grid:2026-10:tu_cham``, ``plan:2026-12``.
"""

from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.work_drafts import KeptDraft
from tcxd_desktop.office import draft_keeping
from tcxd_desktop.office.desk import Desk


def keep(desk: Desk, key: str, content: str, version: int = 0) -> None:
    """Keep unsaved work; see :func:`draft_keeping.keep`."""
    desk.check(Permission.MEETINGS)
    draft_keeping.keep(desk, Permission.MEETINGS, "meetings.draft", key, content, version)


def draft(desk: Desk, key: str, version: int = 0) -> KeptDraft | None:
    """Return the work kept under a key; see :func:`draft_keeping.draft`."""
    desk.check(Permission.VIEW)
    return draft_keeping.draft(desk, Permission.VIEW, key, version)


def drop(desk: Desk, key: str) -> None:
    """Throw kept work away; see :func:`draft_keeping.drop`."""
    desk.check(Permission.MEETINGS)
    draft_keeping.drop(desk, Permission.MEETINGS, "meetings.draft.drop", key)
