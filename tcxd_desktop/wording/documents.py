"""Words of every văn bản: the Party's name, place and day, captions, dots for the unknown."""

from datetime import date

from tcxd_desktop.domain.documents import DocumentHead
from tcxd_desktop.wording.formats import long_day

PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
STAR = "*"
RULE = "-----"
"""Five hyphens below the trích yếu."""
RECIPIENTS = "Nơi nhận:"
SHORT_DOTS = "....."
"""For a number."""
DOTS = "...................."
"""For a name or a few words."""
UNKNOWN_DAY = "ngày ..... tháng ..... năm ........."


def place_line(head: DocumentHead) -> str:
    """Return ``Đông Hải, ngày 05 tháng 11 năm 2026``; what is not known prints as dots."""
    day = long_day(date.fromisoformat(head.on)) if head.on else UNKNOWN_DAY
    return f"{head.place or DOTS}, {day}"


def recipient_lines(recipients: tuple[str, ...]) -> tuple[str, ...]:
    """Return *Nơi nhận* as it is printed: a dash before each, a comma after all but the last."""
    last = len(recipients) - 1
    return tuple(
        f"- {text.rstrip('.,;')}{'.' if place == last else ','}"
        for place, text in enumerate(recipients)
    )


def filled(value: object, dots: str = SHORT_DOTS) -> str:
    """Return a value as text; nothing gives dots."""
    text = "" if value is None else str(value)
    return text or dots
