"""What the search box finds of *Quy định, lịch*, also before its page is built."""

OFFERS = (
    ("Quy tắc, thời hạn theo văn bản", "list-checks"),
    ("Áp dụng bộ quy định; vai trò của đảng bộ xã", "settings"),
    ("Lịch làm việc, ngày nghỉ lễ", "calendar"),
    ("Nhận gói quy định ký số", "download"),
)
"""Title and icon of every part of the page, in the order of its tabs."""


def topics() -> tuple[str, ...]:
    """Return the titles."""
    return tuple(title for title, _ in OFFERS)
