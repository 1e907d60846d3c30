"""Encryption fails closed: a wrong set-up is refused, and nothing of it reaches the disk.

SQLite libraries fail open: a plain one takes ``PRAGMA key`` without a word, and the right one
writes plain text when the key comes late or not at all (security.md, finding 1; S2).
"""

import secrets
import sqlite3
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
import sqlcipher3.dbapi2 as driver

from tcxd_desktop.domain.errors import DamagedFileProblem, NotEncryptedProblem
from tcxd_desktop.office import opening
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import engine
from tcxd_desktop.storage.engine import Sealed, connect
from tcxd_desktop.storage.opening import Way, open_store
from tests import make

GOOD = bytes(range(32))
REFUSED = (NotEncryptedProblem, DamagedFileProblem)


class _Text:
    """Something that says it is a key and is text."""

    def __init__(self, text: str) -> None:
        self.text = text

    def hex(self) -> str:
        return self.text


WRONG_KEYS = {
    "none": b"",
    "one byte": b"\x11",
    "31 bytes": bytes(31),
    "33 bytes": bytes(33),
    "64 bytes": bytes(64),
    "not hex": _Text("zz" * 32),
    "upper case": _Text("AB" * 32),
    "quote": _Text('"' + "a" * 63),
    "statement": _Text("a" * 60 + "';--"),
    "space": _Text(" " + "a" * 63),
    "new line": _Text("a" * 64 + "\n"),
    "passphrase": _Text("mật khẩu của tôi"),
}


@pytest.mark.parametrize("name", WRONG_KEYS)
def test_a_wrong_key_of_the_main_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotEncryptedProblem):
        connect(tmp_path / "a.db", WRONG_KEYS[name])  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", WRONG_KEYS)
def test_a_wrong_key_of_the_sealed_file(tmp_path: Path, name: str) -> None:
    wrong = Sealed(tmp_path / "s.db", WRONG_KEYS[name])  # type: ignore[arg-type]
    with pytest.raises(NotEncryptedProblem):
        connect(tmp_path / "a.db", GOOD, sealed=wrong)
    assert list(tmp_path.iterdir()) == []


def _plain_library() -> ModuleType:
    """The standard library's module: it has no encryption and says nothing."""
    return sqlite3


def test_a_library_without_encryption(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "driver", _plain_library())
    with pytest.raises(NotEncryptedProblem):
        connect(tmp_path / "a.db", GOOD)
    assert all(path.stat().st_size == 0 for path in tmp_path.iterdir())


def test_a_library_with_the_corruption_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_MIN_SQLITE", (99, 0, 0))
    with pytest.raises(NotEncryptedProblem):
        engine.check_driver()


def _another(path: Path) -> None:
    connection = connect(path, secrets.token_bytes(32))
    connection.execute("CREATE TABLE proof (marker TEXT)")
    connection.close()


def _plain(path: Path) -> None:
    connection = driver.connect(path)
    connection.execute("CREATE TABLE proof (marker TEXT)")
    connection.execute("CREATE TABLE sealed_proof (marker TEXT, key BLOB)")
    connection.commit()
    connection.close()


def _text(path: Path) -> None:
    path.write_bytes(b"Xin chao, day khong phai la co so du lieu. " * 500)


@pytest.mark.parametrize("file", ["office.db", "office.sealed.db"])
@pytest.mark.parametrize("put", [_another, _plain, _text])
def test_another_file_in_its_place(
    office_folder: Path, file: str, put: Callable[[Path], None]
) -> None:
    (office_folder / file).unlink()
    put(office_folder / file)
    before = (office_folder / file).read_bytes()
    with pytest.raises(DamagedFileProblem):
        open_store(office_folder, Way(make.PASSWORD))
    assert (office_folder / file).read_bytes() == before


def test_the_sealed_file_does_not_open_with_the_main_key(desk: Desk) -> None:
    ring = desk.store.ring
    opening.close_office(desk)
    assert engine.opens(desk.store.path, ring.main)
    assert not engine.opens(desk.store.sealed_path, ring.main)
    assert not engine.opens(desk.store.path, ring.sealed or b"")


def test_a_readable_page_is_noticed_at_the_start(
    office_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if the key had come too late: header and pages are plain, the library says nothing."""
    monkeypatch.setattr(engine, "PLAIN_HEADER", (office_folder / "office.db").read_bytes()[:16])
    with pytest.raises(NotEncryptedProblem):
        open_store(office_folder, Way(make.PASSWORD))


@pytest.mark.parametrize("library", [sqlite3, driver], ids=["plain library", "no key"])
def test_nothing_is_refused_when_nobody_checks(tmp_path: Path, library: ModuleType) -> None:
    """The twin: what the checks are for does happen."""
    connection = library.connect(tmp_path / "a.db")
    if library is sqlite3:
        connection.execute(f"PRAGMA key=\"x'{GOOD.hex()}'\"")
    connection.execute("CREATE TABLE t (name TEXT)")
    connection.execute("INSERT INTO t VALUES ('Nguyễn Thị Đào')")
    connection.commit()
    connection.close()
    assert engine.find_plain_text(tmp_path / "a.db", "Nguyễn Thị Đào".encode())


def test_a_lost_sealed_file_is_not_made_anew(office_folder: Path) -> None:
    (office_folder / "office.sealed.db").unlink()
    with pytest.raises(Exception, match=r"office\.sealed\.db"):
        open_store(office_folder, Way(make.PASSWORD))
    assert not (office_folder / "office.sealed.db").exists()
