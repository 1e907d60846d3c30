"""The program's test of itself in words: its steps in their order, and what came of it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from tcxd_desktop.domain.selftest import SelftestReport, StepResult, StepState
from tcxd_desktop.wording.formats import show_date, show_number

PARTS: Final[Mapping[str, str]] = {
    "program": "Chương trình trên máy này",
    "office": "Văn phòng thử",
    "sheets": "Bảng tính",
    "meetings": "Sinh hoạt chi bộ",
    "transfers": "Chuyển sinh hoạt đảng",
    "packs": "Gói ký số",
    "clocks": "Thời hạn",
    "papers": "Giấy tờ",
    "safety": "Tài khoản, sao lưu",
    "screens": "Màn hình",
    "end": "Xét lại lần cuối",
}
"""What the first word of a key stands for."""

TITLES: Final[Mapping[str, str]] = {
    "program.machine": "Xem máy và các thư viện",
    "program.files": "Xem tệp của chương trình còn nguyên",
    "program.resources": "Xem phông chữ, biểu tượng, danh mục kèm theo",
    "office.make": "Tạo văn phòng mẫu, mã hóa",
    "office.import": "Nhập danh sách đảng viên",
    "office.find": "Tìm một người, gõ không dấu",
    "office.photo": "Đặt ảnh 3×4 cho một hồ sơ",
    "office.card": "Đọc mã QR trên ảnh thẻ căn cước",
    "sheets.old": "Nhập danh sách phông cũ, hoàn tác, nhập lại",
    "sheets.central8": "Xuất danh sách 8 cột, đọc lại",
    "sheets.central28": "Xuất danh sách 28 cột, đọc lại",
    "sheets.full": "Xuất cả hồ sơ của một chi bộ, đọc lại",
    "sheets.lists": "Xuất các mẫu danh sách còn lại",
    "sheets.merge": "Gộp hai hồ sơ, tách lại",
    "sheets.reconcile": "Đối chiếu một chi bộ đến giấy kết quả",
    "meetings.plan": "Lập lịch sinh hoạt tháng sau",
    "meetings.rate": "Ghi, chấm, thẩm định một buổi",
    "meetings.year": "Tính lại điểm cả năm",
    "transfers.cards": "Trao thẻ cơ quan giữa hai văn phòng",
    "transfers.out": "Chuyển chính thức: đề nghị, ký các ô",
    "transfers.letter": "In lên phôi giấy giới thiệu, tờ thử canh phôi",
    "transfers.pack": "In cả bộ giấy chuyển sinh hoạt",
    "transfers.code": "Vẽ mã QR của phiếu chuyển",
    "transfers.taken": "Văn phòng kia đọc ảnh, xem trước, nhận",
    "transfers.answer": "Văn phòng kia trả lời",
    "transfers.closed": "Nhận phiếu trả lời, ca hoàn tất",
    "transfers.stay": "Tạm thời: gia hạn rồi trở về",
    "transfers.merger": "Sáp nhập hai chi bộ, hoàn tác, làm lại",
    "packs.rules": "Nhận gói quy định, từ chối gói bị sửa",
    "packs.update": "Xét gói cập nhật chương trình, từ chối gói bị sửa",
    "clocks.deadlines": "Tính hạn theo quy định và ngày nghỉ",
    "clocks.age": "Tính tuổi đảng, ngày xét huy hiệu",
    "clocks.due": "Lập danh sách việc hôm nay",
    "papers.people": "In mọi mẫu của hồ sơ",
    "papers.meetings": "In mọi mẫu sinh hoạt, thẩm định",
    "papers.transfers": "In mọi mẫu chuyển sinh hoạt, các sổ",
    "papers.reconciliation": "In mọi mẫu đối chiếu",
    "papers.safety": "In sổ truy cập, bản trích dữ liệu, biên bản",
    "papers.all": "Xem mẫu nào chưa in",
    "safety.sheet": "Phiếu khôi phục: in, gõ lại mã",
    "safety.backup": "Sao lưu, khôi phục thử trong tiến trình riêng",
    "safety.restore": "Khôi phục vào chỗ khác",
    "safety.book": "Xét chuỗi sổ truy cập",
    "screens.window": "Mở cửa sổ chính, chuẩn bị các màn hình",
    "screens.pages": "Vẽ các trang",
    "screens.people": "Vẽ hồ sơ, tổ chức đảng",
    "screens.meetings": "Vẽ màn hình sinh hoạt, chấm điểm",
    "screens.transfers": "Vẽ màn hình chuyển sinh hoạt",
    "screens.exchange": "Vẽ màn hình nhập, xuất, đối chiếu",
    "screens.rest": "Vẽ màn hình an toàn, thiết lập, trợ giúp",
    "screens.dark": "Vẽ cửa sổ chính: tối, chữ to",
    "end.verify": "Kiểm tra tệp dữ liệu",
    "end.encrypted": "Tìm tên người trong mọi tệp dữ liệu",
    "end.clerk": "Đăng nhập bằng tài khoản cán bộ",
}
"""Every step by its key, in the order they are taken."""

MARKS: Final[Mapping[StepState, str]] = {
    StepState.PASSED: "✓",
    StepState.FAILED: "✗",
    StepState.SKIPPED: "–",
}
STATES: Final[Mapping[StepState, str]] = {
    StepState.PASSED: "đạt",
    StepState.FAILED: "không đạt",
    StepState.SKIPPED: "chưa thử được",
}


def title_of(key: str) -> str:
    """Return what a step is called; one that failed before it began, by its part."""
    return TITLES.get(key) or f"Chuẩn bị phần {part_of(key).lower() or key}"


def part_of(key: str) -> str:
    """Return the part a step belongs to."""
    return PARTS.get(key.partition(".")[0], "")


def rests_on(key: str) -> str:
    """Return why a step could not be tried."""
    return f"cần bước “{title_of(key)}” đạt trước"


def step_line(step: StepResult) -> str:
    """Return a step as one line of text."""
    time = f" ({seconds(step.seconds)} s)" if step.state is not StepState.SKIPPED else ""
    said = f": {step.said}" if step.said else ""
    return f"{MARKS[step.state]} {title_of(step.key)}{said}{time}"


def verdict(report: SelftestReport) -> str:
    """Return what came of the whole, in one sentence or two."""
    count, wrong, left = len(report.steps), len(report.failed), len(report.skipped)
    if report.passed:
        return f"Cả {count} bước đều đạt, trong {seconds(report.seconds)} giây."
    if not report.finished and not wrong:
        return f"Chưa làm xong: mới được {count} bước."
    also = f", {left} bước chưa thử được" if left else ""
    done = "" if report.finished else " Chưa làm hết các bước."
    return f"{wrong} trong {count} bước không đạt{also}.{done}"


def seconds(taken: float) -> str:
    """Return a time with one decimal."""
    return show_number(Decimal(f"{taken:.1f}"))


# --- the report on paper --------------------------------------------------------------------------


def report_text(report: SelftestReport) -> str:
    """Return the report as plain text, for a file that is sent to whoever supports the program."""
    begun = f"{report.begun[11:16]} ngày {show_date(report.begun[:10])}"
    lines = [
        "TỰ KIỂM TRA CHƯƠNG TRÌNH SỔ CÔNG TÁC ĐẢNG",
        f"Phiên bản {report.version}, bắt đầu lúc {begun}",
        verdict(report),
        "Mọi người, tổ chức nêu dưới đây đều hư cấu: tự kiểm tra làm việc trên văn phòng mẫu.",
        "",
    ]
    part = ""
    for step in report.steps:
        if part_of(step.key) != part:
            part = part_of(step.key)
            lines += ["", part.upper()]
        lines.append(f"  {step_line(step)}")
        lines += (f"      {line}" for line in step.trace)
    machine = report.machine or {}
    lines += ["", "MÁY", *(f"  {name}: {value}" for name, value in machine.items()), ""]
    return "\n".join(lines)
