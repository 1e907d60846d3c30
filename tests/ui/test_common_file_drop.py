"""A file dropped onto a widget, with the events Qt sends."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tcxd_desktop.ui.common.file_drop import FileDrop

COPY, LEFT, PLAIN = (
    Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
)  # fmt: skip


class Place(FileDrop, QWidget):
    """Keeps what was dropped."""

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self.open = True
        self.taken: list[Path] = []

    def takes_file(self) -> bool:
        return self.open

    def take_file(self, path: Path) -> None:
        self.taken.append(path)


@pytest.fixture
def place(qtbot: QtBot) -> Place:
    made = Place()
    qtbot.addWidget(made)
    return made


def dragged(*names: str) -> QMimeData:
    found = QMimeData()
    found.setUrls([QUrl.fromLocalFile(f"/tệp/{name}") for name in names])
    return found


def enters(place: Place, data: QMimeData) -> bool:
    event = QDragEnterEvent(QPoint(5, 5), COPY, data, LEFT, PLAIN)
    event.ignore()
    QApplication.sendEvent(place, event)
    return event.isAccepted()


def test_one_file_is_taken(place: Place) -> None:
    data = dragged("danh sách.xlsx")
    assert enters(place, data)
    QApplication.sendEvent(place, QDropEvent(QPointF(5, 5), COPY, data, LEFT, PLAIN))
    assert place.taken == [Path("/tệp/danh sách.xlsx")]


def test_several_files_text_and_a_busy_page_are_not_entered(place: Place) -> None:
    assert not enters(place, dragged("một.xlsx", "hai.xlsx"))
    text = QMimeData()
    text.setText("chữ")
    assert not enters(place, text)
    place.open = False
    assert not enters(place, dragged("một.xlsx"))
