"""Quyết định nhiều người: one field, one source, one basis, for everybody who still differs."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QLabel, QRadioButton, QWidget

from tcxd_desktop.domain.errors import Problem, RequiredProblem
from tcxd_desktop.domain.names import name_key
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.domain.reconciliation import Decided, Source
from tcxd_desktop.domain.reconciliation_views import Pick, ReconQuery, Ruling
from tcxd_desktop.office import reconciliation_deciding
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.fields import LabeledField
from tcxd_desktop.ui.common.jobs import Job, Jobs
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.ui.reconciliation.basis_field import BasisField
from tcxd_desktop.ui.reconciliation.field_rows import BLANK, short
from tcxd_desktop.wording.formats import show_number
from tcxd_desktop.wording.reconciliation import field_label

_HIGH = 260
_LOCKED = "cố định"
WAYS: Final = (
    (Decided.TAKE, "Lấy theo nguồn", "Sửa hồ sơ theo nguồn; mục đã cố định phải đính chính từng "
     "người nên không chọn được."),
    (Decided.KEEP, "Giữ hồ sơ", "Mục nào danh sách cấp trên ghi khác thì chờ đề nghị sửa."),
    (Decided.PASSED, "Bỏ qua", "Để nguyên; căn cứ là lý do."),
)  # fmt: skip
COLUMNS: Final[tuple[Column[Pick], ...]] = (
    Column("name", "Họ và tên", lambda pick: pick.name, sort=lambda pick: name_key(pick.name),
           width=150),
    Column("ours", "Hồ sơ", lambda pick: pick.ours, width=150),
    Column("theirs", "Nguồn", lambda pick: pick.theirs or BLANK, width=150),
    Column("locked", "Cố định", lambda pick: _LOCKED if pick.locked else "", width=80,
           tone=lambda pick: "plain" if pick.locked else ""),
)  # fmt: skip

_NOTHING = "Không còn mục nào khác với nguồn này chờ quyết định."


class ManyDialog(Dialog):
    """Shows whom it would concern before anything is written; all or nothing."""

    def __init__(
        self,
        desk: Desk,
        jobs: Jobs,
        round_id: int,
        query: ReconQuery,
        bases: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        """Offer the fields that are open among those a query finds.

        Raises:
            Problem: the round cannot be read.
        """
        super().__init__("Quyết định nhiều người", parent, width=760)
        self._desk, self._jobs, self._round_id, self._query = desk, jobs, round_id, query
        self._picks: Sequence[Pick] = ()
        self._running: Job | None = None
        self.done_many = 0
        self._build(bases)
        self._sources()

    @property
    def field(self) -> str:
        """The field chosen; empty: none is open."""
        return str(self.fields.currentData() or "")

    @property
    def source(self) -> Source:
        """The source chosen."""
        return Source(self.source_box.currentData())

    @property
    def way(self) -> Decided:
        """The decision chosen."""
        return next(way for way, radio in self.ways.items() if radio.isChecked())

    def picks(self) -> list[Pick]:
        """Return whom the decision would concern: those selected, where several are; else all."""
        chosen = self.table.selected_records()
        lines = chosen if len(chosen) > 1 else self.table.rows.records()
        return [pick for pick in lines if self._fits(pick)]

    # --- reading ----------------------------------------------------------------------------------

    def _read(self) -> None:
        asked = ReconQuery(unit_id=self._query.unit_id, source=self.source)
        found = reconciliation_deciding.open_picks(self._desk, self._round_id, asked)
        self._picks = [pick for pick in found if pick.theirs or pick.ours]

    @Slot()
    def _sources(self) -> None:
        """Read what is open by a source, and offer its fields."""
        try:
            self._read()
        except Problem as problem:
            self.show_problem(problem)
            return
        kept = self.field
        tally = Counter(pick.field for pick in self._picks)
        self.fields.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.fields.clear()
        for target, number in tally.most_common():
            self.fields.addItem(f"{field_label(target)} ({show_number(number)})", target)
        self.fields.setCurrentIndex(max(self.fields.findData(kept), 0))
        self.fields.blockSignals(False)  # noqa: FBT003 - Qt's own
        self._fill()

    @Slot()
    def _fill(self) -> None:
        way = self.way
        self.table.show_records([pick for pick in self._picks if pick.field == self.field])
        words = next(words for one, _, words in WAYS if one is way)
        self.hint.setText(words if self._picks else _NOTHING)
        self._tell()

    @Slot()
    def _tell(self) -> None:
        number = len(self.picks())
        self.count.setText(f"Sẽ quyết định cho {show_number(number)} người" if number else "")
        if self.main is not None:
            self.main.setEnabled(bool(number) and self._running is None)

    def _fits(self, pick: Pick) -> bool:
        return self.way is not Decided.TAKE or (not pick.locked and bool(pick.theirs))

    # --- writing ----------------------------------------------------------------------------------

    @Slot()
    def _on_main(self) -> None:
        picks, basis = self.picks(), str(self.basis.value() or "")
        if not picks or self._running is not None:
            return
        self.notice.clear()
        if not basis:
            self.show_problem(RequiredProblem("basis", field="basis"))
            return
        ruling = Ruling(field=self.field, decided=self.way, source=self.source, basis=basis)
        desk, round_id = self._desk, self._round_id

        def work(progress: Progress) -> int:
            return reconciliation_deciding.decide_many(desk, round_id, picks, ruling, progress)

        self._running = self._jobs.run(
            work, done=self._on_written, failed=self._on_failed, title="Đang ghi quyết định…"
        )
        self._tell()

    def _on_written(self, number: int) -> None:
        self.done_many = number
        self.accept()

    def _on_failed(self, problem: Problem) -> None:
        self._running = None
        self._tell()
        self.show_problem(problem)

    def reject(self) -> None:
        """Leave, unless decisions are being written: the strip that shows it stops it."""
        if self._running is None:
            super().reject()

    @Slot(object)
    def _on_over(self, job: Job) -> None:
        if job is self._running:
            self._running = None
            self._tell()

    def done(self, result: int) -> None:
        """Leave and hear of no more work."""
        self._jobs.over.disconnect(self._on_over)
        super().done(result)

    # --- building ---------------------------------------------------------------------------------

    def _build(self, bases: Sequence[str]) -> None:
        look = theme.current()
        self.body.addLayout(self._what())
        self.body.addLayout(self._how())
        self.hint = theme.hint(QLabel())
        self.hint.setWordWrap(True)
        self.table: Table[Pick] = Table(
            COLUMNS, identity=lambda pick: (pick.person_id, pick.field), name="Những người còn khác"
        )
        theme.mark(self.table, "boxed")
        self.table.setMinimumHeight(look.tall(_HIGH))
        self.count = theme.muted(QLabel())
        self.basis = BasisField()
        self.basis.offer(bases)
        self.body.addWidget(self.hint)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.count)
        self.body.addWidget(LabeledField("Căn cứ", self.basis))
        self._main = self.add_buttons("Quyết định")
        self.source_box.activated.connect(self._sources)
        self.fields.activated.connect(self._fill)
        self._group.buttonClicked.connect(self._fill)
        self.table.selection_changed.connect(self._tell)
        self.basis.entered.connect(self._main.setFocus)  # many are decided by an Enter of its own
        self._jobs.over.connect(self._on_over)
        self.fields.setFocus()

    def _what(self) -> QHBoxLayout:
        self.source_box = QComboBox()
        self.source_box.setAccessibleName("Nguồn")
        for source in Source:
            self.source_box.addItem(f"Theo {short(source)}", str(source))
        if self._query.source is not None:
            self.source_box.setCurrentIndex(self.source_box.findData(str(self._query.source)))
        self.fields = QComboBox()
        self.fields.setAccessibleName("Mục")
        self.fields.setMinimumContentsLength(26)
        row = QHBoxLayout()
        row.setSpacing(theme.current().px(8))
        for name, box in (("Nguồn", self.source_box), ("Mục", self.fields)):
            caption = theme.muted(QLabel(name))
            caption.setBuddy(box)
            row.addWidget(caption)
            row.addWidget(box)
        row.addStretch(1)
        return row

    def _how(self) -> QHBoxLayout:
        self._group = QButtonGroup(self)
        self.ways: dict[Decided, QRadioButton] = {}
        row = QHBoxLayout()
        for way, words, _ in WAYS:
            radio = QRadioButton(words)
            self._group.addButton(radio)
            self.ways[way] = radio
            row.addWidget(radio)
        row.addStretch(1)
        self.ways[Decided.KEEP].setChecked(True)
        return row
