"""A whole headless run opens no socket but local ones, and may not (decision 16 of the README).

Three looks at the same run: Python's own audit events; every socket the process holds, compared
with the kernel's list of local sockets, so that Qt's are seen too; and, where ``strace`` is there,
every system call of the program and of its children.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tcxd_desktop.cli.scenes import all_scenes
from tcxd_desktop.cli.selftest_office import PAPERS, SCREENS
from tcxd_desktop.domain.selftest import RESULT_FILE, read_report
from tcxd_desktop.wording.selftest import TITLES

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="reads the kernel's tables"
)
ROOT = Path(__file__).parent.parent

WATCHED = """
import json, os, socket, sys, threading, time

heard, held = [], set()


def listen(event, args):
    if not event.startswith("socket."):
        return
    if event == "socket.__new__" and args[1] == socket.AF_UNIX:
        return
    if event in ("socket.bind", "socket.connect", "socket.sendto") and isinstance(
        args[1], (str, bytes)
    ):
        return
    heard.append(f"{event} {args[1:]!r}")
    # Forbidden, not only seen: what needs a network would fail here and now.
    raise PermissionError(f"no network: {event}")


def sockets():
    found = set()
    for name in os.listdir("/proc/self/fd"):
        try:
            target = os.readlink(f"/proc/self/fd/{name}")
        except OSError:
            continue
        if target.startswith("socket:["):
            found.add(target[8:-1])
    return found


def look():
    ours = sockets()
    if not ours:
        return
    with open("/proc/net/unix") as table:
        local = {line.split()[6] for line in table.readlines()[1:]}
    held.update((ours - local) & sockets())


def keep_looking():
    while True:
        look()
        time.sleep(0.02)


sys.addaudithook(listen)
threading.Thread(target=keep_looking, daemon=True).start()
from tcxd_desktop.__main__ import main

code = main()
look()
with open(os.environ["TCXD_WATCHED"], "w") as out:
    json.dump({"code": code, "heard": heard, "held": sorted(held)}, out)
"""


def test_a_whole_headless_run_speaks_to_nobody(tmp_path: Path) -> None:
    told, calls = tmp_path / "watched.json", tmp_path / "calls.txt"
    command = [sys.executable, "-c", WATCHED, "selftest", str(tmp_path / "selftest")]
    tracer = shutil.which("strace")
    if tracer is not None:
        calls_of = "trace=socket,connect,bind,sendto"
        # Only these calls stop the program; without it each one does, and the run takes minutes.
        trace = [tracer, "--seccomp-bpf", "-f", "-qq", "-e", calls_of, "-o", str(calls)]
        command = [*trace, *command]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "TCXD_HOME": str(tmp_path / "home"),
            "TCXD_WATCHED": str(told),
            # The dialogs of printing ask the print spooler. Where none runs, its library would look
            # for one at localhost; it is told the file it listens at.
            "CUPS_SERVER": "/run/cups/cups.sock",
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(told.read_text()) == {"code": 0, "heard": [], "held": []}
    assert_everything_was_tried(tmp_path / "selftest", tmp_path / "home")
    if tracer is not None:
        foreign = re.findall(r"^.*\bAF_(?!UNIX\b|LOCAL\b)[A-Z0-9]+.*$", calls.read_text(), re.M)
        assert foreign == []


def assert_everything_was_tried(folder: Path, home: Path) -> None:
    """The longest run there is: every step, every form, every screen, and nothing of the user."""
    report = read_report((folder / RESULT_FILE).read_text(encoding="utf-8"))
    assert report is not None
    assert report.passed
    assert [step.key for step in report.steps] == list(TITLES)
    assert all(step.said for step in report.steps)
    assert all((folder / name).exists() for name in report.files)
    shipped = ROOT / "resources" / "forms" / "forms.json"
    codes = {form["code"] for form in json.loads(shipped.read_text(encoding="utf-8"))["forms"]}
    printed = {path.stem for path in (folder / PAPERS).glob("*.pdf")}
    assert codes - printed == {"TBGT"}  # the cover lies on every set
    assert len(list((folder / PAPERS).glob("bo-giay-*.pdf"))) >= 4
    painted = {path.stem for path in (folder / SCREENS).glob("*.png")}
    assert {scene.key for scene in all_scenes()} <= painted
    assert not home.exists()


def test_the_watch_would_see_a_connection(tmp_path: Path) -> None:
    """The same watch on a program that opens one: it must not be blind."""
    told = tmp_path / "watched.json"
    sinner = WATCHED.replace(
        "from tcxd_desktop.__main__ import main",
        "def main():\n"
        "    try:\n"
        "        socket.socket(socket.AF_INET)\n"
        "    except PermissionError:\n"
        "        held.add('refused')\n"
        "    kept.append(socket.socket(socket.AF_UNIX))\n"
        "    return 0\n"
        "kept = []",
    )
    subprocess.run(
        [sys.executable, "-c", sinner], env={**os.environ, "TCXD_WATCHED": str(told)}, check=True
    )
    seen = json.loads(told.read_text())
    assert len(seen["heard"]) == 1
    assert seen["held"] == ["refused"]


def test_the_watch_would_see_a_socket_python_did_not_make(tmp_path: Path) -> None:
    """Qt and other libraries do not ask Python: the kernel's tables tell of theirs."""
    told = tmp_path / "watched.json"
    sinner = WATCHED.replace(
        "from tcxd_desktop.__main__ import main",
        "import ctypes\ndef main():\n    ctypes.CDLL(None).socket(2, 1, 0); return 0",
    )
    subprocess.run(
        [sys.executable, "-c", sinner], env={**os.environ, "TCXD_WATCHED": str(told)}, check=True
    )
    seen = json.loads(told.read_text())
    assert seen["heard"] == []
    assert len(seen["held"]) == 1
