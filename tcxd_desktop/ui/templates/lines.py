"""Lines of the editor's small tables ⇄ the records of a template. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.facts import Kind, fact
from tcxd_desktop.domain.score_templates import (
    REVIEW,
    SELF,
    ZERO,
    CountRule,
    Forced,
    LegalBasis,
    PointLevel,
    RatingLevel,
    Scorer,
)

EXPRESSION = "expression"
LEVEL_LIST = "score_level"
"""Code list with the template's rating levels."""
PLACE_LIST = "score_place"
"""Code list with the levels of the criterion that is shown, by their place."""


@dataclass(frozen=True, slots=True)
class LevelLine:
    """A level of a criterion."""

    min: Decimal | None = fact("", Kind.NUMBER)
    points: Decimal | None = fact("", Kind.NUMBER)
    label: str = fact("", Kind.LINE)
    when: str = fact(EXPRESSION, Kind.LINE)


@dataclass(frozen=True, slots=True)
class ForcedLine:
    """A case that forces a level."""

    when: str = fact(EXPRESSION, Kind.LINE)
    level: str = fact("", Kind.CODE, codes=PLACE_LIST)
    label: str = fact("", Kind.LINE)


@dataclass(frozen=True, slots=True)
class RatingLine:
    """A rating level."""

    label: str = fact("", Kind.LINE)
    min: Decimal | None = fact("", Kind.NUMBER)
    code: str = fact("", Kind.LINE)


@dataclass(frozen=True, slots=True)
class BasisLine:
    """A paper the template rests on."""

    number: str = fact("", Kind.LINE)
    on: PartialDate | None = fact("", Kind.DATE)
    issuer: str = fact("", Kind.LINE)


@dataclass(frozen=True, slots=True)
class ScorerLine:
    """A column of points."""

    label: str = fact("", Kind.LINE)
    official: bool = fact("", Kind.FLAG)
    id: str = fact("", Kind.LINE)


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A level of a year by counting."""

    level: str = fact("", Kind.CODE, codes=LEVEL_LIST)
    all_at_least: str = fact("", Kind.CODE, codes=LEVEL_LIST)
    count_level: str = fact("", Kind.CODE, codes=LEVEL_LIST)
    at_least: Decimal | None = fact("", Kind.NUMBER)


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text: a heading, a signature."""

    first: str = fact("", Kind.LINE)
    second: str = fact("", Kind.LINE)


def show_levels(levels: Sequence[PointLevel]) -> tuple[LevelLine, ...]:
    """Return the lines of a criterion's levels."""
    return tuple(LevelLine(one.min, one.points, one.label, one.when) for one in levels)


def take_levels(lines: Sequence[LevelLine]) -> tuple[PointLevel, ...]:
    """Return a criterion's levels."""
    return tuple(PointLevel(one.points or ZERO, one.label, one.min, one.when) for one in lines)


def show_forced(cases: Sequence[Forced]) -> tuple[ForcedLine, ...]:
    """Return the lines of cases that force a level."""
    return tuple(ForcedLine(one.when, str(one.level), one.label) for one in cases)


def take_forced(lines: Sequence[ForcedLine]) -> tuple[Forced, ...]:
    """Return the cases that force a level."""
    return tuple(
        Forced(one.when, int(one.level) if one.level.isdigit() else 0, one.label) for one in lines
    )


def show_ratings(levels: Sequence[RatingLevel]) -> tuple[RatingLine, ...]:
    """Return the lines of the rating levels."""
    return tuple(RatingLine(one.label, one.min, one.code) for one in levels)


def take_ratings(lines: Sequence[RatingLine]) -> tuple[RatingLevel, ...]:
    """Return the rating levels; a new one has no code yet."""
    return tuple(RatingLevel(one.code, one.label, one.min or ZERO) for one in lines)


def show_basis(papers: Sequence[LegalBasis]) -> tuple[BasisLine, ...]:
    """Return the lines of the papers."""
    return tuple(BasisLine(one.number, day_of(one.on), one.issuer) for one in papers)


def take_basis(lines: Sequence[BasisLine]) -> tuple[LegalBasis, ...]:
    """Return the papers; a date that is not whole is left out."""
    return tuple(LegalBasis(one.number, show_day(one.on), one.issuer) for one in lines)


def show_scorers(scorers: Sequence[Scorer]) -> tuple[ScorerLine, ...]:
    """Return the lines of the scorers."""
    return tuple(ScorerLine(one.label, one.official, one.id) for one in scorers)


def take_scorers(lines: Sequence[ScorerLine]) -> tuple[Scorer, ...]:
    """Return the scorers; a new one gets an id every sheet needs, else one nobody has."""
    taken = {one.id for one in lines}
    fresh = (SELF, REVIEW, *(f"nguoi_cham_{n}" for n in range(1, len(lines) + 2)))
    free = (name for name in fresh if name not in taken)
    return tuple(Scorer(one.id or next(free), one.label, one.official) for one in lines)


def show_rules(rules: Sequence[CountRule]) -> tuple[RuleLine, ...]:
    """Return the lines of rules by counting."""
    return tuple(
        RuleLine(one.level, one.all_at_least, one.count_level, Decimal(one.at_least) or None)
        for one in rules
    )


def take_rules(lines: Sequence[RuleLine]) -> tuple[CountRule, ...]:
    """Return the rules by counting."""
    return tuple(
        CountRule(one.level, one.all_at_least, one.count_level, int(one.at_least or 0))
        for one in lines
    )


def show_signatures(blocks: Sequence[Sequence[str]]) -> tuple[TextLine, ...]:
    """Return the lines of the signatures; those of more than two lines keep the rest joined."""
    return tuple(TextLine(block[0] if block else "", " / ".join(block[1:])) for block in blocks)


def take_signatures(lines: Sequence[TextLine]) -> tuple[tuple[str, ...], ...]:
    """Return the signatures."""
    return tuple(
        tuple(text for text in (one.first, *one.second.split(" / ")) if text) for one in lines
    )


def day_of(text: str) -> PartialDate | None:
    """Return the day of ISO text; of what no calendar has, nothing."""
    try:
        return PartialDate.from_text(text)
    except (Problem, ValueError):
        return None


def show_day(day: PartialDate | None) -> str:
    """Return a whole day as ISO text, else nothing."""
    exact = day.exact if day is not None else None
    return exact.isoformat() if exact else ""
