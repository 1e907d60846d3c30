"""The office's file: encrypted, held by one process, refused by name when it cannot be opened."""

import multiprocessing
import os
import secrets
import shutil
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from tcxd_desktop.domain.errors import (
    DamagedFileProblem,
    DiskFullProblem,
    FolderNotEmptyProblem,
    NewerFileProblem,
    NotAllowedProblem,
    NotAnOfficeProblem,
    NotEncryptedProblem,
    OfficeInUseProblem,
    ReadOnlyProblem,
    WrongPasswordProblem,
)
from tcxd_desktop.domain.history import Actor, Change, Permission, Role
from tcxd_desktop.storage import checking, engine, key_file, keys, opening
from tcxd_desktop.storage.deed import Deed
from tcxd_desktop.storage.durable import durable_write
from tcxd_desktop.storage.lock import file_system
from tcxd_desktop.storage.opening import Way, create_store
from tcxd_desktop.storage.store import Store
from tests import make

HEAD = Actor("Trần Thu Hà", Role.HEAD)
NAME = "Nguyễn Thị Đào Rất Dễ Nhận Ra"


def open_store(folder: Path, password: str) -> Store:
    return opening.open_store(folder, Way(password)).store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = create_store(tmp_path / "office", make.HEAD_NAME, make.PASSWORD, make.CHEAP)
    yield made
    made.close()


def put(store: Store, key: str, value: str) -> None:
    with store.write(Deed(HEAD, Permission.SETTINGS, "test")) as work:
        work.add("setting", {"key": key, "value": value})
        work.note(Change("setting", 0, key, "", value))


@contextmanager
def unprivileged() -> Iterator[None]:
    """Be nobody for a while: root may write anywhere."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_nothing_in_the_folder_is_readable(store: Store) -> None:
    put(store, "name", NAME)
    store.close()
    for path in store.folder.rglob("*"):
        if path.is_file():
            assert not engine.find_plain_text(path, NAME.encode()), path
            assert not path.read_bytes().startswith(engine.PLAIN_HEADER)


def test_the_search_for_plain_text_can_find_some(tmp_path: Path) -> None:
    path = tmp_path / "plain"
    path.write_bytes(b"x" * ((1 << 20) - 5) + NAME.encode())
    assert engine.find_plain_text(path, NAME.encode())


def test_a_plain_file_in_place_of_ours_is_refused(store: Store) -> None:
    store.close()
    plain = driver.connect(store.path.with_suffix(".plain"))
    plain.execute("CREATE TABLE proof (marker TEXT)")
    plain.commit()
    plain.close()
    shutil.move(store.path.with_suffix(".plain"), store.path)
    with pytest.raises(DamagedFileProblem):
        open_store(store.folder, make.PASSWORD)


def test_proof_of_encryption_notices_a_readable_page(tmp_path: Path) -> None:
    path = tmp_path / "plain.db"
    plain = driver.connect(path)
    plain.execute("PRAGMA page_size=4096")
    plain.execute("CREATE TABLE proof (marker TEXT)")
    plain.execute("INSERT INTO proof VALUES ('tcxd-proof-1')")
    plain.commit()
    with pytest.raises(NotEncryptedProblem):
        engine.prove_encryption(path, plain)
    plain.close()


@pytest.mark.parametrize("raw", [b"", b"\x11", secrets.token_bytes(31)], ids=["none", "one", "31"])
def test_a_key_that_is_not_32_bytes_is_refused(tmp_path: Path, raw: bytes) -> None:
    with pytest.raises(NotEncryptedProblem):
        engine.connect(tmp_path / "x.db", raw)
    assert not (tmp_path / "x.db").exists()


def test_wrong_password(store: Store) -> None:
    store.close()
    with pytest.raises(WrongPasswordProblem):
        open_store(store.folder, "sai")
    open_store(store.folder, make.PASSWORD).close()


def test_the_same_password_in_another_unicode_form_opens(tmp_path: Path) -> None:
    composed = "hồ sơ"
    decomposed = unicodedata.normalize("NFD", composed)
    assert composed != decomposed
    create_store(tmp_path / "o", make.HEAD_NAME, composed, make.CHEAP).close()
    open_store(tmp_path / "o", decomposed).close()


def test_key_file_binds_its_slot(store: Store) -> None:
    store.close()
    found = key_file.read(store.folder)
    key_file.write(store.folder, replace(found, office="00"))
    with pytest.raises(WrongPasswordProblem):
        open_store(store.folder, make.PASSWORD)


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b'{"office": "1", "slots": [{}]}'])
def test_damaged_key_file(store: Store, content: bytes) -> None:
    store.close()
    for name in (key_file.KEY_FILE, key_file.SECOND):
        (store.folder / name).write_bytes(content)
    with pytest.raises(DamagedFileProblem):
        open_store(store.folder, make.PASSWORD)


@pytest.mark.parametrize("damage", ["cut", "empty", "flipped", "text"])
def test_damaged_file(store: Store, damage: str) -> None:
    store.close()
    data = bytearray(store.path.read_bytes())
    if damage == "flipped":
        data[100] ^= 1
    store.path.write_bytes(
        {"cut": bytes(data[:1000]), "empty": b"", "text": b"xin chao" * 999}.get(damage)
        or (bytes(data) if damage == "flipped" else b"")
    )
    with pytest.raises(DamagedFileProblem):
        open_store(store.folder, make.PASSWORD)


def test_a_flipped_byte_anywhere_is_told_by_verify(store: Store) -> None:
    put(store, "name", NAME)
    assert set(checking.verify(store).values()) == {"ok"}
    store.close()
    data = bytearray(store.path.read_bytes())
    data[-2000] ^= 1
    store.path.write_bytes(data)
    opened = open_store(store.folder, make.PASSWORD)
    try:
        assert checking.verify(opened)["cipher"] != "ok"
    finally:
        opened.close()


def test_a_newer_file_is_refused_by_name(store: Store) -> None:
    store.close()
    connection = engine.connect(store.path, keys.unlock(store.folder, make.PASSWORD).main)
    connection.execute("PRAGMA user_version=99")
    connection.close()
    with pytest.raises(NewerFileProblem) as caught:
        open_store(store.folder, make.PASSWORD)
    assert caught.value.args[0] == 99


def test_not_an_office(tmp_path: Path) -> None:
    with pytest.raises(NotAnOfficeProblem):
        open_store(tmp_path, "x")


def test_a_folder_with_files_is_not_made_an_office(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("của người khác", encoding="utf-8")
    with pytest.raises(FolderNotEmptyProblem):
        create_store(tmp_path, make.HEAD_NAME, "x", make.CHEAP)
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_read_only_folder() -> None:
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o555)
    try:
        with unprivileged(), pytest.raises(ReadOnlyProblem):
            create_store(folder / "office", make.HEAD_NAME, "x", make.CHEAP)
        assert not (folder / "office").exists()
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_full_disk_writes_nothing(store: Store) -> None:
    put(store, "before", "1")
    with store.write(Deed(HEAD, Permission.SETTINGS, "test")) as work:
        [(pages,)] = work.all("PRAGMA page_count")
        work.all(f"PRAGMA max_page_count={pages + 1}")
    with (
        pytest.raises(DiskFullProblem),
        store.write(Deed(HEAD, Permission.SETTINGS, "test")) as work,
    ):
        work.add("setting", {"key": "small", "value": "1"})
        work.add("setting", {"key": "big", "value": "x" * 200_000})
    with store.read() as reading:
        assert reading.all("SELECT key FROM setting ORDER BY key") == [("before",)]


def _hold(folder: str, ready: object, done: object) -> None:
    held = open_store(Path(folder), make.PASSWORD)
    ready.set()  # type: ignore[attr-defined]
    done.wait(20)  # type: ignore[attr-defined]
    held.close()


def test_a_second_process_is_told_who_holds_the_office(store: Store) -> None:
    store.close()
    context = multiprocessing.get_context("spawn")
    ready, done = context.Event(), context.Event()
    process = context.Process(target=_hold, args=(str(store.folder), ready, done))
    process.start()
    try:
        assert ready.wait(20)
        with pytest.raises(OfficeInUseProblem) as caught:
            open_store(store.folder, make.PASSWORD)
        assert os.uname().nodename in str(caught.value.args[0])
    finally:
        done.set()
        process.join(20)
    open_store(store.folder, make.PASSWORD).close()


def test_a_killed_process_leaves_the_office_free(store: Store) -> None:
    store.close()
    context = multiprocessing.get_context("spawn")
    ready, done = context.Event(), context.Event()
    process = context.Process(target=_hold, args=(str(store.folder), ready, done))
    process.start()
    assert ready.wait(20)
    process.kill()
    process.join(20)
    open_store(store.folder, make.PASSWORD).close()


def test_every_write_leaves_its_act(store: Store) -> None:
    put(store, "a", "1")
    with store.read() as reading:
        acts = reading.all("SELECT actor, use_case, permission FROM act")
        assert acts == [("Trần Thu Hà", "test", "thiet_lap")]
        assert reading.all("SELECT field, new FROM act_change") == [("a", "1")]


def test_an_error_rolls_everything_back(store: Store) -> None:
    with (
        pytest.raises(ZeroDivisionError),
        store.write(Deed(HEAD, Permission.SETTINGS, "test")) as work,
    ):
        work.add("setting", {"key": "a", "value": "1"})
        raise ZeroDivisionError
    with store.read() as reading:
        assert reading.one("SELECT count(*) FROM setting") == (0,)
        assert reading.one("SELECT count(*) FROM act") == (0,)


def test_a_viewer_may_not_write(store: Store) -> None:
    viewer = Actor("Lê Văn Thịnh", Role.VIEWER)
    with pytest.raises(NotAllowedProblem), store.write(Deed(viewer, Permission.EDIT, "test")):
        pass


def test_listeners_hear_after_the_commit(store: Store) -> None:
    heard: list[frozenset[str]] = []
    store.on_written(heard.append)
    put(store, "a", "1")
    assert heard == [frozenset({"setting"})]


def test_file_system_of_the_longest_mount(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        f"/dev/sda / ext4 rw 0 0\nsrv:/x {tmp_path / 'share'} nfs4 rw 0 0\n", encoding="utf-8"
    )
    (tmp_path / "share" / "o").mkdir(parents=True)
    assert file_system(tmp_path / "share" / "o", mounts) == "nfs4"
    assert file_system(tmp_path, mounts) == "ext4"


def test_durable_write_keeps_the_old_file_on_error(tmp_path: Path) -> None:
    path = tmp_path / "a"
    durable_write(path, b"old")
    with pytest.raises(TypeError):
        durable_write(path, "not bytes")  # type: ignore[arg-type]
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize("delay", [0.05, 0.2, 0.35])
def test_a_kill_loses_nothing_acknowledged_and_leaves_no_half(store: Store, delay: float) -> None:
    store.close()
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_commit_and_tell, args=(str(store.folder), sender))
    process.start()
    sender.close()
    assert receiver.poll(20)
    first = receiver.recv()
    process.join(delay)
    process.kill()
    process.join(20)
    last = first
    try:
        while receiver.poll(0):
            last = receiver.recv()
    except EOFError:
        pass
    opened = open_store(store.folder, make.PASSWORD)
    try:
        assert checking.verify(opened)["structure"] == "ok"
        with opened.read() as reading:
            [(rows,)] = reading.all("SELECT count(*) FROM setting")
        assert rows % 2 == 0
        assert rows // 2 >= last + 1
    finally:
        opened.close()


def _commit_and_tell(folder: str, sender: object) -> None:
    held = open_store(Path(folder), make.PASSWORD)
    for number in range(100_000):
        with held.write(Deed(HEAD, Permission.SETTINGS, "test")) as work:
            work.add("setting", {"key": f"{number:06d}", "value": "một"})
            work.add("setting", {"key": f"{number:06d}b", "value": "hai"})
        sender.send(number)  # type: ignore[attr-defined]
