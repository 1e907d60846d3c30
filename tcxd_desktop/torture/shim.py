"""SQLite's door to the disk, watched: each call of its file layer can be recorded or made to fail.

The tables of functions through which SQLite reaches the system (``sqlite3_vfs`` and
``sqlite3_io_methods``, a public interface) are filled with functions of ours that ask a watcher
and then do what was there before. Nothing is compiled. The table is found through the connection
object, whose first field is ``sqlite3*``, whose first field is ``sqlite3_vfs*``: the driver for
Windows exports none of SQLite's names. On Linux it does, and a test holds both ways side by side.

Only for a process that will end: the functions stay in open files as long as it lives.
"""

import ctypes
import errno
import os
import sys
from ctypes import CFUNCTYPE, c_char_p, c_int, c_int64, c_void_p
from pathlib import Path
from types import TracebackType
from typing import Any

import sqlcipher3.dbapi2 as driver

from tcxd_desktop.torture.calls import Call, Watcher, under

_OK, _CANTOPEN, _FULL = 0, 14, 13
_IOERR_READ, _IOERR_WRITE, _IOERR_FSYNC, _IOERR_DIR_FSYNC = 266, 778, 1034, 1290
_IOERR_TRUNCATE, _IOERR_FSTAT, _IOERR_DELETE = 1546, 1802, 2570
_CREATE = 0x4
_SYNCED_WITH_FOLDER = 0x800 | 0x4000 | 0x80000
"""A main journal, a super-journal, a WAL: the first sync of a new one syncs its folder as well."""
_BROKEN = 70

# Names of files are passed on as they came: SQLite keeps more behind the last letter.
_Open = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, c_void_p)
_Delete = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int)
_Close = CFUNCTYPE(c_int, c_void_p)
_Transfer = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_Truncate = CFUNCTYPE(c_int, c_void_p, c_int64)
_Sync = CFUNCTYPE(c_int, c_void_p, c_int)
_Size = CFUNCTYPE(c_int, c_void_p, c_void_p)


class _Vfs(ctypes.Structure):
    _fields_ = (
        ("version", c_int),
        ("file_size", c_int),
        ("longest_path", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("data", c_void_p),
        ("open", c_void_p),
        ("delete", c_void_p),
    )


class _Methods(ctypes.Structure):
    """``sqlite3_io_methods``; what stands behind the first six is copied unseen."""

    _fields_ = (
        ("version", c_int),
        ("close", c_void_p),
        ("read", c_void_p),
        ("write", c_void_p),
        ("truncate", c_void_p),
        ("sync", c_void_p),
        ("size", c_void_p),
        ("more", c_void_p * 12),
    )


_LENGTHS = {1: 13, 2: 17, 3: 19}
"""How many words each version of the table has."""
_kept: list[object] = []
"""Functions and tables that open files still point to."""


def find_vfs() -> int:
    """Return the address of the file layer the driver uses by default.

    Raises:
        RuntimeError: what lies there does not look like one.
    """
    connection = driver.connect(":memory:")
    try:
        # The first field behind the object's head, and the first of what it points to.
        database = c_void_p.from_address(id(connection) + object.__basicsize__).value
        address = c_void_p.from_address(database).value if database else None
    finally:
        connection.close()
    found = _Vfs.from_address(address) if address else None
    if address is None or found is None or found.version not in _LENGTHS or not found.open:
        raise RuntimeError("the driver's file layer was not found")
    return address


class Shim:
    """Puts a watcher between SQLite and the disk, for files under one folder."""

    def __init__(self, watcher: Watcher, root: Path) -> None:
        """Prepare; nothing is watched until the ``with`` block."""
        self._watcher = watcher
        self._root = root
        self._vfs = _Vfs.from_address(find_vfs())
        self._open = _Open(self._vfs.open)
        self._delete = _Delete(self._vfs.delete)
        self._files: dict[int, tuple[str, _Methods]] = {}
        self._tables: dict[int, _Methods] = {}
        self._new_journals: set[int] = set()

    def __enter__(self) -> "Shim":
        """Watch every file opened from now on."""
        # A fault of ours inside a callback would pass for "no error": better to end here.
        sys.unraisablehook = _end
        ours = _Open(self._on_open), _Delete(self._on_delete)
        _kept.append((self, ours))
        self._vfs.open = ctypes.cast(ours[0], c_void_p)
        self._vfs.delete = ctypes.cast(ours[1], c_void_p)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let files opened later pass unwatched."""
        self._vfs.open = ctypes.cast(self._open, c_void_p)
        self._vfs.delete = ctypes.cast(self._delete, c_void_p)

    def _on_open(self, vfs: int, name: int | None, file: int, flags: int, out: int | None) -> int:
        path = os.fsdecode(ctypes.string_at(name)) if name else ""
        if not path or not under(self._root, path):
            return int(self._open(vfs, name, file, flags, out))
        new = bool(flags & _CREATE) and not os.path.lexists(path)
        call = Call("open", path, file, creates=new)
        if self._watcher.ask(call):
            c_void_p.from_address(file).value = None
            return _CANTOPEN
        code = int(self._open(vfs, name, file, flags, out))
        if code == _OK:
            self._wrap(file, path)
            if new and flags & _SYNCED_WITH_FOLDER:
                self._new_journals.add(file)
            self._watcher.done(call)
        return code

    def _wrap(self, file: int, path: str) -> None:
        """Give an open file a table of ours in place of SQLite's."""
        place = c_void_p.from_address(file)
        theirs = place.value or 0
        if theirs not in self._tables:
            self._tables[theirs] = self._table(theirs)
        self._files[file] = path, _Methods.from_address(theirs)
        place.value = ctypes.addressof(self._tables[theirs])

    def _table(self, theirs: int) -> _Methods:
        made = _Methods()
        version = c_int.from_address(theirs).value
        words = _LENGTHS[min(version, max(_LENGTHS))]
        ctypes.memmove(ctypes.byref(made), theirs, words * ctypes.sizeof(c_void_p))
        ours: dict[str, Any] = {
            "close": _Close(self._on_close),
            "read": _Transfer(self._on_read),
            "write": _Transfer(self._on_write),
            "truncate": _Truncate(self._on_truncate),
            "sync": _Sync(self._on_sync),
            "size": _Size(self._on_size),
        }
        for name, function in ours.items():
            setattr(made, name, ctypes.cast(function, c_void_p))
        _kept.append((made, ours))
        return made

    def _on_close(self, file: int) -> int:
        _, theirs = self._files.pop(file)
        self._new_journals.discard(file)
        return int(_Close(theirs.close)(file))

    def _on_read(self, file: int, buffer: int, amount: int, offset: int) -> int:
        path, theirs = self._files[file]
        if self._watcher.ask(Call("read", path, file, offset, size=amount)):
            return _IOERR_READ
        return int(_Transfer(theirs.read)(file, buffer, amount, offset))

    def _on_write(self, file: int, buffer: int, amount: int, offset: int) -> int:
        path, theirs = self._files[file]
        call = Call("write", path, file, offset, ctypes.string_at(buffer, amount), amount)
        write = _Transfer(theirs.write)
        if code := self._watcher.ask(call):
            # A disk that fails in the middle has written the first half.
            write(file, buffer, amount // 2, offset)
            return _FULL if code == errno.ENOSPC else _IOERR_WRITE
        return self._told(call, int(write(file, buffer, amount, offset)))

    def _on_truncate(self, file: int, size: int) -> int:
        path, theirs = self._files[file]
        call = Call("truncate", path, file, size=size)
        if self._watcher.ask(call):
            return _IOERR_TRUNCATE
        return self._told(call, int(_Truncate(theirs.truncate)(file, size)))

    def _on_sync(self, file: int, flags: int) -> int:
        path, theirs = self._files[file]
        call = Call("sync", path, file)
        if self._watcher.ask(call):
            return _IOERR_FSYNC
        code = self._told(call, int(_Sync(theirs.sync)(file, flags)))
        if code == _OK and file in self._new_journals:
            self._new_journals.discard(file)
            self._watcher.done(Call("sync_folder", os.path.dirname(path)))  # noqa: PTH120
        return code

    def _on_size(self, file: int, size: int) -> int:
        path, theirs = self._files[file]
        if self._watcher.ask(Call("size", path, file)):
            return _IOERR_FSTAT
        return int(_Size(theirs.size)(file, size))

    def _on_delete(self, vfs: int, name: int, sync: int) -> int:
        path = os.fsdecode(ctypes.string_at(name))
        if not under(self._root, path):
            return int(self._delete(vfs, name, sync))
        call = Call("delete", path)
        if self._watcher.ask(call):
            return _IOERR_DELETE
        code = self._told(call, int(self._delete(vfs, name, sync)))
        if code == _OK and sync:
            folder = Call("sync_folder", os.path.dirname(path))  # noqa: PTH120
            if self._watcher.ask(folder):
                return _IOERR_DIR_FSYNC
            self._watcher.done(folder)
        return code

    def _told(self, call: Call, code: int) -> int:
        if code == _OK:
            self._watcher.done(call)
        return code


def _end(fault: Any) -> None:
    """End the process at an error nobody could catch."""
    sys.__excepthook__(fault.exc_type, fault.exc_value, fault.exc_traceback)
    os._exit(_BROKEN)
