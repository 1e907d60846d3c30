"""Biên bản họp chi bộ: the record of a meeting as a document, or a sheet to write it on."""

from tcxd_desktop.domain.cell_papers import CellPaper
from tcxd_desktop.domain.documents import (
    Align,
    Block,
    Column,
    Document,
    Field,
    Heading,
    Paragraph,
    Row,
    SignatureBlock,
    Table,
    outlined,
)
from tcxd_desktop.domain.meetings import Attendance, Presence
from tcxd_desktop.domain.score_templates import MeetingKind
from tcxd_desktop.wording.documents import filled
from tcxd_desktop.wording.meeting_documents import (
    KIND_OF_MEETING,
    capital,
    clock,
    comrade,
    head_of,
    long_date,
    month_words,
    number_line,
    passage,
    percent,
    score_blocks,
    sentence,
    tasks_compared,
    tasks_given,
    told,
    vote_line,
)
from tcxd_desktop.wording.meetings import PRESENCE

WRITER, CHAIR = "NGƯỜI GHI BIÊN BẢN", "CHỦ TRÌ HỘI NGHỊ"
_ROLL_HEIGHT = 7.0
_TOLD = {Presence.EXEMPT, Presence.AWAY, Presence.SPECIAL_DUTY}
"""Known before the meeting."""


def minutes_document(paper: CellPaper) -> Document:
    """Return the minutes of a meeting."""
    meeting = paper.meeting
    period = month_words(meeting.period)
    return Document(
        title=f"Biên bản họp chi bộ {meeting.period}",
        on=paper.day,
        head=head_of(paper, number_line("", "BB/CB")),
        kind="Biên bản",
        summary=(capital(f"{KIND_OF_MEETING[meeting.kind]} {period}"),),
        blocks=outlined(
            [
                *_frame(paper),
                *_roll(paper),
                *_content(paper),
                *_discussion(paper),
                *_conclusions(paper),
                *_score(paper),
                _end(paper),
            ]
        ),
        signers=(
            SignatureBlock((WRITER,), meeting.secretary),
            SignatureBlock((CHAIR,), meeting.chair),
        ),
    )


def _frame(paper: CellPaper) -> list[Block]:
    meeting = paper.meeting
    on = meeting.day if paper.blank else meeting.held_on
    start = meeting.start or (meeting.planned_at if paper.blank else "")
    guests = "; ".join(part for part in (meeting.upper, meeting.minutes.guests) if part)
    when = f"- Thời gian: bắt đầu lúc {clock(start)}, {long_date(on)}."
    return [
        Paragraph(when),
        Field("- Địa điểm:", sentence(meeting.place)),
        *_counted(paper),
        Field("- Đại biểu dự:", sentence(guests)),
        Paragraph(f"- Chủ trì: {comrade(meeting.chair)}."),
        Paragraph(f"- Thư ký: {comrade(meeting.secretary)}."),
    ]


def _counted(paper: CellPaper) -> list[Block]:
    counts = paper.counts
    known = counts.members > 0

    def number(value: int, *, before: bool = False, graded: bool = True) -> str:
        return filled(value if known and graded and (before or not paper.blank) else None)

    # Where the standing of some is not known, 0 would be a lie.
    graded = counts.official + counts.probationary == counts.members
    there = counts.present_official + counts.present_probationary == counts.present
    total = (
        f"- Tổng số đảng viên của chi bộ: {number(counts.members, before=True)} đồng chí, "
        f"trong đó chính thức {number(counts.official, before=True, graded=graded)}, "
        f"dự bị {number(counts.probationary, before=True, graded=graded)}; đảng viên sinh hoạt "
        f"tạm thời tại chi bộ: {number(counts.temporary_here, before=True)} đồng chí."
    )
    duty = f"; làm nhiệm vụ đặc biệt: {counts.special_duty} đồng chí" if counts.special_duty else ""
    excused = (
        f"- Được miễn công tác, sinh hoạt đảng: {number(counts.exempt, before=True)} đồng chí; "
        f"được giới thiệu sinh hoạt tạm thời nơi khác: {number(counts.away, before=True)} "
        f"đồng chí{duty}."
    )
    present = (
        f"- Có mặt: {number(counts.present)} đồng chí, trong đó chính thức "
        f"{number(counts.present_official, graded=there)}, dự bị "
        f"{number(counts.present_probationary, graded=there)}; đảng viên sinh hoạt tạm thời dự: "
        f"{number(counts.present_temporary)} đồng chí{_share(paper)}."
    )
    return [Paragraph(total), Paragraph(excused), Paragraph(present), *_absent(paper)]


def _share(paper: CellPaper) -> str:
    if paper.attended is None or paper.blank:
        return ""
    return f"; tỷ lệ dự {paper.counts.present}/{paper.base} ({percent(paper.attended)})"


def _absent(paper: CellPaper) -> list[Block]:
    counts, roll = paper.counts, paper.meeting.attendance
    if paper.blank:
        return [
            Field("- Vắng có lý do (ghi số, họ tên, lý do):", lines=2),
            Field("- Vắng không lý do (ghi số, họ tên):"),
        ]
    blocks: list[Block] = []
    for label, count, presence in (
        ("Vắng có lý do", counts.absent_reason, Presence.ABSENT_REASON),
        ("Vắng không lý do", counts.absent, Presence.ABSENT),
    ):
        names = "; ".join(_named(row) for row in roll if row.presence is presence)
        number = filled(count if counts.members else None)
        who = f" ({names})" if names else ""
        blocks.append(Paragraph(f"- {label}: {number} đồng chí{who}."))
    if counts.uncalled:
        blocks.append(Paragraph(f"- Chưa điểm danh: {counts.uncalled} đồng chí."))
    return blocks


def _named(row: Attendance) -> str:
    return f"{row.name}: {row.reason}" if row.reason else row.name


def _roll(paper: CellPaper) -> list[Block]:
    """Return the members by number, so that few keys enter who came and who spoke."""
    roll = paper.meeting.attendance
    if not paper.blank or not roll:
        return []
    columns = (
        Column("STT", 8, Align.CENTRED),
        Column("Họ và tên", 40),
        Column("Có mặt", 11, Align.CENTRED),
        Column("Vắng (lý do)", 29),
        Column("Phát biểu", 12, Align.CENTRED),
    )
    rows = tuple(
        Row((str(place), row.name, "", _beforehand(row), ""))
        for place, row in enumerate(roll, 1)
    )  # fmt: skip
    lead = Paragraph("- Điểm danh (đánh dấu x vào cột có mặt, cột phát biểu):", keep=True)
    return [lead, Table(columns, rows, _ROLL_HEIGHT)]


def _beforehand(row: Attendance) -> str:
    if row.presence in _TOLD:
        return PRESENCE[row.presence]
    if row.presence is Presence.ABSENT_REASON:
        return row.reason
    return "Sinh hoạt tạm thời" if row.temporary_here else ""


def _content(paper: CellPaper) -> list[Block]:
    minutes, blank = paper.meeting.minutes, paper.blank
    kind = paper.meeting.kind
    regular = kind in (MeetingKind.REGULAR, MeetingKind.COMBINED)
    blocks: list[Block] = [Heading("Nội dung")]
    if minutes.agenda:
        blocks += [Heading("Chương trình", 2), *passage(minutes.agenda, blank=blank)]
    if minutes.theme or kind in (MeetingKind.THEMATIC, MeetingKind.COMBINED):
        blocks += [Heading("Chuyên đề", 2), *passage(minutes.theme, blank=blank)]
    parts = (
        ("Thông tin thời sự, phổ biến, quán triệt văn bản", minutes.news),
        ("Đánh giá kết quả thực hiện nhiệm vụ tháng trước", minutes.last_month),
        ("Nhiệm vụ tháng tới", minutes.next_month),
    )
    tables = (None, tasks_compared(paper), tasks_given(paper))
    for (title, text), table in zip(parts, tables, strict=True):
        if not regular and not text and not (table and table.rows and not blank):
            continue
        blocks.append(Heading(title, 2))
        if text or table is None or blank:
            blocks += passage(text, blank=blank)
        if table is not None:
            blocks.append(table)
    if regular or minutes.dues:
        blocks += told("- Tình hình đóng đảng phí:", minutes.dues, blank=blank, lines=1)
    return blocks


def _discussion(paper: CellPaper) -> list[Block]:
    meeting = paper.meeting
    blocks: list[Block] = [Heading("Diễn biến, ý kiến thảo luận")]
    for row in meeting.attendance if not paper.blank else ():
        if row.spoke or row.gist:
            lead = f"- Đồng chí {row.name}{':' if row.gist else ''}"
            blocks.append(Paragraph(sentence(row.gist) or "phát biểu.", lead))
    if len(blocks) == 1 or meeting.minutes.discussion:
        blocks += passage(meeting.minutes.discussion, blank=paper.blank, lines=12)
    return blocks


def _conclusions(paper: CellPaper) -> list[Block]:
    meeting, blank = paper.meeting, paper.blank
    minutes = meeting.minutes
    blocks: list[Block] = [Heading("Kết luận, biểu quyết")]
    blocks += passage(minutes.conclusions, blank=blank, lines=5)
    if minutes.praise or blank:
        blocks += told("- Biểu dương, nhắc nhở, phê bình:", minutes.praise, blank=blank, lines=2)
    for vote in meeting.votes if not blank else ():
        subject = vote.subject or "thông qua nghị quyết"
        blocks.append(Paragraph(f"- Biểu quyết {subject}: {vote_line(vote)}."))
    if blank or not meeting.votes:
        blocks.append(
            Paragraph(
                f"- Biểu quyết thông qua nghị quyết: tán thành {filled(None)}/{filled(None)} "
                f"({filled(None)} %), không tán thành {filled(None)}, ý kiến khác {filled(None)}."
            )
        )
    if minutes.resolution_number:
        blocks.append(Paragraph(f"- Ban hành Nghị quyết số {minutes.resolution_number}."))
    return blocks


def _score(paper: CellPaper) -> list[Block]:
    minutes = paper.meeting.minutes
    label = "- Hạn chế, nguyên nhân, biện pháp khắc phục:"
    return [
        Heading("Tự đánh giá chất lượng buổi sinh hoạt"),
        *score_blocks(paper),
        *told(label, minutes.shortcomings, blank=paper.blank, lines=3),
    ]


def _end(paper: CellPaper) -> Paragraph:
    meeting = paper.meeting
    end = "" if paper.blank else meeting.end
    long = meeting.minutes_long if end else None
    lasted = f", thời gian họp {long} phút" if long is not None else ""
    return Paragraph(f"Cuộc họp kết thúc lúc {clock(end)} cùng ngày{lasted}.")
