"""A template as its variants have it for one kind of meeting, chi bộ, month."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from tcxd_desktop.domain.score_templates import Item, ScoreTemplate, Variant

Change = Decimal | bool | str
_LEVEL = re.compile(r"^(?P<item>.+)\.(?P<what>levels\.[0-9]{1,4}\.pts)$")
PLAIN: Mapping[str, type] = {"max": Decimal, "per": Decimal, "enabled": bool, "label": str}
"""What a variant may change of an item, beside the points of its levels."""


def split_key(key: str) -> tuple[str, str]:
    """Return the item and what is changed: ``4.2.max`` → ``4.2``, ``max``.

    The second is empty where the key names nothing a variant may change.
    """
    found = _LEVEL.match(key)
    if found is not None:
        return found["item"], found["what"]
    item, _, what = key.rpartition(".")
    return (item, what) if item and what in PLAIN else (key, "")


def varied(template: ScoreTemplate, variants: Iterable[Variant]) -> ScoreTemplate:
    """Return the template with the changes of these variants, without the items they leave out.

    Later variants win.
    """
    changes: dict[str, dict[str, Change]] = {}
    for variant in variants:
        for key, value in variant.changes.items():
            item, what = split_key(key)
            changes.setdefault(item, {})[what] = value
    return replace(template, items=_items(template.items, changes))


def _items(items: Iterable[Item], changes: Mapping[str, Mapping[str, Change]]) -> tuple[Item, ...]:
    found = (_item(item, changes) for item in items)
    return tuple(item for item in found if item.enabled)


def _item(item: Item, changes: Mapping[str, Mapping[str, Change]]) -> Item:
    children = _items(item.children, changes)
    own = changes.get(item.id)
    if own is None:
        return item if children == item.children else replace(item, children=children)
    levels = tuple(
        replace(level, points=points)
        if isinstance(points := own.get(f"levels.{place}.pts"), Decimal)
        else level
        for place, level in enumerate(item.levels)
    )
    most, per = own.get("max"), own.get("per")
    enabled, label = own.get("enabled"), own.get("label")
    return replace(
        item,
        children=children,
        levels=levels,
        max=most if isinstance(most, Decimal) else item.max,
        per=per if isinstance(per, Decimal) else item.per,
        enabled=enabled if isinstance(enabled, bool) else item.enabled,
        label=label if isinstance(label, str) else item.label,
    )
