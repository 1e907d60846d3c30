"""Papers of transfers as documents, from cases and collective transfers as they stand.

One record for each paper: PDF and Word are drawn from it, so they cannot say different things.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import partial

from tcxd_desktop.domain.codes import CodeLists
from tcxd_desktop.domain.documents import Document
from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.errors import NotFoundProblem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.rule_errors import UnknownRuleProblem
from tcxd_desktop.domain.rules import Rules
from tcxd_desktop.domain.transfer_papers import (
    CHECKLIST,
    CONCLUSION,
    DECISION,
    HANDING_OVER,
    HANDOVER,
    INQUIRY,
    LINK,
    MINUTES,
    NOTICE,
    ONWARD,
    PROPOSAL,
    RETURN,
    SLIP,
    SLIP_TEMPORARY,
    STOP,
    CollectivePaper,
    Limit,
    TransferJob,
    TransferPaper,
)
from tcxd_desktop.domain.transfers import Direction, Transfer, TransferKind
from tcxd_desktop.office import collective_papers
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.paper_issuing import cited, issuer_of
from tcxd_desktop.office.transfer_keeping import Keeper, case_of
from tcxd_desktop.storage import people as stored_people
from tcxd_desktop.storage.work import Reading
from tcxd_desktop.wording.collective_documents import (
    decision_documents,
    handing_over_document,
    minutes_document,
)
from tcxd_desktop.wording.rules import amount_text, explain, trigger_text
from tcxd_desktop.wording.transfer_abroad import slip_document
from tcxd_desktop.wording.transfer_documents import (
    checklist_document,
    notice_documents,
    onward_document,
    return_document,
    stop_document,
)
from tcxd_desktop.wording.transfer_handover import handover_document, link_document
from tcxd_desktop.wording.transfer_late import (
    conclusion_document,
    inquiry_documents,
    proposal_document,
)

Drawn = Callable[[TransferPaper], Document]


def _one(draw: Drawn) -> Callable[[TransferPaper], list[Document]]:
    return lambda paper: [draw(paper)]


_OF_CASES: Mapping[str, Callable[[TransferPaper], list[Document]]] = {
    NOTICE: notice_documents,
    ONWARD: _one(onward_document),
    SLIP: _one(partial(slip_document, form=SLIP)),
    SLIP_TEMPORARY: _one(partial(slip_document, form=SLIP_TEMPORARY)),
    HANDOVER: _one(handover_document),
    STOP: _one(stop_document),
    INQUIRY: inquiry_documents,
    PROPOSAL: _one(proposal_document),
    CONCLUSION: _one(conclusion_document),
    CHECKLIST: _one(checklist_document),
    RETURN: _one(return_document),
    LINK: _one(link_document),
}
_OF_BODIES: Mapping[str, Callable[[CollectivePaper], list[Document]]] = {
    DECISION: decision_documents,
    MINUTES: lambda paper: [minutes_document(paper)],
    HANDING_OVER: lambda paper: [handing_over_document(paper)],
}
DOCUMENTS = (*_OF_CASES, *_OF_BODIES)
"""Forms that are documents, with an editable Word file."""
_TOLD = ("TR-02", "TR-11", "TR-12", "TR-13")
"""Limits papers tell before they run."""
_INCOMING = frozenset({STOP, CHECKLIST, RETURN, ONWARD})
"""Papers of somebody who comes: a blank one is of an arrival."""


def documents(desk: Desk, job: TransferJob) -> list[Document]:
    """Return the documents of a job, one case after the other.

    Raises:
        NotFoundProblem: no such form, case or collective transfer.
        OutsideScopeProblem: a case of an organisation the account was not given.
    """
    desk.check(Permission.VIEW)
    if job.form in _OF_BODIES:
        return _OF_BODIES[job.form](collective_papers.paper(desk, job))
    draw = of_case(job.form)
    return [document for paper in papers(desk, job) for document in draw(paper)]


def of_case(form: str) -> Callable[[TransferPaper], list[Document]]:
    """Return what makes the documents of a form from the paper of a case.

    Raises:
        NotFoundProblem: no such form.
    """
    draw = _OF_CASES.get(form)
    if draw is None:
        raise NotFoundProblem(form)
    return draw


def papers(desk: Desk, job: TransferJob) -> list[TransferPaper]:
    """Return what the papers of a job tell; of a blank one without a case, who issues it.

    Raises:
        NotFoundProblem, OutsideScopeProblem: of the cases named.
    """
    with desk.read() as reading:
        gatherer = Gatherer(desk, reading)
        cases = [case_of(desk, reading, number) for number in job.case_ids]
        if not cases and job.blank:
            coming = job.form in _INCOMING
            empty = Transfer(TransferKind.OFFICIAL, Direction.IN if coming else Direction.OUT)
            return [replace(gatherer.paper(empty), blank=True)]
        if not cases:
            raise NotFoundProblem(job.form)
        return [replace(gatherer.paper(case), blank=job.blank) for case in cases]


class Gatherer:
    """Reads what the papers of several cases tell."""

    def __init__(self, desk: Desk, reading: Reading) -> None:
        """Read who issues papers."""
        self.desk, self.reading = desk, reading
        self.keeper = Keeper(desk, reading)
        self.issuer = issuer_of(desk, reading)
        self._bases: dict[str, tuple[str, ...]] = {}

    def paper(self, case: Transfer) -> TransferPaper:
        """Return what the papers of one case tell."""
        rules = self.keeper.rules(case)
        counted = self._counted(case)
        return TransferPaper(
            case=case,
            issuer=self.issuer,
            today=self.desk.day(),
            reason=reason_words(self.desk.codes, case.reason),
            limits=self._limits(case, rules),
            documents=counted[0],
            sheets=counted[1],
            bases=self.bases(rules.rule_set),
        )

    def bases(self, rule_set: str) -> tuple[str, ...]:
        """Return the texts of a rule set as papers cite them."""
        if rule_set not in self._bases:
            self._bases[rule_set] = cited(rule_set)
        return self._bases[rule_set]

    def _counted(self, case: Transfer) -> tuple[int | None, int | None]:
        """Return papers and sheets in the dossier; an arrival's lie in a sealed cover."""
        if case.person_id is None or case.direction is Direction.IN:
            return None, None
        dossier = stored_people.read(self.reading, case.person_id)
        if dossier is None or not any(row.present for row in dossier.papers):
            return None, None
        return counted_papers(dossier)

    def _limits(self, case: Transfer, rules: Rules) -> dict[str, Limit]:
        found = {key: limit for key in _TOLD if (limit := _limit(rules, key)) is not None}
        for clock in self.keeper.clocks(case):
            if clock.due is not None:
                found[clock.rule] = Limit(
                    f"{amount_text(clock.due.rule)} kể từ {trigger_text(clock.due.rule)}",
                    clock.source or clock.due.rule.source,
                    clock.due.last_day,
                    late=clock.due.last_day < self.desk.day(),
                    explained=explain(clock.due),
                )
        return found


def counted_papers(dossier: Dossier) -> tuple[int, int | None]:
    """Return how many papers a dossier holds by its index, and how many sheets if all tell."""
    held = [row for row in dossier.papers if row.present]
    sheets = [row.sheets for row in held]
    if any(count is None for count in sheets):
        return len(held), None
    return len(held), int(sum((count for count in sheets if count is not None), Decimal(0)))


def _limit(rules: Rules, key: str) -> Limit | None:
    try:
        rule = rules.deadline(key)
    except UnknownRuleProblem:
        return None
    return Limit(f"{amount_text(rule)} kể từ {trigger_text(rule)}", rule.source)


def reason_words(codes: CodeLists, reason: str) -> str:
    """Return why a member moves: the words of a code, or the clerk's own."""
    listed = codes.get("transfer_reason")
    return listed.label(reason) if listed is not None and reason else reason


def people_of(cases: Iterable[Transfer]) -> list[int]:
    """Return whom cases are about, as far as they have a record here."""
    return sorted({case.person_id for case in cases if case.person_id is not None})
