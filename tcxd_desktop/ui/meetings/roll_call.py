"""A roll call as it is keyed beside the sheet of paper. No Qt.

One line tells it all: the numbers printed on the blank sheet, as a clerk reads them off.
``3, 7k 12`` says: 3 and 12 absent with reason, 7 without. Digits come first, so that a Vietnamese
typing program has no vowel to put a mark on.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tcxd_desktop.domain.meeting_errors import (
    DoubledLineProblem,
    NoSuchLineProblem,
    NotPresentProblem,
)
from tcxd_desktop.domain.meetings import Attendance, Presence
from tcxd_desktop.domain.text import clean_line, fold

LETTERS = {
    "": Presence.ABSENT_REASON,
    "l": Presence.ABSENT_REASON,
    "k": Presence.ABSENT,
    "m": Presence.EXEMPT,
    "t": Presence.AWAY,
    "n": Presence.SPECIAL_DUTY,
}
"""Letter after a number: có *l*ý do (usual), *k*hông lý do, *m*iễn, *t*ạm đi, *n*hiệm vụ."""
NOBODY = {"0", "khong", "du"}
"""What says that there is nobody to name."""
KEYS = {
    1: Presence.PRESENT,
    2: Presence.ABSENT_REASON,
    3: Presence.ABSENT,
    4: Presence.EXEMPT,
    5: Presence.AWAY,
    6: Presence.SPECIAL_DUTY,
}
"""Digit typed on a row of the table."""
_ASKED = (Presence.PRESENT, Presence.ABSENT, Presence.ABSENT_REASON, None)
"""What the roll call asks; the others stand as the membership records say."""
_SPLIT = re.compile(r"[,;.\s]+")
_TOKEN = re.compile(r"^(\d{1,3})(?:-(\d{1,3}))?([a-z]?)$")
_LOOSE = re.compile(r"\s*-\s*")
_APART = re.compile(r"(\d)\s+([a-z])(?=[,;.\s]|$)")

Roll = Sequence[Attendance]


def called(row: Attendance, presence: Presence | None) -> Attendance:
    """Return a line called as ``presence``: who was not there did not speak."""
    there = presence is Presence.PRESENT
    return replace(
        row, presence=presence, spoke=row.spoke and there, reason="" if there else row.reason
    )


def spoke(roll: Roll, place: int) -> Attendance:
    """Return a line that spoke, or did not after all; who speaks is there.

    Raises:
        NotPresentProblem: called as absent.
    """
    row = roll[place]
    if row.presence not in (None, Presence.PRESENT):
        raise NotPresentProblem(place + 1, row.name, field="attendance")
    return replace(row, presence=Presence.PRESENT, spoke=not row.spoke)


def all_present(roll: Roll) -> list[Attendance]:
    """Return the roll with everybody present who is not exempt, away or on duty."""
    return [called(row, Presence.PRESENT) if row.presence in _ASKED else row for row in roll]


def with_absent(roll: Roll, typed: str) -> list[Attendance] | None:
    """Return the roll with those named absent and all others present; ``None``: nothing typed.

    Raises:
        NoSuchLineProblem: no such number, or a letter that means nothing.
        DoubledLineProblem: a number that stands there twice.
    """
    tokens = _tokens(typed)
    if not tokens:
        return None
    rows = all_present(roll)
    for place, letter in _named(tokens, roll, "absent").items():
        rows[place] = called(rows[place], LETTERS[letter])
    return rows


def with_speakers(roll: Roll, typed: str) -> list[Attendance] | None:
    """Return the roll with those named as having spoken; ``None``: nothing typed.

    Raises:
        NoSuchLineProblem, DoubledLineProblem: as for the absent.
        NotPresentProblem: somebody who was not there.
    """
    tokens = _tokens(typed)
    if not tokens:
        return None
    rows = [replace(row, spoke=False) for row in roll]
    for place, letter in _named(tokens, roll, "speakers").items():
        if letter:
            raise NoSuchLineProblem(f"{place + 1}{letter}", len(roll), field="speakers")
        if rows[place].presence not in (None, Presence.PRESENT):
            raise NotPresentProblem(place + 1, rows[place].name, field="speakers")
        rows[place] = spoke(rows, place)
    return rows


def show_absent(roll: Roll) -> str:
    """Return the line that tells who is absent; ``0`` where all were called and nobody is."""
    parts = [
        f"{place}{'k' if row.presence is Presence.ABSENT else ''}"
        for place, row in enumerate(roll, 1)
        if row.presence in (Presence.ABSENT, Presence.ABSENT_REASON)
    ]
    if not parts and roll and all(row.presence is not None for row in roll):
        return "0"
    return ", ".join(parts)


def show_speakers(roll: Iterable[Attendance]) -> str:
    """Return the line that tells who spoke."""
    return ", ".join(str(place) for place, row in enumerate(roll, 1) if row.spoke)


def moved(roll: Roll, fresh: Roll) -> list[Attendance]:
    """Return the members of another day; what was called of those who stay is kept."""
    told = {row.person_id: row for row in roll}
    return [_with(row, told.get(row.person_id)) for row in fresh]


def _with(row: Attendance, told: Attendance | None) -> Attendance:
    if told is None:
        return row
    presence = row.presence if told.presence is None else told.presence
    return replace(row, presence=presence, reason=told.reason, spoke=told.spoke, gist=told.gist)


def _tokens(typed: str) -> list[str]:
    text = _APART.sub(r"\1\2", _LOOSE.sub("-", fold(clean_line(typed))))
    return [token for token in _SPLIT.split(text) if token]


def _named(tokens: Iterable[str], roll: Roll, field: str) -> dict[int, str]:
    """Return the letter beside each place that is named."""
    found: dict[int, str] = {}
    for token in tokens:
        places, letter = _places(token, len(roll), field)
        for place in places:
            if place in found:
                raise DoubledLineProblem(place + 1, roll[place].name, field=field)
            found[place] = letter
    return found


def _places(token: str, size: int, field: str) -> tuple[range, str]:
    if token in NOBODY:
        return range(0), ""
    found = _TOKEN.match(token)
    first, last = (int(found[1]), int(found[2] or found[1])) if found is not None else (0, 0)
    if found is None or found[3] not in LETTERS or not 1 <= first <= last <= size:
        raise NoSuchLineProblem(token, size, field=field)
    return range(first - 1, last), found[3]
