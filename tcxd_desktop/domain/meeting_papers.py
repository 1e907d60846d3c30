"""What the clerk asks to be printed of meetings and scores."""

from dataclasses import dataclass

from tcxd_desktop.domain.score_templates import SELF

SELF_SHEET, REVIEW_SHEET = "PTC", "PTD"
MONTH_TABLE, QUARTER_TABLE, YEAR_TABLE, HALF_YEAR = "THT", "THQ", "THN", "BC6T"
NOTICE, MINUTES, ROLL, RESOLUTION = "TBL", "BBH", "DSH", "NQT"
LACKING = "CNP"
"""Who has not handed in a month's sheet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingJob:
    """Lệnh in giấy tờ sinh hoạt: one form for some meetings, or for a period."""

    form: str
    """One of the codes above."""
    meeting_ids: tuple[int, ...] = ()
    unit_ids: tuple[int, ...] = ()
    """Chi bộ of a blank sheet or of a table; empty: all of the scope."""
    period: str = ""
    """``2026-10``, ``2026-Q3``, ``2026-H1``, ``2026``."""
    blank: bool = False
    """To be filled by hand: what is known before the meeting, dots for the rest."""
    scorer: str = SELF
    two_sided: bool = False
