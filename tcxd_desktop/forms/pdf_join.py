"""PDFs of our own, one behind the other, as one: a pack of papers is a single print job.

What ReportLab writes is plain: a table of objects, none packed into another. Joining renumbers
them and puts every page tree under a new one, so no page is drawn again.
"""

import re
from collections.abc import Sequence
from typing import Final

_REFERENCE: Final = re.compile(rb"(?<![0-9])(\d+) 0 R(?![A-Za-z])")
_OBJECT: Final = re.compile(rb"(\d+) 0 obj\s")
_HEADER: Final = b"%PDF-1.7\n%\x93\x8c\x8b\x9e\n"
_STREAM: Final = b"stream"


def joined(parts: Sequence[bytes]) -> bytes:
    """Return PDFs made by ``forms`` as one, in order.

    Args:
        parts: at least one; each as ReportLab wrote it.

    Raises:
        ValueError: a part is not such a file.
    """
    if len(parts) == 1:
        return parts[0]
    objects: dict[int, bytes] = {}
    trees: list[int] = []
    info, pages = b"", 0
    for part in parts:
        moved = _Part(part, len(objects))
        objects |= moved.objects
        trees.append(moved.tree)
        pages += moved.pages
        info = info or moved.info
    root, catalogue = len(objects) + 1, len(objects) + 2
    for tree in trees:
        objects[tree] = objects[tree].replace(
            b"/Type /Pages", b"/Parent %d 0 R /Type /Pages" % root, 1
        )
    kids = b" ".join(b"%d 0 R" % tree for tree in trees)
    objects[root] = b"<<\n/Count %d /Kids [ %s ] /Type /Pages\n>>" % (pages, kids)
    objects[catalogue] = b"<<\n/PageMode /UseNone /Pages %d 0 R /Type /Catalog\n>>" % root
    return _written(objects, catalogue, info)


class _Part:
    """One file, its objects numbered on from those before it."""

    def __init__(self, data: bytes, shift: int) -> None:
        trailer = data[data.rindex(b"trailer") :]
        self.objects = {
            number + shift: _shifted(body, shift) for number, body in _objects(data).items()
        }
        catalogue = self.objects[_number(trailer, b"/Root") + shift]
        self.tree = _number(catalogue, b"/Pages")
        found = re.search(rb"/Count (\d+)", self.objects[self.tree])
        self.pages = int(found.group(1)) if found else 0
        self.info = b"/Info %d 0 R" % (_number(trailer, b"/Info") + shift)


def _number(data: bytes, key: bytes) -> int:
    found = re.search(key + rb" (\d+) 0 R", data)
    if found is None:
        raise ValueError(f"no {key.decode()} in the file")
    return int(found.group(1))


def _objects(data: bytes) -> dict[int, bytes]:
    """Return the bodies of all objects by number, as the table of the file places them."""
    start = int(data[data.rindex(b"startxref") + 9 :].split(maxsplit=1)[0])
    if not data.startswith(b"xref", start):
        raise ValueError("no plain table of objects")
    rows = re.findall(rb"(\d{10}) \d{5} n", data[start : data.rindex(b"trailer")])
    places = sorted(int(row) for row in rows)
    found = {}
    for place, end in zip(places, [*places[1:], start], strict=True):
        head = _OBJECT.match(data, place)
        if head is None:
            raise ValueError("the table of objects is wrong")
        found[int(head.group(1))] = data[head.end() : data.rindex(b"endobj", place, end)].rstrip()
    return found


def _shifted(body: bytes, shift: int) -> bytes:
    """Return an object whose references are numbered on; what a stream holds stays as it is."""
    words, stream, rest = body.partition(_STREAM)
    moved = _REFERENCE.sub(lambda found: b"%d 0 R" % (int(found.group(1)) + shift), words)
    return moved + stream + rest


def _written(objects: dict[int, bytes], catalogue: int, info: bytes) -> bytes:
    parts, places, size = [_HEADER], [], len(_HEADER)
    for number in sorted(objects):
        places.append(size)
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, objects[number]))
        size += len(parts[-1])
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table))
    parts.append(
        b"trailer\n<<\n%s\n/Root %d 0 R\n/Size %d\n>>\nstartxref\n%d\n%%%%EOF\n"
        % (info, catalogue, count, size)
    )
    return b"".join(parts)
