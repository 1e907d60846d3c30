"""What the preview of a central list shows: groups, columns, the choices made. No Qt."""

from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final

from tcxd_desktop.domain.imports import Candidate
from tcxd_desktop.domain.names import name_key
from tcxd_desktop.domain.reconciliation_views import CentralPreview, CentralRow
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.wording.formats import show_number


class Group(StrEnum):
    """Nhóm dòng của bản xem trước."""

    ALL = ""
    DOUBTFUL = "nghi_van"
    ONLY_THERE = "chi_cap_tren"
    MATCHED = "khop"
    ONLY_HERE = "chi_o_day"


GROUPS: Final = {
    Group.DOUBTFUL: "Nghi vấn",
    Group.ONLY_THERE: "Chỉ cấp trên có",
    Group.MATCHED: "Đã nhận ra",
    Group.ONLY_HERE: "Chỉ ở đây có",
    Group.ALL: "Mọi dòng",
}
_TONES = {Group.DOUBTFUL: "warn", Group.ONLY_THERE: "plain", Group.MATCHED: "ok"}
Matches = Mapping[int, int]
"""Key of a line to whom it was told to be, 0 for nobody."""


def group_of(row: CentralRow, matches: Matches) -> Group:
    """Return where a line belongs, by the list and by what was chosen."""
    if row.key in matches:
        return Group.MATCHED if matches[row.key] else Group.ONLY_THERE
    if row.person_id:
        return Group.MATCHED
    return Group.DOUBTFUL if row.candidates else Group.ONLY_THERE


def counts(preview: CentralPreview, matches: Matches) -> dict[Group, int]:
    """Return how many lines each group has; members the list does not name are no lines of it."""
    found = dict.fromkeys(GROUPS, 0)
    for row in preview.rows:
        found[group_of(row, matches)] += 1
    found[Group.ALL] = len(preview.rows)
    found[Group.ONLY_HERE] = len(only_here(preview, matches))
    return found


def only_here(preview: CentralPreview, matches: Matches) -> list[tuple[int, str]]:
    """Return the members the list does not name, by what was chosen: id and name."""
    given = {person for person in matches.values() if person}
    free = {
        one.person_id for row in preview.rows if matches.get(row.key) == 0 for one in row.candidates
    }
    names = {one.person_id: one.name for row in preview.rows for one in row.candidates}
    listed = dict(preview.only_here)
    listed.update((person, names[person]) for person in free if person not in given)
    left = [(person, name) for person, name in listed.items() if person not in given]
    return sorted(left, key=lambda one: name_key(one[1]))


def kept(preview: CentralPreview, group: Group, matches: Matches) -> list[CentralRow]:
    """Return the lines of a group, in the order of the list."""
    if group is Group.ALL:
        return list(preview.rows)
    return [row for row in preview.rows if group_of(row, matches) is group]


def hinted(preview: CentralPreview, matches: Matches) -> dict[int, int]:
    """Return the doubtful lines that have one candidate each, with whom it is.

    Somebody several lines could be about is left to the clerk.
    """
    lone = [
        (row.key, row.candidates[0].person_id)
        for row in preview.rows
        if group_of(row, matches) is Group.DOUBTFUL and len(row.candidates) == 1
    ]
    taken = {row.person_id for row in preview.rows if row.person_id}
    taken |= {person for person in matches.values() if person}
    times = Counter(person for _, person in lone)
    return {key: person for key, person in lone if times[person] == 1 and person not in taken}


def columns(matches: Matches) -> tuple[Column[CentralRow], ...]:
    """Return the columns of the preview."""
    return (
        Column("line", "Dòng", lambda row: show_number(row.line), sort=lambda row: row.line,
               align="right", width=54, muted=True),
        Column("name", "Họ và tên", lambda row: row.name, sort=lambda row: name_key(row.name),
               width=150),
        Column("birth", "Ngày sinh", lambda row: row.birth, width=90),
        Column("unit", "Chi bộ trong danh sách", lambda row: row.unit, width=170),
        Column("group", "Nhận ra", lambda row: GROUPS[group_of(row, matches)],
               tone=lambda row: _TONES.get(group_of(row, matches), ""), width=124,
               tip=lambda row: "\n".join(row.reasons)),
    )  # fmt: skip


CANDIDATES: Final[Sequence[Column[Candidate]]] = (
    Column("score", "Giống", lambda one: f"{one.score} %", align="right", width=50,
           sortable=False),
    Column("name", "Họ và tên", lambda one: one.name, width=104, sortable=False),
    Column("birth", "Ngày sinh", lambda one: one.birth, width=86, sortable=False),
)  # fmt: skip
