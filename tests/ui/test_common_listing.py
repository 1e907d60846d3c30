"""A list, the words in its place, and what stands above the rule."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tcxd_desktop.ui.common.listing import ListOrWords, ruled


def test_words_stand_where_the_list_is_empty(qtbot: QtBot) -> None:
    listed = QListWidget()
    made = ListOrWords(listed, "Chưa có gì.")
    qtbot.addWidget(made)
    made.show()
    assert listed.isVisible()
    made.show_list(on=False)
    assert made.empty.isVisible()
    assert made.empty.text() == "Chưa có gì."
    made.show_list(on=True)
    assert listed.isVisible()
    assert not made.empty.isVisible()


def test_the_main_part_takes_the_room_between_rule_and_foot(qtbot: QtBot) -> None:
    whole, title, main, foot = QWidget(), QLabel("Danh sách"), QListWidget(), QLabel("Chân")
    tools = QHBoxLayout()
    tools.addWidget(QPushButton("Thêm"))
    ruled(whole, title, tools, main=main, foot=foot)
    qtbot.addWidget(whole)
    whole.resize(300, 400)
    whole.show()
    assert title.y() == 0
    assert main.x() == 0
    assert main.width() == 300
    assert main.height() > 200
    assert foot.geometry().bottom() == 399
    assert tools.geometry().bottom() < main.y() - 1  # the rule lies between
