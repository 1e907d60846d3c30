"""Papers as PDF: which form, for whom, and the line each print leaves."""

import importlib
import json
import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from tcxd_desktop import places
from tcxd_desktop.domain.book import PRINT, concerning
from tcxd_desktop.domain.errors import NotFoundProblem, SealedProblem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.jobs import PrintJob
from tcxd_desktop.domain.people import PeopleQuery, PersonLine
from tcxd_desktop.domain.printing import FormInfo, ListSheet, RegisterBook, SheetColumn
from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.office import papers, people, restrictions, scope, supplements, units
from tcxd_desktop.office.columns import COLUMNS, PRINTED, fact_keys
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import printed as stored
from tcxd_desktop.storage import snapshots
from tcxd_desktop.wording.formats import show_day
from tcxd_desktop.wording.register import register_line

_WITHOUT = ", không gồm những người đang bị khóa dữ liệu theo quyết định"
LIST, REGISTER, SUPPLEMENT = "DS", "7-HSĐV", "3-HSĐV"
_DRAWN_BY = {
    LIST: "member_list",
    REGISTER: "register",
    SUPPLEMENT: "supplement",
    "2-HSĐV": "member_form",
    "1-HSĐV": "biography",
    "MLTL": "papers_index",
}
"""Module of ``forms`` and its function of the same name, by form code."""


def _drawing(form: str) -> Callable[..., bytes]:
    """Return what draws a form; loaded when first asked for, or the first list would wait for it.

    Raises:
        NotFoundProblem: no such form.
    """
    if form not in _DRAWN_BY:
        raise NotFoundProblem(form)
    name = _DRAWN_BY[form]
    draw: Callable[..., bytes] = getattr(
        importlib.import_module(f"tcxd_desktop.forms.{name}"), name
    )
    return draw


def forms(desk: Desk, as_at: str = "") -> list[FormInfo]:
    """Return the forms in force on a day."""
    desk.check(Permission.VIEW)
    day = desk.day(as_at)
    path = places.resources() / "forms" / "forms.json"
    raw = json.loads(path.read_text(encoding="utf-8"))
    names = tuple(FormInfo.__dataclass_fields__)
    found = (
        FormInfo(**{name: entry[name] for name in names if name in entry}) for entry in raw["forms"]
    )
    return [
        form
        for form in found
        if form.valid_from <= day and (not form.valid_to or day <= form.valid_to)
    ]


def render(desk: Desk, job: PrintJob, progress: Progress = unwatched) -> bytes:
    """Return the PDF of a job.

    Raises:
        NotFoundProblem: no such form, or nobody to print.
        SealedProblem: the form has items 26 to 28, which this account does not see (decisions 2).
        RestrictedProblem: the data of one of them may only be kept.
    """
    draw = _drawing(job.form)
    check_sealed(desk, job.form)
    _check_open(desk, ids_of(desk, job))
    day = desk.today()
    if job.form == LIST:
        return draw(list_sheet(desk, job), day=day, progress=progress)
    if job.form == REGISTER:
        return draw(register_book(desk, job), day=day, progress=progress)
    ids = people_of(desk, job)
    if not ids:
        raise NotFoundProblem(job.form)
    if job.form == SUPPLEMENT:
        found: Sequence[object] = supplements.sheets(desk, ids, job.year or day.year)
    else:
        found = papers.member_papers(desk, ids)
    return draw(found, day=day, progress=progress, duplex=job.two_sided)


def check_sealed(desk: Desk, code: str) -> None:
    """Refuse a form with items 26 to 28 to whoever does not hold them: never with them left blank.

    Raises:
        SealedProblem: the form has them and the account does not.
    """
    if not desk.actor.sealed and any(f.sealed for f in forms(desk) if f.code == code):
        raise SealedProblem(code)


def _check_open(desk: Desk, ids: Sequence[int]) -> None:
    with desk.read() as reading:
        restrictions.check(reading, ids)


def ids_of(desk: Desk, job: PrintJob) -> list[int]:
    """Return whom a paper speaks of: a register also of those who have left."""
    if job.form == LIST:
        return [line.id for line in _lines(desk, job)]
    if job.form == REGISTER:
        return [line.id for line in people.lines(desk, replace(_query(job), leavings=()))]
    return people_of(desk, job)


def people_of(desk: Desk, job: PrintJob) -> list[int]:
    """Return whose papers a job asks for.

    Raises:
        OutsideScopeProblem: one of the people named is somebody the account was not given.
    """
    if job.query is None:
        with desk.read() as reading:
            scope.check_person(desk, reading, job.person_ids)
        return list(job.person_ids)
    return [line.id for line in people.lines(desk, job.query)]


def _query(job: PrintJob) -> PeopleQuery:
    if job.query is not None:
        return job.query
    return PeopleQuery(ids=job.person_ids, leavings=())


def list_sheet(desk: Desk, job: PrintJob) -> ListSheet:
    """Return *Danh sách đảng viên*: any columns, any filter, as at a day."""
    keys = tuple(key for key in job.columns if key in COLUMNS) or PRINTED
    query = _query(job)
    query = replace(query, columns=fact_keys(keys))
    lines = people.lines(desk, query)
    day = date.fromisoformat(desk.day(query.as_at))
    head = people.letterhead(desk, query.unit_id, query.as_at)
    where = head.cell or head.section or head.base or head.superior or head.issuer
    shown = [COLUMNS[key] for key in keys]
    rows = tuple(
        (str(number), *(column.get(line, day) for column in shown))
        for number, line in enumerate(lines, start=1)
    )
    stamp = f"{desk.clock():%H:%M %d/%m/%Y}"
    return ListSheet(
        title=(job.title or "Danh sách đảng viên").upper(),
        subtitle=f"{where}, tính đến ngày {show_day(day)}",
        head=head,
        columns=(
            SheetColumn("TT", 0.4, "center"),
            *(SheetColumn(column.title, column.weight, column.align) for column in shown),
        ),
        rows=rows,
        footer=f"{head.issuer} · {desk.actor.name} · {stamp}",
        summary=f"Danh sách có {len(rows)} người{_WITHOUT if query.unrestricted_only else ''}.",
        signers=(("NGƯỜI LẬP DANH SÁCH", ""), ("T/M CẤP ỦY", "")),
    )


def register_book(desk: Desk, job: PrintJob) -> RegisterBook:
    """Return *Sổ danh sách đảng viên* of a unit, with those who have left."""
    query = _query(job)
    lines = people.lines(desk, replace(query, leavings=()))
    dossiers = people.read_many(desk, [line.id for line in lines])
    names = {unit.id: unit.name for unit in units.units(desk, query.as_at).values()}
    head = people.letterhead(desk, query.unit_id, query.as_at)
    return RegisterBook(
        head=head,
        title=job.title or "SỔ DANH SÁCH ĐẢNG VIÊN",
        opened=show_day(desk.today()),
        lines=tuple(
            register_line(dossier, number, names)
            for number, dossier in enumerate(dossiers, start=1)
        ),
    )


def note_printed(desk: Desk, job: PrintJob, *, copies: int, purpose: str) -> None:
    """Write that a paper was printed or given out: for what, of whom, and what it said.

    Raises:
        SealedProblem: as for ``render``.
    """
    desk.check(Permission.PRINT)
    check_sealed(desk, job.form)
    ids = ids_of(desk, job)
    _check_open(desk, ids)
    with desk.write(
        Permission.PRINT, "printing.print", job.form, purpose=purpose, copies=copies,
        people=len(ids),
    ) as work:  # fmt: skip
        stored.add(work, job.form, (len(ids), copies), purpose, _snapshot(desk, job, ids))
        work.note(*concerning(ids, PRINT, job.form))


def _lines(desk: Desk, job: PrintJob) -> list[PersonLine]:
    return people.lines(desk, _query(job))


def _snapshot(desk: Desk, job: PrintJob, ids: Sequence[int]) -> tuple[bytes, bytes]:
    """Return what a paper said, and what is sealed of it (empty: nothing)."""
    if job.form == LIST:
        sheet = list_sheet(desk, job)
        # Whose each row is: a decision may remove one of them.
        text = json.dumps([sheet.title, sheet.subtitle, sheet.rows, ids], ensure_ascii=False)
        return zlib.compress(text.encode()), b""
    dossiers = [paper.dossier for paper in papers.member_papers(desk, ids)]
    text = "\n".join(map(snapshots.dump, dossiers))
    apart = "\n".join(map(snapshots.dump_sealed, dossiers))
    return zlib.compress(text.encode()), zlib.compress(apart.encode()) if apart.strip() else b""
