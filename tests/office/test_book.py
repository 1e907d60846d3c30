"""The access book: who looked, changed, printed, exported; filters, registers, files (L2)."""

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from tcxd_desktop.domain.book import BookQuery, Loan, packed, unpacked
from tcxd_desktop.domain.errors import NotAllowedProblem, NotASheetProblem, NotFoundProblem, Problem
from tcxd_desktop.domain.history import Actor, Permission, Role
from tcxd_desktop.domain.jobs import PrintJob
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.domain.safety_papers import (
    CopyRegister,
    Direction,
    HandoverRegister,
    ReadingRegister,
)
from tcxd_desktop.office import (
    book,
    clock,
    exports,
    imports,
    loans,
    opening,
    people,
    printing,
    registers,
    reveals,
)
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import accounts as stored_accounts
from tcxd_desktop.storage import keys
from tcxd_desktop.wording.acts import USE_CASES
from tcxd_desktop.wording.book import KINDS, SEALED_VALUE, change_name, check_words, field_name
from tests import make


@dataclass
class Ticking:
    """A clock a test moves on."""

    now: datetime = field(default_factory=make.clock)

    def __call__(self) -> datetime:
        return self.now

    def on(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def time() -> Ticking:
    return Ticking()


@pytest.fixture
def at(office_folder: Path, time: Ticking) -> Iterator[Desk]:
    desk = opening.open_office(office_folder, make.PASSWORD, clock=time)
    yield desk
    opening.close_office(desk)


def as_clerk(desk: Desk) -> Desk:
    return replace(desk, actor=Actor("Vũ Thị Hạnh", Role.CLERK, 2))


def member(desk: Desk, name: str = "Phạm Văn Thành") -> int:
    return people.create(desk, make.new_person(name=name)).id


def uses(desk: Desk, **query: object) -> list[str]:
    found = book.entries(desk, BookQuery(**query))  # type: ignore[arg-type]
    return [entry.use_case for entry in found]


# --- looking --------------------------------------------------------------------------------------


def test_a_look_leaves_one_line_in_half_an_hour(at: Desk, time: Ticking) -> None:
    first, second = member(at), member(at, "Lê Thị An")
    for _ in range(3):
        assert people.view(at, first).id == first
    people.view(at, second)
    people.view(at, first, "Kiểm tra theo đơn")
    looks = book.entries(at, BookQuery(kind="view"))
    assert [(e.people[0][1], e.purpose) for e in looks] == [
        ("Phạm Văn Thành", "Kiểm tra theo đơn"), ("Lê Thị An", ""), ("Phạm Văn Thành", ""),
    ]  # fmt: skip
    time.on(minutes=31)
    people.view(at, first)
    assert book.count(at, BookQuery(kind="view")) == 4
    time.on(days=-2)
    people.view(at, first)
    assert book.count(at, BookQuery(kind="view")) == 5


def test_each_session_and_each_account_leaves_its_own(office_folder: Path) -> None:
    desk = opening.open_office(office_folder, make.PASSWORD, clock=make.clock)
    person = member(desk)
    people.view(desk, person)
    opening.close_office(desk)
    desk = opening.open_office(office_folder, make.PASSWORD, clock=make.clock)
    people.view(desk, person)
    assert book.count(desk, BookQuery(kind="view")) == 2
    opening.close_office(desk)


def test_nobody_there_leaves_no_line(at: Desk) -> None:
    with pytest.raises(NotFoundProblem):
        people.view(at, 99)
    assert uses(at, kind="view") == []


# --- reading the book -----------------------------------------------------------------------------


def test_only_the_head_reads_the_book(at: Desk) -> None:
    clerk = as_clerk(at)
    for ask in (
        lambda: book.entries(clerk, BookQuery()),
        lambda: book.count(clerk, BookQuery()),
        lambda: book.changes(clerk, 1),
        lambda: book.actors(clerk),
        lambda: book.verify(clerk),
        lambda: book.export_book(clerk, BookQuery(), "so.csv"),
        lambda: registers.render_book(clerk, BookQuery()),
        lambda: registers.render_register(clerk, "reading", "", ""),
    ):
        with pytest.raises(NotAllowedProblem):
            ask()


def test_filters(at: Desk, time: Ticking) -> None:
    dao, an = member(at, "Nguyễn Thị Đào"), member(at, "Lê Thị An")
    people.view(at, dao, "Đối chiếu thẻ")
    reveals.reveal_person(at, an)
    time.on(days=2)
    clerk = as_clerk(at)
    people.save(clerk, replace(people.read(at, an), occupation="Giáo viên"), note="Theo đơn")
    people.keep_draft(at, replace(people.read(at, dao), phone="0912"))
    exports.members_xlsx(at, PeopleQuery(), file_name="ds.xlsx", purpose="Nộp Tỉnh ủy")
    assert uses(at, text="nguyen dao") == ["exports.members", "people.view", "people.create"]
    assert uses(at, text="doi chieu") == ["people.view"]
    assert uses(at, text="tinh uy") == ["exports.members"]
    assert uses(at, text="vu thi hanh") == ["people.save"]
    assert uses(at, text="sua ho so don") == ["people.save"]
    assert uses(at, account=2) == ["people.save"]
    assert uses(at, person_id=an) == [
        "exports.members", "people.save", "people.reveal", "people.create",
    ]  # fmt: skip
    assert uses(at, since="2026-11-25") == ["exports.members", "people.save"]
    assert "people.save" not in uses(at, until="2026-11-23")
    assert uses(at, kind="view") == ["people.reveal", "people.view"]
    assert uses(at, since="2026-11-25", drafts=True) == [
        "exports.members", "people.draft", "people.save",
    ]  # fmt: skip
    assert book.count(at, BookQuery(text="doi chieu")) == 1
    assert book.actors(at) == [(1, make.HEAD_NAME), (2, "Vũ Thị Hạnh")]


def test_a_day_is_the_offices_day(at: Desk, time: Ticking) -> None:
    """Half past midnight in Hà Nội is still yesterday in UTC."""
    time.now = datetime(2026, 11, 24, 0, 30, tzinfo=make.HANOI)
    person = member(at)
    people.view(at, person)
    assert "people.view" in uses(at, since="2026-11-24", until="2026-11-24")
    assert "people.view" not in uses(at, until="2026-11-23")
    [entry] = book.entries(at, BookQuery(kind="view"))
    assert entry.at == "2026-11-23T17:30:00+00:00"


def test_pages_follow_one_another(at: Desk) -> None:
    for number in range(30):
        member(at, f"Phạm Văn {number}")
    for query in (BookQuery(), BookQuery(text="pham van")):
        whole = [entry.id for entry in book.entries(at, query, -1)]
        parts = [
            entry.id for start in range(0, len(whole), 7)
            for entry in book.entries(at, query, 7, start)
        ]  # fmt: skip
        assert parts == whole == sorted(whole, reverse=True)
        assert len(whole) == book.count(at, query)


def test_every_kind_is_made_of_use_cases_there_are(at: Desk) -> None:
    for name, kind in KINDS.items():
        for pattern in kind.use_cases:
            known = [use for use in USE_CASES if _fits(use, pattern)]
            assert known or pattern.startswith("backups."), (name, pattern)
    kinds = [pattern for kind in KINDS.values() for pattern in kind.use_cases]
    assert [use for use in USE_CASES if not any(_fits(use, p) for p in kinds)] == []


def _fits(use_case: str, pattern: str) -> bool:
    if pattern.endswith("*"):
        return use_case.startswith(pattern[:-1])
    return use_case == pattern


def test_old_and_new_values_of_a_line_and_the_sealed_ones_for_holders_only(at: Desk) -> None:
    person = member(at)
    dossier = people.read(at, person)
    people.save(at, replace(dossier, occupation="Giáo viên", special_history="Từng làm"))
    line = book.entries(at, BookQuery())[0].id
    told = {change.field: (change.old, change.new) for change in book.changes(at, line)}
    assert told == {"occupation": ("", "Giáo viên"), "special_history": ("", "Từng làm")}
    folder = at.store.folder
    opening.close_office(at)
    without_sealed(folder)
    desk = opening.open_office(folder, make.PASSWORD, clock=make.clock)
    assert not desk.actor.sealed
    told = {change.field: (change.old, change.new) for change in book.changes(desk, line)}
    assert told["occupation"] == ("", "Giáo viên")
    assert told["special_history"] == (SEALED_VALUE, SEALED_VALUE)
    opening.close_office(desk)


def without_sealed(folder: Path) -> None:
    """Give the head's slot anew without the key of the sealed compartment."""
    ring = keys.unlock(folder, make.PASSWORD, 1)
    desk = opening.open_office(folder, make.PASSWORD, clock=make.clock)
    with desk.write(Permission.ACCOUNTS, "accounts.sealed") as work:
        found = stored_accounts.one(work, 1)
        assert found is not None
        stored_accounts.change(work, replace(found, sealed=False))
        box, sign = keys.put_account(
            folder, ring, keys.SlotName(1, make.HEAD_NAME), make.PASSWORD, make.CHEAP, sealed=False
        )
        stored_accounts.put_keys(work, 1, box, sign)
    desk.store.close()


def test_the_history_of_a_record_has_looks_prints_and_exports(at: Desk) -> None:
    person = member(at)
    people.view(at, person, "Đối chiếu")
    printing.note_printed(at, PrintJob(form="DS", person_ids=(person,)), copies=2, purpose="Nộp")
    exports.members_xlsx(at, PeopleQuery(), file_name="ds.xlsx")
    people.save(at, replace(people.read(at, person), occupation="Giáo viên"))
    acts = people.history(at, person)
    assert [(act.use_case, act.changes[0].field, act.copies) for act in acts] == [
        ("people.save", "occupation", 0),
        ("exports.members", "export", 0),
        ("printing.print", "print", 2),
        ("people.view", "view", 0),
        ("people.create", "birth_name", 0),
    ]
    assert [field_name(act.changes[0].field) for act in acts][:4] == [
        "Nghề nghiệp hiện nay", "Có trong tệp xuất", "In", "Xem hồ sơ",
    ]  # fmt: skip
    assert acts[3].purpose == "Đối chiếu"


def test_a_correction_says_what_it_rests_on(at: Desk) -> None:
    person = people.create(at, make.new_person(ceremony_date=make.day("1995-05-19"))).id
    people.correct(
        at, person, "birth_date", make.day("1975-05-30"), decision=make.decision(),
        reason="Nhập sai so với bản gốc, trang 3",
    )  # fmt: skip
    [entry] = book.entries(at, BookQuery(text="dinh chinh"))
    assert entry.note == (
        "Nhập sai so với bản gốc, trang 3 [12-QĐ/ĐU; 2026-11-20; Đảng ủy xã Đông Hải]"
    )
    [change] = book.changes(at, entry.id)
    assert (change.old, change.new) == ("30/04/1975", "30/05/1975")


def test_a_refused_file_leaves_a_line(at: Desk) -> None:
    person = member(at)
    with pytest.raises(NotASheetProblem):
        imports.preview_members(at, b"PK\x03\x04 khong phai bang tinh" * 50, "DS_THANG_11.xlsx")
    with pytest.raises(Problem):
        people.set_photo(at, person, b"khong phai anh")
    [photo, sheet] = book.entries(at, BookQuery(), 2)
    assert (sheet.use_case, photo.use_case) == ("imports.refused", "people.photo.refused")
    assert sheet.note.startswith("DS_THANG_11.xlsx: ")


# --- the clock ------------------------------------------------------------------------------------


def test_a_doubtful_clock_is_noted_once_a_session_and_confirmed_by_the_head(
    office_folder: Path,
) -> None:
    ten_years_on = Ticking(make.clock().replace(year=2036))
    desk = opening.open_office(office_folder, make.PASSWORD, clock=ten_years_on)
    jump = book.entries(desk, BookQuery(kind="clock"))
    assert [(entry.use_case, entry.clock) for entry in jump] == [("clock.jump", "jump")]
    assert "23/11/2026" in jump[0].note
    person = member(desk)
    people.view(desk, person)
    assert book.entries(desk, BookQuery(kind="view"))[0].clock == "jump"
    with pytest.raises(NotAllowedProblem):
        clock.confirm(as_clerk(desk))
    clock.confirm(desk)
    people.view(desk, person, "Lại")
    assert book.entries(desk, BookQuery(kind="view"))[0].clock == ""
    opening.close_office(desk)
    # The wrong clock was confirmed by mistake: going back is doubted, and confirmed anew.
    desk = opening.open_office(office_folder, make.PASSWORD, clock=make.clock)
    assert book.entries(desk, BookQuery(kind="clock"))[0].use_case == "clock.jump"
    assert desk.clock_state() == "before"
    clock.confirm(desk)
    assert desk.clock_state() == ""
    opening.close_office(desk)
    desk = opening.open_office(office_folder, make.PASSWORD, clock=make.clock)
    assert desk.clock_state() == ""
    assert len(uses(desk, kind="clock")) == 4
    opening.close_office(desk)


# --- registers ------------------------------------------------------------------------------------


@dataclass
class Script:
    """What was done, counted beside the program."""

    looks: list[tuple[str, int, str]] = field(default_factory=list)
    prints: list[tuple[str, int, int, str]] = field(default_factory=list)
    exports: list[tuple[str, int, str]] = field(default_factory=list)


def scripted(desk: Desk, time: Ticking, rounds: int) -> Script:
    """Do ``rounds`` looks, prints and exports as two users, in a random order."""
    dice = random.Random(20261125)
    ids = [member(desk, f"Trần Văn {n}") for n in range(50)]
    users = [desk, as_clerk(desk)]
    script = Script()
    for number in range(rounds):
        time.on(minutes=dice.randint(31, 90))
        user, person = dice.choice(users), dice.choice(ids)
        purpose = f"Việc số {number}"
        kind = dice.choice(["look", "look", "print", "list", "export"])
        if kind == "look":
            people.view(user, person, purpose)
            script.looks.append((user.actor.name, person, purpose))
        elif kind == "export":
            some = tuple(dice.sample(ids, dice.randint(1, 50)))
            exports.members_xlsx(
                user, PeopleQuery(ids=some), file_name=f"{number}.xlsx", purpose=purpose
            )
            script.exports.append((user.actor.name, len(some), purpose))
        else:
            whom = (person,) if kind == "print" else tuple(dice.sample(ids, 45))
            copies = dice.randint(1, 5)
            job = PrintJob(form="DS", person_ids=whom)
            printing.note_printed(user, job, copies=copies, purpose=purpose)
            script.prints.append((user.actor.name, len(whom), copies, purpose))
    return script


@pytest.mark.parametrize("rounds", [1000])
def test_registers_add_up_to_what_was_done(at: Desk, time: Ticking, rounds: int) -> None:
    script = scripted(at, time, rounds)
    assert len(script.looks) + len(script.prints) + len(script.exports) == rounds
    since, until = "2026-11-23", f"{time.now:%Y-%m-%d}"
    looks = registers.register(at, "reading", since, until)
    given = registers.register(at, "handover", since, until)
    copies = registers.register(at, "copies", since, until)
    assert isinstance(looks, ReadingRegister)
    assert isinstance(given, HandoverRegister)
    assert isinstance(copies, CopyRegister)
    assert [(one.reader, one.dossiers[0].id, one.purpose) for one in looks.lines] == script.looks
    assert [(one.who, one.dossiers, one.purpose) for one in given.lines] == script.exports
    assert [(one.who, one.of, one.copies, one.purpose) for one in copies.lines] == script.prints
    assert copies.copies == sum(row[2] for row in script.prints)
    assert given.total(Direction.OUT) == (
        len(script.exports), sum(row[1] for row in script.exports),
    )  # fmt: skip
    for line in (*looks.lines, *given.lines, *copies.lines):
        assert line.at is not None
    assert all(len(line.people) == line.count for line in copies.lines)
    times = [line.at for line in looks.lines]
    assert times == sorted(times)  # type: ignore[type-var]
    half = f"{make.clock() + (time.now - make.clock()) / 2:%Y-%m-%d}"
    first = registers.register(at, "reading", since, half)
    later = registers.register(
        at, "reading", f"{datetime.fromisoformat(half) + timedelta(days=1):%Y-%m-%d}", until
    )
    assert len(first.lines) + len(later.lines) == len(script.looks)


def test_paper_loans_stand_in_the_register_of_reading(at: Desk, time: Ticking) -> None:
    person = member(at)
    time.on(hours=1)
    loan = loans.lend(at, Loan(
        person_id=person, borrower="Lê Văn Hòa", borrower_unit="UBKT Đảng ủy", letter="GGT 12",
        purpose="Thẩm tra", approved_by="Trần Thu Hà", due_on="2026-11-30",
    ))  # fmt: skip
    reveals.reveal_person(at, person)
    found = registers.register(at, "reading", "2026-11-23", "2026-11-23")
    assert isinstance(found, ReadingRegister)
    lent = next(line for line in found.lines if line.form)
    assert (lent.reader, lent.role, lent.allowed_by, lent.form) == (
        "Lê Văn Hòa", "UBKT Đảng ủy, GGT 12", "Trần Thu Hà", "mượn hồ sơ giấy; chưa trả",
    )  # fmt: skip
    assert f"{lent.at:%H:%M}" == "10:00"
    assert found.in_full == 1
    loans.give_back(at, loan.id)
    found = registers.register(at, "reading", "", "")
    assert isinstance(found, ReadingRegister)
    assert next(line.form for line in found.lines if line.form).endswith("trả 23/11/2026")


def test_imports_stand_in_the_register_of_handing_over(at: Desk) -> None:
    data = exports.members_xlsx(at, PeopleQuery(), file_name="a.xlsx")
    del data
    at.line(Permission.IMPORT, "imports.members", "DS.xlsx: mới 2", people=2)
    found = registers.register(at, "handover", "", "")
    assert isinstance(found, HandoverRegister)
    assert found.total(Direction.IN) == (1, 2)
    assert found.lines[-1].place == "DS.xlsx: mới 2"


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_a_printed_register_leaves_its_line_and_bears_it_at_its_foot(at: Desk) -> None:
    person = member(at, "Nguyễn Thị Đào")
    people.view(at, person, "Đối chiếu")
    for kind, title in (
        ("reading", "MƯỢN ĐỌC"), ("handover", "GIAO NHẬN"), ("copies", "IN, SAO"),
    ):  # fmt: skip
        pdf = registers.render_register(at, kind, "2026-11-01", "2026-11-30", copies=2,
                                        purpose="Nộp Ủy ban Kiểm tra")  # fmt: skip
        entry = book.entries(at, BookQuery(), 1)[0]
        assert (entry.use_case, entry.copies, entry.purpose) == (
            "book.print", 2, "Nộp Ủy ban Kiểm tra",
        )  # fmt: skip
        said = text_of(pdf)
        assert title in said
        assert f"dòng {entry.id}, dấu {at.store.head()[1].hex()[:16]}" in said
    pdf = registers.render_book(at, BookQuery(kind="view"), purpose="Thanh tra")
    said = text_of(pdf)
    assert "Nguyễn Thị Đào" in said
    assert "Đã kiểm tra" in said
    assert "khớp" in said
    with pytest.raises(NotFoundProblem):
        registers.render_register(at, "khac", "", "")


# --- checking and files ---------------------------------------------------------------------------


def test_the_check_speaks_in_words(at: Desk) -> None:
    person = member(at)
    found = book.verify(at)
    assert found.sound
    assert "đều khớp" in check_words(found)
    with at.store.turn() as connection:
        connection.execute("UPDATE person SET occupation = 'Khác' WHERE id = ?", (person,))
    found = book.verify(at)
    assert not found.sound
    assert "hồ sơ số 1 không giống lần ghi cuối trong sổ" in check_words(found)


@pytest.mark.parametrize("name", ["so.csv", "so.XLSX"])
def test_the_book_as_a_file_is_inert(at: Desk, name: str) -> None:
    person = member(at, "Nguyễn Thị Đào")
    people.view(at, person, '=HYPERLINK("http://x")')
    data = book.export_book(at, BookQuery(), name, "Thanh tra")
    if name.endswith("csv"):
        assert data.startswith(b"\xef\xbb\xbf")
        rows = list(csv.reader(StringIO(data.decode("utf-8-sig"))))
        assert rows[-1][9] == '\'=HYPERLINK("http://x")'
    else:
        sheet = load_workbook(BytesIO(data)).active
        assert sheet is not None
        cells = list(sheet.iter_rows())
        assert [cell.data_type for cell in cells[-1] if cell.value] == ["s"] * len(
            [cell for cell in cells[-1] if cell.value]
        )
        rows = [[str(cell.value or "") for cell in row] for row in cells]
        assert rows[-1][9].startswith("=HYPERLINK")
    assert rows[-1][6] == "Nguyễn Thị Đào"
    assert [int(row[0]) for row in rows[1:]] == sorted(int(row[0]) for row in rows[1:])
    last = book.entries(at, BookQuery(), 1)[0]
    assert (last.use_case, last.purpose) == ("book.export", "Thanh tra")
    assert last.note == f"{name}: {len(rows) - 1} dòng"


@pytest.mark.parametrize("ids", [[], [3], [1, 2, 3], [9, 1, 2, 3, 7, 8], [5, 5, 5]])
def test_many_people_are_written_short_and_read_back(ids: list[int]) -> None:
    assert [n for some in unpacked(packed(ids)) for n in some] == sorted(set(ids))


def test_what_changed_has_a_name_whatever_it_is() -> None:
    assert change_name("unit", "closed") == "Tổ chức: ngày kết thúc"
    assert change_name("person", "supplement.2026") == "Phiếu bổ sung năm 2026"
    assert change_name("people", "export") == "Nhiều người: Có trong tệp xuất"
