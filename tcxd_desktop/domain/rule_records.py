"""Rows read as records. What a row holds was checked when it was taken in (``rule_checks``)."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from tcxd_desktop.domain.rule_types import (
    Body,
    Bound,
    Box,
    CommuneRole,
    Count,
    Deadline,
    EndType,
    Extension,
    Leg,
    Letter,
    MonthRule,
    OwnEnds,
    RouteBox,
    RuleForm,
    RuleRow,
    Scope,
    Seal,
    StartRule,
    TimeUnit,
)

DEADLINE_VALUES = ("month_arithmetic", "soon_working_days", "temporary_soon_days")
"""Values of the rule set a deadline is read with."""


def deadline(row: RuleRow, values: Mapping[str, Any]) -> Deadline:
    """Return the deadline a row tells."""
    told = row.content
    soon = told.get("soon", "soon_working_days")
    more = told.get("extension")
    return Deadline(
        id=row.key,
        name=told["name"],
        triggers=tuple(told["triggers"]),
        until=told.get("until", ""),
        amount=told["amount"],
        unit=TimeUnit(told["unit"]),
        count=Count(told.get("count", Count.CALENDAR)),
        bound=Bound(told.get("bound", Bound.MAX)),
        start=StartRule(told.get("start", StartRule.NEXT_WORKING_DAY)),
        before=told.get("before", False),
        exclusive=told.get("exclusive", False),
        months=MonthRule(values["month_arithmetic"]),
        extension=_extension(more) if more else None,
        month=told.get("month", 0),
        actor=told.get("actor", ""),
        on_overdue=told.get("on_overdue", ""),
        scope=Scope(told.get("scope", Scope.NATIONAL)),
        soon=values[soon],
        soon_count=Count.CALENDAR if soon == "temporary_soon_days" else Count.WORKING,
        note=told.get("note", ""),
        rule_set=row.rule_set,
        source=row.source,
        verified=row.verified,
    )


def _extension(told: Mapping[str, Any]) -> Extension:
    return Extension(
        told["amount"], TimeUnit(told["unit"]), Count(told["count"]), told.get("condition", "")
    )


def letter(row: RuleRow) -> Letter:
    """Return the letter a row tells."""
    told = row.content
    return Letter(
        code=row.key,
        name=told["name"],
        short=told["short"],
        colour=told["colour"],
        boxes=told["boxes"],
        document=told.get("document", ""),
        source=row.source,
        verified=row.verified,
    )


def box(row: RuleRow) -> Box:
    """Return the box a row tells."""
    told = row.content
    code, _, number = row.key.partition("/")
    return Box(
        letter=code,
        number=int(number),
        leg=Leg(told["leg"]),
        writer=told["writer"],
        addresses=tuple(told.get("addresses", ())),
        signers=tuple(told.get("signers", ())),
        seal=Seal(told.get("seal", Seal.NONE)),
        does=told.get("does", ""),
        source=row.source,
        verified=row.verified,
    )


def route(row: RuleRow) -> tuple[RouteBox, ...]:
    """Return the boxes a row tells, in order."""
    return tuple(
        RouteBox(one["number"], one.get("optional", False), one.get("writer", ""))
        for one in row.content["boxes"]
    )


def for_role(row: RuleRow, role: CommuneRole) -> bool:
    """Tell whether a route is for a commune of this role; one that names none is for all."""
    roles = row.content.get("roles", ())
    return not roles or role in roles


def own_ends(row: RuleRow) -> OwnEnds:
    """Return which kinds of ends a row tells our own chi bộ to be."""
    told = row.content
    return OwnEnds(
        {kind: EndType(end) for kind, end in told.get("through", {}).items()},
        EndType(told["otherwise"]),
        tuple(told.get("sections", ())),
    )


def body(row: RuleRow) -> Body:
    """Return who decides, as a row tells."""
    told = row.content
    return Body(
        key=row.key,
        matter=told["matter"],
        decides=dict(told["decides"]),
        starts=told.get("starts", ""),
        middle=told.get("middle", ""),
        majority=told.get("majority", ""),
        accepts=told.get("accepts", ""),
        minutes=told.get("minutes", ""),
        keeps=told.get("keeps", ""),
        note=told.get("note", ""),
        source=row.source,
        verified=row.verified,
    )


def form(row: RuleRow) -> RuleForm:
    """Return the form a row tells."""
    told = row.content
    return RuleForm(
        code=row.key,
        title=told["title"],
        issuer=told.get("issuer", ""),
        guidance=told.get("guidance", ""),
        copies=told.get("copies", 1),
        document=told.get("document", ""),
        annex_seen=told.get("annex_seen", False),
        source=row.source,
        verified=row.verified,
    )


def day_before(day: str) -> str:
    """Return the day before an ISO day."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat() if day else ""
