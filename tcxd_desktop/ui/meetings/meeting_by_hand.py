"""Counts keyed from a sheet of paper that names nobody."""

from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tcxd_desktop.domain.meetings import Counts, Presence
from tcxd_desktop.ui.common.fields import LabeledField
from tcxd_desktop.ui.meetings.meeting_inputs import CountField
from tcxd_desktop.ui.meetings.meeting_section import Rows, Scrolled
from tcxd_desktop.wording.meetings import PRESENCE

_MEMBERS = (
    ("members", "Đảng số (của chi bộ)"),
    ("official", "Trong đó chính thức"),
    ("probationary", "Trong đó dự bị"),
    ("temporary_here", "Sinh hoạt tạm thời tại chi bộ"),
)
_CALLED = (
    ("present", PRESENCE[Presence.PRESENT]),
    ("absent_reason", PRESENCE[Presence.ABSENT_REASON]),
    ("absent", PRESENCE[Presence.ABSENT]),
    ("exempt", PRESENCE[Presence.EXEMPT]),
    ("away", PRESENCE[Presence.AWAY]),
    ("special_duty", PRESENCE[Presence.SPECIAL_DUTY]),
)
_PRESENT = (
    ("present_official", "Có mặt: chính thức"),
    ("present_probationary", "Có mặt: dự bị"),
    ("present_temporary", "Có mặt: sinh hoạt tạm thời"),
)
_MORE = (
    ("speakers", "Số người phát biểu"),
    ("long_absent", "Vắng có lý do quá 3 lần liền"),
)


class ByHand(QWidget):
    """Số liệu ghi tay: its boxes."""

    def __init__(self) -> None:
        """Build the boxes, empty."""
        super().__init__()
        self.fields: dict[str, CountField] = {}
        rows = Rows()
        for title, group in (
            ("Đảng viên của chi bộ trong ngày họp", _MEMBERS),
            ("Điểm danh", _CALLED),
            ("Người dự", _PRESENT),
            ("Phát biểu, vắng nhiều lần", _MORE),
        ):
            rows.head(title)
            for start in range(0, len(group), 4):
                rows.row(*((self._frame(*one), 3) for one in group[start : start + 4]))
        rows.note(
            "Đảng số phải bằng tổng của sáu ô điểm danh. Ô để trống là 0. Cách này dùng khi phiếu "
            "giấy chỉ ghi số liệu; có danh sách thì điểm danh theo tên, số liệu tự tính."
        )
        area = Scrolled("Số liệu ghi tay")
        area.column.setContentsMargins(0, 0, area.column.contentsMargins().right(), 0)
        area.column.addLayout(rows)
        area.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)

    def show_counts(self, counts: Counts) -> None:
        """Show counts; nobody is an empty box."""
        for name, field in self.fields.items():
            field.set_value(getattr(counts, name) or None)

    def counts(self, before: Counts) -> Counts:
        """Return the counts as typed, upon what they were."""
        values = {name: field.count() for name, field in self.fields.items()}
        return replace(before, **values, uncalled=0)

    def _frame(self, key: str, caption: str) -> LabeledField:
        self.fields[key] = CountField(key)
        return LabeledField(caption, self.fields[key])
