"""What the sheet editor says: the current criterion explained, total, level, state. No Qt."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from tcxd_desktop.domain.errors import ExpressionProblem
from tcxd_desktop.domain.expressions import parse
from tcxd_desktop.domain.meeting_facts import derivation_of
from tcxd_desktop.domain.score_sheets import Reason, SheetState, Why
from tcxd_desktop.domain.score_templates import Item, Method
from tcxd_desktop.ui.meetings import sheet_typed
from tcxd_desktop.ui.meetings.sheet_state import Line, SheetWork, step_of
from tcxd_desktop.wording.formats import show_number
from tcxd_desktop.wording.meeting_facts import fact_text
from tcxd_desktop.wording.scoring import METHOD, level_label, why

_SILENT = frozenset({Why.SUMMED})
NOT_REVIEWED = "chưa thẩm định"


def heading(line: Line) -> str:
    """Return the title of a line: its number and what it is about."""
    return line.label if line.item is None else f"{line.id} {line.label}"


def how(work: SheetWork, line: Line) -> str:
    """Return how a line is scored, and what may be typed."""
    most = f"Tối đa {show_number(line.max)} điểm"
    if line.total:
        return f"{most}. Chỉ ghi ở đây khi giấy chỉ có tổng điểm."
    if line.adjustment is not None:
        each = show_number(line.adjustment.points)
        return f"Mỗi lần {each} điểm, {most.lower()}. Gõ số lần."
    if line.item is None:
        return most
    if line.group:
        return f"{most}. Điểm nhóm là tổng các tiêu chí; giấy chỉ có điểm nhóm thì ghi ở đây."
    return f"{METHOD[line.item.method]}. {most}. {_typing(work, line.item)}"


def _typing(work: SheetWork, item: Item) -> str:
    asked = sheet_typed.asked(item, step_of(item, work.template))
    if item.method is Method.DEDUCT:
        return f"Mỗi lần trừ {show_number(item.per)} điểm: gõ {asked}."
    if item.method is Method.LEVELS:
        return f"Gõ {asked}; Dấu cách mở danh sách mức."
    return f"Gõ {asked}."


def levels(work: SheetWork, line: Line) -> list[tuple[str, str, bool]]:
    """Return the levels of a line: points, label, whether it is the one taken."""
    if line.item is None or line.item.method is not Method.LEVELS:
        return []
    result = work.result(line)
    taken = result.level if result is not None else None
    return [
        (show_number(level.points), level.label, number == taken)
        for number, level in enumerate(line.item.levels)
    ]


def why_title(work: SheetWork, line: Line) -> str:
    """Return ``Vì sao được 4/5``, or that nothing was scored yet."""
    points = work.points(line)
    if points is None:
        return "Chưa có điểm"
    return f"Vì sao được {show_number(points)}/{show_number(line.max)}"


def why_lines(work: SheetWork, line: Line) -> list[str]:
    """Return why a line has its points, one sentence each."""
    if line.total:
        return sentences(work, work.own.reasons)
    result = work.result(line)
    if result is None:
        return []
    found = sentences(work, result.reasons)
    if not result.by_hand and line.leaf and result.points is not None and result.applicable:
        found.append("Tính từ số liệu của buổi họp; gõ điểm nếu người chấm quyết định khác.")
    return found


def sentences(work: SheetWork, reasons: Iterable[Reason]) -> list[str]:
    """Return reasons as whole sentences."""
    told = (
        why(reason, work.template, work.values).strip()
        for reason in reasons
        if reason.why not in _SILENT
    )
    return [text if text.endswith((".", "?", "!")) else f"{text}." for text in told if text]


def facts_used(work: SheetWork, line: Line) -> list[str]:
    """Return the recorded figures a criterion is worked out from, with their values."""
    if line.item is None or line.group:
        return []
    template = work.template
    names = list(dict.fromkeys(_names(line.item)))
    behind = derivation_of(template.defines, template.inputs).behind
    every = dict.fromkeys((*names, *(base for name in names for base in sorted(behind([name])))))
    values, own = work.values, {one.name for one in template.defines}
    # What a template works out for itself says nothing while it is not known.
    return [
        fact_text(name, values.get(name), template)
        for name in every
        if name not in own or values.get(name) is not None
    ]


def _names(item: Item) -> Iterator[str]:
    texts = (
        item.auto, item.formula, item.applicable_if,
        *(level.when for level in item.levels), *(forced.when for forced in item.forced),
    )  # fmt: skip
    for text in texts:
        try:
            found = parse(text).names if text else frozenset()
        except ExpressionProblem:
            continue
        yield from sorted(found)


def total_text(work: SheetWork) -> str:
    """Return ``92,5/100``."""
    total = work.own.total
    points = show_number(total) if total is not None else "–"
    return f"{points}/{show_number(work.template.total)}"


def level_text(work: SheetWork) -> tuple[str, str]:
    """Return the level reached, and its tone; nothing while criteria lack their points."""
    template, state = work.template, work.base.state
    if not work.own.complete:
        return "", "plain"
    label = level_label(template, work.own.level)
    if not work.reviewing:
        return f"mức tự nhận: {label}", "plain"
    if state is SheetState.CONFIRMED:
        return f"mức chính thức: {label}", "ok"
    return f"mức thẩm định: {label}, chưa xác nhận", "plain"


def official_text(work: SheetWork) -> str:
    """Return what stands officially, for the self-score: nothing until the review."""
    if work.reviewing:
        return ""
    if work.other is None:
        return NOT_REVIEWED
    label = level_label(work.template, work.other.level)
    confirmed = work.base.state is SheetState.CONFIRMED
    return f"thẩm định: {label}" + ("" if confirmed else " (chưa xác nhận)")


def missing_text(work: SheetWork) -> str:
    """Return how many criteria have no points yet."""
    lacking = len(work.own.missing)
    return f"còn {lacking} tiêu chí chưa chấm (F8)" if lacking else "đã chấm đủ"


def difference_text(work: SheetWork) -> str:
    """Return how far self-score and review are apart; nothing where they agree."""
    apart = work.difference()
    if apart is None or apart == 0:
        return ""
    way = "cao hơn" if apart > 0 else "thấp hơn"
    return f"Chi bộ tự chấm {way} thẩm định {show_number(abs(apart))} điểm."


def threshold_text(work: SheetWork, threshold: Decimal) -> str:
    """Return from which difference on a reason is asked for."""
    return f"Lệch từ {show_number(threshold)} điểm trở lên phải ghi lý do."
