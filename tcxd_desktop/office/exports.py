"""Lists as xlsx, for Excel and for the central system: by columns chosen, or by a layout."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from tcxd_desktop.domain.book import EXPORT, concerning
from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.errors import NotFoundProblem
from tcxd_desktop.domain.export_errors import (
    NobodyToExportProblem,
    NothingChangedProblem,
    SealedLayoutProblem,
)
from tcxd_desktop.domain.exports import (
    Exported,
    ExportJob,
    ExportPreview,
    ExportRun,
    SheetSample,
)
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.layout_rows import Cell, SheetRows, digests, targets_of
from tcxd_desktop.domain.layouts import Layout
from tcxd_desktop.domain.people import PeopleQuery, PersonLine
from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.exchange.layout_writer import layout_workbook
from tcxd_desktop.exchange.writer import workbook
from tcxd_desktop.office import export_reading, layouts, people, restrictions, settings
from tcxd_desktop.office.columns import COLUMNS, IDENTITY, fact_keys
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import exports as stored
from tcxd_desktop.storage import restrictions as stored_restrictions
from tcxd_desktop.storage import units as stored_units
from tcxd_desktop.storage.work import Reading
from tcxd_desktop.wording.exports import filled
from tcxd_desktop.wording.formats import masked, show_date, show_number

EXPORTED = (
    "name",
    "card_no",
    "citizen_id",
    "birth",
    "ceremony_date",
    "unit",
    "residence_cell",
    "standing",
    "sex",
    "ethnicity",
    "religion",
    "official_date",
    "dossier_no",
)
"""The columns the central list has come first, so that the file can be read back."""


def members_xlsx(
    desk: Desk,
    query: PeopleQuery,
    columns: tuple[str, ...] = (),
    *,
    file_name: str = "",
    purpose: str = "",
) -> bytes:
    """Return the members ``query`` finds as a workbook; numbers of identity stay text.

    The access book gets a line with whose data it is.

    Args:
        desk: where.
        query: who.
        columns: keys of ``office.columns``; empty: those of the central list.
        file_name: what the file will be called.
        purpose: what it is for, in the clerk's words.

    Raises:
        RestrictedProblem: the data of one of them may not be given out.
    """
    desk.check(Permission.EXPORT)
    keys = tuple(key for key in columns if key in COLUMNS) or EXPORTED
    lines = people.lines(desk, replace(query, columns=fact_keys(keys)))
    day = date.fromisoformat(desk.day(query.as_at))
    shown = [COLUMNS[key] for key in keys]
    rows = [
        [str(number), *(column.get(line, day) for column in shown)]
        for number, line in enumerate(lines, start=1)
    ]
    ids = [line.id for line in lines]
    with desk.read() as reading:
        restrictions.check(reading, ids)
    made = workbook("Danh sách đảng viên", ["STT", *_titles(keys)], rows)
    about = concerning(ids, EXPORT)
    desk.line(Permission.EXPORT, "exports.members", file_name, *about, purpose=purpose,
              people=len(ids))  # fmt: skip
    return made


_CENTRAL = {
    "name": "Họ và tên",
    "card_no": "Số thẻ Đảng viên",
    "citizen_id": "Số CCCD",
    "birth": "Ngày sinh",
    "ceremony_date": "Ngày kết nạp",
    "unit": "Chi bộ đang sinh hoạt",
    "residence_cell": "Chi bộ nơi cư trú",
    "standing": "Trạng thái",
}


def _titles(keys: tuple[str, ...]) -> list[str]:
    return [_CENTRAL.get(key, COLUMNS[key].title) for key in keys]


# --- by a layout ----------------------------------------------------------------------------------


_MASKED = IDENTITY | {"old_citizen_id"}


@dataclass(frozen=True, slots=True)
class _Made:
    """Sheets ready to be written, and whose they are."""

    layout: Layout
    sheets: tuple[SheetRows, ...]
    lines: tuple[PersonLine, ...]
    """Of those in the file."""
    digests: dict[int, str]
    asked: int
    heading: tuple[str, ...]


def export_layout(
    desk: Desk,
    job: ExportJob,
    save: Callable[[bytes], object] | None = None,
    progress: Progress = unwatched,
) -> Exported:
    """Return people as a workbook in a layout, and keep what their lines said.

    The access book gets a line with whose data it is.

    Args:
        desk: where.
        job: which layout, who, as at when.
        save: writes the file; when it fails, nothing counts as given out.
        progress: told how many lines are written; may raise to give up.

    Raises:
        NobodyToExportProblem, NothingChangedProblem: there is nobody to export.
        NoLayoutProblem: there is no such layout.
        SealedLayoutProblem: the layout has sealed items, which this account does not hold.
        RestrictedProblem: the data of one of them may not be given out.
    """
    desk.check(Permission.EXPORT)
    made = _made(desk, job, progress)
    if not made.lines:
        raise NothingChangedProblem if made.asked else NobodyToExportProblem
    ids = [line.id for line in made.lines]
    with desk.read() as reading:
        restrictions.check(reading, ids)
    data = layout_workbook(made.sheets, made.heading, made.layout.title, progress)
    told = " – ".join(text for text in (made.layout.title, job.file_name) if text)
    at = desk.clock().astimezone(UTC).isoformat(timespec="seconds")
    with desk.write(
        Permission.EXPORT, "exports.layout", told, purpose=job.purpose, people=len(ids)
    ) as work:
        run_id = stored.add_run(work, job.layout, at, job.file_name, made.digests)
        work.note(*concerning(ids, EXPORT, made.layout.title))
        if save is not None:
            save(data)
    return Exported(
        data, len(ids), run_id, sum(len(s.rows) for s in made.sheets), _blanks(made.sheets)
    )


def preview_layout(
    desk: Desk, job: ExportJob, most: int = 30, progress: Progress = unwatched
) -> ExportPreview:
    """Return the first lines of an export as text; numbers of identity are masked on a screen.

    Args:
        desk: where.
        job: which layout, who, as at when.
        most: lines of each sheet.
        progress: may raise to give up.

    Raises:
        NoLayoutProblem: there is no such layout.
        SealedLayoutProblem: the layout has sealed items, which this account does not hold.
    """
    desk.check(Permission.EXPORT)
    made = _made(desk, job, progress)
    with desk.read() as reading:
        held = stored_restrictions.restricted(reading, [line.id for line in made.lines])
        seal = any(target.sealed for s in made.layout.sheets for target in targets_of(s))
    return ExportPreview(
        tuple(_sample(sheet, most) for sheet in made.sheets),
        len(made.lines),
        made.asked,
        _blanks(made.sheets),
        tuple(held.values()),
        sealed=seal,
    )


def runs(desk: Desk, layout: str) -> list[ExportRun]:
    """Return the exports in a layout, the newest first."""
    with desk.read() as reading:
        return stored.runs(reading, layout)


def forget_run(desk: Desk, run_id: int) -> None:
    """Have an export not count: its file did not arrive, what it held goes out again.

    Raises:
        NotFoundProblem: no such export.
    """
    with desk.write(Permission.EXPORT, "layouts.run.forget") as work:
        found = stored.run(work, run_id)
        if found is None:
            raise NotFoundProblem(str(run_id))
        stored.forget(work, run_id)


def _made(desk: Desk, job: ExportJob, progress: Progress) -> _Made:
    layout = layouts.layout(desk, job.layout)
    day = desk.day(job.query.as_at)
    lines = people.lines(desk, replace(job.query, columns=()))
    with desk.read(Permission.EXPORT) as reading:
        _check_sealed(reading, layout)
        if job.changed_since:
            touched = stored.changed(reading, _midnight(desk, job.changed_since),
                                     job.changed_since, day)  # fmt: skip
            kept = [line for line in lines if line.id in touched]
        else:
            kept = lines
        making = export_reading.lines_of(desk, reading, kept, day, layout.sheets)
        sheets: list[SheetRows] = []
        for sheet in layout.sheets:
            progress(0, len(kept))
            sheets.append(making.of(sheet))
        known = stored.last_digests(reading, job.layout) if job.only_changed else {}
        heading = _heading(reading, layout, job, day)
    said = digests(sheets, len(kept))
    places = [n for n, line in enumerate(kept) if known.get(line.id) != said[n]]
    if len(places) < len(kept):
        among = frozenset(places)
        sheets = [sheet.only(among) for sheet in sheets]
    return _Made(
        layout,
        tuple(sheet.numbered() for sheet in sheets),
        tuple(kept[place] for place in places),
        {kept[place].id: said[place] for place in places},
        len(lines),
        filled(heading, {"co_quan": settings.office_name(desk).name}),
    )


def _check_sealed(reading: Reading, layout: Layout) -> None:
    found = (target for sheet in layout.sheets for target in targets_of(sheet) if target.sealed)
    sealed = next(found, None)
    if sealed is not None and not reading.sealed:
        raise SealedLayoutProblem(layout.title, sealed.table or sealed.field)


def _midnight(desk: Desk, day: str) -> str:
    at = datetime.combine(date.fromisoformat(day), time(), desk.clock().tzinfo)
    return at.astimezone(UTC).isoformat(timespec="seconds")


def _heading(reading: Reading, layout: Layout, job: ExportJob, day: str) -> tuple[str, ...]:
    unit = stored_units.name_of(reading, job.query.unit_id) if job.query.unit_id else ""
    return filled(layout.heading, {"ngay": show_date(PartialDate.from_text(day)), "don_vi": unit})


def _blanks(sheets: Sequence[SheetRows]) -> tuple[tuple[str, int], ...]:
    return tuple(blank for sheet in sheets for blank in sheet.blanks())


def _sample(found: SheetRows, most: int) -> SheetSample:
    hidden = {n for n, column in enumerate(found.sheet.columns) if column.target in _MASKED}
    rows = [
        [_text(cell, hide=place in hidden) for place, cell in enumerate(row)]
        for row in found.rows[:most]
    ]
    return SheetSample(found.sheet.name, found.sheet.columns, rows, len(found.rows))


def _text(cell: Cell, *, hide: bool) -> str:
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    if not isinstance(cell, str):
        return show_number(cell)
    return masked(cell) if hide and cell else cell
