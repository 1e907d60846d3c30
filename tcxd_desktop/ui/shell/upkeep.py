"""Upkeep beside the work: room for a full disk, anchors, backups, checks; all in the background."""

from typing import Any

from PySide6.QtCore import QObject, QTimer, Slot

from tcxd_desktop.domain.backups import BackupState
from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.office import upkeep
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import dialogs
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.shell import bars
from tcxd_desktop.ui.shell.bars import Bar
from tcxd_desktop.ui.shell.late import late
from tcxd_desktop.ui.shell.window import MainWindow
from tcxd_desktop.ui.shell.working import WorkDialog
from tcxd_desktop.wording.backups import WARNINGS, drill_line
from tcxd_desktop.wording.formats import show_day
from tcxd_desktop.wording.problems import sentence
from tcxd_desktop.wording.soundness import CHECKS

_BEGIN_MS = 1_500
"""After the first picture: the clerk's first click comes before it."""
_MINUTE_MS = 60_000
_LOOK_MS = 5_000
_SECOND = ("second_old", "second_none")
_PAGE, _KEYS = "backups", "accounts"
"""Key of the page of backups, where it is registered."""
_SKIP = "Bỏ qua, thoát luôn"
_EXIT = "Lưu một bản và khôi phục thử để chắc chắn mở lại được."
_EXIT_SKIPPED = "Chưa có bản sao lưu của những việc vừa làm. Vẫn thoát?"
_FAULTS = (
    "Lần trước chương trình bị tắt đột ngột. Đã kiểm tra và thấy có chỗ không đúng: {0}. Hãy sao"
    " lưu ngay và xem trang An toàn."
)
_PROVE = (
    "Đã hơn 6 tháng chưa thử phiếu khôi phục. Hãy lấy phiếu, gõ mã một lần để chắc còn dùng được."
)


class Upkeep(QObject):
    """Trông coi dữ liệu trong lúc làm việc."""

    def __init__(self, desk: Desk, window: MainWindow) -> None:
        """Prepare; ``start`` begins."""
        super().__init__()
        self._desk, self._window = desk, window
        self._jobs = Jobs(self)
        self._jobs.failed.connect(self._on_failed)
        self._line = desk.sign_in.found
        self._begin = QTimer(self, singleShot=True, interval=_BEGIN_MS)
        self._begin.timeout.connect(self._on_begin)
        self._minute = QTimer(self, interval=_MINUTE_MS)
        self._minute.timeout.connect(self._on_minute)
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._on_look)

    @property
    def busy(self) -> bool:
        """Whether something runs in the background."""
        return self._jobs.busy

    def start(self) -> None:
        """Begin soon, and go on every minute."""
        for timer in (self._begin, self._minute, self._look):
            timer.start()

    def stop(self) -> None:
        """Stop what runs and wait for it."""
        for timer in (self._begin, self._minute, self._look):
            timer.stop()
        self._jobs.close()

    def act(self, key: str) -> None:
        """Do what the button of a bar says."""
        if key == bars.CHECK:
            self._window.show_page(_KEYS).prove_recovery()
        elif key in (bars.SECOND, bars.DAMAGED):
            self._window.show_page(_PAGE)

    # --- in the background ------------------------------------------------------------------------

    @Slot()
    def _on_begin(self) -> None:
        desk, line = self._desk, self._line

        def work(_progress: Progress) -> Any:
            return late("upkeep_work").begin(desk, line)

        self._jobs.run(work, done=self._on_report, title="Đang kiểm tra…")

    @Slot()
    def _on_minute(self) -> None:
        if self._jobs.busy:
            return
        desk, line = self._desk, self._line

        def work(progress: Progress) -> Any:
            return late("upkeep_work").minute(desk, line, progress)

        self._jobs.run(work, done=self._on_report, progress=self._on_progress)

    def _on_progress(self, done: int, total: int) -> None:
        share = f" {done * 100 // total} %" if total else ""
        self._window.footer.show_backup(f"Đang sao lưu…{share}")

    def _on_report(self, report: Any) -> None:
        self._line = report.line
        self._show(report.state)
        if report.faults:
            named = ", ".join(CHECKS.get(name, name).lower() for name in sorted(report.faults))
            self._window.bars.say(Bar(bars.FAULTS, _FAULTS.format(named), "bad"))
        if report.prove:
            self._window.bars.say(Bar(bars.CHECK, _PROVE, "warn", "Thử mã…"))

    @Slot(object)
    def _on_failed(self, problem: Problem) -> None:
        text = f"Chưa sao lưu được. {sentence(problem)}"
        self._window.footer.show_backup("Chưa sao lưu được", "warn", text)
        self._window.bars.say(Bar(bars.BACKUP, text, "bad"))

    @Slot()
    def _on_look(self) -> None:
        if upkeep.read_only(self._desk) == "damaged":
            may = self._desk.actor.may(Permission.RESTORE) and self._window.has_page(_PAGE)
            self._window.bars.say(bars.damaged(may_restore=may))
            self._look.stop()

    def _show(self, state: BackupState) -> None:
        text, tone = told(state, self._desk.clock())
        more = [WARNINGS[key] for key in state.warnings]
        if state.drill is not None:
            more.append(drill_line(state.drill))
        self._window.footer.show_backup(text, tone, "\n".join(more))
        self._window.bars.drop(bars.BACKUP)
        second = next((key for key in _SECOND if key in state.warnings), "")
        # Without a recovery sheet nothing is carried there; the bar about the sheet comes first.
        sheet = "no_recovery" not in state.warnings
        wanted = second and sheet and state.newest is not None
        if wanted and self._desk.actor.may(Permission.BACKUP):
            action = "Mở trang sao lưu" if self._window.has_page(_PAGE) else ""
            self._window.bars.say(Bar(bars.SECOND, WARNINGS[second], "warn", action))
        else:
            self._window.bars.drop(bars.SECOND)

    # --- at the end -------------------------------------------------------------------------------

    def last_word(self) -> bool:
        """Make a backup of what was done before the window closes; false keeps it open."""
        desk, work = self._desk, late("upkeep_work")
        try:
            if not work.wants_last(desk):
                return True
        except Problem as problem:
            return self._leave_anyway(sentence(problem))

        def make(progress: Progress) -> None:
            work.last(desk, progress)

        dialog = ExitBackup("Đang sao lưu…", _EXIT, make, self._window, skip=_SKIP, jobs=self._jobs)
        if dialog.exec():
            return True
        if dialog.problem is not None:
            return self._leave_anyway(sentence(dialog.problem))
        return dialog.skipped

    def _leave_anyway(self, why: str) -> bool:
        return dialogs.confirm(
            self._window, f"Chưa sao lưu được. {why}", yes="Vẫn thoát", no="Ở lại",
            title="Sao lưu khi thoát", detail=_EXIT_SKIPPED,
        )  # fmt: skip


class ExitBackup(WorkDialog):
    """The backup of the end; leaving it needs a word."""

    skipped = False

    def reject(self) -> None:
        """Leave without the backup, at the user's word."""
        if dialogs.confirm(
            self, _EXIT_SKIPPED, yes="Thoát, không sao lưu", no="Đợi sao lưu", title="Sao lưu"
        ) and self.isVisible():  # fmt: skip
            self.skipped = True
            super().reject()


def told(state: BackupState, now: Any) -> tuple[str, str]:
    """Return what the foot says of the backups, and its tone."""
    if state.newest is None:
        return "Chưa có bản sao lưu", "warn"
    made = state.newest.made.astimezone(now.tzinfo)
    when = f"{made:%H:%M}" if made.date() == now.date() else show_day(made.date())
    if "old" in state.warnings or "drill_failed" in state.warnings:
        said = "đã cũ" if "old" in state.warnings else "khôi phục thử không đạt"
        return f"Sao lưu gần nhất {when}: {said}", "warn"
    return f"Sao lưu gần nhất {when}, đã kiểm tra", "plain"
