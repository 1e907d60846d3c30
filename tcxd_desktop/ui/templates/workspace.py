"""The place of *Mẫu chấm điểm* in the window: the list, and the editor in front of it."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedLayout

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.score_templates import TemplateLine
from tcxd_desktop.office import score_templates
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.pages import Offer, Page
from tcxd_desktop.ui.templates.blank import blank_template
from tcxd_desktop.ui.templates.comparing import Comparing
from tcxd_desktop.ui.templates.editor import TemplateEditor
from tcxd_desktop.ui.templates.list_page import TemplatesPage
from tcxd_desktop.ui.templates.publishing import publish


class TemplatesWorkspace(Page):
    """Shows the list; opening a template puts the editor over it, *back* takes it away."""

    title = "Mẫu chấm điểm"
    icon = "list-checks"

    def __init__(self, desk: Desk, jobs: Jobs, changes: Changes) -> None:
        """Build the list; the editor is built when it is first wanted."""
        super().__init__()
        self._desk, self._jobs = desk, jobs
        self._editor: TemplateEditor | None = None
        self.list = TemplatesPage(desk, changes)
        self.comparing = Comparing()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.comparing)
        self.setFocusProxy(self.list.table)
        self.list.open_wanted.connect(self.open)
        self.list.compare_wanted.connect(self._on_compare)
        self.comparing.left.connect(self._on_left)

    @property
    def editor(self) -> TemplateEditor:
        """The editor, built when first wanted: the list does not wait for it."""
        if self._editor is None:
            self._editor = TemplateEditor(self._desk, self._jobs)
            self._editor.left.connect(self._on_left)
            self._editor.copy_wanted.connect(self._on_copy)
            self._editor.publish_wanted.connect(self._on_publish)
            self._stack.addWidget(self._editor)
        return self._editor

    def refresh(self) -> None:
        """Read the list again."""
        self.list.refresh()

    @Slot(object)
    def open(self, line: TemplateLine | None) -> None:
        """Open a template in the editor; ``None`` begins a new one."""
        if line is None:
            template = blank_template()
        else:
            try:
                template = score_templates.template_of(self._desk, line)
            except Problem as problem:
                self.list.notice.show_problem(problem)
                return
        self.editor.open(line, template)
        self._stack.setCurrentWidget(self.editor)
        self.editor.compose.outline.setFocus()

    def unsaved(self) -> bool:
        """Tell whether the editor holds unsaved work."""
        return self._editing() and self.editor.dirty

    def save(self) -> bool:
        """Save the template being edited."""
        return self.editor.save()

    def discard(self) -> None:
        """Throw unsaved work away."""
        self.editor.discard()

    def keep_draft(self) -> Problem | None:
        """Keep what is typed in the editor and not saved."""
        return self.editor.keep() if self.unsaved() else None

    def record(self) -> int:
        """Return which template is open."""
        return self.editor.template_id if self._editing() else 0

    def return_to(self, record: int) -> None:
        """Open a template again; one that is not there any more is passed over."""
        for line in score_templates.lines(self._desk):
            if line.id == record and record:
                self.open(line)

    def actions_offered(self) -> Sequence[Offer]:
        """Return what the list offers."""
        return self.list.actions_offered()

    def _editing(self) -> bool:
        return self._editor is not None and self._stack.currentWidget() is self._editor

    @Slot()
    def _on_left(self) -> None:
        number = self.record()
        self._stack.setCurrentWidget(self.list)
        self.list.refresh()
        self.list.point_at(number)

    @Slot(object)
    def _on_copy(self, line: TemplateLine) -> None:
        self._stack.setCurrentWidget(self.list)
        self.list.refresh()
        self.list.table.select((line.code, line.version))
        self.list.act("copy")

    @Slot(int)
    def _on_publish(self, template_id: int) -> None:
        said = publish(self, self._desk, template_id, self.editor.notice)
        if said:
            self._on_left()
            self.list.notice.say(said, "ok")

    @Slot(object, object)
    def _on_compare(self, old: TemplateLine, new: TemplateLine) -> None:
        try:
            both = [score_templates.template_of(self._desk, line) for line in (old, new)]
        except Problem as problem:
            self.list.notice.show_problem(problem)
            return
        self.comparing.show_versions(*both)
        self._stack.setCurrentWidget(self.comparing)
        self.comparing.pane.setFocus()
