"""Two copies of the program reach for one office: one gets it, the other says who has it (R6)."""

import platform
import random
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tcxd_desktop.domain.errors import OfficeInUseProblem
from tcxd_desktop.office import opening
from tcxd_desktop.torture import offices
from tcxd_desktop.torture.children import PATIENCE, child
from tcxd_desktop.torture.outcome import Outcome, Tell, untold

_APART = 0.05
"""Longest time between the two starts."""
_LEAVES = 1.0
"""Seconds within which the second copy must have said who holds the office."""
_AHEAD = 0.03
_LIFE = 0.08
"""A first copy that is killed lives no longer than this: it may still be opening the office."""
Sabotage = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Answer:
    """What one copy met: whether it owns the office, after how long, else who does."""

    owner: bool
    seconds: float
    holder: str = ""


def copy_of_program(pipe: Any, sabotage: Sabotage | None) -> None:
    """Open an office at each time told, say what came of it, hold it until told to let go."""
    if sabotage is not None:
        sabotage()
    while True:
        site, at = pipe.recv()
        while (left := at - time.monotonic()) > 0:
            time.sleep(left)
        start = time.monotonic()
        try:
            desk = offices.open_in(site)
        except OfficeInUseProblem as problem:
            pipe.send(Answer(owner=False, seconds=time.monotonic() - start,
                             holder=str(problem.args[0])))  # fmt: skip
            pipe.recv()
        else:
            pipe.send(Answer(owner=True, seconds=time.monotonic() - start))
            pipe.recv()
            opening.close_office(desk)
        pipe.send(None)


@dataclass(slots=True)
class _Tally:
    races: int = 0
    killed: int = 0
    slowest: float = 0
    failures: list[str] = field(default_factory=list)


def run(
    races: int,
    seed: int = 0,
    *,
    kills: int | None = None,
    sabotage: Sabotage | None = None,
    tell: Tell = untold,
) -> Outcome:
    """Let two copies race ``races`` times; a fifth as often, kill the first and start another."""
    chance, tally, start = random.Random(seed), _Tally(), time.monotonic()
    with offices.workshop(memory=True) as shop:
        with ExitStack() as both:
            pipes = [both.enter_context(child(copy_of_program, sabotage))[1] for _ in range(2)]
            site = shop.fresh()
            for number in range(races):
                _race(site, pipes, chance, tally)
                tell(number + 1)
        for _ in range(max(races // 5, 1) if kills is None else kills):
            _kill_first(shop.fresh(), chance, tally, sabotage)
    figures = {
        "races": tally.races,
        "killed": tally.killed,
        "slowest_ms": round(tally.slowest * 1000),
    }
    return Outcome("race", figures, time.monotonic() - start, tally.failures)


def _race(site: Path, pipes: list[Any], chance: random.Random, tally: _Tally) -> None:
    at = time.monotonic() + _AHEAD
    for pipe in pipes:
        pipe.send((site, at))
        at += chance.uniform(0, _APART)
    answers = [_heard(pipe) for pipe in pipes]
    for pipe in pipes:
        pipe.send(None)
    for pipe in pipes:
        pipe.recv()
    tally.races += 1
    if [answer.owner for answer in answers].count(True) != 1:
        tally.failures.append(f"race {tally.races}: {answers}")
        return
    loser = next(answer for answer in answers if not answer.owner)
    tally.slowest = max(tally.slowest, loser.seconds)
    if loser.seconds > _LEAVES or platform.node() not in loser.holder:
        tally.failures.append(f"race {tally.races}: {loser}")


def _heard(pipe: Any) -> Answer:
    if not pipe.poll(PATIENCE):
        raise TimeoutError("a copy of the program does not answer")
    answer = pipe.recv()
    assert isinstance(answer, Answer)
    return answer


def _kill_first(
    site: Path, chance: random.Random, tally: _Tally, sabotage: Sabotage | None
) -> None:
    """Kill a copy that opens or holds the office; the next must get it at once."""
    with child(copy_of_program, sabotage) as (process, pipe):
        pipe.send((site, time.monotonic()))
        process.join(chance.uniform(0, _LIFE))
        process.kill()
        process.join()
    tally.killed += 1
    with child(copy_of_program, sabotage) as (_, pipe):
        pipe.send((site, time.monotonic()))
        answer = _heard(pipe)
        if not answer.owner or answer.seconds > _LEAVES:
            tally.failures.append(f"after kill {tally.killed}: {answer}")
