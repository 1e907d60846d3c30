"""Room for a full disk, anchors of changed work, the check after an end that was none."""

import json
from pathlib import Path

from tcxd_desktop.domain.errors import DamagedFileProblem
from tcxd_desktop.office import opening, people, upkeep
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import anchor
from tests import make


def seq_of(folder: Path) -> int:
    raw = json.loads((folder / anchor.ANCHOR_FILE).read_bytes())
    return int(json.loads(raw["anchor"])["seq"])


def test_the_reserve_is_made_once_and_given_free_by_a_full_disk(desk: Desk) -> None:
    reserve = upkeep.place(desk) / "office.reserve"
    assert upkeep.keep_room(desk)
    first = reserve.stat()
    assert first.st_size == 16 * 1024 * 1024
    assert upkeep.keep_room(desk)
    assert reserve.stat().st_mtime_ns == first.st_mtime_ns


def test_changed_work_is_anchored_and_unchanged_work_is_not(desk: Desk) -> None:
    folder = upkeep.place(desk)
    line = upkeep.anchor(desk, upkeep.newest_line(desk))
    before = (folder / anchor.ANCHOR_FILE).read_bytes()
    people.create(desk, make.new_person())
    newest = upkeep.anchor(desk, line)
    assert newest > line
    assert seq_of(folder) == newest
    assert (folder / anchor.ANCHOR_FILE).read_bytes() != before
    kept = (folder / anchor.ANCHOR_FILE).stat().st_mtime_ns
    assert upkeep.anchor(desk, newest) == newest
    assert (folder / anchor.ANCHOR_FILE).stat().st_mtime_ns == kept


def test_an_office_that_waits_for_the_heads_word_is_not_anchored(office_folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in office_folder.glob("office*.db")}
    desk = opening.open_office(office_folder, make.PASSWORD, clock=make.clock)
    people.create(desk, make.new_person())
    opening.close_office(desk)
    for name, data in before.items():
        (office_folder / name).write_bytes(data)
    doubtful = opening.open_office(office_folder, make.PASSWORD, clock=make.clock)
    try:
        assert upkeep.read_only(doubtful) == "tampered"
        kept = (office_folder / anchor.ANCHOR_FILE).read_bytes()
        upkeep.anchor(doubtful, 0)
        assert (office_folder / anchor.ANCHOR_FILE).read_bytes() == kept
    finally:
        opening.close_office(doubtful)


def test_a_sound_office_has_no_faults_and_a_damaged_record_is_named(desk: Desk) -> None:
    first = people.create(desk, make.new_person())
    assert upkeep.faults(desk) == {}
    with desk.store.turn() as connection:
        connection.execute("UPDATE person SET birth_name = 'Ai Đó' WHERE id = ?", (first.id,))
        connection.commit()
    assert list(upkeep.faults(desk)) == ["records"]


def test_a_broken_page_makes_the_office_readable_only(desk: Desk) -> None:
    desk.store.read_only = "damaged"
    assert upkeep.read_only(desk) == "damaged"
    try:
        people.create(desk, make.new_person())
    except DamagedFileProblem:
        return
    raise AssertionError("written to a damaged file")
