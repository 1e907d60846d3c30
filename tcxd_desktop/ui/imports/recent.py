"""Sheets of the folder a file was opened from last, newest first."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from tcxd_desktop.ui.common import settings
from tcxd_desktop.ui.common.rows import Column

ENDINGS = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt"})
_MOST = 30
_KILO, _MEGA = 1024, 1024 * 1024


@dataclass(frozen=True, slots=True)
class Found:
    """Một tệp bảng tính trong thư mục."""

    path: Path
    changed: float
    size: int


def folder() -> Path:
    """Return the folder a file was opened from last, else where downloads land, if it is there."""
    last = settings.load().open_folder
    if last and Path(last).is_dir():
        return Path(last)
    kind = QStandardPaths.StandardLocation.DownloadLocation
    downloads = Path(QStandardPaths.writableLocation(kind))
    return downloads if downloads.is_dir() else Path.home()


def lock_file(path: Path) -> bool:
    """Tell whether Excel or LibreOffice keeps this file only while another is open."""
    return path.name.startswith(("~$", ".~lock"))


def files(where: Path) -> list[Found]:
    """Return the sheets in a folder; one that cannot be read is empty."""
    found = []
    try:
        for path in where.iterdir():
            if path.suffix.lower() in ENDINGS and not path.name.startswith((".", "~$")):
                told = path.stat()
                if path.is_file():
                    found.append(Found(path, told.st_mtime, told.st_size))
    except OSError:
        return found
    return sorted(found, key=lambda one: one.changed, reverse=True)[:_MOST]


def columns(zone: tzinfo | None) -> tuple[Column[Found], ...]:
    """Return the columns of the list."""

    def changed(one: Found) -> str:
        return f"{datetime.fromtimestamp(one.changed, zone):%d/%m/%Y %H:%M}"

    return (
        Column("name", "Tệp", lambda one: one.path.name, width=320,
               tip=lambda one: str(one.path)),
        Column("changed", "Sửa lúc", changed, sort=lambda one: one.changed, width=130, muted=True),
        Column("size", "Cỡ", _size, sort=lambda one: one.size, align="right", width=84,
               muted=True),
    )  # fmt: skip


def _size(one: Found) -> str:
    if one.size < _MEGA:
        return f"{max(one.size // _KILO, 1)} KB"
    return f"{one.size / _MEGA:.1f} MB".replace(".", ",")
