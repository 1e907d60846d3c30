"""Backups hold what was there, and count only once they were restored on trial."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tcxd_desktop.domain.backups import Backup
from tcxd_desktop.domain.errors import (
    BackupFailedProblem,
    DiskFaultProblem,
    DiskFullProblem,
)
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.office import opening, people
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import (
    backup_file,
    backup_list,
    backup_shelf,
    copies,
    engine,
    keys,
    reserve,
    trial,
)
from tcxd_desktop.storage.copies import Making
from tcxd_desktop.storage.trial import Verdict
from tests import make
from tests.storage import contents

NOW = make.clock()
MAKING = Making("asked", NOW)
OLD = Path(__file__).parent / "old_files" / "v1"


def wrong(folder: Path) -> list[Path]:
    """Files that should not be left in the folder of backups."""
    there = folder / "copies"
    return [p for p in there.iterdir() if p.suffix not in {".tcxdbak", ".json"}]


def finals(folder: Path) -> list[Path]:
    return sorted((folder / "copies").glob("*.tcxdbak"))


# --- what is restored is what was there ----------------------------------------------------------


def test_a_backup_restores_to_what_was_there(desk: Desk, tmp_path: Path) -> None:
    person = people.create(desk, make.new_person())
    people.save(desk, make.dossier(id=person.id, version=person.version))
    desk.line(Permission.OWN, "people.view")
    here = contents.of_office(desk.store.folder)
    made = copies.make(desk.store, MAKING)
    assert contents.of_backup(made.path, tmp_path / "out") == here
    assert here["office.sealed.db person_disciplines"]
    assert made.verified
    assert made.sealed_verified
    assert made.people == 1
    assert wrong(desk.store.folder) == []


def test_the_list_of_backups_survives_being_lost(desk: Desk) -> None:
    folder = desk.store.folder / "copies"
    made = copies.make(desk.store, MAKING)
    assert backup_shelf.newest_verified(folder) == made
    (folder / backup_list.LIST_FILE).write_text("{")
    [found] = backup_shelf.listed(folder)
    assert not found.verified
    assert backup_shelf.newest_verified(folder) is None
    [head] = backup_shelf.untried(desk.store)
    assert copies.try_out(desk.store, head).faults == ()
    assert backup_shelf.listed(folder)[0].verified
    assert backup_shelf.untried(desk.store) == []


def test_a_backup_cut_by_one_byte_is_not_offered(desk: Desk) -> None:
    folder = desk.store.folder / "copies"
    older = copies.make(desk.store, MAKING)
    desk.line(Permission.OWN, "people.view")
    newer = copies.make(desk.store, MAKING)
    assert backup_shelf.newest_verified(folder) == newer
    with newer.path.open("r+b") as file:
        file.truncate(newer.size - 1)
    assert backup_shelf.newest_verified(folder) == older
    assert backup_shelf.broken(folder) == [newer.path.name]


def test_a_backup_with_one_flipped_byte_is_not_offered(desk: Desk) -> None:
    folder = desk.store.folder / "copies"
    made = copies.make(desk.store, MAKING)
    with made.path.open("r+b") as file:
        file.seek(made.size // 2)
        byte = file.read(1)
        file.seek(made.size // 2)
        file.write(bytes([byte[0] ^ 1]))
    assert backup_shelf.newest_verified(folder) is None


def test_order_is_that_of_the_book_whatever_the_clock_says(desk: Desk) -> None:
    folder = desk.store.folder / "copies"
    seqs = []
    for days in (0, 3_000, -3_000, 1):
        desk.line(Permission.OWN, "people.view")
        making = Making("time", NOW + timedelta(days=days))
        seqs.append(copies.make(desk.store, making).seq)
    assert [backup.seq for backup in backup_shelf.listed(folder)] == seqs[::-1]


def test_whoever_stops_it_leaves_nothing(desk: Desk) -> None:
    class StoppedError(Exception):
        pass

    for stop in (1, 50, 55, 80, 100):

        def progress(done: int, total: int, stop: int = stop) -> None:
            if done >= stop:
                raise StoppedError

        with pytest.raises(StoppedError):
            copies.make(desk.store, MAKING, progress)
        assert wrong(desk.store.folder) == []
    # At 100 it has its name already.
    assert len(finals(desk.store.folder)) == 1


# --- what does not restore is no backup ----------------------------------------------------------


@contextmanager
def spoiled(monkeypatch: pytest.MonkeyPatch, spoil: Callable[[Path], None]) -> Iterator[None]:
    """Let something happen to what was copied before it is packed."""
    real = backup_file.write

    def write(path: Path, manifest: object, pieces: object, *more: object) -> object:
        spoil(path.with_name("main.part"))
        return real(path, manifest, pieces, *more)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(backup_file, "write", write)
        yield


def flip_page(path: Path) -> None:
    """Damage a page in the middle."""
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        file.write(os.urandom(100))


def accepted(desk: Desk, monkeypatch: pytest.MonkeyPatch, spoil: Callable[[Path], None]) -> bool:
    """Tell whether a spoiled copy gets a backup's name."""
    with spoiled(monkeypatch, spoil):
        try:
            copies.make(desk.store, MAKING)
        except BackupFailedProblem:
            assert finals(desk.store.folder) == []
            assert wrong(desk.store.folder) == []
            return False
    return bool(finals(desk.store.folder))


def lose_a_record(desk: Desk) -> Callable[[Path], None]:
    """Return what puts an old record back behind the book's back."""

    def lose(path: Path) -> None:
        connection = engine.connect(path, desk.store.ring.main)
        connection.execute("UPDATE person SET origin = 'nơi khác' WHERE id = 1")
        connection.close()

    return lose


def lose_a_line(desk: Desk) -> Callable[[Path], None]:
    """Return what takes the newest line of the book away."""

    def lose(path: Path) -> None:
        connection = engine.connect(path, desk.store.ring.main, foreign_keys=False)
        connection.execute("DELETE FROM act_record WHERE act_id = (SELECT max(id) FROM act)")
        connection.execute("DELETE FROM act WHERE id = (SELECT max(id) FROM act)")
        connection.close()

    return lose


@pytest.mark.parametrize("how", ["page", "record", "line", "cut"])
def test_a_copy_that_does_not_restore_gets_no_name(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    people.create(desk, make.new_person())
    spoils = {
        "page": flip_page,
        "record": lose_a_record(desk),
        "line": lose_a_line(desk),
        "cut": lambda path: os.truncate(path, path.stat().st_size - 4096),
    }
    assert not accepted(desk, monkeypatch, spoils[how])


def test_without_the_trial_it_would_get_one(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The twin of the test above."""
    people.create(desk, make.new_person())
    good = Verdict(1, 1, 1, True, ())
    monkeypatch.setattr(trial.Trial, "ask", lambda *_: good)
    assert accepted(desk, monkeypatch, flip_page)


def test_a_trial_that_could_not_be_carried_out_never_passes(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for boot in ("raise SystemExit", "print('{}')", "print('xong')"):
        monkeypatch.setattr(trial, "_BOOT", boot)
        with pytest.raises(BackupFailedProblem):
            copies.make(desk.store, MAKING)
    assert finals(desk.store.folder) == []


def test_the_keys_stand_in_no_argument_and_no_variable(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[tuple[object, object]] = []
    real = trial.subprocess.Popen

    def watched(command: list[str], **more: object) -> object:
        started.append((command, more["env"]))
        return real(command, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(trial.subprocess, "Popen", watched)
    copies.make(desk.store, MAKING)
    assert started
    said = repr(started)
    ring = desk.store.ring
    assert ring.sealed is not None
    for key in (ring.main, ring.sealed):
        assert key.hex() not in said
        assert repr(key) not in said
    assert make.PASSWORD not in said


# --- full disks, and the sealed compartment -------------------------------------------------------


def test_a_full_disk_leaves_no_final_name(desk: Desk) -> None:
    people.create(desk, make.new_person())
    folder = desk.store.folder
    reserve.ensure(folder, 1 << 20)
    (folder / "copies").mkdir()
    size = (folder / "office.db").stat().st_size
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    full = 0
    for limit in (1, 4096, size // 2, size - 1, size + 1000, size + 60_000):
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
        try:
            copies.make(desk.store, MAKING)
        except (DiskFullProblem, DiskFaultProblem):
            # SQLite calls a file that may not grow a fault of the disk.
            full += 1
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        for path in finals(folder):
            backup_file.check(backup_file.read_head(path))
        assert wrong(folder) == []
    assert full >= 4
    # It was the backup that found no room: what is kept for saving once more is still there.
    assert (folder / reserve.RESERVE_FILE).is_file()
    people.create(desk, make.new_person(name="Lê Thị Hoa"))
    assert set(opening.verify(desk).values()) == {"ok"}


def test_whoever_does_not_hold_the_sealed_compartment_backs_it_up_all_the_same(
    desk: Desk, tmp_path: Path
) -> None:
    person = people.create(desk, make.new_person())
    people.save(desk, make.dossier(id=person.id, version=person.version))
    here = contents.of_office(desk.store.folder)
    folder = desk.store.folder
    ring = desk.store.ring
    opening.close_office(desk)
    made = made_without_sealed(folder)
    assert made.verified
    assert not made.sealed_verified
    place = tmp_path / "out"
    place.mkdir()
    backup_file.unpack(backup_file.read_head(made.path), place)
    held = contents.of_files(place, ring)
    sealed = [name for name in here if name.startswith("office.sealed.db")]
    assert {name: held[name] for name in sealed} == {name: here[name] for name in sealed}
    again = opening.open_office(folder, make.PASSWORD, clock=make.clock)
    assert again.store.ring.sealed == ring.sealed
    [head] = backup_shelf.untried(again.store)
    assert copies.try_out(again.store, head).sealed
    assert backup_shelf.listed(folder / "copies")[0].sealed_verified
    opening.close_office(again)


def made_without_sealed(folder: Path) -> Backup:
    """Make a backup in a session of somebody who does not hold the sealed compartment."""
    content = keys.key_file.read(folder)
    [slot] = content.slots
    box = slot.box
    ring = keys.unlock(folder, make.PASSWORD)
    keys.set_sealed(folder, ring, slot.account, sealed=False, box=box)
    desk = opening.open_office(folder, make.PASSWORD, clock=make.clock)
    assert not desk.store.holds_sealed
    made = copies.make(desk.store, MAKING)
    opening.close_office(desk)
    keys.set_sealed(folder, ring, slot.account, sealed=True, box=box)
    return made


def test_a_sealed_part_that_does_not_read_is_noticed_by_its_holder(desk: Desk) -> None:
    folder = desk.store.folder
    opening.close_office(desk)
    made = made_without_sealed(folder)
    head = backup_file.read_head(made.path)
    # Forged by somebody with the main key: digests and code fit, the sealed file is garbage.
    pieces = [
        backup_file.Piece(p.name, os.urandom(p.size)) if "sealed" in p.name else p
        for p in backup_file.pieces_of(head)
    ]
    ring = keys.unlock(folder, make.PASSWORD)
    forged = made.path.with_name("forged.tcxdbak")
    backup_file.write(forged, head.manifest, pieces, ring.main)
    again = opening.open_office(folder, make.PASSWORD, clock=make.clock)
    verdict = copies.try_out(again.store, backup_file.read_head(forged))
    opening.close_office(again)
    assert verdict.faults


# --- before an upgrade ----------------------------------------------------------------------------


def test_files_of_an_older_program_are_backed_up_before_they_are_upgraded(tmp_path: Path) -> None:
    folder = tmp_path / "old"
    shutil.copytree(OLD, folder)
    desk = opening.open_office(folder, make.PASSWORD, clock=make.clock)
    [made] = backup_shelf.listed(folder / "copies")
    count = desk.store.head()[0]
    opening.close_office(desk)
    assert (made.why, made.schema) == ("upgrade", 1)
    assert made.verified
    assert made.people > 0
    assert made.seq < count
    head = backup_file.read_head(made.path)
    place = tmp_path / "out"
    place.mkdir()
    backup_file.unpack(head, place)
    ring = keys.unlock(place, make.PASSWORD)
    assert engine.opens(place / "office.db", ring.main)


def test_an_interrupted_backup_is_swept_away_by_the_next(desk: Desk) -> None:
    folder = desk.store.folder / "copies"
    folder.mkdir()
    (folder / "main.part").write_bytes(b"x")
    (folder / "trial.part").mkdir()
    (folder / "trial.part" / "office.db").write_bytes(b"x")
    copies.make(desk.store, MAKING)
    assert wrong(desk.store.folder) == []


def test_rotation_drops_what_nobody_needs_and_nothing_while_the_clock_is_doubtful(
    desk: Desk, tmp_path: Path
) -> None:
    made = copies.make(desk.store, MAKING)
    many = []
    for number in range(60):
        path = made.path.with_name(f"copy-{number}.tcxdbak")
        shutil.copy(made.path, path)
        moment = datetime.fromisoformat("2026-11-01T08:00:00+00:00") + timedelta(hours=number * 6)
        many.append(
            Backup(path, 100 + number, 0, moment, "", 1, "time", "x", True, "local", 2, 1,
                   frozenset())
        )  # fmt: skip
    assert backup_shelf.rotate(many, NOW, suspect=True) == []
    dropped = backup_shelf.rotate(many, NOW, suspect=False)
    assert 20 < len(dropped) < 55
    assert many[-1] not in dropped
    assert not any(backup.path.exists() for backup in dropped)
    kept = [backup for backup in many if backup not in dropped]
    assert all(backup.path.exists() for backup in kept)
