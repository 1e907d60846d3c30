"""Undoing a whole import: as if it had never been, or the list of what stands in the way."""

from dataclasses import replace

import pytest

from tcxd_desktop.domain.book import Loan
from tcxd_desktop.domain.errors import ReasonNeededProblem, TakenNumberProblem
from tcxd_desktop.domain.import_errors import (
    DoubtfulRowsProblem,
    ImportUndoneProblem,
    ImportUndoProblem,
    SameNumberTwiceProblem,
)
from tcxd_desktop.domain.imports import ImportChoices, Outcome, RunState
from tcxd_desktop.domain.merging import Side, chosen
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.office import imports, loans, merging, opening, people, units
from tcxd_desktop.office.desk import Desk
from tests import make
from tests.office.test_imports import AN, DAO, outcomes, sheet

LOAN_DAY = "2026-11-20"


def taken(desk: Desk, data: bytes, choices: object = None) -> imports.ImportResult:
    preview = imports.preview_members(desk, data, "danh sách.xlsx")
    return imports.apply_members(desk, preview, choices or {})  # type: ignore[arg-type] # choices or a mapping


def everybody(desk: Desk) -> list[tuple[object, ...]]:
    return [
        (line.name, line.unit, people.read(desk, line.id).residence_cell)
        for line in people.lines(desk, PeopleQuery())
    ]


def test_a_whole_import_is_undone_and_brought_in_again(desk: Desk) -> None:
    first = taken(desk, sheet(DAO))
    before = everybody(desk)
    changed = [*DAO[:5], "Chi bộ thôn Đông Thành", "Chi bộ nơi khác", DAO[7]]
    new = [*AN[:5], "Chi bộ thôn Mới", "", AN[7]]
    data = sheet(changed, new)
    result = taken(desk, data, {"Chi bộ thôn Mới": None})
    assert (result.created, result.changed, result.new_units) == (1, 1, 1)
    after = everybody(desk)
    assert after != before
    imports.undo(desk, result.run_id, "Nhập nhầm tệp tháng trước")
    assert everybody(desk) == before
    assert "Chi bộ thôn Mới" not in {unit.name for unit in units.units(desk).values()}
    [undone, kept] = imports.runs(desk)
    assert (undone.id, undone.state, kept.id) == (result.run_id, RunState.UNDONE, first.run_id)
    again = taken(desk, data, {"Chi bộ thôn Mới": None})
    assert (again.created, again.changed) == (1, 1)
    assert everybody(desk) == after
    assert set(opening.verify(desk).values()) == {"ok"}


def test_undoing_needs_a_reason_and_happens_once(desk: Desk) -> None:
    result = taken(desk, sheet(DAO))
    with pytest.raises(ReasonNeededProblem):
        imports.undo(desk, result.run_id, " ")
    imports.undo(desk, result.run_id, "Nhập nhầm")
    with pytest.raises(ImportUndoneProblem):
        imports.undo(desk, result.run_id, "Nhập nhầm")
    with pytest.raises(ImportUndoneProblem):
        imports.obstacles(desk, result.run_id)


def test_what_was_done_later_stands_in_the_way(desk: Desk) -> None:
    result = taken(desk, sheet(DAO, AN))
    lines = {line.name: line.id for line in people.lines(desk, PeopleQuery())}
    assert imports.obstacles(desk, result.run_id) == []
    dao = people.read(desk, lines["NGUYỄN THỊ ĐÀO"])
    people.save(desk, replace(dao, phone="0912000001"))
    loans.lend(
        desk,
        Loan(
            person_id=lines["Lê Văn An"], borrower="Phạm Văn Bình", purpose="Thẩm tra",
            approved_by="Nguyễn Văn Hòa", lent_on=LOAN_DAY,
        ),
    )  # fmt: skip
    found = imports.obstacles(desk, result.run_id)
    assert {one.person_id for one in found} == set(lines.values())
    assert any("đã được sửa" in one.text for one in found)
    assert any("cho mượn hồ sơ" in one.text for one in found)
    with pytest.raises(ImportUndoProblem) as caught:
        imports.undo(desk, result.run_id, "Nhập nhầm")
    assert caught.value.args[0] == 2
    assert len(people.lines(desk, PeopleQuery())) == 2


def test_a_cell_made_by_an_import_stays_while_others_use_it(desk: Desk) -> None:
    new = [*AN[:5], "Chi bộ thôn Mới", "", AN[7]]
    result = taken(desk, sheet(new), {"Chi bộ thôn Mới": None})
    made = next(unit for unit in units.units(desk).values() if unit.name == "Chi bộ thôn Mới")
    people.create(desk, make.new_person(name="Phạm Thị Cúc", unit_id=made.id))
    [found] = imports.obstacles(desk, result.run_id)
    assert "Chi bộ thôn Mới" in found.text


def test_doubtful_lines_wait_for_the_clerk(desk: Desk) -> None:
    taken(desk, sheet(DAO))
    [dao] = people.lines(desk, PeopleQuery())
    other = ["Nguyễn Thị Đào", "", "", "1962", "", "Chi bộ thôn Bình Minh", "", ""]
    preview = imports.preview_members(desk, sheet(other), "b.xlsx")
    assert outcomes(preview) == [Outcome.DOUBTFUL.value]
    [row] = preview.rows
    assert [one.person_id for one in row.candidates] == [dao.id]
    with pytest.raises(DoubtfulRowsProblem):
        imports.apply_members(desk, preview, {})
    line = row.row.line
    same = imports.matched(desk, preview, line, dao.id)
    assert same.outcome is Outcome.SAME
    assert imports.apply_members(desk, preview, ImportChoices(match={line: dao.id})).same == 1
    result = imports.apply_members(desk, preview, ImportChoices(match={line: 0}))
    assert result.created == 1
    assert people.count(desk, PeopleQuery()) == 2


def test_two_lines_are_never_written_into_one_record(desk: Desk) -> None:
    taken(desk, sheet(DAO))
    [dao] = people.lines(desk, PeopleQuery())
    one = ["Nguyễn Thị Đào", "", "", "1962", "", "Chi bộ thôn Bình Minh", "Chi bộ A", ""]
    two = ["Nguyễn Thị Đào", "", "", "1962", "", "Chi bộ thôn Bình Minh", "Chi bộ B", ""]
    preview = imports.preview_members(desk, sheet(one, two), "b.xlsx")
    lines = [row.row.line for row in preview.rows]
    with pytest.raises(SameNumberTwiceProblem):
        imports.apply_members(desk, preview, ImportChoices(match=dict.fromkeys(lines, dao.id)))


def test_somebody_new_cannot_take_the_number_of_somebody_recorded(desk: Desk) -> None:
    taken(desk, sheet(DAO))
    other = ["Phạm Thị Cúc", *DAO[1:]]
    preview = imports.preview_members(desk, sheet(other), "b.xlsx")
    assert outcomes(preview) == [Outcome.DOUBTFUL.value]
    line = preview.rows[0].row.line
    with pytest.raises(TakenNumberProblem):
        imports.apply_members(desk, preview, ImportChoices(match={line: 0}))
    assert people.count(desk, PeopleQuery()) == 1


def test_lines_columns_and_cells_are_left_out_as_chosen(desk: Desk) -> None:
    taken(desk, sheet(DAO, AN))
    changed = [
        [*DAO[:5], "Chi bộ thôn Đông Thành", "Chi bộ nơi khác", DAO[7]],
        [*AN[:6], "Chi bộ nơi khác", AN[7]],
    ]
    preview = imports.preview_members(desk, sheet(*changed), "b.xlsx")
    [dao_line, an_line] = [row.row.line for row in preview.rows]
    choices = ImportChoices(
        off=frozenset({"unit"}), off_cells=frozenset({(an_line, "residence_cell")})
    )
    result = imports.apply_members(desk, preview, choices)
    assert (result.changed, result.same) == (1, 1)
    assert ("NGUYỄN THỊ ĐÀO", "Chi bộ thôn Bình Minh", "Chi bộ nơi khác") in everybody(desk)
    preview = imports.preview_members(desk, sheet(*changed), "b.xlsx")
    result = imports.apply_members(desk, preview, ImportChoices(skip=frozenset({dao_line})))
    assert (result.changed, result.skipped) == (1, 1)


def test_imports_one_on_top_of_the_other_are_undone_the_newest_first(desk: Desk) -> None:
    empty = everybody(desk)
    first = taken(desk, sheet(DAO, AN))
    before = everybody(desk)
    second = taken(desk, sheet([*DAO[:6], "Chi bộ nơi khác", DAO[7]]))
    assert len(imports.obstacles(desk, first.run_id)) == 1
    imports.undo(desk, second.run_id, "Nhầm tệp")
    assert everybody(desk) == before
    assert imports.obstacles(desk, first.run_id) == []
    imports.undo(desk, first.run_id, "Nhầm cả hai")
    assert everybody(desk) == empty
    assert set(opening.verify(desk).values()) == {"ok"}


def test_an_import_is_undone_after_its_records_were_merged_and_taken_apart(desk: Desk) -> None:
    first = taken(desk, sheet(DAO, AN))
    second = taken(desk, sheet([*DAO[:6], "Chi bộ nơi khác", DAO[7]]))
    lines = {line.name: line.id for line in people.lines(desk, PeopleQuery())}
    plan = merging.propose(desk, lines["NGUYỄN THỊ ĐÀO"], lines["Lê Văn An"])
    for name in plan.undecided:
        plan = chosen(plan, name, Side.KEPT, "Bản gốc")
    number = merging.merge(desk, plan, "Nhầm là một người")
    assert imports.obstacles(desk, second.run_id)
    merging.unmerge(desk, number, "Hai người")
    assert imports.obstacles(desk, second.run_id) == []
    imports.undo(desk, second.run_id, "Nhầm tệp")
    # A merge that was taken apart left both records as they were.
    assert imports.obstacles(desk, first.run_id) == []
    imports.undo(desk, first.run_id, "Nhầm tệp")
    assert everybody(desk) == []
    assert set(opening.verify(desk).values()) == {"ok"}


def test_a_merge_that_was_taken_apart_hinders_no_more(desk: Desk) -> None:
    result = taken(desk, sheet(DAO, AN))
    lines = {line.name: line.id for line in people.lines(desk, PeopleQuery())}
    plan = merging.propose(desk, lines["NGUYỄN THỊ ĐÀO"], lines["Lê Văn An"])
    for name in plan.undecided:
        plan = chosen(plan, name, Side.KEPT, "Bản gốc")
    number = merging.merge(desk, plan, "Nhầm là một người")
    assert imports.obstacles(desk, result.run_id)
    merging.unmerge(desk, number, "Hai người")
    imports.undo(desk, result.run_id, "Nhầm tệp")
    assert people.count(desk, PeopleQuery()) == 0
    assert set(opening.verify(desk).values()) == {"ok"}


def test_three_imports_on_top_of_each_other_are_undone_one_by_one(desk: Desk) -> None:
    states, done = [everybody(desk)], []
    for cell in ("Chi bộ một", "Chi bộ hai", "Chi bộ ba"):
        done.append(taken(desk, sheet([*DAO[:6], cell, DAO[7]])).run_id)
        states.append(everybody(desk))
    for run_id, before in zip(reversed(done), reversed(states[:-1]), strict=True):
        imports.undo(desk, run_id, "Nhầm tệp")
        assert everybody(desk) == before


def test_a_number_that_is_somebody_else_s_by_now_stands_in_the_way(desk: Desk) -> None:
    head = ["Họ và tên", "Ngày sinh", "Số thẻ Đảng viên", "Số CCCD"]
    an = ["Lê Văn An", "01/07/1980", "037080000002", "037080000002"]
    taken(desk, sheet(an, head=head))
    data = sheet([*an[:3], "037080000009"], head=head)
    [row] = imports.preview_members(desk, data, "b.xlsx").rows
    choices = ImportChoices(match={row.row.line: row.candidates[0].person_id})
    changed = taken(desk, data, choices)
    taken(desk, sheet(["Phạm Văn Bình", "02/03/1970", "037070000001", an[3]], head=head))
    [obstacle] = imports.obstacles(desk, changed.run_id)
    assert obstacle.text == (
        "Lê Văn An: số 037080000002 trước lần nhập nay đã là của Phạm Văn Bình. Hãy sửa số của "
        "người đó trước."
    )
    with pytest.raises(ImportUndoProblem):
        imports.undo(desk, changed.run_id, "Nhầm số")


def test_two_lines_about_one_record_are_never_both_written(desk: Desk) -> None:
    taken(desk, sheet(DAO))
    preview = imports.preview_members(
        desk, sheet(DAO, ["Nguyễn Thị Đàn", "", "", DAO[3], *DAO[4:]]), "b.xlsx"
    )
    same, doubtful = preview.rows
    assert (same.outcome, doubtful.outcome) == (Outcome.SAME, Outcome.DOUBTFUL)
    choices = ImportChoices(match={doubtful.row.line: same.person_id})
    with pytest.raises(SameNumberTwiceProblem):
        imports.apply_members(desk, preview, choices)
