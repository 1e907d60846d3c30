"""What every step stands on: the checkout, its version and time, commands that must succeed."""

import contextlib
import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from tcxd import Stop

__all__ = [
    "CACHE", "INSTALLER", "ROOT", "Stop", "emptied", "epoch", "number_of", "run", "say", "sha256",
    "sources",
]  # fmt: skip

ROOT = Path(__file__).resolve().parent.parent
INSTALLER = ROOT / "installer"
CACHE = ROOT / "build" / "cache"
"""What was fetched; each file is checked again whenever it is used."""
_CHUNK = 1 << 20
_TOLD = 12
"""Lines of a failed command's output that are shown."""


def say(text: str) -> None:
    """Tell the person at the terminal what is being done."""
    print(text, flush=True)


def run(
    command: Sequence[str | Path],
    *,
    cwd: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> str:
    """Run a command that must succeed and return what it wrote.

    Raises:
        Stop: it is not there, or ended with another code than 0.
    """
    filled = [str(part) for part in command]
    try:
        done = subprocess.run(
            filled,
            cwd=cwd,
            env=None if environment is None else dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError as error:
        raise Stop(f"Không chạy được {filled[0]}: {error}") from error
    if done.returncode:
        tail = "\n".join(f"  {line}" for line in done.stdout.splitlines()[-_TOLD:])
        raise Stop(f"Lệnh {Path(filled[0]).name} thất bại (mã {done.returncode}).\n{tail}")
    return done.stdout


def emptied(folder: Path, ours: str) -> None:
    """Remove what an earlier run left in a folder somebody named; the folder is there afterwards.

    Args:
        folder: on the command line it may be mistyped, and be anything.
        ours: pattern of a name that only an earlier run leaves in it.

    Raises:
        Stop: it holds something else, which stays.
    """
    if folder.is_dir() and any(folder.iterdir()) and not any(folder.glob(ours)):
        raise Stop(f"{folder} đang chứa thứ khác nên không dọn: hãy chỉ một thư mục trống.")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file, as hexadecimal digits."""
    digest = hashlib.sha256()
    with path.open("rb") as handle:
        while piece := handle.read(_CHUNK):
            digest.update(piece)
    return digest.hexdigest()


def epoch() -> int:
    """Return the time every file of the build carries: that of the commit.

    Sources without their history carry the day of the version.

    Raises:
        Stop: the sources tell no such day either.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdigit():
        return int(given)
    with contextlib.suppress(Stop, ValueError):
        return int(_git("log", "-1", "--format=%ct"))
    text = (ROOT / "tcxd_desktop" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r"^BUILT = datetime\((\d+), (\d+), (\d+), tzinfo=UTC\)$", text, re.MULTILINE)
    if found is None:
        raise Stop("Không biết ngày của mã nguồn: hãy đặt biến SOURCE_DATE_EPOCH (số giây).")
    year, month, day = (int(part) for part in found.groups())
    return int(datetime(year, month, day, tzinfo=UTC).timestamp())


def _git(*asked: str) -> str:
    # The checkout may belong to another user than the one who builds, as in containers.
    return run(["git", "-c", f"safe.directory={ROOT}", "-C", ROOT, *asked])


def sources(*folders: str) -> list[Path]:
    """Return the files of the checkout under these folders, without what any program left there."""
    try:
        listed = _git(
            "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *folders
        )
        names = [name for name in listed.split("\0") if name]
    except Stop:
        names = [
            str(path.relative_to(ROOT))
            for folder in folders
            for path in (ROOT / folder).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        ]
    return sorted(path for path in (ROOT / name for name in set(names)) if path.is_file())


def number_of(path: Path, name: str) -> int:
    """Return the number a Python file gives to ``name``, without running it.

    Raises:
        Stop: no such line.
    """
    found = re.search(rf"^{name} = (\d+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    if found is None:
        raise Stop(f"Không thấy {name} trong {path.name}.")
    return int(found[1])
