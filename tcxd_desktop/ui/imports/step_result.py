"""Step 6: what was written, and the way to take it all back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from tcxd_desktop.domain.imports import ImportResult
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import icons, theme
from tcxd_desktop.ui.common.cards import Scroll, card, facts, text_label
from tcxd_desktop.ui.imports.frame import Step
from tcxd_desktop.ui.imports.state import ImportState
from tcxd_desktop.wording.formats import show_number

_UNDO = (
    "Nhập nhầm tệp, hay thấy sai? Hoàn tác đưa mọi hồ sơ trở lại như trước khi nhập, khi chưa có"
    " việc ghi sau nào dựa vào lần nhập này. Về sau vẫn hoàn tác được ở trang Nhập Excel."
)


class ResultStep(Step):
    """Figures of what was written."""

    undo_wanted = Signal()
    people_wanted = Signal()

    def __init__(self, desk: Desk, state: ImportState) -> None:
        """Build it."""
        super().__init__(desk, state)
        look = theme.current()
        self.title = text_label("", role="title")
        self.frame, self._figures = card("Đã ghi vào dữ liệu")
        self._grid = facts(())
        self._figures.addLayout(self._grid)
        self.undo_card, inside = card("Hoàn tác")
        inside.addWidget(text_label(_UNDO, role="muted"))
        self.undo = icons.put(QPushButton("Hoàn tác lần nhập này…"), "undo-2")
        self.undo.setToolTip("Ctrl+Z")
        self.people = icons.put(QPushButton("Xem danh sách đảng viên"), "users")
        for button, column in ((self.undo, inside), (self.people, self._figures)):
            button.setAutoDefault(False)
            line = QHBoxLayout()
            line.addWidget(button)
            line.addStretch(1)
            column.addLayout(line)
        self.undo.clicked.connect(self.undo_wanted)
        self.people.clicked.connect(self.people_wanted)
        area = Scroll("Kết quả nhập")
        for widget in (self.title, self.frame, self.undo_card):
            area.column.addWidget(widget)
        area.column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(28), look.px(12), look.px(28), look.px(10))
        row.addWidget(area, 3)
        row.addStretch(2)

    def show_result(self, name: str, result: ImportResult) -> None:
        """Show what a file did."""
        self.title.setText(f"Đã nhập {name}")
        rows = (
            ("Người mới", show_number(result.created)),
            ("Có thay đổi", show_number(result.changed)),
            ("Giữ nguyên", show_number(result.same)),
            ("Dòng bỏ qua", show_number(result.skipped)),
            ("Chi bộ mới", f"{show_number(result.new_units)}; xem lại loại và mã ở trang Tổ chức"
             " đảng" if result.new_units else show_number(0)),
        )  # fmt: skip
        self._figures.removeItem(self._grid)
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._grid = facts(rows)
        self._figures.insertLayout(1, self._grid)
        self.undo_card.setVisible(bool(result.run_id))
        self.undo.setEnabled(True)

    def show_undone(self) -> None:
        """Say that everything is as it was."""
        self.title.setText("Đã hoàn tác lần nhập này")
        self.undo.setEnabled(False)

    def take_focus(self) -> None:
        """Begin at the list of people."""
        self.people.setFocus(Qt.FocusReason.OtherFocusReason)
