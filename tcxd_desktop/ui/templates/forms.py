"""The boxes of every node of a template: what each form of the editor asks."""

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from tcxd_desktop.domain.score_templates import (
    ANY,
    Aggregation,
    Engine,
    MeetingKind,
    NotHeld,
    PrintLayout,
    Rounding,
)
from tcxd_desktop.ui.common.fields import DateField
from tcxd_desktop.ui.templates import lines
from tcxd_desktop.ui.templates.boxes import (
    Box,
    Heading,
    Part,
    choice,
    flag,
    grid,
    level,
    line,
    number,
    paragraph,
    text,
)
from tcxd_desktop.ui.templates.forms_items import (
    ADJUSTMENT,
    DEFINE,
    GATE,
    INPUT,
    ITEM,
    KNOCKOUT,
    VARIANT,
    or_zero,
    points,
    told,
)
from tcxd_desktop.ui.templates.inputs import TicksField
from tcxd_desktop.ui.templates.nodes import (
    ADJUSTMENTS,
    DEFINES,
    GATES,
    GENERAL,
    INPUTS,
    ITEMS,
    KNOCKOUTS,
    LAYOUT,
    LEVELS,
    LISTS,
    QUARTER,
    SCOPE,
    VARIANTS,
    YEAR,
    Node,
    new_aggregation,
    section,
    way,
)
from tcxd_desktop.ui.templates.overview import Overview
from tcxd_desktop.ui.templates.titles import ABOUT, ENTRY
from tcxd_desktop.ui.templates.tools import Tools
from tcxd_desktop.wording.meetings import CELL_KIND, MEETING_KIND
from tcxd_desktop.wording.scoring import ENGINE, NOT_HELD_RULE, ROUNDING

_COLUMN_NAMES = ("Số thứ tự", "Nội dung", "Thang điểm", "Điểm", "Ghi chú")


def _ticks(kinds: dict[Any, str], every: str = "") -> Any:
    pairs = [(str(kind), label) for kind, label in kinds.items()]

    def make(_tools: Tools, key: str, caption: str) -> QWidget:
        return TicksField(key, pairs, every=every, name=caption)

    return make


def _day(tools: Tools, key: str, caption: str) -> QWidget:
    return DateField(key, today=tools.today, future=True, name=caption)


def _rounding(key: str) -> Rounding:
    return Rounding(key) if key else Rounding.NONE


GENERAL_PARTS: tuple[Part, ...] = (
    Box("title", "Tên mẫu, in trên phiếu", paragraph),
    Box("code", "Mã mẫu", line, 2, hint=told("Ví dụ: XA-DONG-HAI.")),
    points("total", "Tổng điểm"),
    points("step", "Bước điểm nhỏ nhất"),
    Box("rounding", "Làm tròn tổng điểm", choice(ROUNDING), 4, show=str, take=_rounding),
    Box(
        "scorers", "Người chấm, mỗi người một cột",
        grid(
            lines.ScorerLine,
            {"label": "Tên cột", "official": "Chính thức", "id": ""},
            {"label": 4, "official": 1}, hidden=("id",),
        ),
        show=lines.show_scorers, take=lines.take_scorers,
        hint=told("Mức chính thức lấy ở cột có dấu: cấp ủy cấp trên quyết định."),
    ),
    Box("verified", "Đã đối chiếu với văn bản gốc (bỏ dấu: chưa kiểm chứng)", flag),
    Box("note", "Điều chưa rõ, cần hỏi thêm", text),
)  # fmt: skip

SCOPE_PARTS: tuple[Part, ...] = (
    Box("meeting_kinds", "Dùng cho loại buổi họp", _ticks(MEETING_KIND, ANY)),
    Box("cell_kinds", "Dùng cho loại hình chi bộ", _ticks(CELL_KIND, ANY)),
    Box("valid_from", "Áp dụng từ ngày", _day, 3,
        show=lines.day_of, take=lines.show_day),
    Box("valid_to", "Đến hết ngày", _day, 3, show=lines.day_of, take=lines.show_day,
        hint=told("Để trống: chưa có hạn.")),
    Box(
        "legal_basis", "Văn bản làm căn cứ",
        grid(
            lines.BasisLine,
            {"number": "Số văn bản", "on": "Ngày", "issuer": "Cơ quan ban hành"},
            {"number": 2, "on": 0.1, "issuer": 3},
        ),
        show=lines.show_basis, take=lines.take_basis,
    ),
)  # fmt: skip

LEVELS_PARTS: tuple[Part, ...] = (
    Box(
        "levels", "Các mức, mức cao trước; từ điểm ấy trở lên",
        grid(
            lines.RatingLine, {"label": "Mức", "min": "Từ điểm", "code": "Mã"},
            {"label": 4, "min": 1, "code": 1},
        ),
        show=lines.show_ratings, take=lines.take_ratings,
        hint=told("Mức cuối cùng bắt đầu từ 0. Mã để trống: chương trình tự đặt."),
    ),
)  # fmt: skip


# --- quarter and year ----------------------------------------------------------------------------


def _there(rule: Aggregation | None) -> bool:
    return rule is not None


def _turn_on(rule: Aggregation | None, on: bool) -> Aggregation | None:  # noqa: FBT001 - a box's value
    return (rule or new_aggregation()) if on else None


def _counts(rule: Aggregation | None) -> bool:
    return rule is not None and (rule.engine is Engine.COUNT or bool(rule.rules))


def _otherwise(rule: Aggregation | None) -> bool:
    return rule is not None and (rule.engine is Engine.COUNT or bool(rule.otherwise))


def _means(rule: Aggregation | None) -> bool:
    return rule is not None and rule.engine is not Engine.COUNT


def _caps(rule: Aggregation | None) -> bool:
    return rule is not None and (_worst(rule) or rule.not_held is NotHeld.CAP or bool(rule.cap))


def _worst(rule: Aggregation | None) -> bool:
    return rule is not None and (rule.engine is Engine.WORST_CAP or bool(rule.worst))


def _period(name: str) -> tuple[Part, ...]:
    return (
        Box("on", f"Mẫu có quy định cách xếp loại {name}", flag, read=_there, write=_turn_on),
        Box("engine", "Cách xếp loại", choice(ENGINE), 6, when=_there, show=str,
            take=lambda key: Engine(key) if key else Engine.MEAN),
        Box(
            "rules", "Mức đạt được khi",
            grid(
                lines.RuleLine,
                {"level": "Xếp mức", "all_at_least": "Mọi tháng từ",
                 "count_level": "Số tháng đạt từ", "at_least": "Ít nhất"},
                {"level": 2, "all_at_least": 2, "count_level": 2, "at_least": 0.5},
            ),
            when=_counts, show=lines.show_rules, take=lines.take_rules,
            hint=told("Mức cao trước. Ví dụ: xếp Tốt khi mọi tháng từ Khá và ít nhất 7 tháng Tốt."),
        ),
        Box("otherwise", "Không đạt mức nào ở trên thì xếp", level, 6, when=_otherwise,
            hint=told("Để trống: chưa có quy định, cấp ủy quyết định.")),
        Box("worst", "Có tháng xếp mức", level, 3, when=_worst),
        Box("cap", "Thì cả kỳ cao nhất chỉ xếp", level, 3, when=_caps),
        Box("not_held", "Tháng không sinh hoạt", choice(NOT_HELD_RULE), 3, when=_there, show=str,
            take=lambda key: NotHeld(key) if key else NotHeld.IGNORE),
        Box("kinds", "Tính các buổi", _ticks(MEETING_KIND), when=_there,
            show=lambda kinds: tuple(map(str, kinds)),
            take=lambda keys: tuple(MeetingKind(key) for key in keys)),
        Box("rounding", "Làm tròn điểm trung bình", choice(ROUNDING), 4, when=_means, show=str,
            take=_rounding),
        Box("step", "Đến", number, 2, when=_means, take=or_zero),
        Box("note", "Điều chưa rõ của quy định, nói cạnh kết quả", text, when=_there),
    )  # fmt: skip


# --- print ---------------------------------------------------------------------------------------


def _column(place: int, name: str, span: int) -> Box:
    def read(layout: PrintLayout) -> str:
        return layout.columns[place] if place < len(layout.columns) else ""

    def write(layout: PrintLayout, value: str) -> PrintLayout:
        columns = [*layout.columns, *[""] * (len(_COLUMN_NAMES) - len(layout.columns))]
        columns[place] = value
        return replace(layout, columns=tuple(columns))

    return Box(f"columns {place}", name, line, span, read=read, write=write)


LAYOUT_PARTS: tuple[Part, ...] = (
    Heading("Tiêu đề các cột"),
    *(_column(place, name, 2) for place, name in enumerate(_COLUMN_NAMES)),
    Heading("Phần thân và chân phiếu"),
    Box("levels_as_rows", "In mỗi mức của tiêu chí thành một dòng", flag),
    Box("footer_levels", "In các mức xếp loại ở chân phiếu", flag),
    Box(
        "signatures", "Chữ ký, từ trái sang phải",
        grid(
            lines.TextLine, {"first": "Dòng trên", "second": "Dòng dưới"},
            {"first": 1, "second": 1},
        ),
        show=lines.show_signatures, take=lines.take_signatures,
    ),
)  # fmt: skip

_ENTRY_PARTS: dict[str, tuple[Part, ...]] = {
    ITEMS: ITEM,
    GATES: GATE,
    KNOCKOUTS: KNOCKOUT,
    ADJUSTMENTS: ADJUSTMENT,
    VARIANTS: VARIANT,
    INPUTS: INPUT,
    DEFINES: DEFINE,
}
_SECTION_PARTS: dict[str, tuple[Part, ...]] = {
    GENERAL: GENERAL_PARTS,
    SCOPE: SCOPE_PARTS,
    LEVELS: LEVELS_PARTS,
    QUARTER: _period("quý"),
    YEAR: _period("năm"),
    LAYOUT: LAYOUT_PARTS,
}


def _nothing(_record: Any) -> None:
    return None


def _as_it_is(record: Any, _value: Any) -> Any:
    return record


def form_key(node: Node) -> str:
    """Return which form shows a node: entries of a list share one."""
    return f"{section(node)} entry" if way(node) else section(node)


def parts_of(node: Node) -> tuple[Part, ...]:
    """Return the boxes of a node; of a section that only holds entries, what it is about."""
    name = section(node)
    if way(node):
        return _ENTRY_PARTS[name]
    if name == ITEMS or name in LISTS:
        about = Heading(f"Chọn một {ENTRY[name]} ở bên trái, hoặc thêm mới", ABOUT[name])
        return (about, Box(name, "", Overview, read=_nothing, write=_as_it_is))
    return _SECTION_PARTS[name]
