"""The page of members, driven on a real office."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.errors import NotInListProblem, ReasonNeededProblem, WholeDateProblem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.people import PeopleQuery, SavedFilter
from tcxd_desktop.domain.rows import Exemption, PaperInDossier
from tcxd_desktop.domain.standing import Event, EventKind
from tcxd_desktop.office import people, units
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import people as stored
from tcxd_desktop.ui.common import settings
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.people.conditions import QUICK, conditions
from tcxd_desktop.ui.people.detail_panel import HISTORY, PAPER, PAPERS
from tcxd_desktop.ui.people.filter_dialog import FilterDialog
from tcxd_desktop.ui.people.list_panel import FIRST
from tcxd_desktop.ui.people.page import PeoplePage
from tcxd_desktop.ui.people.void_dialog import VoidDialog
from tests import make

Key = Qt.Key
NO_BREAK = "\N{NO-BREAK SPACE}"
NAMES = ("Trần Văn Ánh", "Nguyễn Thị Đào", "Lê Thị An", "Hoàng Văn Ân", "Phạm Thị Dần")
"""Not in the order of lists."""
IN_ORDER = ["Lê Thị An", "Trần Văn Ánh", "Hoàng Văn Ân", "Phạm Thị Dần", "Nguyễn Thị Đào"]


def born(desk: Desk, dossier: Dossier) -> Dossier:
    """Write a whole dossier and return it with its id."""
    made = people.create(
        desk,
        make.new_person(name=dossier.birth_name, birth=None, sex="", citizen_id=""),
    )
    return people.save(desk, replace(dossier, id=made.id, version=made.version))


def listed(unit_id: int = make.HAMLET, since: str = "2000-01-01") -> tuple[Event, ...]:
    return (Event(make.day(since), EventKind.LISTED.value, unit_id),)


@pytest.fixture
def folk(desk: Desk) -> dict[str, Dossier]:
    """Five people: two in another hamlet, one exempt, one on probation, one of the Tày."""
    dao = make.dossier(events=listed(make.FAR_HAMLET, "1995-05-19"))
    an = Dossier(
        birth_name="Lê Thị An", sex="Nữ", birth_date=make.day("1940"), ethnicity="Tày",
        citizen_id="037140000001", events=listed(),
        exemptions=(Exemption(make.day("2015-01-01"), None, "Tuổi cao, tự xin"),),
        ceremony_date=make.day("1970-01-01"), official_date=make.day("1971-01-01"),
    )  # fmt: skip
    anh = Dossier(
        birth_name="Trần Văn Ánh", sex="Nam", birth_date=make.day("1990-02"), ethnicity="Kinh",
        events=listed(make.FAR_HAMLET), ceremony_date=make.day("2026-06-01"),
    )  # fmt: skip
    dan = Dossier(birth_name="Phạm Thị Dần", sex="Nữ", events=listed(), ethnicity="Kinh",
                  birth_date=make.day("1974-07-20"), official_date=make.day("2000-01-01"))  # fmt: skip
    an_man = Dossier(birth_name="Hoàng Văn Ân", sex="Nam", events=listed(since="2021-01-01"),
                     birth_date=make.day("1985"), official_date=make.day("2010-01-01"))  # fmt: skip
    return {made.birth_name: born(desk, made) for made in (anh, dao, an, an_man, dan)}


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, jobs: Jobs, folk: dict[str, Dossier]) -> PeoplePage:
    return shown(qtbot, desk, jobs)


def shown(qtbot: QtBot, desk: Desk, jobs: Jobs, width: int = 1156) -> PeoplePage:
    made = PeoplePage(desk, jobs, Changes(desk.store.on_written))
    qtbot.addWidget(made)
    made.resize(width, 690)
    with qtbot.waitExposed(made):
        made.show()
    return made


def names(page: PeoplePage) -> list[str]:
    return [line.name for line in page.list.table.rows.records()]


def cells(page: PeoplePage, key: str) -> list[str]:
    column = next(c for c in page.list.table.rows.columns if c.key == key)
    return [column.text(line) for line in page.list.table.rows.records()]


def texts(widget: QWidget) -> str:
    QApplication.sendPostedEvents()  # labels just made are shown by an event
    labels = widget.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisibleTo(widget))


def detail_of(page: PeoplePage, folk: dict[str, Dossier], name: str) -> str:
    assert page.list.table.select(folk[name].id)
    page.detail.show_now()
    return texts(page.detail)


# --- list ----------------------------------------------------------------------------------------


def test_the_list_stands_in_the_order_of_names_with_its_count(page: PeoplePage) -> None:
    assert names(page) == IN_ORDER
    assert page.list.header.title.text() == "Đảng viên"
    assert page.list.header.count.text() == "5 người, hôm nay"
    assert cells(page, "standing") == [
        "Miễn sinh hoạt", "Dự bị", "Chính thức", "Chính thức", "Chính thức"
    ]  # fmt: skip
    assert cells(page, "birth")[:3] == ["1940", "02/1990", "1985"]
    assert page.list.table.hasFocus()
    first = page.list.table.model().index(0, 0)
    assert first.data() == "1"


def test_quick_filters_narrow_and_widen(page: PeoplePage) -> None:
    chips = page.list.bar.quick
    chips["Dự bị"].click()
    assert names(page) == ["Trần Văn Ánh"]
    assert chips["Dự bị"].isChecked()
    chips["Dự bị"].click()
    chips["Miễn sinh hoạt"].click()
    assert names(page) == ["Lê Thị An"]
    chips["Đang sinh hoạt"].click()
    assert names(page) == IN_ORDER
    chips["Miễn sinh hoạt"].click()
    assert names(page) == IN_ORDER[1:]
    assert page.list.bar.chips() == []


def test_a_click_on_the_head_sorts_and_a_third_gives_the_name_order_back(page: PeoplePage) -> None:
    number = [column.key for column in page.list.table.rows.columns].index("birth")
    header = page.list.table.horizontalHeader()
    header.sortIndicatorChanged.emit(number, Qt.SortOrder.AscendingOrder)
    assert names(page)[0] == "Lê Thị An"
    assert names(page)[-1] == "Trần Văn Ánh"
    header.sortIndicatorChanged.emit(-1, Qt.SortOrder.AscendingOrder)
    assert names(page) == IN_ORDER


def test_f3_finds_in_the_list_without_tone_marks(qtbot: QtBot, page: PeoplePage) -> None:
    QTest.keyClick(page.list.table, Key.Key_F3)
    box = page.list.bar.find_box
    assert box.hasFocus()
    QTest.keyClicks(box, "dao")
    assert names(page) == IN_ORDER  # not before a moment has passed
    qtbot.waitUntil(lambda: names(page) == ["Nguyễn Thị Đào"])
    QTest.keyClick(box, Key.Key_Return)
    assert page.list.table.hasFocus()
    box.setFocus()
    QTest.keyClick(box, Key.Key_Escape)
    qtbot.waitUntil(lambda: names(page) == IN_ORDER)


def test_enter_and_double_click_ask_for_the_dossier(
    qtbot: QtBot, page: PeoplePage, folk: dict[str, Dossier]
) -> None:
    page.list.table.select(folk["Phạm Thị Dần"].id)
    with qtbot.waitSignal(page.person_wanted) as wanted:
        QTest.keyClick(page.list.table, Key.Key_Return)
    assert wanted.args == [folk["Phạm Thị Dần"].id]
    with qtbot.waitSignal(page.person_wanted) as wanted:
        page.list.table.doubleClicked.emit(page.list.table.model().index(0, 1))
    assert wanted.args == [folk["Lê Thị An"].id]


def test_many_people_are_painted_at_once_and_completed_by_the_worker(
    qtbot: QtBot, desk: Desk, jobs: Jobs
) -> None:
    crowd = [
        (Dossier(birth_name=f"Nguyễn Văn {number:03d}", events=listed()), 50)
        for number in range(FIRST + 40)
    ]
    with desk.write(Permission.EDIT, "people.create") as work:
        ids = stored.insert(work, crowd)
    page = shown(qtbot, desk, jobs)
    assert page.list.table.rows.rowCount() == FIRST
    assert page.list.header.count.text() == "đang đọc…, hôm nay"
    page.list.show_person(ids[-1])
    qtbot.waitUntil(page.list.whole)
    assert page.list.header.count.text() == "340 người, hôm nay"
    current = page.list.table.current_record()
    assert current is not None
    assert current.id == ids[-1]
    page.refresh()  # the whole list stays while it is read again
    assert page.list.table.rows.rowCount() == FIRST + 40
    qtbot.waitUntil(lambda: not jobs.busy)


def test_selection_stays_when_somebody_saves(
    qtbot: QtBot, desk: Desk, page: PeoplePage, folk: dict[str, Dossier]
) -> None:
    table = page.list.table
    table.select(folk["Nguyễn Thị Đào"].id)
    people.save(desk, replace(folk["Lê Thị An"], other_names="Bà Tám", sex="Nam"))
    qtbot.waitUntil(lambda: cells(page, "sex")[0] == "Nam")
    current = table.current_record()
    assert current is not None
    assert current.name == "Nguyễn Thị Đào"
    table.selectAll()
    people.save(desk, replace(people.read(desk, folk["Lê Thị An"].id), sex="Nữ"))
    qtbot.waitUntil(lambda: cells(page, "sex")[0] == "Nữ")
    assert len(table.selected_records()) == len(NAMES)
    assert page.list.header.count.text() == "5 đã chọn · 5 người, hôm nay"


def test_what_is_copied_is_what_is_shown(desk: Desk, page: PeoplePage) -> None:
    page.list.show_columns(("name", "citizen_id"))
    page.list.table.selectRow(0)
    page.list.table.copy()
    assert QGuiApplication.clipboard().text() == "Lê Thị An\t0371 •••• 0001"
    page.reveal.setChecked(True)
    QTest.keyClick(page.list.table, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    mime: QMimeData = QGuiApplication.clipboard().mimeData()
    assert mime.text() == "Lê Thị An\t037140000001"
    assert "mso-number-format" in mime.html()
    with desk.read() as reading:
        assert reading.one("SELECT count(*) FROM act WHERE use_case = 'people.reveal'") == (1,)


def test_chosen_columns_are_read_and_remembered(
    qtbot: QtBot, desk: Desk, jobs: Jobs, page: PeoplePage
) -> None:
    page.list.show_columns(("name", "ethnicity", "age"))
    assert page.list.columns() == ("name", "ethnicity", "age")
    assert cells(page, "ethnicity")[0] == "Tày"
    assert cells(page, "age")[0] == "86"
    qtbot.waitUntil(lambda: "people" in settings.load().columns)
    again = shown(qtbot, desk, jobs)
    assert again.list.columns() == ("name", "ethnicity", "age")


# --- tree, days ----------------------------------------------------------------------------------


def test_the_tree_chooses_whose_people_are_shown(page: PeoplePage) -> None:
    assert page.tree.choose(make.FAR_HAMLET)
    assert names(page) == ["Trần Văn Ánh", "Nguyễn Thị Đào"]
    assert page.list.query.unit_id == make.FAR_HAMLET
    page.tree.choose(make.SCHOOL)
    assert names(page) == []
    assert "Tổ chức này chưa có đảng viên nào." in texts(page.list)
    page.tree.choose(make.ROOT)
    assert page.list.query.unit_id is None
    assert names(page) == IN_ORDER


def test_list_tree_and_names_stand_as_on_a_day(desk: Desk, page: PeoplePage) -> None:
    units.rename(desk, make.FAR_HAMLET, "Chi bộ thôn Đông Thịnh", on=make.TODAY,
               decision=make.decision())  # fmt: skip
    page.refresh()
    page.list.set_query(PeopleQuery(as_at="2020-12-31"))
    assert page.list.header.count.text() == "4 người, tính đến 31/12/2020"
    assert "Hoàng Văn Ân" not in names(page)
    assert page.tree.name_of(make.FAR_HAMLET) == "Chi bộ thôn Đông Thành"
    assert page.list.bar.chips() == ["Tính đến 31/12/2020"]
    page.list.set_query(PeopleQuery())
    assert page.tree.name_of(make.FAR_HAMLET) == "Chi bộ thôn Đông Thịnh"


def test_a_narrow_window_sets_the_tree_aside_and_names_the_unit(
    qtbot: QtBot, desk: Desk, jobs: Jobs, folk: dict[str, Dossier]
) -> None:
    page = shown(qtbot, desk, jobs, width=820)
    assert not page.tree.isVisible()
    assert page.detail.isVisible()
    page.list.header.tree_button.click()
    assert page.tree.isVisible()
    assert not page.detail.isVisible()
    page.tree.choose(make.FAR_HAMLET)
    page.list.header.tree_button.click()
    assert page.list.bar.unit.isVisible()
    assert page.list.bar.unit.text() == "Chi bộ thôn Đông Thành"
    page.list.bar.unit.click()
    assert names(page) == IN_ORDER
    assert not page.list.bar.unit.isVisible()


# --- conditions ----------------------------------------------------------------------------------


def test_every_condition_is_said_and_can_be_taken_away() -> None:
    query = PeopleQuery(
        as_at="2025-12-31", grades=("du_bi", "chua_ro"), activities=("dinh_chi_sh",),
        leavings=("", "tu_tran"), sexes=("Nữ",), ethnicities=("Tày", "Nùng", "Dao"),
        minority_only=True, religions=("Công giáo",), religious_only=True, age_from=18, age_to=30,
        edu_levels=("Tiểu học",), profession_levels=("Đại học",), theories=("Cao cấp",),
        occupations=("Giáo viên",), admitted_from=1975, admitted_to=1975, complete_below=80,
        missing_fields=("photo", "jobs"), under_inspection=True, with_void=True,
    )  # fmt: skip
    found = conditions(query)
    assert [condition.text for condition in found] == [
        "Tính đến 31/12/2025", "Loại: Chưa rõ", "Tình trạng: Đình chỉ sinh hoạt",
        "Cả người đã từ trần", "Giới tính: Nữ", "Từ 18 đến 30 tuổi",
        "Dân tộc: Tày, Nùng và 1 nữa", "Dân tộc thiểu số", "Tôn giáo: Công giáo",
        "Theo tôn giáo", "Học vấn: Tiểu học", "Chuyên môn: Đại học", "Lý luận: Cao cấp",
        "Nghề nghiệp: Giáo viên", "Vào Đảng đúng 1975", "Hồ sơ dưới 80 %", "Thiếu: Ảnh 3×4",
        "Thiếu: Quá trình hoạt động và công tác", "Đang bị kiểm tra, xem xét",
        "Cả bản ghi đã hủy",
    ]  # fmt: skip
    for condition in found:
        assert len(conditions(condition.without)) == len(found) - 1
    bare = query
    while left := conditions(bare):
        bare = left[0].without
    assert bare == PeopleQuery(grades=("du_bi",))  # the quick filter shows this one
    assert next(quick for quick in QUICK if quick.text == "Dự bị").toggled(bare) == PeopleQuery()


def test_a_chip_takes_its_condition_away(page: PeoplePage) -> None:
    page.list.set_query(PeopleQuery(sexes=("Nữ",), age_to=60))
    assert page.list.bar.chips() == ["Giới tính: Nữ", "Đến 60 tuổi"]
    assert names(page) == ["Phạm Thị Dần"]
    chip = next(
        button for button in page.list.bar.findChildren(QPushButton) if "60" in button.text()
    )
    chip.click()
    assert names(page) == ["Lê Thị An", "Phạm Thị Dần", "Nguyễn Thị Đào"]


def dialog_of(page: PeoplePage, query: PeopleQuery, desk: Desk) -> FilterDialog:
    return FilterDialog(query, page._sources(), lambda wanted: people.count(desk, wanted), page)


def test_the_dialog_reads_back_every_condition_it_shows(desk: Desk, page: PeoplePage) -> None:
    query = PeopleQuery(
        as_at="2025-12-31", unit_id=make.HAMLET, grades=("chinh_thuc",), leavings=("", "tu_tran"),
        activities=("mien_sh",), sexes=("Nữ",), ethnicities=("Tày",), minority_only=True,
        religions=("Không",), age_from=18, age_to=99, edu_levels=("Tiểu học",),
        profession_levels=("Đại học",), theories=("Cao cấp",), occupations=("Làm ruộng",),
        admitted_from=1960, admitted_to=2000, complete_below=80, missing_fields=("card_no",),
        under_inspection=True, with_void=True, religious_only=True, text="an",
    )  # fmt: skip
    assert dialog_of(page, query, desk).read() == query


def test_the_dialog_counts_while_conditions_are_chosen(
    qtbot: QtBot, desk: Desk, page: PeoplePage
) -> None:
    dialog = dialog_of(page, PeopleQuery(), desk)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.found.text() == "5 người"
    line = dialog.picks["ethnicities"].line
    line.setFocus()
    QTest.keyClicks(line.edit, "tay")
    QTest.keyClick(line.edit, Key.Key_Return)
    assert dialog.picks["ethnicities"].chosen() == ("Tày",)
    assert dialog.focusWidget() is line.edit  # ready for the next one
    qtbot.waitUntil(lambda: dialog.found.text() == "1 người")
    dialog.main.click()
    assert dialog.query == PeopleQuery(ethnicities=("Tày",))


def test_the_dialog_refuses_a_day_without_its_month(desk: Desk, page: PeoplePage) -> None:
    dialog = dialog_of(page, PeopleQuery(), desk)
    dialog.as_at.set_text("2025")
    with pytest.raises(WholeDateProblem):
        dialog.read()
    dialog.show()
    dialog.main.click()
    assert "chưa đủ ngày, tháng, năm" in texts(dialog)
    assert dialog.query == PeopleQuery()
    dialog.clear_button.click()
    assert dialog.read() == PeopleQuery()
    dialog.picks["theories"].line.set_text("không có trong danh mục")
    dialog.picks["theories"].line.commit()
    with pytest.raises(NotInListProblem):
        dialog.read()


def test_a_saved_filter_gives_its_name_to_the_list(desk: Desk, page: PeoplePage) -> None:
    page.list.set_query(PeopleQuery(sexes=("Nữ",), text="thi"))
    page.list.show_columns(("name", "unit"))
    page.saved_menu.keep_as("Đảng viên nữ")
    [saved] = people.saved_filters(desk)
    assert saved == SavedFilter("Đảng viên nữ", PeopleQuery(sexes=("Nữ",)), ("name", "unit"))
    page.list.set_query(PeopleQuery())
    page.list.table.reset_columns()
    assert page.list.header.title.text() == "Đảng viên"
    page.saved_menu.fill()
    next(a for a in page.saved_menu.actions() if a.text() == "Đảng viên nữ").trigger()
    assert names(page) == ["Lê Thị An", "Phạm Thị Dần", "Nguyễn Thị Đào"]
    assert page.list.header.title.text() == "Đảng viên nữ"
    assert page.list.columns() == ("name", "unit")
    page.list.bar.quick["Dự bị"].click()  # no longer what was saved
    assert page.list.header.title.text() == "Đảng viên"


def test_an_empty_list_says_what_to_do(
    qtbot: QtBot, page: PeoplePage, folk: dict[str, Dossier]
) -> None:
    page.tree.choose(make.FAR_HAMLET)
    page.list.set_query(replace(page.list.query, text="Dần"))
    assert "Không có ai khớp “Dần” trong danh sách này." in texts(page.list)
    page.list.empty_second.click()
    assert names(page) == ["Phạm Thị Dần"]
    page.list.set_query(PeopleQuery(sexes=("Khác",)))
    assert "Không có ai đủ các điều kiện đang chọn." in texts(page.list)
    page.list.empty_action.click()
    assert names(page) == IN_ORDER


def test_an_empty_office_offers_to_import_or_add(qtbot: QtBot, desk: Desk, jobs: Jobs) -> None:
    page = shown(qtbot, desk, jobs)
    assert "Chưa có đảng viên nào." in texts(page.list)
    assert "Chọn một người trong danh sách" in texts(page.detail)
    with qtbot.waitSignal(page.list.new_wanted):
        page.list.new_wanted.disconnect(page.add_person)
        page.list.empty_second.click()


# --- detail --------------------------------------------------------------------------------------


def test_the_detail_tells_who_it_is_and_what_is_due(
    page: PeoplePage, folk: dict[str, Dossier]
) -> None:
    said = detail_of(page, folk, "Nguyễn Thị Đào")
    assert "NGUYỄN THỊ ĐÀO" in said
    assert "Sinh 05/03/1962 · Nữ · Kinh" in said
    assert f"Chi bộ thôn Đông Thành · Chính{NO_BREAK}thức" in said
    assert f"Vào Đảng 19/05/1995 · 31{NO_BREAK}tuổi{NO_BREAK}Đảng" in said
    assert "Phiếu bổ sung hồ sơ năm 2026 chưa nộp" in said
    assert "004 217 NB" in said
    assert "10/10 · Trung cấp nông nghiệp · LLCT sơ cấp" in said
    assert "037015004217" not in said
    assert "0370 •••• 4217".replace(" ", NO_BREAK) in said


def test_what_is_not_known_is_not_guessed(page: PeoplePage, folk: dict[str, Dossier]) -> None:
    said = detail_of(page, folk, "Phạm Thị Dần")
    assert "Chưa ghi ngày vào Đảng" in said
    assert "Thiếu: " in said
    assert f"chưa{NO_BREAK}chính{NO_BREAK}thức" in detail_of(page, folk, "Trần Văn Ánh")


def test_full_numbers_are_shown_at_a_word_and_kept_in_the_history(
    desk: Desk, page: PeoplePage, folk: dict[str, Dossier]
) -> None:
    detail_of(page, folk, "Nguyễn Thị Đào")
    page.detail.summary.reveal.click()
    assert "037015004217" in texts(page.detail)
    page.detail.show_now()
    assert "037015004217" in texts(page.detail)  # still the same person
    person = folk["Nguyễn Thị Đào"].id
    assert people.history(desk, person)[0].use_case == "people.reveal"
    detail_of(page, folk, "Lê Thị An")
    assert "037015004217" not in detail_of(page, folk, "Nguyễn Thị Đào")


def test_the_phieu_is_drawn_when_it_is_looked_at(
    qtbot: QtBot, page: PeoplePage, folk: dict[str, Dossier]
) -> None:
    detail_of(page, folk, "Nguyễn Thị Đào")
    assert page.detail.paper.pages is None
    page.detail.tabs.setCurrentIndex(PAPER)
    qtbot.waitUntil(lambda: page.detail.paper.pages is not None, timeout=15000)
    assert page.detail.paper.pages is not None
    assert page.detail.paper.pages.count >= 2
    detail_of(page, folk, "Lê Thị An")
    assert page.detail.paper.pages is None
    qtbot.waitUntil(lambda: page.detail.paper.pages is not None, timeout=15000)


def test_papers_are_there_or_missing(
    desk: Desk, page: PeoplePage, folk: dict[str, Dossier]
) -> None:
    papers = (
        PaperInDossier(type="5", number="12-QĐ/ĐU", on=make.day("1995-04-20"), present=True),
        PaperInDossier(type="2", present=False),
    )
    people.save(desk, replace(folk["Nguyễn Thị Đào"], papers=papers))
    page.refresh()
    detail_of(page, folk, "Nguyễn Thị Đào")
    page.detail.tabs.setCurrentIndex(PAPERS)
    said = texts(page.detail.papers)
    assert "1 tài liệu có trong hồ sơ" in said
    assert "Thiếu tài liệu" in said
    assert "12-QĐ/ĐU, 20/04/1995" in said
    assert said.index("thiếu") < said.index("có\n") if "có\n" in said else said.endswith("có")


def test_the_history_tells_old_and_new_with_numbers_masked(
    desk: Desk, page: PeoplePage, folk: dict[str, Dossier]
) -> None:
    changed = replace(folk["Nguyễn Thị Đào"], occupation="Buôn bán", citizen_id="037162009999")
    people.save(desk, changed, note="Theo đơn của đảng viên")
    page.refresh()
    detail_of(page, folk, "Nguyễn Thị Đào")
    page.detail.tabs.setCurrentIndex(HISTORY)
    said = texts(page.detail.history)
    assert said.startswith("Sửa hồ sơ\n")
    assert f"· {desk.actor.name}" in said
    assert "Nghề nghiệp hiện nay: Làm ruộng → Buôn bán" in said
    assert "Số căn cước: 0371 •••• 4417 → 0371 •••• 9999" in said.replace(NO_BREAK, " ")
    assert "Theo đơn của đảng viên" in said
    more = next(
        button for button in page.detail.history.findChildren(QPushButton)
        if button.text().startswith("và ")
    )  # fmt: skip
    more.click()
    assert "Quê quán" in texts(page.detail.history)


# --- what is done with people --------------------------------------------------------------------


def test_a_record_made_by_mistake_is_withdrawn_with_a_reason(
    qtbot: QtBot, desk: Desk, page: PeoplePage, folk: dict[str, Dossier]
) -> None:
    line = page.list.table.rows.record(1)
    page.list.table.select(line.id)
    dialog = VoidDialog(desk, line, page)
    qtbot.addWidget(dialog)
    with pytest.raises(ReasonNeededProblem):
        dialog.accept_ready()
    dialog.reason.edit.setPlainText("Nhập hai lần")
    dialog.main.click()
    qtbot.waitUntil(lambda: names(page) == [IN_ORDER[0], *IN_ORDER[2:]])
    neighbour = page.list.table.current_record()
    assert neighbour is not None
    assert neighbour.name == IN_ORDER[2]
    assert people.read(desk, line.id).void_reason == "Nhập hai lần"
    page.list.set_query(PeopleQuery(with_void=True))
    assert names(page) == IN_ORDER


def test_the_list_is_exported_as_it_is_shown(
    qtbot: QtBot, page: PeoplePage, tmp_path: Path
) -> None:
    page.list.set_query(PeopleQuery(sexes=("Nữ",)))
    page.list.show_columns(("name", "citizen_id", "age"))
    target = tmp_path / "danh sách.xlsx"
    page.export_to(target, page.list.query, page.list.columns())
    qtbot.waitUntil(lambda: "Đã xuất" in page.list.notice.text.text(), timeout=15000)
    rows = CalamineWorkbook.from_path(str(target)).get_sheet_by_index(0).to_python()
    table = rows[[row[1] for row in rows].index("Họ và tên") :]
    assert table[0][1:] == ["Họ và tên", "Số CCCD", "Tuổi"]
    assert table[1][1:] == ["Lê Thị An", "037140000001", "86"]


def test_a_file_that_cannot_be_written_is_told(
    qtbot: QtBot, page: PeoplePage, tmp_path: Path
) -> None:
    page.export_to(tmp_path / "không có" / "ds.xlsx", page.list.query, ("name",))
    qtbot.waitUntil(page.list.notice.isVisible, timeout=15000)
    assert "Không tìm thấy" in page.list.notice.text.text()


def test_the_search_box_of_the_window_shows_everybody(page: PeoplePage) -> None:
    page.list.set_query(PeopleQuery(sexes=("Nam",)))
    page.search("thi")
    assert names(page) == ["Lê Thị An", "Phạm Thị Dần", "Nguyễn Thị Đào"]
    assert page.list.bar.find_box.text() == "thi"


def test_somebody_outside_the_list_is_shown_all_the_same(
    page: PeoplePage, folk: dict[str, Dossier]
) -> None:
    page.list.set_query(PeopleQuery(sexes=("Nam",)))
    page.open_person(folk["Lê Thị An"].id)
    current = page.list.table.current_record()
    assert current is not None
    assert current.name == "Lê Thị An"


def test_the_menu_of_a_line_offers_what_can_be_done(
    qtbot: QtBot, page: PeoplePage, folk: dict[str, Dossier]
) -> None:
    page.list.table.menu_wanted.emit(page.list.table.rows.record(0), QPoint(10, 10))
    menu = page.findChildren(QMenu)[-1]
    offered = [action.text().partition("\t")[0] for action in menu.actions()]
    assert offered == ["Mở hồ sơ", "In…", "Chép", "Xem Chi bộ thôn Bình Minh",
                       "Chuyển sinh hoạt…", "", "Hủy bản ghi tạo nhầm…"]  # fmt: skip
    with qtbot.waitSignal(page.person_wanted) as wanted:
        menu.actions()[0].trigger()
    assert wanted.args == [folk["Lê Thị An"].id]
    assert "Thêm đảng viên" in [offer.title for offer in page.actions_offered()]


def test_everything_that_can_be_pressed_has_a_name(page: PeoplePage) -> None:
    bare = [
        button
        for button in page.findChildren(QPushButton)
        if button.isVisibleTo(page) and not (button.text() or button.accessibleName())
    ]
    assert bare == []
    assert page.list.table.accessibleName() == "Danh sách đảng viên"
    assert page.list.header.more_button.accessibleName()
