"""What stands in the way of a member who wants to go."""

from dataclasses import replace
from datetime import date

import pytest

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.transfer_blocks import BASIS, BlockFacts, blocks, facts_of, holds_up
from tcxd_desktop.domain.transfers import (
    Block,
    Direction,
    State,
    StepEvent,
    Transfer,
    TransferKind,
)
from tcxd_desktop.wording.transfer_blocks import all_in_words, in_words
from tcxd_desktop.wording.transfer_words import BLOCK
from tests.domain.transfer_samples import MEMBER, RULES, case_of, full, sign

K, D, E = TransferKind, Direction, StepEvent
CLEAR = BlockFacts(K.OFFICIAL, today="2026-11-25", dues_until="2026-11", index_confirmed=True)
EVERYTHING = replace(
    CLEAR,
    inspected=True,
    suspended=True,
    badge_years=30,
    badge_on="2026-11-07",
    dues_until="2026-10",
    index_confirmed=False,
    supplement_years=(2025, 2024),
    missing_papers=("Lý lịch đảng viên", "Quyết định kết nạp"),
    admitted="2025-11-03",
)


def found(facts: BlockFacts) -> dict[Block, str]:
    return {one.block: one.detail for one in blocks(facts)}


def test_nothing_stands_in_the_way_of_a_clear_case() -> None:
    assert blocks(CLEAR) == ()


def test_everything_at_once_is_said_with_its_basis() -> None:
    told = blocks(EVERYTHING)
    assert [one.block for one in told] == [
        Block.INSPECTED, Block.SUSPENDED, Block.BADGE_DUE, Block.DUES_UNPAID,
        Block.RECOGNITION_DUE, Block.INDEX_OPEN, Block.SUPPLEMENT, Block.PAPERS_MISSING,
    ]  # fmt: skip
    assert all(one.basis == BASIS[one.block] for one in told)
    assert [one.block for one in told if not one.may_override] == [Block.INSPECTED]


def test_every_block_has_its_basis_its_label_and_its_sentence() -> None:
    assert set(BASIS) == set(Block) == set(BLOCK)
    term = replace(CLEAR, kind=K.TEMPORARY, term_from="2026-12-01", term_to="2026-12-31")
    told = all_in_words((*blocks(EVERYTHING), *blocks(term)))
    assert {one.block for one in told} == set(Block)
    assert all(one.detail.endswith(".") and "|" not in one.detail for one in told)


@pytest.mark.parametrize(
    ("dues", "today", "blocked"),
    [
        ("2026-11", "2026-11-25", False),
        ("2026-12", "2026-11-25", False),
        ("2026-10", "2026-11-01", True),
        ("2025-12", "2026-01-02", True),
        ("", "2026-11-25", True),
    ],
)
def test_dues_are_paid_to_the_end_of_the_month_of_writing(
    dues: str, today: str, blocked: bool
) -> None:
    facts = replace(CLEAR, dues_until=dues, today=today)
    assert (Block.DUES_UNPAID in found(facts)) is blocked
    assert Block.DUES_UNPAID not in found(replace(facts, exempt_from_dues=True))


def test_a_probationer_whose_year_is_over_is_recognised_first() -> None:
    assert Block.RECOGNITION_DUE not in found(replace(CLEAR, admitted="2025-11-26"))
    over = found(replace(CLEAR, admitted="2025-11-25"))
    assert over == {Block.RECOGNITION_DUE: "2026-11-25"}


@pytest.mark.parametrize(
    ("kind", "since", "until", "study", "fault"),
    [
        (K.TEMPORARY, "2026-12-01", "2027-03-01", False, ""),
        (K.TEMPORARY, "2026-12-01", "2027-02-28", False, "ngan|3"),
        (K.TEMPORARY, "2026-12-01", "2027-11-30", False, ""),
        (K.TEMPORARY, "2026-12-01", "2027-12-01", False, "dai|12"),
        (K.TEMPORARY, "2026-12-01", "2028-12-01", True, ""),
        (K.TEMPORARY, "2026-12-01", "2028-12-02", True, "dai|24"),
        (K.TEMPORARY, "2026-11-30", "2027-02-28", False, ""),
        (K.TEMPORARY_ABROAD, "2026-12-01", "2027-12-01", True, "dai|12"),
        (K.ABROAD, "2026-12-01", "2027-11-30", False, "ngan|12"),
        (K.ABROAD, "2026-12-01", "2027-12-01", False, ""),
        (K.LABOUR, "2026-12-01", "2027-06-01", False, "ngan|12"),
        (K.OFFICIAL, "2026-12-01", "2026-12-02", False, ""),
        (K.TEMPORARY, "2026-12-01", "", False, ""),
    ],
)
def test_terms_must_fit_the_kind(
    kind: TransferKind, since: str, until: str, study: bool, fault: str
) -> None:
    facts = replace(CLEAR, kind=kind, term_from=since, term_to=until, study=study)
    detail = found(facts).get(Block.TERM, "")
    assert detail.startswith(fault) if fault else detail == ""


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        (K.INSIDE, 8),
        (K.ABROAD, 8),
        (K.LABOUR, 5),
        (K.TEMPORARY, 1),
        (K.TEMPORARY_ABROAD, 1),
        (K.LINK, 0),
    ],
)
def test_each_kind_has_the_blocks_that_concern_it(kind: TransferKind, wanted: int) -> None:
    assert len(blocks(replace(EVERYTHING, kind=kind))) == wanted


def test_arrivals_have_no_blocks() -> None:
    assert blocks(replace(EVERYTHING, direction=D.IN)) == ()


def test_what_the_case_itself_tells() -> None:
    who = replace(MEMBER, probationary=True, official=None)
    case = case_of(
        K.TEMPORARY, D.OUT, traveller=who, term_from="2026-12-01", reason="đi học", dues_until=""
    )
    facts = facts_of(replace(case, state=State.BARRED), date(2026, 11, 25), RULES)
    assert facts.inspected
    assert facts.study
    assert (facts.admitted, facts.term_from) == ("2015-05-19", "2026-12-01")
    assert (facts.least, facts.most, facts.most_study, facts.official) == (3, 12, 24, 12)
    assert facts == replace(facts_of(replace(case, state=State.BARRED), date(2026, 11, 25)))
    unsure = replace(who, admitted=PartialDate(2015, 5))
    assert facts_of(replace(case, traveller=unsure), date(2026, 11, 25)).admitted == ""
    assert facts_of(replace(case, traveller=MEMBER), date(2026, 11, 25)).admitted == ""


@pytest.mark.parametrize(
    ("block", "event", "box", "wanted"),
    [
        (Block.INSPECTED, E.SIGN, 1, True),
        (Block.DUES_UNPAID, E.SIGN, 4, True),
        (Block.INSPECTED, E.SIGN, 7, False),
        (Block.INDEX_OPEN, E.SIGN, 1, False),
        (Block.INDEX_OPEN, E.SIGN, 3, True),
        (Block.INDEX_OPEN, E.GIVE, 0, True),
        (Block.INSPECTED, E.ISSUE_SLIP, 0, True),
        (Block.INSPECTED, E.CANCEL, 0, False),
        (Block.INSPECTED, E.BACK, 0, False),
        (Block.INSPECTED, E.CONFIRM, 0, False),
        (Block.INSPECTED, E.BAR, 0, False),
    ],
)
def test_blocks_hold_up_what_they_are_about(
    block: Block, event: StepEvent, box: int, wanted: bool
) -> None:
    case: Transfer = case_of(K.OFFICIAL, D.OUT)
    step = sign(box, "2026-11-25") if event is E.SIGN else full(event, "2026-11-25")
    assert holds_up(block, case, step) is wanted


def test_a_stay_is_held_up_before_its_second_box() -> None:
    case = case_of(K.TEMPORARY, D.OUT)
    assert holds_up(Block.TERM, case, sign(1, "2026-11-25"))
    assert not holds_up(Block.TERM, case, sign(3, "2026-11-25"))


def test_sentences_name_the_figures() -> None:
    told = {one.block: in_words(one).detail for one in blocks(EVERYTHING)}
    assert "30 năm tuổi đảng (đủ từ 07/11/2026)" in told[Block.BADGE_DUE]
    assert "10/2026" in told[Block.DUES_UNPAID]
    assert "11/2026" in told[Block.DUES_UNPAID]
    assert "2024, 2025" in told[Block.SUPPLEMENT]
    assert "Lý lịch đảng viên; Quyết định kết nạp" in told[Block.PAPERS_MISSING]
    assert "03/11/2026" in told[Block.RECOGNITION_DUE]
    [nothing] = blocks(replace(CLEAR, dues_until=""))
    assert "chưa ghi đã đóng" in in_words(nothing).detail
