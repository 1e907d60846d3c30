"""How problems reach the user: a calm bar on the page, and one dialog for real bugs."""

import platform
import sys
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import Qt, Signal, Slot, qVersion
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop import __name__ as program
from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.ui.common import clipboard, icons, theme
from tcxd_desktop.wording.problems import sentence

_ICONS = {"bad": "circle-alert", "warn": "triangle-alert", "ok": "check", "plain": "info"}
_INKS = {"bad": "accent", "warn": "warn", "ok": "ok", "plain": "muted"}


class Notice(QFrame):
    """A bar at the foot or head of a page that says one thing and can be closed."""

    closed = Signal()
    acted = Signal()
    """The button of the bar was pressed (``Hoàn tác``, ``Xem`` …)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start hidden."""
        super().__init__(parent)
        theme.mark(self, "notice")
        self._icon = QLabel()
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.action = theme.mark(QPushButton(), "link")
        self.action.hide()
        self.action.clicked.connect(self.acted)
        self._close = theme.quiet(QToolButton())
        self._close.setIcon(icons.icon("x", "muted"))
        self._close.setToolTip("Đóng thông báo")
        self._close.setAccessibleName("Đóng thông báo")
        self._close.clicked.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 6, 6)
        for widget in (self._icon, self.text, self.action, self._close):
            row.addWidget(widget, 1 if widget is self.text else 0)
        self.hide()

    def show_problem(self, problem: Problem) -> None:
        """Say the sentence of a problem."""
        self.say(sentence(problem), "bad")

    def say(
        self, text: str, tone: str = "plain", *, action: str = "", closable: bool = True
    ) -> None:
        """Say ``text``; tones ``bad``, ``warn``, ``ok``, ``plain``."""
        theme.set_mark(self, "tone", tone)
        side = theme.current().px(16)
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(icons.pixmap(_ICONS[tone], side, _INKS[tone], ratio))
        self.text.setText(text)
        self.setAccessibleName(text)
        self.action.setText(action)
        self.action.setVisible(bool(action))
        self._close.setVisible(closable)
        self.show()

    @Slot()
    def clear(self) -> None:
        """Hide the bar."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()


def report(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return a report of a bug without any value of the data: versions and code lines only."""
    lines = [
        f"TCXD · Python {platform.python_version()} · Qt {qVersion()} · {platform.platform()}",
        f"{kind.__module__}.{kind.__qualname__}",
        *(f"  {_source(f.filename)}:{f.lineno} {f.name}" for f in traceback.extract_tb(trace)),
    ]
    return "\n".join(lines)


def _source(file: str) -> str:
    """Return which source it is, without the folders above: they name the user of the machine."""
    if program in file:
        return file.rpartition(program)[2]
    roots = sorted((root for root in sys.path if root and file.startswith(root)), key=len)
    below = file.removeprefix(roots[-1]) if roots else file.replace("\\", "/").rpartition("/")[2]
    return below.lstrip("\\/")


def install_hook(log: Callable[[str], None]) -> None:
    """Send every unforeseen error to ``log`` and to one dialog; the program goes on."""
    open_now: list[bool] = []

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        text = report(kind, trace)
        log(text)
        if open_now or QApplication.instance() is None:
            return
        open_now.append(True)
        window = QApplication.activeWindow()
        try:
            if isinstance(error, Problem):
                # Foreseen, but nobody beside it had a place to say so.
                ProblemDialog(error, window).exec()
            else:
                BugDialog(text, window).exec()
        finally:
            open_now.clear()

    sys.excepthook = hook


class ProblemDialog(QDialog):
    """Says what the user can mend, where no bar or box could say it."""

    def __init__(self, problem: Problem, parent: QWidget | None = None) -> None:
        """Show the sentence of ``problem``."""
        super().__init__(parent)
        self.setWindowTitle("Chưa làm được")
        self.said = QLabel(sentence(problem))
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setMinimumWidth(theme.current().px(420))
        buttons = QDialogButtonBox()
        self.shut = buttons.addButton("Đóng", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.said)
        column.addWidget(buttons)


class BugDialog(QDialog):
    """Says that the program made a mistake and lets the user copy the report."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        """Show ``text`` as it would be copied, so that the user sees what leaves the machine."""
        super().__init__(parent)
        self.setWindowTitle("Chương trình gặp lỗi")
        said = QLabel(
            "Chương trình gặp một lỗi không lường trước. Việc vừa làm có thể chưa được lưu; "
            "dữ liệu đã lưu trước đó còn nguyên. Hãy chép báo cáo dưới đây gửi người hỗ trợ. "
            "Báo cáo không chứa thông tin của đảng viên."
        )
        said.setWordWrap(True)
        self.report = QPlainTextEdit(text)
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setAccessibleName("Báo cáo lỗi")
        buttons = QDialogButtonBox()
        self.copy = buttons.addButton("Chép báo cáo lỗi", QDialogButtonBox.ButtonRole.ActionRole)
        self.copy.clicked.connect(self._on_copy)
        self.shut = buttons.addButton("Đóng", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(said)
        column.addWidget(self.report)
        column.addWidget(buttons)
        self.resize(620, 380)

    @Slot()
    def _on_copy(self) -> None:
        clipboard.put_open(self.report.toPlainText())
        self.copy.setText("Đã chép")
