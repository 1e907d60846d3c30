"""``tcxd before-upgrade``: what the setup calls; its exit codes are a contract."""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tcxd_desktop import __version__
from tcxd_desktop.cli import main
from tcxd_desktop.domain.versions import parse
from tcxd_desktop.office import opening, upgrade_copy
from tcxd_desktop.storage import upgrade_copies
from tests import make
from tests.office.upgrade_sets import sound

NEWER = "999.0.0"


@pytest.fixture
def office(office_template: Path, own_data_folder: Path) -> Path:
    """Return an office of this user."""
    return Path(shutil.copytree(office_template, own_data_folder / "offices" / "van-phong-1"))


def test_it_copies_and_says_where(
    office: Path, own_data_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = tmp_path / "noi.txt"
    assert main.run(["before-upgrade", "--from", "0.0.9", "--say", str(said), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["offices"], told["from"], told["to"]) == (1, "0.0.9", __version__)
    assert (Path(told["folder"]) / "van-phong-1" / "office.db").is_file()
    assert Path(told["folder"]).is_relative_to(own_data_folder / upgrade_copy.SHELF)
    raw = said.read_bytes()
    assert raw[:2] == b"\xff\xfe"  # what the setup reads: UTF-16, the low byte first
    assert "Đã chép 1 văn phòng" in raw.decode("utf-16")


def test_where_there_is_no_office_the_setup_goes_on(
    own_data_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main.run(["before-upgrade", "--from", "0.0.9"]) == 0
    assert "Chưa có văn phòng" in capsys.readouterr().out
    assert not own_data_folder.exists()


def test_an_open_office_is_code_4(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = opening.open_office(office, make.PASSWORD, clock=make.clock)
    said = tmp_path / "noi.txt"
    try:
        assert main.run(["before-upgrade", "--from", "0.0.9", "--say", str(said)]) == 4
    finally:
        opening.close_office(desk)
    assert said.read_bytes().decode("utf-16") == capsys.readouterr().err.strip()


def test_a_newer_program_is_code_5_unless_it_was_ordered(
    office: Path, own_data_folder: Path
) -> None:
    assert main.run(["before-upgrade", "--from", NEWER]) == 5
    assert not (own_data_folder / upgrade_copy.SHELF).exists()
    assert main.run(["before-upgrade", "--from", NEWER, "--lower"]) == 0
    [made] = (own_data_folder / upgrade_copy.SHELF).iterdir()
    assert made.name.startswith(f"{NEWER}-{__version__}-")


def test_without_a_version_it_is_the_same_one(office: Path, own_data_folder: Path) -> None:
    assert main.run(["before-upgrade"]) == 0
    [made] = (own_data_folder / upgrade_copy.SHELF).iterdir()
    assert made.name.startswith(f"{parse(__version__)}-{__version__}-")


@pytest.mark.parametrize("version", ["abc", "1.2", "0.1.0; del"])
def test_a_version_that_is_none_is_code_3(
    office: Path, version: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main.run(["before-upgrade", "--from", version]) == 3
    assert version in capsys.readouterr().err


def test_a_place_that_cannot_be_written_is_code_3(office: Path, own_data_folder: Path) -> None:
    (own_data_folder / upgrade_copy.SHELF).write_text("một tệp chắn chỗ", encoding="utf-8")
    assert main.run(["before-upgrade", "--from", "0.0.9"]) == 3


def test_it_needs_no_password_and_no_screen(office: Path, own_data_folder: Path) -> None:
    script = (
        "import sys; from tcxd_desktop.cli import main;"
        "code = main.run(['before-upgrade', '--from', '0.0.9']);"
        "late = {'PySide6', 'sqlalchemy', 'reportlab', 'docx'} & set(sys.modules);"
        "sys.exit(code or len(late) * 100)"
    )
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", script],
        env={"TCXD_HOME": str(own_data_folder), "PATH": ""},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == 0, done.stderr


def _started(home: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-X", "utf8", "-m", "tcxd_desktop", "before-upgrade", "--from", "0.0.9"],
        env={**os.environ, "TCXD_HOME": str(home)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=Path(__file__).parents[2],
    )


def test_killed_at_any_moment_it_leaves_whole_sets_only(
    office: Path, own_data_folder: Path
) -> None:
    """Large files, killed as soon as something of the set is there, and a little later each time."""
    (office / "office.sealed.db").write_bytes(os.urandom(1 << 20) * 40)
    shelf = own_data_folder / upgrade_copy.SHELF
    killed = 0
    for wait in (0.0, 0.01, 0.02, 0.04, 0.08):
        before = set(upgrade_copies.sets(shelf))
        child = _started(own_data_folder)
        end = time.monotonic() + 30
        while child.poll() is None and time.monotonic() < end and not list(shelf.glob("*.part")):
            time.sleep(0.002)
        time.sleep(wait)
        child.kill()
        child.wait()
        made = set(upgrade_copies.sets(shelf)) - before
        killed += not made
        assert all(sound(one) for one in made)
    assert killed
    assert main.run(["before-upgrade", "--from", "0.0.9"]) == 0
    assert not list(shelf.glob("*.part"))
    assert all(sound(one) for one in upgrade_copies.sets(shelf))
