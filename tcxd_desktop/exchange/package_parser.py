"""Child side: the ZIP inside a package to its files. Loaded by ``child_main`` only.

Answers with four bytes of length, a JSON index, and the contents one after the other.
"""

import codecs
import json
import re
import zipfile
from io import BytesIO

from tcxd_desktop.domain.packet_errors import BadPackageProblem
from tcxd_desktop.exchange.json_parser import parse as parse_json

MOST_ENTRIES = 2_000
MOST_SIZE = 64 * 1024 * 1024
MANIFEST, SIGNATURE = "manifest.json", "manifest.sig"
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*(?:/[a-z0-9][a-z0-9_-]*){0,2}\.[a-z0-9]{1,8}")
_MOST_NAME = 80
_ENCRYPTED = 0x1

# zipfile looks this up at the first name, which is after the last file could be opened.
LOADED = codecs.lookup("cp437")


def parse(data: bytes) -> bytes:
    """Return the files of a package and its manifest, read.

    Raises:
        BadPackageProblem: anything but a plain ZIP of a few well-named stored files.
        BadJsonProblem: the manifest is no JSON.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check(archive.infolist())
            contents = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise BadPackageProblem("zip") from error
    if MANIFEST not in contents or SIGNATURE not in contents:
        raise BadPackageProblem("manifest")
    index = {
        "manifest": parse_json(contents[MANIFEST]),
        "entries": [[name, len(content)] for name, content in contents.items()],
    }
    head = json.dumps(index, ensure_ascii=False).encode()
    return b"".join((len(head).to_bytes(4, "big"), head, *contents.values()))


def _check(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse what a package never has, before one byte of content is read."""
    faults = (
        ("entries", len(entries) > MOST_ENTRIES),
        ("double", len({entry.filename for entry in entries}) != len(entries)),
        ("name", not all(map(_well_named, entries))),
        ("encrypted", any(entry.flag_bits & _ENCRYPTED for entry in entries)),
        ("compressed", any(entry.compress_type != zipfile.ZIP_STORED for entry in entries)),
        ("ratio", any(entry.file_size != entry.compress_size for entry in entries)),
        ("size", sum(entry.file_size for entry in entries) > MOST_SIZE),
    )
    found = next((kind for kind, wrong in faults if wrong), None)
    if found is not None:
        raise BadPackageProblem(found)


def _well_named(entry: zipfile.ZipInfo) -> bool:
    # orig_filename: zipfile itself cuts names at a NUL and turns separators round.
    name = entry.orig_filename
    return (
        len(name) <= _MOST_NAME
        and _NAME.fullmatch(name) is not None
        and entry.filename == name
        and not entry.is_dir()
    )
