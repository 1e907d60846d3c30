"""Figure of a month's score sheets as one PDF, against LibreOffice making the same pages."""

import io
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import docx

from tcxd_desktop.bench import mail_merge
from tcxd_desktop.bench.figures import Figure, pair, timed
from tcxd_desktop.domain.meeting_papers import SELF_SHEET, MeetingJob
from tcxd_desktop.domain.score_papers import TOTAL, ScorePaper
from tcxd_desktop.office import meeting_printing, score_papers
from tcxd_desktop.office.desk import Desk

_ROUNDS = 3
_A_LONG_TIME = 600
_GOAL = "≤ 0,05"


def printed(desk: Desk, meeting_ids: list[int]) -> list[Figure]:
    """Return the figure: a mail merge where there is one, else what LibreOffice can do."""
    job = MeetingJob(form=SELF_SHEET, meeting_ids=tuple(meeting_ids))
    count = mail_merge.pages(meeting_printing.render(desk, job))
    name = f"{len(meeting_ids)} phiếu tự chấm, một tệp PDF {count} trang"
    office = mail_merge.libreoffice()
    if office is None:
        ours, _ = pair(lambda: meeting_printing.render(desk, job), lambda: None, _ROUNDS)
        return [Figure(f"{name} (máy này không có LibreOffice)", ours, "không so", 0.0)]
    with tempfile.TemporaryDirectory(prefix="tcxd-bench-") as folder:
        try:
            return [_beside_merge(desk, job, name, (office, Path(folder).resolve()))]
        except mail_merge.CannotMerge as problem:
            print(f"# {problem}", file=sys.stderr)
            return [_beside_conversion(desk, job, name, (office, Path(folder).resolve()))]


def _beside_merge(desk: Desk, job: MeetingJob, name: str, other: tuple[str, Path]) -> Figure:
    """Measure both in turns; LibreOffice is started before and not counted."""
    office, folder = other
    with mail_merge.merger(office, score_papers.sheets(desk, job), folder) as merger:
        ours, merged = pair(lambda: meeting_printing.render(desk, job), merger.merge, _ROUNDS)
        opened = f"{merger.started:.1f}".replace(".", ",")
        said = f"LibreOffice trộn thư {merger.pages()} trang, chưa kể {opened} s để mở nó"
    return Figure(name, ours, said, merged, goal=_GOAL)


# --- without a mail merge -------------------------------------------------------------------------


def _beside_conversion(desk: Desk, job: MeetingJob, name: str, other: tuple[str, Path]) -> Figure:
    """Measure against a Word file somebody merged already, made a PDF: less work than a merge."""
    office, folder = other
    ours, _ = pair(lambda: meeting_printing.render(desk, job), lambda: None, _ROUNDS)
    (folder / "tron-san.docx").write_bytes(_merged(score_papers.sheets(desk, job)))
    took = timed(lambda: _converted(office, folder))
    count = mail_merge.pages(folder / "tron-san.pdf")
    said = f"LibreOffice mở rồi đổi tệp Word trộn sẵn, {count} trang (máy này thiếu phần trộn thư)"
    return Figure(name, ours, said, took, goal=_GOAL)


def _merged(papers: list[ScorePaper]) -> bytes:
    """Return the same texts as one merged Word file: what a mail merge hands to the printer."""
    made: Any = docx.Document()
    for paper in papers:
        told = (paper.head.province, paper.head.issuer, paper.title, *paper.subtitle, *paper.told)
        for line in told:
            made.add_paragraph(line)
        _table(made, paper)
        for words, value in paper.verdict:
            made.add_paragraph(f"{words} {value}")
        for line in (*paper.remarks, *paper.outline.footer):
            made.add_paragraph(line)
        for captions in paper.outline.layout.signatures:
            made.add_paragraph("   ".join(captions))
        made.add_page_break()
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def _table(made: Any, paper: ScorePaper) -> None:
    outline, points = paper.outline, paper.columns[paper.scorer].points
    rows = [outline.layout.columns]
    for row in outline.rows:
        label = f"{row.label}\n{row.hint}" if row.hint else row.label
        told = points.get(row.item, "")
        rows.append((row.number, label, row.max, told, paper.notes.get(row.item, "")))
    rows.append(("", "TỔNG ĐIỂM", outline.total, points.get(TOTAL, ""), ""))
    table = made.add_table(rows=len(rows), cols=5)
    table.style = "Table Grid"
    # Cell by cell through the table's own look-up grows with its square.
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def _converted(office: str, folder: Path) -> None:
    subprocess.run(
        [office, "--headless", f"-env:UserInstallation={(folder / 'rieng-doi').as_uri()}",
         "--convert-to", "pdf", "--outdir", str(folder), str(folder / "tron-san.docx")],
        capture_output=True, check=True, timeout=_A_LONG_TIME,
    )  # fmt: skip
    if not (folder / "tron-san.pdf").is_file():
        raise RuntimeError("LibreOffice wrote no PDF")
