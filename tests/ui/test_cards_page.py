"""The page Thẻ cơ quan: our card, cards of others added, compared by voice, revoked, renewed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.history import Role
from tcxd_desktop.domain.office_cards import CardState
from tcxd_desktop.office import known_offices, office_keys
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.transfers.cards_page import CardsPage
from tests.office import exchange_samples as samples
from tests.ui import over_help
from tests.ui.safety_help import answer, press, pressing, refused


@pytest.fixture
def other(office_template: Path, tmp_path: Path) -> Iterator[Desk]:
    with samples.another_office(office_template, tmp_path / "other", samples.OTHER) as desk:
        yield desk


@pytest.fixture
def card(other: Desk, tmp_path: Path) -> Path:
    """Return the card of the other office as the file it sent."""
    path = tmp_path / "tan-lap.the"
    path.write_bytes(office_keys.card_file(other))
    return path


@pytest.fixture
def page(desk: Desk, jobs: Jobs, qtbot: QtBot) -> CardsPage:
    return over_help.shown(CardsPage, desk, jobs, qtbot)


def only(page: CardsPage) -> CardState:
    [known] = page.table.rows.records()
    return known.state


# --- our own --------------------------------------------------------------------------------------


def test_our_card_is_made_once_and_read_in_six_groups(page: CardsPage, desk: Desk) -> None:
    assert not page.number.isVisible()
    assert "Chưa có thẻ" in page.own_how.text()
    page.make_button.click()
    own = office_keys.own_card(desk)
    assert own is not None
    lines = page.number.text().split("\n")
    assert [len(line.split()) for line in lines] == [3, 3]
    assert " ".join(page.number.text().split()) == own.fingerprint
    assert page.own_name.text() == "Đảng ủy xã Đông Hải"
    assert not page.make_button.isVisible()
    page.copy_button.click()
    assert QGuiApplication.clipboard().text() == own.fingerprint


def test_our_card_is_saved_for_others(
    page: CardsPage, desk: Desk, other: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "minh.the"
    over_help.choosing(monkeypatch, path)
    page.make_button.click()
    QTest.keyClick(page.table, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert "minh.the" in page.notice.text.text()
    read = known_offices.read_card(other, path.read_bytes())
    assert read.card == office_keys.own_card(desk)


def test_keys_are_renewed_after_a_yes_and_a_reason(page: CardsPage, desk: Desk) -> None:
    page.make_button.click()
    before = page.number.text()
    answer(press, pressing(lambda dialog: dialog.field.set_value("Mất máy")))
    page.renew_button.click()
    assert page.number.text() != before
    assert "gửi lại" in page.notice.text.text()
    answer(lambda dialog: dialog.reject())
    after = page.number.text()
    page.renew_button.click()
    assert page.number.text() == after


# --- others ---------------------------------------------------------------------------------------


def test_a_card_is_added_compared_and_revoked_by_keys(
    page: CardsPage, other: Desk, card: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    over_help.choosing(monkeypatch, card)
    assert page.stack.currentWidget() is page.empty
    answer(press)
    QTest.keyClick(page.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert only(page) is CardState.NOT_COMPARED
    assert "gọi điện" in page.notice.text.text()
    assert page.name.text() == samples.OTHER.name
    read_aloud = office_keys.ensure(other).fingerprint

    def heard(dialog: Any) -> None:
        assert read_aloud not in dialog.box.message.text()
        QTest.keyClicks(dialog.digits.edit, read_aloud.replace(" ", "."))
        assert dialog.box.message.text() == "Đủ 30 chữ số."

    answer(pressing(heard))
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert only(page) is CardState.COMPARED
    assert not page.compare_button.isVisible()
    assert page.focusWidget() is page.table, "Enter must not press the button that stands next"
    answer(press)
    page.packs_button.click()
    assert page.table.rows.records()[0].packs
    page.packs_button.click()
    assert not page.table.rows.records()[0].packs
    answer(pressing(lambda dialog: dialog.field.set_value("Đơn vị đã giải thể")))
    page.revoke_button.click()
    assert only(page) is CardState.REVOKED
    assert page.table.rows.records()[0].revoked_why == "Đơn vị đã giải thể"
    assert not page.revoke_button.isVisible()


def test_the_number_is_not_shown_before_it_was_heard(
    page: CardsPage, other: Desk, card: Path
) -> None:
    answer(press)
    page.add_file(card)
    number = office_keys.ensure(other).fingerprint.split(" ")[0]
    texts = [label.text() for label in page.sides.findChildren(type(page.name))]
    assert not any(number in text for text in texts)
    known_offices.compare(page._desk, page.table.rows.records()[0].id,
                          office_keys.ensure(other).fingerprint)  # fmt: skip
    page.reload()
    texts = [label.text() for label in page.sides.findChildren(type(page.name))]
    assert any(number in text for text in texts)


def test_a_number_heard_wrong_is_told_and_nothing_is_trusted(
    page: CardsPage, other: Desk, card: Path, jobs: Jobs
) -> None:
    answer(press)
    page.add_file(card)
    right = office_keys.ensure(other).fingerprint
    wrong = ("99999" if right[:5] != "99999" else "11111") + right[5:]
    said: list[str] = []
    answer(refused(lambda dialog: dialog.digits.set_text(wrong), said, jobs))
    page.compare()
    answer(refused(lambda dialog: dialog.digits.set_text("12345"), said, jobs))
    page.compare()
    assert "1 trong 6 nhóm" in said[0]
    assert "mới có 5 chữ số" in said[1]
    assert only(page) is CardState.NOT_COMPARED


def test_bad_files_get_a_sentence(page: CardsPage, desk: Desk, card: Path, tmp_path: Path) -> None:
    page.add_file(tmp_path / "không có.the")
    assert page.notice.text.text()
    (tmp_path / "x.the").write_bytes(b"{}")
    page.add_file(tmp_path / "x.the")
    assert "thẻ cơ quan" in page.notice.text.text()
    data = bytearray(card.read_bytes())
    data[len(data) // 2] ^= 1
    (tmp_path / "y.the").write_bytes(data)
    page.add_file(tmp_path / "y.the")
    assert page.notice.text.text()
    own = tmp_path / "own.the"
    own.write_bytes(office_keys.card_file(desk))
    page.add_file(own)
    assert "chính cơ quan mình" in page.notice.text.text()
    assert page.table.rows.records() == []


def test_a_card_that_is_here_already_is_pointed_at(page: CardsPage, card: Path) -> None:
    answer(press)
    page.add_file(card)
    page.add_file(card)
    assert "đã có trong danh sách" in page.notice.text.text()
    assert len(page.table.rows.records()) == 1


def test_a_renewed_card_takes_the_place_of_the_one_that_signed_it(
    page: CardsPage, desk: Desk, other: Desk, tmp_path: Path
) -> None:
    samples.know(desk, other)
    page.reload()
    office_keys.renew(other, "Đổi máy")
    path = tmp_path / "moi.the"
    path.write_bytes(office_keys.card_file(other))
    said: list[str] = []

    def look(dialog: Any) -> None:
        said.append(dialog.main.text())
        press(dialog)

    answer(look)
    page.add_file(path)
    assert said == ["Thay thẻ"]
    states = sorted(known.state.value for known in page.table.rows.records())
    assert states == [CardState.COMPARED.value, CardState.REVOKED.value]
    assert "đã đối chiếu" in page.notice.text.text()


def test_an_office_of_the_same_name_with_other_keys_is_warned_of(
    page: CardsPage, desk: Desk, other: Desk, office_template: Path, tmp_path: Path
) -> None:
    samples.know(desk, other)
    page.reload()
    with samples.another_office(office_template, tmp_path / "twin", samples.OTHER) as twin:
        path = tmp_path / "twin.the"
        path.write_bytes(office_keys.card_file(twin))
    said: list[str] = []

    def look(dialog: Any) -> None:
        said.append(dialog.main.text())
        dialog.reject()

    answer(look)
    page.add_file(path)
    assert said == ["Vẫn thêm, chưa đối chiếu"]
    assert len(page.table.rows.records()) == 1


def test_only_the_head_keeps_cards(desk: Desk, other: Desk, jobs: Jobs, qtbot: QtBot) -> None:
    samples.know(desk, other, compared=False)
    clerk = samples.as_role(desk, role=Role.CLERK)
    page = over_help.shown(CardsPage, clerk, jobs, qtbot)
    for button in (page.add_button, page.compare_button, page.revoke_button, page.renew_button):
        assert not button.isEnabled()
        assert button.toolTip()
    assert page.make_button.isEnabled() or page.save_button.isEnabled()
    page.compare()
    assert page.notice.text.text()
