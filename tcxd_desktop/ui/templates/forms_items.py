"""The boxes of criteria, bonuses, gates, knock-outs, variants and the template's own figures."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QWidget

from tcxd_desktop.domain.score_templates import (
    ZERO,
    AdjustmentKind,
    Item,
    Method,
    NaPolicy,
    ScoreTemplate,
)
from tcxd_desktop.ui.templates import lines
from tcxd_desktop.ui.templates.boxes import (
    Box,
    Heading,
    Part,
    Say,
    choice,
    expression,
    flag,
    grid,
    level,
    level_or_none,
    line,
    number,
    paragraph,
    text,
)
from tcxd_desktop.ui.templates.offers import CONDITION, CONTEXT_ONLY, FIGURE
from tcxd_desktop.ui.templates.titles import sum_of
from tcxd_desktop.ui.templates.tools import Tools
from tcxd_desktop.ui.templates.variant_table import VariantTable
from tcxd_desktop.wording.expressions import expression_words
from tcxd_desktop.wording.formats import show_number
from tcxd_desktop.wording.scoring import ADJUSTMENT_KIND, METHOD, NA_POLICY
from tcxd_desktop.wording.templates import INPUT_KIND


def read_out(key: str, otherwise: str = "") -> Say:
    """Return a hint that reads an expression out in words; ``otherwise`` where it is empty."""

    def said(record: Any, template: ScoreTemplate) -> str:
        typed = getattr(record, key)
        if not typed:
            return otherwise
        words = expression_words(typed, template)
        return f"Nghĩa là: {words}." if words != typed else ""

    return said


def told(sentence: str) -> Say:
    """Return a hint that is always the same."""
    return lambda _record, _template: sentence


def or_zero(value: Decimal | None) -> Decimal:
    """Return a number; nothing typed is none of it."""
    return ZERO if value is None else value


def points(key: str, caption: str, span: int = 2, hint: Say | None = None) -> Box:
    """Return a box for points."""
    return Box(key, caption, number, span, take=or_zero, hint=hint or told(""))


def _choosable(item: Item) -> bool:
    """A group is the sum of what is below it; one that an imported file has otherwise is mended."""
    return not item.children or item.method is not Method.SUM


def _is(*methods: Method, told: str = "") -> Callable[[Any], bool]:
    """Return whether a box is there: for these methods, and where it holds something anyway."""
    return lambda item: (
        (not item.children and item.method in methods) or bool(told and getattr(item, told))
    )


_AUTO: dict[Method, tuple[str, str]] = {
    Method.BINARY: ("Tự xác định là đạt khi", CONDITION),
    Method.LEVELS: ("Tự chọn mức theo số liệu", FIGURE),
    Method.RANGE: ("Tự tính điểm bằng", FIGURE),
    Method.DEDUCT: ("Tự đếm số lần bằng", FIGURE),
}


def _auto_caption(item: Item) -> str:
    return _AUTO.get(item.method, ("Số liệu tự tính", FIGURE))[0]


def _auto_wants(item: Item) -> str:
    return _AUTO.get(item.method, ("", FIGURE))[1]


def _sum_hint(item: Item, _template: ScoreTemplate) -> str:
    if not item.children:
        return ""
    return f"Các mục con cộng lại được {show_number(sum_of(item.children))}."


def _step_hint(item: Item, template: ScoreTemplate) -> str:
    return "" if item.step is not None else f"Theo mẫu: {show_number(template.step)}."


_LEVEL_GRID = grid(
    lines.LevelLine,
    {"min": "Từ", "points": "Điểm", "label": "Nội dung mức, in trên phiếu", "when": "Hoặc khi"},
    {"min": 0.1, "points": 0.1, "label": 4, "when": 2},
)
_FORCED_GRID = grid(
    lines.ForcedLine,
    {"when": "Khi", "level": "Thì là mức", "label": "Ghi trên phiếu"},
    {"when": 3, "level": 2, "label": 2},
)
ITEM: tuple[Part, ...] = (
    Box("label", "Nội dung tiêu chí", paragraph),
    points("max", "Điểm tối đa", 2, _sum_hint),
    Box(
        "method", "Cách chấm", choice(METHOD), 4,
        when=_choosable, show=str, take=lambda key: Method(key) if key else Method.RANGE,
    ),
    Box(
        "per", "Mỗi lần trừ", number, 2, when=_is(Method.DEDUCT), take=or_zero,
    ),
    Box("step", "Bước điểm", number, 2, when=_is(Method.RANGE), hint=_step_hint),
    Box(
        "formula", "Công thức tính điểm", expression,
        when=_is(Method.FORMULA, told="formula"), hint=read_out("formula"), wants=FIGURE,
    ),
    Box(
        "auto", "Tự tính theo", expression, when=_is(*_AUTO, told="auto"), named=_auto_caption,
        hint=read_out("auto", "Để trống: người chấm tự ghi."), wants=_auto_wants,
    ),
    Box(
        "levels", "Các mức, mức cao trước", _LEVEL_GRID, when=_is(Method.LEVELS, told="levels"),
        show=lines.show_levels, take=lines.take_levels, wants=CONDITION,
    ),
    Box(
        "forced", "Trường hợp buộc về một mức", _FORCED_GRID,
        when=_is(Method.LEVELS, told="forced"),
        show=lines.show_forced, take=lines.take_forced, wants=CONDITION,
    ),
    Heading("Khi nào áp dụng"),
    Box(
        "applicable_if", "Chỉ chấm khi", expression,
        hint=read_out("applicable_if", "Để trống: buổi nào cũng chấm."), wants=CONDITION,
    ),
    Box(
        "na_policy", "Không áp dụng thì", choice(NA_POLICY), 6,
        when=lambda item: bool(item.applicable_if), show=str,
        take=lambda key: NaPolicy(key) if key else NaPolicy.FULL,
    ),
    Box("enabled", "Chấm ở mọi buổi (bỏ dấu: chỉ chấm trong biến thể có ghi)", flag),
    Box("note", "Ghi chú cho người chấm, in nhỏ cạnh tiêu chí", text),
    Box("id", "Số thứ tự trên phiếu", line, 2),
)  # fmt: skip

ADJUSTMENT: tuple[Part, ...] = (
    Box("label", "Nội dung", paragraph),
    Box(
        "kind", "Loại", choice(ADJUSTMENT_KIND), 2, show=str,
        take=lambda key: AdjustmentKind(key) if key else AdjustmentKind.BONUS,
    ),
    points("points", "Điểm mỗi lần"),
    points("max_total", "Nhiều nhất"),
    Box(
        "auto", "Tự đếm số lần bằng", expression,
        hint=read_out("auto", "Để trống: người chấm ghi số lần."), wants=FIGURE,
    ),
    Box(
        "may_exceed_total", "Cộng được quá tổng điểm của mẫu", flag,
        when=lambda one: one.kind is AdjustmentKind.BONUS or one.may_exceed_total,
    ),
    Box("id", "Mã", line, 2),
)  # fmt: skip

GATE: tuple[Part, ...] = (
    Box("level", "Muốn xếp mức", level, 3),
    Box("else_level", "Không đạt thì xuống mức", level, 3),
    Box("require", "Phải đạt điều kiện", expression, hint=read_out("require"), wants=CONDITION),
    Box("label", "Nói bằng lời trên phiếu", line,
        hint=told("Để trống: chương trình đọc điều kiện ra lời.")),
)  # fmt: skip

KNOCKOUT: tuple[Part, ...] = (
    Box("when", "Khi", expression, hint=read_out("when"), wants=CONDITION),
    Box("result", "Thì cao nhất chỉ xếp", level_or_none, 3),
    Box("label", "Nói bằng lời trên phiếu", line, 6),
)


def _variant_table(tools: Tools, key: str, _caption: str) -> QWidget:
    return VariantTable(tools, key, "Khác với phiếu chung")


VARIANT: tuple[Part, ...] = (
    Box("label", "Tên biến thể", line, hint=told("Ví dụ: Buổi chuyên đề.")),
    Box("when", "Áp dụng khi", expression, hint=read_out("when"), wants=CONTEXT_ONLY),
    Heading(
        "Khác với phiếu chung",
        "Chỉ ghi vào ô nào khác đi. Cột Có chấm: gõ k để bỏ tiêu chí, x để chấm tiêu chí chỉ "
        "dùng trong biến thể.",
    ),
    Box("changes", "", _variant_table),
)  # fmt: skip

INPUT: tuple[Part, ...] = (
    Box("label", "Tên số liệu, in trên phiếu", line),
    Box("kind", "Kiểu", choice(INPUT_KIND), 3, take=lambda key: key or "number"),
    Box("name", "Tên trong công thức", line, 3,
        hint=told("Tự đặt theo tên; chữ không dấu, không cách.")),
)  # fmt: skip

DEFINE: tuple[Part, ...] = (
    Box("label", "Tên đại lượng", line),
    Box("expr", "Tính bằng", expression, hint=read_out("expr"), wants=FIGURE),
    Box("name", "Tên trong công thức", line, 3,
        hint=told("Tự đặt theo tên. Trùng tên một số liệu tính sẵn thì thay cách tính ấy.")),
)  # fmt: skip
