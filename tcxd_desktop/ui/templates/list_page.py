"""The list of scoring templates: drafts, published versions, those the program brings along."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QSplitter, QVBoxLayout

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.score_templates import ScoreTemplate, TemplateLine, TemplateStatus
from tcxd_desktop.office import files, score_templates
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import allowed, dialogs, theme
from tcxd_desktop.ui.common.beginning import begin_at
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.listing import ruled
from tcxd_desktop.ui.common.live_page import LivePage
from tcxd_desktop.ui.common.pages import Offer
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.ui.templates.list_detail import TONES, Detail
from tcxd_desktop.ui.templates.list_rules import file_name, short_title, use_text
from tcxd_desktop.ui.templates.publishing import publish
from tcxd_desktop.wording.access import why_not
from tcxd_desktop.wording.formats import show_date, show_number
from tcxd_desktop.wording.meetings import TEMPLATE_STATUS

JSON = "Mẫu chấm điểm (*.json)"
_ORDER = {TemplateStatus.DRAFT: 0, TemplateStatus.PUBLISHED: 1, TemplateStatus.RETIRED: 2}
COLUMNS: tuple[Column[TemplateLine], ...] = (
    Column("code", "Mã", lambda line: line.code, width=148),
    Column("version", "Bản", lambda line: str(line.version), sort=lambda line: line.version,
           align="right", width=42),
    Column("status", "Tình trạng", lambda line: TEMPLATE_STATUS[line.status],
           sort=lambda line: _ORDER[line.status], tone=lambda line: TONES[line.status], width=106),
    Column("verified", "Kiểm chứng", lambda line: "" if line.verified else "chưa kiểm chứng",
           tone=lambda line: "" if line.verified else "warn", width=126),
    Column("use", "Đang dùng", use_text, tone=lambda line: "ok" if line.in_use else "plain",
           width=94),
    Column("title", "Tên mẫu", lambda line: short_title(line.title), width=166,
           tip=lambda line: line.title),
    Column("since", "Áp dụng từ", lambda line: show_date(line.valid_from),
           sort=lambda line: line.valid_from, width=92),
    Column("basis", "Căn cứ", lambda line: line.basis, width=150, shown=False,
           tip=lambda line: line.basis),
    Column("sheets", "Phiếu", lambda line: show_number(line.sheets) if line.sheets else "",
           sort=lambda line: line.sheets, align="right", width=50),
)  # fmt: skip
_NEEDS = {
    "copy": Permission.TEMPLATES,
    "export": Permission.TEMPLATES,
    "drop": Permission.TEMPLATES,
    "publish": Permission.PUBLISH,
    "adopt": Permission.PUBLISH,
    "retire": Permission.PUBLISH,
}


class TemplatesPage(LivePage):
    """List | the template under the cursor."""

    title = "Mẫu chấm điểm"
    icon = "list-checks"
    subjects = frozenset({"template", "meeting"})

    open_wanted = Signal(object)
    """TemplateLine to be opened; ``None``: a new one."""
    compare_wanted = Signal(object, object)
    """Two TemplateLines, the older first."""

    def __init__(self, desk: Desk, changes: Changes) -> None:
        """Build list and detail; they are filled when the page is first shown."""
        super().__init__(changes)
        self._desk = desk
        self.notice = Notice()
        self.add = theme.primary(QPushButton("Mẫu mới"))
        self.add.setToolTip("Soạn một mẫu từ đầu (Ctrl+N)")
        self.load = QPushButton("Nhập từ tệp…")
        self.load.setToolTip("Lấy vào một mẫu từ tệp JSON, thành dự thảo")
        self.table: Table[TemplateLine] = Table(
            COLUMNS,
            identity=lambda line: (line.code, line.version),
            name="Mẫu chấm điểm",
            key="templates.list",
        )
        self.detail = Detail()
        self._build()
        self._connect()

    def refresh(self) -> None:
        """Read the list again."""
        super().refresh()
        self.table.show_records(score_templates.lines(self._desk))
        if self.table.current_record() is None:
            self.table.select_first()
        self._on_current()

    def actions_offered(self) -> Sequence[Offer]:
        """Return what the search box may offer."""
        if why_not(self._desk.actor, Permission.TEMPLATES):
            return ()
        return (
            Offer("Soạn mẫu chấm điểm mới", self.new, "plus"),
            Offer("Nhập mẫu chấm điểm từ tệp", self.import_file, "upload"),
        )

    def point_at(self, template_id: int) -> None:
        """Put the cursor on a template of the office."""
        for line in self.table.rows.records():
            if line.id and line.id == template_id:
                self.table.select((line.code, line.version))
        self.table.setFocus()

    def current(self) -> TemplateLine | None:
        """Return the template under the cursor."""
        return self.table.current_record()

    # --- what can be done ------------------------------------------------------------------------

    @Slot()
    def new(self) -> None:
        """Begin a template from nothing."""
        if allowed.told(self.notice, self._desk, Permission.TEMPLATES):
            self.notice.clear()
            self.open_wanted.emit(None)

    @Slot()
    def import_file(self) -> None:
        """Take a template in from a JSON file, as a draft."""
        if not allowed.told(self.notice, self._desk, Permission.TEMPLATES):
            return
        path = dialogs.open_file(self, "Nhập mẫu chấm điểm", JSON)
        if path is None:
            return
        try:
            number = score_templates.import_json(self._desk, files.read_file(path))
        except Problem as problem:
            self.notice.show_problem(problem)
            return
        self.refresh()
        self.point_at(number)
        self.notice.say("Đã nhập thành dự thảo. Hãy mở ra kiểm tra rồi ban hành.", "ok")

    @Slot(str)
    def act(self, key: str) -> None:
        """Do something with the template under the cursor."""
        line = self.current()
        if line is None or (
            key in _NEEDS and not allowed.told(self.notice, self._desk, _NEEDS[key])
        ):
            return
        self.notice.clear()
        acts: dict[str, Callable[[TemplateLine], None]] = {
            "open": self.open_wanted.emit,
            "copy": self.copy,
            "compare": self.compare,
            "publish": self.publish,
            "adopt": self.adopt,
            "retire": self.retire,
            "export": self.export,
            "drop": self.drop,
        }
        try:
            acts[key](line)
        except Problem as problem:
            self.notice.show_problem(problem)

    def copy(self, line: TemplateLine) -> None:
        """Copy a template as the draft of its next version, and open it.

        Raises:
            Problem: it is no more.
        """
        number = score_templates.new_version(self._desk, line)
        self.refresh()
        self.point_at(number)
        fresh = self.current()
        if fresh is not None and fresh.id == number:
            self.open_wanted.emit(fresh)

    def compare(self, line: TemplateLine) -> None:
        """Compare the two templates selected; of one, with the version before it."""
        chosen = self.table.selected_records()
        if len(chosen) != 2:
            before = [
                one
                for one in self.table.rows.records()
                if one.code == line.code and one.version < line.version
            ]
            if not before:
                self.notice.say("Giữ Ctrl chọn hai mẫu trong danh sách rồi bấm So sánh.")
                return
            chosen = [max(before, key=lambda one: one.version), line]
        if chosen[0].code == chosen[1].code:
            chosen.sort(key=lambda one: one.version)
        self.compare_wanted.emit(*chosen)

    def publish(self, line: TemplateLine) -> None:
        """Publish a draft after a question, and put it in use where that is wanted."""
        said = publish(self, self._desk, line.id, self.notice)
        if said:
            self.refresh()
            self.notice.say(said, "ok")

    def adopt(self, line: TemplateLine) -> None:
        """Let new sheets take a template, after a question where it is not checked.

        Raises:
            Problem: another one is in use for the same meetings.
        """
        if not line.verified and not dialogs.confirm(
            self,
            f"Mẫu {line.code} chưa kiểm chứng. Vẫn đưa vào dùng?",
            yes="Đưa vào dùng",
            detail="Hãy đối chiếu với văn bản gốc của cấp trên trước khi dùng.",
        ):
            return
        score_templates.adopt(self._desk, line)
        self.refresh()
        self.notice.say(f"Phiếu mới lấy mẫu {line.code} bản {line.version}.", "ok")

    def retire(self, line: TemplateLine) -> None:
        """Let no new sheet take a template, after a question.

        Raises:
            Problem: it cannot be.
        """
        if dialogs.confirm(
            self,
            f"Thôi dùng {line.code} bản {line.version}?",
            yes="Thôi dùng",
            detail="Phiếu đã chấm theo mẫu này giữ nguyên.",
        ):
            score_templates.retire(self._desk, line.id)
            self.refresh()
            self.notice.say("Đã thôi dùng mẫu.", "ok")

    def export(self, line: TemplateLine) -> None:
        """Write a template into a JSON file.

        Raises:
            Problem: it cannot be written there.
        """
        path = dialogs.save_file(self, "Xuất mẫu chấm điểm", file_name(line), JSON)
        if path is not None:
            files.write_file(path, score_templates.export_json(self._desk, line))
            self.notice.say(f"Đã ghi {path.name}.", "ok")

    def drop(self, line: TemplateLine) -> None:
        """Remove a draft, after a question.

        Raises:
            Problem: it is published by now.
        """
        if dialogs.confirm(self, f"Xóa dự thảo {line.code} bản {line.version}?", yes="Xóa dự thảo"):
            score_templates.drop_draft(self._desk, line.id)
            self.refresh()
            self.notice.say("Đã xóa dự thảo.", "ok")

    # --- inside ----------------------------------------------------------------------------------

    def _build(self) -> None:
        look = theme.current()
        tools = QHBoxLayout()
        tools.setSpacing(look.px(8))
        tools.addWidget(theme.page_title(QLabel(self.title)))
        tools.addStretch(1)
        tools.addWidget(self.load)
        tools.addWidget(self.add)
        above = QVBoxLayout()
        above.setContentsMargins(look.px(14), look.px(12), look.px(14), look.px(10))
        above.setSpacing(look.px(8))
        above.addLayout(tools)
        above.addWidget(self.notice)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.addWidget(self.table)
        split.addWidget(self.detail)
        split.setChildrenCollapsible(False)
        split.setStretchFactor(0, 1)
        split.setSizes([look.px(856), look.px(300)])
        self.table.setMinimumWidth(look.px(300))
        self.detail.setMinimumWidth(look.px(270))
        ruled(self, above, main=split)
        begin_at(self, self.table)
        for button in (self.add, self.load):
            button.setAutoDefault(False)
            allowed.allow(button, self._desk, Permission.TEMPLATES)
        for key, needed in _NEEDS.items():
            allowed.allow(self.detail.buttons[key], self._desk, needed)

    def _connect(self) -> None:
        self.add.clicked.connect(self.new)
        self.load.clicked.connect(self.import_file)
        self.table.current_changed.connect(self._on_current)
        self.table.opened.connect(self.open_wanted)
        self.table.menu_wanted.connect(self._on_menu)
        self.detail.wanted.connect(self.act)
        add = QShortcut(QKeySequence(QKeySequence.StandardKey.New), self, self.new)
        add.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    @Slot()
    def _on_current(self) -> None:
        line = self.current()
        template: ScoreTemplate | None = None
        if line is not None:
            try:
                template = score_templates.template_of(self._desk, line)
            except Problem as problem:
                self.notice.show_problem(problem)
        self.detail.show_line(line, template)

    @Slot(object, QPoint)
    def _on_menu(self, _line: TemplateLine, place: QPoint) -> None:
        menu = QMenu(self)
        for button in self.detail.buttons.values():
            if not button.isHidden():
                action = menu.addAction(button.text(), button.click)
                action.setEnabled(button.isEnabled())
        menu.popup(place)
