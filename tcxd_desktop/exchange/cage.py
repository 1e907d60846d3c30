"""What holds the child process from outside: on Windows a job object, elsewhere nothing.

Elsewhere the child gives up its rights itself, see ``child_main``.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tcxd_desktop.domain.errors import ParserFailedProblem

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _EXTENDED_LIMITS = 9
    _ONE_PROCESS = 0x8
    _PROCESS_MEMORY = 0x100
    _DIE_ON_EXCEPTION = 0x400
    _KILL_ON_CLOSE = 0x2000
    _SET_QUOTA_AND_TERMINATE = 0x0100 | 0x0001

    class _Basic(ctypes.Structure):
        _fields_ = (
            ("process_time", wintypes.LARGE_INTEGER),
            ("job_time", wintypes.LARGE_INTEGER),
            ("flags", wintypes.DWORD),
            ("least_set", ctypes.c_size_t),
            ("most_set", ctypes.c_size_t),
            ("processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority", wintypes.DWORD),
            ("scheduling", wintypes.DWORD),
        )

    class _Extended(ctypes.Structure):
        _fields_ = (
            ("basic", _Basic),
            ("io", ctypes.c_ulonglong * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process", ctypes.c_size_t),
            ("peak_job", ctypes.c_size_t),
        )

    _kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    _kernel.CreateJobObjectW.restype = wintypes.HANDLE
    _kernel.CreateJobObjectW.argtypes = (ctypes.c_void_p, wintypes.LPCWSTR)
    _kernel.OpenProcess.restype = wintypes.HANDLE
    _kernel.OpenProcess.argtypes = (wintypes.DWORD, wintypes.BOOL, wintypes.DWORD)
    _kernel.SetInformationJobObject.argtypes = (
        wintypes.HANDLE,
        ctypes.c_int,
        ctypes.c_void_p,
        wintypes.DWORD,
    )
    _kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
    _kernel.CloseHandle.argtypes = (wintypes.HANDLE,)

    @contextmanager
    def confined(pid: int, memory: int) -> Iterator[None]:
        """Hold process ``pid`` in a job while the block runs; leaving it kills the process.

        Raises:
            ParserFailedProblem: Windows refused the job; nothing is parsed without it.
        """
        limits = _Extended()
        limits.basic.flags = _ONE_PROCESS | _PROCESS_MEMORY | _DIE_ON_EXCEPTION | _KILL_ON_CLOSE
        limits.basic.processes = 1
        limits.process_memory = memory
        job = _kernel.CreateJobObjectW(None, None)
        process = _kernel.OpenProcess(_SET_QUOTA_AND_TERMINATE, False, pid)  # noqa: FBT003
        try:
            held = (
                job
                and process
                and _kernel.SetInformationJobObject(
                    job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits)
                )
                and _kernel.AssignProcessToJobObject(job, process)
            )
            if not held:
                raise ParserFailedProblem("crash")
            yield
        finally:
            for handle in (process, job):
                if handle:
                    _kernel.CloseHandle(handle)

else:

    @contextmanager
    def confined(pid: int, memory: int) -> Iterator[None]:
        """Hold nothing: the child limits itself."""
        yield
