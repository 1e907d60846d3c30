"""A slip being keyed back as a record, so that a crash or the lock loses none of it."""

from dataclasses import dataclass

from tcxd_desktop.domain.history import Permission
from tcxd_desktop.office import reconciliation_drafts
from tcxd_desktop.ui.common.draft_keeper import Drawer

DRAFTS = Drawer(
    Permission.EDIT,
    reconciliation_drafts.keep,
    reconciliation_drafts.draft,
    reconciliation_drafts.drop,
)


@dataclass(frozen=True, slots=True)
class SlipDraft:
    """Phiếu đang nhập dở: whose it is, which keying, what was typed over so far."""

    person_id: int
    again: bool
    values: tuple[tuple[str, str], ...]


def key_of(round_id: int) -> str:
    """Return the key of the slip being keyed in a round."""
    return f"recon:slip:{round_id}"
