"""Problems of records that stand twice, and of joining them."""

from tcxd_desktop.domain.errors import Problem


class SameRecordProblem(Problem):
    """Chọn cùng một hồ sơ ở cả hai bên. No args."""


class MergeObstaclesProblem(Problem):
    """Chưa gộp được. args: how many hinder, the first as a sentence."""


class MergeUndecidedProblem(Problem):
    """Mục cố định chưa chọn bên hoặc chưa ghi căn cứ. args: fields in words."""


class MergeStateProblem(Problem):
    """Lần gộp này đã được tách. No args."""


class UnmergeProblem(Problem):
    """Không tách được. args: how many hinder, the first as a sentence."""


class AlreadyDistinctProblem(Problem):
    """Hai hồ sơ đã được ghi là hai người. No args."""
