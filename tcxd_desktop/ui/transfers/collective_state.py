"""The state behind the page of collective transfers: a plan being made, and what it stands on."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tcxd_desktop.domain.collective import (
    Candidate,
    CollectiveKind,
    CollectivePlan,
    CollectivePreview,
    MemberMove,
    Newcomer,
    NewUnit,
)
from tcxd_desktop.domain.collective_effects import (
    BETWEEN,
    FOUNDING,
    MOVING,
    ended,
    targets,
    tree_after,
)
from tcxd_desktop.domain.text import fold
from tcxd_desktop.domain.units import Unit, UnitNode
from tcxd_desktop.office import collective, units
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.transfers.collective_rows import Row, Target, arrivals, movers
from tcxd_desktop.wording.formats import show_date

WHAT, UNITS, PEOPLE, PREVIEW = 1, 2, 3, 4
NOWHERE = -1_000_000
"""Target of a newcomer whose organisation was taken out of the plan again."""


class PlanState:
    """A plan as it is typed. Nothing is written here; every read goes through ``office``."""

    def __init__(self, desk: Desk) -> None:
        """Start without a plan."""
        self._desk = desk
        self.plan = CollectivePlan(CollectiveKind.MERGE)
        self.saved = self.plan
        self._passed = (self.plan, self.plan)
        """What was typed before a kind was chosen, and what that choice made of it."""
        self.nodes: Sequence[UnitNode] = ()
        """The tree of the plan's day."""
        self.people: Sequence[Candidate] = ()
        """Who stands in the organisations members leave."""

    def show(self, plan: CollectivePlan) -> None:
        """Begin with a plan as it is kept, or with a new one."""
        self.plan = self.saved = plan
        self.reload()

    def reload(self) -> None:
        """Read the tree and the people of the plan's day again."""
        self.nodes = units.tree(self._desk, self.plan.on)
        known = {node.unit.id for node in self.nodes}
        named = set(self.plan.from_ids) <= known
        self.people = collective.candidates(self._desk, self.plan) if named else ()

    @property
    def dirty(self) -> bool:
        """Whether leaving would lose something."""
        return self.plan != self.saved

    @property
    def units(self) -> dict[int, Unit]:
        """Organisations of the plan's day, by id."""
        return {node.unit.id: node.unit for node in self.nodes}

    def change(self, **told: object) -> None:
        """Change fields of the plan."""
        before = self.plan
        self.plan = replace(self.plan, **told)  # type: ignore[arg-type] # fields of the record
        if (before.on, before.from_ids, before.to_ids, before.kind) != (
            self.plan.on, self.plan.from_ids, self.plan.to_ids, self.plan.kind,
        ):  # fmt: skip
            self.reload()

    def set_kind(self, kind: CollectiveKind) -> None:
        """Choose what happens; what does not go with it any more is dropped.

        The arrows pass other kinds on the way: nothing typed is lost to those.
        """
        typed, made = self._passed
        plan = typed if self.plan is made else self.plan
        split = kind is CollectiveKind.SPLIT
        stay = tuple(unit for unit in plan.to_ids if (unit in plan.from_ids) is split)
        # Of a take-over the other side decides first: what was typed of our own is the acceptance.
        papers = (plan.decision, plan.acceptance)
        if (kind is CollectiveKind.TAKE_OVER) is not (plan.kind is CollectiveKind.TAKE_OVER):
            papers = papers[::-1]
        self.change(
            kind=kind,
            decision=papers[0],
            acceptance=papers[1],
            from_ids=() if kind in (CollectiveKind.RENAME, CollectiveKind.TAKE_OVER)
            else plan.from_ids,
            to_ids=stay if self.takes_existing(kind) or split else (),
            new_units=plan.new_units if kind in FOUNDING else (),
            moves=plan.moves if kind in MOVING and plan.kind in MOVING else (),
            newcomers=plan.newcomers if kind is CollectiveKind.TAKE_OVER else (),
            placed=() if kind not in MOVING else plan.placed,
        )  # fmt: skip
        self._passed = (plan, self.plan)

    @staticmethod
    def takes_existing(kind: CollectiveKind) -> bool:
        """Tell whether members go to organisations there are."""
        return kind in {
            CollectiveKind.MERGE, CollectiveKind.DISSOLVE, CollectiveKind.REGROUP,
            CollectiveKind.TAKE_OVER,
        }  # fmt: skip

    def ended(self) -> tuple[int, ...]:
        """Return the organisations that end with the plan."""
        return ended(self.plan, self.units)

    def children(self) -> list[Unit]:
        """Return the organisations below one that ends, which need another superior."""
        gone = set(self.ended())
        return [u for u in self.units.values() if u.parent_id in gone and u.id not in gone]

    def tree(self) -> dict[int, Unit]:
        """Return the organisations once the plan is carried out; new ones as 0, -1 …"""
        return tree_after(self.plan, self.units)

    def names(self) -> dict[int, str]:
        """Return the names once the plan is carried out, of new organisations too."""
        return {unit_id: unit.name for unit_id, unit in self.tree().items()}

    def targets(self) -> list[Target]:
        """Return the chi bộ members may go to, in the order of the plan."""
        after = self.tree()
        cells = {kind.code for kind in units.shipped_types() if kind.holds_members}
        count = Counter(move.to_id for move in self.plan.moves)
        count.update(new.to_id for new in self.plan.newcomers)
        return [
            Target(unit, after[unit].name, count[unit])
            for unit in targets(self.plan)
            if unit in after and after[unit].type in cells
        ]

    # --- people -----------------------------------------------------------------------------------

    def suggest(self) -> None:
        """Fill in who must go, and drop who is not there any more."""
        if set(self.plan.from_ids) <= set(self.units):
            self.plan = collective.suggest(self._desk, self.plan)

    def by_residence(self) -> int:
        """Send members to the chi bộ of their residence; return for how many that was known."""
        before = {move.person_id: move.to_id for move in self.plan.moves}
        self.plan = collective.by_residence(self._desk, self.plan)
        now = {move.person_id: move.to_id for move in self.plan.moves}
        return sum(1 for person, to_id in now.items() if before.get(person) != to_id)

    def assign(self, keys: Iterable[tuple[str, int]], to_id: int | None) -> int:
        """Send people to a target, or nowhere; return how many changed."""
        wanted = set(keys)
        before = self.plan
        moves = {move.person_id: move for move in before.moves}
        for person in self.people:
            if ("person", person.person_id) not in wanted:
                continue
            if to_id is None or to_id == person.unit_id:
                moves.pop(person.person_id, None)
            else:
                moves[person.person_id] = MemberMove(
                    person.person_id, person.unit_id, to_id, person.name
                )
        if before.kind is CollectiveKind.TAKE_OVER and to_id is not None:
            moves = {
                key: replace(move, to_id=to_id) if ("person", key) in wanted else move
                for key, move in moves.items()
            }
        newcomers = tuple(
            replace(one, to_id=to_id) if to_id is not None and ("new", place) in wanted else one
            for place, one in enumerate(before.newcomers)
        )
        self.plan = replace(before, moves=self._ordered(moves), newcomers=newcomers)
        return len(set(before.moves) ^ set(self.plan.moves)) or int(before != self.plan)

    def _ordered(self, moves: dict[int, MemberMove]) -> tuple[MemberMove, ...]:
        order = {one.person_id: place for place, one in enumerate(self.people)}
        return tuple(sorted(moves.values(), key=lambda m: order.get(m.person_id, len(order))))

    def drop(self, keys: Iterable[tuple[str, int]]) -> None:
        """Take people off the list of those who arrive."""
        wanted = set(keys)
        self.plan = replace(
            self.plan,
            moves=tuple(m for m in self.plan.moves if ("person", m.person_id) not in wanted),
            newcomers=tuple(
                one for place, one in enumerate(self.plan.newcomers) if ("new", place) not in wanted
            ),
        )

    def add_newcomer(self, one: Newcomer) -> None:
        """Put somebody on the list of those who arrive."""
        self.plan = replace(self.plan, newcomers=(*self.plan.newcomers, one))

    def rows(self, text: str = "", *, only_open: bool = False) -> list[Row]:
        """Return the people of the plan, narrowed by words and by who is still open."""
        arriving = self.plan.kind is CollectiveKind.TAKE_OVER
        found = arrivals(self) if arriving else movers(self)
        words = fold(text).split()
        return [
            row
            for row in found
            if (not only_open or row.open)
            and all(word in fold(f"{row.name} {row.source} {row.residence} {row.target}")
                    for word in words)
        ]  # fmt: skip

    def open_count(self) -> int:
        """Return how many must go somewhere and are not told where."""
        return sum(1 for row in self.rows() if row.open)

    # --- organisations ----------------------------------------------------------------------------

    def put_new_unit(self, place: int, unit: NewUnit | None) -> None:
        """Add (``place`` after the last), change, or take out (``None``) a new organisation.

        What pointed behind the one that is taken out points to the same organisations as before.
        """
        found = list(self.plan.new_units)
        if unit is not None:
            found[place : place + 1] = [unit]
            self.change(new_units=tuple(found))
            return
        del found[place]

        gone = -place

        def shifted(to_id: int) -> int:
            if to_id == gone:
                return NOWHERE
            return to_id + 1 if to_id < gone else to_id

        above = [
            replace(one, parent_id=shifted(one.parent_id))
            if one.parent_id is not None and one.parent_id != gone
            else replace(one, parent_id=None)
            for one in found
        ]
        plan = self.plan
        self.change(
            new_units=tuple(above),
            moves=tuple(replace(m, to_id=shifted(m.to_id)) for m in plan.moves if m.to_id != gone),
            newcomers=tuple(replace(n, to_id=shifted(n.to_id)) for n in plan.newcomers),
            placed=tuple((u, shifted(to)) for u, to in plan.placed if to != gone),
        )

    def place(self, unit_id: int, above: int) -> None:
        """Put an organisation below another with the plan."""
        placed = {**dict(self.plan.placed), unit_id: above}
        self.change(placed=tuple(placed.items()))

    def preview(self) -> CollectivePreview:
        """Return what the plan would do."""
        return collective.preview(self._desk, self.plan)

    def deeds(self) -> list[str]:
        """Return what becomes of the organisations themselves, a line each."""
        plan, units_now, after = self.plan, self.units, self.names()
        named = {key: unit.name for key, unit in units_now.items()}
        return [
            *(f"Kết thúc hoạt động: {named[unit]}" for unit in self.ended() if unit in named),
            *(f"Lập mới: {unit.name or '(chưa có tên)'}" for unit in plan.new_units),
            *(f"Đổi tên: {named[unit]} → {new}" for unit, new in plan.renamed if unit in named),
            *(
                f"Chuyển về trực thuộc {after.get(above, '')}: {named[unit]}"
                for unit, above in plan.placed
                if unit in named
            ),
        ]

    # --- the steps --------------------------------------------------------------------------------

    def summaries(self) -> dict[int, str]:
        """Return what each step says of itself in a few words."""
        plan = self.plan
        people = len(self.people) if plan.kind is CollectiveKind.HAND_OVER else (
            len(plan.moves) + len(plan.newcomers)
        )  # fmt: skip
        sources = len(plan.renamed) if plan.kind is CollectiveKind.RENAME else len(plan.from_ids)
        count = len(targets(plan))
        return {
            WHAT: show_date(plan.on) or "chưa có ngày",
            UNITS: f"{sources} → {count}" if count else str(sources) if sources else "chưa chọn",
            PEOPLE: f"{people} người",
            PREVIEW: "",
        }

    @property
    def between(self) -> bool:
        """Whether it is between two committees."""
        return self.plan.kind in BETWEEN
