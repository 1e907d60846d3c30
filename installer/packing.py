"""What is handed out: the setup, the portable archive, and the digests of everything."""

import json
import time
import zipfile
from pathlib import Path
from typing import Any

from installer import signing
from installer.ground import INSTALLER, ROOT, run, sha256
from installer.options import Signing

SUMS = "SHA256SUMS"
SCRIPT = INSTALLER / "setup.nsi"
ICON = INSTALLER / "launcher" / "app.ico"
READ_FIRST = INSTALLER / "portable.txt"
_FAST, _SMALL = 6, 9
"""Levels of deflate."""


def files(folder: Path) -> list[Path]:
    """Return every file under a folder in one order for all machines."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def write_sums(folder: Path) -> str:
    """Write the digest of every file of a folder into it, and return the digest of that list."""
    target = folder / SUMS
    target.unlink(missing_ok=True)
    lines = [f"{sha256(path)}  {path.relative_to(folder).as_posix()}\n" for path in files(folder)]
    target.write_text("".join(lines), encoding="utf-8", newline="\n")
    return sha256(target)


def pack(folder: Path, target: Path, top: str, moment: int, *, small: bool) -> None:
    """Write a folder as a zip archive with one folder in it; the same bytes whenever it is done."""
    level = _SMALL if small else _FAST
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for path in files(folder):
            name = f"{top}/{path.relative_to(folder).as_posix()}"
            _add(archive, name, path.read_bytes(), moment, level)


def add_text(archive: Path, name: str, text: Path, moment: int) -> None:
    """Add one text file to an archive, with the ends of line Windows' editor wants."""
    lines = text.read_text(encoding="utf-8").splitlines()
    data = "".join(f"{line}\r\n" for line in lines).encode("utf-8-sig")
    with zipfile.ZipFile(archive, "a") as held:
        _add(held, name, data, moment, _SMALL)


def _add(archive: zipfile.ZipFile, name: str, data: bytes, moment: int, level: int) -> None:
    info = zipfile.ZipInfo(name, time.gmtime(moment)[:6])
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 3
    info.external_attr = 0o100644 << 16
    archive.writestr(info, data, compresslevel=level)


def make_setup(
    tree: Path, target: Path, told: dict[str, Any], *, small: bool, signed_by: Signing | None
) -> None:
    """Have makensis put the setup together; it signs the uninstaller and the setup themselves."""
    inside = files(tree)
    major, minor, patch = (int(part) for part in told["version"].split("."))
    defined = {
        "TREE": tree,
        "VERSION": told["version"],
        "NUMBER": major * 1_000_000 + minor * 1_000 + patch,
        "SCHEMA": told["schema"],
        "SEALED": told["sealed"],
        "SIZE_KB": -(-sum(path.stat().st_size for path in inside) // 1024),
        "LONGEST": max(len(str(path.relative_to(tree))) for path in inside),
        "ICON": ICON,
        "OUT": target,
    }
    if signed_by is not None:
        defined["SIGN"] = f"{signing.command()} %1"
    switches = [f"-D{name}={value}" for name, value in defined.items()]
    if small:
        switches.append("-DSTRONG")
    environment = None if signed_by is None else signing.environment(signed_by)
    run(["makensis", "-V2", "-WX", *switches, SCRIPT], cwd=ROOT, environment=environment)


def version_told(tree: Path) -> dict[str, Any]:
    """Return what the tree says of itself."""
    told: dict[str, Any] = json.loads((tree / "VERSION.json").read_text(encoding="utf-8"))
    return told
