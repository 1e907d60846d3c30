"""The steps of a sheet: handed in, confirmed, reopened, scored with another template."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.score_sheets import SheetState
from tcxd_desktop.domain.score_templates import TemplateLine
from tcxd_desktop.office import scoring
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import dialogs
from tcxd_desktop.ui.meetings import sheet_words
from tcxd_desktop.ui.meetings.sheet_dialogs import ConfirmDialog
from tcxd_desktop.ui.meetings.sheet_session import SheetSession
from tcxd_desktop.wording.scoring import level_label


class SheetSteps(SheetSession):
    """A session whose sheet goes from step to step."""

    saved = Signal(int)
    """The sheet was written; with the number of its meeting."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Listen to the buttons of the steps."""
        super().__init__(desk, parent)
        self.step.clicked.connect(self.go_on_step)
        self.reopen.clicked.connect(self._on_reopen)
        self.template_menu.aboutToShow.connect(self._on_templates)

    def save(self) -> bool:
        """Write what was entered; false where it could not be, with the reason shown."""
        raise NotImplementedError

    def refused(self, problem: Problem) -> None:
        """Say a problem where it belongs."""
        self.notice.show_problem(problem)

    @Slot()
    def go_on_step(self) -> None:
        """Save, then hand in, or let the level be confirmed."""
        if self.work is None or self.step.isHidden() or not self.save():
            return
        if self.work.reviewing:
            self._confirm()
        else:
            self._do(lambda: scoring.hand_in(self._desk, [self.meeting_id]), "Đã nộp phiếu")

    def _confirm(self) -> None:
        work = self.work
        if work is None:
            return
        if work.base.state is not SheetState.REVIEWED:
            self.notice.say(f"Chưa xác nhận được: {sheet_words.missing_text(work)}.", "warn")
            self.go_to_missing()
            return
        level = level_label(work.template, work.own.level)
        if ConfirmDialog(self._desk, self.meeting_id, level, self).exec():
            self._do(lambda: None, f"Đã xác nhận mức {level}")

    @Slot()
    def _on_reopen(self) -> None:
        reason = dialogs.ask_text(self, "Mở lại phiếu", "Lý do mở lại", main="Mở lại")
        if reason is not None:
            self._do(lambda: scoring.reopen(self._desk, self.meeting_id, reason), "Đã mở lại phiếu")

    def _do(self, deed: Callable[[], object], said: str) -> None:
        if self.work is None:
            return
        try:
            deed()
        except Problem as problem:
            self.refused(problem)
            return
        self.read(self.meeting_id, self.work.scorer)
        self.head.state.say(said)
        self.view.setFocus()
        self.saved.emit(self.meeting_id)

    @Slot()
    def _on_templates(self) -> None:
        """List the templates this meeting may be scored with."""
        self.template_menu.clear()
        work = self.work
        if work is None:
            return
        for line in scoring.choices(self._desk, self.meeting_id):
            action = self.template_menu.addAction(f"{line.title}, bản {line.version}")
            action.setCheckable(True)
            now = (work.base.template.code, work.base.template.version)
            action.setChecked((line.code, line.version) == now)
            action.triggered.connect(partial(self._on_template, line))

    def _on_template(self, line: TemplateLine) -> None:
        work = self.work
        if work is None or (line.code, line.version) == (
            work.base.template.code,
            work.base.template.version,
        ):
            return
        entered = bool(work.entries) or any(work.base.entries.values())
        if not entered or dialogs.confirm(
            self,
            "Đổi mẫu thì điểm đã ghi trên phiếu này bị bỏ, vì hai mẫu có tiêu chí khác nhau.",
            yes="Đổi mẫu",
        ):
            self._do(
                lambda: scoring.change_template(self._desk, self.meeting_id, line), "Đã đổi mẫu"
            )
            self.view.stand_first()
