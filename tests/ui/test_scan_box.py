"""The box a scanner types into: digits whole, whatever typing program runs beside it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tcxd_desktop.office import packets
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.scan_box import ScanBox
from tests.exchange import packet_samples
from tests.ui.conftest import Typist


@pytest.fixture
def digits(desk: Desk) -> str:
    """Return the code of a real record."""
    blank = packet_samples.packet(uuid="", seq=0, sender="", made_on="")
    return packets.digits(packets.transfer_packet_bytes(desk, blank))


class Holder(QWidget):
    """A window with the box, a field after it, and a button Enter would press."""

    def __init__(self) -> None:
        super().__init__()
        self.box = ScanBox(
            waiting="Bấm vào đây, rồi quét mã QR",
            ready="Sẵn sàng: hãy quét mã QR",
            length=packets.announced,
            spaces=False,
            counted="chữ số",
        )
        self.after, self.button = QLineEdit(), QPushButton("Nhận")
        column = QVBoxLayout(self)
        for part in (self.box, self.after, self.button):
            column.addWidget(part)


@pytest.fixture
def holder(qtbot: QtBot) -> Holder:
    window = Holder()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.box.setFocus()
    return window


@pytest.fixture
def box(holder: Holder) -> ScanBox:
    return holder.box


def scans(box: ScanBox) -> list[str]:
    found: list[str] = []
    box.scanned.connect(found.append)
    return found


def test_nothing_composes_in_it(box: ScanBox) -> None:
    assert not box.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    assert "hãy quét mã QR" in box.told


def test_a_scan_ends_where_the_code_says(box: ScanBox, digits: str, typist: Typist) -> None:
    found = scans(box)
    typist.letters(box, digits[:700])
    assert found == []
    assert box.told == f"Đang nhận 700/{len(digits):,} chữ số…".replace(",", ".")
    assert box.share == pytest.approx(700 / len(digits))
    typist.letters(box, digits[700:])
    assert found == [digits]
    assert box.typed == ""
    assert "Đã nhận" in box.told


def test_enter_after_a_whole_code_presses_nothing(
    holder: Holder, box: ScanBox, digits: str, typist: Typist
) -> None:
    pressed: list[bool] = []
    holder.button.clicked.connect(lambda: pressed.append(True))
    holder.button.setDefault(True)
    found = scans(box)
    typist.letters(box, digits)
    QTest.keyClick(box, Qt.Key.Key_Return)
    QTest.keyClick(box, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert (found, pressed) == ([digits], [])


def test_tab_after_a_whole_code_leaves_the_keyboard_here(
    holder: Holder, box: ScanBox, digits: str, typist: Typist
) -> None:
    typist.letters(box, digits)
    QTest.keyClick(box, Qt.Key.Key_Tab)
    assert box.hasFocus()
    box._tail.stop()
    QTest.keyClick(box, Qt.Key.Key_Tab)
    assert holder.after.hasFocus()


def test_a_code_cut_short_is_handed_over_with_enter_or_by_silence(
    box: ScanBox, digits: str, typist: Typist, qtbot: QtBot
) -> None:
    found = scans(box)
    typist.letters(box, digits[:90])
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert found == [digits[:90]]
    box._pause.setInterval(30)
    typist.letters(box, digits[:80])
    qtbot.waitUntil(lambda: len(found) == 2)
    assert found[1] == digits[:80]


def test_a_typing_program_that_takes_back_and_sends_again_harms_nothing(
    box: ScanBox, digits: str, typist: Typist
) -> None:
    found = scans(box)
    typist.letters(box, digits[:40])
    typist.backspace(box, 3)
    typist.letters(box, digits[37:60])
    typist.compose(box, ["8", "84"], digits[60:64])
    typist.letters(box, digits[64:])
    assert found == [digits]


def test_letters_are_kept_so_that_a_foreign_code_is_told_from_ours(
    box: ScanBox, typist: Typist
) -> None:
    found = scans(box)
    typist.letters(box, "037081004217|Nguyễn Thị Đào")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert found == ["037081004217|NguyễnThịĐào"]
    assert packets.announced(found[0]) == 0


def test_a_code_can_be_pasted(box: ScanBox, digits: str) -> None:
    found = scans(box)
    QGuiApplication.clipboard().setText(f"{digits[:50]}\n{digits[50:]}\r\n")
    QTest.keyClick(box, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert found == [digits]


def test_escape_throws_a_scan_away(box: ScanBox, digits: str, typist: Typist) -> None:
    typist.letters(box, digits[:30])
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert (box.typed, box.share) == ("", 0.0)


def test_a_flood_is_not_taken(box: ScanBox) -> None:
    box._take("9" * 20_001)
    assert box.typed == ""


def test_it_says_that_it_waits_to_be_chosen(holder: Holder, box: ScanBox) -> None:
    holder.after.setFocus()
    assert box.told.startswith("Bấm vào đây")
    QTest.mouseClick(box, Qt.MouseButton.LeftButton)
    assert box.hasFocus()
    assert box.accessibleDescription() == box.told


# --- codes with words in them ---------------------------------------------------------------------


@pytest.fixture
def words(qtbot: QtBot) -> ScanBox:
    """Return a box for codes that hold text and do not tell how long they are."""
    box = ScanBox(waiting="Bấm vào đây", ready="Sẵn sàng")
    qtbot.addWidget(box)
    box.show()
    box.activateWindow()
    qtbot.waitUntil(box.isActiveWindow)
    box.setFocus()
    return box


def test_words_keep_their_spaces(words: ScanBox, typist: Typist) -> None:
    found = scans(words)
    QTest.keyClick(words, Qt.Key.Key_Space)  # presses nothing and is no part of a code
    typist.letters(words, "037162004217||Nguyễn Thị Đào|05031962")
    assert words.told == "Đang nhận 37 ký tự…"
    assert words.share == 0.0
    QTest.keyClick(words, Qt.Key.Key_Return)
    assert found == ["037162004217||Nguyễn Thị Đào|05031962"]


def test_letters_a_typing_program_takes_back(words: ScanBox, typist: Typist) -> None:
    found = scans(words)
    typist.letters(words, "Nguye")
    typist.backspace(words)
    typist.letters(words, "ễn ")
    typist.compose(words, ["T", "Th"], "Thị")
    QTest.keyClick(words, Qt.Key.Key_Return)
    assert found == ["Nguyễn Thị"]
