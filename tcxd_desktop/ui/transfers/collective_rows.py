"""The people of a collective transfer as lines of a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from tcxd_desktop.domain.collective import Candidate, CollectiveKind, CollectivePlan
from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.names import name_key
from tcxd_desktop.domain.standing import Activity, Grade
from tcxd_desktop.domain.units import Unit
from tcxd_desktop.wording.formats import show_date
from tcxd_desktop.wording.people import ACTIVITY, GRADE

STAYS = "Ở lại"
"""Where somebody goes who goes nowhere."""
LEAVES = "Đi theo tổ chức"
OPEN = "Chưa chọn"


@dataclass(frozen=True, slots=True)
class Target:
    """Where members may go, and how many of the plan do."""

    id: int
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table of people."""

    key: tuple[str, int]
    """``person`` and its id, or ``new`` and its place among the newcomers."""
    name: str
    name_key: str
    birth: str
    source: str
    residence: str
    standing: str
    target: str
    tone: str
    """Of the badge: ``ok``, ``warn``, ``plain``."""
    open: bool
    """Has to go somewhere, and nobody said where."""


class View(Protocol):
    """What the lines are told from."""

    plan: CollectivePlan
    people: Sequence[Candidate]

    @property
    def units(self) -> Mapping[int, Unit]:
        """Organisations of the plan's day, by id."""

    def names(self) -> Mapping[int, str]:
        """Return the names once the plan is carried out."""

    def ended(self) -> Sequence[int]:
        """Return the organisations that end with the plan."""


def movers(view: View) -> list[Row]:
    """Return who stands in the organisations members leave, and where each goes."""
    names, now = view.names(), {unit: one.name for unit, one in view.units.items()}
    goes = {move.person_id: move.to_id for move in view.plan.moves}
    gone = set(view.ended())
    leaving = view.plan.kind is CollectiveKind.HAND_OVER
    rows: list[Row] = []
    for one in view.people:
        to_id = goes.get(one.person_id)
        must = one.unit_id in gone and not leaving
        if leaving:
            target, tone = LEAVES, "plain"
        elif to_id is not None:
            target, tone = names.get(to_id, ""), "ok"
        else:
            target, tone = (OPEN, "warn") if must else (STAYS, "plain")
        rows.append(
            Row(
                ("person", one.person_id),
                one.name,
                one.name_key,
                one.birth,
                now.get(one.unit_id, ""),
                one.residence_cell,
                _standing(one),
                target,
                tone,
                must and to_id is None,
            )
        )
    return rows


def arrivals(view: View) -> list[Row]:
    """Return who arrives with an organisation that is taken over."""
    names = view.names()
    known = [
        Row(("person", move.person_id), move.name, name_key(move.name), "", "Đã có hồ sơ", "",
            "", names.get(move.to_id, OPEN), "ok" if move.to_id in names else "warn",
            move.to_id not in names)
        for move in view.plan.moves
    ]  # fmt: skip
    new = [
        Row(("new", place), one.name, name_key(one.name), str(one.birth or ""), "Lập hồ sơ mới",
            one.residence_cell, "", names.get(one.to_id, OPEN),
            "ok" if one.to_id in names else "warn", one.to_id not in names)
        for place, one in enumerate(view.plan.newcomers)
    ]  # fmt: skip
    return known + new


def _standing(one: Candidate) -> str:
    activity = Activity(one.activity)
    told = [] if activity is Activity.ACTIVE else [ACTIVITY[activity]]
    if one.grade == Grade.PROBATIONARY:
        told.insert(0, GRADE[Grade.PROBATIONARY])
    return ", ".join(told)


def shown_birth(text: str) -> str:
    """Return a date of birth as read."""
    return show_date(PartialDate.from_text(text))
