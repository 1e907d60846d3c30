"""Spoils healthy sheets the way attackers, failing disks and careless programs do.

Blind bytes hardly get past the checksums of an archive, so parts are taken out, spoiled where
they mean something and packed again; records of old books are found by their lengths.
"""

import random
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import Final

from tcxd_desktop.torture.sheet_seeds import archive_of, parts_of

_TAG = re.compile(rb"<[^<>]*>")
_NUMBER = re.compile(rb'"-?\d+(?:\.\d+)?"')
_REFERENCE = re.compile(rb'\br="[A-Z]+\d+"')
_VALUE = re.compile(rb">[^<>]+<")
_HOSTILE_NUMBERS: Final = (
    b"-1", b"0", b"2147483647", b"4294967296", b"99999999999999999999", b"1e308", b"-1e308",
    b"NaN", b"", b"x", b"1048576", b"16384", b"0x7f",
)  # fmt: skip
_HOSTILE_PLACES: Final = (b"XFD1048576", b"A1048576", b"XFD1", b"A0", b"ZZZ9", b"GS1", b"A200001")
_HOSTILE_TEXTS: Final = (
    b"&lt;" * 50, b"_x0000_", b"&#0;", b"&#xD800;", b"\xff\xfe", "\u202e".encode(), b"9" * 400,
    b"&boom;", "ư".encode() * 3000,
)  # fmt: skip
_DTD: Final = (
    b'<!DOCTYPE r [<!ENTITY a "boom"><!ENTITY boom "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    b'<!DOCTYPE r SYSTEM "file:///etc/passwd">',
    b'<!DOCTYPE r [<!ENTITY boom SYSTEM "file:///etc/passwd">]>',
    b'<!DOCTYPE r [<!ENTITY % p SYSTEM "http://127.0.0.1/x"> %p;]>',
)
_NESTED: Final = 4_000
_UNREADABLE: Final = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, LookupError, OSError, RuntimeError,
    ValueError,
)  # fmt: skip
"""What an archive that was spoiled is refused with, also as protected or of unknown method."""
Mutation = Callable[[random.Random, bytes], bytes]


def mutated(chance: random.Random, kind: str, data: bytes) -> bytes:
    """Return a spoiled copy of a healthy file of a kind."""
    for _ in range(chance.randrange(1, 4)):
        data = chance.choice(_BY_KIND[kind])(chance, data)
        if kind in {"xlsx", "ods"} and not data.startswith(b"PK"):
            break
    return data


# --- any file ------------------------------------------------------------------------------------


def _flip(chance: random.Random, data: bytes) -> bytes:
    spoiled = bytearray(data or b"\0")
    for _ in range(chance.randrange(1, 9)):
        spoiled[chance.randrange(len(spoiled))] = chance.randrange(256)
    return bytes(spoiled)


def _cut(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _stutter(chance: random.Random, data: bytes) -> bytes:
    start = chance.randrange(len(data) + 1)
    piece = data[start : start + chance.randrange(1, 600)]
    return data[:start] + piece * chance.randrange(2, 30) + data[start:]


def _prefix(chance: random.Random, data: bytes) -> bytes:
    return chance.choice((b"\xef\xbb\xbf", b"\0", b"PK\x03\x04", b"MZ", b"\xff\xfe", b"\n")) + data


_ANY: Final = (_flip, _cut, _stutter, _prefix)

# --- archives ------------------------------------------------------------------------------------


def _inside(spoil: Mutation) -> Mutation:
    """Return a mutation of one XML part of an archive."""

    def mutation(chance: random.Random, data: bytes) -> bytes:
        parts = _parts(data)
        names = [name for name, part in parts.items() if part.lstrip().startswith(b"<")]
        if not names:
            return data
        # Sheets, styles and strings are where the meaning is.
        weights = [5 if re.search("sheet|style|content|Strings|workbook", n) else 1 for n in names]
        name = chance.choices(names, weights)[0]
        return archive_of(parts | {name: spoil(chance, parts[name])})

    return mutation


def _parts(data: bytes) -> dict[str, bytes]:
    try:
        return parts_of(data)
    except _UNREADABLE:  # spoiled before
        return {}


def _replaced(pattern: re.Pattern[bytes], news: tuple[bytes, ...], form: bytes) -> Mutation:
    def spoil(chance: random.Random, part: bytes) -> bytes:
        found = list(pattern.finditer(part))
        if not found:
            return part
        at = chance.choice(found)
        return part[: at.start()] + form % chance.choice(news) + part[at.end() :]

    return spoil


def _tags(chance: random.Random, part: bytes) -> bytes:
    tags = list(_TAG.finditer(part))
    if len(tags) < 2:
        return part
    one, other = sorted(chance.sample(range(len(tags)), 2))
    a, b = tags[one], tags[other]
    middle = part[a.end() : b.start()]
    kept = chance.choice((
        a[0] + middle + b[0] + b[0], b[0] + middle + a[0], middle, a[0] * 3 + middle + b[0],
    ))  # fmt: skip
    return part[: a.start()] + kept + part[b.end() :]


def _type(chance: random.Random, part: bytes) -> bytes:
    head, end, rest = part.partition(b"?>")
    return head + end + chance.choice(_DTD) + rest if end else chance.choice(_DTD) + part


def _deep(chance: random.Random, part: bytes) -> bytes:
    tags = list(_TAG.finditer(part))
    at = chance.choice(tags).end() if tags else 0
    return part[:at] + b"<a>" * _NESTED + b"</a>" * _NESTED + part[at:]


def _recoded(chance: random.Random, part: bytes) -> bytes:
    name = chance.choice(("utf-16", "utf-16-le", "cp1252", "utf-7"))
    text = part.decode("utf-8", "replace").replace('encoding="UTF-8"', f'encoding="{name}"')
    return text.encode(name, "replace")


def _part_gone(chance: random.Random, data: bytes) -> bytes:
    parts = _parts(data)
    if parts:
        del parts[chance.choice(sorted(parts))]
    return archive_of(parts)


def _part_named(chance: random.Random, data: bytes) -> bytes:
    parts = _parts(data)
    if not parts:
        return data
    one, other = chance.choices(sorted(parts), k=2)
    return archive_of(parts | {one: parts[other]})


def _lying_size(chance: random.Random, data: bytes) -> bytes:
    """Change a size, an offset or a method in the folder of the archive."""
    starts = [found.start() for found in re.finditer(rb"PK\x01\x02", data)]
    if not starts:
        return data
    spoiled = bytearray(data)
    place = chance.choice(starts) + chance.choice((8, 10, 16, 20, 24, 28, 42))
    value = chance.choice((0, 1, 99, 0x7FFFFFFF, 0xFFFFFFFF, chance.randrange(1 << 32)))
    spoiled[place : place + 4] = struct.pack("<I", value)
    return bytes(spoiled)


def _nested(chance: random.Random, data: bytes) -> bytes:
    inner = archive_of({"xl/workbook.xml": data, "content.xml": data})
    return archive_of(_parts(data) | {chance.choice(("xl/media/a.zip", "content.xml")): inner})


_ARCHIVE: Final = (
    *_ANY,
    *(_inside(spoil) for spoil in (
        _replaced(_NUMBER, _HOSTILE_NUMBERS, b'"%b"'),
        _replaced(_NUMBER, _HOSTILE_NUMBERS, b'"%b"'),
        _replaced(_REFERENCE, _HOSTILE_PLACES, b'r="%b"'),
        _replaced(_VALUE, _HOSTILE_TEXTS, b">%b<"),
        _tags, _tags, _type, _deep, _recoded, _flip, _cut, _stutter,
    )),
    _part_gone, _part_named, _lying_size, _nested,
)  # fmt: skip

# --- old books -----------------------------------------------------------------------------------


def _records(data: bytes) -> list[tuple[int, int]]:
    """Return where records begin and how long they are, as far as they can be followed."""
    at = 3 * 512 if data.startswith(b"\xd0\xcf") else 0
    found = []
    while at + 4 <= len(data):
        kind, length = struct.unpack_from("<HH", data, at)
        if not kind:
            break
        found.append((at, length))
        at += 4 + length
    return found


def _record(chance: random.Random, data: bytes) -> bytes:
    """Change the kind, the length or the body of a record."""
    records = _records(data)
    if not records:
        return _flip(chance, data)
    spoiled = bytearray(data)
    at, length = chance.choice(records)
    way = chance.randrange(3)
    if way == 0:
        spoiled[at : at + 2] = struct.pack("<H", chance.choice((6, 10, 47, 252, 253, 1054, 2057)))
    elif way == 1:
        spoiled[at + 2 : at + 4] = struct.pack("<H", chance.choice((0, 1, 8224, 0xFFFF)))
    elif length:
        place = at + 4 + chance.randrange(length)
        spoiled[place : place + 2] = struct.pack("<H", chance.choice((0, 0xFF, 0x7FFF, 0xFFFF)))
    return bytes(spoiled)


def _record_moved(chance: random.Random, data: bytes) -> bytes:
    records = _records(data)
    if not records:
        return _cut(chance, data)
    at, length = chance.choice(records)
    piece = data[at : at + 4 + length]
    way = chance.randrange(3)
    if way == 0:
        return data[:at] + data[at + len(piece) :]
    return data[:at] + piece * chance.randrange(2, 200) + data[at:]


def _sectors(chance: random.Random, data: bytes) -> bytes:
    """Make the table of sectors, or the head of the compound file, lie."""
    spoiled = bytearray(data)
    if len(data) < 1024:
        return _flip(chance, data)
    place = chance.choice((24, 30, 32, 44, 48, 60, 64, 68, 72, 76, 512 + 4 * chance.randrange(20),
                           1024 + 116, 1024 + 128 + 116, 1024 + 128 + 120))  # fmt: skip
    value = chance.choice((0, 1, 2, 5, 0xFFFFFFFE, 0xFFFFFFFF, 0x7FFFFFFF, chance.randrange(40)))
    spoiled[place : place + 4] = struct.pack("<I", value)
    return bytes(spoiled)


_OLD: Final = (*_ANY, _record, _record, _record, _record_moved, _sectors)

# --- text ----------------------------------------------------------------------------------------


def _sprinkled(chance: random.Random, data: bytes) -> bytes:
    """Put a sign text files break at somewhere."""
    signs = (b'"', b'""', b"\r", b"\n", b";" * 300, b"\t", b"\x1a", b"\xff", b"\xc3", b'"\n"',
             b"sep=", b"\xef\xbb\xbf", b"<", "\u2028".encode())  # fmt: skip
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(signs) + data[at:]


def _long_line(chance: random.Random, data: bytes) -> bytes:
    return data.replace(b"\n", b"") * chance.randrange(1, 40)


_BY_KIND: Final = {
    "xlsx": _ARCHIVE,
    "ods": _ARCHIVE,
    "xls": _OLD,
    "csv": (*_ANY, _sprinkled, _sprinkled, _long_line),
}
