"""Phiếu đảng viên (2-HSĐV), numbered as 38-HD/BTCTW of 29/9/2025, I.2.2."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from reportlab.lib.units import mm

from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.printing import MemberPaper
from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.domain.rows import Introducer, Service
from tcxd_desktop.forms import record_texts
from tcxd_desktop.forms.fonts import BOLD, ITALIC
from tcxd_desktop.forms.form_kit import (
    INDENT,
    LEADING,
    Field,
    Signer,
    checks,
    date_words,
    fields,
    heading,
    mark,
    paper_day,
    papers_pdf,
    paragraph,
    signatures,
)
from tcxd_desktop.forms.member_family import abroad, economy, family
from tcxd_desktop.forms.member_head import PHOTO, numbers, organisations, photo
from tcxd_desktop.forms.page import Sheet
from tcxd_desktop.forms.record_texts import joined, noted, span
from tcxd_desktop.forms.tables import Column, table
from tcxd_desktop.wording.formats import (
    show_date,
    show_period,
    show_place,
    upper_name,
)

_BADGES: Final = ("30", "40", "45", "50", "55", "60", "65", "70", "75", "80", "85", "90")
_JOBS: Final = (
    Column("Từ tháng, năm\nđến tháng, năm", 22, centred=True),
    Column("Làm việc gì", 32),
    Column("Chức vụ, đơn vị công tác", 46),
)
_TRAININGS: Final = (
    Column("Tên trường", 25),
    Column("Ngành học hoặc tên lớp học", 22),
    Column("Từ tháng, năm\nđến tháng, năm", 21, centred=True),
    Column("Hình thức học", 14),
    Column("Văn bằng, chứng chỉ, trình độ gì", 18),
)
_REWARDS: Final = (
    Column("Hình thức khen thưởng", 50),
    Column("Tháng, năm", 18, centred=True),
    Column("Cấp quyết định", 32),
)
_DISCIPLINES: Final = (
    Column("Hình thức kỷ luật", 24),
    Column("Cơ quan quyết định", 26),
    Column("Thời gian", 18, centred=True),
    Column("Lý do; sửa án (nếu có)", 32),
)


def member_form(
    papers: Sequence[MemberPaper],
    *,
    day: date,
    progress: Progress = unwatched,
    duplex: bool = False,
) -> bytes:
    """Return the Phiếu đảng viên of each member, one PDF for all of them."""

    def draw(sheet: Sheet, paper: MemberPaper) -> None:
        dossier = paper.dossier
        _head(sheet, paper)
        _person(sheet, dossier)
        _admission(sheet, dossier)
        _levels(sheet, dossier)
        _working_life(sheet, dossier)
        _honours(sheet, dossier)
        _history(sheet, dossier)
        abroad(sheet, dossier)
        family(sheet, dossier)
        economy(sheet, dossier)
        _signatures(sheet, paper, day)

    return papers_pdf("Phiếu đảng viên", papers, draw, progress, duplex=duplex)


def _head(sheet: Sheet, paper: MemberPaper) -> None:
    mark(sheet, "Mẫu 2-HSĐV")
    top = sheet.y
    photo(sheet, paper.photo, top=top)
    beside = sheet.right - PHOTO[0] - 6 * mm
    organisations(sheet, paper.head, beside)
    numbers(sheet, paper.dossier, beside)
    if sheet.page == 1:
        sheet.y = min(sheet.y, top - PHOTO[1]) - 3 * mm
    paragraph(sheet, "PHIẾU ĐẢNG VIÊN", face=BOLD, size=16, centred=True)
    sheet.y -= 2 * mm


def _person(sheet: Sheet, dossier: Dossier) -> None:
    fields(
        sheet,
        Field("01) Họ và tên khai sinh:", upper_name(dossier.birth_name), 7, face=BOLD),
        Field("02) Giới tính:", dossier.sex, 3),
    )
    fields(
        sheet,
        Field("03) Tên gọi khác:", dossier.other_names),
        Field("04) Sinh ngày", date_words(dossier.birth_date)),
    )
    fields(sheet, Field("05) Nơi đăng ký khai sinh:", show_place(dossier.birth_place)))
    fields(sheet, Field("06) Quê quán:", show_place(dossier.origin)))
    fields(sheet, Field("07) Nơi cư trú: - Nơi thường trú:", show_place(dossier.home)))
    fields(sheet, Field("- Nơi tạm trú:", show_place(dossier.lodging)), indent=INDENT)
    fields(
        sheet,
        Field("08) Dân tộc:", noted(dossier.ethnicity, dossier.ethnicity_note)),
        Field("09) Tôn giáo:", noted(dossier.religion, dossier.religious_rank)),
    )
    fields(
        sheet,
        Field("10) Thành phần gia đình:", dossier.family_class, 4),
        Field("11) Nghề nghiệp hiện nay:", joined(dossier.occupation, dossier.workplace), 6),
    )


def _admission(sheet: Sheet, dossier: Dossier) -> None:
    fields(
        sheet,
        Field("12) Ngày vào Đảng:", show_date(dossier.ceremony_date), 4),
        Field("Tại chi bộ:", dossier.ceremony_at, 6),
    )
    introducers = [*dossier.introducers, Introducer(), Introducer()]
    for number, row in enumerate(introducers[: max(2, len(dossier.introducers))], 1):
        fields(
            sheet,
            Field(f"Người giới thiệu {number}:", row.name),
            Field(
                "Chức vụ, đơn vị:",
                joined(row.post, row.unit, f"nay ở: {row.now_at}" if row.now_at else ""),
            ),
            indent=INDENT,
        )
    fields(
        sheet,
        Field(
            "Ngày cấp có thẩm quyền ra quyết định kết nạp:",
            show_date(dossier.decision_date),
        ),
        indent=INDENT,
    )
    fields(
        sheet,
        Field("Ngày chính thức:", show_date(dossier.official_date), 4),
        Field("Tại chi bộ:", dossier.official_at, 6),
        indent=INDENT,
    )
    fields(
        sheet,
        Field("13) Ngày được tuyển dụng:", show_date(dossier.recruited_date), 4),
        Field("Cơ quan tuyển dụng:", dossier.recruited_by, 6),
    )
    fields(sheet, Field("14) Ngày vào Đoàn TNCS Hồ Chí Minh:", show_date(dossier.union_date)))
    fields(
        sheet,
        Field("15) Ngày tham gia các tổ chức xã hội khác:", record_texts.social_orgs(dossier)),
    )
    for number, service in enumerate(dossier.services or (Service(),)):
        _service(sheet, service, again=number > 0)


def _service(sheet: Sheet, row: Service, *, again: bool) -> None:
    fields(
        sheet,
        Field("Tái ngũ:" if again else "16) Ngày nhập ngũ:", show_date(row.enlisted)),
        Field("Ngày xuất ngũ:", noted(show_date(row.discharged), row.form)),
        Field("Quân hàm, chức vụ cao nhất:", row.rank, 1.6),
        indent=INDENT if again else 0,
    )


def _levels(sheet: Sheet, dossier: Dossier) -> None:
    fields(
        sheet,
        Field("17) Trình độ hiện nay: - Giáo dục phổ thông:", dossier.edu_general),
    )
    rows = (
        (Field("- Chuyên môn, nghiệp vụ:", dossier.profession),),
        (Field("- Khoa học công nghệ:", dossier.science),),
        (
            Field("- Học vị cao nhất:", dossier.degree),
            Field("- Học hàm cao nhất:", dossier.academic_rank),
        ),
        (Field("- Lý luận chính trị:", noted(dossier.theory, dossier.theory_mode)),),
        (
            Field("- Ngoại ngữ:", dossier.languages),
            Field("- Tin học:", dossier.informatics),
        ),
        (Field("- Tiếng dân tộc thiểu số:", dossier.minority_languages),),
    )
    for row in rows:
        fields(sheet, *row, indent=INDENT)
    fields(
        sheet,
        Field("18) Tình trạng sức khỏe:", dossier.health, 6),
        Field("Thương binh loại:", dossier.invalid_class, 4),
    )
    checks(
        sheet,
        (
            ("      Gia đình liệt sĩ", dossier.martyr_family),
            ("Gia đình có công với cách mạng", dossier.merit_family),
        ),
        2,
    )
    fields(sheet, Field("19) Số căn cước:", dossier.citizen_id))
    told = record_texts.exemptions(dossier)
    fields(sheet, Field("20) Được miễn công tác và sinh hoạt đảng ngày:", told))


def _working_life(sheet: Sheet, dossier: Dossier) -> None:
    table(
        sheet,
        "21) TÓM TẮT QUÁ TRÌNH HOẠT ĐỘNG VÀ CÔNG TÁC",
        _JOBS,
        [
            (show_period(row.since, row.until), row.work, joined(row.post, row.unit))
            for row in dossier.jobs
        ],
        blank=6,
    )
    table(
        sheet,
        "22) ĐÀO TẠO, BỒI DƯỠNG VỀ CHUYÊN MÔN, NGHIỆP VỤ, LÝ LUẬN CHÍNH TRỊ, NGOẠI NGỮ",
        _TRAININGS,
        [
            (row.school, row.subject, show_period(row.since, row.until), row.mode, row.diploma)
            for row in dossier.trainings
        ],
        blank=4,
    )


def _honours(sheet: Sheet, dossier: Dossier) -> None:
    table(
        sheet,
        "23) KHEN THƯỞNG (huân chương, huy chương, bằng khen)",
        _REWARDS,
        [(row.form, show_date(row.on), row.level) for row in dossier.rewards],
        blank=2,
    )
    heading(sheet, "24) ĐƯỢC TẶNG HUY HIỆU ĐẢNG")
    given = {row.years.removesuffix(" năm") for row in dossier.badges}
    checks(sheet, [(f"{year} năm", year in given) for year in _BADGES], 6)
    if others := joined(*sorted(given.difference(_BADGES))):
        fields(sheet, Field("Huy hiệu khác:", others))
    fields(sheet, Field("25) Danh hiệu được phong:", record_texts.titles(dossier)))
    table(
        sheet,
        "26) KỶ LUẬT (Đảng; hành chính)",
        _DISCIPLINES,
        [
            (
                noted(row.form, row.system),
                row.body,
                span(show_date(row.on), show_date(row.until)),
                joined(row.reason, f"sửa án: {row.amended}" if row.amended else "", by="; "),
            )
            for row in dossier.disciplines
        ],
        blank=2,
    )


def _history(sheet: Sheet, dossier: Dossier) -> None:
    heading(sheet, "27) ĐẶC ĐIỂM LỊCH SỬ BẢN THÂN")
    for label, text in (
        ("a) Bị khai trừ hoặc xóa tên; xin ra khỏi Đảng:", record_texts.exits(dossier)),
        ("b) Được kết nạp lại vào Đảng:", record_texts.readmissions(dossier)),
        ("c) Được khôi phục đảng tịch:", record_texts.restorations(dossier)),
        ("d) Bị xử lý theo pháp luật:", record_texts.legal_cases(dossier)),
        ("e) Bản thân có làm việc trong chế độ cũ:", record_texts.old_regime(dossier)),
    ):
        fields(sheet, Field(label, text))


def _signatures(sheet: Sheet, paper: MemberPaper, day: date) -> None:
    sheet.y -= LEADING / 2
    signatures(
        sheet,
        Signer(
            (
                ("Ngày ..... tháng ..... năm ..........", ITALIC),
                ("XÁC NHẬN CỦA CẤP ỦY", BOLD),
                ("(Chức vụ, ký, ghi rõ họ tên, đóng dấu)", ITALIC),
            )
        ),
        Signer(
            (
                (paper_day(paper, day), ITALIC),
                ("NGƯỜI KHAI", BOLD),
                ("(Ký, ghi rõ họ tên)", ITALIC),
            ),
            paper.dossier.birth_name,
        ),
    )
