"""Before an office is open: choosing one, making one."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.office import OfficeName
from tcxd_desktop.office import opening, settings, units
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.founding import found_office
from tcxd_desktop.ui.shell.start import NewOfficeDialog, StartDialog


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path) -> NewOfficeDialog:
    made = NewOfficeDialog(tmp_path / "offices", found_office)
    qtbot.addWidget(made)
    made.show()
    return made


def test_an_office_is_named_and_made_with_the_top_of_its_tree(
    dialog: NewOfficeDialog, tmp_path: Path
) -> None:
    dialog.name.setText("Đảng ủy xã Đông Hải ")
    dialog.province.setText("Đảng bộ tỉnh Ninh Bình")
    dialog.place.setText("Đông Hải")
    dialog.symbol.setText("nb")
    for box in (dialog.password, dialog.again):
        box.setText("mật khẩu dài")
    assert dialog.main is not None
    dialog.main.click()
    desk = dialog.desk
    assert isinstance(desk, Desk)
    try:
        assert settings.office_name(desk) == OfficeName(
            "Đảng ủy xã Đông Hải", "Đảng bộ tỉnh Ninh Bình", "Đông Hải", "NB"
        )
        [top] = units.tree(desk)
        assert top.unit.name == "Đảng bộ xã Đông Hải"
    finally:
        opening.close_office(desk)


@pytest.mark.parametrize(("first", "again"), [("ngắn", "ngắn"), ("mật khẩu dài", "mật khẩu khác")])
def test_a_weak_or_mistyped_password_makes_nothing(
    dialog: NewOfficeDialog, tmp_path: Path, first: str, again: str
) -> None:
    dialog.name.setText("Đảng ủy xã Đông Hải")
    dialog.password.setText(first)
    dialog.again.setText(again)
    assert dialog.main is not None
    dialog.main.click()
    assert dialog.desk is None
    assert dialog.notice.isVisible()
    assert not (tmp_path / "offices").exists()


def test_the_office_chosen_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    start = StartDialog([tmp_path / "a", tmp_path / "b"], tmp_path, found_office)
    qtbot.addWidget(start)
    start.list.setCurrentRow(1)
    assert start.main is not None
    start.main.click()
    assert start.folder == tmp_path / "b"
