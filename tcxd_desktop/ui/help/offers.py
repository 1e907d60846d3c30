"""What the search box of the window finds of the help, also before its page is built."""

from collections.abc import Mapping
from functools import lru_cache

from tcxd_desktop.wording.help import topics as help_topics

ICON = "circle-help"


@lru_cache(maxsize=1)
def targets() -> Mapping[str, str]:
    """Return every topic and every part of one: what it is called to where it is."""
    found: dict[str, str] = {}
    for topic in help_topics():
        found[f"Hướng dẫn: {topic.title}"] = topic.key
        for heading in topic.headings:
            found[f"Hướng dẫn: {topic.title} – {heading.text}"] = f"{topic.key}#{heading.slug}"
    return found


def topics() -> tuple[str, ...]:
    """Return the titles."""
    return tuple(targets())
