"""Words of the meeting record and its sheets: kinds, states, roll call, tasks."""

from tcxd_desktop.domain.meetings import CellState, MeetingState, Presence, TaskState
from tcxd_desktop.domain.score_sheets import SheetState
from tcxd_desktop.domain.score_templates import CellKind, MeetingKind, TemplateStatus

MEETING_KIND: dict[MeetingKind, str] = {
    MeetingKind.REGULAR: "Thường kỳ",
    MeetingKind.THEMATIC: "Chuyên đề",
    MeetingKind.COMBINED: "Thường kỳ kết hợp chuyên đề",
    MeetingKind.UNUSUAL: "Bất thường",
}
CELL_KIND: dict[CellKind, str] = {
    CellKind.VILLAGE: "Thôn, tổ dân phố",
    CellKind.OFFICE: "Cơ quan hành chính, sự nghiệp",
    CellKind.STATE_FIRM: "Doanh nghiệp nhà nước",
    CellKind.PRIVATE_FIRM: "Doanh nghiệp tư nhân, FDI",
    CellKind.STUDENTS: "Học sinh, sinh viên",
    CellKind.FORCES: "Lực lượng vũ trang",
    CellKind.OTHER: "Loại hình khác",
}
MEETING_STATE: dict[MeetingState, str] = {
    MeetingState.PLANNED: "Dự kiến",
    MeetingState.HELD: "Đã họp",
    MeetingState.NOT_HELD: "Không họp",
}
PRESENCE: dict[Presence, str] = {
    Presence.PRESENT: "Có mặt",
    Presence.ABSENT_REASON: "Vắng có lý do",
    Presence.ABSENT: "Vắng không lý do",
    Presence.EXEMPT: "Miễn sinh hoạt",
    Presence.AWAY: "Tạm đi nơi khác",
    Presence.SPECIAL_DUTY: "Nhiệm vụ đặc biệt",
}
TASK_STATE: dict[TaskState, str] = {
    TaskState.OPEN: "Đang làm",
    TaskState.DONE: "Hoàn thành",
    TaskState.LATE: "Hoàn thành chậm",
    TaskState.FAILED: "Không hoàn thành",
    TaskState.DROPPED: "Thôi thực hiện",
}
CELL_STATE: dict[CellState, str] = {
    CellState.EMPTY: "Chưa lên lịch",
    CellState.PLANNED: "Đã lên lịch",
    CellState.OVERDUE: "Quá ngày, chưa ghi",
    CellState.NOT_HELD: "Không họp",
    CellState.HELD: "Đã họp, chưa chấm",
    CellState.SCORED: "Đã nộp, chưa thẩm định",
    CellState.REVIEWED: "Đã thẩm định",
    CellState.RATED: "Đã xếp loại",
}
SHEET_STATE: dict[SheetState, str] = {
    SheetState.DRAFT: "Đang chấm",
    SheetState.SUBMITTED: "Đã nộp, chưa thẩm định",
    SheetState.REVIEWED: "Đã thẩm định",
    SheetState.CONFIRMED: "Đã xác nhận",
}
TEMPLATE_STATUS: dict[TemplateStatus, str] = {
    TemplateStatus.DRAFT: "Dự thảo",
    TemplateStatus.PUBLISHED: "Đã ban hành",
    TemplateStatus.RETIRED: "Thôi dùng",
}
GRADE_SHORT = {"chinh_thuc": "CT", "du_bi": "DB"}
"""Đảng viên chính thức, dự bị, in a narrow column."""
