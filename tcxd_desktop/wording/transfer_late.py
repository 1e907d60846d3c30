"""Papers about a member who has not handed in the file after three months.

The text asks for a report and names who decides (38-HD/BTCTW of 29/9/2025, II.4.3.1.d); the
program puts the facts together and concludes nothing: what is not decided yet stays dots.
"""

from tcxd_desktop.domain.documents import (
    Block,
    Document,
    DocumentHead,
    Field,
    Heading,
    Paragraph,
    SignatureBlock,
    outlined,
)
from tcxd_desktop.domain.transfer_papers import TransferPaper
from tcxd_desktop.domain.transfers import Direction, StepEvent
from tcxd_desktop.wording.bodies import standing_committee
from tcxd_desktop.wording.documents import DOTS, SHORT_DOTS
from tcxd_desktop.wording.meeting_documents import long_date, sentence
from tcxd_desktop.wording.transfer_parts import (
    ORGAN,
    addressed,
    deciding,
    head_of,
    introduced,
    keeping,
    last_step,
    letter_words,
    named,
    notice_words,
    organ_signature,
    paper_number,
    short_fields,
    signature,
    where,
    who_fields,
)

_CLOCKS = ("TR-04", "TR-04h")
_LATE = "quá thời hạn chưa nộp giấy giới thiệu và hồ sơ chuyển sinh hoạt đảng"


# --- công văn hỏi, xác minh -----------------------------------------------------------------------


def inquiry_documents(paper: TransferPaper) -> list[Document]:
    """Return the letter that asks the other end about a member who was not seen, and its answer.

    Sent by the place of arrival it asks the sender where the member is; sent by the place of
    departure it asks whether he came. The answer is a form for the other end to fill in.
    """
    return [_inquiry(paper), _reply(paper)]


def _inquiry(paper: TransferPaper) -> Document:
    case = paper.case
    coming = case.direction is Direction.IN
    other = case.source if coming else case.target
    return Document(
        title="Công văn xác minh đảng viên chuyển sinh hoạt đảng",
        on=paper.today,
        head=head_of(
            paper, paper_number("", "CV/ĐU"),
            subject=f"về việc xác minh đảng viên {_LATE}",
        ),
        blocks=(
            *addressed(deciding(other), keeping(other)),
            Paragraph(_how_it_came(paper), keep=True),
            *who_fields(case.traveller),
            Field("- Nơi giới thiệu:" if coming else "- Nơi được giới thiệu đến:", where(other)),
            Field("- Giấy giới thiệu:", letter_words(case)),
            *_clock_blocks(paper),
            Paragraph(_asked(paper)),
            Paragraph("Gửi kèm phiếu trả lời để cấp ủy ghi và gửi lại."),
        ),
        signers=(signature(paper.issuer),),
        recipients=("Như trên", "Lưu hồ sơ chuyển sinh hoạt đảng"),
    )  # fmt: skip


def _how_it_came(paper: TransferPaper) -> str:
    issuer = paper.issuer.name or DOTS
    if paper.case.direction is Direction.IN:
        notice = last_step(paper.case, StepEvent.NOTICE)
        day = long_date(notice.on if notice else "")
        return (
            f"{day.capitalize()}, {issuer} nhận phiếu báo đảng viên chuyển sinh hoạt đảng đến; "
            "tính đến nay chưa thấy trình giấy giới thiệu và nộp hồ sơ:"
        )
    given = last_step(paper.case, StepEvent.GIVE)
    return (
        f"{long_date(given.on if given else '').capitalize()}, {issuer} giao giấy giới thiệu và hồ "
        "sơ cho đảng viên chuyển sinh hoạt đảng; tính đến nay chưa nhận được tin nơi đến đã tiếp "
        "nhận:"
    )


def _clock_blocks(paper: TransferPaper) -> list[Block]:
    """Return how the three months were counted, where the case knows it."""
    found = [paper.limits[key] for key in _CLOCKS if key in paper.limits]
    return [
        Field("- Thời hạn:", sentence(f"{one.explained or one.text}" +
              (f" ({one.source})" if one.source and one.source not in one.explained else "")))
        for one in found[:1]
    ]  # fmt: skip


def _asked(paper: TransferPaper) -> str:
    name = named(paper.case.traveller.name)
    if paper.case.direction is Direction.IN:
        return (
            "Đề nghị cấp ủy nơi giới thiệu cho biết: ngày giao giấy giới thiệu và hồ sơ cho "
            f"{name}; nơi ở, nơi làm việc và cách liên lạc hiện nay; lý do chưa đến nộp hồ sơ."
        )
    return (
        f"Đề nghị cấp ủy nơi đến cho biết {name} đã trình giấy giới thiệu và nộp hồ sơ chưa, ngày "
        "nào, sinh hoạt tại chi bộ nào; nếu chưa, đề nghị liên hệ, nhắc nhở và báo lại."
    )


def _reply(paper: TransferPaper) -> Document:
    case = paper.case
    other = case.source if case.direction is Direction.IN else case.target
    return Document(
        title="Phiếu trả lời về đảng viên chuyển sinh hoạt đảng",
        on=paper.today,
        head=DocumentHead(keeping(other) or DOTS, other.upper, paper_number("", "CV"), "", ""),
        kind="Phiếu trả lời",
        summary=("Về đảng viên chuyển sinh hoạt đảng",),
        blocks=(
            *addressed(paper.issuer.name),
            *who_fields(case.traveller),
            Field("- Giấy giới thiệu:", letter_words(case)),
            *_answer(paper),
        ),
        signers=(SignatureBlock(("T/M CẤP ỦY",)),),
    )


def _answer(paper: TransferPaper) -> list[Block]:
    asked = (
        ("- Ngày giao giấy giới thiệu và hồ sơ:", "- Nơi ở, nơi làm việc, điện thoại:")
        if paper.case.direction is Direction.IN
        else ("- Đã (chưa) nộp giấy giới thiệu và hồ sơ; ngày nộp:", "- Chi bộ tiếp nhận:")
    )
    return [
        *(Field(label) for label in asked),
        Field("- Lý do chậm, ý kiến của cấp ủy:", lines=4),
    ]


# --- tờ trình -------------------------------------------------------------------------------------


def proposal_document(paper: TransferPaper) -> Document:
    """Return the organising organ's paper that puts the case before the Ban Thường vụ."""
    case = paper.case
    step = last_step(case, StepEvent.PROPOSE_STRIKE)
    head = head_of(paper, on=step.on if step else "")
    name = named(case.traveller.name)
    return Document(
        title="Tờ trình xem xét đảng viên quá hạn nộp hồ sơ chuyển sinh hoạt đảng",
        on=paper.today,
        head=DocumentHead(ORGAN, paper.issuer.name,
                          paper_number(step.number if step else "", "TTr/BXDĐ"),
                          head.place, head.on),
        kind="Tờ trình",
        summary=(f"Xem xét, xử lý đảng viên {_LATE}",),
        blocks=outlined([
            *addressed(standing_committee(paper.issuer.name)),
            *(Paragraph(f"- Căn cứ {basis};") for basis in paper.bases),
            Paragraph(f"{ORGAN} báo cáo, trình Ban Thường vụ xem xét trường hợp của {name} như "
                      "sau:"),
            Heading("Tóm tắt lý lịch", 2),
            *short_fields(case.traveller),
            Field("- Nơi giới thiệu:", where(case.source)),
            Field("- Nơi được giới thiệu đến:", where(case.target)),
            Heading("Quá trình chuyển sinh hoạt đảng", 2),
            *_facts(paper),
            Heading("Kết quả liên hệ, xác minh", 2),
            *_contacts(paper),
            Heading("Đề nghị", 2),
            Field(lines=3),
            Paragraph(
                f"{ORGAN} kính trình Ban Thường vụ xem xét, quyết định theo thẩm quyền. Gửi kèm: "
                "phiếu báo, công văn xác minh và văn bản trả lời (nếu có)."
            ),
        ]),
        signers=(organ_signature(),),
        recipients=("Như trên", f"Lưu {ORGAN}"),
    )  # fmt: skip


def _facts(paper: TransferPaper) -> list[Block]:
    case = paper.case
    given = last_step(case, StepEvent.GIVE)
    known = introduced(case) or case.serial or case.introduced
    return [
        Field("- Giới thiệu đi:", letter_words(case) if known else ""),
        Field("- Giao hồ sơ cho đảng viên:", long_date(given.on) if given else ""),
        Field("- Phiếu báo:", notice_words(case)),
        *_clock_blocks(paper),
    ]


def _contacts(paper: TransferPaper) -> list[Block]:
    told = [
        f"- {long_date(step.on).capitalize()}: {sentence(step.remark or step.addressed or '…')}"
        for step in paper.case.counting
        if step.event in {StepEvent.CONTACT, StepEvent.PROPOSE_STRIKE}
        and (step.remark or step.addressed)
    ]
    return [Paragraph("\n".join(told))] if told else [Field(lines=3)]


# --- thông báo kết luận ---------------------------------------------------------------------------


def conclusion_document(paper: TransferPaper) -> Document:
    """Return the notice of what the Ban Thường vụ concluded; what it has not, stays dots."""
    case = paper.case
    return Document(
        title="Thông báo kết luận về đảng viên quá hạn nộp hồ sơ chuyển sinh hoạt đảng",
        on=paper.today,
        head=head_of(paper, paper_number("", "TB/ĐU")),
        kind="Thông báo",
        summary=("Kết luận của Ban Thường vụ về trường hợp đảng viên", _LATE),
        blocks=(
            Paragraph(
                f"Tại phiên họp {long_date('')}, Ban Thường vụ {paper.issuer.name or DOTS} xem xét "
                f"tờ trình của {ORGAN} về trường hợp:", keep=True,
            ),
            *short_fields(case.traveller),
            Field("- Nơi giới thiệu:", where(case.source)),
            Field("- Nơi được giới thiệu đến:", where(case.target)),
            *_facts(paper),
            Paragraph("Ban Thường vụ kết luận:", keep=True),
            *_concluded(paper),
        ),
        signers=(signature(paper.issuer),),
        recipients=(
            f"{keeping(case.source) or 'Chi bộ nơi đi'} và cấp ủy cấp trên trực tiếp",
            keeping(case.target) or "Chi bộ nơi đến",
            "Đảng viên có tên trên",
            "Lưu Văn phòng Đảng ủy",
        ),
    )  # fmt: skip


def _concluded(paper: TransferPaper) -> list[Block]:
    step = last_step(paper.case, StepEvent.STRIKE, StepEvent.EXCUSE)
    if step is None:
        return [Field(lines=4)]
    name = named(paper.case.traveller.name)
    if step.event is StepEvent.EXCUSE:
        return [
            Paragraph(
                f"Việc chậm nộp hồ sơ của {name} có lý do: {sentence(step.remark or DOTS)} Đồng ý "
                "để đảng viên tiếp tục làm thủ tục chuyển sinh hoạt đảng."
            )
        ]
    decided = f"số {step.number or SHORT_DOTS}, {long_date(step.on)}"
    return [
        Paragraph(
            f"Xóa tên trong danh sách đảng viên đối với {name} (quyết định {decided}), lý do: "
            f"{sentence(step.remark or 'tự ý bỏ sinh hoạt đảng')}"
        )
    ]
