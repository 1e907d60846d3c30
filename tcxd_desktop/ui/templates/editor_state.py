"""A template while it is worked on: the state, and every state it can go back to. No Qt.

Records are frozen, so keeping an earlier state costs nothing but the part that differs.
"""

from dataclasses import dataclass, replace
from typing import Any

from tcxd_desktop.domain.score_templates import (
    ZERO,
    Define,
    Input,
    Item,
    Method,
    RatingLevel,
    ScoreTemplate,
)
from tcxd_desktop.domain.text import fold
from tcxd_desktop.ui.templates import structure
from tcxd_desktop.ui.templates.nodes import (
    DEFINES,
    INPUTS,
    ITEMS,
    LEVELS,
    Edit,
    Node,
    exists,
    is_entry,
    nearest,
    new_adjustment,
    put_record,
    record_of,
    section,
    way,
)
from tcxd_desktop.ui.templates.references import (
    follow_levels,
    moved_levels,
    rename_figure,
    rename_items,
    rename_levels,
)

_MOST_STEPS = 500


@dataclass(frozen=True, slots=True)
class Step:
    """A state, where the cursor stood then, and what was done next."""

    template: ScoreTemplate
    node: Node
    what: str


class EditorState:
    """The template as it stands in the editor."""

    def __init__(
        self, template: ScoreTemplate, template_id: int = 0, *, read_only: bool = False
    ) -> None:
        """Start with a template as saved; ``template_id`` 0 is one that never was."""
        self.template = self.base = template
        self.template_id = template_id
        self.read_only = read_only
        self._done: list[Step] = []
        self._undone: list[Step] = []

    @property
    def dirty(self) -> bool:
        """Whether something differs from what is saved."""
        return self.template is not self.base and self.template != self.base

    def record(self, node: Node) -> Any:
        """Return what a node shows."""
        return record_of(self.template, node)

    def saved(self, template_id: int, version: int) -> None:
        """Take the state as saved; what was done can still be undone."""
        self.template_id = template_id
        self.base = self.template = replace(self.template, version=version)

    def put(self, node: Node, record: Any, what: str = "sửa") -> bool:
        """Put another record at a node, with what follows from it; false where nothing changes."""
        old = self.record(node)
        if old == record:
            return False
        changed = put_record(self.template, node, record)
        return self._take(Edit(_followed(changed, node, old, record), node), node, what)

    def add(self, node: Node) -> Node:
        """Add after the node something of its kind; return where it is."""
        return self._act(structure.add(self.template, node), node, "thêm")

    def add_child(self, node: Node) -> Node:
        """Add a criterion below the chosen one; return where it is."""
        return self._act(structure.add_child(self.template, node), node, "thêm mục con")

    def remove(self, node: Node) -> Node:
        """Take an entry away; return where the cursor goes."""
        if not is_entry(node):
            return node
        return self._act(structure.remove(self.template, node), node, "xóa")

    def shift(self, node: Node, by: int) -> Node:
        """Move an entry among its siblings; return where it is."""
        return self._act(structure.shift(self.template, node, by), node, "chuyển chỗ")

    def indent(self, node: Node) -> Node:
        """Put a criterion below the one before it; return where it is."""
        return self._act(structure.indent(self.template, node), node, "chuyển vào trong")

    def outdent(self, node: Node) -> Node:
        """Put a criterion beside its group; return where it is."""
        return self._act(structure.outdent(self.template, node), node, "chuyển ra ngoài")

    def renumber(self, node: Node) -> None:
        """Number every criterion by its place."""
        self._take(Edit(structure.renumber(self.template), node), node, "đánh số lại")

    def undo(self) -> Step | None:
        """Go one step back; return what was undone and where, or ``None``."""
        return self._back(self._done, self._undone)

    def redo(self) -> Step | None:
        """Do again what was undone last; return it, or ``None``."""
        return self._back(self._undone, self._done)

    def can_undo(self) -> bool:
        """Tell whether there is a step back."""
        return bool(self._done)

    def _act(self, edit: Edit, node: Node, what: str) -> Node:
        return edit.node if self._take(edit, node, what) else node

    def _take(self, edit: Edit, node: Node, what: str) -> bool:
        if self.read_only or edit.template == self.template:
            return False
        self._done.append(Step(self.template, node, what))
        del self._done[:-_MOST_STEPS]
        self._undone.clear()
        self.template = edit.template
        return True

    def _back(self, taken: list[Step], given: list[Step]) -> Step | None:
        if self.read_only or not taken:
            return None
        step = taken.pop()
        given.append(Step(self.template, step.node, step.what))
        # The number of the version is the office's, given when it was saved first.
        self.template = replace(step.template, version=self.template.version)
        there = step.node if exists(self.template, step.node) else nearest_to(self, step.node)
        return replace(step, node=there)


def nearest_to(state: EditorState, node: Node) -> Node:
    """Return the node, else what stands closest to where it was."""
    return nearest(state.template, node)


def _followed(template: ScoreTemplate, node: Node, old: Any, new: Any) -> ScoreTemplate:
    """Return the template with what follows from a changed record."""
    name = section(node)
    if name == ITEMS and way(node):
        return _item_followed(template, node, old, new)
    if name in {INPUTS, DEFINES} and way(node):
        return _figure_followed(template, node, old, new)
    if name == LEVELS:
        return _levels_followed(template, old.levels, new.levels)
    if name == "adjustments" and way(node) and old.kind is not new.kind:
        fresh = new_adjustment(template, new.kind)
        return put_record(template, node, replace(new, id=fresh.id))
    return template


def _item_followed(template: ScoreTemplate, node: Node, old: Item, new: Item) -> ScoreTemplate:
    if old.id != new.id:
        return _with_id(template, node, old, new)
    if old.method is not new.method:
        return put_record(template, node, _of_method(old, new))
    if old.levels == new.levels:
        return template
    moved = moved_levels(old.levels, new.levels)
    forced = tuple(
        replace(one, level=place)
        for one in new.forced
        if (place := moved.get(one.level, one.level)) is not None
    )
    if forced != new.forced:
        items = tuple(_with_forced(item, new.id, forced) for item in template.items)
        template = replace(template, items=items)
    return follow_levels(template, new.id, moved)


def _with_id(template: ScoreTemplate, node: Node, old: Item, new: Item) -> ScoreTemplate:
    """Return the template with what names a criterion following its new id."""
    if not new.id:
        return put_record(template, node, replace(new, id=structure.auto_id(way(node))))
    ids = [item.id for item in template.walk()]
    alone = old.id not in ids and ids.count(new.id) == 1
    return rename_items(template, {old.id: new.id}, frozenset()) if alone else template


def _of_method(old: Item, new: Item) -> Item:
    """Return a criterion without what its new method has no use for."""
    levels, yes_or_no = new.method is Method.LEVELS, {old.method, new.method} & {Method.BINARY}
    return replace(
        new,
        levels=new.levels if levels else (),
        forced=new.forced if levels else (),
        auto="" if yes_or_no or new.method is Method.FORMULA else new.auto,
        formula=new.formula if new.method is Method.FORMULA else "",
        per=new.per if new.method is Method.DEDUCT else ZERO,
    )


def _with_forced(item: Item, item_id: str, forced: Any) -> Item:
    if item.id == item_id:
        return replace(item, forced=forced)
    if not item.children:
        return item
    return replace(item, children=tuple(_with_forced(c, item_id, forced) for c in item.children))


def _figure_followed(
    template: ScoreTemplate, node: Node, old: Input | Define, new: Input | Define
) -> ScoreTemplate:
    figures: list[Input | Define] = [*template.inputs, *template.defines]
    taken = {one.name for one in figures if one is not new}
    name = new.name
    if new.label != old.label and name == old.name and name in {"", plain_name(old.label)}:
        name = free_name(plain_name(new.label), taken)
        template = put_record(template, node, replace(new, name=name))
    return rename_figure(template, old.name, name)


def _levels_followed(
    template: ScoreTemplate, old: tuple[RatingLevel, ...], new: tuple[RatingLevel, ...]
) -> ScoreTemplate:
    taken = {level.code for level in new if level.code}
    named = []
    for level in new:
        code = level.code or free_name(plain_name(level.label).upper(), taken)
        taken.add(code)
        named.append(replace(level, code=code))
    template = replace(template, levels=tuple(named))
    if len(old) != len(new):
        return template
    names = {a.code: b.code for a, b in zip(old, named, strict=True) if a.label == b.label}
    return rename_levels(template, {a: b for a, b in names.items() if a != b})


def plain_name(label: str) -> str:
    """Return a name expressions can use, made of a label: ``so_ho_ngheo``."""
    words = "".join(c if c.isalnum() and c.isascii() else " " for c in fold(label)).split()
    name = "_".join(words)[:40].strip("_")
    return f"m_{name}" if name[:1].isdigit() else name


def free_name(name: str, taken: set[str]) -> str:
    """Return the name, numbered where somebody has it."""
    if not name or name not in taken:
        return name
    return next(f"{name}_{i}" for i in range(2, len(taken) + 3) if f"{name}_{i}" not in taken)
