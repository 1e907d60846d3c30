"""What is kept of scores follows from what was entered, or ``verify`` says so."""

from decimal import Decimal

import pytest

from tcxd_desktop.domain.score_sheets import Entry
from tcxd_desktop.office import opening, score_checks, scoring
from tcxd_desktop.office.desk import Desk
from tests.office import meeting_samples as samples
from tests.office.test_scoring import scored


@pytest.fixture
def meeting_id(desk: Desk) -> int:
    samples.fill(desk)
    made = samples.held(desk)
    scored(desk, made.id, g6=28)
    return made.id


def behind_the_book(desk: Desk, sql: str) -> None:
    with desk.store.turn() as connection:
        connection.execute(sql)


def test_a_sound_office_has_nothing_astray(desk: Desk, meeting_id: int) -> None:
    assert score_checks.recompute(desk, 2026) == []
    assert opening.verify(desk)["scores"] == "ok"
    assert scoring.prepare(desk, meeting_id).entries["tu_cham"]["6"] == Entry(points=Decimal(28))


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE score_entry SET points = '30' WHERE item = '6'",
        "UPDATE score_result SET total = '100'",
        "UPDATE score_result SET level = 'KHA'",
        "DELETE FROM score_entry WHERE item = '4'",
    ],
)
def test_twin_a_change_behind_the_book_is_found(desk: Desk, meeting_id: int, sql: str) -> None:
    behind_the_book(desk, sql)
    assert score_checks.recompute(desk, 2026) == [meeting_id]
    assert (
        opening.verify(desk)["records"]
        == f"buổi sinh hoạt số {meeting_id} không giống lần ghi cuối trong sổ"
    )
