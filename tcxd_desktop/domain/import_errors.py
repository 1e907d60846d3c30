"""Problems of imports."""

from tcxd_desktop.domain.errors import Problem


class DoubtfulRowsProblem(Problem):
    """Tệp còn dòng nghi vấn chưa quyết định. args: how many, the first line."""


class ImportUndoProblem(Problem):
    """Không hoàn tác được lần nhập. args: how many hinder, (the first in words,)."""


class ImportUndoneProblem(Problem):
    """Lần nhập đã được hoàn tác rồi. args: file name."""


class SameNumberTwiceProblem(Problem):
    """Hai dòng của tệp được ghi vào cùng một hồ sơ. args: the lines, name."""


class SharedNumberProblem(Problem):
    """Nhiều người mới trong tệp có cùng một số. args: the lines, what number."""
