"""Who did what, when: the line every write leaves."""

from dataclasses import dataclass
from enum import StrEnum


class Permission(StrEnum):
    """Quyền: what a use case needs of the actor."""

    VIEW = "xem"
    EDIT = "sua_ho_so"
    CORRECT = "dinh_chinh"
    """Correct a fixed fact with its decision."""
    VOID = "huy_ban_ghi"
    UNITS = "to_chuc"
    NUMBERS = "cap_so"
    IMPORT = "nhap"
    EXPORT = "xuat"
    PRINT = "in"
    SETTINGS = "thiet_lap"
    BACKUP = "sao_luu"
    RESTORE = "khoi_phuc"
    ACCOUNTS = "tai_khoan"
    BOOK = "so_truy_cap"
    """Read the access book and print its registers."""
    DATA = "du_lieu_ca_nhan"
    """Extract, lock or erase the data of a person by decision."""
    MEETINGS = "sinh_hoat"
    """Plan and record meetings, write down what the chi bộ scored itself."""
    REVIEW = "tham_dinh"
    """Review and confirm scores, close periods, write down what the committee decided."""
    TEMPLATES = "mau_cham"
    """Draft scoring templates."""
    PUBLISH = "ban_hanh_mau"
    """Publish templates, put them in use, retire them; settings of scoring."""
    TRANSFERS = "chuyen_sh"
    """Keep transfers: cases, letters and their stock, registers, packs, *Việc hôm nay*."""
    OVERRIDE = "cho_qua"
    """Go on in spite of a block where the rule leaves room, with a reason."""
    RULES = "quy_dinh"
    """Change rules, holidays and the role of the commune; take signed packs."""
    CARDS = "the_co_quan"
    """Add, compare and revoke the cards of other offices."""
    OWN = "ban_than"
    """What everybody may: sign in and out, look, change the own password."""


class Role(StrEnum):
    """Vai trò của người dùng."""

    VIEWER = "xem"
    CLERK = "can_bo"
    HEAD = "truong_ban"


_HEAD_ONLY = frozenset(
    {
        Permission.VOID,
        Permission.SETTINGS,
        Permission.CORRECT,
        Permission.RESTORE,
        Permission.ACCOUNTS,
        Permission.BOOK,
        Permission.DATA,
        Permission.PUBLISH,
        Permission.OVERRIDE,
        Permission.RULES,
        Permission.CARDS,
    }
)
POLICY: dict[Role, frozenset[Permission]] = {
    Role.VIEWER: frozenset({Permission.VIEW, Permission.OWN}),
    Role.CLERK: frozenset(Permission) - _HEAD_ONLY,
    Role.HEAD: frozenset(Permission),
}
"""Who may what: the one table of it. Every use case names its permission."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Người đang làm việc: the account that signed in, as it stood then."""

    name: str
    role: Role
    account: int = 0
    sealed: bool = False
    """Holds the sealed compartment: items 26 to 28 are there to be seen and edited."""
    units: tuple[int, ...] = ()
    """Scope of a clerk: these organisations and all below them; empty: the whole office."""

    def may(self, permission: Permission) -> bool:
        """Tell whether the actor's role carries ``permission``."""
        return permission in POLICY[self.role]


@dataclass(frozen=True, slots=True)
class Change:
    """Một thay đổi: field, old and new value as text, and the paper it rests on."""

    subject: str
    """``person``, ``unit``, ``number`` …"""
    subject_id: int
    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Act:
    """Một việc đã làm: one use case, one transaction."""

    id: int
    at: str
    """UTC, ISO with seconds."""
    actor: str
    use_case: str
    note: str
    changes: tuple[Change, ...]
    purpose: str = ""
    """What a paper or file was for."""
    copies: int = 0
