"""The yearly round of phiếu bổ sung: who owes one, what changed, what was confirmed."""

from dataclasses import replace
from datetime import date

import pytest

from tcxd_desktop.domain.errors import NotAllowedProblem
from tcxd_desktop.domain.facts import Place
from tcxd_desktop.domain.history import Actor, Role
from tcxd_desktop.domain.rows import Reward, YearReview
from tcxd_desktop.domain.standing import Event, EventKind
from tcxd_desktop.office import people, supplements
from tcxd_desktop.office.desk import Desk
from tests import make
from tests.make import FAR_HAMLET, HAMLET, ROOT

DAY = date(2026, 11, 20)
MOVED = Place(detail="Thôn Đông Thành", commune="xã Đông Hải", province="tỉnh Ninh Bình")


@pytest.fixture
def dao(desk: Desk) -> int:
    """Return a member with a full dossier."""
    new = people.create(desk, make.new_person(name="Nguyễn Thị Đào", ceremony_date=None))
    full = make.dossier(id=new.id, version=new.version)
    return people.save(desk, full).id


def change(desk: Desk, person_id: int, **changes: object) -> None:
    people.save(desk, replace(people.read(desk, person_id), **changes))


def state(desk: Desk, year: int = 2026) -> tuple[str, int, bool]:
    [found] = supplements.round_of(desk, year, None)
    return found.state, found.changed, found.compared


def test_a_round_goes_from_not_yet_over_handed_in_to_confirmed(desk: Desk, dao: int) -> None:
    assert state(desk)[0] == "chua_nop"
    supplements.hand_in(desk, [dao], 2026, DAY)
    assert state(desk)[0] == "da_nop"
    supplements.confirm(desk, [dao], 2026, date(2026, 11, 22))
    [found] = supplements.round_of(desk, 2026, HAMLET)
    assert (found.state, found.handed_in, found.confirmed) == (
        "da_xac_nhan", "2026-11-20", "2026-11-22",
    )  # fmt: skip
    assert [act.use_case for act in people.history(desk, dao)][:2] == [
        "supplements.confirm", "supplements.hand_in",
    ]  # fmt: skip


def test_without_an_earlier_year_nothing_is_compared(desk: Desk, dao: int) -> None:
    assert state(desk) == ("chua_nop", 0, False)
    sheet = supplements.sheet(desk, dao, 2026)
    assert set(sheet.values.values()) == {""}


def test_what_did_not_change_is_k_and_what_did_is_told(desk: Desk, dao: int) -> None:
    supplements.confirm(desk, [dao], 2025, DAY)
    assert set(supplements.sheet(desk, dao, 2026).values.values()) == {"K"}
    change(
        desk,
        dao,
        home=MOVED,
        rewards=(
            *people.read(desk, dao).rewards,
            Reward("Bằng khen", make.day("2026"), "UBND tỉnh"),
        ),
    )
    assert state(desk) == ("chua_nop", 2, True)
    texts = supplements.sheet(desk, dao, 2026).values
    assert "Thôn Đông Thành" in texts["2"]
    assert texts["6"] == "Bằng khen, 2026, UBND tỉnh"
    assert texts["3"] == "K"


def test_the_comparison_is_with_the_latest_year_confirmed(desk: Desk, dao: int) -> None:
    supplements.confirm(desk, [dao], 2023, DAY)
    change(desk, dao, home=MOVED)
    supplements.confirm(desk, [dao], 2024, DAY)
    supplements.hand_in(desk, [dao], 2025, DAY)
    assert state(desk) == ("chua_nop", 0, True)
    assert state(desk, 2024) == ("da_xac_nhan", 1, True)


def test_a_confirmed_phieu_says_what_was_confirmed(desk: Desk, dao: int) -> None:
    supplements.confirm(desk, [dao], 2025, DAY)
    supplements.confirm(desk, [dao], 2026, DAY)
    change(desk, dao, home=MOVED, reviews=(YearReview("2026", "Hoàn thành tốt nhiệm vụ"),))
    assert state(desk) == ("da_xac_nhan", 0, True)
    sheet = supplements.sheet(desk, dao, 2026)
    assert sheet.values["2"] == "K"
    assert sheet.paper.dossier.home != MOVED
    assert sheet.review == "Hoàn thành tốt nhiệm vụ"
    assert state(desk, 2027)[1] == 1


def test_confirming_twice_keeps_the_first(desk: Desk, dao: int) -> None:
    supplements.confirm(desk, [dao], 2026, DAY)
    change(desk, dao, home=MOVED)
    supplements.confirm(desk, [dao], 2026, date(2026, 11, 23))
    supplements.hand_in(desk, [dao], 2026, date(2026, 11, 23))
    [found] = supplements.round_of(desk, 2026, None)
    assert (found.handed_in, found.confirmed) == ("2026-11-20", "2026-11-20")
    assert state(desk, 2027)[1] == 1


def test_a_mark_made_by_mistake_is_taken_back(desk: Desk, dao: int) -> None:
    supplements.confirm(desk, [dao], 2026, DAY)
    supplements.reopen(desk, [dao], 2026)
    assert state(desk)[0] == "chua_nop"
    assert state(desk, 2027) == ("chua_nop", 0, False)
    changes = people.history(desk, dao)[0].changes
    assert (changes[0].old, changes[0].new) == ("da_xac_nhan", "chua_nop")
    before = len(people.history(desk, dao))
    supplements.reopen(desk, [dao], 2026)
    assert len(people.history(desk, dao)) == before


def test_the_round_of_a_year_gone_by_has_the_members_of_its_last_day(desk: Desk, dao: int) -> None:
    people.create(desk, make.new_person(name="Lê Văn Mới", on=make.day("2026-03-01"),
                                        event=EventKind.ARRIVED.value))  # fmt: skip
    dossier = people.read(desk, dao)
    left = Event(make.day("2026-02-10"), EventKind.LEFT.value)
    people.save(desk, replace(dossier, events=(*dossier.events, left)))
    assert [s.line.name for s in supplements.round_of(desk, 2025, None)] == ["Nguyễn Thị Đào"]
    assert [s.line.name for s in supplements.round_of(desk, 2026, None)] == ["Lê Văn Mới"]


def test_guests_owe_no_phieu_and_a_round_is_of_its_unit(desk: Desk, dao: int) -> None:
    people.create(desk, make.new_person(name="Vũ Thị Khách", event=EventKind.TEMPORARY_IN.value))
    people.create(desk, make.new_person(name="Phan Văn Xa", unit_id=FAR_HAMLET))
    named = {unit: [s.line.name for s in supplements.round_of(desk, 2026, unit)]
             for unit in (ROOT, HAMLET, FAR_HAMLET)}  # fmt: skip
    assert named == {
        ROOT: ["Nguyễn Thị Đào", "Phan Văn Xa"],
        HAMLET: ["Nguyễn Thị Đào"],
        FAR_HAMLET: ["Phan Văn Xa"],
    }


def test_sheets_come_in_the_order_asked_even_for_hundreds(desk: Desk) -> None:
    ids = [people.create(desk, make.new_person(name=f"Lê Văn {n:04d}")).id for n in range(60)]
    supplements.confirm(desk, ids, 2025, DAY)
    change(desk, ids[7], phone="0912000000", home=MOVED)
    asked = ids[::-1]
    made = supplements.sheets(desk, asked, 2026)
    assert [sheet.paper.dossier.id for sheet in made] == asked
    told = [s.paper.dossier.id for s in made if set(s.values.values()) != {"K"}]
    assert told == [ids[7]]


def test_a_viewer_marks_nothing(desk: Desk, dao: int) -> None:
    viewer = replace(desk, actor=Actor("Phạm Văn Xem", Role.VIEWER))
    with pytest.raises(NotAllowedProblem):
        supplements.confirm(viewer, [dao], 2026, DAY)
    assert state(desk)[0] == "chua_nop"
