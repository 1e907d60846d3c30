"""Chấm nhanh: the points of a month for all chi bộ, group by group, by keyboard alone."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QPushButton

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.score_grid import GridRow
from tcxd_desktop.domain.score_templates import REVIEW, SELF
from tcxd_desktop.domain.work_drafts import GridDraft
from tcxd_desktop.office import score_grids, scoring
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.dialogs import confirm
from tcxd_desktop.ui.meetings import month_drafts
from tcxd_desktop.ui.meetings.grid_confirm import ConfirmDialog
from tcxd_desktop.ui.meetings.grid_hints import HintBar
from tcxd_desktop.ui.meetings.grid_state import ScoreGrid
from tcxd_desktop.ui.meetings.plan_frame import SheetPage
from tcxd_desktop.ui.meetings.plan_parts import button
from tcxd_desktop.wording.access import why_not
from tcxd_desktop.wording.formats import show_number
from tcxd_desktop.wording.score_summaries import named_hint

_NEEDS = {SELF: Permission.MEETINGS, REVIEW: Permission.REVIEW}
_NAMES = {SELF: "Tự chấm", REVIEW: "Thẩm định"}
_NAMED = 6


class GridPage(SheetPage):
    """Bảng chấm nhanh của một tháng."""

    sheet_wanted = Signal(int, str)
    """Open the sheet of a meeting, for a scorer."""
    subjects = frozenset({"meeting", "template", "unit", "period"})
    title = "Chấm nhanh"
    what = "Bảng chấm điểm"
    keys = (
        "Gõ điểm (dấu phẩy hoặc chấm) · Enter, Tab sang ô sau · Esc bỏ ô đang gõ · Delete xóa"
        " · Ctrl+T đổi tự chấm, thẩm định · Ctrl+O mở phiếu · Ctrl+S lưu"
    )
    draft_kind = GridDraft
    sheet: ScoreGrid
    scorer = SELF
    """Whose points are typed."""

    @Slot()
    def save(self) -> bool:
        """Write the points of every row that changed; false where a cell has to be mended first."""
        self.table.commit()
        if not self._may(_NEEDS[self.scorer]):
            return False
        place = self.sheet.first_open()
        if place is not None:
            self._stop_at(*place)
            return False
        rows = self.sheet.changed()
        try:
            count = score_grids.save_grid(self._desk, rows, self.scorer) if rows else 0
        except Problem as problem:
            self.head.notice.show_problem(problem)
            return False
        self.drafts.drop()
        self.read()
        text = f"Đã lưu điểm của {show_number(count)} chi bộ." if count else "Không có gì mới."
        self.head.notice.say(text, "ok" if count else "plain")
        return True

    @Slot()
    def switch(self) -> None:
        """Change between self-score and review; what is typed is saved or given up first."""
        self.choose(REVIEW if self.scorer == SELF else SELF)

    def choose(self, scorer: str) -> None:
        """Show the points of one scorer."""
        if scorer != self.scorer and self.may_leave():
            self.scorer = scorer
            self.head.notice.clear()
            self.read()
            self.offer_draft()
        self.scorers[self.scorer].setChecked(True)
        (self.table if self._offered is None else self.draft_bar.use).setFocus()

    @Slot()
    def finish(self) -> None:
        """Hand in the sheets that are whole, or confirm the levels that were reviewed."""
        if self.unsaved() and not self.save():
            return
        if not self._may(_NEEDS[self.scorer]):
            return
        rows = self.sheet.ready()
        if not rows:
            said = "nộp" if self.scorer == SELF else "xác nhận"
            self.head.notice.say(f"Chưa có phiếu nào đủ điểm để {said}.", "warn")
        elif self.scorer == SELF:
            self._hand_in(rows)
        else:
            self._confirm(rows)

    @Slot()
    def open_sheet(self) -> None:
        """Open the sheet of the chi bộ in hand: every criterion, and why."""
        row = self.table.currentIndex().row()
        record = self.sheet.rows[row] if row >= 0 else None
        if record is None or record.template is None:
            self.head.notice.say("Dòng này chưa có buổi họp nào để mở phiếu.", "warn")
        elif self.may_leave():
            self.sheet_wanted.emit(record.meeting_id, self.scorer)

    def _sheet(self) -> ScoreGrid:
        return ScoreGrid(())

    def _read(self) -> None:
        self.sheet.barred = why_not(self._desk.actor, _NEEDS[self.scorer])
        try:
            self.sheet.threshold = scoring.settings(self._desk).difference
            rows = score_grids.grid(self._desk, self.period, self.scorer)
            hints = score_grids.hints(self._desk, self.period)
        except Problem as problem:
            self.head.notice.show_problem(problem)
            rows, hints = [], []
        self.sheet.show_rows(rows, self.scorer)
        names = {row.unit_id: row.unit for row in rows}
        self.hints.show_hints([named_hint(hint, names) for hint in hints])
        self._offer()

    def _draft_key(self) -> str:
        return f"grid:{self.period}:{self.scorer}"

    def _draft(self) -> GridDraft | None:
        return month_drafts.grid_draft(self.sheet, self.table.in_hand())

    def _fitting(self, draft: GridDraft) -> GridDraft | None:
        return month_drafts.fitting_grid(self.sheet, draft)

    def _use(self, draft: GridDraft) -> None:
        month_drafts.use_grid(self.sheet, draft)

    def _lines(self, draft: GridDraft) -> int:
        return len(draft.sheets)

    def _hand_in(self, rows: Sequence[GridRow]) -> None:
        told = f"Ghi nộp phiếu tự chấm của {show_number(len(rows))} chi bộ?"
        if confirm(self, told, yes="Nộp", detail=_named(rows)):
            ids = [row.meeting_id for row in rows]
            self._do(lambda: scoring.hand_in(self._desk, ids), "Đã ghi nộp {} phiếu.", len(ids))

    def _confirm(self, rows: Sequence[GridRow]) -> None:
        dialog = ConfirmDialog(self._desk.today(), self.sheet.levels_of(rows), _named(rows), self)
        if dialog.exec():
            ids = [row.meeting_id for row in rows]
            who, on = dialog.decided_by, dialog.decided_on
            self._do(
                lambda: scoring.confirm(self._desk, ids, who, on), "Đã xác nhận mức của {} chi bộ.",
                len(ids),
            )  # fmt: skip

    def _do(self, act: Callable[[], object], said: str, count: int) -> None:
        try:
            act()
        except Problem as problem:
            self.head.notice.show_problem(problem)
            return
        self.read()
        self.head.notice.say(said.format(show_number(count)), "ok")

    def _build(self) -> None:
        self.scorers: dict[str, QPushButton] = {}
        group = QButtonGroup(self)
        for scorer, name in _NAMES.items():
            chip = theme.chip(QPushButton(name))
            chip.setToolTip("Ctrl+T đổi qua lại")
            chip.clicked.connect(self._chooser(scorer))
            group.addButton(chip)
            self.scorers[scorer] = chip
        self.scorers[SELF].setChecked(True)
        self.down = QCheckBox("Enter xuống dòng")
        self.down.setToolTip("Bỏ dấu: Enter sang phải, hết dòng sang chi bộ sau")
        self.finish_button = button("", self.finish, tip="Ctrl+Shift+N")
        self.save_button.setText("Lưu điểm")
        self.sheet_button = button("Mở phiếu", self.open_sheet, tip="Ctrl+O: từng tiêu chí, vì sao")
        self.head.place(
            self.finish_button, self.save_button,
            tools=(self.down, self.sheet_button, *self.scorers.values()),
        )  # fmt: skip
        self.hints = HintBar()
        self.head.add_bar(self.hints)
        self.table.enter_right = True
        self.down.toggled.connect(self._on_down)
        self._take_key(QKeySequence("Ctrl+T"), self.switch)
        self._take_key(QKeySequence("Ctrl+O"), self.open_sheet)
        self._take_key(QKeySequence("Ctrl+Shift+N"), self.finish)

    def _offer(self) -> None:
        own = self.scorer == SELF
        self.finish_button.setText("Nộp các phiếu đủ điểm" if own else "Xác nhận mức…")
        reason = why_not(self._desk.actor, _NEEDS[self.scorer])
        for target in (self.finish_button, self.save_button):
            target.setEnabled(not reason)
            target.setAccessibleDescription(reason)
        self.finish_button.setToolTip(reason or "Ctrl+Shift+N")
        self.save_button.setToolTip(reason or "Ctrl+S, Shift+Enter hoặc Ctrl+Enter")

    def _chooser(self, scorer: str) -> Callable[[], None]:
        def choose() -> None:
            self.choose(scorer)

        return choose

    @Slot()
    def _say(self) -> None:
        self.head.say(self.sheet.summary())

    @Slot(bool)
    def _on_down(self, down: bool) -> None:  # noqa: FBT001 - a slot of QCheckBox.toggled
        self.table.enter_right = not down
        self.table.setFocus()


def _named(rows: Sequence[GridRow]) -> str:
    names = [row.unit for row in rows]
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" và {show_number(more)} chi bộ khác" if more > 0 else "")
