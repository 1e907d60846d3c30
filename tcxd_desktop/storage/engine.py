"""Connections to the encrypted file: the key, the pragmas, and the proof that it is encrypted."""

import re
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


def connect(path: Path, raw_key: bytes, *, foreign_keys: bool = True) -> Any:
    """Open ``path`` with its raw key; transactions are begun by hand.

    Raises:
        NotEncryptedProblem: the driver does not encrypt, or the key is not 32 bytes.
        DamagedFileProblem: the file does not open with this key.
    """
    key = raw_key.hex()
    # A malformed raw key would be taken for a passphrase without a word (finding 1).
    if not _HEX_KEY.fullmatch(key):
        raise NotEncryptedProblem("key")
    connection = driver.connect(path, isolation_level=None, check_same_thread=False)
    try:
        connection.execute(f"PRAGMA key=\"x'{key}'\"")
        version = connection.execute("PRAGMA cipher_version").fetchone()
        if not version or not version[0]:
            raise NotEncryptedProblem("cipher_version")
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        connection.execute(f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except driver.DatabaseError as error:
        connection.close()
        if "not a database" in str(error) or "malformed" in str(error):
            raise DamagedFileProblem(str(path)) from error
        raise
    except BaseException:
        connection.close()
        raise
    return connection


def prove_encryption(path: Path, connection: Any) -> None:
    """Show that what lies on the disk is not readable: the header, and the planted marker's page.

    Raises:
        NotEncryptedProblem: it is.
    """
    root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name='proof'").fetchone()
    marker = connection.execute("SELECT marker FROM proof").fetchone()
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
