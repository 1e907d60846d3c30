"""The dossier editor: the paper form on the screen, filled by keyboard, never lost."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.drafts import Draft
from tcxd_desktop.domain.errors import (
    ConflictProblem,
    NotFoundProblem,
    PictureTooBigProblem,
    Problem,
)
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.office import people, units
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.fields import commit_open_edit
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.reading import Sources
from tcxd_desktop.ui.people.editor_correct import CorrectionDialog
from tcxd_desktop.ui.people.editor_form import Form
from tcxd_desktop.ui.people.editor_guide import GuidePane
from tcxd_desktop.ui.people.editor_header import DraftBar, EditorHeader
from tcxd_desktop.ui.people.editor_history import HistoryDialog
from tcxd_desktop.ui.people.editor_layout import SHEETS, sheet_number
from tcxd_desktop.ui.people.editor_sections import SectionList
from tcxd_desktop.ui.people.editor_state import EditorState
from tcxd_desktop.wording.dossier import SECTIONS, item_of, label

DRAFT_AFTER_MS = 2000
_NARROW_BELOW = 930
"""Below this width (at 100 %) cách ghi stands aside until F1 asks for it."""
_BIGGEST_PICTURE = 64 * 1024 * 1024


class DossierEditor(QWidget):
    """A page of the main window that edits one dossier."""

    back = Signal()
    """Return to the list."""
    saved = Signal(int)
    """A dossier was written, with its id."""
    print_wanted = Signal(int)
    """Preview the phiếu of this person."""

    def __init__(self, desk: Desk, jobs: Jobs, changes: Changes) -> None:
        """Build the frame; the boxes of a section are built when it is first shown."""
        super().__init__()
        self._desk, self._jobs = desk, jobs
        self._state: EditorState | None = None
        self._previous: Dossier | None = None
        self._sources: Sources | None = None
        self._forms: dict[int, Form] = {}
        self._stale: set[int] = set()
        self._touched: set[str] = set()
        self._number = 0
        self._field = ""
        self._guide_asked: bool | None = None
        self.header = EditorHeader()
        self.draft_bar = DraftBar()
        self.notice = Notice()
        self.sections = SectionList([section.title for section in SECTIONS])
        self.stack = QStackedWidget()
        self.guide = GuidePane()
        self._draft_timer = QTimer(self, singleShot=True, interval=DRAFT_AFTER_MS)
        self._build()
        self._connect(changes)

    def _build(self) -> None:
        look = theme.current()
        self._bars = QWidget()
        bars = QVBoxLayout(self._bars)
        bars.setContentsMargins(look.px(14), look.px(8), look.px(14), 0)
        for bar in (self.draft_bar, self.notice):
            bars.addWidget(bar)
            bar.installEventFilter(self)
        self._bars.hide()
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self._bars)
        middle.addWidget(self.stack, 1)
        left, right = (theme.panel(QWidget()) for _ in range(2))
        theme.mark(left, "side")
        theme.mark(right, "aside")
        for frame, widget in ((left, self.sections), (right, self.guide)):
            inner = QHBoxLayout(frame)
            edge = 1 if frame is left else 0
            inner.setContentsMargins(1 - edge, 0, edge, 0)
            inner.addWidget(widget)
        self._left, self._right = left, right
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(left)
        body.addLayout(middle, 1)
        body.addWidget(right)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(body, 1)

    def _connect(self, changes: Changes) -> None:
        self.header.back_wanted.connect(self.leave)
        self.header.save_wanted.connect(self.save)
        self.header.print_wanted.connect(self._on_print)
        self.header.history_wanted.connect(self._on_history)
        self.draft_bar.used.connect(self._on_draft_used)
        self.draft_bar.dropped.connect(self._on_draft_dropped)
        self.sections.chosen.connect(self._on_section)
        self.guide.gap_wanted.connect(self.go_to_gap)
        self.notice.acted.connect(self._on_reload)
        self._draft_timer.timeout.connect(self._on_pause)
        changes.written.connect(self._on_written)
        for keys, slot in (
            ("Ctrl+S", self.save),
            ("Alt+Down", self.next_section),
            ("Alt+Up", self.previous_section),
            ("Ctrl+Tab", self.next_section),
            ("Ctrl+Shift+Tab", self.previous_section),
            ("F8", self.go_to_gap),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    # -- what the page that holds the editor uses ------------------------------------------

    @property
    def dirty(self) -> bool:
        """Whether something is typed that is not saved."""
        return self._state is not None and (bool(self._touched) or self._state.dirty)

    @property
    def person_id(self) -> int:
        """The dossier shown, 0 for none."""
        return self._state.base.id if self._state is not None else 0

    def open(self, person_id: int) -> None:
        """Show a dossier; unsaved work of the one before is kept as its draft.

        Raises:
            NotFoundProblem: no such record.
        """
        self.flush_draft()
        dossier = people.read(self._desk, person_id)
        kept = people.draft(self._desk, person_id)
        if self._state is not None and self.person_id != person_id:
            self._previous = self._state.base
        self._show(dossier)
        self._offer(kept)

    def flush_draft(self) -> None:
        """Keep what is typed and not saved, now."""
        self._draft_timer.stop()
        if self._state is None or self.draft_bar.isVisibleTo(self):
            return
        self._collect()
        if self._state.dirty:
            people.keep_draft(self._desk, self._state.current)
            self._say_draft()

    def discard(self) -> None:
        """Throw unsaved work away."""
        if self._state is None:
            return
        self._draft_timer.stop()
        people.drop_draft(self._desk, self.person_id)
        self._show(self._state.base)

    @Slot()
    def save(self) -> bool:
        """Write the dossier; a problem is shown beside its box, and nothing is written."""
        if self._state is None or self.draft_bar.isVisibleTo(self):
            return False
        commit_open_edit()
        self._collect()
        wrong = self._first_problem()
        if wrong is not None:
            self._jump(*wrong)
            return False
        if not self._state.dirty:
            self.header.show_state("Không có gì thay đổi")
            return True
        self._draft_timer.stop()
        try:
            written = people.save(self._desk, self._state.current)
        except Problem as problem:
            self._on_refused(problem)
            return False
        self._state.saved(written)
        self._reload_forms()
        self.notice.clear()
        self.header.show_state(f"Đã lưu {self._desk.clock():%H:%M}")
        self.saved.emit(written.id)
        return True

    @Slot()
    def leave(self) -> None:
        """Go back to the list; what is typed is kept as a draft."""
        commit_open_edit()
        self.flush_draft()
        self.back.emit()

    def show_section(self, number: int) -> None:
        """Show a section and put the keyboard into its first box."""
        self._turn_to(number)
        self._forms[self._number].go_to()

    @Slot()
    def next_section(self) -> None:
        """Go to the next section."""
        self.show_section((self._number + 1) % len(SHEETS))

    @Slot()
    def previous_section(self) -> None:
        """Go to the section before."""
        self.show_section((self._number - 1) % len(SHEETS))

    @Slot()
    def go_to_gap(self) -> None:
        """Go to the next box that lacks something."""
        if self._state is None:
            return
        commit_open_edit()
        name = self._state.next_gap(self._field)
        if name:
            self.go_to(name)
        else:
            self.header.show_state("Không còn chỗ nào thiếu")

    def go_to(self, name: str) -> None:
        """Show the section of a box and put the keyboard into it."""
        number = sheet_number(name)
        if number >= 0:
            self._turn_to(number)
            self._forms[number].go_to(name)

    @property
    def form(self) -> Form:
        """The section shown."""
        return self._forms[self._number]

    # -- showing ---------------------------------------------------------------------------

    def _show(self, dossier: Dossier) -> None:
        self._state = EditorState(dossier, self._desk.today(), self._desk.codes)
        self._touched.clear()
        self._stale = set(self._forms)
        self._field = ""
        self.notice.clear()
        self.draft_bar.hide()
        self.stack.setEnabled(True)
        self.header.show_person(dossier.birth_name)
        self.header.show_state("")
        self._turn_to(0)
        self._refresh()
        self.form.verticalScrollBar().setValue(0)
        self.form.go_to()

    def _offer(self, kept: Draft | None) -> None:
        if kept is None or self._state is None:
            return
        self.stack.setEnabled(False)
        self.draft_bar.offer(kept.at)
        self._kept = kept

    def _turn_to(self, number: int) -> None:
        if self._state is None:
            return
        if self._number in self._forms:
            self._forms[self._number].commit()
        form = self._form(number)
        if number in self._stale:
            self._load(form)
            self._stale.discard(number)
        self._number = number
        self.sections.set_current(number)
        if self.stack.currentWidget() is not form:
            self.stack.setCurrentWidget(form)
        self._enter_item(form.sheet.blocks[0].item)
        self._refresh_guide()

    def _form(self, number: int) -> Form:
        if number not in self._forms:
            form = Form(SHEETS[number], self._known(), extras=self._extra)
            form.typed.connect(self._on_typed)
            form.left.connect(self._on_left)
            form.entered.connect(self._on_entered)
            form.help_wanted.connect(self._on_help)
            form.repeat_wanted.connect(self._on_repeat)
            form.ended.connect(self.next_section)
            form.correction_wanted.connect(self._on_correction)
            form.said.connect(self.header.show_state)
            if form.photo is not None:
                form.photo.file_chosen.connect(self.take_photo)
            self._forms[number] = form
            self._stale.add(number)
            self.stack.addWidget(form)
        return self._forms[number]

    def _known(self) -> Sources:
        if self._sources is None:
            tree = units.tree(self._desk)
            self._sources = Sources(self._desk.today(), self._desk.codes, tree)
        return self._sources

    def _extra(self, item: str) -> QWidget | None:
        if item != "papers":
            return None
        button = QPushButton("Thêm dòng cho các tài liệu còn thiếu")
        button.setToolTip("Mỗi tài liệu phải có theo quy định một dòng, chưa đánh dấu Có")
        button.clicked.connect(self._on_list_papers)
        return button

    def _load(self, form: Form) -> None:
        assert self._state is not None  # noqa: S101 - a form is loaded only for a person
        form.load(self._state.current, self._state.locked)
        if form.photo is not None:
            form.photo.show_picture(people.photo(self._desk, self._state.current.photo))

    def _reload_forms(self) -> None:
        self._touched.clear()
        self._stale = set(self._forms) - {self._number}
        self._load(self.form)
        self._refresh()

    def _refresh(self) -> None:
        if self._state is None:
            return
        self.header.show_percent(self._state.percent())
        for number, sheet in enumerate(SHEETS):
            self.sections.set_mark(number, self._state.mark(sheet))
        self._refresh_guide()

    def _refresh_guide(self) -> None:
        if self._state is None:
            return
        sheet = SHEETS[self._number]
        self.guide.show_findings(
            self._state.counted(sheet),
            self._state.doubt_texts(sheet),
            self._state.gap_texts(sheet),
            self._state.proofs(self.guide.item),
        )

    def _enter_item(self, item: str) -> None:
        if item != self.guide.item:
            self.guide.show_item(item)
            self._refresh_guide()

    # -- typing ----------------------------------------------------------------------------

    @Slot(str)
    def _on_typed(self, name: str) -> None:
        if not self._touched:
            self.header.show_state("Chưa lưu")
        self._touched.add(name)
        self._draft_timer.start()

    @Slot(str)
    def _on_left(self, name: str) -> None:
        self._touched.add(name)
        self._collect()
        self._draft_timer.start()

    @Slot(str)
    def _on_entered(self, name: str) -> None:
        self._field = name
        self._enter_item(item_of(name))

    @Slot(str)
    def _on_help(self, _name: str) -> None:
        self.toggle_guide()

    @Slot(str)
    def _on_repeat(self, name: str) -> None:
        if self._previous is None or self._state is None or self._state.locked(name):
            self.header.show_state("Chưa có hồ sơ trước để lấy lại")
            return
        self.form.boxes[name].set_value(getattr(self._previous, name))
        self._on_left(name)

    def _collect(self, *, resting: bool = False) -> None:
        """Take the touched boxes; while ``resting``, leave alone what is still being typed."""
        if self._state is None:
            return
        for name in sorted(self._touched):
            form = self._forms[sheet_number(name)]
            if resting and not form.readable(name):
                continue
            self._touched.discard(name)
            self._state.put(name, form.value(name))
        self._refresh()

    @Slot()
    def _on_pause(self) -> None:
        """Keep a draft in the background while the clerk thinks."""
        if self._state is None or self.draft_bar.isVisibleTo(self):
            return
        self._collect(resting=True)
        if not self._state.dirty:
            return
        current = self._state.current

        def keep(_progress: Progress) -> None:
            people.keep_draft(self._desk, current)

        self._jobs.run(keep, done=self._on_kept, title="Đang giữ bản nháp…")

    def _on_kept(self, _nothing: None) -> None:
        if self.dirty:
            self._say_draft()

    def _say_draft(self) -> None:
        self.header.show_state(f"Đã lưu nháp {self._desk.clock():%H:%M}")

    @Slot()
    def _on_draft_used(self) -> None:
        if self._state is None:
            return
        self._state.take(self._kept.dossier)
        self.stack.setEnabled(True)
        self._reload_forms()
        self.header.show_state("Chưa lưu")
        self.form.go_to()

    @Slot()
    def _on_draft_dropped(self) -> None:
        self.stack.setEnabled(True)
        people.drop_draft(self._desk, self.person_id)
        self.form.go_to()

    # -- refusals --------------------------------------------------------------------------

    def _first_problem(self) -> tuple[str, Problem] | None:
        found = [pair for number in sorted(self._forms) if number not in self._stale
                 for pair in self._forms[number].problems()]  # fmt: skip
        return found[0] if found else None

    def _on_refused(self, problem: Problem) -> None:
        if isinstance(problem, ConflictProblem):
            self.notice.show_problem(problem)
            self.notice.say(
                "Hồ sơ này vừa được sửa ở chỗ khác nên chưa lưu được. Nạp bản mới: "
                "những gì bạn đang gõ được giữ lại trên bản mới.",
                "bad",
                action="Nạp bản mới",
            )
        elif problem.field and sheet_number(problem.field) >= 0:
            self._jump(problem.field, problem)
        else:
            self.notice.show_problem(problem)

    def _jump(self, name: str, problem: Problem) -> None:
        self.go_to(name)
        if not self.form.show_problem(name, problem):
            self.notice.show_problem(problem)

    @Slot()
    def _on_reload(self) -> None:
        self.notice.clear()
        self._take_fresh(people.read(self._desk, self.person_id))

    def _take_fresh(self, fresh: Dossier) -> None:
        """Go on upon a newer saved state without losing what is typed."""
        if self._state is None:
            return
        self._collect()
        both = self._state.rebase(fresh)
        self.header.show_person(fresh.birth_name)
        self._reload_forms()
        if both:
            names = ", ".join(label(name) for name in both)
            self.notice.say(f"Hai bên cùng sửa: {names}. Đang giữ giá trị bạn gõ.", "warn")

    # -- what the buttons do ---------------------------------------------------------------

    @Slot(int)
    def _on_section(self, number: int) -> None:
        self._turn_to(number)

    @Slot()
    def _on_print(self) -> None:
        if self.dirty and not self.save():
            return
        if self._state is not None:
            self.print_wanted.emit(self.person_id)

    @Slot()
    def _on_history(self) -> None:
        if self._state is not None:
            HistoryDialog(self._desk, self.person_id, self._state.base.birth_name, self).exec()

    @Slot(object)
    def _on_correction(self, fields: tuple[str, ...]) -> None:
        if self._state is None:
            return
        fixed = [name for name in fields if self._state.locked(name)]
        dialog = CorrectionDialog(self._desk, self._state.base, fixed, self)
        if dialog.exec() and dialog.result_dossier is not None:
            self._take_fresh(dialog.result_dossier)
            self.notice.say("Đã đính chính. Giá trị cũ còn trong Diễn biến.", "ok")
            self.saved.emit(self.person_id)

    @Slot()
    def _on_list_papers(self) -> None:
        if self._state is None:
            return
        self._collect()
        self.form.boxes["papers"].set_value(self._state.with_missing_papers())
        self._on_left("papers")

    @Slot(Path)
    def take_photo(self, path: Path) -> None:
        """Make the 3×4 picture from a file, in the background."""
        person_id = self.person_id
        box = self._form(sheet_number("photo")).photo
        if box is None or not person_id:
            return
        box.busy()

        def take(_progress: Progress) -> Dossier:
            return people.set_photo(self._desk, person_id, _bytes_of(path))

        def done(fresh: Dossier) -> None:
            box.done(None)
            if self.person_id == fresh.id:
                self._take_fresh(fresh)
                box.done(people.photo(self._desk, fresh.photo))
            self.saved.emit(fresh.id)

        self._jobs.run(take, done=done, failed=box.show_problem, title="Đang đọc ảnh…")

    @Slot()
    def toggle_guide(self) -> None:
        """Show or hide cách ghi; where there is no room the sections stand aside for it."""
        self._guide_asked = not self._right.isVisibleTo(self)
        self._share_room()

    def _share_room(self) -> None:
        narrow = self.width() < theme.current().px(_NARROW_BELOW)
        shown = self._guide_asked if self._guide_asked is not None else not narrow
        self._right.setVisible(shown)
        self._left.setVisible(not (narrow and shown))

    @Slot(object)
    def _on_written(self, subjects: frozenset[str]) -> None:
        if "unit" not in subjects or self._state is None:
            return
        # Boxes that offer organisations are built anew with the tree as it is now.
        self._collect()
        self._sources = None
        current = self._number
        for form in self._forms.values():
            self.stack.removeWidget(form)
            form.deleteLater()
        self._forms.clear()
        self._stale.clear()
        self._turn_to(current)

    # -- keys and sizes --------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves, Ctrl+Enter and Shift+Enter save, F1 shows cách ghi."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() == Qt.Key.Key_F1:
            self.toggle_guide()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        ):
            self.save()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Decide who has room."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._guide_asked = None
            self._share_room()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what is typed when another page is shown."""
        super().hideEvent(event)
        if not event.spontaneous() and self._state is not None:
            self.flush_draft()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Make room for the bars only while one is shown."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            bars = (self.draft_bar, self.notice)
            self._bars.setVisible(any(not bar.isHidden() for bar in bars))
        return super().eventFilter(watched, event)


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > _BIGGEST_PICTURE:
            raise PictureTooBigProblem
        return path.read_bytes()
    except OSError as error:
        raise NotFoundProblem(path.name) from error
