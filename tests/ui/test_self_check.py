"""The dialog that has the program test itself: a real process, its steps, its end."""

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.selftest import (
    RESULT_FILE,
    Begun,
    Over,
    Plan,
    SelftestReport,
    StepResult,
    StepState,
    report_json,
)
from tcxd_desktop.office import self_checks
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.screens import room_of
from tcxd_desktop.ui.shell.self_check import SelfCheckDialog, StepLine
from tcxd_desktop.wording.selftest import TITLES

ROOT = Path(__file__).parents[2]
GOOD = StepResult("office.make", StepState.PASSED, 1.25, "78 đảng viên")
BAD = StepResult("office.find", StepState.FAILED, 0.5, "không thấy")
LEFT = StepResult("office.card", StepState.SKIPPED)


@pytest.fixture(autouse=True)
def child(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a child find the sources, wherever the tests were started from."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))


@pytest.fixture
def dialog(qtbot: QtBot) -> SelfCheckDialog:
    made = SelfCheckDialog()
    qtbot.addWidget(made)
    made.show()
    return made


def kept(*steps: StepResult, finished: bool = True) -> None:
    """Leave the result of a test as it would lie there."""
    report = SelftestReport("0.1.0", "2026-11-26T04:05:00+07:00", steps, 12.5, finished=finished)
    self_checks.folder().mkdir(parents=True)
    path = self_checks.folder() / RESULT_FILE
    path.write_text(report_json(report, TITLES), encoding="utf-8")


def shown(dialog: SelfCheckDialog) -> list[tuple[str, str, str]]:
    return [(line.key, line.state, line.said) for line in dialog.list.rows.records()]


def test_before_the_first_test_every_step_waits(dialog: SelfCheckDialog) -> None:
    assert [key for key, *_ in shown(dialog)] == list(TITLES)
    assert {state for _, state, _ in shown(dialog)} == {"chờ"}
    assert dialog.told.text() == "Máy này chưa tự kiểm tra lần nào."
    assert not dialog.save.isEnabled()
    assert not dialog.folder.isEnabled()
    assert dialog.start.isEnabled()
    assert not dialog.bar.isVisible()


def test_the_last_result_is_shown(qtbot: QtBot) -> None:
    kept(GOOD, BAD, LEFT)
    dialog = SelfCheckDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    assert shown(dialog) == [
        ("office.make", "✓ đạt", "78 đảng viên"),
        ("office.find", "✗ không đạt", "không thấy"),
        ("office.card", "– chưa thử được", ""),
    ]
    assert dialog.told.text() == (
        "1 trong 3 bước không đạt, 1 bước chưa thử được. Lúc 04:05 ngày 26/11/2026, bản 0.1.0."
    )
    current = dialog.list.current_record()
    assert current is not None
    assert current.key == "office.find"
    assert [line.seconds for line in dialog.list.rows.records()] == ["1,2", "0,5", ""]
    assert dialog.folder.isEnabled()


def test_steps_are_shown_as_they_come(dialog: SelfCheckDialog) -> None:
    dialog.take(Plan(("office.make", "office.find", "office.card")))
    dialog.take(Begun("office.make"))
    assert shown(dialog)[0] == ("office.make", "đang làm…", "")
    assert dialog.told.text() == "Tạo văn phòng mẫu, mã hóa (1/3)"
    assert dialog.told.accessibleName() == dialog.told.text()
    dialog.take(GOOD)
    dialog.take(Begun("office.find"))
    assert dialog.told.text().endswith("(2/3)")
    dialog.take(BAD)
    assert [state for _, state, _ in shown(dialog)] == ["✓ đạt", "✗ không đạt", "chờ"]
    assert (dialog.bar.value(), dialog.bar.maximum()) == (2, 3)
    dialog.take(StepResult("transfers.part", StepState.FAILED, 0.0, "hỏng"))
    assert shown(dialog)[-1][0] == "transfers.part"
    dialog.take(Over(passed=False, seconds=3.0))


def test_words_tell_what_colours_tell() -> None:
    lines = [StepLine("a"), StepLine("a", running=True), *(StepLine("a", s) for s in (GOOD, BAD))]
    assert [(line.state, line.tone) for line in lines] == [
        ("chờ", "plain"), ("đang làm…", "plain"), ("✓ đạt", "ok"), ("✗ không đạt", "bad"),
    ]  # fmt: skip


def test_the_report_is_saved(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(GOOD)
    dialog = SelfCheckDialog()
    qtbot.addWidget(dialog)
    path = tmp_path / "bao-cao.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    dialog.save.click()
    assert "Tạo văn phòng mẫu, mã hóa: 78 đảng viên" in path.read_text(encoding="utf-8")
    assert dialog.notice.text.text() == "Đã lưu bao-cao.txt."
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "x" / "y.txt"), "")
    )
    dialog.save.click()
    assert "Đã lưu" not in dialog.notice.text.text()


def test_a_real_test_begins_and_can_be_stopped(qtbot: QtBot, dialog: SelfCheckDialog) -> None:
    dialog.quick.setChecked(True)
    dialog.start.click()
    assert dialog.running
    assert dialog.start.text() == "Dừng"
    assert not dialog.quick.isEnabled()

    def done() -> int:
        return sum(line.result is not None for line in dialog.list.rows.records())

    qtbot.waitUntil(lambda: done() >= 3, timeout=60_000)
    process = dialog._process
    assert process is not None
    pid = process.processId()
    dialog.start.click()
    assert not dialog.running
    assert not Path(f"/proc/{pid}").exists()
    assert dialog.told.text().startswith("Đã dừng sau ")
    assert dialog.report is not None
    assert not dialog.report.finished
    assert {step.state for step in dialog.report.steps} == {StepState.PASSED}
    assert [key for key, *_ in shown(dialog)][:3] == [
        "program.machine", "program.files", "program.resources",
    ]  # fmt: skip
    assert dialog.start.text() == "Bắt đầu kiểm tra"


def test_closing_ends_the_process(qtbot: QtBot, dialog: SelfCheckDialog) -> None:
    dialog.begin()
    process = dialog._process
    assert process is not None
    qtbot.waitUntil(lambda: process.processId() > 0)
    pid = process.processId()
    dialog.reject()
    assert not dialog.running
    assert not Path(f"/proc/{pid}").exists()


def test_a_process_that_dies_is_no_pass(qtbot: QtBot, dialog: SelfCheckDialog) -> None:
    """A file where the folder of the test should be: the process says so and ends."""
    folder = self_checks.folder()
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_bytes(b"")
    dialog.begin()
    qtbot.waitUntil(lambda: not dialog.running, timeout=30_000)
    assert dialog.told.text() == "Chương trình thử đã dừng giữa chừng."
    assert dialog.notice.isVisible()
    assert dialog.report is None
    assert not dialog.save.isEnabled()


def test_a_process_that_cannot_be_started_is_told(
    qtbot: QtBot, dialog: SelfCheckDialog, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("sys.executable", str(tmp_path / "nowhere"))
    dialog.begin()
    qtbot.waitUntil(lambda: not dialog.running)
    assert dialog.told.text() == "Chương trình thử đã dừng giữa chừng."


def test_no_password_goes_to_the_child(
    qtbot: QtBot, dialog: SelfCheckDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TCXD_PASSWORD", "mật khẩu")
    dialog.begin()
    process = dialog._process
    assert process is not None
    given = process.processEnvironment()
    assert not given.contains("TCXD_PASSWORD")
    assert given.value("TCXD_HOME")
    dialog.stop()
    assert "mật khẩu" not in json.dumps(given.toStringList())


@pytest.mark.parametrize("scale", theme.SCALES)
def test_it_fits_the_screen(qtbot: QtBot, scale: int, qapp: object) -> None:
    theme.apply(qapp, dark=False, scale=scale)  # type: ignore[arg-type] # pytest-qt's application
    dialog = SelfCheckDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.height() <= room_of(dialog).size().height()
    theme.apply(qapp, dark=False, scale=100)  # type: ignore[arg-type] # pytest-qt's application
