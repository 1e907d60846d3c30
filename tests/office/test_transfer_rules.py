"""What a second pair of eyes found: letters, registers, guests, returns and names kept right."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tcxd_desktop.domain.case_errors import (
    AlreadyHereProblem,
    BlockedProblem,
    CaseLockedProblem,
    CaseOpenProblem,
    LetterTwiceProblem,
    NotFromThereProblem,
    NothingToAnswerProblem,
    NotMemberProblem,
)
from tcxd_desktop.domain.errors import (
    FutureDateProblem,
    NotAllowedProblem,
    RestrictedProblem,
    WholeDateProblem,
)
from tcxd_desktop.domain.history import Actor, Role
from tcxd_desktop.domain.letter_stock import StockMove, StockMoveKind
from tcxd_desktop.domain.rule_types import RuleKind
from tcxd_desktop.domain.standing import Event, EventKind
from tcxd_desktop.domain.stock_errors import SerialUsedProblem
from tcxd_desktop.domain.transfer_errors import StepOrderProblem
from tcxd_desktop.domain.transfers import (
    Block,
    CheckItem,
    Direction,
    End,
    State,
    Step,
    StepEvent,
    Transfer,
    TransferKind,
    Traveller,
)
from tcxd_desktop.office import (
    letter_stock,
    opening,
    packets,
    people,
    personal_data,
    rules,
    transfer_letters,
    transfer_packs,
    transfer_receiving,
    transfers,
    units,
)
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import transfers as stored
from tests import make
from tests.office import transfer_samples as samples

NEXT_DOOR = End(
    "cell_under_upper",
    province="Đảng bộ tỉnh Ninh Bình",
    upper="Đảng bộ xã Đông Hải",
    cell="Chi bộ thôn Đông Thành",
)
"""A chi bộ the other office of a test has."""


@pytest.fixture
def other(tmp_path: Path) -> Desk:
    return make.office(tmp_path / "other")


def clerk(desk: Desk, *unit_ids: int) -> Desk:
    return replace(desk, actor=Actor("Lê Văn Cán", Role.CLERK, 0, sealed=True, units=unit_ids))


def stocked(desk: Desk) -> None:
    run = letter_stock.serials("NB 000101", "NB 000110")
    letter_stock.record(desk, StockMove("T10", StockMoveKind.RECEIVED, "2026-01-05", run))


def stock(desk: Desk) -> tuple[int, int, int]:
    found = letter_stock.balance(desk, "T10")
    return found.left, found.issued, found.spoiled


def numbers(desk: Desk, register: str = "gtshd") -> list[tuple[int, bool]]:
    """Return the numbers of a register, and whether each counts."""
    with desk.read() as reading:
        return [(one.number, not one.void_reason) for one in stored.entries(reading, register)]


def kinds(desk: Desk, person_id: int) -> list[str]:
    return [event.kind for event in people.read(desk, person_id).events]


def counted(desk: Desk, day: str = "") -> int:
    return sum(node.counted or 0 for node in units.tree(desk, day) if node.depth == 0)


def nameless(desk: Desk, year: str, **changes: Any) -> int:
    """Write a further member, with no numbers of his own."""
    return samples.member(
        desk, card_no="", citizen_id="", dossier_no="", birth_date=make.day(year), **changes
    )


def guest(desk: Desk) -> Transfer:
    """Take somebody in for a time."""
    case = samples.coming(
        desk, kind=TransferKind.TEMPORARY, term_from="2026-06-01", term_to="2026-12-31"
    )
    case = samples.take(desk, case, StepEvent.PRESENT, "2026-06-03")
    case = samples.sign(desk, case, [3, 4], "2026-06-04")
    return samples.take(desk, case, StepEvent.START, "2026-06-05")


def gone(desk: Desk, person_id: int) -> Transfer:
    case = samples.sign(desk, samples.going(desk, person_id), [1, 4], "2026-11-12")
    case = samples.take(desk, case, StepEvent.GIVE, "2026-11-12")
    return samples.take(desk, case, StepEvent.CONFIRM, "2026-11-13")


# --- the letter and its stock ---------------------------------------------------------------------


def test_a_spoiled_letter_taken_back_has_its_number_again(desk: Desk) -> None:
    stocked(desk)
    case = samples.sign(desk, samples.going(desk, samples.member(desk)), [1, 4], "2026-11-12")
    case = samples.take(desk, case, StepEvent.SPOIL, "2026-11-13")
    assert (numbers(desk), stock(desk)) == ([(1, False)], (9, 0, 1))
    case = transfers.back(desk, case.id, "Giấy không hỏng", case.version)
    assert (case.state, case.serial) == (State.BOX_4, "NB 000101")
    assert (numbers(desk), stock(desk)) == ([(1, True)], (9, 1, 0))
    assert set(opening.verify(desk).values()) == {"ok"}


def test_the_number_of_a_cancelled_letter_is_struck_out(desk: Desk) -> None:
    case = samples.sign(desk, samples.going(desk, samples.member(desk)), [1, 4], "2026-11-12")
    case = samples.take(desk, case, StepEvent.GIVE, "2026-11-12")
    case = samples.take(desk, case, StepEvent.CANCEL, "2026-11-15")
    # The dossier did go, and came back.
    assert (numbers(desk), numbers(desk, "giao_nhan")) == ([(1, False)], [(1, True)])
    case = transfers.back(desk, case.id, "Vẫn chuyển", case.version)
    assert (numbers(desk), case.state) == ([(1, True)], State.MOVING)


def test_a_cancel_that_spoiled_nothing_brings_no_spoiled_letter_back(desk: Desk) -> None:
    stocked(desk)
    case = samples.sign(desk, samples.going(desk, samples.member(desk)), [1], "2026-11-12")
    case = samples.take(desk, case, StepEvent.SPOIL, "2026-11-13")
    case = samples.take(desk, case, StepEvent.CANCEL, "2026-11-13")
    case = transfers.back(desk, case.id, "Vẫn chuyển", case.version)
    assert (case.state, stock(desk)) == (State.REQUESTED, (9, 0, 1))


def test_a_lost_letter_stays_issued_whatever_is_taken_back(desk: Desk) -> None:
    stocked(desk)
    case = samples.sign(desk, samples.going(desk, samples.member(desk)), [1, 4], "2026-11-12")
    case = samples.take(desk, case, StepEvent.GIVE, "2026-11-12")
    case = samples.take(desk, case, StepEvent.LOSE, "2026-11-13")
    case = samples.take(desk, case, StepEvent.REBUILD, "2026-11-14")
    case = transfers.back(desk, case.id, "Đã tìm thấy", case.version)
    assert (case.state, stock(desk), numbers(desk)) == (State.LOST, (9, 1, 0), [(1, True)])
    assert kinds(desk, case.person_id or 0) == ["co_ten", "chuyen_di"]


def test_later_boxes_are_on_the_letter_of_the_first(desk: Desk) -> None:
    stocked(desk)
    case = samples.sign(desk, samples.going(desk, samples.member(desk)), [1], "2026-11-12")
    with pytest.raises(CaseLockedProblem):
        samples.sign(desk, case, [4], "2026-11-12", serial="NB 000102")
    case = samples.sign(desk, case, [4], "2026-11-12")
    case = samples.take(desk, case, StepEvent.GIVE, "2026-11-12")
    assert (case.serial, stock(desk)) == ("NB 000101", (9, 1, 0))


def test_the_first_box_may_not_be_on_the_letter_of_another_case(desk: Desk) -> None:
    samples.going(desk, samples.member(desk))
    second = samples.going(desk, nameless(desk, "1980"), serial="NB 000102")
    with pytest.raises(LetterTwiceProblem):
        samples.sign(desk, second, [1], "2026-11-12", serial="NB 000101")


def test_a_serial_is_one_however_it_is_typed(desk: Desk) -> None:
    samples.going(desk, samples.member(desk), serial="NB000102")
    with pytest.raises(LetterTwiceProblem):
        samples.going(desk, nameless(desk, "1980"), serial="nb-000102")
    samples.coming(desk, serial="HP004410")
    with pytest.raises(LetterTwiceProblem):
        samples.coming(desk, serial="HP 004410", traveller=Traveller("Vũ Thị Hằng"))


# --- what stands in the way -----------------------------------------------------------------------


def test_a_clerk_lets_nothing_pass_by_way_of_a_step(desk: Desk) -> None:
    person = samples.member(desk, under_inspection=True)
    case = transfers.propose(desk, TransferKind.OFFICIAL, Direction.OUT, person)
    case = transfers.open_case(
        desk, replace(case, target=samples.FAR, serial="NB 000101", dues_until="2026-11")
    )
    let_pass = Step(StepEvent.OVERRIDE, "2026-11-20", number=Block.INSPECTED.value, remark="Gấp")
    with pytest.raises(NotAllowedProblem):
        transfers.step(clerk(desk), case.id, let_pass, case.version)
    # Where the rule leaves no room the head's word does not help either (294-QĐ/TW, 6.3.1.đ).
    for block in Block:
        told = replace(let_pass, number=block.value)
        case = transfers.step(desk, case.id, told, case.version)
    with pytest.raises(BlockedProblem):
        samples.sign(desk, case, [1])


def test_whoever_is_recognised_meanwhile_is_held_up_no_more(desk: Desk) -> None:
    person = samples.member(
        desk, official_date=None, decision_date=make.day("2025-11-01"),
        ceremony_date=make.day("2025-11-20"),
    )  # fmt: skip
    case = transfers.propose(desk, TransferKind.OFFICIAL, Direction.OUT, person)
    case = transfers.open_case(desk, replace(case, target=samples.FAR, serial="NB 000101"))
    # The twelve months were over three days ago, and nobody recognised him.
    assert Block.RECOGNITION_DUE in {one.block for one in transfers.blocks(desk, case.id)}
    people.save(desk, replace(people.read(desk, person), official_date=make.day("2026-11-20")))
    assert Block.RECOGNITION_DUE not in {one.block for one in transfers.blocks(desk, case.id)}


def test_dues_are_paid_to_the_month_the_letter_was_written_in(desk: Desk) -> None:
    person = samples.member(desk, dues_paid_to=make.day("2026-10"))
    case = transfers.propose(desk, TransferKind.OFFICIAL, Direction.OUT, person)
    case = transfers.open_case(desk, replace(case, target=samples.FAR, serial="NB 000101"))
    for block in (Block.SUPPLEMENT, Block.PAPERS_MISSING):
        case = transfers.override(desk, case.id, block, "Bổ sung sau")
    # Written down in November, the letter itself is of October.
    with pytest.raises(BlockedProblem):
        samples.sign(desk, case, [1], "2026-11-02")
    case = samples.sign(desk, case, [1], "2026-10-30")
    assert Block.DUES_UNPAID not in {one.block for one in transfers.blocks(desk, case.id)}
    assert samples.sign(desk, case, [4], "2026-11-03").state is State.BOX_4


# --- who comes and who goes -----------------------------------------------------------------------


def test_whoever_comes_back_goes_on_in_the_record_he_had(desk: Desk) -> None:
    person = samples.member(desk)
    out = gone(desk, person)
    case = samples.coming(desk, traveller=out.traveller)
    assert case.person_id == person
    case = samples.take(desk, case, StepEvent.PRESENT, "2026-11-20")
    case = samples.sign(desk, case, [7, 10], "2026-11-20")
    assert kinds(desk, person) == ["co_ten", "chuyen_di", "chuyen_den"]
    assert [counted(desk, day) for day in ("2026-11-11", "2026-11-15", "2026-11-20")] == [1, 0, 1]
    case = samples.take(desk, case, StepEvent.ARCHIVE, "2026-11-21")
    # The case he left by rests under the one he came back by.
    out = transfers.back(desk, out.id, "Xem lại", out.version)
    out = transfers.back(desk, out.id, "Xem lại", out.version)
    with pytest.raises(AlreadyHereProblem):
        transfers.back(desk, out.id, "Xem lại", out.version)
    assert kinds(desk, person) == ["co_ten", "chuyen_di", "chuyen_den"]
    assert set(opening.verify(desk).values()) == {"ok"}


def test_what_later_events_rest_on_is_not_taken_out(desk: Desk) -> None:
    case = samples.take(desk, samples.coming(desk), StepEvent.PRESENT, "2026-11-02")
    case = samples.sign(desk, case, [7, 10], "2026-11-03")
    case = samples.take(desk, case, StepEvent.ARCHIVE, "2026-11-04")
    person = case.person_id or 0
    inside = samples.going(
        desk, person, TransferKind.INSIDE, End(unit_id=make.SCHOOL), serial="NB 000301"
    )
    inside = samples.sign(desk, inside, [1, 4, 7], "2026-11-10")
    samples.take(desk, inside, StepEvent.ARCHIVE, "2026-11-11")
    case = transfers.back(desk, case.id, "Xem lại", case.version)
    with pytest.raises(NotMemberProblem):
        transfers.back(desk, case.id, "Xem lại", case.version)
    assert kinds(desk, person) == ["chuyen_den", "chuyen_trong"]


def test_numbers_told_later_find_the_record_too(desk: Desk) -> None:
    out = gone(desk, samples.member(desk))
    who = out.traveller
    case = samples.coming(desk, traveller=Traveller(who.name, birth=who.birth))
    assert case.person_id is None
    case = transfers.update(desk, replace(case, traveller=who))
    assert case.person_id == out.person_id


def test_a_number_alone_brings_nobody_into_anothers_record(desk: Desk) -> None:
    out = gone(desk, samples.member(desk))
    unlike = Traveller("Vũ Thị Hằng", birth=make.day("1990"), card_no=out.traveller.card_no)
    assert samples.coming(desk, traveller=unlike).person_id is None


def test_a_guest_may_come_for_good_while_he_stays(desk: Desk) -> None:
    stay = guest(desk)
    person = stay.person_id or 0
    with pytest.raises(AlreadyHereProblem):
        samples.coming(desk, kind=TransferKind.TEMPORARY, person_id=person, serial="HP 004411")
    with pytest.raises(NotMemberProblem):
        samples.going(desk, person)
    case = samples.coming(desk, serial="HP 004412")
    assert case.person_id == person
    case = samples.take(desk, case, StepEvent.PRESENT, "2026-11-02")
    case = samples.sign(desk, case, [7, 10], "2026-11-10")
    assert (counted(desk, "2026-11-09"), counted(desk, "2026-11-10")) == (0, 1)
    # His stay ends on paper: he does not leave by it.
    stay = samples.sign(desk, transfers.read(desk, stay.id), [5, 6], "2026-11-12")
    stay = samples.take(desk, stay, StepEvent.GIVE, "2026-11-12")
    assert (stay.state, counted(desk)) == (State.DONE, 1)
    assert kinds(desk, person) == ["tam_thoi_den", "chuyen_den"]
    assert transfers.back(desk, stay.id, "Nhầm ngày", stay.version).state is State.BOX_6
    assert counted(desk) == 1


def test_a_stay_ends_once(desk: Desk) -> None:
    stay = guest(desk)
    known = people.read(desk, stay.person_id or 0)
    handed_over = Event(make.day("2026-11-10"), EventKind.TEMPORARY_END, other_place="Nơi khác")
    people.save(desk, replace(known, events=(*known.events, handed_over)))
    stay = samples.sign(desk, stay, [5, 6], "2026-11-12")
    stay = samples.take(desk, stay, StepEvent.GIVE, "2026-11-12")
    assert (stay.state, kinds(desk, known.id)) == (State.DONE, ["tam_thoi_den", "tam_thoi_het"])


def test_one_who_keeps_contact_at_home_may_be_transferred_there(desk: Desk) -> None:
    link = samples.coming(desk, kind=TransferKind.LINK, serial="")
    link = samples.take(desk, link, StepEvent.LINK, "2026-10-01")
    case = samples.coming(desk)
    assert (case.state, transfers.read(desk, link.id).state) == (State.NEW, State.LINKED)


def test_a_case_that_ended_is_not_reopened_beside_another(desk: Desk) -> None:
    person = samples.member(desk)
    first = samples.take(desk, samples.going(desk, person), StepEvent.CANCEL)
    second = samples.going(desk, person, serial="NB 000102")
    with pytest.raises(CaseOpenProblem):
        transfers.back(desk, first.id, "Mở lại", first.version)
    # Its note may still be written.
    noted = transfers.update(desk, replace(first, note="Đã thay bằng ca khác"))
    assert noted.note
    assert transfers.open_cases_of(desk, [person]) == {person: [second.id]}


def test_nobody_leaves_from_where_he_is_not(desk: Desk) -> None:
    with pytest.raises(NotFromThereProblem):
        samples.going(desk, samples.member(desk), source=End(unit_id=make.SCHOOL))
    case = samples.going(desk, nameless(desk, "1980"))
    with pytest.raises(NotFromThereProblem):
        transfers.update(desk, replace(case, source=End(unit_id=make.SCHOOL)))


@pytest.mark.parametrize("field", ["opened", "term_from", "term_to", "effective", "dues_until"])
def test_a_day_that_is_none_is_refused(desk: Desk, field: str) -> None:
    person = samples.member(desk)
    for wrong in ("2026-13-45", "hôm qua"):
        with pytest.raises(WholeDateProblem):
            samples.going(desk, person, TransferKind.TEMPORARY, **{field: wrong})
    assert not transfers.listed(desk)


def test_a_step_on_no_day_is_refused(desk: Desk) -> None:
    case = samples.going(desk, samples.member(desk))
    with pytest.raises(WholeDateProblem):
        samples.sign(desk, case, [1], "hôm nay")


def test_a_case_is_not_opened_tomorrow(desk: Desk) -> None:
    with pytest.raises(FutureDateProblem):
        samples.going(desk, samples.member(desk), opened="2026-11-24")


# --- names on the letter --------------------------------------------------------------------------


def test_a_letter_bears_the_names_of_the_day_it_is_written(desk: Desk) -> None:
    early = samples.going(desk, samples.member(desk), effective="2026-10-20")
    name = "Chi bộ thôn Bình Minh Mới"
    units.rename(desk, make.HAMLET, name, on=date(2026, 11, 1), decision=make.decision())
    told = transfer_letters.letter_values(desk, early.id)[1]
    # CHI BỘ and ĐẢNG BỘ are printed on the blank.
    assert told["chi_bo"] == "thôn Bình Minh Mới"
    assert not told["dang_bo1"].startswith("Đảng bộ")
    # A decision from before the new name; the letter is of today.
    late = samples.going(desk, nameless(desk, "1980"), serial="NB 000102", effective="2026-10-20")
    assert late.source.cell == name
    early = samples.sign(desk, early, [1], "2026-10-30")
    assert early.source.cell == "Chi bộ thôn Bình Minh"
    late = samples.sign(desk, late, [1], "2026-11-03")
    third = date(2026, 11, 10)
    units.rename(desk, make.HAMLET, "Chi bộ thôn Ba", on=third, decision=make.decision())
    late = samples.sign(desk, late, [4], "2026-11-12")
    assert late.source.cell == name
    assert transfer_letters.letter_values(desk, late.id)[1]["chi_bo"] == "thôn Bình Minh Mới"


def test_a_chi_bo_younger_than_the_decision_lets_go(desk: Desk) -> None:
    made = units.add(
        desk,
        make.unit(name="Chi bộ thôn Mới", type="CBCS"),
        on=date(2026, 11, 1),
        decision=make.decision(),
    )
    person = samples.member(desk, unit_id=made)
    case = samples.going(desk, person, effective="2026-10-20")
    assert case.source.cell == "Chi bộ thôn Mới"


def test_what_others_have_to_write_is_not_dated_for_them(desk: Desk) -> None:
    case = samples.going(desk, samples.member(desk))
    values = transfer_letters.letter_values(desk, case.id)
    assert values[4]["ngay_d"] == "23"
    for box in (7, 10):
        assert not {"ngay_d", "ngay_y", "ke_tu_d", "ke_tu_y"} & values[box].keys()
    arrival = samples.coming(desk)
    values = transfer_letters.letter_values(desk, arrival.id)
    assert not {"ngay_d", "ho_so_kem_theo"} & values[1].keys()
    assert values[10]["ke_tu_d"] == "23"


def test_whoever_returns_from_abroad_is_taken_in_by_the_letter(desk: Desk) -> None:
    person = samples.member(desk)
    case = samples.going(
        desk, person, TransferKind.LABOUR, End("abroad", country="Hàn Quốc"),
        term_from="2025-10-01", term_to="2028-10-01", effective="2025-09-01",
    )  # fmt: skip
    case = samples.sign(desk, case, [1], "2025-09-10")
    case = samples.take(desk, case, StepEvent.ISSUE_SLIP, "2025-09-12", number="3")
    case = samples.take(desk, case, StepEvent.HAND_SLIP, "2025-11-01")
    case = samples.take(desk, case, StepEvent.COME_HOME, "2026-11-01")
    case = samples.sign(desk, case, [7, 10], "2026-11-10")
    left, back = people.read(desk, person).events[-2:]
    assert left.basis.startswith("Phiếu công tác 3A-SHĐ, số 3")
    assert back.basis.startswith("Giấy giới thiệu SHĐ loại 10 ô, số 1")


def test_a_worker_abroad_who_still_counts_is_back_by_the_last_box(desk: Desk) -> None:
    row = rules.book(desk).on("2026-11-23").row(RuleKind.VALUE, "labour_leaves")
    stays = {**row.content, "value": False}
    rules.change(desk, row, "2025-08-01", stays, "Công văn 5-CV/BTC", "Theo hướng dẫn mới")
    person = samples.member(desk)
    case = samples.going(
        desk, person, TransferKind.LABOUR, End("abroad", country="Hàn Quốc"),
        term_from="2025-10-01", term_to="2028-10-01", effective="2025-09-01",
    )  # fmt: skip
    case = samples.sign(desk, case, [1], "2025-09-10")
    case = samples.take(desk, case, StepEvent.ISSUE_SLIP, "2025-09-12", number="3")
    case = samples.take(desk, case, StepEvent.HAND_SLIP, "2025-11-01")
    assert counted(desk) == 1
    case = samples.take(desk, case, StepEvent.COME_HOME, "2026-11-01")
    samples.sign(desk, case, [7, 10], "2026-11-10")
    assert kinds(desk, person) == ["co_ten", "di_nuoc_ngoai", "ve_nuoc"]
    assert counted(desk) == 1


def test_whoever_returns_joins_what_his_chi_bo_became(desk: Desk) -> None:
    person = samples.member(desk)
    case = samples.going(
        desk, person, TransferKind.LABOUR, End("abroad", country="Hàn Quốc"),
        term_from="2025-10-01", term_to="2028-10-01", effective="2025-09-01",
    )  # fmt: skip
    case = samples.sign(desk, case, [1], "2025-09-10")
    case = samples.take(desk, case, StepEvent.ISSUE_SLIP, "2025-09-12", number="3")
    case = samples.take(desk, case, StepEvent.HAND_SLIP, "2025-11-01")
    units.close(
        desk, make.HAMLET, on=date(2026, 3, 1), decision=make.decision(), kind="sap_nhap",
        successor_id=make.FAR_HAMLET,
    )  # fmt: skip
    case = samples.take(desk, case, StepEvent.COME_HOME, "2026-11-01")
    case = samples.take(desk, case, StepEvent.TAKE_BACK, "2026-11-10")
    assert people.read(desk, person).events[-1].unit_id == make.FAR_HAMLET
    transfers.back(desk, case.id, "Chưa nhận", case.version)
    assert kinds(desk, person) == ["co_ten", "chuyen_di"]


# --- accounts -------------------------------------------------------------------------------------


def test_a_list_shows_only_cases_the_account_may_open(desk: Desk) -> None:
    person = samples.member(desk, unit_id=make.FAR_HAMLET)
    case = samples.going(desk, person, TransferKind.INSIDE, End(unit_id=make.HAMLET))
    assert [line.id for line in transfers.listed(clerk(desk, make.FAR_HAMLET))] == []
    both = clerk(desk, make.FAR_HAMLET, make.HAMLET)
    assert [line.id for line in transfers.listed(both)] == [case.id]


# --- between two offices --------------------------------------------------------------------------


def sent(desk: Desk, other: Desk, kind: TransferKind, **told: Any) -> tuple[Transfer, Transfer]:
    """Send somebody off and take his record in there; return both cases."""
    case = samples.going(desk, samples.member(desk), kind, NEXT_DOOR, **told)
    last = 2 if kind is TransferKind.TEMPORARY else 5
    case = samples.sign(desk, case, [box for box in case.boxes if box <= last], "2026-11-10")
    case = samples.take(desk, case, StepEvent.GIVE, "2026-11-11")
    data = transfer_packs.record_bytes(desk, case.id)
    shown = transfer_receiving.preview(other, packets.read_any(other, data))
    return case, transfer_receiving.take(other, shown)


def test_the_host_of_a_stay_answers_that_it_began(desk: Desk, other: Desk) -> None:
    case, here = sent(
        desk, other, TransferKind.TEMPORARY, term_from="2026-11-15", term_to="2027-05-01"
    )
    here = samples.take(other, here, StepEvent.PRESENT, "2026-11-16")
    here = samples.sign(other, here, [3, 4], "2026-11-17")
    slip = packets.read_any(desk, transfer_packs.record_bytes(other, here.id))
    shown = transfer_receiving.preview(desk, slip)
    assert shown.event is StepEvent.START
    assert transfer_receiving.take(desk, shown).state is State.AWAY
    assert transfers.read(desk, case.id).counting[-1].on == "2026-11-17"


def test_a_slip_tells_of_nothing_that_did_not_happen(desk: Desk, other: Desk) -> None:
    case, here = sent(desk, other, TransferKind.OFFICIAL)
    with pytest.raises(NothingToAnswerProblem):
        transfer_receiving.answer_to(here)
    here = samples.take(other, here, StepEvent.PRESENT, "2026-11-12")
    with pytest.raises(NothingToAnswerProblem):
        transfer_receiving.answer_to(here)
    here = samples.sign(other, here, [7, 10], "2026-11-13")
    # The office that answers finds no case of its own behind its slip.
    read = packets.read_any(desk, transfer_packs.record_bytes(other, here.id))
    assert transfer_receiving.preview(other, read).answers is None
    shown = transfer_receiving.preview(desk, read)
    assert (shown.answers, shown.event, shown.faults) == (case.id, StepEvent.CONFIRM, ())
    transfer_receiving.take(desk, shown)
    again = packets.read_any(desk, transfer_packs.record_bytes(other, here.id))
    assert transfer_receiving.preview(desk, replace(again, taken_on="2026-11-23")).faults


def test_news_that_comes_late_is_kept(desk: Desk, other: Desk) -> None:
    case, here = sent(desk, other, TransferKind.OFFICIAL)
    case = samples.take(desk, case, StepEvent.CONFIRM, "2026-11-14")
    here = samples.take(other, here, StepEvent.PRESENT, "2026-11-12")
    here = samples.sign(other, here, [7, 10], "2026-11-13")
    read = packets.read_any(desk, transfer_packs.record_bytes(other, here.id))
    done = transfer_receiving.take(desk, transfer_receiving.preview(desk, read))
    assert (done.state, done.counting[-1].event) == (State.DONE, StepEvent.CONTACT)


def test_an_official_record_is_not_added_to_a_stay(desk: Desk, other: Desk, tmp_path: Path) -> None:
    _, stay = sent(
        desk, other, TransferKind.TEMPORARY, term_from="2026-11-15", term_to="2027-05-01"
    )
    third = make.office(tmp_path / "third")
    _, case = sent(third, other, TransferKind.OFFICIAL)
    assert (case.kind, case.id != stay.id) == (TransferKind.OFFICIAL, True)


def test_a_record_added_to_a_notice_knows_whoever_was_here_before(desk: Desk, other: Desk) -> None:
    person = samples.member(other)
    gone(other, person)
    who = Traveller("Đỗ Minh Khôi", birth=make.day("1975-04-30"))
    notice = samples.coming(other, traveller=who, serial="")
    notice = samples.take(other, notice, StepEvent.NOTICE, "2026-11-12")
    _, joined = sent(desk, other, TransferKind.OFFICIAL)
    assert (joined.id, joined.person_id) == (notice.id, person)


def test_letters_handed_down_are_used_below(desk: Desk) -> None:
    stocked(desk)
    run = letter_stock.serials("NB 000101", "NB 000105")
    letter_stock.record(
        desk,
        StockMove("T10", StockMoveKind.HANDED_DOWN, "2026-02-01", run, unit_id=make.COOP),
    )
    below = samples.going(desk, samples.member(desk, unit_id=make.TEAM))
    below = samples.sign(desk, below, [1], "2026-11-10")
    found = letter_stock.balance(desk, "T10")
    assert (found.left, found.issued, found.handed_down) == (5, 1, 4)
    # A chi bộ without a đảng ủy cơ sở above it has none of those.
    above = samples.going(desk, nameless(desk, "1980"), serial="NB 000102")
    with pytest.raises(SerialUsedProblem):
        samples.sign(desk, above, [1], "2026-11-10")
    below = transfers.back(desk, below.id, "Chưa viết", below.version)
    assert letter_stock.balance(desk, "T10").handed_down == 5
    spoiled = letter_stock.serials("NB 000103")
    letter_stock.record(
        desk, StockMove("T10", StockMoveKind.SPOILED, "2026-11-12", spoiled, note="Rách")
    )
    assert letter_stock.balance(desk, "T10").handed_down == 4


def test_restricted_data_is_left_alone(desk: Desk) -> None:
    person = samples.member(desk, dues_paid_to=make.day("2026-08"))
    case = transfers.propose(desk, TransferKind.OFFICIAL, Direction.OUT, person)
    case = transfers.open_case(
        desk, replace(case, target=samples.FAR, serial="NB 000101", dues_until="2026-08")
    )
    personal_data.restrict(desk, person, make.decision(), "Đang khiếu nại")
    for deed in (
        lambda: transfers.override(desk, case.id, Block.DUES_UNPAID, "Đã nộp"),
        lambda: transfers.set_checks(desk, case.id, [], case.version),
        lambda: transfers.set_packet(desk, case.id, "ab"),
        lambda: transfers.back(desk, case.id, "Nhầm", case.version),
    ):
        with pytest.raises(RestrictedProblem):
            deed()


def test_a_day_mended_in_the_dossier_is_taken_back_with_its_step(desk: Desk) -> None:
    person = samples.member(desk)
    case = samples.sign(desk, samples.going(desk, person), [1, 4], "2026-11-12")
    known = people.read(desk, person)
    left = replace(known.events[-1], on=make.day("2026-11-11"))
    people.save(desk, replace(known, events=(*known.events[:-1], left)))
    transfers.back(desk, case.id, "Chưa ký", case.version)
    assert kinds(desk, person) == ["co_ten"]


def test_a_rule_changed_backwards_moves_the_day_and_stops_no_case(desk: Desk) -> None:
    person = samples.member(desk)
    case = samples.sign(desk, samples.going(desk, person), [1, 4], "2026-11-12")
    row = rules.book(desk).on("2026-11-23").row(RuleKind.VALUE, "head_count_leaves")
    given = {**row.content, "value": "given"}
    rules.change(desk, row, "2026-10-01", given, "Công văn 5-CV/BTC", "Theo hướng dẫn mới")
    case = samples.take(desk, case, StepEvent.GIVE, "2026-11-15")
    assert kinds(desk, person) == ["co_ten", "chuyen_di"]
    assert (counted(desk, "2026-11-14"), counted(desk, "2026-11-15")) == (1, 0)


def test_nobody_comes_before_he_was_introduced(desk: Desk) -> None:
    case = samples.coming(desk, introduced="2026-11-10")
    case = samples.take(desk, case, StepEvent.NOTICE, "2026-11-05")
    with pytest.raises(StepOrderProblem):
        samples.take(desk, case, StepEvent.PRESENT, "2026-11-09")
    assert samples.take(desk, case, StepEvent.PRESENT, "2026-11-10").state is State.PRESENTED


def test_the_checklist_names_the_boxes_others_must_have_written(desk: Desk) -> None:
    case = samples.take(desk, samples.coming(desk), StepEvent.PRESENT, "2026-11-10")
    hints = {one.item: one.hint for one in transfers.checklist(desk, case.id)}
    assert hints[CheckItem.BOXES] == "Theo tuyến, giấy đến đây phải có đủ ô 1, 3, 4."
    stay = samples.coming(
        desk, kind=TransferKind.TEMPORARY, term_from="2026-06-01", term_to="2026-12-31",
        traveller=Traveller("Vũ Thị Hằng"), serial="HP 004417",
    )  # fmt: skip
    hints = {one.item: one.hint for one in transfers.checklist(desk, stay.id)}
    assert hints[CheckItem.BOXES] == "Theo tuyến, giấy đến đây phải có đủ ô 1, 2."
    assert "không kèm hồ sơ" in hints[CheckItem.PAPERS]
