"""What is tried: three versions built from this checkout, damaged setups, a signed package."""

import json
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import tcxd
from installer.ground import INSTALLER, ROOT, run, say
from installer.wine.chroot import Chroot
from tcxd_desktop import __version__

OLD = "0.0.9"
_NEWS = "# Có gì mới\n\n## Phiên bản {0}\n\n- Bản để thử gói cập nhật.\n"
_KEY_PASSWORD = "mat khau cua khoa thu may"


@dataclass(frozen=True, slots=True)
class Built:
    """What lies ready."""

    folder: Path
    old: str
    now: str
    next: str

    @property
    def portable(self) -> Path:
        """The archive of the version of now."""
        return self.folder / self.now / "dist" / f"TCXD-{self.now}-portable.zip"

    @property
    def qt_core(self) -> Path:
        """The library Wine must be helped with."""
        return self.folder / self.now / "tree" / "lib" / "PySide6" / "Qt6Core.dll"

    def setup(self, version: str) -> Path:
        """Return the setup of a version."""
        return self.folder / version / "dist" / f"TCXD-{version}-setup.exe"


def built(folder: Path, *, fresh: bool) -> Built:
    """Return three versions, built anew where ``fresh``.

    Raises:
        Stop: the build fails.
    """
    major, minor, patch = (int(part) for part in __version__.split("."))
    found = Built(folder, OLD, __version__, f"{major}.{minor}.{patch + 1}")
    if fresh:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        # Private keys never lie in a checkout, not even those of a walk.
        with tempfile.TemporaryDirectory() as keys:
            _build(found, Path(keys))
        _cripple(found)
    return found


def _build(made: Built, keys: Path) -> None:
    """Build the versions, and sign the next one."""
    _signer("keys", keys, "--name", "Nơi thử nghiệm")
    trusted = [word for path in sorted(keys.glob("*.json")) for word in ("--pack-key", path)]
    for version in (made.old, made.now, made.next):
        say(f"Dựng bản {version}…")
        place = made.folder / version
        run(
            [sys.executable, INSTALLER / "build.py", "--version", version, *trusted,
             "--tree", place / "tree", "--dist", place / "dist"],
        )  # fmt: skip
    news = keys / "co-gi-moi.md"
    news.write_text(_NEWS.format(made.next), encoding="utf-8")
    _signer("update", made.folder / made.next / "dist", "--key", keys / "khoa-1.khoa",
            "--issuer", "Nơi thử nghiệm", "--news", news)  # fmt: skip


def lay_out(chroot: Chroot, made: Built) -> None:
    """Put everything on the machine: as somebody who brings a stick."""
    shelf = chroot.home / "cai"
    shelf.mkdir(exist_ok=True)
    setups = {"old": made.old, "now": made.now, "next": made.next}
    for name, version in setups.items():
        shutil.copyfile(made.setup(version), shelf / f"{name}.exe")
    whole = made.setup(made.now).read_bytes()
    flipped = bytearray(whole)
    flipped[len(whole) // 2] ^= 0x40
    (shelf / "flipped.exe").write_bytes(flipped)
    (shelf / "cut.exe").write_bytes(whole[: len(whole) * 2 // 3])
    shutil.copyfile(made.folder / "crippled.exe", shelf / "crippled.exe")
    shutil.copytree(made.folder / made.next / "dist", shelf / "goi")
    chroot.own(shelf)


def _signer(*words: str | Path) -> None:
    python = tcxd.prepare(ROOT / ".tcxd", "run")
    environment = {**os.environ, "TCXD_SIGN_PASSWORD": _KEY_PASSWORD, "PYTHONPATH": str(ROOT)}
    run([python, "-X", "utf8", INSTALLER / "sign_update.py", *words], environment=environment)


def _cripple(made: Built) -> None:
    """Build a setup whose program cannot start, as when a virus scanner took a file of it."""
    tree = made.folder / made.now / "tree"
    crippled = made.folder / "crippled"
    crippled.mkdir(exist_ok=True)
    for name in ("TCXD.exe", "tcxdc.exe", "VERSION.json"):
        shutil.copyfile(tree / name, crippled / name)
    told = json.loads((tree / "VERSION.json").read_text(encoding="utf-8"))
    defined = {
        "TREE": crippled, "VERSION": made.now, "NUMBER": 999_000_000, "SCHEMA": told["schema"],
        "SEALED": told["sealed"], "SIZE_KB": 200, "LONGEST": 20,
        "ICON": INSTALLER / "launcher" / "app.ico", "OUT": made.folder / "crippled.exe",
    }  # fmt: skip
    switches = [f"-D{name}={value}" for name, value in defined.items()]
    run(["makensis", "-V2", "-WX", *switches, INSTALLER / "setup.nsi"], cwd=ROOT)
