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


class Role(StrEnum):
    """Vai trò của người dùng."""

    VIEWER = "xem"
    CLERK = "can_bo"
    HEAD = "truong_ban"


POLICY: dict[Role, frozenset[Permission]] = {
    Role.VIEWER: frozenset({Permission.VIEW}),
    Role.CLERK: frozenset(Permission) - {Permission.VOID, Permission.SETTINGS, Permission.CORRECT},
    Role.HEAD: frozenset(Permission),
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Người đang làm việc."""

    name: str
    role: Role

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
