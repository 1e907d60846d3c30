"""The tree keeps its shape on every day, whatever is done to it and in whatever order."""

import shutil
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.units import UnitStep
from tcxd_desktop.office import opening, people, units
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import units as stored
from tests import make

DAYS = [date(2026, 1, 1) + timedelta(days=30 * n) for n in range(12)]
PAPER = make.decision()
Operation = tuple[str, int, int, int]
Steps = dict[int, list[UnitStep]]

operations = st.lists(
    st.tuples(
        st.sampled_from(["add", "rename", "move", "close", "undo", "person"]),
        st.integers(1, 9),
        st.integers(1, 9),
        st.integers(0, len(DAYS) - 1),
    ),
    min_size=4,
    max_size=25,
)


def do(desk: Desk, operation: Operation) -> None:
    kind, unit_id, other, day = operation
    on = DAYS[day]
    acts: dict[str, Callable[[], object]] = {
        "add": lambda: units.add(
            desk,
            make.unit(name=f"Chi bộ {day}{other}", parent_id=unit_id),
            on=None if day == 0 else on,
            decision=PAPER,
        ),
        "rename": lambda: units.rename(desk, unit_id, f"Chi bộ {other}", on=on, decision=PAPER),
        "move": lambda: units.move(desk, unit_id, other, on=on, decision=PAPER),
        "close": lambda: units.close(
            desk, unit_id, on=on, decision=PAPER, successor_id=other, kind="sap_nhap"
        ),
        "undo": lambda: units.undo(desk, unit_id, "Ghi nhầm"),
        "person": lambda: people.create(
            desk, make.new_person(unit_id=unit_id, on=make.day(on.isoformat()))
        ),
    }
    if kind == "person" and unit_id not in units.units(desk, on.isoformat()):
        return
    acts[kind]()


def all_steps(desk: Desk) -> Steps:
    return {unit_id: units.steps(desk, unit_id) for unit_id in range(1, 40)}


def check(desk: Desk, found: Steps) -> None:
    days = {""}
    for steps in found.values():
        assert all(not step.until or step.unit.since < step.until for step in steps)
        assert all(first.until == then.unit.since for first, then in pairwise(steps))
        days |= {day for step in steps for day in (step.unit.since, step.until) if day}
    for day in days | {"2026-11-23"}:
        with desk.read() as reading:
            states = stored.on_day(reading, day)
        ids = [unit.id for unit in states]
        assert len(ids) == len(set(ids)), "one state a day"
        above = {unit.id: unit.parent_id for unit in states}
        for unit_id in ids:
            path = [unit_id]
            while (parent := above[path[-1]]) is not None:
                assert parent in above, "the superior exists"
                assert parent not in path, "no loop"
                path.append(parent)
        if day:
            assert sorted(node.unit.id for node in units.tree(desk, day)) == sorted(ids)
            with desk.read() as reading:
                counts = stored.head_counts(reading, day)
            assert set(counts) <= set(ids), "nobody stands in what is not there"


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(done=operations)
def test_the_tree_holds_on_every_day(office_template: Path, done: list[Operation]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(shutil.copytree(office_template, Path(name) / "office"))
        desk = opening.open_office(folder, make.PASSWORD, clock=make.clock)
        try:
            held = all_steps(desk)
            for operation in done:
                try:
                    do(desk, operation)
                except Problem:
                    assert all_steps(desk) == held, "a refusal changes nothing"
                held = all_steps(desk)
                check(desk, held)
            assert opening.verify(desk)["references"] == "ok"
        finally:
            opening.close_office(desk)


def test_states_are_found_by_day_in_the_order_of_the_office(desk: Desk) -> None:
    units.rename(desk, make.HAMLET, "Chi bộ A", on=DAYS[3], decision=PAPER)
    with desk.read() as reading:
        assert [unit.id for unit in stored.on_day(reading, "")] == [1, 2, 3, 4, 5, 6]
        assert stored.days_after(reading, "") == [DAYS[3].isoformat()]
        assert stored.days_after(reading, DAYS[3].isoformat()) == []


def test_the_superior_of_later_days_counts_too(desk: Desk) -> None:
    units.move(desk, make.HAMLET, make.COOP, on=DAYS[5], decision=PAPER)
    with desk.read() as reading:
        assert stored.below_after(reading, make.COOP, "2026-01-01") == 2
        assert stored.below_after(reading, make.ROOT, "2026-01-01") == 4


def test_a_pair_of_units_is_linked_once(desk: Desk) -> None:
    new = make.unit(name="Chi bộ Đông Bình")
    made = units.add(desk, new, on=DAYS[3], decision=PAPER, before=[make.HAMLET], kind="sap_nhap")
    units.close(desk, make.HAMLET, on=DAYS[3], decision=PAPER, successor_id=made, kind="sap_nhap")
    assert len(units.links(desk, made)) == 1
