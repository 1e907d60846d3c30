"""The rules as they hold on a day.

A case keeps the rules of its trigger date: ask the book for that day, and the rule set adopted
then, its rows of that day and the role the commune had then answer.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar, cast

from tcxd_desktop.domain import rule_records as records
from tcxd_desktop.domain.rule_errors import NoRouteProblem, UnknownRuleProblem
from tcxd_desktop.domain.rule_types import (
    Adoption,
    Body,
    Box,
    CommuneRole,
    Deadline,
    EndType,
    Leg,
    Letter,
    OwnEnds,
    RouteBox,
    RuleForm,
    RuleKind,
    RuleRow,
    Scope,
)

__all__ = [
    "FIRST_SET", "Adoption", "Body", "Box", "CommuneRole", "Deadline", "EndType", "Leg", "Letter",
    "RouteBox", "RuleBook", "RuleForm", "RuleKind", "RuleRow", "Rules",
]  # fmt: skip
FIRST_SET = "RS-2025"
"""Holds until the head adopts another."""
_Key = tuple[str, RuleKind, str]
_FOREVER = "9999"
_Made = TypeVar("_Made")


class RuleBook:
    """Sổ quy định: every row that counts, of every rule set, with what was adopted when."""

    def __init__(
        self,
        rows: Iterable[RuleRow],
        rule_sets: Iterable[Adoption] = (),
        roles: Iterable[Adoption] = (),
        extends: Mapping[str, str] | None = None,
    ) -> None:
        """Put the rows in order.

        Args:
            rows: those withdrawn do not count.
            rule_sets: adopted, in the order they were written.
            roles: of the commune, likewise.
            extends: which rule set carries on which.
        """
        self._extends = dict(extends or {})
        self._sets = sorted(rule_sets, key=lambda one: one.valid_from)
        named = (replace(one, value=CommuneRole.of(one.value).value) for one in roles)
        self._roles = sorted(named, key=lambda one: one.valid_from)
        self._rows: dict[_Key, list[RuleRow]] = {}
        for row in rows:
            if not row.withdrawn:
                self._rows.setdefault((row.rule_set, row.kind, row.key), []).append(row)
        for found in self._rows.values():
            # Of two rows from the same day the one written later counts; those shipped are first.
            found.sort(key=lambda row: (row.valid_from, row.id))
        self._made: dict[tuple[int, object], object] = {}

    def on(self, day: str) -> "Rules":
        """Return the rules that hold on ISO ``day``."""
        adopted = _last(self._sets, day)
        role = _last(self._roles, day)
        return Rules(
            self,
            day,
            adopted.value if adopted else FIRST_SET,
            CommuneRole(role.value) if role else CommuneRole.UPPER,
        )

    def under(self, rule_set: str, day: str, role: CommuneRole = CommuneRole.UPPER) -> "Rules":
        """Return the rules of a rule set on a day, whether it was adopted or not."""
        return Rules(self, day, rule_set, role)

    @property
    def adoptions(self) -> tuple[Adoption, ...]:
        """The rule sets adopted, by day."""
        return tuple(self._sets)

    @property
    def roles(self) -> tuple[Adoption, ...]:
        """The roles of the commune, by day."""
        return tuple(self._roles)

    def chain(self, rule_set: str) -> tuple[str, ...]:
        """Return a rule set and those it carries on, the nearest first."""
        found = [rule_set]
        while (before := self._extends.get(found[-1])) and before not in found:
            found.append(before)
        return tuple(found)

    def row(self, rule_set: str, kind: RuleKind, key: str, day: str) -> RuleRow | None:
        """Return the row of a key that holds on a day, or ``None``.

        A day before the first rule of all takes that first one: its texts are the oldest known.
        """
        for one in self.chain(rule_set):
            rows = self._rows.get((one, kind, key))
            if rows:
                at = bisect_right(rows, day, key=lambda row: row.valid_from)
                found = rows[max(at - 1, 0)]
                if not found.valid_to or day <= found.valid_to:
                    return found
        return None

    def keys(self, rule_set: str, kind: RuleKind) -> tuple[str, ...]:
        """Return the keys of a kind a rule set knows, in the order they were told."""
        found: dict[str, None] = {}
        for one in reversed(self.chain(rule_set)):
            found.update(dict.fromkeys(k for s, of, k in self._rows if s == one and of is kind))
        return tuple(found)

    def versions(self, rule_set: str, kind: RuleKind, key: str) -> tuple[tuple[RuleRow, str], ...]:
        """Return each row of a key with the last day it held, ISO or empty; the oldest first."""
        rows = self._rows.get((rule_set, kind, key), [])
        ends = (*(records.day_before(row.valid_from) for row in rows[1:]), "")
        told = []
        for row, end in zip(rows, ends, strict=False):
            last = min(row.valid_to or _FOREVER, end or _FOREVER)
            told.append((row, "" if last == _FOREVER else last))
        return tuple(told)

    def made(self, row: RuleRow, extra: object, build: Callable[[], _Made]) -> _Made:
        """Return what a row is read as, read once."""
        key = (id(row), extra)
        if key not in self._made:
            self._made[key] = build()
        return cast("_Made", self._made[key])


def _last(adopted: Sequence[Adoption], day: str) -> Adoption | None:
    at = bisect_right(adopted, day, key=lambda one: one.valid_from)
    return adopted[at - 1] if at else None


@dataclass(frozen=True)
class Rules:
    """Quy định của một ngày: what holds under the rule set and the role of that day."""

    book: RuleBook = field(repr=False)
    day: str
    """ISO."""
    rule_set: str
    role: CommuneRole

    def row(self, kind: RuleKind, key: str) -> RuleRow:
        """Return the row of a key.

        Raises:
            UnknownRuleProblem: no such rule on this day.
        """
        found = self.book.row(self.rule_set, kind, key, self.day)
        if found is None:
            raise UnknownRuleProblem(key)
        return found

    def rows(self, kind: RuleKind) -> tuple[RuleRow, ...]:
        """Return every row of a kind that holds."""
        keys = self.book.keys(self.rule_set, kind)
        found = (self.book.row(self.rule_set, kind, key, self.day) for key in keys)
        return tuple(row for row in found if row is not None)

    def deadline(self, key: str) -> Deadline:
        """Return a deadline by its id: ``TR-02``.

        Raises:
            UnknownRuleProblem: no such rule on this day.
        """
        return self._deadline(self.row(RuleKind.DEADLINE, key))

    def deadlines(self) -> tuple[Deadline, ...]:
        """Return the deadlines that bind this office: national ones, and those of its place."""
        local = self.value("local_scope")
        every = (self._deadline(row) for row in self.rows(RuleKind.DEADLINE))
        return tuple(one for one in every if one.scope not in _LOCAL or one.scope == local)

    def letter(self, code: str) -> Letter:
        """Return a letter: ``T10``, ``T7``, ``T8`` or ``T2``.

        Raises:
            UnknownRuleProblem: no such letter.
        """
        row = self.row(RuleKind.LETTER, code)
        return self._read(row, records.letter)

    def box(self, letter: str, number: int) -> Box:
        """Return a box of a letter.

        Raises:
            UnknownRuleProblem: the letter has no such box.
        """
        row = self.row(RuleKind.BOX, f"{letter}/{number}")
        return self._read(row, records.box)

    def boxes(self, letter: str) -> tuple[Box, ...]:
        """Return every box of a letter, in order.

        Raises:
            UnknownRuleProblem: no such letter.
        """
        return tuple(self.box(letter, n) for n in range(1, self.letter(letter).boxes + 1))

    def route(
        self, letter: str, leg: Leg | str, end: EndType | str, *, same_base: bool = False
    ) -> tuple[RouteBox, ...]:
        """Return the boxes a letter needs on one leg, in order.

        Args:
            letter: ``T10``, ``T7``, ``T8`` or ``T2``.
            leg: which way.
            end: what kind of organisation stands at that end.
            same_base: both ends lie in one đảng bộ cơ sở.

        Raises:
            NoRouteProblem: the rules know none, or not for the role the commune has.
        """
        key = f"{letter}/{leg}/{end}"
        find = self.book.row
        row = find(self.rule_set, RuleKind.ROUTE, key, self.day)
        if same_base:
            row = find(self.rule_set, RuleKind.ROUTE, f"{key}/same_base", self.day) or row
        if row is None or not records.for_role(row, self.role):
            raise NoRouteProblem(letter, str(end))
        boxes = self._read(row, records.route)
        return tuple(
            box if box.writer else RouteBox(box.number, box.optional, self._writer(letter, box))
            for box in boxes
        )

    def own_end(self, above: Iterable[str]) -> EndType:
        """Return what kind of end a chi bộ of our own is.

        Args:
            above: types of the organisations above it, the nearest first (``DBBP``, ``DBCS``).

        Raises:
            UnknownRuleProblem: nothing is told of the role the commune has.
        """
        own = self._own_ends()
        return next((own.through[one] for one in above if one in own.through), own.otherwise)

    def has_section(self, above: Iterable[str]) -> bool:
        """Tell whether a đảng ủy bộ phận stands above a chi bộ of our own.

        Raises:
            UnknownRuleProblem: nothing is told of the role the commune has.
        """
        return bool(set(self._own_ends().sections) & set(above))

    def body(self, key: str) -> Body:
        """Return who decides a matter.

        Raises:
            UnknownRuleProblem: no such matter.
        """
        row = self.row(RuleKind.BODY, key)
        return self._read(row, records.body)

    def form(self, code: str) -> RuleForm:
        """Return a form by its code: ``1-SHĐ``.

        Raises:
            UnknownRuleProblem: no such form.
        """
        row = self.row(RuleKind.FORM, code)
        return self._read(row, records.form)

    def value(self, key: str) -> Any:
        """Return a value, of the type ``rule_keys.VALUES`` tells.

        Raises:
            UnknownRuleProblem: no such value.
        """
        return self.row(RuleKind.VALUE, key).content["value"]

    @cached_property
    def assumed(self) -> bool:
        """Whether the day lies before the first rules known, which then answer for it."""
        rows = self.rows(RuleKind.LETTER)
        return bool(rows) and all(row.valid_from > self.day for row in rows)

    def _deadline(self, row: RuleRow) -> Deadline:
        settings = tuple(self.value(key) for key in records.DEADLINE_VALUES)
        named = dict(zip(records.DEADLINE_VALUES, settings, strict=True))
        return self.book.made(row, settings, lambda: records.deadline(row, named))

    def _own_ends(self) -> OwnEnds:
        row = self.row(RuleKind.END, self.role)
        return self._read(row, records.own_ends)

    def _writer(self, letter: str, box: RouteBox) -> str:
        return self.box(letter, box.number).writer

    def _read(self, row: RuleRow, read: Callable[[RuleRow], _Made]) -> _Made:
        return self.book.made(row, None, lambda: read(row))


_LOCAL = frozenset({Scope.HANOI, Scope.EXTERNAL})
