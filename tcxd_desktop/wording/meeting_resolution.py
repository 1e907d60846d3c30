"""Nghị quyết chi bộ tháng, in the order of 42-HD/BTCTW of 28/10/2025: done, to do, who, rated."""

from tcxd_desktop.domain.cell_papers import CellPaper
from tcxd_desktop.domain.documents import (
    Block,
    Document,
    Field,
    Heading,
    Paragraph,
    SignatureBlock,
    outlined,
)
from tcxd_desktop.wording.documents import filled
from tcxd_desktop.wording.meeting_documents import (
    KIND_OF_MEETING,
    clock,
    comrade,
    head_of,
    lettered,
    long_date,
    month_words,
    number_line,
    passage,
    percent,
    score_blocks,
    tasks_compared,
    tasks_given,
    told,
    vote_line,
)

RECIPIENTS = ("Cấp ủy cấp trên trực tiếp (để báo cáo)", "Các đảng viên trong chi bộ", "Lưu chi bộ")


def resolution_document(paper: CellPaper) -> Document:
    """Return the resolution of a month; a month's meeting resolves on the work of its month."""
    meeting, minutes = paper.meeting, paper.meeting.minutes
    committee = "T/M CHI ỦY" if meeting.has_committee else "T/M CHI BỘ"
    return Document(
        title=f"Nghị quyết chi bộ {meeting.period}",
        on=paper.day,
        head=head_of(paper, number_line(minutes.resolution_number, "NQ/CB")),
        kind="Nghị quyết",
        summary=(f"Lãnh đạo thực hiện nhiệm vụ {month_words(meeting.period)}",),
        blocks=outlined(
            [*_opening(paper), *_done(paper), *_to_do(paper), *_rated(paper), _vote(paper)]
        ),
        signers=(SignatureBlock((committee, "BÍ THƯ"), paper.head),),
        recipients=RECIPIENTS,
    )


def _opening(paper: CellPaper) -> list[Block]:
    meeting, counts = paper.meeting, paper.counts
    on = meeting.day if paper.blank else meeting.held_on
    start = "" if paper.blank else meeting.start
    end = "" if paper.blank else meeting.end
    long = meeting.minutes_long if start and end else None
    present = None if paper.blank or not counts.members else counts.present
    base = None if paper.blank else paper.base
    share = f" ({percent(paper.attended)})" if base and paper.attended is not None else ""
    text = (
        f"{long_date(on).capitalize()}, {paper.unit} {_met(paper)}, từ {clock(start)} đến "
        f"{clock(end)} ({filled(long)} phút), có {filled(present)}/{filled(base)} đảng viên phải "
        f"dự có mặt{share}. Chủ trì: {comrade(meeting.chair)}; thư ký: "
        f"{comrade(meeting.secretary)}."
    )
    dues = told("Tình hình đóng đảng phí:", meeting.minutes.dues, blank=paper.blank, lines=1)
    closing = Paragraph("Sau khi thảo luận, chi bộ quyết nghị:", keep=True)
    return [Paragraph(text), *dues, closing]


def _met(paper: CellPaper) -> str:
    kind = KIND_OF_MEETING[paper.meeting.kind].replace(" của chi bộ", "").replace(" chi bộ", "")
    return f"{kind} {month_words(paper.meeting.period)}"


def _done(paper: CellPaper) -> list[Block]:
    minutes, blank = paper.meeting.minutes, paper.blank
    table = tasks_compared(paper)
    compared: list[Block] = [Paragraph("Kỳ trước không có nhiệm vụ chuyển sang.")]
    if table is not None:
        compared = [table]
    return [
        Heading("Đánh giá kết quả lãnh đạo tháng trước"),
        Heading("Công tác chính trị, tư tưởng", 2),
        *passage(minutes.news, blank=blank),
        Heading("Kết quả thực hiện nhiệm vụ chính trị", 2),
        *lettered(minutes.last_month, blank=blank),
        Heading("Đối chiếu kết quả thực hiện nghị quyết tháng trước", 2),
        *compared,
        Heading("Biểu dương, nhắc nhở, phê bình", 2),
        *passage(minutes.praise, blank=blank, lines=2),
        Heading("Hạn chế, nguyên nhân, biện pháp khắc phục", 2),
        *passage(minutes.shortcomings, blank=blank),
    ]


def _to_do(paper: CellPaper) -> list[Block]:
    minutes, blank = paper.meeting.minutes, paper.blank
    theme = [Paragraph(f"Sinh hoạt chuyên đề: {minutes.theme}.")] if minutes.theme else []
    table = tasks_given(paper)
    conclusions = passage(minutes.conclusions, blank=blank)
    return [
        Heading("Phương hướng, nhiệm vụ"),
        *theme,
        *lettered(minutes.next_month, blank=blank),
        Heading("Phân công và tổ chức thực hiện"),
        *([table] if table is not None else []),
        *(conclusions if minutes.conclusions or table is None or blank else []),
    ]


def _rated(paper: CellPaper) -> list[Block]:
    return [Heading("Tự đánh giá chất lượng kỳ sinh hoạt"), *score_blocks(paper)]


def _vote(paper: CellPaper) -> Block:
    if paper.blank or not paper.meeting.votes:
        return Field("Nghị quyết được chi bộ biểu quyết thông qua, kết quả:")
    # The last vote of a meeting is the one on the resolution (domain.meeting_figures).
    voted = vote_line(paper.meeting.votes[-1])
    return Paragraph(f"Nghị quyết được chi bộ biểu quyết thông qua: {voted}.")
