"""What is read, told and known of one row of the month's points. No Qt."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from tcxd_desktop.domain.meeting_errors import NotApplicablePointsProblem
from tcxd_desktop.domain.score_grid import GridRow
from tcxd_desktop.domain.score_sheets import WHOLE_SHEET, Entry
from tcxd_desktop.domain.score_templates import Item, MeetingKind, Method, ScoreTemplate
from tcxd_desktop.domain.text import clean_line
from tcxd_desktop.ui.meetings.grid_choices import KINDS
from tcxd_desktop.wording.formats import show_number

TemplateKey = tuple[str, int]
"""Code and version."""
NO_TEMPLATE: TemplateKey = ("", 0)
_POINTS = re.compile(r"^[0-9]*[.,]?[0-9]+$")
_PREFIX = "Chi bộ "
_APART = (MeetingKind.THEMATIC.value, MeetingKind.UNUSUAL.value)
"""Meetings a month may have besides the one it is rated by."""


@dataclass(frozen=True, slots=True)
class Part:
    """Một nhóm tiêu chí của một mẫu: a column of the grid."""

    item: Item
    step: Decimal | None
    """Smallest step its points have; ``None``: any."""
    below: frozenset[str] = frozenset()
    """Ids of the group and of everything below it."""


def kind_of(row: GridRow) -> TemplateKey:
    """Return which template a row is scored by."""
    return (row.template.code, row.template.version) if row.template is not None else NO_TEMPLATE


def parts_of(template: ScoreTemplate) -> Sequence[Part]:
    """Return the topmost groups of a template, with the smallest step of what is below them."""
    return tuple(Part(item, _finest(item, template), _ids(item)) for item in template.items)


def read_points(typed: str, most: Decimal, step: Decimal | None) -> Decimal | None:
    """Return the points a text tells; nothing typed gives ``None``.

    Raises:
        NotApplicablePointsProblem: no number, above the maximum, or between two steps.
    """
    text = clean_line(typed)
    if not text:
        return None
    points = Decimal(text.replace(",", ".")) if _POINTS.match(text) else None
    if points is None or points > most or (step and points not in (0, most) and points % step):
        told = f"số từ 0 đến {show_number(most)}"
        told += f", bước {show_number(step)}" if step else ""
        raise NotApplicablePointsProblem(text, told)
    return points


def _ids(item: Item) -> frozenset[str]:
    return frozenset((item.id,)).union(*map(_ids, item.children))


def _finest(item: Item, template: ScoreTemplate) -> Decimal | None:
    """Return the smallest step of a group's points; ``None`` where a formula gives any."""
    steps = {template.step, item.step or template.step}
    waiting = [item]
    while waiting:
        one = waiting.pop()
        if one.method is Method.FORMULA:
            return None
        steps |= {
            one.step or template.step,
            one.per % 1,
            *(level.points % 1 for level in one.levels),
        }
        waiting.extend(one.children)
    return min((step for step in steps if step), default=None)


def whole_step(template: ScoreTemplate) -> Decimal | None:
    """Return the smallest step of a total; ``None`` where a formula gives any."""
    steps = [part.step for part in parts_of(template)]
    return None if None in steps else min(filter(None, steps), default=None)


def with_points(record: GridRow, item_id: str, points: Decimal | None) -> GridRow:
    """Return the row with the points of an item told, or taken back where ``None``."""
    entries = dict(record.entries)
    old = entries.pop(item_id, Entry())
    entry = replace(old, points=points)
    if entry.told or entry.note:
        entries[item_id] = entry
    return replace(record, entries=entries)


def unit_text(record: GridRow) -> str:
    """Return the chi bộ as its column has it, with the kind of any meeting but the regular one."""
    name = record.unit.removeprefix(_PREFIX)
    name = name[:1].upper() + name[1:]
    if record.kind not in _APART:
        return name
    return f"{name} · {KINDS.label(record.kind).lower()}"


def is_told(record: GridRow, item_id: str) -> bool:
    """Tell whether somebody entered an item's points."""
    entry = record.entries.get(item_id)
    return entry is not None and entry.told


def begun(record: GridRow) -> bool:
    """Tell whether somebody entered anything."""
    return any(entry.told for entry in record.entries.values())


def total_told(record: GridRow) -> bool:
    """Tell whether only the total was entered."""
    return WHOLE_SHEET in record.entries and record.entries[WHOLE_SHEET].told


def groups_told(record: GridRow) -> bool:
    """Tell whether points of groups or items were entered."""
    return any(entry.told for key, entry in record.entries.items() if key != WHOLE_SHEET)
