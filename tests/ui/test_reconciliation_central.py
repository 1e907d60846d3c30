"""Bringing a central list into a round: a real file, its columns, whose each line is."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.imports import Candidate
from tcxd_desktop.domain.reconciliation_views import CentralPreview, CentralRow, PersonState
from tcxd_desktop.office import people, reconciliation
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.dialogs import Dialog, Question
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.reconciliation import central_rows
from tcxd_desktop.ui.reconciliation.central_frame import COLUMNS, FILE, PEOPLE
from tcxd_desktop.ui.reconciliation.central_page import CentralPage
from tcxd_desktop.ui.reconciliation.central_rows import Group
from tcxd_desktop.wording.formats import show_date
from tests.office import recon_samples as samples
from tests.ui.recon_help import answer, press

WAIT = 20_000
HEAD = ("STT", "Họ và tên", "Giới tính", "Ngày sinh", "Số CCCD", "Số thẻ đảng viên",
        "Chi bộ đang sinh hoạt")  # fmt: skip


@pytest.fixture
def ids(desk: Desk) -> list[int]:
    return samples.fill(desk)


@pytest.fixture
def page(desk: Desk, jobs: Jobs, ids: list[int], qtbot: QtBot) -> CentralPage:
    told = samples.opened(desk)
    made = CentralPage(desk, jobs, Changes(desk.on_written))
    qtbot.addWidget(made, before_close_func=lambda _: (made.hide(), jobs.close()))
    made.resize(1156, 660)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.open(told.id)
    return made


@pytest.fixture
def file(desk: Desk, ids: list[int], tmp_path: Path) -> Path:
    """Everybody but the third; the second with another card and no number; a stranger."""
    path = tmp_path / "DS_TW.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        lines = csv.writer(out)
        lines.writerow(HEAD)
        for place, person in enumerate(ids):
            told = people.read(desk, person)
            if place == 2:
                continue
            number, card = told.citizen_id, told.card_no
            if place == 1:
                number, card = "", "037099999999"
            lines.writerow((place + 1, told.birth_name, told.sex, show_date(told.birth_date),
                            number, card, samples.HAMLET if place < 6 else samples.FAR))  # fmt: skip
        lines.writerow((11, "Kiều Thị Ngoan", "Nữ", "01/02/1960", "001060999999", "", ""))
    return path


def compared(page: CentralPage, file: Path, qtbot: QtBot) -> CentralPreview:
    page.read_file(file)
    qtbot.waitUntil(lambda: page.step == COLUMNS, timeout=WAIT)
    page.go_on()
    qtbot.waitUntil(lambda: page.step == PEOPLE, timeout=WAIT)
    assert page.preview is not None
    return page.preview


def test_it_begins_by_asking_for_a_file(
    page: CentralPage, file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert page.step == FILE
    assert QApplication.focusWidget() is page.main
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    press(page.main, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.step == COLUMNS, timeout=WAIT)
    assert page.told.text() == "DS_TW.csv: dùng 7/7 cột"
    assert page.mapping.sheet_map().columns[1].target == "birth_name"


def test_lines_are_told_apart_before_anything_is_written(
    desk: Desk, page: CentralPage, file: Path, qtbot: QtBot
) -> None:
    shown = compared(page, file, qtbot)
    assert (len(shown.matched), len(shown.doubtful), len(shown.only_there)) == (8, 1, 1)
    assert page.group is Group.DOUBTFUL
    assert [row.name for row in page.table.rows.records()] == ["Lê Văn Đạt"]
    assert page.candidates.isVisible()
    assert page.reasons.text().startswith("Ở Chi bộ thôn Bình Minh")
    assert not reconciliation.read(desk, page.round_id).central_hash


def test_a_doubtful_line_is_given_to_its_candidate_and_all_is_taken_in(
    desk: Desk, page: CentralPage, ids: list[int], file: Path, qtbot: QtBot
) -> None:
    compared(page, file, qtbot)
    page.table.setFocus()
    press(page.table, Qt.Key.Key_Return)
    assert page.matches == {page.preview.doubtful[0].key: ids[1]} if page.preview else False
    assert page.chips[Group.DOUBTFUL].text() == "Nghi vấn 0"
    assert page.unsaved()
    with qtbot.waitSignal(page.taken):
        QTest.keyClick(page.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not page.unsaved()
    found = {line.person_id: line.state for line in reconciliation.lines(desk, page.round_id)}
    assert found[ids[0]] is PersonState.EQUAL
    assert found[ids[1]] is PersonState.OPEN
    assert found[ids[2]] is PersonState.ONLY_HERE
    assert found[0] is PersonState.ONLY_THERE


def test_lines_in_doubt_are_asked_about_before_the_list_goes_in(
    desk: Desk, page: CentralPage, file: Path, qtbot: QtBot
) -> None:
    compared(page, file, qtbot)
    page.chips[Group.ALL].click()

    def look(dialog: Dialog) -> None:
        assert isinstance(dialog, Question)
        assert "1 dòng nghi vấn" in dialog.accessibleDescription()
        dialog.answers["look"].click()

    answer(look)
    page.take()
    assert page.group is Group.DOUBTFUL
    assert page.focusWidget() is page.table
    assert not reconciliation.read(desk, page.round_id).central_hash
    answer(lambda dialog: dialog.answers["take"].click() if isinstance(dialog, Question) else None)
    with qtbot.waitSignal(page.taken):
        page.take()


def test_the_cursor_stays_where_a_line_was_given_away(
    page: CentralPage, ids: list[int], file: Path, qtbot: QtBot
) -> None:
    shown = compared(page, file, qtbot)
    page.preview = replace(shown, rows=tuple(
        replace(one, person_id=0, candidates=(Candidate(one.person_id, one.name, "", "", 60, ()),))
        if one.person_id else one for one in shown.rows
    ))  # fmt: skip
    page._fill()
    page.table.select_place(3)
    press(page.table, Qt.Key.Key_0)
    assert page.table.currentIndex().row() == 3


def test_heading_rows_and_the_letters_of_a_text_file_are_chosen(
    page: CentralPage, file: Path, qtbot: QtBot
) -> None:
    lines = file.read_text(encoding="utf-8-sig")
    file.write_text("DANH SÁCH ĐẢNG VIÊN\n" + lines, encoding="utf-16")
    page.read_file(file)
    qtbot.waitUntil(lambda: page.step == COLUMNS, timeout=WAIT)
    assert page.reading.head.first.value() == page.reading.head.last.value() == 2
    assert page.reading.charset.currentData() == "utf-16"
    assert not page.reading.sheet.isVisible()
    page.reading.head.first.setValue(0)
    assert page.mapping.sheet_map().head == (-1, -1)
    page.reading.head.last.setValue(2)
    assert page.mapping.sheet_map().head == (1, 1)
    assert page.mapping.sheet_map().columns[1].target == "birth_name"
    page.reading.separator.setCurrentIndex(page.reading.separator.findData(";"))
    page.reading.separator.activated.emit(0)
    qtbot.waitUntil(lambda: len(page.mapping.sheet_map().columns) == 1, timeout=WAIT)


def test_zero_says_that_a_line_is_about_nobody_here(
    page: CentralPage, ids: list[int], file: Path, qtbot: QtBot
) -> None:
    shown = compared(page, file, qtbot)
    page.table.setFocus()
    press(page.table, Qt.Key.Key_0)
    assert page.matches == {shown.doubtful[0].key: 0}
    page.chips[Group.ONLY_HERE].click()
    assert {number for number, _ in page.absent.rows.records()} == {ids[1], ids[2]}


def test_the_only_candidates_are_taken_together(
    page: CentralPage, ids: list[int], file: Path, qtbot: QtBot
) -> None:
    compared(page, file, qtbot)
    assert page.hints.text() == "Nhận 1 gợi ý duy nhất"
    QTest.keyClick(page.table, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert list(page.matches.values()) == [ids[1]]
    assert not page.hints.isVisible()
    assert page.group is Group.ALL


def test_a_column_left_out_is_not_compared(page: CentralPage, file: Path, qtbot: QtBot) -> None:
    page.read_file(file)
    qtbot.waitUntil(lambda: page.step == COLUMNS, timeout=WAIT)
    page.mapping.choose_target(2, "")
    assert page.told.text() == "DS_TW.csv: dùng 6/7 cột"
    page.compare()
    qtbot.waitUntil(lambda: page.step == PEOPLE, timeout=WAIT)
    assert page.preview is not None
    assert "sex" not in page.preview.fields


def test_a_file_that_is_no_sheet_is_refused(
    page: CentralPage, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "anh.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\nkhong phai bang tinh")
    page.read_file(path)
    qtbot.waitUntil(page.notice.isVisible, timeout=WAIT)
    assert page.step == FILE


# --- what is shown, without widgets ---------------------------------------------------------------


def row(key: int, person: int = 0, *candidates: int) -> CentralRow:
    found = tuple(Candidate(one, f"Người {one}", "", "", 60, ()) for one in candidates)
    return CentralRow(key, key + 2, f"Dòng {key}", "", "", {}, person, found)


PREVIEW = CentralPreview((row(1, 11), row(2, 0, 12), row(3, 0, 13, 14), row(4)), (), ((15, "Tư"),))


def test_choices_move_lines_between_the_groups() -> None:
    assert central_rows.counts(PREVIEW, {}) == {
        Group.DOUBTFUL: 2, Group.ONLY_THERE: 1, Group.MATCHED: 1, Group.ONLY_HERE: 1, Group.ALL: 4,
    }  # fmt: skip
    told = central_rows.counts(PREVIEW, {2: 12, 3: 0})
    assert (told[Group.DOUBTFUL], told[Group.MATCHED], told[Group.ONLY_THERE]) == (0, 2, 2)
    assert {one for one, _ in central_rows.only_here(PREVIEW, {3: 0})} == {13, 14, 15}


def test_only_a_lone_candidate_nobody_else_is_taken_for_is_a_hint() -> None:
    assert central_rows.hinted(PREVIEW, {}) == {2: 12}
    assert central_rows.hinted(PREVIEW, {3: 12}) == {}
    twins = CentralPreview((row(1, 0, 12), row(2, 0, 12)), ())
    assert central_rows.hinted(twins, {}) == {}
