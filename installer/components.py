"""Of what the program consists that others made: name, version, licence, the licence's texts."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from installer import pe
from installer.ground import INSTALLER, ROOT, Stop
from installer.runtime import Runtime
from installer.wheels import Wheel

TEXTS = INSTALLER / "licences"
_TOLD = INSTALLER / "components.json"
_TEXT = re.compile(
    r"\.dist-info/(?:licenses/)?(?:.*/)?((?:licen[cs]e|copying|notice|authors).*)$", re.I
)
_IN_FOLDER = re.compile(r"\.dist-info/licenses/(.+)$", re.I)


@dataclass(frozen=True, slots=True)
class Component:
    """One thing others made, as the program ships it."""

    name: str
    version: str
    licence: str
    """In the words of SPDX."""
    inside: str = ""
    """The component whose files it lies in; empty: it has files of its own."""
    package: str = ""
    """Its address among the packages of the world (purl); empty: it has none."""
    sha256: str = ""
    """Of the archive it came in."""
    texts: dict[str, bytes] = field(default_factory=dict, repr=False)
    """Its licence's texts by their file names."""


def all_components(tree: Path, runtime: Runtime, wheels: list[Wheel]) -> list[Component]:
    """Return everything the tree is made from, in a fixed order."""
    own = [
        _python(runtime),
        *(_package(wheel) for wheel in wheels),
        *_bundled(tree),
        *_pictures_and_letters(),
    ]
    return sorted(own, key=lambda component: (component.name.lower(), component.inside))


@cache
def _told() -> dict[str, Any]:
    told: dict[str, Any] = json.loads(_TOLD.read_text(encoding="utf-8"))
    return told


def _python(runtime: Runtime) -> Component:
    with zipfile.ZipFile(io.BytesIO(runtime.archive)) as archive:
        name = next(name for name in archive.namelist() if name.endswith("LICENSE.txt"))
        texts = {"LICENSE.txt": archive.read(name)}
    return Component(
        "python",
        runtime.version,
        "Python-2.0",
        package=f"pkg:generic/python@{runtime.version}",
        sha256=runtime.sha256,
        texts=texts,
    )


def _package(wheel: Wheel) -> Component:
    metadata = wheel.metadata()
    licence = metadata.get("License-Expression") or _told()["licences"].get(wheel.name)
    if not licence:
        raise Stop(f"Gói {wheel.name} không nói giấy phép: hãy ghi vào installer/components.json.")
    texts = {}
    for place, data in wheel.files():
        found = _IN_FOLDER.search(place) or _TEXT.search(place)
        if found and not place.endswith(".py"):
            texts[found[1].replace("/", "-")] = data
    if "Qt-Commercial" in " ".join(texts):
        # The other way to have Qt, which is not ours.
        texts = {name: data for name, data in texts.items() if "Qt-Commercial" not in name}
        texts |= {
            name: (TEXTS / name).read_bytes() for name in ("Qt.txt", "LGPL-3.0.txt", "GPL-3.0.txt")
        }
    return Component(
        wheel.name,
        wheel.version,
        str(licence),
        package=f"pkg:pypi/{wheel.name}@{wheel.version}",
        sha256=wheel.sha256,
        texts=texts,
    )


def _bundled(tree: Path) -> Iterator[Component]:
    for entry in _told()["bundled"]:
        yield Component(
            entry["name"],
            _version_inside(tree / entry["binary"], entry.get("pattern", "")),
            entry["licence"],
            inside=entry["inside"],
            texts={name: (TEXTS / name).read_bytes() for name in entry["files"]},
        )


def _version_inside(binary: Path, pattern: str) -> str:
    """Return the version a binary carries.

    Raises:
        Stop: it carries none, or several: what is shipped is then not what is listed.
    """
    if not pattern:
        found = {pe.product_version(binary)} - {""}
    else:
        matches = re.findall(pattern.encode(), binary.read_bytes())
        found = {match.decode() for match in matches}
    if len(found) != 1:
        raise Stop(f"Không rõ phiên bản của thành phần trong {binary.name}: {sorted(found)}.")
    return found.pop()


def _pictures_and_letters() -> Iterator[Component]:
    resources = ROOT / "resources"
    for name, licence, text in (
        ("Noto Sans", "OFL-1.1", "fonts/NotoSans-LICENSE.txt"),
        ("Tinos", "OFL-1.1", "fonts/Tinos-LICENSE.txt"),
        ("Lucide icons", "ISC", "icons/LICENSE.txt"),
    ):
        texts = {"LICENSE.txt": (resources / text).read_bytes()}
        yield Component(name, "", licence, texts=texts)
