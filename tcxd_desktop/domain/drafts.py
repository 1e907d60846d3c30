"""Unsaved work that outlives a crash."""

from dataclasses import dataclass

from tcxd_desktop.domain.dossier import Dossier


@dataclass(frozen=True, slots=True)
class Draft:
    """Bản nháp hồ sơ chưa lưu."""

    dossier: Dossier
    at: str
    """Local time it was kept, ISO."""
