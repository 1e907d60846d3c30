"""Problems of collective transfers."""

from tcxd_desktop.domain.errors import Problem


class CollectiveFaultsProblem(Problem):
    """Đợt chuyển giao còn vướng mắc. args: how many, (the first one as a sentence,)."""


class CollectiveUndoProblem(Problem):
    """Không hoàn tác được đợt chuyển giao. args: how many hinder, (the first in words,)."""


class CollectiveStateProblem(Problem):
    """Đợt chuyển giao không còn là dự thảo, hoặc chưa thực hiện. args: its state in words."""


class CollectiveListProblem(Problem):
    """Tệp danh sách bàn giao có dòng không đọc được. args: line number, (its first fault,)."""
