"""Each call to the disk fails once, and from then on; the disk is full from each call on (R4, R5).

The operation must end in a Problem, never in another exception and never in a success that is
none; the office must open afterwards with all that was reported as saved, and no file may bear a
final name and be incomplete.
"""

import errno
import os
import random
import re
import sys
import time
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.office import opening
from tcxd_desktop.torture import edits, offices
from tcxd_desktop.torture.backup_operations import BACKUP_OPERATIONS
from tcxd_desktop.torture.calls import Call
from tcxd_desktop.torture.children import ChildLostError, answer_of
from tcxd_desktop.torture.edits import Plan
from tcxd_desktop.torture.key_operations import KEY_OPERATIONS
from tcxd_desktop.torture.operations import BASE, OPERATIONS, Bench, Operation, perform
from tcxd_desktop.torture.outcome import Outcome, Tell, named, tried, untold
from tcxd_desktop.torture.python_io import PythonIo
from tcxd_desktop.torture.shim import Shim

_PATIENCE = 10_800.0
_TEMPORARY = re.compile(r"\.tmp$|\.part$|-journal$|-mj[0-9A-F]{9}$")
"""Names that promise nothing; the last is SQLite's for a transaction over two files."""


EVERY_OPERATION = (*OPERATIONS, *KEY_OPERATIONS, *BACKUP_OPERATIONS)


# --- how the disk fails --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mode:
    """How the disk fails: with what, and whether it recovers after one call."""

    name: str
    code: int
    stays: bool


MODES = (
    Mode("EIO once", errno.EIO, stays=False),
    Mode("EIO from then on", errno.EIO, stays=True),
    Mode("ENOSPC from then on", errno.ENOSPC, stays=True),
)


class Fault:
    """Makes the N-th call fail."""

    def __init__(self, mode: Mode, number: int) -> None:
        """Prepare to fail call ``number``; 0 fails none and only counts."""
        self._mode = mode
        self._number = number
        self.armed = False
        self.count = 0
        self.fired = False

    def ask(self, call: Call) -> int:
        """Return the code to fail with."""
        if not self.armed or not self._concerns(call):
            return 0
        self.count += 1
        hit = self.count == self._number
        hit = hit or (self._mode.stays and 0 < self._number < self.count)
        self.fired = self.fired or hit
        return self._mode.code if hit else 0

    def done(self, call: Call) -> None:
        """Ignore what succeeded."""

    def _concerns(self, call: Call) -> bool:
        """Tell whether the call can fail in this way: a full disk fails what needs more room."""
        if self._mode.code != errno.ENOSPC:
            return True
        if call.kind == "write":
            try:
                size = os.stat(call.path).st_size  # noqa: PTH116
            except OSError:
                return True
            return call.offset + len(call.data) > size
        return call.kind == "folder" or (call.kind == "open" and call.creates)


# --- one call after the other --------------------------------------------------------------------


@dataclass(slots=True)
class Found:
    """What the trials of one operation in one way of failing gave."""

    calls: int = 0
    failed: int = 0
    refused: int = 0
    kept: int = 0
    """Reported as not saved, and there all the same: whole, and seen at the next look."""
    again: int = 0
    """Done again in the same session, with success."""
    stuck: int = 0
    """Not to be done again before the office was closed and reopened."""
    leftovers: int = 0
    failures: list[str] = field(default_factory=list)


_COUNTED = ("calls", "failed", "refused", "kept", "again", "stuck", "leftovers")


def trials(operation: Operation, template: Path, root: Path, mode: Mode, limit: int) -> Found:
    """Fail one call after the other, at most ``limit`` of them; for a child process."""
    found = Found()
    plan = Plan({BASE + 1: operation.edit}) if operation.edit else Plan()
    door = _Door(root)
    with PythonIo(door, root), Shim(door, root):
        counting = Fault(mode, 0)
        _trial(operation, template, Bench(root, plan), door, counting, found)
        found.calls = counting.count
        for number in _chosen(counting.count, limit):
            dead = mode.stays and mode.code == errno.EIO
            bench = Bench(root, plan, stays=mode.stays, dead=dead)
            _trial(operation, template, bench, door, Fault(mode, number), found)
    return found


def _chosen(calls: int, limit: int) -> list[int]:
    everyone = range(1, calls + 1)
    if calls <= limit:
        return list(everyone)
    return sorted(random.Random(calls).sample(everyone, limit))


class _Door:
    """Hands each call to the fault of the present trial."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.fault: Fault | None = None

    def ask(self, call: Call) -> int:
        return self.fault.ask(call) if self.fault is not None else 0

    def done(self, call: Call) -> None:
        if self.fault is not None:
            self.fault.done(call)


def _trial(
    operation: Operation, template: Path, bench: Bench, door: _Door, fault: Fault, found: Found
) -> None:
    _clear(bench, template)
    operation.before(bench)
    door.fault = fault
    fault.armed = True
    error = tried(lambda: operation.run(bench))
    fault.armed = False
    door.fault = None
    where = f"{operation.name}, call {fault.count}"
    found.failed += fault.fired
    found.refused += isinstance(error, Problem)
    if error is not None and not (fault.fired and isinstance(error, Problem)):
        found.failures.append(f"{where}: {named(error)}")
    wrong = tried(lambda: _afterwards(operation, bench, found, done=error is None))
    if isinstance(wrong, Exception):
        wrong = [f"afterwards {named(wrong)}"]
    found.failures += [f"{where} ({error!r}): {text}" for text in wrong]


def _clear(bench: Bench, template: Path) -> None:
    offices.lay_out(template, bench.root)
    bench.out.mkdir()
    bench.new.mkdir()


def _afterwards(operation: Operation, bench: Bench, found: Found, *, done: bool) -> list[str]:
    """Close and reopen; return what is wrong."""
    if not done and operation.edit is not None:
        done = _done_again(bench, found)
    if bench.desk is not None:
        opening.close_office(bench.desk)
    wrong = operation.look(bench, done=done)
    return wrong + list(_incomplete(bench, found))


def _done_again(bench: Bench, found: Found) -> bool:
    """Do the edit again in the program as the fault left it; return whether it was done now."""
    try:
        if edits.held(bench.at) > BASE:
            found.kept += 1
            return False
        perform(bench)
    except Problem:
        # Nothing is wrong with the office yet: the look after reopening decides.
        found.stuck += 1
        return False
    found.again += 1
    return True


def _incomplete(bench: Bench, found: Found) -> Iterable[str]:
    """Yield every file with a final name that is not whole."""
    for path in sorted(bench.root.rglob("*")):
        if not path.is_file():
            continue
        if _TEMPORARY.search(path.name):
            found.leftovers += 1
        elif not _whole(path):
            yield f"{path.name} is incomplete ({path.stat().st_size} bytes)"


def _whole(path: Path) -> bool:
    match path.suffix:
        case ".json":
            return offices.readable(path)
        case ".xlsx":
            return zipfile.is_zipfile(path) and zipfile.ZipFile(path).testzip() is None
        case ".tcxdbak":
            return True  # looked at with the backups
        case ".db":
            # Those in their place were opened by the look.
            return path.name in offices.DATA or offices.opens(path, offices.raw_key(path.parent))
    return path.suffix == ".lock" or path.name in offices.APART


def run(
    limit: int,
    *,
    slow: int = sys.maxsize,
    operations: tuple[Operation, ...] = EVERY_OPERATION,
    modes: tuple[Mode, ...] = MODES,
    tell: Tell = untold,
) -> Outcome:
    """Fail calls of every operation in every way: at most ``limit`` each, ``slow`` of slow ones."""
    start, failures = time.monotonic(), list[str]()
    figures = dict.fromkeys(("operations", *_COUNTED), 0)
    with offices.workshop(memory=True) as shop:
        with offices.opened(shop.template) as desk:
            for edit in Plan().first(BASE):
                edits.perform(desk, edit)
        for operation in operations:
            figures["operations"] += 1
            most = min(limit, slow) if operation.slow else limit
            for mode in modes:
                root = shop.root / "bench"
                try:
                    found: Found = answer_of(
                        trials, operation, shop.template, root, mode, most, patience=_PATIENCE
                    )
                except ChildLostError as error:
                    failures.append(f"{mode.name}, {operation.name}: {error}")
                    continue
                for name in _COUNTED:
                    figures[name] += getattr(found, name)
                failures += [f"{mode.name}, {text}" for text in found.failures]
                tell(figures["failed"])
    return Outcome("iofault", figures, time.monotonic() - start, failures)
