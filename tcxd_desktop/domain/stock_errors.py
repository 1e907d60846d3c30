"""What can be wrong with the stock of letters."""

from tcxd_desktop.domain.errors import Problem


class BadSerialProblem(Problem):
    """Số sê-ri không đọc được: args: what was typed."""


class SerialUsedProblem(Problem):
    """Số sê-ri đã dùng: args: the serial, where."""


class NotInStockProblem(Problem):
    """Giấy không có trong kho: args: the serial."""


class SerialTwiceProblem(Problem):
    """Nhập kho trùng số: args: the serials."""


class TooManyLettersProblem(Problem):
    """Dãy số quá dài hoặc ngược: args: how many at most."""


class NotSpoiledProblem(Problem):
    """Tiêu hủy giấy chưa ghi là hỏng: args: the serial."""


class StockMoveInUseProblem(Problem):
    """Không gạch được dòng sổ vì có dòng sau dựa vào: args: the serial."""
