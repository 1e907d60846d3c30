"""Anchors: what the office looked like when it was last closed, kept outside its file.

An anchor names the newest line of the access book and, after a proper end, the digest of each
file. It lies beside the files and once more in the user's own folder, and carries a code only
whoever can open the office can make, so that an old copy put back is noticed at the next sign-in.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tcxd_desktop import places
from tcxd_desktop.storage.durable import durable_write

ANCHOR_FILE = "office.anchor.json"
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Anchor:
    """Mốc neo."""

    office: str
    seq: int
    head: str
    """Hash of line ``seq``, hex."""
    clean: bool
    """Written at a proper end: nothing changes the files until the next start."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Name to SHA-256, after a proper end."""
    generation: int = 0
    """Counts restores: a restored office is older on purpose."""
    erased: tuple[int, ...] = ()
    """Persons erased by decision, so that an older copy is cleaned again."""


def _second(office: str) -> Path:
    return places.data_folder() / "anchors" / f"{office}.json"


def _mac(key: bytes, body: bytes) -> str:
    own = HKDF(hashes.SHA256(), 32, salt=None, info=b"tcxd anchor").derive(key)
    return hmac.new(own, body, hashlib.sha256).hexdigest()


def write(folder: Path, anchor: Anchor, key: bytes) -> None:
    """Write both copies; the one in the user's folder is no reason to fail."""
    body = json.dumps(
        {
            "office": anchor.office,
            "seq": anchor.seq,
            "head": anchor.head,
            "clean": anchor.clean,
            "files": dict(anchor.files),
            "generation": anchor.generation,
            "erased": list(anchor.erased),
        }
    ).encode()
    data = json.dumps({"mac": _mac(key, body), "anchor": body.decode()}).encode()
    durable_write(folder / ANCHOR_FILE, data)
    second = _second(anchor.office)
    with suppress(OSError):
        second.parent.mkdir(parents=True, exist_ok=True)
        durable_write(second, data)


def read(folder: Path, office: str, keys: Sequence[bytes]) -> list[Anchor]:
    """Return the anchors that are whole and of this office; a forged one counts as none.

    Args:
        folder: of the office.
        office: its identity.
        keys: data keys it may have been made with: the one in force, and those around a change.
    """
    found: list[Anchor] = []
    for path in (folder / ANCHOR_FILE, _second(office)):
        with suppress(OSError, ValueError, KeyError, TypeError):
            raw = json.loads(path.read_bytes())
            body = str(raw["anchor"]).encode()
            if any(hmac.compare_digest(_mac(key, body), str(raw["mac"])) for key in keys):
                found.append(_anchor(json.loads(body)))
    return [anchor for anchor in found if anchor.office == office]


def _anchor(raw: Mapping[str, Any]) -> Anchor:
    return Anchor(
        str(raw["office"]), int(raw["seq"]), str(raw["head"]), bool(raw["clean"]),
        {str(name): str(value) for name, value in raw["files"].items()},
        int(raw["generation"]), tuple(int(number) for number in raw["erased"]),
    )  # fmt: skip


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file, hex; nothing where there is none."""
    if not path.is_file():
        return ""
    made = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            made.update(block)
    return made.hexdigest()


class Digests:
    """Reads the files beside the slow derivation of the key: sign-in does not wait for it."""

    def __init__(self, paths: Sequence[Path]) -> None:
        """Start reading."""
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="tcxd-digest")
        self._found: dict[str, Future[str]] = {
            path.name: self._pool.submit(file_digest, path) for path in paths
        }

    def get(self) -> dict[str, str]:
        """Wait and return name to digest; a file that cannot be read has none."""
        found: dict[str, str] = {}
        for name, future in self._found.items():
            with suppress(OSError):
                found[name] = future.result()
        self._pool.shutdown()
        return found
