"""A new member: search first, so that nobody is written twice."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.citizen_card import CitizenCard
from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.errors import RequiredProblem
from tcxd_desktop.domain.people import Duplicate, NewPerson, PersonLine
from tcxd_desktop.domain.standing import EventKind
from tcxd_desktop.office import citizen_cards, people
from tcxd_desktop.office.columns import standing_text
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.dialogs import Dialog, confirm
from tcxd_desktop.ui.common.fields import DateField, DigitsField, LabeledField, LineField, UnitField
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.reading import Sources, UnitChoices
from tcxd_desktop.ui.people.card_dialog import CardDialog
from tcxd_desktop.wording.access import NUMBER_ELSEWHERE
from tcxd_desktop.wording.formats import show_date

_LOOK_AFTER_MS = 300
_MORE_OF_CARD = ("old_citizen_id", "home")
"""What a card tells and this dialog has no box for."""
_MOST_SHOWN = 4
_UNKNOWN = "chưa rõ thì để trống"
_WAYS = (
    (EventKind.LISTED, "Đã là đảng viên ở đây, chưa có trong danh sách"),
    (EventKind.ARRIVED, "Chuyển sinh hoạt đến"),
    (EventKind.ADMITTED, "Mới kết nạp"),
)
_DAY_CAPTIONS = {
    EventKind.LISTED: "Ngày vào Đảng",
    EventKind.ARRIVED: "Ngày chuyển đến",
    EventKind.ADMITTED: "Ngày kết nạp (ngày vào Đảng)",
}
_REASONS = {
    "name_birth": "trùng họ tên và năm sinh",
    "citizen_id": "trùng số căn cước",
    "card_no": "trùng số thẻ",
    "dossier_no": "trùng số lý lịch",
}


class NewPersonDialog(Dialog):
    """Asks the least a record starts with, and shows who may be the same person."""

    def __init__(
        self,
        desk: Desk,
        sources: Sources,
        jobs: Jobs,
        parent: QWidget | None = None,
        *,
        unit_id: int | None = None,
        name: str = "",
    ) -> None:
        """Start in a unit, with a name that was looked for."""
        super().__init__("Thêm đảng viên", parent, width=620)
        self._desk, self._sources, self._jobs = desk, sources, jobs
        self.card: CitizenCard | None = None
        """The citizen card the boxes were filled from."""
        self.created: Dossier | None = None
        self.existing: int | None = None
        """A person already recorded whose dossier is wanted instead."""
        self.duplicates: list[Duplicate] = []
        self._build()
        self._connect()
        self.name.set_value(name)
        self.unit.set_value(unit_id)
        self._on_way()
        self._look()
        self.name.setFocus()

    @property
    def way(self) -> EventKind:
        """How the person came into the list."""
        return next(kind for kind, radio in self.ways.items() if radio.isChecked())

    def accept_ready(self) -> None:
        """Write the record.

        Raises:
            Problem: something needed is missing or cannot be read, or a number is taken.
        """
        new = self._read()
        self._look()
        known = [found.line for found in self.duplicates if found.line is not None]
        if known and not self._sure(known):
            self._staying = True
            return
        self.created = self._with_card(people.create(self._desk, new))

    def _with_card(self, made: Dossier) -> Dossier:
        """Write what else the card tells into the new record, if it is that person's."""
        card = self.card
        if card is None or card.citizen_id != made.citizen_id:
            return made
        told = {line.target: line for line in citizen_cards.compare(self._desk, made.id, card)}
        more = [name for name in _MORE_OF_CARD if told[name].fillable]
        return citizen_cards.fill(self._desk, made.id, card, more) if more else made

    def accept(self) -> None:
        """Close, unless the user wanted to stay."""
        if self._staying:
            self._staying = False
            return
        super().accept()

    def _sure(self, known: Sequence[PersonLine]) -> bool:
        names = "; ".join(
            f"{line.name} ({line.unit or 'chưa rõ chi bộ'})" for line in known[:_MOST_SHOWN]
        )
        return confirm(
            self,
            "Trong danh sách đã có người có thể là một. Vẫn thêm người mới?",
            yes="Vẫn thêm người mới",
            no="Xem lại",
            title="Có thể trùng người",
            detail=names,
        )

    def _read(self) -> NewPerson:
        values = {
            field: widget.value()
            for field, widget in (
                ("name", self.name),
                ("birth", self.birth),
                ("unit_id", self.unit),
                ("on", self.on),
                ("ceremony_date", self.joined),
                ("citizen_id", self.citizen),
            )
        }
        self._refuse_unreadable()
        self._refuse_missing(values)
        way = self.way
        on = values["on"] if isinstance(values["on"], PartialDate) else None
        joined = values["ceremony_date"] if way is EventKind.ARRIVED else on
        return NewPerson(
            name=str(values["name"]),
            birth=values["birth"] if isinstance(values["birth"], PartialDate) else None,
            sex=next((sex for sex, radio in self.sexes.items() if radio.isChecked()), ""),
            unit_id=int(str(values["unit_id"])),
            event=way.value,
            on=on,
            citizen_id=str(values["citizen_id"]),
            ceremony_date=joined if isinstance(joined, PartialDate) else None,
        )

    def _refuse_unreadable(self) -> None:
        for widget in (self.name, self.birth, self.citizen, self.unit, self.on, self.joined):
            problem = widget.problem()
            if problem is not None:
                raise problem

    def _refuse_missing(self, values: Mapping[str, object]) -> None:
        needed = {"name": "birth_name", "unit_id": "unit_id"}
        if self.way is not EventKind.LISTED:
            needed["on"] = "on"
        for name, key in needed.items():
            if values[name] in (None, ""):
                raise RequiredProblem(key, field=key)

    def _build(self) -> None:
        look = theme.current()
        self._staying = False
        today = self._sources.today
        self.name = LineField("birth_name")
        self.birth = DateField("birth_date", today=today)
        self.citizen = DigitsField("citizen_id", lengths=(12,))
        self.unit = UnitField("unit_id", choices=UnitChoices(self._sources.units))
        self.on = DateField("on", today=today)
        self.joined = DateField("ceremony_date", today=today)
        self.sexes = {sex: QRadioButton(sex) for sex in ("Nam", "Nữ")}
        self.ways = {kind: QRadioButton(text) for kind, text in _WAYS}
        self.ways[EventKind.LISTED].setChecked(True)
        self.citizen.set_placeholder("12 chữ số")
        self.joined.set_placeholder(_UNKNOWN)
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(12))
        grid.setVerticalSpacing(look.px(8))
        for place, stretch in enumerate((3, 2, 2)):
            grid.setColumnStretch(place, stretch)
        self.on_box = LabeledField("Ngày", self.on)
        self.joined_box = LabeledField("Ngày vào Đảng", self.joined)
        grid.addWidget(LabeledField("Họ và tên khai sinh", self.name), 0, 0, 1, 2)
        grid.addLayout(_radios("Giới tính", self.sexes.values(), self), 0, 2)
        grid.addWidget(LabeledField("Sinh ngày", self.birth), 1, 0)
        grid.addWidget(LabeledField("Số căn cước", self.citizen), 1, 1, 1, 2)
        self.body.addLayout(grid)
        self._build_found()
        self.body.addLayout(_radios("Vào danh sách vì", self.ways.values(), self, upright=True))
        below = QHBoxLayout()
        below.setSpacing(look.px(12))
        below.addWidget(LabeledField("Chi bộ", self.unit), 3)
        below.addWidget(self.on_box, 2)
        below.addWidget(self.joined_box, 2)
        self.body.addLayout(below)
        self.open_after = QCheckBox("Mở hồ sơ để điền tiếp")
        self.open_after.setChecked(True)
        self.body.addWidget(self.open_after)
        self.body.addStretch(1)
        self.add_buttons("Thêm đảng viên")
        self.card_button = self.add_button("Đọc thẻ căn cước…", left=True)
        self.card_button.setToolTip("Quét mã QR trên thẻ, hoặc chọn ảnh thẻ, để khỏi gõ")

    def _build_found(self) -> None:
        look = theme.current()
        self.found = theme.mark(QFrame(), "notice")
        theme.set_mark(self.found, "tone", "warn")
        self._found_rows = QVBoxLayout(self.found)
        self._found_rows.setContentsMargins(look.px(12), look.px(8), look.px(8), look.px(8))
        self._found_rows.setSpacing(look.px(4))
        self.body.addWidget(self.found)
        self.found.hide()

    def _connect(self) -> None:
        self._timer = QTimer(self, singleShot=True, interval=_LOOK_AFTER_MS)
        self._timer.timeout.connect(self._look)
        self.name.changed.connect(self._timer.start)
        for field in (self.name, self.birth, self.citizen):
            field.editing_done.connect(self._look)
        for radio in self.ways.values():
            radio.toggled.connect(self._on_way)
        self.card_button.clicked.connect(self.read_card)

    @Slot()
    def read_card(self) -> None:
        """Fill the boxes from a citizen card; whoever is recorded already is opened instead."""
        dialog = CardDialog(self._desk, self._jobs, None, self)
        taken = dialog.exec()
        if dialog.existing is not None:
            self.existing = dialog.existing
            super().accept()
        elif taken and dialog.card is not None:
            self.take_card(dialog.card)

    def take_card(self, card: CitizenCard) -> None:
        """Put what a card says into the boxes; a name that lost its accents is left to be typed."""
        self.card = card
        if not card.mangled("birth_name"):
            self.name.set_value(card.name)
        self.birth.set_value(card.birth)
        self.citizen.set_value(card.citizen_id)
        self.sexes[card.sex].setChecked(True)
        self._look()
        (self.name if card.mangled("birth_name") else self.unit).setFocus()

    @Slot()
    def _on_way(self) -> None:
        self.on_box.caption.setText(_DAY_CAPTIONS[self.way])
        self.on.set_placeholder(_UNKNOWN if self.way is EventKind.LISTED else "")
        self.joined_box.setVisible(self.way is EventKind.ARRIVED)

    @Slot()
    def _look(self) -> None:
        """Look for people already recorded who may be this one."""
        self._timer.stop()
        birth = self.birth.value() if self.birth.problem() is None else None
        citizen = self.citizen.value() if self.citizen.problem() is None else ""
        self.duplicates = people.duplicates(
            self._desk,
            name=str(self.name.value() or ""),
            birth=birth if isinstance(birth, PartialDate) else None,
            citizen_id=str(citizen or ""),
        )
        self._show_found(self.duplicates)

    def _show_found(self, found: Sequence[Duplicate]) -> None:
        while (item := self._found_rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if found:
            self._found_rows.addWidget(theme.heading(QLabel("Có thể đã có trong danh sách")))
        for duplicate in found[:_MOST_SHOWN]:
            self._found_rows.addWidget(self._found_line(duplicate))
        if len(found) > _MOST_SHOWN:
            rest = len(found) - _MOST_SHOWN
            self._found_rows.addWidget(theme.hint(QLabel(f"và {rest} người nữa cùng họ tên")))
        self.found.setVisible(bool(found))

    def _found_line(self, duplicate: Duplicate) -> QWidget:
        line = duplicate.line
        if line is None:
            return self._elsewhere(_REASONS[duplicate.reason])
        where = standing_text(line)
        parts = (line.name, show_date(line.birth), line.unit, where.lower())
        words = QLabel(" · ".join(part for part in parts if part))
        words.setWordWrap(True)
        reason = _REASONS[duplicate.reason]
        if duplicate.reason == "name_birth" and not (line.birth and self.birth.value()):
            reason = "trùng họ tên"
        button = QPushButton("Mở hồ sơ này")
        button.setAutoDefault(False)
        button.setAccessibleName(f"Mở hồ sơ {line.name}, {line.unit}")
        button.clicked.connect(self._opener(line.id))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().px(8))
        row.addWidget(words, 1)
        row.addWidget(theme.badge(reason, "warn"))
        row.addWidget(button)
        return holder

    def _elsewhere(self, reason: str) -> QWidget:
        words = QLabel(NUMBER_ELSEWHERE)
        words.setWordWrap(True)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().px(8))
        row.addWidget(words, 1)
        row.addWidget(theme.badge(reason, "warn"))
        return holder

    def _opener(self, person_id: int) -> Callable[[], None]:
        def choose() -> None:
            self.existing = person_id
            super(NewPersonDialog, self).accept()

        return choose


def _radios(
    caption: str, radios: Iterable[QRadioButton], owner: QWidget, *, upright: bool = False
) -> QVBoxLayout:
    group = QButtonGroup(owner)
    row = QVBoxLayout() if upright else QHBoxLayout()
    row.setSpacing(theme.current().px(2 if upright else 10))
    for radio in radios:
        radio.setAccessibleName(f"{caption}: {radio.text()}")
        group.addButton(radio)
        row.addWidget(radio)
    row.addStretch()
    column = QVBoxLayout()
    column.setSpacing(theme.current().px(3))
    column.addWidget(theme.caption(QLabel(caption)))
    column.addLayout(row)
    return column
