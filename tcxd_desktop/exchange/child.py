"""Starts the limited child process that parses a foreign file, and trusts nothing it answers.

The child gets the bytes and nothing else: no environment, no key, no path of data, no open file.
It may be killed for time or memory at any moment; whatever goes wrong in it is a Problem here.
"""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from tcxd_desktop import places
from tcxd_desktop.domain import errors, packet_errors, sheet_errors
from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.exchange.cage import confined

_ROOT = Path(__file__).resolve().parents[2]
_BOOT = (
    "import json,sys;"
    "order=json.loads(sys.stdin.buffer.readline());"
    "sys.path.extend(order['path']);"
    "from tcxd_desktop.exchange.child_main import main;"
    "main(order)"
)
_MEBIBYTE = 1024 * 1024
_KEPT = ("SYSTEMROOT", "LD_LIBRARY_PATH")
"""Variables without which an interpreter may not start. They name no data of the user."""
_PROBLEMS: dict[str, type[errors.Problem]] = {
    kind.__name__: kind
    for kind in (
        errors.NotASheetProblem,
        errors.SheetTooBigProblem,
        errors.EmptySheetProblem,
        errors.ProtectedSheetProblem,
        errors.MacroSheetProblem,
        errors.FormulaWithoutValueProblem,
        errors.NotAPictureProblem,
        errors.PictureTooBigProblem,
        errors.PictureDamagedProblem,
        errors.ParserFailedProblem,
        sheet_errors.BadCharsetProblem,
        packet_errors.AlteredPacketProblem,
        packet_errors.BadJsonProblem,
        packet_errors.BadPackageProblem,
    )
}


@dataclass(frozen=True, slots=True)
class Limits:
    """Giới hạn của tiến trình con."""

    memory: int = 512 * _MEBIBYTE
    seconds: float = 15
    answer: int = 128 * _MEBIBYTE
    """Bytes of answer that are read; a longer one is refused."""


USUAL = Limits()
_ASKED = 0.05
"""Seconds between two calls of ``progress``."""


def run(
    task: str,
    data: bytes,
    limits: Limits = USUAL,
    options: Mapping[str, str] | None = None,
    progress: Progress = unwatched,
) -> object:
    """Parse ``data`` in a child and return its answer: ``bytes``, or what JSON can hold.

    Args:
        task: a key of ``child_main.TASKS``.
        data: the foreign file.
        limits: what the child may use up before it is killed.
        options: further arguments of the task's ``parse``, by name.
        progress: gets (milliseconds used, milliseconds allowed) while the child works; whatever
            it raises kills the child and comes through.

    Raises:
        Problem: the one the parser found, or ParserFailedProblem (``time``, ``memory``, ``crash``).
    """
    order = json.dumps({
        "task": task, "path": _module_path(), "limits": asdict(limits),
        "options": dict(options or {}),
    })  # fmt: skip
    with subprocess.Popen(  # noqa: S603 - our own interpreter with our own line of code
        [places.interpreter(), "-I", "-S", "-B", "-X", "utf8", "-c", _BOOT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={name: os.environ[name] for name in _KEPT if name in os.environ},
        cwd=Path(sys.executable).anchor or os.sep,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as process:
        try:
            # The child waits for its order, so it is confined before it reads a foreign byte.
            with confined(process.pid, limits.memory):
                answer = _talk(process, (order.encode() + b"\n", data), limits, progress)
        finally:
            process.kill()
    return _read(answer, limits)


def _talk(
    process: subprocess.Popen[bytes], parts: tuple[bytes, ...], limits: Limits, progress: Progress
) -> bytes:
    """Return all the child answers, asking ``progress`` in between.

    Raises:
        ParserFailedProblem: it took longer than it may.
    """
    assert process.stdin is not None  # noqa: S101
    assert process.stdout is not None  # noqa: S101
    answer: list[bytes] = []
    source = process.stdout
    feeder = threading.Thread(target=_feed, args=(process.stdin, *parts))
    reader = threading.Thread(target=lambda: answer.append(_drained(source, limits.answer)))
    start = time.monotonic()
    feeder.start()
    reader.start()
    used = 0.0
    try:
        while reader.is_alive():
            reader.join(min(_ASKED, max(limits.seconds - used, 0.0)))
            used = time.monotonic() - start
            if used > limits.seconds and reader.is_alive():
                raise errors.ParserFailedProblem("time")
            progress(round(used * 1000), round(limits.seconds * 1000))
    finally:
        process.kill()
        feeder.join()
        reader.join()
    return answer[0]


def _module_path() -> list[str]:
    """Return where our package and the parsers are: the child looks nowhere else for them."""
    return [str(_ROOT), *(entry for entry in sys.path if Path(entry).is_absolute())]


def _feed(pipe: IO[bytes], *parts: bytes) -> None:
    with suppress(OSError):  # the child may have refused the file before reading all of it
        for part in parts:
            pipe.write(part)
    with suppress(OSError):
        pipe.close()


def _drained(pipe: IO[bytes], most: int) -> bytes:
    """Return all that comes out of ``pipe``, or a little more than ``most``."""
    parts: list[bytes] = []
    size = 0
    while size <= most and (part := pipe.read(_MEBIBYTE)):
        parts.append(part)
        size += len(part)
    return b"".join(parts)


def _read(answer: bytes, limits: Limits) -> object:
    mark, body = answer[:1], answer[1:]
    if len(answer) > limits.answer or not mark:  # killed, or talking without end
        raise errors.ParserFailedProblem("crash")
    if mark == b"B":
        return body
    try:
        content = json.loads(body)
    except ValueError as error:
        raise errors.ParserFailedProblem("crash") from error
    if mark == b"J":
        return content
    raise _problem(content)


def _problem(content: object) -> errors.Problem:
    """Return the Problem the child names; only known names with plain values are believed."""
    match content:
        case {"problem": str(name), "args": list(args)} if name in _PROBLEMS and all(
            isinstance(value, str | int) for value in args
        ):
            return _PROBLEMS[name](*args)
    return errors.ParserFailedProblem("crash")
