"""Opening a case: the kind, the member, what is proposed, what is missing; drafts."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.domain.rule_types import EndType
from tcxd_desktop.domain.transfers import Direction, StepEvent, TransferKind
from tcxd_desktop.office import opening, people, transfer_drafts, transfers
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import dialogs
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.tab_order import ENTRY
from tcxd_desktop.ui.transfers.new_case import NewCasePage
from tcxd_desktop.ui.transfers.new_case_state import offer_of
from tests import make
from tests.ui import transfer_help as helping
from tests.ui.safety_help import quiet
from tests.ui.transfer_help import CUONG, DAO, HAI

OUT, IN, INSIDE = Direction.OUT, Direction.IN, Direction.INSIDE


@pytest.fixture(scope="module")
def moving_office(office_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an office with letters and members; nobody moves yet."""
    folder = tmp_path_factory.mktemp("moving") / "office"
    shutil.copytree(office_template, folder)
    desk = opening.open_office(folder, make.PASSWORD, clock=make.clock)
    helping.fill(desk)
    opening.close_office(desk)
    return folder


@pytest.fixture
def office_folder(moving_office: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(moving_office, tmp_path / "office"))


@pytest.fixture
def ids(desk: Desk) -> dict[str, int]:
    return {line.name: line.id for line in people.lines(desk, PeopleQuery())}


@pytest.fixture
def build(desk: Desk, jobs: Jobs, qtbot: QtBot) -> Callable[[], NewCasePage]:
    """Make a page, as if the program were started anew."""

    def made() -> NewCasePage:
        page = NewCasePage(desk, jobs, Changes(desk.on_written))
        qtbot.addWidget(page)
        page.resize(1156, 690)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    return made


@pytest.fixture
def page(build: Callable[[], NewCasePage]) -> NewCasePage:
    made = build()
    made.open_new()
    return made


def write(page: NewCasePage, **values: str) -> None:
    """Type into boxes of the form and leave them."""
    for key, text in values.items():
        field = page.form.fields[key]
        field.set_text(text)
        field.changed.emit()
        field.commit()


def name_end(page: NewCasePage, side: str = "target", **names: str) -> None:
    """Type the names of the other end."""
    box = page.form.ends[side]
    for key, text in names.items():
        box.fields[key].set_text(text)
        box.fields[key].changed.emit()
        box.fields[key].commit()


def test_a_member_is_found_and_the_rest_is_proposed(
    page: NewCasePage, desk: Desk, ids: dict[str, int]
) -> None:
    page.show_person(ids[DAO])
    assert "Chi bộ thôn Bình Minh" in page.form.about.text()
    assert "Thẻ đảng viên" in page.form.fields["enclosed"].text()
    name_end(page, province="ninh binh", upper="Đảng bộ xã Kim Sơn", cell="Chi bộ thôn Trung")
    assert page.form.ends["target"].fields["province"].text() == "Đảng bộ tỉnh Ninh Bình"
    write(page, reason="Nghỉ hưu", effective="1/9/2026", dues_until="9/2026")
    opened: list[int] = []
    page.opened.connect(opened.append)
    assert page.save()
    case = transfers.read(desk, opened[0])
    assert (case.kind, case.direction) == (TransferKind.OFFICIAL, OUT)
    assert case.person_id == ids[DAO]
    assert case.target.upper == "Đảng bộ xã Kim Sơn"
    assert case.target.type == EndType.CELL_UNDER_UPPER
    assert (case.effective, case.dues_until) == ("2026-09-01", "2026-09")
    assert case.boxes == (1, 4, 7, 10)
    assert not page.dirty


@pytest.mark.parametrize(
    ("kind", "direction"),
    [
        (TransferKind.OFFICIAL, OUT), (TransferKind.TEMPORARY, OUT), (TransferKind.INSIDE, INSIDE),
        (TransferKind.OFFICIAL, IN), (TransferKind.LINK, OUT),
    ],
)  # fmt: skip
def test_tab_walks_the_boxes_as_they_are_read(
    page: NewCasePage, kind: TransferKind, direction: Direction, qtbot: QtBot
) -> None:
    page.kinds.choose(offer_of(kind, direction))
    page.kinds.chosen.emit(offer_of(kind, direction))
    QTest.qWait(0)
    inside = page.form.widget()
    first = page.person.entries()[0]
    met: list[tuple[int, int]] = []
    entry = first.nextInFocusChain()
    while entry is not first:
        if entry.property(ENTRY) and entry.isVisible() and inside.isAncestorOf(entry):
            place = entry.mapTo(inside, entry.rect().bottomLeft())
            met.append((place.y() // 12, place.x()))
        entry = entry.nextInFocusChain()
    assert len(met) > 5
    assert met == sorted(met)


def test_what_is_typed_stays_when_the_kind_changes(page: NewCasePage, ids: dict[str, int]) -> None:
    write(page, reason="Đi học")
    page.show_person(ids[DAO])
    page.kinds.choose(offer_of(TransferKind.TEMPORARY, OUT))
    assert page.form.fields["reason"].text() == "Đi học"
    assert page.form.boxes["term_from"].isVisible()
    assert "Hồ sơ đảng viên" not in page.form.fields["enclosed"].text()
    page.kinds.choose(offer_of(TransferKind.INSIDE, INSIDE))
    assert page.form.own.isVisible()
    assert not page.form.ends["target"].isVisible()
    assert not page.form.boxes["term_from"].isVisible()


def test_what_is_missing_is_said_beside_its_box(page: NewCasePage, ids: dict[str, int]) -> None:
    assert not page.save()
    assert page.person.problem() is not None
    page.show_person(ids[DAO])
    page.kinds.choose(offer_of(TransferKind.INSIDE, INSIDE))
    assert not page.save()
    assert page.form.fields["unit_id"].problem() is not None
    page.form.fields["unit_id"].set_value(make.HAMLET)
    assert not page.save(), "the chi bộ he is in already"
    page.form.fields["unit_id"].set_value(make.SCHOOL)
    assert page.save()


def test_a_date_that_is_none_is_not_written(
    page: NewCasePage, desk: Desk, ids: dict[str, int]
) -> None:
    page.show_person(ids[DAO])
    write(page, effective="31/2/2026")
    assert not page.save()
    assert page.form.fields["effective"].problem() is not None
    write(page, effective="9/2026")
    assert not page.save(), "a partial day starts no clock"
    assert transfers.listed(desk) == []


def test_a_stranger_is_typed_from_the_letter(page: NewCasePage, desk: Desk) -> None:
    page.kinds.choose(offer_of(TransferKind.OFFICIAL, IN))
    assert page.form.who.isVisible()
    write(
        page, name="Đinh Văn Khoa", sex="nam", birth="2/5/1979", card_no="037079001122",
        admitted="19/5/2005", official="19/5/2006",
    )  # fmt: skip
    box = page.form.ends["source"]
    box.kind.setCurrentIndex(box.kind.findData(EndType.CELL_OF_BASE))
    box.kind.activated.emit(box.kind.currentIndex())
    assert box.boxes["base"].isVisible()
    name_end(page, "source", upper="Đảng bộ xã Kim Sơn", base="Đảng bộ Công ty May", cell="CB 1")
    page.form.fields["unit_id"].set_value(make.HAMLET)
    opened: list[int] = []
    page.opened.connect(opened.append)
    assert page.save()
    case = transfers.read(desk, opened[0])
    assert case.traveller.name == "Đinh Văn Khoa"
    assert case.traveller.sex == "Nam"
    assert case.source.base == "Đảng bộ Công ty May"
    assert case.boxes[-2:] == (7, 10)


def test_the_same_person_does_not_arrive_twice(page: NewCasePage, desk: Desk) -> None:
    helping.arriving(desk)
    page.kinds.choose(offer_of(TransferKind.OFFICIAL, IN))
    write(page, name="Đinh Văn Khoa", birth="2/5/1979", card_no="037079001122")
    page.form.fields["unit_id"].set_value(make.HAMLET)
    assert not page.save()
    assert len(transfers.listed(desk)) == 1


def test_the_data_of_a_case_are_mended_until_a_box_is_signed(
    page: NewCasePage, desk: Desk, ids: dict[str, int]
) -> None:
    case = helping.passed(desk, helping.leaving(desk, ids[DAO], serial="NB 0012301"))
    page.open_case(case.id)
    assert not page.kinds.isVisible()
    assert not page.person_box.isVisible()
    assert page.form.fields["reason"].text() == "Nghỉ hưu"
    name_end(page, cell="Chi bộ thôn Hạ")
    assert page.save()
    case = transfers.read(desk, case.id)
    assert case.target.cell == "Chi bộ thôn Hạ"
    helping.take(desk, case, StepEvent.SIGN, "2026-09-12", 1)
    page.open_case(case.id)
    name_end(page, cell="Chi bộ thôn Thượng")
    assert not page.save()
    assert page.notice.isVisible() or page.form.ends["target"].isVisible()
    page.discard()


def test_the_keyboard_alone_opens_a_case(
    page: NewCasePage, desk: Desk, ids: dict[str, int], qtbot: QtBot
) -> None:
    qtbot.waitUntil(page.person.edit.hasFocus)
    QTest.keyClicks(page.person.edit, "dao")
    qtbot.waitUntil(page.person.list_open)
    QTest.keyClick(page.person.edit, Qt.Key.Key_Return)
    assert page.person.value() == ids[DAO]
    sort = page.form.ends["target"].kind
    qtbot.waitUntil(sort.hasFocus)
    QTest.keyClick(sort, Qt.Key.Key_Return)
    first = page.form.ends["target"].fields["province"].edit
    qtbot.waitUntil(first.hasFocus)
    QTest.keyClicks(first, "ninh binh")
    QTest.keyClick(first, Qt.Key.Key_Return)
    second = page.form.ends["target"].fields["upper"].edit
    assert second.hasFocus()
    QTest.keyClicks(second, "xa Kim Son")
    QTest.keyClick(second, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(transfers.listed(desk)) == 1


def test_leaving_asks_about_what_is_typed(
    page: NewCasePage, ids: dict[str, int], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    answers = iter(["stay", "discard"])
    monkeypatch.setattr(dialogs, "ask_unsaved", lambda *_: next(answers))
    with qtbot.waitSignal(page.left):
        page.leave()
    page.open_new(ids[HAI])
    write(page, reason="Chuyển công tác")
    assert page.dirty
    assert not page.may_leave()
    assert page.may_leave()
    assert not page.dirty


def test_a_draft_outlives_a_crash_and_goes_with_saving(
    page: NewCasePage,
    build: Callable[[], NewCasePage],
    desk: Desk,
    ids: dict[str, int],
    jobs: Jobs,
    qtbot: QtBot,
) -> None:
    page.kinds.choose(offer_of(TransferKind.INSIDE, INSIDE))
    page.show_person(ids[CUONG])
    write(page, reason="Chuyển công tác", serial="NB 0004101")
    assert page.keep_draft() is None
    page.close()
    again = build()
    again.open_new()
    assert again.draft_bar.isVisible()
    assert not again.form.isEnabled()
    assert not again.save()
    again.draft_bar.use.click()
    assert again.kinds.offer == offer_of(TransferKind.INSIDE, INSIDE)
    assert again.person.value() == ids[CUONG]
    assert again.form.fields["reason"].text() == "Chuyển công tác"
    assert again.dirty
    again.form.fields["unit_id"].set_value(make.SCHOOL)
    assert again.save()
    assert transfer_drafts.draft(desk, "transfer:new") is None
    quiet(jobs, qtbot)


def test_a_draft_is_thrown_away_at_a_word(
    page: NewCasePage, build: Callable[[], NewCasePage], desk: Desk, jobs: Jobs, qtbot: QtBot
) -> None:
    write(page, reason="Gõ thử")
    page._unsaved(True)
    page.keep_draft()
    page.close()
    again = build()
    again.open_new()
    again.draft_bar.drop.click()
    assert again.form.isEnabled()
    assert again.form.fields["reason"].text() == ""
    assert transfer_drafts.draft(desk, "transfer:new") is None
    quiet(jobs, qtbot)


def test_with_little_room_the_kinds_are_one_line(page: NewCasePage) -> None:
    page.resize(700, 600)
    assert not page.kinds.isVisible()
    assert page.kind_box.isVisible()
    number = page.kind_box.findText("Chuyển đi: tạm thời trong nước")
    page.kind_box.setCurrentIndex(number)
    page.kind_box.activated.emit(number)
    assert page.kinds.offer == offer_of(TransferKind.TEMPORARY, OUT)
    page.kinds.choose(offer_of(TransferKind.OFFICIAL, IN))
    assert page.kind_box.currentText() == "Chuyển đến: chính thức từ nơi khác đến"
