"""Restoring: nothing is lost unsaid, and nobody who left comes back."""

from dataclasses import replace
from pathlib import Path

import pytest

from tcxd_desktop.domain.backups import Backup
from tcxd_desktop.domain.errors import (
    BackupKeyProblem,
    BadBackupProblem,
    NewerFileProblem,
    OtherOfficeProblem,
    SealedProblem,
    WrongPasswordProblem,
)
from tcxd_desktop.domain.history import Role
from tcxd_desktop.office import accounts, backups, door, opening, people
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import backup_file, erasure, keys, swap
from tcxd_desktop.wording.backups import lost_by, lost_line
from tests import make
from tests.office import backup_samples as samples
from tests.storage import contents


@pytest.fixture
def open_desk(office_folder: Path) -> Desk:
    """An open office that the test, or the restore, closes."""
    return opening.open_office(office_folder, make.PASSWORD, clock=make.clock)


# --- what would be lost ------------------------------------------------------------------------------


def test_a_preview_says_what_would_be_lost(desk: Desk) -> None:
    samples.person(desk)
    made = backups.make(desk, "asked")
    assert backups.preview(desk, made).changes == 0
    before = contents.of_office(desk.store.folder)
    people.view(desk, 1)
    samples.person(desk, "Lê Thị Hoa")
    clerk = replace(desk, actor=replace(desk.actor, name=samples.CLERK, role=Role.CLERK))
    people.save(clerk, replace(people.read(clerk, 1), origin=make.dossier().home))
    found = backups.preview(desk, made)
    assert (found.changes, found.records, found.newcomers, found.returning) == (3, 2, 1, 0)
    assert found.by == ((make.HEAD_NAME, 2), (samples.CLERK, 1))
    assert lost_by(found) == "Trần Thu Hà 2, Vũ Văn Bình 1"
    assert lost_line(found).startswith("Mất 3 thay đổi từ ")
    assert contents.of_office(desk.store.folder) != before
    left = [p.name for p in (desk.store.folder / "copies").iterdir() if "part" in p.name]
    assert left == []


def test_a_preview_across_a_restore_tells_what_comes_back(open_desk: Desk) -> None:
    samples.person(open_desk)
    first = backups.make(open_desk, "asked")
    samples.person(open_desk, "Lê Thị Hoa")
    second = backups.make(open_desk, "asked")
    desk = samples.restored(open_desk, first)
    samples.person(desk, "Đỗ Thị Lan")
    found = backups.preview(desk, second)
    assert (found.changes, found.returning) == (2, 2)
    assert lost_line(found).startswith("Mất 2 thay đổi")
    opening.close_office(desk)


# --- restoring ---------------------------------------------------------------------------------------


def test_a_restore_brings_back_what_was_there_and_keeps_what_is(open_desk: Desk) -> None:
    folder = open_desk.store.folder
    samples.person(open_desk)
    made = backups.make(open_desk, "asked")
    samples.person(open_desk, "Lê Thị Hoa")
    now = contents.of_office(folder)
    steps: list[int] = []
    desk = backups.restore(open_desk, made, make.PASSWORD, lambda done, _: steps.append(done))
    samples.sound(desk)
    assert samples.names(desk) == ["Phạm Văn Thành"]
    assert people.read(desk, 1).disciplines
    assert steps == sorted(steps)
    assert steps[-1] == 100
    # Both what was there and how the office got there are kept.
    [of_today] = [b for b in backups.listed(desk) if b.why == "restore"]
    [stamp] = (folder / swap.KEPT).iterdir()
    ring = desk.store.ring
    for table, rows in contents.of_files(stamp, ring).items():
        if table.split()[1] not in {"act", "act_record", "act_change", "checkpoint", "setting"}:
            assert rows == now[table]
    [line] = [e for e in acts(desk) if e[1] == "backups.restore"]
    assert made.path.name in line[2]
    assert of_today.path.name in line[2]
    assert desk.store.generation() == 1
    desk = samples.reopened(desk)
    samples.sound(desk)
    opening.close_office(desk)


def acts(desk: Desk) -> list[tuple[int, str, str]]:
    with desk.read() as reading:
        rows = reading.all("SELECT id, use_case, note FROM act ORDER BY id")
    return [(int(row[0]), str(row[1]), str(row[2])) for row in rows]


def test_there_and_back_again(open_desk: Desk) -> None:
    samples.person(open_desk)
    first = backups.make(open_desk, "asked")
    samples.person(open_desk, "Lê Thị Hoa")
    desk = samples.restored(open_desk, first)
    [of_today] = [b for b in backups.listed(desk) if b.why == "restore"]
    desk = samples.restored(desk, of_today)
    assert samples.names(desk) == ["Phạm Văn Thành", "Lê Thị Hoa"]
    assert desk.store.generation() == 2
    newest = backups.make(desk, "asked")
    assert backups.listed(desk)[0] == newest
    opening.close_office(desk)


def test_numbers_of_people_are_not_given_twice(open_desk: Desk) -> None:
    samples.person(open_desk)
    made = backups.make(open_desk, "asked")
    lost = samples.person(open_desk, "Lê Thị Hoa")
    desk = samples.restored(open_desk, made)
    assert samples.person(desk, "Đỗ Thị Lan") > lost
    opening.close_office(desk)


def test_who_left_stays_away_and_who_came_stays_in(open_desk: Desk) -> None:
    folder = open_desk.store.folder
    left = samples.clerk(open_desk)
    samples.sheet(open_desk)
    made = backups.make(open_desk, "asked")
    accounts.close_account(open_desk, left.id, make.PASSWORD, samples.nothing)
    came = accounts.add(open_desk, "Đỗ Thị Lan", Role.CLERK, samples.CLERK_PASSWORD, kdf=make.CHEAP)
    code = samples.sheet(open_desk)
    desk = samples.restored(open_desk, made)
    known = {account.id: account for account in accounts.list_accounts(desk)}
    assert known[left.id].closed
    assert not known[came.id].closed
    assert {slot.account for slot in door.accounts_of(folder)} == {1, came.id}
    assert accounts.recovery_confirmed(desk)
    opening.close_office(desk)
    clerk = opening.open_office(folder, samples.CLERK_PASSWORD, user="Đỗ Thị Lan", clock=make.clock)
    people.create(clerk, make.new_person())
    opening.close_office(clerk)
    by_code = opening.open_with_recovery(
        folder, code, account=1, new_password=samples.NEW_PASSWORD, clock=make.clock, kdf=make.CHEAP
    )
    # The clerk's session is verified with keys the backup never knew.
    samples.sound(by_code)
    opening.close_office(by_code)


def test_carrying_accounts_over_is_what_keeps_them_out(
    open_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin of the test above."""
    left = samples.clerk(open_desk)
    made = backups.make(open_desk, "asked")
    accounts.close_account(open_desk, left.id, make.PASSWORD, samples.nothing)
    monkeypatch.setattr("tcxd_desktop.storage.outliving._put_accounts", lambda *_: None)
    desk = backups.restore(open_desk, made, make.PASSWORD)
    assert not {a.id: a for a in accounts.list_accounts(desk)}[left.id].closed
    opening.close_office(desk)


def erased_again(open_desk: Desk) -> tuple[list[str], Desk]:
    """Erase somebody and restore a backup from before; return what is left of them."""
    gone = samples.person(open_desk, "Nguyễn Thị Đào Hiếm Gặp")
    samples.person(open_desk, "Lê Thị Hoa")
    made = backups.make(open_desk, "asked")
    samples.erase(open_desk, gone)
    assert backups.preview(open_desk, made).erased_again == (gone,)
    desk = backups.restore(open_desk, made, make.PASSWORD)
    held = contents.of_office(desk.store.folder)
    marks = ("Đào Hiếm Gặp", "Vắng họp nhiều kỳ", f"0371620{gone:05}")
    left = [
        f"{table}: {mark}"
        for table, rows in held.items()
        for mark in marks
        for row in rows
        if mark in repr(row) and not (mark == marks[1] and row[0] != gone)
    ]
    return left, desk


def test_who_was_erased_is_erased_again(open_desk: Desk) -> None:
    left, desk = erased_again(open_desk)
    assert left == []
    samples.sound(desk)
    assert samples.names(desk) == ["Lê Thị Hoa"]
    assert desk.store.erased() == (1,)
    opening.close_office(desk)


def test_without_the_ledger_they_would_come_back(
    open_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin of the test above."""
    real = erasure.apply
    erasing = True

    def apply(connection: object, ids: object) -> object:
        return real(connection, ids if erasing else ())  # type: ignore[arg-type]

    monkeypatch.setattr(erasure, "apply", apply)
    made_before = backups.restore

    def restore(*arguments: object) -> Desk:
        nonlocal erasing
        erasing = False
        return made_before(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(backups, "restore", restore)
    left, desk = erased_again(open_desk)
    assert left
    opening.close_office(desk)


# --- keys --------------------------------------------------------------------------------------------


def test_a_backup_from_before_a_change_of_keys_is_brought_to_those_in_force(
    open_desk: Desk,
) -> None:
    samples.person(open_desk)
    samples.sheet(open_desk)
    made = backups.make(open_desk, "asked")
    old = open_desk.store.ring
    accounts.change_own_password(open_desk, make.PASSWORD, samples.NEW_PASSWORD, make.CHEAP)
    accounts.change_data_key(open_desk, samples.NEW_PASSWORD, samples.nothing)
    samples.person(open_desk, "Lê Thị Hoa")
    with pytest.raises(BackupKeyProblem):
        backups.preview(open_desk, made)
    assert backups.preview(open_desk, made, password=samples.NEW_PASSWORD).newcomers == 1
    desk = samples.restored(open_desk, made, samples.NEW_PASSWORD)
    ring = desk.store.ring
    assert (ring.main != old.main, ring.sealed != old.sealed) == (True, True)
    assert people.read(desk, 1).disciplines
    desk = samples.reopened(desk, samples.NEW_PASSWORD)
    samples.sound(desk)
    opening.close_office(desk)


def test_an_account_with_other_keys_since_needs_the_password_of_back_then(open_desk: Desk) -> None:
    samples.person(open_desk)
    code = samples.sheet(open_desk)
    made = backups.make(open_desk, "asked")
    accounts.reset_password(open_desk, 1, samples.NEW_PASSWORD, make.CHEAP)
    samples.sheet(open_desk)
    accounts.change_data_key(open_desk, samples.NEW_PASSWORD, samples.nothing)
    before = contents.of_office(open_desk.store.folder, samples.NEW_PASSWORD)
    with pytest.raises(BackupKeyProblem):
        backups.restore(open_desk, made, samples.NEW_PASSWORD)
    after = contents.of_office(open_desk.store.folder, samples.NEW_PASSWORD)
    assert after["office.db person"] == before["office.db person"]
    assert backups.preview(open_desk, made, older=code).changes
    desk = samples.restored(open_desk, made, samples.NEW_PASSWORD, older=make.PASSWORD)
    opening.close_office(desk)


def test_the_head_says_so_with_the_own_password_and_holds_everything(desk: Desk) -> None:
    made = backups.make(desk, "asked")
    with pytest.raises(WrongPasswordProblem):
        backups.restore(desk, made, "không phải mật khẩu")
    folder = desk.store.folder
    slot = keys.key_file.read(folder).slots[0]
    ring = desk.store.ring
    opening.close_office(desk)
    keys.set_sealed(folder, ring, 1, sealed=False, box=slot.box)
    without = samples.opened(folder)
    with pytest.raises(SealedProblem):
        backups.restore(without, made, make.PASSWORD)
    opening.close_office(without)
    keys.set_sealed(folder, ring, 1, sealed=True, box=slot.box)


def test_what_is_no_backup_of_this_office_is_refused_and_nothing_changes(
    desk: Desk, tmp_path: Path
) -> None:
    samples.person(desk)
    made = backups.make(desk, "asked")
    other = make.office(tmp_path / "other")
    foreign = backups.make(other, "asked")
    opening.close_office(other)
    head = backup_file.read_head(made.path)
    pieces = backup_file.pieces_of(head)

    def forged(name: str, key: bytes, **changes: object) -> Backup:
        manifest = replace(head.manifest, **changes)  # type: ignore[arg-type]
        path = tmp_path / f"{name}.tcxdbak"
        backup_file.write(path, manifest, pieces, key)
        return replace(made, path=path)

    def cut(path: Path) -> Backup:
        copy = tmp_path / "cut.tcxdbak"
        copy.write_bytes(path.read_bytes()[:-1])
        return replace(made, path=copy)

    main = desk.store.ring.main
    cases: list[tuple[Backup, type[Exception]]] = [
        (foreign, OtherOfficeProblem),
        (forged("stranger", bytes(32)), BackupKeyProblem),
        (forged("newer", main, schema=99), NewerFileProblem),
        (cut(made.path), BadBackupProblem),
    ]
    for backup, kind in cases:
        with pytest.raises(kind):
            backups.restore(desk, backup, make.PASSWORD)
        assert samples.names(desk) == ["Phạm Văn Thành"]
        assert not swap.waiting(desk.store.folder)


def test_a_manifest_that_says_everybody_was_erased_counts_only_if_genuine(
    open_desk: Desk,
) -> None:
    samples.person(open_desk)
    made = backups.make(open_desk, "asked")
    head = backup_file.read_head(made.path)
    lie = replace(head.manifest, erased=(1,), seq=10_000)
    pieces = backup_file.pieces_of(head)
    backup_file.write(made.path.with_name("lie.tcxdbak"), lie, pieces, bytes(32))
    desk = samples.restored(open_desk, made)
    assert samples.names(desk) == ["Phạm Văn Thành"]
    opening.close_office(desk)
