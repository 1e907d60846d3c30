"""The .xls formats nothing writes any more, BIFF 2 to 5: records, one after the other."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_SECTOR = 512
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_BIFF5, _GLOBALS, _SHEET = 0x0500, 0x0005, 0x0010


@dataclass(frozen=True)
class Old:
    """A cell of an old book: its bytes or number, and which of the fonts it is in."""

    value: bytes | float
    font: int = 0


def record(kind: int, body: bytes) -> bytes:
    """Return one record."""
    return struct.pack("<HH", kind, len(body)) + body


def bare(version: int, rows: Sequence[Sequence[Old]], codepage: int) -> bytes:
    """Return a sheet of BIFF 2, 3 or 4: a file that is nothing but records."""
    start = {2: (0x0009, "<HH"), 3: (0x0209, "<HHH"), 4: (0x0409, "<HHH")}[version]
    body = struct.pack(start[1], *(0, _SHEET, 0)[: len(start[1]) - 1])
    found = [record(start[0], body), record(0x42, struct.pack("<H", codepage))]
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            found.append(_cell_2(row, column, cell) if version == 2 else _cell(row, column, cell))
    return b"".join([*found, record(0x0A, b"")])


def _cell_2(row: int, column: int, cell: Old) -> bytes:
    head = struct.pack("<HH3x", row, column)
    if isinstance(cell.value, bytes):
        return record(0x04, head + struct.pack("<B", len(cell.value)) + cell.value)
    return record(0x03, head + struct.pack("<d", cell.value))


def _cell(row: int, column: int, cell: Old) -> bytes:
    head = struct.pack("<HHH", row, column, cell.font)
    if isinstance(cell.value, bytes):
        return record(0x0204, head + struct.pack("<H", len(cell.value)) + cell.value)
    return record(0x0203, head + struct.pack("<d", cell.value))


def excel_95(
    name: bytes, rows: Sequence[Sequence[Old]], fonts: Sequence[bytes], codepage: int
) -> bytes:
    """Return a book of Excel 5 or 95 with one sheet; style number ``n`` is in font ``n``."""
    start = struct.pack("<HHHH", _BIFF5, _GLOBALS, 0, 0)
    book = record(0x0809, start) + record(0x42, struct.pack("<H", codepage))
    for font in [fonts[0]] * 4 + list(fonts):
        book += record(
            0x31, struct.pack("<HHHHHBBBxB", 200, 0, 8, 400, 0, 0, 0, 0, len(font)) + font
        )
    for number in range(len(fonts)):
        # Of the font with number four there is none, so those of the cells begin at five.
        book += record(0xE0, struct.pack("<HHH10x", number + 5, 0, 1))
    sheet = record(0x0809, struct.pack("<HHHH", _BIFF5, _SHEET, 0, 0))
    for row, cells in enumerate(rows):
        sheet += b"".join(_cell(row, column, cell) for column, cell in enumerate(cells))
    sheet += record(0x0A, b"")
    about = 4 + 7 + len(name)
    where = len(book) + about + 4
    book += record(0x85, struct.pack("<IHB", where, 0, len(name)) + name) + record(0x0A, b"")
    return compound(book + sheet)


def compound(stream: bytes) -> bytes:
    """Return a compound file with one stream called Book, too long for the short sectors."""
    stream = stream.ljust(8 * _SECTOR, b"\0")
    stream += bytes(-len(stream) % _SECTOR)
    count = len(stream) // _SECTOR
    chain = [_TABLE, _END, *range(3, count + 2), _END]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(_SECTOR, b"\xff")
    head = _OLE + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIIII", 0, 1, 1, 0, 0x1000, _END, 0, _END, 0, 0)
    folder = _entry("Root Entry", 5, _FREE, 1, _END, 0) + _entry(
        "Book", 2, _FREE, _FREE, 2, len(stream)
    )
    return head.ljust(_SECTOR, b"\xff") + table + folder.ljust(_SECTOR, b"\0") + stream


def _entry(name: str, kind: int, left: int, child: int, start: int, size: int) -> bytes:
    wide = (name + "\0").encode("utf-16-le")
    return (
        wide.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(wide), kind, 1, left, _FREE, child)
        + bytes(36)
        + struct.pack("<III", start, size, 0)
    )
