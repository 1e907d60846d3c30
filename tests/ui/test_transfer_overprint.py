"""In lên phôi: which boxes, with what, on which printer; and what is written of it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.letters import Calibration, Shift
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.office import letters, opening, people
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.transfers.case_reading import opened
from tcxd_desktop.ui.transfers.overprint_dialog import OverprintDialog
from tests import make
from tests.ui import transfer_help as helping
from tests.ui.safety_help import preview, quiet
from tests.ui.transfer_help import DAO


@pytest.fixture(scope="module")
def moving_office(office_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an office where one member is on the way."""
    folder = tmp_path_factory.mktemp("moving") / "office"
    shutil.copytree(office_template, folder)
    desk = opening.open_office(folder, make.PASSWORD, clock=make.clock)
    helping.on_the_way(desk, helping.fill(desk)[DAO])
    opening.close_office(desk)
    return folder


@pytest.fixture
def office_folder(moving_office: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(moving_office, tmp_path / "office"))


@pytest.fixture
def build(desk: Desk, jobs: Jobs, qtbot: QtBot) -> Callable[..., OverprintDialog]:
    """Open the dialog of the case."""

    def made(*boxes: int) -> OverprintDialog:
        dialog = OverprintDialog(desk, jobs, opened(desk, 1), boxes=boxes)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return made


def words(dialog: OverprintDialog) -> str:
    return " | ".join(label.text() for label in dialog.shown.findChildren(QLabel))


def test_the_boxes_of_the_route_are_offered_with_what_they_will_bear(
    build: Callable[..., OverprintDialog],
) -> None:
    dialog = build(4)
    offered = [dialog.boxes.item(row).text().split("\n")[0] for row in range(4)]
    assert [text.split("  ")[0] for text in offered] == ["Ô 1", "Ô 4", "Ô 7", "Ô 10"]
    assert dialog.chosen() == (4,)
    assert dialog.head.text() == "Ô 4 sẽ in"
    assert DAO in words(dialog)
    assert "15 tháng 09 năm 2026" in words(dialog)
    dialog.choose(1)
    assert dialog.job().boxes == (1,)
    assert dialog.job().serial == "NB 0012301"


def test_the_last_signed_box_is_marked_where_none_waits(
    build: Callable[..., OverprintDialog],
) -> None:
    assert build().chosen() == (4,)


def test_a_printer_that_was_not_measured_is_warned_of(
    build: Callable[..., OverprintDialog], desk: Desk
) -> None:
    dialog = build(4)
    assert dialog.unmeasured.isVisible()
    wanted: list[tuple[str, str]] = []
    dialog.calibrate_wanted.connect(lambda letter, printer: wanted.append((letter, printer)))
    dialog.calibrate.click()
    assert wanted == [("T10", "")]
    letters.save_calibration(desk, Calibration("", "T10", front=Shift(dx=1.5)))
    dialog._on_printer()
    assert not dialog.unmeasured.isVisible()


def test_one_box_is_previewed_and_its_print_leaves_a_line(
    build: Callable[..., OverprintDialog], desk: Desk, jobs: Jobs, qtbot: QtBot
) -> None:
    dialog = build(4)
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    window = preview(qtbot)
    assert "ô 4" in window.windowTitle()
    assert dialog.isVisible(), "the next box can be printed"
    window.printed(1, "gửi nơi đến")
    window.close()
    quiet(jobs, qtbot)
    person = next(iter(people.lines(desk, PeopleQuery(leavings=(), text="dao"))))
    with desk.read() as reading:
        found = reading.all("SELECT use_case, note, purpose FROM act ORDER BY id DESC LIMIT 1")
    assert found[0][0] == "printing.print"
    assert "ô 4" in found[0][1]
    assert found[0][2] == "gửi nơi đến"
    assert person.name == DAO


def test_no_box_is_no_print(
    build: Callable[..., OverprintDialog], jobs: Jobs, qtbot: QtBot
) -> None:
    dialog = build(4)
    dialog.choose()
    assert dialog.main is not None
    dialog.main.click()
    quiet(jobs, qtbot)
    assert dialog.notice.isVisible()
