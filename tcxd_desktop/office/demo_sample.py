"""A member list as the upper system exports it, made from the demo people with what goes wrong."""

from collections.abc import Sequence
from datetime import date

from tcxd_desktop.domain.codes import CodeList
from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.standing import Spell, spell_on
from tcxd_desktop.office.codelists import load
from tcxd_desktop.office.demo_tree import DemoTree
from tcxd_desktop.wording.formats import show_date

COLUMNS = (
    "Họ và tên",
    "Số thẻ Đảng viên",
    "Số CCCD",
    "Ngày sinh",
    "Ngày kết nạp",
    "Chi bộ đang sinh hoạt",
    "Chi bộ nơi cư trú",
    "Trạng thái",
)
"""Headings of ``DS_DANGVIEN.xlsx``."""
NEW_CELL = "Chi bộ Trung tâm Phục vụ hành chính công"
"""A chi bộ the office does not know."""
_TAKEN = 24
_NEW = (
    ("Đặng Thị Hoài Ngân", "036302001236", "14/08/2002", "03/02/2026"),
    ("Lại Quốc Khiêm", "036096001237", "02/11/1996", "19/05/2024"),
    ("Tống Văn Ước", "036088001238", "25/12/1988", "07/11/2015"),
)


def sample_rows(
    people: Sequence[Dossier], tree: DemoTree, *, day: date, flawed: bool = True
) -> list[list[str]]:
    """Return the heading and about thirty rows of texts.

    Most say what the dossiers say; a few tell a new card number, another chi bộ nơi cư trú, or a
    birth date that is fixed; three people are new, one of them in a chi bộ the office does not
    know. ``flawed`` adds a row whose date no calendar has: the import then refuses to write.
    ``unit_id`` of the people's events are indexes into ``tree``.
    """
    activities = load()["activity"]
    listed = [(person, spell) for person in people if (spell := _here(person, day)) is not None]
    step = max(1, len(listed) // _TAKEN)
    rows = [_row(person, spell, tree, activities) for person, spell in listed[::step][:_TAKEN]]
    cells = [tree.units[index].name for index in tree.cells]
    _change(rows, cells[-1])
    for number, (name, citizen, birth, admitted) in enumerate(_NEW):
        cell = NEW_CELL if number == 2 else cells[number % len(cells)]
        rows.append([name, citizen, citizen, birth, admitted, cell, "", "Đang sinh hoạt"])
    if flawed:
        wrong = ["Khúc Văn Nhuận", "", "036079001239", "31/02/1979", "26/03/2004", cells[0], "", ""]
        rows.insert(len(rows) // 2, wrong)
    return [list(COLUMNS), *rows]


def _here(person: Dossier, day: date) -> Spell | None:
    spell = spell_on(person.spells, day.isoformat())
    return spell if spell is not None and spell.counted else None


def _row(person: Dossier, spell: Spell, tree: DemoTree, activities: CodeList) -> list[str]:
    return [
        person.birth_name,
        person.card_no or person.old_card_no,
        person.citizen_id,
        show_date(person.birth_date),
        show_date(person.ceremony_date),
        "" if spell.unit_id is None else tree.units[spell.unit_id].name,
        person.residence_cell,
        activities.label(spell.activity),
    ]


def _change(rows: list[list[str]], residence: str) -> None:
    """Tell something new of a few people."""
    old_card = next((row for row in rows if len(row[1]) != 12 and row[2]), None)
    if old_card is not None:
        old_card[1] = old_card[2]
    for row in rows[3:5]:
        row[6] = residence
    exact = next((row for row in rows[5:] if row[3].count("/") == 2), None)
    if exact is not None:
        exact[3] = f"01/{exact[3][3:]}" if exact[3][:2] != "01" else f"02/{exact[3][3:]}"
