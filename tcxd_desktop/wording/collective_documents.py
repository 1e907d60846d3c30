"""Papers of a collective transfer: decision with its list, minutes, handing over of the books.

No letters are written for single members (38-HD/BTCTW of 29/9/2025, II.4.3.3.b; 06-HD/TW of
09/6/2025, 10.5): the decision, the minutes and the list carry all of them.
"""

from collections.abc import Sequence

from tcxd_desktop.domain.collective import CollectiveKind
from tcxd_desktop.domain.documents import (
    Align,
    Block,
    Column,
    Document,
    DocumentHead,
    Face,
    Field,
    Paragraph,
    SignatureBlock,
    Table,
)
from tcxd_desktop.domain.transfer_papers import BodyMember, CollectivePaper
from tcxd_desktop.wording.bodies import committee
from tcxd_desktop.wording.documents import DOTS, SHORT_DOTS
from tcxd_desktop.wording.formats import show_date, show_dossier_no
from tcxd_desktop.wording.meeting_documents import long_date, numbered
from tcxd_desktop.wording.transfer_parts import (
    caption,
    paper_number,
    signature,
)

_ROWS_BY_HAND = 12
_BOOKS = (
    "Sổ danh sách đảng viên",
    "Hồ sơ đảng viên, kèm mục lục tài liệu",
    "Phiếu đảng viên",
    "Sổ ghi nghị quyết",
)
_MOST_NAMED = 3
"""Organisations a heading names before they are only counted."""


# --- decision -------------------------------------------------------------------------------------


def decision_documents(paper: CollectivePaper) -> list[Document]:
    """Return the decision, and the list of members that goes with it."""
    return [_decision(paper), *([_list(paper)] if paper.members or paper.blank else [])]


def _decision(paper: CollectivePaper) -> Document:
    plan = paper.plan
    articles = _articles(paper)
    return Document(
        title="Quyết định chuyển giao tổ chức đảng, đảng viên",
        on=plan.decision.on or paper.today,
        head=_head(paper, paper_number(plan.decision.number, "QĐ/ĐU"), plan.decision.on),
        kind="Quyết định",
        summary=(about(paper),),
        blocks=(
            *(Paragraph(f"- Căn cứ {basis};") for basis in ("Điều lệ Đảng", *paper.bases)),
            Paragraph("- Xét đề nghị của Ban Xây dựng Đảng,"),
            Paragraph("BAN THƯỜNG VỤ QUYẾT ĐỊNH", face=Face.BOLD, align=Align.CENTRED, keep=True),
            *articles,
        ),
        signers=(signature(paper.issuer),),
        recipients=(
            f"Như Điều {len(articles)}",
            "Cấp ủy cấp trên (để báo cáo)",
            "Lưu Văn phòng Đảng ủy",
        ),
    )


def about(paper: CollectivePaper) -> str:
    """Return what a decision is about, on one line."""
    here, there = _some(paper.before), _some(paper.after)
    other = paper.plan.other_place or DOTS
    return {
        CollectiveKind.MERGE: f"Sáp nhập {here} vào {there}",
        CollectiveKind.UNITE: f"Hợp nhất {here} thành {there}",
        CollectiveKind.SPLIT: f"Chia tách {here} thành {there}",
        CollectiveKind.DISSOLVE: f"Giải thể {here} và chuyển đảng viên về {there}",
        CollectiveKind.RENAME: f"Đổi tên {_some([old for old, _ in paper.renamed])}",
        CollectiveKind.REGROUP: f"Điều chuyển đảng viên của {here} về sinh hoạt tại {there}",
        CollectiveKind.HAND_OVER: f"Chuyển giao {here} đến {other}",
        CollectiveKind.TAKE_OVER: f"Tiếp nhận tổ chức đảng, đảng viên từ {other}",
    }[paper.plan.kind]


def _some(names: Sequence[str]) -> str:
    """Return a few names; of many, how many they are."""
    if not names:
        return DOTS
    if len(names) > _MOST_NAMED:
        return f"{len(names):02d} tổ chức đảng"
    return ", ".join(names)


def _articles(paper: CollectivePaper) -> list[Block]:
    parts = [*_first(paper), *_members_article(paper)]
    bound = ", ".join(dict.fromkeys((*paper.before, *paper.after)))
    listed = " và các đảng viên có tên trong danh sách" if paper.members else ""
    parts.append(
        f"Ban Xây dựng Đảng, Văn phòng Đảng ủy, {bound or 'các tổ chức đảng'}{listed} chịu trách "
        "nhiệm thi hành Quyết định này."
    )
    return [Paragraph(text, lead=f"Điều {place}.") for place, text in enumerate(parts, 1)]


def _first(paper: CollectivePaper) -> list[str]:
    """Return what happens to the organisations."""
    day = long_date(paper.plan.on)
    found = [f"{about(paper)}, kể từ {day}."]
    if paper.renamed:
        found = [
            "\n".join(f"Đổi tên {old} thành {new}, kể từ {day}." for old, new in paper.renamed)
        ]
    extra = []
    if paper.founded:
        extra.append(
            f"Thành lập {', '.join(paper.founded)} trực thuộc {paper.issuer.name or DOTS}."
        )
    if paper.ended:
        extra.append(f"{', '.join(paper.ended)} kết thúc hoạt động, bàn giao con dấu (nếu có), sổ "
                     "sách, hồ sơ theo quy định.")  # fmt: skip
    return ["\n".join([*found, *extra])]


def _members_article(paper: CollectivePaper) -> list[str]:
    count = len(paper.members)
    if not count and not paper.blank:
        return []
    told = f"{count:02d}" if count else SHORT_DOTS
    return [
        f"Chuyển {told} đảng viên (có danh sách kèm theo) về sinh hoạt tại các tổ chức đảng nêu "
        f"trên. Việc bàn giao sổ danh sách và hồ sơ đảng viên được lập biên bản."
    ]


def _list(paper: CollectivePaper) -> Document:
    decision = paper.plan.decision
    columns = (
        Column("TT", 6.5, Align.CENTRED),
        Column("Họ và tên", 18),
        Column("Ngày sinh", 13.5, Align.CENTRED),
        Column("Ngày vào Đảng; chính thức", 13.5, Align.CENTRED),
        Column("Số thẻ; số lý lịch", 17.5, Align.CENTRED),
        Column("Từ", 15),
        Column("Đến", 16),
    )
    rows = numbered(map(_member, paper.members)) or numbered([("",) * 6] * _ROWS_BY_HAND)
    number = decision.number or f"{SHORT_DOTS}-QĐ/ĐU"
    return Document(
        title="Danh sách đảng viên chuyển giao",
        on=decision.on or paper.today,
        head=_head(paper, "", decision.on),
        kind="Danh sách",
        summary=(
            "Đảng viên chuyển giao",
            f"(kèm theo Quyết định số {number}, {long_date(decision.on)})",
        ),
        blocks=(
            Table(columns, rows, 0.0 if paper.members else 9.0),
            Paragraph(f"Danh sách có {len(paper.members) or SHORT_DOTS} đảng viên."),
        ),
        signers=(signature(paper.issuer),),
    )


def _member(one: BodyMember) -> tuple[str, ...]:
    days = "\n".join(filter(None, (show_date(one.admitted), show_date(one.official))))
    numbers = "\n".join(filter(None, (one.card_no, show_dossier_no(one.dossier_no))))
    return (one.name, show_date(one.birth), days, numbers, one.source, one.target)


# --- minutes --------------------------------------------------------------------------------------


def minutes_document(paper: CollectivePaper) -> Document:
    """Return the minutes of handing over organisations and members, signed by both sides."""
    plan = paper.plan
    return Document(
        title="Biên bản chuyển giao, tiếp nhận tổ chức đảng và đảng viên",
        on=plan.minutes_on or paper.today,
        head=_head(paper, "", plan.minutes_on),
        kind="Biên bản",
        summary=("Chuyển giao, tiếp nhận tổ chức đảng và đảng viên",),
        blocks=(
            Paragraph(_opening(paper)),
            *_sides(paper),
            caption("3. Nội dung chuyển giao"),
            Paragraph(f"- {about(paper)}, kể từ {long_date(plan.on)}."),
            Field("- Tổ chức đảng được chuyển giao:", ", ".join(paper.before)),
            Field("- Số đảng viên được chuyển giao:", _count(paper)),
            _figures(paper),
            Field("- Ý kiến của hai bên:", lines=2),
            Paragraph(
                "Biên bản lập xong cùng ngày, hai bên thống nhất ký tên; lập thành 02 bản, mỗi bên "
                "giữ 01 bản."
            ),
        ),
        signers=_both(),
    )


def _opening(paper: CollectivePaper) -> str:
    plan = paper.plan
    number = plan.decision.number or f"{SHORT_DOTS}-QĐ/ĐU"
    taken = plan.acceptance
    also = f" và Quyết định số {taken.number} {long_date(taken.on)} của {taken.issuer or DOTS}"
    return (
        f"{long_date(plan.minutes_on).capitalize()}, tại {DOTS * 2}, thực hiện Quyết định số "
        f"{number} {long_date(plan.decision.on)} của {plan.decision.issuer or paper.issuer.name}"
        f"{also if taken.number else ''}, hai bên gồm:"
    )


def _sides(paper: CollectivePaper) -> list[Block]:
    here = [committee(name) for name in paper.before[:_MOST_NAMED]]
    there = [committee(name) for name in paper.after[:_MOST_NAMED]]
    if paper.plan.kind is CollectiveKind.HAND_OVER:
        there = [paper.plan.other_place]
    if paper.plan.kind is CollectiveKind.TAKE_OVER:
        here = [paper.plan.other_place]
    return [
        caption("1. Bên giao"),
        Field("- Đơn vị:", ", ".join(filter(None, here))),
        Field("- Đại diện (họ tên, chức vụ):"),
        caption("2. Bên nhận"),
        Field("- Đơn vị:", ", ".join(filter(None, there))),
        Field("- Đại diện (họ tên, chức vụ):"),
    ]


def _count(paper: CollectivePaper) -> str:
    count = len(paper.members)
    return f"{count} đồng chí (có danh sách kèm theo)." if count else ""


def _figures(paper: CollectivePaper) -> Table:
    """Return how many go from where to where."""
    ways: dict[tuple[str, str], int] = {}
    for one in paper.members:
        way = (one.source, one.target)
        ways[way] = ways.get(way, 0) + 1
    rows = numbered((source, target, str(count)) for (source, target), count in ways.items())
    columns = (
        Column("TT", 7, Align.CENTRED),
        Column("Từ", 39),
        Column("Đến", 39),
        Column("Số đảng viên", 15, Align.CENTRED),
    )
    return Table(columns, rows or numbered([("",) * 3] * 3), 0.0 if rows else 7.5)


# --- handing over of the books --------------------------------------------------------------------


def handing_over_document(paper: CollectivePaper) -> Document:
    """Return the minutes of handing over books and dossiers.

    The first page of the list of members and the minutes bear the seals (38-HD/BTCTW, II.4.3.3.b).
    """
    plan = paper.plan
    count = str(len(paper.members)) if paper.members else ""
    counted = {_BOOKS[0]: "", _BOOKS[1]: count, _BOOKS[2]: count, _BOOKS[3]: ""}
    rows = numbered((book, counted[book], "", "") for book in _BOOKS)
    more = numbered([("",) * 4] * 2)
    columns = (
        Column("TT", 7, Align.CENTRED),
        Column("Sổ sách, hồ sơ, tài liệu", 43),
        Column("Số lượng", 13, Align.CENTRED),
        Column("Tình trạng", 18),
        Column("Ghi chú", 19),
    )
    numbers = [str(place) for place in range(len(rows) + 1, len(rows) + len(more) + 1)]
    extra = tuple(
        type(row)((number, *row.cells[1:])) for number, row in zip(numbers, more, strict=True)
    )
    return Document(
        title="Biên bản bàn giao sổ sách, hồ sơ đảng viên",
        on=plan.minutes_on or paper.today,
        head=_head(paper, "", plan.minutes_on),
        kind="Biên bản",
        summary=("Bàn giao sổ sách, hồ sơ đảng viên",),
        blocks=(
            Paragraph(_opening(paper)),
            *_sides(paper),
            caption("3. Nội dung bàn giao"),
            Table(columns, (*rows, *extra), 7.5),
            Paragraph(
                "Hai bên đã đối chiếu sổ danh sách đảng viên với hồ sơ bàn giao. Trang đầu sổ danh "
                "sách và biên bản được đóng dấu của cấp ủy hai bên (nếu có con dấu)."
            ),
            Field("- Hồ sơ, tài liệu còn thiếu; ý kiến khác:", lines=2),
            Paragraph("Biên bản lập thành 02 bản, mỗi bên giữ 01 bản."),
        ),
        signers=_both(),
    )


def _both() -> tuple[SignatureBlock, ...]:
    return (SignatureBlock(("ĐẠI DIỆN BÊN NHẬN",)), SignatureBlock(("ĐẠI DIỆN BÊN GIAO",)))


def _head(paper: CollectivePaper, number: str, on: str) -> DocumentHead:
    issuer = paper.issuer
    return DocumentHead(issuer.name, issuer.upper, number, issuer.place, "" if paper.blank else on)
