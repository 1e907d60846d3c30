"""Trying a template out: sample figures and scores, and what they come to. No Qt."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from tcxd_desktop.domain.errors import ScoreEntryProblem
from tcxd_desktop.domain.expressions import ValueKind
from tcxd_desktop.domain.meeting_facts import DERIVED, catalogue, derivation_of
from tcxd_desktop.domain.score_methods import expression, expressions_of, method_of
from tcxd_desktop.domain.score_sheets import Entry, Facts, FactValue, ItemResult, SheetResult
from tcxd_desktop.domain.score_templates import (
    Adjustment,
    AdjustmentKind,
    CellKind,
    Item,
    MeetingKind,
    Method,
    ScoreTemplate,
)
from tcxd_desktop.domain.scoring import Compiled, check_entries, compile_template
from tcxd_desktop.domain.text import fold
from tcxd_desktop.ui.common.reading import read_number
from tcxd_desktop.wording.formats import show_number
from tcxd_desktop.wording.meeting_facts import fact_label, number_text, unit_of
from tcxd_desktop.wording.scoring import why

_YES, _NO = {"x", "d", "dat", "co", "1"}, {"k", "o", "kd", "khong", "khong dat", "0"}
_SIGN = {AdjustmentKind.BONUS: "Cộng:", AdjustmentKind.PENALTY: "Trừ:"}
_OUT = {"-", "kdg", "khong danh gia"}
SAMPLE: dict[str, FactValue] = {
    "meeting_kind": MeetingKind.REGULAR.value,
    "org_kind": CellKind.VILLAGE.value,
    "month": Decimal(10),
    "year": Decimal(2026),
    "held": True,
    "members": Decimal(24),
    "official": Decimal(23),
    "probationary": Decimal(1),
    "temporary_here": Decimal(0),
    "present": Decimal(19),
    "absent_reason": Decimal(2),
    "absent_no_reason": Decimal(0),
    "exempt": Decimal(2),
    "away": Decimal(1),
    "special_duty": Decimal(0),
    "speakers": Decimal(10),
    "long_absent": Decimal(0),
    "duration_min": Decimal(95),
    "has_chi_uy": True,
    "has_pho_bi_thu": True,
    "committee_met": True,
    "posted_days_before": Decimal(2),
    "minutes_days_after": Decimal(1),
    "tasks_due": Decimal(10),
    "tasks_done": Decimal(9),
    "tasks_late": Decimal(1),
    "tasks_failed": Decimal(1),
    "thematic_in_quarter": Decimal(1),
    "votes_agreed_pct": Decimal(100),
    "away_counts": False,
}
"""A usual meeting, so that a template shows something at once."""


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure of the sample meeting."""

    name: str
    label: str
    kind: ValueKind
    value: FactValue
    derived: bool = False
    """Worked out from the others."""
    used: bool = True
    """The template looks at it."""


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """A criterion, bonus or penalty, as it is scored in the sample."""

    id: str
    title: str
    depth: int
    group: bool
    most: str
    typed: str
    """What was entered."""
    expected: str
    """What may be entered."""
    points: str
    why: str


class TrySheet:
    """Sample figures and entries over whatever the template is by now."""

    def __init__(self) -> None:
        """Start with a usual meeting and nothing entered."""
        self.facts: dict[str, FactValue] = dict(SAMPLE)
        self.entries: dict[str, Entry] = {}
        self._template: ScoreTemplate | None = None

    def show(self, template: ScoreTemplate) -> None:
        """Try this state of the template; entries of criteria that are gone are dropped."""
        self._template = template
        known = {item.id for item in template.walk()} | {one.id for one in template.adjustments}
        self.entries = {name: entry for name, entry in self.entries.items() if name in known}

    @property
    def template(self) -> ScoreTemplate:
        """The template that is tried out."""
        if self._template is None:
            raise LookupError
        return self._template

    @property
    def compiled(self) -> Compiled:
        """The template ready for scoring."""
        return compile_template(self.template)

    def result(self) -> SheetResult:
        """Return what it comes to."""
        return self.compiled.score(self.facts, self.entries, self.template.scorers[0].id)

    def reasons(self) -> list[str]:
        """Return why total and level are what they are."""
        values = self.compiled.values(self.facts)
        return [why(reason, self.template, values) for reason in self.result().reasons]

    def figures(self) -> list[FigureLine]:
        """Return the figures the template looks at, those worked out, then all the others."""
        template = self.template
        named = used_names(template)
        derivation = derivation_of(template.defines, template.inputs)
        behind = derivation.behind(named) | {"meeting_kind", "held"}
        values = self.compiled.values(self.facts)
        own = {one.name for one in template.defines}
        used: list[FigureLine] = []
        worked: list[FigureLine] = []
        others: list[FigureLine] = []
        for name, kind in catalogue(template.inputs, template.defines).items():
            derived = name in own or name in DERIVED
            value = values.get(name) if derived else self.facts.get(name)
            found = FigureLine(name, _named(name, template), kind, value, derived, name in behind)
            if derived and name in named:
                worked.append(replace(found, used=True))
            elif not derived:
                (used if found.used else others).append(found)
        return [*used, *worked, *others]

    def set_figure(self, name: str, value: FactValue) -> None:
        """Take another figure; ``None`` is not known."""
        self.facts[name] = value

    def scores(self) -> list[ScoreLine]:
        """Return the criteria as the variants have them, bonuses and penalties after them."""
        result, values = self.result(), self.compiled.values(self.facts)
        shaped = self.compiled.shaped(self.facts)
        told = {one.id: one for one in (*result.items, *result.adjustments)}
        lines = [
            self._criterion(item, depth, told.get(item.id), values)
            for depth, item in _deep(shaped.items, 0)
        ]
        lines.extend(
            self._extra(one, told.get(one.id), values) for one in self.template.adjustments
        )
        return lines

    def _criterion(
        self, item: Item, depth: int, scored: ItemResult | None, values: Facts
    ) -> ScoreLine:
        entry = self.entries.get(item.id, Entry())
        return ScoreLine(
            id=item.id,
            title=f"{item.id}  {item.label}",
            depth=depth,
            group=bool(item.children),
            most=show_number(item.max),
            typed=text_of(item, entry),
            expected=expected(item),
            points=_points(scored),
            why=self._why(scored, values),
        )

    def _extra(self, one: Adjustment, scored: ItemResult | None, values: Facts) -> ScoreLine:
        entry = self.entries.get(one.id, Entry())
        return ScoreLine(
            id=one.id,
            title=f"{_SIGN[one.kind]} {one.label}",
            depth=0,
            group=False,
            most=show_number(one.max_total),
            typed="" if entry.times is None else str(entry.times),
            expected="số lần",
            points=_points(scored),
            why=self._why(scored, values),
        )

    def _why(self, scored: ItemResult | None, values: Facts) -> str:
        reasons = scored.reasons if scored is not None else ()
        return "; ".join(why(reason, self.template, values) for reason in reasons)

    def enter(self, item_id: str, typed: str) -> None:
        """Take what was typed for a criterion, bonus or penalty; nothing takes it back.

        Raises:
            NotANumberProblem: a number is wanted.
            ScoreEntryProblem: more than the maximum, no level with these points …
        """
        if not typed.strip():
            self.entries.pop(item_id, None)
            return
        entry = self._read(item_id, typed)
        check_entries(self.compiled, self.facts, {item_id: entry})
        self.entries[item_id] = entry

    def _read(self, item_id: str, typed: str) -> Entry:
        shaped = self.compiled.shaped(self.facts)
        item = next((one for one in shaped.walk() if one.id == item_id), None)
        if item is None:
            return Entry(times=_whole(item_id, typed))
        return entry_of(item, typed)


def used_names(template: ScoreTemplate) -> frozenset[str]:
    """Return every figure an expression of the template names, defines looked through."""
    texts = [
        *(one.when for one in template.variants),
        *(one.auto for one in template.adjustments),
        *(one.require for one in template.gates),
        *(one.when for one in template.knockouts),
    ]
    read = [found for text in texts if (found := expression(text)) is not None]
    read.extend(found for item in template.walk() for found in expressions_of(item))
    names = {name for found in read for name in found.names}
    waiting, own = list(names), {one.name: one.expr for one in template.defines}
    while waiting:
        found = expression(own.get(waiting.pop(), ""))
        fresh = (found.names if found is not None else frozenset()) - names
        names |= fresh
        waiting.extend(fresh)
    return frozenset(names)


def entry_of(item: Item, typed: str) -> Entry:
    """Return the entry that typed text means for a criterion.

    Raises:
        NotANumberProblem: a number is wanted.
        ScoreEntryProblem: no level has these points.
    """
    word, method = fold(typed), method_of(item)
    if word in _OUT:
        return Entry(not_applicable=True)
    if method is Method.BINARY and word in _YES | _NO:
        return Entry(met=word in _YES)
    if method is Method.DEDUCT:
        return Entry(times=_whole(item.id, typed))
    points = read_number(typed, name=item.id)
    if method is Method.LEVELS:
        places = [place for place, level in enumerate(item.levels) if level.points == points]
        if not places:
            raise ScoreEntryProblem(item.id, "level", len(item.levels), field=item.id)
        return Entry(level=places[0])
    if method is Method.BINARY and points == item.max:
        return Entry(met=True)
    return Entry(points=points)


def text_of(item: Item, entry: Entry) -> str:
    """Return how an entry reads in its cell."""
    if entry.not_applicable:
        return "không đánh giá"
    if entry.met is not None:
        return "đạt" if entry.met else "không đạt"
    if entry.times is not None:
        return str(entry.times)
    if entry.level is not None:
        levels = item.levels
        return show_number(levels[entry.level].points) if entry.level < len(levels) else ""
    return show_number(entry.points)


def expected(item: Item) -> str:
    """Return what may be typed for a criterion."""
    if item.children:
        return ""
    if item.method is Method.LEVELS:
        return " / ".join(show_number(level.points) for level in item.levels)
    return {
        Method.BINARY: "x đạt, k không",
        Method.DEDUCT: "số lần",
    }.get(method_of(item), f"0 – {show_number(item.max)}")


def _whole(name: str, typed: str) -> int:
    times = read_number(typed, name=name)
    if times is None or times != int(times):
        raise ScoreEntryProblem(name, "times", 1000, field=name)
    return int(times)


def _points(scored: ItemResult | None) -> str:
    return "" if scored is None or scored.points is None else number_text(scored.points)


def _named(name: str, template: ScoreTemplate) -> str:
    label = fact_label(name, template)
    unit = unit_of(name, template).strip()
    shown = f"{label} ({unit})" if unit and unit not in label else label
    return shown[:1].upper() + shown[1:]


def _deep(items: tuple[Item, ...], depth: int) -> Iterator[tuple[int, Item]]:
    for item in items:
        yield depth, item
        yield from _deep(item.children, depth + 1)
