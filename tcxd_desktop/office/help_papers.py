"""The help on paper; it is about nobody, so no account is asked for it."""

import importlib
from collections.abc import Sequence
from typing import Any

from tcxd_desktop.domain.progress import Progress, unwatched
from tcxd_desktop.wording import help as help_topics


def manual_pdf(keys: Sequence[str] = (), progress: Progress = unwatched) -> bytes:
    """Return topics by their keys; none named is the whole book, with its contents."""
    found = [topic for topic in help_topics.topics() if not keys or topic.key in keys]
    draw = _drawing("help_manual")
    if len(keys) == 1 and found:
        made: bytes = draw.help_topic(found[0], progress)
        return made
    whole: bytes = draw.help_manual(found, progress)
    return whole


def keys_pdf(progress: Progress = unwatched) -> bytes:
    """Return the sheet of keys."""
    made: bytes = _drawing("key_sheet").key_sheet(progress)
    return made


def _drawing(name: str) -> Any:
    """Load the module that draws: reading the help on the screen does not wait for it."""
    return importlib.import_module(f"tcxd_desktop.forms.{name}")
