"""The citizen card by its QR code: seven parts with ``|`` between, each checked.

Number, former number, name, day of birth, sex, place of residence, day of issue. Scanners that
type are heard by the Vietnamese keyboard first, so each part is asked whether it can be what it
should be. The first digits of the number tell province, century and sex, and year of birth (Nghị
định 137/2015/NĐ-CP of 31/12/2015, 13), which catches a digit read wrongly.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from tcxd_desktop.domain.citizen_card_errors import BadCardPartProblem, NotACitizenCardProblem
from tcxd_desktop.domain.codes import CodeList
from tcxd_desktop.domain.dates import PartialDate, parse_date
from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.duplicates import score
from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.facts import Place, Value
from tcxd_desktop.domain.identities import Identity, Sign
from tcxd_desktop.domain.place_text import placed, split
from tcxd_desktop.domain.reconciliation import Finding
from tcxd_desktop.domain.syllables import is_syllable
from tcxd_desktop.domain.text import clean_line, fold

PARTS: Final = 7
TARGETS: Final = ("citizen_id", "old_citizen_id", "birth_name", "birth_date", "sex", "home")
"""Fields of the dossier a card speaks of; the day of issue has none there."""
_LONGEST: Final = 600
_NUMBER: Final = re.compile(r"\d{12}")
_OLD_NUMBER: Final = re.compile(r"|\d{9}|\d{12}")
_DATE: Final = re.compile(r"\d{8}|\d{4}")
_WORD_ENDS: Final = re.compile(r"[\s\-'’.]+")
_NO_LETTERS: Final = re.compile(r"[^\w\s,.;:/()'’&\-+]|_")
"""Signs neither names nor addresses have: what becomes of accents on a wrong keyboard."""
_WESTERN: Final = re.compile("[\u0080-\u00ff]")
_LAST_PROVINCE: Final = 96
_LATEST: Final = date(2200, 12, 31)


class CardDoubt(StrEnum):
    """Điều cần xem lại ở thẻ vừa đọc."""

    NAME = "ten_mat_dau"
    """The name has lost its accents."""
    HOME = "dia_chi_mat_dau"
    SEX_MENDED = "gioi_tinh_theo_so"
    """The sex could not be read and was taken from the number."""
    ID_SEX = "so_khac_gioi_tinh"
    ID_YEAR = "so_khac_nam_sinh"
    ID_PROVINCE = "so_khong_co_ma_tinh"


MANGLED: Final = {"birth_name": CardDoubt.NAME, "home": CardDoubt.HOME}
"""Fields whose letters may be lost, and how that is told."""


@dataclass(frozen=True, slots=True)
class CitizenCard:
    """Thẻ căn cước (căn cước công dân), as its QR code says."""

    citizen_id: str
    old_id: str
    """Số CMND 9 số cũ, or empty."""
    name: str
    birth: PartialDate | None
    sex: str
    home: str
    """Nơi thường trú, nơi cư trú in one line, as printed."""
    issued: PartialDate | None
    doubts: tuple[CardDoubt, ...] = ()

    def mangled(self, target: str) -> bool:
        """Tell whether the letters of a field were lost on the way."""
        return MANGLED.get(target) in self.doubts

    @property
    def identity(self) -> Identity:
        """What its holder is recognised by."""
        return Identity(
            0,
            name="" if self.mangled("birth_name") else self.name,
            birth=str(self.birth) if self.birth else "",
            citizen_id=self.citizen_id,
            old_citizen_id=self.old_id,
            sex=fold(self.sex),
        )


@dataclass(frozen=True, slots=True)
class FieldCompare:
    """So sánh một mục của hồ sơ với thẻ, both sides as shown."""

    target: str
    ours: str
    theirs: str
    finding: Finding
    locked: bool = False
    """Fixed since admission: only a correction with its paper changes it."""
    mangled: bool = False
    """The card's letters were lost on the way: not to be taken over."""
    old_names: bool = False
    """The card's address names a district: communes and provinces as they were."""

    @property
    def fillable(self) -> bool:
        """Whether the card's value may be written into the dossier."""
        told = self.finding in (Finding.DIFFERS, Finding.MISSING_HERE)
        return told and not self.locked and not self.mangled


@dataclass(frozen=True, slots=True)
class CardMatch:
    """Người trong danh sách có thể là chủ thẻ."""

    person_id: int
    """0: somebody outside what the account was given, by a number of the card."""
    name: str = ""
    birth: PartialDate | None = None
    unit: str = ""
    points: int = 0
    certain: bool = False
    signs: tuple[Sign, ...] = ()


# --- reading --------------------------------------------------------------------------------------


def looks_like_card(text: str) -> bool:
    """Tell whether a scanned text has the parts of a citizen card."""
    return text.count("|") >= PARTS - 1


def parse(text: str) -> CitizenCard:
    """Return the card a code says; parts after the seventh, which newer cards add, are left out.

    Raises:
        NotACitizenCardProblem: not seven parts.
        BadCardPartProblem: a number or date cannot be what it should be.
    """
    parts = [clean_line(part) for part in _mended(text[: _LONGEST * 2]).split("|")]
    if len(parts) < PARTS or len(text) > _LONGEST * 2:
        raise NotACitizenCardProblem(len(parts))
    number, old, name, birth, sex, home, issued = parts[:PARTS]
    if not _NUMBER.fullmatch(number) or not number.isascii():
        raise BadCardPartProblem("citizen_id", field="citizen_id")
    if not _OLD_NUMBER.fullmatch(old) or not old.isascii():
        raise BadCardPartProblem("old_citizen_id", field="old_citizen_id")
    if not name:
        raise BadCardPartProblem("birth_name", field="birth_name")
    born = _date(birth, "birth_date")
    told, doubts = _sex(sex, number)
    doubts += _by_number(number, born, told)
    doubts += _by_letters(name, home)
    return CitizenCard(number, old, name, born, told, home, _date(issued, "issued"), tuple(doubts))


def _mended(text: str) -> str:
    """Return a text whose UTF-8 bytes were typed one by one as the letters they are not."""
    if not _WESTERN.search(text):
        return text
    for charset in ("cp1252", "latin-1"):
        try:
            return text.encode(charset).decode()
        except UnicodeError:
            continue
    return text


def _date(text: str, key: str) -> PartialDate | None:
    """Read ``ddMMyyyy``, or the year alone where a card knows no more; nothing is nothing."""
    if not text:
        return None
    if not _DATE.fullmatch(text) or not text.isascii():
        raise BadCardPartProblem(key, field=key)
    spelt = f"{text[:2]}/{text[2:4]}/{text[4:]}" if len(text) > 4 else text
    try:
        return parse_date(spelt.removeprefix("00/").removeprefix("00/"), today=_LATEST)
    except Problem as problem:
        raise BadCardPartProblem(key, field=key) from problem


def _sex(text: str, number: str) -> tuple[str, list[CardDoubt]]:
    told = {"nam": "Nam", "nu": "Nữ"}.get(fold(text))
    if told is not None:
        return told, []
    return ("Nữ" if int(number[3]) % 2 else "Nam"), [CardDoubt.SEX_MENDED]


def _by_number(number: str, born: PartialDate | None, sex: str) -> list[CardDoubt]:
    """Return where the number contradicts the rest: 4th digit century and sex, then the year."""
    found = []
    if not 1 <= int(number[:3]) <= _LAST_PROVINCE:
        found.append(CardDoubt.ID_PROVINCE)
    if (int(number[3]) % 2 == 1) is not (sex == "Nữ"):
        found.append(CardDoubt.ID_SEX)
    if born is not None and born.year != 1900 + 100 * (int(number[3]) // 2) + int(number[4:6]):
        found.append(CardDoubt.ID_YEAR)
    return found


def _by_letters(name: str, home: str) -> list[CardDoubt]:
    """Return whose accents were lost: odd signs, digits in a name, words no language has.

    An address always has accents somewhere (*xã*, *phường*, *tỉnh*); a name may well have none.
    """
    found = []
    bare = bool(home) and home.isascii()
    odd_words = [word for word in _WORD_ENDS.split(name) if _lost(word)]
    odd = bool(_NO_LETTERS.search(name)) or any(char.isdigit() for char in name)
    if odd or odd_words or (bare and name.isascii()):
        found.append(CardDoubt.NAME)
    if home and (bare or _NO_LETTERS.search(home)):
        found.append(CardDoubt.HOME)
    return found


def _lost(word: str) -> bool:
    """Tell whether letters went missing from a word: *Nguyn*, *Hng*; other peoples' names pass."""
    if len(word) < 2 or is_syllable(word):
        return False
    return not any(letter in "aeiouy" for letter in fold(word)) or fold(word) in _CUT


_CUT: Final = frozenset({"nguyn", "trn", "thuyn", "quyn", "huyn", "phng", "dng"})
"""What common names become without their letters of two marks, beside those without a vowel."""


# --- against the dossier --------------------------------------------------------------------------


def place_of(card: CitizenCard, provinces: CodeList | None) -> dict[str, str]:
    """Return the parts of the residence on the card; what is not told apart stays in ``detail``."""
    return split(card.home, provinces)[0]


def value_of(card: CitizenCard, target: str, dossier: Dossier, provinces: CodeList | None) -> Value:
    """Return what the card says for a field, as the dossier would hold it."""
    if target == "home":
        parts = place_of(card, provinces)
        blank = dict.fromkeys(("detail", "commune", "province", "country"), "")
        return placed(dossier.home, {**blank, **parts}) if parts else Place()
    values: dict[str, Value] = {
        "citizen_id": card.citizen_id,
        "old_citizen_id": card.old_id,
        "birth_name": card.name,
        "birth_date": card.birth,
        "sex": card.sex,
    }
    return values[target]


_SAME: Final = frozenset({Sign.CITIZEN_SAME, Sign.CITIZEN_OLD})
_AGAINST: Final = frozenset({Sign.NAME_OTHER, Sign.BIRTH_OTHER, Sign.CITIZEN_OTHER})
_SIBLING: Final = frozenset({Sign.NAME_OTHER, Sign.CITIZEN_NEAR})
"""Registered on the same day; with the same name it would be a slip of the hand."""


def another_person(dossier: Dossier, card: CitizenCard) -> bool:
    """Tell whether the card is plainly somebody else's: two of number, name and birth contradict.

    One alone may be what is to be mended: a number typed wrongly, a name since changed.
    """
    ours = Identity(
        dossier.id,
        name=dossier.birth_name,
        birth=str(dossier.birth_date) if dossier.birth_date else "",
        citizen_id=dossier.citizen_id,
        old_citizen_id=dossier.old_citizen_id,
    )
    signs = set(score(ours, card.identity).reasons)
    return signs.isdisjoint(_SAME) and (len(signs & _AGAINST) > 1 or signs >= _SIBLING)
