"""Facts of a meeting by the names templates use, and what is worked out from them.

Derived facts are expressions like those of templates; a template's ``define`` may put its own in
their place (``required_min`` by size of the chi bộ, say).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from decimal import Decimal
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter

from tcxd_desktop.domain.errors import ExpressionProblem
from tcxd_desktop.domain.expression_kinds import kind_of
from tcxd_desktop.domain.expressions import Expression, ValueKind, parse
from tcxd_desktop.domain.score_sheets import Facts, FactValue
from tcxd_desktop.domain.score_templates import CellKind, Define, Input, MeetingKind

_NUMBERS = (
    "month", "year", "members", "official", "probationary", "temporary_here", "present",
    "absent_reason", "absent_no_reason", "exempt", "away", "special_duty", "speakers",
    "long_absent", "duration_min", "posted_days_before", "minutes_days_after", "tasks_due",
    "tasks_done", "tasks_late", "tasks_failed", "thematic_in_quarter", "votes_agreed_pct",
)  # fmt: skip
_FLAGS = ("held", "has_chi_uy", "has_pho_bi_thu", "committee_met", "away_counts")
GIVEN: Mapping[str, ValueKind] = {
    "meeting_kind": ValueKind.TEXT,
    "org_kind": ValueKind.TEXT,
    **dict.fromkeys(_FLAGS, ValueKind.FLAG),
    **dict.fromkeys(_NUMBERS, ValueKind.NUMBER),
}
"""Facts that are recorded, with their kind."""

DERIVED: Mapping[str, str] = {
    # 42-HD/BTCTW of 28/10/2025: without the exempt, and the forces on special duty. Leaving out
    # those who take part elsewhere for a time is our assumption, so it is a setting.
    "attendance_base": "members - exempt - special_duty - (0 if away_counts else away)",
    "attendance_pct": "present / attendance_base * 100",
    # The same: 90 minutes; 120 where regular and thematic meeting are held in one sitting.
    "required_min": "120 if meeting_kind == 'ket_hop' else 90",
    "duration_ratio": "duration_min / required_min",
    "speakers_pct": "speakers / present * 100",
    "tasks_done_pct": "tasks_done / tasks_due * 100",
}
"""Facts that are worked out, with their expression; all are numbers."""

WORDS: Mapping[str, tuple[str, ...]] = {
    "meeting_kind": tuple(MeetingKind),
    "org_kind": tuple(CellKind),
}
"""Facts that are one of a few words."""

_DEFAULTS: Mapping[str, FactValue] = {"held": True, "away_counts": False}
"""What holds where nothing is told: a sheet is scored of a meeting that was held."""
_INPUT_KINDS = {"flag": ValueKind.FLAG}
_KINDS: Mapping[str, ValueKind] = {**GIVEN, **dict.fromkeys(DERIVED, ValueKind.NUMBER)}


def catalogue(inputs: Iterable[Input] = (), defines: Sequence[Define] = ()) -> dict[str, ValueKind]:
    """Return the kind of every fact a template's expressions may use.

    A define whose expression is wrong is left out, unless it replaces a derived fact.
    """
    kinds = dict(_KINDS)
    kinds |= {one.name: _INPUT_KINDS.get(one.kind, ValueKind.NUMBER) for one in inputs}
    derivation = derivation_of(tuple(defines), tuple(inputs))
    for name, expression in derivation.steps:
        try:
            kinds[name] = kind_of(expression, kinds, WORDS)
        except ExpressionProblem:
            continue
    return kinds


def with_derived(
    facts: Facts, defines: Sequence[Define] = (), inputs: Sequence[Input] = ()
) -> dict[str, FactValue]:
    """Return the facts with everything that follows from them; what is unknown is ``None``.

    A derived fact told outright (a paper shows only the percentage) counts where it cannot be
    worked out.
    """
    return derivation_of(tuple(defines), tuple(inputs)).values(facts)


class Derivation:
    """Cách suy ra số liệu: derived facts and defines, in the order they need each other."""

    __slots__ = ("_behind", "_kinds", "cyclic", "steps")

    def __init__(self, defines: Sequence[Define], inputs: Sequence[Input]) -> None:
        """Order the expressions; those in a circle are never worked out."""
        found = {**DERIVED, **{one.name: one.expr for one in defines}}
        read = {name: _read(text) for name, text in found.items()}
        needs = {
            name: sorted(expression.names & found.keys()) if expression else []
            for name, expression in read.items()
        }
        order = list(ordered(needs))
        self.cyclic = frozenset(found) - frozenset(order)
        """Names that need themselves, directly or by others."""
        steps = ((name, read[name]) for name in order)
        self.steps: tuple[tuple[str, Expression], ...] = tuple(
            (name, expression) for name, expression in steps if expression is not None
        )
        told = {one.name: _INPUT_KINDS.get(one.kind, ValueKind.NUMBER) for one in inputs}
        derived = dict.fromkeys(DERIVED, ValueKind.NUMBER)
        kinds = {**GIVEN, **told, **dict.fromkeys(found), **derived}
        self._kinds: tuple[tuple[str, ValueKind | None], ...] = tuple(kinds.items())
        self._behind: dict[str, frozenset[str]] = {}
        for name, expression in self.steps:
            self._behind[name] = self.behind(expression.names)

    def behind(self, names: Iterable[str]) -> frozenset[str]:
        """Return the recorded facts these rest on."""
        return frozenset(
            base for name in names for base in self._behind.get(name, frozenset((name,)))
        )

    def values(self, facts: Facts) -> dict[str, FactValue]:
        """Return every fact by name; one of the wrong kind counts as unknown."""
        told = facts.get
        values = {name: _clean(told(name, _DEFAULTS.get(name)), kind) for name, kind in self._kinds}
        for name, expression in self.steps:
            found = expression.evaluate(values)
            if found is not None:
                values[name] = found
            elif name not in DERIVED:
                values[name] = None
        return values


derivation_of = lru_cache(maxsize=256)(Derivation)
"""The derivation of a template's defines and inputs, both as tuples."""


def ordered(needs: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Yield names after those they need; names in a circle, and what needs them, never come."""
    sorter = TopologicalSorter(needs)
    # What does not hang on a circle still comes out below.
    with suppress(CycleError):
        sorter.prepare()
    while ready := sorter.get_ready():
        yield from ready
        sorter.done(*ready)


def _read(text: str) -> Expression | None:
    try:
        return parse(text)
    except ExpressionProblem:
        return None


def _clean(value: object, kind: ValueKind | None) -> FactValue:
    if isinstance(value, Decimal):
        return value if kind is ValueKind.NUMBER and value.is_finite() else None
    if isinstance(value, bool):
        return value if kind is ValueKind.FLAG else None
    if isinstance(value, int):
        return Decimal(value) if kind is ValueKind.NUMBER else None
    return value if isinstance(value, str) and kind is ValueKind.TEXT else None
