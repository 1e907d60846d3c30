"""Transfer cases in a real office: what each step does to dossier, registers, stock and counts."""

from dataclasses import replace

import pytest

from tcxd_desktop.domain.case_errors import (
    AlreadyHereProblem,
    BlockedProblem,
    CaseLockedProblem,
    CaseOpenProblem,
    CaseWrittenProblem,
    LetterTwiceProblem,
    NoTargetProblem,
    NotMemberProblem,
    RegisterNumberProblem,
    SameUnitProblem,
    StoppedByCheckProblem,
    TooEarlyToStrikeProblem,
    TravellerTwiceProblem,
)
from tcxd_desktop.domain.errors import ConflictProblem, ReasonNeededProblem, RequiredProblem
from tcxd_desktop.domain.letter_stock import StockMove, StockMoveKind
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.domain.stock_errors import NotInStockProblem, SerialUsedProblem
from tcxd_desktop.domain.transfer_errors import StepOrderProblem
from tcxd_desktop.domain.transfers import (
    Block,
    BoardColumn,
    Check,
    CheckItem,
    CheckResult,
    Direction,
    End,
    State,
    StepEvent,
    TransferKind,
    TransferQuery,
)
from tcxd_desktop.office import letter_stock, opening, people, transfers, units
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import transfers as stored
from tcxd_desktop.wording.formats import masked
from tests import make
from tests.office import transfer_samples as samples


def counted(desk: Desk, day: str = "") -> int:
    return sum(node.counted or 0 for node in units.tree(desk, day) if node.depth == 0)


def activity(desk: Desk, person_id: int, day: str = "") -> str:
    found = people.lines(desk, PeopleQuery(ids=(person_id,), leavings=(), as_at=day))
    return f"{found[0].activity}/{found[0].leaving}" if found else ""


def test_out_of_the_commune_from_request_to_news(desk: Desk) -> None:
    person = samples.member(desk)
    letter_stock.record(
        desk,
        StockMove("T10", StockMoveKind.RECEIVED, "2026-01-05",
                  letter_stock.serials("NB 000101", "NB 000110")),
    )  # fmt: skip
    case = samples.going(desk, person)
    assert case.boxes == (1, 4, 7, 10)
    assert (case.source.cell, case.source.upper) == ("Chi bộ thôn Bình Minh", "Đảng bộ xã Đông Hải")
    before = counted(desk)

    case = samples.sign(desk, case, [1], "2026-11-10")
    assert letter_stock.balance(desk, "T10").issued == 1
    assert counted(desk) == before
    case = samples.sign(desk, case, [4], "2026-11-12")
    assert case.signed()[4].addressed == "Ban Thường vụ Đảng ủy xã Hải Lĩnh"
    assert case.signed()[4].number == "1"
    # Decision 11: the member leaves the head-count on the date of introduction.
    assert counted(desk, "2026-11-11") == before
    assert counted(desk, "2026-11-12") == before - 1
    event = people.read(desk, person).events[-1]
    assert (event.kind, str(event.on)) == ("chuyen_di", "2026-11-12")
    assert "Chi bộ thôn Trung Hòa" in event.other_place
    assert "NB 000101" in event.basis

    case = samples.take(desk, case, StepEvent.NOTICE, "2026-11-12")
    case = samples.take(desk, case, StepEvent.GIVE, "2026-11-13")
    assert case.state is State.MOVING
    case = samples.take(desk, case, StepEvent.CONFIRM, "2026-11-20")
    assert case.state is State.DONE
    assert activity(desk, person).endswith("/chuyen_di")
    assert set(opening.verify(desk).values()) == {"ok"}


def test_a_step_back_takes_out_what_its_step_wrote(desk: Desk) -> None:
    person = samples.member(desk)
    case = samples.sign(desk, samples.going(desk, person), [1, 4], "2026-11-12")
    assert people.read(desk, person).events[-1].kind == "chuyen_di"
    case = transfers.back(desk, case.id, "Ghi nhầm ngày", case.version)
    assert case.state is State.BOX_1
    assert people.read(desk, person).events[-1].kind == "co_ten"
    with desk.read() as reading:
        [entry] = stored.entries(reading, "gtshd")
    assert (entry.number, entry.void_reason) == (1, "Ghi nhầm ngày")
    case = samples.sign(desk, case, [4], "2026-11-13")
    assert case.signed()[4].number == "2"
    assert [step.undone for step in case.steps if step.box == 4] == [True, False]
    case = transfers.back(desk, case.id, "Chưa ký", case.version)
    case = transfers.back(desk, case.id, "Lấy nhầm giấy", case.version)
    assert case.state is State.REQUESTED
    assert letter_stock.balance(desk, "T10").issued == 0
    assert set(opening.verify(desk).values()) == {"ok"}


def test_a_spoiled_letter_is_counted_and_another_one_taken(desk: Desk) -> None:
    letter_stock.record(
        desk,
        StockMove("T10", StockMoveKind.RECEIVED, "2026-01-05",
                  letter_stock.serials("NB 000101", "NB 000103")),
    )  # fmt: skip
    case = samples.sign(desk, samples.going(desk, samples.member(desk)), [1], "2026-11-10")
    case = samples.take(desk, case, StepEvent.SPOIL, "2026-11-11")
    assert (case.state, case.serial, case.signed()) == (State.REQUESTED, "", {})
    with pytest.raises(SerialUsedProblem):
        samples.sign(desk, case, [1], "2026-11-11", serial="NB 000101")
    with pytest.raises(NotInStockProblem):
        samples.sign(desk, case, [1], "2026-11-11", serial="NB 000999")
    assert transfers.read(desk, case.id).version == case.version
    case = samples.sign(desk, case, [1, 4], "2026-11-12", serial="NB 000102")
    found = letter_stock.balance(desk, "T10")
    assert (found.received, found.issued, found.spoiled, found.left) == (3, 1, 1, 1)


def test_cancelled_after_leaving_the_member_is_back_in_the_count(desk: Desk) -> None:
    person = samples.member(desk)
    before = counted(desk)
    case = samples.sign(desk, samples.going(desk, person), [1, 4], "2026-11-12")
    assert counted(desk) == before - 1
    case = samples.take(desk, case, StepEvent.CANCEL, "2026-11-15")
    assert case.state is State.CANCELLED
    assert counted(desk) == before
    assert [event.kind for event in people.read(desk, person).events] == ["co_ten"]


def test_inside_moves_change_no_total(desk: Desk) -> None:
    person = samples.member(desk)
    before = counted(desk)
    case = samples.going(desk, person, TransferKind.INSIDE, End(unit_id=make.FAR_HAMLET))
    assert case.boxes == (1, 4, 7)
    case = samples.sign(desk, case, [1, 4, 7], "2026-11-18")
    assert counted(desk) == before
    nodes = {node.unit.id: node.counted for node in units.tree(desk)}
    assert (nodes[make.HAMLET], nodes[make.FAR_HAMLET]) == (0, 1)
    case = samples.take(desk, case, StepEvent.ARCHIVE, "2026-11-19")
    assert case.state is State.DONE


def test_an_arrival_with_an_old_card_keeps_it_as_an_old_card(desk: Desk) -> None:
    case = samples.coming(desk)
    who = replace(case.traveller, card_no="36512630")
    case = transfers.update(desk, replace(case, traveller=who))
    case = samples.take(desk, case, StepEvent.PRESENT, "2026-11-02")
    case = samples.sign(desk, case, [7, 10], "2026-11-10")
    assert case.person_id is not None
    made = people.read(desk, case.person_id)
    assert (made.card_no, made.old_card_no) == ("", "36512630")
    assert masked(made.old_card_no) == "36 •••• 30", "an old card is hidden too"
    with pytest.raises(AlreadyHereProblem):
        samples.coming(desk, serial="", traveller=replace(who, name="Lương Thuận", citizen_id=""))


def test_what_came_along_and_from_whom_is_proposed(desk: Desk) -> None:
    case = samples.coming(desk, enclosed="Hồ sơ đảng viên (niêm phong)")
    steps = {
        move.event: transfers.prepare_step(desk, case.id, move)
        for move in transfers.next_steps(desk, case.id)
    }
    assert steps[StepEvent.NOTICE].addressed == "Ban Thường vụ Đảng ủy phường An Biên"
    assert steps[StepEvent.PRESENT].papers == "Hồ sơ đảng viên (niêm phong)"


def test_an_arrival_becomes_a_member_on_the_day_of_box_ten(desk: Desk) -> None:
    case = samples.coming(desk)
    case = samples.take(desk, case, StepEvent.NOTICE, "2026-10-05")
    case = samples.take(desk, case, StepEvent.PRESENT, "2026-11-02")
    assert case.person_id is None
    case = samples.sign(desk, case, [7, 10], "2026-11-10")
    assert case.person_id is not None
    made = people.read(desk, case.person_id)
    assert (made.birth_name, made.card_no) == ("Lương Văn Thuận", "031087004218")
    assert [(event.kind, str(event.on)) for event in made.events] == [("chuyen_den", "2026-11-10")]
    assert counted(desk, "2026-11-09") + 1 == counted(desk, "2026-11-10")
    assert samples.take(desk, case, StepEvent.ARCHIVE, "2026-11-11").state is State.DONE
    assert set(opening.verify(desk).values()) == {"ok"}


def test_a_temporary_stay_with_extension_and_return(desk: Desk) -> None:
    person = samples.member(desk)
    before = counted(desk)
    case = samples.going(
        desk, person, TransferKind.TEMPORARY, samples.BASED,
        term_from="2026-03-01", term_to="2026-08-31", effective="2026-02-20",
    )  # fmt: skip
    case = samples.sign(desk, case, [1, 2], "2026-02-25")
    case = samples.take(desk, case, StepEvent.GIVE, "2026-02-26")
    case = samples.take(desk, case, StepEvent.START, "2026-03-02")
    # Counted at home while away (294-QĐ/TW, 6.3.2.c).
    assert counted(desk) == before
    assert activity(desk, person, "2026-03-01").startswith("tam_thoi_noi_khac")
    case = samples.take(desk, case, StepEvent.EXTEND, "2026-08-20", until="2026-10-31")
    assert case.term_end == "2026-10-31"
    case = samples.take(desk, case, StepEvent.RETURN, "2026-10-30")
    case = samples.sign(desk, case, [7, 8], "2026-11-03")
    case = samples.take(desk, case, StepEvent.ARCHIVE, "2026-11-04")
    assert case.state is State.DONE
    assert activity(desk, person).startswith("dang_sh")
    assert counted(desk) == before


def test_a_guest_is_listed_and_not_counted(desk: Desk) -> None:
    before = counted(desk)
    case = samples.coming(desk, kind=TransferKind.TEMPORARY, term_from="2026-06-01",
                          term_to="2026-12-31")  # fmt: skip
    case = samples.take(desk, case, StepEvent.PRESENT, "2026-06-03")
    case = samples.sign(desk, case, [4], "2026-06-04") if 3 not in case.boxes else samples.sign(
        desk, case, [3, 4], "2026-06-04"
    )  # fmt: skip
    case = samples.take(desk, case, StepEvent.START, "2026-06-05")
    assert case.person_id is not None
    assert counted(desk) == before
    assert activity(desk, case.person_id).startswith("tam_thoi_tai_day")


def test_three_months_without_arriving(desk: Desk) -> None:
    case = samples.take(desk, samples.coming(desk), StepEvent.NOTICE, "2026-08-10")
    [line] = transfers.listed(desk)
    assert (line.column, line.due, line.due_rule) == (BoardColumn.LATE, "2026-11-10", "TR-04")
    move = next(m for m in transfers.next_steps(desk, case.id)
                if m.event is StepEvent.PROPOSE_STRIKE)  # fmt: skip
    step = replace(transfers.prepare_step(desk, case.id, move), remark="Đã liên hệ hai lần")
    with pytest.raises(TooEarlyToStrikeProblem):
        transfers.step(desk, case.id, replace(step, on="2026-11-10"), case.version)
    case = transfers.step(desk, case.id, replace(step, on="2026-11-11"), case.version)
    case = samples.take(desk, case, StepEvent.STRIKE, "2026-11-20", number="31-QĐ/ĐU")
    assert case.state is State.STRUCK
    assert case.person_id is None


def test_blocks_hold_and_the_head_may_let_pass_where_the_rule_leaves_room(desk: Desk) -> None:
    person = samples.member(desk, under_inspection=True, dues_paid_to=make.day("2026-08"),
                            index_confirmed_on=None)  # fmt: skip
    case = transfers.propose(desk, TransferKind.OFFICIAL, Direction.OUT, person)
    case = transfers.open_case(
        desk, replace(case, target=samples.FAR, serial="NB 000101", dues_until="2026-08")
    )
    found = {one.block: one for one in transfers.blocks(desk, case.id)}
    assert {Block.INSPECTED, Block.DUES_UNPAID, Block.INDEX_OPEN} <= set(found)
    assert all(one.basis and one.detail for one in found.values())
    with pytest.raises(BlockedProblem):
        samples.sign(desk, case, [1])
    with pytest.raises(BlockedProblem):
        transfers.override(desk, case.id, Block.INSPECTED, "Cần đi gấp")
    with pytest.raises(ReasonNeededProblem):
        transfers.override(desk, case.id, Block.DUES_UNPAID, " ")
    transfers.override(desk, case.id, Block.DUES_UNPAID, "Đã nộp, chưa vào sổ")
    passed = {one.block: one.overridden for one in transfers.blocks(desk, case.id)}
    assert passed[Block.DUES_UNPAID] == "Đã nộp, chưa vào sổ"


def test_what_cannot_be_is_refused_and_nothing_is_written(desk: Desk) -> None:
    person, other = samples.member(desk), samples.member(
        desk, card_no="", citizen_id="", dossier_no="", birth_date=make.day("1980")
    )  # fmt: skip
    case = samples.going(desk, person)
    with pytest.raises(CaseOpenProblem):
        samples.going(desk, person, serial="NB 000102")
    with pytest.raises(LetterTwiceProblem):
        samples.going(desk, other)
    with pytest.raises(SameUnitProblem):
        samples.going(desk, other, TransferKind.INSIDE, End(unit_id=make.HAMLET))
    with pytest.raises(RequiredProblem):
        samples.going(desk, other, TransferKind.INSIDE, End())
    arrival = samples.coming(desk)
    with pytest.raises(TravellerTwiceProblem):
        samples.coming(desk, serial="HP 004499")
    with pytest.raises(AlreadyHereProblem):
        samples.coming(
            desk,
            traveller=replace(arrival.traveller, citizen_id="037075004217"),
            serial="HP 004497",
        )
    assert len(transfers.listed(desk)) == 2
    with pytest.raises(StepOrderProblem):
        samples.sign(desk, samples.sign(desk, case, [1], "2026-11-10"), [4], "2026-11-09")
    with pytest.raises(ConflictProblem):
        transfers.back(desk, case.id, "Nhầm", case.version - 1)


def test_whoever_is_gone_does_not_leave_again(desk: Desk) -> None:
    person = samples.member(desk)
    case = samples.sign(desk, samples.going(desk, person), [1, 4], "2026-11-12")
    case = samples.take(desk, case, StepEvent.GIVE, "2026-11-13")
    samples.take(desk, case, StepEvent.CONFIRM, "2026-11-20")
    with pytest.raises(NotMemberProblem):
        samples.going(desk, person, serial="NB 000102")


def test_register_numbers_follow_each_other(desk: Desk) -> None:
    first = samples.going(desk, samples.member(desk))
    first = samples.sign(desk, first, [1], "2026-11-10")
    # An office that begins in the middle of its paper book goes on from there.
    first = samples.sign(desk, first, [4], "2026-11-11", number="47")
    second = samples.going(
        desk,
        samples.member(desk, card_no="", citizen_id="", dossier_no=""),
        serial="NB 000102",
    )
    second = samples.sign(desk, second, [1], "2026-11-11")
    for wrong in ("47", "49", "x", ""):
        with pytest.raises(RegisterNumberProblem if wrong else Exception):
            samples.sign(desk, second, [4], "2026-11-12", number=wrong)
    second = samples.sign(desk, second, [4], "2026-11-12")
    assert second.signed()[4].number == "48"


def test_a_signed_letter_is_fixed(desk: Desk) -> None:
    case = samples.going(desk, samples.member(desk))
    case = transfers.update(desk, replace(case, target=samples.BASED))
    assert case.boxes == (1, 4, 7, 8, 10)
    case = samples.sign(desk, case, [1], "2026-11-10")
    case = transfers.update(desk, replace(case, note="Đã hẹn ngày nhận hồ sơ"))
    with pytest.raises(CaseLockedProblem):
        transfers.update(desk, replace(case, target=samples.FAR))


def test_what_the_dossier_was_given_is_not_changed_behind_its_back(desk: Desk) -> None:
    """No box is signed when somebody goes abroad for a while: the dossier says where all the same."""
    person = samples.member(desk)
    japan, laos = (End("abroad", country=country) for country in ("Nhật Bản", "Lào"))
    case = samples.going(
        desk, person, TransferKind.TEMPORARY_ABROAD, japan,
        term_from="2026-11-15", term_to="2027-05-14",
    )  # fmt: skip
    case = transfers.update(desk, replace(case, target=laos))
    case = samples.take(desk, case, StepEvent.ISSUE_SLIP, "2026-11-12", number="1")
    case = samples.take(desk, case, StepEvent.HAND_SLIP, "2026-11-13")
    written = people.read(desk, person).events
    with pytest.raises(CaseWrittenProblem):
        transfers.update(desk, replace(case, target=japan))
    case = transfers.update(desk, replace(case, note="Đã gọi điện"))
    assert people.read(desk, person).events == written
    case = transfers.back(desk, case.id, "Ghi nhầm nước", case.version)
    case = transfers.update(desk, replace(case, target=japan))
    samples.take(desk, case, StepEvent.HAND_SLIP, "2026-11-13")
    assert people.read(desk, person).events[-1].other_place == "Nhật Bản"


def test_the_checklist_stops_a_reception_without_a_confirmed_index(desk: Desk) -> None:
    case = samples.take(desk, samples.coming(desk), StepEvent.PRESENT, "2026-11-02")
    assert len(transfers.checklist(desk, case.id)) == len(CheckItem)
    bad = Check(CheckItem.INDEX, CheckResult.BAD, "Chưa đóng dấu")
    case = transfers.set_checks(desk, case.id, [bad], case.version)
    assert case.checks == (bad,)
    with pytest.raises(StoppedByCheckProblem):
        samples.sign(desk, case, [7], "2026-11-03")
    case = samples.take(desk, case, StepEvent.STOP, "2026-11-03")
    case = samples.take(desk, case, StepEvent.CLEAR, "2026-11-10")
    case = transfers.set_checks(
        desk, case.id, [replace(bad, result=CheckResult.GOOD)], case.version
    )
    assert samples.sign(desk, case, [7], "2026-11-11").state is State.BOX_7


def test_nobody_is_taken_in_without_a_chi_bo(desk: Desk) -> None:
    case = samples.coming(desk, unit_id=None, target=samples.FAR)
    case = samples.take(desk, case, StepEvent.PRESENT, "2026-11-02")
    with pytest.raises(NoTargetProblem):
        samples.sign(desk, case, [7], "2026-11-03")


def test_lists_by_person_text_and_end(desk: Desk) -> None:
    person = samples.member(desk)
    case = samples.going(desk, person)
    samples.coming(desk)
    assert [one.id for one in transfers.listed(desk, TransferQuery(text="do minh"))] == [case.id]
    assert [one.id for one in transfers.listed(desk, TransferQuery(person_id=person))] == [case.id]
    inward = transfers.listed(desk, TransferQuery(directions=("in",)))
    assert [one.name for one in inward] == ["Lương Văn Thuận"]
    assert transfers.open_cases_of(desk, [person]) == {person: [case.id]}
    assert transfers.counts(desk)[BoardColumn.TO_DO] == 2


def test_the_list_of_an_organisation_has_what_leaves_and_what_reaches_it(desk: Desk) -> None:
    person = samples.member(desk)
    case = samples.going(desk, person, TransferKind.INSIDE, End(unit_id=make.FAR_HAMLET))
    for unit_id in (make.HAMLET, make.FAR_HAMLET, make.ROOT):
        assert [one.id for one in transfers.listed(desk, TransferQuery(unit_id=unit_id))] == [
            case.id
        ]
    assert transfers.listed(desk, TransferQuery(unit_id=make.SCHOOL)) == []
