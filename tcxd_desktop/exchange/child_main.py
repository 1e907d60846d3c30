"""The child process: gives up every right it does not need, then parses one file.

Order of things: modules are loaded, limits are set, and only then the first foreign byte is read.
With no file descriptor left to open, the parsers reach neither files nor the network.
"""

import gc
import importlib
import json
import math
import sys
from contextlib import suppress
from typing import Any

from tcxd_desktop.domain.errors import Problem

if sys.platform != "win32":
    import ctypes
    import resource

TASKS = {
    "book": "tcxd_desktop.exchange.sheet_parser",
    "portrait": "tcxd_desktop.exchange.photo_parser",
    "json": "tcxd_desktop.exchange.json_parser",
    "packet": "tcxd_desktop.exchange.packet_parser",
    "qr": "tcxd_desktop.exchange.qr_parser",
    "package": "tcxd_desktop.exchange.package_parser",
}
"""Task to the module whose ``parse`` does it. Only that one is loaded."""
_NEW_USER_AND_NET = 0x10000000 | 0x40000000
_NEW_NET = 0x40000000
_NO_NEW_PRIVILEGES = 38


def main(order: dict[str, Any]) -> None:
    """Do one task: standard input to standard output."""
    gc.disable()  # one file, then the end: collecting would only slow a large sheet
    module = importlib.import_module(TASKS[order["task"]])
    _confine(order["limits"])
    sys.stdout.buffer.write(_answer(module.parse, sys.stdin.buffer.read(), order["options"]))
    sys.stdout.buffer.flush()


def _answer(parse: Any, data: bytes, options: dict[str, str]) -> bytes:
    """Return the answer: one letter for its kind, then its body."""
    try:
        found = parse(data, **options)
        if isinstance(found, bytes):
            return b"B" + found
        return b"J" + json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()
    except Problem as problem:
        return _refusal(type(problem).__name__, *problem.args)
    except MemoryError:
        return _refusal("ParserFailedProblem", "memory")
    except BaseException:  # a parser may fail in any way, and its words are not ours
        return _refusal("ParserFailedProblem", "crash")


def _refusal(name: str, *args: object) -> bytes:
    return b"P" + json.dumps({"problem": name, "args": args}).encode()


if sys.platform == "win32":

    def _confine(limits: dict[str, Any]) -> None:
        """Do nothing: the parent has put this process into a job object."""

else:

    def _confine(limits: dict[str, Any]) -> None:
        """Limit memory, time and files, leave the network, and promise to gain nothing."""
        with suppress(OSError):
            libc = ctypes.CDLL(None)
            libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
            if libc.unshare(_NEW_USER_AND_NET) != 0:
                libc.unshare(_NEW_NET)
        for kind, ceiling in (
            (resource.RLIMIT_AS, limits["memory"]),
            (resource.RLIMIT_CPU, math.ceil(limits["seconds"])),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_NPROC, 0),
            (resource.RLIMIT_NOFILE, 3),
        ):
            resource.setrlimit(kind, (ceiling, ceiling))
