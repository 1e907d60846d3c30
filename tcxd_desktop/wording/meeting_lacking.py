"""The list of those who have not handed in a month's sheet, to call from."""

from tcxd_desktop.domain.cell_papers import PlanPaper
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
from tcxd_desktop.domain.meetings import MeetingState, PlanLine
from tcxd_desktop.wording.formats import show_date
from tcxd_desktop.wording.meeting_documents import month_words, numbered

HELD, PLANNED, PAST, UNPLANNED = "Chưa nộp điểm", "Chưa đến ngày", "Chưa ghi", "Chưa lên lịch"
_NOBODY = (Row(("Mọi chi bộ đã nộp phiếu.",)),)


def lacking_text(line: PlanLine, today: str) -> str:
    """Return how far a chi bộ is that has not handed in; ``today`` is ISO."""
    if line.state is MeetingState.HELD:
        return HELD
    if line.state is MeetingState.PLANNED:
        return PAST if line.on and line.on < today else PLANNED
    return UNPLANNED


def lacking_document(paper: PlanPaper) -> Document:
    """Return the list of a month; a working paper of the office, not sent to anybody."""
    columns = (
        Column("STT", 7, Align.CENTRED),
        Column("Chi bộ", 26),
        Column("Tình trạng", 17),
        Column("Ngày họp", 14, Align.CENTRED),
        Column("Bí thư, điện thoại", 20),
        Column("Cấp ủy viên phụ trách", 16),
    )
    rows = numbered(_cells(line, paper.today) for line in paper.lines)
    return Document(
        title=f"Chi bộ chưa nộp phiếu {paper.period}",
        on=paper.today,
        head=DocumentHead(paper.issuer, paper.upper, "", paper.place, paper.today),
        kind="Danh sách",
        summary=(f"Chi bộ chưa nộp phiếu tự chấm điểm {month_words(paper.period)}",),
        blocks=(
            Paragraph(f"Tính đến ngày {show_date(paper.today)}, chưa nộp: {len(rows)} chi bộ."),
            Table(columns, rows or _NOBODY),
        ),
        signers=(SignatureBlock(("NGƯỜI LẬP",)),),
    )


def _cells(line: PlanLine, today: str) -> tuple[str, ...]:
    contact = "\n".join(part for part in (line.secretary, line.phone) if part)
    return (
        line.unit,
        lacking_text(line, today),
        show_date(line.on) or "…",
        contact or "…",
        line.upper,
    )
