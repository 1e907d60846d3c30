"""The organisation tree of the office, with its history."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

_CODE = re.compile(r"^\d{2}(\.\d{3}){4}$")


@dataclass(frozen=True, slots=True)
class Decision:
    """Căn cứ: the paper a change rests on."""

    number: str = ""
    on: str = ""
    """ISO date, or empty."""
    issuer: str = ""

    def __bool__(self) -> bool:
        """Tell whether the paper is fully named."""
        return bool(self.number and self.on and self.issuer)


@dataclass(frozen=True, slots=True)
class UnitType:
    """Loại tổ chức đảng, dated by rule set."""

    code: str
    name: str
    holds_members: bool
    has_seal: bool
    rule_set: str
    valid_from: str
    valid_to: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """Tổ chức đảng as it stood on one day."""

    id: int
    name: str
    type: str
    parent_id: int | None = None
    code: str = ""
    """Mã ``M1.M2.M3.M4.M5`` (2.3.3.3.3 digits), or empty."""
    has_committee: bool = True
    has_seal: bool = False
    since: str = ""
    """First day of this state (name, parent, type), ISO."""


@dataclass(frozen=True, slots=True)
class UnitNode:
    """Một dòng của cây tổ chức: the unit, its depth, and the people below it on that day."""

    unit: Unit
    depth: int
    counted: int | None
    """Đảng số of the unit with all units below it; ``None`` where the account may not know it."""


@dataclass(frozen=True, slots=True)
class UnitStep:
    """Một lần thay đổi của tổ chức: what it was called, from when to when, and on what paper."""

    unit: Unit
    until: str
    """Day after the last day, ISO; empty while it holds."""
    decision: Decision


@dataclass(frozen=True, slots=True)
class UnitLink:
    """Tổ chức tiền thân và kế thừa."""

    before_id: int
    after_id: int
    on: str
    kind: str
    """``hop_nhat``, ``sap_nhap``, ``chia_tach``, ``chuyen_doi``."""
    decision: Decision


LINKED = ("hop_nhat", "sap_nhap", "chia_tach", "chuyen_doi")
"""Kinds of change that leave a successor."""
DISSOLVED = "giai_the"


@dataclass(frozen=True, slots=True)
class UnitEnd:
    """Tổ chức kết thúc hoạt động: from which day it is no more, how, and on what paper."""

    on: str
    """First day without it, ISO."""
    kind: str
    """``giai_the``, or one of ``LINKED``."""
    decision: Decision


@dataclass(frozen=True, slots=True)
class PostHolder:
    """Người giữ chức vụ trong cấp ủy của một tổ chức trên một ngày."""

    person_id: int
    name: str
    post: str
    since: str
    """Text form of a PartialDate, or empty."""
    until: str
    """Text form of the last day known, or empty."""

    def holds_on(self, day: str) -> bool:
        """Tell whether the post is held on ISO ``day``, as far as the dates tell."""
        since, until = self.since.rstrip("~"), self.until.rstrip("~")
        return since <= day[: len(since)] and (not until or day[: len(until)] <= until)


def valid_code(code: str) -> bool:
    """Tell whether ``code`` is empty or has the form ``M1.M2.M3.M4.M5``."""
    return not code or bool(_CODE.match(code))


def dotted_code(typed: str) -> str:
    """Return the code with its dots, also from fourteen bare digits."""
    bare = typed.replace(".", "").replace(" ", "")
    if len(bare) == 14 and bare.isdigit():
        return f"{bare[:2]}.{bare[2:5]}.{bare[5:8]}.{bare[8:11]}.{bare[11:]}"
    return typed.strip()


def in_tree_order(units: Iterable[Unit]) -> list[tuple[Unit, int]]:
    """Return (unit, depth) parents first, siblings in the order given."""
    found = list(units)
    ids = {unit.id for unit in found}
    children: dict[int | None, list[Unit]] = {}
    for unit in found:
        parent = unit.parent_id if unit.parent_id in ids else None
        children.setdefault(parent, []).append(unit)
    ordered: list[tuple[Unit, int]] = []
    stack = [(unit, 0) for unit in reversed(children.get(None, []))]
    while stack:
        unit, depth = stack.pop()
        ordered.append((unit, depth))
        stack.extend((child, depth + 1) for child in reversed(children.get(unit.id, [])))
    return ordered


def below(units: Iterable[Unit], root_id: int) -> set[int]:
    """Return the ids of ``root_id`` and every unit under it."""
    children: dict[int | None, list[int]] = {}
    for unit in units:
        children.setdefault(unit.parent_id, []).append(unit.id)
    found: set[int] = set()
    stack = [root_id]
    while stack:
        current = stack.pop()
        if current not in found:
            found.add(current)
            stack.extend(children.get(current, []))
    return found


def total(nodes: Sequence[UnitNode]) -> int:
    """Return the people of a whole tree, as far as the account may know them."""
    known = {node.unit.id: node.counted for node in nodes if node.counted is not None}
    parents = {node.unit.id: node.unit.parent_id for node in nodes}
    return sum(counted for unit, counted in known.items() if parents[unit] not in known)


def path_names(units: dict[int, Unit], unit_id: int | None) -> list[Unit]:
    """Return the unit and its superiors, topmost first."""
    path: list[Unit] = []
    while unit_id is not None and unit_id in units and len(path) < 12:
        path.append(units[unit_id])
        unit_id = units[unit_id].parent_id
    return path[::-1]


def iso(day: date) -> str:
    """Return ``day`` as ISO text."""
    return day.isoformat()
