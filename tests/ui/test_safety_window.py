"""The pages of safety inside the window: found, shown by role, and what they ask of the window."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.history import Actor, Role
from tcxd_desktop.office import backups, opening, people
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.collector import Collector
from tcxd_desktop.ui.common.looks import Looks
from tcxd_desktop.ui.safety.backups_page import BackupsPage
from tcxd_desktop.ui.shell.building import make_window, take_down
from tcxd_desktop.ui.shell.recovery import RecoveryDialog
from tcxd_desktop.ui.shell.session import Session
from tcxd_desktop.ui.shell.window import MainWindow
from tests import make
from tests.ui.safety_help import answer, pressing

SAFETY = ("backups", "accounts", "book", "data")


@pytest.fixture
def window(desk: Desk, qapp: QApplication) -> Iterator[MainWindow]:
    collector = Collector()
    made = make_window(desk, Looks(qapp))
    made.show()
    yield made
    take_down(made)
    collector.stop()


def quiet(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window._jobs.busy, timeout=20_000)


def test_every_page_of_safety_opens(window: MainWindow, qtbot: QtBot) -> None:
    for key in SAFETY:
        page = window.show_page(key)
        quiet(window, qtbot)
        assert page.title == window._entries[key].title
        assert page.isVisible()


def test_what_is_offered_brings_its_page_forward(window: MainWindow, qtbot: QtBot) -> None:
    window.show_page("backups")
    quiet(window, qtbot)
    window.show_page("numbers")
    next(line for line in window.finding.find("sao luu ngay") if line.title == "Sao lưu ngay").go()
    assert isinstance(window.page, BackupsPage)
    quiet(window, qtbot)


def test_a_clerk_sees_greyed_what_is_the_heads(desk: Desk, qapp: QApplication) -> None:
    clerk = replace(desk, actor=Actor("Phạm Văn Thành", Role.CLERK, 2))
    window = make_window(clerk, Looks(qapp))
    try:
        enabled = {key: window.navigation.buttons[key].isEnabled() for key in SAFETY}
        assert enabled == {
            "backups": True, "accounts": False, "book": False, "data": True,
        }  # fmt: skip
    finally:
        take_down(window)


def test_a_restored_office_is_left_for_a_fresh_sign_in(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    folder = desk.store.folder
    left: list[tuple[Path, int]] = []
    session = Session(window, desk, lambda place, account: left.append((place, account)))
    session.upkeep.stop()
    backups.make(desk, "asked")
    people.create(desk, make.new_person())
    page = window.show_page("backups")
    quiet(window, qtbot)
    assert isinstance(page, BackupsPage)
    answer(pressing(lambda dialog: dialog.password.secret_field.set_value(make.PASSWORD)))
    page.restore()
    qtbot.waitUntil(lambda: bool(left), timeout=30_000)
    assert left == [(folder, desk.actor.account)]
    assert not window.isVisible()
    again = opening.open_office(folder, make.PASSWORD, clock=make.clock)
    assert people.lines(again, people.PeopleQuery()) == []
    opening.close_office(again)


def test_a_new_recovery_sheet_is_made_where_the_window_makes_it(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    session = Session(window, desk, lambda _place, _account: None)
    seen: list[type] = []

    def look(dialog: object) -> None:
        seen.append(type(dialog))
        dialog.done(0)  # type: ignore[attr-defined]

    page = window.show_page("accounts")
    quiet(window, qtbot)
    answer(look)
    page.recovery_wanted.emit()
    session.stop()
    assert seen == [RecoveryDialog]
