"""Build TCXD for Windows on Linux, from a clean checkout: ``python3 installer/build.py``.

Needs nothing but Python 3.11 on Debian or Ubuntu. This file makes ready what the build stands on
(the tools of the system, a private environment under ``build/``) and hands over to ``main.py``.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import tcxd  # noqa: E402 - the launcher of the checkout lies beside this folder

HOME = ROOT / "build"
LOCK = ROOT / "installer" / "requirements-build.txt"

TOOLS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("makensis", ("nsis",)),
    ("x86_64-w64-mingw32-gcc", ("gcc-mingw-w64-x86-64-win32", "gcc-mingw-w64-x86-64")),
    ("x86_64-w64-mingw32-windres", ("binutils-mingw-w64-x86-64",)),
    ("osslsigncode", ("osslsigncode",)),
)
"""Each command of the system the build calls, and the packages that may bring it."""


def main(arguments: list[str]) -> int:
    """Make everything ready and hand over; returns the exit code if that failed."""
    try:
        if sys.version_info < tcxd.OLDEST:
            raise tcxd.Stop("Cần Python 3.11 trở lên để đóng gói chương trình.")
        if not sys.platform.startswith("linux"):
            raise tcxd.Stop("Bản cài đặt cho Windows được đóng gói trên Linux (Debian, Ubuntu).")
        tcxd.install_system(missing_tools())
        _hand_over(prepare(), arguments)
    except tcxd.Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Đã dừng theo yêu cầu.", file=sys.stderr)
        return 130


def missing_tools() -> list[tuple[str, ...]]:
    """Return the packages that are not there yet, each as its possible names."""
    absent = [packages for command, packages in TOOLS if shutil.which(command) is None]
    if not (Path(os.__file__).parent / "ensurepip" / "__init__.py").exists():
        absent.append((f"python3.{sys.version_info[1]}-venv",))
    return absent


def prepare() -> Path:
    """Return the interpreter of the build's own environment, made first if need be."""
    venv = HOME / "venv"
    python = venv / "bin" / "python"
    stamp = venv / "built-from.txt"
    wanted = f"{hashlib.sha256(LOCK.read_bytes()).hexdigest()} {sys.version}\n"
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return python
    shutil.rmtree(venv, ignore_errors=True)
    for command in (
        [sys.executable, "-m", "venv", str(venv)],
        [str(python), "-m", "pip", "install", "--require-hashes", "--no-input", "--quiet",
         "--disable-pip-version-check", "-r", str(LOCK)],
    ):  # fmt: skip
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise tcxd.Stop(f"Không chuẩn bị được môi trường đóng gói.\n{done.stdout}{done.stderr}")
    stamp.write_text(wanted, encoding="utf-8")
    return python


def _hand_over(python: Path, arguments: list[str]) -> NoReturn:
    sys.stdout.flush()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [str(python), "-B", "-X", "utf8", "-m", "installer.main", *arguments]
    os.execve(command[0], command, environment)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
