"""The small part of Markdown the help is written in: text to blocks, nothing but reading."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tcxd_desktop.domain.text import fold

WARNINGS = ("Lưu ý", "Cẩn thận")
"""A note that opens with one of these asks for care."""


class Style(StrEnum):
    """Kiểu chữ of a run of words."""

    PLAIN = "plain"
    BOLD = "bold"
    ITALIC = "italic"
    KEY = "key"
    """A key of the keyboard."""
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Run:
    """Đoạn chữ of one style."""

    text: str
    style: Style = Style.PLAIN
    target: str = ""
    """Where a link leads: ``sao-luu#khoi-phuc``, ``page:backups``."""


Words = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """Tiêu đề của một phần."""

    level: int
    text: str

    @property
    def slug(self) -> str:
        """How links name it within its topic."""
        return slug(self.text)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Đoạn văn."""

    words: Words


@dataclass(frozen=True, slots=True)
class Item:
    """Một dòng của danh sách."""

    words: Words
    number: str = ""
    """As it is written, ``3.``; empty where a dot stands before the line."""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Listing:
    """Danh sách, các bước."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Bảng with a head."""

    head: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]

    @property
    def shares(self) -> tuple[float, ...]:
        """Part of the width each column takes, together 1: as its longest text, none too narrow.

        Keys take the same part in every table, so that tables below each other are aligned.
        """
        if any(run.style is Style.KEY for row in self.rows for run in row[0]):
            rest = len(self.head) - 1
            return (_KEYS, *((1 - _KEYS) / rest for _ in range(rest)))
        columns = zip(self.head, *self.rows, strict=False)
        longest = [max(len(plain(cell)) for cell in column) for column in columns]
        wide = [min(max(length, _LEAST), _MOST) for length in longest]
        return tuple(width / sum(wide) for width in wide)


@dataclass(frozen=True, slots=True)
class Note:
    """Lời nhắc trong khung."""

    words: Words
    warns: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """Hình với lời chú."""

    name: str
    """Of the file in ``pictures``, without its ending."""
    caption: str


Block = Heading | Paragraph | Listing | Table | Note | Picture

_INLINE = re.compile(
    r"\*\*(?P<bold>.+?)\*\*|\*(?P<italic>[^*]+)\*|`(?P<key>[^`]+)`"
    r"|\[(?P<link>[^\]]+)\]\((?P<target>[^)]+)\)"
)
_HEADING = re.compile(r"(#{2,3}) +(.+)")
_ITEM = re.compile(r"( *)(?:-|(\d+\.)) +(.+)")
_PICTURE = re.compile(r"!\[([^\]]*)\]\(pictures/(.+)\.png\)")
_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\|?[ :|-]+\|?")
_LEAST, _MOST = 12, 60
"""Letters a column of a table is at least, and at most, taken for."""
_KEYS = 0.34
"""Part of the width keys take."""
_DEEPER = 2
"""Spaces before an item from which on it is below the one before."""


def slug(text: str) -> str:
    """Return how a heading, or the name of a widget, is named in links and files.

    >>> slug("Khôi phục từ bản sao lưu")
    'khoi-phuc-tu-ban-sao-luu'
    """
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def plain(words: Words) -> str:
    """Return words without their styles."""
    return "".join(run.text for run in words)


def inline(text: str) -> Words:
    """Return the runs of a line of text."""
    found: list[Run] = []
    end = 0
    for match in _INLINE.finditer(text):
        if match.start() > end:
            found.append(Run(text[end : match.start()]))
        kind = match.lastgroup or ""
        style = Style.LINK if kind == "target" else Style(kind)
        shown = match["link"] if style is Style.LINK else match[kind]
        found.append(Run(shown, style, match["target"] or ""))
        end = match.end()
    if end < len(text):
        found.append(Run(text[end:]))
    return tuple(found)


def read(text: str) -> tuple[str, tuple[Block, ...]]:
    """Return title and blocks of a file."""
    title, _, rest = text.partition("\n")
    return title.removeprefix("#").strip(), tuple(_blocks(rest))


def _blocks(text: str) -> Iterator[Block]:
    for piece in re.split(r"\n\s*\n", text):
        lines = [line.rstrip() for line in piece.splitlines() if line.strip()]
        while lines and (heading := _HEADING.fullmatch(lines[0])):
            yield Heading(len(heading[1]), heading[2].strip())
            del lines[0]
        if lines:
            yield _block(lines)


def _block(lines: Sequence[str]) -> Block:
    first = lines[0]
    if picture := _PICTURE.fullmatch(first.strip()):
        return Picture(picture[2], picture[1])
    if first.startswith(">"):
        words = inline(_joined(line.removeprefix(">") for line in lines))
        return Note(words, plain(words).startswith(WARNINGS))
    if first.lstrip().startswith("|"):
        return _table(lines)
    if _ITEM.fullmatch(first):
        return Listing(tuple(_items(lines)))
    return Paragraph(inline(_joined(lines)))


def _joined(lines: Iterator[str] | Sequence[str]) -> str:
    return " ".join(line.strip() for line in lines)


def _items(lines: Sequence[str]) -> Iterator[Item]:
    open_item: tuple[str, str, int] | None = None
    for line in lines:
        match = _ITEM.fullmatch(line)
        if match is None and open_item is not None:
            number, text, level = open_item
            open_item = number, f"{text} {line.strip()}", level
            continue
        if open_item is not None:
            yield _item(*open_item)
        if match is not None:
            open_item = match[2] or "", match[3], int(len(match[1]) >= _DEEPER)
    if open_item is not None:
        yield _item(*open_item)


def _item(number: str, text: str, level: int) -> Item:
    return Item(inline(text), number, level)


def _table(lines: Sequence[str]) -> Table:
    head, *rest = [line for line in lines if not _RULE.fullmatch(line.strip())]
    return Table(_cells(head), tuple(_cells(line) for line in rest))


def _cells(line: str) -> tuple[Words, ...]:
    inside = line.strip().removeprefix("|").removesuffix("|")
    return tuple(inline(cell.strip().replace("\\|", "|")) for cell in _BAR.split(inside))
