"""One round at a glance: its members, what every source says of them, what was decided."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from tcxd_desktop.domain.dossier import FACTS
from tcxd_desktop.domain.errors import NotFoundProblem
from tcxd_desktop.domain.names import name_key
from tcxd_desktop.domain.reconciliation import Decided, Entry, Finding, Round, Source, Verdict
from tcxd_desktop.domain.reconciliation_errors import ClosedRoundProblem, NotInRoundProblem
from tcxd_desktop.domain.reconciliation_views import (
    FieldRecon,
    PersonRecon,
    PersonState,
    ReconLine,
    SlipState,
)
from tcxd_desktop.domain.reconciling import UNIT, compare, differs, holds, state_of, worst
from tcxd_desktop.domain.unit_names import UnitNames
from tcxd_desktop.domain.units import below
from tcxd_desktop.office import scope, values
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import reconciliation as stored
from tcxd_desktop.storage import restrictions as stored_restrictions
from tcxd_desktop.storage import units as stored_units
from tcxd_desktop.storage.reconciliation import Member
from tcxd_desktop.storage.work import Reading
from tcxd_desktop.wording.formats import show_date
from tcxd_desktop.wording.reconciliation import field_label

_ASKED: Final = (Decided.KEEP, Decided.REQUESTED)
_NOBODY: Mapping[Source, Entry] = {}


def round_of(reading: Reading, round_id: int) -> Round:
    """Return one round.

    Raises:
        NotFoundProblem: no such round.
    """
    found = stored.read_round(reading, round_id)
    if found is None:
        raise NotFoundProblem(str(round_id))
    return found


def running(reading: Reading, round_id: int) -> Round:
    """Return a round that has not been closed.

    Raises:
        NotFoundProblem: no such round.
        ClosedRoundProblem: it is over.
    """
    found = round_of(reading, round_id)
    if found.closed:
        raise ClosedRoundProblem(found.name)
    return found


class Picture:
    """Toàn cảnh một đợt, as far as the account may see it; read once for whatever is asked."""

    def __init__(
        self, desk: Desk, reading: Reading, told: Round, person_id: int | None = None
    ) -> None:
        """Read members, sources and decisions.

        Args:
            desk: where.
            reading: the open files.
            told: the round.
            person_id: only this member; ``None``: everybody.

        Raises:
            OutsideScopeProblem: the person asked for was not given to the account.
        """
        if person_id is not None:
            scope.check_person(desk, reading, [person_id])
        self.desk, self.round = desk, told
        self.day = told.closed or desk.day()
        self.units = stored_units.on_day(reading, self.day)
        self.names = UnitNames(self.units)
        self.within = covered(desk, reading, told, self.day)
        self.members = stored.members(reading, self.day, self.within, person_id)
        self.restricted = frozenset(stored_restrictions.restricted(reading))
        self._ours = _Ours(desk, reading, told.fields, [member.id for member in self.members])
        self._entries = _by_person(stored.entries(reading, told.id, person_id=person_id))
        strays = stored.entries(reading, told.id, source=Source.CENTRAL, nobody=True)
        # A line nobody fits belongs to no chi bộ: only who sees the whole office sees it.
        self.strays = [] if desk.actor.units else strays
        self._verdicts: dict[tuple[int, str], Verdict] = {}
        self._of_strays: dict[int, Verdict] = {}
        for one in stored.verdicts(reading, told.id, person_id=person_id):
            if one.person_id:
                self._verdicts[one.person_id, one.field] = one
            else:
                self._of_strays[one.entry_id] = one

    # --- one person ---------------------------------------------------------------------------

    def member(self, person_id: int, name: str = "") -> Member:
        """Return a member of the round.

        Raises:
            NotInRoundProblem: whoever it is does not stand in a chi bộ of it.
        """
        found = next((one for one in self.members if one.id == person_id), None)
        if found is None:
            raise NotInRoundProblem(name)
        return found

    def entries_of(self, person_id: int) -> Mapping[Source, Entry]:
        """Return what each source says of a member, printed slips that say nothing yet too."""
        return self._entries.get(person_id, _NOBODY)

    def speaking(self, person_id: int) -> dict[Source, Entry]:
        """Return the sources that have said something: a slip only when it is keyed for good."""
        return {
            source: entry
            for source, entry in self.entries_of(person_id).items()
            if source is not Source.PAPER or self.slip_state(entry) is SlipState.DONE
        }

    def slip_state(self, entry: Entry | None) -> SlipState:
        """Return how far a slip is."""
        if entry is None or not entry.printed:
            return SlipState.NONE
        if not entry.keyed:
            return SlipState.PRINTED
        return SlipState.KEYED if self.round.twice and not entry.keyed_again else SlipState.DONE

    @staticmethod
    def birth(member: Member) -> str:
        """Return the birth date of a member, as shown."""
        return show_date(member.birth)

    def ours(self, member: Member, target: str) -> str:
        """Return what we hold, as shown."""
        if target == UNIT:
            return self.names.labels.get(member.unit_id or 0, "")
        return self._ours.text(member.id, target)

    def field(self, member: Member, target: str, said: Mapping[Source, Entry]) -> FieldRecon:
        """Return one field of a member with what every source says of it."""
        ours = self.ours(member, target)
        theirs = {
            source: entry.values[target] for source, entry in said.items() if target in entry.values
        }
        findings = {
            source: self._compare(member, target, ours, text) for source, text in theirs.items()
        }
        verdict = self._verdicts.get((member.id, target))
        holding = verdict is not None and holds(
            verdict, ours, {one: theirs[one] for one, told in findings.items() if differs(told)}
        )
        fact = FACTS.get(target.partition(".")[0])
        return FieldRecon(
            target,
            field_label(target),
            ours,
            theirs,
            findings,
            worst(findings.values()),
            verdict if holding else None,
            None if holding else verdict,
            locked=bool(ours) and fact is not None and fact.locked and member.admitted,
            writable=fact is not None,
        )

    def _compare(self, member: Member, target: str, ours: str, theirs: str) -> Finding:
        if target == UNIT and theirs and member.unit_id in self.names.find(theirs):
            return Finding.EQUAL
        return compare(target, ours, theirs, self.desk.codes)

    def person(self, member: Member) -> PersonRecon:
        """Return everything about one member."""
        return self._person(member, self.round.fields)

    def remarkable(self, member: Member) -> PersonRecon:
        """Return a member with those fields alone that differ or were decided on.

        Lists of thousands are made of them: most fields are written alike on every side.
        """
        said = self.speaking(member.id)
        fields = []
        for target in self.round.fields:
            ours = self.ours(member, target)
            alike = all(entry.values.get(target, ours) == ours for entry in said.values())
            if not alike or (member.id, target) in self._verdicts:
                fields.append(target)
        return self._person(member, fields)

    def _person(self, member: Member, targets: Iterable[str]) -> PersonRecon:
        said = self.speaking(member.id)
        fields = tuple(self.field(member, target, said) for target in targets)
        entries = self.entries_of(member.id)
        whole = self._verdicts.get((member.id, ""))
        only_here = self._only_here(member.id)
        if not only_here and whole is not None and whole.decided is not Decided.MENDED:
            whole = None
        state = state_of(fields, seen=bool(said), only_here=only_here, whole=whole)
        return PersonRecon(
            member.id,
            member.name,
            show_date(member.birth),
            member.unit_id,
            self.names.labels.get(member.unit_id or 0, ""),
            member.version,
            state,
            fields,
            entries,
            self.slip_state(entries.get(Source.PAPER)),
            only_here,
            whole,
            restricted=member.id in self.restricted,
        )

    def _only_here(self, person_id: int) -> bool:
        return bool(self.round.central_hash) and (Source.CENTRAL not in self.entries_of(person_id))

    # --- lines --------------------------------------------------------------------------------

    def line(self, member: Member) -> ReconLine:
        """Return one member as a line of the list."""
        told = self.remarkable(member)
        decided = [one.verdict.decided for one in told.fields if one.verdict is not None]
        if told.whole is not None:
            decided.append(told.whole.decided)
        waiting = told.only_here and told.whole is None
        whole_kept = told.whole is not None and told.whole.decided is Decided.KEEP
        asking = sum(one.to_request for one in told.fields) + whole_kept
        requested = decided.count(Decided.REQUESTED)
        open_fields = tuple(one.target for one in told.fields if one.open)
        return ReconLine(
            member.id,
            0,
            member.name,
            member.sort_key,
            told.birth,
            member.unit_id,
            told.unit,
            told.state,
            differing=sum(one.differs for one in told.fields) + told.only_here,
            open=len(open_fields) + waiting,
            to_request=asking,
            requested=requested,
            settled=len(decided) - asking - requested,
            mended=decided.count(Decided.MENDED),
            only_here=told.only_here,
            sources=tuple(self.speaking(member.id)),
            slip=told.slip,
            differs_from=_differing(told),
            open_fields=open_fields,
        )

    def stray_line(self, entry: Entry) -> ReconLine:
        """Return a line of the central list nobody fits."""
        verdict = self._of_strays.get(entry.id)
        decided = verdict.decided if verdict is not None else Decided.OPEN
        state = {
            Decided.OPEN: PersonState.ONLY_THERE,
            Decided.KEEP: PersonState.TO_REQUEST,
            Decided.REQUESTED: PersonState.WAITING,
        }.get(decided, PersonState.SETTLED)
        return ReconLine(
            0,
            entry.id,
            entry.name,
            name_key(entry.name),
            entry.values.get("birth_date", ""),
            None,
            entry.values.get(UNIT, ""),
            state,
            differing=1,
            open=int(state is PersonState.ONLY_THERE),
            to_request=int(state is PersonState.TO_REQUEST),
            requested=int(state is PersonState.WAITING),
            settled=int(state is PersonState.SETTLED),
            sources=(Source.CENTRAL,),
            differs_from=(Source.CENTRAL,),
            doubt=entry.doubt,
        )

    def verdict(self, person_id: int, target: str) -> Verdict | None:
        """Return what was decided, whether it still holds or not."""
        return self._verdicts.get((person_id, target))

    def stray_verdict(self, entry_id: int) -> Verdict | None:
        """Return what was decided about a line nobody fits."""
        return self._of_strays.get(entry_id)

    def asked(self) -> set[int]:
        """Return the members of whom something is to be mended by the upper level."""
        return {person for (person, _), one in self._verdicts.items() if one.decided in _ASKED}

    def everybody(self) -> list[ReconLine]:
        """Return every member and every line nobody fits, in name order."""
        found = [self.line(member) for member in self.members]
        found += [self.stray_line(entry) for entry in self.strays]
        return sorted(found, key=lambda line: (line.sort_key, line.person_id, line.entry_id))


def _differing(told: PersonRecon) -> tuple[Source, ...]:
    found = {
        source
        for one in told.fields
        for source, finding in one.findings.items()
        if differs(finding)
    }
    if told.only_here:
        found.add(Source.CENTRAL)
    return tuple(source for source in Source if source in found)


def covered(desk: Desk, reading: Reading, told: Round, day: str) -> frozenset[int] | None:
    """Return the organisations a round covers for this account; ``None``: all there are."""
    given = scope.units_of(desk, reading, day)
    if not told.units:
        return given
    units = stored_units.on_day(reading, day)
    asked = frozenset(number for root in told.units for number in below(units, root))
    return asked if given is None else asked & given


def _by_person(entries: Iterable[Entry]) -> dict[int, dict[Source, Entry]]:
    found: dict[int, dict[Source, Entry]] = {}
    for entry in entries:
        if entry.person_id:
            found.setdefault(entry.person_id, {})[entry.source] = entry
    return found


class _Ours:
    """What the dossiers hold, as shown: read by column, for lists of thousands."""

    def __init__(
        self, desk: Desk, reading: Reading, targets: Iterable[str], ids: list[int]
    ) -> None:
        names = dict.fromkeys(target.partition(".")[0] for target in targets if target != UNIT)
        self._codes = desk.codes
        self._held = stored.held(reading, tuple(names), ids)

    def text(self, person_id: int, target: str) -> str:
        name, _, part = target.partition(".")
        value: Any = self._held[person_id][name]
        if part:
            return str(getattr(value, part))
        return value if value.__class__ is str and not FACTS[name].codes else values.show(
            value, FACTS[name], self._codes
        )  # fmt: skip
