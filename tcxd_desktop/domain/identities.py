"""What somebody is recognised by, and how two such descriptions stand to each other."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from tcxd_desktop.domain.same_text import same_text
from tcxd_desktop.domain.text import fold


class Sign(StrEnum):
    """Dấu hiệu nói lên cùng hay khác một người, with what it weighs."""

    points: int

    def __new__(cls, value: str, points: int) -> "Sign":
        """Make a sign that knows its points: looking them up by member would take as long again."""
        made = str.__new__(cls, value)
        made._value_ = value
        made.points = points
        return made

    CENTRAL_SAME = "ma_he_thong_trung", 90
    CITIZEN_SAME = "dinh_danh_trung", 80
    CITIZEN_OLD = "dinh_danh_cu_trung", 60
    """A number one of the two has or had before."""
    CARD_SAME = "the_trung", 70
    CARD_OLD = "the_cu_trung", 50
    DOSSIER_SAME = "ly_lich_trung", 50
    NAME_SAME = "ho_ten_trung", 36
    """Tone placement and capitals apart."""
    NAME_BARE = "ho_ten_khong_dau", 32
    """Alike as far as a name without any marks can be."""
    NAME_MARKS = "ho_ten_khac_dau", 30
    """The same letters with other marks, or ``y`` for ``i``."""
    NAME_LETTER = "ho_ten_khac_mot_chu", 18
    NAME_SHORT = "ho_ten_thieu_dem", 18
    """Family and given name alike, one has fewer middle names."""
    BIRTH_SAME = "ngay_sinh_trung", 36
    BIRTH_PARTIAL = "ngay_sinh_khop_phan_da_ghi", 12
    BIRTH_SWAPPED = "ngay_sinh_dao_ngay_thang", 22
    BIRTH_DIGIT = "ngay_sinh_khac_mot_chu_so", 18
    BIRTH_YEAR = "nam_sinh_trung_ngay_quy_uoc", 6
    """The same year; one of them has 01/01, which stands for *not known* in many lists."""
    UNIT_SAME = "cung_chi_bo", 8

    CENTRAL_OTHER = "ma_he_thong_khac", -30
    CITIZEN_NEAR = "dinh_danh_gan_giong", -5
    """One digit apart or two swapped: a slip of the hand, or somebody else."""
    CITIZEN_OTHER = "dinh_danh_khac", -25
    CARD_NEAR = "the_gan_giong", -4
    CARD_OTHER = "the_khac", -20
    DOSSIER_OTHER = "ly_lich_khac", -10
    NAME_OTHER = "ho_ten_khac", -35
    BIRTH_OTHER_DAY = "ngay_sinh_khac_cung_nam", -10
    BIRTH_OTHER = "ngay_sinh_khac", -25
    SEX_OTHER = "gioi_tinh_khac", -15
    UNIT_OTHER = "khac_chi_bo", -3

    @property
    def against(self) -> bool:
        """Whether it speaks against one person."""
        return self.points < 0


@dataclass(frozen=True, slots=True)
class Identity:
    """Các mục nhận ra một người: of a record, or of a line of a file."""

    id: int
    """Of the person, or the line."""
    name: str = ""
    birth: str = ""
    """Text form of a PartialDate, or empty."""
    citizen_id: str = ""
    card_no: str = ""
    old_citizen_id: str = ""
    old_card_no: str = ""
    dossier_no: str = ""
    central_id: str = ""
    unit: str = ""
    """Chi bộ, as any text that is the same for the same one."""
    sex: str = ""
    folded: str = field(init=False, default="")
    """The name without marks."""
    loose: str = field(init=False, default="")
    """That with ``i`` for ``y``."""

    def __post_init__(self) -> None:
        """Work out the forms of the name that are compared."""
        folded = fold(self.name)
        object.__setattr__(self, "folded", folded)
        object.__setattr__(self, "loose", folded.replace("y", "i"))


def signs(one: Identity, other: Identity) -> list[Sign]:
    """Return everything two identities have in common or contradict each other in."""
    return [*_numbers(one, other), *_rest(one, other)]


# --- numbers --------------------------------------------------------------------------------------


def _numbers(one: Identity, other: Identity) -> Iterator[Sign]:
    if one.central_id and other.central_id:
        same = one.central_id == other.central_id
        yield Sign.CENTRAL_SAME if same else Sign.CENTRAL_OTHER
    sign = _number(
        (one.citizen_id, one.old_citizen_id), (other.citizen_id, other.old_citizen_id), _CITIZEN
    )
    if sign:
        yield sign
    sign = _number((one.card_no, one.old_card_no), (other.card_no, other.old_card_no), _CARD)
    if sign:
        yield sign
    if one.dossier_no and other.dossier_no:
        same = one.dossier_no == other.dossier_no
        yield Sign.DOSSIER_SAME if same else Sign.DOSSIER_OTHER


_CITIZEN: Final = (Sign.CITIZEN_SAME, Sign.CITIZEN_OLD, Sign.CITIZEN_NEAR, Sign.CITIZEN_OTHER)
_CARD: Final = (Sign.CARD_SAME, Sign.CARD_OLD, Sign.CARD_NEAR, Sign.CARD_OTHER)


def _number(
    mine: tuple[str, str], theirs: tuple[str, str], signs: tuple[Sign, Sign, Sign, Sign]
) -> Sign | None:
    same, old, near, other = signs
    if mine[0] and mine[0] == theirs[0]:
        return same
    if (mine[1] and mine[1] in theirs) or (mine[0] and mine[0] == theirs[1]):
        return old
    if not (mine[0] and theirs[0]):
        return None
    return near if one_apart(mine[0], theirs[0]) else other


def one_apart(one: str, other: str) -> bool:
    """Tell whether two texts differ by one character, one more, or two neighbours swapped."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    at = 0
    for letter in short:
        if letter != long[at]:
            break
        at += 1
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    if short[at + 1 :] == long[at + 1 :]:
        return True
    crossed = long[at + 1 : at + 2] + long[at : at + 1]
    return short[at : at + 2] == crossed and short[at + 2 :] == long[at + 2 :]


# --- name, birth, the rest ------------------------------------------------------------------------


def _rest(one: Identity, other: Identity) -> Iterator[Sign]:
    if one.folded and other.folded:
        yield name_sign(one, other)
    sign = birth_sign(one.birth, other.birth) if one.birth and other.birth else None
    if sign:
        yield sign
    if one.unit and other.unit:
        yield Sign.UNIT_SAME if one.unit == other.unit else Sign.UNIT_OTHER
    if one.sex and other.sex and one.sex != other.sex:
        yield Sign.SEX_OTHER


def name_sign(one: Identity, other: Identity) -> Sign:
    """Return how two names stand to each other."""
    if one.folded == other.folded:
        if same_text(one.name, other.name):
            return Sign.NAME_SAME
        bare = one.folded in (one.name.lower(), other.name.lower())
        return Sign.NAME_BARE if bare else Sign.NAME_MARKS
    if one.loose == other.loose:
        return Sign.NAME_MARKS
    if one_apart(one.loose, other.loose):
        return Sign.NAME_LETTER
    return Sign.NAME_SHORT if _middle_left_out(one.loose, other.loose) else Sign.NAME_OTHER


def _middle_left_out(one: str, other: str) -> bool:
    """Tell whether the shorter name is the longer one without some of its middle names."""
    short, long = sorted((one.split(), other.split()), key=len)
    if len(short) == len(long) or len(short) < 2:
        return False
    if short[0] != long[0] or short[-1] != long[-1]:
        return False
    left = iter(long[1:-1])
    return all(part in left for part in short[1:-1])


def birth_sign(one: str, other: str) -> Sign | None:
    """Return how two dates of birth stand to each other, both as the text of a PartialDate.

    ``None``: they tell nothing, as *khoảng* 1962 and 1963.
    """
    if one == other:
        return Sign.BIRTH_SAME if len(one) == 10 else Sign.BIRTH_PARTIAL
    if one[-1] == "~" or other[-1] == "~":
        return _about(one, other)
    if one.startswith(other) or other.startswith(one):
        return Sign.BIRTH_PARTIAL
    if len(one) == len(other) == 10:
        return _days(one, other)
    return Sign.BIRTH_OTHER_DAY if one[:4] == other[:4] else Sign.BIRTH_OTHER


def _about(one: str, other: str) -> Sign | None:
    apart = abs(int(one[:4]) - int(other[:4]))
    if apart > 2:
        return Sign.BIRTH_OTHER
    return None if apart else Sign.BIRTH_PARTIAL


def _days(one: str, other: str) -> Sign:
    if one == swapped(other):
        return Sign.BIRTH_SWAPPED
    same_year = one[:4] == other[:4]
    if same_year and (one.endswith("-01-01") or other.endswith("-01-01")):
        return Sign.BIRTH_YEAR
    at = next(n for n in range(10) if one[n] != other[n])
    if one[at + 1 :] == other[at + 1 :]:
        return Sign.BIRTH_DIGIT
    return Sign.BIRTH_OTHER_DAY if same_year else Sign.BIRTH_OTHER


def swapped(birth: str) -> str:
    """Return the text of an exact date with its day and month exchanged."""
    return f"{birth[:4]}-{birth[8:]}-{birth[5:7]}"
