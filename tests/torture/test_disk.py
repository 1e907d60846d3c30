"""The model of a disk that forgets: what was synced stays, the rest may be anything."""

import random
from pathlib import Path

from tcxd_desktop.torture.calls import Call
from tcxd_desktop.torture.disk import EVERYTHING, NOTHING, SECTOR, Disk, Luck


def write(data: bytes, offset: int = 0, handle: int = 1) -> Call:
    return Call("write", "", handle, offset, data)


def disk(folder: Path, *calls: Call) -> Disk:
    made = Disk(folder)
    for call in calls:
        made.follow(call)
    return made


def left(made: Disk, luck: Luck) -> dict[str, bytes]:
    found = made.after_cut(random.Random(1), luck)
    return {Path(path).name: data for path, data in found.items()}


def test_what_was_not_synced_is_lost(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    path = str(tmp_path / "a")
    made = disk(tmp_path, Call("open", path, 1), write(b"new"))
    assert left(made, NOTHING) == {"a": b"old"}
    assert left(made, EVERYTHING) == {"a": b"new"}
    made.follow(Call("sync", path, 1))
    assert left(made, NOTHING) == {"a": b"new"}


def test_a_name_lasts_from_the_sync_of_its_folder(tmp_path: Path) -> None:
    path = str(tmp_path / "a")
    made = disk(tmp_path, Call("open", path, 1, creates=True), write(b"x"), Call("sync", path, 1))
    assert left(made, NOTHING) == {}
    made.follow(Call("sync_folder", str(tmp_path)))
    assert left(made, NOTHING) == {"a": b"x"}
    made.follow(Call("delete", path))
    assert left(made, NOTHING) == {"a": b"x"}
    assert left(made, EVERYTHING) == {}


def test_a_rename_without_a_sync_leaves_the_name_without_its_content(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    new, old = str(tmp_path / "t"), str(tmp_path / "a")
    made = disk(
        tmp_path,
        Call("open", new, 1, creates=True),
        write(b"new"),
        Call("rename", new, target=old),
        Call("sync_folder", str(tmp_path)),
    )
    assert left(made, NOTHING) == {"a": b""}


def test_sectors_live_and_die_apart(tmp_path: Path) -> None:
    path = str(tmp_path / "a")
    data = bytes([1]) * SECTOR * 64
    made = disk(
        tmp_path,
        Call("open", path, 1, creates=True),
        Call("sync_folder", str(tmp_path)),
        write(data, offset=100),
    )
    found = left(made, Luck(0.5, 0.2, 1))["a"]
    sectors = [found[at : at + SECTOR] for at in range(SECTOR, len(found) - SECTOR, SECTOR)]
    whole, gone = bytes([1]) * SECTOR, bytes(SECTOR)
    assert 10 < sectors.count(whole) < 50
    assert 2 < sectors.count(gone) < 40
    assert any(sector not in (whole, gone) for sector in sectors)
    assert found[:100] == bytes(100)


def test_a_cut_file_may_come_back(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"0123456789")
    path = str(tmp_path / "a")
    made = disk(tmp_path, Call("open", path, 1), Call("truncate", path, 1, size=4))
    assert left(made, NOTHING) == {"a": b"0123456789"}
    assert left(made, EVERYTHING) == {"a": b"0123"}


def test_a_folder_moves_with_what_is_in_it(tmp_path: Path) -> None:
    part, ready = str(tmp_path / "part"), str(tmp_path / "ready")
    inside = str(tmp_path / "part" / "a")
    made = disk(
        tmp_path,
        Call("folder", part),
        Call("open", inside, 1, creates=True),
        write(b"x"),
        Call("sync", inside, 1),
    )
    assert left(made, NOTHING) == {}
    for folder in (part, str(tmp_path)):
        made.follow(Call("sync_folder", folder))
    made.follow(Call("rename", part, target=ready))
    found = made.after_cut(random.Random(1), NOTHING)
    assert found == {part: None, inside: b"x"}
    made.follow(Call("sync_folder", str(tmp_path)))
    found = made.after_cut(random.Random(1), NOTHING)
    assert found == {ready: None, str(tmp_path / "ready" / "a"): b"x"}
    made.follow(Call("delete", str(tmp_path / "ready" / "a")))
    made.follow(Call("delete", ready))
    assert left(made, EVERYTHING) == {}
