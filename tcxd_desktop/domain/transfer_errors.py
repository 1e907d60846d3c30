"""Problems of transfer cases; sentences in ``wording/transfer_problems.py``."""

from tcxd_desktop.domain.errors import Problem


class IllegalStepProblem(Problem):
    """Bước này không đi tiếp từ tình trạng của ca. args: event (key), box, state (key), what may
    follow (tuple of (event key, box))."""


class EndedCaseProblem(Problem):
    """Ca đã kết thúc. args: state (key)."""


class NothingToTakeBackProblem(Problem):
    """Ca chưa có bước nào để lùi. No args."""


class UnknownBoxesProblem(Problem):
    """Chưa biết ca đi qua những ô nào. args: leg (key)."""


class BoxOffRouteProblem(Problem):
    """Ô không nằm trên tuyến của ca. args: box, boxes of the route (tuple)."""


class BoxTwiceProblem(Problem):
    """Ô đã ghi rồi. args: box, day it was signed (PartialDate)."""


class BoxSkippedProblem(Problem):
    """Còn ô phải ghi trước. args: box, box that comes first."""


class BoxTooEarlyProblem(Problem):
    """Chặng này của giấy chưa tới lượt. args: box, state (key)."""


class StepOrderProblem(Problem):
    """Ngày của bước trước ngày của bước trước đó. args: day (PartialDate), event before (key), box
    before, its day (PartialDate)."""


class StepNumberProblem(Problem):
    """Bước này phải có số. args: event (key), box."""


class StepUntilProblem(Problem):
    """Gia hạn phải có ngày hết hạn mới. No args."""


class ExtensionShortProblem(Problem):
    """Ngày gia hạn không sau ngày hết hạn đang có. args: new last day, last day so far
    (PartialDate)."""


class WrongDirectionProblem(Problem):
    """Loại chuyển này không có chiều đó. args: kind (key), direction (key)."""
