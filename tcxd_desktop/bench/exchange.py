"""Figures of sheets: a list taken in, shown before, taken back, written; slips of a round."""

import io
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import python_calamine
from xlsxwriter import Workbook

from tcxd_desktop.bench.figures import Figure, pair, timed
from tcxd_desktop.bench.mail_merge import libreoffice
from tcxd_desktop.domain.exports import ExportJob
from tcxd_desktop.domain.imports import ImportChoices, ImportPreview, Outcome
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.domain.reconciliation import Round
from tcxd_desktop.domain.reconciliation_papers import CHECK_SLIP, ReconJob
from tcxd_desktop.exchange.sheets import read_book
from tcxd_desktop.exchange.writer import OPTIONS
from tcxd_desktop.office import (
    exports,
    imports,
    opening,
    people,
    reconciliation,
    reconciliation_printing,
)
from tcxd_desktop.office.demo import DemoPlan, make_demo
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import engine

LAYOUT = "central28"
SLIPS = 400
_NAME = "do.xlsx"
_ROUNDS = 3
_OF_PEOPLE = ("unit", "unit_step", "person", "person_events", "standing", "central_number")
"""What a list of members fills, without what undoing and the access book need."""
_PASSWORD = "mật khẩu đo tốc độ"
_CONVERT_SECONDS = 300


def whole(desk: Desk, folder: Path, slips: int = SLIPS) -> list[Figure]:
    """Take every figure with the members of an open office.

    Args:
        desk: the office whose list goes out, and comes in elsewhere.
        folder: where empty offices are made.
        slips: how many check slips are drawn.
    """
    job = ExportJob(layout=LAYOUT)
    made = exports.export_layout(desk, job)
    found = _written(desk, job, made.data, made.people)
    found += _taken_in(_Import(made.data, folder), made.people)
    return [*found, *_slips(desk, slips)]


# --- out ------------------------------------------------------------------------------------------


def _written(desk: Desk, job: ExportJob, data: bytes, count: int) -> list[Figure]:
    """Return an export against the bare writer writing the same cells."""
    rows = _cells(data)

    def bare() -> None:
        book = Workbook(io.BytesIO(), OPTIONS)
        sheet = book.add_worksheet()
        text = book.add_format({"num_format": "@"})
        for place, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell != "":
                    sheet.write(place, column, cell, text)
        book.close()

    ours, other = pair(lambda: exports.export_layout(desk, job), bare, rounds=_ROUNDS)
    return [
        Figure(f"Xuất {count} dòng mẫu 28 cột", ours, "XlsxWriter viết cùng ô", other,
               goal="≤ 1,5"),
    ]  # fmt: skip


def _cells(data: bytes) -> list[list[Any]]:
    """Return the cells of the first sheet as a bare reader gives them."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    return book.get_sheet_by_index(0).to_python()


# --- in -------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Import:
    """Một tệp, và mỗi lượt một văn phòng trống nó được nhập vào."""

    data: bytes
    folder: Path
    times: dict[str, list[float]] = field(default_factory=dict)

    def turn(self, number: int) -> None:
        """Time the parts once: the file shown, taken in, its rows written bare, taken back."""
        office = self.folder / f"trong-{number}"
        desk = make_demo(office, _PASSWORD, DemoPlan(1, 23))
        try:
            self._timed("xem", lambda: _preview(desk, self.data))
            before = [Path(shutil.copy(desk.store.path, self.folder / n)) for n in ("1", "2")]
            self._timed("nhập", lambda: _whole(desk, self.data))
            run = imports.runs(desk)[0].id
            self._timed("cùng tệp", lambda: _whole(desk, self.data))
            self._raw("thô", desk, before[0])
            self._raw("thô hồ sơ", desk, before[1], _OF_PEOPLE)
            self._timed("hoàn tác", lambda: imports.undo(desk, run, "Đo tốc độ"))
        finally:
            opening.close_office(desk)

    def _timed(self, name: str, work: Any) -> None:
        self.times.setdefault(name, []).append(timed(work))

    def median(self, name: str) -> float:
        """Return the median of a part."""
        return statistics.median(self.times[name])

    def _raw(self, name: str, desk: Desk, before: Path, tables: Sequence[str] = ()) -> None:
        """Time the rows an import wrote inserted by the bare driver into the file as it was.

        Args:
            name: of the part.
            desk: the office after the import.
            before: the office's file before the import.
            tables: only these; empty: all.
        """
        with closing(engine.connect(before, desk.store.ring.main)) as connection:
            known = connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
            ).fetchall()
            rows: dict[str, list[tuple[Any, ...]]] = {}
            for table in tables or [str(row[0]) for row in known]:
                sql = f'SELECT * FROM "{table}"'
                there = set(connection.execute(sql).fetchall())
                with desk.read() as reading:
                    rows[table] = [row for row in reading.all(sql) if row not in there]
            self._timed(name, lambda: _insert(connection, rows))


def _preview(desk: Desk, data: bytes) -> ImportPreview:
    """Read a file and return what it would do."""
    preview = imports.preview_members(desk, data, _NAME)
    if wrong := [row for row in preview.rows if row.outcome is Outcome.ERROR]:
        raise RuntimeError(f"{len(wrong)} rows of our own list are wrong: {wrong[0].reasons}")
    return preview


def _whole(desk: Desk, data: bytes) -> None:
    """Take a file in; whoever is in doubt is somebody new."""
    preview = _preview(desk, data)
    doubtful = [row.row.line for row in preview.rows if row.outcome is Outcome.DOUBTFUL]
    choices = ImportChoices(
        units=dict.fromkeys(preview.unknown_cells), match=dict.fromkeys(doubtful, 0)
    )
    imports.apply_members(desk, preview, choices)


def _insert(connection: Any, rows: Mapping[str, Sequence[tuple[Any, ...]]]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("PRAGMA defer_foreign_keys=ON")
    for table, some in rows.items():
        if some:
            marks = ",".join("?" * len(some[0]))
            connection.executemany(f'INSERT OR REPLACE INTO "{table}" VALUES ({marks})', some)
    connection.execute("COMMIT")


def _taken_in(job: _Import, count: int) -> list[Figure]:
    """Return a whole import, its preview and its undoing against their parts done bare."""
    read, bare = pair(lambda: read_book(job.data), lambda: _cells(job.data), rounds=_ROUNDS)
    job.turn(0)
    job.times.clear()
    for number in range(1, _ROUNDS + 1):
        job.turn(number)
    took, raw, fewest = job.median("nhập"), job.median("thô"), job.median("thô hồ sơ")
    found = [
        Figure(f"Nhập {count} dòng mẫu 28 cột, cả xem trước", took,
               "đọc tệp, chèn thô mọi dòng đã ghi", read + raw, goal="≤ 3"),
        Figure("  so với riêng dòng của hồ sơ", took, "đọc tệp, chèn thô hồ sơ", read + fewest),
        Figure("  so với trình đọc trần", took, "calamine, chèn thô hồ sơ", bare + fewest),
        Figure("  xem trước", job.median("xem"), "chỉ đọc tệp", read, goal="≤ 2"),
        Figure("  nhập lại cùng tệp, không đổi gì", job.median("cùng tệp"), "nhập", took),
        Figure("  hoàn tác cả lần nhập", job.median("hoàn tác"), "nhập", took, goal="≤ 1"),
        Figure("  đọc tệp trong tiến trình riêng", read, "calamine trong chương trình", bare),
    ]  # fmt: skip
    converted = _converted(job.data)
    if converted is not None:
        other = "LibreOffice đổi tệp đó sang csv"
        found += [
            Figure("  đọc tệp", read, other, converted, goal="< 1"),
            Figure("  đọc và xem trước", job.median("xem"), other, converted, goal="< 1"),
            Figure("  đọc, xem trước và ghi", took, other, converted),
        ]
    return found


def _converted(data: bytes) -> float | None:
    """Return the seconds LibreOffice takes to convert the file; ``None`` where there is none."""
    office = libreoffice()
    if office is None:
        return None
    with tempfile.TemporaryDirectory(prefix="tcxd-bench-") as name:
        folder = Path(name)
        (folder / _NAME).write_bytes(data)
        command = [
            office, "--headless", f"-env:UserInstallation={(folder / 'rieng').as_uri()}",
            "--convert-to", "csv", "--outdir", name, str(folder / _NAME),
        ]  # fmt: skip

        def convert() -> None:
            subprocess.run(command, capture_output=True, check=True, timeout=_CONVERT_SECONDS)

        # The first run makes its profile.
        convert()
        if not (folder / _NAME).with_suffix(".csv").exists():
            return None
        return statistics.median(timed(convert) for _ in range(_ROUNDS))


# --- slips ----------------------------------------------------------------------------------------


def _slips(desk: Desk, count: int) -> list[Figure]:
    """Return the check slips of so many members of a round, drawn at once."""
    told = reconciliation.open_round(desk, Round(name="Đo tốc độ"))
    ids = tuple(line.id for line in people.lines(desk, PeopleQuery(), limit=count))
    job = ReconJob(form=CHECK_SLIP, round_id=told.id, person_ids=ids)
    ours, _ = pair(lambda: reconciliation_printing.render(desk, job), lambda: None, rounds=_ROUNDS)
    return [Figure(f"{len(ids)} phiếu rà soát", ours, "5 giây", 5.0, goal="≤ 1")]
