"""What the papers of a collective transfer tell: organisations and members, before and after."""

from dataclasses import replace
from datetime import date, timedelta

from tcxd_desktop.domain.collective import (
    CollectiveKind,
    CollectivePlan,
    CollectiveState,
    MemberMove,
    Newcomer,
)
from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.errors import NotFoundProblem
from tcxd_desktop.domain.transfer_papers import BodyMember, CollectivePaper, Issuer, TransferJob
from tcxd_desktop.office import collective
from tcxd_desktop.office import rules as office_rules
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.paper_issuing import cited, issuer_of
from tcxd_desktop.storage import people as stored_people
from tcxd_desktop.storage import units as stored_units
from tcxd_desktop.storage.work import Reading

_ENDING = (CollectiveKind.MERGE, CollectiveKind.UNITE, CollectiveKind.DISSOLVE)


def paper(desk: Desk, job: TransferJob) -> CollectivePaper:
    """Return what the papers of a collective transfer tell; a blank one of none in particular.

    Raises:
        NotFoundProblem: no such transfer.
        OutsideScopeProblem: of organisations the account was not given.
    """
    plan = collective.read(desk, job.collective_id) if job.collective_id else None
    if plan is None and not job.blank:
        raise NotFoundProblem(job.form)
    with desk.read() as reading:
        issuer = issuer_of(desk, reading)
        if plan is None:
            blank = CollectivePlan(CollectiveKind.MERGE)
            return CollectivePaper(plan=blank, issuer=issuer, today=desk.day(), blank=True)
        return _told(desk, reading, plan, issuer)


def _told(desk: Desk, reading: Reading, plan: CollectivePlan, issuer: Issuer) -> CollectivePaper:
    names = _Names(reading, plan)
    day = plan.decision.on or plan.on or desk.day()
    rules = office_rules.book_in(desk, reading).on(day)
    return CollectivePaper(
        plan=plan,
        issuer=issuer,
        today=desk.day(),
        before=tuple(names.before(unit) for unit in plan.from_ids),
        after=names.targets(),
        renamed=tuple((names.before(unit), new) for unit, new in plan.renamed),
        founded=tuple(unit.name for unit in plan.new_units),
        ended=tuple(names.before(unit) for unit in _ended(plan)),
        members=_members(reading, plan, names),
        bases=cited(rules.rule_set),
    )


def _ended(plan: CollectivePlan) -> tuple[int, ...]:
    """Return the units that end: as it was carried out, else as the kind of plan has it."""
    if plan.closed or plan.state is not CollectiveState.DRAFT:
        return plan.closed
    if plan.kind not in _ENDING:
        return ()
    return tuple(unit for unit in plan.from_ids if unit not in plan.to_ids)


class _Names:
    """What organisations of a plan are called before it, and from its day on."""

    def __init__(self, reading: Reading, plan: CollectivePlan) -> None:
        self.plan = plan
        day = date.fromisoformat(plan.on) if plan.on else date.max
        eve = (day - timedelta(days=1)).isoformat()
        self._before = {u.id: u.name for u in stored_units.on_day(reading, eve)}
        self._after = {u.id: u.name for u in stored_units.on_day(reading, day.isoformat())}
        self._renamed = dict(plan.renamed)

    def before(self, unit: int) -> str:
        return self._before.get(unit, self._after.get(unit, ""))

    def after(self, unit: int) -> str:
        """Return a unit's new name; 0, -1 … are the new units of the plan."""
        if unit <= 0:
            new = self.plan.new_units[-unit : 1 - unit]
            return new[0].name if new else self.plan.other_place
        return self._renamed.get(unit) or self._after.get(unit) or self._before.get(unit, "")

    def targets(self) -> tuple[str, ...]:
        new = [unit.name for unit in self.plan.new_units]
        known = [self.after(unit) for unit in self.plan.to_ids]
        return tuple(dict.fromkeys(name for name in (*known, *new) if name))


def _members(reading: Reading, plan: CollectivePlan, names: _Names) -> tuple[BodyMember, ...]:
    dossiers = {
        one.id: one
        for one in stored_people.read_many(reading, [move.person_id for move in plan.moves])
    }
    known = [_member(move, dossiers.get(move.person_id), names) for move in plan.moves]
    new = plan.newcomers if plan.state is CollectiveState.DRAFT else ()
    return (*known, *(_newcomer(plan, one, names) for one in new))


def _newcomer(plan: CollectivePlan, one: Newcomer, names: _Names) -> BodyMember:
    return BodyMember(
        name=one.name,
        birth=one.birth,
        admitted=one.ceremony,
        card_no=one.card_no or one.old_card_no,
        source=plan.other_place,
        target=names.after(one.to_id),
    )


def _member(move: MemberMove, dossier: Dossier | None, names: _Names) -> BodyMember:
    known = BodyMember(
        name=move.name, source=names.before(move.from_id), target=names.after(move.to_id)
    )
    if dossier is None:
        return known
    return replace(
        known,
        name=move.name or dossier.birth_name,
        birth=dossier.birth_date,
        admitted=dossier.ceremony_date or dossier.decision_date,
        official=dossier.official_date,
        card_no=dossier.card_no or dossier.old_card_no,
        dossier_no=dossier.dossier_no,
    )
