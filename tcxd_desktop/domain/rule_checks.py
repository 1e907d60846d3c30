"""Whether a rule makes sense: nothing is taken in that the program could not follow."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from tcxd_desktop.domain.rule_errors import (
    RuleContentProblem,
    RuleDatesProblem,
    RuleFieldMissingProblem,
    RuleFieldUnknownProblem,
    RuleKeyProblem,
    RuleSourceProblem,
    UnknownTriggerProblem,
)
from tcxd_desktop.domain.rule_keys import (
    ACTORS,
    BODIES,
    ENDINGS,
    LETTERS,
    PATHS,
    SOON,
    TRIGGERS,
    VALUES,
)
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
from tcxd_desktop.domain.rules import RuleBook

LONG, SHORT = 1_000, 200
"""Most characters of a text and of a title."""
_MOST_BOXES = 20
_ENDS = "|".join(EndType)
_LETTER = "|".join(LETTERS)
_KEYS: Mapping[RuleKind, re.Pattern[str]] = {
    RuleKind.DEADLINE: re.compile(r"[A-Z]{2,6}-[0-9]{1,3}[a-z]{0,2}"),
    RuleKind.LETTER: re.compile(_LETTER),
    RuleKind.BOX: re.compile(rf"(?:{_LETTER})/(?:[1-9]|1[0-9]|20)"),
    RuleKind.ROUTE: re.compile(rf"(?:{_LETTER})/(?:{'|'.join(Leg)})/(?:{_ENDS})(?:/same_base)?"),
    RuleKind.END: re.compile("|".join(CommuneRole)),
    RuleKind.BODY: re.compile(r"[a-z][a-z0-9_]{1,59}"),
    RuleKind.FORM: re.compile(r"[0-9A-ZĐ][0-9A-ZĐ/.\-]{0,29}"),
    RuleKind.VALUE: re.compile("|".join(VALUES)),
}
_UNIT_TYPE = re.compile(r"[A-Z][A-Z_]{1,19}")

_Good = Callable[[object], bool]


@dataclass(frozen=True, slots=True)
class _Field:
    good: _Good
    needed: bool = False


def _text(most: int) -> _Good:
    return lambda told: isinstance(told, str) and len(told) <= most


def _number(first: int, last: int) -> _Good:
    return lambda told: type(told) is int and first <= told <= last


def _one_of(words: Iterable[str]) -> _Good:
    known = frozenset(words)
    return lambda told: isinstance(told, str) and told in known


def _many(words: Iterable[str] | _Good, most: int = 50) -> _Good:
    good = words if callable(words) else _one_of(words)
    return lambda told: isinstance(told, list) and len(told) <= most and all(map(good, told))


def _flag(told: object) -> bool:
    return isinstance(told, bool)


def _record(fields: Mapping[str, _Field]) -> _Good:
    def good(told: object) -> bool:
        return (
            isinstance(told, dict)
            and not set(told) - set(fields)
            and all(name in told or not one.needed for name, one in fields.items())
            and all(fields[name].good(value) for name, value in told.items())
        )

    return good


def _keyed(keys: _Good, values: _Good) -> _Good:
    return lambda told: (
        isinstance(told, dict)
        and len(told) <= 20
        and all(keys(key) and values(value) for key, value in told.items())
    )


def _unit_type(told: object) -> bool:
    return isinstance(told, str) and _UNIT_TYPE.fullmatch(told) is not None


def _boxes(told: object) -> bool:
    """Tell whether boxes rise: a letter is written from its first box to its last."""
    if not _many(_record(_ROUTE_BOX), _MOST_BOXES)(told) or not isinstance(told, list):
        return False
    numbers = [one["number"] for one in told]
    return numbers == sorted(set(numbers))


def _choice(words: type[StrEnum], *, needed: bool = False) -> _Field:
    return _Field(_one_of(words), needed)


_NAME = _Field(lambda told: _text(SHORT)(told) and bool(told), needed=True)
_WORDS, _TITLE = _Field(_text(LONG)), _Field(_text(SHORT))
_ACTOR = _Field(_one_of({"", *ACTORS}))
_EXTENSION: Mapping[str, _Field] = {
    "amount": _Field(_number(1, 3_650), needed=True),
    "unit": _choice(TimeUnit, needed=True),
    "count": _choice(Count, needed=True),
    "condition": _TITLE,
}
_ROUTE_BOX: Mapping[str, _Field] = {
    "number": _Field(_number(1, _MOST_BOXES), needed=True),
    "optional": _Field(_flag),
    "writer": _Field(_one_of(BODIES)),
}
_FIELDS: Mapping[RuleKind, Mapping[str, _Field]] = {
    RuleKind.DEADLINE: {
        "name": _NAME,
        "triggers": _Field(lambda told: bool(told) and _many(TRIGGERS, 5)(told), needed=True),
        "until": _Field(_one_of({"", *ENDINGS})),
        "amount": _Field(_number(1, 3_650), needed=True),
        "unit": _choice(TimeUnit, needed=True),
        "count": _choice(Count),
        "bound": _choice(Bound),
        "start": _choice(StartRule),
        "before": _Field(_flag),
        "exclusive": _Field(_flag),
        "extension": _Field(_record(_EXTENSION)),
        "month": _Field(_number(1, 12)),
        "actor": _ACTOR,
        "on_overdue": _WORDS,
        "scope": _choice(Scope),
        "soon": _Field(_one_of(SOON)),
        "note": _WORDS,
    },
    RuleKind.LETTER: {
        "name": _NAME,
        "short": _NAME,
        "colour": _TITLE,
        "boxes": _Field(_number(1, _MOST_BOXES), needed=True),
        "document": _TITLE,
    },
    RuleKind.BOX: {
        "leg": _choice(Leg, needed=True),
        "writer": _Field(_one_of(BODIES), needed=True),
        "addresses": _Field(_many(BODIES)),
        "signers": _Field(_many(_text(SHORT))),
        "seal": _choice(Seal),
        "does": _WORDS,
    },
    RuleKind.ROUTE: {
        "boxes": _Field(_boxes, needed=True),
        "roles": _Field(_many(CommuneRole)),
        "note": _WORDS,
    },
    RuleKind.END: {
        "through": _Field(_keyed(_unit_type, _one_of(EndType))),
        "otherwise": _choice(EndType, needed=True),
        "sections": _Field(_many(_unit_type)),
    },
    RuleKind.BODY: {
        "matter": _NAME,
        "decides": _Field(_keyed(_one_of(PATHS), _one_of(ACTORS)), needed=True),
        "starts": _WORDS,
        "middle": _WORDS,
        "majority": _TITLE,
        "accepts": _ACTOR,
        "minutes": _WORDS,
        "keeps": _WORDS,
        "note": _WORDS,
    },
    RuleKind.FORM: {
        "title": _NAME,
        "issuer": _TITLE,
        "guidance": _TITLE,
        "copies": _Field(_number(1, 10)),
        "document": _TITLE,
        "annex_seen": _Field(_flag),
    },
    RuleKind.VALUE: {"value": _Field(lambda told: told is not None, needed=True), "note": _WORDS},
}


def check(row: RuleRow) -> None:
    """Refuse a rule the program could not follow.

    Raises:
        RuleKeyProblem, RuleDatesProblem, RuleSourceProblem, UnknownTriggerProblem,
        RuleFieldMissingProblem, RuleFieldUnknownProblem, RuleContentProblem.
    """
    if not _KEYS[row.kind].fullmatch(row.key):
        raise RuleKeyProblem(row.kind.value, row.key, field="key")
    _check_days(row)
    if not row.source.strip():
        raise RuleSourceProblem(row.key, field="source")
    if len(row.source) > LONG:
        raise RuleContentProblem(row.key, "source", row.source, field="source")
    _check_fields(row)
    if row.kind is RuleKind.VALUE and not _fits(row.key, row.content["value"]):
        _refuse(row, "value", row.content["value"])
    if row.kind is RuleKind.DEADLINE:
        _check_deadline(row)


def _check_days(row: RuleRow) -> None:
    for name, day in (("valid_from", row.valid_from), ("valid_to", row.valid_to)):
        if day and not _is_day(day):
            raise RuleContentProblem(row.key, name, day, field=name)
    if row.valid_from and row.valid_to and row.valid_to < row.valid_from:
        raise RuleDatesProblem(row.key, row.valid_from, row.valid_to, field="valid_to")


def _is_day(text: str) -> bool:
    try:
        return len(text) == 10 and date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _check_fields(row: RuleRow) -> None:
    fields = _FIELDS[row.kind]
    unknown = sorted(str(name) for name in set(row.content) - set(fields))
    if unknown:
        raise RuleFieldUnknownProblem(row.key, unknown[0])
    for name, one in fields.items():
        if name not in row.content:
            if one.needed:
                raise RuleFieldMissingProblem(row.key, name, field=name)
        elif not one.good(row.content[name]):
            _refuse(row, name, row.content[name])


def _refuse(row: RuleRow, name: str, told: Any) -> None:
    if name == "triggers" and isinstance(told, list):
        strange = [one for one in told if isinstance(one, str) and one not in TRIGGERS]
        if strange:
            raise UnknownTriggerProblem(row.key, strange[0], field=name)
    shown = told if isinstance(told, str) else json.dumps(told, ensure_ascii=False)
    raise RuleContentProblem(row.key, name, shown, field=name)


def _fits(key: str, told: object) -> bool:
    choices = VALUES[key]
    if choices is bool:
        return isinstance(told, bool)
    if isinstance(choices, range):
        return type(told) is int and told in choices
    return isinstance(told, str) and isinstance(choices, tuple) and told in choices


def _check_deadline(row: RuleRow) -> None:
    """Refuse fields that contradict each other."""
    told = row.content
    count, unit = told.get("count", Count.CALENDAR), told["unit"]
    if count == Count.WORKING and unit != TimeUnit.DAYS:
        raise RuleContentProblem(row.key, "count", str(count), field="count")
    if (count == Count.NONE) != (unit == TimeUnit.REQUESTS):
        raise RuleContentProblem(row.key, "count", str(count), field="count")


def check_together(book: RuleBook, rows: Iterable[RuleRow]) -> None:
    """Refuse rows that do not fit the rest of the book they stand in.

    Args:
        book: with the rows in it.
        rows: those that are new.

    Raises:
        RuleContentProblem: a letter or a route has a box nothing is told of.
    """
    for row in rows:
        known = {*book.keys(row.rule_set, RuleKind.BOX)}
        if row.kind is RuleKind.LETTER:
            code, wanted = row.key, list(range(1, row.content["boxes"] + 1))
        elif row.kind is RuleKind.ROUTE:
            code = row.key.partition("/")[0]
            wanted = [one["number"] for one in row.content["boxes"]]
        else:
            continue
        lost = [number for number in wanted if f"{code}/{number}" not in known]
        if lost:
            raise RuleContentProblem(row.key, "boxes", str(lost[0]), field="boxes")
