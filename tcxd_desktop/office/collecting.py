"""Garbage collection, put off while thousands of records are made."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def put_off() -> Iterator[None]:
    """Let nothing be collected meanwhile: frozen records go in no circles, and each round would
    look at all of them (a fifth of the time of an import of ten thousand lines)."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
