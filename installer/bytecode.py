"""Compiled Python beside the sources, so that the first start is as fast as any later one.

It has to be compiled by the same minor version as the runtime. Where the machine has none, Debian's
own is fetched by apt, signatures checked, and run from its folder without being installed. The
compiled files tell no time and are never compared with their sources: they are the same on every
machine, and Windows need not look at two files for each module.
"""

import contextlib
import os
import platform
import re
import shutil
from pathlib import Path

from installer.ground import CACHE, Stop, run

PYTHON = "python3.13"
RELEASE = "trixie"
"""The release of Debian that has this Python."""
PACKAGES = ("python3.13-minimal", "libpython3.13-minimal", "libpython3.13-stdlib", "libc6",
            "zlib1g", "libexpat1")  # fmt: skip
_ASKED = "import sys, compileall; print(sys.version_info[:2] == (3, 13))"


def compile_tree(tree: Path, *folders: str) -> None:
    """Compile every Python file under these folders of the tree.

    Raises:
        Stop: no compiler is to be had, or a file cannot be compiled.
    """
    run(
        [*_compiler(), "-I", "-S", "-X", "utf8", "-m", "compileall", "-q",
         "--invalidation-mode", "unchecked-hash", "-s", tree, *(tree / name for name in folders)],
        environment={**os.environ, "PYTHONHASHSEED": "0"},
    )  # fmt: skip


def _compiler() -> list[str]:
    """Return the command of a Python of the runtime's version."""
    found = shutil.which(PYTHON)
    # The name alone proves nothing: version managers leave shims behind that run nothing.
    if found and _works([found]):
        return [found]
    root = CACHE / PYTHON
    loaders = {"x86_64": "ld-linux-x86-64.so.2", "aarch64": "ld-linux-aarch64.so.1"}
    loader = loaders.get(platform.machine(), "")
    libraries = root / "usr" / "lib" / f"{platform.machine()}-linux-gnu"
    # The Debian this runs on may be older than the library that Python was linked against.
    command = [str(libraries / loader), "--library-path", str(libraries),
               str(root / "usr" / "bin" / PYTHON)]  # fmt: skip
    if not (root / "ready").is_file():
        if not loader or shutil.which("apt-get") is None:
            raise Stop(f"Cần có {PYTHON} trên máy để biên dịch chương trình.")
        _fetch(root)
        if not _works(command):
            raise Stop(f"{PYTHON} lấy từ Debian không chạy được trên máy này.")
        (root / "ready").touch()
    return command


def _works(command: list[str]) -> bool:
    with contextlib.suppress(Stop):
        return run([*command, "-I", "-S", "-c", _ASKED]).strip() == "True"
    return False


def _fetch(root: Path) -> None:
    shutil.rmtree(root, ignore_errors=True)
    for name in ("lists/partial", "cache/archives/partial", "debs"):
        (root / "apt" / name).mkdir(parents=True)
    apt = root / "apt"
    listed = apt / "sources.list"
    listed.write_text(f"deb {_mirror()} {RELEASE} main\n", encoding="utf-8")
    options = [f"Dir::Etc::sourcelist={listed}", "Dir::Etc::sourceparts=-",
               f"Dir::State::lists={apt / 'lists'}", f"Dir::Cache={apt / 'cache'}",
               "Acquire::Languages=none", "APT::Sandbox::User="]  # fmt: skip
    command = ["apt-get", "-q", *(part for option in options for part in ("-o", option))]
    run([*command, "update"])
    run([*command, "download", *PACKAGES], cwd=apt / "debs")
    for package in sorted((apt / "debs").glob("*.deb")):
        run(["dpkg-deb", "-x", package, root])
    shutil.rmtree(apt)


def _mirror() -> str:
    """Return the place this machine takes Debian from.

    Raises:
        Stop: it takes it from nowhere; another distribution.
    """
    folder = Path("/etc/apt")
    lists = [folder / "sources.list", *sorted((folder / "sources.list.d").glob("debian*"))]
    for path in lists:
        if path.is_file():
            text = path.read_text(encoding="utf-8", errors="replace")
            found = re.search(r"^(?:deb(?: \[.*\])?|URIs:)\s+(\S+/debian/?)(?:\s|$)", text, re.M)
            if found:
                return found[1]
    raise Stop(f"Cần có {PYTHON} trên máy để biên dịch chương trình.")
