"""What lists of the upper level call a member's standing, read as what it is here."""

from dataclasses import dataclass
from functools import lru_cache

from tcxd_desktop.domain.standing import Activity, EventKind, Leaving
from tcxd_desktop.domain.text import fold


@dataclass(frozen=True, slots=True)
class StandingWord:
    """Trạng thái đọc từ danh sách."""

    activity: Activity = Activity.ACTIVE
    leaving: Leaving = Leaving.NONE
    event: EventKind | None = None
    """Event that brings it about; none for whoever is simply active, or exempt."""


_ACTIVE = StandingWord()
_EXEMPT = StandingWord(Activity.EXEMPT)
_SUSPENDED = StandingWord(Activity.SUSPENDED, event=EventKind.SUSPENDED)
_ABROAD = StandingWord(Activity.ABROAD, event=EventKind.ABROAD_OUT)
_AWAY = StandingWord(Activity.TEMPORARY_ELSEWHERE, event=EventKind.TEMPORARY_OUT)
_HERE = StandingWord(Activity.TEMPORARY_HERE, event=EventKind.TEMPORARY_IN)
_LEFT = StandingWord(leaving=Leaving.TRANSFERRED, event=EventKind.LEFT)
_DIED = StandingWord(leaving=Leaving.DIED, event=EventKind.DIED)
_STRUCK = StandingWord(leaving=Leaving.STRUCK_OFF, event=EventKind.STRUCK_OFF)
_EXPELLED = StandingWord(leaving=Leaving.EXPELLED, event=EventKind.EXPELLED)
_WITHDREW = StandingWord(leaving=Leaving.WITHDREW, event=EventKind.WITHDREW)
_CANCELLED = StandingWord(leaving=Leaving.CANCELLED, event=EventKind.CANCELLED)
_STARTS: tuple[tuple[str, StandingWord], ...] = (
    ("dang sinh hoat tam thoi o noi khac", _AWAY),
    ("tam thoi o noi khac", _AWAY),
    ("sinh hoat tam thoi o noi khac", _AWAY),
    ("sinh hoat tam thoi noi khac", _AWAY),
    ("sinh hoat tam thoi tai day", _HERE),
    ("tam thoi tai day", _HERE),
    ("dang sinh hoat", _ACTIVE),
    ("dang hoat dong", _ACTIVE),
    ("hoat dong", _ACTIVE),
    ("chinh thuc", _ACTIVE),
    ("du bi", _ACTIVE),
    ("dang vien chinh thuc", _ACTIVE),
    ("dang vien du bi", _ACTIVE),
    ("mien", _EXEMPT),
    ("duoc mien", _EXEMPT),
    ("dinh chi", _SUSPENDED),
    ("bi dinh chi", _SUSPENDED),
    ("o nuoc ngoai", _ABROAD),
    ("di nuoc ngoai", _ABROAD),
    ("dang o nuoc ngoai", _ABROAD),
    ("sinh hoat ngoai nuoc", _ABROAD),
    ("da chuyen", _LEFT),
    ("chuyen di", _LEFT),
    ("chuyen sinh hoat", _LEFT),
    ("tu tran", _DIED),
    ("da mat", _DIED),
    ("da tu tran", _DIED),
    ("chet", _DIED),
    ("qua doi", _DIED),
    ("xoa ten", _STRUCK),
    ("bi xoa ten", _STRUCK),
    ("da xoa ten", _STRUCK),
    ("khai tru", _EXPELLED),
    ("bi khai tru", _EXPELLED),
    ("da khai tru", _EXPELLED),
    ("xin ra", _WITHDREW),
    ("da xin ra", _WITHDREW),
    ("ra khoi dang", _WITHDREW),
    ("huy quyet dinh ket nap", _CANCELLED),
    ("huy qd ket nap", _CANCELLED),
)


@lru_cache(maxsize=4096)
def read_standing(written: str) -> StandingWord | None:
    """Return what ``written`` says of somebody's standing; ``None`` where that is not known."""
    text = fold(written)
    if text == "mat":
        return _DIED
    best = max((start for start, _ in _STARTS if text.startswith(start)), key=len, default="")
    return dict(_STARTS)[best] if best else None
