"""TCXD Desktop: the working copy and print room of a commune-level Party committee office.

Layers, each importing only to its right:
``app → cli | bench | torture → ui → office → storage | forms | exchange → wording → domain |
places``.
"""

from datetime import UTC, datetime

__version__ = "0.1.0"
BUILT = datetime(2026, 11, 1, tzinfo=UTC)
"""No clock earlier than this is right: set with each release."""
