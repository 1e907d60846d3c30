"""Check slips: what stands on them, keying back what the member changed, twice where asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tcxd_desktop.domain.dossier import FACTS
from tcxd_desktop.domain.errors import ConflictProblem
from tcxd_desktop.domain.facts import Kind
from tcxd_desktop.domain.history import Change, Permission
from tcxd_desktop.domain.reconciliation import TWICE_FIELDS, Entry, Round, Source
from tcxd_desktop.domain.reconciliation_errors import (
    DoubleKeyingProblem,
    NoSecondKeyingProblem,
    NotOnSlipProblem,
    SlipNotKeyedProblem,
    SlipNotPrintedProblem,
)
from tcxd_desktop.domain.reconciliation_views import PersonRecon, Slip, SlipField
from tcxd_desktop.domain.reconciling import UNIT, fact_of, read_value
from tcxd_desktop.domain.same_text import same_text
from tcxd_desktop.domain.slip_codes import read_slip_code, slip_code
from tcxd_desktop.domain.text import clean_line
from tcxd_desktop.office import restrictions, values
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.reconciliation_reading import Picture, round_of, running
from tcxd_desktop.storage import reconciliation as stored
from tcxd_desktop.storage.reconciliation import Member
from tcxd_desktop.storage.work import Work
from tcxd_desktop.wording.reconciliation import field_label

ENTRY = stored.ENTRY


def slip_of(desk: Desk, code: str) -> tuple[int, int]:
    """Return round and person of a slip, by its code as scanned or typed.

    Raises:
        BadSlipCodeProblem: not the code of a slip.
        NotFoundProblem: of a round that is not here.
        NotInRoundProblem: the member does not stand in a chi bộ of the round any more.
        ClosedRoundProblem, OutsideScopeProblem.
    """
    desk.check(Permission.VIEW)
    round_id, person_id = read_slip_code(code)
    with desk.read() as reading:
        picture = Picture(desk, reading, running(reading, round_id), person_id)
        picture.member(person_id)
    return round_id, person_id


def slip(desk: Desk, round_id: int, person_id: int) -> Slip:
    """Return the slip of a member: as it was printed, else as it would be.

    Raises:
        NotFoundProblem, NotInRoundProblem, OutsideScopeProblem.
    """
    with desk.read() as reading:
        picture = Picture(desk, reading, round_of(reading, round_id), person_id)
        return slip_of_member(picture, picture.member(person_id))


def slip_of_member(picture: Picture, member: Member, *, anew: bool = False) -> Slip:
    """Return the slip of a member; ``anew``: with what we hold now, as a new print says it."""
    told = picture.round
    entry = picture.entries_of(member.id).get(Source.PAPER)
    state = picture.slip_state(entry)
    asked: Mapping[str, str] = {}
    if entry is not None and entry.printed and not anew:
        asked = entry.asked
    targets = tuple(asked) or told.fields
    return Slip(
        told.id,
        member.id,
        slip_code(told.id, member.id),
        member.name,
        picture.birth(member),
        picture.names.labels.get(member.unit_id or 0, ""),
        tuple(_field(picture, member, target, asked, entry) for target in targets),
        state,
        entry.printed if entry is not None else "",
    )


def _field(
    picture: Picture, member: Member, target: str, asked: Mapping[str, str], entry: Entry | None
) -> SlipField:
    value = asked.get(target, picture.ours(member, target))
    keyed = None
    if entry is not None and entry.keyed and target in asked:
        said = entry.values.get(target, value)
        keyed = said if said != value else None
    fact = FACTS.get(target)
    kind = fact.kind if fact is not None else Kind.LINE
    return SlipField(
        target,
        field_label(target),
        value,
        keyed,
        twice=picture.round.twice and target in TWICE_FIELDS,
        digits=max(fact.digits, default=0) if fact is not None and kind is Kind.DIGITS else 0,
        dated=kind in (Kind.DATE, Kind.TERM),
    )


def mark_printed(desk: Desk, work: Work, picture: Picture, members: Sequence[Member]) -> None:
    """Write that slips went out, and what they said: what is not keyed back was confirmed."""
    fresh: list[Entry] = []
    for member in members:
        before = picture.entries_of(member.id).get(Source.PAPER)
        asked = {one.target: one.value for one in slip_of_member(picture, member, anew=True).fields}
        made = Entry(
            round_id=picture.round.id,
            source=Source.PAPER,
            person_id=member.id,
            name=member.name,
            asked=asked,
            printed=desk.day(),
            actor=desk.actor.name,
        )
        if before is None:
            fresh.append(made)
        elif not before.keyed:
            _change(work, replace(made, id=before.id, version=before.version))
        # A slip that was keyed back stays as it is: printed again, it is a copy for the file.
    stored.add_entries(work, fresh)
    work.note(Change(stored.ROUND, picture.round.id, "slips", "", str(len(members))))


def _change(work: Work, entry: Entry) -> None:
    if not stored.change_entry(work, entry):
        raise ConflictProblem


def key_slip(
    desk: Desk,
    round_id: int,
    person_id: int,
    changed: Mapping[str, str],
    *,
    again: bool = False,
) -> PersonRecon:
    """Key a slip back: only what the member changed; all other fields were confirmed as printed.

    Args:
        desk: where.
        round_id: the round.
        person_id: whose slip.
        changed: target to what is written on the slip; ``""``: struck out.
        again: the second keying: fields of ``TWICE_FIELDS`` alone are compared, nothing else is
            taken from it.

    Raises:
        SlipNotPrintedProblem: no slip of this member went out in the round.
        NotOnSlipProblem: a field that is not on it.
        SlipNotKeyedProblem: ``again`` before the first keying.
        NoSecondKeyingProblem: ``again`` in a round that does not ask for it.
        DoubleKeyingProblem: the two keyings differ; says in which fields.
        Those of ``reconciling.read_value``; ClosedRoundProblem, NotFoundProblem,
        NotInRoundProblem, OutsideScopeProblem, RestrictedProblem, ConflictProblem.
    """
    with desk.write(Permission.EDIT, "recon.slip") as work:
        restrictions.check(work, [person_id])
        told = running(work, round_id)
        picture = Picture(desk, work, told, person_id)
        member = picture.member(person_id)
        entry = picture.entries_of(person_id).get(Source.PAPER)
        if entry is None or not entry.printed:
            raise SlipNotPrintedProblem(member.name)
        said = _said(desk, entry, changed)
        made = _again(desk, told, entry, said) if again else _first(desk, entry, said)
        _change(work, made)
        old = picture.slip_state(entry)
        work.note(Change(ENTRY, entry.id, "slip", old.value, picture.slip_state(made).value))
        picture = Picture(desk, work, told, person_id)
        return picture.person(picture.member(person_id))


def _said(desk: Desk, entry: Entry, changed: Mapping[str, str]) -> dict[str, str]:
    """Return what the whole slip says, changes read and shown as we show them."""
    unknown = [target for target in changed if target not in entry.asked]
    if unknown:
        raise NotOnSlipProblem(unknown[0], field=unknown[0])
    return {**entry.asked, **{target: _shown(desk, target, changed[target]) for target in changed}}


def _shown(desk: Desk, target: str, typed: str) -> str:
    if target == UNIT:
        return clean_line(typed)
    meant = read_value(target, typed, desk.codes, desk.today())
    return values.show(meant, fact_of(target), desk.codes)


def _first(desk: Desk, entry: Entry, said: Mapping[str, str]) -> Entry:
    """Return a slip keyed once; an earlier second keying was of something else."""
    return replace(entry, values=said, keyed=desk.day(), keyed_again="", actor=desk.actor.name)


def _again(desk: Desk, told: Round, entry: Entry, said: Mapping[str, str]) -> Entry:
    if not told.twice:
        raise NoSecondKeyingProblem(told.name)
    if not entry.keyed:
        raise SlipNotKeyedProblem(entry.name)
    differing = tuple(
        target
        for target in TWICE_FIELDS
        if target in entry.asked
        if not same_text(said[target], entry.values.get(target, ""))
    )
    if differing:
        raise DoubleKeyingProblem(differing, field=differing[0])
    return replace(entry, keyed_again=desk.day())
