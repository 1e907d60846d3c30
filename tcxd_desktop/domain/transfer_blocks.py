"""What stands in the way of a member who wants to go, from what the records say.

Each block names its text. Where the rule leaves no room nobody may go on; where it does, the head
may, with a reason. Sentences stand in ``wording/transfer_blocks.py``.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from tcxd_desktop.domain.dates import add_months
from tcxd_desktop.domain.rules import Rules
from tcxd_desktop.domain.standing import PROBATION_MONTHS
from tcxd_desktop.domain.transfer_clockwork import is_study
from tcxd_desktop.domain.transfers import (
    Block,
    Blocked,
    Direction,
    State,
    Step,
    StepEvent,
    Transfer,
    TransferKind,
)

__all__ = ["BASIS", "BlockFacts", "blocks", "facts_of", "holds_up"]

BASIS: Final[Mapping[Block, str]] = {
    Block.INSPECTED: "Quy định 294-QĐ/TW ngày 26/5/2025, mục 6.3.1.đ",
    Block.SUSPENDED: "Quy định 294-QĐ/TW ngày 26/5/2025, mục 6.3.1.đ (suy ra)",
    Block.BADGE_DUE: "Hướng dẫn 38-HD/BTCTW ngày 29/9/2025, mục III.1.5.d",
    Block.DUES_UNPAID: "Hướng dẫn 38-HD/BTCTW ngày 29/9/2025, mục II.4.2",
    Block.INDEX_OPEN: "Hướng dẫn 06-HD/TW ngày 09/6/2025, mục 8.2.c",
    Block.SUPPLEMENT: "Hướng dẫn 06-HD/TW ngày 09/6/2025, mục 8.1.c",
    Block.PAPERS_MISSING: "Hướng dẫn 38-HD/BTCTW ngày 29/9/2025, mục II.4.3.1.a",
    Block.RECOGNITION_DUE: "Quy định 294-QĐ/TW ngày 26/5/2025, mục 4.2",
    Block.TERM: "Quy định 294-QĐ/TW ngày 26/5/2025, mục 6.3.1.a, 6.3.2.a",
}
"""The text of each block; that of a term is told by the rule itself where it is dated data."""

_K = TransferKind
_OFFICIAL: Final = frozenset({_K.OFFICIAL, _K.INSIDE, _K.DISSOLVED, _K.ABROAD, _K.LABOUR})
_WITH_DOSSIER: Final = frozenset({_K.OFFICIAL, _K.INSIDE, _K.DISSOLVED, _K.ABROAD})
"""Kinds whose dossier is sealed and goes along; of labour abroad it stays at the CTTT."""
_STAYS: Final = frozenset({_K.TEMPORARY, _K.TEMPORARY_ABROAD})
_LONG: Final = frozenset({_K.ABROAD, _K.LABOUR})


@dataclass(frozen=True, slots=True)
class BlockFacts:
    """Những điều hồ sơ cho biết về việc chuyển đi của một đảng viên."""

    kind: TransferKind
    direction: Direction = Direction.OUT
    today: str = ""
    """ISO: the day the letter would be written."""
    inspected: bool = False
    """Thanh tra, kiểm tra, khiếu nại or tố cáo being dealt with; the case says so."""
    suspended: bool = False
    """Đình chỉ sinh hoạt on that day."""
    badge_years: int = 0
    """Level of a badge that is due and not recorded (``party_age.next_badge``)."""
    badge_on: str = ""
    """ISO day its years were reached."""
    dues_until: str = ""
    """``2026-11``: paid to the end of this month; empty: not told."""
    exempt_from_dues: bool = False
    index_confirmed: bool | None = None
    """Mục lục tài liệu confirmed; ``None``: nobody keeps it here."""
    supplement_years: Sequence[int] = ()
    """Years whose phiếu bổ sung is not in."""
    missing_papers: Sequence[str] = ()
    """Names of papers the dossier must have and has not."""
    admitted: str = ""
    """ISO day of the ceremony, of a probationer not recognised yet; empty of all others."""
    term_from: str = ""
    """ISO."""
    term_to: str = ""
    """ISO."""
    study: bool = False
    """A course, which may last longer."""
    least: int = 3
    """Months a stay lasts at least (TR-16a)."""
    most: int = 12
    """It lasts less than so many (TR-16b)."""
    most_study: int = 24
    """A course lasts up to so many (TR-16c)."""
    probation: int = PROBATION_MONTHS
    """Months a probationer waits for recognition (REC-01)."""
    official: int = 12
    """Months from which a stay abroad is official (TR-18)."""
    written: str = ""
    """ISO day the letter was written, where its first box is signed: dues are paid to its month."""


def facts_of(case: Transfer, today: date, rules: Rules | None = None) -> BlockFacts:
    """Return what the case itself tells; the dossier adds the rest (``dataclasses.replace``).

    Args:
        case: with its steps.
        today: the day the letter would be written.
        rules: of the case's day, for the terms of a stay; without them those of RS-2025 hold.

    Raises:
        UnknownRuleProblem: the rules lack one of the terms of a stay.
    """
    who = case.traveller
    admitted = who.admitted.exact if who.probationary and who.admitted is not None else None
    facts = BlockFacts(
        kind=case.kind,
        direction=case.direction,
        today=today.isoformat(),
        inspected=case.state is State.BARRED,
        dues_until=case.dues_until,
        admitted=admitted.isoformat() if admitted is not None else "",
        term_from=case.term_from,
        term_to=case.term_to,
        study=is_study(case),
        written=min((step.on for step in case.signed().values()), default=""),
    )
    if rules is None:
        return facts
    return replace(
        facts,
        least=rules.deadline("TR-16a").amount,
        most=rules.deadline("TR-16b").amount,
        most_study=rules.deadline("TR-16c").amount,
        official=rules.deadline("TR-18").amount,
        probation=rules.deadline("REC-01").amount,
    )


def blocks(facts: BlockFacts) -> tuple[Blocked, ...]:
    """Return what stands in the way of a case that leaves, the gravest first.

    ``detail`` holds the figures of the block only: ``wording.transfer_blocks.in_words`` makes
    sentences of them. Arrivals and the introduction to the place of residence have none.
    """
    if facts.direction is Direction.IN or facts.kind in {_K.LINK, _K.ONWARD, _K.FROM_ABROAD}:
        return ()
    return tuple(_blocks(facts))


def _blocks(facts: BlockFacts) -> Iterator[Blocked]:
    if facts.inspected and facts.kind in _OFFICIAL:
        yield replace(_blocked(Block.INSPECTED), may_override=False)
    if facts.suspended:
        yield _blocked(Block.SUSPENDED)
    if facts.kind in _OFFICIAL:
        yield from _official(facts)
    if facts.kind in _WITH_DOSSIER:
        yield from _dossier(facts)
    yield from _term(facts)


def _official(facts: BlockFacts) -> Iterator[Blocked]:
    if facts.badge_years:
        yield _blocked(Block.BADGE_DUE, f"{facts.badge_years}|{facts.badge_on}")
    month = (facts.written or facts.today)[:7]
    if month and not facts.exempt_from_dues and facts.dues_until[:7] < month:
        # Dues are paid to the end of the month in which the letter is written.
        yield _blocked(Block.DUES_UNPAID, f"{facts.dues_until[:7]}|{month}")
    if facts.admitted and facts.today:
        over = add_months(date.fromisoformat(facts.admitted), facts.probation).isoformat()
        if over <= facts.today:
            yield _blocked(Block.RECOGNITION_DUE, over)


def _dossier(facts: BlockFacts) -> Iterator[Blocked]:
    if facts.index_confirmed is False:
        yield _blocked(Block.INDEX_OPEN)
    if facts.supplement_years:
        years = ", ".join(str(year) for year in sorted(facts.supplement_years))
        yield _blocked(Block.SUPPLEMENT, years)
    if facts.missing_papers:
        yield _blocked(Block.PAPERS_MISSING, "; ".join(facts.missing_papers))


def _term(facts: BlockFacts) -> Iterator[Blocked]:
    """294-QĐ/TW of 26/5/2025, 6.3.2.a; 06-HD/TW of 09/6/2025, 10.2."""
    if not (facts.term_from and facts.term_to):
        return
    since = date.fromisoformat(facts.term_from)
    until = date.fromisoformat(facts.term_to)
    if facts.kind in _LONG and until < add_months(since, facts.official):
        yield _term_block(facts, "ngan", facts.official)
    if facts.kind not in _STAYS:
        return
    if until < add_months(since, facts.least):
        yield _term_block(facts, "ngan", facts.least)
    course = facts.study and facts.kind is _K.TEMPORARY
    longest = add_months(since, facts.most_study if course else facts.most)
    if until > longest or (until == longest and not course):
        yield _term_block(facts, "dai", facts.most_study if course else facts.most)


def _term_block(facts: BlockFacts, fault: str, months: int) -> Blocked:
    return _blocked(Block.TERM, f"{fault}|{months}|{facts.term_from}|{facts.term_to}")


def _blocked(block: Block, detail: str = "") -> Blocked:
    return Blocked(block, detail, BASIS[block], may_override=True)


# --- which step waits ---------------------------------------------------------------------------

_BEFORE_SEALING: Final = frozenset({Block.INDEX_OPEN, Block.SUPPLEMENT, Block.PAPERS_MISSING})
"""The dossier may be put in order while the first boxes are written."""
_SEALING: Final[Mapping[str, frozenset[int]]] = {
    "T10": frozenset({3, 4, 5}),
    "T7": frozenset({3, 4}),
    "T8": frozenset({2}),
}


def holds_up(block: Block, case: Transfer, step: Step) -> bool:
    """Tell whether a block keeps a step of a case that leaves from being taken.

    What is said of the member bars the first box, or the slip that stands for it; what is said of
    the dossier bars the box whose writer seals it. Steps back, remarks and news are never held up.
    """
    if step.event is StepEvent.ISSUE_SLIP or step.event is StepEvent.GIVE:
        return True
    if step.event is not StepEvent.SIGN or step.box > max(_SEALING.get(case.letter, (0,))):
        return False
    if block in _BEFORE_SEALING:
        return step.box in _SEALING[case.letter]
    return True
