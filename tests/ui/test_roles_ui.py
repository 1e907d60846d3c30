"""The screens as a viewer, a clerk and somebody given a part of the office see them."""

import dataclasses
import sys
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.errors import OutsideScopeProblem
from tcxd_desktop.domain.history import Actor, Permission, Role
from tcxd_desktop.office import numbers, people
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import allowed
from tcxd_desktop.ui.common.allowed import allow, told
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.errors import Notice, ProblemDialog, install_hook
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.pages import Page
from tcxd_desktop.ui.imports.unit_choices import UnitChoicesBox
from tcxd_desktop.ui.numbers.page import NumbersPage
from tcxd_desktop.ui.people.editor import DossierEditor
from tcxd_desktop.ui.people.editor_layout import SHEETS
from tcxd_desktop.ui.people.new_person_dialog import NewPersonDialog
from tcxd_desktop.ui.people.page import PeoplePage
from tcxd_desktop.ui.people.workspace import PeopleWorkspace
from tcxd_desktop.ui.supplements.page import SupplementsPage
from tcxd_desktop.ui.units.page import UnitsPage
from tcxd_desktop.wording.access import NOBODY_INSIDE, NUMBER_ELSEWHERE, why_not
from tcxd_desktop.wording.problems import sentence
from tests import make

VIEWER = Actor("Phạm Thị Xem", Role.VIEWER, sealed=True)
CLERK = Actor("Lê Văn Cán", Role.CLERK, sealed=True)
PART = dataclasses.replace(CLERK, units=(make.HAMLET,))


def at(desk: Desk, actor: Actor) -> Desk:
    return dataclasses.replace(desk, actor=actor)


@pytest.fixture
def jobs(desk: Desk) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


@pytest.fixture
def show(qtbot: QtBot, desk: Desk, jobs: Jobs) -> Iterator[Callable[[type[Page], Actor], Page]]:
    """Build a page for somebody and show it, filled."""
    made: list[QWidget] = []

    def build(kind: type[Page], actor: Actor) -> Page:
        page = kind(at(desk, actor), jobs, Changes(desk.store.on_written))  # type: ignore[call-arg]
        made.append(page)
        page.resize(1158, 696)
        with qtbot.waitExposed(page):
            page.show()
        qtbot.waitUntil(lambda: not jobs.busy, timeout=5000)
        return page

    yield build
    for page in made:
        page.close()
        page.deleteLater()


@pytest.fixture
def dao(desk: Desk) -> Dossier:
    new = people.create(desk, make.new_person(name="Nguyễn Thị Đào"))
    return people.save(desk, make.dossier(id=new.id, version=new.version))


# --- the helper -----------------------------------------------------------------------------------


def test_what_is_not_allowed_is_greyed_and_says_why(qtbot: QtBot, desk: Desk) -> None:
    button = QPushButton("Nhập")
    qtbot.addWidget(button)
    assert not allow(button, at(desk, VIEWER), Permission.IMPORT)
    assert not button.isEnabled()
    reason = (
        "Tài khoản Phạm Thị Xem không có quyền nhập danh sách. Hãy nhờ cán bộ được giao việc này."
    )
    assert button.toolTip() == button.accessibleDescription() == reason
    button.setEnabled(True)
    button.setToolTip("Nhập danh sách")
    assert (button.isEnabled(), button.toolTip()) == (False, reason)


def test_a_menu_entry_stays_greyed_too(qtbot: QtBot, desk: Desk) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    void = menu.addAction("Hủy bản ghi")
    assert not allow(void, at(desk, CLERK), Permission.VOID)
    void.setEnabled(True)
    assert not void.isEnabled()
    assert void.toolTip().endswith("Hãy nhờ trưởng ban.")
    assert menu.toolTipsVisible()


def test_what_is_allowed_is_left_alone(qtbot: QtBot, desk: Desk) -> None:
    button = QPushButton("Nhập")
    button.setToolTip("Nhập danh sách")
    qtbot.addWidget(button)
    assert allow(button, desk, Permission.IMPORT)
    button.setEnabled(False)
    button.setEnabled(True)
    assert (button.isEnabled(), button.toolTip()) == (True, "Nhập danh sách")


def test_keys_are_told_the_reason(qtbot: QtBot, desk: Desk) -> None:
    notice = Notice()
    qtbot.addWidget(notice)
    assert told(notice, desk, Permission.VOID)
    assert notice.isHidden()
    assert not told(notice, at(desk, CLERK), Permission.VOID)
    assert notice.text.text() == why_not(CLERK, Permission.VOID)


def test_a_helper_that_only_greys_once_would_be_noticed(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin."""
    monkeypatch.setattr(allowed, "refuse", lambda target, _: target.setEnabled(False))
    with pytest.raises(AssertionError):
        test_a_menu_entry_stays_greyed_too(qtbot, desk)


# --- role × button --------------------------------------------------------------------------------


def buttons_of(page: Page) -> dict[str, tuple[QWidget | QAction, Permission]]:
    """Return every way to write or give out that a page shows, with what it needs."""
    if isinstance(page, PeoplePage):
        header = page.list.header
        return {
            "new": (header.new_button, Permission.EDIT),
            "import": (header.import_button, Permission.IMPORT),
            "print": (header.print_button, Permission.PRINT),
            "export": (page.menu.exports[0], Permission.EXPORT),
            "export central": (page.menu.exports[1], Permission.EXPORT),
            "void": (page.menu.void, Permission.VOID),
            "print one": (page.detail.print_button, Permission.PRINT),
        }
    if isinstance(page, UnitsPage):
        detail = page.detail
        return {
            "add": (page.header.add, Permission.UNITS),
            "rename": (detail.rename, Permission.UNITS),
            "move": (detail.move_button, Permission.UNITS),
            "more": (detail.more, Permission.UNITS),
            **{f"menu {a.text()}": (a, Permission.UNITS) for a in detail.actions_menu.actions()
               if not a.isSeparator()},
        }  # fmt: skip
    if isinstance(page, NumbersPage):
        return {
            "block": (page.blocks.add, Permission.NUMBERS),
            "give": (page.waiting.give, Permission.NUMBERS),
        }
    assert isinstance(page, SupplementsPage)
    return {
        "hand in": (page.foot.hand_in, Permission.EDIT),
        "confirm": (page.foot.confirm, Permission.EDIT),
        "print": (page.header.print, Permission.PRINT),
    }


@pytest.mark.parametrize("actor", [VIEWER, CLERK, None], ids=["viewer", "clerk", "head"])
@pytest.mark.parametrize("kind", [PeoplePage, UnitsPage, NumbersPage, SupplementsPage])
def test_each_screen_offers_what_the_role_may(
    show: Callable[[type[Page], Actor], Page],
    qtbot: QtBot,
    desk: Desk,
    kind: type[Page],
    actor: Actor | None,
) -> None:
    who = actor or desk.actor
    people.create(desk, make.new_person())
    numbers.add_block(desk, "NB", 1, 100, "giao")
    page = show(kind, who)
    if isinstance(page, SupplementsPage):
        qtbot.waitUntil(lambda: page.table.rows.rowCount() == 1)
        page.table.selectAll()
    if isinstance(page, NumbersPage):
        qtbot.waitUntil(lambda: page.waiting.table.rows.rowCount() == 1)
    for name, (target, permission) in buttons_of(page).items():
        may = who.may(permission)
        assert target.isEnabled() is may, name
        if not may:
            assert target.toolTip() == why_not(who, permission), name


def test_a_button_nobody_greyed_would_be_noticed(
    show: Callable[[type[Page], Actor], Page],
    qtbot: QtBot,
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The twin."""
    monkeypatch.setattr("tcxd_desktop.ui.people.page.allow", lambda *_: True)
    with pytest.raises(AssertionError):
        test_each_screen_offers_what_the_role_may(show, qtbot, desk, PeoplePage, VIEWER)


def test_the_search_box_offers_only_what_is_allowed(
    show: Callable[[type[Page], Actor], Page], desk: Desk
) -> None:
    titles = [offer.title for offer in show(PeoplePage, VIEWER).actions_offered()]
    assert titles == ["Lọc danh sách đảng viên"]
    assert len(show(PeoplePage, desk.actor).actions_offered()) == 4
    for kind in (UnitsPage, NumbersPage, SupplementsPage):
        assert show(kind, VIEWER).actions_offered() == ()
        assert show(kind, desk.actor).actions_offered()


def test_keys_do_what_the_buttons_do(
    show: Callable[[type[Page], Actor], Page], dao: Dossier
) -> None:
    page = show(PeoplePage, VIEWER)
    assert isinstance(page, PeoplePage)
    for key, permission in ((Qt.Key.Key_N, Permission.EDIT), (Qt.Key.Key_P, Permission.PRINT)):
        page.list.notice.clear()
        QTest.keyClick(page.list.table, key, Qt.KeyboardModifier.ControlModifier)
        assert page.list.notice.text.text() == why_not(VIEWER, permission)
    for way in (page.import_list, page.export_shown, page.export_central):
        page.list.notice.clear()
        way()
        assert not page.list.notice.isHidden()
    units = show(UnitsPage, VIEWER)
    assert isinstance(units, UnitsPage)
    units.change("rename")
    assert units.notice.text.text() == why_not(VIEWER, Permission.UNITS)


# --- the editor of a viewer -----------------------------------------------------------------------


@pytest.fixture
def reading(qtbot: QtBot, desk: Desk, jobs: Jobs, dao: Dossier) -> Iterator[DossierEditor]:
    people.keep_draft(desk, dataclasses.replace(dao, phone="0912"))
    made = DossierEditor(at(desk, VIEWER), jobs, Changes(desk.store.on_written))
    made.resize(1158, 696)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.open(dao.id)
    yield made
    made.close()
    made.deleteLater()


def test_a_viewer_reads_a_dossier_and_changes_nothing(
    reading: DossierEditor, desk: Desk, dao: Dossier
) -> None:
    reason = why_not(VIEWER, Permission.EDIT)
    assert reading.notice.text.text() == reason
    assert reading.header.state.whole() == "Chỉ xem"
    assert (reading.header.save.isEnabled(), reading.header.save.toolTip()) == (False, reason)
    assert not reading.header.print.isEnabled()
    assert reading.draft_bar.isHidden()
    for number in range(len(SHEETS)):
        reading.show_section(number)
        form = reading.forms.form
        assert form.entries() or form.photo is not None, SHEETS[number].section.title
        for name, box in form.boxes.items():
            rows = getattr(box, "rows", None)
            fixed = rows.read_only if rows is not None else None
            entries = [] if rows is not None else box.entries()
            assert fixed in (None, True), name
            assert all(e.property("readOnly") or not e.isEnabled() for e in entries), name
    QTest.keyClicks(QApplication.focusWidget(), "abc")
    assert not reading.dirty
    assert not reading.save()
    assert people.read(desk, dao.id) == dao


def test_a_correction_is_the_heads(qtbot: QtBot, desk: Desk, jobs: Jobs, dao: Dossier) -> None:
    for actor in (CLERK, desk.actor):
        made = DossierEditor(at(desk, actor), jobs, Changes(desk.store.on_written))
        qtbot.addWidget(made)
        made.open(dao.id)
        button = made.forms.form.headings[0].correct
        assert button.isEnabled() is actor.may(Permission.CORRECT)
        made.close()


# --- a part of the office -------------------------------------------------------------------------


def test_the_tree_counts_the_part_and_leaves_the_rest_blank(
    show: Callable[[type[Page], Actor], Page], desk: Desk
) -> None:
    people.create(desk, make.new_person(name="Phạm Văn Trong"))
    people.create(desk, make.new_person(name="Bùi Văn Ngoài", unit_id=make.FAR_HAMLET))
    page = show(PeoplePage, PART)
    assert isinstance(page, PeoplePage)
    assert [line.name for line in page.list.table.rows.records()] == ["Phạm Văn Trong"]
    page.tree.choose(make.FAR_HAMLET)
    assert page.list.table.rows.rowCount() == 0
    assert page.list.header.count.text() == ""
    assert page.list._empty_words() == (NOBODY_INSIDE, "", "")
    tree = page.tree.view if hasattr(page.tree, "view") else page.tree.tree.view
    shown = {tree.index_of(u).data(257) for u in (make.ROOT, make.FAR_HAMLET)}
    assert shown == {""}
    assert tree.index_of(make.HAMLET).data(257) == "1"


def test_an_organisation_outside_can_be_seen_not_changed(
    show: Callable[[type[Page], Actor], Page],
) -> None:
    page = show(UnitsPage, PART)
    assert isinstance(page, UnitsPage)
    page.tree.select(make.FAR_HAMLET)
    page._show_list()
    assert not page.detail.rename.isEnabled()
    assert "ngoài phạm vi" in page.detail.rename.toolTip()
    page.change("rename")
    assert "ngoài phạm vi" in page.notice.text.text()
    page.tree.select(make.HAMLET)
    page._show_list()
    assert page.detail.rename.isEnabled()
    assert page.detail.rename.toolTip() == "F2"


def test_a_new_member_is_offered_only_the_part(
    qtbot: QtBot, show: Callable[[type[Page], Actor], Page], desk: Desk
) -> None:
    people.create(
        desk,
        make.new_person(name="Bùi Văn Ngoài", unit_id=make.FAR_HAMLET, citizen_id="037075000003"),
    )
    page = show(PeoplePage, PART)
    assert isinstance(page, PeoplePage)
    given = page._given()
    assert [node.unit.id for node in given] == [make.HAMLET]
    sources = dataclasses.replace(page._sources(), units=given)
    dialog = NewPersonDialog(at(desk, PART), sources, page._jobs, page)
    qtbot.addWidget(dialog)
    dialog.name.set_value("Ai Đó")
    dialog.citizen.set_value("037075000003")
    dialog._look()
    texts = [label.text() for label in dialog.found.findChildren(type(page.list.header.title))]
    assert NUMBER_ELSEWHERE in texts
    assert not any("Ngoài" in text for text in texts)


def test_a_file_makes_no_new_chi_bo_for_a_part(qtbot: QtBot) -> None:
    part, whole = UnitChoicesBox(may_create=False), UnitChoicesBox()
    for made in (part, whole):
        qtbot.addWidget(made)
        made.show_names(["Lạ"], [], {})
        made.show()
        made.fields["Lạ"].open_list()
    assert part.fields["Lạ"].offered() == []
    assert [one.label for one in whole.fields["Lạ"].offered()] == ["Tạo mới chi bộ này"]
    assert part.create_all.isHidden()


def test_a_dossier_outside_is_not_opened(
    show: Callable[[type[Page], Actor], Page], desk: Desk
) -> None:
    other = people.create(desk, make.new_person(unit_id=make.FAR_HAMLET)).id
    page = show(PeopleWorkspace, PART)
    assert isinstance(page, PeopleWorkspace)
    page.open_person(other)
    assert page.record() == 0
    assert page.list.list.notice.text.text() == sentence(OutsideScopeProblem())


def test_blocks_are_the_whole_offices(
    show: Callable[[type[Page], Actor], Page], desk: Desk
) -> None:
    numbers.add_block(desk, "NB", 1, 100, "giao")
    page = show(NumbersPage, PART)
    assert isinstance(page, NumbersPage)
    assert not page.blocks.add.isEnabled()
    assert "cả văn phòng" in page.blocks.add.toolTip()
    page.add_block()
    assert "cả văn phòng" in page.notice.text.text()


# --- the net --------------------------------------------------------------------------------------


def test_a_problem_nobody_caught_is_a_sentence_not_a_bug(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    logged: list[str] = []
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    install_hook(logged.append)
    seen: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ProblemDialog)
        seen.append(dialog.said.text())
        dialog.reject()

    QTimer.singleShot(0, look)
    problem = OutsideScopeProblem()
    sys.excepthook(OutsideScopeProblem, problem, None)
    assert seen == [sentence(problem)]
