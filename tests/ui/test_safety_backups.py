"""The page Sao lưu on a real office: made, carried, tried out, restored."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.history import Actor, Role
from tcxd_desktop.office import accounts, backups, opening, people
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.safety.backups_page import BackupsPage
from tests import make
from tests.ui.safety_help import answer, pressing, quiet, refused, shown


@pytest.fixture
def page(desk: Desk, jobs: Jobs, qtbot: QtBot) -> BackupsPage:
    return shown(BackupsPage, desk, jobs, qtbot)


def again(page: BackupsPage, jobs: Jobs, qtbot: QtBot) -> None:
    quiet(jobs, qtbot)
    page.refresh()
    quiet(jobs, qtbot)


def test_an_office_without_backups_says_so(page: BackupsPage) -> None:
    assert page.cards.newest.badge.text() == "chưa có bản nào"
    assert page.stack.currentWidget() is page.empty
    assert not page.restore_button.isEnabled()


def test_a_backup_is_made_and_counts_once_it_was_restored(
    page: BackupsPage, jobs: Jobs, qtbot: QtBot
) -> None:
    page.make()
    again(page, jobs, qtbot)
    [row] = page.table.rows.records()
    assert row.verified
    assert page.cards.newest.large.text() == "Hôm nay 09:00"
    assert page.cards.newest.badge.text() == "đã khôi phục thử, đúng 100 %"
    assert page.notice.text.text().startswith("Đã sao lưu và khôi phục thử")


def test_the_second_place_is_chosen_and_written(
    page: BackupsPage, desk: Desk, jobs: Jobs, qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    code = accounts.new_recovery_code(desk)
    accounts.confirm_recovery(desk, code, code)
    again(page, jobs, qtbot)
    assert page.cards.second.badge.text() == "chưa chọn nơi"
    assert not page.cards.second.copy.isEnabled()
    stick = tmp_path / "usb"
    stick.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(stick))
    page.choose_place()
    again(page, jobs, qtbot)
    page.copy()
    again(page, jobs, qtbot)
    assert page.notice.text.text() == "Đã chép sang nơi thứ hai, đọc lại và so khớp."
    assert [path.suffix for path in stick.iterdir()] == [".tcxdbak"]
    places = {column.key: column for column in page.table.rows.columns}["place"]
    assert "nơi thứ hai" in [places.text(row) for row in page.table.rows.records()]


def test_without_a_sheet_nothing_is_carried_and_it_says_why(
    page: BackupsPage, desk: Desk, jobs: Jobs, qtbot: QtBot, tmp_path: Path
) -> None:
    stick = tmp_path / "usb"
    stick.mkdir()
    backups.set_second_place(desk, stick)
    page.copy()
    quiet(jobs, qtbot)
    assert "phiếu khôi phục" in page.notice.text.text()
    assert list(stick.iterdir()) == []


def test_a_trial_leaves_its_line(page: BackupsPage, jobs: Jobs, qtbot: QtBot) -> None:
    page.make()
    quiet(jobs, qtbot)
    page.drill()
    again(page, jobs, qtbot)
    assert "đúng 100 %" in page.notice.text.text()
    assert page.cards.drill.badge.text() == "đạt"


def test_restoring_shows_what_is_lost_then_opens_anew(
    page: BackupsPage, desk: Desk, jobs: Jobs, qtbot: QtBot
) -> None:
    kept = people.create(desk, make.new_person(name="Trần Văn Ánh")).id
    page.make()
    again(page, jobs, qtbot)
    people.create(desk, make.new_person(name="Lê Thị An"))
    told: list[str] = []
    labels: list[str] = []

    def wrong(dialog: object) -> None:
        dialog.password.secret_field.set_value("không phải")  # type: ignore[attr-defined]

    def right(dialog: object) -> None:
        labels.extend(label.text() for label in dialog.findChildren(type(page.count)))  # type: ignore[attr-defined]
        dialog.password.secret_field.set_value(make.PASSWORD)  # type: ignore[attr-defined]

    answer(refused(wrong, told, jobs))
    page.restore()
    quiet(jobs, qtbot)
    assert "mật khẩu" in told[0].lower()
    assert len(people.lines(desk, people.PeopleQuery())) == 2

    answer(pressing(right))
    with qtbot.waitSignal(page.restored, timeout=30_000) as caught:
        page.restore()
    fresh: Desk = caught.args[0]
    try:
        said = " ".join(labels)
        assert "Mất 1 thay đổi" in said
        assert "Lê Thị An" in said
        assert "1 người sẽ không còn trong danh sách" in said
        assert [line.id for line in people.lines(fresh, people.PeopleQuery())] == [kept]
    finally:
        opening.close_office(fresh)


def test_a_doubted_clock_is_taken_as_right_at_the_heads_word(
    desk: Desk, jobs: Jobs, qtbot: QtBot
) -> None:
    early = replace(desk, clock=lambda: make.clock() - timedelta(hours=3))
    page = shown(BackupsPage, early, jobs, qtbot)
    assert "Giờ máy nghi sai" in page.warning.text.text()
    answer(lambda dialog: dialog.main.click())
    page.warning.action.click()
    again(page, jobs, qtbot)
    assert page.warning.isHidden()


def test_a_clerk_may_back_up_but_not_restore(desk: Desk, jobs: Jobs, qtbot: QtBot) -> None:
    backups.make(desk, "asked")
    clerk = replace(desk, actor=Actor("Phạm Văn Thành", Role.CLERK, 2))
    page = shown(BackupsPage, clerk, jobs, qtbot)
    assert page.table.rows.rowCount() == 1
    assert page.cards.newest.make.isEnabled()
    assert not page.restore_button.isEnabled()
    assert "Hãy nhờ trưởng ban" in page.restore_button.toolTip()


def test_a_viewer_reads_whom_to_ask(desk: Desk, jobs: Jobs, qtbot: QtBot) -> None:
    viewer = replace(desk, actor=Actor("Lê Quốc Đạt", Role.VIEWER, 7))
    page = shown(BackupsPage, viewer, jobs, qtbot)
    assert "không có quyền sao lưu" in page.reason.text()
