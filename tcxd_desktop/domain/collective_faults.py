"""What may hinder a collective transfer, and the facts it is told from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tcxd_desktop.domain.collective import CollectiveKind, CollectivePlan
from tcxd_desktop.domain.collective_effects import Stand, ended
from tcxd_desktop.domain.units import Unit

WHAT, UNITS, PEOPLE = 1, 2, 3
"""Steps of the plan a fault is mended in."""


class Trouble(StrEnum):
    """Loại vướng mắc của một đợt chuyển giao."""

    NO_DAY = "thieu_ngay"
    NO_DECISION = "thieu_quyet_dinh"
    NO_ACCEPTANCE = "thieu_tiep_nhan"
    NO_PLACE = "thieu_noi"
    NO_SOURCE = "thieu_to_chuc_di"
    NO_TARGET = "thieu_to_chuc_den"
    ONE_SOURCE = "mot_to_chuc_di"
    ONE_TARGET = "mot_to_chuc_den"
    TWO_PARTS = "hai_phan"
    BOTH_ENDS = "hai_dau"
    ABSENT = "khong_co"
    ENDS_LATER = "ket_thuc_sau"
    CHANGED_SINCE = "doi_sau"
    NOT_A_CELL = "khong_co_dang_vien"
    CHILDREN_LEFT = "con_truc_thuoc"
    NO_NAME = "thieu_ten"
    NAME_TAKEN = "trung_ten"
    CODE_TAKEN = "trung_ma"
    BAD_CODE = "sai_ma"
    NO_TYPE = "thieu_loai"
    NO_PARENT = "thieu_cap_tren"
    LOOP = "vong"
    NOTHING = "khong_doi"
    UNASSIGNED = "chua_co_noi_den"
    COMES_LATER = "vao_sau"
    NOT_THERE = "khong_o_do"
    WRONG_TARGET = "sai_noi_den"
    TWICE = "hai_lan"
    NOBODY = "khong_ai"
    OPEN_CASE = "dang_chuyen"
    RESTRICTED = "bi_khoa"
    ALREADY_HERE = "da_o_day"
    KNOWN = "da_co_ho_so"
    NO_PERSON_NAME = "thieu_ho_ten"
    # Worth a look, and no more:
    BEFORE_DECISION = "truoc_quyet_dinh"
    AHEAD = "chua_toi"
    NO_MINUTES = "thieu_bien_ban"
    FEW = "it_dang_vien"
    MANY = "dong_dang_vien"
    AWAY_CASE = "dang_o_noi_khac"
    POSTS = "con_chuc_vu"
    SEAL = "con_dau"
    GUESTS = "sinh_hoat_tam_thoi"
    MEETINGS = "con_lich"
    COMING = "dang_chuyen_den"
    # In the way of taking it back:
    EVENT_GONE = "bien_dong_doi"
    LATER_EVENT = "bien_dong_sau"
    UNIT_LATER = "to_chuc_doi_sau"
    UNIT_USED = "to_chuc_da_dung"
    ROLL = "da_diem_danh"
    CASE_SINCE = "ca_sau"
    EDITED_SINCE = "ho_so_sua_sau"


STEP_OF: Mapping[Trouble, int] = {
    **dict.fromkeys(
        (Trouble.NO_DAY, Trouble.NO_DECISION, Trouble.NO_ACCEPTANCE, Trouble.NO_PLACE), WHAT
    ),
    **dict.fromkeys(
        (
            Trouble.UNASSIGNED, Trouble.COMES_LATER, Trouble.NOT_THERE, Trouble.WRONG_TARGET,
            Trouble.TWICE, Trouble.NOBODY, Trouble.OPEN_CASE, Trouble.RESTRICTED,
            Trouble.ALREADY_HERE, Trouble.KNOWN, Trouble.NO_PERSON_NAME,
        ),
        PEOPLE,
    ),
}  # fmt: skip
"""Where a fault is mended; the others concern the organisations."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Một vướng mắc: what kind, of which organisation, on which day, and who."""

    trouble: Trouble
    unit: str = ""
    on: str = ""
    """ISO."""
    names: tuple[str, ...] = ()
    detail: str = ""

    @property
    def step(self) -> int:
        """The step of the plan it is mended in."""
        return STEP_OF.get(self.trouble, UNITS)


@dataclass(frozen=True, slots=True)
class Ground:
    """Hiện trạng mà một đợt được đối chiếu với, on its day."""

    units: Mapping[int, Unit]
    """Organisations that exist on the day."""
    names: Mapping[int, str]
    """Latest name of every organisation there ever was."""
    holders: frozenset[str]
    """Types that hold members themselves."""
    changed_on: Mapping[int, str] = field(default_factory=dict)
    """First day of the latest state recorded of an organisation."""
    ends: Mapping[int, str] = field(default_factory=dict)
    """Day an organisation ends, where that is recorded."""
    stands: tuple[Stand, ...] = ()
    """Who stands in one of the organisations concerned on the day or later, in name order."""
    listed: Mapping[int, str] = field(default_factory=dict)
    """Of people who are to arrive: where they stand on the day or later, by name."""
    cases: Mapping[int, str] = field(default_factory=dict)
    """Whose letter is being written, by person: the case in words."""
    away: Mapping[int, str] = field(default_factory=dict)
    """Whose case goes on elsewhere: it only has to know the new name."""
    held: Mapping[int, str] = field(default_factory=dict)
    """Whose data is restricted by decision."""
    known: frozenset[str] = frozenset()
    """Numbers of identity (card, citizen) that are somebody's here."""
    posts: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """Who holds a post in the committee of an organisation, with the post."""
    meetings: Mapping[int, int] = field(default_factory=dict)
    """Meetings planned for the day or later, by organisation."""
    coming: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """Who is on the way to an organisation, by a case that is not finished."""
    counts: Mapping[int, int] = field(default_factory=dict)
    """*Đảng số* of each organisation itself on the day."""
    today: str = ""

    def there(self, day: str) -> dict[int, Stand]:
        """Return who stands where on ISO ``day``, by person."""
        return {one.person_id: one for one in self.stands if one.holds(day)}


def movers(plan: CollectivePlan, ground: Ground) -> dict[int, str]:
    """Return (person, name) of everybody a plan concerns who is recorded here."""
    if plan.kind is CollectiveKind.HAND_OVER:
        gone = set(ended(plan, ground.units))
        there = ground.there(plan.on)
        return {one.person_id: one.name for one in there.values() if one.unit_id in gone}
    return {move.person_id: move.name for move in plan.moves}
