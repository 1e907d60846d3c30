"""Party age (*tuổi đảng*) and the next badge, by 294-QĐ/TW of 26/5/2025, 4.5 and 28.3.

Counted in completed months from the day the admission decision was signed; where no decision
is left, from the *ngày vào Đảng* on the card (06-HD/TW, 5.3). Time outside is subtracted.
A partial date among the grounds gives no answer (*không đủ căn cứ*).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tcxd_desktop.domain.dates import PartialDate, add_months, months_between
from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.standing import Leaving, spell_on

BADGE_YEARS = (30, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90)
"""Levels of the badge (06-HD/TW, 18.1); there is no 35."""

_OUTSIDE = {Leaving.STRUCK_OFF, Leaving.EXPELLED, Leaving.WITHDREW, Leaving.CANCELLED}


class AgeState(StrEnum):
    """Vì sao tính được hay chưa tính được tuổi đảng."""

    COUNTED = "tinh_duoc"
    NOT_OFFICIAL = "chua_chinh_thuc"
    OUTSIDE = "da_ra_khoi_dang"
    NO_BASIS = "khong_du_can_cu"


@dataclass(frozen=True, slots=True)
class PartyAge:
    """Tuổi đảng tại một ngày: the state, and the completed months where they can be counted."""

    state: AgeState
    months: int = 0
    basis: date | None = None


@dataclass(frozen=True, slots=True)
class BadgeDue:
    """Huy hiệu Đảng tiếp theo: its level and the day the party age reaches it."""

    years: int
    on: date
    reached: bool
    """The day has come and no badge of this level or above is recorded."""


def basis_date(dossier: Dossier) -> PartialDate | None:
    """Return the day from which party age runs, as partial as the papers leave it."""
    return dossier.party_age_basis or dossier.decision_date or dossier.ceremony_date


def _official_date(dossier: Dossier) -> PartialDate | None:
    """The day the present standing became official: for the readmitted, the second time."""
    if dossier.readmissions:
        return dossier.readmissions[-1].official_on
    if dossier.readmitted:
        known = dossier.readmitted.strip("?")
        return PartialDate.from_text(known) if known else None
    return dossier.official_date


def _gaps(dossier: Dossier, basis: date, day: date) -> list[tuple[date, date]] | None:
    """Merged (first day, day after the last) of time outside, or None if one is not exact."""
    found: list[tuple[date, date]] = []
    for gap in dossier.age_gaps:
        since = gap.since.exact if gap.since else None
        until = gap.until.exact if gap.until else day
        if since is None or until is None:
            return None
        start = max(since, basis)
        end = min(until + timedelta(days=1) if gap.until else day, day)
        if start < end:
            found.append((start, end))
    return list(_merged(sorted(found)))


def _merged(spans: list[tuple[date, date]]) -> Iterator[tuple[date, date]]:
    last: tuple[date, date] | None = None
    for start, end in spans:
        if last is not None and start <= last[1]:
            last = (last[0], max(last[1], end))
            continue
        if last is not None:
            yield last
        last = (start, end)
    if last is not None:
        yield last


def party_age_state(dossier: Dossier, day: date) -> PartyAge:
    """Return the party age on ``day``, or the reason why there is none."""
    spell = spell_on(dossier.spells, day.isoformat())
    if spell is not None and spell.leaving in _OUTSIDE:
        return PartyAge(AgeState.OUTSIDE)
    if spell is not None and spell.leaving is Leaving.DIED:
        day = date.fromisoformat(spell.since) if spell.since else day
    official = _official_date(dossier)
    if official is None or official.earliest > day:
        return PartyAge(AgeState.NOT_OFFICIAL)
    grounds = _grounds(dossier, day)
    if grounds is None or official.latest > day:
        return PartyAge(AgeState.NO_BASIS)
    basis, gaps = grounds
    months = months_between(basis, day) - sum(months_between(*gap) for gap in gaps)
    return PartyAge(AgeState.COUNTED, max(months, 0), basis)


def _grounds(dossier: Dossier, day: date) -> tuple[date, list[tuple[date, date]]] | None:
    """The exact start and the time outside, or None where the papers do not carry them.

    The readmitted need a decision that counts anew (294-QĐ/TW, 4.5.2): recorded as time outside
    or as another start.
    """
    found = basis_date(dossier)
    basis = found.exact if found else None
    if basis is None:
        return None
    again = bool(dossier.readmissions) or bool(dossier.readmitted)
    if again and not dossier.age_gaps and dossier.party_age_basis is None:
        return None
    gaps = _gaps(dossier, basis, day)
    return None if gaps is None else (basis, gaps)


def party_age(dossier: Dossier, day: date) -> int | None:
    """Return the completed months of party age on ``day``, or ``None`` where there is none."""
    found = party_age_state(dossier, day)
    return found.months if found.state is AgeState.COUNTED else None


def badge_date(dossier: Dossier, years: int, day: date) -> date | None:
    """Return the day on which party age reaches ``years``, from what is known on ``day``.

    ``None`` where it cannot be counted, or while the member is outside.
    """
    grounds = _grounds(dossier, day)
    if grounds is None or any(gap.until is None for gap in dossier.age_gaps):
        return None
    basis, gaps = grounds
    due, outside = add_months(basis, years * 12), 0
    for gap in gaps:
        if gap[0] < due:
            outside += months_between(*gap)
            due = add_months(basis, years * 12 + outside)
    return due


def next_badge(dossier: Dossier, day: date) -> BadgeDue | None:
    """Return the badge that is due and not recorded, else the next one ahead."""
    if party_age(dossier, day) is None:
        return None
    held = max((int(row.years) for row in dossier.badges if row.years.isdigit()), default=0)
    ahead: BadgeDue | None = None
    for years in reversed([level for level in BADGE_YEARS if level > held]):
        due = badge_date(dossier, years, day)
        if due is None:
            return None
        if due <= day:
            return BadgeDue(years, due, reached=True)
        ahead = BadgeDue(years, due, reached=False)
    return ahead
