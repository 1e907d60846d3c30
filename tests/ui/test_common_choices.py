"""Lists below a line: found without tone marks, chosen only by the user; places."""

import gc
from datetime import date

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from tcxd_desktop.domain.codes import Code, CodeList
from tcxd_desktop.domain.dossier import FACTS
from tcxd_desktop.domain.errors import NotInListProblem
from tcxd_desktop.domain.facts import Fact, Kind, Place
from tcxd_desktop.domain.units import Unit, UnitNode
from tcxd_desktop.office import codelists
from tcxd_desktop.ui.common.choices import ChoiceField, CodeField, UnitField
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.fields import PlaceField, Sources, make_field
from tcxd_desktop.ui.common.reading import CodeChoices

UNITS = (
    UnitNode(Unit(1, "Đảng bộ xã Đông Hải", "CTTT"), 0, 41),
    UnitNode(Unit(2, "Đảng bộ HTX Kim Đông", "DBCS", 1), 1, 12),
    UnitNode(Unit(3, "Chi bộ thôn Đông", "CBCS", 1), 1, 20),
    UnitNode(Unit(4, "Chi bộ Đội 1", "CB_DU", 2), 2, 12),
    UnitNode(Unit(5, "Chi bộ Đội 1", "CB_DU", 3), 2, 9),
)
SOURCES = Sources(date(2026, 11, 23), codelists.load(), UNITS)
SHIFT_TAB = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def shown(qtbot):
    kept: list[QWidget] = []

    def show(field: QWidget) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.addWidget(field)
        page.after = QLineEdit()
        column.addWidget(page.after)
        column.addStretch()
        qtbot.addWidget(page)
        kept.append(page)
        page.resize(420, 360)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        field.setFocus()
        return page

    return show


def closed() -> CodeField:
    field = make_field("sex", FACTS["sex"], SOURCES, name="Giới tính")
    assert isinstance(field, CodeField)
    return field


def free() -> CodeField:
    field = make_field("ethnicity", FACTS["ethnicity"], SOURCES, name="Dân tộc")
    assert isinstance(field, CodeField)
    return field


def unit() -> UnitField:
    field = make_field("unit_id", Fact("party", Kind.UNIT), SOURCES, name="Chi bộ")
    assert isinstance(field, UnitField)
    return field


def labels(field: ChoiceField) -> list[str]:
    return [choice.label for choice in field.offered()]


def test_matches_come_without_tone_marks_and_by_alias(qtbot, shown, typist) -> None:
    field = free()
    shown(field)
    typist.letters(field.edit, "hmong")
    qtbot.waitUntil(field.list_open)
    assert labels(field)[0] == "Mông"
    assert field.edit.text() == "hmong"
    assert field.edit.hasFocus()


def test_walking_the_list_does_not_touch_the_text(qtbot, shown, typist) -> None:
    field = free()
    shown(field)
    typist.letters(field.edit, "t")
    qtbot.waitUntil(field.list_open)
    qtbot.keyClick(field.edit, Qt.Key.Key_Down)
    qtbot.keyClick(field.edit, Qt.Key.Key_Down)
    assert field.edit.text() == "t"
    second = labels(field)[1]
    with qtbot.waitSignal(field.changed):
        qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert (field.value(), field.edit.text()) == (second, second)
    assert not field.list_open()


def test_free_text_is_taken_where_it_is_allowed(qtbot, shown, typist) -> None:
    field = free()
    page = shown(field)
    typist.letters(field.edit, "Người nước ngoài")
    page.after.setFocus()
    assert (field.value(), field.problem()) == ("Người nước ngoài", None)


def test_a_closed_list_refuses_other_text(qtbot, shown, typist) -> None:
    field = closed()
    page = shown(field)
    typist.letters(field.edit, "khác")
    page.after.setFocus()
    assert isinstance(field.problem(), NotInListProblem)
    assert field.edit.text() == "khác"
    assert field.value() == ""


def test_a_closed_list_takes_the_best_match_with_enter(qtbot, shown, typist) -> None:
    field = closed()
    page = shown(field)
    typist.letters(field.edit, "n")
    qtbot.waitUntil(field.list_open)
    best = labels(field)[0]
    qtbot.keyClick(field.edit, Qt.Key.Key_Tab)
    assert page.after.hasFocus()
    assert field.value() == best


def test_a_name_typed_without_marks_becomes_the_name(shown, typist) -> None:
    field = closed()
    page = shown(field)
    typist.letters(field.edit, "nu")
    page.after.setFocus()
    assert (field.value(), field.edit.text()) == ("Nữ", "Nữ")


def test_the_arrow_opens_the_whole_list_at_the_value(qtbot, shown) -> None:
    field = free()
    shown(field)
    field.set_value("Tày")
    qtbot.keyClick(field.edit, Qt.Key.Key_Down)
    assert len(field.offered()) == len(SOURCES.codes["ethnicity"].codes)
    assert field._list.chosen().label == "Tày"
    qtbot.keyClick(field.edit, Qt.Key.Key_Escape)
    assert not field.list_open()
    assert field.value() == "Tày"


def test_a_click_chooses_and_keeps_the_keyboard_in_the_line(qtbot, shown) -> None:
    field = free()
    shown(field)
    field.open_list()
    box = field._list
    place = box.visualRect(box.model().index(2, 0)).center()
    qtbot.mouseClick(box.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert field.value() == SOURCES.codes["ethnicity"].codes[2].name
    assert field.edit.hasFocus()


def test_the_list_stays_inside_the_window(shown) -> None:
    field = free()
    page = shown(field)
    for height in (360, 120):
        page.resize(420, height)
        field.open_list()
        assert page.rect().contains(field._list.geometry())
    page.resize(500, 360)
    assert not field.list_open()


def test_a_list_that_is_left_closes(qtbot, shown) -> None:
    field = free()
    page = shown(field)
    field.open_list()
    page.after.setFocus()
    assert not field.list_open()


def test_a_read_only_list_does_not_open(qtbot, shown) -> None:
    field = free()
    shown(field)
    field.set_value("Kinh")
    field.set_read_only(on=True)
    qtbot.keyClick(field.edit, Qt.Key.Key_Down)
    field.open_list()
    assert not field.list_open()


def test_a_list_that_stores_keys_shows_names(shown) -> None:
    codes = CodeList("k", "", (Code("goc", "Bản gốc"), Code("sao", "Bản sao")), stores="key")
    field = CodeField("copy", choices=CodeChoices(codes))
    page = shown(field)
    field.set_value("sao")
    assert field.edit.text() == "Bản sao"
    field.set_text("ban goc")
    page.after.setFocus()
    assert (field.value(), field.edit.text()) == ("goc", "Bản gốc")


def test_organisations_are_found_by_any_word(qtbot, shown, typist) -> None:
    field = unit()
    shown(field)
    typist.letters(field.edit, "dong thon")
    qtbot.waitUntil(field.list_open)
    assert labels(field) == ["Chi bộ thôn Đông"]
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.value() == 3


def test_two_organisations_of_one_name_are_told_apart(qtbot, shown, typist) -> None:
    field = unit()
    page = shown(field)
    typist.letters(field.edit, "đội 1")
    qtbot.waitUntil(field.list_open)
    assert [choice.detail for choice in field.offered()] == [
        "Đảng bộ HTX Kim Đông", "Chi bộ thôn Đông",
    ]  # fmt: skip
    qtbot.keyClick(field.edit, Qt.Key.Key_Down)
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.value() == 5
    field.commit()
    page.after.setFocus()
    assert field.value() == 5
    field.set_text("Chi bộ Đội 1 ")
    field.commit()
    assert isinstance(field.problem(), NotInListProblem)


def test_an_emptied_list_holds_nothing(shown) -> None:
    fields = [(closed(), ""), (unit(), None)]
    for field, nothing in fields:
        page = shown(field)
        field.set_value("Nam" if nothing == "" else 3)
        field.set_text("")
        page.after.setFocus()
        assert field.value() == nothing
        assert field.problem() is None


def test_other_choices_keep_the_value(qtbot) -> None:
    field = unit()
    qtbot.addWidget(field)
    field.set_value(3)
    field.set_choices(SOURCES.choices(Fact("party", Kind.UNIT)))
    assert (field.value(), field.edit.text()) == (3, "Chi bộ thôn Đông")


# --- places --------------------------------------------------------------------------------------


def place_field() -> PlaceField:
    field = make_field("origin", FACTS["origin"], SOURCES, name="Quê quán")
    assert isinstance(field, PlaceField)
    return field


def test_a_place_goes_in_and_out(shown) -> None:
    field = place_field()
    shown(field)
    place = Place("Thôn Đông", "xã Đông Hải", "tỉnh Ninh Bình", "xã Đông Lâm, huyện Q.")
    field.set_value(place)
    assert field.value() == place
    assert field.lines["old"].isVisible()
    field.set_value(Place(commune="xã Đông Hải"))
    assert not field.lines["old"].isVisible()
    assert field.value() == Place(commune="xã Đông Hải")


def test_enter_walks_the_parts_of_a_place(qtbot, shown, typist) -> None:
    field = place_field()
    shown(field)
    for part, text in (
        ("detail", "Thôn Đông"),
        ("commune", "xã  Đông Hải "),
        ("province", "ninh binh"),
    ):
        assert field.lines[part].hasFocus()
        typist.letters(field.lines[part], text)
        if part != "province":
            qtbot.keyClick(field.lines[part], Qt.Key.Key_Return)
    with qtbot.waitSignal(field.editing_done):
        field.lines["detail"].setFocus()
    assert field.value() == Place("Thôn Đông", "xã Đông Hải", "Ninh Bình")


def test_the_old_name_of_a_province_is_never_replaced(shown, typist) -> None:
    field = place_field()
    page = shown(field)
    field.lines["province"].setFocus()
    typist.letters(field.lines["province"], "Hà Giang")
    page.after.setFocus()
    assert field.value() == Place(province="Hà Giang")


def test_the_old_name_opens_by_its_button(qtbot, shown) -> None:
    field = place_field()
    shown(field)
    assert not field.lines["old"].isVisible()
    field._more.click()
    assert field.lines["old"].hasFocus()
    assert field.lines["country"].isVisible()


def test_every_part_of_a_place_has_its_name() -> None:
    field = place_field()
    names = [line.accessibleName() for line in field.lines.values()]
    assert names[0] == "Quê quán: Số nhà, thôn, tổ dân phố"
    assert len(set(names)) == 5
    field.deleteLater()


def test_a_locked_place_cannot_be_typed_in(shown) -> None:
    field = place_field()
    shown(field)
    field.set_read_only(on=True)
    assert all(line.isReadOnly() for line in field.lines.values())


class Asking(Dialog):
    """A dialog with a list, as the program has them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("Thử", parent)
        self.field = free()
        self.body.addWidget(self.field)
        self.add_buttons("Ghi")

    def go_away(self) -> None:
        self.field.open_list()
        self.reject()


def leave_behind(parent: QWidget) -> None:
    """Open a dialog and its list and leave both; nobody holds them any more."""
    dialog = Asking(parent)
    QTimer.singleShot(20, dialog, dialog.go_away)
    dialog.exec()


def test_a_dialog_with_a_list_goes_quietly(qtbot) -> None:
    """Left and forgotten, its fields hear of hiding when their names are gone already."""
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    with qtbot.captureExceptions() as raised:
        leave_behind(parent)
        gc.collect()
        qtbot.wait(20)
    assert raised == []
