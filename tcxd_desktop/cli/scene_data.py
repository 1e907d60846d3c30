"""What a demo office lacks to be looked at from all sides; only for offices made to be shown."""

import hashlib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from tcxd_desktop.cli.selftest_ugly import PEOPLE, ugly_sheet
from tcxd_desktop.domain.accounts import Founding
from tcxd_desktop.domain.book import Loan
from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.errors import SelftestProblem
from tcxd_desktop.domain.exports import ExportJob
from tcxd_desktop.domain.history import Role
from tcxd_desktop.domain.office import OfficeName
from tcxd_desktop.domain.people import NewPerson, PeopleQuery
from tcxd_desktop.domain.reconciliation import Decided, Round, Source
from tcxd_desktop.domain.reconciliation_papers import CHECK_SLIP, ReconJob
from tcxd_desktop.domain.reconciliation_views import Ruling
from tcxd_desktop.domain.standing import EventKind
from tcxd_desktop.domain.transfers import State
from tcxd_desktop.office import (
    accounts,
    backups,
    duplicates,
    exports,
    import_files,
    imports,
    known_offices,
    loans,
    office_keys,
    opening,
    people,
    reconciliation,
    reconciliation_central,
    reconciliation_deciding,
    reconciliation_printing,
    reconciliation_sources,
    transfer_packs,
    transfers,
    units,
    upkeep,
)
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.files import write_file
from tcxd_desktop.office.words import suggest_password
from tcxd_desktop.storage.keys import Kdf

_HOLDERS = frozenset({"CB_THON", "CB_DU", "CBCS"})
RECORD = "phieu-chuyen.phieu"
"""Beside the office's files: the record of a transfer as another office would send it."""
_OLD = "danh-sach-cu.xlsx"
_FILE = "danh-sach-cap-tren.xlsx"
_WRONG = {"ethnicity": "Mường", "religion": "Phật giáo"}


def furnish(desk: Desk, kdf: Kdf | None = None) -> None:
    """Add a clerk, loans, twins, a round of reconciliation, an export and a backup.

    Args:
        desk: a demo office that is made to be shown, never somebody's own.
        kdf: what guessing the clerk's password costs, where a test wants it cheap.
    """
    accounts.add(desk, "Lê Văn Hòa", Role.CLERK, suggest_password(), kdf=kdf)
    accounts.add(desk, "Vũ Thị Hạnh", Role.VIEWER, suggest_password(), kdf=kdf)
    _lend(desk)
    _twins(desk)
    _import(desk)
    _neighbour(desk, kdf)
    _reconcile(desk)
    _record(desk)
    backups.make(desk, "command")


def _cells(desk: Desk) -> list[int]:
    nodes = units.tree(desk)
    return [node.unit.id for node in nodes if node.unit.type in _HOLDERS and node.counted]


def _lend(desk: Desk) -> None:
    today = desk.today()
    for place, line in enumerate(people.lines(desk, PeopleQuery(), limit=3)):
        lent = today - timedelta(days=9 * place + 3)
        due = lent + timedelta(days=10)
        loans.lend(desk, Loan(
            person_id=line.id, borrower="Đỗ Minh Khôi", borrower_unit="Ủy ban Kiểm tra Đảng ủy",
            letter=f"{place + 4}-GGT", purpose="Đọc để xác minh lý lịch",
            approved_by="Phó Bí thư Thường trực", lent_on=lent.isoformat(),
            due_on=due.isoformat(),
        ))  # fmt: skip


def _twins(desk: Desk) -> None:
    """Record two members a second time, with less told of them; two namesakes are apart."""
    cell = _cells(desk)[0]
    lines = people.lines(desk, PeopleQuery())
    for line in (lines[4], lines[9]):
        people.create(
            desk,
            NewPerson(name=line.name, birth=PartialDate.from_text(line.birth), sex=line.sex,
                      unit_id=cell, event=EventKind.LISTED.value, on=None),
        )  # fmt: skip
    pair = duplicates.pairs(desk)[-1]
    duplicates.declare_distinct(
        desk, pair.first.person_id, pair.second.person_id, "Hai người cùng tên, khác quê quán"
    )


def _import(desk: Desk) -> None:
    """Take a list in, and change one of its people afterwards: the list of imports has a line."""
    names = [node.unit.name for node in units.tree(desk) if node.unit.id in _cells(desk)[:2]]
    data = ugly_sheet(names)
    book = import_files.read(desk, data, _OLD)
    maps = import_files.suggest_checked(desk, book, _OLD)
    preview = imports.preview(desk, book, maps, _OLD, hashlib.sha256(data).hexdigest())
    imports.apply_members(desk, preview, {})
    [line] = people.lines(desk, PeopleQuery(text=PEOPLE[0].name))
    people.save(desk, replace(people.read(desk, line.id), phone="0912345678"))


def _neighbour(desk: Desk, kdf: Kdf | None) -> None:
    """Know two other offices by their cards; one was compared."""
    with TemporaryDirectory() as folder:
        for place, name in enumerate(("Đảng ủy xã Kim Tân", "Đảng ủy phường Hoa Lư")):
            office = OfficeName(name, "Đảng bộ tỉnh Ninh Bình", name.removeprefix("Đảng ủy "), "NB")
            other = opening.create_office(
                Path(folder) / str(place), suggest_password(), office=office,
                founding=Founding("Đoàn Văn Hợp"), kdf=kdf,
            )  # fmt: skip
            try:
                known = known_offices.add(desk, office_keys.card_file(other))
                if not place:
                    known_offices.compare(desk, known.id, office_keys.ensure(other).fingerprint)
            finally:
                opening.close_office(other)


def _reconcile(desk: Desk) -> None:
    """Open a round about two chi bộ, with a central list that is wrong here and there."""
    cells = tuple(_cells(desk)[:2])
    told = reconciliation.open_round(desk, Round(name="Rà soát dữ liệu", units=cells))
    query = PeopleQuery(unit_id=cells[0])
    made = exports.export_layout(desk, ExportJob(layout="central28", query=query, file_name=_FILE))
    book = import_files.read(desk, made.data, _FILE)
    [found] = import_files.suggest(desk, book)
    columns = {one.target: one.column for one in found.columns}
    first = found.head[1] + 1
    wrong = {
        (found.sheet, first + place, columns[target]): text
        for place in range(4)
        for target, text in _WRONG.items()
    }
    sheet = import_files.edited(book, wrong).sheet(found.sheet)
    if sheet is None:
        raise SelftestProblem("tệp vừa xuất không đọc lại được")
    preview = reconciliation_central.preview_central(desk, told.id, [(sheet, found)], _FILE)
    reconciliation_sources.take_central(desk, told.id, preview, {})
    differing = [
        line.person_id
        for line in reconciliation.lines(desk, told.id, None)
        if "ethnicity" in line.open_fields
    ]
    slips = ReconJob(form=CHECK_SLIP, round_id=told.id, person_ids=tuple(differing))
    reconciliation_printing.note_printed(desk, slips, copies=1)
    ruling = Ruling(
        field="ethnicity", decided=Decided.KEEP, source=Source.CENTRAL,
        basis="Giấy khai sinh trong hồ sơ",
    )  # fmt: skip
    for person in differing[:2]:
        reconciliation_deciding.decide(desk, told.id, person, ruling)


def _record(desk: Desk) -> None:
    """Leave the record of a transfer that is under way, to be read on the page that receives."""
    lines = transfers.listed(desk)
    moving = next((line for line in lines if line.state is State.MOVING), lines[0])
    write_file(upkeep.place(desk) / RECORD, transfer_packs.record_bytes(desk, moving.id))
