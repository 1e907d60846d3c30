"""Short dialogs of a collective transfer: a new organisation, a new name, somebody who arrives."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from tcxd_desktop.domain.codes import Code, CodeList
from tcxd_desktop.domain.collective import Newcomer, NewUnit
from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.errors import RequiredProblem
from tcxd_desktop.domain.units import Unit, UnitNode
from tcxd_desktop.office import units
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.fields import (
    CodeField,
    DateField,
    DigitsField,
    Field,
    FlagField,
    LabeledField,
    LineField,
    UnitField,
)
from tcxd_desktop.ui.common.reading import CodeChoices, UnitChoices
from tcxd_desktop.ui.transfers.collective_state import PlanState

_WIDTH = 560


def settled(field: Field) -> object:
    """Return what a field holds.

    Raises:
        Problem: what was typed cannot be read.
    """
    value, problem = field.value(), field.problem()
    if problem is not None:
        raise problem
    return value


def _row(dialog: Dialog, *frames: tuple[QWidget, int]) -> None:
    row = QHBoxLayout()
    row.setSpacing(theme.current().px(12))
    for frame, share in frames:
        row.addWidget(frame, share)
    dialog.body.addLayout(row)


class NewUnitDialog(Dialog):
    """Name, type, superior, code of an organisation that begins with the plan."""

    def __init__(
        self, desk: Desk, state: PlanState, place: int | None, parent: QWidget | None = None
    ) -> None:
        """Start with the new organisation in ``place``, or like the first one that ends."""
        title = "Tổ chức mới" if place is None else "Sửa tổ chức mới"
        super().__init__(title, parent, width=_WIDTH)
        self._state, self._place = state, place
        self.made: NewUnit | None = None
        kinds = units.types(desk, state.plan.on)
        codes = tuple(Code(kind.code, kind.name) for kind in kinds)
        self._seals = {kind.code: kind.has_seal for kind in kinds}
        choices = CodeChoices(CodeList("unit_type", "Loại tổ chức đảng", codes, stores="key"))
        self.name_field = LineField("name")
        self.type_field = CodeField("type", choices=choices)
        self.parent_field = UnitField("parent_id", choices=UnitChoices(self._superiors()))
        self.code_field = LineField("code")
        self.committee = FlagField("has_committee", text="Có chi ủy, đảng ủy")
        self.seal = FlagField("has_seal", text="Có con dấu")
        self.body.addWidget(LabeledField("Tên như trong quyết định", self.name_field))
        _row(
            self,
            (LabeledField("Loại", self.type_field), 5),
            (LabeledField("Mã (nếu đã cấp)", self.code_field), 4),
        )
        self.body.addWidget(LabeledField("Trực thuộc", self.parent_field))
        _row(self, (self.committee, 1), (self.seal, 1))
        self.add_buttons("Ghi vào đợt")
        self._fill()
        self.type_field.changed.connect(self._on_type)
        self.name_field.setFocus()

    def accept_ready(self) -> None:
        """Take what was typed.

        Raises:
            RequiredProblem: no name, type or superior.
            Problem: a field cannot be read.
        """
        for key, field in (
            ("name", self.name_field), ("type", self.type_field), ("parent_id", self.parent_field),
        ):  # fmt: skip
            if settled(field) in ("", None):
                raise RequiredProblem(key, field=key)
        above = self.parent_field.value()
        self.made = NewUnit(
            name=str(self.name_field.value()),
            type=str(self.type_field.value()),
            parent_id=_plain(above) if isinstance(above, int) else None,
            has_committee=bool(self.committee.value()),
            has_seal=bool(self.seal.value()),
            code=str(settled(self.code_field) or ""),
        )

    def _superiors(self) -> list[UnitNode]:
        """Return who may be above: also new ones that come before; their ids are shifted by one,
        because no organisation is chosen as 0."""
        found = [node for node in self._state.nodes if node.unit.id not in self._state.ended()]
        last = len(self._state.plan.new_units) if self._place is None else self._place
        new = [
            UnitNode(Unit(-index - 1, one.name, one.type), 0, None)
            for index, one in enumerate(self._state.plan.new_units[:last])
        ]
        return [*found, *new]

    def _fill(self) -> None:
        plan = self._state.plan
        if self._place is not None:
            new = plan.new_units[self._place]
            above = new.parent_id
        else:
            like = self._state.units.get(plan.from_ids[0]) if plan.from_ids else None
            last = plan.new_units[-1] if plan.new_units else None
            above = last.parent_id if last else like.parent_id if like else None
            kind = last.type if last else like.type if like else ""
            new = NewUnit("", kind, above, has_seal=self._seals.get(kind, False))
        self.name_field.set_value(new.name)
        self.type_field.set_value(new.type or None)
        self.parent_field.set_value(_shifted(above))
        self.code_field.set_value(new.code)
        self.committee.set_value(new.has_committee)
        self.seal.set_value(new.has_seal)

    def _on_type(self) -> None:
        kind = self.type_field.value()
        if isinstance(kind, str) and kind in self._seals:
            self.seal.set_value(self._seals[kind])


def _shifted(unit_id: int | None) -> int | None:
    return unit_id - 1 if unit_id is not None and unit_id <= 0 else unit_id


def _plain(unit_id: int) -> int:
    return unit_id + 1 if unit_id < 0 else unit_id


class RenameDialog(Dialog):
    """Which organisation, and what it is called from the day of the plan."""

    def __init__(
        self, state: PlanState, unit_id: int | None, parent: QWidget | None = None
    ) -> None:
        """Start with an organisation, or let one be chosen."""
        super().__init__("Đổi tên tổ chức", parent, width=_WIDTH)
        self.unit_id: int | None = None
        self.new_name = ""
        gone = set(state.ended())
        nodes = [node for node in state.nodes if node.unit.id not in gone]
        self.unit_field = UnitField("unit_id", choices=UnitChoices(nodes))
        self.name_field = LineField("name")
        self.body.addWidget(LabeledField("Tổ chức", self.unit_field))
        self.body.addWidget(LabeledField("Tên mới như trong quyết định", self.name_field))
        self.add_buttons("Ghi vào đợt")
        self.unit_field.set_value(unit_id)
        if unit_id is not None:
            self.name_field.set_value(dict(state.plan.renamed).get(unit_id, ""))
        (self.unit_field if unit_id is None else self.name_field).setFocus()

    def accept_ready(self) -> None:
        """Take what was typed.

        Raises:
            RequiredProblem: no organisation or no name.
        """
        unit = settled(self.unit_field)
        if not isinstance(unit, int):
            raise RequiredProblem("unit_id", field="unit_id")
        if not settled(self.name_field):
            raise RequiredProblem("name", field="name")
        self.unit_id, self.new_name = unit, str(self.name_field.value())


class NewcomerDialog(Dialog):
    """Somebody who comes with an organisation that is taken over."""

    def __init__(self, desk: Desk, to_id: int, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__("Thêm người đến", parent, width=_WIDTH)
        self._to_id = to_id
        self.made: Newcomer | None = None
        today = desk.today()
        sexes = desk.codes["sex"]
        self.name_field = LineField("birth_name")
        self.birth = DateField("birth_date", today=today)
        self.sex = CodeField("sex", choices=CodeChoices(sexes))
        self.card = DigitsField("card_no", lengths=(12,))
        self.citizen = DigitsField("citizen_id", lengths=(12,))
        self.ceremony = DateField("ceremony_date", today=today)
        _row(
            self,
            (LabeledField("Họ và tên khai sinh", self.name_field), 5),
            (LabeledField("Giới tính", self.sex), 2),
        )
        _row(
            self,
            (LabeledField("Ngày sinh", self.birth), 1),
            (LabeledField("Ngày vào Đảng", self.ceremony), 1),
        )
        _row(
            self,
            (LabeledField("Số thẻ đảng viên", self.card), 1),
            (LabeledField("Số căn cước", self.citizen), 1),
        )
        self.add_buttons("Ghi vào đợt")
        self.name_field.setFocus()

    def accept_ready(self) -> None:
        """Take what was typed.

        Raises:
            RequiredProblem: no name.
            Problem: a field cannot be read.
        """
        if not settled(self.name_field):
            raise RequiredProblem("birth_name", field="birth_name")
        birth, ceremony = settled(self.birth), settled(self.ceremony)
        self.made = Newcomer(
            name=str(self.name_field.value()),
            birth=birth if isinstance(birth, PartialDate) else None,
            sex=str(settled(self.sex) or ""),
            card_no=str(settled(self.card) or ""),
            citizen_id=str(settled(self.citizen) or ""),
            ceremony=ceremony if isinstance(ceremony, PartialDate) else None,
            to_id=self._to_id,
        )
