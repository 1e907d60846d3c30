"""Finding words in the help, with or without tone marks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tcxd_desktop.domain.text import clean_line, fold, nfc
from tcxd_desktop.wording.help import Topic, texts, topics

Span = tuple[int, int]
"""Where a place begins and ends in a text."""
_TITLE_COUNTS = 1_000


@dataclass(frozen=True, slots=True)
class Query:
    """Chữ cần tìm: how it is looked for, once it is known how it is found at all."""

    pattern: re.Pattern[str]
    marked: bool
    """Tone marks count."""

    def spans(self, text: str) -> list[Span]:
        """Return the places in a text, in their order."""
        looked = text.lower() if self.marked else flat(text)
        return [match.span() for match in self.pattern.finditer(looked)]


@dataclass(frozen=True, slots=True)
class Found:
    """Kết quả tìm: the topics that have it, the likeliest first, with how many places."""

    query: Query | None
    topics: tuple[tuple[Topic, int], ...]

    @property
    def count(self) -> int:
        """How many places in all."""
        return sum(count for _, count in self.topics)


def flat(text: str) -> str:
    """Return a text in small letters without marks, letter for letter: places stay the same."""
    return "".join(map(_letter, text))


@lru_cache(maxsize=4096)
def _letter(letter: str) -> str:
    if letter.isspace():
        return letter
    return (fold(letter) or letter)[:1]


def find(text: str) -> Found:
    """Return what the help says about some words.

    The words as they are typed come first: with their tone marks where marks were typed, else
    without; then the same words anywhere in a topic.
    """
    words = clean_line(text).lower().split()
    if not words:
        return Found(None, ())
    bare = [fold(word) for word in words]
    tries = [Query(_phrase(bare), marked=False), Query(_any(bare), marked=False)]
    if bare != words:
        tries = [Query(_phrase(words), marked=True), Query(_any(words), marked=True), *tries]
    needed = (words, bare)
    for query in tries:
        found = _counted(query, needed[0] if query.marked else needed[1])
        if found:
            return Found(query, found)
    return Found(tries[0], ())


def _counted(query: Query, words: Sequence[str]) -> tuple[tuple[Topic, int], ...]:
    whole = _any(words)
    rows: list[tuple[int, int, Topic, int]] = []
    for place, (topic, marked, bare) in enumerate(_texts()):
        looked = marked if query.marked else bare
        count = sum(1 for text in looked for _ in query.pattern.finditer(text))
        body = "\n".join(looked)
        if count and all(re.search(_start(word), body) for word in words):
            title = len(whole.findall(looked[0])) * _TITLE_COUNTS
            rows.append((-title - count, place, topic, count))
    return tuple((topic, count) for _, _, topic, count in sorted(rows, key=lambda row: row[:2]))


@lru_cache(maxsize=1)
def _texts() -> tuple[tuple[Topic, tuple[str, ...], tuple[str, ...]], ...]:
    found = []
    for topic in topics():
        lines = tuple(nfc(text) for block in topic.blocks for text in texts(block))
        lines = (topic.title, *lines)
        found.append((topic, tuple(map(str.lower, lines)), tuple(map(flat, lines))))
    return tuple(found)


def _start(word: str) -> str:
    return rf"(?<!\w){re.escape(word)}"


def _phrase(words: Sequence[str]) -> re.Pattern[str]:
    """Return what finds the words one behind the other; the last may go on."""
    return re.compile(r"(?<!\w)" + r"[^\S\n]+".join(map(re.escape, words)))


def _any(words: Sequence[str]) -> re.Pattern[str]:
    longest = sorted(set(words), key=len, reverse=True)
    return re.compile("|".join(map(_start, longest)))
