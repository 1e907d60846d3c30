"""The page Nhận phiếu: a record of a second office, by file, picture and scanner, to its answer."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.history import Role
from tcxd_desktop.domain.packets import Trust
from tcxd_desktop.domain.transfers import State, StepEvent, TransferQuery
from tcxd_desktop.office import known_offices, packets, people, transfer_packs, transfers
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.transfers.receive_page import ReceivePage
from tests import make
from tests.office import exchange_samples as samples
from tests.office import transfer_samples
from tests.ui import over_help
from tests.ui.conftest import Typist
from tests.ui.over_help import COMER
from tests.ui.safety_help import quiet

Feed = Callable[..., None]


@pytest.fixture
def other(office_template: Path, tmp_path: Path) -> Iterator[Desk]:
    with samples.another_office(office_template, tmp_path / "other", samples.OTHER) as desk:
        yield desk


@pytest.fixture
def record(other: Desk) -> bytes:
    """Return the record of a member who left the other office for ours."""
    return over_help.sent(other, over_help.comer(other))[1]


@pytest.fixture
def page(desk: Desk, jobs: Jobs, qtbot: QtBot) -> ReceivePage:
    return over_help.shown(ReceivePage, desk, jobs, qtbot)


def read(page: ReceivePage, path: Path, jobs: Jobs, qtbot: QtBot) -> None:
    page.read_file(path)
    quiet(jobs, qtbot)


@pytest.fixture
def feed(page: ReceivePage, jobs: Jobs, qtbot: QtBot, tmp_path: Path) -> Feed:
    """Give the page a file with this in it, and wait until it is read."""

    def give(data: bytes, name: str = "a.phieu") -> None:
        (tmp_path / name).write_bytes(data)
        read(page, tmp_path / name, jobs, qtbot)

    return give


def facts(page: ReceivePage) -> dict[str, tuple[str, str]]:
    return {fact.label: (fact.said, fact.here) for fact in page.table.rows.records()}


def opened(page: ReceivePage) -> list[int]:
    found: list[int] = []
    page.opened.connect(found.append)
    return found


# --- the ways in ----------------------------------------------------------------------------------


def test_it_waits_for_a_scanner(page: ReceivePage) -> None:
    assert page.scan.hasFocus()
    assert page.stack.currentIndex() == 0
    assert page.panel.currentIndex() == 0


def test_a_scan_opens_a_case_by_keys_alone(
    page: ReceivePage, desk: Desk, record: bytes, jobs: Jobs, typist: Typist, qtbot: QtBot
) -> None:
    cases = opened(page)
    typist.letters(page.scan, packets.digits(record))
    QTest.keyClick(page.scan, Qt.Key.Key_Return)  # the scanner's own Enter
    quiet(jobs, qtbot)
    assert page.name.text() == COMER
    assert facts(page)["Số thẻ đảng viên"] == ("031081000777", "")
    assert transfers.listed(desk, TransferQuery()) == [], "nothing is written by looking"
    QTest.keyClick(page.scan, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    [number] = cases
    case = transfers.read(desk, number)
    assert (case.traveller.name, case.serial) == (COMER, "HP 004410")
    assert case.target.unit_id == make.HAMLET


def test_a_file_and_a_picture_tell_the_same(page: ReceivePage, record: bytes, feed: Feed) -> None:
    feed(record)
    by_file = facts(page)
    assert page.scan.told == "Đã đọc a.phieu."
    feed(packets.qr_png(packets.digits(record)), "a.png")
    assert facts(page) == by_file


def test_a_file_can_be_dropped(
    page: ReceivePage, record: bytes, jobs: Jobs, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "a.phieu"
    path.write_bytes(record)
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(path))])
    none, keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, dropped, none, keys))
    quiet(jobs, qtbot)
    assert page.name.text() == COMER


@pytest.mark.parametrize(
    ("name", "page_key"), [("x.goi", "packages"), ("x.the", "cards"), ("x.bien-nhan", "packages")]
)
def test_files_of_other_pages_are_offered_there(
    page: ReceivePage, tmp_path: Path, name: str, page_key: str
) -> None:
    wanted: list[str] = []
    page.tool_wanted.connect(wanted.append)
    page.read_file(tmp_path / name)
    assert name in page.notice.text.text()
    page.notice.action.click()
    assert wanted == [page_key]


# --- what it says ---------------------------------------------------------------------------------


def test_how_far_a_record_is_believed_stands_out(
    page: ReceivePage, desk: Desk, other: Desk, record: bytes, feed: Feed, qtbot: QtBot
) -> None:
    feed(record)
    assert (page.trust.text(), page.trust.property("tone")) == ("chưa xác thực", "warn")
    assert page.cards_button.isVisible()
    wanted: list[str] = []
    page.tool_wanted.connect(wanted.append)
    page.cards_button.click()
    assert wanted == ["cards"]
    samples.know(desk, other)
    qtbot.waitUntil(lambda: page.trust.text() == "đã xác thực")  # by itself: nobody reads again
    assert page.trust.property("tone") == "ok"
    assert page.whose.text() == samples.OTHER.name
    assert not page.cards_button.isVisible()


def test_what_differs_here_is_marked(
    page: ReceivePage, desk: Desk, record: bytes, feed: Feed
) -> None:
    made = people.create(desk, make.new_person(name=COMER, sex="Nữ", birth=make.day("1981-07-09")))
    known = people.save(desk, replace(made, citizen_id="031181000777"))
    feed(record)
    assert facts(page)["Ngày sinh"] == ("19/07/1981", "09/07/1981")
    marks = page.table.rows.columns[3]
    by_label = {fact.label: marks.text(fact) for fact in page.table.rows.records()}
    assert by_label["Ngày sinh"] == "khác"
    assert by_label["Số định danh cá nhân"] == "khớp"
    assert "đang có tên trong danh sách" in page.faults.text.text()
    assert not page.take_button.isEnabled()
    asked: list[int] = []
    page.person_wanted.connect(asked.append)
    page.person_button.click()
    assert asked == [known.id]


REFUSED = {
    "half": "bị cắt",
    "flipped": "không khớp chữ ký",
    "other": "không phải phiếu",
    "picture": "ảnh",
}


@pytest.mark.parametrize("wrong", REFUSED)
def test_bad_records_get_a_sentence_and_nothing_else(
    page: ReceivePage, desk: Desk, record: bytes, feed: Feed, wrong: str
) -> None:
    digits = packets.digits(record)
    flipped = digits[:-1] + str((int(digits[-1]) + 1) % 10)
    bad = {
        "half": digits[: len(digits) // 2].encode(),
        "flipped": flipped.encode(),
        "other": b"CCCD|037081004217|",
        "picture": b"\x89PNG\r\n\x1a\n" + b"0" * 40,
    }
    feed(bad[wrong], "x.phieu")
    assert REFUSED[wrong] in page.notice.text.text()
    assert page.preview is None
    assert page.panel.currentIndex() == 0
    page.take()
    assert transfers.listed(desk, TransferQuery()) == []


def test_a_missing_or_huge_file_gets_a_sentence(page: ReceivePage, tmp_path: Path) -> None:
    page.read_file(tmp_path / "không có.phieu")
    assert page.notice.text.text()
    (tmp_path / "to.png").write_bytes(bytes(10 * 1024 * 1024 + 1))
    page.notice.clear()
    page.read_file(tmp_path / "to.png")
    assert page.notice.isVisible()


def test_a_revoked_sender_is_refused(
    page: ReceivePage, desk: Desk, other: Desk, record: bytes, feed: Feed
) -> None:
    known_offices.revoke(desk, samples.know(desk, other).id, "Mất máy")
    feed(record)
    assert "thu hồi" in page.notice.text.text()


def test_the_same_record_is_not_taken_twice(page: ReceivePage, record: bytes, feed: Feed) -> None:
    feed(record)
    page.take()
    feed(record)
    assert "đã tiếp nhận ngày 23/11/2026" in page.faults.text.text()
    assert not page.take_button.isEnabled()


def test_a_record_joins_the_case_a_notice_opened(
    page: ReceivePage, desk: Desk, record: bytes, feed: Feed
) -> None:
    feed(record)
    shown = page.preview
    assert shown is not None
    assert shown.case is not None
    waiting = transfer_samples.coming(desk, traveller=shown.case.traveller, serial="")
    feed(record)
    assert page.take_button.text() == "Bổ sung vào ca"
    assert not page.unit_box.isVisible()
    asked: list[int] = []
    page.case_wanted.connect(asked.append)
    page.case_button.click()
    assert asked == [waiting.id]
    cases = opened(page)
    page.take()
    assert cases == [waiting.id]
    assert transfers.read(desk, waiting.id).serial == "HP 004410"


def test_a_wrong_chi_bo_is_refused_by_its_field(
    page: ReceivePage, desk: Desk, record: bytes, feed: Feed
) -> None:
    feed(record)
    page.unit.edit.setFocus()
    page.unit.edit.selectAll()
    QTest.keyClicks(page.unit.edit, "khong co chi bo nay")
    page.take()
    assert transfers.listed(desk, TransferQuery()) == []
    assert page.notice.text.text()
    page.unit.set_value(make.SCHOOL)
    cases = opened(page)
    page.take()
    assert transfers.read(desk, cases[0]).target.unit_id == make.SCHOOL


def test_another_record_may_follow_without_taking_the_first(
    page: ReceivePage, record: bytes, feed: Feed
) -> None:
    feed(record)
    QTest.keyClick(page, Qt.Key.Key_F3)
    assert page.preview is None
    assert page.scan.hasFocus()


def test_who_may_only_look_is_told_so(
    desk: Desk, record: bytes, jobs: Jobs, qtbot: QtBot, tmp_path: Path
) -> None:
    viewer = samples.as_role(desk, role=Role.VIEWER)
    page = over_help.shown(ReceivePage, viewer, jobs, qtbot)
    assert not page.take_button.isEnabled()
    path = tmp_path / "a.phieu"
    path.write_bytes(record)
    page.read_file(path)
    assert page.notice.text.text()
    assert page.preview is None


# --- the whole way, and the answer back -----------------------------------------------------------


def test_the_answer_closes_the_case_of_the_sender(
    desk: Desk, other: Desk, jobs: Jobs, qtbot: QtBot, tmp_path: Path
) -> None:
    samples.know(desk, other)
    samples.know(other, desk)
    sent, record = over_help.sent(other, over_help.comer(other))
    path = tmp_path / "di.phieu"
    path.write_bytes(record)
    here = over_help.shown(ReceivePage, desk, jobs, qtbot)
    cases = opened(here)
    read(here, path, jobs, qtbot)
    here.take()
    arrival = transfers.read(desk, cases[0])
    arrival = transfer_samples.take(desk, arrival, StepEvent.PRESENT, "2026-11-16")
    arrival = transfer_samples.sign(desk, arrival, [7, 10], "2026-11-18")
    arrival = transfer_samples.take(desk, arrival, StepEvent.ARCHIVE, "2026-11-19")
    assert arrival.state is State.DONE
    answer = tmp_path / "ve.phieu"
    answer.write_bytes(transfer_packs.record_bytes(desk, arrival.id))
    there = over_help.shown(ReceivePage, other, jobs, qtbot)
    ended = opened(there)
    read(there, answer, jobs, qtbot)
    shown = there.preview
    assert shown is not None
    assert shown.read.trust is Trust.VERIFIED
    assert there.kind.text() == "Nơi đến đã tiếp nhận"
    assert there.take_button.text() == "Ghi vào ca"
    there.take()
    assert ended == [sent.id]
    assert transfers.read(other, sent.id).state is State.DONE
    read(there, answer, jobs, qtbot)
    there.take()
    assert ended == [sent.id], "an answer counts once"
    assert there.notice.text.text() or there.faults.text.text()
