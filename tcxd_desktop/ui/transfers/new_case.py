"""A case about to be opened, or its data mended: kinds at the left, the boxes beside them."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.transfers import Direction, Transfer, TransferKind
from tcxd_desktop.office import transfer_drafts, transfers, units
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.allowed import allow
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.draft_bar import UNDECIDED, DraftBar
from tcxd_desktop.ui.common.draft_keeper import DraftKeeper, Drawer
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.fields import LabeledField, commit_open_edit
from tcxd_desktop.ui.common.inputs import Field
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.layers import Layer
from tcxd_desktop.ui.common.page_head import PageHead
from tcxd_desktop.ui.common.person_field import PersonChoices, PersonField
from tcxd_desktop.ui.common.reading import Sources
from tcxd_desktop.ui.transfers.case_form import CaseForm
from tcxd_desktop.ui.transfers.kind_list import KindBox, KindList
from tcxd_desktop.ui.transfers.new_case_state import KindOffer, needs_person, offer_of

DRAFTS = Drawer(
    Permission.TRANSFERS, transfer_drafts.keep, transfer_drafts.draft, transfer_drafts.drop
)
_KINDS_WIDE, _LIST_FROM = 316, 960
"""Width of the list, and of the page from which it is shown, at 100 %."""
_OWN = "Đảng viên chuyển"
_COMES = "Đã có hồ sơ ở đây (người trở về); để trống nếu mới đến"
_SAVE_KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class NewCasePage(Layer):
    """Opens a case; or shows the data of one that is open, to mend them."""

    unsaved_name = "Ca chuyển sinh hoạt"
    opened = Signal(int)
    """A case was opened or mended; with its number."""

    def __init__(
        self, desk: Desk, jobs: Jobs, changes: Changes, parent: QWidget | None = None
    ) -> None:
        """Build the page."""
        super().__init__(parent)
        self._desk = desk
        self._case: Transfer | None = None
        """As proposed, or as it stands."""
        self._quiet = False
        self.dirty = False
        self._offered: Transfer | None = None
        """A draft that waits to be taken or thrown away."""
        self._choices = PersonChoices(desk)
        changes.written.connect(self._choices.forget)
        self._build()
        self.keeper = DraftKeeper(DRAFTS, desk, jobs, self._unsaved, self)
        self._connect()

    @property
    def mending(self) -> int:
        """Number of the case whose data are mended; 0 while one is being opened."""
        return self._case.id if self._case is not None else 0

    def open_new(
        self,
        person_id: int = 0,
        kind: TransferKind = TransferKind.OFFICIAL,
        direction: Direction = Direction.OUT,
    ) -> None:
        """Begin a new case, of somebody where that is known already.

        Raises:
            OutsideScopeProblem, NotFoundProblem: the member.
        """
        self._start(None)
        self.person.set_value(None)
        self.kinds.choose(offer_of(kind, direction))
        self.head.title.say("Mở ca chuyển sinh hoạt")
        self.save_button.setText("Mở ca   Ctrl+S")
        if person_id:
            self.show_person(person_id)
        else:
            self._propose()
        self._go_on("transfer:new", 0)

    def open_case(self, transfer_id: int) -> None:
        """Mend the data of a case.

        Raises:
            NotFoundProblem, OutsideScopeProblem.
        """
        case = transfers.read(self._desk, transfer_id)
        self._start(case)
        self.head.title.say(f"Sửa thông tin ca: {case.traveller.name}")
        self.save_button.setText("Lưu   Ctrl+S")
        offer = offer_of(case.kind, case.direction)
        self.kinds.choose(offer)
        self._ask(offer)
        self.form.show_case(case)
        self._go_on(f"transfer:{case.id}", case.version)

    def show_person(self, person_id: int) -> None:
        """Take somebody of the office as who moves."""
        self._choices.know(person_id)
        self.person.set_value(person_id)
        self._propose()

    def save(self) -> bool:
        """Open the case, or write its data; a problem is shown beside its box."""
        if self._offered is not None:
            self.notice.say(UNDECIDED, "warn")
            return False
        commit_open_edit()
        self.notice.clear()
        try:
            case = self.form.case()
            if self.mending:
                written = transfers.update(self._desk, case)
            else:
                written = transfers.open_case(self._desk, case)
        except Problem as problem:
            self._show_problem(problem)
            return False
        self.dirty = False
        self.keeper.drop()
        self._case = written
        self.opened.emit(written.id)
        return True

    def discard(self) -> None:
        """Throw away what is typed."""
        self.dirty = False
        self.keeper.drop()

    def keep_draft(self) -> Problem | None:
        """Keep what is typed and not saved, now; returns what stood in the way, if anything."""
        return self.keeper.flush()

    def unsaved(self) -> bool:
        """Tell whether something is typed that is not saved."""
        commit_open_edit()
        return self.dirty

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves; Ctrl+Enter and Shift+Enter save."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
            event.modifiers() & _SAVE_KEYS
        ):
            self.save()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Have the keyboard where the work begins."""
        super().showEvent(event)
        if not event.spontaneous() and self._case is not None:
            self._take_keyboard()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the kinds as a list where there is room for it, else in one line."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        look = theme.current()
        wide = self.width() >= look.px(_LIST_FROM)
        self.kinds.setFixedWidth(look.px(_KINDS_WIDE))
        self._edge.setVisible(wide and not self.mending)
        self.kind_box.setVisible(not wide and not self.mending)

    # --- building ---------------------------------------------------------------------------------

    def _build(self) -> None:
        look = theme.current()
        self.head = PageHead("Trở lại")
        self.save_button = theme.primary(QPushButton("Mở ca   Ctrl+S"))
        self.save_button.setToolTip("Ctrl+S, Ctrl+Enter")
        allow(self.save_button, self._desk, Permission.TRANSFERS)
        self.head.place(self.save_button)
        self.notice = Notice()
        self.draft_bar = DraftBar()
        self.kinds = KindList()
        self.person = PersonField(self._choices)
        self.person_box = LabeledField(_OWN, self.person)
        sources = Sources(self._desk.today(), self._desk.codes)
        self.form = CaseForm(sources)
        self.kind_box = KindBox(self.kinds)
        above = QWidget()
        top = QVBoxLayout(above)
        top.setContentsMargins(look.px(18), look.px(12), look.px(18), 0)
        top.setSpacing(look.px(8))
        top.addWidget(self.draft_bar)
        top.addWidget(self.notice)
        top.addWidget(self.kind_box)
        top.addWidget(self.person_box)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(above)
        right.addWidget(self.form, 1)
        self._edge = theme.mark(QWidget(), "side")
        self._edge.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        edge = QHBoxLayout(self._edge)
        edge.setContentsMargins(0, look.px(4), 1, 0)
        edge.addWidget(self.kinds)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self._edge)
        body.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(body, 1)

    def _connect(self) -> None:
        self.head.back_wanted.connect(self.leave)
        self.save_button.clicked.connect(self.save)
        self.kinds.chosen.connect(self._on_kind)
        self.person.changed.connect(self._on_person)
        self.person.editing_done.connect(self._on_person)
        self.form.typed.connect(self._on_typed)
        self.draft_bar.used.connect(self._on_draft_used)
        self.draft_bar.dropped.connect(self._on_draft_dropped)
        self.keeper.failed.connect(self.notice.show_problem)
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Ctrl+S", self.save),
            ("F2", self.kinds.setFocus),
        )
        for key, slot in keys:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    # --- what is asked ----------------------------------------------------------------------------

    def _go_on(self, key: str, version: int) -> None:
        """Begin with nothing unsaved; a draft that was kept is offered."""
        self.dirty = False
        self.keeper.watch(key, version)
        found = self.keeper.find(Transfer)
        self._offered = found[0] if found is not None else None
        self._hold(on=found is not None)
        if found is not None:
            self.draft_bar.offer(found[1], found[0].traveller.name)
        else:
            self.draft_bar.hide()
        self._take_keyboard()

    def _hold(self, *, on: bool) -> None:
        """Let nothing be typed while a draft waits to be decided on."""
        for widget in (self.kinds, self.kind_box, self.person_box, self.form):
            widget.setEnabled(not on)

    def _unsaved(self, resting: bool) -> Transfer | None:  # noqa: FBT001 - a callback
        if not self.dirty or self._offered is not None:
            return None
        if not resting:
            commit_open_edit()
        return self.form.as_typed(resting=resting)

    @Slot()
    def _on_draft_used(self) -> None:
        draft, self._offered = self._offered, None
        self._hold(on=False)
        if draft is not None:
            self._show_draft(draft)
        self._take_keyboard()

    def _show_draft(self, draft: Transfer) -> None:
        self._quiet = True
        offer = offer_of(draft.kind, draft.direction)
        self.kinds.choose(offer)
        if draft.person_id is not None:
            self._choices.know(draft.person_id)
        self.person.set_value(draft.person_id)
        self._quiet = False
        self._case = draft
        self._ask(offer)
        self.form.show_case(draft)
        self.dirty = True
        self.keeper.start()

    @Slot()
    def _on_draft_dropped(self) -> None:
        self._offered = None
        self._hold(on=False)
        self.keeper.drop()
        self._take_keyboard()

    def _start(self, case: Transfer | None) -> None:
        self.notice.clear()
        self._case = case
        self._share()
        self.person_box.setVisible(case is None)

    def _ask(self, offer: KindOffer) -> None:
        nodes = units.tree(self._desk)
        holders = {kind.code for kind in units.shipped_types() if kind.holds_members}
        cells = [node for node in nodes if node.unit.type in holders]
        self.person_box.caption.setText(_OWN if needs_person(offer) else _COMES)
        self.form.ask(offer, cells)

    def _propose(self) -> None:
        """Fill in what is known of the kind and the member; what was typed stays."""
        offer = self.kinds.offer
        if offer is None or self.mending or self._quiet:
            return
        person = self.person.value()
        self.notice.clear()
        try:
            case = transfers.propose(
                self._desk, offer.kind, offer.direction, person if isinstance(person, int) else None
            )
        except Problem as problem:
            self._show_problem(problem)
            return
        self._case = case
        self._ask(offer)
        self.form.show_case(case, keep=self.form.typed_boxes)

    def _take_keyboard(self) -> None:
        if self._offered is not None:
            self.draft_bar.use.setFocus()
        elif self.mending:
            self.form.go_to()
        elif self.person.value() is None:
            self.person.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.kinds.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_problem(self, problem: Problem) -> None:
        fields = (field for field in self.findChildren(Field) if field.key == problem.field)
        found = next((f for f in fields if f.key and f.isVisible()), None)
        if found is None:
            self.notice.show_problem(problem)
            return
        if found.problem() is not problem:
            found.set_problem(problem)
        found.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_kind(self, _offer: KindOffer) -> None:
        self._propose()

    @Slot()
    def _on_person(self) -> None:
        if self._case is not None and self.person.value() != self._case.person_id:
            self.dirty = True
            self._propose()
            self.keeper.start()

    @Slot()
    def _on_typed(self) -> None:
        self.dirty = True
        self.keeper.start()
