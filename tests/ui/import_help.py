"""What the tests of the import wizard share: lists of invented people, a wizard that reads one."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from pytestqt.qtbot import QtBot
from xlsxwriter import Workbook

from tcxd_desktop.domain.imports import Outcome, RowPreview
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.exchange.writer import workbook
from tcxd_desktop.office import people
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.imports.wizard import Wizard
from tcxd_desktop.ui.imports.workspace import ImportsWorkspace
from tests import make
from tests.ui.safety_help import quiet

HEADS = ["STT", "Họ và tên", "Số thẻ Đảng viên", "Số CCCD", "Ngày sinh", "Ngày kết nạp",
         "Chi bộ đang sinh hoạt", "Chi bộ nơi cư trú", "Trạng thái"]  # fmt: skip
THANH, AN, DAO = "Phạm Văn Thành", "Lê Thị An", "Nguyễn Thị Đào"
KNOWN = ["1", THANH, "", "037075000001", "30/04/1975", "", "Chi bộ thôn Bình Minh", "", ""]
MOVED = ["2", AN, "", "037140000001", "1940", "01/01/1970", "Chi bộ thôn Bình Minh", "", ""]
NEW = ["3", DAO, "037162004417", "037162004417", "05/03/1962", "19/05/1985", "Chi bộ Khu phố 9",
       "", "Đang sinh hoạt"]  # fmt: skip
PLAIN_NEW = [*NEW[:6], "Chi bộ thôn Bình Minh", *NEW[7:]]
WRONG = ["4", "Vũ Văn Sai", "", "12345", "31/02/1990", "", "Chi bộ thôn Bình Minh", "", ""]
NAMESAKE = ["5", THANH, "", "", "1975", "", "Chi bộ thôn Bình Minh", "", ""]
"""Of whom the list tells the year of birth alone."""


def known_people(desk: Desk) -> None:
    """Write the two people the lists speak of."""
    people.create(desk, make.new_person(citizen_id="037075000001"))
    people.create(
        desk,
        make.new_person(name=AN, birth=make.day("1940"), citizen_id="037140000001",
                        unit_id=make.FAR_HAMLET, ceremony_date=make.day("1970-01-01")),
    )  # fmt: skip


def sheet(folder: Path, rows: Sequence[Sequence[str]], name: str = "DS_DANGVIEN.xlsx") -> Path:
    """Write a list of eight columns."""
    path = folder / name
    path.write_bytes(workbook("Danh sách", HEADS, [list(row) for row in rows]))
    return path


def sheets(folder: Path, found: dict[str, Sequence[Sequence[str]]], font: str = "") -> Path:
    """Write a workbook of several sheets, every cell in ``font`` where one is named."""
    path, target = folder / "nhieu trang.xlsx", BytesIO()
    book = Workbook(target, {"in_memory": True})
    cell = book.add_format({"num_format": "@", **({"font_name": font} if font else {})})
    for name, rows in found.items():
        made = book.add_worksheet(name)
        for place, row in enumerate(rows):
            for column, text in enumerate(row):
                made.write_string(place, column, text, cell)
    book.close()
    path.write_bytes(target.getvalue())
    return path


def opened(desk: Desk, jobs: Jobs, qtbot: QtBot) -> ImportsWorkspace:
    """Return the place of imports, shown, with the keyboard."""
    made = ImportsWorkspace(desk, jobs, Changes(desk.on_written))
    qtbot.addWidget(made)
    made.resize(1156, 690)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def read(place: ImportsWorkspace, path: Path, qtbot: QtBot) -> Wizard:
    """Read a file and return the wizard at the step it stopped at."""
    place.files.take(path)
    quiet(place._jobs, qtbot)
    return place.wizard


def go(wizard: Wizard, step: int, qtbot: QtBot) -> None:
    """Go to a step, with whatever has to be worked out for it."""
    wizard.go(step)
    quiet(wizard._jobs, qtbot)


def line(wizard: Wizard, number: int) -> RowPreview:
    """Return a line of the preview."""
    return next(row for row in wizard.state.decisions.rows() if row.row.line == number)


def outcomes(wizard: Wizard) -> list[Outcome]:
    """Return what each line would do, in the order of the file."""
    return [row.outcome for row in wizard.state.decisions.rows()]


def cells(wizard: Wizard, key: str) -> list[str]:
    """Return a column of the preview as it is shown."""
    table = wizard.preview.table
    column = next(one for one in table.rows.columns if one.key == key)
    return [column.text(row) for row in table.rows.records()]


def write(wizard: Wizard, qtbot: QtBot) -> None:
    """Press the button that writes, and wait."""
    assert wizard.foot.write.isEnabled(), wizard.foot.reason.whole()
    wizard.foot.write.click()
    quiet(wizard._jobs, qtbot)


def names(desk: Desk) -> set[str]:
    """Return who is in the list."""
    return {one.name for one in people.lines(desk, PeopleQuery())}
