"""All conditions of the member list in one dialog, with the number they find."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.codes import CodeList
from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.dossier import FACTS, SEALED_FIELDS, TABLES
from tcxd_desktop.domain.errors import Problem, WholeDateProblem
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.fields import DateField, DigitsField, LabeledField, UnitField
from tcxd_desktop.ui.common.reading import CodeChoices, Sources, UnitChoices
from tcxd_desktop.ui.common.screens import room_of
from tcxd_desktop.ui.people.conditions import closed_list
from tcxd_desktop.ui.people.pick_list import PickList
from tcxd_desktop.wording.access import SEALED_BOXES
from tcxd_desktop.wording.dossier import label
from tcxd_desktop.wording.formats import show_day
from tcxd_desktop.wording.people import ACTIVITY, GRADE, LEAVING

_HERE = "co_mat"
"""Stands for *in the list* among the ways of leaving, whose own key is empty."""
_COUNT_AFTER_MS = 250
_CODED = {
    "ethnicities": ("Dân tộc", "ethnicity"),
    "religions": ("Tôn giáo", "religion"),
    "edu_levels": ("Giáo dục phổ thông", "edu_level"),
    "profession_levels": ("Chuyên môn, nghiệp vụ", "profession_level"),
    "theories": ("Lý luận chính trị", "theory"),
    "occupations": ("Nghề nghiệp", "occupation"),
}
_NUMBERS = {
    "age_from": ("Từ tuổi", ()),
    "age_to": ("Đến tuổi", ()),
    "admitted_from": ("Vào Đảng từ năm", (4,)),
    "admitted_to": ("Đến năm", (4,)),
    "complete_below": ("Hồ sơ đạt dưới (%)", ()),
}
_FLAGS = {
    "minority_only": "Chỉ dân tộc thiểu số",
    "religious_only": "Chỉ người theo tôn giáo",
    "under_inspection": "Đang bị kiểm tra",
    "with_void": "Cả bản ghi đã hủy",
}


class FilterDialog(Dialog):
    """Chooses conditions; ``query`` holds them after *Lọc*."""

    def __init__(
        self,
        query: PeopleQuery,
        sources: Sources,
        count: Callable[[PeopleQuery], int],
        parent: QWidget | None = None,
        *,
        sealed: bool = True,
    ) -> None:
        """Show the conditions of ``query``.

        Args:
            query: in force now.
            sources: code lists, organisations, today.
            count: tells how many people a query finds.
            parent: window.
            sealed: the account may ask for items 26 to 28.
        """
        super().__init__("Điều kiện lọc", parent, width=760)
        self._sealed = sealed
        if not sealed:
            open_only = tuple(n for n in query.missing_fields if n not in SEALED_FIELDS)
            query = replace(query, missing_fields=open_only)
        self.query = query
        self._sources = sources
        self._count = count
        self.picks: dict[str, PickList] = {}
        self.numbers: dict[str, DigitsField] = {}
        self.flags: dict[str, QCheckBox] = {}
        self.grades: dict[str, QCheckBox] = {}
        self.sexes: dict[str, QCheckBox] = {}
        self._make()
        self._build()
        self._show(query)
        self._connect()
        self._on_count()
        self.as_at.setFocus()

    def accept_ready(self) -> None:
        """Take the conditions.

        Raises:
            Problem: something typed cannot be read.
        """
        self.query = self.read()

    def read(self) -> PeopleQuery:
        """Return the query as chosen.

        Raises:
            Problem: something typed cannot be read.
        """
        leavings = ("" if way == _HERE else way for way in self.picks["leavings"].chosen())
        coded = {part: self.picks[part].chosen() for part in (*_CODED, "missing_fields")}
        unit = self.unit.value()
        self._refuse([self.unit.problem(), *(pick.problem() for pick in self.picks.values())])
        return replace(
            self.query,
            as_at=self._day(),
            unit_id=unit if isinstance(unit, int) else None,
            grades=tuple(key for key, box in self.grades.items() if box.isChecked()),
            activities=self.picks["activities"].chosen(),
            leavings=tuple(leavings),
            sexes=tuple(key for key, box in self.sexes.items() if box.isChecked()),
            **coded,  # type: ignore[arg-type] # every coded part is a tuple of str
            **{part: self._number(part) for part in _NUMBERS},  # type: ignore[arg-type]
            **{part: box.isChecked() for part, box in self.flags.items()},  # type: ignore[arg-type]
        )

    def _day(self) -> str:
        value = self.as_at.value()
        self._refuse([self.as_at.problem()])
        if not isinstance(value, PartialDate):
            return ""
        if value.exact is None:
            raise WholeDateProblem(value, field="as_at")
        day = value.exact
        return "" if day == self._sources.today else day.isoformat()

    def _number(self, part: str) -> int | None:
        typed = self.numbers[part].value()
        self._refuse([self.numbers[part].problem()])
        return int(str(typed)) if typed else None

    @staticmethod
    def _refuse(problems: Sequence[Problem | None]) -> None:
        for problem in problems:
            if problem is not None:
                raise problem

    def _make(self) -> None:
        codes = self._sources.codes
        closed = {
            "activities": ("Tình trạng sinh hoạt", {str(k): v for k, v in ACTIVITY.items()}),
            "leavings": ("Có trong danh sách, hay đã rời vì", _ways()),
            "missing_fields": ("Hồ sơ thiếu mục", _boxes(sealed=self._sealed)),
        }
        for part, (title, labels) in closed.items():
            choices = CodeChoices(closed_list(part, title, labels))
            self.picks[part] = PickList(choices, name=title)
        for part, (title, list_id) in _CODED.items():
            listed = codes.get(list_id, CodeList(list_id, title, ()))
            free = list_id not in {"edu_level", "profession_level", "theory"}
            self.picks[part] = PickList(CodeChoices(listed, free=free), name=title)
        for part, (title, lengths) in _NUMBERS.items():
            kind = "year" if lengths else part
            self.numbers[part] = DigitsField(part, lengths=lengths, kind=kind, name=title)
            self.numbers[part].edit.setMaxLength(4 if lengths else 3)
        for part, title in _FLAGS.items():
            self.flags[part] = QCheckBox(title)
        for grade, title in GRADE.items():
            self.grades[grade.value] = QCheckBox(title)
        for sex in codes["sex"].codes if "sex" in codes else ():
            self.sexes[sex.name] = QCheckBox(sex.name)
        self.as_at = DateField("as_at", today=self._sources.today, name="Tính đến ngày")
        self.as_at.set_placeholder("hôm nay")
        self.unit = UnitField("unit", choices=UnitChoices(self._sources.units), name="Tổ chức")
        self.unit.set_placeholder("cả đảng bộ")

    def _build(self) -> None:
        look = theme.current()
        inside = theme.mark(QWidget(), "plain")
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, look.px(10), 0)
        grid.setHorizontalSpacing(look.px(20))
        grid.setVerticalSpacing(look.px(14))
        for number, group in enumerate(
            (self._standing_group(), self._person_group(), self._learning_group(),
             self._dossier_group())
        ):  # fmt: skip
            grid.addWidget(group, number // 2, number % 2, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(2, 1)
        scroll = theme.mark(QScrollArea(), "plain")
        scroll.setAccessibleName("Các điều kiện")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        self.body.addWidget(scroll, 1)
        self.found = theme.heading(QLabel())
        self.clear_button = self.add_button("Bỏ hết điều kiện", left=True)
        self._buttons.insertWidget(1, self.found)
        self.add_buttons("Lọc")
        wanted = inside.sizeHint().height() + look.px(110)
        self.resize(look.px(800), min(wanted, room_of(self).size().height() - 60))

    def _standing_group(self) -> QWidget:
        days = QHBoxLayout()
        days.setSpacing(theme.current().px(8))
        days.addWidget(_labelled("Tính đến ngày", self.as_at), 1)
        for day in _report_days(self._sources.today):
            link = theme.mark(QPushButton(show_day(day)), "link")
            link.setToolTip(f"Danh sách như ngày {show_day(day)}")
            link.clicked.connect(self._setter(day))
            days.addWidget(link, 0, Qt.AlignmentFlag.AlignBottom)
        return _group(
            "Danh sách",
            days,
            _labelled("Tổ chức (và các tổ chức trực thuộc)", self.unit),
            _checks("Loại đảng viên", list(self.grades.values())),
            self.picks["activities"],
            self.picks["leavings"],
        )

    def _person_group(self) -> QWidget:
        return _group(
            "Nhân thân",
            _checks("Giới tính", list(self.sexes.values())),
            self._pair("age_from", "age_to"),
            self.picks["ethnicities"],
            self.flags["minority_only"],
            self.picks["religions"],
            self.flags["religious_only"],
        )

    def _learning_group(self) -> QWidget:
        names = ("edu_levels", "profession_levels", "theories", "occupations")
        return _group("Trình độ, nghề nghiệp", *(self.picks[n] for n in names))

    def _dossier_group(self) -> QWidget:
        told = theme.hint(QLabel("" if self._sealed else SEALED_BOXES))
        told.setWordWrap(True)
        told.setVisible(not self._sealed)
        return _group(
            "Vào Đảng, hồ sơ",
            self._pair("admitted_from", "admitted_to"),
            self._pair("complete_below"),
            self.picks["missing_fields"],
            told,
            self._flags_row("under_inspection", "with_void"),
        )

    def _flags_row(self, *parts: str) -> QHBoxLayout:
        row = QHBoxLayout()
        for part in parts:
            row.addWidget(self.flags[part])
        row.addStretch(1)
        return row

    def _pair(self, *parts: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.current().px(8))
        for part in parts:
            row.addWidget(LabeledField(_NUMBERS[part][0], self.numbers[part]), 1)
        if len(parts) == 1:
            row.addStretch(1)
        return row

    def _show(self, query: PeopleQuery) -> None:
        self.as_at.set_value(PartialDate.from_text(query.as_at))
        self.unit.set_value(query.unit_id)
        for key, box in self.grades.items():
            box.setChecked(key in query.grades)
        for key, box in self.sexes.items():
            box.setChecked(key in query.sexes)
        for part, pick in self.picks.items():
            pick.set_chosen(getattr(query, part))
        self.picks["leavings"].set_chosen([way or _HERE for way in query.leavings])
        for part, field in self.numbers.items():
            number = getattr(query, part)
            field.set_value("" if number is None else str(number))
        for part, box in self.flags.items():
            box.setChecked(getattr(query, part))

    def _connect(self) -> None:
        self._timer = QTimer(self, singleShot=True, interval=_COUNT_AFTER_MS)
        self._timer.timeout.connect(self._on_count)
        for pick in self.picks.values():
            pick.changed.connect(self._timer.start)
        for field in (self.as_at, self.unit, *self.numbers.values()):
            field.editing_done.connect(self._timer.start)
        for box in (*self.grades.values(), *self.sexes.values(), *self.flags.values()):
            box.toggled.connect(self._timer.start)
        self.clear_button.clicked.connect(self._on_clear)

    @Slot()
    def _on_count(self) -> None:
        try:
            self.found.setText(f"{self._count(self.read())} người")
        except Problem:
            self.found.setText("")

    @Slot()
    def _on_clear(self) -> None:
        self._show(PeopleQuery(text=self.query.text, columns=self.query.columns))
        self._on_count()

    def _setter(self, day: date) -> Callable[[], None]:
        def choose() -> None:
            self.as_at.set_value(PartialDate.of(day))
            self._timer.start()

        return choose


def _report_days(today: date) -> list[date]:
    """Return the last two days reports are made for: 30/6 and 31/12."""
    days = [date(today.year - back, *end) for back in (0, 1) for end in ((12, 31), (6, 30))]
    return [day for day in days if day < today][:2]


def _ways() -> dict[str, str]:
    return {way.value or _HERE: text for way, text in LEAVING.items()}


def _boxes(*, sealed: bool) -> dict[str, str]:
    """Return every box a dossier can lack, those that count in completeness first."""
    facts = sorted(FACTS, key=lambda name: not FACTS[name].needed)
    tables = sorted(TABLES, key=lambda name: not TABLES[name].needed)
    left_out = {"events"} if sealed else {"events", *SEALED_FIELDS}
    return {name: label(name) for name in (*facts, *tables) if name not in left_out}


def _labelled(caption: str, field: DateField | UnitField) -> QWidget:
    return LabeledField(caption, field)


def _checks(caption: str, boxes: Sequence[QCheckBox]) -> QVBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.current().px(10))
    for box in boxes:
        box.setAccessibleName(f"{caption}: {box.text()}")
        row.addWidget(box)
    row.addStretch()
    column = QVBoxLayout()
    column.setSpacing(theme.current().px(3))
    column.addWidget(theme.caption(QLabel(caption)))
    column.addLayout(row)
    return column


def _group(title: str, *parts: QWidget | QVBoxLayout | QHBoxLayout) -> QWidget:
    group = QWidget()
    column = QVBoxLayout(group)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.current().px(8))
    column.addWidget(theme.heading(QLabel(title)))
    for part in parts:
        if isinstance(part, QWidget):
            column.addWidget(part)
        else:
            column.addLayout(part)
    return group
