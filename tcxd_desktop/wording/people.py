"""Labels of the closed vocabularies: where a member stands, what happened, who may do what."""

from tcxd_desktop.domain.history import Permission, Role
from tcxd_desktop.domain.standing import Activity, EventKind, Grade, Leaving

GRADE: dict[Grade, str] = {
    Grade.PROBATIONARY: "Dự bị",
    Grade.OFFICIAL: "Chính thức",
    Grade.UNKNOWN: "Chưa rõ",
}

ACTIVITY: dict[Activity, str] = {
    Activity.ACTIVE: "Đang sinh hoạt",
    Activity.EXEMPT: "Miễn sinh hoạt",
    Activity.SUSPENDED: "Đình chỉ sinh hoạt",
    Activity.TEMPORARY_ELSEWHERE: "Sinh hoạt tạm thời nơi khác",
    Activity.TEMPORARY_HERE: "Sinh hoạt tạm thời tại đây",
    Activity.ABROAD: "Ở nước ngoài",
    Activity.MOVING: "Đang chuyển sinh hoạt",
}

LEAVING: dict[Leaving, str] = {
    Leaving.NONE: "Đang trong danh sách",
    Leaving.TRANSFERRED: "Chuyển đi",
    Leaving.DIED: "Từ trần",
    Leaving.STRUCK_OFF: "Xóa tên",
    Leaving.EXPELLED: "Khai trừ",
    Leaving.WITHDREW: "Xin ra khỏi Đảng",
    Leaving.CANCELLED: "Hủy quyết định kết nạp",
}

EVENT: dict[EventKind, str] = {
    EventKind.LISTED: "Đã có tên trong danh sách",
    EventKind.ADMITTED: "Kết nạp",
    EventKind.READMITTED: "Kết nạp lại",
    EventKind.RESTORED: "Khôi phục đảng tịch",
    EventKind.ARRIVED: "Chuyển đến",
    EventKind.MOVED: "Chuyển trong đảng bộ",
    EventKind.LEFT: "Chuyển đi",
    EventKind.DIED: "Từ trần",
    EventKind.STRUCK_OFF: "Xóa tên",
    EventKind.EXPELLED: "Khai trừ",
    EventKind.WITHDREW: "Xin ra khỏi Đảng",
    EventKind.CANCELLED: "Hủy quyết định kết nạp",
    EventKind.TEMPORARY_OUT: "Đi sinh hoạt tạm thời nơi khác",
    EventKind.TEMPORARY_BACK: "Hết sinh hoạt tạm thời, trở về",
    EventKind.TEMPORARY_IN: "Đến sinh hoạt tạm thời",
    EventKind.TEMPORARY_END: "Kết thúc sinh hoạt tạm thời tại đây",
    EventKind.SUSPENDED: "Đình chỉ sinh hoạt đảng",
    EventKind.RESUMED: "Trở lại sinh hoạt đảng",
    EventKind.ABROAD_OUT: "Đi nước ngoài",
    EventKind.ABROAD_BACK: "Về nước",
}

PERMISSION: dict[Permission, str] = {
    Permission.VIEW: "xem",
    Permission.EDIT: "sửa hồ sơ",
    Permission.CORRECT: "đính chính thông tin đã cố định",
    Permission.VOID: "hủy bản ghi",
    Permission.UNITS: "thay đổi tổ chức đảng",
    Permission.NUMBERS: "cấp số",
    Permission.IMPORT: "nhập danh sách",
    Permission.EXPORT: "xuất danh sách",
    Permission.PRINT: "in",
    Permission.SETTINGS: "thay đổi thiết lập",
    Permission.BACKUP: "sao lưu",
    Permission.RESTORE: "khôi phục từ bản sao lưu",
    Permission.ACCOUNTS: "quản lý người dùng và khóa",
    Permission.BOOK: "xem sổ truy cập",
    Permission.DATA: "trích, khóa hoặc xóa dữ liệu cá nhân theo quyết định",
    Permission.MEETINGS: "ghi sinh hoạt chi bộ, điểm tự chấm",
    Permission.REVIEW: "thẩm định, xác nhận mức, chốt kỳ",
    Permission.TEMPLATES: "soạn mẫu chấm điểm",
    Permission.PUBLISH: "ban hành mẫu chấm điểm, đổi thiết lập chấm điểm",
    Permission.TRANSFERS: "làm thủ tục chuyển sinh hoạt, ghi việc hôm nay",
    Permission.OVERRIDE: "cho qua một điều đang chặn, có ghi lý do",
    Permission.RULES: "sửa quy định, ngày nghỉ, nhận gói cập nhật",
    Permission.CARDS: "thêm, đối chiếu, thu hồi thẻ cơ quan",
    Permission.OWN: "dùng tài khoản của mình",
}

ROLE: dict[Role, str] = {
    Role.VIEWER: "Người xem",
    Role.CLERK: "Cán bộ",
    Role.HEAD: "Trưởng ban",
}

SUPPLEMENT_STATE: dict[str, str] = {
    "chua_nop": "Chưa nộp",
    "da_nop": "Đã nộp",
    "da_xac_nhan": "Đã xác nhận",
}

UNIT_CHANGE: dict[str, str] = {
    "hop_nhat": "Hợp nhất",
    "sap_nhap": "Sáp nhập",
    "chia_tach": "Chia tách",
    "chuyen_doi": "Chuyển đổi",
    "ban_giao": "Bàn giao sang đảng bộ khác",
}
