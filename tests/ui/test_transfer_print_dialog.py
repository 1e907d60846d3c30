"""In giấy tờ chuyển sinh hoạt: which paper, of which case or period; preview, Word, workbook."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain import transfer_papers as forms
from tcxd_desktop.domain.history import Role
from tcxd_desktop.domain.transfer_papers import TransferJob
from tcxd_desktop.domain.transfers import (
    Direction,
    State,
    TransferKind,
    TransferLine,
)
from tcxd_desktop.office import transfer_printing
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.preview import Preview
from tcxd_desktop.ui.transfers.print_dialog import TransferPrintDialog
from tcxd_desktop.ui.transfers.print_state import (
    OF_BODIES,
    OF_CASES,
    OF_PERIODS,
    Asked,
    days_of,
    file_stem,
    group_of,
    job_of,
    offered,
    periods,
    title_of,
    whose,
)
from tests.office import transfer_samples as samples

WAIT = 20_000
OPENED = TransferJob(form="", case_ids=(4, 5))


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


@pytest.fixture
def build(qtbot: QtBot, desk: Desk, jobs: Jobs) -> Callable[..., TransferPrintDialog]:
    def make_dialog(**job: object) -> TransferPrintDialog:
        wanted = TransferJob(**{"form": "", **job})  # type: ignore[arg-type]
        dialog = TransferPrintDialog(desk, jobs, wanted)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return make_dialog


@pytest.fixture
def case(desk: Desk) -> int:
    return samples.going(desk, samples.member(desk)).id


def prints(desk: Desk) -> list[tuple[object, ...]]:
    with desk.read() as reading:
        return [tuple(row) for row in reading.all("SELECT form, copies, purpose FROM printed")]


def previews() -> list[Preview]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, Preview)]


def line(kind: TransferKind, way: Direction) -> TransferLine:
    return TransferLine(4, kind, way, "Đỗ Minh Khôi", 1, "", "", State.REQUESTED, "", "")


# --- what is asked for ----------------------------------------------------------------------------


def test_every_form_belongs_to_one_group() -> None:
    assert group_of(forms.NOTICE) == OF_CASES
    assert group_of(forms.DECISION) == OF_BODIES
    assert group_of(forms.BOOK) == OF_PERIODS


@pytest.mark.parametrize(
    ("kind", "way", "there", "not_there"),
    [
        (TransferKind.OFFICIAL, Direction.OUT, forms.NOTICE, forms.CHECKLIST),
        (TransferKind.OFFICIAL, Direction.IN, forms.CHECKLIST, forms.NOTICE),
        (TransferKind.LABOUR, Direction.OUT, forms.SLIP, forms.SLIP_TEMPORARY),
        (TransferKind.TEMPORARY_ABROAD, Direction.OUT, forms.SLIP_TEMPORARY, forms.SLIP),
        (TransferKind.LINK, Direction.OUT, forms.LINK, forms.HANDOVER),
    ],
)
def test_of_a_case_only_what_fits_it_is_offered(
    desk: Desk, kind: TransferKind, way: Direction, there: str, not_there: str
) -> None:
    found = [info.code for info in
             offered(transfer_printing.forms(desk), OPENED, [line(kind, way)])]  # fmt: skip
    assert there in found
    assert not_there not in found
    assert forms.COVER not in found
    assert forms.DECISION not in found
    assert forms.BOOK in found
    asked = TransferJob(form=not_there, case_ids=(4,))
    again = [info.code for info in
             offered(transfer_printing.forms(desk), asked, [line(kind, way)])]  # fmt: skip
    assert not_there in again, "what was asked for is always offered"


def test_without_a_case_every_blank_is_offered(desk: Desk) -> None:
    found = [info.code for info in offered(transfer_printing.forms(desk), TransferJob(form=""), [])]
    assert {forms.NOTICE, forms.DECISION, forms.BOOK} <= set(found)
    assert forms.COPY not in found
    body = offered(transfer_printing.forms(desk), TransferJob(form="", collective_id=2), [])
    assert [info.code for info in body][:3] == list(forms.COLLECTIVE)


def test_the_job_is_what_was_chosen() -> None:
    assert job_of(Asked(forms.NOTICE, "2026-01-01", "2026-12-31", two_sided=True), OPENED) == (
        TransferJob(form=forms.NOTICE, case_ids=(4, 5), two_sided=True)
    )
    assert job_of(Asked(forms.NOTICE, blank=True), OPENED) == (
        TransferJob(form=forms.NOTICE, blank=True)
    )
    book = job_of(Asked(forms.BOOK, "2026-01-01", "2026-12-31", "T7"), OPENED)
    assert book == TransferJob(form=forms.BOOK, since="2026-01-01", until="2026-12-31")
    stock = job_of(Asked(forms.STOCK_REPORT, "2025-01-01", "2025-12-31", "T7"), OPENED)
    assert (stock.register, stock.year) == ("T7", 2025)
    body = TransferJob(form="", collective_id=2)
    assert job_of(Asked(forms.MINUTES), body).collective_id == 2
    assert job_of(Asked(forms.MINUTES, blank=True), body).collective_id == 0


def test_periods_are_told_apart() -> None:
    found = periods(date(2026, 2, 3))
    assert found[:5] == ["2026", "2025", "2024", "2026-H1", "2025-H2"]
    assert len(set(found)) == len(found)
    assert days_of("2026-Q1") == ("2026-01-01", "2026-03-31")
    assert title_of("2026") == "Năm 2026"


def test_files_are_called_by_their_paper() -> None:
    named = [line(TransferKind.OFFICIAL, Direction.OUT)]
    one = TransferJob(form=forms.NOTICE, case_ids=(4,))
    assert whose(named, one) == "Đỗ Minh Khôi"
    assert whose(named * 2, OPENED) == "2 ca đang chọn"
    assert whose([], TransferJob(form="", collective_id=2)) == "Đợt chuyển giao đang mở"
    assert whose([], TransferJob(form="")) == ""
    assert file_stem("Phiếu", one, 'A "B/C"') == "Phiếu A B-C"
    assert file_stem("Phiếu", replace(one, blank=True), "A") == "Phiếu trắng"
    book = TransferJob(form=forms.BOOK, since="2026-01-01", until="2026-12-31")
    assert file_stem("Sổ", book) == "Sổ 2026-01-01 2026-12-31"


# --- the dialog -----------------------------------------------------------------------------------


def test_it_opens_on_what_it_is_opened_for(
    build: Callable[..., TransferPrintDialog], case: int
) -> None:
    dialog = build(case_ids=(case,))
    assert dialog.form.code == forms.NOTICE
    assert dialog.filled.text() == "Đỗ Minh Khôi"
    assert dialog.job() == TransferJob(form=forms.NOTICE, case_ids=(case,))
    assert not dialog.when.isVisible()
    dialog.choose_form(forms.BOOK)
    assert dialog.when.isVisible()
    assert not dialog.letter.isVisible()
    assert (dialog.word.isVisible(), dialog.excel.isVisible()) == (False, True)
    assert dialog.job().since == "2026-01-01"
    dialog.choose_form(forms.STOCK_BOOK)
    assert dialog.letter.isVisible()
    dialog.choose_form(forms.COPY)
    assert not dialog.blank.isEnabled()
    assert dialog.unchecked.isHidden()
    book = build(form=forms.BOOK, since="2026-10-01", until="2026-10-31")
    assert book.job() == TransferJob(form=forms.BOOK, since="2026-10-01", until="2026-10-31")


def test_without_a_case_there_are_only_blanks(build: Callable[..., TransferPrintDialog]) -> None:
    dialog = build(form=forms.NOTICE)
    assert dialog.blank.isChecked()
    assert not dialog.filled.isVisible()
    assert dialog.job() == TransferJob(form=forms.NOTICE, blank=True)


def test_a_day_typed_makes_a_period_of_its_own(
    build: Callable[..., TransferPrintDialog], qtbot: QtBot
) -> None:
    dialog = build(form=forms.BOOK)
    dialog.since.edit.clear()
    qtbot.keyClicks(dialog.since.edit, "1/3/2026")
    dialog.since.commit()
    assert dialog.period.currentText() == "Khoảng ngày khác"
    assert dialog.job().since == "2026-03-01"
    dialog.period.setCurrentIndex(dialog.period.findData("2026-Q2"))
    assert (dialog.job().since, dialog.job().until) == ("2026-04-01", "2026-06-30")
    dialog.since.edit.clear()
    qtbot.keyClicks(dialog.since.edit, "32/3")
    assert dialog.main is not None
    dialog.main.click()
    assert not dialog.busy
    assert dialog.since.problem() is not None


def test_a_paper_is_previewed_and_each_print_is_noted(
    build: Callable[..., TransferPrintDialog], qtbot: QtBot, desk: Desk, case: int
) -> None:
    dialog = build(case_ids=(case,), form=forms.HANDOVER)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.busy
    qtbot.waitUntil(lambda: bool(previews()), timeout=WAIT)
    qtbot.waitUntil(lambda: not dialog.busy, timeout=WAIT)
    [shown] = previews()
    assert shown.printed is not None
    shown.printed(2, "Giao hồ sơ")
    assert prints(desk) == [(forms.HANDOVER, 2, "Giao hồ sơ")]
    shown.reject()
    assert dialog.isVisible()


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Answer every question where to save with a file whose name is still without its ending."""
    path = tmp_path / "tep"

    def save(_parent: object, _title: str, _name: str, _kinds: str) -> tuple[str, str]:
        return str(path), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", save)
    return path


@pytest.mark.parametrize(("form", "ending"), [(forms.BOOK, "xlsx"), (forms.INQUIRY, "docx")])
def test_files_are_saved_and_noted(
    build: Callable[..., TransferPrintDialog], qtbot: QtBot, desk: Desk, target: Path,
    form: str, ending: str,
) -> None:  # fmt: skip
    case = samples.going(desk, samples.member(desk)).id
    dialog = build(case_ids=(case,), form=form)
    (dialog.excel if ending == "xlsx" else dialog.word).click()
    qtbot.waitUntil(dialog.notice.isVisible, timeout=WAIT)
    qtbot.waitUntil(lambda: not dialog.busy, timeout=WAIT)
    data = target.with_name(f"tep.{ending}").read_bytes()
    if ending == "xlsx":
        assert load_workbook(BytesIO(data)).active is not None
    else:
        assert docx.Document(BytesIO(data)).paragraphs
    assert prints(desk) == [(form, 0, f"Ghi ra tệp tep.{ending}")]


def test_what_cannot_be_made_says_so_and_the_dialog_stays(
    build: Callable[..., TransferPrintDialog], qtbot: QtBot, desk: Desk, case: int
) -> None:
    dialog = build(case_ids=(case,), form=forms.DECISION)
    dialog.filled.setChecked(True)
    assert dialog.main is not None
    dialog.main.click()
    qtbot.waitUntil(dialog.notice.isVisible, timeout=WAIT)
    qtbot.waitUntil(lambda: not dialog.busy, timeout=WAIT)
    assert dialog.isVisible()
    assert prints(desk) == []


def test_who_may_not_print_is_told(qtbot: QtBot, desk: Desk, jobs: Jobs) -> None:
    reader = replace(desk, actor=replace(desk.actor, role=Role.VIEWER))
    dialog = TransferPrintDialog(reader, jobs, TransferJob(form=forms.BOOK))
    qtbot.addWidget(dialog)
    dialog.show()
    for button in (dialog.main, dialog.excel):
        assert button is not None
        dialog.notice.clear()
        button.click()
        assert dialog.notice.isVisible()
        assert not dialog.busy


def test_every_control_has_a_name_and_its_key(build: Callable[..., TransferPrintDialog]) -> None:
    dialog = build(form=forms.BOOK)
    for button in (dialog.main, dialog.leave, dialog.excel, dialog.word):
        assert button is not None
        assert button.toolTip()
        assert button.text().strip()
    for widget in (dialog.list, dialog.period, dialog.letter):
        assert widget.accessibleName()
    heads = [dialog.list.item(place) for place in range(dialog.list.count())
             if not dialog.list.item(place).flags()]  # fmt: skip
    assert len(heads) == 3, "headings are passed over by the arrow keys"
