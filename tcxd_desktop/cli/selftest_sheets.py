"""The part of ``selftest`` about sheets: taken in and back, there and back, merged, reconciled."""

import hashlib
from collections import Counter
from dataclasses import replace
from functools import partial
from pathlib import Path

from tcxd_desktop.cli.selftest_run import Bench, Step, Steps
from tcxd_desktop.cli.selftest_ugly import HOME, PEOPLE, ugly_sheet
from tcxd_desktop.domain.errors import SelftestProblem
from tcxd_desktop.domain.exports import ExportJob
from tcxd_desktop.domain.imports import ImportPreview, ImportResult, Outcome
from tcxd_desktop.domain.merging import Side, chosen
from tcxd_desktop.domain.people import NewPerson, PeopleQuery
from tcxd_desktop.domain.reconciliation import Decided, Round, Source
from tcxd_desktop.domain.reconciliation_papers import CHECK_SLIP, REQUEST, RESULT, ReconJob
from tcxd_desktop.domain.reconciliation_views import Ruling
from tcxd_desktop.domain.standing import EventKind
from tcxd_desktop.domain.units import UnitNode
from tcxd_desktop.office import (
    exports,
    import_files,
    imports,
    layouts,
    merging,
    people,
    reconciliation,
    reconciliation_central,
    reconciliation_deciding,
    reconciliation_printing,
    reconciliation_requests,
    reconciliation_slips,
    reconciliation_sources,
    units,
)
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.wording.formats import show_date

OLD, RECONCILE = "sheets.old", "sheets.reconcile"
_LAYOUTS = ("central8", "central28", "full")
"""Layouts that are read back and compared with the dossiers."""
_WHOLE = "full"
_HOLDERS = frozenset({"CB_THON", "CB_DU", "CBCS"})
_WRONG = "Mường"
_BASIS = "Giấy khai sinh trong hồ sơ"


def steps(desk: Desk, bench: Bench) -> Steps:
    """Yield what is tried out on the open demo office, in order."""
    yield Step(OLD, lambda: _old(desk, bench))
    for layout in _LAYOUTS:
        yield Step(f"sheets.{layout}", partial(_round_trip, desk, layout, bench))
    yield Step("sheets.lists", lambda: _lists(desk, bench))
    yield Step("sheets.merge", lambda: _merged(desk), (OLD,))
    yield Step(RECONCILE, lambda: _reconciled(desk, bench))


def _cells(desk: Desk) -> list[UnitNode]:
    return [node for node in units.tree(desk) if node.unit.type in _HOLDERS and node.counted]


def _largest(desk: Desk) -> int:
    return max(_cells(desk), key=lambda node: node.counted or 0).unit.id


def _same(found: object, wanted: object, what: str) -> None:
    if found != wanted:
        raise SelftestProblem(f"{what}: {found!r}, đúng ra {wanted!r}")


# --- a list in, back, and in again --------------------------------------------------------------


def _old(desk: Desk, bench: Bench) -> str:
    path = bench.folder / "danh-sach-cu.xlsx"
    bench.keep(path, ugly_sheet([node.unit.name for node in _cells(desk)[:2]]))
    return _taken_in(desk, path)


def _taken_in(desk: Desk, path: Path) -> str:
    before = people.count(desk, PeopleQuery())
    preview = _preview(desk, path)
    _same(_counts(preview), {Outcome.NEW: len(PEOPLE)}, "xem trước danh sách cũ")
    done = _applied(desk, preview)
    for one in PEOPLE:
        _check_read(desk, one.name, (one.citizen_id, one.sex, one.born, one.admitted))
    _same(_counts(_preview(desk, path)), {Outcome.SAME: len(PEOPLE)}, "nhập lại cùng tệp")
    imports.undo(desk, done.run_id, "Chạy thử hoàn tác")
    _same(people.count(desk, PeopleQuery()), before, "số đảng viên sau khi hoàn tác")
    again = _applied(desk, _preview(desk, path))
    _same(again.created, len(PEOPLE), "nhập lại sau khi hoàn tác")
    return f"{again.created} người, lần nhập số {done.run_id} và {again.run_id}"


def _preview(desk: Desk, path: Path) -> ImportPreview:
    data = path.read_bytes()
    book = import_files.read(desk, data, path.name)
    maps = import_files.suggest_checked(desk, book, path.name)
    return imports.preview(desk, book, maps, path.name, hashlib.sha256(data).hexdigest())


def _counts(preview: ImportPreview) -> dict[Outcome, int]:
    return dict(Counter(row.outcome for row in preview.rows))


def _applied(desk: Desk, preview: ImportPreview) -> ImportResult:
    return imports.apply_members(desk, preview, {})


def _check_read(desk: Desk, name: str, wanted: tuple[object, ...]) -> None:
    [line] = people.lines(desk, PeopleQuery(text=name))
    found = people.read(desk, line.id)
    days = (found.birth_date, found.ceremony_date)
    read = (found.citizen_id, found.sex, *(day.exact if day else None for day in days))
    _same(read, wanted, name)
    home = ", ".join((found.home.detail, found.home.commune, found.home.province))
    _same(home, HOME, f"nơi ở của {name}")


# --- a layout out, and read back ----------------------------------------------------------------


def _round_trip(desk: Desk, layout: str, bench: Bench) -> str:
    path = bench.folder / f"mau-{layout}.xlsx"
    # The sheets of whole dossiers take the longest: those of one chi bộ tell as much.
    query = PeopleQuery(unit_id=_largest(desk) if layout == _WHOLE else None)
    made = exports.export_layout(desk, ExportJob(layout=layout, query=query, file_name=path.name))
    bench.keep(path, made.data)
    preview = _preview(desk, path)
    _same(_counts(preview), {Outcome.SAME: made.people}, f"đọc lại mẫu {layout}")
    return f"{path.name}, {made.people} người giống hồ sơ"


def _lists(desk: Desk, bench: Bench) -> str:
    """Write every other layout there is, and see that each opens as a sheet."""
    told = []
    for one in layouts.layouts(desk):
        if one.key in _LAYOUTS:
            continue
        path = bench.folder / f"mau-{one.key}.xlsx"
        made = exports.export_layout(desk, ExportJob(layout=one.key, file_name=path.name))
        bench.keep(path, made.data)
        book = import_files.read(desk, made.data, path.name)
        if not any(sheet.rows for sheet in book.sheets):
            raise SelftestProblem(f"tệp {path.name} mở ra không có dòng nào")
        told.append(f"{path.name}, {made.lines} dòng")
    return "; ".join(told)


# --- two records of one person ------------------------------------------------------------------


def _merged(desk: Desk) -> str:
    """Record somebody a second time, make both one, take them apart: all as it was."""
    [line] = people.lines(desk, PeopleQuery(text=PEOPLE[0].name))
    unit = _cells(desk)[0].unit.id
    twin = people.create(
        desk,
        NewPerson(name=line.name, birth=None, sex="Nữ", unit_id=unit,
                  event=EventKind.LISTED.value, on=None),
    )  # fmt: skip
    twin = people.save(desk, replace(twin, phone="0912345678"))
    before = people.read(desk, line.id)
    plan = merging.propose(desk, line.id, twin.id)
    for name in plan.undecided:
        plan = chosen(plan, name, Side.KEPT, _BASIS)
    number = merging.merge(desk, plan, "Chạy thử gộp hồ sơ")
    _same(people.read(desk, line.id).phone, twin.phone, "điện thoại lấy theo hồ sơ kia")
    merging.unmerge(desk, number, "Chạy thử tách hồ sơ")
    for was in (before, twin):
        now = people.read(desk, was.id)
        _same(now, replace(was, version=now.version), f"hồ sơ số {was.id} sau khi tách")
    people.void(desk, twin.id, "Chạy thử xong")
    return f"hồ sơ số {line.id} và {twin.id}"


# --- a round of reconciliation ------------------------------------------------------------------


def _reconciled(desk: Desk, bench: Bench) -> str:
    """Compare a chi bộ with a list that is wrong in one field, and go to the printed result."""
    # The first two are merged by a later step.
    unit = max(_cells(desk)[2:], key=lambda node: node.counted or 0).unit
    fields = ("birth_name", "birth_date", "citizen_id", "ethnicity")
    told = reconciliation.open_round(
        desk, Round(name="Chạy thử đối chiếu", units=(unit.id,), fields=fields)
    )
    person = _listed(desk, told.id, unit.id)
    slip = ReconJob(form=CHECK_SLIP, round_id=told.id, person_ids=(person,))
    bench.keep(bench.folder / "phieu-ra-soat.pdf", reconciliation_printing.render(desk, slip))
    reconciliation_printing.note_printed(desk, slip, copies=1)
    code = reconciliation_slips.slip(desk, told.id, person).code
    _same(reconciliation_slips.slip_of(desk, code), (told.id, person), "mã vạch của phiếu")
    reconciliation_slips.key_slip(desk, told.id, person, {})
    ruling = Ruling(field="ethnicity", decided=Decided.KEEP, source=Source.CENTRAL, basis=_BASIS)
    reconciliation_deciding.decide(desk, told.id, person, ruling)
    request = ReconJob(form=REQUEST, round_id=told.id, number="01-CV/ĐU")
    bench.keep(
        bench.folder / "de-nghi-dinh-chinh.pdf", reconciliation_printing.render(desk, request)
    )
    waiting = [one.verdict_id for one in reconciliation_requests.to_request(desk, told.id)]
    _same(len(waiting), 1, "mục chờ đề nghị")
    reconciliation_requests.mark_requested(desk, told.id, waiting, "01-CV/ĐU")
    closed = reconciliation.close_round(desk, told.id, "Chạy thử xong")
    result = ReconJob(form=RESULT, round_id=told.id)
    bench.keep(bench.folder / "ket-qua-doi-chieu.pdf", reconciliation_printing.render(desk, result))
    members = len(reconciliation.lines(desk, told.id, None))
    return f"{unit.name}, {members} người, kết thúc {show_date(closed.closed)}"


def _listed(desk: Desk, round_id: int, unit_id: int) -> int:
    """Take in our own list with one cell wrong, and return whom it is wrong about."""
    query = PeopleQuery(unit_id=unit_id)
    made = exports.export_layout(desk, ExportJob(layout="central28", query=query))
    book = import_files.read(desk, made.data, "danh-sach-cap-tren.xlsx")
    [found] = import_files.suggest(desk, book)
    column = next(one.column for one in found.columns if one.target == "ethnicity")
    row = found.head[1] + 1
    wrong = import_files.edited(book, {(found.sheet, row, column): _WRONG})
    sheet = wrong.sheet(found.sheet)
    if sheet is None:
        raise SelftestProblem("tệp vừa xuất không đọc lại được")
    preview = reconciliation_central.preview_central(
        desk, round_id, [(sheet, found)], "danh-sach-cap-tren.xlsx"
    )
    reconciliation_sources.take_central(desk, round_id, preview, {})
    differing = [one.person_id for one in reconciliation.lines(desk, round_id, None) if one.open]
    _same(len(differing), 1, "số người có mục khác")
    return differing[0]
