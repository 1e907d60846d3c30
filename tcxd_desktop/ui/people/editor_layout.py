"""Which boxes of the dossier stand beside each other: the paper's order on a grid of six."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tcxd_desktop.domain.dossier import FACTS, TABLES
from tcxd_desktop.wording.dossier import SECTIONS, Section

COLUMNS = 6


@dataclass(frozen=True, slots=True)
class Cell:
    """A box and how many of the six columns it takes."""

    field: str
    span: int = 2
    hint: str = ""
    """Small words below the box."""
    caption: str = ""
    """Instead of the field's own words, where the heading says the rest."""


@dataclass(frozen=True, slots=True)
class Block:
    """Một mục trên màn hình: a heading with rows of boxes, or one table."""

    item: str
    rows: tuple[tuple[Cell, ...], ...] = ()
    tables: tuple[str, ...] = ()
    title: str = ""
    """Instead of the item's own title."""
    numbered: bool = False
    """Several items: each box carries its own number."""


def _row(
    *cells: tuple[str, int] | tuple[str, int, str] | tuple[str, int, str, str],
) -> tuple[Cell, ...]:
    return tuple(Cell(*cell) for cell in cells)


_BLOCKS: tuple[Block, ...] = (
    Block(
        "01",
        (
            _row(("birth_name", 4), ("sex", 2)),
            _row(("other_names", 4), ("birth_date", 2)),
            _row(("civil_birth_date", 4)),
        ),
        title="01–04  Họ tên, giới tính, ngày sinh",
        numbered=True,
    ),
    Block(
        "05",
        (
            _row(("birth_place", 6)),
            _row(("origin", 6)),
            _row(("home", 6)),
            _row(("lodging", 6, "chỉ ghi khi không có nơi thường trú")),
        ),
        title="05–07  Nơi đăng ký khai sinh, quê quán, nơi cư trú",
        numbered=True,
    ),
    Block(
        "08",
        (
            _row(
                ("ethnicity", 2),
                ("religion", 2, "không theo đạo: ghi “Không”"),
                ("family_class", 2, "chưa quy định: để trống"),
            ),
            _row(("ethnicity_note", 3), ("religious_rank", 3)),
        ),
        title="08–10  Dân tộc, tôn giáo, thành phần gia đình",
        numbered=True,
    ),
    Block(
        "11",
        (
            _row(("occupation", 2), ("workplace", 4)),
            _row(("occupation_before", 2, "", "Nghề khi vào Đảng"), ("occupation_group", 4)),
        ),
    ),
    Block(
        "12",
        (
            _row(
                ("decision_date", 2, "mốc tính tuổi đảng"),
                ("ceremony_date", 2, "in trên thẻ"),
                ("official_date", 2, "ngày vào Đảng + 12 tháng"),
            ),
            _row(("ceremony_at", 4), ("official_at", 2)),
            _row(("decision_no", 2), ("decision_by", 4)),
            _row(
                ("official_decision_no", 2, "", "Số quyết định chính thức"),
                ("official_decision_date", 2, "", "Ngày quyết định chính thức"),
            ),
        ),
        ("introducers",),
    ),
    Block("13", (_row(("recruited_date", 2), ("recruited_by", 4)),)),
    Block("14", (_row(("union_date", 2), ("union_at", 4)),)),
    Block("15", tables=("social_orgs",)),
    Block("16", tables=("services",)),
    Block(
        "17",
        (
            _row(("edu_general", 4, "lớp đã học xong hoặc tốt nghiệp, hệ nào"), ("edu_level", 2)),
            _row(("profession", 4), ("profession_level", 2)),
            _row(("science", 6)),
            _row(("degree", 3), ("academic_rank", 3)),
            _row(("theory", 3), ("theory_mode", 3)),
            _row(("languages", 3), ("informatics", 3)),
            _row(("minority_languages", 6)),
        ),
    ),
    Block(
        "18",
        (
            _row(("health", 2), ("invalid_class", 2)),
            _row(("martyr_family", 2), ("merit_family", 4)),
        ),
    ),
    Block("19", (_row(("citizen_id", 3), ("old_citizen_id", 3)),)),
    Block("20", tables=("exemptions",)),
    Block("21", tables=("jobs",)),
    Block("22", tables=("trainings",)),
    Block("23", tables=("rewards",)),
    Block("24", tables=("badges",)),
    Block("25", tables=("titles",)),
    Block("26", tables=("disciplines",)),
    Block("27a", tables=("exits",)),
    Block("27b", tables=("readmissions",)),
    Block("27c", tables=("restorations",)),
    Block("27d", tables=("legal_cases",)),
    Block("27e", tables=("old_regime",)),
    Block("28a", tables=("abroad",)),
    Block("28b", tables=("foreign_ties",)),
    Block("28c", tables=("relatives_abroad",)),
    Block("29", tables=("family",)),
    Block(
        "30",
        (
            _row(
                ("economy_year", 1),
                ("household_income", 3, "", "Tổng thu nhập hộ, 1 năm (đồng)"),
                ("income_per_head", 2, "", "Bình quân 1 người (đồng)"),
            ),
            _row(
                ("home_granted", 4, "", "Nhà được cấp, thuê: loại"),
                ("home_granted_area", 2, "", "Diện tích (m²)"),
            ),
            _row(
                ("home_owned", 4, "", "Nhà tự mua, xây: loại"),
                ("home_owned_area", 2, "", "Diện tích (m²)"),
            ),
            _row(("land_granted_area", 2), ("land_owned_area", 2)),
            _row(("business", 2), ("business_land_ha", 2), ("hired_workers", 2)),
        ),
        ("assets",),
    ),
    Block("life", tables=("early_years",), title="14  Lịch sử bản thân"),
    Block("life", (_row(("special_history", 6)),), title="16  Đặc điểm lịch sử"),
    Block(
        "life",
        (_row(("self_remark", 6)), _row(("declared_at", 4), ("declared_on", 2))),
        title="22  Tự nhận xét và cam đoan",
    ),
    Block(
        "no",
        (
            _row(("dossier_no", 2), ("card_no", 2), ("old_card_no", 2)),
            _row(("card_issued", 2), ("card_issuer", 4)),
        ),
    ),
    Block("photo", (_row(("photo", 6)),)),
    Block("party", tables=("party_posts",), title="Chức vụ trong Đảng"),
    Block(
        "party",
        (_row(("dues_paid_to", 2), ("residence_cell", 4)),),
        title="Đảng phí, nơi cư trú",
    ),
    Block(
        "party",
        (_row(("party_age_basis", 3), ("party_age_paper", 3)),),
        ("age_gaps",),
        title="Tuổi đảng",
    ),
    Block("party", tables=("reviews",), title="Xếp loại hằng năm"),
    Block(
        "party",
        (_row(("under_inspection", 2), ("inspection_note", 4)),),
        title="Kiểm tra, xem xét",
    ),
    Block("events", tables=("events",)),
    Block(
        "papers",
        (_row(("index_confirmed_on", 2), ("index_confirmed_by", 4)),),
        ("papers",),
    ),
    Block("contact", (_row(("phone", 3), ("phone_other", 3)), _row(("note", 6)))),
)

WEIGHTS: Mapping[str, Mapping[str, float]] = {
    "introducers": {"name": 3, "post": 2, "unit": 3, "now_at": 3},
    "social_orgs": {"name": 4, "joined": 1.6, "note": 3},
    "services": {"rank": 3, "form": 2.4},
    "exemptions": {"ground": 3.2, "basis": 3},
    "jobs": {"since": 1, "until": 1, "work": 3, "post": 2.2, "unit": 3.2},
    "trainings": {"since": 1, "until": 1, "school": 3, "subject": 3, "mode": 1.8, "diploma": 2.4},
    "rewards": {"form": 4, "on": 1.5, "level": 3},
    "badges": {"years": 1.5, "on": 1.5, "number": 3},
    "titles": {"name": 4, "on": 1.5},
    "disciplines": {"body": 2.4, "reason": 3},
    "family": {"relation": 1.8, "name": 3, "origin": 3.4, "post": 3, "home": 3.4, "history": 3.4},
    "early_years": {"since": 1, "until": 1, "content": 8},
    "party_posts": {"post": 2.4, "unit_id": 3.2, "basis": 2.6},
    "age_gaps": {"reason": 3, "basis": 3},
    "reviews": {"year": 1, "level": 4, "note": 3},
    "papers": {"type": 6, "title": 3, "sheets": 1, "present": 1},
    "events": {"kind": 2.8, "unit_id": 3.2, "other_place": 2.6},
    "assets": {"name": 5, "value": 2.4},
}
"""Shares of the width of table columns; a table not named shares it equally."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one section of the editor shows."""

    section: Section
    blocks: tuple[Block, ...]
    fields: tuple[str, ...] = field(default=())
    """Fields and tables in the order of the keyboard."""


def _sheet(section: Section) -> Sheet:
    shown = tuple(block for block in _BLOCKS if block.item in section.items)
    fields = [
        name
        for block in shown
        for name in (*(cell.field for row in block.rows for cell in row), *block.tables)
    ]
    return Sheet(section, shown, tuple(fields))


SHEETS: tuple[Sheet, ...] = tuple(_sheet(section) for section in SECTIONS)


def sheet_number(name: str) -> int:
    """Return which sheet shows a field or table; -1 for none."""
    return next((i for i, sheet in enumerate(SHEETS) if name in sheet.fields), -1)


def all_fields() -> set[str]:
    """Return every field and table of the dossier the editor must show."""
    return set(FACTS) | set(TABLES)
