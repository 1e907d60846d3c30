"""What a case is asked for when it is opened or mended: by its kind and its ends. No widgets."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tcxd_desktop.domain.rule_types import EndType
from tcxd_desktop.domain.transfers import LETTER_OF, Direction, End, Transfer, TransferKind
from tcxd_desktop.domain.transfers import TransferKind as Kind

OUT, IN, INSIDE = Direction.OUT, Direction.IN, Direction.INSIDE


@dataclass(frozen=True, slots=True)
class KindOffer:
    """One kind of transfer the office can open a case of."""

    kind: TransferKind
    direction: Direction
    title: str
    says: str
    """One line: when it applies, on what paper, what becomes of the head-count."""

    @property
    def key(self) -> str:
        """Name of the offer."""
        return f"{self.direction}:{self.kind}"


GROUPS: tuple[tuple[str, Direction], ...] = (
    ("Chuyển đi", OUT), ("Trong đảng bộ", INSIDE), ("Chuyển đến", IN),
)  # fmt: skip
OFFERS: tuple[KindOffer, ...] = (
    KindOffer(
        Kind.OFFICIAL, OUT, "Chính thức ra ngoài đảng bộ",
        "Đổi việc, nghỉ hưu, đổi nơi cư trú, hợp đồng từ 12 tháng. Giấy 10 ô; rời đảng số ở đây.",
    ),
    KindOffer(
        Kind.TEMPORARY, OUT, "Tạm thời trong nước",
        "Từ 3 đến dưới 12 tháng, đi học đến 24 tháng, rồi về. Giấy 8 ô; vẫn tính đảng số ở đây.",
    ),
    KindOffer(
        Kind.ABROAD, OUT, "Chính thức ra ngoài nước",
        "Học tập, công tác từ 12 tháng, qua Đảng ủy Bộ Ngoại giao. Giấy 10 ô, rồi giấy 2 ô.",
    ),
    KindOffer(
        Kind.LABOUR, OUT, "Đi lao động ở nước ngoài",
        "Từ 12 tháng. Giấy 10 ô đến cấp trên trực tiếp, phiếu 3A-SHĐ; hồ sơ và thẻ giữ lại đây.",
    ),
    KindOffer(
        Kind.TEMPORARY_ABROAD, OUT, "Tạm thời ra ngoài nước",
        "Từ 3 đến dưới 12 tháng. Phiếu công tác 3B-SHĐ; vẫn tính đảng số ở đây.",
    ),
    KindOffer(
        Kind.DISSOLVED, OUT, "Sau khi tổ chức giải thể, giải tán",
        "Giấy 10 ô; ô 1 để không ký, không đóng dấu, cấp trên ghi tiếp.",
    ),
    KindOffer(
        Kind.LINK, OUT, "Giới thiệu giữ mối liên hệ nơi cư trú",
        "Không phải chuyển sinh hoạt: giấy giới thiệu, sổ theo dõi hai bên.",
    ),
    KindOffer(
        Kind.INSIDE, INSIDE, "Nội bộ, sang chi bộ khác",
        "Cùng lý do như chính thức. Giấy 7 ô; tổng đảng số của đảng bộ không đổi.",
    ),
    KindOffer(
        Kind.OFFICIAL, IN, "Chính thức từ nơi khác đến",
        "Kiểm tra hồ sơ, ghi tiếp các ô nơi đến; tính đảng số từ ngày chi ủy tiếp nhận.",
    ),
    KindOffer(
        Kind.TEMPORARY, IN, "Tạm thời đến",
        "Dự sinh hoạt, đóng đảng phí ở đây; không biểu quyết, không tính đảng số.",
    ),
    KindOffer(
        Kind.FROM_ABROAD, IN, "Từ ngoài nước về",
        "Theo giấy 10 ô cũ và giấy 2 ô của Đảng ủy Bộ Ngoại giao.",
    ),
    KindOffer(
        Kind.ONWARD, IN, "Đến nhầm, chuyển tiếp nơi khác",
        "Hồ sơ nộp ở đây nhưng thuộc nơi khác: công văn 2-SHĐ kèm hồ sơ.",
    ),
    KindOffer(
        Kind.LINK, IN, "Nhận người giữ mối liên hệ nơi cư trú",
        "Đảng viên đang công tác, cư trú ở địa bàn; ghi sổ, nhận xét hằng năm.",
    ),
)  # fmt: skip
_TERMED = {Kind.TEMPORARY, Kind.ABROAD, Kind.LABOUR, Kind.TEMPORARY_ABROAD}
_ABROAD = {Kind.ABROAD, Kind.LABOUR, Kind.TEMPORARY_ABROAD}

END_TITLES: Mapping[str, str] = {
    EndType.CELL_OF_BASE: "Chi bộ trong đảng ủy cơ sở, thuộc xã, phường",
    EndType.CELL_UNDER_UPPER: "Chi bộ cơ sở, chi bộ thôn trực thuộc xã, phường",
    EndType.BASE_UNDER_PROVINCE: "Chi bộ trong đảng bộ cơ sở trực thuộc tỉnh",
    EndType.CELL_UNDER_PROVINCE: "Chi bộ cơ sở trực thuộc tỉnh",
    EndType.ABROAD: "Ở nước ngoài",
}
"""What the other end is: by that the route, and who writes which box, is proposed."""
END_CAPTIONS: Mapping[str, str] = {
    "province": "Đảng bộ tỉnh, thành phố (trực thuộc TW)",
    "upper": "Đảng bộ xã, phường (cấp trên trực tiếp)",
    "base": "Đảng bộ cơ sở",
    "section": "Đảng bộ bộ phận (nếu có)",
    "cell": "Chi bộ",
    "country": "Nước",
}
END_EXAMPLES: Mapping[str, str] = {
    "province": "ví dụ Đảng bộ tỉnh Ninh Bình",
    "upper": "ví dụ Đảng bộ xã Kim Sơn",
    "base": "ví dụ Đảng bộ Công ty May Kim Sơn",
    "section": "",
    "cell": "ví dụ Chi bộ thôn Trung",
    "country": "ví dụ Nhật Bản",
}
END_FIELDS: Mapping[str, tuple[str, ...]] = {
    EndType.CELL_OF_BASE: ("province", "upper", "base", "section", "cell"),
    EndType.CELL_UNDER_UPPER: ("province", "upper", "cell"),
    EndType.BASE_UNDER_PROVINCE: ("province", "base", "section", "cell"),
    EndType.CELL_UNDER_PROVINCE: ("province", "cell"),
    EndType.ABROAD: ("country", "cell"),
}
USUAL_END = EndType.CELL_UNDER_UPPER


def offer_of(kind: TransferKind, direction: Direction) -> KindOffer:
    """Return how a kind is offered."""
    return next(o for o in OFFERS if o.kind is kind and o.direction is direction)


def own_unit_asked(offer: KindOffer) -> bool:
    """Tell whether the clerk chooses the office's own chi bộ the member comes to."""
    return offer.direction is not OUT and offer.kind is not Kind.ONWARD


def needs_person(offer: KindOffer) -> bool:
    """Tell whether the member must be in the office's own list."""
    return offer.direction is not IN


def termed(offer: KindOffer) -> bool:
    """Tell whether the stay has an end."""
    return offer.kind in _TERMED


def end_types(offer: KindOffer) -> tuple[EndType, ...]:
    """Return what the other end of a kind may be, the usual first."""
    if offer.kind in _ABROAD:
        return (EndType.ABROAD,)
    if offer.kind is Kind.FROM_ABROAD:
        return (EndType.ABROAD,)
    return (
        EndType.CELL_UNDER_UPPER,
        EndType.CELL_OF_BASE,
        EndType.BASE_UNDER_PROVINCE,
        EndType.CELL_UNDER_PROVINCE,
    )


def has_letter(offer: KindOffer) -> bool:
    """Tell whether it travels on a controlled letter whose serial is noted."""
    return offer.kind in LETTER_OF and offer.kind is not Kind.ONWARD


def read_end(kind: str, values: Mapping[str, str], before: End) -> End:
    """Return the other end as typed; names its type does not have are left out."""
    asked = END_FIELDS.get(kind, ())
    named = {key: values.get(key, "") if key in asked else "" for key in END_CAPTIONS}
    return replace(before, type=kind, unit_id=None, **named)


def gap(offer: KindOffer, case: Transfer) -> str:
    """Return the first thing without which the case cannot be opened: a key of ``GAPS``."""
    if needs_person(offer) and case.person_id is None:
        return "person_id"
    if not case.traveller.name:
        return "name"
    if own_unit_asked(offer) and case.target.unit_id is None:
        return "unit_id"
    if termed(offer) and not case.term_from:
        return "term_from"
    return ""


GAPS: Mapping[str, str] = {
    "person_id": "Đảng viên chuyển",
    "name": "Họ và tên khai sinh",
    "unit_id": "Chi bộ nơi đến",
    "term_from": "Từ ngày",
}


def other_sides(offer: KindOffer) -> tuple[str, ...]:
    """Return which ends are not ours: names of fields of the case."""
    if offer.kind is Kind.ONWARD:
        return ("source", "target")  # the file was handed in here, but belongs elsewhere
    if offer.direction is INSIDE:
        return ()
    return ("source",) if offer.direction is IN else ("target",)


def about(case: Transfer) -> str:
    """Return one line about who moves, for a member whose facts come from the dossier."""
    who = case.traveller
    if not who.name:
        return ""
    where = case.source.cell
    parts = [
        f"Sinh {_year(str(who.birth))}" if who.birth else "",
        where,
        "Đảng viên dự bị" if who.probationary else "Đảng viên chính thức",
        f"Số thẻ {who.card_no[:4]} •••• {who.card_no[-4:]}" if len(who.card_no) == 12 else "",
    ]
    return " · ".join(part for part in parts if part)


def _year(text: str) -> str:
    parts = text.rstrip("~").split("-")
    return "/".join(reversed(parts))
