"""Phân công dự họp: who attends which chi bộ from when, and the last day of it."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QListWidget, QListWidgetItem, QWidget

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.errors import OutsideScopeProblem, RequiredProblem
from tcxd_desktop.domain.facts import Value
from tcxd_desktop.domain.meetings import CellHabit, UpperAssignment
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.domain.text import fold
from tcxd_desktop.office import assignments, people, units
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.choices import ChoiceField
from tcxd_desktop.ui.common.dialogs import Dialog, plain
from tcxd_desktop.ui.common.fields import DateField, LabeledField, LineField
from tcxd_desktop.ui.common.reading import Choice, Choices
from tcxd_desktop.wording.formats import show_date, show_number

_UNIT = int(Qt.ItemDataRole.UserRole)
_LIST_HIGH, _ROW = 240, 26


class PersonChoices(Choices):
    """Members by name, those of the office's own committee first; the value is the id."""

    id = "person"

    def __init__(self, choices: Sequence[Choice]) -> None:
        """Offer ``choices`` in their order."""
        self._choices = list(choices)
        self._labels = {choice.value: choice.label for choice in self._choices}

    def matches(self, typed: str) -> list[Choice]:
        """Return people whose name has every typed word."""
        words = fold(typed).split()
        return [c for c in self._choices if all(word in fold(c.label) for word in words)]

    def find(self, typed: str) -> Choice | None:
        """Return the one person of that name; of two of the same name, none."""
        found = [c for c in self._choices if fold(c.label) == fold(typed)]
        return found[0] if len(found) == 1 else None

    def label(self, value: Value) -> str:
        """Return the name of a person."""
        return self._labels.get(value, "") if isinstance(value, int) else ""


def people_of(desk: Desk) -> PersonChoices:
    """Return who can be assigned: the committee of the office first, then everybody."""
    posts: dict[int, str] = {}
    for unit in units.units(desk).values():
        if unit.parent_id is None:
            with suppress(OutsideScopeProblem):
                posts |= {holder.person_id: holder.post for holder in units.posts(desk, unit.id)}
    lines = people.lines(desk, PeopleQuery())
    lines.sort(key=lambda line: line.id not in posts)
    return PersonChoices(
        [Choice(line.id, line.name, posts.get(line.id) or line.unit) for line in lines]
    )


class AssignDialog(Dialog):
    """One person, several chi bộ, a day, a paper."""

    def __init__(
        self,
        desk: Desk,
        cells: Sequence[CellHabit],
        standing: Sequence[UpperAssignment],
        parent: QWidget | None = None,
    ) -> None:
        """Offer every chi bộ, with who attends it now."""
        super().__init__("Phân công dự sinh hoạt chi bộ", parent, width=560)
        self._desk = desk
        today = desk.today()
        self.person = ChoiceField("person_id", choices=people_of(desk))
        self.person.set_placeholder("Gõ tên, không dấu cũng được")
        self.since = DateField("since", today=today, future=True)
        self.since.set_value(PartialDate.of(today))
        self.paper = LineField("paper")
        self.paper.set_placeholder("ví dụ Thông báo 15-TB/ĐU, 02/11/2026")
        self.search = QLineEdit()
        self.search.setPlaceholderText("Tìm chi bộ")
        self.search.setAccessibleName("Tìm chi bộ")
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        theme.mark(self.list, "boxed")
        self.list.setAccessibleName("Chi bộ được phân công dự; phím cách để chọn")
        self.list.setFixedHeight(theme.current().tall(_LIST_HIGH))
        self.count = theme.hint(QLabel())
        self._fill(cells, standing)
        self._place()
        self.search.textChanged.connect(self._narrow)
        self.list.itemChanged.connect(self._count)
        self._count()
        self.assigned = 0
        self.person.setFocus()

    def chosen(self) -> list[int]:
        """Return the chi bộ that are ticked."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return [
            int(item.data(_UNIT)) for item in items if item.checkState() == Qt.CheckState.Checked
        ]

    def accept_ready(self) -> None:
        """Write the assignments.

        Raises:
            Problem: nobody, no chi bộ or no day; or somebody assigned there already.
        """
        who, problem = self.person.value(), self.person.problem()
        if problem is not None:
            raise problem
        since = self.since.whole()
        if since is None:
            raise RequiredProblem("since", field="since")
        chosen = self.chosen()
        person_id = who if isinstance(who, int) else 0
        assignments.assign(
            self._desk, person_id, chosen, since.isoformat(), str(self.paper.value())
        )
        self.assigned = len(chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter from the paper to the search, from there to the chi bộ found."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain(event)
        if enter and self.paper.edit.hasFocus():
            self.search.setFocus()
        elif enter and self.search.hasFocus():
            shown = [n for n in range(self.list.count()) if not self.list.item(n).isHidden()]
            self.list.setCurrentRow(shown[0] if shown else -1)
            self.list.setFocus()
        else:
            super().keyPressEvent(event)

    def _fill(self, cells: Sequence[CellHabit], standing: Sequence[UpperAssignment]) -> None:
        today = self._desk.day()
        now: dict[int, list[str]] = {}
        for one in standing:
            if not one.until or one.until >= today:
                now.setdefault(one.unit_id, []).append(one.name)
        for cell in cells:
            names = ", ".join(now.get(cell.unit_id, ()))
            item = QListWidgetItem(f"{cell.unit} · {names}" if names else cell.unit)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            item.setData(_UNIT, cell.unit_id)
            item.setSizeHint(QSize(0, theme.current().line(_ROW)))
            self.list.addItem(item)

    def _place(self) -> None:
        look = theme.current()
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        row.addWidget(LabeledField("Từ ngày", self.since), 2)
        row.addWidget(LabeledField("Văn bản phân công", self.paper), 4)
        above = QHBoxLayout()
        caption = theme.caption(QLabel("Chi bộ (phím cách để chọn)"))
        caption.setBuddy(self.list)
        above.addWidget(caption)
        above.addStretch(1)
        above.addWidget(self.count)
        self.body.addWidget(LabeledField("Người được phân công", self.person))
        self.body.addLayout(row)
        self.body.addLayout(above)
        self.body.addWidget(self.search)
        self.body.addWidget(self.list)
        self.add_buttons("Phân công")

    @Slot()
    def _narrow(self) -> None:
        words = fold(self.search.text()).split()
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(not all(word in fold(item.text()) for word in words))

    @Slot()
    def _count(self) -> None:
        self.count.setText(f"Đã chọn {show_number(len(self.chosen()))} chi bộ")


class EndDialog(Dialog):
    """Asks for the last day of assignments."""

    def __init__(
        self, desk: Desk, chosen: Sequence[UpperAssignment], parent: QWidget | None = None
    ) -> None:
        """Ask for ``chosen``."""
        super().__init__("Thôi phân công", parent)
        self._desk, self._chosen = desk, chosen
        named = "; ".join(f"{one.name}, {one.unit}" for one in chosen[:4])
        more = f" và {len(chosen) - 4} dòng khác" if len(chosen) > 4 else ""
        self.say(f"Thôi phân công: {named}{more}.")
        self.say(
            f"Bắt đầu {show_date(min(one.since for one in chosen))}. Số buổi đã dự vẫn giữ.",
            quiet=True,
        )
        self.day = DateField("until", today=desk.today(), future=True)
        self.day.set_value(PartialDate.of(_end_of_month(desk.today())))
        self.body.addWidget(LabeledField("Ngày cuối cùng", self.day))
        self.add_buttons("Thôi phân công")
        self.day.setFocus()

    def accept_ready(self) -> None:
        """Write the last day.

        Raises:
            Problem: no day, or one before the first.
        """
        day = self.day.whole()
        if day is None:
            raise RequiredProblem("on", field="until")
        for one in self._chosen:
            assignments.end(self._desk, one.id, day.isoformat())


def _end_of_month(today: date) -> date:
    following = date(today.year + today.month // 12, today.month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)
