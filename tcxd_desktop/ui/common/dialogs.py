"""Short questions in Vietnamese. Dialogs are only for short, closed questions."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QStandardPaths, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.errors import DecisionNeededProblem, Problem, ReasonNeededProblem
from tcxd_desktop.domain.units import Decision
from tcxd_desktop.ui.common import settings, theme
from tcxd_desktop.ui.common.dialog_area import DialogArea
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.fields import (
    DateField,
    Field,
    LabeledField,
    LineField,
    TextField,
    commit_open_edit,
)
from tcxd_desktop.ui.common.screens import room_of
from tcxd_desktop.ui.common.tab_order import tab_as_laid

SHEETS = "Bảng tính (*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt)"
PICTURES = "Ảnh (*.jpg *.jpeg *.png)"
PDF = "Tệp PDF (*.pdf)"
TITLE_BAR = 40
"""What the system draws around a dialog takes no more."""
XLSX = "Bảng tính Excel (*.xlsx)"


class Dialog(QDialog):
    """A dialog with a body, a bar for problems and buttons that say what they do.

    ``accept_ready`` runs on the main button or Ctrl+Enter and may refuse with a Problem.
    """

    def __init__(self, title: str, parent: QWidget | None = None, *, width: int = 460) -> None:
        """Make an empty dialog; fill ``body``, then ``add_buttons``."""
        super().__init__(parent)
        look = theme.current()
        self.setWindowTitle(title)
        # Never wider than the screen, however large the letters are.
        self.setMinimumWidth(min(look.px(width), room_of(self).size().width()))
        self._column = column = QVBoxLayout(self)
        self._area: DialogArea | None = None
        """Holds the body once the screen was found to be too low for it."""
        column.setContentsMargins(look.px(18), look.px(16), look.px(18), look.px(14))
        column.setSpacing(look.px(10))
        self.body = QVBoxLayout()
        self.body.setSpacing(look.px(10))
        self.notice = Notice()
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(look.px(8))
        self._buttons.addStretch()
        column.addLayout(self.body, 1)
        column.addWidget(self.notice)
        column.addLayout(self._buttons)
        self.main: QPushButton | None = None
        self.leave: QPushButton | None = None
        self._told: tuple[Field, Problem] | None = None

    def say(self, text: str, *, quiet: bool = False) -> QLabel:
        """Add a paragraph to the body."""
        label = QLabel(text)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        if quiet:
            theme.muted(label)
        self.body.addWidget(label)
        return label

    def add_buttons(self, main: str, *, cancel: str = "Thôi") -> QPushButton:
        """Add the main button and the one that leaves; returns the main one."""
        if cancel:
            self.leave = QPushButton(cancel)
            self.leave.setAutoDefault(False)
            self.leave.clicked.connect(self.reject)
            self._buttons.addWidget(self.leave)
        self.main = theme.primary(QPushButton(main))
        self.main.setDefault(True)
        self.main.clicked.connect(self._on_main)
        self._buttons.addWidget(self.main)
        return self.main

    def add_button(self, text: str, *, left: bool = False) -> QPushButton:
        """Add a further button."""
        button = QPushButton(text)
        button.setAutoDefault(False)
        self._buttons.insertWidget(0 if left else self._buttons.count(), button)
        tab_as_laid(self)
        return button

    def accept_ready(self) -> None:
        """Check and do what the dialog is for.

        Raises:
            Problem: shown at the foot; the dialog stays open.
        """

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter as the button the focus is on, else (and with Ctrl or Shift) as the main one.

        Whoever went to *Bỏ* or *Thôi* and presses Enter means that button.
        """
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        there = self.focusWidget()
        if isinstance(there, QPushButton) and plain(event):
            there.click()
        elif self.main is not None:
            self.main.click()

    def event(self, event: QEvent) -> bool:
        """Grow when what it says needs more lines than there is room for."""
        if event.type() == QEvent.Type.Show and not event.spontaneous():
            tab_as_laid(self)
        done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self._grow()
        elif event.type() == QEvent.Type.Resize and self.isVisible():
            self._stay_on_screen()
        return done

    def _stay_on_screen(self) -> None:
        """Move up when it has grown below the screen: its buttons are there."""
        room, frame = room_of(self), self.frameGeometry()
        if frame.bottom() > room.bottom():
            up = frame.bottom() - room.bottom()
            self.move(self.x(), max(room.top(), self.y() - up))

    def _grow(self) -> None:
        layout = self.layout()
        if layout is None:
            return
        needed = layout.minimumSize().height()
        if layout.hasHeightForWidth():
            # Qt itself keeps the smallest size, but takes wrapped texts as one line. By the least
            # height a problem that comes up would be given pixels of the boxes above it.
            least, whole = layout.minimumHeightForWidth, layout.totalHeightForWidth
            needed = (whole if self.notice.isVisible() else least)(self.width())
        room = room_of(self).size().height() - TITLE_BAR
        if needed > room and self._area is None:
            self._scroll_body()
        elif self.height() < min(needed, room):
            self.resize(self.width(), min(needed, room))
        elif self.height() > room and not self.isMaximized():
            # Qt itself asks for more than there is where texts could be wrapped narrower.
            self._column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
            self.setMinimumHeight(min(needed, room))
            self.resize(self.width(), room)

    def _scroll_body(self) -> None:
        """Let the body scroll: it is higher than the screen, and the buttons are below it."""
        self._column.removeItem(self.body)
        self.body.setParent(None)
        self._area = DialogArea(self.body)
        self._column.insertWidget(0, self._area, 1)
        tab_as_laid(self)
        QTimer.singleShot(0, self, self._fit_screen)

    def _fit_screen(self) -> None:
        room = room_of(self).size()
        self.resize(min(self.width(), room.width()), room.height() - TITLE_BAR)

    @Slot()
    def _on_main(self) -> None:
        commit_open_edit()
        self._forget_told()
        try:
            self.accept_ready()
        except Problem as problem:
            self.show_problem(problem)
        else:
            self.accept()

    def show_problem(self, problem: Problem) -> None:
        """Say a problem beside the field it names, else at the foot."""
        fields = (field for field in self.findChildren(Field) if field.key == problem.field)
        found = next((field for field in fields if field.key and field.isVisible()), None)
        if found is None:
            self.notice.show_problem(problem)
            return
        self.notice.clear()
        if found.problem() is not problem:
            self._told = (found, problem)
            found.set_problem(problem)
        found.setFocus(Qt.FocusReason.OtherFocusReason)

    def _forget_told(self) -> None:
        """Take back what was said beside a field that can itself be read: it is asked anew."""
        if self._told is not None and self._told[0].problem() is self._told[1]:
            self._told[0].set_problem(None)
        self._told = None


class Question(Dialog):
    """One sentence and two or three answers."""

    def __init__(
        self,
        title: str,
        text: str,
        answers: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
        *,
        detail: str = "",
    ) -> None:
        """Ask; ``answers`` are (key, text), the first is the main one, the last leaves."""
        super().__init__(title, parent)
        self.answer = answers[-1][0]
        self.say(text)
        if detail:
            self.say(detail, quiet=True)
        self.setAccessibleDescription(text)
        self.answers: dict[str, QPushButton] = {}
        for place, (key, label) in enumerate(reversed(answers)):
            last = place == len(answers) - 1
            button = self.add_buttons(label, cancel="") if last else self.add_button(label)
            self.answers[key] = button
            if not last:
                button.clicked.connect(self._giver(key))
        self._main_key = answers[0][0]

    def accept_ready(self) -> None:
        """Take the main answer."""
        self.answer = self._main_key

    def _giver(self, key: str) -> Callable[[], None]:
        def give() -> None:
            self.answer = key
            self.done(QDialog.DialogCode.Accepted)

        return give


def inform(parent: QWidget | None, text: str, *, title: str = "Thông báo") -> None:
    """Say something that needs no answer."""
    Question(title, text, [("ok", "Đóng")], parent).exec()


def confirm(
    parent: QWidget | None,
    text: str,
    *,
    yes: str,
    no: str = "Thôi",
    title: str = "Xác nhận",
    detail: str = "",
) -> bool:
    """Ask whether to do something; ``yes`` says what will be done, e.g. ``Xóa dòng``."""
    question = Question(title, text, [("yes", yes), ("no", no)], parent, detail=detail)
    question.exec()
    return question.answer == "yes"


def choose(
    parent: QWidget | None,
    text: str,
    answers: Sequence[tuple[str, str]],
    *,
    title: str = "Chọn",
    detail: str = "",
) -> str:
    """Ask with several answers (key, text); closing the dialog gives the last one."""
    question = Question(title, text, answers, parent, detail=detail)
    question.exec()
    return question.answer


def ask_unsaved(parent: QWidget | None, what: str) -> str:
    """Ask about unsaved work: returns ``save``, ``discard`` or ``stay``."""
    return choose(
        parent,
        f"{what} có thay đổi chưa lưu.",
        [("save", "Lưu"), ("discard", "Bỏ thay đổi"), ("stay", "Ở lại")],
        title="Chưa lưu",
    )


class TextDialog(Dialog):
    """Asks for one line or one text."""

    def __init__(
        self,
        title: str,
        caption: str,
        parent: QWidget | None = None,
        *,
        text: str = "",
        lines: int = 1,
        main: str = "Đồng ý",
    ) -> None:
        """Ask; more than one of ``lines`` gives a text box."""
        super().__init__(title, parent)
        self.field: LineField | TextField = (
            LineField("text") if lines == 1 else TextField("text", lines=lines)
        )
        self.field.set_value(text)
        self.body.addWidget(LabeledField(caption, self.field))
        self.add_buttons(main)
        self.field.setFocus()  # Qt would begin on the main button, which a space presses

    def accept_ready(self) -> None:
        """Refuse an empty answer."""
        if not self.field.value():
            raise ReasonNeededProblem


def ask_text(
    parent: QWidget | None,
    title: str,
    caption: str,
    *,
    text: str = "",
    lines: int = 1,
    main: str = "Đồng ý",
) -> str | None:
    """Ask for a text that must not be empty; ``None`` when the user leaves."""
    dialog = TextDialog(title, caption, parent, text=text, lines=lines, main=main)
    return str(dialog.field.value()) if dialog.exec() else None


class DecisionBox(QWidget):
    """Số, ngày, cơ quan ban hành: three fields in a row, for dialogs and pages."""

    def __init__(self, *, today: date, parent: QWidget | None = None) -> None:
        """Make empty fields."""
        super().__init__(parent)
        self.number = LineField("decision_number")
        self.on = DateField("decision_on", today=today)
        self.issuer = LineField("decision_issuer")
        self.number.set_placeholder("ví dụ 12-QĐ/ĐU")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().px(8))
        row.addWidget(LabeledField("Số văn bản", self.number), 3)
        row.addWidget(LabeledField("Ngày", self.on), 2)
        row.addWidget(LabeledField("Cơ quan ban hành", self.issuer), 4)

    def decision(self) -> Decision:
        """Return what was typed.

        Raises:
            Problem: the date cannot be read or is partial.
        """
        day = self.on.value()
        problem = self.on.problem()
        if problem is not None:
            raise problem
        exact = day.exact if isinstance(day, PartialDate) else None
        if day is not None and exact is None:
            raise DecisionNeededProblem("decision_on", field="decision_on")
        return Decision(
            number=str(self.number.value()),
            on=exact.isoformat() if exact else "",
            issuer=str(self.issuer.value()),
        )

    def go_to_missing(self) -> None:
        """Put the keyboard into the first box that is empty."""
        boxes = (self.number, self.on, self.issuer)
        empty = next((box for box in boxes if not box.text().strip()), None)
        if empty is not None:
            empty.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_decision(self, decision: Decision) -> None:
        """Show a decision."""
        self.number.set_value(decision.number)
        self.on.set_value(PartialDate.from_text(decision.on))
        self.issuer.set_value(decision.issuer)


class DecisionDialog(Dialog):
    """Asks for the paper a change rests on, and for the reason where one is needed."""

    def __init__(
        self,
        title: str,
        text: str,
        parent: QWidget | None = None,
        *,
        today: date,
        reason: bool = False,
        main: str = "Đồng ý",
    ) -> None:
        """Ask under ``text``."""
        super().__init__(title, parent, width=620)
        if text:
            self.say(text)
        self.box = DecisionBox(today=today)
        self.body.addWidget(self.box)
        self.reason = TextField("reason", lines=2)
        self._with_reason = reason
        if reason:
            self.body.addWidget(LabeledField("Lý do", self.reason))
        self.decision = Decision()
        self.add_buttons(main)
        self.box.number.setFocus()

    def accept_ready(self) -> None:
        """Refuse a paper that is not fully named, or a missing reason."""
        self.decision = self.box.decision()
        if not self.decision:
            self.box.go_to_missing()
            raise DecisionNeededProblem("decision")
        if self._with_reason and not self.reason.value():
            raise ReasonNeededProblem


def ask_decision(
    parent: QWidget | None,
    title: str,
    text: str = "",
    *,
    today: date,
    reason: bool = False,
    main: str = "Đồng ý",
) -> tuple[Decision, str] | None:
    """Ask for a decision (and a reason); ``None`` when the user leaves."""
    dialog = DecisionDialog(title, text, parent, today=today, reason=reason, main=main)
    return (dialog.decision, str(dialog.reason.value())) if dialog.exec() else None


def plain(event: QKeyEvent) -> bool:
    """Tell whether a key was pressed without Ctrl, Alt or Shift."""
    return event.modifiers() in (
        Qt.KeyboardModifier.NoModifier,
        Qt.KeyboardModifier.KeypadModifier,
    )


def open_file(parent: QWidget | None, title: str, kinds: str, folder: str = "") -> Path | None:
    """Let the user choose a file to read, beginning in ``folder`` where one is known."""
    name, _ = QFileDialog.getOpenFileName(parent, title, folder, kinds)
    return Path(name) if name else None


def save_file(parent: QWidget | None, title: str, name: str, kinds: str) -> Path | None:
    """Let the user choose where to write; the ending of ``name`` is kept.

    It begins with the user's documents, then with the folder used last.
    """
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(_save_folder() / name), kinds)
    if not chosen:
        return None
    settings.change(save_folder=str(Path(chosen).parent))
    path, ending = Path(chosen), Path(name).suffix
    return path if path.suffix.lower() == ending.lower() else path.with_name(path.name + ending)


def _save_folder() -> Path:
    """Return the folder files were saved in last, while it is there, else the documents."""
    last = settings.load().save_folder
    if last and Path(last).is_dir():
        return Path(last)
    kind = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(kind))


def choose_folder(parent: QWidget | None, title: str) -> Path | None:
    """Let the user choose a folder."""
    name = QFileDialog.getExistingDirectory(parent, title)
    return Path(name) if name else None
