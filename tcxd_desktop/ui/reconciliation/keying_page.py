"""Nhập lại phiếu: code after code, only what the member changed is typed."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.domain.reconciliation import Round
from tcxd_desktop.domain.reconciliation_errors import DoubleKeyingProblem, SlipNotPrintedProblem
from tcxd_desktop.domain.reconciliation_views import ReconLine, Slip, SlipState
from tcxd_desktop.office import reconciliation, reconciliation_slips
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.allowed import told
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.draft_keeper import DraftKeeper
from tcxd_desktop.ui.common.fields import commit_open_edit
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.reconciliation.keying_frame import TONES, KeyingFrame
from tcxd_desktop.ui.reconciliation.people_rows import SLIP
from tcxd_desktop.ui.reconciliation.slip_draft import DRAFTS, SlipDraft, key_of
from tcxd_desktop.wording.formats import show_date, show_number, upper_name

_AGAIN = (
    "Nhập lần hai: gõ lại theo phiếu các mục dưới đây, không nhìn lần trước. Khác lần một thì "
    "chương trình chỉ ra chỗ khác."
)
_TAKEN_UP = "Mở lại phiếu đang nhập dở lúc {} ngày {}. Xem lại rồi Ctrl+Enter để lưu."
_FIRST_ANEW = "Gõ lại lần một: sửa chỗ lần trước gõ sai, lưu, rồi mở lại phiếu để nhập lần hai."
_TWICE_DONE = "Phiếu này đã nhập xong. Lưu lại lần nữa sẽ thay những gì đã nhập."
_DIFFERS = "khác lần nhập trước: xem lại phiếu"
_ELSEWHERE = "Phiếu này thuộc đợt khác: {}. Hãy mở đợt ấy để nhập."


@dataclass(frozen=True, slots=True)
class _Open:
    """Phiếu đang nhập."""

    slip: Slip
    again: bool


class KeyingPage(KeyingFrame):
    """Waits for a code, shows that slip, writes it with Ctrl+Enter and waits for the next."""

    subjects = frozenset({"recon", "recon_entry"})
    unsaved_name = "Phiếu đang nhập"

    def __init__(
        self, desk: Desk, jobs: Jobs, changes: Changes, parent: QWidget | None = None
    ) -> None:
        """Wait for a round."""
        super().__init__(desk, changes, parent)
        self._jobs = jobs
        self.round_id = 0
        self._round = Round()
        self._open: _Open | None = None
        self._serial = self.keyed = 0
        self.keeper = DraftKeeper(DRAFTS, desk, jobs, self._draft, self)
        self._connect()

    # --- opening ----------------------------------------------------------------------------------

    def open(self, round_id: int) -> None:
        """Key slips of a round back.

        Raises:
            Problem: the round cannot be read.
        """
        self._round = reconciliation.read(self._desk, round_id)
        self.round_id, self.keyed = round_id, 0
        self.head.title.say(f"Nhập lại phiếu: {self._round.name}")
        self._close()
        self.keeper.watch(key_of(round_id))
        self._take_up()
        self.reload()

    def _take_up(self) -> None:
        """Go on with the slip that was being typed when the program ended or was locked."""
        found = self.keeper.find(SlipDraft)
        if found is None:
            return
        draft, at = found
        self.show_person(draft.person_id)
        shown = self._open
        if shown is None or shown.again is not draft.again:
            self.keeper.drop()  # it was keyed since, or nobody has it any more
            return
        self.form.take(draft.values)
        self.notice.say(_TAKEN_UP.format(at[11:16], show_date(at[:10])), "warn")

    def _draft(self, _typing: bool) -> SlipDraft | None:  # noqa: FBT001 - the keeper's callback
        shown = self._open
        if shown is None or not self.form.touched():
            return None
        return SlipDraft(shown.slip.person_id, shown.again, self.form.typed())

    def keep_draft(self) -> Problem | None:
        """Keep the slip being typed, now; returns what stood in the way, if anything."""
        return self.keeper.flush()

    def reload(self) -> None:
        """Read again whose slips are out."""
        super().reload()
        if not self.round_id:
            return
        self._serial += 1
        serial, desk, round_id = self._serial, self._desk, self.round_id

        def work(_progress: Progress) -> list[ReconLine]:
            found = reconciliation.lines(desk, round_id)
            return [line for line in found if line.slip is not SlipState.NONE]

        def done(found: Sequence[ReconLine]) -> None:
            if serial == self._serial:
                self._show_out(found)

        self._jobs.run(
            work, done=done, failed=self.notice.show_problem, title="Đang đọc các phiếu…"
        )

    def take_keyboard(self) -> None:
        """Put the keyboard on the code, or into the slip that is open."""
        if self._open is None:
            self.code.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.form.focus_first()

    # --- one slip ---------------------------------------------------------------------------------

    @property
    def current(self) -> Slip | None:
        """The slip that is open."""
        return self._open.slip if self._open is not None else None

    @Slot()
    def read_code(self) -> None:
        """Open the slip whose code was scanned or typed."""
        code = self.code.text().strip()
        if not code:
            return
        self.notice.clear()
        try:
            round_id, person_id = reconciliation_slips.slip_of(self._desk, code)
            if round_id != self.round_id:
                other = reconciliation.read(self._desk, round_id)
                self.notice.say(_ELSEWHERE.format(other.name), "warn")
                self.code.selectAll()
                return
        except Problem as problem:
            self.notice.show_problem(problem)
            self.code.selectAll()
            return
        self.show_person(person_id)

    def show_person(self, person_id: int) -> None:
        """Open the slip of somebody, unless unsaved changes of another keep the user there."""
        if self._open is not None and not self.may_leave():
            return
        try:
            slip = reconciliation_slips.slip(self._desk, self.round_id, person_id)
        except Problem as problem:
            self.notice.show_problem(problem)
            return
        if slip.state is SlipState.NONE:
            self.notice.show_problem(SlipNotPrintedProblem(slip.name))
            self.code.selectAll()
            return
        again = slip.state is SlipState.KEYED
        self._open = _Open(slip, again)
        self.name.say(upper_name(slip.name))
        where = f"phiếu in {show_date(slip.printed)}" if slip.printed else ""
        self.place.say(" · ".join(part for part in (slip.birth, slip.unit, where) if part))
        theme.set_badge(self.badge, SLIP[slip.state], TONES.get(slip.state, "plain"))
        self.code.setText(slip.code)
        if again:
            self.notice.say(_AGAIN, "warn", closable=False)
        elif slip.state is SlipState.DONE:
            self.notice.say(_TWICE_DONE, "warn")
        self.box.show()
        self.form.show_slip(slip, again=again)
        self._say_state()

    @Slot()
    def key_first(self) -> None:
        """Key the slip that waits for its second keying anew: the first one was wrong."""
        shown = self._open
        if shown is None or not shown.again:
            return
        self._open = _Open(shown.slip, again=False)
        self.notice.say(_FIRST_ANEW, "warn", closable=False)
        self.form.show_slip(shown.slip, again=False)
        self._say_state()

    @Slot()
    def save_open(self) -> None:
        """Write the slip and wait for the next code."""
        if self._open is None:
            self.read_code()
        else:
            self.save()

    def save(self) -> bool:
        """Write the slip that is open; false when it could not be, with the reason shown."""
        shown = self._open
        if shown is None:
            return True
        if not told(self.notice, self._desk, Permission.EDIT):
            return False
        commit_open_edit()
        try:
            changes = self.form.changes()
            reconciliation_slips.key_slip(
                self._desk, self.round_id, shown.slip.person_id, changes, again=shown.again
            )
        except DoubleKeyingProblem as problem:
            self.notice.show_problem(problem)
            self.form.point_out(problem.args[0], _DIFFERS)
            return False
        except Problem as problem:
            row = self.form.row(problem.field)
            if row is None:
                self.notice.show_problem(problem)
            else:
                row.tell(problem)
                row.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        self.keyed += 1
        name = shown.slip.name
        self.wait()
        number = len(changes)
        words = "khớp lần một" if shown.again else f"{number} mục sửa" if number else "không sửa gì"
        self.notice.say(f"Đã lưu phiếu của {name}: {words}.", "ok")
        return True

    @Slot()
    def wait(self) -> None:
        """Wait for a code; what was typed of a slip is thrown away."""
        if self._open is not None:
            self.keeper.drop()
        self._close()

    def _close(self) -> None:
        """Show no slip, the keyboard on the code."""
        self._open = None
        self.form.clear()
        self.box.hide()
        self.code.clear()
        self.notice.clear()
        self._say_state()
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- leaving ----------------------------------------------------------------------------------

    def unsaved(self) -> bool:
        """Tell whether something was typed into an open slip."""
        return self._open is not None and self.form.touched()

    def discard(self) -> None:
        """Throw what was typed away."""
        self.wait()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the slip first, then the page."""
        if event.key() == Qt.Key.Key_Escape and self._open is not None:
            if self.may_leave():
                self.wait()
            return
        super().keyPressEvent(event)

    # --- showing ----------------------------------------------------------------------------------

    def _show_out(self, found: Sequence[ReconLine]) -> None:
        left = [line for line in found if line.slip is not SlipState.DONE]
        self.out.show_records(left)
        done, whole = len(found) - len(left), len(found)
        self.count.setText(f"Đã nhập xong {show_number(done)}/{show_number(whole)} phiếu đã in")
        self.none.setVisible(not left)
        self.out.setVisible(bool(left))
        self.none.setText("Mọi phiếu đã in đều nhập xong." if whole else "Chưa in phiếu nào.")

    def _say_state(self) -> None:
        self.head.save.setEnabled(self._open is not None)
        self.head.state.say(f"Phiên này: {show_number(self.keyed)} phiếu" if self.keyed else "")
        self.hint.setVisible(self._open is None)
        self.first.setVisible(self._open is not None and self._open.again)

    @Slot(object)
    def _on_left(self, line: ReconLine) -> None:
        self.show_person(line.person_id)

    # --- connecting -------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.head.back_wanted.connect(self.leave)
        self.head.save_wanted.connect(self.save_open)
        self.code.returnPressed.connect(self.read_code)
        self.go.clicked.connect(self.read_code)
        self.first.clicked.connect(self.key_first)
        self.form.changed.connect(self._say_state)
        self.form.changed.connect(self.keeper.start)
        self.keeper.failed.connect(self.notice.show_problem)
        self.out.opened.connect(self._on_left)
        self.add_keys(
            ("Ctrl+S", self.save_open),
            ("Ctrl+Return", self.save_open),
            ("Ctrl+Enter", self.save_open),
            ("F3", self._on_code),
            ("F6", self.key_first),
        )

    @Slot()
    def _on_code(self) -> None:
        """Go to the code: another slip is at hand."""
        self.code.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.code.selectAll()
