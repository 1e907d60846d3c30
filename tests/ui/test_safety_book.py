"""The page Sổ truy cập on a real office: lines, filters, changes, check, paper and file."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.book import BookQuery
from tcxd_desktop.domain.history import Actor, Role
from tcxd_desktop.domain.safety_papers import CopyRegister
from tcxd_desktop.office import accounts, book, opening, people, registers, views
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.safety.book_page import BookPage
from tcxd_desktop.wording.book import KINDS
from tests import make
from tests.ui.safety_help import answer, pressing, preview, quiet, shown

SECRET = "cau tre lac leo ben song"


@pytest.fixture
def person(desk: Desk) -> int:
    made = people.create(desk, make.new_person(name="Trần Văn Ánh"))
    people.save(desk, replace(made, occupation="Chủ tịch Hội Nông dân"))
    views.note(desk, made.id, "thẩm tra")
    people.create(desk, make.new_person(name="Lê Thị An"))
    return made.id


@pytest.fixture
def page(desk: Desk, person: int, jobs: Jobs, qtbot: QtBot) -> BookPage:
    return shown(BookPage, desk, jobs, qtbot)


def acts(page: BookPage) -> list[str]:
    return [line.entry.use_case for line in page.table.rows.records()]


def choose_kind(page: BookPage, key: str, jobs: Jobs, qtbot: QtBot) -> None:
    page.filter.kind.setCurrentIndex(1 + list(KINDS).index(key))
    quiet(jobs, qtbot)


def test_the_newest_line_stands_first(page: BookPage) -> None:
    assert acts(page)[:4] == ["people.create", "people.view", "people.save", "people.create"]
    assert page.count.text().endswith(" dòng")
    assert page.more_button.isHidden()


def test_kinds_words_and_people_narrow_the_list(
    page: BookPage, person: int, jobs: Jobs, qtbot: QtBot
) -> None:
    choose_kind(page, "view", jobs, qtbot)
    assert acts(page) == ["people.view"]
    choose_kind(page, "change", jobs, qtbot)
    page.filter.find_box.setText("tran van anh")
    qtbot.waitUntil(lambda: acts(page) == ["people.save", "people.create"])
    page.filter.find_box.clear()
    page.filter.kind.setCurrentIndex(0)
    page.filter.choose_person(person, "Trần Văn Ánh")
    quiet(jobs, qtbot)
    assert acts(page) == ["people.view", "people.save", "people.create"]
    page.filter.person.click()
    quiet(jobs, qtbot)
    assert len(acts(page)) > 3


def test_a_period_that_holds_nothing_says_so(page: BookPage, jobs: Jobs, qtbot: QtBot) -> None:
    page.filter.since.set_value(make.day("2020-01-01"))
    page.filter.until.set_value(make.day("2020-01-02"))
    page.filter.changed.emit()
    quiet(jobs, qtbot)
    assert page.count.text() == "Không có dòng nào như vậy."
    page.filter.chips[0].click()
    quiet(jobs, qtbot)
    assert acts(page)


def test_a_line_shows_old_and_new_and_opens_the_dossier(
    page: BookPage, person: int, qtbot: QtBot
) -> None:
    page.table.select(page.table.rows.record(2).entry.id)
    page.show_detail()
    [change] = page.detail.told
    assert (change.old, change.new) == ("", "Chủ tịch Hội Nông dân")
    said = [label.text() for label in page.detail.findChildren(QLabel)]
    assert any("(trống)  →  Chủ tịch Hội Nông dân" in text for text in said)
    with qtbot.waitSignal(page.person_wanted) as caught:
        page.table.opened.emit(page.table.current_record())
    assert caught.args == [person]


def test_the_check_says_one_calm_sentence(page: BookPage, jobs: Jobs, qtbot: QtBot) -> None:
    page.check()
    quiet(jobs, qtbot)
    assert "đều khớp" in page.notice.text.text()
    assert page.notice.property("tone") == "ok"


def test_the_check_lists_what_is_wrong(
    page: BookPage, desk: Desk, jobs: Jobs, qtbot: QtBot
) -> None:
    with desk.store.turn() as connection:
        connection.execute("UPDATE act SET note = 'khác' WHERE use_case = 'people.save'")
        connection.commit()
    page.check()
    quiet(jobs, qtbot)
    assert page.notice.property("tone") == "bad"
    assert "dòng" in page.notice.text.text()


def test_the_lines_found_go_out_as_a_file_with_its_purpose(
    page: BookPage, desk: Desk, jobs: Jobs, qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    target = tmp_path / "so.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    answer(pressing(lambda dialog: dialog.field.set_value("Ủy ban kiểm tra yêu cầu")))
    page.export()
    quiet(jobs, qtbot)
    sheet = openpyxl.load_workbook(target).active
    assert sheet is not None
    assert sheet.max_row > 4
    newest = book.entries(desk, BookQuery(), 1)[0]
    assert (newest.use_case, newest.purpose) == ("book.export", "Ủy ban kiểm tra yêu cầu")


@pytest.mark.parametrize("kind", ["", "reading", "handover", "copies"])
def test_the_book_and_its_registers_are_seen_as_the_paper(
    page: BookPage, desk: Desk, kind: str, qtbot: QtBot, tmp_path: Path
) -> None:
    if kind:
        page._printer(kind)()
    else:
        page._on_print()
    window = preview(qtbot)
    path = tmp_path / "so.pdf"
    path.write_bytes(window._pdf)
    text = PdfReader(path).pages[0].extract_text()
    assert "23/11/2026" in text
    assert book.entries(desk, BookQuery(), 1)[0].use_case == "book.show"
    assert window.printed is not None
    window.printed(2, "Ủy ban kiểm tra")
    newest = book.entries(desk, BookQuery(), 1)[0]
    assert (newest.use_case, newest.copies, newest.purpose) == ("book.print", 2, "Ủy ban kiểm tra")
    copies = registers.register(desk, registers.COPIES, "", "")
    assert isinstance(copies, CopyRegister)
    assert copies.copies == 2
    window.close()


@pytest.mark.parametrize("holds", [True, False])
def test_sealed_values_are_shown_to_holders_only(
    desk: Desk, jobs: Jobs, qtbot: QtBot, *, holds: bool
) -> None:
    made = people.create(desk, make.new_person(name="Trần Văn Ánh"))
    people.save(desk, replace(made, disciplines=make.dossier().disciplines))
    accounts.add(desk, "Ngô Minh Châu", Role.HEAD, SECRET, sealed=holds, kdf=make.CHEAP)
    folder = desk.store.folder
    opening.close_office(desk)
    other = opening.open_office(folder, SECRET, user="Ngô Minh Châu", clock=make.clock)
    try:
        page = shown(BookPage, other, jobs, qtbot)
        page.filter.find_box.setText("sửa hồ sơ")
        qtbot.waitUntil(lambda: acts(page) == ["people.save"])
        page.show_detail()
        text = " ".join(label.text() for label in page.detail.findChildren(QLabel))
        assert ("Khiển trách" in text) is holds
        assert ("chỉ người giữ ngăn niêm phong mới thấy" in text) is not holds
        page.hide()
        quiet(jobs, qtbot)
    finally:
        opening.close_office(other)


def test_only_the_head_reads_the_book(desk: Desk, jobs: Jobs, qtbot: QtBot) -> None:
    clerk = replace(desk, actor=Actor("Phạm Văn Thành", Role.CLERK, 2))
    page = shown(BookPage, clerk, jobs, qtbot)
    assert "không có quyền xem sổ truy cập" in page.reason.text()
