"""What the four letters, their boxes and their places are called."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from tcxd_desktop.domain.letter_checks import CalibrationFault
from tcxd_desktop.domain.letters import BACK, FRONT, BoxState, CopyLine
from tcxd_desktop.wording.formats import show_number

LETTER_NAME: Mapping[str, str] = {
    "T10": "Giấy giới thiệu sinh hoạt đảng chính thức",
    "T7": "Giấy giới thiệu sinh hoạt đảng nội bộ",
    "T8": "Giấy giới thiệu sinh hoạt đảng tạm thời",
    "T2": "Giấy giới thiệu sinh hoạt đảng ra ngoài nước",
}
LETTER_SHORT: Mapping[str, str] = {
    "T10": "Giấy 10 ô (chính thức)",
    "T7": "Giấy 7 ô (nội bộ)",
    "T8": "Giấy 8 ô (tạm thời)",
    "T2": "Giấy 2 ô (ra ngoài nước)",
}
SIDE: Mapping[int, str] = {FRONT: "Mặt trước", BACK: "Mặt sau"}
BOX_STATE: Mapping[BoxState, str] = {
    BoxState.DONE: "đã ghi",
    BoxState.NEXT: "đến lượt",
    BoxState.LATER: "chưa đến",
    BoxState.OPTIONAL: "ghi nếu có",
    BoxState.UNUSED: "không dùng",
}
FIELD: Mapping[str, str] = {
    "dang_bo1": "Đảng bộ (dòng 1)",
    "dang_bo2": "Đảng bộ (dòng 2)",
    "chi_bo": "Chi bộ",
    "so_sdv": "Số SĐV",
    "so_tdv": "Số TĐV",
    "so_ll": "Số LL",
    "so_gtshd": "Số GTSHĐ",
    "kinh_gui": "Kính gửi",
    "kinh_chuyen": "Kính chuyển",
    "ho_ten": "Đồng chí",
    "dong_chi": "Đồng chí",
    "ten_khac": "Tên gọi khác",
    "sinh_ngay": "Sinh ngày",
    "sinh_thang": "Sinh tháng",
    "sinh_nam": "Sinh năm",
    "vao_dang_d": "Vào Đảng ngày",
    "vao_dang_m": "Vào Đảng tháng",
    "vao_dang_y": "Vào Đảng năm",
    "chinh_thuc_d": "Chính thức ngày",
    "chinh_thuc_m": "Chính thức tháng",
    "chinh_thuc_y": "Chính thức năm",
    "dang_phi_thang": "Đảng phí hết tháng",
    "dang_phi_nam": "Đảng phí, năm",
    "duoc_sinh_hoat_o": "Được sinh hoạt ở",
    "ho_so_kem_theo": "Hồ sơ kèm theo",
    "kem_theo": "Kèm theo",
    "ke_tu_d": "Kể từ ngày",
    "ke_tu_m": "Kể từ tháng",
    "ke_tu_y": "Kể từ năm",
    "thoi_han": "Thời hạn",
    "gia_han": "Gia hạn",
    "ngay_d": "Ngày viết",
    "ngay_m": "Tháng viết",
    "ngay_y": "Năm viết",
    "thay_mat": "T/M",
    "chuc_danh": "Chức danh người ký",
    "nguoi_ky": "Người ký",
}
"""The places of a letter, each by itself: three for a date."""
DATES: Mapping[str, tuple[str, str]] = {
    "sinh_ngay": ("Sinh ngày", "sinh_ngay sinh_thang sinh_nam"),
    "vao_dang_d": ("Vào Đảng ngày", "vao_dang_d vao_dang_m vao_dang_y"),
    "chinh_thuc_d": ("Chính thức ngày", "chinh_thuc_d chinh_thuc_m chinh_thuc_y"),
    "dang_phi_thang": ("Đã đóng đảng phí hết tháng", "dang_phi_thang dang_phi_nam"),
    "ke_tu_d": ("Được sinh hoạt kể từ ngày", "ke_tu_d ke_tu_m ke_tu_y"),
    "ngay_d": ("Ngày viết", "ngay_d ngay_m ngay_y"),
}
"""Dates by their first place: how the whole reads on the copy sheet, and its places in order."""
COPY_TITLE: Final = "BẢN ĐỂ CHÉP TAY"
WRITING_RULES: Final = (
    "Chép bằng một thứ mực, một kiểu chữ; không dùng mực đỏ, bút chì; không tẩy xóa.",
    "Sai ở ô 1: thay giấy khác, giấy hỏng ghi vào sổ. Sai nhỏ ở ô khác: gạch cho còn đọc được, "
    "viết lại ở trên và đóng dấu.",
    "Hồ sơ kèm theo: ghi đúng những loại giao cho đảng viên. Bản này không thay giấy giới thiệu, "
    "chép xong thì hủy.",
)
"""How the letters are written (38-HD/BTCTW ngày 29/9/2025, mục II.4.2)."""


def letter_name(letter: str) -> str:
    """Return what a letter is called, with its number of boxes."""
    return f"{LETTER_NAME[letter]} (loại {letter.removeprefix('T')} ô)"


def field_name(key: str) -> str:
    """Return what a place is called; an unknown one stands bare."""
    return FIELD.get(key, key)


_PARTS: Mapping[str, str] = {
    "d": "ngày", "ngay": "ngày", "m": "tháng", "thang": "tháng", "y": "năm", "nam": "năm",
}  # fmt: skip


def short_name(key: str) -> str:
    """Return what a narrow place is called: the part of the date it is."""
    return _PARTS.get(key.rpartition("_")[2], field_name(key))


def box_name(number: int) -> str:
    """Return ``Ô 3``."""
    return f"Ô {number}"


def printer_name(printer: str) -> str:
    """Return what a printer is called; none: the calibration that serves any."""
    return f"máy in {printer}" if printer else "mọi máy in"


# --- the copy sheet -------------------------------------------------------------------------------


def copy_lines(keys: Iterable[str], values: Mapping[str, str]) -> tuple[CopyLine, ...]:
    """Return what to write into a box, line by line; dates in one line, unknown parts as dots."""
    found: list[CopyLine] = []
    told: set[str] = set()
    for key in keys:
        if key in told:
            continue
        if key in DATES:
            caption, parts = DATES[key]
            told.update(parts.split())
            found.append(CopyLine(caption, _date(parts.split(), values)))
        else:
            found.append(CopyLine(field_name(key), values.get(key, "").strip()))
    return tuple(found)


def _date(parts: Iterable[str], values: Mapping[str, str]) -> str:
    """Return ``05 tháng 03 năm 1962``; nothing where nothing of it is known."""
    given = [values.get(part, "").strip() for part in parts]
    if not any(given):
        return ""
    shown = [part or "....." for part in given]
    words = ("tháng", "năm") if len(shown) == 3 else ("năm",)
    return shown[0] + "".join(
        f" {word} {part}" for word, part in zip(words, shown[1:], strict=True)
    )


# --- calibration ----------------------------------------------------------------------------------

MEASURE: Mapping[str, str] = {
    "paper_w": "bề rộng giấy",
    "paper_h": "bề cao giấy",
    "dx": "dịch ngang",
    "dy": "dịch dọc",
    "scale_x": "co giãn ngang",
    "scale_y": "co giãn dọc",
    "box_x": "mép trái khung",
    "box_y": "mép trên khung",
    "box_w": "bề rộng khung",
    "box_h": "bề cao khung",
    "x": "cách mép trái",
    "y": "cách mép trên",
    "w": "bề rộng",
    "size": "cỡ chữ",
    "box": "số ô",
    "key": "tên mục",
}
_UNIT: Mapping[str, str] = {"size": "điểm", "scale_x": "%", "scale_y": "%", "box": "", "key": ""}
FILE_FAULTS: Mapping[str, str] = {
    "size": "tệp lớn quá 1 MB",
    "json": "không đúng dạng JSON",
    "twice": "ghi hai lần",
    "format": "không phải tệp canh chỉnh phôi, hoặc của bản chương trình mới hơn",
    "list": "phải là danh sách có ít nhất một bản canh chỉnh",
    "many": "quá nhiều mục",
    "unknown": "không có mục tên này",
    "object": "phải là một nhóm tên và giá trị",
    "text": "phải là chữ, không quá 200 ký tự",
    "numbers": "phải là các số, đủ và không thừa",
    "large": "số lớn quá mức",
    "box": "phải là số ô, hoặc số ô và tên mục như 1.ho_ten",
}
"""What is wrong at a place of a calibration file."""


def measure(value: float, kind: str = "mm") -> str:
    """Return ``12,5 mm``."""
    unit = _UNIT.get(kind, "mm")
    # Two digits after the comma are finer than any printer.
    text = show_number(Decimal(f"{value:.2f}")) or "0"
    return f"{text} {unit}".strip()


def fault_words(fault: CalibrationFault) -> tuple[str, str, str]:
    """Return what is wrong with a calibration: what, its value, what it may be."""
    where = [MEASURE[fault.kind]]
    if fault.key:
        where.append(f"mục “{field_name(fault.key)}”")
    if fault.box:
        where.append(f"ô {fault.box}")
    if fault.side:
        where.append(SIDE[fault.side].lower())
    if fault.kind == "key":
        return ", ".join(where), f"“{fault.key}”", "là mục có trong ô này"
    allowed = f"từ {measure(fault.low, fault.kind)} đến {measure(fault.high, fault.kind)}"
    return ", ".join(where), measure(fault.value, fault.kind), allowed


_EDGES: Mapping[str, str] = {"A": "trái", "B": "trái", "C": "trên", "D": "trên"}
"""From which edge of the paper one measures to the marks of the test sheet."""


def mark_words(name: str, at: float) -> str:
    """Return what stands beside a mark of the test sheet: ``A: cách mép trái 50 mm``."""
    return f"{name}: cách mép {_EDGES[name]} {measure(at)}"


def trial_words(printer: str) -> str:
    """Return what the test sheet says of itself."""
    return f"{printer}. In đúng cỡ (100 %), áp lên phôi, soi trước ánh sáng."


def file_place(place: str) -> str:
    """Return where in a calibration file something is wrong, in words."""
    return f"Ở mục {place}" if place else "Cả tệp"
