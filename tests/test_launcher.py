"""The two commands, on a copy of the launcher with a package and a program of its own."""

import hashlib
import os
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

import tcxd

ROOT = Path(__file__).parent.parent


def run(checkout: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    env = {k: v for k, v in os.environ.items() if k not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    return subprocess.run(
        [sys.executable, str(checkout / "tcxd.py"), *arguments],
        cwd=checkout.parent,
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def lock(checkout: Path, digest: str) -> None:
    for name in tcxd.LOCKS.values():
        (checkout / name).write_text(
            f"--no-index\n--find-links {checkout.parent.as_posix()}\n"
            f"tiny==1.0 --hash=sha256:{digest}\n",
            encoding="utf-8",
        )


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a folder with the launcher, one package to install, and a program that uses it."""
    folder = tmp_path / "bản sao"
    program = folder / "tcxd_desktop" / "__main__.py"
    program.parent.mkdir(parents=True)
    program.write_text("import sys, tiny\nprint('chạy', *sys.argv[1:])\n", encoding="utf-8")
    shutil.copy(ROOT / "tcxd.py", folder)
    wheel = tmp_path / "tiny-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("tiny.py", "")
        archive.writestr("tiny-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: tiny\n"
                         "Version: 1.0\n")  # fmt: skip
        archive.writestr("tiny-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nGenerator: test\n"
                         "Root-Is-Purelib: true\nTag: py3-none-any\n")  # fmt: skip
        archive.writestr("tiny-1.0.dist-info/RECORD", "")
    lock(folder, hashlib.sha256(wheel.read_bytes()).hexdigest())
    return folder


def test_a_wrong_package_is_refused_then_the_half_made_environment_is_mended(
    checkout: Path,
) -> None:
    right = (checkout / "requirements.txt").read_text(encoding="utf-8")
    lock(checkout, "0" * 64)
    refused = run(checkout, "run")
    assert refused.returncode == 1
    assert "khác với gói đã khóa mã kiểm tra" in refused.stderr
    assert "tiny" in refused.stderr
    assert "chạy" not in refused.stdout

    for name in tcxd.LOCKS.values():
        (checkout / name).write_text(right, encoding="utf-8")
    mended = run(checkout, "run", "tìm", "nguyễn")
    assert mended.returncode == 0, mended.stderr
    assert mended.stdout.splitlines()[-1] == "chạy tìm nguyễn"

    started = time.perf_counter()
    again = run(checkout, "run")
    assert time.perf_counter() - started < 2
    assert again.stdout == f"chạy selftest {checkout / '.tcxd' / 'selftest'}\n"


@pytest.mark.parametrize(("arguments", "code"), [([], 2), (["mở"], 2), (["--help"], 0)])
def test_wrong_usage_is_told_how(
    arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tcxd.main(arguments) == code
    told = capsys.readouterr()
    assert "python3 tcxd.py run" in (told.err if code else told.out)


@pytest.mark.skipif(sys.platform == "win32", reason="packages of Debian")
def test_without_root_the_one_command_to_type_is_printed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    apt = tmp_path / "apt-get"
    apt.write_text("#!/bin/sh\nexit 1\n")
    apt.chmod(0o755)
    shutil.copy(apt, tmp_path / "apt-cache")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(tcxd.Stop) as stopped:
        tcxd.install_system([("libegl1",), ("libglib2.0-0t64", "libglib2.0-0")])
    command = "sudo apt-get update && sudo apt-get install -y libegl1 libglib2.0-0\n"
    assert command in str(stopped.value)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a screen is always there")
def test_a_screen_opens_the_window_and_none_does_the_same_work_headless(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":9")
    assert tcxd.has_display()
    monkeypatch.delenv("DISPLAY")
    assert not tcxd.has_display()


def test_what_failed_is_told_in_plain_words() -> None:
    full = tcxd._cause("OSError: [Errno 28] No space left on device")
    offline = tcxd._cause("NameResolutionError: Failed to resolve")
    unknown = tcxd._cause("something new")
    assert "đĩa đầy" in full
    assert "mạng" in offline
    assert unknown == "Không cài được các gói cần thiết."


def test_the_environment_is_made_anew_by_the_base_when_its_own_python_asks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    venv = tmp_path / "venv"
    own = venv / "bin" / "python"
    own.parent.mkdir(parents=True)
    own.symlink_to(sys.executable)
    monkeypatch.setattr(sys, "executable", str(own))
    tcxd._make(venv)
    assert [*venv.rglob("pyvenv.cfg")] == [venv / "pyvenv.cfg"]
