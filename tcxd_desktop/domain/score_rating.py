"""From total to level: bounds, gates, knock-outs."""

from collections.abc import Mapping
from decimal import Decimal

from tcxd_desktop.domain.expressions import Expression, Marks
from tcxd_desktop.domain.score_methods import expression
from tcxd_desktop.domain.score_sheets import FactValue, Reason, Why
from tcxd_desktop.domain.score_templates import NOT_HELD, Gate, Knockout, ScoreTemplate

Values = Mapping[str, FactValue]
Rated = tuple[str | None, tuple[Reason, ...]]


class Rating:
    """Cách xếp mức của một mẫu."""

    __slots__ = ("_bounds", "_gates", "_knockouts", "_ranks")

    def __init__(self, template: ScoreTemplate) -> None:
        """Read the conditions; the best level comes first."""
        levels = sorted(template.levels, key=lambda level: level.min, reverse=True)
        self._bounds = tuple((level.min, level.code) for level in levels)
        self._ranks = {level.code: rank for rank, level in enumerate(levels)}
        self._gates = tuple((gate, expression(gate.require)) for gate in template.gates)
        self._knockouts = tuple((one, expression(one.when)) for one in template.knockouts)

    def not_held(self, values: Values, marks: Marks) -> Rated | None:
        """Return the result of a meeting that was not held, else ``None``."""
        for knockout, when in self._knockouts:
            if knockout.result == NOT_HELD and _holds(when, values, marks):
                return NOT_HELD, (_struck(knockout),)
        return None

    def rate(self, total: Decimal, values: Values, marks: Marks) -> Rated:
        """Return the level of a complete sheet, and what lowered it.

        The level is ``None`` where a condition that could lower it cannot be judged.
        """
        reached = next((code for bound, code in self._bounds if total >= bound), None)
        if reached is None:
            return None, ()
        level, reasons = self._gated(reached, values, marks)
        if level is None:
            return None, reasons
        return self._struck_out(level, reasons, values, marks)

    def _gated(self, level: str, values: Values, marks: Marks) -> Rated:
        reasons: tuple[Reason, ...] = ()
        # Each step goes down at least one level, so it ends.
        for _ in self._bounds:
            closed, unknown = self._asked(level, values, marks)
            if closed is not None:
                gate, require = closed
                reasons = (*reasons, _fallen(gate, require, marks))
                level = gate.else_level
            elif unknown is not None:
                reason = Reason(Why.GATE_UNKNOWN, (level, unknown.label or unknown.require))
                return None, (*reasons, reason)
            else:
                break
        return level, reasons

    def _asked(
        self, level: str, values: Values, marks: Marks
    ) -> tuple[tuple[Gate, Expression] | None, Gate | None]:
        """Return the first gate of a level that is not met, and the first nobody can judge."""
        unknown = None
        for gate, require in self._gates:
            if gate.level != level or require is None or not self._lowers(gate.else_level, level):
                continue
            met = require.evaluate(values, marks)
            if met is False:
                return (gate, require), unknown
            if met is not True:
                unknown = unknown or gate
        return None, unknown

    def _lowers(self, to: str, level: str) -> bool:
        return self._ranks.get(to, -1) > self._ranks[level]

    def _struck_out(
        self, level: str, reasons: tuple[Reason, ...], values: Values, marks: Marks
    ) -> Rated:
        unknown: list[Knockout] = []
        for knockout, when in self._knockouts:
            holds = when.evaluate(values, marks) if when is not None else False
            if not isinstance(holds, bool):
                unknown.append(knockout)
            elif holds and self._strikes(knockout, level):
                reasons = (*reasons, _struck(knockout))
                level = knockout.result
                if level == NOT_HELD:
                    return level, reasons
        open_ones = tuple(
            Reason(Why.GATE_UNKNOWN, (level, one.label or one.when))
            for one in unknown
            if self._strikes(one, level)
        )
        return (None, (*reasons, *open_ones)) if open_ones else (level, reasons)

    def _strikes(self, knockout: Knockout, level: str) -> bool:
        return knockout.result == NOT_HELD or self._lowers(knockout.result, level)


def _holds(when: Expression | None, values: Values, marks: Marks) -> bool:
    return when is not None and when.evaluate(values, marks) is True


def _struck(knockout: Knockout) -> Reason:
    return Reason(Why.KNOCKOUT, (knockout.label or knockout.when, knockout.result))


def _fallen(gate: Gate, require: Expression, marks: Marks) -> Reason:
    short = tuple(item for item in sorted(require.items) if not _full(marks, item))
    args = (gate.level, gate.else_level, gate.label or gate.require, short)
    return Reason(Why.GATE, args)


def _full(marks: Marks, item: str) -> bool:
    points, most = marks.get(item, (None, Decimal(0)))
    return points is not None and points >= most
