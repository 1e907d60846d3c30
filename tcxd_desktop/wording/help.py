"""The help: its topics in their order, and which one tells about a page of the program."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tcxd_desktop.places import resources
from tcxd_desktop.wording.help_guides import guide_blocks
from tcxd_desktop.wording.help_markdown import (
    Block,
    Heading,
    Listing,
    Note,
    Paragraph,
    Picture,
    Run,
    Style,
    Table,
    Words,
    inline,
    plain,
    read,
)
from tcxd_desktop.wording.keys import KEYS

FIRST, GUIDES, SHEET_OF_KEYS, NEWS = "toi-muon", "cach-ghi", "phim-tat", "co-gi-moi"
"""Topics the program itself asks for."""
PAGE = "page:"
"""Begins the target of a link that opens a page of the program."""
GROUPS: Mapping[str, str] = {
    "0": "Làm quen",
    "1": "Hồ sơ",
    "2": "Sinh hoạt",
    "3": "Trao đổi dữ liệu",
    "4": "An toàn",
    "5": "Máy và chương trình",
    "9": "Tra cứu",
}
"""First figure of a file's number to the heading its topic stands below."""
TOPIC_OF: Mapping[str, str] = {
    "today": "viec-hom-nay",
    "people": "ho-so",
    "units": "to-chuc",
    "supplements": "bo-sung",
    "numbers": "so-ly-lich",
    "meetings": "sinh-hoat",
    "meetings/sheet": "cham-diem",
    "meetings/grid": "cham-diem",
    "transfers": "chuyen-sinh-hoat",
    "transfers/receive": "tiep-nhan",
    "transfers/packages": "tiep-nhan",
    "summaries": "tong-hop",
    "assignments": "phan-cong",
    "templates": "mau-cham-diem",
    "imports": "nhap-excel",
    "reconciliation": "doi-chieu",
    "exports": "xuat-excel",
    "duplicates": "ho-so-trung",
    "backups": "sao-luu",
    "accounts": "nguoi-dung",
    "book": "so-truy-cap",
    "data": "du-lieu-ca-nhan",
    "rules": "quy-dinh",
    "help": FIRST,
}
"""Page, or page and what lies over it, to the topic F1 opens there."""
_FILE = re.compile(r"(\d)\d-([a-z0-9-]+)\.md")
_GENERATED = (("90", GUIDES, "Cách ghi hồ sơ"), ("91", SHEET_OF_KEYS, "Phím tắt"))
_KEYS_LEAD = (
    "In tờ này bằng nút **In** ở đầu trang rồi để cạnh máy. Trong chương trình, bấm `Shift+F1` ở"
    " đâu cũng hiện."
)


@dataclass(frozen=True, slots=True)
class Topic:
    """Một bài hướng dẫn."""

    key: str
    title: str
    group: str
    blocks: tuple[Block, ...]

    @property
    def headings(self) -> tuple[Heading, ...]:
        """Its parts, for the list of topics."""
        return tuple(b for b in self.blocks if isinstance(b, Heading) and b.level == 2)

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Its pictures."""
        return tuple(b for b in self.blocks if isinstance(b, Picture))


def folder() -> Path:
    """Return where the texts lie; their pictures are in ``pictures`` below it."""
    return resources() / "help"


@lru_cache(maxsize=1)
def topics() -> tuple[Topic, ...]:
    """Return all topics in the order of the book."""
    found = {path.name: _topic(path) for path in folder().glob("*.md") if _FILE.match(path.name)}
    for number, key, title in _GENERATED:
        blocks = guide_blocks() if key == GUIDES else tuple(_key_blocks())
        found[f"{number}-{key}.md"] = Topic(key, title, GROUPS[number[0]], blocks)
    return tuple(found[name] for name in sorted(found))


def topic(key: str) -> Topic | None:
    """Return a topic by its key."""
    return next((found for found in topics() if found.key == key), None)


def topic_of(page: str, over: str = "") -> str:
    """Return the key of the topic about a page of the program, and what lies over it there."""
    return TOPIC_OF.get(f"{page}/{over}") or TOPIC_OF.get(page, FIRST)


def texts(block: Block) -> Iterator[str]:
    """Yield the texts of a block as they are seen, each on lines of its own."""
    match block:
        case Heading():
            yield block.text
        case Paragraph() | Note():
            yield plain(block.words)
        case Listing():
            yield from (plain(item.words) for item in block.items)
        case Table():
            yield from (plain(cell) for row in (block.head, *block.rows) for cell in row)
        case Picture():
            yield block.caption


def words_of(block: Block) -> Iterator[Words]:
    """Yield the styled words of a block."""
    match block:
        case Paragraph() | Note():
            yield block.words
        case Listing():
            yield from (item.words for item in block.items)
        case Table():
            yield from (cell for row in (block.head, *block.rows) for cell in row)
        case _:
            return


def links(found: Topic) -> Iterator[str]:
    """Yield where the links of a topic lead."""
    for block in found.blocks:
        for words in words_of(block):
            yield from (run.target for run in words if run.style is Style.LINK)


def _topic(path: Path) -> Topic:
    match = _FILE.fullmatch(path.name)
    figure, key = (match[1], match[2]) if match else ("0", path.stem)
    title, blocks = read(path.read_text(encoding="utf-8"))
    return Topic(key, title, GROUPS[figure], blocks)


def _key_blocks() -> Iterator[Block]:
    yield Paragraph(inline(_KEYS_LEAD))
    for where, keys in KEYS:
        yield Heading(2, where)
        rows = tuple((_caps(key), (Run(what),)) for key, what in keys)
        yield Table(((Run("Phím"),), (Run("Làm gì"),)), rows)


def _caps(key: str) -> Words:
    """Return keys as caps; what is no key, such as *Gõ chữ*, stays a word."""
    if " " in key and not re.search(r"[+…,]|^F\d", key):
        return (Run(key),)
    parts = re.split(r"(, | … )", key)
    return tuple(
        Run(part) if place % 2 else Run(part, Style.KEY) for place, part in enumerate(parts)
    )
