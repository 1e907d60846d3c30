"""The file of key slots: what it holds, how it is written twice, and how a damaged copy is seen.

The first line is the SHA-256 of the rest, so that any changed byte is noticed and the other copy
is read; whoever changes both gains nothing, because every slot is bound by its own encryption.
"""

import base64
import hashlib
import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from tcxd_desktop.domain.errors import DamagedFileProblem, NotAnOfficeProblem, Problem
from tcxd_desktop.storage.durable import durable_write
from tcxd_desktop.storage.faults import told

KEY_FILE = "office.keys.json"
SECOND = "office.keys.2.json"
FORMAT = 2
_WRONG = (KeyError, TypeError, ValueError, AttributeError)
_FIRST_ACCOUNT = 1


@dataclass(frozen=True, slots=True)
class Kdf:
    """Cost of a password guess. The floor for a real office is the default (security.md 4.2)."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 1

    def derive(self, secret: bytes, salt: bytes) -> bytes:
        """Return 32 bytes of Argon2id."""
        made = Argon2id(
            salt=salt,
            length=32,
            iterations=self.passes,
            lanes=self.lanes,
            memory_cost=self.memory_kib,
        )
        return made.derive(secret)

    def below(self, other: "Kdf") -> bool:
        """Tell whether a guess costs less than with ``other``."""
        return self.memory_kib * self.passes < other.memory_kib * other.passes


FLOOR = Kdf()
_AIM = 0.9
"""Seconds one sign-in may take on this machine: between 0.7 and 1.5 (security.md 4.2)."""
_MOST_MEMORY_KIB = 256 * 1024
_MOST_PASSES = 12


def calibrated() -> Kdf:
    """Return the cost that takes about a second on this machine, never below the floor."""
    start = time.perf_counter()
    FLOOR.derive(b"tcxd", bytes(16))
    once = time.perf_counter() - start
    memory = FLOOR.memory_kib
    while once * 2 * memory / FLOOR.memory_kib <= _AIM and memory < _MOST_MEMORY_KIB:
        memory *= 2
    taken = once * memory / FLOOR.memory_kib
    passes = max(FLOOR.passes, min(_MOST_PASSES, round(FLOOR.passes * _AIM / taken)))
    return Kdf(memory, passes, FLOOR.lanes)


@dataclass(frozen=True, slots=True, repr=False)
class Slot:
    """Khe khóa: one way in."""

    id: str
    kind: str
    account: int
    name: str
    box: bytes = b""
    """Public X25519 key the data keys are sealed to."""
    sign: bytes = b""
    """Public Ed25519 key of the user."""
    kdf: Kdf = FLOOR
    salt: bytes = b""
    nonce: bytes = b""
    wrapped: bytes = b""
    """The private keys, under the password."""
    boxes: Mapping[str, bytes] = field(default_factory=dict)
    """``main``, ``sealed``, and while keys are changed ``next_main``, ``next_sealed``."""
    legacy: bool = False
    """Written by the first version of the program: wraps the data key itself."""


@dataclass(frozen=True, slots=True)
class KeyFile:
    """Tệp khóa: the office's identity and its slots."""

    office: str
    slots: tuple[Slot, ...]


def read(folder: Path) -> KeyFile:
    """Return the slots, from the second copy where the first is lost or damaged.

    Raises:
        NotAnOfficeProblem: there is none.
        DamagedFileProblem: no copy can be read.
        DiskFaultProblem, ReadOnlyProblem: nor does the disk give one.
    """
    paths = [folder / KEY_FILE, folder / SECOND]
    found = [path for path in paths if path.is_file()]
    if not found:
        raise NotAnOfficeProblem(str(folder))
    refused: OSError | None = None
    for path in found:
        try:
            content = parsed(path.read_bytes())
        except OSError as error:
            refused = error
            continue
        if content is not None:
            return content
    with told(paths[0]):
        raise refused or DamagedFileProblem(str(paths[0]))


def write(folder: Path, content: KeyFile) -> None:
    """Write both copies; the second first, so that it never knows less than the first."""
    data = dumped(content)
    durable_write(folder / SECOND, data)
    durable_write(folder / KEY_FILE, data)


@contextmanager
def or_as_before(folder: Path) -> Iterator[None]:
    """Put the slots back where what was to follow fails: the transaction that tells of them.

    Otherwise a user would sign in, and sign, with keys the office does not know.
    """
    before = read(folder)
    try:
        yield
    except BaseException:
        with suppress(OSError, Problem):
            if read(folder) != before:
                write(folder, before)
        raise


def heal(folder: Path) -> None:
    """Bring both copies to what :func:`read` returns, after a crash between them or a loss."""
    data = dumped(read(folder))
    for name in (KEY_FILE, SECOND):
        path = folder / name
        if not path.is_file() or path.read_bytes() != data:
            durable_write(path, data)


def dumped(content: KeyFile) -> bytes:
    """Return the file's bytes."""
    raw = {
        "format": FORMAT,
        "office": content.office,
        "slots": [_entry(slot) for slot in content.slots],
    }
    body = json.dumps(raw, indent=1, ensure_ascii=False).encode()
    return hashlib.sha256(body).hexdigest().encode() + b"\n" + body


def parsed(data: bytes) -> KeyFile | None:
    """Return what :func:`dumped` wrote, or ``None`` if a byte of it is not as written."""
    head, _, body = data.partition(b"\n")
    try:
        if hashlib.sha256(body).hexdigest().encode() == head:
            raw = json.loads(body)
            return KeyFile(str(raw["office"]), tuple(_slot(entry) for entry in raw["slots"]))
        raw = json.loads(data)
        if raw["format"] == 1:
            return KeyFile(str(raw["office"]), tuple(_legacy(entry) for entry in raw["slots"]))
    except _WRONG:
        return None
    return None


def _b64(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


def _raw(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def _entry(slot: Slot) -> dict[str, Any]:
    if slot.legacy:
        raise ValueError("a slot of format 1 is upgraded, never written")
    entry: dict[str, Any] = {
        "id": slot.id,
        "kind": slot.kind,
        "account": slot.account,
        "name": slot.name,
        "box": _b64(slot.box),
        "keys": {what: _b64(box) for what, box in slot.boxes.items()},
    }
    if slot.wrapped:
        entry |= {
            "sign": _b64(slot.sign),
            "kdf": _kdf_entry(slot.kdf, slot.salt),
            "nonce": _b64(slot.nonce),
            "wrapped": _b64(slot.wrapped),
        }
    return entry


def _kdf_entry(kdf: Kdf, salt: bytes) -> dict[str, Any]:
    return {
        "name": "argon2id",
        "memory_kib": kdf.memory_kib,
        "passes": kdf.passes,
        "lanes": kdf.lanes,
        "salt": _b64(salt),
    }


def _kdf(cost: Mapping[str, Any]) -> Kdf:
    return Kdf(int(cost["memory_kib"]), int(cost["passes"]), int(cost["lanes"]))


def _slot(entry: Mapping[str, Any]) -> Slot:
    made = Slot(
        id=str(entry["id"]),
        kind=str(entry["kind"]),
        account=int(entry["account"]),
        name=str(entry["name"]),
        box=_raw(entry["box"]),
        boxes={str(what): _raw(box) for what, box in entry["keys"].items()},
    )
    if "wrapped" not in entry:
        return made
    return Slot(
        made.id, made.kind, made.account, made.name, made.box, _raw(entry["sign"]),
        _kdf(entry["kdf"]), _raw(entry["kdf"]["salt"]), _raw(entry["nonce"]),
        _raw(entry["wrapped"]), made.boxes,
    )  # fmt: skip


def _legacy(entry: Mapping[str, Any]) -> Slot:
    return Slot(
        id=str(entry["id"]),
        kind="password",
        account=_FIRST_ACCOUNT,
        name="",
        kdf=_kdf(entry["kdf"]),
        salt=_raw(entry["kdf"]["salt"]),
        nonce=_raw(entry["nonce"]),
        wrapped=_raw(entry["wrapped"]),
        legacy=True,
    )
