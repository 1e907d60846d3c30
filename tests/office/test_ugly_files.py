"""Ugly lists all the way: previewed, written, brought in again, undone, and brought in once more."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time

import pytest

from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.errors import TakenNumberProblem
from tcxd_desktop.domain.import_errors import SharedNumberProblem
from tcxd_desktop.domain.imports import ImportChoices, ImportPreview, Outcome
from tcxd_desktop.domain.legacy_text import to_legacy
from tcxd_desktop.domain.sheet import Encoding
from tcxd_desktop.office import import_files, imports, opening, people, units
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import imports as stored_imports
from tcxd_desktop.storage import people as stored_people
from tests import make
from tests.office.ugly_files import legacy, text, written, xlsx

HEAD = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "Ngày vào Đảng", "Chi bộ",
        "Quê quán", "Dân tộc"]  # fmt: skip
DAO = ["1", "Nguyễn Thị Đào", "05/03/1962", "Nữ", "037162000001", "19/05/1985",
       "Chi bộ thôn Bình Minh", "Thôn 3, xã Kim Mỹ, huyện Kim Sơn, tỉnh Ninh Bình", "Kinh"]  # fmt: skip
AN = ["2", "Lê Văn An", "01/07/1980", "Nam", "037080000002", "03/02/2005",
      "Chi bộ thôn Đông Thành", "xã Kim Mỹ, tỉnh Ninh Bình", "Mường"]  # fmt: skip
PARTS = [
    ["TT", "Họ và tên", "Ngày sinh", "", "", "Vào Đảng", "", "", "Số CCCD"],
    ["", "", "Ngày", "Tháng", "Năm", "Ngày", "Tháng", "Năm", ""],
    ["1", "Nguyễn Thị Đào", 5, 3, 1962, 19, 5, 1985, "037162000001"],
    ["2", "Lê Văn An", 1, 7, 1980, 3, 2, 2005, "037080000002"],
]
FOOT = [["", "Tổng cộng: 02 đồng chí"], ["", "", "", "", "Đông Hải, ngày 5 tháng 3 năm 2026"],
        ["", "Người lập", "", "", "T/M CHI BỘ"], [], ["", "Trần Thu Hà", "", "", "Vũ Bình"]]  # fmt: skip
REAL = [HEAD, [*DAO[:2], date(1962, 3, 5), "Nữ", 37162000001, datetime.combine(date(1985, 5, 19), time(7, 30)), *DAO[6:]],
        [*AN[:2], 29403, "Nam", 3.7080000002e10, ('="x"', "03/02/2005"), *AN[6:]]]  # fmt: skip
MEMBERS = {
    ("Nguyễn Thị Đào", "1962-03-05", "1985-05-19"),
    ("Lê Văn An", "1980-07-01", "2005-02-03"),
}
LIST = [HEAD, DAO, AN]
TCVN3, VNI = Encoding.TCVN3, Encoding.VNI
FILES = {
    "plain": lambda: xlsx(LIST),
    "titles-and-signatures": lambda: xlsx([["ĐẢNG BỘ XÃ"], ["DANH SÁCH"], [], *LIST, *FOOT]),
    "heading-on-every-page": lambda: xlsx([HEAD, DAO, [one.upper() for one in HEAD], AN]),
    "tcvn3-by-font": lambda: xlsx(legacy(LIST, TCVN3), fonts=lambda row, column: ".VnTime"),
    "vni-by-font": lambda: xlsx(legacy(LIST, VNI), fonts=lambda row, column: "VNI-Times"),
    "tcvn3-without-font": lambda: xlsx(legacy(LIST, TCVN3)),
    "vni-without-font": lambda: xlsx(legacy(LIST, VNI)),
    "font-of-one-row": lambda: xlsx(
        [HEAD, DAO, [to_legacy(one, TCVN3) for one in AN]],
        fonts=lambda row, column: ".VnTime" if row == 2 else "Times New Roman",
    ),
    "tcvn3-cp1252": lambda: text(legacy(LIST, TCVN3), "cp1252", ";"),
    "utf-16": lambda: text(LIST, "utf-16", "\t"),
    "utf-8-pipes": lambda: text(LIST, "utf-8", "|"),
    "real-dates-and-floats": lambda: written(REAL),
    "three-columns-a-date": lambda: xlsx(PARTS, merges=["C1:E1", "F1:H1", "A1:A2", "B1:B2", "I1:I2"]),
    "three-columns-csv": lambda: text(PARTS),
    "moved-columns": lambda: xlsx([row[::-1] for row in LIST]),
    "titles-of-people": lambda: xlsx([HEAD, [DAO[0], f"Đ/c {DAO[1]}", *DAO[2:]], [AN[0], f"2. {AN[1]}", *AN[2:]]]),
    "apostrophes-and-spaces": lambda: xlsx(
        [HEAD, [*DAO[:4], "'037162000001", *DAO[5:]], [*AN[:4], "037 080 000 002", *AN[5:]]]
    ),
    "eth-and-breaks": lambda: xlsx([HEAD, ["1", "Nguyễn Thị\nÐào", *DAO[2:]], ["2", " Lê\u200b Văn  An ", *AN[2:]]]),
    "sections": lambda: xlsx(
        [HEAD[:6], ["I", DAO[6]], DAO[:6], ["II.", f"{AN[6]} (01 đảng viên)"], ["1", *AN[1:6]]]
    ),
    "a-sheet-a-cell": lambda: xlsx(
        [HEAD[:6], DAO[:6]], name=DAO[6], more=[(AN[6], [HEAD[:6], AN[:6]])]
    ),
}  # fmt: skip


def snapshot(desk: Desk) -> tuple[object, ...]:
    """Return everything imports write, but for versions."""
    with desk.read() as reading:
        ids = [row[0] for row in reading.all("SELECT id FROM person WHERE void_reason = ''")]
        dossiers = {
            one.id: replace(one, version=0) for one in stored_people.read_many(reading, ids)
        }
        central = stored_imports.central_numbers(reading)
    return dossiers, central, sorted(unit.name for unit in units.units(desk).values())


def members(desk: Desk) -> list[Dossier]:
    found = snapshot(desk)[0]
    assert isinstance(found, dict)
    return list(found.values())


def preview(desk: Desk, data: bytes) -> ImportPreview:
    book = import_files.read(desk, data, "danh sách")
    return imports.preview(desk, book, import_files.suggest(desk, book), "danh sách", "")


def outcomes(found: ImportPreview) -> list[Outcome]:
    return [row.outcome for row in found.rows]


@pytest.mark.parametrize("name", FILES)
def test_an_ugly_list_gives_its_two_members_and_is_undone(desk: Desk, name: str) -> None:
    data = FILES[name]()
    found = preview(desk, data)
    assert outcomes(found) == [Outcome.NEW, Outcome.NEW]
    before = snapshot(desk)
    choices = ImportChoices(units=dict.fromkeys(found.unknown_cells))
    result = imports.apply_members(desk, found, choices)
    told = {(one.birth_name, str(one.birth_date), str(one.ceremony_date)) for one in members(desk)}
    assert told == MEMBERS
    assert {one.citizen_id for one in members(desk)} == {"037162000001", "037080000002"}
    assert outcomes(preview(desk, data)) == [Outcome.SAME, Outcome.SAME]
    imports.undo(desk, result.run_id, "Nhập nhầm")
    assert snapshot(desk) == before
    again = imports.apply_members(desk, preview(desk, data), choices)
    assert (again.created, {one.birth_name for one in members(desk)}) == (
        2,
        {"Nguyễn Thị Đào", "Lê Văn An"},
    )
    assert set(opening.verify(desk).values()) == {"ok"}


def rows_of(*lines: Sequence[str]) -> bytes:
    return xlsx([["Họ và tên", "Ngày sinh", "Số CCCD", "Chi bộ", "Nghề nghiệp"], *lines])


FATHER = ("Nguyễn Văn Hòa", "01/02/1950", "037050000001", "Chi bộ thôn Bình Minh", "Hưu trí")
SON = ("Nguyễn Văn Hòa", "03/04/1975", "037075000001", "Chi bộ thôn Bình Minh", "Làm ruộng")


def test_father_and_son_of_one_name_keep_their_own(desk: Desk) -> None:
    imports.apply_members(desk, preview(desk, rows_of(FATHER, SON)), {})
    bare = rows_of((*FATHER[:2], "", *FATHER[3:]), (*SON[:2], "", *SON[3:]))
    assert outcomes(preview(desk, bare)) == [Outcome.SAME, Outcome.SAME]


def test_numbers_of_father_and_son_exchanged_are_doubtful_not_written(desk: Desk) -> None:
    imports.apply_members(desk, preview(desk, rows_of(FATHER, SON)), {})
    mixed = rows_of((*FATHER[:2], SON[2], *FATHER[3:]), (*SON[:2], FATHER[2], *SON[3:]))
    found = preview(desk, mixed)
    assert outcomes(found) == [Outcome.DOUBTFUL, Outcome.DOUBTFUL]
    assert found.rows[0].reasons[0].startswith("Ngày sinh trong hồ sơ là 03/04/1975, trong tệp là")


def test_a_number_of_somebody_else_is_told_before_writing(desk: Desk) -> None:
    imports.apply_members(desk, preview(desk, rows_of(FATHER, SON)), {})
    [other] = preview(desk, rows_of(("Phạm Thị Khác", "09/09/1990", FATHER[2], *FATHER[3:]))).rows
    assert (other.outcome, other.reasons[0][:33]) == (
        Outcome.ERROR, f"Số {FATHER[2]} đã cấp cho Nguyễn",
    )  # fmt: skip
    with_card = xlsx([["Họ và tên", "Ngày sinh", "Số thẻ đảng", "Số CCCD"],
                      [*FATHER[:2], "037050004217", FATHER[2]]])  # fmt: skip
    imports.apply_members(desk, preview(desk, with_card), {})
    by_card = xlsx([["Họ và tên", "Ngày sinh", "Số thẻ đảng", "Số CCCD"],
                    [*FATHER[:2], "037050004217", SON[2]]])  # fmt: skip
    [row] = preview(desk, by_card).rows
    assert row.outcome in (Outcome.ERROR, Outcome.DOUBTFUL)


def test_a_person_listed_twice_is_kept_once(desk: Desk) -> None:
    found = preview(desk, rows_of(FATHER, FATHER))
    assert outcomes(found) == [Outcome.DOUBTFUL, Outcome.DOUBTFUL]
    with pytest.raises(SharedNumberProblem):
        imports.apply_members(desk, found, ImportChoices(match={2: 0, 3: 0}))
    result = imports.apply_members(desk, found, ImportChoices(match={2: 0}, skip=frozenset({3})))
    assert (result.created, result.skipped) == (1, 1)


def test_twins_of_one_name_are_two_people_by_their_numbers(desk: Desk) -> None:
    twin = ("Trần Thị Sinh", "05/06/1980", "037180000001", "Chi bộ thôn Bình Minh", "")
    other = (*twin[:2], "037180000002", *twin[3:])
    imports.apply_members(desk, preview(desk, rows_of(twin, other)), {})
    assert outcomes(preview(desk, rows_of(twin, other))) == [Outcome.SAME, Outcome.SAME]
    bare = preview(desk, rows_of((*twin[:2], "", *twin[3:])))
    assert [(row.outcome, len(row.candidates)) for row in bare.rows] == [(Outcome.DOUBTFUL, 2)]


def test_an_import_that_moved_people_into_a_chi_bo_it_made_is_undone(desk: Desk) -> None:
    imports.apply_members(desk, preview(desk, rows_of(FATHER, SON)), {})
    before = snapshot(desk)
    data = rows_of((*FATHER[:3], "Chi bộ Cựu chiến binh", FATHER[4]))
    result = imports.apply_members(desk, preview(desk, data), {"Chi bộ Cựu chiến binh": None})
    assert (result.changed, result.new_units) == (1, 1)
    assert imports.obstacles(desk, result.run_id) == []
    imports.undo(desk, result.run_id, "Nhầm")
    assert snapshot(desk) == before


def test_an_older_and_shorter_place_changes_nothing(desk: Desk) -> None:
    head = ["Họ và tên", "Ngày sinh", "Số CCCD", "Quê quán"]
    full = xlsx([head, [*FATHER[:3], "Thôn 3, xã Kim Mỹ, huyện Kim Sơn, tỉnh Ninh Bình"]])
    imports.apply_members(desk, preview(desk, full), {})
    for place in ("Thôn 3, Kim Mỹ, Ninh Bình", "Thôn 3, Kim Mỹ, Kim Sơn, Ninh Bình"):
        assert outcomes(preview(desk, xlsx([head, [*FATHER[:3], place]]))) == [Outcome.SAME]


def test_switching_a_place_off_switches_its_parts_off(desk: Desk) -> None:
    head = ["Họ và tên", "Ngày sinh", "Số CCCD", "Quê quán"]
    imports.apply_members(
        desk, preview(desk, xlsx([head, [*FATHER[:3], "xã A, tỉnh Ninh Bình"]])), {}
    )
    before = snapshot(desk)
    found = preview(desk, xlsx([head, [*FATHER[:3], "xã B, tỉnh Hà Nam"]]))
    imports.apply_members(desk, found, ImportChoices(off=frozenset({"origin"})))
    assert snapshot(desk) == before


def test_what_is_not_taken_in_is_told(desk: Desk) -> None:
    head = [*HEAD, "Ghi chú"]
    found = preview(
        desk, xlsx([head, [*DAO, "bí thư"], *FOOT], name="2025", more=[("2024", [head, AN])])
    )
    assert len(found.notes) == 3
    lines, columns, sheets = found.notes
    assert lines.startswith("4 dòng được hiểu là tiêu đề, cộng hoặc chữ ký")
    assert "dòng 3 “Tổng cộng: 02 đồng chí”" in lines
    assert columns.startswith("Cột có chữ nhưng không nhập: “Ghi chú”.")
    assert sheets.startswith("Tệp còn trang có danh sách tương tự, chưa nhập: “2024”.")


def test_the_fields_of_a_file_are_those_that_are_written(desk: Desk) -> None:
    head = ["Họ đệm", "Tên", "Ngày sinh", "Tháng sinh", "Năm sinh", "Quá trình công tác"]
    found = preview(desk, xlsx([head, ["Lê Văn", "An", 5, 3, 1962, "1980-1985: Bộ đội"]]))
    assert found.fields == ("birth_name", "birth_date", "jobs")
    assert Counter(outcomes(found)) == {Outcome.NEW: 1}


def test_taken_numbers_are_still_refused_when_writing(desk: Desk) -> None:
    found = preview(desk, rows_of(SON))
    people.create(desk, make.new_person(name="Phạm Thị Khác", birth=make.day("1990-09-09")))
    [other] = members(desk)
    people.save(desk, replace(people.read(desk, other.id), citizen_id=SON[2]))
    with pytest.raises(TakenNumberProblem):
        imports.apply_members(desk, found, {})
