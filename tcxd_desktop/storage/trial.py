"""Restoring on trial in a separate process: nothing counts as a backup that was not restored.

The keys go through standard input, never into arguments or the environment. A trial that could
not be carried out never counts as passed.
"""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from tcxd_desktop import places
from tcxd_desktop.domain import errors
from tcxd_desktop.storage.backup_file import untold

_ROOT = Path(__file__).resolve().parents[2]
_BOOT = (
    "import json,sys;"
    "sys.path.extend(json.loads(sys.stdin.buffer.readline()));"
    "from tcxd_desktop.storage.trial_main import main;"
    "main()"
)
_KEPT = ("SYSTEMROOT", "LD_LIBRARY_PATH")
"""Variables without which an interpreter may not start."""
_SECONDS = 1800.0
"""A trial that takes longer hangs."""
_PROBLEMS: dict[str, type[errors.Problem]] = {
    kind.__name__: kind for kind in (errors.DiskFullProblem, errors.BadBackupProblem)
}


@dataclass(frozen=True, slots=True, repr=False)
class Order:
    """Lệnh khôi phục thử."""

    folder: Path
    """Where to restore to; it is empty, or holds the files to look at."""
    office: str
    main: bytes
    sealed: bytes | None
    """Key of the sealed compartment; without it that file is only compared with its digest."""
    file: Path | None = None
    """The backup; ``None``: the files are there."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Kết quả khôi phục thử."""

    people: int
    records: int
    right: int
    sealed: bool
    faults: tuple[str, ...]


class Trial:
    """Tiến trình khôi phục thử, started before there is anything to try: starting takes a while."""

    def __init__(self) -> None:
        """Start the process; it waits for its order."""
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and line of code
            [places.interpreter(), "-I", "-S", "-B", "-X", "utf8", "-c", _BOOT],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: os.environ[name] for name in _KEPT if name in os.environ},
            cwd=Path(sys.executable).anchor or os.sep,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        paths = [str(_ROOT), *(entry for entry in sys.path if Path(entry).is_absolute())]
        self._send(paths)

    def __enter__(self) -> "Trial":
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        self._process.wait()

    def _send(self, content: object) -> None:
        assert self._process.stdin is not None  # noqa: S101
        # A process that has died already is noticed by its missing answer.
        with suppress(OSError):
            self._process.stdin.write(json.dumps(content).encode() + b"\n")
            self._process.stdin.flush()

    def ask(self, order: Order, tell: Callable[[int], None] = untold) -> Verdict:
        """Have it restored and looked through; ``tell`` hears the steps 1 and 2.

        Raises:
            DiskFullProblem: no room to restore to.
            BadBackupProblem: the file is not as it was written.
            BackupFailedProblem: the trial could not be carried out.
        """
        self._send(
            {
                "folder": str(order.folder),
                "office": order.office,
                "main": order.main.hex(),
                "sealed": order.sealed.hex() if order.sealed is not None else "",
                "file": str(order.file) if order.file is not None else "",
            }
        )
        clock = threading.Timer(_SECONDS, self._process.kill)
        clock.start()
        try:
            return self._answer(tell)
        finally:
            clock.cancel()

    def _answer(self, tell: Callable[[int], None]) -> Verdict:
        assert self._process.stdout is not None  # noqa: S101
        for line in self._process.stdout:
            step, verdict = _understood(line)
            if verdict is not None:
                return verdict
            tell(step)
        raise errors.BackupFailedProblem("trial")


def _understood(line: bytes) -> tuple[int, Verdict | None]:
    """Return the step that is done, or what the trial found."""
    try:
        said = json.loads(line)
        if "result" in said:
            return 0, _verdict(said["result"])
        return int(said["step"]), None
    except (ValueError, KeyError, TypeError) as error:
        raise errors.BackupFailedProblem("trial") from error


def _verdict(said: dict[str, Any]) -> Verdict:
    if "problem" in said:
        kind = _PROBLEMS.get(said["problem"])
        if kind is not None:
            raise kind(*said["args"])
        raise errors.BackupFailedProblem(said["problem"])
    return Verdict(
        int(said.get("people", 0)),
        int(said.get("records", 0)),
        int(said.get("right", 0)),
        bool(said.get("sealed", False)),
        tuple(str(fault) for fault in said["faults"]),
    )
