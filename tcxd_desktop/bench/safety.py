"""Figures of what safety costs: the line in the access book, signing in, a backup."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from tcxd_desktop.bench.figures import Figure, pair, timed
from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.history import Change, Permission
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.office import backups, opening, people
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import audit, key_file, records
from tcxd_desktop.storage.key_file import Kdf

_BOOK = re.compile(r"\bact(_\w+)?\b")
_WRITES = ("INSERT", "UPDATE", "DELETE")


def line(desk: Desk) -> list[Figure]:
    """Return one transaction with its line against the same changes without one.

    Both sides are the changes a real save sent, replayed on the driver in turns; the first writes
    its line too: values with their digests, the digest of the record, the hash of the chain.
    """
    best = max(people.lines(desk, PeopleQuery(), limit=300), key=lambda line: line.complete)
    dossier = people.read(desk, best.id)
    changes = _changes_of(desk, dossier)
    told = Change("person", dossier.id, "phone", "0912 000 001", "0912 000 002")
    act = desk.deed(Permission.EDIT, "bench").act()
    with desk.store.turn() as connection:

        def write() -> None:
            for sql in changes:
                connection.execute(sql)

        def with_line() -> None:
            line = audit.begin(connection, act)
            write()
            audit.write_changes(connection, *audit.change_rows(line, [told]))
            line.touched.add((records.PERSON, dossier.id))
            audit.finish(connection, line)

        ours, other = pair(
            lambda: _transaction(connection, with_line),
            lambda: _transaction(connection, write),
            rounds=31,
        )
    return [
        Figure("Giao dịch lưu hồ sơ kể cả dòng sổ", ours, "cùng thay đổi, không dòng sổ", other,
               goal="≤ 1,5"),
    ]  # fmt: skip


def _changes_of(desk: Desk, dossier: Dossier) -> list[str]:
    """Return the statements by which a real save changes a dossier, without those of the book."""
    saved = people.save(desk, replace(dossier, phone="0912 000 001"))
    sent: list[str] = []
    connection = desk.store.writer.driver_connection
    connection.set_trace_callback(sent.append)
    try:
        people.save(desk, replace(saved, phone="0912 000 002", rewards=saved.rewards[::-1]))
    finally:
        connection.set_trace_callback(None)
    # Replayed again and again: the change must find its row whatever the version is by then.
    changes = [re.sub(r" AND person\.version = \d+", "", sql) for sql in sent]
    return [sql for sql in changes if sql.startswith(_WRITES) and not _BOOK.search(sql)]


def _transaction(connection: Any, work: Callable[[], None]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        work()
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def unlock(folder: Path, password: str) -> list[Figure]:
    """Return signing in against the key derivation it holds: what is beyond it is ours."""
    slot = key_file.read(folder).slots[0]
    kdf: Kdf = slot.kdf

    def sign_in() -> None:
        opening.close_office(opening.open_office(folder, password))

    ours, derive = pair(sign_in, lambda: kdf.derive(password.encode(), slot.salt))
    return [
        Figure("Đăng nhập rồi đăng xuất", ours, "riêng Argon2id", derive),
        Figure("  phần thêm ngoài Argon2id", max(ours - derive, 0.0), "cho phép", 1.5, goal="≤ 1"),
    ]


def backup(desk: Desk, name: str) -> list[Figure]:
    """Return a backup, verified by restoring it, against writing its bytes and flushing them."""
    ours = timed(lambda: backups.make(desk, "đo"))
    data = desk.store.path.read_bytes()
    target = desk.store.folder / "bench.tmp"

    def plain() -> None:
        with target.open("wb") as out:
            out.write(data)
            out.flush()
        target.unlink()

    other = timed(plain)
    return [
        Figure(f"Sao lưu văn phòng {name}, đã kiểm tra", ours, "ghi thô bấy nhiêu byte", other),
        Figure("  so với mục tiêu", ours, "3 giây", 3.0, goal="≤ 1"),
    ]
