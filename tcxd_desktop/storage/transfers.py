"""Transfer cases with their steps, checks and register numbers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from tcxd_desktop.domain.record_text import dump, load
from tcxd_desktop.domain.text import fold
from tcxd_desktop.domain.transfers import (
    TERMINAL,
    Check,
    CheckItem,
    CheckResult,
    Direction,
    End,
    State,
    Step,
    StepEvent,
    Transfer,
    TransferKind,
    TransferQuery,
    Traveller,
    effective,
)
from tcxd_desktop.domain.units import Decision
from tcxd_desktop.storage.rows import Cell
from tcxd_desktop.storage.work import Reading, Work

SUBJECT = "transfer"
_AT_ONCE = 500
_COLUMNS = (
    "id", "version", "kind", "direction", "state", "person_id", "opened", "effective", "serial",
    "packet", "content", "void_reason",
)  # fmt: skip
_SELECT = "SELECT " + ", ".join(f"t.{name}" for name in _COLUMNS) + " FROM transfer t"
_STEP = (
    "id", "event", "on", "state", "box", "signer", "title", "number", "addressed", "papers",
    "until", "remark", "serial", "actor", "at", "unsigned",
)  # fmt: skip
_STEPS = "SELECT transfer_id, " + ", ".join(f'"{name}"' for name in _STEP) + " FROM transfer_step"


@dataclass(frozen=True, slots=True)
class _Told:
    """Những điều ghi trong ca, beside the columns lists are searched by."""

    traveller: Traveller = Traveller()
    source: End = End()
    target: End = End()
    reason: str = ""
    basis: Decision = Decision()
    dues_until: str = ""
    enclosed: str = ""
    term_from: str = ""
    term_to: str = ""
    portal_code: str = ""
    note: str = ""
    boxes: tuple[int, ...] = ()
    packet_sender: str = ""
    packet_key: str = ""
    introduced: str = ""


_TOLD = tuple(_Told.__dataclass_fields__)


def own_unit(case: Transfer) -> int | None:
    """Return the chi bộ of the office a case is about: where the member leaves, else arrives."""
    ends = (case.target, case.source) if case.direction is Direction.IN else (
        case.source, case.target,
    )  # fmt: skip
    return next((end.unit_id for end in ends if end.unit_id is not None), None)


def _values(case: Transfer) -> dict[str, Cell]:
    told = _Told(**{name: getattr(case, name) for name in _TOLD})
    counting = case.counting
    who = case.traveller
    return {
        "kind": case.kind.value,
        "direction": case.direction.value,
        "state": case.state.value,
        "person_id": case.person_id,
        "unit_id": own_unit(case),
        "opened": case.opened,
        "last_on": counting[-1].on if counting else case.opened,
        "effective": case.effective,
        "serial": case.serial,
        "packet": case.packet,
        "name": who.name,
        "search": fold(" ".join((who.name, who.used_name, who.card_no, who.dossier_no,
                                 who.citizen_id, case.serial))),
        "content": dump(told),
        "void_reason": case.void_reason,
    }  # fmt: skip


def _transfer(row: Sequence[Any]) -> Transfer:
    found = dict(zip(_COLUMNS, row, strict=True))
    told = load(_Told, found["content"])
    return Transfer(
        TransferKind(found["kind"]),
        Direction(found["direction"]),
        person_id=found["person_id"],
        effective=found["effective"],
        serial=found["serial"],
        packet=found["packet"],
        opened=found["opened"],
        state=State(found["state"]),
        id=found["id"],
        version=found["version"],
        void_reason=found["void_reason"],
        **{name: getattr(told, name) for name in _TOLD},
    )


def add(work: Work, case: Transfer) -> int:
    """Write a new case without its steps and return its id."""
    number = work.add("transfer", {"version": 1, **_values(case)})
    work.touch(SUBJECT)
    return number


def change(work: Work, case: Transfer) -> bool:
    """Write a case over the one with its version; ``False``: it was written since."""
    done = work.change(
        "transfer",
        {"id": case.id, "version": case.version},
        {"version": case.version + 1, **_values(case)},
    )
    work.touch(SUBJECT)
    return bool(done)


def add_step(work: Work, transfer_id: int, step: Step) -> int:
    """Write a further step; none is ever changed."""
    row = work.one(
        "SELECT coalesce(max(position) + 1, 0) FROM transfer_step WHERE transfer_id = ?",
        (transfer_id,),
    )
    values: dict[str, Cell] = {name: getattr(step, name) for name in _STEP[1:]}
    values |= {
        "transfer_id": transfer_id,
        "position": row[0] if row else 0,
        "event": step.event.value,
        "state": step.state.value,
        "unsigned": int(step.unsigned),
    }
    return work.add("transfer_step", values)


def set_checks(work: Work, transfer_id: int, checks: Iterable[Check]) -> None:
    """Write the receiving checklist over the one before."""
    work.remove("transfer_check", {"transfer_id": transfer_id})
    work.add_many(
        "transfer_check",
        [
            {
                "transfer_id": transfer_id,
                "item": one.item.value,
                "result": one.result.value,
                "note": one.note,
            }
            for one in checks
        ],
    )


def read(reading: Reading, transfer_id: int) -> Transfer | None:
    """Return one case, whole."""
    return next(iter(_whole(reading, "t.id = ?", (transfer_id,))), None)


def find(reading: Reading, query: TransferQuery, units: frozenset[int] | None) -> list[Transfer]:
    """Return the cases a query finds, whole, the newest first.

    Args:
        reading: the open files.
        query: empty parts ask for everything; ``text`` is folded already or not.
        units: organisations the account is limited to; ``None``: the whole office.
    """
    where, values = _where(query)
    if units is not None:
        where += f" AND t.unit_id IN ({','.join('?' * len(units))})"
        values.extend(sorted(units))
    return _whole(reading, where, values)


def _where(query: TransferQuery) -> tuple[str, list[Cell]]:
    # Registers ask for cases by number, and go on showing the lines of one that was erased.
    parts, values = ["1"] if query.ids else ["t.void_reason = ''"], list[Cell]()
    for column, wanted in (
        ("direction", query.directions), ("kind", query.kinds), ("state", query.states),
        ("id", query.ids),
    ):  # fmt: skip
        if wanted:
            parts.append(f"t.{column} IN ({','.join('?' * len(wanted))})")
            values.extend(wanted)
    if query.person_id is not None:
        parts.append("t.person_id = ?")
        values.append(query.person_id)
    if query.unit_id is not None:
        parts.append("t.unit_id = ?")
        values.append(query.unit_id)
    for word in fold(query.text).split():
        parts.append("instr(t.search, ?)")
        values.append(word)
    ended = ",".join(f"'{state.value}'" for state in sorted(TERMINAL))
    if not (query.ids or query.states or query.person_id is not None):
        parts.append(f"(t.state NOT IN ({ended}) OR (? <> '' AND t.last_on >= ?))")
        values.extend((query.done_since, query.done_since))
    return " AND ".join(parts), values


def _whole(reading: Reading, where: str, values: Sequence[Cell]) -> list[Transfer]:
    rows = reading.all(f"{_SELECT} WHERE {where} ORDER BY t.id DESC", values)
    found = [_transfer(row) for row in rows]
    ids = [one.id for one in found]
    steps, checks = _steps(reading, ids), _checks(reading, ids)
    return [
        replace(one, steps=steps.get(one.id, ()), checks=checks.get(one.id, ())) for one in found
    ]


def _steps(reading: Reading, ids: Sequence[int]) -> dict[int, tuple[Step, ...]]:
    found: dict[int, list[Step]] = {}
    for number, *cells in _children(reading, _STEPS, ids, "transfer_id, position"):
        told = dict(zip(_STEP, cells, strict=True))
        told["event"], told["state"] = StepEvent(told["event"]), State(told["state"])
        told["unsigned"] = bool(told["unsigned"])
        found.setdefault(number, []).append(Step(**told))
    return {number: marked(steps) for number, steps in found.items()}


def marked(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Return steps with those marked that do not count any more."""
    counting = {step.id for step in effective(steps)}
    return tuple(replace(step, undone=step.id not in counting) for step in steps)


def _checks(reading: Reading, ids: Sequence[int]) -> dict[int, tuple[Check, ...]]:
    found: dict[int, list[Check]] = {}
    sql = "SELECT transfer_id, item, result, note FROM transfer_check"
    for number, item, result, note in _children(reading, sql, ids, "transfer_id"):
        made = Check(CheckItem(item), CheckResult(result), note)
        found.setdefault(number, []).append(made)
    order = list(CheckItem)
    return {
        number: tuple(sorted(checks, key=lambda one: order.index(one.item)))
        for number, checks in found.items()
    }


def _children(
    reading: Reading, sql: str, ids: Sequence[int], order: str
) -> Iterable[tuple[Any, ...]]:
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        marks = ",".join("?" * len(some))
        yield from reading.all(f"{sql} WHERE transfer_id IN ({marks}) ORDER BY {order}", some)


def with_serial(reading: Reading, letters: Iterable[TransferKind], serial: str) -> list[int]:
    """Return the cases that travel on a letter of a serial, by id."""
    kinds = [kind.value for kind in letters]
    rows = reading.all(
        f"SELECT id FROM transfer WHERE serial = ? AND kind IN ({','.join('?' * len(kinds))})"
        " AND void_reason = '' AND state <> 'huy' ORDER BY id",
        (serial, *kinds),
    )
    return [int(row[0]) for row in rows]


def with_packet(reading: Reading, packet: str) -> int | None:
    """Return the case of ours a record in a QR was sent with."""
    row = reading.one(
        "SELECT id FROM transfer WHERE packet = ? AND packet <> '' AND void_reason = ''"
        " AND direction <> ? ORDER BY id DESC",
        (packet, Direction.IN.value),
    )
    return int(row[0]) if row else None


def open_of(reading: Reading, person_ids: Iterable[int]) -> dict[int, list[int]]:
    """Return the cases of people that are not at their end, by person."""
    wanted = sorted(set(person_ids))
    ended = ",".join(f"'{state.value}'" for state in sorted(TERMINAL))
    found: dict[int, list[int]] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        rows = reading.all(
            f"SELECT person_id, id FROM transfer WHERE person_id IN ({','.join('?' * len(some))})"
            f" AND void_reason = '' AND state NOT IN ({ended}) ORDER BY id",
            some,
        )
        for person, number in rows:
            found.setdefault(int(person), []).append(int(number))
    return found


# --- numbers in the registers -----------------------------------------------------------------


class Entry(NamedTuple):
    """Số trong sổ: which register and year, of which case and step."""

    id: int
    register: str
    year: int
    number: int
    transfer_id: int
    step_id: int | None
    on: str
    void_reason: str


def entries(
    reading: Reading, register: str, since: str = "", until: str = "9999-12-31"
) -> list[Entry]:
    """Return the numbers of a register in a period, in order, struck out ones too."""
    rows = reading.all(
        'SELECT id, register, year, number, transfer_id, step_id, "on", void_reason'
        ' FROM register_entry WHERE register = ? AND "on" BETWEEN ? AND ?'
        " ORDER BY year, number",
        (register, since, until),
    )
    return [Entry(*row) for row in rows]


def registers(reading: Reading) -> list[str]:
    """Return the registers that have numbers."""
    return [
        str(row[0])
        for row in reading.all("SELECT DISTINCT register FROM register_entry ORDER BY register")
    ]


def last_number(reading: Reading, register: str, year: int) -> int | None:
    """Return the last number of a register's year, or ``None`` where it has none yet."""
    row = reading.one(
        "SELECT max(number) FROM register_entry WHERE register = ? AND year = ?", (register, year)
    )
    return None if row is None or row[0] is None else int(row[0])


def add_entry(work: Work, values: Mapping[str, Cell]) -> None:
    """Write a number into a register."""
    work.add("register_entry", values)


def void_entry(work: Work, transfer_id: int, step_id: int, reason: str) -> None:
    """Strike the number of a step out; it is never given again. No reason: it counts again."""
    work.change(
        "register_entry",
        {"transfer_id": transfer_id, "step_id": step_id},
        {"void_reason": reason},
    )
