"""What the search box finds of *Chuyển sinh hoạt*, also before its page is built."""

OFFERS = (
    ("new", "Mở ca chuyển sinh hoạt đảng", "plus"),
    ("receive", "Nhận phiếu chuyển sinh hoạt (QR, tệp)", "download"),
    ("collective", "Chuyển giao, chuyển sinh hoạt tập thể", "network"),
    ("print", "In giấy tờ, sổ chuyển sinh hoạt", "printer"),
    ("registers", "Sổ sách chuyển sinh hoạt", "book-open"),
    ("stock", "Phôi giấy giới thiệu", "hash"),
    ("calibrate", "Canh chỉnh in lên phôi", "printer"),
    ("cards", "Thẻ cơ quan", "user-check"),
    ("packages", "Gói hồ sơ chuyển sinh hoạt", "archive"),
)
"""Key of the board's tool, title, icon."""


def topics() -> tuple[str, ...]:
    """Return the titles."""
    return tuple(title for _, title, _ in OFFERS)
