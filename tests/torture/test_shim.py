"""The watch over the disk sees what there is to see, and fails what it is told to fail."""

import ctypes
import errno
import os
import shutil
import sys
from pathlib import Path

import pytest
import sqlcipher3._sqlite3 as driver_library

from tcxd_desktop.domain.errors import DiskFaultProblem, DiskFullProblem
from tcxd_desktop.storage import engine
from tcxd_desktop.storage.durable import durable_write
from tcxd_desktop.storage.faults import told
from tcxd_desktop.torture import shim
from tcxd_desktop.torture.calls import Call, Recorder, under
from tcxd_desktop.torture.children import ChildLostError, answer_of
from tcxd_desktop.torture.iofault import MODES, Fault
from tcxd_desktop.torture.python_io import PythonIo
from tcxd_desktop.torture.shim import Shim

KEY = bytes(32)


def commit(path: Path) -> None:
    connection = engine.connect(path, KEY)
    connection.execute("CREATE TABLE t (a TEXT)")
    connection.execute("INSERT INTO t VALUES ('một')")
    connection.close()


def recorded(folder: Path) -> list[Call]:
    recorder = Recorder()
    with PythonIo(recorder, folder), Shim(recorder, folder):
        commit(folder / "a.db")
        durable_write(folder / "a.json", b"{}")
        (folder / "b.txt").write_text("một", encoding="utf-8")
        shutil.copy(folder / "b.txt", folder / "c.txt")
        commit(folder.parent / "outside.db")
    return recorder.calls


@pytest.mark.skipif(sys.platform == "win32", reason="the driver for Windows exports no names")
def test_the_file_layer_found_is_the_one_sqlite_names() -> None:
    library = ctypes.CDLL(driver_library.__file__)
    library.sqlite3_vfs_find.restype = ctypes.c_void_p
    assert shim.find_vfs() == library.sqlite3_vfs_find(None)


def test_every_change_is_seen_and_nothing_outside(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    calls = answer_of(recorded, folder)
    assert all(under(folder, call.path) for call in calls)
    kinds = [(call.kind, Path(call.path).name) for call in calls]
    journal = [kind for kind, name in kinds if name == "a.db-journal"]
    # The order that makes SQLite's promise: the journal is on the disk before the file changes.
    assert journal[:1] == ["open"]
    assert journal[-1] == "delete"
    assert kinds.index(("sync", "a.db-journal")) < kinds.index(("write", "a.db"))
    renamed = next(call for call in calls if call.kind == "rename")
    temporary = Path(renamed.path).name
    assert [kind for kind, name in kinds if name == temporary] == [
        "open", "write", "sync", "open", "rename",
    ]  # fmt: skip
    after = calls[calls.index(renamed) + 1]
    assert (after.kind, after.path) == ("sync_folder", str(folder))
    plain = [call for call in calls if Path(call.path).name in {"b.txt", "c.txt"}]
    assert b"".join(call.data for call in plain) == "mộtmột".encode()
    assert "sync" not in {call.kind for call in plain}


def failing(folder: Path, kind: str, code: int) -> tuple[str, str]:
    class Only:
        def ask(self, call: Call) -> int:
            return code if call.kind == kind else 0

        def done(self, call: Call) -> None:
            pass

    with PythonIo(Only(), folder), Shim(Only(), folder):
        return problem_of(lambda: commit(folder / "a.db")), problem_of(
            lambda: durable_write(folder / "a.json", b"{}")
        )


def problem_of(work) -> str:
    try:
        with told(Path("a")):
            work()
    except Exception as error:
        return type(error).__name__
    return ""


@pytest.mark.parametrize(
    ("kind", "code", "wanted"),
    [
        ("write", errno.EIO, (DiskFaultProblem, DiskFaultProblem)),
        ("write", errno.ENOSPC, (DiskFullProblem, DiskFullProblem)),
        ("sync", errno.EIO, (DiskFaultProblem, DiskFaultProblem)),
        ("delete", errno.EIO, (DiskFaultProblem, None)),
        ("rename", errno.EIO, (None, DiskFaultProblem)),
        ("truncate", errno.EIO, (None, None)),
    ],
)
def test_a_failing_call_fails_what_rests_on_it(
    tmp_path: Path, kind: str, code: int, wanted: tuple[type | None, ...]
) -> None:
    found = answer_of(failing, tmp_path, kind, code)
    assert found == tuple(each.__name__ if each else "" for each in wanted)


def test_a_full_disk_still_takes_what_needs_no_room(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(bytes(10))
    fault = Fault(MODES[2], 1)
    fault.armed = True
    path = str(tmp_path / "a")
    assert fault.ask(Call("write", path, data=bytes(10))) == 0
    assert fault.ask(Call("sync", path)) == 0
    assert fault.ask(Call("write", path, offset=1, data=bytes(10))) == errno.ENOSPC


def end_silently() -> None:
    os._exit(7)


def test_a_child_that_gives_no_answer_is_told() -> None:
    with pytest.raises(ChildLostError, match="exit code 7"):
        answer_of(end_silently)
