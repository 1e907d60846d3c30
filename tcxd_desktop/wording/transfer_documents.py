"""Papers between two offices about one member: notice, onward letter, stop, return slip, handover.

Layouts of 1-SHĐ and 2-SHĐ were not seen; what they tell follows 38-HD/BTCTW of 29/9/2025
(II.4.3.1) and 06-HD/TW of 09/6/2025 (8.2, 10.3).
"""

from tcxd_desktop.domain.documents import (
    Align,
    Block,
    Column,
    Document,
    Field,
    Paragraph,
    SignatureBlock,
    Table,
)
from tcxd_desktop.domain.transfer_papers import TransferPaper
from tcxd_desktop.domain.transfers import (
    Check,
    CheckResult,
    Direction,
    StepEvent,
    Transfer,
    TransferKind,
)
from tcxd_desktop.wording.documents import DOTS
from tcxd_desktop.wording.meeting_documents import long_date, numbered, sentence, short_date
from tcxd_desktop.wording.transfer_parts import (
    ORGAN,
    addressed,
    deciding,
    enclosed,
    head_of,
    keeping,
    last_step,
    letter_words,
    limit_words,
    member_fields,
    named,
    notice_words,
    paper_number,
    receiving,
    said,
    short_fields,
    signature,
    taken_in,
    where,
)
from tcxd_desktop.wording.transfers import CHECK_ITEM, CHECK_RESULT

_ROW_HEIGHT = 9.0


# --- 1-SHĐ ----------------------------------------------------------------------------------------


def notice_documents(paper: TransferPaper) -> list[Document]:
    """Return the notice that a member was sent, one for each receiver.

    By official post one goes to the committee directly above the base of the place of arrival,
    one to the committee of the base (38-HD/BTCTW of 29/9/2025, II.4.3.1.a).
    """
    return [_notice(paper, one) for one in notice_receivers(paper.case)]


def notice_receivers(case: Transfer) -> list[str]:
    """Return whom the notices go to; two blanks while the place of arrival is not told."""
    found = dict.fromkeys(filter(None, (receiving(case), keeping(case.target))))
    return list(found) or ["", ""]


def _notice(paper: TransferPaper, receiver: str) -> Document:
    case = paper.case
    step = last_step(case, StepEvent.NOTICE)
    told = step if step and case.direction is Direction.OUT else None
    number = paper_number(told.number if told else "", "PB/ĐU")
    return Document(
        title="Phiếu báo đảng viên chuyển sinh hoạt đảng chính thức",
        on=paper.today,
        head=head_of(paper, number, on=told.on if told else ""),
        kind="Phiếu báo",
        summary=("Đảng viên chuyển sinh hoạt đảng chính thức",),
        blocks=(
            *addressed(receiver),
            Paragraph(
                f"{paper.issuer.name or DOTS} giới thiệu chuyển sinh hoạt đảng chính thức:",
                keep=True,
            ),
            *member_fields(case.traveller),
            Field("- Nơi sinh hoạt đảng cũ:", where(case.source)),
            Field("- Được giới thiệu đến:", where(case.target)),
            Field("- Giấy giới thiệu:", letter_words(case)),
            *enclosed(case.enclosed),
            *_notice_end(paper),
        ),
        signers=(signature(paper.issuer),),
        recipients=("Như trên", "Lưu hồ sơ chuyển sinh hoạt đảng"),
    )


def _notice_end(paper: TransferPaper) -> list[Block]:
    asked = (
        "Đề nghị cấp ủy nơi đến theo dõi, tiếp nhận; nếu quá hạn đảng viên chưa đến thì liên hệ, "
        "nhắc nhở và báo lại cho nơi giới thiệu."
    )
    return said(limit_words(paper.limits.get("TR-02"), "Thời hạn trình giấy giới thiệu:"), asked)


# --- 2-SHĐ ----------------------------------------------------------------------------------------


def onward_document(paper: TransferPaper) -> Document:
    """Return the letter that passes a member and the dossier on to where they belong.

    The committee the file was handed in to writes it (06-HD/TW of 09/6/2025, 10.3.c).
    """
    case = paper.case
    step = last_step(case, StepEvent.ONWARD)
    came = last_step(case, StepEvent.PRESENT)
    receiver = (step.addressed if step else "") or _other(paper)
    return Document(
        title="Công văn giới thiệu chuyển tiếp sinh hoạt đảng",
        on=paper.today,
        head=head_of(
            paper,
            paper_number(step.number if step else "", "CV/ĐU"),
            on=step.on if step else "",
            subject="về việc giới thiệu chuyển tiếp sinh hoạt đảng",
        ),
        blocks=(
            *addressed(receiver),
            Paragraph(
                f"{long_date(came.on if came else '').capitalize()}, "
                f"{paper.issuer.name or DOTS} nhận giấy giới thiệu sinh hoạt đảng "
                f"({letter_words(case)}) và hồ sơ của đảng viên do "
                f"{deciding(case.source) or DOTS} giới thiệu:",
                keep=True,
            ),
            *short_fields(case.traveller),
            Field("- Nơi sinh hoạt đảng cũ:", where(case.source)),
            Field("- Lý do chuyển tiếp:", sentence(step.remark if step else ""), lines=2),
            Paragraph(
                f"{paper.issuer.name or DOTS} giới thiệu chuyển tiếp {named(case.traveller.name)} "
                f"cùng toàn bộ hồ sơ đến {receiver or DOTS} để làm thủ tục tiếp nhận theo thẩm "
                "quyền."
            ),
            *enclosed((step.papers if step else "") or case.enclosed),
        ),
        signers=(signature(paper.issuer),),
        recipients=(
            "Như trên",
            f"{deciding(case.source) or 'Nơi giới thiệu'} (để biết)",
            "Đảng viên có tên trên",
            "Lưu hồ sơ chuyển sinh hoạt đảng",
        ),
    )


def _other(paper: TransferPaper) -> str:
    """Return where a file that came to the wrong place belongs; of an arrival here, not known."""
    case = paper.case
    known = case.kind is TransferKind.ONWARD or case.direction is Direction.OUT
    return deciding(case.target) if known else ""


# --- dừng tiếp nhận -------------------------------------------------------------------------------


def stop_document(paper: TransferPaper) -> Document:
    """Return the letter that tells the sender why reception stands still.

    An index that is not confirmed bars it (06-HD/TW of 09/6/2025, 8.2.c), and so does an admission
    against the rules (38-HD/BTCTW of 29/9/2025, I.3.c).
    """
    case = paper.case
    step = last_step(case, StepEvent.STOP)
    came = last_step(case, StepEvent.PRESENT)
    return Document(
        title="Công văn dừng tiếp nhận sinh hoạt đảng",
        on=paper.today,
        head=head_of(
            paper,
            paper_number(step.number if step else "", "CV/ĐU"),
            on=step.on if step else "",
            subject="về việc dừng tiếp nhận đảng viên chuyển sinh hoạt đảng",
        ),
        blocks=(
            *addressed(deciding(case.source)),
            Paragraph(
                f"{long_date(came.on if came else '').capitalize()}, "
                f"{paper.issuer.name or DOTS} nhận giấy giới thiệu sinh hoạt đảng "
                f"({letter_words(case)}) và hồ sơ của đảng viên:",
                keep=True,
            ),
            *short_fields(case.traveller),
            Field("- Nơi giới thiệu:", where(case.source)),
            *_stop_reasons(paper, step.remark if step else ""),
            Paragraph(
                f"{paper.issuer.name or DOTS} dừng tiếp nhận, đề nghị "
                f"{deciding(case.source) or DOTS} xem xét, giải quyết theo thẩm quyền, hoàn thiện "
                "hồ sơ và trả lời bằng văn bản để tiếp tục làm thủ tục."
            ),
        ),
        signers=(signature(paper.issuer),),
        recipients=(
            "Như trên",
            "Đảng viên có tên trên",
            "Lưu hồ sơ chuyển sinh hoạt đảng",
        ),
    )  # fmt: skip


def _stop_reasons(paper: TransferPaper, remark: str) -> list[Block]:
    bad = [
        f"- {CHECK_ITEM[check.item]}: {sentence(check.note or 'không đạt')}"
        for check in paper.case.checks
        if check.result is CheckResult.BAD
    ]
    found: list[Block] = []
    if bad:
        found = [
            Paragraph("Qua kiểm tra, hồ sơ có những điểm chưa đúng quy định:", keep=True),
            Paragraph("\n".join(bad)),
        ]
    if remark or not bad:
        found.append(Field("- Lý do dừng tiếp nhận:", sentence(remark), lines=3))
    return found


# --- phiếu kiểm tra -------------------------------------------------------------------------------


def checklist_document(paper: TransferPaper) -> Document:
    """Return the checklist of a dossier that came, with its results so far."""
    case = paper.case
    came = last_step(case, StepEvent.PRESENT)
    results = {check.item: check for check in case.checks}
    rows = numbered(
        (
            words,
            _result(results.get(item)),
            results[item].note if item in results else "",
        )
        for item, words in CHECK_ITEM.items()
    )
    columns = (
        Column("TT", 7, Align.CENTRED),
        Column("Nội dung kiểm tra", 43),
        Column("Kết quả", 17, Align.CENTRED),
        Column("Ghi chú", 33),
    )
    return Document(
        title="Phiếu kiểm tra hồ sơ đảng viên chuyển đến",
        on=paper.today,
        head=head_of(paper),
        kind="Phiếu kiểm tra",
        summary=("Hồ sơ đảng viên chuyển sinh hoạt đảng đến",),
        blocks=(
            *short_fields(case.traveller),
            Field("- Nơi giới thiệu:", where(case.source)),
            Field("- Giấy giới thiệu:", letter_words(case)),
            Field("- Ngày trình giấy giới thiệu:", short_date(came.on if came else "")),
            Table(columns, rows, _ROW_HEIGHT),
            Field("- Kết luận:", lines=2),
        ),
        signers=(
            SignatureBlock(("NGƯỜI KIỂM TRA",)),
            SignatureBlock((f"TRƯỞNG {ORGAN.upper()}",)),
        ),
    )


def _result(check: Check | None) -> str:
    """Return a result in words; what was not looked at is left to be written by hand."""
    return CHECK_RESULT[check.result] if check and check.result is not CheckResult.OPEN else ""


# --- phiếu hồi báo --------------------------------------------------------------------------------


def return_document(paper: TransferPaper) -> Document:
    """Return the slip that tells the sender what became of the member.

    No text asks for it; it closes the loop for the office that has to watch the three months.
    """
    case = paper.case
    return Document(
        title="Phiếu hồi báo kết quả tiếp nhận",
        on=paper.today,
        head=head_of(paper, paper_number("", "PHB/ĐU")),
        kind="Phiếu hồi báo",
        summary=("Kết quả tiếp nhận đảng viên chuyển sinh hoạt đảng",),
        blocks=(
            *addressed(deciding(case.source)),
            Field("Trả lời phiếu báo:", notice_words(case)),
            Field("Giấy giới thiệu:", letter_words(case)),
            *short_fields(case.traveller),
            *_outcome(paper),
        ),
        signers=(signature(paper.issuer),),
        recipients=("Như trên", "Lưu hồ sơ chuyển sinh hoạt đảng"),
    )


def _outcome(paper: TransferPaper) -> list[Block]:
    case = paper.case
    stop = last_step(case, StepEvent.STOP, StepEvent.CLEAR)
    onward = last_step(case, StepEvent.ONWARD)
    if onward is not None:
        return [
            Field("- Kết quả:", f"đã chuyển tiếp {long_date(onward.on)}."),
            Field("- Nơi được chuyển tiếp đến:", sentence(onward.addressed)),
        ]
    if stop is not None and stop.event is StepEvent.STOP:
        return [
            Field("- Kết quả:", f"dừng tiếp nhận từ {long_date(stop.on)}."),
            Field("- Lý do:", sentence(stop.remark), lines=2),
        ]
    came = last_step(case, StepEvent.PRESENT)
    in_cell = taken_in(case)
    number = in_cell.number if in_cell else ""
    return [
        Field("- Ngày trình giấy giới thiệu và hồ sơ:", short_date(came.on if came else "")),
        Field("- Được tiếp nhận về sinh hoạt tại:", where(case.target) if in_cell else ""),
        Field("- Kể từ ngày:", short_date(in_cell.on if in_cell else "")),
        Field("- Số trong danh sách đảng viên của chi bộ:", number),
    ]
