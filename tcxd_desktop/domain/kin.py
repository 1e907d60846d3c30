"""How a relative stands to the member: papers ask for the family in groups."""

from enum import StrEnum

from tcxd_desktop.domain.text import clean_line


class Kin(StrEnum):
    """Nhóm quan hệ gia đình."""

    GRANDPARENT = "ong_ba"
    FATHER = "cha"
    MOTHER = "me"
    FOSTER = "nuoi_duong"
    IN_LAW = "cha_me_vo_chong"
    SPOUSE = "vo_chong"
    CHILD = "con"
    OTHER = "khac"
    """Anh, chị, em (also of the spouse), and whoever the words do not place."""


_FIRST_WORD = {
    "ông": Kin.GRANDPARENT,
    "bà": Kin.GRANDPARENT,
    "cụ": Kin.GRANDPARENT,
    "cha": Kin.FATHER,
    "bố": Kin.FATHER,
    "ba": Kin.FATHER,
    "mẹ": Kin.MOTHER,
    "má": Kin.MOTHER,
    "vợ": Kin.SPOUSE,
    "chồng": Kin.SPOUSE,
    "con": Kin.CHILD,
    "người": Kin.FOSTER,
}
_PARENTS = {Kin.FATHER, Kin.MOTHER}


def kin_of(relation: str) -> Kin:
    """Return the group of a relation as it is written: ``mẹ vợ`` is a parent-in-law.

    >>> kin_of("Mẹ đẻ"), kin_of("Bố vợ"), kin_of("Anh chồng")
    (<Kin.MOTHER: 'me'>, <Kin.IN_LAW: 'cha_me_vo_chong'>, <Kin.OTHER: 'khac'>)
    """
    words = clean_line(relation).lower().replace(",", " ").split()
    if not words:
        return Kin.OTHER
    kin = _FIRST_WORD.get(words[0], Kin.OTHER)
    if kin in _PARENTS and ("vợ" in words or "chồng" in words):
        return Kin.IN_LAW
    if kin in _PARENTS and ("nuôi" in words or "dượng" in words or "kế" in words):
        return Kin.FOSTER
    if kin is Kin.CHILD and ("dâu" in words or "rể" in words):
        return Kin.OTHER
    return kin
