"""Guessing at the keyboard is slow whatever is restarted; the owner always gets in (S12)."""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tcxd_desktop.domain.throttle import WAITS, Tries, counted, rebased, wait_left

DAY = 86_400.0
SECONDS = st.floats(0, 1e9)


def test_the_steps() -> None:
    waits = [wait_left(Tries(fails, 50.0), 50.0) for fails in range(10)]
    assert waits == [0, 0, 0, 2, 8, 32, 128, 300, 300, 300]


def test_it_runs_down_to_nothing() -> None:
    tries = Tries(5, 100.0)
    assert wait_left(tries, 100.0) == 32
    assert wait_left(tries, 131.5) == 0.5
    assert wait_left(tries, 132.0) == wait_left(tries, 1e9) == 0


def test_a_restart_of_the_machine_begins_the_wait_anew() -> None:
    tries = Tries(7, 5_000.0)
    assert wait_left(tries, 0.0) == 300
    assert wait_left(tries, 40.0) == 260
    assert wait_left(tries, 300.0) == 0


def test_a_wait_that_is_over_does_not_begin_again() -> None:
    """Without it: 299 s to wait when the machine has run 5,001 s, 4,700 s after the wait ended."""
    tries = Tries(7, 5_000.0)
    assert wait_left(tries, 5_001.0) == 299
    again = rebased(tries, 40.0)
    assert [wait_left(again, now) for now in (40.0, 300.0, 5_001.0)] == [260, 0, 0]
    assert rebased(again, 50.0) == again
    assert rebased(tries, 5_000.0) == tries


@pytest.mark.parametrize("monotonic", [math.nan, math.inf, -math.inf, -1.0, 1e300])
def test_a_spoilt_moment_waits_once_and_not_for_ever(monotonic: float) -> None:
    assert wait_left(Tries(9, monotonic), 0.0) == 300
    assert wait_left(Tries(9, monotonic), 300.0) == 0


@given(st.integers(-5, 10**9), SECONDS, SECONDS)
def test_never_permanent(fails: int, before: float, now: float) -> None:
    left = wait_left(Tries(fails, before), now)
    assert 0 <= left <= WAITS[-1]
    assert wait_left(Tries(fails, before), max(before, now) + WAITS[-1] + 1) == 0


@given(st.integers(0, 20), SECONDS, SECONDS)
def test_a_wrong_try_never_shortens_the_wait(fails: int, before: float, now: float) -> None:
    tries = Tries(fails, before)
    assert wait_left(counted(tries, now), now) >= min(wait_left(tries, now), WAITS[-1])
    assert counted(tries, now).fails == fails + 1


# --- a scripted guesser --------------------------------------------------------------------------


@dataclass
class Machine:
    """A computer with a date that anybody can set, and programs that read one file."""

    true: float = 0.0
    started: float = -1_000.0
    date: float = 0.0
    disk: Tries = field(default_factory=Tries)
    ram: list[Tries] = field(default_factory=lambda: [Tries(), Tries()])
    tried: list[float] = field(default_factory=list)

    @property
    def monotonic(self) -> float:
        return self.true - self.started

    def pass_time(self, seconds: float) -> None:
        self.true += seconds
        self.date += seconds


Attempt = Callable[[Machine, int, bool], float]


def honest(machine: Machine, _program: int, killed: bool) -> float:
    """Try once if that is allowed, counted on the disk first; return what is left to wait."""
    machine.disk = rebased(machine.disk, machine.monotonic)
    left = wait_left(machine.disk, machine.monotonic)
    if left == 0:
        machine.disk = counted(machine.disk, machine.monotonic)
        machine.tried.append(machine.true)
    return left


def in_ram(machine: Machine, program: int, killed: bool) -> float:
    """Keep the count in the program's memory: the sabotage."""
    left = wait_left(machine.ram[program], machine.monotonic)
    if left == 0:
        machine.ram[program] = counted(machine.ram[program], machine.monotonic)
        machine.tried.append(machine.true)
    return left


def counted_late(machine: Machine, _program: int, killed: bool) -> float:
    """Count after the answer: who ends the program at once guesses for nothing."""
    machine.disk = rebased(machine.disk, machine.monotonic)
    left = wait_left(machine.disk, machine.monotonic)
    if left == 0:
        machine.tried.append(machine.true)
        if not killed:
            machine.disk = counted(machine.disk, machine.monotonic)
    return left


def by_the_date(machine: Machine, _program: int, killed: bool) -> float:
    """Measure by the date: who sets it gains time."""
    left = wait_left(machine.disk, machine.date)
    if left == 0:
        machine.disk = counted(machine.disk, machine.date)
        machine.tried.append(machine.true)
    return left


def guess(attempt: Attempt, seed: int, length: float = DAY) -> Machine:
    """Guess for a day, two programs at once, with restarts, kills and set dates."""
    chance = random.Random(seed)
    machine = Machine(started=-chance.uniform(0, 1e6), date=chance.uniform(0, 1e9))
    while machine.true < length:
        left = attempt(machine, chance.randrange(2), chance.random() < 0.5)
        trick = chance.random()
        if trick < 0.15:
            machine.ram = [Tries(), Tries()]
        elif trick < 0.25:
            machine.date += chance.choice([-1, 1]) * chance.uniform(0, 4e8)
        elif trick < 0.28:
            machine.ram = [Tries(), Tries()]
            machine.pass_time(chance.choice([0.0, 20.0, 60.0]))
            machine.started = machine.true
        else:
            machine.pass_time(min(left, 20.0) + chance.choice([0.0, 0.1, 1.0]))
    return machine


def too_fast(machine: Machine) -> bool:
    """Tell whether more than 10 tries fell in the first 10 minutes, or 300 in the day."""
    first = sum(moment <= 600 for moment in machine.tried)
    return first > 10 or len(machine.tried) > 300


@pytest.mark.parametrize("seed", range(12))
def test_a_guesser_gets_ten_tries_at_first_and_three_hundred_a_day(seed: int) -> None:
    machine = guess(honest, seed)
    assert not too_fast(machine)
    assert len(machine.tried) > 100


@pytest.mark.parametrize("restarts", [False, True])
def test_the_quickest_guesser_stays_below_the_limits(restarts: bool) -> None:
    """Whoever waits exactly as long as needed, or starts the machine anew in no time at all."""
    machine = Machine()
    while machine.true < DAY:
        left = honest(machine, 0, killed=False)
        if restarts and left == 0:
            machine.started = machine.true
        machine.pass_time(left and left + 0.001)
    assert not too_fast(machine)
    assert 290 <= len(machine.tried) <= 294


def test_the_owner_gets_in_after_the_wait_however_often_others_failed() -> None:
    for seed in range(12):
        machine = guess(honest, seed, length=2_000)
        machine.disk = rebased(machine.disk, machine.monotonic)
        left = wait_left(machine.disk, machine.monotonic)
        assert left <= 300
        for later in (left + 0.001, 60.0, DAY, 1e9):
            machine.pass_time(later)
            assert wait_left(machine.disk, machine.monotonic) == 0


@pytest.mark.parametrize("sabotage", [in_ram, counted_late, by_the_date])
def test_twin_is_found_out(sabotage: Attempt) -> None:
    assert any(too_fast(guess(sabotage, seed, length=3_600)) for seed in range(3))
