"""R6: one office, two copies of the program, one owner."""

from tcxd_desktop.torture import race
from tests.torture import sabotage


def test_one_gets_the_office_and_the_other_says_who_has_it() -> None:
    found = race.run(40, seed=5)
    assert found.failures == []
    assert found.figures["races"] == 40
    assert found.figures["killed"] == 8
    assert found.figures["slowest_ms"] < 1000


def test_twin_a_lock_file_goes_stale() -> None:
    found = race.run(1, seed=6, kills=12, sabotage=sabotage.lock_file)
    assert any(text.startswith("after kill") for text in found.failures)


def test_twin_without_a_lock_there_are_two_owners() -> None:
    found = race.run(5, seed=7, kills=0, sabotage=sabotage.no_lock)
    assert any(text.startswith("race") for text in found.failures)
