"""What a template says of its own parts by name, kept right when names change. No Qt.

Expressions name criteria (``full(2)``) and figures (``so_ho``); variants name criteria in their
keys (``4.2.max``); gates, knock-outs and periods name levels by their code.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from tcxd_desktop.domain.score_templates import Aggregation, Item, ScoreTemplate, Variant
from tcxd_desktop.domain.score_variants import split_key

_ITEM_CALL = re.compile(
    r"(?P<text>'[^']*'|\"[^\"]*\")|\b(?P<call>full|points|share)(?P<open>\s*\(\s*)"
    r"(?:'(?P<single>[^']*)'|\"(?P<double>[^\"]*)\"|(?P<bare>[0-9][0-9.]*))(?P<close>\s*\))"
)
_WORD_OR_TEXT = re.compile(r"'[^']*'|\"[^\"]*\"|[A-Za-z_]\w*")
_BARE = re.compile(r"[0-9]+(\.[0-9]+)*")
Rename = Mapping[str, str]


def rename_items(template: ScoreTemplate, names: Rename, gone: frozenset[str]) -> ScoreTemplate:
    """Return the template with other ids in whatever names a criterion.

    Args:
        template: the criteria themselves have their new ids already.
        names: old id to new id.
        gone: ids of criteria that were removed. An expression that names one of them must not
            come to mean its successor: it names nothing from then on, and the checks say so.
    """
    moved = {old: new for old, new in names.items() if old != new}
    if not moved and not gone:
        return template

    def expression(text: str) -> str:
        return _ITEM_CALL.sub(lambda found: _called(found, moved, gone), text)

    changed = map_expressions(template, expression)
    variants = tuple(_rename_keys(variant, moved, gone) for variant in changed.variants)
    return replace(changed, variants=variants)


def _called(found: re.Match[str], names: Rename, gone: frozenset[str]) -> str:
    if found["text"] is not None:
        return found[0]
    texts = (found["single"], found["double"], found["bare"])
    old = next(text for text in texts if text is not None)
    if old in gone:
        return f"{found['call']}{found['open']}'{old} (đã bỏ)'{found['close']}"
    if old not in names:
        return found[0]
    return f"{found['call']}{found['open']}{item_token(names[old])}{found['close']}"


def item_token(item_id: str) -> str:
    """Return a criterion's id as an expression writes it."""
    return item_id if _BARE.fullmatch(item_id) else f"'{item_id}'"


def _rename_keys(variant: Variant, names: Rename, gone: frozenset[str]) -> Variant:
    changes = {}
    for key, value in variant.changes.items():
        item, what = split_key(key)
        if not what:
            changes[key] = value
        elif item not in gone:
            changes[f"{names.get(item, item)}.{what}"] = value
    return replace(variant, changes=changes)


def rename_figure(template: ScoreTemplate, old: str, new: str) -> ScoreTemplate:
    """Return the template with another name for a figure in every expression."""
    if not old or old == new:
        return template

    def expression(text: str) -> str:
        return _WORD_OR_TEXT.sub(lambda found: new if found[0] == old else found[0], text)

    return map_expressions(template, expression)


def map_expressions(template: ScoreTemplate, change: Callable[[str], str]) -> ScoreTemplate:
    """Return the template with every expression changed."""
    return replace(
        template,
        items=tuple(_map_item(item, change) for item in template.items),
        defines=tuple(replace(one, expr=change(one.expr)) for one in template.defines),
        variants=tuple(replace(one, when=change(one.when)) for one in template.variants),
        adjustments=tuple(replace(one, auto=change(one.auto)) for one in template.adjustments),
        gates=tuple(replace(one, require=change(one.require)) for one in template.gates),
        knockouts=tuple(replace(one, when=change(one.when)) for one in template.knockouts),
    )


def _map_item(item: Item, change: Callable[[str], str]) -> Item:
    return replace(
        item,
        auto=change(item.auto),
        formula=change(item.formula),
        applicable_if=change(item.applicable_if),
        levels=tuple(replace(one, when=change(one.when)) for one in item.levels),
        forced=tuple(replace(one, when=change(one.when)) for one in item.forced),
        children=tuple(_map_item(child, change) for child in item.children),
    )


def rename_levels(template: ScoreTemplate, names: Rename) -> ScoreTemplate:
    """Return the template with other codes of rating levels wherever one is named."""

    def name(code: str) -> str:
        return names.get(code, code)

    return replace(
        template,
        gates=tuple(
            replace(one, level=name(one.level), else_level=name(one.else_level))
            for one in template.gates
        ),
        knockouts=tuple(replace(one, result=name(one.result)) for one in template.knockouts),
        quarter=_rename_in_period(template.quarter, name),
        year=_rename_in_period(template.year, name),
    )


def _rename_in_period(period: Aggregation | None, name: Callable[[str], str]) -> Aggregation | None:
    if period is None:
        return None
    rules = tuple(
        replace(
            rule,
            level=name(rule.level),
            all_at_least=name(rule.all_at_least),
            count_level=name(rule.count_level),
        )
        for rule in period.rules
    )
    return replace(
        period,
        rules=rules,
        otherwise=name(period.otherwise),
        worst=name(period.worst),
        cap=name(period.cap),
    )


def moved_levels(old: tuple[object, ...], new: tuple[object, ...]) -> dict[int, int | None]:
    """Return where each of the old levels went, ``None`` where it is gone.

    A table changes in one step: a cell, lines added at the end, lines removed, a line moved.
    """
    if len(new) >= len(old):
        if sorted(map(repr, old)) != sorted(map(repr, new)):
            return {place: place for place in range(len(old))}
        left = list(enumerate(new))
        found: dict[int, int | None] = {}
        for place, level in enumerate(old):
            number = next(i for i, (_, one) in enumerate(left) if one == level)
            found[place] = left.pop(number)[0]
        return found
    kept: dict[int, int | None] = {}
    at = 0
    for place, level in enumerate(old):
        if at < len(new) and new[at] == level:
            kept[place] = at
            at += 1
        else:
            kept[place] = None
    return kept


def follow_levels(
    template: ScoreTemplate, item_id: str, moved: Mapping[int, int | None]
) -> ScoreTemplate:
    """Return the template with the variants' keys on the levels of a criterion moved along."""
    variants = []
    for variant in template.variants:
        changes = {}
        for key, value in variant.changes.items():
            item, what = split_key(key)
            if item != item_id or not what.startswith("levels."):
                changes[key] = value
                continue
            place = moved.get(int(what.split(".")[1]))
            if place is not None:
                changes[f"{item_id}.levels.{place}.pts"] = value
        variants.append(replace(variant, changes=changes))
    return replace(template, variants=tuple(variants))
