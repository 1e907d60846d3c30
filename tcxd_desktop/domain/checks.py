"""Soft checks across the boxes of a dossier: what looks wrong and should be compared with paper.

Nothing here stops a save. A check over a partial date says nothing unless every day the date
can mean looks wrong. Sentences: ``wording/checks.py``.
"""

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from tcxd_desktop.domain.completeness import FULL_SET_SINCE
from tcxd_desktop.domain.dates import PartialDate, add_months, months_between
from tcxd_desktop.domain.dossier import FACTS, TABLES, Dossier
from tcxd_desktop.domain.facts import Kind
from tcxd_desktop.domain.party_age import badge_date
from tcxd_desktop.domain.standing import PROBATION_MONTHS, Activity, Leaving, spell_on
from tcxd_desktop.domain.text import fold

Arg = str | int | date | PartialDate


@dataclass(frozen=True, slots=True)
class Doubt:
    """Điều cần xem lại: where it shows, which check found it, and the facts of its sentence."""

    field: str
    """Field or table of the dossier."""
    key: str
    args: tuple[Arg, ...] = ()


_PROBATION_SINCE = 1977
"""Earlier statutes had other lengths of probation: their dates are never worked out anew."""


def doubts(dossier: Dossier, today: date) -> tuple[Doubt, ...]:
    """Return everything that looks wrong."""
    return tuple(doubt for check in _CHECKS for doubt in check(dossier, today))


def _before(first: PartialDate | None, second: PartialDate | None) -> bool:
    """Whether ``first`` is earlier whatever both dates can mean."""
    return first is not None and second is not None and first.latest < second.earliest


def _oldest(birth: PartialDate | None, day: PartialDate | None) -> int | None:
    """The greatest age (in years) both dates allow."""
    if birth is None or day is None:
        return None
    return months_between(birth.earliest, day.latest) // 12


def _name(dossier: Dossier, today: date) -> Iterator[Doubt]:
    if any(char.isdigit() for char in dossier.birth_name):
        yield Doubt("birth_name", "name_digits")
    if dossier.birth_name and " " not in dossier.birth_name:
        yield Doubt("birth_name", "name_short")


def _birth(dossier: Dossier, today: date) -> Iterator[Doubt]:
    birth, civil = dossier.birth_date, dossier.civil_birth_date
    if birth is None:
        return
    if today.year - birth.year > 110:
        yield Doubt("birth_date", "very_old", (today.year - birth.year,))
    if civil is not None and civil != birth:
        yield Doubt("civil_birth_date", "civil_birth", (birth, civil))
    for name, fact in FACTS.items():
        value = getattr(dossier, name)
        own = name in {"birth_date", "civil_birth_date"}
        if fact.kind is Kind.DATE and not own and _before(value, birth):
            yield Doubt(name, "before_birth", (birth,))


def _admission(dossier: Dossier, today: date) -> Iterator[Doubt]:
    decision, ceremony = dossier.decision_date, dossier.ceremony_date
    age = _oldest(dossier.birth_date, decision or ceremony)
    if age is not None and 0 <= age < 18:
        yield Doubt("decision_date" if decision else "ceremony_date", "under_18", (age,))
    if decision is not None and _before(ceremony, decision):
        yield Doubt("ceremony_date", "ceremony_first", (decision,))
    if len(dossier.introducers) == 1:
        yield Doubt("introducers", "one_introducer")
    union_age = _oldest(dossier.birth_date, dossier.union_date)
    if union_age is not None and 0 <= union_age < 14:
        yield Doubt("union_date", "union_young", (union_age,))


def _official(dossier: Dossier, today: date) -> Iterator[Doubt]:
    ceremony, official = dossier.ceremony_date, dossier.official_date
    if ceremony is None:
        return
    if _before(official, ceremony):
        yield Doubt("official_date", "official_first", (ceremony,))
        return
    start = ceremony.exact
    if start is None or start.year < _PROBATION_SINCE:
        return
    due = add_months(start, PROBATION_MONTHS)
    if official is None:
        if due <= today and not _gone(dossier, today):
            yield Doubt("official_date", "probation_over", (due,))
    elif not official.earliest <= due <= official.latest:
        yield Doubt("official_date", "official_not_12", (due,))


def _gone(dossier: Dossier, today: date) -> bool:
    spell = spell_on(dossier.spells, today.isoformat())
    return spell is not None and spell.leaving is not Leaving.NONE


def _citizen(dossier: Dossier, today: date) -> Iterator[Doubt]:
    number, birth = dossier.citizen_id, dossier.birth_date
    if dossier.card_no and number and dossier.card_no != number:
        yield Doubt("card_no", "card_differs", (number,))
    if len(number) != 12 or not number.isdigit():
        return
    # Digit 4 tells century and sex, digits 5 and 6 the year of birth.
    code, two = int(number[3]), int(number[4:6])
    if dossier.sex and (code % 2 == 1) is not (fold(dossier.sex) == "nu"):
        yield Doubt("citizen_id", "citizen_sex", (dossier.sex,))
    if birth is not None and not birth.about and 1900 + code // 2 * 100 + two != birth.year:
        yield Doubt("citizen_id", "citizen_year", (birth.year,))


def _month(day: PartialDate) -> int | None:
    return None if day.month is None or day.about else day.year * 12 + day.month - 1


def _as_month(index: int) -> PartialDate:
    return PartialDate(index // 12, index % 12 + 1)


def _jobs(dossier: Dossier, today: date) -> Iterator[Doubt]:
    """The work history is continuous by month up to now; several posts may run side by side."""
    spans: list[tuple[int, int]] = []
    for row in dossier.jobs:
        since = _month(row.since) if row.since else None
        until = _month(row.until) if row.until else today.year * 12 + today.month - 1
        if since is None or until is None:
            return
        spans.append((since, until))
    reach: int | None = None
    for since, until in sorted(spans):
        if reach is not None and since > reach + 1:
            yield Doubt("jobs", "job_gap", (_as_month(reach + 1), _as_month(since - 1)))
        elif reach is not None and since < reach:
            yield Doubt("jobs", "job_overlap", (_as_month(since), _as_month(min(reach, until))))
        reach = until if reach is None else max(reach, until)
    now = today.year * 12 + today.month - 1
    if reach is not None and reach < now - 1 and not _gone(dossier, today):
        yield Doubt("jobs", "job_stops", (_as_month(reach),))


_PERIODS = tuple(
    (table, start, end)
    for table, box in TABLES.items()
    for start, end in (("since", "until"), ("enlisted", "discharged"))
    if {start, end} <= {field.name for field in dataclasses.fields(box.record)}
)


def _periods(dossier: Dossier, today: date) -> Iterator[Doubt]:
    for table, start, end in _PERIODS:
        for number, row in enumerate(getattr(dossier, table), 1):
            if _before(getattr(row, end), getattr(row, start)):
                yield Doubt(table, "period_reversed", (number,))


def _exemptions(dossier: Dossier, today: date) -> Iterator[Doubt]:
    if not dossier.exemptions or _gone(dossier, today):
        return
    last = dossier.exemptions[-1]
    if last.until is not None and last.until.latest < today:
        yield Doubt("exemptions", "exemption_over", (last.until,))
    elif last.until is None and last.ground and not fold(last.ground).startswith("tuoi cao"):
        # Only old age and ill health run without a term (38-HD/BTCTW, IV.1).
        yield Doubt("exemptions", "exemption_term")


def _badges(dossier: Dossier, today: date) -> Iterator[Doubt]:
    for row in dossier.badges:
        due = badge_date(dossier, int(row.years), today) if row.years.isdigit() else None
        if due is not None and row.on is not None and add_months(row.on.latest, 24) < due:
            yield Doubt("badges", "badge_early", (int(row.years), due))


def _family(dossier: Dossier, today: date) -> Iterator[Doubt]:
    birth = dossier.birth_date
    for row in dossier.family:
        if birth is None or row.born is None:
            continue
        relation = fold(row.relation)
        years = birth.year - row.born.year
        if relation in {"cha de", "me de"} and years < 12:
            yield Doubt("family", "parent_young", (row.name or row.relation, row.born.year))
        if relation in {"con de", "con nuoi"} and years > -12:
            yield Doubt("family", "child_old", (row.name or row.relation, row.born.year))


def _economy(dossier: Dossier, today: date) -> Iterator[Doubt]:
    whole, head = dossier.household_income, dossier.income_per_head
    if whole is not None and head is not None and head > whole:
        yield Doubt("income_per_head", "income_head")
    if dossier.economy_year.isdigit() and int(dossier.economy_year) < today.year - 1:
        yield Doubt("economy_year", "economy_old", (dossier.economy_year,))


def _party(dossier: Dossier, today: date) -> Iterator[Doubt]:
    paid = _month(dossier.dues_paid_to) if dossier.dues_paid_to else None
    spell = spell_on(dossier.spells, today.isoformat())
    active = spell is None or (spell.counted and spell.activity is Activity.ACTIVE)
    if paid is not None and active:
        behind = today.year * 12 + today.month - 1 - paid
        # Three months without dues in a year are a ground for removal (294-QĐ/TW, 8.1).
        if behind >= 2:
            yield Doubt("dues_paid_to", "dues_behind", (behind,))
    if dossier.party_age_basis is not None and not dossier.party_age_paper:
        yield Doubt("party_age_paper", "basis_bare")
    years = [row.year for row in dossier.reviews if row.year]
    for year in sorted({year for year in years if years.count(year) > 1}):
        yield Doubt("reviews", "review_twice", (year,))


def _papers(dossier: Dossier, today: date) -> Iterator[Doubt]:
    start = dossier.decision_date or dossier.ceremony_date
    if start is None or dossier.index_confirmed_on is None:
        return
    if start.earliest >= FULL_SET_SINCE:
        yield Doubt("index_confirmed_on", "index_after_1997")


_CHECKS: tuple[Callable[[Dossier, date], Iterable[Doubt]], ...] = (
    _name,
    _birth,
    _citizen,
    _admission,
    _official,
    _exemptions,
    _jobs,
    _periods,
    _badges,
    _family,
    _economy,
    _party,
    _papers,
)
