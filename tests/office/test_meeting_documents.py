"""Minutes, rolls, resolutions and the month's notice from real records of an office."""

import io
from dataclasses import replace
from decimal import Decimal

import pytest
from pypdf import PdfReader

from tcxd_desktop.domain.documents import Document, Field, Heading, Paragraph, Table
from tcxd_desktop.domain.errors import NotFoundProblem, Problem
from tcxd_desktop.domain.meeting_errors import BadPeriodProblem, NothingHeldProblem
from tcxd_desktop.domain.meeting_papers import MINUTES, NOTICE, RESOLUTION, ROLL, MeetingJob
from tcxd_desktop.domain.meetings import Meeting, Minutes, TaskState, Vote
from tcxd_desktop.domain.score_sheets import WHOLE_SHEET, Entry
from tcxd_desktop.domain.score_templates import SELF, MeetingKind
from tcxd_desktop.forms.document_pdf import documents_pdf
from tcxd_desktop.forms.document_word import documents_word
from tcxd_desktop.office import (
    assignments,
    meeting_documents,
    meeting_plans,
    meetings,
    people,
    scoring,
)
from tcxd_desktop.office.desk import Desk
from tests import make
from tests.forms.document_samples import pdf_letters, word_letters
from tests.forms.form_samples import letters
from tests.office import meeting_samples as samples

HALL = "Nhà văn hóa"


def made(desk: Desk, form: str, *ids: int, **job: object) -> Document:
    """Return the one document of a job, whose PDF and Word file say the same."""
    found = meeting_documents.documents(desk, MeetingJob(form=form, meeting_ids=ids, **job))  # type: ignore[arg-type]  # fields of the job
    assert len(found) == 1
    assert pdf_letters(documents_pdf(found), found[0]) == word_letters(documents_word(found))
    return found[0]


def text(document: Document) -> str:
    """Return what a document says between its letterhead and its signatures, a line a block."""
    lines: list[str] = []
    for block in document.blocks:
        match block:
            case Heading():
                lines.append(block.line)
            case Paragraph():
                lines.append(f"{block.lead} {block.text}".strip())
            case Field():
                lines.append(f"{block.label} {block.value or '[…]'}".strip())
            case Table():
                lines.extend(" | ".join(row.cells) for row in block.rows)
    return "\n".join(lines)


@pytest.fixture
def october(desk: Desk) -> Meeting:
    """Return a held meeting whose resolution gave one task."""
    first, *_ = samples.fill(desk)
    # Of the others it is not known whether they are official members.
    people.save(desk, replace(people.read(desk, first), official_date=make.day("1996-05-19")))
    return samples.held(
        desk,
        roll={"reason": 1, "absent": 1, "spoke": 2},
        tasks=(samples.task("Rà soát hộ nghèo", owner="Trần Văn Quý"),),
        chair="Nguyễn Thị Đào",
        secretary="Lê Văn Đạt",
        upper="Đinh Quang Vinh",
        votes=(Vote("thông qua nghị quyết", 9, 1),),
        minutes=Minutes(
            news="Quán triệt Hướng dẫn 42-HD/BTCTW.",
            last_month="Thu hoạch xong lúa mùa.\nLàm đường nội đồng.",
            next_month="Gieo trồng vụ đông.",
            conclusions="Thống nhất nhiệm vụ tháng 10.",
            shortcomings="Còn đồng chí vắng không lý do.",
            resolution_number="10-NQ/CB",
        ),
    )


def test_minutes_tell_what_was_recorded(desk: Desk, october: Meeting) -> None:
    paper = made(desk, MINUTES, october.id)
    assert (paper.head.upper, paper.head.issuer, paper.head.place, paper.head.on) == (
        "Đảng bộ xã Đông Hải", "Chi bộ thôn Bình Minh", "Đông Hải", "2026-10-06",
    )  # fmt: skip
    assert paper.summary == ("Họp chi bộ thường kỳ tháng 10 năm 2026",)
    said = text(paper)
    for line in (
        "- Thời gian: bắt đầu lúc 19 giờ 30, ngày 06 tháng 10 năm 2026.",
        f"- Địa điểm: {HALL}.",
        "- Tổng số đảng viên của chi bộ: 12 đồng chí, trong đó chính thức ....., dự bị .....;",
        "- Có mặt: 10 đồng chí",
        "tỷ lệ dự 10/12 (83,3 %)",
        ": Ốm).",
        "- Vắng không lý do: 1 đồng chí (",
        "- Đại biểu dự: Đinh Quang Vinh.",
        "- Chủ trì: đồng chí Nguyễn Thị Đào.",
        "1. Thông tin thời sự, phổ biến, quán triệt văn bản",
        "1 | Rà soát hộ nghèo | Trần Văn Quý | 30/10/2026",
        "II. Diễn biến, ý kiến thảo luận",
        "phát biểu.",
        "- Biểu quyết thông qua nghị quyết: tán thành 9/10 (90 %), không tán thành 1, ý kiến khác 0.",
        "- Ban hành Nghị quyết số 10-NQ/CB.",
        "Cuộc họp kết thúc lúc 21 giờ 10 cùng ngày, thời gian họp 100 phút.",
    ):
        assert line in said
    assert [(one.captions, one.name) for one in paper.signers] == [
        (("NGƯỜI GHI BIÊN BẢN",), "Lê Văn Đạt"),
        (("CHỦ TRÌ HỘI NGHỊ",), "Nguyễn Thị Đào"),
    ]


def test_what_was_not_recorded_is_left_to_be_written(desk: Desk) -> None:
    samples.fill(desk)
    meeting = samples.held(desk, end="", minutes=Minutes(), place="")
    said = text(made(desk, MINUTES, meeting.id))
    assert "- Địa điểm: […]" in said
    assert "- Chủ trì: đồng chí ...................." in said
    assert "kết thúc lúc ..... giờ ..... cùng ngày." in said
    assert "- Chi bộ tự xếp loại chất lượng buổi sinh hoạt: […]" in said


def test_the_resolution_compares_what_was_asked_with_what_came_of_it(
    desk: Desk, october: Meeting
) -> None:
    task = meetings.tasks(desk, october.id)[1][0]
    done = replace(task, state=TaskState.DONE, result="12 hộ", done_on="2026-10-28")
    november = samples.held(
        desk,
        period="2026-11",
        tasks=(done, samples.task("Xây quỹ khuyến học", due="")),
        votes=(Vote("số liệu", 1), Vote("nghị quyết", 12)),
        minutes=Minutes(last_month="Một.\nHai.\nBa.\nBốn.\nNăm."),
    )
    paper = made(desk, RESOLUTION, november.id)
    said = text(paper)
    assert paper.head.number == "Số .....-NQ/CB"
    assert paper.summary == ("Lãnh đạo thực hiện nhiệm vụ tháng 11 năm 2026",)
    assert (
        "1 | Rà soát hộ nghèo (Trần Văn Quý) | Đang thực hiện, hạn 30/10/2026 | "
        "Hoàn thành ngày 28/10/2026: 12 hộ"
    ) in said
    assert "1 | Xây quỹ khuyến học | … | …" in said
    assert "a) Một.\nb) Hai.\nc) Ba.\nd) Bốn.\nđ) Năm." in said
    assert "biểu quyết thông qua: tán thành 12/12 (100 %)" in said
    assert "từ 19 giờ 30 đến 21 giờ 10 (100 phút), có 12/12 đảng viên" in said
    assert paper.signers[0].captions[1] == "BÍ THƯ"
    assert paper.recipients[-1] == "Lưu chi bộ"
    number = made(desk, RESOLUTION, october.id).head.number
    assert number == "Số 10-NQ/CB"


def test_a_task_still_open_is_carried_on(desk: Desk, october: Meeting) -> None:
    november = samples.held(desk, period="2026-11")
    assert "hạn 30/10/2026 | Tiếp tục thực hiện" in text(made(desk, RESOLUTION, november.id))
    assert "Kỳ trước không có nhiệm vụ chuyển sang." in text(made(desk, RESOLUTION, october.id))


def test_the_self_score_is_told_only_when_it_is_whole(desk: Desk, october: Meeting) -> None:
    for form in (MINUTES, RESOLUTION):
        said = text(made(desk, form, october.id))
        assert " | Tổng điểm | 100 | \n" in said
        assert "- Chi bộ tự xếp loại chất lượng buổi sinh hoạt: […]" in said
    sheet = scoring.prepare(desk, october.id)
    points = {"1": 5, "2": 4.5, "3": 10, "4": 40, "5": 5, "6": 28, "7": 5}
    entries = {item: Entry(points=Decimal(str(value))) for item, value in points.items()}
    scoring.save(desk, replace(sheet, entries={SELF: entries}), SELF)
    said = text(made(desk, RESOLUTION, october.id))
    assert " | 5 | 4,5" in said
    assert " | Tổng điểm | 100 | 97,5" in said
    assert "- Chi bộ tự xếp loại chất lượng buổi sinh hoạt: Tốt." in said


def test_a_paper_that_told_only_the_total_shows_the_total(desk: Desk, october: Meeting) -> None:
    sheet = scoring.prepare(desk, october.id)
    entries = {WHOLE_SHEET: Entry(points=Decimal(92))}
    scoring.save(desk, replace(sheet, entries={SELF: entries}), SELF)
    assert " | Tổng điểm | 100 | 92\n" in text(made(desk, MINUTES, october.id))


def test_a_roll_has_everybody_with_room_to_sign(desk: Desk, october: Meeting) -> None:
    paper = made(desk, ROLL, october.id)
    table = next(block for block in paper.blocks if isinstance(block, Table))
    assert [row.cells[0] for row in table.rows] == [str(n) for n in range(1, 13)]
    assert [row.cells[1] for row in table.rows] == [row.name for row in october.attendance]
    assert {row.cells[2] for row in table.rows} == {"", "Chính thức"}
    assert {row.cells[3] for row in table.rows} == {""}
    assert table.row_height > 0
    assert sorted(row.cells[4] for row in table.rows)[-2:] == [
        "Vắng có lý do; Ốm", "Vắng không lý do",
    ]  # fmt: skip
    assert "Có mặt 10, vắng có lý do 1, vắng không lý do 1." in text(paper)


def test_a_blank_paper_is_printed_of_a_month_to_come(desk: Desk) -> None:
    samples.fill(desk)
    job = {"period": "2026-12", "unit_ids": (make.HAMLET,), "blank": True}
    paper = made(desk, MINUTES, **job)
    said = text(paper)
    assert paper.head.on == ""
    assert paper.summary == ("Họp chi bộ thường kỳ tháng 12 năm 2026",)
    assert "- Thời gian: bắt đầu lúc ..... giờ ....., ngày ..... tháng ..... năm" in said
    assert "- Tổng số đảng viên của chi bộ: 12 đồng chí" in said
    assert "- Có mặt: ..... đồng chí" in said
    roll = next(block for block in paper.blocks if isinstance(block, Table))
    assert [row.cells[0] for row in roll.rows] == [str(n) for n in range(1, 13)]
    names = [row.name for row in meetings.new(desk, make.HAMLET, "2026-12").attendance]
    assert [row.cells[1] for row in roll.rows] == names
    assert "1 |  |  | " in said
    assert "a) […]" in text(made(desk, RESOLUTION, **job))
    assert len(made(desk, ROLL, **job).blocks) == 3


def test_a_planned_meeting_prints_to_be_filled_with_its_plan(desk: Desk) -> None:
    samples.fill(desk)
    lines = meeting_plans.plan_lines(desk, "2026-12")
    planned = [
        replace(line, on="2026-12-05", at="14:00", place=HALL)
        for line in lines
        if line.unit_id == make.HAMLET
    ]
    meeting_plans.plan(desk, "2026-12", planned)
    meeting = meetings.month_meetings(desk, "2026-12")[0]
    said = text(made(desk, MINUTES, meeting.id))
    assert "- Thời gian: bắt đầu lúc 14 giờ 00, ngày 05 tháng 12 năm 2026." in said
    assert f"- Địa điểm: {HALL}." in said
    assert "- Chủ trì: đồng chí ...................." in said
    assert made(desk, MINUTES, period="2026-12", unit_ids=(make.HAMLET,), blank=True).on == (
        "2026-12-05"
    )


def test_the_notice_tells_when_where_and_who_attends(desk: Desk) -> None:
    members = samples.fill(desk)
    assignments.assign(desk, members[3], [make.HAMLET], "2026-01-01", "12-QĐ/ĐU")
    lines = meeting_plans.plan_lines(desk, "2026-12")
    planned = [
        replace(line, on="2026-12-05", at="14:00", place=HALL)
        for line in lines
        if line.unit_id == make.HAMLET
    ]
    themed = replace(planned[0], meeting_id=0, kind=MeetingKind.THEMATIC, on="2026-12-20",
                     theme="Nêu gương")  # fmt: skip
    meeting_plans.plan(desk, "2026-12", [*planned, themed])
    paper = made(desk, NOTICE, period="2026-12")
    assert (paper.head.issuer, paper.head.upper) == (
        "Đảng ủy xã Đông Hải",
        "Đảng bộ tỉnh Ninh Bình",
    )
    assert paper.head.number == "Số .....-TB/ĐU"
    assert paper.on == paper.head.on == make.TODAY.isoformat()
    said = text(paper)
    assert (
        f"Chi bộ thôn Bình Minh | 12 | 14 giờ 00\nThứ Bảy, 05/12/2026 | {HALL} | … | "
        "Dự: đ/c Trần Văn Quý"
    ) in said
    assert "Chuyên đề: Nêu gương" in said
    assert "Chi bộ thôn Đông Thành | 0 | … | … | … | " in said
    assert "Đề nghị các đồng chí đảng ủy viên được phân công" in said
    assert paper.signers[0].captions == ("T/M ĐẢNG ỦY", "BÍ THƯ")
    blank = text(made(desk, NOTICE, period="2026-12", blank=True))
    assert "14 giờ" not in blank


def test_all_meetings_of_a_month_are_one_job(desk: Desk) -> None:
    samples.fill(desk)
    samples.fill(desk, make.FAR_HAMLET, 5)
    samples.held(desk)
    samples.held(desk, make.FAR_HAMLET)
    found = meeting_documents.documents(desk, MeetingJob(form=MINUTES, period="2026-10"))
    assert [one.head.issuer for one in found] == ["Chi bộ thôn Bình Minh", "Chi bộ thôn Đông Thành"]
    pdf = PdfReader(io.BytesIO(documents_pdf(found)))
    pages = [letters(page.extract_text()) for page in pdf.pages]
    assert sum(letters("ĐẢNG CỘNG SẢN VIỆT NAM") in page for page in pages) == 2


@pytest.mark.parametrize(
    ("job", "problem"),
    [
        (MeetingJob(form="XYZ", period="2026-10"), NotFoundProblem),
        (MeetingJob(form=MINUTES, meeting_ids=(999,)), NotFoundProblem),
        (MeetingJob(form=MINUTES, period="2026-10"), NothingHeldProblem),
        (MeetingJob(form=NOTICE, period="2026-13"), BadPeriodProblem),
    ],
    ids=["form", "meeting", "nothing", "month"],
)
def test_what_cannot_be_printed_is_said(
    desk: Desk, job: MeetingJob, problem: type[Problem]
) -> None:
    with pytest.raises(problem):
        meeting_documents.documents(desk, job)
