"""The page Hướng dẫn: read, searched, walked by keys, printed."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.preview import Preview
from tcxd_desktop.ui.common.screens import room_of
from tcxd_desktop.ui.help import offers, page, picture_dialog, reader
from tcxd_desktop.ui.help.page import HelpPage
from tcxd_desktop.ui.help.picture_dialog import PictureDialog
from tcxd_desktop.ui.help.reader import Reader
from tcxd_desktop.wording.help import FIRST, SHEET_OF_KEYS, Topic, texts, topics
from tcxd_desktop.wording.help_markdown import read
from tcxd_desktop.wording.help_search import find
from tests.ui.conftest import DRESSED

CTRL = Qt.KeyboardModifier.ControlModifier
KEYS = "`F5` "
SAMPLE = f"""# Bài mẫu

Đoạn đầu {KEYS * 30} rồi [an toàn](an-toan) và [sao lưu](page:backups).

> **Lưu ý.** Cẩn thận.

![Hình mẫu](pictures/none.png)

1. Bước một.
   - Việc nhỏ.

| Khi | Làm |
|---|---|
| a | `Ctrl+S` |

## Phần cuối

{"Một câu dài để cuộn được. " * 200}
"""
TITLE, BLOCKS = read(SAMPLE)
SAMPLE_TOPIC = Topic("mau", TITLE, "Làm quen", BLOCKS)


@pytest.fixture
def help_page(desk: Desk, jobs: Jobs, qtbot: QtBot) -> HelpPage:
    made = HelpPage(desk, jobs, Changes(desk.on_written))
    qtbot.addWidget(made)
    made.resize(1156, 696)
    made.show()
    qtbot.wait(reader._RESIZED_MS * 2)
    return made


def told(found: Reader) -> str:
    return found.document().toPlainText().replace("\u00a0", " ")


def test_every_text_of_every_topic_is_shown(help_page: HelpPage) -> None:
    for found in topics():
        help_page.open_topic(found.key)
        bare = "".join(told(help_page.text).split())  # keys stand between blanks of their own
        wanted = ["".join(text.split()) for block in found.blocks for text in texts(block)]
        assert [text for text in wanted if text not in bare] == []
        assert help_page.text.horizontalScrollBar().maximum() == 0


def test_the_first_topic_is_shown_and_every_other_one_listed(help_page: HelpPage) -> None:
    assert help_page.topic == FIRST
    titles = help_page.list.titles()
    assert [one.title for one in topics() if one.title not in titles] == []
    assert help_page.list.currentItem().text() == topics()[0].title


def test_a_topic_is_chosen_by_keys_and_read(help_page: HelpPage) -> None:
    help_page.list.setFocus()
    QTest.keyClick(help_page.list, Qt.Key.Key_Down)
    while help_page.topic == FIRST:  # over the parts of the first
        QTest.keyClick(help_page.list, Qt.Key.Key_Down)
    assert help_page.topic == topics()[1].key
    QTest.keyClick(help_page.list, Qt.Key.Key_Return)
    assert help_page.text.hasFocus()


def test_a_part_comes_to_the_top_and_is_the_current_line(help_page: HelpPage) -> None:
    help_page.open_topic("an-toan#sao-luu")
    bar = help_page.text.verticalScrollBar()
    assert bar.value() > 0
    top = help_page.text.cursorForPosition(QPoint(30, 24)).block().text()
    assert top == "Sao lưu"
    assert help_page.list.currentItem().text().strip() == "Sao lưu"
    bar.setValue(0)
    assert help_page.list.currentItem().text() == "Nói rõ về an toàn"
    help_page.open_topic("an-toan#khong-co")
    assert bar.value() == 0


def test_back_and_forward_return_to_the_spot(help_page: HelpPage) -> None:
    assert not help_page.head.back.isEnabled()
    help_page.open_topic("an-toan")
    help_page.text.verticalScrollBar().setValue(300)
    help_page.open_topic("sao-luu")
    QTest.keyClick(help_page.text, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert (help_page.topic, help_page.text.verticalScrollBar().value()) == ("an-toan", 300)
    help_page.go_back()
    assert help_page.topic == FIRST
    help_page.go_back()
    assert help_page.topic == FIRST
    QTest.keyClick(help_page.text, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    help_page.go_forward()
    assert help_page.topic == "sao-luu"
    assert not help_page.head.forward.isEnabled()
    help_page.go_back()
    help_page.open_topic("so-truy-cap")
    assert not help_page.head.forward.isEnabled()


def test_an_unknown_topic_changes_nothing(help_page: HelpPage) -> None:
    help_page.open_topic("khong-co")
    assert help_page.topic == FIRST
    assert not help_page.head.back.isEnabled()


def test_links_lead_to_topics_and_pages(help_page: HelpPage, qtbot: QtBot) -> None:
    help_page.text.anchorClicked.emit(QUrl("an-toan#sao-luu"))
    assert help_page.topic == "an-toan"
    with qtbot.waitSignal(help_page.page_wanted) as wanted:
        help_page.text.anchorClicked.emit(QUrl("page:backups"))
    assert wanted.args == ["backups"]


# --- searching ------------------------------------------------------------------------------------


def test_what_is_found_is_counted_marked_and_walked(help_page: HelpPage) -> None:
    help_page.search("sao luu")
    found = find("sao luu")
    assert help_page.said.text() == f"{found.count} chỗ trong {len(found.topics)} bài"
    assert help_page.topic == found.topics[0][0].key == "sao-luu"
    assert help_page.list.titles() == [f"{one.title} · {count}" for one, count in found.topics]
    for one, count in found.topics:
        help_page.open_topic(one.key)
        assert len(help_page.text.places) == count
        assert len(help_page.text.extraSelections()) == count
    help_page.open_topic(found.topics[0][0].key)
    first = found.topics[0][1]
    assert help_page.head.count.text() == f"Tìm thấy 1/{first} chỗ"
    QTest.keyClick(help_page.box, Qt.Key.Key_Return)
    assert help_page.head.count.text() == f"Tìm thấy 2/{first} chỗ"
    help_page.head.before.click()
    help_page.head.before.click()
    assert help_page.topic == found.topics[-1][0].key
    assert help_page.text.at == found.topics[-1][1] - 1
    help_page.head.after.click()
    assert (help_page.topic, help_page.text.at) == ("sao-luu", 0)
    QTest.keyClick(help_page.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert help_page.topic == found.topics[-1][0].key


def test_every_place_that_is_gone_to_is_seen(help_page: HelpPage) -> None:
    help_page.search("sao lưu")
    for _ in range(15):
        start, _end = help_page.text.places[help_page.text.at]
        cursor = help_page.text.textCursor()
        cursor.setPosition(start)
        rect = help_page.text.cursorRect(cursor)
        assert help_page.text.viewport().rect().contains(rect.center())
        help_page.step(1)


def test_a_search_ends_with_esc_and_everything_is_listed_again(help_page: HelpPage) -> None:
    help_page.search("đối chiếu")
    QTest.keyClick(help_page.box, Qt.Key.Key_Escape)
    assert not help_page.box.text()
    assert help_page.said.isHidden()
    assert help_page.text.extraSelections() == []
    assert not help_page.head.count.isVisible()
    assert len(help_page.list.titles()) > len(topics())
    assert help_page.text.hasFocus()
    help_page.search("đối chiếu")
    QTest.keyClick(help_page.text, Qt.Key.Key_Escape)
    assert not help_page.box.text()


def test_what_is_not_found_is_said(help_page: HelpPage) -> None:
    help_page.search("xyzxyz")
    assert help_page.said.text().startswith("Không thấy")
    assert help_page.list.count() == 0
    assert help_page.head.count.text() == "Không có trong bài này"
    help_page.step(1)
    assert help_page.topic == FIRST
    QTest.keyClick(help_page, Qt.Key.Key_F3)
    assert help_page.box.selectedText() == "xyzxyz"


def test_typing_finds_a_moment_later_and_enter_at_once(help_page: HelpPage, qtbot: QtBot) -> None:
    help_page.box.setFocus()
    QTest.keyClicks(help_page.box, "khoi phuc")
    qtbot.waitUntil(help_page.said.isVisible)
    assert help_page.list.count() == len(find("khoi phuc").topics)
    help_page.box.setText("mau cham diem")
    QTest.keyClick(help_page.box, Qt.Key.Key_Return)
    assert help_page.topic == "mau-cham-diem"
    QTest.keyClick(help_page.box, Qt.Key.Key_Down)
    assert help_page.list.hasFocus()


# --- drawing --------------------------------------------------------------------------------------


@pytest.fixture
def sample(help_page: HelpPage, tmp_path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reader]:
    picture = QImage(1366, 768, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    file = tmp_path / "hinh.png"
    picture.save(str(file))
    for module in (reader, picture_dialog):
        monkeypatch.setattr(module, "picture_file", lambda _name: str(file))
    help_page.text.show_topic(SAMPLE_TOPIC)
    yield help_page.text
    help_page.text.topic = None


def test_pictures_take_the_room_there_is(sample: Reader, qtbot: QtBot) -> None:
    def width() -> float:
        block = sample.document().findBlock(sample._made.pictures[0])
        return block.begin().fragment().charFormat().toImageFormat().width()

    assert sample.viewport().width() - 80 < width() < sample.viewport().width()
    image = sample.document().resource(
        QTextDocument.ResourceType.ImageResource.value, QUrl("picture:none")
    )
    assert image.width() == width()
    sample.window().resize(900, 600)
    qtbot.waitUntil(lambda: width() < sample.viewport().width())
    assert sample.document().size().width() <= sample.viewport().width() + 1


def test_a_window_made_narrower_keeps_what_is_read(sample: Reader, qtbot: QtBot) -> None:
    sample.go_to("phan-cuoi")
    assert sample.heading_in_view() == "phan-cuoi"
    sample.window().resize(820, 600)
    qtbot.wait(reader._RESIZED_MS * 3)
    assert sample.heading_in_view() == "phan-cuoi"


def test_caps_lie_under_their_keys(sample: Reader) -> None:
    rects = list(sample._key_rects())
    assert len(rects) == 30  # the one in the table lies below what is seen
    for rect in rects:
        assert 8 < rect.width() < 80
        assert 10 < rect.height() < 30
    shift = sample.verticalScrollBar().value()
    for rect in rects[::7]:
        found = sample.cursorForPosition(rect.center().toPoint() - QPoint(0, shift))
        near = found.block().text()[max(found.positionInBlock() - 3, 0) :][:6]
        assert "F5" in near


def test_the_whole_is_drawn_in_the_colours_of_the_look(
    qapp: QApplication, sample: Reader, qtbot: QtBot
) -> None:
    light = sample.grab().toImage()
    theme.apply(qapp, dark=True, scale=100)
    qapp.setProperty(DRESSED, "")
    qtbot.wait(reader._RESIZED_MS * 3)
    dark = sample.grab().toImage()
    assert light.pixelColor(8, 8).lightness() > 240
    assert dark.pixelColor(8, 8).lightness() < 60
    first = sample.document().firstBlock().begin().fragment().charFormat()
    assert first.foreground().color() == theme.current().color("text")


@pytest.mark.parametrize("scale", theme.SCALES)
def test_nothing_is_cut_at_any_size(
    qapp: QApplication, desk: Desk, jobs: Jobs, qtbot: QtBot, scale: int
) -> None:
    theme.apply(qapp, dark=False, scale=scale)
    qapp.setProperty(DRESSED, "")
    made = HelpPage(desk, jobs, Changes(desk.on_written))
    qtbot.addWidget(made)
    made.resize(1366 - 300, 600)
    made.show()
    qtbot.wait(reader._RESIZED_MS * 2)
    for key in (SHEET_OF_KEYS, "cach-ghi", "an-toan"):
        made.open_topic(key)
        assert made.text.horizontalScrollBar().maximum() == 0
        assert made.text.document().size().width() <= made.text.viewport().width() + 1
    assert made.minimumSizeHint().width() <= 1366 - 300


def test_a_click_on_a_picture_shows_it_large(sample: Reader, help_page: HelpPage) -> None:
    seen: list[tuple[int, str]] = []

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PictureDialog)
        seen.append((dialog.width(), dialog.windowTitle()))
        room = room_of(dialog)
        assert dialog.width() <= room.width()
        assert dialog.height() <= room.height()
        dialog.main.click()

    QTimer.singleShot(50, act)
    sample.anchorClicked.emit(QUrl("picture:none"))
    assert [title for _, title in seen] == ["Hình trong hướng dẫn"]


# --- printing, offers -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "title"),
    [
        (lambda page: page.print_topic(), "Nói rõ về an toàn"),
        (lambda page: page.print_all(), page._WHOLE),
        (lambda page: page.print_keys(), "Bảng phím tắt"),
        (lambda page: (page.open_topic(SHEET_OF_KEYS), page.print_topic()), "Bảng phím tắt"),
        (lambda page: QTest.keyClick(page.text, Qt.Key.Key_P, CTRL), "Nói rõ về an toàn"),
    ],
    ids=["topic", "book", "keys", "keys-as-topic", "by-key"],
)
def test_papers_are_previewed_and_ask_for_no_purpose(
    help_page: HelpPage, jobs: Jobs, qtbot: QtBot, start: Callable[[HelpPage], None], title: str
) -> None:
    help_page.open_topic("an-toan")
    start(help_page)
    qtbot.waitUntil(lambda: not jobs.busy, timeout=20_000)
    windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, Preview)]
    assert [window.windowTitle() for window in windows] == [title]
    assert windows[0]._pages.count >= 1
    assert windows[0].asked.isHidden()
    windows[0].reject()


def test_every_topic_and_part_is_offered_before_and_after(help_page: HelpPage) -> None:
    titles = [offer.title for offer in help_page.actions_offered()]
    assert tuple(titles) == offers.topics()
    assert len(set(titles)) == len(titles)
    wanted = "Hướng dẫn: Nói rõ về an toàn – Người nghỉ việc và đổi khóa dữ liệu"
    next(offer for offer in help_page.actions_offered() if offer.title == wanted).run()
    assert help_page.list.currentItem().text().strip().startswith("Người nghỉ việc")


def test_the_page_needs_nothing_unsaved(help_page: HelpPage) -> None:
    assert not help_page.unsaved()
    assert help_page.record() == 0
