"""Figures of meetings and scores: a sheet scored, the year's board, its sheets drawn."""

import io
import shutil
import subprocess
import tempfile
from pathlib import Path

import docx

from tcxd_desktop.bench.figures import Figure, pair, timed
from tcxd_desktop.domain.meeting_papers import SELF_SHEET, MeetingJob
from tcxd_desktop.domain.score_templates import REVIEW, SELF
from tcxd_desktop.office import board, meeting_printing, score_checks, score_keeping, scoring
from tcxd_desktop.office.demo import DemoPlan, make_demo
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.opening import close_office
from tcxd_desktop.storage import board as stored_board

CELLS = 160
_A_LONG_TIME = 600


def whole(folder: Path, cells: int = CELLS) -> list[Figure]:
    """Take every figure on a demo office of so many chi bộ."""
    desk = make_demo(folder, "mật khẩu đo tốc độ", DemoPlan(cells * 20, cells))
    try:
        return [*_scored(desk), *_board(desk, cells), *_year(desk, cells), *_papers(desk)]
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


def _papers(desk: Desk) -> list[Figure]:
    _, ids = _held(desk)
    job = MeetingJob(form=SELF_SHEET, meeting_ids=tuple(ids))
    ours, _ = pair(lambda: meeting_printing.render(desk, job), lambda: None, rounds=3)
    name = f"{len(ids)} phiếu tự chấm trong một tệp PDF"
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        return [Figure(f"{name} (máy này không có LibreOffice)", ours, "không so", 0.0)]
    merged = _merged(desk, ids)
    other = timed(lambda: _converted(office, merged))
    return [Figure(name, ours, "LibreOffice trộn thư cùng các phiếu", other, goal="≤ 0,05")]


def _merged(desk: Desk, ids: list[int]) -> bytes:
    """Return the same sheets as one merged Word file: what a mail merge hands to the printer."""
    made = docx.Document()
    for number in ids:
        sheet = scoring.prepare(desk, number)
        result = scoring.result(sheet, SELF)
        review = sheet.entries.get(REVIEW, {})
        made.add_heading("PHIẾU ĐÁNH GIÁ", 1)
        table = made.add_table(rows=1, cols=5)
        for cell, text in zip(table.rows[0].cells, sheet.template.layout.columns, strict=False):
            cell.text = text
        known = {item.id: item for item in sheet.template.walk()}
        for item in result.items:
            points = "" if item.points is None else f"{item.points}"
            note = review[item.id].note if item.id in review else item.note
            texts = (item.id, known[item.id].label, f"{item.max}", points, note)
            for cell, text in zip(table.add_row().cells, texts, strict=True):
                cell.text = text
        made.add_page_break()
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def _converted(office: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory(prefix="tcxd-bench-") as name:
        folder = Path(name)
        (folder / "phieu.docx").write_bytes(data)
        subprocess.run(
            [office, "--headless", f"-env:UserInstallation=file://{folder}/profile",
             "--convert-to", "pdf", "--outdir", str(folder), str(folder / "phieu.docx")],
            capture_output=True, check=True, timeout=_A_LONG_TIME,
        )  # fmt: skip
        if not (folder / "phieu.pdf").is_file():
            raise RuntimeError("LibreOffice wrote no PDF")
