"""What papers of reconciliation are drawn from, and what the clerk asks to be printed."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from tcxd_desktop.domain.printing import Letterhead
from tcxd_desktop.domain.reconciliation import Round
from tcxd_desktop.domain.reconciliation_views import RequestLine, Slip, UnitProgress
from tcxd_desktop.domain.safety_papers import Foot
from tcxd_desktop.domain.transfer_papers import Issuer

CHECK_SLIP, REQUEST, RESULT, PROGRESS = "PKT-DC", "DNDC", "KQDC", "TDDC"
TABLES: Final = (RESULT, PROGRESS)
"""Papers that count people and name none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconJob:
    """Lệnh in giấy tờ đối chiếu: one form of one round."""

    form: str
    """One of the codes above."""
    round_id: int
    unit_ids: tuple[int, ...] = ()
    """Of slips: chi bộ (and all below them) whose members get one; empty: all of the round."""
    person_ids: tuple[int, ...] = ()
    """Of slips: only these members; goes before ``unit_ids``."""
    unprinted_only: bool = False
    """Of slips: only members who have none yet."""
    unkeyed_only: bool = False
    """Of slips: only members whose slip is not keyed back."""
    verdict_ids: tuple[int, ...] = ()
    """Of a request not sent yet: its lines; empty: all that wait."""
    request_id: int = 0
    """Of a request that was sent: it is printed as it went out."""
    number: str = ""
    """Of a request not sent yet: its number, where it has one already."""
    two_sided: bool = False


@dataclass(frozen=True, slots=True)
class SlipPaper:
    """Phiếu rà soát thông tin của một đảng viên."""

    slip: Slip
    head: Letterhead
    round_name: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPaper:
    """Văn bản đề nghị đính chính và danh sách kèm theo."""

    issuer: Issuer
    round_name: str
    lines: tuple[RequestLine, ...]
    number: str = ""
    on: str = ""
    """ISO; empty: not dated yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundPaper:
    """Biểu kết quả hoặc tiến độ của một đợt."""

    round: Round
    head: Letterhead
    units: tuple[UnitProgress, ...]
    day: date
    foot: Foot = field(default_factory=Foot)
    only_there: int = 0
    """Lines of the central list nobody fits, not settled."""
