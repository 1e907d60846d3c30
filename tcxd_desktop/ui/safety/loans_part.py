"""Paper dossiers lent to be read: who has which, who agreed, when it is due back."""

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from tcxd_desktop.domain.book import Loan
from tcxd_desktop.domain.errors import RequiredProblem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.office import loans
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.allowed import allow
from tcxd_desktop.ui.common.dialogs import confirm
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.fields import DateField, LabeledField, LineField
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.listing import ListOrWords, ruled
from tcxd_desktop.ui.common.person_field import PersonChoices, PersonField
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.ui.safety.parts import button, partial
from tcxd_desktop.ui.safety.work import Work, WorkDialog
from tcxd_desktop.wording.formats import show_date, show_number

_DUE_AFTER = timedelta(days=14)
"""Proposed; the keeping committee says how long."""
_NOTHING = "Không có hồ sơ giấy nào đang cho mượn."


def columns(today: str) -> tuple[Column[Loan], ...]:
    """Return the columns of the list, as seen on ISO ``today``."""

    def state(loan: Loan) -> str:
        return "quá hạn" if loan.overdue(today) else "đang mượn"

    return (
        Column("person", "Hồ sơ của", lambda loan: loan.person, width=170),
        Column("state", "Tình trạng", state, width=96,
               tone=lambda loan: "bad" if loan.overdue(today) else "plain"),
        Column("due", "Hạn trả", lambda loan: show_date(loan.due_on),
               sort=lambda loan: loan.due_on or "9", width=94),
        Column("borrower", "Người mượn", lambda loan: loan.borrower, width=150),
        Column("unit", "Đơn vị", lambda loan: loan.borrower_unit, width=150),
        Column("papers", "Mượn gì", lambda loan: loan.papers or "cả hồ sơ", width=130),
        Column("purpose", "Để làm gì", lambda loan: loan.purpose, width=140),
        Column("approved", "Người cho phép", lambda loan: loan.approved_by, width=130),
        Column("lent", "Ngày mượn", lambda loan: show_date(loan.lent_on),
               sort=lambda loan: loan.lent_on, width=94),
    )  # fmt: skip


class LoansPart(QWidget):
    """The list of what is out, and two buttons."""

    person_wanted = Signal(int)

    def __init__(self, desk: Desk, jobs: Jobs, notice: Notice) -> None:
        """Build the list; ``refresh`` fills it."""
        super().__init__()
        self._desk, self._jobs, self._notice = desk, jobs, notice
        self._choices = PersonChoices(desk)
        look = theme.current()
        self.table: Table[Loan] = Table(
            columns(desk.day()),
            identity=lambda loan: loan.id,
            name="Hồ sơ giấy đang cho mượn",
            key="safety.loans",
        )
        self.count = theme.muted(QLabel())
        self.back = button("Ghi đã trả", self.give_back)
        self.lend = theme.primary(button("Cho mượn…", self.lend_one))
        for tool in (self.back, self.lend):
            allow(tool, desk, Permission.EDIT)
        tools = QHBoxLayout()
        tools.setContentsMargins(look.px(14), look.px(10), look.px(14), look.px(10))
        tools.setSpacing(look.px(8))
        tools.addWidget(self.count)
        tools.addStretch(1)
        tools.addWidget(self.back)
        tools.addWidget(self.lend)
        self.stack = ListOrWords(self.table, _NOTHING)
        self.empty = self.stack.empty
        ruled(self, tools, main=self.stack)
        self.table.opened.connect(self._on_opened)
        self.table.current_changed.connect(self._on_current)

    @Slot()
    def refresh(self) -> None:
        """Read what is out, off the screens' thread."""
        desk = self._desk
        self._choices.forget()

        def work(_progress: Progress) -> list[Loan]:
            return loans.open_loans(desk)

        self._jobs.run(
            work, done=self._show, failed=self._notice.show_problem, title="Đang đọc sổ mượn…"
        )

    @Slot()
    def lend_one(self) -> None:
        """Ask whose dossier goes to whom."""
        dialog = LoanDialog(self._desk, self._jobs, self._choices, self)
        if dialog.exec():
            self._notice.say(f"Đã ghi cho {dialog.outcome.borrower} mượn hồ sơ.", "ok")
            self.refresh()

    @Slot()
    def give_back(self) -> None:
        """Write that the chosen one came back, after a question."""
        loan = self.table.current_record()
        if loan is None or not confirm(
            self, f"{loan.borrower} đã trả hồ sơ của {loan.person}?", yes="Ghi đã trả",
            detail="Hãy đối chiếu với mục lục tài liệu trước khi ghi.",
        ):  # fmt: skip
            return
        desk, number = self._desk, loan.id

        def work(_progress: Progress) -> None:
            loans.give_back(desk, number)

        def done(_result: None) -> None:
            self._notice.say("Đã ghi trả hồ sơ.", "ok")
            self.refresh()

        self._jobs.run(work, done=done, failed=self._notice.show_problem, title="Đang ghi…")

    def _show(self, found: Sequence[Loan]) -> None:
        self.table.show_records(found)
        late = sum(loan.overdue(self._desk.day()) for loan in found)
        text = f"{show_number(len(found))} đang cho mượn"
        self.count.setText(f"{text}, {show_number(late)} quá hạn" if late else text)
        self.stack.show_list(on=bool(found))
        if found and self.table.current_record() is None:
            self.table.select_first()
        self._on_current()

    @Slot()
    def _on_current(self) -> None:
        self.back.setEnabled(self.table.current_record() is not None)

    @Slot(object)
    def _on_opened(self, loan: Loan) -> None:
        self.person_wanted.emit(loan.person_id)


class LoanDialog(WorkDialog):
    """Whose dossier, to whom, on which paper, until when, who agreed."""

    doing = "Đang ghi…"

    def __init__(
        self, desk: Desk, jobs: Jobs, choices: PersonChoices, parent: QWidget | None = None
    ) -> None:
        """Ask."""
        super().__init__("Cho mượn đọc hồ sơ giấy", jobs, parent, width=680)
        self._desk = desk
        self.say("Phải có sự đồng ý của cấp ủy quản lý hồ sơ (Hướng dẫn 06-HD/TW, 8.2.e).",
                 quiet=True)  # fmt: skip
        self.person = PersonField(choices)
        self.papers = LineField("papers")
        self.papers.set_placeholder("để trống: cả hồ sơ")
        self.borrower, self.unit = LineField("borrower"), LineField("borrower_unit")
        self.letter, self.purpose = LineField("letter"), LineField("purpose")
        self.letter.set_placeholder("số, ngày, nơi cấp")
        self.approved = LineField("approved_by")
        self.approved.set_placeholder("chức vụ, họ và tên")
        self.due = DateField("due_on", today=desk.today(), future=True)
        self.due.set_value(partial(desk.today() + _DUE_AFTER))
        self._place()
        self.add_buttons("Cho mượn")
        self.person.setFocus()

    def work(self) -> Work:
        """Return what writes the loan.

        Raises:
            Problem: nobody is chosen, or the day is not whole.
        """
        problem = self.person.problem()
        if problem is not None:
            raise problem
        person = self.person.value()
        if not isinstance(person, int):
            raise RequiredProblem("birth_name", field="person_id")
        due = self.due.whole()
        loan = Loan(
            person_id=person,
            borrower=str(self.borrower.value()),
            borrower_unit=str(self.unit.value()),
            letter=str(self.letter.value()),
            papers=str(self.papers.value()),
            purpose=str(self.purpose.value()),
            approved_by=str(self.approved.value()),
            due_on=due.isoformat() if due else "",
        )
        desk = self._desk
        return lambda _progress: loans.lend(desk, loan)

    def _place(self) -> None:
        rows: tuple[tuple[tuple[str, PersonField | LineField], ...], ...] = (
            (("Hồ sơ của", self.person), ("Tài liệu mượn", self.papers)),
            (("Người mượn", self.borrower), ("Đơn vị", self.unit)),
            (("Giấy giới thiệu", self.letter), ("Để làm gì", self.purpose)),
            (("Người cho phép", self.approved), ("Hạn trả", self.due)),
        )
        for row in rows:
            line = QHBoxLayout()
            line.setSpacing(theme.current().px(12))
            for caption, field in row:
                line.addWidget(LabeledField(caption, field), 1)
            self.body.addLayout(line)
        self.body.addStretch(1)
