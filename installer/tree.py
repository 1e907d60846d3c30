"""Put the folder together that is installed: launchers, runtime, packages, program, licences."""

import json
import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from installer import bytecode, launchers, pack_keys, runtime, trimming
from installer.ground import ROOT, Stop, emptied, number_of, sources
from installer.options import Options
from installer.runtime import Runtime
from installer.wheels import Wheel

VERSION_FILE = "VERSION.json"
_STORE = ROOT / "tcxd_desktop" / "storage" / "store.py"
_INIT = Path("app", "tcxd_desktop", "__init__.py")
_VERSION_LINE = re.compile(r'^__version__ = "(.+)"$', re.MULTILINE)
_NOT_SHIPPED = ("resources/readme/",)
"""Pictures and pages of the checkout's own front page."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a tree is made from."""

    version: str
    runtime: Runtime
    wheels: list[Wheel]
    moment: int
    """Time of the sources; every file of the tree carries it."""


def version_of_checkout() -> str:
    """Return the version the sources say they are."""
    text = (ROOT / "tcxd_desktop" / "__init__.py").read_text(encoding="utf-8")
    found = _VERSION_LINE.search(text)
    if found is None:
        raise Stop("Không thấy số phiên bản trong tcxd_desktop/__init__.py.")
    return found[1]


def make(tree: Path, ground: Ground, options: Options) -> None:
    """Make the tree anew."""
    emptied(tree, "runtime")
    runtime.unpack(ground.runtime, tree / "runtime")
    _lay_packages(tree / "lib", ground.wheels)
    _lay_program(tree / "app", ground.version)
    pack_keys.add(tree / "app" / "resources" / "rules" / "pack_keys.json", options.pack_keys)
    trimming.trim_qt(tree / "lib", trimming.qt_modules((tree / "app").rglob("*.py")))
    bytecode.compile_tree(tree, "lib", "app")
    launchers.make(tree, ground.version, ground.runtime.library)
    _write_version(tree / VERSION_FILE, ground)


def settle(folder: Path, moment: int) -> None:
    """Give every file and folder the same time and rights, whoever made them."""
    for place, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(place, name)
            path.chmod(0o755 if path.is_dir() else 0o644)
            os.utime(path, (moment, moment))
    os.utime(folder, (moment, moment))


def _lay_packages(lib: Path, wheels: list[Wheel]) -> None:
    for wheel in wheels:
        for place, data in wheel.files():
            if trimming.wanted(place):
                _write(lib / place, data)


def _lay_program(app: Path, version: str) -> None:
    for path in sources("tcxd_desktop", "resources"):
        place = path.relative_to(ROOT)
        if not place.as_posix().startswith(_NOT_SHIPPED):
            _write(app / place, path.read_bytes())
    start = app.parent / _INIT
    text = start.read_text(encoding="utf-8")
    start.write_text(_VERSION_LINE.sub(f'__version__ = "{version}"', text), encoding="utf-8")


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _write_version(path: Path, ground: Ground) -> None:
    told = {
        "version": ground.version,
        "built": datetime.fromtimestamp(ground.moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "schema": number_of(_STORE, "LATEST"),
        "sealed": number_of(_STORE, "LATEST_SEALED"),
        "python": ground.runtime.version,
    }
    path.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
