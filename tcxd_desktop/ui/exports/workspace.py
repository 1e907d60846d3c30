"""The place of *Xuất Excel* in the window: the page, the editor of a layout in front of it."""

from PySide6.QtCore import Slot

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.layouts import Layout
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.layers import Layer, LayeredPage
from tcxd_desktop.ui.exports.editor import LayoutEditor
from tcxd_desktop.ui.exports.page import ExportsPage

EDITOR = "editor"


class ExportsWorkspace(LayeredPage):
    """Shows the page; the editor of a layout lies over it."""

    title = "Xuất Excel"
    icon = "download"

    def __init__(self, desk: Desk, jobs: Jobs, changes: Changes) -> None:
        """Build the page; the editor is built when a layout is first changed."""
        self.page = ExportsPage(desk, jobs, changes)
        super().__init__(self.page)
        self._desk = desk
        self.page.edit_wanted.connect(self.edit)

    @property
    def editor(self) -> LayoutEditor:
        """The editor, which holds no layout to begin with."""
        found: LayoutEditor = self.over(EDITOR)
        return found

    def make(self, key: str) -> Layer:
        """Build the editor."""
        made = LayoutEditor(self._desk)
        made.kept.connect(self._on_kept)
        made.dropped.connect(self._on_dropped)
        return made

    def tell(self, problem: Problem) -> None:
        """Say on the page why a layout could not be opened."""
        self.page.notice.show_problem(problem)

    def returned(self, key: str) -> None:
        """Have the page seen again, with the keyboard in its list."""
        self.page.layouts.setFocus()

    @Slot(object)
    def edit(self, layout: Layout) -> None:
        """Open a layout in the editor."""
        self.show_over(EDITOR, lambda editor: editor.open_layout(layout))

    @Slot(object)
    def _on_kept(self, layout: Layout) -> None:
        self.page.show_kept(layout, "Đã lưu mẫu")

    @Slot(object)
    def _on_dropped(self, below: Layout | None) -> None:
        self.page.refresh()
        if below is not None:
            self.page.layouts.choose(below.key)
        self.page.notice.say("Đã dùng lại mẫu gốc." if below else "Đã xóa mẫu.", "ok")
