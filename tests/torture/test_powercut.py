"""R2, R3, R11: the power goes at any moment, and what was not synced is lost."""

from collections.abc import Callable

import pytest

from tcxd_desktop.torture import powercut
from tcxd_desktop.torture.scenes import BACKUP, FILE, OFFICE, ONE, PAIR, RESTORE, SCENES, Scene
from tests.torture import sabotage
from tests.torture.old_office import MIGRATION

STATES = {"office": 100, "one": 120, "pair": 100, "file": 200, "rekey": 40, "backup": 40,
          "restore": 36, "migrate": 8}  # fmt: skip


@pytest.mark.parametrize("scene", [*SCENES, MIGRATION], ids=lambda scene: scene.name)
def test_nothing_reported_as_saved_is_lost(scene: Scene) -> None:
    states = STATES[scene.name]
    found = powercut.run(states, seed=3, scenes=(scene,))
    assert found.failures == []
    assert found.figures["states"] == states
    assert found.figures["edits"] > 0


@pytest.mark.parametrize(
    ("scene", "harm", "figure"),
    [
        (OFFICE, sabotage.wal_normal, "lost"),
        (OFFICE, sabotage.never_sync, "lost"),
        (OFFICE, sabotage.never_sync, "torn"),
        (PAIR, sabotage.never_sync, "torn"),
        (ONE, sabotage.full, "lost"),
        (FILE, sabotage.no_fsync, "torn"),
        (BACKUP, sabotage.no_fsync, "torn"),
        (RESTORE, sabotage.no_fsync, "torn"),
    ],
    ids=lambda value: getattr(value, "name", getattr(value, "__name__", str(value))),
)
def test_twin_is_red(scene: Scene, harm: Callable[[], None], figure: str) -> None:
    states = STATES[scene.name] // 3
    found = powercut.run(states, seed=4, scenes=(scene,), sabotage=harm)
    assert found.figures["states"] == states
    assert found.figures[figure] > 0
    assert found.failures
