"""What the search box finds of the page before it is built."""

from collections.abc import Sequence

EXPORT = "Xuất danh sách theo mẫu ra Excel"
EDIT = "Sửa mẫu danh sách"


def topics() -> Sequence[str]:
    """Return the titles of what the page offers."""
    return (EXPORT, EDIT)
