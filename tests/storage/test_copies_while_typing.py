"""Backups are made while people type, and what is in them is of one moment."""

import hashlib
import os
import shutil
import threading
import time
from pathlib import Path

import pytest

from tcxd_desktop.domain.history import Permission
from tcxd_desktop.office import opening, people
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import (
    backup_file,
    copies,
    keys,
    rekeying,
)
from tcxd_desktop.storage.copies import Making
from tests import make
from tests.storage import contents

MAKING = Making("asked", make.clock())
LET_IN = 16
"""Saves that come between the steps of copying some 32 pieces; how long each waits is a figure of
the benchmark's kind and none of a test's."""


@pytest.fixture
def big(desk: Desk) -> Desk:
    """An office of some 32 MB: copying it takes many steps."""
    for _ in range(4):
        with desk.write(Permission.EDIT, "people.photo") as work:
            for _ in range(8):
                picture = os.urandom(1_000_000)
                key = hashlib.sha256(picture).hexdigest()
                work.add("photo", {"key": key, "jpeg": picture})
    return desk


class Typist(threading.Thread):
    """Saves to both files in one transaction, again and again."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.going, self.number = desk, True, 0

    def run(self) -> None:
        while self.going:
            with self.desk.store.turn():
                self.number += 1
                with self.desk.write(Permission.EDIT, "people.draft") as work:
                    text = str(self.number)
                    work.remove("draft", {"person_id": 1})
                    work.remove("sealed_draft", {"person_id": 1})
                    work.add("draft", {"person_id": 1, "at": text, "content": text})
                    work.add("sealed_draft", {"person_id": 1, "content": text})
            time.sleep(0.003)

    def __enter__(self) -> "Typist":
        self.start()
        return self

    def __exit__(self, *ended: object) -> None:
        self.going = False
        self.join()


def while_typing(desk: Desk, tmp_path: Path) -> tuple[int, list[str]]:
    """Back up while somebody saves; return how many saves came in, and what does not fit."""
    people.create(desk, make.new_person())
    with Typist(desk) as typist:
        time.sleep(0.1)
        before = typist.number
        made = copies.make(desk.store, MAKING)
    held = contents.of_backup(made.path, tmp_path / "typed")
    [(_, _, text)] = held["office.db draft"]
    [(_, sealed)] = held["office.sealed.db sealed_draft"]
    lines = [row for row in held["office.db act"] if row[5] == "people.draft"]
    found = []
    if not text == sealed == str(len(lines)):
        found.append(f"main {text}, sealed {sealed}, book {len(lines)}")
    if not before <= int(str(text)) <= typist.number or typist.number < before + 3:
        found.append(f"{before} saves before, {typist.number} in all")
    return int(str(text)) - before, found


def test_saves_go_on_and_are_in_the_backup_wholly_or_not_at_all(big: Desk, tmp_path: Path) -> None:
    let_in, found = while_typing(big, tmp_path)
    assert found == []
    assert let_in >= LET_IN


def test_copying_in_one_step_would_keep_them_waiting(
    big: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A twin of the test above."""
    monkeypatch.setattr(copies, "_STEP", -1)
    let_in, _ = while_typing(big, tmp_path)
    assert let_in < LET_IN


def test_a_sealed_part_of_another_moment_would_be_noticed(
    big: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A twin too: the sealed compartment is copied, and only then the main file."""
    early = tmp_path / "early"
    real = shutil.copyfile

    def stepwise(*arguments: object) -> None:
        real(big.store.sealed_path, early)
        by_steps(*arguments)

    by_steps = copies._step_by_step
    monkeypatch.setattr(copies, "_step_by_step", stepwise)
    monkeypatch.setattr(copies.shutil, "copyfile", lambda _, target: real(early, target))
    _, found = while_typing(big, tmp_path)
    assert found


def test_a_change_of_keys_meanwhile_begins_the_copy_anew(big: Desk, tmp_path: Path) -> None:
    store = big.store
    changed = threading.Event()

    def change() -> None:
        rekeying.change(store, boxes)
        changed.set()

    with big.read() as reading:
        from_book = reading.all("SELECT account_id, box FROM account_key")
    boxes = {int(row[0]): bytes(row[1]) for row in from_book}
    other = threading.Thread(target=change)

    def progress(done: int, total: int) -> None:
        if 0 < done < 40 and not other.is_alive() and not changed.is_set():
            other.start()
            time.sleep(0.05)

    made = copies.make(store, MAKING, progress)
    other.join()
    assert changed.is_set()
    ring = keys.unlock(store.folder, make.PASSWORD)
    assert backup_file.read_head(made.path).genuine(ring.main)
    assert contents.of_backup(made.path, tmp_path / "out")


def test_the_first_write_of_a_session_may_come_meanwhile(big: Desk, tmp_path: Path) -> None:
    folder = big.store.folder
    opening.close_office(big)
    desk = opening.open_office(folder, make.PASSWORD, clock=make.clock)
    other = threading.Thread(target=people.create, args=(desk, make.new_person()))

    def progress(done: int, total: int) -> None:
        if 10 < done < 40 and not other.ident:
            other.start()
            time.sleep(0.05)

    made = copies.make(desk.store, MAKING, progress)
    other.join()
    assert made.people == 1
    opening.close_office(desk)
    assert contents.of_backup(made.path, tmp_path / "out")["office.db person"]
