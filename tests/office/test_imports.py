"""The 8-column list of the central system, from a real xlsx to records and back."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook

from tcxd_desktop.domain.errors import (
    ConflictProblem,
    ImportHasErrorsProblem,
    MissingColumnsProblem,
    NotASheetProblem,
    UnknownUnitsProblem,
)
from tcxd_desktop.domain.import_errors import DoubtfulRowsProblem
from tcxd_desktop.domain.imports import Outcome
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.office import exports, imports, people, units
from tcxd_desktop.office.desk import Desk
from tests import make

HEAD = ["Họ và tên", "Số thẻ Đảng viên", "Số CCCD", "Ngày sinh", "Ngày kết nạp",
        "Chi bộ đang sinh hoạt", "Chi bộ nơi cư trú", "Trạng thái"]  # fmt: skip
DAO = ["NGUYỄN THỊ ĐÀO", "037162000001", "037162000001", "05/03/1962", "19/05/1985",
       "Chi bộ thôn Bình Minh", "Chi bộ thôn Bình Minh", "Đang sinh hoạt"]  # fmt: skip
AN = ["Lê Văn An", "12345678", "037080000002", date(1980, 7, 1), date(2005, 2, 3),
      "Chi bộ thôn Đông Thành", "", "Đang sinh hoạt"]  # fmt: skip


def sheet(*rows: list[object], head: list[str] | None = None, title: str = "") -> bytes:
    book = Workbook()
    page = book.active
    assert page is not None
    if title:
        page.append([title])
        page.merge_cells("A1:H1")
    page.append(head or HEAD)
    for row in rows:
        page.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def outcomes(preview: imports.ImportPreview) -> list[str]:
    return [row.outcome.value for row in preview.rows]


def test_new_people_are_previewed_then_written_once(desk: Desk) -> None:
    data = sheet(DAO, AN, title="DANH SÁCH ĐẢNG VIÊN")
    preview = imports.preview_members(desk, data, "DS_DANGVIEN.xlsx")
    assert outcomes(preview) == ["moi", "moi"]
    assert people.count(desk, PeopleQuery()) == 0
    result = imports.apply_members(desk, preview, {})
    assert (result.created, result.changed, result.new_units) == (2, 0, 0)
    [dao, an] = sorted(
        people.lines(desk, PeopleQuery()), key=lambda line: line.name.casefold() > "m"
    )[::-1]
    stored = people.read(desk, dao.id)
    assert stored.citizen_id == "037162000001"
    assert stored.ceremony_date == make.day("1985-05-19")
    assert dao.unit == "Chi bộ thôn Bình Minh"
    assert dao.grade == "chua_ro"
    other = people.read(desk, an.id)
    assert (other.card_no, other.old_card_no) == ("", "12345678")
    assert other.birth_date == make.day("1980-07-01")


def test_the_same_file_again_changes_nothing(desk: Desk) -> None:
    data = sheet(DAO, AN)
    imports.apply_members(desk, imports.preview_members(desk, data, "a.xlsx"), {})
    with desk.read() as reading:
        acts = reading.one("SELECT count(*) FROM act")
    again = imports.preview_members(desk, data, "a.xlsx")
    assert outcomes(again) == ["giong", "giong"]
    result = imports.apply_members(desk, again, {})
    assert (result.created, result.changed, result.same) == (0, 0, 2)
    with desk.read() as reading:
        assert reading.one("SELECT count(*) FROM act") == acts


def test_a_changed_cell_is_shown_old_and_new_and_moves_the_person(desk: Desk) -> None:
    imports.apply_members(desk, imports.preview_members(desk, sheet(DAO), "a.xlsx"), {})
    moved = [*DAO[:5], "Chi bộ thôn Đông Thành", "Chi bộ thôn Khác", DAO[7]]
    preview = imports.preview_members(desk, sheet(moved), "b.xlsx")
    assert outcomes(preview) == ["thay_doi"]
    shown = {(d.field, d.old, d.new) for d in preview.rows[0].differences}
    assert shown == {
        ("unit", "Chi bộ thôn Bình Minh", "Chi bộ thôn Đông Thành"),
        ("residence_cell", "Chi bộ thôn Bình Minh", "Chi bộ thôn Khác"),
    }
    imports.apply_members(desk, preview, {})
    [line] = people.lines(desk, PeopleQuery())
    assert line.unit == "Chi bộ thôn Đông Thành"
    [before] = people.lines(desk, PeopleQuery(as_at="2026-11-22"))
    assert before.unit == "Chi bộ thôn Bình Minh"


def test_fixed_facts_are_shown_but_never_written(desk: Desk) -> None:
    imports.apply_members(desk, imports.preview_members(desk, sheet(DAO), "a.xlsx"), {})
    other = [*DAO[:3], "06/03/1962", *DAO[4:]]
    preview = imports.preview_members(desk, sheet(other), "b.xlsx")
    assert outcomes(preview) == ["giong"]
    assert preview.rows[0].differences[0].locked
    assert preview.rows[0].reasons
    imports.apply_members(desk, preview, {})
    [line] = people.lines(desk, PeopleQuery())
    assert line.birth == "1962-03-05"


def test_one_bad_line_stops_everything_with_its_reason(desk: Desk) -> None:
    bad = [*AN[:3], "31/02/1980", *AN[4:]]
    preview = imports.preview_members(desk, sheet(DAO, bad), "a.xlsx")
    assert outcomes(preview) == ["moi", "loi"]
    assert "31/02/1980" in preview.rows[1].reasons[0]
    with pytest.raises(ImportHasErrorsProblem):
        imports.apply_members(desk, preview, {})
    assert people.count(desk, PeopleQuery()) == 0


def test_the_same_number_under_another_name_is_doubtful(desk: Desk) -> None:
    imports.apply_members(desk, imports.preview_members(desk, sheet(DAO), "a.xlsx"), {})
    other = ["Phạm Thị Cúc", *DAO[1:]]
    preview = imports.preview_members(desk, sheet(other), "b.xlsx")
    assert outcomes(preview) == ["nghi_van"]
    assert "NGUYỄN THỊ ĐÀO" in preview.rows[0].reasons[0]
    with pytest.raises(DoubtfulRowsProblem):
        imports.apply_members(desk, preview, {})


def test_an_unknown_cell_is_mapped_or_created(desk: Desk) -> None:
    far = [*DAO[:5], "Chi bộ thôn Mới", "", DAO[7]]
    near = [*AN[:5], "Thôn Đông Thành", "", AN[7]]
    preview = imports.preview_members(desk, sheet(far, near), "a.xlsx")
    assert preview.unknown_cells == ("Chi bộ thôn Mới", "Thôn Đông Thành")
    with pytest.raises(UnknownUnitsProblem):
        imports.apply_members(desk, preview, {})
    result = imports.apply_members(
        desk, preview, {"Chi bộ thôn Mới": None, "Thôn Đông Thành": make.FAR_HAMLET}
    )
    assert result.new_units == 1
    names = {line.unit for line in people.lines(desk, PeopleQuery())}
    assert names == {"Chi bộ thôn Mới", "Chi bộ thôn Đông Thành"}
    assert len(units.units(desk)) == 7


def test_a_record_saved_since_the_preview_stops_the_import(desk: Desk) -> None:
    imports.apply_members(desk, imports.preview_members(desk, sheet(DAO), "a.xlsx"), {})
    changed = [*DAO[:6], "Chi bộ nơi khác", DAO[7]]
    preview = imports.preview_members(desk, sheet(changed), "b.xlsx")
    [line] = people.lines(desk, PeopleQuery())
    people.save(desk, replace(people.read(desk, line.id), phone="0912"))
    with pytest.raises(ConflictProblem):
        imports.apply_members(desk, preview, {})


def test_not_a_sheet_and_missing_columns(desk: Desk) -> None:
    with pytest.raises(NotASheetProblem):
        imports.preview_members(desk, bytes(range(256)) * 40, "a.xlsx")
    with pytest.raises(MissingColumnsProblem):
        imports.preview_members(desk, "xin chào".encode() * 100, "a.xlsx")
    with pytest.raises(MissingColumnsProblem):
        imports.preview_members(desk, sheet(["x"], head=["Họ và tên"]), "a.xlsx")


def test_an_exported_list_comes_back_unchanged(desk: Desk) -> None:
    imports.apply_members(desk, imports.preview_members(desk, sheet(DAO, AN), "a.xlsx"), {})
    preview = imports.preview_members(desk, exports.members_xlsx(desk, PeopleQuery()), "xuat.xlsx")
    assert set(outcomes(preview)) == {Outcome.SAME.value}
    assert preview.missing_people == 0
