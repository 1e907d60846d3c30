"""The frame of the sheet editor: head, how it stands, the table, the criterion explained."""

from decimal import Decimal

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.score_sheets import ScoreSheet
from tcxd_desktop.domain.score_templates import SELF, ScoreTemplate
from tcxd_desktop.ui.common import icons, theme
from tcxd_desktop.ui.common.draft_bar import DraftBar
from tcxd_desktop.ui.common.elided import Elided
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.flow import FlowLayout
from tcxd_desktop.ui.common.layers import Layer
from tcxd_desktop.ui.common.page_head import EditorHead
from tcxd_desktop.ui.common.roomy import Roomy
from tcxd_desktop.ui.meetings.meeting_frame import framed
from tcxd_desktop.ui.meetings.sheet_aside import SheetAside
from tcxd_desktop.ui.meetings.sheet_inputs import SheetInputs
from tcxd_desktop.ui.meetings.sheet_state import SheetWork
from tcxd_desktop.ui.meetings.sheet_table import ScoreTable
from tcxd_desktop.ui.meetings.sheet_view import ScoreView

_ASIDE_FROM = 860
"""Width at 100 % from which the explanation stands beside the table."""
_LEAST_WIDTH = 560
_LINE = 23
_KEYS = (
    "Gõ điểm · + đủ điểm · − không điểm · Dấu cách: đạt hay không, chọn mức · F2 lý do · "
    "F8 mục chưa chấm · Delete: về điểm tính từ số liệu"
)
_NO_SHEET = ScoreSheet(0, 0, ScoreTemplate("", 0, "", (), ()))
"""Stands in the table until the first sheet is opened."""


class SheetFrame(Layer):
    """Everything the editor is seen through, without knowing which sheet it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Lay the parts out."""
        super().__init__(parent)
        self.head = EditorHead("Trở lại")
        self.notice = Notice()
        self.draft_bar = DraftBar()
        self.print = icons.put(QPushButton("In phiếu"), "printer")
        self.reopen = QPushButton("Mở lại…")
        self.step = QPushButton()
        self.template = QPushButton()
        self.template_menu = QMenu(self.template)
        self.own = theme.chip(QPushButton("Tự chấm"))
        self.review = theme.chip(QPushButton("Thẩm định"))
        self.agree_all = QPushButton("Nhận các mục chưa ghi")
        self.facts = Elided(least=120)
        self.total = theme.page_title(QLabel())
        self.badge = theme.badge("")
        self.level = theme.badge("")
        self.official = theme.muted(QLabel())
        self.missing = QLabel()
        self.inputs = SheetInputs()
        self.aside = SheetAside()
        self.said = theme.mark(QLabel(), "message")
        self.view = ScoreView(ScoreTable(SheetWork(_NO_SHEET, SELF, Decimal(0))))
        self._asked = False
        self._told = ("", False)
        self._build()

    def _build(self) -> None:
        look = theme.current()
        self.setMinimumWidth(look.px(_LEAST_WIDTH))
        self._dress()
        middle = QVBoxLayout()
        middle.setContentsMargins(look.px(18), look.px(8), look.px(18), look.px(8))
        middle.setSpacing(look.px(7))
        first = QHBoxLayout()
        first.setSpacing(look.px(8))
        first.addWidget(self.facts, 1)
        first.addWidget(self.template)
        middle.addLayout(first)
        second = QWidget()
        flow = FlowLayout(second, spacing=look.px(8))
        for widget in (
            self.own, self.review, self.badge, self.total, self.level, self.official, self.missing,
            self.agree_all,
        ):  # fmt: skip
            flow.addWidget(widget)
            if isinstance(widget, QLabel):
                widget.setMinimumHeight(look.px(_LINE))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        second.setSizePolicy(policy)
        for part in (second, self.inputs, self.draft_bar, self.notice):
            middle.addWidget(part)
        self._panel = theme.panel(QWidget())
        inside = QVBoxLayout(self._panel)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.view)
        middle.addWidget(self._panel, 1)
        middle.addWidget(self.said)
        page = QWidget()
        page.setLayout(middle)
        self._middle = Roomy(page, self.view)
        self._right = framed(self.aside)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self._middle, 1)
        body.addWidget(self._right)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(body, 1)

    def _dress(self) -> None:
        self.head.place(self.reopen, self.print, self.step)
        theme.muted(self.facts)
        theme.set_mark(self.template, "menu", "true")
        self.template.setMenu(self.template_menu)
        self.template.setToolTip("Mẫu chấm điểm của buổi này; đổi được khi phiếu chưa nộp")
        self.own.setToolTip("Điểm chi bộ tự chấm (Ctrl+1)")
        self.review.setToolTip("Điểm cấp ủy cấp trên thẩm định (Ctrl+2)")
        self.reopen.setToolTip("Lùi phiếu một bước, có lý do")
        self.agree_all.setToolTip(
            "Đồng ý với điểm tự chấm ở những mục chưa ghi điểm thẩm định; mục đã ghi giữ nguyên "
            "(Ctrl+=)"
        )
        self.missing.setProperty("role", "message")
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        for button in (self.template, self.agree_all, self.own, self.review):
            button.setAutoDefault(False)

    def allow(self, *, on: bool) -> None:
        """Let points be entered, or not before a draft was decided on."""
        for widget in (self.view, self.inputs, self.aside, self.step, self.agree_all):
            widget.setEnabled(on)

    @Slot()
    def toggle_aside(self) -> None:
        """Show the explanation in place of the table, or the table again, where room is scarce."""
        self.show_aside(on=not self._asked)
        (self.aside.back if self.aside_alone else self.view).setFocus()

    def show_aside(self, *, on: bool = True) -> None:
        """Show the explanation, wherever it has room."""
        self._asked = on
        self._share()

    @property
    def aside_alone(self) -> bool:
        """Whether the explanation stands where the table was."""
        return self._asked and self._narrow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the explanation stand aside where there is no room."""
        super().resizeEvent(event)
        self._share()

    def changeEvent(self, event: QEvent) -> None:
        """Take the sizes of another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._share()

    def _narrow(self) -> bool:
        """Tell whether the explanation has no room beside the table."""
        return self.width() < theme.current().px(_ASIDE_FROM)

    def _share(self) -> None:
        narrow, alone = self._narrow(), self.aside_alone
        self._right.setVisible(not narrow or alone)
        self._middle.setVisible(not alone)
        self.aside.keep_width(alone=alone)
        self._say()

    def say(self, text: str, *, wrong: bool) -> None:
        """Say what is wrong with a cell; where the explanation has no room the short of it."""
        self._told = (text, wrong)
        self._say()

    def _say(self) -> None:
        text, wrong = self._told
        theme.set_mark(self.said, "tone", "bad" if wrong else "plain")
        if wrong:
            self.said.setText(text)
        else:
            self.said.setText(f"{text} F1: giải thích.".strip() if self._narrow() else _KEYS)
