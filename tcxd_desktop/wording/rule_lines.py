"""A rule in words: what it says in one line, and each of its fields."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tcxd_desktop.domain.rule_types import (
    Bound,
    CommuneRole,
    Count,
    EndType,
    Leg,
    RuleKind,
    RuleRow,
    Scope,
    Seal,
    StartRule,
    TimeUnit,
)
from tcxd_desktop.wording.rule_words import ACTOR, BODY, ENDING, TRIGGER
from tcxd_desktop.wording.rules import (
    BOUND,
    COUNT,
    END,
    FIELD,
    LEG,
    ROLE,
    SCOPE,
    SEAL,
    START,
    UNVERIFIED,
    VALUE,
    value_text,
)

UNIT: Mapping[str, str] = {
    TimeUnit.DAYS: "ngày",
    TimeUnit.MONTHS: "tháng",
    TimeUnit.YEARS: "năm",
    TimeUnit.REQUESTS: "lần yêu cầu",
}
PATH: Mapping[str, str] = {
    "": "mọi đường",
    "A": "chi bộ thôn (đường A)",
    "B": "chi bộ thuộc đảng ủy cơ sở (đường B)",
    "C": "chi bộ cơ sở (đường C)",
}
"""Ways up."""
_ARROW = " → "
Content = Mapping[str, Any]


def line_text(row: RuleRow) -> str:
    """Return what a rule says in one line."""
    return _LINES[row.kind](row.content)


def state_text(row: RuleRow) -> str:
    """Return whether a rule was compared with the text."""
    return "đã kiểm chứng" if row.verified else UNVERIFIED


def length_text(content: Content) -> str:
    """Return how long a deadline is: ``30 ngày làm việc``, ``dưới 12 tháng``."""
    less = "dưới " if content.get("exclusive") else ""
    working = " làm việc" if content.get("count") == Count.WORKING else ""
    unit = UNIT.get(content["unit"], str(content["unit"]))
    return f"{less}{content['amount']} {unit}{working}"


def _deadline(content: Content) -> str:
    triggers = " hoặc ".join(TRIGGER.get(one, one) for one in content["triggers"])
    if content.get("bound") == Bound.EVERY:
        return f"{length_text(content)} một lần"
    way = "trước" if content.get("before") else "từ"
    least = "ít nhất " if content.get("bound") == Bound.MIN else ""
    return f"{least}{length_text(content)} {way} {triggers}"


def _letter(content: Content) -> str:
    return f"{content['boxes']} ô, {content['colour']}"


def _box(content: Content) -> str:
    seal = SEAL.get(content.get("seal", Seal.NONE), "")
    return f"{BODY.get(content['writer'], content['writer'])}; {seal}"


def boxes_text(boxes: Sequence[Content]) -> str:
    """Return the boxes of a route: ``1 → (2) → 3``; those in brackets only where needed."""
    numbers = (f"({one['number']})" if one.get("optional") else str(one["number"]) for one in boxes)
    return _ARROW.join(numbers) or "không ghi ô nào"


def _route(content: Content) -> str:
    return boxes_text(content["boxes"])


def _end(content: Content) -> str:
    return END.get(content["otherwise"], str(content["otherwise"]))


def _body(content: Content) -> str:
    return "; ".join(
        ACTOR.get(actor, actor) if not path else f"{path}: {ACTOR.get(actor, actor)}"
        for path, actor in content["decides"].items()
    )


def _form(content: Content) -> str:
    seen = "" if content.get("annex_seen") else "; chưa đối chiếu phụ lục"
    return f"{content.get('copies', 1)} bản{seen}"


def _value(content: Content) -> str:
    return value_text(content["value"])


_LINES: Mapping[RuleKind, Callable[[Content], str]] = {
    RuleKind.DEADLINE: _deadline,
    RuleKind.LETTER: _letter,
    RuleKind.BOX: _box,
    RuleKind.ROUTE: _route,
    RuleKind.END: _end,
    RuleKind.BODY: _body,
    RuleKind.FORM: _form,
    RuleKind.VALUE: _value,
}
_CHOICES: Mapping[str, Mapping[Any, str]] = {
    "triggers": TRIGGER,
    "until": ENDING,
    "unit": UNIT,
    "count": COUNT,
    "bound": BOUND,
    "start": START,
    "actor": ACTOR,
    "accepts": ACTOR,
    "scope": SCOPE,
    "soon": VALUE,
    "leg": LEG,
    "writer": BODY,
    "addresses": BODY,
    "seal": SEAL,
    "roles": ROLE,
    "otherwise": END,
}
"""What the closed vocabularies of fields are called."""


def choices(field: str) -> list[tuple[str, str]]:
    """Return the values a field may have, each with its words."""
    return [(str(key), words) for key, words in _CHOICES[field].items()]


def fields_text(row: RuleRow) -> list[tuple[str, str]]:
    """Return every field of a rule with its words, in the order they are told."""
    return [
        (FIELD.get(name, name), field_text(name, value))
        for name, value in row.content.items()
        if value not in ("", [], {}, None)
    ]


def field_text(name: str, value: Any) -> str:
    """Return a field of a rule in words."""
    if isinstance(value, bool) or name == "value":
        return value_text(value)
    if name == "boxes" and isinstance(value, list):
        return boxes_text(value)
    if isinstance(value, dict):
        return _entries_text(name, value)
    known = _CHOICES.get(name, {})
    if isinstance(value, list):
        return "; ".join(known.get(one, str(one)) for one in value)
    return known.get(value, str(value))


def _entries_text(name: str, value: Content) -> str:
    if name == "extension":
        more = f", khi {value['condition']}" if value.get("condition") else ""
        return f"{length_text(value)}{more}"
    words: Mapping[Any, str] = ACTOR if name == "decides" else END
    keys = PATH if name == "decides" else {}
    return "; ".join(f"{keys.get(key, key)}: {words.get(to, to)}" for key, to in value.items())


ENDS: Sequence[tuple[str, str]] = [(one.value, END[one]) for one in EndType]
ROLES: Sequence[tuple[str, str]] = [(one.value, ROLE[one]) for one in CommuneRole]
DEFAULTS: Mapping[str, str] = {
    "count": Count.CALENDAR.value,
    "bound": Bound.MAX.value,
    "start": StartRule.NEXT_WORKING_DAY.value,
    "scope": Scope.NATIONAL.value,
    "seal": Seal.NONE.value,
    "soon": "soon_working_days",
    "leg": Leg.OUT.value,
}
"""What a field that is not told means."""
