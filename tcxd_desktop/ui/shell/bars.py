"""Bars above the pages: what the sign-in found, what needs somebody's word."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tcxd_desktop.domain.history import Permission
from tcxd_desktop.office import upkeep
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.tab_order import tab_as_laid

READ_ONLY, DAMAGED, SHEET, FAILURES, CHECK, SECOND, FAULTS, BACKUP, TOUR = (
    "read_only", "damaged", "sheet", "failures", "check", "second", "faults", "backup", "tour",
)  # fmt: skip
_OTHERS = (
    "Chỉ xem được: tệp dữ liệu không giống lần đóng trước. Trưởng ban phải đăng nhập, xem lại và"
    " xác nhận thì mới ghi tiếp được."
)
_HEAD = (
    "Chỉ xem được: tệp dữ liệu không giống lần đóng trước và chưa được xác nhận. Đăng nhập lại để"
    " xác nhận."
)
_BROKEN = (
    "Chỉ xem được: tệp dữ liệu có chỗ hỏng. Không ghi gì thêm vào tệp này; hãy khôi phục từ bản"
    " sao lưu gần nhất."
)
_NO_SHEET = "Chưa có phiếu khôi phục: lúc này quên mật khẩu là mất toàn bộ dữ liệu."
_USED_SHEET = "Vừa mở bằng phiếu khôi phục. Phong bì đã mở thì nên làm phiếu mới và hủy phiếu cũ."
_MAKE = "Làm phiếu…"


@dataclass(frozen=True, slots=True)
class Bar:
    """Một thanh báo."""

    key: str
    text: str
    tone: str = "plain"
    action: str = ""
    closable: bool = True


class Bars(QWidget):
    """The bars, one below the other; ``acted`` is told which button was pressed."""

    def __init__(self, acted: Callable[[str], None], parent: QWidget | None = None) -> None:
        """Start without any."""
        super().__init__(parent)
        look = theme.current()
        self._acted = acted
        self.shown: dict[str, Notice] = {}
        self._bars: dict[str, Bar] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(look.px(8), look.px(6), look.px(8), 0)
        self._column.setSpacing(look.px(6))
        self.hide()

    def say(self, bar: Bar) -> None:
        """Show a bar, in place of one of the same key."""
        notice = self.shown.get(bar.key)
        if notice is None:
            notice = self.shown[bar.key] = Notice()
            notice.acted.connect(lambda: self._acted(bar.key))
            notice.closed.connect(self._dress)
            self._column.addWidget(notice)
            tab_as_laid(self)
        self._bars[bar.key] = bar
        notice.say(bar.text, bar.tone, action=bar.action, closable=bar.closable)
        self.show()

    def told(self) -> list[Bar]:
        """Return the bars that are shown."""
        return [bar for key, bar in self._bars.items() if not self.shown[key].isHidden()]

    def drop(self, key: str) -> None:
        """Take a bar away."""
        if key in self.shown:
            self.shown[key].clear()
            self._dress()

    def _dress(self) -> None:
        self.setVisible(any(not notice.isHidden() for notice in self.shown.values()))


def greetings(desk: Desk) -> list[Bar]:
    """Return what to tell right after the sign-in."""
    found = []
    head = desk.actor.may(Permission.SETTINGS)
    why = upkeep.read_only(desk)
    if why == "damaged":
        found.append(damaged(may_restore=desk.actor.may(Permission.RESTORE)))
    elif why:
        found.append(Bar(READ_ONLY, _HEAD if head else _OTHERS, "warn", closable=False))
    if desk.sign_in.by_code and desk.actor.may(Permission.ACCOUNTS):
        found.append(Bar(SHEET, _USED_SHEET, "warn", _MAKE))
    elif not desk.sign_in.recovery and desk.actor.may(Permission.ACCOUNTS):
        found.append(Bar(SHEET, _NO_SHEET, "warn", _MAKE))
    if desk.sign_in.failures:
        found.append(Bar(FAILURES, failures(desk.sign_in.failures, desk.clock())))
    return found


def failures(moments: tuple[str, ...], now: datetime) -> str:
    """Return how often a wrong password was typed since the last sign-in, and when last."""
    last = datetime.fromisoformat(moments[-1]).astimezone(now.tzinfo)
    day = "hôm nay" if last.date() == now.date() else f"ngày {last:%d/%m/%Y}"
    return (
        f"{len(moments)} lần gõ sai mật khẩu từ lần đăng nhập trước, lần cuối lúc {last:%H:%M}"
        f" {day}. Nếu không phải người trong cơ quan gõ nhầm, hãy báo trưởng ban."
    )


def damaged(*, may_restore: bool) -> Bar:
    """Return the bar of an office with a broken page."""
    return Bar(DAMAGED, _BROKEN, "bad", "Khôi phục…" if may_restore else "", closable=False)
