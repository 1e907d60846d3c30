"""What can be done with an account and why something cannot, in words. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass

from tcxd_desktop.domain.accounts import Account
from tcxd_desktop.domain.errors import LastHeadProblem, SealedProblem
from tcxd_desktop.domain.history import Actor, Role
from tcxd_desktop.wording.problems import sentence

CLOSED = "Người này đã ngừng dùng; việc đã làm vẫn còn trong sổ truy cập."
LAST_HOLDER = "Phải còn ít nhất một người mở được ngăn niêm phong. Hãy giao cho người khác trước."
ROLES = {
    Role.VIEWER: "Chỉ xem hồ sơ; không sửa, in, xuất.",
    Role.CLERK: "Nhập, sửa, in, xuất, sao lưu; có thể chỉ được giao một số tổ chức.",
    Role.HEAD: "Mọi việc, kể cả người dùng, khôi phục, sổ truy cập, dữ liệu cá nhân.",
}
"""What each role may, as the dialog of an account says it."""


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why each act cannot be done with an account; empty where it can."""

    change: str = ""
    reset: str = ""
    sealed: str = ""
    close: str = ""

    def told(self) -> list[str]:
        """Return every reason once."""
        return [why for why in dict.fromkeys((self.change, self.reset, self.sealed, self.close))
                if why]  # fmt: skip


def reasons(account: Account, accounts: Sequence[Account], actor: Actor) -> Reasons:
    """Return why something cannot be done with ``account``, one of ``accounts``, by ``actor``."""
    if account.closed:
        return Reasons(CLOSED, CLOSED, CLOSED, CLOSED)
    others = [a for a in accounts if not a.closed and a.id != account.id]
    locked = "" if actor.sealed else sentence(SealedProblem("ngăn niêm phong"))
    last_holder = account.sealed and not any(a.sealed for a in others)
    last_head = account.role is Role.HEAD and not any(a.role is Role.HEAD for a in others)
    head = sentence(LastHeadProblem()) if last_head else ""
    holder = LAST_HOLDER if last_holder else ""
    return Reasons(
        reset=locked if account.sealed else "",
        sealed=locked or holder,
        close=head or holder,
    )
