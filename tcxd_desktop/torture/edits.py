"""Numbered edits through the real use cases, and the proof of how many of them an office holds.

Edit ``n`` of a plan always does the same, so the whole office after ``n`` edits is known without
having seen it. Every edit is one transaction: an office holds the first so many, each whole.
"""

import hashlib
import io
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from PIL import Image

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.meetings import MeetingState, Presence, Task, Vote
from tcxd_desktop.domain.people import NewPerson, PeopleQuery
from tcxd_desktop.domain.rows import Job, Reward
from tcxd_desktop.domain.score_templates import MeetingKind
from tcxd_desktop.domain.standing import EventKind
from tcxd_desktop.domain.transfers import (
    Direction,
    End,
    State,
    StepEvent,
    Transfer,
    TransferKind,
    TransferQuery,
    Traveller,
)
from tcxd_desktop.exchange.writer import workbook
from tcxd_desktop.office import imports, meetings, people, transfers
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import transfers as stored_transfers
from tcxd_desktop.torture import exchange_edits
from tcxd_desktop.torture.offices import CELL, PEOPLE

_BORN = PartialDate(1980)
_CELL_ID, _MONTH = 2, "2026-01"
"""Where and when the meetings are held: unusual ones, of which a month may have any number."""
_HEAD = ["STT", "Họ và tên", "Số thẻ Đảng viên", "Số CCCD", "Ngày sinh", "Ngày kết nạp",
         "Chi bộ đang sinh hoạt", "Chi bộ nơi cư trú", "Trạng thái"]  # fmt: skip
_IMPORTED = 3
_FROM = End("cell_under_upper", province="Đảng bộ tỉnh Ninh Bình", upper="Đảng bộ xã Hải Lĩnh",
            cell="Chi bộ thôn Trung Hòa")  # fmt: skip
_WALK = (
    (StepEvent.OPEN, 0, State.NEW), (StepEvent.PRESENT, 0, State.PRESENTED),
    (StepEvent.SIGN, 7, State.BOX_7), (StepEvent.SIGN, 10, State.BOX_10),
    (StepEvent.ARCHIVE, 0, State.DONE),
)  # fmt: skip
"""What moves do, one after the other: a case, its register numbers, in the end a new member."""
_EVER = "0000-00-00"
"""Asks for every case, also those that ended long ago."""
_ENTERS, _PRESENTED, _NUMBERED = 3, 1, 2
"""Steps of the walk at which somebody is a member, is in sổ giao nhận, in sổ giới thiệu."""


class Kind(StrEnum):
    """What an edit does; the value is the use case it leaves in the history."""

    SAVE = "people.save"
    ADD = "people.create"
    DRAFT = "people.draft"
    PHOTO = "people.photo"
    TAKE_IN = "imports.members"
    MEET = "meetings.save"
    MOVE = "transfers.step"
    """The first of a walk opens the case: ``transfers.open``."""
    EXCHANGE = "imports.undo"
    """The next step of the walk of :mod:`exchange_edits`, each with a use case of its own."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit."""

    number: int
    kind: Kind
    person: int
    place: int = 0
    """Of a step of a walk: how many came before it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Which edit comes when."""

    kinds: Mapping[int, Kind] = field(default_factory=dict)
    """Edits that do not follow the usual order."""

    def edit(self, number: int) -> Edit:
        """Return edit ``number``, counted from 1."""
        kind = self.kind(number)
        walked = range(1, number) if kind is Kind.EXCHANGE else ()
        place = sum(self.kind(one) is Kind.EXCHANGE for one in walked)
        return Edit(number, kind, 1 + number * 5 % PEOPLE, place)

    def kind(self, number: int) -> Kind:
        """Return what edit ``number`` does."""
        return self.kinds.get(number) or _usual(number)

    def first(self, count: int) -> Iterator[Edit]:
        """Yield the first ``count`` edits."""
        return (self.edit(number) for number in range(1, count + 1))


def _usual(number: int) -> Kind:
    # Photo and import start a process each: they are rarer than in life.
    if number % 61 == 17:
        return Kind.PHOTO
    if number % 61 == 43:
        return Kind.TAKE_IN
    rare = {
        1: Kind.MOVE, 2: Kind.EXCHANGE, 3: Kind.DRAFT, 5: Kind.ADD, 7: Kind.MEET, 8: Kind.EXCHANGE,
    }  # fmt: skip
    return rare.get(number % 9, Kind.SAVE)


# --- doing ---------------------------------------------------------------------------------------


def perform(desk: Desk, edit: Edit) -> None:
    """Do one edit; when this returns, it was reported as saved."""
    number = edit.number
    match edit.kind:
        case Kind.SAVE:
            people.save(desk, _marked(people.read(desk, edit.person), number), note=str(number))
        case Kind.ADD:
            people.create(
                desk,
                NewPerson(name=_added(number), birth=_BORN, sex="Nữ", unit_id=2,
                          event=EventKind.LISTED.value, on=None),
            )  # fmt: skip
        case Kind.DRAFT:
            unsaved = replace(people.read(desk, edit.person), profession=_draft(number))
            people.keep_draft(desk, unsaved)
        case Kind.PHOTO:
            people.set_photo(desk, edit.person, picture(number))
        case Kind.TAKE_IN:
            preview = imports.preview_members(desk, sheet(number), f"{number}.xlsx")
            imports.apply_members(desk, preview, {})
        case Kind.MEET:
            _meet(desk, number)
        case Kind.MOVE:
            _move(desk)
        case Kind.EXCHANGE:
            exchange_edits.perform(desk, edit.place)


def _move(desk: Desk) -> None:
    """Take the next step of the arrival under way, or open the next one: one transaction."""
    there = transfers.listed(desk, TransferQuery(done_since=_EVER))
    last = max(there, key=lambda line: line.id, default=None)
    if last is None or last.state is State.DONE:
        case = Transfer(
            TransferKind.OFFICIAL, Direction.IN,
            traveller=Traveller(name=_comer(len(there)), birth=_BORN),
            source=_FROM, target=End(unit_id=_CELL_ID), effective="2026-11-01",
        )  # fmt: skip
        transfers.open_case(desk, case)
        return
    case = transfers.read(desk, last.id)
    event, box, _ = _WALK[len(case.steps)]
    move = next(
        one for one in transfers.next_steps(desk, case.id) if (one.event, one.box) == (event, box)
    )
    transfers.step(desk, case.id, transfers.prepare_step(desk, case.id, move), case.version)


def _comer(place: int) -> str:
    return f"Người đến {place}"


def _meet(desk: Desk, number: int) -> None:
    """Record a meeting: its roll, its vote and its task are one transaction."""
    blank = meetings.new(desk, _CELL_ID, _MONTH, MeetingKind.UNUSUAL)
    roll = tuple(replace(row, presence=Presence.PRESENT) for row in blank.attendance)
    made = replace(
        blank, state=MeetingState.HELD, held_on=f"{_MONTH}-06", place=_met(number),
        attendance=roll, votes=(Vote(_met(number), len(roll)),),
    )  # fmt: skip
    meetings.save(desk, made, (Task(0, _CELL_ID, 0, _met(number)),))


def _met(number: int) -> str:
    return f"Họp {number}"


def _marked(dossier: Dossier, number: int) -> Dossier:
    """Return the dossier with the number in the record and in two tables of rows."""
    return replace(
        dossier,
        profession=f"Lần {number}",
        jobs=(
            Job(PartialDate(2000), PartialDate(2010), f"Việc {number} cũ", "", "HTX Bình Minh"),
            Job(PartialDate(2010), None, f"Việc {number} mới", "", "HTX Bình Minh"),
        ),
        rewards=(Reward(f"Giấy khen {number}", PartialDate(2020), "UBND xã"),),
    )


def _draft(number: int) -> str:
    return f"Nháp {number}"


def _added(number: int) -> str:
    return f"Người mới {number}"


_DIGITS = ("Không", "Một", "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy", "Tám", "Chín")


def _taken_in(number: int) -> list[str]:
    # In words: a line whose name has digits would wait for the clerk.
    told = " ".join(_DIGITS[int(digit)] for digit in str(number))
    return [f"Nhập {told} {_DIGITS[index]}" for index in range(_IMPORTED)]


def picture(number: int) -> bytes:
    """Return a picture no other edit uses."""
    red, green = divmod(number, 256)
    out = io.BytesIO()
    Image.new("RGB", (300, 400), (red % 256, green, 90)).save(out, "PNG")
    return out.getvalue()


def sheet(number: int) -> bytes:
    """Return a member list of people nobody has yet."""
    rows = [
        [str(index + 1), name, "", "", f"{index + 1:02d}/03/1962", "", CELL, "", "Đang sinh hoạt"]
        for index, name in enumerate(_taken_in(number))
    ]
    return workbook("Danh sách", _HEAD, rows)


# --- proving -------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Expected:
    """The office as it must be after so many edits."""

    saved: dict[int, int] = field(default_factory=dict)
    drafts: dict[int, int] = field(default_factory=dict)
    photos: Counter[int] = field(default_factory=Counter)
    versions: Counter[int] = field(default_factory=Counter)
    names: set[str] = field(default_factory=set)
    meetings: set[str] = field(default_factory=set)
    moves: int = 0
    exchanges: int = 0

    def steps(self, place: int) -> int:
        """Return how many steps the arrival of a place has taken."""
        return min(max(self.moves - place * len(_WALK), 0), len(_WALK))

    @property
    def comers(self) -> range:
        """Places of the arrivals there are."""
        return range(-(-self.moves // len(_WALK)))


def _after(plan: Plan, count: int) -> _Expected:
    found = _Expected()
    for edit in plan.first(count):
        match edit.kind:
            case Kind.SAVE:
                found.saved[edit.person] = edit.number
                found.versions[edit.person] += 1
                found.drafts.pop(edit.person, None)
            case Kind.PHOTO:
                found.photos[edit.person] += 1
                found.versions[edit.person] += 1
                # A draft of an older version is no longer offered.
                found.drafts.pop(edit.person, None)
            case Kind.DRAFT:
                found.drafts[edit.person] = edit.number
            case Kind.ADD:
                found.names.add(_added(edit.number))
            case Kind.TAKE_IN:
                found.names.update(_taken_in(edit.number))
            case Kind.MEET:
                found.meetings.add(_met(edit.number))
            case Kind.MOVE:
                found.moves += 1
            case Kind.EXCHANGE:
                found.exchanges += 1
    found.names |= {_comer(one) for one in found.comers if found.steps(one) > _ENTERS}
    found.names |= exchange_edits.names(found.exchanges)
    return found


def held(desk: Desk) -> int:
    """Return how many edits the office holds by its history."""
    uses = sorted({*Kind, "transfers.open", *exchange_edits.USES})
    marks = ",".join("?" * len(uses))
    with desk.read(Permission.VIEW) as reading:
        sql = f"SELECT count(*) FROM act WHERE use_case IN ({marks})"
        row = reading.one(sql, uses)
    return int(row[0]) - PEOPLE if row else 0


def torn(desk: Desk, plan: Plan, count: int) -> list[str]:
    """Return where the office differs from one that holds exactly the first ``count`` edits."""
    wanted = _after(plan, count)
    found: list[str] = []
    for dossier in people.read_many(desk, list(range(1, PEOPLE + 1))):
        found += _torn_person(desk, dossier, wanted)
    lines = people.lines(desk, PeopleQuery())
    names = Counter(line.name for line in lines if line.id > PEOPLE)
    if names != Counter(wanted.names):
        found.append(f"names: {sorted(names.items())} for {sorted(wanted.names)}")
    found += _torn_meetings(desk, wanted) + _torn_moves(desk, wanted)
    return found + exchange_edits.torn(desk, wanted.exchanges)


def _torn_moves(desk: Desk, wanted: _Expected) -> list[str]:
    """Cases, their steps and both registers go together, and with the member they made."""
    lines = transfers.listed(desk, TransferQuery(done_since=_EVER))
    there = sorted((transfers.read(desk, one.id) for one in lines), key=lambda case: case.id)
    should = [(_comer(one), wanted.steps(one)) for one in wanted.comers]
    found = []
    if [(case.traveller.name, len(case.steps)) for case in there] != should:
        found.append(f"cases: {[(c.traveller.name, len(c.steps)) for c in there]} for {should}")
    for case in there:
        walked = [(step.event, step.box, step.state) for step in case.steps]
        member = case.person_id is not None
        if walked != list(_WALK[: len(walked)]) or member != (len(walked) > _ENTERS):
            found.append(f"case {case.traveller.name}: torn, {walked}, {case.person_id}")
    with desk.read() as reading:
        for register, since in (("giao_nhan", _PRESENTED), ("gtshd", _NUMBERED)):
            numbers = [one.number for one in stored_transfers.entries(reading, register)]
            count = sum(steps > since for _, steps in should)
            if numbers != list(range(1, count + 1)):
                found.append(f"register {register}: {numbers} for {count}")
    return found


def _torn_meetings(desk: Desk, wanted: _Expected) -> list[str]:
    there = [meetings.read(desk, one.id) for one in meetings.month_meetings(desk, _MONTH)]
    found = [
        f"meeting {one.place}: torn"
        for one in there
        if one.counts.present != len(one.attendance)
        or [vote.subject for vote in one.votes] != [one.place]
        or [task.text for task in meetings.tasks(desk, one.id)[1]] != [one.place]
    ]
    if Counter(one.place for one in there) != Counter(wanted.meetings):
        found.append(f"meetings: {[one.place for one in there]} for {sorted(wanted.meetings)}")
    return found


def _torn_person(desk: Desk, dossier: Dossier, wanted: _Expected) -> list[str]:
    person, number = dossier.id, wanted.saved.get(dossier.id)
    facts: dict[str, tuple[object, object]] = {
        "version": (dossier.version, 1 + wanted.versions[person]),
        "draft": (_draft_of(desk, person), wanted.drafts.get(person)),
        "photo": (_photo_of(desk, dossier), bool(wanted.photos[person])),
    }
    if number is not None:
        whole = _marked(dossier, number)
        facts["record"] = (dossier.profession, whole.profession)
        facts["rows"] = ((dossier.jobs, dossier.rewards), (whole.jobs, whole.rewards))
        facts["history"] = (_last_save(desk, person), (str(number), True))
    elif dossier.profession or dossier.jobs or dossier.rewards:
        facts["record"] = (dossier.profession, "")
    return [
        f"person {person}, {name}: {is_!r} for {should!r}"
        for name, (is_, should) in facts.items()
        if is_ != should
    ]


def _draft_of(desk: Desk, person: int) -> int | None:
    kept = people.draft(desk, person)
    return None if kept is None else int(kept.dossier.profession.removeprefix("Nháp "))


def _photo_of(desk: Desk, dossier: Dossier) -> bool:
    data = people.photo(desk, dossier.photo)
    return data is not None and hashlib.sha256(data).hexdigest() == dossier.photo


def _last_save(desk: Desk, person: int) -> tuple[str, bool]:
    """Return the note of the last save, and whether its changes speak of the same number."""
    acts = (act for act in people.history(desk, person) if act.use_case == Kind.SAVE)
    last = next(acts, None)
    if last is None:
        return "", False
    told = {change.new for change in last.changes}
    return last.note, f"Lần {last.note}" in told
