"""Reconciliation of what the office holds with the central list, paper and the citizen card."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final


class Source(StrEnum):
    """Nguồn đối chiếu."""

    CENTRAL = "he_thong"
    """The list the upper system exports."""
    PAPER = "giay"
    """The paper dossier, by way of the check slip."""
    CARD = "can_cuoc"
    """The QR of the citizen card."""


class Finding(StrEnum):
    """Kết quả so sánh một mục."""

    EQUAL = "khop"
    DIFFERS = "khac"
    MISSING_HERE = "thieu_o_day"
    """Blank in the office's dossier, present in the source."""
    MISSING_THERE = "thieu_o_nguon"
    """Present in the office's dossier, blank in the source."""
    BLANK = "deu_trong"


class Decided(StrEnum):
    """Cách giải quyết một mục khác nhau."""

    OPEN = ""
    TAKE = "lay_theo_nguon"
    """The source is right: our dossier was changed."""
    KEEP = "giu_ho_so"
    """Our dossier is right: the other end is to be mended."""
    OTHER = "gia_tri_khac"
    """Both were wrong: our dossier was changed to what the basis says."""
    REQUESTED = "da_de_nghi"
    """Đã đề nghị cấp trên sửa."""
    MENDED = "cap_tren_da_sua"
    """The upper level has mended it."""
    PASSED = "bo_qua"
    """Left as it is, with a reason."""


DEFAULT_FIELDS: Final = (
    "birth_name", "sex", "birth_date", "ethnicity", "religion", "citizen_id", "card_no",
    "card_issued", "origin.province", "origin.commune", "home.province", "home.commune",
    "home.detail", "ceremony_date", "official_date", "unit",
)  # fmt: skip
"""Targets a new round compares; the office chooses others."""
TWICE_FIELDS: Final = (
    "citizen_id", "card_no", "birth_date", "ceremony_date", "official_date", "card_issued",
)  # fmt: skip
"""Targets that are keyed twice where the round asks for it."""


@dataclass(frozen=True, slots=True)
class Round:
    """Đợt đối chiếu."""

    id: int = 0
    version: int = 0
    name: str = ""
    opened: str = ""
    closed: str = ""
    """ISO day; empty while it runs."""
    units: tuple[int, ...] = ()
    """Chi bộ it covers; empty: all."""
    fields: tuple[str, ...] = DEFAULT_FIELDS
    twice: bool = False
    """Identity, card and dates are keyed twice."""
    central_file: str = ""
    central_hash: str = ""
    note: str = ""
    result: Mapping[str, int] = field(default_factory=dict)
    """Figures frozen when it was closed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Điều một nguồn nói về một người trong một đợt."""

    id: int = 0
    version: int = 0
    round_id: int = 0
    source: Source = Source.CENTRAL
    person_id: int = 0
    """0: nobody of this office."""
    line: int = 0
    """Of the central list."""
    name: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    """Target to text as shown; what the source leaves out is not there."""
    asked: Mapping[str, str] = field(default_factory=dict)
    """Of a check slip: what was printed on it; what is not keyed back was confirmed."""
    printed: str = ""
    """Of a check slip: the day it was printed."""
    keyed: str = ""
    """Of a check slip: the day it was keyed back."""
    keyed_again: str = ""
    actor: str = ""
    doubt: str = ""
    """Why it is not certain that this person is meant."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Quyết định cho một mục của một người trong một đợt."""

    id: int = 0
    version: int = 0
    round_id: int = 0
    person_id: int = 0
    entry_id: int = 0
    """Of a central line nobody here fits."""
    said: Mapping[str, str] = field(default_factory=dict)
    """What every source said then; a source that says otherwise since opens the matter again."""
    field: str = ""
    """Target; empty: the person as a whole (missing here or there)."""
    decided: Decided = Decided.OPEN
    value: str = ""
    """What holds, as shown."""
    ours: str = ""
    """What each side said when it was decided."""
    theirs: str = ""
    source: Source = Source.CENTRAL
    basis: str = ""
    """Căn cứ: the paper that decides."""
    on: str = ""
    actor: str = ""
    request_id: int = 0
    """Of the printed request it stands in."""


@dataclass(frozen=True, slots=True)
class Request:
    """Văn bản đề nghị đính chính gửi cấp trên."""

    id: int = 0
    round_id: int = 0
    number: str = ""
    on: str = ""
    verdicts: tuple[int, ...] = ()
    snapshot: str = ""
    """JSON of the lines as printed."""
