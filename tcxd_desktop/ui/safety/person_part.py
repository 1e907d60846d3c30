"""The data of one person: given out on request, restricted or erased by decision."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tcxd_desktop.domain.backups import Backup
from tcxd_desktop.domain.errors import SealedProblem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.people import PersonLine
from tcxd_desktop.domain.personal_data import Restriction
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.domain.units import Decision
from tcxd_desktop.office import backups, personal_data, restrictions
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.cards import Scroll, card, facts, text_label
from tcxd_desktop.ui.common.dialogs import ask_decision, inform
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.fields import LabeledField
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.person_field import PersonChoices, PersonField
from tcxd_desktop.ui.safety.erase_dialog import EraseDialog
from tcxd_desktop.ui.safety.extract_dialog import ExtractDialog, show_extract
from tcxd_desktop.ui.safety.parts import bar, button, enable, wrapped
from tcxd_desktop.ui.safety.person_told import (
    erased_text,
    holding,
    holding_text,
    kept_copy,
    restriction_card,
)
from tcxd_desktop.wording.access import why_not
from tcxd_desktop.wording.formats import show_date, show_dossier_no
from tcxd_desktop.wording.problems import sentence

_EXTRACT = (
    "In mọi điều văn phòng đang lưu về người này, nơi còn bản sao, và ai đã xem. Ghi số, ngày "
    "giấy yêu cầu."
)
_RESTRICT = (
    "Hồ sơ bị khóa vẫn giữ và xem được, nhưng không sửa, in, xuất, chuyển được cho đến khi mở "
    "khóa. Khóa và mở khóa đều cần quyết định."
)
_ERASE = (
    "Xóa mọi dữ liệu về người này khỏi văn phòng; không lấy lại được. Quy định của Đảng không cho "
    "tự ý xóa hồ sơ: chỉ làm khi có quyết định."
)
_CHOOSE = "Chọn một người trước."


@dataclass(frozen=True, slots=True)
class Read:
    """What the part shows of the one who is chosen."""

    restrictions: Sequence[Restriction]
    holding: Sequence[Backup]
    """Backups that hold the person."""

    @property
    def in_force(self) -> Restriction | None:
        """The restriction in force."""
        return next((one for one in self.restrictions if not one.until), None)


class PersonPart(QWidget):
    """Who | what can be done."""

    person_wanted = Signal(int)

    def __init__(self, desk: Desk, jobs: Jobs, notice: Notice) -> None:
        """Build it; nobody is chosen."""
        super().__init__()
        self._desk, self._jobs, self._notice = desk, jobs, notice
        self.choices = PersonChoices(desk)
        self.field = PersonField(self.choices)
        self.found = Read((), ())
        self._refused = why_not(desk.actor, Permission.DATA)
        self._build()
        self.field.editing_done.connect(self.refresh)
        self._show_nobody()

    @property
    def line(self) -> PersonLine | None:
        """The line of the one who is chosen."""
        number = self.field.value()
        return self.choices.line(number) if isinstance(number, int) else None

    @Slot()
    def refresh(self) -> None:
        """Read what concerns the one who is chosen."""
        self.choices.forget()
        line, desk = self.line, self._desk
        if line is None or self._refused:
            self._show_nobody()
            return

        def work(_progress: Progress) -> Read:
            return Read(restrictions.restrictions(desk, line.id), holding(desk, line.id))

        self._jobs.run(work, done=self._show, failed=self._notice.show_problem, title="Đang đọc…")

    @Slot()
    def extract(self) -> None:
        """Ask on which request, then show the paper."""
        line = self.line
        if line is None:
            return
        dialog = ExtractDialog(self._desk.today(), line.name, self)
        if dialog.exec():
            zone = self._desk.clock().tzinfo
            kept = tuple(kept_copy(copy, zone) for copy in self.found.holding)
            show_extract(self, self._desk, self._jobs, (line.id, dialog.request, kept))

    @Slot()
    def restrict(self) -> None:
        """Restrict, or lift the restriction, by decision."""
        line = self.line
        if line is None:
            return
        lifting = self.found.in_force is not None
        verb = "Mở khóa" if lifting else "Khóa"
        answer = ask_decision(
            self, f"{verb} dữ liệu: {line.name}", "" if lifting else _RESTRICT,
            today=self._desk.today(), reason=True, main=verb,
        )  # fmt: skip
        if answer is not None:
            self._decide(line.id, *answer, lifting=lifting)

    @Slot()
    def erase(self) -> None:
        """Erase by decision, after everything that guards it."""
        line = self.line
        if line is None:
            return
        held = len(self.found.holding)
        dialog = EraseDialog(self._desk, self._jobs, line, held, self)
        if dialog.exec():
            self.field.set_value(None)
            self._show_nobody()
            inform(
                self,
                erased_text(dialog.outcome, held, backups.replaced(self._desk)),
                title="Đã xóa",
            )

    def _decide(self, person: int, decision: Decision, reason: str, *, lifting: bool) -> None:
        desk = self._desk
        act = personal_data.lift if lifting else personal_data.restrict

        def work(_progress: Progress) -> None:
            act(desk, person, decision, reason)

        def done(_result: None) -> None:
            self._notice.say("Đã mở khóa dữ liệu." if lifting else "Đã khóa dữ liệu.", "ok")
            self.refresh()

        self._jobs.run(work, done=done, failed=self._notice.show_problem, title="Đang ghi…")

    # --- building ---------------------------------------------------------------------------------

    def _build(self) -> None:
        look = theme.current()
        self.who = Scroll("Người được chọn")
        side = theme.panel(QWidget())
        theme.mark(side, "side")
        side.setMinimumWidth(look.px(300))
        left = QVBoxLayout(side)
        left.setContentsMargins(look.px(14), look.px(12), look.px(10), 0)
        left.addWidget(LabeledField("Đảng viên", self.field))
        left.addWidget(self.who, 1)
        self.extract_button = button("Lập bản trích…", self.extract)
        self.restrict_button = button("Khóa…", self.restrict)
        self.erase_button = button("Xóa theo quyết định…", self.erase)
        self.sealed_note = wrapped(role="hint")
        self.erase_note = wrapped(role="hint")
        scroll = Scroll("Việc làm được")
        for frame in (
            self._card("Trích dữ liệu", _EXTRACT, self.sealed_note, self.extract_button),
            self._card("Khóa theo quyết định", _RESTRICT, None, self.restrict_button),
            self._card("Xóa theo quyết định", _ERASE, self.erase_note, self.erase_button),
        ):
            frame.setMaximumWidth(look.px(700))
            scroll.column.addWidget(frame)
        scroll.column.addStretch(1)
        scroll.column.setContentsMargins(look.px(14), look.px(12), look.px(14), look.px(12))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side, 3)
        row.addWidget(scroll, 7)

    @staticmethod
    def _card(title: str, said: str, note: QLabel | None, act: QWidget) -> QFrame:
        frame, column = card(title)
        column.addWidget(wrapped(said))
        if note is not None:
            column.addWidget(note)
        column.addWidget(bar(act))
        return frame

    def _show_nobody(self) -> None:
        self.who.clear()
        text = self._refused or "Gõ tên để chọn người cần trích, khóa hoặc xóa dữ liệu."
        self.who.column.addWidget(text_label(text, role="muted"))
        self.who.column.addStretch(1)
        self._dress(self._refused or _CHOOSE)

    def _show(self, found: Read) -> None:
        self.found = found
        line = self.line
        if line is None:
            self._show_nobody()
            return
        self.who.clear()
        column = self.who.column
        column.addWidget(theme.page_title(wrapped(line.name)))
        if found.in_force is not None:
            column.addWidget(theme.badge("đang khóa theo quyết định", "warn"))
        column.addLayout(
            facts((("Sinh", show_date(line.birth)), ("Chi bộ", line.unit),
                   ("Số lý lịch", show_dossier_no(line.dossier_no))))
        )  # fmt: skip
        for one in found.restrictions:
            column.addWidget(restriction_card(one))
        frame, inside = card("Bản sao lưu còn giữ người này")
        inside.addWidget(text_label(holding_text(found.holding, self._desk.clock().tzinfo)))
        column.addWidget(frame)
        column.addWidget(bar(button("Mở hồ sơ", self._on_open)))
        column.addStretch(1)
        self._dress("")

    def _dress(self, why: str) -> None:
        holds = self._desk.actor.sealed
        locked = "" if holds else sentence(SealedProblem("xóa dữ liệu"))
        enable(self.extract_button, why)
        enable(self.restrict_button, why)
        enable(self.erase_button, why or locked)
        self.restrict_button.setText("Mở khóa…" if self.found.in_force and not why else "Khóa…")
        self.sealed_note.setText(
            "" if holds else "Mục niêm phong không có trong bản trích: tài khoản này không mở được."
        )
        self.sealed_note.setVisible(not holds)
        self.erase_note.setText(locked)
        self.erase_note.setVisible(bool(locked))

    @Slot()
    def _on_open(self) -> None:
        if self.line is not None:
            self.person_wanted.emit(self.line.id)
