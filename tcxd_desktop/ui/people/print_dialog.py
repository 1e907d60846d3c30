"""What to print, for whom: one short dialog before the preview, which is the PDF itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.errors import NobodyToPrintProblem, RequiredProblem
from tcxd_desktop.domain.jobs import PrintJob
from tcxd_desktop.domain.people import PeopleQuery, PersonLine
from tcxd_desktop.domain.printing import FormInfo
from tcxd_desktop.office import printing
from tcxd_desktop.office.columns import COLUMNS, DEFAULT, PRINTED
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.fields import LabeledField, LineField, UnitField
from tcxd_desktop.ui.common.paper_dialog import PaperDialog
from tcxd_desktop.ui.common.reading import Sources, UnitChoices
from tcxd_desktop.wording.access import ASK_HOLDER, SEALED, SEALED_PAPER
from tcxd_desktop.wording.formats import show_number

CHOSEN, LISTED, CELL = "chosen", "listed", "cell"
_LIST_TITLE = "Danh sách đảng viên"
_YEARS_BACK = 10
_COLUMN_ROW = 26


@dataclass(frozen=True, slots=True)
class Offered:
    """What the list offers to the print dialog."""

    query: PeopleQuery
    """Everyone in the list."""
    count: int
    selected: tuple[PersonLine, ...] = ()
    columns: tuple[str, ...] = ()
    title: str = ""
    """Name of the saved filter in force."""


class PrintDialog(PaperDialog):
    """Chooses a paper and its people; ``job`` holds what to print."""

    list_name = "Mẫu giấy tờ"
    list_wide, row_high, most_rows = 290, 44, 7

    def __init__(
        self,
        desk: Desk,
        sources: Sources,
        offered: Offered,
        parent: QWidget | None = None,
        *,
        form: str = "",
    ) -> None:
        """Offer every form in force; ``form`` is chosen to begin with."""
        super().__init__("In", parent, width=760)
        self._desk, self._sources, self._offered = desk, sources, offered
        self.job: PrintJob | None = None
        self.named = ""
        self.offer([form for form in printing.forms(desk) if form.of == "member"])
        self.add_buttons("Xem trước")
        self.unit.focused.connect(self._on_unit)
        wanted = form or (printing.LIST if len(offered.selected) != 1 else "2-HSĐV")
        self.choose_form(wanted)
        if not form and self._sealed(self.form):
            wanted = next((info.code for info in self.forms if self._usable(info)), wanted)
            self.choose_form(wanted)
        one = len(offered.selected) == 1 and wanted != printing.LIST
        self.choose_whom(CHOSEN if one or len(offered.selected) > 1 else LISTED)

    def choose_whom(self, key: str) -> None:
        """Choose whose papers: ``chosen``, ``listed`` or ``cell``."""
        self.whom[key].setChecked(True)

    def _sealed(self, info: FormInfo) -> bool:
        """Whether a paper has items 26 to 28 and this account does not see them."""
        return info.sealed and not self._desk.actor.sealed

    def _usable(self, info: FormInfo) -> bool:
        return info.per_person and not self._sealed(info)

    def accept_ready(self) -> None:
        """Put the job together.

        Raises:
            Problem: no chi bộ, no column, or nobody to print for.
            SealedProblem: the paper has sealed items, which this account does not see.
        """
        printing.check_sealed(self._desk, self.form.code)
        self.job = self._made()
        if not printing.people_of(self._desk, self.job):
            raise NobodyToPrintProblem

    def _made(self) -> PrintJob:
        form = self.form
        query, ids = self._people()
        job = PrintJob(form=form.code, query=query, person_ids=ids)
        if form.code == printing.SUPPLEMENT:
            return replace(job, year=self.year.value())
        if form.code != printing.LIST:
            return job
        columns = self._columns()
        if not columns:
            raise RequiredProblem("columns")
        title = str(self.title.value()) or _LIST_TITLE
        return replace(job, columns=columns, title=title)

    def _people(self) -> tuple[PeopleQuery | None, tuple[int, ...]]:
        selected = self._offered.selected
        if self.whom[CHOSEN].isChecked():
            self.named = selected[0].name if len(selected) == 1 else f"{len(selected)} người"
            return None, tuple(line.id for line in selected)
        query = replace(self._offered.query, columns=())
        self.named = ""
        if self.whom[CELL].isChecked():
            unit = self.unit.value()
            if not isinstance(unit, int):
                raise RequiredProblem("unit_id", field="unit_id")
            self.named = self.unit.text()
            query = PeopleQuery(as_at=query.as_at, unit_id=unit)
        return query, ()

    def _columns(self) -> tuple[str, ...]:
        items = (self.columns.item(row) for row in range(self.columns.count()))
        return tuple(
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.checkState() == Qt.CheckState.Checked
        )

    def item_of(self, info: FormInfo) -> QListWidgetItem:
        """Return the title and, below it, the code of the form and what stands against it."""
        sealed = self._sealed(info)
        item = QListWidgetItem("\n".join(_named(info, sealed=sealed)))
        item.setToolTip(f"{SEALED_PAPER} {ASK_HOLDER}" if sealed else info.guidance)
        if sealed:
            item.setForeground(theme.current().color("muted"))
        return item

    def build_options(self, column: QVBoxLayout) -> None:
        """Ask for whom, which columns, which year."""
        self._build_whom(column)
        self._build_what(column)

    def _build_whom(self, column: QVBoxLayout) -> None:
        offered = self._offered
        column.addWidget(theme.heading(QLabel("In cho")))
        chosen = len(offered.selected)
        one = offered.selected[0].name if chosen == 1 else f"{chosen} người đang chọn"
        self.whom = {
            CHOSEN: QRadioButton(one if chosen else "Người đang chọn (chưa chọn ai)"),
            LISTED: QRadioButton(f"Cả danh sách đang xem ({show_number(offered.count)} người)"),
            CELL: QRadioButton("Một tổ chức"),
        }
        self.whom[CHOSEN].setEnabled(bool(chosen))
        self._group = QButtonGroup(self)
        for radio in self.whom.values():
            self._group.addButton(radio)
            column.addWidget(radio)
        self.unit = UnitField(
            "unit_id", choices=UnitChoices(self._sources.units), name="Tổ chức để in"
        )
        self.unit.set_placeholder("gõ tên chi bộ")
        if offered.query.unit_id is not None:
            self.unit.set_value(offered.query.unit_id)
        inset = QHBoxLayout()
        inset.setContentsMargins(theme.current().px(26), 0, 0, 0)
        inset.addWidget(LabeledField("Tổ chức, kể cả các tổ chức trực thuộc", self.unit))
        column.addLayout(inset)

    def _build_what(self, column: QVBoxLayout) -> None:
        offered = self._offered
        self.title = LineField("title")
        self.title.set_value(offered.title)
        self.title.set_placeholder(_LIST_TITLE)
        self.title_box = LabeledField("Tên danh sách", self.title)
        self.columns = QListWidget()
        theme.mark(self.columns, "boxed")
        self.columns.setAccessibleName("Các cột của danh sách")
        self.columns.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self.columns.setMinimumHeight(theme.current().tall(150))
        usual = set(offered.columns) == set(DEFAULT)
        shown = PRINTED if usual or not offered.columns else offered.columns
        for key in (*shown, *(key for key in COLUMNS if key not in shown)):
            item = QListWidgetItem(COLUMNS[key].title)
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setSizeHint(QSize(0, theme.current().px(_COLUMN_ROW)))
            checked = Qt.CheckState.Checked if key in shown else Qt.CheckState.Unchecked
            item.setCheckState(checked)
            self.columns.addItem(item)
        self.columns_caption = theme.caption(QLabel("Cột (đánh dấu để in, kéo để đổi thứ tự)"))
        today = self._desk.today()
        self.year = QSpinBox(minimum=today.year - _YEARS_BACK, maximum=today.year)
        self.year.setValue(today.year)
        self.year.setAccessibleName("Năm của phiếu bổ sung")
        self.year_caption = theme.caption(QLabel("Năm của phiếu bổ sung"))
        for widget in (
            self.title_box,
            self.columns_caption,
            self.columns,
            self.year_caption,
            self.year,
        ):
            column.addWidget(widget)

    def show_form(self, info: FormInfo) -> None:
        """Offer what goes with a paper."""
        is_list = info.code == printing.LIST
        self._show([self.title_box, self.columns_caption, self.columns], on=is_list)
        self._show([self.year_caption, self.year], on=info.code == printing.SUPPLEMENT)

    def warning(self, info: FormInfo) -> str:
        """Return why the account does not get it, or what has to be known before it is used."""
        return f"{SEALED_PAPER} {ASK_HOLDER}" if self._sealed(info) else super().warning(info)

    @staticmethod
    def _show(widgets: Sequence[QWidget], *, on: bool) -> None:
        for widget in widgets:
            widget.setVisible(on)

    @Slot()
    def _on_unit(self) -> None:
        self.choose_whom(CELL)


def _named(info: FormInfo, *, sealed: bool) -> Iterator[str]:
    """Yield the title, then the code of the form and what stands against it."""
    yield info.title
    code = f"Mẫu {info.code}" if "-" in info.code else ""
    seen = "" if info.annex_seen else "chưa đối chiếu phụ lục"
    origin = " · ".join(part for part in (code, SEALED if sealed else seen) if part)
    if origin:
        yield origin
