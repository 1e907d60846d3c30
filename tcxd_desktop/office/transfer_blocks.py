"""What stands in the way of a case that leaves, gathered from the dossier and the case."""

from dataclasses import replace

from tcxd_desktop.domain.case_errors import (
    BlockedProblem,
    NoTargetProblem,
    StoppedByCheckProblem,
    TooEarlyToStrikeProblem,
)
from tcxd_desktop.domain.completeness import missing_papers
from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.party_age import next_badge
from tcxd_desktop.domain.standing import Activity, spell_on
from tcxd_desktop.domain.transfer_blocks import BlockFacts, blocks, facts_of, holds_up
from tcxd_desktop.domain.transfer_clocks import clocks, over_three_months
from tcxd_desktop.domain.transfers import (
    STOPPING,
    Blocked,
    CheckResult,
    Direction,
    Step,
    StepEvent,
    Transfer,
)
from tcxd_desktop.office.transfer_keeping import Keeper
from tcxd_desktop.storage import people as stored_people
from tcxd_desktop.storage import supplements as stored_supplements
from tcxd_desktop.wording.transfer_blocks import in_words
from tcxd_desktop.wording.transfers import CHECK_ITEM


def of(keeper: Keeper, case: Transfer, written: str = "") -> tuple[Blocked, ...]:
    """Return the blocks of a case in words, with the reasons of those the head let pass.

    Args:
        keeper: of the office.
        case: with its steps.
        written: ISO day the letter's first box is about to be dated; empty: today, or as signed.
    """
    passed = {
        step.number: step.remark for step in case.counting if step.event is StepEvent.OVERRIDE
    }
    return tuple(
        replace(in_words(one), overridden=passed.get(one.block.value, ""))
        for one in blocks(_facts(keeper, case, written))
    )


def _facts(keeper: Keeper, case: Transfer, written: str) -> BlockFacts:
    today = keeper.desk.today()
    found = facts_of(case, today, keeper.rules(case))
    found = replace(found, written=found.written or written)
    if case.person_id is None or case.direction is Direction.IN:
        return found
    dossier = stored_people.read(keeper.reading, case.person_id)
    return found if dossier is None else _of_dossier(keeper, case, found, dossier)


def _of_dossier(keeper: Keeper, case: Transfer, found: BlockFacts, dossier: Dossier) -> BlockFacts:
    today = keeper.desk.today()
    spell = spell_on(dossier.spells, today.isoformat())
    badge = next_badge(dossier, today)
    due = badge if badge is not None and badge.reached else None
    year = int((found.written or found.today)[:4]) - 1
    asked = stored_supplements.states(keeper.reading, year, dossier.id)
    handed_in = asked.get(dossier.id, ("", ""))[0]
    names = keeper.desk.codes["paper_type"]
    entered = dossier.ceremony_date.exact if dossier.ceremony_date else None
    paid = str(dossier.dues_paid_to)[:7] if dossier.dues_paid_to else ""
    return replace(
        found,
        inspected=found.inspected or dossier.under_inspection,
        suspended=spell is not None and spell.activity is Activity.SUSPENDED,
        exempt_from_dues=spell is not None and spell.activity is Activity.EXEMPT,
        badge_years=due.years if due else 0,
        badge_on=due.on.isoformat() if due else "",
        # Recognised meanwhile, or not while the case ran: the dossier knows.
        admitted="" if dossier.official_date or entered is None else entered.isoformat(),
        dues_until=max(found.dues_until, paid),
        index_confirmed=dossier.index_confirmed_on is not None,
        supplement_years=() if handed_in else (year,),
        missing_papers=tuple(names.label(code) for code in missing_papers(dossier, today)),
    )


def check(keeper: Keeper, case: Transfer, step: Step) -> None:
    """Refuse a step something stands in the way of.

    Raises:
        BlockedProblem: a block that was not let pass.
        NoTargetProblem: somebody is taken in and no chi bộ of ours is told.
        StoppedByCheckProblem: the checklist has an item that stops the reception.
        TooEarlyToStrikeProblem: the three months are not over on the day of the step.
    """
    if case.direction is not Direction.IN:
        _check_blocks(keeper, case, step)
    elif step.event in {StepEvent.SIGN, StepEvent.START, StepEvent.LINK}:
        _check_reception(case)
    if step.event is StepEvent.PROPOSE_STRIKE:
        _check_late(keeper, case, step)


def _check_blocks(keeper: Keeper, case: Transfer, step: Step) -> None:
    first = step.on if step.event in {StepEvent.SIGN, StepEvent.ISSUE_SLIP} else ""
    for one in of(keeper, case, first):
        if not (one.overridden and one.may_override) and holds_up(one.block, case, step):
            raise BlockedProblem(one.detail, one.basis)


def _check_reception(case: Transfer) -> None:
    if case.target.unit_id is None:
        raise NoTargetProblem(field="target")
    bad = [
        CHECK_ITEM[one.item]
        for one in case.checks
        if one.item in STOPPING and one.result is CheckResult.BAD
    ]
    if bad:
        raise StoppedByCheckProblem(", ".join(bad))


def _check_late(keeper: Keeper, case: Transfer, step: Step) -> None:
    day = PartialDate.from_text(step.on)
    exact = day.exact if day else None
    if exact is None:
        return
    rules = keeper.rules(case)
    if over_three_months(case, rules, keeper.calendar, exact) is None:
        running = clocks(case, rules, keeper.calendar, exact)
        last = next((one.last_day for one in running if one.rule in {"TR-04", "TR-04h"}), "")
        raise TooEarlyToStrikeProblem(PartialDate.from_text(last) or "chưa xác định")
