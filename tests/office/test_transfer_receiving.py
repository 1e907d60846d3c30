"""One member between two real offices: the record made by one, taken by the other, answered."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tcxd_desktop.domain.case_errors import AlreadyHereProblem, NotOurCaseProblem
from tcxd_desktop.domain.errors import NotAllowedProblem, OutsideScopeProblem
from tcxd_desktop.domain.history import Role
from tcxd_desktop.domain.packet_errors import (
    NotForUsProblem,
    PacketTakenProblem,
    RevokedSenderProblem,
)
from tcxd_desktop.domain.packets import Answer, PacketKind, Result, TransferPacket, Trust
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.domain.rules import EndType
from tcxd_desktop.domain.transfer_errors import IllegalStepProblem
from tcxd_desktop.domain.transfer_receiving import ReceivePreview
from tcxd_desktop.domain.transfers import (
    Direction,
    End,
    State,
    StepEvent,
    Transfer,
    TransferKind,
    Traveller,
)
from tcxd_desktop.office import (
    known_offices,
    opening,
    packets,
    people,
    transfer_packs,
    transfer_receiving,
    transfers,
    units,
)
from tcxd_desktop.office.desk import Desk
from tests import make
from tests.office import exchange_samples
from tests.office import transfer_samples as samples

THERE = End(
    EndType.CELL_UNDER_UPPER,
    province="Đảng bộ thành phố Hải Phòng",
    upper="Đảng bộ phường Tân Lập",
    cell="Chi bộ thôn Đông Thành",
)


@pytest.fixture
def other(office_template: Path, tmp_path: Path) -> Iterator[Desk]:
    """Give the office the member goes to; it has a chi bộ of the name the letter tells."""
    folder = tmp_path / "other"
    with exchange_samples.another_office(office_template, folder, exchange_samples.OTHER) as made:
        yield made


def sent(desk: Desk, **changes: object) -> tuple[Transfer, bytes]:
    """Send a member off, and return the case with the record the other office reads."""
    case = samples.going(desk, samples.member(desk), target=THERE, **changes)
    outgoing = [1, 4] if case.kind is TransferKind.OFFICIAL else [1, 2]
    case = samples.sign(desk, case, outgoing, "2026-11-12")
    case = samples.take(desk, case, StepEvent.GIVE, "2026-11-13")
    data = transfer_packs.record_bytes(desk, case.id)
    return transfers.read(desk, case.id), data


def shown(desk: Desk, data: bytes) -> ReceivePreview:
    return transfer_receiving.preview(desk, packets.read_any(desk, data))


def answered(desk: Desk, case: Transfer) -> bytes:
    """Return the slip an office sends back."""
    return packets.transfer_packet_bytes(desk, transfer_receiving.answer_to(case))


def listed(desk: Desk, day: str = "") -> set[str]:
    return {line.name for line in people.lines(desk, PeopleQuery(as_at=day))}


def counted(desk: Desk, day: str) -> int:
    return sum(node.counted or 0 for node in units.tree(desk, day) if node.depth == 0)


def rows(desk: Desk) -> dict[str, int]:
    """Return how many rows a reception may write there are."""
    tables = ("transfer", "transfer_step", "package_seen", "person", "register_entry")
    with desk.read() as reading:
        return {t: int(reading.all(f"SELECT count(*) FROM {t}")[0][0]) for t in tables}


# --- the whole way ------------------------------------------------------------------------------


def test_from_one_office_to_the_other_and_the_answer_back(desk: Desk, other: Desk) -> None:
    exchange_samples.know(desk, other)
    exchange_samples.know(other, desk)
    case, data = sent(desk)
    before = rows(other)
    made = shown(other, packets.qr_png(packets.digits(data)))
    assert rows(other) == before
    assert (made.read.trust, made.read.sender_name) == (Trust.VERIFIED, "Đảng ủy xã Đông Hải")
    assert (made.faults, made.warnings, made.known_id, made.running_id) == ((), (), None, None)
    told = {fact.label: fact.said for fact in made.facts}
    assert told["Họ và tên"] == "Đỗ Minh Khôi"
    assert told["Ngày sinh"] == "30/04/1975"
    assert told["Số giấy giới thiệu"] == "NB 000101"
    assert told["Số GTSHĐ nơi đi"] == case.signed()[4].number
    assert told["Ngày giới thiệu"] == "12/11/2026"
    assert told["Nơi đi"].startswith("Chi bộ thôn Bình Minh, Đảng bộ xã Đông Hải")

    came = transfer_receiving.take(other, made)
    assert (came.direction, came.state, came.person_id) == (Direction.IN, State.NEW, None)
    assert (came.target.unit_id, came.target.cell) == (make.FAR_HAMLET, THERE.cell)
    assert (came.source.cell, came.source.type) == (case.source.cell, case.source.type)
    assert came.traveller == case.traveller
    assert (came.serial, came.introduced, came.dues_until) == ("NB 000101", "2026-11-12", "2026-11")
    came = samples.take(other, came, StepEvent.PRESENT, "2026-11-16")
    came = samples.sign(other, came, [7, 10], "2026-11-18")
    came = samples.take(other, came, StepEvent.ARCHIVE, "2026-11-18")

    # Nobody is counted by both on any day.
    for day in ("2026-11-11", "2026-11-12", "2026-11-17", "2026-11-18"):
        assert counted(desk, day) + counted(other, day) <= 1
    assert (counted(desk, "2026-11-11"), counted(other, "2026-11-18")) == (1, 1)

    slip = answered(other, came)
    answer = shown(desk, slip)
    assert (answer.answers, answer.event) == (case.id, StepEvent.CONFIRM)
    assert answer.read.trust is Trust.VERIFIED
    assert {fact.label: fact.said for fact in answer.facts}["Chi bộ tiếp nhận"] == THERE.cell
    done = transfer_receiving.take(desk, answer)
    assert done.state is State.DONE
    last = done.counting[-1]
    assert (last.event, last.on, last.number) == (
        StepEvent.CONFIRM, "2026-11-18", came.signed()[10].number,
    )  # fmt: skip
    assert transfer_packs.packet_of(desk, case.id).uuid == made.read.packet.uuid
    for office in (desk, other):
        assert set(opening.verify(office).values()) == {"ok"}


def test_a_temporary_stay_carries_its_term(desk: Desk, other: Desk) -> None:
    _, data = sent(desk, kind=TransferKind.TEMPORARY, term_from="2026-11-15", term_to="2027-05-15")
    came = transfer_receiving.take(other, shown(other, data))
    assert (came.kind, came.letter) == (TransferKind.TEMPORARY, "T8")
    assert (came.term_from, came.term_to) == ("2026-11-15", "2027-05-15")
    came = samples.take(other, came, StepEvent.PRESENT, "2026-11-16")
    came = samples.sign(other, came, [box for box in (3, 4) if box in came.boxes], "2026-11-16")
    came = samples.take(other, came, StepEvent.START, "2026-11-16")
    assert came.person_id is not None
    # A guest: listed, and counted at home alone.
    assert (counted(desk, "2026-11-20"), counted(other, "2026-11-20")) == (1, 0)


def test_a_stopped_reception_is_told_and_ends_well(desk: Desk, other: Desk) -> None:
    case, data = sent(desk)
    came = transfer_receiving.take(other, shown(other, data))
    came = samples.take(other, came, StepEvent.PRESENT, "2026-11-16")
    came = samples.take(other, came, StepEvent.STOP, "2026-11-17", remark="Mục lục chưa đóng dấu")
    stop = transfer_receiving.take(desk, shown(desk, answered(other, came)))
    assert (stop.state, stop.id) == (State.STOPPED, case.id)
    assert "Mục lục chưa đóng dấu" in stop.counting[-1].remark

    came = samples.take(other, came, StepEvent.CLEAR, "2026-11-19")
    came = samples.sign(other, came, [7, 10], "2026-11-20")
    slip = answered(other, came)
    before = rows(desk)
    # Ours is still stopped: what is unheard of is refused as a whole, and can be taken later.
    with pytest.raises(IllegalStepProblem):
        transfer_receiving.take(desk, shown(desk, slip))
    assert rows(desk) == before
    samples.take(desk, stop, StepEvent.CLEAR, "2026-11-19")
    assert transfer_receiving.take(desk, shown(desk, slip)).state is State.DONE


# --- how far it is believed ---------------------------------------------------------------------


def test_an_unknown_office_reads_as_not_verified_and_may_be_taken(desk: Desk, other: Desk) -> None:
    _, data = sent(desk)
    made = shown(other, data)
    assert made.read.trust is Trust.UNVERIFIED
    assert any("Chưa xác thực" in text for text in made.warnings)
    assert made.faults == ()
    assert transfer_receiving.take(other, made).packet == made.read.packet.uuid


def test_a_card_nobody_compared_verifies_nothing(desk: Desk, other: Desk) -> None:
    known = exchange_samples.know(other, desk, compared=False)
    _, data = sent(desk)
    made = shown(other, data)
    assert (made.read.trust, made.read.office_id) == (Trust.UNVERIFIED, known.id)
    assert any("chưa đối chiếu" in text.lower() for text in made.warnings)


def test_a_revoked_office_is_refused(desk: Desk, other: Desk) -> None:
    known = exchange_samples.know(other, desk)
    _, data = sent(desk)
    known_offices.revoke(other, known.id, "Mất máy tính")
    before = rows(other)
    with pytest.raises(RevokedSenderProblem):
        shown(other, data)
    assert rows(other) == before


def test_a_record_revoked_after_it_was_taken_keeps_its_case(desk: Desk, other: Desk) -> None:
    known = exchange_samples.know(other, desk)
    _, data = sent(desk)
    came = transfer_receiving.take(other, shown(other, data))
    known_offices.revoke(other, known.id, "Mất máy tính")
    assert transfers.read(other, came.id) == came


def test_a_record_for_another_place_is_said_so(desk: Desk, other: Desk) -> None:
    case = samples.going(desk, samples.member(desk))
    case = samples.sign(desk, case, [1, 4], "2026-11-12")
    made = shown(other, transfer_packs.record_bytes(desk, case.id))
    assert any("không phải đảng bộ này" in text for text in made.warnings)


# --- twice, own, strange ------------------------------------------------------------------------


def test_a_record_is_taken_once(desk: Desk, other: Desk) -> None:
    _, data = sent(desk)
    first = shown(other, data)
    came = transfer_receiving.take(other, first)
    before = rows(other)
    again = shown(other, data)
    assert len(again.faults) == 1
    assert "23/11/2026" in again.faults[0]
    for preview in (first, again):
        with pytest.raises(PacketTakenProblem):
            transfer_receiving.take(other, preview)
    assert rows(other) == before
    assert transfers.read(other, came.id) == came


def test_a_slip_is_taken_once(desk: Desk, other: Desk) -> None:
    case, data = sent(desk)
    came = transfer_receiving.take(other, shown(other, data))
    came = samples.take(other, came, StepEvent.PRESENT, "2026-11-16")
    came = samples.sign(other, came, [7, 10], "2026-11-18")
    slip = answered(other, came)
    transfer_receiving.take(desk, shown(desk, slip))
    done = transfers.read(desk, case.id)
    with pytest.raises(PacketTakenProblem):
        transfer_receiving.take(desk, shown(desk, slip))
    assert transfers.read(desk, case.id) == done


def test_the_own_record_opens_no_case_at_home(desk: Desk) -> None:
    case, data = sent(desk)
    made = shown(desk, data)
    assert made.read.trust is Trust.OWN
    assert len(made.faults) == 1
    before = rows(desk)
    with pytest.raises(NotForUsProblem):
        transfer_receiving.take(desk, made)
    assert rows(desk) == before
    assert transfers.read(desk, case.id) == case


def test_a_slip_to_nobodys_case_is_refused(desk: Desk, other: Desk) -> None:
    _, data = sent(desk)
    read = packets.read_any(other, data)
    strange = TransferPacket(
        kind=PacketKind.RETURN,
        receiver_key=read.packet.sender_key.hex(),
        answer=Answer(transfer="ab" * 16, result=Result.ACCEPTED, on="2026-11-18"),
    )
    made = shown(desk, packets.transfer_packet_bytes(other, strange))
    assert (made.answers, len(made.faults)) == (None, 1)
    with pytest.raises(NotOurCaseProblem):
        transfer_receiving.take(desk, made)


def test_a_slip_of_somebody_else_is_not_verified(
    desk: Desk, other: Desk, office_template: Path, tmp_path: Path
) -> None:
    exchange_samples.know(desk, other)
    case, data = sent(desk)
    third_name = exchange_samples.THIRD
    with exchange_samples.another_office(office_template, tmp_path / "third", third_name) as third:
        came = transfer_receiving.take(third, shown(third, data))
        came = samples.take(third, came, StepEvent.PRESENT, "2026-11-16")
        came = samples.sign(third, came, [7, 10], "2026-11-18")
        slip = answered(third, came)
    made = shown(desk, slip)
    assert made.answers == case.id
    assert made.read.trust is Trust.UNVERIFIED
    assert any("Chưa xác thực" in text for text in made.warnings)


def test_an_arrival_without_a_record_has_nobody_to_answer(desk: Desk) -> None:
    case = samples.take(desk, samples.coming(desk), StepEvent.PRESENT, "2026-11-02")
    with pytest.raises(NotOurCaseProblem):
        transfer_receiving.answer_to(case)


# --- against the own people ---------------------------------------------------------------------


def noticed(desk: Desk) -> Transfer:
    """Open the arrival a phiếu báo told of, with what such a paper says and no more."""
    case = samples.coming(
        desk,
        make.FAR_HAMLET,
        traveller=Traveller(name="Đỗ Minh Khôi", birth=make.day("1975-04-30")),
        serial="",
        source=End(),
        introduced="",
    )
    return samples.take(desk, case, StepEvent.NOTICE, "2026-11-14")


def test_an_arrival_known_by_its_notice_is_joined(desk: Desk, other: Desk) -> None:
    known = noticed(other)
    case, data = sent(desk)
    made = shown(other, data)
    assert (made.running_id, made.faults) == (known.id, ())
    joined = transfer_receiving.take(other, made)
    assert (joined.id, joined.state) == (known.id, State.NOTICED)
    assert joined.traveller == case.traveller
    assert (joined.packet, joined.serial) == (made.read.packet.uuid, "NB 000101")
    assert joined.source.cell == case.source.cell
    assert joined.target == known.target
    assert [step.event for step in joined.steps] == [StepEvent.OPEN, StepEvent.NOTICE]
    joined = samples.take(other, joined, StepEvent.PRESENT, "2026-11-16")
    joined = samples.sign(other, joined, [7, 10], "2026-11-18")
    slip = shown(desk, answered(other, joined))
    assert transfer_receiving.take(desk, slip).state is State.DONE
    assert len(transfers.listed(other)) == 1


def test_whoever_is_here_already_is_not_taken_in_again(desk: Desk, other: Desk) -> None:
    here = samples.member(other)
    _, data = sent(desk)
    made = shown(other, data)
    assert (made.known_id, made.here_already) == (here, True)
    assert len(made.faults) == 1
    assert "Đỗ Minh Khôi" in made.faults[0]
    before = rows(other)
    with pytest.raises(AlreadyHereProblem):
        transfer_receiving.take(other, made)
    assert rows(other) == before
    assert people.read(other, here).version == 2


def test_whoever_was_here_before_comes_back_to_the_same_record(desk: Desk, other: Desk) -> None:
    before = samples.member(other, birth_date=make.day("1975-04-03"))
    gone = samples.sign(other, samples.going(other, before), [1, 4], "2026-03-12")
    gone = samples.take(other, gone, StepEvent.GIVE, "2026-03-13")
    samples.take(other, gone, StepEvent.CONFIRM, "2026-03-20")
    _, data = sent(desk)
    made = shown(other, data)
    assert (made.known_id, made.here_already, made.faults) == (before, False, ())
    [birth] = [fact for fact in made.facts if fact.label == "Ngày sinh"]
    assert (birth.said, birth.here, birth.differs) == ("30/04/1975", "03/04/1975", True)
    assert not [fact for fact in made.facts if fact.label == "Số thẻ đảng viên" and fact.differs]
    came = transfer_receiving.take(other, made)
    assert came.person_id == before
    came = samples.take(other, came, StepEvent.PRESENT, "2026-11-16")
    came = samples.sign(other, came, [7, 10], "2026-11-18")
    back = people.read(other, before)
    assert [event.kind for event in back.events] == ["co_ten", "chuyen_di", "chuyen_den"]
    # What the record says is nobody's to change by the way.
    assert str(back.birth_date) == "1975-04-03"
    assert listed(other, "2026-11-18") == {"Đỗ Minh Khôi"}


def test_a_second_record_of_one_person_waits_for_the_first(desk: Desk, other: Desk) -> None:
    case, data = sent(desk)
    came = transfer_receiving.take(other, shown(other, data))
    stamped = replace(transfer_packs.packet_of(desk, case.id), uuid="", seq=0, made_on="")
    again = shown(other, packets.transfer_packet_bytes(desk, stamped))
    assert again.running_id == came.id
    joined = transfer_receiving.take(other, again)
    assert joined.id == came.id
    assert len(transfers.listed(other)) == 1


# --- who may -------------------------------------------------------------------------------------


def test_a_clerk_takes_in_only_where_the_account_reaches(desk: Desk, other: Desk) -> None:
    _, data = sent(desk)
    beside = exchange_samples.as_role(
        other, role=Role.CLERK, units=(make.HAMLET,), account=2, sealed=False
    )
    before = rows(other)
    with pytest.raises(OutsideScopeProblem):
        transfer_receiving.take(beside, shown(beside, data))
    assert rows(other) == before
    within = exchange_samples.as_role(
        other, role=Role.CLERK, units=(make.FAR_HAMLET,), account=2, sealed=False
    )
    assert transfer_receiving.take(within, shown(within, data)).target.unit_id == make.FAR_HAMLET


def test_a_viewer_sees_no_preview(desk: Desk, other: Desk) -> None:
    _, data = sent(desk)
    read = packets.read_any(other, data)
    viewer = exchange_samples.as_role(other, role=Role.VIEWER)
    with pytest.raises(NotAllowedProblem):
        transfer_receiving.preview(viewer, read)
