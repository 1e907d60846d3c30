"""The small invented office everything is tried on. Whatever making an office needs stands here."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

from tcxd_desktop.domain.accounts import Founding
from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.office import OfficeName
from tcxd_desktop.domain.people import NewPerson
from tcxd_desktop.domain.standing import EventKind
from tcxd_desktop.domain.units import Decision, Unit
from tcxd_desktop.office import opening, people, units
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import engine, key_file, keys
from tcxd_desktop.storage.keys import Kdf

PASSWORD = "mật khẩu thử tra tấn"
CHEAP = Kdf(memory_kib=64, passes=1, lanes=1)
"""What a guess costs is not what is tried here, and offices are opened by the thousand."""
CELL = "Chi bộ thôn Bình Minh"
PEOPLE = 8
_OFFICE = OfficeName("Đảng ủy xã Đông Hải", "Đảng bộ tỉnh Ninh Bình", "Đông Hải", "NB")
APART = ("office.reserve",)
"""Large files whose content nobody reads: copied by name, left out of the model of the disk."""
DATA = ("office.db", "office.sealed.db")
_MEMORY = Path("/dev/shm")
HEAD = "Trần Thu Hà"
_NAMES = ("Nguyễn Thị Đào", "Trần Văn Quý", "Lê Văn Hòa", "Vũ Thị Hạnh", "Phạm Văn Thành",
          "Đỗ Thị Lan", "Bùi Văn Sơn", "Hoàng Thị Mận")  # fmt: skip


def clock() -> datetime:
    """Return nine in the morning of the day all trials live on."""
    return datetime(2026, 11, 23, 9, 0, tzinfo=timezone(timedelta(hours=7)))


def office_of(site: Path) -> Path:
    """Return the folder of the office of a site.

    A site is a folder with an office and, beside it, the data folder of the user who works with
    it: the program keeps something of each office there too.
    """
    return site / "office"


def move_to(site: Path) -> None:
    """Be the user of this site from now on."""
    os.environ["TCXD_HOME"] = str(site / "home")


def create(site: Path) -> Desk:
    """Make an empty office and return it open."""
    move_to(site)
    return opening.create_office(
        office_of(site), PASSWORD, office=_OFFICE, founding=Founding(HEAD), clock=clock, kdf=CHEAP
    )


def make(site: Path) -> None:
    """Make the office of the trials: a small tree, eight people, closed."""
    site.mkdir(parents=True)
    desk = create(site)
    nothing = Decision()
    top = Unit(0, "Đảng bộ xã Đông Hải", "CTTT", None, code="37.015.000.000.000")
    root = units.add(desk, top, on=None, decision=nothing)
    cell = units.add(desk, Unit(0, CELL, "CBCS", root), on=None, decision=nothing)
    for name in _NAMES:
        people.create(
            desk,
            NewPerson(name=name, birth=PartialDate(1975), sex="Nam", unit_id=cell,
                      event=EventKind.LISTED.value, on=None),
        )  # fmt: skip
    opening.close_office(desk)


def open_in(site: Path, user: str = HEAD, password: str = PASSWORD) -> Desk:
    """Open the office of a site."""
    move_to(site)
    return opening.open_office(office_of(site), password, user=user, clock=clock)


@contextmanager
def opened(site: Path, user: str = HEAD, password: str = PASSWORD) -> Iterator[Desk]:
    """Open the office of a site for a block."""
    desk = open_in(site, user, password)
    try:
        yield desk
    finally:
        opening.close_office(desk)


def wrong(desk: Desk) -> list[str]:
    """Return what the program's own checks of the files find wrong."""
    found = [f"{name}: {text}" for name, text in opening.verify(desk).items() if text != "ok"]
    if desk.sign_in.doubtful or desk.store.read_only:
        found.append(f"sign-in: {desk.sign_in.state} {desk.store.read_only}")
    return found


def raw_key(office: Path) -> bytes:
    """Return the key of the data file of an office."""
    return keys.unlock(office, PASSWORD, keys.FIRST_ACCOUNT).main


def key_files(office: Path) -> list[Path]:
    """Return the files that hold key slots."""
    return sorted(office.glob("office.keys*.json"))


def read_key_file(path: Path) -> object:
    """Return what opening the slots of an office gives.

    Raises:
        Problem: they do not open.
    """
    ring = keys.unlock(path.parent, PASSWORD, keys.FIRST_ACCOUNT)
    return ring.main, ring.sealed, ring.office


def readable(path: Path) -> bool:
    """Tell whether one of the small files beside the data is whole."""
    data = path.read_bytes()
    if path in key_files(path.parent):
        return key_file.parsed(data) is not None
    try:
        return isinstance(json.loads(data), dict)
    except ValueError:
        return False


def data_files(office: Path) -> dict[Path, bytes]:
    """Return the data files of an office with their keys."""
    ring = keys.unlock(office, PASSWORD, keys.FIRST_ACCOUNT)
    assert ring.sealed is not None
    return {office / "office.db": ring.main, office / "office.sealed.db": ring.sealed}


def opens(path: Path, key: bytes) -> bool:
    """Tell whether ``path`` is a whole data file."""
    try:
        connection = engine.connect(path, key)
    except Problem:
        return False
    try:
        return bool(connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)])
    finally:
        connection.close()


@dataclass(frozen=True, slots=True)
class Workshop:
    """A folder that goes away, with the site to copy from."""

    root: Path

    @property
    def template(self) -> Path:
        """The site as made, its office closed."""
        return self.root / "template"

    def fresh(self) -> Path:
        """Return a new copy of the site; what was there before is gone."""
        site = self.root / "site"
        lay_out(self.template, site)
        return site


def lay_out(template: Path, site: Path) -> None:
    """Make ``site`` a copy of ``template``; what was there before is gone."""
    shutil.rmtree(site, ignore_errors=True)
    shutil.copytree(template, site, copy_function=_copy)
    move_to(site)


def _copy(source: str, target: str) -> None:
    if Path(source).name in APART:
        os.link(source, target)
    else:
        shutil.copyfile(source, target)


@contextmanager
def scratch(*, memory: bool) -> Iterator[Path]:
    """Give a folder that goes away with the block, as does the user it was lent to.

    Args:
        memory: where the disk is only a model, or does not matter, memory does as well.
    """
    before = os.environ.get("TCXD_HOME")
    place = _MEMORY if memory and os.access(_MEMORY, os.W_OK) else None
    try:
        with TemporaryDirectory("", "tcxd-torture-", place, ignore_cleanup_errors=True) as name:
            yield Path(name).resolve()
    finally:
        if before is None:
            os.environ.pop("TCXD_HOME", None)
        else:
            os.environ["TCXD_HOME"] = before


@contextmanager
def workshop(*, memory: bool) -> Iterator[Workshop]:
    """Give a workshop for a block; see :func:`scratch`."""
    with scratch(memory=memory) as root:
        made = Workshop(root)
        make(made.template)
        yield made
