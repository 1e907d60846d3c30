"""The dialog of the diagnostic package: everything is read first, and saved as it was read."""

import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import settings
from tcxd_desktop.ui.common.surroundings import look_facts, qt_facts
from tcxd_desktop.ui.shell.diagnosing import DiagnosingDialog, machine_facts
from tcxd_desktop.wording.diagnostics import TITLES


@pytest.fixture
def dialog(desk: Desk, qtbot: QtBot) -> DiagnosingDialog:
    made = DiagnosingDialog(desk)
    qtbot.addWidget(made)
    made.show()
    return made


def test_every_part_can_be_read(dialog: DiagnosingDialog, qtbot: QtBot) -> None:
    shown = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert shown == list(TITLES.values())
    for row, part in enumerate(dialog.parts):
        assert dialog.list.currentRow() == row
        assert dialog.text.toPlainText() == part.text
        assert part.title in dialog.text.accessibleName()
        qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    assert dialog.text.isReadOnly()
    dialog.text.setFocus()
    qtbot.keyClick(dialog.text, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is not dialog.text


def test_what_was_read_is_what_is_saved(
    dialog: DiagnosingDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "goi.zip"
    asked = []

    def save(*arguments: object) -> tuple[str, str]:
        asked.append(str(arguments[2]))
        return str(path), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", save)
    assert dialog.main is not None
    dialog.main.click()
    assert Path(asked[0]).name == dialog.name
    assert dialog.isVisible()
    assert dialog.notice.text.text() == f"Đã lưu goi.zip. Gói gồm {len(TITLES)} tệp văn bản."
    with zipfile.ZipFile(path) as package:
        texts = [package.read(name).decode("utf-8-sig") for name in package.namelist()]
    assert texts == [part.text for part in dialog.parts]


def test_who_leaves_saves_nothing(
    dialog: DiagnosingDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    assert dialog.main is not None
    dialog.main.click()
    assert dialog.isVisible()
    assert not dialog.notice.isVisible()


def test_a_place_that_cannot_be_written_is_told(
    dialog: DiagnosingDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = str(tmp_path / "khong-co" / "goi.zip")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (there, ""))
    assert dialog.main is not None
    dialog.main.click()
    assert dialog.notice.isVisible()
    assert "Đã lưu" not in dialog.notice.text.text()


def test_settings_are_told_without_a_name_or_folder() -> None:
    settings.change(printer="May-in-moc", save_folder="/home/moc", look="dark", place="moc")
    told = machine_facts()
    assert told["Giao diện đã chọn"] == "Tối"
    assert told["Đã chọn máy in"] == told["Đã lưu tệp ra ngoài"] == "có"
    assert "moc" not in str(told)
    settings.change(look="moc")
    assert "moc" not in str(machine_facts())


def test_the_screen_is_told_by_its_size() -> None:
    told = qt_facts()
    assert told["Qt"].startswith("6.")
    assert "dpi" in told["Màn hình 1"]
    assert look_facts()["Cỡ chữ"] == "100 %"
