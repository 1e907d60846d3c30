"""Lập gói hồ sơ: whose dossiers, for which office; written as a file only that office can open."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QPushButton, QWidget

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.office_cards import KnownOffice
from tcxd_desktop.domain.packages import MadePackage
from tcxd_desktop.domain.packet_errors import NothingToPackProblem
from tcxd_desktop.domain.people import PersonLine
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.office import files, packages
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import dialogs, theme
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.fields import LabeledField, LineField, commit_open_edit
from tcxd_desktop.ui.common.jobs import Job, Jobs
from tcxd_desktop.ui.common.person_field import PersonChoices, PersonField
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.ui.transfers.register_out import file_stem
from tcxd_desktop.wording.formats import show_date, show_number

FILES = f"Gói hồ sơ (*{packages.PACKAGE_ENDING})"
_SEALED = "Kèm mục 26–28 (phần niêm phong)"
_NOT_SEALED = (
    "Mục 26–28 không đi theo gói: tài khoản này không giữ phần niêm phong. Chuyển các mục ấy bằng "
    "hồ sơ giấy."
)
COLUMNS: tuple[Column[PersonLine], ...] = (
    Column("name", "Họ và tên", lambda line: line.name, width=200, sortable=False),
    Column("birth", "Ngày sinh", lambda line: show_date(line.birth), width=96, sortable=False),
    Column("unit", "Chi bộ", lambda line: line.unit, width=230, sortable=False),
)


class MakeDialog(Dialog):
    """Asks, and writes the package into a file off the screens' thread."""

    def __init__(
        self,
        desk: Desk,
        jobs: Jobs,
        offices: Sequence[KnownOffice],
        parent: QWidget | None = None,
        *,
        people: Sequence[int] = (),
    ) -> None:
        """Offer the offices whose cards were compared; ``people`` are in the list already."""
        super().__init__("Lập gói hồ sơ", parent, width=640)
        self._desk, self._jobs = desk, jobs
        self._running: Job | None = None
        self.made: MadePackage | None = None
        self.saved = ""
        """Name of the file that was written."""
        self._choices = PersonChoices(desk)
        self._build(offices)
        known = [line for one in people if (line := self._choices.know(one)) is not None]
        self.table.show_records(known)
        self._jobs.over.connect(self._on_over)
        self._on_people()
        self.person.setFocus()

    @property
    def people(self) -> list[PersonLine]:
        """Whose dossiers go into the package."""
        return self.table.rows.records()

    @Slot()
    def add_person(self) -> None:
        """Put the one who was found into the list, and wait for the next."""
        found = self.person.value()
        line = self._choices.line(found) if isinstance(found, int) else None
        if line is None:
            return
        if line.id not in {one.id for one in self.people}:
            self.table.show_records([*self.people, line])
            self.table.select(line.id)
        self.person.set_value(None)
        self._on_people()
        # Enter has moved on by now; the next member is typed in the same box.
        QTimer.singleShot(0, self.person, self.person.setFocus)

    @Slot()
    def drop_person(self) -> None:
        """Take those who are selected out of the list."""
        gone = {line.id for line in self.table.selected_records()}
        self.table.show_records([line for line in self.people if line.id not in gone])
        self._on_people()

    def reject(self) -> None:
        """Leave, unless the package is being written."""
        if self._running is None:
            super().reject()

    def done(self, result: int) -> None:
        """Leave, hear of no more work, and go altogether."""
        self._jobs.over.disconnect(self._on_over)
        super().done(result)
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete in the list takes those selected out."""
        if event.key() == Qt.Key.Key_Delete and self.table.hasFocus():
            self.drop_person()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_main(self) -> None:
        if self._running is not None:
            return
        commit_open_edit()
        self._forget_told()
        self.notice.clear()
        self.add_person()
        ids = [line.id for line in self.people]
        if not ids:
            self.show_problem(NothingToPackProblem())
            return
        name = file_stem(f"Gói hồ sơ gửi {self.office.currentText()} {self._desk.day()}")
        path = dialogs.save_file(self, "Lưu gói hồ sơ", f"{name}{packages.PACKAGE_ENDING}", FILES)
        if path is not None:
            self._write(ids, path)

    def _write(self, ids: Sequence[int], path: Path) -> None:
        desk, office = self._desk, int(self.office.currentData())
        sealed, purpose = self.sealed.isChecked(), str(self.purpose.value())

        def work(_progress: Progress) -> MadePackage:
            made = packages.make(desk, ids, office, sealed=sealed, purpose=purpose)
            files.write_file(path, made.data)
            return made

        def done(made: MadePackage) -> None:
            self.made, self.saved = made, path.name
            self.accept()

        self._running = self._jobs.run(
            work, done=done, failed=self._on_failed, title="Đang lập gói…"
        )
        self._set_busy(on=True)

    def _on_failed(self, problem: Problem) -> None:
        self.show_problem(problem)

    @Slot(object)
    def _on_over(self, job: Job) -> None:
        if job is self._running:
            self._running = None
            self._set_busy(on=False)

    def _set_busy(self, *, on: bool) -> None:
        for button in (self.main, self.leave):
            if button is not None:
                button.setEnabled(not on)

    # --- building ---------------------------------------------------------------------------------

    def _build(self, offices: Sequence[KnownOffice]) -> None:
        self.office = QComboBox()
        self.office.setAccessibleName("Gửi cho")
        for known in offices:
            self.office.addItem(known.card.office, known.id)
        label = theme.caption(QLabel("Gửi cho (cơ quan đã đối chiếu thẻ)"))
        label.setBuddy(self.office)
        self.body.addWidget(label)
        self.body.addWidget(self.office)
        self._build_people()
        self.purpose = LineField("purpose")
        self.purpose.set_placeholder("ví dụ chuyển sinh hoạt đảng chính thức")
        self.body.addWidget(LabeledField("Mục đích (ghi vào sổ truy cập)", self.purpose))
        self.sealed = QCheckBox(_SEALED)
        holder = self._desk.actor.sealed
        self.sealed.setVisible(holder)
        if holder:
            self.body.addWidget(self.sealed)
        else:
            self.say(_NOT_SEALED, quiet=True)
        self.add_buttons("Lập và lưu gói…")

    def _build_people(self) -> None:
        look = theme.current()
        self.person = PersonField(self._choices)
        self.include, self.drop = QPushButton("Thêm"), QPushButton("Bỏ khỏi gói")
        for button in (self.include, self.drop):
            button.setAutoDefault(False)
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        row.addWidget(LabeledField("Đảng viên", self.person), 1)
        row.addWidget(self.include, 0, Qt.AlignmentFlag.AlignBottom)
        self.table: Table[PersonLine] = Table(
            COLUMNS, identity=lambda line: line.id, name="Hồ sơ trong gói"
        )
        self.table.setMinimumHeight(look.tall(150))
        self.count = theme.muted(QLabel())
        under = QHBoxLayout()
        under.addWidget(self.count)
        under.addStretch(1)
        under.addWidget(self.drop)
        self.body.addLayout(row)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(under)
        self.include.clicked.connect(self.add_person)
        self.person.editing_done.connect(self.add_person)
        self.drop.clicked.connect(self.drop_person)
        self.table.current_changed.connect(self._on_people)

    @Slot()
    def _on_people(self) -> None:
        self.count.setText(f"{show_number(len(self.people))} hồ sơ trong gói")
        self.drop.setEnabled(self.table.current_record() is not None)
