"""Short dialogs, one for each change of an organisation: what, on which paper, from which day."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from tcxd_desktop.domain.codes import Code, CodeList
from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.errors import RequiredProblem
from tcxd_desktop.domain.units import DISSOLVED, Unit, UnitNode, UnitType
from tcxd_desktop.office import settings, units
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.dialogs import DecisionBox, Dialog
from tcxd_desktop.ui.common.fields import (
    CodeField,
    DateField,
    Field,
    FlagField,
    LabeledField,
    LineField,
    TextField,
    UnitField,
)
from tcxd_desktop.ui.common.reading import CodeChoices, UnitChoices
from tcxd_desktop.ui.units.life import life_of
from tcxd_desktop.ui.units.relation import RelationBox
from tcxd_desktop.ui.units.story import last_change

_WIDTH = 640
MADE = (
    ("", "Thành lập mới"),
    ("chia_tach", "Chia tách từ tổ chức đang có"),
    ("hop_nhat", "Hợp nhất các tổ chức"),
    ("chuyen_doi", "Chuyển đổi từ tổ chức đang có"),
)
ENDED = (
    (DISSOLVED, "Giải thể"),
    ("sap_nhap", "Sáp nhập vào tổ chức khác"),
    ("hop_nhat", "Hợp nhất thành tổ chức mới"),
    ("chia_tach", "Chia tách thành các tổ chức mới"),
    ("chuyen_doi", "Chuyển đổi thành tổ chức khác"),
)


@dataclass(frozen=True, slots=True)
class Ground:
    """What every one of these dialogs stands on."""

    desk: Desk
    nodes: Sequence[UnitNode]
    """The tree of today, to choose from."""

    @property
    def today(self) -> date:
        """Today by the desk."""
        return self.desk.today()


def type_choices(kinds: Sequence[UnitType], held: str = "") -> CodeChoices:
    """Return the types to choose from; the one held stays in the list."""
    known = {kind.code: kind for kind in units.shipped_types()}
    codes = [Code(kind.code, kind.name) for kind in kinds]
    if held and held not in {kind.code for kind in kinds} and held in known:
        codes.append(Code(held, known[held].name))
    return CodeChoices(CodeList("unit_type", "Loại tổ chức đảng", tuple(codes), stores="key"))


def settled(field: Field) -> object:
    """Return what a field holds.

    Raises:
        Problem: what was typed cannot be read.
    """
    value, problem = field.value(), field.problem()
    if problem is not None:
        raise problem
    return value


class ChangeDialog(Dialog):
    """What changes above; the paper and the day it counts from below."""

    def __init__(self, title: str, ground: Ground, parent: QWidget | None = None) -> None:
        """Make the frame; subclasses fill it, then call ``finish``."""
        super().__init__(title, parent, width=_WIDTH)
        self.ground = ground
        self.desk = ground.desk
        self.done_text = ""
        """What was done, for the foot of the window."""
        self.paper = DecisionBox(today=ground.today)
        self.on = DateField("on", today=ground.today, future=True)
        self.on_frame = LabeledField(
            "Tính từ ngày", self.on, hint="Để trống là tính từ ngày quyết định."
        )

    def add(self, caption: str, field: Field, *, hint: str = "") -> LabeledField:
        """Add a field to the body."""
        frame = LabeledField(caption, field, hint=hint)
        self.body.addWidget(frame)
        return frame

    def add_row(self, *frames: QWidget) -> None:
        """Add fields beside each other, all as wide."""
        row = QHBoxLayout()
        row.setSpacing(theme.current().px(12))
        for frame in frames:
            row.addWidget(frame, 1)
        self.body.addLayout(row)

    def finish(self, main: str, first: QWidget) -> None:
        """Add paper, day and buttons; the keyboard starts in ``first``."""
        self.body.addWidget(theme.rule())
        self.body.addWidget(theme.heading(QLabel("Căn cứ")))
        self.paper.issuer.set_value(settings.office_name(self.desk).name)
        self.body.addWidget(self.paper)
        row = QHBoxLayout()
        row.addWidget(self.on_frame, 5)
        row.addStretch(4)
        self.body.addLayout(row)
        self.body.addStretch(1)
        self.add_buttons(main)
        first.setFocus()

    def day(self) -> date:
        """Return from which day the change counts: that of the paper unless another is given.

        Raises:
            RequiredProblem: neither is given.
        """
        given = self.on.whole()
        if given is not None:
            return given
        decision = self.paper.decision()
        if not decision.on:
            raise RequiredProblem("on", field="on")
        return date.fromisoformat(decision.on)


class AddDialog(ChangeDialog):
    """A new organisation; ``unit_id`` holds it."""

    def __init__(
        self, ground: Ground, parent_id: int | None, parent: QWidget | None = None
    ) -> None:
        """Ask; ``parent_id`` is proposed as its superior."""
        super().__init__("Thêm tổ chức đảng", ground, parent)
        self.unit_id: int | None = None
        self._kinds = units.types(ground.desk)
        self.name = LineField("name")
        self.name.set_placeholder("ví dụ Chi bộ thôn Đông")
        self.kind = CodeField("type", choices=type_choices(self._kinds))
        self.above = UnitField("parent_id", choices=UnitChoices(ground.nodes))
        self.above.set_value(parent_id)
        self.code = LineField("code")
        self.code.set_placeholder("ví dụ 37.168.000.000.001")
        self.committee = FlagField("has_committee", text="Có cấp ủy")
        self.seal = FlagField("has_seal", text="Có con dấu")
        self.committee.set_value(True)
        self.always = FlagField("always", text="Đã có từ trước, chưa rõ ngày và quyết định")
        self.made = RelationBox(
            MADE, ground.nodes, kind_caption="Hình thức", units_caption="Từ tổ chức"
        )
        self.add("Tên", self.name)
        self.add_row(LabeledField("Loại", self.kind), LabeledField("Trực thuộc", self.above))
        marks = QWidget()
        both = QHBoxLayout(marks)
        both.setContentsMargins(0, theme.current().px(16), 0, 0)
        both.addWidget(self.committee)
        both.addWidget(self.seal)
        code = LabeledField("Mã tổ chức", self.code, hint="14 chữ số; chưa có thì để trống.")
        self.add_row(code, marks)
        self.body.addWidget(self.made)
        self.body.addWidget(self.always)
        self.finish("Thêm tổ chức", self.name)
        self.kind.editing_done.connect(self._on_kind)
        self.always.changed.connect(self._on_always)

    def accept_ready(self) -> None:
        """Write the new organisation."""
        above = settled(self.above)
        unit = Unit(
            0,
            str(settled(self.name)),
            str(settled(self.kind)),
            above if isinstance(above, int) else None,
            str(settled(self.code)),
            bool(self.committee.value()),
            bool(self.seal.value()),
        )
        if not unit.name:
            raise RequiredProblem("name", field="name")
        if not unit.type:
            raise RequiredProblem("type", field="type")
        if unit.parent_id is None and self.ground.nodes:
            raise RequiredProblem("parent_id", field="parent_id")
        always = bool(self.always.value())
        made_from = [] if always else self.made.chosen()
        kind = self.made.chosen_kind()
        if kind and not always and not made_from:
            raise RequiredProblem("successor_id", field="successor_id")
        self.unit_id = units.add(
            self.desk,
            unit,
            on=None if always else self.day(),
            decision=self.paper.decision(),
            before=made_from,
            kind=kind,
        )
        self.done_text = f"Đã thêm {unit.name}."

    @Slot()
    def _on_kind(self) -> None:
        found = next((kind for kind in self._kinds if kind.code == self.kind.value()), None)
        if found is not None:
            self.seal.set_value(found.has_seal)

    @Slot()
    def _on_always(self) -> None:
        for widget in (self.paper, self.on_frame, self.made):
            widget.setEnabled(not self.always.value())


class RenameDialog(ChangeDialog):
    """A new name."""

    def __init__(self, ground: Ground, unit: Unit, parent: QWidget | None = None) -> None:
        """Ask for the new name of ``unit``."""
        super().__init__("Đổi tên tổ chức", ground, parent)
        self._unit = unit
        self.say(f"Tên đang dùng: {unit.name}", quiet=True)
        self.name = LineField("name")
        self.name.set_value(unit.name)
        self.add("Tên mới", self.name, hint="Giấy tờ của những ngày trước vẫn mang tên cũ.")
        self.finish("Đổi tên", self.name)
        self.name.edit.selectAll()

    def accept_ready(self) -> None:
        """Write the new name."""
        name = str(settled(self.name))
        units.rename(self.desk, self._unit.id, name, on=self.day(), decision=self.paper.decision())
        self.done_text = f"Đã đổi tên thành {name}."


class MoveDialog(ChangeDialog):
    """Another superior."""

    def __init__(self, ground: Ground, unit: Unit, parent: QWidget | None = None) -> None:
        """Ask for the new superior of ``unit``."""
        super().__init__("Chuyển trực thuộc", ground, parent)
        self._unit = unit
        self.say(f"{unit.name} chuyển về trực thuộc tổ chức khác, cùng mọi tổ chức dưới nó.")
        self.above = UnitField("parent_id", choices=UnitChoices(ground.nodes))
        self.above.set_placeholder("Gõ tên để tìm")
        self.add("Trực thuộc", self.above)
        self.finish("Chuyển", self.above)

    def accept_ready(self) -> None:
        """Write the new superior."""
        above = settled(self.above)
        if not isinstance(above, int):
            raise RequiredProblem("parent_id", field="parent_id")
        units.move(self.desk, self._unit.id, above, on=self.day(), decision=self.paper.decision())
        self.done_text = f"Đã chuyển {self._unit.name}."


class RetypeDialog(ChangeDialog):
    """Type, code, committee, seal."""

    def __init__(self, ground: Ground, unit: Unit, parent: QWidget | None = None) -> None:
        """Show what ``unit`` has now."""
        super().__init__("Sửa loại, mã, cấp ủy, con dấu", ground, parent)
        self._unit = unit
        self.say(unit.name)
        choices = type_choices(units.types(ground.desk), unit.type)
        self.kind = CodeField("type", choices=choices)
        self.code = LineField("code")
        self.committee = FlagField("has_committee", text="Có cấp ủy")
        self.seal = FlagField("has_seal", text="Có con dấu")
        self.kind.set_value(unit.type)
        self.code.set_value(unit.code)
        self.committee.set_value(unit.has_committee)
        self.seal.set_value(unit.has_seal)
        self.add("Loại", self.kind, hint="Đổi loại phải có quyết định; mã, con dấu thì không.")
        self.add("Mã tổ chức", self.code)
        self.add_row(self.committee, self.seal)
        self.on.set_value(PartialDate.of(ground.today))
        self.finish("Lưu", self.kind)

    def accept_ready(self) -> None:
        """Write what changed."""
        kind = str(settled(self.kind))
        if not kind:
            raise RequiredProblem("type", field="type")
        changed = replace(
            self._unit,
            type=kind,
            code=str(settled(self.code)),
            has_committee=bool(self.committee.value()),
            has_seal=bool(self.seal.value()),
        )
        decision = self.paper.decision()
        units.retype(self.desk, changed, on=self.day(), decision=decision)
        self.done_text = f"Đã sửa {self._unit.name}."


class CloseDialog(ChangeDialog):
    """The end of an organisation, and what comes after it."""

    def __init__(
        self, ground: Ground, unit: Unit, counted: int, parent: QWidget | None = None
    ) -> None:
        """Ask how ``unit`` ends; ``counted`` people stand in it or below."""
        super().__init__("Kết thúc hoạt động", ground, parent)
        self._unit = unit
        self.say(f"{unit.name} không còn hoạt động. Danh sách của những ngày trước vẫn giữ nguyên.")
        if counted:
            self.notice.say(
                f"Còn {counted} đảng viên. Hãy chuyển họ sang tổ chức khác trước, "
                "tính đến ngày kết thúc.",
                "warn",
            )
        others = [node for node in ground.nodes if node.unit.id != unit.id]
        self.after = RelationBox(
            ENDED, others, kind_caption="Hình thức", units_caption="Tổ chức kế thừa"
        )
        self.body.addWidget(self.after)
        self.on_frame.caption.setText("Kết thúc từ ngày")
        self.finish("Kết thúc hoạt động", self.after.kind)

    def accept_ready(self) -> None:
        """Write the end."""
        units.close(
            self.desk,
            self._unit.id,
            on=self.day(),
            decision=self.paper.decision(),
            successor_id=self.after.chosen() or None,
            kind=self.after.chosen_kind(),
        )
        self.done_text = f"{self._unit.name} đã kết thúc hoạt động."


class UndoDialog(Dialog):
    """Takes the last recorded change back, with the reason."""

    def __init__(self, desk: Desk, unit_id: int, parent: QWidget | None = None) -> None:
        """Show what would be taken back."""
        super().__init__("Bỏ thay đổi cuối", parent, width=_WIDTH)
        self._desk, self._unit_id = desk, unit_id
        self.done_text = ""
        life = life_of(desk, unit_id)
        last = last_change(life)
        self.say("Chỉ dùng khi đã ghi nhầm. Việc bỏ và lý do được giữ trong lịch sử.", quiet=True)
        self.say(life.steps[-1].unit.name)
        self.say("\n".join(f"{last.on}: {line}" for line in last.lines))
        self.reason = TextField("reason", lines=2)
        self.body.addWidget(LabeledField("Lý do", self.reason))
        self.add_buttons("Bỏ thay đổi này")
        self.reason.setFocus()

    def accept_ready(self) -> None:
        """Take it back."""
        units.undo(self._desk, self._unit_id, str(self.reason.value()))
        self.done_text = "Đã bỏ thay đổi cuối."
