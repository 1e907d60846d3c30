"""No error carries anybody's data out (security.md S17): not the log, not the error stream.

Every exception there is, of the program and of what it stands on, is raised with a marker in its
words, and goes the ways an unforeseen error goes. The twins show that the look would find it.
"""

import os
import subprocess
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from tcxd_desktop.domain.history import Permission
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import writer

ROOT = Path(__file__).parent.parent
MARKER = "NGUYỄN THỊ DẤU 037162004417"

RAISED = """
import builtins, importlib, pkgutil, sys, threading
import sqlalchemy.exc, sqlcipher3.dbapi2 as driver, cryptography.exceptions
from tcxd_desktop import app
from tcxd_desktop.domain import errors as problems
from tcxd_desktop.ui.common import errors
from tcxd_desktop.ui.shell import process

marker, how = sys.argv[1], sys.argv[2]
if how == "careful":
    log = app._logger()
    errors.install_hook(log)
    process.tell_without_values(log)
elif how in ("command", "window"):
    from tcxd_desktop import __main__
    sys.excepthook = __main__._tell
    del sys.argv[1:]
    if how == "window":
        sys.stderr = None
    else:
        sys.argv.append("selftest")


def kinds():
    for module in (builtins, problems, sqlalchemy.exc, driver, cryptography.exceptions):
        for kind in vars(module).values():
            if isinstance(kind, type) and issubclass(kind, Exception):
                yield kind


def made(kind):
    for args in ((marker,), (marker, {"name": marker}, ValueError(marker)),
                 ("utf-8", marker.encode(), 0, 1, marker), (marker, [ValueError(marker)]),
                 (marker, marker, marker)):
        try:
            return kind(*args)
        except TypeError:
            continue
    return None


class Late:
    def __del__(self):
        raise ValueError(marker)


def fail(error):
    raise error from KeyError(marker)


count = 0
for kind in kinds():
    error = made(kind)
    if error is None:
        continue
    count += 1
    try:
        fail(error)
    except Exception:
        sys.excepthook(*sys.exc_info())
if how == "careful":
    for error in (ValueError(marker), OSError(marker)):
        thread = threading.Thread(target=fail, args=(error,))
        thread.start()
        thread.join()
    late = Late()
    del late
print(count)
"""


def raised(tmp_path: Path, how: str) -> tuple[int, str]:
    """Raise everything in a process of its own; return how many, and all it left behind."""
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", RAISED, MARKER, how],
        env={**os.environ, "TCXD_HOME": str(tmp_path), "PYTHONPATH": str(ROOT),
             "QT_QPA_PLATFORM": "offscreen"},
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    logs = [path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.log*")]
    return int(done.stdout), "\n".join([done.stderr, *logs])


def test_no_exception_tells_its_words_to_log_or_error_stream(tmp_path: Path) -> None:
    count, left = raised(tmp_path, "careful")
    assert count > 150
    assert "tcxd_desktop.domain.errors.BadNumberProblem" in left
    assert left.count("ValueError") >= 3  # the thread's and the late one are told too
    assert MARKER not in left
    assert "037162004417" not in left


def test_the_command_line_tells_where_and_not_what(tmp_path: Path) -> None:
    _, left = raised(tmp_path, "command")
    assert "BadNumberProblem" in left
    assert "037162004417" not in left


def test_a_window_without_an_error_stream_tells_the_log(tmp_path: Path) -> None:
    """As on Windows, before the window's own hook is there; the command line has no log."""
    count, left = raised(tmp_path, "window")
    assert left.count("<string>") >= count
    assert "BadNumberProblem" in left
    assert "037162004417" not in left


def test_without_the_hooks_it_would_be_found(tmp_path: Path) -> None:
    """The twin."""
    _, left = raised(tmp_path, "careless")
    assert MARKER in left


# --- SQLAlchemy writes the values of a statement into its errors, unless told not to ---------------


@contextmanager
def told_by(desk: Desk) -> Iterator[list[str]]:
    """Collect the whole text of the database error raised inside."""
    text: list[str] = []
    try:
        yield text
    except DBAPIError as error:
        text.extend(traceback.format_exception(error))


def write_twice(desk: Desk) -> str:
    values = {"key": MARKER, "value": MARKER}
    with told_by(desk) as text, desk.write(Permission.SETTINGS, "office.name") as work:
        work.add("setting", values)
        work.add("setting", values)
    return "\n".join(text)


def test_an_error_of_the_database_does_not_name_the_values(desk: Desk) -> None:
    text = write_twice(desk)
    assert "IntegrityError" in text
    assert MARKER not in text


def test_with_parameters_shown_it_would(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The twin: ``hide_parameters=False``."""

    def careless(url: str, **options: object) -> object:
        return create_engine(url, **{**options, "hide_parameters": False, "poolclass": StaticPool})

    monkeypatch.setattr(writer, "create_engine", careless)
    desk.store._close_connections()
    desk.store._open()
    assert MARKER in write_twice(desk)
