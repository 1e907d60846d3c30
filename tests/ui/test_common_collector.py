"""Garbage is collected in the thread of the screens only."""

import gc
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tcxd_desktop.ui.common.collector import Collector


class Knot:
    """Something only the collector can free."""

    freed: list[int]

    def __init__(self) -> None:
        self.me = self

    def __del__(self) -> None:
        self.freed.append(threading.get_ident())


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[Collector]:
    gc.enable()  # as in the program; tests of screens collect between themselves only
    made = Collector()
    yield made
    made.stop()
    assert gc.isenabled()
    gc.disable()


def test_a_worker_frees_nothing_and_the_screens_do(collector: Collector) -> None:
    Knot.freed = []

    def work() -> None:
        for _ in range(5_000):
            Knot()

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    assert Knot.freed == []
    collector._on_time()
    assert set(Knot.freed) == {threading.get_ident()}
