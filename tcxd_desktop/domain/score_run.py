"""The tree of one sheet scored once: criteria, groups, what does not apply."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from tcxd_desktop.domain.expressions import Mark
from tcxd_desktop.domain.score_methods import ENTERED, Scored, Values, clamp, settled
from tcxd_desktop.domain.score_plan import NO_PARENT, Node, Plan
from tcxd_desktop.domain.score_sheets import Entries, Entry, ItemResult, Reason, Why
from tcxd_desktop.domain.score_templates import ZERO, NaPolicy

_SUMMED = (Reason(Why.SUMMED),)
_GROUP_ENTERED = (Reason(Why.GROUP_ENTERED),)
_MISSING = (Reason(Why.MISSING),)
_NOT_APPLICABLE = {policy: (Reason(Why.NOT_APPLICABLE, (policy,)),) for policy in NaPolicy}
_NOTHING = Entry()
_OUT: Mark = (ZERO, ZERO)
"""Of an item that is not on the sheet, or not judged: nothing lost, nothing gained."""


@dataclass(frozen=True, slots=True)
class Told:
    """Cả nhóm, hoặc cả phiếu, đã ghi điểm: the items below are not counted."""

    points: Decimal
    full: bool
    """All there was to get, so every item below has full marks."""


@dataclass(frozen=True, slots=True)
class Out:
    """Nhóm không áp dụng, nên mọi tiêu chí trong nhóm cũng vậy."""

    policy: NaPolicy
    by_hand: bool


@dataclass(frozen=True, slots=True)
class Unsure:
    """Chưa biết nhóm có áp dụng không: only what is entered counts."""

    nodes: tuple[Node, ...]
    """Groups nobody knows it of."""


Mode = Told | Out | Unsure | None


@dataclass(slots=True)
class Tally:
    """Phép cộng các tiêu chí cùng một nhóm."""

    points: Decimal = ZERO
    weight: Decimal = ZERO
    """Maximum of those that count."""
    moved: Decimal = ZERO
    """Maximum of those left out whose share the others take over."""
    scored: bool = False
    """Anything of it."""
    done: bool = True
    """All of it."""

    @property
    def scaled(self) -> Decimal:
        """The points with the share of those left out; multiplied first, to stay exact."""
        if not self.moved or not self.weight:
            return self.points
        return settled(self.points * (self.weight + self.moved) / self.weight)


class Run:
    """Một lần chấm cây tiêu chí."""

    __slots__ = (
        "_done", "_entries", "_modes", "_moved", "_plan", "_values", "_weights", "_whole",
        "marks", "missing", "results",
    )  # fmt: skip

    def __init__(self, plan: Plan, values: Values, entries: Entries, whole: Told | None) -> None:
        """Score every item in the order they need each other.

        Args:
            plan: of the variants that apply.
            values: every fact, derived ones too.
            entries: of one scorer.
            whole: what was told of the whole sheet.
        """
        count = len(plan.nodes)
        self._plan, self._values, self._entries, self._whole = plan, values, entries, whole
        self.marks: dict[str, Mark] = dict.fromkeys(plan.left_out, _OUT)
        self.results: list[ItemResult] = [_PENDING] * count
        self.missing: set[int] = set()
        """Indexes of items without points."""
        self._weights, self._moved = [ZERO] * count, [ZERO] * count
        self._done = [True] * count
        self._modes: dict[int, Mode] = {NO_PARENT: whole}
        self._find_modes()
        for index in plan.order:
            node = plan.nodes[index]
            if node.children:
                self._group(node)
            else:
                self._leaf(node)

    def tally(self, indexes: Iterable[int]) -> Tally:
        """Return the sum of items that were scored before."""
        found = Tally()
        points, weight, moved = ZERO, ZERO, ZERO
        for index in indexes:
            weight += self._weights[index]
            moved += self._moved[index]
            own = self.results[index].points
            if own is not None:
                points += own
                found.scored = True
            found.done = found.done and self._done[index]
        found.points, found.weight, found.moved = points, weight, moved
        return found

    # --- groups as a whole -----------------------------------------------------------------------

    def _find_modes(self) -> None:
        nodes, index = self._plan.nodes, self._plan.index
        filled: set[int] = set()
        for item, entry in self._entries.items():
            if item in index and entry.told:
                filled.update(nodes[index[item]].above)
        for place in self._plan.groups:
            node = nodes[place]
            up = self._modes[node.parent]
            if isinstance(up, Out) or (isinstance(up, Told) and up is not self._whole):
                self._modes[place] = up
            else:
                self._modes[place] = self._mode(node, up, filled=place in filled)

    def _mode(self, node: Node, up: Mode, *, filled: bool) -> Mode:
        entry = self._entries.get(node.id, _NOTHING)
        holds = node.applies.evaluate(self._values) if node.applies is not None else True
        if holds is False:
            return Out(node.policy, by_hand=False)
        if not filled and entry.not_applicable:
            return Out(node.policy, by_hand=True)
        if not filled and entry.points is not None:
            points = clamp(entry.points, node.max)
            return Told(points, full=points >= node.max)
        if holds is True:
            return up
        return Unsure((*up.nodes, node) if isinstance(up, Unsure) else (node,))

    def _group(self, node: Node) -> None:
        mode, up = self._modes[node.index], self._modes[node.parent]
        if isinstance(mode, Out):
            self._leave_out(node, mode.policy, by_hand=mode.by_hand)
        elif isinstance(mode, Told) and mode is not up:
            note = self._entries.get(node.id, _NOTHING).note
            self._keep(node, Scored(mode.points, None, _GROUP_ENTERED), note, by_hand=True)
        else:
            self._sum(node, mode)

    def _sum(self, node: Node, mode: Mode) -> None:
        tally = self.tally(node.children)
        if not tally.weight and tally.done:
            self._all_out(node, tally)
            return
        points = tally.scaled
        reasons: tuple[Reason, ...] = _SUMMED
        if tally.moved:
            reasons = (Reason(Why.RESCALED, (tally.points, tally.weight)),)
        if points > node.max:
            reasons = (*reasons, Reason(Why.CAPPED, (points, node.max)))
            points = node.max
        shown = points if tally.scored else None
        self._weights[node.index] = node.max
        if tally.done:
            self.marks[node.id] = (points, node.max)
        elif isinstance(mode, Told):
            shown, reasons = None, ()
            self._mark_told(node, mode)
        else:
            reasons = (*(reasons if tally.scored else ()), *_MISSING)
        self._done[node.index] = tally.done
        note = self._entries.get(node.id, _NOTHING).note
        self.results[node.index] = ItemResult(node.id, node.max, shown, reasons=reasons, note=note)

    def _all_out(self, node: Node, tally: Tally) -> None:
        """A group nothing of which applies gives its share to its neighbours, as its items do."""
        moved = bool(tally.moved)
        self._leave_out(node, NaPolicy.RESCALE if moved else NaPolicy.VARIANT, by_hand=False)
        if moved:
            self._moved[node.index] = min(tally.moved, node.max)

    # --- items -----------------------------------------------------------------------------------

    def _leaf(self, node: Node) -> None:
        mode = self._modes[node.parent]
        entry = self._entries.get(node.id, _NOTHING)
        if isinstance(mode, Out):
            self._leave_out(node, mode.policy, by_hand=mode.by_hand)
            return
        sure = not isinstance(mode, Unsure)
        if node.applies is not None:
            holds = node.applies.evaluate(self._values, self.marks)
            if holds is False:
                self._leave_out(node, node.policy, by_hand=False)
                return
            sure = sure and holds is True
        if entry.not_applicable:
            self._leave_out(node, node.policy, by_hand=True)
            return
        proposal = node.propose(self._values, self.marks) if node.propose is not None else None
        taken = node.take(entry) if entry is not _NOTHING else None
        if taken is not None:
            self._keep(node, taken, entry.note, by_hand=True, proposal=proposal)
        elif isinstance(mode, Told):
            self._cover(node, mode, entry.note, proposal)
        elif proposal is not None and sure:
            self._keep(node, proposal, entry.note, by_hand=False, proposal=proposal)
        else:
            asked = mode.nodes if isinstance(mode, Unsure) else ()
            if node.propose is not None or not sure:
                asked = (*asked, node)
            self._miss(node, entry.note, proposal, asked)

    def _keep(
        self,
        node: Node,
        scored: Scored,
        note: str,
        *,
        by_hand: bool,
        proposal: Scored | None = None,
    ) -> None:
        proposed = proposal.points if proposal is not None else None
        self._weights[node.index] = node.max
        self.marks[node.id] = (scored.points, node.max)
        if note or not scored.fixed:
            found = _result(node, scored, note, proposed, by_hand=by_hand)
        else:
            key = (id(scored), by_hand, proposed)
            kept = node.kept.get(key)
            found = kept or _result(node, scored, note, proposed, by_hand=by_hand)
            node.kept[key] = found
        self.results[node.index] = found

    def _cover(self, node: Node, mode: Told, note: str, proposal: Scored | None) -> None:
        """An item whose group was told as a whole: what it got is not known."""
        self._done[node.index] = False
        self._weights[node.index] = node.max
        self._mark_told(node, mode)
        proposed = proposal.points if proposal is not None else None
        self.results[node.index] = ItemResult(node.id, node.max, None, proposed=proposed, note=note)

    def _mark_told(self, node: Node, mode: Told) -> None:
        self.marks[node.id] = (node.max if mode.full else None, node.max)

    def _miss(
        self, node: Node, note: str, proposal: Scored | None, asked: tuple[Node, ...]
    ) -> None:
        """An item without points.

        Args:
            node: the item.
            note: of its entry.
            proposal: what it would get, if it applies.
            asked: nodes whose expressions could not be worked out.
        """
        self._done[node.index] = False
        self._weights[node.index] = node.max
        self.missing.add(node.index)
        # What was not recorded; else (a chi bộ where nobody had to come) what has no value.
        unknown = self._unknown(name for one in asked for name in one.needs)
        if not unknown:
            unknown = self._unknown(name for one in asked for name in one.names)
        self.results[node.index] = ItemResult(
            node.id,
            node.max,
            None,
            proposed=proposal.points if proposal is not None else None,
            reasons=(Reason(Why.MISSING, unknown),),
            note=note,
        )

    def _unknown(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted({name for name in names if self._values.get(name) is None}))

    def _leave_out(self, node: Node, policy: NaPolicy, *, by_hand: bool) -> None:
        points: Decimal | None = None
        self.marks[node.id] = _OUT
        if policy in {NaPolicy.FULL, NaPolicy.ZERO}:
            points = node.max if policy is NaPolicy.FULL else ZERO
            self._weights[node.index] = node.max
            self.marks[node.id] = (points, node.max)
        elif policy is NaPolicy.RESCALE:
            self._moved[node.index] = node.max
        self.results[node.index] = ItemResult(
            node.id,
            node.max,
            points,
            applicable=False,
            by_hand=by_hand,
            reasons=_NOT_APPLICABLE[policy],
            note=self._entries.get(node.id, _NOTHING).note,
        )


_PENDING = ItemResult("", ZERO, None)


def _result(
    node: Node, scored: Scored, note: str, proposed: Decimal | None, *, by_hand: bool
) -> ItemResult:
    reasons = scored.reasons
    if reasons is ENTERED and proposed is not None and proposed != scored.points:
        reasons = (Reason(Why.ENTERED, (proposed,)),)
    return ItemResult(
        node.id,
        node.max,
        scored.points,
        scored.level,
        by_hand=by_hand,
        proposed=proposed,
        reasons=reasons,
        note=note,
    )
