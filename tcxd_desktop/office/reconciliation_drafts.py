"""A slip being keyed back that is not saved yet, under the key ``recon:slip:<round>``."""

from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.work_drafts import KeptDraft
from tcxd_desktop.office import draft_keeping
from tcxd_desktop.office.desk import Desk


def keep(desk: Desk, key: str, content: str, version: int = 0) -> None:
    """Keep unsaved work; see :func:`draft_keeping.keep`."""
    desk.check(Permission.EDIT)
    draft_keeping.keep(desk, Permission.EDIT, "recon.draft", key, content, version)


def draft(desk: Desk, key: str, version: int = 0) -> KeptDraft | None:
    """Return the work kept under a key; see :func:`draft_keeping.draft`."""
    desk.check(Permission.VIEW)
    return draft_keeping.draft(desk, Permission.VIEW, key, version)


def drop(desk: Desk, key: str) -> None:
    """Throw kept work away; see :func:`draft_keeping.drop`."""
    desk.check(Permission.EDIT)
    draft_keeping.drop(desk, Permission.EDIT, "recon.draft.drop", key)
