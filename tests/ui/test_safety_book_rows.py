"""Lines of the access book in words: what meetings and scores leave in it."""

import pytest

from tcxd_desktop.domain.history import Change
from tcxd_desktop.ui.safety.book_rows import plain, sides


@pytest.mark.parametrize(
    ("kept", "read"),
    [
        ("2026-10", "tháng 10/2026"),
        ("2026-Q3: chấm nhầm", "quý III/2026: chấm nhầm"),
        ("2026-H1", "6 tháng đầu năm 2026"),
        ("2026-10-05 19:30–21:05", "05/10/2026 19:30–21:05"),
        ("15-TB/ĐU", "15-TB/ĐU"),
        (
            "tcxd-6cd024-20261125-193730-0-000005.tcxdbak",
            "tcxd-6cd024-20261125-193730-0-000005.tcxdbak",
        ),
        ("2026-13", "2026-13"),
    ],
)
def test_days_and_periods_are_read_as_people_say_them(kept: str, read: str) -> None:
    assert plain(kept) == read


@pytest.mark.parametrize(
    ("change", "read"),
    [
        (Change("meeting", 1, "state", "nhap", "da_nop"), ("Đang chấm", "Đã nộp, chưa thẩm định")),
        (Change("meeting", 1, "tham_dinh", "", "86.5"), ("", "86,5")),
        (Change("meeting", 1, "held", "", "2026-10-05 19:30"), ("", "05/10/2026 19:30")),
        (Change("template", 1, "status", "du_thao", "ban_hanh"), ("Dự thảo", "Đã ban hành")),
        (Change("office", 0, "away_counts", "False", "True"), ("không", "có")),
    ],
)
def test_states_and_points_of_meetings_are_words(change: Change, read: tuple[str, str]) -> None:
    assert sides(change) == read
