"""Anchors: what the office looked like when it was last closed, kept outside its file.

An anchor names the newest line of the access book and, after a proper end, the digest of each
file. It lies beside the files and once more in the user's own folder, and carries a code only
whoever can open the office can make, so that an old copy put back is noticed at the next sign-in.
"""

import hashlib
import hmac
import json
import threading
from collections.abc import Mapping, Sequence
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


def _second(office: str, folder: Path) -> Path:
    """An office restored into another folder is another history: each place has an anchor."""
    place = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:12]
    return places.data_folder() / "anchors" / f"{office}-{place}.json"


def _mac(key: bytes, body: bytes) -> str:
    own = HKDF(hashes.SHA256(), 32, salt=None, info=b"tcxd anchor").derive(key)
    return hmac.new(own, body, hashlib.sha256).hexdigest()


def write(folder: Path, anchor: Anchor, key: bytes, *, second: bool = True) -> None:
    """Write both copies; the one in the user's folder is no reason to fail.

    Args:
        folder: of the office.
        anchor: what it looks like.
        key: data key of the main file.
        second: write the copy in the user's folder too; not while files are only prepared.
    """
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
    if not second:
        return
    path = _second(anchor.office, folder)
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        durable_write(path, data)


def read(
    folder: Path, office: str, keys: Sequence[bytes], *, anywhere: bool = False
) -> list[Anchor]:
    """Return the anchors that are whole and of this office; a forged one counts as none.

    Args:
        folder: of the office.
        office: its identity.
        keys: data keys it may have been made with: the one in force, and those around a change.
        anywhere: those of other folders of this office too, for what they know of erasures.
    """
    found: list[Anchor] = []
    second = _second(office, folder)
    others = sorted(second.parent.glob(f"{office}-*.json")) if anywhere else [second]
    for path in (folder / ANCHOR_FILE, *others):
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
        self._found: dict[str, str] = {}
        self._fault: OSError | None = None
        self._reader = threading.Thread(target=self._read, args=(tuple(paths),), daemon=True)
        self._reader.start()

    def _read(self, paths: tuple[Path, ...]) -> None:
        try:
            for path in paths:
                self._found[path.name] = file_digest(path)
        except OSError as error:
            self._fault = error

    def get(self) -> dict[str, str]:
        """Wait and return name to digest.

        Raises:
            OSError: a file cannot be read: a failing disk, and no sign of somebody's hand.
        """
        self._reader.join()
        if self._fault is not None:
            raise self._fault
        return self._found
