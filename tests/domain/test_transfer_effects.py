"""What each step writes into the dossier, and what going back takes out of it."""

from dataclasses import replace

import pytest

from tcxd_desktop.domain.standing import Event, EventKind
from tcxd_desktop.domain.transfer_effects import MembershipEffect, effects, events_of
from tcxd_desktop.domain.transfer_machine import advance
from tcxd_desktop.domain.transfers import (
    Direction,
    End,
    Step,
    StepEvent,
    Transfer,
    TransferKind,
)
from tests.domain.transfer_samples import (
    AWAY,
    HOME,
    RULES,
    TODAY,
    VILLAGE,
    case_of,
    full,
    sign,
    walked,
    way,
    with_values,
)

K, D, E = TransferKind, Direction, StepEvent


def written(case: Transfer, *steps: Step, **values: object) -> list[tuple[str, str, str]]:
    """Return (step, what it did, day) of every change of the dossier on the way."""
    rules = with_values(values) if values else RULES
    found = []
    for step in steps:
        after = advance(case, step, way(case), TODAY)
        effect = effects(case, after, rules)
        name = f"o{step.box}" if step.box else step.event.value
        for sign_of, event in (("+", effect.add), ("-", effect.drop)):
            if event is not None:
                found.append((name, f"{sign_of}{event.kind}", str(event.on)))
        case = after
    return found


INTRODUCED = (sign(1, "2026-09-08"), sign(3, "2026-09-09"), sign(4, "2026-09-10", number="41"))
GIVEN = (*INTRODUCED, full(E.GIVE, "2026-09-12"))


def test_an_official_transfer_leaves_on_the_day_of_introduction() -> None:
    for kind in (K.OFFICIAL, K.DISSOLVED):
        steps = (*GIVEN, full(E.CONFIRM, "2026-10-02"))
        assert written(case_of(kind, D.OUT), *steps) == [("o4", "+chuyen_di", "2026-09-10")]


def test_when_a_member_leaves_is_a_value_of_the_rule_set() -> None:
    steps = (*GIVEN, full(E.CONFIRM, "2026-10-02"))
    case = case_of(K.OFFICIAL, D.OUT)
    assert written(case, *steps, head_count_leaves="given") == [
        ("giao_ho_so", "+chuyen_di", "2026-09-12")
    ]
    assert written(case, *steps, head_count_leaves="accepted") == [
        ("xac_nhan_den", "+chuyen_di", "2026-10-02")
    ]


@pytest.mark.parametrize("event", [E.SPOIL, E.CANCEL, E.BACK])
def test_what_a_box_wrote_goes_with_it(event: StepEvent) -> None:
    found = written(case_of(K.OFFICIAL, D.OUT), *INTRODUCED, full(event, "2026-09-12"))
    assert found[-1] == (event.value, "-chuyen_di", "2026-09-10")


def test_a_cancelled_case_taken_up_again_leaves_again() -> None:
    steps = (*GIVEN, full(E.CANCEL, "2026-09-15"), full(E.BACK, "2026-09-16"))
    assert [done for _, done, _ in written(case_of(K.OFFICIAL, D.OUT), *steps)] == [
        "+chuyen_di", "-chuyen_di", "+chuyen_di",
    ]  # fmt: skip


def test_a_lost_letter_keeps_the_member_away_until_a_new_one_is_begun() -> None:
    again = (sign(1, "2026-10-02"), sign(3, "2026-10-02"), sign(4, "2026-10-05"))
    steps = (*GIVEN, full(E.LOSE, "2026-09-20"), full(E.REBUILD, "2026-10-01"), *again)
    assert written(case_of(K.OFFICIAL, D.OUT), *steps) == [
        ("o4", "+chuyen_di", "2026-09-10"),
        ("lam_lai", "-chuyen_di", "2026-09-10"),
        ("o4", "+chuyen_di", "2026-10-05"),
    ]


ARRIVAL = (
    full(E.PRESENT, "2026-10-05"), sign(7, "2026-10-06", number="88"), sign(8, "2026-10-08"),
    sign(10, "2026-10-12", number="31"), full(E.ARCHIVE, "2026-10-13"),
)  # fmt: skip


def test_an_arrival_enters_with_box_10() -> None:
    for kind in (K.OFFICIAL, K.DISSOLVED):
        assert written(case_of(kind, D.IN), *ARRIVAL) == [("o10", "+chuyen_den", "2026-10-12")]
    assert written(case_of(K.FROM_ABROAD, D.IN), *ARRIVAL) == [("o10", "+chuyen_den", "2026-10-12")]
    found = written(case_of(K.OFFICIAL, D.IN), *ARRIVAL, head_count_enters="presented")
    assert found == [("o10", "+chuyen_den", "2026-10-05")]


def test_events_name_the_unit_the_letter_and_the_other_end() -> None:
    [arrived] = events_of(walked(case_of(K.OFFICIAL, D.IN), *ARRIVAL), RULES)
    assert arrived.unit_id == HOME.unit_id
    assert arrived.basis == "Giấy giới thiệu SHĐ loại 10 ô, số 88, số seri AB 0001234"
    assert arrived.other_place == ", ".join(AWAY.names)
    [left] = events_of(walked(case_of(K.OFFICIAL, D.OUT), *GIVEN), RULES)
    assert (left.unit_id, left.kind) == (None, EventKind.LEFT.value)
    assert left.basis == "Giấy giới thiệu SHĐ loại 10 ô, số 41, số seri AB 0001234"
    assert left.other_place.startswith("Chi bộ Khoa Cơ bản, ")


def test_a_move_inside_is_written_with_box_7() -> None:
    case = case_of(K.INSIDE, D.INSIDE)
    steps = (*INTRODUCED, sign(7, "2026-09-20"), full(E.ARCHIVE, "2026-09-21"))
    assert written(case, *steps) == [("o7", "+chuyen_trong", "2026-09-20")]
    [moved] = events_of(walked(case, *steps), RULES)
    assert moved.unit_id == VILLAGE.unit_id
    assert moved.basis.startswith("Giấy giới thiệu SHĐ loại 7 ô, số 41")


STAY = (
    sign(1, "2026-09-08"), sign(2, "2026-09-09"), full(E.GIVE, "2026-09-10"),
    full(E.START, "2026-09-16"), full(E.EXTEND, "2026-10-01"), full(E.RETURN, "2026-11-02"),
    sign(7, "2026-11-05"), sign(8, "2026-11-09"), full(E.ARCHIVE, "2026-11-10"),
)  # fmt: skip


def test_a_stay_elsewhere_begins_with_its_term_and_ends_with_box_8() -> None:
    case = case_of(K.TEMPORARY, D.OUT, term_from="2026-09-15", term_to="2027-01-15")
    assert written(case, *STAY) == [
        ("giao_ho_so", "+tam_thoi_di", "2026-09-15"),
        ("o8", "+tam_thoi_ve", "2026-11-09"),
    ]
    assert written(case, *STAY, temporary_starts="accepted")[0] == (
        "bat_dau", "+tam_thoi_di", "2026-09-16",
    )  # fmt: skip
    open_ended = replace(case, term_from="", term_to="")
    assert written(open_ended, *STAY[:3]) == [("giao_ho_so", "+tam_thoi_di", "2026-09-10")]


def test_a_guest_is_here_from_the_start_until_the_dossier_is_given_back() -> None:
    case = case_of(K.TEMPORARY, D.IN, term_from="2026-09-15", term_to="2027-01-15")
    steps = (
        full(E.PRESENT, "2026-09-14"), sign(3, "2026-09-15"), sign(4, "2026-09-15"),
        full(E.START, "2026-09-16"), sign(5, "2026-11-02"), sign(6, "2026-11-03"),
        full(E.GIVE, "2026-11-04"),
    )  # fmt: skip
    assert written(case, *steps) == [
        ("bat_dau", "+tam_thoi_den", "2026-09-16"),
        ("giao_ho_so", "+tam_thoi_het", "2026-11-04"),
    ]
    came, _ = events_of(walked(case, *steps), RULES)
    assert came.unit_id == HOME.unit_id


def test_abroad_officially_one_leaves_and_arrives_again() -> None:
    case = case_of(K.ABROAD, D.OUT)
    away = (
        *GIVEN, full(E.BNG_TAKES, "2026-09-20"), full(E.HAND_SLIP, "2026-10-20"),
        full(E.COME_HOME, "2026-11-02"), full(E.BNG_BACK, "2026-11-03"),
    )  # fmt: skip
    back = (sign(7, "2026-11-05"), sign(8, "2026-11-06"), sign(10, "2026-11-09"))
    assert written(case, *away, *back) == [
        ("o4", "+chuyen_di", "2026-09-10"),
        ("o10", "+chuyen_den", "2026-11-09"),
    ]
    elsewhere = (*away, full(E.CONFIRM, "2026-11-20"))
    assert written(case, *elsewhere) == [("o4", "+chuyen_di", "2026-09-10")]
    stayed = (*GIVEN, full(E.NOT_GO, "2026-09-20"), full(E.TAKE_BACK, "2026-09-25"))
    assert written(case, *stayed)[-1] == ("nhan_lai", "+chuyen_den", "2026-09-25")


LABOUR = (
    sign(1, "2026-09-08"), sign(3, "2026-09-09"), full(E.ISSUE_SLIP, "2026-09-10", number="5"),
    full(E.HAND_SLIP, "2026-10-20"), full(E.COME_HOME, "2026-11-02"),
)  # fmt: skip


def test_labour_abroad_leaves_with_its_slip_where_the_rules_say_so() -> None:
    case = case_of(K.LABOUR, D.OUT, term_from="2026-09-15")
    steps = (*LABOUR, full(E.TAKE_BACK, "2026-11-10"))
    assert written(case, *steps) == [
        ("cap_phieu", "+chuyen_di", "2026-09-10"),
        ("nhan_lai", "+chuyen_den", "2026-11-10"),
    ]
    assert written(case, *steps, labour_leaves=False) == [
        ("nop_phieu", "+di_nuoc_ngoai", "2026-09-15"),
        ("nhan_lai", "+ve_nuoc", "2026-11-10"),
    ]
    by_letter = (*LABOUR, sign(7, "2026-11-05"), sign(8, "2026-11-06"), sign(10, "2026-11-09"))
    assert written(case, *by_letter)[-1] == ("o10", "+chuyen_den", "2026-11-09")
    left, back = events_of(walked(case, *steps), RULES)
    assert left.basis.startswith("Phiếu công tác 3A-SHĐ, số 5")
    assert back.unit_id == HOME.unit_id
    gone = written(case, *LABOUR[:3], full(E.CANCEL, "2026-09-20"))
    assert gone[-1] == ("huy_ca", "-chuyen_di", "2026-09-10")


def test_a_stay_abroad_counts_at_home() -> None:
    case = case_of(K.TEMPORARY_ABROAD, D.OUT, term_from="2026-09-15", term_to="2027-01-15")
    steps = (
        full(E.ISSUE_SLIP, "2026-09-10"), full(E.HAND_SLIP, "2026-09-20"),
        full(E.EXTEND, "2026-10-10"), full(E.COME_HOME, "2026-11-02"),
        full(E.TAKE_BACK, "2026-11-10"),
    )  # fmt: skip
    assert written(case, *steps) == [
        ("nop_phieu", "+di_nuoc_ngoai", "2026-09-15"),
        ("nhan_lai", "+ve_nuoc", "2026-11-10"),
    ]
    assert written(case, full(E.ISSUE_SLIP, "2026-09-10"), full(E.NOT_GO, "2026-09-12")) == []


def test_links_and_letters_that_go_on_change_nothing() -> None:
    link = (full(E.LINK, "2026-09-10"), full(E.UNLINK, "2026-10-10"))
    assert written(case_of(K.LINK, D.OUT), *link) == []
    onward = (
        full(E.PRESENT, "2026-09-10"), full(E.ONWARD, "2026-09-12"), full(E.CONFIRM, "2026-10-01"),
    )  # fmt: skip
    assert written(case_of(K.ONWARD, D.IN), *onward) == []
    assert written(case_of(K.OFFICIAL, D.IN), *onward) == []


def test_whoever_is_struck_off_elsewhere_has_left_here() -> None:
    steps = (
        *GIVEN, full(E.PROPOSE_STRIKE, "2026-11-20"), full(E.STRIKE, "2026-11-25"),
    )  # fmt: skip
    assert written(case_of(K.OFFICIAL, D.OUT), *steps) == [("o4", "+chuyen_di", "2026-09-10")]


def test_an_effect_is_true_where_the_dossier_changes() -> None:
    assert not MembershipEffect()
    assert MembershipEffect(add=Event())
    assert MembershipEffect(drop=Event())


def test_a_case_without_ends_still_names_its_letter() -> None:
    case = case_of(K.OFFICIAL, D.OUT, target=End(), serial="")
    [left] = events_of(walked(case, *GIVEN), RULES)
    assert (left.other_place, left.basis) == ("", "Giấy giới thiệu SHĐ loại 10 ô, số 41")
