"""A round of four hundred members, from the sheet of the upper level to the printed result."""

import io
from dataclasses import replace

from pypdf import PdfReader

from tcxd_desktop.domain.exports import ExportJob
from tcxd_desktop.domain.imports import SheetMap
from tcxd_desktop.domain.reconciliation import Decided
from tcxd_desktop.domain.reconciliation_papers import CHECK_SLIP, REQUEST, RESULT, ReconJob
from tcxd_desktop.domain.reconciliation_views import CentralPreview, PersonState, ReconQuery
from tcxd_desktop.domain.sheet import Sheet
from tcxd_desktop.office import exports, import_files, opening, people, reconciliation
from tcxd_desktop.office import reconciliation_deciding as deciding
from tcxd_desktop.office import reconciliation_printing as printing
from tcxd_desktop.office import reconciliation_requests as asking
from tcxd_desktop.office import reconciliation_slips as slips
from tcxd_desktop.office import reconciliation_sources as sources
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.reconciliation_central import preview_central
from tests import make
from tests.office.recon_samples import fill, member, opened, ruling

MANY = 400


def list_of(desk: Desk) -> tuple[Sheet, SheetMap]:
    """Return our own list in the columns of the upper level, as it is read back."""
    made = exports.export_layout(desk, ExportJob(layout="central28", purpose="đối chiếu"))
    book = import_files.read(desk, made.data, "central28.xlsx")
    [found] = import_files.suggest(desk, book)
    sheet = book.sheet(found.sheet)
    assert sheet is not None
    return sheet, found


def with_cells(sheet: Sheet, cells: dict[tuple[int, int], str]) -> Sheet:
    """Return a sheet with other texts in some cells."""
    rows = [list(row) for row in sheet.rows]
    for (row, column), text in cells.items():
        rows[row][column] = text
    return replace(sheet, rows=tuple(map(tuple, rows)))


def without(sheet: Sheet, *gone: int) -> Sheet:
    return replace(sheet, rows=tuple(r for n, r in enumerate(sheet.rows) if n not in gone))


def brought_in(desk: Desk, round_id: int, sheet: Sheet, found: SheetMap) -> CentralPreview:
    preview = preview_central(desk, round_id, [(sheet, found)], "DS_TW.xlsx", "")
    sources.take_central(desk, round_id, preview, {})
    return preview


def test_our_own_list_in_their_columns_says_what_we_hold(desk: Desk) -> None:
    fill(desk)
    told = opened(desk)
    preview = brought_in(desk, told.id, *list_of(desk))
    assert (len(preview.matched), preview.doubtful, preview.only_there) == (10, (), ())
    assert {"birth_name", "birth_date", "citizen_id", "card_no", "home.province"} <= set(
        preview.fields
    )
    assert {line.state for line in reconciliation.lines(desk, told.id)} == {PersonState.EQUAL}


def test_a_round_of_four_hundred_is_walked_to_its_printed_result(desk: Desk) -> None:
    fill(desk, *(
        member(place, make.HAMLET if place % 2 else make.FAR_HAMLET) for place in range(MANY)
    ))  # fmt: skip
    told = opened(desk, twice=True)
    sheet, found = list_of(desk)
    column = {one.target: one.column for one in found.columns}
    first = found.head[1] + 1
    # Their list: thirty with another dân tộc, five born on another day, three left out.
    wrong = {(first + n, column["ethnicity"]): "Mường" for n in range(10, 40)}
    wrong |= {(first + n, column["birth_date"]): "01/01/1949" for n in range(50, 55)}
    theirs = without(with_cells(sheet, wrong), first + 60, first + 61, first + 62)
    preview = brought_in(desk, told.id, theirs, found)
    assert (len(preview.matched), len(preview.only_here)) == (MANY - 3, 3)
    counts = reconciliation.counted(reconciliation.lines(desk, told.id))
    assert counts == {"khop": 362, "con_khac": 35, "chi_o_day": 3}

    # Slips go out; the members of a chi bộ confirm, two with changes, keyed twice.
    job = ReconJob(form=CHECK_SLIP, round_id=told.id)
    pdf = printing.render(desk, job)
    assert len(PdfReader(io.BytesIO(pdf)).pages) == MANY
    printing.note_printed(desk, job, copies=1)
    differing = reconciliation.lines(desk, told.id, ReconQuery(field="ethnicity"))
    for place, line in enumerate(differing):
        changed = {"ethnicity": "Mường"} if place < 2 else {}
        slips.key_slip(desk, told.id, line.person_id, changed)
        slips.key_slip(desk, told.id, line.person_id, {}, again=True)
    assert sum(one.slips_keyed for one in reconciliation.progress(desk, told.id)) == 30

    # Two were wrong here; the others are asked to be mended, with one basis.
    for line in differing[:2]:
        deciding.decide(
            desk, told.id, line.person_id, ruling("ethnicity", Decided.TAKE, basis="Phiếu rà soát")
        )
    assert people.read(desk, differing[0].person_id).ethnicity == "Mường"
    picks = deciding.open_picks(desk, told.id, ReconQuery())
    assert len(picks) == 33
    keep = ruling("", Decided.KEEP, basis="Giấy khai sinh trong hồ sơ")
    assert deciding.decide_many(desk, told.id, picks, keep) == 33
    for line in reconciliation.lines(desk, told.id, ReconQuery(state=PersonState.ONLY_HERE)):
        deciding.decide(desk, told.id, line.person_id, keep)
    lines = asking.to_request(desk, told.id)
    assert len(lines) == 36
    paper = printing.render(desk, ReconJob(form=REQUEST, round_id=told.id, number="18"))
    said = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(paper)).pages)
    assert "36 nội dung của 36 trường hợp" in " ".join(said.split())
    asking.mark_requested(desk, told.id, [one.verdict_id for one in lines], "18-CV/ĐU")

    # Their next list has mended all but the birth dates.
    later = with_cells(sheet, {cell: text for cell, text in wrong.items() if text != "Mường"})
    taken = {line.person_id for line in differing[:2]}
    rows = {row.person_id: row.line for row in preview.matched}
    later = with_cells(later, {(rows[one] - 1, column["ethnicity"]): "Mường" for one in taken})
    brought_in(desk, told.id, later, found)
    counts = reconciliation.counted(reconciliation.lines(desk, told.id))
    assert counts == {"khop": 362, "da_giai_quyet": 33, "da_de_nghi": 5}
    [sent] = asking.requests(desk, told.id)
    assert sent.mended == 31

    reconciliation.close_round(desk, told.id)
    result = printing.render(desk, ReconJob(form=RESULT, round_id=told.id))
    printing.note_printed(desk, ReconJob(form=RESULT, round_id=told.id), copies=1)
    [page] = PdfReader(io.BytesIO(result)).pages
    assert "Tổng cộng 400 400 38 0 5 31 0 395" in " ".join(page.extract_text().split())
    assert set(opening.verify(desk).values()) == {"ok"}
