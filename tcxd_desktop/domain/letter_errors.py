"""Problems of letters on controlled stock; sentences in ``wording/letter_problems.py``."""

from tcxd_desktop.domain.errors import Problem


class NoSuchLetterProblem(Problem):
    """Không có loại giấy này. args: code."""


class NoSuchBoxProblem(Problem):
    """Loại giấy không có ô này. args: name of the letter, number of the box."""


class NoBoxChosenProblem(Problem):
    """Chưa chọn ô nào để in. No args."""


class EmptyBoxProblem(Problem):
    """Ô chưa có gì để in. args: number of the box."""


class NoSuchLetterFieldProblem(Problem):
    """Ô không có mục này. args: number of the box, key."""


class LetterTextTooLongProblem(Problem):
    """Chữ không vừa chỗ trên phôi. args: number of the box, caption, text."""


class LetterSignProblem(Problem):
    """Chữ có ký tự không in được. args: number of the box, caption, text."""


class OffPaperProblem(Problem):
    """Chỗ in nằm ngoài tờ giấy sau khi canh. args: number of the box, caption."""


class CalibrationProblem(Problem):
    """Số đo canh chỉnh không dùng được. args: what, its value, what it may be; all in words."""


class CalibrationFileProblem(Problem):
    """Tệp canh chỉnh không dùng được. args: place in the file, what is wrong; both in words."""
