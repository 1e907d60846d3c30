"""The page Dữ liệu cá nhân on a real office: loans, extract, lock, erasure, incident."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.book import BookQuery
from tcxd_desktop.domain.errors import RestrictedProblem
from tcxd_desktop.domain.history import Actor, Role
from tcxd_desktop.domain.safety_papers import IncidentKind
from tcxd_desktop.office import backups, book, loans, people, restrictions
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.beginning import beginning
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.safety.data_page import INCIDENT, PERSON, DataPage
from tests import make
from tests.ui.safety_help import answer, pressing, preview, quiet, refused, shown

NAME = "Trần Văn Ánh"


@pytest.fixture
def person(desk: Desk) -> int:
    people.create(desk, make.new_person(name="Lê Thị An"))
    return people.create(desk, make.new_person(name=NAME)).id


@pytest.fixture
def page(desk: Desk, person: int, jobs: Jobs, qtbot: QtBot) -> DataPage:
    return shown(DataPage, desk, jobs, qtbot)


def choose(page: DataPage, person: int, jobs: Jobs, qtbot: QtBot) -> None:
    page.show_part(PERSON)
    page.person.choices.matches(NAME)
    page.person.field.set_value(person)
    page.person.refresh()
    quiet(jobs, qtbot)


def decide(dialog: Any) -> None:
    box = getattr(dialog, "box", None) or dialog.paper
    box.set_decision(make.decision())


def text_of(pdf: bytes, path: Path) -> str:
    path.write_bytes(pdf)
    return " ".join(" ".join(p.extract_text() for p in PdfReader(path).pages).split())


# --- loans --------------------------------------------------------------------------------------


def lend(dialog: Any, due: str = "2026-12-01") -> None:
    dialog.person._choices.matches(NAME)
    dialog.person.set_value(next(iter(dialog.person._choices._known)))
    for field, text in (
        (dialog.borrower, "Hoàng Văn Tuấn"), (dialog.purpose, "Thẩm tra đơn thư"),
        (dialog.approved, "Phó Bí thư Lê Văn Hòa"),
    ):  # fmt: skip
        field.set_text(text)
    dialog.due.set_value(make.day(due))


def test_a_dossier_is_lent_and_comes_back(
    page: DataPage, desk: Desk, jobs: Jobs, qtbot: QtBot
) -> None:
    assert page.loans.stack.currentWidget() is page.loans.empty
    answer(pressing(lend))
    page.loans.lend_one()
    quiet(jobs, qtbot)
    [loan] = page.loans.table.rows.records()
    assert (loan.person, loan.borrower, loan.due_on) == (NAME, "Hoàng Văn Tuấn", "2026-12-01")
    assert page.loans.count.text() == "1 đang cho mượn"
    answer(lambda dialog: dialog.main.click())
    page.loans.give_back()
    quiet(jobs, qtbot)
    assert loans.open_loans(desk) == []


def test_what_is_overdue_stands_out(page: DataPage, jobs: Jobs, qtbot: QtBot) -> None:
    answer(pressing(lambda dialog: lend(dialog, "2026-11-01")))
    page.loans.lend_one()
    quiet(jobs, qtbot)
    [loan] = page.loans.table.rows.records()
    state = page.loans.table.rows.columns[1]
    assert state.text(loan) == "quá hạn"
    assert state.tone is not None
    assert state.tone(loan) == "bad"
    assert page.loans.count.text() == "1 đang cho mượn, 1 quá hạn"


def test_a_loan_without_who_agreed_is_refused(page: DataPage, desk: Desk, jobs: Jobs) -> None:
    said: list[str] = []

    def fill(dialog: Any) -> None:
        lend(dialog)
        dialog.approved.set_text("")

    answer(refused(fill, said, jobs))
    page.loans.lend_one()
    assert said[0].strip()
    assert loans.open_loans(desk) == []


# --- one person ---------------------------------------------------------------------------------


def test_nothing_can_be_done_before_somebody_is_chosen(page: DataPage) -> None:
    for button in (page.person.extract_button, page.person.restrict_button,
                   page.person.erase_button):  # fmt: skip
        assert not button.isEnabled()
        assert button.toolTip() == "Chọn một người trước."


def test_the_data_is_given_out_on_a_request(
    page: DataPage, desk: Desk, person: int, jobs: Jobs, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(page, person, jobs, qtbot)

    def fill(dialog: Any) -> None:
        dialog.number.set_text("05/ĐN")
        dialog.by.set_text(NAME)
        dialog.reason.set_text("Đảng viên yêu cầu")

    answer(pressing(fill))
    page.person.extract()
    window = preview(qtbot)
    text = text_of(window._pdf, tmp_path / "trich.pdf")
    assert "05/ĐN" in text
    assert NAME in text
    assert window.printed is not None
    window.printed(1, "")
    shown_line, given = book.entries(desk, BookQuery(person_id=person), 2)[::-1]
    assert (shown_line.use_case, shown_line.copies) == ("data.show", 0)
    assert (given.use_case, given.copies, given.purpose) == ("data.extract", 1, "Đảng viên yêu cầu")
    window.close()


def test_a_dossier_is_locked_and_unlocked_by_decision(
    page: DataPage, desk: Desk, person: int, jobs: Jobs, qtbot: QtBot
) -> None:
    def fill(dialog: Any) -> None:
        decide(dialog)
        dialog.reason.set_value("Đang giải quyết khiếu nại")

    choose(page, person, jobs, qtbot)
    answer(pressing(fill))
    page.person.restrict()
    quiet(jobs, qtbot)
    quiet(jobs, qtbot)
    assert restrictions.restricted(desk) == {person}
    assert page.person.restrict_button.text() == "Mở khóa…"
    with pytest.raises(RestrictedProblem):
        people.save(desk, replace(people.read(desk, person), occupation="Khác"))
    answer(pressing(fill))
    page.person.restrict()
    quiet(jobs, qtbot)
    assert restrictions.restricted(desk) == frozenset()


LACKS = {
    "decision": "phải có căn cứ",
    "reason": "lý do",
    "name": "không khớp",
    "password": "mật khẩu",
}


@pytest.mark.parametrize("wrong", LACKS)
def test_an_erasure_lacks_nothing_that_guards_it(
    page: DataPage, desk: Desk, person: int, jobs: Jobs, qtbot: QtBot, wrong: str
) -> None:
    said: list[str] = []

    def fill(dialog: Any) -> None:
        if wrong != "decision":
            decide(dialog)
        if wrong != "reason":
            dialog.reason.set_text("Có quyết định xóa")
        dialog.name.set_text("Lê Thị An" if wrong == "name" else NAME)
        secret = "sai" if wrong == "password" else make.PASSWORD
        dialog.password.secret_field.set_value(secret)

    choose(page, person, jobs, qtbot)
    answer(refused(fill, said, jobs))
    page.person.erase()
    assert LACKS[wrong] in said[0].lower()
    assert people.read(desk, person).birth_name == NAME
    assert backups.listed(desk) == []


def test_an_erasure_by_decision_leaves_nothing_but_its_line(
    page: DataPage, desk: Desk, person: int, jobs: Jobs, qtbot: QtBot
) -> None:
    told: list[str] = []

    def fill(dialog: Any) -> None:
        decide(dialog)
        dialog.reason.set_text("Có quyết định xóa")
        dialog.name.set_text("tran van anh")
        dialog.password.secret_field.set_value(make.PASSWORD)

    def read(dialog: Any) -> None:
        told.extend(label.text() for label in dialog.findChildren(type(page.person.erase_note)))
        dialog.accept()

    choose(page, person, jobs, qtbot)
    answer(pressing(fill), read)
    page.person.erase()
    quiet(jobs, qtbot)
    assert [line.name for line in people.lines(desk, people.PeopleQuery())] == ["Lê Thị An"]
    assert any("Đã xóa dữ liệu" in text for text in told)
    assert [copy.why for copy in backups.listed(desk)] == ["erase"]


def test_whoever_lacks_the_compartment_reads_why_nothing_is_erased(
    desk: Desk, person: int, jobs: Jobs, qtbot: QtBot
) -> None:
    other = replace(desk, actor=Actor("Ngô Minh Châu", Role.HEAD, 9, sealed=False))
    page = shown(DataPage, other, jobs, qtbot)
    choose(page, person, jobs, qtbot)
    assert page.person.restrict_button.isEnabled()
    assert not page.person.erase_button.isEnabled()
    assert page.person.erase_note.text()
    assert "Mục niêm phong không có trong bản trích" in page.person.sealed_note.text()


# --- incident -----------------------------------------------------------------------------------


def test_the_record_of_an_incident_takes_its_facts_from_the_book(
    page: DataPage, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    page.show_part(INCIDENT)
    page.incident.kinds[IncidentKind.LOST_STICK].setChecked(True)
    page.incident.account.set_value("Rơi thẻ nhớ trên đường")
    page.incident.show_paper()
    window = preview(qtbot)
    text = text_of(window._pdf, tmp_path / "bien-ban.pdf")
    assert make.HEAD_NAME in text
    assert "Rơi thẻ nhớ trên đường" in text
    assert window.printed is not None
    window.printed(3, "")
    newest = book.entries(desk, BookQuery(), 1)[0]
    assert (newest.use_case, newest.copies) == ("incidents.print", 3)
    window.close()


def test_a_period_that_ends_before_it_begins_is_refused(
    page: DataPage, jobs: Jobs, qtbot: QtBot
) -> None:
    page.incident.since.set_value(make.day("2026-11-22"))
    page.incident.until.set_value(make.day("2026-11-20"))
    page.incident.show_paper()
    quiet(jobs, qtbot)
    assert not page.notice.isHidden()


def test_a_clerk_lends_and_reads_why_the_rest_is_the_heads(
    desk: Desk, person: int, jobs: Jobs, qtbot: QtBot
) -> None:
    clerk = replace(desk, actor=Actor("Phạm Văn Thành", Role.CLERK, 2))
    page = shown(DataPage, clerk, jobs, qtbot)
    assert page.loans.lend.isEnabled()
    assert not page.person.extract_button.isEnabled()
    assert "Hãy nhờ trưởng ban" in page.person.extract_button.toolTip()
    assert not page.incident.make.isEnabled()
    assert len(page.actions_offered()) == 1


def test_the_keyboard_begins_at_the_parts(page: DataPage) -> None:
    assert beginning(page) is page.tabs
