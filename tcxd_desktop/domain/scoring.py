"""The scoring engine: a template, the facts of a meeting and what was entered → points and level.

Nothing is rounded up but where the template says so: endless fractions are cut after four digits.
Nothing depends on the order of entries.

``full``, ``points`` and ``share`` may ask about items in formulas, gates, knock-outs, adjustments
and whatever chooses points; not in the condition under which a whole group applies.
"""

from collections.abc import Mapping
from decimal import Decimal

from tcxd_desktop.domain.errors import ScoreEntryProblem
from tcxd_desktop.domain.meeting_facts import derivation_of
from tcxd_desktop.domain.score_methods import MOST_TIMES, Values, expression, method_of
from tcxd_desktop.domain.score_plan import Plan, ceiling_of, plan_of
from tcxd_desktop.domain.score_rating import Rating
from tcxd_desktop.domain.score_run import Run
from tcxd_desktop.domain.score_sheets import (
    WHOLE_SHEET,
    Entries,
    Entry,
    Facts,
    FactValue,
    ItemResult,
    Reason,
    SheetResult,
    Why,
)
from tcxd_desktop.domain.score_templates import ZERO, Item, Method, ScoreTemplate
from tcxd_desktop.domain.score_total import adjusted, total_of, whole_of
from tcxd_desktop.domain.score_variants import varied

_MOST_PLANS = 64
"""A hostile template may have a thousand sets of variants; an honest one has a handful."""
_MOST_KEPT = 64


class Compiled:
    """Mẫu đã chuẩn bị để chấm nhiều phiếu; a sheet then takes a fraction of a millisecond."""

    __slots__ = ("_derivation", "_plans", "_rating", "_whens", "template")

    def __init__(self, template: ScoreTemplate) -> None:
        """Read every expression once; what depends on variants is prepared when it is met."""
        self.template = template
        self._derivation = derivation_of(template.defines, template.inputs)
        self._whens = tuple((one, expression(one.when)) for one in template.variants)
        self._rating = Rating(template)
        self._plans: dict[tuple[bool, ...], Plan] = {}

    def values(self, facts: Facts) -> dict[str, FactValue]:
        """Return the facts with what this template derives from them."""
        return self._derivation.values(facts)

    def shaped(self, facts: Facts) -> ScoreTemplate:
        """Return the template as its variants have it for these facts, without items left out."""
        return self._plan(self.values(facts)).template

    def score(self, facts: Facts, entries: Entries, scorer: str) -> SheetResult:
        """Return what one scorer's entries come to; facts propose what was not entered."""
        values = self.values(facts)
        plan = self._plan(values)
        whole = whole_of(plan, entries)
        run = Run(plan, values, entries, whole)
        extras = [adjusted(extra, values, run, entries, whole) for extra in plan.extras]
        tally = run.tally(plan.tops)
        lacking = () if whole else _lacking(plan, run, extras)
        if whole:
            total: Decimal | None = whole.points
            reasons: tuple[Reason, ...] = (Reason(Why.GROUP_ENTERED, (WHOLE_SHEET,)),)
        else:
            total, reasons = total_of(plan, tally, extras)
        level, why = self._level(total, values, run, complete=not lacking)
        return SheetResult(
            scorer,
            total,
            not lacking,
            level,
            tuple(run.results),
            tuple(extras),
            (*reasons, *why),
            lacking,
        )

    def _plan(self, values: Values) -> Plan:
        key = tuple(when is not None and when.evaluate(values) is True for _, when in self._whens)
        plan = self._plans.get(key)
        if plan is None:
            if len(self._plans) >= _MOST_PLANS:
                self._plans.clear()
            chosen = (
                variant for (variant, _), holds in zip(self._whens, key, strict=True) if holds
            )
            shaped = varied(self.template, chosen)
            plan = plan_of(shaped, self.template, self._derivation)
            self._plans[key] = plan
        return plan

    def _level(
        self, total: Decimal | None, values: Values, run: Run, *, complete: bool
    ) -> tuple[str | None, tuple[Reason, ...]]:
        unheld = self._rating.not_held(values, run.marks)
        if unheld is not None:
            return unheld
        if total is None or not complete:
            return None, ()
        return self._rating.rate(total, values, run.marks)


_FINEST = Decimal("0.0001")
"""Finer steps are none."""
_NATIVE: Mapping[Method, str] = {
    Method.BINARY: "met",
    Method.LEVELS: "level",
    Method.DEDUCT: "times",
}
"""What an entry tells of an item, beside points."""
_kept: dict[int, Compiled] = {}


def compile_template(template: ScoreTemplate) -> Compiled:
    """Prepare a template for scoring; the last ones are remembered.

    One that is not right is taken too: what is wrong in it gives no points.
    """
    found = _kept.get(id(template))
    if found is not None and found.template is template:
        return found
    made = Compiled(template)
    if len(_kept) >= _MOST_KEPT:
        _kept.clear()
    _kept[id(template)] = made
    return made


def score(template: ScoreTemplate, facts: Facts, entries: Entries, scorer: str) -> SheetResult:
    """Score one sheet; see ``Compiled.score``."""
    return compile_template(template).score(facts, entries, scorer)


def _lacking(plan: Plan, run: Run, extras: list[ItemResult]) -> tuple[str, ...]:
    items = (plan.nodes[index].id for index in sorted(run.missing))
    return (*items, *(one.id for one in extras if one.points is None))


def check_entries(compiled: Compiled, facts: Facts, entries: Entries) -> None:
    """Refuse entries that cannot be right for this sheet.

    Entries on items its variants leave out are let be: they count again when the kind of meeting
    is corrected.

    Raises:
        ScoreEntryProblem: the first wrong one, with the item as its field.
    """
    shaped = compiled.shaped(facts)
    items = {item.id: item for item in shaped.walk()}
    extras = {one.id: one for one in shaped.adjustments}
    known = {item.id for item in compiled.template.walk()}
    for name, entry in entries.items():
        if name == WHOLE_SHEET:
            _check_points(name, entry, ceiling_of(shaped))
            _check_fits(name, entry)
        elif name in items:
            _check_item(items[name], entry, shaped)
        elif name in extras:
            _check_points(name, entry, extras[name].max_total)
            _check_times(name, entry)
            _check_fits(name, entry, "met", "times", "not_applicable")
        elif name not in known:
            raise ScoreEntryProblem(name, "unknown", "", field=name)


def _check_item(item: Item, entry: Entry, template: ScoreTemplate) -> None:
    method = method_of(item)
    native = _NATIVE.get(method)
    _check_points(item.id, entry, item.max)
    _check_times(item.id, entry)
    _check_fits(item.id, entry, "not_applicable", *([native] if native else []))
    if entry.level is not None and not 0 <= entry.level < len(item.levels):
        raise ScoreEntryProblem(item.id, "level", len(item.levels), field=item.id)
    if method is Method.RANGE and entry.points not in {None, item.max}:
        _check_step(item, entry, item.step if item.step is not None else template.step)


def _check_step(item: Item, entry: Entry, step: Decimal) -> None:
    if entry.points is not None and step >= _FINEST and entry.points % step:
        raise ScoreEntryProblem(item.id, "step", step, field=item.id)


def _check_points(name: str, entry: Entry, most: Decimal) -> None:
    points = entry.points
    if points is not None and not (points.is_finite() and 0 <= points <= max(most, ZERO)):
        raise ScoreEntryProblem(name, "points", most, field=name)


def _check_times(name: str, entry: Entry) -> None:
    if entry.times is not None and not 0 <= entry.times <= MOST_TIMES:
        raise ScoreEntryProblem(name, "times", MOST_TIMES, field=name)


def _check_fits(name: str, entry: Entry, *fits: str) -> None:
    """Refuse what another method of scoring would be told; points fit all."""
    told = {
        "met": entry.met is not None,
        "level": entry.level is not None,
        "times": entry.times is not None,
        "not_applicable": entry.not_applicable,
    }
    if any(there for what, there in told.items() if what not in fits):
        raise ScoreEntryProblem(name, "method", "", field=name)
