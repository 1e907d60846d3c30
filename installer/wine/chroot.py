"""The Debian system Wine runs in: made from Debian's packages, kept for the next time."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from installer.ground import Stop, emptied, run, say

SUITE = "trixie"
"""Debian 13: its Wine 10 runs all of the program; that of Debian 12 does not."""
PACKAGES = (
    "wine", "wine64", "wine32:i386", "xvfb", "openbox", "xdotool", "imagemagick",
    "fonts-noto-core",
)  # fmt: skip
USER, NUMBER, HOME = "Nguyễn Thị Đào", 1972, "/home/dao"
"""Wine calls its Windows user by the name of the Unix one: invented, with marks and spaces."""
_NO_START = "#!/bin/sh\nexit 101\n"
"""Packages may start no services in there."""


class Chroot:
    """A Debian system in a folder, and whoever works in it."""

    def __init__(self, folder: Path) -> None:
        """Name it; nothing is made yet."""
        self.folder = folder

    @property
    def home(self) -> Path:
        """The user's home, as seen from outside."""
        return self.inside(HOME)

    def inside(self, path: str) -> Path:
        """Return where a path of the system lies outside."""
        return self.folder / path.lstrip("/")

    def make(self) -> None:
        """Make the system with everything that is needed, unless it is there.

        Raises:
            Stop: it cannot be made here.
        """
        if os.geteuid() != 0:
            raise Stop("Cần quyền root: phép thử dựng một hệ Debian riêng bằng chroot.")
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        if not (self.folder / "usr" / "bin" / "apt-get").exists():
            say(f"Dựng hệ Debian {SUITE} ở {self.folder}…")
            emptied(self.folder, "debootstrap")
            run(["debootstrap", "--variant=minbase", SUITE, self.folder])
        with self.mounted():
            if not self._complete():
                say("Cài Wine vào đó, mất vài phút…")
                self._install()
        self._add_user()

    @contextmanager
    def mounted(self) -> Iterator[None]:
        """Give the system the devices and processes Wine looks at; taken away at the end."""
        made: list[Path] = []
        try:
            for name, kind in (("proc", "proc"), ("dev", "devtmpfs"), ("dev/shm", "tmpfs")):
                point = self.folder / name
                if not os.path.ismount(point):
                    point.mkdir(exist_ok=True)
                    run(["mount", "-t", kind, kind, point])
                    made.append(point)
            yield
        finally:
            for point in reversed(made):
                subprocess.run(["umount", "--lazy", str(point)], check=False)

    def command(self, words: list[str], environment: Mapping[str, str]) -> list[str]:
        """Return the command that does this in there, as the user, with this environment only."""
        given = {
            "HOME": HOME, "USER": USER, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8", **environment,
        }  # fmt: skip
        pairs = [f"{name}={value}" for name, value in given.items()]
        user = f"--userspec={NUMBER}:{NUMBER}"
        return ["chroot", user, str(self.folder), "env", "-i", *pairs, *words]

    def give(self, source: Path, name: str) -> str:
        """Copy a file or a folder into the user's home; return its path in there."""
        target = self.home / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copyfile(source, target)
        self.own(target)
        return f"{HOME}/{name}"

    def own(self, path: Path) -> None:
        """Let everything under ``path`` belong to the user."""
        run(["chown", "--recursive", f"{NUMBER}:{NUMBER}", path])

    def _complete(self) -> bool:
        shown = subprocess.run(
            ["chroot", str(self.folder), "dpkg-query", "-W", "-f", "${Status}\n", *PACKAGES],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        lines = shown.stdout.splitlines()
        return len(lines) == len(PACKAGES) and set(lines) == {"install ok installed"}

    def _install(self) -> None:
        refuse = self.inside("/usr/sbin/policy-rc.d")
        refuse.write_text(_NO_START, encoding="utf-8")
        refuse.chmod(0o755)
        inside = ["chroot", str(self.folder), "env", "DEBIAN_FRONTEND=noninteractive"]
        run([*inside, "dpkg", "--add-architecture", "i386"])
        run([*inside, "apt-get", "update"])
        run([*inside, "apt-get", "install", "--yes", "--no-install-recommends", *PACKAGES])

    def _add_user(self) -> None:
        users = self.inside("/etc/passwd")
        if f":{NUMBER}:" not in users.read_text(encoding="utf-8"):
            # Written by hand: the tools refuse a name with marks and spaces, Windows does not.
            with users.open("a", encoding="utf-8") as file:
                file.write(f"{USER}:x:{NUMBER}:{NUMBER}::{HOME}:/bin/sh\n")
        with suppress(FileNotFoundError):
            shutil.rmtree(self.home)
        self.home.mkdir(parents=True)
        self.own(self.home)
        screens = self.inside("/tmp/.X11-unix")
        screens.mkdir(parents=True, exist_ok=True)
        screens.chmod(0o1777)
