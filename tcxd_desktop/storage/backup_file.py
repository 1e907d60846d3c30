"""The file of a backup: a head that says what it is, then the office's files as they are.

The head is a line of magic, the SHA-256 of the manifest, and the manifest as one line of JSON with
length and SHA-256 of every part; so any changed byte is noticed by whoever has no key. The
manifest carries a code only the data key makes, so that a forged one is refused by whoever has.
The parts stay encrypted: a backup opens with the same passwords as the office it was made of.
"""

import hashlib
import hmac
import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tcxd_desktop.domain.errors import BadBackupProblem
from tcxd_desktop.storage.key_file import KEY_FILE
from tcxd_desktop.storage.store import DATA_FILE, SEALED_FILE

ENDING = ".tcxdbak"
_MAGIC = b"TCXD-BACKUP 1\n"
_BLOCK = 1 << 20
_MOST = 1 << 20
"""Bytes of a line of the head that are read."""
_NO_DIGEST = "0" * 64
PARTS = (DATA_FILE, SEALED_FILE, KEY_FILE)
"""Names a part may have: a forged one must not name a place of its own."""
_WRONG = (KeyError, TypeError, ValueError, AttributeError)
Told = Callable[[int], None]
"""Hears how many bytes were written."""


def untold(done: int) -> None:
    """Take no notice."""


@dataclass(frozen=True, slots=True)
class Part:
    """Phần của bản sao lưu: one of the office's files."""

    name: str
    length: int
    sha256: str = _NO_DIGEST


@dataclass(frozen=True, slots=True)
class Manifest:
    """Bản kê của bản sao lưu: readable without a password, so it names nobody."""

    office: str
    seq: int
    """Newest line of the access book."""
    head: str
    """Its hash, hex; empty where there is no chain yet."""
    schema: int
    sealed_schema: int
    """0 where whoever made it does not hold the sealed compartment."""
    made: str
    """UTC, ISO with seconds."""
    suspect: str
    """Why the clock was not to be believed, or nothing."""
    generation: int
    last_person: int
    """Highest number a person ever had: numbers are not given again after a restore."""
    erased: tuple[int, ...]
    counts: dict[str, int]
    why: str
    kind: str
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """Đầu tệp sao lưu, as read."""

    path: Path
    manifest: Manifest
    digest: str
    """SHA-256 of the manifest: the identity of the backup."""
    mac: str
    offset: int
    """Where the parts begin."""

    def genuine(self, key: bytes) -> bool:
        """Tell whether ``key`` is the data key this backup was made with."""
        return hmac.compare_digest(self.mac, _mac(key, _body(self.manifest)))


@dataclass(frozen=True, slots=True)
class Piece:
    """Nguồn của một phần: a file, a stretch of one, or bytes."""

    name: str
    source: Path | bytes
    offset: int = 0
    length: int = -1

    @property
    def size(self) -> int:
        """How many bytes it has."""
        if isinstance(self.source, bytes):
            return len(self.source)
        return self.length if self.length >= 0 else self.source.stat().st_size

    def blocks(self) -> Iterator[bytes]:
        """Yield its bytes."""
        if isinstance(self.source, bytes):
            yield self.source
            return
        with self.source.open("rb") as file:
            file.seek(self.offset)
            yield from _blocks(file, self.size)


def _blocks(file: Any, size: int) -> Iterator[bytes]:
    left = size
    while left > 0 and (block := file.read(min(_BLOCK, left))):
        left -= len(block)
        yield block


# --- writing --------------------------------------------------------------------------------------


def write(
    path: Path, manifest: Manifest, pieces: Sequence[Piece], key: bytes, tell: Told = untold
) -> Head:
    """Write a backup to ``path``, which has no final name yet, and flush it to the disk.

    Args:
        path: of the new file.
        manifest: without its parts.
        pieces: what the parts are made of.
        key: data key of the main file.
        tell: hears how many bytes are written.
    """
    # The head is as long with the digests as without: it is written last, over what kept its room.
    blank = tuple(Part(piece.name, piece.size) for piece in pieces)
    room = len(_dumped(replace(manifest, parts=blank), key)[0])
    written = 0
    with path.open("wb") as out:
        out.write(bytes(room))
        parts: list[Part] = []
        for piece in pieces:
            made, size = hashlib.sha256(), 0
            for block in piece.blocks():
                made.update(block)
                out.write(block)
                size += len(block)
                tell(written + size)
            written += size
            parts.append(Part(piece.name, size, made.hexdigest()))
        whole = replace(manifest, parts=tuple(parts))
        data, digest, mac = _dumped(whole, key)
        if len(data) != room:
            raise BadBackupProblem(str(path))  # a source changed its length while it was read
        out.seek(0)
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    return Head(path, whole, digest, mac, room)


def _mac(key: bytes, body: bytes) -> str:
    own = HKDF(hashes.SHA256(), 32, salt=None, info=b"tcxd backup").derive(key)
    return hmac.new(own, body, hashlib.sha256).hexdigest()


def _body(manifest: Manifest) -> bytes:
    return json.dumps(asdict(manifest), ensure_ascii=False, separators=(",", ":")).encode()


def _dumped(manifest: Manifest, key: bytes) -> tuple[bytes, str, str]:
    """Return the head's bytes, the digest of the manifest, and its code."""
    mac = _mac(key, _body(manifest))
    line = json.dumps(
        {**asdict(manifest), "mac": mac}, ensure_ascii=False, separators=(",", ":")
    ).encode()
    digest = hashlib.sha256(line).hexdigest()
    return b"".join((_MAGIC, digest.encode(), b"\n", line, b"\n")), digest, mac


# --- reading --------------------------------------------------------------------------------------


def read_head(path: Path) -> Head:
    """Return what a backup says of itself.

    Raises:
        BadBackupProblem: not a backup, cut off, or a byte of the head is not as written.
    """
    with path.open("rb") as file:
        magic = file.read(len(_MAGIC))
        digest = file.read(len(_NO_DIGEST) + 1)
        line = file.readline(_MOST)
        offset = file.tell()
        size = os.fstat(file.fileno()).st_size
    found = hashlib.sha256(line[:-1]).hexdigest()
    if magic != _MAGIC or digest != found.encode() + b"\n" or line[-1:] != b"\n":
        raise BadBackupProblem(str(path))
    try:
        manifest, mac = _manifest(json.loads(line))
    except _WRONG as error:
        raise BadBackupProblem(str(path)) from error
    if size != offset + sum(part.length for part in manifest.parts):
        raise BadBackupProblem(str(path))
    return Head(path, manifest, found, mac, offset)


def _manifest(raw: dict[str, Any]) -> tuple[Manifest, str]:
    mac = str(raw.pop("mac"))
    parts = tuple(Part(str(p["name"]), int(p["length"]), str(p["sha256"])) for p in raw["parts"])
    names = [part.name for part in parts]
    if len(set(names)) != len(names) or not set(names) <= set(PARTS) or DATA_FILE not in names:
        raise ValueError("parts")
    if any(part.length < 0 for part in parts):
        raise ValueError("length")
    datetime.fromisoformat(raw["made"])
    made = Manifest(
        office=str(raw["office"]),
        seq=int(raw["seq"]),
        head=str(raw["head"]),
        schema=int(raw["schema"]),
        sealed_schema=int(raw["sealed_schema"]),
        made=str(raw["made"]),
        suspect=str(raw["suspect"]),
        generation=int(raw["generation"]),
        last_person=int(raw["last_person"]),
        erased=tuple(int(number) for number in raw["erased"]),
        counts={str(name): int(count) for name, count in raw["counts"].items()},
        why=str(raw["why"]),
        kind=str(raw["kind"]),
        parts=parts,
    )
    return made, mac


def pieces_of(head: Head, names: Sequence[str] = PARTS) -> list[Piece]:
    """Return parts of a backup as they lie in its file."""
    found: list[Piece] = []
    offset = head.offset
    for part in head.manifest.parts:
        if part.name in names:
            found.append(Piece(part.name, head.path, offset, part.length))
        offset += part.length
    return found


def part_bytes(head: Head, name: str) -> bytes:
    """Return a small part; nothing where it is not there.

    Raises:
        BadBackupProblem: its bytes are not those the manifest names.
    """
    for piece in pieces_of(head, (name,)):
        data = b"".join(piece.blocks())
        if hashlib.sha256(data).hexdigest() != _digest_of(head, name):
            raise BadBackupProblem(str(head.path))
        return data
    return b""


def _digest_of(head: Head, name: str) -> str:
    return next(part.sha256 for part in head.manifest.parts if part.name == name)


def unpack(head: Head, folder: Path, tell: Told = untold) -> None:
    """Write the parts as files into ``folder``.

    Raises:
        BadBackupProblem: a part's bytes are not those the manifest names.
    """
    done = 0
    for piece in pieces_of(head):
        with _checked(head, piece.name) as take, (folder / piece.name).open("wb") as out:
            for block in piece.blocks():
                take(block)
                out.write(block)
                done += len(block)
                tell(done)


def check(head: Head, tell: Told = untold) -> None:
    """Read every part and compare it with the manifest.

    Raises:
        BadBackupProblem: a part's bytes are not those the manifest names.
    """
    done = 0
    for piece in pieces_of(head):
        with _checked(head, piece.name) as take:
            for block in piece.blocks():
                take(block)
                done += len(block)
                tell(done)


@contextmanager
def _checked(head: Head, name: str) -> Iterator[Callable[[bytes], None]]:
    made = hashlib.sha256()
    yield made.update
    if made.hexdigest() != _digest_of(head, name):
        raise BadBackupProblem(str(head.path))
