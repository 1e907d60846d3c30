"""The page Người dùng và khóa on a real office: people, sealed compartment, sheet, data key."""

from dataclasses import replace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.accounts import Account
from tcxd_desktop.domain.history import Actor, Role
from tcxd_desktop.office import accounts, backups, opening
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.safety.account_rules import CLOSED, LAST_HOLDER, reasons
from tcxd_desktop.ui.safety.accounts_page import AccountsPage
from tests import make
from tests.make import COOP, HAMLET, TEAM
from tests.ui.safety_help import answer, pressing, quiet, refused, shown

SECRET = "cau tre lac leo ben song"


@pytest.fixture
def clerk(desk: Desk) -> Account:
    return accounts.add(desk, "Phạm Văn Thành", Role.CLERK, SECRET, kdf=make.CHEAP)


@pytest.fixture
def page(desk: Desk, clerk: Account, jobs: Jobs, qtbot: QtBot) -> AccountsPage:
    return shown(AccountsPage, desk, jobs, qtbot)


def names(page: AccountsPage) -> list[str]:
    return [person.account.name for person in page.table.rows.records()]


def choose(page: AccountsPage, account: Account) -> None:
    assert page.table.select(account.id)


def test_the_list_names_everybody_with_role_and_scope(page: AccountsPage) -> None:
    assert names(page) == [make.HEAD_NAME, "Phạm Văn Thành"]
    assert [column.text(page.table.rows.record(1)) for column in page.table.rows.columns[:4]] == [
        "Phạm Văn Thành", "Cán bộ", "đang dùng", "Cả văn phòng",
    ]  # fmt: skip
    assert page.side.account.name.text() == make.HEAD_NAME


def test_a_clerk_of_one_branch_is_added(
    page: AccountsPage, desk: Desk, jobs: Jobs, qtbot: QtBot
) -> None:
    def fill(dialog: Any) -> None:
        dialog.name.set_text("Vũ Thị Hạnh")
        dialog.scope.some.setChecked(True)
        dialog.scope.check(COOP)
        dialog.password.suggest.click()

    answer(pressing(fill))
    page.add_account()
    quiet(jobs, qtbot)
    made = next(a for a in accounts.list_accounts(desk) if a.name == "Vũ Thị Hạnh")
    assert (made.role, made.units, made.sealed) == (Role.CLERK, (COOP,), False)
    assert page.notice.text.text() == "Đã thêm Vũ Thị Hạnh."


def test_a_branch_takes_along_what_lies_below_it(page: AccountsPage) -> None:
    def fill(dialog: Any) -> None:
        dialog.scope.some.setChecked(True)
        assert dialog.scope.nothing()
        dialog.scope.check(COOP)
        dialog.scope.check(HAMLET)
        assert dialog.scope.chosen() == (COOP, HAMLET)
        assert dialog.scope._items[TEAM].isDisabled()
        dialog.scope.check(COOP, on=False)
        assert dialog.scope.chosen() == (HAMLET,)
        dialog.reject()

    answer(fill)
    page.add_account()


def test_a_password_that_is_guessed_is_refused_beside_its_box(
    page: AccountsPage, desk: Desk, jobs: Jobs
) -> None:
    said: list[str] = []

    def fill(dialog: Any) -> None:
        dialog.name.set_text("Vũ Thị Hạnh")
        dialog.password.first.secret_field.set_value("matkhau123")
        dialog.password.again.secret_field.set_value("matkhau123")

    answer(refused(fill, said, jobs))
    page.add_account()
    assert "mật khẩu" in said[0].lower()
    assert len(accounts.list_accounts(desk)) == 2


def test_two_people_of_one_name_are_told_apart(
    page: AccountsPage, clerk: Account, jobs: Jobs
) -> None:
    said: list[str] = []

    def fill(dialog: Any) -> None:
        dialog.name.set_text("phạm văn thành")
        dialog.password.first.secret_field.set_value(SECRET)
        dialog.password.again.secret_field.set_value(SECRET)

    answer(refused(fill, said, jobs))
    page.add_account()
    assert "Đã có người dùng tên" in said[0]


def test_role_and_scope_are_changed(
    page: AccountsPage, desk: Desk, clerk: Account, jobs: Jobs, qtbot: QtBot
) -> None:
    def fill(dialog: Any) -> None:
        dialog.roles[Role.VIEWER].setChecked(True)
        assert not dialog.scope.isVisible()

    choose(page, clerk)
    answer(pressing(fill))
    page.change_account()
    quiet(jobs, qtbot)
    assert accounts.list_accounts(desk)[1].role is Role.VIEWER


def test_a_password_is_reset(
    page: AccountsPage, desk: Desk, clerk: Account, jobs: Jobs, qtbot: QtBot
) -> None:
    new = "may bay tren cao xanh"

    def fill(dialog: Any) -> None:
        dialog.password.first.secret_field.set_value(new)
        dialog.password.again.secret_field.set_value(new)

    choose(page, clerk)
    answer(pressing(fill))
    page.reset_password()
    page.hide()
    quiet(jobs, qtbot)
    folder = desk.store.folder
    opening.close_office(desk)
    again = opening.open_office(folder, new, user=clerk.name, clock=make.clock)
    assert again.actor.name == clerk.name
    opening.close_office(again)


def test_the_sealed_compartment_is_given_and_taken(
    page: AccountsPage, desk: Desk, clerk: Account, jobs: Jobs, qtbot: QtBot
) -> None:
    for wanted in (True, False):
        choose(page, clerk)
        answer(lambda dialog: dialog.main.click())
        page.turn_sealed()
        quiet(jobs, qtbot)
        page.refresh()
        quiet(jobs, qtbot)
        assert accounts.list_accounts(desk)[1].sealed is wanted


def test_somebody_is_closed_after_the_own_password_and_a_backup(
    page: AccountsPage, desk: Desk, clerk: Account, jobs: Jobs, qtbot: QtBot
) -> None:
    said: list[str] = []
    choose(page, clerk)
    answer(refused(lambda d: d.password.secret_field.set_value("sai rồi"), said, jobs))
    page.close_account()
    assert "mật khẩu" in said[0].lower()
    assert backups.listed(desk) == []
    answer(pressing(lambda d: d.password.secret_field.set_value(make.PASSWORD)))
    page.close_account()
    quiet(jobs, qtbot)
    page.refresh()
    quiet(jobs, qtbot)
    assert accounts.list_accounts(desk)[1].closed == "2026-11-23"
    assert [copy.why for copy in backups.listed(desk)] == ["account"]
    assert page.side.account.why.text() == CLOSED


def test_what_cannot_be_done_says_why(page: AccountsPage) -> None:
    side = page.side.account
    assert not side.close_button.isEnabled()
    assert "ít nhất một trưởng ban" in side.why.text()
    assert LAST_HOLDER in side.why.text()
    assert "trưởng ban" in side.close_button.toolTip()


def test_a_head_without_the_compartment_reads_why(
    desk: Desk, clerk: Account, jobs: Jobs, qtbot: QtBot
) -> None:
    other = replace(desk, actor=Actor("Ngô Minh Châu", Role.HEAD, 9, sealed=False))
    page = shown(AccountsPage, other, jobs, qtbot)
    assert not page.side.recovery.new.isEnabled()
    assert not page.side.key.button.isEnabled()
    assert page.side.recovery.why.text()
    assert not page.side.account.sealed.isEnabled()


def test_the_sheet_is_proved_with_its_code(
    page: AccountsPage, desk: Desk, jobs: Jobs, qtbot: QtBot
) -> None:
    assert page.side.recovery.badge.text() == "chưa có phiếu"
    assert not page.side.recovery.prove.isEnabled()
    code = accounts.new_recovery_code(desk)
    accounts.confirm_recovery(desk, code, code)
    page.refresh()
    quiet(jobs, qtbot)
    assert page.side.recovery.badge.text() == "đang có hiệu lực"
    assert "Lập ngày 23/11/2026" in page.side.recovery.state.text()
    said: list[str] = []
    wrong = accounts.new_recovery_code(desk)
    answer(refused(lambda d: d.code.set_text(wrong), said, jobs))
    page.prove_recovery()
    assert "gõ nhầm" in said[0]
    answer(pressing(lambda d: d.code.set_text(code.lower())))
    page.prove_recovery()
    assert page.notice.text.text() == "Đúng mã. Phiếu khôi phục còn dùng được."


def test_another_data_key_needs_a_sheet_and_keeps_the_office(
    page: AccountsPage, desk: Desk, jobs: Jobs, qtbot: QtBot
) -> None:
    assert not page.side.key.button.isEnabled()
    code = accounts.new_recovery_code(desk)
    accounts.confirm_recovery(desk, code, code)
    page.refresh()
    quiet(jobs, qtbot)
    assert page.side.key.button.isEnabled()
    answer(pressing(lambda d: d.password.secret_field.set_value(make.PASSWORD)))
    page.change_key()
    quiet(jobs, qtbot)
    assert page.notice.text.text() == "Đã đổi khóa dữ liệu."
    assert [copy.why for copy in backups.listed(desk)] == ["keys"]
    assert accounts.list_accounts(desk)[0].name == make.HEAD_NAME


def test_a_new_sheet_is_asked_for_by_a_signal(page: AccountsPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.recovery_wanted):
        page.side.recovery.new.click()


def test_others_read_whom_to_ask(desk: Desk, jobs: Jobs, qtbot: QtBot) -> None:
    viewer = replace(desk, actor=Actor("Lê Quốc Đạt", Role.VIEWER, 7))
    page = shown(AccountsPage, viewer, jobs, qtbot)
    assert "Hãy nhờ trưởng ban" in page.reason.text()
    assert page.actions_offered() == ()


def test_reasons_of_an_account_that_is_closed_or_not_the_last() -> None:
    head = Account(1, "A", Role.HEAD, sealed=True)
    second = Account(2, "B", Role.HEAD, sealed=True)
    gone = Account(3, "C", Role.CLERK, closed="2026-01-01")
    me = Actor("A", Role.HEAD, 1, sealed=True)
    assert reasons(head, [head, second, gone], me).told() == []
    assert reasons(gone, [head, second, gone], me).told() == [CLOSED]
    assert reasons(head, [head, gone], me).close
