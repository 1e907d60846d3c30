"""Comparing what the office holds with what a source says, field by field, and what follows.

Both sides are texts as they are shown. They say the same where only capitals, spaces, the place of
a tone mark or the unit word before a place (*tỉnh*, *xã*) differ, and where the source knows a date
less exactly than the dossier.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache
from typing import Final

from tcxd_desktop.domain.codes import CodeList, CodeLists
from tcxd_desktop.domain.dates import PartialDate, parse_date, parse_future_date
from tcxd_desktop.domain.dossier import FACTS
from tcxd_desktop.domain.errors import (
    BadDateProblem,
    FutureDateProblem,
    NotANumberProblem,
    NotInListProblem,
)
from tcxd_desktop.domain.facts import Fact, Kind, Place, Value
from tcxd_desktop.domain.numbers import dossier_number, identity_digits
from tcxd_desktop.domain.reconciliation import Decided, Finding, Source, Verdict
from tcxd_desktop.domain.reconciliation_errors import UnknownFieldProblem
from tcxd_desktop.domain.reconciliation_views import FieldRecon, PersonState
from tcxd_desktop.domain.same_text import even, same_text
from tcxd_desktop.domain.text import clean_line, digits, fold

UNIT: Final = "unit"
"""Chi bộ: compared, never written from here."""
_LEFT_OUT: Final = frozenset(
    {"photo", "under_inspection", "inspection_note", "index_confirmed_on", "index_confirmed_by"}
)
"""The office's own notes: no other list has them."""
_COMPARED: Final = frozenset(Kind) - {Kind.TEXT, Kind.UNIT}
_LATEST: Final = date(2200, 12, 31)
_PLACE_WORDS: Final = {
    "province": ("thanh pho", "tinh", "tp"),
    "commune": ("dac khu", "thi tran", "phuong", "xa", "tt"),
}
_WORST: Final = (
    Finding.DIFFERS, Finding.MISSING_HERE, Finding.MISSING_THERE, Finding.EQUAL, Finding.BLANK,
)  # fmt: skip
_DIFFERENT: Final = frozenset({Finding.DIFFERS, Finding.MISSING_HERE, Finding.MISSING_THERE})
_YES: Final = frozenset({"co", "x", "1", "dung", "✓"})
_NO: Final = frozenset({"khong", "0"})


@cache
def targets() -> tuple[str, ...]:
    """Return everything a round can compare, in the order of the paper; chi bộ last.

    Nothing sealed: what a list of the upper level says of it has no place on a desk many use.
    """
    found: list[str] = []
    for name, fact in FACTS.items():
        if name in _LEFT_OUT or fact.sealed or fact.kind not in _COMPARED:
            continue
        if fact.kind is Kind.PLACE:
            found.extend(f"{name}.{part.name}" for part in fields(Place) if part.name != "old")
        else:
            found.append(name)
    return (*found, UNIT)


def fact_of(target: str) -> Fact:
    """Return the fact a target is (of); a part of a place has that of the place.

    Raises:
        UnknownFieldProblem: nothing a round can compare, or the chi bộ.
    """
    fact = FACTS.get(target.partition(".")[0])
    if fact is None or target not in targets():
        raise UnknownFieldProblem(target)
    return fact


# --- comparing ------------------------------------------------------------------------------------


def compare(target: str, ours: str, theirs: str, codes: CodeLists) -> Finding:
    """Return how what a source says stands to what we hold, both as shown."""
    if ours == theirs:
        return Finding.EQUAL if ours else Finding.BLANK
    if not theirs:
        return Finding.MISSING_THERE
    if not ours:
        return Finding.MISSING_HERE
    fact = FACTS.get(target.partition(".")[0])
    if fact is not None and fact.kind in (Kind.DATE, Kind.TERM):
        return _compare_dates(ours, theirs)
    return Finding.EQUAL if _same(target, fact, ours, theirs, codes) else Finding.DIFFERS


def _same(target: str, fact: Fact | None, ours: str, theirs: str, codes: CodeLists) -> bool:
    if same_text(ours, theirs):
        return True
    if fact is None:
        return False
    if fact.kind is Kind.PLACE:
        return _same_place(target.partition(".")[2], ours, theirs)
    if fact.kind is Kind.DIGITS or target == "dossier_no":
        return digits(ours).upper() == digits(theirs).upper()
    return _same_code(codes.get(fact.codes), ours, theirs)


def _same_code(listed: CodeList | None, ours: str, theirs: str) -> bool:
    """Tell whether two names, or a name and its alias, are one value of a list."""
    found = listed.find(ours) if listed is not None else None
    return listed is not None and found is not None and listed.find(theirs) is found


@lru_cache(maxsize=65536)
def _day(shown: str) -> PartialDate | None:
    try:
        return parse_date(shown, today=_LATEST)
    except (BadDateProblem, FutureDateProblem):
        return None


def _compare_dates(ours: str, theirs: str) -> Finding:
    mine, other = _day(ours), _day(theirs)
    if mine is None or other is None:
        return Finding.EQUAL if same_text(ours, theirs) else Finding.DIFFERS
    if mine == other or str(mine).startswith(str(other)):
        return Finding.EQUAL
    # Only the year here, the whole day there: what is missing here can be had.
    return Finding.MISSING_HERE if str(other).startswith(str(mine)) else Finding.DIFFERS


def _same_place(part: str, ours: str, theirs: str) -> bool:
    """Tell whether two names are one place; *xã A* and *phường A* are two, *A* may be either."""
    words = _PLACE_WORDS.get(part, ())
    (kind, name), (other_kind, other) = _split(ours, words), _split(theirs, words)
    if name != other:
        return False
    return kind == other_kind or not kind or not other_kind


@lru_cache(maxsize=65536)
def _split(place: str, words: tuple[str, ...]) -> tuple[str, str]:
    """Return the word before a place's name, without marks, and the name; a bare name has none."""
    parts = re.sub(r"(?i)^(tp|tt)\.\s*", r"\1 ", place).split()
    for word in words:
        many = word.count(" ") + 1
        if len(parts) > many and fold(" ".join(parts[:many])) == word:
            kind = "thanh pho" if word == "tp" else "thi tran" if word == "tt" else word
            return kind, even(" ".join(parts[many:]))
    return "", even(place)


def worst(findings: Iterable[Finding]) -> Finding:
    """Return the finding a field is shown by, over all sources."""
    told = set(findings)
    return next((one for one in _WORST if one in told), Finding.BLANK)


def differs(finding: Finding) -> bool:
    """Tell whether somebody has to decide."""
    return finding in _DIFFERENT


# --- what was decided -----------------------------------------------------------------------------


def holds(verdict: Verdict, ours: str, theirs: Mapping[Source, str]) -> bool:
    """Tell whether a decision still holds: no side says anything else than when it was taken.

    Args:
        verdict: the decision.
        ours: what the dossier says now.
        theirs: what the sources that differ from it say now.
    """
    if not same_text(ours, verdict.value):
        return False
    return all(
        source in verdict.said and same_text(text, verdict.said[source])
        for source, text in theirs.items()
    )


def state_of(
    fields_told: Sequence[FieldRecon], *, seen: bool, only_here: bool, whole: Verdict | None
) -> PersonState:
    """Return how far a member is.

    Args:
        fields_told: every field of the round.
        seen: some source has said something of this member.
        only_here: the central list does not name this member.
        whole: what was decided about that.
    """
    decided = [one.verdict.decided for one in fields_told if one.verdict is not None]
    if only_here and whole is None:
        return PersonState.ONLY_HERE
    if any(one.open for one in fields_told):
        return PersonState.OPEN
    if whole is not None:
        decided.append(whole.decided)
    kept = whole is not None and whole.decided is Decided.KEEP
    if kept or any(one.to_request for one in fields_told):
        return PersonState.TO_REQUEST
    if Decided.REQUESTED in decided:
        return PersonState.WAITING
    if not seen and not only_here:
        return PersonState.UNSEEN
    return PersonState.SETTLED if decided else PersonState.EQUAL


# --- reading what was typed -----------------------------------------------------------------------


def read_value(target: str, typed: str, codes: CodeLists, today: date) -> Value:
    """Return what a typed text means for a target; nothing typed is nothing known.

    Raises:
        UnknownFieldProblem: a round does not compare this, or it is the chi bộ.
        BadDateProblem, FutureDateProblem, BadNumberProblem, NotANumberProblem, NotInListProblem:
            of the kind of the field; each names the target as its field.
    """
    fact, text = fact_of(target), clean_line(typed)
    match fact.kind:
        case Kind.DATE | Kind.TERM:
            reader = parse_date if fact.kind is Kind.DATE else parse_future_date
            return reader(text, today=today, field=target)
        case Kind.DIGITS:
            return identity_digits(text, fact.digits, kind=target, field=target)
        case Kind.CODE | Kind.OPEN_CODE:
            return _code(target, fact, text, codes)
        case Kind.FLAG:
            return _flag(target, text)
        case Kind.NUMBER | Kind.MONEY:
            return _number(target, fact, text)
    return dossier_number(text, field=target) if target == "dossier_no" else text


def _code(target: str, fact: Fact, text: str, codes: CodeLists) -> str:
    listed = codes.get(fact.codes)
    found = listed.find(text) if listed is not None and text else None
    if listed is not None and found is not None:
        return listed.value(found)
    if text and fact.kind is Kind.CODE:
        raise NotInListProblem(text, fact.codes, field=target)
    return text


def _flag(target: str, text: str) -> bool:
    said = fold(text)
    if said in _YES:
        return True
    if said and said not in _NO:
        raise NotInListProblem(text, target, field=target)
    return False


def _number(target: str, fact: Fact, text: str) -> Value:
    if not text:
        return None
    try:
        found = Decimal(text.replace(".", "").replace(" ", "").replace(",", "."))
    except InvalidOperation as error:
        raise NotANumberProblem(text, field=target) from error
    if not found.is_finite() or (fact.kind is Kind.MONEY and found != int(found)):
        raise NotANumberProblem(text, field=target)
    return int(found) if fact.kind is Kind.MONEY else found
