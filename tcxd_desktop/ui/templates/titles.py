"""What the places of a template are called in the editor. No Qt."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from tcxd_desktop.domain.score_templates import (
    NOT_HELD,
    Adjustment,
    AdjustmentKind,
    Define,
    Gate,
    Input,
    Item,
    Knockout,
    RatingLevel,
    ScoreTemplate,
    Variant,
)
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
    record_of,
    section,
    way,
)
from tcxd_desktop.wording.formats import show_number

TITLES: dict[str, str] = {
    GENERAL: "Thông tin chung",
    SCOPE: "Phạm vi và căn cứ",
    ITEMS: "Tiêu chí",
    LEVELS: "Mức xếp loại",
    GATES: "Điều kiện kèm mức",
    KNOCKOUTS: "Trường hợp loại",
    ADJUSTMENTS: "Điểm cộng, điểm trừ",
    VARIANTS: "Biến thể",
    INPUTS: "Số liệu riêng",
    DEFINES: "Đại lượng tự đặt",
    QUARTER: "Xếp loại quý",
    YEAR: "Xếp loại năm",
    LAYOUT: "Cách in",
}
ENTRY: dict[str, str] = {
    ITEMS: "tiêu chí",
    GATES: "điều kiện",
    KNOCKOUTS: "trường hợp loại",
    ADJUSTMENTS: "điểm cộng, điểm trừ",
    VARIANTS: "biến thể",
    INPUTS: "số liệu riêng",
    DEFINES: "đại lượng",
}
"""What one entry of a section is called."""
ABOUT: dict[str, str] = {
    ITEMS: "Các tiêu chí theo thứ tự in trên phiếu. Tiêu chí có mục con là nhóm: điểm là tổng "
    "các mục con.",
    GATES: "Đạt đủ điểm của một mức mà không đạt điều kiện kèm theo thì xuống mức khác. "
    "Ví dụ: muốn xếp Tốt phải đạt điểm tối đa ở mục tỷ lệ dự họp.",
    KNOCKOUTS: "Gặp trường hợp này thì mức xếp loại cao nhất chỉ được đến mức ghi ở đây, hoặc "
    "không xếp loại (không tổ chức sinh hoạt).",
    ADJUSTMENTS: "Điểm cộng, điểm trừ ngoài các tiêu chí, mỗi loại có mức tối đa riêng.",
    VARIANTS: "Khi phiếu khác đi theo loại buổi họp, loại hình chi bộ, tháng: điểm tối đa khác, "
    "bớt hoặc thêm tiêu chí. Mỗi biến thể vẫn phải đủ tổng điểm.",
    INPUTS: "Số liệu của địa phương mà chương trình không có sẵn, người chấm gõ vào phiếu.",
    DEFINES: "Đặt tên cho một công thức để dùng ở nhiều chỗ, hoặc thay cách tính có sẵn.",
}
_BLANK = "(chưa ghi)"


def node_title(template: ScoreTemplate, node: Node) -> str:
    """Return what stands in the tree for a node, without its points."""
    name = section(node)
    if not way(node):
        return TITLES[name]
    record = record_of(template, node)
    if name == ITEMS:
        return f"{record.id}  {record.label or _BLANK}"
    return _ENTRIES[name](template, record) or _BLANK


def heading(template: ScoreTemplate, node: Node) -> str:
    """Return the heading above a node's form."""
    name = section(node)
    if not way(node):
        return TITLES[name]
    if name == ITEMS:
        return f"Tiêu chí {record_of(template, node).id}"
    return f"{ENTRY[name].capitalize()} {way(node)[0] + 1}"


def node_points(template: ScoreTemplate, node: Node) -> str:
    """Return the figure at the right of a node's line: points, or how many entries."""
    name = section(node)
    if name == ITEMS and way(node):
        item: Item = record_of(template, node)
        return show_number(item.max) if item.enabled else f"({show_number(item.max)})"
    if name == ITEMS:
        return f"{show_number(sum_of(template.items))}/{show_number(template.total)}"
    if name in LISTS and not way(node):
        count = len(getattr(template, name))
        return str(count) if count else ""
    if name == LEVELS:
        return str(len(template.levels))
    return ""


def sum_of(items: Sequence[Item]) -> Decimal:
    """Return the points of criteria that count without a variant."""
    return sum((item.max for item in items if item.enabled), Decimal(0))


def level_label(levels: Sequence[RatingLevel], code: str) -> str:
    """Return the name of a rating level."""
    if code == NOT_HELD:
        return "không xếp loại (không sinh hoạt)"
    return next((one.label for one in levels if one.code == code), code)


def _gate(template: ScoreTemplate, gate: Gate) -> str:
    return f"{level_label(template.levels, gate.level)}: {gate.label or gate.require or _BLANK}"


def _knockout(_template: ScoreTemplate, knockout: Knockout) -> str:
    return knockout.label or knockout.when


def _adjustment(_template: ScoreTemplate, one: Adjustment) -> str:
    sign = "+" if one.kind is AdjustmentKind.BONUS else "−"
    return f"{sign}{show_number(one.points)}  {one.label or _BLANK}"


def _variant(_template: ScoreTemplate, variant: Variant) -> str:
    return variant.label or variant.when


def _figure(_template: ScoreTemplate, figure: Input | Define) -> str:
    return figure.label or figure.name


_ENTRIES: dict[str, Callable[[ScoreTemplate, Any], str]] = {
    GATES: _gate,
    KNOCKOUTS: _knockout,
    ADJUSTMENTS: _adjustment,
    VARIANTS: _variant,
    INPUTS: _figure,
    DEFINES: _figure,
}
