"""The page Hồ sơ trùng on a real office: pairs, comparing, merging, two people, taking apart."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.history import Role
from tcxd_desktop.domain.merging import MergeState, Side
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.domain.rows import Job
from tcxd_desktop.domain.standing import Event, EventKind
from tcxd_desktop.office import duplicates, merging, people
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.beginning import beginning
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.dialogs import Dialog, Question
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.obstacles_dialog import ObstaclesDialog
from tcxd_desktop.ui.duplicates import words
from tcxd_desktop.ui.duplicates.compare import Compare
from tcxd_desktop.ui.duplicates.dialogs import PairDialog, ReasonDialog
from tcxd_desktop.ui.duplicates.page import DISTINCT, MERGED, PAIRS
from tcxd_desktop.ui.duplicates.side_cells import FieldRow, TableRow, listed
from tcxd_desktop.ui.duplicates.workspace import DuplicatesWorkspace
from tests import make
from tests.make import day
from tests.ui.safety_help import answer

WHY = "Nhập hai lần"
BASIS = "Giấy khai sinh, bản gốc"


def stored(desk: Desk, **changes: object) -> Dossier:
    whole = make.dossier(**changes)
    made = people.create(desk, make.new_person(name=whole.birth_name, birth=whole.birth_date))
    return people.save(desk, replace(whole, id=made.id, version=made.version))


@pytest.fixture
def pair(desk: Desk) -> tuple[int, int]:
    whole = stored(desk, note="Bản gốc ở tủ 2")
    other = stored(
        desk, birth_name="NGUYỄN THỊ ĐÀO", birth_date=day("1962-05-03"), religion="Phật giáo",
        phone="0912345678", card_no="", citizen_id="", dossier_no="", note="Chép từ danh sách",
        jobs=(Job(day("1978-02"), day("1980-05"), "Thanh niên xung phong"),),
        events=(Event(None, EventKind.LISTED.value, make.HAMLET),),
    )  # fmt: skip
    return whole.id, other.id


@pytest.fixture
def page(desk: Desk, jobs: Jobs, pair: tuple[int, int], qtbot: QtBot) -> DuplicatesWorkspace:
    return shown(desk, jobs, qtbot)


def shown(desk: Desk, jobs: Jobs, qtbot: QtBot) -> DuplicatesWorkspace:
    made = DuplicatesWorkspace(desk, jobs, Changes(desk.on_written))
    qtbot.addWidget(made)
    made.resize(1156, 700)
    made.show()
    qtbot.waitUntil(lambda: not jobs.busy)
    return made


def give(reason: str) -> Callable[[Dialog], None]:
    """Return what types a reason and presses the main button."""

    def act(dialog: Dialog) -> None:
        assert isinstance(dialog, ReasonDialog)
        dialog.field.set_value(reason)
        assert dialog.main is not None
        dialog.main.click()

    return act


def compared(page: DuplicatesWorkspace) -> Compare:
    page.lists.compare.click()
    assert page.shown == "compare"
    return page.comparison


def decide(layer: Compare, side: Side = Side.GONE) -> None:
    """Choose the date of birth with its basis."""
    row = layer.rows["birth_date"]
    assert isinstance(row, FieldRow)
    row.cells[side].radio.setChecked(True)
    assert row.paper is not None
    row.paper.edit.setText(BASIS)
    row.paper.edit.textEdited.emit(BASIS)


def texts(layer: Compare) -> str:
    return " | ".join(label.text() for label in layer.area.findChildren(QLabel))


def test_pairs_stand_in_the_list_with_points_and_why(
    page: DuplicatesWorkspace, pair: tuple[int, int], qtbot: QtBot
) -> None:
    [line] = page.lists.pairs.rows.records()
    assert (line.first.person_id, line.second.person_id) == pair
    column = {one.key: one for one in page.lists.pairs.rows.columns}
    assert column["points"].text(line) == "66"
    assert column["why"].text(line).startswith("Trùng họ tên; ngày sinh đảo ngày và tháng")
    assert page.lists.tabs.tabText(PAIRS) == "Có thể trùng (1)"
    assert page.lists.tabs.tabText(MERGED) == "Đã gộp"
    assert page.lists.compare.isEnabled()
    assert not page.lists.unmerge.isEnabled()
    assert not page.lists.take_back.isEnabled()


def test_an_office_without_doubles_says_so(desk: Desk, jobs: Jobs, qtbot: QtBot) -> None:
    stored(desk)
    page = shown(desk, jobs, qtbot)
    listing = page.lists.listings[PAIRS]
    assert listing.empty.isVisible()
    assert not page.lists.compare.isEnabled()
    page.lists.tabs.setCurrentIndex(DISTINCT)
    assert page.lists.listings[DISTINCT].empty.isVisible()


def test_both_records_stand_side_by_side(page: DuplicatesWorkspace) -> None:
    layer = compared(page)
    told = texts(layer)
    for part in ("Hồ sơ giữ", "Hồ sơ bỏ", "0371 •••• 4417", "Hai hồ sơ ghi khác nhau (3)",
                 "Chỉ hồ sơ bỏ có (1)", "Bảng nhiều dòng", "Gắn với hồ sơ bỏ"):  # fmt: skip
        assert part in told, part
    assert "037162004417" not in told
    assert {name: row.side() for name, row in layer.rows.items()} == {
        "birth_date": Side.OPEN, "religion": Side.KEPT, "note": Side.KEPT, "phone": Side.GONE,
        "jobs": Side.BOTH, "events": Side.KEPT,
    }  # fmt: skip
    assert not layer.merge.isEnabled()
    assert layer.head.state.whole() == "Còn phải chọn bên và ghi căn cứ: Ngày sinh"
    jobs_row = layer.rows["jobs"]
    assert isinstance(jobs_row, TableRow)
    assert "Thanh niên xung phong" in jobs_row.cells[Side.BOTH].toolTip()


def test_merging_by_hand_and_taking_apart(
    page: DuplicatesWorkspace, desk: Desk, jobs: Jobs, pair: tuple[int, int], qtbot: QtBot
) -> None:
    before = [people.read(desk, one) for one in pair]
    layer = compared(page)
    layer.merge_them()
    assert layer.notice.text.text() == "Còn phải chọn bên và ghi căn cứ: Ngày sinh"
    layer.rows["birth_date"].cells[Side.GONE].radio.setChecked(True)
    assert layer.head.state.whole() == "Còn phải ghi căn cứ: Ngày sinh"
    decide(layer)
    layer.rows["note"].cells[Side.BOTH].radio.setChecked(True)
    qtbot.mousePress(layer.rows["religion"].cells[Side.GONE], Qt.MouseButton.LeftButton)
    assert layer.merge.isEnabled()
    assert layer.unsaved()

    answer(give(WHY))
    layer.merge.click()
    qtbot.waitUntil(lambda: page.shown == "" and not jobs.busy)

    made = people.read(desk, pair[0])
    assert made.birth_date == day("1962-05-03")
    assert made.religion == "Phật giáo"
    assert made.note == "Bản gốc ở tủ 2\nChép từ danh sách"
    assert len(made.jobs) == 3
    assert people.history(desk, pair[0])[0].note == f"{WHY} [Ngày sinh: {BASIS}]"
    assert page.lists.notice.text.text() == words.MERGED
    qtbot.waitUntil(lambda: page.lists.tabs.tabText(MERGED) == "Đã gộp (1)")
    assert page.lists.pairs.rows.rowCount() == 0

    page.lists.tabs.setCurrentIndex(MERGED)
    page.lists.merges.select_first()
    begun = page.lists.unmerge
    assert begun.isEnabled()
    answer(give("Xem lại"))
    begun.click()
    qtbot.waitUntil(lambda: page.lists.notice.text.text() == words.UNMERGED)
    after = [people.read(desk, one) for one in pair]
    assert [replace(now, version=old.version) for now, old in zip(after, before, strict=True)] == (
        before
    )
    [record] = merging.listed(desk)
    assert record.state is MergeState.UNDONE
    qtbot.waitUntil(lambda: not page.lists.unmerge.isEnabled() and not jobs.busy)


def test_what_hinders_taking_apart_is_listed_and_leads_to_the_person(
    page: DuplicatesWorkspace, desk: Desk, jobs: Jobs, pair: tuple[int, int], qtbot: QtBot
) -> None:
    layer = compared(page)
    decide(layer, Side.KEPT)
    answer(give(WHY))
    layer.merge.click()
    qtbot.waitUntil(lambda: page.shown == "" and not jobs.busy)
    people.save(desk, replace(people.read(desk, pair[0]), phone="0900000000"))
    page.lists.tabs.setCurrentIndex(MERGED)
    qtbot.waitUntil(lambda: page.lists.merges.rows.rowCount() == 1 and not jobs.busy)
    page.lists.merges.select_first()
    wanted: list[int] = []
    page.person_wanted.connect(wanted.append)

    def open_it(dialog: Dialog) -> None:
        assert isinstance(dialog, ObstaclesDialog)
        assert "đã được sửa sau khi gộp" in dialog.list.item(0).text()
        dialog.open_button.click()

    answer(open_it)
    page.lists.unmerge.click()
    qtbot.waitUntil(lambda: wanted == [pair[0]])


def test_obstacles_stand_first_and_keep_the_button_grey(
    page: DuplicatesWorkspace, desk: Desk, pair: tuple[int, int], qtbot: QtBot
) -> None:
    layer = compared(page)
    decide(layer)
    assert layer.merge.isEnabled()
    people.keep_draft(desk, replace(people.read(desk, pair[1]), phone="0999"))
    layer.reload()
    assert "Vướng mắc phải xử lý trước khi gộp" in texts(layer)
    assert not layer.merge.isEnabled()
    assert layer.head.state.whole() == "Còn 1 vướng mắc, ghi ở đầu trang"
    # What was chosen is still chosen.
    row = layer.rows["birth_date"]
    assert (row.side(), row.basis()) == (Side.GONE, BASIS)
    # The user goes to the dossier, throws the draft away, and comes back.
    page.hide()
    people.drop_draft(desk, pair[1])
    page.show()
    assert layer.merge.isEnabled()


def test_a_record_saved_meanwhile_is_compared_anew(
    page: DuplicatesWorkspace, desk: Desk, pair: tuple[int, int], qtbot: QtBot
) -> None:
    layer = compared(page)
    decide(layer)
    people.save(desk, replace(people.read(desk, pair[1]), phone="0988888888"))
    qtbot.waitUntil(lambda: layer.notice.text.text() == words.CHANGED)
    assert layer.rows["birth_date"].side() is Side.OPEN
    assert not layer.unsaved()


def test_sides_are_exchanged_with_what_was_chosen(
    page: DuplicatesWorkspace, pair: tuple[int, int]
) -> None:
    layer = compared(page)
    decide(layer, Side.GONE)
    layer.swap.click()
    assert layer.plan is not None
    assert (layer.plan.kept_id, layer.plan.gone_id) == (pair[1], pair[0])
    row = layer.rows["birth_date"]
    assert (row.side(), row.basis()) == (Side.KEPT, BASIS)
    assert row.cells[Side.KEPT].label.text() == "03/05/1962"
    assert layer.rows["citizen_id"].side() is Side.GONE


def test_choices_are_not_thrown_away_unasked(page: DuplicatesWorkspace) -> None:
    layer = compared(page)
    decide(layer)

    def stay(dialog: Dialog) -> None:
        assert isinstance(dialog, Question)
        dialog.answers["no"].click()

    answer(stay)
    layer.leave()
    assert page.shown == "compare"
    assert page.unsaved()
    assert not page.save()
    answer(lambda dialog: dialog.main.click() if dialog.main else None)
    layer.leave()
    assert page.shown == ""
    assert not page.unsaved()


def test_two_people_from_the_list_and_back(
    page: DuplicatesWorkspace, desk: Desk, jobs: Jobs, pair: tuple[int, int], qtbot: QtBot
) -> None:
    answer(give("Chị em họ"))
    page.lists.two.click()
    assert page.lists.notice.text.text() == words.SAID_TWO
    qtbot.waitUntil(lambda: page.lists.tabs.tabText(DISTINCT) == "Hai người khác nhau (1)")
    assert page.lists.pairs.rows.rowCount() == 0
    assert duplicates.distinct(desk)[0].reason == "Chị em họ"
    page.lists.tabs.setCurrentIndex(DISTINCT)
    page.lists.apart.select_first()
    answer(give("Nhầm"))
    page.lists.take_back.click()
    assert page.lists.notice.text.text() == words.TAKEN_BACK
    qtbot.waitUntil(lambda: page.lists.pairs.rows.rowCount() == 1)


def test_two_people_from_the_comparison(
    page: DuplicatesWorkspace, desk: Desk, qtbot: QtBot
) -> None:
    layer = compared(page)
    answer(lambda dialog: dialog.reject())
    layer.say_two()
    assert page.shown == "compare"
    answer(give("Chị em họ"))
    layer.say_two()
    assert page.shown == ""
    assert page.lists.notice.text.text() == words.SAID_TWO
    assert len(duplicates.distinct(desk)) == 1


@contextmanager
def waiting(jobs: Jobs) -> Iterator[None]:
    """Have the worker busy, so that what is asked of it meanwhile waits and can be stopped."""
    gate = threading.Event()
    jobs.run(lambda _: gate.wait())
    yield
    gate.set()


def test_a_merge_that_was_stopped_may_be_begun_again(
    page: DuplicatesWorkspace, desk: Desk, jobs: Jobs, pair: tuple[int, int], qtbot: QtBot
) -> None:
    layer = compared(page)
    decide(layer)
    with waiting(jobs):
        answer(give(WHY))
        layer.merge.click()
        assert not layer.merge.isEnabled()
        assert layer._job is not None
        layer._job.cancel()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert not people.read(desk, pair[1]).void_reason
    assert layer.merge.isEnabled()
    answer(give(WHY))
    layer.merge.click()
    qtbot.waitUntil(lambda: page.shown == "" and not jobs.busy)
    page.lists.tabs.setCurrentIndex(MERGED)
    page.lists.merges.select_first()
    with waiting(jobs):
        page.lists.unmerge.click()
        assert page.lists._working is not None
        page.lists._working.cancel()
    qtbot.waitUntil(lambda: not jobs.busy)
    answer(give("Gộp nhầm"))
    page.lists.unmerge.click()
    qtbot.waitUntil(lambda: page.lists.notice.text.text() == words.UNMERGED)


def test_all_of_it_by_keyboard(
    page: DuplicatesWorkspace, desk: Desk, jobs: Jobs, pair: tuple[int, int], qtbot: QtBot
) -> None:
    page.activateWindow()
    page.lists.pairs.setFocus()
    qtbot.keyClick(page.lists.pairs, Qt.Key.Key_Return)
    layer = page.comparison
    row = layer.rows["birth_date"]
    assert isinstance(row, FieldRow)
    assert row.paper is not None
    first = row.cells[Side.KEPT].radio
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Space)
    assert row.side() is Side.KEPT
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert row.side() is Side.GONE
    qtbot.keyClicks(row.paper.edit, "So 12")
    assert layer.plan is not None
    assert layer.plan.undecided == ()
    qtbot.keyClick(layer, Qt.Key.Key_F6)
    assert layer.plan.kept_id == pair[1]
    answer(give(WHY))
    paper = layer.rows["birth_date"]
    assert isinstance(paper, FieldRow)
    assert paper.paper is not None
    qtbot.keyClick(paper.paper.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.shown == "" and not jobs.busy)
    assert people.read(desk, pair[0]).void_reason
    assert people.read(desk, pair[1]).birth_date == day("1962-05-03")
    assert people.read(desk, pair[1]).citizen_id == "037162004417"


def test_escape_goes_back_to_the_list(page: DuplicatesWorkspace, qtbot: QtBot) -> None:
    layer = compared(page)
    qtbot.keyClick(layer, Qt.Key.Key_Escape)
    assert page.shown == ""
    assert page.lists.pairs.hasFocus() or not page.isActiveWindow()


def test_any_two_records_can_be_compared(
    page: DuplicatesWorkspace, desk: Desk, pair: tuple[int, int]
) -> None:
    far = stored(desk, birth_name="Vũ Thị Hạnh", birth_date=day("1970-02-03"), card_no="",
                 citizen_id="", dossier_no="")  # fmt: skip

    def choose(dialog: Dialog) -> None:
        assert isinstance(dialog, PairDialog)
        assert dialog.main is not None
        dialog.main.click()
        assert dialog.isVisible()
        dialog.first.set_value(pair[0])
        dialog.second.set_value(pair[0])
        dialog.main.click()
        assert "cùng một hồ sơ" in dialog.notice.text.text()
        dialog.second.set_value(far.id)
        dialog.main.click()

    answer(choose)
    page.lists.choose_two()
    assert page.shown == "compare"
    assert page.comparison.head.title.whole() == "Nguyễn Thị Đào và Vũ Thị Hạnh"


def test_a_viewer_may_look_only(
    desk: Desk, jobs: Jobs, pair: tuple[int, int], qtbot: QtBot
) -> None:
    viewer = replace(desk, actor=replace(desk.actor, role=Role.VIEWER))
    page = shown(viewer, jobs, qtbot)
    assert not page.lists.two.isEnabled()
    assert "quyền" in page.lists.two.toolTip()
    layer = compared(page)
    decide(layer)
    assert not layer.merge.isEnabled()
    layer.merge_them()
    assert "quyền" in layer.notice.text.text()
    layer.say_two()
    assert people.lines(desk, PeopleQuery()) == people.lines(viewer, PeopleQuery())


def test_long_tables_are_counted() -> None:
    told = listed([f"dòng {n}" for n in range(20)])
    assert told.count("\n") == 12
    assert told.endswith("… và 8 dòng nữa")


def test_the_keyboard_begins_in_the_list(page: DuplicatesWorkspace) -> None:
    assert beginning(page) is page.lists.pairs
