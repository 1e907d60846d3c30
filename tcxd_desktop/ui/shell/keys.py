"""The sheet of keys."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.screens import room_of
from tcxd_desktop.wording.keys import KEYS, Block

_WIDE, _KEY_WIDE = 820, 138


class KeysDialog(Dialog):
    """Shows every key the program answers to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Lay the keys out in two columns, which scroll where the screen is low."""
        super().__init__("Phím tắt", parent, width=_WIDE)
        look = theme.current()
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, look.px(14), 0)
        grid.setHorizontalSpacing(look.px(32))
        for place, blocks in enumerate(_shared(KEYS)):
            column = QVBoxLayout()
            column.setSpacing(look.px(16))
            for title, keys in blocks:
                column.addWidget(_block(title, keys))
            column.addStretch(1)
            grid.addLayout(column, 0, place)
            grid.setColumnStretch(place, 1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName("Phím tắt")
        scroll.setWidget(inside)
        self.body.addWidget(scroll, 1)
        self.add_buttons("Đóng", cancel="")
        room = room_of(self).size().height() - look.px(40)
        wanted = inside.heightForWidth(look.px(_WIDE - 36)) + look.px(80)
        self.resize(look.px(_WIDE), min(wanted, room))
        scroll.setFocus()  # the arrows scroll, Enter closes


def _shared(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """Share the blocks between two columns of about the same length, in their order."""
    whole = sum(len(keys) + 2 for _, keys in blocks)
    first: list[Block] = []
    for block in blocks:
        done = sum(len(keys) + 2 for _, keys in first)
        if done + (len(block[1]) + 2) / 2 > whole / 2:
            break
        first.append(block)
    return first, list(blocks[len(first) :])


def _block(title: str, keys: tuple[tuple[str, str], ...]) -> QWidget:
    look = theme.current()
    block = QWidget()
    grid = QGridLayout(block)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(look.px(14))
    grid.setVerticalSpacing(look.px(5))
    grid.addWidget(theme.heading(QLabel(title)), 0, 0, 1, 2)
    for row, (key, what) in enumerate(keys, start=1):
        said = QLabel(what)
        said.setWordWrap(True)
        grid.addWidget(theme.muted(QLabel(key)), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(said, row, 1)
    grid.setColumnMinimumWidth(0, look.px(_KEY_WIDE))
    grid.setColumnStretch(1, 1)
    return block
