"""The tabs beside the list: summary, the phiếu itself, papers, and what was done."""

from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from tcxd_desktop.domain.book import FOOTPRINTS
from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.history import Act
from tcxd_desktop.domain.jobs import PrintJob
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.office import printing
from tcxd_desktop.office.columns import IDENTITY
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import icons, theme
from tcxd_desktop.ui.common.cards import Scroll, card, text_label
from tcxd_desktop.ui.common.flow import flowing
from tcxd_desktop.ui.common.jobs import Job, Jobs
from tcxd_desktop.ui.common.pdf import PdfPages
from tcxd_desktop.ui.common.preview import PageView
from tcxd_desktop.ui.common.tab_order import tab_as_laid
from tcxd_desktop.ui.people.columns import complete_tone
from tcxd_desktop.ui.people.detail_facts import FactRow, Facts, PaperRow, Todo
from tcxd_desktop.ui.people.editor_history import Line, lines_of, told_of
from tcxd_desktop.wording.access import SEALED, SEALED_PHIEU
from tcxd_desktop.wording.formats import masked
from tcxd_desktop.wording.problems import sentence

_ACTS_AT_ONCE = 20
_CHANGES_AT_ONCE = 6
_LONGEST_SIDE = 120
_NO_BREAK = "\N{NO-BREAK SPACE}"
_SECRET_FIELDS = IDENTITY | {"old_citizen_id"}
MEMBER_FORM = "2-HSĐV"


class SummaryTab(Scroll):
    """Tóm tắt: what is due, how complete the dossier is, the key facts."""

    reveal_wanted = Signal()

    def __init__(self) -> None:
        """Start empty."""
        super().__init__("Tóm tắt")
        self._facts: Facts | None = None
        self.revealed = False

    def show_facts(self, facts: Facts, *, revealed: bool) -> None:
        """Show what is known of somebody."""
        self._facts, self.revealed = facts, revealed
        place = self.verticalScrollBar().value()
        self.clear()
        self.column.addWidget(self._todo_card(facts.todos))
        self.column.addWidget(self._complete_card(facts))
        self.column.addWidget(self._facts_card(facts.rows))
        self.column.addStretch(1)
        self.verticalScrollBar().setValue(place)

    def _todo_card(self, todos: Sequence[Todo]) -> QFrame:
        frame, column = card("Cần làm")
        look = theme.current()
        if not todos:
            column.addWidget(text_label("Không có việc gì cần làm.", role="muted"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(8))
        grid.setVerticalSpacing(look.px(5))
        grid.setColumnStretch(1, 1)
        for row, todo in enumerate(todos):
            grid.addWidget(theme.badge(todo.badge, todo.tone), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(text_label(todo.text), row, 1)
        column.addLayout(grid)
        return frame

    def _complete_card(self, facts: Facts) -> QFrame:
        frame, column = card()
        head = QHBoxLayout()
        head.setSpacing(theme.current().px(8))
        head.addWidget(theme.heading(QLabel("Hồ sơ")))
        head.addWidget(theme.badge(f"{facts.percent} %", complete_tone(facts.percent)))
        head.addStretch(1)
        column.addLayout(head)
        words = f"Thiếu: {facts.missing}" if facts.missing else "Đủ các mục và tài liệu cần có."
        column.addWidget(text_label(words, role="muted"))
        return frame

    def _facts_card(self, rows: Sequence[FactRow]) -> QFrame:
        frame, column = card()
        look = theme.current()
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(10))
        grid.setVerticalSpacing(look.px(5))
        grid.setColumnMinimumWidth(0, look.px(96))
        grid.setColumnStretch(1, 1)
        for row in (row for row in rows if row.text):
            place = grid.rowCount()
            name = theme.muted(QLabel(row.title))
            grid.addWidget(name, place, 0, Qt.AlignmentFlag.AlignTop)
            hidden = row.secret and not self.revealed
            shown = _masked(row.text) if hidden else row.text
            grid.addWidget(text_label(shown), place, 1)
            if row.hint:
                grid.addWidget(text_label(row.hint, role="hint"), grid.rowCount(), 1)
        column.addLayout(grid)
        if not self.revealed and any(row.secret and row.text for row in rows):
            column.addWidget(self._reveal_link(), 0, Qt.AlignmentFlag.AlignLeft)
        return frame

    def _reveal_link(self) -> QPushButton:
        self.reveal = theme.mark(QPushButton("Hiện đủ các số"), "link")
        self.reveal.setIcon(icons.icon("eye", "accent"))
        self.reveal.setToolTip("Việc này được ghi vào Diễn biến")
        self.reveal.clicked.connect(self.reveal_wanted)
        return self.reveal


class PaperTab(QWidget):
    """Phiếu đảng viên: the PDF itself, made when it is looked at."""

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        """Start empty."""
        super().__init__()
        self._desk, self._jobs = desk, jobs
        self._job: Job | None = None
        self._asked = 0
        self.pages: PdfPages | None = None
        self.view: PageView | None = None
        self.message = theme.muted(QLabel())
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.message.setWordWrap(True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, theme.current().px(10), 0, theme.current().px(6))
        self._column.addWidget(self.message, 1)

    def show_person(self, person_id: int) -> None:
        """Draw the phiếu of somebody in the worker, then show it."""
        self._asked = person_id
        self._drop()
        desk = self._desk
        if not desk.actor.sealed:
            self.message.setText(SEALED_PHIEU)
            return
        self.message.setText("Đang lập phiếu…")
        job = PrintJob(form=MEMBER_FORM, person_ids=(person_id,))

        def render(progress: Progress) -> bytes:
            return printing.render(desk, job, progress)

        def done(pdf: bytes) -> None:
            if self._asked == person_id and isValid(self):
                self._show(pdf)

        def failed(problem: Problem) -> None:
            if self._asked == person_id and isValid(self):
                self.message.setText(sentence(problem))

        self._job = self._jobs.run(render, done=done, failed=failed, title="Đang lập phiếu…")

    def clear(self) -> None:
        """Let the paper go."""
        self._asked = 0
        self._drop()
        self.message.setText("")

    def _show(self, pdf: bytes) -> None:
        self._drop()
        self.pages = PdfPages(pdf)
        self.view = PageView(self.pages)
        self.view.setAccessibleName("Phiếu đảng viên")
        self.message.hide()
        self._column.addWidget(self.view, 1)
        tab_as_laid(self)

    def _drop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        if self.view is not None:
            self._column.removeWidget(self.view)
            self.view.hide()
            self.view.deleteLater()
            self.view = None
        if self.pages is not None:
            self.pages.close()
            self.pages = None
        self.message.show()


class PapersTab(Scroll):
    """Tài liệu: the mục lục with what is there and what is missing."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__("Tài liệu trong hồ sơ")

    def show_papers(self, rows: Sequence[PaperRow], state: tuple[str, str]) -> None:
        """Show the papers, the missing ones first."""
        self.clear()
        there = sum(row.present for row in rows)
        title = theme.heading(QLabel(f"{there} tài liệu có trong hồ sơ"))
        head, _ = flowing(title, theme.badge(*state), spacing=theme.current().px(6))
        self.column.addWidget(head)
        for row in rows:
            self.column.addWidget(theme.rule())
            self.column.addLayout(_paper_line(row))
        self.column.addStretch(1)


def _paper_line(row: PaperRow) -> QHBoxLayout:
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(text_label(row.title))
    if row.detail:
        words.addWidget(text_label(row.detail, role="hint"))
    line = QHBoxLayout()
    line.setSpacing(theme.current().px(8))
    line.addLayout(words, 1)
    mark = theme.badge("có", "ok") if row.present else theme.badge("thiếu", "warn")
    line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    return line


class HistoryTab(Scroll):
    """Diễn biến: who changed what, newest first."""

    def __init__(self, *, sealed: bool = True) -> None:
        """Start empty; ``sealed``: values of sealed items are told."""
        super().__init__("Diễn biến")
        self._sealed = sealed
        self._acts: list[Act] = []
        self._zone: tzinfo | None = None
        self._shown = 0

    def show_acts(self, acts: Sequence[Act], zone: tzinfo | None) -> None:
        """Show what was done to a record."""
        self.clear()
        self._acts, self._zone, self._shown = list(acts), zone, 0
        if not acts:
            self.column.addWidget(text_label("Chưa có thay đổi nào được ghi.", role="muted"))
            self.column.addStretch(1)
            return
        self._more()

    def _more(self) -> None:
        for act in self._acts[self._shown : self._shown + _ACTS_AT_ONCE]:
            self.column.addWidget(_act_card(act, self._zone, sealed=self._sealed))
        self._shown = min(self._shown + _ACTS_AT_ONCE, len(self._acts))
        if self._shown < len(self._acts):
            more = theme.mark(QPushButton("Xem các lần trước"), "link")
            more.clicked.connect(self._on_more)
            self.column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)

    @Slot()
    def _on_more(self) -> None:
        for _ in range(2):  # the button and the stretch below it
            item = self.column.takeAt(self.column.count() - 1)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._more()


def _act_card(act: Act, zone: tzinfo | None, *, sealed: bool) -> QFrame:
    found = lines_of([act], zone, sealed=sealed)
    head = found[0] if found else None
    frame, column = card(head.act if head else "")
    at = f"{datetime.fromisoformat(act.at).astimezone(zone):%H:%M ngày %d/%m/%Y}"
    column.addWidget(text_label(f"{at} · {act.actor}", role="hint"))
    lines = QVBoxLayout()
    lines.setSpacing(theme.current().px(3))
    column.addLayout(lines)
    shown = _told(act, found)
    _add_changes(lines, shown[:_CHANGES_AT_ONCE])
    if len(shown) > _CHANGES_AT_ONCE:
        rest = shown[_CHANGES_AT_ONCE:]
        more = theme.mark(QPushButton(f"và {len(rest)} mục nữa"), "link")
        more.clicked.connect(_opener(more, lines, rest))
        column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
    if told := told_of(act):
        column.addWidget(text_label(told, role="hint"))
    return frame


def _told(act: Act, lines: Sequence[Line]) -> list[str]:
    return [
        _change_words(line, secret=change.field in _SECRET_FIELDS)
        for change, line in zip(act.changes, lines, strict=True)
        if change.field not in FOOTPRINTS
    ]


def _change_words(line: Line, *, secret: bool) -> str:
    if line.hidden:
        return f"{line.item}: {SEALED}"
    old, new = (_masked(side) if secret and side else side for side in (line.old, line.new))
    if old and new:
        return f"{line.item}: {_short(old)} → {_short(new)}"
    return f"{line.item}: {_short(new)}" if new else f"{line.item}: bỏ {_short(old)}"


def _masked(number: str) -> str:
    return masked(number).replace(" ", _NO_BREAK)


def _short(text: str) -> str:
    flat = " · ".join(text.splitlines())
    return flat if len(flat) <= _LONGEST_SIDE else f"{flat[:_LONGEST_SIDE].rstrip()}…"


def _add_changes(lines: QVBoxLayout, texts: Sequence[str]) -> None:
    for text in texts:
        lines.addWidget(text_label(text))


def _opener(button: QPushButton, lines: QVBoxLayout, rest: Sequence[str]) -> Callable[[], None]:
    def show() -> None:
        _add_changes(lines, rest)
        button.hide()

    return show
