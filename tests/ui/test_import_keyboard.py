"""Driving the wizard by keyboard, and what a clerk sees of awkward files."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.imports import Outcome
from tcxd_desktop.domain.legacy_text import to_legacy
from tcxd_desktop.domain.progress import unwatched
from tcxd_desktop.domain.sheet import Encoding
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.imports.state import FILE, VALUES, ImportState
from tcxd_desktop.ui.imports.workspace import ImportsWorkspace
from tests.ui import import_help as helping
from tests.ui.import_help import KNOWN, MOVED, NAMESAKE, PLAIN_NEW, WRONG


@pytest.fixture(autouse=True)
def known(desk: Desk) -> None:
    helping.known_people(desk)


@pytest.fixture
def place(qtbot: QtBot, desk: Desk, jobs: Jobs) -> ImportsWorkspace:
    return helping.opened(desk, jobs, qtbot)


def test_tab_and_enter_go_from_question_to_question(
    qtbot: QtBot, place: ImportsWorkspace, tmp_path: Path
) -> None:
    heads = ["Họ và tên", "Ngày sinh", "Lý luận chính trị", "Chi bộ"]
    rows = [heads, ["Trần Thị Mơ", "1970", "TC", "Chi bộ xóm Mới"],
            ["Vũ Thị Tơ", "1971", "SC", "Chi bộ xóm Cũ"]]  # fmt: skip
    wizard = helping.read(place, helping.sheets(tmp_path, {"DS": rows}), qtbot)
    assert wizard.step == VALUES
    step = wizard.values
    fields = [*step.units.fields.values(), *step.values.fields.values()]
    assert len(fields) == 4
    fields[0].setFocus()
    for field in fields[1:]:
        qtbot.keyClick(wizard.focusWidget(), Qt.Key.Key_Return)
        assert wizard.focusWidget() is field.entries()[0]
    qtbot.keyClick(wizard.focusWidget(), Qt.Key.Key_Return)
    assert wizard.focusWidget() is wizard.foot.after
    fields[0].setFocus()
    for field in fields[1:]:
        qtbot.keyClick(wizard.focusWidget(), Qt.Key.Key_Tab)
        assert wizard.focusWidget() is field.entries()[0]


def test_what_was_chosen_for_a_text_stays_to_be_seen(
    qtbot: QtBot, place: ImportsWorkspace, tmp_path: Path
) -> None:
    heads = ["Họ và tên", "Ngày sinh", "Lý luận chính trị"]
    path = helping.sheets(tmp_path, {"DS": [heads, ["Trần Thị Mơ", "1970", "TC"]]})
    wizard = helping.read(place, path, qtbot)
    wizard.state.choose_value("theory", "TC", "Trung cấp")
    fresh = ImportState(wizard._desk)
    fresh.restore(wizard.state.opener(wizard.state.source)(unwatched), wizard.state.picked,
                  {"DS": (0, 0)})  # fmt: skip
    fresh.look(fresh.previewer()(unwatched))
    assert fresh.unknown == {"theory": (("TC", 1),)}
    assert fresh.preview.rows[0].row.values["theory"] == "Trung cấp"


def test_the_next_line_that_hinders_is_found_by_a_key(
    qtbot: QtBot, place: ImportsWorkspace, tmp_path: Path
) -> None:
    wizard = helping.read(
        place, helping.sheet(tmp_path, [MOVED, PLAIN_NEW, WRONG, NAMESAKE]), qtbot
    )
    step = wizard.preview
    step.chips[Outcome.NEW].click()
    wizard.next_open()
    assert step.table.current_record().row.line == 4
    wizard.next_open()
    assert step.table.current_record().row.line == 5
    wizard.next_open()
    assert step.table.current_record().row.line == 4
    step.leave_out([4, 5], on=True)
    wizard.next_open()
    assert step.table.current_record().row.line == 4


def test_both_days_that_do_not_fit_are_mended_in_place(
    qtbot: QtBot, place: ImportsWorkspace, tmp_path: Path
) -> None:
    late = [*PLAIN_NEW[:4], "05/03/1986", *PLAIN_NEW[5:]]
    wizard = helping.read(place, helping.sheet(tmp_path, [late]), qtbot)
    step = wizard.preview
    assert [row.outcome for row in wizard.state.decisions.rows()] == [Outcome.ERROR]
    card = step.detail.cells
    headings = {wizard.state.text_at(place) for place in card.fields}
    assert {"05/03/1986", "19/05/1985"} <= headings
    step._on_opened()
    assert wizard.focusWidget() is step.detail.cells.first_wrong().entries()[0]


def test_old_letters_are_readable_from_the_first_step_on(
    qtbot: QtBot, place: ImportsWorkspace, tmp_path: Path
) -> None:
    text = "Họ và tên,Ngày sinh,Quê quán\nĐặng Thị Hưởng,1970,thôn Đông\n"
    text += "Nguyễn Văn Trưởng,1971,thôn Thượng\nPhạm Thị Thưởng,1972,thôn Hạ\n"
    path = tmp_path / "cu.csv"
    path.write_bytes(to_legacy(text, Encoding.VNI).encode("cp1252"))
    wizard = helping.read(place, path, qtbot)
    assert wizard.step == FILE
    grid = wizard.file.grid
    assert grid.cells.index(1, 0).data() == "Đặng Thị Hưởng"
    assert grid.cells.index(0, 1).data() == "Ngày sinh"
    assert "phông cũ" in wizard.file.more.text()


def test_a_file_that_cannot_be_read_is_named(
    qtbot: QtBot, place: ImportsWorkspace, tmp_path: Path
) -> None:
    wizard = helping.read(place, helping.sheet(tmp_path, [KNOWN]), qtbot)
    picture = tmp_path / "anh.xlsx"
    picture.write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(400))
    helping.read(place, picture, qtbot)
    assert wizard.notice.text.text().startswith("anh.xlsx: ")
    assert wizard.state.source.name == "DS_DANGVIEN.xlsx"
