"""The power goes at any moment: what was not synced is lost, what was reported is not (R2, R3).

A child works while every call to the disk is recorded, with a mark wherever the user would have
read “đã lưu”. Then many states of the disk after a cut anywhere in that record are built and each
is opened by the program itself.
"""

import random
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tcxd_desktop.torture import offices
from tcxd_desktop.torture.calls import Call, Recorder
from tcxd_desktop.torture.children import ChildLostError, answer_of
from tcxd_desktop.torture.disk import LUCKS, Disk
from tcxd_desktop.torture.outcome import Outcome, Tell, named, tried, untold
from tcxd_desktop.torture.python_io import PythonIo
from tcxd_desktop.torture.scenes import SCENES, Scene
from tcxd_desktop.torture.shim import Shim

_STATES = 120
"""Cuts made in one record before a new one is taken."""
_AFTER_ACK = 0.4
"""Share of cuts at the worst moment: right after the user was told."""
Sabotage = Callable[[], None]


# --- the record, and the cuts --------------------------------------------------------------------


def record(scene: Scene, folder: Path, sabotage: Sabotage | None) -> list[Call]:
    """Work in ``folder`` and return every call to the disk; for a child process."""
    recorder = Recorder()
    with PythonIo(recorder, folder), Shim(recorder, folder):
        if sabotage is not None:
            sabotage()
        scene.work(folder, scene.edits, recorder.ack)
    return recorder.calls


@dataclass(slots=True)
class _Tally:
    states: int = 0
    edits: int = 0
    lost: int = 0
    torn: int = 0
    failures: list[str] = field(default_factory=list)


def run(
    states: int,
    seed: int = 0,
    *,
    scenes: tuple[Scene, ...] = SCENES,
    sabotage: Sabotage | None = None,
    tell: Tell = untold,
) -> Outcome:
    """Cut the power ``states`` times in the work on each scene and look at what is left."""
    chance, tally, start = random.Random(seed), _Tally(), time.monotonic()
    with offices.scratch(memory=True) as root:
        for scene in scenes:
            for first in range(0, states, _STATES):
                folder = root / f"{scene.name}-{first}"
                scene.prepare(folder)
                _cut(scene, folder, min(_STATES, states - first), chance, tally, sabotage)
                shutil.rmtree(folder)
                tell(tally.states)
    figures = {
        "states": tally.states,
        "edits": tally.edits,
        "lost": tally.lost,
        "torn": tally.torn,
    }
    return Outcome("powercut", figures, time.monotonic() - start, tally.failures)


def _cut(
    scene: Scene,
    folder: Path,
    states: int,
    chance: random.Random,
    tally: _Tally,
    sabotage: Sabotage | None,
) -> None:
    disk = Disk(folder, offices.APART)
    try:
        calls = answer_of(record, scene, folder, sabotage)
    except ChildLostError as error:
        tally.failures.append(f"{scene.name}: {error}")
        return
    told = 0
    cuts = sorted(_moments(calls, states, chance))
    for number, call in enumerate(calls, start=1):
        if call.kind == "ack":
            told = call.size
        disk.follow(call)
        while cuts and cuts[0] == number:
            cuts.pop(0)
            luck = chance.choice(LUCKS)
            _put_down(folder, disk.after_cut(chance, luck))
            tally.states += 1
            tally.edits += told
            for fault in _looked_at(scene, folder, told, tally):
                tally.failures.append(
                    f"{scene.name}, call {number} of {len(calls)}, {luck}: {fault}"
                )


def _moments(calls: list[Call], states: int, chance: random.Random) -> Iterator[int]:
    acks = [number for number, call in enumerate(calls, start=1) if call.kind == "ack"]
    for _ in range(states):
        if chance.random() < _AFTER_ACK:
            yield chance.choice(acks)
        else:
            yield chance.randint(1, len(calls))


def _put_down(folder: Path, files: dict[str, bytes | None]) -> None:
    """Make ``folder`` hold exactly these files and folders.

    In the very place they were recorded: a journal names its super-journal by its whole path.
    """
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir():
            if str(path) not in files and not any(path.iterdir()):
                path.rmdir()
        elif path.name not in offices.APART:
            path.unlink()
    for name, data in files.items():
        if data is None:
            Path(name).mkdir(exist_ok=True)
        else:
            Path(name).write_bytes(data)


def _looked_at(scene: Scene, folder: Path, told: int, tally: _Tally) -> list[str]:
    held = tried(lambda: scene.look(folder))
    if isinstance(held, Exception):
        tally.torn += 1
        tally.lost += told
        return [f"does not open: {named(held)}"]
    if held.torn:
        tally.torn += 1
        return [f"told {told}, holds {held.count}: {held.torn}"]
    if held.count < told:
        tally.lost += told - held.count
        return [f"told {told}, holds {held.count}"]
    if held.count > told + 1:
        return [f"told {told}, holds {held.count}: more than were begun"]
    return []
