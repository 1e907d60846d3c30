"""The page Phiếu bổ sung on a real office: the round, its marks, its papers."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.facts import Place
from tcxd_desktop.domain.jobs import PrintJob
from tcxd_desktop.domain.rows import Reward
from tcxd_desktop.domain.supplements import HEADS
from tcxd_desktop.office import people, supplements
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.supplements import CONFIRMED, HANDED_IN, NOT_YET
from tcxd_desktop.ui.common.beginning import beginning
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.paper import print_job
from tcxd_desktop.ui.common.preview import Preview
from tcxd_desktop.ui.supplements.bars import usual_year
from tcxd_desktop.ui.supplements.detail import FIRST_TIME, NOTHING_NEW
from tcxd_desktop.ui.supplements.page import SupplementsPage
from tcxd_desktop.ui.supplements.told import told_items
from tests import make
from tests.make import FAR_HAMLET, HAMLET, ROOT
from tests.ui.safety_help import answer

DAY = date(2026, 11, 20)
NAMES = ("Lê Thị An", "Trần Văn Ánh", "Phạm Thị Dần")


@pytest.fixture
def folk(desk: Desk) -> dict[str, int]:
    made = {
        name: people.create(desk, make.new_person(name=name, unit_id=HAMLET)).id for name in NAMES
    }
    made["Phan Văn Xa"] = people.create(
        desk, make.new_person(name="Phan Văn Xa", unit_id=FAR_HAMLET)
    ).id
    return made


@pytest.fixture
def page(desk: Desk, jobs: Jobs, folk: dict[str, int], qtbot: QtBot) -> SupplementsPage:
    made = SupplementsPage(desk, jobs, Changes(desk.store.on_written))
    qtbot.addWidget(made)
    made.resize(1156, 700)
    made.show()
    qtbot.waitUntil(lambda: made.table.rows.rowCount() == len(folk))
    return made


def names(page: SupplementsPage) -> list[str]:
    return [state.line.name for state in page.table.rows.records()]


def states(desk: Desk, year: int = 2026) -> dict[str, str]:
    return {state.line.name: state.state for state in supplements.round_of(desk, year, None)}


def press(dialog: Dialog) -> None:
    assert dialog.main is not None
    dialog.main.click()


def chips(page: SupplementsPage) -> list[str]:
    return [chip.text() for chip in page.header.chips.values()]


def texts(page: SupplementsPage) -> str:
    return "\n".join(label.text() for label in page.detail.scroll_area.findChildren(QLabel))


# --- the round -----------------------------------------------------------------------------------


def test_the_round_under_way_is_shown_with_its_counts(page: SupplementsPage) -> None:
    assert page.header.chosen_year() == 2026
    assert names(page) == ["Lê Thị An", "Trần Văn Ánh", "Phạm Thị Dần", "Phan Văn Xa"]
    assert chips(page) == ["Tất cả 4", "Chưa nộp 4", "Đã nộp 0", "Đã xác nhận 0"]


@pytest.mark.parametrize(
    ("day", "year"), [(date(2027, 1, 31), 2026), (date(2027, 2, 1), 2027), (DAY, 2026)]
)
def test_the_round_runs_from_december_to_january(day: date, year: int) -> None:
    assert usual_year(day) == year


def test_a_chi_bo_of_the_tree_narrows_the_round(page: SupplementsPage, qtbot: QtBot) -> None:
    page.tree.select(FAR_HAMLET)
    qtbot.waitUntil(lambda: names(page) == ["Phan Văn Xa"])
    page.tree.select(make.SCHOOL)
    qtbot.waitUntil(lambda: names(page) == [])
    assert page.empty.text() == "Không có ai phải nộp phiếu ở đây."
    page.tree.select(ROOT)
    qtbot.waitUntil(lambda: len(names(page)) == 4)


def test_words_and_chips_narrow_the_list(
    page: SupplementsPage, desk: Desk, folk: dict[str, int], qtbot: QtBot
) -> None:
    supplements.hand_in(desk, [folk["Lê Thị An"]], 2026, DAY)
    qtbot.waitUntil(lambda: chips(page)[2] == "Đã nộp 1")
    page.header.chips[HANDED_IN].click()
    assert names(page) == ["Lê Thị An"]
    page.header.chips[NOT_YET].click()
    assert len(names(page)) == 3
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_F3)
    page.header.find_box.setText("dong thanh")
    qtbot.waitUntil(lambda: names(page) == ["Phan Văn Xa"])
    page.header.find_box.setText("khong co")
    qtbot.waitUntil(lambda: names(page) == [])
    assert page.empty.text() == "Không có ai như vậy."


def test_a_past_year_has_its_own_marks(
    page: SupplementsPage, desk: Desk, folk: dict[str, int], qtbot: QtBot
) -> None:
    supplements.confirm(desk, [folk["Lê Thị An"]], 2025, DAY)
    page.header.year.setCurrentIndex(page.header.year.findData(2025))
    qtbot.waitUntil(lambda: chips(page)[3] == "Đã xác nhận 1")


# --- marks ---------------------------------------------------------------------------------------


def test_those_chosen_are_marked_with_the_day(
    page: SupplementsPage, desk: Desk, qtbot: QtBot
) -> None:
    assert not page.foot.hand_in.isEnabled()
    page.table.selectAll()
    assert page.foot.chosen.text() == "Đã chọn 4 người"
    page.foot.day.set_text("20/11/2026")
    page.foot.hand_in.click()
    qtbot.waitUntil(lambda: chips(page)[2] == "Đã nộp 4")
    assert page.notice.text.text() == "Đã ghi nộp phiếu của 4 người."
    assert {s.handed_in for s in supplements.round_of(desk, 2026, None)} == {"2026-11-20"}
    assert not page.foot.hand_in.isEnabled()
    page.table.selectRow(0)
    page.foot.confirm.click()
    qtbot.waitUntil(lambda: chips(page) == ["Tất cả 4", "Chưa nộp 0", "Đã nộp 3", "Đã xác nhận 1"])
    assert states(desk)["Lê Thị An"] == CONFIRMED


@pytest.mark.parametrize("typed", ["", "11/2026", "31/11/2026", "24/11/2026"])
def test_a_bad_day_marks_nobody_and_is_said(
    page: SupplementsPage, desk: Desk, typed: str, qtbot: QtBot
) -> None:
    page.table.selectAll()
    page.foot.day.set_text(typed)
    page.foot.hand_in.click()
    assert page.foot.day.problem() is not None
    assert page.notice.isVisible()
    assert set(states(desk).values()) == {NOT_YET}


def test_taking_marks_back_asks_first(
    page: SupplementsPage, desk: Desk, folk: dict[str, int], qtbot: QtBot
) -> None:
    supplements.confirm(desk, [folk["Lê Thị An"], folk["Trần Văn Ánh"]], 2026, DAY)
    qtbot.waitUntil(lambda: chips(page)[3] == "Đã xác nhận 2")
    page.table.selectAll()
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.extend(label.text() for label in dialog.findChildren(QLabel))
        dialog.reject()

    answer(leave)
    page.foot.reopen.trigger()
    assert any("2 phiếu đã xác nhận" in text for text in asked)
    assert states(desk)["Lê Thị An"] == CONFIRMED
    answer(press)
    page.foot.reopen.trigger()
    qtbot.waitUntil(lambda: chips(page)[1] == "Chưa nộp 4")


# --- what a phiếu tells --------------------------------------------------------------------------


def test_the_detail_tells_what_changed(
    page: SupplementsPage, desk: Desk, folk: dict[str, int], qtbot: QtBot
) -> None:
    person_id = folk["Lê Thị An"]
    page.table.select(person_id)
    page.detail.show_now()
    assert FIRST_TIME in texts(page)
    supplements.confirm(desk, [person_id], 2025, DAY)
    page.detail.show_now()
    assert NOTHING_NEW in texts(page)
    dossier = people.read(desk, person_id)
    people.save(
        desk,
        replace(
            dossier,
            home=Place(detail="Thôn Đông", commune="xã Đông Hải"),
            languages="Anh B1",
            rewards=(Reward("Giấy khen", make.day("2026"), "UBND xã"),),
        ),
    )
    qtbot.waitUntil(lambda: page.table.rows.record(0).changed == 3)
    page.detail.show_now()
    shown = texts(page)
    assert "2. Mới thay đổi nơi ở" in shown
    assert "5. Mới thay đổi về trình độ" in shown
    assert "Ngoại ngữ: Anh B1" in shown
    assert "Giấy khen, 2026, UBND xã" in shown


def test_items_stand_in_the_order_of_the_paper() -> None:
    found = told_items({"9.1": "x", "5.7": "Anh B1", "5.2": "Kỹ sư", "2": "K", "3": ""})
    assert [item.title for item in found] == [f"{key}. {HEADS[key]}" for key in ("5", "9")]
    assert found[0].lines == ("Chuyên môn, nghiệp vụ: Kỹ sư", "Ngoại ngữ: Anh B1")


def test_enter_opens_the_dossier(page: SupplementsPage, folk: dict[str, int], qtbot: QtBot) -> None:
    page.table.select(folk["Trần Văn Ánh"])
    page.table.setFocus()
    with qtbot.waitSignal(page.person_wanted) as asked:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert asked.args == [folk["Trần Văn Ánh"]]
    page.detail.show_now()
    with qtbot.waitSignal(page.person_wanted):
        page.detail.open.click()


# --- papers --------------------------------------------------------------------------------------


def preview_of(page: SupplementsPage, qtbot: QtBot) -> Preview:
    def opened() -> None:
        assert page.findChildren(Preview)

    qtbot.waitUntil(opened, timeout=20_000)
    window = page.findChildren(Preview)[-1]
    qtbot.waitUntil(window.isVisible)
    return window


def test_the_whole_list_prints_as_one_job_and_is_noted(
    page: SupplementsPage,
    desk: Desk,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page.tree.select(HAMLET)
    qtbot.waitUntil(lambda: len(names(page)) == 3)
    assert not page.header.print_chosen.isEnabled()
    assert page.header.print_all.text() == "Cả danh sách đang xem (3)"
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    window = preview_of(page, qtbot)
    assert window.windowTitle() == ("Phiếu bổ sung hồ sơ đảng viên: Chi bộ thôn Bình Minh, 2026")
    target = tmp_path / "phieu.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    window.save_button.click()
    window.close()
    text = "\n".join(sheet.extract_text() for sheet in PdfReader(target).pages)
    assert [name for name in NAMES if name.upper() in text] == list(NAMES)
    with desk.store.read() as reading:
        rows = reading.all("SELECT form, people, copies FROM printed")
    assert rows == [("3-HSĐV", 3, 0)]


def test_one_phieu_prints_from_the_detail(
    page: SupplementsPage, folk: dict[str, int], qtbot: QtBot
) -> None:
    page.table.select(folk["Phan Văn Xa"])
    page.detail.show_now()
    page.detail.print.click()
    window = preview_of(page, qtbot)
    assert "Phan Văn Xa" in window.windowTitle()
    window.close()


def test_a_paper_that_cannot_be_made_is_said(
    page: SupplementsPage, desk: Desk, jobs: Jobs, qtbot: QtBot
) -> None:
    job = PrintJob(form="3-HSĐV", person_ids=())
    print_job(page, desk, jobs, job, failed=page._on_print_failed)
    qtbot.waitUntil(page.notice.isVisible)


def test_printing_nobody_is_explained(page: SupplementsPage, qtbot: QtBot) -> None:
    page.tree.select(make.SCHOOL)
    qtbot.waitUntil(lambda: names(page) == [])
    assert not page.header.print.isEnabled()
    page.print_papers()
    assert "không có ai" in page.notice.text.text()


def test_the_keyboard_begins_in_the_list(page: SupplementsPage) -> None:
    assert beginning(page) is page.table
