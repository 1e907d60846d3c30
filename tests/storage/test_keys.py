"""Ways in: each opens what it should, none opens more, and a change of keys survives any cut."""

import json
import multiprocessing
import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tcxd_desktop.domain.errors import (
    DamagedFileProblem,
    NotAnOfficeProblem,
    Problem,
    WaitProblem,
    WrongPasswordProblem,
)
from tcxd_desktop.domain.history import Role
from tcxd_desktop.office import accounts, opening, people
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import accounts as stored_accounts
from tcxd_desktop.storage import engine, key_file, keys, rekeying
from tcxd_desktop.storage import opening as stored_opening
from tcxd_desktop.storage.key_file import KEY_FILE, SECOND
from tcxd_desktop.storage.keys import Keyring, SlotName
from tests import make

OTHER = "go nui ho mai tra"
CODE = bytes(range(16))


@pytest.fixture
def ring(tmp_path: Path) -> Keyring:
    return keys.create(tmp_path, make.HEAD_NAME, make.PASSWORD, make.CHEAP)


def test_a_password_opens_its_slot_only(tmp_path: Path, ring: Keyring) -> None:
    keys.put_account(tmp_path, ring, SlotName(2, "Lê Thị Lan"), OTHER, make.CHEAP, sealed=False)
    head, clerk = keys.unlock(tmp_path, make.PASSWORD, 1), keys.unlock(tmp_path, OTHER, 2)
    assert (head.main, head.sealed) == (ring.main, ring.sealed)
    assert (clerk.main, clerk.sealed) == (ring.main, None)
    for password, account in ((make.PASSWORD, 2), (OTHER, 1), ("", 1)):
        with pytest.raises(WrongPasswordProblem):
            keys.unlock(tmp_path, password, account)


def test_nothing_but_names_is_readable(tmp_path: Path, ring: Keyring) -> None:
    keys.put_recovery(tmp_path, ring, CODE)
    for name in (KEY_FILE, SECOND):
        data = (tmp_path / name).read_bytes()
        for secret in (ring.main, ring.sealed or b"", make.PASSWORD.encode(), CODE):
            assert secret not in data
            assert secret.hex().encode() not in data
    assert [slot.name for slot in keys.listed(tmp_path)] == [make.HEAD_NAME]


def test_the_code_of_the_sheet_opens_everything_until_another_is_made(
    tmp_path: Path, ring: Keyring
) -> None:
    keys.put_recovery(tmp_path, ring, CODE)
    found = keys.unlock_with_code(tmp_path, CODE)
    assert (found.main, found.sealed) == (ring.main, ring.sealed)
    keys.put_recovery(tmp_path, ring, bytes(16))
    with pytest.raises(WrongPasswordProblem):
        keys.unlock_with_code(tmp_path, CODE)


def test_the_sealed_compartment_is_given_and_taken_without_passwords(
    tmp_path: Path, ring: Keyring
) -> None:
    box, _ = keys.put_account(tmp_path, ring, SlotName(2, "Lan"), OTHER, make.CHEAP, sealed=False)
    keys.set_sealed(tmp_path, ring, 2, sealed=True, box=box)
    assert keys.unlock(tmp_path, OTHER, 2).sealed == ring.sealed
    keys.set_sealed(tmp_path, ring, 2, sealed=False, box=box)
    assert keys.unlock(tmp_path, OTHER, 2).sealed is None


def test_a_public_key_put_there_by_somebody_else_gets_nothing(
    tmp_path: Path, ring: Keyring
) -> None:
    """Who can write the key file, but has no password, waits for the next change of keys."""
    genuine, _ = keys.public_keys(tmp_path, 1)
    intruder = keys.X25519PrivateKey.generate().public_key().public_bytes_raw()
    content = key_file.read(tmp_path)
    key_file.write(tmp_path, replace(content, slots=(replace(content.slots[0], box=intruder),)))
    with pytest.raises(DamagedFileProblem):
        keys.set_sealed(tmp_path, ring, 1, sealed=True, box=genuine)
    keys.begin_change(tmp_path, ring, {1: genuine})
    assert key_file.read(tmp_path).slots == ()


def test_a_slot_is_bound_to_its_account_and_office(tmp_path: Path, ring: Keyring) -> None:
    keys.put_account(tmp_path, ring, SlotName(2, "Lan"), OTHER, make.CHEAP, sealed=False)
    content = key_file.read(tmp_path)
    swapped = tuple(replace(slot, account=3 - slot.account) for slot in content.slots)
    for changed in (replace(content, slots=swapped), replace(content, office="00")):
        key_file.write(tmp_path, changed)
        for password, account in ((make.PASSWORD, 2), (OTHER, 1), (OTHER, 2)):
            with pytest.raises(WrongPasswordProblem):
                keys.unlock(tmp_path, password, account)


def _silently_different(tmp_path: Path, flip: Callable[[bytearray, int], None]) -> list[int]:
    """Flip each byte of the first copy; return where something else came out without a word."""
    (tmp_path / SECOND).unlink()
    path = tmp_path / KEY_FILE
    whole = path.read_bytes()
    expected = key_file.read(tmp_path)
    wrong = []
    for place in range(len(whole)):
        data = bytearray(whole)
        flip(data, place)
        path.write_bytes(data)
        try:
            if key_file.read(tmp_path) != expected:
                wrong.append(place)
        except (DamagedFileProblem, NotAnOfficeProblem):
            pass
    path.write_bytes(whole)
    return wrong


def _flip(data: bytearray, place: int) -> None:
    data[place] ^= 1 << random.randrange(8)


def test_every_flipped_byte_of_the_slots_is_refused(tmp_path: Path, ring: Keyring) -> None:
    keys.put_recovery(tmp_path, ring, CODE)
    assert _silently_different(tmp_path, _flip) == []


def test_the_flips_would_be_seen_without_the_first_line(tmp_path: Path, ring: Keyring) -> None:
    """The twin: with its digest made right again a changed slot file is read as it stands."""

    def flip(data: bytearray, place: int) -> None:
        _flip(data, place)
        content = bytes(data).partition(b"\n")[2]
        data[:] = key_file.hashlib.sha256(content).hexdigest().encode() + b"\n" + content

    assert _silently_different(tmp_path, flip) != []


def test_a_lost_or_damaged_copy_is_read_from_the_other_and_mended(
    tmp_path: Path, ring: Keyring
) -> None:
    for name in (KEY_FILE, SECOND):
        for damage in (b"", b"\x00" * 100, None):
            path = tmp_path / name
            if damage is None:
                path.unlink()
            else:
                path.write_bytes(damage)
            assert keys.unlock(tmp_path, make.PASSWORD).main == ring.main
            key_file.heal(tmp_path)
            assert (tmp_path / KEY_FILE).read_bytes() == (tmp_path / SECOND).read_bytes()


def test_a_guess_costs_at_least_the_floor() -> None:
    found = key_file.calibrated()
    assert not found.below(key_file.FLOOR)
    assert found.memory_kib >= 64 * 1024
    assert found.passes >= 3


# --- wrong passwords ------------------------------------------------------------------------------


def test_wrong_passwords_wait_through_restarts_and_are_told(office_folder: Path) -> None:
    for _ in range(3):
        with pytest.raises(WrongPasswordProblem):
            opening.open_office(office_folder, "sai")
    with pytest.raises(WaitProblem):
        opening.open_office(office_folder, "sai")
    with pytest.raises(WaitProblem):  # the right one waits too, and opens afterwards
        opening.open_office(office_folder, make.PASSWORD)
    path = office_folder / "office.attempts.json"
    raw = json.loads(path.read_bytes())
    raw["1"]["monotonic"] -= 400
    path.write_text(json.dumps(raw))
    desk = opening.open_office(office_folder, make.PASSWORD, clock=make.clock)
    try:
        assert len(desk.sign_in.failures) == 3
    finally:
        opening.close_office(desk)
    again = opening.open_office(office_folder, make.PASSWORD, clock=make.clock)
    try:
        assert again.sign_in.failures == ()
        with again.read() as reading:
            rows = reading.all("SELECT note FROM act WHERE use_case = 'session.begin'")
        assert any("3 × sai mật khẩu" in note for (note,) in rows)
    finally:
        opening.close_office(again)


# --- another data key ------------------------------------------------------------------------------


@pytest.fixture
def peopled(desk: Desk) -> Desk:
    made = people.create(desk, make.new_person(name="Nguyễn Thị Đào"))
    people.save(desk, make.dossier(id=made.id, version=made.version))
    accounts.add(desk, "Lê Thị Lan", Role.CLERK, OTHER, kdf=make.CHEAP)
    code = accounts.new_recovery_code(desk)
    accounts.confirm_recovery(desk, code, code)
    return desk


def test_another_data_key_serves_everybody_but_those_who_left(peopled: Desk) -> None:
    desk = peopled
    folder = desk.store.folder
    gone = accounts.add(desk, "Đỗ Văn Cũ", Role.CLERK, "ba con soc nho xiu", kdf=make.CHEAP)
    old_slots = (folder / KEY_FILE).read_bytes()
    old = desk.store.ring
    accounts.close_account(desk, gone.id, make.PASSWORD, lambda: None)
    accounts.change_data_key(desk, make.PASSWORD, lambda: None)
    assert set(opening.verify(desk).values()) == {"ok"}
    opening.close_office(desk)
    kept = folder.parent / "kept"
    kept.mkdir()
    (kept / KEY_FILE).write_bytes(old_slots)
    departed = keys.unlock(kept, "ba con soc nho xiu", gone.id)
    assert departed.main == old.main
    assert not engine.opens(folder / "office.db", departed.main)
    assert not engine.opens(folder / "office.sealed.db", old.sealed or b"")
    for user, password, holds in ((make.HEAD_NAME, make.PASSWORD, True), ("lan", OTHER, False)):
        name = user if holds else "Lê Thị Lan"
        opened = opening.open_office(folder, password, user=name, clock=make.clock)
        assert opened.sign_in.state == "same"
        assert bool(people.read(opened, 1).disciplines) == holds
        opening.close_office(opened)


class Cut(BaseException):
    """The power goes."""


def _cut_at(store: object, step: int) -> None:
    """Change the keys and stop as a power cut would: nothing after the step is done."""

    def progress(done: int, _total: int) -> None:
        if done == step:
            raise Cut

    with pytest.raises(Cut):
        rekeying.change(store, _trusted(store), progress)  # type: ignore[arg-type]


def _trusted(store: object) -> dict[int, bytes]:
    with store.read() as reading:  # type: ignore[attr-defined]
        return stored_accounts.boxes(reading)


@pytest.mark.parametrize("step", [1, 2, 3])
def test_a_change_of_keys_that_was_refused_leaves_one_key(peopled: Desk, step: int) -> None:
    _cut_at(peopled.store, step)
    assert set(opening.verify(peopled).values()) == {"ok"}
    assert peopled.store.ring.next_main is None
    opening.close_office(peopled)
    again = opening.open_office(
        peopled.store.folder, make.PASSWORD, user=make.HEAD_NAME, clock=make.clock
    )
    assert people.read(again, 1).disciplines
    opening.close_office(again)


def _change_keys(folder: str, ready: object) -> None:
    opened = stored_opening.open_store(Path(folder), stored_opening.Way(make.PASSWORD, 1))
    trusted = _trusted(opened.store)
    ready.set()  # type: ignore[attr-defined]
    while True:
        rekeying.change(opened.store, trusted)


@pytest.mark.parametrize("round_", range(12))
def test_a_kill_while_keys_change_leaves_an_office_that_opens(
    peopled: Desk, tmp_path: Path, round_: int
) -> None:
    opening.close_office(peopled)
    folder = peopled.store.folder
    context = multiprocessing.get_context("fork")
    ready = context.Event()
    process = context.Process(target=_change_keys, args=(str(folder), ready))
    process.start()
    assert ready.wait(30)
    process.join(random.uniform(0.0, 0.25))
    process.kill()
    process.join(30)
    for user, password in ((make.HEAD_NAME, make.PASSWORD), ("Lê Thị Lan", OTHER)):
        opened = opening.open_office(folder, password, user=user, clock=make.clock)
        try:
            assert people.read(opened, 1).birth_name == "Nguyễn Thị Đào"
            assert set(opening.verify(opened).values()) == {"ok"}
        finally:
            opening.close_office(opened)


def test_an_upgraded_office_of_the_first_version_keeps_every_fact(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(Path(__file__).parent / "old_files" / "v1", tmp_path / "o"))
    with pytest.raises(Problem):
        opening.open_office(folder, "sai")
    desk = opening.open_office(folder, make.PASSWORD, clock=make.clock)
    try:
        assert set(opening.verify(desk).values()) == {"ok"}
        found = [people.read(desk, number) for number in (1, 2, 3)]
        assert [d.birth_name for d in found] == ["Nguyễn Thị Đào", "Lê Văn Đạt",
                                                 "Phạm Thị Hương Giang"]  # fmt: skip
        for number, dossier in enumerate(found):
            wanted = make.dossier(
                id=number + 1, version=dossier.version, birth_name=dossier.birth_name,
                citizen_id=dossier.citizen_id, card_no=f"03701500421{number}",
                dossier_no=f"00421{number} NB",
                special_history=f"Dấu kín {number}: năm 1975 ở miền Nam",
            )  # fmt: skip
            assert dossier == wanted
        kept = people.draft(desk, 1)
        assert kept is not None
        assert kept.dossier.special_history == "Dấu kín nháp"
        assert desk.actor.sealed
        newest, *_ = people.history(desk, 1)
        assert {c.field for c in newest.changes if c.new} >= {"disciplines", "special_history"}
        with desk.read() as reading:
            texts = reading.all("SELECT content FROM draft UNION SELECT old FROM main.act_change"
                                " UNION SELECT new FROM main.act_change")  # fmt: skip
        assert not any("Dấu kín" in text for (text,) in texts)
    finally:
        opening.close_office(desk)
