"""Short questions, problems and Qt's own texts: Vietnamese, by keyboard, never losing data."""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

from tcxd_desktop.domain.errors import BadDateProblem, ConflictProblem
from tcxd_desktop.domain.units import Decision
from tcxd_desktop.ui.common import dialogs, errors
from tcxd_desktop.ui.common.dialogs import DecisionDialog, Dialog, Question
from tcxd_desktop.ui.common.errors import BugDialog, Notice
from tcxd_desktop.ui.common.screens import room_of

TODAY = date(2026, 11, 23)
ENGLISH = {
    "ok", "cancel", "save", "open", "close", "yes", "no", "undo", "redo", "cut", "copy", "paste",
    "delete", "select", "all", "file", "name", "files", "of", "type", "look", "directory",
    "folder", "new", "apply", "reset", "help", "discard", "print", "options", "copies", "pages",
    "from", "paper", "page", "size", "printer", "location", "preview", "range", "duplex", "color",
    "side", "collate", "orientation", "margins", "back", "forward", "details", "view", "list",
}  # fmt: skip


def english(text: str) -> set[str]:
    words = {word.strip(".:…&*()<>").lower() for word in text.replace("&", "").split()}
    return words & ENGLISH


def answering(act: Callable[[QDialog], None]) -> None:
    """Answer the next modal dialog as soon as it runs."""

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        try:
            act(dialog)
        except BaseException:
            # Left open, the dialog would wait for ever instead of failing the test.
            dialog.reject()
            raise

    QTimer.singleShot(0, answer)


def test_questions_say_what_their_buttons_do(qtbot) -> None:
    question = Question("Chưa lưu", "Lưu chứ?", [("save", "Lưu"), ("stay", "Ở lại")])
    qtbot.addWidget(question)
    assert {key: button.text() for key, button in question.answers.items()} == {
        "save": "Lưu",
        "stay": "Ở lại",
    }
    assert question.answer == "stay"


@pytest.mark.parametrize(("key", "answer"), [(Qt.Key.Key_Return, True), (Qt.Key.Key_Escape, False)])
def test_enter_confirms_and_escape_leaves(qtbot, key: Qt.Key, answer: bool) -> None:
    answering(lambda dialog: qtbot.keyClick(dialog, key))
    assert dialogs.confirm(None, "Xóa dòng này?", yes="Xóa dòng", detail="1 dòng") is answer


@pytest.mark.parametrize("answer", ["save", "discard", "stay"])
def test_unsaved_work_has_three_ways(answer: str) -> None:
    answering(lambda dialog: dialog.answers[answer].click())
    assert dialogs.ask_unsaved(None, "Hồ sơ Nguyễn Thị Đào") == answer


def test_closing_the_question_about_unsaved_work_stays() -> None:
    answering(lambda dialog: dialog.close())
    assert dialogs.ask_unsaved(None, "Hồ sơ") == "stay"


def test_something_is_said() -> None:
    said: list[str] = []

    def act(dialog: QDialog) -> None:
        said.extend(label.text() for label in dialog.findChildren(QLabel))
        dialog.main.click()

    answering(act)
    dialogs.inform(None, "Đã nhập 12 người.")
    assert "Đã nhập 12 người." in said


def test_a_text_must_not_be_empty(qtbot) -> None:
    def act(dialog: QDialog) -> None:
        assert dialog.focusWidget() is dialog.field.entries()[0]
        dialog.main.click()
        assert dialog.isVisible()
        assert "lý do" in dialog.notice.text.text()
        dialog.field.set_text("nhập nhầm")
        qtbot.keyClick(dialog.field.entries()[0], Qt.Key.Key_Return)

    answering(act)
    assert dialogs.ask_text(None, "Hủy bản ghi", "Lý do") == "nhập nhầm"


def test_leaving_a_text_gives_nothing() -> None:
    answering(lambda dialog: dialog.reject())
    assert dialogs.ask_text(None, "Hủy bản ghi", "Lý do", lines=3) is None


def test_a_decision_must_be_fully_named(qtbot) -> None:
    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, DecisionDialog)
        dialog.box.number.set_text("12-QĐ/ĐU")
        dialog.box.issuer.set_text("Đảng ủy xã Đông Hải")
        dialog.main.click()
        assert "căn cứ" in dialog.notice.text.text()
        for typed in ("2026", "31/2/2026"):
            dialog.box.on.set_text(typed)
            dialog.main.click()
            assert dialog.isVisible()
            assert dialog.box.on.problem() is not None
        dialog.box.on.set_text("20/11/2026")
        dialog.main.click()
        assert "lý do" in dialog.notice.text.text()
        dialog.reason.edit.setPlainText("sai so với bản gốc")
        qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    answering(act)
    assert dialogs.ask_decision(None, "Đính chính", today=TODAY, reason=True) == (
        Decision("12-QĐ/ĐU", "2026-11-20", "Đảng ủy xã Đông Hải"),
        "sai so với bản gốc",
    )


def test_a_decision_is_shown_back(qtbot) -> None:
    box = dialogs.DecisionBox(today=TODAY)
    qtbot.addWidget(box)
    decision = Decision("12-QĐ/ĐU", "2026-11-20", "Đảng ủy xã Đông Hải")
    box.set_decision(decision)
    assert box.on.text() == "20/11/2026"
    assert box.decision() == decision
    box.on.set_text("sai")
    with pytest.raises(BadDateProblem):
        box.decision()


def test_enter_walks_the_fields_of_a_dialog_before_it_accepts(qtbot) -> None:
    dialog = DecisionDialog("Đính chính", "", today=TODAY)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.box.number.setFocus()
    qtbot.keyClick(dialog.box.number.edit, Qt.Key.Key_Return)
    assert dialog.box.on.edit.hasFocus()
    qtbot.keyClick(dialog.box.on.edit, Qt.Key.Key_Return)
    qtbot.keyClick(dialog.box.issuer.edit, Qt.Key.Key_Return)
    assert dialog.notice.isVisible()


@pytest.mark.parametrize(
    ("chosen", "path"),
    [("/tmp/a.pdf", "/tmp/a.pdf"), ("/tmp/a.b", "/tmp/a.b.pdf"), ("", None)],
)
def test_a_saved_file_keeps_its_ending(monkeypatch, chosen: str, path: str | None) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (chosen, ""))
    found = dialogs.save_file(None, "Lưu PDF", "phieu.pdf", dialogs.PDF)
    assert found == (Path(path) if path else None)


def test_choosing_nothing_gives_nothing(monkeypatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    assert dialogs.open_file(None, "Nhập", dialogs.SHEETS) is None
    assert dialogs.choose_folder(None, "Thư mục") is None


# --- Qt's own texts ------------------------------------------------------------------------------


def shown_texts(widget: QWidget) -> list[str]:
    buttons = [
        button.text() or button.toolTip()
        for kind in (QPushButton, QToolButton)
        for button in widget.findChildren(kind)
    ]
    return buttons + [label.text() for label in widget.findChildren(QLabel)]


def test_standard_buttons_are_vietnamese(qtbot) -> None:
    box = QDialogButtonBox()
    qtbot.addWidget(box)
    for button in QDialogButtonBox.StandardButton:
        if button.name not in {"NoButton", "FirstButton", "LastButton"}:
            box.addButton(button)
    wrong = [button.text() for button in box.buttons() if english(button.text())]
    assert wrong == []
    message = QMessageBox()
    qtbot.addWidget(message)
    message.setDetailedText("x")
    message.addButton(QMessageBox.StandardButton.Ok)
    assert not any(english(button.text()) for button in message.buttons())


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_menus_of_text_fields_are_vietnamese(qtbot, kind: type[QWidget]) -> None:
    widget = kind()
    qtbot.addWidget(widget)
    menu = widget.createStandardContextMenu()
    menu.setParent(widget, Qt.WindowType.Popup)
    words = [action.text().partition("\t")[0].replace("&", "") for action in menu.actions()]
    assert [word for word in words if word] == ["Hoàn tác", "Làm lại", "Cắt", "Chép", "Dán", "Xóa", "Chọn hết"]  # fmt: skip


def test_a_line_opens_that_menu(qtbot) -> None:
    line = QLineEdit("Nguyễn")
    qtbot.addWidget(line)
    line.show()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), QPoint(5, 5))
    seen: list[str] = []

    def look() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        seen.extend(action.text() for action in menu.actions())
        menu.close()

    QTimer.singleShot(50, look)
    QApplication.sendEvent(line, event)
    qtbot.waitUntil(lambda: bool(seen))
    assert "Hoàn tác" in seen[0].replace("&", "")


def test_the_file_dialog_is_vietnamese(qtbot, tmp_path: Path) -> None:
    dialog = QFileDialog(None, "Chọn tệp", str(tmp_path), dialogs.SHEETS)
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.show()
    assert [text for text in shown_texts(dialog) if english(text)] == []


def test_the_print_dialog_is_vietnamese(qtbot) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    dialog = QPrintDialog(printer)
    qtbot.addWidget(dialog)
    assert [text for text in shown_texts(dialog) if english(text)] == []


# --- problems ------------------------------------------------------------------------------------


def test_a_notice_says_the_sentence_and_can_be_closed(qtbot) -> None:
    notice = Notice()
    qtbot.addWidget(notice)
    assert notice.isHidden()
    notice.show_problem(ConflictProblem())
    assert "đã được sửa" in notice.text.text()
    assert notice.accessibleName() == notice.text.text()
    with qtbot.waitSignal(notice.closed):
        notice._close.click()
    assert notice.isHidden()
    notice.say("Đã xóa 1 dòng.", "ok", action="Hoàn tác")
    with qtbot.waitSignal(notice.acted):
        notice.action.click()


def test_text_in_a_notice_is_never_markup(qtbot) -> None:
    notice = Notice()
    qtbot.addWidget(notice)
    notice.say("<b>Ba</b>")
    assert notice.text.textFormat() == Qt.TextFormat.PlainText


def test_a_bug_is_reported_without_anybodys_data(qtbot, monkeypatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    logged: list[str] = []
    errors.install_hook(logged.append)

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, BugDialog)
        dialog.copy.click()
        assert dialog.copy.text() == "Đã chép"
        dialog.shut.click()

    answering(act)
    try:
        secret = {"Nguyễn Thị Đào": "037162004417"}
        secret["Không ai"]
    except KeyError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    report = QGuiApplication.clipboard().text()
    assert logged == [report]
    assert "KeyError" in report
    assert "test_common_dialogs.py" in report
    for secret in ("Không ai", "Nguyễn", "037162004417"):
        assert secret not in report


def test_a_report_names_sources_and_no_folder_of_the_machine(tmp_path: Path) -> None:
    """The folders above the program name the Windows user; the report leaves by the clipboard."""
    elsewhere = tmp_path / "Nguyễn Thị Đào" / "goi.py"
    elsewhere.parent.mkdir()
    elsewhere.write_text("import json\njson.loads('{')\n", encoding="utf-8")
    try:
        exec(compile(elsewhere.read_text(encoding="utf-8"), str(elsewhere), "exec"), {})
    except ValueError as error:
        told = errors.report(type(error), error.__traceback__)
    assert "  json/decoder.py:" in told
    assert "  goi.py:2 <module>" in told
    assert not any(name in told for name in ("Đào", str(tmp_path), str(Path(__file__).parent)))


def test_a_second_bug_opens_no_second_dialog(monkeypatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    logged: list[str] = []
    errors.install_hook(logged.append)

    def act(dialog: QDialog) -> None:
        sys.excepthook(ValueError, ValueError(), None)
        assert QApplication.activeModalWidget() is dialog
        dialog.reject()

    answering(act)
    sys.excepthook(KeyError, KeyError(), None)
    assert len(logged) == 2


def test_a_dialog_stays_open_on_a_problem(qtbot) -> None:
    class Failing(Dialog):
        def accept_ready(self) -> None:
            raise ConflictProblem

    dialog = Failing("Thử")
    qtbot.addWidget(dialog)
    dialog.add_buttons("Lưu")
    dialog.show()
    dialog.main.click()
    assert dialog.isVisible()
    assert "đã được sửa" in dialog.notice.text.text()


def test_enter_presses_the_button_the_focus_is_on(qtbot) -> None:
    """Who goes to *Thôi* in a dialog that deletes, and presses Enter, must not delete."""
    done: list[str] = []

    class Deleting(Dialog):
        def accept_ready(self) -> None:
            done.append("xóa")

    dialog = Deleting("Xóa mẫu")
    dialog.add_buttons("Xóa")
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.leave.setFocus()
    qtbot.keyClick(dialog.leave, Qt.Key.Key_Return)
    assert done == []
    assert not dialog.isVisible()
    again = Deleting("Xóa mẫu")
    again.add_buttons("Xóa")
    qtbot.addWidget(again)
    again.show()
    qtbot.keyClick(again, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert done == ["xóa"]


def test_tab_walks_the_buttons_as_they_stand(qtbot) -> None:
    """Buttons put to the left later are not after the main one for the keyboard."""
    dialog = Dialog("In giấy tờ")
    qtbot.addWidget(dialog)
    main = dialog.add_buttons("Xem và in", cancel="Đóng")
    word = dialog.add_button("Lưu Word…", left=True)
    excel = dialog.add_button("Lưu Excel…", left=True)
    walked = [excel]
    while walked[-1] is not main:
        walked.append(walked[-1].nextInFocusChain())
    buttons = (excel, word, dialog.leave, main)
    assert [one for one in walked if one in buttons] == list(buttons)


def test_a_dialog_that_grows_keeps_its_buttons_on_the_screen(qtbot) -> None:
    made = Dialog("Đọc thẻ")
    made.add_buttons("Ghi")
    qtbot.addWidget(made)
    made.show()
    room = room_of(made)
    made.move(room.left(), room.bottom() - made.height() - 60)
    long = QLabel("\n".join(f"Dòng {line}" for line in range(12)))
    made.body.addWidget(long)
    qtbot.waitUntil(lambda: made.height() > long.sizeHint().height())
    qtbot.waitUntil(lambda: made.frameGeometry().bottom() <= room.bottom())
