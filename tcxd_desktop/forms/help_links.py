"""Links of the help on paper: behind the words stands the page they lead to."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from tcxd_desktop.wording.help import Topic
from tcxd_desktop.wording.help_markdown import (
    Block,
    Listing,
    Note,
    Paragraph,
    Run,
    Style,
    Table,
    Words,
)


def with_pages(topic: Topic, pages: Mapping[str, int]) -> Topic:
    """Return a topic whose links to other ones name their pages, ``(trang 12)``.

    A topic whose page is not known yet takes the room of a number of two figures.
    """
    others = {key: number for key, number in pages.items() if key != topic.key}
    return replace(topic, blocks=tuple(_block(block, others) for block in topic.blocks))


def _block(block: Block, pages: Mapping[str, int]) -> Block:
    match block:
        case Paragraph() | Note():
            return replace(block, words=_words(block.words, pages))
        case Listing():
            items = (replace(item, words=_words(item.words, pages)) for item in block.items)
            return Listing(tuple(items))
        case Table():
            rows = (tuple(_words(cell, pages) for cell in row) for row in block.rows)
            return Table(block.head, tuple(rows))
        case _:
            return block


def _words(words: Words, pages: Mapping[str, int]) -> Words:
    return tuple(_runs(words, pages))


def _runs(words: Words, pages: Mapping[str, int]) -> Iterator[Run]:
    for run in words:
        yield run
        key = run.target.partition("#")[0]
        if run.style is Style.LINK and key in pages:
            yield Run(f" (trang\u00a0{pages[key] or '00'})")
