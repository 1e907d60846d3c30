"""Wrong passwords: counted on the disk, so that a new start does not begin anew.

Every try is written before it is made and taken back when it succeeds: killing the program in
between gains nothing. The office's lock is held meanwhile, so two programs cannot try at once.
"""

import json
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tcxd_desktop.domain.errors import WaitProblem
from tcxd_desktop.domain.throttle import Tries, rebased, wait_left
from tcxd_desktop.storage.durable import durable_write

ATTEMPTS_FILE = "office.attempts.json"
_KEPT = 200
"""Moments of wrong passwords that are kept until the next sign-in tells them."""


@dataclass(slots=True)
class _Slot:
    fails: int = 0
    monotonic: float = 0.0
    moments: list[str] = field(default_factory=list)


def wait(folder: Path, account: int) -> float:
    """Return how many seconds the next try of an account must wait."""
    slots = _read(folder)
    slot = slots.get(str(account))
    if slot is None:
        return 0.0
    now = time.monotonic()
    tries = Tries(slot.fails, slot.monotonic)
    again = rebased(tries, now)
    if again != tries:
        # The machine was started anew: kept, or a wait that is over would begin once more.
        slot.monotonic = again.monotonic
        _write(folder, slots)
    return wait_left(again, now)


def begin(folder: Path, account: int) -> None:
    """Count a try that is about to be made.

    Raises:
        WaitProblem: it is too early.
    """
    left = wait(folder, account)
    if left > 0:
        raise WaitProblem(max(1, round(left)))
    slots = _read(folder)
    slot = slots.setdefault(str(account), _Slot())
    slot.fails += 1
    slot.monotonic = time.monotonic()
    slot.moments = [*slot.moments, datetime.now(UTC).isoformat(timespec="seconds")][-_KEPT:]
    _write(folder, slots)


def succeeded(folder: Path, account: int) -> None:
    """Take the try back that opened; wrong ones before it stay to be told."""
    slots = _read(folder)
    slot = slots.get(str(account))
    if slot is not None:
        slot.fails = 0
        slot.moments = slot.moments[:-1]
        _write(folder, slots)


def taken(folder: Path, account: int) -> tuple[str, ...]:
    """Return the moments of wrong tries of every account and forget them: they go into the book."""
    slots = _read(folder)
    found = sorted(moment for slot in slots.values() for moment in slot.moments)
    if found:
        for slot in slots.values():
            slot.moments = []
        _write(folder, {name: slot for name, slot in slots.items() if slot.fails})
    elif str(account) in slots:
        _write(folder, {name: slot for name, slot in slots.items() if slot.fails})
    return tuple(found)


def _read(folder: Path) -> dict[str, _Slot]:
    try:
        raw: dict[str, Any] = json.loads((folder / ATTEMPTS_FILE).read_bytes())
        return {
            str(name): _Slot(int(slot["fails"]), float(slot["monotonic"]),
                             [str(moment) for moment in slot["moments"]])
            for name, slot in raw.items()
        }  # fmt: skip
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _write(folder: Path, slots: dict[str, _Slot]) -> None:
    path = folder / ATTEMPTS_FILE
    if not slots:
        path.unlink(missing_ok=True)
        return
    raw = {
        name: {"fails": slot.fails, "monotonic": slot.monotonic, "moments": slot.moments}
        for name, slot in slots.items()
    }
    durable_write(path, json.dumps(raw).encode())
