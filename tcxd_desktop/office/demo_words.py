"""The words of the demo office, as they are shipped in ``resources/demo``."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from tcxd_desktop import places
from tcxd_desktop.office.demo_dice import Weighted


@dataclass(frozen=True, slots=True)
class GivenNames:
    """Tên đệm và tên: of one sex, by generation."""

    middle: Weighted
    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocation:
    """Nghề và quãng đời công tác đi với nghề."""

    occupation: str
    group: str
    business: str
    workplace: str
    levels: Weighted
    subjects: tuple[str, ...]
    theory: Weighted
    stages: tuple[tuple[tuple[str, str, str], ...], ...]
    """For each stage of life the alternatives: (work, post, unit)."""


@dataclass(frozen=True, slots=True)
class Words:
    """Toàn bộ chất liệu chữ của văn phòng mẫu."""

    family: Weighted
    minorities: Weighted
    minority_families: Mapping[str, tuple[str, ...]]
    men: GivenNames
    women: GivenNames
    avoid: frozenset[str]
    places: Mapping[str, Any]
    origin_codes: Weighted
    vocations: Mapping[str, Vocation]
    mixes: Mapping[str, Weighted]
    lives: Mapping[str, Any]
    tree: Mapping[str, Any]


@cache
def words() -> Words:
    """Return the words, read once."""
    names, where, lives = _read("names"), _read("places"), _read("lives")
    minorities = names["minorities"]
    return Words(
        family=Weighted(names["family"]),
        minorities=Weighted({name: entry["weight"] for name, entry in minorities.items()}),
        minority_families={name: tuple(entry["family"]) for name, entry in minorities.items()},
        men=_given(names["male"]),
        women=_given(names["female"]),
        avoid=frozenset(names["avoid"]),
        places=where,
        origin_codes=Weighted(where["origin_codes"]),
        vocations={key: _vocation(entry) for key, entry in lives["vocations"].items()},
        mixes={key: Weighted(entry) for key, entry in lives["mixes"].items()},
        lives=lives,
        tree=_read("tree"),
    )


def _read(name: str) -> Any:
    path = places.resources() / "demo" / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8"))


def _given(raw: Mapping[str, Any]) -> GivenNames:
    return GivenNames(Weighted(raw["middle"]), tuple(raw["old"]), tuple(raw["new"]))


def _vocation(raw: Mapping[str, Any]) -> Vocation:
    return Vocation(
        occupation=raw["occupation"],
        group=raw["group"],
        business=raw["business"],
        workplace=raw["workplace"],
        levels=Weighted(raw["levels"]),
        subjects=tuple(raw["subjects"]),
        theory=Weighted(raw["theory"]),
        stages=tuple(
            tuple((work, post, unit) for work, post, unit in stage) for stage in raw["stages"]
        ),
    )
