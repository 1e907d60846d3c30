"""The page Hướng dẫn: topics at the left, the text at the right, search over everything."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.office import help_papers
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.beginning import begin_at
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.find_box import FindBox
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.pages import Offer, Page
from tcxd_desktop.ui.common.preview import preview
from tcxd_desktop.ui.help.document import PICTURE
from tcxd_desktop.ui.help.head import HelpHead
from tcxd_desktop.ui.help.offers import ICON, targets
from tcxd_desktop.ui.help.picture_dialog import PictureDialog
from tcxd_desktop.ui.help.reader import Reader
from tcxd_desktop.ui.help.topics_list import TopicsList
from tcxd_desktop.ui.help.trail import Spot, Trail
from tcxd_desktop.wording import help as help_topics
from tcxd_desktop.wording.formats import show_number
from tcxd_desktop.wording.help import FIRST, PAGE, SHEET_OF_KEYS
from tcxd_desktop.wording.help_search import Found, find

_SIDE = 262
_WHOLE = "Hướng dẫn sử dụng Sổ công tác Đảng"


class HelpPage(Page):
    """Search, topics | head, text."""

    title = "Hướng dẫn"
    icon = "circle-help"

    topic_shown = Signal(str)
    """Key of the topic that came up."""

    def __init__(self, desk: Desk, jobs: Jobs, changes: Changes) -> None:
        """Show the first topic; nothing of the office is read."""
        super().__init__()
        self._jobs = jobs
        self._trail = Trail()
        self._topic = FIRST
        self._found = Found(None, ())
        self.box = FindBox("Tìm trong hướng dẫn", asks="Tìm trong hướng dẫn (F3)")
        self.said = theme.hint(QLabel())
        self.said.setWordWrap(True)
        self.list = TopicsList()
        self.head = HelpHead(
            (
                ("In bài này…", self.print_topic),
                ("In cả cuốn…", self.print_all),
                ("In bảng phím tắt…", self.print_keys),
            )
        )
        self.text = Reader()
        self._build()
        self._connect()
        self._show(Spot(FIRST))

    def _build(self) -> None:
        look = theme.current()
        pad = look.px(10)
        side = theme.mark(theme.panel(QWidget()), "side")
        side.setFixedWidth(look.px(_SIDE))
        above = QVBoxLayout()
        above.setContentsMargins(pad, pad, pad, 0)
        above.setSpacing(look.px(6))
        above.addWidget(self.box)
        above.addWidget(self.said)
        self.said.hide()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addLayout(above)
        column.addWidget(self.list, 1)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.head)
        right.addWidget(self.text, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addLayout(right, 1)
        begin_at(self, self.list)

    def _connect(self) -> None:
        self.list.chosen.connect(self.open_topic)
        self.text.link_wanted.connect(self._on_link)
        self.text.part_read.connect(self._on_part_read)
        self.head.back_wanted.connect(self.go_back)
        self.head.forward_wanted.connect(self.go_forward)
        self.head.step_wanted.connect(self.step)
        self.box.rested.connect(self._on_sought)
        self.box.installEventFilter(self)
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("F3", self.box.enter),
            ("Ctrl+F", self.box.enter),
            ("Alt+Left", self.go_back),
            ("Alt+Right", self.go_forward),
            ("Ctrl+P", self.print_topic),
        )
        for sequence, slot in keys:
            shortcut = QShortcut(QKeySequence(sequence), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    # --- reading ----------------------------------------------------------------------------------

    @property
    def topic(self) -> str:
        """Key of the topic that is read."""
        return self._topic

    @Slot(str)
    def open_topic(self, target: str) -> None:
        """Show a topic, or a part of it: ``sao-luu``, ``sao-luu#khoi-phuc``."""
        key, _, part = target.partition("#")
        here = self._here()
        if help_topics.topic(key) is None:
            return
        if (key, part) != (self._topic, ""):
            self._trail.left(here)
        self._show(Spot(key, part))

    @Slot()
    def go_back(self) -> None:
        """Return to where one read before."""
        if self._trail.behind:
            self._show(self._trail.back(self._here()))

    @Slot()
    def go_forward(self) -> None:
        """Go where one came back from."""
        if self._trail.ahead:
            self._show(self._trail.forward(self._here()))

    def _here(self) -> Spot:
        return Spot(self._topic, "", self.text.verticalScrollBar().value())

    def _show(self, spot: Spot) -> None:
        topic = help_topics.topic(spot.topic) or help_topics.topics()[0]
        if self.text.topic is not topic:
            self.text.show_topic(topic)
        self._topic = topic.key
        self.head.group.say(topic.group)
        if spot.scroll:
            self.text.verticalScrollBar().setValue(spot.scroll)
        else:
            self.text.go_to(spot.part)
        if self._found.query is None:
            self.list.show_all(topic.key, spot.part)
        else:
            self.list.show_found(self._found.topics, topic.key)
            if not spot.part and not spot.scroll:
                self.text.go_to_place(0)
        self.head.back.setEnabled(bool(self._trail.behind))
        self.head.forward.setEnabled(bool(self._trail.ahead))
        self._tell_count()
        self.topic_shown.emit(topic.key)

    @Slot(str)
    def _on_part_read(self, part: str) -> None:
        if self._found.query is None:
            self.list.follow(self._topic, part)

    @Slot(str)
    def _on_link(self, target: str) -> None:
        if target.startswith(PAGE):
            self.page_wanted.emit(target.removeprefix(PAGE))
        elif target.startswith(PICTURE):
            self.show_picture(target.removeprefix(PICTURE))
        else:
            self.open_topic(target)

    def show_picture(self, name: str) -> None:
        """Show a picture as large as the screen allows."""
        topic = help_topics.topic(self._topic)
        pictures = topic.pictures if topic is not None else ()
        caption = next((p.caption for p in pictures if p.name == name), "")
        PictureDialog(name, caption, self).exec()

    # --- searching --------------------------------------------------------------------------------

    def search(self, text: str) -> None:
        """Look for words in every topic."""
        self.box.setText(text)
        self.box.tell_now()

    @Slot()
    def _on_sought(self) -> None:
        self._found = find(self.box.text())
        query = self._found.query
        self.text.look_for(query)
        if query is None:
            self.said.hide()
            self.list.show_all(self._topic)
            self._tell_count()
            return
        self.said.setText(_told(self._found))
        self.said.show()
        keys = [topic.key for topic, _ in self._found.topics]
        if keys and self._topic not in keys[:1]:
            self._trail.left(self._here())
            self._show(Spot(keys[0]))
        else:
            self.list.show_found(self._found.topics, self._topic)
            self.text.go_to_place(0)
            self._tell_count()

    @Slot(int)
    def step(self, step: int) -> None:
        """Go to the next place that was found, in the next topic after the last of this one."""
        if self._found.query is None or not self._found.topics:
            return
        number = self.text.at + step
        if 0 <= number < len(self.text.places):
            self.text.go_to_place(number)
            self._tell_count()
            return
        keys = [topic.key for topic, _ in self._found.topics]
        at = keys.index(self._topic) if self._topic in keys else -step
        self._show(Spot(keys[(at + step) % len(keys)]))
        if step < 0:
            self.text.go_to_place(len(self.text.places) - 1)
            self._tell_count()

    def _tell_count(self) -> None:
        sought = self._found.query is not None
        self.head.show_count(len(self.text.places), self.text.at, sought=sought)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk what was found from the box; Esc ends the search."""
        if (
            watched is self.box
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and self._on_find_key(event)
        ):
            return True
        return super().eventFilter(watched, event)

    def _on_find_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if find(self.box.text()) != self._found:
                self.box.tell_now()
            else:
                self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            return True
        if key == Qt.Key.Key_Down:
            self.list.setFocus()
            return True
        if key == Qt.Key.Key_Escape:
            self.end_search()
            return True
        return False

    def end_search(self) -> None:
        """Show every topic again, with the keyboard in the text."""
        if self.box.text():
            self.search("")
        self.text.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """End the search with Esc; begin to read with Enter on a topic."""
        if event.key() == Qt.Key.Key_Escape and self._found.query is not None:
            self.end_search()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.list.hasFocus():
            self.text.setFocus()
        else:
            super().keyPressEvent(event)

    # --- printing ---------------------------------------------------------------------------------

    def print_topic(self) -> None:
        """Print the topic that is read."""
        if self._topic == SHEET_OF_KEYS:
            self.print_keys()
            return
        topic = help_topics.topic(self._topic)
        title = topic.title if topic is not None else self.title
        self._print((self._topic,), title, f"huong-dan-{self._topic}.pdf")

    def print_all(self) -> None:
        """Print the whole book, with its contents."""
        self._print((), _WHOLE, "huong-dan.pdf")

    def print_keys(self) -> None:
        """Print the sheet of keys."""
        preview(
            self, self._jobs, help_papers.keys_pdf,
            title="Bảng phím tắt", file_name="bang-phim-tat.pdf",
        )  # fmt: skip

    def _print(self, keys: tuple[str, ...], title: str, name: str) -> None:
        def render(progress: Progress) -> bytes:
            return help_papers.manual_pdf(keys, progress)

        preview(self, self._jobs, render, title=title, file_name=name)

    def actions_offered(self) -> Sequence[Offer]:
        """Offer every topic and every part by its heading."""
        return tuple(
            Offer(title, partial(self.open_topic, target), ICON)
            for title, target in targets().items()
        )


def _told(found: Found) -> str:
    if not found.topics:
        return "Không thấy. Thử gõ ít chữ hơn, hoặc gõ không dấu."
    places, topics = show_number(found.count), show_number(len(found.topics))
    return f"{places} chỗ trong {topics} bài"
