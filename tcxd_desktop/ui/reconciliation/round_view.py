"""One round as it is read: how far each chi bộ is, who differs, one of them; nothing is written."""

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from tcxd_desktop.domain.reconciliation_views import (
    PersonRecon,
    PersonState,
    ReconLine,
    StrayRecon,
)
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.jobs import Job, Jobs
from tcxd_desktop.ui.reconciliation import round_reading
from tcxd_desktop.ui.reconciliation.people_rows import Key, Narrow, counts, key_of
from tcxd_desktop.ui.reconciliation.round_frame import (
    CARD,
    CENTRAL,
    CLOSE,
    EDIT,
    KEYING,
    MANY,
    PEOPLE,
    PROGRESS,
    REOPEN,
    REQUESTS,
    UNMATCH,
    RoundFrame,
)
from tcxd_desktop.ui.reconciliation.round_reading import View
from tcxd_desktop.ui.reconciliation.rounds_rows import state
from tcxd_desktop.wording.formats import show_number

_SHOWN_AFTER_MS = 60
_READ_AFTER_MS = 900
"""Decisions follow each other: the whole round is read again when the hand rests."""
_KEPT = 12
CLOSED = "Đợt này đã kết thúc: chỉ xem và in. Mở lại ở nút Khác."
_END = "Đã hết danh sách."


class RoundView(RoundFrame):
    """Reads off the screens' thread; the list follows what was written."""

    subjects = frozenset({"recon", "recon_entry", "recon_verdict", "person", "unit"})

    person_wanted = Signal(int)

    def __init__(
        self, desk: Desk, jobs: Jobs, changes: Changes, parent: QWidget | None = None
    ) -> None:
        """Wait for a round."""
        super().__init__(desk, changes, parent)
        self._jobs = jobs
        self.bases: tuple[str, ...] = ()
        """Papers decisions rested on, the last first."""
        self.round_id = 0
        self._view: View | None = None
        self._job: Job | None = None
        self._serial = self._looking = 0
        """Numbers of the last readings asked for: an earlier one that comes late is not shown."""
        self._wanted: Key | None = None
        self._later.setInterval(_READ_AFTER_MS)
        self._wait = QTimer(self, singleShot=True, interval=_SHOWN_AFTER_MS)

    def remember(self, basis: str) -> None:
        """Offer a basis first from now on."""
        self.bases = tuple(dict.fromkeys((basis, *self.bases)))[:_KEPT]

    # --- opening ----------------------------------------------------------------------------------

    def open(self, round_id: int) -> None:
        """Open a round, at how far it is."""
        if round_id != self.round_id:
            self.round_id, self._view = round_id, None
            self.notice.clear()
            self.person.clear()
            self.stray.clear()
            self.people.show_lines(())
            self.tabs.setCurrentIndex(PROGRESS)
            self.bases = ()
        self.reload()

    def open_person(self, person_id: int) -> None:
        """Show somebody of the round; now, or when it is read."""
        self.tabs.setCurrentIndex(PEOPLE)
        key = (person_id, 0)
        self._wanted = None if self.people.select(key) else key

    def reload(self) -> None:
        """Read the round again; cursors stay."""
        super().reload()
        if not self.round_id:
            return
        if self._job is not None:
            self._job.cancel()
        self._serial += 1
        serial = self._serial

        def done(found: View) -> None:
            if serial == self._serial:
                self._show(found)

        self._job = self._jobs.run(
            round_reading.view(self._desk, self.round_id, self._view), done=done,
            failed=self.notice.show_problem, title="Đang đọc đợt đối chiếu…",
        )  # fmt: skip

    @property
    def closed(self) -> bool:
        """Whether the round is over."""
        return self._view is not None and bool(self._view.round.closed)

    # --- showing ----------------------------------------------------------------------------------

    def _show(self, found: View) -> None:
        first = self._view is None
        self._view, self._job = found, None
        told_round, tally = found.round, counts(found.lines, Narrow())
        self.head.title.say(told_round.name)
        self.head.show_badge(state(told_round), "plain" if told_round.closed else "warn")
        self._share_tools()
        if first:
            self.bases = found.bases[:_KEPT]
        if first and told_round.closed:
            self.notice.say(CLOSED)
        self.progress.show_progress(found.progress, tally)
        self.people.show_units(found.progress)
        self.people.show_lines(self._of_unit(found))
        self.requests.show_requests(found.waiting, found.requests, closed=self.closed)
        left = self._left()
        self.set_mark(PEOPLE, f"còn {show_number(left)}" if left else "")
        self.set_mark(REQUESTS, show_number(len(found.waiting)) if found.waiting else "")
        if self._wanted is not None and self.people.select(self._wanted):
            self._wanted = None
        if first and self.isVisible():
            self.take_keyboard()

    def _of_unit(self, found: View) -> list[ReconLine]:
        wanted = self.people.unit_id
        return [line for line in found.lines if wanted is None or line.unit_id == wanted]

    def _left(self) -> int:
        """Return how many people and lines wait for a decision."""
        return sum(bool(line.open) for line in self._view.lines) if self._view else 0

    def _share_tools(self) -> None:
        for key in (CENTRAL, KEYING):
            self.tools[key].setEnabled(not self.closed)
        for key in (CARD, MANY, UNMATCH, EDIT, CLOSE):
            self.entries[key].setVisible(not self.closed)
        self.entries[REOPEN].setVisible(self.closed)
        self.person.card.setEnabled(not self.closed)

    def _on_person(self) -> bool:
        return self.detail.currentWidget() is self.person

    @Slot()
    def _on_unit(self) -> None:
        if self._view is not None:
            self.people.show_lines(self._of_unit(self._view))

    def follow(self, person: PersonRecon) -> None:
        """Have the list say at once what was decided of somebody."""
        if self._view is None:
            return
        self._view = round_reading.changed(self._view, person)
        self.people.show_lines(self._of_unit(self._view))
        left = self._left()
        self.set_mark(PEOPLE, f"còn {show_number(left)}" if left else "")

    @Slot()
    def look(self) -> None:
        """Show the person of the cursor now, where there is somebody to see him."""
        self._wait.stop()
        if not self.detail.isVisible():
            return
        self._looking += 1
        number, line = self._looking, self.people.current()
        if line is None:
            self.person.clear()
            self.stray.clear()
            return

        def done(found: PersonRecon | StrayRecon) -> None:
            if number == self._looking:
                self._show_one(found)

        shown = self.person.person
        again = shown is not None and shown.person_id == line.person_id
        self._jobs.run(
            round_reading.one(self._desk, self.round_id, key_of(line), again=again),
            done=done, failed=self.notice.show_problem,
        )  # fmt: skip

    def _show_one(self, found: PersonRecon | StrayRecon) -> None:
        if isinstance(found, StrayRecon):
            self.detail.setCurrentWidget(self.stray)
            self.stray.show_stray(found, self.bases, closed=self.closed)
        else:
            self.detail.setCurrentWidget(self.person)
            self.person.show_person(found, self.bases, closed=self.closed)

    # --- walking ----------------------------------------------------------------------------------

    @Slot(int)
    def walk(self, by: int) -> None:
        """Go to the next person who still needs a decision (1), or to the one before (-1)."""
        if self.tabs.currentIndex() != PEOPLE:
            self.turn_to(PEOPLE)
            return
        inside = self.detail.isAncestorOf(self.focusWidget() or self)
        if not self.people.walk(by, working=by > 0) and not self.people.walk(by):
            self.person.notice.say(_END)
        elif inside:
            self.detail.setFocus()

    @Slot(int)
    def _on_unit_wanted(self, unit_id: int) -> None:
        self.people.choose(unit_id)
        self.turn_to(PEOPLE)

    @Slot(object)
    def _on_state_wanted(self, wanted: PersonState | None) -> None:
        self.people.choose(None, wanted)
        self.turn_to(PEOPLE)

    @Slot(object)
    def _on_opened(self, _line: ReconLine) -> None:
        """Enter goes into the person, at the first field that waits."""
        self.sides.go_in()
        self.look()

    @Slot()
    def _on_back(self) -> None:
        """Esc: from a decision that waits to the fields, on to the list, out of the round."""
        if self.tabs.currentIndex() == PEOPLE and self._on_person() and self.person.leave_bar():
            return
        if self.tabs.currentIndex() == PEOPLE and self.sides.go_back():
            return
        self.leave()

    @Slot()
    def _on_find(self) -> None:
        if self.tabs.currentIndex() != PEOPLE:
            self.tabs.setCurrentIndex(PEOPLE)
        self.people.find_box.enter()

    @Slot()
    def _on_open_dossier(self) -> None:
        shown = self.person.person
        if self.tabs.currentIndex() == PEOPLE and shown is not None and self._on_person():
            self.person_wanted.emit(shown.person_id)
