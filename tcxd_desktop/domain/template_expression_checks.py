"""Checks of every expression of a template: grammar, names, kinds, circles; and of variants."""

import difflib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from tcxd_desktop.domain.errors import ExpressionProblem
from tcxd_desktop.domain.expression_kinds import kind_of
from tcxd_desktop.domain.expressions import Expression, ValueKind, parse
from tcxd_desktop.domain.meeting_facts import DERIVED, WORDS, catalogue
from tcxd_desktop.domain.score_templates import CONTEXT, Item, Method, ScoreTemplate
from tcxd_desktop.domain.score_variants import PLAIN, split_key
from tcxd_desktop.domain.template_faults import Fault, circles, spots

_NUMBER, _FLAG = (ValueKind.NUMBER,), (ValueKind.FLAG,)
_COUNT = (ValueKind.NUMBER, ValueKind.FLAG)
_ANY = tuple(ValueKind)
_AUTO: Mapping[Method, tuple[ValueKind, ...]] = {
    Method.BINARY: _FLAG,
    Method.DEDUCT: _COUNT,
}
"""What ``auto`` must give; a number for the other methods."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """Một biểu thức và chỗ của nó."""

    place: str
    text: str
    wanted: tuple[ValueKind, ...]
    items: bool = True
    """It may ask about items."""
    names: Collection[str] | None = None
    """Facts it may use; ``None``: all."""


def expression_faults(template: ScoreTemplate) -> Iterator[Fault]:
    """Yield what is wrong with expressions, alone and together."""
    kinds = catalogue(template.inputs, template.defines)
    own = {one.name for one in template.defines} - kinds.keys()
    ids = [item.id for item in template.walk()]
    for asked in _all(template):
        if asked.text:
            yield from _faults(asked, kinds, own, ids)
    yield from _needed(template)
    yield from _define_circles(template)
    yield from _item_circles(template)


def _all(template: ScoreTemplate) -> Iterator[_Asked]:
    for at, define in enumerate(template.defines):
        yield _Asked(f"define[{at}].expr", define.expr, _ANY, items=False)
    for spot in spots(template):
        yield from _of_item(spot.item, spot.place)
    for at, variant in enumerate(template.variants):
        yield _Asked(f"variants[{at}].when", variant.when, _FLAG, items=False, names=CONTEXT)
    for at, one in enumerate(template.adjustments):
        yield _Asked(f"adjustments[{at}].auto", one.auto, _COUNT)
    for at, gate in enumerate(template.gates):
        yield _Asked(f"gates[{at}].require", gate.require, _FLAG)
    for at, knockout in enumerate(template.knockouts):
        yield _Asked(f"knockouts[{at}].if", knockout.when, _FLAG)


def _of_item(item: Item, place: str) -> Iterator[_Asked]:
    yield _Asked(f"{place}.auto", item.auto, _AUTO.get(item.method, _NUMBER))
    yield _Asked(f"{place}.formula", item.formula, _NUMBER)
    yield _Asked(f"{place}.applicable_if", item.applicable_if, _FLAG)
    for at, level in enumerate(item.levels):
        yield _Asked(f"{place}.levels[{at}].when", level.when, _FLAG)
    for at, forced in enumerate(item.forced):
        yield _Asked(f"{place}.force[{at}].when", forced.when, _FLAG)


def _needed(template: ScoreTemplate) -> Iterator[Fault]:
    """Yield expressions that are left empty where there must be one."""
    needed = [(f"define[{at}].expr", one.expr) for at, one in enumerate(template.defines)]
    needed += [(f"variants[{at}].when", one.when) for at, one in enumerate(template.variants)]
    needed += [(f"gates[{at}].require", one.require) for at, one in enumerate(template.gates)]
    needed += [(f"knockouts[{at}].if", one.when) for at, one in enumerate(template.knockouts)]
    for spot in spots(template):
        found = enumerate(spot.item.forced)
        needed += [(f"{spot.place}.force[{at}].when", one.when) for at, one in found]
    for place, text in needed:
        if not text:
            yield Fault(place, "empty")


def _faults(
    asked: _Asked,
    kinds: Mapping[str, ValueKind],
    own: Collection[str],
    ids: Collection[str],
) -> Iterator[Fault]:
    try:
        expression = parse(asked.text)
    except ExpressionProblem as problem:
        yield Fault(asked.place, "expression", problem.args)
        return
    strange = sorted(expression.names - kinds.keys() - set(own))
    for name in strange:
        yield Fault(asked.place, "unknown_name", (name, _near(name, (*kinds, *own))))
    outside = sorted(expression.names & kinds.keys() - set(asked.names or kinds))
    for name in outside:
        yield Fault(asked.place, "not_in_variant", (name,))
    if expression.items and not asked.items:
        yield Fault(asked.place, "item_not_here", (min(expression.items),))
    else:
        for item in sorted(expression.items - set(ids)):
            yield Fault(asked.place, "unknown_item", (item, _near(item, ids)))
    # A define that is wrong itself has no kind: its users are not blamed for it.
    if not strange and not expression.names & set(own):
        yield from _kind(asked, expression, kinds)


def _kind(asked: _Asked, expression: Expression, kinds: Mapping[str, ValueKind]) -> Iterator[Fault]:
    try:
        kind = kind_of(expression, kinds, WORDS)
    except ExpressionProblem as problem:
        yield Fault(asked.place, "expression", problem.args)
        return
    if kind not in asked.wanted:
        yield Fault(asked.place, "wrong_kind", (str(asked.wanted[0]), str(kind)))


def _near(name: str, names: Collection[str]) -> str:
    found = difflib.get_close_matches(name[:40], names, 1) if len(names) < 300 else []
    return found[0] if found else ""


def _expression(text: str) -> Expression | None:
    try:
        return parse(text)
    except ExpressionProblem:
        return None


def _define_circles(template: ScoreTemplate) -> Iterator[Fault]:
    texts = {**DERIVED, **{one.name: one.expr for one in template.defines}}
    read = {name: _expression(text) for name, text in texts.items()}
    found = circles({name: one.names if one else () for name, one in read.items()})
    for at, define in enumerate(template.defines):
        if define.name in found:
            yield Fault(f"define[{at}].expr", "circle", (define.name,))


def _item_circles(template: ScoreTemplate) -> Iterator[Fault]:
    """A group needs its children; what asks about an item needs it."""
    needs: dict[str, set[str]] = {}
    asking: list[tuple[str, str]] = []
    for spot in spots(template):
        item = spot.item
        wanted = needs.setdefault(item.id, set())
        wanted.update(child.id for child in item.children)
        for asked in _of_item(item, spot.place):
            expression = _expression(asked.text) if asked.text else None
            if expression is not None and expression.items:
                wanted.update(expression.items)
                asking.append((item.id, asked.place))
    if not asking:
        return
    found = circles(needs)
    for item_id, place in asking:
        if item_id in found:
            yield Fault(place, "circle", (item_id,))


# --- variants ------------------------------------------------------------------------------------


def variant_faults(template: ScoreTemplate) -> Iterator[Fault]:
    """Yield changes of variants that change nothing there is, or to what cannot be."""
    items = {item.id: item for item in template.walk()}
    for at, variant in enumerate(template.variants):
        place = f"variants[{at}]"
        if not variant.changes:
            yield Fault(f"{place}.set", "empty_set")
        for key, value in variant.changes.items():
            item_id, what = split_key(key)
            item = items.get(item_id)
            here = f"{place}.set.{key}"
            if not what:
                yield Fault(here, "bad_key", (key,))
            elif item is None:
                yield Fault(here, "unknown_item", (item_id, _near(item_id, items)))
            elif not _fits(what, value):
                yield Fault(here, "bad_change", (what.split(".")[0],))
            elif what.startswith("levels.") and int(what.split(".")[1]) >= len(item.levels):
                yield Fault(here, "no_level", (int(what.split(".")[1]) + 1,))


def _fits(what: str, value: object) -> bool:
    if not isinstance(value, PLAIN.get(what, Decimal)):
        return False
    if isinstance(value, str):
        return bool(value.strip())
    if isinstance(value, Decimal):
        return value > 0 or (value == 0 and what.startswith("levels."))
    return True
