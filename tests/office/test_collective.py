"""Collective transfers on a real encrypted file: carried out whole, exact on every day, undone."""

from concurrent.futures import CancelledError
from dataclasses import replace
from datetime import date

import pytest

from tcxd_desktop.domain.collective import (
    CollectiveKind,
    CollectivePlan,
    CollectiveState,
    MemberMove,
    Newcomer,
    NewUnit,
)
from tcxd_desktop.domain.collective_errors import (
    CollectiveFaultsProblem,
    CollectiveListProblem,
    CollectiveStateProblem,
    CollectiveUndoProblem,
)
from tcxd_desktop.domain.errors import (
    ConflictProblem,
    NotAllowedProblem,
    NotASheetProblem,
    NotFoundProblem,
    OutsideScopeProblem,
    ReasonNeededProblem,
)
from tcxd_desktop.domain.history import Permission, Role
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.domain.rows import PartyPost
from tcxd_desktop.domain.standing import Activity, Event, EventKind
from tcxd_desktop.domain.units import Decision
from tcxd_desktop.exchange.writer import workbook
from tcxd_desktop.office import collective, collective_lists, opening, people, units
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage.deed import Deed
from tcxd_desktop.wording.problems import sentence
from tests import make
from tests.make import COOP, FAR_HAMLET, HAMLET, ROOT, SCHOOL, TEAM

DAY = "2026-11-01"
EVE = "2026-10-31"
PAPER = make.decision(on="2026-10-25")
OTHER = make.decision(number="7-QĐ/TU", on="2026-10-20", issuer="Tỉnh ủy Ninh Bình")
NAMES = ("An", "Bình", "Cường", "Dung", "Giang", "Hà", "Khoa", "Lan", "Minh", "Nga")


def plan(kind: CollectiveKind, **changes: object) -> CollectivePlan:
    told: dict[str, object] = {"on": DAY, "decision": PAPER, "minutes_on": DAY, **changes}
    return CollectivePlan(kind, **told)  # type: ignore[arg-type]  # fields of the record


def member(desk: Desk, unit_id: int, name: str = "Lê Văn An", **changes: object) -> int:
    given = {"unit_id": unit_id, "name": name, "on": make.day("2020-01-01"), **changes}
    return people.create(desk, make.new_person(**given)).id


def some(desk: Desk, unit_id: int, count: int) -> list[int]:
    return [member(desk, unit_id, f"Lê Văn {NAMES[n]}") for n in range(count)]


def cell_of(desk: Desk, person: int, day: str) -> str:
    found = people.lines(desk, PeopleQuery(ids=(person,), as_at=day, leavings=()))
    return found[0].unit if found else ""


def counts(desk: Desk, day: str) -> dict[int, int | None]:
    return {node.unit.id: node.counted for node in units.tree(desk, day)}


def faults_of(desk: Desk, told: CollectivePlan) -> str:
    return " | ".join(collective.preview(desk, told).faults)


def whole(desk: Desk) -> list[tuple[object, ...]]:
    """Return every row a collective transfer may write, but the versions that count saves."""
    tables = ("person_events", "standing", "unit", "unit_step", "unit_link")
    with desk.read() as reading:
        found = [(table, *row) for table in tables for row in reading.all(f"SELECT * FROM {table}")]
        ghosts = {row[0] for row in reading.all("SELECT id FROM unit WHERE id NOT IN"
                                                " (SELECT unit_id FROM unit_step)")}  # fmt: skip
    # A unit taken back keeps its bare number; a person's rows are written anew, under new numbers.
    kept = [row for row in found if not (row[0] == "unit" and row[1] in ghosts)]
    return sorted((row for row in kept), key=repr)


# --- merged: some join one that stays -------------------------------------------------------------


def merger(desk: Desk, **changes: object) -> CollectivePlan:
    told = plan(CollectiveKind.MERGE, from_ids=(FAR_HAMLET, SCHOOL), to_ids=(HAMLET,), **changes)
    return collective.suggest(desk, told)


def test_a_merger_moves_everybody_ends_the_joined_and_keeps_every_day(desk: Desk) -> None:
    stay, far, school = some(desk, HAMLET, 2), some(desk, FAR_HAMLET, 3), some(desk, SCHOOL, 4)
    told = merger(desk)
    assert {move.person_id: move.to_id for move in told.moves} == dict.fromkeys(
        far + school, HAMLET
    )
    shown = collective.preview(desk, told)
    assert shown.faults == ()
    assert {f.unit_id: (f.before, f.after) for f in shown.figures} == {
        FAR_HAMLET: (3, 0), SCHOOL: (4, 0), HAMLET: (2, 9),
    }  # fmt: skip
    assert (shown.total_before, shown.total_after) == (9, 9)

    number = collective.carry_out(desk, told)

    assert counts(desk, EVE) == {ROOT: 9, COOP: 0, TEAM: 0, HAMLET: 2, FAR_HAMLET: 3, SCHOOL: 4}
    assert counts(desk, DAY) == {ROOT: 9, COOP: 0, TEAM: 0, HAMLET: 9}
    assert counts(desk, "") == counts(desk, DAY)
    assert cell_of(desk, far[0], EVE) == "Chi bộ thôn Đông Thành"
    assert cell_of(desk, far[0], DAY) == "Chi bộ thôn Bình Minh"
    event = people.read(desk, school[0]).events[-1]
    assert (event.on, event.kind, event.unit_id) == (make.day(DAY), "chuyen_trong", HAMLET)
    assert event.basis == "Quyết định 12-QĐ/ĐU ngày 25/10/2026 của Đảng ủy xã Đông Hải"
    assert len(people.read(desk, stay[0]).events) == 1
    for unit_id in (FAR_HAMLET, SCHOOL):
        end = units.end(desk, unit_id)
        assert end is not None
        assert (end.on, end.kind, end.decision) == (DAY, "sap_nhap", PAPER)
        assert [(x.after_id, x.kind) for x in units.links(desk, unit_id)] == [(HAMLET, "sap_nhap")]
    done = collective.read(desk, number)
    assert (done.state, done.closed, len(done.moves)) == (
        CollectiveState.DONE, (FAR_HAMLET, SCHOOL), 7,
    )  # fmt: skip
    [line] = collective.listed(desk)
    assert line.sources == ("Chi bộ thôn Đông Thành", "Chi bộ Trường THCS Đông Hải")
    assert (line.targets, line.people) == (("Chi bộ thôn Bình Minh",), 7)


def test_one_act_in_the_book_names_everybody_it_touched(desk: Desk) -> None:
    person = member(desk, SCHOOL)
    collective.carry_out(desk, merger(desk))
    act = people.history(desk, person)[0]
    assert act.use_case == "collective.carry_out"
    assert "Sáp nhập" in act.note
    assert [change.field for change in act.changes if change.subject_id == person] == ["events"]
    assert units.history(desk, SCHOOL)[0].id == act.id


def test_a_merged_organisation_may_get_its_new_name_the_same_day(desk: Desk) -> None:
    person = member(desk, SCHOOL)
    collective.carry_out(desk, merger(desk, renamed=((HAMLET, "Chi bộ  thôn Minh Thành"),)))
    assert units.units(desk, EVE)[HAMLET].name == "Chi bộ thôn Bình Minh"
    assert units.units(desk, DAY)[HAMLET].name == "Chi bộ thôn Minh Thành"
    assert cell_of(desk, person, DAY) == "Chi bộ thôn Minh Thành"


def test_away_exempt_and_guests_go_with_their_cell_and_count_as_before(desk: Desk) -> None:
    away, guest = (
        member(desk, SCHOOL, "Vũ Thị Bé"),
        member(desk, SCHOOL, "Đỗ Văn Cả", event=EventKind.TEMPORARY_IN.value),
    )
    dossier = people.read(desk, away)
    gone = Event(make.day("2026-09-01"), EventKind.TEMPORARY_OUT, None, "Trường Chính trị")
    people.save(desk, replace(dossier, events=(*dossier.events, gone)))
    told = merger(desk)
    shown = collective.preview(desk, told)
    assert (shown.total_before, shown.total_after) == (1, 1)
    assert any("Đỗ Văn Cả" in text and "tạm thời" in text for text in shown.warnings)
    collective.carry_out(desk, told)
    found = {line.id: line for line in people.lines(desk, PeopleQuery(unit_id=HAMLET))}
    assert Activity(found[away].activity) is Activity.TEMPORARY_ELSEWHERE
    assert Activity(found[guest].activity) is Activity.TEMPORARY_HERE
    assert counts(desk, "")[HAMLET] == 1


def test_merging_organisations_with_cells_puts_the_cells_under_the_other(desk: Desk) -> None:
    person = member(desk, TEAM)
    other = units.add(desk, make.unit(name="Đảng bộ Xí nghiệp Muối", type="DBCS"), on=None,
                      decision=Decision())  # fmt: skip
    told = plan(CollectiveKind.MERGE, from_ids=(COOP,), to_ids=(other,))
    assert faults_of(desk, told).startswith("Đảng bộ Hợp tác xã Kim Đông kết thúc mà còn tổ chức")
    told = collective.suggest(desk, told)
    assert (told.placed, told.moves) == (((TEAM, other),), ())
    shown = collective.preview(desk, told)
    assert {f.unit_id: (f.before, f.after) for f in shown.figures} == {COOP: (1, 0), other: (0, 1)}
    number = collective.carry_out(desk, told)
    assert units.units(desk, EVE)[TEAM].parent_id == COOP
    assert units.units(desk, DAY)[TEAM].parent_id == other
    assert len(people.read(desk, person).events) == 1
    collective.undo(desk, number, "nhầm tổ chức")
    assert units.units(desk, DAY)[TEAM].parent_id == COOP


# --- united, split, dissolved, renamed, regrouped -------------------------------------------------


def new(name: str = "Chi bộ thôn Hợp Nhất", **changes: object) -> NewUnit:
    told: dict[str, object] = {"name": name, "type": "CB_THON", "parent_id": ROOT, **changes}
    return NewUnit(**told)  # type: ignore[arg-type]  # fields of the record


def test_uniting_ends_all_and_begins_one(desk: Desk) -> None:
    some(desk, HAMLET, 2), some(desk, FAR_HAMLET, 1)
    told = collective.suggest(
        desk,
        plan(CollectiveKind.UNITE, from_ids=(HAMLET, FAR_HAMLET), new_units=(new(),)),
    )
    collective.carry_out(desk, told)
    [made] = [unit for unit in units.units(desk, DAY).values() if unit.id > TEAM]
    assert (made.name, made.since, made.parent_id) == ("Chi bộ thôn Hợp Nhất", DAY, ROOT)
    assert counts(desk, DAY) == {ROOT: 3, COOP: 0, TEAM: 0, SCHOOL: 0, made.id: 3}
    assert {x.before_id for x in units.links(desk, made.id)} == {HAMLET, FAR_HAMLET}


def test_splitting_with_the_old_one_going_on_leaves_who_is_not_chosen(desk: Desk) -> None:
    ids = some(desk, HAMLET, 5)
    told = plan(
        CollectiveKind.SPLIT, from_ids=(HAMLET,), to_ids=(HAMLET,), new_units=(new("Chi bộ Bến"),)
    )
    told = collective.suggest(desk, told)
    assert told.moves == ()
    moves = tuple(MemberMove(person, HAMLET, 0, "x") for person in ids[:2])
    collective.carry_out(desk, replace(told, moves=moves))
    assert units.end(desk, HAMLET) is None
    assert counts(desk, DAY)[HAMLET] == 3
    [link] = units.links(desk, HAMLET)
    assert (link.before_id, link.kind) == (HAMLET, "chia_tach")


def test_splitting_into_two_new_ones_ends_the_old(desk: Desk) -> None:
    ids = some(desk, HAMLET, 4)
    told = plan(
        CollectiveKind.SPLIT, from_ids=(HAMLET,), new_units=(new("Chi bộ A"), new("Chi bộ B"))
    )
    told = collective.suggest(desk, told)
    assert {move.to_id for move in told.moves} == {0}
    told = replace(
        told, moves=tuple(replace(m, to_id=-1) if m.person_id in ids[2:] else m for m in told.moves)
    )
    assert [(f.unit_id, f.before, f.after) for f in collective.preview(desk, told).figures] == [
        (HAMLET, 4, 0), (0, 0, 2), (-1, 0, 2),
    ]  # fmt: skip
    collective.carry_out(desk, told)
    named = {unit.name: unit.id for unit in units.units(desk, DAY).values()}
    found = counts(desk, DAY)
    assert (found[named["Chi bộ A"]], found[named["Chi bộ B"]], found[ROOT]) == (2, 2, 4)
    end = units.end(desk, HAMLET)
    assert end is not None
    assert end.kind == "chia_tach"


def dissolution(desk: Desk) -> tuple[list[int], CollectivePlan]:
    ids = some(desk, SCHOOL, 5)
    told = plan(CollectiveKind.DISSOLVE, from_ids=(SCHOOL,), to_ids=(HAMLET, FAR_HAMLET))
    told = collective.suggest(desk, told)
    moves = tuple(
        replace(move, to_id=FAR_HAMLET) if move.person_id in ids[3:] else move
        for move in told.moves
    )
    return ids, replace(told, moves=moves)


def test_a_dissolved_cell_goes_into_two_others(desk: Desk) -> None:
    ids, told = dissolution(desk)
    collective.carry_out(desk, told)
    found = counts(desk, DAY)
    assert (found[HAMLET], found[FAR_HAMLET], found[ROOT]) == (3, 2, 5)
    assert SCHOOL not in found
    end = units.end(desk, SCHOOL)
    assert end is not None
    assert end.kind == "giai_the"
    assert units.links(desk, SCHOOL) == []
    assert cell_of(desk, ids[4], DAY) == "Chi bộ thôn Đông Thành"


def test_a_renaming_keeps_the_old_name_on_old_days_and_moves_nobody(desk: Desk) -> None:
    person = member(desk, HAMLET)
    told = plan(
        CollectiveKind.RENAME, renamed=((HAMLET, "Chi bộ thôn 1"), (FAR_HAMLET, "Chi bộ thôn 2"))
    )
    collective.carry_out(desk, told)
    assert people.letterhead(desk, HAMLET, EVE).base == "Chi bộ thôn Bình Minh"
    assert people.letterhead(desk, HAMLET, DAY).base == "Chi bộ thôn 1"
    assert cell_of(desk, person, EVE) == "Chi bộ thôn Bình Minh"
    assert cell_of(desk, person, DAY) == "Chi bộ thôn 1"
    assert len(people.read(desk, person).events) == 1
    [line] = collective.listed(desk)
    assert line.sources == ("Chi bộ thôn Bình Minh", "Chi bộ thôn Đông Thành")
    assert line.targets == ("Chi bộ thôn 1", "Chi bộ thôn 2")


def test_names_may_be_swapped_by_one_decision(desk: Desk) -> None:
    told = plan(
        CollectiveKind.RENAME,
        renamed=((HAMLET, "Chi bộ thôn Đông Thành"), (FAR_HAMLET, "Chi bộ thôn Bình Minh")),
    )
    assert faults_of(desk, told) == ""
    collective.carry_out(desk, told)
    assert units.units(desk, DAY)[HAMLET].name == "Chi bộ thôn Đông Thành"


def test_office_cells_go_to_the_cells_of_residence_the_dossiers_name(desk: Desk) -> None:
    home, far, unknown = some(desk, SCHOOL, 3)
    for person, cell in ((home, "chi bộ thôn bình minh"), (far, "Chi bộ thôn Đông Thành")):
        dossier = people.read(desk, person)
        people.save(desk, replace(dossier, residence_cell=cell))
    told = plan(CollectiveKind.REGROUP, from_ids=(SCHOOL,), to_ids=(HAMLET, FAR_HAMLET))
    told = collective.suggest(desk, told)
    assert told.moves == ()
    assert "Chưa chọn đảng viên nào" in faults_of(desk, told)
    told = collective.by_residence(desk, told)
    assert {m.person_id: m.to_id for m in told.moves} == {home: HAMLET, far: FAR_HAMLET}
    collective.carry_out(desk, told)
    assert cell_of(desk, unknown, DAY) == "Chi bộ Trường THCS Đông Hải"
    assert units.end(desk, SCHOOL) is None
    assert counts(desk, DAY)[ROOT] == 3


# --- handed over, taken over ----------------------------------------------------------------------


def test_what_is_handed_over_leaves_with_all_below_it(desk: Desk) -> None:
    team, stays = some(desk, TEAM, 3), some(desk, HAMLET, 1)
    guest = member(desk, TEAM, "Đỗ Văn Cả", event=EventKind.TEMPORARY_IN.value)
    told = plan(
        CollectiveKind.HAND_OVER,
        from_ids=(COOP,),
        acceptance=OTHER,
        other_place="Đảng bộ xã Kim Sơn",
    )
    shown = collective.preview(desk, told)
    assert (shown.faults, shown.total_before, shown.total_after) == ((), 4, 1)
    collective.carry_out(desk, told)
    assert counts(desk, DAY) == {ROOT: 1, HAMLET: 1, FAR_HAMLET: 0, SCHOOL: 0}
    event = people.read(desk, team[0]).events[-1]
    assert (event.kind, event.other_place) == ("chuyen_di", "Đảng bộ xã Kim Sơn")
    assert people.read(desk, guest).events[-1].kind == "tam_thoi_het"
    assert [units.end(desk, unit).kind for unit in (COOP, TEAM)] == ["ban_giao"] * 2  # type: ignore[union-attr]  # both ended
    assert len(people.read(desk, stays[0]).events) == 1


def test_between_two_committees_both_decide(desk: Desk) -> None:
    some(desk, HAMLET, 1)
    told = plan(CollectiveKind.HAND_OVER, from_ids=(HAMLET,))
    found = faults_of(desk, told)
    assert "quyết định của cả hai bên" in found
    assert "đảng bộ ở đầu bên kia" in found


def arriving(desk: Desk, **changes: object) -> CollectivePlan:
    told: dict[str, object] = {
        "acceptance": OTHER,
        "other_place": "Đảng bộ xã Kim Sơn",
        "new_units": (
            NewUnit("Đảng bộ Công ty Dệt", "DBCS", ROOT, has_seal=True),
            NewUnit("Chi bộ Phân xưởng 1", "CB_DU", 0),
        ),
        "newcomers": (
            Newcomer("Mai Thị Xuân", make.day("1980"), "Nữ", "037015009001", "037180009001",
                     make.day("2005-06-01"), -1),
        ),
        **changes,
    }  # fmt: skip
    return plan(CollectiveKind.TAKE_OVER, **told)


def test_what_is_taken_over_comes_with_its_tree_and_its_people(desk: Desk) -> None:
    back = member(desk, HAMLET, "Bùi Văn Về")
    dossier = people.read(desk, back)
    left = Event(make.day("2024-01-01"), EventKind.LEFT, None, "Đảng bộ xã Kim Sơn")
    people.save(desk, replace(dossier, events=(*dossier.events, left)))
    told = arriving(desk, moves=(MemberMove(back, 0, -1, "Bùi Văn Về"),))
    shown = collective.preview(desk, told)
    assert (shown.faults, shown.total_before, shown.total_after) == ((), 0, 2)
    number = collective.carry_out(desk, told)
    named = {unit.name: unit for unit in units.units(desk, DAY).values()}
    assert named["Chi bộ Phân xưởng 1"].parent_id == named["Đảng bộ Công ty Dệt"].id
    assert counts(desk, DAY)[named["Đảng bộ Công ty Dệt"].id] == 2
    done = collective.read(desk, number)
    [person] = done.created
    assert people.read(desk, person).events[0].other_place == "Đảng bộ xã Kim Sơn"
    assert people.read(desk, back).events[-1].kind == "chuyen_den"
    collective.undo(desk, number, "bên giao chưa giao hồ sơ")
    assert people.read(desk, person).void_reason == "bên giao chưa giao hồ sơ"
    assert counts(desk, DAY) == {ROOT: 0, COOP: 0, TEAM: 0, HAMLET: 0, FAR_HAMLET: 0, SCHOOL: 0}


def test_somebody_already_here_is_not_taken_over_twice(desk: Desk) -> None:
    here = member(desk, HAMLET, "Bùi Văn Về", card_no="037015009001")
    found = faults_of(desk, arriving(desk, moves=(MemberMove(here, 0, -1, "Bùi Văn Về"),)))
    assert "Bùi Văn Về đã có tên trong danh sách (Chi bộ thôn Bình Minh)" in found
    assert "Mai Thị Xuân có số thẻ hoặc số định danh trùng" in found


def test_newcomers_with_each_others_number_are_refused(desk: Desk) -> None:
    [one] = arriving(desk).newcomers
    assert "hai lần" in faults_of(desk, arriving(desk, newcomers=(one, one)))


HEAD = ["Họ và tên", "Số thẻ Đảng viên", "Số CCCD", "Ngày sinh", "Ngày kết nạp",
        "Chi bộ đang sinh hoạt", "Chi bộ nơi cư trú", "Trạng thái"]  # fmt: skip


def sheet(*lines: list[str]) -> bytes:
    return workbook("Danh sách", HEAD, [list(line) for line in lines])


def test_the_list_that_is_handed_over_is_read_into_the_plan(desk: Desk) -> None:
    back = member(desk, HAMLET, "Bùi Văn Về", card_no="037015009001")
    data = sheet(
        ["BÙI VĂN VỀ", "037015009001", "", "1975", "03/02/2000", "Chi bộ Phân xưởng 1", "", ""],
        ["Mai Thị Xuân", "", "037180009001", "05/1980", "01/06/2005", "Chi bộ Dệt", "Thôn 3", ""],
        ["Cao Văn Hạ", "87654321", "", "1971", "1999", "chi bộ phân xưởng 2", "", ""],
    )
    units_of_it = (*arriving(desk).new_units, NewUnit("Chi bộ Phân xưởng 2", "CB_DU", 0))
    told = collective_lists.read_list(
        desk, arriving(desk, new_units=units_of_it), data, "ban-giao.xlsx"
    )
    assert told.moves == (MemberMove(back, 0, -1, "Bùi Văn Về"),)
    assert [(one.name, one.to_id, one.old_card_no, one.residence_cell) for one in told.newcomers] == [
        ("Mai Thị Xuân", -1, "", "Thôn 3"), ("Cao Văn Hạ", -2, "87654321", ""),
    ]  # fmt: skip
    assert "Bùi Văn Về đã có tên trong danh sách" in faults_of(desk, told)


def test_a_list_with_a_line_that_cannot_be_read_is_not_taken(desk: Desk) -> None:
    data = sheet(["Mai Thị Xuân", "", "123", "05/1980", "", "", "", ""])
    with pytest.raises(CollectiveListProblem) as raised:
        collective_lists.read_list(desk, arriving(desk), data, "ban-giao.xlsx")
    assert sentence(raised.value).startswith("Dòng 2 của danh sách không đọc được: ")
    with pytest.raises(NotASheetProblem):
        collective_lists.read_list(desk, arriving(desk), b"%PDF-1.7", "ban-giao.pdf")


# --- what stands in the way -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"on": ""}, "Chưa có ngày thực hiện"),
        ({"decision": Decision("1")}, "Quyết định còn thiếu ngày, cơ quan ban hành"),
        ({"from_ids": ()}, "Chưa chọn tổ chức chuyển đi"),
        ({"to_ids": ()}, "Chưa có tổ chức nhận"),
        ({"to_ids": (HAMLET, TEAM)}, "chỉ có một tổ chức nhận"),
        ({"from_ids": (SCHOOL, HAMLET)}, "vừa là nơi đi vừa là nơi nhận"),
        ({"from_ids": (SCHOOL, 99)}, "không có trong cây tổ chức ngày 01/11/2026"),
        ({"moves": ()}, "còn 1 người chưa có nơi đến: Lê Văn An"),
        ({"renamed": ((HAMLET, " "),)}, "Chưa có tên mới"),
        ({"renamed": ((HAMLET, "Đảng bộ Hợp tác xã Kim Đông"),)}, "trùng tên một tổ chức khác"),
        ({"renamed": ((HAMLET, "Chi bộ thôn Bình Minh"),)}, "giống tên đang có"),
        ({"placed": ((TEAM, FAR_HAMLET),)}, "là chi bộ nên không có tổ chức trực thuộc"),
        ({"placed": ((COOP, TEAM),)}, "không thể trực thuộc chính nó"),
    ],
    ids=str,
)
def test_each_fault_is_a_sentence_and_nothing_is_written(
    desk: Desk, changes: dict[str, object], said: str
) -> None:
    member(desk, SCHOOL)
    told = collective.suggest(
        desk, plan(CollectiveKind.MERGE, from_ids=(SCHOOL,), to_ids=(HAMLET,))
    )
    faulty = replace(told, **changes)  # type: ignore[arg-type]  # fields of the record
    assert said in faults_of(desk, faulty)
    before = desk.store.head()
    with pytest.raises(CollectiveFaultsProblem) as raised:
        collective.carry_out(desk, faulty)
    assert desk.store.head() == before
    assert sentence(raised.value).startswith("Đợt này chưa thực hiện được vì còn")
    assert collective.listed(desk) == []


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (new(""), "chưa có tên"),
        (new(type=""), "chưa có loại"),
        (new(parent_id=None), "chưa có cấp trên"),
        (new(parent_id=99), "không có trong cây tổ chức"),
        (new(parent_id=SCHOOL), "không có trong cây tổ chức"),
        (new(code="12"), "không đúng dạng"),
        (new(code="37.015.000.000.000"), "đã là mã của tổ chức khác"),
        (new("Đảng bộ Hợp tác xã Kim Đông"), "trùng tên"),
        (new(type="DBCS"), "không có đảng viên sinh hoạt trực tiếp"),
    ],
    ids=str,
)
def test_a_faulty_new_organisation_is_told(desk: Desk, made: NewUnit, said: str) -> None:
    member(desk, SCHOOL)
    told = plan(CollectiveKind.UNITE, from_ids=(SCHOOL, HAMLET), new_units=(made,))
    moves = tuple(replace(m, to_id=0) for m in collective.suggest(desk, told).moves)
    moves = moves or tuple(
        MemberMove(one.person_id, one.unit_id, 0, one.name)
        for one in collective.candidates(desk, told)
    )
    assert said in faults_of(desk, replace(told, moves=moves))


def test_who_was_not_there_on_the_day_is_told(desk: Desk) -> None:
    person = member(desk, HAMLET)
    told = merger(desk)
    told = replace(told, moves=(*told.moves, MemberMove(person, SCHOOL, HAMLET, "Lê Văn An")))
    assert "Lê Văn An không thuộc Chi bộ Trường THCS Đông Hải ngày 01/11/2026" in faults_of(
        desk, told
    )
    assert all(move.person_id != person for move in collective.suggest(desk, told).moves)


def test_who_comes_after_the_day_is_told(desk: Desk) -> None:
    member(desk, SCHOOL, "Vũ Thị Muộn", on=make.day("2026-11-15"))
    assert "Vũ Thị Muộn được ghi vào Chi bộ Trường THCS Đông Hải sau" in faults_of(
        desk, merger(desk)
    )


def test_changes_recorded_since_are_not_overwritten(desk: Desk) -> None:
    units.rename(desk, SCHOOL, "Chi bộ Trường Mới", on=date(2026, 11, 10), decision=PAPER)
    assert "Chi bộ Trường Mới đã ghi một thay đổi từ 10/11/2026" in faults_of(desk, merger(desk))
    units.close(desk, FAR_HAMLET, on=date(2026, 12, 1), decision=PAPER)
    told = plan(CollectiveKind.DISSOLVE, from_ids=(HAMLET,), to_ids=(FAR_HAMLET,))
    assert "đã được ghi kết thúc từ 01/12/2026" in faults_of(desk, told)


def test_restricted_people_and_open_cases_hold_the_whole_plan_up(desk: Desk) -> None:
    held, busy, away = some(desk, SCHOOL, 3)
    with desk.store.write(_deed(desk)) as work:
        work.add("restriction", {"person_id": held, "since": "2026-01-01", "until": "",
                                 "reason": "khiếu nại"})  # fmt: skip
        for person, state, kind in ((busy, "o1", "T10"), (away, "dang_tam_thoi", "T8")):
            work.add(
                "transfer",
                {"version": 1, "kind": kind, "direction": "out", "state": state,
                 "person_id": person, "unit_id": SCHOOL, "opened": "2026-10-01"},
            )  # fmt: skip
    shown = collective.preview(desk, merger(desk))
    assert any(text.startswith("Dữ liệu của Lê Văn An đang bị khóa") for text in shown.faults)
    assert any("Lê Văn Bình đang làm giấy chuyển sinh hoạt" in text for text in shown.faults)
    assert len(shown.faults) == 2
    assert any("Lê Văn Cường sinh hoạt tạm thời" in text for text in shown.warnings)
    assert shown.steps == (3, 3)


def _deed(desk: Desk) -> Deed:
    return desk.deed(Permission.TRANSFERS, "collective.draft")


def test_what_an_ended_organisation_leaves_behind_is_told(desk: Desk) -> None:
    person = member(desk, SCHOOL, "Trần Văn Bí")
    dossier = people.read(desk, person)
    post = PartyPost("Bí thư", SCHOOL, make.day("2025"))
    people.save(desk, replace(dossier, party_posts=(post,)))
    shown = collective.preview(desk, merger(desk, minutes_on=""))
    told = " | ".join(shown.warnings)
    assert "còn ghi chức vụ của Trần Văn Bí (Bí thư)" in told
    assert "Chưa ghi ngày biên bản" in told
    assert "ít hơn 3" in told


def test_who_is_on_the_way_to_an_ended_organisation_is_told(desk: Desk) -> None:
    with desk.store.write(_deed(desk)) as work:
        for name, state in (("Mai Thị Xuân", "da_trinh_giay"), ("Cao Văn Hạ", "hoan_tat")):
            work.add(
                "transfer",
                {"version": 1, "kind": "T10", "direction": "in", "state": state,
                 "unit_id": SCHOOL, "opened": "2026-10-01", "name": name},
            )  # fmt: skip
    told = " | ".join(collective.preview(desk, merger(desk)).warnings)
    assert "Mai Thị Xuân đang làm thủ tục chuyển đến Chi bộ Trường THCS Đông Hải" in told
    assert "Cao Văn Hạ" not in told


def test_days_ahead_are_allowed_and_said(desk: Desk) -> None:
    member(desk, SCHOOL)
    told = merger(desk, on="2026-12-31", decision=make.decision(on="2027-01-02"))
    warned = " | ".join(collective.preview(desk, told).warnings)
    assert "Ngày 31/12/2026 chưa tới" in warned
    assert "trước ngày ký quyết định" in warned
    collective.carry_out(desk, told)
    assert counts(desk, "")[SCHOOL] == 1
    assert SCHOOL not in counts(desk, "2026-12-31")


# --- drafts ---------------------------------------------------------------------------------------


def test_a_draft_keeps_everything_and_is_carried_out_once(desk: Desk) -> None:
    _, told = dissolution(desk)
    told = replace(told, renamed=((HAMLET, "Chi bộ thôn Bình Minh Mới"),), note="chờ ký")
    kept = collective.save_draft(desk, told)
    assert collective.read(desk, kept.id) == kept
    assert (kept.version, kept.moves) == (1, told.moves)
    [line] = collective.listed(desk)
    assert (line.state, line.people) == (CollectiveState.DRAFT, 5)
    again = collective.save_draft(desk, replace(kept, note="đã ký"))
    with pytest.raises(ConflictProblem):
        collective.save_draft(desk, kept)
    assert collective.carry_out(desk, again) == kept.id
    for act in (collective.save_draft, collective.carry_out):
        with pytest.raises(CollectiveStateProblem):
            act(desk, again)
    with pytest.raises(CollectiveStateProblem):
        collective.drop_draft(desk, kept.id)
    assert len(collective.listed(desk)) == 1


def test_a_draft_thrown_away_is_gone(desk: Desk) -> None:
    kept = collective.save_draft(desk, merger(desk))
    collective.drop_draft(desk, kept.id)
    assert collective.listed(desk) == []
    with pytest.raises(NotFoundProblem):
        collective.read(desk, kept.id)


def test_drafts_of_newcomers_come_back_as_they_were(desk: Desk) -> None:
    kept = collective.save_draft(desk, arriving(desk))
    assert collective.read(desk, kept.id) == kept


# --- cancelled half-way ---------------------------------------------------------------------------


def test_stopping_half_way_writes_nothing(desk: Desk) -> None:
    some(desk, SCHOOL, 3)
    before = whole(desk)
    told: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        told.append((done, total))
        if done:
            raise CancelledError

    with pytest.raises(CancelledError):
        collective.carry_out(desk, merger(desk), stop)
    assert told == [(0, 3), (3, 3)]
    assert whole(desk) == before
    assert collective.listed(desk) == []


# --- undone ---------------------------------------------------------------------------------------


def every_kind(desk: Desk) -> list[CollectivePlan]:
    some(desk, SCHOOL, 4), some(desk, FAR_HAMLET, 2), some(desk, TEAM, 2), some(desk, HAMLET, 2)
    guest = member(desk, TEAM, "Đỗ Văn Cả", event=EventKind.TEMPORARY_IN.value)
    assert guest
    regrouped = plan(CollectiveKind.REGROUP, from_ids=(SCHOOL,), to_ids=(HAMLET,))
    moves = tuple(
        MemberMove(one.person_id, one.unit_id, HAMLET, one.name)
        for one in collective.candidates(desk, regrouped)[:2]
    )
    told = [
        plan(CollectiveKind.MERGE, from_ids=(SCHOOL, FAR_HAMLET), to_ids=(HAMLET,),
             renamed=((HAMLET, "Chi bộ thôn Mới"),)),
        plan(CollectiveKind.UNITE, from_ids=(SCHOOL, FAR_HAMLET), new_units=(new(),)),
        plan(CollectiveKind.SPLIT, from_ids=(SCHOOL,), new_units=(new("A"), new("B"))),
        plan(CollectiveKind.DISSOLVE, from_ids=(SCHOOL,), to_ids=(HAMLET, FAR_HAMLET)),
        plan(CollectiveKind.RENAME, renamed=((HAMLET, "Chi bộ thôn Mới"),)),
        replace(regrouped, moves=moves),
        plan(CollectiveKind.HAND_OVER, from_ids=(COOP,), acceptance=OTHER, other_place="Kim Sơn"),
    ]  # fmt: skip
    return [collective.suggest(desk, one) for one in told]


@pytest.mark.parametrize("place", range(7), ids=[kind.name for kind in CollectiveKind][:7])
def test_taking_back_leaves_every_row_as_it_was(desk: Desk, place: int) -> None:
    told = every_kind(desk)[place]
    before = whole(desk)
    number = collective.carry_out(desk, told)
    assert whole(desk) != before
    assert collective.obstacles(desk, number) == ()
    collective.undo(desk, number, "quyết định bị thu hồi")
    assert whole(desk) == before
    [line] = collective.listed(desk)
    assert (line.state, line.undo_reason) == (CollectiveState.UNDONE, "quyết định bị thu hồi")
    with pytest.raises(CollectiveStateProblem):
        collective.undo(desk, number, "lần nữa")
    assert set(opening.verify(desk).values()) == {"ok"}
    again = collective.carry_out(desk, replace(told, id=0, version=0))
    assert again != number


def test_taking_back_needs_a_reason_and_leaves_a_line(desk: Desk) -> None:
    person = member(desk, SCHOOL)
    number = collective.carry_out(desk, merger(desk))
    with pytest.raises(ReasonNeededProblem):
        collective.undo(desk, number, "  ")
    collective.undo(desk, number, "ghi nhầm ngày")
    act = people.history(desk, person)[0]
    assert (act.use_case, act.note) == ("collective.undo", "ghi nhầm ngày")


def hindered(desk: Desk, number: int) -> str:
    found = collective.obstacles(desk, number)
    assert found
    before = desk.store.head()
    with pytest.raises(CollectiveUndoProblem):
        collective.undo(desk, number, "thử")
    assert desk.store.head() == before
    return " | ".join(found)


def test_a_later_event_of_a_member_is_in_the_way(desk: Desk) -> None:
    person = member(desk, SCHOOL, "Vũ Thị Bé")
    number = collective.carry_out(desk, merger(desk))
    dossier = people.read(desk, person)
    died = Event(make.day("2026-11-10"), EventKind.DIED)
    saved = people.save(desk, replace(dossier, events=(*dossier.events, died)))
    assert "Vũ Thị Bé đã có biến động khác sau ngày 01/11/2026" in hindered(desk, number)
    people.save(desk, replace(saved, events=dossier.events))
    collective.undo(desk, number, "không còn gì vướng")


def test_an_event_that_was_edited_is_in_the_way_a_remark_is_not(desk: Desk) -> None:
    person = member(desk, SCHOOL, "Vũ Thị Bé")
    number = collective.carry_out(desk, merger(desk))
    dossier = people.read(desk, person)
    *first, last = dossier.events
    noted = people.save(desk, replace(dossier, phone="0912000111",
                                      events=(*first, replace(last, note="đã báo"))))  # fmt: skip
    assert collective.obstacles(desk, number) == ()
    people.save(desk, replace(noted, events=(*first, replace(last, on=make.day("2026-11-02")))))
    assert "không còn như khi thực hiện" in hindered(desk, number)


def test_later_changes_of_organisations_are_in_the_way(desk: Desk) -> None:
    number = collective.carry_out(desk, merger(desk, renamed=((HAMLET, "Chi bộ Mới"),)))
    units.rename(desk, HAMLET, "Chi bộ Mới Hơn", on=date(2026, 11, 20), decision=PAPER)
    assert "Chi bộ Mới Hơn đã có thay đổi khác ghi từ 20/11/2026" in hindered(desk, number)
    units.undo(desk, HAMLET, "ghi nhầm")
    collective.undo(desk, number, "hết vướng")


def test_a_name_taken_since_is_in_the_way(desk: Desk) -> None:
    number = collective.carry_out(desk, merger(desk))
    units.add(desk, make.unit(name="Chi bộ Trường THCS Đông Hải"), on=date(2026, 11, 5),
              decision=PAPER)  # fmt: skip
    assert "trùng tên" in hindered(desk, number)


def test_a_new_organisation_that_was_used_is_in_the_way(desk: Desk) -> None:
    member(desk, SCHOOL)
    told = plan(CollectiveKind.UNITE, from_ids=(SCHOOL, HAMLET), new_units=(new(),))
    number = collective.carry_out(desk, collective.suggest(desk, told))
    [made] = collective.read(desk, number).made
    member(desk, made, "Cao Văn Thêm", on=make.day("2026-11-08"))
    units.add(desk, make.unit(name="Tổ 1", type="TO", parent_id=made), on=date(2026, 11, 9),
              decision=PAPER)  # fmt: skip
    found = hindered(desk, number)
    assert "1 người khác được ghi ở đó" in found
    assert "1 tổ chức trực thuộc" in found


def test_a_roll_called_since_is_in_the_way(desk: Desk) -> None:
    person = member(desk, SCHOOL, "Vũ Thị Bé")
    number = collective.carry_out(desk, merger(desk))
    with desk.store.write(_deed(desk)) as work:
        meeting = work.add(
            "meeting",
            {"version": 1, "unit_id": HAMLET, "kind": "thuong_ky", "period": "2026-11",
             "state": "da_hop", "held_on": "2026-11-05"},
        )  # fmt: skip
        work.add("meeting_attendance", {"meeting_id": meeting, "person_id": person, "position": 0})
    found = hindered(desk, number)
    assert "Chi bộ thôn Bình Minh đã điểm danh buổi sinh hoạt ngày 05/11/2026 có Vũ Thị Bé" in found


def test_what_came_in_and_was_edited_is_in_the_way(desk: Desk) -> None:
    number = collective.carry_out(desk, arriving(desk))
    [person] = collective.read(desk, number).created
    people.save(desk, replace(people.read(desk, person), phone="0912000111"))
    assert "Hồ sơ của Mai Thị Xuân lập trong đợt này đã được bổ sung" in hindered(desk, number)


# --- who may --------------------------------------------------------------------------------------


def limited(desk: Desk, *unit_ids: int) -> Desk:
    return replace(desk, actor=replace(desk.actor, role=Role.CLERK, units=unit_ids))


def test_a_clerk_of_some_organisations_stays_within_them(desk: Desk) -> None:
    some(desk, SCHOOL, 1)
    told = merger(desk)
    clerk = limited(desk, SCHOOL, FAR_HAMLET)
    for act in (collective.save_draft, collective.preview, collective.carry_out,
                collective.suggest, collective.candidates):  # fmt: skip
        with pytest.raises(OutsideScopeProblem):
            act(clerk, told)
    kept = collective.save_draft(desk, told)
    assert collective.listed(clerk) == []
    with pytest.raises(OutsideScopeProblem):
        collective.read(clerk, kept.id)
    wide = limited(desk, SCHOOL, FAR_HAMLET, HAMLET)
    assert [line.id for line in collective.listed(wide)] == [kept.id]
    collective.carry_out(wide, kept)


def test_nobody_merges_who_may_only_look(desk: Desk) -> None:
    viewer = replace(desk, actor=replace(desk.actor, role=Role.VIEWER))
    for act in (collective.save_draft, collective.carry_out):
        with pytest.raises(NotAllowedProblem):
            act(viewer, CollectivePlan(CollectiveKind.MERGE))
