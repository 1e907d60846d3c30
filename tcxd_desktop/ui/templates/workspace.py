"""The place of *Mẫu chấm điểm* in the window: the list, and the editor in front of it."""

from PySide6.QtCore import Slot

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.score_templates import ScoreTemplate, TemplateLine
from tcxd_desktop.office import score_templates
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.beginning import begin_at
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.layers import Layer, LayeredPage
from tcxd_desktop.ui.templates.blank import blank_template
from tcxd_desktop.ui.templates.comparing import Comparing
from tcxd_desktop.ui.templates.editor import TemplateEditor
from tcxd_desktop.ui.templates.list_page import TemplatesPage
from tcxd_desktop.ui.templates.publishing import publish

EDITOR, COMPARING = "editor", "comparing"


class TemplatesWorkspace(LayeredPage):
    """Shows the list; opening a template puts the editor over it, *back* takes it away."""

    title = "Mẫu chấm điểm"
    icon = "list-checks"

    def __init__(self, desk: Desk, jobs: Jobs, changes: Changes) -> None:
        """Build the list; the editor is built when it is first wanted."""
        self.list = TemplatesPage(desk, changes)
        super().__init__(self.list)
        self._desk, self._jobs = desk, jobs
        begin_at(self, self.list.table)
        self.list.open_wanted.connect(self.open)
        self.list.compare_wanted.connect(self._on_compare)

    def make(self, key: str) -> Layer:
        """Build the editor, or the page that compares."""
        if key == COMPARING:
            return Comparing()
        editor = TemplateEditor(self._desk, self._jobs)
        editor.copy_wanted.connect(self._on_copy)
        editor.publish_wanted.connect(self._on_publish)
        return editor

    def tell(self, problem: Problem) -> None:
        """Say on the list why a template could not be opened."""
        self.list.notice.show_problem(problem)

    def returned(self, key: str) -> None:
        """Have the list seen again, the cursor on the template that was open."""
        self.list.refresh()
        self.list.point_at(self.editor.template_id if key == EDITOR else 0)

    @property
    def editor(self) -> TemplateEditor:
        """The editor, built when first wanted: the list does not wait for it."""
        editor: TemplateEditor = self.over(EDITOR)
        return editor

    @property
    def comparing(self) -> Comparing:
        """The page that shows what differs between two templates."""
        comparing: Comparing = self.over(COMPARING)
        return comparing

    @Slot(object)
    def open(self, line: TemplateLine | None) -> None:
        """Open a template in the editor; ``None`` begins a new one."""

        def show(editor: TemplateEditor) -> None:
            template = blank_template() if line is None else self._template(line)
            editor.open(line, template)

        self.show_over(EDITOR, show)
        if self.shown == EDITOR:
            self.editor.compose.outline.setFocus()

    def record(self) -> int:
        """Return which template is open."""
        return self.editor.template_id if self.shown == EDITOR else 0

    def return_to(self, record: int) -> None:
        """Open a template again; one that is not there any more is passed over."""
        for line in score_templates.lines(self._desk):
            if line.id == record and record:
                self.open(line)

    def _template(self, line: TemplateLine) -> ScoreTemplate:
        return score_templates.template_of(self._desk, line)

    @Slot(object)
    def _on_copy(self, line: TemplateLine) -> None:
        self.go_back()
        self.list.table.select((line.code, line.version))
        self.list.act("copy")

    @Slot(int)
    def _on_publish(self, template_id: int) -> None:
        said = publish(self, self._desk, template_id, self.editor.notice)
        if said:
            self.go_back()
            self.list.notice.say(said, "ok")

    @Slot(object, object)
    def _on_compare(self, old: TemplateLine, new: TemplateLine) -> None:
        def show(page: Comparing) -> None:
            page.show_versions(self._template(old), self._template(new))

        self.show_over(COMPARING, show)
        if self.shown == COMPARING:
            self.comparing.pane.setFocus()
