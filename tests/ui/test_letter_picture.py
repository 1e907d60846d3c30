"""The plan of a letter: boxes in their places, states in words, mouse and keyboard."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.letters import BoxMark, BoxState
from tcxd_desktop.office import letters
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.transfers.letter_drawing import wrapped
from tcxd_desktop.ui.transfers.letter_picture import LetterPicture

MARKS = (
    BoxMark(1, BoxState.DONE, "Chi ủy chi bộ thôn Bình Minh", "23/11/2026", "Lê Văn Thịnh"),
    BoxMark(4, BoxState.NEXT, "Ban Thường vụ Đảng ủy xã Đông Hải"),
    BoxMark(7, BoxState.LATER, "Ban Thường vụ Đảng ủy phường Hoa Lư"),
    BoxMark(9, BoxState.OPTIONAL, "Đảng ủy bộ phận nơi đến"),
    BoxMark(10, BoxState.LATER, "Chi ủy nơi đến"),
)
LEFT, RIGHT, UP, DOWN = (
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down,
)  # fmt: skip


@pytest.fixture
def picture(qtbot: QtBot) -> LetterPicture:
    made = LetterPicture(letters.plan("T10"))
    qtbot.addWidget(made)
    made.resize(760, 300)
    made.set_plan(MARKS)
    made.show()
    made.setFocus()
    return made


def test_every_box_has_its_place_and_none_lies_upon_another(picture: LetterPicture) -> None:
    rects = [picture.rect_of(number) for number in range(1, 11)]
    for at, rect in enumerate(rects):
        assert picture.rect().contains(rect.toAlignedRect())
        assert not any(rect.intersects(other) for other in rects[at + 1 :])
    front, back = rects[:4], rects[4:]
    assert max(r.right() for r in front) < min(r.left() for r in back)
    assert rects[0].height() > 1.8 * rects[1].height()


@pytest.mark.parametrize("letter", ["T10", "T7", "T8", "T2"])
def test_a_narrow_picture_sets_the_sides_below_each_other(qtbot: QtBot, letter: str) -> None:
    made = LetterPicture(letters.plan(letter))
    qtbot.addWidget(made)
    made.resize(420, 520)
    made.set_plan(())
    made.show()
    layout = letters.plan(letter)
    if len(layout.sides) == 2:
        front, back = ([made.rect_of(box.number) for box in layout.on(side)] for side in (1, 2))
        assert max(r.bottom() for r in front) < min(r.top() for r in back)


def test_the_box_whose_turn_it_is_comes_first(picture: LetterPicture) -> None:
    assert picture.current() == 4
    assert picture.accessibleDescription() == ("Ô 4, Ban Thường vụ Đảng ủy xã Đông Hải, đến lượt")


def test_a_box_nobody_marked_is_not_used(picture: LetterPicture) -> None:
    assert picture.told(5) == "Ô 5, Ban tổ chức tỉnh ủy (và tương đương) nơi đi, không dùng"
    assert picture.told(1) == "Ô 1, Chi ủy chi bộ thôn Bình Minh, đã ghi, 23/11/2026, Lê Văn Thịnh"


def test_arrows_walk_and_enter_opens(picture: LetterPicture, qtbot: QtBot) -> None:
    walked = []
    for key in (LEFT, LEFT, RIGHT, DOWN, RIGHT, RIGHT):
        qtbot.keyClick(picture, key)
        walked.append(picture.current())
    assert walked == [2, 1, 2, 3, 8, 9]
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        with qtbot.waitSignal(picture.box_chosen) as told:
            qtbot.keyClick(picture, key)
        assert told.args == [9]
    qtbot.keyClick(picture, Qt.Key.Key_End)
    assert picture.current() == 10
    qtbot.keyClick(picture, RIGHT)
    assert picture.current() == 10
    qtbot.keyClick(picture, Qt.Key.Key_Home)
    qtbot.keyClick(picture, UP)
    assert picture.current() == 1


def test_every_box_can_be_reached_by_arrows(picture: LetterPicture, qtbot: QtBot) -> None:
    reached, waiting = {1}, [1]
    while waiting:
        here = waiting.pop()
        for key in (LEFT, RIGHT, UP, DOWN):
            picture.set_current(here)
            qtbot.keyClick(picture, key)
            if picture.current() not in reached:
                reached.add(picture.current())
                waiting.append(picture.current())
    assert reached == set(range(1, 11))


def test_a_click_chooses(picture: LetterPicture, qtbot: QtBot) -> None:
    with qtbot.waitSignal(picture.box_chosen) as told:
        qtbot.mouseClick(
            picture, Qt.MouseButton.LeftButton, pos=picture.rect_of(7).center().toPoint()
        )
    assert told.args == [7]
    with qtbot.assertNotEmitted(picture.box_chosen):
        qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))


def test_pointing_at_a_box_tells_all_of_it(picture: LetterPicture) -> None:
    at = picture.rect_of(1).center().toPoint()
    QApplication.sendEvent(
        picture, QHelpEvent(QHelpEvent.Type.ToolTip, at, picture.mapToGlobal(at))
    )
    assert QToolTip.text() == picture.told(1)


@pytest.mark.parametrize("dark", [False, True])
def test_states_have_their_colours_light_and_dark(
    qapp: QApplication, qtbot: QtBot, dark: bool
) -> None:
    theme.apply(qapp, dark=dark)
    qapp.setProperty("tcxdTestLook", "other")
    made = LetterPicture(letters.plan("T10"))
    qtbot.addWidget(made)
    made.resize(760, 300)
    made.set_plan(MARKS)
    made.show()
    shot = made.grab().toImage()
    look = theme.current()

    def ground(number: int) -> QColor:
        rect = made.rect_of(number)
        return shot.pixelColor(round(rect.left()) + 5, round(rect.bottom()) - 40)

    assert ground(1) == look.color("ok_soft")
    assert ground(4) == look.color("accent_soft")
    assert ground(7) == look.color("surface")
    assert ground(2) == look.color("bg")


def test_the_picture_follows_the_turn_and_else_stays_where_one_went(picture: LetterPicture) -> None:
    picture.set_current(9)
    picture.set_plan(MARKS)
    assert picture.current() == 9
    signed = BoxMark(4, BoxState.DONE, "Ban Thường vụ Đảng ủy xã Đông Hải", "25/11/2026")
    arrived = BoxMark(7, BoxState.NEXT, "Ban Thường vụ Đảng ủy phường Hoa Lư")
    picture.set_plan((MARKS[0], signed, arrived, *MARKS[3:]))
    assert picture.current() == 7


def test_another_letter_starts_unmarked(picture: LetterPicture) -> None:
    picture.set_letter(letters.plan("T2"))
    assert picture.current() == 1
    assert picture.told(1).endswith("không dùng")
    assert (
        picture.accessibleName() == "Sơ đồ Giấy giới thiệu sinh hoạt đảng ra ngoài nước (loại 2 ô)"
    )


def test_words_break_and_what_is_left_over_ends_in_dots(picture: LetterPicture) -> None:
    metrics = QFontMetricsF(picture.font())
    room = metrics.horizontalAdvance("Ban Thường vụ")
    text = "Ban Thường vụ Đảng ủy xã Đông Hải"
    assert wrapped(metrics, text, room + 1, 9) == ["Ban Thường vụ", "Đảng ủy xã", "Đông Hải"]
    two = wrapped(metrics, text, room + 1, 2)
    assert two[0] == "Ban Thường vụ"
    assert two[1].endswith("…")
    assert wrapped(metrics, text, room, 0) == []
