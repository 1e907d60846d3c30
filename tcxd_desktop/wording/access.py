"""Why something cannot be seen or done, in the words of the screens."""

from tcxd_desktop.domain.history import POLICY, Actor, Permission, Role
from tcxd_desktop.wording.people import PERMISSION

OUTSIDE = "ngoài phạm vi được giao"
"""Stands where something of another organisation would stand."""
PEOPLE_OUTSIDE = "Đảng viên ở đây nằm ngoài phạm vi được giao cho tài khoản này."
UNIT_OUTSIDE = (
    "Tổ chức này nằm ngoài phạm vi được giao cho tài khoản này nên không thay đổi được. "
    "Hãy nhờ trưởng ban."
)
BLOCKS_WHOLE = (
    "Cụm số là của cả văn phòng, còn tài khoản này chỉ được giao một phần. Hãy nhờ trưởng ban."
)
SEALED = "niêm phong"
"""One word for what an account without the compartment does not see."""
SEALED_ITEM = "Mục niêm phong: tài khoản này không được mở."
SEALED_WHY = (
    "Mục 26, 27, 28 và Đặc điểm lịch sử do người được giao ngăn niêm phong ghi. "
    "Lưu hồ sơ không làm thay đổi các mục này."
)
NOBODY_INSIDE = "Trong phạm vi được giao cho tài khoản này không có đảng viên nào ở đây."
NUMBER_ELSEWHERE = "Một người ngoài phạm vi được giao đã có số này."
SEALED_BOXES = "Không có mục 26, 27, 28: tài khoản này không được mở mục niêm phong."
SEALED_PAPER = (
    "Mẫu này có mục niêm phong (26, 27, 28) mà tài khoản này không được mở, nên không in được."
)
SEALED_PHIEU = (
    "Phiếu đảng viên có các mục niêm phong (26, 27, 28) mà tài khoản này không được mở, "
    "nên không lập được ở đây.\nCác mục khác xem ở Tóm tắt, hoặc mở hồ sơ."
)
SEALED_CHANGES = (
    "Mục 7 và một dòng của mục 8 niêm phong: có thay đổi hay không, tài khoản này không xem được."
)
SEALED_CONFIRM = (
    "Phiếu có mục niêm phong (26, 27, 28) mà tài khoản này không được mở, nên không xác nhận được."
)
ASK_HOLDER = "Hãy nhờ người được giao ngăn niêm phong."
READ_ONLY = "Chỉ xem"

_WHO = {Role.CLERK: "cán bộ được giao việc này", Role.HEAD: "trưởng ban"}
"""Whom to ask: the least role that may."""


def why_not(actor: Actor, permission: Permission) -> str:
    """Return why an account may not, and whom to ask; nothing where it may."""
    if actor.may(permission):
        return ""
    who = next((text for role, text in _WHO.items() if permission in POLICY[role]), "trưởng ban")
    return f"Tài khoản {actor.name} không có quyền {PERMISSION[permission]}. Hãy nhờ {who}."
