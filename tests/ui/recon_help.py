"""A round of ten members with a central list that differs here and there; pages to work on it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.imports import ImportRow
from tcxd_desktop.domain.reconciliation import Round
from tcxd_desktop.domain.reconciliation_papers import CHECK_SLIP, ReconJob
from tcxd_desktop.office import people, reconciliation_printing
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.reconciliation.round_page import RoundPage
from tests import make
from tests.office import recon_samples as samples

ELSEWHERE = "Xóm 3, thôn Thượng"
STRANGER = "Kiều Thị Ngoan"


@dataclass(frozen=True)
class Scene:
    """A round and its members."""

    round: Round
    ids: list[int]


def scene(desk: Desk, **changes: Any) -> Scene:
    """Return a round whose list differs in a home (first member), a religion and a day of admission
    (second), lacks the third, and names a stranger."""
    ids = samples.fill(desk)
    told = samples.opened(desk, **changes)
    rows: list[ImportRow] = []
    for place, person in enumerate(ids):
        dossier = people.read(desk, person)
        changed: dict[str, Any] = {}
        if place == 0:
            changed = {"home.detail": ELSEWHERE}
        elif place == 1:
            changed = {"religion": "Phật giáo", "ceremony_date": make.day("1995-06-19")}
        elif place == 2:
            continue
        rows.append(samples.row(place + 2, dossier, **changed))
    stranger = ImportRow(90, STRANGER, {"birth_name": STRANGER, "sex": "Nữ"}, unit="Chi bộ cũ")
    samples.taken(desk, told, *rows, stranger)
    return Scene(told, ids)


def print_slips(desk: Desk, told: Round) -> None:
    """Have every slip of a round printed."""
    job = ReconJob(form=CHECK_SLIP, round_id=told.id)
    reconciliation_printing.note_printed(desk, job, copies=1, purpose="Phát phiếu")


def round_page(desk: Desk, jobs: Jobs, qtbot: QtBot, round_id: int) -> RoundPage:
    """Return the page of a round, read and on the screen."""
    made = RoundPage(desk, jobs, Changes(desk.on_written))
    qtbot.addWidget(made, before_close_func=lambda _: (made.hide(), jobs.close()))
    made.resize(1156, 660)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.open(round_id)
    qtbot.waitUntil(lambda: made.progress.table.rows.rowCount() > 0)
    return made


def go_to(page: RoundPage, qtbot: QtBot, person_id: int) -> None:
    """Have somebody shown, with the keyboard on the fields."""
    page.open_person(person_id)
    page.sides.go_in()
    page.look()
    qtbot.waitUntil(
        lambda: page.person.person is not None and page.person.person.person_id == person_id
    )


def press(widget: QWidget, key: Qt.Key, times: int = 1) -> None:
    """Press a key."""
    for _ in range(times):
        QTest.keyClick(widget, key)


def answer(act: Callable[[Dialog], None]) -> None:
    """Do something with the dialog the next call opens."""

    def run() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, Dialog):
            QTimer.singleShot(20, run)  # not there yet: nobody else would answer it
            return
        act(dialog)

    QTimer.singleShot(0, run)
