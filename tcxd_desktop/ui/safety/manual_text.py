"""The plain text about safety: a small part of Markdown, cut into sections and made rich text."""

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from tcxd_desktop import places

_FILE = "an-toan.md"
_HEAD, _ITEM = "## ", "- "
_STYLE = (
    "p, li {{ line-height: 145%; margin-top: 0; margin-bottom: {0}px }}"
    "ul {{ margin-top: 0; margin-bottom: 0; margin-left: {1}px; -qt-list-indent: 0 }}"
    ".top {{ font-size: {2:g}pt; font-weight: 600; margin-top: 0; margin-bottom: {1}px }}"
    ".head {{ font-size: {3:g}pt; font-weight: 600; margin-top: {1}px; margin-bottom: {0}px }}"
)


@dataclass(slots=True)
class Section:
    """A heading with what stands below it."""

    title: str
    blocks: list[list[str]] = field(default_factory=list)
    """Paragraphs; several lines are the items of a list."""


@lru_cache(maxsize=1)
def sections() -> tuple[Section, ...]:
    """Return the manual: the introduction first, under the title of the whole."""
    text = (places.resources() / "help" / _FILE).read_text(encoding="utf-8")
    return tuple(_cut(text))


def _cut(text: str) -> Iterator[Section]:
    title, _, rest = text.partition("\n")
    section = Section(title.removeprefix("# ").strip())
    for piece in rest.strip().split("\n\n"):
        if piece.startswith(_HEAD):
            yield section
            section = Section(piece.removeprefix(_HEAD).strip())
        else:
            section.blocks.append([line.strip() for line in piece.splitlines() if line.strip()])
    yield section


def topics() -> tuple[str, ...]:
    """Return what the search box of the window finds: a line for each section."""
    return tuple(f"An toàn: {section.title}" for section in sections()[1:])


def style(scale: float) -> str:
    """Return the sheet of the text at a size of letters, 1 being the usual one."""
    return _STYLE.format(round(7 * scale), round(18 * scale), 13.5 * scale, 11 * scale)


def page(found: Sequence[Section]) -> str:
    """Return the whole as rich text; the anchor of a heading is ``s`` and its number."""
    return "".join(_section(number, section) for number, section in enumerate(found))


def _section(number: int, section: Section) -> str:
    level = "head" if number else "top"
    head = f'<p class="{level}"><a name="s{number}"></a>{html.escape(section.title)}</p>'
    return head + "".join(map(_block, section.blocks))


def _block(block: list[str]) -> str:
    if not block[0].startswith(_ITEM):
        return f"<p>{html.escape(' '.join(block))}</p>"
    items = (html.escape(line.removeprefix(_ITEM)) for line in block)
    return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"
