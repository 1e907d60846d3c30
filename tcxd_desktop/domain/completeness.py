"""How complete a dossier is, measured by what applies to this person.

Boxes: every field or table marked *needed*. Papers: the list of 38-HD/BTCTW of 29/9/2025,
II.1.1, by stage (a when considered, b when admitted, c when official), keyed by the 104 types.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from operator import attrgetter

from tcxd_desktop.domain.dates import PartialDate, add_months
from tcxd_desktop.domain.dossier import FACTS, TABLES, Dossier
from tcxd_desktop.domain.facts import is_blank
from tcxd_desktop.domain.standing import (
    PROBATION_MONTHS,
    Activity,
    EventKind,
    Leaving,
    Spell,
    spell_on,
)

FULL_SET_SINCE = date(1997, 6, 2)
"""29-QĐ/TW: whoever was admitted since needs the full set (06-HD/TW, 8.1.c)."""
_HD38 = date(2025, 9, 29)
"""Since then card and badge decisions belong to the dossier (38-HD/BTCTW, II.1.1)."""


SEALED_PAPER = "niem_phong"
"""Stands for a paper that only the sealed items call for, where those are not at hand."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Chỗ còn thiếu trong hồ sơ: a box, or a paper of the mục lục."""

    item: str
    """Item of the paper it belongs to; ``papers`` for a paper."""
    field: str
    """Field or table; ``papers`` for a paper."""
    paper: str = ""
    """Key of the paper's type in the list of 104; ``SEALED_PAPER`` where it may not be named."""


class PapersState(StrEnum):
    """Tình trạng tài liệu trong hồ sơ."""

    COMPLETE = "du"
    CONFIRMED = "xac_nhan_muc_luc"
    """Admitted before 02/6/1997 and the mục lục confirmed as it stands: counts as complete."""
    MISSING = "thieu"


_ADMISSION = ("38", "37", "1", "39", "42", "43", "5", "2", "3")
"""Stages a and b. Left out as *nếu có*: 40, 41 (Đoàn, công đoàn), 44, 45 (bodies between)."""
_RECOGNITION = ("46", "47", "48", "49", "50", "7")
"""Stage c on the day of recognition. Left out as *nếu có*: 51, 52."""


@dataclass(frozen=True, slots=True)
class _Case:
    dossier: Dossier
    today: date
    spell: Spell | None

    @property
    def official(self) -> bool:
        return self.dossier.official_date is not None

    @property
    def probationary(self) -> bool:
        """Admitted, and the twelve months are not over."""
        start = self.dossier.ceremony_date
        if self.official or start is None:
            return False
        return add_months(start.latest, PROBATION_MONTHS) > self.today

    @property
    def temporary_here(self) -> bool:
        return self.spell is not None and self.spell.activity is Activity.TEMPORARY_HERE

    def happened(self, *kinds: EventKind) -> bool:
        return any(event.kind in kinds for event in self.dossier.events)

    @property
    def apart(self) -> set[str]:
        """Papers the sealed items call for: as they say, or as their holder last derived it."""
        one = self.dossier
        if not (one.readmissions or one.disciplines or one.sealed_papers):
            return set()
        return {*sealed_papers(one).split(), *one.sealed_papers.split()}

    def left(self, *ways: Leaving) -> bool:
        return self.spell is not None and self.spell.leaving in ways


def _case(dossier: Dossier, today: date) -> _Case:
    return _Case(dossier, today, spell_on(dossier.spells, today.isoformat()))


def _since(day: PartialDate | None, start: date) -> bool:
    return day is not None and day.earliest >= start


_WHEN: tuple[tuple[str, Callable[[_Case], bool]], ...] = (
    ("19", lambda case: _since(case.dossier.official_date, _HD38)),
    ("20", lambda case: any(_since(row.on, _HD38) for row in case.dossier.badges)),
    ("4", lambda case: _for_years(case, 1)),
    ("61", lambda case: _for_years(case, 1) and not _exempt(case)),
    ("54", lambda case: case.happened(EventKind.ARRIVED)),
    ("6", lambda case: "6" in case.apart),
    ("81", lambda case: bool(case.dossier.exemptions)),
    ("22", lambda case: "22" in case.apart),
    ("23", lambda case: bool(case.dossier.rewards)),
    ("86", lambda case: any(row.diploma for row in case.dossier.trainings)),
)
"""Papers that exist only where something happened."""
_WHEN_GONE: tuple[tuple[str, Callable[[_Case], bool]], ...] = (
    ("83", lambda case: case.left(Leaving.DIED)),
    ("102", lambda case: case.left(Leaving.DIED)),
    ("16", lambda case: case.left(Leaving.STRUCK_OFF) and case.official),
    ("8", lambda case: case.left(Leaving.STRUCK_OFF) and not case.official),
    ("17", lambda case: case.left(Leaving.WITHDREW)),
    ("22", lambda case: case.left(Leaving.EXPELLED)),
    ("11", lambda case: case.left(Leaving.CANCELLED)),
    (
        "101",
        lambda case: case.left(Leaving.STRUCK_OFF, Leaving.EXPELLED, Leaving.WITHDREW),
    ),
)
"""Those of whoever is a member no more."""


def _for_years(case: _Case, years: int) -> bool:
    """Whether the person has been in the Party through a whole yearly round."""
    start = case.dossier.ceremony_date or case.dossier.decision_date
    return start is None or start.latest.year < case.today.year - years + 1


def _exempt(case: _Case) -> bool:
    return case.spell is not None and case.spell.activity is Activity.EXEMPT


def sealed_papers(dossier: Dossier) -> str:
    """Return what ``Dossier.sealed_papers`` keeps of items 26 and 27b."""
    disciplined = any(row.system == "Đảng" for row in dossier.disciplines)
    wanted = (("6", bool(dossier.readmissions)), ("22", disciplined))
    return " ".join(paper for paper, applies in wanted if applies)


def applicable_papers(dossier: Dossier, today: date) -> tuple[str, ...]:
    """Return the types of paper this person's dossier must hold, in the order of filing.

    What only sealed items call for is not named where these are not at hand.
    """
    return _named(_case(dossier, today))


def _named(case: _Case) -> tuple[str, ...]:
    """The papers that may be named to whoever has this record in hand."""
    if not case.dossier.sealed_papers:
        return _papers(case)
    return _papers(replace(case, dossier=replace(case.dossier, sealed_papers="")))


def _papers(case: _Case) -> tuple[str, ...]:
    if case.temporary_here:
        return ()
    found = list(_ADMISSION)
    if case.official:
        found += _RECOGNITION
    gone = case.spell is not None and case.spell.leaving
    told = (*_WHEN, *_WHEN_GONE) if gone else _WHEN
    found += [paper for paper, applies in told if applies(case) and _stage(paper, case)]
    return tuple(dict.fromkeys(found))


def _stage(paper: str, case: _Case) -> bool:
    return case.official or paper not in {"4", "61"}


def _confirmed(dossier: Dossier) -> bool:
    start = dossier.decision_date or dossier.ceremony_date
    return (
        start is not None
        and start.latest < FULL_SET_SINCE
        and dossier.index_confirmed_on is not None
    )


def missing_papers(dossier: Dossier, today: date) -> tuple[str, ...]:
    """Return the applicable types the mục lục does not show as present, as far as named."""
    return _absent(dossier, applicable_papers(dossier, today))


def _absent(dossier: Dossier, wanted: tuple[str, ...]) -> tuple[str, ...]:
    there = {row.type for row in dossier.papers if row.present}
    return tuple(paper for paper in wanted if paper not in there)


def papers_state(dossier: Dossier, today: date) -> PapersState:
    """Return the three-fold state of the papers."""
    if not _absent(dossier, _papers(_case(dossier, today))):
        return PapersState.COMPLETE
    return PapersState.CONFIRMED if _confirmed(dossier) else PapersState.MISSING


_AT_HOME_ONLY = {
    "dossier_no",
    "photo",
    "introducers",
    "jobs",
    "family",
    "household_income",
    "origin",
    "birth_place",
    "ceremony_at",
}
"""Kept by the home organisation of a member who is here for a time."""


_NEEDED: tuple[tuple[str, str], ...] = (
    *((box.item, name) for name, box in FACTS.items() if box.needed),
    *((box.item, name) for name, box in TABLES.items() if box.needed),
)


_values_of = attrgetter(*(name for _, name in _NEEDED))


def _needed_boxes(case: _Case) -> Sequence[tuple[str, str]]:
    """(item, field) of every box this person must have filled."""
    spared: set[str] = set()
    if case.probationary:
        # The card is decided together with the recognition (38-HD/BTCTW, II.2.2).
        spared |= {"official_date", "card_no"}
    if case.temporary_here:
        spared |= _AT_HOME_ONLY
    return [(item, name) for item, name in _NEEDED if name not in spared] if spared else _NEEDED


def missing(dossier: Dossier, today: date) -> tuple[Gap, ...]:
    """Return every missing box, then every missing paper."""
    return _missing(_case(dossier, today))


def _missing(case: _Case) -> tuple[Gap, ...]:
    dossier = case.dossier
    boxes = [
        Gap(item, name) for item, name in _needed_boxes(case) if is_blank(getattr(dossier, name))
    ]
    if _confirmed(dossier):
        return tuple(boxes)
    named = _named(case)
    papers = [
        Gap("papers", "papers", paper if paper in named else SEALED_PAPER)
        for paper in _absent(dossier, _papers(case))
    ]
    return (*boxes, *papers)


def percent(dossier: Dossier, today: date) -> int:
    """Return how much of what applies is there; 100 only when nothing is missing."""
    case = _case(dossier, today)
    boxes, papers = _needed_boxes(case), _papers(case)
    if boxes is _NEEDED:
        gaps = sum(map(is_blank, _values_of(dossier)))
    else:
        gaps = sum(is_blank(getattr(dossier, name)) for _, name in boxes)
    if not _confirmed(dossier):
        gaps += len(_absent(dossier, papers))
    wanted = len(boxes) + len(papers)
    return (wanted - gaps) * 100 // wanted
