"""From a password to the raw key of the office's file.

The file's key is random and never changes with the password: it lies in ``office.keys.json``
wrapped under a key derived from the password (a *slot*). More slots (further users, the recovery
code) are more entries of the same list.
"""

import base64
import json
import secrets
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from tcxd_desktop.domain.errors import DamagedFileProblem, NotAnOfficeProblem, WrongPasswordProblem
from tcxd_desktop.storage.durable import durable_write

KEY_FILE = "office.keys.json"
_FORMAT = 1
_NOT_OURS = (KeyError, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class Kdf:
    """Cost of a password guess. The floor for a real office is the default (security.md 4.2)."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 1


@dataclass(frozen=True, slots=True, repr=False)
class DataKey:
    """Khóa dữ liệu: 32 random bytes, the raw key of the office's file."""

    raw: bytes
    office: str
    """Random identity of the office, bound into every slot."""


def _b64(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


def _wrapping_key(password: str, salt: bytes, kdf: Kdf) -> bytes:
    # Telex and Unicode forms of one password must open the same file.
    secret = unicodedata.normalize("NFC", password).encode("utf-8")
    derive = Argon2id(
        salt=salt, length=32, iterations=kdf.passes, lanes=kdf.lanes, memory_cost=kdf.memory_kib
    )
    return derive.derive(secret)


def _bound_to(office: str, slot: str) -> bytes:
    return f"tcxd|{_FORMAT}|{office}|{slot}".encode()


def create(folder: Path, password: str, kdf: Kdf) -> DataKey:
    """Make a new random key and write its first slot into ``folder``."""
    key = DataKey(secrets.token_bytes(32), secrets.token_hex(8))
    salt, nonce, slot = secrets.token_bytes(16), secrets.token_bytes(12), secrets.token_hex(4)
    wrapped = AESGCM(_wrapping_key(password, salt, kdf)).encrypt(
        nonce, key.raw, _bound_to(key.office, slot)
    )
    entry = {
        "id": slot,
        "kind": "password",
        "kdf": {
            "name": "argon2id",
            "memory_kib": kdf.memory_kib,
            "passes": kdf.passes,
            "lanes": kdf.lanes,
            "salt": _b64(salt),
        },
        "nonce": _b64(nonce),
        "wrapped": _b64(wrapped),
    }
    content = {"format": _FORMAT, "office": key.office, "slots": [entry]}
    durable_write(folder / KEY_FILE, json.dumps(content, indent=1).encode())
    return key


def unlock(folder: Path, password: str) -> DataKey:
    """Return the office's key.

    Raises:
        NotAnOfficeProblem: no key file there.
        DamagedFileProblem: the key file cannot be read.
        WrongPasswordProblem: no slot opens with ``password``.
    """
    path = folder / KEY_FILE
    try:
        content: dict[str, Any] = json.loads(path.read_bytes())
        office = str(content["office"])
        slots = [_slot(entry) for entry in content["slots"]]
    except FileNotFoundError as error:
        raise NotAnOfficeProblem(str(folder)) from error
    except _NOT_OURS as error:
        raise DamagedFileProblem(str(path)) from error
    for name, kdf, salt, nonce, wrapped in slots:
        try:
            raw = AESGCM(_wrapping_key(password, salt, kdf)).decrypt(
                nonce, wrapped, _bound_to(office, name)
            )
        except InvalidTag:
            continue
        return DataKey(raw, office)
    raise WrongPasswordProblem


def _slot(entry: dict[str, Any]) -> tuple[str, Kdf, bytes, bytes, bytes]:
    cost = entry["kdf"]
    kdf = Kdf(int(cost["memory_kib"]), int(cost["passes"]), int(cost["lanes"]))
    return (
        str(entry["id"]),
        kdf,
        base64.b64decode(cost["salt"], validate=True),
        base64.b64decode(entry["nonce"], validate=True),
        base64.b64decode(entry["wrapped"], validate=True),
    )
