"""The bill of materials: what the program consists of, as CycloneDX 1.6 in JSON.

What packages with binaries say themselves of what was compiled into them is taken over.
"""

import json
import uuid
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from installer.components import Component
from installer.wheels import Wheel

_SPACE = uuid.UUID("6f0a4f0e-64a0-5bd6-9d9b-0e5d5f1b7c11")
"""The name space of our serial numbers, chosen once."""
_KEPT = ("type", "name", "version", "purl", "licenses", "hashes")


def bill(
    version: str, moment: int, components: list[Component], wheels: list[Wheel], tree_sha256: str
) -> bytes:
    """Return the bill of materials of one tree."""
    within = {wheel.name: compiled_in(wheel) for wheel in wheels}
    own = f"tcxd-desktop@{version}"
    told = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(_SPACE, f'{version} {tree_sha256}')}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": "tcxd-desktop",
                "version": version,
                "licenses": [{"license": {"id": "Apache-2.0"}}],
            },
        },
        "components": [
            _told(component, components, within.get(component.name, []))
            for component in components
            if not component.inside
        ],
        "dependencies": [
            {
                "ref": own,
                "dependsOn": [_reference(c) for c in components if not c.inside],
            }
        ],
    }
    return (json.dumps(told, indent=1, ensure_ascii=False) + "\n").encode()


def compiled_in(wheel: Wheel) -> list[dict[str, Any]]:
    """Return what a package with binaries lists of what is compiled into them."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    with zipfile.ZipFile(wheel.path) as archive:
        names = sorted(archive.namelist())
        if not any(Path(name).suffix in {".pyd", ".dll"} for name in names):
            return []
        for name in names:
            if ".dist-info/sboms/" in name and name.endswith(".json"):
                for part in json.loads(archive.read(name)).get("components", []):
                    if part.get("name") != wheel.name:
                        kept = {key: part[key] for key in _KEPT if key in part}
                        found[part["name"], part.get("version", "")] = kept
    return [found[key] for key in sorted(found)]


def _reference(component: Component) -> str:
    return component.package or f"{component.name}@{component.inside or component.version}"


def _told(
    component: Component, components: list[Component], compiled: list[dict[str, Any]]
) -> dict[str, Any]:
    """Return a component with what lies inside its files."""
    told: dict[str, Any] = {
        "type": "library",
        "bom-ref": _reference(component),
        "name": component.name,
        "licenses": [{"expression": component.licence}],
    }
    if component.version:
        told["version"] = component.version
    if component.package:
        told["purl"] = component.package
    if component.sha256:
        told["hashes"] = [{"alg": "SHA-256", "content": component.sha256}]
    inner = [_told(c, [], []) for c in components if c.inside == component.name]
    if inner or compiled:
        told["components"] = [*inner, *compiled]
    return told
