"""A Windows PC to work at: Wine with a screen, keys to press, pictures to look at."""

import json
import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from installer.ground import Stop, run
from installer.wine.chroot import HOME, USER, Chroot
from installer.wine.stub import make_stub

SCREEN = (1366, 768)
_PREFIX = f"{HOME}/may"
_LONG = 900.0
_STEP = 0.25
_EXPORT = "C:\\windows\\temp\\gia-tri.reg"
_VALUE = re.compile(r'(?:@|"([^"]*)")=(?:"(.*)"|dword:([0-9a-f]+))\s*')
PROFILE = f"C:\\users\\{USER}"


class Failed(Exception):
    """Không đạt: what was seen is not what should be."""


@dataclass(frozen=True, slots=True)
class Done:
    """How a program ended."""

    code: int
    out: str

    @property
    def json(self) -> Any:
        """What it said, as JSON."""
        return json.loads(self.out[self.out.index("{") :])


class Machine:
    """Máy Windows: one prefix of Wine, one screen."""

    def __init__(self, chroot: Chroot, pictures: Path, display: int) -> None:
        """Name the place of pictures; ``start`` switches the machine on."""
        self._chroot, self._pictures = chroot, pictures
        self._display = display
        self._running: list[subprocess.Popen[bytes]] = []

    # --- on and off -------------------------------------------------------------------------------

    @contextmanager
    def started(self) -> Iterator[None]:
        """Switch on: the screen, its windows, a new Windows; everything ends at the end."""
        width, height = SCREEN
        try:
            self._begin("Xvfb", f":{self._display}", "-screen", "0", f"{width}x{height}x24",
                        "-nolisten", "tcp")  # fmt: skip
            self.wait(self._has_screen, 20, "màn hình ảo không mở được")
            self._begin("openbox")
            self.run("wine", "wineboot", "--init", timeout=300)
            yield
        finally:
            self.run("wineserver", "--kill", timeout=60)
            for process in reversed(self._running):
                _end(process)

    def stub(self, library: Path, name: str) -> int:
        """Give the machine a library Windows 10 has and Wine has not; returns its functions."""
        made, count = make_stub(library, name, self._pictures.parent / "stub")
        self._chroot.give(made, f"may/drive_c/windows/system32/{name}")
        return count

    # --- programs ---------------------------------------------------------------------------------

    def run(
        self, *words: str, timeout: float = _LONG, given: Mapping[str, str] | None = None
    ) -> Done:
        """Run something to its end.

        Raises:
            Failed: it does not end in time.
        """
        # What it writes goes through a pipe: under Wine Python cannot write to a file.
        process = self._opened(words, given, subprocess.PIPE)
        try:
            out, _ = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired as error:
            _end(process)
            raise Failed(f"{words[:3]} không xong trong {timeout:.0f} giây") from error
        return Done(process.returncode, out.decode("utf-8", "replace"))

    def wine(
        self, *words: str, timeout: float = _LONG, given: Mapping[str, str] | None = None
    ) -> Done:
        """Run a Windows program to its end."""
        return self.run("wine", *words, timeout=timeout, given=given)

    def line(self, text: str, timeout: float = _LONG) -> Done:
        """Run a command line as it stands: setups take ``/D=`` without quotes."""
        return self.wine("cmd", "/c", text, timeout=timeout)

    @contextmanager
    def beside(
        self, *words: str, given: Mapping[str, str] | None = None
    ) -> Iterator[subprocess.Popen[bytes]]:
        """Run a Windows program beside; it is ended at the end if it still runs."""
        process = self._opened(("wine", *words), given, subprocess.DEVNULL)
        try:
            yield process
        finally:
            _end(process)

    # --- what lies there --------------------------------------------------------------------------

    def at(self, path: str) -> Path:
        """Return where ``C:\\…`` lies outside."""
        return self._chroot.home / "may" / "drive_c" / path.removeprefix("C:\\").replace("\\", "/")

    def give(self, source: Path, path: str) -> None:
        """Copy a file or a folder to the machine."""
        inside = self.at(path).relative_to(self._chroot.home)
        self._chroot.give(source, str(inside))

    def own(self, path: Path) -> None:
        """Let everything under ``path`` belong to the user."""
        self._chroot.own(path)

    def values(self, key: str) -> dict[str, str]:
        """Return the values of a key of the registry by name; the default one has none."""
        # What ``reg query`` writes loses every letter the machine's old code page has not.
        file = self.at(_EXPORT)
        file.unlink(missing_ok=True)
        self.wine("reg", "export", key, _EXPORT, "/y", timeout=60)
        if not file.is_file():
            return {}
        own = file.read_text(encoding="utf-16").split("\n[")[1].splitlines()[1:]
        found = (_VALUE.fullmatch(line) for line in own)
        return {
            one[1] or "": str(int(one[3], 16)) if one[3] else re.sub(r"\\(.)", r"\1", one[2])
            for one in found
            if one
        }

    def value(self, key: str, name: str = "") -> str:
        """Return a value of the registry; nothing where there is none."""
        return self.values(key).get(name, "")

    # --- the screen -------------------------------------------------------------------------------

    def picture(self, name: str) -> None:
        """Keep what the screen shows."""
        self._pictures.mkdir(parents=True, exist_ok=True)
        (self._pictures / f"{name}.png").write_bytes(self._seen())

    def keep(self, file: Path, name: str) -> None:
        """Keep a file beside the pictures."""
        self._pictures.mkdir(parents=True, exist_ok=True)
        (self._pictures / name).write_bytes(file.read_bytes())

    def press(self, *keys: str) -> None:
        """Press keys: ``alt+t``, ``Tab``, ``Return``."""
        self.run("xdotool", "key", "--delay", "80", *keys, timeout=30)
        time.sleep(0.6)

    def put(self, text: str) -> None:
        """Type a text of plain letters."""
        self.run("xdotool", "type", "--delay", "60", text, timeout=60)
        time.sleep(1.0)

    def still(self, seconds: float = 20) -> None:
        """Wait until two looks at the screen are the same, or long enough."""
        end = time.monotonic() + seconds
        before = b""
        while time.monotonic() < end:
            time.sleep(0.7)
            now = self._seen()
            if now == before:
                return
            before = now

    def windows(self) -> list[str]:
        """Return the titles of the windows that are seen."""
        found = self.run("xdotool", "search", "--onlyvisible", "--name", ".", timeout=30)
        numbers = found.out.split()
        titles = [self.run("xdotool", "getwindowname", one, timeout=30).out for one in numbers]
        return [title.strip() for title in titles if title.strip()]

    def expect(self, title: str, seconds: float = 120) -> None:
        """Wait for a window whose title has these words, then until it stands.

        Raises:
            Failed: none came.
        """
        self.wait(
            lambda: any(title in one for one in self.windows()), seconds,
            f"không thấy cửa sổ “{title}”",
        )  # fmt: skip
        time.sleep(1.5)

    def gone(self, title: str, seconds: float = 120) -> None:
        """Wait until no window has these words in its title.

        Raises:
            Failed: it stays.
        """
        self.wait(
            lambda: not any(title in one for one in self.windows()), seconds,
            f"cửa sổ “{title}” vẫn còn",
        )  # fmt: skip

    def wait(self, until: Callable[[], bool], seconds: float, why: str) -> None:
        """Wait for something.

        Raises:
            Failed: it did not come in time.
        """
        end = time.monotonic() + seconds
        while not until():
            if time.monotonic() > end:
                raise Failed(why)
            time.sleep(_STEP)

    # --- inside -----------------------------------------------------------------------------------

    def _seen(self) -> bytes:
        words = ["import", "-window", "root", "-define", "png:exclude-chunks=date,time", "png:-"]
        return subprocess.run(
            self._command(words, None),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True,
        ).stdout  # fmt: skip

    def _has_screen(self) -> bool:
        return self.run("xdotool", "getdisplaygeometry", timeout=20).code == 0

    def _command(self, words: Sequence[str], given: Mapping[str, str] | None) -> list[str]:
        environment = {
            "WINEPREFIX": _PREFIX, "WINEDEBUG": "-all", "DISPLAY": f":{self._display}",
            # No browser and no .NET: Wine would ask to fetch them.
            "WINEDLLOVERRIDES": "mscoree=;mshtml=", **(given or {}),
        }  # fmt: skip
        return self._chroot.command(list(words), environment)

    def _opened(
        self, words: Sequence[str], given: Mapping[str, str] | None, out: int
    ) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            self._command(words, given), stdin=subprocess.DEVNULL, stdout=out,
            stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip

    def _begin(self, *words: str) -> None:
        self._running.append(self._opened(words, None, subprocess.DEVNULL))


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process we started, and what it started in its session."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        if process.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, sign)
            with suppress(subprocess.TimeoutExpired):
                process.wait(10)
    process.wait()


def free_display() -> int:
    """Return the number of a screen nobody has."""
    taken = run(["cat", "/proc/net/unix"])
    for number in range(80, 120):
        if f"/tmp/.X11-unix/X{number}\n" not in f"{taken}\n":
            return number
    raise Stop("Không còn số màn hình ảo nào trống.")
