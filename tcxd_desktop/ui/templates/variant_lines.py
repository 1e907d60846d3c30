"""The lines of a variant: every criterion with what is different there. No Qt."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tcxd_desktop.domain.score_templates import Item, Method, ScoreTemplate, Variant
from tcxd_desktop.domain.score_variants import split_key, varied
from tcxd_desktop.ui.templates.titles import sum_of
from tcxd_desktop.wording.formats import show_number

YES, NO = "co", "khong"
Changes = Mapping[str, Decimal | bool | str]


@dataclass(frozen=True, slots=True)
class VariantLine:
    """A criterion, a level of it, or its points an occurrence."""

    title: str
    depth: int
    usual: Decimal
    """Figure without the variant."""
    number_key: str
    """Key of the figure in the variant's changes."""
    enabled_key: str = ""
    label_key: str = ""
    group: bool = False
    enabled: bool = True

    def number(self, changes: Changes) -> Decimal | None:
        """Return the figure the variant sets."""
        found = changes.get(self.number_key)
        return found if isinstance(found, Decimal) else None

    def used(self, changes: Changes) -> str:
        """Return whether the variant takes it in or leaves it out; nothing: as usual."""
        found = changes.get(self.enabled_key)
        return "" if not isinstance(found, bool) else YES if found else NO

    def label(self, changes: Changes) -> str:
        """Return the other name in the variant."""
        found = changes.get(self.label_key)
        return found if isinstance(found, str) else ""


def variant_lines(template: ScoreTemplate, changes: Changes) -> list[VariantLine]:
    """Return the lines in the order of the sheet.

    Levels of a criterion are there only where its maximum, or one of them, is another one.
    """
    return [line for item in template.items for line in _lines(item, 0, changes)]


def _lines(item: Item, depth: int, changes: Changes) -> Iterator[VariantLine]:
    yield VariantLine(
        f"{item.id}  {item.label}",
        depth,
        item.max,
        f"{item.id}.max",
        f"{item.id}.enabled",
        f"{item.id}.label",
        group=bool(item.children),
        enabled=item.enabled,
    )
    if item.method is Method.DEDUCT:
        yield VariantLine("trừ mỗi lần", depth + 1, item.per, f"{item.id}.per")
    named = {split_key(key)[0] for key in changes if not key.endswith((".enabled", ".label"))}
    for place, level in enumerate(item.levels if item.id in named else ()):
        key = f"{item.id}.levels.{place}.pts"
        yield VariantLine(f"mức: {level.label}", depth + 1, level.points, key)
    for child in item.children:
        yield from _lines(child, depth + 1, changes)


def with_number(line: VariantLine, changes: Changes, value: Decimal | None) -> dict[str, Any]:
    """Return the changes with another figure; ``None`` is as usual."""
    return _with(changes, line.number_key, value)


def with_used(line: VariantLine, changes: Changes, value: str) -> dict[str, Any]:
    """Return the changes with a criterion taken in, left out, or as usual."""
    return _with(changes, line.enabled_key, {YES: True, NO: False}.get(value))


def with_label(line: VariantLine, changes: Changes, value: str) -> dict[str, Any]:
    """Return the changes with another name; empty is as usual."""
    return _with(changes, line.label_key, value or None)


def _with(changes: Changes, key: str, value: Any) -> dict[str, Any]:
    found = {name: old for name, old in changes.items() if name != key}
    if value is not None and key:
        found[key] = value
    return found


def sum_text(template: ScoreTemplate, changes: Changes) -> tuple[str, bool]:
    """Return what the criteria add up to in the variant, and whether that is the total."""
    found = sum_of(varied(template, [Variant("", changes)]).items)
    right = found == template.total
    said = f"Trong biến thể này các tiêu chí cộng được {show_number(found)}"
    return (f"{said}, đủ {show_number(template.total)} điểm." if right
            else f"{said}, phải là {show_number(template.total)} điểm."), right  # fmt: skip
