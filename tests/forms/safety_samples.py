"""Fictional registers, books, sheets and reports for the tests of the papers of safety."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from tcxd_desktop.domain.safety_papers import (
    AccessBook,
    AccessRegister,
    BookLine,
    BookTop,
    CopyLine,
    CopyRegister,
    DataExtract,
    Direction,
    DossierName,
    Foot,
    HandoverLine,
    HandoverRegister,
    IncidentActor,
    IncidentKind,
    IncidentReport,
    KeptCopy,
    MonthOfAccess,
    Notice,
    ReadingLine,
    ReadingRegister,
    RecoverySheet,
)
from tcxd_desktop.wording.data_extract import extract_parts, sealed_titles
from tests.forms.form_samples import FULL, HEAD

UPRIGHT, ACROSS = (595, 842), (842, 595)
"""A4, in points."""
LONG = ("Nguyễn " * 71 + "Cuối")[:500]
DAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 9, 30)  # noqa: DTZ001 - papers print the office's own time
CHAIN = "3fa9c0de17b25e8811aa" + "0" * 44
FOOT = Foot("ĐẢNG ỦY XÃ ĐÔNG HẢI", "Nguyễn Thị Lan", NOON, 41205, CHAIN)
SIGNERS = (("NGƯỜI LẬP SỔ", "Nguyễn Thị Lan"), ("T/M CẤP ỦY\nPHÓ BÍ THƯ", "Trần Văn Hùng"))
TOP = BookTop(HEAD, date(2026, 10, 1), date(2026, 12, 31), "", SIGNERS, FOOT)
CODE = "V13G9-BV320-3ACMS-W5ZDS-468TR-D"
DAO = DossierName("Nguyễn Thị Đào", "004217 NB", 7)
PURPOSES = ("Kiểm tra đối chiếu", "Lập danh sách tặng Huy hiệu Đảng đợt 03/02/2027", "")


def name(number: int) -> DossierName:
    """Return the name of the n-th fictional member."""
    return DossierName(f"Trần Văn Bình {number:05d}", f"{number:06d} NB", number + 100)


def moment(number: int) -> datetime:
    """Return a time of the period, later with each number."""
    return NOON + timedelta(minutes=7 * number)


def reading(count: int) -> ReadingRegister:
    """Return a register in which every dossier is read twice, every tenth time in full."""
    lines = tuple(
        ReadingLine(
            moment(n),
            "Nguyễn Thị Lan" if n % 3 else "Phạm Quốc Toản",
            "Văn phòng Đảng ủy, cán bộ",
            (name(n // 2),),
            PURPOSES[n % 3],
            in_full=n % 10 == 9,
            allowed_by="Trần Văn Hùng",
            doubted=n % 50 == 7,
        )
        for n in range(count)
    )
    return ReadingRegister(TOP, lines)


def handover(count: int) -> HandoverRegister:
    """Return a register in which every third file came in; each speaks of two members."""
    lines = tuple(
        HandoverLine(
            moment(n),
            "Nguyễn Thị Lan",
            Direction.OUT if n % 3 else Direction.IN,
            f"Danh sách đảng viên lần {n + 1}",
            2,
            "Ban Tổ chức Tỉnh ủy",
            PURPOSES[n % 3],
        )
        for n in range(count)
    )
    return HandoverRegister(TOP, lines)


def copied(count: int) -> CopyRegister:
    """Return a register in which every line made two copies; every fourth of 41 people."""
    lines = tuple(
        CopyLine(
            moment(n),
            "Phạm Quốc Toản",
            "2-HSĐV Phiếu đảng viên" if n % 4 else "Danh sách đảng viên",
            (name(n),) if n % 4 else tuple(name(m) for m in range(8)),
            1 if n % 4 else 41,
            2,
            PURPOSES[n % 3],
        )
        for n in range(count)
    )
    return CopyRegister(TOP, lines)


def book(count: int) -> AccessBook:
    """Return an access book of ``count`` lines, the first of them number 1.001."""
    acts = ("Xem hồ sơ", "Sửa hồ sơ", "In", "Đăng nhập", "Sao lưu", "Xem số đầy đủ")
    lines = tuple(
        BookLine(
            1001 + n,
            moment(n),
            "Nguyễn Thị Lan",
            acts[n % 6],
            f"Trần Văn Bình {n:05d} ({n:06d} NB)" if n % 6 not in {3, 4} else "",
            ("", "Quê quán; Nơi thường trú", "2-HSĐV Phiếu đảng viên", "", "đã thử khôi phục", "")[
                n % 6
            ],
            PURPOSES[n % 3],
            2 if n % 6 == 2 else 0,
            doubted=n % 100 == 50,
        )
        for n in range(count)
    )
    top = replace(TOP, chosen="Lọc theo: người dùng Nguyễn Thị Lan")
    return AccessBook(top, lines, "Đã kiểm tra chuỗi ghi sổ: không dòng nào bị sửa, bớt hay chèn.")


REGISTERS: dict[str, Callable[[int], AccessRegister]] = {
    "reading": reading, "handover": handover, "copies": copied
}  # fmt: skip

SHEET = RecoverySheet(
    HEAD,
    "Trần Văn Hùng",
    CODE,
    NOON,
    "Bí thư, Phó Bí thư Đảng ủy",
    "Két của Văn phòng Đảng ủy",
    (("NGƯỜI LẬP PHIẾU", "Trần Văn Hùng"), ("NGƯỜI GIỮ PHIẾU", "Nguyễn Thị Lan")),
)

EXTRACT = DataExtract(
    HEAD,
    DAO,
    extract_parts(FULL, sealed=False, units={3: "Chi bộ Tổ Khoa học tự nhiên"}),
    with_sealed=False,
    sealed=sealed_titles(),
    born=FULL.birth_date,
    cell="Chi bộ Tổ Khoa học tự nhiên",
    request_no="12/YC",
    requested_on=date(2026, 11, 18),
    requested_by="Nguyễn Thị Đào",
    reason="Người có dữ liệu đề nghị cho biết dữ liệu đang lưu về mình",
    legal_basis="Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15",
    kept=(
        KeptCopy("Bản sao lưu", "Máy tính của văn phòng", "02/10 – 22/11/2026", 31),
        KeptCopy("Bản sao lưu", "Ổ đĩa rời số 2, trong két", "16/11/2026", 1),
        KeptCopy("Bản in 2-HSĐV Phiếu đảng viên", "Hồ sơ giấy", "06/2026", 2),
        KeptCopy("Tệp đã giao", "Ban Tổ chức Tỉnh ủy", "", None),
    ),
    access=(
        MonthOfAccess(date(2026, 10, 1), "Nguyễn Thị Lan", 12, 3, 2),
        MonthOfAccess(date(2026, 11, 1), "Nguyễn Thị Lan", 4, 0, 0, 1),
        MonthOfAccess(date(2026, 11, 1), "Trần Văn Hùng", 1),
    ),
    signers=(
        ("NGƯỜI LẬP BẢN TRÍCH", "Nguyễn Thị Lan"),
        ("NGƯỜI NHẬN", "Nguyễn Thị Đào"),
        ("T/M CẤP ỦY\nPHÓ BÍ THƯ", "Trần Văn Hùng"),
    ),
    foot=FOOT,
)

REMINDER = (
    "Nhắc: báo cơ quan chuyên trách bảo vệ dữ liệu cá nhân chậm nhất 72 giờ từ khi phát hiện "
    "(thời hạn theo bộ quy định đang áp dụng)."
)
REPORT = IncidentReport(
    HEAD,
    "07-BB/ĐU",
    NOON,
    "Nguyễn Thị Lan",
    "Cán bộ Văn phòng Đảng ủy",
    "Phòng Văn phòng Đảng ủy, tầng 2",
    frozenset({IncidentKind.LOST_STICK, IncidentKind.OTHER}),
    "để quên phong bì phiếu khôi phục trên bàn",
    "Thẻ nhớ chứa bản sao lưu ngày 16/11/2026 không còn trong két khi kiểm tra đầu giờ. Cửa két "
    "không có dấu vết bị cạy. Bản sao lưu trên thẻ đã được mã hóa, không kèm ô mật khẩu.",
    datetime(2026, 11, 16, 17, 0),  # noqa: DTZ001 - as above
    NOON,
    (("Số hồ sơ trong bản sao lưu", 3412), ("Số hồ sơ được xem trong thời gian này", 14)),
    tuple(name(n) for n in range(14)),
    14,
    (
        IncidentActor("Nguyễn Thị Lan", "Cán bộ", moment(-1360), moment(-5), 31, 6, 4, 1),
        IncidentActor("Trần Văn Hùng", "Trưởng ban", moment(-1000), moment(-390), 3),
    ),
    ("Lập phiếu khôi phục mới lúc 10:15 và sao lưu lại.", "Đổi khóa dữ liệu lúc 10:40."),
    (Notice("Thường trực Đảng ủy xã", moment(4), "Trực tiếp", "Nguyễn Thị Lan"),),
    REMINDER,
    (("NGƯỜI LẬP BIÊN BẢN", "Nguyễn Thị Lan"), ("NGƯỜI CHỨNG KIẾN", "Phạm Quốc Toản"),
     ("T/M CẤP ỦY\nPHÓ BÍ THƯ", "Trần Văn Hùng")),
    FOOT,
)  # fmt: skip
