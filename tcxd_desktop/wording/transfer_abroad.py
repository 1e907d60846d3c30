"""Phiếu công tác ngoài nước: 3A-SHĐ and 3B-SHĐ, which the member hands to the committee abroad.

Layouts were not seen; what they tell follows 38-HD/BTCTW of 29/9/2025, II.4.3.1.c and II.4.3.2.b.
"""

from tcxd_desktop.domain.documents import (
    Block,
    Document,
    DocumentHead,
    Field,
    Paragraph,
    SignatureBlock,
)
from tcxd_desktop.domain.transfer_papers import SLIP_TEMPORARY, TransferPaper
from tcxd_desktop.domain.transfers import StepEvent
from tcxd_desktop.wording.bodies import committee
from tcxd_desktop.wording.documents import DOTS
from tcxd_desktop.wording.meeting_documents import short_date
from tcxd_desktop.wording.transfer_parts import (
    COMMITTEE,
    addressed,
    caption,
    dues_words,
    enclosed,
    head_of,
    last_step,
    limit_words,
    member_fields,
    paper_number,
    said,
    signature,
    where,
)

_TITLE = {
    False: "Phiếu công tác chính thức ngoài nước",
    True: "Phiếu công tác tạm thời ngoài nước",
}


def slip_document(paper: TransferPaper, form: str) -> Document:
    """Return the slip of a member who goes abroad.

    Args:
        paper: the case.
        form: ``3A-SHĐ`` (official, by the committee directly above the base) or ``3B-SHĐ``
            (temporary, by the base where there is one).
    """
    temporary = form == SLIP_TEMPORARY
    case = paper.case
    step = last_step(case, StepEvent.ISSUE_SLIP)
    title = _TITLE[temporary]
    return Document(
        title=title,
        on=paper.today,
        head=_head(paper, step.number if step else "", step.on if step else "", form),
        kind=title,
        blocks=(
            *addressed(_abroad(case.target.country)),
            Paragraph(f"{_issuing(paper, form) or DOTS} giới thiệu:", keep=True),
            *member_fields(case.traveller, home=False),
            Field("- Nơi sinh hoạt đảng trong nước:", where(case.source)),
            Field("- Lý do, thời gian ra nước ngoài:", _why_and_when(paper)),
            Field("- Đã đóng đảng phí hết:", dues_words(case.dues_until)),
            *enclosed(case.enclosed),
            *_told(paper, temporary=temporary),
            *_abroad_part(temporary=temporary),
        ),
        signers=(
            SignatureBlock(("CẤP ỦY NGOÀI NƯỚC", "(chức vụ, ký, ghi rõ họ tên)")),
            _signer(paper, form),
        ),
    )


def _issuing(paper: TransferPaper, form: str) -> str:
    """Return who writes the slip: of a temporary stay the base, where the chi bộ has one."""
    base = paper.case.source.base
    if form == SLIP_TEMPORARY and base:
        return committee(base)
    return paper.issuer.name


def _head(paper: TransferPaper, number: str, on: str, form: str) -> DocumentHead:
    head = head_of(paper, paper_number(number, "PCT"), on=on)
    issuing = _issuing(paper, form)
    if issuing == paper.issuer.name:
        return head
    return DocumentHead(
        issuing, paper.case.source.upper or paper.issuer.name, head.number, head.place, head.on
    )


def _signer(paper: TransferPaper, form: str) -> SignatureBlock:
    if _issuing(paper, form) == paper.issuer.name:
        return signature(paper.issuer)
    return SignatureBlock((COMMITTEE, "BÍ THƯ"))


def _abroad(country: str) -> str:
    return f"Cấp ủy tại {country}" if country else ""


def _why_and_when(paper: TransferPaper) -> str:
    case = paper.case
    term = ""
    if case.term_from or case.term_end:
        term = f"từ {short_date(case.term_from) or '…'} đến {short_date(case.term_end) or '…'}"
    return "; ".join(filter(None, (paper.reason, term)))


def _told(paper: TransferPaper, *, temporary: bool) -> list[Block]:
    handed = limit_words(
        paper.limits.get("TR-13" if temporary else "TR-11"),
        "Thời hạn nộp phiếu cho cấp ủy nơi đến:",
    )
    back = limit_words(
        paper.limits.get("TR-12"), "Thời hạn báo cáo tổ chức đảng trong nước khi về nước:"
    )
    return said(handed, "" if temporary else back)


def _abroad_part(*, temporary: bool) -> list[Block]:
    extension: list[Block] = [Field("- Gia hạn đến ngày:")] if temporary else []
    return [
        caption("Phần ghi của cấp ủy ngoài nước"),
        Field("- Ngày nhận phiếu, nơi sinh hoạt:"),
        *extension,
        Field("- Nhận xét, ngày xác nhận:", lines=2),
    ]
