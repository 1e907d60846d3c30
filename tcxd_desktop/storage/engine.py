"""Connections to the encrypted file: the key, the pragmas, and the proof that it is encrypted."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from tcxd_desktop.domain.errors import DamagedFileProblem, NotEncryptedProblem

PLAIN_HEADER = b"SQLite format 3\0"
PAGE = 4096
_MIN_SQLITE = (3, 51, 3)
"""Earlier ones have the corruption fixed in 3.51.3 (security.md, finding 3)."""
_HEX_KEY = re.compile(r"[0-9a-f]{64}")

_PRAGMAS = (
    "cipher_log_level=NONE",
    "locking_mode=NORMAL",
    "journal_mode=DELETE",
    "synchronous=EXTRA",
    "cache_spill=OFF",
    # 64 MiB: lists in name order go through the file in no order of pages, each decrypted anew.
    "cache_size=-65536",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",
    "busy_timeout=5000",
)


def check_driver() -> None:
    """Refuse a library without encryption, or with a known corruption fault.

    Raises:
        NotEncryptedProblem: the wrong library is installed.
    """
    if driver.sqlite_version_info < _MIN_SQLITE:
        raise NotEncryptedProblem(f"SQLite {driver.sqlite_version}")


_STATEMENTS = 512
"""Compiled statements a connection keeps: one save alone sends about seventy."""
SEALED = "sealed"
"""Name under which the sealed compartment is attached."""
_OWN_PRAGMAS = ("journal_mode=DELETE", "synchronous=EXTRA", "secure_delete=ON", "cache_size=-8192")
"""What an attached file does not take over from the main one."""


@dataclass(frozen=True, slots=True, repr=False)
class Sealed:
    """Ngăn niêm phong: the file of items 26 to 28 and its own key."""

    path: Path
    raw_key: bytes


def _literal(raw_key: bytes) -> str:
    key = raw_key.hex()
    # A malformed raw key would be taken for a passphrase without a word (finding 1).
    if not _HEX_KEY.fullmatch(key):
        raise NotEncryptedProblem("key")
    return f"\"x'{key}'\""


def connect(
    path: Path, raw_key: bytes, *, foreign_keys: bool = True, sealed: Sealed | None = None
) -> Any:
    """Open ``path`` with its raw key; transactions are begun by hand.

    Args:
        path: of the main file.
        raw_key: 32 bytes.
        foreign_keys: off only while tables are rebuilt.
        sealed: attached beside it, for those who hold its key.

    Raises:
        NotEncryptedProblem: the driver does not encrypt, or a key is not 32 bytes.
        DamagedFileProblem: a file does not open with its key.
    """
    literal = _literal(raw_key)
    second = _literal(sealed.raw_key) if sealed is not None else ""
    connection = driver.connect(
        path, isolation_level=None, check_same_thread=False, cached_statements=_STATEMENTS
    )
    opening = path
    try:
        connection.execute(f"PRAGMA key={literal}")
        version = connection.execute("PRAGMA cipher_version").fetchone()
        if not version or not version[0]:
            raise NotEncryptedProblem("cipher_version")
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        connection.execute(f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if sealed is not None:
            opening = sealed.path
            connection.execute(f"ATTACH DATABASE ? AS {SEALED} KEY {second}", (str(sealed.path),))
            for pragma in _OWN_PRAGMAS:
                connection.execute(f"PRAGMA {SEALED}.{pragma}")
            connection.execute(f"SELECT count(*) FROM {SEALED}.sqlite_master").fetchone()
    except driver.DatabaseError as error:
        connection.close()
        if "not a database" in str(error) or "malformed" in str(error):
            raise DamagedFileProblem(str(opening)) from error
        raise
    except BaseException:
        connection.close()
        raise
    return connection


def version_of(connection: Any, schema: str = "main") -> int:
    """Return the version a keyed connection's file has."""
    return int(connection.execute(f"PRAGMA {schema}.user_version").fetchone()[0])


def rekey(path: Path, old: bytes, new: bytes) -> None:
    """Write a file anew under another key: wholly, or not at all."""
    connection = connect(path, old, foreign_keys=False)
    try:
        connection.execute(f"PRAGMA rekey={_literal(new)}")
    finally:
        connection.close()


def opens(path: Path, raw_key: bytes) -> bool:
    """Tell whether a file opens with a key."""
    try:
        connect(path, raw_key).close()
    except DamagedFileProblem:
        return False
    return True


def prove_encryption(path: Path, connection: Any, table: str = "proof") -> None:
    """Show that what lies on the disk is not readable: the header, and the planted marker's page.

    Raises:
        NotEncryptedProblem: it is.
    """
    master = "sqlite_master" if table == "proof" else f"{SEALED}.sqlite_master"
    root = connection.execute(f"SELECT rootpage FROM {master} WHERE name = ?", (table,)).fetchone()
    marker = connection.execute(f"SELECT marker FROM {table}").fetchone()
    if root is None or marker is None:
        raise DamagedFileProblem(str(path))
    with path.open("rb") as file:
        header = file.read(len(PLAIN_HEADER))
        file.seek((root[0] - 1) * PAGE)
        page = file.read(PAGE)
    if header == PLAIN_HEADER or marker[0].encode() in page or len(page) != PAGE:
        raise NotEncryptedProblem(path.name)


def find_plain_text(path: Path, wanted: bytes) -> bool:
    """Tell whether ``wanted`` stands readable anywhere in the file: for *verify* and tests."""
    overlap = b""
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            if wanted in overlap + block:
                return True
            overlap = block[-len(wanted) :]
    return False
