"""Why a sheet has its points and its level; words of methods and rules.

Sentences come without their full stop: they stand in cells as often as in lines.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tcxd_desktop.domain.errors import ExpressionProblem
from tcxd_desktop.domain.expression_tree import Choice, Constant, Name, Node, walk
from tcxd_desktop.domain.expressions import parse
from tcxd_desktop.domain.score_sheets import WHOLE_SHEET, Facts, Hint, Reason, Why
from tcxd_desktop.domain.score_templates import (
    NOT_HELD,
    AdjustmentKind,
    Engine,
    Method,
    NaPolicy,
    NotHeld,
    Rounding,
    ScoreTemplate,
)
from tcxd_desktop.wording.expressions import expression_words, node_words
from tcxd_desktop.wording.meeting_facts import (
    FACT_LABELS,
    fact_label,
    fact_text,
    number_text,
    points_text,
    unit_of,
)
from tcxd_desktop.wording.meetings import CELL_KIND, CELL_STATE, MEETING_KIND, SHEET_STATE

METHOD: dict[Method, str] = {
    Method.SUM: "Cộng các tiêu chí con",
    Method.BINARY: "Đạt hoặc không đạt",
    Method.LEVELS: "Chọn một mức",
    Method.RANGE: "Cho điểm trong khoảng",
    Method.DEDUCT: "Trừ điểm mỗi lần",
    Method.FORMULA: "Tính theo công thức",
}
NA_POLICY: dict[NaPolicy, str] = {
    NaPolicy.FULL: "Tính đủ điểm",
    NaPolicy.ZERO: "Tính 0 điểm",
    NaPolicy.RESCALE: "Quy đổi theo các tiêu chí còn lại",
    NaPolicy.VARIANT: "Theo biến thể của mẫu",
}
ROUNDING: dict[Rounding, str] = {
    Rounding.NONE: "Không làm tròn",
    Rounding.HALF_UP: "Làm tròn, một nửa thì lên",
    Rounding.HALF_EVEN: "Làm tròn, một nửa thì về số chẵn",
    Rounding.DOWN: "Làm tròn xuống",
}
ADJUSTMENT_KIND: dict[AdjustmentKind, str] = {
    AdjustmentKind.BONUS: "Điểm cộng",
    AdjustmentKind.PENALTY: "Điểm trừ",
}
ENGINE: dict[Engine, str] = {
    Engine.COUNT: "Đếm số kỳ theo mức",
    Engine.MEAN: "Lấy điểm bình quân",
    Engine.WORST_CAP: "Điểm bình quân, có mức chặn",
}
NOT_HELD_RULE: dict[NotHeld, str] = {
    NotHeld.IGNORE: "Không tính kỳ không họp",
    NotHeld.ZERO: "Kỳ không họp tính 0 điểm",
    NotHeld.CAP: "Có kỳ không họp thì chặn mức",
}
NO_LEVEL = "Chưa xếp mức"
NOT_HELD_LABEL = "Không sinh hoạt"

# Said with the counts they come from, where those are known.
_MEASURED: Mapping[str, str] = {
    "attendance_pct": "{present}/{attendance_base} đảng viên dự họp ({value})",
    "duration_ratio": "họp {duration_min}/{required_min} phút",
    "speakers_pct": "{speakers}/{present} đảng viên dự họp phát biểu ({value})",
    "tasks_done_pct": "{tasks_done}/{tasks_due} nhiệm vụ hoàn thành ({value})",
}
_NOTHING: Facts = {}
_WITHOUT = {
    NaPolicy.FULL: "Không đánh giá, tính đủ điểm",
    NaPolicy.ZERO: "Không đánh giá, tính 0 điểm",
    NaPolicy.RESCALE: "Không đánh giá, các tiêu chí còn lại quy đổi theo tỷ lệ",
    NaPolicy.VARIANT: "Không áp dụng cho buổi này",
}


def level_label(template: ScoreTemplate, code: str | None) -> str:
    """Return the name of a level; of none: *chưa xếp mức*."""
    if code is None:
        return NO_LEVEL
    if code == NOT_HELD:
        return NOT_HELD_LABEL
    return next((one.label for one in template.levels if one.code == code), code)


def why(reason: Reason, template: ScoreTemplate, facts: Facts = _NOTHING) -> str:
    """Return one reason of points or level as a sentence, without its full stop.

    Args:
        reason: of an item, an adjustment or the sheet.
        template: the one scored with.
        facts: with those derived (``Compiled.values``): counts are then named.
    """
    said = _SENTENCES[reason.why](reason.args, _Sheet(template, facts))
    return said[:1].upper() + said[1:]


def hint_text(hint: Hint) -> str:
    """Return what is pointed out as a whole sentence; it forbids nothing."""
    found = _HINTS.get(hint.kind)
    if found is None:
        return ""
    return found.format(*map(points_text, hint.args), "", "")


_HINTS: Mapping[str, str] = {
    "giong_nhau": "{1} chi bộ có cùng tổng điểm {0}: hãy xem lại việc chấm có sát thực tế không.",
    "toan_diem_toi_da": (
        "{0} chi bộ đạt điểm tối đa ở mọi tiêu chí: hãy xem lại việc chấm có sát thực tế không."
    ),
    "tu_cham_cao": "Điểm tự chấm cao hơn điểm thẩm định {0} điểm.",
    "lech_chua_ly_do": (
        "Điểm tự chấm và điểm thẩm định lệch {0} điểm mà chưa ghi lý do (lệch từ {1} điểm thì ghi)."
    ),
}
HINTS = frozenset(_HINTS)
"""Kinds of hints there are."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    template: ScoreTemplate
    facts: Facts


_Args = Sequence[object]


def _computed(args: _Args, sheet: _Sheet) -> str:
    text, value, label = str(args[0]), args[1], str(args[2])
    if not text:
        return f"Các trường hợp còn lại: {_small(label)}"
    if isinstance(value, bool):
        return _condition(text, label, sheet, met=value)
    return f"{_measure(text, value, sheet)}: {_small(label)}" if label else (
        _measure(text, value, sheet)
    )  # fmt: skip


def _condition(text: str, label: str, sheet: _Sheet, *, met: bool) -> str:
    asked = expression_words(text, sheet.template)
    found = _readings(text, sheet)
    if label:
        return f"{found or asked}: {_small(label)}"
    if met:
        return f"{found or asked}: đạt"
    return f"{found}: không đạt (cần: {asked})" if found else f"{asked}: không đạt"


def _readings(text: str, sheet: _Sheet) -> str:
    """Return the facts a condition rests on, with their values, in the order it names them."""
    tree = _tree(text)
    return _readings_of(tree, sheet) if tree is not None else ""


def _readings_of(tree: Node, sheet: _Sheet) -> str:
    nodes = [node for node in walk(tree) if isinstance(node, Name)]
    names = dict.fromkeys(node.name for node in sorted(nodes, key=lambda node: node.at))
    known = [name for name in names if sheet.facts.get(name) is not None]
    return ", ".join(_reading(name, sheet) for name in known)


def _reading(name: str, sheet: _Sheet) -> str:
    value = sheet.facts[name]
    return _counted(name, value, sheet) or fact_text(name, value, sheet.template)


def _tree(text: str) -> Node | None:
    try:
        return parse(text).tree
    except ExpressionProblem:
        return None


def _measure(text: str, value: object, sheet: _Sheet) -> str:
    tree = _tree(text)
    if isinstance(tree, Name):
        return _counted(text, value, sheet) or fact_text(text, value, sheet.template)
    if isinstance(tree, Choice) and isinstance(tree.then, Constant) and tree.then.value == value:
        found = _readings_of(tree.condition, sheet)
        asked = found or node_words(tree.condition, sheet.template)
        return f"{asked}: {points_text(value)} điểm"
    return f"{expression_words(text, sheet.template)} = {number_text(value)}"


def _shown(name: str, value: object, sheet: _Sheet) -> str:
    return number_text(value) + unit_of(name, sheet.template)


def _counted(name: str, value: object, sheet: _Sheet) -> str:
    """Return a rate with the counts behind it, or nothing where they are not known."""
    form = _MEASURED.get(name)
    if form is None or any(one.name == name for one in sheet.template.defines):
        return ""
    known = {one: number_text(found) for one, found in sheet.facts.items() if found is not None}
    try:
        return form.format(**{**known, "value": _shown(name, value, sheet)})
    except KeyError:
        return ""


def _small(label: str) -> str:
    """Return a label as it stands after a colon; what is all capitals stays."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def _entered(args: _Args, _sheet: _Sheet) -> str:
    if not args:
        return "Người chấm ghi"
    return f"Người chấm ghi, thay cho {points_text(args[0])} điểm tính từ số liệu"


def _deducted(args: _Args, _sheet: _Sheet) -> str:
    times, per = args
    if not times:
        return "Không có lần nào phải trừ điểm"
    return f"{points_text(times)} lần, mỗi lần trừ {points_text(per)} điểm"


def _missing(args: _Args, sheet: _Sheet) -> str:
    if not args:
        return "Chưa chấm"
    own = {one.name for one in sheet.template.defines}
    lacking = [str(one) for one in args if one not in own]
    if not lacking:
        # What a template works out itself is unknown where it proposes nothing.
        return "Mẫu không đề nghị điểm cho trường hợp này: chấm bằng tay"
    return "Chưa có số liệu: " + ", ".join(fact_label(one, sheet.template) for one in lacking)


def _condition_words(told: object, sheet: _Sheet) -> str:
    """Return a label as it is, a bare expression in words."""
    return expression_words(str(told), sheet.template)


def _gate(args: _Args, sheet: _Sheet) -> str:
    level, lower, told, short = args
    said = (
        f"Đủ điểm mức {level_label(sheet.template, str(level))} nhưng chưa đạt điều kiện: "
        f"{_small(_condition_words(told, sheet))}"
    )
    if isinstance(short, tuple) and short:
        said += f" (chưa đạt điểm tối đa: tiêu chí {', '.join(map(str, short))})"
    return f"{said}; xếp mức {level_label(sheet.template, str(lower))}"


def _gate_unknown(args: _Args, sheet: _Sheet) -> str:
    level = level_label(sheet.template, str(args[0]))
    return f"Chưa đủ căn cứ để xếp mức {level}: {_small(_condition_words(args[1], sheet))}"


def _knockout(args: _Args, sheet: _Sheet) -> str:
    told, result = _condition_words(args[0], sheet), str(args[1])
    if result == NOT_HELD:
        return f"{told}: không xếp mức"
    return f"{told}: xếp cao nhất mức {level_label(sheet.template, result)}"


def _adjusted(args: _Args, _sheet: _Sheet) -> str:
    times, each, capped = args
    if not times:
        return "Không có lần nào"
    said = f"{points_text(times)} lần, mỗi lần {points_text(each)} điểm"
    return f"{said}, chỉ tính đến mức tối đa" if capped else said


def _group_entered(args: _Args, _sheet: _Sheet) -> str:
    return "Ghi tổng điểm cả phiếu" if WHOLE_SHEET in args else "Ghi điểm cả nhóm"


_SENTENCES: Mapping[Why, Callable[[_Args, _Sheet], str]] = {
    Why.COMPUTED: _computed,
    Why.FORCED: lambda args, sheet: f"{_condition_words(args[0], sheet)}: xếp vào mức “{args[1]}”",
    Why.ENTERED: _entered,
    Why.DEDUCTED: _deducted,
    Why.NOT_APPLICABLE: lambda args, _sheet: _WITHOUT[NaPolicy(str(args[0]))],
    Why.SUMMED: lambda _args, _sheet: "Cộng các tiêu chí trong nhóm",
    Why.CAPPED: lambda args, _sheet: (
        f"Cộng được {points_text(args[0])} điểm, chỉ tính tối đa {points_text(args[1])}"
    ),
    Why.RESCALED: lambda args, _sheet: (
        f"Được {points_text(args[0])}/{points_text(args[1])} điểm của các tiêu chí áp dụng, "
        "quy đổi theo tỷ lệ"
    ),
    Why.GROUP_ENTERED: _group_entered,
    Why.MISSING: _missing,
    Why.ROUNDED: lambda args, _sheet: f"Làm tròn từ {points_text(args[0])} điểm",
    Why.GATE: _gate,
    Why.GATE_UNKNOWN: _gate_unknown,
    Why.KNOCKOUT: _knockout,
    Why.ADJUSTED: _adjusted,
}

__all__ = [
    "ADJUSTMENT_KIND",
    "CELL_KIND",
    "CELL_STATE",
    "ENGINE",
    "FACT_LABELS",
    "HINTS",
    "MEETING_KIND",
    "METHOD",
    "NA_POLICY",
    "NOT_HELD_LABEL",
    "NOT_HELD_RULE",
    "NO_LEVEL",
    "ROUNDING",
    "SHEET_STATE",
    "hint_text",
    "level_label",
    "why",
]
