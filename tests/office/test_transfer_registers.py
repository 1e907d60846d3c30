"""Registers of transfers: every number once, without holes, struck out ones with their reason."""

from dataclasses import replace

import pytest

from tcxd_desktop.domain import transfer_papers as forms
from tcxd_desktop.domain.errors import NotFoundProblem
from tcxd_desktop.domain.letter_stock import StockMove, StockMoveKind
from tcxd_desktop.domain.score_papers import TableCell
from tcxd_desktop.domain.transfer_papers import TransferJob
from tcxd_desktop.domain.transfers import Direction, End, StepEvent, Transfer, TransferKind
from tcxd_desktop.office import letter_stock, transfer_registers, transfers
from tcxd_desktop.office.desk import Desk
from tests import make
from tests.office import transfer_samples as samples


def rows(desk: Desk, form: str, **job: object) -> tuple[tuple[TableCell, ...], ...]:
    table, _ = transfer_registers.table(desk, TransferJob(form=form, **job))  # type: ignore[arg-type]
    return table.rows


def gone(desk: Desk) -> Transfer:
    case = samples.going(desk, samples.member(desk))
    case = samples.sign(desk, case, [1], "2026-11-10")
    case = samples.sign(desk, case, [4], "2026-11-12")
    case = samples.take(desk, case, StepEvent.NOTICE, "2026-11-13")
    return samples.take(desk, case, StepEvent.GIVE, "2026-11-13")


def test_a_case_out_stands_in_every_register_it_passes(desk: Desk) -> None:
    gone(desk)
    [line] = rows(desk, forms.BOOK)
    assert line[0] == "1"
    assert line[1] == "12/11/2026"
    assert line[2] == "Đỗ Minh Khôi\n30/04/1975"
    assert line[5] == "Chi bộ thôn Trung Hòa, Đảng bộ xã Hải Lĩnh, Đảng bộ tỉnh Ninh Bình"
    assert line[16] == "x", "out, inside the province"
    assert line[20] == "Seri NB 000101"
    [notice] = rows(desk, forms.NOTICE_BOOK)
    assert notice[1:4] == ("Gửi", "1", "13/11/2026")
    [handed] = rows(desk, forms.HANDOVER_BOOK)
    assert handed[:3] == ("1", "13/11/2026", "Giao")
    assert handed[7] == "Đỗ Minh Khôi"
    assert "Thẻ đảng viên" in str(handed[5])


def test_an_arrival_is_taken_in_under_the_next_number(desk: Desk) -> None:
    gone(desk)
    case = samples.coming(desk)
    case = samples.take(desk, case, StepEvent.NOTICE, "2026-11-14")
    case = samples.take(desk, case, StepEvent.PRESENT, "2026-11-18")
    case = samples.sign(desk, case, [7], "2026-11-19")
    samples.sign(desk, case, [10], "2026-11-20")
    out, come = rows(desk, forms.BOOK)
    assert (out[0], come[0]) == ("1", "2")
    assert come[8].startswith("Đảng bộ Công ty May An Biên")  # type: ignore[union-attr]
    assert come[12] == "x", "from another province"
    assert [row[1] for row in rows(desk, forms.NOTICE_BOOK)] == ["Gửi", "Nhận"]
    told = rows(desk, forms.NOTICE_BOOK)[1]
    assert told[8:10] == ("18/11/2026", "20/11/2026")
    assert [row[2] for row in rows(desk, forms.HANDOVER_BOOK)] == ["Giao", "Nhận"]


def test_who_comes_back_from_a_stay_stands_as_come(desk: Desk) -> None:
    stay = {"kind": TransferKind.TEMPORARY, "term_from": "2026-07-01", "term_to": "2026-10-31"}
    case = samples.going(desk, samples.member(desk), **stay)
    case = samples.sign(desk, case, [1, 2], "2026-06-25")
    case = samples.take(desk, case, StepEvent.GIVE, "2026-06-26")
    case = samples.take(desk, case, StepEvent.START, "2026-07-01")
    case = samples.take(desk, case, StepEvent.RETURN, "2026-10-30")
    samples.sign(desk, case, [7, 8], "2026-11-02")
    out, back = rows(desk, forms.BOOK)
    assert (out[18], out[19]) == ("x", "")
    assert (back[18], back[19]) == ("", "x")
    assert (back[5], back[8]) == ("", out[5]), "from where he had gone"


def test_a_number_taken_back_stays_struck_out(desk: Desk) -> None:
    case = samples.going(desk, samples.member(desk))
    case = samples.sign(desk, case, [1], "2026-11-10")
    case = samples.sign(desk, case, [4], "2026-11-12")
    transfers.back(desk, case.id, "ghi nhầm ngày", case.version)
    samples.sign(desk, case, [4], "2026-11-13")
    first, second = rows(desk, forms.BOOK)
    assert (first[0], second[0]) == ("1", "2")
    assert "Hủy: ghi nhầm ngày" in str(first[20])
    assert "Hủy" not in str(second[20])


def test_a_period_holds_its_own_days_only(desk: Desk) -> None:
    gone(desk)
    assert rows(desk, forms.BOOK, since="2026-11-13") == ()
    assert len(rows(desk, forms.BOOK, since="2026-11-12", until="2026-11-12")) == 1
    assert rows(desk, forms.HANDOVER_BOOK, until="2026-11-12") == ()
    assert transfer_registers.books(desk) == ["gtshd"]


def test_a_base_keeps_a_book_of_its_own(desk: Desk) -> None:
    case = samples.going(desk, samples.member(desk, make.TEAM))
    samples.sign(desk, case, [1, 3, 4], "2026-11-12")
    own = f"gtshd:{make.COOP}"
    assert transfer_registers.books(desk) == ["gtshd", own]
    assert len(rows(desk, forms.BOOK, register=own)) == 1
    assert len(rows(desk, forms.BOOK)) == 1


def test_members_abroad_are_listed_by_the_day_of_their_slip(desk: Desk) -> None:
    person = samples.member(desk)
    case = samples.going(
        desk, person, TransferKind.TEMPORARY_ABROAD, End("abroad", country="Nhật Bản"),
        term_from="2026-11-15", term_to="2027-05-14",
    )  # fmt: skip
    samples.take(desk, case, StepEvent.ISSUE_SLIP, "2026-11-12", number="1")
    [line] = rows(desk, forms.ABROAD_TEMPORARY_LIST, since="2026-11-01", until="2026-11-30")
    assert line[6:9] == ("Nhật Bản", "15/11/2026 – 14/05/2027", "1\n12/11/2026")
    assert rows(desk, forms.ABROAD_TEMPORARY_LIST, since="2026-12-01") == ()
    assert rows(desk, forms.ABROAD_LIST) == ()


def test_links_are_listed_until_they_end(desk: Desk) -> None:
    case = transfers.propose(desk, TransferKind.LINK, Direction.OUT, samples.member(desk))
    target = End(cell="Chi bộ tổ 5", upper="Đảng bộ phường Hoa Lư")
    case = transfers.open_case(desk, replace(case, target=target))
    case = samples.take(desk, case, StepEvent.LINK, "2026-11-12")
    assert rows(desk, forms.LINK_BOOK)[0][1:4] == ("Đi", "1", "12/11/2026")
    samples.take(desk, case, StepEvent.UNLINK, "2026-11-20")
    assert rows(desk, forms.LINK_BOOK)[0][9] == "20/11/2026"


def test_no_such_register(desk: Desk) -> None:
    with pytest.raises(NotFoundProblem):
        transfer_registers.table(desk, TransferJob(form=forms.NOTICE))


# --- the stock of letters -------------------------------------------------------------------------


def move(desk: Desk, kind: StockMoveKind, on: str, first: str, last: str = "", **told: str) -> int:
    run = letter_stock.serials(first, last)
    return letter_stock.record(desk, StockMove("T10", kind, on, run, **told))


def test_the_ledger_counts_what_is_left_after_every_line(desk: Desk) -> None:
    kinds = StockMoveKind
    move(desk, kinds.RECEIVED, "2025-02-01", "NB 000001", "NB 000010", who="Ban Tổ chức Tỉnh ủy")
    move(desk, kinds.RECEIVED, "2026-01-05", "NB 000101", "NB 000120")
    move(desk, kinds.HANDED_DOWN, "2026-02-01", "NB 000001", "NB 000005", who="Đảng ủy Hợp tác xã")
    move(desk, kinds.SPOILED, "2026-03-01", "NB 000006", note="viết sai ô 1")
    wrong = move(desk, kinds.SPOILED, "2026-03-02", "NB 000007", note="nhầm")
    letter_stock.strike_out(desk, wrong, "không hỏng")
    gone(desk)
    ledger = rows(desk, forms.STOCK_BOOK, since="2026-01-01", until="2026-12-31", register="T10")
    assert [row[7] for row in ledger] == [30, 25, 24, 24, 23]
    assert [row[5] for row in ledger] == [20, "", "", "", ""]
    assert [row[6] for row in ledger] == ["", 5, 1, "", 1]
    assert ledger[1][4] == "NB 000001 – NB 000005"
    assert "Gạch bỏ: không hỏng" in str(ledger[3][11])
    assert len(rows(desk, forms.STOCK_BOOK)) == 6, "all letters, from the beginning"


def test_the_yearly_report_adds_up(desk: Desk) -> None:
    kinds = StockMoveKind
    move(desk, kinds.RECEIVED, "2025-02-01", "NB 000101", "NB 000110")
    move(desk, kinds.ISSUED, "2025-05-01", "NB 000108")
    move(desk, kinds.RECEIVED, "2026-01-05", "NB 000201", "NB 000220")
    move(desk, kinds.RETURNED, "2026-02-01", "NB 000219", "NB 000220")
    move(desk, kinds.SPOILED, "2026-03-01", "NB 000110", note="viết sai ô 1")
    move(desk, kinds.SPOILED, "2026-03-05", "NB 000108", note="phát hiện viết sai")
    move(desk, kinds.DESTROYED, "2026-11-01", "NB 000110", paper="Biên bản 01")
    gone(desk)
    official, inside, temporary = rows(desk, forms.STOCK_REPORT, year=2026)
    before, received, down, used, spoiled, returned, left, destroyed, stubs = official[2:11]
    assert (before, received, down, used, spoiled, returned) == (9, 20, 0, 1, 1, 2)
    assert (left, destroyed, stubs) == (25, 1, 2)
    assert before + received == down + used + spoiled + returned + left  # type: ignore[operator]
    assert official[11] == "1 giấy cấp năm trước hỏng trong năm"
    assert set(inside[2:11]) == set(temporary[2:11]) == {0}
    last = rows(desk, forms.STOCK_REPORT, year=2025, register="T10")
    assert last[0][2:5] == (0, 10, 0)
    assert last[0][8] == 9
    table, _ = transfer_registers.table(desk, TransferJob(form=forms.STOCK_REPORT))
    assert table.subtitle == ("Năm 2026",)
