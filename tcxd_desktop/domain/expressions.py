"""The small safe language of score templates: no ``eval``, bounded work, three-valued.

A fact that is not known (``None``) makes what is worked out from it unknown, except where ``and``,
``or`` or ``if`` can decide without it. Division by zero, an overflow or operands of the wrong kind
give ``None`` too: a sheet is never stopped by its template.

``full(2.1)`` is whether an item has full marks, ``points(2.1)`` its points, ``share(2.1)`` its
points as a percentage of its maximum.
"""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Any

from tcxd_desktop.domain.expression_parser import tree_of
from tcxd_desktop.domain.expression_tree import (
    Among,
    Arithmetic,
    Call,
    Choice,
    Comparison,
    Constant,
    ItemCall,
    Logic,
    Name,
    Negative,
    Node,
    Not,
    walk,
)
from tcxd_desktop.domain.score_sheets import FactValue

Mark = tuple[Decimal | None, Decimal]
"""Points of an item (``None``: not scored) and its maximum."""
Marks = Mapping[str, Mark]
_Run = Callable[[Mapping[str, FactValue], Marks], Any]
_NO_MARKS: Marks = {}
_HUNDRED = Decimal(100)


class ValueKind(StrEnum):
    """Loại giá trị của một số liệu hay công thức."""

    NUMBER = "number"
    FLAG = "flag"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Expression:
    """Công thức đã đọc: what a template computes or asks."""

    text: str
    names: frozenset[str]
    """Facts it uses."""
    items: frozenset[str]
    """Ids of items it asks about."""
    tree: Node = field(repr=False)
    run: _Run = field(repr=False, compare=False)
    """Faster than ``evaluate``: every name must be there, and errors of arithmetic escape."""

    def evaluate(self, facts: Mapping[str, FactValue], marks: Marks = _NO_MARKS) -> FactValue:
        """Return the value, or ``None`` where it cannot be known."""
        try:
            found: FactValue = self.run(facts, marks)
        except KeyError:
            known = {name: facts.get(name) for name in self.names}
            return self.evaluate(known, marks)
        except (ArithmeticError, TypeError):
            return None
        return found


@lru_cache(maxsize=4096)
def parse(text: str) -> Expression:
    """Read an expression.

    Raises:
        ExpressionProblem: what is wrong and where; never anything else.
    """
    tree = tree_of(text)
    nodes = list(walk(tree))
    return Expression(
        text,
        frozenset(node.name for node in nodes if isinstance(node, Name)),
        frozenset(node.item for node in nodes if isinstance(node, ItemCall)),
        tree,
        _compiled(tree),
    )


# --- working out ---------------------------------------------------------------------------------


def _compiled(node: Node) -> _Run:
    build: Callable[[Any], _Run] = _BUILDERS[type(node)]
    return build(node)


def _constant(node: Constant) -> _Run:
    value = node.value
    return lambda _facts, _marks: value


def _name(node: Name) -> _Run:
    name = node.name
    return lambda facts, _marks: facts[name]


def _item_call(node: ItemCall) -> _Run:
    item, ask = node.item, _ASKED[node.function]

    def run(_facts: Mapping[str, FactValue], marks: Marks) -> FactValue:
        points, most = marks.get(item, (None, _HUNDRED))
        return None if points is None else ask(points, most)

    return run


def _share(points: Decimal, most: Decimal) -> Decimal | None:
    return points / most * _HUNDRED if most else None


_ASKED: Mapping[str, Callable[[Decimal, Decimal], FactValue]] = {
    "full": operator.ge,
    "points": lambda points, _most: points,
    "share": _share,
}


def _call(node: Call) -> _Run:
    parts, apply = tuple(map(_compiled, node.arguments)), _CALLED[node.function]

    def run(facts: Mapping[str, FactValue], marks: Marks) -> FactValue:
        values = [part(facts, marks) for part in parts]
        return None if None in values else apply(*values)

    return run


def _rounded(value: Decimal, digits: Decimal = Decimal(0)) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-int(digits)), rounding=ROUND_HALF_UP)


_CALLED: Mapping[str, Callable[..., FactValue]] = {
    "min": lambda *values: min(values),
    "max": lambda *values: max(values),
    "round": _rounded,
    "floor": lambda value: value.to_integral_value(rounding=ROUND_FLOOR),
    "abs": abs,
}


def _divided(left: Decimal, right: Decimal) -> Decimal | None:
    return left / right if right else None


_ARITHMETIC: Mapping[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": _divided,
}


def _arithmetic(node: Arithmetic) -> _Run:
    first = _compiled(node.first)
    rest = tuple((_ARITHMETIC[sign], _compiled(operand)) for sign, operand in node.rest)

    def run(facts: Mapping[str, FactValue], marks: Marks) -> FactValue:
        value: FactValue = first(facts, marks)
        for apply, part in rest:
            operand = part(facts, marks)
            if value is None or operand is None:
                return None
            value = apply(value, operand)
        return value

    return run


def _negative(node: Negative) -> _Run:
    inner = _compiled(node.operand)

    def run(facts: Mapping[str, FactValue], marks: Marks) -> FactValue:
        value: Decimal | None = inner(facts, marks)
        return None if value is None else -value

    return run


_COMPARED: Mapping[str, Callable[[Any, Any], FactValue]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}


def _comparison(node: Comparison) -> _Run:
    left, right, apply = _compiled(node.left), _compiled(node.right), _COMPARED[node.sign]

    def run(facts: Mapping[str, FactValue], marks: Marks) -> FactValue:
        one: FactValue = left(facts, marks)
        other: FactValue = right(facts, marks)
        return None if one is None or other is None else apply(one, other)

    return run


def _among(node: Among) -> _Run:
    operand, choices = _compiled(node.operand), tuple(map(_compiled, node.choices))

    def run(facts: Mapping[str, FactValue], marks: Marks) -> FactValue:
        value = operand(facts, marks)
        if value is None:
            return None
        values = [choice(facts, marks) for choice in choices]
        return value in values or (None if None in values else False)

    return run


def _not(node: Not) -> _Run:
    inner = _compiled(node.operand)

    def run(facts: Mapping[str, FactValue], marks: Marks) -> FactValue:
        value = inner(facts, marks)
        return not value if isinstance(value, bool) else None

    return run


def _logic(node: Logic) -> _Run:
    parts, decides = tuple(map(_compiled, node.operands)), node.word == "or"

    def run(facts: Mapping[str, FactValue], marks: Marks) -> FactValue:
        known = True
        for part in parts:
            value: FactValue = part(facts, marks)
            if value is decides:
                return decides
            known = known and isinstance(value, bool)
        return not decides if known else None

    return run


def _choice(node: Choice) -> _Run:
    condition, then, otherwise = (
        _compiled(node.condition),
        _compiled(node.then),
        _compiled(node.otherwise),
    )

    def run(facts: Mapping[str, FactValue], marks: Marks) -> FactValue:
        holds = condition(facts, marks)
        if isinstance(holds, bool):
            chosen: FactValue = (then if holds else otherwise)(facts, marks)
            return chosen
        one: FactValue = then(facts, marks)
        return one if one == otherwise(facts, marks) else None

    return run


_BUILDERS: Mapping[type, Callable[[Any], _Run]] = {
    Constant: _constant,
    Name: _name,
    ItemCall: _item_call,
    Call: _call,
    Arithmetic: _arithmetic,
    Negative: _negative,
    Comparison: _comparison,
    Among: _among,
    Not: _not,
    Logic: _logic,
    Choice: _choice,
}
