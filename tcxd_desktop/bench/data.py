"""Figures of the office's file: lists, search, one dossier."""

import random
from dataclasses import replace

from tcxd_desktop.bench.figures import Figure, pair, timed
from tcxd_desktop.domain.dossier import TABLES
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.office import people
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.search import Finder

_TYPED = "nguyen thi dao"
_RAW_LIST = (
    "SELECT p.id, p.birth_name, p.name_key, p.birth_date, p.sex, s.unit_id, u.name, s.grade,"
    " s.activity, s.leaving, p.card_no, p.dossier_no, p.citizen_id, p.complete FROM person p"
    " JOIN standing s ON s.person_id = p.id AND s.since <= ?1 AND ?1 < s.until"
    " LEFT JOIN unit_step u ON u.unit_id = s.unit_id AND u.since <= ?1 AND ?1 < u.until"
    " WHERE s.leaving = ''"
)


def lists(desk: Desk, name: str) -> list[Figure]:
    """Return list and sort against raw driver reads of the same encrypted file."""
    day = desk.day()

    def raw() -> object:
        with desk.read() as reading:
            return reading.all(_RAW_LIST, (day,))

    ours, other = pair(lambda: people.lines(desk, PeopleQuery()), raw)
    shuffled = people.lines(desk, PeopleQuery())
    random.Random(1).shuffle(shuffled)
    numbers = list(range(len(shuffled)))
    random.Random(1).shuffle(numbers)
    sort, ints = pair(
        lambda: sorted(shuffled, key=lambda line: line.sort_key), lambda: sorted(numbers)
    )
    first, _ = pair(lambda: people.lines(desk, PeopleQuery(), limit=300), lambda: None)
    return [
        Figure(f"Đọc danh sách {name}, theo tên", ours, "đọc thô cùng tệp, không sắp xếp", other,
               goal="≤ 1,5"),
        Figure(f"Sắp xếp {name} theo tên", sort, "sắp xếp số nguyên", ints, goal="≤ 10"),
        Figure(f"300 dòng đầu của {name}", first, "đọc thô cả danh sách", other),
    ]  # fmt: skip


def search(desk: Desk, name: str) -> list[Figure]:
    """Return the keys of one search, typed letter by letter, against one frame of the screen."""
    finder = Finder(desk)
    load = timed(lambda: finder.find("x"))
    keys: list[float] = []
    for _ in range(3):
        finder.find("")
        keys.extend(
            timed(lambda end=end: finder.find(_TYPED[:end]))  # type: ignore[misc]
            for end in range(1, len(_TYPED) + 1)
        )
    keys.sort()
    frame = 1 / 60
    return [
        Figure(f"Tìm {name}: một phím, trung vị", keys[len(keys) // 2], "một khung hình", frame,
               goal="≤ 1"),
        Figure(f"Tìm {name}: phím chậm nhất", keys[-1], "một khung hình", frame, goal="≤ 1"),
        Figure(f"Tìm {name}: nạp lần đầu", load, "một khung hình", frame),
    ]  # fmt: skip


def dossier(desk: Desk) -> list[Figure]:
    """Return opening and saving one dossier with its rows against the bare statements."""
    best = max(people.lines(desk, PeopleQuery(), limit=300), key=lambda line: line.complete)
    opened = people.read(desk, best.id)
    tables = [f"SELECT * FROM person_{name} WHERE person_id = ?" for name in TABLES]
    tables.append("SELECT * FROM person WHERE id = ?")

    def raw_read() -> None:
        with desk.read() as reading:
            for sql in tables:
                reading.all(sql, (best.id,))

    read, raw = pair(lambda: people.read(desk, best.id), raw_read, rounds=15)
    state = {"now": opened, "turn": 0}

    def save() -> None:
        turn = int(str(state["turn"])) + 1
        now = replace(opened, version=state["now"].version, phone=f"0912 {turn:06d}")  # type: ignore[attr-defined]
        rewards = now.rewards[::-1] if turn % 2 else now.rewards
        state["now"], state["turn"] = people.save(desk, replace(now, rewards=rewards)), turn

    with desk.store.read():
        pass
    raw_connection = desk.store.writer

    def raw_save() -> None:
        with raw_connection.transaction(desk.deed(Permission.EDIT, "bench").act()):
            pass

    saved, commit = pair(save, raw_save, rounds=15)
    return [
        Figure("Mở một hồ sơ", read, "27 câu lệnh thô", raw, goal="≤ 30"),
        Figure("Lưu một hồ sơ", saved, "một giao dịch một dòng", commit, goal="≤ 10"),
    ]
