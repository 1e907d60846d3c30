"""A meeting opened to be recorded: all that its sheet of paper is keyed against, in one go."""

from dataclasses import dataclass, replace

from tcxd_desktop.domain.meetings import Meeting, MeetingState, Task
from tcxd_desktop.domain.periods import last_day, step
from tcxd_desktop.domain.score_sheets import SheetState
from tcxd_desktop.domain.score_templates import MeetingKind
from tcxd_desktop.office import meetings, score_keeping
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import assignments as stored_assignments
from tcxd_desktop.storage import meetings as stored
from tcxd_desktop.storage import score_templates as stored_templates
from tcxd_desktop.storage import scores as stored_scores
from tcxd_desktop.storage import units as stored_units
from tcxd_desktop.storage.work import Reading

_LOOK_BACK = 6
"""Months in which the last chair and secretary are looked for."""


@dataclass(frozen=True, slots=True)
class SheetTold:
    """Phiếu chấm của buổi họp, in short."""

    state: SheetState
    self_total: str = ""
    """Text of a Decimal, or empty."""
    self_level: str = ""
    """Label of the level the chi bộ gives itself."""
    review_total: str = ""
    review_level: str = ""
    """Label; official once the sheet is confirmed."""


@dataclass(frozen=True, slots=True)
class OpenedMeeting:
    """Buổi sinh hoạt mở ra để ghi."""

    meeting: Meeting
    """As stored; of one not recorded yet, with what can be known beforehand filled in."""
    unit: str
    carried: tuple[Task, ...]
    given: tuple[Task, ...]
    uppers: tuple[tuple[int, str], ...]
    """Who of the committee is assigned to attend this chi bộ: person, name."""
    away_counts: bool
    """Members away for a time stay in the denominator of attendance."""
    closed: bool
    """The month, or a longer period it lies in, is closed."""
    sheet: SheetTold | None = None


def opened(desk: Desk, meeting_id: int) -> OpenedMeeting:
    """Return a stored meeting as it is to be shown; one only planned is made ready to record.

    Raises:
        NotFoundProblem, OutsideScopeProblem.
    """
    meeting = meetings.read(desk, meeting_id)
    if meeting.state is not MeetingState.HELD:
        meeting = _ready(desk, meeting)
    carried, given = meetings.tasks(desk, meeting_id)
    return _opened(desk, meeting, tuple(carried), tuple(given))


def proposed(
    desk: Desk, unit_id: int, period: str, kind: MeetingKind = MeetingKind.REGULAR
) -> OpenedMeeting:
    """Return a meeting about to be recorded that was not planned; nothing is saved.

    Raises:
        NotACellProblem, OutsideScopeProblem, BadPeriodProblem.
    """
    meeting = _ready(desk, meetings.new(desk, unit_id, period, kind))
    day = meeting.day or min(last_day(period), desk.day())
    return _opened(desk, meeting, tuple(meetings.carried(desk, unit_id, day)), ())


def _ready(desk: Desk, meeting: Meeting) -> Meeting:
    """Fill in what can be known before the sheet of paper is looked at; nothing is invented."""
    day = meeting.day or min(last_day(meeting.period), desk.day())
    held = meeting.planned_on if meeting.planned_on <= desk.day() else ""
    made = replace(
        meeting,
        attendance=meeting.attendance or meetings.roll(desk, meeting.unit_id, day),
        held_on=meeting.held_on or held,
        start=meeting.start or meeting.planned_at,
    )
    return made if made.chair or made.secretary else _as_last(desk, made)


def _as_last(desk: Desk, meeting: Meeting) -> Meeting:
    """Propose chair and secretary of the last meeting, where they still belong to the chi bộ."""
    since = step(meeting.period, -_LOOK_BACK)
    with desk.read() as reading:
        found = stored.find(reading, since=since, until=meeting.period, unit_id=meeting.unit_id)
    held = [one for one in found if one.state is MeetingState.HELD and one.id != meeting.id]
    if not held:
        return meeting
    names = {row.person_id: row.name for row in meeting.attendance}
    last = held[-1]
    chair = last.chair_id if last.chair_id in names else None
    secretary = last.secretary_id if last.secretary_id in names else None
    return replace(
        meeting,
        chair_id=chair,
        chair=names.get(chair or 0, ""),
        secretary_id=secretary,
        secretary=names.get(secretary or 0, ""),
    )


def _opened(
    desk: Desk, meeting: Meeting, carried: tuple[Task, ...], given: tuple[Task, ...]
) -> OpenedMeeting:
    day = meeting.day or min(last_day(meeting.period), desk.day())
    with desk.read() as reading:
        uppers = [
            (one.person_id, one.name)
            for one in stored_assignments.between(reading, day, day)
            if one.unit_id == meeting.unit_id
        ]
        return OpenedMeeting(
            meeting,
            stored_units.name_of(reading, meeting.unit_id),
            carried,
            given,
            tuple(uppers),
            score_keeping.settings(reading).away_counts,
            bool(score_keeping.closed_by(reading, meeting.period)),
            _sheet(reading, meeting.id),
        )


def _sheet(reading: Reading, meeting_id: int) -> SheetTold | None:
    sheet = stored_scores.sheets(reading, [meeting_id]).get(meeting_id)
    if sheet is None:
        return None
    content = stored_templates.contents(reading, [sheet.template_id])[sheet.template_id]
    template = score_keeping.template_of(content)
    told = stored_scores.results(reading, [meeting_id]).get(meeting_id, {})
    own = next((told.get(one.id) for one in template.scorers if not one.official), None)
    review = told.get(template.official.id)
    return SheetTold(
        sheet.state,
        own.total if own else "",
        own.level_label if own else "",
        review.total if review else "",
        review.level_label if review else "",
    )
