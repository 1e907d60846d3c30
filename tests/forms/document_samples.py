"""Fictional papers of meetings for the tests of documents: full, blank, hostile, large, empty."""

import io
from dataclasses import replace
from decimal import Decimal

import docx
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph
from pypdf import PdfReader

from tcxd_desktop.domain.cell_papers import CellPaper, PlanPaper
from tcxd_desktop.domain.documents import Document, Table
from tcxd_desktop.domain.meetings import (
    Attendance,
    Meeting,
    MeetingState,
    Minutes,
    PlanLine,
    Presence,
    Task,
    TaskState,
    Vote,
    count,
)
from tcxd_desktop.domain.score_sheets import ItemResult, SheetResult
from tcxd_desktop.domain.score_templates import (
    SELF,
    Adjustment,
    AdjustmentKind,
    Item,
    MeetingKind,
    RatingLevel,
    ScoreTemplate,
)
from tcxd_desktop.wording.meeting_lists import plan_document, roll_document
from tcxd_desktop.wording.meeting_minutes import minutes_document
from tcxd_desktop.wording.meeting_resolution import resolution_document
from tests.forms.form_samples import letters

D = Decimal
LONG = "Chi bộ cụm dân cư số 12 liên thôn Đông Thành – Bình Minh – Kim Đông, khu vực 3 " * 7
"""More than 500 letters."""
NAMES = (
    "Lê Văn Hòa", "Nguyễn Thị Đào", "Phạm Văn Thành", "Vũ Thị Hạnh", "Trần Văn Quý",
    "Đỗ Văn Khang", "Bùi Thị Ngọc Ánh", "Hoàng Văn Đức", "Đặng Thị Hồng Nhung", "Ngô Văn Ước",
)  # fmt: skip
ROLL = (
    Attendance(1, NAMES[0], "chinh_thuc", Presence.PRESENT, spoke=True,
               gist="nhất trí báo cáo, đề nghị bổ sung thời hạn hoàn thành đường nội đồng."),
    Attendance(2, NAMES[1], "chinh_thuc", Presence.PRESENT, spoke=True),
    Attendance(3, NAMES[2], "chinh_thuc", Presence.PRESENT),
    Attendance(4, NAMES[3], "chinh_thuc", Presence.ABSENT_REASON, "điều trị tại bệnh viện tỉnh"),
    Attendance(5, NAMES[4], "chinh_thuc", Presence.PRESENT),
    Attendance(6, NAMES[5], "chinh_thuc", Presence.EXEMPT),
    Attendance(7, NAMES[6], "du_bi", Presence.PRESENT),
    Attendance(8, NAMES[7], "chinh_thuc", Presence.ABSENT),
    Attendance(9, NAMES[8], "chinh_thuc", Presence.AWAY),
    Attendance(10, NAMES[9], "chinh_thuc", Presence.PRESENT, temporary_here=True),
)  # fmt: skip
MINUTES = Minutes(
    agenda="Đánh giá công tác tháng 10.\nBàn nhiệm vụ tháng 11.",
    news="Quán triệt Hướng dẫn số 42-HD/BTCTW ngày 28/10/2025 của Ban Tổ chức Trung ương; thông "
    "tin tình hình thời sự trong nước và của xã.",
    last_month="Thu hoạch xong 42,5 ha lúa mùa, năng suất bình quân 58 tạ/ha.\n"
    "Vận động 37 hộ hiến 1.250 m² đất làm đường nội đồng.\n"
    "Kiểm tra 02 đảng viên chấp hành chế độ sinh hoạt.\n"
    "Công tác dân vận được duy trì.\nTổ chức tốt ngày hội đoàn kết.",
    next_month="Làm đất gieo trồng cây vụ đông.\nHoàn thành 600 m đường nội đồng.",
    discussion="Các ý kiến khác thống nhất với dự thảo nghị quyết.",
    conclusions="Chi bộ thống nhất 02 nhiệm vụ trọng tâm tháng 11 và phân công người phụ trách.",
    praise="Biểu dương đồng chí Phạm Văn Thành.",
    shortcomings="Còn 01 đồng chí vắng không lý do; chi ủy gặp gỡ, nhắc nhở.",
    dues="100 % đảng viên đã nộp đảng phí tháng 10.",
    resolution_number="11-NQ/CB",
    guests="đại diện Ban công tác Mặt trận thôn",
)
MEETING = Meeting(
    id=7, unit_id=3, kind=MeetingKind.REGULAR, period="2026-11", state=MeetingState.HELD,
    planned_on="2026-11-05", planned_at="14:00", held_on="2026-11-05", start="14:00", end="15:45",
    place="Nhà văn hóa thôn Bình Minh", chair_id=1, chair=NAMES[0], secretary_id=2,
    secretary=NAMES[1], upper="Đinh Quang Vinh, Phó Bí thư Đảng ủy", minutes=MINUTES,
    attendance=ROLL, votes=(Vote("thông qua dự thảo nghị quyết", 4, 0, 1),), counts=count(ROLL),
)  # fmt: skip
TEMPLATE = ScoreTemplate(
    "MAU-THU", 1, "Mẫu thử",
    items=(
        Item("1", "Công tác chuẩn bị sinh hoạt", D(10)),
        Item("2", "Thực hiện chế độ, nền nếp sinh hoạt", D(25)),
        Item("3", "Nội dung sinh hoạt và tính lãnh đạo, tính giáo dục, tính chiến đấu", D(35)),
        Item("4", "Kết quả thực hiện nghị quyết", D(30)),
    ),
    levels=(RatingLevel("TOT", "Tốt", D(90)), RatingLevel("KHA", "Khá", D(70)),
            RatingLevel("KEM", "Kém", D(0))),
    adjustments=(Adjustment("P1", AdjustmentKind.PENALTY, "Nộp biên bản chậm", D(1), D(3)),),
)  # fmt: skip
RESULT = SheetResult(
    SELF, D("92.5"), complete=True, level="TOT",
    items=(ItemResult("1", D(10), D(10)), ItemResult("2", D(25), D("20.5")),
           ItemResult("3", D(35), D(35)), ItemResult("4", D(30), D(28))),
    adjustments=(ItemResult("P1", D(3), D(1)),),
)  # fmt: skip
CARRIED = (
    Task(1, 3, 6, "Vận động 05 hộ còn lại hiến đất mở rộng đường trục chính nội đồng", 3, NAMES[2],
         "2026-10-31", TaskState.DONE, "đủ 05 hộ, 180 m²", "2026-10-28", 7),
    Task(2, 3, 6, "Rà soát đảng viên đi làm ăn xa", 4, NAMES[3], "2026-12-31"),
    Task(3, 3, 5, "Xây dựng quỹ khuyến học", None, "", "", TaskState.FAILED, "", "", 7),
)  # fmt: skip
GIVEN = (
    Task(4, 3, 7, "Hoàn thành 600 m đường nội đồng", 3, NAMES[2], "2026-11-28"),
    Task(5, 3, 7, "Gieo trồng 12 ha cây vụ đông"),
)
FULL = CellPaper(
    MEETING, "Chi bộ thôn Bình Minh", "Đảng bộ xã Đông Hải", "Đông Hải", NAMES[0], CARRIED, GIVEN,
    7, TEMPLATE, RESULT, today="2026-11-23",
)  # fmt: skip
PLANNED = Meeting(
    id=8, unit_id=3, kind=MeetingKind.REGULAR, period="2026-12", planned_on="2026-12-05",
    planned_at="14:00", place="Nhà văn hóa thôn Bình Minh",
    attendance=tuple(
        replace(row, presence=None, reason="", spoke=False, gist="")
        if row.presence not in (Presence.EXEMPT, Presence.AWAY) else row
        for row in ROLL
    ),
)  # fmt: skip
BLANK = replace(
    FULL, meeting=PLANNED, given=(), carried=CARRIED[1:2], base=None, result=None, head="",
    blank=True,
)  # fmt: skip
EMPTY = CellPaper(
    Meeting(9, 3, MeetingKind.REGULAR, "2026-12", MeetingState.HELD, held_on="2026-12-05"),
    "Chi bộ thôn Bình Minh",
)
PLAN_LINES = (
    PlanLine(3, "Chi bộ thôn Bình Minh", 21, 8, MeetingKind.REGULAR, "2026-12-05", "14:00",
             "Nhà văn hóa thôn Bình Minh", MeetingState.PLANNED, NAMES[0], "0900 000 003",
             "Đinh Quang Vinh"),
    PlanLine(4, "Chi bộ thôn Đông Thành", 33, 9, MeetingKind.COMBINED, "2026-12-03", "19:30",
             "Nhà văn hóa thôn Đông Thành", MeetingState.PLANNED, NAMES[4], "", "",
             "Phát huy vai trò nêu gương của cán bộ, đảng viên"),
    PlanLine(5, "Chi bộ Trường THCS Đông Hải", 18),
)  # fmt: skip
PLAN = PlanPaper(
    "2026-12", PLAN_LINES, "Đảng ủy xã Đông Hải", "Đảng bộ tỉnh Ninh Bình", "Đông Hải",
    "2026-11-23",
)  # fmt: skip


def many(count_: int, paper: CellPaper = FULL) -> CellPaper:
    """Return a paper of a chi bộ with ``count_`` members."""
    roll = tuple(
        Attendance(n, f"{NAMES[n % 10]} {n}", "chinh_thuc", Presence.PRESENT, spoke=n % 20 == 0)
        for n in range(1, count_ + 1)
    )
    return replace(paper, meeting=replace(paper.meeting, attendance=roll, counts=count(roll)))


def hostile(text: str = LONG) -> CellPaper:
    """Return a paper with ``text`` wherever letters go."""
    told = Minutes(*(text,) * len(Minutes.__dataclass_fields__))
    roll = tuple(
        replace(row, name=text, reason=text if row.reason else "", gist=text if row.gist else "")
        for row in ROLL
    )
    meeting = replace(
        MEETING, place=text, chair=text, secretary=text, upper=text, minutes=told,
        attendance=roll, votes=(Vote(text, 4),),
    )  # fmt: skip
    tasks = tuple(replace(task, text=text, owner=text, result=text) for task in CARRIED)
    template = replace(TEMPLATE, items=tuple(replace(i, label=text) for i in TEMPLATE.items))
    return replace(
        FULL, meeting=meeting, unit=text, upper=text, place=text, head=text, carried=tasks,
        given=tasks, template=template,
    )  # fmt: skip


def hostile_plan(text: str = LONG, count_: int = 160) -> PlanPaper:
    """Return a notice of many chi bộ, the first with ``text`` wherever letters go."""
    odd = replace(
        PLAN_LINES[1], unit=text, place=text, secretary=text, phone=text, upper=text, theme=text
    )
    lines = (odd, *(replace(PLAN_LINES[n % 3], unit=f"Chi bộ số {n}") for n in range(count_)))
    return replace(PLAN, lines=lines, issuer=text, upper=text, place=text)


def papers(paper: CellPaper) -> list[Document]:
    """Return everything that is printed of one meeting."""
    return [minutes_document(paper), roll_document(paper), resolution_document(paper)]


def samples() -> dict[str, list[Document]]:
    """Return documents of every kind by what is odd about them."""
    return {
        "full": [*papers(FULL), plan_document(PLAN)],
        "blank": [*papers(BLANK), plan_document(replace(PLAN, blank=True))],
        "empty": [*papers(EMPTY), plan_document(replace(PLAN, lines=()))],
        "thematic": papers(
            replace(
                FULL,
                meeting=replace(
                    MEETING,
                    kind=MeetingKind.THEMATIC,
                    minutes=Minutes(theme="Nâng cao chất lượng sinh hoạt chi bộ thôn"),
                ),
                carried=(),
                given=(),
                template=None,
                result=None,
            )
        ),
        "many": [
            *papers(many(160)),
            *papers(many(160, BLANK)),
            plan_document(hostile_plan("Chi bộ")),
        ],
        "hostile": [*papers(hostile()), plan_document(hostile_plan())],
    }


# --- reading back ---------------------------------------------------------------------------------


def pdf_letters(pdf: bytes, document: Document) -> str:
    """Return the letters of a one-document PDF without page numbers and repeated heads."""
    heads = [
        letters("".join(column.title for column in block.columns))
        for block in document.blocks
        if isinstance(block, Table)
    ]
    found = ""
    for number, page in enumerate(PdfReader(io.BytesIO(pdf)).pages, 1):
        text = letters(page.extract_text())
        if number > 1:
            text = text.removeprefix(str(number))
            again = (head for head in heads if head in found and text.startswith(head))
            text = text.removeprefix(next(again, ""))
        found += text
    return found


def word_letters(data: bytes) -> str:
    """Return the letters of a Word file in the order they stand, the headers left out."""
    found = docx.Document(io.BytesIO(data))
    return letters("".join(map(_text, found.iter_inner_content())))


def _text(found: WordParagraph | WordTable) -> str:
    if isinstance(found, WordParagraph):
        return found.text
    parts: list[str] = []
    for row in found.rows:
        seen: list[object] = []
        for cell in row.cells:
            if cell._tc not in seen:
                seen.append(cell._tc)
                parts.append(cell.text)
    return "".join(parts)
