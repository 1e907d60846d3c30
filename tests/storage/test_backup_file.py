"""The file of a backup: no changed byte passes, no forged one, no cut one."""

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest

from tcxd_desktop.domain.errors import BadBackupProblem
from tcxd_desktop.storage import backup_file
from tcxd_desktop.storage.backup_file import Head, Manifest, Piece
from tcxd_desktop.storage.key_file import KEY_FILE
from tcxd_desktop.storage.store import DATA_FILE, SEALED_FILE
from tcxd_desktop.torture.flips import flips

KEY = bytes(range(32))
MANIFEST = Manifest(
    office="3fa2c1d200000000", seq=123, head="ab" * 32, schema=2, sealed_schema=1,
    made="2026-11-25T09:14:00+00:00", suspect="", generation=1, last_person=3412,
    erased=(7, 19), counts={"person": 3412, "act": 123}, why="time", kind="local",
)  # fmt: skip
PIECES = (
    Piece(DATA_FILE, b"main" * 4000),
    Piece(SEALED_FILE, b"sealed" * 700),
    Piece(KEY_FILE, b"slots"),
)


@pytest.fixture
def head(tmp_path: Path) -> Head:
    return backup_file.write(tmp_path / "a.tcxdbak", MANIFEST, PIECES, KEY)


def told(path: Path) -> object:
    """Return what a backup says, and make sure of its parts."""
    found = backup_file.read_head(path)
    backup_file.check(found)
    return found.manifest, found.mac


def trusting(path: Path) -> object:
    """Do the same without looking at the digest."""
    lines = path.read_bytes().split(b"\n", 3)
    try:
        return json.loads(lines[2])
    except (ValueError, IndexError) as error:
        raise BadBackupProblem(str(path)) from error


def test_what_was_written_is_read(head: Head, tmp_path: Path) -> None:
    found = backup_file.read_head(head.path)
    assert found == head
    assert found.genuine(KEY)
    assert replace(found.manifest, parts=()) == MANIFEST
    place = tmp_path / "out"
    place.mkdir()
    backup_file.unpack(found, place)
    for piece in PIECES:
        assert (place / piece.name).read_bytes() == piece.source


@pytest.mark.parametrize("seed", range(3))
def test_every_byte_counts(tmp_path: Path, seed: int) -> None:
    small = [Piece(piece.name, b"part") for piece in PIECES]
    path = backup_file.write(tmp_path / "small.tcxdbak", MANIFEST, small, KEY).path
    found = flips(path, told, None, seed)
    assert found.tried == path.stat().st_size
    assert (found.refused, found.failures) == (found.tried, [])


def test_without_the_digest_a_flipped_byte_would_pass(head: Head) -> None:
    """The twin of the test above."""
    assert flips(head.path, trusting, 2_000).different


def test_every_part_is_held_to_its_digest(head: Head, tmp_path: Path) -> None:
    data, chance = head.path.read_bytes(), random.Random(5)
    size = len(data) - head.offset
    for place in {0, size - 1, *(chance.randrange(size) for _ in range(200))}:
        changed = bytearray(data)
        changed[head.offset + place] ^= 1 << chance.randrange(8)
        head.path.write_bytes(changed)
        assert backup_file.read_head(head.path) == head
        with pytest.raises(BadBackupProblem):
            backup_file.check(head)
        with pytest.raises(BadBackupProblem):
            backup_file.unpack(head, tmp_path)


@pytest.mark.parametrize("change", [lambda d: d[:-1], lambda d: d + b"\0", lambda d: d[:70], bytes])
def test_a_cut_or_longer_file_is_refused(head: Head, change: object) -> None:
    data = head.path.read_bytes()
    head.path.write_bytes(b"" if change is bytes else change(data))  # type: ignore[operator]
    with pytest.raises(BadBackupProblem):
        backup_file.read_head(head.path)


def test_a_forged_manifest_is_refused_by_whoever_has_the_key(tmp_path: Path) -> None:
    stranger = backup_file.write(tmp_path / "b.tcxdbak", MANIFEST, PIECES, bytes(32))
    assert backup_file.read_head(stranger.path).manifest.seq == MANIFEST.seq
    assert not backup_file.read_head(stranger.path).genuine(KEY)


@pytest.mark.parametrize("name", ["../office.db", "C:\\office.db", "office.lock", ""])
def test_a_part_names_no_place_of_its_own(tmp_path: Path, name: str) -> None:
    pieces = (*PIECES, Piece(name, b"x"))
    path = backup_file.write(tmp_path / "c.tcxdbak", MANIFEST, pieces, KEY).path
    with pytest.raises(BadBackupProblem):
        backup_file.read_head(path)


def test_a_manifest_of_other_things_is_refused(tmp_path: Path) -> None:
    for wrong in ({"seq": None}, {"made": "hôm qua"}, {"counts": []}, {"erased": 3}):
        manifest = replace(MANIFEST, **wrong)  # type: ignore[arg-type]
        path = backup_file.write(tmp_path / "d.tcxdbak", manifest, PIECES, KEY).path
        with pytest.raises(BadBackupProblem):
            backup_file.read_head(path)


def test_the_manifest_names_nobody(head: Head) -> None:
    readable = head.path.read_bytes()[: head.offset].decode()
    assert set(json.loads(readable.split("\n")[2])) == {
        "office", "seq", "head", "schema", "sealed_schema", "made", "suspect", "generation",
        "last_person", "erased", "counts", "why", "kind", "parts", "mac",
    }  # fmt: skip
