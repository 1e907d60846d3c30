"""Making the fictional office: a commune that never was, for trying, tests and pictures."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path

from tcxd_desktop.domain import completeness
from tcxd_desktop.domain.accounts import Founding
from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.numbers import NumberBlock
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.domain.standing import spell_on
from tcxd_desktop.domain.units import DISSOLVED, Unit, UnitLink
from tcxd_desktop.exchange.demo_photos import VARIANTS, portrait
from tcxd_desktop.exchange.writer import workbook
from tcxd_desktop.office import layouts, opening
from tcxd_desktop.office import people as office_people
from tcxd_desktop.office.demo_meetings import write_meetings
from tcxd_desktop.office.demo_people import people
from tcxd_desktop.office.demo_transfers import write_transfers
from tcxd_desktop.office.demo_tree import DemoTree, tree
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import numbers as stored_numbers
from tcxd_desktop.storage import office as stored_office
from tcxd_desktop.storage import people as stored_people
from tcxd_desktop.storage import supplements as stored_supplements
from tcxd_desktop.storage import units as stored_units
from tcxd_desktop.storage.keys import Kdf
from tcxd_desktop.storage.snapshots import dump, dump_sealed
from tcxd_desktop.storage.work import Work
from tcxd_desktop.wording.formats import show_date

FULL_UP_TO = 20_000
"""Larger demo offices get dossiers with fewer rows: they are for stress, not for reading."""
_BATCH = 1_000
HEAD = "Trần Thu Hà"
"""Name of the account of the demo office."""


@dataclass(frozen=True, slots=True)
class DemoPlan:
    """Quy mô văn phòng mẫu: the same plan gives the same office."""

    members: int = 400
    cells: int = 23
    seed: int = 2026


def make_demo(
    folder: Path,
    password: str,
    plan: DemoPlan = DemoPlan(),
    *,
    clock: Callable[[], datetime] = opening.local_time,
    kdf: Kdf | None = None,
    progress: Progress = unwatched,
) -> Desk:
    """Make a demo office in an empty folder and return it open.

    Raises:
        FolderNotEmptyProblem and the other Problems of ``opening.create_office``.
    """
    made = tree(plan.seed, plan.cells, clock().date())
    desk = opening.create_office(
        folder, password, office=made.office, founding=Founding(HEAD), clock=clock, kdf=kdf
    )
    with desk.write(
        Permission.SETTINGS, "demo.make", f"{plan.members}/{plan.cells}/{plan.seed}"
    ) as work:
        ids = _write_tree(work, made)
        photos = _write_photos(work)
        light = plan.members > FULL_UP_TO
        found = people(plan.seed, plan.members, made, desk.today(), light=light)
        placed = (_placed(dossier, ids, photos) for dossier in found)
        written = 0
        while batch := list(islice(placed, _BATCH)):
            _write_people(desk, work, batch)
            written += len(batch)
            progress(written, plan.members)
        stored_numbers.add_block(work, _block(made, plan.members))
        if not light:
            write_meetings(desk, work, made, ids, plan.seed)
            write_transfers(desk, work)
    return desk


def _write_tree(work: Work, made: DemoTree) -> list[int]:
    ids: list[int] = []
    for unit in made.units:
        first, *later = unit.steps
        unit_id = stored_units.add(
            work, _with_parent(first.unit, ids), first.unit.since, first.decision
        )
        ids.append(unit_id)
        for step in later:
            state = replace(_with_parent(step.unit, ids), id=unit_id)
            stored_units.change(work, state, step.unit.since, step.decision)
        if unit.until:
            kinds = {link.kind for link in made.links if link.before_id == len(ids) - 1}
            kind = next(iter(kinds), DISSOLVED)
            stored_units.close(work, unit_id, unit.until, unit.closing, kind)
    for link in made.links:
        before, after = ids[link.before_id], ids[link.after_id]
        stored_units.link(work, UnitLink(before, after, link.on, link.kind, link.decision))
    return ids


def _with_parent(unit: Unit, ids: list[int]) -> Unit:
    return unit if unit.parent_id is None else replace(unit, parent_id=ids[unit.parent_id])


def _write_photos(work: Work) -> list[str]:
    keys: list[str] = []
    for variant in range(VARIANTS):
        jpeg = portrait(variant)
        keys.append(hashlib.sha256(jpeg).hexdigest())
        stored_office.add_photo(work, keys[-1], jpeg)
    return keys


def _placed(dossier: Dossier, ids: list[int], photos: list[str]) -> Dossier:
    """Return the dossier with the ids the units and pictures got in this file."""
    events = tuple(
        event if event.unit_id is None else replace(event, unit_id=ids[event.unit_id])
        for event in dossier.events
    )
    posts = tuple(
        post if post.unit_id is None else replace(post, unit_id=ids[post.unit_id])
        for post in dossier.party_posts
    )
    photo = photos[int(dossier.photo) % len(photos)] if dossier.photo else ""
    return replace(dossier, events=events, party_posts=posts, photo=photo)


def _write_people(desk: Desk, work: Work, batch: list[Dossier]) -> None:
    day = desk.today()
    scored = [(dossier, completeness.percent(dossier, day)) for dossier in batch]
    ids = stored_people.insert(work, scored)
    stored_numbers.issue(work, list(_issued(batch, ids, day.isoformat())))
    last_year = day.year - 1
    for dossier, person_id in zip(batch, ids, strict=True):
        if dossier.declared_on is not None and dossier.reviews:
            stored_supplements.mark(
                work,
                person_id,
                last_year,
                handed_in=f"{last_year}-12-10",
                confirmed=f"{last_year}-12-25",
                snapshot=dump(before := _a_year_ago(dossier, person_id)),
            )
            stored_supplements.mark_sealed(work, person_id, last_year, dump_sealed(before))


def _a_year_ago(dossier: Dossier, person_id: int) -> Dossier:
    """Return what was confirmed last year: for some people something has changed since."""
    before = replace(dossier, id=person_id, version=1)
    if person_id % 6 == 0:
        before = replace(before, rewards=before.rewards[:-1], home=before.origin)
    if person_id % 9 == 0:
        before = replace(before, theory="", household_income=None)
    return before


def _issued(
    batch: list[Dossier], ids: list[int], day: str
) -> Iterator[tuple[int, str, int, str, int | None]]:
    for dossier, person_id in zip(batch, ids, strict=True):
        if dossier.dossier_no:
            number, symbol = dossier.dossier_no.split(" ")
            spell = spell_on(dossier.spells, day)
            yield int(number), symbol, person_id, day, spell.unit_id if spell else None


def _block(made: DemoTree, members: int) -> NumberBlock:
    # Two to three times the membership, as the guidance has it (38-HD/BTCTW, II.1.2.a).
    last = min(999_999, max(1_000, members * 3))
    return NumberBlock(0, made.office.symbol, 1, last, "15-CV/BTCTU, 10/8/2025")


def sample_list(desk: Desk) -> bytes:
    """Return a DS_DANGVIEN.xlsx as the central system would export it for this demo office.

    Most lines are known, some have moved, two people are new, one chi bộ is not in the tree yet.
    """
    lines = office_people.lines(desk, PeopleQuery(columns=("ceremony_date", "residence_cell")))
    cells = sorted({line.unit for line in lines})
    found = [
        (
            line.name.upper(),
            line.card_no,
            line.citizen_id,
            show_date(line.birth),
            show_date(line.values["ceremony_date"]),
            cells[0] if number % 37 == 5 else line.unit,
            line.values["residence_cell"],
            "Đang sinh hoạt",
        )
        for number, line in enumerate(lines[:60])
        if line.citizen_id
    ]
    for name, born, admitted, citizen, cell in _NEWCOMERS:
        days = show_date(born), show_date(admitted)
        found.append((name, citizen, citizen, *days, cell or cells[-1], "", ""))
    layout = layouts.shipped()["central8"]
    titles = [column.title for column in layout.members.columns]
    return workbook("DS_DANGVIEN", titles, found)


_NEWCOMERS = (
    ("HOÀNG THỊ LỤA", PartialDate(1991, 4, 12), PartialDate(2019, 11, 7), "037191900111", ""),
    ("ĐINH VĂN KHOÁT", PartialDate(1988), PartialDate(2015, 6, 3), "037088900112",
     "Chi bộ thôn Bãi Mới"),
)  # fmt: skip
