"""The diagnostic package in words: its parts, and the closed words its values are made of."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Final

from tcxd_desktop.domain.selftest import StepState
from tcxd_desktop.wording.formats import show_number

TITLES: Final[Mapping[str, str]] = {
    "doc-truoc.txt": "Đọc trước",
    "phien-ban.txt": "Phiên bản, máy, màn hình",
    "thu-vien.txt": "Thư viện",
    "thiet-lap.txt": "Thiết lập trên máy này",
    "van-phong.txt": "Văn phòng, sao lưu",
    "so-dong.txt": "Văn phòng lớn cỡ nào",
    "nhat-ky.txt": "Nhật ký lỗi",
    "tu-kiem-tra.txt": "Tự kiểm tra gần nhất",
}
"""Files of the package, in their order, and what each is called."""
CLOCKS: Final[Mapping[str, str]] = {
    "": "đúng",
    "before": "chậm hơn lần ghi gần nhất",
    "old": "trước ngày ra chương trình",
    "jump": "cách lần ghi gần nhất hơn 400 ngày",
}
STATES: Final[Mapping[StepState, str]] = {
    StepState.PASSED: "đạt",
    StepState.FAILED: "KHÔNG ĐẠT",
    StepState.SKIPPED: "chưa thử",
}
FILES: Final = ("Tệp chính", "Tệp ngăn niêm phong")
TABLES: Final[Mapping[str, str]] = {
    "person": "Hồ sơ",
    "unit": "Tổ chức",
    "act": "Dòng sổ truy cập",
    "account": "Tài khoản",
    "photo": "Ảnh",
    "printed": "Lần in",
    "draft": "Bản nháp hồ sơ",
    "work_draft": "Bản nháp việc khác",
    "meeting": "Buổi sinh hoạt",
    "score_sheet": "Phiếu chấm",
    "score_template": "Mẫu chấm của cơ quan",
    "transfer": "Ca chuyển sinh hoạt",
    "transfer_step": "Bước của các ca",
    "collective": "Đợt chuyển giao tập thể",
    "import_run": "Lần nhập",
    "export_run": "Lần xuất",
    "recon_round": "Đợt đối chiếu",
    "known_office": "Cơ quan đã biết thẻ",
    "pack_taken": "Gói đã nhận",
    "rule_row": "Quy định cơ quan tự ghi",
    "sheet_layout": "Mẫu danh sách của cơ quan",
    "loan": "Lượt mượn hồ sơ",
}
"""Tables whose size tells something of a trouble, and what they hold."""
_WARNED: Final[Mapping[str, str]] = {
    "none": "chưa có bản nào",
    "old": "bản gần nhất đã cũ",
    "drill_failed": "khôi phục thử không đạt",
    "broken": "có bản hỏng",
    "second_none": "chưa có nơi thứ hai",
    "second_old": "nơi thứ hai đã cũ",
    "second_same_disk": "nơi thứ hai cùng đĩa",
    "no_recovery": "chưa có phiếu khôi phục",
    "sealed_pending": "ngăn niêm phong chưa kiểm tra",
    "clock": "giờ máy nghi sai",
}
SAME, OTHER, NONE = "như lúc đóng", "khác", "không có"
NEVER_TESTED = "Máy này chưa tự kiểm tra lần nào.\n"
_MEBIBYTE = 1024 * 1024
_FEW = 10


def foreword(now: datetime) -> str:
    """Return what the package says of itself."""
    return (
        "GÓI CHẨN ĐOÁN CHƯƠNG TRÌNH SỔ CÔNG TÁC ĐẢNG\n"
        f"Lập lúc {now:%H:%M %d/%m/%Y}.\n\n"
        "Gói này giúp người hỗ trợ biết chương trình, máy và văn phòng đang ở tình trạng nào.\n"
        "Trong gói không có tên đảng viên, tên tổ chức, tên tài khoản, số giấy tờ, mật khẩu,\n"
        "tên thư mục hay tên người dùng máy: chỉ có số đếm, số phiên bản và từ của chương trình.\n"
        "Có thể mở từng tệp để đọc trước khi gửi.\n"
    )


def yes(held: bool) -> str:  # noqa: FBT001 - a value in words
    """Return whether something holds."""
    return "có" if held else "không"


def size(count: int) -> str:
    """Return a size in KB or MB."""
    if count < _MEBIBYTE:
        return f"{show_number(-(-count // 1024))} KB"
    return f"{show_number(round(Decimal(count) / _MEBIBYTE, 1))} MB"


def about(count: int) -> str:
    """Return how many about: exact figures of an office are nobody's business."""
    if count < _FEW:
        return "0" if not count else f"dưới {_FEW}"
    return f"từ {show_number(10 ** (len(str(count)) - 1))}"


def backup(days: int, count: int, *, local: bool) -> str:
    """Return how old and how large a backup is, and where it lies."""
    where = "cạnh văn phòng" if local else "nơi thứ hai"
    return f"{days} ngày trước, {size(count)}, {where}"


def shape(version: int, pages: int, free: int, page_size: int) -> str:
    """Return what a data file is like."""
    shown = show_number
    return f"bản {version}, {shown(pages)} trang {shown(page_size)} byte, {shown(free)} trang trống"


def warnings(keys: Iterable[str]) -> str:
    """Return what the program warns of about backups."""
    return ", ".join(_WARNED.get(key, OTHER) for key in keys) or NONE


def time(seconds: float) -> str:
    """Return how long something took."""
    return f"{show_number(Decimal(f'{seconds:.1f}'))} s"


def drill(passed: bool | None) -> str:  # noqa: FBT001 - a value in words
    """Return what the last drill came to; ``None``: there was none."""
    return NONE if passed is None else ("đạt" if passed else "không đạt")


def log_head(shown: int, left: int) -> str:
    """Return what stands over the lines of the log."""
    also = f"; {left} dòng không đúng dạng đã bỏ ra" if left else ""
    return f"{shown} dòng mới nhất: lúc nào, loại lỗi, ở dòng nào của chương trình{also}."


def tested(finished: bool, quick: bool) -> str:  # noqa: FBT001 - values in words
    """Return what kind of test it was."""
    return f"{'thử nhanh' if quick else 'thử đủ'}, {'làm hết' if finished else 'chưa làm hết'}"
