"""Lý lịch đảng viên (1-HSĐV) with its cover, as 38-HD/BTCTW of 29/9/2025, I.2.1, describes it."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.kin import Kin, kin_of
from tcxd_desktop.domain.printing import MemberPaper
from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.domain.rows import Relative
from tcxd_desktop.forms.fonts import BOLD, ITALIC, REGULAR
from tcxd_desktop.forms.form_kit import (
    INDENT,
    LEADING,
    Field,
    Signer,
    date_words,
    fields,
    heading,
    mark,
    paper_day,
    papers_pdf,
    paragraph,
    signatures,
    tick,
)
from tcxd_desktop.forms.member_head import PHOTO, dossier_no_strip, photo
from tcxd_desktop.forms.page import BOTTOM, LEFT, RIGHT, TOP, Sheet
from tcxd_desktop.forms.record_texts import after, joined, noted, span
from tcxd_desktop.forms.tables import Column, Row, table
from tcxd_desktop.wording.formats import show_date, show_death, show_period, show_place, upper_name

_PLEDGE: Final = (
    "Tôi cam đoan đã khai đầy đủ, rõ ràng, trung thực và chịu trách nhiệm trước Đảng "
    "về những nội dung đã khai trong lý lịch."
)
_VERIFIED: Final = (
    "Chứng nhận lý lịch của đồng chí {name} khai tại đảng bộ, chi bộ cơ sở, chi bộ trực thuộc "
    "(nơi không có đảng ủy cơ sở) {at} là đúng sự thật."
)
_COMPARED: Final = (
    "Chứng nhận lý lịch của đồng chí {name} theo đúng lý lịch của người xin vào Đảng "
    "(hoặc lý lịch cũ)."
)
_DOTS: Final = "." * 40
_PERIOD: Final = Column("Từ tháng, năm\nđến tháng, năm", 22, centred=True)
_EARLY: Final = (_PERIOD, Column("Làm gì, ở đâu", 78))
_JOBS: Final = (
    _PERIOD,
    Column("Làm việc gì, ở đâu", 44),
    Column("Giữ chức vụ gì", 34),
)
_TRAININGS: Final = (
    Column("Tên lớp, ngành học", 24),
    Column("Trường, nơi mở lớp", 24),
    Column("Từ tháng, năm\nđến tháng, năm", 21, centred=True),
    Column("Hình thức học", 14),
    Column("Văn bằng, chứng chỉ", 17),
)
_ABROAD: Final = (
    _PERIOD,
    Column("Nước", 20),
    Column("Lý do đi", 28),
    Column("Cơ quan quyết định", 30),
)
_REWARDS: Final = (
    Column("Tháng, năm", 18, centred=True),
    Column("Hình thức khen thưởng", 48),
    Column("Cấp quyết định", 34),
)
_DISCIPLINES: Final = (
    Column("Tháng, năm", 18, centred=True),
    Column("Lý do", 32),
    Column("Hình thức kỷ luật", 24),
    Column("Cấp quyết định", 26),
)
_FAMILY: Final = (
    Column("Quan hệ, họ và tên, năm sinh", 34),
    Column("Hoàn cảnh của từng người", 66),
)
_GROUPS: Final = (
    ("A. Ông, bà nội, ngoại của bản thân và của vợ (chồng)", {Kin.GRANDPARENT}),
    (
        "B. Cha, mẹ đẻ (hoặc người nuôi dưỡng); cha, mẹ vợ (chồng); vợ hoặc chồng",
        {Kin.FATHER, Kin.MOTHER, Kin.FOSTER, Kin.IN_LAW, Kin.SPOUSE},
    ),
    (
        "C. Anh, chị, em ruột của bản thân và của vợ (chồng); các con",
        {Kin.CHILD, Kin.OTHER},
    ),
)


def biography(
    papers: Sequence[MemberPaper],
    *,
    day: date,
    progress: Progress = unwatched,
    duplex: bool = False,
) -> bytes:
    """Return the Lý lịch đảng viên of each member, one PDF for all of them."""

    def draw(sheet: Sheet, paper: MemberPaper) -> None:
        _cover(sheet, paper)
        sheet.turn()
        _person(sheet, paper)
        _levels(sheet, paper.dossier)
        _admission(sheet, paper.dossier)
        _life(sheet, paper.dossier)
        _record(sheet, paper.dossier)
        _family(sheet, paper.dossier)
        _pledge(sheet, paper, day)
        _certificate(sheet, paper)

    return papers_pdf("Lý lịch đảng viên", papers, draw, progress, duplex=duplex)


def _cover(sheet: Sheet, paper: MemberPaper) -> None:
    mark(sheet, "Mẫu 1-HSĐV")
    wide, high = A4[0] - LEFT - RIGHT, A4[1] - TOP - BOTTOM
    for inset in (0.0, 1.2 * mm):
        sheet.box(LEFT + inset, BOTTOM + inset, wide - 2 * inset, high - 2 * inset)
    margins = sheet.left, sheet.right
    sheet.left, sheet.right = LEFT + 18 * mm, A4[0] - RIGHT - 18 * mm
    sheet.y -= 14 * mm
    paragraph(sheet, "ĐẢNG CỘNG SẢN VIỆT NAM", face=BOLD, size=16, centred=True)
    sheet.y -= 70 * mm
    paragraph(sheet, "LÝ LỊCH", face=BOLD, size=30, centred=True)
    paragraph(sheet, "ĐẢNG VIÊN", face=BOLD, size=30, centred=True)
    sheet.y -= 46 * mm
    dossier = paper.dossier
    fields(sheet, Field("Họ và tên khai sinh:", upper_name(dossier.birth_name), face=BOLD))
    sheet.y -= 2 * mm
    dossier_no_strip(sheet, dossier, sheet.right)
    sheet.left, sheet.right = margins


def _person(sheet: Sheet, paper: MemberPaper) -> None:
    dossier = paper.dossier
    top = sheet.y
    page = sheet.page
    photo(sheet, paper.photo, top=top)
    right = sheet.right - PHOTO[0] - 6 * mm
    sheet.y -= 6 * mm
    paragraph(sheet, "LÝ LỊCH ĐẢNG VIÊN", face=BOLD, size=16)
    sheet.y -= 2 * mm
    name = upper_name(dossier.birth_name)
    fields(sheet, Field("1. Họ và tên khai sinh:", name, face=BOLD), right=right)
    fields(sheet, Field("2. Các tên gọi khác:", dossier.other_names), right=right)
    fields(sheet, Field("3. Sinh ngày", date_words(dossier.birth_date)), right=right)
    fields(sheet, Field("4. Giới tính (nam, nữ):", dossier.sex), right=right)
    if sheet.page == page:
        sheet.y = min(sheet.y, top - PHOTO[1] - 2 * mm)
    fields(sheet, Field("5. Nơi đăng ký khai sinh:", show_place(dossier.birth_place)))
    fields(sheet, Field("6. Quê quán:", show_place(dossier.origin)))
    fields(sheet, Field("7. Nơi cư trú: - Nơi thường trú:", show_place(dossier.home)))
    fields(sheet, Field("- Nơi tạm trú:", show_place(dossier.lodging)), indent=INDENT)
    fields(
        sheet,
        Field("8. Dân tộc:", noted(dossier.ethnicity, dossier.ethnicity_note)),
        Field("9. Tôn giáo:", noted(dossier.religion, dossier.religious_rank)),
    )
    work = joined(dossier.occupation, dossier.workplace)
    fields(sheet, Field("10. Nghề nghiệp hiện nay:", work))


def _levels(sheet: Sheet, dossier: Dossier) -> None:
    heading(sheet, "11. Trình độ hiện nay")
    for label, value in (
        ("11.1. Giáo dục phổ thông:", dossier.edu_general),
        ("11.2. Chuyên môn, nghiệp vụ:", dossier.profession),
        ("11.3. Khoa học công nghệ:", dossier.science),
        ("11.4. Học vị cao nhất:", dossier.degree),
        ("11.5. Học hàm cao nhất:", dossier.academic_rank),
        ("11.6. Lý luận chính trị:", noted(dossier.theory, dossier.theory_mode)),
        ("11.7. Ngoại ngữ:", dossier.languages),
        ("11.8. Tin học:", dossier.informatics),
        ("11.9. Tiếng dân tộc thiểu số:", dossier.minority_languages),
    ):
        fields(sheet, Field(label, value), indent=INDENT)
    joined_union = joined(show_date(dossier.union_date), dossier.union_at, by=", tại ")
    fields(
        sheet,
        Field(
            "12. Ngày và nơi kết nạp vào Đoàn Thanh niên Cộng sản Hồ Chí Minh:",
            joined_union,
            lines=2,
        ),
    )


def _admission(sheet: Sheet, dossier: Dossier) -> None:
    heading(sheet, "13. Ngày và nơi kết nạp vào Đảng Cộng sản Việt Nam")
    for label, on, at in (
        (
            "13.1. Ngày cấp có thẩm quyền ra quyết định kết nạp:",
            dossier.decision_date,
            joined(after("số ", dossier.decision_no), dossier.decision_by),
        ),
        ("13.2. Ngày và nơi kết nạp vào Đảng:", dossier.ceremony_date, dossier.ceremony_at),
        ("13.3. Ngày và nơi công nhận chính thức:", dossier.official_date, dossier.official_at),
    ):
        fields(sheet, Field(label, _on_at(on, at), lines=2), indent=INDENT)


def _on_at(on: PartialDate | None, at: str) -> str:
    return joined(show_date(on), at)


def _life(sheet: Sheet, dossier: Dossier) -> None:
    table(
        sheet,
        "14. Lịch sử bản thân (từ nhỏ đến khi tham gia hoạt động xã hội)",
        _EARLY,
        [(show_period(row.since, row.until), row.content) for row in dossier.early_years],
    )
    table(
        sheet,
        "15. Những công việc, chức vụ đã qua",
        _JOBS,
        [
            (show_period(row.since, row.until), joined(row.work, row.unit), row.post)
            for row in dossier.jobs
        ],
        blank=8,
    )
    fields(sheet, Field("16. Đặc điểm lịch sử:", dossier.special_history, lines=4))
    table(
        sheet,
        "17. Những lớp đào tạo, bồi dưỡng đã qua",
        _TRAININGS,
        [
            (row.subject, row.school, show_period(row.since, row.until), row.mode, row.diploma)
            for row in dossier.trainings
        ],
        blank=4,
    )


def _record(sheet: Sheet, dossier: Dossier) -> None:
    table(
        sheet,
        "18. Đi nước ngoài (từ 3 tháng trở lên)",
        _ABROAD,
        [
            (show_period(row.since, row.until), row.country, row.purpose, row.sent_by)
            for row in dossier.abroad
        ],
        blank=2,
    )
    rewards = [(show_date(row.on), row.form, row.level) for row in dossier.rewards]
    rewards.extend((show_date(row.on), row.name, "") for row in dossier.titles)
    table(sheet, "19. Khen thưởng", _REWARDS, rewards)
    table(
        sheet,
        "20. Kỷ luật",
        _DISCIPLINES,
        [
            (
                span(show_date(row.on), show_date(row.until)),
                joined(row.reason, after("sửa án: ", row.amended), by="; "),
                noted(row.form, row.system),
                row.body,
            )
            for row in dossier.disciplines
        ],
    )


def _family(sheet: Sheet, dossier: Dossier) -> None:
    rows: list[Row] = []
    for caption, kins in _GROUPS:
        members = [row for row in dossier.family if kin_of(row.relation) in kins]
        rows.append((caption,))
        rows.extend(_relative(row) for row in members)
        if not members:
            rows.extend([("", "")] * 2)
    table(sheet, "21. Hoàn cảnh gia đình", _FAMILY, rows)


def _relative(row: Relative) -> Row:
    who = joined(row.relation, row.name, show_date(row.born), by="\n")
    told = joined(
        after("Quê quán: ", row.origin),
        after("Nơi cư trú: ", row.home),
        after("Quốc tịch: ", row.nationality),
        after("Nghề nghiệp: ", joined(row.occupation, row.post)),
        after("Thành phần giai cấp: ", row.class_origin),
        after("Lịch sử chính trị: ", row.history),
        after("Chấp hành đường lối, pháp luật: ", row.law),
        "Là đảng viên" if row.party_member else "",
        show_death(row.died),
        by=". ",
    )
    return who, told


def _pledge(sheet: Sheet, paper: MemberPaper, day: date) -> None:
    dossier = paper.dossier
    heading(sheet, "22. Tự nhận xét")
    fields(sheet, Field("", dossier.self_remark, lines=6))
    heading(sheet, "23. Cam đoan và ký tên", 8 * LEADING + 20 * mm)
    paragraph(sheet, _PLEDGE)
    signatures(
        sheet,
        Signer(()),
        Signer(
            (
                (paper_day(paper, day), ITALIC),
                ("NGƯỜI KHAI", BOLD),
                ("(Ký, ghi rõ họ tên)", ITALIC),
            ),
            dossier.birth_name,
        ),
    )


def _certificate(sheet: Sheet, paper: MemberPaper) -> None:
    sheet.y -= LEADING
    heading(
        sheet,
        "CHỨNG NHẬN CỦA CẤP ỦY CƠ SỞ (HOẶC CẤP ỦY CẤP TRÊN TRỰC TIẾP)",
        12 * LEADING + 20 * mm,
    )
    name = paper.dossier.birth_name or _DOTS
    for words in (_VERIFIED, _COMPARED):
        _choice(sheet, words.format(name=name, at=_DOTS))
    signatures(
        sheet,
        Signer(()),
        Signer(
            (
                ("Ngày ..... tháng ..... năm ..........", ITALIC),
                ("T/M CẤP ỦY", BOLD),
                ("(Chức vụ, ký, ghi rõ họ tên, đóng dấu)", ITALIC),
            )
        ),
    )


def _choice(sheet: Sheet, text: str) -> None:
    """Write a formula behind a box to be crossed by hand."""
    sheet.need(2 * LEADING)
    tick(sheet, (sheet.left, sheet.y - LEADING * 0.74 - 1), crossed=False)
    sheet.left += INDENT + 1
    paragraph(sheet, text, face=REGULAR)
    sheet.left -= INDENT + 1
