"""Whether a copy from before an upgrade still is what its list says."""

import json
from pathlib import Path

from tcxd_desktop.storage.anchor import file_digest
from tcxd_desktop.storage.upgrade_copies import LIST_FILE


def sound(folder: Path) -> bool:
    """Tell whether every file of a set is as its list says, and none is missing."""
    try:
        raw = json.loads((folder / LIST_FILE).read_bytes())
        return all(
            file_digest(folder / key / name) == digest
            for key, office in raw["offices"].items()
            for name, digest in office["sha256"].items()
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False
