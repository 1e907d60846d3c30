"""Papers of reconciliation: the slip, the request to the upper level, tables of a round.

No official layout exists for any of them; the công văn follows the rules of form of papers of the
Party, its list tells what 06-HD/TW of 09/6/2025 (9) wants of a correction: what stands, what it
should be, and on what paper that rests.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from tcxd_desktop.domain.documents import (
    Align,
    Block,
    Column,
    Document,
    DocumentHead,
    Face,
    Paragraph,
    Row,
    Table,
)
from tcxd_desktop.domain.printing import Letterhead
from tcxd_desktop.domain.reconciliation_figures import total
from tcxd_desktop.domain.reconciliation_papers import RequestPaper, RoundPaper
from tcxd_desktop.domain.reconciliation_views import RequestLine, Slip, UnitProgress
from tcxd_desktop.domain.safety_papers import Foot
from tcxd_desktop.domain.score_papers import TableCell, TableColumn, TablePaper
from tcxd_desktop.wording.bodies import committee
from tcxd_desktop.wording.documents import DOTS
from tcxd_desktop.wording.meeting_documents import long_date, numbered, short_date
from tcxd_desktop.wording.reconciliation import NOT_NAMED, NOT_OURS
from tcxd_desktop.wording.transfer_parts import addressed, paper_number, signature

SLIP_TITLE: Final = "PHIẾU RÀ SOÁT THÔNG TIN ĐẢNG VIÊN"
SLIP_HEADS: Final = ("TT", "Nội dung", "Hồ sơ đang ghi", "Đúng", "Nếu sai hoặc thiếu, ghi lại")
SLIP_HOW: Final = (
    "Đồng chí đối chiếu từng dòng với giấy tờ gốc. Dòng ghi đúng: đánh dấu x vào ô Đúng. "
    "Dòng sai hoặc còn trống: ghi lại bằng chữ rõ ràng, đủ ngày, tháng, năm nếu giấy tờ có ghi.",
)
SLIP_PAPERS: Final = (
    "Giấy tờ đã xem:", "Thẻ căn cước", "Giấy khai sinh", "Thẻ đảng viên",
    "Quyết định kết nạp, công nhận chính thức", "Khác:",
)  # fmt: skip
_SYMBOL: Final = "CV/ĐU"
_UNKNOWN: Final = "(để trống)"


def slip_who(slip: Slip) -> list[list[tuple[str, str]]]:
    """Return who a slip is of, line by line: captions with values."""
    return [
        [("Họ và tên:", slip.name), ("Sinh ngày:", slip.birth)],
        [("Chi bộ:", slip.unit)],
    ]


# --- the request ----------------------------------------------------------------------------------


def request_documents(paper: RequestPaper) -> list[Document]:
    """Return the công văn and the list that goes with it."""
    return [_letter(paper), _list(paper)]


def _head(paper: RequestPaper, number: str = "", subject: str = "") -> DocumentHead:
    issuer = paper.issuer
    return DocumentHead(issuer.name, issuer.upper, number, issuer.place, paper.on, subject)


def _letter(paper: RequestPaper) -> Document:
    name = paper.issuer.name or DOTS
    people = len({(line.person_id, line.name) for line in paper.lines})
    return Document(
        title="Công văn đề nghị đính chính thông tin đảng viên",
        on=paper.on,
        head=_head(
            paper,
            paper_number(paper.number, _SYMBOL),
            "về việc đính chính thông tin đảng viên trong cơ sở dữ liệu",
        ),
        blocks=(
            *addressed(_receiver(paper)),
            Paragraph(
                f"Thực hiện rà soát, đối chiếu dữ liệu đảng viên ({paper.round_name}), {name} đã "
                "so sánh hồ sơ đảng viên đang quản lý với danh sách của hệ thống cấp trên, qua đó "
                f"còn {len(paper.lines)} nội dung của {people} trường hợp chưa thống nhất."
            ),
            *_kinds(paper.lines),
            Paragraph(
                f"Căn cứ giấy tờ gốc trong hồ sơ đảng viên, {name} đề nghị cấp trên xem xét, "
                "đính chính các nội dung nêu tại danh sách kèm theo và thông báo kết quả để đơn vị "
                "theo dõi, thực hiện."
            ),
        ),
        signers=(signature(paper.issuer),),
        recipients=("Như trên", "Lưu văn phòng"),
    )


def _receiver(paper: RequestPaper) -> str:
    upper = paper.issuer.upper
    return f"Ban Tổ chức {committee(upper)}" if upper else ""


def _kinds(lines: Sequence[RequestLine]) -> list[Block]:
    """Return how many lines ask for each field, the most first."""
    labels = Counter(_kind(line) for line in lines)
    parts = [f"- {label}: {count} nội dung;" for label, count in labels.most_common()]
    if not parts:
        return []
    parts[-1] = f"{parts[-1][:-1]}."
    return [
        Paragraph("Trong đó:", keep=True),
        Paragraph("\n".join(parts), align=Align.LEFT),
    ]


def _kind(line: RequestLine) -> str:
    if line.theirs == NOT_NAMED and not line.field:
        return "Chưa có tên trong danh sách"
    if line.theirs == NOT_OURS and not line.field:
        return "Có tên nhưng không thuộc đơn vị"
    return line.label


_LIST: Final = (
    Column("TT", 5, Align.CENTRED),
    Column("Họ và tên, ngày sinh", 16),
    Column("Số định danh (số thẻ)", 17),
    Column("Mục", 14),
    Column("Hệ thống ghi", 15),
    Column("Đề nghị sửa thành", 15),
    Column("Căn cứ", 18),
)


def _list(paper: RequestPaper) -> Document:
    number = paper_number(paper.number, _SYMBOL)
    rows = numbered(_cells(line) for line in paper.lines)
    return Document(
        title="Danh sách đề nghị đính chính",
        on=paper.on,
        head=_head(paper),
        kind="Danh sách",
        summary=("Đề nghị đính chính thông tin đảng viên",),
        blocks=(
            Paragraph(
                f"(Kèm theo Công văn {number[:1].lower()}{number[1:]}, {long_date(paper.on)} của "
                f"{paper.issuer.name or DOTS})",
                face=Face.ITALIC,
                align=Align.CENTRED,
            ),
            Table(_LIST, rows or (Row(("Không có nội dung nào.",)),)),
        ),
        signers=(signature(paper.issuer),),
    )


def _cells(line: RequestLine) -> tuple[str, ...]:
    return (
        "\n".join(part for part in (line.name, line.birth) if part),
        line.number,
        line.label,
        line.theirs or _UNKNOWN,
        line.wanted or _UNKNOWN,
        line.basis,
    )


def request_table(paper: RequestPaper, foot: Foot) -> TablePaper:
    """Return the list of a request as a table, for a workbook the upper level works with."""
    columns = (
        TableColumn("STT", 4),
        TableColumn("Họ và tên", 16, align="left"),
        TableColumn("Ngày sinh", 9),
        TableColumn("Số định danh (số thẻ)", 13),
        TableColumn("Chi bộ", 14, align="left"),
        TableColumn("Mục", 12, align="left"),
        TableColumn("Hệ thống ghi", 12, align="left"),
        TableColumn("Đề nghị sửa thành", 12, align="left"),
        TableColumn("Căn cứ", 14, align="left"),
    )
    rows: tuple[tuple[TableCell, ...], ...] = tuple(
        (
            place, line.name, line.birth, line.number, line.unit, line.label,
            line.theirs or _UNKNOWN, line.wanted or _UNKNOWN, line.basis,
        )
        for place, line in enumerate(paper.lines, 1)
    )  # fmt: skip
    issuer = paper.issuer
    return TablePaper(
        title="DANH SÁCH\nĐỀ NGHỊ ĐÍNH CHÍNH THÔNG TIN ĐẢNG VIÊN",
        subtitle=(paper.round_name,),
        head=Letterhead(province=issuer.upper, issuer=issuer.name, place=issuer.place),
        columns=columns,
        rows=rows,
        day=date.fromisoformat(paper.on) if paper.on else None,
        signers=(("NGƯỜI LẬP DANH SÁCH",), ("T/M CẤP ỦY",)),
        foot=foot,
        sheet_name="Đề nghị đính chính",
        empty="Không có nội dung nào.",
    )


# --- tables of a round ----------------------------------------------------------------------------


def progress_table(paper: RoundPaper) -> TablePaper:
    """Return how far each chi bộ is: slips out and back, differences decided, what is left."""
    slips, people = "Phiếu rà soát", "Số đảng viên"
    columns = (
        TableColumn("STT", 4),
        TableColumn("Chi bộ", 26, align="left"),
        TableColumn("Tổng số", 7, people),
        TableColumn("Chưa đối chiếu", 8, people),
        TableColumn("Có mục khác nhau", 8, people),
        TableColumn("Còn mục chưa giải quyết", 9, people),
        TableColumn("Đã giải quyết hết", 8, people),
        TableColumn("Xong", 7, people),
        TableColumn("Đã in", 7, slips),
        TableColumn("Đã nhập lại", 8, slips),
        TableColumn("Tỷ lệ xong (%)", 8),
    )
    return _table(
        paper,
        ("BIỂU TIẾN ĐỘ\nĐỐI CHIẾU DỮ LIỆU ĐẢNG VIÊN", f"Tính đến ngày {short_date(_day(paper))}"),
        columns,
        lambda unit: (
            unit.members, unit.unseen, unit.differing, unit.open, unit.decided, unit.done,
            unit.slips_printed, unit.slips_keyed, unit.percent,
        ),
        "Tiến độ",
    )  # fmt: skip


def result_table(paper: RoundPaper) -> TablePaper:
    """Return what the round found in each chi bộ."""
    people, asked = "Số đảng viên", "Đề nghị cấp trên sửa"
    columns = (
        TableColumn("STT", 4),
        TableColumn("Chi bộ", 27, align="left"),
        TableColumn("Tổng số", 8, people),
        TableColumn("Đã đối chiếu", 9, people),
        TableColumn("Có mục khác nhau", 9, people),
        TableColumn("Chưa có trong danh sách cấp trên", 11, people),
        TableColumn("Đang chờ", 8, asked),
        TableColumn("Đã sửa", 8, asked),
        TableColumn("Còn mục chưa giải quyết", 9),
        TableColumn("Khớp và đã giải quyết", 9),
    )
    told = paper.round
    until = short_date(told.closed) or short_date(_day(paper))
    return _table(
        paper,
        (
            "BIỂU KẾT QUẢ\nĐỐI CHIẾU DỮ LIỆU ĐẢNG VIÊN",
            f"Từ ngày {short_date(told.opened)} đến ngày {until}",
        ),
        columns,
        lambda unit: (
            unit.members, unit.members - unit.unseen, unit.differing, unit.only_here,
            unit.requested, unit.mended, unit.open, unit.done,
        ),
        "Kết quả",
    )  # fmt: skip


def _day(paper: RoundPaper) -> str:
    return paper.day.isoformat()


def _table(
    paper: RoundPaper,
    named: tuple[str, str],
    columns: tuple[TableColumn, ...],
    figures: Callable[[UnitProgress], tuple[int, ...]],
    sheet_name: str,
) -> TablePaper:
    title, period = named
    rows: tuple[tuple[TableCell, ...], ...] = tuple(
        (place, unit.name, *figures(unit)) for place, unit in enumerate(paper.units, 1)
    )
    sums: tuple[TableCell, ...] = ("Tổng cộng", "", *figures(total(paper.units)))
    return TablePaper(
        title=title,
        subtitle=(paper.round.name, period),
        head=paper.head,
        day=paper.day,
        columns=columns,
        rows=rows,
        numbered=True,
        total=sums,
        total_span=2,
        notes=_notes(paper),
        signers=(("NGƯỜI LẬP BIỂU",), ("T/M ĐẢNG ỦY",)),
        foot=paper.foot,
        sheet_name=sheet_name,
        empty="Không có chi bộ nào trong đợt đối chiếu.",
    )


def _notes(paper: RoundPaper) -> tuple[str, ...]:
    found = []
    if paper.only_there:
        found.append(
            f"Danh sách cấp trên còn {paper.only_there} dòng không thuộc đảng viên nào của đơn vị."
        )
    if paper.round.note:
        found.append(" ".join(paper.round.note.split("\n")))
    return tuple(found)
