"""One round: how far each chi bộ is, person after person, what the upper level is asked."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from tcxd_desktop.domain.errors import ConflictProblem, Problem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.reconciliation import Decided, Source, Verdict
from tcxd_desktop.domain.reconciliation_papers import CHECK_SLIP, REQUEST, RESULT
from tcxd_desktop.domain.reconciliation_papers import PROGRESS as PROGRESS_PAPER
from tcxd_desktop.domain.reconciliation_views import (
    FieldRecon,
    RequestInfo,
    Ruling,
)
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.allowed import told
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.reconciliation.offers import NOT_WHOLE
from tcxd_desktop.ui.reconciliation.round_deeds import Deeds
from tcxd_desktop.ui.reconciliation.round_frame import (
    CARD,
    CENTRAL,
    CLOSE,
    EDIT,
    KEYING,
    MANY,
    OF_WHOLE,
    PEOPLE,
    PRINT,
    PROGRESS,
    REOPEN,
    REQUESTS,
    UNMATCH,
)
from tcxd_desktop.ui.reconciliation.round_view import CLOSED, RoundView
from tcxd_desktop.ui.reconciliation.verdict_bar import BUTTONS
from tcxd_desktop.wording.formats import show_number

_NO_LINE = "Chọn một người có trong danh sách cấp trên, ở phần Từng người."
_UNMATCHED = "Đã tách: dòng ấy nay ở «chỉ cấp trên có», chờ nói là của ai."
_CONFLICT = "Hồ sơ vừa được lưu ở chỗ khác: đã đọc lại, hãy xem rồi quyết định lại."


class RoundPage(RoundView):
    """Writes decisions at once and goes on to what waits next."""

    central_wanted = Signal(int)
    """Bring the central list into this round."""
    keying_wanted = Signal(int)
    """Key slips of this round back."""
    print_wanted = Signal(int, str, object)
    """Round, form to begin with, what else is known of the job."""
    card_wanted = Signal(int, int)
    """Read a citizen card: round, person (0: whoever it is)."""
    many_wanted = Signal(int, object)
    """Decide on many: round, the Narrow of the list."""
    said = Signal(str)

    def __init__(
        self, desk: Desk, jobs: Jobs, changes: Changes, parent: QWidget | None = None
    ) -> None:
        """Wait for a round."""
        super().__init__(desk, jobs, changes, parent)
        self._deeds = Deeds(desk, self, self.remember)
        self._connect()

    def said_many(self, number: int) -> None:
        """Say how many were decided together."""
        self.notice.say(f"Đã quyết định {show_number(number)} mục.", "ok")

    # --- deciding ---------------------------------------------------------------------------------

    @Slot(object, object)
    def decide(self, ruling: Ruling, row: FieldRecon) -> None:
        """Write a decision and go on to the next field that waits."""
        person = self.person.person
        writes = ruling.decided in (Decided.TAKE, Decided.OTHER)
        needed = Permission.CORRECT if row.locked and writes else Permission.EDIT
        if person is None or not told(self.person.notice, self._desk, needed):
            return
        self.person.notice.clear()
        try:
            made = self._deeds.decide(self.round_id, person, ruling, row)
        except Problem as problem:
            self._on_refused(problem)
            return
        if made is not None:
            self._looking += 1  # what was asked before knows less
            self.person.show_person(made, self.bases, closed=self.closed)
            self.follow(made)
            self.person.go_on()

    @Slot(object)
    def undo(self, row: FieldRecon) -> None:
        """Take the decision about a field back."""
        if row.verdict is not None:
            self._try(partial(self._deeds.undo, self.round_id, row.verdict))

    @Slot(object)
    def undo_stray(self, verdict: Verdict) -> None:
        """Take the decision about a line nobody fits back."""
        self._try(partial(self._deeds.undo, self.round_id, verdict))

    @Slot(object, str)
    def decide_stray(self, decided: Decided, basis: str) -> None:
        """Decide on a line nobody here fits."""
        shown = self.stray.shown
        if shown is not None:
            self._try(partial(self._deeds.decide_stray, self.round_id, shown, decided, basis))

    @Slot(int)
    def match(self, person_id: int) -> None:
        """Say that a line is about somebody, and show him."""
        shown = self.stray.shown
        if shown is not None and self._try(
            partial(self._deeds.match, self.round_id, shown, person_id)
        ):
            self._wanted = (person_id, 0)

    @Slot(object)
    def _on_key(self, decided: Decided) -> None:
        """Decide by a key that works anywhere on the page."""
        if self.tabs.currentIndex() != PEOPLE:
            return
        if self.detail.currentWidget() is self.stray:
            if decided in (Decided.KEEP, Decided.PASSED):
                self.stray.ask(decided)
        else:
            self.person.decide(decided)

    @Slot()
    def _on_undo_key(self) -> None:
        if self.tabs.currentIndex() != PEOPLE:
            return
        if self.detail.currentWidget() is self.stray:
            shown = self.stray.shown
            if shown is not None and shown.verdict is not None and not self.closed:
                self.undo_stray(shown.verdict)
        else:
            self.person.undo()

    # --- asking the upper level -------------------------------------------------------------------

    @Slot(object)
    def request(self, ids: list[int]) -> None:
        """Write a paper that asks, and open it to be printed."""
        if not ids or not told(self.notice, self._desk, Permission.EDIT):
            return
        made = self._deeds.request(self.round_id, ids)
        if made is not None:
            self.said.emit(f"Đã ghi văn bản {made.number}")
            self.requests.choose(made.id)
            self.reload()
            self.print_wanted.emit(self.round_id, REQUEST, made.id)

    @Slot(object)
    def mend(self, ids: list[int]) -> None:
        """Write that the upper level has mended fields."""
        if ids and self._try(partial(self._deeds.mend, self.round_id, ids)):
            self.notice.say(f"Đã ghi cấp trên sửa {show_number(len(ids))} mục.", "ok")

    @Slot()
    def _on_ask_key(self) -> None:
        if self.tabs.currentIndex() == REQUESTS and self.requests.ask.isVisible():
            self.requests.ask.click()

    @Slot()
    def _on_mend_key(self) -> None:
        if self.tabs.currentIndex() == REQUESTS:
            self.requests.mend.click()

    @Slot(object)
    def undo_request(self, info: RequestInfo) -> None:
        """Take a paper that asked back."""
        self._try(partial(self._deeds.undo_request, info))

    # --- tools ------------------------------------------------------------------------------------

    @Slot(str)
    def use(self, key: str) -> None:
        """Do what a tool or a key asks for."""
        needs = {CENTRAL: Permission.IMPORT, PRINT: Permission.PRINT}
        if self._view is None or not told(self.notice, self._desk, needs.get(key, Permission.EDIT)):
            return
        if key in OF_WHOLE and self._desk.actor.units:
            self.notice.say(NOT_WHOLE, "warn")
            return
        if self.closed and key not in (PRINT, REOPEN):
            self.notice.say(CLOSED, "warn")
            return
        acts: dict[str, Callable[[], object]] = {
            CENTRAL: partial(self.central_wanted.emit, self.round_id),
            KEYING: partial(self.keying_wanted.emit, self.round_id),
            PRINT: self._print,
            CARD: self._read_card,
            MANY: partial(self.many_wanted.emit, self.round_id, self.people.narrow),
            UNMATCH: self._unmatch,
            EDIT: partial(self._deeds.edit, self._view.round),
            CLOSE: self._close,
            REOPEN: self._reopen,
        }
        acts[key]()

    def _print(self) -> None:
        """Begin with the paper that goes with the part shown."""
        place = self.tabs.currentIndex()
        if place == REQUESTS:
            self.print_wanted.emit(self.round_id, REQUEST, self.requests.shown)
            return
        picked = self.people.table.selected_records() if place == PEOPLE else []
        ids = tuple(line.person_id for line in picked if line.person_id)
        form = CHECK_SLIP if place == PEOPLE else RESULT if self.closed else PROGRESS_PAPER
        self.print_wanted.emit(self.round_id, form, ids if len(ids) > 1 else ())

    def _read_card(self) -> None:
        shown = self.person.person if self.tabs.currentIndex() == PEOPLE else None
        person_id = shown.person_id if shown is not None and self._on_person() else 0
        self.card_wanted.emit(self.round_id, person_id)

    def _unmatch(self) -> None:
        """Take the line of the upper level away from whoever is shown."""
        there = self.tabs.currentIndex() == PEOPLE and self._on_person()
        shown = self.person.person if there else None
        if shown is None or Source.CENTRAL not in shown.entries:
            self.notice.say(_NO_LINE, "warn")
        elif self._try(partial(self._deeds.unmatch, self.round_id, shown)):
            self.notice.say(_UNMATCHED, "ok")

    def _close(self) -> None:
        if self._view is None:
            return
        ended = self._deeds.close(self._view.round, self._left())
        if ended is not None:
            self.turn_to(PROGRESS)
            self.reload()
            self.notice.say("Đợt đã kết thúc. In kết quả đối chiếu theo chi bộ (Ctrl+P).", "ok")

    def _reopen(self) -> None:
        if self._view is not None and self._try(partial(self._deeds.reopen, self._view.round)):
            self.notice.say("Đợt đã được mở lại.", "ok")

    def _try(self, act: Callable[[], object]) -> bool:
        """Do something that writes; say why it could not be done. Tells whether it was."""
        if not told(self.notice, self._desk, Permission.EDIT):
            return False
        try:
            if act() is False:
                return False
        except Problem as problem:
            self._on_refused(problem)
            return False
        self.reload()  # what was done is seen at once
        return True

    def _on_refused(self, problem: Problem) -> None:
        of_person = self.tabs.currentIndex() == PEOPLE and self._on_person()
        place = self.person.notice if of_person else self.notice
        if isinstance(problem, ConflictProblem):
            self.look()
            place.say(_CONFLICT, "warn")
        else:
            place.show_problem(problem)

    # --- connecting -------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.head.back_wanted.connect(self.leave)
        self.tool_wanted.connect(self.use)
        self._wait.timeout.connect(self.look)
        self.progress.unit_wanted.connect(self._on_unit_wanted)
        self.progress.state_wanted.connect(self._on_state_wanted)
        self.people.current_changed.connect(self._wait.start)
        self.detail.came_up.connect(self._wait.start)
        self.people.unit_changed.connect(self._on_unit)
        self.people.opened.connect(self._on_opened)
        self.person.ruled.connect(self.decide)
        self.person.undone.connect(self.undo)
        self.person.walk_wanted.connect(self.walk)
        self.person.open_wanted.connect(self.person_wanted)
        self.person.card_wanted.connect(partial(self.use, CARD))
        self.stray.matched.connect(self.match)
        self.stray.decided.connect(self.decide_stray)
        self.stray.undone.connect(self.undo_stray)
        self.requests.request_wanted.connect(self.request)
        self.requests.mended.connect(self.mend)
        self.requests.undo_wanted.connect(self.undo_request)
        self.requests.person_wanted.connect(self.open_person)
        self.requests.print_wanted.connect(partial(self.use, PRINT))
        self.add_keys(
            *((f"Ctrl+{n + 1}", partial(self.turn_to, n)) for n in (PROGRESS, PEOPLE, REQUESTS)),
            *((key, partial(self._on_key, decided)) for decided, _, key, _ in BUTTONS),
            ("Ctrl+Z", self._on_undo_key),
            ("Ctrl+Down", partial(self.walk, 1)),
            ("Ctrl+Up", partial(self.walk, -1)),
            ("F2", self._on_open_dossier),
            ("F3", self._on_find),
            ("Ctrl+F", self._on_find),
            ("F4", partial(self.use, CARD)),
            ("Ctrl+O", partial(self.use, CENTRAL)),
            ("Ctrl+N", partial(self.use, KEYING)),
            ("Ctrl+P", partial(self.use, PRINT)),
            ("Ctrl+M", partial(self.use, MANY)),
            ("Ctrl+Shift+K", partial(self.use, CLOSE)),
            ("Ctrl+Return", self._on_ask_key),
            ("Ctrl+Enter", self._on_ask_key),
            ("F9", self._on_mend_key),
            ("Escape", self._on_back),
        )
