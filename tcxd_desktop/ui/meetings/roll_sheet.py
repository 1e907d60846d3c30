"""The roll call as a table: a line for everybody, in the order of the printed sheet. No Qt."""

from collections.abc import Iterable
from dataclasses import replace

from tcxd_desktop.domain.meetings import Attendance, Presence
from tcxd_desktop.domain.text import clean_line
from tcxd_desktop.ui.meetings import roll_call
from tcxd_desktop.ui.meetings.grid_sheet import Sheet, SheetColumn, Shown
from tcxd_desktop.wording.meetings import GRADE_SHORT, PRESENCE

NUMBER, NAME, GRADE, CALLED, REASON, SPOKE, GIST = range(7)
TICK = "✓"
_TONES = {
    Presence.PRESENT: "ok",
    Presence.ABSENT_REASON: "warn",
    Presence.ABSENT: "bad",
}
_NOT_CALLED = "chưa điểm danh"
_REASON_OF = "Chỉ người không có mặt mới có lý do."


def _grade(row: Attendance) -> str:
    short = GRADE_SHORT.get(row.grade, "")
    return f"{short} tạm" if row.temporary_here else short


def _reason(row: Attendance, typed: str) -> Attendance:
    return replace(row, reason=clean_line(typed))


def _gist(row: Attendance, typed: str) -> Attendance:
    """What somebody said tells that he was there and spoke."""
    gist = clean_line(typed)
    if not gist or row.presence not in (None, Presence.PRESENT):
        return replace(row, gist=gist)
    return replace(row, gist=gist, spoke=True, presence=Presence.PRESENT)


class RollSheet(Sheet[Attendance]):
    """Bảng điểm danh."""

    def __init__(self) -> None:
        """Start without members."""
        super().__init__(
            (
                SheetColumn("number", "STT", lambda row: "", least=42, align="center"),
                SheetColumn("name", "Họ và tên", lambda row: row.name, least=164, share=2),
                SheetColumn("grade", "Loại", _grade, least=58, align="center", spare=1),
                SheetColumn(
                    "presence",
                    "Điểm danh",
                    lambda row: PRESENCE[row.presence] if row.presence else _NOT_CALLED,
                    least=142,
                    tone=lambda row: _TONES.get(row.presence, "plain") if row.presence else "",
                ),
                SheetColumn(
                    "reason", "Lý do vắng", lambda row: row.reason, _reason, least=104, share=2,
                    tip="Enter hoặc F2 ghi lý do vắng",
                ),
                SheetColumn(
                    "spoke", "Phát biểu", lambda row: TICK if row.spoke else "", least=76,
                    align="center",
                ),
                SheetColumn(
                    "gist", "Tóm tắt ý kiến", lambda row: row.gist, _gist, least=104, share=3,
                    tip="Enter hoặc F2 ghi tóm tắt ý kiến; người có ý kiến là người đã phát biểu",
                ),
            )
        )  # fmt: skip
        self.read_only = False

    def shown(self, row: int, number: int) -> Shown:
        """Return what a cell shows; who was not called yet stands out."""
        if number == NUMBER:
            return Shown(str(row + 1))
        found = super().shown(row, number)
        if number == CALLED and self.rows[row].presence is None:
            return Shown(found.text, warned="Chưa điểm danh: gõ 1 có mặt, 2 vắng có lý do, 3 vắng")
        # Nobody needs to be told line by line that who was there has no reason.
        return replace(found, fresh=False, why_not=found.why_not if self.read_only else "")

    def text(self, row: int, number: int) -> str:
        """Return what stands in a cell."""
        return str(row + 1) if number == NUMBER else super().text(row, number)

    def why_not(self, row: int, column: SheetColumn[Attendance]) -> str:
        """Return why a cell cannot be typed in."""
        if self.read_only:
            return "Chỉ xem."
        there = self.rows[row].presence in (None, Presence.PRESENT)
        return _REASON_OF if column.key == "reason" and there else ""

    def take(self, rows: Iterable[Attendance]) -> bool:
        """Take other lines as one step that can be taken back; false where nothing changes."""
        made = list(rows)
        if made == self.rows:
            return False
        self.keep()
        self.rows = made
        return True

    def call(self, row: int, presence: Presence) -> bool:
        """Say whether somebody was there."""
        return self._put_row(row, roll_call.called(self.rows[row], presence))

    def take_back(self, row: int) -> bool:
        """Say that somebody was not called yet."""
        return self._put_row(row, roll_call.called(self.rows[row], None))

    def toggle_spoke(self, row: int) -> bool:
        """Say that somebody spoke, or did not after all.

        Raises:
            NotPresentProblem: called as absent.
        """
        return self._put_row(row, roll_call.spoke(self.rows, row))

    def _put_row(self, row: int, line: Attendance) -> bool:
        return self.take([*self.rows[:row], line, *self.rows[row + 1 :]])
