"""Shows long work: a strip at the foot of the window in use, after 0.4 s, with a way to stop."""

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QWidget,
)

from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.jobs import Job, Jobs


class Busy(QFrame):
    """Floats over the window that has the user's attention and never takes the keyboard."""

    def __init__(self, jobs: Jobs, window: QWidget) -> None:
        """Watch ``jobs``; ``window`` is where it floats unless a dialog is open."""
        super().__init__(window)
        self._window = window
        self._job: Job | None = None
        theme.mark(self, "floating")
        self.title = QLabel()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(theme.current().px(180))
        self.stop = QPushButton("Dừng")
        self.stop.clicked.connect(self._on_stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 8, 8)
        row.setSpacing(12)
        for widget in (self.title, self.bar, self.stop):
            row.addWidget(widget)
        self.hide()
        window.installEventFilter(self)
        jobs.slow.connect(self._on_slow)
        jobs.moved.connect(self._on_moved)
        jobs.over.connect(self._on_over)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot when the window changes its size."""
        if watched is self.parent() and event.type() == QEvent.Type.Resize:
            self._place()
        if watched is self.parent() and event.type() == QEvent.Type.Hide:
            self._float_on(self._window)  # a dialog that closes must not take the strip along
        return False

    @Slot(object)
    def _on_slow(self, job: Job) -> None:
        self._job = job
        self._float_on(QApplication.activeModalWidget() or self._window)
        self.title.setText(job.title)
        self.setAccessibleName(job.title)
        self.stop.setEnabled(True)
        self._show_progress(job)
        self.show()
        self.raise_()
        self._place()

    @Slot(object)
    def _on_moved(self, job: Job) -> None:
        if job is self._job:
            self._show_progress(job)

    @Slot(object)
    def _on_over(self, job: Job) -> None:
        if job is self._job:
            self._job = None
            self.hide()
            self._float_on(self._window)

    @Slot()
    def _on_stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self.title.setText("Đang dừng…")
            self.stop.setEnabled(False)

    def _show_progress(self, job: Job) -> None:
        self.bar.setMaximum(job.total)
        self.bar.setValue(job.done)

    def _float_on(self, window: QWidget) -> None:
        if self.parent() is window:
            return
        shown = self._job is not None
        self.setParent(window)
        window.installEventFilter(self)
        if shown:
            self._place()
            self.show()

    def _place(self) -> None:
        window = self.parentWidget()
        if window is not None:
            self.adjustSize()
            foot = window.height() - self.height() - theme.current().px(40)
            self.move((window.width() - self.width()) // 2, foot)
