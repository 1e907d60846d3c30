"""Lists around a meeting: who attends, with room to sign; the plan of a month, to be announced."""

from datetime import date

from tcxd_desktop.domain.cell_papers import CellPaper, PlanPaper
from tcxd_desktop.domain.documents import (
    Align,
    Column,
    Document,
    DocumentHead,
    Paragraph,
    Row,
    SignatureBlock,
    Table,
)
from tcxd_desktop.domain.meetings import Attendance, PlanLine, Presence
from tcxd_desktop.domain.score_templates import MeetingKind
from tcxd_desktop.domain.standing import Grade
from tcxd_desktop.wording.documents import filled
from tcxd_desktop.wording.formats import WEEKDAYS, show_day
from tcxd_desktop.wording.meeting_documents import (
    KIND_OF_MEETING,
    clock,
    head_of,
    long_date,
    month_words,
    number_line,
    numbered,
)
from tcxd_desktop.wording.meeting_minutes import CHAIR, WRITER
from tcxd_desktop.wording.meetings import PRESENCE
from tcxd_desktop.wording.people import GRADE

_SIGN_HEIGHT = 9.0
_PLAN_HEIGHT = 11.0
_GRADES = {grade.value: GRADE[grade] for grade in (Grade.OFFICIAL, Grade.PROBATIONARY)}
_EMPTY_ROWS = 10


def roll_document(paper: CellPaper) -> Document:
    """Return the list of members with room for their signatures."""
    meeting = paper.meeting
    on = meeting.day if paper.blank else meeting.held_on
    start = meeting.start or (meeting.planned_at if paper.blank else "")
    columns = (
        Column("STT", 8, Align.CENTRED),
        Column("Họ và tên", 34),
        Column("Đảng viên", 16, Align.CENTRED),
        Column("Ký tên", 20),
        Column("Ghi chú", 22),
    )
    rows = numbered(
        (row.name, _GRADES.get(row.grade, ""), "", _remark(row, paper))
        for row in meeting.attendance
    )
    table = Table(columns, rows or numbered([("",) * 4] * _EMPTY_ROWS), _SIGN_HEIGHT)
    where = f", tại {meeting.place}" if meeting.place else ""
    return Document(
        title=f"Danh sách dự họp chi bộ {meeting.period}",
        on=paper.day,
        head=head_of(paper),
        kind="Danh sách",
        summary=(
            f"Đảng viên dự {KIND_OF_MEETING[meeting.kind]} {month_words(meeting.period)}",
        ),
        blocks=(
            Paragraph(f"Thời gian: {clock(start)}, {long_date(on)}{where}."),
            table,
            Paragraph(_summary(paper)),
        ),
        signers=(
            SignatureBlock((WRITER,), meeting.secretary),
            SignatureBlock((CHAIR,), meeting.chair),
        ),
    )  # fmt: skip


def _remark(row: Attendance, paper: CellPaper) -> str:
    parts = ["Sinh hoạt tạm thời tại chi bộ"] if row.temporary_here else []
    before = row.presence in (Presence.EXEMPT, Presence.AWAY, Presence.SPECIAL_DUTY)
    if row.presence not in (None, Presence.PRESENT) and (before or not paper.blank):
        parts.append(PRESENCE[row.presence])
    if row.reason and (before or row.presence is Presence.ABSENT_REASON):
        parts.append(row.reason)
    return "; ".join(parts)


def _summary(paper: CellPaper) -> str:
    counts = paper.counts
    known = counts.members > 0
    here = f"; sinh hoạt tạm thời tại chi bộ {counts.temporary_here}" if known else ""
    present, reason, absent = (
        filled(value if known and not paper.blank else None)
        for value in (counts.present, counts.absent_reason, counts.absent)
    )
    return (
        f"Tổng số đảng viên của chi bộ: {filled(counts.members if known else None)} đồng chí"
        f"{here}. "
        f"Có mặt {present}, vắng có lý do {reason}, vắng không lý do {absent}."
    )


# --- the plan of a month --------------------------------------------------------------------------

PLAN_RECIPIENTS = ("Các chi bộ trực thuộc", "Các đồng chí đảng ủy viên", "Lưu Văn phòng Đảng ủy")
_NOBODY = (Row(("Chưa có chi bộ nào.",)),)
_ASKED = (
    "Đề nghị các đồng chí đảng ủy viên được phân công phụ trách bố trí thời gian dự sinh hoạt với "
    "chi bộ theo lịch trên; các chi bộ chuẩn bị nội dung, thông báo cho đảng viên dự đầy đủ."
)


def plan_document(paper: PlanPaper) -> Document:
    """Return the notice of when and where the chi bộ meet in a month."""
    columns = (
        Column("STT", 7, Align.CENTRED),
        Column("Chi bộ", 21),
        Column("Số lượng", 9, Align.CENTRED),
        Column("Thời gian sinh hoạt", 17, Align.CENTRED),
        Column("Địa điểm", 16),
        Column("Bí thư, điện thoại", 16),
        Column("Ghi chú", 17),
    )
    rows = numbered(_planned(line, paper) for line in paper.lines)
    month = month_words(paper.period)
    return Document(
        title=f"Thông báo lịch sinh hoạt {paper.period}",
        on=paper.today,
        head=DocumentHead(
            paper.issuer,
            paper.upper,
            number_line("", "TB/ĐU"),
            paper.place,
            "" if paper.blank else paper.today,
        ),
        kind="Thông báo",
        summary=(f"Lịch sinh hoạt các chi bộ trực thuộc {month}",),
        blocks=(
            Paragraph(f"{paper.issuer} thông báo lịch sinh hoạt chi bộ {month}:", keep=True),
            Table(columns, rows or _NOBODY, _PLAN_HEIGHT if paper.blank else 0.0),
            Paragraph(_ASKED),
        ),
        signers=(SignatureBlock(("T/M ĐẢNG ỦY", "BÍ THƯ")),),
        recipients=PLAN_RECIPIENTS,
    )  # fmt: skip


def _planned(line: PlanLine, paper: PlanPaper) -> tuple[str, ...]:
    when = where = ""
    if not paper.blank:
        when = _when(line) or "…"
        where = line.place or "…"
    contact = "\n".join(part for part in (line.secretary, line.phone) if part)
    return (line.unit, str(line.members), when, where, contact or "…", _note(line))


def _when(line: PlanLine) -> str:
    if not line.on:
        return ""
    day = date.fromisoformat(line.on)
    told = f"{WEEKDAYS[day.weekday()]}, {show_day(day)}"
    return f"{clock(line.at)}\n{told}" if line.at else told


def _note(line: PlanLine) -> str:
    parts = [f"Dự: đ/c {line.upper}"] if line.upper else []
    if line.kind is not MeetingKind.REGULAR:
        kind = {
            MeetingKind.THEMATIC: "Chuyên đề",
            MeetingKind.COMBINED: "Kết hợp chuyên đề",
            MeetingKind.UNUSUAL: "Bất thường",
        }[line.kind]
        parts.append(f"{kind}: {line.theme}" if line.theme else kind)
    elif line.theme:
        parts.append(line.theme)
    return "\n".join(parts)
