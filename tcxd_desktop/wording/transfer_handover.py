"""Papers that lie with the dossier: handover list, label of the seal; the residence link."""

from tcxd_desktop.domain.documents import (
    Align,
    Column,
    Document,
    DocumentHead,
    Field,
    Paragraph,
    SignatureBlock,
    Table,
)
from tcxd_desktop.domain.transfer_papers import TransferPaper
from tcxd_desktop.domain.transfers import Direction, StepEvent
from tcxd_desktop.wording.bodies import committee
from tcxd_desktop.wording.documents import DOTS, filled
from tcxd_desktop.wording.formats import upper_name
from tcxd_desktop.wording.meeting_documents import numbered
from tcxd_desktop.wording.transfer_parts import (
    addressed,
    caption,
    head_of,
    introduced,
    keeping,
    last_step,
    letter_words,
    paper_lines,
    paper_number,
    short_fields,
    signature,
    where,
    who_fields,
)

_ROWS_BY_HAND = 6
_ROW_HEIGHT = 7.5


# --- giao nhận hồ sơ ------------------------------------------------------------------------------


def handover_document(paper: TransferPaper) -> Document:
    """Return the list signed where a dossier changes hands.

    It is sealed and carried by the member; only in special cases the organisation sends it
    (294-QĐ/TW of 26/5/2025, 6.3.1.d; 06-HD/TW of 09/6/2025, 8.2.c).
    """
    case = paper.case
    coming = case.direction is Direction.IN
    step = last_step(case, StepEvent.PRESENT if coming else StepEvent.GIVE)
    who = (step.addressed if step else "") or case.traveller.name
    ours = Field(f"{paper.issuer.name or DOTS}; đại diện:")
    other = Field("Đồng chí", who)
    giver, taker = (other, ours) if coming else (ours, other)
    rows = numbered((line, "", "") for line in paper_lines(case.enclosed))
    columns = (
        Column("TT", 7, Align.CENTRED),
        Column("Tài liệu, hồ sơ", 53),
        Column("Số lượng", 15, Align.CENTRED),
        Column("Ghi chú", 25),
    )
    blank = numbered([("",) * 3] * _ROWS_BY_HAND)
    return Document(
        title="Bản giao nhận hồ sơ đảng viên",
        on=paper.today,
        head=_handover_head(paper, step.number if step else "", step.on if step else ""),
        kind="Bản giao nhận",
        summary=("Hồ sơ đảng viên chuyển sinh hoạt đảng",),
        blocks=(
            Field(f"- Bên giao: {giver.label}", giver.value),
            Field(f"- Bên nhận: {taker.label}", taker.value),
            caption("Hồ sơ của đảng viên"),
            *who_fields(case.traveller),
            Field("- Chuyển từ:", where(case.source)),
            Field("- Chuyển đến:", where(case.target)),
            Field("- Giấy giới thiệu:", letter_words(case)),
            Table(columns, rows or blank, _ROW_HEIGHT),
            Paragraph(_held(paper)),
            Field("- Tình trạng niêm phong:"),
            Paragraph(
                "Lập thành 02 bản, mỗi bên giữ 01 bản. Người mang hồ sơ giữ nguyên niêm phong."
            ),
        ),
        signers=(SignatureBlock(("BÊN NHẬN",)), SignatureBlock(("BÊN GIAO",))),
    )  # fmt: skip


def _handover_head(paper: TransferPaper, number: str, on: str) -> DocumentHead:
    told = f"Số {number}" if number else ""
    return head_of(paper, told, on=on)


def _held(paper: TransferPaper) -> str:
    return (
        f"Theo mục lục, hồ sơ có {filled(paper.documents)} tài liệu, gồm {filled(paper.sheets)} tờ."
    )


# --- giữ mối liên hệ nơi cư trú -------------------------------------------------------------------


def link_document(paper: TransferPaper) -> Document:
    """Return the introduction of a working member to the committee of the place of residence.

    Quy định 213-QĐ/TW of 02/01/2020 may have been replaced; no text of it was seen.
    """
    case = paper.case
    step = last_step(case, StepEvent.LINK)
    person = case.traveller
    return Document(
        title="Giấy giới thiệu giữ mối liên hệ nơi cư trú",
        on=paper.today,
        head=head_of(paper, paper_number(step.number if step else "", "GTLH"),
                     on=step.on if step else ""),
        kind="Giấy giới thiệu",
        summary=("Đảng viên giữ mối liên hệ với tổ chức đảng nơi cư trú",),
        blocks=(
            *addressed(keeping(case.target), committee(case.target.upper)),
            Paragraph(f"{paper.issuer.name or DOTS} giới thiệu:", keep=True),
            *short_fields(person),
            Field("- Đang sinh hoạt tại:", where(case.source)),
            Field("- Nơi cư trú:", person.home),
            Paragraph(
                "Đề nghị cấp ủy nơi cư trú tiếp nhận đảng viên giữ mối liên hệ với tổ chức đảng và "
                "nhân dân nơi cư trú, tạo điều kiện để đảng viên làm nhiệm vụ, nhận xét hằng năm "
                "khi được yêu cầu."
            ),
            caption("Xác nhận của cấp ủy nơi cư trú"),
            Field("- Đã tiếp nhận giới thiệu ngày:"),
            Field("- Vào sổ theo dõi số:"),
            Field("- Người xác nhận (chức vụ, ký, ghi rõ họ tên, đóng dấu):", lines=3),
        ),
        signers=(signature(paper.issuer),),
        recipients=("Như trên", "Lưu cấp ủy nơi giới thiệu"),
    )  # fmt: skip


# --- the sealing label ----------------------------------------------------------------------------


def label_lines(paper: TransferPaper) -> tuple[tuple[str, str], ...]:
    """Return what stands on the label of a sealed dossier: caption and value."""
    case = paper.case
    person = case.traveller
    step = introduced(case)
    return (
        ("Họ và tên", upper_name(person.name)),
        ("Số lý lịch; số thẻ", "; ".join(filter(None, (person.dossier_no, person.card_no)))),
        ("Nơi gửi", where(case.source)),
        ("Nơi nhận", where(case.target)),
        ("Giấy giới thiệu", letter_words(case) if step else ""),
        ("Số tài liệu; số tờ", _counted(paper)),
    )


def _counted(paper: TransferPaper) -> str:
    if paper.documents is None:
        return ""
    return f"{paper.documents} tài liệu; {filled(paper.sheets)} tờ"
