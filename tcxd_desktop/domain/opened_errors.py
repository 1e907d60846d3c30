"""Problems of the program as it lies on the machine: with a file, too early, incomplete."""

from tcxd_desktop.domain.errors import Problem


class UnknownFileProblem(Problem):
    """Tệp không phải loại chương trình mở. args: its name."""


class BeingInstalledProblem(Problem):
    """Bộ cài đang thay chương trình."""


class DamagedProgramProblem(Problem):
    """Chương trình thiếu tệp hay có tệp bị đổi. args: how many files, the first of them."""
