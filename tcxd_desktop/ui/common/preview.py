"""Every paper is seen as the PDF itself before it is printed."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.printing import FormInfo
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.office.files import write_file
from tcxd_desktop.ui.common import dialogs, icons, settings, theme
from tcxd_desktop.ui.common.cards import Scroll
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.fields import LabeledField, LineField, commit_open_edit
from tcxd_desktop.ui.common.jobs import Job, Jobs
from tcxd_desktop.ui.common.pdf import PdfPages
from tcxd_desktop.ui.common.printing import PrintChoice, PrintRun, make_printer, printer_names
from tcxd_desktop.ui.common.screens import room_of

Printed = Callable[[int, str], None]
_GAP = 14
_ZOOMS = (50, 75, 100, 125, 150, 200)
_POINTS_TO_PIXELS = 96 / 72
UNCHECKED = (
    "Mẫu này dựng theo hướng dẫn, chưa đối chiếu phụ lục: hãy so với bản giấy của cấp trên "
    "trước khi dùng chính thức."
)


def preview(  # noqa: PLR0913 - one keyword each for what a print needs
    parent: QWidget,
    jobs: Jobs,
    render: Callable[[Progress], bytes],
    *,
    title: str,
    file_name: str,
    form: FormInfo | None = None,
    printed: Printed | None = None,
    failed: Callable[[Exception], None] | None = None,
) -> Job:
    """Make a PDF off the screens' thread and show it; returns the work of making it.

    Args:
        parent: window the preview belongs to.
        jobs: the job runner.
        render: makes the PDF, e.g. ``lambda progress: printing.render(desk, job, progress)``.
        title: of the preview window.
        file_name: proposed when it is saved, with its ending.
        form: which form it is; tells whether its annex was seen.
        printed: called with (copies, purpose) after it was sent to the printer or saved.
        failed: gets a Problem; otherwise ``jobs.failed`` tells it.
    """

    def show(pdf: bytes) -> None:
        window = Preview(pdf, title=title, file_name=file_name, form=form, parent=parent)
        if printed is not None:
            window.printed = printed
        else:
            window.asked.hide()  # nobody writes down what it is for
        window.open()

    return jobs.run(render, done=show, failed=failed, title="Đang lập trang in…")


class PageView(QAbstractScrollArea):
    """The pages below each other; only what is seen is drawn."""

    def __init__(self, pages: PdfPages) -> None:
        """Show ``pages`` fitted to the width."""
        super().__init__()
        self._pages = pages
        self.zoom = 0
        """Percent, or 0 for the width of the window, -1 for the whole page."""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Trang in")
        self.verticalScrollBar().setSingleStep(40)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_zoom(self, zoom: int) -> None:
        """Zoom, keeping the page that is seen."""
        page = self.current_page()
        self.zoom = zoom
        self._measure()
        self.go_to(page)

    def current_page(self) -> int:
        """Return the number of the page in the middle of the view."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        top = 0
        for number in range(self._pages.count):
            top += self._size(number).height() + _GAP
            if top > middle:
                return number
        return self._pages.count - 1

    def go_to(self, number: int) -> None:
        """Scroll to a page."""
        before = (self._size(page).height() + _GAP for page in range(number))
        self.verticalScrollBar().setValue(sum(before))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        self._measure()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages that are seen."""
        look = theme.current()
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), look.color("soft_line"))
        ratio = self.devicePixelRatioF()
        top = _GAP - self.verticalScrollBar().value()
        for number in range(self._pages.count):
            size = self._size(number)
            if top > self.viewport().height():
                break
            if top + size.height() >= 0:
                room = max(self.viewport().width(), size.width() + 2 * _GAP)
                left = (room - size.width()) // 2 - self.horizontalScrollBar().value()
                place = QRect(left, top, size.width(), size.height())
                painter.drawImage(place, self._pages.picture(number, round(size.width() * ratio)))
                painter.setPen(QPen(look.color("line"), 1))
                painter.drawRect(place.adjusted(-1, -1, 0, 0))
            top += size.height() + _GAP
        painter.end()

    def _size(self, number: int) -> QSize:
        width, height = self._pages.size(number)
        if self.zoom == 0:
            factor = (self.viewport().width() - 2 * _GAP) / width
            factor = min(factor, _POINTS_TO_PIXELS * 1.6)
        elif self.zoom < 0:
            fit = (self.viewport().height() - 2 * _GAP) / height
            factor = min(fit, (self.viewport().width() - 2 * _GAP) / width)
        else:
            factor = self.zoom / 100 * _POINTS_TO_PIXELS * theme.current().scale / 100
        factor = max(factor, 0.1)
        return QSize(round(width * factor), round(height * factor))

    def _measure(self) -> None:
        sizes = [self._size(number) for number in range(self._pages.count)]
        high = sum(size.height() + _GAP for size in sizes) + _GAP
        wide = max((size.width() for size in sizes), default=0) + 2 * _GAP
        view = self.viewport().size()
        self.verticalScrollBar().setPageStep(view.height())
        self.verticalScrollBar().setRange(0, max(0, high - view.height()))
        self.horizontalScrollBar().setPageStep(view.width())
        self.horizontalScrollBar().setRange(0, max(0, wide - view.width()))
        self.viewport().update()


class Preview(QDialog):
    """The paper on the left; printer, copies, sides and the two ways out on the right."""

    def __init__(
        self,
        pdf: bytes,
        *,
        title: str,
        file_name: str,
        form: FormInfo | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Show ``pdf``; set ``printed`` to hear of a print or a saved file."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.printed: Printed | None = None
        self._pdf = pdf
        self._file_name = file_name
        self._pages = PdfPages(pdf)
        self._run: PrintRun | None = None
        self.view = PageView(self._pages)
        self._build(form)
        self._connect()
        screen = room_of(self).size()
        look = theme.current()
        self.resize(min(look.px(1120), screen.width()), min(look.px(820), screen.height() - 40))
        self.print_button.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the document go."""
        self.done(0)
        event.accept()

    def done(self, result: int) -> None:
        """Stop printing and let the document go."""
        if self._run is not None:
            self._run.stop()
        self._pages.close()
        super().done(result)

    @property
    def printing(self) -> bool:
        """Whether pages are being sent."""
        return self._run is not None

    def choice(self) -> PrintChoice:
        """Return what is set on the right."""
        return PrintChoice(
            self.printer.currentText(),
            self.copies.value(),
            str(self.duplex.currentData()),
            self.first.value() - 1,
            self.last.value() - 1,
        )

    def _build(self, form: FormInfo | None) -> None:
        look = theme.current()
        pad = look.px(14)
        scroll = Scroll("Cách in")
        column = scroll.column
        column.setContentsMargins(pad, pad, pad, 0)
        self.pages_label = theme.heading(QLabel(f"{self._pages.count} trang"))
        column.addWidget(self.pages_label)
        if form is not None:
            column.addWidget(self._said(f"Mẫu {form.code} · {form.guidance}"))
            if not form.annex_seen:
                self.unchecked = Notice()
                self.unchecked.say(UNCHECKED, "warn", closable=False)
                column.addWidget(self.unchecked)
        self._build_printer(column)
        column.addStretch()
        self.notice = Notice()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.hide()
        side = theme.panel(QWidget())
        side.setFixedWidth(look.px(300))
        foot = QVBoxLayout()
        foot.setContentsMargins(pad, look.px(8), pad, pad)
        foot.setSpacing(look.px(8))
        foot.addWidget(self.notice)
        foot.addWidget(self.bar)
        self._build_ways_out(foot)
        whole = QVBoxLayout(side)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.view, 1)
        row.addWidget(side)

    def _build_printer(self, column: QVBoxLayout) -> None:
        self.zoom = QComboBox()
        self.zoom.addItem("Vừa bề ngang", 0)
        self.zoom.addItem("Vừa cả trang", -1)
        for percent in _ZOOMS:
            self.zoom.addItem(f"{percent} %", percent)
        self.printer = QComboBox()
        self.printer.addItems(printer_names())
        self.printer.setCurrentText(settings.load().printer)
        self.copies = _spin(99)
        self.duplex = QComboBox()
        self.duplex.addItem("In một mặt", "one")
        self.duplex.addItem("In hai mặt, lật cạnh dài", "long")
        self.duplex.addItem("In hai mặt, lật cạnh ngắn", "short")
        count = self._pages.count
        self.first = _spin(count)
        self.last = _spin(count, count)
        self.purpose = LineField("purpose", name="Mục đích in")
        column.addLayout(self._named("Cỡ xem", self.zoom))
        column.addWidget(theme.rule())
        column.addLayout(self._named("Máy in", self.printer))
        numbers = QHBoxLayout()
        numbers.addLayout(self._named("Số bản", self.copies))
        numbers.addLayout(self._named("Từ trang", self.first))
        numbers.addLayout(self._named("Đến trang", self.last))
        column.addLayout(numbers)
        column.addLayout(self._named("Số mặt", self.duplex))
        self.asked = LabeledField("Mục đích in (ghi vào sổ truy cập)", self.purpose)
        column.addWidget(self.asked)

    def _build_ways_out(self, column: QVBoxLayout) -> None:
        self.save_button = icons.put(QPushButton("Lưu PDF…"), "download")
        self.save_button.setToolTip("Ctrl+S")
        self.print_button = theme.primary(icons.put(QPushButton("In"), "printer", "on_accent"))
        self.print_button.setToolTip("Ctrl+P")
        self.shut = QPushButton("Đóng")
        self.shut.setToolTip("Esc")
        for button in (self.save_button, self.shut, self.print_button):
            button.setAutoDefault(False)
        row = QHBoxLayout()
        row.addWidget(self.shut)
        row.addWidget(self.print_button, 1)
        column.addWidget(self.save_button)
        column.addLayout(row)
        if not self.printer.count():
            self.printer.setEnabled(False)
            self.print_button.setEnabled(False)
            self.notice.say("Máy này chưa cài máy in. Vẫn lưu được thành tệp PDF.")

    def _connect(self) -> None:
        self.zoom.activated.connect(self._on_zoom)
        self.save_button.clicked.connect(self._on_save)
        self.print_button.clicked.connect(self._on_print)
        self.shut.clicked.connect(self.reject)
        QShortcut(QKeySequence.StandardKey.Print, self, self.print_button.click)
        QShortcut(QKeySequence.StandardKey.Save, self, self.save_button.click)

    def _named(self, caption: str, widget: QWidget) -> QVBoxLayout:
        label = theme.caption(QLabel(caption))
        label.setBuddy(widget)
        widget.setAccessibleName(caption)
        column = QVBoxLayout()
        column.setSpacing(theme.current().px(3))
        column.addWidget(label)
        column.addWidget(widget)
        return column

    def _said(self, text: str) -> QLabel:
        label = theme.hint(QLabel(text))
        label.setWordWrap(True)
        return label

    @Slot()
    def _on_zoom(self) -> None:
        self.view.set_zoom(int(self.zoom.currentData()))

    @Slot()
    def _on_save(self) -> None:
        path = dialogs.save_file(self, "Lưu PDF", self._file_name, dialogs.PDF)
        if path is None:
            return
        try:
            write_file(path, self._pdf)
        except Problem as problem:
            self.notice.show_problem(problem)
            return
        self.notice.say(f"Đã lưu {path.name}. Tệp này không được mã hóa.", "ok")
        self._tell(0)

    @Slot()
    def _on_print(self) -> None:
        if self._run is not None or not self.printer.count():
            return
        self.start_printing(self.choice())

    def start_printing(self, choice: PrintChoice) -> None:
        """Send the pages to the chosen printer."""
        commit_open_edit()
        settings.change(printer=choice.printer)
        self._run = PrintRun(self._pages, make_printer(choice), choice, self)
        self._run.moved.connect(self._on_moved)
        self._run.finished.connect(self._on_finished)
        if not self._run.start():
            self._run = None
            self.notice.say("Máy in không nhận lệnh. Hãy xem máy in đã bật và có giấy chưa.", "bad")
            return
        self.print_button.setEnabled(False)
        self.bar.show()

    @Slot(int, int)
    def _on_moved(self, done: int, total: int) -> None:
        self.bar.setMaximum(total)
        self.bar.setValue(done)

    @Slot(bool)
    def _on_finished(self, whole: bool) -> None:  # noqa: FBT001 - a slot
        self._run = None
        self.bar.hide()
        self.print_button.setEnabled(True)
        if whole:
            self.notice.say("Đã gửi tới máy in.", "ok")
            self._tell(self.copies.value())

    def _tell(self, copies: int) -> None:
        if self.printed is not None:
            self.printed(copies, str(self.purpose.value()))


def _spin(most: int, value: int = 1) -> QSpinBox:
    box = QSpinBox(minimum=1, maximum=most, value=value)
    box.lineEdit().setTextMargins(theme.current().px(6), 0, 0, 0)  # Qt ignores the padding here
    return box
