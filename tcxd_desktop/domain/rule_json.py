"""Rules as a JSON file: read with limits, checked row by row, written stably.

The file may come from another office: nothing in it is trusted. One fault refuses the whole file.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from tcxd_desktop.domain.rule_checks import check
from tcxd_desktop.domain.rule_errors import (
    RuleFileProblem,
    UnknownRuleKindProblem,
    UnknownRuleSetProblem,
)
from tcxd_desktop.domain.rule_types import SHIPPED, RuleKind, RuleRow
from tcxd_desktop.domain.text import nfc

FORMAT = "tcxd-rules/1"
LARGEST, MOST_ROWS = 1_000_000, 2_000
_TEXTS = ("key", "valid_from", "valid_to", "source")
_KNOWN = frozenset({"rule_set", "kind", "content", "verified", *_TEXTS})


def parse(data: bytes) -> dict[str, Any]:
    """Return what a rule file tells, as objects and lists.

    Raises:
        RuleFileProblem: too large, no text, no JSON, or no rule file.
    """
    if len(data) > LARGEST:
        raise RuleFileProblem("size", "")
    try:
        told = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise RuleFileProblem("text", "") from error
    except json.JSONDecodeError as error:
        raise RuleFileProblem("json", str(error.lineno)) from error
    except (RecursionError, ValueError) as error:
        raise RuleFileProblem("json", "") from error
    if not isinstance(told, dict):
        raise RuleFileProblem("shape", "")
    return told


def rows_of(
    told: Mapping[str, Any], rule_sets: Collection[str], origin: str = SHIPPED
) -> tuple[RuleRow, ...]:
    """Return the rules a file tells, each checked.

    Args:
        told: as ``parse`` gives it.
        rule_sets: ids of the rule sets there are.
        origin: what the rows are marked with.

    Raises:
        RuleFileProblem: it is no rule file, or has no rows, or too many.
        UnknownRuleKindProblem, UnknownRuleSetProblem: a row is of none there is.
        Problem: a row could not be followed; see ``rule_checks.check``.
    """
    if told.get("format") != FORMAT:
        raise RuleFileProblem("format", "")
    rows = told.get("rows")
    if not isinstance(rows, list) or not rows:
        raise RuleFileProblem("rows", "")
    if len(rows) > MOST_ROWS:
        raise RuleFileProblem("many", str(MOST_ROWS))
    default = told.get("rule_set", "")
    made = tuple(_row(one, n, default, origin) for n, one in enumerate(rows, 1))
    for row in made:
        if row.rule_set not in rule_sets:
            raise UnknownRuleSetProblem(row.rule_set)
        check(row)
    _check_doubles(made)
    return made


def plain(rows: Iterable[RuleRow]) -> dict[str, Any]:
    """Return rules as the objects and lists of their file: ``rows_of`` gives them back."""
    return {"format": FORMAT, "rows": [_plain(row) for row in rows]}


def _plain(row: RuleRow) -> dict[str, Any]:
    return {
        "rule_set": row.rule_set,
        "kind": row.kind.value,
        "key": row.key,
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
        "verified": row.verified,
        "source": row.source,
        "content": dict(row.content),
    }


def _row(told: Any, number: int, rule_set: Any, origin: str) -> RuleRow:
    if not isinstance(told, dict) or set(told) - _KNOWN or not isinstance(rule_set, str):
        raise RuleFileProblem("row", str(number))
    told = {name: tidy(value) for name, value in told.items()}
    texts = [told.get(name, "") for name in _TEXTS]
    of = told.get("rule_set", rule_set)
    content, verified = told.get("content"), told.get("verified", False)
    shaped = isinstance(content, dict) and isinstance(verified, bool) and isinstance(of, str)
    if not shaped or not all(isinstance(text, str) for text in texts):
        raise RuleFileProblem("row", str(number))
    kind = told.get("kind")
    if not isinstance(kind, str) or kind not in {one.value for one in RuleKind}:
        raise UnknownRuleKindProblem(str(kind))
    key, valid_from, valid_to, source = texts
    return RuleRow(of, RuleKind(kind), key, valid_from, valid_to, content, source, verified, origin)


def tidy(told: Any) -> Any:
    """Return what a file tells with every text in NFC and without invisible characters."""
    if isinstance(told, str):
        return nfc(told)
    if isinstance(told, list):
        return [tidy(one) for one in told]
    if isinstance(told, dict):
        return {nfc(name): tidy(value) for name, value in told.items()}
    return told


def _check_doubles(rows: Iterable[RuleRow]) -> None:
    seen: set[tuple[str, RuleKind, str, str]] = set()
    for row in rows:
        key = (row.rule_set, row.kind, row.key, row.valid_from)
        if key in seen:
            raise RuleFileProblem("double", row.key)
        seen.add(key)
