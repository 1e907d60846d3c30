"""Locking really ends (security.md S14): real processes, and a look into the memory of the new one.

The driver works the real program offscreen: signs in, opens a dossier, types, locks. What the
fresh process holds is read from the kernel. The twin locks by hiding the window alone, as many
programs do: there the same look finds the key and the names.
"""

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tcxd_desktop.office import opening, people
from tcxd_desktop.storage import keys
from tests import make

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="reads the kernel's view of a process"
)
ROOT = Path(__file__).parent.parent
SECRET = "lip ngam biem bot rot"
FAMILIES = ("Nguyễn Quang", "Trần Hữu", "Phạm Đình", "Hoàng Thế", "Vũ Khắc")
GIVEN = ("Bách", "Duệ", "Khuê", "Lượng")
NAMES = [f"{family} {given}" for family in FAMILIES for given in GIVEN]
TYPED = "Nuoi ong lay mat"

DRIVER = """
import os, sys
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tcxd_desktop import app
from tcxd_desktop.ui.shell import lock, session
from tcxd_desktop.ui.shell.application import make_app
from tcxd_desktop.ui.shell.window import MainWindow

what, person, typed = sys.argv[1], int(sys.argv[2]), sys.argv[3]
if what == "hide":
    # The sabotage: nothing is closed and nobody ends, the window is only not seen.
    def lock_by_hiding(self, reason):
        lock.hide_all()
        print("hidden", flush=True)

    lock.Lock.lock = lock_by_hiding
application, _ = make_app()
timer = QTimer(interval=100)


def window():
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]
    ready = found and found[0].isVisible() and found[0].last_word.__qualname__.startswith("Upkeep")
    return found[0] if ready else None


def step():
    shown = window()
    if shown is None:
        return
    timer.stop()
    if what == "look":
        editor = shown.page.editor
        print(editor.person_id, editor.draft_bar.isVisible(), flush=True)
        editor.draft_bar.use.click()
        print(editor._state.current.occupation, flush=True)
        os._exit(0)
    shown.open_person(person)
    shown.page.editor.go_to("occupation")
    QTest.keyClicks(shown.focusWidget(), typed)
    shown.ask_lock()


timer.timeout.connect(step)
timer.start()
sys.exit(app.run(sys.argv[4:]))
"""


@dataclass(frozen=True)
class Office:
    folder: Path
    home: Path
    key: bytes
    person: int
    environment: dict[str, str]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return a closed office with twenty members, and its raw data key."""
    folder = tmp_path / "office"
    desk = opening.create_office(
        folder, SECRET, office=make.OFFICE, founding=make.Founding(make.HEAD_NAME), kdf=make.CHEAP
    )
    make.units.add(desk, make.unit(type="CBCS", parent_id=None), on=None, decision=make.Decision())
    made = [people.create(desk, make.new_person(name=name, unit_id=1)) for name in NAMES]
    opening.close_office(desk)
    home = tmp_path / "home"
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "TCXD_HOME": str(home),
        "TCXD_PASSWORD": SECRET,
        "PYTHONPATH": str(ROOT),
    }
    return Office(folder, home, keys.unlock(folder, SECRET).main, made[0].id, environment)


@pytest.fixture
def started() -> Iterator[list[int]]:
    """End what a test started, by its number."""
    pids: list[int] = []
    yield pids
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def drive(office: Office, what: str, *more: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", DRIVER, what, str(office.person), TYPED, "--office",
               str(office.folder), *more]  # fmt: skip
    return subprocess.Popen(
        command, env=office.environment, cwd=ROOT, stdout=subprocess.PIPE, text=True
    )


def fresh(office: Office) -> int:
    """Return the process that waits at the sign-in of this office, once it is at rest."""
    wanted = str(office.folder).encode()
    end = time.monotonic() + 30
    while time.monotonic() < end:
        for entry in Path("/proc").iterdir():
            with contextlib.suppress(OSError, ValueError):
                words = (entry / "cmdline").read_bytes().split(b"\0")
                if wanted in words and b"--locked" in words and b"tcxd_desktop" in words:
                    settle(int(entry.name))
                    return int(entry.name)
        time.sleep(0.1)
    raise AssertionError("no fresh process")


def settle(pid: int) -> None:
    """Wait until a process has been doing nothing for a second."""
    quiet, before = 0, -1
    while quiet < 5:
        spent = sum(
            map(int, Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13])
        )
        quiet = quiet + 1 if spent - before <= 1 and spent > 20 else 0
        before = spent
        time.sleep(0.2)


def memory(pid: int) -> Iterator[bytes]:
    """Yield every readable piece of a process's memory."""
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as mem:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            found = re.match(r"([0-9a-f]+)-([0-9a-f]+) r", line)
            if found is None:
                continue
            start, end = (int(part, 16) for part in found.groups())
            with contextlib.suppress(OSError, ValueError, OverflowError):
                mem.seek(start)
                yield mem.read(end - start)


def needles(office: Office) -> dict[str, list[bytes]]:
    """Return what must not be there, in every form it could have."""

    def forms(text: str) -> list[bytes]:
        return [text.encode(coding) for coding in ("utf-8", "utf-16-le", "utf-32-le")]

    shown = office.key.hex()
    found = {
        "raw key": [office.key],
        "key in hex": [*forms(shown), *forms(shown.upper())],
        "password": forms(SECRET),
        "typed": forms(TYPED),
    }
    return found | {name: forms(name) for name in NAMES}


def seen(office: Office, pid: int) -> set[str]:
    """Return what of the office is in the memory of a process."""
    wanted = needles(office)
    found: set[str] = set()
    for piece in memory(pid):
        missing = {name: forms for name, forms in wanted.items() if name not in found}
        found |= {name for name, forms in missing.items() if any(form in piece for form in forms)}
    return found


def test_after_a_lock_the_new_process_knows_neither_key_nor_names(
    office: Office, started: list[int]
) -> None:
    first = drive(office, "lock")
    started.append(first.pid)
    first.communicate(timeout=60)
    assert first.returncode == 0
    pid = fresh(office)
    started.append(pid)
    assert not Path(f"/proc/{first.pid}").exists()
    environment = Path(f"/proc/{pid}/environ").read_bytes()
    assert b"TCXD_PASSWORD" not in environment
    words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")[:-1]
    assert words[-4:] == [b"--office", str(office.folder).encode(), b"--locked", b"1"]
    assert seen(office, pid) == set()

    os.kill(pid, signal.SIGKILL)
    again = drive(office, "look", "--locked", "1")
    started.append(again.pid)
    out, _ = again.communicate(timeout=60)
    assert out.splitlines() == [f"{office.person} True", TYPED]


def test_hiding_the_window_would_be_found(office: Office, started: list[int]) -> None:
    """The twin: the same look at a program that only hides."""
    first = drive(office, "hide")
    started.append(first.pid)
    assert first.stdout is not None
    assert first.stdout.readline() == "hidden\n"
    found = seen(office, first.pid)
    first.kill()
    first.communicate()
    assert {"raw key", "password", *NAMES} <= found
