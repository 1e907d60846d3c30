"""What the tests of pages over the board of transfers share: a page shown, a second office."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.transfers import End, StepEvent, Transfer
from tcxd_desktop.office import people, transfer_packs
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import dialogs
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.transfers.over_page import OverPage
from tests import make
from tests.office import transfer_samples as samples
from tests.ui.safety_help import quiet

P = TypeVar("P", bound=OverPage)
COMER = "Trần Thị Mai Hương"
HERE = End(
    "cell_under_upper",
    province="Đảng bộ tỉnh Ninh Bình",
    upper="Đảng bộ xã Đông Hải",
    cell="Chi bộ thôn Bình Minh",
)


def shown(kind: Callable[[Desk, Jobs, Changes], P], desk: Desk, jobs: Jobs, qtbot: QtBot) -> P:
    """Return a page over the board, open and filled, with the keyboard."""
    page = kind(desk, jobs, Changes(desk.on_written))
    qtbot.addWidget(page)
    page.resize(1156, 690)
    page.open()
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    quiet(jobs, qtbot)
    return page


def choosing(monkeypatch: pytest.MonkeyPatch, *paths: Path) -> None:
    """Let the dialogs for files choose these, in turn."""
    left = list(paths)

    def give(*_args: object) -> Path:
        return left.pop(0)

    monkeypatch.setattr(dialogs, "open_file", give)
    monkeypatch.setattr(dialogs, "save_file", give)


def comer(desk: Desk) -> int:
    """Write a member with every paper in order at the sending office, and return the id."""
    made = people.create(desk, make.new_person(name=COMER, sex="Nữ", birth=make.day("1981-07-19")))
    told = replace(
        made,
        decision_date=make.day("2008-02-02"),
        ceremony_date=make.day("2008-02-14"),
        official_date=make.day("2009-02-14"),
        card_no="031081000777",
        citizen_id="031181000777",
        dossier_no="000777 HP",
        dues_paid_to=make.day("2026-11"),
        index_confirmed_on=make.day("2026-10-01"),
    )
    return people.save(desk, told).id


def sent(desk: Desk, person: int) -> tuple[Transfer, bytes]:
    """Let a member of the sending office leave for ours; return the case and its record."""
    case = samples.going(desk, person, target=HERE, serial="HP 004410")
    case = samples.sign(desk, case, [1], "2026-11-10")
    case = samples.sign(desk, case, [4], "2026-11-12")
    case = samples.take(desk, case, StepEvent.GIVE, "2026-11-13")
    return case, transfer_packs.record_bytes(desk, case.id)
