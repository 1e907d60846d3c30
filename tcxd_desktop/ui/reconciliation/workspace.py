"""The place of *Đối chiếu* in the window: the rounds, and full pages in front of them."""

import importlib
from typing import Any

from PySide6.QtCore import Slot

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.reconciliation import Decided
from tcxd_desktop.domain.reconciliation_papers import REQUEST, ReconJob
from tcxd_desktop.domain.reconciliation_views import ReconQuery
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.layers import Layer, LayeredPage
from tcxd_desktop.ui.reconciliation.people_rows import Narrow
from tcxd_desktop.ui.reconciliation.rounds_page import RoundsPage

ROUND, KEYING, CENTRAL = "round", "keying", "central"
_CLASSES = {
    ROUND: ("round_page", "RoundPage"),
    KEYING: ("keying_page", "KeyingPage"),
    CENTRAL: ("central_page", "CentralPage"),
}
_PRINTS = ("print_dialog", "ReconPrintDialog")
_MANY = ("many_dialog", "ManyDialog")
_CARD = ("card_dialog", "CardDialog")


class ReconciliationWorkspace(LayeredPage):
    """Shows the rounds; one round and other full pages lie over them, *back* takes them away."""

    title = "Đối chiếu"
    icon = "columns-3"

    def __init__(self, desk: Desk, jobs: Jobs, changes: Changes) -> None:
        """Build the list; the other pages are built when they are first wanted."""
        self.rounds = RoundsPage(desk, jobs, changes)
        super().__init__(self.rounds)
        self._desk, self._jobs, self._changes = desk, jobs, changes
        self.rounds.round_wanted.connect(self.open_round)

    def make(self, key: str) -> Layer:
        """Build a full page: ``round``, ``keying``, ``central``."""
        made: Any = _named(*_CLASSES[key])(self._desk, self._jobs, self._changes)
        if key == ROUND:
            made.person_wanted.connect(self.person_wanted)
            made.said.connect(self.status_wanted)
            made.keying_wanted.connect(self.key_slips)
            made.central_wanted.connect(self.bring_central)
            made.print_wanted.connect(self.print_papers)
            made.card_wanted.connect(self.read_card)
            made.many_wanted.connect(self.decide_many)
        elif key == CENTRAL:
            made.taken.connect(self._on_taken)
        found: Layer = made
        return found

    def tell(self, problem: Problem) -> None:
        """Say on the list why a page could not be opened."""
        self.rounds.notice.show_problem(problem)

    def returned(self, key: str) -> None:
        """Have the list seen again, the cursor on the round that was open."""
        self.rounds.fill()
        if key == ROUND:
            self.rounds.point_at(int(self.over(ROUND).round_id))
        self.rounds.table.setFocus()

    @Slot(int)
    def open_round(self, round_id: int) -> None:
        """Open a round."""
        self.show_over(ROUND, lambda page: page.open(round_id))

    def open_target(self, record: int) -> None:
        """Open the round a duty is about; 0 is the list."""
        if record:
            self.open_round(record)
        else:
            self.leave_all()

    @Slot(int)
    def key_slips(self, round_id: int) -> None:
        """Key slips of a round back."""
        self.show_over(KEYING, lambda page: page.open(round_id))

    @Slot(int)
    def bring_central(self, round_id: int) -> None:
        """Bring the central list into a round."""
        self.show_over(CENTRAL, lambda page: page.open(round_id))

    @Slot(int, str, object)
    def print_papers(self, round_id: int, what: str, told: object) -> None:
        """Let the user choose and preview papers of a round."""
        if what == REQUEST:
            request = told if isinstance(told, int) else 0
            job = ReconJob(form=REQUEST, round_id=round_id, request_id=request)
        else:
            people = told if isinstance(told, tuple) else ()
            job = ReconJob(form=what, round_id=round_id, person_ids=people)
        self._ask(_PRINTS, job)

    @Slot(int, int)
    def read_card(self, round_id: int, person_id: int) -> None:
        """Read a citizen card and hold it against the dossier; show whose it is."""
        dialog = self._ask(_CARD, round_id, person_id)
        if dialog is not None and dialog.taken:
            self.over(ROUND).open_person(dialog.person_id)

    @Slot(int, object)
    def decide_many(self, round_id: int, narrow: Narrow) -> None:
        """Decide on one field of many people at once."""
        page = self.over(ROUND)
        query = ReconQuery(unit_id=page.people.unit_id, source=narrow.source)
        dialog = self._ask(_MANY, round_id, query, page.bases)
        if dialog is not None and dialog.done_many:
            page.said_many(dialog.done_many)
            if dialog.way is not Decided.PASSED:
                page.remember(str(dialog.basis.value() or ""))

    def record(self) -> int:
        """Return the round that is open."""
        return int(self.over(ROUND).round_id) if ROUND in self._path else 0

    def return_to(self, record: int) -> None:
        """Open a round again; one that is not there any more is passed over."""
        self.open_round(record)

    def _ask(self, named: tuple[str, str], *told: object) -> Any:
        """Open a dialog over the page; return it when it is left, ``None`` if it could not open."""
        try:
            dialog = _named(*named)(self._desk, self._jobs, *told, parent=self)
        except Problem as problem:
            self.over(ROUND).notice.show_problem(problem)
            return None
        dialog.exec()
        return dialog

    @Slot(int)
    def _on_taken(self, round_id: int) -> None:
        """Show the round the list went into, in place of the page it came by."""
        if self.shown == CENTRAL:
            self.take_off()
        self.status_wanted.emit(f"Đã đưa danh sách vào lúc {self._desk.clock():%H:%M}")
        self.open_round(round_id)


def _named(module: str, name: str) -> Any:
    """Return a class of this package: the list does not wait for the other pages."""
    return getattr(importlib.import_module(f"tcxd_desktop.ui.reconciliation.{module}"), name)
