"""Which old backups may go. Order comes from the counter in their manifests, never from a clock.

What stays (security.md 4.6):

- everything of the last two days; of older ones the best of each of the 12 newest days that have
  any, then of the 10 newest weeks, then of the 9 newest months. Days without a copy use nothing
  up, so a long holiday costs no history;
- the newest *verified* copy and everything after it. Where nothing is verified nothing goes: no
  copy has yet shown that it can replace another;
- the last copy of each schema, and its last verified one;
- five in all, and five verified ones where there are five.

An *unverified* copy that a verified one has overtaken goes first: the best of a day, week or month
is the newest verified one, and an unverified one stands in only where there is none. But it goes
only once it is two days old: before that its check may still be running.

A *doubtful* copy is one made under a suspect clock, or dated later than now, or out of step with
the counter (the fewest that explain the disorder). Its date is not used. It is no younger than the
next sound copy after it, and counts as that old:

- until that sound copy is two days old, nothing at all is dropped. If a doubtful copy stopped
  rotation for good, one flat battery would in the end fill the disk;
- then sound copies are thinned as always, and the doubtful ones wait untouched until they have
  come to the months.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from tcxd_desktop.domain.machine_clock import BACK, utc

FRESH = timedelta(days=2)
LEAST = 5
_DAYS, _WEEKS, _MONTHS = 12, 10, 9


@dataclass(frozen=True, slots=True)
class Copy:
    """Bản sao lưu: what its manifest says, and whether it was restored on trial."""

    seq: int
    """The office's counter of backups: the only order."""
    made: datetime
    schema: int
    verified: bool
    suspect: bool
    """The clock was doubtful when it was made."""
    name: str


@dataclass(frozen=True, slots=True)
class _Standing:
    place: int
    """Position in the order of the counter."""
    verified: bool
    sound: bool
    moment: datetime | None
    """Own moment of a sound copy, else that of the next sound one; ``None`` if there is none."""

    @property
    def worth(self) -> tuple[bool, bool, int]:
        """By what the best of a day is chosen."""
        return self.verified, self.sound, self.place


def to_drop(copies: Iterable[Copy], now: datetime, suspect: bool) -> tuple[Copy, ...]:  # noqa: FBT001 - a fact
    """Return the copies that may be removed, oldest first; ``suspect``: the clock is doubtful now.

    Moments without a zone are taken as UTC; days, weeks and months are those of ``now``'s zone.
    """
    ordered = _in_order(copies)
    newest = max((place for place, copy in enumerate(ordered) if copy.verified), default=0)
    if suspect or not newest:
        return ()
    standings = _standings(ordered, utc(now))
    edge = utc(now) - FRESH
    if any(_unsettled(one, edge) for one in standings):
        return ()
    kept = set(range(newest, len(ordered))) | _last_of_schemas(ordered)
    kept |= {one.place for one in standings if one.moment is None or one.moment > edge}
    old = [one for one in reversed(standings[:newest]) if one.moment and one.moment <= edge]
    zone = now.tzinfo or UTC
    kept |= _thinned(old, lambda moment: moment.astimezone(zone).date())
    kept |= _floor(ordered, kept)
    return tuple(copy for place, copy in enumerate(ordered) if place not in kept)


def _in_order(copies: Iterable[Copy]) -> list[Copy]:
    return sorted(copies, key=lambda copy: copy.seq)


def _unsettled(one: _Standing, edge: datetime) -> bool:
    return not one.sound and (one.moment is None or one.moment > edge)


def _standings(ordered: Sequence[Copy], now: datetime) -> list[_Standing]:
    moments = _steadied(ordered, now)
    believable = [
        place for place, copy in enumerate(ordered) if not copy.suspect and moments[place] <= now
    ]
    sound = _longest_rise(believable, moments)
    found: list[_Standing] = []
    following: datetime | None = None
    for place in reversed(range(len(ordered))):
        if place in sound:
            following = moments[place]
        found.append(_Standing(place, ordered[place].verified, place in sound, following))
    return found[::-1]


def _steadied(ordered: Sequence[Copy], now: datetime) -> list[datetime]:
    """Return the moments without the small steps back that setting a clock right makes."""
    found: list[datetime] = []
    before: datetime | None = None
    for copy in ordered:
        moment = utc(copy.made)
        if not copy.suspect:
            if before is not None and timedelta() < before - moment <= BACK:
                moment = before
            before = moment = now if timedelta() < moment - now <= BACK else moment
        found.append(moment)
    return found


def _longest_rise(places: Sequence[int], moments: Sequence[datetime]) -> set[int]:
    """Return the most places whose moments never fall (patience sorting)."""
    ends: list[datetime] = []
    last: list[int] = []
    before: dict[int, int | None] = {}
    for place in places:
        length = bisect_right(ends, moments[place])
        ends[length : length + 1] = [moments[place]]
        last[length : length + 1] = [place]
        before[place] = last[length - 1] if length else None
    found: set[int] = set()
    step = last[-1] if last else None
    while step is not None:
        found.add(step)
        step = before[step]
    return found


def _last_of_schemas(ordered: Sequence[Copy]) -> set[int]:
    last = {(copy.schema, copy.verified): place for place, copy in enumerate(ordered)}
    newest = {copy.schema: place for place, copy in enumerate(ordered)}
    verified = {place for (_, was_verified), place in last.items() if was_verified}
    return set(newest.values()) | verified


def _thinned(old: Sequence[_Standing], day: Callable[[datetime], date]) -> set[int]:
    """Return what is kept of ``old`` (newest first): days, then weeks, then months."""
    sound = [one for one in old if one.sound]
    days, rest = _best(sound, day, _DAYS)
    weeks, rest = _best(rest, lambda moment: day(moment).isocalendar()[:2], _WEEKS)
    start = rest[0].moment if rest else None
    doubtful = [one for one in old if not one.sound]
    due = [one for one in doubtful if start and one.moment and one.moment <= start]
    waiting = {one.place for one in doubtful} - {one.place for one in due}
    by_age = sorted([*rest, *due], key=lambda one: -one.place)
    months, _ = _best(by_age, lambda moment: (day(moment).year, day(moment).month), _MONTHS)
    return days | weeks | months | waiting


def _best(
    old: Sequence[_Standing], bucket: Callable[[datetime], object], limit: int
) -> tuple[set[int], list[_Standing]]:
    """Return the best of each of the first ``limit`` buckets, and what lies in later ones."""
    groups: dict[object, list[_Standing]] = {}
    for one in old:
        if one.moment is not None:
            groups.setdefault(bucket(one.moment), []).append(one)
    filled = list(groups.values())
    best = {max(group, key=lambda one: one.worth).place for group in filled[:limit]}
    return best, [one for group in filled[limit:] for one in group]


def _floor(ordered: Sequence[Copy], kept: set[int]) -> set[int]:
    """Return what must be added to ``kept`` so that five remain, verified ones first."""
    added: set[int] = set()
    for wanted in (True, False):
        have = [place for place in kept | added if ordered[place].verified or not wanted]
        spare = [
            place
            for place in reversed(range(len(ordered)))
            if place not in kept and ordered[place].verified == wanted
        ]
        added |= set(spare[: max(LEAST - len(have), 0)])
    return added
