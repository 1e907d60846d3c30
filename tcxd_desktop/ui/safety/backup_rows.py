"""Backups in words: the columns of their list."""

from datetime import tzinfo

from tcxd_desktop.domain.backups import SECOND, Backup
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.wording.backups import why_name
from tcxd_desktop.wording.formats import show_number

_MEGA = 1024 * 1024


def size_text(size: int) -> str:
    """Return a size as it is read: ``3,2 MB``."""
    return f"{size / _MEGA:.1f} MB".replace(".", ",")


def columns(zone: tzinfo | None) -> tuple[Column[Backup], ...]:
    """Return the columns of the list, by the office's clock."""

    def made(backup: Backup) -> str:
        told = f"{backup.made.astimezone(zone):%d/%m/%Y %H:%M}"
        return f"{told} · giờ nghi sai" if backup.suspect else told

    return (
        Column("made", "Lúc", made, sort=lambda b: (b.generation, b.seq), width=184,
               tone=lambda b: "warn" if b.suspect else ""),
        Column("why", "Vì sao", lambda b: why_name(b.why), width=190),
        Column("people", "Hồ sơ", lambda b: show_number(b.people), sort=lambda b: b.people,
               align="right", width=70),
        Column("size", "Cỡ", lambda b: size_text(b.size), sort=lambda b: b.size,
               align="right", width=80),
        Column("verified", "Kiểm tra", lambda b: "đã khôi phục thử" if b.verified else "chưa",
               width=130, tone=lambda b: "ok" if b.verified else "warn"),
        Column("sealed", "Mục niêm phong",
               lambda b: "đã mở thử" if b.sealed_verified else "chờ người giữ", width=124,
               tone=lambda b: "ok" if b.sealed_verified else "plain"),
        Column("place", "Ở đâu", lambda b: "nơi thứ hai" if b.place == SECOND else "máy này",
               width=96),
        Column("seq", "Dòng sổ", lambda b: str(b.seq), sort=lambda b: b.seq, align="right",
               width=80, muted=True, shown=False,
               tip=lambda _: "Dòng mới nhất của sổ truy cập trong bản này"),
        Column("file", "Tệp", lambda b: b.path.name, width=220, muted=True, shown=False,
               tip=lambda b: str(b.path)),
    )  # fmt: skip
