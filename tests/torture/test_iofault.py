"""R4, R5: every call to the disk may fail; the full rounds are those of ``tcxd torture``."""

from contextlib import suppress

import pytest

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.torture import iofault
from tcxd_desktop.torture.edits import Kind
from tcxd_desktop.torture.iofault import EVERY_OPERATION, MODES
from tcxd_desktop.torture.operations import Bench, Operation, perform
from tests.torture.old_office import MIGRATE

LIMIT = 8
SLOW = {
    "photo": 3, "import": 3, "sheets": 3, "reset": 3, "rekey": 3, "backup": 2, "restore": 1,
    "migrate": 1,
}  # fmt: skip
"""These start a process each time, or open the office often: fewer calls, and not a dead disk."""
ONCE_AND_FULL = (MODES[0], MODES[2])


@pytest.mark.parametrize(
    "operation", [*EVERY_OPERATION, MIGRATE], ids=lambda operation: operation.name
)
def test_a_failing_disk_is_survived(operation: Operation) -> None:
    limit = SLOW.get(operation.name, LIMIT)
    modes = ONCE_AND_FULL if operation.name in SLOW else MODES
    found = iofault.run(limit, operations=(operation,), modes=modes)
    assert found.failures == []
    assert found.figures["failed"] == limit * len(modes)
    assert found.figures["refused"] > 0


def swallow(bench: Bench) -> None:
    with suppress(Problem):
        perform(bench)


def test_twin_swallowing_the_exception_is_red() -> None:
    sinner = Operation("swallow", swallow, edit=Kind.SAVE)
    found = iofault.run(LIMIT, operations=(sinner,), modes=MODES[:1])
    assert any("holds 7 edits instead of 8" in text for text in found.failures)


def write_carelessly(bench: Bench) -> None:
    (bench.out / "ds.xlsx").write_bytes(b"PK" + bytes(100_000))


def test_twin_writing_without_care_is_red() -> None:
    sinner = Operation("careless", write_carelessly)
    found = iofault.run(LIMIT, operations=(sinner,), modes=MODES[:1])
    assert any("ds.xlsx is incomplete" in text for text in found.failures)
    assert any("raw OSError" in text for text in found.failures)
