"""The sections of the editor behind each other: built when first shown, read when left."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.ui.common.allowed import refuse
from tcxd_desktop.ui.common.reading import Sources
from tcxd_desktop.ui.people.editor_access import Access
from tcxd_desktop.ui.people.editor_form import Form
from tcxd_desktop.ui.people.editor_layout import SHEETS, sheet_number
from tcxd_desktop.ui.people.editor_photo import PhotoBox
from tcxd_desktop.ui.people.editor_state import EditorState


class EditorForms(QStackedWidget):
    """All boxes of one dossier."""

    typed = Signal()
    """Something is being typed."""
    collected = Signal()
    """Values went from the boxes into the state."""
    entered = Signal(str)
    """A box was entered."""
    column_entered = Signal(str)
    """A column of a table is in hand, as ``table.column``."""
    help_wanted = Signal(str)
    repeat_wanted = Signal(str)
    ended = Signal()
    """Enter in the last box of a section."""
    correction_wanted = Signal(object)
    """Fixed facts (tuple of keys) the user wants corrected."""
    papers_wanted = Signal()
    """List a line for every paper that is missing."""
    picture_chosen = Signal(Path)
    said = Signal(str)

    def __init__(
        self,
        sources: Callable[[], Sources],
        picture: Callable[[str], bytes | None],
        access: Access,
    ) -> None:
        """Start without a dossier.

        Args:
            sources: what the boxes know of the office, asked when a section is built.
            picture: gives a stored picture by its key.
            access: what the account may do here.
        """
        super().__init__()
        self.number = 0
        self.state: EditorState | None = None
        self._sources, self._picture, self._access = sources, picture, access
        self._forms: dict[int, Form] = {}
        self._stale: set[int] = set()
        self._touched: set[str] = set()

    @property
    def form(self) -> Form:
        """The section shown."""
        return self._form(self.number)

    @property
    def touched(self) -> bool:
        """Whether a box holds something the state does not know yet."""
        return bool(self._touched)

    @property
    def photo(self) -> PhotoBox | None:
        """The picture's box, once its section was shown."""
        found = self._forms.get(sheet_number("photo"))
        return found.photo if found is not None else None

    def show_state(self, state: EditorState) -> None:
        """Show another dossier; sections are filled when they are next shown."""
        self.state = state
        self._touched.clear()
        self._stale = set(self._forms)

    def turn_to(self, number: int) -> Form:
        """Show a section."""
        if self.number in self._forms and self.number not in self._stale:
            self._forms[self.number].commit()
        form = self._form(number)
        self.number = number
        if number in self._stale:
            self._load(number)
        if self.currentWidget() is not form:
            self.setCurrentWidget(form)
        return form

    def reload(self) -> None:
        """Show the state anew, in every section."""
        self._touched.clear()
        self._stale = set(self._forms)
        if self.number in self._forms:
            self._load(self.number)

    def rebuild(self) -> None:
        """Build the boxes anew: what they offer, or the size of the text, has changed."""
        self.collect()
        for form in self._forms.values():
            self.removeWidget(form)
            form.deleteLater()
        self._forms.clear()
        self._stale.clear()
        if self.state is not None:
            self.turn_to(self.number)

    def finish(self) -> None:
        """Finish what is being typed, and take every touched box."""
        if self.number in self._forms:
            self._forms[self.number].commit()
        self.collect()

    def collect(self, *, resting: bool = False) -> None:
        """Take the touched boxes; while ``resting``, leave alone what is still being typed."""
        if self.state is None:
            return
        for name in sorted(self._touched):
            form = self._form(sheet_number(name))
            if resting and not form.readable(name):
                continue
            value = form.value(name)
            self._touched.discard(name)
            self.state.put(name, value)
        self.collected.emit()

    def put(self, name: str, value: Any) -> None:
        """Write a value into a box of the section shown, as if typed."""
        self.form.boxes[name].set_value(value)
        self._on_left(name)

    def first_problem(self) -> tuple[str, Problem] | None:
        """Return the first box whose text cannot be read, in the order of the form."""
        for number in sorted(set(self._forms) - self._stale):
            found = self._forms[number].problems()
            if found:
                return found[0]
        return None

    def _form(self, number: int) -> Form:
        if number not in self._forms:
            form = Form(SHEETS[number], self._sources(), extras=self._extra, access=self._access)
            form.typed.connect(self._on_typed)
            form.left.connect(self._on_left)
            form.entered.connect(self.entered)
            form.column_entered.connect(self.column_entered)
            form.help_wanted.connect(self.help_wanted)
            form.repeat_wanted.connect(self.repeat_wanted)
            form.ended.connect(self.ended)
            form.correction_wanted.connect(self.correction_wanted)
            form.said.connect(self.said)
            if form.photo is not None:
                form.photo.file_chosen.connect(self.picture_chosen)
            self._forms[number] = form
            self._stale.add(number)
            self.addWidget(form)
        return self._forms[number]

    def _load(self, number: int) -> None:
        if self.state is None:
            return
        form = self._forms[number]
        form.load(self.state.current, self.state.locked)
        if form.photo is not None:
            form.photo.show_picture(self._picture(self.state.current.photo))
        self._stale.discard(number)

    def _extra(self, item: str) -> QWidget | None:
        if item != "papers":
            return None
        button = QPushButton("Thêm dòng cho các tài liệu còn thiếu")
        button.setToolTip("Mỗi tài liệu phải có theo quy định một dòng, chưa đánh dấu Có")
        button.clicked.connect(self._on_papers)
        if self._access.frozen:
            refuse(button, self._access.frozen)
        return button

    @Slot()
    def _on_papers(self) -> None:
        self.papers_wanted.emit()

    @Slot(str)
    def _on_typed(self, name: str) -> None:
        self._touched.add(name)
        self.typed.emit()

    @Slot(str)
    def _on_left(self, name: str) -> None:
        self._touched.add(name)
        self.collect()
        self.typed.emit()
