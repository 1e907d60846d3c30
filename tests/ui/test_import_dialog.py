"""Taking in a list: every line is looked at before anything is written."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.imports import Outcome
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.exchange.writer import workbook
from tcxd_desktop.office import people, units
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.people.import_dialog import ImportDialog
from tests import make

HEADS = ["STT", "Họ và tên", "Số thẻ Đảng viên", "Số CCCD", "Ngày sinh", "Ngày kết nạp",
         "Chi bộ đang sinh hoạt", "Chi bộ nơi cư trú", "Trạng thái"]  # fmt: skip
KNOWN = ["1", "Phạm Văn Thành", "", "037075000001", "30/04/1975", "", "Chi bộ thôn Bình Minh",
         "", ""]  # fmt: skip
MOVED = ["2", "Lê Thị An", "", "037140000001", "1940", "01/01/1970", "Chi bộ thôn Bình Minh",
         "", ""]  # fmt: skip
NEW = ["3", "Nguyễn Thị Đào", "037162004417", "037162004417", "05/03/1962", "19/05/1985",
       "Chi bộ Khu phố 9", "", "Đang sinh hoạt"]  # fmt: skip
WRONG = ["4", "", "", "12345", "31/02/1990", "", "Chi bộ Phố Huyện", "", ""]
WAIT = 20_000


@pytest.fixture(autouse=True)
def known(desk: Desk) -> None:
    """Write the two people the lists below speak of."""
    people.create(desk, make.new_person(citizen_id="037075000001"))
    people.create(
        desk,
        make.new_person(name="Lê Thị An", birth=make.day("1940"), citizen_id="037140000001",
                        unit_id=make.FAR_HAMLET, ceremony_date=make.day("1970-01-01")),
    )  # fmt: skip


@pytest.fixture
def dialog(qtbot: QtBot, desk: Desk) -> Iterator[ImportDialog]:
    jobs = Jobs()
    made = ImportDialog(desk, jobs, units.tree(desk))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    jobs.close()


def sheet(folder: Path, rows: Sequence[Sequence[str]]) -> Path:
    path = folder / "DS_DANGVIEN.xlsx"
    path.write_bytes(workbook("Danh sách", HEADS, [list(row) for row in rows]))
    return path


def read(qtbot: QtBot, dialog: ImportDialog, path: Path) -> None:
    before = dialog.preview
    dialog.read_file(path)
    qtbot.waitUntil(lambda: dialog.preview is not before, timeout=WAIT)


def names(desk: Desk) -> set[str]:
    return {line.name for line in people.lines(desk, PeopleQuery())}


def cells(dialog: ImportDialog, key: str) -> list[str]:
    column = next(c for c in dialog.table.rows.columns if c.key == key)
    return [column.text(row) for row in dialog.table.rows.records()]


def test_the_preview_tells_each_line_and_writes_nothing(
    qtbot: QtBot, desk: Desk, dialog: ImportDialog, tmp_path: Path
) -> None:
    assert not dialog.main.isEnabled()
    read(qtbot, dialog, sheet(tmp_path, [KNOWN, MOVED, NEW, WRONG]))
    assert cells(dialog, "outcome") == ["Giống", "Thay đổi", "Mới", "Lỗi"]
    assert cells(dialog, "line") == ["2", "3", "4", "5"]
    told = cells(dialog, "details")
    assert told[1] == ("Chi bộ đang sinh hoạt: Chi bộ thôn Đông Thành → Chi bộ thôn Bình Minh")
    assert told[2] == "sinh 05/03/1962 · vào Đảng 19/05/1985 · Chi bộ Khu phố 9"
    assert "Thiếu họ và tên." in told[3]
    assert "31/02/1990" in told[3]
    assert not dialog.main.isEnabled()
    assert "Còn 1 dòng lỗi" in dialog.reason.text()
    assert names(desk) == {"Phạm Văn Thành", "Lê Thị An"}
    dialog.main.click()
    dialog.accept()
    assert names(desk) == {"Phạm Văn Thành", "Lê Thị An"}


def test_chips_show_the_lines_of_one_kind(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    read(qtbot, dialog, sheet(tmp_path, [KNOWN, MOVED, NEW, WRONG]))
    assert dialog.chips[Outcome.ERROR].text() == "Lỗi 1"
    dialog.chips[Outcome.ERROR].click()
    assert cells(dialog, "line") == ["5"]
    dialog.chips[Outcome.NEW].click()
    assert cells(dialog, "line") == ["4", "5"]
    dialog.chips[Outcome.ERROR].click()
    dialog.chips[Outcome.NEW].click()
    assert len(cells(dialog, "line")) == 4
    dialog.table.select(5)
    assert dialog.detail.text().startswith("Dòng 5: Thiếu họ và tên.")


def test_an_unknown_chi_bo_is_chosen_or_made_never_guessed(
    qtbot: QtBot, desk: Desk, dialog: ImportDialog, tmp_path: Path
) -> None:
    read(qtbot, dialog, sheet(tmp_path, [KNOWN, NEW]))
    assert dialog.cells is not None
    assert list(dialog.cells.combos) == ["Chi bộ Khu phố 9"]
    assert "Còn 1 chi bộ trong tệp chưa được chọn." in dialog.reason.text()
    combo = dialog.cells.combos["Chi bộ Khu phố 9"]
    combo.setCurrentIndex(combo.findData(make.FAR_HAMLET))
    assert dialog.main.isEnabled()
    assert dialog.cells.chosen() == {"Chi bộ Khu phố 9": make.FAR_HAMLET}
    dialog.main.click()
    qtbot.waitUntil(lambda: dialog.written is not None, timeout=WAIT)
    [line] = people.lines(desk, PeopleQuery(text="dao"))
    assert line.unit_id == make.FAR_HAMLET
    assert "1 người mới, 0 người có thay đổi, 1 người giữ nguyên" in dialog.notice.text.text()


def test_the_same_file_again_changes_nothing(
    qtbot: QtBot, desk: Desk, dialog: ImportDialog, tmp_path: Path
) -> None:
    path = sheet(tmp_path, [KNOWN, MOVED, NEW])
    read(qtbot, dialog, path)
    assert dialog.cells is not None
    dialog.cells.create_all.click()
    dialog.main.click()
    qtbot.waitUntil(lambda: dialog.written is not None, timeout=WAIT)
    assert "Đã tạo 1 chi bộ mới" in dialog.notice.text.text()
    assert "Chi bộ Khu phố 9" in {unit.name for unit in units.units(desk).values()}
    assert dialog.main.text() == "Xong"
    dialog.main.click()
    assert not dialog.isVisible()

    again = ImportDialog(desk, dialog._jobs, units.tree(desk))
    qtbot.addWidget(again)
    again.show()
    read(qtbot, again, path)
    assert set(cells(again, "outcome")) == {"Giống"}
    assert not again.main.isEnabled()
    assert again.reason.text() == "Tệp này không có gì khác với dữ liệu đang có."


def test_a_file_that_is_no_sheet_is_told_and_another_may_be_chosen(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    path = tmp_path / "thu.xlsx"
    path.write_bytes(b"khong phai bang tinh")
    dialog.read_file(path)
    qtbot.waitUntil(dialog.notice.isVisible, timeout=WAIT)
    assert "không phải bảng tính" in dialog.notice.text.text()
    assert dialog.choose_button.isEnabled()
    assert not dialog.main.isEnabled()
    read(qtbot, dialog, sheet(tmp_path, [MOVED]))
    assert not dialog.notice.isVisible()
    assert dialog.main.isEnabled()


def test_a_record_changed_since_the_preview_stops_everything(
    qtbot: QtBot, desk: Desk, dialog: ImportDialog, tmp_path: Path
) -> None:
    read(qtbot, dialog, sheet(tmp_path, [MOVED, NEW]))
    assert dialog.cells is not None
    dialog.cells.create_all.click()
    [line] = people.lines(desk, PeopleQuery(text="le thi an"))
    people.void(desk, line.id, "Tạo nhầm")
    dialog.main.click()
    qtbot.waitUntil(dialog.notice.isVisible, timeout=WAIT)
    assert dialog.written is None
    assert "Nguyễn Thị Đào" not in names(desk)


def test_leaving_while_a_file_is_read_forgets_it(
    qtbot: QtBot, desk: Desk, dialog: ImportDialog, tmp_path: Path
) -> None:
    dialog.read_file(sheet(tmp_path, [NEW]))
    dialog.reject()
    assert not dialog.isVisible()
    qtbot.waitUntil(lambda: not dialog._jobs.busy, timeout=WAIT)
    assert names(desk) == {"Phạm Văn Thành", "Lê Thị An"}
