"""What the kinds, states, steps and checks of transfers are called."""

from collections.abc import Mapping

from tcxd_desktop.domain.transfers import (
    Block,
    BoardColumn,
    CheckItem,
    CheckResult,
    Direction,
    State,
    StepEvent,
    TransferKind,
)

KIND: Mapping[TransferKind, str] = {
    TransferKind.OFFICIAL: "Chính thức",
    TransferKind.INSIDE: "Nội bộ đảng bộ",
    TransferKind.TEMPORARY: "Tạm thời",
    TransferKind.ABROAD: "Chính thức ra ngoài nước",
    TransferKind.LABOUR: "Xuất khẩu lao động",
    TransferKind.TEMPORARY_ABROAD: "Tạm thời ra ngoài nước",
    TransferKind.FROM_ABROAD: "Từ ngoài nước về",
    TransferKind.ONWARD: "Chuyển tiếp",
    TransferKind.DISSOLVED: "Chính thức, tổ chức đã giải tán, giải thể",
    TransferKind.LINK: "Giữ mối liên hệ nơi cư trú",
}
KIND_SHORT: Mapping[TransferKind, str] = {
    TransferKind.OFFICIAL: "Chính thức",
    TransferKind.INSIDE: "Nội bộ",
    TransferKind.TEMPORARY: "Tạm thời",
    TransferKind.ABROAD: "Ngoài nước",
    TransferKind.LABOUR: "XK lao động",
    TransferKind.TEMPORARY_ABROAD: "Tạm thời ngoài nước",
    TransferKind.FROM_ABROAD: "Về nước",
    TransferKind.ONWARD: "Chuyển tiếp",
    TransferKind.DISSOLVED: "Sau giải thể",
    TransferKind.LINK: "Nơi cư trú",
}
"""For a narrow column."""
KIND_HINT: Mapping[TransferKind, str] = {
    TransferKind.OFFICIAL: (
        "Ra khỏi hoặc vào đảng bộ, giấy 10 ô: chuyển công tác, nghỉ hưu, đổi nơi cư trú lâu dài, "
        "hợp đồng từ 12 tháng."
    ),
    TransferKind.INSIDE: "Giữa hai chi bộ của đảng bộ này, giấy 7 ô; phiếu đảng viên ở lại.",
    TransferKind.TEMPORARY: (
        "Trong nước, giấy 8 ô, từ 3 đến dưới 12 tháng (đi học đến 24 tháng) rồi trở về; "
        "vẫn tính ở chi bộ gốc."
    ),
    TransferKind.ABROAD: (
        "Học tập, công tác ngoài nước từ 12 tháng: giấy 10 ô đến Đảng ủy Bộ Ngoại giao."
    ),
    TransferKind.LABOUR: (
        "Lao động ngoài nước từ 12 tháng: phiếu 3A-SHĐ; hồ sơ và thẻ giữ tại cấp ủy cấp trên "
        "trực tiếp."
    ),
    TransferKind.TEMPORARY_ABROAD: (
        "Ngoài nước từ 3 đến dưới 12 tháng: phiếu 3B-SHĐ, không qua Đảng ủy Bộ Ngoại giao."
    ),
    TransferKind.FROM_ABROAD: "Về nước, được giới thiệu tiếp bằng giấy đã ghi trước khi đi.",
    TransferKind.ONWARD: (
        "Nộp giấy ở đây nhưng thuộc nơi khác: gửi công văn 2-SHĐ kèm hồ sơ đến đúng nơi."
    ),
    TransferKind.DISSOLVED: (
        "Tổ chức cũ đã giải tán: cấp trên ghi ô 1 không ký, không đóng dấu, rồi ghi tiếp."
    ),
    TransferKind.LINK: "Không chuyển sinh hoạt; chi bộ nơi cư trú ghi sổ và nhận xét hằng năm.",
}
"""What each kind is for, in a line."""
DIRECTION: Mapping[Direction, str] = {
    Direction.OUT: "Đi",
    Direction.IN: "Đến",
    Direction.INSIDE: "Trong đảng bộ",
}
STATE: Mapping[State, str] = {
    State.NEW: "Mới mở",
    State.REQUESTED: "Đề nghị chuyển",
    State.BARRED: "Tạm hoãn",
    **{State(f"o{number}"): f"Đã ghi ô {number}" for number in range(1, 11)},
    State.MOVING: "Đang chuyển",
    State.NOTICED: "Có phiếu báo, chưa đến",
    State.PRESENTED: "Đã trình giấy",
    State.STOPPED: "Dừng tiếp nhận",
    State.ONWARD: "Chuyển tiếp nơi khác",
    State.LOST: "Mất giấy",
    State.STRIKE_PROPOSED: "Đề nghị xóa tên",
    State.STRUCK: "Đã xóa tên",
    State.AWAY: "Đang sinh hoạt tạm thời",
    State.EXTENDED: "Đã gia hạn tạm thời",
    State.AT_BNG: "Đảng ủy Bộ Ngoại giao đã nhận",
    State.SLIP: "Đã cấp phiếu công tác",
    State.ABROAD: "Đang ở ngoài nước",
    State.HOME: "Đã trở về, chờ nhận lại",
    State.BNG_BACK: "Bộ Ngoại giao đã giới thiệu về",
    State.NOT_GOING: "Không đi nữa",
    State.LINKED: "Đang giữ mối liên hệ",
    State.DONE: "Hoàn tất",
    State.CANCELLED: "Đã hủy",
}
EVENT: Mapping[StepEvent, str] = {
    StepEvent.OPEN: "Mở ca",
    StepEvent.SIGN: "Ghi ô",
    StepEvent.SPOIL: "Hủy giấy viết hỏng",
    StepEvent.BAR: "Tạm hoãn chuyển",
    StepEvent.LIFT: "Hết tạm hoãn",
    StepEvent.NOTICE: "Phiếu báo",
    StepEvent.GIVE: "Giao hồ sơ",
    StepEvent.PRESENT: "Xuất trình giấy",
    StepEvent.STOP: "Dừng tiếp nhận",
    StepEvent.CLEAR: "Tiếp tục sau khi dừng",
    StepEvent.ONWARD: "Chuyển tiếp nơi khác",
    StepEvent.LOSE: "Báo mất giấy, hồ sơ",
    StepEvent.REBUILD: "Làm lại hồ sơ, giấy mới",
    StepEvent.PROPOSE_STRIKE: "Báo cáo đề nghị xóa tên",
    StepEvent.EXCUSE: "Có lý do chính đáng",
    StepEvent.STRIKE: "Quyết định xóa tên",
    StepEvent.START: "Bắt đầu sinh hoạt tạm thời",
    StepEvent.EXTEND: "Gia hạn",
    StepEvent.RETURN: "Trở về",
    StepEvent.BNG_TAKES: "Đảng ủy Bộ Ngoại giao nhận",
    StepEvent.ISSUE_SLIP: "Cấp phiếu công tác",
    StepEvent.HAND_SLIP: "Nộp phiếu công tác",
    StepEvent.COME_HOME: "Về nước",
    StepEvent.BNG_BACK: "Đảng ủy Bộ Ngoại giao giới thiệu về",
    StepEvent.NOT_GO: "Không đi nữa",
    StepEvent.TAKE_BACK: "Nhận lại",
    StepEvent.LINK: "Giới thiệu giữ mối liên hệ",
    StepEvent.UNLINK: "Thôi giữ mối liên hệ",
    StepEvent.CONFIRM: "Nơi đến báo đã tiếp nhận",
    StepEvent.ARCHIVE: "Lưu giấy",
    StepEvent.CANCEL: "Hủy ca",
    StepEvent.BACK: "Lùi một bước",
    StepEvent.OVERRIDE: "Cho qua điều chặn",
    StepEvent.CONTACT: "Đã liên hệ, nhắc",
    StepEvent.REMARK: "Ghi chú",
}
BLOCK: Mapping[Block, str] = {
    Block.INSPECTED: "Đang bị thanh tra, kiểm tra",
    Block.SUSPENDED: "Đang bị đình chỉ sinh hoạt",
    Block.BADGE_DUE: "Đến hạn Huy hiệu Đảng",
    Block.DUES_UNPAID: "Chưa đóng đủ đảng phí",
    Block.INDEX_OPEN: "Mục lục chưa xác nhận",
    Block.SUPPLEMENT: "Thiếu phiếu bổ sung",
    Block.PAPERS_MISSING: "Hồ sơ thiếu tài liệu",
    Block.RECOGNITION_DUE: "Hết dự bị, chưa công nhận",
    Block.TERM: "Thời gian không hợp loại chuyển",
}
CHECK_ITEM: Mapping[CheckItem, str] = {
    CheckItem.SEAL: "Niêm phong hồ sơ",
    CheckItem.IDENTITY: "Nhân thân, đối chiếu thẻ đảng viên",
    CheckItem.INDEX: "Mục lục tài liệu có xác nhận",
    CheckItem.PAPERS: "Tài liệu đủ theo mục lục",
    CheckItem.BOXES: "Các ô của giấy liên tục, đúng chỗ",
    CheckItem.TIME: "Thời hạn làm thủ tục, xuất trình",
    CheckItem.LEGALITY: "Việc kết nạp, công nhận đúng quy định",
}
CHECK_RESULT: Mapping[CheckResult, str] = {
    CheckResult.OPEN: "Chưa kiểm tra",
    CheckResult.GOOD: "Đạt",
    CheckResult.BAD: "Không đạt",
    CheckResult.NOT_APPLICABLE: "Không áp dụng",
}
COLUMN: Mapping[BoardColumn, str] = {
    BoardColumn.TO_DO: "Cần làm",
    BoardColumn.WAITING: "Đang chờ",
    BoardColumn.LATE: "Quá hạn",
    BoardColumn.DONE: "Đã xong",
}
BOX_WRITER: Mapping[str, tuple[str, ...]] = {
    "T10": (
        "chi ủy nơi đi",
        "đảng ủy bộ phận nơi đi",
        "đảng ủy cơ sở nơi đi",
        "cấp ủy cấp trên trực tiếp nơi đi",
        "ban tổ chức tỉnh ủy nơi đi",
        "ban tổ chức tỉnh ủy nơi đến",
        "cấp ủy cấp trên trực tiếp nơi đến",
        "đảng ủy cơ sở nơi đến",
        "đảng ủy bộ phận nơi đến",
        "chi ủy nơi đến",
    ),
    "T7": (
        "chi ủy nơi đi",
        "đảng ủy bộ phận nơi đi",
        "đảng ủy cơ sở nơi đi",
        "đảng ủy cấp trên cơ sở",
        "đảng ủy cơ sở nơi đến",
        "đảng ủy bộ phận nơi đến",
        "chi ủy nơi đến",
    ),
    "T8": (
        "chi ủy nơi đi",
        "cấp ủy nơi đi",
        "cấp ủy nơi tạm thời",
        "chi ủy nơi tạm thời",
        "chi ủy nơi tạm thời, khi về",
        "cấp ủy nơi tạm thời, khi về",
        "cấp ủy nơi trở về",
        "chi ủy nơi trở về",
    ),
}
"""Who writes each box of a letter, in the order of the boxes (38-HD/BTCTW, II.4.3)."""


def event_label(event: StepEvent, box: int = 0) -> str:
    """Return what a step is called: ``Ghi ô 4``."""
    return f"{EVENT[event]} {box}" if event is StepEvent.SIGN and box else EVENT[event]


def box_writer(letter: str, box: int) -> str:
    """Return who writes a box, in words; nothing for a box the letter does not have."""
    writers = BOX_WRITER.get(letter, ())
    return writers[box - 1] if 0 < box <= len(writers) else ""
