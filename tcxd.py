"""Start TCXD Desktop from a checkout: ``run`` opens the demo office, ``test`` runs every test.

Needs nothing but Python 3.11: makes a private environment beside this file, installs the locked
packages into it and, on Debian and Ubuntu, the system libraries Qt needs. What is already there is
not touched again: a second start costs a few file look-ups.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

ROOT = Path(__file__).resolve().parent
OLDEST = (3, 11)
LOCKS = {"run": "requirements.txt", "test": "requirements-test.txt"}
"""What each command needs. The second file holds all of the first."""
EVERY_TEST = ["--numprocesses=auto", "--maxprocesses=4"]
"""How the whole run is shared out: by itself it would take a quarter of an hour."""

USAGE = """\
Cách dùng:
  python3 tcxd.py run     mở chương trình với một văn phòng mẫu (không có thật)
  python3 tcxd.py test    chạy toàn bộ phép thử
Trên Windows gõ py thay cho python3.
"""

Library = tuple[str, tuple[str, ...]]
"""File of a shared library, and the Debian packages that may bring it, newest name first."""

QT: tuple[Library, ...] = (
    ("libEGL.so.1", ("libegl1",)),
    ("libGL.so.1", ("libgl1",)),
    ("libglib-2.0.so.0", ("libglib2.0-0t64", "libglib2.0-0")),
    ("libxkbcommon.so.0", ("libxkbcommon0",)),
    ("libfontconfig.so.1", ("libfontconfig1",)),
    ("libdbus-1.so.3", ("libdbus-1-3",)),
)
"""Without these Qt cannot even be imported."""

WINDOW: tuple[Library, ...] = (
    ("libxcb-cursor.so.0", ("libxcb-cursor0",)),
    ("libxcb-icccm.so.4", ("libxcb-icccm4",)),
    ("libxcb-keysyms.so.1", ("libxcb-keysyms1",)),
    ("libxcb-shape.so.0", ("libxcb-shape0",)),
    ("libxkbcommon-x11.so.0", ("libxkbcommon-x11-0",)),
    ("libcups.so.2", ("libcups2t64", "libcups2")),
)
"""For a window on a screen, and for printing from it."""


class Stop(Exception):
    """The set-up cannot go on; the text says why and what to do."""


def main(arguments: list[str]) -> int:
    """Do what the command line asks; returns the exit code unless the program took over."""
    _speak_utf8()
    if not arguments or arguments[0] not in LOCKS:
        asked = bool(arguments) and arguments[0] in {"-h", "--help", "help"}
        print(USAGE, end="", file=sys.stdout if asked else sys.stderr)
        return 0 if asked else 2
    command, rest = arguments[0], arguments[1:]
    try:
        if sys.version_info < OLDEST:
            _hand_over(_newer_python(), [str(ROOT / "tcxd.py"), *arguments], dict(os.environ))
        home = _home()
        python = prepare(home, command)
        environment = _environment()
        if command == "test":
            os.chdir(ROOT)
            chosen = rest or EVERY_TEST
            _hand_over(python, ["-X", "utf8", "-m", "pytest", *chosen], environment)
        _hand_over(python, ["-X", "utf8", "-m", "tcxd_desktop", *_request(rest, home)], environment)
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Đã dừng theo yêu cầu. Chạy lại lệnh này để làm tiếp.", file=sys.stderr)
        return 130


def _request(rest: list[str], home: Path) -> list[str]:
    """Return the program's arguments: what was typed, else the demo office, seen or headless."""
    if rest:
        return rest
    return ["--demo"] if has_display() else ["selftest", str(home / "selftest")]


def has_display() -> bool:
    """Tell whether a window can be shown."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _environment() -> dict[str, str]:
    env = {key: value for key, value in os.environ.items() if key != "PYTHONHOME"}
    env["PYTHONPATH"] = str(ROOT)
    if not has_display():
        env.setdefault("QT_QPA_PLATFORM", "offscreen")
    return env


# --- the private environment ---------------------------------------------------------------------


def _home() -> Path:
    """Return the folder of everything this file makes: beside it, or in the user's data."""
    beside = ROOT / ".tcxd"
    if os.access(beside if beside.exists() else ROOT, os.W_OK):
        return beside
    mark = hashlib.sha256(str(ROOT).encode()).hexdigest()[:12]
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "TCXD" / f"checkout-{mark}"


def prepare(home: Path, command: str) -> Path:
    """Return the interpreter that has everything ``command`` needs, after making it if need be."""
    missing = missing_libraries()
    venv = home / "venv"
    python = venv / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not missing and _stamped(venv, command) and python.exists():
        return python
    home.mkdir(parents=True, exist_ok=True)
    with _alone(home / "lock"):
        install_system(missing)
        if not (_stamped(venv, "run") and python.exists()):
            _make(venv)
        if not _stamped(venv, command):
            _install(python, LOCKS[command], home / "cai-dat.log")
            for done in {"run", command}:
                _stamp(venv, done).write_text(_fingerprint(done), encoding="utf-8")
            print("Đã cài xong.", flush=True)
    return python


def _stamp(venv: Path, command: str) -> Path:
    return venv / f"tcxd-{command}.txt"


def _stamped(venv: Path, command: str) -> bool:
    try:
        return _stamp(venv, command).read_text(encoding="utf-8") == _fingerprint(command)
    except OSError:
        return False


def _fingerprint(command: str) -> str:
    """Return what the environment was made from: the lock, and this very Python."""
    lock = hashlib.sha256((ROOT / LOCKS[command]).read_bytes()).hexdigest()
    version = ".".join(map(str, sys.version_info[:2]))
    return f"{lock} {sys.implementation.name} {version} {sys.base_prefix}\n"


def _make(venv: Path) -> None:
    """Make an empty environment; what an interrupted run left is cleared away first."""
    print("Chuẩn bị lần đầu, mất vài phút. Cần có mạng…", flush=True)
    maker = sys.executable
    if venv in Path(maker).parents:
        # Started with the environment's own Python: it cannot make itself anew, its base can.
        maker = getattr(sys, "_base_executable", maker)
    if venv.exists():
        try:
            shutil.rmtree(venv)
        except OSError as error:
            raise Stop(
                f"Không dọn được thư mục {venv}. Hãy đóng chương trình nếu đang mở rồi chạy lại.\n"
                f"Nguyên nhân: {error}"
            ) from error
    made = _quiet([maker, "-m", "venv", str(venv)])
    if made.returncode:
        raise Stop(f"Không tạo được môi trường riêng cho chương trình.\n{_tail(made.stdout)}")


def _install(python: Path, lock: str, log: Path) -> None:
    """Install exactly the locked files; the whole talk of pip goes to ``log``."""
    unwanted = ("PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PYTHONPATH", "PYTHONHOME")
    env = {key: value for key, value in os.environ.items() if key not in unwanted}
    command = [str(python), "-m", "pip", "install", "--require-hashes", "--no-input",
               "--disable-pip-version-check", "--progress-bar", "off", "-r",
               str(ROOT / lock)]  # fmt: skip
    lines: list[str] = []
    with (
        log.open("w", encoding="utf-8") as kept,
        subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            env=env, text=True, encoding="utf-8", errors="replace",
        ) as pip,
    ):  # fmt: skip
        for line in pip.stdout or ():
            kept.write(line)
            lines.append(line)
            if line.strip().startswith("Downloading ") and " MB)" in line:
                file, size = line.split(maxsplit=2)[1:]
                print(
                    f"  đang tải {file.rpartition('/')[2].split('-')[0]} {size.strip()}", flush=True
                )
    if pip.returncode:
        text = "".join(lines)
        raise Stop(f"{_cause(text)}\n{_tail(text)}\nToàn bộ thông báo: {log}")


def _cause(text: str) -> str:
    """Return in one sentence why pip gave up, as far as its words tell."""
    known = (
        ("No space left", "Không cài được vì đĩa đầy. Hãy dọn bớt rồi chạy lại."),
        (
            "DO NOT MATCH THE HASHES",
            "Không cài vì một gói tải về khác với gói đã khóa mã kiểm tra. "
            "Có thể tệp tải bị hỏng: hãy chạy lại; nếu vẫn vậy, đừng dùng mạng này.",
        ),
        (
            "Failed to establish a new connection",
            "Không cài được vì không kết nối được mạng. Hãy kiểm tra mạng rồi chạy lại.",
        ),
        ("NameResolution", "Không cài được vì không kết nối được mạng. Hãy nối mạng rồi chạy lại."),
        ("Read timed out", "Không cài được vì mạng quá chậm. Hãy chạy lại."),
        (
            "No matching distribution",
            "Không có gói hợp với máy này. Cần Python 3.11 đến 3.14 bản 64 bit trên Windows 10 "
            "trở lên, Debian 12 trở lên hoặc Ubuntu 22.04 trở lên. Nếu máy đúng như vậy, "
            "hãy kiểm tra mạng.",
        ),
    )
    return next((say for sign, say in known if sign in text), "Không cài được các gói cần thiết.")


def _tail(text: str, lines: int = 6) -> str:
    """Return the lines of an output that tell most: from its first error on, else its end."""
    kept = [line.rstrip() for line in text.splitlines() if line.strip()]
    wrong = [at for at, line in enumerate(kept) if line.lstrip().startswith(("ERROR", "E:"))]
    start = wrong[0] if wrong else max(len(kept) - lines, 0)
    return "\n".join(f"  {line}" for line in kept[start : start + lines])


def _quiet(command: list[str], **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command without input; returns its outputs as one text."""
    return subprocess.run(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env={**os.environ, **more}, text=True, encoding="utf-8", errors="replace", check=False,
    )  # fmt: skip


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Hold the set-up for this process; the system lets go of it whatever happens."""
    with path.open("a+b") as handle:
        told = False
        while not _held(handle.fileno()):
            if not told:
                print("Một lệnh khác đang chuẩn bị chương trình, xin đợi…", flush=True)
                told = True
            time.sleep(0.2)
        yield


def _held(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


# --- libraries of the system ---------------------------------------------------------------------


def missing_libraries() -> list[tuple[str, ...]]:
    """Return the Debian packages not there yet, each as its possible names. Linux only."""
    if not sys.platform.startswith("linux"):
        return []
    wanted = (*QT, *WINDOW) if has_display() else QT
    absent = [entry for entry in wanted if not _in_usual_place(entry[0])]
    if absent:
        known = _quiet([shutil.which("ldconfig") or "/sbin/ldconfig", "-p"]).stdout
        absent = [entry for entry in absent if f"{entry[0]} " not in known]
    packages = [names for _, names in absent]
    if not _has_ensurepip():
        packages.append((f"python3.{sys.version_info[1]}-venv",))
    return packages


def _in_usual_place(library: str) -> bool:
    folder = f"{platform.machine()}-linux-gnu"
    return any(
        os.path.exists(f"{base}/{library}")  # noqa: PTH110 - a dozen look-ups at every start
        for base in (f"/usr/lib/{folder}", f"/lib/{folder}", "/usr/lib64")
    )


def _has_ensurepip() -> bool:
    """Tell whether ``python -m venv`` can work: Debian keeps its pip in a package apart."""
    library = Path(os.__file__).parent
    return (library / "ensurepip" / "__init__.py").exists()


def install_system(missing: list[tuple[str, ...]]) -> None:
    """Install missing packages as root; otherwise stop with the one command to type."""
    if not missing:
        return
    if shutil.which("apt-get") is None:
        names = ", ".join(package[-1] for package in missing)
        raise Stop(
            "Máy thiếu một số thư viện hệ thống. Trên Debian và Ubuntu chúng có tên: "
            f"{names}.\nHãy cài các thư viện tương ứng bằng trình cài gói của máy rồi chạy lại."
        )
    if os.geteuid() != 0:
        names = " ".join(_available(package) for package in missing)
        raise Stop(
            "Máy thiếu một số thư viện hệ thống. Hãy gõ lệnh dưới đây rồi chạy lại:\n\n"
            f"  sudo apt-get update && sudo apt-get install -y {names}\n"
        )
    _apt("update")
    packages = [_available(package) for package in missing]
    print(f"Đang cài thư viện hệ thống: {' '.join(packages)}", flush=True)
    _apt("install", "-y", "--no-install-recommends", *packages)


def _available(names: tuple[str, ...]) -> str:
    """Return the name this release of Debian or Ubuntu uses: the first it can install."""
    for name in names[:-1]:
        if "Version:" in _quiet(["apt-cache", "show", name]).stdout:
            return name
    return names[-1]


def _apt(*arguments: str) -> None:
    done = _quiet(
        ["apt-get", "-o", "DPkg::Lock::Timeout=120", "-q", *arguments],
        DEBIAN_FRONTEND="noninteractive",
    )
    if done.returncode:
        raise Stop(
            f"Không cài được thư viện hệ thống (apt-get {' '.join(arguments)}). "
            f"Hãy kiểm tra mạng rồi chạy lại.\n{_tail(done.stdout)}"
        )


# --- handing over --------------------------------------------------------------------------------


def _newer_python() -> Path:
    """Return a newer Python of this machine, when ``python3`` itself is too old."""
    for minor in range(14, OLDEST[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        if found:
            return Path(found)
    version = ".".join(map(str, sys.version_info[:2]))
    raise Stop(
        f"Chương trình cần Python 3.11 trở lên, máy này có {version}. "
        "Trên Windows hãy cài Python mới rồi chạy lại; trên Debian và Ubuntu hãy gõ:\n\n"
        "  sudo apt-get update && sudo apt-get install -y python3.11 python3.11-venv\n"
    )


def _hand_over(python: Path, arguments: list[str], environment: dict[str, str]) -> NoReturn:
    """Become ``python``; on Windows, which cannot, wait for it and leave with its code."""
    sys.stdout.flush()
    command = [str(python), *arguments]
    if sys.platform == "win32":
        sys.exit(subprocess.call(command, env=environment))
    os.execve(command[0], command, environment)


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
