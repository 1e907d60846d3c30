"""Three organisations of a thousand members each become one: quick, whole, every history kept."""

import time
from concurrent.futures import CancelledError
from dataclasses import replace

import pytest

from tcxd_desktop.domain.collective import CollectiveKind, CollectivePlan, NewUnit
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.domain.standing import Event
from tcxd_desktop.office import collective, opening, people, units
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import people as stored
from tests import make
from tests.make import FAR_HAMLET, HAMLET, ROOT, SCHOOL

EACH = 1_000
SECONDS = 10
OLD = (HAMLET, FAR_HAMLET, SCHOOL)
DAY, EVE = "2026-11-01", "2026-10-31"


def filled(desk: Desk) -> None:
    blank = make.dossier(dossier_no="", card_no="", citizen_id="")
    with desk.write(Permission.EDIT, "people.create") as work:
        stored.insert(
            work,
            [
                (replace(blank, birth_name=f"Lê Văn Số {unit_id} {number}",
                         events=(Event(make.day("1995-05-19"), "ket_nap", unit_id),)), 50)
                for unit_id in OLD
                for number in range(EACH)
            ],
        )  # fmt: skip


def histories(desk: Desk, day: str) -> dict[int, tuple[str, ...]]:
    return {
        line.id: (line.name, line.unit, line.grade, line.activity)
        for line in people.lines(desk, PeopleQuery(as_at=day))
    }


def test_three_thousand_members_in_one_decision(desk: Desk) -> None:
    filled(desk)
    before = histories(desk, EVE)
    told = CollectivePlan(
        CollectiveKind.UNITE,
        on=DAY,
        decision=make.decision(),
        from_ids=OLD,
        new_units=(NewUnit("Chi bộ Hợp Nhất", "CB_THON", ROOT),),
    )
    told = collective.suggest(desk, told)
    assert collective.preview(desk, told).faults == ()

    def stop(done: int, total: int) -> None:
        assert total == 3 * EACH
        if done > total // 2:
            raise CancelledError

    with pytest.raises(CancelledError):
        collective.carry_out(desk, told, stop)
    assert histories(desk, DAY) == before

    signs: list[int] = []
    began = time.perf_counter()
    number = collective.carry_out(desk, told, lambda done, _: signs.append(done))
    assert time.perf_counter() - began < SECONDS
    assert len(signs) > 10
    assert signs == sorted(signs)
    assert histories(desk, EVE) == before
    after = histories(desk, DAY)
    assert {told[1] for told in after.values()} == {"Chi bộ Hợp Nhất"}
    assert {key: (told[0], *told[2:]) for key, told in after.items()} == {
        key: (told[0], *told[2:]) for key, told in before.items()
    }
    assert {node.counted for node in units.tree(desk, DAY) if node.unit.id == ROOT} == {3 * EACH}
    assert set(opening.verify(desk).values()) == {"ok"}

    began = time.perf_counter()
    collective.undo(desk, number, "quyết định bị thu hồi")
    assert time.perf_counter() - began < SECONDS
    assert histories(desk, DAY) == before
