"""Tự kiểm tra chương trình: a process of its own runs the test, its steps are shown as they come.

The process gets no password and no key; it works on an invented office in a folder of its own.
"""

import os
from dataclasses import dataclass

from PySide6.QtCore import QProcess, QProcessEnvironment, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QLabel, QProgressBar, QWidget

from tcxd_desktop.domain.errors import Problem, SelftestProblem
from tcxd_desktop.domain.selftest import (
    Begun,
    Event,
    Over,
    Plan,
    SelftestReport,
    StepResult,
    StepState,
    read_event,
)
from tcxd_desktop.office import self_checks
from tcxd_desktop.ui.common import dialogs, theme
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.ui.common.screens import room_of
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.ui.shell import process
from tcxd_desktop.ui.shell.window import MainWindow
from tcxd_desktop.wording import selftest as words
from tcxd_desktop.wording.formats import show_date

_TITLE = "Tự kiểm tra chương trình"
_HOW = (
    "Chương trình làm thử mọi việc chính trên một văn phòng hư cấu, trong thư mục riêng: tạo,"
    " nhập, in mọi mẫu, vẽ mọi màn hình, sao lưu, khôi phục. Dữ liệu của cơ quan không bị đụng"
    " đến. Mất khoảng một phút."
)
_NEVER = "Máy này chưa tự kiểm tra lần nào."
_BROKEN = "Chương trình thử đã dừng giữa chừng"
_TEXT = "Tệp văn bản (*.txt)"
_NAME = "ket-qua-tu-kiem-tra.txt"
_WAITING, _RUNNING = "chờ", "đang làm…"
_TONES = {StepState.PASSED: "ok", StepState.FAILED: "bad", StepState.SKIPPED: "warn"}
_PATIENCE_MS = 3_000
_EDGE = 60
"""Of the screen, left for its bar and the dialog's title."""
_WIDTH, _HEIGHT, _LIST_LEAST = 820, 560, 160


@dataclass(frozen=True, slots=True)
class StepLine:
    """Một bước trong danh sách."""

    key: str
    result: StepResult | None = None
    running: bool = False

    @property
    def state(self) -> str:
        """How it stands, in words that need no colour."""
        if self.result is not None:
            state = self.result.state
            return f"{words.MARKS[state]} {words.STATES[state]}"
        return _RUNNING if self.running else _WAITING

    @property
    def tone(self) -> str:
        """Tone of its badge."""
        return _TONES[self.result.state] if self.result is not None else "plain"

    @property
    def said(self) -> str:
        """What came out."""
        return self.result.said if self.result is not None else ""

    @property
    def seconds(self) -> str:
        """How long it took."""
        taken = self.result is not None and self.result.state is not StepState.SKIPPED
        return words.seconds(self.result.seconds) if self.result is not None and taken else ""


COLUMNS: tuple[Column[StepLine], ...] = (
    Column("state", "Tình trạng", lambda line: line.state, width=120, sortable=False,
           tone=lambda line: line.tone),
    Column("step", "Bước", lambda line: words.title_of(line.key), width=300, sortable=False,
           tip=lambda line: words.part_of(line.key)),
    Column("said", "Kết quả", lambda line: line.said, width=260, sortable=False,
           tip=lambda line: line.said),
    Column("seconds", "Giây", lambda line: line.seconds, align="right", width=60, sortable=False),
)  # fmt: skip


def show(window: MainWindow) -> None:
    """Open the dialog over the window."""
    SelfCheckDialog(window).exec()


class SelfCheckDialog(Dialog):
    """Runs the test, shows its steps, keeps its report."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show what the last test came to, and wait to be asked."""
        super().__init__(_TITLE, parent, width=_WIDTH)
        look = theme.current()
        self.report: SelftestReport | None = self_checks.last()
        self._lines: list[StepLine] = []
        self._process: QProcess | None = None
        self._over = False
        self._rest = b""
        self.say(_HOW, quiet=True)
        self.told = theme.heading(QLabel())
        self.told.setWordWrap(True)
        self.body.addWidget(self.told)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Đã làm được bao nhiêu bước")
        self.body.addWidget(self.bar)
        self.list = Table(COLUMNS, identity=lambda line: line.key, name="Các bước tự kiểm tra")
        self.list.setMinimumHeight(look.px(_LIST_LEAST))
        self.body.addWidget(self.list, 1)
        self.quick = QCheckBox("Thử nhanh: chỉ các trang chính, khoảng hai mươi giây")
        self.body.addWidget(self.quick)
        self.folder = self.add_button("Mở thư mục kết quả", left=True)
        self.folder.clicked.connect(self._on_folder)
        self.save = self.add_button("Lưu báo cáo…", left=True)
        self.save.clicked.connect(self._on_save)
        self.start = self.add_buttons("Bắt đầu kiểm tra", cancel="Đóng")
        room = room_of(self).size().height() - _EDGE
        self.resize(look.px(_WIDTH), min(look.px(_HEIGHT), room))
        self._show_last()
        self.start.setFocus()

    @property
    def running(self) -> bool:
        """Whether the process of the test runs."""
        return self._process is not None

    def accept_ready(self) -> None:
        """Begin; the dialog stays open, so it is never accepted."""

    @Slot()
    def _on_main(self) -> None:
        if self.running:
            self.stop()
        else:
            self.begin()

    # --- the process ------------------------------------------------------------------------------

    def begin(self) -> None:
        """Start the process of the test."""
        self.notice.clear()
        self.report, self._over, self._rest = None, False, b""
        self._lines = [StepLine(key) for key in words.TITLES]
        self._show_lines()
        program, *arguments = self_checks.command(quick=self.quick.isChecked())
        running = QProcess(self)
        running.setProcessEnvironment(_environment())
        running.readyReadStandardOutput.connect(self._on_output)
        running.finished.connect(self._on_finished)
        running.errorOccurred.connect(self._on_error)
        # What it says beside is read away, or a full pipe would hold it up.
        running.readyReadStandardError.connect(running.readAllStandardError)
        self._process = running
        self._say("Đang chuẩn bị…")
        self._refresh()
        running.start(program, arguments)

    def stop(self) -> None:
        """End the process at once; what it made lies in its own folder."""
        running, self._process = self._process, None
        if running is not None:
            running.blockSignals(True)  # noqa: FBT003 - Qt's own
            running.kill()
            running.waitForFinished(_PATIENCE_MS)
            running.deleteLater()
        self._lines = [line for line in self._lines if line.result is not None]
        self.report = self_checks.last()
        self._show_lines()
        done = len(self._lines)
        self._say(f"Đã dừng sau {done} bước." if done else "Đã dừng.")
        self._refresh()

    def done(self, result: int) -> None:
        """Leave no test running behind the user's back."""
        if self.running:
            self.stop()
        super().done(result)

    @Slot()
    def _on_output(self) -> None:
        if self._process is None:
            return
        *lines, self._rest = (self._rest + self._process.readAllStandardOutput().data()).split(
            b"\n"
        )
        for line in lines:
            event = read_event(line.decode("utf-8", "replace"))
            if event is not None:
                self.take(event)

    def take(self, event: Event) -> None:
        """Show what the test has just told."""
        if isinstance(event, Plan):
            self._lines = [StepLine(key) for key in event.keys]
            self._show_lines()
        elif isinstance(event, Begun):
            self._put(StepLine(event.key, running=True))
            place = 1 + sum(line.result is not None for line in self._lines)
            self._say(f"{words.title_of(event.key)} ({place}/{len(self._lines)})")
        elif isinstance(event, StepResult):
            self._put(StepLine(event.key, event))
        elif isinstance(event, Over):
            self._over = True

    def _put(self, line: StepLine) -> None:
        keys = [one.key for one in self._lines]
        if line.key in keys:
            self._lines[keys.index(line.key)] = line
        else:
            self._lines.append(line)
        self._show_lines()
        self.list.select(line.key)

    @Slot(QProcess.ProcessError)
    def _on_error(self, error: QProcess.ProcessError) -> None:
        # Every other error is followed by the end of the process.
        if error == QProcess.ProcessError.FailedToStart:
            self._ended()

    @Slot()
    def _on_finished(self) -> None:
        self._on_output()
        self._ended()

    def _ended(self) -> None:
        running, self._process = self._process, None
        if running is None:
            return
        running.deleteLater()
        self.report = self_checks.last()
        self._refresh()
        if self.report is None or not self._over:
            self._lines = [line for line in self._lines if line.result is not None]
            self._show_lines()
            self._say(f"{_BROKEN}.")
            self.notice.show_problem(SelftestProblem(_BROKEN.lower()))
            return
        self._show_last()

    # --- what is shown ----------------------------------------------------------------------------

    def _show_last(self) -> None:
        """Show the report there is."""
        report = self.report
        if report is None:
            self._lines = [StepLine(key) for key in words.TITLES]
            self._show_lines()
            self._say(_NEVER)
        else:
            self._lines = [StepLine(step.key, step) for step in report.steps]
            self._show_lines()
            day, time = show_date(report.begun[:10]), report.begun[11:16]
            self._say(f"{words.verdict(report)} Lúc {time} ngày {day}, bản {report.version}.")
            wrong = next(iter(report.failed), None)
            if wrong is not None:
                self.list.select(wrong.key)
        self._refresh()

    def _show_lines(self) -> None:
        self.list.show_records(tuple(self._lines))
        self.bar.setRange(0, max(1, len(self._lines)))
        self.bar.setValue(sum(line.result is not None for line in self._lines))

    def _say(self, text: str) -> None:
        self.told.setText(text)
        self.told.setAccessibleName(text)

    def _refresh(self) -> None:
        self.start.setText("Dừng" if self.running else "Bắt đầu kiểm tra")
        self.bar.setVisible(self.running)
        self.quick.setEnabled(not self.running)
        self.save.setEnabled(self.report is not None and not self.running)
        self.folder.setEnabled(self_checks.folder().is_dir() and not self.running)

    # --- the report -------------------------------------------------------------------------------

    @Slot()
    def _on_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self_checks.folder())))

    @Slot()
    def _on_save(self) -> None:
        if self.report is None:
            return
        path = dialogs.save_file(self, "Lưu báo cáo tự kiểm tra", _NAME, _TEXT)
        if path is None:
            return
        try:
            self_checks.save_report(self.report, path)
        except Problem as problem:
            self.notice.show_problem(problem)
        else:
            self.notice.say(f"Đã lưu {path.name}.", "ok")


def _environment() -> QProcessEnvironment:
    """Return the environment of the test: no password, plain bytes."""
    made = QProcessEnvironment()
    for name, value in process.environment(os.environ).items():
        made.insert(name, value)
    return made
