"""Asking for a block of số lý lịch."""

from PySide6.QtWidgets import QLabel, QWidget

from tcxd_desktop.domain.errors import BadNumberProblem
from tcxd_desktop.office import numbers
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.fields import DigitsField, LabeledField, LineField


class BlockDialog(Dialog):
    """Takes the block ban tổ chức tỉnh ủy has given."""

    def __init__(self, desk: Desk, symbol: str, parent: QWidget | None = None) -> None:
        """Ask; ``symbol`` is the letters of the office's province."""
        super().__init__("Khai cụm số lý lịch", parent, width=440)
        self._desk = desk
        self.body.addWidget(theme.page_title(QLabel("Cụm số được giao")))
        self.say(
            "Ghi đúng cụm số ban tổ chức tỉnh ủy giao. Số cấp lần lượt từ nhỏ đến lớn, đã cấp thì"
            " không dùng lại cho người khác.",
            quiet=True,
        )
        self.symbol = LineField("symbol", name="Ký hiệu tỉnh")
        self.symbol.set_value(symbol)
        self.first = DigitsField("first", kind="block", name="Từ số")
        self.last = DigitsField("last", kind="block", name="Đến số")
        self.paper = LineField("paper", name="Văn bản giao số")
        for caption, box in (
            ("Ký hiệu tỉnh (2–3 chữ in hoa)", self.symbol),
            ("Từ số", self.first),
            ("Đến số", self.last),
            ("Văn bản giao số (số, ngày)", self.paper),
        ):
            self.body.addWidget(LabeledField(caption, box))
        self.add_buttons("Khai cụm số")
        self.first.setFocus()

    def accept_ready(self) -> None:
        """Write the block.

        Raises:
            BadNumberProblem, BlockOverlapProblem: beside their field.
        """
        first, last = (self._number(box) for box in (self.first, self.last))
        symbol, paper = str(self.symbol.value() or ""), str(self.paper.value() or "")
        numbers.add_block(self._desk, symbol, first, last, paper)

    @staticmethod
    def _number(box: DigitsField) -> int:
        text = str(box.value() or "")
        if not text.isdigit():
            raise BadNumberProblem(text, "block", field=box.key)
        return int(text)
