"""What the detail says of a meeting and its sheet: facts, reasons of lost points, difference."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tcxd_desktop.domain.meetings import Meeting, MeetingState
from tcxd_desktop.domain.score_grid import ScoreSettings
from tcxd_desktop.domain.score_sheets import (
    Facts,
    ItemResult,
    Reason,
    ScoreSheet,
    SheetResult,
    Why,
)
from tcxd_desktop.domain.score_templates import Item, ScoreTemplate
from tcxd_desktop.wording.formats import show_date, show_number
from tcxd_desktop.wording.scoring import why

_BY_HAND = frozenset({Why.ENTERED, Why.GROUP_ENTERED})
_NO_NOTE = "Ghi tay, chưa ghi thuyết minh."
_MISSING = 5


@dataclass(frozen=True, slots=True)
class Card:
    """A block of the detail."""

    title: str
    lines: tuple[str, ...]


def facts_line(meeting: Meeting, facts: Facts) -> str:
    """Return ``Họp 06/10/2026, 14:00–15:40 (100 phút) · 31/33 dự (93,9 %)``."""
    if meeting.state is MeetingState.NOT_HELD:
        return f"Không tổ chức sinh hoạt. Lý do: {meeting.reason}"
    if meeting.state is MeetingState.PLANNED:
        parts = ("Dự kiến họp", show_date(meeting.planned_on), meeting.planned_at, meeting.place)
        return " ".join(part for part in parts if part)
    said = [f"Họp {show_date(meeting.held_on)}{_hours(meeting)}", _attended(meeting, facts)]
    return " · ".join(part for part in said if part)


def _hours(meeting: Meeting) -> str:
    if not meeting.start:
        return ""
    if meeting.minutes_long is None:
        return f", {meeting.start}"
    return f", {meeting.start}–{meeting.end} ({meeting.minutes_long} phút)"


def _attended(meeting: Meeting, facts: Facts) -> str:
    counts = meeting.counts
    usual = counts.members - counts.exempt - counts.special_duty - counts.away
    told = facts.get("attendance_base")
    base = told if isinstance(told, Decimal) else Decimal(usual)
    if base <= 0:
        return ""
    share = (Decimal(counts.present) * 100 / base).quantize(Decimal("0.1"))
    return f"{counts.present}/{show_number(base)} dự ({show_number(share)} %)"


class Teller:
    """Says why a sheet comes to what it comes to, with the template as its variants have it."""

    def __init__(self, template: ScoreTemplate, facts: Facts) -> None:
        """Tell about one sheet; ``facts`` with those derived."""
        self._template, self._facts = template, facts

    def lost(self, result: SheetResult) -> list[Card]:
        """Return why points were lost, group by group, the most lost first."""
        known = {one.id: one for one in result.items}
        found: list[tuple[Decimal, Card]] = []
        for item in self._template.items:
            group = known.get(item.id)
            if group is None or group.points is None or group.lost <= 0:
                continue
            share = f"{show_number(group.points)}/{show_number(group.max)}"
            card = Card(f"Vì sao mục {item.id} được {share}", tuple(self._lost(item, known)))
            found.append((group.lost, card))
        found.sort(key=lambda pair: -pair[0])
        return [card for _, card in found]

    def level(self, result: SheetResult) -> Card | None:
        """Return why the level is what it is, where the total alone does not tell."""
        lines = tuple(self._sentences(result.reasons))
        return Card("Về mức xếp loại", lines) if lines else None

    def _lost(
        self, item: Item, known: Mapping[str, ItemResult], *, top: bool = True
    ) -> Iterator[str]:
        """Yield a sentence for each lowest item that lost points; of the item where none did."""
        result = known.get(item.id)
        if result is None or result.lost <= 0:
            return
        told = [line for child in item.children for line in self._lost(child, known, top=False)]
        if told:
            yield from told
        name = "" if top else f"{item.id} {item.label}: "
        own = self._sentences(result.reasons)
        by_hand = all(reason.why in _BY_HAND | {Why.SUMMED} for reason in result.reasons)
        if result.note:
            own = [result.note] if by_hand else [*own, result.note]
        elif by_hand:
            own = [_NO_NOTE]
        if own and (result.note or not told):
            yield name + " ".join(own)

    def _sentences(self, reasons: Sequence[Reason]) -> list[str]:
        said = (
            why(reason, self._template, self._facts).strip()
            for reason in reasons
            if reason.why is not Why.SUMMED and (reason.args or reason.why not in _BY_HAND)
        )
        return [text if text.endswith((".", "!", "?")) else f"{text}." for text in said if text]


def unscored_card(result: SheetResult) -> Card:
    """Return what the facts give of a sheet nobody has entered anything on."""
    known = sum(one.proposed is not None for one in result.items)
    lines = [f"Còn {show_number(len(result.missing))} tiêu chí chi bộ phải chấm."]
    if known:
        told = f"Số liệu buổi họp đã cho điểm {show_number(known)} tiêu chí."
        lines.insert(0, told)
    return Card("Chưa chấm", tuple(lines))


def missing_card(template: ScoreTemplate, result: SheetResult, who: str) -> Card | None:
    """Return which items have no points yet."""
    if not result.missing:
        return None
    labels = {item.id: item.label for item in template.walk()}
    shown = [f"{one} {labels.get(one, '')}".strip() for one in result.missing[:_MISSING]]
    rest = len(result.missing) - len(shown)
    if rest > 0:
        shown.append(f"và {rest} tiêu chí nữa")
    return Card(f"{who}: còn {len(result.missing)} tiêu chí chưa có điểm", tuple(shown))


def difference_card(
    sheet: ScoreSheet, difference: Decimal | None, settings: ScoreSettings, level: str
) -> Card | None:
    """Return what self-score and review are apart by, and why."""
    if difference is None or difference == 0:
        return None
    size = show_number(abs(difference))
    way = "cao hơn" if difference > 0 else "thấp hơn"
    lines = [f"Chi bộ tự chấm {way} thẩm định {size} điểm."]
    if sheet.reason:
        lines.append(f"Lý do: {sheet.reason}")
    elif abs(difference) >= settings.difference:
        wanted = f" mức {level}" if level else " mức"
        lines.append(f"Cần ghi lý do thẩm định trước khi xác nhận{wanted}.")
    return Card(f"Chênh lệch {size} điểm", tuple(lines))
