"""The boxes a rule is written in, kind by kind; what is not told stays not told."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tcxd_desktop.domain.rule_keys import PATHS, VALUES
from tcxd_desktop.domain.rule_types import RuleKind, RuleRow
from tcxd_desktop.wording.rule_lines import DEFAULTS, ENDS, PATH, choices
from tcxd_desktop.wording.rule_words import ACTOR
from tcxd_desktop.wording.rules import FIELD, value_text

LINE, TEXT, NUMBER, FLAG, ONE, MANY, BOXES, LINES = (
    "line", "text", "number", "flag", "one", "many", "boxes", "lines",
)  # fmt: skip
"""Kinds of boxes; ``LINES`` are short texts with semicolons between."""
Pair = tuple[object, str]
_NOTHING: Pair = ("", "–")


@dataclass(frozen=True, slots=True)
class Box:
    """Một ô của quy tắc trên màn hình."""

    name: str
    """Of the field; ``decides/A`` is an entry of a field that has several."""
    kind: str
    caption: str
    choices: Sequence[Pair] = field(default_factory=tuple)
    needed: bool = False


def _box(name: str, kind: str, *, empty: bool = False, needed: bool = False) -> Box:
    found: Sequence[Pair] = choices(name) if kind in {ONE, MANY} else ()
    offered = [_NOTHING, *found] if empty else found
    caption = FIELD[name]
    return Box(name, kind, caption[0].upper() + caption[1:], offered, needed)


_DEADLINE = (
    ("amount", NUMBER), ("unit", ONE), ("count", ONE), ("triggers", MANY), ("start", ONE),
    ("exclusive", FLAG), ("before", FLAG), ("bound", ONE), ("until", ONE), ("actor", ONE),
    ("on_overdue", TEXT), ("soon", ONE), ("scope", ONE), ("month", NUMBER), ("name", LINE),
    ("note", TEXT),
)  # fmt: skip
_PLAIN: Mapping[RuleKind, Sequence[tuple[str, str]]] = {
    RuleKind.DEADLINE: _DEADLINE,
    RuleKind.LETTER: (("name", LINE), ("short", LINE), ("colour", LINE), ("boxes", NUMBER),
                      ("document", LINE)),
    RuleKind.BOX: (("leg", ONE), ("writer", ONE), ("addresses", MANY), ("signers", LINES),
                   ("seal", ONE), ("does", TEXT)),
    RuleKind.ROUTE: (("boxes", BOXES), ("roles", MANY), ("note", TEXT)),
    RuleKind.BODY: (("matter", LINE), ("starts", LINE), ("middle", LINE), ("majority", LINE),
                    ("accepts", ONE), ("minutes", LINE), ("keeps", LINE), ("note", TEXT)),
    RuleKind.FORM: (("title", LINE), ("issuer", LINE), ("guidance", LINE), ("copies", NUMBER),
                    ("document", LINE), ("annex_seen", FLAG)),
    RuleKind.END: (("otherwise", ONE), ("sections", LINES)),
    RuleKind.VALUE: (("note", TEXT),),
}  # fmt: skip
_MAY_BE_EMPTY = frozenset({"until", "actor", "accepts"})
_NEEDED = frozenset({"value", "amount", "name", "short", "matter", "title", "boxes", "triggers"})
_WHOLE = "decides", "through", "extension"
"""Fields with entries of their own."""


def boxes_of(row: RuleRow) -> list[Box]:
    """Return the boxes of a rule."""
    made = [
        _box(name, kind, empty=name in _MAY_BE_EMPTY, needed=name in _NEEDED)
        for name, kind in _PLAIN[row.kind]
    ]
    return [*_MORE.get(row.kind, _none)(row), *made]


def _none(_row: RuleRow) -> list[Box]:
    return []


def _value(row: RuleRow) -> list[Box]:
    known = VALUES[row.key]
    if known is bool:
        return [Box("value", FLAG, "Giá trị: có")]
    if isinstance(known, range):
        return [Box("value", NUMBER, "Giá trị", needed=True)]
    words = known if isinstance(known, tuple) else ()
    return [Box("value", ONE, "Giá trị", [(str(one), value_text(one)) for one in words])]


def _decides(_row: RuleRow) -> list[Box]:
    offered = [_NOTHING, *ACTOR.items()]
    return [Box(f"decides/{path}", ONE, f"Quyết định, {PATH[path]}", offered) for path in PATHS]


def _through(row: RuleRow) -> list[Box]:
    types = {"DBCS": None, "DBTT": None, "DBBP": None, **row.content.get("through", {})}
    offered = [_NOTHING, *ENDS]
    return [Box(f"through/{one}", ONE, f"Chi bộ ở dưới tổ chức loại {one}", offered)
            for one in types]  # fmt: skip


_MORE: Mapping[RuleKind, Callable[[RuleRow], list[Box]]] = {
    RuleKind.VALUE: _value,
    RuleKind.BODY: _decides,
    RuleKind.END: _through,
}


def value_in(row: RuleRow, box: Box) -> Any:
    """Return what stands in a box of a rule."""
    whole, _, entry = box.name.partition("/")
    if whole in _WHOLE:
        return row.content.get(whole, {}).get(entry, "")
    found = row.content.get(box.name)
    if box.kind == BOXES:
        return boxes_line(found or ())
    if box.kind == LINES:
        return "; ".join(found or ())
    if box.kind == MANY:
        return tuple(found or ())
    if found is None:
        return DEFAULTS.get(box.name, False if box.kind == FLAG else "")
    return found


def content_of(row: RuleRow, told: Mapping[str, Any]) -> dict[str, Any]:
    """Return the content a rule is given by its boxes; what says nothing new is left out.

    Args:
        row: as it stood; fields without a box stay.
        told: by the name of the box.
    """
    boxes = {box.name: box for box in boxes_of(row)}
    made = {name: value for name, value in row.content.items() if not _has_box(name, boxes)}
    for name, box in boxes.items():
        value = _read(box, told[name], row)
        whole, _, entry = name.partition("/")
        if whole in _WHOLE:
            if value != "":
                made.setdefault(whole, {})[entry] = value
        elif _says(name, value, row):
            made[name] = value
    for whole in _WHOLE:
        if whole in row.content:
            made.setdefault(whole, {})
    # In the order of the rule as it stood: a difference is one that was meant.
    order = {name: place for place, name in enumerate(row.content)}
    return {name: made[name] for name in sorted(made, key=lambda one: order.get(one, len(order)))}


def _has_box(name: str, boxes: Mapping[str, Box]) -> bool:
    return name in boxes or any(one.startswith(f"{name}/") for one in boxes)


def _says(name: str, value: Any, row: RuleRow) -> bool:
    if name in row.content:
        return value == row.content[name] or value not in ("", None) or name in _NEEDED
    return value not in ("", None, [], False) and value != DEFAULTS.get(name)


def _read(box: Box, told: Any, row: RuleRow) -> Any:
    if box.kind == BOXES:
        return boxes_read(str(told), row.content.get("boxes", ()))
    if box.kind == LINES:
        return [part.strip() for part in str(told).split(";") if part.strip()]
    if box.kind == MANY:
        return list(told)
    if box.kind == NUMBER:
        return told if told == "" or told is None else int(told)
    return told


def boxes_line(boxes: Sequence[Mapping[str, Any]]) -> str:
    """Return the boxes of a route as they are typed: ``1, (2), 3``."""
    return ", ".join(
        f"({one['number']})" if one.get("optional") else str(one["number"]) for one in boxes
    )


def boxes_read(typed: str, before: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the boxes that were typed; who writes one stays as it was.

    What is no number stays as it was typed: the check of rules says which.
    """
    writers = {one["number"]: one["writer"] for one in before if one.get("writer")}
    made: list[dict[str, Any]] = []
    for part in typed.replace("→", ",").replace(";", ",").split(","):
        word = part.strip()
        if not word:
            continue
        optional = word.startswith("(") and word.endswith(")")
        digits = word.strip("() ")
        one: dict[str, Any] = {"number": int(digits) if digits.isdecimal() else word}
        if optional:
            one["optional"] = True
        if one["number"] in writers:
            one["writer"] = writers[one["number"]]
        made.append(one)
    return made
