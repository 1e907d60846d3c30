"""The screens of an account that does not hold items 26 to 28."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.dossier import SEALED_FIELDS, Dossier
from tcxd_desktop.domain.errors import SealedProblem
from tcxd_desktop.domain.history import Role
from tcxd_desktop.domain.people import PeopleQuery, SavedFilter
from tcxd_desktop.domain.rows import PaperInDossier
from tcxd_desktop.office import accounts, opening, people, supplements
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.people.detail_panel import HISTORY, PAPER, PAPERS
from tcxd_desktop.ui.people.editor import DossierEditor
from tcxd_desktop.ui.people.editor_history import HistoryDialog
from tcxd_desktop.ui.people.editor_layout import SHEETS, sheet_number
from tcxd_desktop.ui.people.filter_dialog import FilterDialog
from tcxd_desktop.ui.people.page import PeoplePage
from tcxd_desktop.ui.people.print_dialog import PrintDialog
from tcxd_desktop.ui.supplements.page import SupplementsPage
from tcxd_desktop.wording.access import (
    ASK_HOLDER,
    SEALED,
    SEALED_BOXES,
    SEALED_CONFIRM,
    SEALED_ITEM,
    SEALED_PAPER,
    SEALED_PHIEU,
)
from tests import make

CLERK, CLERK_PASSWORD = "Lê Văn Cán", "bay trăng sông lúa"
NO_PRINT = f"{SEALED_PAPER} {ASK_HOLDER}"
SECRET = "Vắng họp nhiều kỳ"


@pytest.fixture
def folder(office_folder: Path) -> Path:
    """An office whose head wrote a dossier with everything, confirmed last year."""
    desk = opening.open_office(office_folder, make.PASSWORD, clock=make.clock)
    accounts.add(desk, CLERK, Role.CLERK, CLERK_PASSWORD, kdf=make.CHEAP)
    new = people.create(desk, make.new_person(name="Nguyễn Thị Đào"))
    whole = make.dossier(id=new.id, version=new.version, special_history="Đã khai", papers=())
    people.save(desk, whole)
    supplements.confirm(desk, [new.id], 2025, make.TODAY)
    query = PeopleQuery(missing_fields=("disciplines",))
    people.save_filter(desk, SavedFilter("Chưa ghi kỷ luật", query, ()))
    opening.close_office(desk)
    return office_folder


@pytest.fixture
def clerk(folder: Path) -> Iterator[Desk]:
    desk = opening.open_office(folder, CLERK_PASSWORD, user=CLERK, clock=make.clock)
    yield desk
    opening.close_office(desk)


@pytest.fixture
def jobs(clerk: Desk) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


@pytest.fixture
def show(qtbot: QtBot, clerk: Desk, jobs: Jobs) -> Iterator[Callable[..., QWidget]]:
    made: list[QWidget] = []

    def build(kind: Callable[..., QWidget]) -> QWidget:
        page = kind(clerk, jobs, Changes(clerk.store.on_written))
        made.append(page)
        page.resize(1158, 696)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        qtbot.waitUntil(lambda: not jobs.busy, timeout=5000)
        return page

    yield build
    for page in made:
        page.close()
        page.deleteLater()


@pytest.fixture
def page(show: Callable[..., QWidget]) -> PeoplePage:
    made = show(PeoplePage)
    assert isinstance(made, PeoplePage)
    made.list.table.select_first()
    made.detail.show_now()
    return made


@pytest.fixture
def editor(show: Callable[..., QWidget]) -> DossierEditor:
    made = show(DossierEditor)
    assert isinstance(made, DossierEditor)
    made.open(1)
    return made


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


# --- the editor -----------------------------------------------------------------------------------


def check_no_sealed_box(editor: DossierEditor) -> None:
    for number in range(len(SHEETS)):
        editor.show_section(number)
        assert not SEALED_FIELDS & set(editor.forms.form.boxes), SHEETS[number].section.title


def test_sealed_items_are_one_calm_line_and_no_boxes(editor: DossierEditor) -> None:
    check_no_sealed_box(editor)
    for field in ("disciplines", "exits", "abroad", "special_history"):
        editor.show_section(sheet_number(field))
        [note] = editor.forms.form.notes.values()
        assert note.said.text() == SEALED_ITEM
        assert SEALED_ITEM in note.accessibleName()
        assert texts(editor.forms.form).count(SEALED_ITEM) == 1
    for field in ("disciplines", "exits", "abroad"):
        mark = editor.sections.mark_of(sheet_number(field))
        assert (mark.text, mark.tone) == (SEALED, "plain")
        editor.show_section(sheet_number(field))
        assert not editor.forms.form.boxes


def test_other_boxes_of_a_mixed_section_are_there(editor: DossierEditor) -> None:
    editor.show_section(sheet_number("special_history"))
    boxes = editor.forms.form.boxes
    assert {"early_years", "self_remark", "declared_at"} <= set(boxes)
    assert editor.sections.mark_of(sheet_number("special_history")).text != SEALED


def test_the_keyboard_walks_through_a_sealed_section(editor: DossierEditor) -> None:
    number = sheet_number("disciplines")
    editor.show_section(number)
    [note] = editor.forms.form.notes.values()
    assert QApplication.focusWidget() is note
    QTest.keyClick(note, Qt.Key.Key_Return)
    assert editor.forms.number == number + 1


def test_saving_says_saved_and_keeps_what_is_sealed(editor: DossierEditor, folder: Path) -> None:
    editor.show_section(sheet_number("phone"))
    editor.forms.put("phone", "0912 000 111")
    assert editor.save()
    assert "Đã lưu" in editor.header.state.whole()
    before = make.dossier(special_history="Đã khai")
    opening.close_office(editor._desk)
    head = opening.open_office(folder, make.PASSWORD, user=make.HEAD_NAME, clock=make.clock)
    found = people.read(head, 1)
    opening.close_office(head)
    assert found.phone == "0912 000 111"
    assert {n: getattr(found, n) for n in SEALED_FIELDS} == {
        n: getattr(before, n) for n in SEALED_FIELDS
    }


def test_papers_still_missing_are_listed_without_the_sealed_ones(editor: DossierEditor) -> None:
    editor.show_section(sheet_number("papers"))
    editor._on_papers()
    rows = editor._state.current.papers if editor._state else ()
    assert rows
    assert not {"22", "6", "niem_phong"} & {row.type for row in rows}
    assert isinstance(rows[0], PaperInDossier)


def test_the_phieu_is_not_printed_from_here(editor: DossierEditor) -> None:
    asked: list[int] = []
    editor.print_wanted.connect(asked.append)
    assert (editor.header.print.isEnabled(), editor.header.print.toolTip()) == (False, NO_PRINT)
    editor._on_print()
    assert asked == []
    assert editor.notice.text.text() == NO_PRINT


def test_what_was_changed_in_a_sealed_item_is_not_told(qtbot: QtBot, clerk: Desk) -> None:
    dialog = HistoryDialog(clerk, 1, "Nguyễn Thị Đào")
    qtbot.addWidget(dialog)
    lines = [line for line in dialog.table.rows.records() if line.item == "Kỷ luật"]
    assert [(line.old, line.new, line.hidden) for line in lines] == [(SEALED, SEALED, True)]


# --- the list and the panel beside it -------------------------------------------------------------


def test_the_panel_says_sealed_instead_of_nothing(page: PeoplePage, qtbot: QtBot) -> None:
    panel = page.detail
    assert "và" in texts(panel.summary)
    panel.tabs.setCurrentIndex(PAPER)
    assert panel.paper.message.text() == SEALED_PHIEU
    panel.tabs.setCurrentIndex(PAPERS)
    assert "Tài liệu thuộc mục niêm phong" in texts(panel.papers)
    assert "kỷ luật" not in texts(panel.papers).casefold()
    panel.tabs.setCurrentIndex(HISTORY)
    for more in panel.history.findChildren(type(panel.open_button)):
        if "mục nữa" in more.text():
            more.click()
    assert f"Kỷ luật: {SEALED}" in texts(panel.history)
    assert SECRET not in texts(panel)
    assert (panel.print_button.isEnabled(), panel.print_button.toolTip()) == (False, NO_PRINT)


def test_a_saved_filter_over_sealed_items_is_refused_in_words(page: PeoplePage) -> None:
    page.saved_menu.use(people.saved_filters(page._desk)[0])
    assert page.list.refused
    text, action, _ = page.list._empty_words()
    assert "niêm phong" in text
    assert action == "Bỏ điều kiện"
    assert page.list.header.count.text() == ""
    page.print_papers()
    page.export_shown()
    page.list.empty_action.click()
    assert not page.list.refused
    assert page.list.table.rows.rowCount() == 1


def test_the_filter_dialog_does_not_offer_them(page: PeoplePage, qtbot: QtBot) -> None:
    query = PeopleQuery(missing_fields=("disciplines", "jobs"))
    for sealed in (False, True):
        dialog = FilterDialog(query, page._sources(), lambda _: 1, page, sealed=sealed)
        qtbot.addWidget(dialog)
        offered = dialog.picks["missing_fields"].chosen()
        assert offered == (("disciplines", "jobs") if sealed else ("jobs",))
        told = [label for label in dialog.findChildren(QLabel) if label.text() == SEALED_BOXES]
        assert bool(told) is not sealed


def test_the_print_dialog_marks_and_refuses_papers_with_sealed_items(
    page: PeoplePage, qtbot: QtBot
) -> None:
    chosen = tuple(page.list.table.selected_records()) or (page.list.table.current_record(),)
    dialog = PrintDialog(page._desk, page._sources(), page._offered(chosen), page)  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    assert dialog.form.code == "MLTL"
    marked = {
        dialog.forms[row].code
        for row in range(dialog.list.count())
        if SEALED in dialog.list.item(row).text()
    }
    assert marked == {"1-HSĐV", "2-HSĐV", "3-HSĐV"}
    dialog.choose_form("2-HSĐV")
    assert dialog.unchecked.text.text() == NO_PRINT
    with pytest.raises(SealedProblem):
        dialog.accept_ready()
    assert dialog.job is None
    dialog.choose_form("MLTL")
    assert dialog.unchecked.text.text() != NO_PRINT
    dialog.accept_ready()


def test_one_members_phieu_is_refused_before_the_preview(page: PeoplePage) -> None:
    page.print_member(1)
    assert "niêm phong" in page.list.notice.text.text()


# --- the yearly round -----------------------------------------------------------------------------


def test_the_round_says_sealed_and_leaves_confirming_to_holders(
    show: Callable[..., QWidget], qtbot: QtBot
) -> None:
    page = show(SupplementsPage)
    assert isinstance(page, SupplementsPage)
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == 1)
    page.table.selectAll()
    page.detail.show_state(page.table.rows.record(0), 2026)
    page.detail.show_now()
    told = texts(page.detail)
    assert SEALED in told
    assert SEALED_ITEM in told
    assert "mọi mục in K" not in told
    changed = page.table.rows.columns[[c.key for c in page.table.rows.columns].index("changed")]
    assert changed.text(page.table.rows.record(0)) == "chưa rõ"
    why = f"{SEALED_CONFIRM} {ASK_HOLDER}"
    assert (page.foot.confirm.isEnabled(), page.foot.confirm.toolTip()) == (False, why)
    assert page.foot.hand_in.isEnabled()
    page.mark("confirm")
    assert page.notice.text.text() == why
    assert (page.header.print.isEnabled(), page.header.print.toolTip()) == (False, NO_PRINT)
    page.print_papers()
    assert page.notice.text.text() == NO_PRINT


# --- the twin -------------------------------------------------------------------------------------


def test_a_box_that_slips_in_would_be_noticed(
    show: Callable[..., QWidget], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "tcxd_desktop.ui.people.editor_access.Access.hides", lambda _, block: block.item == "26"
    )
    made = show(DossierEditor)
    assert isinstance(made, DossierEditor)
    made.open(1)
    with pytest.raises(AssertionError):
        check_no_sealed_box(made)


def test_a_dossier_as_its_holder_sees_it_has_all_boxes(qtbot: QtBot, folder: Path) -> None:
    head = opening.open_office(folder, make.PASSWORD, user=make.HEAD_NAME, clock=make.clock)
    jobs = Jobs()
    made = DossierEditor(head, jobs, Changes(head.store.on_written))
    qtbot.addWidget(made)
    made.open(1)
    found: set[str] = set()
    for number in range(len(SHEETS)):
        made.show_section(number)
        found |= set(made.forms.form.boxes)
        assert not made.forms.form.notes
    assert found >= SEALED_FIELDS
    assert replace(Dossier(), id=1).id == made.person_id
    made.close()
    jobs.close()
    opening.close_office(head)
