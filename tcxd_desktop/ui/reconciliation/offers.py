"""What the search box finds of the page before it is built."""

from collections.abc import Sequence

OPEN = "Mở đợt đối chiếu với danh sách cấp trên, thẻ căn cước, phiếu giấy"


def topics() -> Sequence[str]:
    """Return the titles of what the page offers."""
    return (OPEN,)


NOT_WHOLE = (
    "Việc này chạm đến cả đợt: chỉ tài khoản phụ trách cả cơ quan làm được. Phần chi bộ được giao "
    "thì vẫn đối chiếu, nhập phiếu, in phiếu như thường."
)
"""Why an account that was given some chi bộ cannot do what concerns the whole round."""
