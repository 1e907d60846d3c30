"""The editor of a scoring template: composed, tried out, compared; saved as a draft."""

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.domain.score_templates import ScoreTemplate, TemplateLine, TemplateStatus
from tcxd_desktop.office import score_templates
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import allowed, theme
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.jobs import Job, Jobs
from tcxd_desktop.ui.common.layers import Layer
from tcxd_desktop.ui.templates.checks_panel import Checked, checked
from tcxd_desktop.ui.templates.compare_mode import CompareMode
from tcxd_desktop.ui.templates.compose import Compose
from tcxd_desktop.ui.templates.editor_state import EditorState
from tcxd_desktop.ui.templates.header import COMPARE, COMPOSE, TRY, Header
from tcxd_desktop.ui.templates.nodes import GENERAL
from tcxd_desktop.ui.templates.places import Spot
from tcxd_desktop.ui.templates.tryout import TryOut
from tcxd_desktop.wording.meetings import TEMPLATE_STATUS

_CHECK_AFTER_MS = 150
_KEEP_AFTER_MS = 4000
_SAVE_KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_UNNAMED_CODE, _UNNAMED_TITLE = "NHAP", "Mẫu chưa đặt tên"
"""What a draft is kept under before it is named."""
TONES = {
    TemplateStatus.DRAFT: "warn",
    TemplateStatus.PUBLISHED: "ok",
    TemplateStatus.RETIRED: "plain",
}


class TemplateEditor(Layer):
    """Edits a draft; a published template opens to be read, tried out and compared."""

    unsaved_name = "Mẫu chấm điểm"
    copy_wanted = Signal(object)
    """TemplateLine of which a new version is wanted."""
    publish_wanted = Signal(int)
    """Number of a saved draft that is to be published."""

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        """Build the three modes; they show nothing yet."""
        super().__init__()
        self._desk, self._jobs = desk, jobs
        self._state: EditorState | None = None
        self._line: TemplateLine | None = None
        self._kept: ScoreTemplate | None = None
        """What the office holds of the draft, where that is not what was saved last."""
        self._new = False
        """It was never saved by the user, only kept."""
        self._job: Job | None = None
        self._serial = 0
        self._found: Checked | None = None
        self.header = Header()
        self.notice = Notice()
        self.compose = Compose(desk.today())
        self.tryout = TryOut(desk.today())
        self.compare = CompareMode(desk)
        self.stack = QStackedWidget()
        self._check = QTimer(self, singleShot=True, interval=_CHECK_AFTER_MS)
        self._keep = QTimer(self, singleShot=True, interval=_KEEP_AFTER_MS)
        self._build()
        self._connect()

    # --- what the workspace asks -----------------------------------------------------------------

    @property
    def dirty(self) -> bool:
        """Whether something differs from what was saved."""
        return self._state is not None and self._state.dirty

    @property
    def template_id(self) -> int:
        """Number of the template shown; 0 for none, or one never kept."""
        return self._state.template_id if self._state is not None else 0

    def open(self, line: TemplateLine | None, template: ScoreTemplate) -> None:
        """Show a template; ``line`` is ``None`` for one that was never saved."""
        frozen = line is not None and line.status is not TemplateStatus.DRAFT
        frozen = frozen or not self._desk.actor.may(Permission.TEMPLATES)
        self._line, self._new = line, line is None
        self._state = EditorState(template, line.id if line is not None else 0, read_only=frozen)
        self._kept = None
        self.notice.clear()
        status = line.status if line is not None else TemplateStatus.DRAFT
        self.header.show_status(TEMPLATE_STATUS[status], TONES[status], read_only=frozen)
        self.header.modes.setCurrentIndex(COMPOSE)
        self.compose.open(self._state)
        self._show_state()
        self._check_now()

    @Slot()
    def save(self) -> bool:
        """Save the draft, faults and all; false when it could not be."""
        self._commit()
        state = self._state
        if state is None or state.read_only:
            return True
        try:
            number = score_templates.save_draft(self._desk, state.template, state.template_id)
            self._line = self._read_line(number)
        except Problem as problem:
            self._refused(problem)
            return False
        self._keep.stop()
        self._kept, self._new = None, False
        state.saved(number, self._line.version)
        self.notice.clear()
        at = self._desk.clock().strftime("%H:%M")
        self._show_state(f"Đã lưu {at}")
        return True

    def keep_draft(self) -> Problem | None:
        """Keep what is not saved, so that it survives a crash or the lock."""
        self._keep.stop()
        state = self._state
        if state is None or state.read_only or not state.dirty or state.template == self._kept:
            return None
        named = replace(
            state.template,
            code=state.template.code.strip() or _UNNAMED_CODE,
            title=state.template.title.strip() or _UNNAMED_TITLE,
        )
        try:
            state.template_id = score_templates.save_draft(self._desk, named, state.template_id)
        except Problem as problem:
            return problem
        self._kept = state.template
        at = self._desk.clock().strftime("%H:%M")
        self.header.show_state(f"Chưa lưu, đã giữ nháp {at}")
        return None

    def discard(self) -> None:
        """Throw away what is not saved: what was kept of it too."""
        self._keep.stop()
        state, kept = self._state, self._kept
        if state is None:
            return
        self._kept = None
        try:
            if kept is not None and self._new:
                score_templates.drop_draft(self._desk, state.template_id)
            elif kept is not None:
                score_templates.save_draft(self._desk, state.base, state.template_id)
        except Problem as problem:
            self.notice.show_problem(problem)
        self._state = None

    def unsaved(self) -> bool:
        """Tell whether something differs from what was saved."""
        self._commit()
        return self.dirty

    # --- the modes -------------------------------------------------------------------------------

    def show_mode(self, mode: int) -> None:
        """Compose, try out or compare."""
        self.header.modes.setCurrentIndex(mode)

    @Slot(int)
    def _on_mode(self, mode: int) -> None:
        state = self._state
        if state is None:
            return
        self._commit()
        self.stack.setCurrentIndex(mode)
        self._offer_checks()
        if mode == TRY:
            self.tryout.show_template(state.template)
            self.tryout.setFocus()
        elif mode == COMPARE:
            self.compare.show_template(state.template)
            self.compare.setFocus()
        else:
            self.compose.outline.setFocus()

    # --- checks ----------------------------------------------------------------------------------

    @Slot()
    def _check_now(self) -> None:
        state = self._state
        if state is None:
            return
        if self._job is not None:
            self._job.cancel()
        self._serial += 1
        serial, template = self._serial, state.template

        def work(progress: Progress) -> Checked:
            progress(0, 0)
            return checked(template)

        def done(found: Checked) -> None:
            if serial == self._serial:
                self._found = found
                self.compose.show_checked(found)
                self.header.show_faults(len(found.faults))

        self._job = self._jobs.run(work, done=done, title="Đang kiểm tra mẫu…")

    # --- inside ----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save with Ctrl+Enter or Shift+Enter; go back with Esc."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & _SAVE_KEYS:
            self.save()
        elif event.key() == Qt.Key.Key_Escape and self.stack.currentIndex() == COMPOSE:
            self.leave()
        elif event.key() == Qt.Key.Key_Escape:
            self.show_mode(COMPOSE)
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep the draft when another page is shown."""
        super().hideEvent(event)
        problem = self.keep_draft()
        if problem is not None:
            self.notice.show_problem(problem)

    def _build(self) -> None:
        look = theme.current()
        for widget in (self.compose, self.tryout, self.compare):
            self.stack.addWidget(widget)
        bars = QVBoxLayout()
        bars.setContentsMargins(look.px(14), 0, look.px(14), 0)
        bars.addWidget(self.notice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(bars)
        column.addWidget(self.stack, 1)
        allowed.allow(self.header.publish, self._desk, Permission.PUBLISH)
        allowed.allow(self.header.copy, self._desk, Permission.TEMPLATES)

    def _connect(self) -> None:
        self.header.back.clicked.connect(self.leave)
        self.header.save.clicked.connect(self.save)
        self.header.undo.clicked.connect(self.compose.undo)
        self.header.checks.clicked.connect(self.compose.toggle_checks)
        self.header.publish.clicked.connect(self._on_publish)
        self.header.copy.clicked.connect(self._on_copy)
        self.header.mode_wanted.connect(self._on_mode)
        self.compose.changed.connect(self._on_changed)
        self.compose.said.connect(self.header.show_state)
        self.compose.resized.connect(self._offer_checks)
        self.compare.failed.connect(self.notice.show_problem)
        self._check.timeout.connect(self._check_now)
        self._keep.timeout.connect(self._on_pause)
        for keys, act in (
            ("Ctrl+S", self.save),
            ("F5", lambda: self.show_mode(TRY)),
            ("F6", lambda: self.show_mode(COMPOSE)),
            ("F7", lambda: self.show_mode(COMPARE)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _commit(self) -> None:
        self.compose.commit()
        if self.stack.currentIndex() == TRY:
            self.tryout.commit()

    def _read_line(self, number: int) -> TemplateLine:
        return next(line for line in score_templates.lines(self._desk) if line.id == number)

    def _show_state(self, text: str = "") -> None:
        if self._state is not None:
            self.header.show_template(self._state.template)
            self.header.undo.setEnabled(self._state.can_undo())
            self.header.show_state(text or ("Chưa lưu" if self._state.dirty else ""))

    def _refused(self, problem: Problem) -> None:
        self.notice.show_problem(problem)
        if problem.field in {"code", "title"}:
            self.show_mode(COMPOSE)
            self.compose.go_to(Spot((GENERAL,), problem.field))

    @Slot()
    def _offer_checks(self) -> None:
        composing = self.stack.currentIndex() == COMPOSE
        self.header.checks.setVisible(composing and self.compose.narrow())

    @Slot()
    def _on_changed(self) -> None:
        self._show_state()
        self._check.start()
        self._keep.start()

    @Slot()
    def _on_pause(self) -> None:
        problem = self.keep_draft()
        if problem is not None:
            self.notice.show_problem(problem)

    @Slot()
    def _on_publish(self) -> None:
        if self.save():
            self.publish_wanted.emit(self.template_id)

    @Slot()
    def _on_copy(self) -> None:
        if self._line is not None:
            self.copy_wanted.emit(self._line)
