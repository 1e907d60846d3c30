"""Dialogs of a round: opening one, cards, many at once, papers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.errors import NobodyToPrintProblem
from tcxd_desktop.domain.reconciliation import DEFAULT_FIELDS, Decided, Source
from tcxd_desktop.domain.reconciliation_papers import (
    CHECK_SLIP,
    PROGRESS,
    REQUEST,
    RESULT,
    ReconJob,
)
from tcxd_desktop.domain.reconciliation_views import PersonState, ReconQuery, SlipState
from tcxd_desktop.office import (
    people,
    reconciliation,
    reconciliation_papers,
    reconciliation_printing,
    reconciliation_requests,
)
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.preview import Preview
from tcxd_desktop.ui.reconciliation.card_dialog import CardDialog
from tcxd_desktop.ui.reconciliation.many_dialog import ManyDialog
from tcxd_desktop.ui.reconciliation.print_dialog import ReconPrintDialog
from tcxd_desktop.ui.reconciliation.round_dialog import RoundDialog
from tests import make
from tests.ui.conftest import Typist
from tests.ui.recon_help import ELSEWHERE, Scene, press, print_slips, scene

WAIT = 20_000
PAPER = "Sổ hộ khẩu cũ"


@pytest.fixture
def told(desk: Desk) -> Scene:
    return scene(desk)


# --- a round --------------------------------------------------------------------------------------


def test_a_round_begins_with_every_chi_bo_and_the_usual_fields(desk: Desk, qtbot: QtBot) -> None:
    dialog = RoundDialog(desk)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.name.value() == "Đối chiếu tháng 11/2026"
    assert dialog.units.whole()
    assert set(dialog.fields.chosen()) == set(DEFAULT_FIELDS)
    assert dialog.main is not None
    dialog.main.click()
    assert dialog.made is not None
    assert dialog.made.units == ()
    assert set(dialog.made.fields) == set(DEFAULT_FIELDS)


def test_chi_bo_and_fields_are_ticked_by_keyboard(desk: Desk, qtbot: QtBot) -> None:
    dialog = RoundDialog(desk)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.units.none.click()
    dialog.units.tick(make.HAMLET)
    dialog.fields.find_box.setText("so bao hiem")
    dialog.fields.find_box.tell_now()
    shown = [
        dialog.fields.list.item(row)
        for row in range(dialog.fields.list.count())
        if not dialog.fields.list.item(row).isHidden()
    ]
    assert all("bảo hiểm" in item.text().lower() for item in shown)
    dialog.fields.find_box.clear()
    dialog.fields.find_box.tell_now()
    dialog.fields.list.setCurrentRow(0)
    press(dialog.fields.list, Qt.Key.Key_Space)
    dialog.twice.setChecked(True)
    dialog.accept_ready()
    made = dialog.made
    assert made is not None
    assert (made.units, made.twice) == ((make.HAMLET,), True)
    assert set(made.fields) == set(DEFAULT_FIELDS) - {"birth_name"}


def test_a_round_without_fields_or_name_is_refused(desk: Desk, qtbot: QtBot) -> None:
    dialog = RoundDialog(desk)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.fields.none.click()
    assert dialog.main is not None
    dialog.main.click()
    assert dialog.notice.isVisible()
    dialog.fields.all.click()
    dialog.name.set_value("")
    dialog.main.click()
    assert dialog.made is None
    assert QApplication.focusWidget() is dialog.name.edit or dialog.name.problem() is not None


# --- cards ----------------------------------------------------------------------------------------


def card_text(desk: Desk, person_id: int, home: str = "Thôn Trung, Đông Hải, Ninh Bình") -> str:
    told = people.read(desk, person_id)
    born = told.birth_date.exact if told.birth_date is not None else None
    assert isinstance(born, date)
    parts = (told.citizen_id, "", told.birth_name, f"{born:%d%m%Y}", told.sex, home, "05062021")
    return "|".join(parts)


def scan(dialog: CardDialog, text: str, typist: Typist) -> None:
    dialog.scan.setFocus()
    typist.letters(dialog.scan, text)
    press(dialog.scan, Qt.Key.Key_Return)


def test_card_after_card_is_taken_for_whose_it_is(
    desk: Desk, jobs: Jobs, told: Scene, qtbot: QtBot, typist: Typist
) -> None:
    for place in range(2):
        dossier = people.read(desk, told.ids[place])
        number = (
            f"037{'1' if dossier.sex == 'Nữ' else '0'}{str(dossier.birth_date)[2:4]}00000{place}"
        )
        people.save(desk, replace(dossier, citizen_id=number))
    dialog = CardDialog(desk, jobs, told.round.id)
    qtbot.addWidget(dialog)
    dialog.show()
    for place in range(2):
        scan(dialog, card_text(desk, told.ids[place]), typist)
        assert dialog.person_id == told.ids[place]
    assert dialog.taken == 2
    assert dialog.count.text() == "Đã nhận 2 thẻ"
    found = reconciliation.person(desk, told.round.id, told.ids[0])
    assert Source.CARD in found.entries


def test_a_card_nobody_fits_is_not_taken(
    desk: Desk, jobs: Jobs, told: Scene, qtbot: QtBot, typist: Typist
) -> None:
    dialog = CardDialog(desk, jobs, told.round.id)
    qtbot.addWidget(dialog)
    dialog.show()
    text = "001060012345||Kiều Văn Lạ|01021960|Nam|Phường Hàng Trống, Hà Nội|05062021"
    scan(dialog, text, typist)
    assert dialog.taken == 0
    assert dialog.who.text() == "Không có ai ở đây giống thẻ này."
    scan(dialog, "khong phai the", typist)
    assert dialog.notice.isVisible()


def test_a_card_of_somebody_else_than_asked_for_waits_for_the_clerk(
    desk: Desk, jobs: Jobs, told: Scene, qtbot: QtBot, typist: Typist
) -> None:
    dialog = CardDialog(desk, jobs, told.round.id, told.ids[1])
    qtbot.addWidget(dialog)
    dialog.show()
    scan(dialog, card_text(desk, told.ids[0]), typist)
    assert dialog.taken == 0
    assert dialog.table.isVisible()
    press(dialog.table, Qt.Key.Key_Return)
    assert dialog.person_id == told.ids[0]


# --- many -----------------------------------------------------------------------------------------


def many(desk: Desk, jobs: Jobs, told: Scene, qtbot: QtBot) -> ManyDialog:
    dialog = ManyDialog(desk, jobs, told.round.id, ReconQuery(), (PAPER,))
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_many_are_decided_by_an_enter_of_its_own(
    desk: Desk, jobs: Jobs, told: Scene, qtbot: QtBot
) -> None:
    dialog = many(desk, jobs, told, qtbot)
    dialog.basis.set_value(PAPER)
    press(dialog.basis.edit, Qt.Key.Key_Return)
    assert dialog.focusWidget() is dialog.main
    assert not dialog.done_many
    dialog.source_box.setCurrentIndex(dialog.source_box.findData(str(Source.CARD)))
    dialog._sources()
    assert dialog.hint.text() == "Không còn mục nào khác với nguồn này chờ quyết định."
    assert not dialog.count.text()


def test_one_field_of_many_is_decided_together(
    desk: Desk, jobs: Jobs, told: Scene, qtbot: QtBot
) -> None:
    dialog = many(desk, jobs, told, qtbot)
    dialog.fields.setCurrentIndex(dialog.fields.findData("home.detail"))
    dialog._fill()
    assert [pick.theirs for pick in dialog.picks()] == [ELSEWHERE]
    assert dialog.main is not None
    dialog.main.click()
    assert dialog.basis.problem() is not None
    dialog.basis.set_value(PAPER)
    dialog.ways[Decided.TAKE].click()
    dialog.main.click()
    qtbot.waitUntil(lambda: dialog.done_many == 1, timeout=WAIT)
    assert people.read(desk, told.ids[0]).home.detail == ELSEWHERE


def test_fixed_facts_are_not_taken_together(
    desk: Desk, jobs: Jobs, told: Scene, qtbot: QtBot
) -> None:
    dialog = many(desk, jobs, told, qtbot)
    dialog.fields.setCurrentIndex(dialog.fields.findData("ceremony_date"))
    dialog._fill()
    assert len(dialog.picks()) == 1
    dialog.ways[Decided.TAKE].click()
    assert dialog.picks() == []
    assert dialog.main is not None
    assert not dialog.main.isEnabled()


# --- papers ---------------------------------------------------------------------------------------


@pytest.fixture
def papers(desk: Desk, jobs: Jobs, told: Scene, qtbot: QtBot) -> Callable[..., ReconPrintDialog]:
    def build(form: str, **changes: object) -> ReconPrintDialog:
        job = ReconJob(**{"form": form, "round_id": told.round.id, **changes})  # type: ignore[arg-type]
        dialog = ReconPrintDialog(desk, jobs, job)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return build


def previews() -> list[Preview]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, Preview)]


def test_slips_are_for_those_chosen_a_chi_bo_or_all(
    told: Scene, papers: Callable[..., ReconPrintDialog]
) -> None:
    dialog = papers(CHECK_SLIP, person_ids=tuple(told.ids[:2]))
    assert dialog.chosen.text() == "2 người đang chọn"
    assert dialog.job().person_ids == tuple(told.ids[:2])
    dialog.of_unit.setChecked(True)
    dialog.unit.setCurrentIndex(dialog.unit.findData(make.FAR_HAMLET))
    assert (dialog.job().person_ids, dialog.job().unit_ids) == ((), (make.FAR_HAMLET,))
    dialog.everybody.setChecked(True)
    assert dialog.job() == ReconJob(form=CHECK_SLIP, round_id=told.round.id)


def test_who_has_no_slip_yet_is_named_when_it_is_asked_for(
    desk: Desk, told: Scene, papers: Callable[..., ReconPrintDialog]
) -> None:
    job = ReconJob(form=CHECK_SLIP, round_id=told.round.id, person_ids=tuple(told.ids[:8]))
    reconciliation_printing.note_printed(desk, job, copies=1, purpose="Phát phiếu")
    dialog = papers(CHECK_SLIP)
    dialog.unprinted.setChecked(True)
    made = dialog.job()
    assert set(made.person_ids) == set(told.ids[8:])
    assert len(reconciliation_papers.slip_papers(desk, made)) == 2
    print_slips(desk, told.round)
    with pytest.raises(NobodyToPrintProblem):
        dialog.job()


def test_printed_slips_count_as_printed(
    desk: Desk, told: Scene, papers: Callable[..., ReconPrintDialog], qtbot: QtBot,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    dialog = papers(CHECK_SLIP)
    assert dialog.main is not None
    dialog.main.click()
    qtbot.waitUntil(lambda: bool(previews()), timeout=WAIT)
    qtbot.waitUntil(lambda: not dialog.busy, timeout=WAIT)
    [shown] = previews()
    target = tmp_path / "phieu.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    shown.save_button.click()
    qtbot.waitUntil(target.exists, timeout=WAIT)
    said = "".join(page.extract_text() for page in PdfReader(target).pages)
    assert "Nguyễn Thị Đào".upper() in said.upper()
    qtbot.waitUntil(
        lambda: all(
            line.slip is SlipState.PRINTED
            for line in reconciliation.lines(desk, told.round.id)
            if line.person_id
        ),
        timeout=WAIT,
    )
    shown.reject()


def test_the_result_is_a_workbook_too(
    papers: Callable[..., ReconPrintDialog], qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    dialog = papers(RESULT)
    assert dialog.excel.isVisible()
    assert not dialog.slips.isVisible()
    target = tmp_path / "ket-qua.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    dialog.excel.click()
    qtbot.waitUntil(dialog.notice.isVisible, timeout=WAIT)
    sheet = load_workbook(BytesIO(target.read_bytes())).active
    assert sheet is not None
    said = [str(cell.value) for line in sheet.iter_rows() for cell in line if cell.value]
    assert any("Bình Minh" in text for text in said)
    dialog.choose_form(PROGRESS)
    assert dialog.form.code == PROGRESS


def test_a_request_that_was_sent_is_printed_as_it_went_out(
    desk: Desk, told: Scene, papers: Callable[..., ReconPrintDialog], jobs: Jobs, qtbot: QtBot
) -> None:
    dialog = many(desk, jobs, told, qtbot)
    dialog.fields.setCurrentIndex(dialog.fields.findData("home.detail"))
    dialog._fill()
    dialog.basis.set_value(PAPER)
    assert dialog.main is not None
    dialog.main.click()
    qtbot.waitUntil(lambda: dialog.done_many == 1, timeout=WAIT)
    waiting = reconciliation_requests.to_request(desk, told.round.id)
    assert reconciliation.person(desk, told.round.id, told.ids[0]).state is PersonState.TO_REQUEST
    made = reconciliation_requests.mark_requested(
        desk, told.round.id, [line.verdict_id for line in waiting], "45-CV/ĐU"
    )
    shown = papers(REQUEST, request_id=made.id)
    assert shown.request.currentText() == "45-CV/ĐU ngày 23/11/2026, 1 mục"
    assert not shown.number_box.isVisible()
    assert shown.job().request_id == made.id
    shown.request.setCurrentIndex(0)
    assert shown.number_box.isVisible()
    shown.number.set_value("46-CV/ĐU")
    assert (shown.job().request_id, shown.job().number) == (0, "46-CV/ĐU")


def test_keys_reach_every_way_of_having_a_paper(papers: Callable[..., ReconPrintDialog]) -> None:
    dialog = papers(REQUEST)
    assert dialog.word.shortcut().toString() == "Ctrl+Shift+W"
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    assert dialog.form.code == RESULT
