"""Beside the list: what a duty is, why, by which text, what follows, and what was said of it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from tcxd_desktop.domain import due_list
from tcxd_desktop.domain.due import DueLine, DueState
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.cards import Scroll, card, empty_layout, text_label
from tcxd_desktop.ui.common.flow import flowing
from tcxd_desktop.ui.today.columns import TONES
from tcxd_desktop.wording import due as words
from tcxd_desktop.wording.formats import show_date

OPEN, DONE, POSTPONE, UNMARK = "open", "done", "postpone", "unmark"
_BUTTONS = (
    (OPEN, "Mở", "Mở hồ sơ, ca chuyển hoặc trang của việc này (Enter)"),
    (DONE, "Đã xong…", "Ghi ngày làm xong và giấy tờ chứng minh (F4)"),
    (POSTPONE, "Hoãn…", "Chưa nhắc lại trước một ngày; hạn vẫn giữ nguyên (F6)"),
    (UNMARK, "Bỏ dấu", "Bỏ dấu đã xong hoặc đã hoãn (F7)"),
)
NOTHING = "Chọn một việc trong danh sách để xem vì sao đến hạn, theo văn bản nào."
OUTSIDE = "Việc này làm ngoài chương trình. Làm xong thì ghi Đã xong (F4)."


class Detail(QWidget):
    """The duty under the cursor."""

    wanted = Signal(str)
    """What to do with it: a key of the buttons."""

    def __init__(self) -> None:
        """Start with nothing chosen."""
        super().__init__()
        look = theme.current()
        theme.panel(self)
        self.title = theme.heading(QLabel(NOTHING))
        self.title.setWordWrap(True)
        self.who = theme.muted(QLabel())
        self.who.setWordWrap(True)
        self.badges, self._flow = flowing(spacing=look.px(5))
        self.buttons: dict[str, QPushButton] = {}
        holder, row = flowing(spacing=look.px(6))
        for key, text, tip in _BUTTONS:
            made = QPushButton(text)
            made.setAutoDefault(False)
            made.setToolTip(tip)
            made.clicked.connect(lambda _checked=False, key=key: self.wanted.emit(key))
            made.setEnabled(False)
            self.buttons[key] = made
            row.addWidget(made)
        theme.primary(self.buttons[OPEN])
        self.blocks = Scroll("Việc đang chọn")
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(14), look.px(14), look.px(12), look.px(12))
        column.setSpacing(look.px(6))
        for widget in (self.title, self.who, self.badges):
            column.addWidget(widget)
        column.addWidget(self.blocks, 1)
        column.addWidget(holder)

    def show_line(self, line: DueLine | None, on: str) -> None:
        """Show a duty as it stands on ISO ``on``."""
        self.blocks.clear()
        empty_layout(self._flow)
        for button in self.buttons.values():
            button.setEnabled(line is not None)
        if line is None:
            self.title.setText(NOTHING)
            self.who.setText("")
            return
        task = line.task
        self.title.setText(task.title)
        parts = dict.fromkeys((task.who, task.unit))
        self.who.setText(" · ".join(part for part in parts if part))
        self.who.setVisible(bool(self.who.text()))
        for text, tone in _badges(line, on):
            self._flow.addWidget(theme.badge(text, tone))
        for title, text in _cards(line):
            frame, inside = card(title)
            inside.addWidget(text_label(text))
            self.blocks.column.addWidget(frame)
        if not task.target:
            self.blocks.column.addWidget(text_label(OUTSIDE, role="hint"))
        self.blocks.column.addStretch(1)
        done = line.state is DueState.DONE
        self.buttons[OPEN].setEnabled(bool(task.target))
        self.buttons[DONE].setEnabled(not done)
        self.buttons[POSTPONE].setEnabled(not done)
        self.buttons[UNMARK].setEnabled(line.mark is not None)


def _badges(line: DueLine, on: str) -> Sequence[tuple[str, str]]:
    found = [(words.state_text(line), TONES[line.state])]
    if line.state is not DueState.DONE and line.days is not None:
        found.append((words.left_text(line), TONES[line.state]))
    if due_list.postponed(line, on) and line.mark is not None:
        found.append((f"hoãn đến {show_date(line.mark.postponed_to)}", "plain"))
    return found


def _cards(line: DueLine) -> Sequence[tuple[str, str]]:
    task = line.task
    due = f"Hạn: {show_date(task.due)}. " if task.due else f"{words.NO_DAY} "
    basis = f"{task.source} ({task.rule})" if task.source and task.rule else task.source
    consequence = task.consequence[:1].upper() + task.consequence[1:]
    found = [
        ("Vì sao đến hạn", f"{due}{task.why}".strip()),
        ("Theo văn bản nào", basis or words.OWN_SOURCE),
        ("Quá hạn thì sao", consequence or words.NO_CONSEQUENCE),
    ]
    if line.mark is not None:
        found.insert(0, ("Đã ghi", words.mark_text(line.mark)))
    elif line.state is DueState.DONE:
        found.insert(0, ("Đã ghi", words.TOLD_BY_OFFICE))
    return found
