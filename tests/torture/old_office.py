"""An office of the program's first version, brought up to date while disk or power fail."""

import shutil
from collections.abc import Callable
from pathlib import Path

from tcxd_desktop.office import opening, people
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.torture import offices
from tcxd_desktop.torture.operations import Bench, Operation
from tcxd_desktop.torture.scenes import Held, Scene
from tests import make

OLD = Path(__file__).parents[1] / "storage" / "old_files" / "v1"
NAMES = ["Nguyễn Thị Đào", "Lê Văn Đạt", "Phạm Thị Hương Giang"]


def lay_down(site: Path) -> None:
    site.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(offices.office_of(site), ignore_errors=True)
    shutil.copytree(OLD, offices.office_of(site))


def open_old(site: Path) -> Desk:
    offices.move_to(site)
    return opening.open_office(offices.office_of(site), make.PASSWORD, clock=make.clock)


def wrong(site: Path) -> list[str]:
    desk = open_old(site)
    try:
        found = offices.wrong(desk)
        for number, name in enumerate(NAMES, start=1):
            dossier = people.read(desk, number)
            if (dossier.birth_name, dossier.special_history[:7]) != (name, "Dấu kín"):
                found.append(f"person {number}: {dossier.birth_name}")
    finally:
        opening.close_office(desk)
    return found


def before(bench: Bench) -> None:
    lay_down(bench.root)


def migrate(bench: Bench) -> None:
    opening.close_office(open_old(bench.root))


def look(bench: Bench, *, done: bool) -> list[str]:
    return wrong(bench.root)


def work(site: Path, count: int, ack: Callable[[int], None]) -> None:
    opening.close_office(open_old(site))
    ack(count)


def seen(site: Path) -> Held:
    return Held(1, wrong(site))


MIGRATE = Operation("migrate", migrate, before, look)
MIGRATION = Scene("migrate", work, seen, lay_down, edits=1)
