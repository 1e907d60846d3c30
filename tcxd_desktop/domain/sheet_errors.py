"""Problems of foreign sheets that come as text."""

from tcxd_desktop.domain.errors import Problem


class BadCharsetProblem(Problem):
    """Tệp không đọc được bằng bảng mã đã chọn. args: the character set."""
