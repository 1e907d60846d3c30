"""The process is killed at any moment: nothing that was reported as saved may be missing (R1)."""

import random
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tcxd_desktop.torture import edits, offices
from tcxd_desktop.torture.children import PATIENCE, child, heard
from tcxd_desktop.torture.edits import Plan
from tcxd_desktop.torture.outcome import Outcome, Tell, named, tried, untold

_RIDE = 0.2
"""Longest life of a child after its first edit, in seconds."""
_START = 0.06
"""One child in five is killed within this time from its start: while it opens the office."""
_SAME_OFFICE = 10
"""Rounds an office lives through before a fresh one takes its place."""


def ride(pipe: Any, site: Path, number: int, early: bool) -> None:  # noqa: FBT001 - to a child
    """Do edit after edit, telling each; ``early`` tells before it is done (the sabotage)."""
    plan = Plan()
    desk = offices.open_in(site)
    pipe.send(number - 1)
    while True:
        if early:
            pipe.send(number)
        edits.perform(desk, plan.edit(number))
        if not early:
            pipe.send(number)
        number += 1


@dataclass(slots=True)
class _Tally:
    acknowledged: int = 0
    lost: int = 0
    torn: int = 0
    journals: int = 0
    failures: list[str] = field(default_factory=list)


def run(rounds: int, seed: int = 0, *, early: bool = False, tell: Tell = untold) -> Outcome:
    """Kill a working office ``rounds`` times and look at it after each."""
    chance, tally, start = random.Random(seed), _Tally(), time.monotonic()
    with offices.workshop(memory=False) as shop:
        site, held = shop.fresh(), 0
        for number in range(rounds):
            if number % _SAME_OFFICE == 0:
                site, held = shop.fresh(), 0
            told, ended = _killed(site, held, chance, early=early)
            if ended is not None:
                tally.failures.append(f"{held} → {told}: ended by itself with code {ended}")
            tally.acknowledged += max(told - held, 0)
            tally.journals += sum(1 for _ in offices.office_of(site).glob("*-journal"))
            before = len(tally.failures)
            held = _looked_at(site, held, told, tally)
            if len(tally.failures) > before:
                # What is wrong once would be told again in every round that follows.
                site, held = shop.fresh(), 0
            tell(number + 1)
    figures = {
        "rounds": rounds,
        "edits": tally.acknowledged,
        "lost": tally.lost,
        "torn": tally.torn,
        "hot_journals": tally.journals,
    }
    return Outcome("kill", figures, time.monotonic() - start, tally.failures)


def _killed(site: Path, held: int, chance: random.Random, *, early: bool) -> tuple[int, int | None]:
    """Let a child work on and kill it.

    Return the last edit it told, and its exit code where it did not live until the kill.
    """
    with child(ride, site, held + 1, early) as (process, pipe):
        if chance.random() < 0.2:
            process.join(chance.uniform(0, _START))
        elif pipe.poll(PATIENCE):
            process.join(chance.uniform(0, _RIDE))
        ended = process.exitcode
        process.kill()
        process.join()
        told = max(heard(pipe), default=held)
    return told, ended


def _looked_at(site: Path, before: int, told: int, tally: _Tally) -> int:
    """Reopen the office; return how many edits it holds."""
    where = f"{before} → {told}"
    seen = tried(lambda: _seen(site))
    if isinstance(seen, Exception):
        tally.torn += 1
        tally.failures.append(f"{where}: {named(seen)}")
        return told
    held, half = seen
    if half:
        tally.torn += 1
        tally.failures.append(f"{where}, holds {held}: {half}")
    if held < told:
        tally.lost += told - held
        tally.failures.append(f"{where}: {told - held} edits lost")
    if held > told + 1:
        tally.failures.append(f"{where}: holds {held}, more than were begun")
    return held


def _seen(site: Path) -> tuple[int, list[str]]:
    """Return how many edits the office holds, and what is half or wrong in it."""
    with offices.opened(site) as desk:
        held = edits.held(desk)
        return held, edits.torn(desk, Plan(), held) + offices.wrong(desk)
