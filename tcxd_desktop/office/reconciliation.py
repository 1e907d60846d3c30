"""Reconciliation: rounds, how far each chi bộ is, who differs, one person side by side.

What sources say comes in by ``reconciliation_sources`` and ``reconciliation_slips``; decisions are
taken in ``reconciliation_deciding``; what the upper level is asked is in
``reconciliation_requests``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace

from tcxd_desktop.domain.errors import (
    ConflictProblem,
    NotFoundProblem,
    ReasonNeededProblem,
    RequiredProblem,
)
from tcxd_desktop.domain.history import Change, Permission
from tcxd_desktop.domain.reconciliation import Decided, Round
from tcxd_desktop.domain.reconciliation_errors import (
    NoFieldsProblem,
    RoundRunningProblem,
    UnknownFieldProblem,
)
from tcxd_desktop.domain.reconciliation_figures import STRAYS, figures, frozen, thawed, total
from tcxd_desktop.domain.reconciliation_views import (
    PersonRecon,
    ReconLine,
    ReconQuery,
    RoundLine,
    StrayRecon,
    UnitProgress,
)
from tcxd_desktop.domain.reconciling import targets
from tcxd_desktop.domain.text import clean_block, clean_line, fold
from tcxd_desktop.domain.units import below
from tcxd_desktop.office import scope, views
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.reconciliation_matching import candidates_of
from tcxd_desktop.office.reconciliation_reading import Picture, covered, round_of, running
from tcxd_desktop.storage import reconciliation as stored
from tcxd_desktop.storage.work import Reading, Work
from tcxd_desktop.wording.reconciliation import VIEWED, field_label

ROUND = stored.ROUND
_KEPT = ("opened", "closed", "central_file", "central_hash", "result")
"""What only use cases of their own change."""


# --- rounds ---------------------------------------------------------------------------------------


def rounds(desk: Desk) -> list[RoundLine]:
    """Return every round with its figures, those that run first.

    Of a closed one they are those of the day it was closed.
    """
    with desk.read() as reading:
        return [_line(desk, reading, told) for told in stored.rounds(reading)]


def _line(desk: Desk, reading: Reading, told: Round) -> RoundLine:
    if told.closed and not desk.actor.units:
        sums, strays = total(thawed(told.result, {})), told.result.get(STRAYS, 0)
    else:
        picture = Picture(desk, reading, told)
        everybody = picture.everybody()
        sums = total(figures(everybody, _order(picture)))
        strays = sum(line.open for line in everybody if not line.person_id)
    return RoundLine(
        told, sums.members, sums.differing, sums.open, sums.requested, sums.done, strays
    )


def _order(picture: Picture) -> list[tuple[int, str]]:
    labels = picture.names.labels
    return [(unit.id, labels[unit.id]) for unit in picture.units]


def read(desk: Desk, round_id: int) -> Round:
    """Return one round.

    Raises:
        NotFoundProblem: no such round.
    """
    with desk.read() as reading:
        return round_of(reading, round_id)


def comparable() -> tuple[str, ...]:
    """Return the targets a round may compare, in the order of the paper."""
    return targets()


def open_round(desk: Desk, told: Round) -> Round:
    """Begin a round and return it.

    Args:
        desk: where.
        told: name, chi bộ, fields, whether critical ones are keyed twice, a note.

    Raises:
        RequiredProblem: no name.
        NoFieldsProblem, UnknownFieldProblem: what it compares.
        OutsideScopeProblem: the account was not given the whole office.
    """
    with desk.write(Permission.EDIT, "recon.open", clean_line(told.name)) as work:
        scope.check_unit(desk, work, None)
        made = _checked(replace(told, id=0, version=0, closed="", central_file="",
                                central_hash="", result={}))  # fmt: skip
        made = replace(made, opened=desk.day())
        number = stored.add_round(work, made)
        work.note(Change(ROUND, number, "name", "", made.name))
        return round_of(work, number)


def _checked(told: Round) -> Round:
    """Return a round tidied, its fields in the order of the paper."""
    made = replace(told, name=clean_line(told.name), note=clean_block(told.note))
    if not made.name:
        raise RequiredProblem("name", field="name")
    unknown = [target for target in made.fields if target not in targets()]
    if unknown:
        raise UnknownFieldProblem(unknown[0], field="fields")
    if not made.fields:
        raise NoFieldsProblem(field="fields")
    wanted = set(made.fields)
    return replace(
        made,
        fields=tuple(target for target in targets() if target in wanted),
        units=tuple(sorted(set(made.units))),
    )


def change_round(desk: Desk, told: Round) -> Round:
    """Write a round as edited: name, chi bộ, fields, second keying, note.

    Of a field that is added, sources tell that come in from then on: nothing is kept of a list or
    a card that the round does not compare.

    Raises:
        ClosedRoundProblem: it is over.
        ConflictProblem: it was written since; otherwise as for ``open_round``.
    """
    with desk.write(Permission.EDIT, "recon.change", clean_line(told.name)) as work:
        scope.check_unit(desk, work, None)
        old = running(work, told.id)
        kept = {name: getattr(old, name) for name in _KEPT}
        made = _checked(replace(told, **kept))
        changed = [
            one.name for one in fields(Round) if getattr(old, one.name) != getattr(made, one.name)
        ]
        _write(work, made)
        work.note(*(
            Change(ROUND, made.id, name, _text(old, name), _text(made, name)) for name in changed
        ))  # fmt: skip
        return round_of(work, told.id)


def _text(told: Round, name: str) -> str:
    value = getattr(told, name)
    if name == "fields":
        return "; ".join(field_label(target) for target in told.fields)
    return value if isinstance(value, str) else str(value)


def _write(work: Work, told: Round) -> None:
    if not stored.change_round(work, told):
        raise ConflictProblem


def close_round(desk: Desk, round_id: int, note: str = "") -> Round:
    """End a round and freeze its figures; nothing of it changes any more.

    Raises:
        ReasonNeededProblem: differences are left open and no note says why.
        ClosedRoundProblem, NotFoundProblem, OutsideScopeProblem.
    """
    told = clean_block(note)
    with desk.write(Permission.EDIT, "recon.close", clean_line(note)) as work:
        scope.check_unit(desk, work, None)
        old = running(work, round_id)
        picture = Picture(desk, work, old)
        everybody = picture.everybody()
        if any(line.open for line in everybody) and not told:
            raise ReasonNeededProblem(field="note")
        result = frozen(figures(everybody, _order(picture)), everybody)
        said = "\n".join(filter(None, (old.note, told)))
        _write(work, replace(old, closed=desk.day(), result=result, note=said))
        work.note(Change(ROUND, round_id, "closed", "", desk.day()))
        return round_of(work, round_id)


def reopen(desk: Desk, round_id: int, reason: str) -> Round:
    """Let a closed round run again; its frozen figures go.

    Raises:
        ReasonNeededProblem: no reason.
        RoundRunningProblem: it was not closed.
        NotFoundProblem, OutsideScopeProblem.
    """
    told = clean_line(reason)
    with desk.write(Permission.EDIT, "recon.reopen", told) as work:
        scope.check_unit(desk, work, None)
        old = round_of(work, round_id)
        if not old.closed:
            raise RoundRunningProblem(old.name)
        if not told:
            raise ReasonNeededProblem(field="reason")
        _write(work, replace(old, closed="", result={}))
        work.note(Change(ROUND, round_id, "closed", old.closed, ""))
        return round_of(work, round_id)


# --- what it shows --------------------------------------------------------------------------------


def progress(desk: Desk, round_id: int) -> list[UnitProgress]:
    """Return how far each chi bộ is, in the order of the tree; of a closed round as it ended.

    Raises:
        NotFoundProblem: no such round.
    """
    with desk.read() as reading:
        told = round_of(reading, round_id)
        picture = Picture(desk, reading, told)
        if not told.closed:
            return figures(picture.everybody(), _order(picture))
        within = covered(desk, reading, told, picture.day)
        names = dict(_order(picture))
        ended = thawed(told.result, names)
        return [line for line in ended if within is None or line.unit_id in within]


def lines(desk: Desk, round_id: int, query: ReconQuery | None = None) -> list[ReconLine]:
    """Return the people of a round a query finds, with lines nobody here fits, in name order.

    Raises:
        NotFoundProblem: no such round.
    """
    with desk.read() as reading:
        return lines_of(Picture(desk, reading, round_of(reading, round_id)), query or ReconQuery())


def lines_of(picture: Picture, asked: ReconQuery) -> list[ReconLine]:
    """Return the lines of a round a query finds, in name order."""
    units = None if asked.unit_id is None else below(picture.units, asked.unit_id)
    numbers = {one.id: f"{one.citizen_id} {one.card_no}" for one in picture.members}
    words = fold(asked.text).split()
    return [
        line
        for line in picture.everybody()
        if units is None or line.unit_id in units
        if asked.state is None or line.state is asked.state
        if asked.source is None or asked.source in line.differs_from
        if not asked.field or asked.field in line.open_fields
        if not words or _has(words, fold(f"{line.name} {numbers.get(line.person_id, '')}"))
    ]


def _has(words: Iterable[str], text: str) -> bool:
    return all(word in text for word in words)


def person(desk: Desk, round_id: int, person_id: int) -> PersonRecon:
    """Return one member with every field of the round side by side.

    Raises:
        NotFoundProblem: no such round.
        NotInRoundProblem: the person does not stand in a chi bộ of it.
        OutsideScopeProblem.
    """
    with desk.read() as reading:
        picture = Picture(desk, reading, round_of(reading, round_id), person_id)
        return picture.person(picture.member(person_id))


def view(desk: Desk, round_id: int, person_id: int) -> PersonRecon:
    """Return one member to be shown to somebody, which leaves a line in the access book.

    Raises:
        As for ``person``; nothing is noted then.
    """
    found = person(desk, round_id, person_id)
    views.note(desk, person_id, VIEWED)
    return found


def stray(desk: Desk, round_id: int, entry_id: int) -> StrayRecon:
    """Return a line of the central list nobody here fits, and who it may be after all.

    Raises:
        NotFoundProblem: no such line.
        OutsideScopeProblem: the account was not given the whole office.
    """
    with desk.read() as reading:
        scope.check_unit(desk, reading, None)
        told = round_of(reading, round_id)
        entry = stored.read_entry(reading, entry_id)
        if entry is None or entry.round_id != round_id or entry.person_id:
            raise NotFoundProblem(str(entry_id))
        verdict = next(iter(stored.verdicts_of_entry(reading, entry_id)), None)
        shown = tuple(
            (field_label(target), entry.values[target])
            for target in told.fields
            if entry.values.get(target)
        )
        return StrayRecon(entry, shown, candidates_of(desk, reading, entry), verdict)


def bases(desk: Desk, round_id: int) -> list[str]:
    """Return the bases decisions of a round rest on, the newest first, each once.

    Those about people the account was not given are left out, and reasons a field was passed over:
    no record rests on them.

    Raises:
        NotFoundProblem: no such round.
    """
    with desk.read() as reading:
        round_of(reading, round_id)
        every = stored.verdicts(reading, round_id)
        given = [one for one in every if one.decided is not Decided.PASSED]
        inside = scope.people_of(desk, reading, {one.person_id for one in given})
        told = [one for one in given if one.person_id in inside or not desk.actor.units]
        newest = sorted(told, key=lambda one: (one.on, one.id), reverse=True)
        return list(dict.fromkeys(one.basis for one in newest if one.basis))


def counted(found: Sequence[ReconLine]) -> dict[str, int]:
    """Return how many lines are in each state, by its key: what chips show."""
    counts: dict[str, int] = {}
    for line in found:
        counts[line.state.value] = counts.get(line.state.value, 0) + 1
    return counts
