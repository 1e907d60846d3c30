"""The place of *Hồ sơ trùng* in the window: the lists, the comparison in front of them."""

from PySide6.QtCore import Slot

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.beginning import begin_at
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.layers import Layer, LayeredPage
from tcxd_desktop.ui.duplicates import words
from tcxd_desktop.ui.duplicates.compare import Compare
from tcxd_desktop.ui.duplicates.page import PairsPage

COMPARE = "compare"


class DuplicatesWorkspace(LayeredPage):
    """Shows the lists; two records lie over them while they are compared."""

    title = "Hồ sơ trùng"
    icon = "copy"

    def __init__(self, desk: Desk, jobs: Jobs, changes: Changes) -> None:
        """Build the lists; the comparison is built with the first pair."""
        self.lists = PairsPage(desk, jobs, changes)
        super().__init__(self.lists)
        self._desk, self._jobs, self._changes = desk, jobs, changes
        begin_at(self, self.lists.pairs)
        self.lists.compare_wanted.connect(self.compare)

    @property
    def comparison(self) -> Compare:
        """The comparison, which holds nobody to begin with."""
        found: Compare = self.over(COMPARE)
        return found

    def make(self, key: str) -> Layer:
        """Build the comparison."""
        made = Compare(self._desk, self._jobs, self._changes)
        made.person_wanted.connect(self.person_wanted)
        made.merged.connect(self._on_merged)
        made.said_two.connect(self._on_said_two)
        return made

    def tell(self, problem: Problem) -> None:
        """Say on the lists why two records cannot be compared."""
        self.lists.notice.show_problem(problem)

    def returned(self, key: str) -> None:
        """Bring the lists up to date, with the keyboard in them."""
        self.lists.fill()
        self.lists.pairs.setFocus()

    @Slot(int, int)
    def compare(self, first_id: int, second_id: int) -> None:
        """Compare two records; the first is to stay."""
        self.lists.notice.clear()
        self.show_over(COMPARE, lambda page: page.open(first_id, second_id))

    @Slot()
    def _on_merged(self) -> None:
        self.lists.notice.say(words.MERGED, "ok")

    @Slot()
    def _on_said_two(self) -> None:
        self.lists.notice.say(words.SAID_TWO, "ok")
