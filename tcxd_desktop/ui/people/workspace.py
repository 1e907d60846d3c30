"""The place of *Đảng viên* in the window: the list, and the editor in front of it."""

import importlib
from typing import Any

from PySide6.QtCore import Slot

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.jobs import PrintJob
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.layers import Layer, LayeredPage
from tcxd_desktop.ui.common.paper import print_job
from tcxd_desktop.ui.people.page import PeoplePage

EDITOR = "editor"
_PHIEU = "2-HSĐV"


class PeopleWorkspace(LayeredPage):
    """Shows the list; opening a person puts the editor over it, *back* takes it away."""

    title = "Đảng viên"
    icon = "users"

    def __init__(self, desk: Desk, jobs: Jobs, changes: Changes) -> None:
        """Build the list; the editor is loaded and built when first wanted."""
        self.list = PeoplePage(desk, jobs, changes)
        super().__init__(self.list)
        self._desk, self._jobs, self._changes = desk, jobs, changes

    def make(self, key: str) -> Layer:
        """Build the editor; the list does not wait for it."""
        module = importlib.import_module("tcxd_desktop.ui.people.editor")
        editor = module.DossierEditor(self._desk, self._jobs, self._changes)
        editor.print_wanted.connect(self._on_print)
        made: Layer = editor
        return made

    def tell(self, problem: Problem) -> None:
        """Say on the list why a dossier could not be opened."""
        self.list.list.notice.show_problem(problem)

    def returned(self, key: str) -> None:
        """Have the list seen again, the cursor on who was open."""
        self.list.refresh()
        self.list.point_at(self.editor.person_id)

    @property
    def editor(self) -> Any:
        """The editor, which shows nobody to begin with."""
        return self.over(EDITOR)

    def search(self, text: str) -> None:
        """Show everybody the text finds."""
        if self.leave_all():
            super().search(text)

    @Slot(int)
    def open_person(self, person_id: int) -> None:
        """Open a dossier; work on another one is kept as its draft."""
        self.show_over(EDITOR, lambda page: page.open(person_id))

    def record(self) -> int:
        """Return whose dossier is open."""
        return int(self.editor.person_id) if self.shown == EDITOR else 0

    def return_to(self, record: int) -> None:
        """Open a dossier again; of who is not there any more the list says so."""
        self.open_person(record)

    @Slot(int)
    def _on_print(self, person_id: int) -> None:
        print_job(self, self._desk, self._jobs, PrintJob(form=_PHIEU, person_ids=(person_id,)))
