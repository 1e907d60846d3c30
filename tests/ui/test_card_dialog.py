"""Reading a citizen card: scanned, from a picture, dropped; compared, chosen, taken over."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.facts import Place
from tcxd_desktop.domain.history import Role
from tcxd_desktop.office import people, units
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.reading import Sources
from tcxd_desktop.ui.people.card_dialog import CardDialog
from tcxd_desktop.ui.people.editor import DossierEditor
from tcxd_desktop.ui.people.new_person_dialog import NewPersonDialog
from tests import make
from tests.exchange import card_pictures
from tests.exchange.card_pictures import CARD
from tests.ui.conftest import Typist

Key = Qt.Key


@pytest.fixture
def mine(desk: Desk) -> Dossier:
    """Somebody the card is of, with blanks and differences."""
    first = people.create(desk, make.new_person(name="Nguyễn Thị Đào", birth=None, sex=""))
    return people.save(
        desk,
        replace(
            first,
            birth_date=make.day("1962"),
            citizen_id="037162004218",
            home=Place("Xóm 3", "xã Đông Hải", "tỉnh Ninh Bình"),
            ceremony_date=make.day("1995-05-19"),
        ),
    )


def shown(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.activateWindow()


@pytest.fixture
def dialog(qtbot: QtBot, desk: Desk, jobs: Jobs, mine: Dossier) -> CardDialog:
    made = CardDialog(desk, jobs, mine)
    shown(qtbot, made)
    return made


def said(widget: QWidget) -> str:
    QApplication.sendPostedEvents()
    labels = widget.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisibleTo(widget))


def test_a_scan_is_compared_and_what_is_blank_is_ticked(
    desk: Desk, dialog: CardDialog, mine: Dossier, typist: Typist
) -> None:
    assert dialog.scan.hasFocus()
    assert not dialog.main.isEnabled()
    typist.letters(dialog.scan, CARD)
    QTest.keyClick(dialog.scan, Key.Key_Return)
    QTest.keyClick(dialog.scan, Key.Key_Return)  # what scanners send after it presses nothing
    assert dialog.isVisible()
    assert people.read(desk, mine.id) == mine
    assert dialog.view.chosen == ("old_citizen_id", "sex")
    assert set(dialog.view.ticks) == {"citizen_id", "old_citizen_id", "sex", "home"}
    text = said(dialog)
    for words in ("037162004218", "037162004217", "khác", "hồ sơ thiếu", "khớp", "Đính chính",
                  "Thẻ cấp ngày 12/05/2023."):  # fmt: skip
        assert words in text
    assert dialog.main.text() == "Ghi 2 mục vào hồ sơ"
    dialog.view.ticks["citizen_id"].click()
    assert dialog.main.text() == "Ghi 3 mục vào hồ sơ"
    QTest.keyClick(dialog.scan, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    made = people.read(desk, mine.id)
    assert dialog.result_dossier == made
    assert (made.citizen_id, made.old_citizen_id, made.sex) == ("037162004217", "161234567", "Nữ")
    assert (made.home, made.birth_date) == (mine.home, mine.birth_date)


def test_nothing_chosen_nothing_to_write(dialog: CardDialog) -> None:
    dialog.reader.take_text(CARD)
    for target in dialog.view.chosen:
        dialog.view.ticks[target].click()
    assert not dialog.main.isEnabled()


def test_a_picture_is_read_beside_the_screens(
    qtbot: QtBot, dialog: CardDialog, tmp_path: Path
) -> None:
    path = tmp_path / "thẻ.jpg"
    path.write_bytes(card_pictures.photograph(CARD, turned=8))
    dialog.reader.read_file(path)
    assert "thẻ.jpg" in dialog.scan.told
    qtbot.waitUntil(lambda: dialog.card is not None)
    assert dialog.view.chosen == ("old_citizen_id", "sex")


def test_a_picture_can_be_dropped(qtbot: QtBot, dialog: CardDialog, tmp_path: Path) -> None:
    path = tmp_path / "the.png"
    path.write_bytes(card_pictures.photograph(CARD, kind="PNG"))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    dialog.dropEvent(
        QDropEvent(
            QPointF(10, 10), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )  # fmt: skip
    qtbot.waitUntil(lambda: dialog.card is not None)


def test_what_cannot_be_read_is_said_and_the_last_card_is_gone(
    qtbot: QtBot, dialog: CardDialog, tmp_path: Path
) -> None:
    dialog.reader.take_text(CARD)
    dialog.reader.take_text("037162004217")
    assert "không phải mã trên thẻ căn cước" in said(dialog)
    assert dialog.card is None
    assert not dialog.main.isEnabled()
    path = tmp_path / "anh.jpg"
    path.write_bytes(card_pictures.photograph())
    dialog.reader.read_file(path)
    qtbot.waitUntil(lambda: "Không thấy mã QR" in said(dialog))
    dialog.reader.read_file(tmp_path / "khong-co.jpg")
    assert "khong-co.jpg" in said(dialog)
    dialog.reader.take_text(CARD)
    assert not dialog.notice.isVisible()


def test_lost_accents_are_told_and_not_taken(dialog: CardDialog) -> None:
    dialog.reader.take_text(CARD.replace("Thôn Bình Minh", "Th?n B?nh Minh"))
    assert "Nơi thường trú có vẻ bị mất dấu" in said(dialog)
    assert "home" not in dialog.view.ticks


def test_the_card_of_somebody_else_is_told_and_opened(
    desk: Desk, dialog: CardDialog, mine: Dossier
) -> None:
    other = people.create(
        desk, make.new_person(name="Vũ Thị Hạnh", birth=None, sex="", citizen_id="037170000009")
    )
    dialog.reader.take_text("037170000009||Vũ Thị Hạnh|02091970|Nữ|Xã Đông Hải, Ninh Bình|12052023")
    assert "Thẻ này là của Vũ Thị Hạnh, Chi bộ thôn Bình Minh" in said(dialog)
    assert not dialog.main.isEnabled()
    dialog.warning.action.click()
    assert dialog.existing == other.id
    assert not dialog.isVisible()
    assert people.read(desk, mine.id) == mine


def test_closed_while_a_picture_is_read(
    qtbot: QtBot, dialog: CardDialog, jobs: Jobs, tmp_path: Path
) -> None:
    path = tmp_path / "the.jpg"
    path.write_bytes(card_pictures.photograph(CARD))
    dialog.reader.read_file(path)
    dialog.reject()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert dialog.card is None


# --- from the dossier -----------------------------------------------------------------------------


def in_dialog(do: Callable[[CardDialog], None]) -> Callable[[], None]:
    def act() -> None:
        found = QApplication.activeModalWidget()
        assert isinstance(found, CardDialog)
        do(found)

    return act


def test_from_the_dossier_what_is_typed_stays(
    qtbot: QtBot, desk: Desk, jobs: Jobs, mine: Dossier
) -> None:
    editor = DossierEditor(desk, jobs, Changes(desk.store.on_written))
    editor.resize(1366, 768)
    shown(qtbot, editor)
    editor.open(mine.id)
    editor.forms.put("other_names", "Đào Con")

    def fill(dialog: CardDialog) -> None:
        dialog.reader.take_text(CARD)
        dialog.main.click()

    QTimer.singleShot(50, in_dialog(fill))
    with qtbot.waitSignal(editor.saved):
        editor.header.card.click()
    assert editor.dirty
    assert editor.save()
    made = people.read(desk, mine.id)
    assert (made.sex, made.old_citizen_id, made.other_names) == ("Nữ", "161234567", "Đào Con")
    assert people.history(desk, mine.id)[1].use_case == "people.card"
    editor.close()


def test_who_only_looks_reads_no_cards(qtbot: QtBot, desk: Desk, jobs: Jobs, mine: Dossier) -> None:
    viewer = replace(desk, actor=replace(desk.actor, role=Role.VIEWER))
    editor = DossierEditor(viewer, jobs, Changes(desk.store.on_written))
    shown(qtbot, editor)
    editor.open(mine.id)
    assert not editor.header.card.isEnabled()
    editor.read_card()
    assert QApplication.activeModalWidget() is None


# --- for somebody new -----------------------------------------------------------------------------


@pytest.fixture
def adding(qtbot: QtBot, desk: Desk, jobs: Jobs) -> NewPersonDialog:
    sources = Sources(make.TODAY, desk.codes, units.tree(desk))
    made = NewPersonDialog(desk, sources, jobs, unit_id=make.HAMLET)
    shown(qtbot, made)
    return made


def test_a_card_fills_the_boxes_of_somebody_new(desk: Desk, adding: NewPersonDialog) -> None:
    def scan(dialog: CardDialog) -> None:
        dialog.reader.take_text(CARD)
        assert dialog.view.ticks == {}
        dialog.main.click()

    QTimer.singleShot(50, in_dialog(scan))
    adding.card_button.click()
    assert adding.name.value() == "Nguyễn Thị Đào"
    assert adding.sexes["Nữ"].isChecked()
    adding.main.click()
    assert adding.created is not None
    made = people.read(desk, adding.created.id)
    assert made == adding.created
    assert (made.citizen_id, made.old_citizen_id) == ("037162004217", "161234567")
    assert (str(made.birth_date), made.home.province) == ("1962-03-05", "Ninh Bình")


def test_whoever_is_recorded_already_is_opened_instead(
    desk: Desk, adding: NewPersonDialog, mine: Dossier
) -> None:
    def scan(dialog: CardDialog) -> None:
        dialog.reader.take_text(CARD)
        assert "Có thể đã có: Nguyễn Thị Đào" in said(dialog)
        dialog.warning.action.click()

    QTimer.singleShot(50, in_dialog(scan))
    adding.card_button.click()
    assert adding.existing == mine.id
    assert not adding.isVisible()


def test_a_card_put_aside_writes_nothing_more(desk: Desk, adding: NewPersonDialog) -> None:
    def scan(dialog: CardDialog) -> None:
        dialog.reader.take_text(CARD)
        dialog.main.click()

    QTimer.singleShot(50, in_dialog(scan))
    adding.card_button.click()
    adding.citizen.set_text("037162004299")
    adding.name.set_value("Nguyễn Thị Khác")
    adding.main.click()
    assert adding.created is not None
    assert adding.created.old_citizen_id == ""


def test_the_keyboard_goes_from_a_picture_to_what_can_be_taken(
    qtbot: QtBot, dialog: CardDialog, tmp_path: Path
) -> None:
    path = tmp_path / "the.jpg"
    path.write_bytes(card_pictures.photograph(CARD))
    dialog.choose_button.setFocus()
    dialog.reader.read_file(path)
    qtbot.waitUntil(lambda: dialog.card is not None)
    ticks = list(dialog.view.ticks.values())
    assert dialog.focusWidget() is ticks[0]
    for tick in ticks[1:]:
        QTest.keyClick(dialog.focusWidget(), Key.Key_Tab)
        assert dialog.focusWidget() is tick
    QTest.keyClick(dialog.focusWidget(), Key.Key_Tab)
    assert dialog.focusWidget() is dialog.leave
