"""The panel beside the list: one member at a glance."""

from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.errors import NotFoundProblem, OutsideScopeProblem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.people import PersonLine
from tcxd_desktop.office import people, reveals, supplements, views
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.allowed import allow, refuse
from tcxd_desktop.ui.common.cards import text_label
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.people import detail_facts
from tcxd_desktop.ui.people.detail_tabs import (
    HistoryTab,
    PapersTab,
    PaperTab,
    SummaryTab,
)
from tcxd_desktop.wording.access import ASK_HOLDER, SEALED_PAPER

_SHOWN_AFTER_MS = 60
_SEEN_AFTER_MS = 400
"""A cursor that rests this long has somebody read; then the access book gets its line."""
_SIDE = 13
_PAPER_NAMES = ("Phiếu đảng viên", "Phiếu")
_PHOTO = QSize(60, 80)
SUMMARY, PAPER, PAPERS, HISTORY = range(4)


class PhotoLabel(QWidget):
    """The 3×4 picture, or its empty frame."""

    def __init__(self) -> None:
        """Start without a picture."""
        super().__init__()
        look = theme.current()
        self._picture = QPixmap()
        self.setFixedSize(look.px(_PHOTO.width()), look.px(_PHOTO.height()))

    def show_picture(self, jpeg: bytes | None) -> None:
        """Show a picture, or the frame where there is none."""
        self._picture = QPixmap()
        if jpeg:
            self._picture.loadFromData(jpeg)
        self.setAccessibleName("Ảnh 3×4" if jpeg else "Chưa có ảnh 3×4")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture with soft corners."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        path = QPainterPath()
        path.addRoundedRect(frame, look.px(4), look.px(4))
        painter.fillPath(path, look.color("soft_line"))
        if self._picture.isNull():
            painter.setPen(look.color("muted"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "3×4")
        else:
            painter.setClipPath(path)
            painter.drawPixmap(self.rect(), self._picture)
            painter.setClipping(False)
        painter.setPen(QPen(look.color("line"), 1))
        painter.drawPath(path)
        painter.end()


class DetailPanel(QWidget):
    """Photo, name, tabs, and the way into the dossier."""

    open_wanted = Signal(int)
    print_wanted = Signal(int)
    transfer_wanted = Signal(int)

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        """Start without a person."""
        super().__init__(parent)
        self._desk = desk
        self._line: PersonLine | None = None
        self._day = desk.today()
        self._dossier: Dossier | None = None
        self._revealed = False
        self._stale = {PAPER, PAPERS, HISTORY}
        self._timer = QTimer(self, singleShot=True, interval=_SHOWN_AFTER_MS)
        self._timer.timeout.connect(self._read)
        self._jobs = jobs
        self._seen = QTimer(self, singleShot=True, interval=_SEEN_AFTER_MS)
        self._seen.timeout.connect(self._note_view)
        self._build(jobs)

    def show_line(self, line: PersonLine | None, day: date) -> None:
        """Show somebody as at a day, a moment later: the cursor may be running."""
        if line is None or self._line is None or line.id != self._line.id:
            self._revealed = False
        self._line, self._day = line, day
        self._seen.stop()
        self._timer.start()

    def show_now(self) -> None:
        """Show at once what was asked for."""
        self._timer.stop()
        self._read()

    @property
    def person_id(self) -> int:
        """Who is shown, 0 for nobody."""
        return self._dossier.id if self._dossier is not None else 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the name of a tab where there is no room."""
        super().resizeEvent(event)
        self.tabs.setTabText(PAPER, _PAPER_NAMES[0])
        room = event.size().width() - 2 * theme.current().px(_SIDE)
        if self.tabs.tabBar().sizeHint().width() > room:
            self.tabs.setTabText(PAPER, _PAPER_NAMES[1])

    def _build(self, jobs: Jobs) -> None:
        look = theme.current()
        theme.panel(self)
        head = self._head()
        self.summary = SummaryTab()
        self.paper = PaperTab(self._desk, jobs)
        self.papers = PapersTab()
        self.history = HistoryTab(sealed=self._desk.actor.sealed)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setExpanding(False)
        self.tabs.tabBar().setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setAccessibleName("Chi tiết đảng viên")
        for tab, title in (
            (self.summary, "Tóm tắt"),
            (self.paper, _PAPER_NAMES[0]),
            (self.papers, "Tài liệu"),
            (self.history, "Diễn biến"),
        ):
            self.tabs.addTab(tab, title)
        self.tabs.currentChanged.connect(self._on_tab)
        self.summary.reveal_wanted.connect(self._on_reveal)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(look.px(_SIDE), look.px(14), look.px(_SIDE), look.px(12))
        column.setSpacing(look.px(10))
        column.addLayout(head)
        column.addWidget(self.tabs, 1)
        column.addLayout(self._buttons())
        nobody = theme.muted(QLabel("Chọn một người trong danh sách để xem hồ sơ."))
        nobody.setWordWrap(True)
        nobody.setAlignment(Qt.AlignmentFlag.AlignCenter)
        nobody.setMargin(look.px(_SIDE))
        self.stack = QStackedWidget()
        self.stack.addWidget(nobody)
        self.stack.addWidget(whole)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.stack)

    def _head(self) -> QHBoxLayout:
        look = theme.current()
        self.photo = PhotoLabel()
        self.name = text_label("", role="title")
        self.lines = [text_label("", role="muted") for _ in range(3)]
        words = QVBoxLayout()
        words.setSpacing(look.px(1))
        for label in (self.name, *self.lines):
            words.addWidget(label)
        words.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(look.px(12))
        head.addWidget(self.photo, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        return head

    def _buttons(self) -> QHBoxLayout:
        look = theme.current()
        self.open_button = theme.primary(QPushButton("Mở hồ sơ"))
        self.open_button.setToolTip("Enter")
        self.print_button = QPushButton("In phiếu")
        if allow(self.print_button, self._desk, Permission.PRINT) and not self._desk.actor.sealed:
            refuse(self.print_button, f"{SEALED_PAPER} {ASK_HOLDER}")
        self.transfer_button = QPushButton("Chuyển…")
        self.transfer_button.setToolTip("Chuyển sinh hoạt: mở ca mới, hoặc xem ca đang có")
        self.transfer_button.setAccessibleName("Chuyển sinh hoạt")
        allow(self.transfer_button, self._desk, Permission.TRANSFERS)
        self.transfer_button.clicked.connect(self._on_transfer)
        self.open_button.clicked.connect(self._on_open)
        self.print_button.clicked.connect(self._on_print)
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        row.addWidget(self.open_button)
        row.addWidget(self.print_button)
        row.addWidget(self.transfer_button)
        row.addStretch(1)
        return row

    @Slot()
    def _read(self) -> None:
        line = self._line
        if line is None:
            self._show_nobody()
            return
        try:
            dossier = people.read(self._desk, line.id)
        except (NotFoundProblem, OutsideScopeProblem):
            self._show_nobody()
            return
        other = self._dossier is None or self._dossier != dossier
        self._dossier = dossier
        self._stale |= {PAPER, PAPERS, HISTORY} if other else {PAPERS, HISTORY}
        self._show(dossier, line)
        self._seen.start()

    @Slot()
    def _note_view(self) -> None:
        """Leave the line off the screens' thread: it waits for the disk."""
        if self._dossier is None or not self.isVisible():
            return
        desk, person_id = self._desk, self._dossier.id
        if views.due(desk, person_id):
            self._jobs.run(lambda _progress: views.note(desk, person_id), title="Đang ghi sổ…")
            self._stale.add(HISTORY)

    def _show_nobody(self) -> None:
        self._seen.stop()
        self._dossier = None
        self.paper.clear()
        self.stack.setCurrentIndex(0)

    def _show(self, dossier: Dossier, line: PersonLine) -> None:
        desk = self._desk
        day = desk.today()
        state = supplements.state_of(desk, dossier.id, day.year) if day == self._day else ""
        facts = detail_facts.facts(dossier, line, self._day, desk.codes, state)
        self.name.setText(facts.name)
        for label, text in zip(self.lines, (*facts.lines, "", "", ""), strict=False):
            label.setText(text)
            label.setVisible(bool(text))
        self.photo.show_picture(people.photo(desk, dossier.photo))
        self.summary.show_facts(facts, revealed=self._revealed)
        self.stack.setCurrentIndex(1)
        self._on_tab(self.tabs.currentIndex())

    @Slot(int)
    def _on_tab(self, tab: int) -> None:
        """Fill a tab when it is looked at."""
        dossier = self._dossier
        if dossier is None or tab not in self._stale:
            return
        self._stale.discard(tab)
        if tab == PAPER:
            self.paper.show_person(dossier.id)
        elif tab == PAPERS:
            rows = detail_facts.papers(dossier, self._day, self._desk.codes)
            self.papers.show_papers(rows, detail_facts.papers_words(dossier, self._day))
        elif tab == HISTORY:
            acts = people.history(self._desk, dossier.id)
            self.history.show_acts(acts, self._desk.clock().tzinfo)

    @Slot()
    def _on_reveal(self) -> None:
        if self._dossier is not None and self._line is not None:
            self._revealed = True
            reveals.reveal_person(self._desk, self._dossier.id)
            self._stale.add(HISTORY)
            self._show(self._dossier, self._line)

    @Slot()
    def _on_open(self) -> None:
        if self._dossier is not None:
            self.open_wanted.emit(self._dossier.id)

    @Slot()
    def _on_transfer(self) -> None:
        if self._dossier is not None:
            self.transfer_wanted.emit(self._dossier.id)

    @Slot()
    def _on_print(self) -> None:
        if self._dossier is not None:
            self.print_wanted.emit(self._dossier.id)
