"""The packages for Windows: fetched by the lock, and read without installing anything."""

import re
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import Parser
from pathlib import Path

from installer.ground import CACHE, INSTALLER, Stop, run, sha256

LOCK = INSTALLER / "requirements-windows.txt"
TARGET = ("--platform", "win_amd64", "--python-version", "3.13", "--implementation", "cp",
          "--abi", "cp313", "--abi", "abi3", "--abi", "none")  # fmt: skip
"""What the runtime can load; the lock was made for the same."""


@dataclass(frozen=True, slots=True)
class Wheel:
    """One package as it is fetched."""

    name: str
    version: str
    path: Path
    sha256: str

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield each file with the place it is installed at.

        Raises:
            Stop: a name that leads out of the folder, or a part no rule says where to put.
        """
        with zipfile.ZipFile(self.path) as archive:
            for info in sorted(archive.infolist(), key=lambda info: info.filename):
                if info.is_dir():
                    continue
                place = _place(info.filename)
                if place is not None:
                    yield place, archive.read(info)

    def metadata(self) -> Message:
        """Return the package's own description."""
        with zipfile.ZipFile(self.path) as archive:
            name = next(n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
            return Parser().parsestr(archive.read(name).decode("utf-8"))


def _place(name: str) -> str | None:
    parts = name.split("/")
    if name.startswith("/") or ".." in parts or "\\" in name or ":" in name:
        raise Stop(f"Gói có tên tệp không hợp lệ: {name}")
    if not parts[0].endswith(".data"):
        return name
    if parts[1] in {"scripts", "headers", "data"}:
        return None
    return "/".join(parts[2:])


def canonical(name: str) -> str:
    """Return a package's name as locks write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(text: str) -> dict[str, tuple[str, frozenset[str]]]:
    """Return package → its version and the digests of its files, from a lock."""
    entries = re.split(r"^(?=[a-z0-9-]+==)", text, flags=re.MULTILINE)[1:]
    found = {}
    for entry in entries:
        name, _, version = entry.split(maxsplit=1)[0].partition("==")
        digests = frozenset(re.findall(r"--hash=sha256:([0-9a-f]{64})", entry))
        found[name] = (version, digests)
    return found


def obtain() -> list[Wheel]:
    """Return the packages of the lock, fetched where they are not there yet; sorted by name.

    Raises:
        Stop: one cannot be fetched, or is not what the lock says.
    """
    wanted = locked(LOCK.read_text(encoding="utf-8"))
    folder = CACHE / "wheels"
    folder.mkdir(parents=True, exist_ok=True)
    found = _kept(folder, wanted)
    if len(found) < len(wanted):
        run(
            [sys.executable, "-m", "pip", "download", "--require-hashes", "--no-deps",
             "--only-binary", ":all:", "--no-input", "--disable-pip-version-check", *TARGET,
             "--dest", folder, "-r", LOCK]
        )  # fmt: skip
        found = _kept(folder, wanted)
    missing = sorted(set(wanted) - {wheel.name for wheel in found})
    if missing:
        raise Stop(f"Không tải được gói: {', '.join(missing)}.")
    return found


def _kept(folder: Path, wanted: dict[str, tuple[str, frozenset[str]]]) -> list[Wheel]:
    found = {}
    for path in sorted(folder.glob("*.whl")):
        name, version = path.name.split("-")[:2]
        known = wanted.get(canonical(name))
        if known is None or known[0] != version:
            continue
        digest = sha256(path)
        if digest in known[1]:
            found[canonical(name)] = Wheel(canonical(name), version, path, digest)
    return [found[name] for name in sorted(found)]
