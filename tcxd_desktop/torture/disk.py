"""A disk that forgets: what may be left of a run of calls when the power goes.

What was synced is there. Of what was not, each 512-byte sector may have been written, or not, or
hold rubbish; each change of a name in a folder may have happened or not, in any combination
(names in order). This is harsher than ext4 and NTFS, which keep the order of names.
"""

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from tcxd_desktop.torture.calls import Call

SECTOR = 512


@dataclass(frozen=True, slots=True)
class Luck:
    """How much of what was not synced survives: chances of a sector, of rubbish, of a name."""

    kept: float
    rubbish: float
    named: float
    sectors: bool = True
    """Each sector by itself; else each write as a whole."""


NOTHING = Luck(0, 0, 0)
EVERYTHING = Luck(1, 0, 1)
LUCKS = (
    NOTHING,
    EVERYTHING,
    Luck(0.5, 0, 0.5),
    Luck(0.5, 0.1, 0.5),
    Luck(0.5, 0, 0.5, sectors=False),
    Luck(0, 0, 1),
    Luck(1, 0, 0),
)
"""The extremes, and what lies between."""


@dataclass(slots=True, eq=False)
class _File:
    """A file apart from its names: what is on the disk, and what waits for it."""

    synced: bytearray = field(default_factory=bytearray)
    waiting: list[Call] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class _Folder:
    """A folder apart from its own name: the names as the program sees them, and on the disk."""

    now: "_Names" = field(default_factory=dict)
    synced: "_Names" = field(default_factory=dict)


_Node = _File | _Folder
_Names = dict[str, _Node]
_Naming = tuple[_Folder, str, _Node | None]


class Disk:
    """Follows a run of calls and can tell what a power cut leaves."""

    def __init__(self, folder: Path, apart: tuple[str, ...] = ()) -> None:
        """Start from the files in ``folder``, all of them on the disk; ``apart`` are left out."""
        self._base = PurePath(folder)
        self._apart = apart
        self._root = self._found(folder)
        self._waiting: list[tuple[_Naming, ...]] = []
        """Changes of names; those of one rename stand together."""
        self._open: dict[int, _File] = {}

    def _found(self, folder: Path) -> _Folder:
        names: _Names = {}
        for path in sorted(folder.iterdir()):
            if path.is_dir():
                names[path.name] = self._found(path)
            elif path.name not in self._apart:
                names[path.name] = _File(bytearray(path.read_bytes()))
        return _Folder(names, dict(names))

    def follow(self, call: Call) -> None:
        """Take in one call."""
        if PurePath(call.path).name in self._apart:
            return
        match call.kind:
            case "open":
                self._follow_open(call)
            case "write" | "truncate":
                self._open[call.handle].waiting.append(call)
            case "sync":
                file = self._open[call.handle]
                _apply(file.synced, file.waiting)
                file.waiting.clear()
            case "folder":
                self._name((*self._place(call.path), _Folder()))
            case "delete":
                self._name((*self._place(call.path), None))
            case "rename":
                old, name = self._place(call.path)
                self._name((old, name, None), (*self._place(call.target), old.now[name]))
            case "sync_folder":
                self._sync(self._folder(call.path))

    def _folder(self, path: str) -> _Folder:
        found: _Node = self._root
        for part in PurePath(path).relative_to(self._base).parts:
            assert isinstance(found, _Folder)
            found = found.now[part]
        assert isinstance(found, _Folder)
        return found

    def _place(self, path: str) -> tuple[_Folder, str]:
        whole = PurePath(path)
        return self._folder(str(whole.parent)), whole.name

    def _follow_open(self, call: Call) -> None:
        folder, name = self._place(call.path)
        if call.creates or name not in folder.now:
            self._name((folder, name, _File()))
        file = folder.now[name]
        assert isinstance(file, _File)
        self._open[call.handle] = file

    def _name(self, *namings: _Naming) -> None:
        self._waiting.append(namings)
        for folder, name, node in namings:
            _set(folder.now, name, node)

    def _sync(self, folder: _Folder) -> None:
        left = []
        for namings in self._waiting:
            if any(touched is folder for touched, _, _ in namings):
                for touched, name, node in namings:
                    _set(touched.synced, name, node)
            else:
                left.append(namings)
        self._waiting = left

    def after_cut(self, chance: random.Random, luck: Luck) -> dict[str, bytes | None]:
        """Return what there is when the power comes back, by path; folders are ``None``."""
        changed: dict[_Folder, _Names] = {}
        for namings in self._waiting:
            if chance.random() < luck.named:
                for folder, name, node in namings:
                    _set(changed.setdefault(folder, dict(folder.synced)), name, node)
        return {
            str(path): _left(node, chance, luck) if isinstance(node, _File) else None
            for path, node in _walk(self._base, self._root, changed)
        }


def _walk(
    base: PurePath, folder: _Folder, changed: Mapping[_Folder, _Names]
) -> Iterator[tuple[PurePath, _Node]]:
    for name, node in changed.get(folder, folder.synced).items():
        yield base / name, node
        if isinstance(node, _Folder):
            yield from _walk(base / name, node, changed)


def _set(names: _Names, name: str, node: _Node | None) -> None:
    if node is None:
        names.pop(name, None)
    else:
        names[name] = node


def _left(file: _File, chance: random.Random, luck: Luck) -> bytes:
    content = bytearray(file.synced)
    for call in file.waiting:
        _apply(content, _survivors(call, chance, luck))
    return bytes(content)


def _survivors(call: Call, chance: random.Random, luck: Luck) -> Iterable[Call]:
    if call.kind == "truncate" or not luck.sectors:
        if chance.random() < luck.kept:
            yield call
        return
    start = call.offset
    end = call.offset + len(call.data)
    while start < end:
        stop = min(end, (start // SECTOR + 1) * SECTOR)
        fate = chance.random()
        if fate < luck.kept:
            data = call.data[start - call.offset : stop - call.offset]
            yield Call("write", offset=start, data=data)
        elif fate < luck.kept + luck.rubbish:
            yield Call("write", offset=start, data=chance.randbytes(stop - start))
        start = stop


def _apply(content: bytearray, calls: Iterable[Call]) -> None:
    for call in calls:
        if call.kind == "truncate":
            if call.size < len(content):
                del content[call.size :]
            else:
                content.extend(bytes(call.size - len(content)))
            continue
        if len(content) < call.offset:
            content.extend(bytes(call.offset - len(content)))
        content[call.offset : call.offset + len(call.data)] = call.data
