"""A file of facts and points, to try a template out from outside: read with limits and places."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from tcxd_desktop.domain.errors import FactsFileProblem, ScoreEntryProblem
from tcxd_desktop.domain.expressions import ValueKind
from tcxd_desktop.domain.meeting_facts import DERIVED, GIVEN, WORDS
from tcxd_desktop.domain.score_sheets import Entries, Entry, FactValue
from tcxd_desktop.domain.score_templates import ScoreTemplate
from tcxd_desktop.domain.scoring import Compiled, check_entries

LARGEST = 1_000_000
_MOST, _DIGITS = Decimal(10**9), 12
_BELOW_ZERO = {"posted_days_before", "minutes_days_after"}
_KEYS = {"points", "level", "met", "times", "na", "note"}
_NOTE = 2000
_WHOLE = ""


@dataclass(frozen=True, slots=True)
class FactsFile:
    """Số liệu một buổi họp và điểm đã ghi, as a file tells them."""

    facts: Mapping[str, FactValue]
    scores: Mapping[str, Entries]
    """By scorer."""


def read_facts(data: bytes, compiled: Compiled) -> FactsFile:
    """Read and check a file of facts for a template.

    ``{"facts": {…}, "scores": {"tu_cham": {"3.1": true, "4": 4.5, "*": {"points": 88}}}}``;
    the facts may stand outermost, without ``facts``.

    Raises:
        FactsFileProblem: what is wrong, and where.
    """
    raw = _object(_parsed(data), _WHOLE)
    scores = _object(raw.pop("scores", {}), "scores")
    told, place = raw, ""
    if "facts" in raw:
        told, place = _object(raw.pop("facts"), "facts"), "facts"
        for key in raw:
            raise FactsFileProblem(_WHOLE, "key", _quoted(key))
    kinds = _kinds(compiled.template)
    facts: dict[str, FactValue] = {}
    for name, value in told.items():
        if name not in kinds:
            raise FactsFileProblem(place, "fact", _quoted(name))
        facts[name] = _fact(name, value, f"{place} → {name}".removeprefix(" → "), kinds[name])
    return FactsFile(facts, _scores(scores, compiled, facts))


def _parsed(data: bytes) -> Any:
    if len(data) > LARGEST:
        raise FactsFileProblem(_WHOLE, "size")
    try:
        return json.loads(
            data.decode("utf-8-sig"),
            parse_float=_number,
            parse_int=_number,
            parse_constant=_constant,
            object_pairs_hook=_pairs,
        )
    except UnicodeDecodeError:
        raise FactsFileProblem(_WHOLE, "utf8") from None
    except json.JSONDecodeError as error:
        raise FactsFileProblem(_WHOLE, "json", error.lineno) from None
    except RecursionError:
        raise FactsFileProblem(_WHOLE, "depth") from None


def _number(text: str) -> Decimal:
    """Return the number; one nobody can hold becomes none, and is refused where it stands."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return Decimal("NaN")


def _constant(text: str) -> Any:
    raise FactsFileProblem(_WHOLE, "constant", text)


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise FactsFileProblem(_WHOLE, "twice", _quoted(name))
        found[name] = value
    return found


def _quoted(text: str) -> str:
    return f"“{text[:40]}”"


def _object(raw: Any, place: str) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise FactsFileProblem(place, "object")
    return raw


def _kinds(template: ScoreTemplate) -> dict[str, ValueKind]:
    told = {
        one.name: ValueKind.FLAG if one.kind == "flag" else ValueKind.NUMBER
        for one in template.inputs
    }
    return {**GIVEN, **dict.fromkeys(DERIVED, ValueKind.NUMBER), **told}


def _fact(name: str, raw: Any, place: str, kind: ValueKind) -> FactValue:
    if raw is None:
        return None
    if kind is ValueKind.FLAG:
        return _flag(raw, place)
    if kind is ValueKind.TEXT:
        return _word(name, raw, place)
    return _decimal(raw, place, least=-_MOST if name in _BELOW_ZERO else Decimal(0))


def _flag(raw: Any, place: str) -> bool:
    if not isinstance(raw, bool):
        raise FactsFileProblem(place, "flag")
    return raw


def _word(name: str, raw: Any, place: str) -> str:
    words = WORDS.get(name, ())
    if not isinstance(raw, str) or raw not in words:
        raise FactsFileProblem(place, "word", ", ".join(str(word) for word in words))
    return raw


def _decimal(raw: Any, place: str, least: Decimal = Decimal(0)) -> Decimal:
    fits = isinstance(raw, Decimal) and raw.is_finite() and raw.adjusted() <= _DIGITS
    exponent = raw.as_tuple().exponent if fits else None
    if not isinstance(exponent, int) or exponent < -_DIGITS or not least <= raw <= _MOST:
        raise FactsFileProblem(place, "number")
    number: Decimal = raw
    return number


# --- points --------------------------------------------------------------------------------------


def _scores(
    raw: Mapping[str, Any], compiled: Compiled, facts: Mapping[str, FactValue]
) -> dict[str, Entries]:
    scorers = {scorer.id for scorer in compiled.template.scorers}
    found: dict[str, Entries] = {}
    for scorer, told in raw.items():
        place = f"scores → {scorer[:40]}"
        if scorer not in scorers:
            raise FactsFileProblem("scores", "scorer", _quoted(scorer))
        entries = {
            item: _entry(value, f"{place} → {item[:40]}")
            for item, value in _object(told, place).items()
        }
        try:
            check_entries(compiled, facts, entries)
        except ScoreEntryProblem as problem:
            item, kind, bound = problem.args
            if kind == "unknown":
                raise FactsFileProblem(place, "item", _quoted(str(item))) from None
            raise FactsFileProblem(f"{place} → {item}", kind, bound) from None
        found[scorer] = entries
    return found


def _entry(raw: Any, place: str) -> Entry:
    if isinstance(raw, bool):
        return Entry(met=raw)
    if isinstance(raw, Decimal):
        return Entry(points=_decimal(raw, place, -_MOST))
    if not isinstance(raw, dict):
        raise FactsFileProblem(place, "entry")
    for key in raw:
        if key not in _KEYS:
            raise FactsFileProblem(place, "key", _quoted(key))
    return Entry(
        points=_decimal(raw["points"], place, -_MOST) if "points" in raw else None,
        level=_whole(raw["level"], place) if "level" in raw else None,
        met=_flag(raw["met"], place) if "met" in raw else None,
        times=_whole(raw["times"], place) if "times" in raw else None,
        not_applicable="na" in raw and _flag(raw["na"], place),
        note=_note(raw.get("note", ""), place),
    )


def _whole(raw: Any, place: str) -> int:
    number = _decimal(raw, place, -_MOST)
    if number % 1:
        raise FactsFileProblem(place, "whole")
    return int(number)


def _note(raw: Any, place: str) -> str:
    if not isinstance(raw, str) or len(raw) > _NOTE:
        raise FactsFileProblem(place, "text")
    return raw
