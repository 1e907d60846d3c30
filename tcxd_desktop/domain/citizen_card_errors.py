"""Problems of reading a citizen card. What the card says is never part of them."""

from tcxd_desktop.domain.errors import Problem


class NotACitizenCardProblem(Problem):
    """Không phải mã trên thẻ căn cước. args: how many of the seven parts came."""


class BadCardPartProblem(Problem):
    """Một phần của mã thẻ đọc không ra. args: field key, or ``issued``."""


class MangledCardProblem(Problem):
    """Chữ có dấu của mã thẻ bị bộ gõ làm hỏng. args: field key."""


class OtherCardProblem(Problem):
    """Thẻ là của người khác. args: name in the record."""


class NothingOnCardProblem(Problem):
    """Thẻ không ghi mục này. args: field key."""
