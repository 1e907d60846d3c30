"""Mẫu danh sách: those shipped, those the office changed or made; given to others as files.

A shipped layout is never changed: what the office makes of it lies over it and can be dropped.
"""

import json
import re
from dataclasses import replace
from functools import lru_cache

from tcxd_desktop import places
from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.export_errors import (
    BadLayoutProblem,
    NoLayoutProblem,
    TakenLayoutProblem,
)
from tcxd_desktop.domain.full_layout import KEY as FULL
from tcxd_desktop.domain.full_layout import full_layout
from tcxd_desktop.domain.history import Change, Permission
from tcxd_desktop.domain.layout_file import LayoutFault, check, of_plain, plain
from tcxd_desktop.domain.layouts import Layout
from tcxd_desktop.domain.text import fold
from tcxd_desktop.exchange import layout_file
from tcxd_desktop.office import refusals
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import layouts as stored
from tcxd_desktop.storage.work import Reading, Work
from tcxd_desktop.wording.dossier import COLUMNS, LABELS
from tcxd_desktop.wording.exports import fault_words

SHIPPED = ("central28", "central8", FULL, "dues", "trainings", "badges")
"""Keys of the shipped layouts, in the order they are offered."""
_SUBJECT = "office"
_FIELD = "sheet_layout"
_NOT_IN_KEYS = re.compile(r"[^a-z0-9]+")


@lru_cache
def shipped(*, sealed: bool = False) -> dict[str, Layout]:
    """Return the layouts the program carries, by key.

    Args:
        sealed: the whole dossier with items 26 to 28.
    """
    folder = places.resources() / "layouts"
    found: dict[str, Layout] = {}
    for key in SHIPPED:
        if key == FULL:
            found[key] = full_layout(LABELS, COLUMNS, sealed=sealed)
        else:
            found[key] = of_plain(json.loads((folder / f"{key}.json").read_text(encoding="utf-8")))
    return found


def layouts(desk: Desk, day: str = "") -> tuple[Layout, ...]:
    """Return the layouts in force on ISO ``day``: the shipped ones first, then the office's own."""
    with desk.read() as reading:
        found = _every(reading)
    on = desk.day(day)
    return tuple(
        layout
        for layout in found.values()
        if layout.valid_from <= on and (not layout.valid_to or on <= layout.valid_to)
    )


def layout(desk: Desk, key: str) -> Layout:
    """Return one layout, as the office has it.

    Raises:
        NoLayoutProblem: there is none of this key.
    """
    with desk.read() as reading:
        return _one(reading, key)


def _every(reading: Reading) -> dict[str, Layout]:
    own = {key: of_plain(json.loads(text), own=True) for key, text in stored.every(reading).items()}
    return {**shipped(sealed=reading.sealed), **own}


def _one(reading: Reading, key: str) -> Layout:
    text = stored.one(reading, key)
    if text:
        return of_plain(json.loads(text), own=True)
    found = shipped(sealed=reading.sealed).get(key)
    if found is None:
        raise NoLayoutProblem(key)
    return found


def save_layout(desk: Desk, layout: Layout) -> Layout:
    """Keep a layout as the office wants it, and return it as it was kept.

    Of a shipped key it lies over the shipped one; without a key, or made of the whole dossier, it
    is a new one.

    Raises:
        BadLayoutProblem: no column, a column twice, no title, a column that is not of its sheet.
        TakenLayoutProblem: another layout has this title.
    """
    with desk.write(Permission.SETTINGS, "layouts.save", layout.title) as work:
        # The whole dossier follows its fields by itself: what is changed of it is another layout.
        return _keep(desk, work, replace(layout, key="") if layout.key == FULL else layout)


def _keep(desk: Desk, work: Work, layout: Layout) -> Layout:
    known = _every(work)
    same = [one for one in known.values() if fold(one.title) == fold(layout.title)]
    if any(one.key != layout.key for one in same):
        raise TakenLayoutProblem(layout.title)
    try:
        made = check(replace(layout, key=layout.key or _key(layout.title, known), own=True))
    except LayoutFault as fault:
        raise BadLayoutProblem(*fault_words(fault)) from fault
    text = json.dumps(plain(made), ensure_ascii=False, separators=(",", ":"))
    before = known.get(made.key)
    stored.keep(work, made.key, text, desk.day())
    work.note(Change(_SUBJECT, 0, _FIELD, _told(before), _told(made)))
    return made


def _key(title: str, known: dict[str, Layout]) -> str:
    """Return a key nobody has, made of the title so that a file of it says what it is."""
    plain_key = _NOT_IN_KEYS.sub("-", fold(title)).strip("-")[:40] or "mau"
    key, number = plain_key, 2
    while key in known:
        key, number = f"{plain_key}-{number}", number + 1
    return key


def _told(layout: Layout | None) -> str:
    if layout is None:
        return ""
    columns = sum(len(sheet.columns) for sheet in layout.sheets)
    return f"{layout.title} ({columns} cột)"


def drop_layout(desk: Desk, key: str) -> Layout | None:
    """Go back to the shipped layout, or remove one the office made.

    Returns:
        the shipped one; ``None`` where there is none below.

    Raises:
        NoLayoutProblem: the office has none of this key.
    """
    with desk.write(Permission.SETTINGS, "layouts.drop", key) as work:
        text = stored.one(work, key)
        if not text:
            raise NoLayoutProblem(key)
        below = shipped().get(key)
        before = of_plain(json.loads(text), own=True)
        stored.drop(work, key)
        work.note(Change(_SUBJECT, 0, _FIELD, _told(before), _told(below)))
    return below


def layout_file_of(desk: Desk, key: str) -> bytes:
    """Return a layout as a file for another office; it holds nobody's data.

    Raises:
        NoLayoutProblem: there is none of this key.
    """
    return layout_file.write(layout(desk, key))


def take_layout(desk: Desk, data: bytes, file_name: str = "") -> Layout:
    """Take a layout from a file: over the one of its key, else as a new one.

    Raises:
        LayoutFileProblem: it is no such file.
        TakenLayoutProblem: another layout has this title.
        ParserFailedProblem: the child that reads it was stopped.
    """
    desk.check(Permission.SETTINGS)
    try:
        found = layout_file.read(data)
    except Problem as problem:
        refusals.note(desk, Permission.SETTINGS, "layouts.refused", file_name, problem)
        raise
    with desk.write(Permission.SETTINGS, "layouts.take", file_name) as work:
        return _keep(desk, work, replace(found, key="") if found.key == FULL else found)
