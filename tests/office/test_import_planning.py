"""What keeps an import from being written, found before the first line is."""

import pytest

from tcxd_desktop.domain.import_errors import SharedNumberProblem
from tcxd_desktop.domain.imports import ImportChoices, ImportRow, Outcome, RowPreview
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.office import imports, people
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.import_planning import shared_number
from tcxd_desktop.wording.problems import sentence
from tests.office.test_import_undo import taken
from tests.office.test_imports import DAO, outcomes, sheet


def new(line: int, **values: str) -> RowPreview:
    return RowPreview(ImportRow(line, f"Người {line}", values=values), Outcome.NEW)


def test_a_number_several_new_people_have_is_told_with_all_their_lines() -> None:
    rows = [
        new(2, card_no="036162000001"), new(3, citizen_id="036162000142"),
        new(4, citizen_id="036162000142"), new(5), new(6, citizen_id="036162000142"),
    ]  # fmt: skip
    assert shared_number(rows) == ("citizen_id", (3, 4, 6))
    assert shared_number(rows[:2]) is None


def test_two_new_people_with_one_number_are_not_written(desk: Desk) -> None:
    other = ["Phạm Thị Cúc", *DAO[1:]]
    preview = imports.preview_members(desk, sheet(DAO, other), "b.xlsx")
    assert outcomes(preview) == [Outcome.DOUBTFUL.value] * 2
    lines = [row.row.line for row in preview.rows]
    with pytest.raises(SharedNumberProblem) as caught:
        imports.apply_members(desk, preview, ImportChoices(match=dict.fromkeys(lines, 0)))
    assert sentence(caught.value).startswith(f"Dòng {lines[0]}, {lines[1]} là những người mới")
    assert people.count(desk, PeopleQuery()) == 0


def test_the_same_file_again_asks_nobody_twice(desk: Desk) -> None:
    taken(desk, sheet(DAO))
    namesake = ["Nguyễn Thị Đào", "", "", "1962", "", "Chi bộ thôn Bình Minh", "Chi bộ A", ""]
    other = ["Vũ Thị Tơ", "", "", "1970", "", "Chi bộ thôn Bình Minh", "", ""]
    data = sheet(namesake, other)
    preview = imports.preview_members(desk, data, "b.xlsx")
    first, second = preview.rows
    assert (first.outcome, second.outcome) == (Outcome.DOUBTFUL, Outcome.NEW)
    [dao] = [line.id for line in people.lines(desk, PeopleQuery())]
    result = imports.apply_members(desk, preview, ImportChoices(match={first.row.line: dao}))
    again = imports.preview_members(desk, data, "b.xlsx")
    assert outcomes(again) == [Outcome.SAME.value] * 2
    same = imports.apply_members(desk, again, {})
    assert (same.created, same.changed, same.same) == (0, 0, 2)
    # A record that was changed since, or an import that was undone, is for the clerk to look at.
    imports.undo(desk, result.run_id, "Nhầm tệp")
    assert outcomes(imports.preview_members(desk, data, "b.xlsx")) == [
        Outcome.DOUBTFUL.value, Outcome.NEW.value,
    ]  # fmt: skip
