"""The blocks of a topic as pieces of paper."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader

from tcxd_desktop.forms import fonts
from tcxd_desktop.forms.fonts import BOLD, ITALIC
from tcxd_desktop.forms.help_lines import Piece, Setting, Shape, Text, lines, stacked
from tcxd_desktop.wording.help import Topic, folder
from tcxd_desktop.wording.help_markdown import (
    Block,
    Heading,
    Item,
    Listing,
    Note,
    Paragraph,
    Picture,
    Run,
    Table,
    Words,
)

SIZE: Final = 12.0
LEADING: Final = 17.0
_HEADS: Final = {1: (20.0, 26.0), 2: (14.5, 20.0), 3: (12.5, 18.0)}
"""Size and leading of headings by level."""
_BEFORE: Final = {1: 0.0, 2: 12.0, 3: 7.0}
_AFTER: Final = {1: 10.0, 2: 4.0, 3: 2.0}
_GAP: Final = 6.0
"""Below a paragraph."""
_HANG: Final = 8 * mm
_PAD: Final = 3 * mm
_CELL: Final = 4.0
_TABLE_SIZE: Final = 11.0
_TABLE_LEADING: Final = 15.0
_CAPTION: Final = Setting(0, 10.5, 14.0, ITALIC)
_PICTURE_MM: Final = 0.2
"""Millimetres a pixel takes, so that the letters of a whole screen can still be read."""
_MOST_HIGH: Final = 105 * mm


def pieces(topic: Topic, width: float) -> list[Piece]:
    """Return title and blocks of a topic, ``width`` points wide."""
    found = _heading(Heading(1, topic.title), width)
    for block in topic.blocks:
        found += _block(block, width)
    return found


def _block(block: Block, width: float) -> list[Piece]:
    match block:
        case Heading():
            return _heading(block, width)
        case Paragraph():
            return _spaced(lines(block.words, Setting(width, SIZE, LEADING)))
        case Listing():
            found = [piece for item in block.items for piece in _item(item, width)]
            return _spaced(found, _GAP / 2)
        case Note():
            return _note(block, width)
        case Table():
            return _table(block, width)
        case Picture():
            return _picture(block, width)


def _spaced(found: list[Piece], after: float = _GAP) -> list[Piece]:
    found[-1].height += after
    return found


def _heading(block: Heading, width: float) -> list[Piece]:
    size, leading = _HEADS[block.level]
    found = lines((Run(block.text),), Setting(width, size, leading, BOLD))
    for piece in found:
        piece.keep = True
    found[0] = _lowered(found[0], _BEFORE[block.level])
    found[0].anchor = block.text if block.level < 3 else ""
    return _spaced(found, _AFTER[block.level])


def _lowered(piece: Piece, down: float) -> Piece:
    texts, shapes = piece.moved(0, down)
    return replace(piece, height=piece.height + down, texts=texts, shapes=shapes)


def _item(item: Item, width: float) -> list[Piece]:
    left = _HANG * (1 + item.level)
    found = lines(item.words, Setting(width - left, SIZE, LEADING))
    moved = []
    for piece in found:
        texts, shapes = piece.moved(left, 0)
        moved.append(replace(piece, texts=texts, shapes=shapes))
    mark = Text(left - _HANG + 1, LEADING * 0.74, item.number or "•", BOLD, SIZE)
    moved[0].texts = [mark, *moved[0].texts]
    return _spaced(moved, 3.0)


def _note(block: Note, width: float) -> list[Piece]:
    inside = stacked(lines(block.words, Setting(width - 3 * _PAD, SIZE, LEADING)))
    texts, shapes = inside.moved(1.6 * _PAD, _PAD * 0.7)
    high = inside.height + 1.5 * _PAD
    kind = "warning" if block.warns else "note"
    return [Piece(high + _GAP + 2, texts, [Shape(kind, 0, 0, width, high), *shapes])]


def _table(block: Table, width: float) -> list[Piece]:
    rooms = [width * share for share in block.shares]
    head = _row(block.head, rooms, BOLD)
    head.shapes = [Shape("head", 0, 0, width, head.height), *head.shapes]
    head.keep = True
    found = [head]
    for cells in block.rows:
        row = _row(cells, rooms, fonts.REGULAR)
        row.head = head
        found.append(row)
    if len(found) > 3:
        found[-2].keep = True  # the last row is not left alone
    return _spaced(found, _GAP + 2)


def _row(cells: Sequence[Words], rooms: Sequence[float], face: str) -> Piece:
    texts: list[Text] = []
    shapes: list[Shape] = []
    high, x = 0.0, 0.0
    for words, room in zip(cells, rooms, strict=False):
        setting = Setting(room - 2 * _CELL, _TABLE_SIZE, _TABLE_LEADING, face)
        cell = stacked(lines(words, setting))
        more, drawn = cell.moved(x + _CELL, _CELL * 0.6)
        texts += more
        shapes += drawn
        high = max(high, cell.height)
        x += room
    high += 1.4 * _CELL
    shapes.append(Shape("rule", 0, high, sum(rooms), 0))
    return Piece(high, texts, shapes)


def _picture(block: Picture, width: float) -> list[Piece]:
    caption = lines((Run(block.caption),), replace(_CAPTION, room=width))
    path = folder() / "pictures" / f"{block.name}.png"
    if not path.is_file():
        return _spaced(caption)
    across, down = ImageReader(str(path)).getSize()
    scale = min(_PICTURE_MM * mm, width / across, _MOST_HIGH / down)
    wide, high = across * scale, down * scale
    below = stacked(caption)
    texts, _ = below.moved(0, high + 7)
    shape = Shape("picture", 0, 3, wide, high, str(path))
    return [Piece(high + below.height + 7 + _GAP, texts, [shape])]
