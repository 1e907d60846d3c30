"""What the page of a round reads, off the screens' thread."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from tcxd_desktop.domain.errors import OutsideScopeProblem
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.domain.reconciliation import Round
from tcxd_desktop.domain.reconciliation_figures import figures
from tcxd_desktop.domain.reconciliation_views import (
    PersonRecon,
    ReconLine,
    RequestInfo,
    RequestLine,
    StrayRecon,
    UnitProgress,
)
from tcxd_desktop.office import reconciliation, reconciliation_requests
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.reconciliation.people_rows import Key


@dataclass(frozen=True, slots=True)
class View:
    """Toàn cảnh một đợt."""

    round: Round
    lines: tuple[ReconLine, ...]
    progress: tuple[UnitProgress, ...]
    waiting: tuple[RequestLine, ...]
    requests: tuple[RequestInfo, ...]
    bases: tuple[str, ...]
    """Papers decisions rested on, the newest first."""


def view(desk: Desk, round_id: int, before: View | None) -> Callable[[Progress], View]:
    """Return what reads a round.

    Args:
        desk: where.
        round_id: the round.
        before: as it was read last: the order of its chi bộ is known then.
    """

    def work(progress: Progress) -> View:
        told = reconciliation.read(desk, round_id)
        lines = tuple(reconciliation.lines(desk, round_id))
        progress(1, 3)
        if before is None or told.closed:
            units = tuple(reconciliation.progress(desk, round_id))
        else:
            units = tuple(figures(lines, _order(before, lines)))
        progress(2, 3)
        asks = any(line.to_request for line in lines)
        waiting = tuple(reconciliation_requests.to_request(desk, round_id)) if asks else ()
        bases = tuple(reconciliation.bases(desk, round_id)) if before is None else before.bases
        return View(told, lines, units, waiting, _requests(desk, round_id), bases)

    return work


def _order(before: View, lines: Iterable[ReconLine]) -> list[tuple[int, str]]:
    """Return the chi bộ as they stood, then any that came since."""
    known = {unit.unit_id: unit.name for unit in before.progress}
    fresh = {line.unit_id: line.unit for line in lines if line.unit_id not in known}
    return [*known.items(), *((number, name) for number, name in fresh.items() if number)]


def changed(view: View, person: PersonRecon) -> View:
    """Return a round with the line of somebody as he stands after a decision.

    The figures follow when the round is read again; the list need not wait for that.
    """
    waiting = person.only_here and person.whole is None
    number = sum(field.open for field in person.fields) + waiting
    lines = tuple(
        replace(line, state=person.state, open=number)
        if line.person_id == person.person_id
        else line
        for line in view.lines
    )
    return replace(view, lines=lines)


def _requests(desk: Desk, round_id: int) -> tuple[RequestInfo, ...]:
    """Return the papers that asked; whoever was given a part of the office sees none."""
    try:
        return tuple(reconciliation_requests.requests(desk, round_id))
    except OutsideScopeProblem:
        return ()


def one(
    desk: Desk, round_id: int, key: Key, *, again: bool
) -> Callable[[Progress], PersonRecon | StrayRecon]:
    """Return what reads somebody of a round, or a line nobody here fits.

    Args:
        desk: where.
        round_id: the round.
        key: person and entry.
        again: whoever is shown already: no new line in the access book.
    """
    person_id, entry_id = key

    def work(_progress: Progress) -> PersonRecon | StrayRecon:
        if person_id:
            read = reconciliation.person if again else reconciliation.view
            return read(desk, round_id, person_id)
        return reconciliation.stray(desk, round_id, entry_id)

    return work
