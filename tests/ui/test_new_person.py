"""Adding a member: search first, then write."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.errors import BadDateProblem, RequiredProblem, TakenNumberProblem
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.domain.standing import EventKind
from tcxd_desktop.office import people, units
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.dialogs import Question
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.reading import Sources
from tcxd_desktop.ui.people.new_person_dialog import NewPersonDialog
from tcxd_desktop.ui.people.page import PeoplePage
from tests import make

Key = Qt.Key


@pytest.fixture
def known(desk: Desk) -> Dossier:
    """Somebody already recorded."""
    made = people.create(desk, make.new_person(citizen_id="037075000001"))
    return people.save(desk, replace(made, official_date=make.day("2000-01-01")))


@pytest.fixture
def dialog(qtbot: QtBot, desk: Desk, known: Dossier) -> Iterator[NewPersonDialog]:
    sources = Sources(make.TODAY, desk.codes, units.tree(desk))
    jobs = Jobs()
    made = NewPersonDialog(desk, sources, jobs, unit_id=make.HAMLET)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    jobs.close()


def said(widget: QWidget) -> str:
    QApplication.sendPostedEvents()
    labels = widget.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisibleTo(widget))


def answering(key: str) -> Callable[[], None]:
    """Return what presses a button of the question that is about to open."""

    def answer() -> None:
        question = QApplication.activeModalWidget()
        assert isinstance(question, Question)
        question.answers[key].click()

    return answer


def count(desk: Desk) -> int:
    return people.count(desk, PeopleQuery(leavings=()))


def test_a_likely_double_is_shown_while_the_name_is_typed(
    qtbot: QtBot, dialog: NewPersonDialog, known: Dossier
) -> None:
    assert not dialog.found.isVisible()
    dialog.name.edit.setText("")
    QTest.keyClicks(dialog.name.edit, "pham van thanh")
    qtbot.waitUntil(dialog.found.isVisible)
    assert "Phạm Văn Thành · 30/04/1975 · Chi bộ thôn Bình Minh · chính thức" in said(dialog.found)
    assert "trùng họ tên" in said(dialog.found)
    dialog.birth.edit.setFocus()
    QTest.keyClicks(dialog.birth.edit, "1960")
    QTest.keyClick(dialog.birth.edit, Key.Key_Return)
    assert not dialog.found.isVisible()  # born in another year


def test_the_dossier_of_the_double_can_be_opened_instead(
    desk: Desk, dialog: NewPersonDialog, known: Dossier
) -> None:
    dialog.name.set_text("Người Khác")
    dialog.citizen.set_text("037075000001")
    dialog.citizen.commit()
    assert "trùng số căn cước" in said(dialog.found)
    button = next(b for b in dialog.found.findChildren(QPushButton) if "Mở hồ sơ" in b.text())
    assert button.accessibleName() == "Mở hồ sơ Phạm Văn Thành, Chi bộ thôn Bình Minh"
    button.click()
    assert dialog.existing == known.id
    assert dialog.created is None
    assert count(desk) == 1


def test_nobody_is_written_twice_without_a_word(
    qtbot: QtBot, desk: Desk, dialog: NewPersonDialog
) -> None:
    dialog.name.set_text("Phạm Văn Thành")
    QTimer.singleShot(50, answering("no"))
    dialog.main.click()
    assert dialog.isVisible()
    assert count(desk) == 1
    QTimer.singleShot(50, answering("yes"))
    dialog.main.click()
    assert not dialog.isVisible()
    assert count(desk) == 2


def test_the_number_of_somebody_else_is_refused(
    desk: Desk, dialog: NewPersonDialog, known: Dossier
) -> None:
    dialog.name.set_text("Người Khác")
    dialog.citizen.set_text("037075000001")
    QTimer.singleShot(50, answering("yes"))
    dialog.main.click()
    assert dialog.isVisible()
    assert "037075000001 đã cấp cho Phạm Văn Thành" in said(dialog)
    assert count(desk) == 1
    with pytest.raises(TakenNumberProblem):
        people.create(desk, make.new_person(name="Ai", citizen_id="037075000001"))


def test_somebody_who_was_always_here(desk: Desk, dialog: NewPersonDialog) -> None:
    dialog.name.set_text("  Vũ   Thị Hạnh ")
    dialog.birth.set_text("3/1962")
    dialog.sexes["Nữ"].click()
    dialog.on.set_text("19/05/1985")
    dialog.main.click()
    made = dialog.created
    assert made is not None
    assert (made.birth_name, made.sex, str(made.birth_date)) == ("Vũ Thị Hạnh", "Nữ", "1962-03")
    assert str(made.ceremony_date) == "1985-05-19"
    [event] = people.read(desk, made.id).events
    assert (event.kind, event.unit_id) == (EventKind.LISTED, make.HAMLET)


def test_somebody_who_arrives_tells_both_days(dialog: NewPersonDialog) -> None:
    assert not dialog.joined_box.isVisible()
    dialog.ways[EventKind.ARRIVED].click()
    assert dialog.joined_box.isVisible()
    assert dialog.on_box.caption.text() == "Ngày chuyển đến"
    dialog.name.set_text("Vũ Thị Hạnh")
    with pytest.raises(RequiredProblem):
        dialog.accept_ready()
    dialog.main.click()
    assert dialog.focusWidget() is dialog.on.edit
    dialog.on.set_text("01/11/2026")
    dialog.joined.set_text("1999")
    dialog.main.click()
    made = dialog.created
    assert made is not None
    assert str(made.ceremony_date) == "1999"
    assert str(made.events[0].on) == "2026-11-01"


def test_the_newly_admitted_stand_in_the_list_as_on_probation(
    desk: Desk, dialog: NewPersonDialog
) -> None:
    dialog.ways[EventKind.ADMITTED].click()
    dialog.name.set_text("Vũ Thị Hạnh")
    dialog.on.set_text("03/02/2026")
    dialog.main.click()
    [line] = people.lines(desk, PeopleQuery(grades=("du_bi",)))
    assert line.name == "Vũ Thị Hạnh"


@pytest.mark.parametrize(
    ("field", "problem"),
    [
        ("name", "Chưa có thông tin bắt buộc: Họ và tên"),
        ("unit", "tổ chức đảng"),
        ("birth", "“31/02/1962” không phải"),
    ],
)
def test_what_is_missing_or_wrong_is_said(
    desk: Desk, dialog: NewPersonDialog, field: str, problem: str
) -> None:
    dialog.name.set_text("Vũ Thị Hạnh")
    if field == "name":
        dialog.name.set_value("")
    elif field == "unit":
        dialog.unit.set_value(None)
    else:
        dialog.birth.set_text("31/02/1962")
    dialog.main.click()
    assert dialog.isVisible()
    assert problem in said(dialog)
    assert count(desk) == 1


def test_an_impossible_day_stays_beside_its_field(dialog: NewPersonDialog) -> None:
    dialog.birth.set_text("31/02/1962")
    dialog.birth.commit()
    assert isinstance(dialog.birth.problem(), BadDateProblem)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, known: Dossier) -> Iterator[PeoplePage]:
    jobs = Jobs()
    made = PeoplePage(desk, jobs, Changes(desk.store.on_written))
    qtbot.addWidget(made)
    made.resize(1156, 690)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    jobs.close()


def test_ctrl_n_adds_and_goes_on_to_the_dossier(qtbot: QtBot, desk: Desk, page: PeoplePage) -> None:
    page.tree.choose(make.HAMLET)

    def fill() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, NewPersonDialog)
        assert dialog.unit.text() == "Chi bộ thôn Bình Minh"
        dialog.name.set_text("Vũ Thị Hạnh")
        dialog.main.click()

    QTimer.singleShot(100, fill)
    with qtbot.waitSignal(page.person_wanted) as wanted:
        QTest.keyClick(page.list.table, Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    made = people.lines(desk, PeopleQuery(text="hanh"))[0]
    assert wanted.args == [made.id]
    current = page.list.table.current_record()
    assert current is not None
    assert current.id == made.id
    assert "Đã thêm Vũ Thị Hạnh" in page.list.notice.text.text()
