"""A template made ready for scoring, for one set of its variants: nodes in the order they need."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from tcxd_desktop.domain.expressions import Expression
from tcxd_desktop.domain.meeting_facts import Derivation, ordered
from tcxd_desktop.domain.score_methods import (
    Propose,
    Take,
    expression,
    expressions_of,
    proposer,
    taker,
)
from tcxd_desktop.domain.score_sheets import ItemResult
from tcxd_desktop.domain.score_templates import (
    ZERO,
    Adjustment,
    AdjustmentKind,
    Item,
    NaPolicy,
    ScoreTemplate,
)

NO_PARENT = -1


@dataclass(slots=True)
class Node:
    """Một tiêu chí đã chuẩn bị để chấm."""

    index: int
    """Place in printed order."""
    id: str
    max: Decimal
    parent: int
    above: tuple[int, ...]
    """Indexes of the groups it lies in, nearest first."""
    policy: NaPolicy
    applies: Expression | None
    propose: Propose | None
    take: Take
    names: frozenset[str]
    """Facts its expressions use."""
    needs: frozenset[str]
    """Recorded facts those rest on."""
    asks: frozenset[str]
    """Items its expressions ask about."""
    children: list[int] = field(default_factory=list)
    kept: dict[tuple[int, bool, Decimal | None], ItemResult] = field(default_factory=dict)
    """Results that come again and again, by what they are made of."""


@dataclass(frozen=True, slots=True)
class Extra:
    """Điểm cộng hoặc điểm trừ đã chuẩn bị."""

    adjustment: Adjustment
    auto: Expression | None


@dataclass(frozen=True, slots=True)
class Plan:
    """Mẫu đã chuẩn bị cho một tổ hợp biến thể."""

    template: ScoreTemplate
    """As the variants have it."""
    nodes: tuple[Node, ...]
    """In printed order."""
    order: tuple[int, ...]
    """Children before their group, items before the formulas that ask about them."""
    groups: tuple[int, ...]
    """Groups, outer ones first."""
    tops: tuple[int, ...]
    index: Mapping[str, int]
    left_out: tuple[str, ...]
    """Ids of items these variants do not have."""
    extras: tuple[Extra, ...]
    ceiling: Decimal
    """Highest total there can be."""


def plan_of(template: ScoreTemplate, whole: ScoreTemplate, derivation: Derivation) -> Plan:
    """Prepare a template.

    Args:
        template: as the variants have it.
        whole: with every item.
        derivation: what its facts rest on.
    """
    nodes: list[Node] = []
    _add(template.items, NO_PARENT, (), nodes)
    for node in nodes:
        node.needs = derivation.behind(node.names)
    index = {node.id: node.index for node in nodes}
    return Plan(
        template,
        tuple(nodes),
        _order(nodes, index),
        tuple(node.index for node in nodes if node.children),
        tuple(node.index for node in nodes if node.parent == NO_PARENT),
        index,
        tuple(item.id for item in whole.walk() if item.id not in index),
        tuple(Extra(one, expression(one.auto)) for one in template.adjustments),
        ceiling_of(template),
    )


def ceiling_of(template: ScoreTemplate) -> Decimal:
    """Return the highest total a sheet can have."""
    above = (
        max(one.max_total, ZERO)
        for one in template.adjustments
        if one.kind is AdjustmentKind.BONUS and one.may_exceed_total
    )
    return max(template.total, ZERO) + sum(above, ZERO)


def _add(
    items: Iterable[Item], parent: int, above: tuple[int, ...], nodes: list[Node]
) -> list[int]:
    """Append the nodes of these items and of all below; return the indexes of these."""
    added = []
    for item in items:
        expressions = expressions_of(item)
        node = Node(
            index=len(nodes),
            id=item.id,
            max=max(item.max, ZERO),
            parent=parent,
            above=above,
            policy=item.na_policy,
            applies=expression(item.applicable_if),
            propose=proposer(item),
            take=taker(item),
            names=frozenset(name for one in expressions for name in one.names),
            needs=frozenset(),
            asks=frozenset(name for one in expressions for name in one.items),
        )
        nodes.append(node)
        added.append(node.index)
        node.children = _add(item.children, node.index, (node.index, *above), nodes)
    return added


def _order(nodes: list[Node], index: Mapping[str, int]) -> tuple[int, ...]:
    """Items in a circle come last, children first; what they ask of each other is not known."""
    names = {node.index: str(node.index) for node in nodes}
    needs = {
        names[node.index]: [
            *(names[child] for child in node.children),
            *(names[index[asked]] for asked in sorted(node.asks) if asked in index),
        ]
        for node in nodes
    }
    order = [int(name) for name in ordered(needs)]
    placed = set(order)
    # Backwards in printed order, children stand before their group.
    return (*order, *(node.index for node in reversed(nodes) if node.index not in placed))
