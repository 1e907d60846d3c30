"""The page Gói hồ sơ: made for an office, opened by it, taken in with a receipt that comes back."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.facts import Place
from tcxd_desktop.domain.history import Role
from tcxd_desktop.domain.packages import Way
from tcxd_desktop.office import known_offices, packages, people
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.transfers.package_make_dialog import MakeDialog
from tcxd_desktop.ui.transfers.package_state import TAKE, Take
from tcxd_desktop.ui.transfers.packages_page import PackagesPage
from tests import make
from tests.office import exchange_samples as samples
from tests.ui import over_help
from tests.ui.over_help import COMER
from tests.ui.safety_help import answer, quiet


@dataclass(frozen=True)
class Table:
    """Bàn làm việc: pages of offices, and how they are read."""

    jobs: Jobs
    qtbot: QtBot
    folder: Path

    def page(self, at: Desk) -> PackagesPage:
        """Return the page of an office."""
        return over_help.shown(PackagesPage, at, self.jobs, self.qtbot)

    def read(self, page: PackagesPage, path: Path) -> None:
        """Open a package and wait until it is read."""
        page.read_package(path)
        self.wait()

    def wait(self) -> None:
        """Wait until nothing runs."""
        quiet(self.jobs, self.qtbot)


@pytest.fixture
def other(office_template: Path, tmp_path: Path) -> Iterator[Desk]:
    with samples.another_office(office_template, tmp_path / "other", samples.OTHER) as desk:
        yield desk


@pytest.fixture
def known(desk: Desk, other: Desk) -> int:
    """Let both offices know each other; return our card at the other."""
    samples.know(desk, other)
    return samples.know(other, desk).id


@pytest.fixture
def goi(other: Desk, known: int, tmp_path: Path) -> Path:
    """Return a package with the dossiers of two members of the other office."""
    second = people.create(other, make.new_person(name="Lê Văn Tám", birth=make.day("1990-02-03")))
    path = tmp_path / "den.goi"
    path.write_bytes(packages.make(other, [over_help.comer(other), second.id], known).data)
    return path


@pytest.fixture
def table(jobs: Jobs, qtbot: QtBot, tmp_path: Path) -> Table:
    return Table(jobs, qtbot, tmp_path)


def takes(page: PackagesPage) -> dict[str, str]:
    return {row.packed.dossier.birth_name: TAKE[row.take] for row in page.preview.rows}


# --- out ------------------------------------------------------------------------------------------


def test_without_a_compared_card_the_way_to_the_cards_is_offered(table: Table, desk: Desk) -> None:
    page = table.page(desk)
    wanted: list[str] = []
    page.tool_wanted.connect(wanted.append)
    page.make_button.click()
    assert "đối chiếu thẻ" in page.notice.text.text()
    page.notice.action.click()
    assert wanted == ["cards"]


def test_a_package_is_made_by_keys_and_its_receipt_comes_back(
    table: Table, desk: Desk, other: Desk, known: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    over_help.comer(other)
    goi, receipt = table.folder / "di.goi", table.folder / "ve.bien-nhan"
    over_help.choosing(monkeypatch, goi, receipt, receipt)
    there = table.page(other)

    def fill(dialog: MakeDialog) -> None:
        assert dialog.office.currentText() == "Đảng ủy xã Đông Hải"
        dialog.activateWindow()
        table.qtbot.waitUntil(dialog.person.edit.hasFocus)
        QTest.keyClicks(dialog.person.edit, "mai huong")
        dialog.person._wait.stop()
        dialog.person._offer_typed()
        QTest.keyClick(dialog.person.edit, Qt.Key.Key_Return)
        table.qtbot.waitUntil(dialog.person.edit.hasFocus)
        assert [line.name for line in dialog.people] == [COMER]
        assert dialog.count.text() == "1 hồ sơ trong gói"
        dialog.purpose.set_text("chuyển sinh hoạt đảng")
        QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    answer(fill)
    QTest.keyClick(there.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    table.wait()
    assert "Đã lập gói số 1, 1 hồ sơ, lưu ở di.goi." in there.notice.text.text()
    [line] = there.table.rows.records()
    assert (line.way, line.office, line.answered) == (Way.OUT, "Đảng ủy xã Đông Hải", "")

    here = table.page(desk)
    table.read(here, goi)
    assert takes(here) == {COMER: "hồ sơ mới"}
    QTest.keyClick(here.preview.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    table.wait()
    assert "Đã nhận 1 hồ sơ" in here.notice.text.text()
    here.notice.action.click()
    assert receipt.is_file()
    [came] = here.table.rows.records()
    assert came.way is Way.IN

    there.take_receipt()
    assert "đã nhận gói số 1 ngày 23/11/2026" in there.notice.text.text()
    assert there.table.rows.records()[0].answered == "2026-11-23"


def test_a_package_needs_somebody(table: Table, other: Desk, known: int) -> None:
    page = table.page(other)
    said: list[str] = []

    def press(dialog: Any) -> None:
        dialog.main.click()
        said.append(dialog.notice.text.text())
        dialog.reject()

    answer(press)
    page.make()
    assert said[0]
    assert page.table.rows.records() == []


def test_people_leave_the_list_again(other: Desk, known: int, jobs: Jobs, qtbot: QtBot) -> None:
    person = over_help.comer(other)
    dialog = MakeDialog(other, jobs, known_offices.listed(other), None, people=[person])
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.table.select_first()
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_Delete)
    assert dialog.people == []
    dialog.reject()


# --- in -------------------------------------------------------------------------------------------


def test_a_package_is_seen_before_anything_is_written(table: Table, desk: Desk, goi: Path) -> None:
    page = table.page(desk)
    table.read(page, goi)
    assert "2 hồ sơ" in page.preview.title.text()
    assert samples.OTHER.name in page.preview.title.text()
    assert takes(page) == {COMER: "hồ sơ mới", "Lê Văn Tám": "hồ sơ mới"}
    assert page.preview.take_button.text() == "Nhận 2 hồ sơ"
    QTest.keyClick(page.preview.table, Qt.Key.Key_Return)
    assert page.preview.take_button.text() == "Nhận 1 hồ sơ"
    QTest.keyClick(page.preview.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    page.preview.takes[Take.SKIP].click()
    assert not page.preview.take_button.isEnabled()
    QTest.keyClick(page.preview.table, Qt.Key.Key_Escape)
    assert page.stack.currentIndex() == 0
    assert page.table.rows.records() == []
    assert not any("packets.take" in act for act, _ in samples.acts(desk))


def test_somebody_known_by_number_is_filled_up_never_doubled(
    table: Table, desk: Desk, goi: Path
) -> None:
    made = people.create(desk, make.new_person(name=COMER, sex="Nữ", birth=make.day("1981-07-19")))
    here = people.save(desk, replace(made, citizen_id="031181000777", home=Place(detail="Thôn 3")))
    page = table.page(desk)
    table.read(page, goi)
    assert takes(page)[COMER] == "bổ sung hồ sơ đã có"
    row = next(one for one in page.preview.rows if one.packed.dossier.birth_name == COMER)
    assert row.may == (Take.FILL, Take.SKIP)
    page.preview.table.select(row.index)
    assert "trùng số định danh" in page.preview.stands.text()
    page.preview.take()
    table.wait()
    after = people.read(desk, here.id)
    assert (after.card_no, after.home) == ("031081000777", here.home)


def test_somebody_alike_is_asked_about(table: Table, desk: Desk, goi: Path) -> None:
    people.create(desk, make.new_person(name=COMER, sex="Nữ", birth=make.day("1981-07-19")))
    page = table.page(desk)
    table.read(page, goi)
    assert takes(page)[COMER] == "cần chọn"
    assert not page.preview.take_button.isEnabled()
    assert "trùng họ tên, ngày sinh" in page.preview.why.text()
    page.preview.table.select(0)
    assert not any(radio.isChecked() for radio in page.preview.takes.values())
    page.preview.takes[Take.NEW].click()
    assert page.preview.take_button.isEnabled()
    page.preview.take()
    table.wait()
    assert "Đã nhận 2 hồ sơ" in page.notice.text.text()


def test_a_package_is_taken_once(table: Table, desk: Desk, goi: Path) -> None:
    page = table.page(desk)
    table.read(page, goi)
    page.preview.take()
    table.wait()
    table.read(page, goi)
    assert "đã nhận ngày 23/11/2026" in page.notice.text.text()
    assert page.stack.currentIndex() == 0


def test_the_receipt_can_be_had_again(
    table: Table, desk: Desk, goi: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = table.page(desk)
    table.read(page, goi)
    page.preview.take()
    table.wait()
    path = table.folder / "lai.bien-nhan"
    over_help.choosing(monkeypatch, path)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert path.is_file()
    assert "Gửi tệp này" in page.notice.text.text()


@pytest.mark.parametrize("wrong", ["absent", "garbage", "flipped", "for another"])
def test_bad_packages_get_a_sentence(
    table: Table, desk: Desk, other: Desk, goi: Path, wrong: str
) -> None:
    at = desk
    if wrong == "absent":
        goi.unlink()
    elif wrong == "garbage":
        goi.write_bytes(b"PK\x03\x04 nothing")
    elif wrong == "flipped":
        data = bytearray(goi.read_bytes())
        data[-20] ^= 1
        goi.write_bytes(data)
    else:
        at = other
    page = table.page(at)
    table.read(page, goi)
    assert len(page.notice.text.text()) > 20
    assert page.stack.currentIndex() == 0


def test_packages_and_receipts_can_be_dropped(table: Table, desk: Desk, goi: Path) -> None:
    def drop(path: Path) -> None:
        dropped = QMimeData()
        dropped.setUrls([QUrl.fromLocalFile(str(path))])
        none, keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
        page.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, dropped, none, keys))
        table.wait()

    page = table.page(desk)
    drop(goi)
    assert page.stack.currentIndex() == 1
    page.leave()
    strange = table.folder / "x.bien-nhan"
    strange.write_bytes(b"{}")
    drop(strange)
    assert page.notice.text.text()
    assert page.stack.currentIndex() == 0


def test_who_may_only_look_makes_and_takes_nothing(table: Table, desk: Desk) -> None:
    page = table.page(samples.as_role(desk, role=Role.VIEWER))
    for button in (page.make_button, page.take_button, page.receipt_button):
        assert not button.isEnabled()
    QTest.keyClick(page, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert page.notice.text.text()
