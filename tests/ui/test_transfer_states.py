"""What the screens of transfers say and ask, without widgets."""

from dataclasses import replace
from datetime import date

import pytest

from tcxd_desktop.domain.codes import Code, CodeList
from tcxd_desktop.domain.rule_types import EndType
from tcxd_desktop.domain.transfer_machine import Move
from tcxd_desktop.domain.transfer_tables import MACHINES
from tcxd_desktop.domain.transfers import (
    BoardColumn,
    Direction,
    End,
    State,
    Step,
    StepEvent,
    Transfer,
    TransferKind,
    TransferLine,
    Traveller,
)
from tcxd_desktop.ui.transfers import board_rows, case_words, new_case_state, step_state
from tcxd_desktop.ui.transfers.board_rows import Narrow
from tcxd_desktop.ui.transfers.provinces import PartyProvinces, party_name
from tests import make
from tests.ui.transfer_help import elsewhere

TODAY = make.TODAY
OUT, IN, INSIDE = Direction.OUT, Direction.IN, Direction.INSIDE


def line(number: int, **changes: object) -> TransferLine:
    return TransferLine(**{
        "id": number, "kind": TransferKind.OFFICIAL, "direction": OUT,
        "name": "Nguyễn Thị Đào", "person_id": number, "source": "Chi bộ thôn Bình Minh",
        "target": "Chi bộ thôn Trung", "state": State.REQUESTED, "opened": "2026-11-01",
        "last_on": "2026-11-01", "column": BoardColumn.TO_DO.value, **changes,
    })  # type: ignore[arg-type] # fields of the line # fmt: skip


# --- the board ------------------------------------------------------------------------------------


def test_lines_are_shared_between_the_tabs_by_what_is_nearest() -> None:
    lines = [
        line(1, due="2026-12-09"),
        line(2),
        line(3, due="2026-12-01"),
        line(4, column="da_xong", last_on="2026-02-01"),
        line(5, column="da_xong", last_on="2026-10-01"),
        line(6, column="qua_han", due="2026-10-01"),
    ]
    shared = board_rows.by_tab(lines)
    assert [one.id for one in shared[BoardColumn.TO_DO]] == [3, 1, 2]
    assert [one.id for one in shared[BoardColumn.DONE]] == [5, 4]
    assert board_rows.first_with(shared) is BoardColumn.TO_DO
    assert board_rows.elsewhere(shared, BoardColumn.WAITING) == (
        "Cần làm có 3; Quá hạn có 1; Đã xong có 2"
    )
    assert board_rows.elsewhere(shared, BoardColumn.TO_DO) == ""


@pytest.mark.parametrize(
    ("narrow", "kept"),
    [
        (Narrow(), [1, 2, 3]),
        (Narrow(direction="in"), [2]),
        (Narrow(kind="T8"), [3]),
        (Narrow(text="khoa binh"), [2]),
        (Narrow(text="NB 00123"), [1]),
        (Narrow(direction="in", kind="T8"), []),
    ],
)
def test_lines_are_narrowed_without_tone_marks(narrow: Narrow, kept: list[int]) -> None:
    lines = [
        line(1, serial="NB 0012301"),
        line(2, direction=IN, name="Đinh Văn Khoa", target="Chi bộ thôn Bình Minh"),
        line(3, kind=TransferKind.TEMPORARY, name="Phạm Thị Dung"),
    ]
    assert [one.id for one in board_rows.kept(lines, narrow)] == kept
    assert narrow.anything is (narrow != Narrow())


def test_finished_cases_are_read_as_far_back_as_asked() -> None:
    assert Narrow().since(TODAY) == "2026-01-01"
    assert Narrow(period="twelve").since(date(2024, 2, 29)) == "2023-02-28"
    assert Narrow(period="ever").since(TODAY) < "1931"


@pytest.mark.parametrize(
    ("due", "words", "tone"),
    [
        ("", "", ""),
        ("2026-11-23", "23/11/2026 · hôm nay", "warn"),
        ("2026-11-30", "30/11/2026 · còn 7 ngày", "warn"),
        ("2027-01-10", "10/01/2027 · còn 48 ngày", "plain"),
        ("2026-11-20", "20/11/2026 · quá 3 ngày", "bad"),
    ],
)
def test_a_last_day_says_how_far_it_is(due: str, words: str, tone: str) -> None:
    assert board_rows.due_words(due, TODAY) == words
    assert board_rows.due_tone(due, TODAY) == tone


def test_every_state_has_a_tone_and_every_column_its_text() -> None:
    assert {board_rows.state_tone(state) for state in State} == {"ok", "warn", "bad", "plain"}
    shown = [column.text(line(1, due="2026-12-01")) for column in board_rows.columns(TODAY)]
    way = "Chi bộ thôn Bình Minh → Chi bộ thôn Trung"
    assert shown[:5] == [
        "Nguyễn Thị Đào", "01/12/2026", "Đề nghị chuyển", "Đi · chính thức", way,
    ]  # fmt: skip
    inside = line(2, direction=INSIDE, kind=TransferKind.INSIDE)
    assert board_rows.kind_words(inside) == "Nội bộ"


# --- a case about to be opened --------------------------------------------------------------------


def test_every_kind_the_machine_knows_is_offered_once() -> None:
    offered = [(offer.kind, offer.direction) for offer in new_case_state.OFFERS]
    assert len(offered) == len(set(offered))
    # Whoever comes out of a dissolved organisation comes with an official letter.
    assert set(MACHINES) - set(offered) == {(TransferKind.DISSOLVED, IN)}
    assert set(offered) <= set(MACHINES)
    assert all(offer.says.endswith(".") for offer in new_case_state.OFFERS)


def test_what_is_asked_follows_the_kind() -> None:
    official = new_case_state.offer_of(TransferKind.OFFICIAL, OUT)
    inside = new_case_state.offer_of(TransferKind.INSIDE, INSIDE)
    onward = new_case_state.offer_of(TransferKind.ONWARD, IN)
    abroad = new_case_state.offer_of(TransferKind.LABOUR, OUT)
    assert new_case_state.other_sides(official) == ("target",)
    assert new_case_state.other_sides(inside) == ()
    assert new_case_state.other_sides(onward) == ("source", "target")
    assert new_case_state.own_unit_asked(inside)
    assert not new_case_state.own_unit_asked(official)
    assert new_case_state.end_types(abroad) == (EndType.ABROAD,)
    assert new_case_state.termed(abroad)
    assert not new_case_state.has_letter(onward)


def test_names_the_kind_of_end_does_not_have_are_left_out() -> None:
    typed = {"province": "Đảng bộ tỉnh Ninh Bình", "upper": "Đảng bộ xã Kim Sơn",
             "base": "Đảng bộ Công ty May", "cell": "Chi bộ 1"}  # fmt: skip
    end = new_case_state.read_end(EndType.CELL_UNDER_PROVINCE, typed, End(country="Lào"))
    assert end.names == ("Chi bộ 1", "Đảng bộ tỉnh Ninh Bình")


@pytest.mark.parametrize(
    ("kind", "direction", "case", "missing"),
    [
        (TransferKind.OFFICIAL, OUT, Transfer(TransferKind.OFFICIAL, OUT), "person_id"),
        (TransferKind.OFFICIAL, IN, Transfer(TransferKind.OFFICIAL, IN), "name"),
        (
            TransferKind.INSIDE,
            INSIDE,
            Transfer(TransferKind.INSIDE, INSIDE, 1, Traveller("An")),
            "unit_id",
        ),
        (
            TransferKind.TEMPORARY,
            OUT,
            Transfer(TransferKind.TEMPORARY, OUT, 1, Traveller("An")),
            "term_from",
        ),
        (
            TransferKind.OFFICIAL,
            OUT,
            Transfer(TransferKind.OFFICIAL, OUT, 1, Traveller("An")),
            "",
        ),
    ],
)
def test_the_first_gap_is_named(
    kind: TransferKind, direction: Direction, case: Transfer, missing: str
) -> None:
    assert new_case_state.gap(new_case_state.offer_of(kind, direction), case) == missing
    assert missing == "" or missing in new_case_state.GAPS


def test_provinces_are_offered_as_letters_name_them() -> None:
    codes = make_codes()
    assert party_name("Ninh Bình") == "Đảng bộ tỉnh Ninh Bình"
    assert party_name("Hà Nội") == "Đảng bộ thành phố Hà Nội"
    assert party_name("Thành phố Hồ Chí Minh") == "Đảng bộ thành phố Hồ Chí Minh"
    choices = PartyProvinces(codes)
    assert [c.value for c in choices.matches("dang bo tinh ninh")] == ["Đảng bộ tỉnh Ninh Bình"]
    assert choices.read("ninh binh") == "Đảng bộ tỉnh Ninh Bình"
    assert choices.read("Đảng bộ Quân đội") == "Đảng bộ Quân đội"
    assert choices.read("Đảng bộ tỉnh Nam Định") == "Đảng bộ tỉnh Nam Định", "the old name stays"


def make_codes() -> CodeList:
    names = (("Hà Nội", ()), ("Ninh Bình", ("Nam Định", "Hà Nam")), ("Huế", ()))
    return CodeList(
        "province", "", tuple(Code(str(n), name, aliases=al) for n, (name, al) in enumerate(names))
    )


# --- a step ---------------------------------------------------------------------------------------


def case(**changes: object) -> Transfer:
    return replace(
        Transfer(TransferKind.OFFICIAL, OUT, 1, Traveller("Nguyễn Thị Đào"), target=elsewhere()),
        **changes,  # type: ignore[arg-type] # fields of the case
    )


def test_every_step_of_every_machine_has_its_boxes() -> None:
    for machine in MACHINES.values():
        for one in machine.transitions:
            asked = {ask.key for ask in step_state.ASKED[one.event]}
            move = Move(one.event, 0, one.target or State.REQUESTED, one.needs)
            form = step_state.form_of(case(), move, Step(one.event, "2026-11-23"))
            assert asked <= {ask.key for ask in form.asks}
            assert form.needed <= {ask.key for ask in form.asks}
            assert form.title
            assert form.asks[0].key == "on"


def test_the_first_box_takes_up_a_letter_and_the_last_addresses_nobody() -> None:
    def keys(box: int, **changes: object) -> list[str]:
        move = Move(StepEvent.SIGN, box, State(f"o{box}"))
        form = step_state.form_of(case(**changes), move, Step(StepEvent.SIGN, "2026-11-23", box))
        return [ask.key for ask in form.asks]

    assert keys(1)[0] == "serial"
    assert "serial" not in keys(4, serial="NB 1")
    assert "addressed" in keys(4, serial="NB 1")
    assert keys(10, serial="NB 1") == ["on", "number", "title", "signer"]


def test_box_1_of_a_dissolved_organisation_has_no_signer() -> None:
    move = Move(StepEvent.SIGN, 1, State.BOX_1)
    prepared = Step(StepEvent.SIGN, "2026-11-23", 1, unsigned=True)
    form = step_state.form_of(case(kind=TransferKind.DISSOLVED), move, prepared)
    assert {"signer", "title"}.isdisjoint(ask.key for ask in form.asks)
    assert "không ký tên" in form.says


def test_what_a_step_needs_is_missed_by_name() -> None:
    move = Move(StepEvent.CANCEL, 0, State.CANCELLED, ("reason",))
    form = step_state.form_of(case(), move, Step(StepEvent.CANCEL, "2026-11-23"))
    assert step_state.missing(form, {"on": "2026-11-23", "remark": ""}) == "remark"
    assert step_state.caption_of(form, "remark") == "Lý do hủy ca"
    assert step_state.missing(form, {"on": "2026-11-23", "remark": "Ghi nhầm"}) == ""


# --- the page of a case ---------------------------------------------------------------------------


def test_the_way_ahead_stands_before_the_exceptions() -> None:
    moves = (
        Move(StepEvent.SIGN, 2, State.BOX_2, optional=True),
        Move(StepEvent.SIGN, 4, State.BOX_4),
        Move(StepEvent.SPOIL, 0, State.REQUESTED, ("reason",)),
        Move(StepEvent.CANCEL, 0, State.CANCELLED, ("reason",)),
        Move(StepEvent.REMARK, 0, State.BOX_1, ("reason",), optional=True),
    )
    found = case_words.offered(case(), moves)
    assert [case_words.move_text(move, case()) for move in found.ahead] == [
        "Ghi ô 4", "Ghi ô 2 (nếu có)",
    ]  # fmt: skip
    assert [move.event for move in found.aside] == [
        StepEvent.SPOIL, StepEvent.CANCEL, StepEvent.REMARK,
    ]  # fmt: skip


def test_a_second_notice_is_the_exception() -> None:
    moves = (Move(StepEvent.NOTICE, 0, State.MOVING), Move(StepEvent.CONFIRM, 0, State.DONE))
    sent = case(steps=(Step(StepEvent.NOTICE, "2026-09-15"),))
    assert case_words.offered(case(), moves).ahead[0].event is StepEvent.NOTICE
    assert [move.event for move in case_words.offered(sent, moves).ahead] == [StepEvent.CONFIRM]


def test_boxes_others_wrote_are_noted_not_written() -> None:
    told = Move(StepEvent.SIGN, 7, State.MOVING, told=True)
    assert case_words.move_text(told, case()) == "Ghi nhận ô 7"


def test_the_timeline_tells_what_was_taken_back() -> None:
    steps = (
        Step(StepEvent.OPEN, "2026-09-10", at="2026-09-10T02:00:00+00:00", actor="Trần Thu Hà"),
        Step(StepEvent.BAR, "2026-09-11", remark="Có đơn tố cáo", undone=True),
        Step(StepEvent.BACK, "2026-09-12", remark="Ghi nhầm người"),
    )
    rows = case_words.timeline(case(steps=steps), make.HANOI)
    assert [row.undone for row in rows] == [False, True, False]
    assert rows[0].written == "Ghi lúc 09:00 ngày 10/09/2026, Trần Thu Hà"
    assert rows[1].note == "Có đơn tố cáo"
    assert "đã lùi lại" in rows[1].spoken


def test_head_and_facts_of_a_case() -> None:
    assert case_words.title(case()) == "Nguyễn Thị Đào · chuyển đi chính thức"
    link = case(kind=TransferKind.LINK)
    assert case_words.title(link) == "Nguyễn Thị Đào · giữ mối liên hệ nơi cư trú"
    who = Traveller("Đào", card_no="037015004217", probationary=True)
    facts = dict(case_words.facts_of(case(traveller=who)))
    assert facts["Số thẻ"] == "0370 •••• 4217"
    assert facts["Chính thức"] == "đảng viên dự bị"
    stay = case(term_from="2026-10-01", term_to="2027-03-31")
    assert dict(case_words.data_of(stay))["Thời hạn"] == "01/10/2026 – 31/03/2027"
    assert case_words.letter_line(link).startswith("Loại chuyển này không dùng")
