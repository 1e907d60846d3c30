"""Thẻ cơ quan: the public keys offices give each other once, compared by voice."""

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum

from tcxd_desktop.domain.packet_errors import FingerprintFormatProblem

CARD_FORMAT = "tcxd-the/1"
KEY_BYTES = 32
_GROUPS, _GROUP = 6, 5
_DIGITS = _GROUPS * _GROUP
_DOMAIN = b"tcxd-the-v1\0"


class CardState(StrEnum):
    """Tình trạng của thẻ."""

    NOT_COMPARED = "chua_doi_chieu"
    COMPARED = "da_doi_chieu"
    REVOKED = "da_thu_hoi"


@dataclass(frozen=True, slots=True)
class OfficeCard:
    """Thẻ cơ quan: who an office is and the public halves of its keys."""

    office: str
    province: str
    sign_public: bytes
    """Ed25519: what its signatures are checked with."""
    box_public: bytes
    """X25519: what packages for it are closed with (age)."""
    made_on: str
    """ISO."""

    @property
    def fingerprint(self) -> str:
        """Return the six groups of five digits two people read to each other."""
        return fingerprint(self.sign_public, self.box_public)


@dataclass(frozen=True, slots=True, repr=False)
class OfficeKeys:
    """Khóa của cơ quan: both halves of both pairs. Only ``office`` and below ever hold it."""

    sign_private: bytes
    sign_public: bytes
    box_private: bytes
    box_public: bytes
    since: str = ""
    """ISO day they were made."""


@dataclass(frozen=True, slots=True)
class KnownOffice:
    """Cơ quan đã có thẻ: a card in the list, with what was done about it."""

    id: int
    card: OfficeCard
    fingerprint: str
    added_on: str
    compared_on: str = ""
    compared_by: str = ""
    revoked_on: str = ""
    revoked_why: str = ""
    packs: bool = False
    """Whether packs of rules signed by it are taken."""
    last_seq: int = 0
    """Number of the newest package taken from it."""

    @property
    def state(self) -> CardState:
        """Return where the card stands: only a compared one is trusted."""
        if self.revoked_on:
            return CardState.REVOKED
        return CardState.COMPARED if self.compared_on else CardState.NOT_COMPARED

    @property
    def trusted(self) -> bool:
        """Whether what it signs counts as *đã xác thực*."""
        return self.state is CardState.COMPARED


@dataclass(frozen=True, slots=True)
class CardPreview:
    """Thẻ vừa đọc từ tệp, đặt cạnh những gì đã có."""

    card: OfficeCard
    fingerprint: str
    known: KnownOffice | None = None
    """The card in the list that is this very one."""
    replaces: KnownOffice | None = None
    """The compared card whose key signed this new one: the trust goes over."""
    same_name: tuple[KnownOffice, ...] = ()
    """Cards in force of an office of the same name with other keys: ask before adding."""


def fingerprint(sign_public: bytes, box_public: bytes) -> str:
    """Return what stands for both public keys: six groups of five digits (about 99 bits).

    >>> fingerprint(bytes(32), bytes(32))
    '95716 03689 36126 90631 57352 43305'
    """
    digest = hashlib.sha256(_DOMAIN + sign_public + box_public).digest()
    whole = f"{int.from_bytes(digest, 'big') % 10**_DIGITS:0{_DIGITS}d}"
    return " ".join(whole[at : at + _GROUP] for at in range(0, _DIGITS, _GROUP))


def differing_groups(typed: str, known: str) -> int:
    """Return how many of the six groups differ.

    Args:
        typed: as somebody heard it: spaces, dots and dashes do not count.
        known: fingerprint as :func:`fingerprint` gives it.

    Raises:
        FingerprintFormatProblem: not thirty digits.
    """
    digits = re.sub(r"[\s.\-,]", "", typed)
    if not re.fullmatch(rf"[0-9]{{{_DIGITS}}}", digits):
        count = sum(c in "0123456789" for c in digits)
        raise FingerprintFormatProblem(count, field="fingerprint")
    groups = [digits[at : at + _GROUP] for at in range(0, _DIGITS, _GROUP)]
    return sum(mine != other for mine, other in zip(groups, known.split(" "), strict=True))
