"""Short dialogs about numbers: a block given by the upper level, and a number chosen by hand."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from tcxd_desktop.domain.errors import RequiredProblem
from tcxd_desktop.domain.people import PersonLine
from tcxd_desktop.office import numbers, settings
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.fields import DigitsField, LabeledField, LineField


class BlockDialog(Dialog):
    """Declares a block of numbers."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Ask; the symbol of the province is proposed."""
        super().__init__("Khai cụm số lý lịch", parent, width=500)
        self._desk = desk
        self.say("Ghi đúng cụm số ban tổ chức tỉnh ủy giao cho xã.", quiet=True)
        self.symbol = LineField("symbol")
        self.symbol.set_placeholder("ví dụ NB")
        self.symbol.set_value(settings.office_name(desk).symbol)
        self.first = DigitsField("first")
        self.first.set_placeholder("ví dụ 000001")
        self.last = DigitsField("last")
        self.last.set_placeholder("ví dụ 001200")
        self.paper = LineField("paper")
        self.paper.set_placeholder("ví dụ Công văn 15-CV/BTCTU, 10/8/2025")
        row = QHBoxLayout()
        row.setSpacing(theme.current().px(10))
        row.addWidget(LabeledField("Từ số", self.first), 1)
        row.addWidget(LabeledField("Đến số", self.last), 1)
        row.addWidget(LabeledField("Ký hiệu tỉnh", self.symbol), 1)
        self.body.addLayout(row)
        self.body.addWidget(LabeledField("Văn bản giao số", self.paper))
        self.body.addStretch(1)
        self.add_buttons("Khai cụm số")
        self.first.setFocus()

    def accept_ready(self) -> None:
        """Write the block."""
        ends: list[int] = []
        for field in (self.first, self.last):
            typed, problem = str(field.value()), field.problem()
            if problem is not None:
                raise problem
            if not typed:
                raise RequiredProblem(field.key, field=field.key)
            ends.append(int(typed))
        symbol = str(self.symbol.value())
        numbers.add_block(self._desk, symbol, ends[0], ends[1], str(self.paper.value()))


class ChosenNumberDialog(Dialog):
    """Gives one member a number that is not simply the next one."""

    def __init__(self, desk: Desk, line: PersonLine, parent: QWidget | None = None) -> None:
        """Ask for the number of ``line``."""
        super().__init__("Ghi số đã có trên giấy", parent)
        self._desk, self._line = desk, line
        self.given = ""
        """The number, once it is given."""
        self.say(line.name)
        self.say(
            "Dùng khi số đã cấp trên giấy trước đây. Số phải thuộc cụm được giao, chưa ai mang.",
            quiet=True,
        )
        self.number = LineField("dossier_no")
        self.number.set_placeholder("ví dụ 000412 NB")
        self.body.addWidget(LabeledField("Số lý lịch", self.number))
        self.body.addStretch(1)
        self.add_buttons("Ghi số này")
        self.number.setFocus()

    def accept_ready(self) -> None:
        """Give the number."""
        typed = str(self.number.value())
        if not typed:
            raise RequiredProblem("dossier_no", field="dossier_no")
        self.given = numbers.assign(self._desk, self._line.id, typed)
