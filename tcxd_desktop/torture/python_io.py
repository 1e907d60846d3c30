"""Our own door to the disk, watched: the calls of ``os`` and ``open`` for files under one folder.

Only for a process that will end; nothing of ours is replaced, only what the language offers.
"""

import builtins
import errno
import io
import os
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from types import ModuleType, TracebackType
from typing import Any

from tcxd_desktop.torture.calls import Call, Watcher, under

_WRITES = os.O_WRONLY | os.O_RDWR


class PythonIo:
    """Puts a watcher between Python and the disk, for files under one folder."""

    def __init__(self, watcher: Watcher, root: Path) -> None:
        """Prepare; nothing is watched until the ``with`` block."""
        self._watcher = watcher
        self._root = root
        self._held: dict[int, str] = {}
        self._back = ExitStack()
        self._real: dict[str, Callable[..., Any]] = {}

    def __enter__(self) -> "PythonIo":
        """Watch from now on."""
        for name in ("open", "close", "read", "write", "fsync", "ftruncate", "unlink", "remove",
                     "mkdir", "rmdir", "rename", "replace", "sendfile"):  # fmt: skip
            if hasattr(os, name):
                self._swap(os, name, getattr(self, f"_{name}"))
        self._real["io.open"] = io.open
        self._put(io, "open", self._io_open)
        self._put(builtins, "open", self._io_open)
        return self

    def _swap(self, module: ModuleType, name: str, ours: Callable[..., Any]) -> None:
        self._real[name] = getattr(module, name)
        self._put(module, name, ours)

    def _put(self, module: ModuleType, name: str, ours: Callable[..., Any]) -> None:
        self._back.callback(setattr, module, name, getattr(module, name))
        setattr(module, name, ours)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Put everything back."""
        self._back.close()

    def path_of(self, file: Any, folder: int | None = None) -> str:
        """Return the watched path behind a path or a handle, or ``""``.

        Args:
            file: path or handle.
            folder: handle of the folder the path begins in, where it is relative to one.
        """
        if isinstance(file, int):
            return self._held.get(file, "")
        path = os.fsdecode(os.fspath(file))
        if folder is not None:
            held = self._held.get(folder)
            return str(Path(held, path)) if held else ""
        return path if under(self._root, path) else ""

    def ask(self, call: Call) -> None:
        """Raise what the watcher wants to happen."""
        if code := self._watcher.ask(call):
            raise OSError(code, os.strerror(code), call.path)

    def done(self, call: Call) -> None:
        """Tell the watcher."""
        self._watcher.done(call)

    def hold(self, handle: int, path: str) -> None:
        """Know what a handle stands for."""
        self._held[handle] = path

    def let_go(self, handle: int) -> None:
        """Forget a handle that is closed."""
        self._held.pop(handle, None)

    # --- calls of ``os`` -------------------------------------------------------------------------

    def _open(self, path: Any, flags: int, mode: int = 0o777, **more: Any) -> int:
        name = self.path_of(path, more.get("dir_fd"))
        if not name:
            return int(self._real["open"](path, flags, mode, **more))
        new = bool(flags & os.O_CREAT) and not os.path.lexists(name)
        self.ask(Call("open", name, creates=new))
        handle = int(self._real["open"](path, flags, mode, **more))
        self._held[handle] = name
        if not os.path.isdir(name):  # noqa: PTH112
            self.done(Call("open", name, handle, creates=new))
            if flags & os.O_TRUNC and flags & _WRITES and not new:
                self.done(Call("truncate", name, handle))
        return handle

    def _close(self, handle: int) -> None:
        self._held.pop(handle, None)
        self._real["close"](handle)

    def _read(self, handle: int, amount: int) -> bytes:
        if name := self._held.get(handle):
            self.ask(Call("read", name, handle, size=amount))
        return bytes(self._real["read"](handle, amount))

    def _write(self, handle: int, data: Any) -> int:
        name = self._held.get(handle)
        if not name:
            return int(self._real["write"](handle, data))
        return self.write(handle, name, bytes(data))

    def write(self, handle: int, name: str, data: bytes) -> int:
        """Write to a watched handle; a failing disk takes the first half."""
        call = Call("write", name, handle, os.lseek(handle, 0, os.SEEK_CUR), data, len(data))
        if code := self._watcher.ask(call):
            self._real["write"](handle, data[: len(data) // 2])
            raise OSError(code, os.strerror(code), name)
        written = int(self._real["write"](handle, data))
        self.done(Call("write", name, handle, call.offset, data[:written], written))
        return written

    def _fsync(self, handle: int) -> None:
        name = self._held.get(handle)
        if not name:
            self._real["fsync"](handle)
            return
        folder = os.path.isdir(name)  # noqa: PTH112
        call = Call("sync_folder" if folder else "sync", name, handle)
        self.ask(call)
        self._real["fsync"](handle)
        self.done(call)

    def _ftruncate(self, handle: int, size: int) -> None:
        if name := self._held.get(handle):
            self.ask(Call("truncate", name, handle, size=size))
        self._real["ftruncate"](handle, size)
        if name:
            self.done(Call("truncate", name, handle, size=size))

    def _unlink(self, path: Any, **more: Any) -> None:
        self._named("delete", "unlink", path, **more)

    def _remove(self, path: Any, **more: Any) -> None:
        self._named("delete", "remove", path, **more)

    def _rmdir(self, path: Any, **more: Any) -> None:
        self._named("delete", "rmdir", path, **more)

    def _mkdir(self, path: Any, mode: int = 0o777, **more: Any) -> None:
        self._named("folder", "mkdir", path, mode, **more)

    def _named(self, kind: str, real: str, path: Any, *rest: Any, **more: Any) -> None:
        name = self.path_of(path, more.get("dir_fd"))
        if name:
            self.ask(Call(kind, name))
        self._real[real](path, *rest, **more)
        if name:
            self.done(Call(kind, name))

    def _rename(self, old: Any, new: Any, **more: Any) -> None:
        self._moved("rename", old, new, **more)

    def _replace(self, old: Any, new: Any, **more: Any) -> None:
        self._moved("replace", old, new, **more)

    def _moved(self, real: str, old: Any, new: Any, **more: Any) -> None:
        name = self.path_of(new)
        call = Call("rename", self.path_of(old), target=name)
        if name:
            self.ask(call)
        self._real[real](old, new, **more)
        if name:
            self.done(call)

    def _sendfile(self, out: int, *rest: Any, **more: Any) -> int:
        if out in self._held:
            # shutil then copies with plain writes, which are seen.
            raise OSError(errno.ENOTSOCK, os.strerror(errno.ENOTSOCK))
        return int(self._real["sendfile"](out, *rest, **more))

    # --- open() ----------------------------------------------------------------------------------

    def _io_open(self, file: Any, mode: str = "r", *rest: Any, **more: Any) -> Any:
        if not self.path_of(file) or more.get("opener") is not None:
            return self._real["io.open"](file, mode, *rest, **more)
        names = ("buffering", "encoding", "errors", "newline", "closefd")
        given = dict(zip(names, rest, strict=False)) | more
        raw = _Raw(self, file, mode, closefd=given.get("closefd", True))
        if given.get("buffering") == 0:
            return raw
        kind: Any = io.BufferedReader
        if "+" in mode:
            kind = io.BufferedRandom
        elif not mode.startswith("r"):
            kind = io.BufferedWriter
        if "b" in mode:
            return kind(raw)
        return io.TextIOWrapper(
            kind(raw), given.get("encoding"), given.get("errors"), given.get("newline")
        )


class _Raw(io.FileIO):
    """An open file whose reads and writes are watched."""

    def __init__(self, door: PythonIo, file: Any, mode: str, *, closefd: bool) -> None:
        self._door = door
        self._path = door.path_of(file)
        new = not isinstance(file, int) and not os.path.lexists(file)
        call = Call("open", self._path, creates=new)
        if not isinstance(file, int):
            door.ask(call)
        super().__init__(file, mode.replace("b", "").replace("t", ""), closefd)
        self._number = self.fileno()
        if not isinstance(file, int):
            door.hold(self._number, self._path)
            door.done(Call("open", self._path, self._number, creates=new))
            if mode.startswith("w") and not new:
                door.done(Call("truncate", self._path, self._number))

    def close(self) -> None:
        """Close the file; its number may be another's from now on."""
        if not self.closed and self.closefd:
            self._door.let_go(self._number)
        super().close()

    def readinto(self, buffer: Any) -> int:
        """Read, unless it shall fail."""
        self._door.ask(Call("read", self._path, self._number))
        return super().readinto(buffer) or 0

    def readall(self) -> bytes:
        """Read, unless it shall fail."""
        self._door.ask(Call("read", self._path, self._number))
        return super().readall()

    def write(self, data: Any) -> int:
        """Write, unless it shall fail."""
        return self._door.write(self._number, self._path, bytes(data))

    def truncate(self, size: int | None = None) -> int:
        """Cut, unless it shall fail."""
        length = self.tell() if size is None else size
        call = Call("truncate", self._path, self._number, size=length)
        self._door.ask(call)
        done = super().truncate(length)
        self._door.done(call)
        return done
