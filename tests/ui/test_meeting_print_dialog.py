"""In giấy tờ sinh hoạt: which paper, of when, for whom; preview, Word and workbook."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.errors import RequiredProblem
from tcxd_desktop.domain.history import Role
from tcxd_desktop.domain.meeting_papers import MeetingJob
from tcxd_desktop.office import meeting_printing
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.preview import Preview
from tcxd_desktop.ui.meetings.print_dialog import MeetingPrintDialog
from tcxd_desktop.ui.meetings.print_state import (
    ALL,
    CHOSEN,
    ONE,
    Asked,
    chosen_words,
    file_stem,
    job_of,
    period_in,
    periods_of,
)
from tests import make
from tests.office import meeting_samples

WAIT = 20_000


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


@pytest.fixture
def build(qtbot: QtBot, desk: Desk, jobs: Jobs) -> Callable[..., MeetingPrintDialog]:
    meeting_samples.fill(desk)

    def make_dialog(**job: object) -> MeetingPrintDialog:
        dialog = MeetingPrintDialog(desk, jobs, MeetingJob(**job))  # type: ignore[arg-type]
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return make_dialog


def prints(desk: Desk) -> list[tuple[object, ...]]:
    with desk.read() as reading:
        return [tuple(row) for row in reading.all("SELECT form, copies, purpose FROM printed")]


def previews() -> list[Preview]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, Preview)]


# --- what is asked for ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "period", "first", "count"),
    [("PTC", "2026-10", "2027-01", 21), ("THQ", "2026-Q4", "2027-Q1", 13),
     ("THN", "2026", "2027", 7), ("BC6T", "2026-H2", "2026-H2", 12)],
)  # fmt: skip
def test_every_paper_offers_periods_of_its_length(
    form: str, period: str, first: str, count: int
) -> None:
    found = periods_of(form, "2026-10")
    assert period_in(form, "2026-10") == period
    assert period in found
    assert (found[0], len(found)) == (first, count)
    assert len(set(found)) == len(found)


def test_the_job_is_what_was_chosen() -> None:
    offered = MeetingJob(form="PTC", meeting_ids=(4, 5), scorer="tham_dinh")
    chosen = job_of(Asked("PTD", "2026-10", CHOSEN, two_sided=True), offered)
    assert chosen == MeetingJob(
        form="PTD", meeting_ids=(4, 5), period="2026-10", scorer="tham_dinh", two_sided=True
    )
    one = job_of(Asked("THT", "2026-10", ONE, 3, blank=True, two_sided=True), offered)
    assert (one.unit_ids, one.meeting_ids, one.blank, one.two_sided) == ((3,), (), False, False)
    table = job_of(Asked("THT", "2026-10", CHOSEN), MeetingJob(form="THT", unit_ids=(3, 4)))
    assert table.unit_ids == (3, 4)
    with pytest.raises(RequiredProblem):
        job_of(Asked("PTC", "2026-10", ONE), offered)


def test_files_are_called_by_their_paper() -> None:
    job = MeetingJob(form="PTC", period="2026-10", blank=True)
    assert file_stem("Phiếu", job, 'Chi bộ "A/B"') == "Phiếu trắng Chi bộ A-B tháng 10-2026"
    assert file_stem("Phiếu", MeetingJob(form="PTC", meeting_ids=(1,))) == "Phiếu"
    assert chosen_words(MeetingJob(form="PTC", meeting_ids=(1,))) == "Buổi họp đang mở"
    assert chosen_words(MeetingJob(form="PTC", unit_ids=(1, 2))) == "2 chi bộ đang chọn"
    assert chosen_words(MeetingJob(form="PTC", unit_ids=(1,))) == ""


# --- the dialog -----------------------------------------------------------------------------------


def test_all_papers_are_offered_with_what_each_can_be_had_as(
    build: Callable[..., MeetingPrintDialog],
) -> None:
    dialog = build(form="THT", period="2026-10")
    assert {info.code for info in dialog.forms} == {
        "PTC", "PTD", "THT", "THQ", "THN", "BC6T", "TBL", "BBH", "DSH", "NQT", "CNP",
    }  # fmt: skip
    assert all(meeting_printing.formats(info.code) for info in dialog.forms)
    assert dialog.form.code == "THT"
    assert (dialog.word.isVisible(), dialog.excel.isVisible()) == (False, True)
    assert not dialog.blank.isVisible()
    dialog.choose_form("BBH")
    assert (dialog.word.isVisible(), dialog.excel.isVisible()) == (True, False)
    assert dialog.blank.isVisible()
    assert dialog.unchecked.isVisible()
    dialog.choose_form("THN")
    assert dialog.period.currentText() == "Năm 2026"
    dialog.choose_form("PTC")
    assert dialog.period.currentText() == "Tháng 10/2026"


def test_what_it_is_opened_for_is_chosen(build: Callable[..., MeetingPrintDialog]) -> None:
    one = build(form="PTC", period="2026-10", unit_ids=(make.HAMLET,), blank=True)
    assert one.whom[ONE].isChecked()
    assert one.unit.text() == "Chi bộ thôn Bình Minh"
    assert one.blank.isChecked()
    assert one.job() == MeetingJob(
        form="PTC", period="2026-10", unit_ids=(make.HAMLET,), blank=True
    )
    whole = build(form="BBH", meeting_ids=(1,), period="2026-10")
    assert whole.whom[CHOSEN].isChecked()
    whole.choose_form("THT")
    assert whole.whom[ALL].isChecked()
    assert not whole.whom[CHOSEN].isEnabled()


def test_blank_sheets_are_previewed_and_each_print_is_noted(
    build: Callable[..., MeetingPrintDialog], qtbot: QtBot, desk: Desk
) -> None:
    dialog = build(form="PTC", period="2026-11", unit_ids=(make.HAMLET,), blank=True)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.busy
    qtbot.waitUntil(lambda: bool(previews()), timeout=WAIT)
    qtbot.waitUntil(lambda: not dialog.busy, timeout=WAIT)
    [shown] = previews()
    assert shown.printed is not None
    shown.printed(2, "Phát cho chi bộ")
    assert prints(desk) == [("PTC", 2, "Phát cho chi bộ")]
    shown.reject()
    assert dialog.isVisible()


def test_a_month_without_sheets_says_so_and_stays(
    build: Callable[..., MeetingPrintDialog], qtbot: QtBot
) -> None:
    dialog = build(form="PTC", period="2026-08")
    assert dialog.main is not None
    dialog.main.click()
    qtbot.waitUntil(dialog.notice.isVisible, timeout=WAIT)
    assert "tháng 8/2026" in dialog.notice.text.text()
    qtbot.waitUntil(lambda: not dialog.busy, timeout=WAIT)
    assert dialog.isVisible()


def test_one_chi_bo_must_be_named(build: Callable[..., MeetingPrintDialog], desk: Desk) -> None:
    dialog = build(form="THT", period="2026-10")
    dialog.choose_whom(ONE)
    assert dialog.main is not None
    dialog.main.click()
    assert not dialog.busy
    assert dialog.unit.problem() is not None
    assert prints(desk) == []


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Answer every question where to save with a file whose name is still without its ending."""
    path = tmp_path / "tep"

    def save(_parent: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        (tmp_path / "asked").write_text(name, encoding="utf-8")
        return str(path), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", save)
    return path


@pytest.mark.parametrize(("form", "ending"), [("THT", "xlsx"), ("NQT", "docx")])
def test_files_are_saved_and_noted(
    build: Callable[..., MeetingPrintDialog], qtbot: QtBot, desk: Desk, target: Path,
    form: str, ending: str,
) -> None:  # fmt: skip
    dialog = build(form=form, period="2026-10")
    meeting_samples.held(desk)
    (dialog.excel if ending == "xlsx" else dialog.word).click()
    qtbot.waitUntil(dialog.notice.isVisible, timeout=WAIT)
    qtbot.waitUntil(lambda: not dialog.busy, timeout=WAIT)
    assert "tháng 10-2026" in (target.parent / "asked").read_text(encoding="utf-8")
    data = target.with_name(f"tep.{ending}").read_bytes()
    assert data[:2] == b"PK"
    if ending == "xlsx":
        assert load_workbook(BytesIO(data)).active is not None
    assert prints(desk) == [(form, 0, f"Ghi ra tệp tep.{ending}")]


def test_who_may_not_print_is_told(qtbot: QtBot, desk: Desk, jobs: Jobs) -> None:
    reader = replace(desk, actor=replace(desk.actor, role=Role.VIEWER))
    dialog = MeetingPrintDialog(reader, jobs, MeetingJob(form="THT", period="2026-10"))
    qtbot.addWidget(dialog)
    dialog.show()
    for button in (dialog.main, dialog.excel):
        assert button is not None
        dialog.notice.clear()
        button.click()
        assert dialog.notice.isVisible()
        assert not dialog.busy


def test_every_control_has_a_name_and_its_key(build: Callable[..., MeetingPrintDialog]) -> None:
    dialog = build(form="PTC", period="2026-10")
    for button in (dialog.main, dialog.leave, dialog.excel, dialog.word):
        assert button is not None
        assert button.toolTip()
        assert button.text().strip()
    assert dialog.list.accessibleName()
    assert dialog.period.accessibleName()
