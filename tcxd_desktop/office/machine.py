"""What the program runs on: versions and sizes, and nobody's name.

Neither the name of the computer nor that of its user nor any folder is among them.
"""

import os
import platform
import sys
from datetime import UTC, datetime
from importlib import metadata

from tcxd_desktop import BUILT, __version__
from tcxd_desktop.storage import library

_PACKAGES = (
    "PySide6-Essentials", "SQLAlchemy", "alembic", "sqlcipher3", "cryptography", "reportlab",
    "pypdfium2", "python-calamine", "xlrd", "XlsxWriter", "defusedxml", "Pillow", "python-docx",
    "segno", "zxing-cpp", "pyrage", "platformdirs", "filelock",
)  # fmt: skip


def facts() -> dict[str, str]:
    """Return what the program is and what it runs on, by caption."""
    return {
        "Chương trình": __version__,
        "Ngày ra": f"{BUILT:%d/%m/%Y}",
        "Hệ điều hành": _system(),
        "Bộ xử lý": f"{platform.machine()}, {os.cpu_count() or '?'} nhân",
        "Python": f"{platform.python_version()} ({_bits()} bit)",
        **library.versions(),
        "Múi giờ": _zone(),
    }


def packages() -> dict[str, str]:
    """Return the version of every library the program is made of; empty: not found."""
    return {name: _version(name) for name in _PACKAGES}


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _system() -> str:
    if sys.platform == "win32":
        release, version, _, _ = platform.win32_ver()
        return f"Windows {release} ({version}, {platform.win32_edition() or '?'})"
    return f"{platform.system()} {platform.release()}"


def _bits() -> int:
    return 64 if sys.maxsize > 2**32 else 32


def _zone() -> str:
    """Return how far the machine's clock is from UTC; the name of a zone may be anything."""
    return f"UTC{datetime.now(UTC).astimezone():%z}"
