"""Problems of *Việc hôm nay*; sentences in ``wording/due_problems.py``."""

from tcxd_desktop.domain.errors import Problem


class NotLaterProblem(Problem):
    """Ngày hoãn đến không ở sau hôm nay. args: PartialDate."""


class NoDutyProblem(Problem):
    """Việc không còn trong danh sách. No args."""


class NoMarkProblem(Problem):
    """Việc chưa có dấu nào để bỏ. No args."""
