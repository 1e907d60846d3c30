"""How the office stands with its backups: the newest, the second place, the trial restore."""

from datetime import datetime, tzinfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tcxd_desktop.domain.backups import Backup, BackupState, Drill, SecondPlace
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.cards import card
from tcxd_desktop.ui.safety.parts import bar, button, wrapped
from tcxd_desktop.wording.backups import WARNINGS, drill_line
from tcxd_desktop.wording.formats import show_day, show_number

_NEVER = "chưa có"
_DRILL = "Chương trình khôi phục bản mới nhất vào chỗ tạm rồi so từng hồ sơ."
_LOCKED = "Chỉ mở được bằng mã trên phiếu khôi phục: mất thẻ cũng không ai dò mật khẩu được."
_SECOND = {
    "second_none": (
        ("chưa chọn nơi", "warn"),
        "Máy hỏng là mất hết: hãy chọn ổ khác, thẻ nhớ.",
    ),
    "second_old": (("quá 7 ngày chưa chép", "bad"), ""),
    "second_same_disk": (
        ("cùng ổ đĩa", "warn"),
        "Ổ hỏng là mất cả hai: hãy chọn ổ khác.",
    ),
    "no_recovery": (("cần phiếu khôi phục", "warn"), "Lập phiếu khôi phục trước rồi mới chép."),
}
"""What the second place lacks: badge and advice; without one the folder is shown."""


def when(at: datetime, now: datetime) -> str:
    """Return a moment as it is said today: ``hôm nay 09:14``, ``hôm qua 17:02``, else the day."""
    there = at.astimezone(now.tzinfo)
    days = (now.date() - there.date()).days
    near = {0: "hôm nay", 1: "hôm qua"}.get(days)
    return f"{near} {there:%H:%M}" if near else f"{there:%H:%M} {show_day(there.date())}"


def moment(text: str, zone: tzinfo | None) -> datetime | None:
    """Return a UTC text moment in the office's zone."""
    return datetime.fromisoformat(text).astimezone(zone) if text else None


class _Card(QFrame):
    """A framed block with a large line, a quiet one, and buttons."""

    def fill(self, title: str, *buttons: QWidget) -> None:
        frame, column = card(title)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(frame)
        self.large = theme.page_title(wrapped())
        self.badge = theme.badge("", "plain")
        self.quiet = theme.muted(wrapped())
        for widget in (self.large, self.badge, self.quiet):
            column.addWidget(widget)
        column.addStretch(1)
        column.addWidget(bar(*buttons))

    def say(self, large: str, badge: tuple[str, str], quiet: str) -> None:
        self.large.setText(large)
        theme.set_badge(self.badge, *badge)
        self.quiet.setText(quiet)


class NewestCard(_Card):
    """The newest backup that was restored on trial."""

    wanted = Signal()

    def __init__(self) -> None:
        """Start without a word."""
        super().__init__()
        self.make = theme.primary(button("Sao lưu ngay", self.wanted, tip="Ctrl+S"))
        self.fill("Bản sao lưu gần nhất đã kiểm tra", self.make)

    def show_newest(self, newest: Backup | None, state: BackupState, now: datetime) -> None:
        """Show when it was made, of how many, and whether work was done since."""
        if newest is None:
            self.say("Chưa có", ("chưa có bản nào", "bad"), WARNINGS["none"])
            return
        badge = ("đã khôi phục thử, đúng 100 %", "ok")
        if {"old", "broken"} & set(state.warnings):
            badge = ("đã kiểm tra; nên sao lưu lại", "warn")
        since = "đã có thay đổi từ lúc đó" if state.changed else "không có thay đổi nào từ lúc đó"
        text = f"{show_number(newest.people)} hồ sơ; {since}."
        self.say(_capital(when(newest.made, now)), badge, text)


class SecondCard(_Card):
    """Another disk or stick."""

    choose_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self) -> None:
        """Start without a word."""
        super().__init__()
        self.choose = button("Chọn nơi…", self.choose_wanted, tip="Thư mục ở ổ đĩa khác, thẻ nhớ")
        self.copy = button("Chép ngay", self.copy_wanted, tip="Chép sang nơi thứ hai")
        self.copy.setAccessibleName("Chép sang nơi thứ hai")
        self.fill("Nơi thứ hai", self.copy, self.choose)

    def show_place(self, place: SecondPlace, state: BackupState, now: datetime) -> None:
        """Show where it is and when it was written last."""
        self.copy.setEnabled(bool(place.folder))
        self.choose.setText("Đổi nơi…" if place.folder else "Chọn nơi…")
        at = moment(place.at, now.tzinfo)
        large = _capital(when(at, now)) if at else _capital(_NEVER)
        grave = [w for w in state.warnings if w in _SECOND]
        badge, said = _SECOND[grave[0]] if grave else (("đã đọc lại và so khớp", "ok"), "")
        self.say(large, badge, said or place.folder)
        self.setToolTip("\n".join(part for part in (place.folder, _LOCKED) if part))


class DrillCard(_Card):
    """The monthly trial."""

    wanted = Signal()

    def __init__(self) -> None:
        """Start without a word."""
        super().__init__()
        self.try_button = button("Thử khôi phục ngay", self.wanted)
        self.fill("Thử khôi phục hằng tháng", self.try_button)

    def show_drill(self, drill: Drill | None, *, due: bool, now: datetime) -> None:
        """Show the line the last trial left."""
        if drill is None:
            self.say(_capital(_NEVER), ("đến lúc thử", "warn"), _DRILL)
            return
        at = moment(drill.at, now.tzinfo)
        badge = ("đạt", "ok") if drill.passed else ("không đạt", "bad")
        if drill.passed and due:
            badge = ("đến lúc thử lại", "warn")
        said = "\n".join((drill_line(drill), *drill.faults[:3]))
        self.say(_capital(when(at, now)) if at else "", badge, f"{said}.")


class BackupCards(QWidget):
    """The three cards beside each other."""

    def __init__(self) -> None:
        """Place them."""
        super().__init__()
        look = theme.current()
        self.newest, self.second, self.drill = NewestCard(), SecondCard(), DrillCard()
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(14), 0, look.px(14), look.px(12))
        row.setSpacing(look.px(12))
        for one in (self.newest, self.second, self.drill):
            row.addWidget(one, 1)

    def show_state(self, state: BackupState, now: datetime) -> None:
        """Show how the office stands."""
        self.newest.show_newest(state.newest, state, now)
        self.second.show_place(state.second, state, now)
        self.drill.show_drill(state.drill, due=state.drill_due, now=now)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
