"""Figures of a round: per chi bộ, and frozen as plain numbers when it is closed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Final

from tcxd_desktop.domain.reconciliation_views import (
    FINISHED,
    PersonState,
    ReconLine,
    SlipState,
    UnitProgress,
)

_COUNTS: Final = tuple(
    one.name for one in fields(UnitProgress) if one.name not in {"unit_id", "name"}
)
STRAYS: Final = "only_there"
"""Key of how many lines nobody fits were left."""


def figures(lines: Iterable[ReconLine], units: Sequence[tuple[int, str]]) -> list[UnitProgress]:
    """Return the figures of each chi bộ that has members in the round.

    Args:
        lines: everybody in it; lines nobody fits are not counted.
        units: ids with names, in the order they are listed.
    """
    found: dict[int, list[ReconLine]] = {}
    for line in lines:
        if line.person_id:
            found.setdefault(line.unit_id or 0, []).append(line)
    named = {unit_id: name for unit_id, name in units if unit_id in found}
    rest = {unit_id: "" for unit_id in sorted(found) if unit_id not in named}
    return [_figures(unit_id, name, found[unit_id]) for unit_id, name in {**named, **rest}.items()]


def _figures(unit_id: int, name: str, lines: Sequence[ReconLine]) -> UnitProgress:
    told = [line for line in lines if line.differing or line.settled or line.requested]
    return UnitProgress(
        unit_id,
        name,
        members=len(lines),
        slips_printed=sum(line.slip is not SlipState.NONE for line in lines),
        slips_keyed=sum(line.slip is SlipState.DONE for line in lines),
        unseen=sum(line.state is PersonState.UNSEEN for line in lines),
        differing=len(told),
        open=sum(bool(line.open) for line in told),
        decided=sum(not line.open for line in told),
        requested=sum(bool(line.requested) for line in lines),
        mended=sum(bool(line.mended) for line in lines),
        done=sum(line.state in FINISHED for line in lines),
        only_here=sum(line.only_here for line in lines),
    )


def total(units: Iterable[UnitProgress]) -> UnitProgress:
    """Return the figures of all chi bộ together."""
    sums = dict.fromkeys(_COUNTS, 0)
    for unit in units:
        for name in _COUNTS:
            sums[name] += getattr(unit, name)
    return UnitProgress(0, "", **sums)


def frozen(units: Iterable[UnitProgress], lines: Iterable[ReconLine]) -> dict[str, int]:
    """Return figures as plain numbers, by chi bộ and name of the figure (``12.members``)."""
    strays = sum(line.open for line in lines if not line.person_id)
    return {
        STRAYS: strays,
        **{f"{unit.unit_id}.{name}": getattr(unit, name) for unit in units for name in _COUNTS},
    }


def thawed(result: Mapping[str, int], names: Mapping[int, str]) -> list[UnitProgress]:
    """Return the figures of each chi bộ as they were frozen; ``names`` are those of that day."""
    found: dict[int, dict[str, int]] = {}
    for key, count in result.items():
        unit, _, name = key.partition(".")
        if name in _COUNTS:
            found.setdefault(int(unit), {})[name] = count
    return [UnitProgress(unit, names.get(unit, ""), **told) for unit, told in found.items()]
