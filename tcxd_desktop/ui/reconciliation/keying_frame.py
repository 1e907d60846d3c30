"""The look of the page that keys slips back: code and slip, beside them what is still out."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from tcxd_desktop.domain.reconciliation_views import ReconLine, SlipState
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.beside import Beside
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.elided import Elided
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.layers import LiveLayer
from tcxd_desktop.ui.common.page_head import EditorHead
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.ui.reconciliation.keying_form import KeyingForm
from tcxd_desktop.ui.reconciliation.people_rows import SLIP

WAITS = "Quét mã vạch trên phiếu, hoặc gõ số dưới mã vạch rồi Enter."
TONES: Final = {SlipState.PRINTED: "warn", SlipState.KEYED: "warn", SlipState.DONE: "ok"}
_LEFT: Final[tuple[Column[ReconLine], ...]] = (
    Column("name", "Họ và tên", lambda line: line.name, sort=lambda line: line.sort_key, width=140,
           tip=lambda line: line.unit),
    Column(
        "slip", "Phiếu", lambda line: SLIP[line.slip],
        tone=lambda line: TONES.get(line.slip, ""), width=104,
    ),
    Column("unit", "Chi bộ", lambda line: line.unit, width=120, shown=False),
)  # fmt: skip


class CodeBox(QLineEdit):
    """Takes what a barcode scanner types: digits alone, which no way of typing changes."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.setMaxLength(40)
        self.setAccessibleName("Mã phiếu")
        self.setPlaceholderText("mã phiếu")
        self.setFixedWidth(theme.current().px(200))


class KeyingFrame(LiveLayer):
    """Holds the parts; a page fills them."""

    def __init__(self, desk: Desk, changes: Changes, parent: QWidget | None = None) -> None:
        """Lay the parts out, without a slip."""
        super().__init__(changes, parent)
        self._desk = desk
        self.head = EditorHead("Đợt")
        self.head.save.setToolTip("Lưu phiếu này, chờ phiếu sau (Ctrl+Enter, Ctrl+S)")
        self.notice = Notice()
        self.code = CodeBox()
        self.go = QPushButton("Mở phiếu")
        self.go.setToolTip("Enter")
        self.first = QPushButton("Gõ lại lần một")
        self.first.setToolTip("Lần nhập trước sai: gõ lại cả phiếu thay lần trước (F6)")
        self.first.hide()
        self.hint = theme.muted(QLabel(WAITS))
        self.hint.setWordWrap(True)
        self.name = Elided(least=120)
        theme.page_title(self.name)
        self.place = Elided(least=80)
        theme.muted(self.place)
        self.badge = theme.badge("")
        self.form = KeyingForm(desk.today(), desk.codes)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addWidget(Beside(self._main(), self._aside()), 1)

    def _main(self) -> QWidget:
        look = theme.current()
        caption = QLabel("Mã phiếu")
        caption.setBuddy(self.code)
        line = QHBoxLayout()
        line.setSpacing(look.px(8))
        for widget in (caption, self.code, self.go, self.first):
            line.addWidget(widget)
        line.addStretch(1)
        who = QHBoxLayout()
        who.setSpacing(look.px(8))
        who.addWidget(self.name)
        who.addWidget(self.badge)
        who.addStretch(1)
        self.box = QWidget()
        inside = QVBoxLayout(self.box)
        inside.setContentsMargins(0, look.px(4), 0, 0)
        inside.setSpacing(look.px(2))
        inside.addLayout(who)
        inside.addWidget(self.place)
        inside.addWidget(self.form, 1)
        main = theme.panel(QWidget())
        column = QVBoxLayout(main)
        column.setContentsMargins(look.px(18), look.px(12), look.px(18), look.px(10))
        column.setSpacing(look.px(8))
        column.addLayout(line)
        column.addWidget(self.hint)
        column.addWidget(self.notice)
        column.addWidget(self.box, 1)
        column.addStretch(0)
        return main

    def _aside(self) -> QWidget:
        look = theme.current()
        aside = theme.panel(QWidget())
        self.count = theme.heading(QLabel())
        self.none = theme.muted(QLabel())
        self.out: Table[ReconLine] = Table(
            _LEFT, identity=lambda line: line.person_id, name="Phiếu chưa nhập xong"
        )
        self.out.setToolTip("Enter: mở phiếu của người này")
        column = QVBoxLayout(aside)
        column.setContentsMargins(look.px(14), look.px(12), 0, 0)
        column.setSpacing(look.px(8))
        column.addWidget(self.count)
        column.addWidget(self.none)
        column.addWidget(self.out, 1)
        column.addStretch(0)
        return aside
