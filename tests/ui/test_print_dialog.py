"""What is printed, for whom."""

from collections.abc import Callable, Iterator
from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.errors import NobodyToPrintProblem, RequiredProblem
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.office import people, printing, units
from tcxd_desktop.office.columns import DEFAULT, PRINTED
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.preview import Preview
from tcxd_desktop.ui.common.reading import Sources
from tcxd_desktop.ui.people.page import PeoplePage
from tcxd_desktop.ui.people.print_dialog import CELL, CHOSEN, LISTED, Offered, PrintDialog
from tests import make

WAIT = 20_000


@pytest.fixture
def folk(desk: Desk) -> list[int]:
    """Write three people, one of them in another hamlet; return their ids."""
    return [
        people.create(desk, make.new_person(name=name, unit_id=unit_id)).id
        for name, unit_id in (("Lê Thị An", make.HAMLET), ("Hoàng Văn Ân", make.HAMLET),
                              ("Nguyễn Thị Đào", make.FAR_HAMLET))
    ]  # fmt: skip


@pytest.fixture
def build(qtbot: QtBot, desk: Desk, folk: list[int]) -> Callable[..., PrintDialog]:
    def make_dialog(query: PeopleQuery | None = None, chosen: int = 0, **more: str) -> PrintDialog:
        wanted = query or PeopleQuery()
        lines = people.lines(desk, wanted)
        offered = Offered(wanted, len(lines), tuple(lines[:chosen]), **more)  # type: ignore[arg-type]
        sources = Sources(make.TODAY, desk.codes, units.tree(desk))
        dialog = PrintDialog(desk, sources, offered)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return make_dialog


def titles(dialog: PrintDialog) -> list[str]:
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def test_every_form_in_force_is_offered_with_its_code(build: Callable[..., PrintDialog]) -> None:
    dialog = build()
    assert "Phiếu đảng viên\nMẫu 2-HSĐV · chưa đối chiếu phụ lục" in titles(dialog)
    assert len(titles(dialog)) == len(dialog.forms) >= 6
    dialog.choose_form("2-HSĐV")
    assert "chưa đối chiếu phụ lục" in dialog.unchecked.text.text()
    assert dialog.unchecked.isVisible()
    dialog.choose_form(printing.LIST)
    assert not dialog.unchecked.isVisible()


def test_one_chosen_member_gets_the_phieu(
    build: Callable[..., PrintDialog], desk: Desk, folk: list[int]
) -> None:
    dialog = build(chosen=1)
    assert dialog.form.code == "2-HSĐV"
    assert dialog.whom[CHOSEN].text() == "Lê Thị An"
    dialog.main.click()
    assert dialog.job is not None
    assert (dialog.job.person_ids, dialog.job.query) == ((folk[0],), None)
    assert dialog.named == "Lê Thị An"


def test_a_selection_is_one_job(build: Callable[..., PrintDialog], folk: list[int]) -> None:
    dialog = build(chosen=2)
    assert dialog.whom[CHOSEN].isChecked()
    assert dialog.whom[CHOSEN].text() == "2 người đang chọn"
    dialog.choose_form("1-HSĐV")
    dialog.main.click()
    assert dialog.job is not None
    assert dialog.job.person_ids == (folk[0], folk[1])
    assert dialog.named == "2 người"


def test_the_list_keeps_filter_title_and_columns(build: Callable[..., PrintDialog]) -> None:
    query = PeopleQuery(as_at="2026-06-30", text="an")
    dialog = build(query, columns=("name", "age", "phone"), title="Người tên An")
    assert dialog.whom[LISTED].isChecked()
    assert not dialog.whom[CHOSEN].isEnabled()
    assert dialog.title.value() == "Người tên An"
    age = next(i for i in range(3) if dialog.columns.item(i).text() == "Tuổi")
    dialog.columns.item(age).setCheckState(Qt.CheckState.Unchecked)
    dialog.columns.insertItem(0, dialog.columns.takeItem(2))  # dragged to the top
    dialog.main.click()
    assert dialog.job is not None
    assert dialog.job.query == query
    assert dialog.job.columns == ("phone", "name")
    assert dialog.job.title == "Người tên An"


def test_untouched_columns_of_the_screen_are_not_those_of_the_paper(
    build: Callable[..., PrintDialog],
) -> None:
    dialog = build(columns=DEFAULT)
    dialog.main.click()
    assert dialog.job is not None
    assert dialog.job.columns == PRINTED
    assert dialog.job.title == "Danh sách đảng viên"


def test_one_chi_bo_is_named(build: Callable[..., PrintDialog]) -> None:
    dialog = build(PeopleQuery(sexes=("Nữ",)))
    dialog.choose_form("7-HSĐV")
    dialog.choose_whom(CELL)
    with pytest.raises(RequiredProblem):
        dialog.accept_ready()
    dialog.main.click()
    assert isinstance(dialog.unit.problem(), RequiredProblem)
    dialog.unit.set_value(make.FAR_HAMLET)
    dialog.main.click()
    assert dialog.job is not None
    assert dialog.job.query == PeopleQuery(unit_id=make.FAR_HAMLET)
    assert dialog.named == "Chi bộ thôn Đông Thành"


def test_nobody_to_print_is_told(build: Callable[..., PrintDialog]) -> None:
    dialog = build()
    dialog.choose_whom(CELL)
    dialog.unit.set_value(make.SCHOOL)
    with pytest.raises(NobodyToPrintProblem):
        dialog.accept_ready()
    assert build().isVisible()


def test_a_list_without_columns_is_refused(build: Callable[..., PrintDialog]) -> None:
    dialog = build()
    for row in range(dialog.columns.count()):
        dialog.columns.item(row).setCheckState(Qt.CheckState.Unchecked)
    with pytest.raises(RequiredProblem):
        dialog.accept_ready()


def test_the_phieu_bo_sung_asks_for_its_year(build: Callable[..., PrintDialog]) -> None:
    dialog = build(chosen=1)
    assert not dialog.year.isVisible()
    dialog.choose_form(printing.SUPPLEMENT)
    assert dialog.year.isVisible()
    assert not dialog.columns.isVisible()
    dialog.year.setValue(2025)
    dialog.main.click()
    assert dialog.job is not None
    assert dialog.job.year == 2025


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, folk: list[int]) -> Iterator[PeoplePage]:
    jobs = Jobs()
    made = PeoplePage(desk, jobs, Changes(desk.store.on_written))
    qtbot.addWidget(made)
    made.resize(1156, 690)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    jobs.close()


def previews() -> list[Preview]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, Preview) and w.isVisible()]


def test_what_is_printed_is_seen_first_and_noted_after(
    qtbot: QtBot, desk: Desk, page: PeoplePage, folk: list[int]
) -> None:
    page.print_member(folk[0])
    qtbot.waitUntil(lambda: bool(previews()), timeout=WAIT)
    [window] = previews()
    text = PdfReader(BytesIO(window._pdf)).pages[0].extract_text()
    assert "LÊ THỊ AN" in text
    assert window.windowTitle() == "Phiếu đảng viên: Lê Thị An"
    window.purpose.set_text("Lưu hồ sơ")
    assert window.printed is not None
    window.printed(2, str(window.purpose.value()))
    with desk.read() as reading:
        [(form, copies, purpose)] = reading.all("SELECT form, copies, purpose FROM printed")
    assert (form, copies, purpose) == ("2-HSĐV", 2, "Lưu hồ sơ")
    window.close()
