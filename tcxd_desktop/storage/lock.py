"""One process holds an office: an operating-system lock, which a crash releases by itself."""

import ctypes
import json
import os
import platform
import re
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from tcxd_desktop.domain.errors import NetworkDriveProblem, OfficeInUseProblem
from tcxd_desktop.storage.durable import durable_write

LOCK_FILE, HOLDER_FILE = "office.lock", "office.holder.json"
_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs", "ncpfs", "davfs"}
_NAMED_WITHIN = 0.5
"""Seconds: whoever comes second has left within one (security.md 2.3)."""
_CLOUD_VARIABLES = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
_CLOUD_FOLDER = re.compile(
    r"onedrive( - .+)?|dropbox( \(.+\))?|google ?drive( \(.+\))?|my drive"
    r"|drive của tôi|icloud ?drive|box sync|pclouddrive",
    re.IGNORECASE,
)
"""Names the programs themselves give to their folders."""
_CLOUD_MARKS = (".dropbox.cache", ".tmp.drivedownload", ".tmp.driveupload")
"""What Dropbox and Google Drive leave at the top of a folder they have under another name."""
_WINDOWS_REFUSED = {2: "removable", 4: "remote"}


class OfficeLock:
    """Khóa giữ văn phòng cho một tiến trình."""

    def __init__(self, folder: Path) -> None:
        """Take the lock.

        Raises:
            OfficeInUseProblem: another process holds it; its name is in the arguments.
        """
        self._folder = folder
        # Of the process, not of the thread: it is taken in one thread and released in another.
        self._lock = FileLock(
            folder / LOCK_FILE, timeout=0, thread_local=False, fallback_to_soft=False
        )
        try:
            self._lock.acquire()
        except Timeout as error:
            raise OfficeInUseProblem(_holder(folder)) from error
        # The name is a courtesy: a full disk must keep nobody out, nor leave the lock held.
        with suppress(OSError):
            durable_write(folder / HOLDER_FILE, json.dumps(_me()).encode())

    def release(self) -> None:
        """Give the office free."""
        if self._lock.is_locked:
            with suppress(OSError):
                (self._folder / HOLDER_FILE).unlink(missing_ok=True)
            self._lock.release()


def _me() -> dict[str, str]:
    return {
        "machine": platform.node(),
        "process": str(os.getpid()),
        "since": datetime.now().astimezone().strftime("%H:%M %d/%m/%Y"),
    }


def _holder(folder: Path) -> str:
    """Return who holds the office; whoever took it this very moment is still writing his name."""
    end = time.monotonic() + _NAMED_WITHIN
    while not (name := _name(folder)) and time.monotonic() < end:
        time.sleep(0.02)
    return name


def _name(folder: Path) -> str:
    try:
        told = json.loads((folder / HOLDER_FILE).read_bytes())
        return f"{told['machine']}, {told['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def refuse_network(folder: Path) -> None:
    """Refuse folders where locks and flushes cannot be trusted, or that are sent to a cloud.

    Raises:
        NetworkDriveProblem: a network share, a folder OneDrive and its like keep in step with
            their servers, or on Windows also a removable drive.
    """
    if sys.platform == "win32":
        text = str(folder.resolve())
        kind = ctypes.windll.kernel32.GetDriveTypeW(f"{folder.resolve().drive}\\")
        if text.startswith("\\\\") or kind in _WINDOWS_REFUSED:
            raise NetworkDriveProblem(str(folder))
    elif file_system(folder) in _NETWORK:
        raise NetworkDriveProblem(str(folder))
    if synchronised(folder, os.environ):
        raise NetworkDriveProblem(str(folder))


def synchronised(folder: Path, environment: Mapping[str, str]) -> bool:
    """Tell whether a cloud program keeps ``folder`` in step with its servers.

    Such programs replace files behind the back of whoever has them open, and send them away.
    """
    real = folder.resolve()
    for name in _CLOUD_VARIABLES:
        root = environment.get(name, "")
        if root and real.is_relative_to(Path(root).resolve()):
            return True
    if any(_CLOUD_FOLDER.fullmatch(part) for part in real.parts):
        return True
    return any((above / mark).exists() for above in (real, *real.parents) for mark in _CLOUD_MARKS)


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
