"""One process holds an office: an operating-system lock, which a crash releases by itself."""

import ctypes
import json
import os
import platform
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from tcxd_desktop.domain.errors import NetworkDriveProblem, OfficeInUseProblem
from tcxd_desktop.storage.durable import durable_write

_HOLDER = "office.holder.json"
_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs", "ncpfs", "davfs"}
_WINDOWS_REFUSED = {2: "removable", 4: "remote"}


class OfficeLock:
    """Khóa giữ văn phòng cho một tiến trình."""

    def __init__(self, folder: Path) -> None:
        """Take the lock.

        Raises:
            OfficeInUseProblem: another process holds it; its name is in the arguments.
        """
        self._folder = folder
        self._lock = FileLock(folder / "office.lock", timeout=0)
        try:
            self._lock.acquire()
        except Timeout as error:
            raise OfficeInUseProblem(_holder(folder)) from error
        durable_write(folder / _HOLDER, json.dumps(_me()).encode())

    def release(self) -> None:
        """Give the office free."""
        if self._lock.is_locked:
            with suppress(OSError):
                (self._folder / _HOLDER).unlink(missing_ok=True)
            self._lock.release()


def _me() -> dict[str, str]:
    return {
        "machine": platform.node(),
        "process": str(os.getpid()),
        "since": datetime.now().astimezone().strftime("%H:%M %d/%m/%Y"),
    }


def _holder(folder: Path) -> str:
    try:
        told = json.loads((folder / _HOLDER).read_bytes())
        return f"{told['machine']}, {told['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def refuse_network(folder: Path) -> None:
    """Refuse folders where locks and flushes cannot be trusted.

    Raises:
        NetworkDriveProblem: a network share, or on Windows also a removable drive.
    """
    if sys.platform == "win32":
        text = str(folder.resolve())
        kind = ctypes.windll.kernel32.GetDriveTypeW(f"{folder.resolve().drive}\\")
        if text.startswith("\\\\") or kind in _WINDOWS_REFUSED:
            raise NetworkDriveProblem(str(folder))
    elif file_system(folder) in _NETWORK:
        raise NetworkDriveProblem(str(folder))


def file_system(folder: Path, mounts: Path = Path("/proc/mounts")) -> str:
    """Return the type of the file system ``folder`` lies on, or ``""`` where it is not told."""
    try:
        lines = mounts.read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    real = folder.resolve()
    best, kind = -1, ""
    for line in lines:
        _, point, name, *_ = line.split(" ")
        place = Path(point.replace("\\040", " "))
        if real.is_relative_to(place) and len(place.parts) >= best:
            best, kind = len(place.parts), name
    return kind
