"""The page Sao lưu: how the office stands, every backup, the way back."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tcxd_desktop.domain.backups import Backup, BackupState, Drill
from tcxd_desktop.domain.errors import BackupKeyProblem, Problem, SealedProblem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.office import backups, clock
from tcxd_desktop.ui.common import dialogs, theme
from tcxd_desktop.ui.common.allowed import allow, refuse
from tcxd_desktop.ui.common.beginning import begin_at
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.listing import ListOrWords
from tcxd_desktop.ui.common.pages import Offer
from tcxd_desktop.ui.common.roomy import Roomy
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.ui.safety.backup_cards import BackupCards
from tcxd_desktop.ui.safety.backup_rows import columns
from tcxd_desktop.ui.safety.frame import SafetyPage
from tcxd_desktop.ui.safety.parts import button
from tcxd_desktop.ui.safety.restore_dialog import Loss, OlderDialog, RestoreDialog, read_loss
from tcxd_desktop.wording.backups import WARNINGS, drill_line
from tcxd_desktop.wording.formats import show_number
from tcxd_desktop.wording.problems import sentence

_BESIDE = ("broken", "sealed_pending", "clock", "drill_failed")
"""Warnings no card tells."""


@dataclass(frozen=True, slots=True)
class Read:
    """Everything the page shows, read at once."""

    state: BackupState
    backups: Sequence[Backup]


class BackupsPage(SafetyPage):
    """Three cards above the list of backups."""

    title = "Sao lưu"
    icon = "archive"
    subjects = frozenset({"backup"})
    permission = Permission.BACKUP

    def showEvent(self, event: QShowEvent) -> None:
        """Read anew each time: any work since the last backup is told, whatever it was."""
        self.refresh()
        super().showEvent(event)

    def actions_offered(self) -> Sequence[Offer]:
        """Return what the search box may offer."""
        if not self.allowed:
            return ()
        return (
            Offer("Sao lưu ngay", self.make, "save"),
            Offer("Chép bản sao lưu sang nơi thứ hai", self.copy, "copy"),
            Offer("Thử khôi phục", self.drill, "refresh-cw"),
        )

    @Slot()
    def make(self) -> None:
        """Make a backup now, restored on trial before it counts."""
        desk = self._desk

        def work(progress: Progress) -> Backup:
            return backups.make(desk, "asked", progress)

        def done(made: Backup) -> None:
            self.notice.say(f"Đã sao lưu và khôi phục thử {show_number(made.people)} hồ sơ.", "ok")
            self.refresh()

        self._run(work, done, "Đang sao lưu và kiểm tra…")

    @Slot()
    def choose_place(self) -> None:
        """Ask for a folder on another disk or stick."""
        folder = dialogs.choose_folder(self, "Chọn thư mục ở ổ đĩa khác hoặc thẻ nhớ")
        if folder is None:
            return
        desk = self._desk

        def work(_progress: Progress) -> None:
            backups.set_second_place(desk, folder)

        self._run(work, lambda _: self.refresh(), "Đang xem nơi thứ hai…")

    @Slot()
    def copy(self) -> None:
        """Write the newest backup to the second place, read back and compared."""
        desk = self._desk

        def work(progress: Progress) -> object:
            return backups.copy_to_second(desk, progress)

        def done(_made: object) -> None:
            self.notice.say("Đã chép sang nơi thứ hai, đọc lại và so khớp.", "ok")
            self.refresh()

        self._run(work, done, "Đang chép sang nơi thứ hai…")

    @Slot()
    def drill(self) -> None:
        """Restore the newest backup on trial."""
        desk = self._desk

        def work(progress: Progress) -> Drill:
            return backups.drill(desk, progress)

        def done(found: Drill) -> None:
            self.notice.say(f"{drill_line(found)}.", "ok" if found.passed else "bad")
            self.refresh()

        self._run(work, done, "Đang khôi phục thử…")

    @Slot()
    def confirm_clock(self) -> None:
        """Take the machine's clock as right from now on, after a question."""
        now = f"{self._desk.clock():%H:%M ngày %d/%m/%Y}"
        if not dialogs.confirm(
            self, f"Giờ máy bây giờ là {now}. Giờ này đúng chứ?", yes="Giờ đúng",
            detail="Từ đây giờ ghi trong sổ được so với lúc này.",
        ):  # fmt: skip
            return
        desk = self._desk

        def work(_progress: Progress) -> None:
            clock.confirm(desk)

        self._run(work, lambda _: self.refresh(), "Đang ghi…")

    @Slot()
    def restore(self) -> None:
        """Read what the chosen backup would lose, then ask."""
        backup, desk = self.table.current_record(), self._desk
        if backup is None or not self.restore_button.isEnabled():
            return

        def work(_progress: Progress) -> Loss:
            return read_loss(desk, backup)

        def failed(problem: Problem) -> None:
            if isinstance(problem, BackupKeyProblem):
                self._ask_older(backup)
            else:
                self.notice.show_problem(problem)

        self.notice.clear()
        self._jobs.run(work, done=self._ask, failed=failed, title="Đang xem bản sao lưu…")

    def _ask_older(self, backup: Backup) -> None:
        dialog = OlderDialog(self._desk, self._jobs, backup, self)
        if dialog.exec():
            self._ask(dialog.outcome)

    def _ask(self, loss: Loss) -> None:
        dialog = RestoreDialog(self._desk, self._jobs, loss, self)
        if dialog.exec():
            self.restored.emit(dialog.outcome)

    def _build(self) -> None:
        look = theme.current()
        self.cards = BackupCards()
        self.warning = Notice()
        self.count = theme.heading(QLabel("Các bản sao lưu"))
        self.restore_button = button("Khôi phục…", self.restore)
        may = allow(self.restore_button, self._desk, Permission.RESTORE)
        if may and not self._desk.actor.sealed:
            refuse(self.restore_button, sentence(SealedProblem("khôi phục")))
        self.table: Table[Backup] = Table(
            columns(self._desk.clock().tzinfo),
            identity=lambda backup: backup.path,
            name="Các bản sao lưu",
            key="safety.backups",
        )
        self.stack = ListOrWords(self.table, "Chưa có bản sao lưu nào.")
        self.empty = self.stack.empty
        head = QHBoxLayout()
        head.setContentsMargins(look.px(14), 0, look.px(14), look.px(8))
        head.addWidget(self.count)
        head.addStretch(1)
        head.addWidget(self.restore_button)
        beside = QHBoxLayout()
        beside.setContentsMargins(look.px(14), 0, look.px(14), look.px(10))
        beside.addWidget(self.warning)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.cards)
        column.addLayout(beside)
        column.addLayout(head)
        column.addWidget(theme.rule())
        column.addWidget(self.stack, 1)
        self.column.addWidget(Roomy(inside, self.table), 1)
        begin_at(self, self.table)

    def _connect(self) -> None:
        self.cards.newest.wanted.connect(self.make)
        self.cards.second.choose_wanted.connect(self.choose_place)
        self.cards.second.copy_wanted.connect(self.copy)
        self.cards.drill.wanted.connect(self.drill)
        self.table.opened.connect(self.restore)
        self.warning.acted.connect(self.confirm_clock)
        self.table.current_changed.connect(self._on_current)
        save = QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self, self.make)
        save.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _read(self) -> None:
        desk = self._desk

        def work(_progress: Progress) -> Read:
            found = (*backups.listed(desk), *backups.second_listed(desk))
            return Read(backups.state(desk), found)

        self._read_later(work, self._show, "Đang đọc các bản sao lưu…")

    def _show(self, found: Read) -> None:
        self.cards.show_state(found.state, self._desk.clock())
        self.table.show_records(found.backups)
        self.count.setText(f"Các bản sao lưu ({show_number(len(found.backups))})")
        self.stack.show_list(on=bool(found.backups))
        beside = [WARNINGS[key] for key in found.state.warnings if key in _BESIDE]
        if beside:
            doubted = "clock" in found.state.warnings
            may = doubted and self._desk.actor.may(Permission.SETTINGS)
            action = "Giờ máy đang đúng…" if may else ""
            self.warning.say("\n".join(beside), "warn", action=action, closable=False)
        else:
            self.warning.clear()
        if self.table.current_record() is None:
            self.table.select_first()
        self._on_current()

    @Slot()
    def _on_current(self) -> None:
        self.restore_button.setEnabled(self.table.current_record() is not None)
