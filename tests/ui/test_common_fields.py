"""Input fields: safe with Vietnamese typing, read when left, zeros kept, Enter walks."""

import unicodedata
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QSplitter, QVBoxLayout, QWidget

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.dossier import FACTS
from tcxd_desktop.domain.errors import (
    BadDateProblem,
    BadNumberProblem,
    FutureDateProblem,
    NotANumberProblem,
    RequiredProblem,
)
from tcxd_desktop.domain.facts import Kind, Place
from tcxd_desktop.office import codelists
from tcxd_desktop.ui.common.fields import (
    CodeField,
    DateField,
    DigitsField,
    Field,
    FlagField,
    LabeledField,
    LineField,
    MoneyField,
    NumberField,
    PlaceField,
    Sources,
    TextField,
    UnitField,
    commit_open_edit,
    make_field,
)
from tcxd_desktop.ui.common.reading import read_money, read_number, read_value, show_value
from tcxd_desktop.ui.common.tab_order import focus_next

TODAY = date(2026, 11, 23)
SOURCES = Sources(TODAY, codelists.load())
CTRL = Qt.KeyboardModifier.ControlModifier


class Form(QWidget):
    """A few fields below each other, and what rises to the page."""

    def __init__(self, *fields: Field) -> None:
        super().__init__()
        self.keys: list[tuple[int, Qt.KeyboardModifier]] = []
        column = QVBoxLayout(self)
        for field in fields:
            column.addWidget(field)
        self.button = QPushButton("Lưu")
        column.addWidget(self.button)

    def keyPressEvent(self, event) -> None:
        self.keys.append((event.key(), event.modifiers()))


@pytest.fixture
def shown(qtbot):
    kept: list[QWidget] = []

    def show(*fields: Field) -> Form:
        form = Form(*fields)
        qtbot.addWidget(form)
        kept.append(form)
        form.resize(500, 400)
        form.show()
        form.activateWindow()
        qtbot.waitUntil(form.isActiveWindow)
        fields[0].setFocus()
        return form

    return show


# --- typing --------------------------------------------------------------------------------------


def test_telex_with_backspace_loses_no_letter(shown, typist) -> None:
    field = LineField("name")
    form = shown(field, LineField())
    texts: list[str] = []
    field.edit.textChanged.connect(texts.append)
    typist.letters(field.edit, "Nguye")
    typist.backspace(field.edit)
    typist.letters(field.edit, "ê")
    typist.letters(field.edit, "n ")
    typist.backspace(field.edit, 3)
    typist.letters(field.edit, "ễn ")
    assert field.edit.text() == "Nguyễn "
    assert texts[-1] == "Nguyễn "
    typist.letters(field.edit, " Thị  Đào ")
    assert field.edit.text() == "Nguyễn  Thị  Đào "
    form.button.setFocus()
    assert field.edit.text() == "Nguyễn Thị Đào"


@pytest.mark.parametrize(
    "make",
    [
        lambda: LineField("name"),
        lambda: make_field("ethnicity", FACTS["ethnicity"], SOURCES),
        lambda: DateField("birth", today=TODAY),
        lambda: TextField("note"),
    ],
    ids=["line", "code", "date", "text"],
)
def test_composition_is_left_alone_until_it_is_done(shown, typist, make) -> None:
    field = make()
    shown(field)
    typist.compose(field.entries()[0], ["h", "hô", "hội", "hội"], "hội")
    typist.compose(field.entries()[0], [" n"], " nghị")
    assert field.text() == "hội nghị"
    typist.letters(field.entries()[0], "A")
    typist.letters(field.entries()[0], "4")
    typist.backspace(field.entries()[0], 2)
    assert field.text() == "hội nghị"


def test_text_in_pieces_is_stored_whole(shown) -> None:
    field = LineField("name")
    form = shown(field)
    QGuiApplication.clipboard().setText(unicodedata.normalize("NFD", "Nguyễn Thị\u200b Đào"))
    field.edit.paste()
    assert field.value() == "Nguyễn Thị Đào"
    form.button.setFocus()
    assert field.edit.text() == unicodedata.normalize("NFC", "Nguyễn Thị Đào")


def test_open_composition_is_finished_before_saving(shown, typist) -> None:
    field = DateField("birth", today=TODAY)
    shown(field)
    typist.letters(field.edit, "5/3/62")
    commit_open_edit()
    assert field.edit.text() == "05/03/1962"
    assert field.edit.hasFocus()


# --- dates, numbers ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "shows"),
    [
        ("5/3/62", "05/03/1962"),
        ("05031962", "05/03/1962"),
        ("3/1962", "03/1962"),
        ("1962", "1962"),
        ("khoảng 1962", "khoảng 1962"),
        ("", ""),
    ],
)
def test_dates_read_back_as_written_when_left(shown, typist, typed: str, shows: str) -> None:
    field = DateField("birth", today=TODAY)
    form = shown(field)
    typist.letters(field.edit, typed)
    assert field.edit.text() == typed
    form.button.setFocus()
    assert field.edit.text() == shows
    assert field.problem() is None


def test_a_bad_date_keeps_what_was_typed_and_the_old_value(shown, typist) -> None:
    field = DateField("birth", today=TODAY)
    frame = LabeledField("Ngày sinh", field)
    field.set_value(PartialDate(1962))
    form = shown(frame)
    field.setFocus()
    field.edit.selectAll()
    typist.letters(field.edit, "31/2/1960")
    form.button.setFocus()
    assert field.edit.text() == "31/2/1960"
    assert isinstance(field.problem(), BadDateProblem)
    assert field.problem().field == "birth"
    assert field.value() == PartialDate(1962)
    assert "31/2/1960" in frame.message.text()
    assert frame.message.isVisible()
    field.setFocus()
    field.edit.selectAll()
    typist.letters(field.edit, "3/1960")
    form.button.setFocus()
    assert (field.value(), field.problem()) == (PartialDate(1960, 3), None)
    assert not frame.message.isVisible()


def test_only_a_term_may_lie_ahead(shown) -> None:
    past, term = (DateField("d", today=TODAY, future=ahead) for ahead in (False, True))
    shown(past, term)
    for field in (past, term):
        field.set_text("1/1/2028")
        field.commit()
    assert isinstance(past.problem(), FutureDateProblem)
    assert term.value() == PartialDate(2028, 1, 1)


def test_numbers_of_identity_keep_their_zeros(shown, typist) -> None:
    field = DigitsField("card_no", lengths=(12,))
    form = shown(field)
    assert field.edit.inputMethodHints() & Qt.InputMethodHint.ImhDigitsOnly
    assert field.edit.inputMask() == ""
    typist.letters(field.edit, "0037 0000a 1234")
    form.button.setFocus()
    assert field.value() == "003700001234"
    field.set_text("0037")
    field.commit()
    assert isinstance(field.problem(), BadNumberProblem)
    assert field.edit.text() == "0037"


@pytest.mark.parametrize(
    ("typed", "value"),
    [("1.250,5", "1250.5"), ("1250,5", "1250.5"), ("12.5", "12.5"), ("1.250", "1250"),
     ("0,125", "0.125"), ("-3", "-3"), ("12.345.678", "12345678")],
)  # fmt: skip
def test_numbers_are_read_the_vietnamese_way(typed: str, value: str) -> None:
    assert read_number(typed) == Decimal(value)


@pytest.mark.parametrize("typed", ["mười", "1,2,3", "1.25.0", "5 m2", "1e5"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(NotANumberProblem):
        read_number(typed)


def test_money_is_grouped_when_left(shown, typist) -> None:
    field = MoneyField("income")
    form = shown(field)
    typist.letters(field.edit, "96000000")
    assert field.edit.text() == "96000000"
    form.button.setFocus()
    assert field.edit.text() == "96.000.000"
    assert field.value() == 96_000_000
    assert read_money("1.500.000 đồng") == 1_500_000
    assert read_money(" ") is None
    with pytest.raises(NotANumberProblem):
        read_money("1 triệu")


def test_a_decimal_reads_back_with_its_comma(shown) -> None:
    field = NumberField("area")
    shown(field)
    field.set_text("0.5")
    field.commit()
    assert (field.edit.text(), field.value()) == ("0,5", Decimal("0.5"))


# --- keys ----------------------------------------------------------------------------------------


def test_enter_walks_and_skips_what_cannot_be_typed_in(qtbot, shown) -> None:
    first, locked, flag, last = LineField(), LineField(), FlagField(text="Có"), LineField()
    locked.set_read_only(on=True)
    form = shown(first, locked, flag, last)
    qtbot.keyClick(first.edit, Qt.Key.Key_Return)
    assert flag.box.hasFocus()
    qtbot.keyClick(flag.box, Qt.Key.Key_Enter)
    assert last.edit.hasFocus()
    qtbot.keyClick(last.edit, Qt.Key.Key_Return)
    assert form.keys == [(Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)]


@pytest.mark.parametrize("modifier", [CTRL, Qt.KeyboardModifier.ShiftModifier])
@pytest.mark.parametrize("make", [LineField, TextField], ids=["line", "text"])
def test_enter_with_ctrl_or_shift_rises_to_the_page(qtbot, shown, make, modifier) -> None:
    field = make("note")
    form = shown(field, LineField())
    qtbot.keyClick(field.edit, Qt.Key.Key_Return, modifier)
    assert [key for key in form.keys if key[0] == Qt.Key.Key_Return] == [
        (Qt.Key.Key_Return, modifier)
    ]
    assert field.edit.hasFocus()
    assert field.text() == ""


def test_enter_makes_a_line_in_a_text_and_tab_leaves(qtbot, shown) -> None:
    field, after = TextField("note"), LineField()
    shown(field, after)
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.text() == "\n"
    qtbot.keyClick(field.edit, Qt.Key.Key_Tab)
    assert after.edit.hasFocus()
    assert field.value() == ""


def test_ctrl_d_and_f1_name_the_field(qtbot, shown) -> None:
    field = LineField("birth_name")
    shown(field)
    with qtbot.waitSignal(field.repeat_wanted) as repeated:
        qtbot.keyClick(field.edit, Qt.Key.Key_D, CTRL)
    with qtbot.waitSignal(field.help_wanted) as helped:
        qtbot.keyClick(field.edit, Qt.Key.Key_F1)
    assert (repeated.args, helped.args) == (["birth_name"], ["birth_name"])


# --- value and signals ---------------------------------------------------------------------------


def test_only_the_user_changes(qtbot, shown, typist) -> None:
    field = LineField("name")
    form = shown(field)
    changed: list[str] = []
    field.changed.connect(lambda: changed.append("đổi"))
    field.editing_done.connect(lambda: changed.append("xong"))
    field.set_value("Nguyễn Văn An")
    form.button.setFocus()
    assert changed == []
    field.setFocus()
    typist.letters(field.edit, "h")
    form.button.setFocus()
    field.setFocus()
    form.button.setFocus()
    assert changed == ["đổi", "xong"]


def test_a_flag_is_checked_by_space(qtbot, shown) -> None:
    field = FlagField("merit", text="Gia đình có công")
    shown(field)
    with qtbot.waitSignals([field.changed, field.editing_done]):
        qtbot.keyClick(field.box, Qt.Key.Key_Space)
    assert field.value() is True
    field.set_read_only(on=True)
    assert not field.box.isEnabled()


def test_a_problem_from_saving_is_shown_and_taken_back(shown, typist) -> None:
    field = LineField("birth_name")
    frame = LabeledField("Họ và tên", field, hint="như giấy khai sinh")
    shown(frame)
    assert frame.message.text() == "như giấy khai sinh"
    field.set_problem(RequiredProblem("birth_name"))
    assert "bắt buộc" in frame.message.text()
    assert field.edit.property("state") == "bad"
    field.setFocus()
    typist.letters(field.edit, "An")
    field.commit()
    assert frame.message.text() == "như giấy khai sinh"
    frame.set_hint("")
    assert not frame.message.isVisible()


def test_a_locked_field_can_be_read_and_copied(qtbot, shown) -> None:
    field = LineField("birth_name")
    frame = LabeledField("Họ và tên", field, locked=True)
    field.set_value("Nguyễn Thị Đào")
    shown(frame)
    qtbot.keyClick(field.edit, Qt.Key.Key_A)
    assert field.value() == "Nguyễn Thị Đào"
    field.edit.selectAll()
    field.edit.copy()
    assert QGuiApplication.clipboard().text() == "Nguyễn Thị Đào"
    frame.set_locked(on=False)
    assert not field.edit.isReadOnly()


def test_every_box_of_the_dossier_has_its_field(qtbot) -> None:
    kinds = {
        Kind.LINE: LineField, Kind.UPPER: LineField, Kind.TEXT: TextField, Kind.DATE: DateField,
        Kind.TERM: DateField, Kind.PLACE: PlaceField, Kind.CODE: CodeField,
        Kind.OPEN_CODE: CodeField, Kind.DIGITS: DigitsField, Kind.FLAG: FlagField,
        Kind.NUMBER: NumberField, Kind.MONEY: MoneyField, Kind.UNIT: UnitField,
    }  # fmt: skip
    assert set(kinds) == set(Kind)
    for key, fact in FACTS.items():
        field = make_field(key, fact, SOURCES, name="Tên ô")
        qtbot.addWidget(field)
        assert type(field) is kinds[fact.kind]
        assert all(entry.accessibleName() for entry in field.entries())
        blank = field.value()
        field.set_value(blank)
        assert field.value() == blank


@pytest.mark.parametrize("key", sorted(FACTS))
def test_blank_stays_what_the_record_calls_blank(qtbot, key: str) -> None:
    field = make_field(key, FACTS[key], SOURCES)
    qtbot.addWidget(field)
    field.set_value(field.value())
    field.set_text("")
    field.commit()
    default = {Kind.PLACE: Place(), Kind.FLAG: False}.get(
        FACTS[key].kind,
        None
        if FACTS[key].kind in {Kind.DATE, Kind.TERM, Kind.NUMBER, Kind.MONEY, Kind.UNIT}
        else "",
    )
    assert field.value() == default
    assert field.problem() is None


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("birth_date", "khoảng 1962", PartialDate(1962, about=True)),
        ("citizen_id", "037162004417", "037162004417"),
        ("household_income", "96.000.000", 96_000_000),
        ("home_owned_area", "120,5", Decimal("120.5")),
        ("ethnicity", "hmong", "Mông"),
        ("martyr_family", "x", True),
        ("birth_name", "  Nguyễn  Thị Đào ", "Nguyễn Thị Đào"),
    ],
)
def test_typed_text_and_value_are_the_same_thing(key: str, typed: str, value: object) -> None:
    fact = FACTS[key]
    read = read_value(fact, typed, SOURCES, name=key)
    assert read == value
    assert read_value(fact, show_value(fact, read, SOURCES), SOURCES, name=key) == value


def test_the_caption_is_tied_to_its_input(shown) -> None:
    frame = LabeledField("Ngày sinh", DateField("birth_date", today=TODAY))
    shown(frame)
    assert frame.caption.buddy() is frame.field
    assert frame.field.edit.accessibleName() == "Ngày sinh"


def test_a_text_box_looks_as_it_can_be_used(qtbot) -> None:
    field = TextField("note")
    qtbot.addWidget(field)
    field.resize(200, 100)
    field.show()

    def ground() -> str:
        return field.grab().toImage().pixelColor(100, 40).name()

    open_to_typing = ground()
    field.set_read_only(on=True)
    assert field.edit.isReadOnly()
    assert ground() != open_to_typing
    field.set_read_only(on=False)
    assert not field.edit.isReadOnly()
    assert ground() == open_to_typing


def test_enter_leaves_the_rest_of_the_window_to_its_owners(qtbot) -> None:
    """Enter walks over a label that is replaced later: the menu of a panel behind it lives on."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    field, label, halves = LineField("17"), QLabel("Chi bộ thôn Đông"), QSplitter()
    for widget in (field, label, halves):
        column.addWidget(widget)
    panel = QWidget()
    halves.addWidget(QLabel("Danh sách"))
    halves.addWidget(panel)
    action = QMenu(panel).addAction("Đổi tên…")
    window.show()
    field.edit.setFocus()
    assert not focus_next(field)
    label.setParent(None)
    label.deleteLater()
    del label, widget
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert action.text() == "Đổi tên…"
    assert window.isVisible()
