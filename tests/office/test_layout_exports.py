"""Exports by a layout: who is in, as at when, what changed, what the access book keeps."""

import dataclasses
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from tcxd_desktop.domain.book import BookQuery
from tcxd_desktop.domain.dossier import TABLES, Dossier
from tcxd_desktop.domain.errors import DiskFullProblem, NotFoundProblem, RestrictedProblem
from tcxd_desktop.domain.export_errors import (
    NobodyToExportProblem,
    NothingChangedProblem,
    SealedLayoutProblem,
)
from tcxd_desktop.domain.exports import ExportJob
from tcxd_desktop.domain.history import Actor, Permission, Role
from tcxd_desktop.domain.layouts import Layout, LayoutColumn, LayoutSheet
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.domain.rows import Exemption, Job
from tcxd_desktop.domain.standing import Event, EventKind
from tcxd_desktop.office import (
    accounts,
    book,
    exports,
    layouts,
    opening,
    people,
    personal_data,
    units,
)
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import exports as stored
from tcxd_desktop.storage import people as stored_people
from tcxd_desktop.wording.problems import sentence
from tests import make

CENTRAL, FULL = "central28", "full"
CLERK_PASSWORD = "bay trăng sông lúa"
AN = {"birth_name": "Lê Văn An", "sex": "Nam", "citizen_id": "037080000002", "card_no": "",
      "dossier_no": "", "birth_date": make.day("1980"), "disciplines": (), "jobs": ()}  # fmt: skip


def add(desk: Desk, *dossiers: Dossier) -> list[int]:
    with desk.write(Permission.EDIT, "people.create") as work:
        return stored_people.insert(work, [(dossier, 50) for dossier in dossiers])


@pytest.fixture
def two(desk: Desk) -> tuple[int, int]:
    dao, an = add(desk, make.dossier(), make.dossier(**AN))
    return dao, an


def rows(data: bytes, sheet: str = "", head: int = 1) -> list[dict[str, object]]:
    book_ = openpyxl.load_workbook(BytesIO(data))
    page = book_[sheet] if sheet else book_[book_.sheetnames[0]]
    lines = list(page.iter_rows(values_only=True))
    titles = [str(title) for title in lines[head - 1]]
    return [dict(zip(titles, line, strict=True)) for line in lines[head:]]


def names(desk: Desk, layout: str = CENTRAL, **more: object) -> list[object]:
    job = ExportJob(layout=layout, **more)  # type: ignore[arg-type]
    try:
        data = exports.export_layout(desk, job).data
    except NothingChangedProblem:
        return []
    sheet = openpyxl.load_workbook(BytesIO(data)).active
    assert sheet is not None
    place = [cell.value for cell in sheet[1]].index("Họ và tên")
    found = [row[place] for row in sheet.iter_rows(min_row=2, values_only=True)]
    return [name for name in found if name]


def saved(desk: Desk, person_id: int, **changes: object) -> None:
    people.save(desk, replace(people.read(desk, person_id), **changes))  # type: ignore[arg-type]


def later(desk: Desk, days: int) -> Desk:
    return dataclasses.replace(desk, clock=lambda: make.clock() + timedelta(days=days))


# --- what the file holds --------------------------------------------------------------------------


def test_a_line_says_what_the_dossier_says(desk: Desk, two: tuple[int, int]) -> None:
    made = exports.export_layout(desk, ExportJob(layout=CENTRAL, file_name="tw.xlsx"))
    sheet = openpyxl.load_workbook(BytesIO(made.data)).active
    assert sheet is not None
    head = [group or title for group, title in zip(
        (cell.value for cell in sheet[1]), (cell.value for cell in sheet[2]), strict=True
    )]  # fmt: skip
    assert len(head) == 28
    [an, dao] = list(sheet.iter_rows(min_row=3, values_only=True))
    told = dict(zip(head, dao, strict=True))
    assert (told["STT"], told["Họ và tên"], told["Sinh ngày"]) == (
        2,
        "Nguyễn Thị Đào",
        "05/03/1962",
    )
    assert told["Số định danh cá nhân"] == "037162004417"
    assert told["Tổ chức Đảng đang sinh hoạt"] == "Chi bộ thôn Bình Minh"
    assert told["Trạng thái hoạt động"] == "Đang sinh hoạt"
    assert told["Ngày vào Đảng"] == "19/05/1995"
    assert told["Ngày rời khỏi/mất/miễn SHĐ"] is None
    assert dict(zip(head, an, strict=True))["Sinh ngày"] == "1980"
    assert made.people == made.lines == 2
    assert dict(made.blanks) == {"Số thẻ Đảng": 1}


def test_a_list_as_at_a_day_says_where_people_stood_then(desk: Desk, two: tuple[int, int]) -> None:
    dao, an = two
    saved(
        desk, dao,
        events=(Event(make.day("1995-05-19"), EventKind.ADMITTED, make.HAMLET),
                Event(make.day("2020-03-01"), EventKind.MOVED, make.TEAM)),
        exemptions=(Exemption(make.day("2024-01-01"), None, "Tuổi cao"),),
    )  # fmt: skip
    saved(desk, an, events=(Event(make.day("1995-05-19"), EventKind.ADMITTED, make.HAMLET),
                            Event(make.day("2025-06-10"), EventKind.DIED)))  # fmt: skip

    def told(day: str, **query: object) -> list[tuple[object, ...]]:
        job = ExportJob(layout=CENTRAL, query=PeopleQuery(as_at=day, **query))  # type: ignore[arg-type]
        sheet = openpyxl.load_workbook(BytesIO(exports.export_layout(desk, job).data)).active
        assert sheet is not None
        return [
            (row[2], row[13], *row[26:]) for row in sheet.iter_rows(min_row=3, values_only=True)
        ]

    assert told("2019-12-31") == [
        ("Lê Văn An", "Chi bộ thôn Bình Minh", "Đang sinh hoạt", None),
        ("Nguyễn Thị Đào", "Chi bộ thôn Bình Minh", "Đang sinh hoạt", None),
    ]
    assert told("2024-06-01")[1] == (
        "Nguyễn Thị Đào", "Chi bộ Đội 1", "Miễn sinh hoạt", "01/01/2024",
    )  # fmt: skip
    assert told("", leavings=("", "tu_tran"))[0] == (
        "Lê Văn An", "Chi bộ thôn Bình Minh", "Từ trần", "10/06/2025",
    )  # fmt: skip


def test_organisations_are_called_what_they_were_called_then(
    desk: Desk, two: tuple[int, int]
) -> None:
    units.rename(desk, make.HAMLET, "Chi bộ thôn Sáng", on=date(2026, 1, 1),
                 decision=make.decision())  # fmt: skip
    query = PeopleQuery(as_at="2025-12-31")
    before = exports.preview_layout(desk, ExportJob(layout=CENTRAL, query=query))
    after = exports.preview_layout(desk, ExportJob(layout=CENTRAL))
    assert before.sheets[0].rows[0][13] == "Chi bộ thôn Bình Minh"
    assert after.sheets[0].rows[0][13] == "Chi bộ thôn Sáng"


def test_namesakes_among_organisations_are_told_apart(desk: Desk, two: tuple[int, int]) -> None:
    units.add(desk, make.unit(name="Chi bộ thôn Bình Minh", parent_id=make.COOP), on=None,
              decision=make.decision())  # fmt: skip
    [line, _] = exports.preview_layout(desk, ExportJob(layout=CENTRAL)).sheets[0].rows
    assert line[13] == "Chi bộ thôn Bình Minh – Đảng bộ xã Đông Hải"


def test_the_whole_dossier_has_a_sheet_a_table_and_no_picture(
    desk: Desk, two: tuple[int, int]
) -> None:
    made = exports.export_layout(desk, ExportJob(layout=FULL))
    file = openpyxl.load_workbook(BytesIO(made.data))
    assert len(file.sheetnames) == len(set(file.sheetnames)) == 1 + len(TABLES)
    jobs = rows(made.data, "Quá trình hoạt động và công tác")
    assert [row["Làm việc gì"] for row in jobs] == ["Xã viên hợp tác xã", "Làm ruộng"]
    assert {row["Họ tên đảng viên"] for row in jobs} == {"Nguyễn Thị Đào"}
    assert rows(made.data, "Kỷ luật")[0]["Lý do"] == "Vắng họp nhiều kỳ"
    members = list(file["Đảng viên"].iter_rows(values_only=True))
    assert "Ảnh 3×4" not in members[0]
    assert {row["Mã dòng"] for row in jobs} == {str(two[0])}


def test_a_list_of_a_table_has_one_line_a_row(desk: Desk, two: tuple[int, int]) -> None:
    found = rows(exports.export_layout(desk, ExportJob(layout="badges")).data, head=3)
    assert [(row["Họ và tên"]) for row in found] == ["Lê Văn An", "Nguyễn Thị Đào"]
    preview = exports.preview_layout(desk, ExportJob(layout="badges"))
    assert preview.people == 2


def test_several_rows_go_into_one_cell_where_a_layout_wants_it(
    desk: Desk, two: tuple[int, int]
) -> None:
    sheet = LayoutSheet("Trang", (LayoutColumn("birth_name", "Họ và tên"),
                                  LayoutColumn("table:jobs", "Quá trình công tác")))  # fmt: skip
    layouts.save_layout(desk, Layout("qua-trinh", "Quá trình", (sheet,)))
    [an, dao] = exports.preview_layout(desk, ExportJob(layout="qua-trinh")).sheets[0].rows
    assert an[1] == ""
    assert dao[1] == (
        "06/1980 - 04/1995: Xã viên hợp tác xã, HTX Bình Minh\n"
        "05/1995 đến nay: Làm ruộng, Chi hội trưởng phụ nữ, Thôn Bình Minh"
    )


def test_the_lines_over_a_table_know_the_day_the_place_and_the_office(
    desk: Desk, two: tuple[int, int]
) -> None:
    central = layouts.layout(desk, "central8")
    heading = ("{co_quan}", "DANH SÁCH {don_vi}", "Tính đến ngày {ngay}; {khac}")
    layouts.save_layout(desk, replace(central, heading=heading))
    query = PeopleQuery(as_at="2025-12-31", unit_id=make.HAMLET)
    data = exports.export_layout(desk, ExportJob(layout="central8", query=query)).data
    sheet = openpyxl.load_workbook(BytesIO(data)).active
    assert sheet is not None
    assert [sheet[f"A{n}"].value for n in (1, 2, 3)] == [
        make.OFFICE.name, "DANH SÁCH Chi bộ thôn Bình Minh", "Tính đến ngày 31/12/2025; {khac}",
    ]  # fmt: skip


def test_a_preview_shows_the_first_lines_and_hides_numbers(
    desk: Desk, two: tuple[int, int]
) -> None:
    before = desk.store.head()
    found = exports.preview_layout(desk, ExportJob(layout=CENTRAL), most=1)
    [sample] = found.sheets
    assert (found.people, found.asked, sample.lines, len(sample.rows)) == (2, 2, 2, 1)
    assert "037080000002" not in sample.rows[0]
    assert sample.rows[0][8] == "0370 •••• 0002"
    assert not found.sealed
    assert found.held == ()
    assert exports.preview_layout(desk, ExportJob(layout=FULL)).sealed
    assert desk.store.head() == before


# --- who is left out ------------------------------------------------------------------------------


def test_only_what_changed_since_it_last_went_out(desk: Desk, two: tuple[int, int]) -> None:
    dao, an = two
    assert names(desk, only_changed=True) == ["Lê Văn An", "Nguyễn Thị Đào"]
    assert names(desk, only_changed=True) == []
    saved(desk, an, phone="0912345678")  # in no column of this layout
    assert names(desk, only_changed=True) == []
    saved(desk, an, ethnicity="Mường")
    assert names(desk, only_changed=True) == ["Lê Văn An"]
    assert names(desk, only_changed=True) == []
    # Another layout knows nothing of it.
    assert names(desk, "central8", only_changed=True) == ["Lê Văn An", "Nguyễn Thị Đào"]
    saved(desk, dao, jobs=(Job(work="Nghỉ hưu"),))
    assert names(desk, only_changed=True) == []
    [new] = add(desk, make.dossier(birth_name="Bùi Thị Mới", citizen_id="", card_no="",
                                   dossier_no=""))  # fmt: skip
    assert names(desk, only_changed=True) == ["Bùi Thị Mới"]
    with pytest.raises(NothingChangedProblem):
        exports.export_layout(desk, ExportJob(layout=CENTRAL, only_changed=True))
    assert names(desk) == ["Lê Văn An", "Nguyễn Thị Đào", "Bùi Thị Mới"]
    assert new not in two


def test_an_export_that_did_not_arrive_does_not_count(desk: Desk, two: tuple[int, int]) -> None:
    exports.export_layout(desk, ExportJob(layout=CENTRAL))
    saved(desk, two[1], ethnicity="Mường")
    lost = exports.export_layout(desk, ExportJob(layout=CENTRAL, only_changed=True))
    assert names(desk, only_changed=True) == []
    exports.forget_run(desk, lost.run_id)
    assert [(run.people, run.counts) for run in exports.runs(desk, CENTRAL)] == [
        (1, False),
        (2, True),
    ]
    assert names(desk, only_changed=True) == ["Lê Văn An"]
    with pytest.raises(NotFoundProblem):
        exports.forget_run(desk, 99)


def test_what_was_said_long_ago_is_not_kept(desk: Desk, two: tuple[int, int]) -> None:
    for _ in range(5):
        exports.export_layout(desk, ExportJob(layout=CENTRAL))
    assert [run.counts for run in exports.runs(desk, CENTRAL)] == [True, True, False, False, False]
    with desk.read() as reading:
        last = exports.runs(desk, CENTRAL)[0].id
        assert set(stored.people_of(reading, last)) == set(two)
        assert set(stored.last_digests(reading, CENTRAL)) == set(two)


def test_a_file_that_could_not_be_written_went_nowhere(desk: Desk, two: tuple[int, int]) -> None:
    def full(_data: bytes) -> None:
        raise DiskFullProblem("D:/")

    before = desk.store.head()
    with pytest.raises(DiskFullProblem):
        exports.export_layout(desk, ExportJob(layout=CENTRAL), full)
    assert exports.runs(desk, CENTRAL) == []
    assert desk.store.head() == before
    assert names(desk, only_changed=True) == ["Lê Văn An", "Nguyễn Thị Đào"]


def test_only_those_whose_records_changed_since_a_day(desk: Desk, two: tuple[int, int]) -> None:
    dao, an = two
    tomorrow = later(desk, 1)
    assert names(desk, changed_since="2026-11-24") == []
    people.view(tomorrow, dao)  # looking changes nothing
    exports.export_layout(tomorrow, ExportJob(layout=CENTRAL))
    assert names(tomorrow, changed_since="2026-11-24") == []
    saved(tomorrow, an, phone="0912345678")
    assert names(tomorrow, changed_since="2026-11-24") == ["Lê Văn An"]
    assert names(tomorrow, changed_since="2026-11-23") == ["Lê Văn An"]
    units.rename(later(desk, 2), make.HAMLET, "Chi bộ thôn Sáng", on=date(2026, 11, 25),
                 decision=make.decision())  # fmt: skip
    assert names(later(desk, 2), changed_since="2026-11-25") == ["Lê Văn An", "Nguyễn Thị Đào"]
    assert names(later(desk, 3), changed_since="2026-11-26") == []


def test_a_standing_that_changes_by_itself_counts_as_changed(desk: Desk) -> None:
    on_probation = make.dossier(
        decision_date=make.day("2025-12-01"), ceremony_date=make.day("2025-12-05"),
        official_date=None,
        events=(Event(make.day("2025-12-05"), EventKind.ADMITTED, make.HAMLET),),
    )  # fmt: skip
    add(desk, on_probation)
    assert names(later(desk, 30), changed_since="2026-12-01") == ["Nguyễn Thị Đào"]
    assert names(later(desk, 30), changed_since="2026-12-20") == []


def test_nobody_is_no_file(desk: Desk) -> None:
    with pytest.raises(NobodyToExportProblem):
        exports.export_layout(desk, ExportJob(layout=CENTRAL))
    assert exports.runs(desk, CENTRAL) == []
    assert exports.preview_layout(desk, ExportJob(layout=CENTRAL)).sheets[0].lines == 0


# --- what may not go out --------------------------------------------------------------------------


def test_restricted_data_does_not_go_out(desk: Desk, two: tuple[int, int]) -> None:
    personal_data.restrict(desk, two[0], make.decision(), "Đang khiếu nại")
    with pytest.raises(RestrictedProblem):
        exports.export_layout(desk, ExportJob(layout=CENTRAL))
    assert exports.runs(desk, CENTRAL) == []
    assert exports.preview_layout(desk, ExportJob(layout=CENTRAL)).held == ("Nguyễn Thị Đào",)
    assert names(desk, query=PeopleQuery(unrestricted_only=True)) == ["Lê Văn An"]


def test_a_scoped_clerk_exports_the_own_part(desk: Desk, two: tuple[int, int]) -> None:
    saved(desk, two[1], events=(Event(None, EventKind.LISTED, make.FAR_HAMLET),))
    actor = Actor("Lê Văn Cán", Role.CLERK, 0, units=(make.HAMLET,))
    assert names(dataclasses.replace(desk, actor=actor)) == ["Nguyễn Thị Đào"]


def test_without_the_compartment_sealed_items_stay_where_they_are(office_folder: Path) -> None:
    name = LayoutColumn("birth_name", "Họ và tên")
    table = LayoutSheet("Kỷ luật", (name, LayoutColumn("disciplines.form", "Hình thức")),
                        "disciplines")  # fmt: skip
    field = LayoutSheet("Trang", (name, LayoutColumn("special_history", "Đặc điểm lịch sử")))
    head = opening.open_office(office_folder, make.PASSWORD, clock=make.clock)
    add(head, make.dossier(special_history="Cha làm việc cho chế độ cũ"))
    for layout in (
        Layout("ky-luat", "Kỷ luật", (table,)),
        Layout("dac-diem", "Đặc điểm", (field,)),
    ):
        layouts.save_layout(head, layout)
        assert exports.preview_layout(head, ExportJob(layout=layout.key)).sealed
    seen = texts(exports.export_layout(head, ExportJob(layout="dac-diem")).data)
    assert "Cha làm việc cho chế độ cũ" in seen
    accounts.add(head, "Lê Văn Cán", Role.CLERK, CLERK_PASSWORD, sealed=False, kdf=make.CHEAP)
    opening.close_office(head)
    clerk = opening.open_office(office_folder, CLERK_PASSWORD, user="Lê Văn Cán", clock=make.clock)
    for key, told in (("ky-luat", "Kỷ luật"), ("dac-diem", "Đặc điểm lịch sử")):
        with pytest.raises(SealedLayoutProblem) as caught:
            exports.export_layout(clerk, ExportJob(layout=key))
        assert f"niêm phong ({told})" in sentence(caught.value)
        with pytest.raises(SealedLayoutProblem):
            exports.preview_layout(clerk, ExportJob(layout=key))
    seen = texts(exports.export_layout(clerk, ExportJob(layout=FULL)).data)
    assert "Xã viên hợp tác xã" in seen
    assert not {"Vắng họp nhiều kỳ", "Cha làm việc cho chế độ cũ"} & seen
    opening.close_office(clerk)


def texts(data: bytes) -> set[object]:
    file = openpyxl.load_workbook(BytesIO(data))
    return {value for sheet in file for row in sheet.values for value in row}


# --- the access book ------------------------------------------------------------------------------


def test_the_book_says_who_took_whose_data_out_and_what_for(
    desk: Desk, two: tuple[int, int]
) -> None:
    job = ExportJob(layout=CENTRAL, file_name="tw.xlsx", purpose="Gửi cấp trên")
    written: list[bytes] = []
    made = exports.export_layout(desk, job, written.append)
    assert written == [made.data]
    [entry] = book.entries(desk, BookQuery(kind="export"))
    assert entry.use_case == "exports.layout"
    assert (entry.purpose, entry.count) == ("Gửi cấp trên", 2)
    assert entry.note == "Cập nhật dữ liệu đảng viên 28 cột – tw.xlsx"
    assert {person for person, _ in entry.people} == set(two)
    assert book.verify(desk).sound
    [run] = exports.runs(desk, CENTRAL)
    assert (run.id, run.people, run.file_name, run.counts) == (made.run_id, 2, "tw.xlsx", True)
    assert run.at == "2026-11-23T02:00:00+00:00"
