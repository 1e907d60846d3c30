"""Changing a rule from a day on: the new content, the text it comes from, why."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QWidget

from tcxd_desktop.domain.errors import NotANumberProblem, RequiredProblem
from tcxd_desktop.domain.rule_types import RuleRow
from tcxd_desktop.office import rules
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.fields import (
    DateField,
    Field,
    FlagField,
    LabeledField,
    LineField,
    NumberField,
)
from tcxd_desktop.ui.common.inputs import TextField
from tcxd_desktop.ui.common.screens import room_of
from tcxd_desktop.ui.rules import content_fields as contents
from tcxd_desktop.ui.rules.combo import ComboField
from tcxd_desktop.ui.rules.content_fields import Box
from tcxd_desktop.ui.rules.pick_field import PickField
from tcxd_desktop.wording.formats import show_date
from tcxd_desktop.wording.rule_lines import line_text
from tcxd_desktop.wording.rules import rule_title

_WIDE = 720
_HALVES = {contents.LINE, contents.NUMBER, contents.ONE, contents.FLAG, contents.BOXES}
"""Boxes two of which stand in a line."""
_HINTS = {
    contents.BOXES: "số các ô theo thứ tự, cách nhau dấu phẩy; ô chỉ ghi khi có cấp ấy để trong"
    " ngoặc, như 1, (2), 3, 4",
    contents.LINES: "cách nhau dấu chấm phẩy",
}


class ChangeDialog(Dialog):
    """Sửa một quy tắc từ một ngày; the one before keeps its days."""

    def __init__(
        self, desk: Desk, row: RuleRow, rule_set: str, parent: QWidget | None = None
    ) -> None:
        """Ask about one rule; what holds stands in the boxes.

        Args:
            desk: where.
            row: the rule as it stands.
            rule_set: the one it is changed in.
            parent: owner.
        """
        super().__init__(f"Sửa quy tắc {row.key}", parent, width=_WIDE)
        self._desk, self._row, self._rule_set = desk, row, rule_set
        self.say(rule_title(row))
        since = f" từ {show_date(row.valid_from)}" if row.valid_from else ""
        self.say(f"Đang áp dụng{since}: {line_text(row)}. Bản này giữ nguyên đến hết ngày trước"
                 " ngày bản mới có hiệu lực; ca đang theo bản nào vẫn theo bản ấy.",
                 quiet=True)  # fmt: skip
        self.valid_from = DateField("valid_from", today=desk.today(), future=True)
        self.source = LineField("source")
        self.source.set_value(row.source)
        self.reason = LineField("reason")
        self.verified = FlagField("verified", text="Đã đọc thấy trong văn bản gốc")
        self.verified.set_value(row.verified)
        self.boxes: dict[str, Field] = {}
        head = QHBoxLayout()
        head.setSpacing(theme.current().px(10))
        head.addWidget(LabeledField("Có hiệu lực từ ngày", self.valid_from), 2)
        head.addWidget(LabeledField("Căn cứ (số, ngày, mục của văn bản)", self.source), 5)
        self.body.addLayout(head)
        self.body.addWidget(self._content(), 1)
        self.body.addWidget(LabeledField("Lý do sửa", self.reason))
        self.body.addWidget(self.verified)
        self.add_buttons("Ghi bản mới")
        room = room_of(self).size().height() - theme.current().px(60)
        self.resize(self.width(), min(theme.current().px(700), room))
        self.valid_from.setFocus()

    def accept_ready(self) -> None:
        """Write it."""
        day = self.valid_from.whole()
        if day is None:
            raise RequiredProblem("valid_from", field="valid_from")
        told = {name: _told(field) for name, field in self.boxes.items()}
        row = RuleRow(
            self._rule_set, self._row.kind, self._row.key, "", "", self._row.content,
            self._row.source, bool(self.verified.value()),
        )  # fmt: skip
        rules.change(
            self._desk,
            row,
            day.isoformat(),
            contents.content_of(self._row, told),
            str(self.source.value()),
            str(self.reason.value()),
        )

    def _content(self) -> QScrollArea:
        look = theme.current()
        inside = theme.panel(QWidget())
        grid = QGridLayout(inside)
        grid.setContentsMargins(look.px(12), look.px(10), look.px(12), look.px(12))
        grid.setHorizontalSpacing(look.px(12))
        grid.setVerticalSpacing(look.px(8))
        grid.addWidget(theme.heading(QLabel("Nội dung")), 0, 0, 1, 2)
        line, half = 1, False
        for box in contents.boxes_of(self._row):
            field = _FIELDS[box.kind](box)
            field.set_value(_shown(box, contents.value_in(self._row, box)))
            self.boxes[box.name] = field
            labeled = LabeledField(box.caption, field, hint=_HINTS.get(box.kind, ""))
            if box.kind in _HALVES:
                grid.addWidget(labeled, line, int(half), Qt.AlignmentFlag.AlignTop)
                line, half = line + int(half), not half
            else:
                line, half = line + int(half), False
                grid.addWidget(labeled, line, 0, 1, 2)
                line += 1
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        grid.setRowStretch(line + 1, 1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.StyledPanel)
        scroll.setWidgetResizable(True)
        scroll.setAccessibleName("Nội dung quy tắc")
        scroll.setWidget(inside)
        for field in self.boxes.values():
            # Enter walks the boxes without Qt's own tabbing, which alone would follow them.
            field.focused.connect(partial(self._follow, scroll, field))
        return scroll

    def _follow(self, scroll: QScrollArea, field: Field, _key: str) -> None:
        scroll.ensureWidgetVisible(field, 0, theme.current().px(30))


def _shown(box: Box, value: Any) -> Any:
    return Decimal(value) if box.kind == contents.NUMBER and value != "" else value


def _told(field: Field) -> Any:
    problem = field.problem()
    if problem is not None:
        raise problem
    value = field.value()
    if isinstance(field, NumberField):
        if isinstance(value, Decimal) and value != value.to_integral_value():
            raise NotANumberProblem(field.text(), field=field.key)
        return "" if value is None else value
    return value


_FIELDS: Mapping[str, Callable[[Box], Field]] = {
    contents.LINE: lambda box: LineField(box.name),
    contents.LINES: lambda box: LineField(box.name),
    contents.BOXES: lambda box: LineField(box.name),
    contents.TEXT: lambda box: TextField(box.name, lines=2),
    contents.NUMBER: lambda box: NumberField(box.name),
    contents.FLAG: lambda box: FlagField(box.name, text=box.caption),
    contents.ONE: lambda box: ComboField(box.name, box.choices),
    contents.MANY: lambda box: PickField(box.name, box.choices),
}
