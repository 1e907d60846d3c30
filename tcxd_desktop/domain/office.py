"""The office itself: what it is called and which rules it has adopted."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OfficeName:
    """Cơ quan dùng chương trình: names as they stand at the head of papers."""

    name: str
    """``Đảng ủy xã Đông Hải``."""
    province: str
    """``Đảng bộ tỉnh Ninh Bình``: line 1 of the phiếu."""
    place: str
    """``Đông Hải``: before the date of a paper."""
    symbol: str = ""
    """Letters of the province in a số lý lịch: 2–3 capitals."""


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Bộ quy định: adopted by the head with a date; a case keeps the rules of its date."""

    id: str
    name: str
    valid_from: str
    """ISO; empty until adopted."""
    verified: bool
    documents: tuple[str, ...] = ()
