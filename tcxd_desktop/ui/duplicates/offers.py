"""What the search box finds of the page before it is built."""

from collections.abc import Sequence

FIND = "Tìm hồ sơ trùng, gộp hai hồ sơ"


def topics() -> Sequence[str]:
    """Return the titles of what the page offers."""
    return (FIND,)
