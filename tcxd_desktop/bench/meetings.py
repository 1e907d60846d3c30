"""Figures of meetings and scores: a sheet scored, the year's board, its sheets drawn."""

from pathlib import Path

from tcxd_desktop.bench.figures import Figure, pair, timed
from tcxd_desktop.bench.printed_sheets import printed
from tcxd_desktop.domain.score_templates import SELF
from tcxd_desktop.office import board, score_checks, score_keeping, scoring
from tcxd_desktop.office.demo import DemoPlan, make_demo
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.opening import close_office
from tcxd_desktop.storage import board as stored_board

CELLS = 160


def whole(folder: Path, cells: int = CELLS) -> list[Figure]:
    """Take every figure on a demo office of so many chi bộ."""
    desk = make_demo(folder, "mật khẩu đo tốc độ", DemoPlan(cells * 20, cells))
    try:
        return [*_scored(desk), *_board(desk, cells), *_year(desk, cells), *_papers(desk, cells)]
    finally:
        close_office(desk)


def _held(desk: Desk) -> tuple[int, list[int]]:
    """Return the year, and the meetings of its last month in which most are scored."""
    year, month = desk.today().year, max(desk.today().month - 2, 1)
    rows = board.board(desk, year).rows
    return year, [
        row.cells[month - 1].meeting_id for row in rows if row.cells[month - 1].self_total
    ]


def _scored(desk: Desk) -> list[Figure]:
    _, ids = _held(desk)
    sheet = scoring.prepare(desk, ids[0])
    _, detailed = next(pair for pair in score_keeping.shipped() if pair[1].code == "AN-PHU")
    machine = score_keeping.machine(detailed)

    def hundred() -> None:
        for _ in range(100):
            machine.score(sheet.facts, {}, SELF)

    ours, _ = pair(hundred, lambda: None)
    return [Figure("Chấm một phiếu (mẫu An Phú)", ours / 100, "1 mili giây", 0.001, goal="≤ 1")]


def _board(desk: Desk, cells: int) -> list[Figure]:
    year, _ = _held(desk)

    def raw() -> None:
        """Read the rows the board is made of, through the same connection."""
        with desk.read() as reading:
            stored_board.lines(reading, f"{year}-01", f"{year}-12")
            stored_board.first_days(reading)
            reading.all("SELECT unit_id, name, type, parent_id FROM unit_step")
            reading.all(
                "SELECT unit_id, count(*) FROM standing WHERE since <= ? AND ? < until"
                " GROUP BY unit_id",
                (f"{year}-12-31", f"{year}-12-31"),
            )

    ours, other = pair(lambda: board.board(desk, year), raw)
    return [Figure(f"Bảng cả năm, {cells} chi bộ", ours, "chỉ đọc các dòng đó", other, goal="≤ 3")]


def _year(desk: Desk, cells: int) -> list[Figure]:
    year, _ = _held(desk)
    ours = timed(lambda: score_checks.recompute(desk, year))
    return [Figure(f"Tính lại cả năm, {cells} chi bộ", ours, "1 giây", 1.0, goal="≤ 1")]


def _papers(desk: Desk, cells: int) -> list[Figure]:
    """Print as many sheets as there are chi bộ: of the last month, the rest of those before."""
    year, _ = _held(desk)
    rows = board.board(desk, year).rows
    found = [
        row.cells[month].meeting_id
        for month in reversed(range(max(desk.today().month - 2, 1)))
        for row in rows
        if row.cells[month].self_total
    ]
    return printed(desk, found[:cells])
