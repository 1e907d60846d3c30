"""The place of *Đảng viên* in the window: the list, and the editor in front of it."""

import importlib
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedLayout

from tcxd_desktop.domain.errors import NotFoundProblem, OutsideScopeProblem, Problem
from tcxd_desktop.domain.jobs import PrintJob
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.pages import Offer, Page
from tcxd_desktop.ui.common.paper import print_job
from tcxd_desktop.ui.people.page import PeoplePage

_PHIEU = "2-HSĐV"


class PeopleWorkspace(Page):
    """Shows the list; opening a person puts the editor over it, *back* takes it away."""

    title = "Đảng viên"
    icon = "users"

    def __init__(self, desk: Desk, jobs: Jobs, changes: Changes) -> None:
        """Build both; the editor shows nobody yet."""
        super().__init__()
        self._desk, self._jobs = desk, jobs
        self._changes = changes
        self._editor: Any = None
        self.list = PeoplePage(desk, jobs, changes)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.list)
        self.list.person_wanted.connect(self.open_person)
        self.list.unit_wanted.connect(self.unit_wanted)
        self.list.transfer_wanted.connect(self.transfer_wanted)
        self.list.status_wanted.connect(self.status_wanted)

    @property
    def editor(self) -> Any:
        """The editor, loaded and built when first wanted: the list does not wait for it."""
        if self._editor is None:
            module = importlib.import_module("tcxd_desktop.ui.people.editor")
            self._editor = module.DossierEditor(self._desk, self._jobs, self._changes)
            self._editor.back.connect(self._on_back)
            self._editor.print_wanted.connect(self._on_print)
            self._stack.addWidget(self._editor)
        return self._editor

    def refresh(self) -> None:
        """Read the list again."""
        self.list.refresh()

    def search(self, text: str) -> None:
        """Show everybody the text finds."""
        self._leave_editor()
        self.list.search(text)

    @Slot(int)
    def open_person(self, person_id: int) -> None:
        """Open a dossier; work on another one is kept as its draft."""
        self._leave_editor()
        try:
            self.editor.open(person_id)
        except OutsideScopeProblem as problem:
            self._stack.setCurrentWidget(self.list)
            self.list.list.notice.show_problem(problem)
            return
        self._stack.setCurrentWidget(self.editor)

    def unsaved(self) -> bool:
        """Tell whether the editor holds unsaved work."""
        return self._editing() and bool(self.editor.dirty)

    def save(self) -> bool:
        """Save the dossier being edited."""
        return bool(self.editor.save())

    def discard(self) -> None:
        """Throw unsaved work away."""
        self.editor.discard()

    def keep_draft(self) -> Problem | None:
        """Keep what is typed in the editor and not saved."""
        problem: Problem | None = self.editor.drafts.flush() if self.unsaved() else None
        return problem

    def record(self) -> int:
        """Return whose dossier is open."""
        return int(self.editor.person_id) if self._editing() else 0

    def return_to(self, record: int) -> None:
        """Open a dossier again; who is not there any more is passed over."""
        with suppress(NotFoundProblem):
            self.open_person(record)

    def actions_offered(self) -> Sequence[Offer]:
        """Return what the list offers."""
        return self.list.actions_offered()

    def _editing(self) -> bool:
        return self._editor is not None and self._stack.currentWidget() is self._editor

    def _leave_editor(self) -> None:
        if self.unsaved():
            self.editor.flush_draft()

    @Slot()
    def _on_back(self) -> None:
        self._leave_editor()
        self._stack.setCurrentWidget(self.list)
        self.list.refresh()
        self.list.point_at(self.editor.person_id)

    @Slot(int)
    def _on_print(self, person_id: int) -> None:
        print_job(self, self._desk, self._jobs, PrintJob(form=_PHIEU, person_ids=(person_id,)))
