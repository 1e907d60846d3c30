"""Soạn mẫu: the tree, the form of what is chosen, the checks."""

from collections import Counter
from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QMenu,
)

from tcxd_desktop.domain.template_faults import Fault
from tcxd_desktop.ui.common import icons, theme
from tcxd_desktop.ui.common.tab_order import tab_as_laid
from tcxd_desktop.ui.templates.checks_panel import Checked
from tcxd_desktop.ui.templates.compose_frame import ComposeFrame
from tcxd_desktop.ui.templates.editor_state import EditorState, Step
from tcxd_desktop.ui.templates.form import Form
from tcxd_desktop.ui.templates.forms import form_key, parts_of
from tcxd_desktop.ui.templates.inputs import ExpressionField
from tcxd_desktop.ui.templates.insert_dialog import InsertDialog
from tcxd_desktop.ui.templates.nodes import (
    ITEMS,
    SECTIONS,
    Node,
    can_grow,
    is_entry,
    nearest,
    section,
)
from tcxd_desktop.ui.templates.places import Spot, spot
from tcxd_desktop.ui.templates.structure import numbered
from tcxd_desktop.ui.templates.titles import ENTRY, heading
from tcxd_desktop.ui.templates.tools import Tools
from tcxd_desktop.wording.templates import fault_words


class Compose(ComposeFrame):
    """Edits one EditorState; tells when it changed."""

    changed = Signal()
    said = Signal(str)
    """A calm word about what happened."""

    def __init__(self, today: date) -> None:
        """Build the panes; a form is built when it is first needed."""
        super().__init__()
        self._state: EditorState | None = None
        self._node: Node = (SECTIONS[0],)
        self._forms: dict[str, Form] = {}
        self._tools = Tools(today)
        self._faults: tuple[Fault, ...] = ()
        self._scale = theme.current().scale
        self._connect()

    @property
    def state(self) -> EditorState:
        """The template being edited."""
        if self._state is None:
            raise LookupError
        return self._state

    @property
    def node(self) -> Node:
        """What is shown."""
        return self._node

    def open(self, state: EditorState) -> None:
        """Show another template."""
        self._state = state
        self._node = (SECTIONS[0],)
        self._faults = ()
        for form in self._forms.values():
            form.show_faults({})
        self._show(self._node, anew=True)
        self.outline.setFocus()

    def current_form(self) -> Form:
        """Return the form that is shown."""
        form = self.stack.currentWidget()
        if not isinstance(form, Form):
            raise LookupError
        return form

    def commit(self) -> None:
        """Finish what is being typed."""
        if self._state is not None and self.stack.count():
            self.current_form().commit()

    def show_checked(self, found: Checked) -> None:
        """Show what the checks found, beside the places too."""
        self._faults = found.faults
        self.checks.show_checked(found)
        self._mark()

    def go_to(self, place: Spot) -> None:
        """Show a place and put the keyboard into its box."""
        self.commit()
        self._show(nearest(self.state.template, place.node), anew=True)
        key = place.field
        if key not in self.current_form().boxes and place.row is not None:
            key = f"{key} {place.row}"
        self.current_form().go_to(key, place.row)

    # --- what can be done ------------------------------------------------------------------------

    @Slot()
    def add(self) -> None:
        """Add something after what is chosen, and begin to fill it in."""
        self._grow(lambda state, node: state.add(node))

    @Slot()
    def add_child(self) -> None:
        """Add a criterion below the chosen one, and begin to fill it in."""
        self._grow(lambda state, node: state.add_child(node))

    @Slot()
    def remove(self) -> None:
        """Take away what is chosen; Ctrl+Z brings it back."""
        if not is_entry(self._node) or self.state.read_only:
            return
        self.commit()
        name = heading(self.state.template, self._node)
        self._after(self.state.remove(self._node))
        self.said.emit(f"Đã xóa {name[:1].lower()}{name[1:]}. Ctrl+Z để lấy lại.")

    @Slot()
    def renumber(self) -> None:
        """Number every criterion by its place."""
        self.commit()
        self.state.renumber(self._node)
        self._after(self._node)

    @Slot()
    def undo(self) -> None:
        """Take the last change back."""
        self.commit()
        self._stepped(self.state.undo(), "Đã lấy lại")

    @Slot()
    def redo(self) -> None:
        """Do again what was taken back."""
        self.commit()
        self._stepped(self.state.redo(), "Đã làm lại")

    @Slot()
    def next_fault(self) -> None:
        """Go to the next fault after what is shown, round the template."""
        if not self._faults:
            self.said.emit("Không có lỗi nào.")
            return
        row = (self.checks.list.currentRow() + 1) % len(self._faults)
        self.checks.list.setCurrentRow(row)
        self.go_to(spot(self._faults[row].place))

    def shift(self, how: str) -> None:
        """Move what is chosen: ``up``, ``down``, ``in``, ``out``."""
        if not is_entry(self._node):
            return
        self.commit()
        state, node = self.state, self._node
        moves: dict[str, Callable[[], Node]] = {
            "up": lambda: state.shift(node, -1),
            "down": lambda: state.shift(node, 1),
            "in": lambda: state.indent(node),
            "out": lambda: state.outdent(node),
        }
        before = state.template
        target = moves[how]()
        if state.template is not before:
            self._after(target)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back from the form to the tree with Esc."""
        if event.key() == Qt.Key.Key_Escape and not self.outline.hasFocus():
            self.outline.setFocus()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Build the forms anew at another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._scale != theme.current().scale:
            self._scale = theme.current().scale
            self.fit()
            for form in self._forms.values():
                self.stack.removeWidget(form)
                form.deleteLater()
            self._forms.clear()
            if self._state is not None:
                self._show(self._node, anew=True)

    # --- keys -----------------------------------------------------------------------------------

    def _mover(self, how: str) -> Callable[[], None]:
        return lambda: self.shift(how)

    def _connect(self) -> None:
        self.outline.chosen.connect(self._on_chosen)
        self.outline.opened.connect(self._on_opened)
        self.outline.remove_wanted.connect(self.remove)
        self.outline.menu_wanted.connect(self._on_menu)
        self.checks.wanted.connect(self._on_fault)
        for key, slot in (
            ("renumber", self.renumber),
            ("add", self.add),
            ("child", self.add_child),
            ("remove", self.remove),
            *((how, self._mover(how)) for how in ("up", "down", "in", "out")),
        ):
            self.buttons[key].clicked.connect(slot)
        for keys, act in (
            (QKeySequence.StandardKey.New, self.add),
            ("Ctrl+Shift+N", self.add_child),
            ("Alt+Up", self._mover("up")),
            ("Alt+Down", self._mover("down")),
            ("Alt+Right", self._mover("in")),
            ("Alt+Left", self._mover("out")),
            (QKeySequence.StandardKey.Undo, self.undo),
            ("Ctrl+Y", self.redo),
            ("F8", self.next_fault),
        ):
            shortcut = QShortcut(QKeySequence(keys), self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # --- showing ---------------------------------------------------------------------------------

    def _form(self, node: Node) -> Form:
        key = form_key(node)
        form = self._forms.get(key)
        if form is None:
            form = Form(parts_of(node), self._tools, heading(self.state.template, node))
            form.edited.connect(self._on_edited)
            form.ended.connect(self._on_ended)
            form.undo_wanted.connect(self.undo)
            form.redo_wanted.connect(self.redo)
            form.said.connect(self.said)
            form.node_wanted.connect(self._on_opened)
            form.insert_wanted.connect(self._on_insert)
            self._forms[key] = form
            self.stack.addWidget(form)
            tab_as_laid(self)
        return form

    def _show(self, node: Node, *, anew: bool) -> None:
        state = self.state
        self._node = node
        self.outline.show_template(state.template, node)
        form = self._form(node)
        self.stack.setCurrentWidget(form)
        form.set_read_only(on=state.read_only)
        if anew:
            form.show_anew(state.record(node), state.template)
        else:
            form.show_record(state.record(node), state.template)
        self.title.setText(heading(state.template, node))
        self._offer()
        self._mark()

    def _offer(self) -> None:
        node, free = self._node, not self.state.read_only
        name = ENTRY.get(section(node), "")
        self.buttons["add"].setVisible(can_grow(node) and free)
        self.buttons["add"].setText(f"Thêm {name}" if not is_entry(node) else "Thêm")
        other = not is_entry(node) and not numbered(self.state.template)
        self.buttons["renumber"].setVisible(section(node) == ITEMS and other and free)
        self.buttons["child"].setVisible(section(node) == ITEMS and is_entry(node) and free)
        self.buttons["remove"].setVisible(is_entry(node) and free)
        for key in ("up", "down", "in", "out"):
            tree = key in {"up", "down"} or section(node) == ITEMS
            self.buttons[key].setEnabled(is_entry(node) and free and tree)

    def _mark(self) -> None:
        spots = [(spot(fault.place), fault) for fault in self._faults]
        self.outline.show_marks(Counter(place.node for place, _ in spots))
        form = self.current_form()
        said: dict[str, list[str]] = {}
        for place, fault in spots:
            if place.node != self._node:
                continue
            key = place.field
            if key not in form.boxes and f"{key} {place.row}" in form.boxes:
                key = f"{key} {place.row}"
            elif place.row is not None:
                said.setdefault(key, []).append(f"Dòng {place.row + 1}: {fault_words(fault)}")
                continue
            words = fault_words(fault)
            said.setdefault(key, []).append(words[:1].upper() + words[1:])
        form.show_faults({key: "\n".join(dict.fromkeys(all_)) for key, all_ in said.items()})
        left = [words for key, all_ in said.items() if key not in form.boxes for words in all_]
        theme.set_mark(self.told, "tone", "bad")
        self.told.setText("\n".join(dict.fromkeys(left)))
        self.told.setVisible(bool(left))

    # --- slots -----------------------------------------------------------------------------------

    def _grow(self, act: Callable[[EditorState, Node], Node]) -> None:
        if self.state.read_only:
            return
        self.commit()
        node = self._node if can_grow(self._node) else (ITEMS,)
        self._after(act(self.state, node))
        self.current_form().go_to()

    def _after(self, node: Node) -> None:
        self._show(node, anew=True)
        self.changed.emit()

    def _stepped(self, step: Step | None, word: str) -> None:
        if step is None:
            self.said.emit("Không còn gì để lấy lại." if word == "Đã lấy lại" else "")
            return
        in_form = self.stack.isAncestorOf(self.focusWidget() or self)
        self._after(step.node)
        if in_form:
            self.current_form().go_to()
        self.said.emit(f"{word}: {step.what}.")

    @Slot(object)
    def _on_chosen(self, node: Node) -> None:
        self.commit()
        self._show(node, anew=True)

    @Slot(object)
    def _on_opened(self, node: Node) -> None:
        self._show(node, anew=True)
        self.current_form().go_to()

    @Slot(object)
    def _on_edited(self, record: object) -> None:
        if self.state.put(self._node, record):
            self._show(self._node, anew=False)
            self.changed.emit()

    @Slot()
    def _on_ended(self) -> None:
        node = self.outline.step(1)
        if node == self._node:
            self.outline.setFocus()
            return
        self._show(node, anew=True)
        self.current_form().go_to()

    @Slot(object, str)
    def _on_insert(self, field: ExpressionField, wants: str) -> None:
        dialog = InsertDialog(self.state.template, wants, self)
        if dialog.exec() and dialog.text:
            field.put(dialog.text)
        dialog.deleteLater()

    @Slot(object)
    def _on_fault(self, fault: Fault) -> None:
        self.go_to(spot(fault.place))

    @Slot(QPoint)
    def _on_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        for key, icon in (("add", "plus"), ("child", "plus"), ("remove", "trash-2")):
            button = self.buttons[key]
            if not button.isHidden():
                menu.addAction(icons.icon(icon, "muted"), button.text(), button.click)
        if is_entry(self._node) and not self.state.read_only:
            menu.addSeparator()
            for key in ("up", "down", "in", "out"):
                if self.buttons[key].isEnabled():
                    menu.addAction(self.buttons[key].toolTip(), self.buttons[key].click)
        menu.popup(place)
