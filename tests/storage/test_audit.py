"""The access book cannot be changed afterwards without a word, nor its records undone (S4, S16)."""

import random
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tcxd_desktop.domain.errors import DamagedFileProblem
from tcxd_desktop.domain.history import Change
from tcxd_desktop.office import opening, people, reveals
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import anchor, audit, checking, engine, keys, records
from tcxd_desktop.storage.engine import PAGE, Sealed
from tests import make

SEED = 20261125
_ACT = (*audit.COLUMNS, "note", "purpose")


def session(folder: Path, work: Callable[[Desk], None]) -> None:
    desk = opening.open_office(folder, make.PASSWORD, clock=make.clock)
    try:
        work(desk)
    finally:
        opening.close_office(desk)


def some_work(desk: Desk, round_: int) -> None:
    made = people.create(desk, make.new_person(name=f"Phạm Văn Số {round_}"))
    people.save(desk, replace(people.read(desk, made.id), occupation="Nông dân"), note="Theo đơn")
    people.view(desk, made.id, "Đối chiếu")
    reveals.reveal_person(desk, made.id)


@pytest.fixture(scope="module")
def worked(office_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with a few signed sessions of one account, closed."""
    home = tmp_path_factory.mktemp("home")
    folder = Path(shutil.copytree(office_template, tmp_path_factory.mktemp("audit") / "o"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TCXD_HOME", str(home))
        for round_ in range(12):
            session(folder, lambda desk, n=round_: some_work(desk, n))  # type: ignore[misc]
    return folder


@pytest.fixture
def book(worked: Path, tmp_path: Path) -> Iterator[Any]:
    """The main file of it, open beneath the program, in a transaction that is never kept."""
    folder = Path(shutil.copytree(worked, tmp_path / "o"))
    connection = raw(folder)
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("BEGIN")
    yield connection
    connection.execute("ROLLBACK")
    connection.close()


def raw(folder: Path) -> Any:
    ring = keys.unlock(folder, make.PASSWORD, keys.FIRST_ACCOUNT)
    assert ring.sealed is not None
    return engine.connect(
        folder / "office.db", ring.main, sealed=Sealed(folder / "office.sealed.db", ring.sealed)
    )


@contextmanager
def tampered(book: Any) -> Iterator[None]:
    book.execute("SAVEPOINT once")
    yield
    book.execute("ROLLBACK TO once")


def missed(book: Any, deeds: Sequence[tuple[str, Callable[[], None]]]) -> list[str]:
    """Return what was done to the book without the check noticing."""
    found = []
    for name, deed in deeds:
        with tampered(book):
            deed()
            if not audit.verify_chain(book):
                found.append(name)
    return found


def drop(book: Any, first: int, last: int) -> None:
    for table in ("act_change", "act_record", "checkpoint"):
        book.execute(f"DELETE FROM {table} WHERE act_id BETWEEN ? AND ?", (first, last))
    book.execute("DELETE FROM act WHERE id BETWEEN ? AND ?", (first, last))


def newest(book: Any) -> int:
    return int(book.execute("SELECT max(id) FROM act").fetchone()[0])


def test_a_book_that_was_left_alone_is_whole(book: Any, worked: Path) -> None:
    assert newest(book) > 70
    assert audit.verify_chain(book) == []
    assert audit.verify_records(book, sealed=True) == []
    office = keys.unlock(worked, make.PASSWORD, keys.FIRST_ACCOUNT).office
    assert checking.signature_faults(book, office) == []


def test_no_line_can_be_taken_out(book: Any) -> None:
    ids = range(1, newest(book))
    assert missed(book, [(f"{n}", lambda n=n: drop(book, n, n)) for n in ids]) == []


def test_no_part_can_be_cut_out_at_a_thousand_random_places(book: Any) -> None:
    dice = random.Random(SEED)
    last = newest(book)
    cuts = []
    for _ in range(1000):
        first = dice.randint(1, last - 1)
        cuts.append((first, dice.randint(first, last - 1)))
    deeds = [(f"{a}-{b}", lambda a=a, b=b: drop(book, a, b)) for a, b in cuts]
    assert missed(book, deeds) == []


def test_no_word_of_a_line_can_be_altered(book: Any) -> None:
    def alter(column: str, number: int) -> None:
        value = book.execute(f"SELECT {column} FROM act WHERE id = ?", (number,)).fetchone()[0]
        changed = value + 1 if isinstance(value, int) else f"{value}x"
        book.execute(f"UPDATE act SET {column} = ? WHERE id = ?", (changed, number))

    deeds = [
        (f"{column} {number}", lambda c=column, n=number: alter(c, n))
        for column in _ACT
        for number in range(1, newest(book) + 1, 7)
    ]
    assert missed(book, deeds) == []


def test_no_note_can_be_blanked_as_if_by_an_erasure(book: Any) -> None:
    blank = "UPDATE act SET note='', purpose='', salt=NULL WHERE id = ?"
    deeds = [
        (f"{number}", lambda n=number: book.execute(blank, (n,)))
        for number in range(1, newest(book) + 1)
    ]
    assert missed(book, deeds) == []


def test_no_value_of_a_change_can_be_altered(book: Any) -> None:
    rows = book.execute("SELECT act_id, position FROM act_change").fetchall()
    chosen = random.Random(SEED).sample(rows, 60)
    statements = (
        "UPDATE act_change SET old = old || 'x' WHERE act_id = ? AND position = ?",
        "UPDATE act_change SET new = new || 'x' WHERE act_id = ? AND position = ?",
        "UPDATE act_change SET old='', new='', salt=NULL WHERE act_id = ? AND position = ?",
        "UPDATE act_change SET field = 'sex' WHERE field <> 'sex' AND act_id = ? AND position = ?",
        "UPDATE act_change SET subject_id = subject_id + 1 WHERE act_id = ? AND position = ?",
        "DELETE FROM act_change WHERE act_id = ? AND position = ?",
    )
    deeds = [
        (f"{row} {statement}", lambda s=statement, r=row: book.execute(s, r))
        for row in chosen
        for statement in statements
        if not (
            "'sex'" in statement
            and book.execute(
                "SELECT field FROM act_change WHERE act_id=? AND position=?", row
            ).fetchone()
            == ("sex",)
        )
    ]
    assert missed(book, deeds) == []


def test_no_digest_of_a_record_can_be_altered(book: Any) -> None:
    rows = book.execute("SELECT act_id, subject, subject_id FROM act_record").fetchall()
    where = "WHERE act_id = ? AND subject = ? AND subject_id = ?"
    deeds = [
        (f"{row} {kind}", lambda s=f"{kind} {where}", r=row: book.execute(s, r))
        for row in rows
        for kind in ("UPDATE act_record SET digest = randomblob(32)", "DELETE FROM act_record")
    ]
    assert missed(book, deeds) == []


def test_no_two_lines_can_change_places(book: Any) -> None:
    def swap(first: int, second: int) -> None:
        for old, new in ((first, -1), (second, first), (-1, second)):
            book.execute("UPDATE act SET id = ? WHERE id = ?", (new, old))
            for table in ("act_change", "act_record", "checkpoint"):
                book.execute(f"UPDATE {table} SET act_id = ? WHERE act_id = ?", (new, old))

    dice = random.Random(SEED)
    last = newest(book)
    pairs = [dice.sample(range(1, last + 1), 2) for _ in range(100)]
    assert missed(book, [(f"{a}/{b}", lambda a=a, b=b: swap(a, b)) for a, b in pairs]) == []


def test_no_line_can_be_put_in_between(book: Any) -> None:
    def insert(place: int) -> None:
        # Everything from here on moves up by one; a new line takes its place.
        last = newest(book)
        for number in range(last, place - 1, -1):
            book.execute("UPDATE act SET id = ? WHERE id = ?", (number + 1, number))
            for table in ("act_change", "act_record", "checkpoint"):
                book.execute(
                    f"UPDATE {table} SET act_id = ? WHERE act_id = ?", (number + 1, number)
                )
        line = forged_line(book, place)
        book.execute("UPDATE act SET hash = ? WHERE id = ?", (line, place))

    dice = random.Random(SEED)
    places = [dice.randint(1, newest(book)) for _ in range(40)]
    assert missed(book, [(f"{n}", lambda n=n: insert(n)) for n in places]) == []


def forged_line(book: Any, number: int) -> bytes:
    """Write a line that fits the one before it, as somebody with the key could; return its hash."""
    act = {"at": "2026-11-20T02:00:00+00:00", "clock": "", "account": 1, "actor": make.HEAD_NAME,
           "use_case": "people.view", "permission": "xem", "note": "", "purpose": "", "copies": 0,
           "people": 0}  # fmt: skip
    salt = bytes(16)
    digest = audit.value_digest(salt, "", "")
    names = list(act)
    book.execute(
        f"INSERT INTO act (id, {', '.join(names)}, salt, digest, hash)"
        f" VALUES (?, {', '.join('?' * len(names))}, ?, ?, x'')",
        (number, *act.values(), salt, digest),
    )
    head = (number, *(act[name] for name in audit.COLUMNS))
    return audit.chained(audit.before(book, number), head, digest, [], [])


def rehashed(book: Any) -> None:
    """Chain the whole book anew: what somebody with the data key and patience could do."""
    last = audit.NO_HASH
    names = ", ".join(audit.COLUMNS)
    for row in book.execute(f"SELECT id, {names}, digest FROM act ORDER BY id").fetchall():
        changes = book.execute(
            "SELECT subject, subject_id, field, digest FROM act_change WHERE act_id = ?"
            " ORDER BY position",
            (row[0],),
        ).fetchall()
        touched = book.execute(
            "SELECT subject, subject_id, digest FROM act_record WHERE act_id = ?"
            " ORDER BY subject, subject_id",
            (row[0],),
        ).fetchall()
        last = audit.chained(last, row[:-1], row[-1], changes, touched)
        book.execute("UPDATE act SET hash = ? WHERE id = ?", (last, row[0]))


def test_nobody_can_put_his_session_on_another_account(book: Any, worked: Path) -> None:
    """Who chains the book anew still lacks the other's signing key."""
    office = keys.unlock(worked, make.PASSWORD, keys.FIRST_ACCOUNT).office
    ends = book.execute("SELECT id FROM act WHERE use_case = 'session.end'").fetchall()
    assert len(ends) >= 12
    for (number,) in ends:
        with tampered(book):
            book.execute(
                "UPDATE act SET account = 2, actor = 'Vũ Thị Hạnh' WHERE id = ?", (number,)
            )
            book.execute("UPDATE checkpoint SET account = 2 WHERE act_id = ?", (number,))
            rehashed(book)
            assert audit.verify_chain(book) == []
            assert checking.signature_faults(book, office)


def test_a_tail_is_missed_by_the_chain_alone_and_found_by_the_anchor(
    worked: Path, tmp_path: Path
) -> None:
    """The documented limit: only what the newest anchor knows can be missed."""
    folder = Path(shutil.copytree(worked, tmp_path / "o"))
    (tmp_path / "home").mkdir(exist_ok=True)
    connection = raw(folder)
    connection.execute("PRAGMA foreign_keys=OFF")
    last = newest(connection)
    drop(connection, last, last)
    assert audit.verify_chain(connection) == []
    connection.close()
    desk = opening.open_office(folder, make.PASSWORD, clock=make.clock)
    assert (desk.sign_in.state, desk.sign_in.expected, desk.sign_in.found) == (
        checking.OLDER, last, last - 1,
    )  # fmt: skip
    opening.close_office(desk)


# --- how long it takes ----------------------------------------------------------------------------


def fill(connection: Any, count: int) -> None:
    connection.execute("BEGIN")
    for number in range(count):
        act = {"at": "2026-11-23T02:00:00+00:00", "clock": "", "account": 1,
               "actor": make.HEAD_NAME, "use_case": "people.view", "permission": "xem", "note": "",
               "purpose": "", "copies": 0, "people": 1}  # fmt: skip
        line = audit.begin(connection, act)
        change = Change("person", number % 400 + 1, "view", "", "")
        audit.write_changes(connection, *audit.change_rows(line, [change]))
        audit.finish(connection, line)
    connection.execute("COMMIT")


@pytest.mark.parametrize("count", [20_000])
def test_a_long_book_is_checked_quickly(worked: Path, tmp_path: Path, count: int) -> None:
    folder = Path(shutil.copytree(worked, tmp_path / "o"))
    connection = raw(folder)
    fill(connection, count)
    started = time.perf_counter()
    assert audit.verify_chain(connection) == []
    took = time.perf_counter() - started
    connection.execute("UPDATE act SET people = 2 WHERE id = ?", (newest(connection) - 77,))
    assert audit.verify_chain(connection)
    connection.close()
    sys.stderr.write(f"{count} lines checked in {took:.2f} s\n")
    assert took < count / 20_000


# --- old pages and old files put back -------------------------------------------------------------


class Twice:
    """An office at an earlier time and now, closed both times."""

    def __init__(self, template: Path, folder: Path) -> None:
        self.now = Path(shutil.copytree(template, folder / "now"))
        session(self.now, lambda desk: some_work(desk, 1))
        self.olds = []
        for round_ in range(4):
            self.olds.append(Path(shutil.copytree(self.now, folder / f"old{round_}")))
            session(self.now, lambda desk, n=round_: self._more(desk, n))  # type: ignore[misc]
        self.files = {name: (self.now / name).read_bytes() for name in self.names()}

    @staticmethod
    def names() -> tuple[str, str]:
        return "office.db", "office.sealed.db"

    @staticmethod
    def _more(desk: Desk, round_: int) -> None:
        some_work(desk, 10 + round_)
        made = people.read(desk, 1)
        people.save(
            desk,
            replace(
                made, occupation=f"Nghề {round_}", special_history=f"Kể lại lần {round_}",
            ),
        )  # fmt: skip

    def restore(self) -> None:
        for name, data in self.files.items():
            (self.now / name).write_bytes(data)

    def pages(self, old: Path, name: str) -> list[int]:
        """Return the pages that were different then and still exist."""
        before, after = (old / name).read_bytes(), self.files[name]
        return [
            place
            for place in range(0, min(len(before), len(after)), PAGE)
            if before[place : place + PAGE] != after[place : place + PAGE]
        ]

    def put_back(self, old: Path, name: str, places: Sequence[int]) -> None:
        before, made = (old / name).read_bytes(), bytearray(self.files[name])
        for place in places:
            made[place : place + PAGE] = before[place : place + PAGE]
        (self.now / name).write_bytes(made)


@pytest.fixture
def twice(office_template: Path, tmp_path: Path) -> Twice:
    return Twice(office_template, tmp_path)


def reported(folder: Path) -> str:
    """Return what the next sign-in says, without leaving anything behind."""
    try:
        desk = opening.open_office(folder, make.PASSWORD, clock=make.clock)
    except DamagedFileProblem:
        return "refused"
    state = desk.sign_in.state
    desk.store.close()
    return state


def old_pages(twice: Twice, count: int) -> Iterator[tuple[Path, str, list[int]]]:
    dice = random.Random(SEED)
    for _ in range(count):
        old = dice.choice(twice.olds)
        name = dice.choice(twice.names())
        pages = twice.pages(old, name)
        how_many = dice.choice([1, 1, 1, 2, len(pages)])
        yield old, name, dice.sample(pages, min(how_many, len(pages)))


PAGES, FEWER = 500, 60


def test_old_pages_put_back_are_reported_at_the_next_sign_in(twice: Twice) -> None:
    assert reported(twice.now) == checking.SAME
    said = []
    for old, name, pages in old_pages(twice, PAGES):
        twice.put_back(old, name, pages)
        said.append(reported(twice.now))
        twice.restore()
    assert set(said) <= {"refused", checking.OLDER, checking.ALTERED}
    assert checking.ALTERED in said
    assert reported(twice.now) == checking.SAME


def without_digests(folder: Path) -> None:
    """The sabotage: anchors that only know how far the book was."""
    ring = keys.unlock(folder, make.PASSWORD, keys.FIRST_ACCOUNT)
    [kept, *_] = anchor.read(folder, ring.office, [ring.main])
    anchor.write(folder, replace(kept, files={}), ring.main)


def test_twin_an_anchor_without_digests_misses_old_pages(twice: Twice) -> None:
    without_digests(twice.now)
    said = []
    for old, name, pages in old_pages(twice, FEWER):
        twice.put_back(old, name, pages)
        said.append(reported(twice.now))
        twice.restore()
    assert checking.SAME in said


@pytest.mark.parametrize("names", [["office.db"], ["office.sealed.db"],
                                   ["office.db", "office.sealed.db"]])  # fmt: skip
def test_whole_older_files_are_reported(twice: Twice, names: list[str]) -> None:
    for old in twice.olds:
        for name in names:
            shutil.copy(old / name, twice.now / name)
        assert reported(twice.now) in {checking.OLDER, checking.ALTERED}
        twice.restore()


def test_older_files_with_their_own_anchor_are_reported_by_the_anchor_kept_apart(
    twice: Twice,
) -> None:
    for old in twice.olds:
        for name in (*twice.names(), anchor.ANCHOR_FILE):
            shutil.copy(old / name, twice.now / name)
        assert reported(twice.now) == checking.OLDER


def test_twin_a_chain_without_record_digests_misses_an_old_page(twice: Twice) -> None:
    """Finding 5: pages and chain are whole, and a record is not what it was."""
    old = twice.olds[-1]
    caught, overlooked = 0, 0
    for page in twice.pages(old, "office.db"):
        twice.put_back(old, "office.db", [page])
        try:
            connection = raw(twice.now)
            try:
                if _whole(connection) and not audit.verify_chain(connection):
                    overlooked += 1
                    caught += bool(audit.verify_records(connection, sealed=True))
            finally:
                connection.close()
        except (DamagedFileProblem, engine.driver.DatabaseError):
            pass
        twice.restore()
    assert overlooked, "no old page opened without a word: the test proves nothing"
    assert caught >= 1


def _whole(connection: Any) -> bool:
    return bool(
        connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        and not connection.execute("PRAGMA cipher_integrity_check").fetchall()
    )


def test_a_record_changed_behind_the_book_is_found(book: Any) -> None:
    assert audit.verify_records(book, sealed=True) == []
    for statement in (
        "UPDATE person SET occupation = 'Khác' WHERE id = 1",
        "DELETE FROM standing WHERE person_id = 1",
        "INSERT INTO person_sealed VALUES (1, 'Đặt vào')",
        "UPDATE setting SET value = 'x' WHERE key = 'office.name'",
        "UPDATE account SET role = 'xem'",
    ):
        with tampered(book):
            book.execute(statement)
            assert audit.verify_records(book, sealed=True), statement


def test_faults_are_told_in_words(book: Any, worked: Path, tmp_path: Path) -> None:
    del book
    folder = Path(shutil.copytree(worked, tmp_path / "broken"))
    connection = raw(folder)
    connection.execute("UPDATE act SET note = 'khác' WHERE id = 20")
    connection.execute("UPDATE person SET occupation = 'Khác' WHERE id = 1")
    connection.close()
    desk = opening.open_office(folder, make.PASSWORD, clock=make.clock)
    found = opening.verify(desk)
    desk.store.close()
    assert found["book"] == "lý do, mục đích của dòng số 20 đã bị sửa hoặc xóa"
    assert found["records"] == "hồ sơ số 1 không giống lần ghi cuối trong sổ"
    assert records.PERSON in records.PARTS
