"""Small tables: walked like paper, pasted from Excel, wrong cells shown, undone."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.dossier import TABLES
from tcxd_desktop.domain.errors import BadDateProblem, NotInListProblem
from tcxd_desktop.domain.rows import Asset, Badge, PaperInDossier, PartyPost, SocialOrg
from tcxd_desktop.domain.units import Unit, UnitNode
from tcxd_desktop.office import codelists
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.fields import Field, Sources
from tcxd_desktop.ui.common.row_model import ADD, RowsModel
from tcxd_desktop.ui.common.rows import TONE
from tcxd_desktop.ui.common.table_field import RowsField

SOURCES = Sources(
    date(2026, 11, 23), codelists.load(), (UnitNode(Unit(3, "Chi bộ thôn Đông", "CBCS"), 0, 20),)
)
CAPTIONS = {"name": "Tổ chức", "joined": "Ngày", "note": "Ghi chú"}
ORGS = (
    SocialOrg("Công đoàn", PartialDate(1979)),
    SocialOrg("Hội Cựu giáo chức", PartialDate(2013, 10)),
)
UNDO = (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
ALT = Qt.KeyboardModifier.AltModifier


class Page(QWidget):
    """A table with a line before and after it."""

    def __init__(self, record: type = SocialOrg, rows: tuple = ORGS) -> None:
        super().__init__()
        self.before, self.after = QLineEdit(), QLineEdit()
        self.table = RowsField("social_orgs", record, CAPTIONS, SOURCES, name="Tổ chức xã hội")
        self.table.set_value(rows)
        column = QVBoxLayout(self)
        for widget in (self.before, self.table, self.after):
            column.addWidget(widget)
        column.addStretch()


@pytest.fixture
def show(qtbot):
    kept: list[Page] = []

    def make(*args: object) -> Page:
        page = Page(*args)
        kept.append(page)
        qtbot.addWidget(page)
        page.resize(700, 500)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.table.setFocus()
        return page

    return make


@pytest.fixture
def page(show) -> Page:
    return show()


def at(page: Page, row: int, column: int) -> None:
    page.table.setCurrentIndex(page.table.rows.index(row, column))


def editor(page: Page) -> Field:
    found = page.table.indexWidget(page.table.currentIndex())
    assert isinstance(found, Field)
    return found


def key(
    page: Page, code: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(QApplication.focusWidget(), code, modifier)


def texts(page: Page) -> list[list[str]]:
    rows = page.table.rows
    return [[str(rows.index(r, c).data() or "") for c in range(rows.columnCount())]
            for r in range(rows.rowCount())]  # fmt: skip


def test_the_model_keeps_the_rules_of_qt(qtmodeltester) -> None:
    for fact in TABLES.values():
        model = RowsModel(fact.record, {}, SOURCES)
        model.set_rows([fact.record()])
        qtmodeltester.check(model, force_py=True)


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_table_of_the_dossier_opens_and_gives_back(qtbot, name: str) -> None:
    record = TABLES[name].record
    table = RowsField(name, record, {}, SOURCES, name="Bảng")
    qtbot.addWidget(table)
    assert table.value() == ()
    table.show()
    for column in range(table.rows.columnCount()):
        table.setCurrentIndex(table.rows.index(0, column))
        table.edit(table.currentIndex())
        assert isinstance(table.indexWidget(table.currentIndex()), Field)
        table.commit()
    assert table.value() == ()


def test_rows_and_the_line_that_adds_are_shown(page: Page) -> None:
    assert texts(page) == [
        ["Công đoàn", "1979", ""],
        ["Hội Cựu giáo chức", "10/2013", ""],
        [ADD, "", ""],
    ]
    assert page.table.rows.headerData(1, Qt.Orientation.Horizontal) == "Ngày"
    assert page.table.value() == ORGS


def test_a_letter_does_not_start_an_edit(page: Page, typist) -> None:
    at(page, 0, 0)
    typist.letters(page.table, "H")
    assert page.table.indexWidget(page.table.currentIndex()) is None


def test_enter_adds_a_row_and_walks_it(page: Page, typist) -> None:
    at(page, 2, 0)
    key(page, Qt.Key.Key_Return)
    assert page.table.currentIndex().row() == 2
    typist.letters(QApplication.focusWidget(), "Hội Nông ")
    typist.letters(QApplication.focusWidget(), "dân")
    key(page, Qt.Key.Key_Return)
    typist.letters(QApplication.focusWidget(), "5/3/99")
    key(page, Qt.Key.Key_Tab)
    typist.letters(QApplication.focusWidget(), "chi hội trưởng")
    key(page, Qt.Key.Key_Return)
    assert page.table.value()[2] == SocialOrg(
        "Hội Nông dân", PartialDate(1999, 3, 5), "chi hội trưởng"
    )
    assert page.table.currentIndex().row() == 3
    assert page.table.hasFocus()
    key(page, Qt.Key.Key_Tab)
    assert page.after.hasFocus()


def test_tab_reaches_the_table_and_leaves_it(page: Page) -> None:
    page.before.setFocus()
    key(page, Qt.Key.Key_Tab)
    assert page.table.hasFocus()
    assert page.table.currentIndex().isValid()
    key(page, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert page.before.hasFocus()


def test_shift_tab_walks_back_and_escape_gives_up(page: Page, typist) -> None:
    at(page, 0, 1)
    key(page, Qt.Key.Key_F2)
    editor(page).entries()[0].selectAll()
    typist.letters(QApplication.focusWidget(), "1980")
    key(page, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert page.table.currentIndex().column() == 0
    typist.letters(QApplication.focusWidget(), "nhầm")
    key(page, Qt.Key.Key_Escape)
    assert page.table.hasFocus()
    assert page.table.value()[0] == SocialOrg("Công đoàn", PartialDate(1980))


def test_a_wrong_date_stays_in_its_cell_with_its_reason(page: Page, typist) -> None:
    at(page, 0, 1)
    key(page, Qt.Key.Key_Return)
    QApplication.focusWidget().selectAll()
    typist.letters(QApplication.focusWidget(), "31/2/1999")
    key(page, Qt.Key.Key_Return)
    index = page.table.rows.index(0, 1)
    assert (index.data(), index.data(TONE)) == ("31/2/1999", "bad")
    assert "31/2/1999" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert isinstance(page.table.problem(), BadDateProblem)
    assert page.table.problem().field == "joined"
    key(page, Qt.Key.Key_Escape)
    at(page, 0, 1)
    key(page, Qt.Key.Key_F2)
    assert editor(page).text() == "31/2/1999"
    QApplication.focusWidget().selectAll()
    typist.letters(QApplication.focusWidget(), "3/1999")
    assert page.table.value()[0].joined == PartialDate(1999, 3)
    assert page.table.problem() is None


def test_reading_the_value_finishes_the_open_cell(page: Page, typist) -> None:
    at(page, 0, 2)
    key(page, Qt.Key.Key_F2)
    typist.compose(QApplication.focusWidget(), ["tổ ", "tổ trưởng"], "tổ trưởng")
    assert page.table.value()[0].note == "tổ trưởng"


def test_delete_takes_rows_away_and_undo_brings_them_back(qtbot, page: Page) -> None:
    at(page, 0, 1)
    with qtbot.waitSignal(page.table.said) as said:
        key(page, Qt.Key.Key_Delete)
    assert said.args == ["Đã xóa 1 dòng. Ctrl+Z để lấy lại."]
    assert page.table.value() == ORGS[1:]
    key(page, *UNDO)
    assert page.table.value() == ORGS
    at(page, 2, 0)
    key(page, Qt.Key.Key_Delete)
    assert page.table.value() == ORGS


def test_one_undo_takes_one_change_back(page: Page, typist) -> None:
    at(page, 0, 2)
    key(page, Qt.Key.Key_F2)
    typist.letters(QApplication.focusWidget(), "x")
    key(page, Qt.Key.Key_Return)
    key(page, Qt.Key.Key_Escape)
    key(page, *UNDO)
    assert page.table.value() == ORGS
    assert not page.table.rows.undo()


def test_rows_move_with_alt_and_arrows(page: Page) -> None:
    at(page, 1, 0)
    key(page, Qt.Key.Key_Up, ALT)
    assert page.table.value() == ORGS[::-1]
    assert page.table.currentIndex().row() == 0
    key(page, Qt.Key.Key_Up, ALT)
    key(page, Qt.Key.Key_Down, ALT)
    assert page.table.value() == ORGS
    key(page, Qt.Key.Key_Down, ALT)
    assert page.table.value() == ORGS


def test_rows_are_pasted_from_excel(qtbot, page: Page) -> None:
    QGuiApplication.clipboard().setText(
        'Hội Phụ nữ\t08/03/1985\t"ủy viên\nban chấp hành"\r\nHội Chữ thập đỏ\t2001\r\n'
    )
    at(page, 2, 0)
    with qtbot.waitSignal(page.table.said) as said:
        key(page, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert said.args[0].startswith("Đã dán 2 dòng")
    assert page.table.value()[2:] == (
        SocialOrg("Hội Phụ nữ", PartialDate(1985, 3, 8), "ủy viên ban chấp hành"),
        SocialOrg("Hội Chữ thập đỏ", PartialDate(2001)),
    )
    key(page, *UNDO)
    assert page.table.value() == ORGS


def test_a_pasted_block_stays_inside_the_table(page: Page) -> None:
    QGuiApplication.clipboard().setText("không phải ngày\tghi\tthừa\tthừa nữa")
    at(page, 0, 1)
    key(page, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert texts(page)[0] == ["Công đoàn", "không phải ngày", "ghi"]
    assert isinstance(page.table.problem(), BadDateProblem)


def test_cells_are_copied_as_text(page: Page) -> None:
    page.table.selectAll()
    key(page, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().splitlines() == [
        "Công đoàn\t1979\t", "Hội Cựu giáo chức\t10/2013\t",
    ]  # fmt: skip


def test_codes_units_flags_and_numbers_have_their_fields(show, typist) -> None:
    page = show(PartyPost, ())
    page.table.rows.paste(0, 0, [["Bí thư", "chi bo thon dong", "2020", "1/1/2028", ""]])
    (post,) = page.table.value()
    assert (post.unit_id, post.until) == (3, PartialDate(2028, 1, 1))
    page = show(PaperInDossier, ())
    columns = [name for name, _ in page.table.rows.facts]
    page.table.rows.paste(0, columns.index("sheets"), [["2", "x", "bản cũ"]])
    (paper,) = page.table.value()
    assert (paper.sheets, paper.present, paper.note) == (Decimal(2), True, "bản cũ")
    page = show(Asset, (Asset("Xe máy", 35_000_000),))
    assert texts(page)[0] == ["Xe máy", "35.000.000"]
    page = show(Badge, ())
    page.table.rows.paste(0, 0, [["không có"]])
    assert isinstance(page.table.problem(), NotInListProblem)


def test_a_choice_in_a_cell_is_taken_with_enter(qtbot, show, typist) -> None:
    page = show(Badge, ())
    key(page, Qt.Key.Key_Return)
    typist.letters(QApplication.focusWidget(), "3")
    qtbot.waitUntil(lambda: editor(page).list_open())
    best = editor(page).offered()[0]
    key(page, Qt.Key.Key_Return)
    assert page.table.currentIndex().column() == 1
    key(page, Qt.Key.Key_Escape)
    assert page.table.value()[0].years == best.value


def test_a_read_only_table_can_be_walked_not_changed(qtbot, page: Page) -> None:
    page.table.set_read_only(on=True)
    assert len(texts(page)) == 2
    at(page, 0, 0)
    for code in (Qt.Key.Key_F2, Qt.Key.Key_Delete):
        key(page, code)
    key(page, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    key(page, *UNDO)
    assert page.table.value() == ORGS
    assert page.table.indexWidget(page.table.currentIndex()) is None
    with qtbot.waitSignal(page.table.help_wanted) as helped:
        key(page, Qt.Key.Key_F1)
    assert helped.args == ["social_orgs"]


def test_the_table_is_as_high_as_its_rows(qapp, page: Page) -> None:
    low = page.table.sizeHint().height()
    page.table.set_value(ORGS * 3)
    assert page.table.sizeHint().height() == low + 4 * 31
    page.table.set_value(ORGS * 30)
    assert page.table.sizeHint().height() < 31 * 16
    theme.apply(qapp, dark=False, scale=150)
    assert page.table.rowHeight(0) == 40


def test_only_the_user_changes_it(qtbot, page: Page) -> None:
    with qtbot.assertNotEmitted(page.table.changed):
        page.table.set_value(ORGS[:1])
    at(page, 0, 0)
    with qtbot.waitSignal(page.table.changed):
        key(page, Qt.Key.Key_Delete)
