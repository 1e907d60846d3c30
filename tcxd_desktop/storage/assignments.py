"""Who of the committee attends which chi bộ; and when and where each usually meets."""

from tcxd_desktop.domain.meetings import CellHabit, UpperAssignment
from tcxd_desktop.domain.score_templates import CellKind
from tcxd_desktop.storage.work import Reading, Work

SUBJECT, HABIT = "assignment", "habit"
_SELECT = (
    "SELECT a.id, a.person_id, p.birth_name, a.unit_id, '', a.since, a.until, a.paper"
    " FROM upper_assignment a JOIN person p ON p.id = a.person_id"
)


def between(reading: Reading, since: str, until: str) -> list[UpperAssignment]:
    """Return the assignments that hold on some day between, by name and start."""
    rows = reading.all(
        f"{_SELECT} WHERE a.since <= ? AND (a.until = '' OR a.until >= ?)"
        " ORDER BY p.name_key, a.person_id, a.since, a.id",
        (until, since),
    )
    return [UpperAssignment(*row) for row in rows]


def one(reading: Reading, number: int) -> UpperAssignment | None:
    """Return an assignment."""
    row = reading.one(f"{_SELECT} WHERE a.id = ?", (number,))
    return UpperAssignment(*row) if row else None


def add(work: Work, person_id: int, unit_id: int, since: str, paper: str) -> int:
    """Write an assignment; return its number."""
    work.touch(SUBJECT)
    return work.add(
        "upper_assignment",
        {"person_id": person_id, "unit_id": unit_id, "since": since, "paper": paper},
    )


def end(work: Work, number: int, until: str) -> None:
    """Write the last day of an assignment."""
    work.change("upper_assignment", {"id": number}, {"until": until})
    work.touch(SUBJECT)


def habits(reading: Reading) -> dict[int, CellHabit]:
    """Return what is known of when and where each chi bộ meets."""
    return {
        int(unit): CellHabit(unit, "", CellKind(kind or CellKind.OTHER), day, at, place)
        for unit, kind, day, at, place in reading.all(
            "SELECT unit_id, kind, usual_day, usual_at, usual_place FROM cell_habit"
        )
    }


def set_habit(work: Work, habit: CellHabit) -> None:
    """Write when and where a chi bộ meets."""
    work.remove("cell_habit", {"unit_id": habit.unit_id})
    work.add(
        "cell_habit",
        {
            "unit_id": habit.unit_id,
            "kind": habit.kind.value,
            "usual_day": habit.usual_day,
            "usual_at": habit.usual_at,
            "usual_place": habit.usual_place,
        },
    )
    work.touch(HABIT)
