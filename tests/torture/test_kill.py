"""R1: the program is killed at any moment; nothing that was reported as saved may be missing."""

from tcxd_desktop.torture import edits, exchange_edits, kill, offices
from tcxd_desktop.torture.edits import Kind, Plan
from tcxd_desktop.torture.exchange_edits import STEPS

ROUNDS = 100


def test_nothing_reported_as_saved_is_lost() -> None:
    found = kill.run(ROUNDS, seed=1)
    assert found.failures == []
    assert found.figures["rounds"] == ROUNDS
    assert found.figures["edits"] > ROUNDS
    # Without journals to roll back the kills would have missed every commit.
    assert found.figures["hot_journals"] > 0


def test_twin_reporting_before_the_commit_loses_edits() -> None:
    found = kill.run(15, seed=2, early=True)
    assert found.figures["lost"] > 0
    assert any("lost" in text for text in found.failures)


def test_a_half_edit_would_be_seen() -> None:
    """The look at the office itself: each part of an edit that is missing is told."""
    plan = Plan({1: Kind.SAVE})
    with offices.workshop(memory=True) as shop, offices.opened(shop.fresh()) as desk:
        edits.perform(desk, plan.edit(1))
        assert edits.held(desk) == 1
        assert edits.torn(desk, plan, 1) == []
        person = plan.edit(1).person
        for statement, told in (
            ("UPDATE act SET note = '2' WHERE use_case = 'people.save'", "history"),
            (f"DELETE FROM person_rewards WHERE person_id = {person}", "rows"),
            (f"UPDATE person SET profession = '' WHERE id = {person}", "record"),
            (f"UPDATE person SET version = 9 WHERE id = {person}", "version"),
        ):
            desk.store._connection.execute(statement)
            assert any(told in text for text in edits.torn(desk, plan, 1)), told


def test_a_half_step_of_the_walk_of_sheets_would_be_seen() -> None:
    """Each table a step writes is looked at: one row less, or one value, is told."""
    plan = Plan(dict.fromkeys(range(1, len(STEPS) + 1), Kind.EXCHANGE))
    broken = {
        "DELETE FROM import_row WHERE before = ''": 1,
        "UPDATE import_row SET before = ''": 2,
        "DELETE FROM central_number": 2,
        "UPDATE import_run SET state = 'da_nhap'": 3,
        "DELETE FROM export_row": 4,
        "UPDATE person SET void_reason = ''": 5,
        "UPDATE person_merge SET state = 'da_gop'": 6,
        "UPDATE recon_round SET name = ''": 7,
        "DELETE FROM recon_entry": 8,
        "DELETE FROM recon_verdict": 9,
        "UPDATE recon_round SET closed = ''": 11,
    }
    with offices.workshop(memory=True) as shop, offices.opened(shop.fresh()) as desk:
        for edit in plan.first(len(STEPS)):
            edits.perform(desk, edit)
            assert edits.held(desk) == edit.number
            assert edits.torn(desk, plan, edit.number) == []
            for statement in [sql for sql, number in broken.items() if number == edit.number]:
                desk.store._connection.execute("SAVEPOINT twin")
                desk.store._connection.execute(statement)
                told = exchange_edits.torn(desk, edit.number)
                desk.store._connection.execute("ROLLBACK TO twin")
                desk.store._connection.execute("RELEASE twin")
                assert told, statement
