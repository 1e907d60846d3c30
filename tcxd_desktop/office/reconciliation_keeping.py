"""Decisions of a round as they are kept: written one over the other, each with its line."""

from dataclasses import replace
from typing import NoReturn

from tcxd_desktop.domain.book import PERSON
from tcxd_desktop.domain.errors import ConflictProblem
from tcxd_desktop.domain.history import Change
from tcxd_desktop.domain.reconciliation import Decided, Verdict
from tcxd_desktop.domain.reconciliation_errors import NoVerdictProblem, SentRequestProblem
from tcxd_desktop.storage import reconciliation as stored
from tcxd_desktop.storage.work import Work
from tcxd_desktop.wording.reconciliation import DECIDED, SOURCE, field_label

VERDICT = stored.VERDICT


def write(work: Work, made: Verdict, before: Verdict | None) -> None:
    """Write a decision, in place of the one before if there was one, and note it.

    Raises:
        ConflictProblem: the one before was changed since.
    """
    if before is None:
        number = stored.add_verdict(work, made)
    else:
        number = before.id
        if not stored.change_verdict(work, replace(made, id=before.id, version=before.version)):
            raise ConflictProblem
    enter(work, made, number, words(before) if before is not None else "", words(made))


def enter(work: Work, verdict: Verdict, number: int, old: str, new: str) -> None:
    """Write what became of a decision, in the history of whom it is about too.

    By that an erasure finds the line also once the decision was taken back.
    """
    work.note(Change(VERDICT, number, "verdict", old, new))
    if verdict.person_id:
        work.note(Change(PERSON, verdict.person_id, "recon", old, new))


def words(verdict: Verdict) -> str:
    """Return a decision as the access book tells it."""
    told = f"{field_label(verdict.field)}: {DECIDED[verdict.decided]}"
    return f"{told} ({SOURCE[verdict.source]})" if verdict.decided is Decided.TAKE else told


def refuse_sent(work: Work, verdict: Verdict) -> NoReturn:
    """Say on what paper the upper level was asked already.

    Raises:
        SentRequestProblem: always.
    """
    request = stored.read_request(work, verdict.request_id)
    raise SentRequestProblem(request.number if request else "", request.on if request else "")


def verdict_of(work: Work, round_id: int, verdict_id: int) -> Verdict:
    """Return a decision of a round.

    Raises:
        NoVerdictProblem: there is none.
    """
    found = stored.read_verdict(work, verdict_id)
    if found is None or found.round_id != round_id:
        raise NoVerdictProblem
    return found
