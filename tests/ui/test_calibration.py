"""Calibrating a blank: by mouse, by keys, in numbers; undo; test sheet; files; nothing lost."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.history import Role
from tcxd_desktop.domain.letters import (
    ANY_PRINTER,
    BACK,
    FRONT,
    Calibration,
    Frame,
    Place,
    Shift,
)
from tcxd_desktop.office import letters
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import dialogs
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.preview import Preview
from tcxd_desktop.ui.transfers.calibration_dialog import CalibrationDialog
from tcxd_desktop.ui.transfers.calibration_state import CalibrationState, Selected
from tcxd_desktop.ui.transfers.measure_dialog import MeasureDialog
from tcxd_desktop.ui.transfers.measure_spin import MeasureSpin

HP = "HP LaserJet 1020"
SHIFTED = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def place(state: CalibrationState) -> Place:
    area = state.area()
    assert area is not None
    return area.place


# --- the work itself, without a screen -----------------------------------------------------------


@pytest.fixture
def state() -> CalibrationState:
    return CalibrationState(letters.plan("T10"), Calibration(HP, "T10"), saved=False)


def test_a_box_takes_its_places_along(state: CalibrationState) -> None:
    before = state.box()
    state.move(3, -2.5)
    after = state.box()
    assert after.frame == Frame(11, 5.5, 92, 194)
    for old, new in zip(before.fields, after.fields, strict=True):
        assert (new.place.x, new.place.y) == (old.place.x + 3, old.place.y - 2.5)
    assert state.layout().box(2) == state.shipped.box(2)


def test_a_box_pushed_over_the_edge_stops_there_with_its_places(state: CalibrationState) -> None:
    before = state.box()
    state.move(-50, 0)
    after = state.box()
    assert after.frame.x == 0
    assert [
        new.place.x - old.place.x for old, new in zip(before.fields, after.fields, strict=True)
    ] == [pytest.approx(-8)] * len(before.fields)


def test_one_place_moves_alone_and_stays_on_the_paper(state: CalibrationState) -> None:
    state.select(1, "ho_ten")
    state.move(1.5, 0.5)
    assert place(state) == Place(15.5, 86.5, 82, 12)
    state.move(900, 900)
    assert place(state) == Place(297 - 82, 210, 82, 12)
    state.set_place(Place(-5, -5, 1, 99))
    assert place(state) == Place(0, 3, 3, 20)
    letters.check_calibration(state.made)


def test_steps_are_taken_back_and_done_again(state: CalibrationState) -> None:
    state.select(1, "ho_ten")
    state.move(1, 0)
    state.select(1, "ten_khac")
    state.move(0, 1)
    first = state.made
    state.set_shift(FRONT, Shift(dx=2))
    state.undo()
    assert state.made == first
    state.undo()
    state.undo()
    assert not state.dirty
    assert not state.can_undo
    for _ in range(3):
        state.redo()
    assert state.made.front == Shift(dx=2)
    assert not state.can_redo
    state.undo()
    state.move(0, 1)
    assert not state.can_redo


def test_one_drag_is_one_step(state: CalibrationState) -> None:
    state.select(1, "ho_ten")
    for _ in range(10):
        state.move(0.5, 0, "drag1")
    state.end_gesture()
    for _ in range(4):
        state.move(0, 0.5, "drag2")
    state.undo()
    assert place(state)[:2] == (19, 86)
    state.undo()
    assert place(state)[:2] == (14, 86)


def test_back_to_where_it_was_shipped(state: CalibrationState) -> None:
    state.move(5, 5)
    state.select(1, "ho_ten")
    state.reset_selected()
    assert place(state) == Place(14, 86, 82, 12)
    assert state.box().frame.x == 13
    state.select(1)
    state.reset_selected()
    assert state.box() == state.shipped.box(1)
    assert not state.made.fields


def test_walking_goes_through_every_box_and_place_and_around(state: CalibrationState) -> None:
    seen = []
    for _ in range(sum(1 + len(box.fields) for box in state.shipped.boxes)):
        seen.append(state.selected)
        state.step(1)
    assert len(set(seen)) == len(seen)
    assert state.selected == seen[0] == Selected(1)
    state.step(-1)
    assert state.selected.box == 10


# --- the dialog ----------------------------------------------------------------------------------


@pytest.fixture
def build(qtbot: QtBot, desk: Desk, jobs: Jobs) -> Callable[..., CalibrationDialog]:
    def make_dialog(at: Desk | None = None, **more: Any) -> CalibrationDialog:
        dialog = CalibrationDialog(at or desk, jobs, **{"printer": HP, **more})
        qtbot.addWidget(dialog, before_close_func=lambda _: dialog.state.mark_saved())
        dialog.resize(1240, 700)
        dialog.show()
        return dialog

    return make_dialog


@pytest.fixture
def dialog(build: Callable[..., CalibrationDialog]) -> CalibrationDialog:
    return build()


def pick(dialog: CalibrationDialog, qtbot: QtBot, number: int, key: str) -> QPoint:
    """Press the mouse upon a place."""
    box = dialog.state.layout().box(number)
    area = box.field(key) if box is not None else None
    assert area is not None
    point = dialog.page.area_rect(area).center().toPoint()
    qtbot.mousePress(dialog.page, Qt.MouseButton.LeftButton, pos=point)
    return point


def test_the_page_fits_into_its_frame(dialog: CalibrationDialog) -> None:
    room = dialog.view.viewport().size()
    assert dialog.page.width() <= room.width()
    assert dialog.page.height() <= room.height()
    assert dialog.page.scale > 2


def test_a_place_is_dragged_by_the_mouse_in_tenths(dialog: CalibrationDialog, qtbot: QtBot) -> None:
    start = pick(dialog, qtbot, 1, "ho_ten")
    assert dialog.state.selected == Selected(1, "ho_ten")
    scale = dialog.page.scale
    way = QPoint(round(10 * scale), round(-4 * scale))
    for part in (0.3, 0.7, 1.0):
        qtbot.mouseMove(dialog.page, start + QPoint(round(way.x() * part), round(way.y() * part)))
    qtbot.mouseRelease(dialog.page, Qt.MouseButton.LeftButton, pos=start + way)
    x, y, *_ = place(dialog.state)
    assert (x, y) == (pytest.approx(24, abs=0.3), pytest.approx(82, abs=0.3))
    assert round(x * 10) == pytest.approx(x * 10)
    assert dialog.told.text() == "chưa lưu"
    dialog.undo_button.click()
    assert place(dialog.state)[:2] == (14, 86)


def test_arrow_keys_nudge_and_shift_nudges_finely(dialog: CalibrationDialog, qtbot: QtBot) -> None:
    point = pick(dialog, qtbot, 4, "so_gtshd")
    qtbot.mouseRelease(dialog.page, Qt.MouseButton.LeftButton, pos=point)
    x, y, *_ = place(dialog.state)
    for key, modifier in (
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_Down, SHIFTED),
        (Qt.Key.Key_Left, SHIFTED), (Qt.Key.Key_Up, Qt.KeyboardModifier.NoModifier),
    ):  # fmt: skip
        qtbot.keyClick(dialog.page, key, modifier)
    assert place(dialog.state)[:2] == (pytest.approx(x + 0.4), pytest.approx(y - 0.4))
    assert dialog.panel.place[0].text() == "217,4 mm"


def test_page_keys_walk_from_side_to_side(dialog: CalibrationDialog, qtbot: QtBot) -> None:
    qtbot.keyClick(dialog.page, Qt.Key.Key_PageUp)
    assert (dialog.state.selected.box, dialog.side) == (10, BACK)
    assert dialog.sides[BACK].isChecked()
    assert dialog.panel.shift_title.text() == "Máy in lệch, mặt sau"
    qtbot.keyClick(dialog.page, Qt.Key.Key_PageDown)
    assert (dialog.state.selected, dialog.side) == (Selected(1), FRONT)


def test_numbers_are_typed_in_the_panel(dialog: CalibrationDialog, qtbot: QtBot) -> None:
    dialog.panel.boxes.setCurrentIndex(2)
    dialog.panel.boxes.activated.emit(2)
    assert dialog.state.selected == Selected(3)
    at = dialog.panel.keys.findData("nguoi_ky")
    dialog.panel.keys.setCurrentIndex(at)
    dialog.panel.keys.activated.emit(at)
    spin = dialog.panel.place[1]
    spin.selectAll()
    qtbot.keyClicks(spin, "187.25")
    qtbot.keyClick(spin, Qt.Key.Key_Return)
    assert place(dialog.state).y == 187.25
    assert spin.text() == "187,25 mm"
    assert dialog.isVisible()
    dialog.panel.dx.setValue(-150)
    assert dialog.state.made.front == Shift(dx=-1.5)
    dialog.sides[BACK].click()
    dialog.panel.scale_y.setValue(10_050)
    assert dialog.state.made.back == Shift(scale_y=1.005)
    assert dialog.state.made.front == Shift(dx=-1.5)
    dialog.panel.paper_w.setValue(29_000)
    assert dialog.state.layout().width == 290


def test_enter_goes_from_number_to_number(dialog: CalibrationDialog, qtbot: QtBot) -> None:
    panel = dialog.panel
    panel.dx.setFocus()
    qtbot.waitUntil(panel.dx.hasFocus)
    for spin, typed in ((panel.dx, "2,5"), (panel.dy, "-1")):
        assert spin.hasFocus()
        spin.selectAll()
        qtbot.keyClicks(spin, typed)
        qtbot.keyClick(spin, Qt.Key.Key_Return)
    assert panel.scale_x.hasFocus()
    assert dialog.isVisible()
    assert (panel.dx.measure, panel.dy.measure) == (2.5, -1)


def test_the_frame_of_a_box_has_its_own_numbers(dialog: CalibrationDialog) -> None:
    assert dialog.panel.frame_part.isVisible()
    assert not dialog.panel.place_part.isVisible()
    dialog.panel.frame[2].setValue(9_500)
    assert dialog.state.box().frame == Frame(8, 8, 95, 194)
    dialog.panel.reset_button.click()
    assert dialog.state.box().frame == Frame(8, 8, 92, 194)


def test_saving_keeps_it_for_this_printer(
    dialog: CalibrationDialog, desk: Desk, qtbot: QtBot
) -> None:
    dialog.panel.dx.setValue(250)
    qtbot.keyClick(dialog, Qt.Key.Key_S, CTRL)
    assert letters.calibrations(desk) == [Calibration(HP, "T10", Shift(dx=2.5))]
    assert dialog.told.text() == "đã canh"
    assert dialog.isVisible()
    assert HP in dialog.notice.text.text()
    dialog.close_button.click()
    assert not dialog.isVisible()


def test_measures_that_cannot_be_are_told_and_the_dialog_stays(
    dialog: CalibrationDialog, desk: Desk
) -> None:
    dialog.panel.paper_h.setValue(10_500)
    dialog.save_button.click()
    assert "phải từ" in dialog.notice.text.text()
    assert letters.calibrations(desk) == []
    assert dialog.told.text() == "chưa lưu"


@pytest.mark.parametrize(
    ("answer", "open_after", "kept"), [("stay", True, 0), ("discard", False, 0), ("save", False, 1)]
)
def test_nobody_leaves_unsaved_work_unasked(
    dialog: CalibrationDialog, desk: Desk, monkeypatch: pytest.MonkeyPatch,
    answer: str, open_after: bool, kept: int,
) -> None:  # fmt: skip
    monkeypatch.setattr(dialogs, "ask_unsaved", lambda *_: answer)
    dialog.panel.dx.setValue(250)
    dialog.reject()
    assert dialog.isVisible() is open_after
    assert len(letters.calibrations(desk)) == kept


def test_another_printer_begins_with_the_common_places_but_its_own_offset(
    build: Callable[..., CalibrationDialog], desk: Desk
) -> None:
    common = Calibration(
        ANY_PRINTER, "T10", Shift(dx=4), fields={(1, "ho_ten"): Place(20, 90, 70, 12)}
    )
    letters.save_calibration(desk, common)
    dialog = build()
    assert dialog.state.made == Calibration(HP, "T10", fields=common.fields)
    assert dialog.told.text() == "chưa canh"
    at = dialog.printer.findData(ANY_PRINTER)
    dialog.printer.setCurrentIndex(at)
    dialog.printer.activated.emit(at)
    assert dialog.state.made == common
    assert dialog.told.text() == "đã canh"


def test_staying_with_unsaved_work_keeps_letter_and_printer(
    dialog: CalibrationDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "ask_unsaved", lambda *_: "stay")
    dialog.panel.dx.setValue(250)
    dialog.letter.setCurrentIndex(2)
    dialog.letter.activated.emit(2)
    assert dialog.letter.currentData() == "T10"
    assert dialog.state.made.front == Shift(dx=2.5)


def test_places_of_another_printer_are_taken_over(dialog: CalibrationDialog) -> None:
    other = Calibration("Máy tầng 2", "T10", Shift(dx=9), paper=(290.0, 205.0),
                        boxes={2: Frame(100, 9, 90, 90)})  # fmt: skip
    dialog.panel.dx.setValue(100)
    dialog._taker(other)()
    assert dialog.state.made == Calibration(
        HP, "T10", Shift(dx=1), paper=other.paper, boxes=other.boxes
    )
    assert dialog.page.width() == round(290 * dialog.page.scale) + 20


def test_dropping_asks_and_brings_the_shipped_layout_back(
    build: Callable[..., CalibrationDialog], desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    letters.save_calibration(desk, Calibration(HP, "T10", Shift(dx=4)))
    dialog = build()
    asked = []

    def confirm(_: QWidget, text: str, **more: Any) -> bool:
        asked.append(text)
        return True

    monkeypatch.setattr(dialogs, "confirm", confirm)
    dialog.drop_button.click()
    assert asked == [f"Bỏ canh chỉnh Giấy 10 ô (chính thức) cho máy in {HP}, trở về bố cục gốc?"]
    assert letters.calibrations(desk) == []
    assert dialog.panel.dx.text() == "0 mm"
    assert not dialog.drop_button.isEnabled()


def test_the_test_sheet_is_shown_with_what_is_typed(
    dialog: CalibrationDialog, jobs: Jobs, qtbot: QtBot
) -> None:
    dialog.panel.dx.setValue(250)
    dialog.trial_button.click()
    qtbot.waitUntil(lambda: not jobs.busy, timeout=20_000)
    (window,) = dialog.findChildren(Preview)
    assert window.pages_label.text() == "2 trang"
    assert window._pdf == letters.trial_sheet(dialog._desk, dialog.state.made)
    window.reject()


def test_measuring_the_test_sheet_works_out_shift_and_scale(qtbot: QtBot) -> None:
    layout = letters.plan("T10")
    asked = MeasureDialog(layout, FRONT)
    qtbot.addWidget(asked)
    asked.show()
    for name, measured in zip("ABCD", (52.0, 253.0, 49.0, 158.5), strict=True):
        asked.spins[name].set_measure(measured)
    assert asked.main is not None
    asked.main.click()
    made = asked.shift
    for far, near, at, scale, shift in (
        (253.0, 52.0, (50.0, 250.0), made.scale_x, made.dx),
        (158.5, 49.0, (50.0, 160.0), made.scale_y, made.dy),
    ):
        gain = (far - near) / (at[1] - at[0])
        drift = near - gain * at[0]
        for mark in at:
            assert gain * (mark * scale + shift) + drift == pytest.approx(mark, abs=0.02)
    assert (made.dx, made.dy) == (-1.74, 0.78)


def test_files_go_out_and_come_in(
    dialog: CalibrationDialog, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "canh.json"
    monkeypatch.setattr(dialogs, "save_file", lambda *_: target)
    monkeypatch.setattr(dialogs, "open_file", lambda *_: target)
    dialog.panel.dx.setValue(250)
    dialog.save_button.click()
    dialog.export_button.click()
    told = json.loads(target.read_text(encoding="utf-8"))
    told["calibrations"].append({**told["calibrations"][0], "printer": "Máy tầng 2"})
    told["calibrations"][0]["front"] = [7, 0, 1, 1]
    target.write_text(json.dumps(told), encoding="utf-8")
    dialog.import_button.click()
    assert dialog.notice.text.text() == "Đã nhập 2 bản canh chỉnh."
    assert dialog.panel.dx.text() == "7 mm"
    assert dialog.printer.findData("Máy tầng 2") > 0
    target.write_bytes(b"{")
    dialog.import_button.click()
    assert "chưa nhập gì" in dialog.notice.text.text()
    assert len(letters.calibrations(desk)) == 2


def test_who_only_looks_sees_the_buttons_greyed(
    build: Callable[..., CalibrationDialog], desk: Desk
) -> None:
    viewer = replace(desk, actor=replace(desk.actor, role=Role.VIEWER))
    dialog = build(viewer)
    dialog.panel.dx.setValue(100)
    for button in (dialog.save_button, dialog.import_button, dialog.export_button,
                   dialog.trial_button, dialog.drop_button):  # fmt: skip
        assert not button.isEnabled()
    assert dialog.save() is False
    assert dialog.notice.isVisible()


def test_zoom_by_keys_keeps_millimetres(dialog: CalibrationDialog, qtbot: QtBot) -> None:
    qtbot.keyClick(dialog.page, Qt.Key.Key_Plus)
    assert dialog.zoom.currentText() == "75 %"
    assert dialog.page.scale == pytest.approx(0.75 * 96 / 25.4)
    start = pick(dialog, qtbot, 2, "dong_chi")
    before = place(dialog.state)
    end = start + QPoint(round(8 * dialog.page.scale), 0)
    qtbot.mouseMove(dialog.page, end)
    qtbot.mouseRelease(dialog.page, Qt.MouseButton.LeftButton, pos=end)
    assert place(dialog.state).x == pytest.approx(before.x + 8, abs=0.2)
    qtbot.keyClick(dialog.page, Qt.Key.Key_Minus)
    assert dialog.zoom.currentText() == "Vừa khung"


# --- numbers -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "measure"), [("12,5", 12.5), ("12.5", 12.5), ("-3", -3.0), ("7,25 mm", 7.25)]
)
def test_a_measure_is_typed_with_comma_or_point(qtbot: QtBot, typed: str, measure: float) -> None:
    spin = MeasureSpin("thử", -30, 30)
    qtbot.addWidget(spin)
    assert spin.validate(typed, 0)[0] is QValidator.State.Acceptable
    assert spin.valueFromText(typed) == measure * 100


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("", QValidator.State.Intermediate),
        ("-", QValidator.State.Intermediate),
        ("99", QValidator.State.Intermediate),
        ("mm", QValidator.State.Intermediate),
        ("1a", QValidator.State.Invalid),
        ("nan", QValidator.State.Invalid),
        ("1,2,3", QValidator.State.Invalid),
    ],
)
def test_what_is_no_measure_is_not_taken(qtbot: QtBot, typed: str, state: QValidator.State) -> None:
    spin = MeasureSpin("thử", -30, 30)
    qtbot.addWidget(spin)
    spin.set_measure(4)
    assert spin.validate(typed, 0)[0] is state
    if state is QValidator.State.Invalid:
        assert spin.valueFromText(typed) == 400
