"""What minutes, roll and resolution of a chi bộ are drawn from, and the plan of a month."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from tcxd_desktop.domain.meetings import Counts, Meeting, PlanLine, Task, count
from tcxd_desktop.domain.score_sheets import SheetResult
from tcxd_desktop.domain.score_templates import ScoreTemplate


@dataclass(frozen=True, slots=True)
class CellPaper:
    """Giấy tờ của một buổi sinh hoạt: the meeting, whose it is, its tasks, its self-score."""

    meeting: Meeting
    """Of a blank paper, one with its roll."""
    unit: str
    """Name of the chi bộ on that day."""
    upper: str = ""
    """Name of the organisation directly above it."""
    place: str = ""
    """Place name before dates."""
    head: str = ""
    """Bí thư on that day; empty: not known."""
    carried: tuple[Task, ...] = ()
    """Of earlier resolutions: judged by this meeting, or still open."""
    given: tuple[Task, ...] = ()
    """Of its own resolution."""
    base: int | None = None
    """How many had to attend; ``None``: not known."""
    template: ScoreTemplate | None = None
    """As its variants have it; ``None``: no sheet was chosen."""
    result: SheetResult | None = None
    """Self-score."""
    blank: bool = False
    """To be filled by hand."""
    today: str = ""
    """ISO day of the print, for the rules of form where the meeting has no day."""

    @property
    def counts(self) -> Counts:
        """As frozen; of a meeting not recorded yet, what its roll tells beforehand."""
        return (
            self.meeting.counts if self.meeting.counts.members else count(self.meeting.attendance)
        )

    @property
    def attended(self) -> Decimal | None:
        """Share of those who had to attend, in percent with one digit."""
        if not self.base:
            return None
        share = Decimal(self.counts.present * 100) / self.base
        return share.quantize(Decimal("0.1"), ROUND_HALF_UP)

    @property
    def day(self) -> str:
        """The day the paper is dated by."""
        return self.meeting.day or self.today


@dataclass(frozen=True, slots=True)
class PlanPaper:
    """Thông báo lịch sinh hoạt của một tháng."""

    period: str
    lines: tuple[PlanLine, ...]
    issuer: str
    """The committee whose office it is."""
    upper: str = ""
    place: str = ""
    today: str = ""
    """ISO day of the print."""
    blank: bool = False
    """Without what is planned already: day, hour and place are written by hand."""
