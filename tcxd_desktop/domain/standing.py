"""Where a member stands in the organisation on any day, worked out from dated events."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from tcxd_desktop.domain.dates import PartialDate, add_months
from tcxd_desktop.domain.facts import Kind, fact

ALWAYS = ""
"""Start of a spell whose first day is not known: sorts before every date."""
FOREVER = "9999-12-31"
"""End of a spell that lasts."""
PROBATION_MONTHS = 12
"""Thời gian dự bị, from the ceremony (294-QĐ/TW of 26/5/2025, 4.2.2). Older statutes had others:
official dates that papers tell are never worked out again."""


class Grade(StrEnum):
    """Loại đảng viên."""

    PROBATIONARY = "du_bi"
    OFFICIAL = "chinh_thuc"
    UNKNOWN = "chua_ro"


class Activity(StrEnum):
    """Tình trạng sinh hoạt."""

    ACTIVE = "dang_sh"
    EXEMPT = "mien_sh"
    SUSPENDED = "dinh_chi_sh"
    TEMPORARY_ELSEWHERE = "tam_thoi_noi_khac"
    TEMPORARY_HERE = "tam_thoi_tai_day"
    ABROAD = "nuoc_ngoai"
    MOVING = "dang_chuyen"


class Leaving(StrEnum):
    """Lý do rời đảng bộ."""

    NONE = ""
    TRANSFERRED = "chuyen_di"
    DIED = "tu_tran"
    STRUCK_OFF = "xoa_ten"
    EXPELLED = "khai_tru"
    WITHDREW = "xin_ra"
    CANCELLED = "huy_qd_ket_nap"


class EventKind(StrEnum):
    """Loại biến động của đảng viên."""

    LISTED = "co_ten"
    """In the list when it was taken over; no earlier papers."""
    ADMITTED = "ket_nap"
    READMITTED = "ket_nap_lai"
    RESTORED = "khoi_phuc"
    ARRIVED = "chuyen_den"
    MOVED = "chuyen_trong"
    LEFT = "chuyen_di"
    DIED = "tu_tran"
    STRUCK_OFF = "xoa_ten"
    EXPELLED = "khai_tru"
    WITHDREW = "xin_ra"
    CANCELLED = "huy_qd_ket_nap"
    TEMPORARY_OUT = "tam_thoi_di"
    TEMPORARY_BACK = "tam_thoi_ve"
    TEMPORARY_IN = "tam_thoi_den"
    TEMPORARY_END = "tam_thoi_het"
    SUSPENDED = "dinh_chi"
    RESUMED = "tro_lai"
    ABROAD_OUT = "di_nuoc_ngoai"
    ABROAD_BACK = "ve_nuoc"


@dataclass(frozen=True, slots=True)
class Event:
    """Biến động: a dated fact about membership. ``on`` is ``None`` when no paper tells the day."""

    on: PartialDate | None = fact("events", Kind.DATE)
    kind: str = fact("events", Kind.CODE, codes="event_kind")
    unit_id: int | None = fact("events", Kind.UNIT)
    other_place: str = fact("events", Kind.LINE)
    basis: str = fact("events", Kind.LINE)
    note: str = fact("events", Kind.LINE)


@dataclass(frozen=True, slots=True)
class Spell:
    """Khoảng thời gian một người có cùng chi bộ và cùng tình trạng.

    ``since`` counts, ``until`` does not; both ISO text, ``ALWAYS`` and ``FOREVER`` at the ends.
    """

    since: str
    until: str
    unit_id: int | None
    grade: Grade
    activity: Activity
    leaving: Leaving = Leaving.NONE

    @property
    def counted(self) -> bool:
        """Whether the spell counts in *đảng số*: at home, also exempt or away for a time."""
        return self.leaving is Leaving.NONE and self.activity is not Activity.TEMPORARY_HERE


@dataclass(frozen=True, slots=True)
class _State:
    unit_id: int | None = None
    activity: Activity = Activity.ACTIVE
    leaving: Leaving = Leaving.NONE


_ENTERS = {EventKind.LISTED, EventKind.ADMITTED, EventKind.READMITTED, EventKind.RESTORED,
           EventKind.ARRIVED}  # fmt: skip
_LEAVES = {
    EventKind.LEFT: Leaving.TRANSFERRED,
    EventKind.DIED: Leaving.DIED,
    EventKind.STRUCK_OFF: Leaving.STRUCK_OFF,
    EventKind.EXPELLED: Leaving.EXPELLED,
    EventKind.WITHDREW: Leaving.WITHDREW,
    EventKind.CANCELLED: Leaving.CANCELLED,
}
_ACTIVITY = {
    EventKind.TEMPORARY_OUT: Activity.TEMPORARY_ELSEWHERE,
    EventKind.TEMPORARY_BACK: Activity.ACTIVE,
    EventKind.SUSPENDED: Activity.SUSPENDED,
    EventKind.RESUMED: Activity.ACTIVE,
    EventKind.ABROAD_OUT: Activity.ABROAD,
    EventKind.ABROAD_BACK: Activity.ACTIVE,
}


def _apply(state: _State, event: Event) -> _State:
    kind = EventKind(event.kind)
    unit = event.unit_id if event.unit_id is not None else state.unit_id
    if kind in _ENTERS:
        return _State(unit)
    if kind is EventKind.TEMPORARY_IN:
        return _State(unit, activity=Activity.TEMPORARY_HERE)
    if kind is EventKind.TEMPORARY_END:
        return replace(state, leaving=Leaving.TRANSFERRED, activity=Activity.TEMPORARY_HERE)
    if kind is EventKind.MOVED:
        return replace(state, unit_id=unit)
    home = unit if state.unit_id is None else state.unit_id
    if kind in _LEAVES:
        return replace(state, unit_id=home, leaving=_LEAVES[kind])
    return replace(state, unit_id=home, activity=_ACTIVITY[kind])


def _key(day: PartialDate | None) -> str:
    return ALWAYS if day is None else day.earliest.isoformat()


def spells(
    events: Iterable[Event],
    *,
    official_date: PartialDate | None,
    admitted_date: PartialDate | None,
    exemptions: Iterable[tuple[PartialDate | None, PartialDate | None]] = (),
) -> tuple[Spell, ...]:
    """Return the spells of a member in order, from dated facts: the list holds the person from
    the first event on, whatever its kind.

    An event whose kind is not chosen yet, as in a row just added, says nothing.

    Args:
        events: in any order; the order entered decides among events of one day.
        official_date: *ngày chính thức*; official from that day on.
        admitted_date: *ngày vào Đảng*; with no official date the member is on probation for 12
            months, then the grade is not known: a list taken over may lack the official date.
        exemptions: (since, until) of each *miễn sinh hoạt*; ``until`` is its last day.
    """
    timeline = sorted((e for e in events if e.kind), key=lambda event: _key(event.on))
    exempt = [(_key(since), until) for since, until in exemptions]
    states: dict[str, _State] = {}
    state = _State()
    for event in timeline:
        state = _apply(state, event)
        states[_key(event.on)] = state
    cuts = set(states) | {start for start, _ in exempt} | {_after(end) for _, end in exempt if end}
    if official_date is not None:
        cuts.add(_key(official_date))
    elif admitted_date is not None:
        cuts.add(_probation_end(admitted_date))
    return tuple(_merge(_walk(sorted(cuts), states, exempt, official_date, admitted_date)))


def _after(day: PartialDate) -> str:
    last = day.latest
    return last.fromordinal(last.toordinal() + 1).isoformat()


def _walk(
    cuts: list[str],
    states: dict[str, _State],
    exempt: list[tuple[str, PartialDate | None]],
    official_date: PartialDate | None,
    admitted_date: PartialDate | None,
) -> Iterator[Spell]:
    state: _State | None = None
    for index, cut in enumerate(cuts):
        state = states.get(cut, state)
        if state is None:
            continue
        until = cuts[index + 1] if index + 1 < len(cuts) else FOREVER
        activity = state.activity
        if activity is Activity.ACTIVE and any(
            start <= cut and (end is None or cut < _after(end)) for start, end in exempt
        ):
            activity = Activity.EXEMPT
        grade = _grade(cut, official_date, admitted_date)
        yield Spell(cut, until, state.unit_id, grade, activity, state.leaving)


def _grade(cut: str, official: PartialDate | None, admitted: PartialDate | None) -> Grade:
    if official is not None:
        return Grade.OFFICIAL if _key(official) <= cut or cut == ALWAYS else Grade.PROBATIONARY
    if admitted is None or cut >= _probation_end(admitted):
        return Grade.UNKNOWN
    return Grade.PROBATIONARY


def _probation_end(admitted: PartialDate) -> str:
    """Return the day the 12 months of probation are over, at the latest (294-QĐ/TW, 4.2.2)."""
    return add_months(admitted.latest, PROBATION_MONTHS).isoformat()


def _merge(found: Iterable[Spell]) -> Iterator[Spell]:
    last: Spell | None = None
    for spell in found:
        if last is not None and _state_of(spell) == _state_of(last):
            last = replace(last, until=spell.until)
            continue
        if last is not None:
            yield last
        last = spell
    if last is not None:
        yield last


def _state_of(spell: Spell) -> tuple[object, ...]:
    """Return what a spell says of its days."""
    return spell.unit_id, spell.grade, spell.activity, spell.leaving


def spell_on(found: Iterable[Spell], day: str) -> Spell | None:
    """Return the spell that holds ISO ``day``, if the person was in the list then."""
    return next((spell for spell in found if spell.since <= day < spell.until), None)
