"""Words of the papers of safety: kinds of incident, times, whose dossiers."""

from collections.abc import Sequence
from datetime import date, datetime, time

from tcxd_desktop.domain.safety_papers import Direction, DossierName, Foot, IncidentKind
from tcxd_desktop.wording.formats import show_day, show_number

INCIDENT_KIND: dict[IncidentKind, str] = {
    IncidentKind.LOST_COMPUTER: "Mất máy tính",
    IncidentKind.LOST_STICK: "Mất thẻ nhớ, ổ đĩa",
    IncidentKind.LEAKED_PASSWORD: "Lộ mật khẩu",
    IncidentKind.STRANGER: "Người lạ xem dữ liệu",
    IncidentKind.BROKEN_FILE: "Hỏng tệp dữ liệu",
    IncidentKind.WRONG_PRINT: "In nhầm, giao nhầm",
    IncidentKind.OTHER: "Khác",
}

DIRECTION: dict[Direction, str] = {Direction.OUT: "Giao", Direction.IN: "Nhận"}

CLOCK_DOUBTED = "giờ máy nghi sai"


def show_moment(at: datetime | None) -> str:
    """Return ``09:30 ngày 23/11/2026``; nothing gives ``""``."""
    return f"{at:%H:%M} ngày {show_day(at.date())}" if at else ""


def show_stamp(at: datetime | None, *, doubted: bool = False) -> str:
    """Return ``09:30 23/11/2026``, with a line below where the clock was suspect.

    Midnight to the second is a day written without its time.
    """
    hour = f"{at:%H:%M} " if at and at.time() != time() else ""
    told = f"{hour}{show_day(at.date())}" if at else ""
    return "\n".join(part for part in (told, CLOCK_DOUBTED if doubted else "") if part)


def show_term(since: date | None, until: date | None) -> str:
    """Return ``Từ ngày 01/10/2026 đến ngày 31/12/2026``; an open end is left off."""
    parts = []
    if since:
        parts.append(f"từ ngày {show_day(since)}")
    if until:
        parts.append(f"đến ngày {show_day(until)}")
    words = " ".join(parts) or "toàn bộ thời gian có trong sổ"
    return words[0].upper() + words[1:]


def show_dossier(name: DossierName) -> str:
    """Return ``Nguyễn Thị Đào (004217 NB)``."""
    return f"{name.name} ({name.number})" if name.number else name.name


def show_dossiers(names: Sequence[DossierName], total: int, *, most: int, by: str = "; ") -> str:
    """Return the first ``most`` names, then how many more; without names only how many."""
    shown = [show_dossier(name) for name in names[:most]]
    rest = total - len(shown)
    if not shown:
        return f"{show_number(rest)} người" if rest > 0 else ""
    if rest > 0:
        shown.append(f"và {show_number(rest)} người nữa")
    return by.join(shown)


def foot_lines(foot: Foot) -> tuple[str, ...]:
    """Return office, user and time, and the anchor of the access book, as two lines."""
    made = (foot.office, foot.user, show_stamp(foot.at))
    first = " · ".join(part for part in made if part)
    anchor = f"Sổ truy cập: dòng {foot.seq}, dấu {foot.chain[:16]}" if foot.seq else ""
    return tuple(line for line in (first, anchor) if line)
