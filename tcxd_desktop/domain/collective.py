"""Organisations handed over, split, merged, dissolved or renamed by one decision."""

from dataclasses import dataclass
from enum import StrEnum

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.units import Decision


class CollectiveKind(StrEnum):
    """Loại chuyển giao tập thể (38-HD/BTCTW of 29/9/2025, II.4.3.3; 06-HD/TW, 10.5)."""

    MERGE = "sap_nhap"
    """Some join one that stays."""
    UNITE = "hop_nhat"
    """Some become a new one."""
    SPLIT = "chia_tach"
    DISSOLVE = "giai_the"
    RENAME = "doi_ten"
    REGROUP = "dieu_chuyen"
    """Members move in a body, no organisation ends: office cells to residential cells."""
    HAND_OVER = "ban_giao_di"
    """To another đảng bộ."""
    TAKE_OVER = "ban_giao_den"


class CollectiveState(StrEnum):
    """Tình trạng của một đợt chuyển giao."""

    DRAFT = "du_thao"
    DONE = "da_thuc_hien"
    UNDONE = "da_hoan_tac"


@dataclass(frozen=True, slots=True)
class MemberMove:
    """Một người trong đợt: from which chi bộ to which."""

    person_id: int
    from_id: int
    to_id: int
    """0: the first new unit, -1 the second …; see ``CollectivePlan.new_units``."""
    name: str = ""
    """As it stood when it was carried out."""


@dataclass(frozen=True, slots=True)
class NewUnit:
    """Tổ chức mới của đợt."""

    name: str
    type: str
    parent_id: int | None
    has_committee: bool = True
    has_seal: bool = False
    code: str = ""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Người đến theo đợt mà ở đây chưa có hồ sơ: what the list that was handed over tells."""

    name: str
    birth: PartialDate | None = None
    sex: str = ""
    card_no: str = ""
    citizen_id: str = ""
    ceremony: PartialDate | None = None
    """Ngày vào Đảng."""
    to_id: int = 0
    """As ``MemberMove.to_id``."""
    old_card_no: str = ""
    residence_cell: str = ""


@dataclass(frozen=True, slots=True)
class CollectivePlan:
    """Đợt chuyển giao: the decision, the organisations before and after, and who goes where."""

    kind: CollectiveKind
    on: str = ""
    """ISO: first day of the new order."""
    decision: Decision = Decision()
    acceptance: Decision = Decision()
    """The receiving side's decision, where it is another committee."""
    from_ids: tuple[int, ...] = ()
    to_ids: tuple[int, ...] = ()
    new_units: tuple[NewUnit, ...] = ()
    renamed: tuple[tuple[int, str], ...] = ()
    """(unit id, new name)."""
    other_place: str = ""
    """The other đảng bộ of a handover."""
    moves: tuple[MemberMove, ...] = ()
    minutes_on: str = ""
    """ISO day of the biên bản bàn giao."""
    note: str = ""
    state: CollectiveState = CollectiveState.DRAFT
    undo_reason: str = ""
    id: int = 0
    version: int = 0
    placed: tuple[tuple[int, int], ...] = ()
    """(unit id, organisation above it from that day on; 0, -1 … as for ``MemberMove.to_id``)."""
    newcomers: tuple[Newcomer, ...] = ()
    """Of an organisation taken over: members there is no record of here."""
    made: tuple[int, ...] = ()
    """Ids of the new units, once it was carried out."""
    closed: tuple[int, ...] = ()
    """Ids of the units it ended, once it was carried out."""
    created: tuple[int, ...] = ()
    """People recorded with it, once it was carried out."""


@dataclass(frozen=True, slots=True)
class CollectiveLine:
    """Một dòng của danh sách các đợt chuyển giao."""

    id: int
    kind: CollectiveKind
    state: CollectiveState
    on: str
    decision: Decision
    sources: tuple[str, ...]
    """Names of the organisations before, as they were called then."""
    targets: tuple[str, ...]
    people: int
    undo_reason: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Người có thể chuyển trong đợt: stands in one of its organisations on its day."""

    person_id: int
    name: str
    name_key: str
    birth: str
    """Text form of a PartialDate, or empty."""
    unit_id: int
    grade: str
    activity: str
    residence_cell: str = ""
    """Chi bộ nơi cư trú, as the dossier names it."""


@dataclass(frozen=True, slots=True)
class UnitFigure:
    """Quân số một tổ chức trước và sau đợt."""

    unit_id: int
    name: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class CollectivePreview:
    """Xem trước: what will be written, and what stands in the way."""

    plan: CollectivePlan
    figures: tuple[UnitFigure, ...]
    total_before: int
    total_after: int
    faults: tuple[str, ...] = ()
    """Sentences; none: it can be carried out."""
    warnings: tuple[str, ...] = ()
    steps: tuple[int, ...] = ()
    """Of each fault the step of the plan it is mended in: 1 what, 2 organisations, 3 people."""
