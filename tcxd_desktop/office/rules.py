"""The rules the office works by: shipped ones, changes of the head, rules from packs.

A rule is never overwritten: a row with its day stands after the one before, so that a case keeps
the rules of its trigger date. A row written by mistake is withdrawn and stays readable.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from tcxd_desktop import places
from tcxd_desktop.domain import rule_checks, rule_json
from tcxd_desktop.domain.errors import NotFoundProblem, ReasonNeededProblem, WholeDateProblem
from tcxd_desktop.domain.history import Change, Permission
from tcxd_desktop.domain.meeting_checks import LINE, check_text
from tcxd_desktop.domain.rule_errors import (
    RuleNotOursProblem,
    RuleSameDayProblem,
    RuleSourceProblem,
    RuleUnchangedProblem,
    RuleWithdrawnProblem,
    UnknownRoleProblem,
    UnknownRuleSetProblem,
)
from tcxd_desktop.domain.rule_types import (
    OFFICE,
    PACK,
    Adoption,
    CommuneRole,
    RuleKind,
    RuleRow,
    RuleVersion,
)
from tcxd_desktop.domain.rules import RuleBook
from tcxd_desktop.domain.text import clean_line
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import office as stored_office
from tcxd_desktop.storage import rules as stored
from tcxd_desktop.storage.work import Reading, Work
from tcxd_desktop.wording.formats import show_date
from tcxd_desktop.wording.rules import ROLE

SETS, ROLES = "rule_set", "role"
"""Kinds of ``rule_adoption``."""


def _folder() -> Path:
    return places.resources() / "rules"


@cache
def set_ids() -> tuple[str, ...]:
    """Return the ids of the rule sets there are."""
    raw = json.loads((_folder() / "rulesets.json").read_text(encoding="utf-8"))
    return tuple(entry["id"] for entry in raw["rulesets"])


@cache
def _shipped() -> tuple[tuple[RuleRow, ...], Mapping[str, str]]:
    """Return the shipped rows, and which rule set carries on which."""
    rows: list[RuleRow] = []
    extends: dict[str, str] = {}
    for path in sorted(_folder().glob("rules-*.json")):
        told = rule_json.parse(path.read_bytes())
        rows += rule_json.rows_of(told, set_ids())
        if told.get("extends"):
            extends[told["rule_set"]] = told["extends"]
    return tuple(rows), extends


@cache
def shipped_book() -> RuleBook:
    """Return the rules the program carries, as they are without an office."""
    rows, extends = _shipped()
    return RuleBook(rows, extends=extends)


def book(desk: Desk) -> RuleBook:
    """Return the rules of the office."""
    with desk.read() as reading:
        return book_in(desk, reading)


def book_in(desk: Desk, reading: Reading) -> RuleBook:
    """Return the rules of the office inside a reading."""
    return _book(reading)


def _book(reading: Reading, more: Iterable[RuleRow] = ()) -> RuleBook:
    shipped, extends = _shipped()
    return RuleBook(
        (*shipped, *stored.rows(reading), *more),
        stored.adoptions(reading, SETS),
        stored.adoptions(reading, ROLES),
        extends,
    )


def rows(desk: Desk) -> tuple[RuleRow, ...]:
    """Return every row there is, shipped and written, those withdrawn too."""
    with desk.read() as reading:
        return (*_shipped()[0], *stored.rows(reading))


def history(desk: Desk, kind: RuleKind, key: str) -> tuple[RuleVersion, ...]:
    """Return every version of a rule, of all rule sets, oldest first; withdrawn ones last."""
    with desk.read() as reading:
        found = _book(reading)
        written = stored.rows(reading)
    told = [
        RuleVersion(row, until)
        for rule_set in set_ids()
        for row, until in found.versions(rule_set, kind, key)
    ]
    back = [row for row in written if row.withdrawn and (row.kind, row.key) == (kind, key)]
    return (*told, *(RuleVersion(row, row.valid_to) for row in back))


def change(
    desk: Desk,
    row: RuleRow,
    valid_from: str,
    content: Mapping[str, Any],
    source: str,
    reason: str,
) -> int:
    """Write that a rule holds differently from a day on; return the number of the row.

    The row before keeps its dates: it ends the day before. A row with an extension of its own
    rule set (``replace(row, rule_set=…)``) changes what that rule set takes over from another.

    Args:
        desk: where.
        row: the rule as it stands; rule set, kind, key and ``verified`` are taken from it.
        valid_from: ISO first day.
        content: what it holds then.
        source: the text it comes from.
        reason: why it is changed.

    Raises:
        WholeDateProblem, ReasonNeededProblem, UnknownRuleSetProblem, TooLongProblem.
        RuleSameDayProblem: the office has written it from that day already.
        RuleUnchangedProblem: nothing would be different.
        Problem: the content could not be followed; see ``rule_checks.check``.
    """
    desk.check(Permission.RULES)
    made = replace(
        row, valid_from=_day(valid_from), valid_to="", content=rule_json.tidy(dict(content)),
        source=clean_line(source), origin=OFFICE, reason=_reason(reason), id=0, withdrawn="",
        written_on=desk.day(),
    )  # fmt: skip
    if made.rule_set not in set_ids():
        raise UnknownRuleSetProblem(made.rule_set)
    rule_checks.check(made)
    with desk.write(Permission.RULES, "rules.change", made.reason) as work:
        _refuse_same_day(work, made)
        before = _book(work).row(made.rule_set, made.kind, made.key, made.valid_from)
        if before is not None and _same(before, made):
            raise RuleUnchangedProblem(made.key)
        rule_checks.check_together(_book(work, [made]), [made])
        return _add(work, made, before)


def withdraw(desk: Desk, row_id: int, reason: str) -> None:
    """Take back a row written by mistake: what held before it holds again.

    Raises:
        NotFoundProblem, ReasonNeededProblem, TooLongProblem.
        RuleNotOursProblem: it was shipped.
        RuleWithdrawnProblem: it was taken back before.
    """
    desk.check(Permission.RULES)
    why = _reason(reason)
    if not row_id:
        raise RuleNotOursProblem("")
    with desk.write(Permission.RULES, "rules.withdraw", why) as work:
        row = stored.row(work, row_id)
        if row is None:
            raise NotFoundProblem(str(row_id))
        if row.withdrawn:
            raise RuleWithdrawnProblem(row.key)
        _withdraw(work, row, why)


def adopt_set(desk: Desk, rule_set: str, valid_from: str, paper: str) -> None:
    """Adopt a rule set from an ISO day on; cases before keep the rules of their date.

    Raises:
        UnknownRuleSetProblem, WholeDateProblem, TooLongProblem.
        RuleSourceProblem: the decision to adopt it is not named.
    """
    desk.check(Permission.RULES)
    if rule_set not in set_ids():
        raise UnknownRuleSetProblem(rule_set, field="rule_set")
    day, told = _day(valid_from), _paper(paper, rule_set)
    with desk.write(Permission.RULES, "rules.adopt", told) as work:
        before = stored_office.adopted(work, SETS, day)
        stored_office.adopt(work, SETS, rule_set, day, told)
        work.touch(stored.SUBJECT)
        work.note(Change("office", 0, SETS, before, f"{rule_set} (từ {show_date(day)})"))


def adopt_role(desk: Desk, role: str, valid_from: str, paper: str) -> None:
    """Write which role the commune has from an ISO day on.

    Raises:
        UnknownRoleProblem, WholeDateProblem, TooLongProblem.
        RuleSourceProblem: the decision is not named.
    """
    desk.check(Permission.RULES)
    if role not in {one.value for one in CommuneRole}:
        raise UnknownRoleProblem(role, field="role")
    day, told = _day(valid_from), _paper(paper, role)
    with desk.write(Permission.RULES, "rules.role", told) as work:
        before = CommuneRole.of(stored_office.adopted(work, ROLES, day))
        stored_office.adopt(work, ROLES, role, day, told)
        work.touch(stored.SUBJECT)
        now = f"{ROLE[CommuneRole(role)]} (từ {show_date(day)})"
        work.note(Change("office", 0, "commune_role", ROLE[before], now))


def adoptions(desk: Desk) -> tuple[tuple[Adoption, ...], tuple[Adoption, ...]]:
    """Return the rule sets and the roles of the commune adopted, each by day."""
    found = book(desk)
    return found.adoptions, found.roles


def pack_rows(pack_id: str, content: Mapping[str, Any]) -> tuple[RuleRow, ...]:
    """Return the rules a pack brings, each checked; nothing is written.

    Raises:
        RuleFileProblem, UnknownRuleKindProblem, UnknownRuleSetProblem: it is no pack of rules.
        WholeDateProblem: a row without its first day.
        Problem: a row could not be followed; see ``rule_checks.check``.
    """
    made = rule_json.rows_of(content, set_ids(), f"{PACK}{pack_id}")
    for row in made:
        if not row.valid_from:
            raise WholeDateProblem(row.key, field="valid_from")
    return made


def write_pack(work: Work, made: Iterable[RuleRow], today: str, why: str) -> int:
    """Write the rules of a signed pack inside its transaction; return how many are new.

    What an earlier version of the pack said of the same rule and day is withdrawn; a row that is
    written already stays as it is.

    Args:
        work: the transaction.
        made: as ``pack_rows`` gives them.
        today: ISO day they are written on.
        why: the pack and its version, in words.

    Raises:
        RuleContentProblem: they do not fit the rules there are.
    """
    standing = {_place(row): row for row in stored.rows(work) if not row.withdrawn}
    found = _book(work)
    written = []
    for row in made:
        old = standing.get(_place(row))
        if old is not None and old.origin == row.origin:
            if _same(old, row):
                continue
            _withdraw(work, old, why)
        before = found.row(row.rule_set, row.kind, row.key, row.valid_from)
        written.append(replace(row, reason=why, written_on=today))
        _add(work, written[-1], before)
    rule_checks.check_together(_book(work), written)
    return len(written)


def export_rows(desk: Desk) -> dict[str, Any]:
    """Return the rules the office has written itself, as ``pack_rows`` takes them."""
    with desk.read(Permission.RULES) as reading:
        own = [row for row in stored.rows(reading) if row.origin == OFFICE and not row.withdrawn]
    return rule_json.plain(own)


def _add(work: Work, made: RuleRow, before: RuleRow | None) -> int:
    number = stored.add(work, made)
    old = _told(before) if before is not None else ""
    work.note(Change(stored.SUBJECT, number, "rule", old, _told(made)))
    return number


def _withdraw(work: Work, row: RuleRow, why: str) -> None:
    stored.withdraw(work, row.id, why)
    work.note(Change(stored.SUBJECT, row.id, "rule", _told(row), ""))


def _told(row: RuleRow) -> str:
    since = f" (từ {show_date(row.valid_from)})" if row.valid_from else ""
    return f"{row.rule_set} {row.key}{since}: {stored.content_text(row)}; {row.source}"


def _place(row: RuleRow) -> tuple[str, RuleKind, str, str]:
    return row.rule_set, row.kind, row.key, row.valid_from


def _same(one: RuleRow, other: RuleRow) -> bool:
    return (one.content, one.source, one.verified) == (other.content, other.source, other.verified)


def _refuse_same_day(reading: Reading, made: RuleRow) -> None:
    for row in stored.rows(reading):
        if not row.withdrawn and _place(row) == _place(made):
            raise RuleSameDayProblem(made.key, made.valid_from, field="valid_from")


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise WholeDateProblem(text, field="valid_from") from error


def _reason(text: str) -> str:
    found = clean_line(text)
    if not found:
        raise ReasonNeededProblem(field="reason")
    check_text(found, LINE, "reason")
    return found


def _paper(text: str, what: str) -> str:
    found = clean_line(text)
    if not found:
        raise RuleSourceProblem(what, field="paper")
    check_text(found, LINE, "paper")
    return found
