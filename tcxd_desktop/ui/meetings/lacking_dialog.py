"""Who has not handed in the month's sheet, with the telephone of the secretary."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from tcxd_desktop.domain.meetings import PlanLine
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.ui.common.table import Table, as_cells
from tcxd_desktop.wording.formats import show_date, show_number
from tcxd_desktop.wording.meeting_lacking import HELD, PAST, UNPLANNED, lacking_text

_TONES = {UNPLANNED: "bad", PAST: "bad", HELD: "warn"}


def columns(today: str) -> tuple[Column[PlanLine], ...]:
    """Return the columns of the list."""
    return (
        Column("tt", "TT", lambda _: "", width=36, muted=True, sortable=False, numbered=True),
        Column("unit", "Chi bộ", lambda line: line.unit, width=190),
        Column(
            "state",
            "Tình trạng",
            lambda line: lacking_text(line, today),
            width=126,
            tone=lambda line: _TONES.get(lacking_text(line, today), "plain"),
        ),
        Column("on", "Ngày họp", lambda line: show_date(line.on), lambda line: line.on, width=88),
        Column("secretary", "Bí thư", lambda line: line.secretary, width=150),
        Column("phone", "Điện thoại", lambda line: line.phone, width=104),
        Column("upper", "Cấp ủy viên phụ trách", lambda line: line.upper, width=150),
    )


class LackingDialog(Dialog):
    """A list to call from; it can be copied to Excel."""

    def __init__(
        self,
        lines: Sequence[PlanLine],
        named: str,
        today: str,
        parent: QWidget | None = None,
        *,
        may_print: bool = True,
    ) -> None:
        """Show ``lines`` of a month, called ``named``; ``today`` is ISO."""
        super().__init__(f"Chưa nộp phiếu {named}", parent, width=900)
        self.print_wanted = False
        """Whether the list is to be printed, after it was left."""
        self.say(
            f"{show_number(len(lines))} chi bộ chưa nộp phiếu tự chấm {named}."
            if lines
            else f"Mọi chi bộ đã nộp phiếu tự chấm {named}."
        )
        self.table: Table[PlanLine] = Table(
            columns(today), identity=lambda line: line.unit_id, name=f"Chưa nộp phiếu {named}"
        )
        theme.mark(self.table, "boxed")
        self.table.setMinimumHeight(theme.current().tall(330))
        self.table.show_records(lines)
        self.table.select_first()
        self.body.addWidget(self.table, 1)
        self.copy = self.add_button("Chép danh sách", left=True)
        self.copy.setToolTip("Chép cả danh sách để dán vào Excel, Word")
        self.copy.clicked.connect(self._on_copy)
        self.copy.setEnabled(bool(lines))
        self.print = self.add_button("In danh sách…", left=True)
        self.print.setEnabled(bool(lines) and may_print)
        self.print.clicked.connect(self._on_print)
        self.add_buttons("Đóng", cancel="")
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_copy(self) -> None:
        shown = [column for column in self.table.shown_columns() if not column.numbered]
        texts = [[column.title for column in shown]]
        texts += [[column.text(line) for column in shown] for line in self.table.rows.records()]
        QGuiApplication.clipboard().setMimeData(as_cells(texts))
        self.copy.setText("Đã chép")

    def _on_print(self) -> None:
        self.print_wanted = True
        self.accept()
