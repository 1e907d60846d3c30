"""What the search box finds of the page before it is built."""

from collections.abc import Sequence

OPEN = "Mở đợt đối chiếu với danh sách cấp trên, thẻ căn cước, phiếu giấy"


def topics() -> Sequence[str]:
    """Return the titles of what the page offers."""
    return (OPEN,)
