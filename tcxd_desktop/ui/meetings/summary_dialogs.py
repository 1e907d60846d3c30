"""Chốt kỳ, and the level the committee decided."""

from collections.abc import Sequence

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.meetings import PeriodLine, PeriodTable
from tcxd_desktop.office import periods
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.fields import LabeledField, TextField
from tcxd_desktop.ui.common.flow import FlowLayout
from tcxd_desktop.ui.meetings.summary_state import summary, why_of
from tcxd_desktop.wording.periods import period_text

_WHYS = 4


class CloseDialog(Dialog):
    """Freezes a period as it stands."""

    def __init__(self, desk: Desk, table: PeriodTable, parent: QWidget | None = None) -> None:
        """Ask for the note that stands below the table."""
        super().__init__(f"Chốt {period_text(table.period)}", parent, width=520)
        self._desk, self._period = desk, table.period
        self.say(f"{summary(table)}.")
        self.say(
            "Chốt rồi thì bảng giữ nguyên số liệu như hôm nay, phiếu và buổi họp trong kỳ không "
            "sửa được. Muốn sửa phải mở lại và ghi lý do.",
            quiet=True,
        )
        self.note = TextField("note", lines=3)
        self.note.set_value(table.note)
        self.body.addWidget(
            LabeledField("Ghi chú dưới bảng (bắt buộc khi còn việc chưa xong)", self.note)
        )
        self.add_buttons("Chốt")
        self.note.setFocus()

    def accept_ready(self) -> None:
        """Close the period.

        Raises:
            Problem: something is unfinished and the note does not say why.
        """
        periods.close(self._desk, self._period, str(self.note.value()))

    def show_problem(self, problem: Problem) -> None:
        """Say at the foot what is unfinished: it is longer than there is room below a field."""
        self.notice.show_problem(problem)
        self.note.setFocus()


class DecideDialog(Dialog):
    """Writes the level the committee decided for a chi bộ."""

    def __init__(
        self,
        desk: Desk,
        table: PeriodTable,
        line: PeriodLine,
        parent: QWidget | None = None,
    ) -> None:
        """Ask, with what was worked out and why."""
        super().__init__(f"Mức {period_text(table.period)} của {line.unit}", parent, width=520)
        self._desk, self._period, self._unit_id = desk, table.period, line.unit_id
        self.say(f"Theo quy tắc của mẫu: {line.level_label or 'chưa đủ căn cứ để tính'}.")
        whys = why_of(line)[:_WHYS]
        if whys:
            self.say("\n".join(whys), quiet=True)
        self.levels: dict[str, QRadioButton] = {}
        self.body.addWidget(self._choices(table.levels, line.decided or line.level))
        self.reason = TextField("reason", lines=3)
        self.reason.set_value(line.decided_reason)
        self.body.addWidget(LabeledField("Lý do (bắt buộc khi khác mức tính ra)", self.reason))
        self.add_buttons("Ghi mức")
        self.levels[self.level].setFocus()

    @property
    def level(self) -> str:
        """Code of the level chosen; empty takes a decision back."""
        return next(code for code, radio in self.levels.items() if radio.isChecked())

    def accept_ready(self) -> None:
        """Write what was decided.

        Raises:
            Problem: the reason is missing where it is another level than worked out.
        """
        reason = str(self.reason.value()) if self.level else ""
        periods.decide(self._desk, self._period, self._unit_id, self.level, reason)

    def _choices(self, levels: Sequence[tuple[str, str]], chosen: str) -> QWidget:
        holder = QWidget()
        row = FlowLayout(holder, spacing=theme.current().px(10))
        group = QButtonGroup(self)
        for code, label in (*levels, ("", "Chưa quyết định")):
            radio = QRadioButton(label)
            radio.setChecked(code == chosen)
            group.addButton(radio)
            row.addWidget(radio)
            self.levels[code] = radio
        if not any(radio.isChecked() for radio in self.levels.values()):
            self.levels[""].setChecked(True)
        policy = holder.sizePolicy()
        policy.setHeightForWidth(True)
        holder.setSizePolicy(policy)
        return holder
