"""Who runs: seen by other processes while it lives, and not a moment longer."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from tcxd_desktop import app
from tcxd_desktop.ui.common import dialogs
from tcxd_desktop.ui.shell import running

ROOT = Path(__file__).parent.parent.parent
HOLDER = """
import sys
from pathlib import Path
from tcxd_desktop.ui.shell.running import Running
held = Running(Path(sys.argv[1]))
print("here", flush=True)
sys.stdin.read()
"""


def holder(home: Path) -> subprocess.Popen[str]:
    """Return a process that says it runs."""
    made = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(home)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert made.stdout is not None
    assert made.stdout.readline() == "here\n"
    return made


def ended(process: subprocess.Popen[str], *, kill: bool) -> None:
    if kill:
        process.kill()
    process.communicate("")


def test_nobody_runs_where_nothing_ever_ran(tmp_path: Path) -> None:
    assert not running.others(tmp_path / "nothing")
    assert not (tmp_path / "nothing").exists()


@pytest.mark.parametrize("kill", [False, True], ids=["ended", "killed"])
def test_a_process_is_seen_until_it_ends_in_whatever_way(tmp_path: Path, kill: bool) -> None:
    assert not running.others(tmp_path)
    one, two = holder(tmp_path), holder(tmp_path)
    try:
        assert running.others(tmp_path)
        ended(one, kill=kill)
        assert running.others(tmp_path)
    finally:
        ended(two, kill=kill)
    assert not running.others(tmp_path)


def test_looking_takes_nothing_from_who_runs(tmp_path: Path) -> None:
    mine = running.Running(tmp_path)
    assert running.others(tmp_path)
    again = running.Running(tmp_path)
    mine.stop()
    assert running.others(tmp_path)
    again.stop()
    assert not running.others(tmp_path)


def test_a_folder_nobody_may_write_keeps_nobody_out(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    running.Running(tmp_path / "file" / "home").stop()
    assert not running.others(tmp_path / "file" / "home")


def test_the_setup_and_the_program_mean_the_same_names() -> None:
    script = (ROOT / "installer" / "setup.nsi").read_text(encoding="utf-8-sig")
    defined = dict(re.findall(r'^!define (MUTEX_\w+) "(.*)"$', script, re.MULTILINE))
    assert defined["MUTEX_PROGRAM"] == running.RUNNING
    assert defined["MUTEX_SETUP"] == running.INSTALLING


def test_the_program_does_not_start_while_it_is_being_replaced(
    monkeypatch: pytest.MonkeyPatch, own_data_folder: Path
) -> None:
    said: list[str] = []

    def inform(_parent: QWidget | None, text: str, *, title: str = "") -> None:
        said.append(f"{title}: {text}")

    monkeypatch.setattr(dialogs, "inform", inform)
    monkeypatch.setattr(running, "installing", lambda: True)
    monkeypatch.setattr("sys.excepthook", sys.excepthook)
    monkeypatch.setattr("sys.unraisablehook", sys.unraisablehook)
    monkeypatch.setattr("threading.excepthook", sys.excepthook)
    assert app.run([]) == 3
    assert said == [
        "Không mở được: Bản mới đang được cài. Hãy đợi bộ cài chạy xong rồi mở lại chương trình."
    ]
    assert not running.others(own_data_folder)
