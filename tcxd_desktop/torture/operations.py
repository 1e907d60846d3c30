"""What people do while the disk fails: each operation, and what must be right after it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tcxd_desktop.domain.backups import Backup
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.office import exports, opening
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.files import write_file
from tcxd_desktop.torture import edits, exchange_edits, offices
from tcxd_desktop.torture.edits import Kind, Plan

BASE = 7
"""Edits the office holds before the one that meets the fault."""


class FalseAlarmError(Exception):
    """The program took a failing disk for somebody's hand in the files."""


@dataclass(slots=True)
class Bench:
    """Where an operation is tried: a watched site with an office and a place for other files."""

    root: Path
    plan: Plan
    stays: bool = False
    """The disk goes on failing until the operation has ended."""
    dead: bool = False
    """The disk does nothing any more: nothing can be cleared away either."""
    desk: Desk | None = None
    backup: Backup | None = None
    """The one to go back to."""

    @property
    def office(self) -> Path:
        """The folder of the office."""
        return offices.office_of(self.root)

    @property
    def new(self) -> Path:
        """A site that has no office yet."""
        return self.root / "new"

    @property
    def out(self) -> Path:
        """Where exports and copies go."""
        return self.root / "out"

    @property
    def at(self) -> Desk:
        """The open office."""
        assert self.desk is not None
        return self.desk


def nothing(bench: Bench) -> None:
    """Prepare nothing."""


def open_office(bench: Bench) -> None:
    """Open the office before the disk begins to fail."""
    bench.desk = offices.open_in(bench.root)


def looks_right(bench: Bench, *, done: bool) -> list[str]:
    """Reopen the office and return what is wrong with it."""
    with offices.opened(bench.root) as desk:
        held = edits.held(desk)
        found = edits.torn(desk, bench.plan, held) + offices.wrong(desk)
    least = BASE + (done and (BASE + 1) in bench.plan.kinds)
    if not least <= held <= BASE + 1:
        found.append(f"holds {held} edits instead of {least}")
    return found


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing people do; functions must be importable, a child process is given them."""

    name: str
    run: Callable[[Bench], None]
    before: Callable[[Bench], None] = open_office
    look: Callable[..., list[str]] = looks_right
    edit: Kind | None = None
    """The edit the operation performs, where it is one."""
    slow: bool = False
    """Starts processes of its own: one trial takes seconds."""


def perform(bench: Bench) -> None:
    """Do the edit the operation is about."""
    edits.perform(bench.at, bench.plan.edit(BASE + 1))


def sign_in(bench: Bench) -> None:
    """Open the office and close it."""
    desk = offices.open_in(bench.root)
    alarm = desk.sign_in.state if desk.sign_in.doubtful else ""
    opening.close_office(desk)
    if alarm:
        raise FalseAlarmError(alarm)


def create(bench: Bench) -> None:
    """Make a new office."""
    opening.close_office(offices.create(bench.new))


def created(bench: Bench, *, done: bool) -> list[str]:
    """Tell what is wrong with the new office: it is there, or nothing is."""
    if done:
        with offices.opened(bench.new) as desk:
            return offices.wrong(desk)
    if bench.dead:
        return []
    left = sorted(path.name for path in offices.office_of(bench.new).rglob("*"))
    return [f"half an office is left: {left}"] if left else []


def export(bench: Bench) -> None:
    """Write the list of members to a file."""
    write_file(bench.out / "ds.xlsx", exports.members_xlsx(bench.at, PeopleQuery()))


_WALK = Plan(dict.fromkeys(range(BASE + 1, BASE + 1 + len(exchange_edits.STEPS)), Kind.EXCHANGE))


def walk(bench: Bench) -> None:
    """Go once round the walk of sheets: imports, undone, exported, merged, reconciled."""
    for number in sorted(_WALK.kinds):
        edits.perform(bench.at, _WALK.edit(number))


def walked(bench: Bench, *, done: bool) -> list[str]:
    """Tell what is wrong: so many steps are there, each whole."""
    with offices.opened(bench.root) as desk:
        held = edits.held(desk)
        found = edits.torn(desk, _WALK, held) + offices.wrong(desk)
    most = BASE + len(_WALK.kinds)
    if not (most if done else BASE) <= held <= most:
        found.append(f"holds {held} edits of {most}")
    return found


OPERATIONS = (
    Operation("create", create, nothing, created),
    Operation("sign_in", sign_in, nothing),
    Operation("save", perform, edit=Kind.SAVE),
    Operation("add", perform, edit=Kind.ADD),
    Operation("draft", perform, edit=Kind.DRAFT),
    Operation("meet", perform, edit=Kind.MEET),
    Operation("move", perform, edit=Kind.MOVE),
    Operation("import", perform, edit=Kind.TAKE_IN, slow=True),
    Operation("photo", perform, edit=Kind.PHOTO, slow=True),
    Operation("export", export),
    Operation("sheets", walk, look=walked, slow=True),
)
