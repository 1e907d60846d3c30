"""Step 4: letters of old fonts before and after, texts no list knows, chi bộ nobody knows."""

from dataclasses import replace
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from tcxd_desktop.domain.codes import CodeList
from tcxd_desktop.domain.facts import Kind, Value
from tcxd_desktop.domain.imports import SheetMap
from tcxd_desktop.domain.sheet import Encoding
from tcxd_desktop.domain.targets import TARGETS
from tcxd_desktop.domain.text import fold
from tcxd_desktop.office import import_files, units
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.cards import Scroll, card, empty_layout, text_label
from tcxd_desktop.ui.common.choices import ChoiceField
from tcxd_desktop.ui.common.fields import CodeField
from tcxd_desktop.ui.common.reading import Choice, CodeChoices
from tcxd_desktop.ui.imports.frame import Step
from tcxd_desktop.ui.imports.letters_box import Letters, LettersBox
from tcxd_desktop.ui.imports.state import ImportState
from tcxd_desktop.ui.imports.unit_choices import UnitChoicesBox
from tcxd_desktop.ui.imports.words import target_name
from tcxd_desktop.wording.formats import show_number

LEFT_OUT = "Bỏ trống"
_NOTHING = (
    "Không có gì phải hỏi: chữ trong tệp là Unicode, mọi giá trị đều có trong danh mục, mọi chi bộ"
    " đều có trong cây tổ chức."
)


class ValueChoices(CodeChoices):
    """The values of a code list, and leaving the cell blank."""

    nothing = None

    def __init__(self, codes: CodeList, *, free: bool) -> None:
        """Offer ``codes``; ``free``: any other text is taken as well."""
        super().__init__(codes, free=free)
        self.nothing = None

    def matches(self, typed: str) -> list[Choice]:
        """Return the values for the typed text, then leaving blank."""
        out = [Choice("", LEFT_OUT)] if fold(typed) in fold(LEFT_OUT) else []
        return [*super().matches(typed), *out]

    def find(self, typed: str) -> Choice | None:
        """Return the value named."""
        return Choice("", LEFT_OUT) if fold(typed) == fold(LEFT_OUT) else super().find(typed)

    def label(self, value: Value) -> str:
        """Return the name of a value."""
        if value is None:
            return ""
        return LEFT_OUT if value == "" else super().label(value)


class ValuesBox(QWidget):
    """For each text of a value list that is not known: which value it stands for."""

    chosen = Signal(str, str, object)
    """Target, text of the file, and the value: ``""`` leaves it out, ``None`` is undecided."""

    def __init__(self, desk: Desk, state: ImportState) -> None:
        """Start empty."""
        super().__init__()
        look = theme.current()
        self._desk, self._state = desk, state
        self.fields: dict[tuple[str, str], ChoiceField] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.px(14))
        self._grid.setVerticalSpacing(look.px(6))
        for column, share in enumerate((3, 4, 4)):
            self._grid.setColumnStretch(column, share)

    def show_values(self) -> None:
        """Ask about every text that is not known."""
        empty_layout(self._grid)
        self.fields.clear()
        for place, title in enumerate(("Mục", "Trong tệp", "Là giá trị")):
            self._grid.addWidget(theme.caption(QLabel(title)), 0, place)
        pairs = ((target, *one) for target, texts in self._state.unknown.items() for one in texts)
        for row, (target, text, count) in enumerate(pairs, start=1):
            name = target_name(target)
            field = self._field(target, text)
            told = f"{text}   ({show_number(count)} ô)"
            self._grid.addWidget(text_label(name, role="muted"), row, 0)
            self._grid.addWidget(text_label(told), row, 1)
            self._grid.addWidget(field, row, 2)
            self.fields[target, text] = field

    def _field(self, target: str, text: str) -> ChoiceField:
        fact = TARGETS[target].fact
        codes = self._desk.codes.get(fact.codes, CodeList(fact.codes, "", ()))
        offered = ValueChoices(codes, free=fact.kind is Kind.OPEN_CODE)
        field = CodeField(target, choices=offered, name=f"{target_name(target)}: {text}")
        field.set_placeholder("gõ để tìm, ↓ mở danh sách")
        field.set_value(self._state.picked.values.get(target, {}).get(fold(text)))
        field.editing_done.connect(partial(self._on_done, target, text, field))
        return field

    def _on_done(self, target: str, text: str, field: ChoiceField) -> None:
        if field.problem() is None:
            self.chosen.emit(target, text, field.value())


class ValuesStep(Step):
    """Three blocks: letters, values, chi bộ; those with nothing to ask are not there."""

    def __init__(self, desk: Desk, state: ImportState) -> None:
        """Build it."""
        super().__init__(desk, state)
        look = theme.current()
        self.letters = LettersBox()
        self.values = ValuesBox(desk, state)
        # A new one stands right below the top of the tree: that is nobody's part.
        self.units = UnitChoicesBox(may_create=not desk.actor.units)
        self.nothing = text_label(_NOTHING, role="muted")
        self.letters_card, inside = card("Chữ của phông cũ, trước và sau khi chuyển")
        inside.addWidget(self.letters)
        self.values_card, inside = card("Giá trị không có trong danh mục")
        inside.addWidget(self.values)
        self.units_card, inside = card()
        inside.addWidget(self.units)
        self.area = Scroll("Giá trị và chữ phải xem")
        self.area.column.setContentsMargins(0, look.px(12), look.px(14), look.px(12))
        for block in (self.units_card, self.values_card, self.letters_card, self.nothing):
            self.area.column.addWidget(block)
        self.area.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(14), 0, 0, 0)
        column.addWidget(self.area)
        self.letters.chosen.connect(self._on_letters)
        self.values.chosen.connect(self._on_value)
        self.units.changed.connect(self._on_units)

    def show_state(self) -> None:
        """Show what is to be looked at."""
        state = self._state
        letters = self._old_letters()
        names = state.preview.unknown_cells if state.preview is not None else ()
        self.letters.show_letters(letters)
        self.values.show_values()
        nodes = [node for node in units.tree(self._desk) if node.counted is not None]
        self.units.show_names(names, nodes, state.picked.units)
        self.letters_card.setVisible(bool(letters))
        self.values_card.setVisible(any(state.unknown.values()))
        self.units_card.setVisible(bool(names))
        self.nothing.setVisible(not letters and not any(state.unknown.values()) and not names)
        self._order()

    def take_focus(self) -> None:
        """Begin at the first question."""
        fields = [*self.units.fields.values(), *self.values.fields.values()]
        open_ones = (field for field in fields if field.value() is None)
        target: QWidget | None = next(open_ones, None) or next(iter(fields), None)
        if target is None:
            target = next(iter(self.letters.boxes.values()), self.area)
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def last_question(self) -> QWidget | None:
        """Return the last field Enter stops at, if any."""
        fields = [*self.units.fields.values(), *self.values.fields.values()]
        return fields[-1].entries()[-1] if fields else None

    def _order(self) -> None:
        """Let Tab and Enter go as the questions stand, not as they were made."""
        fields = [*self.units.fields.values(), *self.values.fields.values()]
        entries = [entry for field in fields for entry in field.entries()]
        chain = [self.area, self.units.create_all, *entries, *self.letters.boxes.values()]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _old_letters(self) -> list[Letters]:
        found = []
        for sheet, one in self._state.sheets():
            for choice in one.columns:
                if not (choice.target and (sheet.fonts or choice.encoding is not None)):
                    continue
                samples = import_files.samples(self._state.book, one, choice.column)
                letters = Letters(one, choice, samples)
                if choice.encoding is not None or any(a != b for a, b in samples):
                    found.append(letters)
        return found

    @Slot(object, int, object)
    def _on_letters(self, one: SheetMap, column: int, encoding: Encoding | None) -> None:
        current = self._state.map_of(one.sheet)
        if current is None:
            return
        columns = tuple(
            replace(choice, encoding=encoding) if choice.column == column else choice
            for choice in current.columns
        )
        self._state.choose_columns(replace(current, columns=columns))
        self.letters.show_letters(self._old_letters())
        self._order()
        box = self.letters.boxes.get((one.sheet, column))
        if box is not None:
            box.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    @Slot(str, str, object)
    def _on_value(self, target: str, text: str, value: object) -> None:
        self._state.choose_value(target, text, value if isinstance(value, str) else None)
        self.changed.emit()

    @Slot()
    def _on_units(self) -> None:
        self._state.picked.units.update(self.units.chosen())
        for name, field in self.units.fields.items():
            if not isinstance(field.value(), int):
                self._state.picked.units.pop(name, None)
        self.changed.emit()
