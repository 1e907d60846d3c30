"""The look of the page Nhận phiếu: scan and comparison, beside it whose record it is."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.transfer_receiving import ReceivedFact, ReceivePreview
from tcxd_desktop.domain.units import UnitNode
from tcxd_desktop.office import packets, units
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import icons, theme
from tcxd_desktop.ui.common.allowed import allow
from tcxd_desktop.ui.common.beside import Beside
from tcxd_desktop.ui.common.cards import Scroll, card, explained, text_label
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.fields import LabeledField, UnitField
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.reading import UnitChoices
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.ui.common.scan_box import ScanBox
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.ui.transfers import receive_words as words
from tcxd_desktop.ui.transfers.over_page import OverPage
from tcxd_desktop.wording.packets import TRUST

_MARKS = {"khác": "warn", "khớp": "ok", "phiếu không ghi": "plain"}
_WAYS = (
    ("Máy quét mã QR", "Quét mã trên tờ bìa của bộ giấy tờ. Bộ gõ tiếng Việt để nguyên cũng được."),
    ("Ảnh chụp mã QR", "Chụp thẳng, đủ sáng, lấy trọn bốn góc; bấm Chọn tệp, ảnh hoặc thả vào."),
    ("Tệp .phieu", "Tệp nhỏ nơi gửi lưu kèm bộ giấy tờ, cùng nội dung với mã QR."),
)
_NOTHING_WRITTEN = (
    "Đọc xong, chương trình đặt nội dung phiếu cạnh dữ liệu ở đây để xem. "
    "Chưa ghi gì cho đến khi bấm nút Nhận."
)
_WAITING = "Bấm vào đây (F3), rồi quét mã QR trên tờ bìa"
_READY = "Sẵn sàng: hãy quét mã QR trên tờ bìa"
_HERE = 2
"""Place of the column *Ở đây*."""
COLUMNS: tuple[Column[ReceivedFact], ...] = (
    Column("label", "Mục", lambda fact: fact.label, width=196, muted=True, sortable=False),
    Column("said", "Trên phiếu", lambda fact: fact.said, width=200, sortable=False),
    Column("here", "Ở đây", lambda fact: fact.here, width=180, sortable=False),
    Column(
        "mark", "So sánh", words.mark, tone=lambda fact: _MARKS.get(words.mark(fact), ""),
        width=112, sortable=False,
    ),
)  # fmt: skip


class ReceiveFrame(OverPage):
    """Holds the parts; a page fills them."""

    def __init__(
        self, desk: Desk, jobs: Jobs, changes: Changes, parent: QWidget | None = None
    ) -> None:
        """Build the page without a record."""
        super().__init__("Nhận phiếu chuyển sinh hoạt", desk, jobs, changes, parent)
        look = theme.current()
        self.choose_button = icons.put(QPushButton("Chọn tệp, ảnh…"), "file-text")
        self.choose_button.setToolTip("Tệp .phieu hoặc ảnh chụp mã QR (Ctrl+O)")
        allow(self.choose_button, desk, Permission.TRANSFERS)
        self.head.place(self.choose_button)
        self.entry = self.scan = ScanBox(
            waiting=_WAITING, ready=_READY, length=packets.announced, spaces=False,
            counted="chữ số",
        )  # fmt: skip
        self.table: Table[ReceivedFact] = Table(
            COLUMNS, identity=lambda fact: fact.label, name="Nội dung phiếu"
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(_ways())
        self.stack.addWidget(self.table)
        left = QWidget()
        inside = QVBoxLayout(left)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        above = QVBoxLayout()
        above.setContentsMargins(look.px(14), look.px(12), look.px(14), look.px(12))
        above.addWidget(self.scan)
        inside.addLayout(above)
        inside.addWidget(theme.rule())
        inside.addWidget(self.stack, 1)
        self.side = self._side()
        self.sides = Beside(left, self.side)
        self.column.addWidget(self.sides, 1)

    def show_nothing(self) -> None:
        """Show how a record comes in."""
        self.stack.setCurrentIndex(0)
        self.panel.setCurrentIndex(0)

    def show_preview(self, shown: ReceivePreview) -> None:
        """Show a record that was read."""
        self.table.show_records(shown.facts)
        self.table.setColumnHidden(_HERE, not words.compares(shown))
        self.table.setColumnHidden(_HERE + 1, not words.compares(shown))
        self.table.select_first()
        self.stack.setCurrentIndex(1)
        self._show_who(shown)
        _say(self.warnings, words.warnings(shown), "warn")
        _say(self.faults, shown.faults, "bad")
        asks = words.asks_unit(shown)
        self.unit_box.setVisible(asks)
        if asks and shown.case is not None:
            self.unit.set_choices(UnitChoices(_cells(self._desk)))
            self.unit.set_value(shown.case.target.unit_id)
        self.will.setText(words.will_do(shown))
        self.take_button.setText(words.main_text(shown))
        self.take_button.setEnabled(not shown.faults)
        case = shown.answers or shown.running_id
        self.case_button.setVisible(case is not None)
        self.person_button.setVisible(shown.known_id is not None)
        self.panel.setCurrentIndex(1)

    def _show_who(self, shown: ReceivePreview) -> None:
        read = shown.read
        self.name.setText(words.title(shown))
        self.kind.setText(words.kind(shown))
        theme.set_badge(self.trust, TRUST[read.trust], words.TONES[read.trust])
        self.whose.setText(words.sender(read))
        self.why.setText(words.why(read))
        self.made.setText(words.made(read))
        self.cards_button.setVisible(not read.fingerprint and words.TONES[read.trust] == "warn")

    # --- building ---------------------------------------------------------------------------------

    def _side(self) -> QWidget:
        side = theme.panel(QWidget())
        side.setAccessibleName("Phiếu đang xem")
        nothing = theme.muted(QLabel(_NOTHING_WRITTEN))
        nothing.setWordWrap(True)
        nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        nothing.setContentsMargins(*(theme.current().px(16),) * 4)
        self.panel = QStackedWidget()
        self.panel.addWidget(nothing)
        self.panel.addWidget(self._record())
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panel)
        return side

    def _record(self) -> QWidget:
        look = theme.current()
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(look.px(14), look.px(12), look.px(12), look.px(12))
        column.setSpacing(look.px(4))
        self.name = text_label("", role="title")
        self.kind = text_label("", role="muted")
        column.addWidget(self.name)
        column.addWidget(self.kind)
        scroll = Scroll("Phiếu đang xem")
        scroll.column.addWidget(self._trust_card())
        scroll.column.addWidget(self._deed_card())
        self.warnings, self.faults = Notice(), Notice()
        scroll.column.addWidget(self.faults)
        scroll.column.addWidget(self.warnings)
        scroll.column.addStretch(1)
        column.addWidget(scroll, 1)
        foot = QHBoxLayout()
        foot.setSpacing(look.px(8))
        self.take_button = theme.primary(QPushButton("Nhận"))
        self.take_button.setToolTip("Ctrl+Enter")
        allow(self.take_button, self._desk, Permission.TRANSFERS)
        self.again_button = QPushButton("Đọc phiếu khác")
        self.again_button.setToolTip("Bỏ phiếu này, chưa ghi gì (F3)")
        foot.addWidget(self.take_button, 1)
        foot.addWidget(self.again_button)
        column.addLayout(foot)
        return whole

    def _trust_card(self) -> QFrame:
        look = theme.current()
        frame, inside = card()
        self.trust = theme.badge("")
        badge = QHBoxLayout()
        badge.addWidget(self.trust)
        badge.addStretch(1)
        self.whose = text_label("", role="heading")
        self.why = text_label("", role="muted")
        self.made = text_label("", role="hint")
        self.cards_button = QPushButton("Mở Thẻ cơ quan…")
        self.cards_button.setToolTip("Thêm thẻ của nơi gửi và đối chiếu, rồi đọc lại phiếu")
        line = QHBoxLayout()
        line.addWidget(self.cards_button)
        line.addStretch(1)
        inside.setSpacing(look.px(5))
        inside.addLayout(badge)
        for label in (self.whose, self.why, self.made):
            inside.addWidget(label)
        inside.addLayout(line)
        return frame

    def _deed_card(self) -> QFrame:
        look = theme.current()
        frame, inside = card("Nhận phiếu thì")
        self.will = text_label("")
        self.unit = UnitField("unit_id", choices=UnitChoices(()))
        self.unit.set_placeholder("gõ tên chi bộ, để trống nếu chưa rõ")
        self.unit_box = LabeledField("Chi bộ sẽ tiếp nhận", self.unit)
        self.case_button = QPushButton("Xem ca…")
        self.person_button = QPushButton("Xem hồ sơ…")
        line = QHBoxLayout()
        line.setSpacing(look.px(8))
        line.addWidget(self.case_button)
        line.addWidget(self.person_button)
        line.addStretch(1)
        inside.addWidget(self.will)
        inside.addWidget(self.unit_box)
        inside.addLayout(line)
        return frame


def _ways() -> QWidget:
    """Return the three ways a record comes in."""
    look = theme.current()
    whole = theme.panel(QWidget())
    column = QVBoxLayout(whole)
    column.setContentsMargins(look.px(18), look.px(6), look.px(4), 0)
    column.addWidget(explained("Cách nhận phiếu", _WAYS))
    return whole


def _cells(desk: Desk) -> Sequence[UnitNode]:
    holders = {kind.code for kind in units.shipped_types() if kind.holds_members}
    return [node for node in units.tree(desk) if node.unit.type in holders]


def _say(notice: Notice, texts: Sequence[str], tone: str) -> None:
    if texts:
        notice.say("\n".join(texts), tone, closable=False)
    else:
        notice.clear()
