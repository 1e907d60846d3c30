"""What the search box finds of the page before it is built."""

from collections.abc import Sequence

IMPORT = "Nhập danh sách đảng viên từ Excel"


def topics() -> Sequence[str]:
    """Return the titles of what the page offers."""
    return (IMPORT,)
