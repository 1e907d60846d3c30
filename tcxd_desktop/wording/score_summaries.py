"""What tables say beside a result: points lost, and how the level of a period comes about."""

from collections.abc import Mapping, Sequence

from tcxd_desktop.domain.aggregation import PeriodReason
from tcxd_desktop.domain.score_sheets import Hint, SheetResult
from tcxd_desktop.domain.score_templates import Item, RatingLevel, ScoreTemplate
from tcxd_desktop.wording.aggregation import period_why
from tcxd_desktop.wording.formats import show_number
from tcxd_desktop.wording.scoring import hint_text

_NAMED = 3
"""Chi bộ a hint names; more are counted."""
NO_RULE = "Mẫu chấm không có quy tắc xếp loại cho kỳ này: cấp ủy quyết định."


def short_losses(template: ScoreTemplate, result: SheetResult) -> str:
    """Return *thuyết minh điểm trừ*: each group that lost points, with what was noted."""
    told: list[str] = []
    for group in template.items:
        found = result.item(group.id)
        if found is None or found.points is None or found.lost <= 0:
            continue
        below = _ids_below(group)
        notes = [one.note for one in result.items if one.id in below and one.note]
        why = f" ({'; '.join(dict.fromkeys(notes))})" if notes else ""
        told.append(f"mục {group.id} trừ {show_number(found.lost)}{why}")
    text = "; ".join(told)
    return f"{text[:1].upper()}{text[1:]}"


def _ids_below(group: Item) -> set[str]:
    found: set[str] = set()
    waiting = [group]
    while waiting:
        item = waiting.pop()
        found.add(item.id)
        waiting.extend(item.children)
    return found


def period_reasons(
    reasons: Sequence[PeriodReason], levels: Sequence[RatingLevel]
) -> tuple[str, ...]:
    """Return in sentences how the result of a period comes about."""
    return tuple(period_why(reason, levels) for reason in reasons)


def named_hint(hint: Hint, names: Mapping[int, str]) -> str:
    """Return what is pointed out, with the chi bộ it is about."""
    known = [names[unit] for unit in hint.unit_ids if unit in names]
    if not known:
        return hint_text(hint)
    more = f" và {len(known) - _NAMED} chi bộ khác" if len(known) > _NAMED else ""
    return f"{', '.join(known[:_NAMED])}{more}: {_small(hint_text(hint))}"


def _small(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}"
