"""The office's own key pairs: the ones in force, and the ones before, which still open packages."""

from typing import Any

from tcxd_desktop.domain.office_cards import OfficeKeys
from tcxd_desktop.storage.work import Reading, Work

SUBJECT = "card"
_SELECT = "SELECT sign_private, sign_public, box_private, box_public, since FROM office_key"


def current(reading: Reading) -> OfficeKeys | None:
    """Return the keys in force, or ``None`` where none were made yet."""
    row = reading.one(f"{_SELECT} WHERE retired = '' ORDER BY id DESC LIMIT 1")
    return None if row is None else _keys(row)


def every(reading: Reading) -> list[OfficeKeys]:
    """Return all keys, the newest first."""
    return [_keys(row) for row in reading.all(f"{_SELECT} ORDER BY id DESC")]


def _keys(row: tuple[Any, ...]) -> OfficeKeys:
    sign_private, sign_public, box_private, box_public, since = row
    return OfficeKeys(
        bytes(sign_private), bytes(sign_public), bytes(box_private), bytes(box_public), since
    )


def add(work: Work, keys: OfficeKeys) -> int:
    """Put keys in force; those before are retired the same day."""
    work.change("office_key", {"retired": ""}, {"retired": keys.since})
    work.touch(SUBJECT)
    return work.add(
        "office_key",
        {
            "sign_private": keys.sign_private,
            "sign_public": keys.sign_public,
            "box_private": keys.box_private,
            "box_public": keys.box_public,
            "since": keys.since,
        },
    )
