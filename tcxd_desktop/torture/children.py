"""Child processes: started quickly, and never left behind."""

import multiprocessing
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from tcxd_desktop import places

_LOADED = ["tcxd_desktop.torture.edits", "tcxd_desktop.storage.writer"]
_ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0
"""Seconds after which a child that does not answer counts as hanging."""


def context() -> BaseContext:
    """Return how children are started: from a server that has loaded everything, where possible."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        plain = multiprocessing.get_context("spawn")
        plain.set_executable(places.interpreter())
        return plain
    made = multiprocessing.get_context("forkserver")
    made.set_forkserver_preload(_LOADED)
    # The server looks for what it shall load where its own environment says.
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join([str(_ROOT), *([before] if before else [])])
    try:
        forkserver.ensure_running()
    finally:
        if before is None:
            del os.environ["PYTHONPATH"]
        else:
            os.environ["PYTHONPATH"] = before
    return made


@contextmanager
def child(function: Callable[..., None], *arguments: Any) -> Iterator[tuple[BaseProcess, Any]]:
    """Run ``function(connection, *arguments)`` in a child; yield it and our end of the pipe.

    Leaving the block kills the child.
    """
    kind = context()
    ours, theirs = kind.Pipe()
    process = kind.Process(target=function, args=(theirs, *arguments))  # type: ignore[attr-defined]
    process.start()
    theirs.close()
    try:
        yield process, ours
    finally:
        process.kill()
        process.join()
        process.close()
        ours.close()


class ChildLostError(Exception):
    """A child ended, or hung, without an answer."""


def answer_of(function: Callable[..., Any], *arguments: Any, patience: float = PATIENCE) -> Any:
    """Return what ``function(*arguments)`` returns in a child.

    Raises:
        ChildLostError: it did not return.
    """
    with child(_answer, function, arguments) as (process, pipe):
        if not pipe.poll(patience):
            raise ChildLostError(f"{function.__name__}: no answer in {patience:.0f} s")
        try:
            found = pipe.recv()
        except EOFError:
            process.join(PATIENCE)
            raise ChildLostError(f"{function.__name__}: exit code {process.exitcode}") from None
        process.join(PATIENCE)
        return found


def _answer(pipe: Connection, function: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    pipe.send(function(*arguments))
    pipe.close()


def heard(pipe: Any) -> Iterator[Any]:
    """Yield what a child that was killed had still said."""
    while True:
        try:
            # A message cut off by the kill counts as not said.
            yield pipe.recv()
        except (EOFError, OSError):
            return
