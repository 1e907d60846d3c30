"""The dossier editor: the paper form on the screen, filled by keyboard, never lost."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent

from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.drafts import Draft
from tcxd_desktop.domain.errors import (
    ConflictProblem,
    NotFoundProblem,
    PictureTooBigProblem,
    Problem,
)
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.office import people, units, views
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import dialogs
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.reading import Sources
from tcxd_desktop.ui.people.card_dialog import CardDialog
from tcxd_desktop.ui.people.editor_access import access_of
from tcxd_desktop.ui.people.editor_correct import CorrectionDialog
from tcxd_desktop.ui.people.editor_drafts import DraftKeeper
from tcxd_desktop.ui.people.editor_frame import EditorFrame
from tcxd_desktop.ui.people.editor_history import HistoryDialog
from tcxd_desktop.ui.people.editor_layout import SHEETS, sheet_number
from tcxd_desktop.ui.people.editor_state import EditorState
from tcxd_desktop.wording.access import READ_ONLY
from tcxd_desktop.wording.dossier import item_of, label
from tcxd_desktop.wording.problems import sentence

_BIGGEST_PICTURE = 64 * 1024 * 1024
_SAVE_KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class DossierEditor(EditorFrame):
    """A page of the main window that edits one dossier."""

    saved = Signal(int)
    """A dossier was written, with its id."""
    print_wanted = Signal(int)
    """Preview the phiếu of this person."""

    def __init__(self, desk: Desk, jobs: Jobs, changes: Changes) -> None:
        """Build the frame; the boxes of a section are built when it is first shown."""
        self._access = access_of(desk)
        super().__init__(self._known, self._picture, self._access)
        self._desk, self._jobs = desk, jobs
        self._state: EditorState | None = None
        self._previous: Dossier | None = None
        self._sources: Sources | None = None
        self._offered: Draft | None = None
        self._field = ""
        self.drafts = DraftKeeper(desk, jobs, self._unsaved, self)
        self._connect(changes)
        self._connect_keys()

    def _connect(self, changes: Changes) -> None:
        self.header.back_wanted.connect(self.leave)
        self.header.save_wanted.connect(self.save)
        self.header.print_wanted.connect(self._on_print)
        self.header.history_wanted.connect(self._on_history)
        self.header.card_wanted.connect(self.read_card)
        self.draft_bar.used.connect(self._on_draft_used)
        self.draft_bar.dropped.connect(self._on_draft_dropped)
        self.sections.chosen.connect(self._turn_to)
        self.guide.gap_wanted.connect(self.go_to_gap)
        self.notice.acted.connect(self._on_reload)
        self.forms.typed.connect(self._on_typed)
        self.forms.collected.connect(self._refresh)
        self.forms.entered.connect(self._on_entered)
        self.forms.column_entered.connect(self.guide.show_field)
        self.forms.help_wanted.connect(self.toggle_guide)
        self.forms.repeat_wanted.connect(self._on_repeat)
        self.forms.ended.connect(self.next_section)
        self.forms.correction_wanted.connect(self._on_correction)
        self.forms.papers_wanted.connect(self._on_papers)
        self.forms.picture_chosen.connect(self.take_photo)
        self.forms.said.connect(self.header.show_state)
        self.drafts.kept.connect(self._on_kept)
        self.drafts.failed.connect(self.notice.show_problem)
        changes.written.connect(self._on_written)

    def _connect_keys(self) -> None:
        for keys, slot in (
            ("Ctrl+S", self.save),
            ("Alt+Down", self.next_section),
            ("Alt+Up", self.previous_section),
            ("Ctrl+Tab", self.next_section),
            ("Ctrl+Shift+Tab", self.previous_section),
            ("F8", self.go_to_gap),
            ("F9", self.read_card),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    @property
    def dirty(self) -> bool:
        """Whether something is typed that is not saved."""
        return self._state is not None and (self.forms.touched or self._state.dirty)

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
        kept = None if self._access.frozen else people.draft(self._desk, person_id)
        if self._state is not None and self.person_id != person_id:
            self._previous = self._state.base
        self._show(dossier)
        if views.due(desk := self._desk, person_id):
            self._jobs.run(lambda _progress: views.note(desk, person_id), title="Đang ghi sổ…")
        if kept is not None:
            self._offered = kept
            self.forms.setEnabled(False)
            self.draft_bar.offer(kept.at)
        self._take_keyboard()

    def flush_draft(self) -> None:
        """Keep what is typed and not saved, now; says so where that fails."""
        problem = self.drafts.flush()
        if problem is not None:
            self.notice.show_problem(problem)

    def discard(self) -> None:
        """Throw unsaved work away."""
        if self._state is not None:
            self.drafts.stop()
            self._show(self._state.base)
            self._drop_draft()
            self._take_keyboard()

    @Slot()
    def save(self) -> bool:
        """Write the dossier; a problem is shown beside its box, and nothing is written."""
        if self._access.frozen:
            self.notice.say(self._access.frozen, "plain")
            return False
        if self._state is None or self._offered is not None:
            return False
        self.forms.finish()
        wrong = self.forms.first_problem()
        if wrong is not None:
            self._show_beside(*wrong)
            return False
        if not self._state.dirty:
            self.header.show_state("Không có gì thay đổi")
            return True
        self.drafts.stop()
        try:
            written = people.save(self._desk, self._state.current)
        except Problem as problem:
            self._on_refused(problem)
            return False
        self._state.saved(written)
        self.forms.reload()
        self._refresh()
        self.notice.clear()
        self.header.show_person(written.birth_name)
        self.header.show_state(f"Đã lưu {self._desk.clock():%H:%M}")
        self.saved.emit(written.id)
        return True

    def unsaved(self) -> bool:
        """Tell whether something is typed that is not saved."""
        return self.dirty

    def keep_draft(self) -> Problem | None:
        """Keep what is typed and not saved, now; returns what stood in the way, if anything."""
        return self.drafts.flush() if self.dirty else None

    def may_leave(self) -> bool:
        """Keep what is typed as a draft; asks where that fails."""
        problem = self.drafts.flush()
        return problem is None or dialogs.confirm(
            self,
            "Chưa giữ được bản nháp. Rời đi bây giờ thì mất những gì đang gõ.",
            yes="Vẫn rời đi",
            no="Ở lại",
            detail=sentence(problem),
        )

    def show_section(self, number: int) -> None:
        """Show a section and put the keyboard into its first box."""
        self._turn_to(number)
        self.forms.form.go_to()

    @Slot()
    def next_section(self) -> None:
        """Go to the next section."""
        self.show_section((self.forms.number + 1) % len(SHEETS))

    @Slot()
    def previous_section(self) -> None:
        """Go to the section before."""
        self.show_section((self.forms.number - 1) % len(SHEETS))

    @Slot()
    def go_to_gap(self) -> None:
        """Go to the next box that lacks something."""
        if self._state is None:
            return
        self.forms.finish()
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
            self.forms.form.go_to(name)

    @Slot(Path)
    def take_photo(self, path: Path) -> None:
        """Make the 3×4 picture from a file, in the background."""
        person_id = self.person_id
        self._turn_to(sheet_number("photo"))
        if self.forms.photo is None or not person_id or self._access.frozen:
            return
        self.forms.photo.busy()

        def take(_progress: Progress) -> Dossier:
            return people.set_photo(self._desk, person_id, _bytes_of(path))

        self._jobs.run(take, done=self._on_photo, failed=self._on_no_photo, title="Đang đọc ảnh…")

    def _on_photo(self, fresh: Dossier) -> None:
        if self.forms.photo is not None:
            self.forms.photo.done()
        if self.person_id == fresh.id:
            self._take_fresh(fresh)
        self.saved.emit(fresh.id)

    def _on_no_photo(self, problem: Problem) -> None:
        if self.forms.photo is not None:
            self.forms.photo.show_problem(problem)

    def _show(self, dossier: Dossier) -> None:
        self._state = EditorState(
            dossier, self._desk.today(), self._desk.codes, sealed=self._access.sealed
        )
        self._offered = None
        self._field = ""
        self.notice.clear()
        self.draft_bar.hide()
        self.forms.setEnabled(True)
        self.forms.show_state(self._state)
        self.header.show_person(dossier.birth_name)
        self.header.show_state(READ_ONLY if self._access.frozen else "")
        if self._access.frozen:
            self.notice.say(self._access.frozen, "plain")
        self._turn_to(0)
        self._refresh()
        self.forms.form.verticalScrollBar().setValue(0)

    def _take_keyboard(self) -> None:
        if self._offered is not None:
            self.draft_bar.use.setFocus()
        else:
            self.forms.form.go_to(self._field)

    @Slot(int)
    def _turn_to(self, number: int) -> None:
        if self._state is None:
            return
        self.guide.show_field(SHEETS[number].fields[0])  # the keyboard may go to another box
        self.forms.turn_to(number)
        self.sections.set_current(number)
        self._refresh_guide()

    def _known(self) -> Sources:
        if self._sources is None:
            tree = units.tree(self._desk)
            self._sources = Sources(self._desk.today(), self._desk.codes, tree)
        return self._sources

    def _picture(self, key: str) -> bytes | None:
        return people.photo(self._desk, key)

    @Slot()
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
        sheet = SHEETS[self.forms.number]
        self.guide.show_findings(
            self._state.counted(sheet),
            self._state.doubt_texts(sheet),
            self._state.gap_texts(sheet),
            self._state.proofs(self.guide.item),
        )

    @Slot()
    def _on_typed(self) -> None:
        if self.dirty:
            self.header.show_state("Chưa lưu")
            self.drafts.start()

    @Slot(str)
    def _on_entered(self, name: str) -> None:
        self._field = name
        moved = item_of(name) != self.guide.item
        self.guide.show_field(name)
        if moved:
            self._refresh_guide()

    @Slot(str)
    def _on_repeat(self, name: str) -> None:
        if self._access.frozen:
            return
        if self._previous is None or self._state is None or self._state.locked(name):
            self.header.show_state("Chưa có hồ sơ trước để lấy lại")
            return
        self.forms.put(name, getattr(self._previous, name))

    def _unsaved(self, resting: bool) -> Dossier | None:  # noqa: FBT001 - a callback
        if self._state is None or self._offered is not None:
            return None
        if resting:
            self.forms.collect(resting=True)
        else:
            self.forms.finish()
        return self._state.current if self._state.dirty else None

    @Slot()
    def _on_kept(self) -> None:
        if self.dirty:
            self.header.show_state(f"Đã lưu nháp {self._desk.clock():%H:%M}")

    @Slot()
    def _on_draft_used(self) -> None:
        if self._state is None or self._offered is None:
            return
        self._state.take(self._offered.dossier)
        self._offered = None
        self.forms.setEnabled(True)
        self.forms.reload()
        self._refresh()
        self.header.show_state("Chưa lưu")
        self.forms.form.go_to()

    @Slot()
    def _on_draft_dropped(self) -> None:
        self._offered = None
        self.forms.setEnabled(True)
        self._drop_draft()
        self.forms.form.go_to()

    def _drop_draft(self) -> None:
        try:
            people.drop_draft(self._desk, self.person_id)
        except Problem as problem:
            self.notice.show_problem(problem)

    def _on_refused(self, problem: Problem) -> None:
        if isinstance(problem, ConflictProblem):
            self.notice.say(
                "Hồ sơ này vừa được sửa ở chỗ khác nên chưa lưu được. Nạp bản mới: "
                "những gì bạn đang gõ được giữ lại trên bản mới.",
                "bad",
                action="Nạp bản mới",
            )
        elif sheet_number(problem.field) >= 0:
            self._show_beside(problem.field, problem)
        else:
            self.notice.show_problem(problem)

    def _show_beside(self, name: str, problem: Problem) -> None:
        self.go_to(name)
        if not self.forms.form.show_problem(name, problem):
            self.notice.show_problem(problem)

    @Slot()
    def _on_reload(self) -> None:
        self.notice.clear()
        self._take_fresh(people.read(self._desk, self.person_id))

    def _take_fresh(self, fresh: Dossier) -> None:
        """Go on upon a newer saved state without losing what is typed."""
        if self._state is None:
            return
        self.forms.finish()
        both = self._state.rebase(fresh)
        self.header.show_person(fresh.birth_name)
        self.forms.reload()
        self._refresh()
        if both:
            names = ", ".join(label(name) for name in both)
            self.notice.say(f"Hai bên cùng sửa: {names}. Đang giữ giá trị bạn gõ.", "warn")

    @Slot()
    def _on_print(self) -> None:
        if self._access.no_print:
            self.notice.say(self._access.no_print, "warn")
        elif self._state is not None and (not self.dirty or self.save()):
            self.print_wanted.emit(self.person_id)

    @Slot()
    def _on_history(self) -> None:
        if self._state is not None:
            HistoryDialog(self._desk, self.person_id, self._state.base.birth_name, self).exec()

    @Slot()
    def read_card(self) -> None:
        """Hold the member's citizen card against the dossier as saved; what is typed stays."""
        if self._state is None or self._access.frozen or self._offered is not None:
            return
        self.forms.finish()
        dialog = CardDialog(self._desk, self._jobs, self._state.base, self)
        if dialog.exec() and dialog.result_dossier is not None:
            self._take_fresh(dialog.result_dossier)
            self._on_typed()
            self.notice.say("Đã lấy dữ liệu từ thẻ căn cước vào hồ sơ.", "ok")
            self.saved.emit(self.person_id)
        elif dialog.existing is not None:
            self.open(dialog.existing)

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
    def _on_papers(self) -> None:
        if self._state is not None:
            self.forms.finish()
            self.forms.put("papers", self._state.with_missing_papers())

    @Slot(object)
    def _on_written(self, subjects: frozenset[str]) -> None:
        if "unit" in subjects:
            self._sources = None
            self.forms.rebuild()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves, Ctrl+Enter and Shift+Enter save, F1 shows cách ghi."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() == Qt.Key.Key_F1:
            self.toggle_guide()
        elif enter and event.modifiers() & _SAVE_KEYS:
            self.save()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Have the keyboard in the form as soon as it is seen."""
        super().showEvent(event)
        if not event.spontaneous() and self._state is not None:
            self._take_keyboard()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what is typed when another page is shown."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.flush_draft()


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > _BIGGEST_PICTURE:
            raise PictureTooBigProblem
        return path.read_bytes()
    except OSError as error:
        raise NotFoundProblem(path.name) from error
