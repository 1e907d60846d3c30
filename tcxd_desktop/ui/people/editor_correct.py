"""Đính chính: the only way to change a fixed fact, with the paper it rests on."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QLabel, QStackedWidget, QWidget

from tcxd_desktop.domain.dossier import FACTS, Dossier
from tcxd_desktop.domain.errors import DecisionNeededProblem, ReasonNeededProblem, UnchangedProblem
from tcxd_desktop.office import people
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.values import show
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.dialogs import DecisionBox, Dialog
from tcxd_desktop.ui.common.fields import Field, LabeledField, TextField, make_field
from tcxd_desktop.ui.common.reading import Sources
from tcxd_desktop.wording.dossier import label

_RULES = {
    "birth_name": "Họ tên chỉ đổi khi có quyết định của cấp ủy cấp trên trực tiếp.",
    "birth_date": "Ngày sinh không điều chỉnh từ 18/8/2016. Chỉ sửa khi nhập sai so với "
    "bản gốc; ghi rõ tài liệu, tờ số mấy.",
}
_RULE = "Chỉ đính chính khi có căn cứ và được cấp có thẩm quyền đồng ý."


class CorrectionDialog(Dialog):
    """Asks for the right value, the decision and the reason; the old value stays in the history."""

    def __init__(
        self, desk: Desk, dossier: Dossier, fields: Sequence[str], parent: QWidget | None = None
    ) -> None:
        """Offer to correct one of ``fields`` of a saved dossier."""
        super().__init__("Đính chính", parent, width=640)
        self._desk = desk
        self._dossier = dossier
        self._sources = Sources(desk.today(), desk.codes)
        self.result_dossier: Dossier | None = None
        self.which = QComboBox()
        self.which.setAccessibleName("Thông tin cần đính chính")
        self.rule = self._rule()
        self.old = theme.muted(QLabel())
        self.values: dict[str, Field] = {}
        self._stack = QStackedWidget()
        for name in fields:
            field = make_field(name, FACTS[name], self._sources, name="Giá trị đúng")
            field.set_value(getattr(dossier, name))
            self.values[name] = field
            self.which.addItem(label(name), name)
            self._stack.addWidget(LabeledField("Giá trị đúng", field))
        self.decision = DecisionBox(today=desk.today())
        self.reason = TextField("reason", lines=2)
        self.which.currentIndexChanged.connect(self._on_which)
        self._build()
        self._on_which(0)

    def _rule(self) -> QLabel:
        rule = theme.hint(QLabel())
        rule.setWordWrap(True)
        return rule

    def _build(self) -> None:
        self.which.setVisible(self.which.count() > 1)
        for widget in (self.which, self.rule, self.old, self._stack, self.decision):
            self.body.addWidget(widget)
        self.body.addWidget(LabeledField("Lý do", self.reason))
        self.add_buttons("Đính chính")

    @property
    def field(self) -> str:
        """The fact being corrected."""
        return str(self.which.currentData())

    @Slot(int)
    def _on_which(self, number: int) -> None:
        name = self.field
        self._stack.setCurrentIndex(number)
        self.rule.setText(_RULES.get(name, _RULE))
        old = show(getattr(self._dossier, name), FACTS[name], self._desk.codes)
        self.old.setText(f"{label(name)} đang ghi: {old}")
        self.values[name].setFocus()

    def accept_ready(self) -> None:
        """Write the correction.

        Raises:
            Problem: value, decision or reason is missing or wrong.
        """
        name = self.field
        value: Any = self.values[name].value()
        self._check(self.values[name])
        if value == getattr(self._dossier, name):
            raise UnchangedProblem(name, field=name)
        decision = self.decision.decision()
        if not decision:
            raise DecisionNeededProblem(name, field="decision_number")
        reason = str(self.reason.value())
        if not reason:
            raise ReasonNeededProblem(field="reason")
        self.result_dossier = people.correct(
            self._desk, self._dossier.id, name, value, decision=decision, reason=reason
        )

    def _check(self, field: Field) -> None:
        problem = field.problem()
        if problem is not None:
            raise problem
