"""Child side: a foreign JSON text as plain values, within bounds. Loaded by ``child_main``."""

import json
import math
import unicodedata
from typing import Any

from tcxd_desktop.domain.packet_errors import BadJsonProblem

MOST_DEPTH = 24
MOST_ITEMS = 400_000


def parse(data: bytes) -> Any:
    """Return what the text says, every string in NFC.

    Raises:
        BadJsonProblem: not JSON, doubled names, nested too deep, too many values.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadJsonProblem("text") from error
    try:
        found = json.loads(
            text, object_pairs_hook=_object, parse_constant=_refuse, parse_float=_finite
        )
    except RecursionError as error:
        raise BadJsonProblem("depth") from error
    except ValueError as error:
        raise BadJsonProblem("json") from error
    return _Tidy().value(found, 1)


def _refuse(_: str) -> Any:
    raise BadJsonProblem("number")


def _finite(text: str) -> float:
    found = float(text)
    if not math.isfinite(found):
        raise BadJsonProblem("number")
    return found


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise BadJsonProblem("double")
    return found


class _Tidy:
    """Counts and tidies the values of one text."""

    def __init__(self) -> None:
        self._left = MOST_ITEMS

    def value(self, raw: Any, depth: int) -> Any:
        self._left -= 1
        if depth > MOST_DEPTH or self._left < 0:
            raise BadJsonProblem("depth" if depth > MOST_DEPTH else "items")
        if isinstance(raw, str):
            return _text(raw)
        if isinstance(raw, list):
            return [self.value(one, depth + 1) for one in raw]
        if isinstance(raw, dict):
            return self._pairs(raw, depth)
        return raw

    def _pairs(self, raw: dict[str, Any], depth: int) -> dict[str, Any]:
        made = {_text(name): self.value(one, depth + 1) for name, one in raw.items()}
        if len(made) != len(raw):  # two names that are one in NFC
            raise BadJsonProblem("double")
        return made


def _text(raw: str) -> str:
    if any("\ud800" <= letter <= "\udfff" for letter in raw):
        raise BadJsonProblem("text")
    return unicodedata.normalize("NFC", raw)
