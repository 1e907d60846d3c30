"""The boxes of a case: who, from where to where, on what basis, with which papers."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.errors import RequiredProblem
from tcxd_desktop.domain.facts import Fact, Kind, Value
from tcxd_desktop.domain.text import clean_line
from tcxd_desktop.domain.transfers import CARD_LENGTHS, Direction, End, Transfer, Traveller
from tcxd_desktop.domain.units import Decision, UnitNode
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.cards import card, text_label
from tcxd_desktop.ui.common.dialogs import DecisionBox
from tcxd_desktop.ui.common.fields import (
    CodeField,
    DateField,
    DigitsField,
    Field,
    FlagField,
    LabeledField,
    LineField,
    TextField,
    UnitField,
)
from tcxd_desktop.ui.common.reading import Sources, UnitChoices
from tcxd_desktop.ui.transfers.end_box import EndBox
from tcxd_desktop.ui.transfers.focus import inside
from tcxd_desktop.ui.transfers.new_case_state import (
    GAPS,
    KindOffer,
    about,
    end_types,
    gap,
    has_letter,
    needs_person,
    other_sides,
    own_unit_asked,
    termed,
)

_SIDES = {"source": "Nơi đi", "target": "Nơi đến"}
_TRAVELLER = (
    ("name", "Họ và tên khai sinh"), ("used_name", "Tên gọi khác"), ("sex", "Giới tính"),
    ("birth", "Sinh ngày"), ("citizen_id", "Số căn cước"), ("card_no", "Số thẻ đảng viên"),
    ("dossier_no", "Số lý lịch"), ("admitted", "Ngày vào Đảng"), ("official", "Ngày chính thức"),
    ("decided", "Ngày quyết định kết nạp"), ("origin", "Quê quán"), ("home", "Nơi ở hiện nay"),
)  # fmt: skip
_WIDE = ("origin", "home")
"""They share the last line."""
_DATES = {"birth", "admitted", "official", "decided"}
_LINES = ("reason", "serial", "enclosed", "portal_code", "note")
_EXAMPLES = {
    "effective": "hoặc ngày đổi nơi cư trú", "dues_until": "tháng/năm",
    "serial": "để trống: ghi khi viết ô 1",
}  # fmt: skip
_DAYS = ("effective", "term_from", "term_to")
_SEX = Fact("", Kind.CODE, codes="sex")


class CaseForm(QScrollArea):
    """Shows a case that is being opened or mended, and reads it back."""

    typed = Signal()
    """Something was changed."""

    def __init__(self, sources: Sources) -> None:
        """Build every box; ``ask`` says which are shown."""
        super().__init__()
        theme.mark(self, "plain")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Thông tin của ca")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sources = sources
        self._offer: KindOffer | None = None
        self._resting = False
        self._typed: set[str] = set()
        """Boxes the clerk changed since the case was shown."""
        self._base: Transfer | None = None
        self.fields: dict[str, Field] = {}
        self.boxes: dict[str, LabeledField] = {}
        self._build(sources.today)
        self._connect()

    # --- what is asked ----------------------------------------------------------------------------

    def ask(self, offer: KindOffer, units: Sequence[UnitNode]) -> None:
        """Show the boxes a kind of case has; what is typed stays."""
        self._offer = offer
        own = offer.direction is Direction.IN
        self.who.setVisible(own)
        self.about.setVisible(not own)
        others = other_sides(offer)
        for side, box in self.ends.items():
            box.setVisible(side in others)
            if side in others:
                box.offer(_SIDES[side], end_types(offer))
        self.own.setVisible(own_unit_asked(offer))
        unit = self.fields["unit_id"]
        if isinstance(unit, UnitField):
            unit.set_choices(UnitChoices(units))
        self.boxes["enclosed"].setVisible(has_letter(offer))
        hidden = set() if termed(offer) else {"term_from", "term_to"}
        hidden |= set() if has_letter(offer) else {"serial", "dues_until"}
        self._arrange([key for key in self._of_facts if key not in hidden])

    def show_case(self, case: Transfer, *, keep: frozenset[str] = frozenset()) -> None:
        """Show a case; boxes in ``keep`` hold what was typed into them."""
        self._base = case
        self._typed &= keep
        who = case.traveller
        for key, _ in _TRAVELLER:
            self._put(key, getattr(who, key), keep)
        self._put("probationary", who.probationary, keep)
        for key in _LINES:
            self._put(key, getattr(case, key), keep)
        for key in (*_DAYS, "dues_until"):
            self._put(key, PartialDate.from_text(getattr(case, key)), keep)
        self._put("unit_id", case.target.unit_id, keep)
        for side, box in self.ends.items():
            if side not in keep:
                box.show_end(getattr(case, side))
        if not any(name.startswith("decision") for name in keep):
            self.decision.set_decision(case.basis)
        self.about.setText(about(case))

    def case(self) -> Transfer:
        """Return the case as typed.

        Raises:
            Problem: something needed is missing or cannot be read.
        """
        problem = next((f.problem() for f in self._shown() if f.problem() is not None), None)
        if problem is not None:
            raise problem
        for key in _DAYS:
            field = self.fields[key]
            if isinstance(field, DateField):
                field.whole()
        basis = self.decision.decision()
        made = self.as_typed()
        if made is None or self._offer is None:
            raise RequiredProblem("Loại chuyển")
        missing = gap(self._offer, made)
        if missing:
            raise RequiredProblem(GAPS[missing], field=missing)
        return replace(made, basis=basis)

    def as_typed(self, *, resting: bool = False) -> Transfer | None:
        """Return the case as far as it can be read; ``resting``: a box may still be typed in."""
        offer, base = self._offer, self._base
        if offer is None or base is None:
            return None
        self._resting = resting
        values: dict[str, Any] = {key: self._text(key) for key in _LINES}
        values.update((key, self._day(key)) for key in _DAYS)
        values.update((side, self.ends[side].end()) for side in other_sides(offer))
        if not needs_person(offer):
            values["traveller"] = self._traveller(base.traveller)
        if own_unit_asked(offer):
            values["target"] = _own(self._value("unit_id"), base.target)
        return replace(base, basis=self._basis(), dues_until=self._month("dues_until"), **values)

    def go_to(self, key: str = "") -> None:
        """Put the keyboard into a box: the first one shown, if none is named."""
        field = self.fields.get(key) or next(iter(self._shown()), None)
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(field)

    @property
    def typed_boxes(self) -> frozenset[str]:
        """The boxes the clerk changed since the case was shown."""
        return frozenset(self._typed)

    # --- building ---------------------------------------------------------------------------------

    def _build(self, today: date) -> None:
        look = theme.current()
        inside = theme.mark(QWidget(), "plain")
        column = QVBoxLayout(inside)
        column.setContentsMargins(look.px(18), look.px(12), look.px(18), look.px(12))
        column.setSpacing(look.px(10))
        self.about = text_label("", role="muted")
        column.addWidget(self.about)
        self.who = self._who(today)
        column.addWidget(self.who)
        self.ends = {side: EndBox(self._sources, side) for side in _SIDES}
        column.addWidget(self.ends["source"])
        self.own, inner = card("Nơi đến")
        inner.addWidget(
            self._add("unit_id", "Chi bộ", UnitField("unit_id", choices=UnitChoices(())))
        )
        column.addWidget(self.own)
        column.addWidget(self.ends["target"])
        column.addWidget(self._facts(today))
        column.addStretch(1)
        self.setWidget(inside)

    def _who(self, today: date) -> QFrame:
        frame, column = card("Đảng viên")
        grid = _grid(6)
        for place, (key, caption) in enumerate(_TRAVELLER):
            box = self._add(key, caption, self._of_traveller(key, today))
            if key in _WIDE:
                grid.addWidget(box, len(_TRAVELLER) // 3, 3 * _WIDE.index(key), 1, 3)
            else:
                grid.addWidget(box, place // 3, 2 * (place % 3), 1, 2)
        flag = FlagField("probationary", text="Đảng viên dự bị")
        self.fields["probationary"] = flag
        below = Qt.AlignmentFlag.AlignBottom
        grid.addWidget(flag, (len(_TRAVELLER) - 2) // 3, 2, 1, 4, below)
        column.addLayout(grid)
        QWidget.setTabOrder(self.fields["decided"].entries()[-1], flag.box)
        QWidget.setTabOrder(flag.box, self.fields["origin"].entries()[0])
        return frame

    def _of_traveller(self, key: str, today: date) -> Field:
        if key in _DATES:
            return DateField(key, today=today)
        if key == "sex":
            return CodeField(key, choices=self._sources.choices(_SEX))
        if key in {"citizen_id", "card_no"}:
            return DigitsField(key, lengths=(12,) if key == "citizen_id" else CARD_LENGTHS)
        return LineField(key)

    def _facts(self, today: date) -> QFrame:
        frame, column = card("Căn cứ, giấy tờ")
        self.decision = DecisionBox(today=today)
        column.addWidget(self.decision)
        self._facts_grid = _grid(3)
        makers: Mapping[str, tuple[str, Field]] = {
            "reason": ("Lý do chuyển", LineField("reason")),
            "effective": (
                "Có hiệu lực từ ngày",
                DateField("effective", today=today, future=True),
            ),
            "term_from": ("Từ ngày", DateField("term_from", today=today, future=True)),
            "term_to": ("Đến hết ngày", DateField("term_to", today=today, future=True)),
            "serial": ("Số seri của giấy", LineField("serial")),
            "dues_until": (
                "Đã đóng đảng phí hết tháng",
                DateField("dues_until", today=today, future=True),
            ),
            "portal_code": ("Mã hồ sơ trên Cổng dịch vụ công", LineField("portal_code")),
        }
        for key, (caption, field) in makers.items():
            self._add(key, caption, field)
            if isinstance(field, LineField):
                field.set_placeholder(_EXAMPLES.get(key, ""))
        self._of_facts = tuple(makers)
        column.addLayout(self._facts_grid)
        enclosed = TextField("enclosed", lines=4)
        note = TextField("note", lines=2)
        column.addWidget(self._add("enclosed", "Hồ sơ kèm theo, mỗi loại một dòng", enclosed))
        column.addWidget(self._add("note", "Ghi chú", note))
        return frame

    def _add(self, key: str, caption: str, field: Field) -> LabeledField:
        self.fields[key] = field
        self.boxes[key] = LabeledField(caption, field)
        return self.boxes[key]

    def _connect(self) -> None:
        decision = (self.decision.number, self.decision.on, self.decision.issuer)
        for field in (*self.fields.values(), *decision):
            field.changed.connect(partial(self._on_typed, field.key))
            field.focused.connect(self._on_focused)
        for side, box in self.ends.items():
            box.changed.connect(partial(self._on_typed, side))

    def _arrange(self, asked: Sequence[str]) -> None:
        """Show these boxes of the facts, three a line without gaps."""
        for key in self._of_facts:
            self._facts_grid.removeWidget(self.boxes[key])
            if key not in asked:
                self.boxes[key].hide()
        for place, key in enumerate(asked):
            self._facts_grid.addWidget(self.boxes[key], place // 3, place % 3)
            self.boxes[key].show()  # only now it has its place: shown before, it would be a window
        self._walk([*asked, "enclosed", "note"])

    def _walk(self, keys: Sequence[str]) -> None:
        """Let Enter and Tab go from the paper through the facts as they stand on the page."""
        before = self.decision.issuer.entries()[-1]
        for entry in (entry for key in keys for entry in self.fields[key].entries()):
            QWidget.setTabOrder(before, entry)
            before = entry

    # --- reading ----------------------------------------------------------------------------------

    def _shown(self) -> list[Field]:
        return [field for field in self.findChildren(Field) if field.isVisibleTo(self)]

    def _put(self, key: str, value: Any, keep: frozenset[str]) -> None:
        if key not in keep:
            self.fields[key].set_value(value)

    def _text(self, key: str) -> str:
        return str(self._value(key) or "")

    def _value(self, key: str) -> Value:
        """Return what a box holds; while it is typed in, only running text is read."""
        field = self.fields[key]
        if self._resting and inside(field):
            return field.text() if type(field) in (LineField, TextField) else None
        return field.value()

    def _basis(self) -> Decision:
        box = self.decision
        day = None if self._resting and inside(box.on) else box.on.value()
        exact = day.exact if isinstance(day, PartialDate) else None
        number, issuer = (
            clean_line(field.text()) if self._resting else str(field.value() or "")
            for field in (box.number, box.issuer)
        )
        return Decision(number, exact.isoformat() if exact else "", issuer)

    def _day(self, key: str) -> str:
        value = self._value(key)
        exact = value.exact if isinstance(value, PartialDate) else None
        return exact.isoformat() if exact else ""

    def _month(self, key: str) -> str:
        value = self._value(key)
        if not isinstance(value, PartialDate):
            return ""
        return f"{value.year:04d}-{value.month:02d}" if value.month else f"{value.year:04d}"

    def _traveller(self, before: Traveller) -> Traveller:
        values: dict[str, Any] = {}
        for key, _ in _TRAVELLER:
            value = self._value(key)
            if key in _DATES:
                values[key] = value if isinstance(value, PartialDate) else None
            else:
                values[key] = str(value or "")
        return replace(before, probationary=bool(self.fields["probationary"].value()), **values)

    def _on_typed(self, key: str) -> None:
        self._typed.add(key)
        self.typed.emit()

    @Slot(str)
    def _on_focused(self, key: str) -> None:
        field = self.fields.get(key)
        if field is not None:
            self.ensureWidgetVisible(field, 0, theme.current().px(30))


def _own(unit: object, before: End) -> End:
    return replace(before, unit_id=unit) if isinstance(unit, int) else replace(before, unit_id=None)


def _grid(columns: int) -> QGridLayout:
    look = theme.current()
    grid = QGridLayout()
    grid.setHorizontalSpacing(look.px(12))
    grid.setVerticalSpacing(look.px(6))
    for number in range(columns):
        grid.setColumnStretch(number, 1)
    return grid
