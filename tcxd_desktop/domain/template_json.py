"""A scoring template as one JSON file: read with limits and places, written stably.

The file comes from other offices: nothing in it is trusted, and reading it is bounded.
"""

import json
import re
from decimal import Decimal
from typing import Any

from tcxd_desktop.domain.errors import TemplateProblem
from tcxd_desktop.domain.score_templates import ScoreTemplate
from tcxd_desktop.domain.template_codecs import BadNumber, Doubled, number_of
from tcxd_desktop.domain.template_keys import TEMPLATE

LARGEST, DEEPEST, MOST_ITEMS = 1_000_000, 30, 2000
_WIDTH = 100
# Possessive: a string that never ends must not be tried again from each of its quotes.
_STRUCTURE = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[][{}]', re.DOTALL)


def load(data: bytes | str) -> ScoreTemplate:
    """Return the template a JSON file tells.

    Whether it makes sense is for ``template_checks.faults``: a draft may be exported unfinished.

    Raises:
        TemplateProblem: the file is no template; its args name place and kind.
    """
    raw = _parsed(_text(data))
    template = TEMPLATE.read(raw, "")
    assert isinstance(template, ScoreTemplate)  # noqa: S101 - its record says so
    if sum(1 for _ in template.walk()) > MOST_ITEMS:
        raise TemplateProblem("items", "many", MOST_ITEMS)
    return template


def dump(template: ScoreTemplate) -> str:
    """Return the template as JSON text: ``load`` gives it back, equal templates give equal text."""
    return _pretty(plain(template), 0) + "\n"


def plain(template: ScoreTemplate) -> dict[str, Any]:
    """Return the template as the objects, lists and values of its JSON."""
    return TEMPLATE.write(template)


def _text(data: bytes | str) -> str:
    size = len(data) if isinstance(data, bytes) else len(data.encode("utf-8", "surrogatepass"))
    if size > LARGEST:
        raise TemplateProblem("", "size", LARGEST)
    if isinstance(data, str):
        return data.removeprefix("\ufeff")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TemplateProblem("", "encoding", "") from error


def _parsed(text: str) -> Any:
    _check_depth(text)
    try:
        return json.loads(
            text,
            object_pairs_hook=_object,
            parse_float=number_of,
            parse_int=number_of,
            parse_constant=BadNumber,
        )
    except json.JSONDecodeError as error:
        raise TemplateProblem("", "syntax", error.lineno) from error


def _check_depth(text: str) -> None:
    """Refuse deep nesting before the parser, which is recursive, sees it."""
    depth = 0
    for found in _STRUCTURE.finditer(text):
        sign = found.group()
        if sign in "[{":
            depth += 1
        elif sign in "]}":
            depth -= 1
        if depth > DEEPEST:
            raise TemplateProblem("", "deep", text.count("\n", 0, found.start()) + 1)


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = dict(pairs)
    if len(found) == len(pairs):
        return found
    doubled = Doubled(found)
    seen: set[str] = set()
    for key, _ in pairs:
        if key in seen:
            doubled.key = key
            break
        seen.add(key)
    return doubled


def _pretty(value: Any, indent: int) -> str:
    """Return JSON with everything on one line that fits on one."""
    short = _compact(value)
    if len(short) + indent <= _WIDTH or not isinstance(value, (dict, list)) or not value:
        return short
    inner = " " * (indent + 2)
    if isinstance(value, dict):
        lines = [f"{inner}{_string(k)}: {_pretty(v, indent + 2)}" for k, v in value.items()]
        opening, closing = "{}"
    else:
        lines = [f"{inner}{_pretty(one, indent + 2)}" for one in value]
        opening, closing = "[]"
    return f"{opening}\n" + ",\n".join(lines) + f"\n{' ' * indent}{closing}"


def _compact(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_string(k)}: {_compact(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_compact, value)) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return number_text(value) if isinstance(value, Decimal) else _string(value)


def number_text(value: Decimal) -> str:
    """Return a number without exponent and trailing zeros, as JSON and expressions write it."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
