"""A round: what it is called, which chi bộ, which fields, whether critical ones are keyed twice."""

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from tcxd_desktop.domain.errors import RequiredProblem
from tcxd_desktop.domain.reconciliation import DEFAULT_FIELDS, TWICE_FIELDS, Round
from tcxd_desktop.domain.reconciliation_errors import NoFieldsProblem
from tcxd_desktop.domain.unit_names import UnitNames
from tcxd_desktop.domain.units import below
from tcxd_desktop.office import reconciliation, units
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.fields import LabeledField, LineField, TextField
from tcxd_desktop.ui.reconciliation.check_list import CheckList
from tcxd_desktop.wording.reconciliation import field_label

TWICE = "Nhập phiếu hai lần với số căn cước, số thẻ đảng viên và các ngày"
_LIST_HIGH = 180


class RoundDialog(Dialog):
    """Opens a round, or mends one that runs."""

    def __init__(
        self, desk: Desk, told: Round | None = None, parent: QWidget | None = None
    ) -> None:
        """Begin with a new round of the whole office, or with ``told``."""
        super().__init__("Sửa đợt đối chiếu" if told else "Mở đợt đối chiếu", parent, width=760)
        look = theme.current()
        self._desk = desk
        self._round = told or Round(name=f"Đối chiếu tháng {desk.today():%m/%Y}")
        self.made: Round | None = None
        self.name = LineField("name")
        self.name.set_value(self._round.name)
        self.units = CheckList("Chi bộ")
        self.fields = CheckList("Mục đối chiếu")
        for box in (self.units, self.fields):
            box.list.setMinimumHeight(look.tall(_LIST_HIGH))
        self.twice = QCheckBox(TWICE)
        names = ", ".join(field_label(target).lower() for target in TWICE_FIELDS)
        self.twice.setToolTip(f"Khi nhập lại phiếu: {names}")
        self.twice.setChecked(self._round.twice)
        self.note = TextField("note", lines=2)
        self.note.set_value(self._round.note)
        lists = QHBoxLayout()
        lists.setSpacing(look.px(14))
        lists.addWidget(self.units, 1)
        lists.addWidget(self.fields, 1)
        self.body.addWidget(LabeledField("Tên đợt", self.name))
        self.body.addLayout(lists, 1)
        self.body.addWidget(self.twice)
        self.body.addWidget(LabeledField("Ghi chú", self.note))
        self._offer()
        self.add_buttons("Lưu" if told else "Mở đợt")
        self.name.setFocus()
        self.name.edit.selectAll()

    def accept_ready(self) -> None:
        """Write the round.

        Raises:
            Problem: no name, no chi bộ, no field.
        """
        chosen = [target for target in self.fields.chosen() if isinstance(target, str)]
        if not chosen:
            raise NoFieldsProblem
        places = [number for number in self.units.chosen() if isinstance(number, int)]
        if not places:
            raise RequiredProblem("unit_id")
        told = replace(
            self._round,
            name=str(self.name.value() or ""),
            units=() if self.units.whole() else tuple(places),
            fields=tuple(chosen),
            twice=self.twice.isChecked(),
            note=str(self.note.value() or ""),
        )
        write = reconciliation.change_round if told.id else reconciliation.open_round
        self.made = write(self._desk, told)

    def _offer(self) -> None:
        holders = {kind.code for kind in units.shipped_types() if kind.holds_members}
        every = [node.unit for node in units.tree(self._desk)]
        names = UnitNames(every).labels
        roots = self._round.units or tuple(unit.id for unit in every)
        taken = {number for root in roots for number in below(every, root)}
        cells = [unit.id for unit in every if unit.type in holders]
        self.units.offer([(number, names[number]) for number in cells], taken)
        targets = reconciliation.comparable()
        first = [target for target in DEFAULT_FIELDS if target in targets]
        rest = [target for target in targets if target not in first]
        self.fields.offer(
            [(target, field_label(target)) for target in (*first, *rest)], self._round.fields
        )
