"""What may be done next with a case: buttons for the way ahead, a menu for the exceptions."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QMenu, QPushButton, QSizePolicy, QWidget

from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.transfer_machine import Move
from tcxd_desktop.domain.transfers import StepEvent, Transfer
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.allowed import allow
from tcxd_desktop.ui.common.breaking import break_line
from tcxd_desktop.ui.common.flow import FlowLayout
from tcxd_desktop.ui.transfers.case_words import Offered, finished, move_text
from tcxd_desktop.wording.transfers import STATE

_NEXT = "Bước tiếp theo"
_OVER = "Ca đã kết thúc."
_APART = (StepEvent.BACK, StepEvent.CONTACT)
"""Entries of the menu before which a line is drawn."""


class MovesBar(QWidget):
    """The next steps of one case."""

    wanted = Signal(object)
    """Move."""

    def __init__(self, desk: Desk, *, caption: bool = True) -> None:
        """Start without a case; ``caption``: say what the buttons are."""
        super().__init__()
        self._desk, self._captioned = desk, caption
        self.buttons: dict[str, QPushButton] = {}
        """By their words."""
        self.caption = theme.muted(QLabel(_NEXT))
        self.more = QPushButton("Việc khác")
        theme.set_mark(self.more, "menu", "true")
        self.menu = QMenu(self)
        self.menu.setToolTipsVisible(True)
        self.more.setMenu(self.menu)
        self._holder = QWidget()
        self._row = FlowLayout(self._holder, spacing=theme.current().px(8))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._holder.setSizePolicy(policy)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(theme.current().px(8))
        self._line.addWidget(self.caption)
        self.caption.setVisible(caption)
        self._line.addWidget(self._holder, 1)
        top = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        self._line.addWidget(self.more, 0, top)

    def show_moves(self, case: Transfer, found: Offered) -> None:
        """Offer what may follow."""
        kept = self._kept()
        self._row.clear()
        self.buttons = {}
        for place, move in enumerate(found.ahead):
            button = QPushButton(move_text(move, case))
            button.setAutoDefault(False)
            if not place and not move.optional:
                theme.primary(button)
            button.setToolTip(_tip(case, move))
            allow(button, self._desk, Permission.TRANSFERS)
            button.clicked.connect(partial(self.wanted.emit, move))
            self.buttons[button.text()] = button
            self._row.addWidget(button)
        self.caption.setVisible(self._captioned and bool(found.ahead))
        if not found.ahead:
            self._row.addWidget(theme.muted(QLabel(_OVER if finished(case) else "")))
        self._fill_menu(case, found)
        self._holder.updateGeometry()
        self._share()
        if kept and self.buttons:
            first = next(iter(self.buttons.values()))
            first.show()  # the layout would show it later, and what is hidden takes no keyboard
            first.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the menu below the buttons where the longest of them needs the line."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        beside = [self.caption, self.more] if not self.caption.isHidden() else [self.more]
        widest = max((one.sizeHint().width() for one in self.buttons.values()), default=0)
        needed = widest + sum(one.sizeHint().width() for one in beside)
        fits = self.width() >= needed + self._line.spacing() * len(beside)
        break_line(self._line, wide=fits)

    def press_first(self) -> None:
        """Take the main next step."""
        first = next(iter(self.buttons.values()), None)
        if first is not None:
            first.click()

    def entries(self) -> list[str]:
        """Return what the menu offers."""
        return [action.text() for action in self.menu.actions() if action.text()]

    def _fill_menu(self, case: Transfer, found: Offered) -> None:
        self.menu.clear()
        for move in found.aside:
            if move.event in _APART:
                self.menu.addSeparator()
            action = self.menu.addAction(
                f"{move_text(move, case)}…", partial(self.wanted.emit, move)
            )
            action.setToolTip(_tip(case, move))
            allow(action, self._desk, Permission.TRANSFERS)
        self.more.setVisible(bool(found.aside))

    def _kept(self) -> bool:
        """Tell whether the keyboard is on one of the buttons, which are made anew."""
        # Asked of the window: while the dialog of a step closes, nothing in it "has" the keyboard.
        return self.window().focusWidget() in self.buttons.values()


def _tip(case: Transfer, move: Move) -> str:
    if move.target is case.state:
        return "Tình trạng của ca không đổi"
    return f"Sau đó: {STATE[move.target].lower()}"
