"""Which backups may go: never the one that is needed, never because a clock lies (R10)."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tcxd_desktop.domain import rotation
from tcxd_desktop.domain.rotation import Copy, to_drop

NOW = datetime(2026, 12, 1, 17, tzinfo=UTC)
HANOI = timezone(timedelta(hours=7))
SUMMER, WINTER = timezone(timedelta(hours=2)), timezone(timedelta(hours=1))
LOCAL = NOW.replace(tzinfo=None)
FIFTY = timedelta(days=50 * 365)
FIFTY_YEARS = FIFTY.total_seconds()
DAY = timedelta(days=1)


def copy(seq: int, made: datetime, **other: object) -> Copy:
    plain = Copy(seq, made, schema=2, verified=True, suspect=False, name=f"{seq:06d}")
    return replace(plain, **other)  # type: ignore[arg-type]


def seqs(copies: Iterable[Copy]) -> list[int]:
    return sorted(one.seq for one in copies)


def kept(copies: Sequence[Copy], now: datetime = NOW) -> list[Copy]:
    gone = set(seqs(to_drop(copies, now, suspect=False)))
    return [one for one in copies if one.seq not in gone]


# --- the promise, told without the code ----------------------------------------------------------


def broken(copies: Sequence[Copy], now: datetime, suspect: bool) -> str:
    """Return which promise is broken for this history, or ``""``."""
    dropped = to_drop(copies, now, suspect)
    gone = set(seqs(dropped))
    left = [one for one in copies if one.seq not in gone]
    verified = [one.seq for one in copies if one.verified]
    believed = [one.seq for one in copies if not one.suspect and one.made <= now - 2 * DAY]
    last = {one.schema: one.seq for one in sorted(copies, key=lambda one: one.seq)}
    unsettled = any(one.suspect and one.seq > max(believed, default=-1) for one in copies)
    told = {
        "what is not there": not gone <= {one.seq for one in copies},
        "one copy twice": len(gone) != len(dropped),
        "while the clock was suspect": gone and suspect,
        "with nothing verified": gone and not verified,
        "the newest verified copy or one after it": gone and max(gone) >= max(verified, default=-1),
        "below five": len(left) < min(5, len(copies)),
        "below five verified ones": sum(one.verified for one in left) < min(5, len(verified)),
        "the last of a schema": gone & set(last.values()),
        "while a copy of a suspect clock was not yet settled": gone and unsettled,
    }
    why = next((name for name, wrong in told.items() if wrong), "")
    return why or ("" if disordered(copies, now) else thinned_wrongly(copies, left, now, suspect))


def disordered(copies: Sequence[Copy], now: datetime) -> bool:
    moments = [one.made for one in sorted(copies, key=lambda one: one.seq)]
    return moments != sorted(moments) or any(one.suspect or one.made > now for one in copies)


def thinned_wrongly(
    copies: Sequence[Copy], left: Sequence[Copy], now: datetime, suspect: bool
) -> str:
    """Where the clock was right throughout, dates can be checked too."""
    if to_drop(left, now, suspect):
        return "more when asked again"
    if any(now - one.made < 2 * DAY for one in set(copies) - set(left)):
        return "dropped a copy of the last two days"
    newest = max((one.seq for one in copies if one.verified), default=-1)
    old = [one for one in copies if now - one.made >= 2 * DAY and one.seq < newest]
    have = {one.made.astimezone(now.tzinfo).date() for one in left}
    days = sorted({one.made.astimezone(now.tzinfo).date() for one in old}, reverse=True)
    if not set(days[:12]) <= have:
        return "none of the 12 newest days"
    weeks = list(dict.fromkeys(day.isocalendar()[:2] for day in days[12:]))
    if not set(weeks[:10]) <= {day.isocalendar()[:2] for day in have}:
        return "none of the 10 weeks before"
    before = [day for day in days[12:] if day.isocalendar()[:2] in weeks[10:]]
    months = list(dict.fromkeys((day.year, day.month) for day in before))
    if not set(months[:9]) <= {(day.year, day.month) for day in have}:
        return "none of the 9 months before"
    return ""


def history(chance: random.Random) -> tuple[list[Copy], datetime, bool]:
    """Return a history: steady, lazy or hectic, with clocks that lie in every way."""
    zone = chance.choice([UTC, HANOI, SUMMER])
    lies = chance.choice([0.0, 0.0, 0.02, 0.2, 1.0])
    step = chance.choice([60, 3_600, 14_400, 86_400, 700_000])
    moment, schema = NOW - timedelta(seconds=step * 60), 1
    copies = []
    for seq in range(chance.choice([0, 1, 4, 6, 12, 25, 45])):
        moment += timedelta(seconds=chance.choice([0, 1, step * chance.random() * 2]))
        schema += chance.random() < 0.03
        made = moment.astimezone(chance.choice([zone, SUMMER, WINTER]) if zone is SUMMER else zone)
        wrong = chance.random() < lies
        if wrong:
            made = chance.choice([NOW, made]) + timedelta(
                seconds=chance.choice([-3_600, 3_600, chance.uniform(-FIFTY_YEARS, FIFTY_YEARS)])
            )
        told = wrong and chance.random() < 0.7
        copies.append(copy(seq, made, schema=schema, verified=chance.random() < 0.8, suspect=told))
    now = max([moment, NOW]) + timedelta(seconds=chance.choice([0, step, 30 * step]))
    if chance.random() < 0.1:
        now += timedelta(seconds=chance.uniform(-FIFTY_YEARS, FIFTY_YEARS))
    chance.shuffle(copies)
    return copies, now.astimezone(zone), chance.random() < 0.1


def broken_histories(count: int) -> list[str]:
    """Return what broke in ``count`` histories, which are the same on every run."""
    chance = random.Random(20_261_201)
    found = (broken(*history(chance)) for _ in range(count))
    return [why for why in found if why]


def test_twenty_thousand_histories() -> None:
    assert broken_histories(20_000) == []


def test_the_date_of_a_suspect_clock_is_never_used() -> None:
    chance = random.Random(3)
    differing = 0
    for _ in range(1_500):
        copies, now, suspect = history(chance)
        nearby = timedelta(seconds=chance.choice([300, FIFTY_YEARS]) * chance.uniform(-1, 1))
        other = [replace(one, made=one.made + nearby * one.suspect) for one in copies]
        differing += other != copies
        assert seqs(to_drop(other, now, suspect)) == seqs(to_drop(copies, now, suspect))
    assert differing > 100


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_histories_that_hypothesis_thinks_of(data: st.DataObject) -> None:
    moments = st.datetimes(LOCAL - FIFTY, LOCAL + FIFTY, timezones=st.just(UTC))
    near = st.floats(0, 90).map(lambda days: NOW - timedelta(days=days))
    made = st.lists(moments | near, max_size=40)
    flags = st.booleans()
    copies = [
        copy(
            seq,
            at,
            schema=data.draw(st.integers(1, 3)),
            verified=data.draw(flags),
            suspect=data.draw(flags),
        )
        for seq, at in enumerate(data.draw(made))
    ]
    assert broken(copies, data.draw(st.just(NOW) | moments), data.draw(flags)) == ""


@pytest.mark.parametrize(
    ("part", "sabotage"),
    [
        ("_in_order", lambda copies: sorted(copies, key=lambda one: one.made)),
        ("_unsettled", lambda one, edge: False),
        ("_last_of_schemas", lambda ordered: set()),
        ("_floor", lambda ordered, kept: set()),
        ("_DAYS", 6),
        ("FRESH", timedelta(days=1)),
    ],
    ids=["by-clock", "suspect-copies", "schemas", "floor", "days", "fresh"],
)
def test_twin_is_found_out(monkeypatch: pytest.MonkeyPatch, part: str, sabotage: object) -> None:
    monkeypatch.setattr(rotation, part, sabotage)
    assert broken_histories(600) != []


# --- the calendar --------------------------------------------------------------------------------


def lived(days: int, a_day: int = 3) -> tuple[list[Copy], datetime]:
    """Return what is left after ``days`` of work with rotation after each copy, and the end."""
    copies: list[Copy] = []
    end = NOW.astimezone(HANOI).replace(hour=17)
    seq = 0
    for day in reversed(range(days)):
        for hour in reversed(range(a_day)):
            seq += 1
            now = end - timedelta(days=day, hours=3 * hour)
            copies = kept([*copies, copy(seq, now)], now)
    return copies, end


def test_two_years_of_work_leave_the_copies_named_here() -> None:
    copies, end = lived(730)
    told = [one.made for one in reversed(copies)]
    assert [f"{made:%d/%m %H}" for made in told[:6]] == [
        "02/12 17", "02/12 14", "02/12 11", "01/12 17", "01/12 14", "01/12 11",
    ]  # fmt: skip
    assert all(made.hour == 17 for made in told[6:])
    assert [(end - made).days for made in told[6:18]] == list(range(2, 14))
    weeks = "18/11 15/11 08/11 01/11 25/10 18/10 11/10 04/10 27/09 20/09"
    assert [f"{made:%d/%m}" for made in told[18:28]] == weeks.split()
    months = "13/09 30/08 26/07 28/06 31/05 26/04 29/03 22/02 25/01"
    assert [f"{made:%d/%m}" for made in told[28:]] == months.split()


def test_a_long_holiday_costs_no_history() -> None:
    copies, now = lived(400, a_day=1)
    later = now + timedelta(days=90)
    assert len(kept([*copies, copy(1_000, later)], later)) >= len(copies) - 1


def test_the_verified_copy_of_a_day_is_kept_before_a_later_unverified_one() -> None:
    day = NOW - 5 * DAY
    copies = [
        copy(1, day, verified=True),
        copy(2, day + timedelta(hours=1), verified=False),
        *(copy(3 + n, NOW - timedelta(hours=9 - n)) for n in range(6)),
    ]
    assert seqs(to_drop(copies, NOW, suspect=False)) == [2]


def test_an_unverified_copy_stands_in_for_a_day_without_another() -> None:
    copies = [
        copy(1, NOW - 5 * DAY, verified=False),
        copy(2, NOW - 5 * DAY, verified=False),
        *(copy(3 + n, NOW - timedelta(hours=9 - n)) for n in range(6)),
    ]
    assert seqs(to_drop(copies, NOW, suspect=False)) == [1]


def test_nothing_goes_that_is_newer_than_the_newest_verified() -> None:
    """The check has failed for a month: who knows which of these is the one that is needed."""
    copies = [copy(n, NOW - 40 * DAY + n * timedelta(hours=3), verified=n == 0) for n in range(300)]
    assert to_drop(copies, NOW, suspect=False) == ()


def flat_battery() -> list[Copy]:
    """Ten good days, then three with a clock in 1970, then the clock is mended."""
    good = [copy(n, NOW - 13 * DAY + n * timedelta(hours=4)) for n in range(60)]
    lost = datetime(1970, 1, 1, tzinfo=UTC)
    bad = [copy(60 + n, lost + n * timedelta(hours=4), suspect=True) for n in range(18)]
    return [*good, *bad, copy(78, NOW)]


def test_after_a_flat_battery_nothing_goes_for_two_days_and_then_rotation_goes_on() -> None:
    copies = flat_battery()
    for hours in (0, 24, 47):
        assert to_drop(copies, NOW + timedelta(hours=hours), suspect=False) == ()
    later = NOW + timedelta(days=3)
    dropped = to_drop([*copies, copy(79, later)], later, suspect=False)
    assert dropped
    assert not any(one.suspect for one in dropped)


def test_copies_of_a_lost_time_are_thinned_in_the_end() -> None:
    """If they stayed for good, a flat battery would fill the disk."""
    copies = flat_battery()
    now = NOW
    for day in range(1, 200):
        now = NOW + timedelta(days=day)
        copies = kept([*copies, copy(100 + day, now)], now)
    assert sum(one.suspect for one in copies) <= 1
    assert len(copies) < 45


def test_one_clock_that_lied_unnoticed_costs_the_others_nothing() -> None:
    steady = [copy(2 * n, NOW - (20 - n) * DAY) for n in range(20)]
    for wrong in (-400 * DAY, -2 * DAY, 2 * DAY, 400 * DAY):
        liar = copy(21, steady[10].made + wrong)
        without = set(seqs(to_drop(steady, NOW, suspect=False)))
        assert set(seqs(to_drop([*steady, liar], NOW, suspect=False))) <= without


def test_a_clock_put_right_by_minutes_stops_nothing() -> None:
    copies = [copy(n, NOW - 10 * DAY + n * timedelta(hours=2)) for n in range(120)]
    copies[70] = replace(copies[70], made=copies[69].made - timedelta(minutes=9))
    copies[-1] = replace(copies[-1], made=NOW + timedelta(minutes=9))
    assert len(to_drop(copies, NOW, suspect=False)) > 50


def test_summer_time_put_back_is_no_step_back() -> None:
    start = NOW - 10 * DAY
    copies = [
        copy(n, (start + n * timedelta(minutes=30)).astimezone(SUMMER if n < 30 else WINTER))
        for n in range(60)
    ]
    copies.append(copy(60, NOW))
    assert len(to_drop(copies, NOW, suspect=False)) > 50


def test_moments_without_a_zone_are_taken_too() -> None:
    copies = [copy(n, LOCAL - (200 - n) * timedelta(hours=2)) for n in range(200)]
    aware = [replace(one, made=one.made.replace(tzinfo=UTC)) for one in copies]
    naive = seqs(to_drop(copies, LOCAL, suspect=False))
    assert naive == seqs(to_drop(aware, NOW, suspect=False)) != []
