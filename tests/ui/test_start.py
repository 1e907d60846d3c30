"""Before an office is open: choosing one, making one, its recovery sheet."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.accounts import Founding
from tcxd_desktop.domain.errors import DiskFullProblem
from tcxd_desktop.domain.office import OfficeName
from tcxd_desktop.office import accounts, opening, settings, units
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.founding import found_office
from tcxd_desktop.ui.common.dialogs import Question
from tcxd_desktop.ui.common.password import CAPS, MARKS, SecretField
from tcxd_desktop.ui.common.preview import Preview
from tcxd_desktop.ui.shell import rescue, start
from tcxd_desktop.ui.shell.first_start import FirstStart
from tcxd_desktop.ui.shell.recovery import RecoveryDialog
from tcxd_desktop.ui.shell.start import StartDialog
from tests import make

SECRET = "lip ngam biem bot rot"
Key = Qt.Key


def cheaply(folder: Path, password: str, office: OfficeName, founding: Founding) -> Desk:
    """Found an office as the program does, at the cost tests can pay."""
    return opening.create_office(folder, password, office=office, founding=founding, kdf=make.CHEAP)


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path) -> FirstStart:
    made = FirstStart(tmp_path / "offices", cheaply)
    qtbot.addWidget(made, before_close_func=put_away)
    made.show()
    return made


def put_away(dialog: FirstStart) -> None:
    """Let a dialog that is left open go without its question."""
    dialog.hide()
    dialog._jobs.close()


def answering(answer: str) -> None:
    def act() -> None:
        question = QApplication.activeModalWidget()
        assert isinstance(question, Question)
        question.answers[answer].click()

    QTimer.singleShot(0, act)


def fill(dialog: FirstStart, secret: str = SECRET, again: str = SECRET) -> None:
    """Walk to the last step and fill it in."""
    for field, text in (
        (dialog.name, "Đảng ủy xã Đông Hải "),
        (dialog.province, "Đảng bộ tỉnh Ninh Bình"),
        (dialog.place, "Đông Hải"),
        (dialog.symbol, "nb"),
    ):
        field.set_text(text)
    dialog.main.click()
    dialog.main.click()
    dialog.head.set_text("Trần Thu Hà")
    dialog.password.first.secret_field.set_value(secret)
    dialog.password.again.secret_field.set_value(again)


def make_it(qtbot: QtBot, dialog: FirstStart) -> Desk:
    dialog.main.click()
    qtbot.waitUntil(lambda: dialog.part is not None, timeout=10_000)
    assert dialog.desk is not None
    return dialog.desk


def labels(widget: object) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))  # type: ignore[attr-defined]


# --- the three steps -----------------------------------------------------------------------------


def test_an_office_is_named_and_made_for_its_head(qtbot: QtBot, dialog: FirstStart) -> None:
    fill(dialog)
    dialog._turn(1)
    dialog.role_boxes["DBCS"].setChecked(True)
    dialog.main.click()
    desk = make_it(qtbot, dialog)
    try:
        assert settings.office_name(desk) == OfficeName(
            "Đảng ủy xã Đông Hải", "Đảng bộ tỉnh Ninh Bình", "Đông Hải", "NB"
        )
        assert settings.rule_set(desk) == "RS-2025"
        assert desk.actor.name == "Trần Thu Hà"
        assert not desk.sign_in.recovery
    finally:
        opening.close_office(desk)


def test_the_real_founding_makes_the_top_of_the_tree(tmp_path: Path) -> None:
    desk = found_office(tmp_path / "office", SECRET, make.OFFICE, Founding("Trần Thu Hà"))
    try:
        [top] = units.tree(desk)
        assert (top.unit.name, top.unit.type) == ("Đảng bộ xã Đông Hải", "CTTT")
    finally:
        opening.close_office(desk)


def test_it_works_by_keyboard_alone(qtbot: QtBot, dialog: FirstStart) -> None:
    def enter(text: str = "") -> None:
        widget = QApplication.focusWidget()
        assert widget is not None
        for letter in text:
            QApplication.sendEvent(
                widget,
                QKeyEvent(QKeyEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter),
            )
        qtbot.keyClick(widget, Key.Key_Return)

    dialog.activateWindow()
    qtbot.waitUntil(dialog.name.edit.hasFocus)
    for text in ("Đảng ủy xã Đông Hải", "Đảng bộ tỉnh Ninh Bình", "Đông Hải", "NB"):
        enter(text)
    assert dialog.step == 1
    assert dialog.role_boxes["CTTT"].hasFocus()
    qtbot.keyClick(dialog.role_boxes["CTTT"], Key.Key_Down)
    assert dialog.role_boxes["DBCS"].isChecked()
    enter()
    assert dialog.step == 2
    for text in ("Trần Thu Hà", SECRET, SECRET):
        enter(text)
    qtbot.waitUntil(lambda: dialog.part is not None, timeout=10_000)
    assert dialog.part is not None
    code = dialog.part._code
    assert dialog.part.print_button.hasFocus()
    qtbot.keyClick(dialog, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    enter(code.lower().replace("-", " "))
    assert dialog.result() == 1
    assert dialog.desk is not None
    try:
        assert accounts.recovery_confirmed(dialog.desk) is not None
    finally:
        opening.close_office(dialog.desk)


def test_what_is_not_checked_cannot_be_adopted_here(dialog: FirstStart) -> None:
    assert dialog.rule_boxes["RS-2025"].isChecked()
    assert not dialog.rule_boxes["RS-2026"].isEnabled()
    assert "Chưa kiểm chứng" in dialog.rule_boxes["RS-2026"].accessibleDescription()


def test_a_missing_name_is_said_beside_its_box(dialog: FirstStart) -> None:
    dialog.main.click()
    assert dialog.step == 0
    assert dialog.name.problem() is not None
    dialog.name.set_text("Đảng ủy xã Đông Hải")
    dialog.main.click()
    assert dialog.step == 1
    dialog.back.click()
    assert dialog.step == 0
    assert dialog.name.text() == "Đảng ủy xã Đông Hải"


@pytest.mark.parametrize(
    ("first", "again", "box"),
    [
        ("ngắn", "ngắn", "first"),
        (SECRET, "lip ngam biem bot rit", "again"),
        ("dang uy xa dong hai", "dang uy xa dong hai", "first"),
        ("Trần Thu Hà 2026", "Trần Thu Hà 2026", "first"),
        ("matkhau123", "matkhau123", "first"),
    ],
)
def test_a_weak_or_mistyped_password_makes_nothing(
    dialog: FirstStart, tmp_path: Path, first: str, again: str, box: str
) -> None:
    fill(dialog, first, again)
    dialog.main.click()
    assert dialog.desk is None
    assert getattr(dialog.password, box).secret_field.problem() is not None
    assert not (tmp_path / "offices").exists()


def test_a_suggestion_fills_both_boxes_and_is_shown(dialog: FirstStart) -> None:
    fill(dialog, "", "")
    dialog.password.suggest.click()
    secret = dialog.password.checked()
    assert len(secret.split()) == 5
    assert dialog.password.first.secret_field.edit.echoMode() == QLineEdit.EchoMode.Normal
    assert dialog.password.strength.text() == "Chắc."


def test_what_hinders_the_making_is_said_and_can_be_tried_again(
    qtbot: QtBot, tmp_path: Path
) -> None:
    tries: list[Path] = []

    def full(folder: Path, password: str, office: OfficeName, founding: Founding) -> Desk:
        tries.append(folder)
        raise DiskFullProblem(str(folder))

    dialog = FirstStart(tmp_path / "offices", full)
    qtbot.addWidget(dialog, before_close_func=put_away)
    dialog.show()
    fill(dialog)
    dialog.main.click()
    assert not dialog.main.isEnabled()
    dialog.reject()  # while it is being made nobody leaves
    assert dialog.isVisible()
    qtbot.waitUntil(dialog.main.isEnabled)
    assert "Đĩa đã đầy" in dialog.notice.text.text()
    dialog.main.click()
    qtbot.waitUntil(lambda: len(tries) == 2)
    qtbot.waitUntil(dialog.main.isEnabled)


def test_leaving_after_typing_is_asked_about(dialog: FirstStart) -> None:
    dialog.name.set_text("Đảng ủy xã Đông Hải")
    answering("no")
    dialog.leave.click()
    assert dialog.isVisible()
    answering("yes")
    dialog.leave.click()
    assert not dialog.isVisible()
    assert dialog.desk is None


# --- keyboards -----------------------------------------------------------------------------------


def type_key(field: SecretField, letter: str, modifiers: Qt.KeyboardModifier) -> None:
    event = QKeyEvent(QKeyEvent.Type.KeyPress, ord(letter.upper()), modifiers, letter)
    QApplication.sendEvent(field.edit, event)


@pytest.mark.parametrize(
    ("letter", "modifiers", "warned"),
    [
        ("a", Qt.KeyboardModifier.NoModifier, ""),
        ("A", Qt.KeyboardModifier.ShiftModifier, ""),
        ("A", Qt.KeyboardModifier.NoModifier, CAPS),
        ("a", Qt.KeyboardModifier.ShiftModifier, CAPS),
        ("ố", Qt.KeyboardModifier.NoModifier, MARKS),
    ],
)
def test_the_keyboard_is_warned_about(
    qtbot: QtBot, letter: str, modifiers: Qt.KeyboardModifier, warned: str
) -> None:
    field = SecretField()
    qtbot.addWidget(field)
    said: list[str] = []
    field.warned.connect(said.append)
    type_key(field, letter, modifiers)
    assert said[-1] == warned
    assert field.secret() == letter


def test_a_password_is_taken_as_it_is_typed(qtbot: QtBot) -> None:
    field = SecretField()
    qtbot.addWidget(field)
    field.set_value("  hai  dấu cách ")
    field.commit()
    assert field.secret() == "  hai  dấu cách "


# --- the recovery sheet --------------------------------------------------------------------------


def test_the_sheet_is_printed_and_its_code_typed_back(qtbot: QtBot, dialog: FirstStart) -> None:
    fill(dialog)
    desk = make_it(qtbot, dialog)
    part = dialog.part
    assert part is not None
    try:
        code = part._code
        assert code.replace("-", "") == part.code.text().replace(" ", "").replace("\n", "")
        part.print_button.click()
        qtbot.waitUntil(lambda: bool(dialog.findChildren(Preview)), timeout=10_000)
        [shown] = dialog.findChildren(Preview)
        assert shown.printed is not None
        shown.printed(1, "")
        shown.close()
        assert part.printed
        dialog.main.click()
        assert not part.code.isVisible()  # typed from the paper, not from the screen
        part.field.set_text(code[:-1] + ("0" if code[-1] != "0" else "1"))
        dialog.main.click()
        assert part.field.problem() is not None
        part.field.set_text(code)
        dialog.main.click()
        assert dialog.result() == 1
        assert part._code == ""
        assert code not in labels(dialog)
        assert accounts.recovery_confirmed(desk) is not None
    finally:
        opening.close_office(desk)


def test_a_code_that_reads_well_but_is_of_another_sheet_is_refused(
    qtbot: QtBot, dialog: FirstStart
) -> None:
    fill(dialog)
    desk = make_it(qtbot, dialog)
    assert dialog.part is not None
    try:
        dialog.main.click()
        dialog.part.field.set_text(accounts.new_recovery_code(desk))
        dialog.main.click()
        assert dialog.part.field.problem() is not None
        assert accounts.recovery_confirmed(desk) is None
    finally:
        opening.close_office(desk)


def test_the_sheet_can_be_left_for_later_at_the_users_word(
    qtbot: QtBot, dialog: FirstStart
) -> None:
    fill(dialog)
    desk = make_it(qtbot, dialog)
    try:
        answering("no")
        dialog.leave.click()
        assert dialog.isVisible()
        answering("yes")
        dialog.leave.click()
        assert dialog.result() == 1
        assert dialog.desk is desk
        assert accounts.recovery_confirmed(desk) is None
    finally:
        opening.close_office(desk)


def test_the_code_cannot_be_copied(qtbot: QtBot, dialog: FirstStart) -> None:
    fill(dialog)
    desk = make_it(qtbot, dialog)
    part = dialog.part
    assert part is not None
    try:
        board = QApplication.clipboard()
        board.setText("cũ")
        assert part.code.textInteractionFlags() == Qt.TextInteractionFlag.NoTextInteraction
        dialog.main.click()
        part.field.set_text(part._code)
        part.field.edit.selectAll()
        for key in (Key.Key_C, Key.Key_X):
            qtbot.keyClick(part.field.edit, key, Qt.KeyboardModifier.ControlModifier)
        assert board.text() == "cũ"
        assert part.field.text() == part._code
    finally:
        dialog.part = None
        opening.close_office(desk)


def test_a_working_office_gets_another_sheet(qtbot: QtBot, desk: Desk) -> None:
    def sheet(act: Callable[[RecoveryDialog], None]) -> RecoveryDialog:
        dialog = RecoveryDialog(desk)
        qtbot.addWidget(dialog)
        dialog.show()
        act(dialog)
        return dialog

    def confirm(dialog: RecoveryDialog) -> None:
        code = dialog.part._code
        dialog.main.click()
        dialog.back.click()
        assert not dialog.part.typing
        dialog.main.click()
        dialog.part.field.set_text(code)
        dialog.main.click()

    assert sheet(confirm).result() == 1
    assert accounts.recovery_confirmed(desk) is not None
    # The one in force stays: leaving asks nothing.
    assert sheet(lambda dialog: dialog.leave.click()).result() == 0


# --- choosing ------------------------------------------------------------------------------------


def test_the_office_chosen_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = StartDialog([tmp_path / "a", tmp_path / "b"], tmp_path)
    qtbot.addWidget(dialog)
    dialog.list.setCurrentRow(1)
    dialog.main.click()
    assert dialog.folder == tmp_path / "b"


def test_an_office_is_chosen_from_the_list(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = StartDialog([tmp_path / "một", tmp_path / "hai"], tmp_path)
    qtbot.addWidget(dialog)
    dialog.list.setCurrentRow(1)
    dialog.list.itemActivated.emit(dialog.list.currentItem())
    assert dialog.folder == tmp_path / "hai"


def test_a_machine_without_offices_offers_to_make_one(qtbot: QtBot, tmp_path: Path) -> None:
    first = StartDialog([], tmp_path)
    qtbot.addWidget(first)
    first.show()
    assert not first.list.isVisible()
    assert not first.main.isVisible()
    texts = [button.text() for button in first.findChildren(QPushButton) if button.isVisible()]
    assert texts == [
        "Lập văn phòng mới…", "Mở thư mục khác…", "Khôi phục từ bản sao lưu…", "Mở văn phòng mẫu",
        "Thoát",
    ]  # fmt: skip


def test_a_new_office_never_takes_the_folder_of_another(tmp_path: Path) -> None:
    (tmp_path / "van-phong-1").mkdir()
    assert start.free_folder(tmp_path) == tmp_path / "van-phong-2"


def test_an_office_may_be_brought_back_from_a_backup_before_there_is_any(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = StartDialog([], tmp_path)
    qtbot.addWidget(made)
    back = next(b for b in made.findChildren(QPushButton) if b.text().startswith("Khôi phục"))
    monkeypatch.setattr(rescue, "brought_here", lambda home: None)
    back.click()
    assert made.folder is None
    monkeypatch.setattr(rescue, "brought_here", lambda home: home / "van-phong-khoi-phuc-1")
    back.click()
    assert made.folder == tmp_path / "van-phong-khoi-phuc-1"
